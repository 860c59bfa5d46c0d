#include "backorder/bo_health.h"

#include "backorder/bo_backorder.h"
#include "db/bo_meta.h"
#include "db/bo_schema.h"
#include "db/bo_upgrade.h"
#include "droplist/bo_source_state.h"
#include "machine/bo_run_registrar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bo_code_t count(int64_t *out, bo_db_t *db, const char *sql, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query_once(&rows, db, sql, BO_NO_PARAMS, error);
	*out = bo_rows_int(rows, 0, 0, 0);
	bo_rows_free(rows);
	return result;
}

static bo_code_t add_meta(bo_value_t *map, const char *key, bo_db_t *db, const char *name, bo_error_t *error)
{
	char *text = NULL;
	bo_code_t result = bo_meta_get(&text, db, name, error);
	bo_map_text(map, key, text);
	free(text);
	return result;
}

static bo_code_t add_crons(bo_value_t *map, bo_db_t *db, bo_error_t *error)
{
	static const char *const crons[] = {"batch", "import", "dropdates"};
	static const char *const facts[] = {"start", "ok", "error", "message", "way"};
	bo_value_t *list = bo_map_map(map, "crons");
	bo_code_t result = BO_OK;
	for (size_t c = 0; c < sizeof(crons) / sizeof(crons[0]); c++) {
		bo_value_t *cron = bo_map_map(list, crons[c]);
		for (size_t f = 0; f < sizeof(facts) / sizeof(facts[0]) && result == BO_OK; f++) {
			char name[64];
			snprintf(name, sizeof(name), "cron.%s.%s", crons[c], facts[f]);
			result = add_meta(cron, facts[f], db, name, error);
		}
	}
	return result;
}

/* Open orders that wait for a person, and for some days what runs have told once: names that were caught
 * after their orders had been given up, orders that were given up, and caught names that nobody pays for. */
static bo_code_t add_attention(bo_value_t *map, bo_db_t *db, int64_t now, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_value_t *list = bo_map_list(map, "needs_person");
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT id, domain, tld, status, reason, reason_text FROM backorder_domains WHERE "
			"(open_order = 1 AND reason = 'needs_person') OR (status = 'FAILED' AND reason = 'caught_late' "
			"AND updateddate > ?) OR (status IN ('FAILED', 'CANCELLED') AND reason IN ('no_result', "
			"'invoice_cancelled') AND updateddate > ?) ORDER BY id LIMIT 100",
			BO_PARAMS(bo_p_time(now - 14 * BO_DAY), bo_p_time(now - 7 * BO_DAY)), error);
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		bo_value_t *item = bo_list_map(list);
		bo_map_int(item, "id", bo_rows_int(rows, i, 0, 0));
		bo_map_printf(item, "name", "%s.%s", bo_rows_text(rows, i, 1), bo_rows_text(rows, i, 2));
		bo_map_text(item, "status", bo_rows_text(rows, i, 3));
		bo_map_text(item, "reason", bo_rows_text(rows, i, 4));
		bo_map_text(item, "text", bo_rows_text(rows, i, 5));
	}
	bo_rows_free(rows);
	return result;
}

/* Applications of ended orders that the registrar did not take back, and how many are still to be withdrawn.
 */
static bo_code_t add_withdrawals(bo_value_t *map, bo_context_t *context, bo_db_t *db, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_value_t *list = bo_map_list(map, "withdrawals");
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT order_id, name, reference, state, text FROM backorder_withdrawals WHERE state IN "
			"('waiting', "
			"'refused') OR (state = 'caught' AND updated_at > ?) ORDER BY id LIMIT 100",
			BO_PARAMS(bo_p_time(context->now - 7 * BO_DAY)), error);
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		bo_value_t *item = bo_list_map(list);
		bo_map_int(item, "id", bo_rows_int(rows, i, 0, 0));
		bo_map_text(item, "name", bo_rows_text(rows, i, 1));
		bo_map_text(item, "reference", bo_rows_text(rows, i, 2));
		bo_map_text(item, "state", bo_rows_text(rows, i, 3));
		bo_map_text(item, "text", bo_rows_text(rows, i, 4));
	}
	bo_rows_free(rows);
	return result;
}

/* What the upgrade from version 4 left for a person to look at; nothing when there was none, or when its
 * report was dropped. */
