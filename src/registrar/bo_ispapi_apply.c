#include "registrar/bo_ispapi_apply.h"

#include "registrar/bo_ispapi_contact.h"
#include "registrar/bo_ispapi_read.h"
#include "registrar/bo_ispapi_request.h"

#include <stdio.h>

typedef struct {
	const bo_ispapi_dialect_t *dialect;
	const char *const *handles;
	const bo_apply_request_t *requests;
	bo_apply_result_t *results;
} apply_t;

static bo_answer_t *apply_answer(size_t index, void *payload)
{
	return &((apply_t *)payload)->results[index].answer;
}

static const char *apply_object(size_t index, void *payload)
{
	return ((apply_t *)payload)->requests[index].name;
}

static bool build_apply(bo_ispapi_command_t *command, size_t index, void *payload)
{
	static const char *const contacts[] = {
			"OWNERCONTACT0", "ADMINCONTACT0", "TECHCONTACT0", "BILLINGCONTACT0"};
	const apply_t *apply = payload;
	const bo_apply_request_t *request = &apply->requests[index];
	if (!bo_ispapi_plain_name(request->name) || !request->contact) {
		bo_answer_t *answer = &apply->results[index].answer;
		answer->kind = BO_ANSWER_REFUSED;
		snprintf(answer->text, sizeof(answer->text),
				"The application has no valid domain name or no contact.");
		return false;
	}
	/* Never NEW=1: it would make the registrar accept the same application twice. */
	bool lite_class = request->lite && apply->dialect->lite_class;
	bo_ispapi_command_add(command, "CLASS", lite_class ? apply->dialect->lite_class : "BACKORDER");
	bo_ispapi_command_add(command, "DOMAIN", request->name);
	for (size_t i = 0; i < sizeof(contacts) / sizeof(contacts[0]); i++) {
		if (apply->handles) {
			bo_ispapi_command_add(command, contacts[i], apply->handles[index]);
		} else {
			bo_ispapi_add_contact(command, contacts[i], "STREET", request->contact);
		}
	}
	bo_ispapi_add_request(command, apply->dialect, request);
	if (request->lite && !lite_class) {
		bo_ispapi_command_add(command, "X-BACKORDER-LITE", "1");
	}
	return true;
}

static void read_apply(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	const apply_t *apply = payload;
	bo_apply_result_t *result = &apply->results[index];
	bo_ispapi_text_t reference = bo_ispapi_answer_value(answer, bo_ispapi_reference_column(answer), 0);
	if (!bo_ispapi_about(bo_ispapi_answer_value(answer, "DOMAIN", 0), apply->requests[index].name)) {
		result->answer.kind = BO_ANSWER_LOST;
		snprintf(result->answer.text, sizeof(result->answer.text), "The answer is about another name.");
	} else if (reference.length == 0 || reference.length >= sizeof(result->reference)) {
		result->answer.kind = BO_ANSWER_LOST;
		snprintf(result->answer.text, sizeof(result->answer.text),
				"The registrar took the application but told no reference.");
	} else {
		bo_ispapi_copy(result->reference, sizeof(result->reference), reference);
	}
}

bo_code_t bo_ispapi_apply(bo_ispapi_t *ispapi, const bo_apply_request_t *requests, size_t count,
		const char *const *handles, bo_apply_result_t *results, bo_error_t *error)
{
	apply_t payload = {
			.dialect = ispapi->dialect, .handles = handles, .requests = requests, .results = results};
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_add_application,
			.count = count,
			.max_answer = BO_ISPAPI_ANSWER_MAX,
			.build = build_apply,
			.read = read_apply,
			.answer = apply_answer,
			.object = apply_object,
			.payload = &payload,
	};
	return bo_ispapi_run(ispapi, &batch, error);
}
