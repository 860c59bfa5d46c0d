#include "droplist/bo_import_internal.h"

#include "base/bo_time.h"
#include "db/bo_meta.h"

static void report_bad_lines(bo_value_t *by, const uint64_t refused_by[BO_BAD_COUNT])
{
	for (int i = 0; i < BO_BAD_COUNT; i++) {
		if (refused_by[i]) {
			bo_map_int(by, bo_bad_line_key((bo_bad_line_t)i), (int64_t)refused_by[i]);
		}
	}
}

static int64_t whole(uint64_t number)
{
	return (int64_t)number;
}

static void report_source(bo_value_t *list, const bo_import_source_t *item)
{
	static const bo_list_parser_t nothing;
	const bo_list_parser_t *parser = item->parser ? item->parser : &nothing;
	bo_value_t *map = bo_list_map(list);
	bo_map_text(map, "name", item->source->name);
	bo_map_bool(map, "ok", item->step == BO_SOURCE_GOOD || item->step == BO_SOURCE_NOT_MODIFIED);
	bo_map_bool(map, "not_modified", item->step == BO_SOURCE_NOT_MODIFIED);
	bo_map_int(map, "read", whole(parser->read));
	bo_map_int(map, "good", whole(parser->good - item->other_zones));
	bo_map_int(map, "refused", whole(parser->refused));
	report_bad_lines(bo_map_map(map, "refused_by"), parser->refused_by);
	bo_map_int(map, "past", whole(parser->past));
	bo_map_int(map, "duplicates", whole(item->duplicates));
	bo_map_int(map, "other_zones", whole(item->other_zones));
	bo_map_int(map, "header", whole(parser->header));
	bo_map_int(map, "empty", whole(parser->empty));
	bo_map_int(map, "bytes", whole(item->fetched.bytes));
	bo_map_double(map, "seconds", item->fetch_seconds + item->read_seconds);
	if (item->step == BO_SOURCE_FAILED) {
		bo_map_text(map, "error", item->error.message);
		bo_map_text(map, "code", bo_code_name(item->error.code));
	}
}

static void report_samples(bo_value_t *list, const bo_import_t *import)
{
	size_t left = BO_IMPORT_SAMPLES;
	for (size_t s = 0; s < import->sources.count; s++) {
		const bo_import_source_t *item = &import->items[s];
		for (size_t i = 0; item->parser && i < item->parser->sample_count && left; i++, left--) {
			const bo_bad_sample_t *bad = &item->parser->samples[i];
			bo_value_t *sample = bo_list_map(list);
			bo_map_text(sample, "source", item->source->name);
			bo_map_int(sample, "line", whole(bad->line));
			bo_map_text(sample, "reason", bo_bad_line_key(bad->reason));
			bo_map_text(sample, "text", bad->text);
		}
	}
}

/* What all sources come to together. */
typedef struct {
	uint64_t read, refused, past, other_zones, header, bytes, unpacked;
	uint64_t refused_by[BO_BAD_COUNT];
	double fetch_seconds, read_seconds;
} sums_t;

static sums_t sum_up(const bo_import_t *import)
{
	sums_t sums = {0};
	for (size_t s = 0; s < import->sources.count; s++) {
		const bo_import_source_t *item = &import->items[s];
		sums.bytes += item->fetched.bytes;
		sums.unpacked += item->unpacked;
		sums.other_zones += item->other_zones;
		sums.fetch_seconds += item->fetch_seconds;
		sums.read_seconds += item->read_seconds;
		if (item->parser) {
			sums.read += item->parser->read;
			sums.refused += item->parser->refused;
			sums.past += item->parser->past;
			sums.header += item->parser->header;
			for (int i = 0; i < BO_BAD_COUNT; i++) {
				sums.refused_by[i] += item->parser->refused_by[i];
			}
		}
	}
	return sums;
}

bo_value_t *bo_import_report(const bo_import_t *import)
{
	sums_t sums = sum_up(import);
	bo_value_t *map = bo_value_map();
	bo_map_bool(map, "not_modified", import->not_modified);
	bo_map_int(map, "generation", import->generation);
	bo_map_int(map, "read", whole(sums.read));
	bo_map_int(map, "added", whole(import->diff.added));
	bo_map_int(map, "moved", whole(import->diff.moved));
	bo_map_int(map, "gone", whole(import->diff.gone));
	bo_map_int(map, "kept", whole(import->diff.kept));
	bo_map_int(map, "expired", whole(import->diff.expired));
	bo_map_int(map, "unchanged", whole(import->diff.unchanged));
	bo_map_int(map, "refused", whole(sums.refused));
	bo_map_int(map, "past", whole(sums.past));
	bo_map_int(map, "duplicates", whole(import->duplicates));
	bo_map_int(map, "overlapping", whole(import->list.overlapping));
	bo_map_int(map, "other_zones", whole(sums.other_zones));
	bo_map_int(map, "header", whole(sums.header));
	report_bad_lines(bo_map_map(map, "refused_by"), sums.refused_by);
	report_samples(bo_map_list(map, "refused_samples"), import);
	bo_value_t *sources = bo_map_list(map, "sources");
	for (size_t s = 0; s < import->sources.count; s++) {
		report_source(sources, &import->items[s]);
	}
	bo_map_int(map, "bytes", whole(sums.bytes));
	bo_map_int(map, "unpacked_bytes", whole(sums.unpacked));
	if (import->helper.index_error.message[0]) {
		bo_map_text(map, "index_error", import->helper.index_error.message);
	}
	bo_value_t *seconds = bo_map_map(map, "seconds");
	bo_map_double(seconds, "fetch", sums.fetch_seconds);
	bo_map_double(seconds, "parse", sums.read_seconds);
	bo_map_double(seconds, "compare", import->compare_seconds);
	bo_map_double(seconds, "write", import->write_seconds);
	bo_map_double(seconds, "index", import->helper.index_seconds);
	bo_map_double(seconds, "total", bo_import_clock() - import->started);
	return map;
}

void bo_import_record(bo_import_t *import, bo_code_t result, const bo_error_t *error)
{
	char at[BO_TIME_TEXT_SIZE];
	bo_buffer_t json;
	bo_value_t *map = bo_import_report(import);
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
	for (size_t s = 0; s < import->sources.count; s++) {
		if (import->items[s].calls) {
			ignored = bo_call_log_write(import->items[s].calls, import->db, import->context->now, NULL);
			(void)ignored;
		}
	}
	/* A run that came to its end has written the states with its result. */
	for (size_t s = 0; result != BO_OK && s < import->sources.count; s++) {
		bo_import_source_t *item = &import->items[s];
		if (item->step == BO_SOURCE_FAILED) {
			bo_import_source_conclude(item);
			ignored = bo_source_state_write(import->db, item->source->name, &item->state, NULL);
			(void)ignored;
		}
	}
}
