/* Measures the batch and the funds, beside the plain way in the same run: one query for the funds of each
 * order, one for each of its invoices and orders, as the original addon did it.
 *
 *   bench_machine      with BO_TEST_DB_* in the environment (tests/bench/machine.sh)
 *
 * Prints one line a measurement: the median, the target and whether it is met, the plain way and the ratio.
 * Times are of a noisy machine: compare within one run. The last line counts the misses. */
#include "command/bo_command.h"
#include "funds/bo_funds_plan.h"
#include "machine/bo_run.h"
#include "support/bo_test_db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 3

static int misses;
static bo_context_t *context;

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void give_up(const char *what, const bo_error_t *error)
{
	fprintf(stderr, "%s: %s\n", what, error->message);
	exit(1);
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;
	return left < right ? -1 : left > right;
}

static double median(double *times, size_t count)
{
	qsort(times, count, sizeof(*times), compare);
	return times[count / 2];
}

static const char *verdict(double value, double target)
{
	if (value <= target) {
		return "meets";
	}
	misses++;
	return "misses";
}

/* ---- orders ---- */

/* count orders of clients 1001 ..., spread evenly; each client's funds cover `covered` of 100 of its orders.
 */
static void place(int count, int clients, int covered)
{
	char sql[1024];
	bo_test_exec("TRUNCATE TABLE backorder_domains");
	bo_test_exec("TRUNCATE TABLE backorder_logs");
	bo_test_exec("TRUNCATE TABLE backorder_effects");
	bo_test_exec("TRUNCATE TABLE backorder_clients");
	bo_test_exec("DELETE FROM tblclients WHERE id > 1000");
	snprintf(sql, sizeof(sql),
			"INSERT INTO tblclients SELECT 1000 + seq, firstname, lastname, companyname, email, address1, "
			"address2, "
			"city, state, postcode, country, phonenumber, 1, %d, status, language, defaultgateway FROM "
			"tblclients, "
			"seq_1_to_%d WHERE id = 1",
			count / clients * covered / 10, clients);
	bo_test_exec(sql);
	snprintf(sql, sizeof(sql),
			"INSERT INTO backorder_domains (userid, domain, tld, status, createddate, updateddate, dropdate, "
			"dropdate_source) SELECT 1001 + (seq %% %d), CONCAT('name', seq), 'com', 'REQUESTED', "
			"'2026-11-20 "
			"08:00:00', '2026-11-20 08:00:00', '2026-11-25 08:00:00' + INTERVAL seq SECOND, 'list' FROM "
			"seq_1_to_%d",
			clients, count);
	bo_test_exec(sql);
	bo_test_exec("ANALYZE TABLE backorder_domains");
}

static double one_run(int64_t active)
{
	bo_error_t error = {0};
	bo_value_t *summary = NULL;
	double begun = seconds();
	if (bo_run(&summary, context, NULL, &error) != BO_OK) {
		give_up("run", &error);
	}
	double taken = seconds() - begun;
	bo_value_free(summary);
	if (strtoll(bo_test_value("SELECT COUNT(*) FROM backorder_domains WHERE status = 'ACTIVE'"), NULL, 10) !=
			active) {
		fprintf(stderr, "Not %lld orders are ACTIVE after the run.\n", (long long)active);
		exit(1);
	}
	return taken;
}

/* The original's way for one order: all of the client's invoices and orders, one query each. */
static void plain_funds(bo_db_t *db, int64_t client)
{
	bo_error_t error = {0};
	bo_rows_t *credit = NULL, *rows = NULL, *one = NULL;
	bo_code_t result = bo_db_query(&credit, db, "SELECT credit, currency FROM tblclients WHERE id = ?",
			BO_PARAMS(bo_p_int(client)), &error);
	if (result == BO_OK) {
		result = bo_db_query(&rows, db,
				"SELECT id, total FROM tblinvoices WHERE userid = ? AND status = 'Unpaid'",
				BO_PARAMS(bo_p_int(client)), &error);
	}
	for (size_t i = 0; result == BO_OK && i < bo_rows_count(rows); i++) {
		result = bo_db_query(&one, db, "SELECT type FROM tblinvoiceitems WHERE invoiceid = ? LIMIT 1",
				BO_PARAMS(bo_p_int(bo_rows_int(rows, i, 0, 0))), &error);
		bo_rows_free(one);
		one = NULL;
	}
	bo_rows_free(rows);
	rows = NULL;
	if (result == BO_OK) {
		result = bo_db_query(&rows, db,
				"SELECT tld FROM backorder_domains WHERE userid = ? AND status IN ('ACTIVE', 'PROCESSING', "
				"'AUCTION-PENDING')",
				BO_PARAMS(bo_p_int(client)), &error);
	}
	for (size_t i = 0; result == BO_OK && i < bo_rows_count(rows); i++) {
		result = bo_db_query(&one, db,
				"SELECT fullprice FROM backorder_pricing WHERE extension = ? AND currency_id = 1",
				BO_PARAMS(bo_p_text(bo_rows_text(rows, i, 0))), &error);
		bo_rows_free(one);
		one = NULL;
	}
	if (result != BO_OK) {
		give_up("the plain way", &error);
	}
	bo_rows_free(rows);
	bo_rows_free(credit);
}

