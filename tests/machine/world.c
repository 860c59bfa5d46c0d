#include "world.h"

#include "backorder/bo_backorder.h"
#include "failpoint.h"
#include "machine/bo_effects.h"
#include "machine/bo_run.h"
#include "registrar/bo_registrar_driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define RUNS "('WAITING', 'AUCTION_PENDING')"

static bo_db_t *connection;
static char schema[64];
static bo_context_t *core;

/* ---- the world's own connection ---- */

static void give_up(const char *what, const bo_error_t *error)
{
	fprintf(stderr, "the world: %s: %s\n", what, error->message);
	abort();
}

/* What the test asks for itself never counts as a fail point. */
static bo_db_t *world_db(void)
{
	bo_error_t error = {0};
	if (connection && bo_db_reusable(connection)) {
		return connection;
	}
	bo_db_close(connection);
	bo_db_settings_t settings = {.socket = getenv("BO_TEST_DB_SOCKET"),
			.user = getenv("BO_TEST_DB_USER"),
			.password = getenv("BO_TEST_DB_PASSWORD"),
			.database = schema};
	if (bo_db_open(&connection, &settings, &error) != BO_OK) {
		give_up("can't connect", &error);
	}
	return connection;
}

static unsigned int run_sql(const char *sql, bo_error_t *error)
{
	failpoint_disarm();
	bo_code_t result = bo_db_exec_once(world_db(), sql, BO_NO_PARAMS, NULL, error);
	failpoint_arm();
	return result == BO_OK ? 0 : error->native ? error->native : 1;
}

void world_exec(const char *format, ...)
{
	char sql[8192];
	bo_error_t error = {0};
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(sql, sizeof(sql), format, arguments);
	va_end(arguments);
	if (run_sql(sql, &error)) {
		give_up(sql, &error);
	}
}

unsigned int world_try(const char *format, ...)
{
	char sql[8192];
	bo_error_t error = {0};
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(sql, sizeof(sql), format, arguments);
	va_end(arguments);
	return run_sql(sql, &error);
}

static bo_rows_t *rows_of(const char *sql)
{
	bo_error_t error = {0};
	bo_rows_t *rows = NULL;
	failpoint_disarm();
	if (bo_db_query_once(&rows, world_db(), sql, BO_NO_PARAMS, &error) != BO_OK) {
		give_up(sql, &error);
	}
	failpoint_arm();
	return rows;
}

static const char *first_value(const char *sql)
{
	static char values[4][1024];
	static size_t next;
	char *value = values[next++ % 4];
	bo_rows_t *rows = rows_of(sql);
	const char *text = bo_rows_text(rows, 0, 0);
	snprintf(value, sizeof(values[0]), "%s", bo_rows_count(rows) == 0 ? "" : text ? text : "NULL");
	bo_rows_free(rows);
	return value;
}

const char *world_value(const char *format, ...)
{
	char sql[8192];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(sql, sizeof(sql), format, arguments);
	va_end(arguments);
	return first_value(sql);
}

int64_t world_int(const char *format, ...)
{
	char sql[8192];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(sql, sizeof(sql), format, arguments);
	va_end(arguments);
	return strtoll(first_value(sql), NULL, 10);
}

char *world_table(const char *format, ...)
{
	char sql[8192], *text = NULL;
	size_t size = 0;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(sql, sizeof(sql), format, arguments);
	va_end(arguments);
	bo_rows_t *rows = rows_of(sql);
	FILE *out = open_memstream(&text, &size);
	for (size_t i = 0; out && i < bo_rows_count(rows); i++) {
		for (size_t k = 0; k < bo_rows_columns(rows); k++) {
			const char *cell = bo_rows_text(rows, i, k);
			fprintf(out, "%s%s", k ? "|" : "", cell ? cell : "NULL");
		}
		fputc('\n', out);
	}
	if (!out || fclose(out) != 0) {
		abort();
	}
	bo_rows_free(rows);
	return text;
}

