/* What the ISPAPI driver can beside the life of one application, against a real HTTP server: all applications
 * by pages, availability in groups, what else an application holds, and what is said against it beforehand.
 */
#include "context/bo_context.h"
#include "registrar/bo_registrar.h"
#include "support/bo_test.h"
#include "test_registrar_server.h"

static server_t server;
static bo_context_t *registrar_context;
static bo_registrar_t *registrar;

static int prepare(void **state)
{
	(void)state;
	char url[64];
	if (!server_start(&server)) {
		return 1;
	}
	snprintf(url, sizeof(url), "http://127.0.0.1:%d/api/call.cgi", server.port);
	bo_value_t *map = bo_value_map();
	bo_map_text(map, "db_user", "nobody"); /* required, never connected to */
	bo_map_text(map, "db_database", "none");
	bo_map_text(map, "registrar_login", "test.user");
	bo_map_text(map, "registrar_password", "test.passw0rd");
	bo_map_text(map, "registrar_url", url);
	registrar_context = bo_context_new();
	assert_ok(bo_context_configure(registrar_context, map, &error));
	assert_ok(bo_context_begin(registrar_context, &error));
	assert_ok(bo_registrar_get(&registrar, registrar_context, &error));
	bo_value_free(map);
	return 0;
}

static int finish(void **state)
{
	(void)state;
	bo_context_free(registrar_context);
	server_stop(&server);
	return 0;
}

/* ---- all applications ---- */

#define MOST 3000

typedef struct {
	int seen[MOST], rows, told, stop_at;
	uint64_t total;
} taken_t;

static taken_t taken;

static bo_code_t take(const bo_application_row_t *row, bo_error_t *why, void *payload)
{
	taken_t *all = payload;
	int number = atoi(row->reference) - 10700;
	assert_in_range(number, 0, MOST - 1);
	assert_string_equal(row->status_text, "ACTIVE");
	assert_int_equal(row->state, BO_APPLICATION_WAITING);
	assert_int_equal(row->created, bo_test_time("2016-10-06 12:38:17"));
	assert_int_equal(row->updated, BO_TIME_NONE);
	all->seen[number]++;
	all->told += row->status_told;
	return ++all->rows == all->stop_at ? bo_fail(why, BO_E_LIMIT, "enough") : BO_OK;
}

/* The whole list, other kinds of applications included. */
static void take_total(uint64_t total, void *payload)
{
	((taken_t *)payload)->total = total;
}

static void test_all_applications(void **state)
{
	(void)state;
	/* The server's limit of a page; every third application is of another class. */
	static const struct {
		int total, page, rows;
	} cases[] = {{0, 0, 0}, {1, 0, 1}, {7, 3, 5}, {100, 10, 67}, {300, 0, 200}, {250, 250, 167}};
	static const bo_application_reader_t reader = {take, take_total, &taken};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_answer_t answer;
		memset(&taken, 0, sizeof(taken));
		server.shared->list_total = cases[i].total;
		server.shared->list_page = cases[i].page;
		assert_ok(bo_registrar_status_all(registrar, &reader, &answer, &error));
		assert_int_equal(answer.kind, BO_ANSWER_OK);
		assert_int_equal(taken.rows, cases[i].rows);
		assert_int_equal(taken.told, cases[i].rows);
		assert_int_equal(taken.total, cases[i].total);
		for (int k = 0; k < cases[i].total; k++) {
			assert_int_equal(taken.seen[k], k % 3 == 2 ? 0 : 1);
		}
	}
	assert_non_null(strstr(server.shared->body, "USERDEPTH%3DSELF%0AWIDE%3D1%0AORDERBY%3DCREATEDDATE"));
	assert_null(strstr(server.shared->body, "DOMAIN%3D"));
}

