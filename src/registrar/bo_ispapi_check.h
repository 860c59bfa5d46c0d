/* Whether names can be registered now. */
#ifndef BO_ISPAPI_CHECK_H
#define BO_ISPAPI_CHECK_H

#include "registrar/bo_ispapi_run.h"

/* As bo_registrar_check. */
BO_MUSTCHECK bo_code_t bo_ispapi_check(bo_ispapi_t *ispapi, const char *const *names, size_t count,
		bo_availability_t *results, bo_error_t *error);

#endif
