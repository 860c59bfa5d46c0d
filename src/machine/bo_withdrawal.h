/* Applications that have to be taken back at the registrar because their order ended here. The wish is
 * written with the change that ended the order, and carried out by the batch (bo_run_withdraw.c). */
#ifndef BO_WITHDRAWAL_H
#define BO_WITHDRAWAL_H

#include "machine/bo_machine.h"

/* Inside the caller's transaction. order is the row before the change; nothing is written when no application
 * can exist for it. */
BO_MUSTCHECK bo_code_t bo_withdrawal_add(
		const bo_machine_t *machine, const bo_order_t *order, bo_error_t *error);

#endif
