#include "droplist/bo_filter.h"

#include "droplist/bo_expression.h"
#include "droplist/bo_punycode.h"
#include "droplist/bo_scan.h"

#include <limits.h>
#include <stdio.h>

/* Columns are read in blocks of so many rows, one byte a row saying whether it still fits; loops of a fixed length
 * without branches are what compilers turn into vector instructions. */
#define BLOCK 1024u

bo_filter_window_t bo_filter_window(const bo_search_t *search, int64_t now)
{
	bo_filter_window_t window = {.after = now, .until = UINT32_MAX};
	if (search->from != BO_TIME_NONE && search->from > now) {
		window.after = search->from - 1;
	}
	if (search->to != BO_TIME_NONE) {
		window.until = search->to;
	}
	return window;
}

static bool has_range(int minimum, int maximum)
{
	return minimum > 0 || maximum >= 0;
}

static bool has_counts(const bo_search_t *search)
{
	return has_range(search->length_min, search->length_max) || has_range(search->letters_min, search->letters_max) ||
		   has_range(search->digits_min, search->digits_max) || has_range(search->hyphens_min, search->hyphens_max) ||
		   search->idn >= 0 || search->digits_only;
}

static bool given(const char *text)
{
	return text && *text;
}

bool bo_filter_is_window_only(const bo_search_t *search)
{
	return search->zone_count == 0 && !has_counts(search) && !given(search->contains) && !given(search->starts) &&
		   !given(search->ends) && !given(search->expression) && !given(search->not_expression);
}

uint8_t *bo_filter_zones(const bo_index_t *index, const char *const *zones, size_t zone_count)
{
	uint8_t *allowed = calloc((size_t)index->zones + 1, 1);
	for (size_t i = 0; allowed && i < zone_count; i++) {
		uint32_t number;
		if (bo_index_find_zone(&number, index, zones[i])) {
			allowed[number] = 1;
		}
	}
	return allowed;
}

/* ---- columns ---- */

typedef struct {
	const bo_index_t *index;
	const uint8_t *zones; /* NULL: all */
	uint32_t after, until;
	const bo_search_t *search;
	uint8_t fits[BLOCK];
} columns_t;

static void keep_times(uint8_t fits[BLOCK], const uint32_t *times, uint32_t count, uint32_t after, uint32_t until)
{
	for (uint32_t i = 0; i < count; i++) {
		fits[i] = (uint8_t)((times[i] > after) & (times[i] <= until));
	}
}

static void keep_zones(
		uint8_t fits[BLOCK], const uint32_t *numbers, uint32_t count, const uint8_t *allowed, uint32_t zones)
{
	for (uint32_t i = 0; i < count; i++) {
		uint32_t number = numbers[i] < zones ? numbers[i] : zones;
		fits[i] &= allowed[number];
	}
}

static uint8_t low(int minimum)
{
	return (uint8_t)(minimum < 0 ? 0 : minimum > UINT8_MAX ? UINT8_MAX : minimum);
}

static uint8_t high(int maximum)
{
	return (uint8_t)(maximum < 0 || maximum > UINT8_MAX ? UINT8_MAX : maximum);
}

static void keep_range(uint8_t fits[BLOCK], const uint8_t *values, uint32_t count, int minimum, int maximum)
{
	if (!has_range(minimum, maximum)) {
		return;
	}
	uint8_t least = low(minimum), most = high(maximum);
	for (uint32_t i = 0; i < count; i++) {
		fits[i] &= (uint8_t)((values[i] >= least) & (values[i] <= most));
	}
}

