/* One import from several sources: whose date counts, what happens while a source is away, and when nothing
 * has changed. Lists come from a real HTTP server and go into a real database. */
#include "droplist/bo_droplist.h"
#include "droplist/bo_index.h"
#include "droplist/bo_source_state.h"

#include "support/bo_fake_registrar.h"
#include "support/bo_file_server.h"
#include "support/bo_test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

static bo_context_t *context;
static bo_file_server_t server;
static bo_error_t import_error;
static bo_value_t *result;

static int set_up_group(void **state)
{
	(void)state;
	return bo_file_server_start(&server) ? 0 : -1;
}

static int tear_down_group(void **state)
{
	bo_value_free(result);
	bo_file_server_stop(&server);
	return bo_test_teardown(state);
}

static int set_up(void **state)
{
	(void)state;
	char path[300];
	context = bo_test_context();
	snprintf(path, sizeof(path), "%s/" BO_INDEX_FILE, context->settings->data_directory);
	unlink(path);
	bo_file_server_clear(&server);
	server.counts->whole = server.counts->not_modified = 0;
	return 0;
}

/* ---- lists and settings ---- */

static void put(const char *name, const char *text)
{
	bo_file_server_put(&server, name, text, strlen(text));
}

static void put_packed(const char *name, const char *text, bool zip)
{
	static char packed[65536];
	char path[] = "/tmp/bo-packed-XXXXXX";
	int descriptor = mkstemp(path);
	assert_true(descriptor >= 0);
	if (zip) {
		zip_t *archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
		zip_source_t *source = zip_source_buffer(archive, text, strlen(text), 0);
		assert_true(zip_file_add(archive, "list.csv", source, 0) >= 0);
		assert_int_equal(zip_close(archive), 0);
	} else {
		gzFile file = gzopen(path, "wb");
		assert_true(gzwrite(file, text, (unsigned int)strlen(text)) > 0);
		assert_int_equal(gzclose(file), Z_OK);
	}
	close(descriptor);
	descriptor = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length = read(descriptor, packed, sizeof(packed));
	assert_true(length > 0);
	close(descriptor);
	unlink(path);
	bo_file_server_put(&server, name, packed, (size_t)length);
}

/* Each "@" stands for the server's address. */
static const char *with_address(const char *text)
{
	static char out[4096];
	size_t length = 0;
	for (; *text; text++) {
		if (*text == '@') {
			length +=
					(size_t)snprintf(out + length, sizeof(out) - length, "http://127.0.0.1:%d/", server.port);
		} else {
			out[length++] = *text;
		}
	}
	out[length] = '\0';
	return out;
}

static void sources(const char *text)
{
	bo_test_setting(context, "droplist_sources", with_address(text));
}

static bo_code_t run_with(const bo_value_t *options)
{
	bo_value_free(result);
	result = NULL;
	memset(&import_error, 0, sizeof(import_error));
	return bo_droplist_import(&result, context, options, &import_error);
}

static void run(void)
{
	if (run_with(NULL) != BO_OK) {
		fail_msg("%s", import_error.message);
	}
}

static void run_fails(bo_code_t code, const char *words)
{
	assert_int_equal(run_with(NULL), code);
	if (!strstr(import_error.message, words)) {
		fail_msg("%s", import_error.message);
	}
}

static int64_t number(const char *key)
{
	return bo_map_get_int(result, key, -1);
}

static const bo_value_t *source(size_t at)
{
	const bo_value_t *list = bo_map_get(result, "sources");
	assert_true(list && list->as.many.count > at);
	return list->as.many.items[at];
}

static int64_t of_source(size_t at, const char *key)
{
	return bo_map_get_int(source(at), key, -1);
}

/* The whole table: "name date" with the date's "day hour", in the order of the key. */
static const char *table(void)
{
	return bo_test_value(
			"SELECT COALESCE(GROUP_CONCAT(domain, '.', zone, ' ', DATE_FORMAT(drop_date, '%d %H') "
			"ORDER BY zone, domain SEPARATOR ', '), '') FROM backorder_pending_domains");
}

static uint64_t found(void)
{
	bo_search_t search;
	bo_search_result_t all;
	bo_search_init(&search);
	assert_ok(bo_droplist_search(&all, context, &search, &error));
	uint64_t total = all.total;
	bo_search_result_dispose(&all);
	return total;
}