static void test_reader_that_stops(void **state)
{
	(void)state;
	static const bo_application_reader_t reader = {take, take_total, &taken};
	bo_answer_t answer;
	memset(&taken, 0, sizeof(taken));
	taken.stop_at = 5;
	server.shared->list_total = 100;
	server.shared->list_page = 10;
	assert_code(bo_registrar_status_all(registrar, &reader, &answer, &error), BO_E_LIMIT);
	assert_int_equal(taken.rows, 5);
}

/* One page that the server plays back: rows from..to-1 of a list that says to begin at first and to have
 * total rows. */
static void page_is(int number, int first, int total, int from, int to)
{
	char *text = server.shared->script[number];
	size_t length = (size_t)snprintf(text, SERVER_ANSWER_SIZE,
			"[RESPONSE]\r\nPROPERTY[TOTAL][0]=%d\r\nPROPERTY[FIRST][0]=%d\r\n", total, first);
	for (int i = from; i < to; i++) {
		length += (size_t)snprintf(text + length, SERVER_ANSWER_SIZE - length,
				"PROPERTY[APPLICATION][0]=%d\r\nPROPERTY[STATUS][0]=ACTIVE\r\nPROPERTY[CREATEDDATE][0]=2016-"
				"10-06 "
				"12:38:17\r\n",
				10700 + i);
	}
	snprintf(text + length, SERVER_ANSWER_SIZE - length, "CODE=200\r\nDESCRIPTION=ok\r\nEOF\r\n");
	server.shared->script_count = number + 1;
}

static bo_answer_kind_t read_script(void)
{
	static const bo_application_reader_t reader = {take, take_total, &taken};
	bo_answer_t answer;
	memset(&taken, 0, sizeof(taken));
	server.shared->script_next = 0;
	assert_ok(bo_registrar_status_all(registrar, &reader, &answer, &error));
	server.shared->script_count = server.shared->script_next = 0;
	memset(server.shared->commands, 0, sizeof(server.shared->commands));
	return answer.kind;
}

/* A list that changes while it is read is only believed when every row that stayed was seen. */
static void test_list_that_changes(void **state)
{
	(void)state;
	/* Untouched: the second page begins with what the first one ended with. */
	page_is(0, 0, 14, 0, 8);
	page_is(1, 6, 14, 6, 14);
	assert_int_equal(read_script(), BO_ANSWER_OK);
	assert_int_equal(taken.rows, 14);
	/* One row of the first page left: the pages still share row 7, and nothing is lost. */
	page_is(0, 0, 14, 0, 8);
	page_is(1, 6, 13, 7, 14);
	assert_int_equal(read_script(), BO_ANSWER_OK);
	assert_int_equal(taken.rows, 14);
	/* So many left that the pages share none. */
	page_is(0, 0, 20, 0, 8);
	page_is(1, 6, 14, 10, 18);
	assert_int_equal(read_script(), BO_ANSWER_TEMPORARY);
	/* It begins elsewhere than it was asked to. */
	page_is(0, 3, 20, 3, 11);
	assert_int_equal(read_script(), BO_ANSWER_TEMPORARY);
	/* It ends before its total. */
	page_is(0, 0, 14, 0, 8);
	page_is(1, 6, 14, 6, 8);
	assert_int_equal(read_script(), BO_ANSWER_TEMPORARY);
}

/* ---- availability ---- */

