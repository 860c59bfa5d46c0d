/* The page of a search in the order of prices. */
#ifndef BO_SEARCH_PRICE_H
#define BO_SEARCH_PRICE_H

#include "droplist/bo_droplist.h"
#include "droplist/bo_index.h"
#include "droplist/bo_rows_set.h"

/* Writes the row numbers of the page that begins at `first`: `count` of them, which the found rows have. */
BO_MUSTCHECK bo_code_t bo_search_price_page(uint32_t *rows, const bo_index_t *index,
		const bo_rows_set_t *found, const bo_search_t *search, uint64_t first, size_t count,
		bo_error_t *error);

#endif
