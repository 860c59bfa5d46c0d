/* Measures import and search of the drop list, beside the plain SQL way in the same run.
 *
 *   bench_droplist ZIP ZIP_CHANGED SCALE     with BO_TEST_DB_* in the environment (tests/bench/droplist.sh)
 *
 * Prints one line a measurement: name, median and 99th percentile in ms, the same query as SQL, the ratio,
 * and whether the target is met. Times are of this process alone and of a noisy machine: compare within one
 * run. */
#include "base/bo_buffer.h"
#include "droplist/bo_diff.h"
#include "droplist/bo_droplist.h"
#include "droplist/bo_index.h"
#include "droplist/bo_search.h"
#include "support/bo_test_db.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int misses;

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

static const char *verdict(double value, double target)
{
	if (target <= 0) {
		return "";
	}
	if (value <= target) {
		return "meets";
	}
	misses++;
	return "MISSES";
}

/* kB of a line of /proc/self/status. */
static long memory(const char *file, const char *key)
{
	char line[256];
	long value = -1;
	FILE *input = fopen(file, "re");
	while (input && fgets(line, sizeof(line), input)) {
		if (strncmp(line, key, strlen(key)) == 0) {
			value = strtol(line + strlen(key), NULL, 10);
		}
	}
	if (input) {
		fclose(input);
	}
	return value;
}

/* ---- import ---- */

/* The plain way: everything by INSERTs of 500 rows in one transaction, into a table of the same shape. Names
 * hold nothing that would need quoting. */
typedef struct {
	bo_buffer_t sql;
	size_t rows;
} plain_t;

static bo_code_t flush_plain(plain_t *plain, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	if (plain->rows) {
		result = bo_db_exec_once(bo_test_db(), bo_buffer_text(&plain->sql), BO_NO_PARAMS, NULL, error);
	}
	bo_buffer_clear(&plain->sql);
	plain->rows = 0;
	return result;
}

static double plain_insert(const bo_list_t *list)
{
	bo_error_t error = {0};
	plain_t plain = {.rows = 0};
	bo_buffer_init(&plain.sql, 1u << 20);
	bo_test_exec("CREATE TABLE bench_plain LIKE backorder_pending_domains");
	double begun = seconds();
	bo_test_exec("START TRANSACTION");
	for (size_t i = 0; i < list->count; i++) {
		const bo_list_row_t *row = &list->rows[i];
		char time[BO_TIME_TEXT_SIZE];
		bo_buffer_printf(&plain.sql, "%s('%s','%.*s','%s',%d,0,0,0)",
				plain.rows++
						? ","
						: "INSERT INTO bench_plain (zone, domain, drop_date, domain_number_of_characters, "
						  "domain_number_of_hyphens, domain_number_of_digits, domain_number_of_umlauts) "
						  "VALUES ",
				bo_list_zone(list, row->zone), (int)row->label_length, bo_list_label(list, row),
				bo_time_format(time, row->time), row->label_length);
		if (plain.rows == 500 && flush_plain(&plain, &error) != BO_OK) {
			give_up("plain insert", &error);
		}
	}
	if (flush_plain(&plain, &error) != BO_OK) {
		give_up("plain insert", &error);
	}
	bo_test_exec("COMMIT");
	double taken = seconds() - begun;
	bo_buffer_dispose(&plain.sql);
	bo_test_exec("DROP TABLE bench_plain");
	return taken;
}

/* In the order of the primary key, which is the fastest for a server. */
static double measure_plain_insert(void)
{
	bo_error_t error = {0};
	bo_list_t list;
	bo_list_init(&list);
	if (bo_diff_load(&list, bo_test_db(), &error) != BO_OK) {
		give_up("reading the table", &error);
	}
	double taken = plain_insert(&list);
	bo_list_dispose(&list);
	return taken;
}

