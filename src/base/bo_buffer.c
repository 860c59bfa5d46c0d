#include "base/bo_buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void bo_buffer_init(bo_buffer_t *buffer, size_t maximum)
{
	memset(buffer, 0, sizeof(*buffer));
	buffer->maximum = maximum;
}

void bo_buffer_dispose(bo_buffer_t *buffer)
{
	free(buffer->data);
	bo_buffer_init(buffer, buffer->maximum);
}

void bo_buffer_clear(bo_buffer_t *buffer)
{
	buffer->length = 0;
	buffer->failed = false;
	if (buffer->data) {
		buffer->data[0] = '\0';
	}
}

/* Makes room for `more` bytes and the closing NUL. */
static bool reserve(bo_buffer_t *buffer, size_t more)
{
	if (buffer->failed) {
		return false;
	}
	if (more > buffer->maximum || buffer->length > buffer->maximum - more) {
		buffer->failed = true;
		return false;
	}
	size_t needed = buffer->length + more + 1;
	if (needed <= buffer->capacity) {
		return true;
	}
	size_t capacity = buffer->capacity ? buffer->capacity : 64;
	while (capacity < needed) {
		capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
	}
	char *data = realloc(buffer->data, capacity);
	if (!data) {
		buffer->failed = true;
		return false;
	}
	buffer->data = data;
	buffer->capacity = capacity;
	return true;
}

bool bo_buffer_add(bo_buffer_t *buffer, const void *data, size_t length)
{
	if (!reserve(buffer, length)) {
		return false;
	}
	if (length) {
		memcpy(buffer->data + buffer->length, data, length);
	}
	buffer->length += length;
	buffer->data[buffer->length] = '\0';
	return true;
}

bool bo_buffer_add_text(bo_buffer_t *buffer, const char *text)
{
	return bo_buffer_add(buffer, text, strlen(text));
}

bool bo_buffer_add_char(bo_buffer_t *buffer, char c)
{
	return bo_buffer_add(buffer, &c, 1);
}

bool bo_buffer_printf(bo_buffer_t *buffer, const char *format, ...)
{
	va_list arguments, again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	bool done = false;
	if (length < 0) {
		buffer->failed = true;
	} else if (reserve(buffer, (size_t)length)) {
		vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, again);
		buffer->length += (size_t)length;
		done = true;
	}
	va_end(again);
	return done;
}

const char *bo_buffer_text(const bo_buffer_t *buffer)
{
	return buffer->data ? buffer->data : "";
}

char *bo_buffer_take(bo_buffer_t *buffer, size_t *length)
{
	if (buffer->failed || !reserve(buffer, 0)) {
		return NULL;
	}
	char *data = buffer->data;
	data[buffer->length] = '\0';
	if (length) {
		*length = buffer->length;
	}
	bo_buffer_init(buffer, buffer->maximum);
	return data;
}

void bo_wipe(void *data, size_t length)
{
	if (data && length) {
		memset(data, 0, length);
		/* The compiler must believe that the zeros are read, or it drops the memset before a free. */
		__asm__ __volatile__("" : : "r"(data) : "memory");
	}
}

void bo_buffer_wipe(bo_buffer_t *buffer)
{
	bo_wipe(buffer->data, buffer->capacity);
	bo_buffer_dispose(buffer);
}
