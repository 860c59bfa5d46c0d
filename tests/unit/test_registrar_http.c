/* Proves the driver against a real HTTP server: what is sent, what each kind of failure comes to, and that
 * many calls run at once. */
#include "base/bo_time.h"
#include "context/bo_context.h"
#include "registrar/bo_ispapi_run.h"
#include "registrar/bo_registrar.h"
#include "registrar/bo_registrar_driver.h"
#include "test_registrar_server.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <time.h>

#include <cmocka.h>

#define PASSWORD "s3cret&pass=word"

static server_t server;

typedef struct {
	bo_context_t *context;
	bo_registrar_t *registrar;
} fixture_t;

static void configure(fixture_t *fixture, const char *url, int parallel, int total_ms)
{
	bo_error_t error = {0};
	bo_value_t *settings = bo_value_map();
	assert_non_null(settings);
	bo_map_text(settings, "db_user", "nobody"); /* required, never connected to */
	bo_map_text(settings, "db_database", "none");
	bo_map_text(settings, "registrar_login", "test.user!role");
	bo_map_text(settings, "registrar_password", PASSWORD);
	bo_map_bool(settings, "registrar_test_mode", true);
	bo_map_text(settings, "registrar_url", url);
	bo_map_int(settings, "registrar_parallel", parallel);
	bo_map_int(settings, "registrar_connect_ms", 1000);
	bo_map_int(settings, "registrar_total_ms", total_ms);
	bo_map_text(settings, "referer", "https://whmcs.example.com/");
	fixture->context = bo_context_new();
	assert_non_null(fixture->context);
	if (bo_context_configure(fixture->context, settings, &error) != BO_OK ||
			bo_context_begin(fixture->context, &error) != BO_OK ||
			bo_registrar_get(&fixture->registrar, fixture->context, &error) != BO_OK) {
		fail_msg("%s", error.message);
	}
	bo_value_free(settings);
	/* The pauses of production would make the tests slow. */
	((bo_ispapi_t *)fixture->registrar->state)->pause_ms = 10;
}

static void begin(fixture_t *fixture, int parallel, int total_ms)
{
	char url[64];
	snprintf(url, sizeof(url), "http://127.0.0.1:%d/api/call.cgi", server.port);
	configure(fixture, url, parallel, total_ms);
	server_shared_t *shared = server.shared;
	shared->connections = shared->requests = shared->adds = shared->flaky = shared->in_flight =
			shared->most_in_flight = 0;
	shared->list_total = shared->list_page = 0;
}

static void end(fixture_t *fixture)
{
	bo_context_free(fixture->context);
}

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const bo_contact_t contact = {
		.first_name = "J\xc3\xbcrgen",
		.last_name = "M & Co",
		.street = "Main St 1\r\nNEW=1",
		.city = "Berlin",
		.zip = "10115",
		.country = "DE",
		.phone = "030 1234567",
		.email = "j@example.com",
};

static void apply(fixture_t *fixture, const char *const *names, size_t count, bo_apply_result_t *results)
{
	bo_error_t error = {0};
	bo_apply_request_t *requests = calloc(count, sizeof(*requests));
	assert_non_null(requests);
	for (size_t i = 0; i < count; i++) {
		requests[i] = (bo_apply_request_t){.name = names[i], .contact = &contact};
	}
	if (bo_registrar_apply(fixture->registrar, requests, count, results, &error) != BO_OK) {
		fail_msg("%s", error.message);
	}
	free(requests);
}

static bo_apply_result_t apply_one(fixture_t *fixture, const char *name)
{
	bo_apply_result_t result;
	apply(fixture, &name, 1, &result);
	return result;
}

static bo_domain_facts_t domain(fixture_t *fixture, const char *name)
{
	bo_domain_facts_t facts;
	bo_error_t error = {0};
	if (bo_registrar_domains(fixture->registrar, &name, 1, &facts, &error) != BO_OK) {
		fail_msg("%s", error.message);
	}
	return facts;
}