static const char *state_of(const char *name, const char *field)
{
	char sql[256];
	snprintf(sql, sizeof(sql),
			"SELECT JSON_UNQUOTE(JSON_EXTRACT(value, '$.%s')) FROM backorder_meta WHERE name = "
			"'droplist.source.%s'",
			field, name);
	return bo_test_value(sql);
}

/* ---- each form, from end to end ---- */

static void test_each_format(void **state)
{
	(void)state;
	put_packed("hexonet.zip", "\"a.com\";2026-11-26 18:00:00\n", true);
	put_packed("uk.csv.gz",
			"roid,domain,drop_time\nD_1-UK,b.co.uk,2026-11-27T11:31:21Z\nD_2-UK,c.uk,2026-11-28T12:00:00Z\n",
			false);
	put("bardate.txt", "d.se\t2026-11-29\ne.se\t2026-11-30\n");
	put("comma.csv", "Domain,Date\nf.org,2026-12-01\n");
	put("semicolon.txt", "g.net;2026-12-02 10:00:00\n");
	put_packed("auto.zip", "h.net,2026-12-03\n", true);
	put("turned.csv", "2026-12-04,x,i.net\n");
	sources("hexonet @hexonet.zip format=hexonet\nuk @uk.csv.gz format=nominet\n"
			"se @bardate.txt format=tab time=04:00\ncomma @comma.csv format=comma time=15:30\n"
			"plain @semicolon.txt format=text\nauto @auto.zip\nturned @turned.csv columns=3,1\n");
	run();
	assert_string_equal(table(),
			"b.co.uk 27 11, a.com 26 18, g.net 02 10, h.net 03 00, i.net 04 00, f.org 01 15, "
			"d.se 29 04, e.se 30 04, c.uk 28 12");
	assert_int_equal(number("added"), 9);
	assert_int_equal(number("read"), 11);
	assert_int_equal(number("header"), 2);
	assert_int_equal(number("refused"), 0);
	assert_string_equal(bo_map_get_text(source(1), "name", ""), "uk");
	assert_int_equal(of_source(1, "good"), 2);
	assert_int_equal(of_source(1, "header"), 1);
	assert_true(of_source(1, "bytes") > 50);
	assert_true(bo_map_get_bool(source(1), "ok", false));
	assert_int_equal(found(), 9);
	assert_string_equal(state_of("se", "names"), "2");
	assert_string_equal(state_of("se", "good_at"), "2026-11-23 09:00:00");
}

/* Only the lists say what they are: what is asked for in the setting does not. */
static void test_wrong_format(void **state)
{
	(void)state;
	put("plain.csv", "a.com;2026-11-26 18:00:00\n");
	put_packed("list.gz", "b.com;2026-11-26 18:00:00\n", false);
	put("page.html", "<!DOCTYPE html><title>Maintenance</title>");
	sources("one @plain.csv format=zip\ntwo @plain.csv format=gz\nthree @list.gz format=text\n"
			"four @page.html\nfive @plain.csv format=comma\nsix @plain.csv");
	run();
	assert_string_equal(table(), "a.com 26 18");
	static const char *const words[] = {
			"zip archive", "no gzip file", "None of the", "web page", "None of the"};
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		assert_false(bo_map_get_bool(source(i), "ok", true));
		assert_string_equal(bo_map_get_text(source(i), "code", ""), "INVALID");
		if (!strstr(bo_map_get_text(source(i), "error", ""), words[i])) {
			fail_msg("%s", bo_map_get_text(source(i), "error", ""));
		}
	}
}

/* ---- whose date counts ---- */

