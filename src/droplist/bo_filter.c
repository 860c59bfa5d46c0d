#include "droplist/bo_filter.h"

#include "droplist/bo_filter_counts.h"
#include "droplist/bo_filter_names.h"
#include "droplist/bo_filter_terms.h"

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

static bo_count_limits_t limits_of(const bo_search_t *search)
{
	return (bo_count_limits_t){.length = {search->length_min, search->length_max},
			.letters = {search->letters_min, search->letters_max},
			.digits = {search->digits_min, search->digits_max},
			.hyphens = {search->hyphens_min, search->hyphens_max},
			.idn = search->idn,
			.digits_only = search->digits_only};
}

bool bo_filter_is_window_only(const bo_search_t *search)
{
	bo_count_limits_t limits = limits_of(search);
	return search->zone_count == 0 && !bo_count_limits_given(&limits) && search->terms.count == 0 &&
		   search->mine < 0;
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
	if (result == BO_OK && search->mine >= 0) {
		result = bo_filter_names(out, index, search->names, search->name_count, search->mine == 0, error);
	}
	if (result == BO_OK) {
		bo_count_limits_t limits = limits_of(search);
		bo_filter_counts(out, index, &limits);
		result = bo_filter_terms(out, index, &search->terms, error);
	}
	return result;
}
