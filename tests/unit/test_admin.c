/* Proves what only admins do: acts on many orders, prices from a text and from the registrar's, reports. */
#include "backorder/bo_backorder.h"
#include "backorder/bo_report.h"
#include "pricing/bo_pricing.h"
#include "support/bo_test.h"

#include <stdio.h>

static bo_context_t *context;
static bo_db_t *db;

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_whmcs_tables();
	bo_test_prices();
	assert_ok(bo_context_db(&db, context, &error));
	bo_test_order(1, "foo", "com", "REQUESTED", "2026-12-25 10:00:00", "dropdate_source='list'");
	bo_test_order(1, "sent", "com", "PROCESSING", "2026-11-23 08:00:00", NULL);
	bo_test_order(2, "gone", "com", "FAILED", "2026-11-20 10:00:00", "reason='lost', open_order=NULL");
	bo_test_order(1, "paid", "com", "SUCCESSFUL", "2026-10-20 10:00:00",
			"open_order=NULL, price=12.00, currency_id=1, invoice=7");
	return 0;
}

/* "1:ok 2:CONFLICT" */
static void act_is(const char *act, const char *key, const char *value, const char *wanted)
{
	char got[256] = "";
	bo_value_t *ids = bo_value_list(), *data = bo_value_map(), *out = NULL;
	for (int id = 1; id <= 3; id++) {
		bo_list_int(ids, id);
	}
	bo_list_int(ids, 99);
	bo_map_text(data, key, value);
	assert_ok(bo_backorder_act(&out, context, act, ids, data, "admin 3", &error));
	for (size_t i = 0; i < out->as.many.count; i++) {
		const bo_value_t *item = out->as.many.items[i];
		size_t used = strlen(got);
		snprintf(got + used, sizeof(got) - used, "%d:%s ", (int)bo_map_get_int(item, "id", 0),
				bo_map_get_text(item, "reason", "ok"));
	}
	assert_string_equal(got, wanted);
	bo_value_free(out);
	bo_value_free(data);
	bo_value_free(ids);
}

static void test_each_order_on_its_own(void **state)
{
	(void)state;
	act_is("note", "note", "called her", "1:ok 2:ok 3:ok 99:NOT_FOUND ");
	assert_sql("SELECT GROUP_CONCAT(CONCAT(note, version) ORDER BY id) FROM backorder_domains WHERE id < 4",
			"called her1,called her1,called her1");
	act_is("dropdate", "dropdate", "2026-12-01 18:30:00", "1:ok 2:CONFLICT 3:CONFLICT 99:NOT_FOUND ");
	assert_sql("SELECT CONCAT_WS('|', dropdate, dropdate_source, reason) FROM backorder_domains WHERE id = 1",
			"2026-12-01 18:30:00|admin|date_set_by_admin");
	assert_sql("SELECT CONCAT_WS('|', actor, reason) FROM backorder_logs ORDER BY id DESC LIMIT 1",
			"admin 3|date_set_by_admin");
	act_is("cleardate", "dropdate", "", "1:ok 2:CONFLICT 3:CONFLICT 99:NOT_FOUND ");
	assert_sql(
			"SELECT CONCAT_WS('|', COALESCE(dropdate, '-'), dropdate_source, reason) FROM backorder_domains "
			"WHERE id = 1",
			"-||waiting_date");
	act_is("again", "x", "", "1:CONFLICT 2:CONFLICT 3:ok 99:NOT_FOUND ");
	assert_sql(
			"SELECT CONCAT_WS('|', userid, domain, status) FROM backorder_domains ORDER BY id DESC LIMIT 1",
			"2|gone|REQUESTED");
	act_is("activate", "force", "1", "1:ok 2:CONFLICT 3:CONFLICT 99:NOT_FOUND ");
	act_is("delete", "x", "", "1:ok 2:CONFLICT 3:CONFLICT 99:NOT_FOUND ");
}

static void test_a_cleared_date_is_the_lists(void **state)
{
	(void)state;
	static const struct {
		const char *listed, *wanted;
	} cases[] = {{"2026-11-29 18:00:00", "2026-11-29 18:00:00|list|date_found"},
			{"2026-11-20 18:00:00", "-||waiting_date"}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char sql[200];
		bo_test_exec("DELETE FROM backorder_pending_domains");
		snprintf(sql, sizeof(sql),
				"INSERT INTO backorder_pending_domains (domain, zone, drop_date) VALUES ('foo', 'com', '%s')",
				cases[i].listed);
		bo_test_exec(sql);
		act_is("dropdate", "dropdate", "2026-12-01 18:30:00", "1:ok 2:CONFLICT 3:CONFLICT 99:NOT_FOUND ");
		act_is("cleardate", "dropdate", "", "1:ok 2:CONFLICT 3:CONFLICT 99:NOT_FOUND ");
		assert_sql("SELECT CONCAT_WS('|', COALESCE(dropdate, '-'), dropdate_source, reason) FROM "
				   "backorder_domains WHERE id = 1",
				cases[i].wanted);
	}
}

