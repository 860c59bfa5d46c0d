/* Proves the settings: defaults, limits, names that are refused, and which changes make kept connections
 * stale; and the context's clock. */
#include "context/bo_context.h"
#include "context/bo_libraries.h"
#include "context/bo_settings.h"
#include "support/bo_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static bo_value_t *minimum(void)
{
	bo_value_t *map = bo_value_map();
	bo_map_text(map, "db_user", "u");
	bo_map_text(map, "db_database", "d");
	return map;
}

static bo_settings_t *settings_of(bo_value_t *map)
{
	bo_settings_t *settings = NULL;
	assert_ok(bo_settings_new(&settings, map, &error));
	bo_value_free(map);
	return settings;
}

static void test_defaults(void **state)
{
	(void)state;
	bo_settings_t *settings = settings_of(minimum());
	assert_string_equal(settings->db_host, "localhost");
	assert_string_equal(settings->db_user, "u");
	assert_null(settings->db_password);
	assert_null(settings->db_socket);
	assert_true(settings->db_tls_verify);
	assert_int_equal(settings->db_port, 0);
	assert_string_equal(settings->registrar_driver, "ispapi");
	assert_string_equal(settings->registrar_module, "ispapi");
	assert_false(settings->registrar_test_mode);
	assert_int_equal(settings->registrar_parallel, 16);
	assert_int_equal(settings->registrar_connect_ms, 10000);
	assert_int_equal(settings->registrar_total_ms, 60000);
	assert_int_equal(settings->droplist_minimum_percent, 50);
	assert_memory_equal(settings->droplist_url, "https://", 8);
	assert_true(settings->invoice_auction_fee);
	assert_false(settings->invoice_taxed);
	assert_int_equal(settings->invoice_due_days, 10);
	assert_int_equal(settings->next_due_days, 15);
	assert_false(settings->guests_may_search);
	assert_int_equal(settings->orders_per_client, 1000);
	assert_null(settings->clock_file);
	bo_settings_free(settings);
	bo_settings_free(NULL);
}

static void test_values(void **state)
{
	(void)state;
	bo_value_t *map = minimum();
	bo_map_text(map, "db_port", "3307");
	bo_map_int(map, "registrar_parallel", 64);
	bo_map_text(map, "guests_may_search", "on");
	bo_map_bool(map, "invoice_auction_fee", false);
	bo_map_int(map, "invoice_taxed", 1);
	bo_map_text(map, "registrar_password", "p&w");
	/* An empty field of a form, and null, are "not given". */
	bo_map_text(map, "db_host", "");
	bo_map_text(map, "next_due_days", "");
	bo_map_null(map, "invoice_due_days");
	bo_map_null(map, "registrar_module");
	bo_settings_t *settings = settings_of(map);
	assert_int_equal(settings->db_port, 3307);
	assert_int_equal(settings->registrar_parallel, 64);
	assert_true(settings->guests_may_search);
	assert_false(settings->invoice_auction_fee);
	assert_true(settings->invoice_taxed);
	assert_string_equal(settings->registrar_password, "p&w");
	assert_string_equal(settings->db_host, "localhost");
	assert_int_equal(settings->next_due_days, 15);
	assert_int_equal(settings->invoice_due_days, 10);
	assert_string_equal(settings->registrar_module, "ispapi");
	bo_settings_free(settings);
}

static void refused(bo_value_t *map, const char *message)
{
	bo_settings_t *settings = (bo_settings_t *)1;
	bo_error_t error = {0};
	assert_int_equal(bo_settings_new(&settings, map, &error), BO_E_CONFIG);
	assert_string_equal(error.message, message);
	assert_null(settings);
	bo_value_free(map);
}

static void test_limits(void **state)
{
	(void)state;
	static const struct {
		const char *name, *low, *high, *message;
	} cases[] = {{"db_port", "-1", "65536", "The setting db_port must be a whole number from 0 to 65535."},
			{"registrar_parallel", "0", "65",
					"The setting registrar_parallel must be a whole number from 1 to 64."},
			{"registrar_connect_ms", "99", "60001",
					"The setting registrar_connect_ms must be a whole number from 100 to 60000."},
			{"droplist_minimum_percent", "-1", "101",
					"The setting droplist_minimum_percent must be a whole number from 0 to 100."},
			{"orders_per_client", "0", "1000001",
					"The setting orders_per_client must be a whole number from 1 to 1000000."},
			{"next_due_days", "1.5", "ten",
					"The setting next_due_days must be a whole number from 0 to 365."},
			{"invoice_due_days", "366", "99999999999999999999",
					"The setting invoice_due_days must be a whole number from 0 to 365."}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_value_t *low = minimum(), *high = minimum();
		bo_map_text(low, cases[i].name, cases[i].low);
		refused(low, cases[i].message);
		bo_map_text(high, cases[i].name, cases[i].high);
		refused(high, cases[i].message);
	}
}

static void test_refused(void **state)
{
	(void)state;
	bo_value_t *map = minimum();
	bo_map_text(map, "db_pasword", "typing error");
	refused(map, "There is no setting named db_pasword.");
	map = minimum();
	bo_map_int(map, "db_host", 5);
	refused(map, "The setting db_host must be a text.");
	map = minimum();
	bo_map_string(map, "db_host", "a\0b", 3);
	refused(map, "The setting db_host must be a text.");
	map = minimum();
	bo_map_list(map, "guests_may_search");
	refused(map, "The setting guests_may_search must be on or off.");
	map = minimum();
	bo_map_double(map, "db_port", 3306.0);
	refused(map, "The setting db_port must be a whole number from 0 to 65535.");
	map = bo_value_map();
	bo_map_text(map, "db_user", "u");
	refused(map, "The settings db_user and db_database are needed.");
	refused(bo_value_list(), "Settings must be given by name.");
	refused(NULL, "Settings must be given by name.");
}

