/* Proves the outbox: written once, taken by one, done once, looked for before it is done again, tried later
 * with growing pauses, given up in the end. */
#include "backorder/bo_backorder.h"
#include "machine/bo_effects.h"
#include "support/bo_test.h"

#include <stdio.h>
#include <stdlib.h>

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

static void set_now(const char *utc)
{
	bo_test_set_now(context, utc);
	machine = bo_test_machine(context);
}

static bo_order_t caught(int client_id, const char *label, const char *zone)
{
	bo_order_t order = bo_test_load(bo_test_order(client_id, label, zone, "PROCESSING", "2026-11-23 08:00:00",
			client_id == 2 ? "price=1234.50, currency_id=2, reserved=1234.50, reference='R-1'"
						   : "price=10.00, currency_id=1, reserved=10.00, reference='R-1'"));
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_CAUGHT, NULL, &error));
	return order;
}

static bo_value_t *claim(const char *holder, int64_t limit)
{
	bo_value_t *list = NULL;
	assert_ok(bo_effects_claim(&list, &machine, holder, limit, 900, &error));
	return list;
}

/* An invoice as WHMCS makes it: with its line and its sums. */
static void made(int id, int client_id, const char *notes)
{
	char sql[600];
	snprintf(sql, sizeof(sql),
			"INSERT INTO tblinvoices (id, userid, subtotal, credit, tax, tax2, total, status, notes) VALUES "
			"(%d, %d, 10, 0, 0, 0, 10, 'Paid', %s)",
			id, client_id, notes);
	bo_test_exec(sql);
	snprintf(sql, sizeof(sql),
			"INSERT INTO tblinvoiceitems (invoiceid, userid, description, amount) VALUES (%d, %d, 'x', 10)",
			id, client_id);
	bo_test_exec(sql);
}

/* Claims and expects n effects. */
static void claim_count(const char *holder, size_t wanted)
{
	bo_value_t *list = claim(holder, 20);
	assert_int_equal(list->as.many.count, wanted);
	bo_value_free(list);
}

static void mail(const char *key)
{
	bo_value_t *payload = bo_value_map();
	bo_map_text(payload, "template", "t");
	bo_effect_t effect = {.kind = BO_EFFECT_MAIL, .client_id = 1, .unique_key = key, .payload = payload};
	assert_ok(bo_effect_add(machine.db, &effect, machine.now, &error));
	bo_value_free(payload);
}

static void test_payload_of_an_invoice(void **state)
{
	(void)state;
	caught(2, "xn--mller-kva", "net");
	bo_value_t *list = claim("host.1", 20);
	assert_json(list, "[{\"id\":1,\"kind\":\"invoice\",\"payload\":\"{\\\"order_id\\\":1,\\\"client_id\\\":2,"
					  "\\\"domain\\\":"
					  "\\\"xn--mller-kva.net\\\",\\\"texts\\\":{\\\"description\\\":\\\"invoice_item\\\"},"
					  "\\\"name\\\":\\\"m\xc3\xbcller.net\\\",\\\"amount\\\":"
					  "\\\"1234.50\\\",\\\"currency_id\\\":2,\\\"taxed\\\":false,\\\"time\\\":\\\"2026-11-"
					  "23 "
					  "09:00:00\\\",\\\"due_days\\\":10,\\\"notes\\\":\\\"[ispapibackorder:order:1]\\\"}\","
					  "\"attempt\":1,"
					  "\"token\":\"host.1#1\"}]");
	bo_value_free(list);
	char marker[BO_MARKER_SIZE];
	assert_string_equal(
			bo_effect_marker(marker, 9007199254740993), "[ispapibackorder:order:9007199254740993]");
}

static void test_settings_of_an_invoice(void **state)
{
	(void)state;
	bo_test_setting(context, "invoice_taxed", "1");
	bo_test_setting(context, "invoice_due_days", "0");
	machine = bo_test_machine(context);
	caught(1, "foo", "com");
	assert_sql("SELECT CONCAT_WS('|', payload LIKE '%\"taxed\":true%', payload LIKE "
			   "'%\"due_days\":0,%') FROM "
			   "backorder_effects",
			"1|1");
}

