/* Proves the value tree and its JSON: what goes in comes out escaped, and what failed is known. */
#include "base/bo_value.h"
#include "support/bo_test.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

static void test_building(void **state)
{
	(void)state;
	bo_value_t *map = bo_value_map();
	bo_map_null(map, "null");
	bo_map_bool(map, "bool", true);
	bo_map_int(map, "int", INT64_MIN);
	bo_map_double(map, "double", 1.5);
	bo_map_text(map, "text", "hello");
	bo_map_text(map, "no text", NULL);
	bo_map_string(map, "string", "a\0b", 3);
	bo_map_printf(map, "printf", "%d-%s", 7, "x");
	bo_value_t *list = bo_map_list(map, "list");
	bo_list_int(list, 1);
	bo_list_text(list, "two");
	bo_list_text(list, NULL);
	bo_list_string(list, "three!", 5);
	bo_map_int(bo_list_map(list), "four", 4);
	bo_list_take(list, bo_value_bool(false));
	bo_map_map(map, "empty");
	bo_map_list(map, "none");
	assert_true(bo_value_complete(map));
	assert_json(map, "{\"null\":null,\"bool\":true,\"int\":-9223372036854775808,\"double\":1.5,\"text\":"
					 "\"hello\",\"no text\":null,"
					 "\"string\":\"a\\u0000b\",\"printf\":\"7-x\",\"list\":[1,\"two\",null,\"three\",{"
					 "\"four\":4},false],\"empty\":{},"
					 "\"none\":[]}");
	/* A key that is there is replaced, in its place. */
	bo_map_int(map, "null", 5);
	bo_map_text(map, "list", "gone");
	assert_string_equal(map->as.many.keys[0], "null");
	assert_int_equal(map->as.many.count, 11);
	assert_int_equal(bo_map_get_int(map, "null", 0), 5);
	assert_string_equal(bo_map_get_text(map, "list", ""), "gone");
	bo_value_free(map);
	bo_value_free(NULL);
}

static void test_many(void **state)
{
	(void)state;
	bo_value_t *map = bo_value_map(), *list = bo_value_list();
	char key[16];
	for (int i = 0; i < 1000; i++) {
		snprintf(key, sizeof(key), "k%d", i);
		bo_map_int(map, key, i);
		bo_list_int(list, i);
	}
	assert_int_equal(map->as.many.count, 1000);
	assert_int_equal(list->as.many.count, 1000);
	assert_int_equal(bo_map_get_int(map, "k999", 0), 999);
	assert_int_equal(list->as.many.items[999]->as.integer, 999);
	bo_value_free(map);
	bo_value_free(list);
}

static void test_json_of_bad_text(void **state)
{
	(void)state;
	bo_value_t *list = bo_value_list();
	bo_list_text(list, "\"\\/\b\f\n\r\t\x01\x1f\x7f");
	bo_list_text(list, "m\xc3\xbcller \xf0\x9f\x98\x80");
	bo_list_text(list, "\xff|\xc3|\xc0\x80|\xed\xa0\x80|\xf4\x90\x80\x80|\xe2\x82");
	bo_list_text(list, "</script><!--");
	assert_json(list,
			"[\"\\\"\\\\/\\u0008\\u000c\\u000a\\u000d\\u0009\\u0001\\u001f\\u007f\",\"m\xc3\xbcller "
			"\xf0\x9f\x98\x80\","
			"\"\xef\xbf\xbd|\xef\xbf\xbd|\xef\xbf\xbd\xef\xbf\xbd|\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd|"
			"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd|\xef\xbf\xbd\xef\xbf\xbd\",\"</script><!--\"]");
	bo_value_free(list);
	bo_value_t *map = bo_value_map();
	bo_map_int(map, "a\"\xff\n", 1);
	assert_json(map, "{\"a\\\"\xef\xbf\xbd\\u000a\":1}");
	bo_value_free(map);
}

static void test_json_of_numbers(void **state)
{
	(void)state;
	bo_value_t *list = bo_value_list();
	bo_list_int(list, INT64_MAX);
	bo_list_take(list, bo_value_double(0.1));
	bo_list_take(list, bo_value_double(464.45));
	bo_list_take(list, bo_value_double(-0.5));
	bo_list_take(list, bo_value_double(1e300));
	bo_list_take(list, bo_value_double(NAN));
	bo_list_take(list, bo_value_double(INFINITY));
	bo_list_take(list, bo_value_double(99999999999999.99));
	assert_json(list, "[9223372036854775807,0.1,464.45,-0.5,1e+300,null,null,100000000000000]");
	bo_value_free(list);
	assert_json(NULL, "null");
}

static void test_json_in_another_locale(void **state)
{
	(void)state;
	bo_test_comma_locale();
	bo_value_t *list = bo_value_list();
	bo_list_take(list, bo_value_double(-464.45));
	bo_list_take(list, bo_value_double(1.5e300));
	bo_list_take(list, bo_value_double(3));
	assert_json(list, "[-464.45,1.5e+300,3]");
	bo_value_free(list);
}

