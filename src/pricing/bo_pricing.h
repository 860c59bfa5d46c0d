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

#endif
