/* Searches over the index against a plain search over the same names, row by row. */
#include "base/bo_name.h"
#include "base/bo_time.h"
#include "droplist/bo_expression.h"
#include "droplist/bo_pattern.h"
#include "droplist/bo_scan.h"
#include "droplist/bo_search.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#define NAMES 2000
#define NOW 100000

typedef struct {
	char label[64], unicode[260], zone[32];
	int64_t time;
	int length, digits, hyphens;
	bool idn;
} name_t;

static name_t names[NAMES];
static size_t name_count;
static bo_index_t *the_index;
static char directory[] = "/tmp/bo-search-XXXXXX";

/* ---- the names ---- */

static unsigned int seed = 1;

static unsigned int random_below(unsigned int limit)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % limit;
}

static void random_label(char *out, size_t size)
{
	static const char *const syllables[] = {"shop", "auto", "a", "e", "o", "ba", "ca", "de", "xx", "1", "22",
			"333", "-", "--", "the", "bank", "er", "s", "z", "kelvin"};
	static const char *const letters[] = {"\xc3\xbc", "\xc3\xb6", "\xc3\xa4", "\xc3\xa9",
			"\xd0\xbf\xd1\x80\xd0\xb8", "\xe4\xb8\xad\xe6\x96\x87", "\xce\xb1\xce\xb2", "\xc3\x9f"};
	out[0] = '\0';
	unsigned int parts = 1 + random_below(5);
	bool idn = random_below(8) == 0;
	for (unsigned int i = 0; i < parts; i++) {
		const char *part = idn && random_below(2) ? letters[random_below(8)] : syllables[random_below(20)];
		if (strlen(out) + strlen(part) + 1 < size) {
			strcat(out, part);
		}
	}
}

static void measure(name_t *name)
{
	name->length = name->digits = name->hyphens = 0;
	for (const char *c = name->unicode; *c; c++) {
		name->length += ((unsigned char)*c & 0xc0) != 0x80;
		name->digits += *c >= '0' && *c <= '9';
		name->hyphens += *c == '-';
	}
}

static int by_name(const void *a, const void *b)
{
	const name_t *left = a, *right = b;
	int order = strcmp(left->unicode, right->unicode);
	return order ? order : strcmp(left->zone, right->zone);
}

static void make_names(void)
{
	static const char *const zones[] = {"com", "net", "org", "co.uk", "de", "xn--p1ai", "info", "shop"};
	while (name_count < NAMES) {
		char label[64], whole[BO_NAME_UTF8_MAX];
		bo_name_t parsed;
		name_t *name = &names[name_count];
		random_label(label, sizeof(label));
		snprintf(whole, sizeof(whole), "%s.%s", label, zones[random_below(random_below(8) + 1)]);
		if (bo_name_parse(&parsed, whole, strlen(whole)) != BO_NAME_OK) {
			continue;
		}
		snprintf(name->label, sizeof(name->label), "%.*s", (int)parsed.label_length, parsed.text);
		snprintf(name->zone, sizeof(name->zone), "%s", bo_name_zone(&parsed));
		bo_name_to_unicode(whole, name->label);
		snprintf(name->unicode, sizeof(name->unicode), "%.250s", whole);
		name->idn = strcmp(name->label, name->unicode) != 0;
		name->time = NOW - 2000 + random_below(random_below(2) ? 20 : 9000);
		measure(name);
		bool known = false;
		for (size_t i = 0; i < name_count; i++) {
			known = known ||
					(strcmp(names[i].label, name->label) == 0 && strcmp(names[i].zone, name->zone) == 0);
		}
		name_count += !known;
	}
}

static int set_up(void **state)
{
	(void)state;
	bo_list_t list;
	bo_error_t error = {0};
	bo_index_draft_t draft;
	uint64_t duplicates;
	make_names();
	bo_list_init(&list);
	for (size_t i = 0; i < name_count; i++) {
		if (bo_list_add(&list, names[i].label, strlen(names[i].label), names[i].zone, strlen(names[i].zone),
					names[i].time, &error) != BO_OK) {
			return -1;
		}
	}
	qsort(names, name_count, sizeof(names[0]), by_name);
	bool fine = mkdtemp(directory) && bo_list_sort(&list, &duplicates, &error) == BO_OK &&
				bo_index_build(&draft, directory, &list, 5, 6, &error) == BO_OK &&
				bo_index_publish(&draft, directory, &error) == BO_OK &&
				bo_index_open(&the_index, directory, &error) == BO_OK;
	bo_list_dispose(&list);
	return fine ? 0 : -1;
}

static int tear_down(void **state)
{
	char path[100];
	(void)state;
	bo_index_close(the_index);
	snprintf(path, sizeof(path), "%s/" BO_INDEX_FILE, directory);
	unlink(path);
	return rmdir(directory);
}

/* ---- the plain search ---- */

static pcre2_code *compiled(const char *expression)
{
	enum { KEPT = 16 };
	static char texts[KEPT][BO_EXPRESSION_MAX + 1];
	static pcre2_code *codes[KEPT];
	static size_t next;
	int number;
	PCRE2_SIZE place;
	for (size_t i = 0; i < KEPT; i++) {
		if (codes[i] && strcmp(texts[i], expression) == 0) {
			return codes[i];
		}
	}
	next = (next + 1) % KEPT;
	pcre2_code_free(codes[next]);
	snprintf(texts[next], sizeof(texts[next]), "%s", expression);
	codes[next] = pcre2_compile((PCRE2_SPTR)expression, PCRE2_ZERO_TERMINATED,
			PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP, &number, &place, NULL);
	assert_non_null(codes[next]);
	return codes[next];
}

