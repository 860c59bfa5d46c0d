#include "machine/bo_run.h"

#include "base/bo_text.h"
#include "db/bo_meta.h"
#include "db/bo_schema.h"
#include "machine/bo_run_due.h"
#include "machine/bo_run_registrar.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

bool bo_run_stops(bo_code_t code)
{
	return code == BO_E_LOST || code == BO_E_MEMORY;
}

void bo_run_note(bo_run_t *run, bo_value_t *list, const char *format, ...)
{
	char text[768];
	va_list arguments;
	va_start(arguments, format);
	bo_text_vprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	bo_list_text(list, text);
	if (run->verbose) {
		bo_progress(run->context, "%s", text);
	}
}

void bo_run_count(bo_run_t *run, const char *step)
{
	bo_map_int(run->steps, step, bo_map_get_int(run->steps, step, 0) + 1);
}

/* A delivery that only a person can settle: the order says so once, the run each time. */
static bo_code_t needs_person(bo_run_t *run, bo_order_t *order, const char *why, bo_error_t *error)
{
	char text[sizeof(((bo_error_t *)0)->message)];
	snprintf(text, sizeof(text), "%s", why);
	bo_run_note(run, run->attention, "Backorder %lld: %s", (long long)order->id, text);
	bo_event_data_t data = {.text = text};
	char kept[BO_REASON_TEXT_SIZE];
	bo_text_copy(kept, sizeof(kept), text, strlen(text));
	if (strcmp(order->reason, "needs_person") == 0 && strcmp(order->reason_text, kept) == 0) {
		return BO_OK;
	}
	bo_code_t result = bo_machine_apply(&run->machine, order, BO_EVENT_NEEDS_PERSON, &data, error);
	return bo_run_stops(result) ? result : BO_OK;
}

bo_code_t bo_run_step(bo_run_t *run, bo_order_t *order, bo_event_t event, const bo_event_data_t *data,
		bool *applied, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1];
	bo_status_t before = order->status;
	bo_code_t result = BO_OK;
	if (applied) {
		*applied = false;
	}
	if (run->due) {
		return bo_run_would(run, order, bo_event_name(event), error);
	}
	/* A deadlock rolled everything back: the same step may simply be tried again. */
	for (int attempt = 0; attempt < 3; attempt++) {
		result = bo_machine_apply(&run->machine, order, event, data, error);
		if (result != BO_E_RETRY) {
			break;
		}
	}
	if (result == BO_OK) {
		bo_run_count(run, bo_event_name(event));
		if (applied) {
			*applied = true;
		}
		if (run->verbose) {
			bo_progress(run->context, "%s: %s -> %s (%s)", bo_order_name(name, order), bo_status_name(before),
					bo_status_name(order->status), order->reason);
		}
		return BO_OK;
	}
	if (bo_run_stops(result)) {
		return result;
	}
	if (result == BO_E_PERSON) {
		return needs_person(run, order, error ? error->message : "", error);
	}
	if (result != BO_E_CONFLICT) {
		bo_run_note(run, run->errors, "Backorder %lld (%s), %s: %s", (long long)order->id,
				bo_order_name(name, order), bo_event_name(event), error ? error->message : "");
	}
	return BO_OK;
}

/* Applies one event to every order of a query; the query must select only what the event leaves behind, or an
 * order would be seen again and again. */
static bo_code_t sweep(
		bo_run_t *run, bo_event_t event, const char *sql, int64_t limit_time, bo_error_t *error)
{
	int64_t last = 0;
	for (;;) {
		bo_orders_t orders;
		bo_code_t result = bo_orders_query(&orders, run->machine.db, sql,
				BO_PARAMS(bo_p_time(limit_time), bo_p_int(last), bo_p_int(BO_RUN_CHUNK)), error);
		for (size_t i = 0; i < orders.count && result == BO_OK; i++) {
			last = orders.items[i].id;
			if (bo_machine_possible(&orders.items[i], event, run->machine.now)) {
				result = bo_run_step(run, &orders.items[i], event, NULL, NULL, error);
			}
		}
		size_t count = orders.count;
		bo_orders_dispose(&orders);
		if (result != BO_OK || count < BO_RUN_CHUNK) {
			return result;
		}
	}
}

bo_code_t bo_run_missed(bo_run_t *run, bo_error_t *error)
{
	return sweep(run, BO_EVENT_MISSED,
			"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE status IN ('REQUESTED', 'ACTIVE') AND "
			"dropdate <= ? AND id > ? ORDER BY id "
			"LIMIT ?",
			run->machine.now - BO_MISSED_SECONDS, error);
}

bo_code_t bo_run_dates(bo_run_t *run, bo_error_t *error)
{
	bo_code_t result = sweep(run, BO_EVENT_DATE_AWAY,
			"SELECT " BO_ORDER_COLUMNS
			" FROM backorder_domains WHERE status = 'ACTIVE' AND dropdate > ? AND id > ? ORDER BY id LIMIT ?",
			run->machine.now + BO_FUNDING_SECONDS, error);
	if (result != BO_OK) {
		return result;
	}
	return sweep(run, BO_EVENT_LEFT_LIST,
			"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE status = 'ACTIVE' AND dropdate IS NULL "
			"AND createddate <= ? AND id > ? "
			"ORDER BY id LIMIT ?",
			run->machine.now, error);
}

