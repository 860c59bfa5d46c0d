/* Applications whose order ended here are taken back at the registrar. Each is tried until the registrar has
 * answered; one that it will not take back goes on there, and is watched until its end is known. */
#include "machine/bo_run_registrar.h"

#include "base/bo_text.h"
#include "machine/bo_log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BATCH 100
/* What was caught although its order had ended is told for so long. */
#define TELL_SECONDS (7 * BO_DAY)

typedef struct {
	int64_t id, order_id, client_id, applied_at, attempts;
	char name[BO_NAME_MAX + 1];
	char reference[BO_REFERENCE_SIZE + 1];
	char owner_email[256];
} item_t;

static void read_item(item_t *item, const bo_rows_t *rows, size_t row)
{
	memset(item, 0, sizeof(*item));
	item->id = bo_rows_int(rows, row, 0, 0);
	item->order_id = bo_rows_int(rows, row, 1, 0);
	item->client_id = bo_rows_int(rows, row, 2, 0);
	snprintf(item->name, sizeof(item->name), "%s", bo_rows_text(rows, row, 3));
	snprintf(item->reference, sizeof(item->reference), "%s", bo_rows_text(rows, row, 4));
	snprintf(item->owner_email, sizeof(item->owner_email), "%s", bo_rows_text(rows, row, 5));
	item->applied_at = bo_rows_time(rows, row, 6);
	item->attempts = bo_rows_int(rows, row, 7, 0);
}

#define ITEM_COLUMNS "id, order_id, userid, name, reference, owner_email, applied_at, attempts"

static bo_code_t load(
		item_t **items, size_t *count, bo_run_t *run, const char *state, int64_t behind, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	*items = NULL;
	*count = 0;
	bo_code_t result = bo_db_query(&rows, run->machine.db,
			"SELECT " ITEM_COLUMNS
			" FROM backorder_withdrawals WHERE state = ? AND not_before <= ? AND id > ? ORDER "
			"BY id LIMIT ?",
			BO_PARAMS(bo_p_text(state), bo_p_time(run->machine.now), bo_p_int(behind), bo_p_int(BATCH)),
			error);
	size_t found = bo_rows_count(rows);
	if (result == BO_OK && found) {
		*items = calloc(found, sizeof(**items));
		if (!*items) {
			result = bo_fail_memory(error);
		}
		for (; *items && *count < found; (*count)++) {
			read_item(&(*items)[*count], rows, *count);
		}
	}
	bo_rows_free(rows);
	return result;
}

/* Ends or postpones one, with a line in the log of its order. */
static bo_code_t settle(bo_run_t *run, const item_t *item, const char *state, const char *message,
		const char *text, bo_error_t *error)
{
	char line_text[640];
	uint64_t affected = 0;
	bo_code_t result = bo_db_begin(run->machine.db, error);
	if (result != BO_OK) {
		return result;
	}
	result = bo_db_exec(run->machine.db,
			"UPDATE backorder_withdrawals SET state = ?, reference = ?, text = ?, updated_at = ? WHERE id = "
			"? AND "
			"state IN ('waiting', 'refused') AND state <> ?",
			BO_PARAMS(bo_p_text(state), bo_p_text(item->reference), bo_p_text(text),
					bo_p_time(run->machine.now), bo_p_int(item->id), bo_p_text(state)),
			&affected, NULL, error);
	if (result == BO_OK && affected) {
		bool bad = strcmp(state, "refused") == 0 || strcmp(state, "caught") == 0;
		snprintf(line_text, sizeof(line_text), "%s%s%s", message, *text ? " " : "", text);
		bo_log_line_t line = {.cron = run->machine.cron,
				.actor = run->machine.actor,
				.order_id = item->order_id,
				.client_id = item->client_id,
				.name = item->name,
				.from = "",
				.to = "",
				.reason = "",
				.status = bad ? "error" : "ok",
				.message = line_text};
		result = bo_log_write(run->machine.db, &line, run->machine.now, error);
	}
	if (result == BO_OK) {
		result = bo_db_commit(run->machine.db, error);
	} else {
		bo_db_rollback(run->machine.db);
	}
	if (result == BO_OK && affected) {
		bo_run_count(run, strcmp(state, "refused") == 0 ? "withdrawal refused" : "withdrawn");
	}
	return result;
}