static bool regex_matches(const char *expression, const char *text)
{
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	int found = pcre2_match(compiled(expression), (PCRE2_SPTR)text, strlen(text), 0, 0, data, NULL);
	pcre2_match_data_free(data);
	return found >= 0;
}

static bool kind_fits(char kind, const char *at)
{
	unsigned char c = (unsigned char)*at;
	bool digit = c >= '0' && c <= '9', vowel = c && strchr("aeiou", c);
	switch (kind) {
		case 'L':
			return !digit && c != '-';
		case 'N':
			return digit;
		case 'C':
			return c >= 'a' && c <= 'z' && !vowel;
		case 'V':
			return vowel;
		case '-':
			return c == '-';
		default:
			return true;
	}
}

/* A letter pattern, place by place. */
static bool pattern_fits(const char *pattern, const char *text)
{
	char kind = *pattern;
	if (!kind) {
		return !*text;
	}
	if (kind == '*' && pattern_fits(pattern + 1, text)) {
		return true;
	}
	if (!*text || (kind != '*' && !kind_fits((char)(kind >= 'a' && kind <= 'z' ? kind - 32 : kind), text))) {
		return false;
	}
	size_t step = 1;
	while (((unsigned char)text[step] & 0xc0) == 0x80) {
		step++;
	}
	return pattern_fits(kind == '*' ? pattern : pattern + 1, text + step);
}

/* The texts of these tests in lower case: ASCII, and the one letter beyond it that they have in upper case.
 */
static void lowered(char *out, size_t size, const char *text)
{
	snprintf(out, size, "%s", text);
	for (char *c = out; *c; c++) {
		if (*c >= 'A' && *c <= 'Z') {
			*c = (char)(*c + 32);
		} else if ((unsigned char)*c == 0xc3 && (unsigned char)c[1] == 0x9c) {
			c[1] = '\xbc';
		}
	}
}

static bool text_fits(bo_term_kind_t kind, const char *text, const char *label)
{
	char low[300];
	size_t length = strlen(label), size;
	if (kind == BO_TERM_EXPRESSION) {
		return regex_matches(text, label);
	}
	if (kind == BO_TERM_PATTERN) {
		return pattern_fits(text, label);
	}
	lowered(low, sizeof(low), text);
	size = strlen(low);
	if (kind == BO_TERM_CONTAINS) {
		return strstr(label, low) != NULL;
	}
	if (size > length || (kind == BO_TERM_EQUALS && size != length)) {
		return false;
	}
	return memcmp(kind == BO_TERM_ENDS ? label + length - size : label, low, size) == 0;
}

static bool terms_fit(const bo_terms_t *terms, const char *label)
{
	for (size_t i = 0; i < terms->count; i++) {
		const bo_term_t *term = &terms->items[i];
		bool any = false;
		for (size_t t = 0; t < term->text_count; t++) {
			any = any || text_fits(term->kind, bo_terms_text(terms, term->first_text + t), label);
		}
		if (any == term->excluded) {
			return false;
		}
	}
	return true;
}

static bool in_range(int value, int minimum, int maximum)
{
	return (minimum < 0 || value >= minimum) && (maximum < 0 || value <= maximum);
}

static bool is_listed(const name_t *name, const bo_search_t *search)
{
	for (size_t i = 0; i < search->name_count; i++) {
		if (strcmp(search->names[i].label, name->label) == 0 &&
				strcmp(search->names[i].zone, name->zone) == 0) {
			return true;
		}
	}
	return false;
}

static bool fits(const name_t *name, const bo_search_t *search)
{
	bool zone = search->zone_count == 0;
	for (size_t i = 0; i < search->zone_count; i++) {
		zone = zone || strcmp(search->zones[i], name->zone) == 0;
	}
	return zone && name->time > NOW && (search->from == BO_TIME_NONE || name->time >= search->from) &&
		   (search->to == BO_TIME_NONE || name->time <= search->to) &&
		   in_range(name->length, search->length_min, search->length_max) &&
		   in_range(name->length - name->digits - name->hyphens, search->letters_min, search->letters_max) &&
		   in_range(name->digits, search->digits_min, search->digits_max) &&
		   in_range(name->hyphens, search->hyphens_min, search->hyphens_max) &&
		   (search->idn < 0 || name->idn == (search->idn > 0)) &&
		   (!search->digits_only || name->digits == name->length) &&
		   (search->mine < 0 || is_listed(name, search) == (search->mine > 0)) &&
		   terms_fit(&search->terms, name->unicode);
}

static const bo_search_t *sorting;

static long long rank_of(const name_t *name)
{
	long long rank = -1;
	for (size_t i = 0; i < sorting->zone_count; i++) {
		if (strcmp(sorting->zones[i], name->zone) == 0) {
			rank = sorting->zone_ranks[i];
		}
	}
	return rank;
}

