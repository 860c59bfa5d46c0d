/* Proves the encoder against the published vectors of the vendor's SDKs, the parser against recorded answers.
 */
#include "base/bo_time.h"
#include "registrar/bo_ispapi_wire.h"
#include "test_ispapi_answers.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* --- encoding --- */

static void assert_encoded(const bo_ispapi_caller_t *caller, const bo_ispapi_command_t *command, bool secured,
		const char *expected)
{
	bo_buffer_t out;
	bo_buffer_init(&out, BO_MAX_REGISTRAR_COMMAND);
	assert_true(bo_ispapi_encode(&out, caller, command, secured));
	assert_string_equal(bo_buffer_text(&out), expected);
	bo_buffer_dispose(&out);
}

static void test_secured_vector(void **state)
{
	(void)state;
	bo_ispapi_command_t command;
	bo_ispapi_caller_t caller = {.entity = "54cd", .login = "test.user", .password = "test.passw0rd"};
	bo_ispapi_command_init(&command, "CheckAuthentication");
	bo_ispapi_command_add(&command, "SUBUSER", "test.user");
	bo_ispapi_command_add(&command, "PASSWORD", "test.passw0rd");
	assert_encoded(&caller, &command, true,
			"s_entity=54cd&s_login=test.user&s_pw=***&s_command="
			"COMMAND%3DCheckAuthentication%0ASUBUSER%3Dtest.user%0APASSWORD%3D%2A%2A%2A");
	assert_encoded(&caller, &command, false,
			"s_entity=54cd&s_login=test.user&s_pw=test.passw0rd&s_command="
			"COMMAND%3DCheckAuthentication%0ASUBUSER%3Dtest.user%0APASSWORD%3Dtest.passw0rd");
	bo_ispapi_command_dispose(&command);
}

