/* Proves the plan of a client's funds: which orders are covered, how much is missing until when. */
#include "funds/bo_funds_plan.h"
#include "funds/bo_windows.h"
#include "support/bo_test.h"

#include <stdio.h>
#include <stdlib.h>

static bo_context_t *context;
static bo_db_t *db;
static bo_funds_plan_t plan;

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_whmcs_tables();
	bo_test_prices();
	db = bo_test_db();
	return 0;
}

static int tidy(void **state)
{
	(void)state;
	bo_funds_plan_dispose(&plan);
	return 0;
}

static void read_plan(int64_t client)
{
	bo_funds_plan_dispose(&plan);
	assert_ok(bo_funds_plan_read(&plan, db, client, context->now, &error));
}

/* "name status covered shortfall" of each, in their order. */
static const char *lines(void)
{
	static char text[4096];
	size_t used = 0;
	text[0] = '\0';
	for (size_t i = 0; i < plan.count; i++) {
		const bo_funds_order_t *order = &plan.orders[i];
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%s %s %d %lld", i ? ", " : "",
				order->name, order->status, order->covered, (long long)order->shortfall);
	}
	return text;
}

static void test_nothing_ordered(void **state)
{
	(void)state;
	read_plan(1);
	assert_int_equal(plan.count, 0);
	assert_int_equal(plan.missing, 0);
	assert_int_equal(plan.missing_next, 0);
	assert_true(plan.next_by == BO_TIME_NONE);
	assert_int_equal(plan.funds.available, 50000);
	bo_funds_plan_dispose(&plan);
	assert_code(bo_funds_plan_read(&plan, db, 99, context->now, &error), BO_E_NOT_FOUND);
}

/* Drop time, then placing; what is too dear leaves room for cheaper ones behind it. */
static void test_fair_order(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET credit = 25.00 WHERE id = 1");
	bo_test_order(1, "late", "co.uk", "REQUESTED", "2026-12-24 09:00:00", NULL);
	bo_test_order(1, "second", "com", "REQUESTED", "2026-12-01 09:00:00", NULL);
	bo_test_order(1, "first", "com", "REQUESTED", "2026-12-01 09:00:00", "createddate='2026-11-01 08:00:00'");
	bo_test_order(1, "dear", "net", "REQUESTED", "2026-11-30 09:00:00", NULL);
	bo_test_order(2, "other", "com", "REQUESTED", "2026-11-30 09:00:00", NULL);
	read_plan(1);
	assert_string_equal(lines(), "dear.net REQUESTED 1 0, first.com REQUESTED 0 500, second.com REQUESTED 0 "
								 "1500, late.co.uk REQUESTED 0 2250");
	bo_test_exec("UPDATE tblclients SET credit = 18.00 WHERE id = 1");
	read_plan(1);
	assert_string_equal(lines(), "dear.net REQUESTED 0 200, first.com REQUESTED 1 1200, second.com REQUESTED "
								 "0 2200, late.co.uk REQUESTED 1 2950");
	assert_int_equal(plan.missing, 2950);
	assert_int_equal(plan.missing_next, 200);
	assert_int_equal(plan.next_by, bo_test_time("2026-11-30 07:00:00"));
}

/* Reserved ones hold their fee already; finished ones, those that wait for their invoice and those whose time
 * is over take no part. */
static void test_which_orders(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET credit = 40.00 WHERE id = 1");
	bo_test_order(1, "active", "com", "ACTIVE", "2026-11-25 09:00:00", "price=11.00, reserved=11.00");
	bo_test_order(1, "processing", "com", "PROCESSING", "2026-11-23 10:00:00", "price=12.00, reserved=12.00");
	bo_test_order(
			1, "auction", "com", "AUCTION-PENDING", "2026-11-20 10:00:00", "price=13.00, reserved=13.00");
	bo_test_order(1, "payment", "com", "PENDING-PAYMENT", "2026-11-20 10:00:00", "price=10.00");
	bo_test_order(1, "lost", "com", "FAILED", "2026-11-20 10:00:00", NULL);
	bo_test_order(1, "over", "com", "REQUESTED", "2026-11-23 05:00:00", NULL);
	bo_test_order(1, "just", "com", "REQUESTED", "2026-11-23 05:00:01", NULL);
	bo_test_order(1, "undated", "com", "REQUESTED", NULL, NULL);
	bo_test_order(1, "unsold", "zzz", "REQUESTED", "2026-11-24 09:00:00", NULL);
	bo_test_exec("INSERT INTO backorder_pricing (extension, currency_id, fullprice, liteprice) VALUES "
				 "('zzz', 1, 0, 0), "
				 "('org', 1, 9.00, 2.00)");
	bo_test_order(1, "lite", "org", "REQUESTED", "2026-11-28 09:00:00", "type='LITE'");
	read_plan(1);
	assert_string_equal(lines(),
			"auction.com AUCTION-PENDING 1 0, just.com REQUESTED 0 600, processing.com PROCESSING 1 0, "
			"unsold.zzz "
			"REQUESTED 0 0, active.com ACTIVE 1 0, lite.org REQUESTED 1 800, undated.com REQUESTED 0 1800");
	assert_true(plan.orders[3].price == BO_MONEY_NONE);
	assert_int_equal(plan.orders[4].price, 1100);
	assert_true(plan.orders[4].reserved);
	assert_false(plan.orders[5].reserved);
	assert_int_equal(plan.missing, 1800);
	assert_int_equal(plan.missing_next, 600);
}

