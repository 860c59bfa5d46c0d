#include "registrar/bo_ispapi_wire.h"

#include "base/bo_text.h"
#include "base/bo_time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MASK "***"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_control(char c)
{
	return (unsigned char)c < 0x20 || (unsigned char)c == 0x7f;
}

/* --- commands --- */

/* A buffer that grows leaves copies of its content behind in freed memory. What may hold a secret is
 * therefore given its room first. */
static void make_room(bo_buffer_t *buffer, size_t size)
{
	bo_buffer_printf(buffer, "%*s", (int)size, "");
	bo_buffer_clear(buffer);
}

void bo_ispapi_command_init(bo_ispapi_command_t *command, const char *name)
{
	bo_buffer_init(&command->lines, BO_MAX_REGISTRAR_COMMAND);
	make_room(&command->lines, 1024);
	bo_ispapi_command_add(command, "COMMAND", name);
}

void bo_ispapi_command_dispose(bo_ispapi_command_t *command)
{
	bo_buffer_wipe(&command->lines);
}

/* Keys are constants of the callers; one that could break the line format is a mistake and spoils the
 * command. */
static void add_key(bo_buffer_t *lines, const char *key)
{
	for (; *key; key++) {
		if (*key == '=' || *key == ' ' || is_control(*key)) {
			lines->failed = true;
			return;
		}
		bo_buffer_add_char(lines, bo_text_upper(*key));
	}
}

static void add_value(bo_buffer_t *lines, const char *value, size_t length)
{
	bool gap = false;
	for (size_t i = 0; i < length; i++) {
		if (value[i] == '\0') {
			continue;
		}
		if (value[i] != '\t' && is_control(value[i])) {
			if (!gap) {
				bo_buffer_add_char(lines, ' ');
			}
			gap = true;
		} else {
			bo_buffer_add_char(lines, value[i]);
			gap = false;
		}
	}
}

static void add_line(
		bo_ispapi_command_t *command, const char *key, const char *rest, const char *value, size_t length)
{
	bo_buffer_t *lines = &command->lines;
	if (!value) {
		return;
	}
	if (lines->length) {
		bo_buffer_add_char(lines, '\n');
	}
	add_key(lines, key);
	add_key(lines, rest);
	bo_buffer_add_char(lines, '=');
	add_value(lines, value, length);
}

void bo_ispapi_command_add(bo_ispapi_command_t *command, const char *key, const char *value)
{
	add_line(command, key, "", value, value ? strlen(value) : 0);
}

void bo_ispapi_command_add_string(
		bo_ispapi_command_t *command, const char *key, const char *value, size_t length)
{
	add_line(command, key, "", value, length);
}

void bo_ispapi_command_add_int(bo_ispapi_command_t *command, const char *key, int64_t value)
{
	char text[24];
	snprintf(text, sizeof(text), "%lld", (long long)value);
	bo_ispapi_command_add(command, key, text);
}

void bo_ispapi_command_add_at(
		bo_ispapi_command_t *command, const char *key, unsigned int index, const char *value)
{
	char text[16];
	snprintf(text, sizeof(text), "%u", index);
	add_line(command, key, text, value, value ? strlen(value) : 0);
}

void bo_ispapi_command_add_field(
		bo_ispapi_command_t *command, const char *key, const char *field, const char *value)
{
	add_line(command, key, field, value, value ? strlen(value) : 0);
}

/* Escapes all but the unreserved characters of RFC 3986, as PHP's rawurlencode does. */
static void escape(bo_buffer_t *out, const char *text, size_t length)
{
	static const char digits[] = "0123456789ABCDEF";
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
				c == '_' || c == '.' || c == '~') {
			bo_buffer_add_char(out, (char)c);
		} else {
			char escaped[3] = {'%', digits[c >> 4], digits[c & 15]};
			bo_buffer_add(out, escaped, sizeof(escaped));
		}
	}
}

static void add_field(bo_buffer_t *out, const char *name, const char *value, bool masked)
{
	if (!value || !*value) {
		return;
	}
	if (out->length) {
		bo_buffer_add_char(out, '&');
	}
	bo_buffer_add_text(out, name);
	bo_buffer_add_char(out, '=');
	if (masked) {
		bo_buffer_add_text(out, MASK);
	} else {
		escape(out, value, strlen(value));
	}
}

