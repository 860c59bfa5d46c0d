/* Proves the command contract: who may call what, what parameters are admitted, and the exact envelopes. */
#include "command/bo_command.h"
#include "support/bo_test.h"

#include <stdio.h>
#include <stdlib.h>

static bo_context_t *context;
static bo_value_t *envelope;

static void seed(void)
{
	static const char *const tables[] = {"backorder_domains", "backorder_logs", "backorder_effects",
			"backorder_pricing", "backorder_clients", "backorder_pending_domains"};
	for (size_t i = 0; i < COUNT_OF(tables); i++) {
		char sql[80];
		snprintf(sql, sizeof(sql), "TRUNCATE %s", tables[i]);
		bo_test_exec(sql);
	}
	bo_test_prices();
	/* 1: of client 1, with a line of its log; 2: to be invoiced; 3: of client 2. */
	bo_test_order(1, "foo", "com", "REQUESTED", "2026-12-01 12:00:00", NULL);
	bo_test_order(1, "unpaid", "com", "PENDING-PAYMENT", "2026-11-20 10:00:00", "price=10.00, currency_id=1");
	bo_test_order(2, "other", "com", "REQUESTED", NULL, NULL);
	bo_test_exec(
			"INSERT INTO backorder_logs (cron, date, status, message, order_id, userid, name, actor, "
			"to_status, "
			"reason) VALUES ('client', '2026-11-20 08:00:00', 'ok', 'Backorder placed.', 1, 1, 'foo.com', "
			"'client 1', 'REQUESTED', 'placed')");
}

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_whmcs_tables();
	seed();
	return 0;
}

static int tidy(void **state)
{
	(void)state;
	bo_value_free(envelope);
	envelope = NULL;
	return 0;
}

/* ---- calling ---- */

static bo_value_t *caller(const char *role)
{
	bo_value_t *map = bo_value_map();
	if (strcmp(role, "client 2") == 0 || strcmp(role, "client") == 0) {
		bo_map_text(map, "role", "client");
		bo_map_int(map, "client_id", strcmp(role, "client") == 0 ? 1 : 2);
	} else {
		bo_map_text(map, "role", role);
		if (strcmp(role, "admin") == 0) {
			bo_map_int(map, "admin_id", 7);
		}
	}
	return map;
}

static void call_map(const char *role, bo_value_t *input)
{
	bo_value_t *who = caller(role);
	bo_value_free(envelope);
	envelope = NULL;
	assert_ok(bo_command_run(&envelope, context, input, who, &error));
	assert_false(bo_db_in_transaction(bo_test_db()));
	/* The one value that differs from call to call: "0.004". */
	const char *runtime = bo_map_get_text(envelope, "RUNTIME", "");
	size_t length = strlen(runtime);
	assert_true(length >= 5 && runtime[length - 4] == '.' && strspn(runtime, "0123456789.") == length);
	bo_map_text(envelope, "RUNTIME", "0.000");
	bo_value_free(who);
	bo_value_free(input);
}

/* Name and value pairs, ended by NULL. */
static bo_value_t *parameters(const char *command, va_list pairs)
{
	bo_value_t *input = bo_value_map();
	bo_map_text(input, "COMMAND", command);
	for (const char *name = va_arg(pairs, const char *); name; name = va_arg(pairs, const char *)) {
		bo_map_text(input, name, va_arg(pairs, const char *));
	}
	return input;
}

static void call(const char *role, const char *command, ...)
{
	va_list pairs;
	va_start(pairs, command);
	bo_value_t *input = parameters(command, pairs);
	va_end(pairs);
	call_map(role, input);
}

#define assert_answer(code, description)                                                \
	do {                                                                                \
		assert_string_equal(bo_map_get_text(envelope, "DESCRIPTION", ""), description); \
		assert_int_equal(bo_map_get_int(envelope, "CODE", 0), code);                    \
	} while (0)
#define property() bo_map_get(envelope, "PROPERTY")
#define OK_TEXT "Command completed successfully"

/* ---- roles ---- */

/* D1, D6: what each role gets from each command. 504 is the missing USERID: nobody acts for "nobody". */
static const struct {
	const char *command, *name, *value;
	int guest, client, admin, admin_for_1, cron, cron_for_1;
} matrix[] = {
		{"ActOnBackorders", "IDS", "1", 531, 531, 200, 200, 531, 531},
		{"ActivateBackorder", "DOMAIN", "foo.com", 531, 531, 504, 200, 504, 200},
		{"CheckBackorders", "DOMAINS", "new.com", 531, 200, 504, 200, 531, 531},
		{"CreateBackorder", "DOMAIN", "new.com", 531, 200, 504, 200, 531, 531},
		{"CreateBackorders", "DOMAINS", "new.com", 531, 200, 504, 200, 531, 531},
		{"CreateCalendarFeed", "X", "", 531, 200, 531, 531, 531, 531},
		{"CreateInvoice", "BACKORDERID", "2", 531, 531, 200, 200, 200, 200},
		{"DeleteBackorder", "DOMAIN", "foo.com", 531, 200, 504, 200, 531, 531},
		{"DeleteCalendarFeed", "X", "", 531, 200, 531, 531, 531, 531},
		{"DeletePrice", "TLD", "com", 531, 531, 200, 200, 531, 531},
		{"GetAvailableFunds", "X", "", 531, 200, 504, 200, 504, 200},
		{"ImportPrices", "CSV", "com,USD,11", 531, 531, 200, 200, 531, 531},
		{"MarginPrices", "X", "", 531, 531, 200, 200, 531, 531},
		{"QueryBackorderList", "X", "", 531, 200, 504, 200, 531, 531},
		{"QueryBackorderOverviewDropdate", "X", "", 531, 200, 504, 200, 531, 531},
		{"QueryBackorderOverviewList", "X", "", 531, 200, 504, 200, 531, 531},
		{"QueryBackorderOverviewStatus", "X", "", 531, 200, 504, 200, 531, 531},
		{"QueryBackorderTimeline", "BACKORDERID", "1", 531, 200, 200, 200, 531, 531},
		{"QueryCalendarFeed", "X", "", 531, 200, 531, 531, 531, 531},
		{"QueryCalendarFeedOrders", "KEY", "1-x", 545, 545, 531, 531, 531, 531},
		{"QueryCompleteBackorderList", "X", "", 531, 531, 200, 200, 200, 200},
		{"QueryDeletedDomainsList", "X", "", 531, 200, 200, 200, 531, 531},
		{"QueryDeletedDomainsStats", "X", "", 531, 200, 200, 200, 531, 531},
		{"QueryLogList", "X", "", 531, 531, 200, 200, 200, 200},
		{"QueryPriceList", "X", "", 200, 200, 200, 200, 531, 531},
		{"QueryPriceTable", "X", "", 531, 531, 200, 200, 531, 531},
		{"QueryReport", "FROM", "2026-11", 531, 531, 200, 200, 531, 531},
		{"SavePrice", "TLD", "com", 531, 531, 200, 200, 531, 531},
};

static const char *fingerprint(char out[1024])
{
	snprintf(out, 1024, "%s",
			bo_test_value(
					"SELECT CONCAT((SELECT GROUP_CONCAT(CONCAT_WS('|', id, userid, status, version)) FROM "
					"backorder_domains), '#', (SELECT COUNT(*) FROM backorder_logs), '#', (SELECT COUNT(*) "
					"FROM "
					"backorder_effects), '#', (SELECT GROUP_CONCAT(CONCAT_WS('|', extension, currency_id, "
					"fullprice)) FROM backorder_pricing), '#', (SELECT COUNT(*) FROM backorder_clients))"));
	return out;
}

static void expect(size_t row, const char *role, const char *userid, int wanted)
{
	char before[1024], after[1024];
	/* The commands that need a second parameter. */
	static const struct {
		const char *command, *name, *value;
	} seconds[] = {{"SavePrice", "PRICE1", "11.00"}, {"ActOnBackorders", "ACT", "note"},
			{"QueryReport", "TO", "2026-12"}};
	const char *second = "Y", *value = "";
	for (size_t i = 0; i < COUNT_OF(seconds); i++) {
		if (strcmp(matrix[row].command, seconds[i].command) == 0) {
			second = seconds[i].name;
			value = seconds[i].value;
		}
	}
	seed();
	fingerprint(before);
	call(role, matrix[row].command, matrix[row].name, matrix[row].value, second, value,
			userid ? "USERID" : NULL, userid, NULL);
	int64_t code = bo_map_get_int(envelope, "CODE", 0);
	if (code != wanted) {
		fail_msg("%s as %s%s%s: %d, wanted %d (%s)", matrix[row].command, role, userid ? " for " : "",
				userid ? userid : "", (int)code, wanted, bo_map_get_text(envelope, "DESCRIPTION", ""));
	}
	if (wanted != 200) {
		assert_string_equal(fingerprint(after), before);
		assert_json(property(), "[]");
	}
}

static void test_d1_every_command_and_role(void **state)
{
	(void)state;
	assert_int_equal(COUNT_OF(matrix), 28);
	for (size_t i = 0; i < COUNT_OF(matrix); i++) {
		expect(i, "guest", NULL, matrix[i].guest);
		expect(i, "guest", "1", matrix[i].guest);
		expect(i, "client", NULL, matrix[i].client);
		expect(i, "admin", NULL, matrix[i].admin);
		expect(i, "admin", "1", matrix[i].admin_for_1);
		expect(i, "cron", NULL, matrix[i].cron);
		expect(i, "cron", "1", matrix[i].cron_for_1);
	}
}

/* Guests search only where the setting lets them, and the setting opens nothing else. */
static void test_guests_by_setting(void **state)
{
	(void)state;
	bo_test_setting(context, "guests_may_search", "1");
	for (size_t i = 0; i < COUNT_OF(matrix); i++) {
		bool search = strncmp(matrix[i].command, "QueryDeletedDomains", 19) == 0;
		expect(i, "guest", NULL, search ? 200 : matrix[i].guest);
	}
}