/* --- what is sent --- */

static void test_request_as_documented(void **state)
{
	(void)state;
	fixture_t f;
	begin(&f, 1, 5000);
	bo_apply_result_t result = apply_one(&f, "ok.com");
	assert_int_equal(result.answer.kind, BO_ANSWER_OK);
	assert_int_equal(result.answer.code, 200);
	assert_true(result.answer.seconds > 0 && result.answer.seconds < 5);
	assert_string_equal(result.reference, "R-ok.com");
	const char *head = server.shared->head;
	assert_true(strncmp(head, "POST /api/call.cgi HTTP/1.1\r\n", 29) == 0);
	assert_non_null(strstr(head, "Content-Type: application/x-www-form-urlencoded"));
	assert_non_null(strstr(head, "Referer: https://whmcs.example.com/"));
	assert_non_null(strstr(head, "User-Agent: ispapibackorder"));
	assert_null(strcasestr(head, "Expect:"));
	assert_string_equal(server.shared->body,
			"s_entity=1234&s_login=test.user%21role&s_pw=s3cret%26pass%3Dword&s_command="
			"COMMAND%3DAddDomainApplication%0ACLASS%3DBACKORDER%0ADOMAIN%3Dok.com"
#define FIELDS(key)                                                                       \
	"%0A" key "FIRSTNAME%3DJ%C3%BCrgen%0A" key "LASTNAME%3DM%20%26%20Co%0A" key           \
	"STREET%3DMain%20St%201%20NEW%3D1%0A" key "CITY%3DBerlin%0A" key "ZIP%3D10115%0A" key \
	"COUNTRY%3DDE%0A" key "PHONE%3D%2B49.301234567%0A" key "EMAIL%3Dj%40example.com"
			FIELDS("OWNERCONTACT0") FIELDS("ADMINCONTACT0") FIELDS("TECHCONTACT0") FIELDS("BILLINGCONTACT0"));
	end(&f);
}

static void test_lite_and_bad_items(void **state)
{
	(void)state;
	fixture_t f;
	bo_error_t error = {0};
	begin(&f, 4, 5000);
	bo_apply_request_t requests[] = {
			{.name = "not a name", .contact = &contact},
			{.name = "ok-lite.com", .contact = &contact, .lite = true},
			{.name = "ok.com", .contact = NULL},
	};
	bo_apply_result_t results[3];
	assert_int_equal(bo_registrar_apply(f.registrar, requests, 3, results, &error), BO_OK);
	assert_int_equal(results[0].answer.kind, BO_ANSWER_REFUSED);
	assert_int_equal(results[1].answer.kind, BO_ANSWER_OK);
	assert_int_equal(results[2].answer.kind, BO_ANSWER_REFUSED);
	assert_int_equal(server.shared->requests, 1);
	assert_non_null(strstr(server.shared->body, "%0AX-BACKORDER-LITE%3D1"));
	assert_null(strstr(server.shared->body, "%0ANEW"));
	assert_int_equal(bo_registrar_apply(f.registrar, requests, 0, NULL, &error), BO_OK);
	end(&f);
}

static void test_login_and_account(void **state)
{
	(void)state;
	fixture_t f;
	bo_answer_t answer;
	bo_account_t account;
	bo_error_t error = {0};
	begin(&f, 1, 5000);
	assert_int_equal(bo_registrar_authenticate(f.registrar, &answer, &error), BO_OK);
	assert_int_equal(answer.kind, BO_ANSWER_OK);
	assert_non_null(strstr(server.shared->body,
			"COMMAND%3DCheckAuthentication%0ASUBUSER%3Dtest.user%21role%0APASSWORD%3Ds3cret%26pass%3Dword"));
	assert_int_equal(bo_registrar_account(f.registrar, &account, &error), BO_OK);
	assert_int_equal(account.answer.kind, BO_ANSWER_OK);
	assert_int_equal(account.balance, 990203);
	assert_int_equal(account.reserved, 151762);
	assert_string_equal(account.currency, "EUR");
	end(&f);
}

