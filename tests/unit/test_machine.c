/* Proves that a transition is one transaction: compare and swap, log, effects and delivery together or not at
 * all. */
#include "support/bo_test.h"

#include <stdio.h>
#include <stdlib.h>

static bo_context_t *context;
static bo_machine_t machine;

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_whmcs_tables();
	bo_test_prices();
	machine = bo_test_machine(context);
	return 0;
}

static bo_order_t place(int64_t client_id, const char *label, const char *zone, const char *drop)
{
	bo_order_t order = {.client_id = client_id, .price = BO_MONEY_NONE};
	snprintf(order.label, sizeof(order.label), "%s", label);
	snprintf(order.zone, sizeof(order.zone), "%s", zone);
	order.drop_date = drop ? bo_test_time(drop) : BO_TIME_NONE;
	order.apply_at = order.apply_until = order.registered_at = order.expires_at = BO_TIME_NONE;
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_PLACE, NULL, &error));
	return order;
}

static void test_place(void **state)
{
	(void)state;
	bo_order_t order = place(1, "foo", "co.uk", "2026-12-01 12:30:00");
	assert_true(order.id > 0);
	assert_int_equal(order.version, 1);
	assert_sql("SELECT CONCAT_WS('|', userid, domain, tld, type, status, createddate, updateddate, dropdate, "
			   "reference, "
			   "reserved, reason, open_order, version) FROM backorder_domains",
			"1|foo|co.uk|FULL|REQUESTED|2026-11-23 09:00:00|2026-11-23 09:00:00|2026-12-01 "
			"12:30:00||0.00|placed|1|1");
	assert_sql("SELECT CONCAT_WS('|', COALESCE(invoice, 'none'), COALESCE(price, 'none'), "
			   "lowbalance_notification) FROM "
			   "backorder_domains",
			"none|none|0");
	assert_sql("SELECT message FROM backorder_logs", "Backorder placed.");
	bo_order_t stored = bo_test_load(order.id);
	assert_string_equal(stored.zone, "co.uk");
	assert_int_equal(stored.price, BO_MONEY_NONE);
	assert_int_equal(stored.drop_date, bo_test_time("2026-12-01 12:30:00"));
}

/* D50: an unknown drop date is NULL, never a zero date. */
static void test_d50_unknown_date_is_null(void **state)
{
	(void)state;
	bo_order_t order = place(1, "foo", "com", NULL);
	assert_sql("SELECT dropdate FROM backorder_domains", "NULL");
	bo_order_t stored = bo_test_load(order.id);
	assert_int_equal(stored.drop_date, BO_TIME_NONE);
	assert_int_equal(stored.apply_at, BO_TIME_NONE);
}

/* D48: one open order a client and name; a finished one is history and the name can be ordered again. */
static void test_d48_ordered_again_after_the_end(void **state)
{
	(void)state;
	bo_order_t first = place(1, "foo", "com", "2026-11-21 09:00:00");
	bo_order_t again = {.client_id = 1,
			.label = "foo",
			.zone = "com",
			.price = BO_MONEY_NONE,
			.drop_date = BO_TIME_NONE,
			.apply_at = BO_TIME_NONE,
			.apply_until = BO_TIME_NONE,
			.registered_at = BO_TIME_NONE,
			.expires_at = BO_TIME_NONE};
	bo_order_t copy = again;
	assert_fails(bo_machine_apply(&machine, &copy, BO_EVENT_PLACE, NULL, &error), BO_E_EXISTS,
			"There is a backorder for this name already.");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "1");
	assert_false(bo_db_in_transaction(machine.db));
	/* Another client may have the same name. */
	bo_order_t other = place(2, "foo", "com", "2026-11-21 09:00:00");
	assert_true(other.id != first.id);

	assert_ok(bo_machine_apply(&machine, &first, BO_EVENT_MISSED, NULL, &error));
	assert_sql("SELECT COALESCE(open_order, 'closed') FROM backorder_domains WHERE userid = 1", "closed");
	assert_ok(bo_machine_apply(&machine, &again, BO_EVENT_PLACE, NULL, &error));
	assert_sql("SELECT GROUP_CONCAT(status ORDER BY id) FROM backorder_domains WHERE userid = 1",
			"FAILED,REQUESTED");
	/* Any number of finished ones may stand beside each other. */
	again.drop_date = bo_test_time("2026-11-21 09:00:00");
	assert_ok(bo_machine_apply(&machine, &again, BO_EVENT_MISSED, NULL, &error));
	assert_sql("SELECT COUNT(*) FROM backorder_domains WHERE userid = 1 AND status = 'FAILED'", "2");
}

