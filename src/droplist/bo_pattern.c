#include "droplist/bo_pattern.h"

#include "base/bo_text.h"
#include "droplist/bo_pattern_facts.h"

#include <string.h>

#define MAX_DEPTH 30
#define MAX_PARTS 512
#define GROUPS 10

/* A group with a number. */
typedef struct {
	bool closed;
	bo_facts_t facts;
	/* A single letter, outside of all other groups and taken exactly once: its back-references can be bound.
	 */
	bool single;
	uint64_t symbols;
	int branch;   /* the alternative of the whole expression that it is in */
	size_t first; /* the part of its sequence that it is, and the last one with a back-reference to it */
	size_t last;
	bool used;
	/* Where it stands in a run of parts of fixed length; length 0: not in such a run. */
	int run, offset, fixed;
} group_t;

typedef struct {
	const char *at, *end;
	int depth, branch, asides; /* asides: open look-arounds */
	bool unknown;
	int group_count;
	group_t groups[GROUPS];
	/* Of the sequence outside of all groups: the part that is read, and the group or back-reference that it
	 * is.
	 */
	size_t part;
	int part_group, part_back;
	/* The run of parts of fixed length that is read, and what echoes in it. */
	int run, offset;
	bo_pattern_echo_t echoes[BO_PATTERN_ECHOES];
	size_t echo_count;
	bo_pattern_t *pattern;
} reader_t;

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
	char letter = bo_text_lower((char)c);
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
			*symbols = BO_PATTERN_DIGITS;
			break;
		case 'D':
			*symbols = BO_SYMBOLS_ALL & ~BO_PATTERN_DIGITS;
			break;
		case 'w':
			*symbols = BO_PATTERN_LETTERS | BO_PATTERN_DIGITS;
			break;
		case 'W':
			*symbols = BO_PATTERN_HYPHEN;
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

/* A place that takes no letter and that the tree knows nothing of. */
static uint16_t add_unknown_place(reader_t *reader)
{
	reader->pattern->exact = false;
	return add_node(reader, (bo_node_t){.kind = BO_NODE_EMPTY});
}

/* \1: what the group took, once more. */
static uint16_t read_back_reference(bo_facts_t *facts, reader_t *reader)
{
	int number = reader->at[1] - '0';
	group_t *group = &reader->groups[number];
	reader->at += 2;
	if (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9') {
		return give_up(reader); /* another group, or an octal number */
	}
	reader->pattern->exact_beyond_ascii = false;
	if (reader->depth == 0) {
		reader->part_back = number;
	}
	if (number <= reader->group_count && group->closed && group->single && group->branch == reader->branch &&
			reader->asides == 0) {
		group->used = true;
		group->last = reader->part;
		bo_facts_set(facts, group->symbols, '\0');
		return add_node(reader, (bo_node_t){.kind = BO_NODE_BACK, .low = number, .symbols = group->symbols});
	}
	/* Another text of the same kind, as far as the tree knows. */
	reader->pattern->exact = false;
	bo_facts_anything(facts);
	if (number <= reader->group_count && group->closed) {
		facts->length = group->facts.length;
		facts->digits = group->facts.digits;
		facts->hyphens = group->facts.hyphens;
	}
	uint16_t any = add_set(reader, BO_SYMBOLS_ALL);
	return add_node(reader, (bo_node_t){.kind = BO_NODE_REPEAT,
									.left = any,
									.low = facts->length.minimum,
									.high = facts->length.maximum});
}

static uint16_t read_escape(reader_t *reader)
{
	char c = '\0';
	if (reader->at + 1 < reader->end) {
		c = reader->at[1];
	}
	uint64_t symbols;
	reader->at += 2;
	switch (c) {
		case 'b':
		case 'B':
			return add_unknown_place(reader);
		case 'A':
			return add_node(reader, (bo_node_t){.kind = BO_NODE_START});
		case 'z':
		case 'Z':
			return add_node(reader, (bo_node_t){.kind = BO_NODE_END});
		default:
			break;
	}
	if (is_punctuation(c)) {
		return add_letter(reader, (unsigned char)c);
	}
	return read_kind(&symbols, reader, c) ? add_set(reader, symbols) : give_up(reader);
}

