/* A run and the registrar: whether it may be asked at all, what became of the calls, and what is remembered
 * of it for the next run. The login is checked once, before the first call that a run makes. */
#ifndef BO_RUN_REGISTRAR_H
#define BO_RUN_REGISTRAR_H

#include "machine/bo_run.h"
#include "registrar/bo_registrar.h"

/* The registrar, or *out = NULL when it is not to be asked now: it is not configured, refuses the login, or
 * does not answer. Why stands in the run's errors or attention then, once. */
BO_MUSTCHECK bo_code_t bo_run_registrar(bo_registrar_t **out, bo_run_t *run, bo_error_t *error);
/* Whether there is an account at all. For what is only useful to know: without one it is left out in silence.
 */
bool bo_run_registrar_is_set_up(bo_run_t *run);
/* Nothing more is asked in this run, and the next ones are careful: the registrar refuses the login. */
void bo_run_registrar_give_up(bo_run_t *run, const char *text);
/* Adds the calls to the summary ("calls", "calls_left_out"), their sums to the tables, and remembers whether
 * the registrar was there. Also after a failure of the run. */
BO_MUSTCHECK bo_code_t bo_run_registrar_end(bo_run_t *run, bo_value_t *summary, bo_error_t *error);
void bo_run_registrar_free(bo_run_t *run);

/* What health() tells: {account (JSON), clock (JSON: seconds that the registrar's is ahead of ours, at),
 * down_since, next_try, text, failures, calls: [{command, code, calls, failures, milliseconds}] of the last 7
 * days}. */
BO_MUSTCHECK bo_code_t bo_registrar_report(bo_value_t *map, bo_db_t *db, int64_t now, bo_error_t *error);

#endif