static void test_priority(void **state)
{
	(void)state;
	put("first", "a.com;2026-12-01 01:00:00\nb.se;2026-12-01 01:00:00\nc.net;2026-12-01 01:00:00\n"
				 "only1.com;2026-12-01 01:00:00\n");
	put("second", "a.com;2026-12-02 02:00:00\nb.se;2026-12-02 02:00:00\nc.net;2026-12-02 02:00:00\n"
				  "only2.net;2026-12-02 02:00:00\nonly2.org;2026-12-02 02:00:00\n");
	put("third", "a.com;2026-12-03 03:00:00\nb.se;2026-12-03 03:00:00\nb.se;2026-12-03 02:00:00\n"
				 "c.net;2026-12-03 03:00:00\nonly3.com;2026-12-03 03:00:00\nonly3.se;2026-12-03 03:00:00\n");
	/* The earlier line. */
	sources("first @first\nsecond @second\nthird @third");
	run();
	assert_string_equal(table(),
			"a.com 01 01, only1.com 01 01, only3.com 03 03, c.net 01 01, only2.net 02 02, "
			"only2.org 02 02, b.se 01 01, only3.se 03 03");
	assert_int_equal(number("overlapping"), 6);
	assert_int_equal(number("duplicates"), 1);
	assert_int_equal(of_source(2, "duplicates"), 1);
	assert_int_equal(of_source(0, "duplicates"), 0);
	assert_int_equal(found(), 8);
	/* A source that names the zone is better than one that does not; zones= takes nothing else. */
	sources("first @first\nsecond @second prefer=net\nthird @third zones=se");
	run();
	assert_string_equal(table(),
			"a.com 01 01, only1.com 01 01, c.net 02 02, only2.net 02 02, only2.org 02 02, "
			"b.se 03 03, only3.se 03 03");
	assert_int_equal(number("other_zones"), 3);
	assert_int_equal(of_source(2, "other_zones"), 3);
	assert_int_equal(of_source(2, "good"), 3);
	assert_int_equal(number("overlapping"), 4);
	assert_int_equal(number("gone"), 1);
	assert_int_equal(number("moved"), 2);
	/* Among those that name it, the earlier line again. */
	sources("first @first\nsecond @second prefer=se,net\nthird @third zones=se,net");
	run();
	assert_string_equal(table(),
			"a.com 01 01, only1.com 01 01, c.net 02 02, only2.net 02 02, only2.org 02 02, "
			"b.se 02 02, only3.se 03 03");
	/* None of the names is in the zones: that is no list that could be meant. */
	sources("first @first\nsecond @second zones=dk");
	run();
	assert_non_null(strstr(bo_map_get_text(source(1), "error", ""), "zones="));
}

/* ---- a source that is away ---- */

static void test_one_fails(void **state)
{
	(void)state;
	put("good", "a.com;2026-11-26 18:00:00\nb.com;2026-11-26 18:00:00\n");
	put("uk", "x.co.uk;2026-11-26 18:00:00\ny.uk;2026-11-23 10:00:00\nz.co.uk;2026-11-26 18:00:00\n");
	sources("good @good\nuk @uk zones=uk,co.uk");
	run();
	assert_int_equal(number("added"), 5);
	assert_int_equal(number("generation"), 1);
	/* Away: what it may hold stays while its date is ahead, the rest follows the other source. */
	bo_test_set_now(context, "2026-11-24 09:00:00");
	bo_file_server_remove(&server, "uk");
	put("good", "a.com;2026-11-27 18:00:00\nc.com;2026-11-26 18:00:00\nz.co.uk;2026-11-28 18:00:00\n");
	run();
	assert_string_equal(table(), "x.co.uk 26 18, z.co.uk 28 18, a.com 27 18, c.com 26 18");
	assert_int_equal(number("gone"), 1);
	assert_int_equal(number("expired"), 1);
	assert_int_equal(number("kept"), 1);
	assert_int_equal(number("moved"), 2);
	assert_int_equal(found(), 4);
	assert_false(bo_map_get_bool(source(1), "ok", true));
	assert_string_equal(bo_map_get_text(source(1), "code", ""), "REMOTE");
	assert_non_null(strstr(bo_map_get_text(source(1), "error", ""), "HTTP status 404"));
	assert_true(bo_map_get_bool(source(0), "ok", false));
	assert_string_equal(state_of("uk", "good_at"), "2026-11-23 09:00:00");
	assert_string_equal(state_of("uk", "failed_at"), "2026-11-24 09:00:00");
	assert_string_equal(state_of("uk", "rows"), "3");
	assert_string_equal(state_of("good", "failed_at"), "NULL");
	/* The index that searches build from the table is the same. */
	bo_index_close(context->index.object);
	context->index.object = NULL;
	char path[300];
	snprintf(path, sizeof(path), "%s/" BO_INDEX_FILE, context->settings->data_directory);
	unlink(path);
	assert_int_equal(found(), 4);
	/* Back again with its old list: everything is read, although the other one has not changed. */
	put("uk", "x.co.uk;2026-11-26 18:00:00\ny.uk;2026-11-23 10:00:00\nz.co.uk;2026-11-26 18:00:00\n");
	run();
	assert_false(bo_map_get_bool(result, "not_modified", true));
	assert_string_equal(table(), "x.co.uk 26 18, z.co.uk 26 18, a.com 27 18, c.com 26 18");
	assert_string_equal(state_of("uk", "failed_at"), "NULL");
	assert_string_equal(state_of("uk", "error"), "NULL");
}

