/* What an admin needs to see at a glance. */
#ifndef BO_HEALTH_H
#define BO_HEALTH_H

#include "base/bo_value.h"
#include "context/bo_context.h"

/* {schema {present, target}, server, droplist {names, generation, last_good, last_attempt, sources [{name,
 * address, good_at, names, failed_at, code, error}], sources_error}, crons {name: {start, ok, error,
 * message}}, effects {waiting, failed}, orders {statuses, total}, needs_person [..], now}.
 */
BO_MUSTCHECK bo_code_t bo_health(bo_value_t **out, bo_context_t *context, bo_error_t *error);

#endif
