/* The drop list's text and the list in memory. */
#include "base/bo_name.h"
#include "base/bo_time.h"
#include "droplist/bo_list.h"
#include "droplist/bo_list_parse.h"
#include "droplist/bo_punycode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int64_t time_of(const char *text)
{
	int64_t time = 0;
	assert_true(bo_time_parse(&time, text, strlen(text)));
	return time;
}

/* ---- parsing ---- */

typedef struct {
	char text[64][300];
	size_t count;
} rows_t;

static bo_code_t keep_row(const char *label, size_t label_length, const char *zone, size_t zone_length,
		int64_t time, bo_error_t *error, void *payload)
{
	rows_t *rows = payload;
	char when[BO_TIME_TEXT_SIZE];
	(void)error;
	if (rows->count < 64) {
		snprintf(rows->text[rows->count], sizeof(rows->text[0]), "%.*s|%.*s|%s", (int)label_length, label,
				(int)zone_length, zone, bo_time_format(when, time));
	}
	rows->count++;
	return BO_OK;
}

static void parse_pieces(
		bo_list_parser_t *parser, rows_t *rows, const char *text, size_t length, size_t piece)
{
	bo_error_t error = {0};
	memset(rows, 0, sizeof(*rows));
	bo_list_parser_init(parser, time_of("2026-11-23 09:00:00"), keep_row, rows);
	for (size_t at = 0; at < length; at += piece) {
		size_t size = length - at < piece ? length - at : piece;
		/* A copy of exactly that size, so that reading beyond it is noticed. */
		char *copy = malloc(size);
		assert_non_null(copy);
		memcpy(copy, text + at, size);
		assert_int_equal(bo_list_parser_feed(parser, copy, size, &error), BO_OK);
		free(copy);
	}
	assert_int_equal(bo_list_parser_end(parser, &error), BO_OK);
}

/* One line each; row "" means refused with that reason, reason -1 with row "": skipped silently, -2: past. */
static const struct {
	const char *line, *row;
	int reason;
} lines[] = {
		{"plain.com;2026-11-26 18:00:00", "plain|com|2026-11-26 18:00:00", -1},
		{"\"0--9.net\";2026-11-26 17:00:00", "0--9|net|2026-11-26 17:00:00", -1},
		{"\"both.net\";\"2026-11-26 17:00:00\"", "both|net|2026-11-26 17:00:00", -1},
		{"cr.com;2026-11-26 18:00:00\r", "cr|com|2026-11-26 18:00:00", -1},
		{"crcr.com;2026-11-26 18:00:00\r\r", "crcr|com|2026-11-26 18:00:00", -1},
		{"\xef\xbb\xbf"
		 "bom.com;2026-11-26 18:00:00",
				"bom|com|2026-11-26 18:00:00", -1},
		{"  blanks.com\t; 2026-11-26 18:00:00 ", "blanks|com|2026-11-26 18:00:00", -1},
		{"columns.com;2026-11-26 18:00:00;AUC;12", "columns|com|2026-11-26 18:00:00", -1},
		{"trailing.com;2026-11-26 18:00:00;", "trailing|com|2026-11-26 18:00:00", -1},
		{"UPPER.COM;2026-11-26 18:00:00", "upper|com|2026-11-26 18:00:00", -1},
		{"dot.com.;2026-11-26 18:00:00", "dot|com|2026-11-26 18:00:00", -1},
		{"two.co.uk;2026-11-26 18:00:00", "two|co.uk|2026-11-26 18:00:00", -1},
		{"m\xc3\xbcller.de;2026-11-26 18:00:00", "xn--mller-kva|de|2026-11-26 18:00:00", -1},
		{"XN--MLLER-KVA.DE;2026-11-26 18:00:00", "xn--mller-kva|de|2026-11-26 18:00:00", -1},
		{"0e12.com;2026-11-26 18:00:00", "0e12|com|2026-11-26 18:00:00", -1},
		{"edge.com;2027-12-28 09:00:00", "edge|com|2027-12-28 09:00:00", -1},
		{"", "", -1},
		{" \t ", "", -1},
		{"\r", "", -1},
		{"old.com;2026-11-23 09:00:00", "", -2},
		{"older.com;2016-11-26 18:00:00", "", -2},
		{"nodate.com", "", BO_BAD_SEPARATOR},
		{"comma.com,2026-11-26 18:00:00", "", BO_BAD_SEPARATOR},
		{"\"open.com;2026-11-26 18:00:00", "", BO_BAD_QUOTES},
		{"close.com\";2026-11-26 18:00:00", "", BO_BAD_QUOTES},
		{"\";2026-11-26 18:00:00", "", BO_BAD_QUOTES},
		{"a.com;\"2026-11-26 18:00:00", "", BO_BAD_QUOTES},
		{"\"a\"\"b.com\";2026-11-26 18:00:00", "", BO_BAD_NAME},
		{";2026-11-26 18:00:00", "", BO_BAD_NAME},
		{"nodot;2026-11-26 18:00:00", "", BO_BAD_NAME},
		{"-a.com;2026-11-26 18:00:00", "", BO_BAD_NAME},
		{"a-.com;2026-11-26 18:00:00", "", BO_BAD_NAME},
		{"a_b.com;2026-11-26 18:00:00", "", BO_BAD_NAME},
		{"a..com;2026-11-26 18:00:00", "", BO_BAD_NAME},
		{"<script>.com;2026-11-26 18:00:00", "", BO_BAD_NAME},
		{"m\xfcller.de;2026-11-26 18:00:00", "", BO_BAD_IDN},
		{"xn--99999999999.com;2026-11-26 18:00:00", "", BO_BAD_IDN},
		{"192.0.2.1;2026-11-26 18:00:00", "", BO_BAD_ZONE},
		{"a.localhost;2026-11-26 18:00:00", "", BO_BAD_ZONE},
		{"a.b.c.d.e.f.com;2026-11-26 18:00:00", "", BO_BAD_ZONE},
		{"a.com;", "", BO_BAD_DATE},
		{"a.com;2026-11-26", "", BO_BAD_DATE},
		{"a.com;2026-11-26T18:00:00Z", "", BO_BAD_DATE},
		{"a.com;2026-11-26 18:00:00.5", "", BO_BAD_DATE},
		{"a.com;2026-02-30 18:00:00", "", BO_BAD_DATE},
		{"a.com;2026-11-26 23:59:60", "", BO_BAD_DATE},
		{"a.com;0000-00-00 00:00:00", "", BO_BAD_DATE},
		{"a.com;;2026-11-26 18:00:00", "", BO_BAD_DATE},
		{"a.com;1999-12-31 23:59:59", "", BO_BAD_DATE_RANGE},
		{"a.com;2027-12-28 09:00:01", "", BO_BAD_DATE_RANGE},
		{"a.com;9999-12-31 23:59:59", "", BO_BAD_DATE_RANGE},
};

