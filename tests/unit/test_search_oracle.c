/* Searches over the index of a hundred thousand names against the same questions in plain SQL. */
#include "base/bo_buffer.h"
#include "base/bo_name.h"
#include "base/bo_time.h"
#include "droplist/bo_search.h"
#include "support/bo_test_db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define REAL_NAMES "../shared/data/names_1m.txt.gz"
/* Every so many lines of that file: about 102,000 names. */
#define STEP 30
#define NAMES_MAX 130000u
#define QUERIES 540
#define NOW INT64_C(1795424400) /* 2026-11-23 09:00 */
#define SQL_MAX ((size_t)8 << 20)

typedef struct {
	char label[BO_LABEL_SIZE], unicode[256], zone[BO_ZONE_SIZE];
	int64_t time;
} name_t;

static name_t *names;
static size_t name_count;
static bo_index_t *the_index;
static char directory[] = "/tmp/bo-oracle-XXXXXX";

static unsigned int seed = 20261123;

static unsigned int random_below(unsigned int limit)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % limit;
}

/* ---- the names ---- */

static void take_name(const char *text, size_t length)
{
	bo_name_t parsed;
	if (name_count == NAMES_MAX || bo_name_parse(&parsed, text, length) != BO_NAME_OK) {
		return;
	}
	name_t *name = &names[name_count++];
	char unicode[BO_NAME_UTF8_MAX];
	snprintf(name->label, sizeof(name->label), "%.*s", (int)parsed.label_length, parsed.text);
	snprintf(name->zone, sizeof(name->zone), "%s", bo_name_zone(&parsed));
	bo_name_to_unicode(unicode, name->label);
	snprintf(name->unicode, sizeof(name->unicode), "%.255s", unicode);
	/* Some over already, many in the same second, the rest over five weeks. */
	static const int64_t together[] = {5 * BO_HOUR, 5 * BO_HOUR + 1, 2 * BO_DAY, 20 * BO_DAY};
	name->time = NOW + (random_below(3) ? together[random_below(4)]
										: (int64_t)random_below(37 * 86400) - 2 * BO_DAY);
}

static bool read_real_names(void)
{
	char line[1024];
	size_t number = 0;
	if (access(REAL_NAMES, R_OK) != 0) {
		return false;
	}
	/* NOLINTNEXTLINE(cert-env33-c): a fixed command */
	FILE *input = popen("zcat " REAL_NAMES, "re");
	while (input && fgets(line, sizeof(line), input)) {
		if (number++ % STEP == 0) {
			take_name(line, strcspn(line, "\n"));
		}
	}
	return input && pclose(input) == 0 && name_count >= 100000;
}

static void make_names(void)
{
	static const char *const parts[] = {"shop", "my", "the", "auto", "web", "a", "e", "in", "on", "24", "7",
			"-", "net", "car", "o", "s", "\xc3\xbc", "\xc3\xa4", "\xd0\xbf\xd1\x80", "home", "ba", "ki", "lo",
			"zz", "x"};
	static const char *const zones[] = {
			"com", "net", "org", "de", "co.uk", "info", "shop", "com.pl", "xn--p1ai"};
	while (name_count < 101000) {
		char text[200];
		size_t at = 0;
		for (unsigned int left = 2 + random_below(6); left > 0; left--) {
			at += (size_t)snprintf(text + at, sizeof(text) - at, "%s", parts[random_below(25)]);
		}
		at += (size_t)snprintf(text + at, sizeof(text) - at, ".%s", zones[random_below(1 + random_below(9))]);
		take_name(text, at);
	}
}

static void must(bool fine, const char *what, const bo_error_t *error)
{
	if (!fine) {
		fprintf(stderr, "%s: %s\n", what, error->message);
		abort();
	}
}

static void build_index(void)
{
	bo_list_t list;
	bo_error_t error = {0};
	bo_index_draft_t draft;
	uint64_t duplicates;
	bo_list_init(&list);
	for (size_t i = 0; i < name_count; i++) {
		must(bo_list_add(&list, names[i].label, strlen(names[i].label), names[i].zone, strlen(names[i].zone),
					 names[i].time, &error) == BO_OK,
				"list", &error);
	}
	must(bo_list_sort(&list, &duplicates, &error) == BO_OK &&
					bo_index_build(&draft, directory, &list, 1, 1, &error) == BO_OK &&
					bo_index_publish(&draft, directory, &error) == BO_OK &&
					bo_index_open(&the_index, directory, &error) == BO_OK,
			"index", &error);
	bo_list_dispose(&list);
}