/* Whether the line (key=...) holds a secret; *start is where its value begins. */
static bool secret_line(const char *line, size_t length, size_t *start)
{
	static const char *const secrets[] = {"PASSWORD=", "AUTH="};
	for (size_t i = 0; i < sizeof(secrets) / sizeof(secrets[0]); i++) {
		size_t key = strlen(secrets[i]);
		if (length >= key && memcmp(line, secrets[i], key) == 0) {
			*start = key;
			return true;
		}
	}
	return false;
}

static void escape_secured(bo_buffer_t *out, const char *lines, size_t length)
{
	size_t from = 0;
	while (from <= length) {
		const char *end = from < length ? memchr(lines + from, '\n', length - from) : NULL;
		size_t line = end ? (size_t)(end - lines) - from : length - from;
		size_t start;
		if (secret_line(lines + from, line, &start)) {
			escape(out, lines + from, start);
			escape(out, MASK, strlen(MASK));
		} else {
			escape(out, lines + from, line);
		}
		if (!end) {
			return;
		}
		escape(out, "\n", 1);
		from += line + 1;
	}
}

static size_t length_of(const bo_ispapi_caller_t *caller)
{
	const char *const texts[] = {caller->entity, caller->login, caller->otp, caller->password,
			caller->remote_address, caller->session, caller->user};
	size_t length = 0;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		length += texts[i] ? strlen(texts[i]) : 0;
	}
	return length;
}

bool bo_ispapi_encode(
		bo_buffer_t *out, const bo_ispapi_caller_t *caller, const bo_ispapi_command_t *command, bool secured)
{
	if (command->lines.failed) {
		return false;
	}
	if (!secured && out->length == 0) {
		make_room(out, 3 * (command->lines.length + length_of(caller)) + 128);
	}
	add_field(out, "s_entity", caller->entity, false);
	add_field(out, "s_login", caller->login, false);
	add_field(out, "s_otp", caller->otp, secured);
	add_field(out, "s_pw", caller->password, secured);
	add_field(out, "s_remoteaddr", caller->remote_address, false);
	add_field(out, "s_session", caller->session, secured);
	add_field(out, "s_user", caller->user, false);
	if (out->length) {
		bo_buffer_add_char(out, '&');
	}
	bo_buffer_add_text(out, "s_command=");
	if (secured) {
		escape_secured(out, bo_buffer_text(&command->lines), command->lines.length);
	} else {
		escape(out, bo_buffer_text(&command->lines), command->lines.length);
	}
	return !out->failed;
}

/* --- answers --- */

static bo_ispapi_text_t slice(const char *data, size_t length)
{
	while (length && (is_blank(data[length - 1]) || data[length - 1] == '\r')) {
		length--;
	}
	while (length && is_blank(*data)) {
		data++;
		length--;
	}
	return (bo_ispapi_text_t){data, length};
}

int64_t bo_ispapi_whole(bo_ispapi_text_t text)
{
	int64_t value = 0;
	if (text.length == 0 || text.length > 15) {
		return -1;
	}
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] < '0' || text.data[i] > '9') {
			return -1;
		}
		value = value * 10 + (text.data[i] - '0');
	}
	return value;
}

bool bo_ispapi_equal_nocase(bo_ispapi_text_t text, const char *other)
{
	size_t i = 0;
	for (; i < text.length && other[i]; i++) {
		if (bo_text_upper(text.data[i]) != bo_text_upper(other[i])) {
			return false;
		}
	}
	return i == text.length && other[i] == '\0';
}

static bool starts_nocase(bo_ispapi_text_t text, const char *start)
{
	size_t length = strlen(start);
	return text.length >= length && bo_ispapi_equal_nocase((bo_ispapi_text_t){text.data, length}, start);
}

/* The property of that name, made when it is new. Values of one property mostly follow each other, so the
 * last one is looked at first. */
