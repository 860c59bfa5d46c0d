/* The database fails in the middle of an order's life, at each of many points: what runs then says why it
 * can't go on, nothing is left half done, and once the database is back the end is the same.
 *
 * prove_faults lost        the connection is killed
 * prove_faults read-only   the server takes no writes until the cron is over
 * prove_faults full        nor does its disk: for a server with one small data file
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

static void fill(void)
{
	static const int sizes[] = {1000000, 60000, 8000};
	acted = on = true;
	world_exec("CREATE TABLE filler (id INT AUTO_INCREMENT PRIMARY KEY, data LONGBLOB) ENGINE=InnoDB");
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		for (int rows = 0; rows < 1000; rows++) {
			if (world_try("INSERT INTO filler (data) VALUES (REPEAT('x', %d))", sizes[i])) {
				break;
			}
		}
	}
}

/* Repeats what must work once the server has found the time to tidy up. */
static void in_the_end(const char *sql, const char *meanwhile)
{
	unsigned int failure = world_try("%s", sql);
	for (int attempt = 0; failure && attempt < 20000; attempt++) {
		(void)world_try("%s", meanwhile);
		failure = world_try("%s", sql);
	}
	if (failure) {
		fprintf(stderr, "%s: error %u\n", sql, failure);
		abort();
	}
}

/* On a full disk dropping a table takes a few attempts, for that is written down as well; and its space is
 * free only a while later. */
static void clean(void)
{
	if (!on) {
		return;
	}
	on = false;
	in_the_end("DROP TABLE filler", "DELETE FROM filler ORDER BY id DESC LIMIT 1");
	in_the_end("CREATE TABLE room (data LONGBLOB) ENGINE=InnoDB", "DO 0");
	in_the_end("INSERT INTO room VALUES (REPEAT('x', 1000000))", "DO 0");
	in_the_end("DROP TABLE room", "DO 0");
	/* The server gives back in the background what it needed for undoing. */
	for (int attempt = 0; attempt < 100000; attempt++) {
		if (world_int("SELECT COUNT FROM information_schema.INNODB_METRICS WHERE NAME = "
					  "'trx_rseg_history_len'") == 0) {
			break;
		}
	}
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
	void (*act)(void);
	void (*undo)(void);
	long stride;
} faults[] = {{"lost", lose, NULL, 3}, {"read-only", forbid, allow, 5}, {"full", fill, clean, 31},
		{"restart", restart, NULL, 41}};

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