static void test_availability(void **state)
{
	(void)state;
	static const char *const names[] = {
			"free.com", "not a name", "taken.com", "premium.com", "odd.com", "xn--bcher-kva.com"};
	static const struct {
		bo_answer_kind_t kind;
		bo_availability_state_t state;
		bool premium;
		const char *reason;
	} expected[] = {{BO_ANSWER_OK, BO_AVAILABILITY_FREE, false, "210 Domain name available"},
			{BO_ANSWER_REFUSED, BO_AVAILABILITY_UNKNOWN, false, ""},
			{BO_ANSWER_OK, BO_AVAILABILITY_TAKEN, false, "211 Domain name not available"},
			{BO_ANSWER_OK, BO_AVAILABILITY_FREE, true, "211 Premium Domain name available [PREMIUM]"},
			{BO_ANSWER_OK, BO_AVAILABILITY_UNKNOWN, false, "549 Channel error"},
			{BO_ANSWER_OK, BO_AVAILABILITY_TAKEN, false, "211 Domain name not available"}};
	bo_availability_t results[COUNT_OF(names)];
	assert_ok(bo_registrar_check(registrar, names, COUNT_OF(names), results, &error));
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		assert_int_equal(results[i].answer.kind, expected[i].kind);
		assert_int_equal(results[i].state, expected[i].state);
		assert_int_equal(results[i].premium, expected[i].premium);
		assert_string_equal(results[i].reason, expected[i].reason);
	}
	assert_non_null(strstr(server.shared->body,
			"COMMAND%3DCheckDomains%0ADOMAIN0%3Dfree.com%0ADOMAIN1%3Dtaken.com%0ADOMAIN2%3Dpremium.com"));
}

static void test_availability_in_groups(void **state)
{
	(void)state;
	enum { COUNT = 120, GROUP = 50 };
	static char texts[COUNT][32];
	static const char *names[COUNT];
	static bo_availability_t results[COUNT];
	for (int i = 0; i < COUNT; i++) {
		/* One name of the second group gets no result: then none of its group means anything. */
		snprintf(texts[i], sizeof(texts[i]), "%s%d.com", i == 60 ? "lack" : i % 2 ? "free" : "taken", i);
		names[i] = texts[i];
	}
	int before = server.shared->requests;
	assert_ok(bo_registrar_check(registrar, names, COUNT, results, &error));
	/* The answer without all results is asked for again before it is given up. */
	assert_in_range(server.shared->requests - before, 3, 5);
	for (int i = 0; i < COUNT; i++) {
		bool lost = i / GROUP == 1;
		assert_int_equal(results[i].answer.kind, lost ? BO_ANSWER_TEMPORARY : BO_ANSWER_OK);
		assert_int_equal(results[i].state, lost    ? BO_AVAILABILITY_UNKNOWN
										   : i % 2 ? BO_AVAILABILITY_FREE
												   : BO_AVAILABILITY_TAKEN);
	}
}

/* ---- what an application holds ---- */

static const bo_contact_t good = {
		.first_name = "Anna",
		.last_name = "Client",
		.street = "1 Main St",
		.city = "Springfield",
		.country = "US",
		.phone = "+1.2175550100",
		.email = "anna@example.test",
};

static void test_what_is_sent(void **state)
{
	(void)state;
	static const char *const servers[] = {"ns1.example.com", "no host", "ns2.example.com"};
	static const bo_extra_field_t extras[] = {{"X-US-NEXUS-APPPURPOSE", "P1\r\nNEW=1"},
			{"OWNERCONTACT0", "x"}, {"X-BACKORDER-LITE", "1"}, {"x-idn-language", "de"}, {"X-A=B", "c"},
			{"X-EMPTY", ""}};
	bo_apply_request_t request = {.name = "ok.com",
			.contact = &good,
			.period = 2,
			.name_servers = servers,
			.name_server_count = COUNT_OF(servers),
			.extras = extras,
			.extra_count = COUNT_OF(extras)};
	bo_apply_result_t result;
	assert_ok(bo_registrar_apply(registrar, &request, 1, &result, &error));
	assert_int_equal(result.answer.kind, BO_ANSWER_OK);
	const char *end = strstr(server.shared->body, "BILLINGCONTACT0EMAIL%3Danna%40example.test");
	assert_non_null(end);
	assert_string_equal(end,
			"BILLINGCONTACT0EMAIL%3Danna%40example.test%0APERIOD%3D2%0ANAMESERVER0%3Dns1.example.com"
			"%0ANAMESERVER1%3Dns2.example.com%0AX-US-NEXUS-APPPURPOSE%3DP1%20NEW%3D1"
			"%0AX-IDN-LANGUAGE%3Dde");
}

