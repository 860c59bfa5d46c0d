#include "context/bo_settings.h"

#include "base/bo_buffer.h"
#include "base/bo_secret.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef enum { TEXT, SECRET, INTEGER, FLAG } kind_t; /* SECRET: a text that bo_secret.h keeps */

/* One setting: its name, where it is kept, its default and, for integers, its limits. */
typedef struct {
	const char *name;
	kind_t kind;
	size_t offset;
	const char *text;
	int64_t value, minimum, maximum;
} field_t;

#define TEXT_FIELD(name, otherwise)                                    \
	{                                                                  \
#name, TEXT, offsetof(bo_settings_t, name), otherwise, 0, 0, 0 \
	}
#define SECRET_FIELD(name)                                          \
	{                                                               \
#name, SECRET, offsetof(bo_settings_t, name), NULL, 0, 0, 0 \
	}
#define FLAG_FIELD(name, otherwise)                                       \
	{                                                                     \
#name, FLAG, offsetof(bo_settings_t, name), NULL, otherwise, 0, 1 \
	}
#define INTEGER_FIELD(name, otherwise, low, high)                                 \
	{                                                                             \
#name, INTEGER, offsetof(bo_settings_t, name), NULL, otherwise, low, high \
	}

static const field_t fields[] = {
		TEXT_FIELD(db_host, "localhost"),
		TEXT_FIELD(db_socket, NULL),
		TEXT_FIELD(db_user, NULL),
		SECRET_FIELD(db_password),
		TEXT_FIELD(db_database, NULL),
		TEXT_FIELD(db_tls_ca, NULL),
		TEXT_FIELD(db_tls_cert, NULL),
		TEXT_FIELD(db_tls_key, NULL),
		FLAG_FIELD(db_tls_verify, 1),
		INTEGER_FIELD(db_port, 0, 0, 65535),
		INTEGER_FIELD(db_read_seconds, 60, 5, 3600),
		TEXT_FIELD(data_directory, NULL),
		TEXT_FIELD(registrar_driver, "ispapi"),
		TEXT_FIELD(registrar_login, NULL),
		SECRET_FIELD(registrar_password),
		FLAG_FIELD(registrar_test_mode, 0),
		TEXT_FIELD(registrar_url, NULL),
		TEXT_FIELD(registrar_proxy, NULL),
		TEXT_FIELD(registrar_ca_file, NULL),
		TEXT_FIELD(registrar_module, "ispapi"),
		TEXT_FIELD(registrar_nameservers, NULL),
		TEXT_FIELD(registrar_extra, NULL),
		FLAG_FIELD(registrar_log, 1),
		TEXT_FIELD(registrar_problem, NULL),
		INTEGER_FIELD(registrar_parallel, 16, 1, 64),
		INTEGER_FIELD(registrar_connect_ms, 10000, 100, 60000),
		INTEGER_FIELD(registrar_total_ms, 60000, 200, 600000),
		TEXT_FIELD(referer, NULL),
		TEXT_FIELD(droplist_url,
				"https://www.hexonet.net/files/domain-backordering/pending_delete_domain_list.csv.zip"),
		TEXT_FIELD(droplist_sources, NULL),
		TEXT_FIELD(droplist_ca_file, NULL),
		INTEGER_FIELD(droplist_minimum_percent, 50, 0, 100),
		INTEGER_FIELD(droplist_maximum_bytes, INT64_C(2) << 30, 1 << 20, INT64_C(16) << 30),
		FLAG_FIELD(invoice_auction_fee, 1),
		FLAG_FIELD(invoice_taxed, 0),
		INTEGER_FIELD(invoice_due_days, 10, 0, 365),
		INTEGER_FIELD(next_due_days, 15, 0, 365),
		FLAG_FIELD(mail_lowbalance, 1),
		FLAG_FIELD(mail_placed, 0),
		FLAG_FIELD(mail_active, 0),
		FLAG_FIELD(mail_caught, 0),
		FLAG_FIELD(mail_delivered, 1),
		FLAG_FIELD(mail_failed, 1),
		FLAG_FIELD(mail_auction_pending, 0),
		FLAG_FIELD(mail_auction_won, 0),
		FLAG_FIELD(mail_auction_lost, 0),
		FLAG_FIELD(mail_cancelled, 0),
		FLAG_FIELD(guests_may_search, 0),
		INTEGER_FIELD(orders_per_client, 1000, 1, 1000000),
		INTEGER_FIELD(requests_per_minute, 300, 0, 1000000),
		TEXT_FIELD(clock_file, NULL),
};
#define FIELD_COUNT (sizeof(fields) / sizeof(fields[0]))

