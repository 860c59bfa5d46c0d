/* WHMCS merged two clients: what belonged to the one who is gone belongs to the other from now on. */
#include "backorder/bo_backorder.h"

#include "funds/bo_funds.h"
#include "machine/bo_log.h"

#include <stdio.h>
#include <string.h>

typedef struct {
	bo_machine_t *machine;
	int64_t from, to;
	int64_t moved, ended, kept;
} merge_t;

static bo_code_t check_clients(merge_t *merge, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	if (merge->from <= 0 || merge->from == merge->to) {
		return bo_fail(error, BO_E_INVALID, "Two different clients are needed.");
	}
	bo_code_t result = bo_db_query(&rows, merge->machine->db, "SELECT 1 FROM tblclients WHERE id = ?",
			BO_PARAMS(bo_p_int(merge->to)), error);
	if (result == BO_OK && bo_rows_count(rows) == 0) {
		result = bo_fail(error, BO_E_NOT_FOUND, "There is no client %lld.", (long long)merge->to);
	}
	bo_rows_free(rows);
	return result;
}

/* Not a transition: the status stays, the client is another. */
static bo_code_t move(merge_t *merge, const bo_order_t *order, int64_t client_id, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1], text[80];
	uint64_t affected = 0;
	const bo_machine_t *machine = merge->machine;
	bo_code_t result = bo_db_exec(machine->db,
			"UPDATE backorder_domains SET userid = ?, updateddate = ?, version = version + 1 WHERE id = ? "
			"AND "
			"version = ?",
			BO_PARAMS(bo_p_int(client_id), bo_p_time(machine->now), bo_p_int(order->id),
					bo_p_int(order->version)),
			&affected, NULL, error);
	if (result == BO_OK && affected != 1) {
		result = bo_fail(error, BO_E_RETRY, "The backorder was changed by somebody else at the same time.");
	}
	if (result == BO_OK) {
		/* The history of an order is shown to its client. */
		result = bo_db_exec(machine->db, "UPDATE backorder_logs SET userid = ? WHERE order_id = ?",
				BO_PARAMS(bo_p_int(client_id), bo_p_int(order->id)), NULL, NULL, error);
	}
	if (result != BO_OK) {
		return result;
	}
	snprintf(text, sizeof(text), "The client was merged: %lld is %lld now.", (long long)merge->from,
			(long long)merge->to);
	bo_log_line_t line = {.cron = machine->cron,
			.actor = machine->actor,
			.order_id = order->id,
			.client_id = client_id,
			.name = bo_order_name(name, order),
			.from = bo_status_name(order->status),
			.to = bo_status_name(order->status),
			.reason = "client_moved",
			.message = text};
	return bo_log_write(machine->db, &line, machine->now, error);
}

static bo_code_t take_over(merge_t *merge, const bo_order_t *order, bo_error_t *error)
{
	merge->moved++;
	return move(merge, order, merge->to, error);
}

/* How far an order is: of two for the same name the one that is further goes on. */
static int progress(const bo_order_t *order)
{
	switch (order->status) {
		case BO_STATUS_PENDING_PAYMENT:
			return 5;
		case BO_STATUS_AUCTION_PENDING:
			return 4;
		case BO_STATUS_PROCESSING:
			return *order->reference || *order->apply_state ? 3 : 2;
		case BO_STATUS_ACTIVE:
			return 1;
		default:
			return 0;
	}
}

/* Both were sent, and the one that is further belongs to the client who is gone: the two change places. Only
 * one order of a client and name may be open, so one of them is out of the way for a moment. */
static bo_code_t change_places(merge_t *merge, bo_order_t *order, bo_order_t *twin, bo_error_t *error)
{
	bo_db_t *db = merge->machine->db;
	bo_code_t result = bo_db_exec(db, "UPDATE backorder_domains SET open_order = NULL WHERE id = ?",
			BO_PARAMS(bo_p_int(twin->id)), NULL, NULL, error);
	if (result == BO_OK) {
		result = take_over(merge, order, error);
	}
	if (result == BO_OK) {
		result = move(merge, twin, merge->from, error);
	}
	if (result == BO_OK) {
		result = bo_db_exec(db, "UPDATE backorder_domains SET open_order = 1 WHERE id = ?",
				BO_PARAMS(bo_p_int(twin->id)), NULL, NULL, error);
	}
	return result == BO_OK ? bo_order_load(twin, db, twin->id, error) : result;
}

/* Both clients ordered the name. Only what was not sent can be given up; when both were, one goes on with the
 * number of the client who is gone, and a person has to look. */