static bo_code_t property(bo_ispapi_property_t **out, bo_ispapi_answer_t *answer, bo_ispapi_text_t name,
		size_t *last, bo_error_t *error)
{
	char key[BO_ISPAPI_PROPERTY_SIZE];
	size_t length = 0;
	for (size_t i = 0; i < name.length && length < sizeof(key) - 1; i++) {
		if (!is_blank(name.data[i]) && !is_control(name.data[i]) && name.data[i] != '_') {
			key[length++] = bo_text_upper(name.data[i]);
		}
	}
	key[length] = '\0';

	if (*last < answer->property_count && strcmp(answer->properties[*last].name, key) == 0) {
		*out = &answer->properties[*last];
		return BO_OK;
	}
	for (size_t i = 0; i < answer->property_count; i++) {
		if (strcmp(answer->properties[i].name, key) == 0) {
			*last = i;
			*out = &answer->properties[i];
			return BO_OK;
		}
	}
	if (answer->property_count == BO_ISPAPI_MAX_PROPERTIES) {
		return bo_fail(error, BO_E_LIMIT, "The registrar's answer has too many properties.");
	}
	if (answer->property_count == answer->property_capacity) {
		size_t capacity = answer->property_capacity ? answer->property_capacity * 2 : 16;
		bo_ispapi_property_t *grown = realloc(answer->properties, capacity * sizeof(*grown));
		if (!grown) {
			return bo_fail_memory(error);
		}
		answer->properties = grown;
		answer->property_capacity = capacity;
	}
	*last = answer->property_count++;
	*out = &answer->properties[*last];
	memset(*out, 0, sizeof(**out));
	memcpy((*out)->name, key, length + 1);
	return BO_OK;
}

static bo_code_t add_property(bo_ispapi_answer_t *answer, bo_ispapi_text_t name, bo_ispapi_text_t value,
		size_t *last, bo_error_t *error)
{
	bo_ispapi_property_t *found = NULL;
	bo_code_t result = property(&found, answer, name, last, error);
	if (result != BO_OK) {
		return result;
	}
	if (answer->value_count == BO_ISPAPI_MAX_VALUES) {
		return bo_fail(error, BO_E_LIMIT, "The registrar's answer has too many values.");
	}
	if (found->count == found->capacity) {
		size_t capacity = found->capacity ? found->capacity * 4 : 1;
		bo_ispapi_text_t *grown = realloc(found->values, capacity * sizeof(*grown));
		if (!grown) {
			return bo_fail_memory(error);
		}
		found->values = grown;
		found->capacity = capacity;
	}
	found->values[found->count++] = value;
	answer->value_count++;
	return BO_OK;
}

/* "0.023": digits with at most one point; 0 for anything else. */
static double seconds_of(bo_ispapi_text_t text)
{
	double value = 0, scale = 1;
	bool point = false;
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '.' && !point) {
			point = true;
		} else if (!is_digit(text.data[i]) || i > 15) {
			return 0;
		} else {
			value = value * 10 + (text.data[i] - '0');
			scale *= point ? 10 : 1;
		}
	}
	return value / scale;
}

/* The lines of an answer that matter apart from properties. */
typedef struct {
	bool end, coded, described;
	bool bad_code; /* no number, or two CODE lines that differ */
	size_t last_property;
} reading_t;

static void read_code(bo_ispapi_answer_t *answer, reading_t *reading, bo_ispapi_text_t value)
{
	if (value.length != 3 || !is_digit(value.data[0]) || !is_digit(value.data[1]) ||
			!is_digit(value.data[2]) || value.data[0] == '0') {
		reading->bad_code = true;
		return;
	}
	int code = (value.data[0] - '0') * 100 + (value.data[1] - '0') * 10 + (value.data[2] - '0');
	if (reading->coded && code != answer->code) {
		reading->bad_code = true;
	}
	reading->coded = true;
	answer->code = code;
}

