/* PROCESSING orders without a reference: the application is sent, exactly once.
 *
 * Before anything is sent the order gets an intent that names this run. Only the run that holds the intent
 * sends. When the answer is lost (or the run dies), the intent stays: a later run then asks the registrar
 * which applications it has for the name, and adopts ours if it is there, before anything is sent again. */
#include "machine/bo_run_registrar.h"

#include "machine/bo_client.h"
#include "machine/bo_request.h"
#include "registrar/bo_registrar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How long a run holds an order while sending; longer than any call may take. */
#define HOLD_SECONDS (15 * BO_MINUTE)
#define BATCH 100

static bool is_intent(const bo_order_t *order)
{
	return strcmp(order->apply_state, "intent") == 0;
}

/* Writes the intent; false when another run was faster. The status stays, so this is no transition. */
static bo_code_t hold(bool *held, bo_run_t *run, bo_order_t *order, const char *email, bo_error_t *error)
{
	bo_order_t next = *order;
	snprintf(next.apply_state, sizeof(next.apply_state), "intent");
	snprintf(next.apply_holder, sizeof(next.apply_holder), "%s", run->holder);
	/* The first attempt's time stays: its application may still turn up in the list. */
	next.apply_at = order->apply_at != BO_TIME_NONE ? order->apply_at : run->machine.now;
	/* The run may have begun long ago. */
	next.apply_until = bo_context_clock(run->context) + HOLD_SECONDS;
	snprintf(next.apply_email, sizeof(next.apply_email), "%s", email);
	bo_code_t result = bo_order_write(run->machine.db, &next, order->status, run->machine.now, error);
	*held = result == BO_OK;
	if (result == BO_OK) {
		*order = next;
	}
	return result == BO_E_CONFLICT ? BO_OK : result;
}

/* Keeps the intent but lets go of the order, so that the next run may find out what happened. */
static bo_code_t let_go(bo_run_t *run, bo_order_t *order, bo_error_t *error)
{
	bo_order_t next = *order;
	next.apply_until = run->machine.now;
	next.apply_holder[0] = '\0';
	bo_code_t result = bo_order_write(run->machine.db, &next, order->status, run->machine.now, error);
	if (result == BO_OK) {
		*order = next;
	}
	return result == BO_E_CONFLICT ? BO_OK : result;
}

/* Not now: `event` says which kind of trouble it is. */
static bo_code_t postpone(
		bo_run_t *run, bo_order_t *order, bo_event_t event, const char *text, bo_error_t *error)
{
	const char *reason = event == BO_EVENT_NO_CREDIT ? "registrar_no_funds" : "try_later";
	/* The same trouble every five minutes is one log line, not hundreds: only the intent is taken back then.
	 */
	if (strcmp(order->reason, reason) == 0 && strcmp(order->reason_text, text) == 0) {
		bo_order_t next = *order;
		next.apply_state[0] = '\0';
		next.apply_holder[0] = '\0';
		next.apply_until = BO_TIME_NONE;
		bo_code_t result = bo_order_write(run->machine.db, &next, order->status, run->machine.now, error);
		return result == BO_E_CONFLICT ? BO_OK : result;
	}
	bo_event_data_t data = {.text = text};
	return bo_run_step(run, order, event, &data, NULL, error);
}

static bo_code_t try_later(bo_run_t *run, bo_order_t *order, const char *text, bo_error_t *error)
{
	return postpone(run, order, BO_EVENT_TRY_LATER, text, error);
}

typedef enum { FOUND_OURS, FOUND_NONE, FOUND_UNCLEAR } found_t;

/* Looks at the registrar for the application that an order may have. told: the registrar itself said that
 * there is one, so its age does not matter (it was placed by hand, or by a run that never learned the
 * answer). */