static void test_who_is_nobody(void **state)
{
	(void)state;
	static const struct {
		const char *role;
		int64_t client_id, admin_id;
	} callers[] = {{"client", 0, 0}, {"client", -1, 0}, {"client", 0, 5}, {"admin", 0, 0}, {"admin", 5, 0},
			{"Admin", 1, 1}, {"root", 1, 1}, {"", 1, 1}};
	for (size_t i = 0; i < COUNT_OF(callers); i++) {
		bo_value_t *who = bo_value_map(), *input = bo_value_map();
		bo_map_text(who, "role", callers[i].role);
		bo_map_int(who, "client_id", callers[i].client_id);
		bo_map_int(who, "admin_id", callers[i].admin_id);
		bo_map_text(input, "COMMAND", "QueryPriceList");
		bo_value_free(envelope);
		assert_ok(bo_command_run(&envelope, context, input, who, &error));
		assert_answer(531, "Error; NOT AUTHORISED");
		bo_value_free(who);
		bo_value_free(input);
	}
	bo_value_t *input = bo_value_map();
	bo_map_text(input, "COMMAND", "QueryPriceList");
	bo_value_free(envelope);
	assert_ok(bo_command_run(&envelope, context, input, NULL, &error));
	assert_answer(531, "Error; NOT AUTHORISED");
	bo_value_free(input);
	call("guest", "QueryBackorderList", NULL);
	assert_answer(531, "Error; NOT LOGGED IN");
	call("client", "QueryLogList", NULL);
	assert_answer(531, "Error; NOT AUTHORISED");
}

/* D6, D18: a client is always itself, whatever it posts. */
static void test_d18_client_cannot_be_another(void **state)
{
	(void)state;
	static const char *const names[] = {"USERID", "userid", "UserId", "CLIENT_ID", "client_id"};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		seed();
		call("client", "CreateBackorder", "DOMAIN", "mine.com", names[i], "2", NULL);
		assert_answer(200, OK_TEXT);
		assert_sql("SELECT userid FROM backorder_domains WHERE domain = 'mine'", "1");
		assert_sql("SELECT actor FROM backorder_logs WHERE name = 'mine.com'", "client 1");
		call("client", "DeleteBackorder", "DOMAIN", "other.com", names[i], "2", NULL);
		assert_answer(545, "Entity reference not found; There is no such backorder.");
		call("client", "QueryBackorderList", names[i], "2", NULL);
		assert_json(bo_map_get(property(), "DOMAIN"), "[\"mine.com\",\"unpaid.com\",\"foo.com\"]");
		call("client", "GetAvailableFunds", names[i], "2", NULL);
		assert_json(bo_map_get(bo_map_get(property(), "CREDITBALANCE"), "VALUE_FORMATED"), "\"$500.00 USD\"");
		call("client", "QueryBackorderTimeline", "BACKORDERID", "3", names[i], "2", NULL);
		assert_answer(545, "Entity reference not found; There is no such backorder.");
	}
	/* A second client sees nothing of the first's history either. */
	call("client 2", "QueryBackorderTimeline", "BACKORDERID", "1", NULL);
	assert_answer(545, "Entity reference not found; There is no such backorder.");
	call("client 2", "QueryBackorderList", "SEARCH", "foo", NULL);
	assert_json(bo_map_get(property(), "TOTAL"), "[0]");
}

static void test_admin_acts_for_a_client(void **state)
{
	(void)state;
	call("admin", "CreateBackorder", "DOMAIN", "given.com", "USERID", "2", NULL);
	assert_answer(200, OK_TEXT);
	assert_sql("SELECT CONCAT_WS('|', userid, status) FROM backorder_domains WHERE domain = 'given'",
			"2|REQUESTED");
	assert_sql("SELECT actor FROM backorder_logs WHERE name = 'given.com'", "admin 7");
	call("admin", "DeleteBackorder", "DOMAIN", "given.com", "USERID", "2", NULL);
	assert_answer(200, OK_TEXT);
	assert_sql("SELECT reason FROM backorder_logs ORDER BY id DESC LIMIT 1", "deleted_by_admin");
	call("admin", "CreateBackorder", "DOMAIN", "given.com", "USERID", "99", NULL);
	assert_answer(545, "Entity reference not found; There is no client 99.");
	call("admin", "CreateBackorder", "DOMAIN", "given.com", "USERID", "1 OR 1=1", NULL);
	assert_answer(505, "Invalid attribute value syntax; USERID");
	call("admin", "CreateBackorder", "DOMAIN", "given.com", "USERID", "0", NULL);
	assert_answer(541, "Invalid attribute value; USERID must be from 1 to 4294967295");
	call("admin", "CreateBackorder", "DOMAIN", "given.com", NULL);
	assert_answer(504, "Missing required attribute; USERID");
}

/* ---- envelope and parameters ---- */

static void test_envelopes(void **state)
{
	(void)state;
	call("client", "DeleteBackorder", "DOMAIN", "foo.com", NULL);
	assert_json(envelope,
			"{\"CODE\":200,\"DESCRIPTION\":\"Command completed successfully\",\"PROPERTY\":[],\"QUEUETIME\":"
			"\"0.000\",\"RUNTIME\":\"0.000\"}");
	call("client", "CreateBackorder", NULL);
	assert_json(envelope,
			"{\"CODE\":504,\"DESCRIPTION\":\"Missing required attribute; DOMAIN\",\"PROPERTY\":[],"
			"\"QUEUETIME\":\"0.000\",\"RUNTIME\":\"0.000\"}");
	call("client", "FormatDisk", NULL);
	assert_json(envelope,
			"{\"CODE\":500,\"DESCRIPTION\":\"Command invalid\",\"PROPERTY\":[],\"QUEUETIME\":\"0.000\","
			"\"RUNTIME\":\"0.000\"}");
}

/* RUNTIME has a point, whatever the host's locale: call() looks. */
static void test_another_locale(void **state)
{
	(void)state;
	bo_test_comma_locale();
	call("client", "DeleteBackorder", "DOMAIN", "foo.com", NULL);
	assert_int_equal(bo_map_get_int(envelope, "CODE", 0), 200);
}

static void test_unknown_commands(void **state)
{
	(void)state;
	static const char *const names[] = {"", "CreateBackorder2", "CreateBackorde", "../CreateBackorder",
			"Create Backorder", "CreateBackorder;"};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		call("admin", names[i], NULL);
		assert_answer(500, "Command invalid");
	}
	bo_value_t *input = bo_value_map();
	call_map("admin", input);
	assert_answer(500, "Command invalid");
	input = bo_value_map();
	bo_map_int(input, "COMMAND", 5);
	call_map("admin", input);
	assert_answer(500, "Command invalid");
	call_map("admin", bo_value_list());
	assert_answer(500, "Command invalid");
	/* Names of commands and parameters in any case. */
	input = bo_value_map();
	bo_map_text(input, "command", "qUERYbACKORDERLIST");
	bo_map_text(input, "limit", "1");
	call_map("client", input);
	assert_answer(200, OK_TEXT);
	assert_json(bo_map_get(property(), "LIMIT"), "[1]");
}

