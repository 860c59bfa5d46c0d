#include "droplist/bo_droplist.h"

#include "db/bo_meta.h"
#include "droplist/bo_diff.h"
#include "droplist/bo_filter.h"
#include "droplist/bo_import.h"
#include "droplist/bo_index.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* How long to wait for another process that builds the index, before building it too. */
#define WAIT_MS 10000
#define WAIT_STEP_MS 20
/* A day's counts for at most so many days: the list does not look further ahead. */
#define STATS_DAYS 402

bo_code_t bo_droplist_import(
		bo_value_t **out, bo_context_t *context, const bo_value_t *options, bo_error_t *error)
{
	return bo_import_run(out, context, options, error);
}

/* ---- the index ---- */

typedef struct {
	int64_t generation;
	uint64_t stamp;
} version_t;

static bo_code_t read_version(version_t *out, bo_db_t *db, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	memset(out, 0, sizeof(*out));
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT name, value FROM backorder_meta WHERE name IN ('" BO_META_GENERATION "', '" BO_META_STAMP
			"')",
			BO_NO_PARAMS, error);
	for (size_t i = 0; result == BO_OK && i < bo_rows_count(rows); i++) {
		const char *value = bo_rows_text(rows, i, 1);
		if (strcmp(bo_rows_text(rows, i, 0), BO_META_STAMP) == 0) {
			out->stamp = strtoull(value, NULL, 10);
		} else {
			out->generation = strtoll(value, NULL, 10);
		}
	}
	bo_rows_free(rows);
	return result;
}

static bool is_version(const bo_index_t *index, const version_t *version)
{
	return index && index->generation == version->generation && index->stamp == version->stamp;
}

static void dispose_index(void *object)
{
	bo_index_close(object);
}

static void keep_index(bo_context_t *context, bo_index_t *index)
{
	bo_index_close(context->index.object);
	context->index.object = index;
	context->index.dispose = dispose_index;
}

/* Maps the file if it is there, sound and of that version. */
static bo_code_t try_file(bool *found, bo_context_t *context, const version_t *version, bo_error_t *error)
{
	bo_index_t *index = NULL;
	bo_error_t why = {0};
	*found = false;
	bo_code_t result = bo_index_open(&index, context->settings->data_directory, &why);
	if (result == BO_E_NOT_FOUND || result == BO_E_INVALID) {
		return BO_OK; /* it will be built */
	}
	if (result != BO_OK) {
		return bo_fail_native(error, result, why.native, "%s", why.message);
	}
	if (!is_version(index, version)) {
		bo_index_close(index);
		return BO_OK;
	}
	keep_index(context, index);
	*found = true;
	return BO_OK;
}

static bo_code_t build_from_table(
		bo_context_t *context, bo_db_t *db, const version_t *version, bo_error_t *error)
{
	bo_list_t list;
	bo_index_draft_t draft = {.path = ""};
	const char *directory = context->settings->data_directory;
	bo_list_init(&list);
	bo_code_t result = bo_diff_load(&list, db, error);
	if (result == BO_OK) {
		result = bo_index_build(&draft, directory, &list, version->generation, version->stamp, error);
	}
	if (result == BO_OK) {
		result = bo_index_publish(&draft, directory, error);
	}
	bo_list_dispose(&list);
	return result;
}

static void wait_a_little(void)
{
	struct timespec pause = {.tv_sec = 0, .tv_nsec = WAIT_STEP_MS * 1000000L};
	while (nanosleep(&pause, &pause) != 0 && errno == EINTR) {
	}
}

/* Builds the file, or waits for whoever does so. */
static bo_code_t build_or_wait(
		bool *found, bo_context_t *context, bo_db_t *db, const version_t *version, bo_error_t *error)
{
	int lock = -1;
	bool held = false;
	bo_code_t result = BO_OK;
	*found = false;
	for (int waited = 0; waited < WAIT_MS; waited += WAIT_STEP_MS) {
		lock = bo_index_lock(context->settings->data_directory, &held);
		/* Looked at again even with the lock: its last holder may just have finished. */
		result = try_file(found, context, version, error);
		if (result != BO_OK || *found || !held) {
			break; /* done, or ours to build */
		}
		wait_a_little();
	}
	if (result == BO_OK && !*found) {
		result = build_from_table(context, db, version, error);
		if (result == BO_OK) {
			result = try_file(found, context, version, error);
		}
	}
	bo_index_unlock(lock);
	return result;
}

