/* Proves that drop dates follow the list: found, moved, gone, and whose they do not touch. */
#include "backorder/bo_backorder.h"
#include "machine/bo_run.h"
#include "support/bo_fake_registrar.h"
#include "support/bo_test.h"

#include <stdio.h>

static bo_context_t *context;

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_whmcs_tables();
	bo_test_prices();
	bo_fake_registrar(context);
	return 0;
}

static void listed(const char *label, const char *zone, const char *drop)
{
	char sql[200];
	snprintf(sql, sizeof(sql),
			"REPLACE INTO backorder_pending_domains (zone, domain, drop_date) VALUES ('%s', '%s', '%s')",
			zone, label, drop);
	bo_test_exec(sql);
}

static void sync_finds(const char *wanted)
{
	bo_value_t *out = NULL;
	assert_ok(bo_backorder_sync_dates(&out, context, &error));
	assert_json(out, wanted);
	bo_value_free(out);
	assert_false(bo_db_in_transaction(bo_test_db()));
}

#define assert_date(id, expected)                                                                  \
	do {                                                                                           \
		char sql_[160];                                                                            \
		snprintf(sql_, sizeof(sql_),                                                               \
				"SELECT CONCAT_WS('|', status, COALESCE(dropdate, 'none'), dropdate_source) FROM " \
				"backorder_domains WHERE id "                                                      \
				"= %d",                                                                            \
				(int)(id));                                                                        \
		assert_sql(sql_, expected);                                                                \
	} while (0)

static void test_found(void **state)
{
	(void)state;
	int64_t id = bo_test_order(1, "foo", "co.uk", "REQUESTED", NULL, "reason='left_list', reason_text='x'");
	int64_t other = bo_test_order(1, "foo", "com", "REQUESTED", NULL, NULL);
	int64_t past = bo_test_order(1, "past", "com", "REQUESTED", NULL, NULL);
	listed("foo", "co.uk", "2026-12-05 18:30:00");
	listed("past", "com", "2026-11-23 09:00:00");
	sync_finds("{\"found\":1,\"moved\":0,\"gone\":0}");
	assert_date(id, "REQUESTED|2026-12-05 18:30:00|list");
	assert_date(other, "REQUESTED|none|");
	assert_date(past, "REQUESTED|none|");
	assert_sql(
			"SELECT CONCAT_WS('|', reason, reason_text) FROM backorder_domains WHERE id = 1", "date_found|");
	assert_sql(
			"SELECT CONCAT_WS('|', cron, actor, from_status, to_status, reason, message) FROM backorder_logs",
			"dropdates|cron|REQUESTED|REQUESTED|date_found|The drop date is known. Now: 2026-12-05 18:30:00");
	sync_finds("{\"found\":0,\"moved\":0,\"gone\":0}");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "1");
}

/* D44: a date that moves, moves the order's. */
static void test_d44_moved(void **state)
{
	(void)state;
	int64_t requested =
			bo_test_order(1, "a", "com", "REQUESTED", "2026-12-05 18:30:00", "lowbalance_notification=2");
	int64_t funded = bo_test_order(
			1, "b", "com", "ACTIVE", "2026-11-25 18:30:00", "price=10.00, currency_id=1, reserved=10.00");
	int64_t sent =
			bo_test_order(1, "c", "com", "PROCESSING", "2026-11-23 10:00:00", "price=10.00, reserved=10.00");
	int64_t by_admin =
			bo_test_order(1, "d", "com", "REQUESTED", "2026-12-05 18:30:00", "dropdate_source='admin'");
	int64_t same = bo_test_order(1, "e", "com", "REQUESTED", "2026-12-05 18:30:00", NULL);
	listed("a", "com", "2026-12-06 18:30:00");
	listed("b", "com", "2027-01-25 18:30:00");
	listed("c", "com", "2026-11-23 10:00:01");
	listed("d", "com", "2026-12-24 18:30:00");
	listed("e", "com", "2026-12-05 18:30:00");
	sync_finds("{\"found\":0,\"moved\":3,\"gone\":0}");
	assert_date(requested, "REQUESTED|2026-12-06 18:30:00|list");
	assert_date(funded, "ACTIVE|2027-01-25 18:30:00|list");
	assert_date(sent, "PROCESSING|2026-11-23 10:00:01|list");
	assert_date(by_admin, "REQUESTED|2026-12-05 18:30:00|admin");
	assert_date(same, "REQUESTED|2026-12-05 18:30:00|list");
	/* Another drop, another mail. */
	assert_sql("SELECT lowbalance_notification FROM backorder_domains WHERE id = 1", "0");
	assert_sql("SELECT message FROM backorder_logs WHERE order_id = 2",
			"The drop date moved. Before: 2026-11-25 18:30:00 Now: 2027-01-25 18:30:00");
	/* The next batch gives the money back. */
	bo_value_t *out = NULL;
	assert_ok(bo_run(&out, context, NULL, &error));
	bo_value_free(out);
	assert_sql("SELECT CONCAT_WS('|', status, reserved, reason) FROM backorder_domains WHERE id = 2",
			"REQUESTED|0.00|date_moved");
}

