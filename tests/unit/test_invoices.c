/* Proves what each state of an order's invoice means for the order; docs/machine.md has the same table. */
#include "machine/bo_effects.h"
#include "support/bo_test_run.h"

#include <stdio.h>
#include <stdlib.h>

static void invoice(int id, const char *status)
{
	char sql[200];
	snprintf(sql, sizeof(sql),
			"INSERT INTO tblinvoices (id, userid, total, status, notes) VALUES (%d, 1, 10, '%s', '')", id,
			status);
	bo_test_exec(sql);
}

static int64_t unpaid(const char *label, int invoice_id, int item)
{
	char more[120];
	snprintf(more, sizeof(more), "price=10.00, currency_id=1, reference='R', invoice=%d, invoice_item=%d",
			invoice_id, item);
	return bo_test_order(1, label, "com", "PENDING-PAYMENT", "2026-11-20 10:00:00", more);
}

#define assert_order(id, expected)                                                                     \
	do {                                                                                               \
		char sql_[256];                                                                                \
		snprintf(sql_, sizeof(sql_),                                                                   \
				"SELECT CONCAT_WS('|', status, reason, invoice) FROM backorder_domains WHERE id = %d", \
				(int)(id));                                                                            \
		assert_sql(sql_, expected);                                                                    \
	} while (0)

/* D29: every end of an invoice ends the order, everything else leaves it waiting. */
static void test_d29_states_of_the_invoice(void **state)
{
	(void)state;
	static const struct {
		const char *status; /* NULL: there is no such invoice */
		const char *order;
		bool told; /* the reseller is told that a caught name is not paid for */
	} cases[] = {{"Draft", "PENDING-PAYMENT|", false}, {"Unpaid", "PENDING-PAYMENT|", false},
			{"Overdue", "PENDING-PAYMENT|", false}, {"Collections", "PENDING-PAYMENT|", false},
			{"Payment Pending", "PENDING-PAYMENT|", false}, {"Something New", "PENDING-PAYMENT|", false},
			{"Paid", "SUCCESSFUL|delivered", false}, {"Cancelled", "CANCELLED|invoice_cancelled", true},
			{"Refunded", "CANCELLED|invoice_cancelled", true}, {NULL, "CANCELLED|invoice_cancelled", true}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char wanted[80];
		bo_test_exec("DELETE FROM backorder_domains");
		bo_test_exec("DELETE FROM tblinvoices");
		bo_test_exec("DELETE FROM tbldomains");
		if (cases[i].status) {
			invoice(7, cases[i].status);
		}
		int64_t id = unpaid("foo", 7, 0);
		bo_fake_domain(registrar, "foo.com", "2026-11-20 10:00:03", "2027-11-20 10:00:03");
		run();
		snprintf(wanted, sizeof(wanted), "%s|7", cases[i].order);
		assert_order(id, wanted);
		assert_int_equal(bo_map_get(summary, "attention")->as.many.count, cases[i].told ? 1 : 0);
		assert_int_equal(bo_map_get(summary, "errors")->as.many.count, 0);
		assert_sql("SELECT COUNT(*) FROM tbldomains",
				strcmp(cases[i].order, "SUCCESSFUL|delivered") == 0 ? "1" : "0");
	}
}

static void test_what_the_reseller_is_told(void **state)
{
	(void)state;
	invoice(7, "Refunded");
	int64_t id = unpaid("foo", 7, 0);
	unpaid("bar", 8, 0);
	int64_t none = bo_test_order(
			1, "h", "com", "PENDING-PAYMENT", "2026-11-20 10:00:00", "price=10.00, currency_id=1");
	run();
	assert_json(bo_map_get(summary, "attention"),
			"[\"Backorder 1: foo.com was caught and will not be paid (Invoice 7 is Refunded.); the domain is "
			"in your "
			"account at the registrar.\",\"Backorder 2: bar.com was caught and will not be paid (Invoice 8 "
			"does not "
			"exist any more.); the domain is in your account at the registrar.\"]");
	assert_sql("SELECT reason_text FROM backorder_domains WHERE id = 1", "Invoice 7 is Refunded.");
	assert_order(none, "PENDING-PAYMENT|");
	run();
	assert_int_equal(bo_map_get(summary, "attention")->as.many.count, 0);
	(void)id;
}

