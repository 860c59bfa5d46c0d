/* Proves what a run makes of the registrar's answers beside the life of one application: the list of all
 * applications instead of single questions, names that are on no list, what is wrong with a request before it
 * is sent, and the reseller's own account. */
#include "support/bo_test_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define START "2026-11-23 09:00:00"
#define HELD "price=10.00, currency_id=1, reserved=10.00"
#define REASONS \
	"SELECT GROUP_CONCAT(CONCAT_WS('|', domain, status, reason) ORDER BY id) FROM backorder_domains"
#define ROWS "SELECT value FROM backorder_meta WHERE name = 'registrar.list_rows'"

/* Another setting of the registrar is another registrar: the one that answers as told is put in again. */
static void setting(const char *name, const char *value)
{
	bo_test_setting(context, name, value);
	registrar = bo_fake_registrar(context);
}

static size_t words(const char *list)
{
	size_t count = 0;
	for (; *list; list++) {
		count += *list == ' ';
	}
	return count;
}

/* ---- the list of all applications ---- */

/* Orders with the references R1, R2, ... that are PROCESSING. */
static void place_open(int count)
{
	char sql[400];
	snprintf(sql, sizeof(sql),
			"INSERT INTO backorder_domains (userid, domain, tld, status, createddate, updateddate, dropdate, "
			"price, currency_id, reserved, reference) SELECT 1, CONCAT('n', seq), 'com', 'PROCESSING', "
			"'2026-11-20', '2026-11-20', '2026-11-23 10:00:00', 10, 1, 10, CONCAT('R', seq) FROM seq_1_to_%d",
			count);
	bo_test_exec(sql);
}

static void list_as_waiting(int count)
{
	assert_in_range(count, 0, BO_FAKE_LIST);
	registrar->all_kind = BO_ANSWER_OK;
	registrar->all_count = (size_t)count;
	registrar->all_total = (uint64_t)count;
	for (int i = 0; i < count; i++) {
		snprintf(registrar->all[i].reference, sizeof(registrar->all[i].reference), "R%d", i + 1);
		registrar->all[i].state = BO_APPLICATION_WAITING;
		registrar->all[i].told = true;
	}
}

static void test_list_instead_of_questions(void **state)
{
	(void)state;
	setting("registrar_parallel", "4");
	place_open(100);
	list_as_waiting(100);
	/* One of them has ended, of one the list does not tell, and one is not in it. */
	registrar->all[9].state = BO_APPLICATION_SUCCESSFUL;
	registrar->all[10].told = false;
	snprintf(registrar->all[11].reference, sizeof(registrar->all[11].reference), "R-of-another");
	bo_fake_status(registrar, "R10", BO_ANSWER_OK, BO_APPLICATION_SUCCESSFUL);
	run_at(START);
	assert_int_equal(registrar->lists, 1);
	assert_string_equal(registrar->asked, "R10 R11 R12 ");
	assert_sql("SELECT GROUP_CONCAT(domain) FROM backorder_domains WHERE status = 'PENDING-PAYMENT'", "n10");
	assert_sql(ROWS, "100");
}

/* An auction's facts stand in no list. */
static void test_auctions_are_asked_for(void **state)
{
	(void)state;
	setting("registrar_parallel", "4");
	place_open(100);
	list_as_waiting(100);
	bo_test_exec("UPDATE backorder_domains SET status = 'AUCTION-PENDING' WHERE reference = 'R7'");
	run_at(START);
	assert_string_equal(registrar->asked, "R7 ");
}

static void test_few_orders_need_no_list(void **state)
{
	(void)state;
	place_open(63);
	list_as_waiting(63);
	run_at(START);
	assert_int_equal(registrar->lists, 0);
	assert_int_equal(words(registrar->asked), 63);
}

/* The account's whole history counts, other kinds of applications included, and is remembered. */
static void test_long_list_is_not_read(void **state)
{
	(void)state;
	setting("registrar_parallel", "4");
	place_open(100);
	list_as_waiting(100);
	registrar->all_total = 50000;
	run_at(START);
	assert_int_equal(registrar->lists, 1);
	assert_sql(ROWS, "50000");
	run_at("2026-11-23 09:05:00");
	assert_int_equal(registrar->lists, 1);
	assert_int_equal(words(registrar->asked), 100);
}

/* Half a list says nothing: neither of the orders, nor how long it is. */
static void test_list_that_breaks_off(void **state)
{
	(void)state;
	setting("registrar_parallel", "4");
	place_open(100);
	list_as_waiting(50);
	registrar->all_kind = BO_ANSWER_TEMPORARY;
	run_at(START);
	assert_int_equal(registrar->lists, 1);
	assert_int_equal(words(registrar->asked), 100);
	assert_sql(ROWS, "");
}

