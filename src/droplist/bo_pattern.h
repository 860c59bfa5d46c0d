/* Reads an expression into a tree, to find out what can be known about its matches without running it, and to
 * make an automaton of it (bo_automaton.h). It understands the common part of PCRE2's syntax: letters, ".",
 * classes, \d \w \s and their opposites, groups, alternatives, quantifiers, "^", "$". What it knows only in
 * part (\b, look-arounds, atomic groups, most back-references) the tree allows too much for: then it tells
 * which labels can't match, and the expression engine decides the others. For anything else it understands
 * nothing, and the engine does all the work. Case never matters. */
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
	BO_NODE_SET,     /* one letter of `symbols` */
	BO_NODE_START,   /* ^ */
	BO_NODE_END,     /* $ */
	BO_NODE_CAPTURE, /* left, a single letter; group `low` */
	BO_NODE_BACK,    /* the letter that group `low` took; one of `symbols` */
	BO_NODE_BIND,    /* left, in which group `low` takes one of `symbols` and its back-references the same */
	BO_NODE_JOIN,    /* left, then right */
	BO_NODE_EITHER,  /* left or right */
	BO_NODE_REPEAT   /* left, `low` to `high` times */
} bo_node_kind_t;

typedef struct {
	bo_node_kind_t kind;
	uint64_t symbols;
	uint16_t left, right;
	int low, high; /* high BO_PATTERN_UNBOUNDED: no end */
	char letter;   /* a set that is one lower-case ASCII letter, digit or hyphen; otherwise 0 */
} bo_node_t;

typedef struct {
	int minimum, maximum;
} bo_pattern_range_t;

typedef struct {
	char text[64];
	size_t length;
} bo_pattern_literal_t;

/* Bytes of a label that are the same as those `lag` bytes behind them. */
typedef struct {
	uint8_t offset, lag;
} bo_pattern_echo_t;
#define BO_PATTERN_ECHOES 16

typedef struct {
	bool understood; /* whether the rest says anything: a label that the tree does not match never matches */
	bool exact;      /* an ASCII label that the tree matches does match */
	/* Whether the tree says the truth about letters beyond ASCII too; \w, \d and such letters themselves do
	 * not. */
	bool exact_beyond_ascii;
	bool has_binds;
	/* Texts (lower-case ASCII) that are part of every match, that the label must start and must end with;
	 * length 0: none known. */
	bo_pattern_literal_t literal, start, end;
	/* Letters, digits and hyphens that the whole label must have at least and, when the expression takes it
	 * from end to end, at most. What is said of digits and hyphens is true of ASCII labels only. */
	bo_pattern_range_t length, digits, hyphens;
	uint64_t first, last; /* the letters that an ASCII label may start and end with */
	/* At some place of an ASCII label all of these must hold. */
	bo_pattern_echo_t echoes[BO_PATTERN_ECHOES];
	size_t echo_count;
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
