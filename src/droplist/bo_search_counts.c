#include "droplist/bo_search_counts.h"

/* Drop dates are 32 bits wide: a table with a place for each day that there can be needs no check. */
#define DAYS ((size_t)(UINT32_MAX / BO_DAY) + 1)

/* A row's zone, or the place behind all zones, whatever the file says. */
static uint32_t zone_of(const bo_index_t *index, uint32_t row)
{
	uint32_t zone = index->zone[row];
	return zone < index->zones ? zone : index->zones;
}

void bo_search_count_zones(uint32_t *counts, const bo_index_t *index, const bo_rows_set_t *found)
{
	for (size_t word = 0; word < bo_rows_set_words(found); word++) {
		uint32_t first = (uint32_t)word * 64;
		for (uint64_t bits = found->words[word]; bits; bits &= bits - 1) {
			counts[zone_of(index, first + (uint32_t)__builtin_ctzll(bits))]++;
		}
	}
}

/* Both in one go: the found rows are walked through once. */
static void count_both(
		uint32_t *zones, uint32_t days[DAYS], const bo_index_t *index, const bo_rows_set_t *found)
{
	for (size_t word = 0; word < bo_rows_set_words(found); word++) {
		uint32_t first = (uint32_t)word * 64;
		for (uint64_t bits = found->words[word]; bits; bits &= bits - 1) {
			uint32_t row = first + (uint32_t)__builtin_ctzll(bits);
			zones[zone_of(index, row)]++;
			days[index->time[row] / (uint32_t)BO_DAY]++;
		}
	}
}

static int by_count(const void *a, const void *b)
{
	const bo_zone_count_t *left = a, *right = b;
	if (left->count != right->count) {
		return left->count < right->count ? 1 : -1;
	}
	return strcmp(left->zone, right->zone);
}

static bo_code_t show_zones(
		bo_search_result_t *out, const bo_index_t *index, const uint32_t *counts, bo_error_t *error)
{
	size_t used = 0;
	for (uint32_t i = 0; i < index->zones; i++) {
		used += counts[i] != 0;
	}
	out->zone_counts = malloc((used + 1) * sizeof(*out->zone_counts));
	if (!out->zone_counts) {
		return bo_fail_memory(error);
	}
	for (uint32_t i = 0; i < index->zones; i++) {
		const char *text = bo_index_zone_text(index, i);
		size_t length = strnlen(text, BO_ZONE_SIZE - 1);
		if (counts[i]) {
			bo_zone_count_t *count = &out->zone_counts[out->zone_count_count++];
			memcpy(count->zone, text, length);
			count->zone[length] = '\0';
			count->count = counts[i];
		}
	}
	qsort(out->zone_counts, out->zone_count_count, sizeof(*out->zone_counts), by_count);
	return BO_OK;
}

/* days: by day since 1970. */
static bo_code_t show_days(bo_search_result_t *out, const uint32_t days[DAYS], int64_t now, bo_error_t *error)
{
	int64_t first = bo_time_day(now) / BO_DAY;
	size_t from = first < 0 ? 0 : first > (int64_t)DAYS ? DAYS : (size_t)first, end = from;
	for (size_t day = from; day < DAYS; day++) {
		end = days[day] ? day + 1 : end;
	}
	out->first_day = bo_time_day(now);
	out->day_counts = malloc((end - from + 1) * sizeof(*out->day_counts));
	if (!out->day_counts) {
		return bo_fail_memory(error);
	}
	for (size_t day = from; day < end; day++) {
		out->day_counts[out->day_count_count++] = days[day];
	}
	return BO_OK;
}

typedef struct {
	uint32_t *zones, *days;
} tables_t;

static void tables_dispose(tables_t *tables)
{
	free(tables->zones);
	free(tables->days);
}

static bo_code_t tables_init(tables_t *tables, const bo_index_t *index, bo_error_t *error)
{
	tables->zones = calloc((size_t)index->zones + 1, sizeof(*tables->zones));
	tables->days = calloc(DAYS, sizeof(*tables->days));
	return tables->zones && tables->days ? BO_OK : bo_fail_memory(error);
}

static bo_code_t show(bo_search_result_t *out, const bo_index_t *index, const tables_t *tables, int64_t now,
		bo_error_t *error)
{
	bo_code_t result = show_zones(out, index, tables->zones, error);
	return result == BO_OK ? show_days(out, tables->days, now, error) : result;
}

bo_code_t bo_search_count_rows(bo_search_result_t *out, const bo_index_t *index, const bo_rows_set_t *found,
		int64_t now, bo_error_t *error)
{
	tables_t tables;
	bo_code_t result = tables_init(&tables, index, error);
	if (result == BO_OK) {
		count_both(tables.zones, tables.days, index, found);
		result = show(out, index, &tables, now, error);
	}
	tables_dispose(&tables);
	return result;
}

/* Adds the zones of the rows at some places of the order by drop date, or takes them off. */
static void count_places(uint32_t *zones, const bo_index_t *index, uint32_t from, uint32_t to, bool add)
{
	for (uint32_t i = from; i < to; i++) {
		uint32_t row = index->by_time[i];
		if (row < index->rows) {
			uint32_t zone = zone_of(index, row);
			zones[zone] += add ? 1u : zones[zone] > 0 ? UINT32_MAX : 0u;
		}
	}
}

/* Each day's rows stand side by side; the rows of each zone are counted already, so that only those of the
 * smaller part are looked at: those of the window, or those beyond it. */
bo_code_t bo_search_count_window(bo_search_result_t *out, const bo_index_t *index, uint32_t from, uint32_t to,
		int64_t now, bo_error_t *error)
{
	tables_t tables;
	bo_code_t result = tables_init(&tables, index, error);
	if (result != BO_OK) {
		goto out;
	}
	if (to > from && to - from < index->rows / 2) {
		count_places(tables.zones, index, from, to, true);
	} else if (to > from) {
		for (uint32_t i = 0; i < index->zones; i++) {
			uint32_t first = index->zone_first[i], end = index->zone_first[i + 1];
			tables.zones[i] = end > first ? end - first : 0;
		}
		count_places(tables.zones, index, 0, from, false);
		count_places(tables.zones, index, to, index->rows, false);
	}
	for (uint32_t at = from; at < to;) {
		uint32_t row = index->by_time[at];
		uint32_t day = row < index->rows ? index->time[row] / (uint32_t)BO_DAY : 0;
		uint32_t end = bo_index_after(index, ((int64_t)day + 1) * BO_DAY - 1);
		end = end <= at ? at + 1 : end > to ? to : end;
		tables.days[day] += end - at;
		at = end;
	}
	result = show(out, index, &tables, now, error);
out:
	tables_dispose(&tables);
	return result;
}
