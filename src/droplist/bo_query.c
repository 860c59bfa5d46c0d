#include "droplist/bo_query.h"

#include "base/bo_text.h"
#include "base/bo_time.h"
#include "droplist/bo_letters.h"

#include <stdio.h>
#include <string.h>

#define COUNT_LIMIT BO_LABEL_MAX
#define DAYS_LIMIT 400
#define NUMBER_LIMIT 99999 /* larger numbers are all the same: too large */
#define QUOTE_SIZE 80

/* A part of the text; not NUL-terminated. */
typedef struct {
	const char *text;
	size_t length;
} part_t;

/* What stands between blanks. */
typedef struct {
	part_t whole;
	part_t body; /* without the minus; of an expression what is between the slashes, of a key its value */
	bool excluded;
} piece_t;

typedef struct {
	const char *text, *end;
	const char *at;
	int64_t now;
	bo_query_t *out;
	bo_error_t *error;
} reader_t;

/* ---- errors ---- */

static bo_code_t place_error(const reader_t *reader, const char *place)
{
	size_t position = 1;
	for (const char *c = reader->text; c < place; c++) {
		position += ((unsigned char)*c & 0xc0) != 0x80;
	}
	bo_error_prefix(reader->error, "The search is wrong at position %zu", position);
	return BO_E_INVALID;
}

static bo_code_t wrong(const reader_t *reader, const char *place, const char *format, ...) BO_PRINTF(3, 4);
static bo_code_t wrong(const reader_t *reader, const char *place, const char *format, ...)
{
	char message[400];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(message, sizeof(message), format, arguments);
	va_end(arguments);
	(void)bo_fail(reader->error, BO_E_INVALID, "%s", message);
	return place_error(reader, place);
}

/* A part as a message shows it: printable, and cut when it is long. */
static const char *show(char out[QUOTE_SIZE], part_t part)
{
	return bo_text_copy(out, QUOTE_SIZE, part.text, part.length);
}

/* ---- characters ---- */

static unsigned int decode(const char *text, size_t size)
{
	const unsigned char *c = (const unsigned char *)text;
	switch (size) {
		case 1:
			return c[0];
		case 2:
			return (c[0] & 0x1fu) << 6 | (c[1] & 0x3fu);
		case 3:
			return (c[0] & 0x0fu) << 12 | (c[1] & 0x3fu) << 6 | (c[2] & 0x3fu);
		default:
			return (c[0] & 0x07u) << 18 | (c[1] & 0x3fu) << 12 | (c[2] & 0x3fu) << 6 | (c[3] & 0x3fu);
	}
}

/* Everything that looks like a blank, because people paste. */
static bool is_blank(unsigned int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) ||
		   c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

static bool is_control(unsigned int c)
{
	return (c < 0x20 && !is_blank(c)) || (c >= 0x7f && c <= 0x9f);
}

static bool is_quote(unsigned int c)
{
	return c == '"' || c == '\'' || c == '`' || c == 0xab || c == 0xb4 || c == 0xbb ||
		   (c >= 0x2018 && c <= 0x201f) || c == 0x2039 || c == 0x203a || (c >= 0x300c && c <= 0x300f);
}

/* The full stops that IDNA takes as dots. */
static bool is_dot(unsigned int c)
{
	return c == '.' || c == 0x3002 || c == 0xff0e || c == 0xff61;
}

/* The first character of a kind, or NULL. */
static const char *find(part_t part, bool (*kind)(unsigned int))
{
	for (size_t i = 0; i < part.length;) {
		size_t size = bo_text_sequence(part.text + i, part.length - i);
		if (kind(decode(part.text + i, size))) {
			return part.text + i;
		}
		i += size;
	}
	return NULL;
}

static bo_code_t check_encoding(const reader_t *reader)
{
	for (const char *c = reader->text; c < reader->end;) {
		size_t size = bo_text_sequence(c, (size_t)(reader->end - c));
		if (size == 0) {
			return wrong(reader, c, "This character is broken (the text is not UTF-8). Type it again.");
		}
		if (is_control(decode(c, size))) {
			return wrong(reader, c, "There is an invisible control character. Delete it.");
		}
		c += size;
	}
	return BO_OK;
}

