/* Proves that the application of an order that ended here is taken back at the registrar: in a later run,
 * until the registrar has answered, and that a person is told when it is too late; and how a run treats a
 * registrar that does not answer. */
#include "backorder/bo_backorder.h"
#include "support/bo_test_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *first(const char *list)
{
	const bo_value_t *texts = bo_map_get(summary, list);
	return texts->as.many.count ? texts->as.many.items[0]->as.string.data : "";
}

static bo_code_t delete_as(bool admin, const char *name)
{
	bo_value_t *out = NULL;
	bo_error_t error = {0};
	bo_code_t result = bo_backorder_delete(
			&out, context, 1, name, strlen(name), admin, admin ? "admin 3" : "client 1", &error);
	bo_value_free(out);
	return result;
}

#define HELD "price=10.00, currency_id=1, reserved=10.00"
#define WITHDRAWALS \
	"SELECT GROUP_CONCAT(CONCAT_WS('|', reference, state) ORDER BY id) FROM backorder_withdrawals"

static void test_deleted(void **state)
{
	(void)state;
	bo_test_order(1, "sent", "com", "PROCESSING", "2026-11-23 10:00:00", HELD ", reference='R-1'");
	/* An order of the original addon: it had a reference in this status. */
	bo_test_order(1, "old", "com", "ACTIVE", "2026-12-23 10:00:00", HELD ", reference='R-2'");
	bo_test_order(1, "unsent", "com", "ACTIVE", "2026-11-25 10:00:00", HELD);
	assert_int_equal(delete_as(false, "sent.com"), BO_E_CONFLICT);
	assert_int_equal(delete_as(true, "sent.com"), BO_OK);
	assert_int_equal(delete_as(false, "old.com"), BO_OK);
	assert_int_equal(delete_as(false, "unsent.com"), BO_OK);
	assert_string_equal(registrar->withdrawn, "");
	assert_sql(WITHDRAWALS, "R-1|waiting,R-2|waiting");
	assert_sql("SELECT CONCAT_WS('|', status, reason, reserved) FROM backorder_domains",
			"CANCELLED|deleted_by_admin|0.00");
	run_at("2026-11-23 09:05:00");
	assert_string_equal(registrar->withdrawn, "R-1 R-2 ");
	assert_string_equal(registrar->asked, "");
	assert_sql(WITHDRAWALS, "R-1|done,R-2|done");
	run_at("2026-11-23 09:10:00");
	assert_string_equal(registrar->withdrawn, "R-1 R-2 ");
	assert_sql("SELECT message FROM backorder_logs ORDER BY id DESC LIMIT 1",
			"The application was withdrawn at the registrar.");
}

/* From the drop on the registrar decides, so nobody ends it here. */
static void test_drop_over(void **state)
{
	(void)state;
	bo_test_order(1, "sent", "com", "PROCESSING", "2026-11-23 09:00:00", HELD ", reference='R-1'");
	assert_int_equal(delete_as(true, "sent.com"), BO_E_CONFLICT);
	assert_sql("SELECT COUNT(*) FROM backorder_withdrawals", "0");
}

static void test_not_now(void **state)
{
	(void)state;
	static const bo_answer_kind_t kinds[] = {BO_ANSWER_TEMPORARY, BO_ANSWER_LOST, BO_ANSWER_NONE};
	bo_test_order(1, "sent", "com", "PROCESSING", "2026-11-24 10:00:00", HELD ", reference='R-1'");
	assert_int_equal(delete_as(true, "sent.com"), BO_OK);
	for (size_t i = 0; i < 3; i++) {
		char at[20];
		registrar->withdraw_kind = kinds[i];
		snprintf(at, sizeof(at), "2026-11-23 09:%02d:00", 10 * (int)i);
		run_at(at);
		assert_sql(WITHDRAWALS, "R-1|waiting");
		assert_string_equal(
				first("errors"), "The application for sent.com could not be withdrawn yet: told by the test");
	}
	registrar->withdraw_kind = BO_ANSWER_OK;
	/* It pauses between attempts. */
	run_at("2026-11-23 09:20:30");
	assert_sql(WITHDRAWALS, "R-1|waiting");
	run_at("2026-11-23 09:30:00");
	assert_sql(WITHDRAWALS, "R-1|done");
	assert_string_equal(registrar->withdrawn, "R-1 R-1 R-1 R-1 ");
}