static void test_lines(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		bo_list_parser_t *parser = malloc(sizeof(*parser));
		rows_t rows;
		char text[400];
		int length = snprintf(
				text, sizeof(text), "%s\n%s\ngood.org;2026-12-01 00:00:00\n", lines[i].line, lines[i].line);
		parse_pieces(parser, &rows, text, (size_t)length, 1000);
		bool taken = *lines[i].row != '\0';
		if (rows.count != (taken ? 3 : 1)) {
			fail_msg("%s: %zu rows", lines[i].line, rows.count);
		}
		/* Twice, since the second time a zone is known already. */
		for (size_t r = 0; taken && r < 2; r++) {
			assert_string_equal(rows.text[r], lines[i].row);
		}
		assert_string_equal(rows.text[rows.count - 1], "good|org|2026-12-01 00:00:00");
		for (int reason = 0; reason < BO_BAD_COUNT; reason++) {
			if (parser->refused_by[reason] != (reason == lines[i].reason ? 2u : 0u)) {
				fail_msg("%s: reason %s counted %d times", lines[i].line, bo_bad_line_key(reason),
						(int)parser->refused_by[reason]);
			}
		}
		assert_int_equal(parser->refused, lines[i].reason >= 0 ? 2 : 0);
		assert_int_equal(parser->past, lines[i].reason == -2 ? 2 : 0);
		assert_int_equal(parser->empty, lines[i].reason == -1 && !taken ? 2 : 0);
		assert_int_equal(parser->header, 0);
		assert_int_equal(parser->line, 3);
		if (lines[i].reason >= 0) {
			assert_int_equal(parser->sample_count, 2);
			assert_int_equal(parser->samples[1].line, 2);
			assert_int_equal(parser->samples[1].reason, lines[i].reason);
		}
		free(parser);
	}
}

static void test_nul_bytes(void **state)
{
	(void)state;
	static const char text[] =
			"\0nul.com;2026-11-26 18:00:00\nn\0l.com;2026-11-26 18:00:00\n"
			"a.com;2026-11-26\0 18:00:00\na.com;2026-11-26 18:00:00\nb.com\0;2026-11-26 18:00:00\n"
			"c.co\0;2026-11-26 18:00:00\n";
	rows_t rows;
	bo_list_parser_t *parser = malloc(sizeof(*parser));
	parse_pieces(parser, &rows, text, sizeof(text) - 1, 7);
	assert_int_equal(rows.count, 1);
	assert_string_equal(rows.text[0], "a|com|2026-11-26 18:00:00");
	assert_int_equal(parser->refused, 5);
	free(parser);
}

