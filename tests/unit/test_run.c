/* Proves the batch: what is due is done, in the right order, exactly once, whatever the registrar answers. */
#include "support/bo_test_run.h"

#include <stdio.h>
#include <stdlib.h>

#define assert_summary(expected) assert_json(summary, expected)
#define NOTHING "{\"steps\":{},\"errors\":[],\"attention\":[]}"
#define assert_order(id, expected)                                                                         \
	do {                                                                                                   \
		char sql_[256];                                                                                    \
		snprintf(sql_, sizeof(sql_),                                                                       \
				"SELECT CONCAT_WS('|', status, reason, reserved, reference) FROM backorder_domains WHERE " \
				"id = %d",                                                                                 \
				(int)(id));                                                                                \
		assert_sql(sql_, expected);                                                                        \
	} while (0)

/* Funded and waiting for its drop at 10:00; "now" is 09:00. */
static int64_t active(int client_id, const char *label, const char *zone, const char *drop)
{
	return bo_test_order(client_id, label, zone, "ACTIVE", drop,
			client_id == 2 ? "price=10.00, currency_id=2, reserved=10.00"
						   : "price=10.00, currency_id=1, reserved=10.00");
}

static int64_t processing(int client_id, const char *label, const char *zone, const char *more)
{
	char assignments[256];
	snprintf(assignments, sizeof(assignments), "price=10.00, currency_id=%d, reserved=10.00%s%s",
			client_id == 2 ? 2 : 1, more ? ", " : "", more ? more : "");
	return bo_test_order(client_id, label, zone, "PROCESSING", "2026-11-23 10:00:00", assignments);
}

static void test_nothing_to_do(void **state)
{
	(void)state;
	run();
	assert_summary(NOTHING);
	assert_string_equal(registrar->sent, "");
	assert_string_equal(registrar->asked, "");
}

/* D42: windows are conditions. After a night without cron one run goes all the way. */
static void test_d42_catches_up_after_a_night(void **state)
{
	(void)state;
	int64_t id = bo_test_order(1, "foo", "com", "REQUESTED", "2026-11-23 08:00:00", NULL);
	bo_fake_status(registrar, "R-foo.com", BO_ANSWER_OK, BO_APPLICATION_SUCCESSFUL);
	run();
	assert_summary("{\"steps\":{\"fund\":1,\"window "
				   "opens\":1,\"applied\":1,\"caught\":1},\"errors\":[],\"attention\":[]}");
	assert_order(id, "PENDING-PAYMENT|caught|0.00|R-foo.com");
	assert_sql("SELECT GROUP_CONCAT(CONCAT(from_status, '>', to_status) ORDER BY id) FROM backorder_logs",
			"REQUESTED>ACTIVE,ACTIVE>PROCESSING,PROCESSING>PROCESSING,PROCESSING>PENDING-PAYMENT");
	assert_sql("SELECT CONCAT_WS('|', kind, amount) FROM backorder_effects", "invoice|10.00");
	assert_string_equal(registrar->sent, "foo.com ");
	/* Again: nothing is left to do. */
	run();
	assert_summary(NOTHING);
	assert_string_equal(registrar->sent, "foo.com ");
}

static void test_the_windows_one_by_one(void **state)
{
	(void)state;
	int64_t id = bo_test_order(1, "foo", "com", "REQUESTED", "2026-11-26 09:00:01", NULL);
	run();
	assert_order(id, "REQUESTED||0.00|");
	run_at("2026-11-23 09:00:01");
	assert_order(id, "ACTIVE|funds_reserved|10.00|");
	run_at("2026-11-26 07:00:00");
	assert_order(id, "ACTIVE|funds_reserved|10.00|");
	run_at("2026-11-26 07:00:01");
	assert_order(id, "PROCESSING|applied|10.00|R-foo.com");
}

/* D43: what was never sent ends two days after the drop, four hours after it when it was about to be sent. */
static void test_d43_missed(void **state)
{
	(void)state;
	int64_t requested = bo_test_order(1, "a", "com", "REQUESTED", "2026-11-21 09:00:00", NULL);
	int64_t funded = active(1, "b", "com", "2026-11-21 08:00:00");
	int64_t waits = bo_test_order(1, "c", "com", "REQUESTED", "2026-11-21 09:00:01", NULL);
	int64_t unknown = bo_test_order(1, "d", "com", "REQUESTED", NULL, NULL);
	run();
	assert_summary("{\"steps\":{\"missed\":2},\"errors\":[],\"attention\":[]}");
	assert_order(requested, "FAILED|missed|0.00|");
	assert_order(funded, "FAILED|missed|0.00|");
	assert_order(waits, "REQUESTED||0.00|");
	assert_order(unknown, "REQUESTED||0.00|");
}

static void test_d43_no_application_four_hours_after_the_drop(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_TEMPORARY, 421, "Command failed due to server error");
	run_at("2026-11-23 13:59:59");
	assert_order(id, "PROCESSING|try_later|10.00|");
	assert_string_equal(registrar->sent, "foo.com ");
	run_at("2026-11-23 14:00:00");
	assert_order(id, "FAILED|no_application|0.00|");
	assert_string_equal(registrar->sent, "foo.com ");
	assert_summary("{\"steps\":{\"no application\":1},\"errors\":[],\"attention\":[]}");
}

/* D46: money goes to the nearest drop, then to who ordered first. */
static void test_d46_funds_by_drop_then_by_placing(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET credit = 25 WHERE id = 1");
	int64_t late = bo_test_order(
			1, "late", "com", "REQUESTED", "2026-11-25 09:00:00", "createddate='2026-01-01 00:00:00'");
	int64_t second = bo_test_order(
			1, "second", "com", "REQUESTED", "2026-11-24 09:00:00", "createddate='2026-03-01 00:00:00'");
	int64_t first = bo_test_order(
			1, "first", "com", "REQUESTED", "2026-11-24 09:00:00", "createddate='2026-02-01 00:00:00'");
	run();
	assert_order(first, "ACTIVE|funds_reserved|10.00|");
	assert_order(second, "ACTIVE|funds_reserved|10.00|");
	assert_order(late, "REQUESTED|waiting_funds|0.00|");
	assert_summary("{\"steps\":{\"fund\":2,\"funds short\":1},\"errors\":[],\"attention\":[]}");
	/* The same drop and second: the lower number was first. */
	bo_test_exec("UPDATE backorder_domains SET status='REQUESTED', reserved=0, price=NULL, "
				 "dropdate='2026-11-24 09:00:00', "
				 "createddate='2026-01-01 00:00:00', version=version+1");
	run();
	assert_order(late, "ACTIVE|funds_reserved|10.00|");
	assert_order(second, "ACTIVE|funds_reserved|10.00|");
	assert_order(first, "REQUESTED|waiting_funds|0.00|");
}

