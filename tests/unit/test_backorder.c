/* Proves what people do with orders: placing one or many, deleting, reserving by hand. */
#include "backorder/bo_backorder.h"
#include "support/bo_test.h"

#include <stdio.h>

static bo_context_t *context;

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_whmcs_tables();
	bo_test_prices();
	return 0;
}

static bo_code_t create(int64_t client, const char *name, bool lite, bo_error_t *error)
{
	bo_value_t *out = NULL;
	bo_code_t result =
			bo_backorder_create(&out, context, client, name, strlen(name), lite, "client 1", error);
	assert_int_equal(out != NULL, result == BO_OK);
	bo_value_free(out);
	return result;
}

static bo_code_t delete (int64_t client, const char *name, bool by_admin, bo_error_t *error)
{
	bo_value_t *out = NULL;
	bo_code_t result =
			bo_backorder_delete(&out, context, client, name, strlen(name), by_admin, "admin 3", error);
	bo_value_free(out);
	return result;
}

static bo_code_t activate(int64_t client, const char *name, bool force, bo_error_t *error)
{
	bo_value_t *out = NULL;
	bo_code_t result =
			bo_backorder_activate(&out, context, client, name, strlen(name), force, "admin 3", error);
	bo_value_free(out);
	assert_false(bo_db_in_transaction(bo_test_db()));
	return result;
}

static void test_create(void **state)
{
	(void)state;
	bo_value_t *out = NULL;
	bo_test_exec("INSERT INTO backorder_pending_domains (zone, domain, drop_date) VALUES ('co.uk', 'foo', "
				 "'2026-12-05 "
				 "18:30:00')");
	assert_ok(bo_backorder_create(&out, context, 1, "Foo.co.uk", 9, false, "client 1", &error));
	assert_json(out, "{\"id\":1,\"name\":\"foo.co.uk\",\"status\":\"REQUESTED\",\"dropdate\":\"2026-12-05 "
					 "18:30:00\",\"others\":0}");
	bo_value_free(out);
	assert_ok(bo_backorder_create(&out, context, 1, "nodate.com", 10, false, "client 1", &error));
	assert_json(out,
			"{\"id\":2,\"name\":\"nodate.com\",\"status\":\"REQUESTED\",\"dropdate\":null,\"others\":0}");
	bo_value_free(out);
	assert_sql("SELECT CONCAT_WS('|', cron, actor, to_status) FROM backorder_logs LIMIT 1",
			"client|client 1|REQUESTED");
}

static void test_create_refused(void **state)
{
	(void)state;
	assert_fails(create(1, "nodots", false, &error), BO_E_INVALID,
			"This is not a domain name: no zone behind the name (like .com).");
	assert_fails(create(1, "foo.zzz", false, &error), BO_E_DENIED, "Backorders of .zzz are not for sale.");
	assert_fails(create(1, "foo.com", true, &error), BO_E_DENIED, "Backorders of .com are not for sale.");
	assert_fails(create(2, "foo.net", false, &error), BO_E_DENIED, "Backorders of .net are not for sale.");
	assert_fails(create(99, "foo.com", false, &error), BO_E_NOT_FOUND, "There is no client 99.");
	assert_ok(create(1, "foo.com", false, &error));
	assert_fails(
			create(1, "FOO.com.", false, &error), BO_E_EXISTS, "There is a backorder for this name already.");
	bo_test_exec("UPDATE tblclients SET status = 'Closed' WHERE id = 1");
	assert_fails(create(1, "bar.com", false, &error), BO_E_CONFLICT, "This customer account is closed.");
	bo_test_exec("UPDATE tblclients SET status = 'Inactive', currency = 9 WHERE id = 1");
	assert_code(create(1, "bar.com", false, &error), BO_E_NOT_FOUND);
	assert_sql("SELECT COUNT(*) FROM backorder_domains", "1");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "1");
}

static void test_create_many(void **state)
{
	(void)state;
	bo_value_t *names = bo_value_list(), *out = NULL;
	bo_list_text(names, "a.com");
	bo_list_int(names, 5);
	bo_list_text(names, "A.COM");
	bo_list_text(names, "b.com");
	assert_ok(bo_backorder_create_many(&out, context, 1, names, false, "client 1", &error));
	assert_json(out,
			"[{\"name\":\"a.com\",\"ok\":true,\"reason\":null,\"message\":null,\"id\":1,\"others\":0},{"
			"\"name\":"
			"\"\",\"ok\":false,"
			"\"reason\":\"INVALID\",\"message\":\"A name must be a "
			"text.\",\"id\":null},{\"name\":\"A.COM\",\"ok\":"
			"false,\"reason\":\"EXISTS\",\"message\":\"There is a backorder for this name "
			"already.\",\"id\":null},{"
			"\"name\":\"b.com\",\"ok\":true,\"reason\":null,\"message\":null,\"id\":3,\"others\":0}]");
	bo_value_free(out);
	for (int i = 0; i < 497; i++) {
		bo_list_text(names, "x");
	}
	assert_fails(bo_backorder_create_many(&out, context, 1, names, false, "client 1", &error), BO_E_INVALID,
			"Give 1 to 500 names.");
	assert_null(out);
	bo_value_free(names);
	names = bo_value_list();
	assert_code(bo_backorder_create_many(&out, context, 1, names, false, "client 1", &error), BO_E_INVALID);
	assert_code(bo_backorder_create_many(&out, context, 1, NULL, false, "client 1", &error), BO_E_INVALID);
	bo_value_free(names);
}