static bool is_blank_at(const reader_t *reader, const char *place)
{
	return is_blank(decode(place, bo_text_sequence(place, (size_t)(reader->end - place))));
}

/* Whether a part is this word (lower-case ASCII), in any case. */
static bool is_word(part_t part, const char *word)
{
	size_t length = strlen(word);
	bool same = part.length == length;
	for (size_t i = 0; same && i < length; i++) {
		same = bo_text_upper(part.text[i]) == bo_text_upper(word[i]);
	}
	return same;
}

/* The number of the word in a list that ends with NULL, or -1. */
static int word_of(part_t part, const char *const *words)
{
	for (int i = 0; words[i]; i++) {
		if (is_word(part, words[i])) {
			return i;
		}
	}
	return -1;
}

/* Takes the next alternative off a list; false behind the last one. *rest.text is NULL in the end. */
static bool next_of_list(part_t *out, part_t *rest, const char *separators)
{
	if (!rest->text) {
		return false;
	}
	size_t length = 0;
	while (length < rest->length && !strchr(separators, rest->text[length])) {
		length++;
	}
	*out = (part_t){rest->text, length};
	if (length < rest->length) {
		*rest = (part_t){rest->text + length + 1, rest->length - length - 1};
	} else {
		*rest = (part_t){NULL, 0};
	}
	return true;
}

/* ---- terms ---- */

static bo_code_t add_text(
		const reader_t *reader, bo_term_kind_t kind, const piece_t *piece, part_t text, bool first)
{
	bo_terms_t *terms = &reader->out->search.terms;
	if (text.length == 0) {
		return wrong(reader, text.text, "Something is missing here, beside the \"|\" or the comma.");
	}
	bo_code_t result =
			first ? bo_terms_add(terms, kind, piece->excluded, text.text, text.length, reader->error)
				  : bo_terms_or(terms, text.text, text.length, reader->error);
	return result == BO_OK ? BO_OK : place_error(reader, piece->whole.text);
}

/* Names have letters, digits and hyphens; what is beyond ASCII only the search can tell. */
static bo_code_t check_letters(const reader_t *reader, part_t word)
{
	for (size_t i = 0; i < word.length; i++) {
		char c = word.text[i];
		if (c == '^') {
			return wrong(reader, word.text + i, "\"^\" may only stand before the first letter of a word.");
		}
		if (c == '$') {
			return wrong(reader, word.text + i, "\"$\" may only stand behind the last letter of a word.");
		}
		if ((unsigned char)c < 0x80 && c != '-' && (c < '0' || c > '9') &&
				(bo_text_upper(c) < 'A' || bo_text_upper(c) > 'Z')) {
			return wrong(reader, word.text + i,
					"No name has a \"%c\"; names have letters, digits and hyphens. For either of two words "
					"write one|other, for more an expression between slashes.",
					c);
		}
	}
	return BO_OK;
}

static bo_code_t add_words(const reader_t *reader, bo_term_kind_t kind, const piece_t *piece, part_t words)
{
	bo_code_t result = BO_OK;
	part_t word;
	for (bool first = true; result == BO_OK && next_of_list(&word, &words, "|"); first = false) {
		result = check_letters(reader, word);
		if (result == BO_OK) {
			result = add_text(reader, kind, piece, word, first);
		}
	}
	return result;
}

static bool is_line_end_or_tab(unsigned int c)
{
	return c < ' ';
}

