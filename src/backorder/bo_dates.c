/* The drop dates of open orders follow the list. A name that leaves the list before its date was renewed or
 * restored: its orders lose their date (and, by the next batch, their reservation) and wait for another. */
#include "backorder/bo_backorder.h"

#include "machine/bo_log.h"
#include "machine/bo_run.h"

#include <stdio.h>
#include <string.h>

bo_code_t bo_backorder_write_date(bo_machine_t *machine, bo_order_t *order, int64_t date, const char *source,
		const char *reason, const char *message, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1], old_text[BO_TIME_TEXT_SIZE], new_text[BO_TIME_TEXT_SIZE], text[160];
	bo_time_format(old_text, order->drop_date);
	bo_time_format(new_text, date);
	snprintf(text, sizeof(text), "%s%s%s%s%s", message, *old_text ? " Before: " : "", old_text,
			*new_text ? " Now: " : "", new_text);
	bo_code_t result = bo_db_begin(machine->db, error);
	if (result != BO_OK) {
		return result;
	}
	order->drop_date = date;
	snprintf(order->drop_date_source, sizeof(order->drop_date_source), "%s",
			date == BO_TIME_NONE ? "" : source);
	if (order->status == BO_STATUS_REQUESTED) {
		snprintf(order->reason, sizeof(order->reason), "%s", reason);
		order->reason_text[0] = '\0';
		order->low_balance_stage = order->low_balance_queued = 0; /* another drop, another mail */
	}
	result = bo_order_write(machine->db, order, order->status, machine->now, error);
	if (result == BO_OK) {
		bo_log_line_t line = {.cron = machine->cron,
				.actor = machine->actor,
				.order_id = order->id,
				.client_id = order->client_id,
				.name = bo_order_name(name, order),
				.from = bo_status_name(order->status),
				.to = bo_status_name(order->status),
				.reason = reason,
				.message = text};
		result = bo_log_write(machine->db, &line, machine->now, error);
	}
	if (result == BO_OK) {
		return bo_db_commit(machine->db, error);
	}
	bo_db_rollback(machine->db);
	return result;
}

typedef struct {
	const char
			*sql; /* selects ids, from the first parameter (an id) on, at most the second; the third is now */
	const char *reason, *message;
	enum { DATE_FOUND, DATE_MOVED, DATE_GONE } kind;
} rule_t;

/* The order may have gone on since the rule's query chose it; a date that is changed then would keep its new
 * status from ever ending. */
static bool still_applies(const rule_t *rule, const bo_order_t *order, int64_t date, int64_t now)
{
	bool waits = order->status == BO_STATUS_REQUESTED || order->status == BO_STATUS_ACTIVE;
	bool known = order->drop_date != BO_TIME_NONE;
	switch (rule->kind) {
		case DATE_FOUND:
			return waits && !known;
		case DATE_MOVED:
			return (waits || order->status == BO_STATUS_PROCESSING) && known && order->drop_date != date &&
				   strcmp(order->drop_date_source, "admin") != 0;
		case DATE_GONE:
			return waits && order->drop_date > now && strcmp(order->drop_date_source, "list") == 0;
	}
	return false;
}

/* Orders that a dry run names; the counts have all. */
#define MOST_LISTED 1000

static void list_order(bo_value_t *due, const bo_order_t *order, const rule_t *rule, int64_t date)
{
	char name[BO_NAME_MAX + 1], text[BO_TIME_TEXT_SIZE];
	if (due->as.many.count >= MOST_LISTED) {
		return;
	}
	bo_value_t *item = bo_list_map(due);
	bo_map_text(item, "step", rule->reason);
	bo_map_int(item, "id", order->id);
	bo_map_text(item, "name", bo_order_name(name, order));
	bo_map_int(item, "client_id", order->client_id);
	bo_map_text(item, "status", bo_status_name(order->status));
	bo_map_text(item, "dropdate",
			order->drop_date == BO_TIME_NONE ? NULL : bo_time_format(text, order->drop_date));
	bo_map_text(item, "dropdate_new", date == BO_TIME_NONE ? NULL : bo_time_format(text, date));
}