/* --- what answers come to --- */

static void test_status_and_withdraw(void **state)
{
	(void)state;
	fixture_t f;
	bo_error_t error = {0};
	const char *references[] = {"10700", "code545", "other", "b*d", "code552"};
	bo_application_t results[5];
	bo_answer_t answers[5];
	begin(&f, 4, 5000);
	assert_int_equal(bo_registrar_status(f.registrar, references, 5, results, &error), BO_OK);
	assert_int_equal(results[0].answer.kind, BO_ANSWER_OK);
	assert_int_equal(results[0].state, BO_APPLICATION_SUCCESSFUL);
	assert_string_equal(results[0].reference, "10700");
	assert_true(results[0].created == BO_TIME_NONE);
	assert_int_equal(results[1].answer.kind, BO_ANSWER_NOT_FOUND);
	assert_int_equal(results[2].answer.kind, BO_ANSWER_TEMPORARY);
	assert_int_equal(results[3].answer.kind, BO_ANSWER_REFUSED);
	assert_int_equal(results[4].answer.kind, BO_ANSWER_REFUSED);
	assert_string_equal(results[4].answer.text, "The text of 552");
	assert_int_equal(bo_registrar_withdraw(f.registrar, references, 5, answers, &error), BO_OK);
	assert_int_equal(answers[0].kind, BO_ANSWER_OK);
	assert_int_equal(answers[1].kind, BO_ANSWER_NOT_FOUND);
	assert_int_equal(answers[3].kind, BO_ANSWER_REFUSED);
	assert_int_equal(answers[4].kind, BO_ANSWER_REFUSED);
	end(&f);
}

static void test_failures(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		bo_answer_kind_t add, read;
		int code, adds;
	} cases[] = {
			{"drop.com", BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 0, 1},
			{"cut0.com", BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 0, 1},
			{"cut30.com", BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 0, 1},
			{"short60.com", BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 0, 1},
			{"short0.com", BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 0, 1},
			{"html.com", BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 0, 1},
			{"big.com", BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 0, 1},
			{"http500.com", BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 500, 1},
			{"http502.com", BO_ANSWER_LOST, BO_ANSWER_TEMPORARY, 502, 1},
			{"http429.com", BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, 429, 1},
			{"http404.com", BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, 404, 1},
			{"http302.com", BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, 302, 1},
			{"code421.com", BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, 421, 1},
			{"code520.com", BO_ANSWER_TEMPORARY, BO_ANSWER_TEMPORARY, 520, 1},
			{"code530.com", BO_ANSWER_AUTH, BO_ANSWER_AUTH, 530, 1},
			{"code531.com", BO_ANSWER_AUTH, BO_ANSWER_REFUSED, 531, 1},
			{"code540.com", BO_ANSWER_DUPLICATE, BO_ANSWER_REFUSED, 540, 1},
			{"code545.com", BO_ANSWER_REFUSED, BO_ANSWER_NOT_FOUND, 545, 1},
			{"code546.com", BO_ANSWER_NO_FUNDS, BO_ANSWER_NO_FUNDS, 546, 1},
			{"code549.com", BO_ANSWER_REFUSED, BO_ANSWER_REFUSED, 549, 1},
			{"chunked.com", BO_ANSWER_OK, BO_ANSWER_OK, 200, 1},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fixture_t f;
		begin(&f, 2, 5000);
		bo_apply_result_t added = apply_one(&f, cases[i].name);
		bo_domain_facts_t read = domain(&f, cases[i].name);
		if (added.answer.kind != cases[i].add || added.answer.code != cases[i].code ||
				read.answer.kind != cases[i].read || server.shared->adds != cases[i].adds) {
			fail_msg("%s: add %d (%s), read %d (%s), code %d, %d applications", cases[i].name,
					added.answer.kind, added.answer.text, read.answer.kind, read.answer.text,
					added.answer.code, server.shared->adds);
		}
		assert_true((added.answer.kind == BO_ANSWER_OK) == (added.reference[0] != '\0'));
		assert_true(added.answer.text[0] != '\0');
		assert_null(strstr(added.answer.text, PASSWORD));
		end(&f);
	}
}