static void test_exact_funds_cover(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET credit = 10.00 WHERE id = 1");
	bo_test_exec("UPDATE tblclients SET credit = 8.99 WHERE id = 2");
	int64_t enough = bo_test_order(1, "foo", "com", "REQUESTED", "2026-11-24 09:00:00", NULL);
	int64_t cent_short = bo_test_order(2, "foo", "com", "REQUESTED", "2026-11-24 09:00:00", NULL);
	run();
	assert_order(enough, "ACTIVE|funds_reserved|10.00|");
	assert_order(cent_short, "REQUESTED|waiting_funds|0.00|");
	bo_test_exec("UPDATE tblclients SET credit = 9.00 WHERE id = 2");
	run();
	assert_order(cent_short, "ACTIVE|funds_reserved|9.00|");
	assert_sql("SELECT GROUP_CONCAT(currency_id ORDER BY id) FROM backorder_domains", "1,2");
}

/* Two orders of one zone class at different prices: what is too dear does not stop what is cheap enough. */
static void test_a_dear_name_does_not_block_a_cheap_one(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET credit = 15 WHERE id = 1");
	int64_t dear = bo_test_order(1, "foo", "net", "REQUESTED", "2026-11-24 08:00:00", NULL);
	int64_t cheap = bo_test_order(1, "foo", "com", "REQUESTED", "2026-11-24 09:00:00", NULL);
	run();
	assert_order(dear, "REQUESTED|waiting_funds|0.00|");
	assert_order(cheap, "ACTIVE|funds_reserved|10.00|");
}

/* A LITE order was offered at the LITE price, so that is what it costs. */
static void test_lite_orders_cost_the_lite_price(void **state)
{
	(void)state;
	bo_test_exec("UPDATE backorder_pricing SET liteprice = 3.00 WHERE extension = 'com' AND currency_id = 1");
	int64_t id = bo_test_order(1, "foo", "com", "REQUESTED", "2026-11-24 09:00:00", "type='LITE'");
	int64_t none = bo_test_order(1, "foo", "net", "REQUESTED", "2026-11-24 09:00:00", "type='LITE'");
	run();
	assert_order(id, "ACTIVE|funds_reserved|3.00|");
	assert_order(none, "REQUESTED|price_missing|0.00|");
	run_at("2026-11-24 08:00:00");
	assert_true(registrar->lite);
}

static void test_price_missing(void **state)
{
	(void)state;
	int64_t id = bo_test_order(1, "foo", "org", "REQUESTED", "2026-11-24 09:00:00", NULL);
	int64_t zero = bo_test_order(1, "bar", "com", "REQUESTED", "2026-11-24 09:00:00", NULL);
	bo_test_exec("UPDATE backorder_pricing SET fullprice = 0 WHERE extension = 'com'");
	run();
	assert_order(id, "REQUESTED|price_missing|0.00|");
	assert_order(zero, "REQUESTED|price_missing|0.00|");
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "0");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "2");
	run_at("2026-11-23 09:05:00");
	assert_summary(NOTHING);
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "2");
	bo_test_exec("INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('org', 1, 11)");
	run_at("2026-11-23 09:10:00");
	assert_order(id, "ACTIVE|funds_reserved|11.00|");
}

/* D44: the date moved away, or the name left the list: the money is free, in the same run, for another name.
 */
static void test_d44_released_and_given_to_another(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET credit = 20 WHERE id = 1");
	int64_t moved = active(1, "moved", "com", "2026-11-26 09:00:01");
	int64_t left = active(1, "left", "com", NULL);
	int64_t near = active(2, "near", "com", "2026-11-26 09:00:00");
	int64_t next = bo_test_order(1, "next", "com", "REQUESTED", "2026-11-25 09:00:00", NULL);
	int64_t other = bo_test_order(1, "other", "com", "REQUESTED", "2026-11-25 09:00:00", NULL);
	run();
	assert_order(moved, "REQUESTED|date_moved|0.00|");
	assert_order(left, "REQUESTED|left_list|0.00|");
	assert_order(near, "ACTIVE||10.00|");
	assert_order(next, "ACTIVE|funds_reserved|10.00|");
	assert_order(other, "ACTIVE|funds_reserved|10.00|");
	assert_summary("{\"steps\":{\"date moved away\":1,\"left the "
				   "list\":1,\"fund\":2},\"errors\":[],\"attention\":[]}");
}

static void test_an_admins_reservation_stays(void **state)
{
	(void)state;
	int64_t moved = active(1, "moved", "com", "2027-11-26 09:00:01");
	int64_t left = active(1, "left", "com", NULL);
	bo_test_exec("UPDATE backorder_domains SET activated_by = 'admin'");
	run();
	assert_summary(NOTHING);
	assert_order(moved, "ACTIVE||10.00|");
	assert_order(left, "ACTIVE||10.00|");
}

static void test_application(void **state)
{
	(void)state;
	int64_t id = processing(2, "xn--mller-kva", "net", NULL);
	run();
	assert_string_equal(registrar->sent, "xn--mller-kva.net ");
	assert_string_equal(registrar->contact.first_name, "Bernd");
	assert_string_equal(registrar->contact.organization, "Kunde GmbH");
	assert_string_equal(registrar->contact.email, "bernd@example.test");
	assert_string_equal(registrar->contact.country, "DE");
	assert_false(registrar->lite);
	assert_order(id, "PROCESSING|applied|10.00|R-xn--mller-kva.net");
	assert_sql("SELECT CONCAT_WS('|', apply_state, apply_holder) FROM backorder_domains", "sent|");
	/* It was asked for at once, and is not sent again. */
	assert_string_equal(registrar->asked, "R-xn--mller-kva.net ");
	run_at("2026-11-23 09:05:00");
	assert_string_equal(registrar->sent, "xn--mller-kva.net ");
	assert_string_equal(registrar->asked, "R-xn--mller-kva.net R-xn--mller-kva.net ");
}