static void test_retry(void **state)
{
	(void)state;
	bo_test_exec(
			"INSERT INTO backorder_effects (order_id, kind, unique_key, payload, state, attempts, "
			"not_before, "
			"created_at, updated_at) VALUES (2, 'invoice', 'k', '{}', 'failed', 20, '2026-11-20 00:00:00', "
			"'2026-11-20 00:00:00', '2026-11-20 00:00:00')");
	act_is("retry", "x", "", "1:CONFLICT 2:ok 3:CONFLICT 99:NOT_FOUND ");
	assert_sql("SELECT CONCAT_WS('|', state, attempts) FROM backorder_effects", "waiting|1");
}

static void test_refused_as_a_whole(void **state)
{
	(void)state;
	bo_value_t *ids = bo_value_list(), *data = bo_value_map(), *out = NULL;
	assert_code(bo_backorder_act(&out, context, "note", ids, data, "admin 3", &error), BO_E_INVALID);
	bo_list_int(ids, 1);
	assert_code(bo_backorder_act(&out, context, "steal", ids, data, "admin 3", &error), BO_E_INVALID);
	bo_map_text(data, "dropdate", "2026-11-20 00:00:00");
	assert_fails(bo_backorder_act(&out, context, "dropdate", ids, data, "admin 3", &error), BO_E_INVALID,
			"The drop date must lie in the future.");
	/* Without a date none is lost. */
	bo_map_text(data, "dropdate", "");
	assert_code(bo_backorder_act(&out, context, "dropdate", ids, data, "admin 3", &error), BO_E_INVALID);
	assert_sql("SELECT dropdate FROM backorder_domains WHERE id = 1", "2026-12-25 10:00:00");
	bo_map_text(data, "dropdate", "soon");
	assert_code(bo_backorder_act(&out, context, "dropdate", ids, data, "admin 3", &error), BO_E_INVALID);
	bo_value_free(data);
	bo_value_free(ids);
}

static void import_is(const char *csv, bool dry, const char *wanted)
{
	bo_value_t *out = NULL;
	assert_ok(bo_pricing_import(&out, db, csv, dry, &error));
	assert_json(out, wanted);
	bo_value_free(out);
}

#define PRICES                                                                                       \
	"SELECT GROUP_CONCAT(CONCAT_WS('|', extension, currency_id, COALESCE(fullprice, '-')) ORDER BY " \
	"extension, currency_id) FROM backorder_pricing"

static void test_import(void **state)
{
	(void)state;
	bo_test_exec("DELETE FROM backorder_pricing");
	import_is("\xef\xbb\xbfzone;USD;eur\r\n.COM;12,50;10\r\nco.uk;;\"7,00\"\r\n\r\n", true,
			"{\"errors\":[],\"zones\":2,\"prices\":4,\"saved\":false}");
	assert_sql("SELECT COUNT(*) FROM backorder_pricing", "0");
	import_is("\xef\xbb\xbfzone;USD;eur\r\n.COM;12,50;10\r\nco.uk;;\"7,00\"\r\n\r\n", false,
			"{\"errors\":[],\"zones\":2,\"prices\":4,\"saved\":true}");
	assert_sql(PRICES, "co.uk|1|-,co.uk|2|7.00,com|1|12.50,com|2|10.00");
	import_is("net,USD,\"1,234.50\"", false, "{\"errors\":[],\"zones\":1,\"prices\":1,\"saved\":true}");
	assert_sql("SELECT fullprice FROM backorder_pricing WHERE extension = 'net'", "1234.50");
	/* One bad line, and nothing is saved. */
	import_is("org\tUSD\t5\nnet\tXXX\t5\n", false,
			"{\"errors\":[{\"line\":2,\"message\":\"A line has a zone, the code of a currency that WHMCS "
			"has, and a "
			"price.\"}],\"zones\":2,\"prices\":1,\"saved\":false}");
	assert_sql("SELECT COUNT(*) FROM backorder_pricing WHERE extension = 'org'", "0");
}

