/* What a search asks of the label: a list of terms, all of which must fit. A term has one text or several, of
 * which one must fit. Labels are taken in their Unicode form, without regard to case.
 *
 * The list holds its texts itself and no pointers, so it may be copied like a number. */
#ifndef BO_TERMS_H
#define BO_TERMS_H

#include "base/bo_error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BO_TERMS_MAX 32
#define BO_TERM_TEXTS_MAX 64
#define BO_TERM_BYTES_MAX 4096

typedef enum {
	BO_TERM_CONTAINS,
	BO_TERM_STARTS,
	BO_TERM_ENDS,
	BO_TERM_EQUALS,
	BO_TERM_PATTERN,   /* the whole label by kinds of letters, "CVCV": bo_letters.h */
	BO_TERM_EXPRESSION /* PCRE2, anywhere in the label */
} bo_term_kind_t;

typedef struct {
	bo_term_kind_t kind;
	bool excluded; /* names that fit are left out */
	uint16_t first_text, text_count;
} bo_term_t;

typedef struct {
	bo_term_t items[BO_TERMS_MAX];
	size_t count;
	uint16_t text_start[BO_TERM_TEXTS_MAX];
	size_t text_count;
	char bytes[BO_TERM_BYTES_MAX]; /* the texts, each followed by a NUL */
	size_t byte_count;
} bo_terms_t;

/* Adds a term with one text. BO_E_INVALID: an empty text or one with a NUL, or more than fits: the message is
 * for the person who searches. */
BO_MUSTCHECK bo_code_t bo_terms_add(bo_terms_t *terms, bo_term_kind_t kind, bool excluded, const char *text,
		size_t length, bo_error_t *error);
/* Adds another text to the term that was added last: one of them must fit. */
BO_MUSTCHECK bo_code_t bo_terms_or(bo_terms_t *terms, const char *text, size_t length, bo_error_t *error);

/* The text of a number from term->first_text on; borrowed. */
static inline const char *bo_terms_text(const bo_terms_t *terms, size_t number)
{
	return terms->bytes + terms->text_start[number];
}

#endif
