#include "pricing/bo_pricing.h"

#include "base/bo_text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CURRENCY_COLUMNS "c.id, c.code, c.prefix, c.suffix, c.format, c.`default`"

static void take_text(char *out, size_t size, const bo_rows_t *rows, size_t row, size_t column)
{
	const char *text = bo_rows_text(rows, row, column);
	bo_text_copy(out, size, text ? text : "", bo_rows_length(rows, row, column));
}

static void read_currency(bo_currency_t *out, const bo_rows_t *rows, size_t row)
{
	memset(out, 0, sizeof(*out));
	out->id = bo_rows_int(rows, row, 0, 0);
	take_text(out->code, sizeof(out->code), rows, row, 1);
	take_text(out->prefix, sizeof(out->prefix), rows, row, 2);
	take_text(out->suffix, sizeof(out->suffix), rows, row, 3);
	out->format = (int)bo_rows_int(rows, row, 4, 1);
	out->is_default = bo_rows_int(rows, row, 5, 0) != 0;
}

static bo_code_t one_currency(bo_currency_t *out, bo_db_t *db, const char *sql, const bo_param_t *params,
		size_t count, const char *missing, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, db, sql, params, count, error);
	if (result == BO_OK && bo_rows_count(rows) == 0) {
		result = bo_fail(error, BO_E_NOT_FOUND, "%s", missing);
	} else if (result == BO_OK) {
		read_currency(out, rows, 0);
	}
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_currency_of_client(bo_currency_t *out, bo_db_t *db, int64_t client_id, bo_error_t *error)
{
	if (client_id == 0) {
		return one_currency(out, db,
				"SELECT " CURRENCY_COLUMNS " FROM tblcurrencies c ORDER BY c.`default` DESC, c.id LIMIT 1",
				BO_NO_PARAMS, "WHMCS has no currency.", error);
	}
	return one_currency(out, db,
			"SELECT " CURRENCY_COLUMNS
			" FROM tblclients k JOIN tblcurrencies c ON c.id = k.currency WHERE k.id = ?",
			BO_PARAMS(bo_p_int(client_id)), "There is no such client, or its currency was removed.", error);
}

bo_code_t bo_currency_load(bo_currency_t *out, bo_db_t *db, int64_t id, bo_error_t *error)
{
	return one_currency(out, db, "SELECT " CURRENCY_COLUMNS " FROM tblcurrencies c WHERE c.id = ?",
			BO_PARAMS(bo_p_int(id)), "There is no such currency.", error);
}

bo_code_t bo_price_of_zone(
		bo_money_t *out, bo_db_t *db, const char *zone, int64_t currency_id, bool lite, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	*out = BO_MONEY_NONE;
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT fullprice, liteprice FROM backorder_pricing WHERE extension = ? AND currency_id = ?",
			BO_PARAMS(bo_p_text(zone), bo_p_int(currency_id)), error);
	if (result == BO_OK) {
		bo_money_t price = bo_rows_money(rows, 0, lite ? 1 : 0);
		if (price == BO_MONEY_NONE || price <= 0) {
			result = bo_fail(error, BO_E_NOT_FOUND, "Backorders of .%.100s are not for sale.", zone);
		} else {
			*out = price;
		}
	}
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_prices_of_currency(
		bo_zone_price_t **out, size_t *count, bo_db_t *db, int64_t currency_id, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	*out = NULL;
	*count = 0;
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT extension, fullprice FROM backorder_pricing WHERE currency_id = ? AND fullprice > 0 "
			"ORDER BY "
			"extension",
			BO_PARAMS(bo_p_int(currency_id)), error);
	if (result == BO_OK && bo_rows_count(rows)) {
		*out = calloc(bo_rows_count(rows), sizeof(**out));
		if (!*out) {
			result = bo_fail_memory(error);
		}
		for (size_t i = 0; *out && i < bo_rows_count(rows); i++) {
			take_text((*out)[i].zone, sizeof((*out)[i].zone), rows, i, 0);
			(*out)[i].price = bo_rows_money(rows, i, 1);
			(*count)++;
		}
	}
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_pricing_table(bo_value_t **out, bo_db_t *db, bo_error_t *error)
{
	bo_rows_t *currencies = NULL, *prices = NULL;
	bo_value_t *table = bo_value_map();
	*out = NULL;
	bo_code_t result = bo_db_query(&currencies, db,
			"SELECT " CURRENCY_COLUMNS " FROM tblcurrencies c ORDER BY c.`default` DESC, c.code",
			BO_NO_PARAMS, error);
	if (result == BO_OK) {
		/* Prices of a currency that WHMCS does not have any more are kept but not shown. */
		result = bo_db_query(&prices, db,
				"SELECT p.extension, p.currency_id, p.fullprice FROM backorder_pricing p ORDER BY "
				"p.extension, "
				"p.currency_id",
				BO_NO_PARAMS, error);
	}
	if (result != BO_OK) {
		goto out;
	}
	bo_value_t *list = bo_map_list(table, "currencies");
	for (size_t i = 0; i < bo_rows_count(currencies); i++) {
		bo_value_t *item = bo_list_map(list);
		bo_map_int(item, "id", bo_rows_int(currencies, i, 0, 0));
		bo_map_text(item, "code", bo_rows_text(currencies, i, 1));
		bo_map_text(item, "prefix", bo_rows_text(currencies, i, 2));
		bo_map_text(item, "suffix", bo_rows_text(currencies, i, 3));
	}
	list = bo_map_list(table, "zones");
	bo_value_t *amounts = NULL;
	const char *zone = NULL;
	int64_t total = 0;
	for (size_t i = 0; i < bo_rows_count(prices); i++) {
		const char *extension = bo_rows_text(prices, i, 0);
		if (!zone || strcmp(zone, extension) != 0) {
			char unicode[BO_NAME_UTF8_MAX];
			bo_value_t *item = bo_list_map(list);
			zone = extension;
			bo_name_to_unicode(unicode, zone);
			bo_map_text(item, "zone", zone);
			bo_map_text(item, "zone_unicode", unicode);
			amounts = bo_map_map(item, "prices");
			total++;
		}
		bo_money_t price = bo_rows_money(prices, i, 2);
		char text[BO_MONEY_TEXT_SIZE], key[24];
		snprintf(key, sizeof(key), "%lld", (long long)bo_rows_int(prices, i, 1, 0));
		bo_map_text(amounts, key, price == BO_MONEY_NONE ? "" : bo_money_format_sql(text, price));
	}
	bo_map_int(table, "total", total);
	if (!bo_value_complete(table)) {
		result = bo_fail_memory(error);
		goto out;
	}
	*out = table;
	table = NULL;
out:
	bo_value_free(table);
	bo_rows_free(currencies);
	bo_rows_free(prices);
	return result;
}

