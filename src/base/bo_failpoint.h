/* Places at which a test may end the process or take away its database: between any two things that the world
 * outside sees. Only a build with BO_FAILPOINTS has them (tests/machine/), and that build brings the
 * function. */
#ifndef BO_FAILPOINT_H
#define BO_FAILPOINT_H

#ifdef BO_FAILPOINTS
void bo_failpoint(const char *where);
#define BO_FAILPOINT(where) bo_failpoint(where)
#else
#define BO_FAILPOINT(where) ((void)0)
#endif

#endif
