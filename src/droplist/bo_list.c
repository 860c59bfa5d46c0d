#include "droplist/bo_list.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_ROWS 4096u
#define FIRST_BYTES 65536u
#define FIRST_ZONES 256u

void bo_list_init(bo_list_t *list)
{
	memset(list, 0, sizeof(*list));
}

void bo_list_dispose(bo_list_t *list)
{
	free(list->rows);
	free(list->labels);
	free(list->zone_text);
	free(list->zone_start);
	free(list->zone_hash);
	bo_list_init(list);
}

int bo_list_compare(const char *a, size_t a_length, const char *b, size_t b_length)
{
	size_t shorter = a_length < b_length ? a_length : b_length;
	int order = shorter ? memcmp(a, b, shorter) : 0;
	if (order == 0) {
		order = (a_length > b_length) - (a_length < b_length);
	}
	return order;
}

/* Makes room for `needed` items of `size` bytes; the capacity grows by half, so that a large list does not
 * hold twice its memory. NULL when there is no memory. */
static void *grow(void *memory, size_t *capacity, size_t needed, size_t first, size_t size)
{
	if (needed <= *capacity) {
		return memory;
	}
	size_t wanted = *capacity ? *capacity + *capacity / 2 : first;
	if (wanted < needed) {
		wanted = needed;
	}
	if (wanted > SIZE_MAX / 2 / size) {
		return NULL;
	}
	void *bigger = realloc(memory, wanted * size);
	if (bigger) {
		*capacity = wanted;
	}
	return bigger;
}

/* ---- zones ---- */

static uint64_t hash_text(const char *text, size_t length)
{
	uint64_t hash = UINT64_C(14695981039346656037);
	for (size_t i = 0; i < length; i++) {
		hash = (hash ^ (unsigned char)text[i]) * UINT64_C(1099511628211);
	}
	return hash ^ (hash >> 29);
}

static size_t find_slot(const bo_list_t *list, const char *zone, size_t length)
{
	size_t mask = list->hash_size - 1;
	size_t slot = (size_t)hash_text(zone, length) & mask;
	while (list->zone_hash[slot]) {
		const char *known = bo_list_zone(list, list->zone_hash[slot] - 1);
		if (strncmp(known, zone, length) == 0 && known[length] == '\0') {
			break;
		}
		slot = (slot + 1) & mask;
	}
	return slot;
}

/* Keeps the hash table at most half full. */
static bool grow_hash(bo_list_t *list)
{
	if (list->hash_size && list->zone_count < list->hash_size / 2) {
		return true;
	}
	size_t size = (size_t)FIRST_ZONES * 2;
	while (size / 2 <= list->zone_count) {
		size *= 2;
	}
	uint32_t *table = calloc(size, sizeof(*table));
	if (!table) {
		return false;
	}
	free(list->zone_hash);
	list->zone_hash = table;
	list->hash_size = size;
	for (size_t i = 0; i < list->zone_count; i++) {
		const char *zone = bo_list_zone(list, (uint32_t)i);
		table[find_slot(list, zone, strlen(zone))] = (uint32_t)i + 1;
	}
	return true;
}

static bool zone_number(uint32_t *out, bo_list_t *list, const char *zone, size_t length)
{
	/* Rows of one zone often follow each other. */
	if (list->zone_count) {
		const char *last = bo_list_zone(list, list->last_zone);
		if (strncmp(last, zone, length) == 0 && last[length] == '\0') {
			*out = list->last_zone;
			return true;
		}
	}
	if (!grow_hash(list)) {
		return false;
	}
	size_t slot = find_slot(list, zone, length);
	if (!list->zone_hash[slot]) {
		if (list->zone_bytes + length + 1 > UINT32_MAX) {
			return false;
		}
		void *text =
				grow(list->zone_text, &list->zone_capacity, list->zone_bytes + length + 1, FIRST_BYTES, 1);
		if (!text) {
			return false;
		}
		list->zone_text = text;
		void *start = grow(list->zone_start, &list->zone_slots, list->zone_count + 1, FIRST_ZONES,
				sizeof(*list->zone_start));
		if (!start) {
			return false;
		}
		list->zone_start = start;
		list->zone_start[list->zone_count] = (uint32_t)list->zone_bytes;
		memcpy(list->zone_text + list->zone_bytes, zone, length);
		list->zone_text[list->zone_bytes + length] = '\0';
		list->zone_bytes += length + 1;
		list->zone_count++;
		list->zone_hash[slot] = (uint32_t)list->zone_count;
	}
	list->last_zone = list->zone_hash[slot] - 1;
	*out = list->last_zone;
	return true;
}

/* ---- rows ---- */