static void test_published_vectors(void **state)
{
	(void)state;
	static const struct {
		bo_ispapi_caller_t caller;
		const char *name, *auth, *expected;
	} cases[] = {
			{{.entity = "54cd"}, "ModifyDomain", "gwrgwqg%&\\44t3*",
					"s_entity=54cd&s_command=COMMAND%3DModifyDomain%0AAUTH%3Dgwrgwqg%25%26%5C44t3%2A"},
			{{.entity = "54cd"}, "ModifyDomain", NULL, "s_entity=54cd&s_command=COMMAND%3DModifyDomain"},
			{{.entity = "54cd", .otp = "12345678"}, "StatusAccount", NULL,
					"s_entity=54cd&s_otp=12345678&s_command=COMMAND%3DStatusAccount"},
			{{.entity = "54cd", .session = "12345678"}, "StatusAccount", NULL,
					"s_entity=54cd&s_session=12345678&s_command=COMMAND%3DStatusAccount"},
			{{.entity = "54cd", .remote_address = "10.10.10.10"}, "StatusAccount", NULL,
					"s_entity=54cd&s_remoteaddr=10.10.10.10&s_command=COMMAND%3DStatusAccount"},
			/* All fields, in the documented order; empty ones are left out. */
			{{"1234", "a!r", "1", "p w", "1.2.3.4", "s", "u"}, "StatusAccount", NULL,
					"s_entity=1234&s_login=a%21r&s_otp=1&s_pw=p%20w&s_remoteaddr=1.2.3.4&s_session=s&s_user=u"
					"&s_command=COMMAND%3DStatusAccount"},
			{{.entity = "", .login = "x"}, "StatusAccount", NULL,
					"s_login=x&s_command=COMMAND%3DStatusAccount"},
			{{0}, "StatusAccount", NULL, "s_command=COMMAND%3DStatusAccount"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bo_ispapi_command_t command;
		bo_ispapi_command_init(&command, cases[i].name);
		bo_ispapi_command_add(&command, "AUTH", cases[i].auth);
		assert_encoded(&cases[i].caller, &command, false, cases[i].expected);
		bo_ispapi_command_dispose(&command);
	}
}

static void test_secured_masks_everything_secret(void **state)
{
	(void)state;
	bo_ispapi_command_t command;
	bo_ispapi_caller_t caller = {.otp = "111", .password = "222", .session = "333"};
	bo_ispapi_command_init(&command, "ModifyDomain");
	bo_ispapi_command_add(&command, "auth", "444");
	bo_ispapi_command_add(&command, "AUTHOR", "me");
	bo_ispapi_command_add(&command, "password", "");
	assert_encoded(&caller, &command, true,
			"s_otp=***&s_pw=***&s_session=***&s_command=COMMAND%3DModifyDomain%0AAUTH%3D%2A%2A%2A%0AAUTHOR%"
			"3Dme"
			"%0APASSWORD%3D%2A%2A%2A");
	bo_ispapi_command_dispose(&command);
}

static void assert_lines(const bo_ispapi_command_t *command, const char *expected)
{
	assert_false(command->lines.failed);
	assert_string_equal(bo_buffer_text(&command->lines), expected);
}

static void test_flattened_keys(void **state)
{
	(void)state;
	bo_ispapi_command_t command;
	bo_ispapi_command_init(&command, "Test");
	bo_ispapi_command_add_at(&command, "domain", 0, "a.com");
	bo_ispapi_command_add_at(&command, "domain", 1, "b.com");
	bo_ispapi_command_add_at(&command, "domain", 2, NULL);
	bo_ispapi_command_add_field(&command, "OWNERCONTACT0", "FIRSTNAME", "x");
	bo_ispapi_command_add_field(&command, "OWNERCONTACT0", "LASTNAME", "");
	bo_ispapi_command_add_int(&command, "limit", -5);
	assert_lines(&command, "COMMAND=Test\nDOMAIN0=a.com\nDOMAIN1=b.com\nOWNERCONTACT0FIRSTNAME="
						   "x\nOWNERCONTACT0LASTNAME=\nLIMIT=-5");
	bo_ispapi_command_dispose(&command);
}

/* No value may open a new KEY=VALUE line, nested fields least of all. */
static void test_values_cannot_inject(void **state)
{
	(void)state;
	static const struct {
		const char *value;
		size_t length;
		const char *line;
	} cases[] = {
			{"a\nCOMMAND=DeleteDomain", 22, "a COMMAND=DeleteDomain"},
			{"a\r\nNEW=1", 8, "a NEW=1"},
			{"a\rNEW=1", 7, "a NEW=1"},
			{"\n\n\rNEW=1\n", 9, " NEW=1 "},
			{"a\0NEW=1", 7, "aNEW=1"},
			{"a\0\n\0NEW=1", 9, "a NEW=1"},
			{"a\v\f\x1b"
			 "b\x7f",
					6, "a b "},
			{"tab\tstays", 9, "tab\tstays"},
			{"\xc3\xbc=%&+", 6, "\xc3\xbc=%&+"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char expected[128];
		bo_ispapi_command_t command;
		bo_ispapi_command_init(&command, "Test");
		bo_ispapi_command_add_string(&command, "STREET", cases[i].value, cases[i].length);
		snprintf(expected, sizeof(expected), "COMMAND=Test\nSTREET=%s", cases[i].line);
		assert_lines(&command, expected);
		bo_ispapi_command_dispose(&command);
	}
	bo_ispapi_command_t command;
	bo_ispapi_command_init(&command, "Status\nNEW=1");
	bo_ispapi_command_add_field(&command, "OWNERCONTACT0", "CITY", "x\nNEW=1");
	bo_ispapi_command_add(&command, "DOMAIN", "x\nNEW=1");
	assert_lines(&command, "COMMAND=Status NEW=1\nOWNERCONTACT0CITY=x NEW=1\nDOMAIN=x NEW=1");
	bo_ispapi_command_dispose(&command);
}

static void test_bad_keys_spoil_the_command(void **state)
{
	(void)state;
	static const char *const keys[] = {"A=B", "A\nB", "A B", "A\rB"};
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		bo_ispapi_command_t command;
		bo_ispapi_caller_t caller = {0};
		bo_buffer_t out;
		bo_buffer_init(&out, 1024);
		bo_ispapi_command_init(&command, "Test");
		bo_ispapi_command_add(&command, keys[i], "x");
		assert_false(bo_ispapi_encode(&out, &caller, &command, false));
		bo_ispapi_command_dispose(&command);
		bo_buffer_dispose(&out);
	}
}

static void test_long_commands_fail_cleanly(void **state)
{
	(void)state;
	bo_ispapi_command_t command;
	bo_ispapi_caller_t caller = {.login = "x"};
	bo_buffer_t out;
	char *value = malloc(BO_MAX_REGISTRAR_COMMAND + 1);
	assert_non_null(value);
	memset(value, '%', BO_MAX_REGISTRAR_COMMAND);
	bo_ispapi_command_init(&command, "Test");
	bo_ispapi_command_add_string(&command, "X", value, BO_MAX_REGISTRAR_COMMAND);
	bo_buffer_init(&out, BO_MAX_REGISTRAR_COMMAND);
	assert_false(bo_ispapi_encode(&out, &caller, &command, false));
	bo_ispapi_command_dispose(&command);
	/* Short enough as a command, too long when escaped. */
	bo_ispapi_command_init(&command, "Test");
	bo_ispapi_command_add_string(&command, "X", value, BO_MAX_REGISTRAR_COMMAND / 2);
	assert_false(bo_ispapi_encode(&out, &caller, &command, false));
	bo_ispapi_command_dispose(&command);
	bo_buffer_dispose(&out);
	free(value);
}

/* --- parsing --- */

static void parse(bo_ispapi_answer_t *out, const char *text)
{
	assert_int_equal(bo_ispapi_answer_parse(out, text, strlen(text), NULL), BO_OK);
}

static void assert_text(bo_ispapi_text_t text, const char *expected)
{
	assert_int_equal(text.length, strlen(expected));
	assert_memory_equal(text.data, expected, text.length);
}

static void assert_value(
		const bo_ispapi_answer_t *answer, const char *name, size_t index, const char *expected)
{
	assert_true(index < bo_ispapi_answer_count(answer, name));
	assert_text(bo_ispapi_answer_value(answer, name, index), expected);
}

static void test_recorded_answers(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(recorded) / sizeof(recorded[0]); i++) {
		bo_ispapi_answer_t answer;
		parse(&answer, recorded[i].text);
		if (answer.complete != recorded[i].complete || (answer.complete && answer.code != recorded[i].code)) {
			fail_msg("%s: complete %d, code %d", recorded[i].name, answer.complete, answer.code);
		}
		bo_ispapi_answer_dispose(&answer);
	}
}

