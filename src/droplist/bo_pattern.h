/* Reads an expression to find out what can be known about its matches without running it. It understands the common
 * part of PCRE2's syntax (letters, ".", classes, groups, alternatives, quantifiers, "^", "$", \d, \w, \b); for anything
 * else it knows nothing, and the expression engine does all the work. */
#ifndef BO_PATTERN_H
#define BO_PATTERN_H

#include "base/bo_buffer.h"
#include <stdbool.h>
#include <stddef.h>

#define BO_PATTERN_UNBOUNDED 100000

typedef struct {
	bool understood;
	/* A text (lower-case ASCII) that is part of every match; length 0: none known. */
	char literal[64];
	size_t literal_length;
	/* Letters that the whole label must have at least and, when the expression takes it from end to end, at most. */
	int minimum, maximum;
	/* The same expression for a text of many lines, each line by itself: used with "^" and "$" at line ends. No part of
	 * it can match a line end. */
	char *lines;
} bo_pattern_t;

/* false: out of memory. bo_pattern_dispose() in any case. */
bool bo_pattern_read(bo_pattern_t *out, const char *text, size_t length);
void bo_pattern_dispose(bo_pattern_t *pattern);

#endif
