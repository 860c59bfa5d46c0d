/* status machine: run, table, effects. */
#include "php_ispapibackorder.h"

#include "php_bo_functions.h"

#include "backorder/bo_backorder.h"
#include "machine/bo_effects.h"
#include "machine/bo_run.h"

#include "zend_exceptions.h"

PHP_BO_FUNCTION(machine_run)
{
	HashTable *options = NULL;
	ZEND_PARSE_PARAMETERS_START(0, 1)
	Z_PARAM_OPTIONAL
	Z_PARAM_ARRAY_HT(options)
	ZEND_PARSE_PARAMETERS_END();
	php_bo_run_with_options(return_value, options, bo_run);
}

PHP_BO_FUNCTION(machine_table)
{
	ZEND_PARSE_PARAMETERS_NONE();
	bo_value_t *table = bo_machine_table();
	if (!table) {
		zend_throw_exception(zend_ce_error, "Out of memory.", 0);
		RETURN_THROWS();
	}
	php_bo_to_zval(return_value, table);
	bo_value_free(table);
}

PHP_BO_FUNCTION(effects_claim)
{
	char *holder;
	size_t holder_length;
	zend_long limit = 20, seconds = 900;
	ZEND_PARSE_PARAMETERS_START(1, 3)
	Z_PARAM_STRING(holder, holder_length)
	Z_PARAM_OPTIONAL
	Z_PARAM_LONG(limit)
	Z_PARAM_LONG(seconds)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_machine_t machine;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = BO_OK;
	if (limit < 1 || limit > 500 || seconds < 1 || seconds > 86400 || holder_length == 0) {
		result = bo_fail(&error, BO_E_INVALID,
				"Take 1 to 500 effects for 1 to 86400 seconds, for a holder with a name.");
	}
	if (result == BO_OK) {
		result = bo_backorder_machine(&machine, context, "effects", "cron", &error);
	}
	if (result == BO_OK) {
		result = bo_effects_claim(&value, &machine, holder, limit, seconds, &error);
	}
	php_bo_end(context, result, &error, value, return_value);
}

PHP_BO_FUNCTION(effect_settle)
{
	zend_long id;
	char *token;
	size_t token_length;
	php_bo_flag ok;
	HashTable *outcome = NULL;
	ZEND_PARSE_PARAMETERS_START(3, 4)
	Z_PARAM_LONG(id)
	Z_PARAM_STRING(token, token_length)
	Z_PARAM_BOOL(ok)
	Z_PARAM_OPTIONAL
	Z_PARAM_ARRAY_HT(outcome)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_machine_t machine;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_value_t *map = outcome ? php_bo_from_array(outcome, true) : bo_value_map();
	bo_code_t result =
			map ? bo_backorder_machine(&machine, context, "effects", "cron", &error) : BO_E_INVALID;
	if (result == BO_OK) {
		result = bo_effect_settle(&machine, id, token, ok, bo_map_get_int(map, "invoiceid", 0),
				bo_map_get_text(map, "message", ""), &error);
	}
	bo_value_free(map);
	php_bo_end(context, result, &error, NULL, return_value);
}

PHP_BO_FUNCTION(effect_made_invoice)
{
	zend_long id, invoice_id;
	char *token;
	size_t token_length;
	ZEND_PARSE_PARAMETERS_START(3, 3)
	Z_PARAM_LONG(id)
	Z_PARAM_STRING(token, token_length)
	Z_PARAM_LONG(invoice_id)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_machine_t machine;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = bo_backorder_machine(&machine, context, "effects", "cron", &error);
	if (result == BO_OK) {
		result = bo_effect_note_invoice(&machine, id, token, invoice_id, &error);
	}
	php_bo_end(context, result, &error, NULL, return_value);
}