/* D21: the answer was lost. The intent stays, the next run looks before it sends, and adopts what it finds.
 */
static void test_d21_lost_answer_is_adopted(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_LOST, 0, "Timeout was reached");
	run();
	assert_order(id, "PROCESSING||10.00|");
	assert_sql(
			"SELECT CONCAT_WS('|', apply_state, apply_holder, apply_at, apply_until) FROM backorder_domains",
			"intent||2026-11-23 09:00:00|2026-11-23 09:00:00");
	assert_summary("{\"steps\":{},\"errors\":[\"Backorder 1: the registrar's answer was lost (Timeout was "
				   "reached).\"],\"attention\":[]}");
	assert_string_equal(registrar->sent, "foo.com ");
	bo_fake_listed(registrar, "foo.com", "APP-77", "2026-11-23 09:00:02", "anna@example.test");
	run_at("2026-11-23 09:05:00");
	assert_order(id, "PROCESSING|applied|10.00|APP-77");
	assert_string_equal(registrar->found, "foo.com ");
	assert_string_equal(registrar->sent, "foo.com ");
	run_at("2026-11-23 09:10:00");
	assert_string_equal(registrar->sent, "foo.com ");
}

static void test_d21_lost_answer_and_nothing_listed_is_sent_again(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_LOST, 0, "Timeout was reached");
	run();
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_OK, 200, "");
	run_at("2026-11-23 09:05:00");
	assert_string_equal(registrar->found, "foo.com ");
	assert_string_equal(registrar->sent, "foo.com foo.com ");
	assert_order(id, "PROCESSING|applied|10.00|R-foo.com");
}

/* The registrar's list is late: the second lost answer must not make the first application look like a
 * stranger's. */
static void test_d21_list_that_is_late(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_LOST, 0, "Timeout was reached");
	run();
	run_at("2026-11-23 09:05:00");
	assert_string_equal(registrar->sent, "foo.com foo.com ");
	bo_fake_listed(registrar, "foo.com", "APP-77", "2026-11-23 09:00:02", "anna@example.test");
	run_at("2026-11-23 09:10:00");
	assert_order(id, "PROCESSING|applied|10.00|APP-77");
	assert_string_equal(registrar->sent, "foo.com foo.com ");
}

/* While the list can't be read nothing is sent. */
static void test_d21_unreadable_list_sends_nothing(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", "apply_state='intent', apply_at='2026-11-23 08:00:00'");
	registrar->find_kind = BO_ANSWER_TEMPORARY;
	run();
	assert_string_equal(registrar->sent, "");
	assert_order(id, "PROCESSING||10.00|");
	assert_sql("SELECT apply_state FROM backorder_domains", "intent");
	assert_summary(
			"{\"steps\":{},\"errors\":[\"Backorder 1: The registrar's list of applications can't be read: no "
			"list today\"],\"attention\":[]}");
	registrar->find_kind = BO_ANSWER_OK;
	run_at("2026-11-23 09:05:00");
	assert_string_equal(registrar->sent, "foo.com ");
}

/* An order that another run is sending is left alone until that run's time is over. */
static void test_d21_another_run_holds_it(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com",
			"apply_state='intent', apply_holder='other', apply_at='2026-11-23 08:55:00', "
			"apply_until='2026-11-23 "
			"09:10:00'");
	run();
	assert_string_equal(registrar->sent, "");
	assert_string_equal(registrar->found, "");
	run_at("2026-11-23 09:09:59");
	assert_string_equal(registrar->found, "");
	run_at("2026-11-23 09:10:00");
	assert_string_equal(registrar->found, "foo.com ");
	assert_string_equal(registrar->sent, "foo.com ");
	assert_order(id, "PROCESSING|applied|10.00|R-foo.com");
}

/* What is in the list may be somebody else's: made before our intent, of another owner, or taken by another
 * order. */
static void test_d21_strangers_are_not_adopted(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", "apply_state='intent', apply_at='2026-11-23 08:30:00'");
	bo_test_order(2, "foo", "com", "FAILED", "2026-11-23 10:00:00", "reference='TAKEN'");
	bo_fake_listed(registrar, "foo.com", "OLD", "2026-11-23 08:28:59", "anna@example.test");
	bo_fake_listed(registrar, "foo.com", "BERND", "2026-11-23 08:30:01", "bernd@example.test");
	bo_fake_listed(registrar, "foo.com", "TAKEN", "2026-11-23 08:30:01", "anna@example.test");
	run();
	assert_order(id, "PROCESSING|applied|10.00|R-foo.com");
	assert_string_equal(registrar->sent, "foo.com ");
}

/* D52: two customers of the reseller on one name are told apart by the owner's address. */
static void test_d52_two_customers_one_name(void **state)
{
	(void)state;
	int64_t anna = processing(1, "foo", "com", "apply_state='intent', apply_at='2026-11-23 08:30:00'");
	int64_t bernd = processing(2, "foo", "com", "apply_state='intent', apply_at='2026-11-23 08:30:00'");
	bo_fake_listed(registrar, "foo.com", "B", "2026-11-23 08:30:01", "Bernd@Example.test");
	bo_fake_listed(registrar, "foo.com", "A", "2026-11-23 08:30:01", "anna@example.test");
	run();
	assert_order(anna, "PROCESSING|applied|10.00|A");
	assert_order(bernd, "PROCESSING|applied|10.00|B");
	assert_string_equal(registrar->sent, "");
}

static void test_d52_owners_unknown_needs_a_person(void **state)
{
	(void)state;
	int64_t anna = processing(1, "foo", "com", "apply_state='intent', apply_at='2026-11-23 08:30:00'");
	int64_t bernd = processing(2, "foo", "com", "apply_state='intent', apply_at='2026-11-23 08:30:00'");
	bo_fake_listed(registrar, "foo.com", "A", NULL, "");
	run();
	assert_order(anna, "PROCESSING||10.00|");
	assert_order(bernd, "PROCESSING||10.00|");
	assert_string_equal(registrar->sent, "");
	assert_int_equal(bo_map_get(summary, "errors")->as.many.count, 2);
	/* The only candidate for the only order that waits is ours, even without an owner. */
	bo_test_exec("UPDATE backorder_domains SET status = 'FAILED', open_order = NULL WHERE userid = 2");
	run_at("2026-11-23 09:05:00");
	assert_order(anna, "PROCESSING|applied|10.00|A");
}