static void test_delete(void **state)
{
	(void)state;
	bo_value_t *out = NULL;
	assert_ok(create(1, "foo.com", false, &error));
	assert_code(delete (2, "foo.com", false, &error), BO_E_NOT_FOUND);
	assert_ok(bo_backorder_delete(&out, context, 1, "foo.com", 7, false, "client 1", &error));
	assert_json(out, "{\"id\":1,\"name\":\"foo.com\",\"status\":\"REQUESTED\",\"dropdate\":null}");
	bo_value_free(out);
	assert_code(delete (1, "foo.com", false, &error), BO_E_NOT_FOUND);
	bo_test_order(1, "sent", "com", "PROCESSING", NULL, NULL);
	assert_fails(delete (1, "sent.com", true, &error), BO_E_CONFLICT,
			"This backorder is PROCESSING and can't be deleted any more: it was handed to the registrar.");
	bo_test_order(1, "mine", "com", "ACTIVE", NULL, "reserved=10.00");
	assert_ok(delete (1, "mine.com", true, &error));
	assert_sql("SELECT CONCAT_WS('|', cron, actor, reason) FROM backorder_logs ORDER BY id DESC LIMIT 1",
			"admin|admin 3|deleted_by_admin");
}

/* D1: by hand is not past the funds; what is held already counts. */
static void test_d1_activate(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET credit = 19.99 WHERE id = 1");
	assert_ok(create(1, "a.com", false, &error));
	assert_ok(create(1, "b.com", false, &error));
	assert_ok(activate(1, "a.com", false, &error));
	assert_fails(activate(1, "b.com", false, &error), BO_E_FUNDS,
			"The client's available funds ($9.99 USD) do not cover the fee ($10.00 USD).");
	assert_sql("SELECT GROUP_CONCAT(CONCAT_WS(':', domain, status, reserved) ORDER BY id) FROM "
			   "backorder_domains",
			"a:ACTIVE:10.00,b:REQUESTED:0.00");
	assert_ok(activate(1, "b.com", true, &error));
	assert_code(activate(1, "b.com", true, &error), BO_E_CONFLICT);
	bo_test_exec("DELETE FROM backorder_pricing");
	assert_ok(delete (1, "b.com", false, &error));
	bo_test_order(1, "c", "com", "REQUESTED", NULL, NULL);
	assert_fails(activate(1, "c.com", true, &error), BO_E_NOT_FOUND, "Backorders of .com are not for sale.");
	assert_code(activate(1, "nothing.com", false, &error), BO_E_NOT_FOUND);
	assert_code(activate(1, "..", false, &error), BO_E_INVALID);
}

/* A server that forgets the highest number when it restarts (MySQL 5.7) gives that of a deleted order again;
 * what that one left behind must not be taken for the new order's. */
static void test_numbers_are_not_given_twice(void **state)
{
	(void)state;
	assert_ok(create(1, "one.com", false, &error));
	assert_ok(create(1, "two.com", false, &error));
	assert_ok(delete (1, "two.com", true, &error));
	assert_sql("SELECT MAX(id) FROM backorder_domains", "1");
	bo_test_exec("ALTER TABLE backorder_domains AUTO_INCREMENT = 1");
	assert_ok(create(1, "three.com", false, &error));
	assert_ok(create(1, "four.com", false, &error));
	assert_sql("SELECT GROUP_CONCAT(CONCAT_WS('|', id, domain, version) ORDER BY id) FROM backorder_domains",
			"1|one|1,3|three|1,4|four|1");
	assert_sql("SELECT GROUP_CONCAT(DISTINCT name) FROM backorder_logs WHERE order_id = 2", "two.com");
	assert_sql("SELECT GROUP_CONCAT(DISTINCT name) FROM backorder_logs WHERE order_id = 3", "three.com");
	/* Without the log's lines, which are pruned, a withdrawal is enough. */
	bo_test_exec("DELETE FROM backorder_domains WHERE id = 4");
	bo_test_exec("DELETE FROM backorder_logs");
	bo_test_exec(
			"INSERT INTO backorder_withdrawals (order_id, userid, name, not_before, created_at, updated_at) "
			"VALUES (4, 1, 'four.com', NOW(), NOW(), NOW())");
	bo_test_exec("ALTER TABLE backorder_domains AUTO_INCREMENT = 1");
	assert_ok(create(1, "five.com", false, &error));
	assert_sql("SELECT id FROM backorder_domains WHERE domain = 'five'", "5");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup(test_create, prepare),
			cmocka_unit_test_setup(test_create_refused, prepare),
			cmocka_unit_test_setup(test_create_many, prepare), cmocka_unit_test_setup(test_delete, prepare),
			cmocka_unit_test_setup(test_d1_activate, prepare),
			cmocka_unit_test_setup(test_numbers_are_not_given_twice, prepare)};
	return cmocka_run_group_tests_name("backorder", tests, NULL, bo_test_teardown);
}