/* D3, D67, D32: every admitted value is what its row says; nothing else reaches a handler. */
static void test_d67_parameters(void **state)
{
	(void)state;
	static const struct {
		const char *command, *name, *value;
		int code;
		const char *description;
	} cases[] = {
			{"QueryBackorderList", "LIMIT", "0", 541, "Invalid attribute value; LIMIT must be from 1 to 500"},
			{"QueryBackorderList", "LIMIT", "501", 541,
					"Invalid attribute value; LIMIT must be from 1 to 500"},
			{"QueryBackorderList", "LIMIT", "-5", 541,
					"Invalid attribute value; LIMIT must be from 1 to 500"},
			{"QueryBackorderList", "LIMIT", "500", 200, OK_TEXT},
			{"QueryBackorderList", "LIMIT", "", 200, OK_TEXT},
			{"QueryBackorderList", "LIMIT", "ten", 505, "Invalid attribute value syntax; LIMIT"},
			{"QueryBackorderList", "LIMIT", "1e2", 505, "Invalid attribute value syntax; LIMIT"},
			{"QueryBackorderList", "LIMIT", " 5", 505, "Invalid attribute value syntax; LIMIT"},
			{"QueryBackorderList", "LIMIT", "5 ", 505, "Invalid attribute value syntax; LIMIT"},
			{"QueryBackorderList", "LIMIT", "0x10", 505, "Invalid attribute value syntax; LIMIT"},
			{"QueryBackorderList", "LIMIT", "99999999999999999999", 505,
					"Invalid attribute value syntax; LIMIT"},
			{"QueryBackorderList", "LIMIT", "1; DROP TABLE backorder_domains", 505,
					"Invalid attribute value syntax; LIMIT"},
			{"QueryBackorderList", "FIRST", "-1", 541,
					"Invalid attribute value; FIRST must be from 0 to 1000000000"},
			{"QueryBackorderList", "FIRST", "1 INTO OUTFILE '/tmp/x'", 505,
					"Invalid attribute value syntax; FIRST"},
			{"QueryBackorderList", "FIRST", "1000000000", 200, OK_TEXT},
			{"QueryDeletedDomainsList", "LIMIT", "0", 541,
					"Invalid attribute value; LIMIT must be from 1 to 500"},
			{"QueryDeletedDomainsList", "FIRST", "-1", 541,
					"Invalid attribute value; FIRST must be from 0 to 1000000000"},
			{"QueryDeletedDomainsList", "FIRST", "1 INTO OUTFILE '/tmp/x'", 505,
					"Invalid attribute value syntax; FIRST"},
			{"QueryDeletedDomainsList", "CHARS_COUNT_MIN", "64", 541,
					"Invalid attribute value; CHARS_COUNT_MIN must be from 0 to 63"},
			{"QueryDeletedDomainsList", "DROPDATE_FROM", "2026-02-30", 505,
					"Invalid attribute value syntax; DROPDATE_FROM must be a day like 2026-11-23"},
			{"QueryDeletedDomainsList", "DROPDATE_TO", "23.11.2026", 505,
					"Invalid attribute value syntax; DROPDATE_TO must be a day like 2026-11-23"},
			{"QueryDeletedDomainsList", "ORDERBY", "DOMAIN; DROP TABLE x", 541,
					"Invalid attribute value; ORDERBY"},
			{"QueryDeletedDomainsList", "ORDERBY", "DROPDATEASC", 541, "Invalid attribute value; ORDERBY"},
			{"QueryBackorderList", "ORDERBY", "id; DROP TABLE x", 541,
					"Invalid attribute value; Backorders can't be sorted by id; DROP TABLE x."},
			{"QueryBackorderList", "ORDERBY", "password", 541,
					"Invalid attribute value; Backorders can't be sorted by password."},
			{"QueryBackorderList", "ORDERBY", "0123456789012345678901234567890123", 541,
					"Invalid attribute value; ORDERBY is too long"},
			{"QueryBackorderList", "ORDERBY", "DROPDATEDESC", 200, OK_TEXT},
			{"QueryBackorderList", "ORDERBY", "status", 200, OK_TEXT},
			{"QueryBackorderList", "STATUS", "' OR '1'='1", 541,
					"Invalid attribute value; There is no status ' OR '1'='1."},
			{"QueryBackorderList", "STATUS", "ACTIVE", 200, OK_TEXT},
			{"CreateBackorder", "DOMAIN", "", 504, "Missing required attribute; DOMAIN"},
			{"CreateBackorder", "DOMAIN", "com", 505,
					"Invalid attribute value syntax; DOMAIN: no zone behind the name (like .com)"},
			{"CreateBackorder", "DOMAIN", ".com", 505,
					"Invalid attribute value syntax; DOMAIN: a dot too many"},
			{"CreateBackorder", "DOMAIN", "a..com", 505,
					"Invalid attribute value syntax; DOMAIN: a dot too many"},
			{"CreateBackorder", "DOMAIN", "<b>x.com", 505,
					"Invalid attribute value syntax; DOMAIN: a character that domain names do not have"},
			{"CreateBackorder", "DOMAIN", "a' OR 1=1 -- .com", 505,
					"Invalid attribute value syntax; DOMAIN: a character that domain names do not have"},
			{"CreateBackorder", "DOMAIN", "-a.com", 505,
					"Invalid attribute value syntax; DOMAIN: a part that starts or ends with a hyphen"},
			{"CreateBackorder", "DOMAIN", "\xff.com", 505,
					"Invalid attribute value syntax; DOMAIN: not valid UTF-8"},
			{"CreateBackorder", "DOMAIN", "foo.com.evil", 541,
					"Invalid attribute value; NOT SUPPORTED"}, /* D12 */
			{"CreateBackorder", "DOMAIN", "internet.zzz", 541, "Invalid attribute value; NOT SUPPORTED"},
			{"DeleteBackorder", "DOMAIN", "a b.com", 505,
					"Invalid attribute value syntax; DOMAIN: a character that domain names do not have"},
			{"QueryPriceList", "TLD", "com' OR '1'='1", 505, "Invalid attribute value syntax; TLD"},
			{"QueryBackorderTimeline", "BACKORDERID", "", 504, "Missing required attribute; BACKORDERID"},
			{"QueryBackorderTimeline", "BACKORDERID", "1 OR 1=1", 505,
					"Invalid attribute value syntax; BACKORDERID"},
			{"QueryBackorderTimeline", "BACKORDERID", "0", 541,
					"Invalid attribute value; BACKORDERID must be from 1 to 4294967295"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		call("client", cases[i].command, cases[i].name, cases[i].value, NULL);
		if (bo_map_get_int(envelope, "CODE", 0) != cases[i].code ||
				strcmp(bo_map_get_text(envelope, "DESCRIPTION", ""), cases[i].description) != 0) {
			fail_msg("%s %s=%s: %d %s", cases[i].command, cases[i].name, cases[i].value,
					(int)bo_map_get_int(envelope, "CODE", 0), bo_map_get_text(envelope, "DESCRIPTION", ""));
		}
	}
	assert_sql("SELECT COUNT(*) FROM backorder_domains", "3");
}

/* Values of other types, as PHP callers hand them over. */
static void test_types_of_values(void **state)
{
	(void)state;
	static const char *const syntax = "Invalid attribute value syntax; DOMAIN";
	bo_value_t *input = bo_value_map();
	bo_map_text(input, "COMMAND", "CreateBackorder");
	bo_list_text(bo_map_list(input, "DOMAIN"), "foo.com");
	call_map("client", input);
	assert_answer(505, syntax);
	input = bo_value_map();
	bo_map_text(input, "COMMAND", "CreateBackorder");
	bo_map_double(input, "DOMAIN", 1.5);
	call_map("client", input);
	assert_answer(505, syntax);
	input = bo_value_map();
	bo_map_text(input, "COMMAND", "CreateBackorder");
	bo_map_null(input, "DOMAIN");
	call_map("client", input);
	assert_answer(504, "Missing required attribute; DOMAIN");
	input = bo_value_map();
	bo_map_text(input, "COMMAND", "CreateBackorder");
	bo_map_string(input, "DOMAIN", "foo\0x.com", 9);
	call_map("client", input);
	assert_answer(505, "Invalid attribute value syntax; DOMAIN: a character that domain names do not have");
	input = bo_value_map();
	bo_map_text(input, "COMMAND", "QueryBackorderList");
	bo_map_int(input, "LIMIT", 2);
	bo_map_bool(input, "SEARCH", false);
	call_map("client", input);
	assert_answer(200, OK_TEXT);
	assert_json(bo_map_get(property(), "LIMIT"), "[2]");
	/* TRUE is no number, no day and no name. */
	input = bo_value_map();
	bo_map_text(input, "COMMAND", "QueryBackorderList");
	bo_map_bool(input, "LIMIT", true);
	call_map("client", input);
	assert_answer(505, "Invalid attribute value syntax; LIMIT");
	input = bo_value_map();
	bo_map_text(input, "COMMAND", "QueryDeletedDomainsList");
	bo_map_bool(input, "DROPDATE_FROM", true);
	call_map("client", input);
	assert_answer(505, "Invalid attribute value syntax; DROPDATE_FROM");
	input = bo_value_map();
	bo_map_text(input, "COMMAND", "CreateBackorder");
	bo_map_bool(input, "DOMAIN", true);
	call_map("client", input);
	assert_answer(505, syntax);
	input = bo_value_map();
	bo_map_text(input, "COMMAND", "QueryDeletedDomainsList");
	bo_map_bool(input, "DIGITS_NO", true);
	call_map("client", input);
	assert_answer(200, OK_TEXT);
}

/* Text that is not UTF-8 is the caller's mistake, not trouble of the database. */
static void test_text_that_is_not_utf8(void **state)
{
	(void)state;
	call("client", "QueryBackorderList", "SEARCH", "\xff\xfe", NULL);
	assert_answer(505, "Invalid attribute value syntax; SEARCH");
	call("admin", "QueryLogList", "SEARCH", "a\xc3", NULL);
	assert_answer(505, "Invalid attribute value syntax; SEARCH");
	call("admin", "QueryLogList", "CRON", "\xed\xa0\x80", NULL);
	assert_answer(505, "Invalid attribute value syntax; CRON");
	call("client", "QueryBackorderList", "SEARCH", "m\xc3\xbcller", NULL);
	assert_answer(200, OK_TEXT);
}

/* D3: SQL in any text does nothing but find nothing. */
static void test_d3_sql_is_harmless(void **state)
{
	(void)state;
	static const char *const texts[] = {"' OR 1=1 -- ", "x'; DROP TABLE tblclients; -- ", "\\' OR 1=1 #", "%",
			"_", "\" OR \"\"=\"", "foo' UNION SELECT 1 -- ", "|%", "| OR 1"};
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		call("client", "QueryBackorderList", "SEARCH", texts[i], NULL);
		assert_answer(200, OK_TEXT);
		assert_json(bo_map_get(property(), "TOTAL"), "[0]");
		call("admin", "QueryCompleteBackorderList", "SEARCH", texts[i], NULL);
		assert_answer(200, OK_TEXT);
		assert_int_equal(bo_map_get_int(envelope, "TOTAL", -1), 0);
		call("admin", "QueryLogList", "SEARCH", texts[i], NULL);
		assert_int_equal(bo_map_get_int(envelope, "TOTAL", -1), 0);
		call("admin", "QueryLogList", "STATUS", texts[i], NULL);
		assert_int_equal(bo_map_get_int(envelope, "TOTAL", -1), 0);
		call("admin", "QueryLogList", "CRON", texts[i], NULL);
		assert_int_equal(bo_map_get_int(envelope, "TOTAL", -1), 0);
		call("admin", "SavePrice", "TLD", texts[i], "PRICE1", "1", NULL);
		assert_int_equal(bo_map_get_int(envelope, "CODE", 0), 541);
		call("admin", "SavePrice", "TLD", "com", "PRICE1", texts[i], NULL);
		assert_int_equal(bo_map_get_int(envelope, "CODE", 0), 541);
		call("client", "CreateBackorder", "DOMAIN", "ok.com", "TYPE", texts[i], NULL);
		assert_int_equal(bo_map_get_int(envelope, "CODE", 0), 541);
	}
	assert_sql("SELECT COUNT(*) FROM backorder_domains", "3");
	assert_sql("SELECT COUNT(*) FROM backorder_pricing", "5");
}

/* D15: what broke inside is not told to callers. */
static void test_d15_no_sql_text_leaks(void **state)
{
	(void)state;
	bo_test_exec("RENAME TABLE backorder_domains TO hidden");
	call("client", "QueryBackorderList", NULL);
	bo_test_exec("RENAME TABLE hidden TO backorder_domains");
	assert_json(envelope,
			"{\"CODE\":599,\"DESCRIPTION\":\"Error; The command could not be carried out now; please try "
			"again later.\",\"PROPERTY\":[],\"QUEUETIME\":\"0.000\",\"RUNTIME\":\"0.000\"}");
}

/* ---- orders ---- */

