#include "droplist/bo_filter_terms.h"

#include "base/bo_text.h"
#include "base/bo_name.h"
#include "droplist/bo_expression.h"
#include "droplist/bo_letters.h"
#include "droplist/bo_punycode.h"
#include "droplist/bo_scan.h"

#include <stdio.h>
#include <strings.h>

/* What a term costs: places in the order of names, a scan over all names, an expression. */
typedef enum { COST_PLACES, COST_SCAN, COST_EXPRESSION, COSTS } cost_t;

/* A text of a term, ready to be looked for: as an expression, or as it would stand in a label. */
typedef struct {
	bo_expression_t *expression;
	char text[BO_ULABEL_SIZE];
	size_t length;
	bool nowhere; /* no label can have it */
} needle_t;

typedef struct {
	needle_t needles[BO_TERM_TEXTS_MAX];
	cost_t costs[BO_TERMS_MAX];
} prepared_t;

/* ---- texts ---- */

static void lower_text(needle_t *out, const char *text, size_t length)
{
	out->nowhere = length >= sizeof(out->text);
	for (size_t i = 0; !out->nowhere && i < length; i++) {
		out->text[i] = bo_text_lower(text[i]);
	}
	out->length = out->nowhere ? 0 : length;
}

/* A text as it would stand in a label: lower case, IDNs in their Unicode form. False when it is beyond ASCII
 * and no valid part of a name, so that only a comparison without regard to case can tell. */
static bool normalise(needle_t *out, const char *text)
{
	size_t length = strlen(text);
	bool plain = true;
	for (size_t i = 0; i < length; i++) {
		plain = plain && (unsigned char)text[i] < 0x80;
	}
	if (length + 5 >= BO_NAME_UTF8_MAX) {
		out->nowhere = true;
		return true;
	}
	if (plain) {
		lower_text(out, text, length);
	}
	if (plain && strncasecmp(text, "xn--", 4) != 0) {
		return true;
	}
	/* A zone behind it makes it a name; a text with a dot is no label and stays as it is. */
	char name[BO_NAME_UTF8_MAX];
	bo_name_t parsed;
	snprintf(name, sizeof(name), "%.*s.com", (int)(BO_NAME_UTF8_MAX - 6), text);
	if (strchr(text, '.') || bo_name_parse(&parsed, name, strlen(name)) != BO_NAME_OK ||
			parsed.length != parsed.label_length + 4) {
		return plain;
	}
	out->nowhere = false;
	out->length = bo_punycode_decode(out->text, parsed.text, parsed.label_length);
	if (!out->length) {
		lower_text(out, parsed.text, parsed.label_length);
	}
	return true;
}

static bo_expression_kind_t caseless_kind(bo_term_kind_t kind)
{
	switch (kind) {
		case BO_TERM_STARTS:
			return BO_EXPRESSION_STARTS;
		case BO_TERM_ENDS:
			return BO_EXPRESSION_ENDS;
		case BO_TERM_EQUALS:
			return BO_EXPRESSION_EQUALS;
		case BO_TERM_CONTAINS:
		case BO_TERM_PATTERN:
		case BO_TERM_EXPRESSION:
			break;
	}
	return BO_EXPRESSION_CONTAINS;
}

static bo_code_t prepare_needle(needle_t *out, bo_term_kind_t kind, const char *text, bo_error_t *error)
{
	char expression[BO_LETTERS_SIZE];
	if (kind == BO_TERM_EXPRESSION) {
		return bo_expression_new(&out->expression, BO_EXPRESSION_REGULAR, text, error);
	}
	if (kind == BO_TERM_PATTERN) {
		bo_code_t result = bo_letters_expression(expression, text, error);
		return result != BO_OK
					   ? result
					   : bo_expression_new(&out->expression, BO_EXPRESSION_LETTERS, expression, error);
	}
	return normalise(out, text) ? BO_OK
								: bo_expression_new(&out->expression, caseless_kind(kind), text, error);
}