/* ---- the same as a table ---- */

static void add_row(bo_buffer_t *sql, const name_t *name)
{
	int length = 0, digits = 0, hyphens = 0;
	for (const char *c = name->unicode; *c; c++) {
		length += ((unsigned char)*c & 0xc0) != 0x80;
		digits += *c >= '0' && *c <= '9';
		hyphens += *c == '-';
	}
	bo_buffer_printf(sql, "('%s','%s','%s',%lld,%d,%d,%d,%d)", name->unicode, name->label, name->zone,
			(long long)name->time, length, digits, hyphens, strcmp(name->unicode, name->label) != 0);
}

/* A name that the list has twice counts with its later date. Each tenth name of the zones' numbers is "mine".
 * The prices are few, so that many zones share one. */
static void build_table(void)
{
	bo_buffer_t sql;
	bo_test_exec(
			"CREATE TABLE raw_names (label VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL, "
			"ascii VARCHAR(63) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, zone VARCHAR(253) CHARACTER "
			"SET ascii COLLATE ascii_bin NOT NULL, t BIGINT NOT NULL, length INT NOT NULL, digits INT NOT "
			"NULL, hyphens INT NOT NULL, idn INT NOT NULL, PRIMARY KEY (label, zone)) ENGINE=InnoDB");
	bo_buffer_init(&sql, SQL_MAX);
	for (size_t i = 0; i < name_count;) {
		bo_buffer_clear(&sql);
		bo_buffer_add_text(&sql, "INSERT INTO raw_names VALUES ");
		for (size_t n = 0; n < 2000 && i < name_count; n++, i++) {
			bo_buffer_add_text(&sql, n ? "," : "");
			add_row(&sql, &names[i]);
		}
		bo_buffer_add_text(&sql, " ON DUPLICATE KEY UPDATE t = GREATEST(t, VALUES(t))");
		bo_test_exec(bo_buffer_text(&sql));
	}
	bo_buffer_dispose(&sql);
	bo_test_exec(
			"CREATE TABLE names (id INT NOT NULL PRIMARY KEY, label_rank INT NOT NULL, label VARCHAR(255) "
			"CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL, ascii VARCHAR(63) CHARACTER SET ascii "
			"COLLATE ascii_bin NOT NULL, zone VARCHAR(253) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, "
			"t BIGINT NOT NULL, length INT NOT NULL, digits INT NOT NULL, hyphens INT NOT NULL, idn INT NOT "
			"NULL, price INT NOT NULL, mine INT NOT NULL, KEY (t)) ENGINE=InnoDB");
	bo_test_exec(
			"INSERT INTO names SELECT ROW_NUMBER() OVER (ORDER BY label, zone), DENSE_RANK() OVER (ORDER BY "
			"label), label, ascii, zone, t, length, digits, hyphens, idn, CRC32(zone) % 7, CRC32(label) % 97 "
			"= 0 FROM raw_names");
	bo_test_exec("DROP TABLE raw_names");
	bo_test_exec("ANALYZE TABLE names");
}

static bo_rows_t *ask(const char *sql)
{
	bo_error_t error = {0};
	bo_rows_t *rows = NULL;
	if (bo_db_query_once(&rows, bo_test_db(), sql, BO_NO_PARAMS, &error) != BO_OK) {
		fail_msg("%s: %s", sql, error.message);
	}
	return rows;
}

/* What the search is told beside its filters; the texts belong to the rows. */
static bo_rows_t *mine_rows, *zone_rows;
static bo_search_name_t *mine;
static size_t mine_count;

static int set_up(void **state)
{
	(void)state;
	names = calloc(NAMES_MAX, sizeof(*names));
	if (!names || !mkdtemp(directory)) {
		return -1;
	}
	bool real = read_real_names();
	if (!real) {
		name_count = 0;
		make_names();
	}
	print_message("%s: %zu names%s\n", real ? "names" : "skipped", name_count,
			real ? " of " REAL_NAMES : " are generated, because " REAL_NAMES " is not there");
	bo_test_context();
	build_index();
	build_table();
	zone_rows = ask("SELECT zone, MIN(price) FROM names GROUP BY zone ORDER BY COUNT(*) DESC, zone");
	mine_rows = ask("SELECT ascii, zone FROM names WHERE mine");
	mine_count = bo_rows_count(mine_rows);
	mine = calloc(mine_count + 2, sizeof(*mine));
	for (size_t i = 0; mine && i < mine_count; i++) {
		mine[i] = (bo_search_name_t){bo_rows_text(mine_rows, i, 0), bo_rows_text(mine_rows, i, 1)};
	}
	if (mine) {
		mine[mine_count++] = (bo_search_name_t){"certainly-not-on-the-list-77", "com"};
		mine[mine_count++] = (bo_search_name_t){"a", "no-such-zone"};
	}
	return mine ? 0 : -1;
}

