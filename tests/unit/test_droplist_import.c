/* Imports into a real database: the difference, refused lists, repair after a kill, the index that follows.
 */
#include "droplist/bo_diff.h"
#include "droplist/bo_droplist.h"
#include "droplist/bo_import.h"
#include "droplist/bo_index.h"
#include "db/bo_meta.h"

#include "support/bo_test_db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <signal.h>
#include <sys/inotify.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zip.h>

static bo_context_t *context;
static char zip_path[] = "/tmp/bo-import-XXXXXX";

static int set_up_group(void **state)
{
	(void)state;
	int descriptor = mkstemp(zip_path);
	close(descriptor);
	return descriptor < 0;
}

static int tear_down_group(void **state)
{
	unlink(zip_path);
	return bo_test_teardown(state);
}

static int set_up(void **state)
{
	(void)state;
	context = bo_test_context();
	char path[300];
	snprintf(path, sizeof(path), "%s/" BO_INDEX_FILE, context->settings->data_directory);
	unlink(path);
	return 0;
}

/* ---- lists ---- */

static bo_buffer_t list;

static void list_start(void)
{
	bo_buffer_dispose(&list);
	bo_buffer_init(&list, 64u << 20);
}

static void list_add(const char *name, const char *date)
{
	bo_buffer_printf(&list, "%s;%s\n", name, date);
}

