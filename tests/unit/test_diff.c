/* The difference between a list and the table, and its writing: against a plain count, with bulk statements
 * and without, by one connection and by two at once. */
#include "base/bo_thread.h"
#include "droplist/bo_diff.h"
#include "droplist/bo_import_helper.h"

#include "support/bo_test_db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define POOL 14000
#define NOW INT64_C(1795424400) /* 2026-11-23 09:00:00 */

static bo_context_t *context;
static bo_error_t error;

static int set_up(void **state)
{
	(void)state;
	context = bo_test_context();
	memset(&error, 0, sizeof(error));
	return 0;
}

/* Names of a pool; times[i] is 0 for one that is not on the list. */
static void fill(bo_list_t *list, const uint32_t *times)
{
	static const char *const zones[] = {"com", "co.uk", "net", "xn--p1ai", "a.b.c.d"};
	uint64_t duplicates;
	bo_list_init(list);
	for (int i = 0; i < POOL; i++) {
		/* The order of the pool is not that of the names. */
		int number = (int)((unsigned int)i * 7919u % POOL);
		char label[40];
		int length = snprintf(label, sizeof(label), number % 5 ? "n%x-x" : "prefix-long-enough%d", number);
		const char *zone = zones[number % 3 ? 0 : number % 5];
		if (times[number]) {
			assert_int_equal(
					bo_list_add(list, label, (size_t)length, zone, strlen(zone), times[number], &error),
					BO_OK);
		}
	}
	assert_int_equal(bo_list_sort(list, &duplicates, &error), BO_OK);
	assert_int_equal(duplicates, 0);
}

static void assert_table_is(const bo_list_t *list)
{
	bo_list_t table;
	bo_list_init(&table);
	assert_int_equal(bo_diff_load(&table, bo_test_db(), &error), BO_OK);
	assert_int_equal(table.count, list->count);
	for (size_t i = 0; i < table.count; i++) {
		const bo_list_row_t *a = &table.rows[i], *b = &list->rows[i];
		assert_string_equal(bo_list_zone(&table, a->zone), bo_list_zone(list, b->zone));
		assert_int_equal(a->label_length, b->label_length);
		assert_memory_equal(bo_list_label(&table, a), bo_list_label(list, b), a->label_length);
		assert_int_equal(a->time, b->time);
	}
	bo_list_dispose(&table);
}

typedef struct {
	bo_diff_writer_t *writer;
	bo_db_t *db;
	bo_code_t code;
	bo_error_t error;
} other_t;

static void *write_too(void *payload)
{
	other_t *other = payload;
	other->code = bo_diff_write(other->writer, other->db, NULL, NULL, &other->error);
	return NULL;
}

static bo_db_t *second_connection(void)
{
	bo_db_settings_t settings;
	bo_db_t *db = NULL;
	bo_settings_database(&settings, context->settings);
	assert_int_equal(bo_db_open(&db, &settings, &error), BO_OK);
	return db;
}

enum { ALONE = 0, ONE_BY_ONE = 1, TWO = 2 };

static void write_diff(bo_diff_t *diff, const bo_list_t *list, const bo_list_t *table, int how)
{
	bo_diff_writer_t writer;
	bo_thread_t thread = {.running = false};
	other_t other = {.writer = &writer};
	assert_int_equal(bo_diff_writer_init(&writer, diff, list, table, &error), BO_OK);
	writer.one_by_one = how & ONE_BY_ONE;
	if (how & TWO) {
		other.db = second_connection();
		assert_true(bo_thread_start(&thread, write_too, &other));
	}
	bo_code_t code = bo_diff_write(&writer, bo_test_db(), NULL, NULL, &error);
	bo_thread_join(&thread);
	bo_db_close(other.db);
	if (code != BO_OK || other.code != BO_OK) {
		fail_msg("%s%s", error.message, other.error.message);
	}
	assert_int_equal(writer.done, diff->changed_count + diff->removed_count);
	bo_diff_writer_dispose(&writer);
}