static int tear_down(void **state)
{
	char path[100];
	free(mine);
	bo_rows_free(mine_rows);
	bo_rows_free(zone_rows);
	free(names);
	bo_index_close(the_index);
	snprintf(path, sizeof(path), "%s/" BO_INDEX_FILE, directory);
	unlink(path);
	rmdir(directory);
	return bo_test_teardown(state);
}

/* ---- a search, and its WHERE ---- */

typedef struct {
	bo_search_t search;
	bo_buffer_t where;
	const char *zones[4000];
	uint32_t ranks[4000];
} question_t;

static void quote(bo_buffer_t *sql, const char *text)
{
	bo_buffer_add_char(sql, '\'');
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\') {
			bo_buffer_add_char(sql, '\\');
		}
		bo_buffer_add_char(sql, *text);
	}
	bo_buffer_add_char(sql, '\'');
}

/* A part of a name that is there: `count` letters of its label. */
static void part_of_name(char *out, size_t size, bo_term_kind_t kind)
{
	const char *label = names[random_below((unsigned int)name_count)].unicode;
	const char *starts[256];
	size_t letters = 0;
	for (const char *c = label; *c; c++) {
		if (((unsigned char)*c & 0xc0) != 0x80) {
			starts[letters++] = c;
		}
	}
	starts[letters] = label + strlen(label);
	size_t count = kind == BO_TERM_EQUALS ? letters : 1 + random_below(random_below(3) ? 3 : 6);
	count = count > letters ? letters : count;
	size_t from = kind == BO_TERM_STARTS ? 0
				  : kind == BO_TERM_ENDS ? letters - count
										 : random_below((unsigned int)(letters - count) + 1);
	snprintf(out, size, "%.*s", (int)(starts[from + count] - starts[from]), starts[from]);
}

static void pick_pattern(char *out, size_t size)
{
	static const char kinds[] = "LLNCVCV-??**";
	size_t length = 1 + random_below(7);
	for (size_t i = 0; i < length && i + 1 < size; i++) {
		out[i] = kinds[random_below(sizeof(kinds) - 1)];
		out[i + 1] = '\0';
	}
}

static void pick_expression(char *out, size_t size)
{
	static const char *const whole[] = {"^[aeiou].*[0-9]{2}$", "(.)\\1\\1", "(..)\\1$", "^[a-z]+[0-9]$",
			"[aeiou]{3}", "^(.).*\\1$", "(.)(.)\\2\\1", "shop|store|auto", "^(?=.*a)(?=.*b)",
			"^(?!.*[aeiou])", "\\bweb\\b", "^\\w{3,5}$", "\\d{3}", "^[^aeiou]+$", "^([a-z]{2,3}-)+[a-z]+$",
			"([aeiou][^aeiou]){3}", "^.{3}$", "[-0-9]$", "\xc3\xbc", "^[[:alpha:]]+$", "(.)\\1.*(.)\\2",
			"^(a|e).*(a|e)$", "^the", "ing$", "x?y*z", "(ab|cd)+", "^x|y$", "^[0-9]+$", "a.b.c", "^(.+)\\1$",
			"(?i)MY", "[^a-z0-9-]", "^.*(.).*\\1.*\\1", "(?<=o)n(?!e)"};
	static const char *const parts[] = {"[aeiou]", "[0-9]", "[a-m]+", "e", "s", "an", "-", ".", ".*",
			"[^0-9]", "(in|on|er)", "o?", "t{1,2}", "[n-z]"};
	if (random_below(2)) {
		snprintf(out, size, "%s", whole[random_below(sizeof(whole) / sizeof(whole[0]))]);
		return;
	}
	size_t at = (size_t)snprintf(out, size, "%s", random_below(2) ? "^" : "");
	for (unsigned int left = 1 + random_below(4); left > 0; left--) {
		at += (size_t)snprintf(out + at, size - at, "%s", parts[random_below(14)]);
	}
	snprintf(out + at, size - at, "%s", random_below(2) ? "$" : "");
}

