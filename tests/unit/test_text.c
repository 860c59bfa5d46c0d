/* Proves that text from outside becomes valid UTF-8 within its bounds. */
#include "base/bo_text.h"
#include "support/bo_test.h"

static void test_sequences(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		size_t left, length;
	} cases[] = {{"a", 1, 1}, {"\x7f", 1, 1}, {"", 0, 0}, {"\x80", 1, 0}, {"\xc2\xa0", 2, 2},
			{"\xc2\xa0", 1, 0}, {"\xc0\x80", 2, 0}, {"\xc1\xbf", 2, 0}, {"\xc3\x28", 2, 0},
			{"\xdf\xbf", 2, 2}, {"\xe0\xa0\x80", 3, 3}, {"\xe0\x9f\xbf", 3, 0}, {"\xed\x9f\xbf", 3, 3},
			{"\xed\xa0\x80", 3, 0}, {"\xef\xbf\xbf", 3, 3}, {"\xe2\x82\xac", 2, 0},
			{"\xf0\x90\x80\x80", 4, 4}, {"\xf0\x8f\xbf\xbf", 4, 0}, {"\xf4\x8f\xbf\xbf", 4, 4},
			{"\xf4\x90\x80\x80", 4, 0}, {"\xf5\x80\x80\x80", 4, 0}, {"\xff", 1, 0}, {"\xfe", 1, 0},
			{"\xf0\x9f\x98\x80", 4, 4}, {"\xf0\x9f\x98\x80", 3, 0}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		if (bo_text_sequence(cases[i].bytes, cases[i].left) != cases[i].length) {
			fail_msg("case %zu", i);
		}
	}
}

static void copies(size_t size, const char *data, size_t length, const char *wanted)
{
	char out[64];
	memset(out, '#', sizeof(out));
	assert_ptr_equal(bo_text_copy(out, size, data, length), out);
	assert_string_equal(out, wanted);
	assert_int_equal(out[size], '#');
}

static void test_copy(void **state)
{
	(void)state;
	copies(10, "hello", 5, "hello");
	copies(6, "hello", 5, "hello");
	copies(5, "hello", 5, "hell");
	copies(1, "hello", 5, "");
	copies(10, "", 0, "");
	copies(10, "a\nb\tc\x7f", 6, "a?b?c?");
	copies(10, "a\0b", 3, "a?b");
	copies(10, "\xff\xc3", 2, "??");
	copies(10, "m\xc3\xbcl", 4, "m\xc3\xbcl");
	/* Cut between characters, never inside one. */
	copies(4, "m\xc3\xbcl", 4, "m\xc3\xbc");
	copies(3, "m\xc3\xbcl", 4, "m");
	copies(5, "\xf0\x9f\x98\x80", 4, "\xf0\x9f\x98\x80");
	copies(4, "\xf0\x9f\x98\x80", 4, "");
	char untouched[] = "#";
	bo_text_copy(untouched, 0, "x", 1);
	assert_string_equal(untouched, "#");
}

static void prints(size_t size, const char *text, const char *wanted)
{
	char out[64];
	memset(out, '#', sizeof(out));
	assert_ptr_equal(bo_text_printf(out, size, "%d %s", 7, text), out);
	assert_string_equal(out, wanted);
	assert_int_equal(out[size], '#');
}

static void test_printf(void **state)
{
	(void)state;
	prints(10, "hello", "7 hello");
	prints(8, "hello", "7 hello");
	prints(7, "hello", "7 hell");
	prints(1, "hello", "");
	prints(10, "a\nb", "7 a\nb");
	prints(10, "m\xc3\xbcl", "7 m\xc3\xbcl");
	prints(6, "m\xc3\xbcl", "7 m\xc3\xbc");
	prints(5, "m\xc3\xbcl", "7 m");
	prints(6, "\xf0\x9f\x98\x80", "7 ");
	prints(5, "\xf0\x9f\x98\x80", "7 ");
	prints(4, "\xf0\x9f\x98\x80", "7 ");
	prints(7, "\xf0\x9f\x98\x80", "7 \xf0\x9f\x98\x80");
	prints(10, "m\xc3", "7 m?");
	prints(10, "\xc3m\xbc", "7 ?m?");
	char untouched[] = "#";
	bo_text_printf(untouched, 0, "x");
	assert_string_equal(untouched, "#");
}

/* Errors quote what others typed or answered, and they reach the log. */
static void test_errors(void **state)
{
	(void)state;
	char long_text[700] = "";
	bo_error_t own = {0};
	for (size_t i = 0; i + 2 < sizeof(long_text); i += 2) {
		memcpy(long_text + i, "\xc3\xbc", 3);
	}
	(void)bo_fail(&own, BO_E_INVALID, "x%s", long_text);
	for (size_t i = 0; own.message[i];) {
		size_t step = bo_text_sequence(own.message + i, strlen(own.message + i));
		assert_int_not_equal(step, 0);
		i += step;
	}
	bo_error_prefix(&own, "%s", "ab");
	assert_memory_equal(own.message, "ab: x", 5);
	for (size_t i = 0; own.message[i];) {
		size_t step = bo_text_sequence(own.message + i, strlen(own.message + i));
		assert_int_not_equal(step, 0);
		i += step;
	}
	(void)bo_fail(&own, BO_E_INVALID, "There is no status %.3s.", "xx\xc3\xbc");
	assert_string_equal(own.message, "There is no status xx?.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sequences), cmocka_unit_test(test_copy),
			cmocka_unit_test(test_printf), cmocka_unit_test(test_errors)};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
