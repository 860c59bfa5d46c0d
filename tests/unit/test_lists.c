/* Proves the lists that people see: orders, overviews, timelines, the log, the crons' marks and the health
 * page. */
#include "backorder/bo_backorder.h"
#include "backorder/bo_health.h"
#include "backorder/bo_where.h"
#include "db/bo_meta.h"
#include "support/bo_test.h"

#include <stdio.h>

static bo_context_t *context;

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_whmcs_tables();
	bo_test_prices();
	bo_test_order(1, "foo", "com", "ACTIVE", "2026-11-25 10:00:00",
			"price=12.00, currency_id=1, reserved=12.00, reason='funds_reserved', reference='R', invoice=5, "
			"auction='{}'");
	bo_test_order(1, "bar", "net", "REQUESTED", NULL, "createddate='2026-11-21 08:00:00'");
	bo_test_order(2, "xn--mller-kva", "com", "FAILED", "2026-11-20 10:00:00", NULL);
	bo_test_order(2, "foo", "co.uk", "REQUESTED", "2026-11-30 10:00:00", NULL);
	return 0;
}

static bo_value_t *list(int64_t client, const char *key, const char *value)
{
	bo_value_t *filter = bo_value_map(), *out = NULL;
	if (key) {
		bo_map_text(filter, key, value);
	}
	assert_ok(bo_backorder_list(&out, context, client, filter, &error));
	bo_value_free(filter);
	return out;
}

static void ids_are(int64_t client, const char *key, const char *value, const char *wanted)
{
	char ids[64] = "";
	bo_value_t *out = list(client, key, value);
	const bo_value_t *items = bo_map_get(out, "items");
	for (size_t i = 0; i < items->as.many.count; i++) {
		size_t used = strlen(ids);
		snprintf(
				ids + used, sizeof(ids) - used, "%d ", (int)bo_map_get_int(items->as.many.items[i], "id", 0));
	}
	if (strcmp(ids, wanted) != 0) {
		fail_msg("%s=%s: got %s, wanted %s", key ? key : "", key ? value : "", ids, wanted);
	}
	bo_value_free(out);
}

static void test_orders(void **state)
{
	(void)state;
	bo_value_t *out = list(1, "orderby", "id");
	assert_json(out, "{\"total\":2,\"first\":0,\"limit\":100,\"items\":[{\"id\":1,\"client_id\":1,\"label\":"
					 "\"foo\",\"zone\":\"com\","
					 "\"name\":\"foo.com\",\"name_unicode\":\"foo.com\",\"type\":\"FULL\",\"status\":"
					 "\"ACTIVE\",\"created\":\"2026-11-20 "
					 "08:00:00\",\"updated\":\"2026-11-20 08:00:00\",\"dropdate\":\"2026-11-25 "
					 "10:00:00\",\"reason\":\"funds_reserved\","
					 "\"reason_text\":\"\",\"reference\":\"R\",\"reserved\":\"12.00\",\"invoice\":5,"
					 "\"auction\":\"{}\",\"lowbalance\":0,"
					 "\"currency_id\":1,\"firstname\":\"Anna\",\"lastname\":\"Client\",\"price\":\"12.00\","
					 "\"price_formatted\":\"$12.00 "
					 "USD\",\"note\":null,\"currency\":\"USD\",\"again\":false},{\"id\":2,\"client_id\":1,"
					 "\"label\":\"bar\","
					 "\"zone\":\"net\",\"name\":\"bar."
					 "net\",\"name_unicode\":"
					 "\"bar.net\",\"type\":\"FULL\",\"status\":\"REQUESTED\",\"created\":\"2026-11-21 "
					 "08:00:00\",\"updated\":\"2026-11-20 "
					 "08:00:00\",\"dropdate\":null,\"reason\":\"\",\"reason_text\":\"\",\"reference\":\"\","
					 "\"reserved\":\"0.00\",\"invoice\":"
					 "null,\"auction\":null,\"lowbalance\":0,\"currency_id\":0,\"firstname\":\"Anna\","
					 "\"lastname\":\"Client\",\"price\":"
					 "\"20.00\",\"price_formatted\":\"$20.00 "
					 "USD\",\"note\":null,\"currency\":\"USD\",\"again\":false}]}");
	bo_value_free(out);
}

