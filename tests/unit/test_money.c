/* Proves that money is exact: what SQL and people write, and what WHMCS shows. */
#include "base/bo_money.h"
#include "support/bo_test.h"

static void test_sql(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t amount;
	} cases[] = {{"0", 0}, {"0.00", 0}, {"-0.00", 0}, {"1", 100}, {"12.5", 1250}, {"12.50", 1250},
			{"12.500000", 1250}, {"-12.50", -1250}, {"+3.01", 301}, {"0.01", 1}, {".5", 50}, {"5.", 500},
			{"0012.30", 1230}, {"1234567.89", 123456789}, /* D25: 1234570 in the original */
			{"99999999999999.99", INT64_C(9999999999999999)},
			{"-99999999999999.99", INT64_C(-9999999999999999)}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_money_t amount = 77;
		assert_true(bo_money_parse_sql(&amount, cases[i].text, strlen(cases[i].text)));
		if (amount != cases[i].amount) {
			fail_msg("%s: %lld", cases[i].text, (long long)amount);
		}
	}
	static const char *const refused[] = {"", ".", "-", "+", "-.", "1.234", "1.001", "1,5", "1e3", " 1", "1 ",
			"--1", "1-", "1.2.3", "NULL", "0x10", "100000000000000", "100000000000000.00",
			"99999999999999999999999", "$5"};
	for (size_t i = 0; i < COUNT_OF(refused); i++) {
		bo_money_t amount = 77;
		if (bo_money_parse_sql(&amount, refused[i], strlen(refused[i]))) {
			fail_msg("\"%s\" was taken as %lld", refused[i], (long long)amount);
		}
		assert_int_equal(amount, 77);
	}
}

static void test_format_sql(void **state)
{
	(void)state;
	char text[BO_MONEY_TEXT_SIZE];
	assert_string_equal(bo_money_format_sql(text, 0), "0.00");
	assert_string_equal(bo_money_format_sql(text, 5), "0.05");
	assert_string_equal(bo_money_format_sql(text, -5), "-0.05");
	assert_string_equal(bo_money_format_sql(text, 123456789), "1234567.89");
	assert_string_equal(bo_money_format_sql(text, -1250), "-12.50");
	assert_string_equal(bo_money_format_sql(text, BO_MONEY_MAX), "99999999999999.99");
	assert_string_equal(bo_money_format_sql(text, INT64_MAX), "92233720368547758.07");
}

/* D26: what a person types is taken as it was meant, or refused with a reason; never cut. */
static void test_d26_input(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t amount;
	} cases[] = {{"12", 1200}, {"12.5", 1250}, {"12,5", 1250}, {"12,50", 1250}, {"12.50", 1250},
			{" 12.50\t", 1250}, {"\n7\r\n", 700}, {"0", 0}, {"0.00", 0}, {"0,99", 99}, {"1,234.50", 123450},
			{"1.234,50", 123450}, {"1,234,567", 123456700}, {"1.234.567", 123456700},
			{"1,234,567.8", 123456780}, {"1.234.567,89", 123456789}, {"1234", 123400}, {"1234.00", 123400},
			{"1234567.89", 123456789}, {"007", 700}, {"1 234,50", 123450},
			{"1\xc2\xa0"
			 "234.50",
					123450},
			{"12\xe2\x80\xaf"
			 "345",
					1234500},
			{"1 234 567,8", 123456780}, {"1 234", 123400}, {"99999999999999.99", INT64_C(9999999999999999)}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_money_t amount = 77;
		bo_error_t error = {0};
		if (bo_money_parse_input(&amount, cases[i].text, strlen(cases[i].text), &error) != BO_OK) {
			fail_msg("\"%s\": %s", cases[i].text, error.message);
		}
		if (amount != cases[i].amount) {
			fail_msg("\"%s\": %lld", cases[i].text, (long long)amount);
		}
	}
	static const char *const nothing[] = {"", " ", "\t\r\n "};
	for (size_t i = 0; i < COUNT_OF(nothing); i++) {
		bo_money_t amount = 77;
		assert_ok(bo_money_parse_input(&amount, nothing[i], strlen(nothing[i]), &error));
		assert_true(amount == BO_MONEY_NONE);
	}
}