/* A connection that breaks anywhere must never leave something that looks like an answer. */
static void test_truncated_everywhere(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(recorded) / sizeof(recorded[0]); i++) {
		const char *text = recorded[i].text;
		const char *eof = strstr(text, "\nEOF");
		if (!recorded[i].complete) {
			continue;
		}
		assert_non_null(eof);
		for (size_t length = 0; length <= strlen(text); length++) {
			/* An allocation of exactly that size, so that reading beyond it is noticed. */
			char *piece = malloc(length ? length : 1);
			bo_ispapi_answer_t answer;
			assert_non_null(piece);
			memcpy(piece, text, length);
			assert_int_equal(bo_ispapi_answer_parse(&answer, piece, length, NULL), BO_OK);
			assert_int_equal(answer.complete, length >= (size_t)(eof - text) + 4);
			bo_ispapi_answer_dispose(&answer);
			free(piece);
		}
	}
}

static void test_raw_account(void **state)
{
	(void)state;
	bo_ispapi_answer_t answer;
	parse(&answer, ANSWER_STATUS_ACCOUNT_RAW);
	assert_true(answer.complete);
	assert_value(&answer, "AMOUNT", 0, "9902.03");
	assert_int_equal(bo_ispapi_money(bo_ispapi_answer_value(&answer, "AMOUNT", 0)), 990203);
	assert_int_equal(bo_ispapi_money(bo_ispapi_answer_value(&answer, "DEPOSIT", 0)), 151762);
	assert_value(&answer, "CURRENCY", 0, "EUR");
	assert_text(answer.description, "Command completed successfully");
	assert_true(answer.run_time > 0.0039 && answer.run_time < 0.0041);
	assert_true(answer.queue_time == 0);
	assert_int_equal(bo_ispapi_answer_count(&answer, "NOTHING"), 0);
	assert_null(bo_ispapi_answer_value(&answer, "AMOUNT", 1).data);
	bo_ispapi_answer_dispose(&answer);
}

