/* All applications of the account, page by page. */
#ifndef BO_ISPAPI_ALL_H
#define BO_ISPAPI_ALL_H

#include "registrar/bo_ispapi_run.h"

/* As bo_registrar_status_all. */
BO_MUSTCHECK bo_code_t bo_ispapi_all(
		bo_ispapi_t *ispapi, const bo_application_reader_t *reader, bo_answer_t *answer, bo_error_t *error);

#endif
