/* Proves what becomes of orders when their client is removed, closed, merged or given another currency, and
 * when prices or currencies go away. */
#include "backorder/bo_backorder.h"
#include "machine/bo_effects.h"
#include "support/bo_test_run.h"

#include <stdio.h>
#include <stdlib.h>

static int attention(void)
{
	return (int)bo_map_get(summary, "attention")->as.many.count;
}

#define assert_order(id, expected)                                                                           \
	do {                                                                                                     \
		char sql_[256];                                                                                      \
		snprintf(sql_, sizeof(sql_),                                                                         \
				"SELECT CONCAT_WS('|', status, reason, reserved, userid) FROM backorder_domains WHERE id = " \
				"%d",                                                                                        \
				(int)(id));                                                                                  \
		assert_sql(sql_, expected);                                                                          \
	} while (0)

#define HELD "price=10.00, currency_id=1, reserved=10.00"

/* Nothing is ended in the minutes in which WHMCS may be merging the client into another. */
static void test_removed_client(void **state)
{
	(void)state;
	int64_t waits = bo_test_order(9, "a", "com", "REQUESTED", "2026-12-25 09:00:00", NULL);
	int64_t held = bo_test_order(9, "b", "com", "ACTIVE", "2026-11-24 09:00:00", HELD);
	int64_t unsent = bo_test_order(9, "c", "com", "PROCESSING", "2026-11-23 10:00:00", HELD);
	int64_t sent =
			bo_test_order(9, "d", "com", "PROCESSING", "2026-11-23 10:00:00", HELD ", reference='R-4'");
	int64_t late =
			bo_test_order(9, "g", "com", "PROCESSING", "2026-11-23 08:30:00", HELD ", reference='R-7'");
	int64_t unpaid =
			bo_test_order(9, "e", "com", "PENDING-PAYMENT", "2026-11-20 10:00:00", "price=10, currency_id=1");
	int64_t other = bo_test_order(1, "f", "com", "PROCESSING", "2026-11-23 10:00:00", HELD);
	bo_test_exec(
			"INSERT INTO backorder_effects (order_id, userid, kind, unique_key, payload, amount, not_before, "
			"created_at, updated_at) VALUES (6, 9, 'invoice', 'order:6:invoice', '{}', 10, '2026-11-23', "
			"'2026-11-23', '2026-11-23')");
	run_at("2026-11-23 09:00:00");
	assert_order(waits, "REQUESTED||0.00|9");
	assert_order(held, "ACTIVE||10.00|9");
	/* Nothing is sent for nobody. */
	assert_order(unsent, "PROCESSING||10.00|9");
	assert_string_equal(registrar->sent, "f.com ");
	assert_order(other, "PROCESSING|applied|10.00|1");
	run_at("2026-11-23 09:09:59");
	assert_order(waits, "REQUESTED||0.00|9");
	run_at("2026-11-23 09:10:00");
	assert_order(waits, "CANCELLED|client_removed|0.00|9");
	assert_order(held, "CANCELLED|client_removed|0.00|9");
	assert_order(unsent, "CANCELLED|client_removed|0.00|9");
	/* What was sent is taken back while the drop is ahead ... */
	assert_order(sent, "CANCELLED|client_removed|0.00|9");
	assert_string_equal(registrar->withdrawn, "R-4 ");
	/* ... and afterwards the registrar decides. */
	assert_order(late, "PROCESSING||10.00|9");
	/* Caught and not paid: the name is the reseller's, who is told. */
	assert_order(unpaid, "CANCELLED|client_removed|0.00|9");
	assert_int_equal(attention(), 1);
	assert_sql("SELECT CONCAT_WS('|', state, amount) FROM backorder_effects", "done|0.00");
	bo_fake_status(registrar, "R-7", BO_ANSWER_OK, BO_APPLICATION_SUCCESSFUL);
	run_at("2026-11-23 10:05:00");
	assert_order(late, "CANCELLED|client_removed|0.00|9");
	assert_json(bo_map_get(summary, "attention"), "[\"Backorder 5: g.com was caught, but its client (9) is "
												  "not in WHMCS any more; the domain is in your "
												  "account at the registrar.\"]");
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "1");
	run_at("2026-11-23 10:10:00");
	assert_int_equal(attention(), 0);
}

/* Nobody can be written to or invoiced, also when the last order ended long ago; what goes to the admins has
 * no client, and a client who is there keeps what waits. */
