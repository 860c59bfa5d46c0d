/* Proves what CentralNic Reseller (CNR) is asked and how its answers are read, against a real HTTP server
 * that plays back answers and notes the commands: handles in place of contacts, words of its own for statuses
 * and columns. */
#include "base/bo_text.h"
#include "base/bo_time.h"
#include "registrar/bo_registrar.h"
#include "support/bo_test.h"
#include "test_registrar_server.h"

static server_t server;
static bo_context_t *context;
static bo_registrar_t *registrar;

static bo_contact_t contact;

static int prepare(void **state)
{
	char url[64];
	(void)state;
	snprintf(url, sizeof(url), "http://127.0.0.1:%d/api/call.cgi", server.port);
	context = bo_test_context();
	bo_test_setting(context, "registrar_driver", "cnr");
	bo_test_setting(context, "registrar_login", "reseller:role");
	bo_test_setting(context, "registrar_password", "test.passw0rd");
	bo_test_setting(context, "registrar_parallel", "1");
	bo_test_setting(context, "registrar_url", url);
	(void)bo_test_db();
	assert_ok(bo_registrar_get(&registrar, context, &error));
	contact = (bo_contact_t){.first_name = "Ada",
			.last_name = "Lovelace",
			.street = "1 Main Street",
			.city = "London",
			.zip = "N1",
			.country = "gb",
			.phone = "020 1234567",
			.email = "ada@example.com"};
	memset(server.shared->script, 0, sizeof(server.shared->script));
	memset(server.shared->commands, 0, sizeof(server.shared->commands));
	server.shared->script_count = server.shared->script_next = 0;
	return 0;
}

static int begin(void **state)
{
	(void)state;
	return server_start(&server) ? 0 : 1;
}

static int finish(void **state)
{
	server_stop(&server);
	return bo_test_teardown(state);
}

/* One more answer, in the way CNR writes them: lower case and blanks around the equals sign. */
static void answer_with(int code, const char *text, const char *properties)
{
	int number = server.shared->script_count++;
	assert_in_range(number, 0, SERVER_SCRIPT_SIZE - 1);
	snprintf(server.shared->script[number], sizeof(server.shared->script[0]),
			"[RESPONSE]\r\ncode = %d\r\ndescription = %s\r\n%sruntime = 0.012\r\nqueuetime = 0\r\nEOF\r\n",
			code, text, properties);
}

static void answer_ok(const char *properties)
{
	answer_with(200, "Command completed successfully", properties);
}

/* The commands since the last question. */
static void commands_are(const char *expected)
{
	assert_string_equal(server.shared->commands, expected);
	assert_int_equal(server.shared->script_next, server.shared->script_count);
	memset(server.shared->commands, 0, sizeof(server.shared->commands));
	server.shared->script_count = server.shared->script_next = 0;
}

#define HANDLE(text) "property[contact][0] = " text "\r\n"
#define TAKEN(reference) "property[application][0] = " reference "\r\nproperty[status][0] = UNPAID\r\n"
#define ADD_CONTACT                                                                              \
	"COMMAND=AddContact\nFIRSTNAME=Ada\nLASTNAME=Lovelace\nSTREET0=1 Main Street\nCITY=London\n" \
	"ZIP=N1\nCOUNTRY=GB\nPHONE=+44.201234567\nEMAIL=ada@example.com#"
#define ADD(class, name, handle)                                                                    \
	"COMMAND=AddDomainApplication\nCLASS=" class "\nDOMAIN=" name "\nOWNERCONTACT0=" handle         \
												 "\nADMINCONTACT0=" handle "\nTECHCONTACT0=" handle \
												 "\nBILLINGCONTACT0=" handle "\nPERIOD=1#"

static bo_apply_result_t apply_for(const char *name, int64_t client_id, bool lite)
{
	bo_apply_request_t request = {.name = name, .contact = &contact, .client_id = client_id, .lite = lite};
	bo_apply_result_t result;
	assert_ok(bo_registrar_apply(registrar, &request, 1, &result, &error));
	return result;
}

