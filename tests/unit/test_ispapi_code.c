/* Proves what each code, HTTP outcome and property means for the layers above. */
#include "base/bo_time.h"
#include "registrar/bo_ispapi_code.h"
#include "registrar/bo_ispapi_read.h"
#include "test_ispapi_answers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_code_classes(void **state)
{
	(void)state;
	static const struct {
		int code;
		bo_answer_kind_t add, status, domain;
	} cases[] = {
			{200, BO_ANSWER_OK, BO_ANSWER_OK, BO_ANSWER_OK},
			{210, BO_ANSWER_OK, BO_ANSWER_OK, BO_ANSWER_OK},
			{211, BO_ANSWER_OK, BO_ANSWER_OK, BO_ANSWER_OK},
			{219, BO_ANSWER_OK, BO_ANSWER_OK, BO_ANSWER_OK},
			{420, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY},
			{421, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY},
			{423, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY},
			{425, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY},
			{500, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED},
			{504, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED},
			{505, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED},
			{510, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED},
			{520, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY},
			{521, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY},
			{530, BO_ANSWER_AUTH, BO_ANSWER_AUTH, BO_ANSWER_AUTH},
			{531, BO_ANSWER_AUTH, BO_ANSWER_AUTH, BO_ANSWER_REFUSED},
			{540, BO_ANSWER_DUPLICATE, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED},
			{541, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED},
			{545, BO_ANSWER_REFUSED, BO_ANSWER_NOT_FOUND, BO_ANSWER_NOT_FOUND},
			{546, BO_ANSWER_NO_FUNDS, BO_ANSWER_NO_FUNDS, BO_ANSWER_NO_FUNDS},
			{549, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED},
			{552, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED},
			{554, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED, BO_ANSWER_REFUSED},
			/* Nothing is known about these: an application may have been placed. */
			{100, BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY},
			{302, BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY},
			{999, BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (bo_ispapi_kind(&bo_ispapi_add_application, cases[i].code) != cases[i].add ||
				bo_ispapi_kind(&bo_ispapi_status_application, cases[i].code) != cases[i].status ||
				bo_ispapi_kind(&bo_ispapi_status_domain, cases[i].code) != cases[i].domain) {
			fail_msg("code %d", cases[i].code);
		}
	}
}

/* One attempt, and what an application (acts twice if repeated) and a read make of it. */
static void test_outcomes(void **state)
{
	(void)state;
	static const struct {
		bo_http_outcome_t outcome;
		int status;
		const char *body; /* or the error text */
		bo_answer_kind_t add, read;
		int code;
		const char *text;
		bool add_repeats, read_repeats;
	} cases[] = {
			{BO_HTTP_UNSENT, 0, "Connection refused", BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, 0,
					"Connection refused", true, true},
			{BO_HTTP_UNKNOWN, 0, "Timeout", BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 0, "Timeout", false, true},
			{BO_HTTP_ANSWERED, 200, ANSWER_ADD_APPLICATION, BO_ANSWER_OK, BO_ANSWER_OK, 200,
					"Command completed successfully", false, false},
			{BO_HTTP_ANSWERED, 200, ANSWER_OBJECT_LOG, BO_ANSWER_OK, BO_ANSWER_OK, 200,
					"Command completed successfully", false, false},
			{BO_HTTP_ANSWERED, 500, ANSWER_LOGIN_500, BO_ANSWER_AUTH, BO_ANSWER_AUTH, 530,
					"Authentication failed", false, false},
			{BO_HTTP_ANSWERED, 200, "[RESPONSE]\nCODE=421\nDESCRIPTION=try again\nEOF\n", BO_ANSWER_TEMPORARY,
					BO_ANSWER_TEMPORARY, 421, "try again", false, true},
			{BO_HTTP_ANSWERED, 200, "[RESPONSE]\nCODE=425\nDESCRIPTION=slow down\nEOF\n", BO_ANSWER_TEMPORARY,
					BO_ANSWER_TEMPORARY, 425, "slow down", false, true},
			{BO_HTTP_ANSWERED, 200, ANSWER_INVALID, BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 0,
					"The answer is cut off or is none of the registrar's.", false, true},
			{BO_HTTP_ANSWERED, 200, "", BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 0, "The answer is empty.", false,
					true},
			{BO_HTTP_ANSWERED, 404, "Not found", BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, 404,
					"HTTP status 404 from the registrar's address.", false, true},
			{BO_HTTP_ANSWERED, 301, "", BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, 301,
					"HTTP status 301 from the registrar's address.", false, true},
			{BO_HTTP_ANSWERED, 429, "", BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, 429,
					"HTTP status 429 from the registrar's address.", false, true},
			{BO_HTTP_ANSWERED, 502, "", BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 502,
					"HTTP status 502 from the registrar's address.", false, true},
			{BO_HTTP_ANSWERED, 530, "", BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 530,
					"HTTP status 530 from the registrar's address.", false, true},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bo_answer_t add, read;
		bo_ispapi_answer_t parsed;
		bo_http_result_t result = {.outcome = cases[i].outcome, .status = cases[i].status, .seconds = 0.5};
		if (result.outcome == BO_HTTP_ANSWERED) {
			result.body = cases[i].body;
			result.length = strlen(cases[i].body);
		} else {
			result.text = cases[i].body;
		}
		assert_int_equal(
				bo_ispapi_answer_parse(&parsed, result.body ? result.body : "", result.length, NULL), BO_OK);
		bo_ispapi_classify(&add, &bo_ispapi_add_application, &result, &parsed);
		bo_ispapi_classify(&read, &bo_ispapi_status_account, &result, &parsed);
		if (add.kind != cases[i].add || read.kind != cases[i].read || add.code != cases[i].code ||
				strcmp(read.text, cases[i].text) != 0 || add.seconds != 0.5) {
			fail_msg("case %zu: %d %d %d %s", i, add.kind, read.kind, add.code, read.text);
		}
		if (bo_ispapi_may_repeat(&bo_ispapi_add_application, &add, &result) != cases[i].add_repeats ||
				bo_ispapi_may_repeat(&bo_ispapi_status_account, &read, &result) != cases[i].read_repeats) {
			fail_msg("case %zu: repeats", i);
		}
		bo_ispapi_answer_dispose(&parsed);
	}
}

static void test_what_stops_a_run(void **state)
{
	(void)state;
	assert_true(bo_ispapi_stops_run(&(bo_answer_t){.kind = BO_ANSWER_AUTH, .code = 530}));
	assert_false(bo_ispapi_stops_run(&(bo_answer_t){.kind = BO_ANSWER_AUTH, .code = 531}));
	assert_false(bo_ispapi_stops_run(&(bo_answer_t){.kind = BO_ANSWER_LOST, .code = 530}));
	assert_true(bo_ispapi_stops_run(&(bo_answer_t){.kind = BO_ANSWER_AUTH, .code = 535}));
	assert_false(bo_ispapi_stops_run(&(bo_answer_t){.kind = BO_ANSWER_TEMPORARY, .code = 425}));
	for (int code = 420; code < 430; code++) {
		assert_int_equal(bo_ispapi_wants_pause(&(bo_answer_t){.kind = BO_ANSWER_TEMPORARY, .code = code}),
				code == 422 || code == 425 || code == 429);
	}
	assert_false(bo_ispapi_wants_pause(&(bo_answer_t){.kind = BO_ANSWER_LOST, .code = 425}));
	assert_false(bo_ispapi_stops_run(&(bo_answer_t){.kind = BO_ANSWER_OK, .code = 200}));
}

static void read_application(bo_application_t *out, const char *text, const char *reference)
{
	bo_ispapi_answer_t answer;
	memset(out, 0, sizeof(*out));
	out->answer.kind = BO_ANSWER_OK;
	assert_int_equal(bo_ispapi_answer_parse(&answer, text, strlen(text), NULL), BO_OK);
	bo_ispapi_read_application(out, &answer, reference);
	bo_ispapi_answer_dispose(&answer);
}

static void test_documented_status(void **state)
{
	(void)state;
	bo_application_t application;
	read_application(&application, ANSWER_STATUS_APPLICATION, "10699");
	assert_int_equal(application.answer.kind, BO_ANSWER_OK);
	assert_int_equal(application.state, BO_APPLICATION_WAITING);
	assert_string_equal(application.reference, "10699");
	assert_string_equal(application.status_text, "ACTIVE");
	assert_string_equal(application.name, "hexonet-application.com");
	assert_int_equal(application.created, 1475757497);
	assert_string_equal(application.auction_url, "");
	assert_true(application.auction_end == BO_TIME_NONE);
	/* Mixed up connections must not end somebody else's order. */
	read_application(&application, ANSWER_STATUS_APPLICATION, "10700");
	assert_int_equal(application.answer.kind, BO_ANSWER_TEMPORARY);
	read_application(&application, "PROPERTY[APPLICATION][0]=1\n", "1");
	assert_int_equal(application.answer.kind, BO_ANSWER_TEMPORARY);
}

static void test_application_states(void **state)
{
	(void)state;
	static const struct {
		const char *word;
		bo_application_state_t state;
	} cases[] = {
			{"REQUESTED", BO_APPLICATION_WAITING},
			{"ACTIVE", BO_APPLICATION_WAITING},
			{"PROCESSING", BO_APPLICATION_WAITING},
			{"SOMETHING-NEW", BO_APPLICATION_WAITING},
			{"SUCCESSFUL", BO_APPLICATION_SUCCESSFUL},
			{"successful", BO_APPLICATION_SUCCESSFUL},
			{"SUCCESSFULLY", BO_APPLICATION_WAITING},
			{"FAILED", BO_APPLICATION_FAILED},
			{"AUCTION-PENDING", BO_APPLICATION_AUCTION_PENDING},
			{"AUCTION-WON", BO_APPLICATION_AUCTION_WON},
			{"AUCTION-LOST", BO_APPLICATION_AUCTION_LOST},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char text[128];
		bo_application_t application;
		snprintf(text, sizeof(text), "PROPERTY[STATUS][0] = %s\n", cases[i].word);
		read_application(&application, text, "1");
		assert_int_equal(application.state, cases[i].state);
		assert_string_equal(application.status_text, cases[i].word);
	}
}

static void test_auction_facts(void **state)
{
	(void)state;
	bo_application_t application;
	read_application(&application,
			"PROPERTY[STATUS][0]=AUCTION-PENDING\n"
			"PROPERTY[AUCTION-URL][0]=https://www.premiumsale.com/auction/x.com\n"
			"PROPERTY[AUCTION-STATUS][0]=RUNNING\nPROPERTY[AUCTION-CURRENCY][0]=USD\n"
			"PROPERTY[AUCTION-BESTBID][0]=25.00\nPROPERTY[AUCTION-NUMBEROFBIDS][0]=4\n"
			"PROPERTY[AUCTION-NUMBEROFBIDDERS][0]=3\nPROPERTY[AUCTION-STARTDATE][0]=2016-10-06 20:00:00\n"
			"PROPERTY[AUCTION-ENDDATE][0]=2016-10-09 20:00:00.0\n",
			"1");
	assert_string_equal(application.auction_url, "https://www.premiumsale.com/auction/x.com");
	assert_string_equal(application.auction_status, "RUNNING");
	assert_string_equal(application.auction_currency, "USD");
	assert_string_equal(application.auction_best_bid, "25.00");
	assert_string_equal(application.auction_bids, "4");
	assert_string_equal(application.auction_bidders, "3");
	assert_int_equal(application.auction_start, 1475784000);
	assert_int_equal(application.auction_end, 1476043200);
	read_application(
			&application, "PROPERTY[STATUS][0]=x\nPROPERTY[AUCTION-URL][0]=javascript:alert(1)\n", "1");
	assert_string_equal(application.auction_url, "");
}

static void test_domain_dates(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t created, expires;
	} cases[] = {
			{ANSWER_STATUS_DOMAIN, 1474901600, 1506437600},
			{"PROPERTY[CREATEDDATE][0]=2016-09-26 14:53:20\n"
			 "PROPERTY[EXPIRATIONDATE][0]=0000-00-00 00:00:00\n"
			 "PROPERTY[REGISTRATIONEXPIRATIONDATE][0]=2017-09-26 14:53:20\n",
					1474901600, 1506437600},
			{"PROPERTY[PAIDUNTILDATE][0]=2018-09-26 14:53:20\n", BO_TIME_NONE, BO_TIME_NONE},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bo_domain_facts_t facts = {0};
		bo_ispapi_answer_t answer;
		assert_int_equal(bo_ispapi_answer_parse(&answer, cases[i].text, strlen(cases[i].text), NULL), BO_OK);
		bo_ispapi_read_domain(&facts, &answer);
		assert_true(facts.created == cases[i].created);
		assert_true(facts.expires == cases[i].expires);
		bo_ispapi_answer_dispose(&answer);
	}
}