/* A LITE order that is not reserved yet shows the LITE price. */
static void test_price_of_a_lite_order(void **state)
{
	(void)state;
	bo_test_exec("UPDATE backorder_domains SET type = 'LITE' WHERE id = 2");
	bo_test_exec("UPDATE backorder_pricing SET liteprice = 4.00 WHERE extension = 'net'");
	bo_value_t *out = list(1, "status", "REQUESTED");
	assert_string_equal(bo_map_get_text(bo_map_get(out, "items")->as.many.items[0], "price", ""), "4.00");
	bo_value_free(out);
	bo_test_exec("UPDATE backorder_pricing SET liteprice = NULL");
	out = list(1, "status", "REQUESTED");
	assert_int_equal(bo_map_get(bo_map_get(out, "items")->as.many.items[0], "price")->type, BO_NULL);
	bo_value_free(out);
}

static void test_filters_and_orders(void **state)
{
	(void)state;
	ids_are(0, NULL, NULL, "4 3 2 1 ");
	ids_are(1, NULL, NULL, "2 1 ");
	ids_are(9, NULL, NULL, "");
	ids_are(0, "status", "REQUESTED", "4 2 ");
	ids_are(0, "search", "foo", "4 1 ");
	ids_are(0, "search", "foo.co", "4 1 ");
	ids_are(0, "search", "FOO.com", "1 ");
	ids_are(0, "search", "m\xc3\xbcller.com", "3 ");
	ids_are(0, "search", "o.c", "4 1 ");
	ids_are(0, "search", "%", "");
	ids_are(0, "search", "_", "");
	ids_are(0, "search", "|", "");
	ids_are(0, "orderby", "domain", "2 4 1 3 ");
	ids_are(0, "orderby", "domaindesc", "3 1 4 2 ");
	/* Unknown drop dates come last in both directions. */
	ids_are(0, "orderby", "dropdate", "3 1 4 2 ");
	ids_are(0, "orderby", "DROPDATEDESC", "4 1 3 2 ");
	ids_are(0, "orderby", "created", "1 3 4 2 ");
	ids_are(0, "orderby", "clientdesc", "4 3 2 1 ");
	ids_are(0, "orderby", "status", "1 3 2 4 ");
	ids_are(0, "limit", "2", "4 3 ");
	ids_are(0, "first", "3", "1 ");
	bo_value_t *out = NULL;
	static const struct {
		const char *key, *value;
	} bad[] = {{"status", "NONSENSE"}, {"orderby", "reference"}, {"orderby", "id desc"}, {"orderby", ""},
			{"first", "-1"}, {"limit", "0"}, {"limit", "501"}};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		bo_value_t *filter = bo_value_map();
		bo_map_text(filter, bad[i].key, bad[i].value);
		assert_code(bo_backorder_list(&out, context, 0, filter, &error), BO_E_INVALID);
		assert_null(out);
		bo_value_free(filter);
	}
	/* Many letters: longer than the pattern, cut and harmless. */
	char text[2000];
	memset(text, '%', sizeof(text));
	text[1999] = '\0';
	ids_are(0, "search", text, "");
}

static void test_overview(void **state)
{
	(void)state;
	bo_value_t *out = NULL;
	assert_ok(bo_backorder_overview(&out, context, 2, &error));
	assert_json(out,
			"{\"statuses\":{\"REQUESTED\":1,\"ACTIVE\":0,\"PROCESSING\":0,\"SUCCESSFUL\":0,\"FAILED\":1,"
			"\"CANCELLED\":0,\"AUCTION-PENDING\":0,\"AUCTION-WON\":0,\"AUCTION-LOST\":0,\"PENDING-PAYMENT\":"
			"0},"
			"\"total\":2}");
	bo_value_free(out);
	assert_ok(bo_backorder_overview(&out, context, 0, &error));
	assert_int_equal(bo_map_get_int(out, "total", 0), 4);
	bo_value_free(out);
}