static void test_login(void **state)
{
	(void)state;
	bo_answer_t answer;
	answer_ok("property[amount][0] = 12.00\r\n");
	assert_ok(bo_registrar_authenticate(registrar, &answer, &error));
	assert_int_equal(answer.kind, BO_ANSWER_OK);
	/* No entity, and the role behind its colon. */
	assert_non_null(strstr(server.shared->body, "s_login=reseller%3Arole&s_pw=test.passw0rd&s_command="));
	assert_null(strstr(server.shared->body, "s_entity"));
	commands_are("COMMAND=StatusAccount#");
	/* A role user who may not see the account has logged in; a wrong password or address has not. */
	const struct {
		int code;
		bo_answer_kind_t kind;
	} cases[] = {{531, BO_ANSWER_OK}, {530, BO_ANSWER_AUTH}, {535, BO_ANSWER_AUTH}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		answer_with(cases[i].code, "No", "");
		assert_ok(bo_registrar_authenticate(registrar, &answer, &error));
		assert_int_equal(answer.kind, cases[i].kind);
	}
}

static void test_account(void **state)
{
	(void)state;
	bo_account_t account;
	answer_ok("property[REGISTRAR][0] = reseller\r\nproperty[AMOUNT][0] = 217.12\r\nproperty[CREDIT][0] = "
			  "0.00\r\nproperty[CREDIT_THRESHOLD][0] = 50.00\r\nproperty[CURRENCY][0] = USD\r\n");
	assert_ok(bo_registrar_account(registrar, &account, &error));
	assert_int_equal(account.balance, 21712);
	assert_int_equal(account.reserved, BO_MONEY_NONE);
	assert_string_equal(account.currency, "USD");
}

/* The client's contact is made once, and once more when the client's data change. */
static void test_contact_is_made_once(void **state)
{
	(void)state;
	answer_ok(HANDLE("P-ABC1"));
	answer_ok(TAKEN("4711"));
	bo_apply_result_t result = apply_for("one.com", 1, false);
	assert_int_equal(result.answer.kind, BO_ANSWER_OK);
	assert_string_equal(result.reference, "4711");
	commands_are(ADD_CONTACT ADD("BACKORDER", "one.com", "P-ABC1"));

	answer_ok(TAKEN("4712"));
	assert_string_equal(apply_for("two.com", 1, true).reference, "4712");
	commands_are(ADD("LITEBACKORDER", "two.com", "P-ABC1"));
	assert_string_equal(
			bo_test_value("SELECT CONCAT_WS('|', account, userid, handle, LENGTH(fingerprint)) FROM "
						  "backorder_contact_handles"),
			"cnr:live:reseller:role|1|P-ABC1|64");

	snprintf(contact.city, sizeof(contact.city), "Leeds");
	answer_ok(HANDLE("P-ABC2"));
	answer_ok(TAKEN("4713"));
	assert_string_equal(apply_for("three.com", 1, false).reference, "4713");
	assert_non_null(strstr(server.shared->commands, "CITY=Leeds"));
	assert_non_null(strstr(server.shared->commands, "OWNERCONTACT0=P-ABC2"));
	assert_string_equal(
			bo_test_value("SELECT GROUP_CONCAT(handle) FROM backorder_contact_handles"), "P-ABC2");
}

