#include "droplist/bo_query.h"

#include "base/bo_text.h"
#include "base/bo_time.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define MAX_COUNT 63
#define MAX_DAYS 400
#define MAX_HOURS (MAX_DAYS * 24)
#define HOUR 3600

/* Some bytes of the text. */
typedef struct {
	const char *at;
	size_t length;
} part_t;

typedef struct {
	bo_query_t *out;
	const char *text, *end;
	int64_t now;
	bo_error_t *error;
} parse_t;

/* ---- errors ---- */

static bo_code_t wrong(const parse_t *parse, const char *at, const char *format, ...) BO_PRINTF(3, 4);

/* Says where in the text, counted in characters from 1, and what. */
static bo_code_t wrong(const parse_t *parse, const char *at, const char *format, ...)
{
	char what[300];
	size_t place = 1;
	for (const char *c = parse->text; c < at; c++) {
		place += ((unsigned char)*c & 0xc0) != 0x80;
	}
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(what, sizeof(what), format, arguments);
	va_end(arguments);
	return bo_fail(parse->error, BO_E_INVALID, "The search is wrong at position %zu: %s", place, what);
}

/* A part as messages show it: cut, because people paste anything; between characters, so that it stays UTF-8.
 */
static int shown(part_t part)
{
	size_t length = part.length > 40 ? 40 : part.length;
	while (length < part.length && length > 0 && ((unsigned char)part.at[length] & 0xc0) == 0x80) {
		length--;
	}
	return (int)length;
}

/* ---- texts ---- */

/* The bytes of the blank that stands at the start; 0: none does. No-break and ideographic spaces come with
 * what people paste. */