static void test_random_differences(void **state)
{
	(void)state;
	static uint32_t times[POOL];
	srand(5);
	memset(times, 0, sizeof(times));
	assert_true(
			bo_db_has_bulk(bo_test_db()) || strstr(bo_db_server_version(bo_test_db()), "MariaDB") == NULL);
	for (int round = 0; round < 12; round++) {
		uint64_t added = 0, moved = 0, gone = 0, expired = 0, unchanged = 0;
		for (int i = 0; i < POOL; i++) {
			uint32_t before = times[i], now = before;
			if (rand() % 3 == 0) {
				now = rand() % 3 ? (uint32_t)(NOW + rand() % 5 * 86400 - 86400) : 0;
			}
			times[i] = now;
			added += !before && now;
			moved += before && now && before != now;
			unchanged += before && before == now;
			gone += before && !now && before > NOW;
			expired += before && !now && before <= NOW;
		}
		bo_list_t list, table;
		bo_diff_t diff;
		fill(&list, times);
		bo_list_init(&table);
		bo_diff_init(&diff);
		assert_int_equal(bo_diff_load(&table, bo_test_db(), &error), BO_OK);
		assert_int_equal(bo_diff_compare(&diff, &list, &table, NOW, NULL, NULL, &error), BO_OK);
		assert_int_equal(diff.added, added);
		assert_int_equal(diff.moved, moved);
		assert_int_equal(diff.unchanged, unchanged);
		assert_int_equal(diff.gone, gone);
		assert_int_equal(diff.expired, expired);
		assert_int_equal(diff.changed_count, added + moved);
		assert_int_equal(diff.removed_count, gone + expired);
		write_diff(&diff, &list, &table, round % 4);
		assert_table_is(&list);
		bo_diff_dispose(&diff);
		bo_list_dispose(&table);
		bo_list_dispose(&list);
	}
}

static bool keep_com(const char *zone, void *payload)
{
	(*(int *)payload)++;
	return strcmp(zone, "com") == 0;
}

/* What may not be deleted stays, unless its date is over. */
static void test_kept_zones(void **state)
{
	(void)state;
	bo_list_t list, table;
	bo_diff_t diff;
	int asked = 0;
	uint64_t duplicates;
	bo_list_init(&list);
	bo_list_init(&table);
	bo_diff_init(&diff);
	assert_int_equal(bo_list_add(&table, "ahead", 5, "com", 3, NOW + 1, &error), BO_OK);
	assert_int_equal(bo_list_add(&table, "over", 4, "com", 3, NOW, &error), BO_OK);
	assert_int_equal(bo_list_add(&table, "ahead", 5, "net", 3, NOW + 1, &error), BO_OK);
	assert_int_equal(bo_list_sort(&table, &duplicates, &error), BO_OK);
	assert_int_equal(bo_diff_compare(&diff, &list, &table, NOW, keep_com, &asked, &error), BO_OK);
	assert_int_equal(diff.kept, 1);
	assert_int_equal(diff.gone, 1);
	assert_int_equal(diff.expired, 1);
	assert_int_equal(asked, 2);
	assert_int_equal(diff.removed_count, 2);
	bo_diff_dispose(&diff);
	bo_list_dispose(&table);
	bo_list_dispose(&list);
}

static bo_code_t stop_at_once(uint64_t done, uint64_t total, bo_error_t *why, void *payload)
{
	(void)done;
	(void)total;
	(void)payload;
	return bo_fail(why, BO_E_CONFLICT, "stop");
}

