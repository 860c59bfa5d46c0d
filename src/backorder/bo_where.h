/* A WHERE clause from filters: conditions are literals of ours, values are bound. */
#ifndef BO_WHERE_H
#define BO_WHERE_H

#include "base/bo_buffer.h"
#include "db/bo_db.h"

#define BO_WHERE_PARAMS 24

typedef struct {
	bo_buffer_t sql; /* " WHERE a AND b", or "" */
	bo_param_t params[BO_WHERE_PARAMS];
	size_t count;
	bool failed; /* too many values, or out of memory */
} bo_where_t;

void bo_where_init(bo_where_t *where);
void bo_where_dispose(bo_where_t *where);
/* Adds a condition with no value. */
void bo_where_add(bo_where_t *where, const char *condition);
/* Adds a condition with one `?`. */
void bo_where_add_value(bo_where_t *where, const char *condition, bo_param_t value);
/* Adds a value for a `?` outside the conditions (LIMIT). */
void bo_where_value(bo_where_t *where, bo_param_t value);
/* A pattern for LIKE ... ESCAPE '|' that finds text anywhere. out holds size bytes; longer text is cut. */
const char *bo_where_like(char *out, size_t size, const char *text);

#endif