static bo_code_t add_upgrade(bo_value_t *map, bo_db_t *db, bo_error_t *error)
{
	int64_t there = 0, rows_left = 0;
	bo_rows_t *rows = NULL;
	bo_code_t result = count(&there, db,
			"SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = "
			"'backorder_upgrade_report'",
			error);
	if (result != BO_OK || !there) {
		return result;
	}
	bo_value_t *upgrade = bo_map_map(map, "upgrade");
	bo_value_t *list = bo_map_list(upgrade, "rows");
	result = add_meta(upgrade, "facts", db, BO_META_UPGRADE, error);
	if (result == BO_OK) {
		result = count(&rows_left, db, "SELECT COUNT(*) FROM backorder_upgrade_report", error);
	}
	bo_map_int(upgrade, "doubtful", rows_left);
	if (result == BO_OK) {
		result = bo_db_query_once(&rows, db,
				"SELECT table_name, row_id, kind, message FROM backorder_upgrade_report ORDER BY id LIMIT "
				"100",
				BO_NO_PARAMS, error);
	}
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		bo_value_t *item = bo_list_map(list);
		bo_map_text(item, "table", bo_rows_text(rows, i, 0));
		bo_map_int(item, "id", bo_rows_int(rows, i, 1, 0));
		bo_map_text(item, "kind", bo_rows_text(rows, i, 2));
		bo_map_text(item, "message", bo_rows_text(rows, i, 3));
	}
	bo_rows_free(rows);
	return result;
}

static bo_code_t add_tables(bo_value_t *map, bo_context_t *context, bo_db_t *db, bo_error_t *error)
{
	static const struct {
		const char *part, *key, *sql;
	} counts[] = {{"droplist", "names", "SELECT COUNT(*) FROM backorder_pending_domains"},
			{"effects", "waiting",
					"SELECT COUNT(*) FROM backorder_effects WHERE state IN ('waiting', 'taken')"},
			{"effects", "failed", "SELECT COUNT(*) FROM backorder_effects WHERE state = 'failed'"}};
	bo_value_t *droplist = bo_map_map(map, "droplist");
	bo_value_t *effects = bo_map_map(map, "effects");
	bo_value_t *orders = NULL;
	bo_code_t result = BO_OK;
	for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]) && result == BO_OK; i++) {
		int64_t number = 0;
		result = count(&number, db, counts[i].sql, error);
		bo_map_int(strcmp(counts[i].part, "droplist") == 0 ? droplist : effects, counts[i].key, number);
	}
	if (result == BO_OK) {
		result = add_meta(droplist, "generation", db, "droplist.generation", error);
	}
	if (result == BO_OK) {
		result = add_meta(droplist, "last_good", db, "droplist.last_good", error);
	}
	if (result == BO_OK) {
		result = add_meta(droplist, "last_attempt", db, "droplist.last_attempt", error);
	}
	if (result == BO_OK) {
		result = bo_source_states_report(
				droplist, context->settings->droplist_sources, context->settings->droplist_url, db, error);
	}
	if (result == BO_OK) {
		result = add_crons(map, db, error);
	}
	if (result == BO_OK) {
		result = add_attention(map, db, context->now, error);
	}
	if (result == BO_OK) {
		result = bo_registrar_report(bo_map_map(map, "registrar"), db, context->now, error);
	}
	if (result == BO_OK) {
		result = add_withdrawals(map, context, db, error);
	}
	if (result == BO_OK) {
		result = add_upgrade(map, db, error);
	}
	if (result == BO_OK) {
		result = bo_backorder_overview(&orders, context, 0, error);
	}
	if (orders) {
		bo_map_take(map, "orders", orders);
	}
	return result;
}

bo_code_t bo_health(bo_value_t **out, bo_context_t *context, bo_error_t *error)
{
	bo_db_t *db = NULL;
	int present = 0;
	char now[BO_TIME_TEXT_SIZE];
	*out = NULL;
	bo_code_t result = bo_context_db(&db, context, error);
	if (result == BO_OK) {
		result = bo_schema_version(&present, db, error);
	}
	if (result != BO_OK) {
		return result;
	}
	bo_value_t *map = bo_value_map();
	bo_value_t *schema = bo_map_map(map, "schema");
	bo_map_int(schema, "present", present);
	bo_map_int(schema, "target", bo_schema_target());
	bo_map_text(map, "server", bo_db_server_version(db));
	bo_map_text(map, "now", bo_time_format(now, context->now));
	/* An older schema has no tables to count yet. */
	if (present == bo_schema_target()) {
		result = add_tables(map, context, db, error);
	}
	if (result == BO_OK && !bo_value_complete(map)) {
		result = bo_fail_memory(error);
	}
	if (result != BO_OK) {
		bo_value_free(map);
		return result;
	}
	*out = map;
	return BO_OK;
}
