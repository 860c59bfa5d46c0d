/* A drop list in memory: what the parser produced, or what the table holds. Compact, because a list has
 * millions of names: one arena of bytes for all labels, a table of the zones, 16 bytes a name. */
#ifndef BO_LIST_H
#define BO_LIST_H

#include "base/bo_error.h"
#include "base/bo_name.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* More names than this are refused: positions inside the index file are 32 bits wide. */
#define BO_LIST_MAX_ROWS 60000000u

typedef struct {
	uint32_t label; /* where it starts in the arena */
	uint32_t zone;  /* number of the zone; after bo_list_sort() in the order of the zones' bytes */
	uint32_t time;  /* drop date, UTC seconds since 1970 */
	uint8_t label_length;
	uint8_t mark; /* before bo_list_sort() the row's rank, below BO_LIST_RANKS; then for the owner of the list
				   */
} bo_list_row_t;

#define BO_LIST_RANKS 32

typedef struct {
	bo_list_row_t *rows;
	size_t count, capacity;
	char *labels;
	size_t label_bytes, label_capacity;
	/* Zones: NUL-terminated texts in one block, and a hash table over them. */
	char *zone_text;
	size_t zone_bytes, zone_capacity;
	uint32_t *zone_start; /* number of the zone -> start of its text */
	size_t zone_count, zone_slots;
	uint32_t *zone_hash; /* number + 1, or 0 */
	size_t hash_size;
	uint32_t last_zone;
	/* After bo_list_sort(), of the rows that went: those of which another row has a better rank, and those of
	 * each rank that had a later row of the same rank. */
	uint64_t overlapping, duplicates_of[BO_LIST_RANKS];
} bo_list_t;

void bo_list_init(bo_list_t *list);
void bo_list_dispose(bo_list_t *list);

/* Adds a row; labels and zones are A-labels, copied (what an old table holds may be empty). time must fit 32
 * bits. */
BO_MUSTCHECK bo_code_t bo_list_add(bo_list_t *list, const char *label, size_t label_length, const char *zone,
		size_t zone_length, int64_t time, bo_error_t *error);
/* A point to go back to: rows and zones that were added since are taken out again. Not across a sort. */
typedef struct {
	size_t count, label_bytes, zone_count, zone_bytes;
} bo_list_point_t;
bo_list_point_t bo_list_point(const bo_list_t *list);
void bo_list_rewind(bo_list_t *list, bo_list_point_t point);

/* Sorts by zone, then label, as bytes: the order of the table's primary key. Of several rows of one name the
 * one of the best (lowest) rank stays, and of those the one with the latest time. *duplicates is how many
 * rows went because of another one of their rank. All marks are 0 afterwards. */
BO_MUSTCHECK bo_code_t bo_list_sort(bo_list_t *list, uint64_t *duplicates, bo_error_t *error);

static inline const char *bo_list_label(const bo_list_t *list, const bo_list_row_t *row)
{
	return list->labels + row->label;
}

static inline const char *bo_list_zone(const bo_list_t *list, uint32_t zone)
{
	return list->zone_text + list->zone_start[zone];
}

/* Orders two texts by their bytes; a text that is the start of the other comes first. */
int bo_list_compare(const char *a, size_t a_length, const char *b, size_t b_length);

/* Sorting by a 64-bit key, stable. scratch holds as many entries. The sorted entries end up in entries. */
typedef struct {
	uint64_t key;
	uint32_t row;
} bo_sort_entry_t;
void bo_sort_entries(bo_sort_entry_t *entries, bo_sort_entry_t *scratch, size_t count);
/* The first eight bytes of a text as a number that sorts like the text. */
uint64_t bo_sort_prefix(const char *text, size_t length);

#endif
