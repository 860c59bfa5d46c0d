/* The drop list's text, archive and list in memory. */
#include "base/bo_name.h"
#include "base/bo_time.h"
#include "droplist/bo_list.h"
#include "droplist/bo_list_parse.h"
#include "droplist/bo_punycode.h"
#include "droplist/bo_unzip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

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
	char text[8000];
	size_t length = 0;
	rows_t rows;
	bo_list_parser_t *parser = malloc(sizeof(*parser));
	for (int i = 0; i < 30; i++) {
		length += (size_t)snprintf(text + length, sizeof(text) - length, "bad\x1b[2J\xff%0150d\n", i);
	}
	parse_pieces(parser, &rows, text, length, 4000);
	assert_int_equal(parser->refused, 30);
	assert_int_equal(parser->sample_count, BO_LIST_SAMPLES);
	assert_memory_equal(parser->samples[0].text, "bad?[2J?000", 11);
	assert_true(strlen(parser->samples[19].text) < BO_LIST_SAMPLE_SIZE);
	free(parser);
}

/* ---- the list ---- */

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

/* ---- archives ---- */

static char directory[] = "/tmp/bo-list-XXXXXX";

static int make_directory(void **state)
{
	(void)state;
	return mkdtemp(directory) ? 0 : -1;
}

static int remove_directory(void **state)
{
	(void)state;
	char path[64];
	snprintf(path, sizeof(path), "%s/a.zip", directory);
	unlink(path);
	return rmdir(directory);
}

typedef struct {
	const char *name, *content;
	size_t length;
	bool link, folder;
} member_t;

static int make_zip(const member_t *members, size_t count)
{
	char path[64];
	snprintf(path, sizeof(path), "%s/a.zip", directory);
	unlink(path);
	zip_t *archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	assert_non_null(archive);
	for (size_t i = 0; i < count; i++) {
		if (members[i].folder) {
			assert_true(zip_dir_add(archive, members[i].name, 0) >= 0);
			continue;
		}
		zip_source_t *source = zip_source_buffer(archive, members[i].content, members[i].length, 0);
		zip_int64_t index = zip_file_add(archive, members[i].name, source, 0);
		assert_true(index >= 0);
		if (members[i].link) {
			zip_file_set_external_attributes(
					archive, (zip_uint64_t)index, 0, ZIP_OPSYS_UNIX, (zip_uint32_t)(S_IFLNK | 0777) << 16);
		}
	}
	assert_int_equal(zip_close(archive), 0);
	int descriptor = open(path, O_RDWR | O_CLOEXEC);
	assert_true(descriptor >= 0);
	return descriptor;
}

static bo_code_t count_bytes(const char *data, size_t length, bo_error_t *error, void *payload)
{
	size_t *total = payload;
	(void)data;
	(void)error;
	*total += length;
	return BO_OK;
}

static bo_code_t unzip(int descriptor, uint64_t maximum, size_t *total)
{
	uint64_t bytes;
	bo_error_t error = {0};
	*total = 0;
	bo_code_t result = bo_unzip_csv(&bytes, descriptor, maximum, count_bytes, total, &error);
	if (result == BO_OK) {
		assert_int_equal(bytes, *total);
	} else {
		assert_int_equal(error.code, result);
		assert_true(strlen(error.message) > 10);
	}
	return result;
}

