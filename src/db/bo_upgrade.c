#include "db/bo_upgrade.h"

#include "base/bo_buffer.h"
#include "base/bo_text.h"
#include "db/bo_meta.h"
#include "db/bo_upgrade_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define LEASE "upgrade.v4"
#define LEASE_SECONDS 600
/* Rows that one statement copies: bounded transactions, also for years of log lines. */
#define COPY_ROWS 20000
/* How often the copy is made anew because somebody still wrote into the old tables. */
#define ATTEMPTS 3

/* A table is old when it lacks what this version made of it. */
static const struct {
	const char *name, *column, *mark;
} facts[BO_OLD_TABLES] = {{"domains", "open_order", "1 = 1"},
		{"pricing", "fullprice", "DATA_TYPE = 'decimal'"},
		{"pending_domains", "zone", "CHARACTER_MAXIMUM_LENGTH > 200"}, {"logs", "order_id", "1 = 1"}};

const char *bo_upgrade_table(bo_old_t table)
{
	return facts[table].name;
}

bo_code_t bo_upgrade_note(bo_upgrade_t *upgrade, bo_old_t table, int64_t id, const char *kind,
		bo_error_t *error, const char *format, ...)
{
	char text[1024], message[256];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	bo_text_copy(message, sizeof(message), text, strlen(text));
	upgrade->notes++;
	return bo_db_exec(upgrade->db,
			"INSERT INTO backorder_upgrade_report (table_name, row_id, kind, message) VALUES (?, ?, ?, ?)",
			BO_PARAMS(bo_p_text(facts[table].name), bo_p_int(id), bo_p_text(kind), bo_p_text(message)), NULL,
			NULL, error);
}

static bo_code_t number(
		int64_t *out, bo_db_t *db, const char *sql, const bo_param_t *params, size_t count, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query_once(&rows, db, sql, params, count, error);
	*out = result == BO_OK ? bo_rows_int(rows, 0, 0, 0) : 0;
	bo_rows_free(rows);
	return result;
}

static bo_code_t has_table(bool *out, bo_db_t *db, const char *table, bo_error_t *error)
{
	int64_t found = 0;
	bo_code_t result = number(&found, db,
			"SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = "
			"?",
			BO_PARAMS(bo_p_text(table)), error);
	*out = found > 0;
	return result;
}

bo_code_t bo_upgrade_has_column(
		bool *out, bo_upgrade_t *upgrade, bo_old_t table, const char *column, bo_error_t *error)
{
	int64_t found = 0;
	bo_code_t result = number(&found, upgrade->db,
			"SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME "
			"= ? AND COLUMN_NAME = ?",
			BO_PARAMS(bo_p_text(upgrade->source[table]), bo_p_text(column)), error);
	*out = found > 0;
	return result;
}

/* ---- what is there ---- */

static bo_code_t look_at(bo_upgrade_t *upgrade, bo_old_t table, bool *any, bo_error_t *error)
{
	char plain[64], kept[64], sql[320];
	bool there = false, has_kept = false;
	int64_t marked = 0;
	snprintf(plain, sizeof(plain), "backorder_%s", facts[table].name);
	snprintf(kept, sizeof(kept), "backorder_v4_%s", facts[table].name);
	snprintf(sql, sizeof(sql),
			"SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME "
			"= ? AND COLUMN_NAME = ? AND %s",
			facts[table].mark);
	bo_code_t result = has_table(&there, upgrade->db, plain, error);
	if (result == BO_OK) {
		result = has_table(&has_kept, upgrade->db, kept, error);
	}
	if (result == BO_OK && there) {
		result = number(&marked, upgrade->db, sql,
				BO_PARAMS(bo_p_text(plain), bo_p_text(facts[table].column)), error);
	}
	if (result != BO_OK) {
		return result;
	}
	upgrade->source[table][0] = '\0';
	snprintf(upgrade->target[table], sizeof(upgrade->target[table]), "%s", plain);
	if (there && marked) {
		return BO_OK;
	}
	if (there && has_kept) {
		return bo_fail(error, BO_E_CONFLICT,
				"The table %s has the form of version 4, and a table %s of an earlier upgrade exists as "
				"well. "
				"Rename or drop the second one.",
				plain, kept);
	}
	/* Older servers may die in the middle of a change of several names: the rows are under their kept name
	 * then. */
	if (there || has_kept) {
		snprintf(upgrade->source[table], sizeof(upgrade->source[table]), "%s", there ? plain : kept);
		*any = true;
	}
	snprintf(upgrade->target[table], sizeof(upgrade->target[table]), "backorder_new_%s", facts[table].name);
	return BO_OK;
}

