#include "command/bo_command.h"

#include "base/bo_text.h"
#include "command/bo_command_table.h"
#include "context/bo_rate.h"

#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* ---- for handlers ---- */

const char *bo_command_text(const bo_command_t *command, const char *name)
{
	return bo_map_get_text(command->values, name, "");
}

bool bo_command_has(const bo_command_t *command, const char *name)
{
	return bo_map_get(command->values, name) != NULL;
}

int64_t bo_command_int(const bo_command_t *command, const char *name, int64_t otherwise)
{
	return bo_map_get_int(command->values, name, otherwise);
}

bool bo_command_flag(const bo_command_t *command, const char *name)
{
	return bo_map_get_bool(command->values, name, false);
}

static const char *code_text(int code)
{
	switch (code) {
		case BO_COMMAND_OK:
			return "Command completed successfully";
		case BO_COMMAND_UNKNOWN:
			return "Command invalid";
		case BO_COMMAND_MISSING:
			return "Missing required attribute";
		case BO_COMMAND_SYNTAX:
			return "Invalid attribute value syntax";
		case BO_COMMAND_NOT_UNIQUE:
			return "Attribute value is not unique";
		case BO_COMMAND_INVALID:
			return "Invalid attribute value";
		case BO_COMMAND_NOT_FOUND:
			return "Entity reference not found";
		case BO_COMMAND_FAILED:
			return "Command failed";
		default:
			return "Error";
	}
}

int bo_command_detail(bo_command_t *command, int code, const char *format, ...)
{
	char detail[640];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(detail, sizeof(detail), format, arguments);
	va_end(arguments);
	bo_map_printf(command->envelope, "DESCRIPTION", "%s; %s", code_text(code), detail);
	return code;
}

int bo_command_fail(bo_command_t *command, bo_code_t code)
{
	int answer = BO_COMMAND_INTERNAL;
	switch (code) {
		case BO_E_INVALID:
			answer = BO_COMMAND_INVALID;
			break;
		case BO_E_NOT_FOUND:
			answer = BO_COMMAND_NOT_FOUND;
			break;
		case BO_E_EXISTS:
		case BO_E_CONFLICT:
		case BO_E_FUNDS:
		case BO_E_LIMIT:
		case BO_E_PERSON:
			answer = BO_COMMAND_FAILED;
			break;
		case BO_E_DENIED:
			answer = BO_COMMAND_DENIED;
			break;
		default:
			break;
	}
	if (answer == BO_COMMAND_INTERNAL) {
		/* SQL texts and paths are for the log (the host writes error->message there), not for callers. */
		return bo_command_detail(
				command, answer, "The command could not be carried out now; please try again later.");
	}
	return bo_command_detail(command, answer, "%s", command->error->message);
}

bo_value_t *bo_command_properties(bo_command_t *command)
{
	return bo_map_map(command->envelope, "PROPERTY");
}

void bo_command_take_property(bo_command_t *command, bo_value_t *property)
{
	bo_map_take(command->envelope, "PROPERTY", property);
}

void bo_command_column_int(bo_value_t *properties, const char *name, int64_t value)
{
	bo_list_int(bo_map_list(properties, name), value);
}

void bo_command_column_now(const bo_command_t *command, bo_value_t *properties)
{
	char text[BO_TIME_TEXT_SIZE];
	bo_list_text(bo_map_list(properties, "NOW"), bo_time_format(text, command->context->now));
}

/* ---- parameters ---- */

static int admit_int(
		bo_command_t *command, const bo_parameter_t *parameter, const char *name, const bo_value_t *value)
{
	int64_t number = 0;
	if (value->type == BO_INT) {
		number = value->as.integer;
	} else {
		char *end = NULL;
		errno = 0;
		number = strtoll(value->as.string.data, &end, 10);
		if (errno || end == value->as.string.data || *end ||
				isspace((unsigned char)value->as.string.data[0])) {
			return bo_command_detail(command, BO_COMMAND_SYNTAX, "%s", name);
		}
	}
	if (number < parameter->minimum || number > parameter->maximum) {
		return bo_command_detail(command, BO_COMMAND_INVALID, "%s must be from %lld to %lld", name,
				(long long)parameter->minimum, (long long)parameter->maximum);
	}
	bo_map_int(command->values, name, number);
	return BO_COMMAND_OK;
}