static size_t blank(const char *at, const char *end)
{
	size_t left = (size_t)(end - at);
	if (left && strchr(" \t\r\n", *at) && *at) {
		return 1;
	}
	if (left >= 2 && memcmp(at, "\xc2\xa0", 2) == 0) {
		return 2;
	}
	return left >= 3 && memcmp(at, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

static bool same_word(part_t part, const char *word)
{
	return part.length == strlen(word) && strncasecmp(part.at, word, part.length) == 0;
}

/* Takes the part before the next separator off *rest. False: nothing is left. */
static bool next_of(part_t *out, part_t *rest, const char *separators)
{
	if (!rest->at) {
		return false;
	}
	out->at = rest->at;
	for (size_t i = 0; i < rest->length; i++) {
		if (strchr(separators, rest->at[i]) && rest->at[i]) {
			out->length = i;
			rest->at += i + 1;
			rest->length -= i + 1;
			return true;
		}
	}
	out->length = rest->length;
	rest->at = NULL;
	rest->length = 0;
	return true;
}

static bo_code_t check_text(const parse_t *parse)
{
	for (const char *at = parse->text; at < parse->end;) {
		size_t step = bo_text_sequence(at, (size_t)(parse->end - at));
		if (step == 0) {
			return wrong(parse, at, "this is no text in UTF-8.");
		}
		if (((unsigned char)*at < ' ' && !blank(at, parse->end)) || *at == 0x7f) {
			return wrong(parse, at, "a control character is in no name.");
		}
		at += step;
	}
	return BO_OK;
}

/* ---- terms ---- */

/* Adds the texts of a list as one term: one of them must fit. */
static bo_code_t add_terms(
		const parse_t *parse, bo_term_kind_t kind, bool excluded, part_t list, const char *separators)
{
	bo_terms_t *terms = &parse->out->search.terms;
	bo_code_t result = BO_OK;
	bool first = true;
	part_t text;
	while (result == BO_OK && next_of(&text, &list, separators)) {
		if (text.length == 0) {
			return wrong(parse, text.at, "a word is missing here.");
		}
		result = first ? bo_terms_add(terms, kind, excluded, text.at, text.length, parse->error)
					   : bo_terms_or(terms, text.at, text.length, parse->error);
		first = false;
	}
	return result;
}

static bool listed(const char *zones, const char *zone)
{
	size_t length = strlen(zone);
	while (*zones) {
		size_t size = strcspn(zones, ",");
		if (size == length && memcmp(zones, zone, size) == 0) {
			return true;
		}
		zones += size + (zones[size] ? 1 : 0);
	}
	return false;
}

static bo_code_t add_zone(const parse_t *parse, part_t text)
{
	char zone[BO_ZONE_SIZE];
	char *zones = parse->out->zones;
	size_t used = strlen(zones);
	if (bo_zone_parse(zone, text.at, text.length) != BO_NAME_OK) {
		return wrong(parse, text.at, "\"%.*s\" is no zone. Zones are written like com or co.uk.", shown(text),
				text.at);
	}
	if (listed(zones, zone)) {
		return BO_OK;
	}
	if (used + strlen(zone) + 2 > BO_QUERY_ZONES_SIZE) {
		return wrong(parse, text.at, "too many zones.");
	}
	snprintf(zones + used, BO_QUERY_ZONES_SIZE - used, "%s%s", used ? "," : "", zone);
	return BO_OK;
}

/* Letters, digits and hyphens; "|" between words. */
static bo_code_t check_word(const parse_t *parse, part_t word)
{
	for (size_t i = 0; i < word.length; i++) {
		unsigned char c = (unsigned char)word.at[i];
		bool fine = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
					c == '-' || c == '|';
		if (fine) {
			continue;
		}
		const char *at = word.at + i;
		if (c == '*' || c == '?') {
			return wrong(parse, at,
					"\"%c\" works in pattern:... only, for example pattern:*shop or pattern:LLL?.", c);
		}
		if (c == '"' || c == '\'') {
			return wrong(parse, at, "quotes are not needed; names have no blanks.");
		}
		if (c == '^' || c == '$') {
			return wrong(parse, at, "\"^\" stands before a word and \"$\" behind it, as in ^my or shop$.");
		}
		return wrong(
				parse, at, "\"%c\" is in no name. Expressions stand between slashes, as in /^[a-z]{4}$/.", c);
	}
	return BO_OK;
}

/* A word with its marks: -word ^word word$ a|b word.zone .zone */
static bo_code_t take_word(const parse_t *parse, part_t piece)
{
	part_t word = piece;
	bool excluded = *word.at == '-', starts, ends;
	if (excluded) {
		word.at++;
		word.length--;
	}
	starts = word.length && *word.at == '^';
	if (starts) {
		word.at++;
		word.length--;
	}
	ends = word.length && word.at[word.length - 1] == '$';
	word.length -= ends;
	if (word.length == 0) {
		return wrong(parse, piece.at, "a word is missing beside \"%.*s\".", shown(piece), piece.at);
	}
	const char *dot = memchr(word.at, '.', word.length);
	if (dot) {
		part_t zone = {dot + 1, word.length - (size_t)(dot - word.at) - 1};
		if (excluded) {
			return wrong(
					parse, piece.at, "a zone can't be left out; name the wanted ones, as in tld:com,net.");
		}
		if (memchr(word.at, '|', word.length)) {
			return wrong(parse, piece.at, "with several words the zone is written as tld:com.");
		}
		bo_code_t result = BO_OK;
		word.length = (size_t)(dot - word.at);
		if (word.length) {
			result = check_word(parse, word);
		} else if (starts || ends) {
			return wrong(parse, piece.at, "\"^\" and \"$\" need a word.");
		}
		result = result == BO_OK ? add_zone(parse, zone) : result;
		if (result != BO_OK || word.length == 0) {
			return result;
		}
	}
	bo_term_kind_t kind = starts && ends ? BO_TERM_EQUALS
						  : starts       ? BO_TERM_STARTS
						  : ends         ? BO_TERM_ENDS
										 : BO_TERM_CONTAINS;
	bo_code_t result = check_word(parse, word);
	return result == BO_OK ? add_terms(parse, kind, excluded, word, "|") : result;
}

/* ---- keys ---- */

typedef bo_code_t (*take_value_fn)(const parse_t *parse, part_t value, bool excluded, int which);

/* A whole number of at most four digits; -1: it is none. */
static int number_of(part_t text)
{
	int number = 0;
	if (text.length == 0 || text.length > 4) {
		return -1;
	}
	for (size_t i = 0; i < text.length; i++) {
		if (text.at[i] < '0' || text.at[i] > '9') {
			return -1;
		}
		number = number * 10 + (text.at[i] - '0');
	}
	return number;
}

/* 4  4-8  4-  -8  >4  >=4  <8  <=8 */
static bool read_range(int *low, int *high, part_t value)
{
	*low = 0;
	*high = MAX_COUNT;
	if (value.length && (*value.at == '<' || *value.at == '>')) {
		bool below = *value.at == '<', equal = value.length > 1 && value.at[1] == '=';
		size_t skip = equal ? 2 : 1;
		int number = number_of((part_t){value.at + skip, value.length - skip});
		*(below ? high : low) = equal ? number : below ? number - 1 : number + 1;
		return number >= 0 && number <= MAX_COUNT && *high >= 0;
	}
	const char *hyphen = memchr(value.at, '-', value.length);
	part_t first = value, second = {NULL, 0};
	if (hyphen) {
		first.length = (size_t)(hyphen - value.at);
		second = (part_t){hyphen + 1, value.length - first.length - 1};
	}
	if (first.length || !hyphen) {
		*low = number_of(first);
		*high = hyphen ? *high : *low;
	}
	if (second.length) {
		*high = number_of(second);
	}
	return (first.length || second.length) && *low >= 0 && *high >= *low && *high <= MAX_COUNT;
}

static void narrow(int *minimum, int *maximum, int low, int high)
{
	*minimum = *minimum > low ? *minimum : low;
	*maximum = *maximum >= 0 && *maximum < high ? *maximum : high;
}

enum { LENGTH, LETTERS, DIGITS, HYPHENS };

static bo_code_t take_count(const parse_t *parse, part_t value, bool excluded, int which)
{
	bo_search_t *search = &parse->out->search;
	int *const limits[][2] = {{&search->length_min, &search->length_max},
			{&search->letters_min, &search->letters_max}, {&search->digits_min, &search->digits_max},
			{&search->hyphens_min, &search->hyphens_max}};
	int low = 0, high = 0;
	(void)excluded;
	if (which == DIGITS && same_word(value, "only")) {
		search->digits_only = true;
		return BO_OK;
	}
	if (!((which == DIGITS || which == HYPHENS) && same_word(value, "no")) &&
			!read_range(&low, &high, value)) {
		return wrong(parse, value.at,
				"\"%.*s\" is no number of characters. Write 4, 4-8, 4-, -8, >4 or <8, from 0 to %d.",
				shown(value), value.at, MAX_COUNT);
	}
	narrow(limits[which][0], limits[which][1], low, high);
	return BO_OK;
}

/* 1 yes, 0 no, -1 neither. */
static int yes_or_no(part_t value)
{
	return same_word(value, "yes") || same_word(value, "only") ? 1 : same_word(value, "no") ? 0 : -1;
}

static bo_code_t take_idn(const parse_t *parse, part_t value, bool excluded, int which)
{
	bo_search_t *search = &parse->out->search;
	int wanted = yes_or_no(value);
	(void)excluded;
	(void)which;
	if (wanted < 0) {
		return wrong(parse, value.at, "idn: is followed by yes or no.");
	}
	if (search->idn >= 0 && search->idn != wanted) {
		narrow(&search->length_min, &search->length_max, 0, 0); /* both at once: no name */
	}
	search->idn = wanted;
	return BO_OK;
}

static bo_code_t take_mine(const parse_t *parse, part_t value, bool excluded, int which)
{
	int wanted = yes_or_no(value);
	(void)excluded;
	(void)which;
	if (wanted < 0) {
		return wrong(parse, value.at, "mine: is followed by yes or no.");
	}
	parse->out->mine = wanted;
	return BO_OK;
}

static bo_code_t take_zones(const parse_t *parse, part_t value, bool excluded, int which)
{
	bo_code_t result = BO_OK;
	part_t zone;
	(void)excluded;
	(void)which;
	while (result == BO_OK && next_of(&zone, &value, ",|")) {
		result = add_zone(parse, zone);
	}
	return result;
}

static bo_code_t take_pattern(const parse_t *parse, part_t value, bool excluded, int which)
{
	(void)which;
	return add_terms(parse, BO_TERM_PATTERN, excluded, value, ",|");
}

static void narrow_dates(bo_search_t *search, int64_t from, int64_t to)
{
	if (from != BO_TIME_NONE && (search->from == BO_TIME_NONE || from > search->from)) {
		search->from = from;
	}
	if (to != BO_TIME_NONE && (search->to == BO_TIME_NONE || to < search->to)) {
		search->to = to;
	}
}

/* 2026-12-01  2026-12-01..2026-12-05  ..2026-12-05  2026-12-01.. */
static bool read_days(int64_t *from, int64_t *to, part_t value)
{
	const char *dots = memmem(value.at, value.length, "..", 2);
	part_t first = value, second = value;
	if (dots) {
		first.length = (size_t)(dots - value.at);
		second = (part_t){dots + 2, value.length - first.length - 2};
	}
	*from = *to = BO_TIME_NONE;
	if ((first.length && !bo_time_parse_day(from, first.at, first.length)) ||
			(second.length && !bo_time_parse_day(to, second.at, second.length)) ||
			(first.length == 0 && second.length == 0)) {
		return false;
	}
	*to = *to == BO_TIME_NONE ? *to : *to + BO_DAY - 1;
	return true;
}

static bo_code_t take_drop(const parse_t *parse, part_t value, bool excluded, int which)
{
	bo_search_t *search = &parse->out->search;
	int64_t from = BO_TIME_NONE, to = BO_TIME_NONE, today = bo_time_day(parse->now);
	(void)excluded;
	(void)which;
	char unit = value.length ? bo_text_upper(value.at[value.length - 1]) : '\0';
	int number = unit == 'D' || unit == 'H' ? number_of((part_t){value.at, value.length - 1}) : -1;
	if (number > 0 && number <= (unit == 'D' ? MAX_DAYS : MAX_HOURS)) {
		to = parse->now + number * (int64_t)(unit == 'D' ? BO_DAY : HOUR);
	} else if (same_word(value, "today") || same_word(value, "tomorrow")) {
		from = today + (value.length > strlen("today") ? BO_DAY : 0);
		to = from + BO_DAY - 1;
	} else if (!read_days(&from, &to, value)) {
		return wrong(parse, value.at,
				"\"%.*s\" is no drop date. Write 3d, 12h (at most %d days), today, tomorrow, 2026-12-01 or "
				"2026-12-01..2026-12-05.",
				shown(value), value.at, MAX_DAYS);
	}
	narrow_dates(search, from, to);
	return BO_OK;
}

static bo_code_t take_sort(const parse_t *parse, part_t value, bool excluded, int which)
{
	static const struct {
		const char *name;
		bo_sort_t sort;
	} sorts[] = {{"name", BO_SORT_NAME}, {"drop", BO_SORT_DROPDATE}, {"length", BO_SORT_LENGTH},
			{"digits", BO_SORT_DIGITS}, {"hyphens", BO_SORT_HYPHENS}, {"zone", BO_SORT_ZONE},
			{"price", BO_SORT_PRICE}};
	bool down = value.length && *value.at == '-';
	part_t name = {value.at + down, value.length - down};
	(void)excluded;
	(void)which;
	for (size_t i = 0; i < sizeof(sorts) / sizeof(sorts[0]); i++) {
		if (same_word(name, sorts[i].name)) {
			parse->out->search.sort = sorts[i].sort;
			parse->out->search.descending = down;
			parse->out->sorted = true;
			return BO_OK;
		}
	}
	return wrong(parse, value.at,
			"there is no such order. Write sort: with name, drop, length, digits, hyphens, zone or price; "
			"with a minus "
			"sign the other way round.");
}

static const struct {
	const char *name;
	take_value_fn take;
	int which;
	bool excludable;
} keys[] = {
		{"len", take_count, LENGTH, false},
		{"length", take_count, LENGTH, false},
		{"letters", take_count, LETTERS, false},
		{"digits", take_count, DIGITS, false},
		{"hyphens", take_count, HYPHENS, false},
		{"idn", take_idn, 0, false},
		{"pattern", take_pattern, 0, true},
		{"tld", take_zones, 0, false},
		{"zone", take_zones, 0, false},
		{"drop", take_drop, 0, false},
		{"mine", take_mine, 0, false},
		{"sort", take_sort, 0, false},
};

static bo_code_t take_key(const parse_t *parse, part_t piece, size_t colon)
{
	bool excluded = *piece.at == '-';
	part_t name = {piece.at + excluded, colon - excluded};
	part_t value = {piece.at + colon + 1, piece.length - colon - 1};
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (!same_word(name, keys[i].name)) {
			continue;
		}
		if (excluded && !keys[i].excludable) {
			return wrong(parse, piece.at, "%s: can't be left out; say what is wanted instead.", keys[i].name);
		}
		if (value.length == 0) {
			return wrong(parse, piece.at, "something is missing behind %s:.", keys[i].name);
		}
		return keys[i].take(parse, value, excluded, keys[i].which);
	}
	return wrong(parse, piece.at,
			"there is no \"%.*s:\". Known are len, letters, digits, hyphens, idn, pattern, tld, drop, mine "
			"and sort.",
			shown(name), name.at);
}

/* ---- pieces ---- */

/* The end of the expression that begins behind a slash: a slash with a blank or nothing behind it. NULL:
 * none. */
static const char *expression_end(const parse_t *parse, const char *at)
{
	for (; at < parse->end; at++) {
		if (*at == '\\') {
			at++;
		} else if (*at == '/' && (at + 1 == parse->end || blank(at + 1, parse->end))) {
			return at;
		}
	}
	return NULL;
}

/* Takes the piece that begins at *at, and moves *at behind it. */
static bo_code_t take_piece(const parse_t *parse, const char **at)
{
	const char *start = *at, *end = start;
	bool excluded = *start == '-';
	if (start + excluded < parse->end && start[excluded] == '/') {
		const char *expression = start + excluded + 1;
		end = expression_end(parse, expression);
		if (!end) {
			return wrong(parse, start, "the expression that begins here has no slash at its end.");
		}
		if (end == expression) {
			return wrong(parse, start, "there is no expression between the slashes.");
		}
		*at = end + 1;
		return bo_terms_add(&parse->out->search.terms, BO_TERM_EXPRESSION, excluded, expression,
				(size_t)(end - expression), parse->error);
	}
	while (end < parse->end && !blank(end, parse->end)) {
		end++;
	}
	*at = end;
	part_t piece = {start, (size_t)(end - start)};
	const char *colon = memchr(start, ':', piece.length);
	return colon ? take_key(parse, piece, (size_t)(colon - start)) : take_word(parse, piece);
}

bo_code_t bo_query_parse(bo_query_t *out, const char *text, size_t length, int64_t now, bo_error_t *error)
{
	parse_t parse = {.out = out, .text = text, .end = text + length, .now = now, .error = error};
	memset(out, 0, sizeof(*out));
	bo_search_init(&out->search);
	out->mine = -1;
	if (length > BO_QUERY_MAX) {
		return bo_fail(error, BO_E_INVALID, "The search is too long: at most %d characters.", BO_QUERY_MAX);
	}
	bo_code_t result = check_text(&parse);
	for (const char *at = text; at < parse.end && result == BO_OK;) {
		size_t skip = blank(at, parse.end);
		if (skip) {
			at += skip;
		} else {
			result = take_piece(&parse, &at);
		}
	}
	return result;
}