/* However the text is cut, the outcome is the same. */
static void test_pieces(void **state)
{
	(void)state;
	size_t room = 5000, length = 0;
	char *text = malloc(room);
	for (int i = 0; i < 12; i++) {
		length += (size_t)snprintf(
				text + length, room - length, "name-%d.com;2026-11-26 18:00:0%d\r\n", i, i % 10);
	}
	memset(text + length, 'x', 1024); /* just allowed, no separator */
	length += 1024;
	text[length++] = '\n';
	memset(text + length, 'y', 1025);
	length += 1025;
	length += (size_t)snprintf(text + length, room - length, "\n\nlast.com;2026-11-26 18:00:00");
	for (size_t piece = 1; piece < 1200; piece += piece < 70 ? 1 : 97) {
		rows_t rows;
		bo_list_parser_t *parser = malloc(sizeof(*parser));
		parse_pieces(parser, &rows, text, length, piece);
		assert_int_equal(rows.count, 13);
		assert_string_equal(rows.text[12], "last|com|2026-11-26 18:00:00");
		assert_int_equal(parser->line, 16);
		assert_int_equal(parser->read, 15);
		assert_int_equal(parser->refused_by[BO_BAD_SEPARATOR], 1);
		assert_int_equal(parser->refused_by[BO_BAD_LINE_TOO_LONG], 1);
		assert_int_equal(parser->samples[1].line, 14);
		assert_false(parser->cut_off);
		free(parser);
	}
	free(text);
}

static void test_cut_off(void **state)
{
	(void)state;
	static const char *const texts[] = {"a.com;2026-11-26 18:00:00\nb.com;2026-11",
			"a.com;2026-11-26 18:00:00\nb.co", "a.com;2026-11-26 18:00:00\nb.com;2026-11-26 18:00:0",
			"a.com;2026-11-26 18:00:00", "a.com;2026-11-26 18:00:00\n"};
	for (size_t i = 0; i < 5; i++) {
		rows_t rows;
		bo_list_parser_t *parser = malloc(sizeof(*parser));
		parse_pieces(parser, &rows, texts[i], strlen(texts[i]), 10);
		assert_int_equal(rows.count, 1);
		assert_int_equal(parser->cut_off, i < 3);
		free(parser);
	}
}

static void test_samples(void **state)
{
	(void)state;
	static char text[BO_LIST_SAMPLES * 400];
	size_t length = 0;
	rows_t rows;
	bo_list_parser_t *parser = malloc(sizeof(*parser));
	for (int i = 0; i < BO_LIST_SAMPLES + 10; i++) {
		length += (size_t)snprintf(text + length, sizeof(text) - length, "bad\x1b[2J\xff%0150d\n", i);
	}
	parse_pieces(parser, &rows, text, length, 4000);
	assert_int_equal(parser->refused, BO_LIST_SAMPLES + 10);
	assert_int_equal(parser->sample_count, BO_LIST_SAMPLES);
	assert_memory_equal(parser->samples[0].text, "bad?[2J?000", 11);
	assert_true(strlen(parser->samples[BO_LIST_SAMPLES - 1].text) < BO_LIST_SAMPLE_SIZE);
	free(parser);
}

/* ---- other forms of a list ---- */

#define ANY_DATE (BO_DATE_FULL | BO_DATE_ISO | BO_DATE_DAY)

static const bo_list_form_t any_form = {0, 1, 2, ANY_DATE, 0, true},
							comma_form = {',', 1, 2, ANY_DATE, 6 * BO_HOUR + 90, true},
							tab_form = {'\t', 1, 2, ANY_DATE, 4 * BO_HOUR, true},
							third_form = {',', 2, 3, BO_DATE_FULL | BO_DATE_ISO, 0, true},
							turned_form = {';', 4, 1, BO_DATE_FULL, 0, false};

/* rows are joined by blanks; bad is the reasons, one letter each: s separator, q quotes, n name, z zone, d
 * date, r range. */