static void test_create(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO backorder_pending_domains (zone, domain, drop_date) VALUES ('co.uk', 'foo', "
				 "'2026-12-05 "
				 "18:30:00'), ('com', 'gone', '2026-11-23 09:00:00')");
	call("client", "CreateBackorder", "DOMAIN", " FOO.co.uk. ", "TYPE", "full", NULL);
	assert_json(envelope, "{\"CODE\":200,\"DESCRIPTION\":\"Command completed "
						  "successfully\",\"PROPERTY\":{\"ID\":[4],\"DOMAIN\":["
						  "\"foo.co.uk\"],\"STATUS\":[\"REQUESTED\"],\"DROPDATE\":[\"2026-12-05 "
						  "18:30:00\"],\"OTHERS\":[0]},\"QUEUETIME\":\"0.000\","
						  "\"RUNTIME\":\"0.000\"}");
	/* D31: split at the first dot. */
	assert_sql("SELECT CONCAT_WS('|', userid, domain, tld, type, dropdate_source) FROM backorder_domains "
			   "WHERE id = 4",
			"1|foo|co.uk|FULL|list");
	call("client", "CreateBackorder", "DOMAIN", "foo.co.uk", NULL);
	assert_answer(549, "Command failed; BACKORDER ALREADY EXISTING");
	call("client", "CreateBackorder", "DOMAIN", "foo.net", "TYPE", "GOLD", NULL);
	assert_answer(541, "Invalid attribute value; TYPE");
	/* A zone without a price in this client's currency; one whose price is 0. */
	call("client 2", "CreateBackorder", "DOMAIN", "foo.net", NULL);
	assert_answer(541, "Invalid attribute value; NOT SUPPORTED");
	bo_test_exec("UPDATE backorder_pricing SET fullprice = 0 WHERE extension = 'net'");
	call("client", "CreateBackorder", "DOMAIN", "foo.net", NULL);
	assert_answer(541, "Invalid attribute value; NOT SUPPORTED");
	call("client", "CreateBackorder", "DOMAIN", "lite.com", "TYPE", "LITE", NULL);
	assert_answer(541, "Invalid attribute value; NOT SUPPORTED");
	/* A drop in the past is no date to wait for. */
	call("client", "CreateBackorder", "DOMAIN", "gone.com", NULL);
	assert_json(bo_map_get(property(), "DROPDATE"), "[null]");
	assert_sql("SELECT CONCAT(COALESCE(dropdate, 'none'), '|', dropdate_source) FROM backorder_domains WHERE "
			   "domain = 'gone'",
			"none|");
}

/* D10: the date comes from the list or not at all. */
static void test_d10_no_drop_date_from_clients(void **state)
{
	(void)state;
	call("client", "CreateBackorder", "DOMAIN", "soon.com", "DROPDATE", "2026-11-23 10:00:00", NULL);
	assert_answer(200, OK_TEXT);
	assert_sql("SELECT dropdate FROM backorder_domains WHERE domain = 'soon'", "NULL");
}

static void test_create_idn(void **state)
{
	(void)state;
	call("client", "CreateBackorder", "DOMAIN", "M\xc3\xbcller.NET", NULL);
	assert_answer(200, OK_TEXT);
	assert_json(bo_map_get(property(), "DOMAIN"), "[\"xn--mller-kva.net\"]");
	call("client", "CreateBackorder", "DOMAIN", "xn--mller-kva.net", NULL);
	assert_answer(549, "Command failed; BACKORDER ALREADY EXISTING");
	call("client", "QueryBackorderList", "SEARCH", "m\xc3\xbcller.net", NULL);
	assert_json(bo_map_get(property(), "DOMAINIDN"), "[\"m\xc3\xbcller.net\"]");
}

/* D17: a limit of open orders; closed accounts can't order. */
static void test_d17_limits(void **state)
{
	(void)state;
	bo_test_setting(context, "orders_per_client", "3");
	call("client", "CreateBackorder", "DOMAIN", "third.com", NULL);
	assert_answer(200, OK_TEXT);
	call("client", "CreateBackorder", "DOMAIN", "fourth.com", NULL);
	assert_answer(549, "Command failed; You have 3 open backorders; more are not possible at a time.");
	bo_test_exec("UPDATE backorder_domains SET status = 'FAILED', open_order = NULL WHERE domain = 'third'");
	call("client", "CreateBackorder", "DOMAIN", "fourth.com", NULL);
	assert_answer(200, OK_TEXT);
	bo_test_exec("UPDATE tblclients SET status = 'Closed' WHERE id = 2");
	call("client 2", "CreateBackorder", "DOMAIN", "closed.com", NULL);
	assert_answer(549, "Command failed; This customer account is closed.");
}

/* What a client may read in any number would be the way to keep a server busy. */
static void test_requests_of_the_own_list(void **state)
{
	static const char *const lists[] = {"QueryBackorderList", "QueryBackorderTimeline"};
	(void)state;
	bo_test_setting(context, "requests_per_minute", "2");
	for (size_t i = 0; i < 2; i++) {
		const char *client = i ? "client 2" : "client";
		for (int times = 0; times < 3; times++) {
			call(client, lists[i], i ? "BACKORDERID" : NULL, "1", NULL);
		}
		assert_answer(549, "Command failed; TOO MANY REQUESTS");
		for (int times = 0; times < 5; times++) {
			call("admin", lists[i], "USERID", "1", "BACKORDERID", "1", NULL);
			assert_answer(200, OK_TEXT);
			call("cron", "QueryCompleteBackorderList", NULL);
			assert_answer(200, OK_TEXT);
		}
	}
}

static void test_create_many(void **state)
{
	(void)state;
	/* The refused duplicate takes a number of its own from the database. */
	call("client", "CreateBackorders", "DOMAINS", "a.com, foo.com;\nbad..com\tb.zzz  M\xc3\xbcller.net",
			NULL);
	assert_json(property(),
			"[{\"DOMAIN\":\"a.com\",\"DOMAINIDN\":\"a.com\",\"OK\":true,\"REASON\":\"\",\"MESSAGE\":\"\","
			"\"ID\":4,\"OTHERS\":0},{"
			"\"DOMAIN\":\"foo.com\",\"DOMAINIDN\":\"foo.com\",\"OK\":false,\"REASON\":\"EXISTS\",\"MESSAGE\":"
			"\"There "
			"is a backorder for this name "
			"already.\",\"ID\":0,\"OTHERS\":0},{\"DOMAIN\":\"bad..com\",\"DOMAINIDN\":\"bad..com\","
			"\"OK\":false,\"REASON\":\"INVALID\",\"MESSAGE\":\"This is not a domain name: a dot too "
			"many.\",\"ID\":0,\"OTHERS\":0},{"
			"\"DOMAIN\":\"b.zzz\",\"DOMAINIDN\":\"b.zzz\",\"OK\":false,\"REASON\":\"DENIED\",\"MESSAGE\":"
			"\"Backorders "
			"of .zzz are not for "
			"sale.\",\"ID\":0,\"OTHERS\":0},{\"DOMAIN\":\"xn--mller-kva.net\",\"DOMAINIDN\":\"m\xc3\xbcller."
			"net\","
			"\"OK\":true,\"REASON\":\"\",\"MESSAGE\":\"\",\"ID\":6,\"OTHERS\":0}]");
	call("client", "CreateBackorders", "DOMAINS", " ,;\n", NULL);
	assert_answer(541, "Invalid attribute value; Give 1 to 500 names.");
	char many[2100];
	size_t used = 0;
	for (int i = 0; i < 501; i++) {
		used += (size_t)snprintf(many + used, sizeof(many) - used, "x%c%c ", 'a' + i / 26 % 26, 'a' + i % 26);
	}
	call("client", "CreateBackorders", "DOMAINS", many, NULL);
	assert_answer(541, "Invalid attribute value; Give 1 to 500 names.");
}

/* D49: what was handed to the registrar can't be deleted. */
static void test_d49_delete(void **state)
{
	(void)state;
	static const struct {
		const char *status;
		int code;
		const char *description;
	} cases[] = {{"REQUESTED", 200, OK_TEXT}, {"ACTIVE", 200, OK_TEXT},
			{"PROCESSING", 549, "Command failed; THIS BACKORDER CANNOT BE DELETED"},
			{"AUCTION-PENDING", 549, "Command failed; THIS BACKORDER CANNOT BE DELETED"},
			{"PENDING-PAYMENT", 549, "Command failed; THIS BACKORDER CANNOT BE DELETED"},
			{"SUCCESSFUL", 545, "Entity reference not found; There is no such backorder."},
			{"FAILED", 545, "Entity reference not found; There is no such backorder."},
			{"CANCELLED", 545, "Entity reference not found; There is no such backorder."},
			{"AUCTION-WON", 545, "Entity reference not found; There is no such backorder."},
			{"AUCTION-LOST", 545, "Entity reference not found; There is no such backorder."}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_test_exec("TRUNCATE backorder_domains");
		bo_test_order(1, "foo", "com", cases[i].status, NULL, NULL);
		call("client", "DeleteBackorder", "DOMAIN", "Foo.COM", NULL);
		assert_answer(cases[i].code, cases[i].description);
		assert_sql("SELECT COUNT(*) FROM backorder_domains", cases[i].code == 200 ? "0" : "1");
	}
	call("client", "DeleteBackorder", NULL);
	assert_answer(504, "Missing required attribute; DOMAIN");
	call("client", "DeleteBackorder", "DOMAIN", "nothing.com", NULL);
	assert_answer(545, "Entity reference not found; There is no such backorder.");
}

