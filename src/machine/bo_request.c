#include "machine/bo_request.h"

#include "machine/bo_client.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define BLANKS " \t\r"
#define MAX_LINES 1000

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
			return bo_fail(error, BO_E_CONFIG,
					"The setting registrar_nameservers names more than %d servers.", BO_MAX_NAME_SERVERS);
		}
		parts->servers[parts->server_count++] = word;
	}
	return BO_OK;
}

/* "zone KEY=value" */
static bo_code_t take_line(bo_request_parts_t *parts, char *line, bo_error_t *error)
{
	line += strspn(line, BLANKS);
	if (!*line || *line == '#') {
		return BO_OK;
	}
	char *zone = line + (*line == '.');
	char *key = zone + strcspn(zone, BLANKS), *equals = strchr(line, '=');
	if (!*key || !equals || equals < key) {
		return bo_fail(error, BO_E_CONFIG,
				"The setting registrar_extra has a line that is not \"ZONE KEY=value\": %.80s", line);
	}
	*key++ = '\0';
	key += strspn(key, BLANKS);
	*equals = '\0';
	for (char *end = equals; end > key && strchr(BLANKS, end[-1]);) {
		*--end = '\0';
	}
	char *value = equals + 1 + strspn(equals + 1, BLANKS);
	for (char *end = value + strlen(value); end > value && strchr(BLANKS, end[-1]);) {
		*--end = '\0';
	}
	parts->fields[parts->field_count].zone = zone;
	parts->fields[parts->field_count].field.key = key;
	parts->fields[parts->field_count++].field.value = value;
	return BO_OK;
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
	if (lines > MAX_LINES) {
		return bo_fail(error, BO_E_CONFIG, "The setting registrar_extra has more than %d lines.", MAX_LINES);
	}
	parts->extra = strdup(text);
	parts->fields = calloc(lines, sizeof(*parts->fields));
	if (!parts->extra || !parts->fields) {
		return bo_fail_memory(error);
	}
	char *rest = NULL;
	bo_code_t result = BO_OK;
	for (char *line = strtok_r(parts->extra, "\n", &rest); line && result == BO_OK;
			line = strtok_r(NULL, "\n", &rest)) {
		result = take_line(parts, line, error);
	}
	return result;
}

bo_code_t bo_request_parts(bo_request_parts_t *out, const bo_settings_t *settings, bo_error_t *error)
{
	memset(out, 0, sizeof(*out));
	bo_code_t result = take_servers(out, settings->registrar_nameservers, error);
	if (result == BO_OK) {
		result = take_extra(out, settings->registrar_extra, error);
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
	memset(parts, 0, sizeof(*parts));
}

bo_code_t bo_request_fill(bo_request_t *out, const bo_request_parts_t *parts, bo_db_t *db,
		const bo_order_t *order, bo_error_t *error)
{
	memset(out, 0, sizeof(*out));
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