static const struct {
	const bo_list_form_t *form;
	const char *text, *rows, *bad;
	unsigned int header, past;
} form_cases[] = {
		/* The separator shows itself; the first good line settles it and the way dates are written. */
		{&any_form, "a.com;2026-11-26 18:00:00\nb.com,2026-11-26 18:00:00\nc.com;2026-11-26 18:00:00\n",
				"a|com|2026-11-26 18:00:00 c|com|2026-11-26 18:00:00", "s", 0, 0},
		{&any_form, "a.com\t2026-11-26\nb.com\t2026-11-27\n",
				"a|com|2026-11-26 00:00:00 b|com|2026-11-27 00:00:00", "", 0, 0},
		{&any_form, "a.com,2026-11-26T18:00:01Z\nb.com,2026-11-26 18:00:00\nc.com,2026-11-26\n",
				"a|com|2026-11-26 18:00:01", "dd", 0, 0},
		{&any_form, "a.com;2026-11-26\nb.com;2026-11-26 18:00:00\n", "a|com|2026-11-26 00:00:00", "d", 0, 0},
		/* A bad line settles nothing; one whose date is over does. */
		{&any_form, "a_b.com,2026-11-26\nb.com;2026-11-26 18:00:00\n", "b|com|2026-11-26 18:00:00", "n", 0,
				0},
		{&any_form, "a.com,2026-11-22\nb.com;2026-11-26\nc.com,2026-11-26 18:00:00\nd.com,2026-11-26\n",
				"d|com|2026-11-26 00:00:00", "sd", 0, 1},
		/* Titles in line 1, with and without a byte order mark, and nowhere else. */
		{&any_form,
				"\xef\xbb\xbf"
				"domain;drop_date\na.com;2026-11-26\n",
				"a|com|2026-11-26 00:00:00", "", 1, 0},
		{&any_form, "Domains that drop\na.com;2026-11-26\n", "a|com|2026-11-26 00:00:00", "", 1, 0},
		{&any_form, "\ndomain;drop_date\na.com;2026-11-26\n", "a|com|2026-11-26 00:00:00", "n", 0, 0},
		{&any_form, "a.com;2026-11-26\ndomain;drop_date\n", "a|com|2026-11-26 00:00:00", "n", 0, 0},
		/* A damaged name or date in line 1 is no title. */
		{&any_form, "a_b.com;2026-11-26\nb.com;2026-11-26\n", "b|com|2026-11-26 00:00:00", "n", 0, 0},
		{&any_form, "a.com;soon\nb.com;2026-11-26\n", "b|com|2026-11-26 00:00:00", "d", 0, 0},
		{&any_form, "\"domain;drop_date\nb.com;2026-11-26\n", "b|com|2026-11-26 00:00:00", "q", 0, 0},
		/* The time of the day of dates without one; whole dates keep theirs. */
		{&comma_form, "a.com,2026-11-26\nb.com;2026-11-26\n", "a|com|2026-11-26 06:01:30", "s", 0, 0},
		{&comma_form, "a.com,2026-11-26 18:00:00\n", "a|com|2026-11-26 18:00:00", "", 0, 0},
		{&comma_form, "a.com,2026-11-23\nb.com,2026-11-24\n", "b|com|2026-11-24 06:01:30", "", 0, 1},
		{&comma_form, " \"a.com\" , \"2026-11-26\" ,x\n", "a|com|2026-11-26 06:01:30", "", 0, 0},
		{&tab_form, "a.se\t2026-11-26\n\tb.se\n m\xc3\xbcller.se \t 2026-11-27 \r\n",
				"a|se|2026-11-26 04:00:00 xn--mller-kva|se|2026-11-27 04:00:00", "n", 0, 0},
		{&tab_form, "\t\t\n \t \na.se\t2026-11-26\n", "a|se|2026-11-26 04:00:00", "", 0, 0},
		/* Name and date in other columns. */
		{&third_form,
				"roid,domain,drop_time\nD_1-UK,a.co.uk,2026-12-13T11:31:21Z\nD_2-UK,b.uk,2026-12-13T11:31:"
				"22Z,x\n",
				"a|co.uk|2026-12-13 11:31:21 b|uk|2026-12-13 11:31:22", "", 1, 0},
		{&third_form, ",a.uk,2026-12-13T11:31:21Z\n1,b.uk\n1,c.uk,\n1,,2026-12-13T11:31:21Z\n",
				"a|uk|2026-12-13 11:31:21", "sdn", 0, 0},
		{&third_form,
				"1,a.uk,2026-12-13\n1,b.uk,2026-12-13T11:31:21\n1,c.uk,2026-12-13T11:31:21+00:00\n"
				"1,d.uk,2026-12-13t11:31:21Z\n1,e.uk,2026-12-32T11:31:21Z\n1,f.uk,2026-12-13T24:00:00Z\n"
				"1,g.uk,1999-12-13T11:31:21Z\n",
				"", "ddddddr", 0, 0},
		{&turned_form, "2026-11-26 18:00:00;x;y;a.com\n2026-11-26 18:00:00;x;b.com\ndate;x;y;name\n",
				"a|com|2026-11-26 18:00:00", "sn", 0, 0},
		/* Half a date at the end of a list of whole ones is no day. */
		{&any_form, "a.com;2026-11-26 18:00:00\nb.com;2026-11-26", "a|com|2026-11-26 18:00:00", "d", 0, 0},
};