static bo_code_t parse_zone(char out[BO_ZONE_SIZE], const char *zone, bo_error_t *error)
{
	bo_name_reason_t reason = bo_zone_parse(out, zone, strlen(zone));
	if (reason != BO_NAME_OK) {
		return bo_fail(error, BO_E_INVALID, "This is not a zone: %s.", bo_name_reason_text(reason));
	}
	return BO_OK;
}

bo_code_t bo_pricing_write(
		bo_db_t *db, const char *zone, int64_t currency_id, bo_money_t price, bo_error_t *error)
{
	return bo_db_exec(db,
			"INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES (?, ?, ?) "
			"ON DUPLICATE KEY UPDATE fullprice = VALUES(fullprice)",
			BO_PARAMS(bo_p_text(zone), bo_p_int(currency_id), bo_p_money(price)), NULL, NULL, error);
}

static bo_code_t save_one(
		bo_db_t *db, const char *zone, const char *key, const bo_value_t *value, bo_error_t *error)
{
	char *end = NULL;
	errno = 0;
	long long currency_id = strtoll(key, &end, 10);
	bo_money_t price;
	bo_currency_t currency;
	if (errno || end == key || *end || currency_id <= 0) {
		return bo_fail(error, BO_E_INVALID, "%.40s is not the number of a currency.", key);
	}
	bo_code_t result = bo_currency_load(&currency, db, currency_id, error);
	if (result != BO_OK) {
		return result;
	}
	if (value->type == BO_STRING) {
		result = bo_money_parse_input(&price, value->as.string.data, value->as.string.length, error);
	} else if (value->type == BO_NULL) {
		price = BO_MONEY_NONE;
	} else {
		result = bo_fail(error, BO_E_INVALID, "A price must be given as text, like \"12.50\".");
	}
	if (result != BO_OK) {
		bo_error_prefix(error, ".%.100s, %s", zone, currency.code);
		return result;
	}
	return bo_pricing_write(db, zone, currency_id, price, error);
}

bo_code_t bo_pricing_save(bo_db_t *db, const char *zone, const bo_value_t *prices, bo_error_t *error)
{
	char normal[BO_ZONE_SIZE];
	bo_code_t result = parse_zone(normal, zone, error);
	if (result == BO_OK && (!prices || prices->type != BO_MAP || prices->as.many.count == 0)) {
		result = bo_fail(error, BO_E_INVALID, "No price was given.");
	}
	if (result == BO_OK) {
		result = bo_db_begin(db, error);
	}
	if (result != BO_OK) {
		return result;
	}
	for (size_t i = 0; i < prices->as.many.count && result == BO_OK; i++) {
		result = save_one(db, normal, prices->as.many.keys[i], prices->as.many.items[i], error);
	}
	if (result == BO_OK) {
		return bo_db_commit(db, error);
	}
	bo_db_rollback(db);
	return result;
}

bo_code_t bo_pricing_delete(bo_db_t *db, const char *zone, bo_error_t *error)
{
	char normal[BO_ZONE_SIZE];
	uint64_t affected = 0;
	bo_code_t result = parse_zone(normal, zone, error);
	if (result == BO_OK) {
		result = bo_db_exec(db, "DELETE FROM backorder_pricing WHERE extension = ?",
				BO_PARAMS(bo_p_text(normal)), &affected, NULL, error);
	}
	if (result == BO_OK && affected == 0) {
		result = bo_fail(error, BO_E_NOT_FOUND, "There is no price for .%.100s.", normal);
	}
	return result;
}
