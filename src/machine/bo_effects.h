/* The outbox: what WHMCS has to do for a change. C writes a row in the transaction of the change; the PHP
 * shim takes it, calls localAPI, and settles it. An effect that was taken and never settled (a crash in
 * between) is first looked for in WHMCS and only then done again. */
#ifndef BO_EFFECTS_H
#define BO_EFFECTS_H

#include "base/bo_value.h"
#include "machine/bo_machine.h"

#define BO_EFFECT_INVOICE "invoice"
#define BO_EFFECT_MAIL "mail"
#define BO_EFFECT_LOG "log"
#define BO_EFFECT_ADMIN_MAIL "adminmail"

/* An effect that fails is tried again with growing pauses; after this many attempts a person has to look. */
#define BO_EFFECT_ATTEMPTS 20

typedef struct {
	const char *kind;
	int64_t order_id, client_id; /* 0: none */
	const char *unique_key;      /* a second effect with the same key is not written */
	const bo_value_t *payload;   /* a map; written as JSON */
	bo_money_t amount;           /* what the client will owe by it; 0 for other kinds */
} bo_effect_t;

/* Writes an effect inside the caller's transaction. */
BO_MUSTCHECK bo_code_t bo_effect_add(bo_db_t *db, const bo_effect_t *effect, int64_t now, bo_error_t *error);
/* The effect that makes an order's invoice. */
BO_MUSTCHECK bo_code_t bo_effect_add_invoice(
		const bo_machine_t *machine, const bo_order_t *order, bo_error_t *error);

/* Takes up to limit effects for holder, for seconds each. *out is a list of {id, kind, payload (JSON text),
 * attempt, token, marker (mails)}. Invoices and mails that an earlier attempt may have made are looked for
 * first; what is found is settled here and not handed out. An invoice that needs more has one key beside
 * these: invoice_id, it is there and the client's credit is still to be applied; or put_aside, an incomplete
 * one that is to be cancelled before another is made. Of the effects that were taken and never settled one a
 * call is handed out, as the last of the list. */
BO_MUSTCHECK bo_code_t bo_effects_claim(bo_value_t **out, bo_machine_t *machine, const char *holder,
		int64_t limit, int64_t seconds, bo_error_t *error);

/* Ends an effect. ok: it was done; invoice_id for an invoice. Not ok: message says why, it is tried again
 * later. */
BO_MUSTCHECK bo_code_t bo_effect_settle(bo_machine_t *machine, int64_t id, const char *token, bool ok,
		int64_t invoice_id, const char *message, bo_error_t *error);

/* WHMCS has just made this invoice for the effect. Told from inside the making, it lets an invoice that is
 * deleted before its effect was settled be told from one that was never made. */
BO_MUSTCHECK bo_code_t bo_effect_note_invoice(
		bo_machine_t *machine, int64_t id, const char *token, int64_t invoice_id, bo_error_t *error);

/* The text by which an order's invoice is found again; it stands in the invoice's notes. */
#define BO_MARKER_SIZE 64
const char *bo_effect_marker(char out[BO_MARKER_SIZE], int64_t order_id);

#endif
