#include "droplist/bo_pattern.h"

#include <string.h>

#define MAX_DEPTH 30
#define LETTERS ((UINT64_C(1) << 26) - 1)
#define DIGITS (((UINT64_C(1) << 10) - 1) << 26)
#define HYPHEN (UINT64_C(1) << BO_SYMBOL_HYPHEN)

typedef struct {
	const char *at, *end;
	int depth;
	bool unknown;
	bo_pattern_t *pattern;
} reader_t;

/* ---- what can be known ---- */

typedef struct {
	int minimum, maximum;
	bool opens, closes; /* matches only at the start / the end of the label */
	/* The longest literal known to be in it, and the literals that it starts and ends with; `plain`: it is
	 * nothing but `prefix`. */
	char best[64], prefix[64], suffix[64];
	size_t best_length, prefix_length, suffix_length;
	bool plain;
} facts_t;

static int limited(long long number)
{
	return number > BO_PATTERN_UNBOUNDED ? BO_PATTERN_UNBOUNDED : (int)number;
}

static void take_best(facts_t *facts, const char *text, size_t length)
{
	if (length > facts->best_length) {
		memcpy(facts->best, text, length);
		facts->best_length = length;
	}
}

/* Puts what is known of the next part behind what is known so far. */
static void join_facts(facts_t *facts, const facts_t *next)
{
	char middle[sizeof(facts->suffix) + sizeof(next->prefix)];
	memcpy(middle, facts->suffix, facts->suffix_length);
	memcpy(middle + facts->suffix_length, next->prefix, next->prefix_length);
	size_t whole = facts->suffix_length + next->prefix_length;
	/* A literal that is cut is one still; its start serves as a prefix, its end as a suffix. */
	size_t length = whole > sizeof(facts->best) ? sizeof(facts->best) : whole;
	take_best(facts, next->best, next->best_length);
	take_best(facts, middle, length);
	if (facts->plain) {
		memcpy(facts->prefix, middle, length);
		facts->prefix_length = length;
	}
	if (next->plain) {
		memcpy(facts->suffix, middle + (whole - length), length);
		facts->suffix_length = length;
	} else {
		memcpy(facts->suffix, next->suffix, next->suffix_length);
		facts->suffix_length = next->suffix_length;
	}
	facts->plain = facts->plain && next->plain && whole == length;
	facts->opens = facts->opens || (facts->maximum == 0 && next->opens);
	facts->closes = next->closes || (next->maximum == 0 && facts->closes);
	facts->minimum = limited((long long)facts->minimum + next->minimum);
	facts->maximum = limited((long long)facts->maximum + next->maximum);
}

static void either_facts(facts_t *facts, const facts_t *other)
{
	facts->minimum = facts->minimum < other->minimum ? facts->minimum : other->minimum;
	facts->maximum = facts->maximum > other->maximum ? facts->maximum : other->maximum;
	facts->opens = facts->opens && other->opens;
	facts->closes = facts->closes && other->closes;
	facts->best_length = facts->prefix_length = facts->suffix_length = 0;
	facts->plain = false;
}

static void repeat_facts(facts_t *facts, int low, int high)
{
	facts->minimum = limited((long long)facts->minimum * low);
	facts->maximum = facts->maximum == 0 ? 0 : limited((long long)facts->maximum * high);
	if (low == 0) {
		facts->best_length = facts->prefix_length = facts->suffix_length = 0;
		facts->opens = facts->closes = false;
	}
	/* "ab" twice starts and ends with "ab", but is more than that. */
	facts->plain = facts->plain && low == 1 && high == 1;
}

/* ---- reading ---- */

static uint16_t give_up(reader_t *reader)
{
	reader->unknown = true;
	reader->at = reader->end;
	return 0;
}

static uint16_t add_node(reader_t *reader, bo_node_t node)
{
	if (reader->pattern->node_count == BO_PATTERN_NODES) {
		return give_up(reader);
	}
	reader->pattern->nodes[reader->pattern->node_count] = node;
	return (uint16_t)reader->pattern->node_count++;
}