static void test_what_may_be_asked(void **state)
{
	(void)state;
	assert_true(bo_ispapi_plain_name("example.com"));
	assert_true(bo_ispapi_plain_name("xn--mller-kva.co.uk"));
	assert_false(bo_ispapi_plain_name("*.com"));
	assert_false(bo_ispapi_plain_name("com"));
	assert_false(bo_ispapi_plain_name("a.com\nNEW=1"));
	assert_false(bo_ispapi_plain_name("m\xc3\xbcller.com"));
	assert_false(bo_ispapi_plain_name(""));
	assert_false(bo_ispapi_plain_name(NULL));
	assert_true(bo_ispapi_plain_reference("10700"));
	assert_false(bo_ispapi_plain_reference(""));
	assert_false(bo_ispapi_plain_reference(NULL));
	assert_false(bo_ispapi_plain_reference("107*"));
	assert_false(bo_ispapi_plain_reference("1 2"));
	assert_false(bo_ispapi_plain_reference("1\nNEW=1"));
	assert_false(
			bo_ispapi_plain_reference("1234567890123456789012345678901234567890123456789012345678901234"));
	assert_true(bo_ispapi_about((bo_ispapi_text_t){"EXAMPLE.com", 11}, "example.com"));
	assert_false(bo_ispapi_about((bo_ispapi_text_t){"other.com", 9}, "example.com"));
	assert_true(bo_ispapi_about((bo_ispapi_text_t){NULL, 0}, "example.com"));
	assert_true(bo_ispapi_about((bo_ispapi_text_t){"m\xc3\xbcller.com", 11}, "xn--mller-kva.com"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_code_classes),
			cmocka_unit_test(test_outcomes),
			cmocka_unit_test(test_what_stops_a_run),
			cmocka_unit_test(test_documented_status),
			cmocka_unit_test(test_application_states),
			cmocka_unit_test(test_auction_facts),
			cmocka_unit_test(test_domain_dates),
			cmocka_unit_test(test_what_may_be_asked),
	};
	return cmocka_run_group_tests_name("ispapi_code", tests, NULL, NULL);
}