/* D1: activating reserves money that is there; only an admin may force it. */
static void test_d1_activate(void **state)
{
	(void)state;
	call("admin", "ActivateBackorder", "DOMAIN", "foo.com", "USERID", "1", NULL);
	assert_answer(200, OK_TEXT);
	assert_sql("SELECT CONCAT_WS('|', status, price, reserved, currency_id, activated_by) FROM "
			   "backorder_domains WHERE id = 1",
			"ACTIVE|10.00|10.00|1|admin");
	call("admin", "ActivateBackorder", "DOMAIN", "foo.com", "USERID", "1", NULL);
	assert_answer(549, "Command failed; ONLY BACKORDER WITH STATUS REQUESTED CAN BE ACTIVATED");
	call("admin", "ActivateBackorder", "DOMAIN", "unpaid.com", "USERID", "1", NULL);
	assert_answer(549, "Command failed; ONLY BACKORDER WITH STATUS REQUESTED CAN BE ACTIVATED");
	call("admin", "ActivateBackorder", "DOMAIN", "nothing.com", "USERID", "1", NULL);
	assert_answer(545, "Entity reference not found; There is no such backorder.");
	bo_test_order(3, "poor", "com", "REQUESTED", NULL, NULL);
	call("admin", "ActivateBackorder", "DOMAIN", "poor.com", "USERID", "3", NULL);
	assert_answer(549,
			"Command failed; The client's available funds ($5.00 USD) do not cover the fee ($10.00 USD).");
	assert_sql("SELECT CONCAT_WS('|', status, reserved) FROM backorder_domains WHERE domain = 'poor'",
			"REQUESTED|0.00");
	call("admin", "ActivateBackorder", "DOMAIN", "poor.com", "USERID", "3", "FORCE", "0", NULL);
	assert_int_equal(bo_map_get_int(envelope, "CODE", 0), 549);
	call("admin", "ActivateBackorder", "DOMAIN", "poor.com", "USERID", "3", "FORCE", "1", NULL);
	assert_answer(200, OK_TEXT);
	assert_sql("SELECT CONCAT_WS('|', status, reserved, reason_text) FROM backorder_domains WHERE domain = "
			   "'poor'",
			"ACTIVE|10.00|Forced although the funds are too small.");
	call("admin", "GetAvailableFunds", "USERID", "3", NULL);
	assert_json(bo_map_get(property(), "AMOUNT"), "{\"VALUE\":0,\"VALUE_FORMATED\":\"$0.00 USD\"}");
}

/* D2: price, name and client of an invoice come from the order, whatever is posted. */
static void test_d2_create_invoice(void **state)
{
	(void)state;
	call("cron", "CreateInvoice", "BACKORDERID", "2", "DOMAIN", "cheap.co.uk", "USERID", "2", "PRICE", "0.01",
			NULL);
	assert_answer(200, OK_TEXT);
	assert_sql("SELECT CONCAT_WS('|', order_id, userid, amount, payload LIKE '%\"domain\":\"unpaid.com\"%') "
			   "FROM "
			   "backorder_effects",
			"2|1|10.00|1");
	call("admin", "CreateInvoice", "BACKORDERID", "2", NULL);
	assert_answer(200, OK_TEXT);
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "1");
	call("admin", "CreateInvoice", "BACKORDERID", "1", NULL);
	assert_answer(549, "Command failed; THIS BACKORDER NEEDS NO INVOICE");
	call("admin", "CreateInvoice", "BACKORDERID", "99", NULL);
	assert_answer(545, "Entity reference not found; There is no such backorder.");
	/* One that was given up gets another chance. */
	bo_test_exec("UPDATE backorder_effects SET state = 'failed', attempts = 20, not_before = '2026-11-22 "
				 "00:00:00'");
	call("admin", "CreateInvoice", "BACKORDERID", "2", NULL);
	assert_sql(
			"SELECT CONCAT_WS('|', state, not_before) FROM backorder_effects", "waiting|2026-11-23 09:00:00");
	bo_test_exec("UPDATE backorder_effects SET state = 'done'");
	bo_test_exec("UPDATE backorder_domains SET invoice = 5 WHERE id = 2");
	call("admin", "CreateInvoice", "BACKORDERID", "2", NULL);
	assert_answer(549, "Command failed; THIS BACKORDER NEEDS NO INVOICE");
}

static void test_order_list(void **state)
{
	(void)state;
	bo_test_exec("UPDATE backorder_domains SET reason = 'waiting_funds', reason_text = 'why' WHERE id = 1");
	call("client", "QueryBackorderList", "STATUS", "REQUESTED", NULL);
	assert_json(envelope, "{\"CODE\":200,\"DESCRIPTION\":\"Command completed "
						  "successfully\",\"PROPERTY\":{\"ID\":[1],\"INVOICE\":[0],\"AGAIN\":[0],"
						  "\"DOMAIN\":[\"foo.com\"],\"DOMAINIDN\":[\"foo.com\"],\"LABEL\":[\"foo\"],\"TLD\":["
						  "\"com\"],\"STATUS\":["
						  "\"REQUESTED\"],\"DROPDATE\":[\"2026-12-01 "
						  "12:00:00\"],\"CREATEDDATE\":[\"2026-11-20 08:00:00\"],\"UPDATEDDATE\":["
						  "\"2026-11-20 "
						  "08:00:00\"],\"BACKORDERTYPE\":[\"FULL\"],\"REASON\":[\"waiting_funds\"],"
						  "\"REASONTEXT\":[\"why\"],"
						  "\"PRICE_FORMATED\":[\"$10.00 "
						  "USD\"],\"PRICE\":[\"10.00\"],\"AUCTION\":[null],\"TOTAL\":[1],\"FIRST\":[0],"
						  "\"LIMIT\":[100],\"COUNT\":[1],"
						  "\"NOW\":[\"2026-11-23 09:00:00\"]},\"QUEUETIME\":"
						  "\"0.000\",\"RUNTIME\":\"0.000\"}");
	call("client", "QueryBackorderList", "ORDERBY", "DOMAIN", "LIMIT", "1", "FIRST", "1", NULL);
	assert_json(bo_map_get(property(), "DOMAIN"), "[\"unpaid.com\"]");
	assert_json(bo_map_get(property(), "TOTAL"), "[2]");
	assert_json(bo_map_get(property(), "COUNT"), "[1]");
	call("client", "QueryBackorderList", "FIRST", "5", NULL);
	assert_json(bo_map_get(property(), "DOMAIN"), "[]");
	assert_json(bo_map_get(property(), "TOTAL"), "[2]");
}

static void test_overviews(void **state)
{
	(void)state;
	call("client", "QueryBackorderOverviewStatus", NULL);
	assert_json(envelope, "{\"CODE\":200,\"DESCRIPTION\":\"Command completed "
						  "successfully\",\"PROPERTY\":{\"REQUESTED\":{\"status\":"
						  "\"REQUESTED\",\"anzahl\":1},\"ACTIVE\":{\"status\":\"ACTIVE\",\"anzahl\":0},"
						  "\"PROCESSING\":{\"status\":"
						  "\"PROCESSING\",\"anzahl\":0},\"SUCCESSFUL\":{\"status\":\"SUCCESSFUL\",\"anzahl\":"
						  "0},\"FAILED\":{\"status\":"
						  "\"FAILED\",\"anzahl\":0},\"CANCELLED\":{\"status\":\"CANCELLED\",\"anzahl\":0},"
						  "\"AUCTION-PENDING\":{\"status\":"
						  "\"AUCTION-PENDING\",\"anzahl\":0},\"AUCTION-WON\":{\"status\":\"AUCTION-WON\","
						  "\"anzahl\":0},\"AUCTION-LOST\":{"
						  "\"status\":\"AUCTION-LOST\",\"anzahl\":0},\"PENDING-PAYMENT\":{\"status\":"
						  "\"PENDING-PAYMENT\",\"anzahl\":1}},"
						  "\"total\":2,\"QUEUETIME\":\"0.000\",\"RUNTIME\":\"0.000\"}");

	bo_test_order(1, "lite", "com", "REQUESTED", "2026-12-01 23:59:59", "type='LITE'");
	call("client", "QueryBackorderOverviewDropdate", NULL);
	assert_int_equal(property()->as.many.count, 31);
	assert_string_equal(property()->as.many.keys[0], "2026-11-23");
	assert_string_equal(property()->as.many.keys[30], "2026-12-23");
	assert_json(bo_map_get(property(), "2026-12-01"), "{\"day\":\"2026-12-01\",\"datetime\":1796083200,"
													  "\"anzahl\":2,\"anzahlFULL\":1,\"anzahlLITE\":1}");
	assert_json(bo_map_get(property(), "2026-12-02"), "{\"day\":\"2026-12-02\",\"datetime\":1796169600,"
													  "\"anzahl\":0,\"anzahlFULL\":0,\"anzahlLITE\":0}");

	/* D70: the zones of the client's own currency. */
	call("client", "QueryBackorderOverviewList", NULL);
	assert_json(property(), "{\"co.uk\":{\"tld\":\"co.uk\",\"LITE\":0,\"FULL\":0,\"total\":0},\"com\":{"
							"\"tld\":\"com\",\"LITE\":1,\"FULL\":2,"
							"\"total\":3},\"net\":{\"tld\":\"net\",\"LITE\":0,\"FULL\":0,\"total\":0}}");
	call("client 2", "QueryBackorderOverviewList", NULL);
	assert_json(property(), "{\"co.uk\":{\"tld\":\"co.uk\",\"LITE\":0,\"FULL\":0,\"total\":0},\"com\":{"
							"\"tld\":\"com\",\"LITE\":0,\"FULL\":1,"
							"\"total\":1}}");
}

static void test_timeline(void **state)
{
	(void)state;
	call("client", "QueryBackorderTimeline", "BACKORDERID", "1", NULL);
	assert_json(property(),
			"[{\"DATE\":\"2026-11-20 08:00:00\",\"ACTOR\":\"client 1\",\"FROM\":\"\",\"TO\":\"REQUESTED\","
			"\"REASON\":\"placed\",\"MESSAGE\":\"Backorder placed.\"}]");
	/* The history outlives the order. */
	call("client", "DeleteBackorder", "DOMAIN", "foo.com", NULL);
	call("client", "QueryBackorderTimeline", "BACKORDERID", "1", NULL);
	assert_int_equal(property()->as.many.count, 2);
	call("admin", "QueryBackorderTimeline", "BACKORDERID", "1", NULL);
	assert_int_equal(property()->as.many.count, 2);
}