static double import(bo_context_t *context, const char *name, const char *csv, double target)
{
	bo_error_t error = {0};
	bo_value_t *result = NULL;
	bo_value_t *options = bo_value_map();
	bo_map_printf(options, "url", "file://%s", csv);
	bo_map_bool(options, "force", true);
	bo_test_set_now(context, "2026-11-23 09:00:00");
	if (bo_droplist_import(&result, context, options, &error) != BO_OK) {
		give_up(name, &error);
	}
	const bo_value_t *steps = bo_map_get(result, "seconds");
	double total = bo_map_get(steps, "total")->as.number, fetch = bo_map_get(steps, "fetch")->as.number;
	printf("%-34s %8.2f s   (parse %.2f, compare %.2f, write %.2f, index %.2f; read %" PRId64
		   ", added %" PRId64 ", moved %" PRId64 ", gone %" PRId64 ")  target %.1f s  %s\n",
			name, total - fetch, bo_map_get(steps, "parse")->as.number,
			bo_map_get(steps, "compare")->as.number, bo_map_get(steps, "write")->as.number,
			bo_map_get(steps, "index")->as.number, bo_map_get_int(result, "read", 0),
			bo_map_get_int(result, "added", 0), bo_map_get_int(result, "moved", 0),
			bo_map_get_int(result, "gone", 0), target, verdict(total - fetch, target));
	bo_value_free(result);
	bo_value_free(options);
	return total - fetch;
}

/* ---- search ---- */

/* A term of a search; the texts of which one must fit are parted by blanks. */
typedef struct {
	bo_term_kind_t kind;
	bool excluded;
	const char *texts;
} bench_term_t;

typedef struct {
	const char *name;
	bench_term_t terms[3];
	int length_max, hyphens_max;
	bo_sort_t sort;
	bool descending;
	size_t first;
	const char *where, *order; /* the same as SQL */
	double target;             /* ms for a million names */
	bool ascii_only, counts;
} query_t;

#define CONTAINS(text)                \
	{                                 \
		BO_TERM_CONTAINS, false, text \
	}
#define WITHOUT(text)                \
	{                                \
		BO_TERM_CONTAINS, true, text \
	}
#define EXPRESSION(text)                \
	{                                   \
		BO_TERM_EXPRESSION, false, text \
	}
#define BY_DATE "drop_date, domain, zone"
#define BY_NAME "domain, zone"