bo_code_t bo_droplist_open_index(bo_context_t *context, bo_error_t *error)
{
	bo_db_t *db = NULL;
	version_t version;
	bool found = false;
	bo_code_t result = bo_context_db(&db, context, error);
	/* An import may finish while the file is built; then its version is the one to have. */
	for (int attempt = 0; attempt < 3 && result == BO_OK && !found; attempt++) {
		result = read_version(&version, db, error);
		if (result != BO_OK || is_version(context->index.object, &version)) {
			return result;
		}
		if (!context->settings->data_directory) {
			return bo_fail(error, BO_E_CONFIG, "The setting data_directory is needed for the drop list.");
		}
		result = try_file(&found, context, &version, error);
		if (result == BO_OK && !found) {
			result = build_or_wait(&found, context, db, &version, error);
		}
	}
	if (result == BO_OK && !found) {
		result = bo_fail(error, BO_E_CONFLICT,
				"The drop list's index can't be used: another process replaces it in %.200s. Each "
				"installation needs a "
				"data directory of its own.",
				context->settings->data_directory);
	}
	return result;
}

/* ---- lookup ---- */

bo_code_t bo_droplist_lookup(
		int64_t *drop_date, bo_context_t *context, const char *label, const char *zone, bo_error_t *error)
{
	bo_db_t *db = NULL;
	bo_rows_t *rows = NULL;
	*drop_date = BO_TIME_NONE;
	bo_code_t result = bo_context_db(&db, context, error);
	if (result == BO_OK) {
		result = bo_db_query(&rows, db,
				"SELECT drop_date FROM backorder_pending_domains WHERE zone = ? AND domain = ?",
				BO_PARAMS(bo_p_text(zone), bo_p_text(label)), error);
	}
	if (result == BO_OK) {
		*drop_date = bo_rows_time(rows, 0, 0);
		if (bo_rows_count(rows) == 0) {
			result = bo_fail(
					error, BO_E_NOT_FOUND, "%.63s.%.253s is not on the list of expiring names.", label, zone);
		}
	}
	bo_rows_free(rows);
	return result;
}

/* ---- stats ---- */

bo_code_t bo_droplist_stats(bo_value_t **out, bo_context_t *context, const char *const *zones,
		size_t zone_count, bo_error_t *error)
{
	uint64_t counts[STATS_DAYS] = {0}, total = 0, day1 = 0, day7 = 0;
	size_t days = 0;
	uint8_t *allowed = NULL;
	*out = NULL;
	bo_code_t result = bo_droplist_open_index(context, error);
	if (result != BO_OK) {
		return result;
	}
	const bo_index_t *index = context->index.object;
	allowed = bo_filter_zones(index, zones, zone_count);
	if (!allowed) {
		return bo_fail_memory(error);
	}
	int64_t now = context->now, today = bo_time_day(now);
	for (uint32_t i = bo_index_after(index, now); i < index->rows; i++) {
		uint32_t row = index->by_time[i];
		if (row >= index->rows ||
				(zone_count && !allowed[index->zone[row] < index->zones ? index->zone[row] : index->zones])) {
			continue;
		}
		int64_t time = index->time[row];
		int64_t day = (time - today) / BO_DAY;
		total++;
		day1 += time <= now + BO_DAY;
		day7 += time <= now + 7 * (int64_t)BO_DAY;
		if (day >= 0 && day < STATS_DAYS) {
			counts[day]++;
			days = days > (size_t)day + 1 ? days : (size_t)day + 1;
		}
	}
	free(allowed);
	bo_value_t *map = bo_value_map();
	bo_map_int(map, "total", (int64_t)total);
	bo_map_int(map, "day1", (int64_t)day1);
	bo_map_int(map, "day7", (int64_t)day7);
	bo_value_t *day_list = bo_map_list(map, "days"), *count_list = bo_map_list(map, "counts");
	for (size_t i = 0; i < days; i++) {
		char text[BO_TIME_TEXT_SIZE];
		bo_time_format(text, today + (int64_t)i * BO_DAY);
		bo_list_string(day_list, text, 10);
		bo_list_int(count_list, (int64_t)counts[i]);
	}
	if (!bo_value_complete(map)) {
		bo_value_free(map);
		return bo_fail_memory(error);
	}
	*out = map;
	return BO_OK;
}