static uint16_t add_set(reader_t *reader, uint64_t symbols)
{
	return add_node(reader, (bo_node_t){.kind = BO_NODE_SET, .symbols = symbols});
}

static bool more(const reader_t *reader)
{
	return reader->at < reader->end;
}

static bool is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
		   (c >= '{' && c <= '~');
}

/* What one ASCII byte stands for. Punctuation that is in no label matches nothing. */
static uint64_t symbols_of(unsigned char c)
{
	int symbol = bo_symbol_of(c);
	return symbol == BO_SYMBOL_OTHER ? 0 : UINT64_C(1) << symbol;
}

static uint16_t add_letter(reader_t *reader, unsigned char c)
{
	uint64_t symbols = symbols_of(c);
	char letter = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	return add_node(reader,
			(bo_node_t){.kind = BO_NODE_SET, .symbols = symbols, .letter = (char)(symbols ? letter : 0)});
}

/* A letter that stands for itself. */
static uint16_t read_letter(reader_t *reader)
{
	unsigned char c = (unsigned char)*reader->at;
	if (c < 0x20 || c == 0x7f) {
		return give_up(reader);
	}
	if (c < 0x80) {
		reader->at++;
		return add_letter(reader, c);
	}
	size_t size = 1;
	while (reader->at + size < reader->end && ((unsigned char)reader->at[size] & 0xc0) == 0x80) {
		size++;
	}
	/* The long s and the Kelvin sign are, without regard to case, an ASCII s and k. */
	if ((size == 2 && memcmp(reader->at, "\xc5\xbf", 2) == 0) ||
			(size == 3 && memcmp(reader->at, "\xe2\x84\xaa", 3) == 0)) {
		return give_up(reader);
	}
	reader->at += size;
	reader->pattern->exact_beyond_ascii = false;
	return add_set(reader, 0);
}

/* \d, \w, \s and their opposites; false for others. */
static bool read_kind(uint64_t *symbols, reader_t *reader, char c)
{
	switch (c) {
		case 'd':
			*symbols = DIGITS;
			break;
		case 'D':
			*symbols = BO_SYMBOLS_ALL & ~DIGITS;
			break;
		case 'w':
			*symbols = LETTERS | DIGITS;
			break;
		case 'W':
			*symbols = HYPHEN;
			break;
		case 's':
			*symbols = 0;
			break;
		case 'S':
			*symbols = BO_SYMBOLS_ALL;
			break;
		default:
			return false;
	}
	reader->pattern->exact_beyond_ascii = false;
	return true;
}

static uint16_t read_escape(reader_t *reader)
{
	char c = '\0';
	if (reader->at + 1 < reader->end) {
		c = reader->at[1];
	}
	uint64_t symbols;
	reader->at += 2;
	if (c == 'b') {
		reader->pattern->has_boundary = true;
		return add_node(reader, (bo_node_t){.kind = BO_NODE_BOUNDARY});
	}
	if (is_punctuation(c)) {
		return add_letter(reader, (unsigned char)c);
	}
	return read_kind(&symbols, reader, c) ? add_set(reader, symbols) : give_up(reader);
}

/* One member of a class: a letter (then *range_start), or a kind. False: not understood. */
static bool read_member(uint64_t *symbols, int *range_start, reader_t *reader)
{
	unsigned char c = (unsigned char)*reader->at;
	*range_start = -1;
	if (c == '\\') {
		char next = '\0';
		if (reader->at + 1 < reader->end) {
			next = reader->at[1];
		}
		reader->at += 2;
		if (is_punctuation(next)) {
			*range_start = (unsigned char)next;
			*symbols |= symbols_of((unsigned char)next);
			return true;
		}
		uint64_t kind;
		if (!read_kind(&kind, reader, next)) {
			return false;
		}
		*symbols |= kind;
		return true;
	}
	if (c == '[' || c < 0x20 || c >= 0x7f) {
		return false; /* [:alpha:] and the like, control characters, letters beyond ASCII */
	}
	reader->at++;
	*range_start = c;
	*symbols |= symbols_of(c);
	return true;
}