static void test_timeline(void **state)
{
	(void)state;
	bo_value_t *out = NULL;
	bo_test_exec("INSERT INTO backorder_logs (date, message, order_id, userid, actor, from_status, "
				 "to_status, reason) VALUES "
				 "('2026-11-20 08:00:00', 'first', 1, 1, 'client 1', '', 'REQUESTED', 'placed'), "
				 "('2026-11-21 08:00:00', "
				 "'second', 1, 1, 'cron', 'REQUESTED', 'ACTIVE', 'funds_reserved'), ('2026-11-21 08:00:00', "
				 "'other', 2, 2, "
				 "'cron', '', '', '')");
	assert_ok(bo_backorder_timeline(&out, context, 1, 1, &error));
	assert_json(out,
			"[{\"date\":\"2026-11-20 08:00:00\",\"actor\":\"client "
			"1\",\"from\":\"\",\"to\":\"REQUESTED\",\"reason\":"
			"\"placed\",\"message\":\"first\"},{\"date\":\"2026-11-21 08:00:00\",\"actor\":\"cron\",\"from\":"
			"\"REQUESTED\",\"to\":\"ACTIVE\",\"reason\":\"funds_reserved\",\"message\":\"second\"}]");
	bo_value_free(out);
	assert_fails(bo_backorder_timeline(&out, context, 2, 1, &error), BO_E_NOT_FOUND,
			"There is no such backorder.");
	assert_code(bo_backorder_timeline(&out, context, 1, 99, &error), BO_E_NOT_FOUND);
	assert_ok(bo_backorder_timeline(&out, context, 0, 1, &error));
	bo_value_free(out);
}

static void log_total(const char *key, const char *value, int total)
{
	bo_value_t *filter = bo_value_map(), *out = NULL;
	bo_map_text(filter, key, value);
	assert_ok(bo_log_list(&out, context, filter, &error));
	if (bo_map_get_int(out, "total", -1) != total) {
		fail_msg("%s=%s: %d", key, value, (int)bo_map_get_int(out, "total", -1));
	}
	assert_int_equal(bo_map_get(out, "items")->as.many.count, total);
	bo_value_free(out);
	bo_value_free(filter);
}

static void test_log(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO backorder_logs (cron, date, status, message, order_id, userid, name) VALUES "
				 "('batch', "
				 "'2026-11-20 23:59:59', 'ok', 'one', 1, 1, 'foo.com'), ('import', '2026-11-21 00:00:00', "
				 "'error', 'two "
				 "100%', NULL, NULL, '')");
	bo_value_t *out = NULL;
	assert_ok(bo_log_list(&out, context, NULL, &error));
	assert_json(out, "{\"total\":2,\"more\":false,\"since\":\"\",\"first\":0,\"limit\":100,\"items\":[{"
					 "\"id\":\"2\",\"cron\":\"import\","
					 "\"date\":\"2026-11-21 "
					 "00:00:00\",\"status\":\"error\",\"message\":\"two "
					 "100%\",\"query\":null,\"order_id\":null,\"userid\":null,"
					 "\"name\":\"\",\"actor\":\"\",\"from_status\":\"\",\"to_status\":\"\",\"reason\":\"\","
					 "\"firstname\":null,"
					 "\"lastname\":null},{\"id\":\"1\",\"cron\":"
					 "\"batch\",\"date\":\"2026-11-20 "
					 "23:59:59\",\"status\":\"ok\",\"message\":\"one\",\"query\":null,\"order_id\":"
					 "\"1\",\"userid\":\"1\",\"name\":\"foo.com\",\"actor\":\"\",\"from_status\":\"\",\"to_"
					 "status\":\"\",\"reason\":"
					 "\"\",\"firstname\":\"Anna\",\"lastname\":\"Client\"}]}");
	bo_value_free(out);
	log_total("name", "FOO.c", 1);
	log_total("name", "oo", 0);
	log_total("text", "TWO", 1);
	log_total("text", "%", 1);
	log_total("to_status", "ACTIVE", 0);
	log_total("status", "error", 1);
	log_total("cron", "batch", 1);
	log_total("order_id", "1", 1);
	log_total("client_id", "2", 0);
	log_total("search", "foo.com", 1);
	log_total("search", "100%", 1);
	log_total("search", "%", 1);
	log_total("from", "2026-11-21", 1);
	log_total("from", "2026-11-20 23:59:59", 2);
	log_total("to", "2026-11-20 23:59:59", 1);
	bo_value_t *filter = bo_value_map();
	bo_map_text(filter, "from", "yesterday");
	assert_fails(
			bo_log_list(&out, context, filter, &error), BO_E_INVALID, "from is not a date like 2026-11-23.");
	bo_map_text(filter, "from", "");
	bo_map_int(filter, "limit", 0);
	assert_code(bo_log_list(&out, context, filter, &error), BO_E_INVALID);
	bo_value_free(filter);
}

