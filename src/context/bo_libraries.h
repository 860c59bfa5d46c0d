/* Which libraries this was built with, and which it runs with. */
#ifndef BO_LIBRARIES_H
#define BO_LIBRARIES_H

#include "base/bo_error.h"
#include <stddef.h>

typedef struct {
	const char *name;
	char built[48];   /* version of the headers */
	char running[48]; /* version of the loaded library */
} bo_library_t;

#define BO_LIBRARY_COUNT 6

void bo_libraries(bo_library_t out[BO_LIBRARY_COUNT]);
/* BO_E_CONFIG when a library of another major version is loaded than the one this was built for: its
 * structures may differ, so nothing may be done with it. */
BO_MUSTCHECK bo_code_t bo_libraries_check(bo_error_t *error);

#endif
