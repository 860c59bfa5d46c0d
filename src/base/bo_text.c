#include "base/bo_text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

size_t bo_text_sequence(const char *data, size_t left)
{
	const unsigned char *p = (const unsigned char *)data;
	if (!left) {
		return 0;
	}
	if (p[0] < 0x80) {
		return 1;
	}
	size_t length = 0;
	if (p[0] >= 0xc2 && p[0] <= 0xdf) {
		length = 2;
	} else if ((p[0] & 0xf0) == 0xe0) {
		length = 3;
	} else if (p[0] >= 0xf0 && p[0] <= 0xf4) {
		length = 4;
	}
	if (!length || left < length) {
		return 0;
	}
	for (size_t i = 1; i < length; i++) {
		if ((p[i] & 0xc0) != 0x80) {
			return 0;
		}
	}
	/* Overlong forms, surrogates, and beyond U+10FFFF. */
	if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) || (p[0] == 0xf0 && p[1] < 0x90) ||
			(p[0] == 0xf4 && p[1] > 0x8f)) {
		return 0;
	}
	return length;
}

const char *bo_text_copy(char *out, size_t size, const char *data, size_t length)
{
	size_t used = 0;
	if (!size) {
		return out;
	}
	for (size_t i = 0; i < length;) {
		size_t step = bo_text_sequence(data + i, length - i);
		size_t wanted = step ? step : 1;
		if (used + wanted >= size) {
			break;
		}
		if (step == 0 || (step == 1 && ((unsigned char)data[i] < 0x20 || data[i] == 0x7f))) {
			out[used++] = '?';
			i++;
			continue;
		}
		memcpy(out + used, data + i, step);
		used += step;
		i += step;
	}
	out[used] = '\0';
	return out;
}

const char *bo_text_vprintf(char *out, size_t size, const char *format, va_list arguments)
{
	if (!size) {
		return out;
	}
	int written = vsnprintf(out, size, format, arguments);
	if (written < 0) {
		out[0] = '\0';
		return out;
	}
	bool cut = (size_t)written >= size;
	size_t length = cut ? size - 1 : (size_t)written;
	for (size_t i = 0; i < length;) {
		size_t step = bo_text_sequence(out + i, length - i);
		if (!step && cut && length - i < 4 && (unsigned char)out[i] >= 0xc0) {
			out[i] = '\0';
			break;
		}
		if (!step) {
			out[i] = '?';
		}
		i += step ? step : 1;
	}
	return out;
}

const char *bo_text_printf(char *out, size_t size, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	bo_text_vprintf(out, size, format, arguments);
	va_end(arguments);
	return out;
}
