/* The drop list as one read-only file that every PHP worker maps: the names in one block, a column for each
 * property, and the rows' order for each way of sorting.
 *
 * Rows are numbered in the order of label, then zone: the label in its Unicode form, by bytes (which is the
 * order of code points), the zone in its ASCII form. So "ties by label, then zone" is the row number, and
 * sorting by name needs no order of its own.
 *
 * The file is a cache that any server rebuilds from the table. It is replaced by renaming and never changed
 * in place. Nothing in it is trusted: size, version, checksum and each position are checked when it is
 * opened, and the accessors check again what they follow. */
#ifndef BO_INDEX_H
#define BO_INDEX_H

#include "base/bo_error.h"
#include "droplist/bo_list.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BO_INDEX_FILE "droplist.idx"
#define BO_INDEX_VERSION 1u
#define BO_INDEX_BYTE_ORDER 0x01020304u
/* A section starts at a multiple of this. */
#define BO_INDEX_ALIGN 64u

typedef enum {
	BO_INDEX_NAMES,      /* labels in Unicode form, each followed by a line end */
	BO_INDEX_NAME_START, /* u32[rows + 1] */
	BO_INDEX_ZONE,       /* u32[rows]: number of the zone */
	BO_INDEX_TIME,       /* u32[rows]: drop date */
	BO_INDEX_LENGTH,     /* u8[rows]: letters of the label */
	BO_INDEX_DIGITS,     /* u8[rows] */
	BO_INDEX_HYPHENS,    /* u8[rows] */
	BO_INDEX_IDN,        /* u8[rows]: 1 when the label has an ASCII form of its own */
	BO_INDEX_IDN_ROW,    /* u32[idns]: their rows, ascending */
	BO_INDEX_IDN_START,  /* u32[idns + 1] */
	BO_INDEX_IDN_TEXT,   /* the ASCII forms */
	BO_INDEX_ZONE_START, /* u32[zones + 1] */
	BO_INDEX_ZONE_TEXT,  /* the zones in ASCII form, each followed by a NUL, sorted by their bytes */
	BO_INDEX_ZONE_FIRST, /* u32[zones + 1]: where each zone's rows start in BO_INDEX_BY_ZONE */
	BO_INDEX_BY_TIME,    /* u32[rows]: the rows by drop date, then row */
	BO_INDEX_BY_LENGTH,
	BO_INDEX_BY_DIGITS,
	BO_INDEX_BY_HYPHENS,
	BO_INDEX_BY_ZONE,
	BO_INDEX_SECTIONS
} bo_index_section_t;

typedef struct {
	uint64_t offset, size;
} bo_index_extent_t;

typedef struct {
	char magic[8];
	uint32_t byte_order;
	uint32_t version;
	uint64_t file_size;
	uint64_t checksum; /* of the whole file, this field taken as 0 */
	int64_t generation;
	uint64_t stamp; /* a random number that belongs to the generation: tells apart two databases */
	uint32_t rows, zones, idns, sections;
	bo_index_extent_t section[BO_INDEX_SECTIONS];
} bo_index_header_t;

#define BO_INDEX_MAGIC "BODROPS\n"

/* An open index. The pointers lead into the map. */
typedef struct bo_index {
	void *map;
	size_t map_size;
	int64_t generation;
	uint64_t stamp;
	uint32_t rows, zones, idns;
	const char *names;
	size_t names_size, idn_text_size, zone_text_size;
	const uint32_t *name_start, *zone, *time;
	const uint8_t *length, *digits, *hyphens, *idn;
	const uint32_t *idn_row, *idn_start;
	const char *idn_text;
	const uint32_t *zone_start, *zone_first;
	const char *zone_text;
	const uint32_t *by_time, *by_length, *by_digits, *by_hyphens, *by_zone;
} bo_index_t;

/* Maps directory/droplist.idx. BO_E_NOT_FOUND: no such file; BO_E_INVALID: damaged or of another version. */
BO_MUSTCHECK bo_code_t bo_index_open(bo_index_t **out, const char *directory, bo_error_t *error);
void bo_index_close(bo_index_t *index); /* NULL is fine */

/* Builds the file from a sorted list (bo_list_sort) under a temporary name. Rows that are no plain A-labels
 * (an old table may hold such) are left out. bo_index_publish() then puts it in place; without it,
 * bo_index_discard(). */
typedef struct {
	char path[4096]; /* of the temporary file; "" when there is none */
	uint64_t bytes;
} bo_index_draft_t;
BO_MUSTCHECK bo_code_t bo_index_build(bo_index_draft_t *out, const char *directory, const bo_list_t *list,
		int64_t generation, uint64_t stamp, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_index_publish(bo_index_draft_t *draft, const char *directory, bo_error_t *error);
void bo_index_discard(bo_index_draft_t *draft);

/* Whoever builds the file holds this lock meanwhile, so that others wait for it instead of building it too.
 * It saves work only: without it, both would build and rename the same content. The kernel gives it back when
 * the process ends. -1: not to be had; *held tells whether somebody else holds it (otherwise the directory
 * has no locks). */
int bo_index_lock(const char *directory, bool *held);
void bo_index_unlock(int lock);

uint64_t bo_index_checksum(const void *map, size_t size);

/* ---- accessors: any row number is safe ---- */

/* The label in Unicode form, without the line end. */
static inline const char *bo_index_name(const bo_index_t *index, uint32_t row, size_t *length)
{
	if (row < index->rows) {
		uint32_t start = index->name_start[row], end = index->name_start[row + 1];
		if (start < end && end <= index->names_size) {
			*length = end - start - 1;
			return index->names + start;
		}
	}
	*length = 0;
	return "";
}

/* The label in ASCII form. */
const char *bo_index_label(const bo_index_t *index, uint32_t row, size_t *length);
/* The text of a zone; "" for a number out of range. */
const char *bo_index_zone_text(const bo_index_t *index, uint32_t zone);
/* The number of a zone; false when no name is in it. */
bool bo_index_find_zone(uint32_t *out, const bo_index_t *index, const char *zone);
/* The first place in by_time whose drop date is after `time`; rows when there is none. */
uint32_t bo_index_after(const bo_index_t *index, int64_t time);
/* The first row whose label is not before the text. */
uint32_t bo_index_lower(const bo_index_t *index, const char *text, size_t length);
/* The first row behind all rows whose label starts with the text. */
uint32_t bo_index_behind_prefix(const bo_index_t *index, const char *text, size_t length);

#endif