static void test_complete_list(void **state)
{
	(void)state;
	bo_test_exec("DELETE FROM backorder_domains WHERE id > 1");
	call("admin", "QueryCompleteBackorderList", NULL);
	assert_json(envelope,
			"{\"CODE\":200,\"DESCRIPTION\":\"Command completed "
			"successfully\",\"PROPERTY\":[{\"id\":1,\"userid\":1,"
			"\"invoice\":0,\"lowbalance_notification\":0,\"domain\":\"foo\",\"tld\":\"com\",\"type\":"
			"\"FULL\",\"status\":"
			"\"REQUESTED\",\"createddate\":\"2026-11-20 08:00:00\",\"updateddate\":\"2026-11-20 "
			"08:00:00\",\"dropdate\":"
			"\"2026-12-01 "
			"12:00:00\",\"reference\":\"\",\"firstname\":\"Anna\",\"lastname\":\"Client\",\"reason\":\"\","
			"\"reason_text\":\"\",\"name\":\"foo.com\",\"name_unicode\":\"foo.com\",\"price_formatted\":\"$"
			"10.00 USD\","
			"\"auction\":null,\"price\":\"10.00\",\"currency\":\"USD\",\"note\":null}],\"TOTAL\":1,"
			"\"QUEUETIME\":\"0.000\",\"RUNTIME\":\"0.000\"}");
	seed();
	call("admin", "QueryCompleteBackorderList", "LIMIT", "2", NULL);
	assert_int_equal(property()->as.many.count, 2);
	assert_int_equal(bo_map_get_int(property()->as.many.items[0], "id", 0), 3);
	assert_int_equal(bo_map_get_int(envelope, "TOTAL", 0), 3);
	call("admin", "QueryCompleteBackorderList", "USERID", "2", NULL);
	assert_int_equal(bo_map_get_int(envelope, "TOTAL", 0), 1);
}

static void test_log_list(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO backorder_logs (cron, date, status, message) VALUES ('batch', '2026-11-23 "
				 "08:59:59', 'error', "
				 "'100% broken')");
	call("admin", "QueryLogList", NULL);
	assert_int_equal(bo_map_get_int(envelope, "TOTAL", 0), 2);
	const bo_value_t *newest = property()->as.many.items[0];
	assert_string_equal(bo_map_get_text(newest, "cron", ""), "batch");
	assert_string_equal(bo_map_get_text(newest, "date", ""), "2026-11-23 08:59:59");
	assert_string_equal(bo_map_get_text(newest, "status", ""), "error");
	assert_string_equal(bo_map_get_text(newest, "message", ""), "100% broken");
	assert_int_equal(bo_map_get(newest, "query")->type, BO_NULL);
	static const struct {
		const char *name, *value;
		int total;
	} cases[] = {{"SEARCH", "100%", 1}, {"SEARCH", "foo.com", 1}, {"STATUS", "error", 1},
			{"CRON", "client", 1}, {"BACKORDERID", "1", 1}, {"BACKORDERID", "2", 0}, {"USERID", "1", 1},
			{"DATE_FROM", "2026-11-23", 1}, {"DATE_TO", "2026-11-22", 1}, {"DATE_TO", "2026-11-23", 2},
			{"DATE_FROM", "2026-11-24", 0}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		call("admin", "QueryLogList", cases[i].name, cases[i].value, NULL);
		assert_int_equal(bo_map_get_int(envelope, "TOTAL", -1), cases[i].total);
	}
}

/* ---- money ---- */

static void test_funds(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO tblinvoices (userid, total, status) VALUES (1, 25.55, 'Unpaid'), (2, 1.00, "
				 "'Unpaid')");
	bo_test_exec("UPDATE backorder_domains SET reserved = 10.00 WHERE id = 1");
	call("client", "GetAvailableFunds", NULL);
	assert_json(envelope,
			"{\"CODE\":200,\"DESCRIPTION\":\"Command completed "
			"successfully\",\"PROPERTY\":{\"CREDITBALANCE\":{\"VALUE\":500,"
			"\"VALUE_FORMATED\":\"$500.00 "
			"USD\"},\"UNPAIDINVOICES\":{\"VALUE\":25.55,\"VALUE_FORMATED\":\"$25.55 USD\"},"
			"\"RESERVEDAMOUNT\":{\"VALUE\":10,\"VALUE_FORMATED\":\"$10.00 "
			"USD\"},\"AMOUNT\":{\"VALUE\":464.45,"
			"\"VALUE_FORMATED\":\"$464.45 USD\"}},\"QUEUETIME\":\"0.000\",\"RUNTIME\":\"0.000\"}");
	/* The plan comes beside it when it is asked for. */
	call("client", "GetAvailableFunds", "PLAN", "1", NULL);
	assert_json(bo_map_get(property(), "AMOUNT"), "{\"VALUE\":464.45,\"VALUE_FORMATED\":\"$464.45 USD\"}");
	assert_json(bo_map_get(property(), "MISSING"), "{\"VALUE\":0,\"VALUE_FORMATED\":\"$0.00 USD\"}");
	assert_string_equal(bo_map_get_text(property(), "MISSINGNEXTDATE", "?"), "");
	assert_non_null(bo_map_get(property(), "ORDERS"));
	call("admin", "GetAvailableFunds", "USERID", "2", NULL);
	assert_json(
			bo_map_get(property(), "AMOUNT"), "{\"VALUE\":299,\"VALUE_FORMATED\":\"299,00 \xe2\x82\xac\"}");
	call("admin", "GetAvailableFunds", "USERID", "99", NULL);
	assert_answer(545, "Entity reference not found; There is no such client, or its currency was removed.");
	/* Never below 0, whatever is owed. */
	bo_test_exec("INSERT INTO tblinvoices (userid, total, status) VALUES (1, 10000, 'Unpaid')");
	call("client", "GetAvailableFunds", NULL);
	assert_json(bo_map_get(property(), "AMOUNT"), "{\"VALUE\":0,\"VALUE_FORMATED\":\"$0.00 USD\"}");
}

static void test_price_list(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('org', 1, 0), "
				 "('info', 1, NULL)");
	call("client", "QueryPriceList", NULL);
	assert_json(property(),
			"{\"co.uk\":{\"PRICEFULL\":7.5,\"PRICEFULL_FORMATED\":\"$7.50 USD\",\"CURRENCYSUFFIX\":\" "
			"USD\",\"CURRENCY\":"
			"\"USD\",\"TLD\":\"co.uk\",\"TLDIDN\":\"co.uk\"},\"com\":{\"PRICEFULL\":10,\"PRICEFULL_"
			"FORMATED\":\"$10.00 USD\",\"CURRENCYSUFFIX\":\" "
			"USD\",\"CURRENCY\":\"USD\",\"TLD\":\"com\",\"TLDIDN\":\"com\"},\"net\":{\"PRICEFULL\":20,"
			"\"PRICEFULL_FORMATED\":\"$20.00 USD\","
			"\"CURRENCYSUFFIX\":\" USD\",\"CURRENCY\":\"USD\",\"TLD\":\"net\",\"TLDIDN\":\"net\"}}");
	call("client 2", "QueryPriceList", "TLD", ".COM", NULL);
	assert_json(property(),
			"{\"com\":{\"PRICEFULL\":9,\"PRICEFULL_FORMATED\":\"9,00 \xe2\x82\xac\",\"CURRENCYSUFFIX\":\" "
			"\xe2\x82\xac\",\"CURRENCY\":\"EUR\",\"TLD\":\"com\",\"TLDIDN\":\"com\"}}");
	call("client 2", "QueryPriceList", "TLD", "net", NULL);
	assert_json(property(), "{}");
	/* Guests and admins without a client see the default currency. */
	call("guest", "QueryPriceList", "TLD", "com", NULL);
	assert_json(bo_map_get(bo_map_get(property(), "com"), "CURRENCY"), "\"USD\"");
	bo_test_exec("UPDATE tblcurrencies SET `default` = 1 - `default`");
	call("guest", "QueryPriceList", "TLD", "com", NULL);
	assert_json(bo_map_get(bo_map_get(property(), "com"), "CURRENCY"), "\"EUR\"");
	bo_test_exec("UPDATE tblclients SET currency = 9 WHERE id = 1");
	call("client", "QueryPriceList", NULL);
	assert_answer(541, "Invalid attribute value; CURRENCY");
}

/* D26: "NULL", negative, ambiguous and cut amounts are refused; nothing is half saved. */
static void test_d26_save_price(void **state)
{
	(void)state;
	call("admin", "SavePrice", "TLD", ".De", "PRICE1", "12,50", "price2", "", NULL);
	assert_answer(200, OK_TEXT);
	assert_sql("SELECT GROUP_CONCAT(CONCAT(currency_id, '=', COALESCE(fullprice, 'none')) ORDER BY "
			   "currency_id) FROM "
			   "backorder_pricing WHERE extension = 'de'",
			"1=12.50,2=none");
	static const struct {
		const char *price;
		const char *description;
	} cases[] = {{"NULL", "Invalid attribute value; .de, USD: A price has digits and one decimal point or "
						  "comma only, like "
						  "12.50."},
			{"-1", "Invalid attribute value; .de, USD: A price can't be negative."},
			{"1,234", "Invalid attribute value; .de, USD: This price could be read in two ways; write it "
					  "with two decimals, "
					  "like 1234.00 or 1.23."},
			{"12.505", "Invalid attribute value; .de, USD: This price could be read in two ways; write it "
					   "with two decimals, "
					   "like 1234.00 or 1.23."},
			{"1e3", "Invalid attribute value; .de, USD: A price has digits and one decimal point or comma "
					"only, like 12.50."}};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		call("admin", "SavePrice", "TLD", "de", "PRICE2", "99", "PRICE1", cases[i].price, NULL);
		assert_answer(541, cases[i].description);
	}
	assert_sql("SELECT GROUP_CONCAT(CONCAT(currency_id, '=', COALESCE(fullprice, 'none')) ORDER BY "
			   "currency_id) FROM "
			   "backorder_pricing WHERE extension = 'de'",
			"1=12.50,2=none");
	call("admin", "SavePrice", "TLD", "de", NULL);
	assert_answer(504, "Missing required attribute; PRICE");
	call("admin", "SavePrice", "TLD", "de", "PRICEX", "1", "PRICE", "1", "PRICE12345678901", "1", NULL);
	assert_answer(504, "Missing required attribute; PRICE");
	call("admin", "SavePrice", "PRICE1", "1", NULL);
	assert_answer(504, "Missing required attribute; TLD");
	call("admin", "SavePrice", "TLD", "de", "PRICE9", "1", NULL);
	assert_answer(545, "Entity reference not found; There is no such currency.");
	call("admin", "SavePrice", "TLD", "-", "PRICE1", "1", NULL);
	assert_answer(
			541, "Invalid attribute value; This is not a zone: a part that starts or ends with a hyphen.");
}

