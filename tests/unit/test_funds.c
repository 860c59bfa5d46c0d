/* Proves what a client can still spend: credit - unpaid invoices - reservations, in cents. */
#include "funds/bo_funds.h"
#include "support/bo_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static bo_context_t *context;
static bo_db_t *db;

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_whmcs_tables();
	db = bo_test_db();
	return 0;
}

static void funds_are(int64_t client, int64_t credit, int64_t unpaid, int64_t reserved)
{
	bo_funds_t funds;
	assert_ok(bo_funds_read(&funds, db, client, &error));
	assert_int_equal(funds.credit, credit);
	assert_int_equal(funds.unpaid, unpaid);
	assert_int_equal(funds.reserved, reserved);
	assert_int_equal(funds.available, credit - unpaid - reserved);
}

static void test_credit_alone(void **state)
{
	(void)state;
	funds_are(1, 50000, 0, 0);
	funds_are(2, 30000, 0, 0);
	bo_test_exec("UPDATE tblclients SET credit = 99999999999999.99 WHERE id = 1");
	funds_are(1, INT64_C(9999999999999999), 0, 0);
	bo_funds_t funds;
	assert_code(bo_funds_read(&funds, db, 99, &error), BO_E_NOT_FOUND);
}

/* D29: what is owed is the balance of the open invoices, of every open state. */
static void test_d29_unpaid_invoices(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO tblinvoices (id, userid, total, status) VALUES "
				 "(1, 1, 10.10, 'Unpaid'), (2, 1, 20.20, 'Payment Pending'), (3, 1, 30.30, 'Collections'),"
				 "(4, 1, 1000, 'Paid'), (5, 1, 1000, 'Cancelled'), (6, 1, 1000, 'Refunded'), (7, 1, 1000, "
				 "'Draft'),"
				 "(8, 2, 5.00, 'Unpaid')");
	funds_are(1, 50000, 6060, 0);
	funds_are(2, 30000, 500, 0);
	/* Part payments count; refunds of them count back; nothing is paid below 0. */
	bo_test_exec("INSERT INTO tblaccounts (userid, invoiceid, amountin, amountout) VALUES (1, 1, 4.00, 0), "
				 "(1, 1, 2.05, 0), "
				 "(1, 1, 0, 1.00), (1, 2, 99.00, 0), (1, 8, 1, 0)");
	funds_are(1, 50000, 1010 - 505 + 3030, 0);
}

static void test_add_funds_invoices_are_no_debt(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO tblinvoices (id, userid, total, status) VALUES (1, 1, 100, 'Unpaid'), (2, 1, "
				 "50, 'Unpaid')");
	bo_test_exec("INSERT INTO tblinvoiceitems (invoiceid, userid, type, amount) VALUES (1, 1, 'AddFunds', "
				 "100), (2, 1, "
				 "'Hosting', 30), (2, 1, '', 20)");
	funds_are(1, 50000, 5000, 0);
	/* D29: whichever line it is. */
	bo_test_exec(
			"INSERT INTO tblinvoiceitems (invoiceid, userid, type, amount) VALUES (2, 1, 'AddFunds', 5)");
	funds_are(1, 50000, 0, 0);
}

/* A client who pays several invoices at once gets one that collects them, and may leave it there. */
static void test_mass_payment_counts_once(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO tblinvoices (id, userid, total, status) VALUES (1, 1, 100, 'Unpaid'), (2, 1, "
				 "50, 'Unpaid'), (3, 1, 150, 'Unpaid')");
	bo_test_exec("INSERT INTO tblinvoiceitems (invoiceid, userid, type, amount) VALUES (1, 1, 'Hosting', "
				 "100), (2, 1, '', 50), (3, 1, 'Invoice', 100), (3, 1, 'Invoice', 50)");
	funds_are(1, 50000, 15000, 0);
}

/* An invoice that is being made is owed already, and not twice when it is there. */
static void test_effects_count_until_they_are_done(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO backorder_effects (userid, kind, unique_key, payload, state, amount, "
				 "not_before, created_at, "
				 "updated_at) VALUES (1, 'invoice', 'a', '{}', 'waiting', 10, NOW(), NOW(), NOW()), (1, "
				 "'invoice', 'b', "
				 "'{}', 'taken', 5, NOW(), NOW(), NOW()), (1, 'invoice', 'c', '{}', 'failed', 2.5, NOW(), "
				 "NOW(), NOW()), (1, "
				 "'invoice', 'd', '{}', 'done', 100, NOW(), NOW(), NOW()), (2, 'invoice', 'e', '{}', "
				 "'waiting', 7, NOW(), "
				 "NOW(), NOW())");
	funds_are(1, 50000, 1750, 0);
	funds_are(2, 30000, 700, 0);
}