/* ---- the registrar ---- */

static void destroy(void *state)
{
	(void)state;
}

static bo_code_t authenticate(void *state, bo_answer_t *answer, bo_error_t *error)
{
	(void)state;
	(void)error;
	answer->kind = BO_ANSWER_OK;
	return BO_OK;
}

static bo_code_t account(void *state, bo_account_t *out, bo_error_t *error)
{
	return authenticate(state, &out->answer, error);
}

static void take_application(const char *name, const char *email, char *reference, size_t size)
{
	char created[BO_TIME_TEXT_SIZE];
	world_exec("INSERT INTO world_applications (name, email, created) VALUES ('%s', '%s', '%s')", name, email,
			bo_time_format(created, core->now));
	snprintf(reference, size, "R%s", world_value("SELECT LAST_INSERT_ID()"));
}

static void apply_one(const bo_apply_request_t *request, bo_apply_result_t *result)
{
	static const struct {
		const char *word;
		bo_answer_kind_t kind;
		int code;
	} answers[] = {{"temporary", BO_ANSWER_TEMPORARY, 421}, {"refused", BO_ANSWER_REFUSED, 549},
			{"no-funds", BO_ANSWER_NO_FUNDS, 541}, {"auth", BO_ANSWER_AUTH, 530},
			{"duplicate", BO_ANSWER_DUPLICATE, 540}, {"lost", BO_ANSWER_LOST, 0},
			{"lost-taken", BO_ANSWER_LOST, 0}};
	const char *name = request->name, *email = request->contact->email;
	char answer[32];
	bo_failpoint("before the registrar takes an application");
	snprintf(answer, sizeof(answer), "%s",
			world_value(
					"SELECT answer FROM world_answers WHERE name = '%s' AND email = '%s' ORDER BY id LIMIT 1",
					name, email));
	world_exec(
			"DELETE FROM world_answers WHERE name = '%s' AND email = '%s' AND once = 1 ORDER BY id LIMIT 1",
			name, email);
	result->answer.kind = BO_ANSWER_OK;
	result->answer.code = 200;
	if (world_int("SELECT COUNT(*) FROM world_applications WHERE name = '%s' AND email = '%s' AND known = 1 "
				  "AND "
				  "state IN " RUNS,
				name, email)) {
		world_exec("INSERT INTO world_twice VALUES ('%s', '%s')", name, email);
		snprintf(answer, sizeof(answer), "duplicate");
	}
	for (size_t i = 0; i < COUNT_OF(answers); i++) {
		if (strcmp(answers[i].word, answer) == 0) {
			result->answer.kind = answers[i].kind;
			result->answer.code = answers[i].code;
			snprintf(result->answer.text, sizeof(result->answer.text), "answered %s", answer);
		}
	}
	if (result->answer.kind == BO_ANSWER_OK || strcmp(answer, "lost-taken") == 0) {
		char reference[BO_REFERENCE_SIZE];
		take_application(name, email, reference, sizeof(reference));
		if (result->answer.kind == BO_ANSWER_OK) {
			snprintf(result->reference, sizeof(result->reference), "%s", reference);
		}
	}
	bo_failpoint("after the registrar took an application");
}

static bo_code_t apply(void *state, const bo_apply_request_t *requests, size_t count,
		bo_apply_result_t *results, bo_error_t *error)
{
	(void)state;
	(void)error;
	for (size_t i = 0; i < count; i++) {
		apply_one(&requests[i], &results[i]);
	}
	return BO_OK;
}

