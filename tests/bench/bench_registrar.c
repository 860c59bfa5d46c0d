/* Measures the batch against the stand-in registrar, which answers each call 30 ms later.
 *
 *   bench_registrar      with BO_TEST_DB_* in the environment (tests/bench/registrar.sh), for both registrars
 *
 * Prints one line a measurement, the target and whether it is met. The last line counts the misses. */
#include "machine/bo_run.h"
#include "support/bo_standin.h"
#include "support/bo_test_db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NOW "2026-11-23 09:00:00"
#define DROP "2026-11-23 10:00:00"

static int misses;
static bo_context_t *context;

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static const char *verdict(bool good)
{
	misses += !good;
	return good ? "meets" : "misses";
}

/* What the process has had in memory at most, in MiB. */
static double peak(void)
{
	char line[256];
	double value = 0;
	FILE *file = fopen("/proc/self/status", "re");
	while (file && fgets(line, sizeof(line), file)) {
		if (strncmp(line, "VmHWM:", 6) == 0) {
			value = strtod(line + 6, NULL) / 1024;
		}
	}
	if (file) {
		fclose(file);
	}
	return value;
}

static double run(void)
{
	bo_error_t error = {0};
	bo_value_t *summary = NULL;
	double begun = seconds();
	if (bo_run(&summary, context, NULL, &error) != BO_OK) {
		fprintf(stderr, "run: %s\n", error.message);
		exit(1);
	}
	double taken = seconds() - begun;
	const bo_value_t *errors = bo_map_get(summary, "errors");
	if (errors->as.many.count) {
		fprintf(stderr, "run: %s\n", errors->as.many.items[0]->as.string.data);
		exit(1);
	}
	bo_value_free(summary);
	return taken;
}

static void expect_sent(int count)
{
	if (strtol(bo_test_value("SELECT COUNT(*) FROM backorder_domains WHERE reference <> ''"), NULL, 10) !=
			count) {
		fprintf(stderr, "Not %d applications are at the registrar.\n", count);
		exit(1);
	}
}

static void report(
		const char *dialect, const char *what, double is, const char *unit, double target, bool good)
{
	printf("%-7s %-48s %8.3f %-3s target %7.3f  %s", dialect, what, is, unit, target, verdict(good));
}

static void measure(const char *dialect)
{
	int64_t now = 0;
	char body[64];
	bo_standin_start(dialect, NULL);
	context = bo_test_context();
	bo_test_whmcs_tables();
	bo_standin_settings(context);
	bo_time_parse(&now, NOW, strlen(NOW));
	bo_test_set_now(context, NOW);
	snprintf(body, sizeof(body), "{\"now\":%lld}", (long long)now);
	bo_standin_tell("/control/clock", body);
	bo_standin_list(0, 3000, DROP);
	bo_standin_tell("/control/latency", "{\"ms\":30}");

	/* The module log's lines are kept until the run ends, at most 8 MiB of them: without them first. */
	bo_test_setting(context, "registrar_log", "off");
	bo_standin_place(0, 100, DROP);
	double hundred = run();
	expect_sent(100);
	double small = peak();
	bo_standin_place(1000, 2000, DROP);
	double sending = run();
	expect_sent(2100);
	double large = peak();
	report(dialect, "2,000 new applications in one run", sending, "s", 240.0, sending <= 240.0);
	printf("   100: %.3f s\n", hundred);
	report(dialect, "memory at most, 2,000 applications", large, "MiB", small + 1, large <= small + 1);
	printf("   100: %.1f MiB\n", small);

	bo_test_setting(context, "registrar_log", "on");
	bo_test_exec("DELETE FROM backorder_domains WHERE domain >= 'n2000' OR domain < 'n1000'");
	bo_test_exec("DELETE FROM backorder_domains WHERE CAST(SUBSTRING(domain, 2) AS UNSIGNED) NOT BETWEEN "
				 "1000 AND 1999");
	double polled = 1e9;
	for (int i = 0; i < 3; i++) {
		double taken = run();
		polled = taken < polled ? taken : polled;
	}
	double logged = peak();
	bo_test_setting(context, "registrar_parallel", "1");
	bo_test_exec("DELETE FROM backorder_domains WHERE CAST(SUBSTRING(domain, 2) AS UNSIGNED) >= 1050");
	double one_by_one = run() * 20; /* 50 of the 1,000 */
	report(dialect, "1,000 open applications asked about", polled, "s", 3.0, polled <= 3.0);
	printf("   one at a time: %.1f s, %.0f times as long\n", one_by_one, one_by_one / polled);
	report(dialect, "memory with the module log", logged, "MiB", large + 8, logged <= large + 8);
	printf("\n");
	bo_standin_stop();
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0); /* a child must not print these lines again */
	measure("ispapi");
	measure("cnr");
	bo_test_teardown(NULL);
	printf("\n%d missed\n", misses);
	return 0;
}
