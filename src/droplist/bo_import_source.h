/* One source within one import: fetching it, reading it into the list, and checking what came. */
#ifndef BO_IMPORT_SOURCE_H
#define BO_IMPORT_SOURCE_H

#include "context/bo_context.h"
#include "droplist/bo_fetch.h"
#include "droplist/bo_list.h"
#include "droplist/bo_list_parse.h"
#include "droplist/bo_source.h"
#include "droplist/bo_source_state.h"
#include "registrar/bo_call_log.h"

typedef enum {
	BO_SOURCE_NEW,          /* nothing has been done */
	BO_SOURCE_NOT_MODIFIED, /* the server has nothing newer than the last good copy */
	BO_SOURCE_READY,        /* can be read */
	BO_SOURCE_GOOD,         /* read, and believed */
	BO_SOURCE_FAILED        /* see error */
} bo_source_step_t;

typedef struct {
	const bo_source_t *source;
	bo_context_t *context;
	size_t number;           /* of the line: ranks are made of it */
	bool alone;              /* the only source: progress needs no name */
	bool force;              /* a person insists: no conditions, no check of the size */
	bool local_file;         /* file:// is allowed */
	bo_source_state_t state; /* as it was before; brought up to date at the end */
	/* Called now and then while something long runs. */
	void (*tick)(void *payload);
	void *tick_payload;

	bo_source_step_t step;
	bo_error_t error;
	bo_fetched_t fetched;
	bo_list_parser_t *parser; /* what it counted; NULL before reading */
	bo_list_t *list;
	uint64_t unpacked;
	uint64_t other_zones; /* good rows of zones that are not taken from this source */
	uint64_t duplicates;
	double fetch_seconds, read_seconds;
	double told;          /* when progress was told last */
	bo_call_log_t *calls; /* to the registrar, when the list is its own; otherwise NULL */
} bo_import_source_t;

/* Rows whose zone the source does not name have ranks from here on. */
#define BO_RANK_GENERAL BO_SOURCES_MAX

/* Downloads the list; conditional: the server may answer that it has not changed. The registrar's list has
 * nothing to download and is ready at once. Failures of the source end in step and error; only what makes the
 * whole import senseless (no memory) is returned. */
BO_MUSTCHECK bo_code_t bo_import_source_fetch(bo_import_source_t *item, bool conditional, bo_error_t *error);
/* Reads what is ready into the list, with ranks as marks. A source that fails leaves nothing there. */
BO_MUSTCHECK bo_code_t bo_import_source_read(bo_import_source_t *item, bo_list_t *list, bo_error_t *error);
/* Brings the state up to date with what came of it. */
void bo_import_source_conclude(bo_import_source_t *item);
void bo_import_source_dispose(bo_import_source_t *item);

/* Seconds of a clock that only goes forward. */
double bo_import_clock(void);

#endif