/* ---- names that are on no list ---- */

static void test_names_on_no_list(void **state)
{
	(void)state;
	bo_test_order(1, "lost", "com", "REQUESTED", NULL, "reason='waiting_date'");
	bo_test_order(2, "lost", "com", "REQUESTED", NULL, "reason='waiting_date'");
	bo_test_order(1, "left", "com", "REQUESTED", NULL, "reason='left_list'");
	bo_test_order(1, "dated", "com", "REQUESTED", "2026-12-25 09:00:00", "reason='placed'");
	registrar->check_kind = BO_ANSWER_OK;
	registrar->availability = BO_AVAILABILITY_TAKEN;
	run_at(START);
	assert_string_equal(registrar->checked, "left.com lost.com ");
	/* That a name is registered which left the list is no news. */
	assert_sql(REASONS,
			"lost|REQUESTED|name_taken,lost|REQUESTED|name_taken,left|REQUESTED|left_list,dated|REQUESTED|"
			"placed");
	/* Each name at most once a day. */
	registrar->availability = BO_AVAILABILITY_FREE;
	run_at("2026-11-24 08:59:00");
	assert_int_equal(registrar->checks, 1);
	run_at("2026-11-24 09:00:00");
	assert_int_equal(registrar->checks, 2);
	assert_sql(REASONS,
			"lost|REQUESTED|name_free,lost|REQUESTED|name_free,left|REQUESTED|name_free,dated|REQUESTED|"
			"placed");
	assert_sql("SELECT COUNT(*) FROM backorder_logs WHERE reason = 'name_free'", "3");
}

static void test_names_without_an_answer(void **state)
{
	(void)state;
	bo_test_order(1, "lost", "com", "REQUESTED", NULL, "reason='waiting_date'");
	registrar->check_kind = BO_ANSWER_TEMPORARY;
	run_at(START);
	run_at("2026-11-23 09:05:00");
	assert_int_equal(registrar->checks, 2);
	assert_sql(REASONS, "lost|REQUESTED|waiting_date");
}

static void test_names_in_portions(void **state)
{
	(void)state;
	bo_test_exec(
			"INSERT INTO backorder_domains (userid, domain, tld, status, createddate, updateddate) SELECT 1, "
			"CONCAT('w', seq), 'com', 'REQUESTED', '2026-11-20', '2026-11-20' FROM seq_1_to_150");
	registrar->check_kind = BO_ANSWER_OK;
	registrar->availability = BO_AVAILABILITY_TAKEN;
	run_at(START);
	assert_int_equal(words(registrar->checked), 100);
	run_at("2026-11-23 09:05:00");
	assert_int_equal(words(registrar->checked), 50);
	run_at("2026-11-23 09:10:00");
	assert_int_equal(registrar->checks, 2);
}

/* Names that get no answer must not keep the others from being asked about. */
static void test_names_without_an_answer_are_put_behind(void **state)
{
	(void)state;
	bo_test_exec(
			"INSERT INTO backorder_domains (userid, domain, tld, status, createddate, updateddate) SELECT 1, "
			"CONCAT('w', seq), 'com', 'REQUESTED', '2026-11-20', '2026-11-20' FROM seq_100_to_249");
	registrar->check_kind = BO_ANSWER_TEMPORARY;
	run_at(START);
	assert_int_equal(words(registrar->checked), 100);
	assert_null(strstr(registrar->checked, "w200.com"));
	run_at("2026-11-23 09:05:00");
	assert_int_equal(words(registrar->checked), 100);
	assert_int_equal(strncmp(registrar->checked, "w200.com ", 9), 0);
	assert_non_null(strstr(registrar->checked, "w249.com"));
	run_at("2026-11-23 09:10:00");
	assert_int_equal(strncmp(registrar->checked, "w150.com ", 9), 0);
	/* An answer from before stays known meanwhile. */
	bo_test_exec("UPDATE backorder_name_checks SET answer = 'taken', checked_at = '2026-11-20 09:00:00'");
	run_at("2026-11-23 09:15:00");
	assert_sql("SELECT GROUP_CONCAT(DISTINCT answer) FROM backorder_name_checks", "taken");
}

/* ---- what is wrong with a request ---- */

