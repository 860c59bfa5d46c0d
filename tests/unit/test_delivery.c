/* Proves the delivery: the row of tbldomains has the right dates and amounts, is never a second one, and is
 * not made where a person has to decide. */
#include "machine/bo_delivery.h"
#include "support/bo_test.h"

#include <stdio.h>

static bo_context_t *context;
static bo_machine_t machine;

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_whmcs_tables();
	machine = bo_test_machine(context);
	return 0;
}

static bo_order_t order_for(int client_id, const char *label, const char *zone)
{
	return bo_test_load(bo_test_order(client_id, label, zone, "PENDING-PAYMENT", "2026-11-20 10:00:00",
			"price=10.00, currency_id=1, invoice=5"));
}

static bo_code_t deliver(const bo_order_t *order, bo_error_t *error)
{
	return bo_deliver(
			&machine, order, bo_test_time("2026-11-20 10:00:05"), bo_test_time("2027-11-20 10:00:05"), error);
}

static void test_row(void **state)
{
	(void)state;
	bo_order_t order = order_for(1, "foo", "com");
	assert_ok(deliver(&order, &error));
	/* D53: next due 15 days before the expiry by default, the renewal at its own price, no add-on for free.
	 */
	assert_sql("SELECT CONCAT_WS('|', userid, orderid, type, registrationdate, domain, firstpaymentamount, "
			   "recurringamount, registrar, registrationperiod, expirydate, nextduedate, nextinvoicedate, "
			   "status, "
			   "paymentmethod, dnsmanagement, emailforwarding, idprotection) FROM tbldomains",
			"1|0|Register|2026-11-20|foo.com|10.00|12.00|ispapi|1|2027-11-20|2027-11-05|2027-11-05|Active|"
			"banktransfer|0|"
			"0|0");
	/* Columns that the addon does not know and that have no default. */
	assert_sql("SELECT CONCAT_WS('|', subscriptionid, promoid, additionalnotes) FROM tbldomains", "|0|");
}

static void test_settings(void **state)
{
	(void)state;
	bo_test_setting(context, "next_due_days", "0");
	bo_test_setting(context, "registrar_module", "cnic");
	machine = bo_test_machine(context);
	bo_order_t order = order_for(1, "foo", "com");
	assert_ok(deliver(&order, &error));
	assert_sql("SELECT CONCAT_WS('|', nextduedate, registrar) FROM tbldomains", "2027-11-20|cnic");
}

/* D53: the renewal price is the one of the client's currency and of the whole zone. */
static void test_d53_price_of_currency_and_zone(void **state)
{
	(void)state;
	bo_order_t order = order_for(2, "foo", "co.uk");
	assert_ok(deliver(&order, &error));
	assert_sql("SELECT CONCAT_WS('|', domain, recurringamount) FROM tbldomains", "foo.co.uk|8.00");
	/* A price of a client group (tsetupfee) is not everybody's. */
	bo_test_exec("INSERT INTO tblpricing (type, currency, relid, msetupfee, tsetupfee) VALUES "
				 "('domainrenew', 1, 1, 1.00, 3)");
	bo_test_exec("UPDATE tblpricing SET id = 1000 WHERE currency = 1 AND relid = 1 AND tsetupfee = 0");
	order = order_for(1, "bar", "com");
	assert_ok(deliver(&order, &error));
	assert_sql("SELECT recurringamount FROM tbldomains WHERE domain = 'bar.com'", "12.00");
}

