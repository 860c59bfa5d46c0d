/* Proves what the pages ask beyond the contract with other addons: names checked before they are ordered, the
 * calendar's key, the rate. */
#include "command/bo_command.h"
#include "support/bo_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bo_context_t *context;
static bo_value_t *envelope;

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_whmcs_tables();
	static const char *const tables[] = {"backorder_domains", "backorder_logs", "backorder_effects",
			"backorder_pricing", "backorder_clients", "backorder_pending_domains", "backorder_feeds"};
	for (size_t i = 0; i < COUNT_OF(tables); i++) {
		char sql[80];
		snprintf(sql, sizeof(sql), "TRUNCATE %s", tables[i]);
		bo_test_exec(sql);
	}
	bo_test_prices();
	return 0;
}

static int tidy(void **state)
{
	(void)state;
	bo_value_free(envelope);
	envelope = NULL;
	return 0;
}

static int64_t call(
		const char *role, int64_t client_id, const char *command, const char *name, const char *value)
{
	bo_value_t *who = bo_value_map(), *input = bo_value_map();
	bo_map_text(who, "role", role);
	bo_map_int(who, "client_id", client_id);
	bo_map_text(input, "COMMAND", command);
	bo_map_text(input, name, value);
	bo_value_free(envelope);
	envelope = NULL;
	assert_ok(bo_command_run(&envelope, context, input, who, &error));
	bo_value_free(who);
	bo_value_free(input);
	return bo_map_get_int(envelope, "CODE", 0);
}

#define property(name) bo_map_get(bo_map_get(envelope, "PROPERTY"), name)

static const bo_value_t *checked(size_t index)
{
	return property("NAMES")->as.many.items[index];
}

static void assert_checked(size_t index, const char *name, const char *state, int listed)
{
	assert_string_equal(bo_map_get_text(checked(index), "DOMAINIDN", ""), name);
	assert_string_equal(bo_map_get_text(checked(index), "STATE", ""), state);
	assert_int_equal(bo_map_get_int(checked(index), "LISTED", -1), listed);
}

static void test_check_tells_each_state(void **state)
{
	(void)state;
	bo_test_order(1, "mine", "com", "REQUESTED", "2026-12-01 12:00:00", NULL);
	bo_test_order(1, "over", "com", "FAILED", "2026-11-01 12:00:00", "open_order=NULL");
	bo_test_order(2, "others", "com", "REQUESTED", NULL, NULL);
	bo_test_exec("INSERT INTO backorder_pending_domains (domain, zone, drop_date) VALUES ('listed', 'com', "
				 "'2026-12-05 10:00:00'), ('past', 'com', '2026-11-20 10:00:00')");
	assert_int_equal(call("client", 1, "CheckBackorders", "DOMAINS",
							 "Listed.COM\nbad_name\nmine.com,over.com;others.com past.com\nfoo.zz LISTED.com "
							 "xn--mnchen-3ya.com"),
			200);
	assert_int_equal(property("NAMES")->as.many.count, 9);
	assert_checked(0, "listed.com", "OK", 1);
	assert_string_equal(bo_map_get_text(checked(0), "DROPDATE", ""), "2026-12-05 10:00:00");
	assert_checked(1, "bad_name", "INVALID", 0);
	assert_checked(2, "mine.com", "EXISTS", 0);
	assert_checked(3, "over.com", "OK", 0);
	assert_checked(4, "others.com", "OK", 0);
	assert_checked(5, "past.com", "OK", 0);
	assert_checked(6, "foo.zz", "DENIED", 0);
	assert_checked(7, "listed.com", "TWICE", 1);
	assert_checked(8, "m\303\274nchen.com", "OK", 0);
	assert_string_equal(bo_map_get_text(checked(7), "DOMAIN", "?"), "");
	/* Nothing was changed. */
	assert_sql("SELECT COUNT(*) FROM backorder_domains", "3");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "0");
}

