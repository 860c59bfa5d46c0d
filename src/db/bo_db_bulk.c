/* Statements for many rows at once: MariaDB's own addition to the protocol, which spares the server the work
 * of several thousand parameters a statement. */
#include "db/bo_db.h"

#include "db/bo_db_internal.h"

#include <string.h>

/* What the server told when the connection was made: the upper half of MariaDB's capabilities. */
#define BULK_OPERATIONS (MARIADB_CLIENT_STMT_BULK_OPERATIONS >> 32)

bool bo_db_has_bulk(const bo_db_t *db)
{
	unsigned long capabilities = 0;
	if (mariadb_get_infov(
				db->mysql, MARIADB_CONNECTION_EXTENDED_SERVER_CAPABILITIES, (void *)&capabilities) != 0) {
		return false;
	}
	return (capabilities & BULK_OPERATIONS) != 0;
}

static void bind_columns(MYSQL_BIND *binds, const bo_bulk_column_t *columns, size_t column_count)
{
	memset(binds, 0, column_count * sizeof(*binds));
	for (size_t i = 0; i < column_count; i++) {
		/* The API takes writable pointers but only reads parameters. */
		if (columns[i].texts) {
			binds[i].buffer_type = MYSQL_TYPE_STRING;
			memcpy(&binds[i].buffer, &columns[i].texts, sizeof(columns[i].texts));
			binds[i].length = columns[i].lengths;
		} else {
			binds[i].buffer_type = MYSQL_TYPE_LONGLONG;
			binds[i].buffer = columns[i].numbers;
		}
	}
}

bo_code_t bo_db_exec_bulk(bo_db_t *db, const char *sql, const bo_bulk_column_t *columns, size_t column_count,
		size_t rows, bo_error_t *error)
{
	MYSQL_STMT *statement = NULL;
	MYSQL_BIND binds[BO_DB_BULK_COLUMNS];
	unsigned int array_size = (unsigned int)rows;
	if (column_count > BO_DB_BULK_COLUMNS || rows > BO_DB_BULK_ROWS) {
		return bo_fail(error, BO_E_INTERNAL, "Too many rows or columns for one statement.");
	}
	if (rows == 0) {
		return BO_OK;
	}
	bo_code_t result = bo_db_check_usable(db, error);
	if (result == BO_OK) {
		result = bo_db_cached(&statement, db, sql, error);
	}
	if (result != BO_OK) {
		return result;
	}
	if (mysql_stmt_param_count(statement) != column_count) {
		return bo_fail(error, BO_E_INTERNAL, "A statement wants another number of values.");
	}
	bind_columns(binds, columns, column_count);
	if (mysql_stmt_attr_set(statement, STMT_ATTR_ARRAY_SIZE, &array_size) != 0 ||
			mysql_stmt_bind_param(statement, binds) != 0 || mysql_stmt_execute(statement) != 0) {
		result = bo_db_fail_statement(db, statement, error);
	}
	bo_db_touch(db);
	return result;
}