/* D24: the price of the day of the reservation stays with the order. */
static void test_d24_reservation_keeps_its_price(void **state)
{
	(void)state;
	int64_t id = bo_test_order(1, "foo", "com", "REQUESTED", "2026-11-23 10:00:00", NULL);
	bo_order_t order = bo_test_load(id);
	bo_event_data_t data = {.price = 1000, .currency_id = 1};
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_FUND, &data, &error));
	assert_sql("SELECT CONCAT_WS('|', price, currency_id, reserved) FROM backorder_domains", "10.00|1|10.00");
	bo_test_exec("UPDATE backorder_pricing SET fullprice = 99");
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_OPEN, NULL, &error));
	bo_event_data_t sent = {.reference = "R-1"};
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_APPLIED, &sent, &error));
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_CAUGHT, NULL, &error));
	assert_sql("SELECT CONCAT_WS('|', price, currency_id, reserved) FROM backorder_domains", "10.00|1|0.00");
	assert_sql("SELECT CONCAT_WS('|', kind, amount, state, unique_key, userid) FROM backorder_effects",
			"invoice|10.00|waiting|order:1:invoice|1");
}

static void test_reservation_needs_a_price(void **state)
{
	(void)state;
	static const bo_event_data_t bad[] = {{.price = 0, .currency_id = 1}, {.price = -100, .currency_id = 1},
			{.price = BO_MONEY_NONE, .currency_id = 1}, {.price = 1000, .currency_id = 0}};
	bo_order_t order = bo_test_load(bo_test_order(1, "foo", "com", "REQUESTED", "2026-11-23 10:00:00", NULL));
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		bo_order_t copy = order;
		assert_code(bo_machine_apply(&machine, &copy, BO_EVENT_FUND, &bad[i], &error), BO_E_INTERNAL);
		assert_int_equal(copy.status, BO_STATUS_REQUESTED);
	}
	assert_code(bo_machine_apply(&machine, &order, BO_EVENT_FUND, NULL, &error), BO_E_INTERNAL);
	assert_sql("SELECT CONCAT_WS('|', status, version, reserved) FROM backorder_domains", "REQUESTED|1|0.00");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "0");
}

static void test_application_needs_a_reference(void **state)
{
	(void)state;
	bo_order_t order = bo_test_load(bo_test_order(1, "foo", "com", "PROCESSING", "2026-11-23 10:00:00",
			"price=10.00, currency_id=1, reserved=10.00, apply_state='intent', apply_holder='me'"));
	bo_event_data_t none = {.reference = ""};
	assert_code(bo_machine_apply(&machine, &order, BO_EVENT_APPLIED, &none, &error), BO_E_INTERNAL);
	bo_event_data_t data = {.reference = "APP-1"};
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_APPLIED, &data, &error));
	assert_sql(
			"SELECT CONCAT_WS('|', status, reference, apply_state, apply_holder, COALESCE(apply_until, '-'), "
			"reserved) FROM backorder_domains",
			"PROCESSING|APP-1|sent||-|10.00");
}