static int compare_keys(const name_t *left, const name_t *right, bo_sort_t sort)
{
	switch (sort) {
		case BO_SORT_DROPDATE:
			return (left->time > right->time) - (left->time < right->time);
		case BO_SORT_NAME:
			return strcmp(left->unicode, right->unicode);
		case BO_SORT_LENGTH:
			return left->length - right->length;
		case BO_SORT_DIGITS:
			return left->digits - right->digits;
		case BO_SORT_HYPHENS:
			return left->hyphens - right->hyphens;
		case BO_SORT_PRICE:
			return (rank_of(left) > rank_of(right)) - (rank_of(left) < rank_of(right));
		case BO_SORT_MINE:
			return is_listed(right, sorting) - is_listed(left, sorting);
		case BO_SORT_ZONE:
			break;
	}
	return strcmp(left->zone, right->zone);
}

static int by_search(const void *a, const void *b)
{
	const name_t *left = *(const name_t *const *)a, *right = *(const name_t *const *)b;
	int order = compare_keys(left, right, sorting->sort);
	if (sorting->descending) {
		order = -order;
	}
	if (order == 0 && sorting->sort == BO_SORT_MINE) {
		order = compare_keys(left, right, BO_SORT_DROPDATE);
	}
	return order ? order : by_name(left, right);
}

static void describe(char *out, size_t size, const bo_search_t *search)
{
	static const char *const kinds[] = {"contains", "starts", "ends", "equals", "pattern", "expression"};
	size_t at = (size_t)snprintf(out, size,
			"zones %zu mine %d length %d-%d letters %d-%d digits %d-%d hyphens %d-%d idn %d digits only %d "
			"from "
			"%lld to %lld sort %d%s first %zu limit %zu",
			search->zone_count, search->mine, search->length_min, search->length_max, search->letters_min,
			search->letters_max, search->digits_min, search->digits_max, search->hyphens_min,
			search->hyphens_max, search->idn, search->digits_only, (long long)search->from,
			(long long)search->to, (int)search->sort, search->descending ? " down" : "", search->first,
			search->limit);
	for (size_t i = 0; i < search->terms.count; i++) {
		const bo_term_t *term = &search->terms.items[i];
		for (size_t t = 0; t < term->text_count && at < size; t++) {
			at += (size_t)snprintf(out + at, size - at, " %s%s \"%s\"",
					t                ? "or "
					: term->excluded ? "not "
									 : "",
					kinds[term->kind], bo_terms_text(&search->terms, term->first_text + t));
		}
	}
}

/* Zones and days of what was found, counted one by one. */
static void check_counts(
		const bo_search_result_t *found, const name_t *const *expected, size_t count, const char *text)
{
	uint64_t sum = 0, days = 0;
	for (size_t i = 0; i < found->zone_count_count; i++) {
		const bo_zone_count_t *zone = &found->zone_counts[i];
		uint64_t rows = 0;
		for (size_t n = 0; n < count; n++) {
			rows += strcmp(expected[n]->zone, zone->zone) == 0;
		}
		bool in_order = i == 0 || zone[-1].count > zone->count ||
						(zone[-1].count == zone->count && strcmp(zone[-1].zone, zone->zone) < 0);
		if (rows != zone->count || rows == 0 || !in_order) {
			fail_msg("%s: zone %s has %llu, expected %llu", text, zone->zone, (unsigned long long)zone->count,
					(unsigned long long)rows);
		}
		sum += rows;
	}
	assert_int_equal(found->first_day, NOW / BO_DAY * BO_DAY);
	for (size_t i = 0; i < found->day_count_count; i++) {
		uint64_t rows = 0;
		for (size_t n = 0; n < count; n++) {
			rows += expected[n]->time / BO_DAY == NOW / BO_DAY + (int64_t)i;
		}
		if (rows != found->day_counts[i]) {
			fail_msg("%s: day %zu has %llu, expected %llu", text, i, (unsigned long long)found->day_counts[i],
					(unsigned long long)rows);
		}
		days += rows;
	}
	if (sum != count || days != count ||
			(found->day_count_count && found->day_counts[found->day_count_count - 1] == 0)) {
		fail_msg("%s: zones have %llu, days %llu, expected %zu", text, (unsigned long long)sum,
				(unsigned long long)days, count);
	}
}

/* Searches that were too expensive: the random expressions have a few. */
static size_t refused;

/* Runs both and compares all of the page. Returns the total. */
static size_t check(const bo_search_t *search)
{
	static const name_t *expected[NAMES];
	char text[8000];
	size_t count = 0;
	bo_error_t error = {0};
	bo_search_result_t found;
	for (size_t i = 0; i < name_count; i++) {
		if (fits(&names[i], search)) {
			expected[count++] = &names[i];
		}
	}
	sorting = search;
	qsort(expected, count, sizeof(expected[0]), by_search);
	describe(text, sizeof(text), search);
	bo_code_t code = bo_search_run(&found, the_index, search, NOW, &error);
	if (code == BO_E_LIMIT) {
		refused++;
		return 0;
	}
	if (code != BO_OK) {
		fail_msg("%s: %s", text, error.message);
	}
	size_t page = search->first >= count ? 0 : count - search->first;
	page = page > search->limit ? search->limit : page;
	if (found.total != count || found.row_count != page) {
		fail_msg("%s: total %llu, expected %zu; page %zu, expected %zu", text,
				(unsigned long long)found.total, count, found.row_count, page);
	}
	for (size_t i = 0; i < page; i++) {
		const name_t *name = expected[search->first + i];
		const bo_search_row_t *row = &found.rows[i];
		if (strcmp(row->label, name->label) != 0 || strcmp(row->zone, name->zone) != 0 ||
				row->drop_date != name->time || row->length != name->length || row->digits != name->digits ||
				row->hyphens != name->hyphens) {
			fail_msg("%s: row %zu is %s.%s, expected %s.%s", text, i, row->label, row->zone, name->label,
					name->zone);
		}
	}
	if (search->counts) {
		check_counts(&found, expected, count, text);
	} else {
		assert_null(found.zone_counts);
		assert_null(found.day_counts);
	}
	assert_int_equal(found.generation, 5);
	bo_search_result_dispose(&found);
	return count;
}

