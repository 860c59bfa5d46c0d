#include "db/bo_db.h"

#include "base/bo_failpoint.h"
#include "db/bo_db_internal.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <errmsg.h>
#include <mysqld_error.h>

/* A connection used more recently than this is trusted without a ping. */
#define CHECK_AFTER_SECONDS 30
/* So often a single statement is run again that was undone by a deadlock. */
#define MAX_UNDONE 20

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
		/* A node of a Galera cluster that has no majority (any more) refuses every statement. */
		case ER_UNKNOWN_COM_ERROR:
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

bo_code_t bo_db_fail_statement(bo_db_t *db, MYSQL_STMT *statement, bo_error_t *error)
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
	} else {
		/* Connector/C 3.4 verifies by itself, and then refuses servers without TLS and with a certificate of
		 * their own; 3.3 does not. Said here, each version behaves the same, and as PHP's own driver does. (A
		 * test with 3.3 sees nothing but that it still connects.) */
		verify = 0;
	}
	mysql_options(mysql, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
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
	/* A node of a cluster would repeat a single statement that another node overtook, and say once what
	 * became of both; it is repeated here instead (is_undone()). Servers without clusters do not know the
	 * setting. */
	static const char cluster[] = "SET SESSION wsrep_retry_autocommit=0";
	if (strstr(mysql_get_server_info(db->mysql), "MariaDB") &&
			mysql_real_query(db->mysql, cluster, strlen(cluster)) != 0 &&
			mysql_errno(db->mysql) != ER_UNKNOWN_SYSTEM_VARIABLE) {
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

static void close_retired(bo_db_t *db)
{
	while (db->retired_count) {
		mysql_stmt_close(db->retired[--db->retired_count]);
	}
}

/* Whether the server is in a transaction too, as of its last answer. */
static bool in_step(const bo_db_t *db)
{
	return (db->mysql->server_status & SERVER_STATUS_IN_TRANS) != 0;
}

static bo_code_t fail_gone(bo_error_t *error)
{
	return bo_fail(error, BO_E_RETRY, "The server rolled the transaction back.");
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
	close_retired(db);
	if (db->mysql) {
		mysql_close(db->mysql);
	}
	free(db);
}

/* An idle session has nothing to say: something to read is the server's goodbye (KILL, restart,
 * wait_timeout). Asking the kernel costs no round trip, so every call can do it. */
static bool said_goodbye(bo_db_t *db)
{
	struct pollfd socket = {.fd = (int)mysql_get_socket(db->mysql), .events = POLLIN};
	return poll(&socket, 1, 0) > 0;
}

bool bo_db_reusable(bo_db_t *db)
{
	if (!db || db->pid != getpid() || db->broken || db->busy || db->in_transaction ||
			(db->mysql->server_status & SERVER_STATUS_IN_TRANS)) {
		return false;
	}
	if (said_goodbye(db)) {
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

/* When another node of a cluster overtakes a transaction, the server rolls it back and says so in the answer
 * to the next command. To preparing and closing a statement there is no such answer: the rollback can be lost
 * in one of them, and what follows would be carried out on its own, each statement for itself. So nothing is
 * closed inside a transaction, and after preparing it is asked whether the transaction is still there. */
static bo_code_t still_there(bo_db_t *db, bo_error_t *error)
{
	if (!db->in_transaction) {
		return BO_OK;
	}
	if (mysql_real_query(db->mysql, "DO 0", strlen("DO 0")) != 0) {
		return fail_connection(db, error);
	}
	return in_step(db) ? BO_OK : fail_gone(error);
}

bo_code_t bo_db_prepare(MYSQL_STMT **out, bo_db_t *db, const char *sql, bo_error_t *error)
{
	*out = NULL;
	MYSQL_STMT *statement = mysql_stmt_init(db->mysql);
	if (!statement) {
		return bo_fail_memory(error);
	}
	if (mysql_stmt_prepare(statement, sql, strlen(sql)) != 0) {
		bo_code_t result = bo_db_fail_statement(db, statement, error);
		mysql_stmt_close(statement);
		return result;
	}
	bo_code_t result = still_there(db, error);
	if (result != BO_OK) {
		bo_db_close_statement(db, statement);
		return result;
	}
	*out = statement;
	return BO_OK;
}

void bo_db_close_statement(bo_db_t *db, MYSQL_STMT *statement)
{
	if (db->in_transaction && db->retired_count < BO_STATEMENT_CACHE) {
		mysql_stmt_free_result(statement);
		db->retired[db->retired_count++] = statement;
	} else {
		mysql_stmt_close(statement);
	}
}

/* The prepared form of a literal; the least recently used one makes room. */
bo_code_t bo_db_cached(MYSQL_STMT **out, bo_db_t *db, const char *sql, bo_error_t *error)
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
	bo_code_t result = bo_db_prepare(out, db, sql, error);
	if (result != BO_OK) {
		return result;
	}
	size_t place = db->cached;
	if (place == BO_STATEMENT_CACHE) {
		place = oldest;
		bo_db_close_statement(db, db->cache[place].statement);
	} else {
		db->cached++;
	}
	db->cache[place].sql = sql;
	db->cache[place].statement = *out;
	db->cache[place].used = ++db->uses;
	return BO_OK;
}

void bo_db_forget(bo_db_t *db, MYSQL_STMT *statement)
{
	for (size_t i = 0; i < db->cached; i++) {
		if (db->cache[i].statement == statement) {
			bo_db_close_statement(db, statement);
			db->cache[i] = db->cache[--db->cached];
			return;
		}
	}
}

bo_code_t bo_db_bind_and_execute(
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
			result = bo_db_fail_statement(db, statement, error);
			goto out;
		}
	}
	if (mysql_stmt_execute(statement) != 0) {
		result = bo_db_fail_statement(db, statement, error);
	}
	BO_FAILPOINT(mysql_stmt_field_count(statement) ? "after reading" : "after writing");
out:
	free(binds);
	free(integers);
	free(lengths);
	db->last_used = monotonic();
	return result;
}

void bo_db_touch(bo_db_t *db)
{
	db->last_used = monotonic();
}

bo_code_t bo_db_check_usable(const bo_db_t *db, bo_error_t *error)
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
	bo_code_t result = bo_db_bind_and_execute(db, statement, params, param_count, error);
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
 * has changed anything (new columns are only noticed in the result of a query), so outside a transaction it
 * may be prepared and run anew. Inside one its caller has to begin anew, and must not meet the same form. */
bool bo_db_forget_stale(bo_db_t *db, bo_code_t result, MYSQL_STMT *statement)
{
	unsigned int number = mysql_stmt_errno(statement);
	if (result == BO_OK || (number != ER_NEED_REPREPARE && number != ER_UNKNOWN_STMT_HANDLER &&
								   number != CR_NEW_STMT_METADATA)) {
		return false;
	}
	bo_db_forget(db, statement);
	return true;
}

/* A single statement that was chosen to end a deadlock, or that another node of a cluster overtook, was
 * rolled back as a whole: it may be run again. Inside a transaction all of it is gone, and the caller has to
 * begin anew. */
static bool is_undone(const bo_db_t *db, bo_code_t result, const MYSQL_STMT *statement)
{
	return result == BO_E_RETRY && !db->in_transaction &&
		   mysql_stmt_errno((MYSQL_STMT *)(uintptr_t)statement) == ER_LOCK_DEADLOCK;
}

/* A few milliseconds, more each time and different in each process, so that not the same one loses again. */
static void give_way(const bo_db_t *db, int times)
{
	struct timespec pause = {.tv_nsec = (long)(times * (1 + db->pid % 5)) * 1000000L};
	nanosleep(&pause, NULL);
}

bo_code_t bo_db_exec(bo_db_t *db, const char *sql, const bo_param_t *params, size_t param_count,
		uint64_t *affected, uint64_t *insert_id, bo_error_t *error)
{
	bool prepared_anew = false;
	int undone = 0;
	for (;;) {
		MYSQL_STMT *statement = NULL;
		bo_code_t result = bo_db_check_usable(db, error);
		if (result == BO_OK) {
			result = bo_db_cached(&statement, db, sql, error);
		}
		if (result != BO_OK) {
			return result;
		}
		result = run_exec(db, statement, params, param_count, affected, insert_id, error);
		if (bo_db_forget_stale(db, result, statement)) {
			if (prepared_anew || db->in_transaction) {
				return result;
			}
			prepared_anew = true;
		} else if (undone < MAX_UNDONE && is_undone(db, result, statement)) {
			undone++;
			give_way(db, undone);
		} else {
			return result;
		}
	}
}

bo_code_t bo_db_exec_once(bo_db_t *db, const char *sql, const bo_param_t *params, size_t param_count,
		uint64_t *affected, bo_error_t *error)
{
	MYSQL_STMT *statement = NULL;
	bo_code_t result = bo_db_check_usable(db, error);
	if (result == BO_OK) {
		result = bo_db_prepare(&statement, db, sql, error);
	}
	if (result == BO_OK) {
		result = run_exec(db, statement, params, param_count, affected, NULL, error);
	}
	if (statement) {
		bo_db_close_statement(db, statement);
	}
	return result;
}

/* ---- transactions ---- */

static bo_code_t plain(bo_db_t *db, const char *sql, bo_error_t *error)
{
	bo_code_t result = bo_db_check_usable(db, error);
	BO_FAILPOINT(sql);
	if (result == BO_OK && mysql_real_query(db->mysql, sql, strlen(sql)) != 0) {
		result = fail_connection(db, error);
	}
	BO_FAILPOINT("after it");
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
	/* The answers since the beginning say whether it is still open; committing nothing would look like
	 * success. */
	bo_code_t result = in_step(db) ? plain(db, "COMMIT", error) : fail_gone(error);
	db->in_transaction = false;
	/* A commit that is refused (another node was faster) leaves the library's idea of a transaction open;
	 * ending it sets that right. */
	if (result != BO_OK && !db->broken && mysql_real_query(db->mysql, "ROLLBACK", strlen("ROLLBACK")) != 0) {
		db->broken = true;
	}
	close_retired(db);
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
	close_retired(db);
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

/* Connector/C 3.1 calls itself by the number of the server that it was released with ("10.5.23"), later ones
 * by their own. */
const char *bo_db_client_header_version(void)
{
	bool of_server =
			strtol(mysql_get_client_info(), NULL, 10) == strtol(MARIADB_CLIENT_VERSION_STR, NULL, 10);
	return of_server ? MARIADB_CLIENT_VERSION_STR : MARIADB_PACKAGE_VERSION;
}