static bool is_new(const bo_upgrade_t *upgrade, bo_old_t table)
{
	return strncmp(upgrade->target[table], "backorder_new_", strlen("backorder_new_")) == 0;
}

/* ---- the new tables ---- */

static bo_code_t create(bo_upgrade_t *upgrade, bo_old_t table, const char *const *tables, bo_error_t *error)
{
	char beginning[128], sql[128];
	snprintf(sql, sizeof(sql), "DROP TABLE IF EXISTS %s", upgrade->target[table]);
	bo_code_t result = bo_db_exec_once(upgrade->db, sql, BO_NO_PARAMS, NULL, error);
	snprintf(beginning, sizeof(beginning), "CREATE TABLE IF NOT EXISTS backorder_%s (", facts[table].name);
	for (size_t i = 0; tables[i] && result == BO_OK; i++) {
		if (strncmp(tables[i], beginning, strlen(beginning)) == 0) {
			bo_buffer_t statement;
			bo_buffer_init(&statement, BO_MAX_SQL);
			bo_buffer_printf(
					&statement, "CREATE TABLE %s (%s", upgrade->target[table], tables[i] + strlen(beginning));
			result = statement.failed ? bo_fail_memory(error)
									  : bo_db_exec_once(upgrade->db, bo_buffer_text(&statement), BO_NO_PARAMS,
												NULL, error);
			bo_buffer_dispose(&statement);
			return result;
		}
	}
	return result != BO_OK
				   ? result
				   : bo_fail(error, BO_E_INTERNAL, "No statement makes the table %s.", facts[table].name);
}

static bo_code_t prepare(bo_upgrade_t *upgrade, const char *const *tables, bo_error_t *error)
{
	bo_code_t result = bo_db_exec_once(upgrade->db,
			"CREATE TABLE IF NOT EXISTS backorder_upgrade_report ("
			" id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,"
			" table_name VARCHAR(64) NOT NULL,"
			" row_id BIGINT NOT NULL,"
			" kind VARCHAR(40) NOT NULL,"
			" message VARCHAR(255) NOT NULL"
			") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci",
			BO_NO_PARAMS, NULL, error);
	if (result == BO_OK) {
		result = bo_db_exec_once(
				upgrade->db, "TRUNCATE TABLE backorder_upgrade_report", BO_NO_PARAMS, NULL, error);
	}
	upgrade->notes = 0;
	memset(upgrade->copied, 0, sizeof(upgrade->copied));
	for (int table = 0; table < BO_OLD_TABLES && result == BO_OK; table++) {
		if (is_new(upgrade, (bo_old_t)table)) {
			result = create(upgrade, (bo_old_t)table, tables, error);
		}
	}
	return result;
}

/* ---- names and logs: many rows, copied by the server ---- */

/* Copies by ranges of ids. sql: three parameters, the time of the run and both ends of the range. */
static bo_code_t copy_ranges(
		bo_upgrade_t *upgrade, bo_old_t table, const char *id, const char *sql, bo_error_t *error)
{
	char ends[160];
	int64_t first = 0, last = 0;
	snprintf(ends, sizeof(ends), "SELECT COALESCE(MAX(%s), 0) FROM %s", id, upgrade->source[table]);
	bo_code_t result = number(&last, upgrade->db, ends, BO_NO_PARAMS, error);
	while (result == BO_OK && first < last) {
		uint64_t affected = 0;
		result = bo_db_exec_once(upgrade->db, sql,
				BO_PARAMS(bo_p_time(upgrade->now), bo_p_int(first), bo_p_int(first + COPY_ROWS)), &affected,
				error);
		upgrade->copied[table] += (int64_t)affected;
		first += COPY_ROWS;
	}
	return result;
}

