/* Letter patterns: a whole label by the kinds of its letters. CVCV finds "kiwi", LLNN "ab12".
 *
 *   L  a letter: anything that is neither digit nor hyphen, letters beyond ASCII included
 *   N  a digit
 *   C  a consonant: a to z without a, e, i, o, u
 *   V  a vowel: a, e, i, o, u
 *   -  a hyphen
 *   ?  any one character
 *   *  any number of any characters, none too */
#ifndef BO_LETTERS_H
#define BO_LETTERS_H

#include "base/bo_error.h"

#define BO_LETTERS_MAX 63
#define BO_LETTERS_SIZE 1200

/* Writes the pattern as an expression that takes the whole label. BO_E_INVALID: it has something else in it,
 * or more than BO_LETTERS_MAX places. */
BO_MUSTCHECK bo_code_t bo_letters_expression(
		char out[BO_LETTERS_SIZE], const char *pattern, bo_error_t *error);

#endif