static void write_zip(const char *member)
{
	unlink(zip_path);
	zip_t *archive = zip_open(zip_path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	assert_non_null(archive);
	zip_source_t *source = zip_source_buffer(archive, bo_buffer_text(&list), list.length, 0);
	assert_true(zip_file_add(archive, member, source, 0) >= 0);
	assert_int_equal(zip_close(archive), 0);
}

static bo_error_t error;

static bo_code_t import_code(bo_value_t **out, bool force)
{
	char url[100];
	bo_value_t *options = bo_value_map();
	snprintf(url, sizeof(url), "file://%s", zip_path);
	bo_map_text(options, "url", url);
	bo_map_bool(options, "force", force);
	memset(&error, 0, sizeof(error));
	bo_code_t code = bo_droplist_import(out, context, options, &error);
	bo_value_free(options);
	assert_int_equal(code == BO_OK, *out != NULL);
	return code;
}

/* Imports the list and checks the numbers. */
static void import(int64_t added, int64_t moved, int64_t gone, int64_t expired, int64_t unchanged)
{
	bo_value_t *result = NULL;
	write_zip("pending_delete_domain_list.csv");
	if (import_code(&result, false) != BO_OK) {
		fail_msg("%s", error.message);
	}
	assert_int_equal(bo_map_get_int(result, "added", -1), added);
	assert_int_equal(bo_map_get_int(result, "moved", -1), moved);
	assert_int_equal(bo_map_get_int(result, "gone", -1), gone);
	assert_int_equal(bo_map_get_int(result, "expired", -1), expired);
	assert_int_equal(bo_map_get_int(result, "unchanged", -1), unchanged);
	assert_non_null(bo_map_get(bo_map_get(result, "seconds"), "total"));
	assert_null(bo_map_get(result, "index_error"));
	bo_value_free(result);
}

static void refused(bo_code_t code, const char *words)
{
	bo_value_t *result = NULL;
	assert_int_equal(import_code(&result, false), code);
	if (!strstr(error.message, words)) {
		fail_msg("%s", error.message);
	}
}

static int64_t count_rows(void)
{
	return strtoll(bo_test_value("SELECT COUNT(*) FROM backorder_pending_domains"), NULL, 10);
}

static int64_t generation(void)
{
	int64_t number;
	assert_int_equal(bo_meta_get_int(&number, bo_test_db(), BO_META_GENERATION, 0, &error), BO_OK);
	return number;
}

static uint64_t found_names(void)
{
	bo_search_t search;
	bo_search_result_t found;
	bo_search_init(&search);
	if (bo_droplist_search(&found, context, &search, &error) != BO_OK) {
		fail_msg("%s", error.message);
	}
	uint64_t total = found.total;
	assert_int_equal(found.generation, generation());
	bo_search_result_dispose(&found);
	return total;
}

/* ---- tests ---- */

static void test_difference(void **state)
{
	(void)state;
	list_start();
	list_add("stay.com", "2026-11-26 18:00:00");
	list_add("\"move.com\"", "2026-11-26 18:00:00");
	list_add("go.com", "2026-11-26 18:00:00");
	list_add("over.com", "2026-11-24 18:00:00");
	list_add("a.co.uk", "2026-11-26 18:00:00");
	list_add("past.com", "2026-11-22 18:00:00");
	list_add("m\xc3\xbcller-1.de", "2026-11-26 18:00:00");
	list_add("bad line", "x");
	import(6, 0, 0, 0, 0);
	assert_int_equal(generation(), 1);
	assert_int_equal(count_rows(), 6);
	assert_int_equal(found_names(), 6);
	assert_string_equal(
			bo_test_value("SELECT CONCAT_WS('/', domain, zone, drop_date, domain_number_of_characters, "
						  "domain_number_of_hyphens, domain_number_of_digits, domain_number_of_umlauts) FROM "
						  "backorder_pending_domains WHERE zone = 'de'"),
			"xn--mller-1-n2a/de/2026-11-26 18:00:00/8/1/1/1");
	/* The same again: nothing is written, the generation stays. */
	import(0, 0, 0, 0, 6);
	assert_int_equal(generation(), 1);
	/* A day and a half later. */
	bo_test_set_now(context, "2026-11-25 09:00:00");
	list_start();
	list_add("new.com", "2026-12-01 18:00:00");
	list_add("a.co.uk", "2026-11-26 18:00:00");
	list_add("xn--mller-1-n2a.de", "2026-11-26 18:00:00");
	list_add("move.com", "2026-11-28 18:00:01");
	list_add("stay.com", "2026-11-26 18:00:00");
	list_add("new.com", "2026-12-02 18:00:00");
	list_add("NEW.com.", "2026-11-30 18:00:00");
	import(1, 1, 1, 1, 3);
	assert_int_equal(generation(), 2);
	assert_int_equal(count_rows(), 5);
	assert_int_equal(found_names(), 5);
	assert_string_equal(
			bo_test_value("SELECT drop_date FROM backorder_pending_domains WHERE domain = 'move'"),
			"2026-11-28 18:00:01");
	assert_string_equal(bo_test_value("SELECT drop_date FROM backorder_pending_domains WHERE domain = 'new'"),
			"2026-12-02 18:00:00");
	assert_string_equal(bo_test_value("SELECT JSON_EXTRACT(value, '$.rows') FROM backorder_meta WHERE name = "
									  "'droplist.source.list'"),
			"7");
	int64_t date;
	assert_int_equal(bo_droplist_lookup(&date, context, "move", "com", &error), BO_OK);
	assert_int_equal(bo_droplist_lookup(&date, context, "go", "com", &error), BO_E_NOT_FOUND);
	assert_int_equal(bo_droplist_lookup(&date, context, "com", "move", &error), BO_E_NOT_FOUND);
}

static void test_report(void **state)
{
	(void)state;
	bo_value_t *result = NULL;
	list_start();
	list_add("a.com", "2026-11-26 18:00:00");
	list_add("a.com", "2026-11-26 18:00:00");
	list_add("b.com", "2026-11-22 18:00:00");
	list_add("c_d.com", "2026-11-26 18:00:00");
	list_add("e.com", "soon");
	write_zip("folder/LIST.CSV");
	assert_int_equal(import_code(&result, false), BO_OK);
	assert_int_equal(bo_map_get_int(result, "read", -1), 5);
	assert_int_equal(bo_map_get_int(result, "refused", -1), 2);
	assert_int_equal(bo_map_get_int(result, "past", -1), 1);
	assert_int_equal(bo_map_get_int(result, "duplicates", -1), 1);
	assert_int_equal(bo_map_get_int(result, "generation", -1), 1);
	assert_false(bo_map_get_bool(result, "not_modified", true));
	assert_int_equal(bo_map_get_int(bo_map_get(result, "refused_by"), "name", -1), 1);
	assert_int_equal(bo_map_get_int(bo_map_get(result, "refused_by"), "date", -1), 1);
	const bo_value_t *sample = bo_map_get(result, "refused_samples")->as.many.items[0];
	assert_int_equal(bo_map_get_int(sample, "line", -1), 4);
	assert_string_equal(bo_map_get_text(sample, "reason", ""), "name");
	assert_string_equal(bo_map_get_text(sample, "text", ""), "c_d.com;2026-11-26 18:00:00");
	bo_value_free(result);
	/* A later failure leaves the last good report alone. */
	list_start();
	write_zip("list.csv");
	refused(BO_E_INVALID, "empty");
	assert_non_null(
			strstr(bo_test_value("SELECT value FROM backorder_meta WHERE name = 'droplist.last_good'"),
					"\"read\":5"));
	const char *attempt =
			bo_test_value("SELECT value FROM backorder_meta WHERE name = 'droplist.last_attempt'");
	assert_non_null(strstr(attempt, "\"ok\":false"));
	assert_non_null(strstr(attempt, "empty"));
	assert_non_null(strstr(attempt, "2026-11-23 09:00:00"));
}

static void test_refused(void **state)
{
	(void)state;
	list_start();
	for (int i = 0; i < 100; i++) {
		char name[40];
		snprintf(name, sizeof(name), "name%d.com", i);
		list_add(name, "2026-11-26 18:00:00");
	}
	import(100, 0, 0, 0, 0);

	list_start();
	write_zip("a.csv");
	refused(BO_E_INVALID, "empty");
	bo_buffer_add_text(&list, "\n\r\n  \n");
	write_zip("a.csv");
	refused(BO_E_INVALID, "empty");
	bo_buffer_add_text(&list, "<html><body>Not found</body></html>\n");
	write_zip("a.csv");
	refused(BO_E_INVALID, "None of the 1 lines");
	write_zip("a.txt");
	refused(BO_E_INVALID, "no CSV");

	list_start();
	list_add("a.com", "2026-11-20 18:00:00");
	write_zip("a.csv");
	refused(BO_E_INVALID, "are over");

	list_start();
	for (int i = 0; i < 49; i++) {
		char name[40];
		snprintf(name, sizeof(name), "name%d.com", i);
		list_add(name, "2026-11-26 18:00:00");
	}
	write_zip("a.csv");
	refused(BO_E_INVALID, "only 49 names");
	bo_buffer_add_text(&list, "another.com;2026-11-2");
	write_zip("a.csv");
	refused(BO_E_INVALID, "cut off");

	int descriptor = open(zip_path, O_WRONLY | O_TRUNC | O_CLOEXEC);
	refused(BO_E_INVALID, "zip");
	assert_int_equal(write(descriptor, "<html>503</html>", 16), 16);
	refused(BO_E_INVALID, "zip");
	close(descriptor);
	unlink(zip_path);
	refused(BO_E_NOT_FOUND, "No such file");

	assert_int_equal(count_rows(), 100);
	assert_int_equal(generation(), 1);
	assert_int_equal(found_names(), 100);
	assert_string_equal(
			bo_test_value("SELECT COALESCE(MAX(held_until), 'free') FROM backorder_leases"), "free");

	/* A person may insist on a small list. */
	bo_value_t *result = NULL;
	list_start();
	list_add("only.com", "2026-11-26 18:00:00");
	write_zip("a.csv");
	assert_int_equal(import_code(&result, true), BO_OK);
	assert_int_equal(bo_map_get_int(result, "gone", -1), 100);
	bo_value_free(result);
	assert_int_equal(count_rows(), 1);
}

static void numbered(int from, int to, const char *date)
{
	for (int i = from; i < to; i++) {
		char name[48];
		snprintf(name, sizeof(name), "n%05d.zone%d", i, i % 3);
		list_add(name, date);
	}
}

/* Around the sizes of statements and transactions. */
static void test_sizes(void **state)
{
	(void)state;
	static const int sizes[] = {1, 99, 100, 101, 499, 500, 501, 1000, 4999, 5000, 5001, 5500};
	bo_test_setting(context, "droplist_minimum_percent", "0");
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		list_start();
		numbered(0, sizes[i], "2026-11-26 18:00:00");
		import(sizes[i] - 1 + (i == 0), 0, 0, 0, i != 0);
		assert_int_equal(count_rows(), sizes[i]);
		import(0, 0, 0, 0, sizes[i]);
		list_start();
		numbered(0, sizes[i], "2026-11-27 18:00:00");
		import(0, sizes[i], 0, 0, 0);
		assert_string_equal(bo_test_value("SELECT COUNT(*) FROM backorder_pending_domains WHERE drop_date <> "
										  "'2026-11-27 18:00:00'"),
				"0");
		assert_int_equal(found_names(), sizes[i]);
		list_start();
		numbered(0, 1, "2026-11-27 18:00:00");
		import(0, 0, sizes[i] - 1, 0, 1);
		assert_int_equal(count_rows(), 1);
		list_start();
		numbered(0, 1, "2026-11-26 18:00:00");
		import(0, 1, 0, 0, 0);
	}
}