/* Refused for what it is: each source is measured by its own last list. */
static void test_each_is_checked(void **state)
{
	(void)state;
	char large[4000] = "", small[4000] = "";
	for (int i = 0; i < 100; i++) {
		if (i == 49) {
			memcpy(small, large, sizeof(small));
		}
		snprintf(large + strlen(large), sizeof(large) - strlen(large), "n%d.com;2026-11-26 18:00:00\n", i);
	}
	put("large", large);
	put("small", "a.org;2026-11-26 18:00:00\nb.org;2026-11-26 18:00:00\n");
	sources("large @large\nsmall @small");
	run();
	assert_int_equal(number("added"), 102);
	static const struct {
		const char *text, *words;
	} bad[] = {{"", "empty"}, {"n1.com;2026-11-26 18:00:00\nn2.com;2026-1", "cut off"},
			{NULL, "less than 50 %"}, {"n1.com;2026-11-20 18:00:00\n", "are over"},
			{"nothing\n", "None of the 1 lines"}};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		put("large", bad[i].text ? bad[i].text : small);
		char text[100];
		snprintf(text, sizeof(text), "a.org;2026-11-26 18:00:00\nc%zu.org;2026-11-26 18:00:00\n", i);
		put("small", text);
		run();
		if (!strstr(bo_map_get_text(source(0), "error", ""), bad[i].words)) {
			fail_msg("%s", bo_map_get_text(source(0), "error", ""));
		}
		assert_true(bo_map_get_bool(source(1), "ok", false));
		assert_int_equal(number("added"), 1);
		assert_int_equal(number("gone"), 0);
		/* Without zones= the source may hold anything. */
		assert_int_equal(number("kept"), 101 + (int)i);
		assert_int_equal(found(), 103 + i);
	}
	put("large", large);
	run();
	assert_int_equal(number("gone"), 5);
	assert_int_equal(found(), 102);
	/* The failing source comes first in the list as well as last. */
	put("small", "");
	put("large", "half");
	put("half", large);
	sources("large @large\nhalf @half\nsmall @small");
	run_fails(BO_E_INVALID, "large: None of the 1 lines");
	assert_int_equal(found(), 102);
	assert_non_null(strstr(state_of("small", "error"), "empty"));
	assert_non_null(strstr(state_of("half", "error"), "Can't download"));
	assert_non_null(
			strstr(bo_test_value("SELECT value FROM backorder_meta WHERE name = 'droplist.last_attempt'"),
					"\"ok\":false"));
}

static void test_all_fail(void **state)
{
	(void)state;
	put("one", "a.com;2026-11-26 18:00:00\n");
	put("two", "b.com;2026-11-26 18:00:00\n");
	sources("one @one\ntwo @two");
	run();
	bo_file_server_remove(&server, "one");
	put("two", "");
	run_fails(BO_E_REMOTE, "one: The server of the drop list");
	assert_null(result);
	assert_string_equal(table(), "a.com 26 18, b.com 26 18");
	assert_string_equal(state_of("one", "code"), "REMOTE");
	assert_string_equal(state_of("two", "code"), "INVALID");
	assert_string_equal(state_of("one", "names"), "1");
	/* Nothing was written, so what was good before is still what the table holds. */
	put("one", "a.com;2026-11-26 18:00:00\n");
	put("two", "b.com;2026-11-26 18:00:00\n");
	server.counts->whole = 0;
	run();
	assert_true(bo_map_get_bool(result, "not_modified", false));
	assert_int_equal(server.counts->whole, 0);
	assert_string_equal(state_of("one", "code"), "NULL");
}

/* ---- not modified ---- */