/* The invoice is there and the effect does not know it yet, for its process died: it counts once, as what is
 * still owed on it. */
static void test_an_invoice_that_is_there_counts_once(void **state)
{
	(void)state;
	static const struct {
		const char *invoice, *line; /* of an effect over 10.00 for order 5 */
		int64_t unpaid;
	} cases[] = {{"1, 10, 'Unpaid', '[ispapibackorder:order:5]'", "10", 1000},
			{"1, 11.90, 'Unpaid', 'x [ispapibackorder:order:5] y'", "10", 1190}, /* with tax */
			{"1, 4, 'Unpaid', '[ispapibackorder:order:5]'", "10", 400},          /* credit was applied */
			{"1, 0, 'Paid', '[ispapibackorder:order:5]'", "10", 0},
			/* Not the same, or not yet what is owed: both count. */
			{"1, 0, 'Unpaid', '[ispapibackorder:order:5]'", "9", 1000},
			{"1, 10, 'Cancelled', '[ispapibackorder:order:5]'", "10", 1000},
			{"1, 10, 'Draft', '[ispapibackorder:order:5]'", "10", 1000},
			{"1, 10, 'Unpaid', '[ispapibackorder:order:55]'", "10", 2000},
			{"2, 10, 'Unpaid', '[ispapibackorder:order:5]'", "10", 1000}};
	bo_test_exec("INSERT INTO backorder_effects (order_id, userid, kind, unique_key, payload, state, amount, "
				 "not_before, created_at, updated_at) VALUES (5, 1, 'invoice', 'a', '{}', 'taken', 10, "
				 "NOW(), NOW(), NOW())");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char sql[300];
		bo_test_exec("DELETE FROM tblinvoices");
		bo_test_exec("DELETE FROM tblinvoiceitems");
		snprintf(sql, sizeof(sql),
				"INSERT INTO tblinvoices (id, userid, total, status, notes) VALUES (1, %s)",
				cases[i].invoice);
		bo_test_exec(sql);
		snprintf(sql, sizeof(sql),
				"INSERT INTO tblinvoiceitems (invoiceid, userid, type, amount) VALUES (1, 1, '', %s)",
				cases[i].line);
		bo_test_exec(sql);
		funds_are(1, 50000, cases[i].unpaid, 0);
	}
}

/* D28, D24: reservations are what the orders themselves hold. */
static void test_d28_reservations(void **state)
{
	(void)state;
	bo_test_order(1, "a", "com", "ACTIVE", NULL, "reserved=10.00, price=10.00");
	bo_test_order(1, "b", "com", "PROCESSING", NULL, "reserved=20.50, price=20.50");
	bo_test_order(1, "c", "com", "AUCTION-PENDING", NULL, "reserved=0.01, price=0.01");
	bo_test_order(1, "d", "zzz", "REQUESTED", NULL, NULL);
	bo_test_order(1, "e", "com", "PENDING-PAYMENT", NULL, "price=10.00");
	/* A finished order holds nothing, whatever its row says. */
	bo_test_order(1, "f", "com", "FAILED", NULL, "reserved=99.00, price=99.00");
	bo_test_order(2, "a", "com", "ACTIVE", NULL, "reserved=9.00, price=9.00");
	bo_test_prices();
	funds_are(1, 50000, 0, 3051);
	funds_are(2, 30000, 0, 900);
}

static void test_below_zero(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO tblinvoices (id, userid, total, status) VALUES (1, 3, 10, 'Unpaid')");
	funds_are(3, 500, 1000, 0);
	bo_value_t *shown = NULL;
	assert_ok(bo_funds_show(&shown, db, 3, &error));
	assert_json(shown, "{\"currency\":{\"id\":1,\"code\":\"USD\",\"prefix\":\"$\",\"suffix\":\" "
					   "USD\"},\"balance\":{\"value\":\"5.00\","
					   "\"formatted\":\"$5.00 USD\"},\"unpaid\":{\"value\":\"10.00\",\"formatted\":\"$10.00 "
					   "USD\"},\"reserved\":{\"value\":"
					   "\"0.00\",\"formatted\":\"$0.00 "
					   "USD\"},\"available\":{\"value\":\"0.00\",\"formatted\":\"$0.00 USD\"}}");
	bo_value_free(shown);
}

