#include "droplist/bo_scan.h"

#include "base/bo_name.h"

/* The longest text that can be in a label: more is never found. */
#define MAX_TEXT 256
/* When fewer than one in so many rows are left, they are looked at one by one. */
#define SPARSE 8

/* Sixteen bytes at once; compilers turn this into the machine's own vector instructions. */
typedef unsigned char bytes16_t __attribute__((vector_size(16)));
typedef uint64_t words2_t __attribute__((vector_size(16)));

/* How common a byte is in names: letters by their frequency, anything else is rare. */
static int commonness(char c)
{
	static const char rare_to_common[] = "\n0123456789qjxzvwykfgbphmdulcrtsnioae";
	const char *place = c ? strchr(rare_to_common, c) : NULL;
	return place ? (int)(place - rare_to_common) + 1 : 0;
}

/* The places of the two rarest letters of a text. */
static void rarest(size_t *first, size_t *second, const char *text, size_t length)
{
	*first = 0;
	*second = 1;
	if (commonness(text[1]) < commonness(text[0])) {
		*first = 1;
		*second = 0;
	}
	for (size_t i = 2; i < length; i++) {
		int common = commonness(text[i]);
		if (common < commonness(text[*first])) {
			*second = *first;
			*first = i;
		} else if (common < commonness(text[*second])) {
			*second = i;
		}
	}
}

/* Compares the two rarest letters at sixteen places at once, and the rest only where both agree. */
const char *bo_scan_find(const char *hay, size_t hay_length, const char *text, size_t length)
{
	if (length == 0 || length > hay_length) {
		return length == 0 ? hay : NULL;
	}
	if (length == 1) {
		return memchr(hay, text[0], hay_length);
	}
	size_t places = hay_length - length + 1, at = 0, a, b;
	rarest(&a, &b, text, length);
	const bytes16_t wanted_a = (bytes16_t){0} + (unsigned char)text[a];
	const bytes16_t wanted_b = (bytes16_t){0} + (unsigned char)text[b];
	for (; at + sizeof(bytes16_t) <= places; at += sizeof(bytes16_t)) {
		bytes16_t here_a, here_b;
		memcpy(&here_a, hay + at + a, sizeof(here_a));
		memcpy(&here_b, hay + at + b, sizeof(here_b));
		words2_t both = (words2_t)((here_a == wanted_a) & (here_b == wanted_b));
		if ((both[0] | both[1]) == 0) {
			continue;
		}
		for (size_t i = 0; i < sizeof(bytes16_t); i++) {
			if (hay[at + i + a] == text[a] && memcmp(hay + at + i, text, length) == 0) {
				return hay + at + i;
			}
		}
	}
	for (; at < places; at++) {
		if (hay[at] == text[0] && memcmp(hay + at, text, length) == 0) {
			return hay + at;
		}
	}
	return NULL;
}

uint32_t bo_scan_row_at(const bo_index_t *index, uint32_t near, size_t position)
{
	/* Hits are mostly close to each other: a few single steps, then steps that double, then halving. */
	uint32_t low = near, step = 1;
	for (int i = 0; i < 4; i++) {
		if (low + 1 >= index->rows || index->name_start[low + 1] > position) {
			return low;
		}
		low++;
	}
	while (step < index->rows - low && index->name_start[low + step] <= position) {
		low += step;
		step *= 2;
	}
	uint32_t high = step < index->rows - low ? low + step : index->rows;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (index->name_start[middle] <= position) {
			low = middle;
		} else {
			high = middle;
		}
	}
	return low;
}

/* Over the whole block. */
static void scan_block(bo_rows_set_t *found, const bo_index_t *index, const char *text, size_t length)
{
	const char *at = index->names, *end = index->names + index->names_size;
	uint32_t row = 0;
	while (at < end) {
		const char *hit = bo_scan_find(at, (size_t)(end - at), text, length);
		if (!hit) {
			break;
		}
		row = bo_scan_row_at(index, row, (size_t)(hit - index->names));
		bo_rows_set_add(found, row);
		size_t next = index->name_start[row + 1];
		if (next > index->names_size || index->names + next <= hit) {
			break; /* not what was checked when the file was opened */
		}
		at = index->names + next;
	}
}