/* D20: however often the transaction is repeated, there is one invoice effect. */
static void test_d20_written_once(void **state)
{
	(void)state;
	bo_order_t order = caught(1, "foo", "com");
	order.price = 9900;
	assert_ok(bo_effect_add_invoice(&machine, &order, &error));
	assert_ok(bo_effect_add_invoice(&machine, &order, &error));
	assert_sql("SELECT GROUP_CONCAT(CONCAT_WS('|', unique_key, amount, state)) FROM backorder_effects",
			"order:1:invoice|10.00|waiting");
	mail("a");
	mail("b");
	mail("a");
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "3");
}

static void test_taken_by_one(void **state)
{
	(void)state;
	mail("a");
	mail("b");
	mail("c");
	bo_value_t *first = claim("one", 2);
	assert_int_equal(first->as.many.count, 2);
	bo_value_t *second = claim("two", 20);
	assert_int_equal(second->as.many.count, 1);
	assert_int_equal(bo_map_get_int(first->as.many.items[0], "id", 0), 1);
	assert_int_equal(bo_map_get_int(first->as.many.items[1], "id", 0), 2);
	assert_int_equal(bo_map_get_int(second->as.many.items[0], "id", 0), 3);
	claim_count("three", 0);
	assert_sql("SELECT GROUP_CONCAT(CONCAT_WS('|', state, taken_by, taken_until) ORDER BY id SEPARATOR ',') "
			   "FROM "
			   "backorder_effects",
			"taken|one#1|2026-11-23 09:15:00,taken|one#1|2026-11-23 09:15:00,taken|two#1|2026-11-23 "
			"09:15:00");
	bo_value_free(first);
	bo_value_free(second);
}

static void test_settle_a_mail(void **state)
{
	(void)state;
	mail("a");
	claim_count("one", 1);
	assert_ok(bo_effect_settle(&machine, 1, "one#1", true, 0, NULL, &error));
	assert_sql("SELECT CONCAT_WS('|', state, attempts, COALESCE(taken_until, '-')) FROM backorder_effects",
			"done|1|-");
	/* Settling twice is harmless. */
	assert_ok(bo_effect_settle(&machine, 1, "one#1", true, 0, NULL, &error));
	assert_ok(bo_effect_settle(&machine, 1, "one#1", false, 0, "no", &error));
	assert_sql("SELECT state FROM backorder_effects", "done");
	set_now("2027-11-23 09:00:00");
	claim_count("one", 0);
}

static void test_settle_an_invoice(void **state)
{
	(void)state;
	caught(1, "foo", "com");
	claim_count("one", 1);
	assert_fails(bo_effect_settle(&machine, 1, "one#1", true, 0, NULL, &error), BO_E_INVALID,
			"An invoice effect is settled with the invoice's id.");
	assert_sql("SELECT CONCAT_WS('|', state, amount) FROM backorder_effects", "taken|10.00");
	assert_ok(bo_effect_settle(&machine, 1, "one#1", true, 55, NULL, &error));
	assert_sql("SELECT CONCAT_WS('|', state, amount, result) FROM backorder_effects", "done|0.00|invoice 55");
	assert_sql("SELECT CONCAT_WS('|', status, invoice, reason) FROM backorder_domains",
			"PENDING-PAYMENT|55|invoiced");
	assert_sql("SELECT CONCAT_WS('|', from_status, to_status, reason) FROM backorder_logs ORDER BY id DESC "
			   "LIMIT 1",
			"PENDING-PAYMENT|PENDING-PAYMENT|invoiced");
	assert_ok(bo_effect_settle(&machine, 1, "one#1", true, 55, NULL, &error));
	assert_sql("SELECT COUNT(*) FROM backorder_logs WHERE reason = 'invoiced'", "1");
}

