/* Reads an expression into a tree, to find out what can be known about its matches without running it, and to
 * make an automaton of it (bo_automaton.h). It understands the common part of PCRE2's syntax: letters, ".",
 * classes, \d \w \s and their opposites, groups, alternatives, quantifiers, "^", "$", \b. For anything else
 * it understands nothing, and the expression engine does all the work. Case never matters. */
#ifndef BO_PATTERN_H
#define BO_PATTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BO_PATTERN_UNBOUNDED 100000
#define BO_PATTERN_NODES 1024

/* The letters of labels as numbers; a set of them is a word with one bit each. */
enum {
	BO_SYMBOL_HYPHEN = 36, /* 0 to 25: a to z, 26 to 35: the digits */
	BO_SYMBOL_OTHER = 37,  /* any letter beyond ASCII */
	BO_SYMBOLS = 38
};
#define BO_SYMBOLS_ALL ((UINT64_C(1) << BO_SYMBOLS) - 1)
#define BO_SYMBOLS_OTHER (UINT64_C(1) << BO_SYMBOL_OTHER)

typedef enum {
	BO_NODE_EMPTY,
	BO_NODE_SET,      /* one letter of `symbols` */
	BO_NODE_START,    /* ^ */
	BO_NODE_END,      /* $ */
	BO_NODE_BOUNDARY, /* \b */
	BO_NODE_JOIN,     /* left, then right */
	BO_NODE_EITHER,   /* left or right */
	BO_NODE_REPEAT    /* left, `low` to `high` times */
} bo_node_kind_t;

typedef struct {
	bo_node_kind_t kind;
	uint64_t symbols;
	uint16_t left, right;
	int low, high; /* high BO_PATTERN_UNBOUNDED: no end */
	char letter;   /* a set that is one lower-case ASCII letter, digit or hyphen; otherwise 0 */
} bo_node_t;

typedef struct {
	bool understood;
	/* Whether the tree says the truth about letters beyond ASCII too; \w, \d and such letters themselves do
	 * not. */
	bool exact_beyond_ascii;
	bool has_boundary;
	/* A text (lower-case ASCII) that is part of every match; length 0: none known. */
	char literal[64];
	size_t literal_length;
	/* Letters that the whole label must have at least and, when the expression takes it from end to end, at
	 * most. */
	int minimum, maximum;
	uint16_t root;
	size_t node_count;
	bo_node_t nodes[BO_PATTERN_NODES];
} bo_pattern_t;

void bo_pattern_read(bo_pattern_t *out, const char *text, size_t length);

/* The number of an ASCII byte; OTHER for those that labels do not have. */
static inline int bo_symbol_of(unsigned char c)
{
	if (c >= 'a' && c <= 'z') {
		return c - 'a';
	}
	if (c >= 'A' && c <= 'Z') {
		return c - 'A';
	}
	if (c >= '0' && c <= '9') {
		return c - '0' + 26;
	}
	return c == '-' ? BO_SYMBOL_HYPHEN : BO_SYMBOL_OTHER;
}

#endif