bo_code_t bo_run_windows(bo_run_t *run, bo_error_t *error)
{
	return sweep(run, BO_EVENT_OPEN,
			"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE status = 'ACTIVE' AND dropdate <= ? "
			"AND id > ? ORDER BY id LIMIT ?",
			run->machine.now + BO_PROCESSING_SECONDS, error);
}

/* An invoice that WHMCS refused again and again: the name is caught and nobody pays for it. */
bo_code_t bo_run_given_up(bo_run_t *run, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, run->machine.db,
			"SELECT order_id, result FROM backorder_effects WHERE state = 'failed' AND kind = 'invoice' "
			"ORDER BY "
			"id LIMIT ?",
			BO_PARAMS(bo_p_int(BO_RUN_CHUNK)), error);
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		const char *why = bo_rows_text(rows, i, 1);
		bo_run_note(run, run->attention, "Backorder %lld: its invoice was given up: %s",
				(long long)bo_rows_int(rows, i, 0, 0), why ? why : "");
	}
	bo_rows_free(rows);
	return result;
}

static bool is_noted(const bo_value_t *list, const char *text)
{
	for (size_t i = 0; list && i < list->as.many.count; i++) {
		if (strcmp(list->as.many.items[i]->as.string.data, text) == 0) {
			return true;
		}
	}
	return false;
}

/* Orders that wait for a person are told in every run, also those that no phase came across. */
bo_code_t bo_run_people(bo_run_t *run, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, run->machine.db,
			"SELECT id, reason_text FROM backorder_domains WHERE status IN ('PROCESSING', 'AUCTION-PENDING', "
			"'PENDING-PAYMENT') AND reason = 'needs_person' ORDER BY id LIMIT ?",
			BO_PARAMS(bo_p_int(BO_RUN_CHUNK)), error);
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		char text[BO_REASON_TEXT_SIZE + 32];
		snprintf(text, sizeof(text), "Backorder %lld: %s", (long long)bo_rows_int(rows, i, 0, 0),
				bo_rows_text(rows, i, 1) ? bo_rows_text(rows, i, 1) : "");
		if (!is_noted(run->attention, text)) {
			bo_run_note(run, run->attention, "%s", text);
		}
	}
	bo_rows_free(rows);
	return result;
}

static void make_holder(char out[65], int64_t now)
{
	char host[24] = "host";
	unsigned int random = 0;
	(void)gethostname(host, sizeof(host) - 1);
	if (getrandom(&random, sizeof(random), GRND_NONBLOCK) != (ssize_t)sizeof(random)) {
		random = (unsigned int)(uintptr_t)&random;
	}
	snprintf(out, 65, "%.20s.%d.%lld.%08x", host, (int)getpid(), (long long)now, random);
}

bo_code_t bo_run(bo_value_t **out, bo_context_t *context, const bo_value_t *options, bo_error_t *error)
{
	static const bo_run_phase_t whole[] = {bo_run_missed, bo_run_dates, bo_run_clients, bo_run_funding,
			bo_run_windows, bo_run_requests, bo_run_withdrawals, bo_run_applications, bo_run_polling,
			bo_run_overdue, bo_run_names, bo_run_prices, bo_run_account, bo_run_payments, bo_run_given_up,
			bo_run_people};
	bo_run_t run = {.context = context, .verbose = bo_map_get_bool(options, "verbose", false)};
	bo_run_due_t due = {0};
	const bo_run_phase_t *phases = whole;
	size_t phase_count = sizeof(whole) / sizeof(whole[0]);
	bool dry = bo_map_get_bool(options, "dry_run", false);
	bo_value_t *summary = NULL;
	*out = NULL;
	bo_code_t result = bo_context_db(&run.machine.db, context, error);
	if (result == BO_OK && !dry) {
		result = bo_schema_migrate(run.machine.db, context->now, error);
	}
	if (result != BO_OK) {
		return result;
	}
	run.machine.settings = context->settings;
	run.machine.now = context->now;
	run.machine.cron = "batch";
	run.machine.actor = "cron";
	make_holder(run.holder, context->now);
	summary = bo_value_map();
	run.steps = bo_map_map(summary, "steps");
	run.errors = bo_map_list(summary, "errors");
	run.attention = bo_map_list(summary, "attention");

	if (dry) {
		result = bo_run_due_begin(&run, &due, summary, error);
		phases = bo_run_due_phases(&phase_count);
	}
	for (size_t i = 0; i < phase_count && result == BO_OK; i++) {
		result = phases[i](&run, error);
		if (result != BO_OK && !bo_run_stops(result)) {
			/* One phase in trouble (the registrar is not configured, say) must not stop the others. */
			bo_run_note(&run, run.errors, "%s", error ? error->message : bo_code_name(result));
			bo_db_rollback(run.machine.db);
			result = BO_OK;
		}
	}
	if (result == BO_OK) {
		result = bo_run_registrar_end(&run, summary, error);
	}
	bo_run_registrar_free(&run);
	bo_run_due_end(&due);
	if (result == BO_OK && !bo_value_complete(summary)) {
		result = bo_fail_memory(error);
	}
	if (result != BO_OK) {
		bo_value_free(summary);
		return result;
	}
	*out = summary;
	return BO_OK;
}
