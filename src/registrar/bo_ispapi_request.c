#include "registrar/bo_ispapi_request.h"

#include "base/bo_text.h"
#include "registrar/bo_ispapi_contact.h"
#include "registrar/bo_ispapi_read.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define MAX_KEY 63
#define MAX_PERIOD 10 /* years; no registry registers for longer */

/* X-... as the API names the fields of a registry. The one that chooses the class is the driver's own. */
static bool is_extra_key(const char *key)
{
	size_t length = key ? strlen(key) : 0;
	if (length < 3 || length > MAX_KEY || strncasecmp(key, "X-", 2) != 0 ||
			strcasecmp(key, "X-BACKORDER-LITE") == 0) {
		return false;
	}
	for (size_t i = 2; i < length; i++) {
		char c = bo_text_upper(key[i]);
		if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-') {
			return false;
		}
	}
	return true;
}

static bool is_extra_value(const char *value)
{
	return value && *value && strlen(value) <= BO_EXTRA_VALUE_MAX;
}

static bool is_host(const char *name)
{
	return name && *name && strchr(name, '.') && bo_ispapi_plain_name(name);
}

void bo_ispapi_add_request(
		bo_ispapi_command_t *command, const bo_ispapi_dialect_t *dialect, const bo_apply_request_t *request)
{
	unsigned int server = 0;
	bool told = request->period >= 1 && request->period <= MAX_PERIOD;
	int64_t period = told ? request->period : dialect->default_period;
	size_t servers = dialect->name_servers ? request->name_server_count : 0;
	if (period > 0) {
		bo_ispapi_command_add_int(command, "PERIOD", period);
	}
	for (size_t i = 0; i < servers && server < BO_MAX_NAME_SERVERS; i++) {
		if (is_host(request->name_servers[i])) {
			bo_ispapi_command_add_at(command, "NAMESERVER", server++, request->name_servers[i]);
		}
	}
	for (size_t i = 0; i < request->extra_count && i < BO_MAX_EXTRA_FIELDS; i++) {
		if (is_extra_key(request->extras[i].key) && is_extra_value(request->extras[i].value)) {
			bo_ispapi_command_add(command, request->extras[i].key, request->extras[i].value);
		}
	}
}

/* --- checking --- */

typedef struct {
	bo_request_problem_t *problems;
	size_t count;
} found_t;

static void tell(found_t *found, bo_problem_kind_t kind, const char *field, const char *text)
{
	if (found->count == BO_MAX_PROBLEMS) {
		return;
	}
	bo_request_problem_t *problem = &found->problems[found->count++];
	problem->kind = kind;
	snprintf(problem->field, sizeof(problem->field), "%s", field);
	snprintf(problem->text, sizeof(problem->text), "%s", text);
}

static bool is_country(const char *country)
{
	if (strlen(country) != 2) {
		return false;
	}
	char first = bo_text_upper(country[0]), second = bo_text_upper(country[1]);
	return first >= 'A' && first <= 'Z' && second >= 'A' && second <= 'Z';
}

static bool is_mail_address(const char *address)
{
	const char *at = strrchr(address, '@');
	return at && at != address && strchr(at, '.') && !strpbrk(address, " \t,;<>");
}

static void check_contact(found_t *found, const bo_contact_t *contact, bool needs_zip)
{
	/* State is left out, and the post code where the registrar can do without: not every country has them. */
	const struct {
		const char *field, *value, *text;
	} needed[] = {
			{"first_name", contact->first_name, "The client's first name is missing."},
			{"last_name", contact->last_name, "The client's last name is missing."},
			{"street", contact->street, "The client's street is missing."},
			{"city", contact->city, "The client's city is missing."},
			{"country", contact->country, "The client's country is missing."},
			{"phone", contact->phone, "The client's telephone number is missing."},
			{"email", contact->email, "The client's mail address is missing."},
			{"zip", needs_zip ? contact->zip : "none", "The client's post code is missing."},
	};
	char phone[BO_ISPAPI_PHONE_SIZE];
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++) {
		if (!*needed[i].value) {
			tell(found, BO_PROBLEM_MISSING, needed[i].field, needed[i].text);
		}
	}
	bool country = is_country(contact->country);
	if (*contact->country && !country) {
		tell(found, BO_PROBLEM_BAD, "country", "The client's country is not a code of two letters.");
	}
	if (*contact->phone && !bo_ispapi_phone(phone, contact->phone, country ? contact->country : "")) {
		tell(found, BO_PROBLEM_BAD, "phone",
				"The client's telephone number can't be understood; write it like +49.301234567.");
	}
	if (*contact->email && !is_mail_address(contact->email)) {
		tell(found, BO_PROBLEM_BAD, "email", "The client's mail address is none.");
	}
}

void bo_ispapi_check_request(const bo_ispapi_dialect_t *dialect, const bo_apply_request_t *request,
		bo_request_problem_t problems[BO_MAX_PROBLEMS], size_t *problem_count)
{
	found_t found = {.problems = problems};
	char text[160];
	if (!bo_ispapi_plain_name(request->name)) {
		tell(&found, BO_PROBLEM_BAD, "name", "This is no domain name.");
	}
	if (request->contact) {
		check_contact(&found, request->contact, dialect->needs_zip);
	} else {
		tell(&found, BO_PROBLEM_MISSING, "contact", "The application has no contact.");
	}
	if (request->period < 0 || request->period > MAX_PERIOD) {
		tell(&found, BO_PROBLEM_BAD, "period", "The period must be a number of years from 1 to 10.");
	}
	for (size_t i = 0; i < request->name_server_count; i++) {
		if (!is_host(request->name_servers[i])) {
			snprintf(text, sizeof(text),
					"The name server \"%.60s\" is no host name; correct the addon's settings.",
					request->name_servers[i] ? request->name_servers[i] : "");
			tell(&found, BO_PROBLEM_BAD, "name_server", text);
		}
	}
	for (size_t i = 0; i < request->extra_count; i++) {
		const bo_extra_field_t *extra = &request->extras[i];
		if (!is_extra_key(extra->key)) {
			snprintf(text, sizeof(text),
					"\"%.60s\" is no field of a registry (X-...); correct the addon's settings.",
					extra->key ? extra->key : "");
			tell(&found, BO_PROBLEM_NOT_ALLOWED, extra->key ? extra->key : "", text);
		} else if (!is_extra_value(extra->value)) {
			snprintf(text, sizeof(text),
					"The field %.60s is empty or too long; correct the addon's settings.", extra->key);
			tell(&found, BO_PROBLEM_BAD, extra->key, text);
		}
	}
	*problem_count = found.count;
}
