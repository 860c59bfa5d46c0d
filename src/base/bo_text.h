/* Copying text that comes from outside into fixed buffers. */
#ifndef BO_TEXT_H
#define BO_TEXT_H

#include "base/bo_error.h"

#include <stdarg.h>
#include <stddef.h>

/* Copies length bytes as valid UTF-8: broken bytes and control characters become '?', and text that is too
 * long is cut between characters. The result is always NUL-terminated. Returns out. */
const char *bo_text_copy(char *out, size_t size, const char *data, size_t length);
/* As snprintf, but what is too long is cut between characters, and broken bytes become '?': the database
 * takes nothing but whole characters. Returns out. */
const char *bo_text_printf(char *out, size_t size, const char *format, ...) BO_PRINTF(3, 4);
const char *bo_text_vprintf(char *out, size_t size, const char *format, va_list arguments);
/* The length of the valid UTF-8 sequence at data (1 to 4), or 0. */
size_t bo_text_sequence(const char *data, size_t left);

/* Upper case of an ASCII letter, whatever the locale; anything else as it is. */
static inline char bo_text_upper(char c)
{
	if (c >= 'a' && c <= 'z') {
		return (char)(c - 'a' + 'A');
	}
	return c;
}

static inline char bo_text_lower(char c)
{
	if (c >= 'A' && c <= 'Z') {
		return (char)(c - 'A' + 'a');
	}
	return c;
}

#endif
