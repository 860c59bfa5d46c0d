#include "registrar/bo_cnr_contact.h"

#include "context/bo_context.h"
#include "registrar/bo_ispapi_apply.h"
#include "registrar/bo_ispapi_contact.h"
#include "registrar/bo_ispapi_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
	const bo_apply_request_t *requests;
	bo_cnr_handle_t *handles;
	size_t *leaders; /* of each request: the first one with the same contact */
	size_t *missing; /* requests whose contact has to be made */
	size_t missing_count;
} contacts_t;

/* The first request of the same client. */
static size_t leader_of(const bo_apply_request_t *requests, size_t index)
{
	for (size_t i = 0; requests[index].client_id > 0 && i < index; i++) {
		if (requests[i].client_id == requests[index].client_id) {
			return i;
		}
	}
	return index;
}

static void add_fields(bo_ispapi_command_t *command, const bo_contact_t *contact)
{
	bo_ispapi_add_contact(command, "", "STREET0", contact);
}

/* --- what is kept --- */

/* NULL in a program without a database. The connection must stay the one it is: its user has it in hand. */
static bo_db_t *database(const bo_ispapi_t *ispapi)
{
	return ispapi->registrar->context ? ispapi->registrar->context->db : NULL;
}

static bo_code_t find_kept(
		bo_cnr_handle_t *out, const bo_ispapi_t *ispapi, const bo_apply_request_t *request, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_db_t *db = database(ispapi);
	bo_ispapi_command_t command;
	if (!db || request->client_id <= 0) {
		return BO_OK;
	}
	bo_ispapi_command_init(&command, bo_ispapi_add_contact_verb.name);
	add_fields(&command, request->contact);
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT handle FROM backorder_contact_handles WHERE account = ? AND userid = ? AND fingerprint = "
			"SHA2(?, 256)",
			BO_PARAMS(bo_p_text(ispapi->account), bo_p_int(request->client_id),
					bo_p_string(bo_buffer_text(&command.lines), command.lines.length)),
			error);
	if (result == BO_OK && bo_rows_count(rows) && bo_ispapi_plain_reference(bo_rows_text(rows, 0, 0))) {
		snprintf(out->text, sizeof(out->text), "%s", bo_rows_text(rows, 0, 0));
		out->kept = true;
	}
	bo_rows_free(rows);
	bo_ispapi_command_dispose(&command);
	return result;
}

static bo_code_t keep(
		const bo_ispapi_t *ispapi, const bo_apply_request_t *request, const char *handle, bo_error_t *error)
{
	bo_db_t *db = database(ispapi);
	bo_ispapi_command_t command;
	if (!db || request->client_id <= 0) {
		return BO_OK;
	}
	bo_ispapi_command_init(&command, bo_ispapi_add_contact_verb.name);
	add_fields(&command, request->contact);
	bo_code_t result = bo_db_exec(db,
			"INSERT INTO backorder_contact_handles (account, userid, fingerprint, handle, made_at) VALUES "
			"(?, ?, SHA2(?, 256), ?, ?) ON DUPLICATE KEY UPDATE fingerprint = VALUES(fingerprint), handle = "
			"VALUES(handle), made_at = VALUES(made_at)",
			BO_PARAMS(bo_p_text(ispapi->account), bo_p_int(request->client_id),
					bo_p_string(bo_buffer_text(&command.lines), command.lines.length), bo_p_text(handle),
					bo_p_time(ispapi->registrar->context->now)),
			NULL, NULL, error);
	bo_ispapi_command_dispose(&command);
	return result;
}

/* --- making --- */

static bo_cnr_handle_t *missing_handle(const contacts_t *contacts, size_t index)
{
	return &contacts->handles[contacts->missing[index]];
}

static bo_answer_t *contact_answer(size_t index, void *payload)
{
	return &missing_handle(payload, index)->answer;
}

static bool build_contact(bo_ispapi_command_t *command, size_t index, void *payload)
{
	const contacts_t *contacts = payload;
	/* Never NEW=1: the registrar then gives the same contact a handle of its own each time. */
	add_fields(command, contacts->requests[contacts->missing[index]].contact);
	return true;
}

static void read_contact(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	bo_cnr_handle_t *handle = missing_handle(payload, index);
	bo_ispapi_copy(handle->text, sizeof(handle->text), bo_ispapi_answer_value(answer, "CONTACT", 0));
	if (!bo_ispapi_plain_reference(handle->text)) {
		handle->text[0] = '\0';
		handle->answer.kind = BO_ANSWER_TEMPORARY;
		snprintf(handle->answer.text, sizeof(handle->answer.text),
				"The registrar took the contact but told no handle.");
	}
}

static bo_code_t make(bo_ispapi_t *ispapi, contacts_t *contacts, bo_error_t *error)
{
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_add_contact_verb,
			.count = contacts->missing_count,
			.max_answer = BO_ISPAPI_ANSWER_MAX,
			.build = build_contact,
			.read = read_contact,
			.answer = contact_answer,
			.payload = contacts,
	};
	if (contacts->missing_count == 0) {
		return BO_OK;
	}
	bo_code_t result = bo_ispapi_run(ispapi, &batch, error);
	for (size_t i = 0; i < contacts->missing_count && result == BO_OK; i++) {
		const bo_cnr_handle_t *handle = missing_handle(contacts, i);
		if (*handle->text) {
			result = keep(ispapi, &contacts->requests[contacts->missing[i]], handle->text, error);
		}
	}
	return result;
}

bo_code_t bo_cnr_handles(bo_ispapi_t *ispapi, const bo_apply_request_t *requests, size_t count, bool anew,
		bo_cnr_handle_t *handles, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	contacts_t contacts = {.requests = requests, .handles = handles};
	memset(handles, 0, count * sizeof(*handles));
	contacts.leaders = calloc(count, sizeof(*contacts.leaders));
	contacts.missing = calloc(count, sizeof(*contacts.missing));
	if (!contacts.leaders || !contacts.missing) {
		result = bo_fail_memory(error);
		goto out;
	}
	for (size_t i = 0; i < count && result == BO_OK; i++) {
		contacts.leaders[i] = leader_of(requests, i);
		if (contacts.leaders[i] != i || !requests[i].contact) {
			continue;
		}
		if (!anew) {
			result = find_kept(&handles[i], ispapi, &requests[i], error);
		}
		if (!*handles[i].text) {
			contacts.missing[contacts.missing_count++] = i;
		}
	}
	if (result == BO_OK) {
		result = make(ispapi, &contacts, error);
	}
	for (size_t i = 0; i < count; i++) {
		handles[i] = handles[contacts.leaders[i]];
	}
out:
	free(contacts.leaders);
	free(contacts.missing);
	return result;
}