static void test_not_modified(void **state)
{
	(void)state;
	put("one", "a.com;2026-11-26 18:00:00\n");
	put("two", "b.com;2026-11-26 18:00:00\n");
	sources("one @one\ntwo @two");
	run();
	assert_int_equal(server.counts->whole, 2);
	bo_test_set_now(context, "2026-11-23 21:00:00");
	run();
	assert_true(bo_map_get_bool(result, "not_modified", false));
	assert_true(bo_map_get_bool(source(1), "not_modified", false));
	assert_int_equal(server.counts->not_modified, 2);
	assert_int_equal(server.counts->whole, 2);
	assert_string_equal(state_of("two", "good_at"), "2026-11-23 21:00:00");
	assert_string_equal(state_of("two", "names"), "1");
	/* One has changed: the other one is fetched as well, or its names would be gone. */
	put("two", "c.com;2026-11-26 18:00:00\n");
	run();
	assert_false(bo_map_get_bool(result, "not_modified", true));
	assert_string_equal(table(), "a.com 26 18, c.com 26 18");
	assert_int_equal(server.counts->not_modified, 3);
	assert_int_equal(server.counts->whole, 4);
	assert_int_equal(number("unchanged"), 1);
	/* One has not changed, the other is away: there is nothing to import, and nothing is. */
	bo_file_server_remove(&server, "two");
	run();
	assert_true(bo_map_get_bool(result, "not_modified", false));
	assert_false(bo_map_get_bool(source(1), "ok", true));
	assert_string_equal(table(), "a.com 26 18, c.com 26 18");
	assert_string_equal(state_of("two", "code"), "REMOTE");
	put("two", "c.com;2026-11-26 18:00:00\n");
	run();
	assert_true(bo_map_get_bool(result, "not_modified", false));
	/* Another setting: the lists are the same, but not what they bring. */
	sources("one @one\ntwo @two zones=com");
	run();
	assert_false(bo_map_get_bool(result, "not_modified", true));
	run();
	assert_true(bo_map_get_bool(result, "not_modified", false));
	/* A source that is taken out is forgotten. */
	sources("one @one");
	run();
	assert_string_equal(table(), "a.com 26 18");
	assert_string_equal(state_of("two", "names"), "");
	/* A person insists. */
	bo_value_t *force = bo_value_map();
	bo_map_bool(force, "force", true);
	assert_int_equal(run_with(force), BO_OK);
	assert_false(bo_map_get_bool(result, "not_modified", true));
	bo_value_free(force);
}

/* Names whose drop is long over go even when no list changes. */
static void test_purge(void **state)
{
	(void)state;
	put("one", "a.com;2026-11-24 18:00:00\nb.com;2026-11-25 18:00:00\nc.net;2026-12-26 18:00:00\n");
	sources("one @one");
	run();
	bo_test_exec(
			"INSERT INTO backorder_pending_domains (zone, domain, drop_date) SELECT 'org', CONCAT('n', "
			"LPAD(a.n * 100 + b.n, 5, '0')), '2026-11-01 00:00:00' FROM (SELECT ROW_NUMBER() OVER () - 1 "
			"AS n FROM information_schema.COLUMNS LIMIT 73) a, (SELECT ROW_NUMBER() OVER () - 1 AS n FROM "
			"information_schema.COLUMNS LIMIT 100) b");
	bo_test_set_now(context, "2026-11-27 17:59:00");
	run();
	assert_true(bo_map_get_bool(result, "not_modified", false));
	assert_int_equal(number("expired"), 7301);
	assert_int_equal(number("generation"), 1);
	assert_string_equal(table(), "b.com 25 18, c.net 26 18");
	assert_int_equal(found(), 1);
	run();
	assert_int_equal(number("expired"), 0);
	bo_test_set_now(context, "2026-11-27 18:00:01");
	run();
	assert_int_equal(number("expired"), 1);
	assert_string_equal(table(), "c.net 26 18");
}

/* ---- what is told ---- */