/* D73: looking changes nothing. */
static void test_d73_price_table(void **state)
{
	(void)state;
	char before[1024], after[1024];
	fingerprint(before);
	call("admin", "QueryPriceTable", NULL);
	assert_json(property(),
			"{\"CURRENCIES\":[{\"ID\":1,\"CODE\":\"USD\",\"PREFIX\":\"$\",\"SUFFIX\":\" "
			"USD\"},{\"ID\":2,\"CODE\":\"EUR\","
			"\"PREFIX\":\"\",\"SUFFIX\":\" "
			"\xe2\x82\xac\"}],\"ZONES\":[{\"TLD\":\"co.uk\",\"TLD_UNICODE\":\"co.uk\",\"PRICES\":{"
			"\"1\":\"7.50\",\"2\":\"6.00\"}},{\"TLD\":\"com\",\"TLD_UNICODE\":\"com\",\"PRICES\":{\"1\":\"10."
			"00\",\"2\":\"9.00\"}},"
			"{\"TLD\":\"net\",\"TLD_UNICODE\":\"net\",\"PRICES\":{\"1\":\"20.00\"}}],\"TOTAL\":[3]}");
	assert_string_equal(fingerprint(after), before);
	call("admin", "DeletePrice", "TLD", ".NET", NULL);
	assert_answer(200, OK_TEXT);
	call("admin", "DeletePrice", "TLD", "net", NULL);
	assert_answer(545, "Entity reference not found; There is no price for .net.");
	assert_sql("SELECT COUNT(*) FROM backorder_pricing", "4");
}

/* ---- the list of expiring names ---- */

static void list_names(void)
{
	static int generation;
	char sql[120];
	bo_test_exec("TRUNCATE backorder_pending_domains");
	bo_test_exec("INSERT INTO backorder_pending_domains (zone, domain, drop_date) VALUES ('com', 'foo', "
				 "'2026-12-01 "
				 "12:00:00'), ('com', 'bar-1', '2026-11-23 20:00:00'), ('com', 'xn--mller-kva', '2026-11-25 "
				 "10:00:00'), ('net', "
				 "'abc', '2026-11-28 10:00:00'), ('com', 'past', '2026-11-23 09:00:00'), ('org', 'unsold', "
				 "'2026-11-24 "
				 "10:00:00')");
	snprintf(sql, sizeof(sql),
			"REPLACE INTO backorder_meta (name, value) VALUES ('droplist.generation', '%d')", ++generation);
	bo_test_exec(sql);
}

static void finds(const char *role, const char *name, const char *value, const char *domains)
{
	call(role, "QueryDeletedDomainsList", name, value, NULL);
	assert_answer(200, OK_TEXT);
	assert_json(bo_map_get(property(), "DOMAIN"), domains);
}

static void test_deleted_domains_list(void **state)
{
	(void)state;
	list_names();
	call("client", "QueryDeletedDomainsList", NULL);
	assert_json(envelope,
			"{\"CODE\":200,\"DESCRIPTION\":\"Command completed "
			"successfully\",\"PROPERTY\":{\"DOMAIN\":[\"bar-1.com\","
			"\"xn--mller-kva.com\",\"abc.net\",\"foo.com\"],\"DOMAINIDN\":[\"bar-1.com\",\"m\xc3\xbcller."
			"com\","
			"\"abc.net\",\"foo.com\"],\"LABEL\":[\"bar-1\",\"xn--mller-kva\",\"abc\",\"foo\"],\"TLD\":["
			"\"com\",\"com\","
			"\"net\",\"com\"],\"DROPDATE\":[\"2026-11-23 20:00:00\",\"2026-11-25 10:00:00\",\"2026-11-28 "
			"10:00:00\","
			"\"2026-12-01 "
			"12:00:00\"],\"STATUS\":[\"-\",\"-\",\"-\",\"REQUESTED\"],\"BACKORDERTYPE\":[\"-\",\"-\",\"-\","
			"\"FULL\"],\"NUMBEROFCHARACTERS\":[5,6,3,3],\"NUMBEROFHYPHENS\":[1,0,0,0],\"NUMBEROFDIGITS\":[1,"
			"0,0,0],"
			"\"PRICE_FORMATED\":[\"$10.00 USD\",\"$10.00 USD\",\"$20.00 USD\",\"$10.00 "
			"USD\"],\"PRICE\":[\"10.00\",\"10.00\",\"20.00\",\"10.00\"],\"TOTAL\":[4],\"FIRST\":[0],"
			"\"LIMIT\":[100],\"COUNT\":[4],\"NOW\":[\"2026-11-23 "
			"09:00:00\"]},\"QUEUETIME\":\"0.000\",\"RUNTIME\":\"0.000\"}");
	/* Another client: another currency, other zones, and not the first one's orders. */
	call("client 2", "QueryDeletedDomainsList", NULL);
	assert_json(bo_map_get(property(), "DOMAIN"), "[\"bar-1.com\",\"xn--mller-kva.com\",\"foo.com\"]");
	assert_json(bo_map_get(property(), "STATUS"), "[\"-\",\"-\",\"-\"]");
	assert_json(bo_map_get(property(), "PRICE_FORMATED"),
			"[\"9,00 \xe2\x82\xac\",\"9,00 \xe2\x82\xac\",\"9,00 \xe2\x82\xac\"]");
}

static void test_deleted_domains_filters(void **state)
{
	(void)state;
	list_names();
	finds("client", "TLD", "net", "[\"abc.net\"]");
	finds("client", "TLD", ".NET, .com", "[\"bar-1.com\",\"xn--mller-kva.com\",\"abc.net\",\"foo.com\"]");
	finds("client", "TLD", "_all_", "[\"bar-1.com\",\"xn--mller-kva.com\",\"abc.net\",\"foo.com\"]");
	/* D71: a zone that is not for sale is never shown, also when it is asked for by name. */
	finds("client", "TLD", "org", "[]");
	finds("client 2", "TLD", "net", "[]");
	finds("client", "TLD", "') OR 1=1 -- ", "[]");
	finds("client", "ORDERBY", "DOMAINDESC", "[\"xn--mller-kva.com\",\"foo.com\",\"bar-1.com\",\"abc.net\"]");
	finds("client", "ORDERBY", "NUMBEROFCHARACTERS",
			"[\"abc.net\",\"foo.com\",\"bar-1.com\",\"xn--mller-kva.com\"]");
	finds("client", "ORDERBY", "dropdatedesc",
			"[\"foo.com\",\"abc.net\",\"xn--mller-kva.com\",\"bar-1.com\"]");
	finds("client", "LIMIT", "2", "[\"bar-1.com\",\"xn--mller-kva.com\"]");
	finds("client", "FIRST", "3", "[\"foo.com\"]");
	finds("client", "FIRST", "99", "[]");
	assert_json(bo_map_get(property(), "TOTAL"), "[4]");
	finds("client", "CHARS_COUNT_MIN", "5", "[\"bar-1.com\",\"xn--mller-kva.com\"]");
	finds("client", "CHARS_COUNT_MAX", "3", "[\"abc.net\",\"foo.com\"]");
	finds("client", "DIGITS_COUNT_MIN", "1", "[\"bar-1.com\"]");
	finds("client", "DIGITS_NO", "true", "[\"xn--mller-kva.com\",\"abc.net\",\"foo.com\"]");
	finds("client", "HYPHENS_NO", "true", "[\"xn--mller-kva.com\",\"abc.net\",\"foo.com\"]");
	finds("client", "DIGITS_NO", "false", "[\"bar-1.com\",\"xn--mller-kva.com\",\"abc.net\",\"foo.com\"]");
	finds("client", "MAXNUMBEROFHYPHENS", "0", "[\"xn--mller-kva.com\",\"abc.net\",\"foo.com\"]");
	finds("client", "MAXNUMBEROFUMLAUTS", "0", "[\"bar-1.com\",\"abc.net\",\"foo.com\"]");
	finds("client", "IDN", "yes", "[\"xn--mller-kva.com\"]");
	finds("client", "DROPDATE_FROM", "2026-11-28", "[\"abc.net\",\"foo.com\"]");
	finds("client", "DROPDATE_TO", "2026-11-25", "[\"bar-1.com\",\"xn--mller-kva.com\"]");
	/* Anywhere in the label, without regard to case, not in the zone. */
	finds("client", "DOMAINREGEXP", "^[ABF].{2,4}$", "[\"bar-1.com\",\"abc.net\",\"foo.com\"]");
	finds("client", "DOMAINREGEXP", "com", "[]");
	finds("client", "DOMAINNOTREGEXP", "o", "[\"bar-1.com\",\"xn--mller-kva.com\",\"abc.net\"]");
	finds("client", "CONTAINS", "\xc3\xbcll", "[\"xn--mller-kva.com\"]");
	finds("client", "STARTS", "B", "[\"bar-1.com\"]");
	finds("client", "ENDS", "o", "[\"foo.com\"]");
	/* D11: a bad expression is told, with nothing broken. */
	call("client", "QueryDeletedDomainsList", "DOMAINREGEXP", "a(b", NULL);
	assert_int_equal(bo_map_get_int(envelope, "CODE", 0), 541);
	call("client", "QueryDeletedDomainsList", "DOMAINREGEXP", "\xff", NULL);
	assert_answer(505, "Invalid attribute value syntax; DOMAINREGEXP");
}

static void columns(const char *names, const char *values)
{
	char wanted[400];
	snprintf(wanted, sizeof(wanted), "%s", names);
	char *rest = NULL;
	const char *value = values;
	for (char *name = strtok_r(wanted, " ", &rest); name; name = strtok_r(NULL, " ", &rest)) {
		char one[400];
		size_t length = strcspn(value, ";");
		snprintf(one, sizeof(one), "%.*s", (int)length, value);
		assert_json(bo_map_get(property(), name), one);
		value += length + (value[length] ? 1 : 0);
	}
}