static void test_one_contact_for_many_names(void **state)
{
	(void)state;
	static const char *const names[] = {"a.com", "b.com", "c.com"};
	bo_contact_t other = contact;
	snprintf(other.first_name, sizeof(other.first_name), "Grace");
	bo_apply_request_t requests[3];
	bo_apply_result_t results[3];
	for (size_t i = 0; i < 3; i++) {
		requests[i] = (bo_apply_request_t){
				.name = names[i], .contact = i == 1 ? &other : &contact, .client_id = i == 1 ? 2 : 1};
	}
	answer_ok(HANDLE("P-ADA"));
	answer_ok(HANDLE("P-GRACE"));
	answer_ok(TAKEN("1"));
	answer_ok(TAKEN("2"));
	answer_ok(TAKEN("3"));
	assert_ok(bo_registrar_apply(registrar, requests, 3, results, &error));
	assert_string_equal(results[0].reference, "1");
	assert_string_equal(results[1].reference, "2");
	assert_string_equal(results[2].reference, "3");
	assert_non_null(strstr(server.shared->commands, ADD("BACKORDER", "b.com", "P-GRACE")));
	assert_non_null(strstr(server.shared->commands, ADD("BACKORDER", "c.com", "P-ADA")));
	assert_int_equal(server.shared->script_next, 5);
}

/* Handles that are not in use vanish at the registrar: made again, and sent once more. */
static void test_handle_that_is_gone(void **state)
{
	(void)state;
	answer_ok(HANDLE("P-OLD"));
	answer_ok(TAKEN("1"));
	(void)apply_for("one.com", 1, false);
	commands_are(ADD_CONTACT ADD("BACKORDER", "one.com", "P-OLD"));

	answer_with(541, "Invalid attribute value; ownercontact0", "");
	answer_ok(HANDLE("P-NEW"));
	answer_ok(TAKEN("2"));
	assert_string_equal(apply_for("two.com", 1, false).reference, "2");
	commands_are(ADD("BACKORDER", "two.com", "P-OLD") ADD_CONTACT ADD("BACKORDER", "two.com", "P-NEW"));

	/* It was not the handle: refused is refused, after one more attempt. */
	answer_with(545, "Entity reference not found", "");
	answer_ok(HANDLE("P-NEW"));
	answer_with(545, "Entity reference not found", "");
	assert_int_equal(apply_for("three.com", 1, false).answer.kind, BO_ANSWER_REFUSED);
	assert_int_equal(server.shared->script_next, 3);
	/* A contact that was made just now is not made again. */
	commands_are(ADD("BACKORDER", "three.com", "P-NEW") ADD_CONTACT ADD("BACKORDER", "three.com", "P-NEW"));
	answer_ok(HANDLE("P-TWO"));
	answer_with(541, "Invalid attribute value; domain", "");
	assert_int_equal(apply_for("four.com", 2, false).answer.kind, BO_ANSWER_REFUSED);
	commands_are(ADD_CONTACT ADD("BACKORDER", "four.com", "P-TWO"));
	/* Nothing is sent again when it is not known what became of it. */
	answer_with(541, "", "");
	snprintf(server.shared->script[0], sizeof(server.shared->script[0]), "[RESPONSE]\r\ncode = 541\r\n");
	assert_int_equal(apply_for("five.com", 2, false).answer.kind, BO_ANSWER_LOST);
	commands_are(ADD("BACKORDER", "five.com", "P-TWO"));
}

/* The second turn fails: what the first one placed keeps its reference, and the refusal of an old handle is
 * no last word. */
static void test_second_turn_that_fails(void **state)
{
	(void)state;
	answer_ok(HANDLE("P-OLD"));
	answer_ok(TAKEN("1"));
	(void)apply_for("one.com", 1, false);
	answer_ok(TAKEN("2"));
	answer_with(541, "Invalid attribute value; ownercontact0", "");
	answer_ok(HANDLE("P-NEW"));
	const bo_apply_request_t requests[] = {{.name = "two.com", .contact = &contact, .client_id = 1},
			{.name = "three.com", .contact = &contact, .client_id = 1}};
	bo_apply_result_t results[2];
	bo_test_exec(
			"CREATE TRIGGER boom BEFORE UPDATE ON backorder_contact_handles FOR EACH ROW SIGNAL SQLSTATE "
			"'45000'");
	bo_error_t error = {0};
	bo_code_t code = bo_registrar_apply(registrar, requests, 2, results, &error);
	bo_test_exec("DROP TRIGGER boom");
	assert_int_equal(code, BO_E_DB);
	assert_int_equal(results[0].answer.kind, BO_ANSWER_OK);
	assert_string_equal(results[0].reference, "2");
	assert_int_equal(results[1].answer.kind, BO_ANSWER_NONE);
}

