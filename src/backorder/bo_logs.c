/* Reading the log, and the marks of the crons. */
#include "backorder/bo_backorder.h"

#include "backorder/bo_where.h"
#include "base/bo_text.h"
#include "db/bo_meta.h"
#include "machine/bo_log.h"

#include <stdio.h>
#include <string.h>

#define MAX_PAGE 500
#define MAX_COUNT 100000
#define TEXT_LINES 30000
#define PRUNE_CHUNK 1000

static bo_code_t add_time(bo_where_t *where, const bo_value_t *filter, const char *key, const char *condition,
		bo_error_t *error)
{
	const char *text = bo_map_get_text(filter, key, "");
	int64_t time;
	if (!*text) {
		return BO_OK;
	}
	if (!bo_time_parse(&time, text, strlen(text)) && !bo_time_parse_day(&time, text, strlen(text))) {
		return bo_fail(error, BO_E_INVALID, "%s is not a date like 2026-11-23.", key);
	}
	bo_where_add_value(where, condition, bo_p_time(time));
	return BO_OK;
}

static bo_code_t build(
		bo_where_t *where, char *pattern, size_t size, const bo_value_t *filter, bo_error_t *error)
{
	static const struct {
		const char *key, *condition;
	} texts[] = {{"status", "status = ?"}, {"cron", "cron = ?"}, {"to_status", "to_status = ?"}};
	static const struct {
		const char *key, *condition;
	} numbers[] = {{"order_id", "order_id = ?"}, {"client_id", "userid = ?"}};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const char *text = bo_map_get_text(filter, texts[i].key, "");
		if (*text) {
			bo_where_add_value(where, texts[i].condition, bo_p_text(text));
		}
	}
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		int64_t number = bo_map_get_int(filter, numbers[i].key, 0);
		if (number) {
			bo_where_add_value(where, numbers[i].condition, bo_p_int(number));
		}
	}
	const char *search = bo_map_get_text(filter, "search", "");
	if (*search) {
		bo_where_like(pattern, size, search);
		bo_where_add_value(where,
				"(message LIKE ? ESCAPE '|' OR CONVERT(name USING utf8mb4) LIKE ? ESCAPE '|')",
				bo_p_text(pattern));
		bo_where_value(where, bo_p_text(pattern));
	}
	bo_code_t result = add_time(where, filter, "from", "date >= ?", error);
	return result == BO_OK ? add_time(where, filter, "to", "date <= ?", error) : result;
}

#define COLUMNS                                                                                   \
	"l.id, l.cron, l.date, l.status, l.message, l.query, l.order_id, l.userid, l.name, l.actor, " \
	"l.from_status, l.to_status, l.reason, k.firstname, k.lastname"

/* How many lines fit, up to MAX_COUNT: beyond that nobody turns the pages, and counting would take longer
 * than the page itself. */
static bo_code_t count_lines(int64_t *total, bo_db_t *db, const bo_where_t *where, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_buffer_t sql;
	bo_buffer_init(&sql, BO_MAX_SQL);
	bo_buffer_printf(&sql, "SELECT COUNT(*) FROM (SELECT 1 FROM backorder_logs%s LIMIT %d) counted",
			bo_buffer_text(&where->sql), MAX_COUNT);
	bo_code_t result = sql.failed || where->failed ? bo_fail_memory(error)
												   : bo_db_query_once(&rows, db, bo_buffer_text(&sql),
															 where->params, where->count, error);
	*total = bo_rows_int(rows, 0, 0, 0);
	bo_rows_free(rows);
	bo_buffer_dispose(&sql);
	return result;
}

