/* What an admin does with one or many orders of any client. */
#include "backorder/bo_backorder.h"

#include "machine/bo_log.h"

#include <stdio.h>
#include <string.h>

#define MAX_ORDERS 500
#define MAX_NOTE 4000

typedef struct {
	bo_context_t *context;
	bo_machine_t machine;
	const bo_value_t *data;
	int64_t date; /* dropdate */
} act_t;

typedef bo_code_t (*act_fn)(act_t *act, bo_order_t *order, bo_error_t *error);

/* The acts below find an order by client and name; that must not be another one than the chosen. */
static bo_code_t must_be_open(const bo_order_t *order, bo_error_t *error)
{
	return bo_status_is_open(order->status) ? BO_OK
											: bo_fail(error, BO_E_CONFLICT, "This backorder has ended.");
}

static bo_code_t activate(act_t *act, bo_order_t *order, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1];
	bo_value_t *answer = NULL;
	bo_order_name(name, order);
	bo_code_t result = must_be_open(order, error);
	if (result != BO_OK) {
		return result;
	}
	result = bo_backorder_activate(&answer, act->context, order->client_id, name, strlen(name),
			bo_map_get_bool(act->data, "force", false), act->machine.actor, error);
	bo_value_free(answer);
	return result;
}

static bo_code_t delete (act_t *act, bo_order_t *order, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1];
	bo_value_t *answer = NULL;
	bo_order_name(name, order);
	bo_code_t result = must_be_open(order, error);
	if (result != BO_OK) {
		return result;
	}
	result = bo_backorder_delete(
			&answer, act->context, order->client_id, name, strlen(name), true, act->machine.actor, error);
	bo_value_free(answer);
	return result;
}

static bo_code_t again(act_t *act, bo_order_t *order, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1];
	bo_value_t *answer = NULL;
	if (bo_status_is_open(order->status)) {
		return bo_fail(error, BO_E_CONFLICT,
				"This backorder is still open; only an ended one can be ordered again.");
	}
	bo_order_name(name, order);
	bo_code_t result = bo_backorder_create(&answer, act->context, order->client_id, name, strlen(name),
			order->lite, act->machine.actor, error);
	bo_value_free(answer);
	return result;
}

/* What WHMCS refused is tried by the next run, as often as at first. That it was begun before stays known:
 * what an attempt left behind is looked for before it is done again. An application to the registrar is tried
 * in every run anyway. */
static bo_code_t retry(act_t *act, bo_order_t *order, bo_error_t *error)
{
	uint64_t affected = 0;
	char name[BO_NAME_MAX + 1];
	bo_code_t result = bo_db_begin(act->machine.db, error);
	if (result != BO_OK) {
		return result;
	}
	result = bo_db_exec(act->machine.db,
			"UPDATE backorder_effects SET state = 'waiting', attempts = LEAST(attempts, 1), not_before = ?, "
			"updated_at = ? WHERE "
			"order_id = ? AND (state = 'failed' OR (state = 'waiting' AND not_before > ?))",
			BO_PARAMS(bo_p_time(act->machine.now), bo_p_time(act->machine.now), bo_p_int(order->id),
					bo_p_time(act->machine.now)),
			&affected, NULL, error);
	if (result == BO_OK && !affected) {
		result = bo_fail(error, BO_E_CONFLICT,
				"Nothing of this backorder waits to be repeated; what is due is tried by the next run of "
				"batch.php.");
	}
	if (result == BO_OK) {
		bo_log_line_t line = {.cron = act->machine.cron,
				.actor = act->machine.actor,
				.order_id = order->id,
				.client_id = order->client_id,
				.name = bo_order_name(name, order),
				.from = bo_status_name(order->status),
				.to = bo_status_name(order->status),
				.reason = order->reason,
				.message = "An admin lets the invoice or mail be tried again."};
		result = bo_log_write(act->machine.db, &line, act->machine.now, error);
	}
	if (result == BO_OK) {
		return bo_db_commit(act->machine.db, error);
	}
	bo_db_rollback(act->machine.db);
	return result;
}

static bo_code_t date_can_change(const bo_order_t *order, bo_error_t *error)
{
	if (!bo_status_is_deletable(order->status)) {
		return bo_fail(error, BO_E_CONFLICT,
				"The drop date can be changed until the backorder goes to the registrar; this one is %s.",
				bo_status_name(order->status));
	}
	return BO_OK;
}

static bo_code_t dropdate(act_t *act, bo_order_t *order, bo_error_t *error)
{
	bo_code_t result = date_can_change(order, error);
	if (result != BO_OK) {
		return result;
	}
	return bo_backorder_write_date(&act->machine, order, act->date, "admin", "date_set_by_admin",
			"An admin set the drop date.", error);
}