static void assert_whole_characters(const char *text)
{
	for (size_t i = 0; text[i];) {
		size_t step = bo_text_sequence(text + i, strlen(text + i));
		assert_int_not_equal(step, 0);
		i += step;
	}
}

/* Texts of the registrar in another script are cut between characters, wherever they are quoted. */
static void test_long_words(void **state)
{
	(void)state;
	static const char *const references[] = {"1", "2"};
	bo_application_t applications[2];
	char words[300];
	snprintf(words, sizeof(words), "%0119d\xc3\xbc", 0);
	answer_with(530, words, "");
	assert_ok(bo_registrar_status(registrar, references, 2, applications, &error));
	assert_int_equal(applications[1].answer.kind, BO_ANSWER_NONE);
	assert_whole_characters(applications[1].answer.text);
	snprintf(words, sizeof(words), "%0199d\xc3\xbc\xc3\xbc\xc3\xbc\xc3\xbc", 0);
	answer_with(541, words, "");
	bo_apply_result_t result = apply_for("one.com", 1, false);
	assert_int_equal(result.answer.kind, BO_ANSWER_REFUSED);
	assert_whole_characters(result.answer.text);
}

static void test_contact_that_is_not_taken(void **state)
{
	(void)state;
	answer_with(505, "Invalid attribute value syntax; phone", "");
	bo_apply_result_t result = apply_for("one.com", 1, false);
	assert_int_equal(result.answer.kind, BO_ANSWER_REFUSED);
	assert_string_equal(result.answer.text,
			"The registrar does not take the client's contact: Invalid attribute value syntax; phone");
	commands_are(ADD_CONTACT);
	answer_with(531, "Authorization failed", "");
	assert_int_equal(apply_for("one.com", 1, false).answer.kind, BO_ANSWER_AUTH);
	commands_are(ADD_CONTACT);
	/* Taken without a handle: the next run asks again, and nothing was sent. */
	answer_ok("");
	answer_ok("");
	answer_ok("");
	assert_int_equal(apply_for("one.com", 1, false).answer.kind, BO_ANSWER_TEMPORARY);
	commands_are(ADD_CONTACT ADD_CONTACT ADD_CONTACT);
	assert_string_equal(bo_test_value("SELECT COUNT(*) FROM backorder_contact_handles"), "0");
}

static void test_what_is_said_beforehand(void **state)
{
	(void)state;
	bo_request_problem_t problems[BO_MAX_PROBLEMS];
	size_t count;
	bo_apply_request_t request = {.name = "one.com", .contact = &contact, .client_id = 1};
	assert_ok(bo_registrar_check_request(registrar, &request, problems, &count, &error));
	assert_int_equal(count, 0);
	contact.zip[0] = '\0';
	assert_ok(bo_registrar_check_request(registrar, &request, problems, &count, &error));
	assert_int_equal(count, 1);
	assert_string_equal(problems[0].field, "zip");
	assert_string_equal(problems[0].text, "The client's post code is missing.");
}