static void test_zip_choice(void **state)
{
	(void)state;
	size_t total;
	const member_t csv = {"list.csv", "12345", 5, false, false},
				   upper = {"dir/LIST.CSV", "123456", 6, false, false};
	const member_t readme = {"readme.txt", "12", 2, false, false},
				   folder = {"data.csv/", NULL, 0, false, true};
	const member_t traversal = {"../../../../tmp/bo-evil.csv", "1234", 4, false, false};
	const member_t link = {"link.csv", "/etc/hostname", 13, true, false},
				   empty = {"e.csv", "", 0, false, false};
	const struct {
		member_t members[3];
		size_t count;
		bo_code_t code;
		size_t bytes;
	} cases[] = {{{csv}, 1, BO_OK, 5}, {{upper}, 1, BO_OK, 6}, {{readme, csv}, 2, BO_OK, 5},
			{{folder, csv}, 2, BO_OK, 5}, {{traversal}, 1, BO_OK, 4}, {{empty}, 1, BO_OK, 0},
			{{csv, upper}, 2, BO_E_INVALID, 0}, {{readme}, 1, BO_E_INVALID, 0},
			{{folder}, 1, BO_E_INVALID, 0}, {{link}, 1, BO_E_INVALID, 0}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int descriptor = make_zip(cases[i].members, cases[i].count);
		assert_int_equal(unzip(descriptor, 1 << 20, &total), cases[i].code);
		assert_int_equal(total, cases[i].bytes);
		/* The descriptor stays open and usable. */
		assert_int_equal(unzip(descriptor, 1 << 20, &total), cases[i].code);
		close(descriptor);
	}
	assert_int_equal(access("/tmp/bo-evil.csv", F_OK), -1);
}

static void test_zip_damage(void **state)
{
	(void)state;
	size_t total, size = 200000;
	char *content = malloc(size);
	srand(11);
	for (size_t i = 0; i < size; i++) {
		content[i] = (char)('a' + rand() % 26);
	}
	const member_t member = {"l.csv", content, size, false, false};
	int descriptor = make_zip(&member, 1);
	assert_int_equal(unzip(descriptor, size, &total), BO_OK);
	assert_int_equal(unzip(descriptor, size - 1, &total), BO_E_LIMIT);
	assert_int_equal(total, 0);
	/* A wrong byte in the data is found by the checksum at the latest. */
	unsigned char byte;
	assert_int_equal(pread(descriptor, &byte, 1, 50000), 1);
	byte ^= 0x55;
	assert_int_equal(pwrite(descriptor, &byte, 1, 50000), 1);
	assert_int_equal(unzip(descriptor, size, &total), BO_E_INVALID);
	/* Cut anywhere it is no archive any more. */
	off_t length = lseek(descriptor, 0, SEEK_END);
	for (off_t cut = length - 1; cut >= 0; cut -= cut > length - 40 ? 1 : 9973) {
		assert_int_equal(ftruncate(descriptor, cut), 0);
		assert_int_equal(unzip(descriptor, size, &total), BO_E_INVALID);
	}
	close(descriptor);
	free(content);
}

static void test_zip_bomb(void **state)
{
	(void)state;
	size_t total, size = 60u << 20;
	char *content = calloc(1, size);
	const member_t bomb = {"l.csv", content, size, false, false},
				   small = {"l.csv", content, 9u << 20, false, false};
	int descriptor = make_zip(&bomb, 1);
	assert_int_equal(unzip(descriptor, UINT64_C(1) << 31, &total), BO_E_LIMIT);
	assert_int_equal(total, 0);
	close(descriptor);
	/* Small ones may pack as well as they like. */
	descriptor = make_zip(&small, 1);
	assert_int_equal(unzip(descriptor, UINT64_C(1) << 31, &total), BO_OK);
	close(descriptor);
	free(content);
}

/* ---- the collection of hostile files, where it is ---- */

#define HOSTILE "../shared/data/"