/* The date is the list's from now on, and at once: the drop may come before the list is compared again. */
static bo_code_t cleardate(act_t *act, bo_order_t *order, bo_error_t *error)
{
	int64_t date = BO_TIME_NONE;
	bo_rows_t *rows = NULL;
	bo_code_t result = date_can_change(order, error);
	if (result == BO_OK) {
		result = bo_db_query(&rows, act->machine.db,
				"SELECT drop_date FROM backorder_pending_domains WHERE zone = ? AND domain = ? AND drop_date "
				"> ?",
				BO_PARAMS(bo_p_text(order->zone), bo_p_text(order->label), bo_p_time(act->machine.now)),
				error);
	}
	if (result == BO_OK) {
		date = bo_rows_count(rows) ? bo_rows_time(rows, 0, 0) : BO_TIME_NONE;
		result = bo_backorder_write_date(&act->machine, order, date, "list",
				date == BO_TIME_NONE ? "waiting_date" : "date_found",
				"An admin lets the drop date follow the list again.", error);
	}
	bo_rows_free(rows);
	return result;
}

static bo_code_t note(act_t *act, bo_order_t *order, bo_error_t *error)
{
	const char *text = bo_map_get_text(act->data, "note", "");
	if (strlen(text) > MAX_NOTE) {
		return bo_fail(error, BO_E_INVALID, "A note has at most %d bytes.", MAX_NOTE);
	}
	/* No status changes, so the version stays: a run that works on the order is not disturbed. */
	return bo_db_exec(act->machine.db, "UPDATE backorder_domains SET note = ? WHERE id = ?",
			BO_PARAMS(*text ? bo_p_text(text) : bo_p_null(), bo_p_int(order->id)), NULL, NULL, error);
}

static bo_code_t read_date(act_t *act, bo_error_t *error)
{
	const char *text = bo_map_get_text(act->data, "dropdate", "");
	if (!bo_time_parse(&act->date, text, strlen(text))) {
		return bo_fail(error, BO_E_INVALID, "The drop date must be a time like 2026-11-23 18:30:00 (UTC).");
	}
	if (act->date <= act->machine.now) {
		return bo_fail(error, BO_E_INVALID, "The drop date must lie in the future.");
	}
	return BO_OK;
}

static bool stops(bo_code_t code)
{
	return code == BO_E_LOST || code == BO_E_MEMORY;
}

static bo_code_t act_on(bo_value_t *item, act_t *act, act_fn function, int64_t id, bo_error_t *error)
{
	bo_order_t order;
	char name[BO_NAME_MAX + 1] = "";
	bo_error_t own = {0};
	bo_map_int(item, "id", id);
	bo_code_t result = bo_order_load(&order, act->machine.db, id, &own);
	if (result == BO_OK) {
		bo_order_name(name, &order);
		result = function(act, &order, &own);
	}
	if (stops(result)) {
		return bo_fail(error, result, "%s", own.message);
	}
	bo_map_text(item, "name", name);
	bo_map_bool(item, "ok", result == BO_OK);
	bo_map_text(item, "reason", result == BO_OK ? NULL : bo_code_name(result));
	bo_map_text(item, "message", result == BO_OK ? NULL : own.message);
	return BO_OK;
}

bo_code_t bo_backorder_act(bo_value_t **out, bo_context_t *context, const char *act, const bo_value_t *ids,
		const bo_value_t *data, const char *actor, bo_error_t *error)
{
	static const struct {
		const char *name;
		act_fn function;
	} acts[] = {{"activate", activate}, {"delete", delete}, {"again", again}, {"retry", retry},
			{"dropdate", dropdate}, {"cleardate", cleardate}, {"note", note}};
	act_t state = {.context = context, .data = data, .date = BO_TIME_NONE};
	act_fn function = NULL;
	*out = NULL;
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++) {
		if (strcmp(acts[i].name, act) == 0) {
			function = acts[i].function;
		}
	}
	if (!function) {
		return bo_fail(error, BO_E_INVALID, "There is nothing called %.40s to do with a backorder.", act);
	}
	if (!ids || ids->type != BO_LIST || ids->as.many.count == 0 || ids->as.many.count > MAX_ORDERS) {
		return bo_fail(error, BO_E_INVALID, "Choose 1 to %d backorders.", MAX_ORDERS);
	}
	bo_code_t result = bo_backorder_machine(&state.machine, context, "admin", actor, error);
	if (result == BO_OK && function == dropdate) {
		result = read_date(&state, error);
	}
	if (result != BO_OK) {
		return result;
	}
	bo_value_t *list = bo_value_list();
	for (size_t i = 0; i < ids->as.many.count && result == BO_OK; i++) {
		const bo_value_t *id = ids->as.many.items[i];
		result = act_on(bo_list_map(list), &state, function, id->type == BO_INT ? id->as.integer : 0, error);
	}
	if (result == BO_OK && !bo_value_complete(list)) {
		result = bo_fail_memory(error);
	}
	if (result != BO_OK) {
		bo_value_free(list);
		return result;
	}
	*out = list;
	return BO_OK;
}
