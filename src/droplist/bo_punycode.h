/* Decoding of A-labels, for lists of millions: the labels were checked by bo_name_parse() when they came in,
 * so only the arithmetic of RFC 3492 is left to do. */
#ifndef BO_PUNYCODE_H
#define BO_PUNYCODE_H

#include <stdbool.h>
#include <stddef.h>

/* A label has at most 63 letters, each at most 4 bytes long. */
#define BO_ULABEL_SIZE 256

/* Writes the U-label (UTF-8, no NUL) of a label that starts with xn--; returns its length, or 0 when it does
 * not decode to letters beyond ASCII. */
size_t bo_punycode_decode(char out[BO_ULABEL_SIZE], const char *label, size_t length);

#endif
