/* Proves what becomes of an invoice that a process left behind when it died while WHMCS made it: a good one
 * is taken, an incomplete one is never taken as it is, one that somebody deleted or cancelled is not made
 * twice. */
#include "machine/bo_effects.h"
#include "machine/bo_invoice.h"
#include "machine/bo_run.h"
#include "support/bo_fake_registrar.h"
#include "support/bo_test.h"

#include <stdio.h>
#include <stdlib.h>

static bo_context_t *context;
static bo_machine_t machine;
static bo_value_t *list;

static int tidy(void **state)
{
	(void)state;
	bo_value_free(list);
	list = NULL;
	return 0;
}

static void set_now(const char *utc)
{
	bo_test_set_now(context, utc);
	machine = bo_test_machine(context);
}

static void claim(const char *holder)
{
	tidy(NULL);
	assert_ok(bo_effects_claim(&list, &machine, holder, 20, 900, &error));
}

/* Order 1 of client 1 was caught for 10.00, and a process took its invoice effect 15 minutes ago. */
static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_whmcs_tables();
	bo_test_prices();
	bo_fake_registrar(context);
	machine = bo_test_machine(context);
	bo_order_t order = bo_test_load(bo_test_order(1, "foo", "com", "PROCESSING", "2026-11-23 08:00:00",
			"price=10.00, currency_id=1, reserved=10.00, reference='R-1'"));
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_CAUGHT, NULL, &error));
	claim("dead");
	assert_int_equal(list->as.many.count, 1);
	set_now("2026-11-23 09:15:00");
	return 0;
}

/* columns: subtotal, credit, tax, tax2, total, status */
static void invoice(int id, const char *columns)
{
	char sql[400];
	snprintf(sql, sizeof(sql),
			"INSERT INTO tblinvoices (id, userid, notes, subtotal, credit, tax, tax2, total, status) VALUES "
			"(%d, 1, '[ispapibackorder:order:1]', %s)",
			id, columns);
	bo_test_exec(sql);
}

static void line(int invoice_id, const char *amount)
{
	char sql[200];
	snprintf(sql, sizeof(sql),
			"INSERT INTO tblinvoiceitems (invoiceid, userid, description, amount) VALUES (%d, 1, "
			"'Domain backorder: foo.com', %s)",
			invoice_id, amount);
	bo_test_exec(sql);
}

/* The one effect that is handed out, and what it says about what is left. */
static void assert_handed_out(int64_t invoice_id, int64_t put_aside)
{
	assert_int_equal(list->as.many.count, 1);
	const bo_value_t *effect = list->as.many.items[0];
	assert_int_equal(bo_map_get_int(effect, "invoice_id", 0), invoice_id);
	assert_int_equal(bo_map_get_int(effect, "put_aside", 0), put_aside);
}

static void assert_settled(const char *invoice_id)
{
	assert_int_equal(list->as.many.count, 0);
	assert_sql("SELECT invoice FROM backorder_domains", invoice_id);
	assert_sql("SELECT CONCAT_WS('|', state, amount) FROM backorder_effects", "done|0.00");
}

static void test_good_ones_are_taken(void **state)
{
	static const char *const good[] = {"10, 10, 0, 0, 0, 'Paid'",           /* paid from credit */
			"10, 0, 0, 0, 10, 'Paid'",                                      /* ... by a transaction */
			"10, 0, 1.90, 0.10, 12, 'Paid'",                                /* tax on top */
			"8.40, 0, 1.60, 0, 10, 'Paid'",                                 /* tax within */
			"8.40, 10, 1.60, 0, 0, 'Paid'", "8.41, 0, 1.60, 0, 10, 'Paid'", /* rounded */
			"10, 10, 0, 0, 10, 'Paid'", /* the total is told without the credit */
			"10, 0, 0, 0, 10, 'Draft'", "10, 0, 0, 0, 10, 'Collections'", "10, 10, 0, 0, 0, 'Unpaid'"};
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		prepare(state);
		invoice(7, good[i]);
		line(7, "10.00");
		claim("next");
		assert_settled("7");
	}
}

/* Complete, but the process died before the client's credit was applied: the shim has that to do. */
static void test_credit_is_still_to_be_applied(void **state)
{
	(void)state;
	invoice(7, "10, 0, 0, 0, 10, 'Unpaid'");
	line(7, "10.00");
	claim("next");
	assert_handed_out(7, 0);
	assert_sql("SELECT state FROM backorder_effects", "taken");
	assert_ok(bo_effect_settle(&machine, 1, "next#2", true, 7, NULL, &error));
	assert_sql("SELECT invoice FROM backorder_domains", "7");
}

static void test_no_credit_to_apply(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET credit = 0");
	invoice(7, "10, 0, 0, 0, 10, 'Unpaid'");
	line(7, "10.00");
	claim("next");
	assert_settled("7");
}

