#include "droplist/bo_import_helper.h"

#include "droplist/bo_import_source.h"

#include <string.h>

void bo_import_helper_init(bo_import_helper_t *helper, const bo_settings_t *settings)
{
	memset(helper, 0, sizeof(*helper));
	bo_settings_database(&helper->database, settings);
	bo_list_init(&helper->table);
}

void bo_import_helper_dispose(bo_import_helper_t *helper)
{
	bo_thread_join(&helper->thread);
	bo_db_close(helper->db);
	helper->db = NULL;
	bo_list_dispose(&helper->table);
	bo_index_discard(&helper->draft);
}

static void start(bo_import_helper_t *helper, void *(*work)(void *))
{
	if (!bo_thread_start(&helper->thread, work, helper)) {
		work(helper);
	}
}

static void *load(void *payload)
{
	bo_import_helper_t *helper = payload;
	helper->loaded = bo_db_open(&helper->db, &helper->database, NULL);
	if (helper->loaded == BO_OK) {
		helper->loaded = bo_diff_load(&helper->table, helper->db, NULL);
	}
	return NULL;
}

void bo_import_helper_load(bo_import_helper_t *helper)
{
	start(helper, load);
}

bo_code_t bo_import_helper_loaded(bo_import_helper_t *helper, bo_db_t *db, bo_error_t *error)
{
	bo_thread_join(&helper->thread);
	if (helper->loaded == BO_OK) {
		return BO_OK;
	}
	bo_db_close(helper->db);
	helper->db = NULL;
	bo_list_dispose(&helper->table);
	helper->loaded = bo_diff_load(&helper->table, db, error);
	return helper->loaded;
}

static void *index_and_write(void *payload)
{
	bo_import_helper_t *helper = payload;
	if (helper->directory) {
		double begun = bo_import_clock();
		bo_code_t ignored = bo_index_build(&helper->draft, helper->directory, helper->list,
				helper->generation, helper->stamp, &helper->index_error);
		(void)ignored; /* kept in index_error */
		helper->index_seconds = bo_import_clock() - begun;
	}
	if (helper->db) {
		helper->written = bo_diff_write(helper->writer, helper->db, NULL, NULL, &helper->write_error);
	}
	return NULL;
}

void bo_import_helper_write(bo_import_helper_t *helper, const char *directory, const bo_list_t *list,
		int64_t generation, uint64_t stamp, bo_diff_writer_t *writer)
{
	helper->directory = directory;
	helper->list = list;
	helper->generation = generation;
	helper->stamp = stamp;
	helper->writer = writer;
	start(helper, index_and_write);
}

bo_code_t bo_import_helper_written(bo_import_helper_t *helper, bo_error_t *error)
{
	bo_thread_join(&helper->thread);
	return helper->written == BO_OK ? BO_OK
									: bo_fail_native(error, helper->written, helper->write_error.native, "%s",
											  helper->write_error.message);
}
