/* What is noted of the calls of one piece of work (a run, an import): single calls for the host's log, and
 * sums by command and code for the Status page. */
#ifndef BO_CALL_LOG_H
#define BO_CALL_LOG_H

#include "base/bo_value.h"
#include "db/bo_db.h"
#include "registrar/bo_registrar.h"

typedef struct bo_call_log bo_call_log_t;

/* single_calls: each call is kept, up to 4,000 of them or 8 MiB. NULL when out of memory. */
bo_call_log_t *bo_call_log_new(bool single_calls);
void bo_call_log_free(bo_call_log_t *log); /* NULL is fine */
void bo_call_log_add(bo_call_log_t *log, const bo_registrar_event_t *event);
/* Adds the sums to backorder_registrar_calls, under the day of now, and forgets them; removes days that are
 * too old. */
BO_MUSTCHECK bo_code_t bo_call_log_write(bo_call_log_t *log, bo_db_t *db, int64_t now, bo_error_t *error);
/* Moves the single calls into a map, if there are any: "calls" and "calls_left_out". */
void bo_call_log_report(bo_call_log_t *log, bo_value_t *map);

#endif