static int admit_name(bo_command_t *command, const char *name, const char *text, size_t length)
{
	bo_name_t parsed;
	bo_name_reason_t reason = bo_name_parse(&parsed, text, length);
	if (reason != BO_NAME_OK) {
		return bo_command_detail(command, BO_COMMAND_SYNTAX, "%s: %s", name, bo_name_reason_text(reason));
	}
	bo_map_text(command->values, name, parsed.text);
	return BO_COMMAND_OK;
}

static bool is_utf8(const char *text, size_t length)
{
	for (size_t i = 0; i < length;) {
		size_t step = bo_text_sequence(text + i, length - i);
		if (!step) {
			return false;
		}
		i += step;
	}
	return true;
}

/* Checks one value and keeps it under its upper-case name. */
static int admit(
		bo_command_t *command, const bo_parameter_t *parameter, const char *name, const bo_value_t *value)
{
	char number[24];
	if (value->type == BO_BOOL) {
		/* PHP's true is a flag and nothing else; its false is "not given". */
		if (parameter->kind == BO_PARAMETER_FLAG) {
			bo_map_text(command->values, name, value->as.boolean ? "1" : "");
			return BO_COMMAND_OK;
		}
		return value->as.boolean ? bo_command_detail(command, BO_COMMAND_SYNTAX, "%s", name) : BO_COMMAND_OK;
	}
	if (value->type == BO_NULL) {
		return BO_COMMAND_OK;
	}
	if (value->type != BO_STRING && value->type != BO_INT) {
		return bo_command_detail(command, BO_COMMAND_SYNTAX, "%s", name);
	}
	if (parameter->kind == BO_PARAMETER_INT) {
		/* An empty field of a form is "not given". */
		return value->type == BO_STRING && value->as.string.length == 0
					   ? BO_COMMAND_OK
					   : admit_int(command, parameter, name, value);
	}
	const char *text = number;
	size_t length = 0;
	if (value->type == BO_INT) {
		length = (size_t)snprintf(number, sizeof(number), "%lld", (long long)value->as.integer);
	} else {
		text = value->as.string.data;
		length = value->as.string.length;
	}
	if (length == 0) {
		/* An empty price is a price: "not for sale". */
		if (parameter->kind == BO_PARAMETER_PREFIX) {
			bo_map_text(command->values, name, "");
		}
		return BO_COMMAND_OK;
	}
	int64_t day;
	switch (parameter->kind) {
		case BO_PARAMETER_NAME:
			return admit_name(command, name, text, length);
		case BO_PARAMETER_DAY:
			if (!bo_time_parse_day(&day, text, length)) {
				return bo_command_detail(
						command, BO_COMMAND_SYNTAX, "%s must be a day like 2026-11-23", name);
			}
			bo_map_int(command->values, name, day);
			return BO_COMMAND_OK;
		case BO_PARAMETER_FLAG:
			bo_map_string(command->values, name, text, length);
			return BO_COMMAND_OK;
		default:
			break;
	}
	if (length > (size_t)parameter->maximum) {
		return bo_command_detail(command, BO_COMMAND_INVALID, "%s is too long", name);
	}
	if (memchr(text, '\0', length) || !is_utf8(text, length)) {
		return bo_command_detail(command, BO_COMMAND_SYNTAX, "%s", name);
	}
	bo_map_string(command->values, name, text, length);
	return BO_COMMAND_OK;
}