static void test_deleted_domains_words(void **state)
{
	(void)state;
	list_names();
	finds("client", "CONTAINS", "r b", "[\"bar-1.com\"]");
	finds("client", "CONTAINS", "r,oo", "[]");
	finds("client", "STARTS", "foo, BAR", "[\"bar-1.com\",\"foo.com\"]");
	finds("client", "ENDS", "1 c", "[\"bar-1.com\",\"abc.net\"]");
	finds("client", "CONTAINS", " , ", "[\"bar-1.com\",\"xn--mller-kva.com\",\"abc.net\",\"foo.com\"]");
	finds("client", "NOTCONTAINS", "r \xc3\xbc oo", "[\"abc.net\"]");
	finds("client", "PATTERN", "CVV", "[\"foo.com\"]");
	finds("client", "PATTERN", "l*-n", "[\"bar-1.com\"]");
	finds("client", "DROPWITHIN", "49", "[\"bar-1.com\",\"xn--mller-kva.com\"]");
	finds("client", "DROPWITHIN", "11", "[\"bar-1.com\"]");
	finds("client", "DROPWITHIN", "10", "[]");
	finds("client", "QUERY", "oo", "[\"foo.com\"]");
	call("client", "QueryDeletedDomainsList", "CONTAINS", "r oo", "WORDS", "Any", NULL);
	columns("DOMAIN", "[\"bar-1.com\",\"xn--mller-kva.com\",\"foo.com\"]");
	call("client", "QueryDeletedDomainsList", "STARTS", "ba b", "WORDS", "all", NULL);
	columns("DOMAIN", "[\"bar-1.com\"]");
	call("client", "QueryDeletedDomainsList", "WORDS", "some", NULL);
	assert_answer(541, "Invalid attribute value; WORDS must be all or any");
	call("client", "QueryDeletedDomainsList", "PATTERN", "CVX", NULL);
	assert_int_equal(bo_map_get_int(envelope, "CODE", 0), 541);
	assert_non_null(strstr(bo_map_get_text(envelope, "DESCRIPTION", ""), "C (consonant)"));
	call("client", "QueryDeletedDomainsList", "QUERY", "/a(/", NULL);
	assert_int_equal(bo_map_get_int(envelope, "CODE", 0), 541);
	call("client", "QueryDeletedDomainsList", "DROPWITHIN", "9601", NULL);
	assert_int_equal(bo_map_get_int(envelope, "CODE", 0), 541);
}

/* The compact text and the parameters beside it together. */
static void test_deleted_domains_query(void **state)
{
	(void)state;
	list_names();
	call("client", "QueryDeletedDomainsList", "QUERY", "tld:com,net len:3", NULL);
	columns("DOMAIN", "[\"abc.net\",\"foo.com\"]");
	call("client", "QueryDeletedDomainsList", "QUERY", "tld:com,net len:3", "TLD", "net,org", NULL);
	columns("DOMAIN", "[\"abc.net\"]");
	call("client", "QueryDeletedDomainsList", "QUERY", "tld:com", "TLD", "net", NULL);
	columns("DOMAIN", "[]");
	call("client", "QueryDeletedDomainsList", "QUERY", "tld:org", NULL);
	columns("DOMAIN", "[]");
	call("client", "QueryDeletedDomainsList", "QUERY", "len:3-6", "CHARS_COUNT_MIN", "5", NULL);
	columns("DOMAIN", "[\"bar-1.com\",\"xn--mller-kva.com\"]");
	call("client", "QueryDeletedDomainsList", "QUERY", "len:3-6 sort:name", "ORDERBY", "DOMAINDESC", NULL);
	columns("DOMAIN", "[\"xn--mller-kva.com\",\"foo.com\",\"bar-1.com\",\"abc.net\"]");
	call("client", "QueryDeletedDomainsList", "QUERY", "mine:yes", NULL);
	columns("DOMAIN", "[\"foo.com\"]");
	call("client", "QueryDeletedDomainsList", "QUERY", "mine:yes", "MINE", "no", NULL);
	columns("DOMAIN", "[\"bar-1.com\",\"xn--mller-kva.com\",\"abc.net\"]");
}

static void test_deleted_domains_mine(void **state)
{
	(void)state;
	list_names();
	finds("client", "MINE", "yes", "[\"foo.com\"]");
	finds("client", "MINE", "no", "[\"bar-1.com\",\"xn--mller-kva.com\",\"abc.net\"]");
	finds("client 2", "MINE", "yes", "[]");
	bo_test_setting(context, "guests_may_search", "1");
	finds("guest", "MINE", "yes", "[]");
	finds("guest", "MINE", "0", "[\"bar-1.com\",\"xn--mller-kva.com\",\"abc.net\",\"foo.com\"]");
	/* Names without an order, or all of somebody without orders, keep the order of their dates. */
	finds("client", "ORDERBY", "MINE", "[\"foo.com\",\"bar-1.com\",\"xn--mller-kva.com\",\"abc.net\"]");
	finds("client", "ORDERBY", "MINEDESC", "[\"bar-1.com\",\"xn--mller-kva.com\",\"abc.net\",\"foo.com\"]");
	finds("client 2", "ORDERBY", "MINE", "[\"bar-1.com\",\"xn--mller-kva.com\",\"foo.com\"]");
	finds("guest", "ORDERBY", "MINE", "[\"bar-1.com\",\"xn--mller-kva.com\",\"abc.net\",\"foo.com\"]");
	call("client", "QueryDeletedDomainsList", "MINE", "perhaps", NULL);
	assert_answer(541, "Invalid attribute value; MINE must be yes or no");
}

static void test_deleted_domains_price_and_counts(void **state)
{
	(void)state;
	list_names();
	call("client", "QueryDeletedDomainsList", "ORDERBY", "PRICE", NULL);
	columns("DOMAIN PRICE",
			"[\"bar-1.com\",\"foo.com\",\"xn--mller-kva.com\",\"abc.net\"];[\"10.00\",\"10.00\","
			"\"10.00\",\"20.00\"]");
	call("client", "QueryDeletedDomainsList", "ORDERBY", "pricedesc", "FIRST", "1", "LIMIT", "2", NULL);
	columns("DOMAIN TOTAL", "[\"bar-1.com\",\"foo.com\"];[4]");
	call("client", "QueryDeletedDomainsList", "COUNTS", "1", "LIMIT", "1", "CHARS_COUNT_MAX", "5", NULL);
	columns("DOMAIN TOTAL ZONE ZONECOUNT DROPDAY DROPCOUNT",
			"[\"bar-1.com\"];[3];[\"com\",\"net\"];[2,1];[\"2026-11-23\",\"2026-11-24\",\"2026-11-25\","
			"\"2026-11-26\",\"2026-11-27\",\"2026-11-28\",\"2026-11-29\",\"2026-11-30\",\"2026-12-01\"];[1,0,"
			"0,0,"
			"0,1,0,0,1]");
	call("client", "QueryDeletedDomainsList", "COUNTS", "1", "CONTAINS", "nothing", NULL);
	columns("TOTAL ZONE ZONECOUNT DROPDAY DROPCOUNT", "[0];[];[];[];[]");
	call("client", "QueryDeletedDomainsList", "COUNTS", "1", "TLD", "org", NULL);
	columns("TOTAL ZONE ZONECOUNT DROPDAY DROPCOUNT", "[0];[];[];[];[]");
}

/* D71: nothing priced, nothing shown. */
static void test_d71_nothing_for_sale(void **state)
{
	(void)state;
	list_names();
	bo_test_exec("DELETE FROM backorder_pricing");
	finds("client", "TLD", "", "[]");
	assert_json(bo_map_get(property(), "TOTAL"), "[0]");
	call("client", "QueryDeletedDomainsStats", NULL);
	assert_json(property(),
			"{\"TOTAL\":[0],\"TOTAL1DAY\":[0],\"TOTAL7DAY\":[0],\"DROPDAY\":[],\"DROPCOUNT\":[]}");
}

static void test_d71_stats(void **state)
{
	(void)state;
	list_names();
	call("client", "QueryDeletedDomainsStats", NULL);
	assert_answer(200, OK_TEXT);
	assert_json(property(),
			"{\"TOTAL\":[4],\"TOTAL1DAY\":[1],\"TOTAL7DAY\":[3],\"DROPDAY\":[\"2026-11-23\",\"2026-11-24\","
			"\"2026-11-25\",\"2026-11-26\",\"2026-11-27\",\"2026-11-28\",\"2026-11-29\",\"2026-11-30\","
			"\"2026-12-01\"],"
			"\"DROPCOUNT\":[1,0,1,0,0,1,0,0,1]}");
	call("client 2", "QueryDeletedDomainsStats", NULL);
	assert_json(bo_map_get(property(), "TOTAL"), "[3]");
	call("client", "QueryDeletedDomainsStats", "TLD", "net", NULL);
	assert_json(bo_map_get(property(), "TOTAL"), "[1]");
	bo_test_setting(context, "guests_may_search", "1");
	call("guest", "QueryDeletedDomainsStats", NULL);
	assert_json(bo_map_get(property(), "TOTAL"), "[4]");
}

#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_d1_every_command_and_role), T(test_guests_by_setting),
			T(test_who_is_nobody), T(test_d18_client_cannot_be_another), T(test_admin_acts_for_a_client),
			T(test_envelopes),
			cmocka_unit_test_setup_teardown(test_another_locale, prepare, bo_test_plain_locale),
			T(test_unknown_commands), T(test_d67_parameters), T(test_types_of_values),
			T(test_text_that_is_not_utf8), T(test_d3_sql_is_harmless), T(test_d15_no_sql_text_leaks),
			T(test_create), T(test_d10_no_drop_date_from_clients), T(test_create_idn), T(test_d17_limits),
			T(test_create_many), T(test_d49_delete), T(test_d1_activate), T(test_d2_create_invoice),
			T(test_order_list), T(test_overviews), T(test_timeline), T(test_complete_list), T(test_log_list),
			T(test_funds), T(test_price_list), T(test_d26_save_price), T(test_d73_price_table),
			T(test_deleted_domains_list), T(test_deleted_domains_filters), T(test_deleted_domains_words),
			T(test_deleted_domains_query), T(test_deleted_domains_mine),
			T(test_deleted_domains_price_and_counts), T(test_d71_nothing_for_sale), T(test_d71_stats),
			/* Last: it leaves no requests to these clients. */
			T(test_requests_of_the_own_list)};
	return cmocka_run_group_tests_name("command", tests, NULL, bo_test_teardown);
}
