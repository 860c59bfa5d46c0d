/* Rows by the terms of a search. */
#ifndef BO_FILTER_TERMS_H
#define BO_FILTER_TERMS_H

#include "droplist/bo_index.h"
#include "droplist/bo_rows_set.h"
#include "droplist/bo_terms.h"

/* Takes the rows out of the set that do not fit all terms. Every term is checked, also when nothing is left:
 * BO_E_INVALID: a wrong expression or pattern; BO_E_LIMIT: an expression that is too expensive. */
BO_MUSTCHECK bo_code_t bo_filter_terms(
		bo_rows_set_t *set, const bo_index_t *index, const bo_terms_t *terms, bo_error_t *error);

#endif
