/* What became of the applications: the registrar is asked for PROCESSING and AUCTION-PENDING orders. */
#include "machine/bo_run_registrar.h"
#include "machine/bo_run_waiting.h"

#include "base/bo_buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MAX_AUCTION_JSON (BO_ORDER_AUCTION_SIZE - 1)

/* The auction's facts as JSON; "" when there are none or they are too long to keep. */
static void auction_json(bo_buffer_t *out, const bo_application_t *application)
{
	char start[BO_TIME_TEXT_SIZE], end[BO_TIME_TEXT_SIZE];
	bo_value_t *map = bo_value_map();
	bo_buffer_clear(out);
	bo_map_text(map, "url", application->auction_url);
	bo_map_text(map, "status", application->auction_status);
	bo_map_text(map, "currency", application->auction_currency);
	bo_map_text(map, "best_bid", application->auction_best_bid);
	bo_map_text(map, "bidders", application->auction_bidders);
	bo_map_text(map, "bids", application->auction_bids);
	bo_map_text(map, "start", bo_time_format(start, application->auction_start));
	bo_map_text(map, "end", bo_time_format(end, application->auction_end));
	if (!bo_value_complete(map) || !bo_value_write_json(map, out)) {
		bo_buffer_clear(out);
	}
	bo_value_free(map);
}

/* An auction that was won delivers at once, so the domain's dates are asked for first. */
static bo_code_t auction_won(
		bo_run_t *run, bo_registrar_t *registrar, bo_order_t *order, const char *auction, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1];
	const char *names[1] = {bo_order_name(name, order)};
	bo_domain_facts_t facts = {0};
	bo_code_t result = bo_registrar_domains(registrar, names, 1, &facts, error);
	if (result != BO_OK) {
		return result;
	}
	if (facts.answer.kind != BO_ANSWER_OK || facts.created == BO_TIME_NONE || facts.expires == BO_TIME_NONE) {
		bo_run_note(run, run->errors,
				"Backorder %lld: the auction for %s is won, but the domain is not in the account yet (%s).",
				(long long)order->id, name, facts.answer.text);
		return BO_OK;
	}
	bo_event_data_t data = {.registered_at = facts.created, .expires_at = facts.expires, .auction = auction};
	return bo_run_step(run, order, BO_EVENT_AUCTION_WON, &data, NULL, error);
}

/* Whether two forms of a name are the same: the registrar may tell it with its own letters (U-labels). What
 * has such letters and can't be read says nothing either way. */
static bool same_name(const char *told, const char *ours)
{
	bo_name_t name;
	if (strcasecmp(told, ours) == 0) {
		return true;
	}
	if (bo_name_parse(&name, told, strlen(told)) == BO_NAME_OK) {
		return strcmp(name.text, ours) == 0;
	}
	for (const char *at = told; *at; at++) {
		if ((unsigned char)*at >= 0x80) {
			return true;
		}
	}
	return false;
}

/* Whether the answer is about the order's name. It is not when another account, or another registrar, was set
 * while the application was open: numbers of applications mean something else there. */
static bool is_about(bo_run_t *run, const bo_order_t *order, const bo_application_t *application)
{
	char name[BO_NAME_MAX + 1];
	if (application->answer.kind != BO_ANSWER_OK || !*application->name ||
			same_name(application->name, bo_order_name(name, order))) {
		return true;
	}
	bo_run_note(run, run->attention,
			"Backorder %lld: application %s is for %s at the registrar, not for %s. Was the registrar's "
			"account "
			"changed? Look for the application in the account it was sent with.",
			(long long)order->id, order->reference, application->name, name);
	return false;
}