static bo_code_t take_expression(reader_t *reader, const piece_t *piece)
{
	char expression[BO_QUERY_MAX];
	size_t length = 0;
	const char *control = find(piece->body, is_line_end_or_tab);
	if (control) {
		return wrong(reader, control, "An expression must stand on one line and has no tabs.");
	}
	for (size_t i = 0; i < piece->body.length; i++) {
		const char *c = piece->body.text + i;
		bool escape = *c == '\\' && i + 1 < piece->body.length;
		if (!escape || c[1] != '/') {
			expression[length++] = *c;
		}
		if (escape) {
			expression[length++] = c[1];
			i++;
		}
	}
	if (length == 0) {
		return wrong(reader, piece->whole.text, "The expression between the slashes is empty.");
	}
	return add_text(reader, BO_TERM_EXPRESSION, piece, (part_t){expression, length}, true);
}

/* Only to say here, with the place, what the search would refuse. */
static bo_code_t check_pattern(const reader_t *reader, part_t pattern)
{
	char expression[BO_LETTERS_SIZE];
	const bo_terms_t *terms = &reader->out->search.terms;
	bo_code_t result =
			bo_letters_expression(expression, bo_terms_text(terms, terms->text_count - 1), reader->error);
	return result == BO_OK ? BO_OK : place_error(reader, pattern.text);
}

static bo_code_t take_pattern(reader_t *reader, const piece_t *piece)
{
	bo_code_t result = BO_OK;
	part_t patterns = piece->body, pattern;
	for (bool first = true; result == BO_OK && next_of_list(&pattern, &patterns, ",|"); first = false) {
		result = add_text(reader, BO_TERM_PATTERN, piece, pattern, first);
		if (result == BO_OK) {
			result = check_pattern(reader, pattern);
		}
	}
	return result;
}

/* ---- zones ---- */

static bool has_zone(const char *zones, const char *zone)
{
	part_t rest = {zones, strlen(zones)}, known;
	while (next_of_list(&known, &rest, ",")) {
		if (is_word(known, zone)) {
			return true;
		}
	}
	return false;
}

static bo_code_t add_zone(const reader_t *reader, part_t text)
{
	char zone[BO_NAME_MAX + 1], shown[QUOTE_SIZE];
	char *zones = reader->out->zones;
	size_t used = strlen(zones);
	if (text.length && *text.text != '.' && find(text, is_dot) == text.text) {
		size_t dot = bo_text_sequence(text.text, text.length);
		text = (part_t){text.text + dot, text.length - dot};
	}
	bo_name_reason_t reason = bo_zone_parse(zone, text.text, text.length);
	if (reason == BO_NAME_EMPTY) {
		return wrong(reader, text.text, "A zone is missing here.");
	}
	if (reason != BO_NAME_OK) {
		return wrong(reader, text.text, "\"%s\" is no zone like com or co.uk: %s.", show(shown, text),
				bo_name_reason_text(reason));
	}
	if (has_zone(zones, zone)) {
		return BO_OK;
	}
	if (used + strlen(zone) + 2 > BO_QUERY_ZONES_SIZE) {
		return wrong(reader, text.text, "There are too many zones. Leave some out.");
	}
	snprintf(zones + used, BO_QUERY_ZONES_SIZE - used, "%s%s", used ? "," : "", zone);
	return BO_OK;
}

static bo_code_t excluded_zone(const reader_t *reader, const piece_t *piece)
{
	return wrong(reader, piece->whole.text,
			"A zone can't be left out with a minus. Name the zones that you want instead, like tld:com,net.");
}

static bo_code_t take_zones(reader_t *reader, const piece_t *piece)
{
	bo_code_t result = BO_OK;
	part_t zones = piece->body, zone;
	if (piece->excluded) {
		return excluded_zone(reader, piece);
	}
	while (result == BO_OK && next_of_list(&zone, &zones, ",|")) {
		result = add_zone(reader, zone);
	}
	return result;
}

/* ---- words ---- */

