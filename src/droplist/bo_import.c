#include "droplist/bo_import_internal.h"

#include "db/bo_meta.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#define LEASE "droplist.import"
/* Longer than any step that does not prolong it, short enough that a killed import does not block the next
 * one. */
#define LEASE_SECONDS 120
#define LEASE_EVERY 20
/* When no list has changed, names whose drop is over for longer than this are deleted all the same. */
#define PURGE_AFTER (2 * (int64_t)BO_DAY)

static uint64_t random_number(const bo_import_t *import)
{
	uint64_t number = 0;
	if (getrandom(&number, sizeof(number), 0) != (ssize_t)sizeof(number)) {
		/* It only has to differ from other databases' numbers. */
		number = ((uint64_t)getpid() << 40) ^ (uint64_t)import->context->now ^
				 (uint64_t)(bo_import_clock() * 1e6);
	}
	return number ? number : 1;
}

/* ---- the lease ---- */

static bo_code_t take_lease(bo_import_t *import, bo_error_t *error)
{
	bool taken = false;
	if (import->dry) {
		return BO_OK;
	}
	/* The run's clock stands still; a long run still needs later ends for its lease. */
	int64_t now = import->context->now + (int64_t)(bo_import_clock() - import->started);
	bo_code_t result = bo_lease_take(&taken, import->db, LEASE, import->holder, now, LEASE_SECONDS, error);
	if (result == BO_OK && !taken) {
		result = bo_fail(error, BO_E_CONFLICT,
				"Another import of the drop list is running. If it was killed, wait %d seconds.",
				LEASE_SECONDS);
	}
	import->lease_taken = bo_import_clock();
	return result;
}

static bo_code_t prolong_lease(bo_import_t *import, bo_error_t *error)
{
	return bo_import_clock() - import->lease_taken < LEASE_EVERY ? BO_OK : take_lease(import, error);
}

static void on_tick(void *payload)
{
	/* A lease that can't be prolonged now is found out at the next step. */
	bo_code_t ignored = prolong_lease(payload, NULL);
	(void)ignored;
}

/* ---- what is known ---- */

static bo_code_t read_meta(bo_import_t *import, bo_error_t *error)
{
	int64_t unfinished = 0;
	char *fingerprint = NULL;
	bo_code_t result = bo_meta_get_int(&import->generation, import->db, BO_META_GENERATION, 0, error);
	if (result == BO_OK) {
		result = bo_meta_get_int(&unfinished, import->db, BO_META_UNFINISHED, 0, error);
	}
	if (result == BO_OK) {
		result = bo_meta_get(&fingerprint, import->db, BO_META_SOURCES, error);
	}
	import->unfinished = unfinished != 0;
	import->same_sources =
			fingerprint && strtoull(fingerprint, NULL, 10) == bo_sources_fingerprint(&import->sources);
	free(fingerprint);
	bo_source_state_t *states = calloc(import->sources.count, sizeof(*states));
	if (!states) {
		return bo_fail_memory(error);
	}
	if (result == BO_OK) {
		result = bo_source_states_read(states, &import->sources, import->db, error);
	}
	for (size_t i = 0; result == BO_OK && i < import->sources.count; i++) {
		import->items[i].state = states[i];
	}
	free(states);
	return result;
}

static bo_code_t make_items(bo_import_t *import, bo_error_t *error)
{
	import->items = calloc(import->sources.count, sizeof(*import->items));
	if (!import->items) {
		import->sources.count = 0;
		return bo_fail_memory(error);
	}
	for (size_t i = 0; i < import->sources.count; i++) {
		bo_import_source_t *item = &import->items[i];
		item->source = &import->sources.items[i];
		item->context = import->context;
		item->number = i;
		item->alone = import->sources.count == 1;
		item->force = import->force;
		item->local_file = import->from_option;
		item->tick = on_tick;
		item->tick_payload = import;
		item->fetched.descriptor = -1;
	}
	return BO_OK;
}

/* ---- fetching and reading ---- */

static size_t count_steps(const bo_import_t *import, bo_source_step_t step)
{
	size_t count = 0;
	for (size_t i = 0; i < import->sources.count; i++) {
		count += import->items[i].step == step;
	}
	return count;
}

