#include "droplist/bo_filter_counts.h"

/* The loops below always run over 64 rows and have no branches, so that compilers turn them into vector
 * instructions; each section of the index is padded to a multiple of 64 bytes, so nothing is read beyond it.
 */
#define GROUP 64

bo_count_limits_t bo_count_limits_none(void)
{
	const bo_count_range_t any = {-1, -1};
	return (bo_count_limits_t){.length = any, .letters = any, .digits = any, .hyphens = any, .idn = -1};
}

static bool is_limit(bo_count_range_t range)
{
	return range.minimum > 0 || range.maximum >= 0;
}

bool bo_count_limits_given(const bo_count_limits_t *limits)
{
	return is_limit(limits->length) || is_limit(limits->letters) || is_limit(limits->digits) ||
		   is_limit(limits->hyphens) || limits->idn >= 0 || limits->digits_only;
}

static uint8_t low(int minimum)
{
	return (uint8_t)(minimum < 0 ? 0 : minimum > UINT8_MAX ? UINT8_MAX : minimum);
}

static uint8_t high(int maximum)
{
	return (uint8_t)(maximum < 0 || maximum > UINT8_MAX ? UINT8_MAX : maximum);
}

static void keep_range(uint8_t fits[GROUP], const uint8_t *values, bo_count_range_t range)
{
	if (!is_limit(range)) {
		return;
	}
	uint8_t least = low(range.minimum), most = high(range.maximum);
	for (int i = 0; i < GROUP; i++) {
		fits[i] &= (uint8_t)((values[i] >= least) & (values[i] <= most));
	}
}

static uint64_t group_fits(const bo_index_t *index, const bo_count_limits_t *limits, uint32_t first)
{
	uint8_t fits[GROUP];
	const uint8_t *length = index->length + first, *digits = index->digits + first;
	const uint8_t *hyphens = index->hyphens + first, *idn = index->idn + first;
	memset(fits, 1, sizeof(fits));
	keep_range(fits, length, limits->length);
	keep_range(fits, digits, limits->digits);
	keep_range(fits, hyphens, limits->hyphens);
	if (is_limit(limits->letters)) {
		uint8_t letters[GROUP];
		for (int i = 0; i < GROUP; i++) {
			letters[i] = (uint8_t)(length[i] - digits[i] - hyphens[i]);
		}
		keep_range(fits, letters, limits->letters);
	}
	if (limits->digits_only) {
		for (int i = 0; i < GROUP; i++) {
			fits[i] &= (uint8_t)(length[i] == digits[i]);
		}
	}
	if (limits->idn >= 0) {
		uint8_t wanted = limits->idn > 0;
		for (int i = 0; i < GROUP; i++) {
			fits[i] &= (uint8_t)((idn[i] != 0) == wanted);
		}
	}
	uint64_t bits = 0;
	for (unsigned int b = 0; b < GROUP; b += 8) {
		bits |= bo_rows_set_pack(fits + b) << b;
	}
	return bits;
}

void bo_filter_counts(bo_rows_set_t *set, const bo_index_t *index, const bo_count_limits_t *limits)
{
	if (!bo_count_limits_given(limits)) {
		return;
	}
	for (size_t word = 0; word < bo_rows_set_words(set); word++) {
		if (set->words[word]) {
			set->words[word] &= group_fits(index, limits, (uint32_t)word * GROUP);
		}
	}
}
