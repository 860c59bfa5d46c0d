/* Proves the driver over TLS, with HTTP/2 where it is offered and HTTP/1.1 where not: whom it trusts, and
 * that no application is placed twice when connections break. */
#include "registrar/bo_ispapi_run.h"
#include "registrar/bo_registrar.h"
#include "support/bo_standin.h"
#include "support/bo_test.h"

#include <curl/curl.h>
#include <stdlib.h>

#define NAMES 60

static bo_context_t *context;
static bo_registrar_t *registrar;
static const char *ca_file;

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	return 0;
}

/* After a stand-in came up: its account, and short pauses. */
static void connect_to(const char *trusted)
{
	bo_standin_settings(context);
	bo_test_setting(context, "registrar_ca_file", trusted);
	bo_test_setting(context, "registrar_parallel", "8");
	bo_test_setting(context, "registrar_total_ms", "5000");
	assert_ok(bo_registrar_get(&registrar, context, &error));
	((bo_ispapi_t *)registrar->state)->pause_ms = 5;
}

static bo_answer_t log_in(void)
{
	bo_answer_t answer;
	assert_ok(bo_registrar_authenticate(registrar, &answer, &error));
	return answer;
}

static int found(const char *path, const char *word)
{
	int count = 0;
	char *text = bo_standin_control(path, NULL);
	for (const char *at = text; (at = strstr(at, word)); at += strlen(word)) {
		count++;
	}
	free(text);
	return count;
}

/* Applications over connections that break before and after the registrar acted. */
static void apply_while_it_breaks(void)
{
	static const char *const kinds[] = {"drop-before", "drop-after", "cut"};
	static char names[NAMES][16];
	bo_contact_t contact = {.first_name = "Ada",
			.last_name = "Lovelace",
			.street = "1 Main Street",
			.city = "London",
			.zip = "N1",
			.country = "GB",
			.phone = "+44.201234567",
			.email = "ada@example.com"};
	bo_apply_request_t requests[NAMES];
	bo_apply_result_t results[NAMES];
	int ok = 0, lost = 0;
	bo_standin_tell("/control/reset", "{}");
	bo_standin_tell("/control/clock", "{\"now\":1795424400}");
	bo_standin_list(0, NAMES, "2026-11-26 18:00:00");
	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		char body[160];
		snprintf(body, sizeof(body),
				"{\"kind\":\"%s\",\"match\":{\"command\":\"AddDomainApplication\"},\"times\":4,\"skip\":%zu}",
				kinds[i], 3 + 10 * i);
		bo_standin_tell("/control/fault", body);
	}
	for (int i = 0; i < NAMES; i++) {
		snprintf(names[i], sizeof(names[i]), "n%d.com", i);
		requests[i] = (bo_apply_request_t){.name = names[i], .contact = &contact, .client_id = 1};
	}
	assert_ok(bo_registrar_apply(registrar, requests, NAMES, results, &error));
	for (int i = 0; i < NAMES; i++) {
		char word[48];
		snprintf(word, sizeof(word), "\"domain\":\"n%d.com\"", i);
		int placed = found("/control/applications", word);
		assert_in_range(placed, 0, 1);
		ok += results[i].answer.kind == BO_ANSWER_OK;
		lost += results[i].answer.kind == BO_ANSWER_LOST;
		if (results[i].answer.kind == BO_ANSWER_OK) {
			assert_int_equal(placed, 1);
		} else if (results[i].answer.kind != BO_ANSWER_LOST) {
			assert_int_equal(placed, 0); /* surely not sent, or never asked */
		}
	}
	assert_int_equal(lost, 12);
	assert_int_equal(ok, NAMES - 12);
}

static void test_http2_where_it_is_offered(void **state)
{
	(void)state;
	bo_standin_start_tls("ispapi", true, &ca_file);
	connect_to(ca_file);
	assert_int_equal(log_in().kind, BO_ANSWER_OK);
	bool knows = (curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_HTTP2) != 0;
	assert_int_equal(found("/control/log?command=CheckAuthentication",
							 knows ? "\"http\":\"2.0\"" : "\"http\":\"1.1\""),
			1);
	apply_while_it_breaks();
	assert_int_equal(found("/control/log?command=AddDomainApplication", "\"http\":\"1.1\"") == 0, knows);
	bo_standin_stop();
}

static void test_http1_where_it_is_not(void **state)
{
	(void)state;
	bo_standin_start_tls("cnr", false, &ca_file);
	connect_to(ca_file);
	assert_int_equal(log_in().kind, BO_ANSWER_OK);
	assert_int_equal(found("/control/log?command=StatusAccount", "\"http\":\"1.1\""), 1);
	apply_while_it_breaks();
	bo_standin_stop();
}

/* A certificate that nobody vouches for: nothing is sent, and the text says why. */
static void test_certificate_that_is_not_trusted(void **state)
{
	(void)state;
	bo_standin_start_tls("ispapi", true, &ca_file);
	connect_to(NULL);
	bo_answer_t answer = log_in();
	assert_int_equal(answer.kind, BO_ANSWER_TEMPORARY);
	assert_non_null(strstr(answer.text, "certificate"));
	assert_int_equal(found("/control/log", "CheckAuthentication"), 0);
	bo_standin_stop();
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup(test_http2_where_it_is_offered, prepare),
			cmocka_unit_test_setup(test_http1_where_it_is_not, prepare),
			cmocka_unit_test_setup(test_certificate_that_is_not_trusted, prepare)};
	return cmocka_run_group_tests(tests, NULL, bo_test_teardown);
}