/* The words of the first source that failed, for a run in which none was good. */
static bo_code_t first_failure(const bo_import_t *import, bo_error_t *error)
{
	for (size_t i = 0; i < import->sources.count; i++) {
		const bo_import_source_t *item = &import->items[i];
		if (item->step == BO_SOURCE_FAILED) {
			if (error) {
				*error = item->error;
				if (!item->alone) {
					bo_error_prefix(error, "%s", item->source->name);
				}
			}
			return item->error.code;
		}
	}
	return bo_fail(error, BO_E_INTERNAL, "No source failed, and none was good.");
}

/* Each source is asked whether it has something new. When one has, the others are fetched as well: the table
 * does not know which source a name came from, so the new list is made of all of them. */
static bo_code_t fetch_all(bo_import_t *import, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	bool conditional = import->same_sources && !import->unfinished && import->generation > 0;
	for (size_t i = 0; i < import->sources.count && result == BO_OK; i++) {
		result = bo_import_source_fetch(&import->items[i], conditional, error);
	}
	if (result != BO_OK || count_steps(import, BO_SOURCE_READY) == 0) {
		return result;
	}
	for (size_t i = 0; i < import->sources.count && result == BO_OK; i++) {
		if (import->items[i].step == BO_SOURCE_NOT_MODIFIED) {
			result = bo_import_source_fetch(&import->items[i], false, error);
		}
	}
	return result;
}

static bo_code_t read_all(bo_import_t *import, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	for (size_t i = 0; i < import->sources.count && result == BO_OK; i++) {
		if (import->items[i].step == BO_SOURCE_READY) {
			result = bo_import_source_read(&import->items[i], &import->list, error);
		}
	}
	if (result == BO_OK && count_steps(import, BO_SOURCE_GOOD) == 0) {
		return first_failure(import, error);
	}
	if (result == BO_OK) {
		result = bo_list_sort(&import->list, &import->duplicates, error);
	}
	for (size_t i = 0; i < import->sources.count && result == BO_OK; i++) {
		import->items[i].duplicates =
				import->list.duplicates_of[i] + import->list.duplicates_of[i + BO_RANK_GENERAL];
	}
	return result;
}

/* ---- comparing and writing ---- */

/* While a source is away, nothing is lost that it may hold. */
static bool may_be_of_failed(const char *zone, void *payload)
{
	const bo_import_t *import = payload;
	for (size_t i = 0; i < import->sources.count; i++) {
		const bo_import_source_t *item = &import->items[i];
		if (item->step == BO_SOURCE_FAILED &&
				(!item->source->only_these || bo_source_names_zone(item->source, zone, strlen(zone)))) {
			return true;
		}
	}
	return false;
}

static bo_code_t compare(bo_import_t *import, bo_error_t *error)
{
	double start = bo_import_clock();
	bo_progress(import->context, "comparing %zu names with the table", import->list.count);
	bo_code_t result = bo_import_helper_loaded(&import->helper, import->db, error);
	if (result == BO_OK) {
		result = bo_diff_compare(&import->diff, &import->list, &import->helper.table, import->context->now,
				count_steps(import, BO_SOURCE_FAILED) ? may_be_of_failed : NULL, import, error);
	}
	import->compare_seconds = bo_import_clock() - start;
	import->changed = bo_diff_changes(&import->diff) || import->unfinished || import->generation == 0;
	return result;
}

static bo_code_t on_write_step(uint64_t done, uint64_t total, bo_error_t *error, void *payload)
{
	bo_import_t *import = payload;
	if (done % 100000 < BO_DIFF_TRANSACTION_ROWS || done == total) {
		bo_progress(import->context, "wrote %llu of %llu changes", (unsigned long long)done,
				(unsigned long long)total);
	}
	return prolong_lease(import, error);
}

/* Names that stayed although no list has them are in the table only, so the index is made of that. */
static void index_table(bo_import_t *import)
{
	bo_import_helper_t *helper = &import->helper;
	bo_list_t whole;
	double start = bo_import_clock();
	bo_list_init(&whole);
	bo_code_t ignored = bo_diff_load(&whole, import->db, &helper->index_error);
	if (ignored == BO_OK) {
		ignored = bo_index_build(&helper->draft, import->context->settings->data_directory, &whole,
				import->generation + 1, import->stamp, &helper->index_error);
	}
	(void)ignored; /* kept in index_error */
	bo_list_dispose(&whole);
	helper->index_seconds = bo_import_clock() - start;
}

/* Writes the difference. The new index is made meanwhile and before anybody is told of the new generation, so
 * that no search has to wait for it. A directory that can't be written spoils no import; the searches will
 * say so. */