/* What every end does with the money that was held. */
static void test_money_is_released(void **state)
{
	(void)state;
	static const struct {
		const char *status;
		bo_event_t event;
		const char *drop, *reserved;
	} cases[] = {
			{"ACTIVE", BO_EVENT_DATE_AWAY, "2026-12-23 09:00:00", "0.00"},
			{"ACTIVE", BO_EVENT_LEFT_LIST, NULL, "0.00"},
			{"ACTIVE", BO_EVENT_MISSED, "2026-11-21 09:00:00", "0.00"},
			{"ACTIVE", BO_EVENT_OPEN, "2026-11-23 10:00:00", "10.00"},
			{"PROCESSING", BO_EVENT_TRY_LATER, "2026-11-23 10:00:00", "10.00"},
			{"PROCESSING", BO_EVENT_REFUSED, "2026-11-23 10:00:00", "0.00"},
			{"PROCESSING", BO_EVENT_NO_APPLICATION, "2026-11-23 05:00:00", "0.00"},
			{"PROCESSING", BO_EVENT_AUCTION, "2026-11-23 05:00:00", "10.00"},
			{"PROCESSING", BO_EVENT_LOST, "2026-11-23 05:00:00", "0.00"},
			{"PROCESSING", BO_EVENT_AUCTION_LOST, "2026-11-23 05:00:00", "0.00"},
			{"PROCESSING", BO_EVENT_UNKNOWN, "2026-11-23 05:00:00", "0.00"},
			{"PROCESSING", BO_EVENT_NEEDS_PERSON, "2026-11-23 05:00:00", "10.00"},
			{"PROCESSING", BO_EVENT_CAUGHT, "2026-11-23 05:00:00", "0.00"},
			{"AUCTION-PENDING", BO_EVENT_AUCTION, "2026-11-23 05:00:00", "10.00"},
			{"AUCTION-PENDING", BO_EVENT_AUCTION_LOST, "2026-11-23 05:00:00", "0.00"},
			{"AUCTION-PENDING", BO_EVENT_LOST, "2026-11-23 05:00:00", "0.00"},
			{"AUCTION-PENDING", BO_EVENT_UNKNOWN, "2026-11-23 05:00:00", "0.00"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_test_exec("DELETE FROM backorder_domains");
		bo_order_t order = bo_test_load(bo_test_order(1, "foo", "com", cases[i].status, cases[i].drop,
				"price=10.00, currency_id=1, reserved=10.00"));
		assert_ok(bo_machine_apply(&machine, &order, cases[i].event, NULL, &error));
		assert_sql("SELECT reserved FROM backorder_domains", cases[i].reserved);
	}
}

/* Compare and swap: whoever read an older row changes nothing. */
static void test_stale_version_is_a_conflict(void **state)
{
	(void)state;
	int64_t id = bo_test_order(
			1, "foo", "com", "ACTIVE", "2026-11-23 10:00:00", "price=10.00, currency_id=1, reserved=10.00");
	bo_order_t mine = bo_test_load(id), theirs = bo_test_load(id);
	assert_ok(bo_machine_apply(&machine, &theirs, BO_EVENT_OPEN, NULL, &error));
	assert_fails(bo_machine_apply(&machine, &mine, BO_EVENT_DELETE, NULL, &error), BO_E_CONFLICT,
			"The backorder was changed by somebody else at the same time.");
	assert_int_equal(mine.status, BO_STATUS_ACTIVE);
	assert_int_equal(mine.version, 1);
	assert_fails(bo_machine_apply(&machine, &mine, BO_EVENT_OPEN, NULL, &error), BO_E_CONFLICT,
			"The backorder was changed by somebody else at the same time.");
	assert_sql("SELECT CONCAT_WS('|', status, version) FROM backorder_domains", "PROCESSING|2");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "1");
	/* The same status with another version is as stale. */
	bo_order_t before = bo_test_load(id);
	bo_order_t now = before;
	bo_event_data_t later = {.text = "busy"};
	assert_ok(bo_machine_apply(&machine, &now, BO_EVENT_TRY_LATER, &later, &error));
	bo_event_data_t sent = {.reference = "R-1"};
	assert_code(bo_machine_apply(&machine, &before, BO_EVENT_APPLIED, &sent, &error), BO_E_CONFLICT);
	assert_sql("SELECT reference FROM backorder_domains", "");
	/* And a row that is gone. */
	bo_test_exec("DELETE FROM backorder_domains");
	assert_code(bo_machine_apply(&machine, &now, BO_EVENT_APPLIED, &sent, &error), BO_E_CONFLICT);
}

