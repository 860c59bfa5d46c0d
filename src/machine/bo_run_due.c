/* A dry run: the phases look and list what they would do, and nothing is written. What a phase would ask the
 * registrar, or tell it, is only listed here: it is not called. */
#include "machine/bo_run_due.h"

#include "db/bo_schema.h"
#include "funds/bo_funds_plan.h"

#include <stdlib.h>
#include <string.h>

/* Orders that are named; the counts have all. */
#define MOST_LISTED 1000

static size_t place_of(const bo_run_due_t *due, int64_t id)
{
	size_t mask = due->capacity - 1;
	size_t place = ((size_t)id * UINT64_C(0x9E3779B97F4A7C15) >> 20) & mask;
	while (due->ids[place] && due->ids[place] != id) {
		place = (place + 1) & mask;
	}
	return place;
}

/* Doubles the set of ids before it is half full. */
static bool grow(bo_run_due_t *due)
{
	if (due->capacity && due->count * 2 < due->capacity) {
		return true;
	}
	bo_run_due_t old = *due;
	due->capacity = old.capacity ? old.capacity * 2 : 1024;
	due->ids = calloc(due->capacity, sizeof(*due->ids));
	if (!due->ids) {
		*due = old;
		return false;
	}
	for (size_t i = 0; i < old.capacity; i++) {
		if (old.ids[i]) {
			due->ids[place_of(due, old.ids[i])] = old.ids[i];
		}
	}
	free(old.ids);
	return true;
}

bo_code_t bo_run_would(bo_run_t *run, const bo_order_t *order, const char *step, bo_error_t *error)
{
	bo_run_due_t *due = run->due;
	char name[BO_NAME_MAX + 1], date[BO_TIME_TEXT_SIZE];
	if (!grow(due)) {
		return bo_fail_memory(error);
	}
	size_t place = place_of(due, order->id);
	if (due->ids[place]) {
		return BO_OK; /* the steps behind the first depend on how that ends */
	}
	due->ids[place] = order->id;
	bo_run_count(run, step);
	if (due->count++ < MOST_LISTED) {
		bo_value_t *item = bo_list_map(due->list);
		bo_map_text(item, "step", step);
		bo_map_int(item, "id", order->id);
		bo_map_text(item, "name", bo_order_name(name, order));
		bo_map_int(item, "client_id", order->client_id);
		bo_map_text(item, "status", bo_status_name(order->status));
		bo_map_text(item, "dropdate",
				order->drop_date == BO_TIME_NONE ? NULL : bo_time_format(date, order->drop_date));
	}
	if (run->verbose) {
		bo_progress(
				run->context, "%s (%s): %s", bo_order_name(name, order), bo_status_name(order->status), step);
	}
	return BO_OK;
}

/* ---- in place of the phases that reserve money or call the registrar ---- */

static bo_code_t would_fund(bo_run_t *run, const bo_funds_order_t *planned, bo_error_t *error)
{
	bo_order_t order;
	bo_code_t result = bo_order_load(&order, run->machine.db, planned->id, error);
	if (result != BO_OK) {
		return result == BO_E_NOT_FOUND ? BO_OK : result; /* deleted meanwhile */
	}
	if (order.status != BO_STATUS_REQUESTED ||
			!bo_machine_possible(&order, BO_EVENT_FUND, run->machine.now)) {
		return BO_OK;
	}
	bo_event_t event = planned->price == BO_MONEY_NONE ? BO_EVENT_PRICE_MISSING
					   : planned->covered              ? BO_EVENT_FUND
													   : BO_EVENT_FUNDS_SHORT;
	return bo_run_would(run, &order, bo_event_name(event), error);
}

static bo_code_t due_funding(bo_run_t *run, bo_error_t *error)
{
	bo_rows_t *clients = NULL;
	bo_code_t result = bo_run_funding_clients(&clients, run, error);
	for (size_t i = 0; i < bo_rows_count(clients) && result == BO_OK; i++) {
		bo_funds_plan_t plan = {0};
		int64_t client_id = bo_rows_int(clients, i, 0, 0);
		result = bo_funds_plan_read(&plan, run->machine.db, client_id, run->machine.now, error);
		for (size_t o = 0; o < plan.count && result == BO_OK; o++) {
			result = would_fund(run, &plan.orders[o], error);
		}
		bo_funds_plan_dispose(&plan);
		if (result == BO_E_NOT_FOUND) {
			bo_run_note(run, run->attention, "Client %lld: %s", (long long)client_id,
					error ? error->message : "");
			result = BO_OK;
		}
	}
	bo_rows_free(clients);
	return result;
}