static bo_code_t look_up(found_t *found, char reference[BO_REFERENCE_SIZE], bo_run_t *run,
		bo_registrar_t *registrar, const bo_order_t *order, bool told, char *why, size_t why_size,
		bo_error_t *error)
{
	char name[BO_NAME_MAX + 1];
	bo_application_t *applications = NULL;
	size_t count = 0, candidates = 0;
	bool owner_known = false;
	bo_answer_t answer = {0};
	bo_contact_t contact = {0};
	const char *email = *order->apply_email ? order->apply_email : contact.email;
	int64_t intents = 0;
	*found = FOUND_UNCLEAR;
	reference[0] = '\0';
	bo_code_t result =
			bo_registrar_find(registrar, bo_order_name(name, order), &applications, &count, &answer, error);
	if (result != BO_OK) {
		return result;
	}
	if (answer.kind != BO_ANSWER_OK) {
		snprintf(why, why_size, "The registrar's list of applications can't be read: %s", answer.text);
		goto out;
	}
	if (!*order->apply_email) {
		result = bo_client_contact(&contact, run->machine.db, order->client_id, error);
	}
	if (result != BO_OK && result != BO_E_NOT_FOUND) {
		goto out;
	}
	result = bo_order_intents(&intents, run->machine.db, name, error);
	for (size_t i = 0; i < count && result == BO_OK; i++) {
		bool taken = false;
		result = bo_order_has_reference(&taken, run->machine.db, applications[i].reference, error);
		/* What was made before our intent is somebody else's, or of an earlier life of the name. A minute of
		 * difference between the clocks is allowed for. */
		bool older = !told && applications[i].created != BO_TIME_NONE && order->apply_at != BO_TIME_NONE &&
					 applications[i].created < order->apply_at - BO_MINUTE;
		bool over = applications[i].state == BO_APPLICATION_FAILED ||
					applications[i].state == BO_APPLICATION_AUCTION_LOST;
		/* The owner's address decides; without it the only candidate for the only waiting order is ours. */
		bool owner_told = *applications[i].owner_email != '\0';
		bool owner = owner_told && strcasecmp(applications[i].owner_email, email) == 0;
		if (result != BO_OK || taken || older || (told && over) || (owner_told && !owner)) {
			continue;
		}
		candidates++;
		if (owner || !owner_known) {
			snprintf(reference, BO_REFERENCE_SIZE, "%s", applications[i].reference);
		}
		owner_known = owner_known || owner;
	}
	if (result == BO_OK) {
		if (candidates == 0) {
			*found = FOUND_NONE;
		} else if (owner_known || (candidates == 1 && intents == 1)) {
			*found = FOUND_OURS;
		} else {
			snprintf(why, why_size,
					"The registrar has %zu applications for this name that can't be told apart; a person has "
					"to choose.",
					candidates);
		}
	}
out:
	free(applications);
	return result;
}

static bo_code_t adopt(bo_run_t *run, bo_order_t *order, const char *reference, bo_error_t *error)
{
	bo_event_data_t data = {.reference = reference, .text = "It was found in the registrar's list."};
	return bo_run_step(run, order, BO_EVENT_APPLIED, &data, NULL, error);
}

/* An earlier run wrote an intent and never learned the outcome. */
static bo_code_t resolve(bool *may_send, bo_run_t *run, bo_registrar_t *registrar, bo_order_t *order,
		bool told, bo_error_t *error)
{
	found_t found;
	char reference[BO_REFERENCE_SIZE], why[400] = "";
	*may_send = false;
	bo_code_t result = look_up(&found, reference, run, registrar, order, told, why, sizeof(why), error);
	if (result != BO_OK) {
		return result;
	}
	if (found == FOUND_OURS) {
		return adopt(run, order, reference, error);
	}
	if (found == FOUND_UNCLEAR) {
		bo_run_note(run, run->errors, "Backorder %lld: %s", (long long)order->id, why);
		return let_go(run, order, error);
	}
	*may_send = true;
	return BO_OK;
}

/* Refused for good. When it was not the first attempt, an earlier one may have been carried out although its
 * answer said otherwise: such an application would be caught for nobody. */
static bo_code_t refused(bo_run_t *run, bo_registrar_t *registrar, bo_order_t *order,
		const bo_event_data_t *data, bo_error_t *error)
{
	bool nothing_there = true;
	bo_code_t result = BO_OK;
	if (order->apply_at != BO_TIME_NONE && order->apply_at < run->machine.now) {
		result = resolve(&nothing_there, run, registrar, order, false, error);
	}
	return result == BO_OK && nothing_there ? bo_run_step(run, order, BO_EVENT_REFUSED, data, NULL, error)
											: result;
}