/* One letter pattern as SQL's expression, said otherwise than the search says it. */
static void add_pattern(bo_buffer_t *sql, const char *pattern)
{
	bo_buffer_add_text(sql, "label REGEXP '^");
	for (; *pattern; pattern++) {
		bo_buffer_add_text(sql, *pattern == 'L'   ? "(?![-0123456789])."
								: *pattern == 'N' ? "[0123456789]"
								: *pattern == 'C' ? "[bcdfghjklmnpqrstvwxyz]"
								: *pattern == 'V' ? "(?:a|e|i|o|u)"
								: *pattern == '-' ? "[-]"
								: *pattern == '?' ? "."
												  : ".*");
	}
	bo_buffer_add_text(sql, "$'");
}

static void add_condition(bo_buffer_t *sql, bo_term_kind_t kind, const char *text)
{
	switch (kind) {
		case BO_TERM_CONTAINS:
			bo_buffer_add_text(sql, "LOCATE(");
			quote(sql, text);
			bo_buffer_add_text(sql, ", label) > 0");
			break;
		case BO_TERM_STARTS:
		case BO_TERM_ENDS:
			bo_buffer_add_text(
					sql, kind == BO_TERM_STARTS ? "LEFT(label, CHAR_LENGTH(" : "RIGHT(label, CHAR_LENGTH(");
			quote(sql, text);
			bo_buffer_add_text(sql, ")) = ");
			quote(sql, text);
			break;
		case BO_TERM_EQUALS:
			bo_buffer_add_text(sql, "label = ");
			quote(sql, text);
			break;
		case BO_TERM_PATTERN:
			add_pattern(sql, text);
			break;
		case BO_TERM_EXPRESSION:
			bo_buffer_add_text(sql, "label REGEXP CONCAT('(?i)', ");
			quote(sql, text);
			bo_buffer_add_text(sql, ")");
			break;
	}
}

static void pick_text(char *out, size_t size, bo_term_kind_t kind)
{
	if (kind == BO_TERM_PATTERN) {
		pick_pattern(out, size);
	} else if (kind == BO_TERM_EXPRESSION) {
		pick_expression(out, size);
	} else {
		part_of_name(out, size, kind);
	}
}

/* The search gets a plain text in upper case at times; SQL always in lower case. */
static void shout(char *text, bo_term_kind_t kind)
{
	for (; kind <= BO_TERM_EQUALS && *text; text++) {
		if (*text >= 'a' && *text <= 'z') {
			*text = (char)(*text - 'a' + 'A');
		}
	}
}

static void add_terms(question_t *question)
{
	static const bo_term_kind_t kinds[] = {BO_TERM_CONTAINS, BO_TERM_CONTAINS, BO_TERM_STARTS, BO_TERM_ENDS,
			BO_TERM_EQUALS, BO_TERM_PATTERN, BO_TERM_EXPRESSION};
	unsigned int count = random_below(4) ? 1 + random_below(random_below(3) ? 2 : 4) : 0;
	for (unsigned int i = 0; i < count; i++) {
		bo_term_kind_t kind = kinds[random_below(7)];
		bool excluded = random_below(4) == 0;
		unsigned int texts = random_below(3) ? 1 : 1 + random_below(kind == BO_TERM_EXPRESSION ? 2 : 5);
		bo_buffer_add_text(&question->where, excluded ? " AND NOT (" : " AND (");
		for (unsigned int t = 0; t < texts; t++) {
			char text[300];
			bo_error_t error = {0};
			pick_text(text, sizeof(text), kind);
			bo_buffer_add_text(&question->where, t ? " OR " : "");
			add_condition(&question->where, kind, text);
			if (random_below(4) == 0) {
				shout(text, kind);
			}
			bo_terms_t *terms = &question->search.terms;
			bo_code_t code = t ? bo_terms_or(terms, text, strlen(text), &error)
							   : bo_terms_add(terms, kind, excluded, text, strlen(text), &error);
			assert_int_equal(code, BO_OK);
		}
		bo_buffer_add_text(&question->where, ")");
	}
}