/* ascii_only: SQL sees the ASCII form of an IDN, so these are compared on names that have one form only. */
static const query_t queries[] = {
		{"no filter, by drop date", .length_max = -1, .hyphens_max = -1, .where = "1", .order = BY_DATE,
				.target = 1},
		{"no filter, by name, page 1000", .length_max = -1, .hyphens_max = -1, .sort = BO_SORT_NAME,
				.first = 50000, .where = "1", .order = BY_NAME, .target = 1},
		{"no filter, by price, page 100", .length_max = -1, .hyphens_max = -1, .sort = BO_SORT_PRICE,
				.first = 5000, .where = "1", .order = "price, domain, zone", .target = 10},
		{"no filter, by price desc, page 1000", .length_max = -1, .hyphens_max = -1, .sort = BO_SORT_PRICE,
				.descending = true, .first = 50000, .where = "1", .order = "price DESC, domain, zone",
				.target = 10},
		{"no filter, counts of zones and days", .length_max = -1, .hyphens_max = -1, .where = "1",
				.order = BY_DATE, .target = 5, .counts = true},
		{"substring \"shop\", by drop date", {CONTAINS("shop")}, .length_max = -1, .hyphens_max = -1,
				.where = "domain LIKE '%shop%'", .order = BY_DATE, .target = 5},
		{"substring \"xqzw\" (rare)", {CONTAINS("xqzw")}, .length_max = -1, .hyphens_max = -1,
				.sort = BO_SORT_NAME, .where = "domain LIKE '%xqzw%'", .order = BY_NAME, .target = 5},
		{"any of three words, with counts", {CONTAINS("shop store market")}, .length_max = -1,
				.hyphens_max = -1,
				.where = "(domain LIKE '%shop%' OR domain LIKE '%store%' OR domain LIKE '%market%')",
				.order = BY_DATE, .target = 25, .counts = true},
		{"\"shop\" without \"online\", \"my\"", {CONTAINS("shop"), WITHOUT("online my")}, .length_max = -1,
				.hyphens_max = -1,
				.where = "domain LIKE '%shop%' AND domain NOT LIKE '%online%' AND domain NOT LIKE '%my%'",
				.order = BY_DATE, .target = 25},
		{"without \"e\" and \"shop\"", {WITHOUT("e shop")}, .length_max = -1, .hyphens_max = -1,
				.where = "domain NOT LIKE '%e%' AND domain NOT LIKE '%shop%'", .order = BY_DATE, .target = 25,
				.ascii_only = true},
		{"letter pattern CVCV", {{BO_TERM_PATTERN, false, "CVCV"}}, .length_max = -1, .hyphens_max = -1,
				.where = "domain REGEXP '^[b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z][aeiou]$'",
				.order = BY_DATE, .target = 25, .ascii_only = true},
		{"length <= 5, no hyphen, by name", .length_max = 5, .hyphens_max = 0, .sort = BO_SORT_NAME,
				.where = "domain_number_of_characters <= 5 AND domain_number_of_hyphens = 0",
				.order = BY_NAME, .target = 25},
		{"^[a-z]{4}$, by length", {EXPRESSION("^[a-z]{4}$")}, .length_max = -1, .hyphens_max = -1,
				.sort = BO_SORT_LENGTH, .where = "domain REGEXP '^[a-z]{4}$'",
				.order = "domain_number_of_characters, domain, zone", .target = 25, .ascii_only = true},
		{"(web|net).*shop$, by name desc", {EXPRESSION("(web|net).*shop$")}, .length_max = -1,
				.hyphens_max = -1, .sort = BO_SORT_NAME, .descending = true,
				.where = "domain REGEXP '(web|net).*shop$'", .order = "domain DESC, zone", .target = 25,
				.ascii_only = true},
		{"^[aeiou].*[0-9]{2}$ and length <= 12", {EXPRESSION("^[aeiou].*[0-9]{2}$")}, .length_max = 12,
				.hyphens_max = -1,
				.where = "domain REGEXP '^[aeiou].*[0-9]{2}$' AND domain_number_of_characters <= 12",
				.order = BY_DATE, .target = 25, .ascii_only = true},
		{"[aeiou]{3}", {EXPRESSION("[aeiou]{3}")}, .length_max = -1, .hyphens_max = -1,
				.where = "domain REGEXP '[aeiou]{3}'", .order = BY_DATE, .target = 25, .ascii_only = true},
		{"^[a-z]+[0-9]$", {EXPRESSION("^[a-z]+[0-9]$")}, .length_max = -1, .hyphens_max = -1,
				.where = "domain REGEXP '^[a-z]+[0-9]$'", .order = BY_DATE, .target = 25, .ascii_only = true},
		{"(.)\\1\\1", {EXPRESSION("(.)\\1\\1")}, .length_max = -1, .hyphens_max = -1,
				.where = "domain REGEXP '(.)\\\\1\\\\1'", .order = BY_DATE, .target = 25, .ascii_only = true},
		{"(..)\\1$", {EXPRESSION("(..)\\1$")}, .length_max = -1, .hyphens_max = -1,
				.where = "domain REGEXP '(..)\\\\1$'", .order = BY_DATE, .target = 25, .ascii_only = true},
		{".*.*.*.*.*shop (hostile)", {EXPRESSION(".*.*.*.*.*shop")}, .length_max = -1, .hyphens_max = -1,
				.target = 1000},
		{"(a+)+$ (hostile)", {EXPRESSION("(a+)+$")}, .length_max = -1, .hyphens_max = -1, .target = 1000},
};
#define QUERIES (sizeof(queries) / sizeof(queries[0]))

/* The zones of the list, and a price for each: the order by price needs them. */
static const char **zones;
static uint32_t *prices;
static size_t zone_count;

