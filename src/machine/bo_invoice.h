/* The invoices that attempts at an order's invoice effect have left in WHMCS, found by the order's marker.
 *
 * CreateInvoice is not one step: a process that dies in it may leave a row without lines or without sums, or
 * a good invoice to which the client's credit was not applied. Only a good one is taken as it is. */
#ifndef BO_INVOICE_H
#define BO_INVOICE_H

#include "machine/bo_effects.h"

typedef struct {
	/* The order's invoice; 0: none. It may be gone again: one that WHMCS told of while it was made and that
	 * is not there any more was deleted by somebody, and the order ends as with any deleted invoice. */
	int64_t invoice_id;
	bool owed;         /* it is Unpaid, and the client has credit that was not applied to it */
	int64_t put_aside; /* without invoice_id: an incomplete one, to be cancelled before another is made */
	char person[240];  /* why only a person can go on; "" otherwise */
} bo_invoice_left_t;

/* What is left of earlier attempts at an invoice effect. */
BO_MUSTCHECK bo_code_t bo_invoice_left(
		bo_invoice_left_t *out, bo_db_t *db, int64_t effect_id, bo_error_t *error);

/* Another invoice of the client, neither cancelled nor refunded, that carries the order's marker in its notes
 * or in a line; 0: none. */
BO_MUSTCHECK bo_code_t bo_invoice_find_other(int64_t *invoice_id, bo_db_t *db, int64_t client_id,
		int64_t order_id, int64_t except, bo_error_t *error);

#endif
