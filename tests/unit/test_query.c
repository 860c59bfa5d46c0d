/* The compact query text: what each form means, what is wrong and where. */
#include "base/bo_name.h"
#include "base/bo_time.h"
#include "droplist/bo_query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOW INT64_C(1795424400) /* 2026-11-23 09:00:00 */

/* ---- a query in words ---- */

static void add(char *out, size_t size, const char *format, ...) BO_PRINTF(3, 4);

static void add(char *out, size_t size, const char *format, ...)
{
	size_t used = strlen(out);
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(out + used, size - used, format, arguments);
	va_end(arguments);
}

static void add_range(char *out, size_t size, const char *name, int minimum, int maximum)
{
	if (minimum >= 0 || maximum >= 0) {
		add(out, size, " %s=%d..%d", name, minimum, maximum);
	}
}

static void add_time(char *out, size_t size, const char *name, int64_t time)
{
	char text[BO_TIME_TEXT_SIZE];
	if (time != BO_TIME_NONE) {
		add(out, size, " %s=%s", name, bo_time_format(text, time));
	}
}

/* Everything the parser fills in, each part with a blank before it. */
static const char *describe(const bo_query_t *query)
{
	static char out[8000];
	static const char *const kinds[] = {"contains", "starts", "ends", "equals", "pattern", "expression"};
	static const char *const sorts[] = {"drop", "name", "length", "digits", "hyphens", "zone", "price"};
	const bo_search_t *search = &query->search;
	out[0] = '\0';
	for (size_t i = 0; i < search->terms.count; i++) {
		const bo_term_t *term = &search->terms.items[i];
		add(out, sizeof(out), " %s%s(", term->excluded ? "not " : "", kinds[term->kind]);
		for (size_t t = 0; t < term->text_count; t++) {
			add(out, sizeof(out), "%s%s", t ? " or " : "",
					bo_terms_text(&search->terms, term->first_text + t));
		}
		add(out, sizeof(out), ")");
	}
	add_range(out, sizeof(out), "length", search->length_min, search->length_max);
	add_range(out, sizeof(out), "letters", search->letters_min, search->letters_max);
	add_range(out, sizeof(out), "digits", search->digits_min, search->digits_max);
	add_range(out, sizeof(out), "hyphens", search->hyphens_min, search->hyphens_max);
	add(out, sizeof(out), "%s", search->digits_only ? " digits-only" : "");
	add(out, sizeof(out), "%s", search->idn < 0 ? "" : search->idn ? " idn" : " no-idn");
	add(out, sizeof(out), "%s%s", *query->zones ? " in " : "", query->zones);
	add_time(out, sizeof(out), "from", search->from);
	add_time(out, sizeof(out), "to", search->to);
	add(out, sizeof(out), "%s", query->mine < 0 ? "" : query->mine ? " mine" : " not-mine");
	if (query->sorted) {
		add(out, sizeof(out), " by %s%s", search->descending ? "-" : "", sorts[search->sort]);
	}
	return out;
}

static void expect(const char *text, const char *meaning)
{
	bo_query_t query;
	bo_error_t error = {0};
	if (bo_query_parse(&query, text, strlen(text), NOW, &error) != BO_OK) {
		fail_msg("%s: %s", text, error.message);
	}
	if (strcmp(describe(&query), meaning) != 0) {
		fail_msg("%s means \"%s\", expected \"%s\"", text, describe(&query), meaning);
	}
}

static void refuse(const char *text, size_t place, const char *words)
{
	bo_query_t query;
	bo_error_t error = {0};
	char expected[80];
	assert_int_equal(bo_query_parse(&query, text, strlen(text), NOW, &error), BO_E_INVALID);
	snprintf(expected, sizeof(expected), "The search is wrong at position %zu: ", place);
	if (strncmp(error.message, expected, strlen(expected)) != 0 || !strstr(error.message, words)) {
		fail_msg("%s: %s", text, error.message);
	}
}

/* ---- tests ---- */