static bo_code_t book(bool *stop, bo_run_t *run, bo_registrar_t *registrar, bo_order_t *order,
		const bo_application_t *application, bo_buffer_t *json, bo_error_t *error)
{
	if (application->answer.kind == BO_ANSWER_NOT_FOUND) {
		if (bo_machine_possible(order, BO_EVENT_UNKNOWN, run->machine.now)) {
			return bo_run_step(run, order, BO_EVENT_UNKNOWN, NULL, NULL, error);
		}
		return BO_OK;
	}
	if (application->answer.kind != BO_ANSWER_OK) {
		if (application->answer.kind == BO_ANSWER_AUTH) {
			*stop = true;
			bo_run_registrar_give_up(run, application->answer.text);
			bo_run_note(run, run->attention, "The registrar refuses the login: %s", application->answer.text);
		} else if (application->answer.kind != BO_ANSWER_NONE) {
			bo_run_note(run, run->errors, "Backorder %lld: its status can't be read: %s",
					(long long)order->id, application->answer.text);
		}
		return BO_OK;
	}
	if (application->state == BO_APPLICATION_SUCCESSFUL || application->state == BO_APPLICATION_AUCTION_WON) {
		bool here = false, gone = false;
		bo_code_t result = bo_run_client_here(&here, &gone, run, order->client_id, error);
		if (result != BO_OK || !here) {
			return result == BO_OK && gone ? bo_run_caught_for_nobody(run, order, error) : result;
		}
	}
	auction_json(json, application);
	bo_event_data_t data = {.auction = bo_buffer_text(json)};
	switch (application->state) {
		case BO_APPLICATION_SUCCESSFUL:
			return bo_run_step(run, order, BO_EVENT_CAUGHT, NULL, NULL, error);
		case BO_APPLICATION_FAILED:
			return bo_run_step(run, order, BO_EVENT_LOST, NULL, NULL, error);
		case BO_APPLICATION_AUCTION_PENDING:
			if (order->status == BO_STATUS_AUCTION_PENDING &&
					strcmp(order->auction, bo_buffer_text(json)) == 0) {
				return BO_OK;
			}
			return bo_run_step(run, order, BO_EVENT_AUCTION, &data, NULL, error);
		case BO_APPLICATION_AUCTION_LOST:
			return bo_run_step(run, order, BO_EVENT_AUCTION_LOST, &data, NULL, error);
		case BO_APPLICATION_AUCTION_WON:
			return auction_won(run, registrar, order, bo_buffer_text(json), error);
		case BO_APPLICATION_WAITING:
			break;
	}
	return BO_OK;
}

/* Asks for the orders of a chunk that the list did not settle. */
static bo_code_t poll_chunk(bool *stop, bo_run_t *run, bo_registrar_t *registrar, const bo_waiting_t *waiting,
		bo_orders_t *orders, bo_error_t *error)
{
	bo_buffer_t json;
	bo_buffer_init(&json, MAX_AUCTION_JSON);
	const char **references = calloc(orders->count, sizeof(*references));
	bo_order_t **asked = calloc(orders->count, sizeof(bo_order_t *));
	bo_application_t *applications = calloc(orders->count, sizeof(*applications));
	size_t count = 0;
	bo_code_t result = references && asked && applications ? BO_OK : bo_fail_memory(error);
	for (size_t i = 0; i < orders->count && result == BO_OK; i++) {
		bo_order_t *order = &orders->items[i];
		/* The list has no facts of auctions, and what is about to be given up is worth a question of its own.
		 */
		if (order->status == BO_STATUS_AUCTION_PENDING || !bo_waiting_has(waiting, order->reference) ||
				bo_machine_possible(order, BO_EVENT_NO_RESULT, run->machine.now)) {
			references[count] = order->reference;
			asked[count++] = order;
		}
	}
	if (result == BO_OK && count) {
		result = bo_registrar_status(registrar, references, count, applications, error);
	}
	for (size_t i = 0; i < count && result == BO_OK && !*stop; i++) {
		if (!is_about(run, asked[i], &applications[i])) {
			continue;
		}
		result = book(stop, run, registrar, asked[i], &applications[i], &json, error);
		if (result == BO_OK) {
			result = bo_run_undecided(run, asked[i], &applications[i], error);
		}
	}
	free(references);
	free(asked);
	free(applications);
	bo_buffer_dispose(&json);
	return result;
}

static bo_code_t count_open(int64_t *count, bo_run_t *run, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, run->machine.db,
			"SELECT COUNT(*) FROM backorder_domains WHERE " BO_RUN_POLLED, BO_NO_PARAMS, error);
	*count = bo_rows_int(rows, 0, 0, 0);
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_run_polling(bo_run_t *run, bo_error_t *error)
{
	int64_t last = 0, open = 0;
	bool stop = false, more = true;
	bo_registrar_t *registrar = NULL;
	bo_waiting_t waiting = {0};
	bo_code_t result = count_open(&open, run, error);
	if (result == BO_OK && open) {
		result = bo_run_registrar(&registrar, run, error);
	}
	if (result == BO_OK && registrar) {
		result = bo_waiting_read(&waiting, run, registrar, open, error);
	}
	while (result == BO_OK && registrar && more && !stop) {
		bo_orders_t orders;
		result = bo_orders_query(&orders, run->machine.db,
				"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE " BO_RUN_POLLED
				" AND id > ? ORDER BY id LIMIT ?",
				BO_PARAMS(bo_p_int(last), bo_p_int(BO_RUN_CHUNK)), error);
		more = orders.count == BO_RUN_CHUNK;
		if (result == BO_OK && orders.count) {
			last = orders.items[orders.count - 1].id;
			result = poll_chunk(&stop, run, registrar, &waiting, &orders, error);
		}
		bo_orders_dispose(&orders);
		if (result == BO_OK) {
			result = bo_run_registrar(&registrar, run, error);
		}
	}
	bo_waiting_dispose(&waiting);
	return result;
}
