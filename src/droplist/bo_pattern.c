#include "droplist/bo_pattern.h"

#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 30
#define MAX_LINES_TEXT 4096

/* What is known of a part of the expression. */
typedef struct {
	int minimum, maximum;
	bool plain;             /* exactly the letters of `text`, nothing else */
	char text[64];          /* the longest literal known to be in it */
	size_t length;
	bool opens, closes;     /* only matches at the start / the end of the label */
} part_t;

typedef struct {
	const char *at, *end;
	int depth;
	bool unknown;
	bo_buffer_t lines;
} reader_t;

static int limited(long long number)
{
	return number > BO_PATTERN_UNBOUNDED ? BO_PATTERN_UNBOUNDED : (int)number;
}

static void copy_through(reader_t *reader, size_t count)
{
	bo_buffer_add(&reader->lines, reader->at, count);
	reader->at += count;
}

static void give_up(reader_t *reader)
{
	reader->unknown = true;
	reader->at = reader->end;
}

static void one_letter(part_t *part)
{
	memset(part, 0, sizeof(*part));
	part->minimum = part->maximum = 1;
}

static bool is_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

/* A letter that stands for itself. Only ASCII is kept as a literal; the engine folds the case of the others. */
static void read_letter(part_t *part, reader_t *reader)
{
	unsigned char c = (unsigned char)*reader->at;
	one_letter(part);
	if (c < 0x20 || c == 0x7f) {
		give_up(reader);
		return;
	}
	if (c < 0x80) {
		part->plain = true;
		part->length = 1;
		part->text[0] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
		copy_through(reader, 1);
		return;
	}
	size_t size = 1;
	while (reader->at + size < reader->end && ((unsigned char)reader->at[size] & 0xc0) == 0x80) {
		size++;
	}
	copy_through(reader, size);
}

static void read_escape(part_t *part, reader_t *reader)
{
	char c = reader->at + 1 < reader->end ? reader->at[1] : '\0';
	one_letter(part);
	if (c == 'd' || c == 'w') {
		copy_through(reader, 2);
	} else if (c == 'b') {
		part->minimum = part->maximum = 0;
		copy_through(reader, 2);
	} else if (is_punctuation(c)) {
		part->plain = true;
		part->length = 1;
		part->text[0] = c;
		copy_through(reader, 2);
	} else {
		give_up(reader);
	}
}

/* [abc], [^a-z\d]: any one letter as far as this reader is concerned. */
static void read_class(part_t *part, reader_t *reader)
{
	one_letter(part);
	copy_through(reader, 1);
	bool negated = reader->at < reader->end && *reader->at == '^';
	if (negated) {
		copy_through(reader, 1);
		if (reader->at < reader->end && (*reader->at == ']' || *reader->at == '-')) {
			give_up(reader); /* the line end put before it would change its meaning */
			return;
		}
		bo_buffer_add_text(&reader->lines, "\\n");
	}
	bool first = true, closed = false;
	while (reader->at < reader->end && !closed) {
		unsigned char c = (unsigned char)*reader->at;
		if (c == ']' && !first) {
			copy_through(reader, 1);
			closed = true;
		} else if (c == '\\') {
			char next = reader->at + 1 < reader->end ? reader->at[1] : '\0';
			if (next != 'd' && next != 'w' && !is_punctuation(next)) {
				give_up(reader);
				return;
			}
			copy_through(reader, 2);
		} else if (c == '[' || c < 0x20) {
			/* [:alpha:] and the like, or a control character that might reach a line end */
			give_up(reader);
			return;
		} else {
			copy_through(reader, 1);
		}
		first = false;
	}
	if (!closed) {
		give_up(reader);
	}
}

static void read_alternatives(part_t *out, reader_t *reader);

static void read_group(part_t *part, reader_t *reader)
{
	if (++reader->depth > MAX_DEPTH) {
		give_up(reader);
		return;
	}
	copy_through(reader, 1);
	if (reader->at < reader->end && *reader->at == '?') {
		if (reader->end - reader->at < 2 || reader->at[1] != ':') {
			give_up(reader);
			return;
		}
		copy_through(reader, 2);
	} else if (reader->at < reader->end && *reader->at == '*') {
		give_up(reader); /* (*VERB) */
		return;
	}
	read_alternatives(part, reader);
	if (reader->at >= reader->end || *reader->at != ')') {
		give_up(reader);
		return;
	}
	copy_through(reader, 1);
	reader->depth--;
}

static void read_atom(part_t *part, reader_t *reader)
{
	memset(part, 0, sizeof(*part));
	switch (*reader->at) {
		case '^':
			part->opens = true;
			copy_through(reader, 1);
			break;
		case '$':
			part->closes = true;
			copy_through(reader, 1);
			break;
		case '.':
			one_letter(part);
			copy_through(reader, 1);
			break;
		case '[':
			read_class(part, reader);
			break;
		case '(':
			read_group(part, reader);
			break;
		case '\\':
			read_escape(part, reader);
			break;
		case '*':
		case '+':
		case '?':
		case '{':
		case '}':
		case ']':
			give_up(reader); /* an error, or a literal in some versions only */
			break;
		default:
			read_letter(part, reader);
	}
}