/* A broken connection at any byte of the answer: never a success, never sent twice. */
static void test_cut_at_every_byte(void **state)
{
	(void)state;
	fixture_t f;
	char name[32];
	begin(&f, 1, 5000);
	int sent = 0;
	for (int length = 0; length < 120; length++) {
		snprintf(name, sizeof(name), "%s%d.com", length % 2 ? "cut" : "short", length);
		bo_apply_result_t result = apply_one(&f, name);
		sent++;
		assert_int_equal(result.answer.kind, BO_ANSWER_LOST);
		assert_string_equal(result.reference, "");
	}
	assert_int_equal(server.shared->adds, sent);
	end(&f);
}

static void test_reads_are_repeated(void **state)
{
	(void)state;
	fixture_t f;
	begin(&f, 2, 5000);
	bo_domain_facts_t facts = domain(&f, "flaky.com");
	assert_int_equal(facts.answer.kind, BO_ANSWER_OK);
	assert_int_equal(facts.created, 1474901600);
	assert_int_equal(server.shared->requests, 2);
	domain(&f, "code421.com");
	assert_int_equal(server.shared->requests, 5);
	domain(&f, "http503.com");
	assert_int_equal(server.shared->requests, 8);
	/* An application that was answered is left to the next run. */
	apply_one(&f, "code421.com");
	assert_int_equal(server.shared->requests, 9);
	end(&f);
}

/* libcurl repeats by itself when a connection that was kept alive breaks: fine for reads, not for
 * applications. */
static void test_broken_keep_alive(void **state)
{
	(void)state;
	fixture_t f;
	begin(&f, 1, 5000);
	assert_int_equal(apply_one(&f, "ok.com").answer.kind, BO_ANSWER_OK);
	bo_apply_result_t result = apply_one(&f, "refail.com");
	assert_int_equal(result.answer.kind, BO_ANSWER_LOST);
	assert_int_equal(server.shared->adds, 2);
	assert_int_equal(domain(&f, "ok.com").answer.kind, BO_ANSWER_OK);
	assert_int_equal(domain(&f, "refail.com").answer.kind, BO_ANSWER_OK);
	end(&f);
}

static void test_timeouts(void **state)
{
	(void)state;
	fixture_t f;
	begin(&f, 2, 300);
	double start = seconds();
	bo_apply_result_t result = apply_one(&f, "hang.com");
	assert_int_equal(result.answer.kind, BO_ANSWER_LOST);
	assert_true(seconds() - start < 2);
	assert_int_equal(server.shared->adds, 1);
	assert_int_equal(domain(&f, "hang.com").answer.kind, BO_ANSWER_TEMPORARY);
	assert_int_equal(server.shared->requests, 4);
	end(&f);
}

static void test_nobody_listens(void **state)
{
	(void)state;
	fixture_t f;
	const char *names[] = {"a.com", "b.com"};
	bo_apply_result_t results[2];
	begin(&f, 4, 5000);
	end(&f);
	configure(&f, "http://127.0.0.1:1/", 4, 5000);
	apply(&f, names, 2, results);
	assert_int_equal(results[0].answer.kind, BO_ANSWER_TEMPORARY);
	assert_int_equal(results[1].answer.kind, BO_ANSWER_TEMPORARY);
	assert_int_equal(results[0].answer.code, 0);
	assert_true(results[0].answer.text[0] != '\0');
	end(&f);
}