static bo_code_t read_line(
		bo_ispapi_answer_t *answer, reading_t *reading, bo_ispapi_text_t line, bo_error_t *error)
{
	const char *equals = line.length ? memchr(line.data, '=', line.length) : NULL;
	if (!equals) {
		reading->end = line.length == 3 && memcmp(line.data, "EOF", 3) == 0;
		return BO_OK;
	}
	bo_ispapi_text_t key = slice(line.data, (size_t)(equals - line.data));
	bo_ispapi_text_t value = slice(equals + 1, line.length - (size_t)(equals - line.data) - 1);
	if (starts_nocase(key, "PROPERTY[")) {
		const char *name = key.data + strlen("PROPERTY[");
		const char *close = memchr(name, ']', key.length - strlen("PROPERTY["));
		if (close) {
			/* The index is not looked at: values count in the order of their lines. */
			return add_property(answer, (bo_ispapi_text_t){name, (size_t)(close - name)}, value,
					&reading->last_property, error);
		}
	} else if (bo_ispapi_equal_nocase(key, "CODE")) {
		read_code(answer, reading, value);
	} else if (bo_ispapi_equal_nocase(key, "DESCRIPTION")) {
		reading->described = true;
		answer->description = value;
	} else if (bo_ispapi_equal_nocase(key, "QUEUETIME")) {
		answer->queue_time = seconds_of(value);
	} else if (bo_ispapi_equal_nocase(key, "RUNTIME")) {
		answer->run_time = seconds_of(value);
	} else if (bo_ispapi_equal_nocase(key, "PENDING")) {
		answer->pending = bo_ispapi_equal_nocase(value, "1");
	} else if (key.length) {
		/* CNR's reference prints "application = 4711" like that, without PROPERTY[...][0]. */
		return add_property(answer, key, value, &reading->last_property, error);
	}
	return BO_OK;
}

bo_code_t bo_ispapi_answer_parse(bo_ispapi_answer_t *out, const char *data, size_t length, bo_error_t *error)
{
	reading_t reading = {0};
	memset(out, 0, sizeof(*out));
	for (size_t from = 0; from < length && !reading.end;) {
		const char *end = memchr(data + from, '\n', length - from);
		size_t line = end ? (size_t)(end - data) - from : length - from;
		bo_code_t result = read_line(out, &reading, slice(data + from, line), error);
		if (result != BO_OK) {
			bo_ispapi_answer_dispose(out);
			return result;
		}
		from += line + 1;
	}
	out->complete = reading.end && reading.coded && !reading.bad_code && reading.described;
	return BO_OK;
}

void bo_ispapi_answer_dispose(bo_ispapi_answer_t *answer)
{
	for (size_t i = 0; i < answer->property_count; i++) {
		free(answer->properties[i].values);
	}
	free(answer->properties);
	memset(answer, 0, sizeof(*answer));
}

static const bo_ispapi_property_t *find(const bo_ispapi_answer_t *answer, const char *name)
{
	for (size_t i = 0; i < answer->property_count; i++) {
		if (strcmp(answer->properties[i].name, name) == 0) {
			return &answer->properties[i];
		}
	}
	return NULL;
}

size_t bo_ispapi_answer_count(const bo_ispapi_answer_t *answer, const char *name)
{
	const bo_ispapi_property_t *found = find(answer, name);
	return found ? found->count : 0;
}

bo_ispapi_text_t bo_ispapi_answer_value(const bo_ispapi_answer_t *answer, const char *name, size_t index)
{
	const bo_ispapi_property_t *found = find(answer, name);
	return found && index < found->count ? found->values[index] : (bo_ispapi_text_t){NULL, 0};
}

bo_ispapi_text_t bo_ispapi_answer_cell(
		const bo_ispapi_answer_t *answer, const char *column, size_t row, size_t rows)
{
	if (bo_ispapi_answer_count(answer, column) != rows) {
		return (bo_ispapi_text_t){NULL, 0};
	}
	return bo_ispapi_answer_value(answer, column, row);
}

/* --- values --- */

void bo_ispapi_copy(char *out, size_t size, bo_ispapi_text_t text)
{
	bo_text_copy(out, size, text.length ? text.data : "", text.length);
}

int64_t bo_ispapi_time(bo_ispapi_text_t text)
{
	int64_t time;
	if (text.length == 10) {
		return bo_time_parse_day(&time, text.data, text.length) ? time : BO_TIME_NONE;
	}
	if (text.length > 19) {
		/* Event dates end in ".0"; the fraction of a second is dropped. */
		if (text.data[19] != '.') {
			return BO_TIME_NONE;
		}
		for (size_t i = 20; i < text.length; i++) {
			if (!is_digit(text.data[i])) {
				return BO_TIME_NONE;
			}
		}
		text.length = 19;
	}
	return text.length == 19 && bo_time_parse(&time, text.data, text.length) ? time : BO_TIME_NONE;
}

bo_money_t bo_ispapi_money(bo_ispapi_text_t text)
{
	bo_money_t amount;
	return text.length && bo_money_parse_sql(&amount, text.data, text.length) ? amount : BO_MONEY_NONE;
}