/* Random lists, each compared with the one before by a plain count. */
static void test_random_lists(void **state)
{
	(void)state;
	enum { POOL = 3000 };
	static int dates[POOL];
	bo_test_setting(context, "droplist_minimum_percent", "0");
	memset(dates, 0, sizeof(dates));
	srand(42);
	for (int round = 0; round < 8; round++) {
		int64_t added = 0, moved = 0, gone = 0, unchanged = 0, total = 0;
		list_start();
		list_add("always.org", "2026-12-24 00:00:00");
		for (int i = 0; i < POOL; i++) {
			int before = dates[i];
			int now = rand() % 4 ? before : rand() % 3 ? 1 + rand() % 5 : 0;
			dates[i] = now;
			added += !before && now;
			gone += before && !now;
			moved += before && now && before != now;
			unchanged += before && before == now;
			total += now != 0;
			if (now) {
				char name[64], date[32];
				snprintf(name, sizeof(name), "%s%x.%s", i % 2 ? "a-" : "", i * 40503 % 65536,
						i % 7 ? "com" : "co.uk");
				snprintf(date, sizeof(date), "2026-12-0%d 00:00:00", now);
				list_add(name, date);
			}
		}
		import(added + (round == 0), moved, gone, 0, unchanged + (round != 0));
		assert_int_equal(count_rows(), total + 1);
		assert_int_equal(found_names(), (uint64_t)total + 1);
	}
}