static void add(bo_search_t *search, bo_term_kind_t kind, bool excluded, const char *text)
{
	bo_error_t error = {0};
	if (bo_terms_add(&search->terms, kind, excluded, text, strlen(text), &error) != BO_OK) {
		fail_msg("%s: %s", text, error.message);
	}
}

static void add_or(bo_search_t *search, const char *text)
{
	bo_error_t error = {0};
	assert_int_equal(bo_terms_or(&search->terms, text, strlen(text), &error), BO_OK);
}

/* Some of the names, and some that are not on the list. */
static void random_names(bo_search_t *search)
{
	static bo_search_name_t listed[300];
	static const bo_search_name_t others[] = {{"a", "nosuch"}, {"nosuch", "com"}, {"xn--", "com"},
			{"zzzzzzzz", "de"}, {"", ""}, {"xn--tda", "xn--p1ai"}};
	search->names = listed;
	search->name_count = random_below(random_below(2) ? 4 : 300);
	for (size_t i = 0; i < search->name_count; i++) {
		const name_t *name = &names[random_below(NAMES)];
		listed[i] = random_below(10) == 0 ? others[random_below(6)]
										  : (bo_search_name_t){.label = name->label, .zone = name->zone};
	}
	search->mine = (int)random_below(2);
}

/* ---- tests ---- */

static void test_orders_and_pages(void **state)
{
	(void)state;
	static const char *const zones[] = {"com", "net", "org", "co.uk", "de", "xn--p1ai", "info", "shop", "x"};
	static const uint32_t ranks[] = {700, 3, 3, 90, 0, 3, UINT32_MAX, 90, 5};
	bo_search_t search;
	for (int sort = BO_SORT_DROPDATE; sort <= BO_SORT_MINE; sort++) {
		for (int down = 0; down < 2; down++) {
			static const size_t firsts[] = {0, 1, 7, 500, 1499, 1999, 2000, 5000};
			for (size_t f = 0; f < 8; f++) {
				bo_search_init(&search);
				search.counts = f < 2;
				if (sort == BO_SORT_PRICE) {
					search.zones = zones;
					search.zone_ranks = ranks;
					search.zone_count = f % 2 ? 9 : 5;
				}
				if (sort == BO_SORT_MINE && f) { /* without names nothing is the caller's own */
					random_names(&search);
					search.mine = -1;
				}
				search.sort = (bo_sort_t)sort;
				search.descending = down;
				search.first = firsts[f];
				search.limit = f % 2 ? 37 : NAMES;
				check(&search);
				add(&search, BO_TERM_CONTAINS, false, "a"); /* the same through the set of rows */
				check(&search);
			}
			search.first = 0;
			search.limit = 0;
			check(&search);
		}
	}
}

static int maybe(unsigned int limit)
{
	return random_below(3) ? -1 : (int)random_below(limit);
}

static const char *random_text(bo_term_kind_t kind)
{
	static const char *const texts[] = {"a", "shop", "sh", "er", "\xc3\xbc", "-", "1", "zz", "\xd1\x80",
			"kel", "xx1", "s", "SHOP", "Er", "\xc3\x9c", "A", "theshop", "22", "de-", "ab"};
	static const char *const patterns[] = {"CVCV", "*", "L*", "*N", "C*", "???", "LLLL", "cvc*", "*-*",
			"*V*N", "?N*", "NN", "L*L", "*CC*", "**V**", "-*", "lll?*"};
	static const char *const expressions[] = {"^[a-m]", "[0-9]$", "(.)\\1", "^(.).*\\1$", "s.*e", "a|e",
			"^.{3,5}$", "[^a-z]", "\\d{2}", "(?=.*a)(?=.*b)", "\xc3\xbc", "^(?!a)", "(..)\\1", "^[^-]+$"};
	if (kind == BO_TERM_PATTERN) {
		return patterns[random_below(17)];
	}
	if (kind == BO_TERM_EXPRESSION) {
		return expressions[random_below(14)];
	}
	if (random_below(kind == BO_TERM_EQUALS ? 2 : 8) == 0) {
		return names[random_below(NAMES)].unicode;
	}
	return texts[random_below(20)];
}

static void random_terms(bo_search_t *search)
{
	unsigned int count = random_below(2) ? 0 : 1 + random_below(random_below(4) ? 2 : 5);
	for (unsigned int i = 0; i < count; i++) {
		bo_term_kind_t kind = (bo_term_kind_t)random_below(6);
		add(search, kind, random_below(3) == 0, random_text(kind));
		for (unsigned int others = random_below(3) ? 0 : random_below(5); others > 0; others--) {
			add_or(search, random_text(kind));
		}
	}
}