static void test_incomplete_ones_are_put_aside(void **state)
{
	static const struct {
		const char *columns, *line;
	} broken[] = {{"0, 0, 0, 0, 0, 'Unpaid'", NULL}, {"NULL, NULL, NULL, NULL, NULL, 'Unpaid'", NULL},
			{"10, 0, 0, 0, 10, 'Unpaid'", NULL},    /* sums of nothing */
			{"0, 0, 0, 0, 0, 'Unpaid'", "10.00"},   /* no sums yet */
			{"9, 0, 0, 0, 9, 'Unpaid'", "9.00"},    /* another amount */
			{"10, 0, 0, 0, 12, 'Unpaid'", "10.00"}, /* a total of something else */
			{"0, 0, 0, 0, 0, 'Draft'", NULL}};
	for (size_t i = 0; i < COUNT_OF(broken); i++) {
		prepare(state);
		invoice(7, broken[i].columns);
		if (broken[i].line) {
			line(7, broken[i].line);
		}
		bo_test_exec("UPDATE backorder_effects SET invoice = 7");
		claim("next");
		assert_handed_out(0, 7);
		assert_sql("SELECT CONCAT_WS('|', state, invoice IS NULL) FROM backorder_effects", "taken|1");
		/* The shim cancelled it and died again: it is not looked at any more, whatever becomes of it. */
		bo_test_exec("UPDATE tblinvoices SET status = 'Cancelled'");
		set_now("2026-11-23 09:30:00");
		claim("third");
		assert_handed_out(0, 0);
		bo_test_exec("DELETE FROM tblinvoices");
		set_now("2026-11-23 09:45:00");
		claim("fourth");
		assert_handed_out(0, 0);
		/* The good one wins, wherever it stands. */
		invoice(7, broken[i].columns);
		invoice(8, "10, 10, 0, 0, 0, 'Paid'");
		line(8, "10.00");
		set_now("2026-11-23 10:00:00");
		claim("fifth");
		assert_settled("8");
	}
}

/* Something was paid on it: that is nobody's to cancel but a person's, and no second one is made meanwhile.
 */
static void test_paid_and_wrong_is_for_a_person(void **state)
{
	static const char *const paid[] = {
			"9, 9, 0, 0, 0, 'Paid'", "9, 4, 0, 0, 5, 'Unpaid'", "9, 0, 0, 0, 9, 'Payment Pending'"};
	for (size_t i = 0; i <= COUNT_OF(paid); i++) {
		prepare(state);
		invoice(7, i < COUNT_OF(paid) ? paid[i] : "9, 0, 0, 0, 9, 'Unpaid'");
		line(7, "9.00");
		if (i == COUNT_OF(paid)) {
			bo_test_exec(
					"INSERT INTO tblaccounts (userid, invoiceid, amountin, amountout) VALUES (1, 7, 2, 0)");
		}
		claim("next");
		assert_int_equal(list->as.many.count, 0);
		assert_sql("SELECT CONCAT_WS('|', state, amount, result) FROM backorder_effects",
				"failed|10.00|Invoice 7 of backorder 1 is not the one that was asked for, and something was "
				"paid on it; correct its line and total, or cancel it, then have the invoice made anew.");
		/* A person puts it right and asks for it again: it is found, and taken. */
		bo_test_exec("UPDATE tblinvoiceitems SET amount = 10");
		bo_test_exec("UPDATE tblinvoices SET subtotal = 10, credit = 0, total = 10, status = 'Paid'");
		bo_order_t order = bo_test_load(1);
		assert_ok(bo_effect_add_invoice(&machine, &order, &error));
		claim("again");
		assert_settled("7");
	}
}

static void run_to(const char *status)
{
	bo_value_t *summary = NULL;
	assert_ok(bo_run(&summary, context, NULL, &error));
	assert_sql("SELECT CONCAT_WS('|', status, reason) FROM backorder_domains", status);
	bo_value_free(summary);
	claim("later");
	assert_int_equal(list->as.many.count, 0);
	assert_sql("SELECT state FROM backorder_effects WHERE kind = 'invoice'", "done");
}

/* WHMCS told of the invoice while it made it; when it is gone, somebody has deleted it. */
static void test_deleted_before_it_was_known(void **state)
{
	(void)state;
	assert_ok(bo_effect_note_invoice(&machine, 1, "somebody#1", 6, &error)); /* not the holder */
	assert_sql("SELECT invoice IS NULL FROM backorder_effects", "1");
	assert_ok(bo_effect_note_invoice(&machine, 1, "dead#1", 7, &error));
	assert_sql("SELECT invoice FROM backorder_effects", "7");
	claim("next");
	assert_settled("7");
	run_to("CANCELLED|invoice_cancelled");
}

static void test_cancelled_before_it_was_known(void **state)
{
	(void)state;
	invoice(7, "10, 0, 0, 0, 10, 'Cancelled'");
	line(7, "10.00");
	claim("next");
	assert_settled("7");
	run_to("CANCELLED|invoice_cancelled");
}

/* Another's invoice is never ours, though its number was noted or its text looks like the marker. */
static void test_only_ours(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO tblinvoices (id, userid, notes, subtotal, credit, tax, tax2, total, status) "
				 "VALUES (7, 2, '[ispapibackorder:order:1]', 10, 0, 0, 0, 10, 'Paid'), (8, 1, "
				 "'[ispapibackorder:order:12]', 10, 0, 0, 0, 10, 'Paid')");
	line(7, "10.00");
	line(8, "10.00");
	claim("next");
	assert_handed_out(0, 0);
}

/* The marker may stand in a line, where WHMCS merged invoices or an admin made one anew. */
static void test_marker_in_a_line(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO tblinvoices (id, userid, notes, subtotal, credit, tax, tax2, total, status) "
				 "VALUES (7, 1, '', 15, 0, 0, 0, 15, 'Paid')");
	bo_test_exec("INSERT INTO tblinvoiceitems (invoiceid, userid, description, amount) VALUES (7, 1, "
				 "'foo.com [ispapibackorder:order:1]', 10), (7, 1, 'hosting', 5)");
	claim("next");
	assert_settled("7");
}

#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_good_ones_are_taken), T(test_credit_is_still_to_be_applied),
			T(test_no_credit_to_apply), T(test_incomplete_ones_are_put_aside),
			T(test_paid_and_wrong_is_for_a_person), T(test_deleted_before_it_was_known),
			T(test_cancelled_before_it_was_known), T(test_only_ours), T(test_marker_in_a_line)};
	return cmocka_run_group_tests_name("what is left of invoices", tests, NULL, bo_test_teardown);
}