static bo_application_state_t state_of(const char *word)
{
	static const struct {
		const char *word;
		bo_application_state_t state;
	} states[] = {{"SUCCESSFUL", BO_APPLICATION_SUCCESSFUL}, {"FAILED", BO_APPLICATION_FAILED},
			{"AUCTION_PENDING", BO_APPLICATION_AUCTION_PENDING}, {"AUCTION_WON", BO_APPLICATION_AUCTION_WON},
			{"AUCTION_LOST", BO_APPLICATION_AUCTION_LOST}};
	for (size_t i = 0; i < COUNT_OF(states); i++) {
		if (strcmp(states[i].word, word) == 0) {
			return states[i].state;
		}
	}
	return BO_APPLICATION_WAITING;
}

static bo_code_t status(void *state, const char *const *references, size_t count, bo_application_t *results,
		bo_error_t *error)
{
	(void)state;
	(void)error;
	for (size_t i = 0; i < count; i++) {
		bo_failpoint("before a status is asked");
		const char *word = world_value(
				"SELECT IF(known, state, '') FROM world_applications WHERE CONCAT('R', id) = '%s'",
				references[i]);
		results[i].answer.kind = *word ? BO_ANSWER_OK : BO_ANSWER_NOT_FOUND;
		if (strcmp(word, "BUSY") == 0) {
			results[i].answer.kind = BO_ANSWER_TEMPORARY;
		}
		results[i].state = state_of(word);
		results[i].created = results[i].auction_start = results[i].auction_end = BO_TIME_NONE;
		bo_failpoint("after a status is told");
	}
	return BO_OK;
}

static bo_code_t find(void *state, const char *name, bo_application_t **found, size_t *found_count,
		bo_answer_t *answer, bo_error_t *error)
{
	char sql[256];
	(void)state;
	(void)error;
	bo_failpoint("before the list is asked");
	answer->kind = BO_ANSWER_OK;
	if (world_int("SELECT COUNT(*) FROM world_answers WHERE name = '%s' AND answer = 'no-list'", name)) {
		answer->kind = BO_ANSWER_TEMPORARY;
		return BO_OK;
	}
	snprintf(sql, sizeof(sql),
			"SELECT CONCAT('R', id), state, created, email FROM world_applications WHERE name = '%s' AND "
			"known = 1",
			name);
	bo_rows_t *rows = rows_of(sql);
	*found = calloc(bo_rows_count(rows) + 1, sizeof(**found));
	assert_non_null(*found);
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		bo_application_t *one = &(*found)[(*found_count)++];
		one->answer.kind = BO_ANSWER_OK;
		snprintf(one->reference, sizeof(one->reference), "%s", bo_rows_text(rows, i, 0));
		one->state = state_of(bo_rows_text(rows, i, 1));
		one->created = bo_rows_time(rows, i, 2);
		one->auction_start = one->auction_end = BO_TIME_NONE;
		snprintf(one->owner_email, sizeof(one->owner_email), "%s", bo_rows_text(rows, i, 3));
	}
	bo_rows_free(rows);
	bo_failpoint("after the list is told");
	return BO_OK;
}

/* Taken back while nothing is decided yet. */
static bo_code_t withdraw(
		void *state, const char *const *references, size_t count, bo_answer_t *answers, bo_error_t *error)
{
	(void)state;
	(void)error;
	for (size_t i = 0; i < count; i++) {
		bo_failpoint("before an application is withdrawn");
		const char *word = world_value(
				"SELECT IF(known, state, '') FROM world_applications WHERE CONCAT('R', id) = '%s'",
				references[i]);
		bool waits = strcmp(word, "WAITING") == 0 || strcmp(word, "BUSY") == 0;
		answers[i].kind = waits ? BO_ANSWER_OK : *word ? BO_ANSWER_REFUSED : BO_ANSWER_NOT_FOUND;
		if (waits) {
			world_exec(
					"UPDATE world_applications SET known = 0, state = 'FAILED' WHERE CONCAT('R', id) = '%s'",
					references[i]);
		}
		bo_failpoint("after an application is withdrawn");
	}
	return BO_OK;
}

