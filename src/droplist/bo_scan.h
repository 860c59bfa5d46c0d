/* Plain text over the names of the index. */
#ifndef BO_SCAN_H
#define BO_SCAN_H

#include "droplist/bo_index.h"
#include "droplist/bo_pattern.h"
#include "droplist/bo_rows_set.h"

typedef enum { BO_SCAN_CONTAINS, BO_SCAN_ENDS } bo_scan_kind_t;

/* Adds the rows whose label contains (or ends with) the text: all of them that are among the candidates, and
 * perhaps others. */
void bo_scan_add(bo_rows_set_t *found, const bo_rows_set_t *candidates, const bo_index_t *index,
		bo_scan_kind_t kind, const char *text, size_t length);
/* Takes the rows out of the set whose label does not contain (or end with) the text. */
BO_MUSTCHECK bo_code_t bo_scan(bo_rows_set_t *set, const bo_index_t *index, bo_scan_kind_t kind,
		const char *text, size_t length, bo_error_t *error);

/* Takes the rows out of the set that have no place at which all the echoes hold; it may leave others. */
BO_MUSTCHECK bo_code_t bo_scan_echoes(bo_rows_set_t *set, const bo_index_t *index,
		const bo_pattern_echo_t *echoes, size_t count, bo_error_t *error);

/* The row that holds a byte of the names block; `near` is a row not behind it. */
uint32_t bo_scan_row_at(const bo_index_t *index, uint32_t near, size_t position);

/* The first place of a text in another one, or NULL. */
const char *bo_scan_find(const char *hay, size_t hay_length, const char *text, size_t length);

#endif
