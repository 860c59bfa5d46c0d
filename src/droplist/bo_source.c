#include "droplist/bo_source.h"

#include "base/bo_time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define SETTING "droplist_sources"
#define TEXT_MAX (64u << 10)
#define ANY_DATE (BO_DATE_FULL | BO_DATE_ISO | BO_DATE_DAY)

/* The words of format=. */
static const struct {
	const char *word;
	bo_packing_t packing;
	bo_list_form_t form;
} formats[] = {
		{"auto", BO_PACKED_AUTO, {0, 1, 2, ANY_DATE, 0, true}},
		{"zip", BO_PACKED_ZIP, {0, 1, 2, ANY_DATE, 0, true}},
		{"gz", BO_PACKED_GZ, {0, 1, 2, ANY_DATE, 0, true}},
		{"text", BO_PACKED_NOT, {0, 1, 2, ANY_DATE, 0, true}},
		{"comma", BO_PACKED_AUTO, {',', 1, 2, ANY_DATE, 0, true}},
		{"tab", BO_PACKED_AUTO, {'\t', 1, 2, ANY_DATE, 0, true}},
		{"nominet", BO_PACKED_AUTO, {',', 2, 3, BO_DATE_FULL | BO_DATE_ISO, 0, true}},
		{"hexonet", BO_PACKED_ZIP, {';', 1, 2, BO_DATE_FULL, 0, false}},
};
#define FORMATS (sizeof(formats) / sizeof(formats[0]))

/* A piece of the setting. */
typedef struct {
	const char *at;
	size_t length;
} word_t;

/* Which words of a line have been seen. */
typedef struct {
	bool format, columns, time, zones, prefer;
} seen_t;

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static bool is(word_t word, const char *text)
{
	return word.length == strlen(text) && strncasecmp(word.at, text, word.length) == 0;
}

/* The next word of a line; an empty one at its end. */
static word_t next_word(const char **at, const char *end)
{
	while (*at < end && is_blank(**at)) {
		(*at)++;
	}
	word_t word = {*at, 0};
	while (*at < end && !is_blank(**at)) {
		(*at)++;
	}
	word.length = (size_t)(*at - word.at);
	return word;
}

static int shown(word_t word)
{
	return word.length > 80 ? 80 : (int)word.length;
}

static bo_code_t wrong(bo_error_t *error, size_t line, word_t word, const char *why)
{
	return bo_fail(error, BO_E_CONFIG, "Setting " SETTING ", line %zu, \"%.*s\": %s", line, shown(word),
			word.at, why);
}

/* ---- the words of a line ---- */

static bo_code_t read_name(bo_sources_t *out, word_t word, size_t line, bo_error_t *error)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
	bo_source_t *source = &out->items[out->count];
	if (word.length >= sizeof(source->name) || strspn(word.at, allowed) < word.length) {
		return wrong(error, line, word,
				"a line begins with a name for the source, of at most 32 letters, digits, hyphens and "
				"underscores.");
	}
	memcpy(source->name, word.at, word.length);
	for (size_t i = 0; i < out->count; i++) {
		if (strcasecmp(out->items[i].name, source->name) == 0) {
			return wrong(error, line, word, "another source has this name already.");
		}
	}
	return BO_OK;
}

static bo_code_t read_address(bo_source_t *source, word_t word, size_t line, bo_error_t *error)
{
	if (word.length == 0) {
		return bo_fail(error, BO_E_CONFIG,
				"Setting " SETTING ", line %zu: behind the name \"%s\" the address is missing, a URL or the "
				"word registrar.",
				line, source->name);
	}
	source->registrar = is(word, "registrar");
	if (word.length >= sizeof(source->url)) {
		return wrong(error, line, word, "the address is too long.");
	}
	memcpy(source->url, word.at, word.length);
	if (!source->registrar && !strstr(source->url, "://")) {
		return wrong(error, line, word, "the second word must be a URL, or the word registrar.");
	}
	return BO_OK;
}

static bool read_number(unsigned int *out, word_t word, unsigned int least, unsigned int most)
{
	unsigned int number = 0;
	if (word.length == 0 || word.length > 4) {
		return false;
	}
	for (size_t i = 0; i < word.length; i++) {
		if (word.at[i] < '0' || word.at[i] > '9') {
			return false;
		}
		number = number * 10 + (unsigned int)(word.at[i] - '0');
	}
	*out = number;
	return number >= least && number <= most;
}

/* Splits at the first such letter. */
static bool split(word_t word, char at, word_t *before, word_t *behind)
{
	const char *found = memchr(word.at, at, word.length);
	if (!found) {
		return false;
	}
	*before = (word_t){word.at, (size_t)(found - word.at)};
	*behind = (word_t){found + 1, word.length - before->length - 1};
	return true;
}