/* [:alpha:] and the like; false for others. */
static bool read_posix(uint64_t *symbols, reader_t *reader)
{
	static const struct {
		const char *name;
		uint64_t symbols;
	} classes[] = {{"[:alpha:]", BO_PATTERN_LETTERS}, {"[:digit:]", BO_PATTERN_DIGITS},
			{"[:alnum:]", BO_PATTERN_LETTERS | BO_PATTERN_DIGITS}};
	for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++) {
		size_t length = strlen(classes[i].name);
		if ((size_t)(reader->end - reader->at) >= length &&
				memcmp(reader->at, classes[i].name, length) == 0) {
			*symbols |= classes[i].symbols;
			reader->at += length;
			reader->pattern->exact_beyond_ascii = false;
			return true;
		}
	}
	return false;
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
	if (c == '[') {
		return read_posix(symbols, reader);
	}
	if (c < 0x20 || c >= 0x7f) {
		return false; /* control characters, letters beyond ASCII */
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

static uint16_t read_alternatives(bo_facts_t *facts, reader_t *reader);

/* What stands behind "(?", up to the content. */
typedef enum { GROUP_NUMBERED, GROUP_PLAIN, GROUP_ATOMIC, GROUP_ASIDE, GROUP_CASE, GROUP_UNKNOWN } opening_t;

static opening_t read_opening(reader_t *reader)
{
	static const struct {
		const char *text;
		opening_t opening;
	} openings[] = {{"?:", GROUP_PLAIN}, {"?i:", GROUP_PLAIN}, {"?>", GROUP_ATOMIC}, {"?=", GROUP_ASIDE},
			{"?!", GROUP_ASIDE}, {"?<=", GROUP_ASIDE}, {"?<!", GROUP_ASIDE}, {"?i)", GROUP_CASE}};
	if (!more(reader) || (*reader->at != '?' && *reader->at != '*')) {
		return GROUP_NUMBERED;
	}
	for (size_t i = 0; i < sizeof(openings) / sizeof(openings[0]); i++) {
		size_t length = strlen(openings[i].text);
		if ((size_t)(reader->end - reader->at) >= length &&
				memcmp(reader->at, openings[i].text, length) == 0) {
			reader->at += length;
			return openings[i].opening;
		}
	}
	return GROUP_UNKNOWN; /* names, conditions, recursion, (*VERB) */
}

/* A group that is read: what later back-references need to know. */
static uint16_t close_group(int number, uint16_t node, const bo_facts_t *facts, reader_t *reader)
{
	group_t *group = &reader->groups[number];
	const bo_node_t *body = &reader->pattern->nodes[node];
	group->closed = true;
	group->facts = *facts;
	group->branch = reader->branch;
	group->single = body->kind == BO_NODE_SET && reader->depth == 0 && reader->asides == 0;
	if (!group->single) {
		return node;
	}
	group->symbols = body->symbols;
	group->first = group->last = reader->part;
	return add_node(reader, (bo_node_t){.kind = BO_NODE_CAPTURE, .left = node, .low = number});
}

static uint16_t read_group(bo_facts_t *facts, reader_t *reader)
{
	reader->at++;
	opening_t opening = read_opening(reader);
	int number = 0;
	if (opening == GROUP_CASE) {
		bo_facts_empty(facts);
		return add_node(reader, (bo_node_t){.kind = BO_NODE_EMPTY});
	}
	if (opening == GROUP_UNKNOWN || ++reader->depth > MAX_DEPTH) {
		return give_up(reader);
	}
	if (opening == GROUP_NUMBERED) {
		number = ++reader->group_count;
	}
	reader->asides += opening == GROUP_ASIDE;
	uint16_t node = read_alternatives(facts, reader);
	reader->asides -= opening == GROUP_ASIDE;
	if (!more(reader) || *reader->at != ')') {
		return give_up(reader);
	}
	reader->at++;
	reader->depth--;
	if (opening == GROUP_ASIDE) {
		bo_facts_empty(facts);
		return add_unknown_place(reader);
	}
	if (opening == GROUP_ATOMIC) {
		reader->pattern->exact = false;
	}
	if (number >= GROUPS) {
		number = 0; /* no back-reference to it is understood */
	}
	if (reader->depth == 0) {
		reader->part_group = number;
	}
	return number > 0 ? close_group(number, node, facts, reader) : node;
}

/* What is known of a node without parts. */
static void leaf_facts(bo_facts_t *out, const bo_node_t *node)
{
	if (node->kind == BO_NODE_SET) {
		bo_facts_set(out, node->symbols, node->letter);
	} else {
		bo_facts_empty(out);
	}
	out->opens = node->kind == BO_NODE_START;
	out->closes = node->kind == BO_NODE_END;
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

static uint16_t read_atom(bo_facts_t *facts, reader_t *reader)
{
	bo_facts_empty(facts);
	if (*reader->at == '(') {
		return read_group(facts, reader);
	}
	if (*reader->at == '\\' && reader->at + 1 < reader->end && reader->at[1] >= '1' && reader->at[1] <= '9') {
		return read_back_reference(facts, reader);
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

static uint16_t read_quantifier(uint16_t node, bo_facts_t *facts, reader_t *reader)
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
		reader->at++; /* possessive: what it took it never gives back, which no automaton knows */
		reader->pattern->exact = false;
	} else if (more(reader) && *reader->at == '?') {
		reader->at++; /* lazy: another match perhaps, but a match all the same */
	}
	if (reader->unknown || low > high) {
		return give_up(reader);
	}
	if (reader->pattern->nodes[node].kind == BO_NODE_CAPTURE) {
		reader->groups[reader->pattern->nodes[node].low].single = false;
	}
	bo_facts_repeat(facts, low, high);
	return add_node(reader, (bo_node_t){.kind = BO_NODE_REPEAT, .left = node, .low = low, .high = high});
}

/* Keeps the echoes of the run that ends, if there are more of them than in those before, and begins another.
 */
static void end_run(reader_t *reader)
{
	bo_pattern_t *pattern = reader->pattern;
	if (reader->echo_count > pattern->echo_count) {
		memcpy(pattern->echoes, reader->echoes, sizeof(pattern->echoes));
		pattern->echo_count = reader->echo_count;
	}
	reader->run++;
	reader->offset = 0;
	reader->echo_count = 0;
}

/* Of a group of fixed length and a back-reference in a fixed distance it is known which bytes are the same.
 */
static void note_echoes(reader_t *reader, const bo_facts_t *part, bool quantified)
{
	group_t *group = &reader->groups[reader->part_group], *back = &reader->groups[reader->part_back];
	bool fixed = part->length.minimum == part->length.maximum && part->length.maximum < 64;
	if (reader->part_group && fixed && !quantified) {
		group->run = reader->run;
		group->offset = reader->offset;
		group->fixed = part->length.minimum;
	}
	if (reader->part_back && part->length.minimum > 0 && back->run == reader->run) {
		for (int i = 0; i < back->fixed && reader->echo_count < BO_PATTERN_ECHOES; i++) {
			reader->echoes[reader->echo_count++] = (bo_pattern_echo_t){
					.offset = (uint8_t)(back->offset + i), .lag = (uint8_t)(reader->offset - back->offset)};
		}
	}
	if (fixed && reader->offset + part->length.maximum < 64) {
		reader->offset += part->length.maximum;
	} else {
		end_run(reader);
	}
}

/* Whether the back-references of a group are bound in the sequence that is read. */
static bool is_bound(const reader_t *reader, const group_t *group)
{
	return reader->depth == 0 && group->used && group->single && group->branch == reader->branch;
}

/* The group, other than `without`, that is at a part and has bound back-references; 0: none. */
static int bound_group(const reader_t *reader, size_t part, int without)
{
	for (int number = 1; number < GROUPS; number++) {
		const group_t *group = &reader->groups[number];
		if (number != without && is_bound(reader, group) && group->first == part) {
			return number;
		}
	}
	return 0;
}

/* The place behind the last part that belongs to the group: whatever begins inside and ends behind it does.
 */
static size_t bound_end(const reader_t *reader, const group_t *group)
{
	size_t end = group->last + 1, before;
	do {
		before = end;
		for (int number = 1; number < GROUPS; number++) {
			const group_t *other = &reader->groups[number];
			if (is_bound(reader, other) && other->first > group->first && other->first < end &&
					other->last >= end) {
				end = other->last + 1;
			}
		}
	} while (end != before);
	return end;
}

/* The parts of a sequence, one after the other. Groups whose back-references are bound are put around those
 * parts that have them, so that as little as possible is there once for each letter. */
static uint16_t join_parts(reader_t *reader, const uint16_t *parts, size_t from, size_t to, int without)
{
	uint16_t sequence = 0;
	bool empty = true;
	for (size_t i = from, next; i < to && !reader->unknown; i = next) {
		uint16_t part = parts[i];
		int number = bound_group(reader, i, without);
		next = i + 1;
		if (number > 0) {
			const group_t *group = &reader->groups[number];
			next = bound_end(reader, group);
			uint16_t inside = join_parts(reader, parts, i, next, number);
			part = add_node(reader, (bo_node_t){.kind = BO_NODE_BIND,
											.left = inside,
											.low = number,
											.symbols = group->symbols & ~BO_SYMBOLS_OTHER});
			reader->pattern->has_binds = true;
		}
		sequence =
				empty ? part
					  : add_node(reader, (bo_node_t){.kind = BO_NODE_JOIN, .left = sequence, .right = part});
		empty = false;
	}
	return empty ? add_node(reader, (bo_node_t){.kind = BO_NODE_EMPTY}) : sequence;
}

static uint16_t read_sequence(bo_facts_t *facts, reader_t *reader)
{
	uint16_t parts[MAX_PARTS];
	size_t count = 0;
	bo_facts_empty(facts);
	while (more(reader) && *reader->at != '|' && *reader->at != ')') {
		bo_facts_t part;
		if (count == MAX_PARTS) {
			return give_up(reader);
		}
		if (reader->depth == 0) {
			reader->part = count;
			reader->part_group = reader->part_back = 0;
		}
		uint16_t atom = read_atom(&part, reader);
		const char *behind = reader->at;
		if (!reader->unknown) {
			atom = read_quantifier(atom, &part, reader);
		}
		if (reader->unknown) {
			return 0;
		}
		if (reader->depth == 0) {
			note_echoes(reader, &part, reader->at != behind);
		}
		bo_facts_join(facts, &part);
		parts[count++] = atom;
	}
	return join_parts(reader, parts, 0, count, 0);
}

static uint16_t read_alternatives(bo_facts_t *facts, reader_t *reader)
{
	uint16_t node = read_sequence(facts, reader);
	while (!reader->unknown && more(reader) && *reader->at == '|') {
		bo_facts_t other_facts;
		reader->at++;
		if (reader->depth == 0) {
			reader->branch++;
		}
		uint16_t other = read_sequence(&other_facts, reader);
		bo_facts_either(facts, &other_facts);
		node = add_node(reader, (bo_node_t){.kind = BO_NODE_EITHER, .left = node, .right = other});
	}
	return node;
}

static void keep_literal(bo_pattern_literal_t *out, const char *text, size_t length)
{
	out->length = length < sizeof(out->text) ? length : sizeof(out->text) - 1;
	memcpy(out->text, text, out->length);
}

static void keep_facts(bo_pattern_t *out, const bo_facts_t *facts)
{
	out->length.minimum = facts->length.minimum;
	out->digits.minimum = facts->digits.minimum;
	out->hyphens.minimum = facts->hyphens.minimum;
	if (facts->opens && facts->closes) {
		out->length = facts->length;
		out->digits = facts->digits;
		out->hyphens = facts->hyphens;
	}
	keep_literal(&out->literal, facts->best, facts->best_length);
	if (facts->opens && facts->length.minimum > 0) {
		out->first = facts->first;
		keep_literal(&out->start, facts->prefix, facts->prefix_length);
	}
	if (facts->closes && facts->length.minimum > 0) {
		out->last = facts->last;
		keep_literal(&out->end, facts->suffix, facts->suffix_length);
	}
}

void bo_pattern_read(bo_pattern_t *out, const char *text, size_t length)
{
	reader_t reader = {.at = text, .end = text + length, .pattern = out};
	const bo_pattern_range_t any = {0, BO_PATTERN_UNBOUNDED};
	bo_facts_t facts;
	memset(out, 0, sizeof(*out));
	out->length = out->digits = out->hyphens = any;
	out->first = out->last = BO_SYMBOLS_ALL;
	out->exact = out->exact_beyond_ascii = true;
	if (length == 0) {
		return;
	}
	out->root = read_alternatives(&facts, &reader);
	if (reader.unknown || more(&reader)) {
		return; /* not understood, or a bracket too many */
	}
	out->understood = true;
	keep_facts(out, &facts);
	end_run(&reader);
	if (reader.branch > 0) {
		out->echo_count = 0; /* another alternative may do without */
	}
}