/* due: a dry run, the orders are listed there instead; NULL otherwise. */
static bo_code_t follow(
		int64_t *count, bo_machine_t *machine, const rule_t *rule, bo_value_t *due, bo_error_t *error)
{
	int64_t last = 0;
	for (;;) {
		bo_rows_t *rows = NULL;
		bo_code_t result = bo_db_query(&rows, machine->db, rule->sql,
				BO_PARAMS(bo_p_int(last), bo_p_time(machine->now), bo_p_int(BO_RUN_CHUNK)), error);
		size_t found = bo_rows_count(rows);
		for (size_t i = 0; i < found && result == BO_OK; i++) {
			bo_order_t order;
			last = bo_rows_int(rows, i, 0, 0);
			int64_t date = rule->kind == DATE_GONE ? BO_TIME_NONE : bo_rows_time(rows, i, 1);
			result = bo_order_load(&order, machine->db, last, error);
			if (result == BO_E_NOT_FOUND) {
				result = BO_OK; /* deleted meanwhile */
				continue;
			}
			if (result == BO_OK && !still_applies(rule, &order, date, machine->now)) {
				continue;
			}
			if (result == BO_OK && due) {
				list_order(due, &order, rule, date);
			} else if (result == BO_OK) {
				result = bo_backorder_write_date(
						machine, &order, date, "list", rule->reason, rule->message, error);
			}
			if (result == BO_OK) {
				(*count)++;
			} else if (result == BO_E_CONFLICT || result == BO_E_RETRY) {
				result = BO_OK; /* changed meanwhile: the next run sees it */
			}
		}
		bo_rows_free(rows);
		if (result != BO_OK || found < BO_RUN_CHUNK) {
			return result;
		}
	}
}

bo_code_t bo_backorder_sync_dates(bo_value_t **out, bo_context_t *context, bo_error_t *error)
{
	return bo_backorder_follow_list(out, context, NULL, error);
}

bo_code_t bo_backorder_follow_list(
		bo_value_t **out, bo_context_t *context, const bo_value_t *options, bo_error_t *error)
{
	/* Dates in the past are left alone: the machine ends such orders. A date an admin set stays. */
	static const rule_t found_rule = {
			"SELECT d.id, p.drop_date FROM backorder_domains d JOIN "
			"backorder_pending_domains p ON p.zone = d.tld AND p.domain = d.domain WHERE "
			"d.open_order = 1 AND d.status IN ('REQUESTED', 'ACTIVE') AND d.dropdate IS NULL AND d.id > ? "
			"AND p.drop_date > ? ORDER BY d.id LIMIT ?",
			"date_found", "The drop date is known.", DATE_FOUND};
	static const rule_t moved_rule = {
			"SELECT d.id, p.drop_date FROM backorder_domains d JOIN "
			"backorder_pending_domains p ON p.zone = d.tld AND p.domain = d.domain WHERE "
			"d.open_order = 1 AND d.status IN ('REQUESTED', 'ACTIVE', 'PROCESSING') AND "
			"d.dropdate <> p.drop_date AND d.dropdate_source <> 'admin' AND d.id > ? AND "
			"p.drop_date > ? ORDER BY d.id LIMIT ?",
			"date_moved", "The drop date moved.", DATE_MOVED};
	static const rule_t gone_rule = {
			"SELECT d.id FROM backorder_domains d LEFT JOIN backorder_pending_domains p ON "
			"p.zone = d.tld AND p.domain = d.domain WHERE d.open_order = 1 AND d.status IN "
			"('REQUESTED', 'ACTIVE') AND d.dropdate_source = 'list' AND p.domain IS NULL AND "
			"d.id > ? AND d.dropdate > ? ORDER BY d.id LIMIT ?",
			"left_list", "The name left the list of expiring domains; it was probably renewed.", DATE_GONE};
	bo_machine_t machine;
	int64_t found = 0, moved = 0, gone = 0;
	*out = NULL;
	bo_value_t *map = bo_value_map();
	bo_value_t *due = bo_map_get_bool(options, "dry_run", false) ? bo_map_list(map, "due") : NULL;
	bo_code_t result = bo_backorder_machine(&machine, context, "dropdates", "cron", error);
	if (result == BO_OK) {
		result = follow(&found, &machine, &found_rule, due, error);
	}
	if (result == BO_OK) {
		result = follow(&moved, &machine, &moved_rule, due, error);
	}
	if (result == BO_OK) {
		/* An empty list means that there was no import yet, not that every name was renewed. */
		bo_rows_t *rows = NULL;
		result = bo_db_query(
				&rows, machine.db, "SELECT 1 FROM backorder_pending_domains LIMIT 1", BO_NO_PARAMS, error);
		bool listed = bo_rows_count(rows) > 0;
		bo_rows_free(rows);
		if (result == BO_OK && listed) {
			result = follow(&gone, &machine, &gone_rule, due, error);
		}
	}
	bo_map_int(map, "found", found);
	bo_map_int(map, "moved", moved);
	bo_map_int(map, "gone", gone);
	if (result == BO_OK && !bo_value_complete(map)) {
		result = bo_fail_memory(error);
	}
	if (result != BO_OK) {
		bo_value_free(map);
		return result;
	}
	*out = map;
	return BO_OK;
}
