#include "droplist/bo_terms.h"

#include <string.h>

static bo_code_t add_text(bo_terms_t *terms, const char *text, size_t length, bo_error_t *error)
{
	if (length == 0) {
		return bo_fail(error, BO_E_INVALID, "A part of the search is empty.");
	}
	if (memchr(text, '\0', length)) {
		return bo_fail(error, BO_E_INVALID, "The search has a character that no name has.");
	}
	if (terms->text_count >= BO_TERM_TEXTS_MAX || length >= sizeof(terms->bytes) - terms->byte_count) {
		return bo_fail(error, BO_E_INVALID, "The search has too many words: at most %d words and %d letters.",
				BO_TERM_TEXTS_MAX, BO_TERM_BYTES_MAX);
	}
	terms->text_start[terms->text_count++] = (uint16_t)terms->byte_count;
	memcpy(terms->bytes + terms->byte_count, text, length);
	terms->bytes[terms->byte_count + length] = '\0';
	terms->byte_count += length + 1;
	return BO_OK;
}

bo_code_t bo_terms_add(bo_terms_t *terms, bo_term_kind_t kind, bool excluded, const char *text, size_t length,
		bo_error_t *error)
{
	if (terms->count >= BO_TERMS_MAX) {
		return bo_fail(error, BO_E_INVALID, "The search has too many parts: at most %d.", BO_TERMS_MAX);
	}
	size_t first = terms->text_count;
	bo_code_t result = add_text(terms, text, length, error);
	if (result == BO_OK) {
		bo_term_t *term = &terms->items[terms->count++];
		term->kind = kind;
		term->excluded = excluded;
		term->first_text = (uint16_t)first;
		term->text_count = 1;
	}
	return result;
}

bo_code_t bo_terms_or(bo_terms_t *terms, const char *text, size_t length, bo_error_t *error)
{
	if (terms->count == 0) {
		return bo_fail(error, BO_E_INTERNAL, "There is no term yet.");
	}
	bo_code_t result = add_text(terms, text, length, error);
	if (result == BO_OK) {
		terms->items[terms->count - 1].text_count++;
	}
	return result;
}