static void test_effects_of_a_removed_client(void **state)
{
	(void)state;
	bo_test_order(9, "a", "com", "FAILED", "2026-11-20 10:00:00", NULL);
	bo_test_exec(
			"INSERT INTO backorder_effects (order_id, userid, kind, unique_key, payload, state, not_before, "
			"created_at, updated_at) VALUES (1, 9, 'mail', 'a', '{}', 'waiting', '2026-11-23', '2026-11-23', "
			"'2026-11-23'), (1, 9, 'mail', 'b', '{}', 'failed', '2026-11-23', '2026-11-23', '2026-11-23'), "
			"(NULL, 0, 'adminmail', 'c', '{}', 'waiting', '2026-11-23', '2026-11-23', '2026-11-23'), (NULL, "
			"1, 'mail', 'd', '{}', 'waiting', '2026-11-23', '2026-11-23', '2026-11-23')");
	run_at("2026-11-23 09:00:00");
	assert_sql("SELECT GROUP_CONCAT(state ORDER BY id) FROM backorder_effects",
			"waiting,failed,waiting,waiting");
	run_at("2026-11-23 09:10:00");
	assert_sql("SELECT GROUP_CONCAT(state ORDER BY id) FROM backorder_effects", "done,done,waiting,waiting");
}

static void test_a_client_who_comes_back(void **state)
{
	(void)state;
	int64_t id = bo_test_order(9, "a", "com", "REQUESTED", "2026-12-25 09:00:00", NULL);
	run_at("2026-11-23 09:00:00");
	bo_test_exec("INSERT INTO tblclients (id, currency, credit, status) VALUES (9, 1, 0, 'Active')");
	run_at("2026-11-23 09:05:00");
	bo_test_exec("DELETE FROM tblclients WHERE id = 9");
	run_at("2026-11-23 09:20:00");
	assert_order(id, "REQUESTED||0.00|9");
	run_at("2026-11-23 09:30:00");
	assert_order(id, "CANCELLED|client_removed|0.00|9");
}

/* An auction won for nobody ends the order as well, instead of asking for a person in every run. */
static void test_auction_won_for_nobody(void **state)
{
	(void)state;
	int64_t id =
			bo_test_order(9, "a", "com", "AUCTION-PENDING", "2026-11-20 10:00:00", HELD ", reference='R-1'");
	bo_fake_status(registrar, "R-1", BO_ANSWER_OK, BO_APPLICATION_AUCTION_WON);
	bo_fake_domain(registrar, "a.com", "2026-11-23 08:00:00", "2027-11-23 08:00:00");
	run_at("2026-11-23 09:00:00");
	assert_order(id, "AUCTION-PENDING||10.00|9");
	run_at("2026-11-23 09:10:00");
	assert_order(id, "CANCELLED|client_removed|0.00|9");
	assert_sql("SELECT COUNT(*) FROM tbldomains", "0");
}

static void test_closed_client(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET status = 'Closed' WHERE id = 1");
	bo_test_exec("UPDATE tblclients SET status = 'Inactive' WHERE id = 2");
	int64_t waits = bo_test_order(1, "a", "com", "REQUESTED", "2026-11-24 09:00:00", NULL);
	int64_t held = bo_test_order(1, "b", "com", "ACTIVE", "2026-11-24 09:00:00", HELD);
	int64_t unsent = bo_test_order(1, "c", "com", "PROCESSING", "2026-11-23 10:00:00", HELD);
	int64_t sent =
			bo_test_order(1, "d", "com", "PROCESSING", "2026-11-23 10:00:00", HELD ", reference='R-4'");
	/* WHMCS itself calls clients without a product Inactive: that is no reason to end anything. */
	int64_t inactive = bo_test_order(2, "e", "com", "REQUESTED", "2026-11-24 09:00:00", NULL);
	bo_fake_status(registrar, "R-4", BO_ANSWER_OK, BO_APPLICATION_SUCCESSFUL);
	run_at("2026-11-23 09:00:00");
	assert_order(waits, "CANCELLED|client_closed|0.00|1");
	assert_order(held, "CANCELLED|client_closed|0.00|1");
	assert_order(unsent, "CANCELLED|client_closed|0.00|1");
	assert_string_equal(registrar->sent, "");
	/* What was sent and caught is invoiced as ever. */
	assert_order(sent, "PENDING-PAYMENT|caught|0.00|1");
	assert_order(inactive, "ACTIVE|funds_reserved|9.00|2");
}

/* ---- prices and currencies ---- */