/* In the order in which they were given: what is told as wrong does not depend on the costs. */
static bo_code_t prepare(prepared_t *out, const bo_terms_t *terms, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	for (size_t i = 0; i < terms->count; i++) {
		const bo_term_t *term = &terms->items[i];
		bool places = term->kind == BO_TERM_STARTS || term->kind == BO_TERM_EQUALS;
		out->costs[i] = places ? COST_PLACES : COST_SCAN;
		for (size_t t = 0; t < term->text_count && result == BO_OK; t++) {
			size_t number = term->first_text + t;
			result = prepare_needle(&out->needles[number], term->kind, bo_terms_text(terms, number), error);
			out->costs[i] = out->needles[number].expression ? COST_EXPRESSION : out->costs[i];
		}
	}
	return result;
}

/* ---- rows ---- */

/* The rows whose label is the text stand side by side, and those that start with it too. */
static void add_places(bo_rows_set_t *found, const bo_index_t *index, const needle_t *needle, bool whole)
{
	char behind[BO_ULABEL_SIZE + 1];
	uint32_t from = bo_index_lower(index, needle->text, needle->length), to;
	if (whole) {
		/* The least text behind it. */
		memcpy(behind, needle->text, needle->length);
		behind[needle->length] = '\0';
		to = bo_index_lower(index, behind, needle->length + 1);
	} else {
		to = bo_index_behind_prefix(index, needle->text, needle->length);
	}
	bo_rows_set_put_range(found, from, to, true);
}

static bo_code_t add_expression(bo_rows_set_t *found, const bo_rows_set_t *set, const bo_index_t *index,
		bo_expression_t *expression, int64_t deadline, bo_error_t *error)
{
	bo_rows_set_t candidates;
	if (!bo_rows_set_copy(&candidates, set)) {
		return bo_fail_memory(error);
	}
	bo_rows_set_and_not(&candidates, found);
	bo_code_t result = bo_expression_match(found, &candidates, expression, index, deadline, error);
	bo_rows_set_dispose(&candidates);
	return result;
}

/* Adds the rows that fit one of the term's texts: all of them that are in the set, and perhaps others. */
static bo_code_t add_matches(bo_rows_set_t *found, const bo_rows_set_t *set, const bo_index_t *index,
		const bo_term_t *term, prepared_t *prepared, int64_t deadline, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	for (size_t t = 0; t < term->text_count && result == BO_OK; t++) {
		needle_t *needle = &prepared->needles[term->first_text + t];
		if (needle->expression) {
			result = add_expression(found, set, index, needle->expression, deadline, error);
		} else if (needle->nowhere) {
			continue;
		} else if (term->kind == BO_TERM_STARTS || term->kind == BO_TERM_EQUALS) {
			add_places(found, index, needle, term->kind == BO_TERM_EQUALS);
		} else {
			bo_scan_add(found, set, index, term->kind == BO_TERM_ENDS ? BO_SCAN_ENDS : BO_SCAN_CONTAINS,
					needle->text, needle->length);
		}
	}
	return result;
}

static bo_code_t keep_term(bo_rows_set_t *set, const bo_index_t *index, const bo_term_t *term,
		prepared_t *prepared, int64_t deadline, bo_error_t *error)
{
	bo_rows_set_t found;
	if (!bo_rows_set_init(&found, set->rows)) {
		return bo_fail_memory(error);
	}
	bo_code_t result = add_matches(&found, set, index, term, prepared, deadline, error);
	if (result == BO_OK && term->excluded) {
		bo_rows_set_and_not(set, &found);
	} else if (result == BO_OK) {
		bo_rows_set_and(set, &found);
	}
	bo_rows_set_dispose(&found);
	return result;
}

bo_code_t bo_filter_terms(
		bo_rows_set_t *set, const bo_index_t *index, const bo_terms_t *terms, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	if (terms->count == 0) {
		return BO_OK;
	}
	prepared_t *prepared = calloc(1, sizeof(*prepared));
	if (!prepared) {
		return bo_fail_memory(error);
	}
	int64_t deadline = bo_expression_deadline();
	result = prepare(prepared, terms, error);
	for (int cost = COST_PLACES; cost < COSTS && result == BO_OK; cost++) {
		for (size_t i = 0; i < terms->count && result == BO_OK; i++) {
			if (prepared->costs[i] == (cost_t)cost) {
				result = keep_term(set, index, &terms->items[i], prepared, deadline, error);
			}
		}
	}
	for (size_t i = 0; i < terms->text_count; i++) {
		bo_expression_free(prepared->needles[i].expression);
	}
	free(prepared);
	return result;
}