/* The registrar says that it has this application already: it is adopted, never forced. */
static void test_d21_duplicate_is_adopted(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_DUPLICATE, 540, "Attribute value is not unique");
	bo_fake_listed(registrar, "foo.com", "APP-1", "2026-11-23 09:00:00", "anna@example.test");
	run();
	assert_order(id, "PROCESSING|applied|10.00|APP-1");
	assert_string_equal(registrar->sent, "foo.com ");
}

/* ... also when it was made long before: by hand, or by a run that never learned the answer. */
static void test_d21_older_duplicate_is_adopted(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_DUPLICATE, 540, "Attribute value is not unique");
	bo_fake_listed(registrar, "foo.com", "LAST-YEAR", "2025-11-23 09:00:00", "anna@example.test")->state =
			BO_APPLICATION_FAILED;
	bo_fake_listed(registrar, "foo.com", "BERND", "2026-11-22 09:00:00", "bernd@example.test");
	bo_fake_listed(registrar, "foo.com", "APP-1", "2026-11-22 09:00:00", "anna@example.test");
	run();
	assert_order(id, "PROCESSING|applied|10.00|APP-1");
}

static void test_duplicate_that_is_not_listed(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_DUPLICATE, 540, "Attribute value is not unique");
	run();
	assert_order(id, "PROCESSING||10.00|");
	assert_sql("SELECT apply_state FROM backorder_domains", "intent");
	assert_summary("{\"steps\":{},\"errors\":[],\"attention\":[\"Backorder 1: the registrar says that an "
				   "application "
				   "exists already, but its list has none.\"]}");
}

static void test_refused(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL), other = processing(1, "bar", "com", NULL);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_REFUSED, 549, "Command failed; TLD NOT SUPPORTED");
	run();
	assert_order(id, "FAILED|refused|0.00|");
	assert_sql("SELECT CONCAT_WS('|', reason_text, apply_state, COALESCE(open_order, 'closed')) FROM "
			   "backorder_domains WHERE "
			   "id = 1",
			"549 Command failed; TLD NOT SUPPORTED||closed");
	assert_order(other, "PROCESSING|applied|10.00|R-bar.com");
	assert_summary("{\"steps\":{\"refused\":1,\"applied\":1},\"errors\":[],\"attention\":[]}");
}

/* D43: a temporary trouble is tried again every run, with one log line for the same words. */
static void test_d43_temporary_is_tried_again(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_TEMPORARY, 421, "busy");
	run();
	run_at("2026-11-23 09:05:00");
	run_at("2026-11-23 09:10:00");
	assert_order(id, "PROCESSING|try_later|10.00|");
	assert_sql("SELECT CONCAT_WS('|', reason_text, apply_state) FROM backorder_domains", "421 busy|");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "1");
	assert_string_equal(registrar->sent, "foo.com foo.com foo.com ");
	assert_string_equal(registrar->found, "");
	assert_summary("{\"steps\":{},\"errors\":[\"Backorder 1: 421 busy\"],\"attention\":[]}");
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_OK, 200, "");
	run_at("2026-11-23 09:15:00");
	assert_order(id, "PROCESSING|applied|10.00|R-foo.com");
}

/* A refusal ends an order only when no earlier attempt can have left an application behind: "try again" is
 * what the registrar says, and not always what it did. */
static void test_refused_after_an_earlier_attempt(void **state)
{
	(void)state;
	int64_t done = processing(1, "done", "com", NULL), none = processing(1, "none", "com", NULL);
	bo_fake_answer(registrar, "done.com", BO_ANSWER_TEMPORARY, 421, "try again");
	bo_fake_answer(registrar, "none.com", BO_ANSWER_TEMPORARY, 421, "try again");
	run_at("2026-11-23 09:00:00");
	bo_fake_answer(registrar, "done.com", BO_ANSWER_REFUSED, 549, "too late");
	bo_fake_answer(registrar, "none.com", BO_ANSWER_REFUSED, 549, "too late");
	/* It was carried out; and the list can't be read at first. */
	bo_fake_listed(registrar, "done.com", "R-1", "2026-11-23 09:00:01", "anna@example.test");
	registrar->find_kind = BO_ANSWER_TEMPORARY;
	run_at("2026-11-23 09:05:00");
	assert_sql("SELECT GROUP_CONCAT(CONCAT_WS('|', status, apply_state)) FROM backorder_domains",
			"PROCESSING|intent,PROCESSING|intent");
	registrar->find_kind = BO_ANSWER_OK;
	run_at("2026-11-23 09:10:00");
	assert_order(done, "PROCESSING|applied|10.00|R-1");
	assert_order(none, "FAILED|refused|0.00|");
}

static void test_login_refused(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_AUTH, 530, "Authentication failed");
	run();
	assert_order(id, "PROCESSING|try_later|10.00|");
	assert_summary("{\"steps\":{\"try later\":1},\"errors\":[],\"attention\":[\"The registrar refuses the "
				   "login: 530 "
				   "Authentication failed\"]}");
	/* While polling: one note, and no more questions. */
	bo_test_exec("UPDATE backorder_domains SET reference = 'R-1'");
	bo_application_t *told = bo_fake_status(registrar, "R-1", BO_ANSWER_AUTH, BO_APPLICATION_WAITING);
	snprintf(told->answer.text, sizeof(told->answer.text), "Authentication failed");
	run_at("2026-11-23 09:05:00");
	assert_order(id, "PROCESSING|try_later|10.00|R-1");
	assert_summary(
			"{\"steps\":{},\"errors\":[],\"attention\":[\"The registrar refuses the login: Authentication "
			"failed\"]}");
}

