/* Orders that nobody decides: a registrar that says "waiting", or nothing that can be read, for a week after
 * the drop. The order ends and its money is free again; should the name turn out to be caught after all, a
 * person is told. */
#include "machine/bo_run.h"

#include "machine/bo_run_registrar.h"
#include "registrar/bo_registrar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* So long after the drop the registrar is still asked about an order that was given up, and so long a person
 * is reminded of one that was caught after all. */
#define WATCH_SECONDS (60 * BO_DAY)
#define REMIND_SECONDS (14 * BO_DAY)

static bool is_caught(const bo_application_t *application)
{
	return application->answer.kind == BO_ANSWER_OK &&
		   (application->state == BO_APPLICATION_SUCCESSFUL ||
				   application->state == BO_APPLICATION_AUCTION_WON ||
				   application->state == BO_APPLICATION_AUCTION_PENDING);
}

static const char *state_text(const bo_application_t *application)
{
	return application->state == BO_APPLICATION_AUCTION_PENDING ? "is in an auction"
		   : application->state == BO_APPLICATION_AUCTION_WON   ? "was won in an auction"
																: "was caught";
}

static bo_code_t give_up(bo_run_t *run, bo_order_t *order, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1];
	bool applied = false;
	bo_code_t result = bo_run_step(run, order, BO_EVENT_NO_RESULT, NULL, &applied, error);
	if (applied) {
		bo_run_note(run, run->attention,
				"Backorder %lld: nobody has said for a week what became of %s, so it has ended; ask the "
				"registrar.",
				(long long)order->id, bo_order_name(name, order));
	}
	return result;
}

bo_code_t bo_run_undecided(
		bo_run_t *run, bo_order_t *order, const bo_application_t *application, bo_error_t *error)
{
	if (!bo_machine_possible(order, BO_EVENT_NO_RESULT, run->machine.now)) {
		return BO_OK;
	}
	if (!is_caught(application)) {
		return give_up(run, order, error);
	}
	/* Caught, and something keeps it from going on (its domain does not show, say): nobody but a person may
	 * give that up. */
	char text[160];
	bo_event_data_t data = {.text = text};
	snprintf(text, sizeof(text),
			"The name %s, the drop is over for a week, and the domain can't be delivered yet; look at it in "
			"your account at the registrar.",
			state_text(application));
	return bo_run_step(run, order, BO_EVENT_NEEDS_PERSON, &data, NULL, error);
}

/* What no run could ask about: the login is refused, or the application's fate was never known. */
static bo_code_t end_the_rest(bo_run_t *run, bo_error_t *error)
{
	int64_t last = 0;
	for (;;) {
		bo_orders_t orders;
		bo_code_t result = bo_orders_query(&orders, run->machine.db,
				"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE status = 'PROCESSING' AND "
				"COALESCE(dropdate, updateddate) <= ? AND id > ? ORDER BY id LIMIT ?",
				BO_PARAMS(bo_p_time(run->machine.now - BO_UNDECIDED_SECONDS), bo_p_int(last),
						bo_p_int(BO_RUN_CHUNK)),
				error);
		for (size_t i = 0; i < orders.count && result == BO_OK; i++) {
			last = orders.items[i].id;
			if (bo_machine_possible(&orders.items[i], BO_EVENT_NO_RESULT, run->machine.now)) {
				result = give_up(run, &orders.items[i], error);
			}
		}
		size_t count = orders.count;
		bo_orders_dispose(&orders);
		if (result != BO_OK || count < BO_RUN_CHUNK) {
			return result;
		}
	}
}

static bo_code_t tell_late(
		bo_run_t *run, bo_order_t *order, const bo_application_t *application, bo_error_t *error)
{
	char text[160];
	bo_event_data_t data = {.text = text};
	if (!is_caught(application)) {
		return BO_OK;
	}
	snprintf(text, sizeof(text),
			"The name %s; the fee was released and nothing was invoiced. Agree with the customer what "
			"becomes "
			"of it.",
			state_text(application));
	return bo_run_step(run, order, BO_EVENT_CAUGHT_LATE, &data, NULL, error);
}

static bo_code_t ask_late(bo_run_t *run, bo_orders_t *orders, bo_error_t *error)
{
	bo_registrar_t *registrar = NULL;
	const char **references = calloc(orders->count, sizeof(*references));
	bo_application_t *applications = calloc(orders->count, sizeof(*applications));
	bo_code_t result = references && applications ? BO_OK : bo_fail_memory(error);
	for (size_t i = 0; i < orders->count && result == BO_OK; i++) {
		references[i] = orders->items[i].reference;
	}
	if (result == BO_OK) {
		result = bo_run_registrar(&registrar, run, error);
	}
	if (result == BO_OK && registrar) {
		result = bo_registrar_status(registrar, references, orders->count, applications, error);
	}
	for (size_t i = 0; i < orders->count && result == BO_OK; i++) {
		result = tell_late(run, &orders->items[i], &applications[i], error);
	}
	free(references);
	free(applications);
	return result;
}

static bo_code_t watch(bo_run_t *run, bo_error_t *error)
{
	int64_t last = 0;
	for (;;) {
		bo_orders_t orders;
		bo_code_t result = bo_orders_query(&orders, run->machine.db,
				"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE status = 'FAILED' AND reason = "
				"'no_result' AND reference <> '' AND dropdate > ? AND id > ? ORDER BY id LIMIT ?",
				BO_PARAMS(
						bo_p_time(run->machine.now - WATCH_SECONDS), bo_p_int(last), bo_p_int(BO_RUN_CHUNK)),
				error);
		size_t count = orders.count;
		if (result == BO_OK && count) {
			last = orders.items[count - 1].id;
			result = ask_late(run, &orders, error);
		}
		bo_orders_dispose(&orders);
		if (result != BO_OK || count < BO_RUN_CHUNK) {
			return result;
		}
	}
}

static bo_code_t remind(bo_run_t *run, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, run->machine.db,
			"SELECT id, domain, tld, reason_text FROM backorder_domains WHERE status = 'FAILED' AND reason = "
			"'caught_late' AND updateddate > ? ORDER BY id LIMIT ?",
			BO_PARAMS(bo_p_time(run->machine.now - REMIND_SECONDS), bo_p_int(BO_RUN_CHUNK)), error);
	for (size_t i = 0; result == BO_OK && i < bo_rows_count(rows); i++) {
		const char *text = bo_rows_text(rows, i, 3);
		bo_run_note(run, run->attention, "Backorder %lld (%s.%s) was given up a week after its drop. %s",
				(long long)bo_rows_int(rows, i, 0, 0), bo_rows_text(rows, i, 1), bo_rows_text(rows, i, 2),
				text ? text : "");
	}
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_run_overdue(bo_run_t *run, bo_error_t *error)
{
	bo_code_t result = end_the_rest(run, error);
	if (result == BO_OK && !run->due) {
		result = watch(run, error);
	}
	return result == BO_OK ? remind(run, error) : result;
}