static void test_what_makes_connections_stale(void **state)
{
	(void)state;
	static const struct {
		const char *name, *value;
		bool same_database, same_registrar;
	} cases[] = {{"next_due_days", "1", true, true}, {"db_host", "other", false, true},
			{"db_password", "x", false, true}, {"db_port", "1", false, true},
			{"db_tls_verify", "0", false, true}, {"registrar_login", "x", true, false},
			{"registrar_password", "x", true, false}, {"registrar_test_mode", "1", true, false},
			{"registrar_total_ms", "500", true, false}, {"referer", "https://x", true, false},
			{"droplist_url", "https://x", true, true}};
	bo_settings_t *first = settings_of(minimum()), *same = settings_of(minimum());
	assert_true(bo_settings_same_database(first, same));
	assert_true(bo_settings_same_registrar(first, same));
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_value_t *map = minimum();
		bo_map_text(map, cases[i].name, cases[i].value);
		bo_settings_t *other = settings_of(map);
		assert_int_equal(bo_settings_same_database(first, other), cases[i].same_database);
		assert_int_equal(bo_settings_same_registrar(first, other), cases[i].same_registrar);
		assert_int_equal(bo_settings_same_registrar(other, first), cases[i].same_registrar);
		bo_settings_free(other);
	}
	bo_settings_free(first);
	bo_settings_free(same);
}

/* ---- the context ---- */

static int disposed;

static void count_disposal(void *object)
{
	(void)object;
	disposed++;
}

static void test_configuring_again(void **state)
{
	(void)state;
	bo_context_t *context = bo_context_new();
	assert_code(bo_context_begin(context, &error), BO_E_CONFIG);
	bo_value_t *map = minimum();
	assert_ok(bo_context_configure(context, map, &error));
	assert_ok(bo_context_begin(context, &error));
	disposed = 0;
	context->registrar = (bo_kept_t){&disposed, count_disposal};
	context->index = (bo_kept_t){&disposed, count_disposal};
	bo_map_text(map, "next_due_days", "3");
	assert_ok(bo_context_configure(context, map, &error));
	assert_int_equal(context->settings->next_due_days, 3);
	assert_int_equal(disposed, 0);
	bo_map_text(map, "registrar_login", "me");
	assert_ok(bo_context_configure(context, map, &error));
	assert_int_equal(disposed, 1);
	assert_null(context->registrar.object);
	bo_map_text(map, "db_database", "other");
	assert_ok(bo_context_configure(context, map, &error));
	assert_int_equal(disposed, 2);
	assert_null(context->index.object);
	/* Bad settings leave the good ones in place. */
	bo_map_text(map, "nonsense", "x");
	assert_code(bo_context_configure(context, map, &error), BO_E_CONFIG);
	assert_string_equal(context->settings->db_database, "other");
	context->registrar = (bo_kept_t){&disposed, count_disposal};
	bo_context_free(context);
	assert_int_equal(disposed, 3);
	bo_context_free(NULL);
	bo_value_free(map);
}

static void test_clock(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool taken;
	} cases[] = {{"1795424400", true}, {"1795424400\n", true}, {"", false}, {"soon", false}, {"-5", false},
			{"0", false}};
	char path[64];
	snprintf(path, sizeof(path), "/tmp/bo-clock-%d", (int)getpid());
	bo_context_t *context = bo_context_new();
	bo_value_t *map = minimum();
	bo_map_text(map, "clock_file", path);
	assert_ok(bo_context_configure(context, map, &error));
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		FILE *file = fopen(path, "we");
		assert_non_null(file);
		fputs(cases[i].text, file);
		fclose(file);
		assert_ok(bo_context_begin(context, &error));
		if (cases[i].taken) {
			assert_int_equal(context->now, 1795424400);
		} else {
			assert_true(llabs((long long)(context->now - (int64_t)time(NULL))) <= 2);
		}
	}
	unlink(path);
	assert_ok(bo_context_begin(context, &error));
	assert_true(llabs((long long)(context->now - (int64_t)time(NULL))) <= 2);
	bo_context_free(context);
	bo_value_free(map);
}

static void test_libraries(void **state)
{
	(void)state;
	bo_library_t libraries[BO_LIBRARY_COUNT];
	bo_libraries(libraries);
	static const char *const names[] = {
			"MariaDB Connector/C", "libcurl", "libzip", "zlib", "PCRE2", "libidn2"};
	for (size_t i = 0; i < BO_LIBRARY_COUNT; i++) {
		assert_string_equal(libraries[i].name, names[i]);
		assert_true(libraries[i].built[0] >= '0' && libraries[i].built[0] <= '9');
		assert_true(libraries[i].running[0] >= '0' && libraries[i].running[0] <= '9');
	}
	assert_ok(bo_libraries_check(&error));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_defaults), cmocka_unit_test(test_values),
			cmocka_unit_test(test_limits), cmocka_unit_test(test_refused),
			cmocka_unit_test(test_what_makes_connections_stale), cmocka_unit_test(test_configuring_again),
			cmocka_unit_test(test_clock), cmocka_unit_test(test_libraries)};
	return cmocka_run_group_tests_name("settings", tests, NULL, NULL);
}