/* D44: a name that leaves the list was renewed; its orders wait for another date. */
static void test_d44_gone(void **state)
{
	(void)state;
	int64_t requested = bo_test_order(1, "a", "com", "REQUESTED", "2026-12-05 18:30:00", NULL);
	int64_t funded = bo_test_order(
			1, "b", "com", "ACTIVE", "2026-11-25 18:30:00", "price=10.00, currency_id=1, reserved=10.00");
	int64_t sent =
			bo_test_order(1, "c", "com", "PROCESSING", "2026-11-23 10:00:00", "price=10.00, reserved=10.00");
	int64_t by_admin =
			bo_test_order(1, "d", "com", "REQUESTED", "2026-12-05 18:30:00", "dropdate_source='admin'");
	int64_t dropped = bo_test_order(1, "e", "com", "REQUESTED", "2026-11-23 09:00:00", NULL);
	/* An empty list is no list: nothing is gone by it. */
	sync_finds("{\"found\":0,\"moved\":0,\"gone\":0}");
	listed("other", "com", "2026-12-06 18:30:00");
	sync_finds("{\"found\":0,\"moved\":0,\"gone\":2}");
	assert_date(requested, "REQUESTED|none|");
	assert_date(funded, "ACTIVE|none|");
	assert_date(sent, "PROCESSING|2026-11-23 10:00:00|list");
	assert_date(by_admin, "REQUESTED|2026-12-05 18:30:00|admin");
	assert_date(dropped, "REQUESTED|2026-11-23 09:00:00|list");
	assert_sql("SELECT message FROM backorder_logs WHERE order_id = 1",
			"The name left the list of expiring domains; it was probably renewed. Before: 2026-12-05 "
			"18:30:00");
	bo_value_t *out = NULL;
	assert_ok(bo_run(&out, context, NULL, &error));
	bo_value_free(out);
	assert_sql("SELECT CONCAT_WS('|', status, reserved, reason) FROM backorder_domains WHERE id = 2",
			"REQUESTED|0.00|left_list");
	/* It comes back, and so does the order's date. */
	listed("b", "com", "2026-11-25 20:00:00");
	sync_finds("{\"found\":1,\"moved\":0,\"gone\":0}");
	assert_date(funded, "REQUESTED|2026-11-25 20:00:00|list");
}

/* What an admin holds for a name without a date gets the date when the list has one. */
static void test_an_admins_reservation_finds_its_date(void **state)
{
	(void)state;
	int64_t id = bo_test_order(1, "foo", "com", "ACTIVE", NULL,
			"price=10.00, currency_id=1, reserved=10.00, activated_by='admin'");
	listed("foo", "com", "2026-12-05 18:30:00");
	sync_finds("{\"found\":1,\"moved\":0,\"gone\":0}");
	assert_date(id, "ACTIVE|2026-12-05 18:30:00|list");
}

