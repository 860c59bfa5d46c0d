/* Proves the database layer: values in and out, errors by kind, sessions as they should be, forks and lost
 * connections. */
#include "db/bo_db_internal.h"
#include "support/bo_test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static bo_context_t *context;
static bo_db_t *db;

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	db = bo_test_db();
	bo_test_exec("DROP TABLE IF EXISTS tbl_t");
	return 0;
}

static bo_db_t *another(unsigned int lock_wait)
{
	bo_db_settings_t settings;
	bo_db_t *second = NULL;
	bo_settings_database(&settings, context->settings);
	settings.lock_wait_timeout = lock_wait;
	assert_ok(bo_db_open(&second, &settings, &error));
	return second;
}

static void test_session(void **state)
{
	(void)state;
	assert_sql("SELECT CONCAT_WS('|', @@SESSION.time_zone, @@SESSION.sql_mode, @@autocommit, "
			   "@@innodb_lock_wait_timeout, "
			   "@@tx_isolation, @@character_set_connection)",
			"+00:00|STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION|ON|10|READ-COMMITTED|"
			"utf8mb4");
	/* D40: NOW() is UTC, whatever the server's zone is. */
	assert_sql("SELECT TIMESTAMPDIFF(SECOND, NOW(), UTC_TIMESTAMP())", "0");
	/* D50: what does not fit is an error, not a cut value. */
	bo_test_exec("CREATE TABLE tbl_t (name VARCHAR(3) NOT NULL, day DATE NOT NULL)");
	assert_code(bo_db_exec_once(
						db, "INSERT INTO tbl_t VALUES ('long', '2026-01-01')", BO_NO_PARAMS, NULL, &error),
			BO_E_DB);
	assert_code(bo_db_exec_once(db, "INSERT INTO tbl_t (name) VALUES ('a')", BO_NO_PARAMS, NULL, &error),
			BO_E_DB);
	assert_code(
			bo_db_exec_once(db, "INSERT INTO tbl_t VALUES ('a', '2026-02-30')", BO_NO_PARAMS, NULL, &error),
			BO_E_DB);
	/* D14: one statement a call. */
	assert_code(
			bo_db_exec_once(db, "DELETE FROM tbl_t; DELETE FROM tbl_t", BO_NO_PARAMS, NULL, &error), BO_E_DB);
	assert_true(strlen(bo_db_server_version(db)) > 3);
	assert_true(strlen(bo_db_client_version()) > 2);
	assert_true(strlen(bo_db_client_header_version()) > 2);
}

static void test_parameters_and_cells(void **state)
{
	(void)state;
	bo_rows_t *rows = NULL;
	assert_ok(bo_db_query(&rows, db,
			"SELECT ? AS a, ? AS b, ? AS c, ? AS d, ? AS e, ? AS f, ? AS g, ? AS h, ? AS i, CAST(? AS "
			"DATETIME(6)) AS j",
			BO_PARAMS(bo_p_int(INT64_MIN), bo_p_int(INT64_MAX), bo_p_text("m\xc3\xbcller'\"\\"),
					bo_p_string("a\0b", 3), bo_p_time(1795424400), bo_p_money(-1250), bo_p_null(),
					bo_p_text(NULL), bo_p_text(""), bo_p_text("2026-11-23 09:00:00.123456")),
			&error));
	assert_int_equal(bo_rows_count(rows), 1);
	assert_int_equal(bo_rows_columns(rows), 10);
	assert_string_equal(bo_rows_column_name(rows, 0), "a");
	assert_string_equal(bo_rows_column_name(rows, 9), "j");
	assert_string_equal(bo_rows_column_name(rows, 10), "");
	assert_true(bo_rows_int(rows, 0, 0, 7) == INT64_MIN);
	assert_true(bo_rows_int(rows, 0, 1, 7) == INT64_MAX);
	assert_string_equal(bo_rows_text(rows, 0, 2), "m\xc3\xbcller'\"\\");
	assert_int_equal(bo_rows_length(rows, 0, 3), 3);
	assert_memory_equal(bo_rows_text(rows, 0, 3), "a\0b", 4);
	assert_string_equal(bo_rows_text(rows, 0, 4), "2026-11-23 09:00:00");
	assert_int_equal(bo_rows_time(rows, 0, 4), 1795424400);
	assert_int_equal(bo_rows_money(rows, 0, 5), -1250);
	for (size_t column = 6; column < 8; column++) {
		assert_null(bo_rows_text(rows, 0, column));
		assert_int_equal(bo_rows_length(rows, 0, column), 0);
		assert_int_equal(bo_rows_int(rows, 0, column, 7), 7);
		assert_true(bo_rows_money(rows, 0, column) == BO_MONEY_NONE);
		assert_true(bo_rows_time(rows, 0, column) == BO_TIME_NONE);
	}
	assert_string_equal(bo_rows_text(rows, 0, 8), "");
	assert_int_equal(bo_rows_time(rows, 0, 9), 1795424400); /* fractions are cut */
	/* Outside of the result there is nothing. */
	assert_null(bo_rows_text(rows, 1, 0));
	assert_null(bo_rows_text(rows, 0, 10));
	assert_int_equal(bo_rows_int(rows, 5, 5, 9), 9);
	bo_rows_free(rows);
	bo_rows_free(NULL);
	assert_int_equal(bo_rows_count(NULL), 0);
	assert_int_equal(bo_rows_columns(NULL), 0);
}