/* TLS that does not come about: nothing was sent, so trying again is safe. */
static void test_no_tls(void **state)
{
	(void)state;
	fixture_t f;
	char url[64];
	begin(&f, 1, 5000);
	end(&f);
	snprintf(url, sizeof(url), "https://127.0.0.1:%d/api/call.cgi", server.port);
	configure(&f, url, 1, 5000);
	bo_apply_result_t result = apply_one(&f, "ok.com");
	assert_int_equal(result.answer.kind, BO_ANSWER_TEMPORARY);
	assert_int_equal(server.shared->adds, 0);
	assert_int_equal(server.shared->connections, 3);
	end(&f);
}

/* --- many at once --- */

#define MANY 200

static void test_many_at_once(void **state)
{
	(void)state;
	fixture_t f;
	bo_error_t error = {0};
	char(*references)[32] = calloc(MANY, sizeof(*references));
	const char **pointers = calloc(MANY, sizeof(*pointers));
	bo_application_t *results = calloc(MANY, sizeof(*results));
	assert_true(references && pointers && results);
	for (int i = 0; i < MANY; i++) {
		snprintf(references[i], sizeof(references[i]), "slow-%d", i);
		pointers[i] = references[i];
	}
	begin(&f, 16, 5000);
	double start = seconds();
	assert_int_equal(bo_registrar_status(f.registrar, pointers, MANY, results, &error), BO_OK);
	double took = seconds() - start;
	for (int i = 0; i < MANY; i++) {
		assert_int_equal(results[i].answer.kind, BO_ANSWER_OK);
		assert_string_equal(results[i].reference, references[i]);
	}
	/* 200 x 150 ms is 30 s one after the other. */
	assert_true(took < 10);
	assert_in_range(server.shared->most_in_flight, 8, 16);
	assert_int_equal(server.shared->requests, MANY);
	/* Kept-alive connections, also across calls. */
	assert_in_range(server.shared->connections, 1, 16);
	int connections = server.shared->connections;
	assert_int_equal(bo_registrar_status(f.registrar, pointers, 16, results, &error), BO_OK);
	assert_int_equal(server.shared->connections, connections);
	end(&f);
	free(references);
	free(pointers);
	free(results);
}

static void test_deadline(void **state)
{
	(void)state;
	fixture_t f;
	const char *names[] = {"hang1.com", "slow.com", "hang2.com", "hang3.com", "ok1.com", "ok2.com"};
	bo_apply_result_t results[6];
	begin(&f, 2, 30000);
	bo_registrar_limit(f.registrar, 1000);
	double start = seconds();
	apply(&f, names, 6, results);
	assert_true(seconds() - start < 3);
	assert_int_equal(results[0].answer.kind, BO_ANSWER_LOST);
	assert_int_equal(results[1].answer.kind, BO_ANSWER_OK);
	assert_int_equal(results[2].answer.kind, BO_ANSWER_LOST);
	assert_int_equal(results[3].answer.kind, BO_ANSWER_NONE);
	assert_int_equal(results[5].answer.kind, BO_ANSWER_NONE);
	assert_string_equal(results[5].answer.text, "Not asked: the time for this run was used up.");
	end(&f);
}

/* Applies for `first` and then many good names with one call at a time. */
static size_t asked_after(const char *first, bo_apply_result_t *results, const char *kind_text)
{
	fixture_t f;
	const char *names[40] = {first};
	size_t asked = 0;
	for (size_t i = 1; i < 40; i++) {
		names[i] = "ok.com";
	}
	begin(&f, 1, 5000);
	apply(&f, names, 40, results);
	for (size_t i = 0; i < 40; i++) {
		asked += results[i].answer.kind != BO_ANSWER_NONE;
	}
	assert_int_equal(server.shared->requests, asked);
	if (kind_text) {
		assert_non_null(strstr(results[39].answer.text, kind_text));
	}
	end(&f);
	return asked;
}

/* Names that are asked about by StatusDomain; the calls that were needed. */
static int asked_for(fixture_t *f, const char *name, size_t count, bo_domain_facts_t *results)
{
	bo_error_t error = {0};
	const char *names[40];
	server.shared->flaky = server.shared->requests = server.shared->most_in_flight = 0;
	for (size_t i = 0; i < count; i++) {
		names[i] = name;
	}
	assert_int_equal(bo_registrar_domains(f->registrar, names, count, results, &error), BO_OK);
	return server.shared->requests;
}

