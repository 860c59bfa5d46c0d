/* A tree of values: what the core hands to PHP, takes from PHP and writes as JSON.
 *
 * Building is forgiving so that callers stay readable: adding to NULL is a no-op, and running out of memory
 * marks the container instead of returning a code at every line. Whoever hands the tree on calls
 * bo_value_complete() once; false means memory ran out somewhere below. */
#ifndef BO_VALUE_H
#define BO_VALUE_H

#include "base/bo_buffer.h"
#include "base/bo_error.h"
#include <stdbool.h>
#include <stdint.h>

typedef enum { BO_NULL, BO_BOOL, BO_INT, BO_DOUBLE, BO_STRING, BO_LIST, BO_MAP } bo_type_t;

typedef struct bo_value bo_value_t;
struct bo_value {
	bo_type_t type;
	bool failed; /* containers: something could not be added */
	union {
		bool boolean;
		int64_t integer;
		double number;
		struct {
			char *data;
			size_t length;
		} string;
		struct {
			bo_value_t **items;
			char **keys; /* NULL for lists */
			size_t count;
			size_t capacity;
		} many;
	} as;
};

bo_value_t *bo_value_map(void);
bo_value_t *bo_value_list(void);
bo_value_t *bo_value_string(const char *data, size_t length);
bo_value_t *bo_value_null(void);
bo_value_t *bo_value_bool(bool flag);
bo_value_t *bo_value_int(int64_t number);
bo_value_t *bo_value_double(double number);
void bo_value_free(bo_value_t *value);
bool bo_value_complete(const bo_value_t *value);

/* Map writers; key is copied; an existing key is replaced. */
void bo_map_null(bo_value_t *map, const char *key);
void bo_map_bool(bo_value_t *map, const char *key, bool flag);
void bo_map_int(bo_value_t *map, const char *key, int64_t number);
void bo_map_double(bo_value_t *map, const char *key, double number);
void bo_map_text(bo_value_t *map, const char *key, const char *text); /* NULL text becomes null */
void bo_map_string(bo_value_t *map, const char *key, const char *data, size_t length);
void bo_map_printf(bo_value_t *map, const char *key, const char *format, ...) BO_PRINTF(3, 4);
bo_value_t *bo_map_map(bo_value_t *map, const char *key);  /* borrowed; NULL when memory ran out */
bo_value_t *bo_map_list(bo_value_t *map, const char *key); /* borrowed */
void bo_map_take(bo_value_t *map, const char *key, bo_value_t *value); /* takes value */
/* The same for a key that the map surely has not yet: does not look for it, so that large maps are not built
 * in quadratic time. */
void bo_map_append(bo_value_t *map, const char *key, bo_value_t *value);

/* List writers. */
void bo_list_int(bo_value_t *list, int64_t number);
void bo_list_text(bo_value_t *list, const char *text);
void bo_list_string(bo_value_t *list, const char *data, size_t length);
bo_value_t *bo_list_map(bo_value_t *list);
void bo_list_take(bo_value_t *list, bo_value_t *value);

/* Readers: borrowed results; wrong type or missing gives the default. */
const bo_value_t *bo_map_get(const bo_value_t *map, const char *key); /* exact key; NULL when missing */
const bo_value_t *bo_map_get_nocase(const bo_value_t *map, const char *key); /* ASCII case ignored */
const char *bo_map_get_text(const bo_value_t *map, const char *key, const char *otherwise); /* strings only */
/* Integers, integral strings ("42") and booleans. */
int64_t bo_map_get_int(const bo_value_t *map, const char *key, int64_t otherwise);
/* Booleans, integers, and the strings "1", "on", "true", "yes" (any case). */
bool bo_map_get_bool(const bo_value_t *map, const char *key, bool otherwise);

/* Appends JSON (UTF-8; control characters, quotes and invalid bytes escaped or replaced). */
bool bo_value_write_json(const bo_value_t *value, bo_buffer_t *out);

#endif