static bo_code_t due_orders(bo_run_t *run, const char *step, const char *sql, bo_error_t *error)
{
	int64_t last = 0;
	for (;;) {
		bo_orders_t orders;
		bo_code_t result = bo_orders_query(
				&orders, run->machine.db, sql, BO_PARAMS(bo_p_int(last), bo_p_int(BO_RUN_CHUNK)), error);
		for (size_t i = 0; i < orders.count && result == BO_OK; i++) {
			last = orders.items[i].id;
			result = bo_run_would(run, &orders.items[i], step, error);
		}
		size_t count = orders.count;
		bo_orders_dispose(&orders);
		if (result != BO_OK || count < BO_RUN_CHUNK) {
			return result;
		}
	}
}

static bo_code_t due_applications(bo_run_t *run, bo_error_t *error)
{
	return due_orders(run, "send",
			"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE " BO_RUN_UNSENT
			" AND id > ? ORDER BY id LIMIT ?",
			error);
}

static bo_code_t due_polling(bo_run_t *run, bo_error_t *error)
{
	return due_orders(run, "ask",
			"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE " BO_RUN_POLLED
			" AND id > ? ORDER BY id LIMIT ?",
			error);
}

/* What is no step of an open order, as numbers. */
static bo_code_t due_others(bo_run_t *run, bo_error_t *error)
{
	static const struct {
		const char *step, *sql;
	} others[] = {
			{"withdraw",
					"SELECT COUNT(*) FROM backorder_withdrawals WHERE state = 'waiting' AND not_before <= ?"},
			{"invoice",
					"SELECT COUNT(*) FROM backorder_effects WHERE kind = 'invoice' AND state = 'waiting' AND "
					"not_before <= ?"},
			{"mail", "SELECT COUNT(*) FROM backorder_effects WHERE kind IN ('mail', 'adminmail') AND state = "
					 "'waiting' "
					 "AND not_before <= ?"}};
	bo_code_t result = BO_OK;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]) && result == BO_OK; i++) {
		bo_rows_t *rows = NULL;
		result = bo_db_query(
				&rows, run->machine.db, others[i].sql, BO_PARAMS(bo_p_time(run->machine.now)), error);
		int64_t count = bo_rows_int(rows, 0, 0, 0);
		if (count) {
			bo_map_int(run->steps, others[i].step, count);
		}
		bo_rows_free(rows);
	}
	return result;
}

/* ---- begin and end ---- */

const bo_run_phase_t *bo_run_due_phases(size_t *count)
{
	/* In the order of a run, so that each order is listed with the step that comes first. */
	static const bo_run_phase_t phases[] = {bo_run_missed, bo_run_dates, bo_run_clients, due_funding,
			bo_run_windows, bo_run_requests, due_applications, bo_run_overdue, due_polling, bo_run_payments,
			due_others, bo_run_given_up, bo_run_people};
	*count = sizeof(phases) / sizeof(phases[0]);
	return phases;
}

bo_code_t bo_run_due_begin(bo_run_t *run, bo_run_due_t *due, bo_value_t *summary, bo_error_t *error)
{
	int present = 0;
	memset(due, 0, sizeof(*due));
	bo_code_t result = bo_schema_version(&present, run->machine.db, error);
	if (result == BO_OK && present != bo_schema_target()) {
		result = bo_fail(error, BO_E_CONFLICT,
				"The tables are those of another version. A run without --dry-run brings them up to date "
				"first.");
	}
	if (result == BO_OK) {
		due->list = bo_map_list(summary, "due");
		run->due = due;
	}
	return result;
}

void bo_run_due_end(bo_run_due_t *due)
{
	free(due->ids);
	due->ids = NULL;
}