static void test_forms(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(form_cases) / sizeof(form_cases[0]); i++) {
		for (size_t piece = 1; piece < 100; piece += 11) {
			bo_error_t error = {0};
			rows_t rows = {.count = 0};
			bo_list_parser_t *parser = malloc(sizeof(*parser));
			char got[600] = "", bad[20] = "";
			const char *text = form_cases[i].text;
			size_t length = strlen(text);
			bo_list_parser_init(parser, time_of("2026-11-23 09:00:00"), keep_row, &rows);
			bo_list_parser_form(parser, form_cases[i].form);
			for (size_t at = 0; at < length; at += piece) {
				size_t size = length - at < piece ? length - at : piece;
				assert_int_equal(bo_list_parser_feed(parser, text + at, size, &error), BO_OK);
			}
			assert_int_equal(bo_list_parser_end(parser, &error), BO_OK);
			for (size_t r = 0; r < rows.count; r++) {
				snprintf(got + strlen(got), sizeof(got) - strlen(got), "%s%s", r ? " " : "", rows.text[r]);
			}
			for (size_t s = 0; s < parser->sample_count; s++) {
				bad[s] = "lsqnizdr"[parser->samples[s].reason];
			}
			if (strcmp(got, form_cases[i].rows) != 0 || strcmp(bad, form_cases[i].bad) != 0 ||
					parser->header != form_cases[i].header || parser->past != form_cases[i].past) {
				fail_msg("%s: rows %s, bad %s, %d header, %d past", text, got, bad, (int)parser->header,
						(int)parser->past);
			}
			assert_int_equal(parser->read, parser->good + parser->past + parser->refused + parser->header);
			assert_int_equal(parser->cut_off, text[length - 1] != '\n' && bad[0]);
			free(parser);
		}
	}
}

/* Rows that come apart are checked like lines. */
static void test_rows_apart(void **state)
{
	(void)state;
	static const struct {
		const char *name, *date;
		int reason; /* -1: good */
	} cases[] = {{"a.com", "2026-11-26 18:00:00", -1}, {" B.com. ", " 2026-11-26 18:00:00", -1},
			{"a_b.com", "2026-11-26 18:00:00", BO_BAD_NAME}, {"", "2026-11-26 18:00:00", BO_BAD_NAME},
			{"c.com", "", BO_BAD_DATE}, {"c.com", "2026-11-26", BO_BAD_DATE},
			{"c.com;2026-11-26 18:00:00", "2026-11-26 18:00:00", BO_BAD_NAME},
			{"c.com", "2099-11-26 18:00:00", BO_BAD_DATE_RANGE},
			{"1.2.3.4", "2026-11-26 18:00:00", BO_BAD_ZONE}};
	bo_error_t error = {0};
	rows_t rows = {.count = 0};
	bo_list_parser_t *parser = malloc(sizeof(*parser));
	size_t count = sizeof(cases) / sizeof(cases[0]), refused = 0;
	char longest[3000];
	bo_list_parser_init(parser, time_of("2026-11-23 09:00:00"), keep_row, &rows);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(bo_list_parser_row(parser, cases[i].name, strlen(cases[i].name), cases[i].date,
								 strlen(cases[i].date), &error),
				BO_OK);
		if (cases[i].reason >= 0) {
			assert_int_equal(parser->samples[refused].line, i + 1);
			assert_int_equal(parser->samples[refused++].reason, cases[i].reason);
		}
		assert_int_equal(parser->refused, refused);
	}
	assert_string_equal(rows.text[1], "b|com|2026-11-26 18:00:00");
	assert_int_equal(rows.count, 2);
	memset(longest, 'a', sizeof(longest));
	assert_int_equal(
			bo_list_parser_row(parser, longest, sizeof(longest), longest, sizeof(longest), &error), BO_OK);
	assert_int_equal(bo_list_parser_row(parser, NULL, 0, NULL, 0, &error), BO_OK);
	assert_int_equal(parser->refused, refused + 2);
	assert_int_equal(parser->read, count + 2);
	free(parser);
}

/* ---- the list ---- */

static void add_ranked(bo_list_t *list, const char *label, const char *zone, int64_t time, int rank)
{
	bo_error_t error = {0};
	assert_int_equal(bo_list_add(list, label, strlen(label), zone, strlen(zone), time, &error), BO_OK);
	list->rows[list->count - 1].mark = (uint8_t)rank;
}

/* The better rank first, then the later time; what went is counted for what it was. */
static void test_ranks(void **state)
{
	(void)state;
	bo_list_t list;
	bo_error_t error = {0};
	uint64_t duplicates;
	bo_list_init(&list);
	add_ranked(&list, "both", "com", 2000, 17);
	add_ranked(&list, "both", "com", 1000, 3);
	add_ranked(&list, "both", "com", 3000, 16);
	add_ranked(&list, "both", "net", 1500, 17);
	add_ranked(&list, "twice", "com", 1000, 16);
	add_ranked(&list, "twice", "com", 1001, 16);
	add_ranked(&list, "twice", "com", 9000, 17);
	add_ranked(&list, "twice", "com", 9001, 17);
	add_ranked(&list, "same", "com", 1000, 31);
	add_ranked(&list, "same", "com", 1000, 31);
	assert_int_equal(bo_list_sort(&list, &duplicates, &error), BO_OK);
	assert_int_equal(list.count, 4);
	static const struct {
		const char *label, *zone;
		uint32_t time;
	} wanted[] = {
			{"both", "com", 1000}, {"same", "com", 1000}, {"twice", "com", 1001}, {"both", "net", 1500}};
	for (size_t i = 0; i < 4; i++) {
		const bo_list_row_t *row = &list.rows[i];
		assert_int_equal(row->label_length, strlen(wanted[i].label));
		assert_memory_equal(bo_list_label(&list, row), wanted[i].label, row->label_length);
		assert_string_equal(bo_list_zone(&list, row->zone), wanted[i].zone);
		assert_int_equal(row->time, wanted[i].time);
		assert_int_equal(row->mark, 0);
	}
	assert_int_equal(duplicates, 3);
	assert_int_equal(list.duplicates_of[16], 1);
	assert_int_equal(list.duplicates_of[17], 1);
	assert_int_equal(list.duplicates_of[31], 1);
	assert_int_equal(list.overlapping, 3);
	bo_list_dispose(&list);
}

