#include "droplist/bo_list_parse.h"

#include "base/bo_text.h"
#include "base/bo_time.h"

#include <string.h>

#define EARLIEST INT64_C(946684800) /* 2000-01-01 */

const char *bo_bad_line_key(bo_bad_line_t reason)
{
	static const char *const keys[BO_BAD_COUNT] = {
			"line_too_long", "separator", "quotes", "name", "idn", "zone", "date", "date_range"};
	return reason < BO_BAD_COUNT ? keys[reason] : "other";
}

void bo_list_parser_init(bo_list_parser_t *parser, int64_t now, bo_list_row_fn row, void *payload)
{
	memset(parser, 0, sizeof(*parser));
	parser->now = now;
	parser->form =
			(bo_list_form_t){.separator = ';', .name_column = 1, .date_column = 2, .dates = BO_DATE_FULL};
	parser->row = row;
	parser->payload = payload;
}

void bo_list_parser_form(bo_list_parser_t *parser, const bo_list_form_t *form)
{
	parser->form = *form;
}

static void refuse(bo_list_parser_t *parser, bo_bad_line_t reason, const char *text, size_t length)
{
	parser->refused++;
	parser->refused_by[reason]++;
	if (parser->sample_count < BO_LIST_SAMPLES) {
		bo_bad_sample_t *sample = &parser->samples[parser->sample_count++];
		sample->line = parser->line;
		sample->reason = reason;
		bo_text_copy(sample->text, sizeof(sample->text), text, length);
	}
}

static void trim(const char **text, size_t *length)
{
	while (*length && (**text == ' ' || **text == '\t')) {
		(*text)++;
		(*length)--;
	}
	while (*length && ((*text)[*length - 1] == ' ' || (*text)[*length - 1] == '\t')) {
		(*length)--;
	}
}

/* Takes away one pair of quotes; false when a quote has no partner. */
static bool unquote(const char **text, size_t *length)
{
	bool opens = *length && **text == '"';
	bool closes = *length > 1 && (*text)[*length - 1] == '"';
	if (!opens && !closes) {
		return *length != 1 || **text != '"';
	}
	if (!opens || !closes) {
		return false;
	}
	(*text)++;
	*length -= 2;
	trim(text, length);
	return true;
}

static size_t zone_slot(const char *zone, size_t length)
{
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < length; i++) {
		hash = (hash ^ (unsigned char)zone[i]) * 16777619u;
	}
	return (hash ^ (hash >> 15)) % BO_LIST_ZONE_CACHE;
}

static size_t count_dots(const char *text, size_t length)
{
	size_t dots = 0;
	for (size_t i = 0; i < length; i++) {
		dots += text[i] == '.';
	}
	return dots;
}

/* A plain lower-case label followed by a zone that was checked before: true. Anything else is left to the
 * thorough way, which decides alike but is slower. */
static bool plain_name(const bo_list_parser_t *parser, const char *name, size_t length, size_t *label_length)
{
	size_t i = 0;
	for (; i < length && name[i] != '.'; i++) {
		char c = name[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
			return false;
		}
	}
	if (i == 0 || i > BO_LABEL_MAX || i == length || length > BO_NAME_MAX || name[0] == '-' ||
			name[i - 1] == '-' || (i >= 4 && memcmp(name, "xn--", 4) == 0)) {
		return false;
	}
	const char *zone = name + i + 1;
	size_t zone_length = length - i - 1;
	if (zone_length == 0 || zone_length >= BO_LIST_ZONE_CACHED_SIZE) {
		return false;
	}
	const char *known = parser->zones[zone_slot(zone, zone_length)];
	if (strnlen(known, BO_LIST_ZONE_CACHED_SIZE) != zone_length || memcmp(known, zone, zone_length) != 0) {
		return false;
	}
	*label_length = i;
	return true;
}

static bo_bad_line_t name_reason(bo_name_reason_t reason)
{
	switch (reason) {
		case BO_NAME_BAD_IDN:
		case BO_NAME_BAD_ENCODING:
			return BO_BAD_IDN;
		case BO_NAME_BAD_ZONE:
			return BO_BAD_ZONE;
		default:
			return BO_BAD_NAME;
	}
}