static bo_code_t read_lines(bo_value_t *items, bo_db_t *db, const bo_where_t *where, int64_t first,
		int64_t limit, bo_error_t *error)
{
	static const char *const keys[] = {"id", "cron", "date", "status", "message", "query", "order_id",
			"userid", "name", "actor", "from_status", "to_status", "reason", "firstname", "lastname"};
	bo_rows_t *rows = NULL;
	bo_buffer_t sql;
	bo_param_t params[BO_WHERE_PARAMS + 2];
	bo_buffer_init(&sql, BO_MAX_SQL);
	bo_buffer_printf(&sql,
			"SELECT " COLUMNS
			" FROM (SELECT id FROM backorder_logs%s ORDER BY date DESC, id DESC LIMIT ? OFFSET "
			"?) page JOIN backorder_logs l ON l.id = page.id LEFT JOIN tblclients k ON k.id = l.userid ORDER "
			"BY "
			"l.date DESC, l.id DESC",
			bo_buffer_text(&where->sql));
	memcpy(params, where->params, where->count * sizeof(params[0]));
	params[where->count] = bo_p_int(limit);
	params[where->count + 1] = bo_p_int(first);
	bo_code_t result = sql.failed || where->failed ? bo_fail_memory(error)
												   : bo_db_query_once(&rows, db, bo_buffer_text(&sql), params,
															 where->count + 2, error);
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		bo_value_t *item = bo_list_map(items);
		for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
			bo_map_text(item, keys[k], bo_rows_text(rows, i, k));
		}
	}
	bo_rows_free(rows);
	bo_buffer_dispose(&sql);
	return result;
}

/* Names that begin so, in any spelling. A range, which the key serves. */
static void add_name(bo_where_t *where, bo_name_t *name, char last[BO_NAME_MAX + 2], const char *typed)
{
	if (!*typed) {
		return;
	}
	if (bo_name_parse(name, typed, strlen(typed)) != BO_NAME_OK) {
		size_t length = 0;
		for (; length < BO_NAME_MAX && typed[length]; length++) {
			char c = typed[length];
			name->text[length] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
		}
		name->text[length] = '\0';
	}
	snprintf(last, BO_NAME_MAX + 2, "%s~", name->text);
	bo_where_add_value(where, "name >= ?", bo_p_text(name->text));
	bo_where_add_value(where, "name < ?", bo_p_text(last));
}

/* A text is looked for in the newest lines that the other filters leave, so that no search reads the whole
 * log; with a "to" the window lies further back. Returns in `since` from when on. */
static bo_code_t add_text(bo_where_t *where, char since[BO_TIME_TEXT_SIZE], char *pattern, size_t size,
		bo_db_t *db, const char *text, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_buffer_t sql;
	int64_t oldest = BO_TIME_NONE;
	bo_buffer_init(&sql, BO_MAX_SQL);
	bo_buffer_printf(&sql, "SELECT date FROM backorder_logs%s ORDER BY date DESC LIMIT 1 OFFSET %d",
			bo_buffer_text(&where->sql), TEXT_LINES);
	bo_code_t result = sql.failed || where->failed ? bo_fail_memory(error)
												   : bo_db_query_once(&rows, db, bo_buffer_text(&sql),
															 where->params, where->count, error);
	if (result == BO_OK && bo_rows_count(rows)) {
		oldest = bo_rows_time(rows, 0, 0);
	}
	if (result == BO_OK && oldest != BO_TIME_NONE) {
		bo_where_add_value(where, "date >= ?", bo_p_time(oldest));
		bo_time_format(since, oldest);
	}
	bo_where_like(pattern, size, text);
	bo_where_add_value(where, "message LIKE ? COLLATE utf8mb4_general_ci ESCAPE '|'", bo_p_text(pattern));
	bo_rows_free(rows);
	bo_buffer_dispose(&sql);
	return result;
}