static void add_range(question_t *question, const char *column, int *minimum, int *maximum, unsigned int most)
{
	if (random_below(6) == 0) {
		*minimum = (int)random_below(most);
		bo_buffer_printf(&question->where, " AND %s >= %d", column, *minimum);
	}
	if (random_below(5) == 0) {
		*maximum = (int)random_below(2 * most);
		bo_buffer_printf(&question->where, " AND %s <= %d", column, *maximum);
	}
}

static void add_zones(question_t *question, bool needed)
{
	bo_search_t *search = &question->search;
	size_t known = bo_rows_count(zone_rows);
	if (!needed && random_below(3)) {
		return;
	}
	/* A few, some of the largest among them; or all. */
	bool all = random_below(3) == 0;
	size_t count = all ? (known < 4000 ? known : 4000) : 1 + random_below(random_below(2) ? 4 : 80);
	bo_buffer_add_text(&question->where, all ? " AND (1 OR zone IN ('none'" : " AND (zone IN ('none'");
	for (size_t i = 0; i < count; i++) {
		size_t number =
				all ? i : random_below((unsigned int)(random_below(2) ? (known < 8 ? known : 8) : known));
		question->zones[i] = bo_rows_text(zone_rows, number, 0);
		question->ranks[i] = (uint32_t)bo_rows_int(zone_rows, number, 1, 0);
		if (!all) {
			bo_buffer_printf(&question->where, ",'%s'", question->zones[i]);
		}
	}
	bo_buffer_add_text(&question->where, "))");
	search->zones = question->zones;
	search->zone_ranks = question->ranks;
	search->zone_count = count;
}

static void add_rest(question_t *question)
{
	bo_search_t *search = &question->search;
	bo_buffer_t *where = &question->where;
	if (random_below(6) == 0) {
		search->idn = (int)random_below(2);
		bo_buffer_printf(where, " AND idn = %d", search->idn);
	}
	if (random_below(30) == 0) {
		search->digits_only = true;
		bo_buffer_add_text(where, " AND label REGEXP '^[0-9]+$'");
	}
	if (random_below(6) == 0) {
		search->mine = (int)random_below(2);
		search->names = mine;
		search->name_count = mine_count;
		bo_buffer_printf(where, " AND mine = %d", search->mine);
	}
	if (random_below(4) == 0) {
		search->from = NOW - 3 * BO_DAY + (int64_t)random_below(30 * 86400);
		bo_buffer_printf(where, " AND t >= %lld", (long long)search->from);
	}
	if (random_below(4) == 0) {
		search->to = NOW - BO_HOUR + (int64_t)random_below(37 * 86400);
		bo_buffer_printf(where, " AND t <= %lld", (long long)search->to);
	}
}

static const char *pick_order(bo_search_t *search)
{
	static const char *const orders[][2] = {{"t, id", "t DESC, id"}, {"id", "label_rank DESC, id"},
			{"length, id", "length DESC, id"}, {"digits, id", "digits DESC, id"},
			{"hyphens, id", "hyphens DESC, id"}, {"zone, id", "zone DESC, id"},
			{"price, id", "price DESC, id"}};
	search->sort = (bo_sort_t)random_below(7);
	search->descending = random_below(2);
	return orders[search->sort][search->descending];
}

/* ---- the comparison ---- */

static void compare_page(const bo_search_result_t *found, const bo_rows_t *rows, const char *sql)
{
	if (found->row_count != bo_rows_count(rows)) {
		fail_msg("%s: %zu rows, SQL has %zu", sql, found->row_count, bo_rows_count(rows));
	}
	for (size_t i = 0; i < found->row_count; i++) {
		const bo_search_row_t *row = &found->rows[i];
		if (strcmp(row->label, bo_rows_text(rows, i, 0)) != 0 ||
				strcmp(row->zone, bo_rows_text(rows, i, 1)) != 0 ||
				row->drop_date != bo_rows_int(rows, i, 2, 0) || row->length != bo_rows_int(rows, i, 3, 0) ||
				row->digits != bo_rows_int(rows, i, 4, 0) || row->hyphens != bo_rows_int(rows, i, 5, 0)) {
			fail_msg("%s: row %zu is %s.%s, SQL has %s.%s", sql, i, row->label, row->zone,
					bo_rows_text(rows, i, 0), bo_rows_text(rows, i, 1));
		}
	}
}

