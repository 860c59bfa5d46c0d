/* Reading orders: list, overview, timeline. */
#include "backorder/bo_backorder.h"

#include "backorder/bo_where.h"
#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PAGE 500

static const struct {
	const char *name, *column;
} orders_of[] = {{"id", "d.id"}, {"domain", "d.domain"}, {"dropdate", "d.dropdate"}, {"status", "d.status"},
		{"created", "d.createddate"}, {"client", "d.userid"},
		{"price", "COALESCE(d.price, IF(d.type = 'LITE', p.liteprice, p.fullprice))"}};

/* "dropdatedesc" -> column and direction; the id behind it makes every order total. */
static bo_code_t order_by(char *out, size_t size, const char *wanted, bo_error_t *error)
{
	for (size_t i = 0; i < sizeof(orders_of) / sizeof(orders_of[0]); i++) {
		size_t length = strlen(orders_of[i].name);
		if (strncasecmp(wanted, orders_of[i].name, length) != 0) {
			continue;
		}
		bool descending = strcasecmp(wanted + length, "desc") == 0;
		if (descending || wanted[length] == '\0') {
			/* Unknown drop dates come last in both directions. */
			snprintf(out, size, " ORDER BY %s%s%s, d.id%s",
					strcmp(orders_of[i].name, "dropdate") == 0 ? "d.dropdate IS NULL, " : "",
					orders_of[i].column, descending ? " DESC" : "", descending ? " DESC" : "");
			return BO_OK;
		}
	}
	return bo_fail(error, BO_E_INVALID, "Backorders can't be sorted by %.40s.", wanted);
}

static bo_code_t page(int64_t *first, int64_t *limit, const bo_value_t *filter, bo_error_t *error)
{
	*first = bo_map_get_int(filter, "first", 0);
	*limit = bo_map_get_int(filter, "limit", 100);
	if (*first < 0 || *limit < 1 || *limit > MAX_PAGE) {
		return bo_fail(error, BO_E_INVALID, "A page starts at 0 or later and has 1 to %d rows.", MAX_PAGE);
	}
	return BO_OK;
}

static void add_text(bo_value_t *item, const char *key, const bo_rows_t *rows, size_t row, size_t column)
{
	bo_map_text(item, key, bo_rows_text(rows, row, column));
}

/* The price of an order: what was reserved, or else today's price of the zone. */
static void add_price(bo_value_t *item, const bo_rows_t *rows, size_t row, size_t column)
{
	bo_currency_t currency = {.format = (int)bo_rows_int(rows, row, column + 3, 1)};
	bo_money_t price = bo_rows_money(rows, row, column);
	char text[BO_MONEY_TEXT_SIZE], formatted[128];
	const char *prefix = bo_rows_text(rows, row, column + 1), *suffix = bo_rows_text(rows, row, column + 2);
	snprintf(currency.prefix, sizeof(currency.prefix), "%s", prefix ? prefix : "");
	snprintf(currency.suffix, sizeof(currency.suffix), "%s", suffix ? suffix : "");
	bool shown = price != BO_MONEY_NONE && price > 0;
	bo_map_text(item, "price", shown ? bo_money_format_sql(text, price) : NULL);
	bo_map_text(item, "price_formatted",
			shown ? bo_money_format(formatted, sizeof(formatted), price, &currency) : NULL);
}

static void add_order(bo_value_t *list, const bo_rows_t *rows, size_t row)
{
	char name[BO_NAME_MAX * 2], unicode[BO_NAME_UTF8_MAX];
	bo_value_t *item = bo_list_map(list);
	const char *invoice = bo_rows_text(rows, row, 13);
	snprintf(name, sizeof(name), "%s.%s", bo_rows_text(rows, row, 2), bo_rows_text(rows, row, 3));
	bo_name_to_unicode(unicode, name);
	bo_map_int(item, "id", bo_rows_int(rows, row, 0, 0));
	bo_map_int(item, "client_id", bo_rows_int(rows, row, 1, 0));
	add_text(item, "label", rows, row, 2);
	add_text(item, "zone", rows, row, 3);
	bo_map_text(item, "name", name);
	bo_map_text(item, "name_unicode", unicode);
	add_text(item, "type", rows, row, 4);
	add_text(item, "status", rows, row, 5);
	add_text(item, "created", rows, row, 6);
	add_text(item, "updated", rows, row, 7);
	add_text(item, "dropdate", rows, row, 8);
	add_text(item, "reason", rows, row, 9);
	add_text(item, "reason_text", rows, row, 10);
	add_text(item, "reference", rows, row, 11);
	add_text(item, "reserved", rows, row, 12);
	if (invoice) {
		bo_map_int(item, "invoice", bo_rows_int(rows, row, 13, 0));
	} else {
		bo_map_null(item, "invoice");
	}
	add_text(item, "auction", rows, row, 14);
	bo_map_int(item, "lowbalance", bo_rows_int(rows, row, 15, 0));
	bo_map_int(item, "currency_id", bo_rows_int(rows, row, 16, 0));
	add_text(item, "firstname", rows, row, 17);
	add_text(item, "lastname", rows, row, 18);
	add_price(item, rows, row, 19);
	bo_map_bool(item, "again", bo_rows_int(rows, row, 23, 0) != 0);
}

