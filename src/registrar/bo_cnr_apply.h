/* Applications at CentralNic Reseller, whose contacts are handles. */
#ifndef BO_CNR_APPLY_H
#define BO_CNR_APPLY_H

#include "registrar/bo_ispapi_run.h"

/* As bo_registrar_apply. The contact's handle is made first, where it is not known yet. */
BO_MUSTCHECK bo_code_t bo_cnr_apply(bo_ispapi_t *ispapi, const bo_apply_request_t *requests, size_t count,
		bo_apply_result_t *results, bo_error_t *error);

#endif
