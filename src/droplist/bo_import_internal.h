/* What one run of the import knows; shared by bo_import.c and bo_import_report.c. */
#ifndef BO_IMPORT_INTERNAL_H
#define BO_IMPORT_INTERNAL_H

#include "droplist/bo_diff.h"
#include "droplist/bo_import.h"
#include "droplist/bo_import_helper.h"
#include "droplist/bo_import_source.h"
#include "droplist/bo_list.h"
#include "droplist/bo_source.h"

/* Refused lines that a report names, over all sources. */
#define BO_IMPORT_SAMPLES 200

typedef struct {
	bo_context_t *context;
	bo_db_t *db;
	bool force;
	bool dry;         /* the difference is told; nothing is written, not even the lease */
	bool from_option; /* the sources come from an option, not from the settings */
	bo_sources_t sources;
	bo_import_source_t *items; /* one a source */
	char holder[64];
	double started, lease_taken;

	/* What backorder_meta says about the list we have. */
	int64_t generation;
	bool unfinished;   /* a killed import left the table between two lists */
	bool same_sources; /* the last import had these sources, and all of them were good */

	bool not_modified;
	bo_list_t list;
	bo_diff_t diff;
	uint64_t duplicates;
	bool changed;
	uint64_t stamp;
	bo_import_helper_t helper;
	double compare_seconds, write_seconds;
} bo_import_t;

/* The result, as bo_droplist_import() describes it. */
bo_value_t *bo_import_report(const bo_import_t *import);
/* Keeps the result for the status page. Not being able to must not hide the import's own outcome. */
void bo_import_record(bo_import_t *import, bo_code_t result, const bo_error_t *error);

#endif
