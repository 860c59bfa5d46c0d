/* The tables of version 4 become those of this version: every row is what it has to be, a kill at any point
 * changes nothing of that, and neither does another process that does the same.
 *
 * prove_upgrade    BO_UPGRADE_ORDERS: how many orders (2000) */
#include "db/bo_schema.h"
#include "db/bo_upgrade.h"
#include "failpoint.h"
#include "support/bo_test.h"
#include "version4.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static bo_context_t *context;
static int failed;

static void outcome(bool good, const char *what)
{
	printf("%s  upgrade: %s\n", good ? "ok  " : "FAIL", what);
	fflush(stdout);
	failed += !good;
}

static bo_code_t migrate(bo_error_t *error)
{
	bo_db_t *db = NULL;
	bo_code_t result = bo_context_begin(context, error);
	if (result == BO_OK) {
		result = bo_context_db(&db, context, error);
	}
	if (result == BO_OK) {
		failpoint_arm();
		result = bo_schema_migrate(db, context->now, error);
		failpoint_disarm();
	}
	return result;
}

static void must_migrate(void)
{
	bo_error_t error = {0};
	if (migrate(&error) != BO_OK) {
		fprintf(stderr, "%s\n", error.message);
		exit(1);
	}
}

/* ---- every row ---- */

static bool same(const char *sql, const char *expected)
{
	const char *got = bo_test_value(sql);
	if (strcmp(got, expected) != 0) {
		printf("      %s\n      is %s\n      not %s\n", sql, got, expected);
		return false;
	}
	return true;
}

static int check_order(size_t number)
{
	const version4_order_t *order = &version4_orders[(number - 1) % version4_order_count];
	char sql[640], expected[512];
	int wrong = 0;
	if (strcmp(order->expected, "*") == 0) {
		snprintf(sql, sizeof(sql),
				"SELECT domain LIKE 'xn--mller%%' AND tld = 'com' AND status = 'REQUESTED' FROM "
				"backorder_domains WHERE id = %zu",
				number);
		wrong += !same(sql, "1");
	} else {
		snprintf(sql, sizeof(sql),
				"SELECT CONCAT_WS('|', domain, tld, type, status, COALESCE(dropdate, 'NULL'), "
				"dropdate_source, reference, COALESCE(invoice, 'NULL'), lowbalance_notification, "
				"COALESCE(open_order, 'NULL'), COALESCE(price, 'NULL'), COALESCE(currency_id, 'NULL'), "
				"reserved, apply_state) FROM backorder_domains WHERE id = %zu",
				number);
		wrong += !same(sql, version4_numbered(expected, sizeof(expected), order->expected, number));
	}
	snprintf(sql, sizeof(sql),
			"SELECT COALESCE(GROUP_CONCAT(kind ORDER BY kind), '') FROM backorder_upgrade_report WHERE "
			"table_name = 'domains' AND row_id = %zu",
			number);
	wrong += !same(sql, order->notes);
	snprintf(sql, sizeof(sql),
			"SELECT n.userid = o.userid AND n.version = 1 AND (o.createddate = 0 OR (n.createddate = "
			"o.createddate AND n.updateddate = o.updateddate)) FROM backorder_domains n JOIN seed_domains o "
			"ON o.id = n.id WHERE n.id = %zu",
			number);
	return wrong + !same(sql, "1");
}

static void check_orders(size_t orders)
{
	int wrong = 0;
	for (size_t number = 1; number <= orders && wrong < 10; number++) {
		wrong += check_order(number);
	}
	wrong += !same("SELECT COUNT(*) - (SELECT COUNT(*) FROM seed_domains) FROM backorder_domains", "0");
	/* The second of two ways to write a name. */
	wrong += !same(
			"SELECT CONCAT(COUNT(DISTINCT status), MIN(status)) FROM backorder_domains WHERE domain LIKE "
			"'twice%' AND apply_state = ''",
			"1CANCELLED");
	wrong += !same(
			"SELECT CONCAT(COUNT(DISTINCT status), MIN(status)) FROM backorder_domains WHERE domain LIKE "
			"'foo%' AND reference = 'APP-F' AND open_order = 1 AND reserved = 7.50",
			"1AUCTION-PENDING");
	wrong += !same(
			"SELECT COUNT(*) FROM backorder_domains WHERE status = '' OR CAST(createddate AS CHAR) LIKE "
			"'0000%'",
			"0");
	outcome(wrong == 0, "every order is what it has to be");
}