/* A second invoice for an order that has one is said aloud, not stored. */
static void test_second_invoice_is_a_conflict(void **state)
{
	(void)state;
	caught(1, "foo", "com");
	claim_count("one", 1);
	assert_ok(bo_effect_settle(&machine, 1, "one#1", true, 55, NULL, &error));
	assert_fails(bo_effect_settle(&machine, 1, "one#1", true, 56, NULL, &error), BO_E_CONFLICT,
			"Backorder 1 has invoice 55 already; invoice 56 was made as well and has to be cancelled by a "
			"person.");
	assert_sql("SELECT invoice FROM backorder_domains", "55");
	assert_sql("SELECT result FROM backorder_effects", "invoice 55");
}

/* The auction's fee is invoiced after the order ended. */
static void test_settle_the_fee_of_an_auction(void **state)
{
	(void)state;
	bo_order_t order = bo_test_load(bo_test_order(1, "foo", "com", "AUCTION-PENDING", "2026-11-20 10:00:00",
			"price=10.00, currency_id=1, reserved=10.00, reference='R-1'"));
	bo_event_data_t data = {.registered_at = bo_test_time("2026-11-20 10:00:00"),
			.expires_at = bo_test_time("2027-11-20 10:00:00")};
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_AUCTION_WON, &data, &error));
	claim_count("one", 1);
	assert_ok(bo_effect_settle(&machine, 1, "one#1", true, 60, NULL, &error));
	assert_sql("SELECT CONCAT_WS('|', status, invoice) FROM backorder_domains", "AUCTION-WON|60");
}

/* D20: taken, the invoice made, then the process died: it is found by its marker, not made again. */
static void test_d20_lost_settle_is_looked_up(void **state)
{
	(void)state;
	caught(1, "foo", "com");
	claim_count("one", 1);
	/* Look-alikes: another client's, another order's, a broken marker. */
	made(70, 2, "'[ispapibackorder:order:1]'");
	made(71, 1, "'[ispapibackorder:order:11]'");
	made(72, 1, "'[ISPAPIBACKORDER:ORDER:1]'");
	made(73, 1, "NULL");
	made(77, 1, "'made by hand [ispapibackorder:order:1] thanks'");
	set_now("2026-11-23 09:14:59");
	claim_count("two", 0);
	set_now("2026-11-23 09:15:00");
	claim_count("two", 0);
	assert_sql("SELECT CONCAT_WS('|', state, result, attempts, amount) FROM backorder_effects",
			"done|invoice 77|2|0.00");
	assert_sql("SELECT CONCAT_WS('|', status, invoice) FROM backorder_domains", "PENDING-PAYMENT|77");
}

/* WHMCS made the invoice and then said that it had not (a hook of another module threw): an admin who lets it
 * be tried again does not get a second one. */
static void test_d20_retry_is_looked_up(void **state)
{
	(void)state;
	bo_value_t *ids = bo_value_list(), *data = bo_value_map(), *out = NULL;
	caught(1, "foo", "com");
	claim_count("one", 1);
	made(77, 1, "'[ispapibackorder:order:1]'");
	assert_ok(bo_effect_settle(&machine, 1, "one#1", false, 0, "a hook threw", &error));
	bo_test_exec("UPDATE backorder_effects SET not_before = '2026-11-23 13:00:00'");
	bo_list_int(ids, 1);
	assert_ok(bo_backorder_act(&out, context, "retry", ids, data, "admin 1", &error));
	bo_value_free(ids);
	bo_value_free(data);
	bo_value_free(out);
	claim_count("two", 0);
	assert_sql("SELECT CONCAT_WS('|', state, result) FROM backorder_effects", "done|invoice 77");
	assert_sql("SELECT CONCAT_WS('|', status, invoice) FROM backorder_domains", "PENDING-PAYMENT|77");
}