static void test_words(void **state)
{
	(void)state;
	expect("", "");
	expect(" \t\n\xc2\xa0\xe3\x80\x80", "");
	expect("shop", " contains(shop)");
	expect("Shop  STORE", " contains(Shop) contains(STORE)");
	expect("-online", " not contains(online)");
	expect("^my", " starts(my)");
	expect("hub$", " ends(hub)");
	expect("^my hub$", " starts(my) ends(hub)");
	expect("^hub$", " equals(hub)");
	expect("-^my -hub$ -^x$", " not starts(my) not ends(hub) not equals(x)");
	expect("shop|store|laden", " contains(shop or store or laden)");
	expect("^a|b c|d$ ^e|f$ -g|h", " starts(a or b) ends(c or d) equals(e or f) not contains(g or h)");
	expect("web-shop", " contains(web-shop)");
	expect("--x", " not contains(-x)");
	expect("m\xc3\xbcller \xe4\xb8\xad", " contains(m\xc3\xbcller) contains(\xe4\xb8\xad)");
	expect("a\xc2\xa0"
		   "b\xe3\x80\x80"
		   "c\rd",
			" contains(a) contains(b) contains(c) contains(d)");
	expect("shop -online ^my hub$ /^[a-z]{4}$/ len:4-8 tld:com,net drop:3d",
			" contains(shop) not contains(online) starts(my) ends(hub) expression(^[a-z]{4}$) length=4..8 in "
			"com,net "
			"to=2026-11-26 09:00:00");
}

static void test_expressions(void **state)
{
	(void)state;
	expect("/^[a-z]{4}$/", " expression(^[a-z]{4}$)");
	expect("-/x$/", " not expression(x$)");
	expect("/a b/ c", " expression(a b) contains(c)");
	expect("/a\\/ b/", " expression(a\\/ b)");
	expect("/a/b/", " expression(a/b)");
	expect("/a:b|c/ /d/", " expression(a:b|c) expression(d)");
	expect("/\\\\/", " expression(\\\\)");
	refuse("/abc", 1, "no slash at its end");
	refuse("a -/abc", 3, "no slash at its end");
	refuse("/a\\/", 1, "no slash at its end");
	refuse("/a/b", 1, "no slash at its end");
	refuse("x // y", 3, "no expression");
}

static void test_keys(void **state)
{
	(void)state;
	expect("len:4", " length=4..4");
	expect("LEN:4-8", " length=4..8");
	expect("length:4-", " length=4..63");
	expect("len:-8", " length=0..8");
	expect("len:>4", " length=5..63");
	expect("len:>=4", " length=4..63");
	expect("len:<8", " length=0..7");
	expect("len:<=8", " length=0..8");
	expect("len:4-8 len:6-", " length=6..8");
	expect("len:4 len:5", " length=5..4");
	expect("letters:3 digits:0-2 hyphens:1", " letters=3..3 digits=0..2 hyphens=1..1");
	expect("digits:no hyphens:NO", " digits=0..0 hyphens=0..0");
	expect("digits:only", " digits-only");
	expect("idn:yes", " idn");
	expect("idn:only idn:yes", " idn");
	expect("idn:no", " no-idn");
	expect("idn:no idn:yes", " length=0..0 idn");
	expect("pattern:CVCV", " pattern(CVCV)");
	expect("pattern:CVCV,LL-N|* -pattern:N*", " pattern(CVCV or LL-N or *) not pattern(N*)");
	expect("mine:yes", " mine");
	expect("mine:no", " not-mine");
	expect("sort:name", " by name");
	expect("sort:-Length", " by -length");
	expect("sort:price sort:-drop", " by -drop");
	expect("sort:digits sort:hyphens sort:zone", " by zone");
}

static void test_zones(void **state)
{
	(void)state;
	expect("tld:com", " in com");
	expect("tld:com,NET,.org zone:co.uk", " in com,net,org,co.uk");
	expect(".com .net .com tld:net", " in com,net");
	expect("tld:\xd1\x80\xd1\x84", " in xn--p1ai");
	expect("shop.com", " contains(shop) in com");
	expect("^shop.co.uk", " starts(shop) in co.uk");
	expect("^shop.com$ x.net", " equals(shop) contains(x) in com,net");
	refuse("tld:com,,net", 9, "is no zone");
	refuse("tld:c_m", 5, "\"c_m\" is no zone");
	refuse("shop.", 6, "is no zone");
	refuse("-.com", 1, "can't be left out");
	refuse("-shop.com", 1, "can't be left out");
	refuse("-tld:com", 1, "can't be left out");
	refuse("a|b.com", 1, "tld:com");
	refuse("^.com", 1, "need a word");
	refuse("^shop$.com", 6, "behind it");
	char many[2100] = "tld:";
	for (int i = 0; i < 130; i++) {
		add(many, sizeof(many), "zone-number-%d,", i);
	}
	many[strlen(many) - 1] = '\0';
	bo_query_t query;
	bo_error_t error = {0};
	assert_int_equal(bo_query_parse(&query, many, strlen(many), NOW, &error), BO_OK);
	assert_non_null(strstr(query.zones, ",zone-number-129"));
}