/* A long text in another script is cut between characters, and the others are withdrawn too. */
static void test_long_words(void **state)
{
	(void)state;
	bo_test_order(1, "one", "com", "PROCESSING", "2026-11-24 10:00:00", HELD ", reference='R-1'");
	bo_test_order(1, "two", "com", "PROCESSING", "2026-11-24 10:00:00", HELD ", reference='R-2'");
	assert_int_equal(delete_as(true, "one.com"), BO_OK);
	assert_int_equal(delete_as(true, "two.com"), BO_OK);
	snprintf(registrar->withdraw_text, sizeof(registrar->withdraw_text), "%0239d%s", 0, "\xc3\xbc\xc3\xbc");
	registrar->withdraw_kind = BO_ANSWER_REFUSED;
	registrar->withdraw_code = 552;
	run_at("2026-11-23 09:05:00");
	assert_string_equal(first("errors"), "");
	assert_sql(WITHDRAWALS, "R-1|refused,R-2|refused");
}

/* A call that fails after some were answered. */
static void test_call_that_fails_late(void **state)
{
	(void)state;
	bo_test_order(1, "sent", "com", "PROCESSING", "2026-11-24 10:00:00", HELD ", reference='R-1'");
	assert_int_equal(delete_as(true, "sent.com"), BO_OK);
	registrar->late_withdraw_code = BO_E_INTERNAL;
	run_at("2026-11-23 09:05:00");
	assert_string_equal(first("errors"), "The HTTP library failed.");
	assert_sql(WITHDRAWALS, "R-1|done");
	bo_test_order(1, "two", "com", "PROCESSING", "2026-11-24 10:00:00", HELD ", reference='R-2'");
	assert_int_equal(delete_as(true, "two.com"), BO_OK);
	registrar->withdraw_kind = BO_ANSWER_NONE;
	run_at("2026-11-23 09:10:00");
	assert_sql("SELECT CONCAT_WS('|', state, attempts) FROM backorder_withdrawals WHERE reference = 'R-2'",
			"waiting|0");
}

static void test_too_late(void **state)
{
	(void)state;
	bo_test_order(1, "sent", "com", "PROCESSING", "2026-11-23 10:00:00", HELD ", reference='R-1'");
	assert_int_equal(delete_as(true, "sent.com"), BO_OK);
	registrar->withdraw_kind = BO_ANSWER_REFUSED;
	registrar->withdraw_code = 552;
	run_at("2026-11-23 09:05:00");
	assert_sql(WITHDRAWALS, "R-1|refused");
	assert_string_equal(first("attention"), "Backorder 1 has ended, but the registrar does not take the "
											"application R-1 for sent.com back (552 told "
											"by the test); if the name is caught, it is yours.");
	run_at("2026-11-23 10:05:00");
	assert_string_equal(registrar->withdrawn, "R-1 ");
	assert_string_equal(registrar->asked, "R-1 ");
	bo_fake_status(registrar, "R-1", BO_ANSWER_OK, BO_APPLICATION_SUCCESSFUL);
	run_at("2026-11-23 10:10:00");
	assert_sql(WITHDRAWALS, "R-1|caught");
	assert_string_equal(first("attention"), "Backorder 1 had ended, but sent.com was caught; the domain is "
											"in your account at the registrar.");
	run_at("2026-12-01 10:10:00");
	assert_string_equal(first("attention"), "");
	assert_sql("SELECT CONCAT_WS('|', status, reserved) FROM backorder_domains", "CANCELLED|0.00");
}

/* The answer to the application was lost, and then the order was ended: what arrived is found and taken back,
 * and never adopted by another order for the name. */
static void test_only_an_intent(void **state)
{
	(void)state;
	bo_test_order(1, "lost", "com", "PROCESSING", "2026-11-23 10:00:00",
			HELD ", apply_state='intent', apply_at='2026-11-23 08:55:00', apply_until='2026-11-23 09:00:00'");
	assert_int_equal(delete_as(true, "lost.com"), BO_OK);
	bo_fake_listed(registrar, "lost.com", "R-old", "2026-10-01 00:00:00", "");
	bo_fake_listed(registrar, "lost.com", "R-other", "2026-11-23 08:55:01", "somebody@else.test");
	bo_fake_listed(registrar, "lost.com", "R-ours", "2026-11-23 08:55:02", "");
	run_at("2026-11-23 09:05:00");
	assert_string_equal(registrar->withdrawn, "R-ours ");
	assert_sql(WITHDRAWALS, "R-ours|done");
	bo_test_order(1, "lost", "com", "PROCESSING", "2026-11-23 10:00:00",
			HELD ", apply_state='intent', apply_at='2026-11-23 08:55:00', apply_until='2026-11-23 09:00:00'");
	run_at("2026-11-23 09:10:00");
	assert_sql("SELECT reference FROM backorder_domains WHERE status = 'PROCESSING'", "R-lost.com");
}

/* The only application there may be that of another customer, whose answer was lost as well: with its owner
 * not told it is left alone until that order knows its own. */
