/* module: configure, activate, upgrade, health, version; commands, logs. */
#include "php_ispapibackorder.h"

#include "php_bo_functions.h"

#include "backorder/bo_backorder.h"
#include "backorder/bo_health.h"
#include "command/bo_command.h"
#include "context/bo_libraries.h"
#include "db/bo_schema.h"

#include "zend_exceptions.h"

PHP_BO_FUNCTION(configure)
{
	HashTable *settings;
	ZEND_PARSE_PARAMETERS_START(1, 1)
	Z_PARAM_ARRAY_HT(settings)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error = {0};
	bo_code_t result = bo_libraries_check(&error);
	bo_value_t *map = NULL;
	BACKORDER_G(configured) = false;
	if (result == BO_OK && !BACKORDER_G(context)) {
		BACKORDER_G(context) = bo_context_new();
		if (!BACKORDER_G(context)) {
			result = bo_fail_memory(&error);
		}
	}
	if (result == BO_OK) {
		map = php_bo_from_array(settings, true);
		if (!map) {
			RETURN_THROWS();
		}
		/* The clock of tests comes from php.ini only, never from a host's settings. */
		bo_map_text(map, "clock_file",
				BACKORDER_G(clock_file) && *BACKORDER_G(clock_file) ? BACKORDER_G(clock_file) : NULL);
		result = bo_context_configure(BACKORDER_G(context), map, &error);
	}
	bo_value_free(map);
	if (result != BO_OK) {
		php_bo_throw(&error);
		RETURN_THROWS();
	}
	BACKORDER_G(configured) = true;
}

PHP_BO_FUNCTION(version)
{
	ZEND_PARSE_PARAMETERS_NONE();
	RETURN_STRING(PHP_ISPAPIBACKORDER_VERSION);
}

static void migrate(zval *return_value)
{
	bo_error_t error;
	bo_db_t *db = NULL;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		return;
	}
	bo_code_t result = bo_context_db(&db, context, &error);
	if (result == BO_OK) {
		result = bo_schema_migrate(db, context->now, &error);
	}
	if (result == BO_OK) {
		value = bo_value_map();
		bo_map_int(value, "schema", bo_schema_target());
	}
	php_bo_end(context, result, &error, value, return_value);
}

PHP_BO_FUNCTION(activate)
{
	ZEND_PARSE_PARAMETERS_NONE();
	migrate(return_value);
}

PHP_BO_FUNCTION(upgrade)
{
	zend_string *from;
	ZEND_PARSE_PARAMETERS_START(1, 1)
	Z_PARAM_STR(from)
	ZEND_PARSE_PARAMETERS_END();
	/* The schema knows by itself what is missing, whatever version WHMCS says ran before. */
	(void)from;
	migrate(return_value);
}

static void add_libraries(zval *array)
{
	zval list;
	bo_library_t libraries[BO_LIBRARY_COUNT];
	array_init(&list);
	bo_libraries(libraries);
	for (size_t i = 0; i < BO_LIBRARY_COUNT; i++) {
		zval item;
		array_init(&item);
		add_assoc_string(&item, "name", libraries[i].name);
		add_assoc_string(&item, "built", libraries[i].built);
		add_assoc_string(&item, "running", libraries[i].running);
		add_next_index_zval(&list, &item);
	}
	add_assoc_zval(array, "libraries", &list);
}

PHP_BO_FUNCTION(health)
{
	ZEND_PARSE_PARAMETERS_NONE();
	bo_error_t error;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = bo_health(&value, context, &error);
	php_bo_end(context, result, &error, value, return_value);
	if (!EG(exception)) {
		add_assoc_string(return_value, "version", PHP_ISPAPIBACKORDER_VERSION);
		add_assoc_bool(return_value, "test_clock", BACKORDER_G(clock_file) && *BACKORDER_G(clock_file));
		add_libraries(return_value);
	}
}

PHP_BO_FUNCTION(command)
{
	HashTable *command, *caller;
	ZEND_PARSE_PARAMETERS_START(2, 2)
	Z_PARAM_ARRAY_HT(command)
	Z_PARAM_ARRAY_HT(caller)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_value_t *value = NULL, *input = NULL, *who = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = BO_OK;
	input = php_bo_from_array(command, true);
	who = input ? php_bo_from_array(caller, true) : NULL;
	if (input && who) {
		result = bo_command_run(&value, context, input, who, &error);
	} else {
		result = BO_E_INVALID; /* the exception is thrown already */
	}
	bo_value_free(input);
	bo_value_free(who);
	php_bo_end(context, result, &error, value, return_value);
}

PHP_BO_FUNCTION(log_list)
{
	HashTable *filter = NULL;
	ZEND_PARSE_PARAMETERS_START(0, 1)
	Z_PARAM_OPTIONAL
	Z_PARAM_ARRAY_HT(filter)
	ZEND_PARSE_PARAMETERS_END();
	php_bo_run_with_options(return_value, filter, bo_log_list);
}

PHP_BO_FUNCTION(cron_mark)
{
	char *cron, *event, *message = (char *)"";
	size_t cron_length, event_length, message_length = 0;
	ZEND_PARSE_PARAMETERS_START(2, 3)
	Z_PARAM_STRING(cron, cron_length)
	Z_PARAM_STRING(event, event_length)
	Z_PARAM_OPTIONAL
	Z_PARAM_STRING(message, message_length)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = bo_cron_mark(context, cron, event, message, &error);
	php_bo_end(context, result, &error, NULL, return_value);
}

PHP_BO_FUNCTION(cron_claim)
{
	char *cron;
	size_t cron_length;
	ZEND_PARSE_PARAMETERS_START(1, 1)
	Z_PARAM_STRING(cron, cron_length)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bool claimed = false;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = bo_cron_claim(&claimed, context, cron, &error);
	php_bo_end(context, result, &error, NULL, return_value);
	if (!EG(exception)) {
		RETURN_BOOL(claimed);
	}
}
