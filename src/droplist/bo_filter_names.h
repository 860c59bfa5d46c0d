/* Rows by name: those of a list of names, or all but those. */
#ifndef BO_FILTER_NAMES_H
#define BO_FILTER_NAMES_H

#include "droplist/bo_droplist.h"
#include "droplist/bo_index.h"
#include "droplist/bo_rows_set.h"

/* Keeps the rows of the set that are among the names or, with `without`, that are not. */
BO_MUSTCHECK bo_code_t bo_filter_names(bo_rows_set_t *set, const bo_index_t *index,
		const bo_search_name_t *names, size_t count, bool without, bo_error_t *error);

#endif