static void test_two_at_once(void **state)
{
	(void)state;
	bool taken = false;
	list_start();
	list_add("a.com", "2026-11-26 18:00:00");
	write_zip("a.csv");
	assert_int_equal(
			bo_lease_take(&taken, bo_test_db(), "droplist.import", "other", context->now, 60, &error), BO_OK);
	assert_true(taken);
	refused(BO_E_CONFLICT, "Another import");
	assert_int_equal(count_rows(), 0);
	/* The other one was killed: its lease ends by itself. */
	bo_test_set_now(context, "2026-11-23 09:01:01");
	import(1, 0, 0, 0, 0);
}

/* A child is killed between two transactions; the next import finds the rest of the difference and counts up.
 */
static void test_killed(void **state)
{
	(void)state;
	list_start();
	numbered(0, 20000, "2026-11-26 18:00:00");
	import(20000, 0, 0, 0, 0);
	list_start();
	numbered(10000, 30000, "2026-11-26 18:00:00");
	write_zip("a.csv");
	bo_test_exec("CREATE TRIGGER slow BEFORE INSERT ON backorder_pending_domains FOR EACH ROW SET "
				 "NEW.domain_index = "
				 "IF(NEW.domain > 'n2' AND SLEEP(0.01) = 0, 1, 0)");
	pid_t child = fork();
	if (child == 0) {
		bo_value_t *result = NULL;
		bo_error_t own = {0};
		if (bo_context_begin(context, &own) == BO_OK) {
			char url[100];
			bo_value_t *options = bo_value_map();
			snprintf(url, sizeof(url), "file://%s", zip_path);
			bo_map_text(options, "url", url);
			bo_code_t ignored = bo_droplist_import(&result, context, options, &own);
			(void)ignored;
		}
		_exit(0);
	}
	usleep(1500000);
	kill(child, SIGKILL);
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	usleep(300000);
	bo_test_exec("DROP TRIGGER slow");
	assert_int_equal(generation(), 1);
	assert_string_equal(
			bo_test_value("SELECT value FROM backorder_meta WHERE name = 'droplist.unfinished'"), "1");
	/* Searches go on with the list of before. */
	assert_int_equal(found_names(), 20000);
	bo_test_set_now(context, "2026-11-23 09:05:00");
	bo_value_t *result = NULL;
	assert_int_equal(import_code(&result, false), BO_OK);
	bo_value_free(result);
	assert_int_equal(count_rows(), 20000);
	assert_string_equal(
			bo_test_value("SELECT COUNT(*) FROM backorder_pending_domains WHERE domain < 'n10000'"), "0");
	assert_int_equal(generation(), 2);
	assert_int_equal(found_names(), 20000);
	/* Killed after the last row but before the new generation: nothing differs any more, it is counted up all
	 * the same. */
	bo_test_exec("INSERT INTO backorder_meta (name, value) VALUES ('droplist.unfinished', '1')");
	list_start();
	numbered(10000, 30000, "2026-11-26 18:00:00");
	import(0, 0, 0, 0, 20000);
	assert_int_equal(generation(), 3);
	import(0, 0, 0, 0, 20000);
	assert_int_equal(generation(), 3);
}