static int admit_prefix(bo_command_t *command, const bo_parameter_t *parameter, const bo_value_t *input)
{
	size_t length = strlen(parameter->name), found = 0;
	for (size_t i = 0; i < input->as.many.count; i++) {
		const char *key = input->as.many.keys[i];
		const char *rest = key + length;
		if (strncasecmp(key, parameter->name, length) != 0 || !*rest || strlen(rest) > 10 ||
				rest[strspn(rest, "0123456789")]) {
			continue;
		}
		char name[64];
		snprintf(name, sizeof(name), "%.20s%.20s", parameter->name, rest);
		int code = admit(command, parameter, name, input->as.many.items[i]);
		if (code != BO_COMMAND_OK) {
			return code;
		}
		found++;
	}
	if (parameter->required && !found) {
		return bo_command_detail(command, BO_COMMAND_MISSING, "%s", parameter->name);
	}
	return BO_COMMAND_OK;
}

static int admit_all(bo_command_t *command, const bo_parameter_t *parameters, const bo_value_t *input)
{
	for (const bo_parameter_t *parameter = parameters; parameter->name; parameter++) {
		int code = BO_COMMAND_OK;
		if (parameter->kind == BO_PARAMETER_PREFIX) {
			code = admit_prefix(command, parameter, input);
		} else {
			const bo_value_t *value = bo_map_get_nocase(input, parameter->name);
			if (value) {
				code = admit(command, parameter, parameter->name, value);
			}
			if (code == BO_COMMAND_OK && parameter->required && !bo_command_has(command, parameter->name)) {
				code = bo_command_detail(command, BO_COMMAND_MISSING, "%s", parameter->name);
			}
		}
		if (code != BO_COMMAND_OK) {
			return code;
		}
	}
	return BO_COMMAND_OK;
}

/* ---- who calls ---- */

static bool read_caller(bo_caller_t *out, const bo_value_t *caller)
{
	static const struct {
		const char *name;
		bo_role_t role;
	} roles[] = {{"guest", BO_ROLE_GUEST}, {"client", BO_ROLE_CLIENT}, {"admin", BO_ROLE_ADMIN},
			{"cron", BO_ROLE_CRON}};
	const char *role = bo_map_get_text(caller, "role", "");
	out->client_id = bo_map_get_int(caller, "client_id", 0);
	out->admin_id = bo_map_get_int(caller, "admin_id", 0);
	snprintf(out->address, sizeof(out->address), "%s", bo_map_get_text(caller, "address", ""));
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		if (strcmp(roles[i].name, role) == 0) {
			out->role = roles[i].role;
			/* A role without the id that belongs to it is a mistake of the host, not a guest. */
			return !(out->role == BO_ROLE_CLIENT && out->client_id <= 0) &&
				   !(out->role == BO_ROLE_ADMIN && out->admin_id <= 0);
		}
	}
	return false;
}

static int authorise(bo_command_t *command, const bo_command_row_t *row, const bo_value_t *input)
{
	bo_caller_t *caller = &command->caller;
	if (!(row->roles & (unsigned int)caller->role)) {
		return bo_command_detail(command, BO_COMMAND_DENIED,
				caller->role == BO_ROLE_GUEST ? "NOT LOGGED IN" : "NOT AUTHORISED");
	}
	bool for_all = row->handler == bo_command_price_list || row->handler == bo_command_feed_orders;
	if (caller->role == BO_ROLE_GUEST && !for_all && !command->context->settings->guests_may_search) {
		return bo_command_detail(command, BO_COMMAND_DENIED, "NOT LOGGED IN");
	}
	if (caller->role == BO_ROLE_ADMIN || caller->role == BO_ROLE_CRON) {
		/* Only these may name a client; for everybody else the signed-in client is the caller. */
		static const bo_parameter_t userid = {"USERID", BO_PARAMETER_INT, false, 1, INT64_C(4294967295)};
		const bo_value_t *value = bo_map_get_nocase(input, "USERID");
		int code = value ? admit(command, &userid, "USERID", value) : BO_COMMAND_OK;
		if (code != BO_COMMAND_OK) {
			return code;
		}
		caller->client_id = bo_command_int(command, "USERID", 0);
		if (row->needs_client && !caller->client_id) {
			return bo_command_detail(command, BO_COMMAND_MISSING, "USERID");
		}
	} else if (caller->role == BO_ROLE_GUEST) {
		caller->client_id = 0;
	}
	switch (caller->role) {
		case BO_ROLE_CLIENT:
			snprintf(command->actor, sizeof(command->actor), "client %lld", (long long)caller->client_id);
			break;
		case BO_ROLE_ADMIN:
			snprintf(command->actor, sizeof(command->actor), "admin %lld", (long long)caller->admin_id);
			break;
		default:
			snprintf(command->actor, sizeof(command->actor), "%s",
					caller->role == BO_ROLE_CRON ? "cron" : "guest");
			break;
	}
	return BO_COMMAND_OK;
}

