/* A dry run: what a batch would begin with, by reading alone. The phases that decide by the database are the
 * run's own; bo_run_step() lists a step instead of applying it. Those that reserve money or call the
 * registrar have others in their place. Each order is listed once, with its first step: a run lets it take
 * the next ones at once when they are due. */
#ifndef BO_RUN_DUE_H
#define BO_RUN_DUE_H

#include "machine/bo_run.h"

struct bo_run_due {
	bo_value_t *list; /* of the summary */
	int64_t *ids;     /* the orders that are listed or counted: a hash set */
	size_t capacity, count;
};
typedef struct bo_run_due bo_run_due_t;

typedef bo_code_t (*bo_run_phase_t)(bo_run_t *run, bo_error_t *error);

/* Makes the run a dry one; `due` must live as long as the run. BO_E_CONFLICT when the tables are not those of
 * this version: a dry run does not change them. */
BO_MUSTCHECK bo_code_t bo_run_due_begin(
		bo_run_t *run, bo_run_due_t *due, bo_value_t *summary, bo_error_t *error);
void bo_run_due_end(bo_run_due_t *due);
const bo_run_phase_t *bo_run_due_phases(size_t *count);

/* Lists what the run would do with an order, unless an earlier step of it is listed. */
BO_MUSTCHECK bo_code_t bo_run_would(
		bo_run_t *run, const bo_order_t *order, const char *step, bo_error_t *error);

#endif
