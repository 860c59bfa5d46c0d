/* Proves the text of a search: what each form means, where errors are, and that nothing breaks it. */
#include "droplist/bo_query.h"
#include "support/bo_test.h"

#include "base/bo_text.h"
#include "base/bo_time.h"

#include <stdio.h>
#include <stdlib.h>

#define NOW INT64_C(1795510923) /* 2026-11-24 09:02:03 */
#define TODAY INT64_C(1795478400)

/* Parses a copy without an end mark, so that the sanitizers see a read behind it. */
static bo_code_t parse(bo_query_t *out, const char *text, size_t length, bo_error_t *error)
{
	char *copy = malloc(length ? length : 1);
	assert_non_null(copy);
	memcpy(copy, text, length);
	bo_code_t result = bo_query_parse(out, copy, length, NOW, error);
	free(copy);
	return result;
}

/* ---- terms ---- */

/* Terms as text: kind ("*" contains, "^" starts, "$" ends, "=" equals, "p" pattern, "/" expression), "!" when
 * excluded, then the texts. */
static void write_terms(char *out, size_t size, const bo_terms_t *terms)
{
	static const char kinds[] = "*^$=p/";
	size_t used = 0;
	out[0] = '\0';
	for (size_t i = 0; i < terms->count; i++) {
		const bo_term_t *term = &terms->items[i];
		used += (size_t)snprintf(out + used, size - used, "%s%s%c", i ? " " : "", term->excluded ? "!" : "",
				kinds[term->kind]);
		for (size_t t = 0; t < term->text_count; t++) {
			used += (size_t)snprintf(
					out + used, size - used, "<%s>", bo_terms_text(terms, term->first_text + t));
			assert_true(used < size);
		}
	}
}

static void test_terms(void **state)
{
	(void)state;
	static const struct {
		const char *text, *terms;
	} cases[] = {
			{"", ""},
			{"  \t\r\n\v\f ", ""},
			{"shop", "*<shop>"},
			{"Shop", "*<Shop>"},
			{"-online", "!*<online>"},
			{"^my", "^<my>"},
			{"hub$", "$<hub>"},
			{"^shop$", "=<shop>"},
			{"shop|store", "*<shop><store>"},
			{"^a|b", "^<a><b>"},
			{"a|b$", "$<a><b>"},
			{"^a|b|c$", "=<a><b><c>"},
			{"-a|b", "!*<a><b>"},
			{"-^a|b$", "!=<a><b>"},
			{"--", "!*<->"},
			{"a-b", "*<a-b>"},
			{"007", "*<007>"},
			{"xn--mller-kva", "*<xn--mller-kva>"},
			{"m\xc3\xbcller", "*<m\xc3\xbcller>"},
			{"mu\xcc\x88ller", "*<mu\xcc\x88ller>"},
			{"\xf0\x9f\x8d\x95", "*<\xf0\x9f\x8d\x95>"},
			/* blanks of all kinds part pieces */
			{"a\xc2\xa0"
			 "b\xe3\x80\x80"
			 "c\td\ne\xe2\x80\xaf"
			 "f",
					"*<a> *<b> *<c> *<d> *<e> *<f>"},
			{" shop  -online ", "*<shop> !*<online>"},
			{"/^[a-z]{4}$/", "/<^[a-z]{4}$>"},
			{"-/x$/", "!/<x$>"},
			{"/a b/", "/<a b>"},
			{"/a/ /b/", "/<a> /<b>"},
			{"/a/b/", "/<a/b>"},
			{"/a\\/ b/", "/<a/ b>"},
			{"/a\\\\/ b", "/<a\\\\> *<b>"},
			{"/\\d\\w/ x", "/<\\d\\w> *<x>"},
			{"/\"'`/", "/<\"'`>"},
			{"/a|b:c.d/\xe3\x80\x80z", "/<a|b:c.d> *<z>"},
			{"/\xc3\xbc\\\xc3\xbc/", "/<\xc3\xbc\\\xc3\xbc>"},
			{"pattern:CVCV", "p<CVCV>"},
			{"PATTERN:cvcv,ll|NNN", "p<cvcv><ll><NNN>"},
			{"-pattern:V", "!p<V>"},
			{"shop.com", "*<shop>"},
			{"^shop.com", "^<shop>"},
			{"shop.com$", "$<shop>"},
			{"^shop.co.uk$", "=<shop>"},
			{"\xe4\xbe\x8b\xe3\x80\x82jp", "*<\xe4\xbe\x8b>"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_query_t query;
		char terms[500];
		assert_ok(parse(&query, cases[i].text, strlen(cases[i].text), &error));
		write_terms(terms, sizeof(terms), &query.search.terms);
		if (strcmp(terms, cases[i].terms) != 0) {
			fail_msg("\"%s\": %s, wanted %s", cases[i].text, terms, cases[i].terms);
		}
	}
	bo_query_t query;
	assert_ok(bo_query_parse(&query, NULL, 0, NOW, &error));
	assert_int_equal(query.search.terms.count, 0);
}

/* ---- numbers ---- */

static void test_ranges(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int low, high;
	} cases[] = {
			{"4-8", 4, 8},
			{"4", 4, 4},
			{"4-", 4, -1},
			{"-8", -1, 8},
			{">4", 5, -1},
			{">=4", 4, -1},
			{"<8", -1, 7},
			{"<=8", -1, 8},
			{"0", 0, 0},
			{"0-63", 0, 63},
			{"63", 63, 63},
			{"<64", -1, 63},
			{"<1", -1, 0},
			{">62", 63, -1},
			{"007", 7, 7},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		static const char *const keys[] = {"len", "letters", "digits", "hyphens"};
		for (size_t k = 0; k < COUNT_OF(keys); k++) {
			char text[40];
			bo_query_t query, empty;
			snprintf(text, sizeof(text), "%s:%s", keys[k], cases[i].text);
			assert_ok(parse(&query, text, strlen(text), &error));
			assert_ok(parse(&empty, "", 0, &error));
			int *const places[][2] = {
					{&empty.search.length_min, &empty.search.length_max},
					{&empty.search.letters_min, &empty.search.letters_max},
					{&empty.search.digits_min, &empty.search.digits_max},
					{&empty.search.hyphens_min, &empty.search.hyphens_max},
			};
			*places[k][0] = cases[i].low;
			*places[k][1] = cases[i].high;
			if (memcmp(&query, &empty, sizeof(query)) != 0) {
				fail_msg("%s: not only %d to %d", text, cases[i].low, cases[i].high);
			}
		}
	}
}

