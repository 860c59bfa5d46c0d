#include "droplist/bo_search.h"

#include "droplist/bo_filter.h"
#include "droplist/bo_filter_names.h"
#include "droplist/bo_rows_set.h"
#include "droplist/bo_search_counts.h"
#include "droplist/bo_search_price.h"

#include <stdlib.h>
#include <string.h>

/* Sorting few found rows costs about so many times more a row than walking through all rows in the index's
 * order. */
#define SORT_COST 12

void bo_search_init(bo_search_t *search)
{
	memset(search, 0, sizeof(*search));
	search->length_min = search->length_max = search->letters_min = search->letters_max = -1;
	search->digits_min = search->digits_max = search->hyphens_min = search->hyphens_max = -1;
	search->idn = search->mine = -1;
	search->from = search->to = BO_TIME_NONE;
	search->sort = BO_SORT_DROPDATE;
	search->limit = 100;
}

void bo_search_result_dispose(bo_search_result_t *result)
{
	free(result->rows);
	free(result->zone_counts);
	free(result->day_counts);
	memset(result, 0, sizeof(*result));
}

/* ---- the wanted order ---- */

/* The rows in ascending order of the sort's key, rows of the same key in ascending order. NULL: the rows'
 * own. */
static const uint32_t *order_of(const bo_index_t *index, bo_sort_t sort)
{
	switch (sort) {
		case BO_SORT_DROPDATE:
			return index->by_time;
		case BO_SORT_LENGTH:
			return index->by_length;
		case BO_SORT_DIGITS:
			return index->by_digits;
		case BO_SORT_HYPHENS:
			return index->by_hyphens;
		case BO_SORT_ZONE:
			return index->by_zone;
		case BO_SORT_NAME:
		case BO_SORT_PRICE:
		case BO_SORT_MINE:
			break;
	}
	return NULL;
}

static uint32_t key_of(const bo_index_t *index, bo_sort_t sort, uint32_t row)
{
	if (row >= index->rows) {
		return UINT32_MAX;
	}
	switch (sort) {
		case BO_SORT_DROPDATE:
			return index->time[row];
		case BO_SORT_LENGTH:
			return index->length[row];
		case BO_SORT_DIGITS:
			return index->digits[row];
		case BO_SORT_HYPHENS:
			return index->hyphens[row];
		case BO_SORT_ZONE:
			return index->zone[row];
		case BO_SORT_NAME:
		case BO_SORT_PRICE:
		case BO_SORT_MINE:
			break;
	}
	return row;
}

static bool same_label(const bo_index_t *index, uint32_t a, uint32_t b)
{
	size_t a_length, b_length;
	const char *a_name = bo_index_name(index, a, &a_length), *b_name = bo_index_name(index, b, &b_length);
	return a_length == b_length && memcmp(a_name, b_name, a_length) == 0;
}

/* ---- the page ---- */

/* Takes found rows one after the other and keeps those of the page. */
typedef struct {
	const bo_index_t *index;
	bo_search_result_t *out;
	size_t skip, limit;
} page_t;

/* False when the page is full. A number that is no row's, whatever a file says, is passed over. */
static bool page_take(page_t *page, uint32_t row)
{
	if (row >= page->index->rows) {
		return true;
	}
	if (page->skip) {
		page->skip--;
		return true;
	}
	if (page->out->row_count >= page->limit) {
		return false;
	}
	const bo_index_t *index = page->index;
	bo_search_row_t *out = &page->out->rows[page->out->row_count++];
	size_t length;
	const char *label = bo_index_label(index, row, &length);
	if (length >= sizeof(out->label)) {
		length = 0;
	}
	memcpy(out->label, label, length);
	out->label[length] = '\0';
	const char *zone = bo_index_zone_text(index, index->zone[row]);
	size_t zone_length = strnlen(zone, sizeof(out->zone) - 1);
	memcpy(out->zone, zone, zone_length);
	out->zone[zone_length] = '\0';
	out->drop_date = index->time[row];
	out->length = index->length[row];
	out->digits = index->digits[row];
	out->hyphens = index->hyphens[row];
	return page->out->row_count < page->limit;
}

static void walk_up(
		page_t *page, const bo_rows_set_t *found, const uint32_t *order, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		uint32_t row = order ? order[i] : i;
		if (bo_rows_set_has(found, row) && !page_take(page, row)) {
			return;
		}
	}
}