static void test_statuses(void **state)
{
	(void)state;
	static const struct {
		const char *word;
		bo_application_state_t state;
	} cases[] = {{"UNPAID", BO_APPLICATION_WAITING}, {"PAID", BO_APPLICATION_WAITING},
			{"REQUESTED", BO_APPLICATION_WAITING}, {"PROCESSING", BO_APPLICATION_WAITING},
			{"SUCCESSFUL", BO_APPLICATION_SUCCESSFUL}, {"FAILED", BO_APPLICATION_FAILED},
			{"INVALID", BO_APPLICATION_WAITING}, {"HOLD", BO_APPLICATION_WAITING},
			{"UNPAIDREQUESTED", BO_APPLICATION_WAITING}, {"UNPAIDPROCESSING", BO_APPLICATION_WAITING}};
	static const char *const reference = "4711";
	char properties[512];
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_application_t application;
		snprintf(properties, sizeof(properties),
				"property[DOMAIN][0] = one.com\r\nproperty[APPLICATION_ID][0] = 4711\r\nproperty[STATUS][0] "
				"= "
				"%s\r\nproperty[CLASS][0] = BACKORDER\r\nproperty[AUTH_CODE][0] = secret\r\n"
				"property[OWNER_CONTACT][0] = P-1\r\nproperty[CREATED_DATE][0] = 2026-11-20 10:11:12\r\n",
				cases[i].word);
		answer_ok(properties);
		assert_ok(bo_registrar_status(registrar, &reference, 1, &application, &error));
		assert_int_equal(application.answer.kind, BO_ANSWER_OK);
		assert_int_equal(application.state, cases[i].state);
		assert_string_equal(application.status_text, cases[i].word);
		assert_string_equal(application.name, "one.com");
		assert_int_equal(application.created, bo_test_time("2026-11-20 10:11:12"));
		commands_are("COMMAND=StatusDomainApplication\nAPPLICATION=4711#");
	}
	/* About another application. */
	bo_application_t application;
	answer_ok("property[APPLICATION_ID][0] = 4712\r\nproperty[STATUS][0] = FAILED\r\n");
	assert_ok(bo_registrar_status(registrar, &reference, 1, &application, &error));
	assert_int_equal(application.answer.kind, BO_ANSWER_TEMPORARY);
}

typedef struct {
	char text[512];
} taken_t;

static bo_code_t take(const bo_application_row_t *row, bo_error_t *why, void *payload)
{
	taken_t *taken = payload;
	char time[BO_TIME_TEXT_SIZE] = "";
	size_t length = strlen(taken->text);
	(void)why;
	snprintf(taken->text + length, sizeof(taken->text) - length, "%s|%s|%s|%d|%s;", row->reference, row->name,
			row->status_text, row->state,
			row->updated == BO_TIME_NONE ? "" : bo_time_format(time, row->updated));
	return BO_OK;
}

#define LIST                                                                                                 \
	"property[total][0] = 3\r\nproperty[first][0] = 0\r\nproperty[last][0] = 2\r\nproperty[count][0] = "     \
	"3\r\n"                                                                                                  \
	"property[limit][0] = 500\r\nproperty[application_id][0] = 1\r\nproperty[application_id][1] = 2\r\n"     \
	"property[application_id][2] = 3\r\nproperty[domain][0] = a.com\r\nproperty[domain][1] = a.com\r\n"      \
	"property[domain][2] = a.com\r\nproperty[class][0] = BACKORDER\r\nproperty[class][1] = "                 \
	"GTLD-PREORDER\r\n"                                                                                      \
	"property[class][2] = LITEBACKORDER\r\nproperty[status][0] = UNPAID\r\nproperty[status][1] = UNPAID\r\n" \
	"property[status][2] = FAILED\r\nproperty[owner contact][0] = P-1\r\nproperty[owner contact][1] = "      \
	"P-1\r\n"                                                                                                \
	"property[owner contact][2] = P-2\r\nproperty[created date][0] = 2026-11-20 10:00:00\r\n"                \
	"property[created date][1] = 2026-11-20 11:00:00\r\nproperty[created date][2] = 2026-11-20 12:00:00\r\n" \
	"property[update date][0] = 2026-11-21 10:00:00\r\nproperty[update date][1] = 2026-11-21 10:00:00\r\n"   \
	"property[update date][2] = 2026-11-21 10:00:00\r\n"

static void test_list_of_all(void **state)
{
	(void)state;
	taken_t taken = {0};
	bo_answer_t answer;
	bo_application_reader_t reader = {take, NULL, &taken};
	answer_ok(LIST);
	assert_ok(bo_registrar_status_all(registrar, &reader, &answer, &error));
	assert_int_equal(answer.kind, BO_ANSWER_OK);
	assert_string_equal(
			taken.text, "1|a.com|UNPAID|0|2026-11-21 10:00:00;3|a.com|FAILED|2|2026-11-21 10:00:00;");
	commands_are(
			"COMMAND=QueryDomainApplicationList\nDOMAIN=*\nWIDE=1\nORDERBY=APPLICATION\nFIRST=0\nLIMIT=500#");
}