static void keep_letters(columns_t *columns, uint32_t first, uint32_t count)
{
	const bo_search_t *search = columns->search;
	const uint8_t *length = columns->index->length + first, *digits = columns->index->digits + first;
	const uint8_t *hyphens = columns->index->hyphens + first;
	if (has_range(search->letters_min, search->letters_max)) {
		uint8_t least = low(search->letters_min), most = high(search->letters_max);
		for (uint32_t i = 0; i < count; i++) {
			uint8_t letters = (uint8_t)(length[i] - digits[i] - hyphens[i]);
			columns->fits[i] &= (uint8_t)((letters >= least) & (letters <= most));
		}
	}
	if (search->digits_only) {
		for (uint32_t i = 0; i < count; i++) {
			columns->fits[i] &= (uint8_t)(length[i] == digits[i]);
		}
	}
}

static void keep_idn(columns_t *columns, uint32_t first, uint32_t count)
{
	const uint8_t *idn = columns->index->idn + first;
	if (columns->search->idn >= 0) {
		uint8_t wanted = columns->search->idn > 0;
		for (uint32_t i = 0; i < count; i++) {
			columns->fits[i] &= (uint8_t)((idn[i] != 0) == wanted);
		}
	}
}

/* Eight bytes that are 0 or 1 become eight bits. */
static uint64_t pack(const uint8_t fits[8])
{
	uint64_t bytes;
	memcpy(&bytes, fits, sizeof(bytes));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	bytes = __builtin_bswap64(bytes);
#endif
	return (bytes * UINT64_C(0x0102040810204080)) >> 56;
}

static void filter_columns(bo_rows_set_t *out, columns_t *columns)
{
	const bo_index_t *index = columns->index;
	const bo_search_t *search = columns->search;
	for (uint32_t first = 0; first < index->rows; first += BLOCK) {
		uint32_t count = index->rows - first < BLOCK ? index->rows - first : BLOCK;
		if (count < BLOCK) {
			memset(columns->fits, 0, sizeof(columns->fits));
		}
		keep_times(columns->fits, index->time + first, count, columns->after, columns->until);
		if (columns->zones) {
			keep_zones(columns->fits, index->zone + first, count, columns->zones, index->zones);
		}
		keep_range(columns->fits, index->length + first, count, search->length_min, search->length_max);
		keep_range(columns->fits, index->digits + first, count, search->digits_min, search->digits_max);
		keep_range(columns->fits, index->hyphens + first, count, search->hyphens_min, search->hyphens_max);
		keep_letters(columns, first, count);
		keep_idn(columns, first, count);
		for (uint32_t i = 0; i < BLOCK && first + i < index->rows; i += 64) {
			uint64_t bits = 0;
			for (uint32_t b = 0; b < 64; b += 8) {
				bits |= pack(columns->fits + i + b) << b;
			}
			out->words[(first + i) / 64] = bits;
		}
	}
}

/* ---- texts ---- */

/* A text as it would stand in a label: lower case, IDNs in their Unicode form. False when it is beyond ASCII and no
 * valid part of a name, so that only a comparison without regard to case can tell. */