static int64_t milliseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void test_quota_slows_the_run_down(void **state)
{
	(void)state;
	fixture_t f;
	bo_domain_facts_t results[40];
	begin(&f, 8, 5000);
	bo_ispapi_t *ispapi = f.registrar->state;
	/* All eight in flight are told once to wait: one pause, then one by one and faster again. */
	ispapi->pause_ms = 5;
	int64_t start = milliseconds();
	assert_int_equal(asked_for(&f, "busy8.com", 40, results), 48);
	assert_in_range(milliseconds() - start, (int)(5 * BO_ISPAPI_QUOTA_FACTOR * 0.9), 60000);
	for (size_t i = 0; i < 40; i++) {
		assert_int_equal(results[i].answer.kind, BO_ANSWER_OK);
	}
	assert_int_equal(ispapi->pace.allowed, 8);
	/* Told so even one by one, three times: the rest is left alone, and the next call begins no faster. */
	ispapi->pause_ms = 1;
	ispapi->pace.pauses = 0;
	assert_in_range(asked_for(&f, "busy1000.com", 40, results), 4, 11);
	assert_int_equal(results[39].answer.kind, BO_ANSWER_NONE);
	assert_non_null(strstr(results[39].answer.text, "asks for a pause"));
	assert_int_equal(ispapi->pace.allowed, 1);
	ispapi->pace.hold_until = 0;
	assert_int_equal(asked_for(&f, "slow.com", 4, results), 4);
	assert_in_range(server.shared->most_in_flight, 1, 4);
	end(&f);
}

static void test_pause_and_login_stop_the_run(void **state)
{
	(void)state;
	bo_apply_result_t results[40];
	/* Not sent again in this run; the others are. */
	assert_int_equal(asked_after("code425.com", results, NULL), 40);
	assert_int_equal(results[0].answer.kind, BO_ANSWER_TEMPORARY);
	assert_int_equal(results[1].answer.kind, BO_ANSWER_OK);
	assert_int_equal(asked_after("code422.com", results, NULL), 40);
	assert_int_equal(asked_after("http429.com", results, NULL), 40);
	assert_int_equal(asked_after("code535.com", results, "refused the login"), 1);
	assert_int_equal(asked_after("code530.com", results, "refused the login"), 1);
	assert_int_equal(results[0].answer.kind, BO_ANSWER_AUTH);
	assert_int_equal(asked_after("code549.com", results, NULL), 40);
	assert_int_equal(asked_after("drop.com", results, NULL), 40);
}

/* A registrar that is down is left alone soon, however many orders wait. */
static void test_down_registrar_is_left_alone(void **state)
{
	(void)state;
	fixture_t f;
	bo_error_t error = {0};
	const char *names[500];
	bo_domain_facts_t *results = calloc(500, sizeof(*results));
	assert_non_null(results);
	for (size_t i = 0; i < 500; i++) {
		names[i] = "http503.com";
	}
	begin(&f, 4, 5000);
	assert_int_equal(bo_registrar_domains(f.registrar, names, 500, results, &error), BO_OK);
	assert_in_range(server.shared->requests, 3, 120);
	assert_int_equal(results[0].answer.kind, BO_ANSWER_TEMPORARY);
	assert_int_equal(results[499].answer.kind, BO_ANSWER_NONE);
	assert_non_null(strstr(results[499].answer.text, "cannot be reached"));
	end(&f);
	free(results);
}

/* --- finding applications --- */