static void check_other_tables(void)
{
	int wrong = 0;
	wrong += !same("SELECT GROUP_CONCAT(CONCAT_WS(' ', extension, currency_id, COALESCE(fullprice, '-'), "
				   "COALESCE(liteprice, '-')) ORDER BY id) FROM backorder_pricing",
			"com 1 12.99 4.25,com 2 11.50 -,co.uk 1 7.50 -,net 1 - -,org 1 1234567.88 -,info 1 - -,company 1 "
			"30.00 -,construction-and-mor 1 5.00 -,biz 9 3.00 -");
	wrong += !same(
			"SELECT GROUP_CONCAT(kind ORDER BY row_id) FROM backorder_upgrade_report WHERE table_name = "
			"'pricing'",
			"price_double,price_rounded,price_negative,zone_invalid,zone_cut");
	wrong += !same("SELECT GROUP_CONCAT(CONCAT(domain, '.', zone) ORDER BY domain) FROM "
				   "backorder_pending_domains WHERE domain NOT LIKE 'listed%'",
			"capital.com,firm.company");
	wrong += !same("SELECT GROUP_CONCAT(CONCAT(kind, LEFT(message, 2)) ORDER BY id) FROM "
				   "backorder_upgrade_report WHERE table_name = 'pending_domains'",
			"zone_cut1 ,name_invalid3 ");
	wrong +=
			!same("SELECT GROUP_CONCAT(CONCAT_WS('|', id, cron, date, status, message, COALESCE(query, '-')) "
				  "ORDER BY id) FROM backorder_logs WHERE cron <> 'upgrade'",
					"1|batch_polling|2026-11-01 10:00:00|ok|BACKORDER läuft|COMMAND = "
					"x,2|batch_polling|2026-11-23 09:00:00|error||-,3|daily_dropdate_synch|2026-11-23 "
					"09:00:00|ok|zero|-");
	wrong += !same("SELECT COUNT(*) FROM backorder_logs WHERE cron = 'upgrade' AND status = 'warning'", "1");
	outcome(wrong == 0, "prices, names and log lines as well");
	wrong = 0;
	/* The tables are those of a new installation, and the old rows are still there. */
	wrong += !same("SELECT GROUP_CONCAT(DISTINCT TABLE_COLLATION) FROM information_schema.TABLES WHERE "
				   "TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN ('backorder_domains', 'backorder_pricing', "
				   "'backorder_pending_domains', 'backorder_logs')",
			"utf8mb4_unicode_ci");
	wrong += !same("SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND "
				   "TABLE_NAME LIKE 'backorder%' AND TABLE_NAME NOT LIKE 'backorder_v4%' AND DATA_TYPE = "
				   "'float'",
			"0");
	wrong += !same("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND "
				   "TABLE_NAME LIKE 'backorder_new%'",
			"0");
	wrong += !same(
			"SELECT (SELECT COUNT(*) FROM backorder_v4_domains) - (SELECT COUNT(*) FROM seed_domains)", "0");
	outcome(wrong == 0, "new tables, and the old ones are kept beside them");
}

/* ---- kills ---- */

/* All that an upgrade leaves, as one text. */
static char *dump(void)
{
	bo_error_t error = {0};
	bo_rows_t *tables = NULL;
	char *text = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	if (!out ||
			bo_db_query_once(&tables, bo_test_db(),
					"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND "
					"TABLE_NAME LIKE 'backorder%' AND TABLE_NAME <> 'backorder_leases' ORDER BY 1",
					BO_NO_PARAMS, &error) != BO_OK) {
		abort();
	}
	for (size_t t = 0; t < bo_rows_count(tables); t++) {
		bo_rows_t *rows = NULL;
		char sql[128];
		snprintf(sql, sizeof(sql), "SELECT * FROM %s ORDER BY 1, 2", bo_rows_text(tables, t, 0));
		if (bo_db_query_once(&rows, bo_test_db(), sql, BO_NO_PARAMS, &error) != BO_OK) {
			abort();
		}
		fprintf(out, "%s\n", bo_rows_text(tables, t, 0));
		for (size_t c = 0; c < bo_rows_columns(rows); c++) {
			fprintf(out, "%s;", bo_rows_column_name(rows, c));
		}
		for (size_t r = 0; r < bo_rows_count(rows); r++) {
			fputc('\n', out);
			for (size_t c = 0; c < bo_rows_columns(rows); c++) {
				const char *cell = bo_rows_text(rows, r, c);
				fprintf(out, "%s;", cell ? cell : "NULL");
			}
		}
		fputc('\n', out);
		bo_rows_free(rows);
	}
	bo_rows_free(tables);
	fclose(out);
	return text;
}

