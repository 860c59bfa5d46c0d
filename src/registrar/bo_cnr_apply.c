#include "registrar/bo_cnr_apply.h"

#include "base/bo_text.h"
#include "registrar/bo_cnr_contact.h"
#include "registrar/bo_ispapi_apply.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CODE_INVALID_VALUE = 541, CODE_NOT_FOUND = 545 };

typedef struct {
	bo_ispapi_t *ispapi;
	const bo_apply_request_t *requests;
	bo_apply_result_t *results;
	/* The requests of one turn: indexes, copies, handles and results next to each other. */
	size_t *chosen;
	bo_apply_request_t *turn;
	bo_cnr_handle_t *handles;
	const char **handle_texts;
	bo_apply_result_t *turn_results;
	bool *kept; /* of all requests: whether it was sent with a handle that was known before */
} sending_t;

/* What an application came to whose contact could not be made: it was not sent. */
static void contact_failed(bo_answer_t *out, const bo_answer_t *contact)
{
	*out = *contact;
	if (contact->kind == BO_ANSWER_REFUSED || contact->kind == BO_ANSWER_NOT_FOUND) {
		out->kind = BO_ANSWER_REFUSED;
		bo_text_printf(out->text, sizeof(out->text), "The registrar does not take the client's contact: %s",
				contact->text);
	}
}

/* Makes the contacts of the chosen requests and sends those that have one. */
static bo_code_t send_chosen(sending_t *sending, size_t chosen_count, bool anew, bo_error_t *error)
{
	size_t ready = 0;
	for (size_t i = 0; i < chosen_count; i++) {
		sending->turn[i] = sending->requests[sending->chosen[i]];
	}
	bo_code_t result =
			bo_cnr_handles(sending->ispapi, sending->turn, chosen_count, anew, sending->handles, error);
	if (result != BO_OK) {
		return result;
	}
	for (size_t i = 0; i < chosen_count; i++) {
		size_t index = sending->chosen[i];
		bo_apply_result_t *out = &sending->results[index];
		memset(out, 0, sizeof(*out));
		/* Without a contact at all, bo_ispapi_apply() says so. */
		if (sending->turn[i].contact && !*sending->handles[i].text) {
			contact_failed(&out->answer, &sending->handles[i].answer);
			continue;
		}
		sending->kept[index] = sending->handles[i].kept;
		sending->chosen[ready] = index;
		sending->turn[ready] = sending->turn[i];
		sending->handle_texts[ready++] = sending->handles[i].text;
	}
	if (ready == 0) {
		return BO_OK;
	}
	memset(sending->turn_results, 0, ready * sizeof(*sending->turn_results));
	result = bo_ispapi_apply(
			sending->ispapi, sending->turn, ready, sending->handle_texts, sending->turn_results, error);
	for (size_t i = 0; i < ready; i++) {
		sending->results[sending->chosen[i]] = sending->turn_results[i];
	}
	return result;
}

/* Whether the registrar may have refused the handle rather than the application: handles that are not in use
 * are removed there after a while. */
static bool refused_handle(const sending_t *sending, size_t index)
{
	const bo_answer_t *answer = &sending->results[index].answer;
	return sending->kept[index] && answer->kind == BO_ANSWER_REFUSED &&
		   (answer->code == CODE_INVALID_VALUE || answer->code == CODE_NOT_FOUND);
}

bo_code_t bo_cnr_apply(bo_ispapi_t *ispapi, const bo_apply_request_t *requests, size_t count,
		bo_apply_result_t *results, bo_error_t *error)
{
	sending_t sending = {.ispapi = ispapi, .requests = requests, .results = results};
	size_t again = 0;
	bo_code_t result = BO_OK;
	sending.chosen = calloc(count, sizeof(*sending.chosen));
	sending.turn = calloc(count, sizeof(*sending.turn));
	sending.handles = calloc(count, sizeof(*sending.handles));
	sending.handle_texts = calloc(count, sizeof(*sending.handle_texts));
	sending.turn_results = calloc(count, sizeof(*sending.turn_results));
	sending.kept = calloc(count, sizeof(*sending.kept));
	if (!sending.chosen || !sending.turn || !sending.handles || !sending.handle_texts ||
			!sending.turn_results || !sending.kept) {
		result = bo_fail_memory(error);
		goto out;
	}
	for (size_t i = 0; i < count; i++) {
		sending.chosen[i] = i;
	}
	result = send_chosen(&sending, count, false, error);
	if (result != BO_OK) {
		goto out;
	}
	/* Refused means that nothing was placed, so once more with a new handle can't place it twice. */
	for (size_t i = 0; i < count; i++) {
		if (refused_handle(&sending, i)) {
			sending.chosen[again++] = i;
			/* Should the second turn fail, the refusal must not stand as the last word. */
			memset(&results[i], 0, sizeof(results[i]));
		}
	}
	if (again) {
		result = send_chosen(&sending, again, true, error);
	}
out:
	free(sending.chosen);
	free(sending.turn);
	free(sending.handles);
	free(sending.handle_texts);
	free(sending.turn_results);
	free(sending.kept);
	return result;
}
