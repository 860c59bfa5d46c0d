#include "machine/bo_request.h"

#include "base/bo_text.h"
#include "machine/bo_client.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BLANKS " \t\r"
#define MAX_LINES 1000
#define MAX_PROBLEMS 20

static void add_problem(bo_request_parts_t *parts, const char *what, const char *text)
{
	char line[160];
	if (parts->problems->as.many.count < MAX_PROBLEMS) {
		snprintf(line, sizeof(line), "The setting registrar_extra has %s: %s", what, text);
		bo_list_text(parts->problems, line);
	}
}

static bo_code_t take_servers(bo_request_parts_t *parts, const char *text, bo_error_t *error)
{
	char *rest = NULL;
	if (!text) {
		return BO_OK;
	}
	parts->name_servers = strdup(text);
	if (!parts->name_servers) {
		return bo_fail_memory(error);
	}
	for (char *word = strtok_r(parts->name_servers, BLANKS ",;\n", &rest); word;
			word = strtok_r(NULL, BLANKS ",;\n", &rest)) {
		if (parts->server_count == BO_MAX_NAME_SERVERS) {
			bo_list_text(parts->problems,
					"The setting registrar_nameservers names too many servers; those after "
					"the thirteenth are not sent.");
			break;
		}
		parts->servers[parts->server_count++] = word;
	}
	return BO_OK;
}

static void cut_blanks(char *begin, char *end)
{
	while (end > begin && strchr(BLANKS, end[-1])) {
		*--end = '\0';
	}
}

/* "zone KEY=value". A line that can't be read is kept with its zone and no key: what the zone's registry
 * wants to be told is not known then. */
static void take_line(bo_request_parts_t *parts, char *line)
{
	char shown[81];
	line += strspn(line, BLANKS);
	if (!*line || *line == '#') {
		return;
	}
	cut_blanks(line, line + strlen(line));
	bo_text_copy(shown, sizeof(shown), line, strlen(line));
	char *zone = line + (*line == '.');
	char *key = zone + strcspn(zone, BLANKS), *equals = strchr(line, '=');
	bool good = *key && equals && equals > key && parts->field_count < MAX_LINES;
	size_t place = parts->field_count++;
	parts->fields[place].zone = zone;
	if (*key) {
		*key++ = '\0';
	}
	if (!good) {
		add_problem(parts,
				place < MAX_LINES ? "a line that is not \"ZONE KEY=value\""
								  : "too many lines; this is not read",
				shown);
		return;
	}
	key += strspn(key, BLANKS);
	*equals = '\0';
	cut_blanks(key, equals);
	parts->fields[place].field.key = key;
	parts->fields[place].field.value = equals + 1 + strspn(equals + 1, BLANKS);
}

static bo_code_t take_extra(bo_request_parts_t *parts, const char *text, bo_error_t *error)
{
	size_t lines = 1;
	if (!text) {
		return BO_OK;
	}
	for (const char *at = text; *at; at++) {
		lines += *at == '\n';
	}
	parts->extra = strdup(text);
	parts->fields = calloc(lines, sizeof(*parts->fields));
	if (!parts->extra || !parts->fields) {
		return bo_fail_memory(error);
	}
	char *rest = NULL;
	for (char *line = strtok_r(parts->extra, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		take_line(parts, line);
	}
	return BO_OK;
}

bo_code_t bo_request_parts(bo_request_parts_t *out, const bo_settings_t *settings, bo_error_t *error)
{
	memset(out, 0, sizeof(*out));
	out->problems = bo_value_list();
	bo_code_t result = out->problems ? BO_OK : bo_fail_memory(error);
	if (result == BO_OK) {
		result = take_servers(out, settings->registrar_nameservers, error);
	}
	if (result == BO_OK) {
		result = take_extra(out, settings->registrar_extra, error);
	}
	if (result == BO_OK && !bo_value_complete(out->problems)) {
		result = bo_fail_memory(error);
	}
	if (result != BO_OK) {
		bo_request_parts_dispose(out);
	}
	return result;
}

void bo_request_parts_dispose(bo_request_parts_t *parts)
{
	free(parts->name_servers);
	free(parts->extra);
	free(parts->fields);
	bo_value_free(parts->problems);
	memset(parts, 0, sizeof(*parts));
}

bo_code_t bo_request_fill(bo_request_t *out, const bo_request_parts_t *parts, bo_db_t *db,
		const bo_order_t *order, bo_error_t *error)
{
	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < parts->field_count; i++) {
		if (!parts->fields[i].field.key && strcasecmp(parts->fields[i].zone, order->zone) == 0) {
			return bo_fail(error, BO_E_CONFIG,
					"The setting registrar_extra has a line for this zone that can't be read.");
		}
	}
	bo_code_t result = bo_client_contact(&out->contact, db, order->client_id, error);
	if (result != BO_OK) {
		return result;
	}
	size_t extras = 0;
	for (size_t i = 0; i < parts->field_count && extras < BO_MAX_EXTRA_FIELDS; i++) {
		if (strcasecmp(parts->fields[i].zone, order->zone) == 0) {
			out->extras[extras++] = parts->fields[i].field;
		}
	}
	out->request = (bo_apply_request_t){.name = bo_order_name(out->name, order),
			.contact = &out->contact,
			.lite = order->lite,
			.client_id = order->client_id,
			.name_servers = parts->servers,
			.name_server_count = parts->server_count,
			.extras = out->extras,
			.extra_count = extras};
	return BO_OK;
}
