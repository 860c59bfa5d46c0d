/* Contact handles at CentralNic Reseller: one for each client, made once and kept in
 * backorder_contact_handles until the client's data change. */
#ifndef BO_CNR_CONTACT_H
#define BO_CNR_CONTACT_H

#include "registrar/bo_ispapi_run.h"

typedef struct {
	char text[BO_REFERENCE_SIZE]; /* "": there is none; answer says why */
	bool kept;                    /* it was known before, so the registrar may have forgotten it since */
	bo_answer_t answer;           /* what AddContact came to */
} bo_cnr_handle_t;

/* Finds or makes the handle of each request's contact. anew: kept ones are not trusted and made again. */
BO_MUSTCHECK bo_code_t bo_cnr_handles(bo_ispapi_t *ispapi, const bo_apply_request_t *requests, size_t count,
		bool anew, bo_cnr_handle_t *handles, bo_error_t *error);

#endif