/* The zone's price goes away after it was reserved: the order keeps the price it was given. */
static void test_price_removed_while_reserved(void **state)
{
	(void)state;
	int64_t id = bo_test_order(1, "foo", "com", "ACTIVE", "2026-11-23 10:00:00", HELD);
	bo_test_exec("DELETE FROM backorder_pricing");
	bo_fake_status(registrar, "R-foo.com", BO_ANSWER_OK, BO_APPLICATION_SUCCESSFUL);
	run_at("2026-11-23 09:00:00");
	assert_order(id, "PENDING-PAYMENT|caught|0.00|1");
	assert_sql("SELECT CONCAT_WS('|', kind, amount) FROM backorder_effects", "invoice|10.00");
}

static void test_currency_changed_while_reserved(void **state)
{
	(void)state;
	int64_t held = bo_test_order(1, "foo", "com", "ACTIVE", "2026-11-24 09:00:00", HELD);
	int64_t sent =
			bo_test_order(1, "bar", "com", "PROCESSING", "2026-11-23 10:00:00", HELD ", reference='R-2'");
	int64_t unpriced =
			bo_test_order(1, "dear", "net", "PROCESSING", "2026-11-23 10:00:00", HELD ", reference='R-3'");
	bo_test_exec("UPDATE tblclients SET currency = 2 WHERE id = 1");
	bo_fake_status(registrar, "R-3", BO_ANSWER_OK, BO_APPLICATION_SUCCESSFUL);
	run_at("2026-11-23 09:00:00");
	/* Released, and in the same run reserved again at the price of the new currency. */
	assert_order(held, "ACTIVE|funds_reserved|9.00|1");
	assert_order(sent, "PROCESSING|currency_changed|9.00|1");
	assert_sql("SELECT GROUP_CONCAT(CONCAT_WS(' ', price, currency_id) ORDER BY id) FROM backorder_domains",
			"9.00 2,9.00 2,10.00 1");
	/* No price in the new currency: nothing is invoiced in the wrong one, a person is told. */
	assert_order(unpriced, "PROCESSING|needs_person|10.00|1");
	assert_int_equal(attention(), 2);
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "0");
	bo_test_exec(
			"INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('net', 2, 18.00)");
	run_at("2026-11-23 09:05:00");
	assert_order(unpriced, "PENDING-PAYMENT|caught|0.00|1");
	assert_sql("SELECT amount FROM backorder_effects", "18.00");
	assert_int_equal(attention(), 0);
}

/* An order that the original addon left behind: no price was kept with it. */
static void test_order_without_a_price(void **state)
{
	(void)state;
	int64_t id = bo_test_order(1, "foo", "com", "PROCESSING", "2026-11-23 10:00:00", "reference='R-1'");
	bo_fake_status(registrar, "R-1", BO_ANSWER_OK, BO_APPLICATION_SUCCESSFUL);
	run_at("2026-11-23 09:00:00");
	assert_order(id, "PENDING-PAYMENT|caught|0.00|1");
	assert_sql("SELECT amount FROM backorder_effects", "10.00");
}

static void test_currency_that_is_gone(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET currency = 9 WHERE id = 1");
	int64_t bad = bo_test_order(1, "foo", "com", "REQUESTED", "2026-11-25 09:00:00", NULL);
	int64_t good = bo_test_order(2, "foo", "com", "REQUESTED", "2026-11-25 10:00:00", NULL);
	run_at("2026-11-23 09:00:00");
	assert_order(bad, "REQUESTED|price_missing|0.00|1");
	assert_sql("SELECT reason_text FROM backorder_domains WHERE id = 1",
			"The client's currency does not exist in WHMCS any more.");
	assert_order(good, "ACTIVE|funds_reserved|9.00|2");
	assert_json(bo_map_get(summary, "errors"), "[]");
	assert_int_equal(attention(), 1);
	run_at("2026-11-23 09:05:00");
	assert_int_equal(attention(), 1);
	assert_sql("SELECT COUNT(*) FROM backorder_logs WHERE order_id = 1", "1");
	bo_test_exec("UPDATE tblclients SET currency = 1 WHERE id = 1");
	run_at("2026-11-23 09:10:00");
	assert_order(bad, "ACTIVE|funds_reserved|10.00|1");
	assert_int_equal(attention(), 0);
}

/* ---- merged clients ---- */

static void merge(int64_t from, int64_t to, const char *expected)
{
	bo_value_t *answer = NULL;
	assert_ok(bo_backorder_merge_clients(&answer, context, from, to, "cron", &error));
	assert_json(answer, expected);
	bo_value_free(answer);
}