static bo_code_t domains(
		void *state, const char *const *names, size_t count, bo_domain_facts_t *results, bo_error_t *error)
{
	(void)state;
	(void)error;
	for (size_t i = 0; i < count; i++) {
		char sql[256];
		bo_failpoint("before a domain's dates are asked");
		snprintf(sql, sizeof(sql), "SELECT created, expires FROM world_domains WHERE name = '%s'", names[i]);
		bo_rows_t *rows = rows_of(sql);
		results[i].answer.kind = bo_rows_count(rows) ? BO_ANSWER_OK : BO_ANSWER_NOT_FOUND;
		results[i].created = bo_rows_time(rows, 0, 0);
		results[i].expires = bo_rows_time(rows, 0, 1);
		bo_rows_free(rows);
		bo_failpoint("after a domain's dates are told");
	}
	return BO_OK;
}

static const bo_registrar_driver_t driver = {.name = "world",
		.destroy = destroy,
		.authenticate = authenticate,
		.account = account,
		.apply = apply,
		.status = status,
		.find = find,
		.withdraw = withdraw,
		.domains = domains};

static void dispose(void *object)
{
	bo_registrar_free(object);
}

void world_enter(bo_context_t *context)
{
	bo_error_t error = {0};
	if (bo_context_begin(context, &error) != BO_OK) {
		give_up("begin", &error);
	}
	if (context->registrar.object) {
		context->registrar.dispose(context->registrar.object);
	}
	bo_registrar_t *registrar = calloc(1, sizeof(*registrar));
	assert_non_null(registrar);
	registrar->driver = &driver;
	registrar->pid = getpid();
	registrar->run_ms = BO_REGISTRAR_RUN_MS;
	context->registrar = (bo_kept_t){registrar, dispose};
	core = context;
}

void world_answer(const char *name, const char *email, const char *answer)
{
	world_exec("INSERT INTO world_answers (name, email, answer, once) VALUES ('%s', '%s', '%s', 1)", name,
			email, answer);
}

/* ---- the tables ---- */

void world_open(bo_context_t *context)
{
	static const char *const tables[] = {"CREATE OR REPLACE TABLE world_applications (id INT AUTO_INCREMENT "
										 "PRIMARY KEY, name VARCHAR(190), email "
										 "VARCHAR(190), created DATETIME, state VARCHAR(20) DEFAULT "
										 "'WAITING', known INT DEFAULT 1, KEY (name)) ENGINE=Aria",
			"CREATE OR REPLACE TABLE world_answers (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(190), "
			"email "
			"VARCHAR(190), answer VARCHAR(20), once INT, KEY (name)) ENGINE=Aria",
			"CREATE OR REPLACE TABLE world_domains (name VARCHAR(190) PRIMARY KEY, created DATETIME, expires "
			"DATETIME)",
			"CREATE OR REPLACE TABLE world_invoices (id INT AUTO_INCREMENT PRIMARY KEY, marker VARCHAR(190), "
			"invoice "
			"INT, KEY (marker)) ENGINE=Aria",
			"CREATE OR REPLACE TABLE world_mails (id INT AUTO_INCREMENT PRIMARY KEY, effect INT, payload "
			"TEXT)",
			"CREATE OR REPLACE TABLE world_twice (name VARCHAR(190), email VARCHAR(190)) ENGINE=Aria",
			"CREATE OR REPLACE TABLE world_life (next INT) ENGINE=Aria",
			"CREATE USER IF NOT EXISTS 'bo_core'@'%' IDENTIFIED BY 'core'"};
	bo_test_whmcs_tables();
	bo_test_exec("ALTER TABLE tbldomains MODIFY domain VARCHAR(190), ADD KEY (domain)");
	snprintf(schema, sizeof(schema), "%s", bo_test_value("SELECT DATABASE()"));
	for (size_t i = 0; i < COUNT_OF(tables); i++) {
		world_exec("%s", tables[i]);
	}
	world_exec("GRANT ALL ON %s.* TO 'bo_core'@'%%'", schema);
	bo_test_setting(context, "db_user", "bo_core");
	bo_test_setting(context, "db_password", "core");
	world_enter(context);
	world_clear();
}