static bo_code_t book_answer(bool *stop, bo_run_t *run, bo_registrar_t *registrar, bo_order_t *order,
		const bo_apply_result_t *answered, bo_error_t *error)
{
	const bo_answer_t *answer = &answered->answer;
	char text[300];
	if (answer->code) {
		snprintf(text, sizeof(text), "%d %s", answer->code, answer->text);
	} else {
		snprintf(text, sizeof(text), "%s", answer->text);
	}
	bo_event_data_t data = {.text = text, .reference = answered->reference};
	switch (answer->kind) {
		case BO_ANSWER_OK:
			data.text = NULL;
			return bo_run_step(run, order, BO_EVENT_APPLIED, &data, NULL, error);
		case BO_ANSWER_LOST:
			bo_run_note(run, run->errors, "Backorder %lld: the registrar's answer was lost (%s).",
					(long long)order->id, text);
			return let_go(run, order, error);
		case BO_ANSWER_DUPLICATE: {
			bool may_send = false;
			bo_code_t result = resolve(&may_send, run, registrar, order, true, error);
			if (result == BO_OK && may_send) {
				/* Duplicate, and yet not in the list: a person should know, the next run asks again. */
				bo_run_note(run, run->attention,
						"Backorder %lld: the registrar says that an application exists already, but its list "
						"has none.",
						(long long)order->id);
				result = let_go(run, order, error);
			}
			return result;
		}
		case BO_ANSWER_REFUSED:
		case BO_ANSWER_NOT_FOUND:
			return refused(run, registrar, order, &data, error);
		case BO_ANSWER_NO_FUNDS:
			bo_run_note(run, run->attention, "The account at the registrar can't pay for backorder %lld: %s",
					(long long)order->id, text);
			return postpone(run, order, BO_EVENT_NO_CREDIT, text, error);
		case BO_ANSWER_AUTH:
			*stop = true;
			bo_run_registrar_give_up(run, text);
			bo_run_note(run, run->attention, "The registrar refuses the login: %s", text);
			return try_later(run, order, "The registrar refuses the login.", error);
		case BO_ANSWER_TEMPORARY:
			bo_run_note(run, run->errors, "Backorder %lld: %s", (long long)order->id, text);
			return try_later(run, order, text, error);
		case BO_ANSWER_NONE:
			break;
	}
	return try_later(run, order, "The registrar was not asked.", error);
}

/* Books the answers of a call. When the call itself failed, some of it may have been carried out all the
 * same: what was answered counts, an answer that was lost keeps its intent, and only what was surely not sent
 * is tried anew. Trouble with one order must not lose the answers about the others. */
static bo_code_t book_all(bool *stop, bo_run_t *run, bo_registrar_t *registrar, bo_order_t **sent,
		const bo_apply_result_t *results, size_t count, const char *failure, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	for (size_t i = 0; i < count; i++) {
		bo_error_t own = {0};
		bo_code_t booked = failure && results[i].answer.kind == BO_ANSWER_NONE
								   ? try_later(run, sent[i], failure, &own)
								   : book_answer(stop, run, registrar, sent[i], &results[i], &own);
		if (booked != BO_OK && result == BO_OK) {
			result = booked;
			if (error) {
				*error = own;
			}
		}
	}
	return result;
}

/* Sends up to BATCH orders that this run holds. */
static bo_code_t send_batch(bool *stop, bo_run_t *run, bo_registrar_t *registrar, bo_order_t **orders,
		size_t count, bo_error_t *error)
{
	bo_request_t *filled = calloc(count, sizeof(*filled));
	bo_apply_request_t *requests = calloc(count, sizeof(*requests));
	bo_apply_result_t *results = calloc(count, sizeof(*results));
	bo_order_t **sent = calloc(count, sizeof(bo_order_t *));
	bo_request_parts_t parts = {0};
	size_t ready = 0;
	bo_code_t result = BO_OK;
	if (!filled || !requests || !results || !sent) {
		result = bo_fail_memory(error);
		goto out;
	}
	result = bo_request_parts(&parts, run->machine.settings, error);
	for (size_t i = 0; i < count && result == BO_OK; i++) {
		bool held = false;
		bo_error_t why = {0};
		result = bo_request_fill(&filled[ready], &parts, run->machine.db, orders[i], &why);
		if (result == BO_E_NOT_FOUND) {
			/* Nothing is sent for nobody; bo_run_clients() ends the order, unless it is being moved to
			 * another client at this moment. */
			result = BO_OK;
			continue;
		}
		if (result == BO_E_CONFIG) {
			/* Not this zone, until the settings are put right: the others are sent. */
			result = try_later(run, orders[i], why.message, error);
			continue;
		}
		if (result == BO_OK) {
			result = hold(&held, run, orders[i], filled[ready].contact.email, &why);
		}
		if (result != BO_OK && !bo_run_stops(result)) {
			/* Trouble with one order must not hold up those that have their intent already. */
			bo_run_note(run, run->errors, "Backorder %lld: %s", (long long)orders[i]->id, why.message);
			result = BO_OK;
			continue;
		}
		if (result != BO_OK && error) {
			*error = why;
		}
		if (result == BO_OK && held) {
			requests[ready] = filled[ready].request;
			sent[ready++] = orders[i];
		}
	}
	if (result != BO_OK || ready == 0) {
		goto out;
	}
	bo_error_t failure = {0};
	result = bo_registrar_apply(registrar, requests, ready, results, &failure);
	if (result != BO_OK) {
		bo_code_t booked = book_all(stop, run, registrar, sent, results, ready, failure.message, NULL);
		(void)booked; /* what could not be booked keeps its intent, and the hold ends by itself */
		if (error) {
			*error = failure;
		}
	} else {
		result = book_all(stop, run, registrar, sent, results, ready, NULL, error);
	}
out:
	bo_request_parts_dispose(&parts);
	free(filled);
	free(requests);
	free(results);
	free(sent);
	return result;
}