static void random_search(bo_search_t *search)
{
	static const char *const zones[] = {"com", "de", "xn--p1ai", "not-there", "co.uk", "net"};
	static uint32_t ranks[6];
	bo_search_init(search);
	search->sort = (bo_sort_t)random_below(8);
	if (search->sort == BO_SORT_PRICE || random_below(2)) {
		unsigned int first = random_below(3);
		search->zones = zones + first;
		search->zone_count = 1 + random_below(6 - first);
		for (size_t i = 0; i < 6; i++) {
			ranks[i] = random_below(4);
		}
		search->zone_ranks = ranks;
	}
	search->length_min = maybe(12);
	search->length_max = maybe(20);
	search->letters_min = maybe(8);
	search->letters_max = maybe(20);
	search->digits_min = maybe(3);
	search->digits_max = maybe(6);
	search->hyphens_min = maybe(2);
	search->hyphens_max = maybe(4);
	search->idn = random_below(4) ? -1 : (int)random_below(2);
	search->digits_only = random_below(12) == 0;
	random_terms(search);
	if (random_below(4) == 0 || search->sort == BO_SORT_MINE) {
		random_names(search);
		search->mine = search->sort == BO_SORT_MINE ? (int)random_below(3) - 1 : search->mine;
	}
	search->counts = random_below(3) == 0;
	search->from = random_below(4) ? BO_TIME_NONE : NOW - 2500 + (int64_t)random_below(9000);
	search->to = random_below(4) ? BO_TIME_NONE : NOW - 2500 + (int64_t)random_below(12000);
	search->descending = random_below(2);
	search->first = random_below(2) ? 0 : random_below(300);
	search->limit = 1 + random_below(200);
}

static void test_random_filters(void **state)
{
	(void)state;
	bo_search_t search;
	size_t found = 0;
	for (int i = 0; i < 4500; i++) {
		random_search(&search);
		if (i % 3) {
			search.length_min = search.length_max = search.letters_min = search.letters_max = -1;
			search.digits_min = search.digits_max = search.hyphens_min = search.hyphens_max = -1;
			search.digits_only = false;
		}
		found += check(&search) > 0;
	}
	assert_true(found > 1100);
}

/* The same by nothing but the drop date: where counts and pages are made without a set of rows. */
static void test_random_windows(void **state)
{
	(void)state;
	bo_search_t search;
	for (int i = 0; i < 600; i++) {
		bo_search_init(&search);
		search.counts = true;
		search.from = random_below(3) ? NOW - 2500 + (int64_t)random_below(9000) : BO_TIME_NONE;
		search.to = random_below(3) ? NOW - 2500 + (int64_t)random_below(12000) : BO_TIME_NONE;
		search.sort = (bo_sort_t)random_below(6);
		search.descending = random_below(2);
		search.first = random_below(2000);
		search.limit = random_below(100);
		check(&search);
	}
}

/* An expression made of the parts that bo_pattern understands, and some that it does not. */
static void random_expression(char *out, size_t size, int depth)
{
	static const char *const atoms[] = {"a", "e", "s", "shop", "b", "1", "-", ".", "[a-m]", "[^a-m]", "[0-9]",
			"\\d", "\\w", "\\b", "^", "$", "\xc3\xbc", "[\xc3\xa4-\xc3\xbc]", "\\-", "(?=s)", "(?!s)",
			"(a|o)", "\\s", "\\D", "\\W", "[[:alpha:]]", "[^\\d]", "k", "(.)\\1", "S", "[^-a]", "[^]a]",
			"[]a]", "er", "\\x61", "\\N", "\\p{L}", "(?i:A)", "\\Ash", "p\\z", "(.)", "\\1", "([a-m])", "\\2",
			"(..)", "\\1", "(?<!s)", "(?<=a)", "(?>a|ab)", "[[:digit:]]", "[[:alnum:]]", "(?i)", "(s|ba)",
			"\\B", "(.)\\1", "(..)\\1", "(?=.*(.)\\1)", "\\3"};
	static const char *const quantifiers[] = {
			"*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}", "*?", "+?", "?+", "*+", "{1,3}+"};
	out[0] = '\0';
	unsigned int parts = 1 + random_below(4);
	for (unsigned int i = 0; i < parts; i++) {
		char part[200];
		if (depth > 0 && random_below(4) == 0) {
			char inner[150];
			random_expression(inner, sizeof(inner) / 2, depth - 1);
			snprintf(part, sizeof(part), random_below(2) ? "(%s)" : "(?:%s)", inner);
		} else {
			snprintf(part, sizeof(part), "%s",
					atoms[random_below(random_below(3) ? 17 : sizeof(atoms) / sizeof(atoms[0]))]);
		}
		bool fixed = strcmp(part, "^") == 0 || strcmp(part, "$") == 0 || strcmp(part, "\\b") == 0;
		if (!fixed && random_below(3) == 0) {
			strcat(part, quantifiers[random_below(12)]);
		}
		if (strlen(out) + strlen(part) + 2 < size) {
			strcat(out, part);
			if (i + 1 < parts && random_below(5) == 0) {
				strcat(out, "|");
			}
		}
	}
}

static bool compiles(const char *expression)
{
	int number;
	PCRE2_SIZE place;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)expression, PCRE2_ZERO_TERMINATED,
			PCRE2_CASELESS | PCRE2_UTF | PCRE2_UCP, &number, &place, NULL);
	pcre2_code_free(code);
	return code != NULL;
}

/* PCRE2 10.42's machine code forgets to unset a group that a possessive quantifier gives back with the whole
 * ("(?:(.?s)*+e|(.)\\1shop?)" finds "basshop", which its interpreter does not), so there is no one truth
 * about back-references beside such quantifiers. */