bo_code_t bo_list_add(bo_list_t *list, const char *label, size_t label_length, const char *zone,
		size_t zone_length, int64_t time, bo_error_t *error)
{
	if (label_length > BO_LABEL_MAX || zone_length > BO_NAME_MAX || time < 0 || time > UINT32_MAX ||
			memchr(zone, '\0', zone_length)) {
		return bo_fail(error, BO_E_INTERNAL, "A row does not fit the list.");
	}
	if (list->count >= BO_LIST_MAX_ROWS || list->label_bytes + label_length > UINT32_MAX) {
		return bo_fail(error, BO_E_LIMIT, "The list has more than %u names.", BO_LIST_MAX_ROWS);
	}
	void *rows = grow(list->rows, &list->capacity, list->count + 1, FIRST_ROWS, sizeof(*list->rows));
	if (!rows) {
		return bo_fail_memory(error);
	}
	list->rows = rows;
	void *labels =
			grow(list->labels, &list->label_capacity, list->label_bytes + label_length + 1, FIRST_BYTES, 1);
	if (!labels) {
		return bo_fail_memory(error);
	}
	list->labels = labels;
	uint32_t number;
	if (!zone_number(&number, list, zone, zone_length)) {
		return bo_fail_memory(error);
	}
	bo_list_row_t *row = &list->rows[list->count++];
	row->label = (uint32_t)list->label_bytes;
	row->zone = number;
	row->time = (uint32_t)time;
	row->label_length = (uint8_t)label_length;
	row->mark = 0;
	memcpy(list->labels + list->label_bytes, label, label_length);
	list->label_bytes += label_length;
	return BO_OK;
}

bo_list_point_t bo_list_point(const bo_list_t *list)
{
	return (bo_list_point_t){list->count, list->label_bytes, list->zone_count, list->zone_bytes};
}

void bo_list_rewind(bo_list_t *list, bo_list_point_t point)
{
	list->count = point.count;
	list->label_bytes = point.label_bytes;
	list->zone_count = point.zone_count;
	list->zone_bytes = point.zone_bytes;
	/* The hash table knows zones that are gone; rebuild it at the next bo_list_add(). */
	free(list->zone_hash);
	list->zone_hash = NULL;
	list->hash_size = 0;
	list->last_zone = 0;
}

/* ---- sorting ---- */

uint64_t bo_sort_prefix(const char *text, size_t length)
{
	uint64_t key = 0;
	for (size_t i = 0; i < sizeof(key); i++) {
		key = (key << 8) | (i < length ? (unsigned char)text[i] : 0);
	}
	return key;
}

void bo_sort_entries(bo_sort_entry_t *entries, bo_sort_entry_t *scratch, size_t count)
{
	enum { BITS = 11, BUCKETS = 1 << BITS, PASSES = (64 + BITS - 1) / BITS };
	size_t starts[BUCKETS];
	bo_sort_entry_t *from = entries, *to = scratch;
	bool sorted = true;
	for (size_t i = 1; i < count && sorted; i++) {
		sorted = entries[i - 1].key <= entries[i].key;
	}
	for (int pass = 0; pass < PASSES && !sorted && count; pass++) {
		unsigned int shift = (unsigned int)pass * BITS;
		memset(starts, 0, sizeof(starts));
		for (size_t i = 0; i < count; i++) {
			starts[(from[i].key >> shift) & (BUCKETS - 1)]++;
		}
		if (starts[(from[0].key >> shift) & (BUCKETS - 1)] == count) {
			continue; /* all alike in this digit */
		}
		size_t sum = 0;
		for (size_t b = 0; b < BUCKETS; b++) {
			size_t size = starts[b];
			starts[b] = sum;
			sum += size;
		}
		for (size_t i = 0; i < count; i++) {
			to[starts[(from[i].key >> shift) & (BUCKETS - 1)]++] = from[i];
		}
		bo_sort_entry_t *swap = from;
		from = to;
		to = swap;
	}
	if (from != entries) {
		memcpy(entries, from, count * sizeof(*entries));
	}
}

static int by_zone_text(const void *a, const void *b, void *payload)
{
	const bo_list_t *list = payload;
	uint32_t left, right;
	memcpy(&left, a, sizeof(left));
	memcpy(&right, b, sizeof(right));
	return strcmp(bo_list_zone(list, left), bo_list_zone(list, right));
}

/* Numbers the zones in the order of their texts and puts the new numbers into the rows. */
static bool number_zones(bo_list_t *list)
{
	size_t count = list->zone_count;
	bool done = false;
	uint32_t *order = calloc(count + 1, sizeof(*order));
	uint32_t *rank = calloc(count + 1, sizeof(*rank));
	uint32_t *start = calloc(count + 1, sizeof(*start));
	if (order && rank && start) {
		for (size_t i = 0; i < count; i++) {
			order[i] = (uint32_t)i;
		}
		qsort_r(order, count, sizeof(*order), by_zone_text, list);
		for (size_t i = 0; i < count; i++) {
			rank[order[i]] = (uint32_t)i;
			start[i] = list->zone_start[order[i]];
		}
		for (size_t i = 0; i < list->count; i++) {
			list->rows[i].zone = rank[list->rows[i].zone];
		}
		if (count) {
			memcpy(list->zone_start, start, count * sizeof(*start));
		}
		/* The hash table speaks of the old numbers; rebuild it at the next bo_list_add(). */
		free(list->zone_hash);
		list->zone_hash = NULL;
		list->hash_size = 0;
		list->last_zone = 0;
		done = true;
	}
	free(order);
	free(rank);
	free(start);
	return done;
}