static void test_hostile_zips(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		bo_code_t code;
	} expected[] = {{"good.zip", BO_OK}, {"empty_csv.zip", BO_OK}, {"html_error_page.zip", BO_E_INVALID},
			{"truncated.zip", BO_E_INVALID}, {"in_folder.zip", BO_OK}, {"two_members.zip", BO_OK},
			{"wrong_member_name.zip", BO_OK}, {"path_traversal.zip", BO_OK}, {"bomb_200mib.zip", BO_E_LIMIT},
			{"bad_crc.zip", BO_E_INVALID}, {"no_member.zip", BO_E_INVALID}, {"zero_bytes.zip", BO_E_INVALID},
			{"symlink_member.zip", BO_E_INVALID}, {"trailing_garbage.zip", BO_OK},
			{"half_the_data.zip", BO_OK}};
	DIR *files = opendir(HOSTILE "hostile_zips");
	if (!files) {
		print_message("skipped: " HOSTILE " is not there; the cases of this file cover each kind\n");
		skip();
	}
	for (struct dirent *file = readdir(files); file; file = readdir(files)) {
		for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
			if (strcmp(file->d_name, expected[i].name) == 0) {
				char path[512];
				size_t total;
				snprintf(path, sizeof(path), HOSTILE "hostile_zips/%s", file->d_name);
				int descriptor = open(path, O_RDONLY | O_CLOEXEC);
				bo_code_t code = unzip(descriptor, UINT64_C(1) << 31, &total);
				if (code != expected[i].code) {
					fail_msg("%s: %s", file->d_name, bo_code_name(code));
				}
				close(descriptor);
			}
		}
	}
	closedir(files);
}

typedef struct {
	bool canary[191];
	size_t others;
} canaries_t;

static bo_code_t keep_canary(const char *label, size_t label_length, const char *zone, size_t zone_length,
		int64_t time, bo_error_t *error, void *payload)
{
	canaries_t *canaries = payload;
	(void)error;
	char name[64];
	int number;
	snprintf(name, sizeof(name), "%.*s.%.*s", (int)(label_length < 30 ? label_length : 30), label,
			(int)(zone_length < 30 ? zone_length : 30), zone);
	if (sscanf(name, "canary-%3d.com", &number) == 1 && number >= 1 && number <= 190) {
		if (time == time_of("2026-11-26 18:00:00")) {
			canaries->canary[number] = true;
		}
	} else {
		canaries->others++;
	}
	return BO_OK;
}

static void test_hostile_csv(void **state)
{
	(void)state;
	int descriptor = open(HOSTILE "hostile.csv", O_RDONLY | O_CLOEXEC);
	if (descriptor < 0) {
		print_message("skipped: " HOSTILE " is not there; the cases of this file cover each kind\n");
		skip();
	}
	struct stat status;
	assert_int_equal(fstat(descriptor, &status), 0);
	char *text = malloc((size_t)status.st_size);
	assert_int_equal(read(descriptor, text, (size_t)status.st_size), status.st_size);
	close(descriptor);
	static const size_t pieces[] = {1, 1000, 4096, 65536, 10000000};
	for (size_t p = 0; p < 5; p++) {
		canaries_t canaries = {.others = 0};
		bo_error_t error = {0};
		bo_list_parser_t *parser = malloc(sizeof(*parser));
		bo_list_parser_init(parser, time_of("2026-11-23 09:00:00"), keep_canary, &canaries);
		for (size_t at = 0; at < (size_t)status.st_size; at += pieces[p]) {
			size_t left = (size_t)status.st_size - at;
			assert_int_equal(
					bo_list_parser_feed(parser, text + at, left < pieces[p] ? left : pieces[p], &error),
					BO_OK);
		}
		assert_int_equal(bo_list_parser_end(parser, &error), BO_OK);
		for (int i = 1; i <= 190; i++) {
			/* The third stands behind a bare carriage return, which ends no line. */
			if (!canaries.canary[i] && i != 3) {
				fail_msg("canary %d is gone", i);
			}
		}
		assert_false(parser->cut_off);
		assert_true(canaries.others > 30 && canaries.others < 75);
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
			cmocka_unit_test(test_list_sort),
			cmocka_unit_test(test_punycode),
			cmocka_unit_test(test_zip_choice),
			cmocka_unit_test(test_zip_damage),
			cmocka_unit_test(test_zip_bomb),
			cmocka_unit_test(test_hostile_zips),
			cmocka_unit_test(test_hostile_csv),
	};
	return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
