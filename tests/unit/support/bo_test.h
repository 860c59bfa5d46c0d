/* What every test of the core needs: cmocka, a database, orders, and assertions that print the core's own
 * words. */
#ifndef BO_TEST_H
#define BO_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/bo_value.h"
#include "machine/bo_machine.h"
#include "support/bo_test_db.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* The call must work; says which one did not, and why. It hands its error record to the expression as
 * `&error`. */
#define assert_ok(expression)                                                         \
	do {                                                                              \
		bo_error_t error = {0};                                                       \
		bo_code_t code_ = (expression);                                               \
		if (code_ != BO_OK) {                                                         \
			fail_msg("%s: %s (%s)", #expression, error.message, bo_code_name(code_)); \
		}                                                                             \
	} while (0)
/* The call must fail with this code. */
#define assert_code(expression, expected)                                                                    \
	do {                                                                                                     \
		bo_error_t error = {0};                                                                              \
		bo_code_t code_ = (expression);                                                                      \
		if (code_ != (expected)) {                                                                           \
			fail_msg("%s: got %s, wanted %s (%s)", #expression, bo_code_name(code_), bo_code_name(expected), \
					error.message);                                                                          \
		}                                                                                                    \
	} while (0)
/* The same, and the message must be this one. */
#define assert_fails(expression, expected, text)                                                             \
	do {                                                                                                     \
		bo_error_t error = {0};                                                                              \
		bo_code_t code_ = (expression);                                                                      \
		if (code_ != (expected)) {                                                                           \
			fail_msg("%s: got %s, wanted %s (%s)", #expression, bo_code_name(code_), bo_code_name(expected), \
					error.message);                                                                          \
		}                                                                                                    \
		assert_int_equal(error.code, expected);                                                              \
		assert_string_equal(error.message, text);                                                            \
	} while (0)
/* One value out of the database. */
#define assert_sql(sql, expected)                                           \
	do {                                                                    \
		const char *got_ = bo_test_value(sql);                              \
		if (strcmp(got_, expected) != 0) {                                  \
			fail_msg("%s: got \"%s\", wanted \"%s\"", sql, got_, expected); \
		}                                                                   \
	} while (0)
#define assert_json(value, expected) assert_string_equal(bo_test_json(value), expected)

/* The Unix time of "YYYY-MM-DD HH:MM:SS". */
int64_t bo_test_time(const char *utc);
/* JSON of a value; valid until the next call. */
const char *bo_test_json(const bo_value_t *value);

/* Sets a locale whose decimal point is a comma, as a host in PHP may; without one installed it is made.
 * Where that is not possible the test fails. The other sets the plain one again. */
void bo_test_comma_locale(void);
int bo_test_plain_locale(void **state);

/* A row of backorder_domains. drop: UTC or NULL; more: further assignments ("price=10.00, reserved=10.00") or
 * NULL. Finished statuses are not open. */
int64_t bo_test_order(int client_id, const char *label, const char *zone, const char *status,
		const char *drop, const char *more);
bo_order_t bo_test_load(int64_t id);
/* The machine of a cron run on the context's connection, at the context's time. */
bo_machine_t bo_test_machine(bo_context_t *context);
/* Prices: .com 10.00 USD and 9.00 EUR, .net 20.00 USD, .co.uk 7.50 USD and 6.00 EUR. */
void bo_test_prices(void);

#endif