static void scan_rows(bo_rows_set_t *found, const bo_rows_set_t *candidates, const bo_index_t *index,
		bo_scan_kind_t kind, const char *text, size_t length)
{
	for (BO_EACH_ROW(candidates, row)) {
		size_t size;
		const char *name = bo_index_name(index, row, &size);
		bool matches =
				size >= length && (kind == BO_SCAN_ENDS ? memcmp(name + size - length, text, length) == 0
														: memmem(name, size, text, length) != NULL);
		if (matches) {
			bo_rows_set_add(found, row);
		}
	}
}

void bo_scan_add(bo_rows_set_t *found, const bo_rows_set_t *candidates, const bo_index_t *index,
		bo_scan_kind_t kind, const char *text, size_t length)
{
	char line[MAX_TEXT + 1];
	if (length > MAX_TEXT || memchr(text, '\n', length)) {
		return;
	}
	if (length == 0 || bo_rows_set_count(candidates) < candidates->rows / SPARSE) {
		scan_rows(found, candidates, index, kind, text, length);
		return;
	}
	memcpy(line, text, length);
	if (kind == BO_SCAN_ENDS) {
		line[length++] = '\n';
	}
	scan_block(found, index, line, length);
}

bo_code_t bo_scan(bo_rows_set_t *set, const bo_index_t *index, bo_scan_kind_t kind, const char *text,
		size_t length, bo_error_t *error)
{
	bo_rows_set_t found;
	if (!bo_rows_set_init(&found, set->rows)) {
		return bo_fail_memory(error);
	}
	bo_scan_add(&found, set, index, kind, text, length);
	bo_rows_set_and(set, &found);
	bo_rows_set_dispose(&found);
	return BO_OK;
}

/* ---- echoes ---- */

/* The first place at or behind `at` where all echoes hold, or `end`. Echoes reach `reach` bytes further. */
static size_t find_echoes(
		const char *names, size_t at, size_t end, size_t reach, const bo_pattern_echo_t *echoes, size_t count)
{
	for (; at + sizeof(bytes16_t) + reach <= end; at += sizeof(bytes16_t)) {
		bytes16_t all = (bytes16_t){0} - 1;
		for (size_t i = 0; i < count; i++) {
			bytes16_t here, there;
			memcpy(&here, names + at + echoes[i].offset, sizeof(here));
			memcpy(&there, names + at + echoes[i].offset + echoes[i].lag, sizeof(there));
			all &= (bytes16_t)(here == there);
		}
		words2_t both = (words2_t)all;
		if ((both[0] | both[1]) == 0) {
			continue;
		}
		for (size_t i = 0; i < sizeof(bytes16_t); i++) {
			if (all[i]) {
				return at + i;
			}
		}
	}
	for (; at + reach < end; at++) {
		size_t holding = 0;
		while (holding < count && names[at + echoes[holding].offset] ==
										  names[at + echoes[holding].offset + echoes[holding].lag]) {
			holding++;
		}
		if (holding == count) {
			return at;
		}
	}
	return end;
}

/* Places that reach from one label into the next are taken too: such a row is looked at in vain. */
bo_code_t bo_scan_echoes(bo_rows_set_t *set, const bo_index_t *index, const bo_pattern_echo_t *echoes,
		size_t count, bo_error_t *error)
{
	bo_rows_set_t found;
	size_t reach = 0;
	uint32_t row = 0;
	if (!bo_rows_set_init(&found, set->rows)) {
		return bo_fail_memory(error);
	}
	for (size_t i = 0; i < count; i++) {
		size_t end = (size_t)echoes[i].offset + echoes[i].lag;
		reach = end > reach ? end : reach;
	}
	for (size_t at = 0; at < index->names_size;) {
		at = find_echoes(index->names, at, index->names_size, reach, echoes, count);
		if (at >= index->names_size) {
			break;
		}
		row = bo_scan_row_at(index, row, at);
		bo_rows_set_add(&found, row);
		size_t next = index->name_start[row + 1];
		at = next > at ? next : at + 1;
	}
	bo_rows_set_and(set, &found);
	bo_rows_set_dispose(&found);
	return BO_OK;
}
