/* backorder: create, create many, delete, list, overview, timeline, activate; prices and funds. */
#include "php_ispapibackorder.h"

#include "php_bo_functions.h"

#include "backorder/bo_backorder.h"
#include "funds/bo_funds_plan.h"
#include "pricing/bo_pricing.h"

#include "zend_exceptions.h"

#include <strings.h>

/* Options as a value tree; an absent array is an empty map. NULL with an exception on failure. */
static bo_value_t *options_of(HashTable *options)
{
	if (options) {
		return php_bo_from_array(options, true);
	}
	bo_value_t *empty = bo_value_map();
	if (!empty) {
		zend_throw_exception(zend_ce_error, "Out of memory.", 0);
	}
	return empty;
}

void php_bo_run_with_options(zval *return_value, HashTable *options,
		bo_code_t (*function)(bo_value_t **, bo_context_t *, const bo_value_t *, bo_error_t *))
{
	bo_error_t error;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		return;
	}
	bo_value_t *map = options_of(options);
	bo_code_t result = BO_E_INVALID;
	if (map) {
		if (bo_map_get_bool(map, "progress", false) || bo_map_get_bool(map, "verbose", false)) {
			php_bo_show_progress(context);
		}
		result = function(&value, context, map, &error);
	}
	bo_value_free(map);
	php_bo_end(context, result, &error, value, return_value);
}

static bo_code_t read_type(bool *lite, const bo_value_t *options, bo_error_t *error)
{
	const char *type = bo_map_get_text(options, "type", "FULL");
	*lite = strcasecmp(type, "LITE") == 0;
	if (!*lite && strcasecmp(type, "FULL") != 0) {
		return bo_fail(error, BO_E_INVALID, "A backorder's type is FULL or LITE.");
	}
	return BO_OK;
}

static const char *actor_of(const bo_value_t *options)
{
	return bo_map_get_text(options, "actor", "client");
}

PHP_BO_FUNCTION(backorder_create)
{
	zend_long client_id;
	zend_string *name;
	HashTable *options = NULL;
	ZEND_PARSE_PARAMETERS_START(2, 3)
	Z_PARAM_LONG(client_id)
	Z_PARAM_STR(name)
	Z_PARAM_OPTIONAL
	Z_PARAM_ARRAY_HT(options)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_value_t *map = options_of(options);
	bool lite = false;
	bo_code_t result = map ? read_type(&lite, map, &error) : BO_E_INVALID;
	if (result == BO_OK) {
		result = bo_backorder_create(
				&value, context, client_id, ZSTR_VAL(name), ZSTR_LEN(name), lite, actor_of(map), &error);
	}
	bo_value_free(map);
	php_bo_end(context, result, &error, value, return_value);
}

PHP_BO_FUNCTION(backorder_create_many)
{
	zend_long client_id;
	HashTable *names, *options = NULL;
	ZEND_PARSE_PARAMETERS_START(2, 3)
	Z_PARAM_LONG(client_id)
	Z_PARAM_ARRAY_HT(names)
	Z_PARAM_OPTIONAL
	Z_PARAM_ARRAY_HT(options)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_value_t *map = options_of(options);
	bo_value_t *list = map ? php_bo_from_array(names, false) : NULL;
	bool lite = false;
	bo_code_t result = list ? read_type(&lite, map, &error) : BO_E_INVALID;
	if (result == BO_OK) {
		result = bo_backorder_create_many(&value, context, client_id, list, lite, actor_of(map), &error);
	}
	bo_value_free(list);
	bo_value_free(map);
	php_bo_end(context, result, &error, value, return_value);
}

PHP_BO_FUNCTION(backorder_delete)
{
	zend_long client_id;
	zend_string *name;
	char *actor = (char *)"client";
	size_t actor_length;
	ZEND_PARSE_PARAMETERS_START(2, 3)
	Z_PARAM_LONG(client_id)
	Z_PARAM_STR(name)
	Z_PARAM_OPTIONAL
	Z_PARAM_STRING(actor, actor_length)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = bo_backorder_delete(&value, context, client_id, ZSTR_VAL(name), ZSTR_LEN(name),
			strncmp(actor, "admin", 5) == 0, actor, &error);
	php_bo_end(context, result, &error, value, return_value);
}