/* [abc], [^a-z\d] */
static uint16_t read_class(reader_t *reader)
{
	uint64_t symbols = 0;
	bool first = true;
	reader->at++;
	bool negated = more(reader) && *reader->at == '^';
	reader->at += negated;
	for (;; first = false) {
		int from, to;
		if (!more(reader)) {
			return give_up(reader);
		}
		if (*reader->at == ']' && !first) {
			reader->at++;
			break;
		}
		if (!read_member(&symbols, &from, reader)) {
			return give_up(reader);
		}
		if (reader->at + 1 < reader->end && *reader->at == '-' && reader->at[1] != ']') {
			reader->at++;
			if (from < 0 || !read_member(&symbols, &to, reader) || to < from) {
				return give_up(reader);
			}
			for (int c = from; c <= to; c++) {
				symbols |= symbols_of((unsigned char)c);
			}
		}
	}
	/* The letters that a class names are ASCII, so its opposite holds all others. (\d and \w are another
	 * matter, which exact_beyond_ascii tells.) */
	return add_set(reader, negated ? BO_SYMBOLS_ALL & ~symbols : symbols);
}

static uint16_t read_alternatives(facts_t *facts, reader_t *reader);

static uint16_t read_group(facts_t *facts, reader_t *reader)
{
	reader->at++;
	if (++reader->depth > MAX_DEPTH) {
		return give_up(reader);
	}
	if (more(reader) && *reader->at == '?') {
		if (reader->end - reader->at < 2 || reader->at[1] != ':') {
			return give_up(reader);
		}
		reader->at += 2;
	} else if (more(reader) && *reader->at == '*') {
		return give_up(reader); /* (*VERB) */
	}
	uint16_t node = read_alternatives(facts, reader);
	if (!more(reader) || *reader->at != ')') {
		return give_up(reader);
	}
	reader->at++;
	reader->depth--;
	return node;
}

/* What is known of a node without parts. */
static void leaf_facts(facts_t *out, const bo_node_t *node)
{
	out->opens = node->kind == BO_NODE_START;
	out->closes = node->kind == BO_NODE_END;
	if (node->kind == BO_NODE_SET) {
		out->minimum = out->maximum = 1;
		out->plain = node->letter != '\0';
		if (out->plain) {
			out->best[0] = out->prefix[0] = out->suffix[0] = node->letter;
			out->best_length = out->prefix_length = out->suffix_length = 1;
		}
	} else {
		out->plain = true; /* nothing stands between what is left and right of it */
	}
}

static uint16_t read_leaf(reader_t *reader)
{
	switch (*reader->at) {
		case '^':
			reader->at++;
			return add_node(reader, (bo_node_t){.kind = BO_NODE_START});
		case '$':
			reader->at++;
			return add_node(reader, (bo_node_t){.kind = BO_NODE_END});
		case '.':
			reader->at++;
			return add_set(reader, BO_SYMBOLS_ALL);
		case '[':
			return read_class(reader);
		case '\\':
			return read_escape(reader);
		case '*':
		case '+':
		case '?':
		case '{':
		case '}':
		case ']':
			return give_up(reader); /* an error, or a literal in some versions only */
		default:
			return read_letter(reader);
	}
}

static uint16_t read_atom(facts_t *facts, reader_t *reader)
{
	memset(facts, 0, sizeof(*facts));
	if (*reader->at == '(') {
		return read_group(facts, reader);
	}
	uint16_t node = read_leaf(reader);
	if (!reader->unknown) {
		leaf_facts(facts, &reader->pattern->nodes[node]);
	}
	return node;
}

