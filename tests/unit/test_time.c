/* Proves UTC times: exact forms, real calendar dates, no time zone. */
#include "base/bo_time.h"
#include "support/bo_test.h"

#include <stdlib.h>
#include <time.h>

static void test_known_times(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t time;
	} cases[] = {{"1970-01-01 00:00:00", 0}, {"1970-01-01 00:00:01", 1}, {"1972-02-29 12:00:00", 68212800},
			{"1999-12-31 23:59:59", 946684799}, {"2000-02-29 00:00:00", 951782400},
			{"2000-03-01 00:00:00", 951868800}, {"2024-02-29 23:59:59", 1709251199},
			{"2026-11-23 09:00:00", 1795424400}, {"2038-01-19 03:14:08", INT64_C(2147483648)},
			{"2100-02-28 00:00:00", INT64_C(4107456000)}, {"2100-03-01 00:00:00", INT64_C(4107542400)},
			{"9999-12-31 23:59:59", INT64_C(253402300799)}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t time = -1;
		char text[BO_TIME_TEXT_SIZE];
		assert_true(bo_time_parse(&time, cases[i].text, 19));
		if (time != cases[i].time) {
			fail_msg("%s: %lld", cases[i].text, (long long)time);
		}
		assert_string_equal(bo_time_format(text, cases[i].time), cases[i].text);
	}
}

/* D40: the process's time zone plays no part. */
static void test_d40_zone_of_the_process(void **state)
{
	(void)state;
	int64_t time;
	char text[BO_TIME_TEXT_SIZE];
	setenv("TZ", "Pacific/Auckland", 1);
	tzset();
	assert_true(bo_time_parse(&time, "2026-11-23 09:00:00", 19));
	assert_int_equal(time, 1795424400);
	assert_string_equal(bo_time_format(text, 1795424400), "2026-11-23 09:00:00");
	unsetenv("TZ");
	tzset();
}

static void test_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {"", "2026-11-23", "2026-11-23 09:00", "2026-11-23 09:00:0",
			"2026-11-23T09:00:00", "2026-11-23 09:00:00Z", "2026-11-23 09:00:00.0", " 2026-11-23 09:00:00",
			"2026/11/23 09:00:00", "23.11.2026 09:00:00", "0000-00-00 00:00:00", "2026-00-23 09:00:00",
			"2026-13-23 09:00:00", "2026-11-00 09:00:00", "2026-11-31 09:00:00", "2026-02-29 09:00:00",
			"2100-02-29 09:00:00", "2024-02-30 09:00:00", "1969-12-31 23:59:59", "1900-01-01 00:00:00",
			"2026-11-23 24:00:00", "2026-11-23 09:60:00", "2026-11-23 09:00:60", "2026-11-23 9 :00:00",
			"2026-11-23 -9:00:00", "+026-11-23 09:00:00", "2026-1a-23 09:00:00", "2026-11-23 09-00:00",
			"2026-11-23 09:00-00", "NULL", "now"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		int64_t time = 42;
		if (bo_time_parse(&time, texts[i], strlen(texts[i]))) {
			fail_msg("\"%s\" was taken", texts[i]);
		}
		assert_int_equal(time, 42);
	}
	int64_t time;
	assert_false(bo_time_parse(&time, "2026-11-23 09:00:00", 18));
	assert_false(bo_time_parse(&time, "2026-11-23\00009:00:00", 19));
}

static void test_days(void **state)
{
	(void)state;
	int64_t time;
	assert_true(bo_time_parse_day(&time, "2026-11-23", 10));
	assert_int_equal(time, 1795392000);
	static const char *const texts[] = {"", "2026-11-2", "2026-11-233", "2026-2-29", "2026-02-29",
			"2026-11-31", "0000-00-00", "1969-12-31", "2026.11.23", "2026-11-23 ", "20261123"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		if (bo_time_parse_day(&time, texts[i], strlen(texts[i]))) {
			fail_msg("\"%s\" was taken", texts[i]);
		}
	}
	assert_int_equal(bo_time_day(1795424400), 1795392000);
	assert_int_equal(bo_time_day(1795392000), 1795392000);
	assert_int_equal(bo_time_day(1795391999), 1795305600);
	assert_int_equal(bo_time_day(0), 0);
	assert_int_equal(bo_time_day(-1), -86400);
	assert_true(bo_time_day(BO_TIME_NONE) == BO_TIME_NONE);
}

static void test_unknown_and_out_of_range(void **state)
{
	(void)state;
	char text[BO_TIME_TEXT_SIZE];
	assert_string_equal(bo_time_format(text, BO_TIME_NONE), "");
	assert_string_equal(bo_time_format(text, -1), "");
	assert_string_equal(bo_time_format(text, INT64_C(253402300800)), "");
	assert_string_equal(bo_time_format(text, INT64_MAX), "");
}

/* Every day of 160 years goes to text and back, and the days follow each other. */
static void test_round_trip_of_every_day(void **state)
{
	(void)state;
	char before[BO_TIME_TEXT_SIZE] = "", text[BO_TIME_TEXT_SIZE];
	for (int64_t day = 0; day < 160 * 366; day++) {
		int64_t back = -1, time = day * 86400 + 47 * day % 86400;
		bo_time_format(text, time);
		assert_true(bo_time_parse(&back, text, strlen(text)));
		assert_int_equal(back, time);
		assert_true(strcmp(before, text) < 0);
		memcpy(before, text, sizeof(text));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_known_times),
			cmocka_unit_test(test_d40_zone_of_the_process), cmocka_unit_test(test_refused),
			cmocka_unit_test(test_days), cmocka_unit_test(test_unknown_and_out_of_range),
			cmocka_unit_test(test_round_trip_of_every_day)};
	return cmocka_run_group_tests_name("time", tests, NULL, NULL);
}