/* 3 days before the drop the fee is reserved; 2 hours before it the backorder is sent, and what is funded
 * later is sent until 4 hours after it. */
static void test_times(void **state)
{
	static const struct {
		const char *drop, *from, *by;
	} cases[] = {{"2026-12-01 09:00:00", "2026-11-28 09:00:00", "2026-12-01 07:00:00"},
			{"2026-11-23 11:00:01", "2026-11-20 11:00:01", "2026-11-23 09:00:01"},
			{"2026-11-23 11:00:00", "2026-11-20 11:00:00", "2026-11-23 11:00:00"},
			{"2026-11-23 09:00:00", "2026-11-20 09:00:00", "2026-11-23 13:00:00"}};
	(void)state;
	bo_test_exec("UPDATE tblclients SET credit = 0 WHERE id = 1");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_test_exec("DELETE FROM backorder_domains");
		bo_test_order(1, "a", "com", "REQUESTED", cases[i].drop, NULL);
		read_plan(1);
		assert_int_equal(plan.orders[0].reserve_from, bo_test_time(cases[i].from));
		assert_int_equal(plan.orders[0].needed_by, bo_test_time(cases[i].by));
		assert_int_equal(plan.next_by, bo_test_time(cases[i].by));
		assert_int_equal(plan.missing_next, 1000);
	}
	bo_test_exec("DELETE FROM backorder_domains");
	bo_test_order(1, "a", "com", "REQUESTED", NULL, NULL);
	read_plan(1);
	assert_true(plan.orders[0].needed_by == BO_TIME_NONE);
	assert_true(plan.next_by == BO_TIME_NONE);
	assert_int_equal(plan.missing, 1000);
	assert_int_equal(plan.missing_next, 0);
}

/* What is below 0 has to be made good as well; several orders may share the nearest time. */
static void test_debt_and_shared_time(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO tblinvoices (id, userid, total, status) VALUES (1, 3, 10, 'Unpaid')");
	bo_test_order(3, "a", "com", "REQUESTED", "2026-11-25 09:00:00", NULL);
	bo_test_order(3, "b", "com", "REQUESTED", "2026-11-25 09:00:00", NULL);
	bo_test_order(3, "c", "com", "REQUESTED", "2026-11-26 09:00:00", NULL);
	read_plan(3);
	assert_int_equal(plan.funds.available, -500);
	assert_int_equal(plan.missing_next, 2500);
	assert_int_equal(plan.missing, 3500);
}

static void test_absurd_prices(void **state)
{
	(void)state;
	bo_test_exec("UPDATE backorder_pricing SET fullprice = 99999999999999.99 WHERE extension = 'com'");
	for (int i = 0; i < 3; i++) {
		char label[8];
		snprintf(label, sizeof(label), "n%d", i);
		bo_test_order(1, label, "com", "REQUESTED", "2026-11-25 09:00:00", NULL);
	}
	read_plan(1);
	assert_true(plan.missing > 0 && plan.missing <= BO_MONEY_MAX);
	assert_false(plan.orders[0].covered);
}