/* "last_name:MISSING phone:BAD", in the order they were found */
static void problems_are(const bo_apply_request_t *request, const char *wanted)
{
	static const char *const kinds[] = {"", "MISSING", "BAD", "NOT_ALLOWED"};
	bo_request_problem_t problems[BO_MAX_PROBLEMS];
	char got[512] = "";
	size_t count = 0;
	assert_ok(bo_registrar_check_request(registrar, request, problems, &count, &error));
	for (size_t i = 0; i < count; i++) {
		size_t used = strlen(got);
		snprintf(got + used, sizeof(got) - used, "%s%s:%s", i ? " " : "", problems[i].field,
				kinds[problems[i].kind]);
		size_t length = strlen(problems[i].text);
		assert_true(length > 10 && problems[i].text[length - 1] == '.');
	}
	assert_string_equal(got, wanted);
}

static void test_what_is_said_beforehand(void **state)
{
	(void)state;
	int before = server.shared->requests;
	bo_contact_t contact = good;
	bo_apply_request_t request = {.name = "ok.com", .contact = &contact};
	problems_are(&request, "");
	contact.last_name[0] = contact.street[0] = '\0';
	snprintf(contact.country, sizeof(contact.country), "1x");
	snprintf(contact.phone, sizeof(contact.phone), "call me");
	snprintf(contact.email, sizeof(contact.email), "anna at home");
	problems_are(&request, "last_name:MISSING street:MISSING country:BAD phone:BAD email:BAD");
	contact = good;
	/* A national number needs the country. */
	snprintf(contact.phone, sizeof(contact.phone), "217 555 0100");
	problems_are(&request, "");
	contact.country[0] = '\0';
	problems_are(&request, "country:MISSING phone:BAD");
	contact = good;
	static const char *const servers[] = {"ns1.example.com", "localhost"};
	static const bo_extra_field_t extras[] = {
			{"X-OK", "1"}, {"NEW", "1"}, {"X-EMPTY", ""}, {"X-BACKORDER-LITE", "1"}};
	request = (bo_apply_request_t){.name = "no name",
			.contact = &contact,
			.period = 11,
			.name_servers = servers,
			.name_server_count = COUNT_OF(servers),
			.extras = extras,
			.extra_count = COUNT_OF(extras)};
	problems_are(&request,
			"name:BAD period:BAD name_server:BAD NEW:NOT_ALLOWED X-EMPTY:BAD X-BACKORDER-LITE:NOT_ALLOWED");
	request = (bo_apply_request_t){.name = "ok.com"};
	problems_are(&request, "contact:MISSING");
	assert_int_equal(server.shared->requests, before);
}

/* ---- prices ---- */