static void price_zones(void)
{
	bo_error_t error = {0};
	bo_rows_t *rows = NULL;
	bo_test_exec("CREATE TABLE bench_prices (zone VARCHAR(253) CHARACTER SET ascii COLLATE ascii_bin PRIMARY "
				 "KEY, price INT NOT NULL)");
	bo_test_exec("INSERT INTO bench_prices SELECT DISTINCT zone, 10 + CRC32(zone) % 40 FROM "
				 "backorder_pending_domains");
	if (bo_db_query(&rows, bo_test_db(), "SELECT zone, price FROM bench_prices", BO_NO_PARAMS, &error) !=
			BO_OK) {
		give_up("prices", &error);
	}
	zone_count = bo_rows_count(rows);
	zones = calloc(zone_count + 1, sizeof(*zones));
	prices = calloc(zone_count + 1, sizeof(*prices));
	for (size_t i = 0; zones && prices && i < zone_count; i++) {
		zones[i] = strdup(bo_rows_text(rows, i, 0));
		prices[i] = (uint32_t)bo_rows_int(rows, i, 1, 0);
	}
	bo_rows_free(rows);
}

static void fill_term(bo_search_t *search, const bench_term_t *term)
{
	bo_error_t error = {0};
	const char *text = term->texts;
	bo_code_t code = BO_OK;
	for (bool first = true; *text && code == BO_OK; first = false) {
		size_t length = strcspn(text, " ");
		code = first ? bo_terms_add(&search->terms, term->kind, term->excluded, text, length, &error)
					 : bo_terms_or(&search->terms, text, length, &error);
		text += length + (text[length] ? 1 : 0);
	}
	if (code != BO_OK) {
		give_up(term->texts, &error);
	}
}

static void fill(bo_search_t *search, const query_t *query)
{
	bo_search_init(search);
	for (size_t i = 0; i < sizeof(query->terms) / sizeof(query->terms[0]) && query->terms[i].texts; i++) {
		fill_term(search, &query->terms[i]);
	}
	search->length_max = query->length_max;
	search->hyphens_max = query->hyphens_max;
	search->idn = query->ascii_only ? 0 : -1;
	search->sort = query->sort;
	search->descending = query->descending;
	search->first = query->first;
	search->limit = 50;
	search->counts = query->counts;
	if (query->sort == BO_SORT_PRICE) {
		search->zones = zones;
		search->zone_ranks = prices;
		search->zone_count = zone_count;
	}
}

static double run_search(bo_context_t *context, const query_t *query, uint64_t *total, bo_code_t *code)
{
	bo_error_t error = {0};
	bo_search_t search;
	bo_search_result_t result = {0};
	fill(&search, query);
	double begun = seconds();
	*code = bo_droplist_search(&result, context, &search, &error);
	double taken = seconds() - begun;
	*total = result.total;
	bo_search_result_dispose(&result);
	return taken * 1000;
}

static uint64_t sql_number(const char *sql)
{
	bo_error_t error = {0};
	bo_rows_t *rows = NULL;
	if (bo_db_query_once(&rows, bo_test_db(), sql, BO_NO_PARAMS, &error) != BO_OK) {
		give_up(sql, &error);
	}
	uint64_t number = (uint64_t)bo_rows_int(rows, 0, 0, 0);
	bo_rows_free(rows);
	return number;
}

static double run_sql(const query_t *query, uint64_t *total)
{
	char from[1024], sql[2048];
	const char *table =
			query->sort == BO_SORT_PRICE ? "bench_list JOIN bench_prices USING (zone)" : "bench_list";
	double begun = seconds();
	snprintf(from, sizeof(from), "FROM %s WHERE drop_date > '2026-11-23 09:00:00' AND %s%s", table,
			query->where, query->ascii_only ? " AND domain NOT LIKE 'xn--%'" : "");
	snprintf(sql, sizeof(sql), "SELECT COUNT(*) %s", from);
	*total = sql_number(sql);
	snprintf(sql, sizeof(sql), "SELECT domain, zone, drop_date %s ORDER BY %s LIMIT 50 OFFSET %zu", from,
			query->order, query->first);
	sql_number(sql);
	if (query->counts) {
		snprintf(sql, sizeof(sql), "SELECT COUNT(*), zone %s GROUP BY zone ORDER BY 1 DESC, 2", from);
		sql_number(sql);
		snprintf(sql, sizeof(sql), "SELECT COUNT(*), DATE(drop_date) %s GROUP BY 2 ORDER BY 2", from);
		sql_number(sql);
	}
	return (seconds() - begun) * 1000;
}

