/* What changed about the clients of open orders since the last run: removed or closed in WHMCS, or given
 * another currency. The tables are looked at, not hooks: whatever way the change was made, the next run sees
 * it. */
#include "machine/bo_run.h"

#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <string.h>

/* A client has to be away for so long: while WHMCS merges two clients, one of them is gone before its orders
 * are moved (bo_backorder_merge_clients()). */
#define GONE_SECONDS (10 * BO_MINUTE)

#define OPEN_STATUSES "('REQUESTED', 'ACTIVE', 'PROCESSING', 'AUCTION-PENDING', 'PENDING-PAYMENT')"

/* Remembers since when a client is missing. */
static bo_code_t note_missing(bool *gone, bo_run_t *run, int64_t client_id, int64_t since, bo_error_t *error)
{
	*gone = since != BO_TIME_NONE && since <= run->machine.now - GONE_SECONDS;
	if (since != BO_TIME_NONE || run->due) {
		return BO_OK;
	}
	return bo_db_exec(run->machine.db,
			"INSERT INTO backorder_clients (userid, revision, missing_since) VALUES (?, 1, ?) ON DUPLICATE "
			"KEY "
			"UPDATE missing_since = VALUES(missing_since)",
			BO_PARAMS(bo_p_int(client_id), bo_p_time(run->machine.now)), NULL, NULL, error);
}

bo_code_t bo_run_client_here(bool *here, bool *gone, bo_run_t *run, int64_t client_id, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	*gone = false;
	bo_code_t result = bo_db_query(&rows, run->machine.db,
			"SELECT (SELECT COUNT(*) FROM tblclients WHERE id = ?), (SELECT missing_since FROM "
			"backorder_clients "
			"WHERE userid = ?)",
			BO_PARAMS(bo_p_int(client_id), bo_p_int(client_id)), error);
	*here = bo_rows_int(rows, 0, 0, 0) > 0;
	if (result == BO_OK && !*here) {
		result = note_missing(gone, run, client_id, bo_rows_time(rows, 0, 1), error);
	}
	bo_rows_free(rows);
	return result;
}

/* Orders that nothing was sent for. */
static bo_code_t end_orders(bo_run_t *run, int64_t client_id, bo_event_t event, bo_error_t *error)
{
	bo_orders_t orders;
	bo_code_t result = bo_orders_query(&orders, run->machine.db,
			"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE userid = ? AND status IN ('REQUESTED', "
			"'ACTIVE', 'PROCESSING', 'PENDING-PAYMENT') AND reference = '' AND apply_state = '' ORDER BY id",
			BO_PARAMS(bo_p_int(client_id)), error);
	for (size_t i = 0; i < orders.count && result == BO_OK; i++) {
		if (bo_machine_possible(&orders.items[i], event, run->machine.now)) {
			result = bo_run_step(run, &orders.items[i], event, NULL, NULL, error);
		}
	}
	bo_orders_dispose(&orders);
	return result;
}

/* Before the drop an application can be taken back; afterwards the registrar has to decide. */
static bo_code_t end_sent(bo_run_t *run, int64_t client_id, bo_error_t *error)
{
	bo_orders_t orders;
	bo_code_t result = bo_orders_query(&orders, run->machine.db,
			"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE userid = ? AND status = 'PROCESSING' "
			"AND (reference <> '' OR apply_state <> '') AND dropdate > ? ORDER BY id",
			BO_PARAMS(bo_p_int(client_id), bo_p_time(run->machine.now)), error);
	for (size_t i = 0; i < orders.count && result == BO_OK; i++) {
		result = bo_run_step(run, &orders.items[i], BO_EVENT_CLIENT_GONE_SENT, NULL, NULL, error);
	}
	bo_orders_dispose(&orders);
	return result;
}

bo_code_t bo_run_caught_for_nobody(bo_run_t *run, bo_order_t *order, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1];
	bool applied = false;
	bo_code_t result = bo_run_step(run, order, BO_EVENT_CLIENT_GONE, NULL, &applied, error);
	if (result == BO_OK && applied) {
		bo_run_note(run, run->attention,
				"Backorder %lld: %s was caught, but its client (%lld) is not in WHMCS any more; the domain "
				"is in "
				"your account at the registrar.",
				(long long)order->id, bo_order_name(name, order), (long long)order->client_id);
	}
	return result;
}