/* A word that goes on with a dot: what stands before is looked for in the zone behind. */
static bo_code_t split_zone(const reader_t *reader, const piece_t *piece, part_t *words)
{
	const char *dot = find(*words, is_dot);
	if (!dot) {
		return BO_OK;
	}
	if (piece->excluded) {
		return excluded_zone(reader, piece);
	}
	if (memchr(words->text, '|', words->length)) {
		return wrong(reader, dot,
				"Words with \"|\" can't have a zone behind them. Write the zone by itself, like tld:com.");
	}
	const char *behind = dot + bo_text_sequence(dot, (size_t)(reader->end - dot));
	size_t left = (size_t)(words->text + words->length - behind);
	words->length = (size_t)(dot - words->text);
	/* What is wrong with the word is told before what is wrong with the zone. */
	bo_code_t result = check_letters(reader, *words);
	if (result == BO_OK && words->length == 0) {
		result = wrong(reader, dot, "A word is missing before the dot.");
	}
	return result == BO_OK ? add_zone(reader, (part_t){behind, left}) : result;
}

static bo_code_t take_words(reader_t *reader, const piece_t *piece)
{
	part_t words = piece->body;
	bool starts = words.length && words.text[0] == '^';
	words.text += starts;
	words.length -= starts;
	bool ends = words.length && words.text[words.length - 1] == '$';
	words.length -= ends;
	if (words.length == 0) {
		char shown[QUOTE_SIZE];
		return wrong(reader, piece->whole.text, "A word is missing at \"%s\".", show(shown, piece->whole));
	}
	bo_code_t result = split_zone(reader, piece, &words);
	if (result != BO_OK) {
		return result;
	}
	bo_term_kind_t kind = starts ? BO_TERM_STARTS : BO_TERM_CONTAINS;
	if (ends) {
		kind = starts ? BO_TERM_EQUALS : BO_TERM_ENDS;
	}
	return add_words(reader, kind, piece, words);
}

/* ---- numbers ---- */

/* Reads the digits at the start of a part and takes them off; -1 when there are none. */
static int take_number(part_t *part)
{
	int number = -1;
	while (part->length && *part->text >= '0' && *part->text <= '9') {
		number = (number < 0 ? 0 : number * 10) + (*part->text - '0');
		number = number > NUMBER_LIMIT ? NUMBER_LIMIT : number;
		part->text++;
		part->length--;
	}
	return number;
}

/* Takes one character off the start of a part if it is there. */
static bool take_char(part_t *part, char c)
{
	bool there = part->length && *part->text == c;
	part->text += there;
	part->length -= there;
	return there;
}

/* "4-8", "4", "4-", "-8", ">4", ">=4", "<8", "<=8". Ends that are open are -1. */
static bool read_range(part_t text, int *low, int *high)
{
	*low = *high = -1;
	bool above = take_char(&text, '>'), below = !above && take_char(&text, '<');
	if (above || below) {
		bool equal = take_char(&text, '=');
		int number = take_number(&text);
		if (number < 0) {
			return false;
		}
		if (above) {
			*low = equal ? number : number + 1;
		} else {
			/* Nothing is below 0, and -1 would be an open end: no number at all. */
			*high = equal ? number : number > 0 ? number - 1 : NUMBER_LIMIT;
		}
		return text.length == 0;
	}
	*low = take_number(&text);
	*high = *low;
	if (take_char(&text, '-')) {
		*high = take_number(&text);
	}
	return text.length == 0 && (*low >= 0 || *high >= 0);
}

static void narrow(int *minimum, int *maximum, int low, int high)
{
	if (low > *minimum) {
		*minimum = low;
	}
	if (high >= 0 && (*maximum < 0 || high < *maximum)) {
		*maximum = high;
	}
}

static bo_code_t take_range(reader_t *reader, const piece_t *piece, int *minimum, int *maximum)
{
	int low, high;
	char shown[QUOTE_SIZE];
	if (!read_range(piece->body, &low, &high)) {
		return wrong(reader, piece->whole.text,
				"\"%s\" is no number and no range of numbers (like 4, 4-8, 4-, -8, >4, <=8).",
				show(shown, piece->whole));
	}
	if (low > COUNT_LIMIT || high > COUNT_LIMIT) {
		return wrong(reader, piece->whole.text, "\"%s\" is out of range: a name has 0 to %d of them.",
				show(shown, piece->whole), COUNT_LIMIT);
	}
	if (low >= 0 && high >= 0 && low > high) {
		return wrong(reader, piece->whole.text, "\"%s\" finds nothing: put the smaller number first.",
				show(shown, piece->whole));
	}
	narrow(minimum, maximum, low, high);
	return BO_OK;
}