/* An empty answer says that nothing is left: what is settled on the way does not hide what stands behind it.
 */
static void test_claim_goes_on_behind_what_it_settled(void **state)
{
	(void)state;
	caught(1, "foo", "com");
	bo_test_exec("UPDATE backorder_domains SET status = 'CANCELLED', open_order = NULL");
	mail("k");
	bo_value_t *list = claim("one", 1);
	assert_int_equal(list->as.many.count, 1);
	assert_string_equal(bo_map_get_text(list->as.many.items[0], "kind", ""), "mail");
	bo_value_free(list);
	assert_sql("SELECT result FROM backorder_effects WHERE id = 1", "the backorder has ended");
}

static void test_not_found_is_handed_out_again(void **state)
{
	(void)state;
	caught(1, "foo", "com");
	claim_count("one", 1);
	set_now("2026-11-23 09:15:00");
	bo_value_t *list = claim("two", 20);
	assert_int_equal(list->as.many.count, 1);
	assert_int_equal(bo_map_get_int(list->as.many.items[0], "attempt", 0), 2);
	assert_string_equal(bo_map_get_text(list->as.many.items[0], "token", ""), "two#2");
	bo_value_free(list);
	/* The first holder comes back late: "not done" of an old token changes nothing, "done" counts. */
	assert_ok(bo_effect_settle(&machine, 1, "one#1", false, 0, "too late", &error));
	assert_sql("SELECT CONCAT_WS('|', state, taken_by) FROM backorder_effects", "taken|two#2");
	assert_ok(bo_effect_settle(&machine, 1, "one#1", true, 80, NULL, &error));
	assert_sql("SELECT CONCAT_WS('|', state, result) FROM backorder_effects", "done|invoice 80");
	assert_code(bo_effect_settle(&machine, 1, "two#2", true, 81, NULL, &error), BO_E_CONFLICT);
}

/* One effect that can't be settled must not keep the others from being done. */
static void test_bad_effect_does_not_block_the_others(void **state)
{
	(void)state;
	caught(1, "foo", "com");
	claim_count("one", 1);
	/* The invoice was made, but the order has another by now. */
	made(77, 1, "'[ispapibackorder:order:1]'");
	bo_test_exec("UPDATE backorder_domains SET invoice = 12");
	caught(2, "bar", "com");
	mail("a");
	set_now("2026-11-23 09:15:00");
	claim_count("two", 2);
	assert_sql("SELECT CONCAT_WS('|', state, result) FROM backorder_effects WHERE id = 1",
			"failed|Backorder 1 has invoice 12 already; invoice 77 was made as well and has to be cancelled "
			"by a person.");
	assert_sql("SELECT GROUP_CONCAT(state ORDER BY id) FROM backorder_effects", "failed,taken,taken");
	set_now("2026-11-24 09:15:00");
	claim_count("three", 1);
	claim_count("three", 1);
	claim_count("three", 0);
}

/* An effect that kills the process (a hook of another addon, say) takes nothing else down with it for ever:
 * what was taken and never settled comes one at a time, behind what is new. */
static void test_effect_that_kills_its_process(void **state)
{
	(void)state;
	mail("deadly");
	mail("b");
	mail("c");
	claim_count("dies", 3);
	set_now("2026-11-23 09:15:00");
	mail("new");
	bo_value_t *list = claim("two", 20);
	assert_int_equal(list->as.many.count, 2);
	assert_int_equal(bo_map_get_int(list->as.many.items[0], "id", 0), 4);
	assert_int_equal(bo_map_get_int(list->as.many.items[1], "id", 0), 1);
	bo_value_free(list);
	list = claim("three", 20);
	assert_int_equal(list->as.many.count, 1);
	assert_int_equal(bo_map_get_int(list->as.many.items[0], "id", 0), 2);
	bo_value_free(list);
	claim_count("four", 1);
	claim_count("five", 0);
	/* After as many attempts as any other it is given up; what it would cost is still counted. */
	bo_test_exec("UPDATE backorder_effects SET attempts = 20, amount = 5 WHERE id = 1");
	set_now("2026-11-23 09:30:00");
	bo_test_exec("UPDATE backorder_effects SET state = 'done' WHERE id > 1");
	claim_count("six", 0);
	assert_sql("SELECT CONCAT_WS('|', state, result, amount) FROM backorder_effects WHERE id = 1",
			"failed|It was begun many times and never ended.|5.00");
}

