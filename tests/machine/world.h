/* What stands around the core in these tests: a registrar and the part of WHMCS that the outbox uses. Both
 * keep what they know in tables of the test's database, through a connection of their own, and write it at
 * the moment a call arrives: so it outlives a process that dies during the call, as the real ones do.
 *
 * The registrar takes an application unless it was told another answer for the next call, never holds two
 * that run for the same name and owner, and says what the test decided when it is asked. */
#ifndef WORLD_H
#define WORLD_H

#include "context/bo_context.h"
#include "support/bo_test.h"

/* Makes the tables, WHMCS's among them, and puts the registrar into the context. The context comes from
 * bo_test_context(); the core then works as a user of its own, who may not write while the server is
 * read-only. */
void world_open(bo_context_t *context);
/* Empties everything but the schema: much faster than a new context. */
void world_clear(void);
/* In a child: the registrar, for the child's own connections. */
void world_enter(bo_context_t *context);

void world_exec(const char *format, ...) BO_PRINTF(1, 2);
/* The same for what may fail: the server's error number, 0 for success. */
unsigned int world_try(const char *format, ...) BO_PRINTF(1, 2);
/* One value as text; valid until the fourth next call. */
const char *world_value(const char *format, ...) BO_PRINTF(1, 2);
int64_t world_int(const char *format, ...) BO_PRINTF(1, 2);
/* All rows: cells parted by '|', rows by line ends. The caller frees it. */
char *world_table(const char *format, ...) BO_PRINTF(1, 2);

/* The next application of an owner for a name is answered so, once: ok, lost (before it was taken),
 * lost-taken, temporary, refused, no-funds, auth, duplicate. */
void world_answer(const char *name, const char *email, const char *answer);

/* Sets the clock of the context's settings. */
void world_clock(bo_context_t *context, int64_t now);

/* How a turn of the outbox ends. */
typedef enum {
	WORLD_SETTLE, /* done and told */
	WORLD_REFUSE, /* localAPI refuses; told */
	WORLD_VANISH, /* done, and the process goes away before it tells */
	WORLD_NEVER   /* taken, and the process goes away before it does anything */
} world_outcome_t;
/* lib/Effects.php in C: takes what is waiting, does each, tells the end; until nothing is left. choose: NULL
 * settles all. The first error of the core ends it and is returned. */
bo_code_t world_effects(bo_context_t *context, world_outcome_t (*choose)(void), bo_error_t *error);
/* The cron: run, outbox, run, until nothing changes; failures are what the cron would print. *trouble counts
 * errors of the run. */
bo_code_t world_cron(bo_context_t *context, int *trouble, bo_error_t *error);

/* What must hold at any moment; "" when it does, else what does not. */
const char *world_violation(void);

#endif