/* Old lines of no order go, once a day; an order's history stays. */
static void test_old_lines_go(void **state)
{
	(void)state;
	bo_test_exec("DELETE FROM backorder_logs");
	bo_test_exec(
			"INSERT INTO backorder_logs (cron, date, message, order_id) VALUES ('batch', '2025-10-19 "
			"08:59:00', "
			"'old', NULL), ('batch', '2025-10-20 09:00:00', 'young', NULL), ('batch', '2020-01-01 00:00:00', "
			"'history', 1)");
	assert_ok(bo_cron_mark(context, "batch", "ok", "", &error));
	assert_sql("SELECT GROUP_CONCAT(message ORDER BY id) FROM backorder_logs", "young,history");
	bo_test_exec("INSERT INTO backorder_logs (cron, date, message) VALUES ('batch', '2020-01-01 00:00:00', "
				 "'late')");
	assert_ok(bo_cron_mark(context, "batch", "ok", "", &error));
	assert_sql("SELECT COUNT(*) FROM backorder_logs WHERE message = 'late'", "1");
}

static void test_more_filters(void **state)
{
	(void)state;
	ids_are(0, "client", "Anna", "2 1 ");
	ids_are(0, "client", "nobody", "");
	ids_are(0, "zone", "com", "3 1 ");
	ids_are(0, "reason", "funds_reserved", "1 ");
	ids_are(0, "dropfrom", "2026-11-25", "4 1 ");
	ids_are(0, "dropto", "2026-11-25", "3 1 ");
	ids_are(0, "after", "2", "4 3 ");
}

/* A page that reaches over the border between known and unknown dates. */
static void test_unknown_dates_over_pages(void **state)
{
	(void)state;
	bo_value_t *filter = bo_value_map(), *out = NULL;
	bo_map_text(filter, "orderby", "dropdate");
	bo_map_int(filter, "limit", 2);
	static const struct {
		int first, count, id;
	} pages[] = {{0, 2, 3}, {2, 2, 4}, {3, 1, 2}, {4, 0, 0}};
	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		bo_map_int(filter, "first", pages[i].first);
		assert_ok(bo_backorder_list(&out, context, 0, filter, &error));
		const bo_value_t *items = bo_map_get(out, "items");
		assert_int_equal(items->as.many.count, pages[i].count);
		if (pages[i].count) {
			assert_int_equal(bo_map_get_int(items->as.many.items[0], "id", 0), pages[i].id);
		}
		bo_value_free(out);
	}
	bo_value_free(filter);
}

static void test_cron_marks(void **state)
{
	(void)state;
	assert_ok(bo_cron_mark(context, "batch", "start", NULL, &error));
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "0");
	bo_test_set_now(context, "2026-11-23 09:00:05");
	assert_ok(bo_cron_mark(context, "batch", "ok", "3 orders", &error));
	assert_ok(bo_cron_mark(context, "import", "error", "no list", &error));
	assert_sql("SELECT GROUP_CONCAT(CONCAT(name, '=', value) ORDER BY name) FROM backorder_meta",
			"cron.batch.message=3 orders,cron.batch.ok=2026-11-23 09:00:05,cron.batch.start=2026-11-23 "
			"09:00:00,cron.import.error=2026-11-23 09:00:05,cron.import.message=no "
			"list,log.pruned=1795424405");
	assert_sql("SELECT GROUP_CONCAT(CONCAT_WS('|', cron, status, message, actor) ORDER BY id) FROM "
			   "backorder_logs",
			"batch|ok|3 orders|cron,import|error|no list|cron");
	assert_code(bo_cron_mark(context, "batch", "done", "x", &error), BO_E_INVALID);
	assert_code(bo_cron_mark(context, "Batch", "ok", "x", &error), BO_E_INVALID);
	assert_code(bo_cron_mark(context, "a'b", "ok", "x", &error), BO_E_INVALID);
	assert_code(bo_cron_mark(context, "abcdefghijklmnopqrstuvwxyzabcdefg", "ok", "x", &error), BO_E_INVALID);
}