/* Two runs that count the same client's funds wait for each other; other clients' do not. */
static void test_lock(void **state)
{
	(void)state;
	bo_db_settings_t settings;
	bo_db_t *second = NULL;
	bo_settings_database(&settings, context->settings);
	settings.lock_wait_timeout = 1;
	assert_ok(bo_db_open(&second, &settings, &error));
	assert_ok(bo_db_begin(db, &error));
	assert_ok(bo_funds_lock(db, 1, &error));
	assert_ok(bo_db_begin(second, &error));
	assert_ok(bo_funds_lock(second, 2, &error));
	assert_code(bo_funds_lock(second, 1, &error), BO_E_RETRY);
	bo_db_rollback(second);
	assert_ok(bo_db_commit(db, &error));
	assert_ok(bo_db_begin(second, &error));
	assert_ok(bo_funds_lock(second, 1, &error));
	assert_ok(bo_db_commit(second, &error));
	assert_sql("SELECT GROUP_CONCAT(CONCAT(userid, ':', revision) ORDER BY userid) FROM backorder_clients",
			"1:2");
	bo_db_close(second);
}

/* Many processes reserve at once; together they never reserve more than there is. */
static void test_no_money_is_reserved_twice(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET credit = 35.00 WHERE id = 1");
	for (int i = 0; i < 8; i++) {
		char label[8];
		snprintf(label, sizeof(label), "n%d", i);
		bo_test_order(1, label, "com", "REQUESTED", "2026-11-24 09:00:00", NULL);
	}
	pid_t children[8];
	for (int i = 0; i < 8; i++) {
		children[i] = fork();
		if (children[i] == 0) {
			bo_db_settings_t settings;
			bo_db_t *own = NULL;
			bo_order_t order;
			bo_funds_t funds;
			bo_settings_database(&settings, context->settings);
			bo_code_t code = bo_db_open(&own, &settings, NULL);
			bo_machine_t machine = {
					.db = own, .settings = context->settings, .now = context->now, .cron = "c", .actor = "a"};
			bo_event_data_t data = {.price = 1000, .currency_id = 1};
			code = code == BO_OK ? bo_db_begin(own, NULL) : code;
			code = code == BO_OK ? bo_funds_lock(own, 1, NULL) : code;
			code = code == BO_OK ? bo_funds_read(&funds, own, 1, NULL) : code;
			if (code == BO_OK && funds.available >= 1000) {
				code = bo_order_load(&order, own, i + 1, NULL);
				code = code == BO_OK ? bo_machine_apply(&machine, &order, BO_EVENT_FUND, &data, NULL) : code;
			}
			code = code == BO_OK ? bo_db_commit(own, NULL) : code;
			_exit(code == BO_OK ? 0 : 1);
		}
	}
	for (int i = 0; i < 8; i++) {
		int status = 0;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	assert_sql(
			"SELECT CONCAT_WS('|', SUM(reserved), SUM(status = 'ACTIVE')) FROM backorder_domains", "30.00|3");
	funds_are(1, 3500, 0, 3000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup(test_credit_alone, prepare),
			cmocka_unit_test_setup(test_d29_unpaid_invoices, prepare),
			cmocka_unit_test_setup(test_add_funds_invoices_are_no_debt, prepare),
			cmocka_unit_test_setup(test_mass_payment_counts_once, prepare),
			cmocka_unit_test_setup(test_effects_count_until_they_are_done, prepare),
			cmocka_unit_test_setup(test_an_invoice_that_is_there_counts_once, prepare),
			cmocka_unit_test_setup(test_d28_reservations, prepare),
			cmocka_unit_test_setup(test_below_zero, prepare), cmocka_unit_test_setup(test_lock, prepare),
			cmocka_unit_test_setup(test_no_money_is_reserved_twice, prepare)};
	return cmocka_run_group_tests_name("funds", tests, NULL, bo_test_teardown);
}
