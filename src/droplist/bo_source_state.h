/* What is known of a source from one import to the next: backorder_meta, "droplist.source.NAME", as JSON. */
#ifndef BO_SOURCE_STATE_H
#define BO_SOURCE_STATE_H

#include "base/bo_time.h"
#include "base/bo_value.h"
#include "db/bo_db.h"
#include "droplist/bo_fetch.h"
#include "droplist/bo_source.h"

#define BO_META_SOURCE "droplist.source." /* and the name */

typedef struct {
	/* The last good copy: where it came from, the server's marks of it, its well-formed lines (what the next
	 * list is measured by), the names that were taken from it, and when it was seen last. Empty or 0: none.
	 */
	char url[BO_SOURCE_URL_SIZE];
	char etag[BO_FETCH_TAG_SIZE], last_modified[BO_FETCH_TAG_SIZE];
	int64_t rows, names;
	char good_at[BO_TIME_TEXT_SIZE];
	/* The last failure; "" when the last attempt was good. */
	char failed_at[BO_TIME_TEXT_SIZE];
	char code[16], error[512];
} bo_source_state_t;

/* Fills one state a source; what nothing is known of is empty. */
BO_MUSTCHECK bo_code_t bo_source_states_read(
		bo_source_state_t *out, const bo_sources_t *sources, bo_db_t *db, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_source_state_write(
		bo_db_t *db, const char *name, const bo_source_state_t *state, bo_error_t *error);
/* Removes the states of all sources, so that those of sources that are gone do not stay. */
BO_MUSTCHECK bo_code_t bo_source_states_clear(bo_db_t *db, bo_error_t *error);

/* What the Status page needs, put into map: sources [{name, address, good_at, names, failed_at, code, error}]
 * of those that are configured, and sources_error, what is wrong in the setting, or null. */
BO_MUSTCHECK bo_code_t bo_source_states_report(
		bo_value_t *map, const char *sources, const char *url, bo_db_t *db, bo_error_t *error);

#endif