/* D22: a delivery that can't be is no change at all. */
static void test_d22_failed_delivery_writes_nothing(void **state)
{
	(void)state;
	int64_t id = bo_test_order(1, "foo", "com", "PENDING-PAYMENT", "2026-11-20 10:00:00",
			"price=10.00, currency_id=1, invoice=5");
	bo_test_exec("INSERT INTO tbldomains (userid, domain, status, subscriptionid, promoid, additionalnotes) "
				 "VALUES (2, "
				 "'foo.com', 'Active', '', 0, '')");
	bo_order_t order = bo_test_load(id);
	bo_event_data_t data = {.registered_at = bo_test_time("2026-11-20 10:00:00"),
			.expires_at = bo_test_time("2027-11-20 10:00:00")};
	assert_code(bo_machine_apply(&machine, &order, BO_EVENT_PAID, &data, &error), BO_E_PERSON);
	assert_int_equal(order.status, BO_STATUS_PENDING_PAYMENT);
	assert_sql("SELECT CONCAT_WS('|', status, version, COALESCE(registered_at, '-')) FROM backorder_domains",
			"PENDING-PAYMENT|1|-");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "0");
	assert_sql("SELECT COUNT(*) FROM tbldomains", "1");
	assert_false(bo_db_in_transaction(machine.db));
	/* Without the obstacle the same order delivers, once. */
	bo_test_exec("DELETE FROM tbldomains");
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_PAID, &data, &error));
	assert_code(bo_machine_apply(&machine, &order, BO_EVENT_PAID, &data, &error), BO_E_CONFLICT);
	assert_sql("SELECT COUNT(*) FROM tbldomains", "1");
	assert_sql("SELECT CONCAT_WS('|', registered_at, expires_at) FROM backorder_domains",
			"2026-11-20 10:00:00|2027-11-20 10:00:00");
}

/* D20: the invoice's effect and the status are one transaction; without a price neither is written. */
static void test_d20_invoice_and_status_together(void **state)
{
	(void)state;
	bo_order_t order = bo_test_load(
			bo_test_order(1, "foo", "com", "PROCESSING", "2026-11-23 08:00:00", "reference='R-1'"));
	assert_code(bo_machine_apply(&machine, &order, BO_EVENT_CAUGHT, NULL, &error), BO_E_PERSON);
	assert_sql("SELECT status FROM backorder_domains", "PROCESSING");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "0");
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "0");
}

/* D23: an auction that was won costs the backorder fee as well, unless the setting says otherwise. */
static void test_d23_auction_fee_by_setting(void **state)
{
	(void)state;
	bo_event_data_t data = {.registered_at = bo_test_time("2026-11-20 10:00:00"),
			.expires_at = bo_test_time("2027-11-20 10:00:00"),
			.auction = "{\"url\":\"https://auction.example/1\"}"};
	bo_order_t order = bo_test_load(bo_test_order(1, "foo", "com", "AUCTION-PENDING", "2026-11-20 10:00:00",
			"price=10.00, currency_id=1, reserved=10.00, reference='R-1'"));
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_AUCTION_WON, &data, &error));
	assert_sql("SELECT CONCAT_WS('|', status, reserved, auction) FROM backorder_domains",
			"AUCTION-WON|0.00|{\"url\":\"https://auction.example/1\"}");
	assert_sql("SELECT CONCAT_WS('|', kind, amount) FROM backorder_effects", "invoice|10.00");
	assert_sql("SELECT CONCAT_WS('|', userid, domain, status) FROM tbldomains", "1|foo.com|Active");

	bo_test_setting(context, "invoice_auction_fee", "0");
	machine = bo_test_machine(context);
	order = bo_test_load(bo_test_order(2, "bar", "com", "AUCTION-PENDING", "2026-11-20 10:00:00",
			"price=9.00, currency_id=2, reserved=9.00, reference='R-2'"));
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_AUCTION_WON, &data, &error));
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "1");
	assert_sql("SELECT CONCAT_WS('|', userid, domain) FROM tbldomains ORDER BY id DESC LIMIT 1", "2|bar.com");
}

