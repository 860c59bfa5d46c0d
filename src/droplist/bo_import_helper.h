/* What an import leaves to a second thread with a connection of its own: reading the table while the list is
 * parsed, building the index while the differences are written, and then writing some of them. Where there is
 * no thread or no second connection to be had, the same is done in turn. */
#ifndef BO_IMPORT_HELPER_H
#define BO_IMPORT_HELPER_H

#include "base/bo_thread.h"
#include "context/bo_context.h"
#include "droplist/bo_diff.h"
#include "droplist/bo_index.h"
#include "droplist/bo_list.h"

typedef struct {
	bo_thread_t thread;
	bo_db_settings_t database; /* borrowed texts of the settings */
	bo_db_t *db;

	bo_list_t table;
	bo_code_t loaded;

	/* For the index: borrowed, but for the draft. directory NULL: none is built. */
	const char *directory;
	const bo_list_t *list;
	int64_t generation;
	uint64_t stamp;
	bo_index_draft_t draft;
	bo_error_t index_error;
	double index_seconds;

	bo_diff_writer_t *writer;
	bo_code_t written;
	bo_error_t write_error;
} bo_import_helper_t;

void bo_import_helper_init(bo_import_helper_t *helper, const bo_settings_t *settings);
/* Ends whatever runs. A draft that nobody published is discarded. */
void bo_import_helper_dispose(bo_import_helper_t *helper);

/* Begins to read the table into helper->table. */
void bo_import_helper_load(bo_import_helper_t *helper);
/* Waits for it. What the helper could not read is read with `db`. */
BO_MUSTCHECK bo_code_t bo_import_helper_loaded(bo_import_helper_t *helper, bo_db_t *db, bo_error_t *error);

/* Begins to build the index of `list` (unless directory is NULL), then to write what the writer hands out. */
void bo_import_helper_write(bo_import_helper_t *helper, const char *directory, const bo_list_t *list,
		int64_t generation, uint64_t stamp, bo_diff_writer_t *writer);
/* Waits for it. An index that could not be built is no error: see index_error. */
BO_MUSTCHECK bo_code_t bo_import_helper_written(bo_import_helper_t *helper, bo_error_t *error);

#endif
