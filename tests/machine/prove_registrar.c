/* The real core against the stand-in registrar over HTTP while calls are slow, cut, dropped before and after
 * the registrar acted, answered with wrong codes or with garbage: each order ends with exactly one
 * application, or none when the registrar refused it, and in the status that the fate of its name asks for.
 *
 *   prove_registrar [DIALECT [SEED]]     one schedule with a seed, told step by step; without one
 * BO_REGISTRAR_SCHEDULES (10) of them for each dialect (ispapi, cnr), from BO_REGISTRAR_SEED (1) on,
 * BO_REGISTRAR_ORDERS (200) orders each */
#include "machine/bo_run.h"
#include "registrar/bo_ispapi_run.h"
#include "support/bo_standin.h"
#include "support/bo_test_db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define START "2026-11-23 09:00:00"
#define DROP "2026-11-23 10:00:00"
#define MAX_ORDERS 1000

static bo_context_t *context;
static uint64_t state;
static bool verbose;
static const char *dialect;
static int orders = 200;
static int64_t clock_now;

static uint64_t dice(uint64_t sides)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (state >> 11) % sides;
}

static int number(const char *name, int otherwise)
{
	const char *text = getenv(name);
	return text && *text ? (int)strtol(text, NULL, 10) : otherwise;
}

static void set_clock(int64_t time)
{
	char text[BO_TIME_TEXT_SIZE], body[64];
	clock_now = time;
	bo_test_set_now(context, bo_time_format(text, time));
	snprintf(body, sizeof(body), "{\"now\":%lld}", (long long)time);
	bo_standin_tell("/control/clock", body);
}

static const char *fate_of(int order)
{
	static const char *const fates[] = {"caught", "lost", "auction-won", "refused", "auction-lost", "caught"};
	return fates[order % 6];
}

static const char *wanted(int order)
{
	const char *fate = fate_of(order);
	/* CNR tells nothing of auctions but their end. */
	bool told = strcmp(dialect, "ispapi") == 0;
	return strcmp(fate, "caught") == 0         ? "PENDING-PAYMENT|caught"
		   : strcmp(fate, "lost") == 0         ? "FAILED|lost"
		   : strcmp(fate, "auction-won") == 0  ? (told ? "AUCTION-WON|auction_won" : "PENDING-PAYMENT|caught")
		   : strcmp(fate, "auction-lost") == 0 ? (told ? "AUCTION-LOST|auction_lost" : "FAILED|lost")
											   : "FAILED|refused";
}

static void place(void)
{
	char body[160];
	bo_standin_tell("/control/reset", "{}");
	context = bo_test_context();
	bo_test_whmcs_tables();
	bo_standin_settings(context);
	bo_test_setting(context, "registrar_total_ms", "300");
	bo_test_setting(context, "registrar_connect_ms", "300");
	bo_test_setting(context, "registrar_log", "off");
	bo_time_parse(&clock_now, START, strlen(START));
	set_clock(clock_now);
	bo_standin_list(0, orders, DROP);
	for (int i = 0; i < orders; i++) {
		snprintf(body, sizeof(body), "{\"domain\":\"n%d.com\",\"fate\":\"%s\",\"delay\":60}", i, fate_of(i));
		bo_standin_tell("/control/fate", body);
	}
	bo_standin_place(0, orders, DROP);
	bo_test_exec("UPDATE tblclients SET currency = 1 WHERE id = 1");
	/* The pauses of production would make this slow. */
	bo_registrar_t *registrar = NULL;
	bo_error_t error = {0};
	if (bo_registrar_get(&registrar, context, &error) != BO_OK) {
		fprintf(stderr, "%s\n", error.message);
		exit(1);
	}
	((bo_ispapi_t *)registrar->state)->pause_ms = 10;
}

static void add_fault(void)
{
	static const char *const all[][7] = {
			{"AddDomainApplication", "AddDomainApplication", "AddDomainApplication",
					"QueryDomainApplicationList", "StatusDomainApplication", "CheckAuthentication",
					"StatusContact"},
			{"AddDomainApplication", "AddDomainApplication", "AddDomainApplication",
					"QueryDomainApplicationList", "StatusDomainApplication", "StatusAccount", "AddContact"}};
	const char *const *commands = all[strcmp(dialect, "cnr") == 0];
	static const char *const kinds[] = {"\"kind\":\"drop-before\"", "\"kind\":\"drop-after\"",
			"\"kind\":\"cut\"", "\"kind\":\"cut\",\"clean\":true", "\"kind\":\"garbage\"",
			"\"kind\":\"latency\",\"ms\":60", "\"kind\":\"latency\",\"ms\":500",
			"\"kind\":\"hang\",\"ms\":500", "\"kind\":\"http\",\"status\":502",
			"\"kind\":\"code\",\"code\":421,\"text\":\"try again\"",
			"\"kind\":\"code\",\"code\":421,\"text\":\"try again\",\"act\":true",
			"\"kind\":\"code\",\"code\":425,\"text\":\"too many\"",
			"\"kind\":\"code\",\"code\":299,\"text\":\"what is this\",\"act\":true"};
	char body[320];
	snprintf(body, sizeof(body), "{%s,\"match\":{\"command\":\"%s\"},\"times\":%d,\"skip\":%d}",
			kinds[dice(sizeof(kinds) / sizeof(kinds[0]))], commands[dice(sizeof(all[0]) / sizeof(all[0][0]))],
			1 + (int)dice(12), (int)dice((uint64_t)orders / 2 + 1));
	if (verbose) {
		printf("  fault %s\n", body);
	}
	bo_standin_tell("/control/fault", body);
}