/* Imports in a child that is killed when it has used so much processor time (microseconds, 0: not at all).
 * True: it came to its end before. */
static bool import_killed_after(long cpu_us)
{
	pid_t child = fork();
	if (child == 0) {
		bo_value_t *result = NULL;
		bo_error_t own = {0};
		struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGKILL};
		struct itimerspec when = {
				.it_value = {.tv_sec = cpu_us / 1000000, .tv_nsec = cpu_us % 1000000 * 1000}};
		timer_t timer;
		char url[100];
		bo_value_t *options = bo_value_map();
		snprintf(url, sizeof(url), "file://%s", zip_path);
		bo_map_text(options, "url", url);
		bool fine = bo_context_begin(context, &own) == BO_OK &&
					timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer) == 0;
		/* The time used so far is the parent's past; the clock counts from 0 in a child. */
		fine = fine && timer_settime(timer, 0, &when, NULL) == 0 &&
			   bo_droplist_import(&result, context, options, &own) == BO_OK;
		_exit(fine ? 0 : 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	if (WIFEXITED(status)) {
		assert_int_equal(WEXITSTATUS(status), 0);
	} else {
		assert_int_equal(WTERMSIG(status), SIGKILL);
	}
	return WIFEXITED(status);
}

static double cpu_us(const struct rusage *usage)
{
	return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1e6 +
		   (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec);
}

/* From `first` names to a list of `second`: half of those moved, half new, the others gone. */
static void change_names(int first, int second)
{
	list_start();
	numbered(first - second / 2, first, "2026-11-27 18:00:00");
	numbered(first, first + second / 2, "2026-11-26 18:00:00");
	write_zip("a.csv");
}

/* Kill -9 at one moment after the other over the whole import: searches always see the old list or the new
 * one, and the next import repairs whatever is left. */
static void test_killed_at_any_moment(void **state)
{
	(void)state;
	enum { STEPS = 24, FIRST = 15000, SECOND = 20000 };
	struct rusage before, after;
	int64_t now = context->now;
	int done = 0, killed = 0, halfway = 0;
	list_start();
	numbered(0, FIRST, "2026-11-26 18:00:00");
	import(FIRST, 0, 0, 0, 0);
	change_names(FIRST, SECOND);
	getrusage(RUSAGE_CHILDREN, &before);
	assert_true(import_killed_after(0));
	getrusage(RUSAGE_CHILDREN, &after);
	double all = cpu_us(&after) - cpu_us(&before);
	/* A busy machine needs more processor time for the same work: then the moments are spread wider. */
	for (int step = 1, rounds = 1; step <= STEPS || (!halfway && rounds < 4); step++) {
		char time[BO_TIME_TEXT_SIZE];
		if (step > STEPS) {
			step = 1;
			rounds++;
			all *= 1.6;
		}
		/* The lease of the one that was killed ends. */
		now += 200;
		bo_test_set_now(context, bo_time_format(time, now));
		list_start();
		numbered(0, FIRST, "2026-11-26 18:00:00");
		write_zip("a.csv");
		bo_value_t *result = NULL;
		if (import_code(&result, true) != BO_OK) {
			fail_msg("%s", error.message);
		}
		bo_value_free(result);
		int64_t start = generation();
		assert_int_equal(found_names(), FIRST);

		change_names(FIRST, SECOND);
		bool ended = import_killed_after((long)(all * 1.1 * step / STEPS) + 1);
		done += ended;
		killed += !ended;
		int64_t now_at = generation();
		assert_true(now_at == start || now_at == start + 1);
		assert_int_equal(found_names(), now_at == start ? FIRST : SECOND);
		int64_t rows = count_rows();
		halfway += now_at == start && rows != FIRST && rows != SECOND;
		now += 200;
		bo_test_set_now(context, bo_time_format(time, now));
		if (import_code(&result, false) != BO_OK) {
			fail_msg("%s", error.message);
		}
		assert_int_equal(bo_map_get_int(result, "read", -1), SECOND);
		bo_value_free(result);
		assert_int_equal(count_rows(), SECOND);
		assert_string_equal(bo_test_value("SELECT COUNT(*) FROM backorder_pending_domains WHERE drop_date = "
										  "'2026-11-27 18:00:00'"),
				"10000");
		assert_int_equal(generation(), start + 1);
		assert_int_equal(found_names(), SECOND);
	}
	printf("killed %d times, %d of them between two transactions; %d came to their end\n", killed, halfway,
			done);
	assert_true(killed > STEPS / 2 && halfway > 0);
}

