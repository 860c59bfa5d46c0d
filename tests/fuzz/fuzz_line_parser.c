/* The drop list's text in pieces of any size. The first two bytes of an input say how the list is written and
 * how it is cut; the rest is the list. */
#include "base/bo_name.h"
#include "base/bo_time.h"
#include "droplist/bo_list_parse.h"
#include "fuzz.h"

#include <string.h>

/* What came out: "label.zone\n" and the time of each row. */
typedef struct {
	bo_list_parser_t parser;
	char *rows;
	size_t size, capacity, count;
} outcome_t;

static void keep(outcome_t *outcome, const void *data, size_t size)
{
	if (outcome->size + size > outcome->capacity) {
		outcome->capacity = (outcome->size + size) * 2;
		outcome->rows = realloc(outcome->rows, outcome->capacity);
		FUZZ_CHECK(outcome->rows);
	}
	memcpy(outcome->rows + outcome->size, data, size);
	outcome->size += size;
}

static bo_code_t take_row(const char *label, size_t label_length, const char *zone, size_t zone_length,
		int64_t time, bo_error_t *error, void *payload)
{
	(void)error;
	outcome_t *outcome = payload;
	outcome->count++;
	keep(outcome, label, label_length);
	keep(outcome, ".", 1);
	keep(outcome, zone, zone_length);
	keep(outcome, "\n", 1);
	keep(outcome, &time, sizeof(time));
	return BO_OK;
}

static void check_row(const char *name, size_t length, int64_t time)
{
	bo_name_t parsed;
	size_t dots = 0;
	FUZZ_CHECK(bo_name_parse(&parsed, name, length) == BO_NAME_OK);
	FUZZ_CHECK(parsed.length == length && memcmp(parsed.text, name, length) == 0);
	FUZZ_CHECK(parsed.label_length <= BO_LABEL_MAX);
	for (const char *zone = bo_name_zone(&parsed); *zone; zone++) {
		FUZZ_CHECK(*zone == '.' || *zone == '-' || (*zone >= '0' && *zone <= '9') ||
				   (*zone >= 'a' && *zone <= 'z'));
		dots += *zone == '.';
	}
	FUZZ_CHECK(dots < BO_LIST_ZONE_LABELS);
	FUZZ_CHECK(time > FUZZ_NOW && time <= FUZZ_NOW + BO_LIST_DAYS_AHEAD * BO_DAY);
}

static void check_rows(const outcome_t *outcome)
{
	size_t count = 0;
	for (size_t at = 0; at < outcome->size; count++) {
		const char *name = outcome->rows + at;
		const char *end = memchr(name, '\n', outcome->size - at);
		int64_t time;
		FUZZ_CHECK(end && outcome->size - (size_t)(end - outcome->rows) > sizeof(time));
		memcpy(&time, end + 1, sizeof(time));
		check_row(name, (size_t)(end - name), time);
		at = (size_t)(end - outcome->rows) + 1 + sizeof(time);
	}
	FUZZ_CHECK(count == outcome->count);
}

static void check_counters(const outcome_t *outcome, const char *text, size_t length)
{
	const bo_list_parser_t *parser = &outcome->parser;
	uint64_t refused = 0, lines = 0;
	for (int i = 0; i < BO_BAD_COUNT; i++) {
		refused += parser->refused_by[i];
	}
	for (size_t i = 0; i < length; i++) {
		lines += text[i] == '\n' || i + 1 == length;
	}
	FUZZ_CHECK(parser->line == lines);
	FUZZ_CHECK(parser->read == parser->good + parser->past + parser->refused + parser->header);
	FUZZ_CHECK(parser->read + parser->empty == lines && parser->header <= 1);
	FUZZ_CHECK(parser->refused == refused);
	FUZZ_CHECK(parser->good == outcome->count);
	FUZZ_CHECK(parser->sample_count == (refused < BO_LIST_SAMPLES ? refused : BO_LIST_SAMPLES));
	uint64_t line = 0;
	for (size_t i = 0; i < parser->sample_count; i++) {
		const bo_bad_sample_t *sample = &parser->samples[i];
		FUZZ_CHECK(sample->line > line && sample->line <= lines && sample->reason < BO_BAD_COUNT);
		FUZZ_CHECK(memchr(sample->text, '\0', sizeof(sample->text)) && fuzz_is_printable(sample->text));
		line = sample->line;
	}
}