/* Partly paid: WHMCS keeps the invoice Unpaid until the rest is there. */
static void test_partly_paid(void **state)
{
	(void)state;
	invoice(7, "Unpaid");
	bo_test_exec("INSERT INTO tblaccounts (userid, invoiceid, amountin, amountout) VALUES (1, 7, 9.99, 0)");
	int64_t id = unpaid("foo", 7, 0);
	run();
	assert_order(id, "PENDING-PAYMENT||7");
}

/* Merged: the line went to another invoice, and the old one is gone or cancelled. */
static void test_merged_invoice(void **state)
{
	(void)state;
	bo_fake_domain(registrar, "foo.com", "2026-11-20 10:00:03", "2027-11-20 10:00:03");
	invoice(9, "Unpaid");
	invoice(8, "Cancelled");
	bo_test_exec("INSERT INTO tblinvoiceitems (id, invoiceid, userid, description, amount) VALUES (70, 9, 1, "
				 "'Domain "
				 "backorder: foo.com', 10), (80, 9, 1, 'Domain backorder: bar.com', 10)");
	int64_t gone = unpaid("foo", 7, 70), cancelled = unpaid("bar", 8, 80);
	run();
	assert_order(gone, "PENDING-PAYMENT|invoice_merged|9");
	assert_order(cancelled, "PENDING-PAYMENT|invoice_merged|9");
	assert_int_equal(bo_map_get(summary, "attention")->as.many.count, 0);
	assert_sql("SELECT reason_text FROM backorder_domains WHERE id = 1",
			"Its line is on invoice 9 now, and not on 7.");
	/* Paid: both are delivered, each once. Merged and paid before we looked is the same. */
	bo_test_exec("UPDATE tblinvoices SET status = 'Paid' WHERE id = 9");
	bo_fake_domain(registrar, "bar.com", "2026-11-20 10:00:03", "2027-11-20 10:00:03");
	run();
	assert_order(gone, "SUCCESSFUL|delivered|9");
	assert_order(cancelled, "SUCCESSFUL|delivered|9");
}

static void test_merged_and_paid_at_once(void **state)
{
	(void)state;
	bo_fake_domain(registrar, "foo.com", "2026-11-20 10:00:03", "2027-11-20 10:00:03");
	invoice(9, "Paid");
	bo_test_exec("INSERT INTO tblinvoiceitems (id, invoiceid, userid, amount) VALUES (70, 9, 1, 10)");
	int64_t id = unpaid("foo", 7, 70);
	run();
	assert_order(id, "SUCCESSFUL|delivered|9");
}

/* An admin splits an invoice: what becomes of the order is decided by the invoice that has its line, not by
 * the rest, whatever is paid there. */
static void test_split_invoice(void **state)
{
	(void)state;
	bo_fake_domain(registrar, "foo.com", "2026-11-20 10:00:03", "2027-11-20 10:00:03");
	bo_fake_domain(registrar, "bar.com", "2026-11-20 10:00:03", "2027-11-20 10:00:03");
	invoice(7, "Paid");
	invoice(8, "Unpaid");
	invoice(9, "Cancelled");
	bo_test_exec("INSERT INTO tblinvoiceitems (id, invoiceid, userid, description, amount) VALUES (60, 7, 1, "
				 "'Hosting', 3), (70, 8, 1, 'foo.com', 10), (80, 9, 1, 'bar.com', 10)");
	int64_t open = unpaid("foo", 7, 70), cancelled = unpaid("bar", 7, 80);
	run();
	assert_order(open, "PENDING-PAYMENT|invoice_merged|8");
	assert_order(cancelled, "CANCELLED|invoice_cancelled|9");
	assert_sql("SELECT COUNT(*) FROM tbldomains", "0");
	bo_test_exec("UPDATE tblinvoices SET status = 'Paid' WHERE id = 8");
	run();
	assert_order(open, "SUCCESSFUL|delivered|8");
}