static void test_account_without_funds(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_NO_FUNDS, 546, "Credit limit exceeded");
	run();
	assert_order(id, "PROCESSING|registrar_no_funds|10.00|");
	assert_summary(
			"{\"steps\":{\"registrar account empty\":1},\"errors\":[],\"attention\":[\"The account at the "
			"registrar can't pay for "
			"backorder 1: 546 Credit limit exceeded\"]}");
	/* Told in every run, logged once, sent as soon as there is money. */
	run_at("2026-11-23 09:05:00");
	assert_summary("{\"steps\":{},\"errors\":[],\"attention\":[\"The account at the registrar can't pay for "
				   "backorder 1: 546 Credit limit exceeded\"]}");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "1");
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_OK, 200, "");
	run_at("2026-11-23 09:10:00");
	assert_order(id, "PROCESSING|applied|10.00|R-foo.com");
}

static void test_not_asked(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_NONE, 0, "");
	run();
	assert_order(id, "PROCESSING|try_later|10.00|");
	assert_sql("SELECT apply_state FROM backorder_domains", "");
}

/* Nothing could be sent at all: no intent stays behind, and the phases behind it still run. */
static void test_nothing_can_be_sent(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL), polled = processing(1, "bar", "com", "reference='R-9'");
	bo_fake_status(registrar, "R-9", BO_ANSWER_OK, BO_APPLICATION_FAILED);
	registrar->apply_code = BO_E_REMOTE;
	run();
	assert_order(id, "PROCESSING|try_later|10.00|");
	assert_sql("SELECT CONCAT_WS('|', apply_state, apply_holder) FROM backorder_domains WHERE id = 1", "|");
	assert_order(polled, "FAILED|lost|0.00|R-9");
	assert_summary("{\"steps\":{\"try later\":1,\"lost\":1},\"errors\":[\"The registrar can't be reached at "
				   "all.\"],\"attention\":[]}");
}

/* A call that fails after it was answered: each application is booked by its own answer, and none is sent
 * twice. */
static void test_call_that_fails_late(void **state)
{
	(void)state;
	int64_t sent = processing(1, "sent", "com", NULL), lost = processing(1, "lost", "com", NULL);
	int64_t bad = processing(1, "bad", "com", NULL), later = processing(1, "later", "com", NULL);
	int64_t unasked = processing(1, "unasked", "com", NULL);
	bo_fake_answer(registrar, "lost.com", BO_ANSWER_LOST, 0, "given up");
	bo_fake_answer(registrar, "bad.com", BO_ANSWER_REFUSED, 549, "Command failed");
	bo_fake_answer(registrar, "later.com", BO_ANSWER_TEMPORARY, 421, "Not now");
	bo_fake_answer(registrar, "unasked.com", BO_ANSWER_NONE, 0, "");
	registrar->late_apply_code = BO_E_INTERNAL;
	run();
	assert_order(sent, "PROCESSING|applied|10.00|R-sent.com");
	assert_order(lost, "PROCESSING||10.00|");
	assert_order(bad, "FAILED|refused|0.00|");
	assert_order(later, "PROCESSING|try_later|10.00|");
	assert_order(unasked, "PROCESSING|try_later|10.00|");
	assert_sql("SELECT GROUP_CONCAT(CONCAT(domain, '=', apply_state) ORDER BY id) FROM backorder_domains",
			"sent=sent,lost=intent,bad=,later=,unasked=");
	assert_sql(
			"SELECT reason_text FROM backorder_domains WHERE domain = 'unasked'", "The HTTP library failed.");
	registrar->late_apply_code = BO_OK;
	registrar->apply_count = 0;
	registrar->sent[0] = '\0';
	bo_fake_listed(registrar, "lost.com", "R-9", NULL, "");
	run_at("2026-11-23 09:05:00");
	assert_string_equal(registrar->found, "lost.com ");
	assert_string_equal(registrar->sent, "later.com unasked.com ");
	assert_order(lost, "PROCESSING|applied|10.00|R-9");
}

/* One order that can't be held must not hold up the others of its call. */
static void test_order_that_cannot_be_held(void **state)
{
	(void)state;
	(void)processing(1, "first", "com", NULL);
	(void)processing(1, "second", "com", NULL);
	(void)processing(1, "third", "com", NULL);
	bo_test_exec("CREATE TRIGGER boom BEFORE UPDATE ON backorder_domains FOR EACH ROW IF NEW.domain = "
				 "'second' AND NEW.apply_state = 'intent' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = "
				 "'boom'; END IF");
	run();
	bo_test_exec("DROP TRIGGER boom");
	assert_string_equal(registrar->sent, "first.com third.com ");
	assert_sql("SELECT GROUP_CONCAT(CONCAT_WS('|', domain, apply_state, reference) ORDER BY id) FROM "
			   "backorder_domains",
			"first|sent|R-first.com,second||,third|sent|R-third.com");
	assert_summary("{\"steps\":{\"applied\":2},\"errors\":[\"Backorder 2: Database error 1644: "
				   "boom\"],\"attention\":[]}");
	run_at("2026-11-23 09:05:00");
	assert_string_equal(registrar->sent, "first.com third.com second.com ");
}

/* What one answer meets in the database must not lose the answers about the others. */
static void test_answer_that_cannot_be_booked(void **state)
{
	(void)state;
	(void)processing(1, "first", "com", NULL);
	(void)processing(1, "second", "com", NULL);
	bo_fake_answer(registrar, "first.com", BO_ANSWER_LOST, 0, "given up");
	bo_test_exec(
			"CREATE TRIGGER boom BEFORE UPDATE ON backorder_domains FOR EACH ROW IF NEW.domain = 'first' "
			"AND NEW.apply_holder = '' THEN SIGNAL SQLSTATE '45000'; END IF");
	run();
	bo_test_exec("DROP TRIGGER boom");
	assert_sql("SELECT GROUP_CONCAT(CONCAT_WS('|', domain, apply_state, reference) ORDER BY id) FROM "
			   "backorder_domains",
			"first|intent|,second|sent|R-second.com");
}