/* A source that fails leaves neither rows nor zones. */
static void test_rewind(void **state)
{
	(void)state;
	bo_list_t list;
	bo_error_t error = {0};
	uint64_t duplicates;
	bo_list_init(&list);
	bo_list_point_t nothing = bo_list_point(&list);
	add_ranked(&list, "gone", "org", 1000, 0);
	bo_list_rewind(&list, nothing);
	assert_int_equal(list.count + list.zone_count, 0);
	add_ranked(&list, "stays", "com", 1000, 0);
	bo_list_point_t point = bo_list_point(&list);
	for (int i = 0; i < 2000; i++) {
		char zone[20];
		snprintf(zone, sizeof(zone), "z%d", i);
		add_ranked(&list, "goes", zone, 1000, 0);
	}
	bo_list_rewind(&list, point);
	add_ranked(&list, "comes", "z5", 1000, 0);
	add_ranked(&list, "comes", "com", 1000, 0);
	add_ranked(&list, "comes", "a5", 1000, 0);
	assert_int_equal(list.zone_count, 3);
	assert_int_equal(bo_list_sort(&list, &duplicates, &error), BO_OK);
	assert_int_equal(list.count, 4);
	assert_string_equal(bo_list_zone(&list, list.rows[0].zone), "a5");
	assert_string_equal(bo_list_zone(&list, list.rows[1].zone), "com");
	assert_memory_equal(bo_list_label(&list, &list.rows[2]), "stays", 5);
	assert_string_equal(bo_list_zone(&list, list.rows[3].zone), "z5");
	bo_list_dispose(&list);
}

static void test_list_sort(void **state)
{
	(void)state;
	bo_list_t list;
	bo_error_t error = {0};
	uint64_t duplicates;
	bo_list_init(&list);
	assert_int_equal(bo_list_sort(&list, &duplicates, &error), BO_OK);
	srand(7);
	for (int i = 0; i < 20000; i++) {
		char label[40], zone[24];
		int kind = rand() % 4;
		int n = snprintf(label, sizeof(label), kind ? "%x%s" : "common-prefix-%d", rand() % 5000,
				kind == 1 ? "-tail" : "");
		int z = snprintf(zone, sizeof(zone), "z%d%s", rand() % 900, rand() % 3 ? "" : ".uk");
		assert_int_equal(
				bo_list_add(&list, label, (size_t)n, zone, (size_t)z, 1000 + rand() % 50, &error), BO_OK);
	}
	size_t before = list.count;
	assert_int_equal(bo_list_sort(&list, &duplicates, &error), BO_OK);
	assert_int_equal(list.count + duplicates, before);
	for (size_t i = 1; i < list.count; i++) {
		const bo_list_row_t *a = &list.rows[i - 1], *b = &list.rows[i];
		int order = strcmp(bo_list_zone(&list, a->zone), bo_list_zone(&list, b->zone));
		if (order == 0) {
			order = bo_list_compare(
					bo_list_label(&list, a), a->label_length, bo_list_label(&list, b), b->label_length);
		}
		assert_true(order < 0);
	}
	/* Sorting numbered the zones anew; adding goes on with the same zones. */
	size_t zones = list.zone_count;
	assert_int_equal(bo_list_add(&list, "common-prefix-1", 15, "z1", 2, 5000, &error), BO_OK);
	assert_int_equal(bo_list_add(&list, "common-prefix-1", 15, "z1", 2, 6000, &error), BO_OK);
	assert_int_equal(list.zone_count, zones);
	size_t count = list.count;
	assert_int_equal(bo_list_sort(&list, &duplicates, &error), BO_OK);
	assert_true(duplicates >= 1 && list.count + duplicates == count);
	bool found = false;
	for (size_t i = 0; i < list.count; i++) {
		const bo_list_row_t *row = &list.rows[i];
		if (row->label_length == 15 && memcmp(bo_list_label(&list, row), "common-prefix-1", 15) == 0 &&
				strcmp(bo_list_zone(&list, row->zone), "z1") == 0) {
			assert_int_equal(row->time, 6000);
			found = true;
		}
	}
	assert_true(found);
	char longest[BO_LABEL_MAX + 1];
	memset(longest, 'a', sizeof(longest));
	assert_int_equal(bo_list_add(&list, longest, sizeof(longest), "com", 3, 1, &error), BO_E_INTERNAL);
	assert_int_equal(bo_list_add(&list, "a", 1, "c\0m", 3, 1, &error), BO_E_INTERNAL);
	assert_int_equal(bo_list_add(&list, "a", 1, "com", 3, INT64_C(1) << 32, &error), BO_E_INTERNAL);
	bo_list_dispose(&list);
}

