/* Regular expressions (PCRE2) over the names of the index, in bounded time and memory. */
#ifndef BO_EXPRESSION_H
#define BO_EXPRESSION_H

#include "droplist/bo_index.h"
#include "droplist/bo_rows_set.h"

/* Longer ones are refused. */
#define BO_EXPRESSION_MAX 500
/* The time that all expressions of one search may take together. */
#define BO_EXPRESSION_BUDGET_MS 800

typedef enum {
	BO_EXPRESSION_REGULAR, /* PCRE2 syntax, matches anywhere in the label */
	/* The text itself, without regard to case: for texts beyond ASCII that are no valid part of a name. */
	BO_EXPRESSION_CONTAINS,
	BO_EXPRESSION_STARTS,
	BO_EXPRESSION_ENDS
} bo_expression_kind_t;

/* When the search has to be given up, on the monotonic clock, in milliseconds. */
int64_t bo_expression_deadline(void);

/* Keeps the rows of the set whose label matches (or, with `negated`, does not match). Case is ignored.
 * BO_E_INVALID: the expression is wrong, the message says where; BO_E_LIMIT: it is too expensive. */
BO_MUSTCHECK bo_code_t bo_expression_filter(bo_rows_set_t *set, const bo_index_t *index,
		bo_expression_kind_t kind, const char *text, bool negated, int64_t deadline, bo_error_t *error);

/* Whether the library can compile to machine code here; for the status page. */
bool bo_expression_has_jit(void);

#endif