static bo_code_t read_format(bo_source_t *source, word_t value, size_t line, bo_error_t *error)
{
	for (size_t i = 0; i < FORMATS; i++) {
		if (is(value, formats[i].word)) {
			source->packing = formats[i].packing;
			source->form = formats[i].form;
			return BO_OK;
		}
	}
	return wrong(error, line, value, "format= is one of auto, zip, gz, text, comma, tab, nominet, hexonet.");
}

static bo_code_t read_columns(bo_list_form_t *form, word_t value, size_t line, bo_error_t *error)
{
	word_t name, date;
	if (!split(value, ',', &name, &date) || !read_number(&form->name_column, name, 1, BO_LIST_COLUMNS_MAX) ||
			!read_number(&form->date_column, date, 1, BO_LIST_COLUMNS_MAX) ||
			form->name_column == form->date_column) {
		return wrong(error, line, value,
				"columns= tells the columns of name and date, two different numbers from 1 to 32 like "
				"columns=2,3.");
	}
	return BO_OK;
}

static bo_code_t read_time(bo_list_form_t *form, word_t value, size_t line, bo_error_t *error)
{
	word_t hour, minute;
	unsigned int hours, minutes;
	if (!split(value, ':', &hour, &minute) || minute.length != 2 || !read_number(&hours, hour, 0, 23) ||
			!read_number(&minutes, minute, 0, 59)) {
		return wrong(error, line, value, "time= is a time of the day in UTC like time=04:00.");
	}
	if (!(form->dates & BO_DATE_DAY)) {
		return wrong(
				error, line, value, "time= is for dates without a time, which this format does not have.");
	}
	form->day_time = hours * BO_HOUR + minutes * BO_MINUTE;
	return BO_OK;
}

static bo_code_t read_zones(bo_source_t *source, word_t value, size_t line, bo_error_t *error)
{
	size_t room = 1;
	for (size_t i = 0; i < value.length; i++) {
		room += value.at[i] == ',';
	}
	if (room > BO_SOURCE_ZONES_MAX - source->zone_count) {
		return wrong(error, line, value, "a source can name at most 64 zones.");
	}
	void *zones = realloc(source->zones, (source->zone_count + room) * sizeof(*source->zones));
	if (!zones) {
		return bo_fail_memory(error);
	}
	source->zones = zones;
	for (word_t rest = value; room; room--) {
		word_t zone = rest;
		split(rest, ',', &zone, &rest);
		bo_name_reason_t reason = bo_zone_parse(source->zones[source->zone_count], zone.at, zone.length);
		if (reason != BO_NAME_OK) {
			return wrong(
					error, line, zone.length ? zone : value, "this is no zone; write zones like com,co.uk.");
		}
		source->zone_count++;
	}
	return BO_OK;
}

/* The flag of a key, or NULL for one that does not exist. */
static bool *flag_of(seen_t *seen, word_t key)
{
	return is(key, "format")    ? &seen->format
		   : is(key, "columns") ? &seen->columns
		   : is(key, "time")    ? &seen->time
		   : is(key, "zones")   ? &seen->zones
		   : is(key, "prefer")  ? &seen->prefer
								: NULL;
}

static bo_code_t read_option(
		bo_source_t *source, seen_t *seen, bool format_pass, word_t word, size_t line, bo_error_t *error)
{
	word_t key, value;
	bool *flag = split(word, '=', &key, &value) ? flag_of(seen, key) : NULL;
	if (!flag) {
		return wrong(error, line, word, "there are only format=, columns=, time=, zones= and prefer=.");
	}
	bool of_file = flag == &seen->format || flag == &seen->columns || flag == &seen->time;
	if (of_file && source->registrar) {
		return wrong(error, line, word, "the registrar's own list has neither format, columns nor time.");
	}
	/* The format is read first, since it sets what the others change. */
	if (format_pass != (flag == &seen->format)) {
		return BO_OK;
	}
	if (*flag) {
		return wrong(error, line, word, "this stands twice in the line.");
	}
	*flag = true;
	if (flag == &seen->format) {
		return read_format(source, value, line, error);
	}
	if (flag == &seen->columns) {
		return read_columns(&source->form, value, line, error);
	}
	if (flag == &seen->time) {
		return read_time(&source->form, value, line, error);
	}
	source->only_these = source->only_these || flag == &seen->zones;
	return read_zones(source, value, line, error);
}