/* The old table cut zones to seven letters: one with seven is right only when it is sold under that name. The
 * next import brings the others whole. */
#define RIGHT_ZONE                                                                                           \
	"(CHAR_LENGTH(o.zone) < 7 OR CONVERT(LOWER(o.zone) USING ascii) COLLATE ascii_bin IN (SELECT extension " \
	"FROM %s))"
#define RIGHT_NAME                                                    \
	"o.domain REGEXP '^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?$' AND " \
	"o.zone REGEXP '^[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*$' AND o.drop_date > '1970-01-02'"

static bo_code_t copy_names(bo_upgrade_t *upgrade, bo_error_t *error)
{
	const char *source = upgrade->source[BO_OLD_NAMES], *prices = upgrade->target[BO_OLD_PRICING];
	char sql[1200];
	int64_t cut = 0, total = 0;
	snprintf(sql, sizeof(sql),
			"INSERT IGNORE INTO %s (domain_index, zone, domain, drop_date, domain_number_of_characters, "
			"domain_number_of_hyphens, domain_number_of_digits, domain_number_of_umlauts) SELECT "
			"o.domain_index, LOWER(o.zone), LOWER(o.domain), o.drop_date, "
			"GREATEST(o.domain_number_of_characters, 0), GREATEST(o.domain_number_of_hyphens, 0), "
			"GREATEST(o.domain_number_of_digits, 0), GREATEST(o.domain_number_of_umlauts, 0) FROM %s o WHERE "
			"? IS NOT NULL AND o.domain_index > ? AND o.domain_index <= ? AND " RIGHT_NAME " AND " RIGHT_ZONE,
			upgrade->target[BO_OLD_NAMES], source, prices);
	bo_code_t result = copy_ranges(upgrade, BO_OLD_NAMES, "domain_index", sql, error);
	if (result == BO_OK) {
		snprintf(sql, sizeof(sql), "SELECT COUNT(*) FROM %s o WHERE NOT " RIGHT_ZONE, source, prices);
		result = number(&cut, upgrade->db, sql, BO_NO_PARAMS, error);
	}
	if (result == BO_OK) {
		snprintf(sql, sizeof(sql), "SELECT COUNT(*) FROM %s", source);
		result = number(&total, upgrade->db, sql, BO_NO_PARAMS, error);
	}
	if (result == BO_OK && cut) {
		result = bo_upgrade_note(upgrade, BO_OLD_NAMES, 0, "zone_cut", error,
				"%lld names of the drop list were left out, because their zones may have been cut to seven "
				"letters. The next import brings them whole.",
				(long long)cut);
	}
	int64_t bad = total - cut - upgrade->copied[BO_OLD_NAMES];
	if (result == BO_OK && bad > 0) {
		result = bo_upgrade_note(upgrade, BO_OLD_NAMES, 0, "name_invalid", error,
				"%lld lines of the drop list were left out, because they are no domain names or have no "
				"date.",
				(long long)bad);
	}
	return result;
}

static bo_code_t copy_logs(bo_upgrade_t *upgrade, bo_error_t *error)
{
	const char *source = upgrade->source[BO_OLD_LOGS];
	char sql[512];
	int64_t undated = 0;
	snprintf(sql, sizeof(sql),
			"INSERT INTO %s (id, cron, date, status, message, query) SELECT id, LEFT(cron, 64), "
			"COALESCE(NULLIF(date, '0000-00-00 00:00:00'), ?), LEFT(status, 32), COALESCE(message, ''), "
			"query "
			"FROM %s WHERE id > ? AND id <= ?",
			upgrade->target[BO_OLD_LOGS], source);
	bo_code_t result = copy_ranges(upgrade, BO_OLD_LOGS, "id", sql, error);
	if (result == BO_OK) {
		snprintf(sql, sizeof(sql),
				"SELECT COUNT(*) FROM %s WHERE date IS NULL OR date = '0000-00-00 00:00:00'", source);
		result = number(&undated, upgrade->db, sql, BO_NO_PARAMS, error);
	}
	if (result == BO_OK && undated) {
		result = bo_upgrade_note(upgrade, BO_OLD_LOGS, 0, "log_undated", error,
				"%lld log lines had no date; they have the time of the upgrade now.", (long long)undated);
	}
	return result;
}