/* ---- the index ---- */

static void index_path(char out[300])
{
	snprintf(out, 300, "%s/" BO_INDEX_FILE, context->settings->data_directory);
}

static void test_index_follows(void **state)
{
	(void)state;
	char path[300];
	list_start();
	numbered(0, 700, "2026-11-26 18:00:00");
	import(700, 0, 0, 0, 0);
	index_path(path);
	struct stat before, after;
	assert_int_equal(stat(path, &before), 0);
	assert_int_equal(found_names(), 700);
	assert_int_equal(stat(path, &after), 0);
	assert_int_equal(before.st_ino, after.st_ino); /* the import's own was used */

	/* Missing, damaged or of another list: built anew from the table. A kept map is used until the generation
	 * moves. */
	unlink(path);
	assert_int_equal(found_names(), 700);
	assert_int_equal(stat(path, &after), -1);
	bo_index_close(context->index.object);
	context->index.object = NULL;
	assert_int_equal(found_names(), 700);
	assert_int_equal(stat(path, &after), 0);

	bo_index_close(context->index.object);
	context->index.object = NULL;
	assert_int_equal(truncate(path, after.st_size / 2), 0);
	assert_int_equal(found_names(), 700);

	bo_test_exec("DELETE FROM backorder_pending_domains WHERE domain < 'n00010'");
	bo_test_exec("UPDATE backorder_meta SET value = '77' WHERE name = 'droplist.stamp'");
	assert_int_equal(found_names(), 690);
	bo_test_exec("UPDATE backorder_meta SET value = '5' WHERE name = 'droplist.generation'");
	assert_int_equal(found_names(), 690);
}

/* An upgraded installation has names in the table before the first import. */
static void test_index_of_old_table(void **state)
{
	(void)state;
	assert_int_equal(found_names(), 0);
	bo_index_close(context->index.object);
	context->index.object = NULL;
	char path[300];
	index_path(path);
	unlink(path);
	bo_test_exec("INSERT INTO backorder_pending_domains (zone, domain, drop_date) VALUES ('com', 'old', "
				 "'2026-12-01 00:00:00'), "
				 "('COM', 'Older', '2026-12-01 00:00:00'), ('com', '', '2026-12-01 00:00:00'), (CONCAT('b', "
				 "CHAR(7)), 'bell', "
				 "'2026-12-01 00:00:00'), ('net', 'x', "
				 "'0000-00-00 00:00:00')");
	assert_int_equal(found_names(), 1);
	list_start();
	list_add("old.com", "2026-12-01 00:00:00");
	import(0, 0, 2, 1, 1);
	assert_int_equal(generation(), 1);
	assert_int_equal(found_names(), 1);
}

static void test_unwritable_directory(void **state)
{
	(void)state;
	list_start();
	list_add("a.com", "2026-11-26 18:00:00");
	write_zip("a.csv");
	bo_test_setting(context, "data_directory", "/nonexistent/there");
	bo_value_t *result = NULL;
	assert_int_equal(import_code(&result, false), BO_OK);
	assert_non_null(strstr(bo_map_get_text(result, "index_error", ""), "/nonexistent/there"));
	bo_value_free(result);
	assert_int_equal(count_rows(), 1);
	bo_search_t search;
	bo_search_result_t found;
	bo_search_init(&search);
	assert_int_equal(bo_droplist_search(&found, context, &search, &error), BO_E_IO);
	assert_non_null(strstr(error.message, "/nonexistent/there"));
}

/* How often the index file was put in its place since the watch began. */
static int count_published(int watch)
{
	char events[4096] __attribute__((aligned(__alignof__(struct inotify_event))));
	int count = 0;
	for (;;) {
		ssize_t size = read(watch, events, sizeof(events));
		if (size <= 0) {
			return count;
		}
		for (ssize_t at = 0; at < size;) {
			struct inotify_event event;
			memcpy(&event, events + at, sizeof(event));
			count += event.len && strcmp(events + at + sizeof(event), BO_INDEX_FILE) == 0;
			at += (ssize_t)(sizeof(event) + event.len);
		}
	}
}