static void test_registrar_is_not_configured(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", NULL);
	int64_t funded = bo_test_order(1, "bar", "com", "REQUESTED", "2026-11-25 10:00:00", NULL);
	int64_t ended = bo_test_order(1, "end", "com", "PENDING-PAYMENT", "2026-11-20 10:00:00",
			"price=10.00, currency_id=1, invoice=5");
	context->registrar.dispose(context->registrar.object);
	context->registrar = (bo_kept_t){NULL, NULL};
	run();
	assert_order(id, "PROCESSING||10.00|");
	assert_sql("SELECT apply_state FROM backorder_domains WHERE id = 1", "");
	assert_order(funded, "ACTIVE|funds_reserved|10.00|");
	assert_order(ended, "CANCELLED|invoice_cancelled|0.00|");
	assert_summary("{\"steps\":{\"fund\":1,\"invoice ended\":1},\"errors\":[\"The registrar's login or "
				   "password is not "
				   "set.\"],\"attention\":[\"Backorder 3: end.com was caught and will not be paid (Invoice 5 "
				   "does not exist any more.); the domain is in your account at the registrar.\"]}");
}

/* 250 orders: more than one call and more than one page; the nearest drop goes first. */
static void test_many_applications(void **state)
{
	(void)state;
	for (int i = 0; i < 250; i++) {
		char label[16], more[120];
		snprintf(label, sizeof(label), "n%03d", i);
		snprintf(more, sizeof(more),
				"dropdate='2026-11-23 10:%02d:00', price=10.00, currency_id=1, reserved=10.00",
				i == 249 ? 0 : 1 + i % 50);
		bo_test_order(1, label, "com", "PROCESSING", NULL, more);
	}
	run();
	assert_summary("{\"steps\":{\"applied\":250},\"errors\":[],\"attention\":[]}");
	assert_sql(
			"SELECT COUNT(*) FROM backorder_domains WHERE reference = CONCAT('R-', domain, '.com')", "250");
	assert_sql("SELECT COUNT(DISTINCT reference) FROM backorder_domains", "250");
	assert_memory_equal(registrar->sent, "n249.com n000.com n050.com n100.com ", 36);
	assert_int_equal(registrar->largest, 100);
}

/* D41: "unknown" (545) ends an order four hours after the drop and never before. */
static void test_d41_unknown_application(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", "reference='R-1'");
	int64_t auction = bo_test_order(1, "bar", "com", "AUCTION-PENDING", "2026-11-23 10:00:00",
			"price=10.00, currency_id=1, reserved=10.00, reference='R-2'");
	bo_fake_status(registrar, "R-1", BO_ANSWER_NOT_FOUND, BO_APPLICATION_WAITING);
	bo_fake_status(registrar, "R-2", BO_ANSWER_NOT_FOUND, BO_APPLICATION_WAITING);
	run();
	run_at("2026-11-23 10:00:00");
	run_at("2026-11-23 13:59:59");
	assert_order(id, "PROCESSING||10.00|R-1");
	assert_order(auction, "AUCTION-PENDING||10.00|R-2");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "0");
	run_at("2026-11-23 14:00:00");
	assert_order(id, "CANCELLED|application_unknown|0.00|R-1");
	assert_order(auction, "CANCELLED|application_unknown|0.00|R-2");
}

static void test_polling(void **state)
{
	(void)state;
	int64_t waits = processing(1, "a", "com", "reference='R-1'"),
			lost = processing(1, "b", "com", "reference='R-2'");
	int64_t caught = processing(1, "c", "com", "reference='R-3'"),
			busy = processing(1, "d", "com", "reference='R-4'");
	int64_t unasked = processing(1, "e", "com", "reference='R-5'");
	bo_fake_status(registrar, "R-2", BO_ANSWER_OK, BO_APPLICATION_FAILED);
	bo_fake_status(registrar, "R-3", BO_ANSWER_OK, BO_APPLICATION_SUCCESSFUL);
	snprintf(bo_fake_status(registrar, "R-4", BO_ANSWER_TEMPORARY, BO_APPLICATION_WAITING)->answer.text, 64,
			"busy");
	bo_fake_status(registrar, "R-5", BO_ANSWER_NONE, BO_APPLICATION_WAITING);
	run();
	assert_order(waits, "PROCESSING||10.00|R-1");
	assert_order(lost, "FAILED|lost|0.00|R-2");
	assert_order(caught, "PENDING-PAYMENT|caught|0.00|R-3");
	assert_order(busy, "PROCESSING||10.00|R-4");
	assert_order(unasked, "PROCESSING||10.00|R-5");
	assert_string_equal(registrar->asked, "R-1 R-2 R-3 R-4 R-5 ");
	assert_summary(
			"{\"steps\":{\"lost\":1,\"caught\":1},\"errors\":[\"Backorder 4: its status can't be read: "
			"busy\"],\"attention\":[]}");
}

/* D55: the auction's facts are kept; the same facts again are no news. */
static void test_d55_auction(void **state)
{
	(void)state;
	int64_t id = processing(1, "foo", "com", "reference='R-1'");
	bo_application_t *told = bo_fake_status(registrar, "R-1", BO_ANSWER_OK, BO_APPLICATION_AUCTION_PENDING);
	snprintf(told->auction_url, sizeof(told->auction_url), "https://auction.example/1");
	snprintf(told->auction_best_bid, sizeof(told->auction_best_bid), "55.00");
	told->auction_end = bo_test_time("2026-11-26 20:00:00");
	run();
	assert_order(id, "AUCTION-PENDING|auction_pending|10.00|R-1");
	assert_sql("SELECT auction FROM backorder_domains",
			"{\"url\":\"https://auction.example/"
			"1\",\"status\":\"\",\"currency\":\"\",\"best_bid\":\"55.00\",\"bidders\":"
			"\"\",\"bids\":\"\",\"start\":\"\",\"end\":\"2026-11-26 20:00:00\"}");
	run_at("2026-11-23 09:05:00");
	assert_summary(NOTHING);
	snprintf(told->auction_best_bid, sizeof(told->auction_best_bid), "60.00");
	run_at("2026-11-23 09:10:00");
	assert_summary("{\"steps\":{\"auction\":1},\"errors\":[],\"attention\":[]}");
	assert_sql("SELECT auction LIKE '%\"best_bid\":\"60.00\"%' FROM backorder_domains", "1");
	told->state = BO_APPLICATION_AUCTION_LOST;
	run_at("2026-11-27 09:10:00");
	assert_order(id, "AUCTION-LOST|auction_lost|0.00|R-1");
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "0");
}