static bo_code_t settle_twins(merge_t *merge, bo_order_t *order, bo_order_t *twin, bo_error_t *error)
{
	int64_t now = merge->machine->now;
	bool twin_loses = progress(order) > progress(twin);
	bo_order_t *loser = twin_loses ? twin : order;
	bo_code_t result = BO_OK;
	if (bo_machine_possible(loser, BO_EVENT_MERGED_TWIN, now)) {
		merge->ended++;
		result = bo_machine_apply(merge->machine, loser, BO_EVENT_MERGED_TWIN, NULL, error);
		return result == BO_OK ? take_over(merge, order, error) : result;
	}
	bo_event_data_t data = {.text = "The client was merged with another who has a backorder for this name "
									"that was sent as well."};
	merge->kept++;
	if (twin_loses) {
		result = change_places(merge, order, twin, error);
	}
	return result == BO_OK ? bo_machine_apply(merge->machine, loser, BO_EVENT_NEEDS_PERSON, &data, error)
						   : result;
}

static bo_code_t move_orders(merge_t *merge, bo_error_t *error)
{
	bo_orders_t orders;
	bo_code_t result = bo_orders_query(&orders, merge->machine->db,
			"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE userid = ? ORDER BY id",
			BO_PARAMS(bo_p_int(merge->from)), error);
	for (size_t i = 0; i < orders.count && result == BO_OK; i++) {
		bo_order_t *order = &orders.items[i], twin;
		result = bo_status_is_open(order->status) ? bo_order_load_open(&twin, merge->machine->db, merge->to,
															order->label, order->zone, error)
												  : BO_E_NOT_FOUND;
		result = result == BO_OK            ? settle_twins(merge, order, &twin, error)
				 : result == BO_E_NOT_FOUND ? take_over(merge, order, error)
											: result;
	}
	bo_orders_dispose(&orders);
	return result;
}

static bo_code_t run_merge(merge_t *merge, bo_error_t *error)
{
	bo_db_t *db = merge->machine->db;
	/* Always in the same order, so that two of these can't wait for each other. */
	bo_code_t result = bo_funds_lock(db, merge->from < merge->to ? merge->from : merge->to, error);
	if (result == BO_OK) {
		result = bo_funds_lock(db, merge->from < merge->to ? merge->to : merge->from, error);
	}
	if (result == BO_OK) {
		result = move_orders(merge, error);
	}
	if (result == BO_OK) {
		result = bo_db_exec(db,
				"UPDATE backorder_effects SET userid = ?, payload = JSON_SET(payload, '$.client_id', ?) "
				"WHERE "
				"userid = ? AND state <> 'done'",
				BO_PARAMS(bo_p_int(merge->to), bo_p_int(merge->to), bo_p_int(merge->from)), NULL, NULL,
				error);
	}
	if (result == BO_OK) {
		result = bo_db_exec(db, "UPDATE backorder_withdrawals SET userid = ? WHERE userid = ?",
				BO_PARAMS(bo_p_int(merge->to), bo_p_int(merge->from)), NULL, NULL, error);
	}
	return result;
}

bo_code_t bo_backorder_merge_clients(bo_value_t **out, bo_context_t *context, int64_t from, int64_t to,
		const char *actor, bo_error_t *error)
{
	bo_machine_t machine;
	merge_t merge = {0};
	*out = NULL;
	bo_code_t result = bo_backorder_machine(&machine, context, "merge", actor, error);
	/* A batch may change an order meanwhile: then everything is rolled back and done again. */
	bool again = result == BO_OK;
	for (int attempt = 0; attempt < 4 && again; attempt++) {
		merge = (merge_t){.machine = &machine, .from = from, .to = to};
		result = check_clients(&merge, error);
		if (result == BO_OK) {
			result = bo_db_begin(machine.db, error);
		}
		if (result != BO_OK) {
			break;
		}
		result = run_merge(&merge, error);
		if (result == BO_OK) {
			result = bo_db_commit(machine.db, error);
		} else {
			bo_db_rollback(machine.db);
		}
		again = result == BO_E_RETRY || result == BO_E_CONFLICT;
	}
	if (result != BO_OK) {
		return result;
	}
	bo_value_t *map = bo_value_map();
	bo_map_int(map, "moved", merge.moved);
	bo_map_int(map, "ended", merge.ended);
	bo_map_int(map, "kept", merge.kept);
	if (!bo_value_complete(map)) {
		bo_value_free(map);
		return bo_fail_memory(error);
	}
	*out = map;
	return BO_OK;
}
