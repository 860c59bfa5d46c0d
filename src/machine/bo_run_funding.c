/* REQUESTED orders whose drop is near: the fee is reserved, in order of drop time and then of placing, as far
 * as the client's funds go. */
#include "machine/bo_run.h"

#include "funds/bo_funds.h"
#include "machine/bo_mail.h"
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
		const price_list_t *list, bo_money_t *available, int *mail_stage, bo_error_t *error)
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
	int stage = order->drop_date <= machine->now + LAST_MAIL_SECONDS ? 2 : 1;
	bool mail = machine->settings->mail_lowbalance && order->low_balance_queued < stage;
	if (!mail && strcmp(order->reason, "waiting_funds") == 0) {
		return BO_OK;
	}
	bo_event_data_t data = {.low_balance_stage = mail ? stage : 0};
	result = bo_machine_apply(machine, order, BO_EVENT_FUNDS_SHORT, &data, error);
	/* Another run that was faster has told the client already. */
	if (result == BO_OK && mail) {
		*mail_stage = stage > *mail_stage ? stage : *mail_stage;
	}
	return result;
}

/* All of one client's orders in the transaction that is open, so that the funds are counted once and under
 * the lock; ends it. */
static bo_code_t fund_client(funding_t *funding, int64_t client_id, const bo_orders_t *orders,
		int64_t *failed_id, bo_error_t *error)
{
	bo_run_t *run = funding->run;
	bo_machine_t *machine = &run->machine;
	bo_funds_t funds = {0};
	const price_list_t *list = NULL;
	int mail_stage = 0;
	*failed_id = 0;
	bo_code_t result = bo_funds_read(&funds, machine->db, client_id, error);
	if (result == BO_OK) {
		result = prices_of(&list, funding, funds.currency.id, error);
	}
	bo_money_t available = result == BO_OK ? funds.available : 0;
	for (size_t i = 0; i < orders->count && result == BO_OK; i++) {
		bo_order_t *order = &orders->items[i];
		if (is_skipped(funding, order->id) || !bo_machine_possible(order, BO_EVENT_FUND, machine->now)) {
			continue;
		}
		result = fund_order(funding, order, &funds, list, &available, &mail_stage, error);
		if (result == BO_E_CONFLICT) {
			/* Deleted or funded by somebody else between reading and now. */
			result = BO_OK;
		} else if (result != BO_OK) {
			*failed_id = order->id;
		}
	}
	if (result == BO_OK && mail_stage) {
		result = bo_mail_add_low_balance(machine, client_id, mail_stage, error);
	}
	if (result == BO_OK) {
		result = bo_db_commit(machine->db, error);
	} else {
		bo_db_rollback(machine->db);
	}
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

/* Prices can't be told any more: the orders say so, and somebody has to give the client a currency. A client
 * who is gone altogether is left to bo_run_clients(). */
static bo_code_t without_currency(
		bo_run_t *run, int64_t client_id, const bo_orders_t *orders, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_event_data_t data = {.text = "The client's currency does not exist in WHMCS any more."};
	bo_code_t result = bo_db_query(&rows, run->machine.db, "SELECT 1 FROM tblclients WHERE id = ?",
			BO_PARAMS(bo_p_int(client_id)), error);
	bool there = bo_rows_count(rows) > 0;
	bo_rows_free(rows);
	if (result != BO_OK || !there) {
		return result;
	}
	bo_run_note(run, run->attention,
			"Client %lld has a currency that WHMCS does not have any more; no backorder can be funded until "
			"the "
			"client is given another.",
			(long long)client_id);
	for (size_t i = 0; i < orders->count && result == BO_OK; i++) {
		if (strcmp(orders->items[i].reason, "price_missing") != 0) {
			result = bo_run_step(run, &orders->items[i], BO_EVENT_PRICE_MISSING, &data, NULL, error);
		}
	}
	return result;
}

/* Opens the transaction of a client. What another run decided meanwhile is seen, since the orders are read
 * under the lock. */
static bo_code_t lock_and_load(bo_orders_t *orders, bo_run_t *run, int64_t client_id, bo_error_t *error)
{
	orders->items = NULL;
	orders->count = 0;
	bo_code_t result = bo_db_begin(run->machine.db, error);
	if (result == BO_OK) {
		result = bo_funds_lock(run->machine.db, client_id, error);
	}
	if (result == BO_OK) {
		result = bo_orders_query(orders, run->machine.db,
				"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE userid = ? AND status = "
				"'REQUESTED' AND dropdate <= ? AND dropdate > ? "
				"ORDER BY dropdate, createddate, id LIMIT ?",
				BO_PARAMS(bo_p_int(client_id), bo_p_time(run->machine.now + BO_FUNDING_SECONDS),
						bo_p_time(run->machine.now - BO_LATE_SECONDS), bo_p_int(CLIENT_CHUNK)),
				error);
	}
	return result;
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
		result = lock_and_load(&orders, run, client_id, error);
		if (result == BO_OK) {
			result = fund_client(funding, client_id, &orders, &failed_id, error);
			if (result == BO_OK) {
				book(run, &orders);
			} else if (result == BO_E_NOT_FOUND && !failed_id) {
				result = without_currency(run, client_id, &orders, error);
			}
		} else {
			bo_db_rollback(run->machine.db);
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

bo_code_t bo_run_funding_clients(bo_rows_t **out, bo_run_t *run, bo_error_t *error)
{
	return bo_db_query(out, run->machine.db,
			"SELECT userid FROM backorder_domains WHERE status = 'REQUESTED' AND dropdate <= ? AND dropdate "
			"> ? GROUP "
			"BY userid ORDER BY MIN(dropdate), userid",
			BO_PARAMS(bo_p_time(run->machine.now + BO_FUNDING_SECONDS),
					bo_p_time(run->machine.now - BO_LATE_SECONDS)),
			error);
}

bo_code_t bo_run_funding(bo_run_t *run, bo_error_t *error)
{
	funding_t funding = {.run = run};
	bo_rows_t *clients = NULL;
	bo_code_t result = bo_run_funding_clients(&clients, run, error);
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