static void test_documented_application(void **state)
{
	(void)state;
	bo_ispapi_answer_t answer;
	parse(&answer, ANSWER_ADD_APPLICATION);
	assert_true(answer.complete);
	assert_value(&answer, "APPLICATION", 0, "10700");
	assert_value(&answer, "STATUS", 0, "REQUESTED");
	assert_value(&answer, "PEERUSER", 0, "");
	assert_value(&answer, "AUTH", 0, "ew1,2*YGvEV1");
	assert_int_equal(bo_ispapi_answer_count(&answer, "NAMESERVER"), 3);
	assert_value(&answer, "NAMESERVER", 2, "ns3.ispapi.net");
	assert_int_equal(bo_ispapi_time(bo_ispapi_answer_value(&answer, "CREATEDDATE", 0)), 1475760353);
	bo_ispapi_answer_dispose(&answer);
}

static void test_lists(void **state)
{
	(void)state;
	bo_ispapi_answer_t answer;
	parse(&answer, ANSWER_LIST_APPLICATIONS);
	assert_int_equal(bo_ispapi_answer_count(&answer, "APPLICATION"), 2);
	assert_value(&answer, "APPLICATION", 1, "10699");
	assert_value(&answer, "STATUS", 1, "ACTIVE");
	assert_value(&answer, "EXPIRATIONDATE", 1, "");
	bo_ispapi_answer_dispose(&answer);
	parse(&answer, ANSWER_LIST_P1);
	assert_value(&answer, "FIRST", 0, "2");
	assert_value(&answer, "DOMAIN", 1, "0-sunnyda222y.com");
	bo_ispapi_answer_dispose(&answer);
}

static void test_format_quirks(void **state)
{
	(void)state;
	bo_ispapi_answer_t answer;
	parse(&answer, "[RESPONSE]\r\n"
				   "property[quota exceeded][0] = 1\r\n"
				   "PROPERTY[AUCTION-STATUS][7]=AUCTION-WON \t\r\n"
				   "PROPERTY[a b\tc][99] =x=y = z\r\n"
				   "  PROPERTY[A][0]=first\r\n"
				   "PROPERTY[B][0]=\r\n"
				   "PROPERTY[A][0]=second\r\n"
				   "\r\n\n"
				   "no equals sign here\r\n"
				   "=value without key\r\n"
				   "PROPERTY[open=x\r\n"
				   "description\t=\tCommand completed successfully;\r\n"
				   "code =  200  \r\n"
				   "pending=1\r\n"
				   "EOF\r\n"
				   "CODE=500\r\nPROPERTY[A][2]=third\r\n");
	assert_true(answer.complete);
	assert_int_equal(answer.code, 200);
	assert_true(answer.pending);
	assert_text(answer.description, "Command completed successfully;");
	assert_value(&answer, "QUOTAEXCEEDED", 0, "1");
	assert_value(&answer, "AUCTION-STATUS", 0, "AUCTION-WON");
	assert_value(&answer, "ABC", 0, "x=y = z");
	assert_int_equal(bo_ispapi_answer_count(&answer, "A"), 2);
	assert_value(&answer, "A", 0, "first");
	assert_value(&answer, "A", 1, "second");
	assert_value(&answer, "B", 0, "");
	bo_ispapi_answer_dispose(&answer);
}