static void test_types_of_columns(void **state)
{
	(void)state;
	bo_rows_t *rows = NULL;
	bo_test_exec("CREATE TABLE tbl_t (a TINYINT, b BIGINT UNSIGNED, c DECIMAL(16,2), d DOUBLE, e DATE, f "
				 "DATETIME, g "
				 "MEDIUMTEXT, h INT, i TIME, j DATETIME)");
	bo_test_exec("INSERT INTO tbl_t VALUES (-128, 18446744073709551615, 12345678901234.56, 0.5, "
				 "'2026-11-23', '2026-11-23 "
				 "09:00:00', 'x', NULL, '-12:30:00', '2026-11-23 09:00:00')");
	assert_ok(bo_db_query(&rows, db, "SELECT * FROM tbl_t", BO_NO_PARAMS, &error));
	static const char *const cells[] = {"-128", "18446744073709551615", "12345678901234.56", "0.5",
			"2026-11-23", "2026-11-23 09:00:00", "x", NULL, "-12:30:00"};
	for (size_t i = 0; i < COUNT_OF(cells); i++) {
		if (cells[i]) {
			assert_string_equal(bo_rows_text(rows, 0, i), cells[i]);
		} else {
			assert_null(bo_rows_text(rows, 0, i));
		}
	}
	assert_int_equal(bo_rows_money(rows, 0, 2), INT64_C(1234567890123456));
	assert_int_equal(bo_rows_time(rows, 0, 4), 1795392000);
	bo_rows_free(rows);
}

/* D50: old tables hold zero dates; they read as "unknown". */
static void test_d50_zero_dates(void **state)
{
	(void)state;
	bo_rows_t *rows = NULL;
	bo_test_exec("CREATE TABLE tbl_t (a DATETIME NOT NULL, b DATE NOT NULL)");
	bo_test_exec("INSERT INTO tbl_t VALUES ('0000-00-00 00:00:00', '0000-00-00')");
	assert_ok(bo_db_query(&rows, db, "SELECT a, b FROM tbl_t", BO_NO_PARAMS, &error));
	assert_true(bo_rows_time(rows, 0, 0) == BO_TIME_NONE);
	assert_true(bo_rows_time(rows, 0, 1) == BO_TIME_NONE);
	bo_rows_free(rows);
	bo_test_exec("ALTER TABLE tbl_t ADD c INT NULL");
}

static void test_wide_cells(void **state)
{
	(void)state;
	bo_rows_t *rows = NULL;
	assert_ok(bo_db_query(&rows, db,
			"SELECT REPEAT('x', 3000000) AS wide UNION ALL SELECT NULL UNION ALL SELECT 'short' UNION ALL "
			"SELECT ''",
			BO_NO_PARAMS, &error));
	assert_int_equal(bo_rows_count(rows), 4);
	assert_int_equal(bo_rows_length(rows, 0, 0), 3000000);
	assert_int_equal(strlen(bo_rows_text(rows, 0, 0)), 3000000);
	assert_null(bo_rows_text(rows, 1, 0));
	assert_string_equal(bo_rows_text(rows, 2, 0), "short");
	assert_string_equal(bo_rows_text(rows, 3, 0), "");
	bo_rows_free(rows);
	assert_ok(bo_db_query(&rows, db, "SELECT 1 FROM DUAL WHERE 1 = 0", BO_NO_PARAMS, &error));
	assert_int_equal(bo_rows_count(rows), 0);
	assert_null(bo_rows_text(rows, 0, 0));
	bo_rows_free(rows);
}

static void test_affected_and_insert_id(void **state)
{
	(void)state;
	uint64_t affected = 99, id = 99;
	bo_test_exec("CREATE TABLE tbl_t (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(9))");
	assert_ok(bo_db_exec(db, "INSERT INTO tbl_t (name) VALUES (?), (?)",
			BO_PARAMS(bo_p_text("a"), bo_p_text("b")), &affected, &id, &error));
	assert_int_equal(affected, 2);
	assert_int_equal(id, 1);
	/* Only rows that really changed count: compare and swap depends on it. */
	assert_ok(
			bo_db_exec(db, "UPDATE tbl_t SET name = ?", BO_PARAMS(bo_p_text("b")), &affected, NULL, &error));
	assert_int_equal(affected, 1);
	assert_ok(
			bo_db_exec(db, "UPDATE tbl_t SET name = ?", BO_PARAMS(bo_p_text("b")), &affected, NULL, &error));
	assert_int_equal(affected, 0);
}