static void test_auction_facts_have_a_limit(void **state)
{
	(void)state;
	char facts[3000];
	memset(facts, 'x', sizeof(facts));
	facts[2047] = '\0';
	bo_event_data_t data = {.auction = facts};
	bo_order_t order = bo_test_load(bo_test_order(1, "foo", "com", "PROCESSING", "2026-11-23 08:00:00",
			"price=10.00, currency_id=1, reserved=10.00, reference='R-1'"));
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_AUCTION, &data, &error));
	assert_sql("SELECT LENGTH(auction) FROM backorder_domains", "2047");
	facts[2047] = 'x';
	facts[2048] = '\0';
	assert_code(bo_machine_apply(&machine, &order, BO_EVENT_AUCTION, &data, &error), BO_E_LIMIT);
	assert_sql("SELECT version FROM backorder_domains", "2");
}

/* Inside a caller's transaction the caller decides; what it rolls back never was. */
static void test_inside_a_callers_transaction(void **state)
{
	(void)state;
	int64_t id = bo_test_order(1, "foo", "com", "REQUESTED", "2026-11-23 10:00:00", NULL);
	bo_order_t order = bo_test_load(id);
	bo_event_data_t data = {.price = 1000, .currency_id = 1};
	assert_ok(bo_db_begin(machine.db, &error));
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_FUND, &data, &error));
	assert_true(bo_db_in_transaction(machine.db));
	bo_db_rollback(machine.db);
	assert_sql("SELECT CONCAT_WS('|', status, reserved, version) FROM backorder_domains", "REQUESTED|0.00|1");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "0");
	order = bo_test_load(id);
	assert_ok(bo_db_begin(machine.db, &error));
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_FUND, &data, &error));
	assert_ok(bo_db_commit(machine.db, &error));
	assert_sql("SELECT CONCAT_WS('|', status, reserved, version) FROM backorder_domains", "ACTIVE|10.00|2");
}

/* Words of the registrar and of people end up in the order and its log, cleaned and cut between characters.
 */
static void test_reason_text(void **state)
{
	(void)state;
	char text[400];
	memset(text, 'a', sizeof(text));
	memcpy(text + 253, "\xc3\xa4\xc3\xa4", 4); /* the 255th byte is the second half of a character */
	text[399] = '\0';
	bo_event_data_t data = {.text = text};
	bo_order_t order =
			bo_test_load(bo_test_order(1, "foo", "com", "PROCESSING", "2026-11-23 10:00:00", NULL));
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_TRY_LATER, &data, &error));
	assert_sql("SELECT CONCAT_WS('|', LENGTH(reason_text), CHAR_LENGTH(reason_text)) FROM backorder_domains",
			"255|254");
	bo_event_data_t broken = {.text = "bad \xff\x01 text"};
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_REFUSED, &broken, &error));
	assert_sql("SELECT CONCAT_WS('|', status, reason_text) FROM backorder_domains", "FAILED|bad ?? text");
	assert_sql("SELECT message FROM backorder_logs ORDER BY id DESC LIMIT 1",
			"The registrar refused the backorder. bad ?? text");
}