static void test_report(void **state)
{
	(void)state;
	char text[12000] = "";
	for (int i = 0; i < 150; i++) {
		snprintf(text + strlen(text), sizeof(text) - strlen(text), "bad_%d.com;2026-11-26 18:00:00\n", i);
	}
	snprintf(text + strlen(text), sizeof(text) - strlen(text), "a.com;2026-11-26 18:00:00\n");
	put("one", text);
	put("two", strstr(text, "bad_1."));
	sources("one @one\ntwo @two");
	run();
	const bo_value_t *samples = bo_map_get(result, "refused_samples");
	assert_int_equal(samples->as.many.count, 200);
	assert_string_equal(bo_map_get_text(samples->as.many.items[149], "source", ""), "one");
	assert_int_equal(bo_map_get_int(samples->as.many.items[149], "line", 0), 150);
	const bo_value_t *next = samples->as.many.items[150];
	assert_string_equal(bo_map_get_text(next, "source", ""), "two");
	assert_int_equal(bo_map_get_int(next, "line", 0), 1);
	assert_string_equal(bo_map_get_text(next, "reason", ""), "name");
	assert_string_equal(bo_map_get_text(next, "text", ""), "bad_1.com;2026-11-26 18:00:00");
	assert_int_equal(number("refused"), 299);
	assert_int_equal(of_source(1, "refused"), 149);
	assert_int_equal(bo_map_get_int(bo_map_get(source(0), "refused_by"), "name", 0), 150);
	assert_int_equal(bo_map_get_int(bo_map_get(result, "refused_by"), "name", 0), 299);
	assert_int_equal(number("bytes"), of_source(0, "bytes") + of_source(1, "bytes"));
	/* The hostile collection's size of mistakes fits into what is kept for the Status page. */
	assert_true(strtoll(bo_test_value("SELECT LENGTH(value) FROM backorder_meta WHERE name = "
									  "'droplist.last_good'"),
						NULL, 10) > 10000);
}

static void test_setting_is_wrong(void **state)
{
	(void)state;
	put("one", "a.com;2026-11-26 18:00:00\n");
	sources("one @one");
	run();
	sources("one @one\ntwo @two format=rar");
	run_fails(BO_E_CONFIG, "line 2, \"rar\"");
	assert_non_null(
			strstr(bo_test_value("SELECT value FROM backorder_meta WHERE name = 'droplist.last_attempt'"),
					"line 2"));
	/* file:// only from the options; http only to this machine: that source fails, the other one does not. */
	sources("one @one\ntwo file:///etc/hostname\nthree http://192.0.2.1/x");
	run();
	assert_string_equal(bo_map_get_text(source(1), "code", ""), "CONFIG");
	assert_string_equal(bo_map_get_text(source(2), "code", ""), "CONFIG");
	bo_value_t *options = bo_value_map();
	char text[200];
	snprintf(text, sizeof(text), "x file://%s/one zones=com", server.directory);
	bo_map_text(options, "sources", text);
	assert_int_equal(run_with(options), BO_OK);
	assert_string_equal(bo_map_get_text(source(0), "name", ""), "x");
	bo_value_free(options);
}

static void test_states_report(void **state)
{
	(void)state;
	put("one", "a.com;2026-11-26 18:00:00\n");
	sources("one @one?secret=1\ntwo @two");
	run();
	bo_value_t *map = bo_value_map();
	assert_ok(bo_source_states_report(map, context->settings->droplist_sources, NULL, bo_test_db(), &error));
	const bo_value_t *list = bo_map_get(map, "sources");
	assert_int_equal(list->as.many.count, 2);
	assert_int_equal(bo_map_get(map, "sources_error")->type, BO_NULL);
	const bo_value_t *one = list->as.many.items[0], *two = list->as.many.items[1];
	assert_string_equal(bo_map_get_text(one, "good_at", ""), "2026-11-23 09:00:00");
	assert_int_equal(bo_map_get_int(one, "names", 0), 1);
	assert_null(strstr(bo_map_get_text(one, "address", ""), "secret"));
	assert_string_equal(bo_map_get_text(one, "error", "x"), "");
	assert_string_equal(bo_map_get_text(two, "good_at", "x"), "");
	assert_string_equal(bo_map_get_text(two, "failed_at", ""), "2026-11-23 09:00:00");
	assert_non_null(strstr(bo_map_get_text(two, "error", ""), "404"));
	bo_value_free(map);
	/* A damaged fact is as good as none. */
	bo_test_exec("UPDATE backorder_meta SET value = '{\"url' WHERE name = 'droplist.source.one'");
	run();
	assert_string_equal(state_of("one", "names"), "1");
	map = bo_value_map();
	assert_ok(bo_source_states_report(map, "not a line", NULL, bo_test_db(), &error));
	assert_int_equal(bo_map_get(map, "sources")->as.many.count, 0);
	assert_non_null(strstr(bo_map_get_text(map, "sources_error", ""), "line 1"));
	bo_value_free(map);
}

/* ---- the registrar's own list ---- */

