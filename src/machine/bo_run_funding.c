/* REQUESTED orders whose drop is near: the fee is reserved, in order of drop time and then of placing, as far
 * as the client's funds go. */
#include "machine/bo_run.h"

#include "funds/bo_funds.h"
#include "machine/bo_effects.h"
#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The second mail goes out when the drop is nearer than this. */
#define LAST_MAIL_SECONDS BO_DAY
/* More than this many orders of one client in one run wait for the next run. */
#define CLIENT_CHUNK 1000

/* The prices of one currency, sorted by zone; loaded once a run. */
typedef struct {
	int64_t currency_id;
	bo_zone_price_t *prices;
	size_t count;
} price_list_t;

typedef struct {
	bo_run_t *run;
	price_list_t *lists;
	size_t list_count;
	int64_t *skipped; /* orders that failed for a reason of their own: left out when the client is tried again
					   */
	size_t skipped_count, skipped_capacity;
} funding_t;

static int compare_zone(const void *key, const void *entry)
{
	return strcmp(key, ((const bo_zone_price_t *)entry)->zone);
}

static bo_code_t prices_of(
		const price_list_t **out, funding_t *funding, int64_t currency_id, bo_error_t *error)
{
	for (size_t i = 0; i < funding->list_count; i++) {
		if (funding->lists[i].currency_id == currency_id) {
			*out = &funding->lists[i];
			return BO_OK;
		}
	}
	price_list_t *lists = realloc(funding->lists, (funding->list_count + 1) * sizeof(*lists));
	if (!lists) {
		return bo_fail_memory(error);
	}
	funding->lists = lists;
	price_list_t *list = &lists[funding->list_count];
	list->currency_id = currency_id;
	bo_code_t result =
			bo_prices_of_currency(&list->prices, &list->count, funding->run->machine.db, currency_id, error);
	if (result == BO_OK) {
		funding->list_count++;
		*out = list;
	}
	return result;
}

static bool is_skipped(const funding_t *funding, int64_t id)
{
	for (size_t i = 0; i < funding->skipped_count; i++) {
		if (funding->skipped[i] == id) {
			return true;
		}
	}
	return false;
}

static bool skip(funding_t *funding, int64_t id)
{
	if (funding->skipped_count == funding->skipped_capacity) {
		size_t capacity = funding->skipped_capacity ? funding->skipped_capacity * 2 : 16;
		int64_t *skipped = realloc(funding->skipped, capacity * sizeof(*skipped));
		if (!skipped) {
			return false;
		}
		funding->skipped = skipped;
		funding->skipped_capacity = capacity;
	}
	funding->skipped[funding->skipped_count++] = id;
	return true;
}

/* The mail that lists every name that is still uncovered. */
static bo_code_t queue_mail(const bo_machine_t *machine, int64_t client_id, const bo_orders_t *orders,
		const bool *uncovered, int stage, bo_error_t *error)
{
	char key[96];
	int64_t first = 0;
	bo_value_t *payload = bo_value_map();
	bo_map_text(payload, "template", "backorder_lowbalance_notification");
	bo_map_int(payload, "client_id", client_id);
	bo_value_t *variables = bo_map_map(payload, "variables");
	bo_value_t *list = bo_map_list(variables, "list");
	for (size_t i = 0; i < orders->count; i++) {
		if (!uncovered[i]) {
			continue;
		}
		char name[BO_NAME_MAX + 1], unicode[BO_NAME_UTF8_MAX], date[BO_TIME_TEXT_SIZE];
		bo_name_to_unicode(unicode, bo_order_name(name, &orders->items[i]));
		bo_value_t *row = bo_list_map(list);
		bo_map_text(row, "domain", unicode);
		bo_map_text(row, "dropdate", bo_time_format(date, orders->items[i].drop_date));
		first = first ? first : orders->items[i].id;
	}
	/* The orders' stages are raised in the same transaction, so a second mail of a stage can't be queued; the
	 * key only has to differ from that of earlier mails. */
	snprintf(key, sizeof(key), "lowbalance:%lld:%lld:%d:%lld", (long long)client_id, (long long)first, stage,
			(long long)machine->now);
	bo_effect_t effect = {
			.kind = BO_EFFECT_MAIL, .client_id = client_id, .unique_key = key, .payload = payload};
	bo_code_t result = bo_effect_add(machine->db, &effect, machine->now, error);
	bo_value_free(payload);
	return result;
}