static void test_what_is_no_answer(void **state)
{
	(void)state;
	static const char *const texts[] = {
			"",
			"EOF",
			"[RESPONSE]\r\nEOF\r\n",
			"[RESPONSE]\r\nCODE=200\r\nEOF\r\n",
			"[RESPONSE]\r\nDESCRIPTION=x\r\nEOF\r\n",
			"[RESPONSE]\r\nCODE=200\r\nDESCRIPTION=x\r\n",
			"[RESPONSE]\r\nCODE=200\r\nDESCRIPTION=x\r\nEOF=1\r\n",
			"[RESPONSE]\r\nCODE=200\r\nDESCRIPTION=x\r\neof\r\n",
			"[RESPONSE]\r\nCODE=20\r\nDESCRIPTION=x\r\nEOF\r\n",
			"[RESPONSE]\r\nCODE=2000\r\nDESCRIPTION=x\r\nEOF\r\n",
			"[RESPONSE]\r\nCODE=2x0\r\nDESCRIPTION=x\r\nEOF\r\n",
			"[RESPONSE]\r\nCODE=020\r\nDESCRIPTION=x\r\nEOF\r\n",
			"[RESPONSE]\r\nCODE=\r\nDESCRIPTION=x\r\nEOF\r\n",
			"[RESPONSE]\r\nCODE=200\r\nCODE=500\r\nDESCRIPTION=x\r\nEOF\r\n",
			"<html><head><title>502 Bad Gateway</title></head></html>",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		bo_ispapi_answer_t answer;
		parse(&answer, texts[i]);
		if (answer.complete) {
			fail_msg("taken for an answer: %s", texts[i]);
		}
		bo_ispapi_answer_dispose(&answer);
	}
}

static void test_nul_bytes_do_not_end_the_answer(void **state)
{
	(void)state;
	static const char text[] = "[RESPONSE]\r\nPROPERTY[A][0]=x\0y\r\nCODE=200\r\nDESCRIPTION=d\0\r\nEOF\r\n";
	bo_ispapi_answer_t answer;
	char copy[8];
	assert_int_equal(bo_ispapi_answer_parse(&answer, text, sizeof(text) - 1, NULL), BO_OK);
	assert_true(answer.complete);
	assert_int_equal(bo_ispapi_answer_value(&answer, "A", 0).length, 3);
	bo_ispapi_copy(copy, sizeof(copy), bo_ispapi_answer_value(&answer, "A", 0));
	assert_string_equal(copy, "x?y");
	bo_ispapi_answer_dispose(&answer);
}

static void test_bounds(void **state)
{
	(void)state;
	bo_buffer_t text;
	bo_ispapi_answer_t answer;
	bo_buffer_init(&text, 16u << 20);
	for (int i = 0; i <= BO_ISPAPI_MAX_PROPERTIES; i++) {
		bo_buffer_printf(&text, "PROPERTY[P%d][0]=x\n", i);
	}
	assert_int_equal(bo_ispapi_answer_parse(&answer, text.data, text.length, NULL), BO_E_LIMIT);
	bo_buffer_clear(&text);
	for (int i = 0; i < BO_ISPAPI_MAX_VALUES; i++) {
		bo_buffer_add_text(&text, "PROPERTY[P][0]=x\n");
	}
	assert_int_equal(bo_ispapi_answer_parse(&answer, text.data, text.length, NULL), BO_OK);
	assert_int_equal(bo_ispapi_answer_count(&answer, "P"), BO_ISPAPI_MAX_VALUES);
	bo_ispapi_answer_dispose(&answer);
	bo_buffer_add_text(&text, "PROPERTY[P][0]=x\n");
	assert_int_equal(bo_ispapi_answer_parse(&answer, text.data, text.length, NULL), BO_E_LIMIT);
	bo_buffer_clear(&text);
	bo_buffer_add_text(&text, "PROPERTY[");
	for (int i = 0; i < 1000; i++) {
		bo_buffer_add_char(&text, 'n');
	}
	bo_buffer_add_text(&text, "][0]=long name\nCODE=200\nDESCRIPTION=x\nEOF");
	assert_int_equal(bo_ispapi_answer_parse(&answer, text.data, text.length, NULL), BO_OK);
	assert_true(answer.complete);
	bo_ispapi_answer_dispose(&answer);
	bo_buffer_dispose(&text);
}

/* --- values --- */

static bo_ispapi_text_t text_of(const char *text)
{
	return (bo_ispapi_text_t){text, strlen(text)};
}

