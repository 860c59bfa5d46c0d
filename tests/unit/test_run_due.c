/* Proves the dry run: every order is listed once with the step that a run takes first, and nothing is written
 * or sent. */
#include "support/bo_test_run.h"

#include <stdio.h>

/* Whatever a dry run could touch; any change of a row shows. */
static void checksum(char out[256])
{
	bo_rows_t *rows = NULL;
	assert_ok(bo_db_query_once(&rows, bo_test_db(),
			"CHECKSUM TABLE backorder_domains, backorder_logs, backorder_effects, backorder_meta, "
			"backorder_clients, "
			"backorder_leases, backorder_withdrawals, backorder_name_checks, backorder_registrar_calls, "
			"backorder_registrar_prices",
			BO_NO_PARAMS, &error));
	size_t used = 0;
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		used += (size_t)snprintf(out + used, 256 - used, "%s ", bo_rows_text(rows, i, 1));
	}
	bo_rows_free(rows);
}

static void dry_run(void)
{
	char before[256] = "", after[256] = "";
	bo_value_t *options = bo_value_map();
	bo_map_bool(options, "dry_run", true);
	tidy(NULL);
	checksum(before);
	assert_ok(bo_run(&summary, context, options, &error));
	checksum(after);
	bo_value_free(options);
	assert_string_equal(before, after);
	assert_string_equal(registrar->sent, "");
	assert_string_equal(registrar->asked, "");
	assert_false(bo_db_in_transaction(bo_test_db()));
}

static void test_nothing_is_due(void **state)
{
	(void)state;
	dry_run();
	assert_json(summary, "{\"steps\":{},\"errors\":[],\"attention\":[],\"due\":[]}");
}

static void test_each_with_its_first_step(void **state)
{
	(void)state;
	static const char active[] = "price=10.00, currency_id=1, reserved=10.00";
	bo_test_order(1, "far", "com", "REQUESTED", "2026-12-20 10:00:00", NULL);
	bo_test_order(1, "night", "com", "REQUESTED", "2026-11-23 08:00:00", NULL); /* would go all the way */
	bo_test_order(1, "over", "com", "ACTIVE", "2026-11-20 10:00:00", active);
	bo_test_order(1, "moved", "com", "ACTIVE", "2026-12-10 10:00:00", active);
	bo_test_order(1, "left", "com", "ACTIVE", NULL, active);
	bo_test_order(1, "near", "com", "ACTIVE", "2026-11-23 10:00:00", active);
	bo_test_order(1, "unsent", "com", "PROCESSING", "2026-11-23 10:00:00", active);
	bo_test_order(1, "sent", "com", "PROCESSING", "2026-11-23 10:00:00",
			"price=10.00, currency_id=1, reserved=10.00, reference='R-1'");
	bo_test_order(1, "forgotten", "com", "PROCESSING", "2026-11-10 10:00:00",
			"price=10.00, currency_id=1, reserved=10.00, reference='R-2'");
	bo_test_order(1, "gone", "com", "PENDING-PAYMENT", "2026-11-22 10:00:00",
			"price=10.00, currency_id=1, invoice=777");
	dry_run();
	const bo_value_t *steps = bo_map_get(summary, "steps");
	assert_json(steps, "{\"missed\":1,\"date moved away\":1,\"left the list\":1,\"fund\":1,\"window "
					   "opens\":1,\"send\":1,\"no "
					   "result\":1,\"ask\":1,\"invoice ended\":1}");
	assert_int_equal(bo_map_get(summary, "due")->as.many.count, 9);
	/* The run does these first steps, and more where they lead on. */
	run();
	for (size_t i = 0; i < 3; i++) {
		static const char *const same[] = {"missed", "date moved away", "left the list"};
		assert_int_equal(bo_map_get_int(bo_map_get(summary, "steps"), same[i], 0), 1);
	}
}

static void test_clients_who_are_gone(void **state)
{
	(void)state;
	bo_test_order(99, "nobody", "com", "REQUESTED", "2026-12-20 10:00:00", NULL);
	bo_test_order(2, "closed", "com", "REQUESTED", "2026-12-20 10:00:00", NULL);
	bo_test_exec("UPDATE tblclients SET status = 'Closed' WHERE id = 2");
	dry_run(); /* that a client is missing is not even noted */
	assert_json(bo_map_get(summary, "steps"), "{\"client closed\":1}");
	bo_test_exec("INSERT INTO backorder_clients (userid, revision, missing_since) VALUES (99, 1, '2026-11-20 "
				 "00:00:00')");
	dry_run();
	assert_json(bo_map_get(summary, "steps"), "{\"client closed\":1,\"client removed\":1}");
	bo_test_exec("UPDATE tblclients SET status = 'Active' WHERE id = 2");
}

/* More than the set of ids begins with, and more than are named. */
static void test_many(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO backorder_domains (userid, domain, tld, type, status, createddate, "
				 "updateddate, dropdate, "
				 "reference, open_order) SELECT 1, CONCAT('n', seq), 'com', 'FULL', 'ACTIVE', '2026-11-01', "
				 "'2026-11-01', "
				 "'2026-11-01', '', 1 FROM seq_1_to_3000");
	dry_run();
	assert_json(bo_map_get(summary, "steps"), "{\"missed\":3000}");
	assert_int_equal(bo_map_get(summary, "due")->as.many.count, 1000);
}

static void test_tables_of_another_version(void **state)
{
	(void)state;
	bo_value_t *options = bo_value_map(), *out = NULL;
	bo_map_bool(options, "dry_run", true);
	bo_test_exec("INSERT INTO backorder_migrations (number, title, applied_at) VALUES (9999, 'test', "
				 "'2026-11-23 09:00:00')");
	assert_code(bo_run(&out, context, options, &error), BO_E_CONFLICT);
	bo_test_exec("DELETE FROM backorder_migrations WHERE number = 9999");
	assert_null(out);
	bo_value_free(options);
}

#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_nothing_is_due), T(test_each_with_its_first_step),
			T(test_clients_who_are_gone), T(test_many), T(test_tables_of_another_version)};
	return cmocka_run_group_tests_name("run_due", tests, NULL, bo_test_teardown);
}