static void test_punycode(void **state)
{
	(void)state;
	static const char *const labels[] = {"xn--mller-kva", "xn--e1afmkfd", "xn--bcher-kva", "xn--strae-oqa",
			"xn--fiqs8s", "xn--4dbrk0ce", "xn--wgbl6a", "xn--vs2bw8fijo4nd9dypap9f440ar0bbyfq0ae12apjd"};
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		char out[BO_ULABEL_SIZE], expected[BO_NAME_UTF8_MAX];
		size_t size = bo_punycode_decode(out, labels[i], strlen(labels[i]));
		bo_name_to_unicode(expected, labels[i]);
		assert_int_equal(size, strlen(expected));
		assert_memory_equal(out, expected, size);
	}
	static const char *const bad[] = {
			"xn--", "xn--abc-", "plain", "xn--99999999999", "xn--a_b", "xn", "xn---"};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		char out[BO_ULABEL_SIZE];
		assert_int_equal(bo_punycode_decode(out, bad[i], strlen(bad[i])), 0);
	}
	/* Anything at all: only the bounds matter. */
	srand(3);
	for (int i = 0; i < 200000; i++) {
		char label[64] = "xn--", out[BO_ULABEL_SIZE];
		size_t length = 4 + (size_t)(rand() % 60);
		for (size_t c = 4; c < length; c++) {
			label[c] = "abcdefghijklmnopqrstuvwxyz0123456789-"[rand() % 37];
		}
		assert_true(bo_punycode_decode(out, label, length) <= BO_LABEL_MAX * 4);
	}
}

/* ---- the collection of hostile files, where it is ---- */

#define HOSTILE "../shared/data/"

/* One record of the collection, as its index tells. */
typedef struct {
	char id[16], verdict[16];
	size_t offset, bytes;
} record_t;

#define RECORDS 381

static size_t read_records(record_t *records)
{
	FILE *index = fopen(HOSTILE "hostile.index.tsv", "re");
	char line[2048];
	size_t count = 0;
	assert_non_null(index);
	assert_non_null(fgets(line, sizeof(line), index)); /* titles */
	while (fgets(line, sizeof(line), index) && count < RECORDS) {
		record_t *record = &records[count++];
		assert_int_equal(sscanf(line, "%15[^\t]\t%zu\t%zu\t%15[^\t]", record->id, &record->offset,
								 &record->bytes, record->verdict),
				4);
	}
	fclose(index);
	return count;
}

static char *read_hostile(size_t *size)
{
	struct stat status;
	int descriptor = open(HOSTILE "hostile.csv", O_RDONLY | O_CLOEXEC);
	if (descriptor < 0) {
		print_message("skipped: " HOSTILE " is not there; the cases of this file cover each kind\n");
		skip();
	}
	assert_int_equal(fstat(descriptor, &status), 0);
	*size = (size_t)status.st_size;
	char *text = malloc(*size);
	assert_non_null(text);
	assert_int_equal(read(descriptor, text, *size), status.st_size);
	close(descriptor);
	return text;
}

static const int64_t canary_time = INT64_C(1795716000); /* 2026-11-26 18:00:00 */

typedef struct {
	bool canary[191];
	size_t rows;
	char last[300];
} canaries_t;

static bo_code_t keep_canary(const char *label, size_t label_length, const char *zone, size_t zone_length,
		int64_t time, bo_error_t *error, void *payload)
{
	canaries_t *canaries = payload;
	(void)error;
	int number;
	canaries->rows++;
	snprintf(canaries->last, sizeof(canaries->last), "%.*s.%.*s", (int)label_length, label, (int)zone_length,
			zone);
	if (sscanf(canaries->last, "canary-%3d.com", &number) == 1 && number >= 1 && number <= 190 &&
			time == canary_time) {
		canaries->canary[number] = true;
	}
	return BO_OK;
}

/* What became of each line: the word of exactly one counter that went up. */
static const char **follow_lines(
		bo_list_parser_t *parser, canaries_t *canaries, const char *text, size_t size, size_t line_count)
{
	const char **fates = calloc(line_count + 2, sizeof(*fates));
	bo_error_t error = {0};
	assert_non_null(fates);
	bo_list_parser_init(parser, time_of("2026-11-23 09:00:00"), keep_canary, canaries);
	for (size_t at = 0, line = 1; at < size; line++) {
		const char *end = memchr(text + at, '\n', size - at);
		size_t length = end ? (size_t)(end - text) + 1 - at : size - at;
		uint64_t good = parser->good, past = parser->past, refused = parser->refused, empty = parser->empty;
		assert_int_equal(bo_list_parser_feed(parser, text + at, length, &error), BO_OK);
		if (!end) {
			assert_int_equal(bo_list_parser_end(parser, &error), BO_OK);
		}
		assert_int_equal(parser->line, line);
		assert_int_equal(parser->good + parser->past + parser->refused + parser->empty,
				good + past + refused + empty + 1);
		if (parser->refused > refused) {
			/* Told with its own line and a reason that has a word. */
			const bo_bad_sample_t *sample = &parser->samples[refused];
			assert_true(refused < BO_LIST_SAMPLES);
			assert_int_equal(sample->line, line);
			fates[line] = bo_bad_line_key(sample->reason);
			assert_string_not_equal(fates[line], "other");
		} else {
			fates[line] = parser->good > good ? "imported" : parser->past > past ? "past" : "empty";
		}
		at += length;
	}
	return fates;
}

