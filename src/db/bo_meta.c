#include "db/bo_meta.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bo_code_t bo_meta_get(char **out, bo_db_t *db, const char *name, bo_error_t *error)
{
	*out = NULL;
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(
			&rows, db, "SELECT value FROM backorder_meta WHERE name = ?", BO_PARAMS(bo_p_text(name)), error);
	if (result == BO_OK && bo_rows_text(rows, 0, 0)) {
		*out = strdup(bo_rows_text(rows, 0, 0));
		if (!*out) {
			result = bo_fail_memory(error);
		}
	}
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_meta_get_int(int64_t *out, bo_db_t *db, const char *name, int64_t otherwise, bo_error_t *error)
{
	char *text = NULL;
	*out = otherwise;
	bo_code_t result = bo_meta_get(&text, db, name, error);
	if (result == BO_OK && text && *text) {
		*out = strtoll(text, NULL, 10);
	}
	free(text);
	return result;
}

bo_code_t bo_meta_set(bo_db_t *db, const char *name, const char *value, bo_error_t *error)
{
	if (!value) {
		return bo_db_exec(db, "DELETE FROM backorder_meta WHERE name = ?", BO_PARAMS(bo_p_text(name)), NULL,
				NULL, error);
	}
	return bo_db_exec(db,
			"INSERT INTO backorder_meta (name, value) VALUES (?, ?) ON DUPLICATE KEY UPDATE value = "
			"VALUES(value)",
			BO_PARAMS(bo_p_text(name), bo_p_text(value)), NULL, NULL, error);
}

bo_code_t bo_meta_set_int(bo_db_t *db, const char *name, int64_t value, bo_error_t *error)
{
	char text[24];
	snprintf(text, sizeof(text), "%lld", (long long)value);
	return bo_meta_set(db, name, text, error);
}

bo_code_t bo_lease_take(bool *taken, bo_db_t *db, const char *name, const char *holder, int64_t now,
		int64_t seconds, bo_error_t *error)
{
	*taken = false;
	bo_code_t result = bo_db_exec(db, "INSERT IGNORE INTO backorder_leases (name, holder) VALUES (?, '')",
			BO_PARAMS(bo_p_text(name)), NULL, NULL, error);
	if (result != BO_OK) {
		return result;
	}
	result = bo_db_exec(db,
			"UPDATE backorder_leases SET holder = ?, held_until = ? WHERE name = ? AND (holder IN ('', ?) OR "
			"held_until IS NULL OR held_until <= ?)",
			BO_PARAMS(bo_p_text(holder), bo_p_time(now + seconds), bo_p_text(name), bo_p_text(holder),
					bo_p_time(now)),
			NULL, NULL, error);
	if (result != BO_OK) {
		return result;
	}
	/* The affected rows do not tell a prolonged lease from a refused one when the time is the same second. */
	bo_rows_t *rows = NULL;
	result = bo_db_query(&rows, db, "SELECT holder FROM backorder_leases WHERE name = ?",
			BO_PARAMS(bo_p_text(name)), error);
	if (result == BO_OK) {
		const char *present = bo_rows_text(rows, 0, 0);
		*taken = present && strcmp(present, holder) == 0;
	}
	bo_rows_free(rows);
	return result;
}

void bo_lease_release(bo_db_t *db, const char *name, const char *holder)
{
	/* A lease that can't be given back ends by itself. */
	bo_code_t ignored = bo_db_exec(db,
			"UPDATE backorder_leases SET holder = '', held_until = NULL WHERE name = ? AND holder = ?",
			BO_PARAMS(bo_p_text(name), bo_p_text(holder)), NULL, NULL, NULL);
	(void)ignored;
}