static bo_code_t take_length(reader_t *reader, const piece_t *piece)
{
	bo_search_t *search = &reader->out->search;
	return take_range(reader, piece, &search->length_min, &search->length_max);
}

static bo_code_t take_letters(reader_t *reader, const piece_t *piece)
{
	bo_search_t *search = &reader->out->search;
	return take_range(reader, piece, &search->letters_min, &search->letters_max);
}

static bo_code_t take_digits(reader_t *reader, const piece_t *piece)
{
	bo_search_t *search = &reader->out->search;
	if (is_word(piece->body, "no")) {
		search->digits_max = 0;
	} else if (is_word(piece->body, "only")) {
		search->digits_only = true;
	} else {
		return take_range(reader, piece, &search->digits_min, &search->digits_max);
	}
	return BO_OK;
}

static bo_code_t take_hyphens(reader_t *reader, const piece_t *piece)
{
	bo_search_t *search = &reader->out->search;
	if (is_word(piece->body, "no")) {
		search->hyphens_max = 0;
		return BO_OK;
	}
	return take_range(reader, piece, &search->hyphens_min, &search->hyphens_max);
}

/* ---- words of a list ---- */

static bo_code_t not_in_list(const reader_t *reader, const piece_t *piece, const char *known)
{
	char shown[QUOTE_SIZE];
	return wrong(reader, piece->whole.text, "\"%s\" is not known; behind the colon may stand %s.",
			show(shown, piece->whole), known);
}

/* A yes-or-no that is said twice, once each way, can't be held by one number: no label is empty. */
static void take_flag(reader_t *reader, int *flag, int value)
{
	if (*flag >= 0 && *flag != value) {
		narrow(&reader->out->search.length_min, &reader->out->search.length_max, 0, 0);
	}
	*flag = value;
}

static bo_code_t take_idn(reader_t *reader, const piece_t *piece)
{
	static const char *const words[] = {"no", "yes", "only", NULL};
	int word = word_of(piece->body, words);
	if (word < 0) {
		return not_in_list(reader, piece, "yes, only or no");
	}
	take_flag(reader, &reader->out->search.idn, word > 0);
	return BO_OK;
}

static bo_code_t take_mine(reader_t *reader, const piece_t *piece)
{
	static const char *const words[] = {"no", "yes", NULL};
	int word = word_of(piece->body, words);
	if (word < 0) {
		return not_in_list(reader, piece, "yes or no");
	}
	take_flag(reader, &reader->out->mine, word);
	return BO_OK;
}

static bo_code_t take_sort(reader_t *reader, const piece_t *piece)
{
	static const char *const words[] = {"drop", "name", "length", "digits", "hyphens", "zone", "price", NULL};
	static const bo_sort_t sorts[] = {BO_SORT_DROPDATE, BO_SORT_NAME, BO_SORT_LENGTH, BO_SORT_DIGITS,
			BO_SORT_HYPHENS, BO_SORT_ZONE, BO_SORT_PRICE};
	part_t name = piece->body;
	bool descending = take_char(&name, '-');
	int word = word_of(name, words);
	if (word < 0) {
		return not_in_list(reader, piece,
				"name, drop, length, digits, hyphens, zone or price, with a minus before it for downward");
	}
	reader->out->search.sort = sorts[word];
	reader->out->search.descending = descending;
	reader->out->sorted = true;
	return BO_OK;
}

/* ---- drop dates ---- */

static void narrow_time(bo_search_t *search, int64_t from, int64_t to)
{
	if (from != BO_TIME_NONE && (search->from == BO_TIME_NONE || from > search->from)) {
		search->from = from;
	}
	if (to != BO_TIME_NONE && (search->to == BO_TIME_NONE || to < search->to)) {
		search->to = to;
	}
}