static bo_code_t write_changes(bo_import_t *import, bo_error_t *error)
{
	bo_diff_writer_t writer;
	const char *directory = import->context->settings->data_directory;
	if (!import->changed) {
		return BO_OK;
	}
	double start = bo_import_clock();
	/* From here on the table may be between two lists until the generation is counted up. */
	bo_code_t result = bo_meta_set_int(import->db, BO_META_UNFINISHED, 1, error);
	if (result == BO_OK) {
		result = bo_diff_writer_init(&writer, &import->diff, &import->list, &import->helper.table, error);
	}
	if (result != BO_OK) {
		return result;
	}
	bo_progress(import->context, "building the index");
	bo_import_helper_write(&import->helper, import->diff.kept ? NULL : directory, &import->list,
			import->generation + 1, import->stamp, &writer);
	result = bo_diff_write(&writer, import->db, on_write_step, import, error);
	bo_code_t helped = bo_import_helper_written(&import->helper, result == BO_OK ? error : NULL);
	bo_diff_writer_dispose(&writer);
	result = result == BO_OK ? helped : result;
	if (result == BO_OK && import->diff.kept && directory) {
		index_table(import);
	}
	import->write_seconds = bo_import_clock() - start;
	return result;
}

static bo_code_t on_purge_step(uint64_t done, uint64_t total, bo_error_t *error, void *payload)
{
	(void)done;
	(void)total;
	return prolong_lease(payload, error);
}

/* No list has changed; time goes on all the same. Searches find no name whose drop has passed, so neither the
 * generation nor the index has to follow. */
static bo_code_t purge(bo_import_t *import, bo_error_t *error)
{
	double start = bo_import_clock();
	if (import->dry) {
		bo_rows_t *rows = NULL;
		bo_code_t counted = bo_db_query(&rows, import->db,
				"SELECT COUNT(*) FROM backorder_pending_domains WHERE drop_date < ?",
				BO_PARAMS(bo_p_time(import->context->now - PURGE_AFTER)), error);
		import->diff.expired = (uint64_t)bo_rows_int(rows, 0, 0, 0);
		bo_rows_free(rows);
		return counted;
	}
	bo_code_t result = bo_diff_purge(&import->diff.expired, import->db, import->context->now - PURGE_AFTER,
			on_purge_step, import, error);
	import->write_seconds = bo_import_clock() - start;
	return result;
}

/* ---- finishing ---- */

/* Counts the generation up if it is still the one that was read: another import may have taken over a lease
 * that ran out. */
static bo_code_t count_up(bo_import_t *import, bo_error_t *error)
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

static bo_code_t write_states(bo_import_t *import, bo_error_t *error)
{
	char fingerprint[24];
	bool all_good = count_steps(import, BO_SOURCE_FAILED) == 0;
	bo_code_t result = bo_source_states_clear(import->db, error);
	for (size_t i = 0; i < import->sources.count && result == BO_OK; i++) {
		result = bo_source_state_write(
				import->db, import->items[i].source->name, &import->items[i].state, error);
	}
	if (result != BO_OK || import->not_modified) {
		return result;
	}
	/* After an import without one of the sources the table is none that "not modified" could speak of. */
	snprintf(fingerprint, sizeof(fingerprint), "%llu",
			(unsigned long long)bo_sources_fingerprint(&import->sources));
	return bo_meta_set(import->db, BO_META_SOURCES, all_good ? fingerprint : NULL, error);
}

static bo_code_t finish_once(bo_import_t *import, bo_error_t *error)
{
	bo_code_t result = bo_db_begin(import->db, error);
	if (result == BO_OK && import->changed) {
		result = count_up(import, error);
	}
	if (result == BO_OK) {
		result = bo_meta_set(import->db, BO_META_UNFINISHED, NULL, error);
	}
	if (result == BO_OK) {
		result = write_states(import, error);
	}
	if (result == BO_OK) {
		result = bo_db_commit(import->db, error);
	}
	bo_db_rollback(import->db);
	return result;
}