static void test_errors(void **state)
{
	(void)state;
	bo_rows_t *rows = NULL;
	bo_test_exec("CREATE TABLE tbl_t (id INT PRIMARY KEY)");
	bo_test_exec("INSERT INTO tbl_t VALUES (1)");
	bo_error_t error = {0};
	assert_int_equal(
			bo_db_exec_once(db, "INSERT INTO tbl_t VALUES (1)", BO_NO_PARAMS, NULL, &error), BO_E_EXISTS);
	assert_int_equal(error.native, 1062);
	assert_string_equal(error.sqlstate, "23000");
	assert_int_equal(bo_db_query_once(&rows, db, "SELECT nonsense", BO_NO_PARAMS, &error), BO_E_DB);
	assert_int_equal(error.native, 1054);
	assert_null(rows);
	assert_int_equal(bo_db_exec(db, "SELECT ?", BO_NO_PARAMS, NULL, NULL, &error), BO_E_INTERNAL);
	assert_string_equal(error.message, "A statement wants 1 values and got 0.");
	assert_int_equal(
			bo_db_query(&rows, db, "DELETE FROM tbl_t WHERE id = 99", BO_NO_PARAMS, &error), BO_E_INTERNAL);
	/* The connection is as good as before. */
	assert_true(bo_db_reusable(db));
	assert_sql("SELECT COUNT(*) FROM tbl_t", "1");
}

static const char select_all[] = "SELECT * FROM tbl_t ORDER BY 1";

/* A kept statement goes stale when an upgrade changes its table. */
/* A server that does not answer (a node that another one has overtaken, say) is not waited for longer than
 * the setting says; the connection is then useless, and a later attempt opens a new one. */
static void test_server_that_takes_too_long(void **state)
{
	(void)state;
	bo_db_settings_t settings;
	bo_db_t *second = NULL;
	bo_settings_database(&settings, context->settings);
	assert_int_equal(settings.read_timeout, 60);
	settings.read_timeout = 1;
	assert_ok(bo_db_open(&second, &settings, &error));
	assert_code(bo_db_exec(second, "DO SLEEP(600)", BO_NO_PARAMS, NULL, NULL, &error), BO_E_LOST);
	assert_false(bo_db_reusable(second));
	bo_db_close(second);
}

static void test_stale_statement(void **state)
{
	(void)state;
	bo_rows_t *rows = NULL;
	bo_test_exec("CREATE TABLE tbl_t (id INT)");
	bo_test_exec("INSERT INTO tbl_t VALUES (1)");
	assert_ok(bo_db_query(&rows, db, select_all, BO_NO_PARAMS, &error));
	assert_int_equal(bo_rows_columns(rows), 1);
	bo_rows_free(rows);
	bo_test_exec("ALTER TABLE tbl_t ADD name VARCHAR(200) NOT NULL DEFAULT 'a longer text than before', "
				 "MODIFY id BIGINT");
	assert_ok(bo_db_query(&rows, db, select_all, BO_NO_PARAMS, &error));
	assert_int_equal(bo_rows_columns(rows), 2);
	assert_string_equal(bo_rows_text(rows, 0, 1), "a longer text than before");
	bo_rows_free(rows);
	bo_test_exec("DROP TABLE tbl_t");
	assert_code(bo_db_query(&rows, db, select_all, BO_NO_PARAMS, &error), BO_E_DB);
	bo_test_exec("CREATE TABLE tbl_t (other DATE)");
	bo_test_exec("INSERT INTO tbl_t VALUES ('2026-11-23')");
	assert_ok(bo_db_query(&rows, db, select_all, BO_NO_PARAMS, &error));
	assert_string_equal(bo_rows_text(rows, 0, 0), "2026-11-23");
	bo_rows_free(rows);
}

/* The server has forgotten the prepared form (behind its number there is nothing any more). Inside a
 * transaction nothing is run twice, but the next transaction does not meet the same form. */
static void test_stale_statement_in_a_transaction(void **state)
{
	(void)state;
	static const char insert[] = "INSERT INTO tbl_t VALUES (?)", count[] = "SELECT COUNT(*) FROM tbl_t";
	bo_rows_t *rows = NULL;
	bo_test_exec("CREATE TABLE tbl_t (id INT)");
	for (int query = 0; query < 2; query++) {
		for (int round = 0; round < 3; round++) {
			assert_ok(bo_db_begin(db, &error));
			if (round == 1) {
				for (size_t i = 0; i < db->cached; i++) {
					db->cache[i].statement->stmt_id += 1000000;
				}
			}
			bo_error_t why = {0};
			bo_code_t code = query ? bo_db_query(&rows, db, count, BO_NO_PARAMS, &why)
								   : bo_db_exec(db, insert, BO_PARAMS(bo_p_int(round)), NULL, NULL, &why);
			assert_int_equal(code, round == 1 ? BO_E_DB : BO_OK);
			bo_rows_free(rows);
			rows = NULL;
			if (code == BO_OK) {
				assert_ok(bo_db_commit(db, &error));
			} else {
				bo_db_rollback(db);
			}
		}
	}
	assert_sql("SELECT GROUP_CONCAT(id ORDER BY id) FROM tbl_t", "0,2");
}