/* "3d", "12h": false when it is something else. */
static bool read_span(part_t text, int *number, int64_t *unit)
{
	*number = take_number(&text);
	*unit = is_word(text, "d") ? BO_DAY : BO_HOUR;
	return *number >= 0 && (is_word(text, "d") || is_word(text, "h"));
}

/* "2026-12-01", "2026-12-01..2026-12-05", "..2026-12-05", "2026-12-01..": the starts of the days. */
static bool read_days(part_t text, int64_t *from, int64_t *to)
{
	const char *dots = text.length >= 2 ? memmem(text.text, text.length, "..", 2) : NULL;
	*from = *to = BO_TIME_NONE;
	if (!dots) {
		bool day = bo_time_parse_day(from, text.text, text.length);
		*to = *from;
		return day;
	}
	size_t before = (size_t)(dots - text.text), behind = text.length - before - 2;
	return before + behind > 0 && (before == 0 || bo_time_parse_day(from, text.text, before)) &&
		   (behind == 0 || bo_time_parse_day(to, dots + 2, behind));
}

static bo_code_t take_days(reader_t *reader, const piece_t *piece)
{
	int64_t from, to;
	char shown[QUOTE_SIZE];
	if (!read_days(piece->body, &from, &to)) {
		return wrong(reader, piece->whole.text,
				"\"%s\" is no time of a drop (like 3d, 12h, today, tomorrow, 2026-12-01, "
				"2026-12-01..2026-12-05).",
				show(shown, piece->whole));
	}
	if (from != BO_TIME_NONE && to != BO_TIME_NONE && from > to) {
		return wrong(reader, piece->whole.text, "\"%s\" finds nothing: put the earlier day first.",
				show(shown, piece->whole));
	}
	narrow_time(&reader->out->search, from, to == BO_TIME_NONE ? to : to + BO_DAY - 1);
	return BO_OK;
}

static bo_code_t take_drop(reader_t *reader, const piece_t *piece)
{
	int number;
	int64_t unit;
	bool today = is_word(piece->body, "today");
	if (today || is_word(piece->body, "tomorrow")) {
		int64_t day = bo_time_day(reader->now) + (today ? 0 : BO_DAY);
		narrow_time(&reader->out->search, day, day + BO_DAY - 1);
		return BO_OK;
	}
	if (!read_span(piece->body, &number, &unit)) {
		return take_days(reader, piece);
	}
	if (number < 1 || number * unit > DAYS_LIMIT * BO_DAY) {
		char shown[QUOTE_SIZE];
		return wrong(reader, piece->whole.text, "\"%s\" is out of range: 1h to %dd are possible.",
				show(shown, piece->whole), DAYS_LIMIT);
	}
	narrow_time(&reader->out->search, BO_TIME_NONE, reader->now + number * unit);
	return BO_OK;
}

/* ---- keys ---- */

typedef struct {
	const char *name;
	bo_code_t (*take)(reader_t *reader, const piece_t *piece);
	bool minus; /* take() knows what a minus means */
} bo_query_key_t;

static const bo_query_key_t keys[] = {
		{"pattern", take_pattern, true},
		{"len", take_length, false},
		{"letters", take_letters, false},
		{"digits", take_digits, false},
		{"hyphens", take_hyphens, false},
		{"idn", take_idn, false},
		{"tld", take_zones, true},
		{"zone", take_zones, true},
		{"drop", take_drop, false},
		{"mine", take_mine, false},
		{"sort", take_sort, false},
};
#define KEYS (sizeof(keys) / sizeof(keys[0]))

static bo_code_t unknown_key(const reader_t *reader, const piece_t *piece, part_t name)
{
	char shown[QUOTE_SIZE], known[160] = "";
	for (size_t i = 0; i < KEYS; i++) {
		size_t used = strlen(known);
		snprintf(known + used, sizeof(known) - used, "%s%s:",
				i == 0         ? ""
				: i + 1 < KEYS ? ", "
							   : " and ",
				keys[i].name);
	}
	return wrong(reader, piece->whole.text, "\"%s:\" is not known; there are %s.", show(shown, name), known);
}