static void test_find(void **state)
{
	(void)state;
	static const struct {
		int total, page;
		size_t found;
	} cases[] = {{0, 0, 0}, {1, 0, 1}, {4, 0, 3}, {7, 2, 5}, {250, 0, 167}, {250, 33, 167}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fixture_t f;
		bo_error_t error = {0};
		bo_application_t *found;
		size_t count;
		bo_answer_t answer;
		begin(&f, 2, 5000);
		server.shared->list_total = cases[i].total;
		server.shared->list_page = cases[i].page;
		assert_int_equal(bo_registrar_find(f.registrar, "ok.com", &found, &count, &answer, &error), BO_OK);
		assert_int_equal(answer.kind, BO_ANSWER_OK);
		assert_int_equal(count, cases[i].found);
		if (count) {
			assert_string_equal(found[0].reference, "10700");
			assert_string_equal(found[0].name, "ok.com");
			assert_string_equal(found[0].owner_email, "P-0@example.com");
			assert_string_equal(found[0].status_text, "ACTIVE");
			assert_int_equal(found[0].created, 1475757497);
			assert_int_equal(found[0].answer.kind, BO_ANSWER_OK);
		}
		if (count > 1) {
			assert_string_equal(found[1].owner_email, "P-1@example.com");
		}
		free(found);
		end(&f);
	}
}

static void test_find_failures(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		int total;
		bo_answer_kind_t kind;
	} cases[] = {
			{"code421.com", 1, BO_ANSWER_TEMPORARY},
			{"code530.com", 1, BO_ANSWER_AUTH},
			{"short90.com", 3, BO_ANSWER_TEMPORARY},
			{"*.com", 3, BO_ANSWER_REFUSED},
			{"ok.com", 100000, BO_ANSWER_TEMPORARY},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		fixture_t f;
		bo_error_t error = {0};
		bo_application_t *found;
		size_t count;
		bo_answer_t answer;
		begin(&f, 2, 5000);
		server.shared->list_total = cases[i].total;
		assert_int_equal(
				bo_registrar_find(f.registrar, cases[i].name, &found, &count, &answer, &error), BO_OK);
		assert_int_equal(answer.kind, cases[i].kind);
		assert_int_equal(count, 0);
		assert_null(found);
		end(&f);
	}
}

/* --- observing --- */

typedef struct {
	int calls;
	unsigned int last_attempt;
	int64_t date;
	char text[SERVER_LOG_SIZE];
} seen_t;

static void see(const bo_registrar_event_t *event, void *payload)
{
	seen_t *seen = payload;
	seen->calls++;
	seen->last_attempt = event->attempt;
	seen->date = event->date;
	snprintf(seen->text, sizeof(seen->text), "%s %s %d %.16000s", event->command, event->object,
			event->answer->code, event->request);
}

static void test_observer(void **state)
{
	(void)state;
	fixture_t f;
	bo_answer_t answer;
	bo_error_t error = {0};
	seen_t *seen = calloc(1, sizeof(*seen));
	assert_non_null(seen);
	begin(&f, 1, 5000);
	bo_registrar_observe(f.registrar, see, seen);
	domain(&f, "flaky.com");
	assert_int_equal(seen->calls, 2);
	assert_int_equal(seen->last_attempt, 2);
	assert_string_equal(seen->text,
			"StatusDomain flaky.com 200 s_entity=1234&s_login=test.user%21role&s_pw=***&s_command="
			"COMMAND%3DStatusDomain%0ADOMAIN%3Dflaky.com");
	assert_int_equal(seen->date, 784111777); /* the server's Date */
	domain(&f, "chunked.com");
	assert_int_equal(seen->date, 0); /* this answer has none */
	assert_int_equal(bo_registrar_authenticate(f.registrar, &answer, &error), BO_OK);
	assert_non_null(strstr(seen->text, "PASSWORD%3D%2A%2A%2A"));
	assert_null(strstr(seen->text, "s3cret"));
	bo_registrar_observe(f.registrar, NULL, NULL);
	domain(&f, "ok.com");
	assert_int_equal(seen->calls, 4);
	end(&f);
	free(seen);
}

/* --- processes and sockets --- */

