#include "droplist/bo_filter.h"

#include "droplist/bo_expression.h"
#include "droplist/bo_punycode.h"
#include "droplist/bo_scan.h"

#include <stdio.h>

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
	return has_range(search->length_min, search->length_max) ||
		   has_range(search->letters_min, search->letters_max) ||
		   has_range(search->digits_min, search->digits_max) ||
		   has_range(search->hyphens_min, search->hyphens_max) || search->idn >= 0 || search->digits_only;
}

static bool given(const char *text)
{
	return text && *text;
}

bool bo_filter_is_window_only(const bo_search_t *search)
{
	return search->zone_count == 0 && !has_counts(search) && !given(search->contains) &&
		   !given(search->starts) && !given(search->ends) && !given(search->expression) &&
		   !given(search->not_expression);
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

/* ---- drop date and zones: by the orders of the index ---- */

static void fill(bo_rows_set_t *set)
{
	size_t words = bo_rows_set_words(set);
	memset(set->words, 0xff, words * sizeof(*set->words));
	if (set->rows % 64) {
		set->words[words - 1] = (UINT64_C(1) << (set->rows % 64)) - 1;
	}
}

/* Adds or takes out the rows at some places of an order. */
static void put_places(bo_rows_set_t *set, const uint32_t *order, uint32_t from, uint32_t to, bool add)
{
	for (uint32_t i = from; i < to; i++) {
		uint32_t row = order[i];
		if (row < set->rows) {
			uint64_t bit = UINT64_C(1) << (row % 64);
			set->words[row / 64] = add ? set->words[row / 64] | bit : set->words[row / 64] & ~bit;
		}
	}
}

/* The rows of the window are side by side in by_time: whichever is less work, they are added to nothing, or
 * the others are taken out of all. The set is empty before. */
static void keep_window(bo_rows_set_t *set, const bo_index_t *index, bo_filter_window_t window)
{
	uint32_t from = bo_index_after(index, window.after), to = bo_index_after(index, window.until);
	if (to <= from) {
		return;
	}
	if (to - from < index->rows / 2) {
		put_places(set, index->by_time, from, to, true);
		return;
	}
	fill(set);
	put_places(set, index->by_time, 0, from, false);
	put_places(set, index->by_time, to, index->rows, false);
}

/* The same with the zones, whose rows are side by side in by_zone. */
static bo_code_t keep_zones(bo_rows_set_t *set, const bo_index_t *index, const char *const *zones,
		size_t zone_count, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	bo_rows_set_t wanted = {0};
	uint64_t rows = 0;
	uint8_t *allowed = bo_filter_zones(index, zones, zone_count);
	if (!allowed) {
		return bo_fail_memory(error);
	}
	for (uint32_t i = 0; i < index->zones; i++) {
		uint32_t from = index->zone_first[i], to = index->zone_first[i + 1];
		rows += allowed[i] && to > from ? to - from : 0;
	}
	bool adding = rows < index->rows / 2;
	if (adding && !bo_rows_set_init(&wanted, set->rows)) {
		result = bo_fail_memory(error);
		goto out;
	}
	for (uint32_t i = 0; i < index->zones; i++) {
		uint32_t from = index->zone_first[i], to = index->zone_first[i + 1];
		if ((allowed[i] != 0) == adding && to <= index->rows) {
			put_places(adding ? &wanted : set, index->by_zone, from, to, adding);
		}
	}
	if (adding) {
		bo_rows_set_and(set, &wanted);
	}
out:
	free(allowed);
	bo_rows_set_dispose(&wanted);
	return result;
}

/* ---- counts: by the columns, 64 rows at a time ---- */

/* The loops below always run over 64 rows and have no branches, so that compilers turn them into vector
 * instructions; each section of the index is padded to a multiple of 64 bytes, so nothing is read beyond it.
 */
#define GROUP 64

static uint8_t low(int minimum)
{
	return (uint8_t)(minimum < 0 ? 0 : minimum > UINT8_MAX ? UINT8_MAX : minimum);
}

static uint8_t high(int maximum)
{
	return (uint8_t)(maximum < 0 || maximum > UINT8_MAX ? UINT8_MAX : maximum);
}

static void keep_range(uint8_t fits[GROUP], const uint8_t *values, int minimum, int maximum)
{
	if (!has_range(minimum, maximum)) {
		return;
	}
	uint8_t least = low(minimum), most = high(maximum);
	for (int i = 0; i < GROUP; i++) {
		fits[i] &= (uint8_t)((values[i] >= least) & (values[i] <= most));
	}
}

static uint64_t group_fits(const bo_index_t *index, const bo_search_t *search, uint32_t first)
{
	uint8_t fits[GROUP];
	const uint8_t *length = index->length + first, *digits = index->digits + first;
	const uint8_t *hyphens = index->hyphens + first, *idn = index->idn + first;
	memset(fits, 1, sizeof(fits));
	keep_range(fits, length, search->length_min, search->length_max);
	keep_range(fits, digits, search->digits_min, search->digits_max);
	keep_range(fits, hyphens, search->hyphens_min, search->hyphens_max);
	if (has_range(search->letters_min, search->letters_max)) {
		uint8_t letters[GROUP];
		for (int i = 0; i < GROUP; i++) {
			letters[i] = (uint8_t)(length[i] - digits[i] - hyphens[i]);
		}
		keep_range(fits, letters, search->letters_min, search->letters_max);
	}
	if (search->digits_only) {
		for (int i = 0; i < GROUP; i++) {
			fits[i] &= (uint8_t)(length[i] == digits[i]);
		}
	}
	if (search->idn >= 0) {
		uint8_t wanted = search->idn > 0;
		for (int i = 0; i < GROUP; i++) {
			fits[i] &= (uint8_t)((idn[i] != 0) == wanted);
		}
	}
	uint64_t bits = 0;
	for (unsigned int b = 0; b < GROUP; b += 8) {
		bits |= bo_rows_set_pack(fits + b) << b;
	}
	return bits;
}

static void keep_counts(bo_rows_set_t *set, const bo_index_t *index, const bo_search_t *search)
{
	for (size_t word = 0; word < bo_rows_set_words(set); word++) {
		if (set->words[word]) {
			set->words[word] &= group_fits(index, search, (uint32_t)word * GROUP);
		}
	}
}

/* ---- texts ---- */

/* A text as it would stand in a label: lower case, IDNs in their Unicode form. False when it is beyond ASCII
 * and no valid part of a name, so that only a comparison without regard to case can tell. */
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
	return bo_scan(set, index, kind == BO_EXPRESSION_ENDS ? BO_SCAN_ENDS : BO_SCAN_CONTAINS, normal,
			strlen(normal), error);
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

bo_code_t bo_filter_rows(bo_rows_set_t *out, const bo_index_t *index, const bo_search_t *search, int64_t now,
		bo_error_t *error)
{
	bo_code_t result = BO_OK;
	memset(out, 0, sizeof(*out));
	if (!bo_rows_set_init(out, index->rows)) {
		return bo_fail_memory(error);
	}
	keep_window(out, index, bo_filter_window(search, now));
	if (search->zone_count) {
		result = keep_zones(out, index, search->zones, search->zone_count, error);
	}
	if (result == BO_OK && has_counts(search)) {
		keep_counts(out, index, search);
	}
	if (result == BO_OK) {
		/* Also when nothing is left: a wrong expression is told in any case. */
		result = filter_texts(out, index, search, error);
	}
	return result;
}