static void test_merged_clients(void **state)
{
	(void)state;
	int64_t open = bo_test_order(3, "a", "com", "ACTIVE", "2026-11-24 09:00:00", HELD);
	int64_t over = bo_test_order(3, "b", "com", "FAILED", "2026-01-24 09:00:00", NULL);
	int64_t over_here = bo_test_order(1, "a", "com", "FAILED", "2026-01-24 09:00:00", NULL);
	int64_t strange = bo_test_order(2, "a", "com", "REQUESTED", "2026-11-24 09:00:00", NULL);
	bo_test_exec(
			"INSERT INTO backorder_logs (date, message, order_id, userid) VALUES ('2026-11-20', 'x', 1, 3)");
	bo_test_exec(
			"INSERT INTO backorder_effects (order_id, userid, kind, unique_key, payload, amount, not_before, "
			"created_at, updated_at) VALUES (1, 3, 'invoice', 'k', '{\"order_id\":1,\"client_id\":3}', 10, "
			"'2026-11-23', '2026-11-23', '2026-11-23')");
	bo_test_exec("DELETE FROM tblclients WHERE id = 3");
	merge(3, 1, "{\"moved\":2,\"ended\":0,\"kept\":0}");
	assert_order(open, "ACTIVE||10.00|1");
	assert_order(over, "FAILED||0.00|1");
	assert_order(over_here, "FAILED||0.00|1");
	assert_order(strange, "REQUESTED||0.00|2");
	assert_sql("SELECT CONCAT_WS('|', userid, JSON_VALUE(payload, '$.client_id')) FROM backorder_effects",
			"1|1");
	/* The history went along, and says what happened. */
	assert_sql("SELECT GROUP_CONCAT(CONCAT_WS('|', userid, reason) ORDER BY id) FROM backorder_logs WHERE "
			   "order_id = "
			   "1",
			"1|,1|client_moved");
	merge(3, 1, "{\"moved\":0,\"ended\":0,\"kept\":0}");
}

/* Both ordered the name: the one that is further goes on, and nothing stays reserved twice. */
static void test_merged_clients_with_the_same_name(void **state)
{
	(void)state;
	int64_t here_waits = bo_test_order(1, "a", "com", "REQUESTED", "2026-11-24 09:00:00", NULL);
	int64_t there_held = bo_test_order(3, "a", "com", "ACTIVE", "2026-11-24 09:00:00", HELD);
	int64_t here_sent =
			bo_test_order(1, "b", "com", "PROCESSING", "2026-11-23 10:00:00", HELD ", reference='R-3'");
	int64_t there_waits = bo_test_order(3, "b", "com", "ACTIVE", "2026-11-23 10:00:00", HELD);
	int64_t here_both =
			bo_test_order(1, "c", "com", "PROCESSING", "2026-11-23 10:00:00", HELD ", reference='R-5'");
	int64_t there_both =
			bo_test_order(3, "c", "com", "PROCESSING", "2026-11-23 10:00:00", HELD ", reference='R-6'");
	bo_test_exec("DELETE FROM tblclients WHERE id = 3");
	merge(3, 1, "{\"moved\":2,\"ended\":2,\"kept\":1}");
	assert_order(here_waits, "CANCELLED|client_merged|0.00|1");
	assert_order(there_held, "ACTIVE||10.00|1");
	assert_order(here_sent, "PROCESSING||10.00|1");
	assert_order(there_waits, "CANCELLED|client_merged|0.00|1");
	assert_order(here_both, "PROCESSING||10.00|1");
	assert_order(there_both, "PROCESSING|needs_person|10.00|3");
	/* Told in every run, not only in the moment of the merging. */
	run_at("2026-11-23 09:05:00");
	run_at("2026-11-23 09:10:00");
	assert_json(bo_map_get(summary, "attention"), "[\"Backorder 6: The client was merged with another who "
												  "has a backorder for this name that was sent as "
												  "well.\"]");
}

/* Both were sent, and the one that is further belongs to the client who is gone: it goes on with the one who
 * stays, and the other takes its place. */
