/* A growable byte buffer that is born with its maximum (the core's memory is outside PHP's memory_limit, so
 * nothing may grow without a bound). The content is always followed by a NUL that does not count. */
#ifndef BO_BUFFER_H
#define BO_BUFFER_H

#include "base/bo_error.h"
#include <stdbool.h>
#include <stddef.h>

/* The maxima of all buffers, in bytes. */
#define BO_MAX_SQL (4u << 20)
#define BO_MAX_JSON (8u << 20)
#define BO_MAX_REGISTRAR_COMMAND (64u << 10)
#define BO_MAX_REGISTRAR_ANSWER (16u << 20)

typedef struct {
	char *data; /* NULL until the first write */
	size_t length;
	size_t capacity;
	size_t maximum;
	bool failed; /* memory or maximum reached; later writes are ignored, content is what fitted */
} bo_buffer_t;

void bo_buffer_init(bo_buffer_t *buffer, size_t maximum);
void bo_buffer_dispose(bo_buffer_t *buffer);
void bo_buffer_clear(bo_buffer_t *buffer); /* keeps the memory, forgets `failed` */

/* Each returns false (and sets failed) when the maximum or the memory is reached. */
bool bo_buffer_add(bo_buffer_t *buffer, const void *data, size_t length);
bool bo_buffer_add_text(bo_buffer_t *buffer, const char *text);
bool bo_buffer_add_char(bo_buffer_t *buffer, char c);
bool bo_buffer_printf(bo_buffer_t *buffer, const char *format, ...) BO_PRINTF(2, 3);

/* The content as a C string, "" when empty; borrowed until the next write. */
const char *bo_buffer_text(const bo_buffer_t *buffer);
/* Moves the content to the caller, who frees it with free(); NULL when failed. */
char *bo_buffer_take(bo_buffer_t *buffer, size_t *length);
/* Overwrites the content before freeing: for buffers that held a secret. */
void bo_buffer_wipe(bo_buffer_t *buffer);
/* memset that the compiler keeps. */
void bo_wipe(void *data, size_t length);

#endif