/* Admins and crons are not counted. */
static int check_rate(bo_command_t *command, const bo_command_row_t *row)
{
	const bo_caller_t *caller = &command->caller;
	char who[64];
	if (row->cost == 0 || !(caller->role & (BO_ROLE_CLIENT | BO_ROLE_GUEST))) {
		return BO_COMMAND_OK;
	}
	if (caller->role == BO_ROLE_CLIENT) {
		snprintf(who, sizeof(who), "client %lld", (long long)caller->client_id);
	} else {
		bo_rate_address(who, sizeof(who), caller->address);
	}
	return bo_rate_admit(command->context->settings, who, row->cost)
				   ? BO_COMMAND_OK
				   : bo_command_detail(command, BO_COMMAND_FAILED, "TOO MANY REQUESTS");
}

static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

bo_code_t bo_command_run(bo_value_t **out, bo_context_t *context, const bo_value_t *input,
		const bo_value_t *caller, bo_error_t *error)
{
	double begun = seconds();
	bo_error_t own = {0};
	bo_command_t command = {.context = context, .error = error ? error : &own};
	*out = NULL;
	command.envelope = bo_value_map();
	command.values = bo_value_map();
	bo_map_int(command.envelope, "CODE", 0);
	bo_map_null(command.envelope, "DESCRIPTION");
	bo_map_list(command.envelope, "PROPERTY");

	int code;
	const bo_value_t *name = bo_map_get_nocase(input, "COMMAND");
	const bo_command_row_t *row =
			name && name->type == BO_STRING ? bo_command_find(name->as.string.data) : NULL;
	if (!read_caller(&command.caller, caller)) {
		code = bo_command_detail(&command, BO_COMMAND_DENIED, "NOT AUTHORISED");
	} else if (!row) {
		code = BO_COMMAND_UNKNOWN;
	} else {
		code = authorise(&command, row, input);
		if (code == BO_COMMAND_OK) {
			code = check_rate(&command, row);
		}
		if (code == BO_COMMAND_OK) {
			code = admit_all(&command, row->parameters, input);
		}
		if (code == BO_COMMAND_OK) {
			code = row->handler(&command);
		}
	}
	if (!bo_map_get_text(command.envelope, "DESCRIPTION", NULL)) {
		bo_map_text(command.envelope, "DESCRIPTION", code_text(code));
	}
	bo_map_int(command.envelope, "CODE", code);
	bo_map_text(command.envelope, "QUEUETIME", "0.000");
	/* From whole numbers: a point, whatever the locale. */
	long long took = (long long)((seconds() - begun) * 1000 + 0.5);
	bo_map_printf(command.envelope, "RUNTIME", "%lld.%03lld", took / 1000, took % 1000);
	bool complete = bo_value_complete(command.envelope) && bo_value_complete(command.values);
	bo_value_free(command.values);
	if (!complete) {
		bo_value_free(command.envelope);
		return bo_fail_memory(error);
	}
	*out = command.envelope;
	return BO_OK;
}
