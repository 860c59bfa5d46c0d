/* What a client can still spend: credit - unpaid invoices - reservations. */
#ifndef BO_FUNDS_H
#define BO_FUNDS_H

#include "base/bo_money.h"
#include "base/bo_value.h"
#include "db/bo_db.h"

typedef struct {
	bo_currency_t currency;
	bo_money_t credit;
	/* What is still owed on open invoices (Add Funds invoices excepted), and invoices that are being made. */
	bo_money_t unpaid;
	bo_money_t reserved;
	bo_money_t available; /* may be below 0 */
} bo_funds_t;

/* Locks the client's row of ours until the transaction ends; needs an open transaction. Two runs that count
 * the same client's funds wait for each other, and in a cluster one of them is refused (BO_E_RETRY at
 * commit). */
BO_MUSTCHECK bo_code_t bo_funds_lock(bo_db_t *db, int64_t client_id, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_funds_read(bo_funds_t *out, bo_db_t *db, int64_t client_id, bo_error_t *error);
/* {currency, balance, unpaid, reserved, available} with {value, formatted} each; available is not shown below
 * 0. */
BO_MUSTCHECK bo_code_t bo_funds_show(bo_value_t **out, bo_db_t *db, int64_t client_id, bo_error_t *error);
/* The same of funds that were read; the caller looks whether it is complete. */
bo_value_t *bo_funds_map(const bo_funds_t *funds);
/* key: {value, formatted}. */
void bo_funds_add_amount(bo_value_t *map, const char *key, bo_money_t amount, const bo_currency_t *currency);

#endif
