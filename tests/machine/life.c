#include "life.h"

#include "backorder/bo_backorder.h"
#include "failpoint.h"
#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BEGIN "2026-11-23 09:00:00"
#define DROP (60 * BO_HOUR) /* after the beginning */
#define NAME "fate.com"
#define OWNER "anna@example.test"
/* The cron's runs of one moment: an effect or an application that a dead run held is free again after 15
 * minutes. */
#define RUNS 3
#define RUN_SECONDS (16 * BO_MINUTE)

const char *const life_fates[] = {"failed", "refused", "missed", "caught", "paid-later", "auction-won",
		"auction-lost", "invoice-cancelled", "unknown", "deleted", "answer-lost", "date-moved"};
const size_t life_fate_count = COUNT_OF(life_fates);

static const int64_t moments[] = {
		0, BO_DAY, DROP - BO_HOUR, DROP + BO_HOUR, DROP + 5 * BO_HOUR, DROP + BO_DAY, DROP + 3 * BO_DAY};

static bool is(const char *fate, const char *word)
{
	return strcmp(fate, word) == 0;
}

void life_begin(bo_context_t *context, const char *fate)
{
	char drop[BO_TIME_TEXT_SIZE];
	int64_t begin = bo_test_time(BEGIN);
	world_clear();
	world_clock(context, begin);
	world_exec("INSERT INTO world_life VALUES (0)");
	world_exec("INSERT INTO backorder_pending_domains (zone, domain, drop_date) VALUES ('com', 'fate', "
			   "'%s'), ('com', "
			   "'other', '%s')",
			bo_time_format(drop, begin + DROP), drop);
	if (is(fate, "missed")) {
		world_exec("UPDATE tblclients SET credit = 5 WHERE id = 1");
	} else if (is(fate, "refused")) {
		world_exec("INSERT INTO world_answers (name, email, answer, once) VALUES ('" NAME "', '" OWNER
				   "', 'refused', 0)");
	} else if (is(fate, "answer-lost")) {
		world_answer(NAME, OWNER, "lost-taken");
	}
}

static void decide(const char *state)
{
	world_exec("UPDATE world_applications SET state = '%s'", state);
	if (is(state, "SUCCESSFUL") || is(state, "AUCTION_WON")) {
		world_exec("INSERT IGNORE INTO world_domains VALUES ('" NAME
				   "', '2026-11-25 21:00:07', '2027-11-25 21:00:07')");
	}
}

/* What the world does at a moment. */
static void happen(const char *fate, size_t moment)
{
	bool auction = is(fate, "auction-won") || is(fate, "auction-lost");
	bool unpaid = is(fate, "paid-later") || is(fate, "invoice-cancelled");
	if (moment == 1 && is(fate, "date-moved")) {
		world_exec("UPDATE backorder_pending_domains SET drop_date = drop_date + INTERVAL 30 DAY");
	} else if (moment == 3 && unpaid) {
		world_exec("UPDATE tblclients SET credit = 0 WHERE id = 1");
		decide("SUCCESSFUL");
	} else if (moment == 3 && is(fate, "unknown")) {
		world_exec("UPDATE world_applications SET known = 0");
	} else if (moment == 3) {
		decide(auction ? "AUCTION_PENDING" : is(fate, "failed") ? "FAILED" : "SUCCESSFUL");
	} else if (moment == 5 && auction) {
		decide(is(fate, "auction-won") ? "AUCTION_WON" : "AUCTION_LOST");
	} else if (moment == 5 && is(fate, "paid-later")) {
		world_exec("INSERT INTO tblaccounts (userid, invoiceid, amountin, amountout) SELECT userid, id, "
				   "total, 0 FROM "
				   "tblinvoices");
		world_exec("UPDATE tblinvoices SET status = 'Paid'");
	} else if (moment == 5 && is(fate, "invoice-cancelled")) {
		world_exec("UPDATE tblinvoices SET status = 'Cancelled'");
	}
}

/* What people and the other cron do; who is told of a failure tries again. */
static bo_code_t act(bo_context_t *context, const char *fate, size_t moment, bo_error_t *error)
{
	bo_value_t *out = NULL;
	bo_code_t result = BO_OK;
	if (moment == 0) {
		result = bo_backorder_create(&out, context, 1, NAME, strlen(NAME), false, "client 1", error);
		result = result == BO_E_EXISTS ? BO_OK : result;
	} else if (moment == 1 && is(fate, "deleted")) {
		result = bo_backorder_delete(&out, context, 1, NAME, strlen(NAME), false, "client 1", error);
		result = result == BO_E_NOT_FOUND ? BO_OK : result;
	} else if (moment == 1 && is(fate, "date-moved")) {
		result = bo_backorder_sync_dates(&out, context, error);
	}
	bo_value_free(out);
	return result;
}