static int read_number(reader_t *reader)
{
	int number = 0, digits = 0;
	while (reader->at < reader->end && *reader->at >= '0' && *reader->at <= '9') {
		number = number * 10 + (*reader->at - '0');
		copy_through(reader, 1);
		if (++digits > 5) {
			give_up(reader);
			return 0;
		}
	}
	if (!digits) {
		give_up(reader);
	}
	return number;
}

/* {2}, {2,}, {2,5} */
static void read_braces(int *low, int *high, reader_t *reader)
{
	copy_through(reader, 1);
	*low = *high = read_number(reader);
	if (reader->at < reader->end && *reader->at == ',') {
		copy_through(reader, 1);
		*high = BO_PATTERN_UNBOUNDED;
		if (reader->at < reader->end && *reader->at != '}') {
			*high = read_number(reader);
		}
	}
	if (reader->at >= reader->end || *reader->at != '}') {
		give_up(reader);
		return;
	}
	copy_through(reader, 1);
}

static void read_quantifier(part_t *part, reader_t *reader)
{
	int low = 1, high = 1;
	if (reader->at >= reader->end) {
		return;
	}
	char c = *reader->at;
	if (c == '*' || c == '+' || c == '?') {
		low = c == '+';
		high = c == '?' ? 1 : BO_PATTERN_UNBOUNDED;
		copy_through(reader, 1);
	} else if (c == '{') {
		read_braces(&low, &high, reader);
	} else {
		return;
	}
	if (reader->at < reader->end && (*reader->at == '?' || *reader->at == '+')) {
		copy_through(reader, 1); /* lazy or possessive: the same letters */
	}
	part->minimum = limited((long long)part->minimum * low);
	part->maximum = part->maximum == 0 ? 0 : limited((long long)part->maximum * high);
	if (low == 0) {
		part->length = 0;
		part->opens = part->closes = false;
	}
	/* "ab" once or more still holds "ab", but what follows it need not stand right behind the first one. */
	part->plain = part->plain && low == 1 && high == 1;
}

/* The run of literal letters that ends at the present place, and the longest literal so far. */
static void join_literal(part_t *sequence, part_t *run, const part_t *part)
{
	if (part->plain && run->length + part->length < sizeof(run->text)) {
		memcpy(run->text + run->length, part->text, part->length);
		run->length += part->length;
	} else {
		run->length = 0;
		if (part->plain) {
			memcpy(run->text, part->text, part->length);
			run->length = part->length;
		}
	}
	const part_t *candidates[] = {run, part};
	for (int i = 0; i < 2; i++) {
		if (candidates[i]->length > sequence->length) {
			memcpy(sequence->text, candidates[i]->text, candidates[i]->length);
			sequence->length = candidates[i]->length;
		}
	}
}

static void read_sequence(part_t *out, reader_t *reader)
{
	part_t run = {0};
	memset(out, 0, sizeof(*out));
	while (reader->at < reader->end && *reader->at != '|' && *reader->at != ')') {
		part_t part;
		read_atom(&part, reader);
		if (reader->unknown) {
			return;
		}
		read_quantifier(&part, reader);
		bool nothing_before = out->maximum == 0;
		out->opens = out->opens || (nothing_before && part.opens);
		/* "$" counts when no letter follows; "a$b" never matches, so it does not matter what is said of it. */
		out->closes = part.closes || (out->closes && part.maximum == 0);
		out->minimum = limited((long long)out->minimum + part.minimum);
		out->maximum = limited((long long)out->maximum + part.maximum);
		join_literal(out, &run, &part);
	}
}

static void read_alternatives(part_t *out, reader_t *reader)
{
	read_sequence(out, reader);
	while (!reader->unknown && reader->at < reader->end && *reader->at == '|') {
		part_t other;
		copy_through(reader, 1);
		read_sequence(&other, reader);
		out->minimum = other.minimum < out->minimum ? other.minimum : out->minimum;
		out->maximum = other.maximum > out->maximum ? other.maximum : out->maximum;
		out->opens = out->opens && other.opens;
		out->closes = out->closes && other.closes;
		out->length = 0;
	}
}

bool bo_pattern_read(bo_pattern_t *out, const char *text, size_t length)
{
	reader_t reader = {.at = text, .end = text + length};
	part_t whole = {0};
	memset(out, 0, sizeof(*out));
	out->maximum = BO_PATTERN_UNBOUNDED;
	if (memchr(text, '\0', length)) {
		return true;
	}
	bo_buffer_init(&reader.lines, MAX_LINES_TEXT);
	read_alternatives(&whole, &reader);
	if (reader.at < reader.end) {
		reader.unknown = true; /* a bracket too many */
	}
	if (reader.unknown || reader.lines.failed || reader.lines.length == 0) {
		bo_buffer_dispose(&reader.lines);
		return true;
	}
	out->understood = true;
	out->lines = bo_buffer_take(&reader.lines, NULL);
	out->minimum = whole.minimum;
	if (whole.opens && whole.closes) {
		out->maximum = whole.maximum;
	}
	memcpy(out->literal, whole.text, whole.length);
	out->literal_length = whole.length;
	return out->lines != NULL;
}

void bo_pattern_dispose(bo_pattern_t *pattern)
{
	free(pattern->lines);
	pattern->lines = NULL;
}