static void test_request_that_is_incomplete(void **state)
{
	(void)state;
	bo_test_order(1, "foo", "com", "ACTIVE", "2026-11-25 09:00:00", HELD ", reason='funds_reserved'");
	snprintf(registrar->problem, sizeof(registrar->problem), "The client's city is missing.");
	run_at(START);
	assert_sql("SELECT CONCAT_WS('|', status, reason, reason_text, reserved) FROM backorder_domains",
			"ACTIVE|contact_incomplete|The client's city is missing.|10.00");
	/* The same problem is told once. */
	run_at("2026-11-23 09:05:00");
	assert_sql("SELECT COUNT(*) FROM backorder_logs WHERE reason = 'contact_incomplete'", "1");
	/* Mended before the drop: nothing is left of it. */
	registrar->problem[0] = '\0';
	run_at("2026-11-23 09:10:00");
	assert_sql(
			"SELECT CONCAT_WS('|', status, reason <> 'contact_incomplete', reserved) FROM backorder_domains",
			"ACTIVE|1|10.00");
}

static void test_settings_of_a_request(void **state)
{
	(void)state;
	setting("registrar_nameservers", "ns1.example.com, ns2.example.com");
	setting("registrar_extra",
			"# of the registry\n.com X-ONE = 1 and more \r\nnet X-TWO=2\n\ncom  X-THREE=a=b\n");
	bo_test_order(1, "foo", "com", "PROCESSING", "2026-11-23 10:00:00", HELD);
	run_at(START);
	assert_string_equal(registrar->sent, "foo.com ");
	assert_string_equal(registrar->name_servers, "ns1.example.com ns2.example.com ");
	assert_string_equal(registrar->extras, "X-ONE=1 and more X-THREE=a=b ");
}

/* Words of the registrar in another script are cut between characters: the run keeps them, and its result. */
static void test_long_words(void **state)
{
	(void)state;
	char words[256];
	(void)bo_test_order(1, "foo", "com", "PROCESSING", "2026-11-23 10:00:00",
			"price=10.00, currency_id=1, reserved=10.00");
	snprintf(words, sizeof(words), "%0250d\xc3\xbc\xc3\xbc", 0);
	bo_fake_answer(registrar, "foo.com", BO_ANSWER_AUTH, 530, words);
	run();
	assert_sql("SELECT CONCAT(LEFT(value, 5), LENGTH(value)) FROM backorder_meta WHERE name = "
			   "'registrar.down_text'",
			"530 0254");
	registrar->login_kind = BO_ANSWER_AUTH;
	registrar->login_code = 530;
	snprintf(registrar->login_text, sizeof(registrar->login_text), "%0239d\xc3\xbc\xc3\xbc", 0);
	run_at("2026-11-23 09:50:00");
	assert_sql("SELECT CONCAT(LEFT(value, 5), LENGTH(value)) FROM backorder_meta WHERE name = "
			   "'registrar.down_text'",
			"530 0247");
}

static const char *attention(size_t index)
{
	const bo_value_t *list = bo_map_get(summary, "attention");
	return index < list->as.many.count ? list->as.many.items[index]->as.string.data : "";
}

/* A line that can't be read stops its own zone only, and each run says which it is. */
static void test_setting_that_is_wrong(void **state)
{
	(void)state;
	setting("registrar_extra", "com X-ONE\nnet X-TWO=2 \nnonsense\n");
	setting("registrar_nameservers", "n1 n2 n3 n4 n5 n6 n7 n8 n9 n10 n11 n12 n13 n14");
	bo_test_order(1, "foo", "com", "PROCESSING", "2026-11-23 10:00:00", HELD);
	bo_test_order(1, "bar", "net", "PROCESSING", "2026-11-23 10:00:00", HELD);
	bo_test_order(1, "baz", "com", "ACTIVE", "2026-11-25 09:00:00", HELD ", reason='funds_reserved'");
	for (int round = 0; round < 2; round++) {
		run_at(round ? "2026-11-23 09:05:00" : START);
		assert_string_equal(attention(0),
				"The setting registrar_nameservers names too many servers; those after "
				"the thirteenth are not sent.");
		assert_string_equal(attention(1),
				"The setting registrar_extra has a line that is not \"ZONE KEY=value\": com X-ONE");
		assert_string_equal(attention(2),
				"The setting registrar_extra has a line that is not \"ZONE KEY=value\": nonsense");
		assert_string_equal(registrar->sent, "bar.net ");
	}
	assert_string_equal(registrar->extras, "X-TWO=2 ");
	assert_int_equal(words(registrar->name_servers), 13);
	assert_sql("SELECT GROUP_CONCAT(CONCAT_WS('|', domain, status, apply_state, reason) ORDER BY id) FROM "
			   "backorder_domains",
			"foo|PROCESSING||try_later,bar|PROCESSING|sent|applied,baz|ACTIVE||funds_reserved");
	assert_sql("SELECT reason_text FROM backorder_domains WHERE domain = 'foo'",
			"The setting registrar_extra has a line for this zone that can't be read.");
	assert_sql("SELECT COUNT(*) FROM backorder_logs WHERE name = 'foo.com'", "1");
	setting("registrar_extra", "com X-ONE=1\n");
	run_at("2026-11-23 09:10:00");
	assert_string_equal(registrar->sent, "foo.com ");
	assert_string_equal(registrar->extras, "X-ONE=1 ");
}