/* Whether the registrar's list has to be read first: the outcome of an attempt is not known, or one that was
 * said to have failed may have been carried out all the same. The registrar would call another attempt a
 * duplicate then; but there is none when it is too late, and it is no duplicate when the owner has another
 * address by now. */
static bo_code_t has_to_look(bool *look, bo_run_t *run, const bo_order_t *order, bo_error_t *error)
{
	bo_contact_t contact = {0};
	*look = is_intent(order);
	if (*look || order->apply_at == BO_TIME_NONE) {
		return BO_OK;
	}
	*look = bo_machine_possible(order, BO_EVENT_NO_APPLICATION, run->machine.now);
	if (*look || !*order->apply_email) {
		return BO_OK;
	}
	bo_code_t result = bo_client_contact(&contact, run->machine.db, order->client_id, error);
	*look = result == BO_OK && strcasecmp(contact.email, order->apply_email) != 0;
	return result == BO_E_NOT_FOUND ? BO_OK : result;
}

static bo_code_t run_chunk(bool *stop, bo_run_t *run, bo_orders_t *orders, bo_error_t *error)
{
	bo_registrar_t *registrar = NULL;
	bo_order_t *ready[BATCH];
	size_t count = 0;
	bo_code_t result = BO_OK;
	for (size_t i = 0; i < orders->count && result == BO_OK; i++) {
		bo_order_t *order = &orders->items[i];
		bool may_send = true, look = false;
		if (is_intent(order) && order->apply_until != BO_TIME_NONE && order->apply_until > run->machine.now) {
			continue; /* another run is at it */
		}
		result = has_to_look(&look, run, order, error);
		if (result != BO_OK) {
			break;
		}
		if (!look && bo_machine_possible(order, BO_EVENT_NO_APPLICATION, run->machine.now)) {
			result = bo_run_step(run, order, BO_EVENT_NO_APPLICATION, NULL, NULL, error);
			continue;
		}
		if (!registrar) {
			result = bo_run_registrar(&registrar, run, error);
			*stop = result == BO_OK && !registrar;
		}
		if (*stop) {
			continue; /* those that are over are ended all the same */
		}
		if (result == BO_OK && look) {
			result = resolve(&may_send, run, registrar, order, false, error);
			if (result == BO_OK && may_send &&
					bo_machine_possible(order, BO_EVENT_NO_APPLICATION, run->machine.now)) {
				result = bo_run_step(run, order, BO_EVENT_NO_APPLICATION, NULL, NULL, error);
				may_send = false;
			}
		}
		if (result == BO_OK && may_send) {
			ready[count++] = order;
		}
		if (count == BATCH) {
			result = send_batch(stop, run, registrar, ready, count, error);
			count = 0;
		}
	}
	if (result == BO_OK && count && !*stop) {
		result = send_batch(stop, run, registrar, ready, count, error);
	}
	return result;
}

bo_code_t bo_run_applications(bo_run_t *run, bo_error_t *error)
{
	/* The nearest drop first; paged by drop date and id, since an order that could not be sent stays. */
	int64_t date = 0, id = 0;
	bool stop = false;
	for (;;) {
		bo_orders_t orders;
		bo_code_t result = bo_orders_query(&orders, run->machine.db,
				"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE " BO_RUN_UNSENT
				" AND (dropdate > ? OR (dropdate "
				"= ? AND id > ?)) ORDER BY dropdate, id LIMIT ?",
				BO_PARAMS(bo_p_time(date), bo_p_time(date), bo_p_int(id), bo_p_int(BO_RUN_CHUNK)), error);
		size_t count = orders.count;
		if (result == BO_OK && count) {
			date = orders.items[count - 1].drop_date;
			id = orders.items[count - 1].id;
			result = run_chunk(&stop, run, &orders, error);
		}
		bo_orders_dispose(&orders);
		if (result != BO_OK || count < BO_RUN_CHUNK) {
			return result;
		}
	}
}