static void test_json_stops_at_the_maximum(void **state)
{
	(void)state;
	bo_buffer_t buffer;
	bo_value_t *list = bo_value_list();
	bo_list_text(list, "0123456789");
	bo_buffer_init(&buffer, 13);
	assert_false(bo_value_write_json(list, &buffer));
	assert_true(buffer.failed);
	bo_buffer_dispose(&buffer);
	bo_buffer_init(&buffer, 14);
	assert_true(bo_value_write_json(list, &buffer));
	assert_string_equal(bo_buffer_text(&buffer), "[\"0123456789\"]");
	bo_buffer_dispose(&buffer);
	bo_value_free(list);
}

/* Building on what could not be made is harmless, and the tree knows that it is not whole. */
static void test_failures_are_remembered(void **state)
{
	(void)state;
	bo_map_int(NULL, "a", 1);
	bo_map_text(NULL, "a", "x");
	bo_list_int(NULL, 1);
	assert_null(bo_map_map(NULL, "a"));
	assert_null(bo_map_list(NULL, "a"));
	assert_null(bo_list_map(NULL));
	assert_false(bo_value_complete(NULL));
	bo_value_t *map = bo_value_map();
	bo_value_t *inner = bo_map_map(map, "inner");
	bo_value_t *list = bo_map_list(inner, "list");
	assert_true(bo_value_complete(map));
	bo_list_take(list, NULL);
	assert_false(bo_value_complete(map));
	/* Building may go on; the tree stays incomplete. */
	bo_map_int(bo_list_map(list), "a", 1);
	bo_map_take(map, "x", NULL);
	bo_map_map(map, "y");
	assert_false(bo_value_complete(map));
	bo_value_free(map);
	/* The wrong kind of container takes nothing and loses nothing. */
	bo_value_t *number = bo_value_int(5);
	bo_map_take(number, "a", bo_value_int(1));
	bo_list_take(number, bo_value_int(1));
	assert_json(number, "5");
	bo_value_free(number);
}

static void test_reading(void **state)
{
	(void)state;
	bo_value_t *map = bo_value_map();
	bo_map_int(map, "Int", 42);
	bo_map_text(map, "text", "43");
	bo_map_text(map, "negative", "-44");
	bo_map_text(map, "mixed", "45x");
	bo_map_text(map, "empty", "");
	bo_map_text(map, "huge", "9999999999999999999999");
	bo_map_string(map, "nul", "4\0005", 3);
	bo_map_bool(map, "yes", true);
	bo_map_double(map, "double", 1.0);
	bo_map_null(map, "null");
	static const struct {
		const char *key;
		int64_t number;
	} numbers[] = {{"Int", 42}, {"text", 43}, {"negative", -44}, {"mixed", 7}, {"empty", 7}, {"huge", 7},
			{"nul", 7}, {"yes", 1}, {"double", 7}, {"null", 7}, {"missing", 7}, {"int", 7}};
	for (size_t i = 0; i < COUNT_OF(numbers); i++) {
		if (bo_map_get_int(map, numbers[i].key, 7) != numbers[i].number) {
			fail_msg("%s: %lld", numbers[i].key, (long long)bo_map_get_int(map, numbers[i].key, 7));
		}
	}
	assert_non_null(bo_map_get_nocase(map, "INT"));
	assert_null(bo_map_get(map, "INT"));
	assert_null(bo_map_get_nocase(map, "INTX"));
	assert_string_equal(bo_map_get_text(map, "text", "no"), "43");
	assert_string_equal(bo_map_get_text(map, "Int", "no"), "no");
	assert_string_equal(bo_map_get_text(NULL, "x", "no"), "no");
	bo_value_free(map);
}

static void test_reading_flags(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool flag;
	} cases[] = {{"1", true}, {"on", true}, {"ON", true}, {"true", true}, {"Yes", true}, {"0", false},
			{"off", false}, {"", false}, {"2", false}, {"no", false}, {"truely", false}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_value_t *map = bo_value_map();
		bo_map_text(map, "x", cases[i].text);
		assert_int_equal(bo_map_get_bool(map, "x", !cases[i].flag), cases[i].flag);
		bo_value_free(map);
	}
	bo_value_t *map = bo_value_map();
	bo_map_int(map, "two", 2);
	bo_map_null(map, "null");
	bo_map_list(map, "list");
	assert_true(bo_map_get_bool(map, "two", false));
	assert_true(bo_map_get_bool(map, "null", true));
	assert_true(bo_map_get_bool(map, "missing", true));
	assert_true(bo_map_get_bool(map, "list", true));
	bo_value_free(map);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_building), cmocka_unit_test(test_many),
			cmocka_unit_test(test_json_of_bad_text), cmocka_unit_test(test_json_of_numbers),
			cmocka_unit_test_teardown(test_json_in_another_locale, bo_test_plain_locale),
			cmocka_unit_test(test_json_stops_at_the_maximum), cmocka_unit_test(test_failures_are_remembered),
			cmocka_unit_test(test_reading), cmocka_unit_test(test_reading_flags)};
	return cmocka_run_group_tests_name("value", tests, NULL, NULL);
}