static void test_order_gone_does_not_block_the_others(void **state)
{
	(void)state;
	caught(1, "foo", "com");
	claim_count("one", 1);
	made(77, 1, "'[ispapibackorder:order:1]'");
	bo_test_exec("DELETE FROM backorder_domains");
	mail("a");
	set_now("2026-11-23 09:15:00");
	claim_count("two", 1);
	assert_sql("SELECT GROUP_CONCAT(state ORDER BY id) FROM backorder_effects", "failed,taken");
}

/* Its client was removed while the invoice was on its way and nobody said how that went: no invoice is made
 * for an order that has ended. */
static void test_no_invoice_for_an_ended_order(void **state)
{
	(void)state;
	bo_order_t order = caught(1, "foo", "com");
	claim_count("one", 1);
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_CLIENT_GONE, NULL, &error));
	set_now("2026-11-23 09:15:00");
	claim_count("two", 0);
	assert_sql("SELECT CONCAT_WS('|', state, amount, result) FROM backorder_effects",
			"done|0.00|the backorder has ended");
}

/* 1, 2, 4 ... minutes, at most 4 hours; the twentieth failure is the last. */
static void test_pauses_grow_until_given_up(void **state)
{
	(void)state;
	static const struct {
		int attempt;
		const char *again;
	} pauses[] = {{1, "2026-11-23 09:01:00"}, {2, "2026-11-23 09:02:00"}, {3, "2026-11-23 09:04:00"},
			{4, "2026-11-23 09:08:00"}, {5, "2026-11-23 09:16:00"}, {6, "2026-11-23 09:32:00"},
			{7, "2026-11-23 10:04:00"}, {8, "2026-11-23 11:08:00"}, {9, "2026-11-23 13:00:00"},
			{10, "2026-11-23 13:00:00"}, {19, "2026-11-23 13:00:00"}};
	mail("a");
	for (size_t i = 0; i < COUNT_OF(pauses); i++) {
		char sql[160], wanted[80];
		snprintf(sql, sizeof(sql), "UPDATE backorder_effects SET state='taken', taken_by='me', attempts=%d",
				pauses[i].attempt);
		bo_test_exec(sql);
		assert_ok(bo_effect_settle(&machine, 1, "me", false, 0, "SMTP down", &error));
		snprintf(wanted, sizeof(wanted), "waiting|%s|SMTP down", pauses[i].again);
		assert_sql("SELECT CONCAT_WS('|', state, not_before, result) FROM backorder_effects", wanted);
	}
	bo_test_exec("UPDATE backorder_effects SET state='taken', taken_by='me', attempts=20");
	assert_ok(bo_effect_settle(&machine, 1, "me", false, 0, "SMTP down", &error));
	assert_sql("SELECT state FROM backorder_effects", "failed");
	set_now("2027-11-23 09:00:00");
	claim_count("one", 0);
	/* Asked for again it gets all its attempts, and still is not a first one: what was made is looked for. */
	mail("a");
	bo_value_t *list = claim("two", 20);
	assert_int_equal(list->as.many.count, 1);
	assert_int_equal(bo_map_get_int(list->as.many.items[0], "attempt", 0), 2);
	bo_value_free(list);
}

