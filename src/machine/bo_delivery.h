/* Delivery: the caught domain becomes a row of WHMCS's tbldomains. */
#ifndef BO_DELIVERY_H
#define BO_DELIVERY_H

#include "machine/bo_machine.h"

/* Inserts the row inside the caller's transaction. BO_E_PERSON when a person has to decide: an active row for
 * the name exists, the zone has no renewal price, or the client is gone; the message says which. */
BO_MUSTCHECK bo_code_t bo_deliver(const bo_machine_t *machine, const bo_order_t *order, int64_t registered_at,
		int64_t expires_at, bo_error_t *error);

#endif
