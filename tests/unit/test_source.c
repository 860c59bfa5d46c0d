/* The setting droplist_sources: what each line comes to, and which mistakes are told with their line and
 * word. */
#include "droplist/bo_source.h"
#include "support/bo_test.h"

#include <stdio.h>
#include <stdlib.h>

static bo_sources_t parsed;

static const bo_source_t *one(const char *text)
{
	bo_sources_dispose(&parsed);
	assert_ok(bo_sources_parse(&parsed, text, &error));
	assert_int_equal(parsed.count, 1);
	return &parsed.items[0];
}

static void test_formats(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		bo_packing_t packing;
		bo_list_form_t form;
	} cases[] = {
			{"a https://x/", BO_PACKED_AUTO, {0, 1, 2, 7, 0, true}},
			{"a https://x/ format=auto", BO_PACKED_AUTO, {0, 1, 2, 7, 0, true}},
			{"a https://x/ format=zip", BO_PACKED_ZIP, {0, 1, 2, 7, 0, true}},
			{"a https://x/ format=gz", BO_PACKED_GZ, {0, 1, 2, 7, 0, true}},
			{"a https://x/ format=text", BO_PACKED_NOT, {0, 1, 2, 7, 0, true}},
			{"a https://x/ format=comma", BO_PACKED_AUTO, {',', 1, 2, 7, 0, true}},
			{"a https://x/ format=tab time=04:00", BO_PACKED_AUTO, {'\t', 1, 2, 7, 14400, true}},
			{"a https://x/ format=nominet", BO_PACKED_AUTO, {',', 2, 3, 3, 0, true}},
			{"a https://x/ format=hexonet", BO_PACKED_ZIP, {';', 1, 2, 1, 0, false}},
			/* The order of the words does not matter, nor does their case. */
			{"a https://x/ columns=4,2 time=23:59 FORMAT=Comma", BO_PACKED_AUTO, {',', 4, 2, 7, 86340, true}},
			{"a https://x/ columns=32,1", BO_PACKED_AUTO, {0, 32, 1, 7, 0, true}},
			{"a registrar", BO_PACKED_ZIP, {';', 1, 2, 1, 0, false}},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const bo_source_t *source = one(cases[i].line);
		const bo_list_form_t *form = &source->form, *wanted = &cases[i].form;
		if (!source->registrar) {
			assert_int_equal(source->packing, cases[i].packing);
		}
		assert_int_equal(form->separator, wanted->separator);
		assert_int_equal(form->name_column, wanted->name_column);
		assert_int_equal(form->date_column, wanted->date_column);
		assert_int_equal(form->dates, wanted->dates);
		assert_int_equal(form->day_time, wanted->day_time);
		assert_int_equal(form->header, wanted->header);
	}
}

static void test_lines(void **state)
{
	(void)state;
	bo_sources_dispose(&parsed);
	assert_ok(bo_sources_parse(&parsed,
			"# what we use\r\n\n  hexonet https://x.test/a.zip?b=c#d format=hexonet prefer=COM,.net \r\n"
			"\t\nuk\thttps://y.test/uk.csv.gz\tformat=nominet zones=uk,co.uk,m\xc3\xbcller\n"
			"own_list-2 Registrar zones=se prefer=nu",
			&error));
	assert_int_equal(parsed.count, 3);
	const bo_source_t *first = &parsed.items[0], *second = &parsed.items[1], *third = &parsed.items[2];
	assert_string_equal(first->name, "hexonet");
	assert_string_equal(first->url, "https://x.test/a.zip?b=c#d");
	assert_false(first->registrar || first->only_these);
	assert_int_equal(first->zone_count, 2);
	assert_true(bo_source_names_zone(first, "com", 3) && bo_source_names_zone(first, "net", 3));
	assert_false(bo_source_names_zone(first, "co", 2) || bo_source_names_zone(first, "comx", 4));
	assert_true(second->only_these);
	assert_true(
			bo_source_names_zone(second, "co.uk", 5) && bo_source_names_zone(second, "xn--mller-kva", 13));
	assert_false(bo_source_names_zone(second, "org.uk", 6));
	assert_string_equal(third->name, "own_list-2");
	assert_true(third->registrar && third->only_these);
	assert_true(bo_source_names_zone(third, "se", 2) && bo_source_names_zone(third, "nu", 2));
}