static void test_waits_for_its_time(void **state)
{
	(void)state;
	mail("a");
	claim_count("one", 1);
	assert_ok(bo_effect_settle(&machine, 1, "one#1", false, 0, NULL, &error));
	claim_count("one", 0);
	set_now("2026-11-23 09:00:59");
	claim_count("one", 0);
	set_now("2026-11-23 09:01:00");
	claim_count("one", 1);
	assert_sql("SELECT CONCAT_WS('|', attempts, taken_by) FROM backorder_effects", "2|one#2");
}

static void test_settle_what_is_not_there(void **state)
{
	(void)state;
	assert_fails(bo_effect_settle(&machine, 999, "x", true, 1, NULL, &error), BO_E_NOT_FOUND,
			"There is no effect 999.");
	/* Never taken: nothing to settle as failed. */
	mail("a");
	assert_ok(bo_effect_settle(&machine, 1, "x", false, 0, "no", &error));
	assert_sql("SELECT CONCAT_WS('|', state, attempts, not_before) FROM backorder_effects",
			"waiting|0|2026-11-23 09:00:00");
}

/* The order may change between reading and writing (another run looks at it): settling takes the newest row.
 */
static void test_settle_after_the_order_changed(void **state)
{
	(void)state;
	bo_order_t order = caught(1, "foo", "com");
	claim_count("one", 1);
	bo_event_data_t data = {.text = "look here"};
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_NEEDS_PERSON, &data, &error));
	assert_ok(bo_effect_settle(&machine, 1, "one#1", true, 55, NULL, &error));
	assert_sql("SELECT CONCAT_WS('|', invoice, version) FROM backorder_domains", "55|4");
}

static void test_texts_of_failures(void **state)
{
	(void)state;
	char text[700];
	memset(text, 'x', sizeof(text));
	text[699] = '\0';
	mail("a");
	claim_count("one", 1);
	assert_ok(bo_effect_settle(&machine, 1, "one#1", false, 0, text, &error));
	assert_sql("SELECT LENGTH(result) FROM backorder_effects", "511");
	bo_test_exec("UPDATE backorder_effects SET state='taken', taken_by='me'");
	assert_ok(bo_effect_settle(&machine, 1, "me", false, 0, "bad \xff\n text", &error));
	assert_sql("SELECT result FROM backorder_effects", "bad ?? text");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test_setup(test_payload_of_an_invoice, prepare),
			cmocka_unit_test_setup(test_settings_of_an_invoice, prepare),
			cmocka_unit_test_setup(test_d20_written_once, prepare),
			cmocka_unit_test_setup(test_taken_by_one, prepare),
			cmocka_unit_test_setup(test_d20_retry_is_looked_up, prepare),
			cmocka_unit_test_setup(test_claim_goes_on_behind_what_it_settled, prepare),
			cmocka_unit_test_setup(test_settle_a_mail, prepare),
			cmocka_unit_test_setup(test_settle_an_invoice, prepare),
			cmocka_unit_test_setup(test_second_invoice_is_a_conflict, prepare),
			cmocka_unit_test_setup(test_settle_the_fee_of_an_auction, prepare),
			cmocka_unit_test_setup(test_d20_lost_settle_is_looked_up, prepare),
			cmocka_unit_test_setup(test_not_found_is_handed_out_again, prepare),
			cmocka_unit_test_setup(test_bad_effect_does_not_block_the_others, prepare),
			cmocka_unit_test_setup(test_effect_that_kills_its_process, prepare),
			cmocka_unit_test_setup(test_order_gone_does_not_block_the_others, prepare),
			cmocka_unit_test_setup(test_no_invoice_for_an_ended_order, prepare),
			cmocka_unit_test_setup(test_pauses_grow_until_given_up, prepare),
			cmocka_unit_test_setup(test_waits_for_its_time, prepare),
			cmocka_unit_test_setup(test_settle_what_is_not_there, prepare),
			cmocka_unit_test_setup(test_settle_after_the_order_changed, prepare),
			cmocka_unit_test_setup(test_texts_of_failures, prepare),
	};
	return cmocka_run_group_tests_name("effects", tests, NULL, bo_test_teardown);
}