static bool library_differs(const char *expression)
{
	bool back = strstr(expression, "\\1") || strstr(expression, "\\2") || strstr(expression, "\\3");
	return back && (strstr(expression, "*+") || strstr(expression, "?+") || strstr(expression, "}+"));
}

static void test_random_expressions(void **state)
{
	(void)state;
	size_t found = 0, understood = 0;
	for (int i = 0; i < 4500; i++) {
		char expression[220];
		bo_search_t search;
		bo_pattern_t pattern;
		random_expression(expression, sizeof(expression), 2);
		if (!compiles(expression) || library_differs(expression)) {
			continue;
		}
		bo_pattern_read(&pattern, expression, strlen(expression));
		understood += pattern.understood && pattern.exact;
		bo_search_init(&search);
		search.limit = 20;
		add(&search, BO_TERM_EXPRESSION, i % 3 == 1, expression);
		if (i % 7 == 0) {
			search.length_max = 4; /* few names: one by one */
		}
		found += check(&search) > 0;
	}
	assert_true(found > 1200);
	assert_true(understood > 1100);
	assert_true(refused < 20);
}

/* Groups that overlap, are inside each other, optional, repeated, in alternatives, or refer to themselves. */
static void test_back_references(void **state)
{
	(void)state;
	static const char *const expressions[] = {"(.)(.)\\1\\2", "(.)(.)\\2\\1", "([aeo])([bcs])\\1\\2",
			"([aeos]).*([aehx])\\1.*\\2", "([aeox])([a-e]?)\\1", "([ax])(.*)\\1\\2", "(.)x?(.)\\1",
			"^(.)(.).*\\2\\1$", "([ax])([eo]).*\\2.*([12])\\1", "(..)\\1", "(.)(..)\\2\\1", "((.)\\2)\\1",
			"(.)\\1+$", "(.)*\\1", "(.)?\\1", "(.){2}\\1", "(a|x)\\1", "(.)\\1|(2)\\2", "(x)|\\1a",
			"(.)(?:a|\\1)", "(?=(.))\\1\\1", "(.)(?!\\1).", "([\\d])\\1", "(\\w)-\\1", "(.+)\\1", "^(.+)\\1$",
			"(a\\1?)x", "(-)\\1", "([ax])(\\1|s)\\1", "(.)(.)\\1(.)\\2\\3?", "(\xc3\xbc|a)\\1", "(..)a(.)\\2",
			"(?>(.))\\1", "(e)(r)s?\\1?"};
	for (size_t i = 0; i < sizeof(expressions) / sizeof(expressions[0]); i++) {
		for (int excluded = 0; excluded < 2; excluded++) {
			bo_search_t search;
			bo_search_init(&search);
			add(&search, BO_TERM_EXPRESSION, excluded, expressions[i]);
			check(&search);
		}
	}
}

static void test_patterns(void **state)
{
	(void)state;
	static const struct {
		const char *expression;
		bool understood;
		const char *literal;
		int minimum, maximum;
	} cases[] = {
			{"shop", true, "shop", 4, BO_PATTERN_UNBOUNDED},
			{"^shop$", true, "shop", 4, 4},
			{"SHOP", true, "shop", 4, BO_PATTERN_UNBOUNDED},
			{"^.{5}$", true, "", 5, 5},
			{"^[a-z]{2,4}\\d?$", true, "", 2, 5},
			{".*.*.*.*.*shop", true, "shop", 4, BO_PATTERN_UNBOUNDED},
			{"ab?cd", true, "cd", 3, BO_PATTERN_UNBOUNDED},
			{"ab+cd", true, "bcd", 4, BO_PATTERN_UNBOUNDED},
			{"(shop)+x", true, "shopx", 5, BO_PATTERN_UNBOUNDED},
			{"(shop)?x", true, "x", 1, BO_PATTERN_UNBOUNDED},
			{"shop|store", true, "", 4, BO_PATTERN_UNBOUNDED},
			{"^(a|bcd)$", true, "", 1, 3},
			{"^a|b$", true, "", 1, BO_PATTERN_UNBOUNDED},
			{"(^a|^b)c$", true, "c", 2, 2},
			{"a\\.b", true, "a", 3, BO_PATTERN_UNBOUNDED},
			{"\\bshop\\b", true, "shop", 4, BO_PATTERN_UNBOUNDED},
			{"a(bc)d", true, "abcd", 4, BO_PATTERN_UNBOUNDED},
			{"(ab){2}c", true, "abc", 5, BO_PATTERN_UNBOUNDED},
			{"a++b", true, "ab", 2, BO_PATTERN_UNBOUNDED},
			{"\xc3\xbc"
			 "ber",
					true, "ber", 4, BO_PATTERN_UNBOUNDED},
			{"(?i)a", true, "a", 1, BO_PATTERN_UNBOUNDED},
			{"(?-i)a", false, "", 0, BO_PATTERN_UNBOUNDED},
			{"a(?=b)", true, "a", 1, BO_PATTERN_UNBOUNDED},
			{"(?!x)a(?<!b)c", true, "ac", 2, BO_PATTERN_UNBOUNDED},
			{"(.)\\1", true, "", 2, BO_PATTERN_UNBOUNDED},
			{"^(..|...)\\1$", true, "", 4, 6},
			{"\\2(a)(b)", true, "ab", 2, BO_PATTERN_UNBOUNDED},
			{"(a)\\12", false, "", 0, BO_PATTERN_UNBOUNDED},
			{"\\Aab\\z", true, "ab", 2, 2},
			{"(?R)", false, "", 0, BO_PATTERN_UNBOUNDED},
			{"(?<n>a)", false, "", 0, BO_PATTERN_UNBOUNDED},
			{"[[:alpha:]]x", true, "x", 2, BO_PATTERN_UNBOUNDED},
			{"[[:lower:]]x", false, "", 0, BO_PATTERN_UNBOUNDED},
			{"a)", false, "", 0, BO_PATTERN_UNBOUNDED},
			{"(a", false, "", 0, BO_PATTERN_UNBOUNDED},
			{"[a", false, "", 0, BO_PATTERN_UNBOUNDED},
			{"a\\", false, "", 0, BO_PATTERN_UNBOUNDED},
			{"a{,3}", false, "", 0, BO_PATTERN_UNBOUNDED},
			{"\\Qa.b\\E", false, "", 0, BO_PATTERN_UNBOUNDED},
			{"a\\nb", false, "", 0, BO_PATTERN_UNBOUNDED},
			{"a\nb", false, "", 0, BO_PATTERN_UNBOUNDED},
			{"", false, "", 0, BO_PATTERN_UNBOUNDED},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bo_pattern_t pattern;
		bo_pattern_read(&pattern, cases[i].expression, strlen(cases[i].expression));
		if (pattern.understood != cases[i].understood || pattern.length.minimum != cases[i].minimum ||
				pattern.length.maximum != cases[i].maximum ||
				pattern.literal.length != strlen(cases[i].literal) ||
				memcmp(pattern.literal.text, cases[i].literal, pattern.literal.length) != 0) {
			fail_msg("%s: understood %d, literal %.*s, %d to %d", cases[i].expression, pattern.understood,
					(int)pattern.literal.length, pattern.literal.text, pattern.length.minimum,
					pattern.length.maximum);
		}
	}
}