/* A line on an invoice that has ended too, or of somebody else, saves nothing. */
static void test_moved_to_an_invoice_that_does_not_help(void **state)
{
	(void)state;
	invoice(9, "Cancelled");
	bo_test_exec("INSERT INTO tblinvoices (id, userid, total, status) VALUES (10, 2, 10, 'Unpaid')");
	bo_test_exec("INSERT INTO tblinvoiceitems (id, invoiceid, userid, amount) VALUES (70, 9, 1, 10), (71, "
				 "10, 2, 10)");
	int64_t dead = unpaid("foo", 7, 70), foreign = unpaid("bar", 8, 71);
	run();
	assert_order(dead, "CANCELLED|invoice_cancelled|9");
	assert_order(foreign, "CANCELLED|invoice_cancelled|8");
}

/* Without the line's number (an older installation, or made anew by hand) the marker is looked for, in the
 * notes and in the lines of the client's other invoices. */
static void test_marker_on_another_invoice(void **state)
{
	(void)state;
	invoice(9, "Unpaid");
	invoice(10, "Unpaid");
	int64_t notes = unpaid("a", 6, 0), line = unpaid("b", 7, 0), neither = unpaid("c", 8, 0);
	bo_test_exec("UPDATE tblinvoices SET notes = 'merged [ispapibackorder:order:1]' WHERE id = 9");
	bo_test_exec("INSERT INTO tblinvoiceitems (invoiceid, userid, description, amount) VALUES (10, 1, 'b.com "
				 "[ispapibackorder:order:2]', 10), (10, 1, '[ispapibackorder:order:33]', 10)");
	run();
	assert_order(notes, "PENDING-PAYMENT|invoice_merged|9");
	assert_order(line, "PENDING-PAYMENT|invoice_merged|10");
	assert_order(neither, "CANCELLED|invoice_cancelled|8");
}

/* The line's number is kept when the invoice is made. */
static void test_the_line_is_kept(void **state)
{
	(void)state;
	bo_machine_t machine = bo_test_machine(context);
	bo_value_t *list = NULL;
	bo_order_t order = bo_test_load(bo_test_order(1, "foo", "com", "PROCESSING", "2026-11-23 08:00:00",
			"price=10.00, currency_id=1, reserved=10.00, reference='R-1'"));
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_CAUGHT, NULL, &error));
	assert_ok(bo_effects_claim(&list, &machine, "host", 20, 900, &error));
	assert_int_equal(list->as.many.count, 1);
	bo_value_free(list);
	bo_test_exec("INSERT INTO tblinvoiceitems (id, invoiceid, userid, amount) VALUES (31, 50, 1, 2.50), (32, "
				 "55, 1, "
				 "1.90), (33, 55, 1, 10.00)");
	assert_ok(bo_effect_settle(&machine, 1, "host#1", true, 55, NULL, &error));
	assert_sql("SELECT CONCAT_WS('|', invoice, invoice_item) FROM backorder_domains", "55|33");
}

/* An invoice that WHMCS refused to the end is told in every run until somebody has it made. */
static void test_invoice_given_up(void **state)
{
	(void)state;
	bo_machine_t machine = bo_test_machine(context);
	bo_order_t order = bo_test_load(bo_test_order(1, "foo", "com", "PROCESSING", "2026-11-23 08:00:00",
			"price=10.00, currency_id=1, reserved=10.00, reference='R-1'"));
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_CAUGHT, NULL, &error));
	bo_test_exec("UPDATE backorder_effects SET state = 'failed', result = 'CreateInvoice: no'");
	run();
	assert_json(bo_map_get(summary, "attention"),
			"[\"Backorder 1: its invoice was given up: CreateInvoice: no\"]");
	assert_ok(bo_effect_add_invoice(&machine, &order, &error));
	run();
	assert_json(bo_map_get(summary, "attention"), "[]");
}

#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_d29_states_of_the_invoice), T(test_what_the_reseller_is_told),
			T(test_partly_paid), T(test_merged_invoice), T(test_merged_and_paid_at_once),
			T(test_moved_to_an_invoice_that_does_not_help), T(test_split_invoice),
			T(test_marker_on_another_invoice), T(test_the_line_is_kept), T(test_invoice_given_up)};
	return cmocka_run_group_tests_name("invoices", tests, NULL, bo_test_teardown);
}
