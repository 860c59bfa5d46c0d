#include "machine/bo_order.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *bo_order_name(char out[BO_NAME_MAX + 1], const bo_order_t *order)
{
	/* Parts of a valid name; together they are at most BO_NAME_MAX long. */
	size_t label = strlen(order->label), zone = strlen(order->zone);
	if (label + 1 + zone > BO_NAME_MAX) {
		out[0] = '\0';
		return out;
	}
	memcpy(out, order->label, label);
	out[label] = '.';
	memcpy(out + label + 1, order->zone, zone + 1);
	return out;
}

static void copy(char *out, size_t size, const bo_rows_t *rows, size_t row, size_t column)
{
	const char *text = bo_rows_text(rows, row, column);
	snprintf(out, size, "%s", text ? text : "");
}

static void read_order(bo_order_t *order, const bo_rows_t *rows, size_t row)
{
	memset(order, 0, sizeof(*order));
	order->id = bo_rows_int(rows, row, 0, 0);
	order->client_id = bo_rows_int(rows, row, 1, 0);
	order->version = (uint32_t)bo_rows_int(rows, row, 2, 0);
	copy(order->label, sizeof(order->label), rows, row, 3);
	copy(order->zone, sizeof(order->zone), rows, row, 4);
	const char *type = bo_rows_text(rows, row, 5);
	order->lite = type && strcmp(type, "LITE") == 0;
	order->status = bo_status_parse(bo_rows_text(rows, row, 6));
	order->created = bo_rows_time(rows, row, 7);
	order->updated = bo_rows_time(rows, row, 8);
	order->drop_date = bo_rows_time(rows, row, 9);
	copy(order->drop_date_source, sizeof(order->drop_date_source), rows, row, 10);
	copy(order->reference, sizeof(order->reference), rows, row, 11);
	order->invoice_id = bo_rows_int(rows, row, 12, 0);
	order->low_balance_stage = (int)bo_rows_int(rows, row, 13, 0);
	order->price = bo_rows_money(rows, row, 14);
	order->currency_id = bo_rows_int(rows, row, 15, 0);
	order->reserved = bo_rows_money(rows, row, 16);
	copy(order->reason, sizeof(order->reason), rows, row, 17);
	copy(order->reason_text, sizeof(order->reason_text), rows, row, 18);
	copy(order->apply_state, sizeof(order->apply_state), rows, row, 19);
	order->apply_at = bo_rows_time(rows, row, 20);
	order->apply_until = bo_rows_time(rows, row, 21);
	copy(order->apply_holder, sizeof(order->apply_holder), rows, row, 22);
	copy(order->auction, sizeof(order->auction), rows, row, 23);
	order->registered_at = bo_rows_time(rows, row, 24);
	order->expires_at = bo_rows_time(rows, row, 25);
	copy(order->activated_by, sizeof(order->activated_by), rows, row, 26);
	order->low_balance_queued = (int)bo_rows_int(rows, row, 27, 0);
	if (order->low_balance_queued < order->low_balance_stage) {
		order->low_balance_queued = order->low_balance_stage;
	}
	order->invoice_item = bo_rows_int(rows, row, 28, 0);
	copy(order->apply_email, sizeof(order->apply_email), rows, row, 29);
}

bo_code_t bo_orders_query(bo_orders_t *out, bo_db_t *db, const char *sql, const bo_param_t *params,
		size_t param_count, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	out->items = NULL;
	out->count = 0;
	bo_code_t result = bo_db_query(&rows, db, sql, params, param_count, error);
	if (result == BO_OK && bo_rows_count(rows)) {
		out->items = calloc(bo_rows_count(rows), sizeof(*out->items));
		if (!out->items) {
			result = bo_fail_memory(error);
		}
		for (size_t i = 0; out->items && i < bo_rows_count(rows); i++) {
			read_order(&out->items[i], rows, i);
			out->count++;
		}
	}
	bo_rows_free(rows);
	return result;
}

void bo_orders_dispose(bo_orders_t *orders)
{
	free(orders->items);
	orders->items = NULL;
	orders->count = 0;
}