/* More different statements than are kept: the oldest make room, all work. */
static void test_many_statements(void **state)
{
	(void)state;
	static char texts[300][32];
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < 300; i++) {
			bo_rows_t *rows = NULL;
			snprintf(texts[i], sizeof(texts[i]), "SELECT %d", i);
			assert_ok(bo_db_query(&rows, db, texts[i], BO_NO_PARAMS, &error));
			assert_int_equal(bo_rows_int(rows, 0, 0, -1), i);
			bo_rows_free(rows);
		}
	}
	assert_true(strtol(bo_test_value("SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS WHERE "
									 "VARIABLE_NAME = "
									 "'Com_stmt_close'"),
						NULL, 10) >= 300);
}

static void test_transactions(void **state)
{
	(void)state;
	bo_test_exec("CREATE TABLE tbl_t (id INT)");
	assert_ok(bo_db_begin(db, &error));
	assert_true(bo_db_in_transaction(db));
	assert_false(bo_db_reusable(db));
	assert_code(bo_db_begin(db, &error), BO_E_INTERNAL);
	bo_test_exec("INSERT INTO tbl_t VALUES (1)");
	bo_db_rollback(db);
	assert_false(bo_db_in_transaction(db));
	assert_sql("SELECT COUNT(*) FROM tbl_t", "0");
	assert_code(bo_db_commit(db, &error), BO_E_INTERNAL);
	assert_ok(bo_db_begin(db, &error));
	bo_test_exec("INSERT INTO tbl_t VALUES (1)");
	assert_ok(bo_db_commit(db, &error));
	bo_db_rollback(db); /* nothing to roll back: nothing happens */
	bo_db_rollback(NULL);
	assert_sql("SELECT COUNT(*) FROM tbl_t", "1");
	assert_true(bo_db_reusable(db));
	assert_false(bo_db_reusable(NULL));
}

/* What a request left behind is thrown away with its connection. */
/* A node of a cluster may take a transaction back without our next command being told. Nothing that follows
 * may be carried out on its own, and the end must not look like success. */
static void test_transaction_that_is_gone(void **state)
{
	(void)state;
	static const char insert[] = "INSERT INTO t (id) VALUES (?)";
	bo_test_exec("DROP TABLE IF EXISTS t");
	bo_test_exec("CREATE TABLE t (id INT PRIMARY KEY)");
	assert_ok(bo_db_begin(db, &error));
	assert_ok(bo_db_exec(db, "ROLLBACK", BO_NO_PARAMS, NULL, NULL, &error));
	assert_code(bo_db_exec_once(db, insert, BO_PARAMS(bo_p_int(1)), NULL, &error), BO_E_RETRY);
	bo_db_rollback(db);
	assert_ok(bo_db_begin(db, &error));
	assert_ok(bo_db_exec(db, "ROLLBACK", BO_NO_PARAMS, NULL, NULL, &error));
	assert_code(bo_db_commit(db, &error), BO_E_RETRY);
	assert_false(bo_db_in_transaction(db));
	assert_true(bo_db_reusable(db));
	assert_sql("SELECT COUNT(*) FROM t", "0");
	/* What is prepared for once is closed behind the transaction. */
	assert_ok(bo_db_begin(db, &error));
	for (int i = 0; i < 200; i++) {
		assert_ok(bo_db_exec_once(db, insert, BO_PARAMS(bo_p_int(i)), NULL, &error));
	}
	assert_ok(bo_db_commit(db, &error));
	assert_sql("SELECT COUNT(*) FROM t", "200");
}

static void test_context_drops_an_open_transaction(void **state)
{
	(void)state;
	bo_test_exec("CREATE TABLE tbl_t (id INT)");
	char id[32];
	snprintf(id, sizeof(id), "%s", bo_test_value("SELECT CONNECTION_ID()"));
	assert_ok(bo_db_begin(db, &error));
	bo_test_exec("INSERT INTO tbl_t VALUES (1)");
	bo_context_end(context);
	assert_null(context->db);
	assert_string_not_equal(bo_test_value("SELECT CONNECTION_ID()"), id);
	assert_sql("SELECT COUNT(*) FROM tbl_t", "0");
	/* A clean one is kept. */
	snprintf(id, sizeof(id), "%s", bo_test_value("SELECT CONNECTION_ID()"));
	bo_context_end(context);
	assert_sql("SELECT CONNECTION_ID()", id);
}

static void test_lock_wait_is_retry(void **state)
{
	(void)state;
	bo_db_t *second = another(1);
	bo_test_exec("CREATE TABLE tbl_t (id INT PRIMARY KEY, n INT)");
	bo_test_exec("INSERT INTO tbl_t VALUES (1, 0)");
	assert_ok(bo_db_begin(db, &error));
	bo_test_exec("UPDATE tbl_t SET n = 1");
	bo_error_t error = {0};
	assert_int_equal(
			bo_db_exec_once(second, "UPDATE tbl_t SET n = 2", BO_NO_PARAMS, NULL, &error), BO_E_RETRY);
	assert_int_equal(error.native, 1205);
	bo_db_rollback(db);
	bo_db_close(second);
}

