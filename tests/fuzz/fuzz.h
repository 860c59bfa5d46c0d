/* What the fuzz targets share. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 2026-11-25 12:00:00 UTC, so that an input means the same on every day. */
#define FUZZ_NOW INT64_C(1795608000)

/* A broken promise ends the program; libFuzzer then keeps the input. */
#define FUZZ_CHECK(condition)                                                               \
	do {                                                                                    \
		if (!(condition)) {                                                                 \
			fprintf(stderr, "%s:%d: this must hold: %s\n", __FILE__, __LINE__, #condition); \
			abort();                                                                        \
		}                                                                                   \
	} while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The length of the UTF-8 sequence at the start of a text, in its shortest form, and its character; 0: none.
 */
static inline size_t fuzz_sequence(const char *text, size_t length, uint32_t *character)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *c = (const unsigned char *)text;
	size_t size = length == 0 ? 0
				  : *c < 0x80 ? 1
				  : *c < 0xc0 ? 0
				  : *c < 0xe0 ? 2
				  : *c < 0xf0 ? 3
				  : *c < 0xf8 ? 4
							  : 0;
	uint32_t value = size > 1 ? *c & (0xffu >> (size + 1)) : size ? *c : 0;
	if (size > length) {
		return 0;
	}
	for (size_t i = 1; i < size; i++) {
		if ((c[i] & 0xc0) != 0x80) {
			return 0;
		}
		value = value << 6 | (c[i] & 0x3f);
	}
	*character = value;
	return value < least[size] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000) ? 0 : size;
}

/* Whether a text is UTF-8 without control characters; with `blanks` those from tab to carriage return may be
 * there. */
static inline bool fuzz_is_text(const char *text, bool blanks)
{
	size_t length = strlen(text);
	while (length) {
		uint32_t c;
		size_t size = fuzz_sequence(text, length, &c);
		bool blank = size == 1 && c >= '\t' && c <= '\r';
		if (size == 0 || (blank ? !blanks : c < 0x20 || c == 0x7f)) {
			return false;
		}
		text += size;
		length -= size;
	}
	return true;
}

/* Whether it may be shown to a person. */
static inline bool fuzz_is_printable(const char *text)
{
	return fuzz_is_text(text, false);
}

#endif