static void test_mistakes(void **state)
{
	(void)state;
	static const struct {
		const char *text, *message;
	} cases[] = {
			{"", "The setting droplist_sources names no source."},
			{"# none\n\n", "The setting droplist_sources names no source."},
			{"https://x.test/list.zip", "line 1, \"https://x.test/list.zip\": a line begins with a name"},
			{"a", "line 1: behind the name \"a\" the address is missing"},
			{"a https://x/\nb ", "line 2: behind the name \"b\""},
			{"a list.zip", "line 1, \"list.zip\": the second word must be a URL"},
			{"a https://x/\n\nA https://y/", "line 3, \"A\": another source has this name"},
			{"aaaaaaaaaabbbbbbbbbbccccccccccddd https://x/", "at most 32"},
			{"a https://x/ format=rar", "line 1, \"rar\": format= is one of"},
			{"a https://x/ formats=zip", "line 1, \"formats=zip\": there are only format="},
			{"a https://x/ zip", "line 1, \"zip\": there are only format="},
			{"a https://x/ format=zip format=gz", "line 1, \"format=gz\": this stands twice"},
			{"a https://x/ zones=se zones=nu", "line 1, \"zones=nu\": this stands twice"},
			{"a https://x/ columns=1", "line 1, \"1\": columns="},
			{"a https://x/ columns=2,2", "line 1, \"2,2\": columns="},
			{"a https://x/ columns=0,1", "line 1, \"0,1\": columns="},
			{"a https://x/ columns=1,33", "line 1, \"1,33\": columns="},
			{"a https://x/ columns=1,99999999999", "columns="},
			{"a https://x/ columns=a,b", "columns="},
			{"a https://x/ time=4", "line 1, \"4\": time="},
			{"a https://x/ time=24:00", "time="},
			{"a https://x/ time=23:60", "time="},
			{"a https://x/ time=1:5", "time="},
			{"a https://x/ format=hexonet time=04:00",
					"line 1, \"04:00\": time= is for dates without a time"},
			{"a https://x/ time=04:00 format=nominet", "time= is for dates without a time"},
			{"a https://x/ zones=", "line 1, \"\": this is no zone"},
			{"a https://x/ zones=se,,nu", "line 1, \"se,,nu\": this is no zone"},
			{"a https://x/ zones=se,n_u", "line 1, \"n_u\": this is no zone"},
			{"a https://x/ prefer=123", "line 1, \"123\": this is no zone"},
			{"a registrar format=zip", "line 1, \"format=zip\": the registrar's own list"},
			{"a registrar time=04:00", "line 1, \"time=04:00\": the registrar's own list"},
			{"a registrar columns=1,2", "line 1, \"columns=1,2\": the registrar's own list"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_error_t error = {0};
		bo_sources_dispose(&parsed);
		assert_int_equal(bo_sources_parse(&parsed, cases[i].text, &error), BO_E_CONFIG);
		if (!strstr(error.message, cases[i].message) || !strstr(error.message, "droplist_sources")) {
			fail_msg("%s: %s", cases[i].text, error.message);
		}
	}
}

static void test_bounds(void **state)
{
	(void)state;
	char text[8192];
	size_t length = 0;
	for (int i = 0; i < 17; i++) {
		length += (size_t)snprintf(text + length, sizeof(text) - length, "s%d https://x/\n", i);
		bo_sources_dispose(&parsed);
		assert_code(bo_sources_parse(&parsed, text, &error), i < 16 ? BO_OK : BO_E_CONFIG);
		assert_int_equal(parsed.count, i < 16 ? i + 1 : 16);
	}
	length = (size_t)snprintf(text, sizeof(text), "a https://x/ zones=z0");
	for (int i = 1; i < 65; i++) {
		bo_sources_dispose(&parsed);
		assert_code(bo_sources_parse(&parsed, text, &error), BO_OK);
		assert_int_equal(parsed.items[0].zone_count, i);
		length += (size_t)snprintf(text + length, sizeof(text) - length, ",z%d", i);
	}
	bo_sources_dispose(&parsed);
	assert_code(bo_sources_parse(&parsed, text, &error), BO_E_CONFIG);
	/* A URL of the greatest length, and one byte more. */
	for (size_t size = 2047; size <= 2048; size++) {
		memset(text, 'x', sizeof(text));
		memcpy(text, "a https://", 10);
		text[2 + size] = '\0';
		bo_sources_dispose(&parsed);
		assert_code(bo_sources_parse(&parsed, text, &error), size == 2047 ? BO_OK : BO_E_CONFIG);
		bo_sources_dispose(&parsed);
		assert_code(bo_sources_single(&parsed, text + 2, &error), size == 2047 ? BO_OK : BO_E_CONFIG);
	}
}

static void test_which_setting(void **state)
{
	(void)state;
	bo_sources_dispose(&parsed);
	assert_ok(bo_sources_of(&parsed, " \r\n\t", "https://x/l.zip", &error));
	assert_string_equal(parsed.items[0].name, "list");
	assert_string_equal(parsed.items[0].url, "https://x/l.zip");
	assert_int_equal(parsed.items[0].packing, BO_PACKED_ZIP);
	assert_int_equal(parsed.items[0].form.separator, ';');
	assert_int_equal(parsed.items[0].form.dates, BO_DATE_FULL);
	assert_false(parsed.items[0].form.header);
	bo_sources_dispose(&parsed);
	assert_ok(bo_sources_of(&parsed, "b https://y/", "https://x/l.zip", &error));
	assert_string_equal(parsed.items[0].url, "https://y/");
	bo_sources_dispose(&parsed);
	assert_fails(
			bo_sources_of(&parsed, NULL, "", &error), BO_E_CONFIG, "The setting droplist_url is needed.");
}

/* Whatever changes what is imported changes the number; a comment or a blank does not. */
static void test_fingerprint(void **state)
{
	(void)state;
	static const char *const texts[] = {"a https://x/", "b https://x/", "a https://y/",
			"a https://x/ format=gz", "a https://x/ format=text", "a https://x/ format=tab",
			"a https://x/ columns=2,1", "a https://x/ time=00:01", "a https://x/ zones=se",
			"a https://x/ prefer=se", "a https://x/ zones=se,nu", "a registrar", "a https://x/\nb https://y/",
			"b https://y/\na https://x/"};
	uint64_t numbers[COUNT_OF(texts)];
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		bo_sources_dispose(&parsed);
		assert_ok(bo_sources_parse(&parsed, texts[i], &error));
		numbers[i] = bo_sources_fingerprint(&parsed);
		for (size_t j = 0; j < i; j++) {
			assert_true(numbers[i] != numbers[j]);
		}
	}
	assert_true(numbers[0] == bo_sources_fingerprint((one("# x\n  a  https://x/ \r\n\n"), &parsed)));
}

static int tear_down(void **state)
{
	(void)state;
	bo_sources_dispose(&parsed);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_formats), cmocka_unit_test(test_lines),
			cmocka_unit_test(test_mistakes), cmocka_unit_test(test_bounds),
			cmocka_unit_test(test_which_setting), cmocka_unit_test(test_fingerprint)};
	return cmocka_run_group_tests_name("sources", tests, NULL, tear_down);
}
