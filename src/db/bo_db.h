/* One connection to the database that WHMCS uses, made with MariaDB Connector/C.
 *
 * Only files below src/db/ include mysql.h. All statements are prepared; parameters are bound, never joined
 * into the text. Statements are kept prepared by the address of their text, so SQL texts should be string
 * literals. */
#ifndef BO_DB_H
#define BO_DB_H

#include "base/bo_error.h"
#include "base/bo_money.h"
#include "base/bo_time.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct bo_db bo_db_t;

typedef struct {
	const char *host;   /* name or address; "localhost" means the server's socket as usual */
	unsigned int port;  /* 0: default */
	const char *socket; /* path, or NULL; wins over host and port */
	const char *user;
	const char *password;
	const char *database;
	const char *tls_ca; /* PEM files, or NULL */
	const char *tls_cert;
	const char *tls_key;
	bool tls_verify;
	unsigned int connect_timeout; /* seconds */
	unsigned int read_timeout;
	unsigned int lock_wait_timeout;
} bo_db_settings_t;

/* A bound parameter. Text is borrowed for the duration of the call. */
typedef struct {
	enum { BO_PARAM_NULL, BO_PARAM_INT, BO_PARAM_TEXT } type;
	int64_t integer;
	const char *text;
	size_t length;
	char buffer[BO_MONEY_TEXT_SIZE]; /* holds the text of a time or money parameter */
	bool inline_text;                /* text is in buffer */
} bo_param_t;

bo_param_t bo_p_int(int64_t value);
bo_param_t bo_p_text(const char *text); /* NULL becomes SQL NULL */
bo_param_t bo_p_string(const char *data, size_t length);
bo_param_t bo_p_time(int64_t time);       /* BO_TIME_NONE becomes SQL NULL */
bo_param_t bo_p_money(bo_money_t amount); /* BO_MONEY_NONE becomes SQL NULL */
bo_param_t bo_p_null(void);

/* Parameter lists: BO_PARAMS(bo_p_int(1), bo_p_text("x")) expands to the two arguments `params, count`. */
#define BO_PARAMS(...) \
	(const bo_param_t[]){__VA_ARGS__}, (sizeof((const bo_param_t[]){__VA_ARGS__}) / sizeof(bo_param_t))
#define BO_NO_PARAMS NULL, 0

/* Opens a connection: utf8mb4, time_zone '+00:00', strict sql_mode, autocommit, READ COMMITTED,
 * close-on-exec, LOCAL INFILE off, one statement a call. *out is NULL on failure. */
BO_MUSTCHECK bo_code_t bo_db_open(bo_db_t **out, const bo_db_settings_t *settings, bo_error_t *error);
/* Closes politely in the process that opened it; after a fork only the descriptor is closed. NULL is fine. */
void bo_db_close(bo_db_t *db);
/* Whether the connection may be used again for a new piece of work: same process, not in a transaction or
 * mid-result, and (when idle longer than 30 s) answering a ping. False: close it and open another. */
bool bo_db_reusable(bo_db_t *db);

/* Runs a statement without a result. affected and insert_id may be NULL. With CLIENT_FOUND_ROWS off: affected
 * counts rows really changed. */
BO_MUSTCHECK bo_code_t bo_db_exec(bo_db_t *db, const char *sql, const bo_param_t *params, size_t param_count,
		uint64_t *affected, uint64_t *insert_id, bo_error_t *error);
/* Like bo_db_exec, for a text that is built at run time (number of rows in an INSERT ...): prepared, run,
 * closed. */
BO_MUSTCHECK bo_code_t bo_db_exec_once(bo_db_t *db, const char *sql, const bo_param_t *params,
		size_t param_count, uint64_t *affected, bo_error_t *error);

/* One statement for many rows at once: the text names one row, the values come by column. Each column is
 * either texts with their lengths, or numbers; none of them may be NULL. */
typedef struct {
	const char **texts;     /* NULL: numbers */
	unsigned long *lengths; /* of the texts */
	int64_t *numbers;
} bo_bulk_column_t;
/* Whether the server takes such statements (MariaDB does, MySQL does not). */
bool bo_db_has_bulk(const bo_db_t *db);
/* INSERT, UPDATE or DELETE, kept prepared like bo_db_exec(); the literal is for this function alone. At most
 * BO_DB_BULK_ROWS rows and BO_DB_BULK_COLUMNS columns. */
#define BO_DB_BULK_ROWS 100000
#define BO_DB_BULK_COLUMNS 16
BO_MUSTCHECK bo_code_t bo_db_exec_bulk(bo_db_t *db, const char *sql, const bo_bulk_column_t *columns,
		size_t column_count, size_t rows, bo_error_t *error);

/* A whole result in memory. Every cell is text (NUL follows) or NULL. */
typedef struct bo_rows bo_rows_t;
BO_MUSTCHECK bo_code_t bo_db_query(bo_rows_t **out, bo_db_t *db, const char *sql, const bo_param_t *params,
		size_t param_count, bo_error_t *error);
/* The same for a text built at run time. */
BO_MUSTCHECK bo_code_t bo_db_query_once(bo_rows_t **out, bo_db_t *db, const char *sql,
		const bo_param_t *params, size_t param_count, bo_error_t *error);
void bo_rows_free(bo_rows_t *rows);
size_t bo_rows_count(const bo_rows_t *rows);
size_t bo_rows_columns(const bo_rows_t *rows);
const char *bo_rows_column_name(const bo_rows_t *rows, size_t column);
/* NULL for SQL NULL or out of range. */
const char *bo_rows_text(const bo_rows_t *rows, size_t row, size_t column);
size_t bo_rows_length(const bo_rows_t *rows, size_t row, size_t column);
int64_t bo_rows_int(const bo_rows_t *rows, size_t row, size_t column, int64_t otherwise);
bo_money_t bo_rows_money(const bo_rows_t *rows, size_t row, size_t column); /* BO_MONEY_NONE for NULL */
int64_t bo_rows_time(
		const bo_rows_t *rows, size_t row, size_t column); /* BO_TIME_NONE for NULL or zero dates */

/* A large result, row by row, not buffered: the connection is busy until it ends. The callback gets cells and
 * lengths (NULL cell: SQL NULL), valid during the call; another code than BO_OK stops and is returned. */
typedef bo_code_t (*bo_db_row_fn)(
		const char *const *cells, const size_t *lengths, size_t columns, bo_error_t *error, void *payload);
BO_MUSTCHECK bo_code_t bo_db_stream(bo_db_t *db, const char *sql, const bo_param_t *params,
		size_t param_count, bo_db_row_fn row, void *payload, bo_error_t *error);

/* Transactions. bo_db_rollback never fails from the caller's view: a connection that cannot roll back is
 * marked unusable. A commit that ends in BO_E_LOST has an unknown outcome. */
BO_MUSTCHECK bo_code_t bo_db_begin(bo_db_t *db, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_db_commit(bo_db_t *db, bo_error_t *error);
void bo_db_rollback(bo_db_t *db);
bool bo_db_in_transaction(const bo_db_t *db);

/* Names and versions for health and phpinfo. */
const char *bo_db_server_version(const bo_db_t *db); /* borrowed */
const char *bo_db_client_version(void);              /* of the library that runs */
const char *bo_db_client_header_version(void);       /* of the library this was built with */

#endif
