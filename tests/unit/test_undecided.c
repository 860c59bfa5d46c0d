/* Proves the end of an order that nobody decides: no order is open 8 days after its drop unless an auction, a
 * payment or a person is at it, and a name that was caught after all is not lost. */
#include "backorder/bo_health.h"
#include "support/bo_test_run.h"

#include <stdio.h>
#include <stdlib.h>

#define DROP "2026-11-23 10:00:00"
#define JUST_BEFORE "2026-11-30 09:59:59"
#define A_WEEK_LATER "2026-11-30 10:00:00"

static int64_t processing(const char *label, const char *more)
{
	char text[200];
	snprintf(text, sizeof(text), "price=10.00, currency_id=1, reserved=10.00, %s", more);
	return bo_test_order(1, label, "com", "PROCESSING", DROP, text);
}

#define assert_order(id, expected)                                                                      \
	do {                                                                                                \
		char sql_[256];                                                                                 \
		snprintf(sql_, sizeof(sql_),                                                                    \
				"SELECT CONCAT_WS('|', status, reason, reserved) FROM backorder_domains WHERE id = %d", \
				(int)(id));                                                                             \
		assert_sql(sql_, expected);                                                                     \
	} while (0)

static size_t told(void)
{
	return bo_map_get(summary, "attention")->as.many.count;
}

static void test_waiting_for_ever(void **state)
{
	(void)state;
	int64_t waiting = processing("a", "reference='R-1'"), busy = processing("b", "reference='R-2'");
	int64_t silent = processing("c", "reference='R-3'");
	/* An application of which nobody knows whether it was taken, since the list can't be read. */
	int64_t unclear = processing("d", "apply_state='intent', apply_at='2026-11-23 09:00:00'");
	bo_fake_status(registrar, "R-2", BO_ANSWER_TEMPORARY, BO_APPLICATION_WAITING);
	bo_fake_status(registrar, "R-3", BO_ANSWER_NONE, BO_APPLICATION_WAITING);
	registrar->find_kind = BO_ANSWER_TEMPORARY;
	run_at(JUST_BEFORE);
	assert_order(waiting, "PROCESSING||10.00");
	assert_order(busy, "PROCESSING||10.00");
	assert_order(silent, "PROCESSING||10.00");
	assert_order(unclear, "PROCESSING||10.00");
	assert_int_equal(told(), 0);
	run_at(A_WEEK_LATER);
	assert_order(waiting, "FAILED|no_result|0.00");
	assert_order(busy, "FAILED|no_result|0.00");
	assert_order(silent, "FAILED|no_result|0.00");
	assert_order(unclear, "FAILED|no_result|0.00");
	assert_int_equal(told(), 4);
	assert_json(bo_map_get(summary, "attention")->as.many.items[0],
			"\"Backorder 1: nobody has said for a week what became of a.com, so it has ended; ask the "
			"registrar.\"");
	assert_sql("SELECT COUNT(*) FROM backorder_effects WHERE unique_key LIKE '%:mail:failed:%'", "4");
	run_at("2026-11-30 10:05:00");
	assert_int_equal(told(), 0);
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "4");
}

/* The registrar refuses the login: nothing can be asked at all. */
static void test_login_refused_for_ever(void **state)
{
	(void)state;
	int64_t first = processing("a", "reference='R-1'"), second = processing("b", "reference='R-2'");
	bo_fake_status(registrar, "R-1", BO_ANSWER_AUTH, BO_APPLICATION_WAITING);
	bo_fake_status(registrar, "R-2", BO_ANSWER_AUTH, BO_APPLICATION_WAITING);
	run_at(A_WEEK_LATER);
	assert_order(first, "FAILED|no_result|0.00");
	assert_order(second, "FAILED|no_result|0.00");
}

static size_t on_the_status_page(void)
{
	bo_value_t *health = NULL;
	assert_ok(bo_health(&health, context, &error));
	size_t count = bo_map_get(health, "needs_person")->as.many.count;
	bo_value_free(health);
	return count;
}

/* An order of an earlier version may have no date: it ends a week after its last change. */
static void test_without_a_date(void **state)
{
	(void)state;
	int64_t sent = processing("a", "reference='R-1'"), never = processing("b", "price=10.00");
	bo_test_exec("UPDATE backorder_domains SET dropdate = NULL, updateddate = '2026-11-23 11:00:00'");
	bo_fake_status(registrar, "R-1", BO_ANSWER_TEMPORARY, BO_APPLICATION_WAITING);
	run_at("2026-11-30 10:59:00");
	assert_order(sent, "PROCESSING||10.00");
	run_at("2026-11-30 11:00:00");
	assert_order(sent, "FAILED|no_result|0.00");
	assert_order(never, "FAILED|no_result|0.00");
	/* The run tells it once; the Status page for a week. */
	bo_test_set_now(context, "2026-12-07 10:59:00");
	assert_int_equal(on_the_status_page(), 2);
	bo_test_set_now(context, "2026-12-07 11:00:00");
	assert_int_equal(on_the_status_page(), 0);
}