static bo_code_t postpone(bo_run_t *run, const item_t *item, const char *text, bo_error_t *error)
{
	int64_t pause = item->attempts < 4 ? (int64_t)BO_MINUTE << item->attempts : 10 * BO_MINUTE;
	bo_run_note(run, run->errors, "The application for %s could not be withdrawn yet: %s", item->name, text);
	return bo_db_exec(run->machine.db,
			"UPDATE backorder_withdrawals SET attempts = attempts + 1, not_before = ?, text = ?, reference = "
			"?, "
			"updated_at = ? WHERE id = ? AND state = 'waiting'",
			BO_PARAMS(bo_p_time(run->machine.now + pause), bo_p_text(text), bo_p_text(item->reference),
					bo_p_time(run->machine.now), bo_p_int(item->id)),
			NULL, NULL, error);
}

/* Only the intent is known: the application is looked for in the registrar's list. *ready when it has a
 * reference now; otherwise the item has been settled or postponed. */
static bo_code_t find(bool *ready, bo_run_t *run, bo_registrar_t *registrar, item_t *item, bo_error_t *error)
{
	bo_application_t *found = NULL;
	bo_answer_t answer = {0};
	size_t count = 0, candidates = 0;
	int64_t intents = 0;
	bool owner_told = false;
	*ready = false;
	bo_code_t result = bo_registrar_find(registrar, item->name, &found, &count, &answer, error);
	if (result != BO_OK || answer.kind != BO_ANSWER_OK) {
		free(found);
		return result == BO_OK ? postpone(run, item, answer.text, error) : result;
	}
	for (size_t i = 0; i < count && result == BO_OK; i++) {
		bool taken = false;
		result = bo_order_has_reference(&taken, run->machine.db, found[i].reference, error);
		bool older = found[i].created != BO_TIME_NONE && item->applied_at != BO_TIME_NONE &&
					 found[i].created < item->applied_at - BO_MINUTE;
		bool foreign = *found[i].owner_email && *item->owner_email &&
					   strcasecmp(found[i].owner_email, item->owner_email) != 0;
		if (result == BO_OK && !taken && !older && !foreign) {
			candidates++;
			owner_told = *found[i].owner_email && *item->owner_email;
			snprintf(item->reference, sizeof(item->reference), "%s", found[i].reference);
		}
	}
	free(found);
	if (result == BO_OK && candidates == 1 && !owner_told) {
		result = bo_order_intents(&intents, run->machine.db, item->name, error);
	}
	if (result != BO_OK) {
		return result;
	}
	if (intents) {
		/* It may be that of an order that lives. */
		item->reference[0] = '\0';
		return postpone(run, item, "Another backorder for the name waits to know its application.", error);
	}
	if (candidates == 0) {
		return settle(run, item, "done",
				"Nothing had arrived at the registrar; there is nothing to withdraw.", "", error);
	}
	if (candidates > 1) {
		item->reference[0] = '\0';
		return settle(run, item, "refused",
				"The registrar has several applications for this name that can't be told apart; a person has "
				"to "
				"withdraw one.",
				"", error);
	}
	*ready = true;
	return BO_OK;
}

static bo_code_t book(bo_run_t *run, const item_t *item, const bo_answer_t *answer, bo_error_t *error)
{
	char text[256];
	if (answer->code) {
		bo_text_printf(text, sizeof(text), "%d %s", answer->code, answer->text);
	} else {
		snprintf(text, sizeof(text), "%s", answer->text);
	}
	switch (answer->kind) {
		case BO_ANSWER_OK:
			return settle(run, item, "done", "The application was withdrawn at the registrar.", "", error);
		case BO_ANSWER_NOT_FOUND:
			return settle(
					run, item, "done", "The registrar does not know the application any more.", "", error);
		case BO_ANSWER_REFUSED:
		case BO_ANSWER_DUPLICATE:
		case BO_ANSWER_NO_FUNDS:
			return settle(run, item, "refused",
					"The registrar does not take the application back; if the name is caught it is the "
					"reseller's.",
					text, error);
		case BO_ANSWER_NONE:
		case BO_ANSWER_TEMPORARY:
		case BO_ANSWER_LOST: /* withdrawing twice does no harm: the second time it is not found */
		case BO_ANSWER_AUTH:
			break;
	}
	return postpone(run, item, *text ? text : "The registrar was not asked.", error);
}

