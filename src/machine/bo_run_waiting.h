/* The applications that the registrar's list says are still waiting: they need no question of their own. */
#ifndef BO_RUN_WAITING_H
#define BO_RUN_WAITING_H

#include "machine/bo_run.h"
#include "registrar/bo_registrar.h"

typedef struct {
	char (*references)[BO_REFERENCE_SIZE]; /* sorted */
	size_t count, capacity;
	uint64_t rows, total; /* that were told; of the whole list, 0: not told */
} bo_waiting_t;

/* Reads the list when that is cheaper than to ask for `open` applications one by one; otherwise, and when the
 * list did not come to its end, *out is empty: everything is asked about. */
BO_MUSTCHECK bo_code_t bo_waiting_read(
		bo_waiting_t *out, bo_run_t *run, bo_registrar_t *registrar, int64_t open, bo_error_t *error);
bool bo_waiting_has(const bo_waiting_t *waiting, const char *reference);
void bo_waiting_dispose(bo_waiting_t *waiting);

#endif