static bo_code_t load_one(bo_order_t *out, bo_db_t *db, const char *sql, const bo_param_t *params,
		size_t param_count, bo_error_t *error)
{
	bo_orders_t orders;
	bo_code_t result = bo_orders_query(&orders, db, sql, params, param_count, error);
	if (result == BO_OK && orders.count == 0) {
		result = bo_fail(error, BO_E_NOT_FOUND, "There is no such backorder.");
	} else if (result == BO_OK) {
		*out = orders.items[0];
	}
	bo_orders_dispose(&orders);
	return result;
}

bo_code_t bo_order_load(bo_order_t *out, bo_db_t *db, int64_t id, bo_error_t *error)
{
	return load_one(out, db, "SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE id = ?",
			BO_PARAMS(bo_p_int(id)), error);
}

bo_code_t bo_order_load_open(bo_order_t *out, bo_db_t *db, int64_t client_id, const char *label,
		const char *zone, bo_error_t *error)
{
	return load_one(out, db,
			"SELECT " BO_ORDER_COLUMNS
			" FROM backorder_domains WHERE userid = ? AND domain = ? AND tld = ? AND open_order = 1",
			BO_PARAMS(bo_p_int(client_id), bo_p_text(label), bo_p_text(zone)), error);
}

bo_code_t bo_order_write(
		bo_db_t *db, bo_order_t *order, bo_status_t status_read, int64_t now, bo_error_t *error)
{
	uint64_t affected = 0;
	bo_code_t result = bo_db_exec(db,
			"UPDATE backorder_domains SET status = ?, updateddate = ?, dropdate = ?, dropdate_source = ?, "
			"reference = ?, invoice = ?, lowbalance_notification = ?, price = ?, currency_id = ?, reserved = "
			"?, "
			"reason = ?, reason_text = ?, apply_state = ?, apply_at = ?, apply_until = ?, apply_holder = ?, "
			"auction = ?, registered_at = ?, expires_at = ?, activated_by = ?, open_order = ?, "
			"lowbalance_queued = ?, invoice_item = ?, apply_email = ?, "
			"version = version + 1 WHERE id = ? AND status = ? AND version = ?",
			BO_PARAMS(bo_p_text(bo_status_name(order->status)), bo_p_time(now), bo_p_time(order->drop_date),
					bo_p_text(order->drop_date_source), bo_p_text(order->reference),
					order->invoice_id ? bo_p_int(order->invoice_id) : bo_p_null(),
					bo_p_int(order->low_balance_stage), bo_p_money(order->price),
					order->currency_id ? bo_p_int(order->currency_id) : bo_p_null(),
					bo_p_money(order->reserved), bo_p_text(order->reason), bo_p_text(order->reason_text),
					bo_p_text(order->apply_state), bo_p_time(order->apply_at), bo_p_time(order->apply_until),
					bo_p_text(order->apply_holder), *order->auction ? bo_p_text(order->auction) : bo_p_null(),
					bo_p_time(order->registered_at), bo_p_time(order->expires_at),
					bo_p_text(order->activated_by),
					bo_status_is_open(order->status) ? bo_p_int(1) : bo_p_null(),
					bo_p_int(order->low_balance_queued),
					order->invoice_item ? bo_p_int(order->invoice_item) : bo_p_null(),
					bo_p_text(order->apply_email), bo_p_int(order->id),
					bo_p_text(bo_status_name(status_read)), bo_p_int(order->version)),
			&affected, NULL, error);
	if (result != BO_OK) {
		return result;
	}
	if (affected != 1) {
		return bo_fail(error, BO_E_CONFLICT, "The backorder was changed by somebody else at the same time.");
	}
	order->version++;
	order->updated = now;
	return BO_OK;
}