static void run(void)
{
	bo_error_t error = {0};
	bo_value_t *summary = NULL;
	if (bo_run(&summary, context, NULL, &error) != BO_OK) {
		fprintf(stderr, "run: %s\n", error.message);
		exit(1);
	}
	if (verbose) {
		bo_buffer_t json;
		bo_buffer_init(&json, BO_MAX_JSON);
		if (bo_value_write_json(summary, &json)) {
			printf("  run: %.600s\n", bo_buffer_text(&json));
		}
		bo_buffer_dispose(&json);
	}
	bo_value_free(summary);
}

static int count(const char *text, const char *word)
{
	int found = 0;
	for (const char *at = text; (at = strstr(at, word)); at += strlen(word)) {
		found++;
	}
	return found;
}

/* The number of orders that are not as they should be. */
static int check(void)
{
	int wrong = 0;
	char *applications = bo_standin_control("/control/applications", NULL);
	for (int i = 0; i < orders; i++) {
		char word[64], sql[160];
		bool refused = strcmp(fate_of(i), "refused") == 0;
		snprintf(word, sizeof(word), "\"domain\":\"n%d.com\"", i);
		snprintf(sql, sizeof(sql),
				"SELECT CONCAT_WS('|', status, reason) FROM backorder_domains WHERE domain = 'n%d'", i);
		int there = count(applications, word);
		const char *is = bo_test_value(sql);
		if (there != (refused ? 0 : 1) || strcmp(is, wanted(i)) != 0) {
			wrong++;
			printf("  n%d.com (%s): %d applications, %s\n", i, fate_of(i), there, is);
			snprintf(sql, sizeof(sql),
					"SELECT GROUP_CONCAT(CONCAT_WS(' ', date, reason, message) ORDER BY id SEPARATOR '; ') "
					"FROM "
					"backorder_logs WHERE name = 'n%d.com'",
					i);
			printf("    %s\n", bo_test_value(sql));
		}
	}
	free(applications);
	return wrong;
}

static bool schedule(uint64_t seed)
{
	state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
	place();
	int64_t drop = 0;
	bo_time_parse(&drop, DROP, strlen(DROP));
	/* Before the drop: a cron every five to twenty minutes, faults all along. */
	while (clock_now < drop - 10 * BO_MINUTE) {
		/* Most calls are made in the first run. */
		for (uint64_t f = dice(4) + (clock_now < drop - 55 * BO_MINUTE ? 4 : 0); f > 0; f--) {
			add_fault();
		}
		run();
		int64_t next = clock_now + 5 * BO_MINUTE * (1 + (int64_t)dice(4));
		set_clock(next < drop - 4 * BO_MINUTE ? next : drop - 4 * BO_MINUTE);
	}
	/* The last runs before the drop are spared, then the results come in with faults again. */
	bo_standin_tell("/control/faults/clear", "{}");
	for (int i = 0; i < 3 && clock_now < drop; i++) {
		set_clock(drop - 3 * BO_MINUTE + i * BO_MINUTE);
		run();
	}
	set_clock(drop + 5 * BO_MINUTE);
	for (int i = 0; i < 3; i++) {
		for (uint64_t f = dice(3); f > 0; f--) {
			add_fault();
		}
		run();
		set_clock(clock_now + 21 * BO_MINUTE);
	}
	/* Auctions begin at 20:00 and last three days. */
	for (int i = 0; i < 2; i++) {
		add_fault();
		run();
		set_clock(clock_now + 2 * BO_DAY);
	}
	bo_standin_tell("/control/faults/clear", "{}");
	for (int i = 0; i < 3; i++) {
		run();
		set_clock(clock_now + 21 * BO_MINUTE);
	}
	int wrong = check();
	if (wrong) {
		printf("FAIL  fault schedule (%s), seed %llu: %d of %d orders are wrong\n", dialect,
				(unsigned long long)seed, wrong, orders);
	}
	return wrong == 0;
}

static bool prove(const char *which, int first, int schedules)
{
	int good = 0;
	dialect = which;
	bo_standin_start(dialect, NULL);
	for (int i = 0; i < schedules; i++) {
		good += schedule((uint64_t)(first + i));
	}
	if (good == schedules) {
		printf("ok    %s: %d fault schedules over %d orders each, seeds %d to %d\n", dialect, schedules,
				orders, first, first + schedules - 1);
	}
	bo_standin_stop();
	return good == schedules;
}

int main(int argc, char **argv)
{
	static const char *const dialects[] = {"ispapi", "cnr"};
	int schedules = number("BO_REGISTRAR_SCHEDULES", 10), first = number("BO_REGISTRAR_SEED", 1);
	bool good = true;
	setvbuf(stdout, NULL, _IOLBF, 0); /* a child must not print the parent's lines again */
	orders = number("BO_REGISTRAR_ORDERS", orders);
	if (orders < 1 || orders > MAX_ORDERS) {
		return 2;
	}
	if (argc > 2) {
		verbose = true;
		first = (int)strtol(argv[2], NULL, 10);
		schedules = 1;
	}
	for (size_t i = 0; i < sizeof(dialects) / sizeof(dialects[0]); i++) {
		if (argc < 2 || strcmp(argv[1], dialects[i]) == 0) {
			good = prove(dialects[i], first, schedules) && good;
		}
	}
	bo_test_teardown(NULL);
	return good ? 0 : 1;
}