PHP_BO_FUNCTION(backorder_activate)
{
	zend_long client_id;
	zend_string *name;
	HashTable *options = NULL;
	ZEND_PARSE_PARAMETERS_START(2, 3)
	Z_PARAM_LONG(client_id)
	Z_PARAM_STR(name)
	Z_PARAM_OPTIONAL
	Z_PARAM_ARRAY_HT(options)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_value_t *map = options_of(options);
	bo_code_t result = BO_E_INVALID;
	if (map) {
		result = bo_backorder_activate(&value, context, client_id, ZSTR_VAL(name), ZSTR_LEN(name),
				bo_map_get_bool(map, "force", false), bo_map_get_text(map, "actor", "admin"), &error);
	}
	bo_value_free(map);
	php_bo_end(context, result, &error, value, return_value);
}

PHP_BO_FUNCTION(backorder_list)
{
	zend_long client_id = 0;
	php_bo_flag all = 0;
	HashTable *filter = NULL;
	ZEND_PARSE_PARAMETERS_START(1, 2)
	PHP_BO_PARAM_LONG_OR_NULL(client_id, all)
	Z_PARAM_OPTIONAL
	Z_PARAM_ARRAY_HT(filter)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_value_t *map = options_of(filter);
	bo_code_t result = BO_E_INVALID;
	if (map && !all && client_id <= 0) {
		result = bo_fail(&error, BO_E_INVALID, "A client's id is a positive number.");
	} else if (map) {
		result = bo_backorder_list(&value, context, all ? 0 : client_id, map, &error);
	}
	bo_value_free(map);
	php_bo_end(context, result, &error, value, return_value);
}

PHP_BO_FUNCTION(backorder_overview)
{
	zend_long client_id;
	ZEND_PARSE_PARAMETERS_START(1, 1)
	Z_PARAM_LONG(client_id)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = client_id > 0 ? bo_backorder_overview(&value, context, client_id, &error)
									 : bo_fail(&error, BO_E_INVALID, "A client's id is a positive number.");
	php_bo_end(context, result, &error, value, return_value);
}

PHP_BO_FUNCTION(backorder_timeline)
{
	zend_long client_id = 0, order_id;
	php_bo_flag all = 0;
	ZEND_PARSE_PARAMETERS_START(2, 2)
	PHP_BO_PARAM_LONG_OR_NULL(client_id, all)
	Z_PARAM_LONG(order_id)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = all || client_id > 0
							   ? bo_backorder_timeline(&value, context, all ? 0 : client_id, order_id, &error)
							   : bo_fail(&error, BO_E_INVALID, "A client's id is a positive number.");
	php_bo_end(context, result, &error, value, return_value);
}

PHP_BO_FUNCTION(pricing_list)
{
	ZEND_PARSE_PARAMETERS_NONE();

	bo_error_t error;
	bo_db_t *db = NULL;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = bo_context_db(&db, context, &error);
	if (result == BO_OK) {
		result = bo_pricing_table(&value, db, &error);
	}
	php_bo_end(context, result, &error, value, return_value);
}

/* The zone as it is stored. Read here with its length: the core would not see what stands behind a NUL, and
 * would work on another zone than the one that was named. */
static bo_code_t zone_of(char zone[BO_ZONE_SIZE], const zend_string *typed, bo_error_t *error)
{
	bo_name_reason_t reason = bo_zone_parse(zone, ZSTR_VAL(typed), ZSTR_LEN(typed));
	return reason == BO_NAME_OK
				   ? BO_OK
				   : bo_fail(error, BO_E_INVALID, "This is not a zone: %s.", bo_name_reason_text(reason));
}