/* What an order costs; BO_MONEY_NONE when it is not for sale. LITE orders are few and have their own price.
 */
static bo_code_t price_of(bo_money_t *out, bo_machine_t *machine, const bo_order_t *order,
		const price_list_t *list, bo_error_t *error)
{
	*out = BO_MONEY_NONE;
	if (order->lite) {
		bo_code_t result = bo_price_of_zone(out, machine->db, order->zone, list->currency_id, true, error);
		return result == BO_E_NOT_FOUND ? BO_OK : result;
	}
	const bo_zone_price_t *price =
			list->count ? bsearch(order->zone, list->prices, list->count, sizeof(*list->prices), compare_zone)
						: NULL;
	if (price) {
		*out = price->price;
	}
	return BO_OK;
}

/* One order: funded, or told why not. *available goes down by what was reserved. */
static bo_code_t fund_order(funding_t *funding, bo_order_t *order, const bo_funds_t *funds,
		const price_list_t *list, bo_money_t *available, bool *uncovered, int *mail_stage, bo_error_t *error)
{
	bo_run_t *run = funding->run;
	bo_machine_t *machine = &run->machine;
	bo_money_t price;
	bo_code_t result = price_of(&price, machine, order, list, error);
	if (result != BO_OK) {
		return result;
	}
	if (price == BO_MONEY_NONE) {
		if (strcmp(order->reason, "price_missing") == 0) {
			return BO_OK;
		}
		return bo_machine_apply(machine, order, BO_EVENT_PRICE_MISSING, NULL, error);
	}
	if (*available >= price) {
		bo_event_data_t data = {.price = price, .currency_id = funds->currency.id};
		result = bo_machine_apply(machine, order, BO_EVENT_FUND, &data, error);
		if (result == BO_OK) {
			*available -= price;
		}
		return result;
	}
	*uncovered = true;
	int stage = order->drop_date <= machine->now + LAST_MAIL_SECONDS ? 2 : 1;
	if (order->low_balance_stage >= stage && strcmp(order->reason, "waiting_funds") == 0) {
		return BO_OK;
	}
	bo_event_data_t data = {.low_balance_stage = stage};
	bool mail = order->low_balance_stage < stage;
	result = bo_machine_apply(machine, order, BO_EVENT_FUNDS_SHORT, &data, error);
	/* Another run that was faster has told the client already. */
	if (result == BO_OK && mail && stage > *mail_stage) {
		*mail_stage = stage;
	}
	return result;
}

/* All of one client's orders in one transaction, so that the funds are counted once and under the lock. */
static bo_code_t fund_client(funding_t *funding, int64_t client_id, const bo_orders_t *orders,
		int64_t *failed_id, bo_error_t *error)
{
	bo_run_t *run = funding->run;
	bo_machine_t *machine = &run->machine;
	bo_funds_t funds;
	const price_list_t *list = NULL;
	int mail_stage = 0;
	*failed_id = 0;
	bool *uncovered = calloc(orders->count ? orders->count : 1, sizeof(*uncovered));
	if (!uncovered) {
		return bo_fail_memory(error);
	}
	bo_code_t result = bo_db_begin(machine->db, error);
	if (result == BO_OK) {
		result = bo_funds_lock(machine->db, client_id, error);
	}
	if (result == BO_OK) {
		result = bo_funds_read(&funds, machine->db, client_id, error);
	}
	if (result == BO_OK) {
		result = prices_of(&list, funding, funds.currency.id, error);
	}
	bo_money_t available = result == BO_OK ? funds.available : 0;
	for (size_t i = 0; i < orders->count && result == BO_OK; i++) {
		bo_order_t *order = &orders->items[i];
		if (is_skipped(funding, order->id) || !bo_machine_possible(order, BO_EVENT_FUND, machine->now)) {
			continue;
		}
		result = fund_order(funding, order, &funds, list, &available, &uncovered[i], &mail_stage, error);
		if (result == BO_E_CONFLICT) {
			/* Deleted or funded by somebody else between reading and now. */
			uncovered[i] = false;
			result = BO_OK;
		} else if (result != BO_OK) {
			*failed_id = order->id;
		}
	}
	if (result == BO_OK && mail_stage) {
		result = queue_mail(machine, client_id, orders, uncovered, mail_stage, error);
	}
	if (result == BO_OK) {
		result = bo_db_commit(machine->db, error);
	} else {
		bo_db_rollback(machine->db);
	}
	free(uncovered);
	return result;
}