void world_clear(void)
{
	static const char *const tables[] = {"backorder_domains", "backorder_logs", "backorder_effects",
			"backorder_pending_domains", "backorder_pricing", "backorder_clients", "tblinvoices",
			"tblinvoiceitems", "tblaccounts", "tbldomains", "tblclients", "world_applications",
			"world_answers", "world_domains", "world_invoices", "world_mails", "world_twice", "world_life",
			"backorder_withdrawals", "backorder_name_checks", "backorder_registrar_calls"};
	world_exec("START TRANSACTION");
	for (size_t i = 0; i < COUNT_OF(tables); i++) {
		world_exec("DELETE FROM %s", tables[i]);
	}
	world_exec("DELETE FROM backorder_meta WHERE name LIKE 'registrar.%%'");
	world_exec(
			"INSERT IGNORE INTO tblcurrencies (id, code, prefix, suffix, format, rate, `default`) VALUES (2, "
			"'EUR', '', ' EUR', 3, 0.9, 0)");
	world_exec("INSERT INTO tblclients (id, firstname, lastname, email, country, phonenumber, currency, "
			   "credit, status, "
			   "defaultgateway) VALUES (1, 'Anna', 'Client', 'anna@example.test', 'US', '+1.2175550100', 1, "
			   "500, 'Active', "
			   "'banktransfer'), (2, 'Bernd', 'Kunde', 'bernd@example.test', 'DE', '+49.301234567', 2, 300, "
			   "'Active', "
			   "'banktransfer'), (3, 'Carla', 'Poor', 'carla@example.test', 'US', '+1.2175550101', 1, 5, "
			   "'Active', "
			   "'banktransfer')");
	world_exec("INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('com', 1, 10), "
			   "('com', 2, 9), "
			   "('net', 1, 20), ('net', 2, 18)");
	world_exec("COMMIT");
}

void world_clock(bo_context_t *context, int64_t now)
{
	char text[BO_TIME_TEXT_SIZE];
	bo_test_set_now(context, bo_time_format(text, now));
}

/* ---- WHMCS ---- */

/* As much credit as the invoice needs and the client has; inside the caller's transaction. */
static bool apply_credit(int64_t id)
{
	char credit[32];
	snprintf(credit, sizeof(credit), "%s",
			world_value("SELECT IF(i.status = 'Unpaid', LEAST(k.credit, i.total), 0) FROM tblinvoices i JOIN "
						"tblclients k ON k.id = i.userid WHERE i.id = %lld FOR UPDATE",
					(long long)id));
	return world_try("UPDATE tblclients k JOIN tblinvoices i ON k.id = i.userid SET k.credit = k.credit - "
					 "%1$s, i.credit = i.credit + %1$s, i.total = i.total - %1$s, i.status = IF(i.total = 0, "
					 "'Paid', i.status) WHERE i.id = %2$lld AND i.status = 'Unpaid'",
				   credit, (long long)id) == 0;
}

/* CreateInvoice with autoapplycredit: what it does is there at once or not at all. 0: it could not be done.
 */