static void test_texts(void **state)
{
	(void)state;
	bo_search_t plain, other;
	static const struct {
		const char *given, *meant;
	} texts[] = {{"SHOP", "shop"}, {"\xc3\x9c", "\xc3\xbc"}, {"u\xcc\x88", "\xc3\xbc"},
			{"xn--tda", "\xc3\xbc"}, {"XN--TDA", "\xc3\xbc"}, {"\xd0\x9f\xd0\xa0", "\xd0\xbf\xd1\x80"},
			{"-\xc3\x9c", "-\xc3\xbc"}};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		for (int kind = BO_TERM_CONTAINS; kind <= BO_TERM_EQUALS; kind++) {
			bo_error_t error = {0};
			bo_search_result_t found;
			bo_search_init(&plain);
			add(&plain, (bo_term_kind_t)kind, false, texts[i].meant);
			size_t count = check(&plain);
			bo_search_init(&other);
			add(&other, (bo_term_kind_t)kind, false, texts[i].given);
			assert_int_equal(bo_search_run(&found, the_index, &other, NOW, &error), BO_OK);
			assert_int_equal(found.total, count);
			bo_search_result_dispose(&found);
		}
	}
	/* What is in no label finds nothing. */
	char *longest = malloc(3000);
	memset(longest, 'a', 2999);
	longest[2999] = '\0';
	const char *const nothing[] = {
			"a.b", "a b", "a\nb", "%", "\xff", longest, "m\xc3\xbcller.de", "xn--", "xn--a"};
	for (size_t i = 0; i < sizeof(nothing) / sizeof(nothing[0]); i++) {
		for (int kind = BO_TERM_CONTAINS; kind <= BO_TERM_EQUALS; kind++) {
			bo_error_t error = {0};
			bo_search_result_t found;
			bo_search_init(&other);
			add(&other, (bo_term_kind_t)kind, false, nothing[i]);
			bo_code_t code = bo_search_run(&found, the_index, &other, NOW, &error);
			assert_true(code == BO_E_INVALID || (code == BO_OK && found.total == 0));
			bo_search_result_dispose(&found);
		}
	}
	free(longest);
}

static void test_letter_patterns(void **state)
{
	(void)state;
	static const char *const good[] = {"CVCV", "cvcv", "*", "?", "L", "LN-", "***", "*?*",
			"CCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCCC"};
	static const char *const bad[] = {"CVX", "C V", "3", "(", "\xc3\xbc", "C\n", "^", ".",
			"LLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLLL"};
	bo_search_t search;
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		for (int excluded = 0; excluded < 2; excluded++) {
			bo_search_init(&search);
			add(&search, BO_TERM_PATTERN, excluded, good[i]);
			check(&search);
		}
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		bo_error_t error = {0};
		bo_search_result_t found;
		bo_search_init(&search);
		add(&search, BO_TERM_PATTERN, false, bad[i]);
		assert_int_equal(bo_search_run(&found, the_index, &search, NOW, &error), BO_E_INVALID);
		assert_non_null(strstr(error.message, "C (consonant)"));
	}
}

/* A wrong part is told although nothing is left to look at, and the first one that was given. */
static void test_every_term_is_checked(void **state)
{
	(void)state;
	bo_search_t search;
	bo_search_result_t found;
	bo_error_t error = {0};
	bo_search_init(&search);
	add(&search, BO_TERM_EXPRESSION, false, "ab(c");
	add(&search, BO_TERM_EXPRESSION, true, "(");
	add(&search, BO_TERM_EQUALS, false, "nothing-has-this-name");
	assert_int_equal(bo_search_run(&found, the_index, &search, NOW, &error), BO_E_INVALID);
	assert_non_null(strstr(error.message, "position 5"));
}