static void remember_zone(bo_list_parser_t *parser, const char *zone, size_t length)
{
	if (length < BO_LIST_ZONE_CACHED_SIZE) {
		char *place = parser->zones[zone_slot(zone, length)];
		memcpy(place, zone, length);
		place[length] = '\0';
	}
}

/* The name in its stored form; BO_BAD_COUNT: nothing is wrong. */
static bo_bad_line_t read_name(bo_list_parser_t *parser, bo_name_t *parsed, const char **name,
		size_t *name_length, size_t *label_length)
{
	if (plain_name(parser, *name, *name_length, label_length)) {
		return BO_BAD_COUNT;
	}
	bo_name_reason_t reason = bo_name_parse(parsed, *name, *name_length);
	if (reason != BO_NAME_OK) {
		return name_reason(reason);
	}
	*name = parsed->text;
	*name_length = parsed->length;
	*label_length = parsed->label_length;
	const char *zone = bo_name_zone(parsed);
	size_t zone_length = parsed->length - parsed->label_length - 1;
	if (count_dots(zone, zone_length) >= BO_LIST_ZONE_LABELS) {
		return BO_BAD_ZONE;
	}
	remember_zone(parser, zone, zone_length);
	return BO_BAD_COUNT;
}

/* The way in which the date is written, or 0. */
static unsigned int read_date(int64_t *time, const bo_list_form_t *form, const char *date, size_t length)
{
	if ((form->dates & BO_DATE_FULL) && bo_time_parse(time, date, length)) {
		return BO_DATE_FULL;
	}
	if ((form->dates & BO_DATE_ISO) && length == 20 && date[10] == 'T' && date[19] == 'Z') {
		char copy[19];
		memcpy(copy, date, sizeof(copy));
		copy[10] = ' ';
		return bo_time_parse(time, copy, sizeof(copy)) ? BO_DATE_ISO : 0;
	}
	if ((form->dates & BO_DATE_DAY) && bo_time_parse_day(time, date, length)) {
		*time += form->day_time;
		return BO_DATE_DAY;
	}
	return 0;
}

/* Name and date of one line; whole is the line, for the sample. */
static bo_code_t take_fields(bo_list_parser_t *parser, const char *name, size_t name_length, const char *date,
		size_t date_length, char separator, const char *whole, size_t whole_length, bo_error_t *error)
{
	bo_name_t parsed;
	size_t label_length = 0;
	int64_t time = 0;
	bo_bad_line_t bad = read_name(parser, &parsed, &name, &name_length, &label_length);
	unsigned int written = read_date(&time, &parser->form, date, date_length);
	if (bad != BO_BAD_COUNT && !written && parser->form.header && parser->line == 1) {
		parser->header++;
		return BO_OK;
	}
	if (bad != BO_BAD_COUNT || !written) {
		refuse(parser, bad != BO_BAD_COUNT ? bad : BO_BAD_DATE, whole, whole_length);
		return BO_OK;
	}
	if (time < EARLIEST || time > parser->now + BO_LIST_DAYS_AHEAD * (int64_t)BO_DAY) {
		refuse(parser, BO_BAD_DATE_RANGE, whole, whole_length);
		return BO_OK;
	}
	if (!parser->settled) {
		parser->settled = true;
		parser->form.dates = written;
		parser->form.separator = separator;
	}
	if (time <= parser->now) {
		parser->past++;
		return BO_OK;
	}
	parser->good++;
	return parser->row(name, label_length, name + label_length + 1, name_length - label_length - 1, time,
			error, parser->payload);
}

/* The separator that a line shows when the list's is not known. */
static char find_separator(const char *line, size_t length)
{
	static const char known[] = {';', '\t', ','};
	for (size_t i = 0; i < sizeof(known); i++) {
		if (memchr(line, known[i], length)) {
			return known[i];
		}
	}
	return ';';
}

/* The field of that number, without blanks around it; false when the line has fewer. */
static bool find_field(const char **out, size_t *out_length, const char *line, size_t length, char separator,
		unsigned int number)
{
	for (;;) {
		const char *end = memchr(line, separator, length);
		if (--number == 0) {
			*out = line;
			*out_length = end ? (size_t)(end - line) : length;
			trim(out, out_length);
			return true;
		}
		if (!end) {
			return false;
		}
		length -= (size_t)(end - line) + 1;
		line = end + 1;
	}
}