static void test_ranges_narrow(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int low, high;
	} cases[] = {
			{"len:4-8 len:6-12", 6, 8},
			{"len:6-12 len:4-8", 6, 8},
			{"len:>4 LEN:<8", 5, 7},
			{"len:4- len:-8 len:5", 5, 5},
			{"len:-3 len:8-", 8, 3}, /* nothing, and no error */
			{"len:-8 len:4-", 4, 8},
			{"idn:no idn:only", 0, 0},
			{"mine:no len:3-4 mine:yes", 3, 0},
			{"mine:no mine:no idn:only idn:yes", -1, -1},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_query_t query;
		assert_ok(parse(&query, cases[i].text, strlen(cases[i].text), &error));
		if (query.search.length_min != cases[i].low || query.search.length_max != cases[i].high) {
			fail_msg("%s: %d to %d", cases[i].text, query.search.length_min, query.search.length_max);
		}
	}
}

/* ---- words of lists ---- */

/* Everything that is no term, as text. */
static void write_fields(char *out, size_t size, const bo_query_t *query)
{
	const bo_search_t *search = &query->search;
	char from[BO_TIME_TEXT_SIZE], to[BO_TIME_TEXT_SIZE];
	snprintf(out, size,
			"len %d %d letters %d %d digits %d %d%s hyphens %d %d idn %d mine %d [%s..%s] sort %d%s%s "
			"[%.300s]",
			search->length_min, search->length_max, search->letters_min, search->letters_max,
			search->digits_min, search->digits_max, search->digits_only ? " only" : "", search->hyphens_min,
			search->hyphens_max, search->idn, query->mine, bo_time_format(from, search->from),
			bo_time_format(to, search->to), (int)search->sort, search->descending ? " down" : "",
			query->sorted ? " said" : "", query->zones);
}