/* Order by order: its funds, its status, its log line. Only the first `sample` orders, scaled up: the cost
 * grows with those before it, so this is less than the whole would take. */
static double plain_run(int count, int sample)
{
	bo_error_t error = {0};
	bo_rows_t *rows = NULL;
	bo_db_t *db = bo_test_db();
	double begun = seconds();
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT id, userid FROM backorder_domains WHERE status = 'REQUESTED' ORDER BY dropdate LIMIT ?",
			BO_PARAMS(bo_p_int(sample)), &error);
	for (size_t i = 0; result == BO_OK && i < bo_rows_count(rows); i++) {
		plain_funds(db, bo_rows_int(rows, i, 1, 0));
		result = bo_db_exec(db, "UPDATE backorder_domains SET status = 'ACTIVE' WHERE id = ?",
				BO_PARAMS(bo_p_int(bo_rows_int(rows, i, 0, 0))), NULL, NULL, &error);
		if (result == BO_OK) {
			result = bo_db_exec(db,
					"INSERT INTO backorder_logs (cron, date, status, message) VALUES ('batch', NOW(), 'ok', "
					"'set')",
					BO_NO_PARAMS, NULL, NULL, &error);
		}
	}
	if (result != BO_OK) {
		give_up("the plain way", &error);
	}
	bo_rows_free(rows);
	return (seconds() - begun) * count / sample;
}

/* Median seconds of a run over such orders. */
static double runs(int count, int clients, int covered)
{
	double times[ROUNDS];
	for (int i = 0; i < ROUNDS; i++) {
		place(count, clients, covered);
		times[i] = one_run((int64_t)(count / clients * covered / 100) * clients);
	}
	return median(times, ROUNDS);
}

static void measure_run(const char *name, int count, int clients, int covered, double target)
{
	double own = runs(count, clients, covered);
	place(count, clients, covered);
	double plain = plain_run(count, count > 1000 ? 1000 : count);
	printf("%-58s %8.2f s   target %5.1f s  %-6s  plain %7.2f s  ratio %6.1f\n", name, own, target,
			verdict(own, target), plain, plain / own);
	fflush(stdout);
}

/* ---- funds ---- */

static void prepare_funds(void)
{
	place(200, 1, 100);
	bo_test_exec("UPDATE backorder_domains SET status = 'ACTIVE', price = 10, currency_id = 1, reserved = 10 "
				 "WHERE "
				 "id % 2 = 0");
	bo_test_exec(
			"INSERT INTO tblinvoices (userid, total, status, notes) SELECT 1001, 1.25, 'Unpaid', '' FROM "
			"seq_1_to_500");
	bo_test_exec(
			"INSERT INTO tblinvoiceitems (invoiceid, userid, type, amount) SELECT id, userid, IF(id % 10, "
			"'Hosting', 'AddFunds'), 1.25 FROM tblinvoices");
	bo_test_exec("INSERT INTO tblaccounts (userid, invoiceid, amountin, amountout) SELECT userid, id, 0.25, "
				 "0 FROM "
				 "tblinvoices WHERE id % 3 = 0");
	/* Other clients' invoices, as any installation has them. */
	bo_test_exec("INSERT INTO tblinvoices (userid, total, status, notes) SELECT 2000 + seq % 1000, 5, "
				 "'Paid', '' FROM "
				 "seq_1_to_20000");
	bo_test_exec("ALTER TABLE tblinvoices ADD KEY userid (userid)");
	bo_test_exec("ALTER TABLE tblinvoiceitems ADD KEY invoiceid (invoiceid)");
	bo_test_exec("ALTER TABLE tblaccounts ADD KEY invoiceid (invoiceid)");
	bo_test_exec("ANALYZE TABLE tblinvoices, tblinvoiceitems, tblaccounts");
}