static int read_number(reader_t *reader)
{
	int number = 0, digits = 0;
	for (; more(reader) && *reader->at >= '0' && *reader->at <= '9' && digits < 5; digits++) {
		number = number * 10 + (*reader->at++ - '0');
	}
	if (digits == 0) {
		give_up(reader);
	}
	return number;
}

/* {2}, {2,}, {2,5} */
static void read_braces(int *low, int *high, reader_t *reader)
{
	reader->at++;
	*low = *high = read_number(reader);
	if (more(reader) && *reader->at == ',') {
		reader->at++;
		*high = more(reader) && *reader->at != '}' ? read_number(reader) : BO_PATTERN_UNBOUNDED;
	}
	if (!more(reader) || *reader->at != '}') {
		give_up(reader);
		return;
	}
	reader->at++;
}

static uint16_t read_quantifier(uint16_t node, facts_t *facts, reader_t *reader)
{
	int low = 1, high = 1;
	if (!more(reader)) {
		return node;
	}
	char c = *reader->at;
	if (c == '*' || c == '+' || c == '?') {
		low = c == '+';
		high = c == '?' ? 1 : BO_PATTERN_UNBOUNDED;
		reader->at++;
	} else if (c == '{') {
		read_braces(&low, &high, reader);
	} else {
		return node;
	}
	if (more(reader) && *reader->at == '+') {
		return give_up(reader); /* possessive: what it took it never gives back, which no automaton knows */
	}
	if (more(reader) && *reader->at == '?') {
		reader->at++; /* lazy: another match perhaps, but a match all the same */
	}
	if (reader->unknown || low > high) {
		return give_up(reader);
	}
	repeat_facts(facts, low, high);
	return add_node(reader, (bo_node_t){.kind = BO_NODE_REPEAT, .left = node, .low = low, .high = high});
}

static uint16_t read_sequence(facts_t *facts, reader_t *reader)
{
	bool empty = true;
	uint16_t sequence = 0;
	memset(facts, 0, sizeof(*facts));
	facts->plain = true;
	while (more(reader) && *reader->at != '|' && *reader->at != ')') {
		facts_t part;
		uint16_t atom = read_atom(&part, reader);
		if (!reader->unknown) {
			atom = read_quantifier(atom, &part, reader);
		}
		if (reader->unknown) {
			return 0;
		}
		join_facts(facts, &part);
		sequence =
				empty ? atom
					  : add_node(reader, (bo_node_t){.kind = BO_NODE_JOIN, .left = sequence, .right = atom});
		empty = false;
	}
	return empty ? add_node(reader, (bo_node_t){.kind = BO_NODE_EMPTY}) : sequence;
}

static uint16_t read_alternatives(facts_t *facts, reader_t *reader)
{
	uint16_t node = read_sequence(facts, reader);
	while (!reader->unknown && more(reader) && *reader->at == '|') {
		facts_t other_facts;
		reader->at++;
		uint16_t other = read_sequence(&other_facts, reader);
		either_facts(facts, &other_facts);
		node = add_node(reader, (bo_node_t){.kind = BO_NODE_EITHER, .left = node, .right = other});
	}
	return node;
}

void bo_pattern_read(bo_pattern_t *out, const char *text, size_t length)
{
	reader_t reader = {.at = text, .end = text + length, .pattern = out};
	facts_t facts;
	memset(out, 0, sizeof(*out));
	out->maximum = BO_PATTERN_UNBOUNDED;
	out->exact_beyond_ascii = true;
	if (length == 0) {
		return;
	}
	out->root = read_alternatives(&facts, &reader);
	if (reader.unknown || more(&reader)) {
		return; /* not understood, or a bracket too many */
	}
	out->understood = true;
	out->minimum = facts.minimum;
	if (facts.opens && facts.closes) {
		out->maximum = facts.maximum;
	}
	out->literal_length =
			facts.best_length < sizeof(out->literal) ? facts.best_length : sizeof(out->literal) - 1;
	memcpy(out->literal, facts.best, out->literal_length);
}