static void test_margin(void **state)
{
	(void)state;
	bo_test_exec("DELETE FROM backorder_pricing");
	bo_test_exec("UPDATE tblcurrencies SET rate = IF(id = 1, 1, 0.5)");
	bo_value_t *out = NULL;
	bo_margin_t margin = {.percent_hundredths = 1000, .fixed = 100, .step = 50};
	assert_ok(bo_pricing_margin(&out, db, &margin, false, "", &error));
	assert_json(out, "{\"items\":[],\"told_at\":\"\",\"saved\":0}");
	bo_value_free(out);
	assert_ok(bo_pricing_keep_cost(db, "com", "USD", false, 2001, context->now, &error));
	assert_ok(bo_pricing_keep_cost(db, "net", "USD", false, 1000, context->now, &error));
	assert_ok(bo_pricing_margin(&out, db, &margin, true, "net:2,com:11,info:1", &error));
	assert_sql(PRICES, "net|2|6.50");
	assert_int_equal(bo_map_get_int(out, "saved", 0), 1);
	bo_value_free(out);
	static const char *const bad[] = {"com", "com:", ":1", "com:x", "com:1x", "com:1,,net:1", "com:1,net"};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_code(bo_pricing_margin(&out, db, &margin, true, bad[i], &error), BO_E_INVALID);
	}
	assert_ok(bo_pricing_margin(&out, db, &margin, true, "com:1,com:2", &error));
	/* 20.01 and a tenth and 1.00 is 23.02, so 23.50; in the other currency 10.01 + 1.01 + 1.00, so 12.50. */
	assert_sql(PRICES, "com|1|23.50,com|2|12.50,net|2|6.50");
	assert_int_equal(bo_map_get_int(out, "saved", 0), 2);
	assert_int_equal(bo_map_get(out, "items")->as.many.count, 4);
	bo_value_free(out);
}

/* Never below the cost, whatever the host's decimal point: 20.01 at 0.5 is 10.005. */
static void test_margin_in_another_locale(void **state)
{
	(void)state;
	bo_test_comma_locale();
	bo_test_exec("DELETE FROM backorder_pricing");
	bo_test_exec("UPDATE tblcurrencies SET rate = IF(id = 1, 1, 0.5)");
	bo_value_t *out = NULL;
	bo_margin_t margin = {.percent_hundredths = 1000, .step = 1};
	assert_ok(bo_pricing_keep_cost(db, "com", "USD", false, 2001, context->now, &error));
	assert_ok(bo_pricing_margin(&out, db, &margin, true, "com:1,com:2", &error));
	bo_value_free(out);
	assert_sql(PRICES, "com|1|22.02,com|2|11.02");
	/* Too much for any price: left out, as before. */
	bo_test_exec("UPDATE tblcurrencies SET rate = IF(id = 1, 0.00001, 99999)");
	assert_ok(bo_pricing_margin(&out, db, &margin, false, "", &error));
	assert_int_equal(bo_map_get(out, "items")->as.many.count, 1);
	bo_value_free(out);
}

static void test_report(void **state)
{
	(void)state;
	int64_t from, to;
	bo_value_t *out = NULL;
	/* Caught, and nobody paid: the registrar wants its money all the same. */
	bo_test_order(2, "unpaid", "com", "CANCELLED", "2026-10-21 10:00:00",
			"open_order=NULL, price=12.00, currency_id=1, invoice=8, reason='invoice_cancelled'");
	assert_true(bo_time_parse_day(&from, "2026-10-01", 10) && bo_time_parse_day(&to, "2026-12-01", 10));
	assert_ok(bo_pricing_keep_cost(db, "com", "USD", false, 500, context->now, &error));
	assert_ok(bo_report_read(&out, context, from, to, "com", &error));
	assert_json(out,
			"{\"currency\":\"USD\",\"rows\":[{\"month\":\"2026-10\",\"zone\":\"com\",\"orders\":2,\"open\":0,"
			"\"caught\":1,\"failed\":0,\"cancelled\":1,\"auctions\":0,\"revenue\":\"12.00\",\"cost\":\"10."
			"00\","
			"\"margin\":\"2.00\"},{\"month\":\"2026-11\",\"zone\":\"com\",\"orders\":2,\"open\":1,\"caught\":"
			"0,"
			"\"failed\":1,\"cancelled\":0,\"auctions\":0,\"revenue\":\"0.00\",\"cost\":\"0.00\",\"margin\":"
			"\"0.00\"}],\"reasons\":{\"invoice_cancelled\":1,\"lost\":1}}");
	bo_value_free(out);
	assert_ok(bo_report_read(&out, context, from, to, "net", &error));
	assert_int_equal(bo_map_get(out, "rows")->as.many.count, 0);
	bo_value_free(out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test_setup(test_each_order_on_its_own, prepare),
			cmocka_unit_test_setup(test_a_cleared_date_is_the_lists, prepare),
			cmocka_unit_test_setup(test_retry, prepare),
			cmocka_unit_test_setup(test_refused_as_a_whole, prepare),
			cmocka_unit_test_setup(test_import, prepare),
			cmocka_unit_test_setup(test_margin, prepare),
			cmocka_unit_test_setup_teardown(test_margin_in_another_locale, prepare, bo_test_plain_locale),
			cmocka_unit_test_setup(test_report, prepare),
	};
	return cmocka_run_group_tests_name("admin", tests, NULL, bo_test_teardown);
}
