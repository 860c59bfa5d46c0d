/* Proves the bounded buffer: it never passes its maximum, and keeps what fitted. */
#include "base/bo_buffer.h"
#include "support/bo_test.h"

#include <stdlib.h>

static void test_growing(void **state)
{
	(void)state;
	bo_buffer_t buffer;
	bo_buffer_init(&buffer, 100000);
	assert_string_equal(bo_buffer_text(&buffer), "");
	assert_null(buffer.data);
	for (int i = 0; i < 10000; i++) {
		assert_true(bo_buffer_add_char(&buffer, (char)('a' + i % 26)));
	}
	assert_int_equal(buffer.length, 10000);
	assert_int_equal(buffer.data[9999], 'a' + 9999 % 26);
	assert_int_equal(buffer.data[10000], 0);
	bo_buffer_clear(&buffer);
	assert_string_equal(bo_buffer_text(&buffer), "");
	assert_true(bo_buffer_add_text(&buffer, "one "));
	assert_true(bo_buffer_printf(&buffer, "%d-%s", 2, "two"));
	assert_true(bo_buffer_add(&buffer, "\0x", 2));
	assert_int_equal(buffer.length, 11);
	assert_memory_equal(buffer.data, "one 2-two\0x", 12);
	bo_buffer_dispose(&buffer);
	assert_int_equal(buffer.maximum, 100000);
}

static void test_maximum(void **state)
{
	(void)state;
	bo_buffer_t buffer;
	bo_buffer_init(&buffer, 10);
	assert_true(bo_buffer_add_text(&buffer, "0123456789"));
	assert_true(bo_buffer_add_text(&buffer, ""));
	assert_false(bo_buffer_add_char(&buffer, 'x'));
	assert_true(buffer.failed);
	/* After a failure nothing is added any more, even if it would fit. */
	buffer.length = 5;
	assert_false(bo_buffer_add_text(&buffer, "a"));
	assert_false(bo_buffer_printf(&buffer, "a"));
	assert_int_equal(buffer.length, 5);
	assert_null(bo_buffer_take(&buffer, NULL));
	bo_buffer_clear(&buffer);
	assert_false(buffer.failed);
	assert_false(bo_buffer_add_text(&buffer, "01234567890"));
	assert_int_equal(buffer.length, 0);
	bo_buffer_clear(&buffer);
	assert_false(bo_buffer_printf(&buffer, "%s", "01234567890"));
	bo_buffer_clear(&buffer);
	assert_true(bo_buffer_printf(&buffer, "%s", "0123456789"));
	assert_string_equal(bo_buffer_text(&buffer), "0123456789");
	bo_buffer_dispose(&buffer);
}

static void test_absurd_lengths(void **state)
{
	(void)state;
	bo_buffer_t buffer;
	bo_buffer_init(&buffer, SIZE_MAX);
	assert_true(bo_buffer_add_text(&buffer, "x"));
	assert_false(bo_buffer_add(&buffer, "x", SIZE_MAX)); /* would wrap around */
	assert_true(buffer.failed);
	assert_string_equal(bo_buffer_text(&buffer), "x");
	bo_buffer_dispose(&buffer);
	bo_buffer_init(&buffer, 0);
	assert_true(bo_buffer_add(&buffer, NULL, 0));
	assert_false(bo_buffer_add_char(&buffer, 'x'));
	bo_buffer_dispose(&buffer);
}

static void test_take(void **state)
{
	(void)state;
	bo_buffer_t buffer;
	size_t length = 99;
	bo_buffer_init(&buffer, 10);
	char *text = bo_buffer_take(&buffer, &length);
	assert_string_equal(text, "");
	assert_int_equal(length, 0);
	free(text);
	assert_true(bo_buffer_add_text(&buffer, "abc"));
	text = bo_buffer_take(&buffer, &length);
	assert_string_equal(text, "abc");
	assert_int_equal(length, 3);
	assert_null(buffer.data);
	free(text);
	/* The buffer may go on with the same maximum. */
	assert_true(bo_buffer_add_text(&buffer, "0123456789"));
	assert_false(bo_buffer_add_char(&buffer, 'x'));
	bo_buffer_dispose(&buffer);
}

static void test_wipe(void **state)
{
	(void)state;
	char secret[] = "password";
	bo_wipe(secret, sizeof(secret));
	assert_memory_equal(secret, "\0\0\0\0\0\0\0\0", 9);
	bo_wipe(NULL, 5);
	bo_buffer_t buffer;
	bo_buffer_init(&buffer, 100);
	assert_true(bo_buffer_add_text(&buffer, "password"));
	bo_buffer_wipe(&buffer);
	assert_null(buffer.data);
	assert_int_equal(buffer.length, 0);
	bo_buffer_wipe(&buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_growing), cmocka_unit_test(test_maximum),
			cmocka_unit_test(test_absurd_lengths), cmocka_unit_test(test_take), cmocka_unit_test(test_wipe)};
	return cmocka_run_group_tests_name("buffer", tests, NULL, NULL);
}
