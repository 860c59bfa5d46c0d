/* What the files of src/db/ share about a connection. */
#ifndef BO_DB_INTERNAL_H
#define BO_DB_INTERNAL_H

#include "db/bo_db.h"

#include <sys/types.h>
#include <time.h>

#include <mysql.h>

#define BO_STATEMENT_CACHE 96

typedef struct {
	const char *sql; /* the caller's literal: compared by address */
	MYSQL_STMT *statement;
	uint64_t used;
} cached_statement_t;

struct bo_db {
	MYSQL *mysql;
	pid_t pid;
	time_t last_used; /* monotonic seconds */
	bool busy;        /* a result is being read */
	bool broken;
	bool in_transaction;
	uint64_t uses;
	size_t cached;
	cached_statement_t cache[BO_STATEMENT_CACHE];
	/* To be closed when the transaction is over. */
	MYSQL_STMT *retired[BO_STATEMENT_CACHE];
	size_t retired_count;
};

/* The error of a statement, classified; a lost connection is marked as broken. */
bo_code_t bo_db_fail_statement(bo_db_t *db, MYSQL_STMT *statement, bo_error_t *error);
bo_code_t bo_db_check_usable(const bo_db_t *db, bo_error_t *error);
/* Notes that the connection was just used. */
void bo_db_touch(bo_db_t *db);
bo_code_t bo_db_prepare(MYSQL_STMT **out, bo_db_t *db, const char *sql, bo_error_t *error);
/* The prepared form of a literal; kept by the connection. */
bo_code_t bo_db_cached(MYSQL_STMT **out, bo_db_t *db, const char *sql, bo_error_t *error);
void bo_db_forget(bo_db_t *db, MYSQL_STMT *statement);
/* Closes a statement, at once or when the transaction is over. */
void bo_db_close_statement(bo_db_t *db, MYSQL_STMT *statement);
bo_code_t bo_db_bind_and_execute(
		bo_db_t *db, MYSQL_STMT *statement, const bo_param_t *params, size_t param_count, bo_error_t *error);
/* Whether a prepared form went stale without having run anything. It is forgotten then; outside a transaction
 * it may be prepared and run anew. */
bool bo_db_forget_stale(bo_db_t *db, bo_code_t result, MYSQL_STMT *statement);

#endif