static int64_t create_invoice(const char *payload)
{
	if (!world_int("SELECT COUNT(*) FROM tblclients WHERE id = JSON_VALUE('%s', '$.client_id')", payload)) {
		return 0;
	}
	world_exec("START TRANSACTION");
	bool done = world_try("INSERT INTO tblinvoices (userid, date, duedate, subtotal, credit, tax, total, "
						  "status, notes) "
						  "SELECT k.id, DATE(JSON_VALUE('%1$s', '$.time')), DATE_ADD(DATE(JSON_VALUE('%1$s', "
						  "'$.time')), INTERVAL JSON_VALUE('%1$s', '$.due_days') DAY), "
						  "JSON_VALUE('%1$s', '$.amount'), 0, 0, JSON_VALUE('%1$s', '$.amount'), 'Unpaid', "
						  "JSON_VALUE('%1$s', '$.notes') FROM tblclients k WHERE k.id = JSON_VALUE('%1$s', "
						  "'$.client_id')",
						payload) == 0;
	int64_t id = world_int("SELECT LAST_INSERT_ID()");
	done = done && world_try("INSERT INTO tblinvoiceitems (invoiceid, userid, type, relid, description, "
							 "amount, taxed) SELECT id, userid, '', 0, 'Domain backorder', subtotal, 0 FROM "
							 "tblinvoices WHERE id = %lld",
						   (long long)id) == 0;
	done = done && apply_credit(id);
	done = world_try(done ? "COMMIT" : "ROLLBACK") == 0 && done;
	if (!done) {
		return 0;
	}
	world_exec(
			"INSERT INTO world_invoices (marker, invoice) SELECT notes, id FROM tblinvoices WHERE id = %lld",
			(long long)id);
	return id;
}

/* An earlier attempt's invoice gets the credit that is there by now. */
static int64_t finish_invoice(int64_t id)
{
	world_exec("START TRANSACTION");
	return world_try(apply_credit(id) ? "COMMIT" : "ROLLBACK") == 0 ? id : 0;
}

typedef struct {
	bo_context_t *context;
	world_outcome_t (*choose)(void);
} worker_t;

static bo_code_t one_effect(const worker_t *worker, const bo_value_t *effect, bo_error_t *error)
{
	bo_machine_t machine;
	int64_t id = bo_map_get_int(effect, "id", 0), invoice = 0;
	const char *kind = bo_map_get_text(effect, "kind", "");
	world_outcome_t outcome = worker->choose ? worker->choose() : WORLD_SETTLE;
	if (outcome == WORLD_NEVER) {
		return BO_OK;
	}
	bo_failpoint("before localAPI");
	if (outcome != WORLD_REFUSE && strcmp(kind, BO_EFFECT_INVOICE) == 0) {
		int64_t left = bo_map_get_int(effect, "invoice_id", 0);
		invoice = left ? finish_invoice(left) : create_invoice(bo_map_get_text(effect, "payload", ""));
		outcome = invoice ? outcome : WORLD_REFUSE;
	} else if (outcome != WORLD_REFUSE) {
		world_exec("INSERT INTO world_mails (effect) VALUES (%lld)", (long long)id);
	}
	bo_failpoint("after localAPI");
	if (outcome == WORLD_VANISH) {
		return BO_OK;
	}
	bo_code_t result = bo_context_begin(worker->context, error);
	if (result == BO_OK) {
		result = bo_backorder_machine(&machine, worker->context, "batch", "cron", error);
	}
	if (result == BO_OK) {
		result = bo_effect_settle(&machine, id, bo_map_get_text(effect, "token", ""), outcome == WORLD_SETTLE,
				invoice, "localAPI said no", error);
	}
	bo_context_end(worker->context);
	return result;
}

static bo_code_t claim(bo_value_t **out, const worker_t *worker, const char *holder, bo_error_t *error)
{
	bo_machine_t machine;
	*out = NULL;
	bo_code_t result = bo_context_begin(worker->context, error);
	if (result == BO_OK) {
		result = bo_backorder_machine(&machine, worker->context, "batch", "cron", error);
	}
	if (result == BO_OK) {
		result = bo_effects_claim(out, &machine, holder, 20, 900, error);
	}
	bo_context_end(worker->context);
	return result;
}

