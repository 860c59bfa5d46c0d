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

/* Orders; client_id 0: of all clients. filter: status, search (name), client (part of name, company or mail
 * address), zone, reason, dropfrom, dropto (days), after (an id: the orders behind it, not counted), orderby,
 * first, limit. *out is {total, first, limit, items: [{id, client_id, client, label, zone, name,
 * name_unicode, type, status, reason, reason_text, dropdate, created, updated, price, price_formatted,
 * reserved, reference, invoice, auction, lowbalance, currency_id, currency, note, again}]};
 * again: it is over and the name can be ordered anew. */
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
/* The same with options (may be NULL). dry_run: nothing is written; `due` lists the first thousand orders as
 * {step (the reason), id, name, client_id, status, dropdate, dropdate_new}. */
BO_MUSTCHECK bo_code_t bo_backorder_follow_list(
		bo_value_t **out, bo_context_t *context, const bo_value_t *options, bo_error_t *error);

/* Log lines, newest first. filter: search (name or message), name (its begin), text (of the message, among
 * the newest lines), status, cron, to_status, order_id, client_id, from, to (UTC), first, limit. *out is
 * {total, more, since ("" when all lines were searched), first, limit, items}; more: there are more than
 * total, which were not counted. */
BO_MUSTCHECK bo_code_t bo_log_list(
		bo_value_t **out, bo_context_t *context, const bo_value_t *filter, bo_error_t *error);
/* What an admin does with orders by their ids. act: activate (data: force), delete, again (a new order like a
 * finished one), retry (what WHMCS refused, now), dropdate (data: dropdate, UTC; "" lets it follow the list
 * again), note (data: note). Each order on its own. *out is a list of {id, name, ok, reason, message}. */
BO_MUSTCHECK bo_code_t bo_backorder_act(bo_value_t **out, bo_context_t *context, const char *act,
		const bo_value_t *ids, const bo_value_t *data, const char *actor, bo_error_t *error);
/* Writes an order's drop date, its source and a line about it, in one transaction. For internal use. */
BO_MUSTCHECK bo_code_t bo_backorder_write_date(bo_machine_t *machine, bo_order_t *order, int64_t date,
		const char *source, const char *reason, const char *message, bo_error_t *error);

/* Remembers a cron's start or end and writes the log line of the end, unless it is "ok" without a message:
 * then nothing happened. event: "start", "ok", "error". The message of a start is a word that says what
 * called the cron ("crontab"); "" when that is not known. */
BO_MUSTCHECK bo_code_t bo_cron_mark(
		bo_context_t *context, const char *cron, const char *event, const char *message, bo_error_t *error);
/* For a caller that comes every few minutes: whether the cron (batch, import, dropdates) is due. Then its
 * start is marked as well, so that of several callers one gets it. A batch is due when none began within two
 * minutes; the others at their times of the day, later when those were missed, and an hour after a run that
 * failed. */
BO_MUSTCHECK bo_code_t bo_cron_claim(
		bool *claimed, bo_context_t *context, const char *cron, bo_error_t *error);

#endif
