/* What an answer, or the want of one, means: the one place that turns API codes and HTTP outcomes into
 * bo_answer_kind_t. */
#ifndef BO_ISPAPI_CODE_H
#define BO_ISPAPI_CODE_H

#include "registrar/bo_http.h"
#include "registrar/bo_ispapi_wire.h"
#include "registrar/bo_registrar.h"

/* A command, and what matters about it here. */
typedef struct {
	const char *name;
	bool repeatable;  /* a read: doing it twice does no harm */
	bool creates;     /* 540 is about the new object (DUPLICATE), 545 about something it names (REFUSED) */
	bool owner_check; /* 531 says that the object is somebody else's, not that the login may not do it */
} bo_ispapi_verb_t;

typedef struct bo_ispapi_dialect bo_ispapi_dialect_t; /* bo_ispapi_dialect.h */

extern const bo_ispapi_verb_t bo_ispapi_check_authentication, bo_ispapi_status_account,
		bo_ispapi_add_application, bo_ispapi_status_application, bo_ispapi_list_applications,
		bo_ispapi_delete_application, bo_ispapi_status_domain, bo_ispapi_status_contact,
		bo_ispapi_list_pending, bo_ispapi_check_domains, bo_ispapi_add_contact_verb, bo_ispapi_status_user,
		bo_ispapi_list_services;

/* The class of an API code of three digits. */
bo_answer_kind_t bo_ispapi_kind(const bo_ispapi_verb_t *verb, int code);

/* Fills kind, code, text and seconds from one attempt. parsed is the body as far as it could be read, NULL
 * when there was none. */
void bo_ispapi_classify(bo_answer_t *out, const bo_ispapi_verb_t *verb, const bo_http_result_t *result,
		const bo_ispapi_answer_t *parsed);

/* Whether the same call may be made again at once: it surely was not acted on, or acting twice does no harm.
 */
bool bo_ispapi_may_repeat(
		const bo_ispapi_verb_t *verb, const bo_answer_t *answer, const bo_http_result_t *result);
/* Whether the registrar asks for a pause: too many calls in too short a time. */
bool bo_ispapi_wants_pause(const bo_answer_t *answer);
/* Whether the login was refused, so that every further call would fail. */
bool bo_ispapi_stops_run(const bo_answer_t *answer);
/* Whether the login was accepted, but may not give this command. */
bool bo_ispapi_is_forbidden(const bo_answer_t *answer);

#endif
