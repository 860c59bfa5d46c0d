/* Mails to customers. They are effects (bo_effects.h): written in the transaction of the change that they
 * tell, sent by WHMCS from templates that the reseller may edit. */
#ifndef BO_MAIL_H
#define BO_MAIL_H

#include "base/bo_value.h"
#include "machine/bo_machine.h"

/* The moments of an order that a mail may tell. Each has a switch among the settings, mail_<name>, and a
 * template in WHMCS, backorder_<name>. */
typedef enum {
	BO_MAIL_NONE = 0,
	BO_MAIL_PLACED,
	BO_MAIL_ACTIVE,
	BO_MAIL_CAUGHT, /* caught and invoiced */
	BO_MAIL_DELIVERED,
	BO_MAIL_FAILED,
	BO_MAIL_AUCTION_PENDING,
	BO_MAIL_AUCTION_WON,
	BO_MAIL_AUCTION_LOST,
	BO_MAIL_CANCELLED
} bo_mail_t;

#define BO_MAIL_LOW_BALANCE "backorder_lowbalance_notification"

/* "placed" ... */
const char *bo_mail_name(bo_mail_t mail);

/* Writes the effect inside the caller's transaction, if the setting says so. order is the new row; status is
 * BO_STATUS_NONE when it was deleted. */
BO_MUSTCHECK bo_code_t bo_mail_add(const bo_machine_t *machine, const bo_order_t *order, bo_status_t status,
		bo_mail_t mail, bo_error_t *error);

/* The mail that the client's funds are too small, for the orders of the client that this transaction raised
 * to a new stage. Which names it lists is decided when it is handed out. */
BO_MUSTCHECK bo_code_t bo_mail_add_low_balance(
		const bo_machine_t *machine, int64_t client_id, int stage, bo_error_t *error);
bool bo_mail_is_low_balance(const char *unique_key);
/* The payload of a low-balance mail that is about to be handed out: the names that are still uncovered.
 * *payload stays NULL when there are none. */
BO_MUSTCHECK bo_code_t bo_mail_low_balance_payload(
		bo_value_t **payload, bo_machine_t *machine, int64_t client_id, bo_error_t *error);
/* Handed over: the stage of its orders counts from now on. Not handed over for good: it does not, and the
 * next run may write another mail. Inside the caller's transaction. */
BO_MUSTCHECK bo_code_t bo_mail_low_balance_sent(bo_machine_t *machine, int64_t effect_id, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_mail_low_balance_failed(
		bo_machine_t *machine, int64_t effect_id, bo_error_t *error);

/* The text by which a mail that was sent is found again in WHMCS's log of mails: the shim adds it to the
 * logged copy. created tells installations apart that count from 1 again. */
#define BO_MAIL_MARKER_SIZE 64
const char *bo_mail_marker(char out[BO_MAIL_MARKER_SIZE], int64_t effect_id, int64_t created);
/* Whether WHMCS has logged the mail of this effect to the client. */
BO_MUSTCHECK bo_code_t bo_mail_was_sent(
		bool *sent, bo_db_t *db, int64_t client_id, const char *marker, bo_error_t *error);

#endif