static bo_code_t run_expression(const char *expression, bo_error_t *error)
{
	bo_search_t search;
	bo_search_result_t found;
	memset(error, 0, sizeof(*error));
	bo_search_init(&search);
	add(&search, BO_TERM_EXPRESSION, false, expression);
	bo_code_t code = bo_search_run(&found, the_index, &search, NOW, error);
	assert_int_equal(error->code, code);
	bo_search_result_dispose(&found);
	return code;
}

static void test_bad_expressions(void **state)
{
	(void)state;
	bo_error_t error;
	assert_int_equal(run_expression("ab(c", &error), BO_E_INVALID);
	assert_non_null(strstr(error.message, "position 5"));
	assert_int_equal(run_expression("[z-a]", &error), BO_E_INVALID);
	assert_int_equal(run_expression("a**", &error), BO_OK + (compiles("a**") ? 0 : BO_E_INVALID));
	assert_int_equal(run_expression("\xff", &error), BO_E_INVALID);
	assert_int_equal(run_expression("\\C", &error), BO_E_INVALID);
	assert_int_equal(run_expression("((a{0,60}){0,60}){0,60}b", &error), BO_E_INVALID);
	char text[700];
	memset(text, '(', 100);
	memset(text + 100, ')', 100);
	text[200] = '\0';
	assert_int_equal(run_expression(text, &error), BO_E_INVALID);
	memset(text, 'a', 600);
	text[600] = '\0';
	assert_int_equal(run_expression(text, &error), BO_E_INVALID);
}

/* Answered or refused, but not for long. */
static void test_hostile_expressions(void **state)
{
	(void)state;
	static const char *const expressions[] = {"(a+)+$", "([a-z]+)*[0-9]$", "^(([a-z])+.)+[A-Z]([a-z])+$",
			"(x+x+)+y", "(.*)*(.*)*(.*)*\\1z", ".*.*.*.*.*.*.*.*.*shop", "(.*?,){11}P", "(?:a?){60}a{60}",
			"(\\w|\\d|.)+-$", "(?R)", "(a|(?1))*", "((.+)+)+!", "(?=(.*))*x", "\\X{60}\\X{60}",
			"(*LIMIT_MATCH=4294967295)(.+)+!", "(*NO_JIT)((.+)+)+!", "^(.*?)*?$", "(?|(.+)|(.+))+!",
			"(?<=a{1,200})b", "(?:.{0,60}){0,60}z"};
	for (size_t i = 0; i < sizeof(expressions) / sizeof(expressions[0]); i++) {
		struct timespec before, after;
		bo_error_t error;
		clock_gettime(CLOCK_MONOTONIC, &before);
		bo_code_t code = run_expression(expressions[i], &error);
		clock_gettime(CLOCK_MONOTONIC, &after);
		double seconds =
				(double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9;
		if (code != BO_OK && code != BO_E_LIMIT && code != BO_E_INVALID) {
			fail_msg("%s: %s", expressions[i], error.message);
		}
		if (seconds > 5) {
			fail_msg("%s took %.1f seconds", expressions[i], seconds);
		}
	}
}

static void test_scan_find(void **state)
{
	(void)state;
	for (int i = 0; i < 20000; i++) {
		char hay[80], text[12];
		size_t length = random_below(79), size = 1 + random_below(random_below(2) ? 3 : 11);
		for (size_t c = 0; c < length; c++) {
			hay[c] = (char)('a' + random_below(2));
		}
		for (size_t c = 0; c < size; c++) {
			text[c] = (char)('a' + random_below(2));
		}
		char *copy = malloc(length ? length : 1); /* exactly that size */
		memcpy(copy, hay, length);
		const char *expected = memmem(copy, length, text, size);
		assert_ptr_equal(bo_scan_find(copy, length, text, size), expected);
		free(copy);
	}
}

static void test_bad_searches(void **state)
{
	(void)state;
	bo_search_t search;
	bo_search_result_t found;
	bo_error_t error = {0};
	bo_search_init(&search);
	search.sort = (bo_sort_t)99;
	assert_int_equal(bo_search_run(&found, the_index, &search, NOW, &error), BO_E_INVALID);
	bo_search_init(&search);
	search.sort = BO_SORT_PRICE;
	assert_int_equal(bo_search_run(&found, the_index, &search, NOW, &error), BO_E_INVALID);
	bo_search_init(&search);
	search.first = SIZE_MAX;
	assert_int_equal(bo_search_run(&found, the_index, &search, NOW, &error), BO_E_INVALID);
	bo_search_init(&search);
	search.from = INT64_MAX;
	check(&search);
	search.from = INT64_MIN + 1;
	search.to = INT64_MAX;
	check(&search);
	search.to = 0;
	check(&search);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_orders_and_pages),
			cmocka_unit_test(test_random_filters),
			cmocka_unit_test(test_random_windows),
			cmocka_unit_test(test_random_expressions),
			cmocka_unit_test(test_back_references),
			cmocka_unit_test(test_patterns),
			cmocka_unit_test(test_texts),
			cmocka_unit_test(test_letter_patterns),
			cmocka_unit_test(test_every_term_is_checked),
			cmocka_unit_test(test_bad_expressions),
			cmocka_unit_test(test_hostile_expressions),
			cmocka_unit_test(test_scan_find),
			cmocka_unit_test(test_bad_searches),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
