/* What can be known before anything is sent: whether the request of an ACTIVE order is complete, three days
 * before it is needed, and what became of names that are on no list. */
#include "machine/bo_run_registrar.h"

#include "machine/bo_request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAMES_A_RUN 100
#define CHECK_SECONDS BO_DAY

/* The problems in one text, as many as fit. */
static void join(char *out, size_t size, const bo_request_problem_t *problems, size_t count)
{
	size_t used = 0;
	out[0] = '\0';
	for (size_t i = 0; i < count && used < size - 1; i++) {
		int written = snprintf(out + used, size - used, "%s%s", i ? " " : "", problems[i].text);
		if (written < 0 || (size_t)written >= size - used) {
			out[used] = '\0'; /* whole sentences only */
			break;
		}
		used += (size_t)written;
	}
}

static bo_code_t check_one(bo_run_t *run, bo_registrar_t *registrar, const bo_request_parts_t *parts,
		bo_order_t *order, bo_error_t *error)
{
	bo_request_t filled;
	bo_request_problem_t problems[BO_MAX_PROBLEMS];
	char text[BO_REASON_TEXT_SIZE];
	size_t count = 0;
	bo_code_t result = bo_request_fill(&filled, parts, run->machine.db, order, error);
	if (result == BO_OK) {
		result = bo_registrar_check_request(registrar, &filled.request, problems, &count, error);
	}
	if (result != BO_OK) {
		/* A client who is gone is the business of bo_run_clients(); a setting that can't be read is none of
		 * the client's, and the run has told it. */
		return result == BO_E_NOT_FOUND || result == BO_E_CONFIG ? BO_OK : result;
	}
	bool told = strcmp(order->reason, "contact_incomplete") == 0;
	if (count == 0) {
		return told ? bo_run_step(run, order, BO_EVENT_REQUEST_COMPLETE, NULL, NULL, error) : BO_OK;
	}
	join(text, sizeof(text), problems, count);
	if (told && strcmp(order->reason_text, text) == 0) {
		return BO_OK;
	}
	bo_event_data_t data = {.text = text};
	return bo_run_step(run, order, BO_EVENT_REQUEST_INCOMPLETE, &data, NULL, error);
}

bo_code_t bo_run_requests(bo_run_t *run, bo_error_t *error)
{
	bo_registrar_t *registrar = NULL;
	bo_request_parts_t parts;
	bo_error_t ignored = {0};
	int64_t last = 0;
	/* Without an account there is nothing to check against; the Status page says so. */
	if (bo_registrar_get(&registrar, run->context, &ignored) != BO_OK) {
		return BO_OK;
	}
	bo_code_t result = bo_request_parts(&parts, run->machine.settings, error);
	for (size_t i = 0; result == BO_OK && i < parts.problems->as.many.count; i++) {
		bo_run_note(run, run->attention, "%s", parts.problems->as.many.items[i]->as.string.data);
	}
	for (bool more = true; result == BO_OK && more;) {
		bo_orders_t orders;
		result = bo_orders_query(&orders, run->machine.db,
				"SELECT " BO_ORDER_COLUMNS
				" FROM backorder_domains WHERE status = 'ACTIVE' AND id > ? ORDER BY id "
				"LIMIT ?",
				BO_PARAMS(bo_p_int(last), bo_p_int(BO_RUN_CHUNK)), error);
		more = orders.count == BO_RUN_CHUNK;
		for (size_t i = 0; i < orders.count && result == BO_OK; i++) {
			last = orders.items[i].id;
			result = check_one(run, registrar, &parts, &orders.items[i], error);
		}
		bo_orders_dispose(&orders);
	}
	bo_request_parts_dispose(&parts);
	return result;
}

static const struct {
	bo_availability_state_t state;
	bo_event_t event;
	const char *answer, *reason;
} answers[] = {{BO_AVAILABILITY_FREE, BO_EVENT_NAME_FREE, "free", "name_free"},
		{BO_AVAILABILITY_TAKEN, BO_EVENT_NAME_TAKEN, "taken", "name_taken"},
		{BO_AVAILABILITY_REDEMPTION, BO_EVENT_NAME_REDEMPTION, "redemption", "name_redemption"},
		{BO_AVAILABILITY_PENDING_DELETE, BO_EVENT_NAME_PENDING, "pending", "name_pending"}};