/* A forked child must neither use nor politely close its parent's connections. */
static void test_fork(void **state)
{
	(void)state;
	fixture_t f;
	begin(&f, 1, 5000);
	assert_int_equal(domain(&f, "ok.com").answer.kind, BO_ANSWER_OK);
	pid_t child = fork();
	if (child == 0) {
		bo_error_t error = {0};
		bo_domain_facts_t facts;
		const char *name = "ok.com";
		bo_registrar_t *old = f.registrar, *now = NULL;
		int status = 0;
		/* The old object refuses. */
		status |= bo_registrar_domains(old, &name, 1, &facts, &error) == BO_E_INTERNAL ? 0 : 1;
		status |= bo_registrar_get(&now, f.context, &error) == BO_OK ? 0 : 2;
		status |= now && bo_registrar_domains(now, &name, 1, &facts, &error) == BO_OK &&
								  facts.answer.kind == BO_ANSWER_OK
						  ? 0
						  : 4;
		bo_context_free(f.context);
		_exit(status);
	}
	int status = -1;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	assert_int_equal(server.shared->connections, 2);
	/* The parent's connection is still alive. */
	assert_int_equal(domain(&f, "ok.com").answer.kind, BO_ANSWER_OK);
	assert_int_equal(server.shared->connections, 2);
	end(&f);
}

static void test_sockets_close_on_exec(void **state)
{
	(void)state;
	fixture_t f;
	begin(&f, 1, 5000);
	domain(&f, "ok.com");
	int sockets = 0;
	for (int fd = 3; fd < 256; fd++) {
		struct sockaddr_in peer;
		socklen_t size = sizeof(peer);
		if (getpeername(fd, (struct sockaddr *)&peer, &size) == 0 && peer.sin_family == AF_INET &&
				ntohs(peer.sin_port) == server.port) {
			sockets++;
			assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
		}
	}
	assert_int_equal(sockets, 1);
	end(&f);
}

static void test_signals_are_left_as_they_were(void **state)
{
	(void)state;
	fixture_t f;
	sigset_t before, after;
	pthread_sigmask(SIG_SETMASK, NULL, &before);
	begin(&f, 1, 5000);
	domain(&f, "drop.com");
	end(&f);
	pthread_sigmask(SIG_SETMASK, NULL, &after);
	for (int number = 1; number < 32; number++) {
		assert_int_equal(sigismember(&before, number), sigismember(&after, number));
	}
}

static int start_server(void **state)
{
	(void)state;
	curl_global_init(CURL_GLOBAL_DEFAULT);
	return server_start(&server) ? 0 : -1;
}

static int stop_server(void **state)
{
	(void)state;
	server_stop(&server);
	curl_global_cleanup();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_request_as_documented),
			cmocka_unit_test(test_lite_and_bad_items),
			cmocka_unit_test(test_login_and_account),
			cmocka_unit_test(test_status_and_withdraw),
			cmocka_unit_test(test_failures),
			cmocka_unit_test(test_cut_at_every_byte),
			cmocka_unit_test(test_reads_are_repeated),
			cmocka_unit_test(test_broken_keep_alive),
			cmocka_unit_test(test_timeouts),
			cmocka_unit_test(test_nobody_listens),
			cmocka_unit_test(test_no_tls),
			cmocka_unit_test(test_many_at_once),
			cmocka_unit_test(test_deadline),
			cmocka_unit_test(test_quota_slows_the_run_down),
			cmocka_unit_test(test_quota_slows_the_run_down),
			cmocka_unit_test(test_pause_and_login_stop_the_run),
			cmocka_unit_test(test_down_registrar_is_left_alone),
			cmocka_unit_test(test_find),
			cmocka_unit_test(test_find_failures),
			cmocka_unit_test(test_observer),
			cmocka_unit_test(test_fork),
			cmocka_unit_test(test_sockets_close_on_exec),
			cmocka_unit_test(test_signals_are_left_as_they_were),
	};
	return cmocka_run_group_tests_name("registrar_http", tests, start_server, stop_server);
}