static bo_code_t list_filter(bo_where_t *where, char *pattern, size_t pattern_size, int64_t client_id,
		const bo_value_t *filter, bo_error_t *error)
{
	const char *status = bo_map_get_text(filter, "status", "");
	const char *search = bo_map_get_text(filter, "search", "");
	if (client_id) {
		bo_where_add_value(where, "d.userid = ?", bo_p_int(client_id));
	}
	if (*status) {
		if (bo_status_parse(status) == BO_STATUS_NONE) {
			return bo_fail(error, BO_E_INVALID, "There is no status %.40s.", status);
		}
		bo_where_add_value(where, "d.status = ?", bo_p_text(status));
	}
	if (*search) {
		/* A full name is looked for as typed in any spelling; anything else as a part of the stored name. */
		bo_name_t parsed;
		bool full = strchr(search, '.') && bo_name_parse(&parsed, search, strlen(search)) == BO_NAME_OK;
		bo_where_like(pattern, pattern_size, full ? parsed.text : search);
		bo_where_add_value(where, "CONVERT(CONCAT(d.domain, '.', d.tld) USING utf8mb4) LIKE ? ESCAPE '|'",
				bo_p_text(pattern));
	}
	return BO_OK;
}

bo_code_t bo_backorder_list(bo_value_t **out, bo_context_t *context, int64_t client_id,
		const bo_value_t *filter, bo_error_t *error)
{
	bo_db_t *db = NULL;
	bo_rows_t *rows = NULL, *total = NULL;
	bo_where_t where;
	bo_buffer_t sql;
	char order[192], pattern[600];
	int64_t first, limit;
	bo_value_t *map = NULL;
	*out = NULL;
	bo_where_init(&where);
	bo_buffer_init(&sql, BO_MAX_SQL);
	bo_code_t result = page(&first, &limit, filter, error);
	if (result == BO_OK) {
		result = order_by(order, sizeof(order), bo_map_get_text(filter, "orderby", "iddesc"), error);
	}
	if (result == BO_OK) {
		result = list_filter(&where, pattern, sizeof(pattern), client_id, filter, error);
	}
	if (result == BO_OK) {
		result = bo_context_db(&db, context, error);
	}
	if (result != BO_OK) {
		goto out;
	}
	bo_buffer_printf(&sql, "SELECT COUNT(*) FROM backorder_domains d%s", bo_buffer_text(&where.sql));
	result = bo_db_query_once(&total, db, bo_buffer_text(&sql), where.params, where.count, error);
	if (result != BO_OK) {
		goto out;
	}
	bo_buffer_clear(&sql);
	bo_buffer_printf(&sql,
			"SELECT d.id, d.userid, d.domain, d.tld, d.type, d.status, d.createddate, d.updateddate, "
			"d.dropdate, "
			"d.reason, d.reason_text, d.reference, d.reserved, d.invoice, d.auction, "
			"d.lowbalance_notification, "
			"d.currency_id, k.firstname, k.lastname, COALESCE(d.price, IF(d.type = 'LITE', p.liteprice, "
			"p.fullprice)), c.prefix, c.suffix, "
			"c.format, "
			"d.open_order IS NULL AND NOT EXISTS (SELECT 1 FROM backorder_domains o WHERE o.userid = "
			"d.userid AND "
			"o.domain = d.domain AND o.tld = d.tld AND o.open_order = 1) "
			"FROM backorder_domains d LEFT JOIN tblclients k ON k.id = d.userid LEFT JOIN tblcurrencies c ON "
			"c.id = "
			"COALESCE(d.currency_id, k.currency) LEFT JOIN backorder_pricing p ON p.extension = d.tld AND "
			"p.currency_id = c.id%s%s LIMIT ? OFFSET ?",
			bo_buffer_text(&where.sql), order);
	bo_where_value(&where, bo_p_int(limit));
	bo_where_value(&where, bo_p_int(first));
	if (sql.failed || where.failed) {
		result = bo_fail_memory(error);
		goto out;
	}
	result = bo_db_query_once(&rows, db, bo_buffer_text(&sql), where.params, where.count, error);
	if (result != BO_OK) {
		goto out;
	}
	map = bo_value_map();
	bo_map_int(map, "total", bo_rows_int(total, 0, 0, 0));
	bo_map_int(map, "first", first);
	bo_map_int(map, "limit", limit);
	bo_value_t *items = bo_map_list(map, "items");
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		add_order(items, rows, i);
	}
	if (!bo_value_complete(map)) {
		result = bo_fail_memory(error);
		goto out;
	}
	*out = map;
	map = NULL;
