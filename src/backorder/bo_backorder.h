/* What customers and admins do with orders: place, delete, activate, list, overview, timeline; and the drop
 * dates that follow the list. Texts of errors are for people. */
#ifndef BO_BACKORDER_H
#define BO_BACKORDER_H

#include "base/bo_value.h"
#include "context/bo_context.h"
#include "machine/bo_machine.h"

/* Fills a machine for a person's act: cron and actor are borrowed. */
BO_MUSTCHECK bo_code_t bo_backorder_machine(
		bo_machine_t *out, bo_context_t *context, const char *cron, const char *actor, bo_error_t *error);

/* Places an order; name in any spelling. *out is {id, name, status, dropdate, others}; others: how many other
 * clients have an open order for the name. BO_E_INVALID: name;
 * BO_E_DENIED: the zone is not for sale in the client's currency; BO_E_EXISTS; BO_E_LIMIT: too many open
 * orders; BO_E_NOT_FOUND: client. */
BO_MUSTCHECK bo_code_t bo_backorder_create(bo_value_t **out, bo_context_t *context, int64_t client_id,
		const char *name, size_t length, bool lite, const char *actor, bo_error_t *error);
/* The same for many names. *out is a list of {name, ok, reason, message, id, others}. */
BO_MUSTCHECK bo_code_t bo_backorder_create_many(bo_value_t **out, bo_context_t *context, int64_t client_id,
		const bo_value_t *names, bool lite, const char *actor, bo_error_t *error);
/* What would become of names that the client is about to order; nothing is changed. *out is {names: [{name
 * (A-labels; "" when it can't be ordered under it), shown, state: OK, INVALID, TWICE, DENIED (zone not for
 * sale), EXISTS, LIMIT, message, listed, dropdate, price, covered}], total, free, missing}; total: the price
 * of those that are OK; free: what the open orders leave of the funds. */
BO_MUSTCHECK bo_code_t bo_backorder_check(bo_value_t **out, bo_context_t *context, int64_t client_id,
		const bo_value_t *names, bo_error_t *error);
/* Deletes the client's open order. BO_E_CONFLICT when something was sent already. */
BO_MUSTCHECK bo_code_t bo_backorder_delete(bo_value_t **out, bo_context_t *context, int64_t client_id,
		const char *name, size_t length, bool by_admin, const char *actor, bo_error_t *error);
/* REQUESTED to ACTIVE by hand. BO_E_FUNDS unless force. */
BO_MUSTCHECK bo_code_t bo_backorder_activate(bo_value_t **out, bo_context_t *context, int64_t client_id,
		const char *name, size_t length, bool force, const char *actor, bo_error_t *error);

/* Orders; client_id 0: of all clients. filter: status, search, orderby, first, limit. *out is {total, first,
 * limit, items: [{id, client_id, client, label, zone, name, name_unicode, type, status, reason, reason_text,
 * dropdate, created, updated, price, price_formatted, reserved, reference, invoice, auction, lowbalance,
 * currency_id, again}]}; again: it is over and the name can be ordered anew. */
BO_MUSTCHECK bo_code_t bo_backorder_list(bo_value_t **out, bo_context_t *context, int64_t client_id,
		const bo_value_t *filter, bo_error_t *error);
/* {statuses: {STATUS: count} (all ten), total}; client_id 0: of all clients. */
BO_MUSTCHECK bo_code_t bo_backorder_overview(
		bo_value_t **out, bo_context_t *context, int64_t client_id, bo_error_t *error);
/* [{date, actor, from, to, reason, message}], oldest first; client_id 0: any client's order. */
BO_MUSTCHECK bo_code_t bo_backorder_timeline(
		bo_value_t **out, bo_context_t *context, int64_t client_id, int64_t order_id, bo_error_t *error);

/* WHMCS merged client `from` into `to`: orders, their history and what is still to be invoiced or mailed
 * move. Of two open orders for a name the one that is further goes on. *out is {moved, ended, kept}; kept:
 * both were sent, a person has to look. */
BO_MUSTCHECK bo_code_t bo_backorder_merge_clients(bo_value_t **out, bo_context_t *context, int64_t from,
		int64_t to, const char *actor, bo_error_t *error);

/* Lets the drop dates of open orders follow the list. *out is {moved, gone, found}. */
BO_MUSTCHECK bo_code_t bo_backorder_sync_dates(bo_value_t **out, bo_context_t *context, bo_error_t *error);

/* Log lines, newest first. filter: search, status, cron, order_id, client_id, from, to (UTC), first, limit.
 * *out is {total, first, limit, items}. */
BO_MUSTCHECK bo_code_t bo_log_list(
		bo_value_t **out, bo_context_t *context, const bo_value_t *filter, bo_error_t *error);
/* Remembers a cron's start or end and writes the log line of the end, unless it is "ok" without a message:
 * then nothing happened. event: "start", "ok", "error". */
BO_MUSTCHECK bo_code_t bo_cron_mark(
		bo_context_t *context, const char *cron, const char *event, const char *message, bo_error_t *error);

#endif