/* D23: won, delivered once the domain is there, and the fee invoiced. */
static void test_d23_auction_won(void **state)
{
	(void)state;
	int64_t id = bo_test_order(1, "foo", "com", "AUCTION-PENDING", "2026-11-20 10:00:00",
			"price=10.00, currency_id=1, reserved=10.00, reference='R-1'");
	bo_fake_status(registrar, "R-1", BO_ANSWER_OK, BO_APPLICATION_AUCTION_WON);
	run();
	assert_order(id, "AUCTION-PENDING||10.00|R-1");
	assert_summary("{\"steps\":{},\"errors\":[\"Backorder 1: the auction for foo.com is won, but the domain "
				   "is not in the "
				   "account yet (Object does not exist).\"],\"attention\":[]}");
	bo_fake_domain(registrar, "foo.com", "2026-11-23 08:00:00", "2027-11-23 08:00:00");
	run_at("2026-11-23 09:05:00");
	assert_order(id, "AUCTION-WON|auction_won|0.00|R-1");
	assert_sql("SELECT CONCAT_WS('|', kind, amount) FROM backorder_effects", "invoice|10.00");
	assert_sql("SELECT CONCAT_WS('|', userid, domain, registrationdate, expirydate) FROM tbldomains",
			"1|foo.com|2026-11-23|2027-11-23");
	run_at("2026-11-23 09:10:00");
	assert_summary(NOTHING);
	assert_sql("SELECT COUNT(*) FROM tbldomains", "1");
}

static void test_d23_auction_won_without_fee(void **state)
{
	(void)state;
	bo_test_setting(context, "invoice_auction_fee", "0");
	int64_t id = bo_test_order(1, "foo", "com", "AUCTION-PENDING", "2026-11-20 10:00:00",
			"price=10.00, currency_id=1, reserved=10.00, reference='R-1'");
	bo_fake_status(registrar, "R-1", BO_ANSWER_OK, BO_APPLICATION_AUCTION_WON);
	bo_fake_domain(registrar, "foo.com", "2026-11-23 08:00:00", "2027-11-23 08:00:00");
	run();
	assert_order(id, "AUCTION-WON|auction_won|0.00|R-1");
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "0");
}

static int64_t unpaid(const char *label, int invoice, const char *status)
{
	char sql[200], more[80];
	if (status) {
		snprintf(sql, sizeof(sql),
				"INSERT INTO tblinvoices (id, userid, total, status) VALUES (%d, 1, 10, '%s')", invoice,
				status);
		bo_test_exec(sql);
	}
	snprintf(more, sizeof(more), "price=10.00, currency_id=1, reference='R', invoice=%d", invoice);
	return bo_test_order(1, label, "com", "PENDING-PAYMENT", "2026-11-20 10:00:00", more);
}

/* D22: the invoice is paid: one row in tbldomains, and never a second. */
static void test_d22_paid_invoice_delivers_once(void **state)
{
	(void)state;
	int64_t id = unpaid("foo", 5, "Unpaid");
	bo_fake_domain(registrar, "foo.com", "2026-11-20 10:00:03", "2027-11-20 10:00:03");
	run();
	assert_order(id, "PENDING-PAYMENT||0.00|R");
	bo_test_exec("UPDATE tblinvoices SET status = 'Paid'");
	run();
	assert_order(id, "SUCCESSFUL|delivered|0.00|R");
	assert_sql("SELECT CONCAT_WS('|', userid, domain, status, firstpaymentamount, expirydate, nextduedate) "
			   "FROM tbldomains",
			"1|foo.com|Active|10.00|2027-11-20|2027-11-05");
	run();
	assert_summary(NOTHING);
	assert_sql("SELECT COUNT(*) FROM tbldomains", "1");
}

static void test_paid_but_not_in_the_account_yet(void **state)
{
	(void)state;
	int64_t id = unpaid("foo", 5, "Paid");
	run();
	assert_order(id, "PENDING-PAYMENT||0.00|R");
	assert_summary("{\"steps\":{},\"errors\":[\"Backorder 1: foo.com is paid, but the registrar does not "
				   "show the domain "
				   "yet (Object does not exist).\"],\"attention\":[]}");
	/* A domain without dates is not delivered either. */
	bo_fake_domain(registrar, "foo.com", "2026-11-20 10:00:03", NULL);
	run();
	assert_order(id, "PENDING-PAYMENT||0.00|R");
	bo_fake_domain(registrar, "foo.com", "2026-11-20 10:00:03", "2027-11-20 10:00:03");
	run();
	assert_order(id, "SUCCESSFUL|delivered|0.00|R");
}

/* A delivery that only a person can settle is said in each run, logged once, and does not stop the others. */
static void test_delivery_that_needs_a_person(void **state)
{
	(void)state;
	int64_t id = unpaid("foo", 5, "Paid"), other = unpaid("bar", 6, "Paid");
	bo_fake_domain(registrar, "foo.com", "2026-11-20 10:00:03", "2027-11-20 10:00:03");
	bo_fake_domain(registrar, "bar.com", "2026-11-20 10:00:03", "2027-11-20 10:00:03");
	bo_test_exec("INSERT INTO tbldomains (userid, domain, status, subscriptionid, promoid, additionalnotes) "
				 "VALUES (2, "
				 "'foo.com', 'Active', '', 0, '')");
	run();
	assert_order(id, "PENDING-PAYMENT|needs_person|0.00|R");
	assert_order(other, "SUCCESSFUL|delivered|0.00|R");
	assert_json(bo_map_get(summary, "attention"), "[\"Backorder 1: WHMCS has a domain entry (1, client 2, "
												  "Active) for foo.com already; a person has to check "
												  "it.\"]");
	run_at("2026-11-23 09:05:00");
	run_at("2026-11-23 09:10:00");
	assert_int_equal(bo_map_get(summary, "attention")->as.many.count, 1);
	assert_sql("SELECT COUNT(*) FROM backorder_logs WHERE reason = 'needs_person'", "1");
	assert_sql("SELECT status FROM backorder_logs WHERE reason = 'needs_person'", "error");
	bo_test_exec("UPDATE tbldomains SET status = 'Cancelled' WHERE userid = 2");
	run_at("2026-11-23 09:15:00");
	assert_order(id, "SUCCESSFUL|delivered|0.00|R");
}