static void test_times(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t time;
	} cases[] = {
			{"2016-10-06 13:25:53", 1475760353},
			{"2016-10-17 08:27:40.0", 1476692860},
			{"2016-10-17 08:27:40.123456", 1476692860},
			{"2016-10-17 08:27:40.", 1476692860},
			{"2016-10-17", 1476662400},
			{"0000-00-00 00:00:00", BO_TIME_NONE},
			{"0000-00-00 00:00:00.0", BO_TIME_NONE},
			{"0000-00-00", BO_TIME_NONE},
			{"", BO_TIME_NONE},
			{"-", BO_TIME_NONE},
			{"2016-02-30 00:00:00", BO_TIME_NONE},
			{"2016-10-17 08:27:40x0", BO_TIME_NONE},
			{"2016-10-17 08:27:40.x", BO_TIME_NONE},
			{"2016-10-17T08:27:40", BO_TIME_NONE},
			{"2016-10-17 08:27", BO_TIME_NONE},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (bo_ispapi_time(text_of(cases[i].text)) != cases[i].time) {
			fail_msg("%s: %lld", cases[i].text, (long long)bo_ispapi_time(text_of(cases[i].text)));
		}
	}
}

static void test_money(void **state)
{
	(void)state;
	assert_int_equal(bo_ispapi_money(text_of("217458.12")), 21745812);
	assert_int_equal(bo_ispapi_money(text_of("-16498.09")), -1649809);
	assert_int_equal(bo_ispapi_money(text_of("100")), 10000);
	assert_int_equal(bo_ispapi_money(text_of("")), BO_MONEY_NONE);
	assert_int_equal(bo_ispapi_money(text_of("EUR")), BO_MONEY_NONE);
	assert_int_equal(bo_ispapi_money((bo_ispapi_text_t){NULL, 0}), BO_MONEY_NONE);
}

static void test_copy(void **state)
{
	(void)state;
	static const struct {
		size_t size;
		const char *text, *expected;
	} cases[] = {
			{16, "plain", "plain"},
			{6, "plain", "plain"},
			{5, "plain", "plai"},
			{1, "plain", ""},
			{16, "a\r\nb\tc", "a??b?c"},
			{16, "m\xc3\xbcller", "m\xc3\xbcller"},
			{3, "m\xc3\xbcller", "m"},
			{4, "m\xc3\xbcller", "m\xc3\xbc"},
			{16, "m\xfcller", "m?ller"}, /* Latin-1 */
			{16, "\xc3", "?"},           /* cut off */
			{16, "\xc0\xaf", "??"},      /* overlong */
			{16, "\xed\xa0\x80", "???"}, /* surrogate */
			{16, "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80"},
			{16, "\xf5\x80\x80\x80", "????"},
			{4, "\xf0\x9f\x98\x80", ""},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char out[16];
		bo_ispapi_copy(out, cases[i].size, text_of(cases[i].text));
		assert_string_equal(out, cases[i].expected);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_secured_vector),
			cmocka_unit_test(test_published_vectors),
			cmocka_unit_test(test_secured_masks_everything_secret),
			cmocka_unit_test(test_flattened_keys),
			cmocka_unit_test(test_values_cannot_inject),
			cmocka_unit_test(test_bad_keys_spoil_the_command),
			cmocka_unit_test(test_long_commands_fail_cleanly),
			cmocka_unit_test(test_recorded_answers),
			cmocka_unit_test(test_truncated_everywhere),
			cmocka_unit_test(test_raw_account),
			cmocka_unit_test(test_documented_application),
			cmocka_unit_test(test_lists),
			cmocka_unit_test(test_format_quirks),
			cmocka_unit_test(test_what_is_no_answer),
			cmocka_unit_test(test_nul_bytes_do_not_end_the_answer),
			cmocka_unit_test(test_bounds),
			cmocka_unit_test(test_times),
			cmocka_unit_test(test_money),
			cmocka_unit_test(test_copy),
	};
	return cmocka_run_group_tests_name("ispapi_wire", tests, NULL, NULL);
}