/* D48, D49: deleting takes the row and what it held, and keeps the history. */
static void test_deleting_keeps_the_log(void **state)
{
	(void)state;
	bo_order_t order = bo_test_load(bo_test_order(
			1, "foo", "com", "ACTIVE", "2026-11-24 10:00:00", "price=10.00, currency_id=1, reserved=10.00"));
	machine.cron = "client";
	machine.actor = "client 1";
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_DELETE, NULL, &error));
	assert_int_equal(order.status, BO_STATUS_NONE);
	assert_sql("SELECT COUNT(*) FROM backorder_domains", "0");
	assert_sql("SELECT CONCAT_WS('|', cron, actor, from_status, to_status, name, order_id, userid) FROM "
			   "backorder_logs",
			"client|client 1|ACTIVE||foo.com|1|1");
}

static void test_low_balance_stage_only_rises(void **state)
{
	(void)state;
	bo_order_t order = bo_test_load(
			bo_test_order(1, "foo", "com", "REQUESTED", "2026-11-23 10:00:00", "lowbalance_notification=1"));
	bo_event_data_t second = {.low_balance_stage = 2}, first = {.low_balance_stage = 1};
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_FUNDS_SHORT, &second, &error));
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_FUNDS_SHORT, &first, &error));
	/* Written is not handed over: the stage itself waits for that (test_mail.c). */
	assert_sql("SELECT CONCAT_WS('|', lowbalance_notification, lowbalance_queued) FROM backorder_domains",
			"1|2");
}

/* Two connections at once: the second waits for the first's row and then finds it changed. */
static void test_two_connections_one_winner(void **state)
{
	(void)state;
	int64_t id = bo_test_order(
			1, "foo", "com", "ACTIVE", "2026-11-23 10:00:00", "price=10.00, currency_id=1, reserved=10.00");
	bo_db_settings_t settings;
	bo_db_t *second = NULL;
	bo_settings_database(&settings, context->settings);
	settings.lock_wait_timeout = 1;
	assert_ok(bo_db_open(&second, &settings, &error));
	bo_machine_t other = machine;
	other.db = second;
	bo_order_t mine = bo_test_load(id), theirs = mine;
	assert_ok(bo_db_begin(machine.db, &error));
	assert_ok(bo_machine_apply(&machine, &mine, BO_EVENT_OPEN, NULL, &error));
	/* Not committed yet: the other run waits its second and may try again. */
	assert_code(bo_machine_apply(&other, &theirs, BO_EVENT_OPEN, NULL, &error), BO_E_RETRY);
	assert_false(bo_db_in_transaction(second));
	assert_ok(bo_db_commit(machine.db, &error));
	assert_code(bo_machine_apply(&other, &theirs, BO_EVENT_OPEN, NULL, &error), BO_E_CONFLICT);
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "1");
	bo_db_close(second);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test_setup(test_place, prepare),
			cmocka_unit_test_setup(test_d50_unknown_date_is_null, prepare),
			cmocka_unit_test_setup(test_d48_ordered_again_after_the_end, prepare),
			cmocka_unit_test_setup(test_d24_reservation_keeps_its_price, prepare),
			cmocka_unit_test_setup(test_reservation_needs_a_price, prepare),
			cmocka_unit_test_setup(test_application_needs_a_reference, prepare),
			cmocka_unit_test_setup(test_money_is_released, prepare),
			cmocka_unit_test_setup(test_stale_version_is_a_conflict, prepare),
			cmocka_unit_test_setup(test_d22_failed_delivery_writes_nothing, prepare),
			cmocka_unit_test_setup(test_d20_invoice_and_status_together, prepare),
			cmocka_unit_test_setup(test_d23_auction_fee_by_setting, prepare),
			cmocka_unit_test_setup(test_auction_facts_have_a_limit, prepare),
			cmocka_unit_test_setup(test_inside_a_callers_transaction, prepare),
			cmocka_unit_test_setup(test_reason_text, prepare),
			cmocka_unit_test_setup(test_deleting_keeps_the_log, prepare),
			cmocka_unit_test_setup(test_low_balance_stage_only_rises, prepare),
			cmocka_unit_test_setup(test_two_connections_one_winner, prepare),
	};
	return cmocka_run_group_tests_name("machine", tests, NULL, bo_test_teardown);
}