/* Many processes find no index: all get the right one, and it is built once. */
static void test_builders_at_once(void **state)
{
	(void)state;
	char path[300];
	pid_t children[8];
	list_start();
	numbered(0, 9000, "2026-11-26 18:00:00");
	import(9000, 0, 0, 0, 0);
	index_path(path);
	unlink(path);
	int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	assert_true(inotify_add_watch(watch, context->settings->data_directory, IN_MOVED_TO) >= 0);
	for (int i = 0; i < 8; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			bo_error_t own = {0};
			bo_search_t search;
			bo_search_result_t found;
			bo_search_init(&search);
			bool fine = bo_context_begin(context, &own) == BO_OK &&
						bo_droplist_search(&found, context, &search, &own) == BO_OK && found.total == 9000;
			_exit(fine ? 0 : 1);
		}
	}
	for (int i = 0; i < 8; i++) {
		int status = 1;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_int_equal(status, 0);
	}
	assert_int_equal(found_names(), 9000);
	assert_int_equal(count_published(watch), 1);
	close(watch);
}

static void test_stats(void **state)
{
	(void)state;
	bo_value_t *stats = NULL;
	list_start();
	list_add("a.com", "2026-11-23 09:00:01");
	list_add("b.com", "2026-11-24 09:00:00");
	list_add("c.com", "2026-11-24 09:00:01");
	list_add("d.net", "2026-11-30 09:00:00");
	list_add("e.net", "2026-11-30 09:00:01");
	import(5, 0, 0, 0, 0);
	assert_int_equal(bo_droplist_stats(&stats, context, NULL, 0, &error), BO_OK);
	assert_int_equal(bo_map_get_int(stats, "total", -1), 5);
	assert_int_equal(bo_map_get_int(stats, "day1", -1), 2);
	assert_int_equal(bo_map_get_int(stats, "day7", -1), 4);
	const bo_value_t *days = bo_map_get(stats, "days"), *counts = bo_map_get(stats, "counts");
	static const int expected[] = {1, 2, 0, 0, 0, 0, 0, 2};
	assert_int_equal(days->as.many.count, 8);
	assert_int_equal(counts->as.many.count, 8);
	for (int i = 0; i < 8; i++) {
		assert_int_equal(counts->as.many.items[i]->as.integer, expected[i]);
	}
	assert_string_equal(days->as.many.items[0]->as.string.data, "2026-11-23");
	assert_string_equal(days->as.many.items[7]->as.string.data, "2026-11-30");
	bo_value_free(stats);
	static const char *const zones[] = {"net", "nowhere"};
	assert_int_equal(bo_droplist_stats(&stats, context, zones, 2, &error), BO_OK);
	assert_int_equal(bo_map_get_int(stats, "total", -1), 2);
	bo_value_free(stats);
	/* Hours later some are gone, without an import. */
	bo_test_set_now(context, "2026-11-24 09:00:00");
	assert_int_equal(bo_droplist_stats(&stats, context, NULL, 0, &error), BO_OK);
	assert_int_equal(bo_map_get_int(stats, "total", -1), 3);
	bo_value_free(stats);
	assert_int_equal(found_names(), 3);
}

static void test_dispose_list(void **state)
{
	(void)state;
	bo_buffer_dispose(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test_setup(test_difference, set_up),
			cmocka_unit_test_setup(test_report, set_up),
			cmocka_unit_test_setup(test_refused, set_up),
			cmocka_unit_test_setup(test_sizes, set_up),
			cmocka_unit_test_setup(test_random_lists, set_up),
			cmocka_unit_test_setup(test_two_at_once, set_up),
			cmocka_unit_test_setup(test_killed, set_up),
			cmocka_unit_test_setup(test_killed_at_any_moment, set_up),
			cmocka_unit_test_setup(test_index_follows, set_up),
			cmocka_unit_test_setup(test_index_of_old_table, set_up),
			cmocka_unit_test_setup(test_unwritable_directory, set_up),
			cmocka_unit_test_setup(test_builders_at_once, set_up),
			cmocka_unit_test_setup(test_stats, set_up),
			cmocka_unit_test(test_dispose_list),
	};
	return cmocka_run_group_tests(tests, set_up_group, tear_down_group);
}
