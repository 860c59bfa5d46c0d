/* What can be known about the matches of a part of an expression, from what is known about its parts. For
 * bo_pattern.c. */
#ifndef BO_PATTERN_FACTS_H
#define BO_PATTERN_FACTS_H

#include "droplist/bo_pattern.h"

#define BO_PATTERN_LETTERS ((UINT64_C(1) << 26) - 1)
#define BO_PATTERN_DIGITS (((UINT64_C(1) << 10) - 1) << 26)
#define BO_PATTERN_HYPHEN (UINT64_C(1) << BO_SYMBOL_HYPHEN)

typedef struct {
	bo_pattern_range_t length, digits, hyphens;
	uint64_t first, last; /* letters that it may start and end with, when it takes any */
	bool opens, closes;   /* matches only at the start / the end of the label */
	/* The longest literal known to be in it, and the literals that it starts and ends with; `plain`: it is
	 * nothing but `prefix`. */
	char best[64], prefix[64], suffix[64];
	size_t best_length, prefix_length, suffix_length;
	bool plain;
} bo_facts_t;

/* A part that takes nothing. */
void bo_facts_empty(bo_facts_t *facts);
/* One letter out of a set; letter: as in bo_node_t. */
void bo_facts_set(bo_facts_t *facts, uint64_t symbols, char letter);
/* Anything at all. */
void bo_facts_anything(bo_facts_t *facts);

/* Puts what is known of the next part behind what is known so far. */
void bo_facts_join(bo_facts_t *facts, const bo_facts_t *next);
void bo_facts_either(bo_facts_t *facts, const bo_facts_t *other);
void bo_facts_repeat(bo_facts_t *facts, int low, int high);

#endif
