/* Proves what pages and runs cost, in statements and in rows that the server reads: neither grows with what
 * other clients have, with the client's own invoices for each order, or with the list of names. */
#include "backorder/bo_backorder.h"
#include "command/bo_command.h"
#include "support/bo_test_run.h"

#include <stdio.h>
#include <stdlib.h>

static long long status_of(const char *names)
{
	char sql[300];
	snprintf(sql, sizeof(sql),
			"SELECT SUM(VARIABLE_VALUE) FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME IN (%s)",
			names);
	return strtoll(bo_test_value(sql), NULL, 10);
}

typedef struct {
	long long statements, rows;
} cost_t;

/* What the second of two calls costs: the first may build what is kept. */
static cost_t cost_of(void (*work)(void))
{
	static const char rows[] = "'HANDLER_READ_KEY', 'HANDLER_READ_NEXT', 'HANDLER_READ_PREV', "
							   "'HANDLER_READ_FIRST', 'HANDLER_READ_RND', 'HANDLER_READ_RND_NEXT'";
	work();
	long long read = status_of(rows);
	/* Asking reads rows as well, as many each time. */
	long long asking = status_of(rows) - read;
	long long statements = status_of("'QUESTIONS'");
	read = status_of(rows);
	work();
	cost_t cost = {.rows = status_of(rows) - read - asking};
	cost.statements = status_of("'QUESTIONS'") - statements - 3;
	return cost;
}

BO_PRINTF(1, 2) static void sql_for(const char *format, ...)
{
	char sql[700];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(sql, sizeof(sql), format, arguments);
	va_end(arguments);
	bo_test_exec(sql);
}

static void command(const char *name, const char *key, const char *value)
{
	bo_value_t *input = bo_value_map(), *who = bo_value_map(), *envelope = NULL;
	bo_map_text(input, "COMMAND", name);
	bo_map_text(input, key, value);
	bo_map_text(who, "role", "client");
	bo_map_int(who, "client_id", 1);
	assert_ok(bo_command_run(&envelope, context, input, who, &error));
	assert_int_equal(bo_map_get_int(envelope, "CODE", 0), 200);
	bo_value_free(input);
	bo_value_free(who);
	bo_value_free(envelope);
}

static void read_funds(void)
{
	command("GetAvailableFunds", "PLAN", "1");
}

static void read_orders(void)
{
	command("QueryBackorderList", "LIMIT", "500");
}

static void read_prices(void)
{
	command("QueryPriceList", "X", "");
}

static void read_names(void)
{
	command("QueryDeletedDomainsList", "LIMIT", "500");
}

static void read_counts(void)
{
	command("QueryDeletedDomainsStats", "X", "");
}

/* Client 1 and what the pages show it: orders, invoices, prices and names, `count` of each. */
static void fill(void **state, int count)
{
	prepare(state);
	/* WHMCS has these keys; without them its tables are read as a whole. */
	bo_test_exec("ALTER TABLE tblinvoices ADD KEY (userid)");
	bo_test_exec("ALTER TABLE tblinvoiceitems ADD KEY (invoiceid)");
	bo_test_exec("ALTER TABLE tblaccounts ADD KEY (invoiceid)");
	sql_for("INSERT INTO backorder_domains (userid, domain, tld, status, createddate, updateddate, dropdate, "
			"open_order) SELECT 1, CONCAT('n', seq), 'com', 'REQUESTED', '2026-11-20', '2026-11-20', "
			"'2026-11-24', 1 "
			"FROM seq_1_to_%d",
			count);
	sql_for("INSERT INTO tblinvoices (userid, total, status, notes) SELECT 1, 0.01, 'Unpaid', '' FROM "
			"seq_1_to_%d",
			count);
	bo_test_exec("INSERT INTO tblinvoiceitems (invoiceid, userid, type, amount) SELECT id, 1, 'Hosting', "
				 "0.01 FROM "
				 "tblinvoices");
	sql_for("INSERT INTO backorder_pricing (extension, currency_id, fullprice) SELECT CONCAT('z', seq), 1, "
			"10 FROM "
			"seq_1_to_%d",
			count);
	sql_for("INSERT INTO backorder_pending_domains (zone, domain, drop_date) SELECT CONCAT('z', seq), "
			"CONCAT('x', "
			"seq), '2026-11-24 10:00:00' FROM seq_1_to_%d",
			count);
	sql_for("REPLACE INTO backorder_meta (name, value) VALUES ('droplist.generation', '%d')", count);
}