static void begin(outcome_t *outcome, uint8_t form)
{
	memset(outcome, 0, sizeof(*outcome));
	bo_list_parser_init(&outcome->parser, FUZZ_NOW, take_row, outcome);
	/* "0" is the form that every parser starts with. */
	static const char separators[] = {';', '\0', '\t', ','};
	static const unsigned int dates[] = {
			BO_DATE_FULL, BO_DATE_FULL | BO_DATE_ISO | BO_DATE_DAY, BO_DATE_ISO, BO_DATE_DAY};
	unsigned int choice = form ^ (unsigned int)'0';
	bo_list_form_t options = {.separator = separators[choice & 3],
			.name_column = choice & 64 ? 2 : 1,
			.date_column = choice & 64   ? 1
						   : choice & 16 ? 3
										 : 2,
			.dates = dates[choice >> 2 & 3],
			.day_time = choice & 32 ? BO_DAY - 1 : 0,
			.header = choice & 128};
	if (choice) {
		bo_list_parser_form(&outcome->parser, &options);
	}
}

/* A piece is copied to a place of exactly its size: reading beyond it is noticed. */
static void feed(bo_list_parser_t *parser, const char *data, size_t length)
{
	char *piece = malloc(length ? length : 1);
	FUZZ_CHECK(piece);
	memcpy(piece, data, length);
	FUZZ_CHECK(bo_list_parser_feed(parser, piece, length, NULL) == BO_OK);
	free(piece);
}

/* Pieces of up to `largest` bytes; 0: everything at once. */
static void parse(
		outcome_t *outcome, uint8_t form, const char *text, size_t length, size_t largest, uint32_t random)
{
	begin(outcome, form);
	for (size_t at = 0; at < length;) {
		size_t size = length - at;
		if (largest) {
			random = random * 1664525u + 1013904223u;
			size_t wanted = (random >> 8) % (largest + 1); /* an empty piece is no end */
			size = wanted < size ? wanted : size;
		}
		feed(&outcome->parser, text + at, size);
		at += size;
	}
	FUZZ_CHECK(bo_list_parser_end(&outcome->parser, NULL) == BO_OK);
}

/* Rows that come apart already: each line cut at its first semicolon. */
static void parse_rows(outcome_t *outcome, uint8_t form, const char *text, size_t length)
{
	uint64_t rows = 0;
	begin(outcome, form);
	while (length) {
		const char *end = memchr(text, '\n', length);
		size_t size = end ? (size_t)(end - text) : length;
		const char *cut = memchr(text, ';', size);
		size_t name = cut ? (size_t)(cut - text) : size, date = cut ? size - name - 1 : 0;
		FUZZ_CHECK(bo_list_parser_row(&outcome->parser, text, name, text + size - date, date, NULL) == BO_OK);
		rows++;
		text += size + (end ? 1 : 0);
		length -= size + (end ? 1 : 0);
	}
	FUZZ_CHECK(outcome->parser.read == rows);
}

static void check_same(const outcome_t *a, const outcome_t *b)
{
	FUZZ_CHECK(a->count == b->count && a->size == b->size);
	FUZZ_CHECK(a->size == 0 || memcmp(a->rows, b->rows, a->size) == 0);
	const bo_list_parser_t *left = &a->parser, *right = &b->parser;
	FUZZ_CHECK(left->line == right->line && left->read == right->read && left->past == right->past &&
			   left->empty == right->empty && left->header == right->header);
	FUZZ_CHECK(memcmp(left->refused_by, right->refused_by, sizeof(left->refused_by)) == 0);
	FUZZ_CHECK(left->cut_off == right->cut_off && left->sample_count == right->sample_count);
	for (size_t i = 0; i < left->sample_count; i++) {
		FUZZ_CHECK(left->samples[i].line == right->samples[i].line &&
				   left->samples[i].reason == right->samples[i].reason);
		/* Of a line that is too long the start is shown, and how much of it was seen depends on the pieces.
		 */
		FUZZ_CHECK(left->samples[i].reason == BO_BAD_LINE_TOO_LONG ||
				   strcmp(left->samples[i].text, right->samples[i].text) == 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size < 2) {
		return 0;
	}
	const char *text = (const char *)data + 2;
	size_t length = size - 2;
	outcome_t whole, cut;
	parse(&whole, data[0], text, length, 0, 0);
	check_counters(&whole, text, length);
	check_rows(&whole);
	parse(&cut, data[0], text, length, (size_t)1 << (data[1] % 12), data[1] / 12u);
	check_same(&whole, &cut);
	free(whole.rows);
	free(cut.rows);
	outcome_t rows;
	parse_rows(&rows, data[0], text, length);
	check_counters(&rows, text, length);
	check_rows(&rows);
	free(rows.rows);
	return 0;
}