static bool normalise(char out[BO_NAME_UTF8_MAX], const char *text)
{
	size_t length = strlen(text);
	bool plain = true;
	for (size_t i = 0; i < length; i++) {
		plain = plain && (unsigned char)text[i] < 0x80;
	}
	if (length + 5 >= BO_NAME_UTF8_MAX) {
		out[0] = '\n'; /* in no label */
		out[1] = '\0';
		return true;
	}
	for (size_t i = 0; i <= length; i++) {
		char c = text[i];
		out[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	if (plain && strncmp(out, "xn--", 4) != 0) {
		return true;
	}
	/* A zone behind it makes it a name; a text with a dot is no label and stays as it is. */
	char name[BO_NAME_UTF8_MAX];
	bo_name_t parsed;
	snprintf(name, sizeof(name), "%.*s.com", (int)(BO_NAME_UTF8_MAX - 6), text);
	if (strchr(text, '.') || bo_name_parse(&parsed, name, strlen(name)) != BO_NAME_OK ||
			parsed.length != parsed.label_length + 4) {
		return plain;
	}
	char unicode[BO_ULABEL_SIZE];
	size_t size = bo_punycode_decode(unicode, parsed.text, parsed.label_length);
	if (size) {
		memcpy(out, unicode, size);
		out[size] = '\0';
	} else {
		memcpy(out, parsed.text, parsed.label_length);
		out[parsed.label_length] = '\0';
	}
	return true;
}

/* Empties the set outside of [from, to). */
static void keep_rows(bo_rows_set_t *set, uint32_t from, uint32_t to)
{
	for (size_t word = 0; word < bo_rows_set_words(set); word++) {
		uint64_t first = (uint64_t)word * 64;
		uint64_t bits = UINT64_MAX;
		if (first + 64 <= from || first >= to) {
			bits = 0;
		} else {
			if (first < from) {
				bits &= UINT64_MAX << (from - first);
			}
			if (first + 64 > to) {
				bits &= UINT64_MAX >> (first + 64 - to);
			}
		}
		set->words[word] &= bits;
	}
}

static bo_code_t filter_text(bo_rows_set_t *set, const bo_index_t *index, bo_expression_kind_t kind,
		const char *text, int64_t deadline, bo_error_t *error)
{
	char normal[BO_NAME_UTF8_MAX];
	if (!given(text)) {
		return BO_OK;
	}
	if (!normalise(normal, text)) {
		return bo_expression_filter(set, index, kind, text, false, deadline, error);
	}
	if (kind == BO_EXPRESSION_STARTS) {
		keep_rows(set, bo_index_lower(index, normal, strlen(normal)),
				bo_index_behind_prefix(index, normal, strlen(normal)));
		return BO_OK;
	}
	return bo_scan(set, index, kind == BO_EXPRESSION_ENDS ? BO_SCAN_ENDS : BO_SCAN_CONTAINS, normal, strlen(normal),
			error);
}

static bo_code_t filter_texts(
		bo_rows_set_t *set, const bo_index_t *index, const bo_search_t *search, bo_error_t *error)
{
	int64_t deadline = bo_expression_deadline();
	bo_code_t result = filter_text(set, index, BO_EXPRESSION_STARTS, search->starts, deadline, error);
	if (result == BO_OK) {
		result = filter_text(set, index, BO_EXPRESSION_ENDS, search->ends, deadline, error);
	}
	if (result == BO_OK) {
		result = filter_text(set, index, BO_EXPRESSION_CONTAINS, search->contains, deadline, error);
	}
	if (result == BO_OK && given(search->expression)) {
		result = bo_expression_filter(
				set, index, BO_EXPRESSION_REGULAR, search->expression, false, deadline, error);
	}
	if (result == BO_OK && given(search->not_expression)) {
		result = bo_expression_filter(
				set, index, BO_EXPRESSION_REGULAR, search->not_expression, true, deadline, error);
	}
	return result;
}

bo_code_t bo_filter_rows(
		bo_rows_set_t *out, const bo_index_t *index, const bo_search_t *search, int64_t now, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	bo_filter_window_t window = bo_filter_window(search, now);
	columns_t columns = {.index = index, .search = search};
	uint8_t *zones = NULL;
	memset(out, 0, sizeof(*out));
	if (search->zone_count) {
		zones = bo_filter_zones(index, search->zones, search->zone_count);
		if (!zones) {
			return bo_fail_memory(error);
		}
	}
	if (!bo_rows_set_init(out, index->rows)) {
		result = bo_fail_memory(error);
		goto out;
	}
	if (window.until > 0 && window.after < UINT32_MAX) {
		columns.zones = zones;
		columns.after = window.after < 0 ? 0 : (uint32_t)window.after;
		columns.until = window.until > UINT32_MAX ? UINT32_MAX : (uint32_t)window.until;
		filter_columns(out, &columns);
	}
	/* Also when nothing is left: a wrong expression is told in any case. */
	result = filter_texts(out, index, search, error);
out:
	free(zones);
	return result;
}