typedef enum { READ, PLAN, COMMAND, COMMAND_PLAN, PLAIN } way_t;

static double one_funds(way_t way)
{
	bo_error_t error = {0};
	bo_funds_t funds;
	bo_funds_plan_t plan;
	bo_value_t *answer = NULL;
	bo_value_t *command = bo_value_map(), *caller = bo_value_map();
	bo_map_text(command, "COMMAND", "GetAvailableFunds");
	if (way == COMMAND_PLAN) {
		bo_map_text(command, "PLAN", "1");
	}
	bo_map_text(caller, "role", "client");
	bo_map_int(caller, "client_id", 1001);
	bo_code_t result = BO_OK;
	double begun = seconds();
	switch (way) {
		case READ:
			result = bo_funds_read(&funds, bo_test_db(), 1001, &error);
			break;
		case PLAN:
			result = bo_funds_plan_read(&plan, bo_test_db(), 1001, context->now, &error);
			if (result == BO_OK && plan.count != 200) {
				result = bo_fail(&error, BO_E_INTERNAL, "The plan has %zu orders.", plan.count);
			}
			bo_funds_plan_dispose(&plan);
			break;
		case COMMAND:
		case COMMAND_PLAN:
			result = bo_command_run(&answer, context, command, caller, &error);
			if (result == BO_OK && bo_map_get_int(answer, "CODE", 0) != 200) {
				result = bo_fail(&error, BO_E_INTERNAL, "%s", bo_map_get_text(answer, "DESCRIPTION", ""));
			}
			break;
		case PLAIN:
			plain_funds(bo_test_db(), 1001);
			break;
	}
	double taken = seconds() - begun;
	if (result != BO_OK) {
		give_up("funds", &error);
	}
	bo_value_free(answer);
	bo_value_free(command);
	bo_value_free(caller);
	return taken * 1000;
}

static double funds_median(way_t way)
{
	double times[50];
	one_funds(way);
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++) {
		times[i] = one_funds(way);
	}
	return median(times, sizeof(times) / sizeof(times[0]));
}

static void measure_funds(void)
{
	static const struct {
		way_t way;
		const char *name;
	} ways[] = {{READ, "read"}, {PLAN, "plan"}, {COMMAND, "command GetAvailableFunds"},
			{COMMAND_PLAN, "the same with PLAN"}};
	prepare_funds();
	double plain = funds_median(PLAIN);
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		char name[80];
		double own = funds_median(ways[i].way);
		snprintf(name, sizeof(name), "funds, 200 orders, 500 unpaid invoices: %s", ways[i].name);
		printf("%-58s %8.2f ms  target %5.1f ms %-6s  plain %7.2f ms ratio %6.1f\n", name, own, 5.0,
				verdict(own, 5), plain, plain / own);
	}
}

/* ---- growth ---- */

/* A value may be `factor` times its reference: what is flat but for the noise of the machine. */
static void measure_ratio(const char *name, double value, double reference, double factor)
{
	printf("%-58s %8.2f x   target %5.1f x  %s\n", name, value / reference, factor,
			verdict(value / reference, factor));
	fflush(stdout);
}

static void measure_growth(void)
{
	static const int counts[] = {100, 1000, 10000};
	double each[3];
	for (size_t i = 0; i < 3; i++) {
		each[i] = runs(counts[i], 20, 100) / counts[i] * 1e6;
		printf("%-40s %6d orders %10.0f us an order\n", "to ACTIVE, 20 clients:", counts[i], each[i]);
	}
	measure_ratio("cost an order, 10,000 orders against 100", each[2], each[0], 1.5);
	double one = runs(400, 1, 100), many = runs(400, 400, 100);
	printf("%-58s %8.3f s   400 orders of 400 clients %8.3f s\n", "400 orders of one client", one, many);
	measure_ratio("one client's 400 orders against 400 clients'", one, many, 1.2);
}

int main(void)
{
	context = bo_test_context();
	bo_test_whmcs_tables();
	bo_test_exec("ALTER TABLE tblinvoices ADD KEY client (userid)");
	bo_test_exec(
			"INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('com', 1, 10.00)");
	measure_run("10,000 waiting orders of 500 clients, half covered", 10000, 500, 50, 10);
	measure_run("2,000 orders of 20 clients to ACTIVE", 2000, 20, 100, 2);
	measure_growth();
	measure_funds();
	bo_test_teardown(NULL);
	printf("\n%d missed\n", misses);
	return 0;
}