/* ---- all of it ---- */

/* A number that changes when an order of the old table does. */
static bo_code_t fingerprint(int64_t *out, bo_upgrade_t *upgrade, bo_error_t *error)
{
	char sql[320];
	*out = 0;
	if (!*upgrade->source[BO_OLD_DOMAINS]) {
		return BO_OK;
	}
	snprintf(sql, sizeof(sql),
			"SELECT CAST(COALESCE(SUM(CRC32(CONCAT_WS('|', id, userid, domain, tld, status, dropdate, "
			"updateddate, reference, invoice))), 0) + COUNT(*) AS SIGNED) FROM %s",
			upgrade->source[BO_OLD_DOMAINS]);
	return number(out, upgrade->db, sql, BO_NO_PARAMS, error);
}

static bo_code_t copy_all(bo_upgrade_t *upgrade, bo_error_t *error)
{
	/* Prices first: orders take theirs from them, and zones are known by them. */
	bo_code_t result = BO_OK;
	if (*upgrade->source[BO_OLD_PRICING]) {
		result = bo_upgrade_prices(upgrade, error);
	}
	if (result == BO_OK && *upgrade->source[BO_OLD_NAMES]) {
		result = copy_names(upgrade, error);
	}
	if (result == BO_OK && *upgrade->source[BO_OLD_DOMAINS]) {
		result = bo_upgrade_orders(upgrade, error);
	}
	if (result == BO_OK && *upgrade->source[BO_OLD_LOGS]) {
		result = copy_logs(upgrade, error);
	}
	return result;
}

static bo_code_t write_summary(bo_upgrade_t *upgrade, bo_error_t *error)
{
	char json[320], at[BO_TIME_TEXT_SIZE], sql[160], message[256];
	const int64_t *copied = upgrade->copied;
	snprintf(json, sizeof(json),
			"{\"at\":\"%s\",\"orders\":%lld,\"prices\":%lld,\"names\":%lld,\"logs\":%lld,\"doubtful\":%lld}",
			bo_time_format(at, upgrade->now), (long long)copied[BO_OLD_DOMAINS],
			(long long)copied[BO_OLD_PRICING], (long long)copied[BO_OLD_NAMES],
			(long long)copied[BO_OLD_LOGS], (long long)upgrade->notes);
	snprintf(message, sizeof(message),
			"Brought over from version 4: orders %lld, prices %lld, names %lld, log lines %lld; to look at: "
			"%lld.",
			(long long)copied[BO_OLD_DOMAINS], (long long)copied[BO_OLD_PRICING],
			(long long)copied[BO_OLD_NAMES], (long long)copied[BO_OLD_LOGS], (long long)upgrade->notes);
	snprintf(sql, sizeof(sql), "INSERT INTO %s (cron, date, status, message) VALUES ('upgrade', ?, ?, ?)",
			upgrade->target[BO_OLD_LOGS]);
	bo_code_t result = BO_OK;
	if (is_new(upgrade, BO_OLD_LOGS)) {
		result = bo_db_exec_once(upgrade->db, sql,
				BO_PARAMS(bo_p_time(upgrade->now), bo_p_text(upgrade->notes ? "warning" : "ok"),
						bo_p_text(message)),
				NULL, error);
	}
	return result == BO_OK ? bo_meta_set(upgrade->db, BO_META_UPGRADE, json, error) : result;
}

static bo_code_t change_names(bo_upgrade_t *upgrade, bo_error_t *error)
{
	bo_buffer_t sql;
	const char *comma = "";
	bo_buffer_init(&sql, BO_MAX_SQL);
	bo_buffer_add_text(&sql, "RENAME TABLE ");
	for (int table = 0; table < BO_OLD_TABLES; table++) {
		const char *name = facts[table].name;
		if (!is_new(upgrade, (bo_old_t)table)) {
			continue;
		}
		if (*upgrade->source[table] && strstr(upgrade->source[table], "_v4_") == NULL) {
			bo_buffer_printf(&sql, "%sbackorder_%s TO backorder_v4_%s", comma, name, name);
			comma = ", ";
		}
		bo_buffer_printf(&sql, "%sbackorder_new_%s TO backorder_%s", comma, name, name);
		comma = ", ";
	}
	bo_code_t result =
			sql.failed ? bo_fail_memory(error)
					   : bo_db_exec_once(upgrade->db, bo_buffer_text(&sql), BO_NO_PARAMS, NULL, error);
	bo_buffer_dispose(&sql);
	return result;
}