static void test_dates(void **state)
{
	(void)state;
	expect("drop:3d", " to=2026-11-26 09:00:00");
	expect("drop:12H", " to=2026-11-23 21:00:00");
	expect("drop:400d", " to=2027-12-28 09:00:00");
	expect("drop:today", " from=2026-11-23 00:00:00 to=2026-11-23 23:59:59");
	expect("drop:Tomorrow", " from=2026-11-24 00:00:00 to=2026-11-24 23:59:59");
	expect("drop:2026-12-01", " from=2026-12-01 00:00:00 to=2026-12-01 23:59:59");
	expect("drop:2026-12-01..2026-12-05", " from=2026-12-01 00:00:00 to=2026-12-05 23:59:59");
	expect("drop:..2026-12-05", " to=2026-12-05 23:59:59");
	expect("drop:2026-12-01..", " from=2026-12-01 00:00:00");
	expect("drop:2026-12-01.. drop:3d", " from=2026-12-01 00:00:00 to=2026-11-26 09:00:00");
	expect("drop:3d drop:1d drop:2d", " to=2026-11-24 09:00:00");
	refuse("drop:0d", 6, "is no drop date");
	refuse("drop:401d", 6, "is no drop date");
	refuse("drop:9601h", 6, "is no drop date");
	refuse("drop:d", 6, "is no drop date");
	refuse("drop:soon", 6, "is no drop date");
	refuse("drop:2026-02-30", 6, "is no drop date");
	refuse("drop:..", 6, "is no drop date");
	refuse("x drop:2026-12-01..x", 8, "is no drop date");
}

static void test_errors(void **state)
{
	(void)state;
	refuse("a -", 3, "a word is missing");
	refuse("^", 1, "a word is missing");
	refuse("$", 1, "a word is missing");
	refuse("-^$", 1, "a word is missing");
	refuse("a||b", 3, "a word is missing");
	refuse("a|", 3, "a word is missing");
	refuse("pattern:A,", 11, "a word is missing");
	refuse("sh*p", 3, "pattern:");
	refuse("s?p", 2, "pattern:");
	refuse("\"my shop\"", 1, "quotes");
	refuse("a^b", 2, "before a word");
	refuse("a$b", 2, "behind it");
	refuse("[a-z]", 1, "between slashes");
	refuse("a_b", 2, "\"_\" is in no name");
	refuse("m\xc3\xbcll\xc3\xa9r ?", 8, "pattern:");
	refuse("foo:1", 1, "there is no \"foo:\". Known are len,");
	refuse("http://x", 1, "there is no \"http:\"");
	refuse(":x", 1, "there is no \":\"");
	refuse("len:", 1, "something is missing behind len:");
	refuse("len:a", 5, "no number of characters");
	refuse("len:8-4", 5, "no number of characters");
	refuse("len:64", 5, "no number of characters");
	refuse("len:-", 5, "no number of characters");
	refuse("len:<0", 5, "no number of characters");
	refuse("len:4-8-9", 5, "no number of characters");
	refuse("len:99999", 5, "no number of characters");
	refuse("hyphens:only", 9, "no number of characters");
	refuse("letters:no", 9, "no number of characters");
	refuse("-len:4", 1, "can't be left out");
	refuse("idn:maybe", 5, "yes or no");
	refuse("mine:1", 6, "yes or no");
	refuse("sort:", 1, "missing");
	refuse("sort:beauty", 6, "no such order");
	refuse("ab\xff", 3, "UTF-8");
	refuse("\xc3", 1, "UTF-8");
	refuse("ab\x01", 3, "control character");
	refuse("\x7f", 1, "control character");
	/* What is long is shown cut, between two characters. */
	char longest[400] = "tld:_";
	for (int i = 0; i < 100; i++) {
		strcat(longest, "\xc3\xbc");
	}
	refuse(longest, 5, "\xc3\xbc\" is no zone");

	char text[BO_QUERY_MAX + 2];
	bo_query_t query;
	bo_error_t error = {0};
	memset(text, ' ', sizeof(text));
	assert_int_equal(bo_query_parse(&query, text, BO_QUERY_MAX, NOW, &error), BO_OK);
	assert_int_equal(bo_query_parse(&query, text, BO_QUERY_MAX + 1, NOW, &error), BO_E_INVALID);
	assert_non_null(strstr(error.message, "too long"));
	assert_int_equal(bo_query_parse(&query, "a\0b", 3, NOW, &error), BO_E_INVALID);
	for (int i = 0; i < BO_TERMS_MAX * 2 + 2; i += 2) {
		memcpy(text + i, "a ", 2);
	}
	assert_int_equal(bo_query_parse(&query, text, BO_TERMS_MAX * 2, NOW, &error), BO_OK);
	assert_int_equal(bo_query_parse(&query, text, BO_TERMS_MAX * 2 + 2, NOW, &error), BO_E_INVALID);
	assert_non_null(strstr(error.message, "too many"));
}