static void measure(bo_context_t *context, const query_t *query, double scale)
{
	double times[100];
	uint64_t total = 0, sql_total = 0;
	bo_code_t code = BO_OK;
	size_t runs = sizeof(times) / sizeof(times[0]);
	run_search(context, query, &total, &code); /* maps the file, compiles nothing that stays */
	for (size_t i = 0; i < runs; i++) {
		times[i] = run_search(context, query, &total, &code);
	}
	qsort(times, runs, sizeof(times[0]), compare);
	double median = times[runs / 2], target = query->target >= 1000 ? query->target : query->target * scale;
	printf("%-38s %9.2f ms  p99 %9.2f ms  target %6.0f ms  %-6s", query->name, median, times[runs - 2],
			target, verdict(median, target));
	if (code != BO_OK) {
		printf("  (refused: %s)", bo_code_name(code));
	} else {
		printf("  %8" PRIu64 " found", total);
	}
	if (query->where) {
		double sql = run_sql(query, &sql_total);
		printf("  SQL %9.1f ms  ratio %7.0f%s", sql, sql / median,
				sql_total == total ? "" : "  TOTALS DIFFER");
		misses += sql_total == total ? 0 : 1;
	}
	printf("\n");
	fflush(stdout);
}

/* A worker of a web server: it opens the index file and runs every search in so much memory of its own (MB).
 */
static int worker(const char *directory, const char *limit)
{
	bo_error_t error = {0};
	bo_index_t *index = NULL;
	int64_t now = 0;
	struct rlimit own;
	long used = memory("/proc/self/status", "VmData:");
	own.rlim_cur = own.rlim_max = (rlim_t)(used + strtol(limit, NULL, 10) * 1024) * 1024;
	bool fine = setrlimit(RLIMIT_DATA, &own) == 0 && bo_index_open(&index, directory, &error) == BO_OK &&
				bo_time_parse(&now, "2026-11-23 09:00:00", 19);
	for (size_t i = 0; fine && i < QUERIES; i++) {
		bo_search_t search;
		bo_search_result_t result = {0};
		if (queries[i].sort == BO_SORT_PRICE) {
			continue; /* the prices are the caller's */
		}
		fill(&search, &queries[i]);
		bo_code_t code = bo_search_run(&result, index, &search, now, &error);
		fine = code == BO_OK || (!queries[i].where && code == BO_E_LIMIT);
		bo_search_result_dispose(&result);
	}
	if (fine) {
		printf("%ld", memory("/proc/self/status", "RssFile:") / 1024);
	}
	bo_index_close(index);
	return fine ? 0 : 1;
}

/* The smallest limit under which a fresh process can do all searches. */
static void worker_memory(const char *program, const char *directory)
{
	enum { LIMIT = 16 };
	for (int limit = 1; limit <= LIMIT; limit++) {
		char command[5000], shared[32] = "";
		snprintf(command, sizeof(command), "'%s' --worker '%s' %d", program, directory, limit);
		FILE *output = popen(command, "re");
		bool told = output && fgets(shared, sizeof(shared), output);
		if (output && pclose(output) == 0 && told) {
			printf("%-38s %9d MB  target %d MB  meets  (shared: %s MB of the mapped file)\n",
					"private memory of a worker, at most", limit, LIMIT, shared);
			return;
		}
	}
	printf("%-38s  more than %d MB  MISSES\n", "private memory of a worker", LIMIT);
	misses++;
}

