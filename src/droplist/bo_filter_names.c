#include "droplist/bo_filter_names.h"

#include "droplist/bo_punycode.h"

/* The row of a name: rows are in the order of label, then zone, and zones are numbered in their order. */
static bool find_row(uint32_t *out, const bo_index_t *index, const char *label, size_t length, uint32_t zone)
{
	uint32_t low = 0, high = index->rows;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		size_t size;
		const char *name = bo_index_name(index, middle, &size);
		int order = bo_list_compare(name, size, label, length);
		if (order == 0 && index->zone[middle] == zone) {
			*out = middle;
			return true;
		}
		if (order < 0 || (order == 0 && index->zone[middle] < zone)) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return false;
}

bo_code_t bo_filter_names(bo_rows_set_t *set, const bo_index_t *index, const bo_search_name_t *names,
		size_t count, bool without, bo_error_t *error)
{
	bo_rows_set_t listed;
	if (!bo_rows_set_init(&listed, set->rows)) {
		return bo_fail_memory(error);
	}
	for (size_t i = 0; i < count; i++) {
		char unicode[BO_ULABEL_SIZE];
		const char *label = names[i].label;
		size_t length = strlen(label), decoded = 0;
		uint32_t zone, row;
		if (strncmp(label, "xn--", 4) == 0) {
			decoded = bo_punycode_decode(unicode, label, length);
		}
		if (decoded) {
			label = unicode;
			length = decoded;
		}
		if (bo_index_find_zone(&zone, index, names[i].zone) && find_row(&row, index, label, length, zone)) {
			bo_rows_set_add(&listed, row);
		}
	}
	if (without) {
		bo_rows_set_and_not(set, &listed);
	} else {
		bo_rows_set_and(set, &listed);
	}
	bo_rows_set_dispose(&listed);
	return BO_OK;
}