/* Only what stands as the application's fee, or alone, counts; a class that is no zone has none. */
static void test_prices(void **state)
{
	(void)state;
	static const char *const relations[][2] = {{"PRICE_CLASS_DOMAIN_COM_ANNUAL", "10.00"},
			{"PRICE_CLASS_DOMAIN_COM_CURRENCY", "EUR"}, {"PRICE_CLASS_DOMAIN_COM_BACKORDER_CURRENCY", "USD"},
			{"PRICE_CLASS_DOMAIN_COM_BACKORDER_SETUP1", "5.00"},
			{"PRICE_CLASS_DOMAIN_COM_BACKORDER_APPLICATION", "69.00"},
			{"PRICE_CLASS_DOMAIN_COM_BACKORDER_OTHER", "7.00"},
			{"PRICE_CLASS_DOMAIN_COM_LITEBACKORDER_APPLICATION", "19.50"},
			{"PRICE_CLASS_DOMAIN_COM_LITEBACKORDER_CURRENCY", "USD"},
			{"PRICE_CLASS_DOMAIN_COUK_BACKORDER_FEE", "25"},
			{"price_class_domain_couk_backorder_currency", "GBP"},
			{"PRICE_CLASS_DOMAIN_NET_BACKORDER_ONE", "1.00"},
			{"PRICE_CLASS_DOMAIN_NET_BACKORDER_TWO", "2.00"},
			{"PRICE_CLASS_DOMAIN_NET_BACKORDER_CURRENCY", "USD"},
			{"PRICE_CLASS_DOMAIN_ORG_BACKORDER_APPLICATION", "8.00"},
			{"PRICE_CLASS_DOMAIN_PREMIUM_COM_1_BACKORDER_APPLICATION", "500.00"},
			{"PRICE_CLASS_DOMAIN_BIZ_BACKORDER_APPLICATION", "-1.00"},
			{"PRICE_CLASS_DOMAIN_BIZ_BACKORDER_CURRENCY", "USD"},
			{"PRICE_CLASS_DOMAIN_XX_BACKORDER_APPLICATION", "3.00"},
			{"PRICE_CLASS_DOMAIN_XX_BACKORDER_CURRENCY", "USD"}};
	static const char *const zones[][2] = {{"COM", ".com"}, {"COUK", ".CO.UK"}, {"NET", ".net"}};
	bo_registrar_price_t *prices = NULL;
	size_t count = 0, length = 0;
	bo_answer_t answer;
	char *text = server.shared->script[0];
	for (size_t i = 0; i < COUNT_OF(relations); i++) {
		length += (size_t)snprintf(text + length, SERVER_ANSWER_SIZE - length,
				"PROPERTY[RELATIONTYPE][%zu]=%s\r\nPROPERTY[RELATIONVALUE][%zu]=%s\r\n", i, relations[i][0],
				i, relations[i][1]);
	}
	for (size_t i = 0; i < COUNT_OF(zones); i++) {
		length += (size_t)snprintf(text + length, SERVER_ANSWER_SIZE - length,
				"PROPERTY[TLDCLASS][%zu]=%s\r\nPROPERTY[TLDLABEL][%zu]=%s\r\n", i, zones[i][0], i,
				zones[i][1]);
	}
	snprintf(text + length, SERVER_ANSWER_SIZE - length, "CODE=200\r\nDESCRIPTION=ok\r\nEOF\r\n");
	server.shared->script_count = 1;
	assert_ok(bo_registrar_prices(registrar, &prices, &count, &answer, &error));
	server.shared->script_count = 0;
	assert_int_equal(answer.kind, BO_ANSWER_OK);
	assert_string_equal(server.shared->commands, "COMMAND=StatusUser\nRELATIONS=1\nPROPERTIES=TLDDATA#");
	assert_int_equal(count, 4);
	static const struct {
		const char *zone, *class, *currency;
		bool lite;
		bo_money_t amount;
	} wanted[] = {{"com", "COM", "USD", false, 6900}, {"com", "COM", "USD", true, 1950},
			{"co.uk", "COUK", "GBP", false, 2500}, {"", "XX", "USD", false, 300}};
	for (size_t i = 0; i < COUNT_OF(wanted); i++) {
		assert_string_equal(prices[i].zone, wanted[i].zone);
		assert_string_equal(prices[i].zone_class, wanted[i].class);
		assert_string_equal(prices[i].currency, wanted[i].currency);
		assert_int_equal(prices[i].lite, wanted[i].lite);
		assert_int_equal(prices[i].amount, wanted[i].amount);
	}
	free(prices);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_all_applications),
			cmocka_unit_test(test_reader_that_stops),
			cmocka_unit_test(test_list_that_changes),
			cmocka_unit_test(test_availability),
			cmocka_unit_test(test_availability_in_groups),
			cmocka_unit_test(test_what_is_sent),
			cmocka_unit_test(test_what_is_said_beforehand),
			cmocka_unit_test(test_prices),
	};
	return cmocka_run_group_tests(tests, prepare, finish);
}