static bo_code_t withdraw(
		bo_run_t *run, bo_registrar_t *registrar, item_t *items, size_t count, bo_error_t *error)
{
	const char *references[BATCH];
	item_t *asked[BATCH];
	bo_answer_t *answers = calloc(count, sizeof(*answers));
	size_t ready = 0;
	bo_code_t result = answers ? BO_OK : bo_fail_memory(error);
	for (size_t i = 0; i < count && result == BO_OK; i++) {
		bool known = *items[i].reference != '\0';
		if (!known) {
			result = find(&known, run, registrar, &items[i], error);
		}
		if (result == BO_OK && known) {
			references[ready] = items[i].reference;
			asked[ready++] = &items[i];
		}
	}
	if (result == BO_OK && ready) {
		result = bo_registrar_withdraw(registrar, references, ready, answers, error);
	}
	/* What was answered before the call failed is booked all the same, and trouble with one of them must not
	 * lose the answers about the others. */
	for (size_t i = 0; i < ready; i++) {
		bo_error_t own = {0};
		if (result != BO_OK && answers[i].kind == BO_ANSWER_NONE) {
			continue;
		}
		bo_code_t booked = book(run, asked[i], &answers[i], &own);
		if (booked != BO_OK && result == BO_OK) {
			result = booked;
			if (error) {
				*error = own;
			}
		}
	}
	free(answers);
	return result;
}

/* What the registrar would not take back: how it ended there. */
static bo_code_t watch(
		bo_run_t *run, bo_registrar_t *registrar, item_t *items, size_t count, bo_error_t *error)
{
	const char *references[BATCH];
	item_t *asked[BATCH];
	bo_application_t *found = calloc(count, sizeof(*found));
	size_t ready = 0;
	bo_code_t result = found ? BO_OK : bo_fail_memory(error);
	for (size_t i = 0; i < count && result == BO_OK; i++) {
		if (*items[i].reference) {
			references[ready] = items[i].reference;
			asked[ready++] = &items[i];
		}
	}
	if (result == BO_OK && ready) {
		result = bo_registrar_status(registrar, references, ready, found, error);
	}
	for (size_t i = 0; i < ready && result == BO_OK; i++) {
		bo_answer_kind_t kind = found[i].answer.kind;
		bo_application_state_t state = found[i].state;
		if (kind == BO_ANSWER_OK &&
				(state == BO_APPLICATION_SUCCESSFUL || state == BO_APPLICATION_AUCTION_WON)) {
			result = settle(run, asked[i], "caught",
					"The name was caught although its backorder had ended; it is in the reseller's account.",
					"", error);
		} else if (kind == BO_ANSWER_NOT_FOUND ||
				   (kind == BO_ANSWER_OK &&
						   (state == BO_APPLICATION_FAILED || state == BO_APPLICATION_AUCTION_LOST))) {
			result = settle(run, asked[i], "ended",
					"The application that could not be withdrawn ended without catching the name.", "",
					error);
		}
	}
	free(found);
	return result;
}

typedef bo_code_t (*work_t)(
		bo_run_t *run, bo_registrar_t *registrar, item_t *items, size_t count, bo_error_t *error);

static bo_code_t for_all(bo_run_t *run, const char *state, work_t work, bo_error_t *error)
{
	int64_t last = 0;
	for (;;) {
		bo_registrar_t *registrar = NULL;
		item_t *items = NULL;
		size_t count = 0;
		bo_code_t result = load(&items, &count, run, state, last, error);
		if (result == BO_OK && count) {
			last = items[count - 1].id;
			result = bo_run_registrar(&registrar, run, error);
		}
		if (result == BO_OK && registrar) {
			result = work(run, registrar, items, count, error);
		}
		free(items);
		if (result != BO_OK || count < BATCH || !registrar) {
			return result;
		}
	}
}

/* Told in every run, as everything that only a person can settle. */
static bo_code_t tell(bo_run_t *run, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, run->machine.db,
			"SELECT order_id, name, reference, state, text FROM backorder_withdrawals WHERE state = "
			"'refused' OR "
			"(state = 'caught' AND updated_at > ?) ORDER BY id LIMIT ?",
			BO_PARAMS(bo_p_time(run->machine.now - TELL_SECONDS), bo_p_int(BO_RUN_CHUNK)), error);
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		const char *name = bo_rows_text(rows, i, 1), *reference = bo_rows_text(rows, i, 2);
		if (strcmp(bo_rows_text(rows, i, 3), "caught") == 0) {
			bo_run_note(run, run->attention,
					"Backorder %lld had ended, but %s was caught; the domain is in your account at the "
					"registrar.",
					(long long)bo_rows_int(rows, i, 0, 0), name);
		} else {
			bo_run_note(run, run->attention,
					"Backorder %lld has ended, but the registrar does not take the application %s for %s "
					"back (%s); "
					"if the name is caught, it is yours.",
					(long long)bo_rows_int(rows, i, 0, 0), reference, name, bo_rows_text(rows, i, 4));
		}
	}
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_run_withdrawals(bo_run_t *run, bo_error_t *error)
{
	/* What is refused now is asked about in the next run. */
	bo_code_t result = for_all(run, "refused", watch, error);
	if (result == BO_OK) {
		result = for_all(run, "waiting", withdraw, error);
	}
	return result == BO_OK ? tell(run, error) : result;
}
