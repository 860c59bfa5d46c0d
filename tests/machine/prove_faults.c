/* The database fails in the middle of an order's life, at each of many points: what runs then says why it
 * can't go on, nothing is left half done, and once the database is back the end is the same.
 *
 * prove_faults lost        the connection is killed
 * prove_faults read-only   the server takes no writes until the cron is over
 * prove_faults full        each write is answered with "table is full" until the cron is over
 * prove_faults restart     the server is stopped and started, every other time with kill -9
 *
 * BO_MACHINE_STRIDE: only every so many points (a stride of its own each); BO_MACHINE_SERVER: the directory
 * of the server, for the restarts; its options stand in BO_MACHINE_SERVER_OPTIONS. The server must be the
 * test's own. */
#include "failpoint.h"
#include "life.h"
#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static bool on, acted;

static void lose(void)
{
	acted = true;
	/* One that was not opened yet can't be lost. */
	(void)world_try(
			"KILL CONNECTION %lld", (long long)world_int("SELECT COALESCE(MAX(ID), 0) FROM "
														 "information_schema.PROCESSLIST WHERE USER = "
														 "'bo_core' AND DB = DATABASE()"));
}

static void forbid(void)
{
	acted = on = true;
	world_exec("SET GLOBAL read_only = 1");
}

static void allow(void)
{
	if (on) {
		world_exec("SET GLOBAL read_only = 0");
	}
	on = false;
}

/* A full disk as the tables' owner sees it: each write is answered with the server's error 1114. A disk that
 * is really full often ends the server itself, and the few rows of a life would fit into the last pages
 * anyway. */
static void prepare_full(void)
{
	static const char *const moments[] = {"INSERT", "UPDATE"};
	static const char *const tables = "information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND "
									  "(TABLE_NAME LIKE 'backorder\\_%' OR TABLE_NAME = 'tbldomains')";
	world_exec("CREATE TABLE disk (is_full TINYINT NOT NULL) ENGINE=MEMORY");
	world_exec("INSERT INTO disk VALUES (0)");
	int64_t count = world_int("SELECT COUNT(*) FROM %s", tables);
	for (int64_t i = 0; i < count; i++) {
		const char *name = world_value(
				"SELECT TABLE_NAME FROM %s ORDER BY TABLE_NAME LIMIT %lld, 1", tables, (long long)i);
		for (size_t k = 0; k < COUNT_OF(moments); k++) {
			world_exec("CREATE TRIGGER full_%s_%s BEFORE %s ON %s FOR EACH ROW IF (SELECT is_full FROM disk) "
					   "THEN SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'The table is "
					   "full'; END IF",
					moments[k], name, moments[k], name);
		}
	}
}

static void fill(void)
{
	acted = on = true;
	world_exec("UPDATE disk SET is_full = 1");
}

static void clean(void)
{
	if (on) {
		world_exec("UPDATE disk SET is_full = 0");
	}
	on = false;
}

static void restart(void)
{
	static int times;
	const char *directory = getenv("BO_MACHINE_SERVER"), *options = getenv("BO_MACHINE_SERVER_OPTIONS");
	char command[1024];
	acted = true;
	snprintf(command, sizeof(command),
			times++ % 2 ? "kill -9 $(cat '%1$s/pid') && rm -f '%1$s/pid' && bash tests/support/database.sh "
						  "start '%1$s' %2$s"
						: "bash tests/support/database.sh stop '%1$s' && bash tests/support/database.sh "
						  "start '%1$s' %2$s",
			directory ? directory : "", options ? options : "");
	if (!directory ||
			system(command) != 0) { /* NOLINT(cert-env33-c,concurrency-mt-unsafe): a test's own server */
		fprintf(stderr, "%s: did not work\n", command);
		abort();
	}
}

static const struct {
	const char *name;
	void (*prepare)(void); /* NULL: nothing to do */
	void (*act)(void);
	void (*undo)(void);
	long stride;
} faults[] = {{"lost", NULL, lose, NULL, 3}, {"read-only", NULL, forbid, allow, 5},
		{"full", prepare_full, fill, clean, 5}, {"restart", NULL, restart, NULL, 41}};

static int prove(bo_context_t *context, size_t which, const char *fate, long *done, long *noticed)
{
	int trouble = 0, wrong = 0;
	long stride = life_number("BO_MACHINE_STRIDE", 1) * faults[which].stride;
	life_begin(context, fate);
	failpoint_set(0, NULL);
	life_run(context, fate, &trouble, NULL);
	long points = failpoint_count();
	int usual = trouble;
	char *expected = life_end(false);
	for (long point = 1 + (long)(strlen(fate) * 5) % stride; point <= points && wrong < 2; point += stride) {
		life_begin(context, fate);
		acted = false;
		failpoint_set(point, faults[which].act);
		life_run(context, fate, &trouble, faults[which].undo);
		*done += acted;
		*noticed += trouble > usual;
		wrong += !life_ended(fate, expected, faults[which].name, point, trouble);
	}
	free(expected);
	return wrong;
}

int main(int count, char **arguments)
{
	int wrong = 0;
	bo_context_t *context = bo_test_context();
	world_open(context);
	for (size_t which = 0; which < COUNT_OF(faults); which++) {
		long done = 0, noticed = 0;
		int bad = 0;
		time_t started = time(NULL);
		if (count != 2 || strcmp(arguments[1], faults[which].name) != 0) {
			continue;
		}
		if (faults[which].prepare) {
			faults[which].prepare();
		}
		for (size_t i = 0; i < life_fate_count; i++) {
			bad += prove(context, which, life_fates[i], &done, &noticed);
		}
		bad += noticed == 0;
		printf("%s  database, %s: %ld times in %zu lives, %ld of them told, %ld s\n", bad ? "FAIL" : "ok  ",
				faults[which].name, done, life_fate_count, noticed, (long)(time(NULL) - started));
		wrong += bad;
	}
	bo_test_teardown(NULL);
	return wrong != 0;
}
