/* The life of one order, for each fate that it can have: a list of moments, at each of which the world does
 * something and the cron runs three times. How far it came stands in the database, so that another process
 * can go on where one died. */
#ifndef LIFE_H
#define LIFE_H

#include "context/bo_context.h"

#include <stdbool.h>
#include <stddef.h>

extern const char *const life_fates[];
extern const size_t life_fate_count;

/* A new world with nothing in it but what the fate needs. */
void life_begin(bo_context_t *context, const char *fate);
/* From where it came to, to the end. What the core refuses or breaks off is counted in *trouble; each must
 * say why. after: called after each cron; may be NULL. */
void life_run(bo_context_t *context, const char *fate, int *trouble, void (*after)(void));
/* How it ended, as text to compare; the caller frees it. times: with every time stamp. */
char *life_end(bool times);
/* Whether it ended so, and everything holds; if not, both are printed. */
bool life_ended(const char *fate, const char *expected, const char *what, long first, long second);

/* A number from the environment. */
long life_number(const char *variable, long otherwise);

#endif