/* Where the run of rows with the key of place `last` begins, at or after `from`. */
static uint32_t run_start(
		const bo_index_t *index, bo_sort_t sort, const uint32_t *order, uint32_t from, uint32_t last)
{
	uint32_t low = from, high = last;
	if (!order) {
		while (high > from && same_label(index, high - 1, last)) {
			high--;
		}
		return high;
	}
	uint32_t key = key_of(index, sort, order[last]);
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (key_of(index, sort, order[middle]) < key) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

/* From the largest key down; rows of one key still in ascending order. */
static void walk_down(page_t *page, const bo_rows_set_t *found, bo_sort_t sort, const uint32_t *order,
		uint32_t from, uint32_t to)
{
	uint32_t end = to;
	while (end > from) {
		uint32_t row = order ? order[end - 1] : end - 1;
		if (!order && !bo_rows_set_has(found, row)) {
			end--; /* saves looking for others of its label */
			continue;
		}
		uint32_t start = run_start(page->index, sort, order, from, end - 1);
		for (uint32_t i = start; i < end; i++) {
			row = order ? order[i] : i;
			if (bo_rows_set_has(found, row) && !page_take(page, row)) {
				return;
			}
		}
		end = start;
	}
}

/* Few rows: they are sorted themselves. */
static bo_code_t sort_few(
		page_t *page, const bo_rows_set_t *found, size_t total, const bo_search_t *search, bo_error_t *error)
{
	size_t count = 0;
	const bo_index_t *index = page->index;
	bo_sort_entry_t *entries = malloc((total + 1) * sizeof(*entries));
	bo_sort_entry_t *scratch = malloc((total + 1) * sizeof(*scratch));
	if (!entries || !scratch) {
		free(entries);
		free(scratch);
		return bo_fail_memory(error);
	}
	uint64_t run = 0; /* for the order by name: the number of the row's label among those found */
	uint32_t before = 0;
	for (BO_EACH_ROW(found, row)) {
		if (search->sort == BO_SORT_NAME && count && !same_label(index, before, row)) {
			run++;
		}
		uint64_t key = search->sort == BO_SORT_NAME ? run : key_of(index, search->sort, row);
		entries[count].key = search->descending ? UINT32_MAX - key : key;
		entries[count++].row = row;
		before = row;
	}
	bo_sort_entries(entries, scratch, count);
	for (size_t i = 0; i < count && page_take(page, entries[i].row); i++) {
	}
	free(entries);
	free(scratch);
	return BO_OK;
}

static bo_code_t page_by_price(
		page_t *page, const bo_rows_set_t *found, const bo_search_t *search, bo_error_t *error)
{
	uint32_t *rows = malloc((page->limit + 1) * sizeof(*rows));
	if (!rows) {
		return bo_fail_memory(error);
	}
	bo_code_t result = bo_search_price_page(rows, page->index, found, search, page->skip, page->limit, error);
	page->skip = 0;
	for (size_t i = 0; result == BO_OK && i < page->limit; i++) {
		page_take(page, rows[i]);
	}
	free(rows);
	return result;
}

static bo_code_t page_in_order(page_t *page, const bo_rows_set_t *found, uint64_t total,
		const bo_search_t *search, bo_error_t *error)
{
	const bo_index_t *index = page->index;
	uint64_t wanted = (uint64_t)page->skip + page->limit;
	/* How many rows a walk will see before the page is full, if the found rows are spread evenly. */
	double seen = wanted >= total ? index->rows : (double)index->rows * (double)wanted / (double)total;
	bool in_order = search->sort == BO_SORT_NAME && !search->descending;
	if (!in_order && (double)total * SORT_COST < seen) {
		return sort_few(page, found, (size_t)total, search, error);
	}
	const uint32_t *order = order_of(index, search->sort);
	if (in_order) {
		for (BO_EACH_ROW(found, row)) {
			if (!page_take(page, row)) {
				break;
			}
		}
	} else if (search->descending) {
		walk_down(page, found, search->sort, order, 0, index->rows);
	} else {
		walk_up(page, found, order, 0, index->rows);
	}
	return BO_OK;
}

/* Two pages in one: the caller's own names and the others, each by drop date. */
static bo_code_t page_by_mine(
		page_t *page, const bo_rows_set_t *found, const bo_search_t *search, bo_error_t *error)
{
	bo_search_t by_date = *search;
	bo_rows_set_t own = {0}, others = {0};
	bo_code_t result = BO_OK;
	by_date.sort = BO_SORT_DROPDATE;
	by_date.descending = false;
	if (!bo_rows_set_copy(&own, found) || !bo_rows_set_copy(&others, found)) {
		result = bo_fail_memory(error);
	}
	if (result == BO_OK) {
		result = bo_filter_names(&own, page->index, search->names, search->name_count, false, error);
	}
	if (result == BO_OK) {
		bo_rows_set_and_not(&others, &own);
		const bo_rows_set_t *parts[] = {&own, &others};
		for (int i = 0; i < 2 && result == BO_OK && page->out->row_count < page->limit; i++) {
			const bo_rows_set_t *part = parts[search->descending ? 1 - i : i];
			uint64_t total = bo_rows_set_count(part);
			if (page->skip >= total) {
				page->skip -= total;
			} else {
				result = page_in_order(page, part, total, &by_date, error);
			}
		}
	}
	bo_rows_set_dispose(&own);
	bo_rows_set_dispose(&others);
	return result;
}

static bo_code_t make_page(
		page_t *page, const bo_rows_set_t *found, const bo_search_t *search, bo_error_t *error)
{
	if (search->sort == BO_SORT_PRICE) {
		return page_by_price(page, found, search, error);
	}
	return search->sort == BO_SORT_MINE ? page_by_mine(page, found, search, error)
										: page_in_order(page, found, page->out->total, search, error);
}

/* Room for the rows that the page will have. */
static bo_code_t make_room(page_t *page, bo_error_t *error)
{
	bo_search_result_t *out = page->out;
	uint64_t left = out->total > page->skip ? out->total - page->skip : 0;
	if (page->limit > left) {
		page->limit = (size_t)left;
	}
	if (page->limit > SIZE_MAX / 2 / sizeof(*out->rows)) {
		return bo_fail_memory(error);
	}
	out->rows = malloc((page->limit + 1) * sizeof(*out->rows));
	return out->rows ? BO_OK : bo_fail_memory(error);
}

/* ---- a search by nothing but the drop date ---- */

/* In the order of the drop date the found rows stand side by side: no row is looked at that is not on the
 * page. */
static void page_of_window(page_t *page, const bo_search_t *search, uint32_t from, uint32_t to)
{
	const bo_index_t *index = page->index;
	if (!search->descending) {
		uint32_t first = page->skip < to - from ? from + (uint32_t)page->skip : to;
		page->skip = 0;
		for (uint32_t i = first; i < to && page_take(page, index->by_time[i]); i++) {
		}
		return;
	}
	uint32_t end = to;
	while (end > from) {
		uint32_t start = run_start(index, search->sort, index->by_time, from, end - 1);
		if (page->skip >= end - start) {
			page->skip -= end - start;
		} else {
			for (uint32_t i = start; i < end; i++) {
				if (!page_take(page, index->by_time[i])) {
					return;
				}
			}
		}
		end = start;
	}
}

/* Total and counts; *done: the page too. */
static bo_code_t search_window(
		page_t *page, const bo_search_t *search, int64_t now, bool *done, bo_error_t *error)
{
	bo_filter_window_t window = bo_filter_window(search, now);
	uint32_t from = bo_index_after(page->index, window.after);
	uint32_t to = bo_index_after(page->index, window.until);
	page->out->total = to > from ? to - from : 0;
	bo_code_t result = make_room(page, error);
	if (result == BO_OK && search->counts) {
		result = bo_search_count_window(page->out, page->index, from, to, now, error);
	}
	*done = page->limit == 0 || search->sort == BO_SORT_DROPDATE;
	if (result == BO_OK && page->limit && *done) {
		page_of_window(page, search, from, to);
	}
	return result;
}

/* ---- the search ---- */

static bo_code_t check_search(const bo_search_t *search, bo_error_t *error)
{
	if ((unsigned int)search->sort > BO_SORT_MINE) {
		return bo_fail(error, BO_E_INVALID, "There is no such order.");
	}
	if (search->sort == BO_SORT_PRICE && (search->zone_count == 0 || !search->zone_ranks)) {
		return bo_fail(error, BO_E_INVALID, "Names can be sorted by price only where zones have prices.");
	}
	if (search->first > SIZE_MAX / 4 || search->limit > SIZE_MAX / 4) {
		return bo_fail(error, BO_E_INVALID, "There is no such page.");
	}
	return BO_OK;
}

static bo_code_t find_page(page_t *page, const bo_search_t *search, int64_t now, bo_error_t *error)
{
	bo_rows_set_t found = {0};
	bool counted = false, done = false;
	bo_code_t result = BO_OK;
	if (bo_filter_is_window_only(search)) {
		result = search_window(page, search, now, &done, error);
		counted = true;
	}
	if (result != BO_OK || done) {
		return result;
	}
	result = bo_filter_rows(&found, page->index, search, now, error);
	if (result == BO_OK && !counted) {
		page->out->total = bo_rows_set_count(&found);
		result = make_room(page, error);
		if (result == BO_OK && search->counts) {
			result = bo_search_count_rows(page->out, page->index, &found, now, error);
		}
	}
	if (result == BO_OK && page->limit) {
		result = make_page(page, &found, search, error);
	}
	bo_rows_set_dispose(&found);
	return result;
}

bo_code_t bo_search_run(bo_search_result_t *out, const bo_index_t *index, const bo_search_t *search,
		int64_t now, bo_error_t *error)
{
	page_t page = {.index = index, .out = out, .skip = search->first, .limit = search->limit};
	memset(out, 0, sizeof(*out));
	out->generation = index->generation;
	bo_code_t result = check_search(search, error);
	if (result == BO_OK) {
		result = find_page(&page, search, now, error);
	}
	if (result != BO_OK) {
		bo_search_result_dispose(out);
	}
	return result;
}

bo_code_t bo_droplist_search(
		bo_search_result_t *out, bo_context_t *context, const bo_search_t *search, bo_error_t *error)
{
	memset(out, 0, sizeof(*out));
	bo_code_t result = bo_droplist_open_index(context, error);
	if (result == BO_OK) {
		result = bo_search_run(out, context->index.object, search, context->now, error);
	}
	return result;
}