static void test_d26_refused_input(void **state)
{
	(void)state;
	static const char *const negative = "A price can't be negative.";
	static const char *const digits = "A price has digits and one decimal point or comma only, like 12.50.";
	static const char *const two_ways =
			"This price could be read in two ways; write it with two decimals, like 1234.00 or 1.23.";
	static const char *const groups = "The thousands of this price are not in groups of three.";
	static const char *const decimals = "A price has two decimals at most.";
	static const char *const sides = "A price needs digits on both sides of the decimal sign.";
	static const char *const one_sign = "A price has one decimal sign only, like 1,234.50.";
	static const char *const large = "This price is too large.";
	static const struct {
		const char *text, *message;
	} cases[] = {{"-1", negative}, {"-0", negative}, {"NULL", digits}, {"abc", digits}, {"12 50", groups},
			{"1234 567", groups}, {"1 23", groups}, {"1 234 5", groups}, {"1 2345", groups},
			{"1  234", groups}, {"1 234 567,5 0", groups}, {"$12", digits}, {"12\xe2\x82\xac", digits},
			{"1e3", digits}, {"+1", digits}, {"1'000", digits}, {"1,234", two_ways}, {"1.234", two_ways},
			{"12,345", two_ways}, {"123.456", two_ways}, {"1,23,456", groups}, {"12,34.50", groups},
			{"1234,567.00", groups}, {",123.00", groups}, {"1.2.3", groups}, {"1..5", groups},
			{"12.345678", decimals}, {"1234.567", decimals}, {"0.123", decimals}, {"1,234.567", decimals},
			{"5.", sides}, {".5", sides}, {",", sides}, {".", sides}, {"1.234,56,78", one_sign},
			{"1,2.3.4", one_sign}, {"100000000000000", large}, {"100000000000000.00", large},
			{"99999999999999999999999999", large}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_money_t amount = 77;
		bo_error_t error = {0};
		bo_code_t result = bo_money_parse_input(&amount, cases[i].text, strlen(cases[i].text), &error);
		if (result != BO_E_INVALID || strcmp(error.message, cases[i].message) != 0) {
			fail_msg("\"%s\": %s, %s", cases[i].text, bo_code_name(result), error.message);
		}
	}
	/* A NUL inside is no end of the text. */
	bo_money_t amount;
	assert_code(bo_money_parse_input(&amount, "12\0 50", 6, &error), BO_E_INVALID);
}

/* D76: as WHMCS shows money, in its four formats. */
static void test_d76_formats(void **state)
{
	(void)state;
	static const struct {
		int64_t amount;
		const char *texts[4];
	} cases[] = {{123456789, {"1234567.89", "1,234,567.89", "1.234.567,89", "1,234,568"}},
			{0, {"0.00", "0.00", "0,00", "0"}}, {5, {"0.05", "0.05", "0,05", "0"}},
			{99950, {"999.50", "999.50", "999,50", "1,000"}},
			{100000, {"1000.00", "1,000.00", "1.000,00", "1,000"}},
			{-123456, {"-1234.56", "-1,234.56", "-1.234,56", "-1,235"}},
			{-40, {"-0.40", "-0.40", "-0,40", "0"}}, {12, {"0.12", "0.12", "0,12", "0"}},
			{BO_MONEY_MAX, {"99999999999999.99", "99,999,999,999,999.99", "99.999.999.999.999,99",
								   "100,000,000,000,000"}}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		for (int format = 1; format <= 4; format++) {
			bo_currency_t currency = {.format = format, .prefix = "", .suffix = ""};
			char text[128];
			assert_string_equal(bo_money_format(text, sizeof(text), cases[i].amount, &currency),
					cases[i].texts[format - 1]);
		}
	}
	bo_currency_t dollar = {.format = 2, .prefix = "$", .suffix = " USD"}, unknown = {.format = 9};
	char text[128];
	assert_string_equal(bo_money_format(text, sizeof(text), 123456, &dollar), "$1,234.56 USD");
	assert_string_equal(bo_money_format(text, sizeof(text), -500, &dollar), "$-5.00 USD");
	assert_string_equal(bo_money_format(text, sizeof(text), 123456, &unknown), "1234.56");
	assert_string_equal(bo_money_format(text, sizeof(text), BO_MONEY_NONE, &dollar), "");
	char small[6];
	assert_string_equal(bo_money_format(small, sizeof(small), 123456, &dollar), "$1,23");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sql), cmocka_unit_test(test_format_sql),
			cmocka_unit_test(test_d26_input), cmocka_unit_test(test_d26_refused_input),
			cmocka_unit_test(test_d76_formats)};
	return cmocka_run_group_tests_name("money", tests, NULL, NULL);
}