PHP_BO_FUNCTION(pricing_save)
{
	zend_string *typed;
	char zone[BO_ZONE_SIZE];
	HashTable *prices;
	ZEND_PARSE_PARAMETERS_START(2, 2)
	Z_PARAM_STR(typed)
	Z_PARAM_ARRAY_HT(prices)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_db_t *db = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_value_t *map = options_of(prices);
	bo_code_t result = map ? zone_of(zone, typed, &error) : BO_E_INVALID;
	if (result == BO_OK) {
		result = bo_context_db(&db, context, &error);
	}
	if (result == BO_OK) {
		result = bo_pricing_save(db, zone, map, &error);
	}
	bo_value_free(map);
	php_bo_end(context, result, &error, NULL, return_value);
	if (!EG(exception)) {
		array_init(return_value);
		add_assoc_string(return_value, "zone", zone);
	}
}

PHP_BO_FUNCTION(pricing_delete)
{
	zend_string *typed;
	char zone[BO_ZONE_SIZE];
	ZEND_PARSE_PARAMETERS_START(1, 1)
	Z_PARAM_STR(typed)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_db_t *db = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = zone_of(zone, typed, &error);
	if (result == BO_OK) {
		result = bo_context_db(&db, context, &error);
	}
	if (result == BO_OK) {
		result = bo_pricing_delete(db, zone, &error);
	}
	php_bo_end(context, result, &error, NULL, return_value);
}

/* zone => {price, price_formatted, currency}. */
static bo_code_t prices_for(bo_value_t **out, bo_context_t *context, int64_t client_id, bo_error_t *error)
{
	bo_db_t *db = NULL;
	bo_currency_t currency;
	bo_zone_price_t *prices = NULL;
	size_t count = 0;
	bo_code_t result = bo_context_db(&db, context, error);
	if (result == BO_OK) {
		result = bo_currency_of_client(&currency, db, client_id, error);
	}
	if (result == BO_OK) {
		result = bo_prices_of_currency(&prices, &count, db, currency.id, error);
	}
	if (result != BO_OK) {
		return result;
	}
	bo_value_t *map = bo_value_map();
	for (size_t i = 0; i < count; i++) {
		char text[BO_MONEY_TEXT_SIZE], formatted[128];
		bo_value_t *item = bo_map_map(map, prices[i].zone);
		bo_map_text(item, "price", bo_money_format_sql(text, prices[i].price));
		bo_map_text(item, "price_formatted",
				bo_money_format(formatted, sizeof(formatted), prices[i].price, &currency));
		bo_map_text(item, "currency", currency.code);
	}
	free(prices);
	if (!bo_value_complete(map)) {
		bo_value_free(map);
		return bo_fail_memory(error);
	}
	*out = map;
	return BO_OK;
}

PHP_BO_FUNCTION(pricing_for_client)
{
	zend_long client_id = 0;
	php_bo_flag guest = 0;
	ZEND_PARSE_PARAMETERS_START(1, 1)
	PHP_BO_PARAM_LONG_OR_NULL(client_id, guest)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = guest || client_id > 0
							   ? prices_for(&value, context, guest ? 0 : client_id, &error)
							   : bo_fail(&error, BO_E_INVALID, "A client's id is a positive number.");
	php_bo_end(context, result, &error, value, return_value);
}

/* Id 0 would mean "a guest" below. */
static bo_code_t client_db(bo_db_t **db, bo_context_t *context, zend_long client_id, bo_error_t *error)
{
	return client_id > 0 ? bo_context_db(db, context, error)
						 : bo_fail(error, BO_E_INVALID, "A client's id is a positive number.");
}

PHP_BO_FUNCTION(funds)
{
	zend_long client_id;
	ZEND_PARSE_PARAMETERS_START(1, 1)
	Z_PARAM_LONG(client_id)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_db_t *db = NULL;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = client_db(&db, context, client_id, &error);
	if (result == BO_OK) {
		result = bo_funds_show(&value, db, client_id, &error);
	}
	php_bo_end(context, result, &error, value, return_value);
}

PHP_BO_FUNCTION(funds_plan)
{
	zend_long client_id;
	ZEND_PARSE_PARAMETERS_START(1, 1)
	Z_PARAM_LONG(client_id)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_db_t *db = NULL;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = client_db(&db, context, client_id, &error);
	if (result == BO_OK) {
		result = bo_funds_plan_show(&value, db, client_id, context->now, &error);
	}
	php_bo_end(context, result, &error, value, return_value);
}
