/* What an application holds beside name and contacts, and what can be said against it before it is sent. */
#ifndef BO_ISPAPI_REQUEST_H
#define BO_ISPAPI_REQUEST_H

#include "registrar/bo_ispapi_dialect.h"
#include "registrar/bo_ispapi_wire.h"
#include "registrar/bo_registrar.h"

/* Adds PERIOD, NAMESERVER0... and the extra fields. What cannot be sent (no host name, no such key) is left
 * out: bo_ispapi_check_request() has told of it days before, and it must not cost the customer the name. */
void bo_ispapi_add_request(
		bo_ispapi_command_t *command, const bo_ispapi_dialect_t *dialect, const bo_apply_request_t *request);

/* As bo_registrar_check_request. */
void bo_ispapi_check_request(const bo_ispapi_dialect_t *dialect, const bo_apply_request_t *request,
		bo_request_problem_t problems[BO_MAX_PROBLEMS], size_t *problem_count);

#endif
