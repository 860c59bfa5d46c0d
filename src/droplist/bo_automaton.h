/* A finite automaton for an expression that bo_pattern understands: it decides in one step a letter, whatever
 * the expression, where an engine that tries one way after the other may need exponential time. Its states
 * are made when they are first needed. */
#ifndef BO_AUTOMATON_H
#define BO_AUTOMATON_H

#include "droplist/bo_index.h"
#include "droplist/bo_pattern.h"
#include "droplist/bo_rows_set.h"

typedef struct bo_automaton bo_automaton_t;

/* *out is NULL when the expression is too large for an automaton. bind: back-references are bound to what
 * their groups took; otherwise they take any letter that the group may take. false: out of memory. */
bool bo_automaton_new(bo_automaton_t **out, const bo_pattern_t *pattern, bool bind);
void bo_automaton_free(bo_automaton_t *automaton);

typedef enum {
	BO_AUTOMATON_DONE,
	BO_AUTOMATON_LATE,   /* the deadline passed */
	BO_AUTOMATON_TOO_BIG /* the names need more states than there is room for: not all were looked at */
} bo_automaton_result_t;

/* Adds to found those of the candidates that match. deadline: as in bo_expression.h. */
bo_automaton_result_t bo_automaton_match(bo_rows_set_t *found, const bo_rows_set_t *candidates,
		bo_automaton_t *automaton, const bo_index_t *index, int64_t deadline);

#endif
