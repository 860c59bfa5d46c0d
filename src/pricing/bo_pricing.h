/* Prices by zone and currency (backorder_pricing), and the currencies of WHMCS. A price that is NULL or 0
 * means that the zone is not for sale in that currency. */
#ifndef BO_PRICING_H
#define BO_PRICING_H

#include "base/bo_money.h"
#include "base/bo_name.h"
#include "base/bo_value.h"
#include "db/bo_db.h"

/* The currency of a client (0: the default one, for guests). BO_E_NOT_FOUND: no such client, or its currency
 * is not there any more. */
BO_MUSTCHECK bo_code_t bo_currency_of_client(
		bo_currency_t *out, bo_db_t *db, int64_t client_id, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_currency_load(bo_currency_t *out, bo_db_t *db, int64_t id, bo_error_t *error);

/* The price of a zone. BO_E_NOT_FOUND when it is not for sale in that currency. */
BO_MUSTCHECK bo_code_t bo_price_of_zone(
		bo_money_t *out, bo_db_t *db, const char *zone, int64_t currency_id, bool lite, bo_error_t *error);

typedef struct {
	char zone[BO_ZONE_SIZE];
	bo_money_t price;
} bo_zone_price_t;

/* All zones for sale in a currency, sorted by zone. *out is malloc'ed. */
BO_MUSTCHECK bo_code_t bo_prices_of_currency(
		bo_zone_price_t **out, size_t *count, bo_db_t *db, int64_t currency_id, bo_error_t *error);

/* The whole table for admins: {currencies: [{id, code, prefix, suffix}], zones: [{zone, zone_unicode, prices:
 * {"<currency id>": "12.50"}}], total}. */
BO_MUSTCHECK bo_code_t bo_pricing_table(bo_value_t **out, bo_db_t *db, bo_error_t *error);
/* Saves the prices of one zone, currency id => text as typed; all or nothing. zone in any spelling. */
BO_MUSTCHECK bo_code_t bo_pricing_save(
		bo_db_t *db, const char *zone, const bo_value_t *prices, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_pricing_delete(bo_db_t *db, const char *zone, bo_error_t *error);
/* Writes one price; zone as it is stored. */
BO_MUSTCHECK bo_code_t bo_pricing_write(
		bo_db_t *db, const char *zone, int64_t currency_id, bo_money_t price, bo_error_t *error);

/* Prices from a text as spreadsheets write it (separator tab, semicolon or comma; quotes): either a first
 * line "zone, USD, EUR" and below it a line a zone, or lines "zone, USD, 12.50". *out is {zones, prices,
 * saved, errors: [{line, message}]}. With an error in any line, or dry, nothing is saved. */
BO_MUSTCHECK bo_code_t bo_pricing_import(
		bo_value_t **out, bo_db_t *db, const char *csv, bool dry, bo_error_t *error);

typedef struct {
	int64_t percent_hundredths; /* 1250 is 12.50 % */
	bo_money_t fixed;           /* in the currency of the price */
	bo_money_t step;            /* rounded up to a multiple of this; 0 or 1: not */
} bo_margin_t;

/* What the prices would be by the registrar's stored ones and a margin. save: takes over those of
 * `chosen`, zones each with the number of a currency ("com:1,com:2"). *out is {told_at, saved, items: [{zone,
 * zone_unicode, currency_id, currency, cost, price_now, price_new}]}; costs in a currency that the registrar
 * does not use are converted by WHMCS's rates. */
BO_MUSTCHECK bo_code_t bo_pricing_margin(bo_value_t **out, bo_db_t *db, const bo_margin_t *margin, bool save,
		const char *chosen, bo_error_t *error);
/* Keeps what the registrar asks; a cron calls this for each zone it was told. */
BO_MUSTCHECK bo_code_t bo_pricing_keep_cost(bo_db_t *db, const char *zone, const char *currency, bool lite,
		bo_money_t amount, int64_t now, bo_error_t *error);

#endif
