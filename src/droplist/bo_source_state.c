#include "droplist/bo_source_state.h"

#include "db/bo_meta.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char select_states[] =
		"SELECT name, JSON_UNQUOTE(JSON_EXTRACT(value, '$.url')), "
		"JSON_UNQUOTE(JSON_EXTRACT(value, '$.etag')), "
		"JSON_UNQUOTE(JSON_EXTRACT(value, '$.last_modified')), "
		"JSON_UNQUOTE(JSON_EXTRACT(value, '$.rows')), "
		"JSON_UNQUOTE(JSON_EXTRACT(value, '$.names')), "
		"JSON_UNQUOTE(JSON_EXTRACT(value, '$.good_at')), "
		"JSON_UNQUOTE(JSON_EXTRACT(value, '$.failed_at')), "
		"JSON_UNQUOTE(JSON_EXTRACT(value, '$.code')), "
		"JSON_UNQUOTE(JSON_EXTRACT(value, '$.error')) "
		"FROM backorder_meta WHERE name LIKE '" BO_META_SOURCE "%' AND JSON_VALID(value)";

static void copy(char *out, size_t size, const bo_rows_t *rows, size_t row, size_t column)
{
	const char *text = bo_rows_text(rows, row, column);
	snprintf(out, size, "%s", text ? text : "");
}

static void read_state(bo_source_state_t *out, const bo_rows_t *rows, size_t row)
{
	copy(out->url, sizeof(out->url), rows, row, 1);
	copy(out->etag, sizeof(out->etag), rows, row, 2);
	copy(out->last_modified, sizeof(out->last_modified), rows, row, 3);
	out->rows = bo_rows_int(rows, row, 4, 0);
	out->names = bo_rows_int(rows, row, 5, 0);
	copy(out->good_at, sizeof(out->good_at), rows, row, 6);
	copy(out->failed_at, sizeof(out->failed_at), rows, row, 7);
	copy(out->code, sizeof(out->code), rows, row, 8);
	copy(out->error, sizeof(out->error), rows, row, 9);
}

bo_code_t bo_source_states_read(
		bo_source_state_t *out, const bo_sources_t *sources, bo_db_t *db, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	memset(out, 0, sources->count * sizeof(*out));
	bo_code_t result = bo_db_query(&rows, db, select_states, BO_NO_PARAMS, error);
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		const char *name = bo_rows_text(rows, i, 0) + strlen(BO_META_SOURCE);
		for (size_t s = 0; s < sources->count; s++) {
			if (strcmp(name, sources->items[s].name) == 0) {
				read_state(&out[s], rows, i);
			}
		}
	}
	bo_rows_free(rows);
	return result;
}

/* Absent rather than empty: SQL reads it as NULL, whatever the server makes of a JSON null. */
static void put(bo_value_t *map, const char *key, const char *text)
{
	if (*text) {
		bo_map_text(map, key, text);
	}
}

bo_code_t bo_source_state_write(
		bo_db_t *db, const char *name, const bo_source_state_t *state, bo_error_t *error)
{
	char key[sizeof(BO_META_SOURCE) + BO_SOURCE_NAME_SIZE];
	bo_buffer_t json;
	bo_value_t *map = bo_value_map();
	bo_code_t result = BO_OK;
	bo_buffer_init(&json, BO_MAX_JSON);
	snprintf(key, sizeof(key), BO_META_SOURCE "%s", name);
	put(map, "url", state->url);
	put(map, "etag", state->etag);
	put(map, "last_modified", state->last_modified);
	bo_map_int(map, "rows", state->rows);
	bo_map_int(map, "names", state->names);
	put(map, "good_at", state->good_at);
	put(map, "failed_at", state->failed_at);
	put(map, "code", state->code);
	put(map, "error", state->error);
	if (bo_value_complete(map) && bo_value_write_json(map, &json)) {
		result = bo_meta_set(db, key, bo_buffer_text(&json), error);
	} else {
		result = bo_fail_memory(error);
	}
	bo_buffer_dispose(&json);
	bo_value_free(map);
	return result;
}

bo_code_t bo_source_states_clear(bo_db_t *db, bo_error_t *error)
{
	return bo_db_exec(db, "DELETE FROM backorder_meta WHERE name LIKE '" BO_META_SOURCE "%'", BO_NO_PARAMS,
			NULL, NULL, error);
}

/* The address without what may be secret in it. */
static void put_address(bo_value_t *map, const bo_source_t *source)
{
	bo_map_string(map, "address", source->url, strcspn(source->url, "?#"));
}

bo_code_t bo_source_states_report(
		bo_value_t *map, const char *sources, const char *url, bo_db_t *db, bo_error_t *error)
{
	bo_sources_t parsed;
	bo_source_state_t *states = NULL;
	bo_error_t setting = {0};
	bo_value_t *list = bo_map_list(map, "sources");
	bo_code_t result = bo_sources_of(&parsed, sources, url, &setting);
	bo_map_text(map, "sources_error", result == BO_E_CONFIG ? setting.message : NULL);
	if (result != BO_OK) {
		result = result == BO_E_CONFIG ? BO_OK : bo_fail_memory(error);
		goto out;
	}
	states = calloc(parsed.count, sizeof(*states));
	result = states ? bo_source_states_read(states, &parsed, db, error) : bo_fail_memory(error);
	for (size_t i = 0; i < parsed.count && result == BO_OK; i++) {
		bo_value_t *one = bo_list_map(list);
		bo_map_text(one, "name", parsed.items[i].name);
		put_address(one, &parsed.items[i]);
		bo_map_text(one, "good_at", states[i].good_at);
		bo_map_int(one, "names", states[i].names);
		bo_map_text(one, "failed_at", states[i].failed_at);
		bo_map_text(one, "code", states[i].code);
		bo_map_text(one, "error", states[i].error);
	}
out:
	free(states);
	bo_sources_dispose(&parsed);
	return result;
}
