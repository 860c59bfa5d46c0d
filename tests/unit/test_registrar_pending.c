/* The registrar's list of names that are about to be deleted, page by page from a real HTTP server: that no
 * name is lost or taken twice, and that a list that can't be whole is never taken for one. */
#include "context/bo_context.h"
#include "registrar/bo_ispapi_run.h"
#include "registrar/bo_registrar.h"
#include "registrar/bo_registrar_driver.h"
#include "support/bo_fake_registrar.h"
#include "support/bo_test.h"
#include "test_registrar_server.h"

static server_t server;
static bo_context_t *registrar_context;
static bo_registrar_t *registrar;

#define MOST 4000

/* What was handed on, by the number in the name. */
typedef struct {
	int seen[MOST], rows, pages, added;
	uint64_t total;
	int stop_at;
} taken_t;

static taken_t taken;

static bo_code_t take_row(const char *name, size_t name_length, const char *date, size_t date_length,
		bo_error_t *error, void *payload)
{
	taken_t *all = payload;
	char text[64], expected[32];
	int number = 0;
	snprintf(text, sizeof(text), "%.*s", (int)name_length, name);
	assert_true(sscanf(text, text[0] == 'a' ? "a%d.com" : "n%d.com", &number) == 1);
	snprintf(expected, sizeof(expected), "2026-11-26 18:00:%02d", number % 60);
	assert_int_equal(date_length, strlen(expected));
	assert_memory_equal(date, expected, date_length);
	if (text[0] == 'a') {
		all->added++;
	} else if (number < MOST) {
		all->seen[number]++;
	}
	if (++all->rows == all->stop_at) {
		return bo_fail(error, BO_E_LIMIT, "enough");
	}
	return BO_OK;
}

static void take_page(uint64_t rows, uint64_t total, void *payload)
{
	taken_t *all = payload;
	all->pages++;
	all->total = total;
	assert_int_equal(rows, all->rows);
}

static bo_answer_t answer;

static bo_code_t read_list(int total, int page, char mode, int changed)
{
	static const bo_pending_reader_t reader = {take_row, take_page, &taken};
	server_shared_t *shared = server.shared;
	int stop_at = taken.stop_at;
	shared->pending_total = total;
	shared->pending_page = page;
	shared->pending_mode = mode;
	shared->pending_changed = changed;
	shared->pending_calls = 0;
	memset(&taken, 0, sizeof(taken));
	taken.stop_at = stop_at;
	bo_error_t error = {0};
	bo_code_t code = bo_registrar_pending(registrar, &reader, &answer, &error);
	assert_int_equal(error.code, code);
	assert_int_equal(registrar->run_ms, BO_REGISTRAR_RUN_MS);
	return code;
}

static int set_up(void **state)
{
	(void)state;
	bo_error_t error = {0};
	char url[64];
	if (!server_start(&server)) {
		return -1;
	}
	snprintf(url, sizeof(url), "http://127.0.0.1:%d/api/call.cgi", server.port);
	bo_value_t *settings = bo_value_map();
	bo_map_text(settings, "db_user", "nobody");
	bo_map_text(settings, "db_database", "none");
	bo_map_text(settings, "registrar_login", "test.user");
	bo_map_text(settings, "registrar_password", "secret");
	bo_map_text(settings, "registrar_url", url);
	bo_map_int(settings, "registrar_total_ms", 60000);
	registrar_context = bo_context_new();
	if (bo_context_configure(registrar_context, settings, &error) != BO_OK ||
			bo_context_begin(registrar_context, &error) != BO_OK ||
			bo_registrar_get(&registrar, registrar_context, &error) != BO_OK) {
		return -1;
	}
	bo_value_free(settings);
	((bo_ispapi_t *)registrar->state)->pause_ms = 10;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	bo_context_free(registrar_context);
	server_stop(&server);
	return 0;
}

static void assert_each_once(int from, int to)
{
	for (int i = from; i < to; i++) {
		if (taken.seen[i] != 1) {
			fail_msg("name %d came %d times", i, taken.seen[i]);
		}
	}
}

/* Lists of every size around those of the pages; a server that gives less than was asked for. */
static void test_whole_lists(void **state)
{
	(void)state;
	static const struct {
		int total, page, calls;
	} cases[] = {{0, 0, 1}, {1, 0, 1}, {500, 0, 1}, {1, 1, 1}, {3, 1, 3}, {5, 2, 4}, {100, 100, 1},
			{101, 100, 2}, {175, 100, 2}, {176, 100, 3}, {1000, 100, 13}, {3999, 1000, 5}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		for (int told = 0; told < 2; told++) {
			assert_int_equal(read_list(cases[i].total, cases[i].page, told ? 't' : 0, 0), BO_OK);
			if (answer.kind != BO_ANSWER_OK) {
				fail_msg("%d by %d: %s", cases[i].total, cases[i].page, answer.text);
			}
			assert_int_equal(taken.rows, cases[i].total);
			assert_each_once(0, cases[i].total);
			/* Without a total the end shows only by a page that brings nothing new. */
			assert_int_equal(taken.pages, cases[i].calls + (told && cases[i].total ? 1 : 0));
			assert_int_equal(taken.total, told ? 0 : cases[i].total);
		}
	}
	assert_non_null(strstr(server.shared->body, "LIMIT%3D10000"));
	assert_non_null(strstr(server.shared->body, "COMMAND%3DQueryDomainPendingDeleteList"));
	assert_non_null(strstr(server.shared->body, "ORDERBY%3DNAME"));
}

