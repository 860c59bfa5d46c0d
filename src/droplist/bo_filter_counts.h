/* Rows by the counts of their letters: the byte columns of the index, 64 rows at a time. */
#ifndef BO_FILTER_COUNTS_H
#define BO_FILTER_COUNTS_H

#include "droplist/bo_index.h"
#include "droplist/bo_rows_set.h"

/* -1: no limit. */
typedef struct {
	int minimum, maximum;
} bo_count_range_t;

typedef struct {
	bo_count_range_t length, letters, digits, hyphens;
	int idn; /* -1 any, 0 no IDN, 1 only IDN */
	bool digits_only;
} bo_count_limits_t;

bo_count_limits_t bo_count_limits_none(void);
/* Whether any of them limits anything. */
bool bo_count_limits_given(const bo_count_limits_t *limits);

/* Takes the rows out of the set that are beyond a limit. */
void bo_filter_counts(bo_rows_set_t *set, const bo_index_t *index, const bo_count_limits_t *limits);

#endif