/* What was decided is booked, however late the first run comes; auctions and payments take their time. */
static void test_what_is_decided_counts(void **state)
{
	(void)state;
	int64_t caught = processing("a", "reference='R-1'"), lost = processing("b", "reference='R-2'");
	int64_t auction = processing("c", "reference='R-3'");
	int64_t before = bo_test_order(1, "d", "com", "AUCTION-PENDING", DROP,
			"price=10.00, currency_id=1, reserved=10.00, reference='R-4'");
	bo_fake_status(registrar, "R-1", BO_ANSWER_OK, BO_APPLICATION_SUCCESSFUL);
	bo_fake_status(registrar, "R-2", BO_ANSWER_OK, BO_APPLICATION_FAILED);
	bo_fake_status(registrar, "R-3", BO_ANSWER_OK, BO_APPLICATION_AUCTION_PENDING);
	run_at("2026-12-23 10:00:00");
	assert_order(caught, "PENDING-PAYMENT|caught|0.00");
	assert_order(lost, "FAILED|lost|0.00");
	assert_order(auction, "AUCTION-PENDING|auction_pending|10.00");
	assert_order(before, "AUCTION-PENDING||10.00");
	assert_int_equal(told(), 0);
}

/* Won, and the domain does not show; caught, and it can't be invoiced: a person is asked, nothing is given
 * up.
 */
static void test_a_caught_name_is_not_given_up(void **state)
{
	(void)state;
	int64_t won = processing("a", "reference='R-1'"), unpriced = processing("b", "reference='R-2'");
	bo_fake_status(registrar, "R-1", BO_ANSWER_OK, BO_APPLICATION_AUCTION_WON);
	bo_fake_status(registrar, "R-2", BO_ANSWER_OK, BO_APPLICATION_SUCCESSFUL);
	bo_test_exec("UPDATE backorder_domains SET currency_id = 2 WHERE id = 2");
	bo_test_exec("DELETE FROM backorder_pricing");
	run_at(A_WEEK_LATER);
	assert_order(won, "PROCESSING|needs_person|10.00");
	assert_order(unpriced, "PROCESSING|needs_person|10.00");
	run_at("2026-12-23 10:00:00");
	assert_order(won, "PROCESSING|needs_person|10.00");
	assert_true(told() >= 2);
	/* ... and goes on when the obstacle is gone. */
	bo_fake_domain(registrar, "a.com", "2026-11-23 10:00:03", "2027-11-23 10:00:03");
	run_at("2026-12-23 10:05:00");
	assert_order(won, "AUCTION-WON|auction_won|0.00");
}

static void test_caught_after_all(void **state)
{
	(void)state;
	static const struct {
		bo_application_state_t state;
		const char *words;
	} cases[] = {{BO_APPLICATION_SUCCESSFUL, "The name was caught;"},
			{BO_APPLICATION_AUCTION_WON, "The name was won in an auction;"},
			{BO_APPLICATION_AUCTION_PENDING, "The name is in an auction;"}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char wanted[400];
		prepare(state);
		int64_t id = processing("foo", "reference='R-1'");
		run_at(A_WEEK_LATER);
		bo_fake_status(registrar, "R-1", BO_ANSWER_OK, cases[i].state);
		run_at("2026-12-25 10:00:00");
		assert_order(id, "FAILED|caught_late|0.00");
		snprintf(wanted, sizeof(wanted),
				"[\"Backorder 1 (foo.com) was given up a week after its drop. %s the fee was released and "
				"nothing was invoiced. Agree with the customer what becomes of it.\"]",
				cases[i].words);
		assert_json(bo_map_get(summary, "attention"), wanted);
		assert_int_equal(on_the_status_page(), 1);
		/* Told for two weeks, written down once, and nothing is invoiced or delivered by itself. */
		run_at("2027-01-08 09:59:59");
		assert_int_equal(told(), 1);
		run_at("2027-01-08 10:00:00");
		assert_int_equal(told(), 0);
		assert_int_equal(on_the_status_page(), 0);
		assert_sql("SELECT COUNT(*) FROM backorder_logs WHERE reason = 'caught_late'", "1");
		assert_sql("SELECT COUNT(*) FROM backorder_effects WHERE kind = 'invoice'", "0");
		assert_sql("SELECT COUNT(*) FROM tbldomains", "0");
	}
}

/* The registrar is asked about it for 60 days after the drop and no longer; "failed" changes nothing. */
static void test_asked_for_sixty_days(void **state)
{
	(void)state;
	int64_t id = processing("foo", "reference='R-1'");
	run_at(A_WEEK_LATER);
	bo_fake_status(registrar, "R-1", BO_ANSWER_OK, BO_APPLICATION_FAILED);
	registrar->asked[0] = '\0';
	run_at("2027-01-22 09:59:59");
	assert_string_equal(registrar->asked, "R-1 ");
	assert_order(id, "FAILED|no_result|0.00");
	registrar->asked[0] = '\0';
	run_at("2027-01-22 10:00:00");
	assert_string_equal(registrar->asked, "");
}

/* D43: nothing was ever tried, for no cron ran: four hours after the drop nothing is sent any more, and the
 * order ends without a question to the registrar, even when there is none. */
static void test_d43_never_tried(void **state)
{
	(void)state;
	int64_t id = processing("a", "reference=''");
	context->registrar.dispose(context->registrar.object);
	context->registrar = (bo_kept_t){NULL, NULL};
	run_at("2026-11-23 13:59:59");
	assert_order(id, "PROCESSING||10.00");
	run_at("2026-11-23 14:00:00");
	assert_order(id, "FAILED|no_application|0.00");
	assert_sql("SELECT COALESCE(MAX(apply_at), 'never') FROM backorder_domains", "never");
}

#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_waiting_for_ever), T(test_login_refused_for_ever),
			T(test_without_a_date), T(test_what_is_decided_counts), T(test_a_caught_name_is_not_given_up),
			T(test_caught_after_all), T(test_asked_for_sixty_days), T(test_d43_never_tried)};
	return cmocka_run_group_tests_name("undecided", tests, NULL, bo_test_teardown);
}