static void test_merged_clients_and_the_further_one_stays(void **state)
{
	(void)state;
	int64_t here_sent =
			bo_test_order(1, "a", "com", "PROCESSING", "2026-11-23 08:00:00", HELD ", reference='R-1'");
	int64_t there_caught =
			bo_test_order(3, "a", "com", "PENDING-PAYMENT", "2026-11-23 08:00:00", "price=10, currency_id=1");
	int64_t here_unsent = bo_test_order(1, "b", "com", "PROCESSING", "2026-11-23 10:00:00", HELD);
	int64_t there_sent =
			bo_test_order(3, "b", "com", "PROCESSING", "2026-11-23 10:00:00", HELD ", apply_state='intent'");
	int64_t here_sent_too =
			bo_test_order(1, "c", "com", "PROCESSING", "2026-11-23 08:00:00", HELD ", reference='R-5'");
	int64_t there_auction =
			bo_test_order(3, "c", "com", "AUCTION-PENDING", "2026-11-23 08:00:00", HELD ", reference='R-6'");
	bo_test_exec("DELETE FROM tblclients WHERE id = 3");
	merge(3, 1, "{\"moved\":3,\"ended\":1,\"kept\":2}");
	assert_order(there_caught, "PENDING-PAYMENT||0.00|1");
	assert_order(here_sent, "PROCESSING|needs_person|10.00|3");
	assert_order(there_sent, "PROCESSING||10.00|1");
	assert_order(here_unsent, "CANCELLED|client_merged|0.00|1");
	assert_order(there_auction, "AUCTION-PENDING||10.00|1");
	assert_order(here_sent_too, "PROCESSING|needs_person|10.00|3");
	assert_sql("SELECT COUNT(*) FROM backorder_domains WHERE open_order = 1", "5");
	/* What the registrar says of the others ends them; the client who stays keeps what was caught. */
	bo_fake_status(registrar, "R-1", BO_ANSWER_OK, BO_APPLICATION_FAILED);
	bo_fake_status(registrar, "R-5", BO_ANSWER_OK, BO_APPLICATION_FAILED);
	run_at("2026-11-23 09:30:00");
	run_at("2026-11-23 09:40:00");
	assert_order(here_sent, "FAILED|lost|0.00|3");
	assert_order(here_sent_too, "FAILED|lost|0.00|3");
	assert_order(there_caught, "PENDING-PAYMENT||0.00|1");
}

/* An application that is being taken back is the other client's business from now on, too. */
static void test_merged_clients_and_withdrawals(void **state)
{
	(void)state;
	bo_test_exec(
			"INSERT INTO backorder_withdrawals (order_id, userid, name, not_before, created_at, updated_at) "
			"VALUES (9, 3, 'a.com', '2026-11-23', '2026-11-23', '2026-11-23')");
	merge(3, 1, "{\"moved\":0,\"ended\":0,\"kept\":0}");
	assert_sql("SELECT userid FROM backorder_withdrawals", "1");
}

static void test_merge_refused(void **state)
{
	(void)state;
	bo_value_t *answer = NULL;
	bo_test_order(3, "a", "com", "REQUESTED", "2026-11-24 09:00:00", NULL);
	assert_fails(bo_backorder_merge_clients(&answer, context, 3, 99, "cron", &error), BO_E_NOT_FOUND,
			"There is no client 99.");
	assert_code(bo_backorder_merge_clients(&answer, context, 3, 3, "cron", &error), BO_E_INVALID);
	assert_code(bo_backorder_merge_clients(&answer, context, 0, 1, "cron", &error), BO_E_INVALID);
	assert_sql("SELECT userid FROM backorder_domains", "3");
	assert_false(bo_db_in_transaction(bo_test_db()));
}

/* ---- two customers on one name (D52) ---- */

static void test_d52_others_are_counted(void **state)
{
	(void)state;
	static const struct {
		int64_t client_id, others;
	} cases[] = {{1, 0}, {2, 1}, {3, 2}};
	bo_test_order(1, "foo", "com", "FAILED", "2026-01-24 09:00:00", NULL);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_value_t *answer = NULL;
		assert_ok(bo_backorder_create(
				&answer, context, cases[i].client_id, "foo.com", 7, false, "client", &error));
		assert_int_equal(bo_map_get_int(answer, "others", -1), cases[i].others);
		assert_string_equal(bo_map_get_text(answer, "status", ""), "REQUESTED");
		bo_value_free(answer);
	}
	assert_sql("SELECT GROUP_CONCAT(DISTINCT reason) FROM backorder_domains WHERE open_order = 1",
			"waiting_date");
}

#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_removed_client), T(test_effects_of_a_removed_client),
			T(test_a_client_who_comes_back), T(test_auction_won_for_nobody), T(test_closed_client),
			T(test_price_removed_while_reserved), T(test_currency_changed_while_reserved),
			T(test_order_without_a_price), T(test_currency_that_is_gone), T(test_merged_clients),
			T(test_merged_clients_with_the_same_name), T(test_merged_clients_and_the_further_one_stays),
			T(test_merged_clients_and_withdrawals), T(test_merge_refused), T(test_d52_others_are_counted)};
	return cmocka_run_group_tests_name("clients", tests, NULL, bo_test_teardown);
}
