/* Proves the order's row: read and written without loss, and only by who read its newest version. */
#include "machine/bo_order.h"
#include "machine/bo_client.h"
#include "machine/bo_log.h"
#include "support/bo_test.h"

#include <stdio.h>

static bo_db_t *db;

static int prepare(void **state)
{
	(void)state;
	bo_test_context();
	bo_test_whmcs_tables();
	db = bo_test_db();
	return 0;
}

static void test_every_field_round_trips(void **state)
{
	(void)state;
	int64_t id = bo_test_order(1, "foo", "co.uk", "PROCESSING", "2026-11-23 10:00:00", "type='LITE'");
	bo_order_t order = bo_test_load(id);
	assert_true(order.lite);
	assert_string_equal(order.label, "foo");
	assert_string_equal(order.zone, "co.uk");
	assert_int_equal(order.status, BO_STATUS_PROCESSING);
	assert_int_equal(order.created, bo_test_time("2026-11-20 08:00:00"));
	order.drop_date = bo_test_time("2026-11-24 11:12:13");
	snprintf(order.drop_date_source, sizeof(order.drop_date_source), "registrar");
	snprintf(order.reference, sizeof(order.reference), "REF-1");
	order.invoice_id = 4711;
	order.invoice_item = 4712;
	order.low_balance_stage = 1;
	order.low_balance_queued = 2;
	order.price = 123456789;
	order.currency_id = 2;
	order.reserved = 55;
	snprintf(order.reason, sizeof(order.reason), "waiting_funds");
	snprintf(order.reason_text, sizeof(order.reason_text), "m\xc3\xbcller '\"\\");
	snprintf(order.apply_state, sizeof(order.apply_state), "intent");
	order.apply_at = 1;
	order.apply_until = 2;
	snprintf(order.apply_holder, sizeof(order.apply_holder), "holder");
	snprintf(order.auction, sizeof(order.auction), "{\"a\":1}");
	order.registered_at = 3;
	order.expires_at = 4;
	snprintf(order.activated_by, sizeof(order.activated_by), "admin");
	assert_ok(bo_order_write(db, &order, BO_STATUS_PROCESSING, 1795424400, &error));
	assert_int_equal(order.version, 2);
	assert_int_equal(order.updated, 1795424400);
	bo_order_t again = bo_test_load(id);
	assert_memory_equal(&again, &order, sizeof(order));
	assert_sql(
			"SELECT CONCAT_WS('|', price, reserved, invoice, updateddate, open_order) FROM backorder_domains",
			"1234567.89|0.55|4711|2026-11-23 09:00:00|1");
	/* And back to nothing. */
	order.invoice_id = order.currency_id = 0;
	order.price = BO_MONEY_NONE;
	order.drop_date = order.apply_at = order.apply_until = order.registered_at = order.expires_at =
			BO_TIME_NONE;
	order.auction[0] = '\0';
	assert_ok(bo_order_write(db, &order, BO_STATUS_PROCESSING, 1795424400, &error));
	again = bo_test_load(id);
	assert_int_equal(again.price, BO_MONEY_NONE);
	assert_int_equal(again.drop_date, BO_TIME_NONE);
	assert_int_equal(again.expires_at, BO_TIME_NONE);
	assert_sql("SELECT COALESCE(invoice, currency_id, price, dropdate, auction, 'nothing') FROM "
			   "backorder_domains",
			"nothing");
}

static void test_compare_and_swap(void **state)
{
	(void)state;
	int64_t id = bo_test_order(1, "foo", "com", "ACTIVE", NULL, NULL);
	bo_order_t first = bo_test_load(id), second = first, third = first;
	first.status = BO_STATUS_PROCESSING;
	assert_ok(bo_order_write(db, &first, BO_STATUS_ACTIVE, 10, &error));
	second.status = BO_STATUS_FAILED;
	assert_fails(bo_order_write(db, &second, BO_STATUS_ACTIVE, 10, &error), BO_E_CONFLICT,
			"The backorder was changed by somebody else at the same time.");
	assert_int_equal(second.version, 1);
	/* The right version with the wrong status, and the other way round. */
	third.version = 2;
	assert_code(bo_order_write(db, &third, BO_STATUS_ACTIVE, 10, &error), BO_E_CONFLICT);
	third.version = 1;
	assert_code(bo_order_write(db, &third, BO_STATUS_PROCESSING, 10, &error), BO_E_CONFLICT);
	assert_code(bo_order_remove(db, &second, &error), BO_E_CONFLICT);
	assert_ok(bo_order_remove(db, &first, &error));
	assert_code(bo_order_remove(db, &first, &error), BO_E_CONFLICT);
	assert_code(bo_order_load(&first, db, id, &error), BO_E_NOT_FOUND);
}