static int row_order(const bo_list_t *list, const bo_list_row_t *a, const bo_list_row_t *b)
{
	if (a->zone != b->zone) {
		return a->zone < b->zone ? -1 : 1;
	}
	return bo_list_compare(bo_list_label(list, a), a->label_length, bo_list_label(list, b), b->label_length);
}

/* Equal names: the best rank first and of it the latest time, so that it is the one that stays. */
static int by_row(const void *a, const void *b, void *payload)
{
	const bo_list_row_t *left = a, *right = b;
	int order = row_order(payload, left, right);
	if (order == 0) {
		order = (left->mark > right->mark) - (left->mark < right->mark);
	}
	if (order == 0) {
		order = (left->time < right->time) - (left->time > right->time);
	}
	return order;
}

/* entries are in the order of the labels' first bytes; puts them, stably, into the order of the zones, and
 * the rows after them. scratch holds as many entries. */
static bool place_rows(bo_list_t *list, const bo_sort_entry_t *entries, bo_sort_entry_t *scratch)
{
	size_t *starts = calloc(list->zone_count + 1, sizeof(*starts));
	bo_list_row_t *rows = malloc((list->count + 1) * sizeof(*rows));
	if (!starts || !rows) {
		free(starts);
		free(rows);
		return false;
	}
	for (size_t i = 0; i < list->count; i++) {
		starts[list->rows[i].zone + 1]++;
	}
	for (size_t z = 1; z <= list->zone_count; z++) {
		starts[z] += starts[z - 1];
	}
	for (size_t i = 0; i < list->count; i++) {
		const bo_list_row_t *row = &list->rows[entries[i].row];
		size_t place = starts[row->zone]++;
		rows[place] = *row;
		scratch[place] = entries[i];
	}
	free(starts);
	free(list->rows);
	list->rows = rows;
	list->capacity = list->count + 1;
	/* What is left to sort are labels of one zone that agree in their first bytes. */
	for (size_t i = 0; i < list->count;) {
		size_t end = i + 1;
		while (end < list->count && scratch[end].key == scratch[i].key && rows[end].zone == rows[i].zone) {
			end++;
		}
		if (end - i > 1) {
			qsort_r(rows + i, end - i, sizeof(*rows), by_row, list);
		}
		i = end;
	}
	return true;
}

/* The table's rows come in this order. */
static bool is_sorted(const bo_list_t *list)
{
	for (size_t i = 1; i < list->count; i++) {
		if (row_order(list, &list->rows[i - 1], &list->rows[i]) >= 0) {
			return false;
		}
	}
	return true;
}

/* Leaves one row of each name and counts the others. */
static size_t keep_best(bo_list_t *list, uint64_t *duplicates)
{
	size_t kept = 0;
	uint8_t rank = 0; /* of the row before, which may have gone */
	list->overlapping = 0;
	memset(list->duplicates_of, 0, sizeof(list->duplicates_of));
	for (size_t i = 0; i < list->count; i++) {
		const bo_list_row_t *row = &list->rows[i];
		if (!kept || row_order(list, &list->rows[kept - 1], row) != 0) {
			rank = row->mark;
			list->rows[kept] = *row;
			list->rows[kept++].mark = 0;
		} else if (row->mark != rank || rank >= BO_LIST_RANKS) {
			rank = row->mark;
			list->overlapping++;
		} else {
			list->duplicates_of[rank]++;
			(*duplicates)++;
		}
	}
	return kept;
}

/* Sorts the rows; of equal names the one to keep comes first. */
static bool sort_rows(bo_list_t *list)
{
	bo_sort_entry_t *entries = malloc((list->count + 1) * sizeof(*entries));
	bo_sort_entry_t *scratch = malloc((list->count + 1) * sizeof(*scratch));
	bool done = entries && scratch;
	for (size_t i = 0; i < list->count && done; i++) {
		const bo_list_row_t *row = &list->rows[i];
		entries[i].key = bo_sort_prefix(bo_list_label(list, row), row->label_length);
		entries[i].row = (uint32_t)i;
	}
	if (done) {
		bo_sort_entries(entries, scratch, list->count);
		done = place_rows(list, entries, scratch);
	}
	free(entries);
	free(scratch);
	return done;
}

bo_code_t bo_list_sort(bo_list_t *list, uint64_t *duplicates, bo_error_t *error)
{
	*duplicates = 0;
	if (!number_zones(list) || !(is_sorted(list) || sort_rows(list))) {
		return bo_fail_memory(error);
	}
	list->count = keep_best(list, duplicates);
	return BO_OK;
}