static bo_code_t read_line(bo_sources_t *out, const char *at, const char *end, size_t line, bo_error_t *error)
{
	word_t word = next_word(&at, end);
	if (word.length == 0 || *word.at == '#') {
		return BO_OK;
	}
	if (out->count == BO_SOURCES_MAX) {
		return wrong(error, line, word, "there can be at most 16 sources.");
	}
	bo_source_t *source = &out->items[out->count];
	bo_code_t result = read_name(out, word, line, error);
	out->count++; /* from here on it is disposed of with the others */
	if (result == BO_OK) {
		result = read_address(source, next_word(&at, end), line, error);
	}
	source->packing = formats[0].packing;
	source->form = formats[0].form;
	seen_t seen = {false, false, false, false, false};
	for (int pass = 0; pass < 2 && result == BO_OK; pass++) {
		const char *rest = at;
		for (word = next_word(&rest, end); word.length && result == BO_OK; word = next_word(&rest, end)) {
			result = read_option(source, &seen, pass == 0, word, line, error);
		}
	}
	if (result == BO_OK && source->registrar) {
		source->form = formats[FORMATS - 1].form;
	}
	return result;
}

/* ---- the whole ---- */

static bo_code_t make_room(bo_sources_t *out, size_t count, bo_error_t *error)
{
	out->count = 0;
	out->items = calloc(count, sizeof(*out->items));
	return out->items ? BO_OK : bo_fail_memory(error);
}

bo_code_t bo_sources_parse(bo_sources_t *out, const char *text, bo_error_t *error)
{
	bo_code_t result = make_room(out, BO_SOURCES_MAX, error);
	if (result == BO_OK && strlen(text) > TEXT_MAX) {
		result = bo_fail(error, BO_E_CONFIG, "The setting " SETTING " is too long.");
	}
	size_t line = 0;
	while (result == BO_OK && *text) {
		size_t length = strcspn(text, "\n");
		result = read_line(out, text, text + length, ++line, error);
		text += length + (text[length] == '\n');
	}
	if (result == BO_OK && out->count == 0) {
		result = bo_fail(error, BO_E_CONFIG, "The setting " SETTING " names no source.");
	}
	return result;
}

bo_code_t bo_sources_single(bo_sources_t *out, const char *url, bo_error_t *error)
{
	bo_code_t result = make_room(out, 1, error);
	if (result != BO_OK) {
		return result;
	}
	bo_source_t *source = &out->items[0];
	snprintf(source->name, sizeof(source->name), BO_SOURCE_ONLY);
	source->packing = formats[FORMATS - 1].packing;
	source->form = formats[FORMATS - 1].form;
	if ((size_t)snprintf(source->url, sizeof(source->url), "%s", url) >= sizeof(source->url)) {
		return bo_fail(error, BO_E_CONFIG, "The address of the drop list is too long.");
	}
	out->count = 1;
	return BO_OK;
}

bo_code_t bo_sources_of(bo_sources_t *out, const char *sources, const char *url, bo_error_t *error)
{
	if (sources && sources[strspn(sources, " \t\r\n")]) {
		return bo_sources_parse(out, sources, error);
	}
	if (!url || !*url) {
		*out = (bo_sources_t){NULL, 0};
		return bo_fail(error, BO_E_CONFIG, "The setting droplist_url is needed.");
	}
	return bo_sources_single(out, url, error);
}

void bo_sources_dispose(bo_sources_t *sources)
{
	for (size_t i = 0; i < sources->count; i++) {
		free(sources->items[i].zones);
	}
	free(sources->items);
	*sources = (bo_sources_t){NULL, 0};
}

bool bo_source_names_zone(const bo_source_t *source, const char *zone, size_t length)
{
	for (size_t i = 0; i < source->zone_count; i++) {
		if (strncmp(source->zones[i], zone, length) == 0 && source->zones[i][length] == '\0') {
			return true;
		}
	}
	return false;
}

static uint64_t hash(uint64_t value, const void *data, size_t length)
{
	const unsigned char *bytes = data;
	for (size_t i = 0; i < length; i++) {
		value = (value ^ bytes[i]) * UINT64_C(1099511628211);
	}
	return value;
}

uint64_t bo_sources_fingerprint(const bo_sources_t *sources)
{
	uint64_t value = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < sources->count; i++) {
		const bo_source_t *source = &sources->items[i];
		const bo_list_form_t *form = &source->form;
		char numbers[160];
		int length = snprintf(numbers, sizeof(numbers), "%d %d %u %u %u %lld %d %d", (int)source->packing,
				form->separator, form->name_column, form->date_column, form->dates, (long long)form->day_time,
				form->header, source->only_these);
		value = hash(value, numbers, (size_t)length + 1);
		value = hash(value, source->name, strlen(source->name) + 1);
		value = hash(value, source->url, strlen(source->url) + 1);
		for (size_t z = 0; z < source->zone_count; z++) {
			value = hash(value, source->zones[z], strlen(source->zones[z]) + 1);
		}
	}
	return value;
}