out:
	bo_value_free(map);
	bo_rows_free(rows);
	bo_rows_free(total);
	bo_buffer_dispose(&sql);
	bo_where_dispose(&where);
	return result;
}

bo_code_t bo_backorder_overview(bo_value_t **out, bo_context_t *context, int64_t client_id, bo_error_t *error)
{
	bo_db_t *db = NULL;
	bo_rows_t *rows = NULL;
	*out = NULL;
	bo_code_t result = bo_context_db(&db, context, error);
	if (result == BO_OK) {
		result = bo_db_query(&rows, db,
				"SELECT status, COUNT(*) FROM backorder_domains WHERE ? IN (0, userid) GROUP BY status",
				BO_PARAMS(bo_p_int(client_id)), error);
	}
	if (result != BO_OK) {
		return result;
	}
	bo_value_t *map = bo_value_map();
	bo_value_t *statuses = bo_map_map(map, "statuses");
	int64_t total = 0;
	for (int s = BO_STATUS_FIRST; s <= BO_STATUS_LAST; s++) {
		int64_t count = 0;
		for (size_t i = 0; i < bo_rows_count(rows); i++) {
			if (bo_status_parse(bo_rows_text(rows, i, 0)) == (bo_status_t)s) {
				count += bo_rows_int(rows, i, 1, 0);
			}
		}
		bo_map_int(statuses, bo_status_name((bo_status_t)s), count);
		total += count;
	}
	bo_map_int(map, "total", total);
	bo_rows_free(rows);
	if (!bo_value_complete(map)) {
		bo_value_free(map);
		return bo_fail_memory(error);
	}
	*out = map;
	return BO_OK;
}

bo_code_t bo_backorder_timeline(
		bo_value_t **out, bo_context_t *context, int64_t client_id, int64_t order_id, bo_error_t *error)
{
	bo_db_t *db = NULL;
	bo_rows_t *rows = NULL;
	*out = NULL;
	bo_code_t result = bo_context_db(&db, context, error);
	if (result == BO_OK) {
		/* The log outlives a deleted order, and each line carries its client. */
		result = bo_db_query(&rows, db,
				"SELECT date, actor, from_status, to_status, reason, message FROM backorder_logs WHERE "
				"order_id = ? "
				"AND ? IN (0, userid) ORDER BY id",
				BO_PARAMS(bo_p_int(order_id), bo_p_int(client_id)), error);
	}
	if (result == BO_OK && bo_rows_count(rows) == 0) {
		result = bo_fail(error, BO_E_NOT_FOUND, "There is no such backorder.");
	}
	if (result == BO_OK) {
		static const char *const keys[] = {"date", "actor", "from", "to", "reason", "message"};
		bo_value_t *list = bo_value_list();
		for (size_t i = 0; i < bo_rows_count(rows); i++) {
			bo_value_t *item = bo_list_map(list);
			for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
				add_text(item, keys[k], rows, i, k);
			}
		}
		if (bo_value_complete(list)) {
			*out = list;
		} else {
			bo_value_free(list);
			result = bo_fail_memory(error);
		}
	}
	bo_rows_free(rows);
	return result;
}