static bo_code_t take_key(reader_t *reader, piece_t *piece, const char *colon)
{
	part_t name = {piece->body.text, (size_t)(colon - piece->body.text)};
	piece->body = (part_t){colon + 1, piece->body.length - name.length - 1};
	for (size_t i = 0; i < KEYS; i++) {
		if (!is_word(name, keys[i].name)) {
			continue;
		}
		if (piece->excluded && !keys[i].minus) {
			return wrong(reader, piece->whole.text, "\"%s:\" can't have a minus before it.", keys[i].name);
		}
		if (piece->body.length == 0 && !(piece->excluded && keys[i].take == take_zones)) {
			return wrong(reader, piece->whole.text,
					"Behind \"%s:\" something is missing; it follows without a blank.", keys[i].name);
		}
		return keys[i].take(reader, piece);
	}
	return unknown_key(reader, piece, name);
}

/* ---- pieces ---- */

/* An expression goes to the first slash behind which a blank or nothing follows. */
static bo_code_t next_expression(reader_t *reader, piece_t *piece)
{
	const char *begin = reader->at + 1;
	for (const char *c = begin; c < reader->end; c++) {
		if (*c == '\\') {
			c++;
		} else if (*c == '/' && (c + 1 == reader->end || is_blank_at(reader, c + 1))) {
			piece->body = (part_t){begin, (size_t)(c - begin)};
			reader->at = c + 1;
			return take_expression(reader, piece);
		}
	}
	return wrong(reader, reader->at,
			"The expression that begins here has no end: a second slash with a blank or nothing behind it.");
}

static bo_code_t next_piece(reader_t *reader)
{
	piece_t piece = {.whole = {reader->at, 0}};
	const char *end = find((part_t){reader->at, (size_t)(reader->end - reader->at)}, is_blank);
	end = end ? end : reader->end;
	piece.whole.length = (size_t)(end - reader->at);
	piece.excluded = *reader->at == '-';
	reader->at += piece.excluded;
	if (reader->at < end && *reader->at == '/') {
		return next_expression(reader, &piece);
	}
	piece.body = (part_t){reader->at, (size_t)(end - reader->at)};
	reader->at = end;
	const char *quote = find(piece.whole, is_quote);
	if (quote) {
		return wrong(reader, quote, "Leave the quotes out: names have no blanks, so nothing needs quotes.");
	}
	if (piece.body.length == 0) {
		return wrong(
				reader, piece.whole.text, "Behind the minus a word is missing; it follows without a blank.");
	}
	const char *colon = memchr(piece.body.text, ':', piece.body.length);
	if (colon) {
		return take_key(reader, &piece, colon);
	}
	if (find(piece.body, is_dot) == piece.body.text) {
		return take_zones(reader, &piece);
	}
	return take_words(reader, &piece);
}

bo_code_t bo_query_parse(bo_query_t *out, const char *text, size_t length, int64_t now, bo_error_t *error)
{
	memset(out, 0, sizeof(*out));
	bo_search_init(&out->search);
	out->mine = -1;
	if (length == 0) {
		return BO_OK;
	}
	reader_t reader = {
			.text = text, .end = text + length, .at = text, .now = now, .out = out, .error = error};
	if (length > BO_QUERY_MAX) {
		return bo_fail(error, BO_E_INVALID, "The search is too long: at most %d bytes. Leave something out.",
				BO_QUERY_MAX);
	}
	bo_code_t result = check_encoding(&reader);
	while (result == BO_OK && reader.at < reader.end) {
		if (is_blank_at(&reader, reader.at)) {
			reader.at += bo_text_sequence(reader.at, (size_t)(reader.end - reader.at));
		} else {
			result = next_piece(&reader);
		}
	}
	return result;
}
