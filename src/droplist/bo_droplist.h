/* The list of expiring names: import by difference into backorder_pending_domains, and search over the mapped
 * index file. */
#ifndef BO_DROPLIST_H
#define BO_DROPLIST_H

#include "context/bo_context.h"
#include "base/bo_error.h"
#include "base/bo_name.h"
#include "base/bo_value.h"
#include "droplist/bo_terms.h"
#include <stdbool.h>
#include <stdint.h>

/* Fetches, checks and imports the lists of the settings droplist_sources or droplist_url. On success *out is
 * a map:
 *
 * not_modified bool; generation, read, added, moved, gone, kept, expired, unchanged, refused, past,
 * duplicates, overlapping, other_zones, header int; refused_by {reason: count}; refused_samples [{source,
 * line, reason, text}], at most 200; sources [{name, ok, not_modified, read, good, refused, refused_by, past,
 * duplicates, other_zones, header, empty, bytes, seconds, error, code}]; bytes, unpacked_bytes int; seconds
 * {fetch, parse, compare, write, index, total} double; index_error text, only when the index file could not
 * be written (the import itself is good).
 *
 * read counts the lines that hold something. past are well-formed lines whose date is over: they are left out
 * and are not among the refused. gone and expired are names of the table that are no longer on the list, with
 * a date that is still ahead, or over; kept are those that would be gone, but stay while a source is away.
 *
 * A source that fails does not stop the others. When all fail, nothing is changed: BO_E_INVALID for a list
 * that is refused as a whole (empty, not a zip, cut off, far too small), BO_E_REMOTE for the network. Both
 * outcomes are recorded in backorder_meta under "droplist.last_attempt" / "droplist.last_good" as JSON: the
 * same map with at, ok and, after a failure, code and error. Another import that runs is BO_E_CONFLICT and is
 * not recorded.
 *
 * options may be NULL; keys: force (bool: ignore ETag and the size check), url or sources (text, in place of
 * the settings: CLI and tests only; file:// is allowed here). */
BO_MUSTCHECK bo_code_t bo_droplist_import(
		bo_value_t **out, bo_context_t *context, const bo_value_t *options, bo_error_t *error);

/* Makes sure that context->index maps the present generation; builds the file from the table when it is
 * missing, older or damaged. */
BO_MUSTCHECK bo_code_t bo_droplist_open_index(bo_context_t *context, bo_error_t *error);

/* The drop date of one name (A-labels): BO_E_NOT_FOUND when it is not on the list. Answers from the table. */
BO_MUSTCHECK bo_code_t bo_droplist_lookup(
		int64_t *drop_date, bo_context_t *context, const char *label, const char *zone, bo_error_t *error);

/* Orders of a search result. */
typedef enum {
	BO_SORT_DROPDATE,
	BO_SORT_NAME,
	BO_SORT_LENGTH,
	BO_SORT_DIGITS,
	BO_SORT_HYPHENS,
	BO_SORT_ZONE,
	BO_SORT_PRICE, /* by bo_search_t.zone_ranks */
	BO_SORT_MINE   /* bo_search_t.names first, or last when descending; both parts by drop date */
} bo_sort_t;

/* A name by its parts, A-labels. */
typedef struct {
	const char *label, *zone;
} bo_search_name_t;

/* A search. Counts are of the Unicode form of the label; a limit of -1 is "no limit". Ties in every order are
 * broken by label, then zone; labels are ordered in their Unicode form. */
typedef struct {
	const char *const *zones; /* A-label zones; zone_count 0: all */
	size_t zone_count;
	/* Needed for BO_SORT_PRICE: for each of the zones a number; zones of one price have the same one. */
	const uint32_t *zone_ranks;
	bo_terms_t terms;
	/* mine 1: only these names, 0: all but these, -1: no matter; BO_SORT_MINE needs them too. */
	const bo_search_name_t *names;
	size_t name_count;
	int mine;
	bool counts; /* fill in the result's zone_counts and day_counts */
	int length_min, length_max, letters_min, letters_max, digits_min, digits_max, hyphens_min, hyphens_max;
	int idn; /* -1 any, 0 no IDN, 1 only IDN */
	bool digits_only;
	int64_t from, to; /* drop date, inclusive; BO_TIME_NONE: open end. Names not after context->now are never
						 found */
	bo_sort_t sort;
	bool descending;
	size_t first, limit;
} bo_search_t;

void bo_search_init(bo_search_t *search); /* no filter, by drop date, first 0, limit 100 */

typedef struct {
	char label[BO_LABEL_SIZE];
	char zone[BO_ZONE_SIZE];
	int64_t drop_date;
	unsigned char length, digits, hyphens;
} bo_search_row_t;

typedef struct {
	char zone[BO_ZONE_SIZE];
	uint64_t count;
} bo_zone_count_t;

typedef struct {
	bo_search_row_t *rows;
	size_t row_count;
	uint64_t total; /* exact */
	int64_t generation;
	/* Of all that was found, not only of the page; with search->counts. Zones of which nothing was found are
	 * left out; the largest comes first, equal ones by their names. day_counts[i] is the day first_day + i *
	 * BO_DAY (UTC); the last one is not 0. */
	bo_zone_count_t *zone_counts;
	size_t zone_count_count;
	uint64_t *day_counts;
	size_t day_count_count;
	int64_t first_day;
} bo_search_result_t;

/* Bad expression: BO_E_INVALID with the place; too expensive expression: BO_E_LIMIT. */
BO_MUSTCHECK bo_code_t bo_droplist_search(
		bo_search_result_t *out, bo_context_t *context, const bo_search_t *search, bo_error_t *error);
void bo_search_result_dispose(bo_search_result_t *result);

/* Coming drops: a map {total, day1, day7, days: ["YYYY-MM-DD"], counts: [n]} over the given zones (0: all).
 */
BO_MUSTCHECK bo_code_t bo_droplist_stats(bo_value_t **out, bo_context_t *context, const char *const *zones,
		size_t zone_count, bo_error_t *error);

#endif