/* Whoever fails stops the others, and what was not committed is not there. */
static void test_failing_writer(void **state)
{
	(void)state;
	static uint32_t times[POOL];
	for (int i = 0; i < POOL; i++) {
		times[i] = (uint32_t)NOW + 1000;
	}
	bo_list_t list, table;
	bo_diff_t diff;
	bo_diff_writer_t writer;
	fill(&list, times);
	bo_list_init(&table);
	bo_diff_init(&diff);
	assert_int_equal(bo_diff_compare(&diff, &list, &table, NOW, NULL, NULL, &error), BO_OK);

	assert_int_equal(bo_diff_writer_init(&writer, &diff, &list, &table, &error), BO_OK);
	assert_int_equal(bo_diff_write(&writer, bo_test_db(), stop_at_once, NULL, &error), BO_E_CONFLICT);
	assert_int_equal(bo_diff_write(&writer, bo_test_db(), NULL, NULL, &error), BO_OK);
	bo_diff_writer_dispose(&writer);
	assert_string_equal(bo_test_value("SELECT COUNT(*) FROM backorder_pending_domains"), "5000");
	bo_test_exec("DELETE FROM backorder_pending_domains");

	/* The server refuses one row of the second piece: that piece is not there, with any kind of statement. */
	bo_test_exec("CREATE TRIGGER refuse BEFORE INSERT ON backorder_pending_domains FOR EACH ROW IF NEW.zone "
				 "= 'net' "
				 "THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'not this one'; END IF");
	for (int how = ALONE; how <= ONE_BY_ONE; how++) {
		assert_int_equal(bo_diff_writer_init(&writer, &diff, &list, &table, &error), BO_OK);
		writer.one_by_one = how;
		assert_int_equal(bo_diff_write(&writer, bo_test_db(), NULL, NULL, &error), BO_E_DB);
		assert_non_null(strstr(error.message, "not this one"));
		bo_diff_writer_dispose(&writer);
		assert_string_equal(
				bo_test_value("SELECT COUNT(*) % 5000 FROM backorder_pending_domains WHERE zone <> 'net'"),
				"0");
	}
	bo_test_exec("DROP TRIGGER refuse");
	bo_diff_dispose(&diff);
	bo_list_dispose(&list);
	bo_list_dispose(&table);
}

/* A server that gives no second connection: the import's own does all of the work. */
static void test_helper_without_connection(void **state)
{
	(void)state;
	static uint32_t times[POOL];
	bo_import_helper_t helper;
	bo_list_t list;
	bo_diff_t diff;
	bo_diff_writer_t writer;
	for (int i = 0; i < POOL; i++) {
		times[i] = (uint32_t)NOW + 1000;
	}
	fill(&list, times);
	bo_test_exec("INSERT INTO backorder_pending_domains (zone, domain, drop_date) VALUES ('com', 'old', "
				 "'2026-12-01'), "
				 "('com', '', '0000-00-00')");
	bo_diff_init(&diff);
	bo_import_helper_init(&helper, context->settings);
	helper.database.socket = "/nonexistent";
	bo_import_helper_load(&helper);
	assert_int_equal(bo_import_helper_loaded(&helper, bo_test_db(), &error), BO_OK);
	assert_null(helper.db);
	assert_int_equal(helper.table.count, 2);
	assert_int_equal(bo_diff_compare(&diff, &list, &helper.table, NOW, NULL, NULL, &error), BO_OK);
	assert_int_equal(diff.removed_count, 2);
	assert_int_equal(bo_diff_writer_init(&writer, &diff, &list, &helper.table, &error), BO_OK);
	bo_import_helper_write(&helper, context->settings->data_directory, &list, 1, 2, &writer);
	assert_int_equal(bo_diff_write(&writer, bo_test_db(), NULL, NULL, &error), BO_OK);
	assert_int_equal(bo_import_helper_written(&helper, &error), BO_OK);
	assert_true(helper.draft.path[0] != '\0');
	assert_int_equal(helper.index_error.code, BO_OK);
	assert_table_is(&list);
	bo_diff_writer_dispose(&writer);
	bo_import_helper_dispose(&helper);
	assert_true(helper.draft.path[0] == '\0');
	bo_diff_dispose(&diff);
	bo_list_dispose(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test_setup(test_random_differences, set_up),
			cmocka_unit_test_setup(test_kept_zones, set_up),
			cmocka_unit_test_setup(test_failing_writer, set_up),
			cmocka_unit_test_setup(test_helper_without_connection, set_up),
	};
	return cmocka_run_group_tests(tests, NULL, bo_test_teardown);
}