static void test_find(void **state)
{
	(void)state;
	bo_application_t *found = NULL;
	size_t count = 0;
	bo_answer_t answer;
	answer_ok(LIST);
	answer_ok("property[email][0] = ada@example.com\r\n");
	answer_ok("property[email][0] = grace@example.com\r\n");
	assert_ok(bo_registrar_find(registrar, "a.com", &found, &count, &answer, &error));
	assert_int_equal(answer.kind, BO_ANSWER_OK);
	assert_int_equal(count, 2);
	assert_string_equal(found[0].reference, "1");
	assert_string_equal(found[0].owner_email, "ada@example.com");
	assert_int_equal(found[0].created, bo_test_time("2026-11-20 10:00:00"));
	assert_string_equal(found[1].reference, "3");
	assert_string_equal(found[1].owner_email, "grace@example.com");
	commands_are(
			"COMMAND=QueryDomainApplicationList\nDOMAIN=a.com\nWIDE=1\nORDERBY=APPLICATION\nFIRST=0\nLIMIT="
			"100#COMMAND=StatusContact\nCONTACT=P-1#COMMAND=StatusContact\nCONTACT=P-2#");
	free(found);
}

static void test_withdraw(void **state)
{
	(void)state;
	static const char *const references[] = {"1", "2", "bad reference", "5"};
	bo_answer_t answers[4];
	answer_ok("property[application_id][0] = 1\r\nproperty[domain][0] = a.com\r\nproperty[class][0] = "
			  "BACKORDER\r\nproperty[status][0] = UNPAID\r\n");
	answer_with(545, "Entity reference not found", "");
	answer_ok("property[application_id][0] = 5\r\nproperty[domain][0] = c.com\r\nproperty[class][0] = "
			  "LITEBACKORDER\r\n");
	answer_ok("");
	answer_with(552, "Object status does not allow for operation", "");
	assert_ok(bo_registrar_withdraw(registrar, references, 4, answers, &error));
	assert_int_equal(answers[0].kind, BO_ANSWER_OK);
	assert_int_equal(answers[1].kind, BO_ANSWER_NOT_FOUND);
	assert_int_equal(answers[2].kind, BO_ANSWER_REFUSED);
	assert_int_equal(answers[3].kind, BO_ANSWER_REFUSED);
	assert_int_equal(answers[3].code, 552);
	commands_are(
			"COMMAND=StatusDomainApplication\nAPPLICATION=1#COMMAND=StatusDomainApplication\nAPPLICATION=2#"
			"COMMAND=StatusDomainApplication\nAPPLICATION=5#"
			"COMMAND=DeleteDomainApplication\nDOMAIN=a.com\nCLASS=BACKORDER\nAPPLICATION=1#"
			"COMMAND=DeleteDomainApplication\nDOMAIN=c.com\nCLASS=LITEBACKORDER\nAPPLICATION=5#");
}

/* Nothing is taken back on the word of an answer about something else; it is asked three times. */
static void test_withdraw_after_a_wrong_answer(void **state)
{
	(void)state;
	static const char *const wrong[] = {"property[application_id][0] = 9\r\nproperty[domain][0] = "
										"b.com\r\nproperty[class][0] = BACKORDER\r\n",
			"property[application_id][0] = 1\r\nproperty[class][0] = BACKORDER\r\n",
			"property[application_id][0] = 1\r\nproperty[domain][0] = b.com\r\nproperty[class][0] = "
			"GOLIVE\r\n"};
	static const char *const reference = "1";
	bo_answer_t answer;
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		answer_ok(wrong[i]);
	}
	assert_ok(bo_registrar_withdraw(registrar, &reference, 1, &answer, &error));
	assert_int_equal(answer.kind, BO_ANSWER_TEMPORARY);
	assert_null(strstr(server.shared->commands, "DeleteDomainApplication"));
	assert_int_equal(server.shared->script_next, 3);
}