static void book(bo_run_t *run, const bo_orders_t *orders)
{
	for (size_t i = 0; i < orders->count; i++) {
		const bo_order_t *order = &orders->items[i];
		if (order->updated != run->machine.now) {
			continue;
		}
		char name[BO_NAME_MAX + 1];
		bo_run_count(run, order->status == BO_STATUS_ACTIVE ? bo_event_name(BO_EVENT_FUND)
						  : strcmp(order->reason, "price_missing") == 0
								  ? bo_event_name(BO_EVENT_PRICE_MISSING)
								  : bo_event_name(BO_EVENT_FUNDS_SHORT));
		if (run->verbose) {
			bo_progress(run->context, "%s: REQUESTED -> %s (%s)", bo_order_name(name, order),
					bo_status_name(order->status), order->reason);
		}
	}
}

static bo_code_t run_client(funding_t *funding, int64_t client_id, bo_error_t *error)
{
	bo_run_t *run = funding->run;
	bo_code_t result = BO_OK;
	/* Deadlocks are repeated a few times; an order that fails for its own reason is left out, and the rest is
	 * tried again as often as there are such orders. */
	for (size_t attempt = 0; attempt < 8 + funding->skipped_count; attempt++) {
		bo_orders_t orders;
		int64_t failed_id = 0;
		result = bo_orders_query(&orders, run->machine.db,
				"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE userid = ? AND status = "
				"'REQUESTED' AND dropdate <= ? AND dropdate > ? "
				"ORDER BY dropdate, createddate, id LIMIT ?",
				BO_PARAMS(bo_p_int(client_id), bo_p_time(run->machine.now + BO_FUNDING_SECONDS),
						bo_p_time(run->machine.now - BO_LATE_SECONDS), bo_p_int(CLIENT_CHUNK)),
				error);
		if (result == BO_OK) {
			result = fund_client(funding, client_id, &orders, &failed_id, error);
		}
		if (result == BO_OK) {
			book(run, &orders);
		}
		bo_orders_dispose(&orders);
		if (result == BO_OK || bo_run_stops(result)) {
			return result;
		}
		if (result == BO_E_RETRY) {
			continue;
		}
		if (!failed_id) {
			bo_run_note(
					run, run->errors, "Client %lld: %s", (long long)client_id, error ? error->message : "");
			return BO_OK;
		}
		bo_run_note(
				run, run->errors, "Backorder %lld: %s", (long long)failed_id, error ? error->message : "");
		if (!skip(funding, failed_id)) {
			return bo_fail_memory(error);
		}
	}
	if (result != BO_OK) {
		bo_run_note(run, run->errors, "Client %lld is tried again by the next run: %s", (long long)client_id,
				error ? error->message : "");
	}
	return BO_OK;
}

bo_code_t bo_run_funding(bo_run_t *run, bo_error_t *error)
{
	funding_t funding = {.run = run};
	bo_rows_t *clients = NULL;
	bo_code_t result = bo_db_query(&clients, run->machine.db,
			"SELECT userid FROM backorder_domains WHERE status = 'REQUESTED' AND dropdate <= ? AND dropdate "
			"> ? GROUP "
			"BY userid ORDER BY MIN(dropdate), userid",
			BO_PARAMS(bo_p_time(run->machine.now + BO_FUNDING_SECONDS),
					bo_p_time(run->machine.now - BO_LATE_SECONDS)),
			error);
	for (size_t i = 0; i < bo_rows_count(clients) && result == BO_OK; i++) {
		result = run_client(&funding, bo_rows_int(clients, i, 0, 0), error);
	}
	bo_rows_free(clients);
	for (size_t i = 0; i < funding.list_count; i++) {
		free(funding.lists[i].prices);
	}
	free(funding.lists);
	free(funding.skipped);
	return result;
}