/* Eight processes at once, each with the mapped file of its own, doing ordinary searches. */
static void at_once(bo_context_t *context, double scale)
{
	enum { WORKERS = 8, EACH = 50 };
	double target = 100 / scale;
	double begun = seconds();
	for (int worker = 0; worker < WORKERS; worker++) {
		if (fork() == 0) {
			bo_error_t error = {0};
			if (bo_context_begin(context, &error) != BO_OK) {
				_exit(1);
			}
			for (int i = 0; i < EACH; i++) {
				uint64_t total;
				bo_code_t code;
				run_search(context, &queries[(worker + i) % (QUERIES - 2)], &total, &code);
				if (code != BO_OK) {
					_exit(1);
				}
			}
			_exit(0);
		}
	}
	int bad = 0, status;
	while (wait(&status) > 0) {
		bad += status != 0;
	}
	double rate = WORKERS * EACH / (seconds() - begun);
	printf("%-38s %9.0f a second%s  target %.0f  %s\n", "8 searches at once", rate,
			bad ? " (some failed)" : "", target, rate >= target && !bad ? "meets" : "MISSES");
	misses += rate >= target && !bad ? 0 : 1;
}

int main(int count, char **arguments)
{
	if (count == 4 && strcmp(arguments[1], "--worker") == 0) {
		return worker(arguments[2], arguments[3]);
	}
	if (count != 4) {
		fprintf(stderr, "usage: bench_droplist ZIP ZIP_CHANGED SCALE\n");
		return 2;
	}
	double scale = strtod(arguments[3], NULL);
	bo_context_t *context = bo_test_context();
	printf("Import (download excluded, index included)\n");
	double first = import(context, "first", arguments[1], 6 * scale);
	double unchanged = import(context, "unchanged", arguments[1], 1.5 * scale);
	double changed = import(context, "5 % changed", arguments[2], 2.5 * scale);
	long peak = memory("/proc/self/status", "VmHWM:");
	printf("%-34s %8ld MB  target %.0f MB  %s\n", "peak memory of the process", peak / 1024, 400 * scale,
			verdict((double)peak / 1024, 400 * scale));
	double plain = measure_plain_insert();
	printf("%-34s %8.2f s   ratio to it: first %.2f, unchanged %.2f, 5 %% changed %.2f\n",
			"plain INSERT of everything", plain, first / plain, unchanged / plain, changed / plain);

	double begun = seconds();
	bo_test_exec("CREATE TABLE bench_list (zone VARCHAR(253) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, "
				 "domain VARCHAR(63) "
				 "CHARACTER SET ascii COLLATE ascii_bin NOT NULL, drop_date DATETIME NOT NULL, "
				 "domain_number_of_characters "
				 "SMALLINT NOT NULL, domain_number_of_hyphens SMALLINT NOT NULL, domain_number_of_digits "
				 "SMALLINT NOT NULL, "
				 "PRIMARY KEY (zone, domain), KEY by_date (drop_date, domain, zone), KEY by_name (domain, "
				 "zone, drop_date), "
				 "KEY by_length (domain_number_of_characters, domain, zone)) ENGINE=InnoDB");
	bo_test_exec("INSERT INTO bench_list SELECT zone, domain, drop_date, domain_number_of_characters, "
				 "domain_number_of_hyphens, domain_number_of_digits FROM backorder_pending_domains");
	bo_test_exec("ANALYZE TABLE bench_list");
	price_zones();
	printf("(the indexed table for the SQL beside it: %.1f s)\n\nSearch, 50 rows a page, exact total\n",
			seconds() - begun);
	for (size_t i = 0; i < QUERIES; i++) {
		measure(context, &queries[i], scale);
	}
	at_once(context, scale);
	worker_memory(arguments[0], context->settings->data_directory);
	bo_test_teardown(NULL);
	printf("\n%s\n", misses ? "Some targets are missed." : "All targets are met.");
	return 0;
}