static bo_code_t effects(int *count, const worker_t *worker, bo_error_t *error)
{
	static unsigned int serial;
	char holder[64];
	snprintf(holder, sizeof(holder), "test.%d.%u", (int)getpid(), serial++);
	bo_code_t result = BO_OK;
	*count = 0;
	for (int turn = 0; turn < 500 && result == BO_OK; turn++) {
		bo_value_t *list = NULL;
		result = claim(&list, worker, holder, error);
		size_t taken = list ? list->as.many.count : 0;
		for (size_t i = 0; i < taken; i++) {
			/* What can't be settled stays taken and is looked for later; the others go on. */
			bo_error_t own = {0};
			bo_code_t settled = one_effect(worker, list->as.many.items[i], &own);
			if (settled != BO_OK && result == BO_OK) {
				result = settled;
				*error = own;
			}
			(*count)++;
		}
		bo_value_free(list);
		if (taken == 0) {
			break;
		}
	}
	return result;
}

bo_code_t world_effects(bo_context_t *context, world_outcome_t (*choose)(void), bo_error_t *error)
{
	worker_t worker = {context, choose};
	int count;
	failpoint_arm();
	bo_code_t result = effects(&count, &worker, error);
	failpoint_disarm();
	return result;
}

bo_code_t world_cron(bo_context_t *context, int *trouble, bo_error_t *error)
{
	worker_t worker = {context, NULL};
	bo_code_t result = BO_OK;
	*trouble = 0;
	failpoint_arm();
	for (int round = 0; round < 10 && result == BO_OK; round++) {
		bo_value_t *summary = NULL;
		int count = 0;
		result = bo_context_begin(context, error);
		if (result == BO_OK) {
			result = bo_run(&summary, context, NULL, error);
		}
		bo_context_end(context);
		size_t steps = 0;
		if (summary) {
			const bo_value_t *errors = bo_map_get(summary, "errors");
			steps = bo_map_get(summary, "steps")->as.many.count;
			*trouble += (int)errors->as.many.count;
			for (size_t i = 0; i < errors->as.many.count && getenv("WORLD_VERBOSE"); i++) {
				fprintf(stderr, "run: %s\n", errors->as.many.items[i]->as.string.data);
			}
		}
		bo_value_free(summary);
		if (result == BO_OK) {
			result = effects(&count, &worker, error);
		}
		if (steps == 0 && count == 0) {
			break;
		}
	}
	failpoint_disarm();
	return result;
}

/* ---- what must hold ---- */