static void test_health(void **state)
{
	(void)state;
	bo_value_t *health = NULL;
	bo_test_exec(
			"UPDATE backorder_domains SET reason = 'needs_person', reason_text = 'look' WHERE id IN (1, 3)");
	bo_test_exec("INSERT INTO backorder_effects (kind, unique_key, payload, state, not_before, created_at, "
				 "updated_at) VALUES "
				 "('mail', 'a', '{}', 'waiting', NOW(), NOW(), NOW()), ('mail', 'b', '{}', 'taken', NOW(), "
				 "NOW(), NOW()), "
				 "('mail', 'c', '{}', 'failed', NOW(), NOW(), NOW()), ('mail', 'd', '{}', 'done', NOW(), "
				 "NOW(), NOW())");
	bo_test_exec(
			"INSERT INTO backorder_pending_domains (zone, domain, drop_date) VALUES ('com', 'a', NOW())");
	assert_ok(bo_cron_mark(context, "batch", "ok", "fine", &error));
	assert_ok(bo_health(&health, context, &error));
	assert_json(bo_map_get(health, "effects"), "{\"waiting\":2,\"failed\":1}");
	assert_int_equal(bo_map_get_int(bo_map_get(health, "droplist"), "names", 0), 1);
	assert_json(bo_map_get(bo_map_get(health, "crons"), "batch"),
			"{\"start\":null,\"ok\":\"2026-11-23 "
			"09:00:00\",\"error\":null,\"message\":\"fine\",\"way\":null}");
	/* Open orders only: the finished one needs nobody. */
	assert_json(bo_map_get(health, "needs_person"), "[{\"id\":1,\"name\":\"foo.com\",\"status\":\"ACTIVE\","
													"\"reason\":\"needs_person\",\"text\":\"look\"}]");
	assert_int_equal(bo_map_get_int(bo_map_get(health, "orders"), "total", 0), 4);
	assert_string_equal(bo_map_get_text(health, "now", ""), "2026-11-23 09:00:00");
	bo_value_free(health);
	/* Before the tables are there it still answers. */
	bo_test_exec("RENAME TABLE backorder_migrations TO hidden");
	assert_ok(bo_health(&health, context, &error));
	assert_int_equal(bo_map_get_int(bo_map_get(health, "schema"), "present", 9), 0);
	assert_null(bo_map_get(health, "effects"));
	bo_value_free(health);
	bo_test_exec("RENAME TABLE hidden TO backorder_migrations");
}

static void test_where(void **state)
{
	(void)state;
	bo_where_t where;
	char out[16];
	bo_where_init(&where);
	assert_string_equal(bo_buffer_text(&where.sql), "");
	bo_where_add(&where, "a IS NULL");
	bo_where_add_value(&where, "b = ?", bo_p_int(1));
	assert_string_equal(bo_buffer_text(&where.sql), " WHERE a IS NULL AND b = ?");
	assert_int_equal(where.count, 1);
	for (int i = 1; i < BO_WHERE_PARAMS; i++) {
		bo_where_value(&where, bo_p_int(i));
	}
	assert_false(where.failed);
	bo_where_value(&where, bo_p_int(99));
	assert_true(where.failed);
	assert_int_equal(where.count, BO_WHERE_PARAMS);
	bo_where_dispose(&where);
	assert_string_equal(bo_where_like(out, sizeof(out), ""), "%%");
	assert_string_equal(bo_where_like(out, sizeof(out), "a%_|b"), "%a|%|_||b%");
	assert_string_equal(bo_where_like(out, sizeof(out), "0123456789abcdefgh"), "%0123456789a%");
	assert_string_equal(bo_where_like(out, sizeof(out), "%%%%%%%%%%%%"), "%|%|%|%|%|%|%%");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup(test_orders, prepare),
			cmocka_unit_test_setup(test_price_of_a_lite_order, prepare),
			cmocka_unit_test_setup(test_filters_and_orders, prepare),
			cmocka_unit_test_setup(test_overview, prepare), cmocka_unit_test_setup(test_timeline, prepare),
			cmocka_unit_test_setup(test_log, prepare), cmocka_unit_test_setup(test_old_lines_go, prepare),
			cmocka_unit_test_setup(test_more_filters, prepare),
			cmocka_unit_test_setup(test_unknown_dates_over_pages, prepare),
			cmocka_unit_test_setup(test_cron_marks, prepare), cmocka_unit_test_setup(test_health, prepare),
			cmocka_unit_test(test_where)};
	return cmocka_run_group_tests_name("lists", tests, NULL, bo_test_teardown);
}