static bo_code_t finish(bo_import_t *import, bo_error_t *error)
{
	bo_code_t result = BO_E_RETRY;
	for (size_t i = 0; i < import->sources.count; i++) {
		bo_import_source_conclude(&import->items[i]);
	}
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

/* ---- the whole ---- */

static bo_code_t run_steps(bo_import_t *import, bo_error_t *error)
{
	bo_code_t result = read_meta(import, error);
	if (result == BO_OK) {
		result = fetch_all(import, error);
	}
	if (result != BO_OK) {
		return result;
	}
	if (count_steps(import, BO_SOURCE_READY) == 0) {
		if (count_steps(import, BO_SOURCE_NOT_MODIFIED) == 0) {
			return first_failure(import, error);
		}
		import->not_modified = true;
		result = purge(import, error);
		return result == BO_OK && !import->dry ? finish(import, error) : result;
	}
	bo_import_helper_load(&import->helper);
	result = read_all(import, error);
	if (result == BO_OK) {
		result = take_lease(import, error);
	}
	if (result == BO_OK) {
		result = compare(import, error);
	}
	if (result == BO_OK && !import->dry) {
		result = write_changes(import, error);
		if (result == BO_OK) {
			result = finish(import, error);
		}
	}
	return result;
}

static void tell_end(const bo_import_t *import)
{
	uint64_t refused = 0;
	for (size_t i = 0; i < import->sources.count; i++) {
		refused += import->items[i].parser ? import->items[i].parser->refused : 0;
	}
	bo_progress(import->context,
			"%s: %llu added, %llu moved, %llu gone, %llu expired, %llu unchanged, %llu refused",
			import->dry ? "nothing was written" : "done", (unsigned long long)import->diff.added,
			(unsigned long long)import->diff.moved, (unsigned long long)import->diff.gone,
			(unsigned long long)import->diff.expired, (unsigned long long)import->diff.unchanged,
			(unsigned long long)refused);
}

static void dispose(bo_import_t *import)
{
	for (size_t i = 0; import->items && i < import->sources.count; i++) {
		bo_import_source_dispose(&import->items[i]);
	}
	free(import->items);
	bo_sources_dispose(&import->sources);
	bo_import_helper_dispose(&import->helper);
	bo_list_dispose(&import->list);
	bo_diff_dispose(&import->diff);
}

/* The options override the settings; they are for the command line and tests, which may read files. */
static bo_code_t choose_sources(bo_import_t *import, const bo_value_t *options, bo_error_t *error)
{
	const bo_settings_t *settings = import->context->settings;
	const char *url = bo_map_get_text(options, "url", NULL);
	const char *sources = bo_map_get_text(options, "sources", NULL);
	import->from_option = url || sources;
	bo_code_t result = import->from_option ? bo_sources_of(&import->sources, sources, url, error)
										   : bo_sources_of(&import->sources, settings->droplist_sources,
													 settings->droplist_url, error);
	if (result != BO_OK) {
		bo_sources_dispose(&import->sources); /* those before the mistake do not count */
		return result;
	}
	return make_items(import, error);
}

bo_code_t bo_import_run(bo_value_t **out, bo_context_t *context, const bo_value_t *options, bo_error_t *error)
{
	bo_import_t import = {.context = context, .started = bo_import_clock()};
	bo_error_t own = {0}, setting = {0};
	bo_error_t *why = error ? error : &own;
	*out = NULL;
	bo_list_init(&import.list);
	bo_diff_init(&import.diff);
	bo_import_helper_init(&import.helper, context->settings);
	import.force = bo_map_get_bool(options, "force", false);
	import.dry = bo_map_get_bool(options, "dry_run", false);
	import.stamp = random_number(&import);
	snprintf(import.holder, sizeof(import.holder), "%d-%016llx", (int)getpid(),
			(unsigned long long)import.stamp);
	bo_code_t chosen = choose_sources(&import, options, &setting);
	bo_code_t result = bo_context_db(&import.db, context, why);
	if (result == BO_OK) {
		result = take_lease(&import, why);
	}
	if (result != BO_OK) {
		goto out;
	}
	if (chosen == BO_OK) {
		result = run_steps(&import, why);
	} else {
		result = chosen;
		*why = setting;
	}
	if (!import.dry) {
		bo_import_record(&import, result, why);
		bo_lease_release(import.db, LEASE, import.holder);
	}
	if (result == BO_OK) {
		tell_end(&import);
		*out = bo_import_report(&import);
		/* A second line for the registrar's list would be the same list. */
		for (size_t s = 0; s < import.sources.count; s++) {
			if (import.items[s].calls && !bo_map_get(*out, "calls")) {
				bo_call_log_report(import.items[s].calls, *out);
			}
		}
		if (!bo_value_complete(*out)) {
			bo_value_free(*out);
			*out = NULL;
			result = bo_fail_memory(why);
		}
	}
out:
	dispose(&import);
	return result;
}