static bo_code_t take_lease(bo_upgrade_t *upgrade, const char *holder, time_t started, bo_error_t *error)
{
	bool taken = false;
	struct timespec clock;
	clock_gettime(CLOCK_MONOTONIC, &clock);
	bo_code_t result = bo_lease_take(&taken, upgrade->db, LEASE, holder,
			upgrade->now + (int64_t)(clock.tv_sec - started), LEASE_SECONDS, error);
	if (result == BO_OK && !taken) {
		result = bo_fail(error, BO_E_CONFLICT,
				"The tables of version 4 are being brought over by another process. If it was killed, wait "
				"%d "
				"minutes.",
				LEASE_SECONDS / 60);
	}
	return result;
}

static bo_code_t look_at_all(bo_upgrade_t *upgrade, bool *any, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	*any = false;
	for (int table = 0; table < BO_OLD_TABLES && result == BO_OK; table++) {
		result = look_at(upgrade, (bo_old_t)table, any, error);
	}
	return result;
}

/* Copies; *same tells whether the old orders stood still meanwhile. */
static bo_code_t attempt(bo_upgrade_t *upgrade, const char *const *tables, bool *same, bo_error_t *error)
{
	int64_t before = 0, after = 0;
	bo_code_t result = prepare(upgrade, tables, error);
	if (result == BO_OK) {
		result = fingerprint(&before, upgrade, error);
	}
	if (result == BO_OK) {
		result = copy_all(upgrade, error);
	}
	if (result == BO_OK) {
		result = write_summary(upgrade, error);
	}
	if (result == BO_OK) {
		result = fingerprint(&after, upgrade, error);
	}
	*same = before == after;
	return result;
}

static bo_code_t run(bo_upgrade_t *upgrade, const char *const *tables, const char *holder, bo_error_t *error)
{
	struct timespec clock;
	clock_gettime(CLOCK_MONOTONIC, &clock);
	for (int i = 0; i < ATTEMPTS; i++) {
		bool any = false, same = false;
		bo_code_t result = take_lease(upgrade, holder, clock.tv_sec, error);
		/* Another process may have done it all before this one got the lease. */
		if (result == BO_OK) {
			result = look_at_all(upgrade, &any, error);
		}
		if (result != BO_OK || !any) {
			return result;
		}
		result = attempt(upgrade, tables, &same, error);
		if (result == BO_OK) {
			result = take_lease(upgrade, holder, clock.tv_sec, error);
		}
		if (result != BO_OK || same) {
			return result == BO_OK ? change_names(upgrade, error) : result;
		}
	}
	return bo_fail(error, BO_E_CONFLICT,
			"Something still writes into the tables of version 4. Stop its crons, then activate the addon "
			"again.");
}

bo_code_t bo_upgrade_v4(bo_db_t *db, const char *const *tables, int64_t now, bo_error_t *error)
{
	bo_upgrade_t upgrade = {.db = db, .now = now};
	bo_rows_t *rows = NULL;
	bool any = false;
	bo_code_t result = look_at_all(&upgrade, &any, error);
	if (result != BO_OK || !any) {
		return result;
	}
	/* One process at a time; another connection is another process. */
	result = bo_db_query(
			&rows, db, "SELECT CONCAT(LEFT(@@hostname, 40), '/', CONNECTION_ID())", BO_NO_PARAMS, error);
	const char *holder = bo_rows_text(rows, 0, 0);
	if (result == BO_OK) {
		result = run(&upgrade, tables, holder ? holder : "", error);
	}
	if (holder) {
		bo_lease_release(db, LEASE, holder);
	}
	bo_rows_free(rows);
	if (result != BO_OK) {
		bo_error_prefix(error, "Upgrade from version 4");
	}
	return result;
}