/* Each of the 381 records is imported, or left out under a named reason with its own line, and what must not
 * pass does not. */
static void test_hostile_records(void **state)
{
	(void)state;
	size_t size = 0, line_count = 1;
	char *text = read_hostile(&size);
	static record_t records[RECORDS];
	assert_int_equal(read_records(records), RECORDS);
	for (size_t i = 0; i < size; i++) {
		line_count += text[i] == '\n';
	}
	canaries_t canaries = {.rows = 0};
	bo_list_parser_t *parser = malloc(sizeof(*parser));
	const char **fates = follow_lines(parser, &canaries, text, size, line_count);
	size_t line = 1, at = 0, imported = 0, left_out = 0;
	for (size_t i = 0; i < RECORDS; i++) {
		const record_t *record = &records[i];
		bool was_imported;
		for (; at < record->offset; at++) {
			line += text[at] == '\n';
		}
		assert_non_null(fates[line]);
		was_imported = strcmp(fates[line], "imported") == 0;
		imported += was_imported;
		left_out += !was_imported;
		/* A bare carriage return ends no line, so that A03 and its canary are one line with a bad date. */
		bool joined = strcmp(record->id, "A03") == 0 || strcmp(record->id, "canary-003") == 0;
		/* A true day, but years ahead. */
		bool far = strcmp(record->id, "B18") == 0 && strcmp(fates[line], "date_range") == 0;
		/* IDNA maps a zero-width space to nothing, so that E17 is another spelling of a name. */
		bool spelling = strcmp(record->id, "E17") == 0;
		if (strcmp(record->verdict, "reject") == 0 && was_imported && !spelling) {
			fail_msg("%s in line %zu must not be imported", record->id, line);
		}
		if ((strcmp(record->verdict, "ok") == 0 || strcmp(record->verdict, "norm") == 0) && !was_imported &&
				!joined && !far) {
			fail_msg("%s in line %zu was not imported: %s", record->id, line, fates[line]);
		}
	}
	assert_int_equal(imported + left_out, RECORDS);
	assert_int_equal(parser->refused, parser->sample_count);
	assert_int_equal(parser->read, parser->good + parser->past + parser->refused);
	free(fates);
	free(parser);
	free(text);
}

/* However the text is cut. */
static void test_hostile_pieces(void **state)
{
	(void)state;
	size_t size = 0;
	char *text = read_hostile(&size);
	static const size_t pieces[] = {1, 1000, 4096, 65536, 10000000};
	uint64_t refused = 0, rows = 0;
	for (size_t p = 0; p < 5; p++) {
		canaries_t canaries = {.rows = 0};
		bo_error_t error = {0};
		bo_list_parser_t *parser = malloc(sizeof(*parser));
		bo_list_parser_init(parser, time_of("2026-11-23 09:00:00"), keep_canary, &canaries);
		for (size_t at = 0; at < size; at += pieces[p]) {
			size_t left = size - at;
			assert_int_equal(
					bo_list_parser_feed(parser, text + at, left < pieces[p] ? left : pieces[p], &error),
					BO_OK);
		}
		assert_int_equal(bo_list_parser_end(parser, &error), BO_OK);
		for (int i = 1; i <= 190; i++) {
			if (!canaries.canary[i] && i != 3) {
				fail_msg("canary %d is gone", i);
			}
		}
		assert_false(parser->cut_off);
		refused = p ? refused : parser->refused;
		rows = p ? rows : canaries.rows;
		assert_int_equal(parser->refused, refused);
		assert_int_equal(canaries.rows, rows);
		free(parser);
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_lines),
			cmocka_unit_test(test_nul_bytes),
			cmocka_unit_test(test_pieces),
			cmocka_unit_test(test_cut_off),
			cmocka_unit_test(test_samples),
			cmocka_unit_test(test_forms),
			cmocka_unit_test(test_rows_apart),
			cmocka_unit_test(test_ranks),
			cmocka_unit_test(test_rewind),
			cmocka_unit_test(test_list_sort),
			cmocka_unit_test(test_punycode),
			cmocka_unit_test(test_hostile_records),
			cmocka_unit_test(test_hostile_pieces),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