static void compare_counts(const bo_search_result_t *found, const char *where)
{
	bo_buffer_t sql;
	bo_buffer_init(&sql, SQL_MAX);
	bo_buffer_printf(
			&sql, "SELECT zone, COUNT(*) FROM names WHERE %s GROUP BY zone ORDER BY 2 DESC, 1", where);
	bo_rows_t *rows = ask(bo_buffer_text(&sql));
	assert_int_equal(found->zone_count_count, bo_rows_count(rows));
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		assert_string_equal(found->zone_counts[i].zone, bo_rows_text(rows, i, 0));
		assert_int_equal(found->zone_counts[i].count, bo_rows_int(rows, i, 1, -1));
	}
	bo_rows_free(rows);
	bo_buffer_clear(&sql);
	bo_buffer_printf(&sql,
			"SELECT DATEDIFF(FROM_UNIXTIME(t), '2026-11-23') AS day, COUNT(*) FROM names WHERE %s GROUP BY "
			"day ORDER "
			"BY day",
			where);
	rows = ask(bo_buffer_text(&sql));
	size_t day = 0;
	assert_int_equal(found->first_day, NOW / BO_DAY * BO_DAY);
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		size_t wanted = (size_t)bo_rows_int(rows, i, 0, -1);
		for (; day < wanted && day < found->day_count_count; day++) {
			assert_int_equal(found->day_counts[day], 0);
		}
		assert_true(day < found->day_count_count);
		assert_int_equal(found->day_counts[day++], bo_rows_int(rows, i, 1, -1));
	}
	assert_int_equal(found->day_count_count, day);
	bo_rows_free(rows);
	bo_buffer_dispose(&sql);
}

/* Returns whether anything was found. */
static bool compare(question_t *question, const char *order)
{
	bo_buffer_t sql;
	bo_error_t error = {0};
	bo_search_result_t found;
	const bo_search_t *search = &question->search;
	const char *where = bo_buffer_text(&question->where);
	bo_buffer_init(&sql, SQL_MAX);
	bo_buffer_printf(&sql,
			"SELECT SQL_CALC_FOUND_ROWS ascii, zone, t, length, digits, hyphens FROM names WHERE %s ORDER BY "
			"%s LIMIT "
			"%zu OFFSET %zu",
			where, order, search->limit, search->first);
	bo_rows_t *rows = ask(bo_buffer_text(&sql)), *total = ask("SELECT FOUND_ROWS()");
	if (bo_search_run(&found, the_index, search, NOW, &error) != BO_OK) {
		fail_msg("%s: %s", bo_buffer_text(&sql), error.message);
	}
	if ((int64_t)found.total != bo_rows_int(total, 0, 0, -1)) {
		fail_msg("%s: %llu found, SQL has %s", bo_buffer_text(&sql), (unsigned long long)found.total,
				bo_rows_text(total, 0, 0));
	}
	compare_page(&found, rows, bo_buffer_text(&sql));
	if (search->counts) {
		compare_counts(&found, where);
	}
	bool any = found.total > 0;
	bo_search_result_dispose(&found);
	bo_rows_free(rows);
	bo_rows_free(total);
	bo_buffer_dispose(&sql);
	return any;
}

static void test_against_sql(void **state)
{
	(void)state;
	static question_t question;
	size_t found = 0;
	for (int i = 0; i < QUERIES; i++) {
		bo_search_t *search = &question.search;
		bo_search_init(search);
		bo_buffer_init(&question.where, SQL_MAX);
		bo_buffer_printf(&question.where, "t > %lld", (long long)NOW);
		const char *order = pick_order(search);
		add_zones(&question, search->sort == BO_SORT_PRICE);
		if (i % 2) {
			add_range(&question, "length", &search->length_min, &search->length_max, 10);
			add_range(&question, "length - digits - hyphens", &search->letters_min, &search->letters_max, 9);
			add_range(&question, "digits", &search->digits_min, &search->digits_max, 3);
			add_range(&question, "hyphens", &search->hyphens_min, &search->hyphens_max, 2);
		}
		add_rest(&question);
		add_terms(&question);
		search->counts = random_below(4) == 0;
		search->first = random_below(2) ? 0 : random_below(random_below(2) ? 300 : 100000);
		search->limit = 1 + random_below(60);
		found += compare(&question, order);
		bo_buffer_dispose(&question.where);
	}
	print_message("%d searches, %zu of them found something\n", QUERIES, found);
	assert_true(found > QUERIES / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_against_sql)};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