/* Caught, and not paid when the client went: the name is the reseller's to decide about. */
static bo_code_t end_unpaid(bo_run_t *run, int64_t client_id, bo_error_t *error)
{
	bo_orders_t orders;
	bo_code_t result = bo_orders_query(&orders, run->machine.db,
			"SELECT " BO_ORDER_COLUMNS
			" FROM backorder_domains WHERE userid = ? AND status = 'PENDING-PAYMENT' ORDER BY id",
			BO_PARAMS(bo_p_int(client_id)), error);
	for (size_t i = 0; i < orders.count && result == BO_OK; i++) {
		result = bo_run_caught_for_nobody(run, &orders.items[i], error);
	}
	bo_orders_dispose(&orders);
	/* Nobody can be invoiced or written to. */
	if (result == BO_OK && !run->due) {
		result = bo_db_exec(run->machine.db,
				"UPDATE backorder_effects SET state = 'done', amount = 0, taken_until = NULL, result = 'the "
				"client "
				"was removed', updated_at = ? WHERE userid = ? AND state IN ('waiting', 'failed')",
				BO_PARAMS(bo_p_time(run->machine.now), bo_p_int(client_id)), NULL, NULL, error);
	}
	return result;
}

static bo_code_t run_gone_and_closed(bo_run_t *run, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, run->machine.db,
			"SELECT d.userid, k.id, c.missing_since FROM (SELECT userid FROM backorder_domains WHERE status "
			"IN " OPEN_STATUSES " UNION SELECT userid FROM backorder_effects WHERE userid > 0 AND state IN "
			"('waiting', 'failed')) d LEFT JOIN tblclients k ON k.id = d.userid LEFT JOIN "
			"backorder_clients c ON c.userid = d.userid WHERE k.id IS NULL OR k.status = 'Closed' ORDER BY "
			"d.userid",
			BO_NO_PARAMS, error);
	for (size_t i = 0; i < bo_rows_count(rows) && result == BO_OK; i++) {
		int64_t client_id = bo_rows_int(rows, i, 0, 0);
		bool gone = false;
		if (bo_rows_text(rows, i, 1)) {
			result = end_orders(run, client_id, BO_EVENT_CLIENT_CLOSED, error);
			continue;
		}
		result = note_missing(&gone, run, client_id, bo_rows_time(rows, i, 2), error);
		if (result == BO_OK && gone) {
			result = end_unpaid(run, client_id, error);
		}
		if (result == BO_OK && gone) {
			result = end_orders(run, client_id, BO_EVENT_CLIENT_GONE, error);
		}
		if (result == BO_OK && gone) {
			result = end_sent(run, client_id, error);
		}
	}
	bo_rows_free(rows);
	if (result == BO_OK && !run->due) {
		/* A client who was put back (a restored backup) starts anew. */
		result = bo_db_exec(run->machine.db,
				"UPDATE backorder_clients c JOIN tblclients k ON k.id = c.userid SET c.missing_since = NULL "
				"WHERE c.missing_since IS NOT NULL",
				BO_NO_PARAMS, NULL, NULL, error);
	}
	return result;
}

/* Sent already, so the money has to be held: the zone's price in the new currency takes the old one's place.
 */
static bo_code_t reserve_anew(bo_run_t *run, bo_order_t *order, int64_t currency_id, bo_error_t *error)
{
	bo_event_data_t data = {.currency_id = currency_id};
	bo_code_t result =
			bo_price_of_zone(&data.price, run->machine.db, order->zone, currency_id, order->lite, error);
	if (result == BO_E_NOT_FOUND) {
		bo_run_note(run, run->attention,
				"Backorder %lld: the client's currency was changed, and .%s has no price in the new one; "
				"give it "
				"one before the name is caught.",
				(long long)order->id, order->zone);
		return BO_OK;
	}
	return result == BO_OK ? bo_run_step(run, order, BO_EVENT_CURRENCY, &data, NULL, error) : result;
}

static bo_code_t run_currencies(bo_run_t *run, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	/* Orders that the original addon left behind have no price of their own yet. */
	bo_code_t result = bo_db_query(&rows, run->machine.db,
			"SELECT d.id, k.currency FROM backorder_domains d JOIN tblclients k ON k.id = d.userid JOIN "
			"tblcurrencies m ON m.id = k.currency WHERE d.status IN ('ACTIVE', 'PROCESSING', "
			"'AUCTION-PENDING') "
			"AND (d.currency_id IS NULL OR d.price IS NULL OR d.currency_id <> k.currency) ORDER BY d.id "
			"LIMIT ?",
			BO_PARAMS(bo_p_int(INT64_C(10) * BO_RUN_CHUNK)), error);
	for (size_t i = 0; i < bo_rows_count(rows) && result == BO_OK; i++) {
		bo_order_t order;
		result = bo_order_load(&order, run->machine.db, bo_rows_int(rows, i, 0, 0), error);
		if (result == BO_E_NOT_FOUND) {
			result = BO_OK; /* deleted meanwhile */
		} else if (result == BO_OK && order.status == BO_STATUS_ACTIVE) {
			result = bo_run_step(run, &order, BO_EVENT_CURRENCY, NULL, NULL, error);
		} else if (result == BO_OK) {
			result = reserve_anew(run, &order, bo_rows_int(rows, i, 1, 0), error);
		}
	}
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_run_clients(bo_run_t *run, bo_error_t *error)
{
	bo_code_t result = run_gone_and_closed(run, error);
	return result == BO_OK ? run_currencies(run, error) : result;
}