/* A real deadlock: two rows, two transactions, opposite order. The child takes one side. */
static void test_deadlock_is_retry(void **state)
{
	(void)state;
	bo_test_exec("CREATE TABLE tbl_t (id INT PRIMARY KEY, n INT)");
	bo_test_exec("INSERT INTO tbl_t VALUES (1, 0), (2, 0)");
	assert_ok(bo_db_begin(db, &error));
	bo_test_exec("UPDATE tbl_t SET n = n + 1 WHERE id = 1");
	int ready[2];
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		/* Its own connection; the parent's is left alone. */
		bo_db_settings_t settings;
		bo_db_t *second = NULL;
		bo_settings_database(&settings, context->settings);
		bo_code_t code = bo_db_open(&second, &settings, NULL);
		code = code == BO_OK ? bo_db_begin(second, NULL) : code;
		code = code == BO_OK ? bo_db_exec_once(second, "UPDATE tbl_t SET n = n + 1 WHERE id = 2",
									   BO_NO_PARAMS, NULL, NULL)
							 : code;
		if (write(ready[1], "x", 1) != 1) {
			_exit(99);
		}
		code = code == BO_OK ? bo_db_exec_once(second, "UPDATE tbl_t SET n = n + 1 WHERE id = 1",
									   BO_NO_PARAMS, NULL, NULL)
							 : code;
		_exit(code == BO_OK ? 0 : -code);
	}
	char go;
	assert_int_equal(read(ready[0], &go, 1), 1);
	bo_code_t mine = bo_db_exec_once(db, "UPDATE tbl_t SET n = n + 1 WHERE id = 2", BO_NO_PARAMS, NULL, NULL);
	bo_db_rollback(db);
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	close(ready[0]);
	close(ready[1]);
	assert_true(WIFEXITED(status));
	/* The server picks one of the two as the victim; it is told to try again. */
	int theirs = WEXITSTATUS(status);
	assert_true((mine == BO_E_RETRY && theirs == 0) || (mine == BO_OK && theirs == -BO_E_RETRY));
	assert_true(bo_db_reusable(db));
}

/* A single statement that a deadlock undid is run again by itself. Its opponent has changed more rows, so the
 * server undoes the single one. */
static void test_single_statement_survives_a_deadlock(void **state)
{
	(void)state;
	bo_db_t *watcher = another(5);
	bo_test_exec("CREATE TABLE tbl_t (id INT PRIMARY KEY, n INT)");
	bo_test_exec("INSERT INTO tbl_t SELECT seq, 0 FROM seq_1_to_100");
	int64_t before = strtoll(
			bo_test_value("SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = "
						  "'Innodb_deadlocks'"),
			NULL, 10);
	assert_ok(bo_db_begin(db, &error));
	bo_test_exec("UPDATE tbl_t SET n = 10 WHERE id >= 2");
	pid_t child = fork();
	if (child == 0) {
		bo_db_settings_t settings;
		bo_db_t *second = NULL;
		uint64_t affected = 0;
		bo_settings_database(&settings, context->settings);
		bo_code_t code = bo_db_open(&second, &settings, NULL);
		code = code == BO_OK ? bo_db_exec(second, "UPDATE tbl_t SET n = n + 1 WHERE id IN (1, 2)",
									   BO_NO_PARAMS, &affected, NULL, NULL)
							 : code;
		_exit(code == BO_OK ? (int)affected : 100);
	}
	/* INNODB_TRX is not looked at: the server keeps its content as long as somebody reads it all the time. */
	bool waits = false;
	while (!waits) {
		bo_rows_t *rows = NULL;
		assert_ok(bo_db_query(&rows, watcher,
				"SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = "
				"'Innodb_row_lock_current_waits'",
				BO_NO_PARAMS, &error));
		waits = bo_rows_int(rows, 0, 0, 0) > 0;
		bo_rows_free(rows);
	}
	bo_test_exec("UPDATE tbl_t SET n = 20 WHERE id = 1");
	assert_ok(bo_db_commit(db, &error));
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
	assert_sql("SELECT GROUP_CONCAT(n ORDER BY id) FROM tbl_t WHERE id <= 3", "21,11,10");
	assert_true(strtoll(bo_test_value("SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE "
									  "VARIABLE_NAME = 'Innodb_deadlocks'"),
						NULL, 10) > before);
	bo_db_close(watcher);
}

/* A node of a Galera cluster without a majority answers every statement so: the database is away. */
static void test_node_without_majority_is_lost(void **state)
{
	(void)state;
	bo_test_exec("CREATE TABLE tbl_t (id INT)");
	bo_test_exec("CREATE TRIGGER tbl_refuses BEFORE INSERT ON tbl_t FOR EACH ROW SIGNAL SQLSTATE '08S01' SET "
				 "MYSQL_ERRNO = 1047, MESSAGE_TEXT = 'WSREP has not yet prepared node for application use'");
	bo_error_t error = {0};
	assert_int_equal(
			bo_db_exec(db, "INSERT INTO tbl_t VALUES (1)", BO_NO_PARAMS, NULL, NULL, &error), BO_E_LOST);
	assert_int_equal(error.native, 1047);
	assert_false(bo_db_reusable(db));
}