/* D53: no renewal price, a disabled one (-1) or 0 would be a free renewal: a person has to set one. */
static void test_d53_no_free_renewals(void **state)
{
	(void)state;
	static const char *const statements[] = {"UPDATE tblpricing SET msetupfee = -1",
			"UPDATE tblpricing SET msetupfee = 0", "UPDATE tblpricing SET msetupfee = NULL",
			"UPDATE tblpricing SET msetupfee = 5, type = 'domainregister'", "DELETE FROM tblpricing",
			"DELETE FROM tbldomainpricing"};
	bo_order_t order = order_for(1, "foo", "com");
	for (size_t i = 0; i < COUNT_OF(statements); i++) {
		bo_test_exec(statements[i]);
		assert_fails(deliver(&order, &error), BO_E_PERSON,
				"WHMCS has no renewal price for .com in the client's currency; set one, then the domain is "
				"delivered by "
				"the next run.");
	}
	assert_sql("SELECT COUNT(*) FROM tbldomains", "0");
}

/* D2, D22: a live entry of the name, whoever owns it, stops the delivery; an old life of the name does not.
 */
static void test_d2_existing_entries(void **state)
{
	(void)state;
	static const struct {
		const char *status;
		bool stops;
	} cases[] = {{"Active", true}, {"Pending", true}, {"Pending Registration", true},
			{"Pending Transfer", true}, {"Expired", false}, {"Cancelled", false}, {"Transferred Away", false},
			{"Grace", false}, {"Redemption", false}, {"Fraud", false}};
	bo_order_t order = order_for(1, "foo", "com");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char sql[256], wanted[256];
		bo_test_exec("TRUNCATE tbldomains");
		snprintf(sql, sizeof(sql),
				"INSERT INTO tbldomains (userid, domain, status, subscriptionid, promoid, additionalnotes) "
				"VALUES (2, "
				"'FOO.com', '%s', '', 0, '')",
				cases[i].status);
		bo_test_exec(sql);
		if (cases[i].stops) {
			snprintf(wanted, sizeof(wanted),
					"WHMCS has a domain entry (1, client 2, %s) for foo.com already; a person has to check "
					"it.",
					cases[i].status);
			assert_fails(deliver(&order, &error), BO_E_PERSON, wanted);
			assert_sql("SELECT COUNT(*) FROM tbldomains", "1");
		} else {
			assert_ok(deliver(&order, &error));
			assert_sql("SELECT COUNT(*) FROM tbldomains", "2");
		}
	}
	/* The client's own live entry stops it as well. */
	bo_test_exec("UPDATE tbldomains SET userid = 1, status = 'Active'");
	assert_code(deliver(&order, &error), BO_E_PERSON);
	/* Another name that only begins alike does not. */
	bo_test_exec("UPDATE tbldomains SET domain = 'foo.com.br'");
	assert_ok(deliver(&order, &error));
}

static void test_client_gone(void **state)
{
	(void)state;
	bo_order_t order = order_for(9, "foo", "com");
	assert_fails(deliver(&order, &error), BO_E_PERSON, "Client 9 does not exist any more.");
}

static void test_unknown_dates(void **state)
{
	(void)state;
	bo_order_t order = order_for(1, "foo", "com");
	int64_t known = bo_test_time("2026-11-20 10:00:05");
	assert_code(bo_deliver(&machine, &order, BO_TIME_NONE, known, &error), BO_E_INTERNAL);
	assert_code(bo_deliver(&machine, &order, known, BO_TIME_NONE, &error), BO_E_INTERNAL);
	assert_sql("SELECT COUNT(*) FROM tbldomains", "0");
}

/* D22, D50: WHMCS versions differ; a column we have never heard of must not stop a delivery in strict mode.
 */