/* One bad order must not stop the others, in any phase. */
static void test_one_bad_order_does_not_stop_the_others(void **state)
{
	(void)state;
	int64_t good = bo_test_order(1, "good", "com", "REQUESTED", "2026-11-25 10:00:00", NULL);
	int64_t bad = bo_test_order(1, "bad", "com", "REQUESTED", "2026-11-25 09:00:00", NULL);
	int64_t missed = bo_test_order(1, "bad", "net", "REQUESTED", "2026-11-20 09:00:00", NULL);
	int64_t late = bo_test_order(1, "late", "com", "REQUESTED", "2026-11-20 09:00:00", NULL);
	int64_t lost = processing(1, "lost", "com", "reference='R-2'"),
			broken = processing(1, "bad", "co.uk", "reference='R-1'");
	int64_t ended = unpaid("ended", 3, NULL);
	bo_fake_status(registrar, "R-1", BO_ANSWER_OK, BO_APPLICATION_FAILED);
	bo_fake_status(registrar, "R-2", BO_ANSWER_OK, BO_APPLICATION_FAILED);
	bo_test_exec("CREATE TRIGGER boom BEFORE UPDATE ON backorder_domains FOR EACH ROW BEGIN IF NEW.domain = "
				 "'bad' THEN "
				 "SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'boom'; END IF; END");
	run();
	bo_test_exec("DROP TRIGGER boom");
	assert_order(good, "ACTIVE|funds_reserved|10.00|");
	assert_order(bad, "REQUESTED||0.00|");
	assert_order(missed, "REQUESTED||0.00|");
	assert_order(late, "FAILED|missed|0.00|");
	assert_order(lost, "FAILED|lost|0.00|R-2");
	assert_order(broken, "PROCESSING||10.00|R-1");
	assert_order(ended, "CANCELLED|invoice_cancelled|0.00|R");
	assert_json(bo_map_get(summary, "errors"),
			"[\"Backorder 3 (bad.net), missed: Database error 1644: boom\",\"Backorder 2: Database error "
			"1644: "
			"boom\",\"Backorder 6 (bad.co.uk), lost: Database error 1644: boom\"]");
	/* The next run does what was left. */
	run();
	assert_order(bad, "ACTIVE|funds_reserved|10.00|");
}

static char heard[2048];

static void hear(const char *line, void *payload)
{
	(void)payload;
	size_t used = strlen(heard);
	snprintf(heard + used, sizeof(heard) - used, "%s\n", line);
}

static void test_verbose(void **state)
{
	(void)state;
	bo_value_t *options = bo_value_map(), *answer = NULL;
	bo_map_bool(options, "verbose", true);
	bo_test_order(1, "foo", "com", "REQUESTED", "2026-11-25 10:00:00", NULL);
	active(1, "bar", "com", "2026-11-23 10:00:00");
	bo_fake_answer(registrar, "bar.com", BO_ANSWER_TEMPORARY, 421, "busy");
	heard[0] = '\0';
	context->progress = hear;
	assert_ok(bo_run(&answer, context, options, &error));
	assert_string_equal(heard,
			"foo.com: REQUESTED -> ACTIVE (funds_reserved)\nbar.com: ACTIVE -> PROCESSING "
			"(window_open)\nBackorder 2: 421 busy\nbar.com: PROCESSING -> PROCESSING (try_later)\n");
	bo_value_free(options);
	bo_value_free(answer);
}

/* Galera and two servers: two runs see the same orders; each thing happens once. */
static void test_overlapping_runs(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET credit = 10 WHERE id = 1");
	bo_test_order(1, "foo", "com", "REQUESTED", "2026-11-23 10:00:00", NULL);
	bo_test_order(1, "bar", "com", "REQUESTED", "2026-11-23 10:00:01", NULL);
	run();
	run();
	run();
	assert_string_equal(registrar->sent, "foo.com ");
	assert_sql("SELECT SUM(reserved) FROM backorder_domains", "10.00");
	assert_sql("SELECT COUNT(*) FROM backorder_effects WHERE kind = 'mail'", "1");
}

#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_nothing_to_do), T(test_d42_catches_up_after_a_night),
			T(test_the_windows_one_by_one), T(test_d43_missed),
			T(test_d43_no_application_four_hours_after_the_drop), T(test_d46_funds_by_drop_then_by_placing),
			T(test_exact_funds_cover), T(test_a_dear_name_does_not_block_a_cheap_one),
			T(test_lite_orders_cost_the_lite_price), T(test_price_missing),
			T(test_d44_released_and_given_to_another), T(test_an_admins_reservation_stays),
			T(test_application), T(test_d21_lost_answer_is_adopted),
			T(test_d21_lost_answer_and_nothing_listed_is_sent_again), T(test_d21_list_that_is_late),
			T(test_d21_unreadable_list_sends_nothing), T(test_d21_another_run_holds_it),
			T(test_d21_strangers_are_not_adopted), T(test_d52_two_customers_one_name),
			T(test_d52_owners_unknown_needs_a_person), T(test_d21_duplicate_is_adopted),
			T(test_d21_older_duplicate_is_adopted), T(test_duplicate_that_is_not_listed), T(test_refused),
			T(test_d43_temporary_is_tried_again), T(test_refused_after_an_earlier_attempt),
			T(test_login_refused), T(test_account_without_funds), T(test_not_asked),
			T(test_nothing_can_be_sent), T(test_call_that_fails_late), T(test_answer_that_cannot_be_booked),
			T(test_order_that_cannot_be_held), T(test_registrar_is_not_configured), T(test_many_applications),
			T(test_d41_unknown_application), T(test_polling), T(test_d55_auction), T(test_d23_auction_won),
			T(test_d23_auction_won_without_fee), T(test_d22_paid_invoice_delivers_once),
			T(test_paid_but_not_in_the_account_yet), T(test_delivery_that_needs_a_person),
			T(test_one_bad_order_does_not_stop_the_others), T(test_verbose), T(test_overlapping_runs)};
	return cmocka_run_group_tests_name("run", tests, NULL, bo_test_teardown);
}