static bool is_text(const field_t *field)
{
	return field->kind == TEXT || field->kind == SECRET;
}

static void *place(bo_settings_t *settings, const field_t *field)
{
	return (char *)settings + field->offset;
}

static char *text_of(const bo_settings_t *settings, const field_t *field)
{
	char *text;
	memcpy(&text, (const char *)settings + field->offset, sizeof(text));
	return text;
}

static void free_text(char *text, const field_t *field)
{
	if (field->kind == SECRET) {
		bo_secret_free(text);
	} else if (text) {
		/* A proxy's address may hold a password too. */
		bo_wipe(text, strlen(text));
		free(text);
	}
}

static bo_code_t set_text(bo_settings_t *settings, const field_t *field, const char *text, bo_error_t *error)
{
	char *copy = !text ? NULL : field->kind == SECRET ? bo_secret_new(text) : strdup(text);
	if (text && !copy) {
		return bo_fail_memory(error);
	}
	free_text(text_of(settings, field), field);
	memcpy(place(settings, field), &copy, sizeof(copy));
	return BO_OK;
}

static bo_code_t take(bo_settings_t *settings, const field_t *field, const bo_value_t *map, bo_error_t *error)
{
	const bo_value_t *value = bo_map_get(map, field->name);
	if (value->type == BO_NULL) {
		return BO_OK; /* null means "not given" */
	}
	if (is_text(field)) {
		if (value->type != BO_STRING || memchr(value->as.string.data, '\0', value->as.string.length)) {
			return bo_fail(error, BO_E_CONFIG, "The setting %s must be a text.", field->name);
		}
		/* An empty field of a form is "not given" as well. */
		return value->as.string.length ? set_text(settings, field, value->as.string.data, error) : BO_OK;
	}
	if (field->kind == FLAG) {
		if (value->type == BO_LIST || value->type == BO_MAP || value->type == BO_DOUBLE) {
			return bo_fail(error, BO_E_CONFIG, "The setting %s must be on or off.", field->name);
		}
		static const char *const words[] = {"", "0", "1", "on", "off", "true", "false", "yes", "no"};
		bool known = value->type != BO_STRING;
		for (size_t i = 0; i < sizeof(words) / sizeof(words[0]) && !known; i++) {
			known = strcasecmp(words[i], value->as.string.data) == 0;
		}
		if (!known) {
			return bo_fail(error, BO_E_CONFIG, "The setting %s must be on or off.", field->name);
		}
		bool flag = bo_map_get_bool(map, field->name, false);
		memcpy(place(settings, field), &flag, sizeof(flag));
		return BO_OK;
	}
	if (value->type == BO_STRING && value->as.string.length == 0) {
		return BO_OK;
	}
	int64_t number = bo_map_get_int(map, field->name, INT64_MIN);
	if (number < field->minimum || number > field->maximum) {
		return bo_fail(error, BO_E_CONFIG, "The setting %s must be a whole number from %lld to %lld.",
				field->name, (long long)field->minimum, (long long)field->maximum);
	}
	memcpy(place(settings, field), &number, sizeof(number));
	return BO_OK;
}

