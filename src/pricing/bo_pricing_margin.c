/* Prices from what the registrar asks, as it was told to a cron. */
#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bo_code_t bo_pricing_keep_cost(bo_db_t *db, const char *zone, const char *currency, bool lite,
		bo_money_t amount, int64_t now, bo_error_t *error)
{
	return bo_db_exec(db,
			"INSERT INTO backorder_registrar_prices (zone, currency, lite, amount, told_at) VALUES (?, ?, ?, "
			"?, ?) "
			"ON DUPLICATE KEY UPDATE amount = VALUES(amount), told_at = VALUES(told_at)",
			BO_PARAMS(
					bo_p_text(zone), bo_p_text(currency), bo_p_int(lite), bo_p_money(amount), bo_p_time(now)),
			NULL, NULL, error);
}

/* Never below the cost by rounding: up to the next step. */
static bo_money_t with_margin(bo_money_t cost, const bo_margin_t *margin)
{
	bo_money_t step = margin->step > 0 ? margin->step : 1;
	bo_money_t price = cost + (cost * margin->percent_hundredths + 9999) / 10000 + margin->fixed;
	return (price + step - 1) / step * step;
}

/* Each of "com:1,co.uk:2" must be a zone and the number of a currency. */
static bo_code_t check_chosen(const char *chosen, bo_error_t *error)
{
	while (*chosen) {
		size_t length = strcspn(chosen, ",");
		size_t zone = strcspn(chosen, ":,");
		size_t digits = zone < length ? strspn(chosen + zone + 1, "0123456789") : 0;
		if (zone == 0 || digits == 0 || zone + 1 + digits != length) {
			return bo_fail(error, BO_E_INVALID,
					"%.*s is not a zone and the number of a currency, like com:1.",
					(int)(length < 100 ? length : 100), chosen);
		}
		chosen += length + (chosen[length] == ',');
	}
	return BO_OK;
}

static bool is_chosen(const char *chosen, const char *zone, int64_t currency_id)
{
	char entry[BO_ZONE_SIZE + 24];
	int length = snprintf(entry, sizeof(entry), "%s:%lld", zone, (long long)currency_id);
	for (const char *found = strstr(chosen, entry); found; found = strstr(found + 1, entry)) {
		if ((found == chosen || found[-1] == ',') && (found[length] == ',' || found[length] == '\0')) {
			return true;
		}
	}
	return false;
}

/* The registrar's price in a currency: its own there, else converted by the rates of WHMCS, in whole minor
 * units: neither a locale nor a binary fraction comes near it. */
static const char *const costs_sql =
		"SELECT r.zone, c.id, c.code, MIN(IF(CAST(r.currency AS BINARY) = CAST(c.code AS BINARY), r.amount, "
		"NULL)), CAST(CEILING(MIN(r.amount / f.rate * "
		"c.rate) * 100 - 0.0001) AS SIGNED), p.fullprice, MAX(r.told_at) FROM backorder_registrar_prices r "
		"JOIN tblcurrencies f ON "
		"CAST(r.currency AS BINARY) = CAST(f.code AS BINARY) AND f.rate > 0 JOIN tblcurrencies c LEFT JOIN "
		"backorder_pricing p ON p.extension = r.zone AND p.currency_id = c.id WHERE r.lite = 0 AND r.amount "
		"> 0 "
		"GROUP BY r.zone, c.id, c.code, c.`default`, p.fullprice ORDER BY r.zone, c.`default` DESC, c.code";

static bo_money_t cost_of(const bo_rows_t *rows, size_t row)
{
	bo_money_t own = bo_rows_money(rows, row, 3);
	int64_t converted = bo_rows_int(rows, row, 4, 0);
	if (own != BO_MONEY_NONE) {
		return own;
	}
	return converted > 0 ? converted : BO_MONEY_NONE;
}

static void add_item(bo_value_t *items, const bo_rows_t *rows, size_t row, bo_money_t cost, bo_money_t price)
{
	char text[BO_MONEY_TEXT_SIZE], unicode[BO_NAME_UTF8_MAX];
	bo_money_t now = bo_rows_money(rows, row, 5);
	bo_value_t *item = bo_list_map(items);
	const char *zone = bo_rows_text(rows, row, 0);
	bo_name_to_unicode(unicode, zone);
	bo_map_text(item, "zone", zone);
	bo_map_text(item, "zone_unicode", unicode);
	bo_map_int(item, "currency_id", bo_rows_int(rows, row, 1, 0));
	bo_map_text(item, "currency", bo_rows_text(rows, row, 2));
	bo_map_text(item, "cost", bo_money_format_sql(text, cost));
	bo_map_text(item, "price_now", now == BO_MONEY_NONE ? NULL : bo_money_format_sql(text, now));
	bo_map_text(item, "price_new", bo_money_format_sql(text, price));
}

bo_code_t bo_pricing_margin(bo_value_t **out, bo_db_t *db, const bo_margin_t *margin, bool save,
		const char *chosen, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_value_t *map = bo_value_map();
	char told[BO_TIME_TEXT_SIZE] = "";
	int64_t saved = 0;
	*out = NULL;
	bo_code_t result = check_chosen(chosen, error);
	if (result == BO_OK) {
		result = bo_db_begin(db, error);
	}
	if (result != BO_OK) {
		bo_value_free(map);
		return result;
	}
	bo_value_t *items = bo_map_list(map, "items");
	result = bo_db_query(&rows, db, costs_sql, BO_NO_PARAMS, error);
	for (size_t i = 0; i < bo_rows_count(rows) && result == BO_OK; i++) {
		bo_money_t cost = cost_of(rows, i);
		const char *zone = bo_rows_text(rows, i, 0), *at = bo_rows_text(rows, i, 6);
		if (cost == BO_MONEY_NONE || cost > BO_MONEY_MAX / 1000000) {
			continue;
		}
		bo_money_t price = with_margin(cost, margin);
		add_item(items, rows, i, cost, price);
		if (at && strcmp(at, told) > 0) {
			snprintf(told, sizeof(told), "%s", at);
		}
		int64_t currency_id = bo_rows_int(rows, i, 1, 0);
		if (save && is_chosen(chosen, zone, currency_id)) {
			result = bo_pricing_write(db, zone, currency_id, price, error);
			saved++;
		}
	}
	bo_map_text(map, "told_at", told);
	bo_map_int(map, "saved", saved);
	if (result == BO_OK && !bo_value_complete(map)) {
		result = bo_fail_memory(error);
	}
	if (result == BO_OK) {
		result = bo_db_commit(db, error);
	} else {
		bo_db_rollback(db);
	}
	bo_rows_free(rows);
	if (result != BO_OK) {
		bo_value_free(map);
		return result;
	}
	*out = map;
	return BO_OK;
}
