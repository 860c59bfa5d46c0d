/* An order: one row of backorder_domains. */
#ifndef BO_ORDER_H
#define BO_ORDER_H

#include "base/bo_money.h"
#include "base/bo_name.h"
#include "db/bo_db.h"
#include "machine/bo_status.h"
#include <stdint.h>

#define BO_REASON_SIZE 41
#define BO_REASON_TEXT_SIZE 256
#define BO_ORDER_AUCTION_SIZE 2048

typedef struct {
	int64_t id, client_id;
	uint32_t version;
	char label[BO_LABEL_SIZE], zone[BO_ZONE_SIZE];
	bool lite;
	bo_status_t status;
	int64_t created, updated;
	int64_t drop_date; /* BO_TIME_NONE: unknown */
	char drop_date_source[17];
	char reference[65];
	int64_t invoice_id;     /* 0: none */
	int64_t invoice_item;   /* the invoice's line, 0: not known */
	int low_balance_stage;  /* 0 no mail yet, 1 first mail, 2 the mail of the last day: handed over */
	int low_balance_queued; /* the stage that a mail was written for, at least the one above */
	bo_money_t price;       /* BO_MONEY_NONE before the first reservation */
	int64_t currency_id;    /* 0: none */
	bo_money_t reserved;    /* what is held of the client's funds now */
	char reason[BO_REASON_SIZE], reason_text[BO_REASON_TEXT_SIZE];
	char apply_state[17]; /* "", "intent", "sent" */
	int64_t apply_at, apply_until;
	char apply_holder[65];
	char apply_email[256]; /* the owner's address in what was sent, until its outcome is known */
	char auction[BO_ORDER_AUCTION_SIZE]; /* JSON, "" when there is none */
	int64_t registered_at, expires_at;
	char activated_by[17];
} bo_order_t;

/* label.zone */
const char *bo_order_name(char out[BO_NAME_MAX + 1], const bo_order_t *order);

BO_MUSTCHECK bo_code_t bo_order_load(bo_order_t *out, bo_db_t *db, int64_t id, bo_error_t *error);
/* The open order of a client for a name; BO_E_NOT_FOUND when there is none. */
BO_MUSTCHECK bo_code_t bo_order_load_open(bo_order_t *out, bo_db_t *db, int64_t client_id, const char *label,
		const char *zone, bo_error_t *error);

/* Several orders, for a phase of a run. */
typedef struct {
	bo_order_t *items;
	size_t count;
} bo_orders_t;

/* Loads the orders of a query that selects BO_ORDER_COLUMNS. */
#define BO_ORDER_COLUMNS                                                                                    \
	"id, userid, version, domain, tld, type, status, createddate, updateddate, dropdate, dropdate_source, " \
	"reference, invoice, lowbalance_notification, price, currency_id, reserved, reason, reason_text, "      \
	"apply_state, apply_at, apply_until, apply_holder, auction, registered_at, expires_at, activated_by, "  \
	"lowbalance_queued, invoice_item, apply_email"
BO_MUSTCHECK bo_code_t bo_orders_query(bo_orders_t *out, bo_db_t *db, const char *sql,
		const bo_param_t *params, size_t param_count, bo_error_t *error);
void bo_orders_dispose(bo_orders_t *orders);

/* Writes every field that may change, if the row still has the status and version that were read; the version
 * goes up by one (in *order too). BO_E_CONFLICT when somebody else was first. Only the machine may change the
 * status. */
BO_MUSTCHECK bo_code_t bo_order_write(
		bo_db_t *db, bo_order_t *order, bo_status_t status_read, int64_t now, bo_error_t *error);
/* Inserts a new order (id and version are set). BO_E_EXISTS when the client has an open order for the name.
 */
BO_MUSTCHECK bo_code_t bo_order_insert(bo_db_t *db, bo_order_t *order, bo_error_t *error);
/* Whether an application at the registrar belongs to an order, or to one that ended and takes it back: then
 * it can be no other order's. */
BO_MUSTCHECK bo_code_t bo_order_has_reference(
		bool *has, bo_db_t *db, const char *reference, bo_error_t *error);
/* How many orders on a name (ASCII) sent an application and do not know what became of it. */
BO_MUSTCHECK bo_code_t bo_order_intents(int64_t *count, bo_db_t *db, const char *name, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_order_remove(bo_db_t *db, const bo_order_t *order, bo_error_t *error);

#endif