/* D45: history stays as it was. */
static void test_d45_finished_orders_are_left_alone(void **state)
{
	(void)state;
	static const char *const finished[] = {"SUCCESSFUL", "FAILED", "CANCELLED", "AUCTION-WON", "AUCTION-LOST",
			"PENDING-PAYMENT", "AUCTION-PENDING"};
	for (size_t i = 0; i < COUNT_OF(finished); i++) {
		char label[8];
		snprintf(label, sizeof(label), "n%zu", i);
		bo_test_order(1, label, "com", finished[i], "2026-12-05 18:30:00", NULL);
		listed(label, "com", "2026-12-24 18:30:00");
	}
	sync_finds("{\"found\":0,\"moved\":0,\"gone\":0}");
	bo_test_exec("UPDATE backorder_pending_domains SET domain = CONCAT('x', domain)");
	sync_finds("{\"found\":0,\"moved\":0,\"gone\":0}");
	assert_sql("SELECT COUNT(*) FROM backorder_domains WHERE dropdate = '2026-12-05 18:30:00'", "7");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "0");
}

/* More than one page of orders. */
/* A batch may take an order on between the moment in which it is chosen and its turn: one that has been sent,
 * or has ended, keeps its date. Without one it would never end. */
static void test_d43_orders_that_went_on_meanwhile(void **state)
{
	(void)state;
	static const char *const labels[] = {"foo", "bar", "gone"};
	int64_t ids[COUNT_OF(labels)];
	bo_test_set_now(context, "2026-11-23 09:00:00");
	for (size_t i = 0; i < COUNT_OF(labels); i++) {
		ids[i] = bo_test_order(1, labels[i], "com", "ACTIVE", "2026-11-23 10:59:00",
				"price=10.00, currency_id=1, reserved=10.00, dropdate_source='list'");
	}
	listed("other", "com", "2026-12-24 18:00:00");
	bo_test_exec(
			"CREATE TRIGGER boom AFTER INSERT ON backorder_logs FOR EACH ROW BEGIN UPDATE "
			"backorder_domains SET status = 'PROCESSING', version = version + 1 WHERE domain = 'bar' AND "
			"status = 'ACTIVE'; UPDATE backorder_domains SET status = 'CANCELLED', reserved = 0, "
			"open_order = NULL, version = version + 1 WHERE domain = 'gone' AND status = 'ACTIVE'; END");
	sync_finds("{\"found\":0,\"moved\":0,\"gone\":1}");
	bo_test_exec("DROP TRIGGER boom");
	assert_date(ids[0], "ACTIVE|none|");
	assert_date(ids[1], "PROCESSING|2026-11-23 10:59:00|list");
	assert_date(ids[2], "CANCELLED|2026-11-23 10:59:00|list");
}

static void test_many(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO backorder_domains (userid, domain, tld, status, createddate, updateddate) "
				 "SELECT 1, CONCAT('n', "
				 "seq), 'com', 'REQUESTED', NOW(), NOW() FROM seq_1_to_450");
	bo_test_exec("INSERT INTO backorder_pending_domains (zone, domain, drop_date) SELECT tld, domain, "
				 "'2026-12-05 18:30:00' "
				 "FROM backorder_domains");
	sync_finds("{\"found\":450,\"moved\":0,\"gone\":0}");
	bo_test_exec("UPDATE backorder_pending_domains SET drop_date = '2026-12-06 18:30:00'");
	sync_finds("{\"found\":0,\"moved\":450,\"gone\":0}");
	assert_sql(
			"SELECT COUNT(*) FROM backorder_domains WHERE dropdate = '2026-12-06 18:30:00' AND version = 3",
			"450");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup(test_found, prepare),
			cmocka_unit_test_setup(test_d43_orders_that_went_on_meanwhile, prepare),
			cmocka_unit_test_setup(test_d44_moved, prepare), cmocka_unit_test_setup(test_d44_gone, prepare),
			cmocka_unit_test_setup(test_an_admins_reservation_finds_its_date, prepare),
			cmocka_unit_test_setup(test_d45_finished_orders_are_left_alone, prepare),
			cmocka_unit_test_setup(test_many, prepare)};
	return cmocka_run_group_tests_name("dates", tests, NULL, bo_test_teardown);
}
