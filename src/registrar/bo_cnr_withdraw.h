/* Taking back applications at CentralNic Reseller. */
#ifndef BO_CNR_WITHDRAW_H
#define BO_CNR_WITHDRAW_H

#include "registrar/bo_ispapi_run.h"

/* As bo_registrar_withdraw: asks for each application's name and class, which the deletion wants to be told.
 */
BO_MUSTCHECK bo_code_t bo_cnr_withdraw(bo_ispapi_t *ispapi, const char *const *references, size_t count,
		bo_answer_t *answers, bo_error_t *error);

#endif