/* ---- the reseller's account ---- */

#define FACTS "SELECT value FROM backorder_meta WHERE name = 'registrar.account'"
#define MAILS "SELECT COUNT(*) FROM backorder_effects WHERE kind = 'adminmail'"

static void account_is(int64_t balance, int64_t reserved)
{
	registrar->account.balance = balance;
	registrar->account.reserved = reserved;
	snprintf(registrar->account.currency, sizeof(registrar->account.currency), "EUR");
}

static void test_account_that_is_short(void **state)
{
	(void)state;
	bo_test_order(1, "a", "com", "ACTIVE", "2026-11-25 09:00:00", HELD);
	bo_test_order(1, "b", "com", "ACTIVE", "2026-11-25 09:00:00", HELD ", type='LITE'");
	bo_test_order(1, "c", "net", "ACTIVE", "2026-11-25 09:00:00", HELD);
	registrar->price_com = 2000;
	registrar->price_com_lite = 500;
	snprintf(registrar->price_currency, sizeof(registrar->price_currency), "EUR");
	account_is(10000, 7501);
	run_at(START);
	/* 24.99 are free; 25.00 are needed for two, and nobody knows for the third. */
	assert_sql(FACTS, "{\"at\":\"2026-11-23 09:00:00\",\"balance\":\"100.00\",\"reserved\":\"75.01\","
					  "\"currency\":\"EUR\",\"orders\":3,\"unknown\":1,\"needed\":\"25.00\",\"short\":true}");
	assert_sql(MAILS, "1");
	/* One mail a day, and the account is asked every quarter of an hour. */
	run_at("2026-11-23 09:05:00");
	assert_int_equal(registrar->accounts, 1);
	run_at("2026-11-23 09:20:00");
	assert_int_equal(registrar->accounts, 2);
	assert_sql(MAILS, "1");
	run_at("2026-11-24 09:30:00");
	assert_sql(MAILS, "2");
	/* It was filled, and runs short again. */
	account_is(10000, 7500);
	run_at("2026-11-24 10:00:00");
	account_is(10000, 7501);
	run_at("2026-11-24 10:30:00");
	assert_sql(MAILS, "3");
}

static void test_account_in_another_currency(void **state)
{
	(void)state;
	bo_test_order(1, "a", "com", "ACTIVE", "2026-11-25 09:00:00", HELD);
	registrar->price_com = 999999;
	snprintf(registrar->price_currency, sizeof(registrar->price_currency), "USD");
	account_is(100, 0);
	run_at(START);
	/* A price in a currency that the account does not have is no known cost. */
	assert_sql("SELECT CONCAT_WS('|', JSON_VALUE(value, '$.unknown'), JSON_VALUE(value, '$.needed'), "
			   "JSON_VALUE(value, '$.short')) FROM backorder_meta WHERE name = 'registrar.account'",
			"1|0.00|0");
	assert_sql(MAILS, "0");
	account_is(0, 0);
	run_at("2026-11-23 09:30:00");
	assert_sql(MAILS, "1");
}

static void test_account_that_nobody_needs(void **state)
{
	(void)state;
	bo_test_order(1, "a", "com", "REQUESTED", "2026-12-25 09:00:00", NULL);
	account_is(0, 0);
	run_at(START);
	assert_int_equal(registrar->accounts, 0);
	assert_sql(MAILS, "0");
}

/* ---- its prices ---- */

#define PRICES                                                                                             \
	"SELECT GROUP_CONCAT(CONCAT_WS('|', zone, currency, lite, amount) ORDER BY zone, lite SEPARATOR ';') " \
	"FROM "                                                                                                \
	"backorder_registrar_prices"

