/* Proves the small facts that outlive a run, and leases: one holder at a time, until the lease ends. */
#include "db/bo_meta.h"
#include "support/bo_test.h"

#include <stdlib.h>

static bo_db_t *db;

static int prepare(void **state)
{
	(void)state;
	bo_test_context();
	db = bo_test_db();
	return 0;
}

static void test_facts(void **state)
{
	(void)state;
	char *text = NULL;
	int64_t number = 0;
	assert_ok(bo_meta_get(&text, db, "x", &error));
	assert_null(text);
	assert_ok(bo_meta_get_int(&number, db, "x", 42, &error));
	assert_int_equal(number, 42);
	assert_ok(bo_meta_set(db, "x", "m\xc3\xbcller", &error));
	assert_ok(bo_meta_set(db, "X", "another", &error)); /* names are bytes */
	assert_ok(bo_meta_get(&text, db, "x", &error));
	assert_string_equal(text, "m\xc3\xbcller");
	free(text);
	assert_ok(bo_meta_set_int(db, "x", INT64_MIN, &error));
	assert_ok(bo_meta_get_int(&number, db, "x", 42, &error));
	assert_true(number == INT64_MIN);
	assert_ok(bo_meta_set(db, "x", "", &error));
	assert_ok(bo_meta_get(&text, db, "x", &error));
	assert_string_equal(text, "");
	free(text);
	assert_ok(bo_meta_get_int(&number, db, "x", 42, &error));
	assert_int_equal(number, 42);
	assert_ok(bo_meta_set(db, "x", NULL, &error));
	assert_ok(bo_meta_get(&text, db, "x", &error));
	assert_null(text);
	assert_sql("SELECT COUNT(*) FROM backorder_meta", "1");
}

static void test_inside_a_transaction(void **state)
{
	(void)state;
	int64_t number = 0;
	assert_ok(bo_db_begin(db, &error));
	assert_ok(bo_meta_set_int(db, "x", 7, &error));
	bo_db_rollback(db);
	assert_ok(bo_meta_get_int(&number, db, "x", -1, &error));
	assert_int_equal(number, -1);
}

static bool take(const char *holder, int64_t now, int64_t seconds)
{
	bool taken = false;
	assert_ok(bo_lease_take(&taken, db, "import", holder, now, seconds, &error));
	return taken;
}

static void test_leases(void **state)
{
	(void)state;
	const int64_t now = 1795424400;
	assert_true(take("a", now, 60));
	assert_false(take("b", now, 60));
	assert_false(take("b", now + 59, 60));
	/* The holder prolongs it, also in the same second. */
	assert_true(take("a", now, 60));
	assert_true(take("a", now + 30, 60));
	assert_false(take("b", now + 60, 60));
	assert_false(take("b", now + 89, 60));
	/* It ends by itself. */
	assert_true(take("b", now + 90, 60));
	assert_false(take("a", now + 90, 60));
	/* Only the holder gives it back. */
	bo_lease_release(db, "import", "a");
	assert_false(take("a", now + 91, 60));
	bo_lease_release(db, "import", "b");
	assert_true(take("a", now + 91, 60));
	assert_sql("SELECT CONCAT_WS('|', name, holder, held_until) FROM backorder_leases",
			"import|a|2026-11-23 09:02:31");
	/* Other names are other leases. */
	bool other = false;
	assert_ok(bo_lease_take(&other, db, "index", "b", now + 91, 60, &error));
	assert_true(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup(test_facts, prepare),
			cmocka_unit_test_setup(test_inside_a_transaction, prepare),
			cmocka_unit_test_setup(test_leases, prepare)};
	return cmocka_run_group_tests_name("meta", tests, NULL, bo_test_teardown);
}