static void kill_connection(bo_db_t *victim)
{
	bo_rows_t *rows = NULL;
	char sql[64];
	assert_ok(bo_db_query_once(&rows, victim, "SELECT CONNECTION_ID()", BO_NO_PARAMS, &error));
	snprintf(sql, sizeof(sql), "KILL %s", bo_rows_text(rows, 0, 0));
	bo_rows_free(rows);
	bo_db_t *second = another(5);
	assert_ok(bo_db_exec_once(second, sql, BO_NO_PARAMS, NULL, &error));
	bo_db_close(second);
}

static void test_lost_connection(void **state)
{
	(void)state;
	bo_rows_t *rows = NULL;
	bo_test_exec("CREATE TABLE tbl_t (id INT)");
	assert_true(bo_db_reusable(db));
	kill_connection(db);
	assert_code(bo_db_query_once(&rows, db, "SELECT 1", BO_NO_PARAMS, &error), BO_E_LOST);
	assert_null(rows);
	assert_false(bo_db_reusable(db));
	assert_fails(bo_db_exec_once(db, "SELECT 1", BO_NO_PARAMS, NULL, &error), BO_E_LOST,
			"The database connection is lost.");
	/* The context opens another one. */
	assert_sql("SELECT COUNT(*) FROM tbl_t", "0");
	assert_true(bo_test_db() == context->db);
}

/* Within one call all steps have the same connection, also when it is lost: whoever holds it must not use
 * what was freed. The next call opens another one. */
static void test_one_connection_a_call(void **state)
{
	(void)state;
	bo_db_t *first = NULL, *second = NULL;
	bo_rows_t *rows = NULL;
	assert_ok(bo_context_begin(context, &error));
	assert_ok(bo_context_db(&first, context, &error));
	kill_connection(first);
	assert_ok(bo_context_db(&second, context, &error));
	assert_ptr_equal(first, second);
	assert_code(bo_db_query_once(&rows, first, "SELECT 1", BO_NO_PARAMS, &error), BO_E_LOST);
	assert_ok(bo_context_db(&second, context, &error));
	assert_ptr_equal(first, second);
	bo_context_end(context);
	assert_null(context->db);
	assert_ok(bo_context_begin(context, &error));
	assert_ok(bo_context_db(&first, context, &error));
	assert_ok(bo_db_query_once(&rows, first, "SELECT 1", BO_NO_PARAMS, &error));
	bo_rows_free(rows);
	/* A call that nobody else holds the connection in may ask for another one after a long wait. */
	kill_connection(first);
	assert_ok(bo_context_db_anew(&first, context, &error));
	assert_ok(bo_db_query_once(&rows, first, "SELECT 1", BO_NO_PARAMS, &error));
	bo_rows_free(rows);
	/* One that was lost between two calls is noticed without an error. */
	bo_context_end(context);
	kill_connection(first);
	assert_ok(bo_context_begin(context, &error));
	assert_ok(bo_context_db(&first, context, &error));
	assert_ok(bo_db_query_once(&rows, first, "SELECT 1", BO_NO_PARAMS, &error));
	bo_rows_free(rows);
}

static void test_lost_in_a_transaction(void **state)
{
	(void)state;
	bo_test_exec("CREATE TABLE tbl_t (id INT)");
	assert_ok(bo_db_begin(db, &error));
	assert_ok(bo_db_exec_once(db, "INSERT INTO tbl_t VALUES (1)", BO_NO_PARAMS, NULL, &error));
	kill_connection(db);
	assert_code(bo_db_commit(db, &error), BO_E_LOST);
	assert_false(bo_db_in_transaction(db));
	assert_false(bo_db_reusable(db));
	assert_sql("SELECT COUNT(*) FROM tbl_t", "0");

	db = bo_test_db();
	assert_ok(bo_db_begin(db, &error));
	kill_connection(db);
	bo_db_rollback(db);
	assert_false(bo_db_reusable(db));
	assert_sql("SELECT COUNT(*) FROM tbl_t", "0");
}

/* A child closes what it inherited without ending the parent's session. */
static void test_fork(void **state)
{
	(void)state;
	char id[32];
	snprintf(id, sizeof(id), "%s", bo_test_value("SELECT CONNECTION_ID()"));
	bo_test_exec("CREATE TABLE tbl_t (id INT)");
	assert_ok(bo_db_begin(db, &error));
	bo_test_exec("INSERT INTO tbl_t VALUES (1)");
	pid_t child = fork();
	if (child == 0) {
		bo_rows_t *rows = NULL;
		bo_db_t *own = NULL;
		if (bo_db_reusable(db) || bo_context_begin(context, NULL) != BO_OK || context->db ||
				bo_context_db(&own, context, NULL) != BO_OK ||
				bo_db_query_once(&rows, own, "SELECT CONNECTION_ID(), (SELECT COUNT(*) FROM tbl_t)",
						BO_NO_PARAMS, NULL) != BO_OK) {
			_exit(1);
		}
		bool good = strcmp(bo_rows_text(rows, 0, 0), id) != 0 && bo_rows_int(rows, 0, 1, -1) == 0;
		bo_rows_free(rows);
		bo_db_close(context->db);
		_exit(good ? 0 : 2);
	}
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	/* The same session, still in its transaction. */
	assert_ok(bo_db_commit(db, &error));
	assert_sql("SELECT CONNECTION_ID()", id);
	assert_sql("SELECT COUNT(*) FROM tbl_t", "1");
}