static bo_code_t insert_as(bo_db_t *db, bo_param_t id, bo_order_t *order, bo_error_t *error)
{
	uint64_t given = 0;
	bo_code_t result = bo_db_exec(db,
			"INSERT INTO backorder_domains (id, userid, domain, tld, type, status, createddate, updateddate, "
			"dropdate, dropdate_source, reason, open_order, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
			"?, 1, 1)",
			BO_PARAMS(id, bo_p_int(order->client_id), bo_p_text(order->label), bo_p_text(order->zone),
					bo_p_text(order->lite ? "LITE" : "FULL"), bo_p_text(bo_status_name(order->status)),
					bo_p_time(order->created), bo_p_time(order->updated), bo_p_time(order->drop_date),
					bo_p_text(order->drop_date_source), bo_p_text(order->reason)),
			NULL, &given, error);
	if (result == BO_E_EXISTS) {
		return bo_fail(error, BO_E_EXISTS, "There is a backorder for this name already.");
	}
	order->id = id.type == BO_PARAM_INT ? id.integer : (int64_t)given;
	return result;
}

/* Whether something that an order left behind has its number. */
static bo_code_t was_used(bool *used, bo_db_t *db, int64_t id, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, db,
			"(SELECT 1 FROM backorder_logs WHERE order_id = ? LIMIT 1) UNION ALL (SELECT 1 FROM "
			"backorder_effects WHERE order_id = ? LIMIT 1) UNION ALL (SELECT 1 FROM backorder_withdrawals "
			"WHERE order_id = ? LIMIT 1)",
			BO_PARAMS(bo_p_int(id), bo_p_int(id), bo_p_int(id)), error);
	*used = bo_rows_count(rows) > 0;
	bo_rows_free(rows);
	return result;
}

static bo_code_t unused_id(int64_t *id, bo_db_t *db, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT MAX(id) + 1 FROM (SELECT MAX(id) AS id FROM backorder_domains UNION ALL SELECT "
			"MAX(order_id) "
			"FROM backorder_logs UNION ALL SELECT MAX(order_id) FROM backorder_effects UNION ALL SELECT "
			"MAX(order_id) FROM backorder_withdrawals) AS ids",
			BO_NO_PARAMS, error);
	*id = bo_rows_int(rows, 0, 0, 1);
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_order_insert(bo_db_t *db, bo_order_t *order, bo_error_t *error)
{
	bool used = false;
	int64_t id = 0;
	order->version = 1;
	bo_code_t result = insert_as(db, bo_p_null(), order, error);
	if (result == BO_OK) {
		result = was_used(&used, db, order->id, error);
	}
	if (result != BO_OK || !used) {
		return result;
	}
	/* MySQL 5.7 and MariaDB before 10.2.4 forget with a restart which number was the highest, and give it
	 * again when its row is gone. The mails, invoice and withdrawal of the order that had it must not be
	 * taken for those of this one. A number that is given by hand moves the counter on. */
	result = bo_db_exec(db, "DELETE FROM backorder_domains WHERE id = ?", BO_PARAMS(bo_p_int(order->id)),
			NULL, NULL, error);
	if (result == BO_OK) {
		result = unused_id(&id, db, error);
	}
	return result == BO_OK ? insert_as(db, bo_p_int(id), order, error) : result;
}

bo_code_t bo_order_has_reference(bool *has, bo_db_t *db, const char *reference, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT 1 FROM backorder_domains WHERE reference = ? UNION SELECT 1 FROM backorder_withdrawals "
			"WHERE reference = ? LIMIT 1",
			BO_PARAMS(bo_p_text(reference), bo_p_text(reference)), error);
	*has = bo_rows_count(rows) > 0;
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_order_intents(int64_t *count, bo_db_t *db, const char *name, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT COUNT(*) FROM backorder_domains WHERE CONCAT(domain, '.', tld) = ? AND status = "
			"'PROCESSING' AND reference = '' AND apply_state = 'intent'",
			BO_PARAMS(bo_p_text(name)), error);
	*count = bo_rows_int(rows, 0, 0, 0);
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_order_remove(bo_db_t *db, const bo_order_t *order, bo_error_t *error)
{
	uint64_t affected = 0;
	bo_code_t result =
			bo_db_exec(db, "DELETE FROM backorder_domains WHERE id = ? AND status = ? AND version = ?",
					BO_PARAMS(bo_p_int(order->id), bo_p_text(bo_status_name(order->status)),
							bo_p_int(order->version)),
					&affected, NULL, error);
	if (result == BO_OK && affected != 1) {
		return bo_fail(error, BO_E_CONFLICT, "The backorder was changed by somebody else at the same time.");
	}
	return result;
}
