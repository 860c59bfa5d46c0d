/* The registrar's list of names that are about to be deleted, read page by page. */
#ifndef BO_ISPAPI_PENDING_H
#define BO_ISPAPI_PENDING_H

#include "registrar/bo_ispapi_run.h"

BO_MUSTCHECK bo_code_t bo_ispapi_pending(
		bo_ispapi_t *ispapi, const bo_pending_reader_t *reader, bo_answer_t *answer, bo_error_t *error);

#endif
