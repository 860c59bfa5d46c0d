/* The fail points of the core and of the world: counted, and at one of them something happens. */
#ifndef FAILPOINT_H
#define FAILPOINT_H

#include "base/bo_failpoint.h"

#include <stdbool.h>

/* Calls `act` at the point with this number (the first is 1); 0: points are only counted. Counting begins
 * anew. */
void failpoint_set(long number, void (*act)(void));
/* Whether points behind a statement that only reads count as well; at first they do not: what is killed there
 * leaves what it would leave at the point before. */
void failpoint_all(bool all);
/* Points count only while they are armed; what the test itself asks the database stands outside. Nests. */
void failpoint_arm(void);
void failpoint_disarm(void);
long failpoint_count(void);
/* Where the last one was that acted. */
const char *failpoint_where(void);
/* kill -9 of this process: an act. */
void failpoint_kill(void);

#endif