static void test_descriptor_is_closed_on_exec(void **state)
{
	(void)state;
	int sockets = 0;
	for (int descriptor = 3; descriptor < 64; descriptor++) {
		char path[32], target[64] = "";
		snprintf(path, sizeof(path), "/proc/self/fd/%d", descriptor);
		if (readlink(path, target, sizeof(target) - 1) > 0 && strncmp(target, "socket:", 7) == 0) {
			assert_true(fcntl(descriptor, F_GETFD) & FD_CLOEXEC);
			sockets++;
		}
	}
	assert_true(sockets >= 1);
}

typedef struct {
	int rows;
	int stop_at;
	int64_t sum;
	size_t widest;
	int nulls;
	bool busy_refused;
} seen_t;

static bo_code_t see(
		const char *const *cells, const size_t *lengths, size_t columns, bo_error_t *error, void *payload)
{
	seen_t *seen = payload;
	bo_rows_t *rows = NULL;
	assert_int_equal(columns, 2);
	assert_int_equal(strlen(cells[0]), lengths[0]);
	seen->sum += strtoll(cells[0], NULL, 10);
	seen->nulls += cells[1] ? 0 : 1;
	seen->widest = cells[1] && lengths[1] > seen->widest ? lengths[1] : seen->widest;
	if (seen->rows++ == 0) {
		seen->busy_refused = bo_db_query_once(&rows, db, "SELECT 1", BO_NO_PARAMS, NULL) == BO_E_INTERNAL &&
							 !bo_db_reusable(db);
	}
	return seen->rows == seen->stop_at ? bo_fail(error, BO_E_LIMIT, "enough") : BO_OK;
}

static void test_streaming(void **state)
{
	(void)state;
	seen_t seen = {0};
	bo_test_exec("CREATE TABLE tbl_t (id INT, name MEDIUMTEXT)");
	bo_test_exec("INSERT INTO tbl_t SELECT seq, IF(seq % 10 = 0, NULL, REPEAT('x', seq % 100)) FROM "
				 "seq_1_to_5000");
	assert_ok(bo_db_stream(db, "SELECT id, name FROM tbl_t WHERE id >= ? ORDER BY id", BO_PARAMS(bo_p_int(1)),
			see, &seen, &error));
	assert_int_equal(seen.rows, 5000);
	assert_int_equal(seen.sum, 12502500);
	assert_int_equal(seen.nulls, 500);
	assert_int_equal(seen.widest, 99);
	assert_true(seen.busy_refused);
	assert_true(bo_db_reusable(db));
	/* Stopped in the middle: the connection is free for the next statement. */
	seen = (seen_t){.stop_at = 3};
	assert_fails(bo_db_stream(db, "SELECT id, name FROM tbl_t WHERE id >= ?", BO_PARAMS(bo_p_int(1)), see,
						 &seen, &error),
			BO_E_LIMIT, "enough");
	assert_int_equal(seen.rows, 3);
	assert_true(bo_db_reusable(db));
	assert_sql("SELECT COUNT(*) FROM tbl_t", "5000");
}

/* The widest cell that a stream hands over, and one byte more. */
static void test_streaming_wide_cells(void **state)
{
	(void)state;
	seen_t seen = {0};
	bo_test_exec("CREATE TABLE tbl_t (id INT, name MEDIUMTEXT)");
	bo_test_exec("INSERT INTO tbl_t VALUES (1, REPEAT('x', 65536))");
	assert_ok(bo_db_stream(db, "SELECT id, name FROM tbl_t", BO_NO_PARAMS, see, &seen, &error));
	assert_int_equal(seen.widest, 65536);
	for (int length = 65537; length < 65540; length++) {
		char sql[80];
		snprintf(sql, sizeof(sql), "UPDATE tbl_t SET name = REPEAT('x', %d)", length);
		bo_test_exec(sql);
		assert_fails(bo_db_stream(db, "SELECT id, name FROM tbl_t", BO_NO_PARAMS, see, &seen, &error),
				BO_E_LIMIT, "A database cell is larger than 65536 bytes.");
		assert_true(bo_db_reusable(db));
	}
}

static void test_cannot_connect(void **state)
{
	(void)state;
	bo_db_t *none = NULL;
	bo_db_settings_t settings = {
			.socket = "/nonexistent/s.sock", .user = "x", .password = "secret", .connect_timeout = 1};
	bo_error_t error = {0};
	assert_int_equal(bo_db_open(&none, &settings, &error), BO_E_DB);
	assert_null(none);
	assert_null(strstr(error.message, "secret"));
	settings.socket = context->settings->db_socket;
	assert_int_equal(bo_db_open(&none, &settings, &error), BO_E_DB);
	assert_int_equal(error.native, 1045);
	assert_null(strstr(error.message, "secret"));
	bo_db_close(NULL);
}