/* Any bytes: an answer or a sentence, always the same. */
static void test_garbage(void **state)
{
	(void)state;
	static const char *const parts[] = {"a", "-", "^", "$", "|", "/", ":", ".", " ",
			"len:", "tld:", "drop:", "4", "-8", "pattern:", "\xc3\xbc", "\xc2", "\\", "3d", "..",
			"2026-12-01", "sort:", "mine:yes", ",", "<", ">=", "\t"};
	srand(11);
	int good = 0, bad = 0;
	for (int i = 0; i < 60000; i++) {
		char text[200] = "";
		int count = rand() % 9;
		for (int p = 0; p < count; p++) {
			strcat(text, parts[rand() % (int)(sizeof(parts) / sizeof(parts[0]))]);
		}
		size_t length = strlen(text);
		char *copy = malloc(length + 1); /* exactly that size, without a NUL: reading on is noticed */
		memcpy(copy, text, length);
		bo_query_t query, again;
		bo_error_t error = {0};
		bo_code_t code = bo_query_parse(&query, copy, length, NOW, &error);
		assert_true(code == BO_OK || (code == BO_E_INVALID && error.message[0]));
		good += code == BO_OK;
		bad += code != BO_OK;
		assert_int_equal(bo_query_parse(&again, copy, length, NOW, &error), code);
		if (code == BO_OK) {
			char first[8000];
			snprintf(first, sizeof(first), "%s", describe(&query));
			assert_string_equal(first, describe(&again));
		}
		free(copy);
	}
	assert_true(good > 3000 && bad > 3000);
}

/* A search that is written down by chance means what was written. */
static void test_written_down(void **state)
{
	(void)state;
	static const char *const words[] = {"shop", "a", "m\xc3\xbcller", "x-y", "24", "xn--tda"};
	static const char *const blanks[] = {" ", "  ", "\t", "\xc2\xa0", "\xe3\x80\x80"};
	static const char *const ranges[] = {"len", "letters", "digits", "hyphens"};
	static const char *const names[] = {"length", "letters", "digits", "hyphens"};
	srand(3);
	for (int i = 0; i < 5000; i++) {
		char text[1500] = "", terms[1500] = "", rest[600] = "";
		int count = rand() % 6;
		for (int t = 0; t < count; t++) {
			static const char *const kinds[] = {"contains", "starts", "ends", "equals"};
			int kind = rand() % 4, alternatives = 1 + rand() % 3, excluded = rand() % 3 == 0;
			add(text, sizeof(text), "%s%s%s", blanks[rand() % 5], excluded ? "-" : "",
					kind == 1 || kind == 3 ? "^" : "");
			add(terms, sizeof(terms), " %s%s(", excluded ? "not " : "", kinds[kind]);
			for (int a = 0; a < alternatives; a++) {
				const char *word = words[rand() % 6];
				add(text, sizeof(text), "%s%s", a ? "|" : "", word);
				add(terms, sizeof(terms), "%s%s", a ? " or " : "", word);
			}
			add(text, sizeof(text), "%s", kind >= 2 ? "$" : "");
			add(terms, sizeof(terms), ")");
		}
		for (int r = 0; r < 4; r++) {
			int low = rand() % 30, high = low + rand() % 34;
			if (rand() % 3 == 0) {
				add(text, sizeof(text), " %s:%d-%d", ranges[r], low, high);
				add(rest, sizeof(rest), " %s=%d..%d", names[r], low, high);
			}
		}
		add(terms, sizeof(terms), "%s", rest);
		expect(text, terms);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_words),
			cmocka_unit_test(test_expressions),
			cmocka_unit_test(test_keys),
			cmocka_unit_test(test_zones),
			cmocka_unit_test(test_dates),
			cmocka_unit_test(test_errors),
			cmocka_unit_test(test_garbage),
			cmocka_unit_test(test_written_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