/* A finished order frees its name; writing it open again where another is open is refused by the database. */
static void test_open_orders_are_unique(void **state)
{
	(void)state;
	bo_order_t order = bo_test_load(bo_test_order(1, "foo", "com", "REQUESTED", NULL, NULL));
	order.status = BO_STATUS_FAILED;
	assert_ok(bo_order_write(db, &order, BO_STATUS_REQUESTED, 10, &error));
	assert_code(bo_order_load_open(&order, db, 1, "foo", "com", &error), BO_E_NOT_FOUND);
	int64_t second = bo_test_order(1, "foo", "com", "REQUESTED", NULL, NULL);
	bo_order_t found;
	assert_ok(bo_order_load_open(&found, db, 1, "foo", "com", &error));
	assert_int_equal(found.id, second);
	assert_code(bo_order_load_open(&found, db, 2, "foo", "com", &error), BO_E_NOT_FOUND);
	assert_code(bo_order_load_open(&found, db, 1, "FOO", "com", &error), BO_E_NOT_FOUND);
	assert_code(bo_order_load_open(&found, db, 1, "foo", "net", &error), BO_E_NOT_FOUND);
	bo_order_t old = bo_test_load(1);
	old.status = BO_STATUS_REQUESTED;
	assert_code(bo_order_write(db, &old, BO_STATUS_FAILED, 10, &error), BO_E_EXISTS);
}

static void test_names(void **state)
{
	(void)state;
	char out[BO_NAME_MAX + 1];
	bo_order_t order = {.label = "foo", .zone = "co.uk"};
	assert_string_equal(bo_order_name(out, &order), "foo.co.uk");
	/* What can't be a name is none, and nothing is overrun. */
	memset(order.label, 'a', 63);
	memset(order.zone, 'b', 189);
	assert_int_equal(strlen(bo_order_name(out, &order)), 253);
	order.zone[189] = 'b';
	assert_string_equal(bo_order_name(out, &order), "");
}

static void test_log_line(void **state)
{
	(void)state;
	bo_log_line_t bare = {.message = "hello"};
	assert_ok(bo_log_write(db, &bare, 1795424400, &error));
	assert_sql("SELECT CONCAT_WS('|', cron, date, status, message, COALESCE(order_id, '-'), COALESCE(userid, "
			   "'-'), name, "
			   "actor, from_status, to_status, reason, COALESCE(query, '-')) FROM backorder_logs",
			"|2026-11-23 09:00:00|ok|hello|-|-||||||-");
	bo_log_line_t empty = {.message = NULL, .status = "error"};
	assert_ok(bo_log_write(db, &empty, 1795424400, &error));
	assert_sql(
			"SELECT CONCAT_WS('|', status, message) FROM backorder_logs ORDER BY id DESC LIMIT 1", "error|");
}

/* The registrar's contact, out of what the customer typed. */
static void test_contact(void **state)
{
	(void)state;
	bo_contact_t contact;
	assert_ok(bo_client_contact(&contact, db, 2, &error));
	assert_string_equal(contact.first_name, "Bernd");
	assert_string_equal(contact.last_name, "Kunde");
	assert_string_equal(contact.organization, "Kunde GmbH");
	assert_string_equal(contact.street, "Hauptstr. 1");
	assert_string_equal(contact.city, "Berlin");
	assert_string_equal(contact.state, "BE");
	assert_string_equal(contact.zip, "10115");
	assert_string_equal(contact.country, "DE");
	assert_string_equal(contact.phone, "+49.301234567");
	assert_string_equal(contact.email, "bernd@example.test");
	bo_test_exec("UPDATE tblclients SET firstname = '  Bernd\t', address2 = ' Hof 2 ', lastname = NULL, city "
				 "= 'a\nb', country "
				 "= 'Germany', state = REPEAT('\xc3\xa4', 100) WHERE id = 2");
	assert_ok(bo_client_contact(&contact, db, 2, &error));
	assert_string_equal(contact.first_name, "Bernd");
	assert_string_equal(contact.last_name, "");
	assert_string_equal(contact.street, "Hauptstr. 1  Hof 2");
	assert_string_equal(contact.city, "a?b");
	assert_string_equal(contact.country, "Ge");
	assert_int_equal(strlen(contact.state), 126); /* cut between characters */
	/* One half of the address missing does not lose the other. */
	bo_test_exec("UPDATE tblclients SET address1 = NULL, address2 = 'Hof 2' WHERE id = 2");
	assert_ok(bo_client_contact(&contact, db, 2, &error));
	assert_string_equal(contact.street, "Hof 2");
	bo_test_exec("UPDATE tblclients SET address1 = 'Hauptstr. 1', address2 = NULL WHERE id = 2");
	assert_ok(bo_client_contact(&contact, db, 2, &error));
	assert_string_equal(contact.street, "Hauptstr. 1");
	assert_fails(bo_client_contact(&contact, db, 99, &error), BO_E_NOT_FOUND,
			"Client 99 does not exist any more.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup(test_every_field_round_trips, prepare),
			cmocka_unit_test_setup(test_compare_and_swap, prepare),
			cmocka_unit_test_setup(test_open_orders_are_unique, prepare),
			cmocka_unit_test_setup(test_names, prepare), cmocka_unit_test_setup(test_log_line, prepare),
			cmocka_unit_test_setup(test_contact, prepare)};
	return cmocka_run_group_tests_name("order", tests, NULL, bo_test_teardown);
}
