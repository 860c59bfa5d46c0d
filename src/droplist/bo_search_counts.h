/* How many found rows each zone and each day has. */
#ifndef BO_SEARCH_COUNTS_H
#define BO_SEARCH_COUNTS_H

#include "droplist/bo_droplist.h"
#include "droplist/bo_index.h"
#include "droplist/bo_rows_set.h"

/* Adds the rows of each zone to counts[zone], which has one place more than there are zones: numbers out of
 * range end up there. */
void bo_search_count_zones(uint32_t *counts, const bo_index_t *index, const bo_rows_set_t *found);

/* Fills in zone_counts, day_counts and first_day. After an error the caller disposes of the result. */
BO_MUSTCHECK bo_code_t bo_search_count_rows(bo_search_result_t *out, const bo_index_t *index,
		const bo_rows_set_t *found, int64_t now, bo_error_t *error);
/* The same for the rows at the places [from, to) of the order by drop date. */
BO_MUSTCHECK bo_code_t bo_search_count_window(bo_search_result_t *out, const bo_index_t *index, uint32_t from,
		uint32_t to, int64_t now, bo_error_t *error);

#endif