static bo_code_t refuse_unknown(const bo_value_t *map, bo_error_t *error)
{
	for (size_t i = 0; i < map->as.many.count; i++) {
		bool known = false;
		for (size_t f = 0; f < FIELD_COUNT && !known; f++) {
			known = strcmp(map->as.many.keys[i], fields[f].name) == 0;
		}
		if (!known) {
			return bo_fail(error, BO_E_CONFIG, "There is no setting named %.80s.", map->as.many.keys[i]);
		}
	}
	return BO_OK;
}

bo_code_t bo_settings_new(bo_settings_t **out, const bo_value_t *map, bo_error_t *error)
{
	*out = NULL;
	if (!map || map->type != BO_MAP) {
		return bo_fail(error, BO_E_CONFIG, "Settings must be given by name.");
	}
	bo_settings_t *settings = calloc(1, sizeof(*settings));
	if (!settings) {
		return bo_fail_memory(error);
	}
	bo_code_t result = refuse_unknown(map, error);
	for (size_t i = 0; i < FIELD_COUNT && result == BO_OK; i++) {
		if (is_text(&fields[i])) {
			result = set_text(settings, &fields[i], fields[i].text, error);
		} else if (fields[i].kind == FLAG) {
			bool flag = fields[i].value != 0;
			memcpy(place(settings, &fields[i]), &flag, sizeof(flag));
		} else {
			memcpy(place(settings, &fields[i]), &fields[i].value, sizeof(int64_t));
		}
	}
	for (size_t i = 0; i < FIELD_COUNT && result == BO_OK; i++) {
		if (bo_map_get(map, fields[i].name)) {
			result = take(settings, &fields[i], map, error);
		}
	}
	if (result == BO_OK && (!settings->db_user || !settings->db_database)) {
		result = bo_fail(error, BO_E_CONFIG, "The settings db_user and db_database are needed.");
	}
	if (result != BO_OK) {
		bo_settings_free(settings);
		return result;
	}
	*out = settings;
	return BO_OK;
}

void bo_settings_free(bo_settings_t *settings)
{
	if (!settings) {
		return;
	}
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		if (is_text(&fields[i])) {
			free_text(text_of(settings, &fields[i]), &fields[i]);
		}
	}
	free(settings);
}

static bool same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool same_fields(const bo_settings_t *a, const bo_settings_t *b, const char *prefix)
{
	for (size_t i = 0; i < FIELD_COUNT; i++) {
		if (strncmp(fields[i].name, prefix, strlen(prefix)) != 0) {
			continue;
		}
		const char *left = (const char *)a + fields[i].offset;
		const char *right = (const char *)b + fields[i].offset;
		bool equal = is_text(&fields[i])      ? same(text_of(a, &fields[i]), text_of(b, &fields[i]))
					 : fields[i].kind == FLAG ? memcmp(left, right, sizeof(bool)) == 0
											  : memcmp(left, right, sizeof(int64_t)) == 0;
		if (!equal) {
			return false;
		}
	}
	return true;
}

bool bo_settings_same_database(const bo_settings_t *a, const bo_settings_t *b)
{
	return same_fields(a, b, "db_");
}

bool bo_settings_same_registrar(const bo_settings_t *a, const bo_settings_t *b)
{
	return same_fields(a, b, "registrar_") && same(a->referer, b->referer);
}

void bo_settings_database(bo_db_settings_t *out, const bo_settings_t *settings)
{
	memset(out, 0, sizeof(*out));
	out->host = settings->db_host;
	out->port = (unsigned int)settings->db_port;
	out->socket = settings->db_socket;
	out->user = settings->db_user;
	out->password = settings->db_password;
	out->database = settings->db_database;
	out->tls_ca = settings->db_tls_ca;
	out->tls_cert = settings->db_tls_cert;
	out->tls_key = settings->db_tls_key;
	out->tls_verify = settings->db_tls_verify;
	out->read_timeout = (unsigned int)settings->db_read_seconds;
}
