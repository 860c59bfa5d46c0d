/* Finding all backorder applications of one name. */
#ifndef BO_ISPAPI_LIST_H
#define BO_ISPAPI_LIST_H

#include "registrar/bo_ispapi_run.h"

/* As bo_registrar_find. */
BO_MUSTCHECK bo_code_t bo_ispapi_list(bo_ispapi_t *ispapi, const char *name, bo_application_t **found,
		size_t *found_count, bo_answer_t *answer, bo_error_t *error);

#endif