static void test_d50_unknown_columns(void **state)
{
	(void)state;
	bo_test_exec(
			"ALTER TABLE tbldomains ADD news TEXT NOT NULL, ADD counted INT NOT NULL, ADD amount "
			"DECIMAL(10,2) NOT "
			"NULL, ADD day DATE NOT NULL, ADD moment DATETIME NOT NULL, ADD chosen ENUM('', 'a') NOT NULL, "
			"ADD "
			"given VARCHAR(9) NOT NULL DEFAULT 'mine', ADD optional INT NULL, ADD ratio DOUBLE NOT NULL, ADD "
			"donotrenew INT NOT NULL, ADD created_at TIMESTAMP NULL, ADD updated_at TIMESTAMP NULL, ADD "
			"is_premium "
			"TINYINT NULL");
	bo_order_t order = order_for(1, "foo", "com");
	assert_ok(deliver(&order, &error));
	assert_sql("SELECT CONCAT_WS('|', news, counted, amount, day, moment, chosen, given, COALESCE(optional, "
			   "'-'), ratio, "
			   "donotrenew, created_at, updated_at, COALESCE(is_premium, '-')) FROM tbldomains",
			"|0|0.00|1970-01-01|1970-01-02 00:00:00||mine|-|0|0|2026-11-23 09:00:00|2026-11-23 09:00:00|-");
}

/* An older WHMCS without some of the columns that we know. */
static void test_missing_columns(void **state)
{
	(void)state;
	bo_test_exec("ALTER TABLE tbldomains DROP idprotection, DROP nextinvoicedate, DROP orderid");
	bo_order_t order = order_for(1, "foo", "com");
	assert_ok(deliver(&order, &error));
	assert_sql("SELECT domain FROM tbldomains", "foo.com");
}

static void test_idn_is_stored_as_a_labels(void **state)
{
	(void)state;
	bo_order_t order = order_for(1, "xn--mller-kva", "net");
	assert_ok(deliver(&order, &error));
	assert_sql("SELECT domain FROM tbldomains", "xn--mller-kva.net");
}

/* WHMCS may have an IDN in either form; a name that differs in an accent only is another name, although the
 * table's collation does not tell them apart. */
static void test_d2_existing_idn(void **state)
{
	(void)state;
	static const char entry[] = "INSERT INTO tbldomains (userid, domain, status, subscriptionid, promoid, "
								"additionalnotes) VALUES (2, '%s', 'Active', '', 0, '')";
	static const char *const same[] = {"m\xc3\xbcller.net", "M\xc3\xbcller.NET", "xn--mller-kva.net"};
	char sql[256];
	bo_order_t order = order_for(1, "xn--mller-kva", "net");
	for (size_t i = 0; i < COUNT_OF(same); i++) {
		bo_test_exec("TRUNCATE tbldomains");
		snprintf(sql, sizeof(sql), entry, same[i]);
		bo_test_exec(sql);
		assert_code(deliver(&order, &error), BO_E_PERSON);
	}
	bo_test_exec("TRUNCATE tbldomains");
	snprintf(sql, sizeof(sql), entry, "muller.net");
	bo_test_exec(sql);
	assert_sql("SELECT COUNT(*) FROM tbldomains WHERE domain = 'm\xc3\xbcller.net'", "1");
	assert_ok(deliver(&order, &error));
}

static void test_no_table(void **state)
{
	(void)state;
	bo_order_t order = order_for(1, "foo", "com");
	bo_test_exec("DROP TABLE tbldomains");
	assert_code(deliver(&order, &error), BO_E_DB);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test_setup(test_row, prepare),
			cmocka_unit_test_setup(test_settings, prepare),
			cmocka_unit_test_setup(test_d2_existing_idn, prepare),
			cmocka_unit_test_setup(test_d53_price_of_currency_and_zone, prepare),
			cmocka_unit_test_setup(test_d53_no_free_renewals, prepare),
			cmocka_unit_test_setup(test_d2_existing_entries, prepare),
			cmocka_unit_test_setup(test_client_gone, prepare),
			cmocka_unit_test_setup(test_unknown_dates, prepare),
			cmocka_unit_test_setup(test_d50_unknown_columns, prepare),
			cmocka_unit_test_setup(test_missing_columns, prepare),
			cmocka_unit_test_setup(test_idn_is_stored_as_a_labels, prepare),
			cmocka_unit_test_setup(test_no_table, prepare),
	};
	return cmocka_run_group_tests_name("delivery", tests, NULL, bo_test_teardown);
}
