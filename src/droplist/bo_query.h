/* The compact text of a search, as people type it and links carry it. docs/droplist.md has the table of it.
 *
 *   shop -online ^my hub$ shop|store /^[a-z]{4}$/ -/x$/ pattern:CVCV len:4-8 digits:no tld:com,net drop:3d */
#ifndef BO_QUERY_H
#define BO_QUERY_H

#include "droplist/bo_droplist.h"

#define BO_QUERY_MAX 2000
#define BO_QUERY_ZONES_SIZE 4096

typedef struct {
	/* Its zones, zone_ranks and names stay empty; the caller fills them in. */
	bo_search_t search;
	/* The zones asked for, A-labels parted by commas; "" when the text names none. */
	char zones[BO_QUERY_ZONES_SIZE];
	int mine;    /* -1 not said, 0 names without an open order of the client, 1 only those with one */
	bool sorted; /* the text says an order; otherwise search.sort is the default */
} bo_query_t;

/* now: UTC, for "drop:3d". BO_E_INVALID with a sentence that names the part that is wrong and where it begins
 * (characters, from 1). An empty text is no error: it finds everything. */
BO_MUSTCHECK bo_code_t bo_query_parse(
		bo_query_t *out, const char *text, size_t length, int64_t now, bo_error_t *error);

#endif
