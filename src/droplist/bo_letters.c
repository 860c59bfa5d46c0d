#include "droplist/bo_letters.h"

#include <stdbool.h>
#include <string.h>

/* The class that a place stands for; NULL: none. */
static const char *class_of(char place)
{
	switch (place) {
		case 'L':
		case 'l':
			return "[^0-9-]";
		case 'N':
		case 'n':
			return "[0-9]";
		case 'C':
		case 'c':
			return "[b-df-hj-np-tv-z]";
		case 'V':
		case 'v':
			return "[aeiou]";
		case '-':
			return "-";
		case '?':
			return ".";
		case '*':
			return ".*";
		default:
			return NULL;
	}
}

bo_code_t bo_letters_expression(char out[BO_LETTERS_SIZE], const char *pattern, bo_error_t *error)
{
	size_t length = strlen(pattern), at = 0;
	out[at++] = '^';
	for (size_t i = 0; i < length; i++) {
		const char *kind = class_of(pattern[i]);
		if (!kind || length > BO_LETTERS_MAX) {
			return bo_fail(error, BO_E_INVALID,
					"A letter pattern has at most %d places, and each is one of L (letter), N (digit), C "
					"(consonant), V (vowel), - (hyphen), ? (any one character) and * (any number of any "
					"characters).",
					BO_LETTERS_MAX);
		}
		/* Two stars in a row are as good as one. */
		bool again = i > 0 && pattern[i] == '*' && pattern[i - 1] == '*';
		if (!again) {
			memcpy(out + at, kind, strlen(kind));
			at += strlen(kind);
		}
	}
	out[at++] = '$';
	out[at] = '\0';
	return BO_OK;
}