static void test_check_counts_funds_and_room(void **state)
{
	char price[32], total[40], free_text[40];
	(void)state;
	snprintf(price, sizeof(price), "%s",
			bo_test_value(
					"SELECT fullprice FROM backorder_pricing WHERE extension = 'com' AND currency_id = 1"));
	/* Enough for the open order and one more. */
	bo_test_exec(
			"UPDATE tblclients SET credit = 2.5 * (SELECT fullprice FROM backorder_pricing WHERE extension = "
			"'com' AND currency_id = 1) WHERE id = 1");
	bo_test_order(1, "mine", "com", "REQUESTED", "2026-12-01 12:00:00", NULL);
	bo_test_setting(context, "orders_per_client", "3");
	assert_int_equal(call("client", 1, "CheckBackorders", "DOMAINS", "a1.com b1.com c1.com"), 200);
	assert_int_equal(bo_map_get_int(checked(0), "COVERED", -1), 1);
	assert_int_equal(bo_map_get_int(checked(1), "COVERED", -1), 0);
	assert_string_equal(bo_map_get_text(checked(2), "STATE", ""), "LIMIT");
	snprintf(total, sizeof(total), "%s", bo_map_get_text(property("TOTALPRICE"), "VALUE", ""));
	snprintf(free_text, sizeof(free_text), "%s", bo_map_get_text(property("FREE"), "VALUE", ""));
	assert_true(strtod(total, NULL) == 2 * strtod(price, NULL));
	assert_true(strtod(free_text, NULL) == 1.5 * strtod(price, NULL));
	assert_true(strtod(bo_map_get_text(property("MISSING"), "VALUE", ""), NULL) == 0.5 * strtod(price, NULL));
}

/* The funds go to the nearest drop, whatever was typed first and whatever waits already; when the names have
 * been ordered the plan of the funds says the same. */
static void test_check_covers_as_the_plan_does(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET credit = 2.5 * (SELECT fullprice FROM backorder_pricing WHERE "
				 "extension = 'com' AND currency_id = 1) WHERE id = 1");
	bo_test_order(1, "mine", "com", "REQUESTED", "2026-12-03 12:00:00", NULL);
	bo_test_exec("INSERT INTO backorder_pending_domains (domain, zone, drop_date) VALUES ('soon', 'com', "
				 "'2026-12-01 10:00:00'), ('late', 'com', '2026-12-05 10:00:00')");
	const char *names = "undated.com late.com soon.com";
	assert_int_equal(call("client", 1, "CheckBackorders", "DOMAINS", names), 200);
	assert_int_equal(bo_map_get_int(checked(0), "COVERED", -1), 0);
	assert_int_equal(bo_map_get_int(checked(1), "COVERED", -1), 0);
	assert_int_equal(bo_map_get_int(checked(2), "COVERED", -1), 1);
	assert_int_equal(call("client", 1, "CreateBackorders", "DOMAINS", names), 200);
	assert_int_equal(call("client", 1, "GetAvailableFunds", "PLAN", "1"), 200);
	static const char *const covered[] = {"soon.com", "mine.com", "late.com", "undated.com"};
	for (size_t i = 0; i < COUNT_OF(covered); i++) {
		const bo_value_t *order = property("ORDERS")->as.many.items[i];
		assert_string_equal(bo_map_get_text(order, "DOMAIN", ""), covered[i]);
		assert_int_equal(bo_map_get_int(order, "COVERED", -1), i < 2);
	}
}

static const char *key_of(char out[128])
{
	snprintf(out, 128, "%s", property("KEY")->as.many.items[0]->as.string.data);
	return out;
}

static void test_feed_opens_by_its_key_alone(void **state)
{
	char key[128], second[128], wrong[128];
	(void)state;
	bo_test_order(1, "mine", "com", "REQUESTED", "2026-12-01 12:00:00", NULL);
	bo_test_order(1, "undated", "com", "REQUESTED", NULL, NULL);
	bo_test_order(2, "others", "com", "REQUESTED", "2026-12-01 12:00:00", NULL);
	assert_int_equal(call("client", 1, "QueryCalendarFeed", "X", ""), 200);
	assert_string_equal(key_of(key), "");
	assert_int_equal(call("guest", 0, "QueryCalendarFeedOrders", "KEY", "1-"), 545);
	assert_int_equal(call("client", 1, "CreateCalendarFeed", "X", ""), 200);
	key_of(key);
	assert_int_equal(strlen(key), 45);
	assert_int_equal(call("client", 1, "QueryCalendarFeed", "X", ""), 200);
	assert_string_equal(key_of(second), key);
	assert_int_equal(call("guest", 0, "QueryCalendarFeedOrders", "KEY", key), 200);
	assert_int_equal(bo_map_get(envelope, "PROPERTY")->as.many.count, 1);
	assert_string_equal(
			bo_map_get_text(bo_map_get(envelope, "PROPERTY")->as.many.items[0], "DOMAINIDN", ""), "mine.com");
	assert_int_equal(bo_map_get_int(envelope, "USERID", 0), 1);
	/* Every single letter counts, and so does the number. */
	for (size_t i = 0; i < strlen(key); i++) {
		snprintf(wrong, sizeof(wrong), "%s", key);
		wrong[i] = wrong[i] == '2' ? '3' : '2';
		assert_int_equal(call("guest", 0, "QueryCalendarFeedOrders", "KEY", wrong), 545);
	}
	assert_int_equal(call("client", 1, "CreateCalendarFeed", "X", ""), 200);
	key_of(second);
	assert_string_not_equal(second, key);
	assert_int_equal(call("guest", 0, "QueryCalendarFeedOrders", "KEY", key), 545);
	assert_int_equal(call("client", 2, "DeleteCalendarFeed", "X", ""), 200);
	assert_int_equal(call("guest", 0, "QueryCalendarFeedOrders", "KEY", second), 200);
	assert_int_equal(call("client", 1, "DeleteCalendarFeed", "X", ""), 200);
	assert_int_equal(call("guest", 0, "QueryCalendarFeedOrders", "KEY", second), 545);
}