/* Ten minutes go by: what held the upgrade holds it no more. */
static void let_time_pass(void)
{
	if (strcmp(bo_test_value(
					   "SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND "
					   "TABLE_NAME = 'backorder_leases'"),
				"1") == 0) {
		bo_test_exec("UPDATE backorder_leases SET held_until = '2000-01-01'");
	}
}

/* In a process of its own: killed at the point, or at its end (0) telling how it went. */
static pid_t start(long point)
{
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		bo_error_t error = {0};
		failpoint_set(point, failpoint_kill);
		bo_code_t code = migrate(&error);
		_exit(code == BO_OK ? 0 : code == BO_E_CONFLICT ? 1 : 2);
	}
	return child;
}

static void prove_kills(const char *expected)
{
	long point = 0, kills = 0;
	int wrong = 0, status = 0;
	do {
		version4_again();
		if (waitpid(start(++point), &status, 0) < 0) {
			abort();
		}
		kills += WIFSIGNALED(status);
		let_time_pass();
		must_migrate();
		char *got = dump();
		if (strcmp(got, expected) != 0) {
			printf("      killed at point %ld: another end\n", point);
			wrong++;
		}
		free(got);
	} while (WIFSIGNALED(status) && wrong < 3);
	printf("      %ld kills\n", kills);
	outcome(wrong == 0 && kills > 50, "killed at every statement, it ends the same");
}

static void prove_two(const char *expected)
{
	int wrong = 0;
	for (int round = 0; round < 10; round++) {
		int first = 0, second = 0;
		version4_again();
		pid_t one = start(0), two = start(0);
		if (waitpid(one, &first, 0) < 0 || waitpid(two, &second, 0) < 0) {
			abort();
		}
		/* The one that comes too late says so, or finds everything done. */
		wrong += WEXITSTATUS(first) + WEXITSTATUS(second) > 1;
		must_migrate();
		char *got = dump();
		wrong += strcmp(got, expected) != 0;
		free(got);
		if (wrong) {
			printf("      codes %d and %d\n", WEXITSTATUS(first), WEXITSTATUS(second));
			break;
		}
	}
	outcome(wrong == 0, "two processes at once, it ends the same");
}

/* ---- what is refused ---- */

static void prove_refusals(void)
{
	bo_error_t error = {0};
	version4_again();
	bo_test_exec("CREATE TABLE backorder_v4_logs (id INT)");
	bool good = migrate(&error) == BO_E_CONFLICT && strstr(error.message, "backorder_v4_logs") != NULL;
	good = good && same("SELECT COUNT(*) = (SELECT COUNT(*) FROM seed_domains) FROM backorder_domains", "1");
	outcome(good, "an earlier upgrade's tables are not overwritten");
}

static void remake(size_t orders)
{
	bo_test_exec("DROP TABLE seed_domains, seed_pricing, seed_logs, seed_pending_domains");
	bo_test_exec("DELETE FROM tblinvoices");
	version4_make(orders);
}

int main(void)
{
	const char *wanted = getenv("BO_UPGRADE_ORDERS");
	size_t orders = wanted ? strtoul(wanted, NULL, 10) : 2000;
	context = bo_test_context();
	bo_test_whmcs_tables();
	version4_make(orders);
	must_migrate();
	check_orders(orders);
	check_other_tables();
	char *once = dump();
	must_migrate();
	char *twice = dump();
	outcome(strcmp(once, twice) == 0, "run twice, nothing changes");
	free(once);
	free(twice);

	remake(version4_order_count);
	must_migrate();
	char *expected = dump();
	if (!getenv("BO_UPGRADE_NO_KILLS")) {
		prove_kills(expected);
	}
	prove_two(expected);
	free(expected);
	prove_refusals();
	bo_test_teardown(NULL);
	return failed != 0;
}