static void must_say_why(const bo_error_t *error)
{
	if (strlen(error->message) < 10) {
		fprintf(stderr, "a failure without a reason: \"%s\"\n", error->message);
		abort();
	}
}

void life_run(bo_context_t *context, const char *fate, int *trouble, void (*after)(void))
{
	int64_t begin = bo_test_time(BEGIN);
	*trouble = 0;
	for (;;) {
		int64_t tick = world_int("SELECT next FROM world_life");
		size_t moment = (size_t)tick / RUNS;
		if (moment >= COUNT_OF(moments)) {
			return;
		}
		/* A run that dies is not repeated: the next one comes when it is due. */
		world_exec("UPDATE world_life SET next = %lld", (long long)tick + 1);
		world_clock(context, begin + moments[moment] + tick % RUNS * RUN_SECONDS);
		if (tick % RUNS == 0) {
			happen(fate, moment);
		}
		bo_error_t error = {0};
		int errors = 0;
		failpoint_arm();
		bo_code_t result = act(context, fate, moment, &error);
		bo_context_end(context);
		failpoint_disarm();
		if (result != BO_OK) {
			must_say_why(&error);
			(*trouble)++;
		}
		bo_error_clear(&error);
		if (world_cron(context, &errors, &error) != BO_OK) {
			must_say_why(&error);
			errors++;
		}
		*trouble += errors;
		if (after) {
			after();
		}
	}
}

char *life_end(bool times)
{
	static const char *const queries[] = {"SELECT 'order', domain, tld, userid, status, reason, reserved, "
										  "price, currency_id, apply_state, reference <> "
										  "'', invoice IS NULL, dropdate, registered_at, expires_at FROM "
										  "backorder_domains ORDER BY domain, userid",
			"SELECT 'log', from_status, to_status, reason FROM backorder_logs ORDER BY id",
			"SELECT 'effect', kind, state, amount, userid FROM backorder_effects ORDER BY kind, id",
			"SELECT 'mails', COUNT(DISTINCT effect) FROM world_mails",
			"SELECT 'invoice', userid, subtotal, credit, total, status, marker IS NOT NULL FROM tblinvoices "
			"i LEFT JOIN "
			"world_invoices w ON w.invoice = i.id ORDER BY i.id",
			"SELECT 'application', name, email, state FROM world_applications ORDER BY id",
			"SELECT 'domain', domain, userid, registrationdate, expirydate, nextduedate, recurringamount, "
			"status, "
			"registrar FROM tbldomains ORDER BY domain",
			"SELECT 'credit', id, credit FROM tblclients ORDER BY id"};
	static const char *const timed[] = {"SELECT 'order', createddate, updateddate, apply_at, apply_until "
										"FROM backorder_domains ORDER BY domain",
			"SELECT 'log', date, message FROM backorder_logs ORDER BY id",
			"SELECT 'effect', created_at, updated_at, not_before, taken_until, payload FROM "
			"backorder_effects ORDER BY "
			"kind, id",
			"SELECT 'invoice', date, duedate FROM tblinvoices ORDER BY id",
			"SELECT 'application', created FROM world_applications ORDER BY id"};
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	for (size_t i = 0; out && i < COUNT_OF(queries); i++) {
		char *part = world_table("%s", queries[i]);
		fputs(part, out);
		free(part);
	}
	for (size_t i = 0; out && times && i < COUNT_OF(timed); i++) {
		char *part = world_table("%s", timed[i]);
		fputs(part, out);
		free(part);
	}
	if (!out || fclose(out) != 0) {
		abort();
	}
	return text;
}

bool life_ended(const char *fate, const char *expected, const char *what, long first, long second)
{
	char *got = life_end(false);
	const char *violation = world_violation();
	bool same = strcmp(got, expected) == 0 && !*violation;
	if (!same) {
		printf("%s, %s %ld (%ld): %s\nundisturbed:\n%s\nnow:\n%s\n", fate, what, first, second, violation,
				expected, got);
	}
	free(got);
	return same;
}

long life_number(const char *variable, long otherwise)
{
	const char *text = getenv(variable);
	return text && *text ? strtol(text, NULL, 10) : otherwise;
}
