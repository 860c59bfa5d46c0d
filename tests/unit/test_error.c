/* Proves the error record: codes, messages that are cut but never broken, quoting of the old message. */
#include "base/bo_error.h"
#include "support/bo_test.h"

#include <stdio.h>

static void test_fill(void **state)
{
	(void)state;
	bo_error_t error = {.code = BO_E_DB, .native = 5, .sqlstate = "HY000"};
	assert_int_equal(bo_fail(&error, BO_E_INVALID, "%d apples", 3), BO_E_INVALID);
	assert_int_equal(error.code, BO_E_INVALID);
	assert_int_equal(error.native, 0);
	assert_string_equal(error.sqlstate, "");
	assert_string_equal(error.message, "3 apples");
	assert_int_equal(bo_fail_native(&error, BO_E_DB, 1213, "deadlock"), BO_E_DB);
	assert_int_equal(error.native, 1213);
	assert_int_equal(bo_fail_memory(&error), BO_E_MEMORY);
	assert_string_equal(error.message, "Out of memory.");
	bo_error_clear(&error);
	assert_int_equal(error.code, BO_OK);
	assert_string_equal(error.message, "");
}

static void test_without_a_record(void **state)
{
	(void)state;
	assert_int_equal(bo_fail(NULL, BO_E_IO, "%s", "x"), BO_E_IO);
	assert_int_equal(bo_fail_native(NULL, BO_E_IO, 2, "x"), BO_E_IO);
	assert_int_equal(bo_fail_memory(NULL), BO_E_MEMORY);
	bo_error_prefix(NULL, "x");
	bo_error_clear(NULL);
}

static void test_quoting_itself(void **state)
{
	(void)state;
	bo_error_t error = {0};
	bo_fail(&error, BO_E_DB, "inner");
	bo_fail(&error, BO_E_CONFIG, "outer (%s)", error.message);
	assert_string_equal(error.message, "outer (inner)");
	bo_error_prefix(&error, "Migration %d", 7);
	assert_string_equal(error.message, "Migration 7: outer (inner)");
	assert_int_equal(error.code, BO_E_CONFIG);
}

static void test_long_messages_are_cut(void **state)
{
	(void)state;
	char text[2000];
	bo_error_t error = {0};
	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	bo_fail(&error, BO_E_DB, "%s", text);
	assert_int_equal(strlen(error.message), 511);
	bo_error_prefix(&error, "a");
	assert_int_equal(strlen(error.message), 511);
	assert_memory_equal(error.message, "a: xxx", 6);
	bo_error_prefix(&error, "%s", text);
	assert_int_equal(strlen(error.message), 511);
	assert_memory_equal(error.message + 500, "xxxxxxxxx: ", 11);
}

static void test_names(void **state)
{
	(void)state;
	static const struct {
		bo_code_t code;
		const char *name;
	} cases[] = {{BO_OK, "OK"}, {BO_E_INVALID, "INVALID"}, {BO_E_NOT_FOUND, "NOT_FOUND"},
			{BO_E_EXISTS, "EXISTS"}, {BO_E_DENIED, "DENIED"}, {BO_E_CONFLICT, "CONFLICT"},
			{BO_E_FUNDS, "FUNDS"}, {BO_E_RETRY, "RETRY"}, {BO_E_LOST, "LOST"}, {BO_E_MEMORY, "MEMORY"},
			{BO_E_LIMIT, "LIMIT"}, {BO_E_IO, "IO"}, {BO_E_DB, "DB"}, {BO_E_REMOTE, "REMOTE"},
			{BO_E_CONFIG, "CONFIG"}, {BO_E_INTERNAL, "INTERNAL"}, {BO_E_PERSON, "PERSON"}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_string_equal(bo_code_name(cases[i].code), cases[i].name);
	}
	assert_string_equal(bo_code_name((bo_code_t)-99), "INTERNAL");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_fill), cmocka_unit_test(test_without_a_record),
			cmocka_unit_test(test_quoting_itself), cmocka_unit_test(test_long_messages_are_cut),
			cmocka_unit_test(test_names)};
	return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
