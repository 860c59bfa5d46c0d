/* What the core works with. There is no global state: settings, clock, connection and caches hang off one
 * context, which the host (the PHP extension, or a test) creates once per process and hands to every call. */
#ifndef BO_CONTEXT_H
#define BO_CONTEXT_H

#include "base/bo_error.h"
#include "context/bo_settings.h"
#include "base/bo_value.h"
#include "db/bo_db.h"
#include <stdbool.h>
#include <stdint.h>

/* Something that an upper layer keeps between calls (the mapped drop list, the registrar's connections). The
 * context frees it without knowing what it is, so that dependencies keep pointing downwards. */
typedef struct {
	void *object; /* NULL: empty */
	void (*dispose)(void *object);
} bo_kept_t;

/* A line for a person on a terminal (no line end); NULL when nobody listens. Never enters PHP. */
typedef void (*bo_progress_fn)(const char *line, void *payload);

typedef struct bo_context {
	bo_settings_t *settings; /* owned; NULL before bo_context_configure() */
	bo_db_t *db;             /* owned; NULL until bo_context_db() */
	bool db_checked;         /* in the present call */
	bo_kept_t index;         /* droplist/: struct bo_index, after the first search */
	bo_kept_t registrar;     /* registrar/: bo_registrar_t, after bo_registrar_get() */
	int64_t now;             /* the one clock reading of the present call, UTC seconds */
	bo_progress_fn progress;
	void *progress_payload;
	int pid; /* the process that filled this; another one (after fork) drops connections instead of using them
			  */
} bo_context_t;

bo_context_t *bo_context_new(void); /* NULL when out of memory */
void bo_context_free(bo_context_t *context);

/* Takes new settings (a map as in bo_settings_new). Connections that the new settings do not fit are closed;
 * nothing is opened. */
BO_MUSTCHECK bo_code_t bo_context_configure(
		bo_context_t *context, const bo_value_t *settings, bo_error_t *error);
/* Starts a call: one clock reading, fork check. BO_E_CONFIG before configure. */
BO_MUSTCHECK bo_code_t bo_context_begin(bo_context_t *context, bo_error_t *error);
/* The system clock, or for tests the Unix time that stands in settings->clock_file; a file that is missing,
 * empty or no number means the system clock. Decisions are made by context->now; this is for comparing
 * clocks. */
int64_t bo_context_clock(const bo_context_t *context);
/* The connection, opened or checked for reuse, and the same one until the call ends; borrowed from the
 * context. When it is lost in the middle of a call, the statements of that call fail with BO_E_LOST. */
BO_MUSTCHECK bo_code_t bo_context_db(bo_db_t **out, bo_context_t *context, bo_error_t *error);
/* After something that may take longer than the server keeps an idle session: checks again, and may give
 * another connection. The one from before must not be used any more, by nobody. */
BO_MUSTCHECK bo_code_t bo_context_db_anew(bo_db_t **out, bo_context_t *context, bo_error_t *error);
/* Ends a call: a connection that was left in a transaction or mid-result is closed. */
void bo_context_end(bo_context_t *context);

void bo_progress(bo_context_t *context, const char *format, ...) BO_PRINTF(2, 3);

#endif