/* Names drop out of the list, or come into it, before the place that was reached. */
static void test_changing_lists(void **state)
{
	(void)state;
	for (int changed = 1; changed <= 24; changed += 23) {
		assert_int_equal(read_list(2000, 100, 's', changed), BO_OK);
		assert_int_equal(answer.kind, BO_ANSWER_OK);
		assert_each_once(0, 2000);
		assert_int_equal(read_list(2000, 100, 'g', changed), BO_OK);
		assert_int_equal(answer.kind, BO_ANSWER_OK);
		assert_each_once(0, 2000);
		assert_int_equal(taken.added, 0);
	}
	/* More than the pages share: not to be had whole. */
	assert_int_equal(read_list(2000, 100, 's', 25), BO_OK);
	assert_int_equal(answer.kind, BO_ANSWER_TEMPORARY);
	assert_non_null(strstr(answer.text, "changed too much"));
	assert_int_equal(read_list(2000, 100, 'g', 101), BO_OK);
	assert_int_equal(answer.kind, BO_ANSWER_TEMPORARY);
}

static void test_lists_that_are_not_whole(void **state)
{
	(void)state;
	static const struct {
		char mode;
		bo_answer_kind_t kind;
		const char *words;
	} cases[] = {{'r', BO_ANSWER_TEMPORARY, "changed too much"},
			{'d', BO_ANSWER_TEMPORARY, "one date for each"}, {'f', BO_ANSWER_TEMPORARY, "does not begin"},
			{'e', BO_ANSWER_TEMPORARY, "ends before its total"}, {'x', BO_ANSWER_REFUSED, "Command failed"},
			{'l', BO_ANSWER_TEMPORARY, "changed too much"}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		assert_int_equal(read_list(1000, 100, cases[i].mode, 0), BO_OK);
		assert_int_equal(answer.kind, cases[i].kind);
		if (!strstr(answer.text, cases[i].words)) {
			fail_msg("%c: %s", cases[i].mode, answer.text);
		}
	}
}

/* One limit for all pages, not one for each. */
static void test_deadline(void **state)
{
	(void)state;
	int64_t start = bo_http_clock();
	static const bo_pending_reader_t reader = {take_row, NULL, &taken};
	bo_error_t error = {0};
	server.shared->pending_total = 1000;
	server.shared->pending_page = 100;
	server.shared->pending_mode = 'h';
	server.shared->pending_calls = 0;
	bo_registrar_limit(registrar, 500);
	assert_int_equal(bo_registrar_pending(registrar, &reader, &answer, &error), BO_OK);
	assert_int_equal(registrar->run_ms, 500);
	bo_registrar_limit(registrar, BO_REGISTRAR_RUN_MS);
	assert_int_equal(answer.kind, BO_ANSWER_TEMPORARY);
	assert_true(bo_http_clock() - start < 10000);
}

static void test_reader_stops(void **state)
{
	(void)state;
	taken.stop_at = 150;
	assert_int_equal(read_list(1000, 100, 0, 0), BO_E_LIMIT);
	assert_int_equal(taken.rows, 150);
	assert_int_equal(server.shared->pending_calls, 2);
	taken.stop_at = 0;
}

static void test_not_offered(void **state)
{
	(void)state;
	bo_registrar_driver_t without = *registrar->driver;
	bo_registrar_t bare = *registrar;
	const bo_pending_reader_t reader = {take_row, NULL, &taken};
	without.pending = NULL;
	without.name = "other";
	bare.driver = &without;
	assert_fails(bo_registrar_pending(&bare, &reader, &answer, &error), BO_E_CONFIG,
			"The registrar driver \"other\" offers no list of expiring names; take the line \"registrar\" "
			"out of "
			"the setting droplist_sources.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_whole_lists),
			cmocka_unit_test(test_changing_lists), cmocka_unit_test(test_lists_that_are_not_whole),
			cmocka_unit_test(test_deadline), cmocka_unit_test(test_reader_stops),
			cmocka_unit_test(test_not_offered)};
	return cmocka_run_group_tests_name("registrar pending", tests, set_up, tear_down);
}