const char *world_violation(void)
{
	static const char *const rules[] = {
			"SELECT CONCAT('sent again although the registrar has it: ', name, ' ', email) FROM world_twice",
			"SELECT CONCAT('order ', id, ' is ', status, ' and holds ', reserved) FROM "
			"backorder_domains WHERE NOT (reserved <=> IF(status IN ('ACTIVE', 'PROCESSING', "
			"'AUCTION-PENDING'), price, 0))",
			"SELECT CONCAT('order ', id, ' is ', status, ' but open_order says otherwise') FROM "
			"backorder_domains WHERE NOT (open_order <=> IF(status IN ('REQUESTED', 'ACTIVE', "
			"'PROCESSING', 'AUCTION-PENDING', 'PENDING-PAYMENT'), 1, NULL))",
			"SELECT CONCAT('two invoices: ', marker) FROM world_invoices GROUP BY marker HAVING "
			"COUNT(*) > 1",
			"SELECT CONCAT('two domain rows: ', domain) FROM tbldomains GROUP BY domain HAVING "
			"COUNT(*) > 1",
			"SELECT CONCAT('one reference twice: ', reference) FROM backorder_domains WHERE reference "
			"<> '' GROUP BY reference HAVING COUNT(*) > 1",
			"SELECT CONCAT('more applications than orders: ', a.name) FROM world_applications a GROUP BY "
			"a.name HAVING COUNT(*) > (SELECT COUNT(*) FROM backorder_logs l WHERE l.name = a.name AND "
			"l.from_status = '' AND l.to_status <> '')",
			"SELECT CONCAT('caught, and nobody knows of it: ', a.name, ' R', a.id) FROM world_applications a "
			"WHERE a.state IN ('SUCCESSFUL', 'AUCTION_WON') AND NOT EXISTS (SELECT 1 FROM backorder_domains "
			"d "
			"WHERE d.reference = CONCAT('R', a.id) OR (CONCAT(d.domain, '.', d.tld) = a.name AND "
			"((d.status = 'PROCESSING' AND d.reference = '') OR d.reason = 'no_result'))) AND NOT EXISTS "
			"(SELECT 1 FROM backorder_withdrawals w WHERE w.name = a.name)",
			"SELECT CONCAT('order ', d.id, ' is of client ', d.userid, ', line ', l.id, ' of its log of ', "
			"l.userid) FROM backorder_logs l JOIN backorder_domains d ON d.id = l.order_id WHERE l.userid <> "
			"d.userid",
			"SELECT CONCAT('order ', d.id, ' was caught and has not one invoice effect') FROM "
			"backorder_domains d WHERE d.status IN ('PENDING-PAYMENT', 'SUCCESSFUL', 'AUCTION-WON') "
			"AND (SELECT COUNT(*) FROM backorder_effects e WHERE e.order_id = d.id AND e.kind = "
			"'invoice') <> 1",
			"SELECT CONCAT('order ', d.id, ' was delivered and has not one domain') FROM "
			"backorder_domains d WHERE d.status IN ('SUCCESSFUL', 'AUCTION-WON') AND (SELECT COUNT(*) "
			"FROM tbldomains t WHERE t.domain = CONCAT(d.domain, '.', d.tld) AND (t.userid = d.userid OR NOT "
			"EXISTS (SELECT 1 FROM tblclients k WHERE k.id = d.userid))) <> 1",
			"SELECT CONCAT('domain ', t.domain, ' belongs to no delivered order') FROM tbldomains t "
			"WHERE t.registrar <> 'foreign' AND NOT EXISTS (SELECT 1 FROM backorder_domains d WHERE "
			"CONCAT(d.domain, '.', d.tld) = t.domain AND (d.userid = t.userid OR NOT EXISTS (SELECT 1 FROM "
			"tblclients k WHERE k.id = d.userid)) AND d.status IN ('SUCCESSFUL', 'AUCTION-WON'))",
			"SELECT CONCAT('order ', d.id, ' has invoice ', d.invoice, ' that is not its own') FROM "
			"backorder_domains d WHERE d.invoice IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
			"world_invoices w WHERE w.invoice = d.invoice AND w.marker = "
			"CONCAT('[ispapibackorder:order:', d.id, ']'))",
			"SELECT CONCAT('order ', d.id, ' is ', d.status, ' and its log says otherwise') FROM "
			"backorder_domains d WHERE NOT (d.status <=> (SELECT l.to_status FROM backorder_logs l "
			"WHERE l.order_id = d.id AND l.to_status <> '' ORDER BY l.id DESC LIMIT 1))",
			/* A line about a withdrawal is of no change: it has neither status. */
			"SELECT CONCAT('the log of order ', order_id, ' has a gap at line ', id) FROM (SELECT id, "
			"order_id, from_status, COALESCE(LAG(to_status) OVER (PARTITION BY order_id ORDER BY id), "
			"'') AS before_it FROM backorder_logs WHERE order_id IS NOT NULL AND (from_status <> '' OR "
			"to_status <> '')) q WHERE before_it <> from_status"};
	static char text[256];
	text[0] = '\0';
	for (size_t i = 0; i < COUNT_OF(rules) && !*text; i++) {
		bo_error_t error = {0};
		bo_rows_t *rows = NULL;
		failpoint_disarm();
		if (bo_db_query(&rows, world_db(), rules[i], BO_NO_PARAMS, &error) != BO_OK) {
			give_up(rules[i], &error);
		}
		failpoint_arm();
		if (bo_rows_count(rows)) {
			snprintf(text, sizeof(text), "%s", bo_rows_text(rows, 0, 0));
		}
		bo_rows_free(rows);
	}
	return text;
}
