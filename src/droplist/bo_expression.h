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
	BO_EXPRESSION_LETTERS, /* the same, made from a letter pattern: of any length */
	/* The text itself, without regard to case: for texts beyond ASCII that are no valid part of a name. */
	BO_EXPRESSION_CONTAINS,
	BO_EXPRESSION_STARTS,
	BO_EXPRESSION_ENDS,
	BO_EXPRESSION_EQUALS
} bo_expression_kind_t;

typedef struct bo_expression bo_expression_t;

/* Case is ignored. BO_E_INVALID: the expression is wrong, the message says where. */
BO_MUSTCHECK bo_code_t bo_expression_new(
		bo_expression_t **out, bo_expression_kind_t kind, const char *text, bo_error_t *error);
void bo_expression_free(bo_expression_t *expression); /* NULL is fine */

/* When the search has to be given up, on the monotonic clock, in milliseconds. */
int64_t bo_expression_deadline(void);

/* Adds the candidates whose label matches; the set of candidates is used up. BO_E_LIMIT: too expensive. */
BO_MUSTCHECK bo_code_t bo_expression_match(bo_rows_set_t *found, bo_rows_set_t *candidates,
		bo_expression_t *expression, const bo_index_t *index, int64_t deadline, bo_error_t *error);

/* Whether the library can compile to machine code here; for the status page. */
bool bo_expression_has_jit(void);

#endif
