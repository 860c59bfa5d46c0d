#include "droplist/bo_punycode.h"

#include "base/bo_name.h"

#include <stdint.h>
#include <string.h>

enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, FIRST_BIAS = 72, FIRST_LETTER = 0x80 };

static uint32_t adapt(uint32_t delta, uint32_t points, bool first)
{
	uint32_t k = 0;
	delta = first ? delta / DAMP : delta / 2;
	delta += delta / points;
	while (delta > ((BASE - T_MIN) * T_MAX) / 2) {
		delta /= BASE - T_MIN;
		k += BASE;
	}
	return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static int digit(char c)
{
	if (c >= 'a' && c <= 'z') {
		return c - 'a';
	}
	if (c >= '0' && c <= '9') {
		return c - '0' + 26;
	}
	return -1;
}

static size_t put_utf8(char *out, uint32_t letter)
{
	if (letter < 0x80) {
		out[0] = (char)letter;
		return 1;
	}
	if (letter < 0x800) {
		out[0] = (char)(0xc0 | letter >> 6);
		out[1] = (char)(0x80 | (letter & 0x3f));
		return 2;
	}
	if (letter < 0x10000) {
		out[0] = (char)(0xe0 | letter >> 12);
		out[1] = (char)(0x80 | (letter >> 6 & 0x3f));
		out[2] = (char)(0x80 | (letter & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | letter >> 18);
	out[1] = (char)(0x80 | (letter >> 12 & 0x3f));
	out[2] = (char)(0x80 | (letter >> 6 & 0x3f));
	out[3] = (char)(0x80 | (letter & 0x3f));
	return 4;
}

/* Reads one generalised variable-length integer and adds it to *at; false at the end or on overflow. */
static bool read_delta(uint32_t *at, const char **text, const char *end, uint32_t bias)
{
	uint32_t weight = 1;
	for (uint32_t k = BASE;; k += BASE) {
		int value = *text < end ? digit(**text) : -1;
		if (value < 0) {
			return false;
		}
		(*text)++;
		if ((uint32_t)value > (UINT32_MAX - *at) / weight) {
			return false;
		}
		*at += (uint32_t)value * weight;
		uint32_t threshold = k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
		if ((uint32_t)value < threshold) {
			return true;
		}
		if (weight > UINT32_MAX / (BASE - threshold)) {
			return false;
		}
		weight *= BASE - threshold;
	}
}

size_t bo_punycode_decode(char out[BO_ULABEL_SIZE], const char *label, size_t length)
{
	uint32_t letters[BO_LABEL_MAX];
	uint32_t count = 0, letter = FIRST_LETTER, place = 0, bias = FIRST_BIAS;
	if (length <= 4 || length > BO_LABEL_MAX || memcmp(label, "xn--", 4) != 0) {
		return 0;
	}
	const char *text = label + 4, *end = label + length;
	const char *hyphen = memrchr(text, '-', (size_t)(end - text));
	if (hyphen) {
		for (; text < hyphen; text++) {
			letters[count++] = (unsigned char)*text;
		}
		text++;
	}
	bool first = true;
	while (text < end) {
		uint32_t before = place;
		if (count == BO_LABEL_MAX || !read_delta(&place, &text, end, bias)) {
			return 0;
		}
		bias = adapt(place - before, count + 1, first);
		first = false;
		uint32_t steps = place / (count + 1);
		if (steps > 0x10ffff - letter) {
			return 0;
		}
		letter += steps;
		place %= count + 1;
		if (letter >= 0xd800 && letter <= 0xdfff) {
			return 0;
		}
		memmove(letters + place + 1, letters + place, (count - place) * sizeof(letters[0]));
		letters[place++] = letter;
		count++;
	}
	if (first) {
		return 0; /* nothing but ASCII */
	}
	size_t size = 0;
	for (uint32_t i = 0; i < count; i++) {
		size += put_utf8(out + size, letters[i]);
	}
	return size;
}