static void test_prices_are_kept(void **state)
{
	(void)state;
	bo_test_exec(
			"INSERT INTO backorder_registrar_prices (zone, currency, lite, amount, told_at) VALUES ('net', "
			"'EUR', 0, 7, '2026-11-20 09:00:00')");
	registrar->price_com = 2000;
	registrar->price_com_lite = 500;
	snprintf(registrar->price_currency, sizeof(registrar->price_currency), "EUR");
	run_at(START);
	/* What is not sold any more is gone. */
	assert_sql(PRICES, "com|EUR|0|20.00;com|EUR|1|5.00");
	/* Once a day. */
	registrar->price_com = 2100;
	run_at("2026-11-24 08:59:00");
	assert_sql(PRICES, "com|EUR|0|20.00;com|EUR|1|5.00");
	run_at("2026-11-24 09:00:00");
	assert_sql(PRICES, "com|EUR|0|21.00;com|EUR|1|5.00");
	/* A list without a row says nothing. */
	registrar->price_com = registrar->price_com_lite = BO_MONEY_NONE;
	run_at("2026-11-25 10:00:00");
	assert_sql(PRICES, "com|EUR|0|21.00;com|EUR|1|5.00");
}

/* Prices that could not be kept are asked for again, after an hour and not in every run. */
static void test_prices_that_cannot_be_kept(void **state)
{
	(void)state;
	registrar->price_com = 2000;
	snprintf(registrar->price_currency, sizeof(registrar->price_currency), "EUR");
	bo_test_exec(
			"CREATE TRIGGER boom BEFORE INSERT ON backorder_registrar_prices FOR EACH ROW SIGNAL SQLSTATE "
			"'45000'");
	run_at(START);
	run_at("2026-11-23 09:05:00");
	assert_int_equal(registrar->price_lists, 1);
	bo_test_exec("DROP TRIGGER boom");
	run_at("2026-11-23 10:00:00");
	assert_int_equal(registrar->price_lists, 2);
	assert_sql(PRICES, "com|EUR|0|20.00");
	run_at("2026-11-24 09:55:00");
	assert_int_equal(registrar->price_lists, 2);
}

/* The account was changed while an application was open: its number means something else there. */
static void test_application_of_another_name(void **state)
{
	(void)state;
	bo_test_order(1, "a", "com", "PROCESSING", "2026-11-23 08:00:00", HELD ", reference='4711'");
	bo_application_t *told = bo_fake_status(registrar, "4711", BO_ANSWER_OK, BO_APPLICATION_SUCCESSFUL);
	snprintf(told->name, sizeof(told->name), "somebody-elses.com");
	run_at(START);
	assert_sql("SELECT CONCAT_WS('|', status, reserved) FROM backorder_domains", "PROCESSING|10.00");
	assert_non_null(strstr(bo_map_get(summary, "attention")->as.many.items[0]->as.string.data,
			"application 4711 is for somebody-elses.com at the registrar, not for a.com"));
	snprintf(told->name, sizeof(told->name), "A.com");
	run_at(START);
	assert_sql("SELECT status FROM backorder_domains", "PENDING-PAYMENT");
}

static void test_application_of_a_name_in_its_own_letters(void **state)
{
	(void)state;
	bo_test_order(1, "xn--mller-kva", "com", "PROCESSING", "2026-11-23 08:00:00", HELD ", reference='4711'");
	bo_application_t *told = bo_fake_status(registrar, "4711", BO_ANSWER_OK, BO_APPLICATION_SUCCESSFUL);
	snprintf(told->name, sizeof(told->name), "m\xc3\xbcller.net");
	run_at(START);
	assert_sql("SELECT status FROM backorder_domains", "PROCESSING");
	snprintf(told->name, sizeof(told->name), "M\xc3\x9cLLER.com");
	run_at(START);
	assert_sql("SELECT status FROM backorder_domains", "PENDING-PAYMENT");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test_setup_teardown(test_list_instead_of_questions, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_auctions_are_asked_for, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_few_orders_need_no_list, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_long_list_is_not_read, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_list_that_breaks_off, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_names_on_no_list, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_names_without_an_answer, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_names_in_portions, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_names_without_an_answer_are_put_behind, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_request_that_is_incomplete, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_settings_of_a_request, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_setting_that_is_wrong, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_long_words, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_account_that_is_short, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_account_in_another_currency, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_account_that_nobody_needs, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_prices_are_kept, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_prices_that_cannot_be_kept, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_application_of_another_name, prepare, tidy),
			cmocka_unit_test_setup_teardown(test_application_of_a_name_in_its_own_letters, prepare, tidy),
	};
	return cmocka_run_group_tests(tests, NULL, bo_test_teardown);
}
