/* Which rows of the index a search finds. */
#ifndef BO_FILTER_H
#define BO_FILTER_H

#include "droplist/bo_droplist.h"
#include "droplist/bo_index.h"
#include "droplist/bo_rows_set.h"

/* The drop dates that a search takes: after `after`, up to `until`. */
typedef struct {
	int64_t after, until;
} bo_filter_window_t;
bo_filter_window_t bo_filter_window(const bo_search_t *search, int64_t now);

/* Whether nothing but the drop date decides. */
bool bo_filter_is_window_only(const bo_search_t *search);

/* A table with one byte for each zone of the index and one more, 0, for "no such zone"; NULL: out of memory.
 * The caller frees it. */
uint8_t *bo_filter_zones(const bo_index_t *index, const char *const *zones, size_t zone_count);

/* Fills *out (bo_rows_set_dispose() in any case) with the rows that the search finds. */
BO_MUSTCHECK bo_code_t bo_filter_rows(bo_rows_set_t *out, const bo_index_t *index, const bo_search_t *search,
		int64_t now, bo_error_t *error);

#endif