static void test_domain_facts(void **state)
{
	(void)state;
	static const char *const name = "one.com";
	bo_domain_facts_t facts;
	answer_ok("property[domain][0] = one.com\r\nproperty[created date][0] = 2026-11-26 18:00:03\r\n"
			  "property[registration expiration date][0] = 2027-11-26 18:00:03\r\n"
			  "property[paid until][0] = 2028-11-26 18:00:03\r\n");
	assert_ok(bo_registrar_domains(registrar, &name, 1, &facts, &error));
	assert_int_equal(facts.created, bo_test_time("2026-11-26 18:00:03"));
	assert_int_equal(facts.expires, bo_test_time("2027-11-26 18:00:03"));
}

static void test_availability_in_groups(void **state)
{
	(void)state;
	char names[40][16], properties[2048] = "";
	const char *pointers[40];
	bo_availability_t results[40];
	for (int i = 0; i < 40; i++) {
		snprintf(names[i], sizeof(names[i]), "n%d.com", i);
		pointers[i] = names[i];
	}
	for (int i = 0; i < 32; i++) {
		size_t length = strlen(properties);
		snprintf(properties + length, sizeof(properties) - length,
				"property[domaincheck][%d] = 211 Domain name not available\r\n", i);
	}
	answer_ok(properties);
	properties[0] = '\0';
	for (int i = 0; i < 8; i++) {
		size_t length = strlen(properties);
		snprintf(properties + length, sizeof(properties) - length,
				"property[domaincheck][%d] = 210 Domain name available\r\n", i);
	}
	answer_ok(properties);
	assert_ok(bo_registrar_check(registrar, pointers, 40, results, &error));
	for (int i = 0; i < 40; i++) {
		assert_int_equal(results[i].state, i < 32 ? BO_AVAILABILITY_TAKEN : BO_AVAILABILITY_FREE);
	}
	assert_non_null(
			strstr(server.shared->commands, "\nDOMAIN31=n31.com#COMMAND=CheckDomains\nDOMAIN0=n32.com"));
}

static bo_code_t take_pending(const char *name, size_t name_length, const char *date, size_t date_length,
		bo_error_t *why, void *payload)
{
	taken_t *taken = payload;
	size_t length = strlen(taken->text);
	(void)why;
	snprintf(taken->text + length, sizeof(taken->text) - length, "%.*s %.*s;", (int)name_length, name,
			(int)date_length, date);
	return BO_OK;
}

static void test_expiring_names(void **state)
{
	(void)state;
	taken_t taken = {0};
	bo_answer_t answer;
	bo_pending_reader_t reader = {take_pending, NULL, &taken};
	answer_ok("property[total][0] = 1\r\nproperty[domain][0] = a.com\r\n"
			  "property[finalizationdate][0] = 2026-11-26 18:00:00\r\n");
	assert_ok(bo_registrar_pending(registrar, &reader, &answer, &error));
	assert_int_equal(answer.kind, BO_ANSWER_OK);
	assert_string_equal(taken.text, "a.com 2026-11-26 18:00:00;");
	commands_are("COMMAND=QueryDomainPendingDeleteList\nFIRST=0\nLIMIT=1000#");
}

