/* A search over an open index. */
#ifndef BO_SEARCH_H
#define BO_SEARCH_H

#include "droplist/bo_droplist.h"
#include "droplist/bo_index.h"

/* What bo_droplist_search() does once the index is open. */
BO_MUSTCHECK bo_code_t bo_search_run(bo_search_result_t *out, const bo_index_t *index,
		const bo_search_t *search, int64_t now, bo_error_t *error);

#endif