static const struct {
	const char *name;
	void (*work)(void);
} pages[] = {{"the funds and their plan", read_funds}, {"the orders", read_orders},
		{"the prices", read_prices}, {"the names", read_names}, {"the counts of names", read_counts}};

/* D62, D63: one question for a page, not one for each row on it. */
static void test_d63_statements_of_a_page(void **state)
{
	cost_t few[COUNT_OF(pages)];
	fill(state, 10);
	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		few[i] = cost_of(pages[i].work);
	}
	fill(state, 400);
	for (size_t i = 0; i < COUNT_OF(pages); i++) {
		cost_t many = cost_of(pages[i].work);
		if (few[i].statements < 1 || many.statements != few[i].statements || many.statements > 12) {
			fail_msg("%s: %lld statements with 10 of each, %lld with 400", pages[i].name, few[i].statements,
					many.statements);
		}
	}
}

/* D64: a search reads no table of names. */
static void test_d64_rows_of_a_search(void **state)
{
	static void (*const works[])(void) = {read_names, read_counts};
	fill(state, 10);
	cost_t few[2] = {cost_of(works[0]), cost_of(works[1])};
	sql_for("INSERT INTO backorder_pending_domains (zone, domain, drop_date) SELECT 'z1', CONCAT('y', seq), "
			"'2026-11-24 10:00:00' FROM seq_1_to_%d",
			5000);
	sql_for("REPLACE INTO backorder_meta (name, value) VALUES ('droplist.generation', '%d')", 5000);
	for (size_t i = 0; i < COUNT_OF(works); i++) {
		cost_t many = cost_of(works[i]);

		if (many.rows > few[i].rows + 100) {
			fail_msg("%lld rows with 10 names, %lld with 5,010", few[i].rows, many.rows);
		}
	}
}

static void reserve_all(void)
{
	bo_test_exec("UPDATE backorder_domains SET status = 'REQUESTED', reserved = 0, version = version + 1");
	run();
	assert_sql("SELECT COUNT(*) FROM backorder_domains WHERE status <> 'ACTIVE'", "0");
}

/* D62: a run counts a client's money once, whatever number of orders and invoices there is. */
static void test_d62_invoices_are_read_once_a_client(void **state)
{
	enum { ORDERS = 40, INVOICES = 400 };
	fill(state, ORDERS);
	bo_test_exec("UPDATE tblclients SET credit = 5000 WHERE id = 1");
	long long before = cost_of(reserve_all).rows;
	sql_for("INSERT INTO tblinvoices (userid, total, status, notes) SELECT 1, 0.01, 'Unpaid', '' FROM "
			"seq_1_to_%d",
			INVOICES);
	long long after = cost_of(reserve_all).rows;
	/* Some lookups for each invoice, and not that for each order. */
	if (after - before > 20LL * INVOICES) {
		fail_msg("%lld rows are read, %lld with %d more invoices", before, after, INVOICES);
	}
}

static size_t lines_of_page(int64_t limit, bo_code_t expected)
{
	bo_value_t *filter = bo_value_map(), *out = NULL;
	if (limit) {
		bo_map_int(filter, "limit", limit);
	}
	assert_code(bo_log_list(&out, context, filter, &error), expected);
	size_t count = out ? bo_map_get(out, "items")->as.many.count : 0;
	bo_value_free(filter);
	bo_value_free(out);
	return count;
}

/* D65: the log comes in pages, however long it is and whatever is asked for. */
static void test_d65_pages_of_the_log(void **state)
{
	(void)state;
	sql_for("INSERT INTO backorder_logs (cron, date, status, message) SELECT 'batch', '2026-11-20 08:00:00', "
			"'ok', "
			"'x' FROM seq_1_to_%d",
			3000);
	assert_int_equal(lines_of_page(0, BO_OK), 100);
	assert_int_equal(lines_of_page(500, BO_OK), 500);
	assert_int_equal(lines_of_page(501, BO_E_INVALID), 0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_d63_statements_of_a_page), T(test_d64_rows_of_a_search),
			T(test_d62_invoices_are_read_once_a_client), T(test_d65_pages_of_the_log)};
	return cmocka_run_group_tests_name("cost", tests, NULL, bo_test_teardown);
}
