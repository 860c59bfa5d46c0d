/* Sending applications. */
#ifndef BO_ISPAPI_APPLY_H
#define BO_ISPAPI_APPLY_H

#include "registrar/bo_ispapi_run.h"

#define BO_ISPAPI_ANSWER_MAX (1u << 20) /* bytes of an answer about one thing */

/* handles: the contact handle of each request, NULL: the contacts' fields are sent instead. results must be
 * zeroed. */
BO_MUSTCHECK bo_code_t bo_ispapi_apply(bo_ispapi_t *ispapi, const bo_apply_request_t *requests, size_t count,
		const char *const *handles, bo_apply_result_t *results, bo_error_t *error);

#endif
