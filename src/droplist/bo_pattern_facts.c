#include "droplist/bo_pattern_facts.h"

#include <string.h>

void bo_facts_empty(bo_facts_t *facts)
{
	memset(facts, 0, sizeof(*facts));
	facts->plain = true; /* nothing stands between what is left and right of it */
}

void bo_facts_set(bo_facts_t *facts, uint64_t symbols, char letter)
{
	memset(facts, 0, sizeof(*facts));
	facts->length = (bo_pattern_range_t){1, 1};
	/* No symbols at all: a letter beyond ASCII, which the symbols do not tell apart. */
	facts->digits.minimum = symbols && !(symbols & ~BO_PATTERN_DIGITS);
	facts->digits.maximum = !symbols || (symbols & BO_PATTERN_DIGITS);
	facts->hyphens.minimum = symbols == BO_PATTERN_HYPHEN;
	facts->hyphens.maximum = !symbols || (symbols & BO_PATTERN_HYPHEN);
	facts->first = facts->last = symbols;
	facts->plain = letter != '\0';
	if (facts->plain) {
		facts->best[0] = facts->prefix[0] = facts->suffix[0] = letter;
		facts->best_length = facts->prefix_length = facts->suffix_length = 1;
	}
}

void bo_facts_anything(bo_facts_t *facts)
{
	memset(facts, 0, sizeof(*facts));
	facts->length.maximum = facts->digits.maximum = facts->hyphens.maximum = BO_PATTERN_UNBOUNDED;
	facts->first = facts->last = BO_SYMBOLS_ALL;
}

static int limited(long long number)
{
	return number > BO_PATTERN_UNBOUNDED ? BO_PATTERN_UNBOUNDED : (int)number;
}

static void add_range(bo_pattern_range_t *range, bo_pattern_range_t next)
{
	range->minimum = limited((long long)range->minimum + next.minimum);
	range->maximum = limited((long long)range->maximum + next.maximum);
}

static void widen_range(bo_pattern_range_t *range, bo_pattern_range_t other)
{
	range->minimum = range->minimum < other.minimum ? range->minimum : other.minimum;
	range->maximum = range->maximum > other.maximum ? range->maximum : other.maximum;
}

static void multiply_range(bo_pattern_range_t *range, int low, int high)
{
	range->minimum = limited((long long)range->minimum * low);
	range->maximum = limited((long long)range->maximum * high);
}

static void take_best(bo_facts_t *facts, const char *text, size_t length)
{
	if (length > facts->best_length) {
		memcpy(facts->best, text, length);
		facts->best_length = length;
	}
}

void bo_facts_join(bo_facts_t *facts, const bo_facts_t *next)
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
	facts->opens = facts->opens || (facts->length.maximum == 0 && next->opens);
	facts->closes = next->closes || (next->length.maximum == 0 && facts->closes);
	facts->first |= facts->length.minimum == 0 ? next->first : 0;
	facts->last = next->last | (next->length.minimum == 0 ? facts->last : 0);
	add_range(&facts->length, next->length);
	add_range(&facts->digits, next->digits);
	add_range(&facts->hyphens, next->hyphens);
}

void bo_facts_either(bo_facts_t *facts, const bo_facts_t *other)
{
	widen_range(&facts->length, other->length);
	widen_range(&facts->digits, other->digits);
	widen_range(&facts->hyphens, other->hyphens);
	facts->first |= other->first;
	facts->last |= other->last;
	facts->opens = facts->opens && other->opens;
	facts->closes = facts->closes && other->closes;
	facts->best_length = facts->prefix_length = facts->suffix_length = 0;
	facts->plain = false;
}

void bo_facts_repeat(bo_facts_t *facts, int low, int high)
{
	multiply_range(&facts->length, low, high);
	multiply_range(&facts->digits, low, high);
	multiply_range(&facts->hyphens, low, high);
	if (low == 0) {
		facts->best_length = facts->prefix_length = facts->suffix_length = 0;
		facts->opens = facts->closes = false;
	}
	/* "ab" twice starts and ends with "ab", but is more than that. */
	facts->plain = facts->plain && low == 1 && high == 1;
}
