/* Reading orders: list, overview, timeline. */
#include "backorder/bo_backorder.h"

#include "backorder/bo_where.h"
#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PAGE 500

/* The client, the currency and today's price of an order. */
#define JOINS                                                                                       \
	" LEFT JOIN tblclients k ON k.id = d.userid LEFT JOIN tblcurrencies c ON c.id = "               \
	"COALESCE(d.currency_id, k.currency) LEFT JOIN backorder_pricing p ON p.extension = d.tld AND " \
	"p.currency_id = c.id"

/* What each order is named by, and what makes it total: along a key of the table wherever there is one. */
static const struct {
	const char *name;
	const char *columns[4];
	bool joins; /* needs what belongs to an order */
} orders_of[] = {{"id", {"d.id"}, false}, {"domain", {"d.domain", "d.tld", "d.id"}, false},
		{"dropdate", {"d.dropdate", "d.id"}, false}, {"status", {"d.status", "d.dropdate", "d.id"}, false},
		{"created", {"d.createddate", "d.id"}, false},
		{"client", {"d.userid", "d.status", "d.dropdate", "d.id"}, false},
		{"price", {"COALESCE(d.price, IF(d.type = 'LITE', p.liteprice, p.fullprice))", "d.id"}, true}};

typedef struct {
	char by[128];      /* " ORDER BY ..." */
	const char *joins; /* what the sort needs beside the order */
	bool nulls_apart;  /* by drop date upwards: the unknown ones, which SQL puts first, come behind the others
						*/
} order_t;

/* "dropdatedesc" -> column and direction; the id at its end makes every order total. */
static bo_code_t order_by(order_t *out, const char *wanted, bo_error_t *error)
{
	for (size_t i = 0; i < sizeof(orders_of) / sizeof(orders_of[0]); i++) {
		size_t length = strlen(orders_of[i].name);
		if (strncasecmp(wanted, orders_of[i].name, length) != 0) {
			continue;
		}
		bool descending = strcasecmp(wanted + length, "desc") == 0;
		if (descending || wanted[length] == '\0') {
			size_t used = 0;
			for (size_t c = 0; c < 4 && orders_of[i].columns[c]; c++) {
				used += (size_t)snprintf(out->by + used, sizeof(out->by) - used, "%s%s%s",
						c ? ", " : " ORDER BY ", orders_of[i].columns[c], descending ? " DESC" : "");
			}
			out->joins = orders_of[i].joins ? JOINS : "";
			out->nulls_apart = !descending && strcmp(orders_of[i].name, "dropdate") == 0;
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
	add_text(item, "note", rows, row, 23);
	add_text(item, "currency", rows, row, 24);
	bo_map_bool(item, "again", bo_rows_int(rows, row, 25, 0) != 0);
}

typedef struct {
	char search[600], client[600]; /* patterns for LIKE, kept as long as the query */
} patterns_t;

static bo_code_t add_day(bo_where_t *where, const bo_value_t *filter, const char *key, const char *condition,
		int64_t days, bo_error_t *error)
{
	const char *text = bo_map_get_text(filter, key, "");
	int64_t day;
	if (!*text) {
		return BO_OK;
	}
	if (!bo_time_parse_day(&day, text, strlen(text))) {
		return bo_fail(error, BO_E_INVALID, "%s is not a date like 2026-11-23.", key);
	}
	bo_where_add_value(where, condition, bo_p_time(day + days * BO_DAY));
	return BO_OK;
}

static bo_code_t list_filter(bo_where_t *where, patterns_t *patterns, int64_t client_id,
		const bo_value_t *filter, bo_error_t *error)
{
	const char *status = bo_map_get_text(filter, "status", "");
	const char *search = bo_map_get_text(filter, "search", "");
	const char *client = bo_map_get_text(filter, "client", "");
	const char *zone = bo_map_get_text(filter, "zone", "");
	const char *reason = bo_map_get_text(filter, "reason", "");
	int64_t after = bo_map_get_int(filter, "after", 0);
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
		bo_where_like(patterns->search, sizeof(patterns->search), full ? parsed.text : search);
		bo_where_add_value(where, "CONVERT(CONCAT(d.domain, '.', d.tld) USING utf8mb4) LIKE ? ESCAPE '|'",
				bo_p_text(patterns->search));
	}
	if (*client) {
		bo_where_like(patterns->client, sizeof(patterns->client), client);
		bo_where_add_value(where,
				"d.userid IN (SELECT id FROM tblclients WHERE CONCAT_WS(' ', firstname, lastname, "
				"companyname, "
				"email) LIKE ? ESCAPE '|')",
				bo_p_text(patterns->client));
	}
	if (*zone) {
		bo_where_add_value(where, "d.tld = ?", bo_p_text(zone));
	}
	if (*reason) {
		bo_where_add_value(where, "d.reason = ?", bo_p_text(reason));
	}
	if (after) {
		bo_where_add_value(where, "d.id > ?", bo_p_int(after));
	}
	bo_code_t result = add_day(where, filter, "dropfrom", "d.dropdate >= ?", 0, error);
	return result == BO_OK ? add_day(where, filter, "dropto", "d.dropdate < ?", 1, error) : result;
}

static bo_code_t count_rows(
		int64_t *out, bo_db_t *db, const bo_where_t *where, const char *more, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_buffer_t sql;
	bo_buffer_init(&sql, BO_MAX_SQL);
	bo_buffer_printf(&sql, "SELECT COUNT(*) FROM backorder_domains d%s%s%s", bo_buffer_text(&where->sql),
			*more ? (where->sql.length ? " AND " : " WHERE ") : "", more);
	bo_code_t result = sql.failed || where->failed ? bo_fail_memory(error)
												   : bo_db_query_once(&rows, db, bo_buffer_text(&sql),
															 where->params, where->count, error);
	*out = bo_rows_int(rows, 0, 0, 0);
	bo_rows_free(rows);
	bo_buffer_dispose(&sql);
	return result;
}

/* A page of orders: first their ids, along an index; then only these rows with all that belongs to them. */
static bo_code_t read_page(bo_value_t *items, bo_db_t *db, const bo_where_t *filter, const char *more,
		const order_t *order, int64_t first, int64_t limit, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_buffer_t sql;
	bo_param_t params[BO_WHERE_PARAMS + 2];
	bo_buffer_init(&sql, BO_MAX_SQL);
	bo_buffer_printf(&sql,
			"SELECT d.id, d.userid, d.domain, d.tld, d.type, d.status, d.createddate, d.updateddate, "
			"d.dropdate, d.reason, d.reason_text, d.reference, d.reserved, d.invoice, d.auction, "
			"d.lowbalance_notification, d.currency_id, k.firstname, k.lastname, COALESCE(d.price, IF(d.type "
			"= "
			"'LITE', p.liteprice, p.fullprice)), c.prefix, c.suffix, c.format, d.note, c.code, d.open_order "
			"IS "
			"NULL AND NOT EXISTS (SELECT 1 FROM backorder_domains o WHERE o.userid = d.userid AND o.domain = "
			"d.domain AND o.tld = d.tld AND o.open_order = 1) FROM (SELECT d.id FROM backorder_domains "
			"d%s%s%s%s%s LIMIT ? OFFSET ?) page JOIN backorder_domains d ON d.id = page.id" JOINS "%s",
			order->joins, bo_buffer_text(&filter->sql),
			*more ? (filter->sql.length ? " AND " : " WHERE ") : "", more, order->by, order->by);
	memcpy(params, filter->params, filter->count * sizeof(params[0]));
	params[filter->count] = bo_p_int(limit);
	params[filter->count + 1] = bo_p_int(first);
	bo_code_t result = sql.failed || filter->failed ? bo_fail_memory(error)
													: bo_db_query_once(&rows, db, bo_buffer_text(&sql),
															  params, filter->count + 2, error);
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		add_order(items, rows, i);
	}
	bo_rows_free(rows);
	bo_buffer_dispose(&sql);
	return result;
}

