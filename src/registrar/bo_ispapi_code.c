#include "registrar/bo_ispapi_code.h"

#include <stdio.h>
#include <string.h>

#define HTTP_TOO_MANY_REQUESTS 429

enum {
	CODE_ABUSE_DETECTED = 422, /* CNR: the account is locked for some minutes */
	CODE_USAGE_EXCEEDED = 425,
	CODE_CLOSING_CONNECTION = 520,
	CODE_TOO_MANY_SESSIONS = 521,
	CODE_AUTHENTICATION_FAILED = 530,
	CODE_AUTHORIZATION_FAILED = 531,
	CODE_RESTRICTED_ADDRESS = 535, /* CNR: not from this IP address */
	CODE_NOT_UNIQUE = 540,
	CODE_NOT_FOUND = 545,
	CODE_CREDIT_LIMIT = 546
};

const bo_ispapi_verb_t bo_ispapi_check_authentication = {"CheckAuthentication", true, false, false};
const bo_ispapi_verb_t bo_ispapi_status_account = {"StatusAccount", true, false, false};
const bo_ispapi_verb_t bo_ispapi_add_application = {"AddDomainApplication", false, true, false};
const bo_ispapi_verb_t bo_ispapi_status_application = {"StatusDomainApplication", true, false, false};
const bo_ispapi_verb_t bo_ispapi_list_applications = {"QueryDomainApplicationList", true, false, false};
/* Not repeatable: after a lost answer the second one would say 545, as if it had never been there. */
const bo_ispapi_verb_t bo_ispapi_delete_application = {"DeleteDomainApplication", false, false, false};
const bo_ispapi_verb_t bo_ispapi_status_domain = {"StatusDomain", true, false, true};
const bo_ispapi_verb_t bo_ispapi_check_domains = {"CheckDomains", true, false, false};
const bo_ispapi_verb_t bo_ispapi_list_pending = {"QueryDomainPendingDeleteList", true, false, false};
const bo_ispapi_verb_t bo_ispapi_status_contact = {"StatusContact", true, false, true};
/* Repeatable: without NEW=1 the same contact gets the handle that it has. */
const bo_ispapi_verb_t bo_ispapi_add_contact_verb = {"AddContact", true, false, false};
const bo_ispapi_verb_t bo_ispapi_status_user = {"StatusUser", true, false, false};
const bo_ispapi_verb_t bo_ispapi_list_services = {"QueryServiceList", true, false, false};

bo_answer_kind_t bo_ispapi_kind(const bo_ispapi_verb_t *verb, int code)
{
	switch (code) {
		case CODE_CLOSING_CONNECTION:
		case CODE_TOO_MANY_SESSIONS:
			return BO_ANSWER_TEMPORARY; /* 5xx by number, but the text asks to try again */
		case CODE_AUTHENTICATION_FAILED:
		case CODE_RESTRICTED_ADDRESS:
			return BO_ANSWER_AUTH;
		case CODE_AUTHORIZATION_FAILED:
			return verb->owner_check ? BO_ANSWER_REFUSED : BO_ANSWER_AUTH;
		case CODE_NOT_UNIQUE:
			return verb->creates ? BO_ANSWER_DUPLICATE : BO_ANSWER_REFUSED;
		case CODE_NOT_FOUND:
			return verb->creates ? BO_ANSWER_REFUSED : BO_ANSWER_NOT_FOUND;
		case CODE_CREDIT_LIMIT:
			return BO_ANSWER_NO_FUNDS;
		default:
			break;
	}
	switch (code / 100) {
		case 2:
			return BO_ANSWER_OK;
		case 4:
			return BO_ANSWER_TEMPORARY;
		case 5:
			return BO_ANSWER_REFUSED;
		default:
			/* Nothing is known about other codes, so nothing may be concluded from them. */
			return verb->repeatable ? BO_ANSWER_TEMPORARY : BO_ANSWER_LOST;
	}
}

/* The registrar ends some texts with a bare ";". */
static void copy_description(bo_answer_t *out, bo_ispapi_text_t text)
{
	while (text.length && (text.data[text.length - 1] == ';' || text.data[text.length - 1] == ' ')) {
		text.length--;
	}
	bo_ispapi_copy(out->text, sizeof(out->text), text);
}

void bo_ispapi_classify(bo_answer_t *out, const bo_ispapi_verb_t *verb, const bo_http_result_t *result,
		const bo_ispapi_answer_t *parsed)
{
	bo_answer_kind_t unknown = verb->repeatable ? BO_ANSWER_TEMPORARY : BO_ANSWER_LOST;
	memset(out, 0, sizeof(*out));
	out->seconds = result->seconds;
	if (result->outcome != BO_HTTP_ANSWERED) {
		out->kind = result->outcome == BO_HTTP_UNSENT ? BO_ANSWER_TEMPORARY : unknown;
		bo_ispapi_copy(out->text, sizeof(out->text), (bo_ispapi_text_t){result->text, strlen(result->text)});
	} else if (parsed && parsed->complete) {
		/* As the vendor's own clients do, an answer is taken whatever HTTP status it came with. */
		out->kind = bo_ispapi_kind(verb, parsed->code);
		out->code = parsed->code;
		copy_description(out, parsed->description);
	} else if (result->status / 100 == 3 || result->status / 100 == 4) {
		/* No program answered but the web server or proxy before it: wrong path, not allowed, too often. */
		out->kind = BO_ANSWER_TEMPORARY;
		out->code = result->status;
		snprintf(
				out->text, sizeof(out->text), "HTTP status %d from the registrar's address.", result->status);
	} else if (result->status / 100 != 2) {
		/* A proxy's 502 or 504 can come before or after the command was carried out. */
		out->kind = unknown;
		out->code = result->status;
		snprintf(
				out->text, sizeof(out->text), "HTTP status %d from the registrar's address.", result->status);
	} else {
		out->kind = unknown;
		snprintf(out->text, sizeof(out->text), "%s",
				result->length ? "The answer is cut off or is none of the registrar's."
							   : "The answer is empty.");
	}
}

bool bo_ispapi_wants_pause(const bo_answer_t *answer)
{
	return answer->kind == BO_ANSWER_TEMPORARY &&
		   (answer->code == CODE_USAGE_EXCEEDED || answer->code == CODE_ABUSE_DETECTED ||
				   answer->code == HTTP_TOO_MANY_REQUESTS);
}

bool bo_ispapi_stops_run(const bo_answer_t *answer)
{
	return answer->kind == BO_ANSWER_AUTH && !bo_ispapi_is_forbidden(answer);
}

bool bo_ispapi_is_forbidden(const bo_answer_t *answer)
{
	return answer->kind == BO_ANSWER_AUTH && answer->code == CODE_AUTHORIZATION_FAILED;
}

bool bo_ispapi_may_repeat(
		const bo_ispapi_verb_t *verb, const bo_answer_t *answer, const bo_http_result_t *result)
{
	if (answer->kind != BO_ANSWER_TEMPORARY) {
		return false;
	}
	return verb->repeatable || result->outcome == BO_HTTP_UNSENT;
}
