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

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sequences), cmocka_unit_test(test_copy)};
	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