static void test_registrar(void **state)
{
	(void)state;
	bo_fake_registrar_t *fake = bo_fake_registrar(context);
	put("one", "a.com;2026-11-26 18:00:00\nb.com;2026-11-26 18:00:00\n");
	bo_test_setting(context, "droplist_sources", with_address("one @one\nown registrar prefer=com"));
	fake->pending = "b.com;2026-11-28 17:00:00\nC.com;2026-11-29 17:00:00\nc_d.com;2026-11-29 17:00:00\n"
					"e.com;2026-11-29\nold.com;2026-11-20 17:00:00\n";
	run();
	assert_string_equal(table(), "a.com 26 18, b.com 28 17, c.com 29 17");
	assert_int_equal(of_source(1, "read"), 5);
	assert_int_equal(of_source(1, "good"), 2);
	assert_int_equal(of_source(1, "past"), 1);
	assert_int_equal(of_source(1, "refused"), 2);
	const bo_value_t *sample = bo_map_get(result, "refused_samples")->as.many.items[1];
	assert_string_equal(bo_map_get_text(sample, "source", ""), "own");
	assert_int_equal(bo_map_get_int(sample, "line", 0), 4);
	assert_string_equal(bo_map_get_text(sample, "reason", ""), "date");
	assert_string_equal(bo_map_get_text(sample, "text", ""), "e.com;2026-11-29");
	/* It has no mark of "not modified", so each import reads it, and with it the others. */
	run();
	assert_false(bo_map_get_bool(result, "not_modified", true));
	assert_int_equal(number("unchanged"), 3);
	/* A list that breaks off leaves nothing. */
	fake->pending_kind = BO_ANSWER_TEMPORARY;
	fake->pending = "b.com;2026-11-28 17:00:00\nf.com;2026-11-29 17:00:00\n";
	run();
	assert_string_equal(table(), "a.com 26 18, b.com 26 18, c.com 29 17");
	assert_string_equal(bo_map_get_text(source(1), "code", ""), "REMOTE");
	assert_non_null(strstr(bo_map_get_text(source(1), "error", ""), "told by the test"));
	fake->pending_kind = BO_ANSWER_AUTH;
	run();
	assert_string_equal(bo_map_get_text(source(1), "code", ""), "CONFIG");
	/* No account at all. */
	context->registrar.dispose(context->registrar.object);
	context->registrar = (bo_kept_t){NULL, NULL};
	run();
	assert_string_equal(bo_map_get_text(source(1), "code", ""), "CONFIG");
	assert_non_null(strstr(bo_map_get_text(source(1), "error", ""), "login"));
}

/* ---- progress ---- */

static void note(const char *line, void *payload)
{
	char *lines = payload;
	size_t used = strlen(lines);
	snprintf(lines + used, 4000 - used, "%s\n", line);
}

static void test_progress(void **state)
{
	(void)state;
	char lines[4000] = "";
	put("one", "a.com;2026-11-26 18:00:00\n");
	sources("one @one\ntwo @two");
	context->progress = note;
	context->progress_payload = lines;
	run();
	static const char *const wanted[] = {"one: fetching the drop list\n", "two: The server of the drop list",
			"one: reading 0.0 MB\n", "one: read 1 lines, ", " a second\n", "done: 1 added"};
	for (size_t i = 0; i < COUNT_OF(wanted); i++) {
		if (!strstr(lines, wanted[i])) {
			fail_msg("%s is not in: %s", wanted[i], lines);
		}
	}
	/* A single source needs no name. */
	lines[0] = '\0';
	sources("one @one");
	run();
	assert_non_null(strstr(lines, "fetching the drop list\n"));
	assert_null(strstr(lines, "one: f"));
	assert_null(strstr(lines, "one: read"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test_setup(test_each_format, set_up),
			cmocka_unit_test_setup(test_wrong_format, set_up),
			cmocka_unit_test_setup(test_priority, set_up),
			cmocka_unit_test_setup(test_one_fails, set_up),
			cmocka_unit_test_setup(test_each_is_checked, set_up),
			cmocka_unit_test_setup(test_all_fail, set_up),
			cmocka_unit_test_setup(test_not_modified, set_up),
			cmocka_unit_test_setup(test_purge, set_up),
			cmocka_unit_test_setup(test_report, set_up),
			cmocka_unit_test_setup(test_setting_is_wrong, set_up),
			cmocka_unit_test_setup(test_states_report, set_up),
			cmocka_unit_test_setup(test_registrar, set_up),
			cmocka_unit_test_setup(test_progress, set_up),
	};
	return cmocka_run_group_tests_name("droplist sources", tests, set_up_group, tear_down_group);
}