static void test_prices(void **state)
{
	(void)state;
	static const struct {
		const char *type, *application, *currency, *zone;
		bool lite;
		bo_money_t amount; /* 0: none */
	} rows[] = {{"COM-BACKORDER", "59.00", "USD", "com", false, 5900},
			{"COM-LITEBACKORDER", "19.00", "USD", "com", true, 1900},
			{"BACKORDER_CO.UK", "25.50", "EUR", "co.uk", false, 2550},
			{"NET-BACKORDER", "N/A", "USD", "", false, 0}, {"BACKORDER", "10.00", "USD", "", false, 0},
			{"MYBACKORDER", "10.00", "USD", "", false, 0}, {"ORG-BACKORDERS", "10.00", "USD", "", false, 0},
			{"A B-BACKORDER", "10.00", "USD", "", false, 0}, {"COM-SUNRISE", "10.00", "USD", "", false, 0},
			{"INFO BACKORDER", "12.00", "USD", "info", false, 1200}};
	char properties[4096] = "";
	bo_registrar_price_t *prices = NULL;
	size_t count = 0, next = 0;
	bo_answer_t answer;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		size_t length = strlen(properties);
		snprintf(properties + length, sizeof(properties) - length,
				"property[type][%zu] = %s\r\nproperty[application][%zu] = %s\r\nproperty[currency][%zu] = "
				"%s\r\n",
				i, rows[i].type, i, rows[i].application, i, rows[i].currency);
	}
	answer_ok(properties);
	assert_ok(bo_registrar_prices(registrar, &prices, &count, &answer, &error));
	assert_int_equal(answer.kind, BO_ANSWER_OK);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		if (rows[i].amount) {
			assert_in_range(next, 0, count - 1);
			assert_string_equal(prices[next].zone, rows[i].zone);
			assert_string_equal(prices[next].currency, rows[i].currency);
			assert_int_equal(prices[next].lite, rows[i].lite);
			assert_int_equal(prices[next++].amount, rows[i].amount);
		}
	}
	assert_int_equal(next, count);
	free(prices);
	commands_are("COMMAND=QueryServiceList\nSERVICE=application#");
}

/* The reference prints what comes back without PROPERTY[...][0]. */
static void test_bare_application(void **state)
{
	(void)state;
	answer_ok(HANDLE("P-1"));
	answer_ok("application = 4711\r\nstatus = UNPAID\r\n");
	bo_apply_result_t result = apply_for("one.com", 1, false);
	assert_int_equal(result.answer.kind, BO_ANSWER_OK);
	assert_string_equal(result.reference, "4711");
}

/* A list without contacts: each application is asked whose it is. */
static void test_find_without_owners(void **state)
{
	(void)state;
	bo_application_t *found = NULL;
	size_t count = 0;
	bo_answer_t answer;
	answer_ok("property[total][0] = 2\r\nproperty[first][0] = 0\r\nproperty[application][0] = 1\r\n"
			  "property[application][1] = 2\r\nproperty[domain][0] = a.com\r\nproperty[domain][1] = a.com\r\n"
			  "property[class][0] = BACKORDER\r\nproperty[class][1] = BACKORDER\r\n");
	answer_ok("property[application id][0] = 1\r\nproperty[owner contact][0] = P-1\r\nproperty[status][0] = "
			  "PAID\r\n");
	answer_with(531, "Authorization failed", "");
	answer_ok("property[email][0] = ada@example.com\r\n");
	assert_ok(bo_registrar_find(registrar, "a.com", &found, &count, &answer, &error));
	assert_int_equal(answer.kind, BO_ANSWER_OK);
	assert_int_equal(count, 2);
	assert_string_equal(found[0].owner_email, "ada@example.com");
	assert_string_equal(found[0].status_text, "PAID");
	assert_string_equal(found[1].owner_email, "");
	free(found);
}

#define T(name) cmocka_unit_test_setup(name, prepare)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_login), T(test_account), T(test_contact_is_made_once),
			T(test_one_contact_for_many_names), T(test_handle_that_is_gone), T(test_second_turn_that_fails),
			T(test_long_words), T(test_contact_that_is_not_taken), T(test_what_is_said_beforehand),
			T(test_statuses), T(test_list_of_all), T(test_find), T(test_withdraw),
			T(test_withdraw_after_a_wrong_answer), T(test_domain_facts), T(test_availability_in_groups),
			T(test_expiring_names), T(test_prices), T(test_bare_application), T(test_find_without_owners)};
	return cmocka_run_group_tests(tests, begin, finish);
}