static bo_code_t read_both(bo_value_t *items, bo_db_t *db, const bo_where_t *where, const order_t *order,
		int64_t first, int64_t limit, bo_error_t *error)
{
	int64_t known = 0;
	if (!order->nulls_apart) {
		return read_page(items, db, where, "", order, first, limit, error);
	}
	bo_code_t result = count_rows(&known, db, where, "d.dropdate IS NOT NULL", error);
	if (result == BO_OK && first < known) {
		result = read_page(items, db, where, "d.dropdate IS NOT NULL", order, first, limit, error);
	}
	int64_t left = limit - (items ? (int64_t)items->as.many.count : 0);
	if (result == BO_OK && left > 0) {
		result = read_page(items, db, where, "d.dropdate IS NULL", order, first > known ? first - known : 0,
				left, error);
	}
	return result;
}

bo_code_t bo_backorder_list(bo_value_t **out, bo_context_t *context, int64_t client_id,
		const bo_value_t *filter, bo_error_t *error)
{
	bo_db_t *db = NULL;
	bo_where_t where;
	order_t order;
	patterns_t patterns;
	int64_t first, limit, total = 0;
	bo_value_t *map = NULL;
	*out = NULL;
	bo_where_init(&where);
	bo_code_t result = page(&first, &limit, filter, error);
	if (result == BO_OK) {
		result = order_by(&order, bo_map_get_text(filter, "orderby", "iddesc"), error);
	}
	if (result == BO_OK) {
		result = list_filter(&where, &patterns, client_id, filter, error);
	}
	if (result == BO_OK) {
		result = bo_context_db(&db, context, error);
	}
	/* Whoever goes through the list by "after" does not count it at each step. */
	if (result == BO_OK && !bo_map_get(filter, "after")) {
		result = count_rows(&total, db, &where, "", error);
	}
	if (result != BO_OK) {
		goto out;
	}
	map = bo_value_map();
	bo_map_int(map, "total", total);
	bo_map_int(map, "first", first);
	bo_map_int(map, "limit", limit);
	result = read_both(bo_map_list(map, "items"), db, &where, &order, first, limit, error);
	if (result == BO_OK && !bo_value_complete(map)) {
		result = bo_fail_memory(error);
	}
	if (result == BO_OK) {
		*out = map;
		map = NULL;
	}
out:
	bo_value_free(map);
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