/* A model of its own: it pays order by order out of a purse, as a person would, over many random clients. */
static void test_against_a_model(void **state)
{
	static const struct {
		const char *zone;
		long long cents;
	} zones[] = {{"com", 1000}, {"net", 2000}, {"co.uk", 750}};
	(void)state;
	srand(4711);
	for (int round = 0; round < 40; round++) {
		long long credit = rand() % 9000, order_price[24];
		int day[24], count = rand() % 24;
		char sql[128];
		bo_test_exec("DELETE FROM backorder_domains");
		snprintf(sql, sizeof(sql), "UPDATE tblclients SET credit = %lld.%02lld WHERE id = 1", credit / 100,
				credit % 100);
		bo_test_exec(sql);
		for (int i = 0; i < count; i++) {
			char label[16], drop[32];
			int zone = rand() % 3;
			day[i] = 1 + rand() % 9;
			order_price[i] = zones[zone].cents;
			snprintf(label, sizeof(label), "n%d", i);
			snprintf(drop, sizeof(drop), "2026-12-%02d 09:00:00", day[i]);
			bo_test_order(1, label, zones[zone].zone, "REQUESTED", drop, NULL);
		}
		read_plan(1);
		assert_int_equal(plan.count, count);
		long long purse = credit, wanted = 0;
		size_t place = 0;
		int first_missing = 0;
		for (int today = 1; today <= 9; today++) {
			for (int i = 0; i < count; i++) {
				if (day[i] != today) {
					continue;
				}
				const bo_funds_order_t *order = &plan.orders[place++];
				char name[16];
				snprintf(name, sizeof(name), "n%d.", i);
				assert_memory_equal(order->name, name, strlen(name));
				bool paid = purse >= order_price[i];
				purse -= paid ? order_price[i] : 0;
				wanted += order_price[i];
				assert_int_equal(order->covered, paid);
				assert_int_equal(order->shortfall, wanted > credit ? wanted - credit : 0);
				first_missing = !paid && !first_missing ? today : first_missing;
			}
		}
		assert_int_equal(plan.missing, wanted > credit ? wanted - credit : 0);
		/* Whoever adds what is missing by the first time has every order of that day covered. */
		if (first_missing) {
			snprintf(sql, sizeof(sql), "2026-12-%02d 07:00:00", first_missing);
			assert_int_equal(plan.next_by, bo_test_time(sql));
			long long more = credit + plan.missing_next;
			snprintf(sql, sizeof(sql), "UPDATE tblclients SET credit = %lld.%02lld WHERE id = 1", more / 100,
					more % 100);
			bo_test_exec(sql);
			read_plan(1);
			for (size_t i = 0; i < plan.count; i++) {
				bool that_day = plan.orders[i].needed_by <=
								bo_test_time("2026-12-01 07:00:00") + (first_missing - 1) * BO_DAY;
				assert_true(!that_day || plan.orders[i].covered);
			}
		} else {
			assert_true(plan.next_by == BO_TIME_NONE);
		}
	}
}

static void test_shown(void **state)
{
	(void)state;
	bo_value_t *shown = NULL;
	bo_test_exec("UPDATE tblclients SET credit = 4.00 WHERE id = 1");
	bo_test_order(1, "xn--mnchen-3ya", "com", "REQUESTED", "2026-12-01 09:00:00", NULL);
	bo_test_order(1, "a", "zzz", "REQUESTED", NULL, NULL);
	assert_ok(bo_funds_plan_show(&shown, db, 1, context->now, &error));
	bo_value_t *orders = (bo_value_t *)(uintptr_t)bo_map_get(shown, "orders");
	assert_json(orders->as.many.items[0],
			"{\"id\":1,\"name\":\"xn--mnchen-3ya.com\",\"name_unicode\":\"m\xc3\xbcnchen.com\",\"status\":"
			"\"REQUESTED\",\"dropdate\":\"2026-12-01 09:00:00\",\"price\":{\"value\":\"10.00\",\"formatted\":"
			"\"$10.00 "
			"USD\"},\"reserved\":false,\"covered\":false,\"shortfall\":{\"value\":\"6.00\",\"formatted\":"
			"\"$6.00 USD\"},\"reserve_from\":\"2026-11-28 09:00:00\",\"needed_by\":\"2026-12-01 07:00:00\"}");
	assert_json(orders->as.many.items[1], "{\"id\":2,\"name\":\"a.zzz\",\"name_unicode\":\"a.zzz\","
										  "\"status\":\"REQUESTED\",\"dropdate\":null,"
										  "\"price\":null,\"reserved\":false,\"covered\":false,\"shortfall\":"
										  "{\"value\":\"0.00\",\"formatted\":"
										  "\"$0.00 USD\"},\"reserve_from\":null,\"needed_by\":null}");
	assert_json(bo_map_get(shown, "missing"), "{\"value\":\"6.00\",\"formatted\":\"$6.00 USD\"}");
	assert_string_equal(bo_map_get_text(shown, "next_by", ""), "2026-12-01 07:00:00");
	assert_json(bo_map_get(shown, "available"), "{\"value\":\"4.00\",\"formatted\":\"$4.00 USD\"}");
	bo_value_free(shown);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)
	const struct CMUnitTest tests[] = {T(test_nothing_ordered), T(test_fair_order), T(test_which_orders),
			T(test_times), T(test_debt_and_shared_time), T(test_absurd_prices), T(test_against_a_model),
			T(test_shown)};
	return cmocka_run_group_tests_name("funds plan", tests, NULL, bo_test_teardown);
}