static void test_a_finished_order_can_be_ordered_again_once(void **state)
{
	(void)state;
	bo_test_order(1, "lost", "com", "FAILED", "2026-11-01 12:00:00", "open_order=NULL");
	assert_int_equal(call("client", 1, "QueryBackorderList", "ORDERBY", "PRICEDESC"), 200);
	assert_json(property("AGAIN"), "[1]");
	assert_int_equal(call("client", 1, "CreateBackorder", "DOMAIN", "lost.com"), 200);
	assert_int_equal(call("client", 1, "QueryBackorderList", "ORDERBY", "ID"), 200);
	assert_json(property("AGAIN"), "[0,0]");
}

static void test_the_rate_is_one_clients(void **state)
{
	(void)state;
	bo_test_setting(context, "requests_per_minute", "2");
	assert_int_equal(call("client", 71, "DeleteBackorder", "DOMAIN", "a.com"), 545);
	assert_int_equal(call("client", 71, "DeleteBackorder", "DOMAIN", "a.com"), 545);
	assert_int_equal(call("client", 71, "DeleteBackorder", "DOMAIN", "a.com"), 549);
	assert_string_equal(bo_map_get_text(envelope, "DESCRIPTION", ""), "Command failed; TOO MANY REQUESTS");
	assert_int_equal(call("client", 72, "DeleteBackorder", "DOMAIN", "a.com"), 545);
	/* What costs nothing goes on. */
	assert_int_equal(call("client", 71, "QueryPriceList", "X", ""), 541);
}

/* D4: what stands in the price table is a value as well, whoever put it there. */
static void test_d4_zone_that_is_sql(void **state)
{
	(void)state;
	static const char *const commands[] = {"QueryDeletedDomainsStats", "QueryDeletedDomainsList",
			"QueryPriceList", "QueryBackorderOverviewList"};
	static const char *const zones[] = {
			"x') OR ('1'='1", "com' UNION SELECT 1 -- ", "%", "\\", "\"", "org\\'"};
	bo_test_exec("INSERT INTO backorder_pending_domains (domain, zone, drop_date) VALUES ('sold', 'com', "
				 "'2026-12-05 10:00:00'), ('unsold', 'org', '2026-12-05 10:00:00')");
	bo_test_exec("REPLACE INTO backorder_meta (name, value) VALUES ('droplist.generation', '41')");
	for (size_t i = 0; i < COUNT_OF(zones); i++) {
		assert_ok(bo_db_exec(bo_test_db(),
				"INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES (?, 1, 10)",
				BO_PARAMS(bo_p_text(zones[i])), NULL, NULL, &error));
	}
	for (size_t i = 0; i < COUNT_OF(commands); i++) {
		assert_int_equal(call("client", 1, commands[i], "TLD", i < 2 ? "_all_" : ""), 200);
		if (i < 2) {
			assert_json(property("TOTAL"), "[1]");
		}
	}
}

#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_check_tells_each_state), T(test_check_counts_funds_and_room),
			T(test_check_covers_as_the_plan_does), T(test_feed_opens_by_its_key_alone),
			T(test_a_finished_order_can_be_ordered_again_once), T(test_the_rate_is_one_clients),
			T(test_d4_zone_that_is_sql)};
	return cmocka_run_group_tests_name("command of the pages", tests, NULL, bo_test_teardown);
}