bo_code_t bo_log_list(bo_value_t **out, bo_context_t *context, const bo_value_t *filter, bo_error_t *error)
{
	bo_db_t *db = NULL;
	bo_where_t where;
	char pattern[600], search[600], last[BO_NAME_MAX + 2], since[BO_TIME_TEXT_SIZE] = "";
	bo_name_t name;
	bo_value_t *map = NULL;
	int64_t first = bo_map_get_int(filter, "first", 0), limit = bo_map_get_int(filter, "limit", 100),
			total = 0;
	*out = NULL;
	bo_where_init(&where);
	bo_code_t result = BO_OK;
	if (first < 0 || limit < 1 || limit > MAX_PAGE) {
		result = bo_fail(error, BO_E_INVALID, "A page starts at 0 or later and has 1 to %d rows.", MAX_PAGE);
	}
	if (result == BO_OK) {
		result = build(&where, search, sizeof(search), filter, error);
	}
	if (result == BO_OK) {
		add_name(&where, &name, last, bo_map_get_text(filter, "name", ""));
		result = bo_context_db(&db, context, error);
	}
	if (result == BO_OK) {
		const char *text = bo_map_get_text(filter, "text", "");
		result = *text ? add_text(&where, since, pattern, sizeof(pattern), db, text, error) : BO_OK;
	}
	if (result == BO_OK) {
		result = count_lines(&total, db, &where, error);
	}
	if (result != BO_OK) {
		goto out;
	}
	map = bo_value_map();
	bo_map_int(map, "total", total);
	bo_map_bool(map, "more", total == MAX_COUNT);
	bo_map_text(map, "since", since);
	bo_map_int(map, "first", first);
	bo_map_int(map, "limit", limit);
	bo_value_t *items = bo_map_list(map, "items");
	if (total > first) {
		result = read_lines(items, db, &where, first, limit, error);
	}
	if (result == BO_OK && !bo_value_complete(map)) {
		result = bo_fail_memory(error);
	}
	if (result == BO_OK) {
		*out = map;
		map = NULL;
	}
out:
	bo_value_free(map);
	bo_where_dispose(&where);
	return result;
}

/* Lines of no order that are older than the setting says go, a bounded number a transaction; once a day. What
 * belongs to an order is its history and stays. */
static bo_code_t prune(bo_context_t *context, bo_db_t *db, bo_error_t *error)
{
	int64_t pruned = 0;
	if (!context->settings->log_days) {
		return BO_OK;
	}
	bo_code_t result = bo_meta_get_int(&pruned, db, "log.pruned", 0, error);
	if (result != BO_OK || pruned > context->now - BO_DAY) {
		return result;
	}
	uint64_t affected = PRUNE_CHUNK;
	while (result == BO_OK && affected == PRUNE_CHUNK) {
		result = bo_db_exec(db,
				"DELETE FROM backorder_logs WHERE order_id IS NULL AND date < ? ORDER BY id LIMIT ?",
				BO_PARAMS(bo_p_time(context->now - context->settings->log_days * BO_DAY),
						bo_p_int(PRUNE_CHUNK)),
				&affected, NULL, error);
	}
	char text[24];
	snprintf(text, sizeof(text), "%lld", (long long)context->now);
	return result == BO_OK ? bo_meta_set(db, "log.pruned", text, error) : result;
}

#define WORD "abcdefghijklmnopqrstuvwxyz_"

bo_code_t bo_cron_mark(
		bo_context_t *context, const char *cron, const char *event, const char *message, bo_error_t *error)
{
	bo_db_t *db = NULL;
	char key[64], time[BO_TIME_TEXT_SIZE], text[4096];
	bool start = strcmp(event, "start") == 0;
	if (!start && strcmp(event, "ok") != 0 && strcmp(event, "error") != 0) {
		return bo_fail(error, BO_E_INVALID, "A cron's mark is start, ok or error.");
	}
	if (strlen(cron) > 32 || strspn(cron, WORD) != strlen(cron)) {
		return bo_fail(error, BO_E_INVALID, "A cron's name has small letters and underscores only.");
	}
	if (start && message && (strlen(message) > 32 || strspn(message, WORD) != strlen(message))) {
		return bo_fail(error, BO_E_INVALID, "What called a cron is one word of small letters.");
	}
	/* Often the text of an error: of any length, and not always UTF-8. */
	bo_text_copy(text, sizeof(text), message ? message : "", message ? strlen(message) : 0);
	bo_code_t result = bo_context_db(&db, context, error);
	if (result == BO_OK) {
		snprintf(key, sizeof(key), "cron.%s.%s", cron, event);
		result = bo_meta_set(db, key, bo_time_format(time, context->now), error);
	}
	if (result == BO_OK) {
		snprintf(key, sizeof(key), "cron.%s.%s", cron, start ? "way" : "message");
		result = bo_meta_set(db, key, message ? text : NULL, error);
	}
	bool news = !start && (*text || strcmp(event, "ok") != 0);
	if (result == BO_OK && news) {
		bo_log_line_t line = {.cron = cron, .actor = "cron", .status = event, .message = text};
		result = bo_log_write(db, &line, context->now, error);
	}
	return result == BO_OK && !start ? prune(context, db, error) : result;
}