static void test_fields(void **state)
{
	(void)state;
	static const struct {
		const char *text, *fields;
	} cases[] = {
#define UNLIMITED "len -1 -1 letters -1 -1 "
#define NO_COUNTS UNLIMITED "digits -1 -1 hyphens -1 -1 "
#define NO_FLAGS NO_COUNTS "idn -1 mine -1 "
#define NO_TIME NO_FLAGS "[..] "
			{"", NO_TIME "sort 0 []"},
			{"digits:no", UNLIMITED "digits -1 0 hyphens -1 -1 idn -1 mine -1 [..] sort 0 []"},
			{"digits:ONLY", UNLIMITED "digits -1 -1 only hyphens -1 -1 idn -1 mine -1 [..] sort 0 []"},
			{"digits:3-4 digits:only",
					UNLIMITED "digits 3 4 only hyphens -1 -1 idn -1 mine -1 [..] sort 0 []"},
			{"digits:2- digits:no", UNLIMITED "digits 2 0 hyphens -1 -1 idn -1 mine -1 [..] sort 0 []"},
			{"hyphens:No", UNLIMITED "digits -1 -1 hyphens -1 0 idn -1 mine -1 [..] sort 0 []"},
			{"idn:yes", NO_COUNTS "idn 1 mine -1 [..] sort 0 []"},
			{"Idn:only", NO_COUNTS "idn 1 mine -1 [..] sort 0 []"},
			{"idn:no", NO_COUNTS "idn 0 mine -1 [..] sort 0 []"},
			{"mine:yes", NO_COUNTS "idn -1 mine 1 [..] sort 0 []"},
			{"mine:no", NO_COUNTS "idn -1 mine 0 [..] sort 0 []"},
			{"sort:drop", NO_TIME "sort 0 said []"},
			{"sort:name", NO_TIME "sort 1 said []"},
			{"sort:-length", NO_TIME "sort 2 down said []"},
			{"sort:digits", NO_TIME "sort 3 said []"},
			{"sort:hyphens", NO_TIME "sort 4 said []"},
			{"sort:Zone", NO_TIME "sort 5 said []"},
			{"sort:-price", NO_TIME "sort 6 down said []"},
			{"sort:-name sort:length", NO_TIME "sort 2 said []"},
			{"drop:3d", NO_FLAGS "[..2026-11-27 09:02:03] sort 0 []"},
			{"drop:12H", NO_FLAGS "[..2026-11-24 21:02:03] sort 0 []"},
			{"drop:400d", NO_FLAGS "[..2027-12-29 09:02:03] sort 0 []"},
			{"drop:9600h", NO_FLAGS "[..2027-12-29 09:02:03] sort 0 []"},
			{"drop:today", NO_FLAGS "[2026-11-24 00:00:00..2026-11-24 23:59:59] sort 0 []"},
			{"drop:Tomorrow", NO_FLAGS "[2026-11-25 00:00:00..2026-11-25 23:59:59] sort 0 []"},
			{"drop:2026-12-01", NO_FLAGS "[2026-12-01 00:00:00..2026-12-01 23:59:59] sort 0 []"},
			{"drop:2026-12-01..2026-12-05", NO_FLAGS "[2026-12-01 00:00:00..2026-12-05 23:59:59] sort 0 []"},
			{"drop:..2026-12-05", NO_FLAGS "[..2026-12-05 23:59:59] sort 0 []"},
			{"drop:2026-12-01..", NO_FLAGS "[2026-12-01 00:00:00..] sort 0 []"},
			{"drop:2026-12-01..2026-12-01", NO_FLAGS "[2026-12-01 00:00:00..2026-12-01 23:59:59] sort 0 []"},
			{"drop:3d drop:2026-11-26..", NO_FLAGS "[2026-11-26 00:00:00..2026-11-27 09:02:03] sort 0 []"},
			{"drop:today drop:tomorrow", NO_FLAGS "[2026-11-25 00:00:00..2026-11-24 23:59:59] sort 0 []"},
			{"tld:com,net", NO_TIME "sort 0 [com,net]"},
			{"tld:com|net", NO_TIME "sort 0 [com,net]"},
			{"ZONE:Co.UK", NO_TIME "sort 0 [co.uk]"},
			{".com .net", NO_TIME "sort 0 [com,net]"},
			{".com,.net", NO_TIME "sort 0 [com,net]"},
			{".co.uk tld:net,com tld:.com zone:NET", NO_TIME "sort 0 [co.uk,net,com]"},
			{"tld:co.uk,uk,co.uk", NO_TIME "sort 0 [co.uk,uk]"},
			{"tld:\xd1\x80\xd1\x84,xn--p1ai", NO_TIME "sort 0 [xn--p1ai]"},
			{"\xe3\x80\x82jp", NO_TIME "sort 0 [jp]"},
			{"shop.com", NO_TIME "sort 0 [com]"},
			{"shop.com. store.co.uk", NO_TIME "sort 0 [com,co.uk]"},
			{"\xe4\xbe\x8b\xe3\x80\x82jp", NO_TIME "sort 0 [jp]"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_query_t query;
		char fields[600];
		assert_ok(parse(&query, cases[i].text, strlen(cases[i].text), &error));
		write_fields(fields, sizeof(fields), &query);
		if (strcmp(fields, cases[i].fields) != 0) {
			fail_msg("\"%s\":\n%s, wanted\n%s", cases[i].text, fields, cases[i].fields);
		}
	}
}

/* The example of the header, all together. */
static void test_whole(void **state)
{
	(void)state;
	bo_query_t query;
	char terms[500], fields[600];
	const char *text = "shop -online ^my hub$ shop|store /^[a-z]{4}$/ -/x$/ pattern:CVCV len:4-8 digits:no "
					   "tld:com,net drop:3d mine:no sort:-price";
	assert_ok(parse(&query, text, strlen(text), &error));
	write_terms(terms, sizeof(terms), &query.search.terms);
	write_fields(fields, sizeof(fields), &query);
	assert_string_equal(terms, "*<shop> !*<online> ^<my> $<hub> *<shop><store> /<^[a-z]{4}$> !/<x$> p<CVCV>");
	assert_string_equal(fields,
			"len 4 8 letters -1 -1 digits -1 0 hyphens -1 -1 idn -1 mine 0 [..2026-11-27 09:02:03] sort 6 "
			"down said [com,net]");
	assert_int_equal(query.search.limit, 100);
	assert_int_equal(query.search.mine, -1);
	assert_int_equal(query.search.zone_count, 0);
}

/* ---- errors ---- */

static void refuses(const char *text, size_t length, int position, const char *sentence)
{
	bo_query_t query;
	bo_error_t error = {0};
	char place[80];
	snprintf(place, sizeof(place), "The search is wrong at position %d: ", position);
	bo_code_t result = parse(&query, text, length, &error);
	if (result != BO_E_INVALID || error.code != BO_E_INVALID ||
			strncmp(error.message, place, strlen(place)) != 0 || !strstr(error.message, sentence)) {
		fail_msg("\"%s\": %s \"%s\", wanted position %d, %s", text, bo_code_name(result), error.message,
				position, sentence);
	}
}

static void test_errors(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int position;
		const char *sentence;
	} cases[] = {
			/* words */
			{"a -", 3, "Behind the minus"},
			{"- a", 1, "Behind the minus"},
			{"^", 1, "A word is missing at \"^\""},
			{"a $", 3, "A word is missing at \"$\""},
			{"^$", 1, "A word is missing at \"^$\""},
			{"-^", 1, "A word is missing at \"-^\""},
			{"a||b", 3, "missing here"},
			{"|a", 1, "missing here"},
			{"a|", 3, "missing here"},
			{"^|$", 2, "missing here"},
			{"a^b", 2, "\"^\" may only stand before"},
			{"a|^b", 3, "\"^\" may only stand before"},
			{"a$b", 2, "\"$\" may only stand behind"},
			{"a$|b$", 2, "\"$\" may only stand behind"},
			{"^-a^", 4, "\"^\" may only"},
			{"shop store*", 11, "No name has a \"*\""},
			{"\xc3\xbc\xc3\xbc_", 3, "No name has a \"_\""},
			{"one,two", 4, "write one|other"},
			{"a/b", 2, "No name has a \"/\""},
			{"x \"shop\"", 3, "Leave the quotes out"},
			{"\xe2\x80\x9eshop\xe2\x80\x9c", 1, "Leave the quotes out"},
			{"l\xe2\x80\x99or\xc3\xa9"
			 "al",
					2, "Leave the quotes out"},
			{"len:\"4\"", 5, "Leave the quotes out"},
			/* expressions */
			{"a /b", 3, "has no end"},
			{"/", 1, "has no end"},
			{"ab -/c", 5, "has no end"},
			{"/a\\/", 1, "has no end"},
			{"/a\\", 1, "has no end"},
			{"/a/i", 1, "has no end"},
			{"a //", 3, "is empty"},
			{"-//", 1, "is empty"},
			{"a /b\tc/", 5, "must stand on one line"},
			{"/b\\\nc/", 4, "must stand on one line"},
			/* keys */
			{"foo:bar", 1,
					"\"foo:\" is not known; there are pattern:, len:, letters:, digits:, hyphens:, idn:, "
					"tld:, zone:, "
					"drop:, mine: and sort:."},
			{"a ^len:4", 3, "\"^len:\" is not known"},
			{":", 1, "\":\" is not known"},
			{"len:", 1, "Behind \"len:\" something is missing"},
			{"a pattern:", 3, "Behind \"pattern:\" something is missing"},
			{"-pattern:", 1, "Behind \"pattern:\" something is missing"},
			{"pattern:CV,,CV", 12, "missing here"},
			{"a pattern:CVCV|CX", 16, "A letter pattern has"},
			{"tld:", 1, "Behind \"tld:\" something is missing"},
			{"a -len:4", 3, "\"len:\" can't have a minus"},
			{"-sort:name", 1, "\"sort:\" can't have a minus"},
			{"-drop:3d", 1, "\"drop:\" can't have a minus"},
			/* numbers */
			{"len:8-4", 1, "\"len:8-4\" finds nothing: put the smaller number first."},
			{"shop len:64", 6, "\"len:64\" is out of range"},
			{"len:0-64", 1, "out of range"},
			{"len:>63", 1, "out of range"},
			{"len:<0", 1, "out of range"},
			{"len:<65", 1, "out of range"},
			{"len:99999999999999999999", 1, "out of range"},
			{"digits:18446744073709551620", 1, "out of range"},
			{"len:-", 1, "is no number"},
			{"len:x", 1, "\"len:x\" is no number"},
			{"len:4x", 1, "is no number"},
			{"len:4-8-9", 1, "is no number"},
			{"len:--8", 1, "is no number"},
			{"len:>", 1, "is no number"},
			{"len:=4", 1, "is no number"},
			{"len:=>4", 1, "is no number"},
			{"len:>4-5", 1, "is no number"},
			{"len:no", 1, "is no number"},
			{"letters:only", 1, "is no number"},
			{"hyphens:only", 1, "is no number"},
			{"len:\xd9\xa4", 1, "is no number"},
			/* zones */
			{"-.com", 1, "A zone can't be left out with a minus"},
			{"a -tld:com", 3, "A zone can't be left out"},
			{"-tld:", 1, "A zone can't be left out"},
			{"-zone:com", 1, "A zone can't be left out"},
			{"a -shop.com", 3, "A zone can't be left out"},
			{".", 1, "A zone is missing here"},
			{"shop.", 6, "A zone is missing here"},
			{"tld:com,,net", 9, "A zone is missing here"},
			{"tld:com,", 9, "A zone is missing here"},
			{"tld:com,1", 9, "\"1\" is no zone"},
			{"tld:c!m", 5, "\"c!m\" is no zone"},
			{"tld:-com", 5, "\"-com\" is no zone"},
			{"a ..com", 3, "a dot too many"},
			{"shop.local", 6, "\"local\" is no zone"},
			{"shop.com$|a", 5, "Words with \"|\""},
			{"a|b.com", 4, "Words with \"|\""},
			{"^shop$.com", 6, "\"$\" may only stand behind"},
			{"^.com", 2, "A word is missing before the dot"},
			/* times */
			{"drop:0d", 1, "\"drop:0d\" is out of range: 1h to 400d"},
			{"drop:0h", 1, "out of range"},
			{"drop:401d", 1, "out of range"},
			{"drop:9601h", 1, "out of range"},
			{"drop:99999999999d", 1, "out of range"},
			{"drop:-3d", 1, "is no time of a drop"},
			{"drop:3", 1, "is no time of a drop"},
			{"drop:3w", 1, "is no time of a drop"},
			{"drop:d", 1, "is no time of a drop"},
			{"drop:yesterday", 1, "is no time of a drop"},
			{"drop:2026-02-30", 1, "is no time of a drop"},
			{"drop:2026-2-3", 1, "is no time of a drop"},
			{"drop:..", 1, "is no time of a drop"},
			{"drop:2026-12-01...2026-12-05", 1, "is no time of a drop"},
			{"drop:2026-12-01..x", 1, "is no time of a drop"},
			{"drop:2026-12-05..2026-12-01", 1, "put the earlier day first"},
			/* words of lists */
			{"idn:maybe", 1, "\"idn:maybe\" is not known; behind the colon may stand yes, only or no."},
			{"mine:only", 1, "may stand yes or no."},
			{"sort:size", 1, "may stand name, drop, length, digits, hyphens, zone or price"},
			{"sort:--name", 1, "may stand name"},
			{"sort:-", 1, "may stand name"},
			/* characters */
			{"a\x01", 2, "control character"},
			{"\xc3\xbc \x7f", 3, "control character"},
			{"a \xc2\x85", 3, "control character"},
			{"/a\x1b/", 3, "control character"},
			{"m\xfcller", 2, "not UTF-8"},
			{"\xc3\xbc\xc3", 2, "not UTF-8"},
			{"a \xed\xa0\x80", 3, "not UTF-8"},
			{"/\xff/", 2, "not UTF-8"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		refuses(cases[i].text, strlen(cases[i].text), cases[i].position, cases[i].sentence);
	}
	refuses("ab\0cd", 5, 3, "control character");
}

static void test_limits(void **state)
{
	(void)state;
	char text[BO_QUERY_MAX + 10];
	bo_query_t query;
	memset(text, 'a', sizeof(text));
	assert_ok(parse(&query, text, BO_QUERY_MAX, &error));
	assert_fails(parse(&query, text, BO_QUERY_MAX + 1, &error), BO_E_INVALID,
			"The search is too long: at most 2000 bytes. Leave something out.");
	text[0] = text[BO_QUERY_MAX - 1] = '/';
	assert_ok(parse(&query, text, BO_QUERY_MAX, &error));

	for (size_t i = 0; i < sizeof(text); i++) {
		text[i] = i % 2 ? ' ' : 'a';
	}
	assert_ok(parse(&query, text, BO_TERMS_MAX * 2, &error));
	assert_int_equal(query.search.terms.count, BO_TERMS_MAX);
	refuses(text, BO_TERMS_MAX * 2 + 1, BO_TERMS_MAX * 2 + 1, "too many parts");

	for (size_t i = 0; i < sizeof(text); i++) {
		text[i] = i % 2 ? '|' : 'a';
	}
	assert_ok(parse(&query, text, BO_TERM_TEXTS_MAX * 2 - 1, &error));
	assert_int_equal(query.search.terms.text_count, BO_TERM_TEXTS_MAX);
	refuses(text, BO_TERM_TEXTS_MAX * 2 + 1, 1, "too many words");
}

/* Short Unicode zones have long A-labels: more of them than the field holds. */
static void test_too_many_zones(void **state)
{
	(void)state;
	char text[BO_QUERY_MAX];
	size_t used = (size_t)snprintf(text, sizeof(text), "tld:"), few = 0;
	for (unsigned int c = 0xac00; used + 4 <= sizeof(text); c++) {
		const char syllable[] = {
				(char)(0xe0 | c >> 12), (char)(0x80 | (c >> 6 & 0x3f)), (char)(0x80 | (c & 0x3f)), ','};
		memcpy(text + used, syllable, sizeof(syllable));
		used += sizeof(syllable);
		few = used < 1600 ? used : few;
	}
	bo_query_t query;
	assert_ok(parse(&query, text, few - 1, &error));
	assert_true(strlen(query.zones) > 3000);
	bo_error_t error = {0};
	assert_int_equal(parse(&query, text, used - 1, &error), BO_E_INVALID);
	assert_non_null(strstr(error.message, "There are too many zones."));
	assert_true(strlen(query.zones) < BO_QUERY_ZONES_SIZE);
}

/* ---- random input ---- */

static uint64_t seed = 20261124;

static unsigned int below(unsigned int limit)
{
	seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (unsigned int)(seed >> 33) % limit;
}

static bool check_garbage(const char *text, size_t length)
{
	bo_query_t query;
	bo_error_t error = {0};
	bo_code_t result = parse(&query, text, length, &error);
	const bo_terms_t *terms = &query.search.terms;
	if (result == BO_OK) {
		for (size_t i = 0; i < terms->text_count; i++) {
			assert_true(*bo_terms_text(terms, i) != '\0');
		}
		return true;
	}
	assert_int_equal(result, BO_E_INVALID);
	assert_int_equal(error.code, BO_E_INVALID);
	size_t size = strlen(error.message), position = 0;
	assert_int_equal(sscanf(error.message, "The search is wrong at position %zu: ", &position), 1);
	assert_in_range(position, 1, length + 1);
	for (size_t at = 0; at < size;) {
		size_t step = bo_text_sequence(error.message + at, size - at);
		assert_true(step > 0);
		at += step;
	}
	return false;
}

static void test_garbage(void **state)
{
	(void)state;
	static const char *const parts[] = {"a", "shop", "-", "^", "$", "|", "/", "\\", ":", ".", ",", " ", " ",
			" ", "len:", "digits:", "tld:", "drop:", "pattern:", "sort:", "mine:", "idn:", "4-8", "4", "<",
			">", "=", "no", "only", "yes", "3d", "today", "2026-12-01", "..", "com", "co.uk", "\xc3\xbc",
			"\xe3\x80\x80", "\xe3\x80\x82", "\xe4\xb8\xad", "\xff", "\xc3", "\x01", "\"", "name", "CVCV",
			"\xe2\x80\x8b"};
	int read = 0;
	for (int round = 0; round < 60000; round++) {
		char text[200];
		size_t length = 0;
		if (round % 4 == 0) {
			for (unsigned int left = below(60); left; left--) {
				text[length++] = (char)below(256);
			}
		} else {
			for (unsigned int left = below(16); left; left--) {
				const char *part = parts[below(COUNT_OF(parts) - (round % 4 == 1 ? 0 : 7))];
				memcpy(text + length, part, strlen(part));
				length += strlen(part);
			}
		}
		read += check_garbage(text, length);
	}
	assert_in_range(read, 1000, 50000);
}

/* ---- a search written as text and read again ---- */

static void put(char *text, const char *part)
{
	size_t used = strlen(text);
	assert_true(used + strlen(part) < BO_QUERY_MAX);
	memcpy(text + used, part, strlen(part) + 1);
}

static void put_blank(char *text)
{
	static const char *const blanks[] = {" ", "  ", "\t", "\n", "\xc2\xa0", "\xe3\x80\x80", " \r\n "};
	put(text, blanks[below(COUNT_OF(blanks))]);
}

/* The key in any case, a colon, the value. */
static void put_pair(char *text, const char *key, const char *format, ...) BO_PRINTF(3, 4);
static void put_pair(char *text, const char *key, const char *format, ...)
{
	char pair[200];
	size_t length = 0;
	bool upper = below(3) == 0;
	for (; key[length]; length++) {
		pair[length] = upper ? bo_text_upper(key[length]) : key[length];
	}
	pair[length++] = ':';
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(pair + length, sizeof(pair) - length, format, arguments);
	va_end(arguments);
	put_blank(text);
	put(text, pair);
}

static void put_low(char *text, const char *key, int low)
{
	unsigned int form = below(low > 0 ? 3 : 2);
	if (form == 0) {
		put_pair(text, key, "%d-", low);
	} else if (form == 1) {
		put_pair(text, key, ">=%d", low);
	} else {
		put_pair(text, key, ">%d", low - 1);
	}
}

static void put_high(char *text, const char *key, int high)
{
	static const char *const signs[] = {"-", "<=", "<"};
	unsigned int form = below(3);
	put_pair(text, key, "%s%d", signs[form], high + (form == 2));
}

static void put_range(char *text, const char *key, int low, int high)
{
	if (low < 0 && high < 0) {
		return;
	}
	if (low >= 0 && low == high && below(2)) {
		put_pair(text, key, "%d", low);
	} else if (low >= 0 && high >= 0 && below(3)) {
		put_pair(text, key, "%d-%d", low, high);
	} else {
		if (low >= 0) {
			put_low(text, key, low);
		}
		if (high >= 0) {
			put_high(text, key, high);
		}
	}
}

static void put_expression(char *text, const char *expression)
{
	put(text, "/");
	for (const char *c = expression; *c; c++) {
		char part[3] = {*c};
		if (*c == '/') {
			part[0] = '\\';
			part[1] = '/';
		} else if (*c == '\\') {
			part[1] = *++c;
		}
		put(text, part);
	}
	put(text, "/");
}

static void put_term(char *text, const bo_terms_t *terms, const bo_term_t *term)
{
	put_blank(text);
	put(text, term->excluded ? "-" : "");
	if (term->kind == BO_TERM_EXPRESSION) {
		put_expression(text, bo_terms_text(terms, term->first_text));
		return;
	}
	bool pattern = term->kind == BO_TERM_PATTERN;
	put(text, pattern ? "pattern:" : "");
	put(text, term->kind == BO_TERM_STARTS || term->kind == BO_TERM_EQUALS ? "^" : "");
	for (size_t i = 0; i < term->text_count; i++) {
		put(text, i == 0 ? "" : pattern && below(2) ? "," : "|");
		put(text, bo_terms_text(terms, term->first_text + i));
	}
	put(text, term->kind == BO_TERM_ENDS || term->kind == BO_TERM_EQUALS ? "$" : "");
}

static void put_zones(char *text, const char *zones)
{
	char list[BO_QUERY_ZONES_SIZE];
	snprintf(list, sizeof(list), "%s", zones);
	char *save = NULL;
	for (char *zone = strtok_r(list, ",", &save); zone; zone = strtok_r(NULL, ",", &save)) {
		char unicode[BO_NAME_UTF8_MAX];
		bo_name_to_unicode(unicode, zone);
		const char *spelling = below(2) ? unicode : zone;
		unsigned int form = below(4);
		if (form == 0) {
			put_blank(text);
			put(text, ".");
			put(text, spelling);
		} else {
			/* Said twice is said once. */
			put_pair(text, form == 1 ? "zone" : "tld", form == 3 ? "%s,.%s" : "%s", spelling, zone);
		}
	}
}

static void put_times(char *text, const bo_search_t *search)
{
	char from[BO_TIME_TEXT_SIZE], to[BO_TIME_TEXT_SIZE];
	bo_time_format(from, search->from);
	bo_time_format(to, search->to);
	int64_t ahead = search->to - NOW;
	bool span = search->to != BO_TIME_NONE && ahead % BO_HOUR == 0;
	if (span && ahead % BO_DAY == 0 && below(2)) {
		put_pair(text, "drop", "%dd", (int)(ahead / BO_DAY));
	} else if (span) {
		put_pair(text, "drop", "%dh", (int)(ahead / BO_HOUR));
	}
	if (!span && *from && *to && below(2)) {
		put_pair(text, "drop", "%.10s..%.10s", from, to);
		return;
	}
	if (*from) {
		put_pair(text, "drop", "%.10s..", from);
	}
	if (*to && !span) {
		put_pair(text, "drop", "..%.10s", to);
	}
}

static void put_words(char *text, const bo_query_t *query)
{
	static const char *const sorts[] = {"drop", "name", "length", "digits", "hyphens", "zone", "price"};
	const bo_search_t *search = &query->search;
	if (query->sorted) {
		put_pair(text, "sort", "%s%s", search->descending ? "-" : "", sorts[search->sort]);
	}
	if (query->mine >= 0) {
		put_pair(text, "mine", query->mine ? "yes" : "No");
	}
	if (search->idn >= 0) {
		put_pair(text, "idn", search->idn ? below(2) ? "yes" : "only" : "no");
	}
	if (search->digits_only) {
		put_pair(text, "digits", "only");
	}
}

static void write_query(char *text, const bo_query_t *query)
{
	const bo_search_t *search = &query->search;
	const bo_terms_t *terms = &search->terms;
	size_t half = terms->count ? below((unsigned int)terms->count + 1) : 0;
	text[0] = '\0';
	for (size_t i = 0; i < half; i++) {
		put_term(text, terms, &terms->items[i]);
	}
	put_range(text, "len", search->length_min, search->length_max);
	put_range(text, "letters", search->letters_min, search->letters_max);
	put_words(text, query);
	put_range(text, "digits", search->digits_min, search->digits_max);
	if (search->hyphens_min < 0 && search->hyphens_max == 0 && below(2)) {
		put_pair(text, "hyphens", "no");
	} else {
		put_range(text, "hyphens", search->hyphens_min, search->hyphens_max);
	}
	put_times(text, search);
	put_zones(text, query->zones);
	for (size_t i = half; i < terms->count; i++) {
		put_term(text, terms, &terms->items[i]);
	}
}

static void random_range(int *low, int *high)
{
	int a = (int)below(BO_LABEL_MAX + 1), b = (int)below(BO_LABEL_MAX + 1);
	*low = below(2) ? -1 : a < b ? a : b;
	*high = below(2) ? -1 : a < b ? b : a;
	if (below(6) == 0) {
		*low = *high = a;
	}
}

static void random_terms(bo_terms_t *terms)
{
	/* The last ones begin with a hyphen, which alone would be the minus. */
	static const char *const words[] = {"shop", "A", "x-y", "0-9", "m\xc3\xbcller", "\xd0\xbf\xd1\x80",
			"xn--mller-kva", "\xf0\x9f\x8d\x95", "STORE", "-", "--a"};
	static const char *const patterns[] = {"CVCV", "l", "nnn", "L-L"};
	static const char *const expressions[] = {"^[a-z]{4}$", "a b", "a/b", "/", "x/ y", "\\d+\\\\", "\\\\",
			"a|b:c.d", "\"'", "\xc3\xbc+ \xe3\x80\x80$", "^ ", "-a", "(?i)\\bx\\b/"};
	for (unsigned int left = below(6); left; left--) {
		bo_term_kind_t kind = (bo_term_kind_t)below(6);
		bool excluded = below(3) == 0;
		for (unsigned int i = 0; i < 1 + below(3); i++) {
			const char *text = kind == BO_TERM_EXPRESSION ? expressions[below(COUNT_OF(expressions))]
							   : kind == BO_TERM_PATTERN
									   ? patterns[below(COUNT_OF(patterns))]
									   : words[below(COUNT_OF(words) - (i == 0 && !excluded ? 2 : 0))];
			if (i == 0) {
				assert_ok(bo_terms_add(terms, kind, excluded, text, strlen(text), &error));
			} else if (kind != BO_TERM_EXPRESSION) {
				assert_ok(bo_terms_or(terms, text, strlen(text), &error));
			}
		}
	}
}

static void random_query(bo_query_t *query)
{
	static const char *const zones[] = {
			"", "", "com", "net,com", "co.uk,xn--p1ai", "xn--vermgensberater-ctb,de,com.pl,shop"};
	memset(query, 0, sizeof(*query));
	bo_search_t *search = &query->search;
	bo_search_init(search);
	random_terms(&search->terms);
	random_range(&search->length_min, &search->length_max);
	random_range(&search->letters_min, &search->letters_max);
	random_range(&search->digits_min, &search->digits_max);
	random_range(&search->hyphens_min, &search->hyphens_max);
	search->digits_only = below(5) == 0;
	search->idn = (int)below(3) - 1;
	query->mine = (int)below(3) - 1;
	query->sorted = below(2);
	if (query->sorted) {
		search->sort = (bo_sort_t)below(7);
		search->descending = below(2);
	}
	snprintf(query->zones, sizeof(query->zones), "%s", zones[below(COUNT_OF(zones))]);
	int64_t first = TODAY + BO_DAY * (int64_t)below(100);
	if (below(2)) {
		search->from = first;
	}
	switch (below(4)) {
		case 0:
			search->to = first + BO_DAY * (int64_t)below(50) + BO_DAY - 1;
			break;
		case 1:
			search->to = NOW + BO_HOUR * (1 + (int64_t)below(9600));
			break;
		case 2:
			search->to = NOW + BO_DAY * (1 + (int64_t)below(400));
			break;
		default:
			break;
	}
}

static void test_written_and_read(void **state)
{
	(void)state;
	for (int round = 0; round < 20000; round++) {
		bo_query_t query, again;
		char text[BO_QUERY_MAX + 1], wanted[1200], got[1200];
		random_query(&query);
		write_query(text, &query);
		bo_error_t error = {0};
		if (parse(&again, text, strlen(text), &error) != BO_OK) {
			fail_msg("\"%s\": %s", text, error.message);
		}
		write_terms(wanted, sizeof(wanted), &query.search.terms);
		write_terms(got, sizeof(got), &again.search.terms);
		if (strcmp(wanted, got) != 0) {
			fail_msg("\"%s\":\n%s, wanted\n%s", text, got, wanted);
		}
		write_fields(wanted, sizeof(wanted), &query);
		write_fields(got, sizeof(got), &again);
		if (strcmp(wanted, got) != 0) {
			fail_msg("\"%s\":\n%s, wanted\n%s", text, got, wanted);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_terms),
			cmocka_unit_test(test_ranges),
			cmocka_unit_test(test_ranges_narrow),
			cmocka_unit_test(test_fields),
			cmocka_unit_test(test_whole),
			cmocka_unit_test(test_errors),
			cmocka_unit_test(test_limits),
			cmocka_unit_test(test_too_many_zones),
			cmocka_unit_test(test_garbage),
			cmocka_unit_test(test_written_and_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
