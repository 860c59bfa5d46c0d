#include "droplist/bo_import.h"

#include "base/bo_time.h"
#include "db/bo_meta.h"
#include "droplist/bo_diff.h"
#include "droplist/bo_fetch.h"
#include "droplist/bo_import_helper.h"
#include "droplist/bo_index.h"
#include "droplist/bo_list.h"
#include "droplist/bo_list_parse.h"
#include "droplist/bo_unzip.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

#define LEASE "droplist.import"
/* Longer than any step that does not prolong it, short enough that a killed import does not block the next
 * one. */
#define LEASE_SECONDS 120
#define LEASE_EVERY 20

typedef struct {
	bo_context_t *context;
	bo_db_t *db;
	bool force;
	const char *url;
	char holder[64];
	double started, lease_taken;

	/* What backorder_meta says about the list we have. */
	int64_t generation, last_rows;
	bool unfinished;
	char *last_url, *etag, *last_modified;

	bo_fetched_t fetched;
	bo_list_t list;
	bo_list_parser_t *parser;
	bo_diff_t diff;
	uint64_t unpacked, duplicates;
	bool changed;
	uint64_t stamp;
	bo_import_helper_t helper;
	double fetch_seconds, parse_seconds, compare_seconds, write_seconds;
} import_t;

static double monotonic(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static uint64_t random_number(const import_t *import)
{
	uint64_t number = 0;
	if (getrandom(&number, sizeof(number), 0) != (ssize_t)sizeof(number)) {
		/* It only has to differ from other databases' numbers. */
		number = ((uint64_t)getpid() << 40) ^ (uint64_t)import->context->now ^ (uint64_t)(monotonic() * 1e6);
	}
	return number ? number : 1;
}

/* ---- the lease ---- */

static bo_code_t take_lease(import_t *import, bo_error_t *error)
{
	bool taken = false;
	/* The run's clock stands still; a long run still needs later ends for its lease. */
	int64_t now = import->context->now + (int64_t)(monotonic() - import->started);
	bo_code_t result = bo_lease_take(&taken, import->db, LEASE, import->holder, now, LEASE_SECONDS, error);
	if (result == BO_OK && !taken) {
		result = bo_fail(error, BO_E_CONFLICT,
				"Another import of the drop list is running. If it was killed, wait %d seconds.",
				LEASE_SECONDS);
	}
	import->lease_taken = monotonic();
	return result;
}

static bo_code_t prolong_lease(import_t *import, bo_error_t *error)
{
	return monotonic() - import->lease_taken < LEASE_EVERY ? BO_OK : take_lease(import, error);
}

/* ---- what is known ---- */

static bo_code_t read_meta(import_t *import, bo_error_t *error)
{
	int64_t unfinished = 0;
	bo_code_t result = bo_meta_get_int(&import->generation, import->db, BO_META_GENERATION, 0, error);
	if (result == BO_OK) {
		result = bo_meta_get_int(&import->last_rows, import->db, BO_META_ROWS, 0, error);
	}
	if (result == BO_OK) {
		result = bo_meta_get_int(&unfinished, import->db, BO_META_UNFINISHED, 0, error);
	}
	if (result == BO_OK) {
		result = bo_meta_get(&import->last_url, import->db, BO_META_URL, error);
	}
	if (result == BO_OK) {
		result = bo_meta_get(&import->etag, import->db, BO_META_ETAG, error);
	}
	if (result == BO_OK) {
		result = bo_meta_get(&import->last_modified, import->db, BO_META_LAST_MODIFIED, error);
	}
	import->unfinished = unfinished != 0;
	return result;
}

/* ---- fetching ---- */

static void on_fetch_tick(uint64_t bytes, uint64_t expected, void *payload)
{
	import_t *import = payload;
	if (expected) {
		bo_progress(import->context, "fetched %.1f of %.1f MB", (double)bytes / 1e6, (double)expected / 1e6);
	} else {
		bo_progress(import->context, "fetched %.1f MB", (double)bytes / 1e6);
	}
	/* A lease that can't be prolonged now is found out at the next step. */
	bo_code_t ignored = prolong_lease(import, NULL);
	(void)ignored;
}

static bo_code_t fetch(import_t *import, bo_error_t *error)
{
	const bo_settings_t *settings = import->context->settings;
	bool same_copy = !import->force && !import->unfinished && import->generation > 0 && import->last_url &&
					 strcmp(import->last_url, import->url) == 0;
	bo_fetch_options_t options = {
			.url = import->url,
			.directory = settings->data_directory,
			.ca_file = settings->droplist_ca_file,
			.etag = same_copy ? import->etag : NULL,
			.last_modified = same_copy ? import->last_modified : NULL,
			.maximum = (uint64_t)settings->droplist_maximum_bytes,
			.local_file = import->url != settings->droplist_url,
			.tick = on_fetch_tick,
			.payload = import,
	};
	double start = monotonic();
	bo_progress(import->context, "fetching the drop list");
	bo_code_t result = bo_fetch(&import->fetched, &options, error);
	import->fetch_seconds = monotonic() - start;
	return result;
}

/* ---- parsing ---- */

static bo_code_t take_row(const char *label, size_t label_length, const char *zone, size_t zone_length,
		int64_t time, bo_error_t *error, void *payload)
{
	return bo_list_add(payload, label, label_length, zone, zone_length, time, error);
}

static bo_code_t take_piece(const char *data, size_t length, bo_error_t *error, void *payload)
{
	return bo_list_parser_feed(payload, data, length, error);
}

/* Refuses what can't be a whole list. */
static bo_code_t check_list(const import_t *import, bo_error_t *error)
{
	const bo_list_parser_t *parser = import->parser;
	uint64_t well_formed = parser->good + parser->past;
	int64_t percent = import->context->settings->droplist_minimum_percent;
	if (parser->read == 0) {
		return bo_fail(error, BO_E_INVALID, "The downloaded list is empty. The list from before stays.");
	}
	if (well_formed == 0) {
		return bo_fail(error, BO_E_INVALID,
				"None of the %llu lines of the downloaded list can be read. The list from before stays.",
				(unsigned long long)parser->read);
	}
	if (parser->cut_off && !import->force) {
		return bo_fail(error, BO_E_INVALID,
				"The downloaded list ends in the middle of a line: it is cut off. The list from before "
				"stays.");
	}
	if (parser->good == 0) {
		return bo_fail(error, BO_E_INVALID,
				"All %llu drop dates of the downloaded list are over. The list from before stays.",
				(unsigned long long)parser->past);
	}
	/* Divided, not multiplied: neither side can overflow. */
	if (!import->force && import->last_rows > 0 &&
			(double)well_formed < (double)import->last_rows * (double)percent / 100.0) {
		return bo_fail(error, BO_E_INVALID,
				"The downloaded list has only %llu names, the last one had %lld; less than %lld %% is not "
				"believed "
				"(setting droplist_minimum_percent). The list from before stays.",
				(unsigned long long)well_formed, (long long)import->last_rows, (long long)percent);
	}
	return BO_OK;
}

static bo_code_t parse(import_t *import, bo_error_t *error)
{
	double start = monotonic();
	bo_progress(import->context, "reading %.1f MB", (double)import->fetched.bytes / 1e6);
	import->parser = malloc(sizeof(*import->parser));
	if (!import->parser) {
		return bo_fail_memory(error);
	}
	bo_list_parser_init(import->parser, import->context->now, take_row, &import->list);
	bo_code_t result = bo_unzip_csv(&import->unpacked, import->fetched.descriptor,
			(uint64_t)import->context->settings->droplist_maximum_bytes, take_piece, import->parser, error);
	if (result == BO_OK) {
		result = bo_list_parser_end(import->parser, error);
	}
	if (result == BO_OK) {
		result = check_list(import, error);
	}
	if (result == BO_OK) {
		result = bo_list_sort(&import->list, &import->duplicates, error);
	}
	import->parse_seconds = monotonic() - start;
	return result;
}

/* ---- comparing and writing ---- */

static bo_code_t compare(import_t *import, bo_error_t *error)
{
	double start = monotonic();
	bo_progress(import->context, "comparing %zu names with the table", import->list.count);
	bo_code_t result = bo_import_helper_loaded(&import->helper, import->db, error);
	if (result == BO_OK) {
		result = bo_diff_compare(
				&import->diff, &import->list, &import->helper.table, import->context->now, NULL, NULL, error);
	}
	import->compare_seconds = monotonic() - start;
	import->changed = bo_diff_changes(&import->diff) || import->unfinished || import->generation == 0;
	return result;
}

static bo_code_t on_write_step(uint64_t done, uint64_t total, bo_error_t *error, void *payload)
{
	import_t *import = payload;
	if (done % 100000 < BO_DIFF_TRANSACTION_ROWS || done == total) {
		bo_progress(import->context, "wrote %llu of %llu changes", (unsigned long long)done,
				(unsigned long long)total);
	}
	return prolong_lease(import, error);
}

/* Writes the difference. The new index is made meanwhile and before anybody is told of the new generation, so
 * that no search has to wait for it. A directory that can't be written spoils no import; the searches will
 * say so. */
static bo_code_t write_changes(import_t *import, bo_error_t *error)
{
	bo_diff_writer_t writer;
	if (!import->changed) {
		return BO_OK;
	}
	double start = monotonic();
	/* From here on the table may be between two lists until the generation is counted up. */
	bo_code_t result = bo_meta_set_int(import->db, BO_META_UNFINISHED, 1, error);
	if (result == BO_OK) {
		result = bo_diff_writer_init(&writer, &import->diff, &import->list, &import->helper.table, error);
	}
	if (result != BO_OK) {
		return result;
	}
	bo_progress(import->context, "building the index");
	bo_import_helper_write(&import->helper, import->context->settings->data_directory, &import->list,
			import->generation + 1, import->stamp, &writer);
	result = bo_diff_write(&writer, import->db, on_write_step, import, error);
	bo_code_t helped = bo_import_helper_written(&import->helper, result == BO_OK ? error : NULL);
	bo_diff_writer_dispose(&writer);
	import->write_seconds = monotonic() - start;
	return result == BO_OK ? helped : result;
}

/* ---- finishing ---- */

/* Counts the generation up if it is still the one that was read: another import may have taken over a lease
 * that ran out. */
static bo_code_t count_up(import_t *import, bo_error_t *error)
{
	char stamp[24], before[24], after[24];
	uint64_t affected = 0;
	snprintf(before, sizeof(before), "%lld", (long long)import->generation);
	snprintf(after, sizeof(after), "%lld", (long long)import->generation + 1);
	snprintf(stamp, sizeof(stamp), "%llu", (unsigned long long)import->stamp);
	bo_code_t result =
			bo_db_exec(import->db, "INSERT IGNORE INTO backorder_meta (name, value) VALUES (?, '0')",
					BO_PARAMS(bo_p_text(BO_META_GENERATION)), NULL, NULL, error);
	if (result == BO_OK) {
		result = bo_db_exec(import->db, "UPDATE backorder_meta SET value = ? WHERE name = ? AND value = ?",
				BO_PARAMS(bo_p_text(after), bo_p_text(BO_META_GENERATION), bo_p_text(before)), &affected,
				NULL, error);
	}
	if (result == BO_OK && affected != 1) {
		result = bo_fail(
				error, BO_E_CONFLICT, "Another import of the drop list came between; run the import again.");
	}
	if (result == BO_OK) {
		result = bo_meta_set(import->db, BO_META_STAMP, stamp, error);
	}
	return result;
}

static bo_code_t set_or_remove(import_t *import, const char *name, const char *value, bo_error_t *error)
{
	return bo_meta_set(import->db, name, value && *value ? value : NULL, error);
}

static bo_code_t finish_once(import_t *import, bo_error_t *error)
{
	bo_code_t result = bo_db_begin(import->db, error);
	if (result == BO_OK && import->changed) {
		result = count_up(import, error);
	}
	if (result == BO_OK) {
		result = bo_meta_set(import->db, BO_META_UNFINISHED, NULL, error);
	}
	if (result == BO_OK) {
		result = bo_meta_set_int(
				import->db, BO_META_ROWS, (int64_t)(import->parser->good + import->parser->past), error);
	}
	if (result == BO_OK) {
		result = set_or_remove(import, BO_META_URL, import->url, error);
	}
	if (result == BO_OK) {
		result = set_or_remove(import, BO_META_ETAG, import->fetched.etag, error);
	}
	if (result == BO_OK) {
		result = set_or_remove(import, BO_META_LAST_MODIFIED, import->fetched.last_modified, error);
	}
	if (result == BO_OK) {
		result = bo_db_commit(import->db, error);
	}
	bo_db_rollback(import->db);
	return result;
}

static bo_code_t finish(import_t *import, bo_error_t *error)
{
	bo_code_t result = BO_E_RETRY;
	const char *directory = import->context->settings->data_directory;
	bool held;
	int lock = import->helper.draft.path[0] ? bo_index_lock(directory, &held) : -1;
	for (int attempt = 0; attempt < 4 && result == BO_E_RETRY; attempt++) {
		bo_error_clear(error);
		result = finish_once(import, error);
	}
	if (result == BO_OK && import->changed) {
		import->generation++;
	}
	if (import->helper.draft.path[0]) {
		if (result == BO_OK) {
			bo_code_t ignored =
					bo_index_publish(&import->helper.draft, directory, &import->helper.index_error);
			(void)ignored; /* kept in index_error */
		} else {
			bo_index_discard(&import->helper.draft);
		}
	}
	bo_index_unlock(lock);
	return result;
}

/* ---- the result ---- */

static void report_refused(bo_value_t *map, const bo_list_parser_t *parser)
{
	bo_value_t *by = bo_map_map(map, "refused_by");
	bo_value_t *samples = bo_map_list(map, "refused_samples");
	for (int i = 0; parser && i < BO_BAD_COUNT; i++) {
		if (parser->refused_by[i]) {
			bo_map_int(by, bo_bad_line_key((bo_bad_line_t)i), (int64_t)parser->refused_by[i]);
		}
	}
	for (size_t i = 0; parser && i < parser->sample_count; i++) {
		bo_value_t *sample = bo_list_map(samples);
		bo_map_int(sample, "line", (int64_t)parser->samples[i].line);
		bo_map_text(sample, "reason", bo_bad_line_key(parser->samples[i].reason));
		bo_map_text(sample, "text", parser->samples[i].text);
	}
}

static bo_value_t *report(const import_t *import)
{
	const bo_list_parser_t *parser = import->parser;
	bo_value_t *map = bo_value_map();
	bo_map_bool(map, "not_modified", import->fetched.not_modified);
	bo_map_int(map, "generation", import->generation);
	bo_map_int(map, "read", parser ? (int64_t)parser->read : 0);
	bo_map_int(map, "added", (int64_t)import->diff.added);
	bo_map_int(map, "moved", (int64_t)import->diff.moved);
	bo_map_int(map, "gone", (int64_t)import->diff.gone);
	bo_map_int(map, "expired", (int64_t)import->diff.expired);
	bo_map_int(map, "unchanged", (int64_t)import->diff.unchanged);
	bo_map_int(map, "refused", parser ? (int64_t)parser->refused : 0);
	bo_map_int(map, "past", parser ? (int64_t)parser->past : 0);
	bo_map_int(map, "duplicates", (int64_t)import->duplicates);
	report_refused(map, parser);
	bo_map_int(map, "bytes", (int64_t)import->fetched.bytes);
	bo_map_int(map, "unpacked_bytes", (int64_t)import->unpacked);
	if (import->helper.index_error.message[0]) {
		bo_map_text(map, "index_error", import->helper.index_error.message);
	}
	bo_value_t *seconds = bo_map_map(map, "seconds");
	bo_map_double(seconds, "fetch", import->fetch_seconds);
	bo_map_double(seconds, "parse", import->parse_seconds);
	bo_map_double(seconds, "compare", import->compare_seconds);
	bo_map_double(seconds, "write", import->write_seconds);
	bo_map_double(seconds, "index", import->helper.index_seconds);
	bo_map_double(seconds, "total", monotonic() - import->started);
	return map;
}

/* Keeps the result for the status page. Not being able to must not hide the import's own outcome. */
static void record(import_t *import, bo_code_t result, const bo_error_t *error)
{
	char at[BO_TIME_TEXT_SIZE];
	bo_buffer_t json;
	bo_value_t *map = report(import);
	bo_code_t ignored = BO_OK;
	bo_buffer_init(&json, BO_MAX_JSON);
	bo_map_text(map, "at", bo_time_format(at, import->context->now));
	bo_map_bool(map, "ok", result == BO_OK);
	if (result != BO_OK) {
		bo_map_text(map, "code", bo_code_name(result));
		bo_map_text(map, "error", error->message);
	}
	if (bo_value_complete(map) && bo_value_write_json(map, &json)) {
		ignored = bo_meta_set(import->db, BO_META_LAST_ATTEMPT, bo_buffer_text(&json), NULL);
		if (result == BO_OK && ignored == BO_OK) {
			ignored = bo_meta_set(import->db, BO_META_LAST_GOOD, bo_buffer_text(&json), NULL);
		}
	}
	(void)ignored;
	bo_buffer_dispose(&json);
	bo_value_free(map);
}

static bo_code_t run_steps(import_t *import, bo_error_t *error)
{
	bo_code_t result = read_meta(import, error);
	if (result == BO_OK) {
		result = fetch(import, error);
	}
	if (result != BO_OK || import->fetched.not_modified) {
		return result;
	}
	bo_import_helper_load(&import->helper);
	result = parse(import, error);
	if (result == BO_OK) {
		result = take_lease(import, error);
	}
	if (result == BO_OK) {
		result = compare(import, error);
	}
	if (result == BO_OK) {
		result = write_changes(import, error);
	}
	if (result == BO_OK) {
		result = finish(import, error);
	}
	return result;
}

static void dispose(import_t *import)
{
	bo_fetched_dispose(&import->fetched);
	bo_list_dispose(&import->list);
	bo_import_helper_dispose(&import->helper);
	bo_diff_dispose(&import->diff);
	free(import->parser);
	free(import->last_url);
	free(import->etag);
	free(import->last_modified);
}

bo_code_t bo_import_run(bo_value_t **out, bo_context_t *context, const bo_value_t *options, bo_error_t *error)
{
	import_t import = {.context = context, .fetched = {.descriptor = -1}, .started = monotonic()};
	bo_error_t own = {0};
	bo_error_t *why = error ? error : &own;
	*out = NULL;
	bo_list_init(&import.list);
	bo_diff_init(&import.diff);
	bo_import_helper_init(&import.helper, context->settings);
	import.force = bo_map_get_bool(options, "force", false);
	import.url = bo_map_get_text(options, "url", context->settings->droplist_url);
	import.stamp = random_number(&import);
	snprintf(import.holder, sizeof(import.holder), "%d-%016llx", (int)getpid(),
			(unsigned long long)import.stamp);
	if (!import.url || !*import.url) {
		return bo_fail(why, BO_E_CONFIG, "The setting droplist_url is needed.");
	}
	bo_code_t result = bo_context_db(&import.db, context, why);
	if (result == BO_OK) {
		result = take_lease(&import, why);
	}
	if (result != BO_OK) {
		return result;
	}
	result = run_steps(&import, why);
	record(&import, result, why);
	bo_lease_release(import.db, LEASE, import.holder);
	if (result == BO_OK) {
		bo_progress(context,
				"done: %llu added, %llu moved, %llu gone, %llu expired, %llu unchanged, %llu refused",
				(unsigned long long)import.diff.added, (unsigned long long)import.diff.moved,
				(unsigned long long)import.diff.gone, (unsigned long long)import.diff.expired,
				(unsigned long long)import.diff.unchanged,
				(unsigned long long)(import.parser ? import.parser->refused : 0));
		*out = report(&import);
		if (!bo_value_complete(*out)) {
			bo_value_free(*out);
			*out = NULL;
			result = bo_fail_memory(why);
		}
	}
	dispose(&import);
	return result;
}