static void test_not_anothers(void **state)
{
	(void)state;
	bo_test_order(1, "lost", "com", "PROCESSING", "2026-11-23 10:00:00",
			HELD ", apply_state='intent', apply_at='2026-11-23 08:55:00', apply_until='2026-11-23 09:00:00'");
	bo_test_order(2, "lost", "com", "PROCESSING", "2026-11-23 10:00:00",
			HELD ", apply_state='intent', apply_at='2026-11-23 08:55:00', apply_until='2026-11-23 09:14:00'");
	assert_int_equal(delete_as(true, "lost.com"), BO_OK);
	bo_fake_listed(registrar, "lost.com", "R-B", "2026-11-23 08:55:02", "");
	run_at("2026-11-23 09:05:00");
	assert_string_equal(registrar->withdrawn, "");
	assert_sql(WITHDRAWALS, "|waiting");
	/* When it is that order's, nothing is left to withdraw. */
	run_at("2026-11-23 09:15:00");
	assert_sql("SELECT reference FROM backorder_domains WHERE status = 'PROCESSING'", "R-B");
	run_at("2026-11-23 09:25:00");
	assert_sql(WITHDRAWALS, "|done");
	assert_string_equal(registrar->withdrawn, "");
}

static void test_nothing_had_arrived(void **state)
{
	(void)state;
	bo_test_order(1, "lost", "com", "PROCESSING", "2026-11-23 10:00:00",
			HELD ", apply_state='intent', apply_at='2026-11-23 08:59:00', apply_until='2026-11-23 09:14:00'");
	assert_int_equal(delete_as(true, "lost.com"), BO_OK);
	/* Another run may be sending it at this moment. */
	run_at("2026-11-23 09:05:00");
	assert_string_equal(registrar->found, "");
	run_at("2026-11-23 09:15:00");
	assert_string_equal(registrar->found, "lost.com ");
	assert_sql(WITHDRAWALS, "|done");
	assert_string_equal(registrar->withdrawn, "");
}

/* The login is checked once a run; a registrar that does not answer is left alone for growing times, and
 * asked all the same when a drop is near. */
static void test_patience(void **state)
{
	(void)state;
	static const struct {
		const char *at;
		size_t logins;
	} runs[] = {{"2026-11-23 09:00:00", 1}, {"2026-11-23 09:00:30", 1}, {"2026-11-23 09:05:00", 2},
			{"2026-11-23 09:08:00", 2}, {"2026-11-23 09:10:00", 3}, {"2026-11-23 09:15:00", 3},
			{"2026-11-23 09:20:00", 4}, {"2026-11-23 09:35:00", 4}, {"2026-11-23 09:40:00", 5},
			/* The drop is at 10:15 and 20 minutes are not over. */
			{"2026-11-23 09:59:00", 5}, {"2026-11-23 10:00:00", 6}, {"2026-11-23 10:05:00", 7}};
	bo_test_order(1, "foo", "com", "PROCESSING", "2026-11-23 10:15:00", HELD);
	registrar->login_kind = BO_ANSWER_TEMPORARY;
	for (size_t i = 0; i < COUNT_OF(runs); i++) {
		run_at(runs[i].at);
		if (registrar->logins != runs[i].logins) {
			fail_msg("%s: %zu logins, not %zu", runs[i].at, registrar->logins, runs[i].logins);
		}
		assert_string_equal(registrar->sent, "");
	}
	run_at("2026-11-23 09:41:00");
	assert_string_equal(first("errors"), "The registrar could not be used since 2026-11-23 09:00:00 UTC "
										 "(nobody there); it is asked again at "
										 "2026-11-23 10:25:00 UTC.");
	registrar->login_kind = BO_ANSWER_OK;
	run_at("2026-11-23 10:10:00");
	assert_string_equal(registrar->sent, "foo.com ");
	assert_sql("SELECT COUNT(*) FROM backorder_meta WHERE name LIKE 'registrar.%down%' OR name = "
			   "'registrar.next_try'",
			"0");
}

static void test_login_once(void **state)
{
	(void)state;
	for (int i = 0; i < 250; i++) {
		char label[16];
		snprintf(label, sizeof(label), "name%d", i);
		bo_test_order(1, label, "com", "PROCESSING", "2026-11-23 10:00:00", HELD);
	}
	run_at("2026-11-23 09:00:00");
	assert_int_equal(registrar->logins, 1);
	assert_sql("SELECT COUNT(*) FROM backorder_domains WHERE reference <> ''", "250");
	/* A refused login is a person's business. */
	bo_test_order(1, "more", "com", "PROCESSING", "2026-11-23 10:00:00", HELD);
	registrar->login_kind = BO_ANSWER_AUTH;
	run_at("2026-11-23 09:05:00");
	assert_string_equal(first("attention"), "The registrar refuses the login: nobody there");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(test_deleted, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_drop_over, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_not_anothers, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_not_now, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_too_late, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_call_that_fails_late, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_long_words, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_only_an_intent, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_nothing_had_arrived, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_patience, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_login_once, prepare, tidy)};
	return cmocka_run_group_tests_name("withdraw", tests, NULL, bo_test_teardown);
}
