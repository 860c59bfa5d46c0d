/* A registrar that several processes share: it counts how often each name was applied for, catches every
 * name, and has every caught domain in the account. Names are "n<number>.com". */
#ifndef SHARED_REGISTRAR_H
#define SHARED_REGISTRAR_H

#include "context/bo_context.h"

#include <stdatomic.h>

#define SHARED_NAMES 1000

typedef struct {
	atomic_int applied[SHARED_NAMES]; /* by the name's number */
	atomic_int total;
	atomic_llong created[SHARED_NAMES];
} shared_registrar_t;

/* Memory that children of this process share with it. NULL when there is none. */
shared_registrar_t *shared_registrar_new(void);
void shared_registrar_clear(shared_registrar_t *shared);
/* Makes it the registrar of a context. */
bool shared_registrar_use(bo_context_t *context, shared_registrar_t *shared);

#endif