/* Each order that waits for the name says what was found. */
static bo_code_t tell(bo_run_t *run, const char *name, size_t answer, bo_error_t *error)
{
	bo_orders_t orders;
	size_t label = strcspn(name, ".");
	bo_code_t result = bo_orders_query(&orders, run->machine.db,
			"SELECT " BO_ORDER_COLUMNS
			" FROM backorder_domains WHERE status = 'REQUESTED' AND dropdate IS NULL AND "
			"domain = ? AND tld = ? ORDER BY id",
			BO_PARAMS(bo_p_string(name, label), bo_p_text(name[label] ? name + label + 1 : "")), error);
	for (size_t i = 0; i < orders.count && result == BO_OK; i++) {
		/* A name that left the list was renewed: that it is registered is no news. */
		bool renewed = answers[answer].state == BO_AVAILABILITY_TAKEN &&
					   strcmp(orders.items[i].reason, "left_list") == 0;
		if (!renewed && strcmp(orders.items[i].reason, answers[answer].reason) != 0) {
			result = bo_run_step(run, &orders.items[i], answers[answer].event, NULL, NULL, error);
		}
	}
	bo_orders_dispose(&orders);
	return result;
}

static bo_code_t book(bo_run_t *run, const char *name, const bo_availability_t *found, bo_error_t *error)
{
	const char *word = "";
	bo_code_t result = BO_OK;
	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]) && result == BO_OK; i++) {
		if (found->answer.kind == BO_ANSWER_OK && found->state == answers[i].state) {
			word = answers[i].answer;
			result = tell(run, name, i, error);
		}
	}
	if (result != BO_OK) {
		return result;
	}
	return bo_db_exec(run->machine.db,
			"INSERT INTO backorder_name_checks (name, checked_at, answer, text) VALUES (?, ?, ?, ?) ON "
			"DUPLICATE KEY "
			"UPDATE checked_at = VALUES(checked_at), answer = VALUES(answer), text = VALUES(text)",
			BO_PARAMS(bo_p_text(name), bo_p_time(run->machine.now), bo_p_text(word),
					bo_p_text(*found->reason ? found->reason : found->answer.text)),
			NULL, NULL, error);
}

/* No answer now: the others come first in the next run, and then it is asked again. What was known about it
 * stays. */
static bo_code_t put_behind(bo_run_t *run, const char *name, const bo_answer_t *answer, bo_error_t *error)
{
	return bo_db_exec(run->machine.db,
			"INSERT INTO backorder_name_checks (name, checked_at, answer, text) VALUES (?, ?, '', ?) ON "
			"DUPLICATE KEY UPDATE checked_at = VALUES(checked_at)",
			BO_PARAMS(bo_p_text(name), bo_p_time(run->machine.now - CHECK_SECONDS), bo_p_text(answer->text)),
			NULL, NULL, error);
}

/* The names that were never asked about first, then those that were asked longest ago. */
bo_code_t bo_run_names(bo_run_t *run, bo_error_t *error)
{
	bo_registrar_t *registrar = NULL;
	bo_rows_t *rows = NULL;
	const char *names[NAMES_A_RUN];
	bo_availability_t *found = NULL;
	size_t count = 0;
	bo_code_t result = bo_db_query(&rows, run->machine.db,
			"SELECT DISTINCT CONCAT(d.domain, '.', d.tld) AS name, c.checked_at FROM backorder_domains d "
			"LEFT JOIN "
			"backorder_name_checks c ON c.name = CONCAT(d.domain, '.', d.tld) WHERE d.status = 'REQUESTED' "
			"AND "
			"d.dropdate IS NULL AND (c.checked_at IS NULL OR c.checked_at <= ?) ORDER BY c.checked_at, name "
			"LIMIT ?",
			BO_PARAMS(bo_p_time(run->machine.now - CHECK_SECONDS), bo_p_int(NAMES_A_RUN)), error);
	count = bo_rows_count(rows);
	if (result == BO_OK && count && bo_run_registrar_is_set_up(run)) {
		result = bo_run_registrar(&registrar, run, error);
	}
	if (result == BO_OK && registrar) {
		found = calloc(count, sizeof(*found));
		result = found ? BO_OK : bo_fail_memory(error);
		for (size_t i = 0; i < count; i++) {
			names[i] = bo_rows_text(rows, i, 0);
		}
		if (result == BO_OK) {
			result = bo_registrar_check(registrar, names, count, found, error);
		}
		for (size_t i = 0; i < count && result == BO_OK; i++) {
			/* What was not asked keeps its place. */
			if (found[i].answer.kind == BO_ANSWER_TEMPORARY || found[i].answer.kind == BO_ANSWER_LOST) {
				result = put_behind(run, names[i], &found[i].answer, error);
			} else if (found[i].answer.kind != BO_ANSWER_NONE) {
				result = book(run, names[i], &found[i], error);
			}
		}
	}
	free(found);
	bo_rows_free(rows);
	return result;
}