static void test_bulk(void **state)
{
	(void)state;
	bo_error_t error = {0};
	const char *texts[] = {"a", "bb", "c\0d", ""};
	unsigned long lengths[] = {1, 2, 3, 0};
	int64_t numbers[] = {1, -2, INT64_MAX, INT64_MIN};
	bo_bulk_column_t columns[] = {
			{.numbers = (int64_t[]){1, 2, 3, 4}}, {.texts = texts, .lengths = lengths}, {.numbers = numbers}};
	static const char insert[] =
			"INSERT INTO bulk (id, t, n) VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE t = VALUES(t)";
	static const char fresh[] = "INSERT INTO bulk (id, t, n) VALUES (?, ?, ?)";
	static const char removal[] = "DELETE FROM bulk WHERE id = ? AND t = ?";
	if (!bo_db_has_bulk(bo_test_db())) {
		printf("skipped: the server takes no bulk statements\n");
		return;
	}
	bo_test_exec("CREATE TABLE bulk (id INT PRIMARY KEY, t VARBINARY(20), n BIGINT)");
	assert_int_equal(bo_db_exec_bulk(bo_test_db(), insert, columns, 3, 0, &error), BO_OK);
	assert_int_equal(bo_db_exec_bulk(bo_test_db(), insert, columns, 3, 3, &error), BO_OK);
	assert_string_equal(bo_test_value("SELECT GROUP_CONCAT(id, ':', HEX(t), ':', n ORDER BY id) FROM bulk"),
			"1:61:1,2:6262:-2,3:630064:9223372036854775807");
	/* Another number of rows through the same statement; rows that are there are changed. */
	texts[0] = "new";
	lengths[0] = 3;
	assert_int_equal(bo_db_exec_bulk(bo_test_db(), insert, columns, 3, 4, &error), BO_OK);
	assert_string_equal(bo_test_value("SELECT GROUP_CONCAT(id, ':', HEX(t) ORDER BY id) FROM bulk"),
			"1:6E6577,2:6262,3:630064,4:");
	assert_int_equal(bo_db_exec_bulk(bo_test_db(), removal, columns, 2, 2, &error), BO_OK);
	assert_string_equal(bo_test_value("SELECT COUNT(*) FROM bulk"), "2");
	/* In a transaction a failure takes back what came before it. */
	assert_int_equal(bo_db_begin(bo_test_db(), &error), BO_OK);
	assert_int_equal(bo_db_exec_bulk(bo_test_db(), fresh, columns, 3, 3, &error), BO_E_EXISTS);
	bo_db_rollback(bo_test_db());
	assert_string_equal(bo_test_value("SELECT COUNT(*) FROM bulk"), "2");
	assert_int_equal(bo_db_exec_bulk(bo_test_db(), fresh, columns, 2, 1, &error), BO_E_INTERNAL);
	assert_int_equal(
			bo_db_exec_bulk(bo_test_db(), fresh, columns, 3, BO_DB_BULK_ROWS + 1, &error), BO_E_INTERNAL);
	assert_int_equal(
			bo_db_exec_bulk(bo_test_db(), "INSERT INTO nowhere VALUES (?)", columns, 1, 1, &error), BO_E_DB);
	bo_test_exec("DROP TABLE bulk");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test_setup(test_session, prepare),
			cmocka_unit_test_setup(test_parameters_and_cells, prepare),
			cmocka_unit_test_setup(test_types_of_columns, prepare),
			cmocka_unit_test_setup(test_d50_zero_dates, prepare),
			cmocka_unit_test_setup(test_wide_cells, prepare),
			cmocka_unit_test_setup(test_affected_and_insert_id, prepare),
			cmocka_unit_test_setup(test_errors, prepare),
			cmocka_unit_test_setup(test_server_that_takes_too_long, prepare),
			cmocka_unit_test_setup(test_stale_statement, prepare),
			cmocka_unit_test_setup(test_stale_statement_in_a_transaction, prepare),
			cmocka_unit_test_setup(test_many_statements, prepare),
			cmocka_unit_test_setup(test_transactions, prepare),
			cmocka_unit_test_setup(test_transaction_that_is_gone, prepare),
			cmocka_unit_test_setup(test_context_drops_an_open_transaction, prepare),
			cmocka_unit_test_setup(test_lock_wait_is_retry, prepare),
			cmocka_unit_test_setup(test_deadlock_is_retry, prepare),
			cmocka_unit_test_setup(test_single_statement_survives_a_deadlock, prepare),
			cmocka_unit_test_setup(test_node_without_majority_is_lost, prepare),
			cmocka_unit_test_setup(test_lost_connection, prepare),
			cmocka_unit_test_setup(test_one_connection_a_call, prepare),
			cmocka_unit_test_setup(test_lost_in_a_transaction, prepare),
			cmocka_unit_test_setup(test_fork, prepare),
			cmocka_unit_test_setup(test_descriptor_is_closed_on_exec, prepare),
			cmocka_unit_test_setup(test_streaming, prepare),
			cmocka_unit_test_setup(test_streaming_wide_cells, prepare),
			cmocka_unit_test_setup(test_cannot_connect, prepare),
			cmocka_unit_test_setup(test_bulk, prepare),
	};
	return cmocka_run_group_tests_name("db", tests, NULL, bo_test_teardown);
}
