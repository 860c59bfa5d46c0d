/* Sets of rows of the index: one bit a row. */
#ifndef BO_ROWS_SET_H
#define BO_ROWS_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
	uint64_t *words;
	uint32_t rows;
} bo_rows_set_t;

static inline size_t bo_rows_set_words(const bo_rows_set_t *set)
{
	return ((size_t)set->rows + 63) / 64;
}

/* An empty set; false: out of memory. */
static inline bool bo_rows_set_init(bo_rows_set_t *set, uint32_t rows)
{
	set->rows = rows;
	set->words = calloc(bo_rows_set_words(set) + 1, sizeof(*set->words));
	return set->words != NULL;
}

static inline void bo_rows_set_dispose(bo_rows_set_t *set)
{
	free(set->words);
	set->words = NULL;
}

static inline void bo_rows_set_add(bo_rows_set_t *set, uint32_t row)
{
	set->words[row / 64] |= UINT64_C(1) << (row % 64);
}

/* Any number is safe, whatever an index file says. */
static inline bool bo_rows_set_has(const bo_rows_set_t *set, uint32_t row)
{
	return row < set->rows && (set->words[row / 64] >> (row % 64) & 1);
}

static inline uint32_t bo_rows_set_count(const bo_rows_set_t *set)
{
	uint32_t count = 0;
	for (size_t i = 0; i < bo_rows_set_words(set); i++) {
		count += (uint32_t)__builtin_popcountll(set->words[i]);
	}
	return count;
}

static inline void bo_rows_set_and(bo_rows_set_t *set, const bo_rows_set_t *other)
{
	for (size_t i = 0; i < bo_rows_set_words(set); i++) {
		set->words[i] &= other->words[i];
	}
}

static inline void bo_rows_set_or(bo_rows_set_t *set, const bo_rows_set_t *other)
{
	for (size_t i = 0; i < bo_rows_set_words(set); i++) {
		set->words[i] |= other->words[i];
	}
}

static inline void bo_rows_set_and_not(bo_rows_set_t *set, const bo_rows_set_t *other)
{
	for (size_t i = 0; i < bo_rows_set_words(set); i++) {
		set->words[i] &= ~other->words[i];
	}
}

/* Adds the rows [from, to), or takes them out. */
static inline void bo_rows_set_put_range(bo_rows_set_t *set, uint32_t from, uint32_t to, bool add)
{
	to = to < set->rows ? to : set->rows;
	while (from < to) {
		uint32_t end = (from / 64 + 1) * 64 < to ? (from / 64 + 1) * 64 : to;
		uint64_t bits = end - from == 64 ? UINT64_MAX : ((UINT64_C(1) << (end - from)) - 1) << (from % 64);
		set->words[from / 64] = add ? set->words[from / 64] | bits : set->words[from / 64] & ~bits;
		from = end;
	}
}

static inline bool bo_rows_set_copy(bo_rows_set_t *out, const bo_rows_set_t *from)
{
	if (!bo_rows_set_init(out, from->rows)) {
		return false;
	}
	memcpy(out->words, from->words, bo_rows_set_words(from) * sizeof(*out->words));
	return true;
}

/* Eight bytes that are 0 or 1 become eight bits. */
static inline uint64_t bo_rows_set_pack(const uint8_t flags[8])
{
	uint64_t bytes;
	memcpy(&bytes, flags, sizeof(bytes));
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
	bytes = __builtin_bswap64(bytes);
#endif
	return (bytes * UINT64_C(0x0102040810204080)) >> 56;
}

/* `for (BO_EACH_ROW(set, row))` visits the rows of a set in ascending order: call with row = the first to
 * look at. */
static inline uint32_t bo_rows_set_next(const bo_rows_set_t *set, uint32_t row)
{
	size_t words = bo_rows_set_words(set), word = row / 64;
	if (row >= set->rows) {
		return set->rows;
	}
	uint64_t bits = set->words[word] >> (row % 64) << (row % 64);
	while (!bits) {
		if (++word >= words) {
			return set->rows;
		}
		bits = set->words[word];
	}
	return (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
}

/* NOLINTBEGIN(bugprone-macro-parentheses): it declares a variable */
#define BO_EACH_ROW(set, row)                  \
	uint32_t row = bo_rows_set_next((set), 0); \
	row < (set)->rows;                         \
	row = bo_rows_set_next((set), row + 1)
/* NOLINTEND(bugprone-macro-parentheses) */

#endif
