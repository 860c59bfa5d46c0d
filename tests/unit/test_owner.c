/* Proves that an application is found again by the address it was sent with: when the client has another one
 * by now, was merged into another client or is gone, it is neither sent twice nor taken for somebody else's.
 */
#include "backorder/bo_backorder.h"
#include "support/bo_test_run.h"

#include <stdio.h>
#include <stdlib.h>

static int64_t processing(int client_id)
{
	return bo_test_order(client_id, "foo", "com", "PROCESSING", "2026-11-23 10:00:00",
			client_id == 2 ? "price=9.00, currency_id=2, reserved=9.00"
						   : "price=10.00, currency_id=1, reserved=10.00");
}

#define assert_order(id, expected)                                                            \
	do {                                                                                      \
		char sql_[256];                                                                       \
		snprintf(sql_, sizeof(sql_),                                                          \
				"SELECT CONCAT_WS('|', userid, status, reason, apply_state, reference) FROM " \
				"backorder_domains "                                                          \
				"WHERE id = %d",                                                              \
				(int)(id));                                                                   \
		assert_sql(sql_, expected);                                                           \
	} while (0)
#define ADDRESS "SELECT GROUP_CONCAT(apply_email ORDER BY id) FROM backorder_domains"

static void new_address(int client_id, const char *email)
{
	char sql[160];
	snprintf(sql, sizeof(sql), "UPDATE tblclients SET email = '%s' WHERE id = %d", email, client_id);
	bo_test_exec(sql);
}

/* The answer was lost, and the client has a new address before the next run. */
static void test_new_address(void **state)
{
	(void)state;
	int64_t id = processing(1);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_LOST, 0, "Timeout was reached");
	run();
	assert_sql(ADDRESS, "anna@example.test");
	new_address(1, "new@example.test");
	bo_fake_listed(registrar, "foo.com", "R-1", "2026-11-23 09:00:02", "Anna@example.test");
	run_at("2026-11-23 09:05:00");
	assert_order(id, "1|PROCESSING|applied|sent|R-1");
	assert_string_equal(registrar->sent, "foo.com ");
	/* It is kept for no longer than it is needed. */
	assert_sql(ADDRESS, "");
}

/* "Try again" may have been carried out. Under the old address the registrar would call another one a
 * duplicate, under the new one it takes it: so its list is read first. */
static void test_new_address_after_a_failure(void **state)
{
	(void)state;
	int64_t id = processing(1);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_TEMPORARY, 421, "try again");
	run();
	run_at("2026-11-23 09:05:00");
	assert_string_equal(registrar->found, "");
	new_address(1, "new@example.test");
	registrar->find_kind = BO_ANSWER_TEMPORARY;
	run_at("2026-11-23 09:10:00");
	assert_string_equal(registrar->sent, "foo.com foo.com ");
	registrar->find_kind = BO_ANSWER_OK;
	bo_fake_listed(registrar, "foo.com", "R-1", "2026-11-23 09:00:02", "anna@example.test");
	run_at("2026-11-23 09:15:00");
	assert_order(id, "1|PROCESSING|applied|sent|R-1");
	assert_string_equal(registrar->sent, "foo.com foo.com ");
}

static void test_new_address_and_nothing_there(void **state)
{
	(void)state;
	int64_t id = processing(1);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_TEMPORARY, 421, "try again");
	run();
	new_address(1, "new@example.test");
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_OK, 200, "");
	run_at("2026-11-23 09:05:00");
	assert_order(id, "1|PROCESSING|applied|sent|R-foo.com");
	assert_string_equal(registrar->contact.email, "new@example.test");
}

/* Four hours after the drop nobody asks the registrar any more: the list is read a last time. */
static void test_last_look(void **state)
{
	(void)state;
	int64_t id = processing(1), other = processing(2);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_TEMPORARY, 421, "try again");
	run_at("2026-11-23 13:59:00");
	bo_fake_listed(registrar, "foo.com", "R-1", "2026-11-23 13:59:01", "anna@example.test");
	run_at("2026-11-23 14:00:00");
	assert_order(id, "1|PROCESSING|applied|sent|R-1");
	assert_order(other, "2|FAILED|no_application||");
}

/* Merged while the answer was not known: the application of the client who is gone is the order's. */
static void test_merged_client(void **state)
{
	(void)state;
	bo_value_t *out = NULL;
	int64_t id = processing(1);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_LOST, 0, "Timeout was reached");
	run();
	bo_test_exec("DELETE FROM tblclients WHERE id = 1");
	assert_ok(bo_backorder_merge_clients(&out, context, 1, 3, "cron", &error));
	bo_value_free(out);
	bo_fake_listed(registrar, "foo.com", "R-1", "2026-11-23 09:00:02", "anna@example.test");
	run_at("2026-11-23 09:05:00");
	assert_order(id, "3|PROCESSING|applied|sent|R-1");
	assert_string_equal(registrar->sent, "foo.com ");
}

/* Gone while the answer was not known: only the own application is taken back, not that of another customer.
 */
static void test_gone_client(void **state)
{
	(void)state;
	int64_t gone = processing(1), other = processing(2);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_LOST, 0, "Timeout was reached");
	run();
	bo_test_exec("DELETE FROM tblclients WHERE id = 1");
	bo_fake_listed(registrar, "foo.com", "R-2", "2026-11-23 09:00:02", "bernd@example.test");
	registrar->find_kind = BO_ANSWER_TEMPORARY;
	run_at("2026-11-23 09:05:00");
	run_at("2026-11-23 09:15:00");
	registrar->find_kind = BO_ANSWER_OK;
	run_at("2026-11-23 09:25:00");
	assert_order(gone, "1|CANCELLED|client_removed|intent|");
	assert_order(other, "2|PROCESSING|applied|sent|R-2");
	assert_string_equal(registrar->withdrawn, "");
	assert_sql(
			"SELECT CONCAT_WS('|', state, owner_email) FROM backorder_withdrawals", "done|anna@example.test");
}

#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_new_address), T(test_new_address_after_a_failure),
			T(test_new_address_and_nothing_there), T(test_last_look), T(test_merged_client),
			T(test_gone_client)};
	return cmocka_run_group_tests_name("owner", tests, NULL, bo_test_teardown);
}
