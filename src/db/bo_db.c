#include "db/bo_db.h"

#include "base/bo_buffer.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <errmsg.h>
#include <mysql.h>
#include <mysqld_error.h>

/* A connection used more recently than this is trusted without a ping. */
#define CHECK_AFTER_SECONDS 30
#define STATEMENT_CACHE 96
#define MAX_RESULT_BYTES (512u << 20)
#define MAX_STREAM_CELL (64u << 10)

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
	cached_statement_t cache[STATEMENT_CACHE];
};

/* A cell: where its text starts in the data buffer; NULL when is_null. */
typedef struct {
	size_t offset;
	size_t length;
	bool is_null;
} cell_t;

struct bo_rows {
	size_t columns, count;
	char **names;
	cell_t *cells;
	size_t cell_capacity;
	bo_buffer_t data;
};

static time_t monotonic(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* ---- parameters ---- */

bo_param_t bo_p_int(int64_t value)
{
	bo_param_t param = {.type = BO_PARAM_INT, .integer = value};
	return param;
}

bo_param_t bo_p_string(const char *data, size_t length)
{
	bo_param_t param = {.type = data ? BO_PARAM_TEXT : BO_PARAM_NULL, .text = data, .length = length};
	return param;
}

bo_param_t bo_p_text(const char *text)
{
	return bo_p_string(text, text ? strlen(text) : 0);
}

bo_param_t bo_p_null(void)
{
	bo_param_t param = {.type = BO_PARAM_NULL};
	return param;
}

static bo_param_t inline_param(const char *text)
{
	bo_param_t param = {.type = BO_PARAM_TEXT, .inline_text = true};
	snprintf(param.buffer, sizeof(param.buffer), "%s", text);
	param.length = strlen(param.buffer);
	return param;
}

bo_param_t bo_p_time(int64_t time)
{
	char text[BO_TIME_TEXT_SIZE];
	if (time == BO_TIME_NONE || !*bo_time_format(text, time)) {
		return bo_p_null();
	}
	return inline_param(text);
}

bo_param_t bo_p_money(bo_money_t amount)
{
	char text[BO_MONEY_TEXT_SIZE];
	return amount == BO_MONEY_NONE ? bo_p_null() : inline_param(bo_money_format_sql(text, amount));
}

/* ---- errors ---- */

static bo_code_t classify(unsigned int number)
{
	switch (number) {
		case ER_LOCK_DEADLOCK:
		case ER_LOCK_WAIT_TIMEOUT:
			return BO_E_RETRY;
		case ER_DUP_ENTRY:
			return BO_E_EXISTS;
		case CR_SERVER_GONE_ERROR:
		case CR_SERVER_LOST:
		case CR_CONN_HOST_ERROR:
		case CR_CONNECTION_ERROR:
		case CR_SERVER_LOST_EXTENDED:
		case ER_SERVER_SHUTDOWN:
		case 1927: /* ER_CONNECTION_KILLED */
			return BO_E_LOST;
		case CR_OUT_OF_MEMORY:
			return BO_E_MEMORY;
		default:
			return BO_E_DB;
	}
}

static bo_code_t fail_with(
		bo_db_t *db, bo_error_t *error, unsigned int number, const char *state, const char *text)
{
	bo_code_t code = classify(number);
	if (db && code == BO_E_LOST) {
		db->broken = true;
	}
	bo_fail_native(error, code, number, "Database error %u: %s", number, text && *text ? text : "no text");
	if (error && state) {
		snprintf(error->sqlstate, sizeof(error->sqlstate), "%.5s", state);
	}
	return code;
}

static bo_code_t fail_connection(bo_db_t *db, bo_error_t *error)
{
	return fail_with(db, error, mysql_errno(db->mysql), mysql_sqlstate(db->mysql), mysql_error(db->mysql));
}

static bo_code_t fail_statement(bo_db_t *db, MYSQL_STMT *statement, bo_error_t *error)
{
	return fail_with(db, error, mysql_stmt_errno(statement), mysql_stmt_sqlstate(statement),
			mysql_stmt_error(statement));
}

/* ---- opening and closing ---- */

static void set_options(MYSQL *mysql, const bo_db_settings_t *settings)
{
	unsigned int connect = settings->connect_timeout ? settings->connect_timeout : 10;
	unsigned int transfer = settings->read_timeout ? settings->read_timeout : 120;
	my_bool off = 0, verify = settings->tls_verify ? 1 : 0;
	unsigned int no_infile = 0;
	mysql_options(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect);
	mysql_options(mysql, MYSQL_OPT_READ_TIMEOUT, &transfer);
	mysql_options(mysql, MYSQL_OPT_WRITE_TIMEOUT, &transfer);
	mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
	/* A malicious server could ask for any file of the web server otherwise. */
	mysql_options(mysql, MYSQL_OPT_LOCAL_INFILE, &no_infile);
	/* A silent reconnect would lose the transaction and the session's settings. */
	mysql_options(mysql, MYSQL_OPT_RECONNECT, &off);
	if (settings->tls_ca || settings->tls_cert || settings->tls_key) {
		mysql_ssl_set(mysql, settings->tls_key, settings->tls_cert, settings->tls_ca, NULL, NULL);
		mysql_options(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
	}
}

static bo_code_t set_session(bo_db_t *db, const bo_db_settings_t *settings, bo_error_t *error)
{
	/* Zero dates stay readable and alterable (old tables hold them), so NO_ZERO_DATE is not set. */
	char sql[320];
	snprintf(sql, sizeof(sql),
			"SET SESSION time_zone='+00:00', sql_mode='STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,"
			"NO_ENGINE_SUBSTITUTION', autocommit=1, innodb_lock_wait_timeout=%u",
			settings->lock_wait_timeout ? settings->lock_wait_timeout : 10);
	if (mysql_real_query(db->mysql, sql, strlen(sql)) != 0) {
		return fail_connection(db, error);
	}
	static const char isolation[] = "SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED";
	if (mysql_real_query(db->mysql, isolation, strlen(isolation)) != 0) {
		return fail_connection(db, error);
	}
	return BO_OK;
}

bo_code_t bo_db_open(bo_db_t **out, const bo_db_settings_t *settings, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	*out = NULL;
	bo_db_t *db = calloc(1, sizeof(*db));
	if (!db) {
		return bo_fail_memory(error);
	}
	db->pid = getpid();

	/* The client library sets SIGPIPE to "ignore" for the whole process when it starts; that is the host's
	 * decision, so it is put back. */
	struct sigaction pipe_action;
	int saved = sigaction(SIGPIPE, NULL, &pipe_action);
	db->mysql = mysql_init(NULL);
	if (!db->mysql) {
		result = bo_fail_memory(error);
		goto out;
	}
	set_options(db->mysql, settings);
	const char *host = settings->socket ? "localhost" : settings->host;
	if (!mysql_real_connect(db->mysql, host, settings->user, settings->password, settings->database,
				settings->port, settings->socket, 0)) {
		result = bo_fail_native(error, BO_E_DB, mysql_errno(db->mysql),
				"Can't connect to the database: error %u: %s", mysql_errno(db->mysql),
				mysql_error(db->mysql));
		goto out;
	}
	/* Without this, programs that PHP starts (mail, proc_open) would hold the session open. */
	int descriptor = (int)mysql_get_socket(db->mysql);
	if (descriptor >= 0) {
		(void)fcntl(descriptor, F_SETFD, FD_CLOEXEC);
	}
	result = set_session(db, settings, error);
	db->last_used = monotonic();
out:
	if (saved == 0) {
		(void)sigaction(SIGPIPE, &pipe_action, NULL);
	}
	if (result != BO_OK) {
		bo_db_close(db);
		return result;
	}
	*out = db;
	return BO_OK;
}

void bo_db_close(bo_db_t *db)
{
	if (!db) {
		return;
	}
	if (db->pid != getpid()) {
		/* A forked child: saying goodbye would end the parent's session. Only our copy of the descriptor
		 * is closed; the struct is leaked on purpose, freeing it would write to the socket. */
		if (db->mysql) {
			int descriptor = (int)mysql_get_socket(db->mysql);
			if (descriptor >= 0) {
				close(descriptor);
			}
		}
		free(db);
		return;
	}
	for (size_t i = 0; i < db->cached; i++) {
		mysql_stmt_close(db->cache[i].statement);
	}
	if (db->mysql) {
		mysql_close(db->mysql);
	}
	free(db);
}

bool bo_db_reusable(bo_db_t *db)
{
	if (!db || db->pid != getpid() || db->broken || db->busy || db->in_transaction ||
			(db->mysql->server_status & SERVER_STATUS_IN_TRANS)) {
		return false;
	}
	time_t now = monotonic();
	if (now - db->last_used > CHECK_AFTER_SECONDS && mysql_ping(db->mysql) != 0) {
		return false;
	}
	db->last_used = now;
	return true;
}

/* ---- statements ---- */

static bo_code_t prepare(MYSQL_STMT **out, bo_db_t *db, const char *sql, bo_error_t *error)
{
	*out = NULL;
	MYSQL_STMT *statement = mysql_stmt_init(db->mysql);
	if (!statement) {
		return bo_fail_memory(error);
	}
	if (mysql_stmt_prepare(statement, sql, strlen(sql)) != 0) {
		bo_code_t result = fail_statement(db, statement, error);
		mysql_stmt_close(statement);
		return result;
	}
	*out = statement;
	return BO_OK;
}

/* The prepared form of a literal; the least recently used one makes room. */
static bo_code_t cached(MYSQL_STMT **out, bo_db_t *db, const char *sql, bo_error_t *error)
{
	size_t oldest = 0;
	for (size_t i = 0; i < db->cached; i++) {
		if (db->cache[i].sql == sql) {
			db->cache[i].used = ++db->uses;
			*out = db->cache[i].statement;
			return BO_OK;
		}
		if (db->cache[i].used < db->cache[oldest].used) {
			oldest = i;
		}
	}
	bo_code_t result = prepare(out, db, sql, error);
	if (result != BO_OK) {
		return result;
	}
	size_t place = db->cached;
	if (place == STATEMENT_CACHE) {
		place = oldest;
		mysql_stmt_close(db->cache[place].statement);
	} else {
		db->cached++;
	}
	db->cache[place].sql = sql;
	db->cache[place].statement = *out;
	db->cache[place].used = ++db->uses;
	return BO_OK;
}

static void forget(bo_db_t *db, MYSQL_STMT *statement)
{
	for (size_t i = 0; i < db->cached; i++) {
		if (db->cache[i].statement == statement) {
			mysql_stmt_close(statement);
			db->cache[i] = db->cache[--db->cached];
			return;
		}
	}
}

static bo_code_t bind_and_execute(
		bo_db_t *db, MYSQL_STMT *statement, const bo_param_t *params, size_t param_count, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	MYSQL_BIND *binds = NULL;
	long long *integers = NULL;
	unsigned long *lengths = NULL;
	size_t wanted = mysql_stmt_param_count(statement);
	if (wanted != param_count) {
		return bo_fail(
				error, BO_E_INTERNAL, "A statement wants %zu values and got %zu.", wanted, param_count);
	}
	if (param_count) {
		binds = calloc(param_count, sizeof(*binds));
		integers = calloc(param_count, sizeof(*integers));
		lengths = calloc(param_count, sizeof(*lengths));
		if (!binds || !integers || !lengths) {
			result = bo_fail_memory(error);
			goto out;
		}
		for (size_t i = 0; i < param_count; i++) {
			const bo_param_t *param = &params[i];
			if (param->type == BO_PARAM_INT) {
				integers[i] = param->integer;
				binds[i].buffer_type = MYSQL_TYPE_LONGLONG;
				binds[i].buffer = &integers[i];
			} else if (param->type == BO_PARAM_TEXT) {
				/* The API takes a writable pointer but only reads parameters. */
				const char *text = param->inline_text ? param->buffer : param->text;
				binds[i].buffer_type = MYSQL_TYPE_STRING;
				memcpy(&binds[i].buffer, &text, sizeof(text));
				lengths[i] = param->length;
				binds[i].buffer_length = param->length;
				binds[i].length = &lengths[i];
			} else {
				binds[i].buffer_type = MYSQL_TYPE_NULL;
			}
		}
		if (mysql_stmt_bind_param(statement, binds) != 0) {
			result = fail_statement(db, statement, error);
			goto out;
		}
	}
	if (mysql_stmt_execute(statement) != 0) {
		result = fail_statement(db, statement, error);
	}
out:
	free(binds);
	free(integers);
	free(lengths);
	db->last_used = monotonic();
	return result;
}

static bo_code_t check_usable(const bo_db_t *db, bo_error_t *error)
{
	if (db->busy) {
		return bo_fail(error, BO_E_INTERNAL, "The database connection is busy with another result.");
	}
	if (db->broken) {
		return bo_fail(error, BO_E_LOST, "The database connection is lost.");
	}
	return BO_OK;
}

static bo_code_t run_exec(bo_db_t *db, MYSQL_STMT *statement, const bo_param_t *params, size_t param_count,
		uint64_t *affected, uint64_t *insert_id, bo_error_t *error)
{
	bo_code_t result = bind_and_execute(db, statement, params, param_count, error);
	if (result == BO_OK) {
		if (affected) {
			*affected = mysql_stmt_affected_rows(statement);
		}
		if (insert_id) {
			*insert_id = mysql_stmt_insert_id(statement);
		}
	}
	return result;
}

/* A prepared form goes stale when the table changes under it (an upgrade) or the server forgets it. Neither
 * has run anything, so outside a transaction it may be prepared and run anew. */
static bool is_stale(const bo_db_t *db, bo_code_t result, const MYSQL_STMT *statement)
{
	unsigned int number = mysql_stmt_errno((MYSQL_STMT *)(uintptr_t)statement);
	return result != BO_OK && !db->in_transaction &&
		   (number == ER_NEED_REPREPARE || number == ER_UNKNOWN_STMT_HANDLER);
}

bo_code_t bo_db_exec(bo_db_t *db, const char *sql, const bo_param_t *params, size_t param_count,
		uint64_t *affected, uint64_t *insert_id, bo_error_t *error)
{
	bo_code_t result = check_usable(db, error);
	for (int attempt = 0; attempt < 2 && result == BO_OK; attempt++) {
		MYSQL_STMT *statement = NULL;
		result = cached(&statement, db, sql, error);
		if (result != BO_OK) {
			break;
		}
		result = run_exec(db, statement, params, param_count, affected, insert_id, error);
		if (attempt == 0 && is_stale(db, result, statement)) {
			forget(db, statement);
			result = BO_OK;
			continue;
		}
		break;
	}
	return result;
}

bo_code_t bo_db_exec_once(bo_db_t *db, const char *sql, const bo_param_t *params, size_t param_count,
		uint64_t *affected, bo_error_t *error)
{
	MYSQL_STMT *statement = NULL;
	bo_code_t result = check_usable(db, error);
	if (result == BO_OK) {
		result = prepare(&statement, db, sql, error);
	}
	if (result == BO_OK) {
		result = run_exec(db, statement, params, param_count, affected, NULL, error);
	}
	if (statement) {
		mysql_stmt_close(statement);
	}
	return result;
}

/* ---- results ---- */

void bo_rows_free(bo_rows_t *rows)
{
	if (!rows) {
		return;
	}
	for (size_t i = 0; rows->names && i < rows->columns; i++) {
		free(rows->names[i]);
	}
	free(rows->names);
	free(rows->cells);
	bo_buffer_dispose(&rows->data);
	free(rows);
}

size_t bo_rows_count(const bo_rows_t *rows)
{
	return rows ? rows->count : 0;
}

size_t bo_rows_columns(const bo_rows_t *rows)
{
	return rows ? rows->columns : 0;
}

const char *bo_rows_column_name(const bo_rows_t *rows, size_t column)
{
	return rows && column < rows->columns ? rows->names[column] : "";
}

static const cell_t *cell_at(const bo_rows_t *rows, size_t row, size_t column)
{
	if (!rows || row >= rows->count || column >= rows->columns) {
		return NULL;
	}
	const cell_t *cell = &rows->cells[row * rows->columns + column];
	return cell->is_null ? NULL : cell;
}

const char *bo_rows_text(const bo_rows_t *rows, size_t row, size_t column)
{
	const cell_t *cell = cell_at(rows, row, column);
	return cell ? rows->data.data + cell->offset : NULL;
}

size_t bo_rows_length(const bo_rows_t *rows, size_t row, size_t column)
{
	const cell_t *cell = cell_at(rows, row, column);
	return cell ? cell->length : 0;
}

int64_t bo_rows_int(const bo_rows_t *rows, size_t row, size_t column, int64_t otherwise)
{
	const char *text = bo_rows_text(rows, row, column);
	return text ? strtoll(text, NULL, 10) : otherwise;
}

bo_money_t bo_rows_money(const bo_rows_t *rows, size_t row, size_t column)
{
	const cell_t *cell = cell_at(rows, row, column);
	bo_money_t amount;
	return cell && bo_money_parse_sql(&amount, rows->data.data + cell->offset, cell->length) ? amount
																							 : BO_MONEY_NONE;
}

int64_t bo_rows_time(const bo_rows_t *rows, size_t row, size_t column)
{
	const cell_t *cell = cell_at(rows, row, column);
	int64_t time;
	if (!cell) {
		return BO_TIME_NONE;
	}
	const char *text = rows->data.data + cell->offset;
	size_t length = cell->length > 19 ? 19 : cell->length; /* fractions of a second are cut */
	if (bo_time_parse(&time, text, length) || bo_time_parse_day(&time, text, length)) {
		return time;
	}
	return BO_TIME_NONE;
}

/* Buffers for the cells of one row, as wide as `widths` says. */
typedef struct {
	size_t columns;
	MYSQL_BIND *binds;
	unsigned long *lengths;
	my_bool *nulls;
	char *memory;
} row_buffers_t;

static void row_buffers_dispose(row_buffers_t *buffers)
{
	free(buffers->binds);
	free(buffers->lengths);
	free(buffers->nulls);
	free(buffers->memory);
	memset(buffers, 0, sizeof(*buffers));
}

static bool row_buffers_init(row_buffers_t *buffers, const MYSQL_RES *metadata, const unsigned long *widths)
{
	size_t columns = mysql_num_fields((MYSQL_RES *)(uintptr_t)metadata), total = 0;
	memset(buffers, 0, sizeof(*buffers));
	buffers->columns = columns;
	buffers->binds = calloc(columns, sizeof(*buffers->binds));
	buffers->lengths = calloc(columns, sizeof(*buffers->lengths));
	buffers->nulls = calloc(columns, sizeof(*buffers->nulls));
	for (size_t i = 0; i < columns; i++) {
		total += widths[i] + 1;
	}
	buffers->memory = malloc(total ? total : 1);
	if (!buffers->binds || !buffers->lengths || !buffers->nulls || !buffers->memory) {
		row_buffers_dispose(buffers);
		return false;
	}
	char *place = buffers->memory;
	for (size_t i = 0; i < columns; i++) {
		buffers->binds[i].buffer_type = MYSQL_TYPE_STRING;
		buffers->binds[i].buffer = place;
		buffers->binds[i].buffer_length = widths[i] + 1;
		buffers->binds[i].length = &buffers->lengths[i];
		buffers->binds[i].is_null = &buffers->nulls[i];
		place += widths[i] + 1;
	}
	return true;
}

/* The longest text form of a number, date or time type. */
#define SHORT_CELL 64

static unsigned long cell_width(const MYSQL_FIELD *field, unsigned long measured)
{
	unsigned long width = measured;
	if (IS_NUM(field->type) || field->type == MYSQL_TYPE_DATETIME || field->type == MYSQL_TYPE_DATE ||
			field->type == MYSQL_TYPE_TIMESTAMP || field->type == MYSQL_TYPE_TIME) {
		width = width > SHORT_CELL ? width : SHORT_CELL;
	}
	return width;
}

static bo_code_t name_columns(bo_rows_t *rows, MYSQL_RES *metadata, bo_error_t *error)
{
	rows->columns = mysql_num_fields(metadata);
	rows->names = calloc(rows->columns, sizeof(*rows->names));
	if (!rows->names) {
		return bo_fail_memory(error);
	}
	const MYSQL_FIELD *fields = mysql_fetch_fields(metadata);
	for (size_t i = 0; i < rows->columns; i++) {
		rows->names[i] = strdup(fields[i].name);
		if (!rows->names[i]) {
			return bo_fail_memory(error);
		}
	}
	return BO_OK;
}

static bo_code_t keep_row(bo_rows_t *rows, const row_buffers_t *buffers, bo_error_t *error)
{
	size_t needed = (rows->count + 1) * rows->columns;
	if (needed > rows->cell_capacity) {
		size_t capacity = rows->cell_capacity ? rows->cell_capacity * 2 : 16 * rows->columns;
		cell_t *cells = realloc(rows->cells, capacity * sizeof(*cells));
		if (!cells) {
			return bo_fail_memory(error);
		}
		rows->cells = cells;
		rows->cell_capacity = capacity;
	}
	for (size_t i = 0; i < rows->columns; i++) {
		cell_t *cell = &rows->cells[rows->count * rows->columns + i];
		cell->is_null = buffers->nulls[i] != 0;
		cell->offset = rows->data.length;
		cell->length = cell->is_null ? 0 : buffers->lengths[i];
		if (!cell->is_null) {
			bo_buffer_add(&rows->data, buffers->binds[i].buffer, cell->length);
			bo_buffer_add_char(&rows->data, '\0');
		}
	}
	if (rows->data.failed) {
		return bo_fail(error, BO_E_LIMIT, "A database result is too large.");
	}
	rows->count++;
	return BO_OK;
}

static bo_code_t read_rows(bo_rows_t **out, bo_db_t *db, MYSQL_STMT *statement, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	row_buffers_t buffers = {0};
	unsigned long *widths = NULL;
	bo_rows_t *rows = calloc(1, sizeof(*rows));
	MYSQL_RES *metadata = mysql_stmt_result_metadata(statement);
	if (!rows || !metadata) {
		result = metadata ? bo_fail_memory(error)
						  : bo_fail(error, BO_E_INTERNAL, "A statement gave no result.");
		goto out;
	}
	bo_buffer_init(&rows->data, MAX_RESULT_BYTES);
	my_bool measure = 1;
	mysql_stmt_attr_set(statement, STMT_ATTR_UPDATE_MAX_LENGTH, &measure);
	if (mysql_stmt_store_result(statement) != 0) {
		result = fail_statement(db, statement, error);
		goto out;
	}
	/* The measured widths are only in a metadata set that was fetched after storing. */
	mysql_free_result(metadata);
	metadata = mysql_stmt_result_metadata(statement);
	if (!metadata) {
		result = bo_fail_memory(error);
		goto out;
	}
	result = name_columns(rows, metadata, error);
	if (result != BO_OK) {
		goto out;
	}
	widths = calloc(rows->columns, sizeof(*widths));
	if (!widths) {
		result = bo_fail_memory(error);
		goto out;
	}
	const MYSQL_FIELD *fields = mysql_fetch_fields(metadata);
	for (size_t i = 0; i < rows->columns; i++) {
		widths[i] = cell_width(&fields[i], fields[i].max_length);
	}
	if (!row_buffers_init(&buffers, metadata, widths)) {
		result = bo_fail_memory(error);
		goto out;
	}
	if (mysql_stmt_bind_result(statement, buffers.binds) != 0) {
		result = fail_statement(db, statement, error);
		goto out;
	}
	for (;;) {
		int fetched = mysql_stmt_fetch(statement);
		if (fetched == MYSQL_NO_DATA) {
			break;
		}
		if (fetched == MYSQL_DATA_TRUNCATED) {
			result = bo_fail(error, BO_E_INTERNAL, "A database cell did not fit its measured width.");
			break;
		}
		if (fetched != 0) {
			result = fail_statement(db, statement, error);
			break;
		}
		result = keep_row(rows, &buffers, error);
		if (result != BO_OK) {
			break;
		}
	}
out:
	free(widths);
	row_buffers_dispose(&buffers);
	if (metadata) {
		mysql_free_result(metadata);
	}
	mysql_stmt_free_result(statement);
	if (result != BO_OK) {
		bo_rows_free(rows);
		rows = NULL;
	}
	*out = rows;
	return result;
}

bo_code_t bo_db_query(bo_rows_t **out, bo_db_t *db, const char *sql, const bo_param_t *params,
		size_t param_count, bo_error_t *error)
{
	*out = NULL;
	bo_code_t result = check_usable(db, error);
	for (int attempt = 0; attempt < 2 && result == BO_OK; attempt++) {
		MYSQL_STMT *statement = NULL;
		result = cached(&statement, db, sql, error);
		if (result != BO_OK) {
			break;
		}
		result = bind_and_execute(db, statement, params, param_count, error);
		if (attempt == 0 && is_stale(db, result, statement)) {
			forget(db, statement);
			result = BO_OK;
			continue;
		}
		if (result == BO_OK) {
			result = read_rows(out, db, statement, error);
		}
		break;
	}
	return result;
}

bo_code_t bo_db_query_once(bo_rows_t **out, bo_db_t *db, const char *sql, const bo_param_t *params,
		size_t param_count, bo_error_t *error)
{
	*out = NULL;
	MYSQL_STMT *statement = NULL;
	bo_code_t result = check_usable(db, error);
	if (result == BO_OK) {
		result = prepare(&statement, db, sql, error);
	}
	if (result == BO_OK) {
		result = bind_and_execute(db, statement, params, param_count, error);
	}
	if (result == BO_OK) {
		result = read_rows(out, db, statement, error);
	}
	if (statement) {
		mysql_stmt_close(statement);
	}
	return result;
}

static bo_code_t stream_rows(
		bo_db_t *db, MYSQL_STMT *statement, bo_db_row_fn row, void *payload, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	row_buffers_t buffers = {0};
	const char **cells = NULL;
	size_t *lengths = NULL;
	unsigned long *widths = NULL;
	MYSQL_RES *metadata = mysql_stmt_result_metadata(statement);
	if (!metadata) {
		return bo_fail(error, BO_E_INTERNAL, "A statement gave no result.");
	}
	size_t columns = mysql_num_fields(metadata);
	cells = calloc(columns, sizeof(*cells));
	lengths = calloc(columns, sizeof(*lengths));
	widths = calloc(columns, sizeof(*widths));
	if (!cells || !lengths || !widths) {
		result = bo_fail_memory(error);
		goto out;
	}
	const MYSQL_FIELD *fields = mysql_fetch_fields(metadata);
	for (size_t i = 0; i < columns; i++) {
		unsigned long declared = fields[i].length > MAX_STREAM_CELL ? MAX_STREAM_CELL : fields[i].length;
		widths[i] = cell_width(&fields[i], declared);
	}
	if (!row_buffers_init(&buffers, metadata, widths)) {
		result = bo_fail_memory(error);
		goto out;
	}
	if (mysql_stmt_bind_result(statement, buffers.binds) != 0) {
		result = fail_statement(db, statement, error);
		goto out;
	}
	db->busy = true;
	for (;;) {
		int fetched = mysql_stmt_fetch(statement);
		if (fetched == MYSQL_NO_DATA) {
			break;
		}
		if (fetched == MYSQL_DATA_TRUNCATED) {
			result = bo_fail(error, BO_E_LIMIT, "A database cell is larger than %u bytes.", MAX_STREAM_CELL);
			break;
		}
		if (fetched != 0) {
			result = fail_statement(db, statement, error);
			break;
		}
		for (size_t i = 0; i < columns; i++) {
			cells[i] = buffers.nulls[i] ? NULL : buffers.binds[i].buffer;
			lengths[i] = buffers.nulls[i] ? 0 : buffers.lengths[i];
			if (cells[i]) {
				((char *)buffers.binds[i].buffer)[lengths[i]] = '\0';
			}
		}
		result = row(cells, lengths, columns, error, payload);
		if (result != BO_OK) {
			break;
		}
	}
	db->busy = false;
out:
	free(cells);
	free(lengths);
	free(widths);
	row_buffers_dispose(&buffers);
	mysql_free_result(metadata);
	mysql_stmt_free_result(statement);
	return result;
}

bo_code_t bo_db_stream(bo_db_t *db, const char *sql, const bo_param_t *params, size_t param_count,
		bo_db_row_fn row, void *payload, bo_error_t *error)
{
	MYSQL_STMT *statement = NULL;
	bo_code_t result = check_usable(db, error);
	if (result == BO_OK) {
		result = prepare(&statement, db, sql, error);
	}
	if (result == BO_OK) {
		result = bind_and_execute(db, statement, params, param_count, error);
	}
	if (result == BO_OK) {
		result = stream_rows(db, statement, row, payload, error);
	}
	if (statement) {
		mysql_stmt_close(statement);
	}
	return result;
}

/* ---- transactions ---- */

static bo_code_t plain(bo_db_t *db, const char *sql, bo_error_t *error)
{
	bo_code_t result = check_usable(db, error);
	if (result == BO_OK && mysql_real_query(db->mysql, sql, strlen(sql)) != 0) {
		result = fail_connection(db, error);
	}
	db->last_used = monotonic();
	return result;
}

bo_code_t bo_db_begin(bo_db_t *db, bo_error_t *error)
{
	if (db->in_transaction) {
		return bo_fail(error, BO_E_INTERNAL, "A transaction is open already.");
	}
	bo_code_t result = plain(db, "START TRANSACTION", error);
	db->in_transaction = result == BO_OK;
	return result;
}

bo_code_t bo_db_commit(bo_db_t *db, bo_error_t *error)
{
	if (!db->in_transaction) {
		return bo_fail(error, BO_E_INTERNAL, "No transaction is open.");
	}
	bo_code_t result = plain(db, "COMMIT", error);
	db->in_transaction = false;
	return result;
}

void bo_db_rollback(bo_db_t *db)
{
	if (!db || !db->in_transaction) {
		return;
	}
	db->in_transaction = false;
	if (plain(db, "ROLLBACK", NULL) != BO_OK) {
		db->broken = true;
	}
}

bool bo_db_in_transaction(const bo_db_t *db)
{
	return db->in_transaction;
}

/* ---- versions ---- */

const char *bo_db_server_version(const bo_db_t *db)
{
	return mysql_get_server_info(db->mysql);
}

const char *bo_db_client_version(void)
{
	return mysql_get_client_info();
}

const char *bo_db_client_header_version(void)
{
	return MARIADB_PACKAGE_VERSION;
}