static bo_code_t take_line(bo_list_parser_t *parser, const char *line, size_t length, bo_error_t *error)
{
	while (length && line[length - 1] == '\r') {
		length--;
	}
	if (length >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0) {
		line += 3;
		length -= 3;
	}
	const char *name = line, *date = line;
	size_t name_length = length, date_length = 0;
	trim(&name, &name_length);
	if (name_length == 0) {
		parser->empty++;
		return BO_OK;
	}
	parser->read++;
	const bo_list_form_t *form = &parser->form;
	char separator = form->separator;
	if (!separator) {
		separator = find_separator(line, length);
	}
	if (!find_field(&name, &name_length, line, length, separator, form->name_column) ||
			!find_field(&date, &date_length, line, length, separator, form->date_column)) {
		if (form->header && parser->line == 1) {
			parser->header++; /* a title without columns: no name with a date is lost */
		} else {
			refuse(parser, BO_BAD_SEPARATOR, line, length);
		}
		return BO_OK;
	}
	if (!unquote(&name, &name_length) || !unquote(&date, &date_length)) {
		refuse(parser, BO_BAD_QUOTES, line, length);
		return BO_OK;
	}
	return take_fields(parser, name, name_length, date, date_length, separator, line, length, error);
}

bo_code_t bo_list_parser_row(bo_list_parser_t *parser, const char *name, size_t name_length, const char *date,
		size_t date_length, bo_error_t *error)
{
	char whole[BO_LIST_SAMPLE_SIZE];
	size_t shown = name_length < sizeof(whole) / 2 ? name_length : sizeof(whole) / 2;
	size_t rest = sizeof(whole) - shown - 1;
	rest = date_length < rest ? date_length : rest;
	if (shown) {
		memcpy(whole, name, shown);
	}
	whole[shown] = ';';
	if (rest) {
		memcpy(whole + shown + 1, date, rest);
	}
	parser->line++;
	parser->read++;
	trim(&name, &name_length);
	trim(&date, &date_length);
	return take_fields(parser, name, name_length, date, date_length, ';', whole, shown + 1 + rest, error);
}

/* A line that is too long: told once, with its start. */
static void too_long(bo_list_parser_t *parser, const char *start, size_t length)
{
	parser->read++;
	refuse(parser, BO_BAD_LINE_TOO_LONG, start, length);
}

bo_code_t bo_list_parser_feed(bo_list_parser_t *parser, const char *data, size_t length, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	while (length && result == BO_OK) {
		const char *end = memchr(data, '\n', length);
		size_t size = end ? (size_t)(end - data) : length;
		size_t total = parser->kept_length + size;
		if (parser->kept_length == 0 && !parser->skipping) {
			parser->line++; /* a line begins here */
		}
		if (parser->skipping) {
			parser->skipping = !end;
		} else if (total > BO_LIST_LINE_MAX) {
			const char *start = parser->kept_length ? parser->kept : data;
			too_long(parser, start, parser->kept_length ? parser->kept_length : BO_LIST_LINE_MAX);
			parser->kept_length = 0;
			parser->skipping = !end;
		} else if (end && parser->kept_length == 0) {
			result = take_line(parser, data, size, error);
		} else {
			memcpy(parser->kept + parser->kept_length, data, size);
			parser->kept_length = total;
			if (end) {
				parser->kept_length = 0;
				result = take_line(parser, parser->kept, total, error);
			}
		}
		size_t used = size + (end ? 1 : 0);
		data += used;
		length -= used;
	}
	return result;
}

bo_code_t bo_list_parser_end(bo_list_parser_t *parser, bo_error_t *error)
{
	uint64_t refused = parser->refused;
	size_t length = parser->kept_length;
	bo_code_t result = BO_OK;
	parser->cut_off = parser->skipping;
	parser->kept_length = 0;
	parser->skipping = false;
	if (length) {
		result = take_line(parser, parser->kept, length, error);
		parser->cut_off = parser->refused > refused;
	}
	return result;
}
