#include "droplist/bo_index.h"

#include "droplist/bo_punycode.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LEFTOVER_SECONDS 3600

/* The file while it is made: first the Unicode labels and the order of the rows, then the whole image in
 * memory, then one write. An image of a million names is about 50 MB. */
typedef struct {
	const bo_list_t *list;
	uint32_t rows;          /* those that are kept */
	bo_sort_entry_t *order; /* row: place in list->rows */
	bo_sort_entry_t *scratch;
	/* U-labels of the IDNs, one behind the other; unicode_start[place in list] is 0 for plain labels, else
	 * start + 1 */
	char *unicode;
	size_t unicode_size, unicode_capacity;
	uint32_t *unicode_start;
	uint32_t idns;
	size_t names_size, idn_size;
	bo_index_header_t header;
	char *image;
} build_t;

/* A U-label is kept as one length byte and its text. */
static const char *unicode_label(const build_t *build, uint32_t place, size_t *length)
{
	uint32_t start = build->unicode_start[place];
	if (start) {
		*length = (unsigned char)build->unicode[start - 1];
		return build->unicode + start;
	}
	const bo_list_row_t *row = &build->list->rows[place];
	*length = row->label_length;
	return bo_list_label(build->list, row);
}

static bool plain(const char *label, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		char c = label[i];
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
			return false;
		}
	}
	return true;
}

static bool keep_unicode(build_t *build, uint32_t place, const char *text, size_t length)
{
	if (build->unicode_size + length + 1 > build->unicode_capacity) {
		size_t capacity = build->unicode_capacity ? build->unicode_capacity * 2 : 65536;
		char *bigger = realloc(build->unicode, capacity);
		if (!bigger) {
			return false;
		}
		build->unicode = bigger;
		build->unicode_capacity = capacity;
	}
	build->unicode[build->unicode_size] = (char)length;
	memcpy(build->unicode + build->unicode_size + 1, text, length);
	build->unicode_start[place] = (uint32_t)build->unicode_size + 1;
	build->unicode_size += length + 1;
	return true;
}

/* Finds the rows that are kept, their U-labels and their order by the first bytes. */
static bo_code_t collect(build_t *build, bo_error_t *error)
{
	const bo_list_t *list = build->list;
	build->order = malloc((list->count + 1) * sizeof(*build->order));
	build->scratch = malloc((list->count + 1) * sizeof(*build->scratch));
	build->unicode_start = calloc(list->count + 1, sizeof(*build->unicode_start));
	if (!build->order || !build->scratch || !build->unicode_start) {
		return bo_fail_memory(error);
	}
	for (size_t i = 0; i < list->count; i++) {
		const bo_list_row_t *row = &list->rows[i];
		const char *label = bo_list_label(list, row);
		size_t length = row->label_length;
		if (row->time == 0 || length == 0 || *bo_list_zone(list, row->zone) == '\0' ||
				!plain(label, length)) {
			continue;
		}
		if (length > 4 && memcmp(label, "xn--", 4) == 0) {
			char unicode[BO_ULABEL_SIZE];
			size_t size = bo_punycode_decode(unicode, label, length);
			if (size && size < BO_ULABEL_SIZE) {
				if (build->unicode_size > UINT32_MAX - BO_ULABEL_SIZE ||
						!keep_unicode(build, (uint32_t)i, unicode, size)) {
					return bo_fail_memory(error);
				}
				build->idns++;
				build->idn_size += length;
				label = build->unicode + build->unicode_start[i];
				length = size;
			}
		}
		build->names_size += length + 1;
		build->order[build->rows].key = bo_sort_prefix(label, length);
		build->order[build->rows++].row = (uint32_t)i;
	}
	if (build->names_size > UINT32_MAX) {
		return bo_fail(error, BO_E_LIMIT, "The drop list is too large for an index.");
	}
	return BO_OK;
}

/* Equal labels: the list is sorted by zone, so the place in it decides. */
static int by_label(const void *a, const void *b, void *payload)
{
	const build_t *build = payload;
	const bo_sort_entry_t *left = a, *right = b;
	size_t left_length, right_length;
	const char *left_label = unicode_label(build, left->row, &left_length);
	const char *right_label = unicode_label(build, right->row, &right_length);
	int order = bo_list_compare(left_label, left_length, right_label, right_length);
	return order ? order : (left->row > right->row) - (left->row < right->row);
}

static void sort_labels(build_t *build)
{
	bo_sort_entries(build->order, build->scratch, build->rows);
	for (size_t i = 0; i < build->rows;) {
		size_t end = i + 1;
		while (end < build->rows && build->order[end].key == build->order[i].key) {
			end++;
		}
		/* A key that ends in a zero byte holds the whole label: equal labels are in the order of their zones
		 * already. */
		if (end - i > 1 && (build->order[i].key & 0xff) != 0) {
			qsort_r(build->order + i, end - i, sizeof(*build->order), by_label, build);
		}
		i = end;
	}
}

/* ---- the image ---- */

static uint64_t align(uint64_t offset)
{
	return (offset + BO_INDEX_ALIGN - 1) / BO_INDEX_ALIGN * BO_INDEX_ALIGN;
}

static bo_code_t lay_out(build_t *build, int64_t generation, uint64_t stamp, bo_error_t *error)
{
	bo_index_header_t *header = &build->header;
	uint64_t rows = build->rows, zones = build->list->zone_count, idns = build->idns, zone_bytes = 0;
	for (uint32_t i = 0; i < zones; i++) {
		zone_bytes += strlen(bo_list_zone(build->list, i)) + 1;
	}
	const uint64_t sizes[BO_INDEX_SECTIONS] = {
			[BO_INDEX_NAMES] = build->names_size,
			[BO_INDEX_NAME_START] = (rows + 1) * 4,
			[BO_INDEX_ZONE] = rows * 4,
			[BO_INDEX_TIME] = rows * 4,
			[BO_INDEX_LENGTH] = rows,
			[BO_INDEX_DIGITS] = rows,
			[BO_INDEX_HYPHENS] = rows,
			[BO_INDEX_IDN] = rows,
			[BO_INDEX_IDN_ROW] = idns * 4,
			[BO_INDEX_IDN_START] = (idns + 1) * 4,
			[BO_INDEX_IDN_TEXT] = build->idn_size,
			[BO_INDEX_ZONE_START] = (zones + 1) * 4,
			[BO_INDEX_ZONE_TEXT] = zone_bytes,
			[BO_INDEX_ZONE_FIRST] = (zones + 1) * 4,
			[BO_INDEX_BY_TIME] = rows * 4,
			[BO_INDEX_BY_LENGTH] = rows * 4,
			[BO_INDEX_BY_DIGITS] = rows * 4,
			[BO_INDEX_BY_HYPHENS] = rows * 4,
			[BO_INDEX_BY_ZONE] = rows * 4,
	};
	memcpy(header->magic, BO_INDEX_MAGIC, sizeof(header->magic));
	header->byte_order = BO_INDEX_BYTE_ORDER;
	header->version = BO_INDEX_VERSION;
	header->generation = generation;
	header->stamp = stamp;
	header->rows = build->rows;
	header->zones = (uint32_t)zones;
	header->idns = build->idns;
	header->sections = BO_INDEX_SECTIONS;
	uint64_t offset = align(sizeof(*header));
	for (int i = 0; i < BO_INDEX_SECTIONS; i++) {
		header->section[i].offset = offset;
		header->section[i].size = sizes[i];
		offset = align(offset + sizes[i]);
	}
	header->file_size = offset;
	if (offset > SIZE_MAX / 2) {
		return bo_fail(error, BO_E_LIMIT, "The drop list is too large for an index.");
	}
	build->image = calloc(1, (size_t)offset);
	return build->image ? BO_OK : bo_fail_memory(error);
}

static void *part(const build_t *build, bo_index_section_t which)
{
	return build->image + build->header.section[which].offset;
}

static void count_letters(
		uint8_t *letters, uint8_t *digits, uint8_t *hyphens, const char *label, size_t length)
{
	*letters = *digits = *hyphens = 0;
	for (size_t i = 0; i < length; i++) {
		*letters = (uint8_t)(*letters + (((unsigned char)label[i] & 0xc0) != 0x80));
		*digits = (uint8_t)(*digits + (label[i] >= '0' && label[i] <= '9'));
		*hyphens = (uint8_t)(*hyphens + (label[i] == '-'));
	}
}

static void fill_rows(build_t *build)
{
	const bo_list_t *list = build->list;
	char *names = part(build, BO_INDEX_NAMES), *idn_text = part(build, BO_INDEX_IDN_TEXT);
	uint32_t *start = part(build, BO_INDEX_NAME_START), *zone = part(build, BO_INDEX_ZONE);
	uint32_t *time = part(build, BO_INDEX_TIME), *idn_row = part(build, BO_INDEX_IDN_ROW);
	uint32_t *idn_start = part(build, BO_INDEX_IDN_START);
	uint8_t *letters = part(build, BO_INDEX_LENGTH), *digits = part(build, BO_INDEX_DIGITS);
	uint8_t *hyphens = part(build, BO_INDEX_HYPHENS), *idn = part(build, BO_INDEX_IDN);
	uint32_t at = 0, idns = 0, idn_at = 0;
	for (uint32_t row = 0; row < build->rows; row++) {
		uint32_t place = build->order[row].row;
		const bo_list_row_t *source = &list->rows[place];
		size_t length;
		const char *label = unicode_label(build, place, &length);
		start[row] = at;
		memcpy(names + at, label, length);
		names[at + length] = '\n';
		at += (uint32_t)length + 1;
		zone[row] = source->zone;
		time[row] = source->time;
		count_letters(&letters[row], &digits[row], &hyphens[row], label, length);
		if (build->unicode_start[place]) {
			idn[row] = 1;
			idn_row[idns] = row;
			idn_start[idns++] = idn_at;
			memcpy(idn_text + idn_at, bo_list_label(list, source), source->label_length);
			idn_at += source->label_length;
		}
	}
	start[build->rows] = at;
	idn_start[idns] = idn_at;
}

static void fill_zones(build_t *build)
{
	uint32_t *start = part(build, BO_INDEX_ZONE_START), at = 0;
	char *text = part(build, BO_INDEX_ZONE_TEXT);
	for (uint32_t i = 0; i < build->header.zones; i++) {
		const char *zone = bo_list_zone(build->list, i);
		size_t size = strlen(zone) + 1;
		start[i] = at;
		memcpy(text + at, zone, size);
		at += (uint32_t)size;
	}
	start[build->header.zones] = at;
}

/* Orders the rows by a column of small numbers: counting sort, which keeps the rows' order among equals. */
static void order_by_byte(build_t *build, bo_index_section_t column, bo_index_section_t order)
{
	const uint8_t *values = part(build, column);
	uint32_t *out = part(build, order), starts[257] = {0};
	for (uint32_t row = 0; row < build->rows; row++) {
		starts[values[row] + 1]++;
	}
	for (int i = 1; i < 257; i++) {
		starts[i] += starts[i - 1];
	}
	for (uint32_t row = 0; row < build->rows; row++) {
		out[starts[values[row]]++] = row;
	}
}

static bool order_by_zone(build_t *build)
{
	const uint32_t *zone = part(build, BO_INDEX_ZONE);
	uint32_t *out = part(build, BO_INDEX_BY_ZONE), *first = part(build, BO_INDEX_ZONE_FIRST);
	uint32_t zones = build->header.zones;
	uint32_t *next = malloc(((size_t)zones + 1) * sizeof(*next));
	if (!next) {
		return false;
	}
	for (uint32_t row = 0; row < build->rows; row++) {
		first[zone[row] + 1]++;
	}
	for (uint32_t i = 1; i <= zones; i++) {
		first[i] += first[i - 1];
	}
	memcpy(next, first, ((size_t)zones + 1) * sizeof(*next));
	for (uint32_t row = 0; row < build->rows; row++) {
		out[next[zone[row]]++] = row;
	}
	free(next);
	return true;
}

static void order_by_time(build_t *build)
{
	const uint32_t *time = part(build, BO_INDEX_TIME);
	uint32_t *out = part(build, BO_INDEX_BY_TIME);
	for (uint32_t row = 0; row < build->rows; row++) {
		build->order[row].key = time[row];
		build->order[row].row = row;
	}
	bo_sort_entries(build->order, build->scratch, build->rows);
	for (uint32_t row = 0; row < build->rows; row++) {
		out[row] = build->order[row].row;
	}
}

/* ---- the file ---- */

static bo_code_t fail_directory(bo_error_t *error, const char *directory, int number)
{
	return bo_fail_native(error, BO_E_IO, (unsigned int)number,
			"Can't write the drop list's index in the data directory %.200s: %s. The web server's user needs "
			"write "
			"access to it.",
			directory, strerror(number));
}

/* Temporary files of builders that were killed. One that is being written is never so old. */
static void remove_leftovers(const char *directory)
{
	static const char prefix[] = BO_INDEX_FILE "-";
	DIR *entries = opendir(directory);
	if (!entries) {
		return;
	}
	for (struct dirent *entry = readdir(entries); entry; entry = readdir(entries)) {
		struct stat status;
		if (strncmp(entry->d_name, prefix, strlen(prefix)) == 0 &&
				fstatat(dirfd(entries), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
				S_ISREG(status.st_mode) && time(NULL) - status.st_mtime > LEFTOVER_SECONDS) {
			unlinkat(dirfd(entries), entry->d_name, 0);
		}
	}
	closedir(entries);
}

static bo_code_t write_file(
		bo_index_draft_t *draft, const char *directory, const char *image, size_t size, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	if ((size_t)snprintf(draft->path, sizeof(draft->path), "%s/" BO_INDEX_FILE "-XXXXXX", directory) >=
			sizeof(draft->path)) {
		draft->path[0] = '\0';
		return bo_fail(error, BO_E_CONFIG, "The setting data_directory is too long.");
	}
	remove_leftovers(directory);
	int descriptor = mkostemp(draft->path, O_CLOEXEC);
	if (descriptor < 0) {
		draft->path[0] = '\0';
		return fail_directory(error, directory, errno);
	}
	for (size_t done = 0; done < size;) {
		ssize_t written = write(descriptor, image + done, size - done);
		if (written < 0 && errno == EINTR) {
			continue;
		}
		if (written <= 0) {
			result = fail_directory(error, directory, written < 0 ? errno : ENOSPC);
			goto out;
		}
		done += (size_t)written;
	}
	/* The cron's user and the web server's may differ; the list is public. Not forced to the disk: a file
	 * that a power cut spoiled is noticed by its checksum and built again. */
	if (fchmod(descriptor, 0644) != 0) {
		result = fail_directory(error, directory, errno);
	}
out:
	if (close(descriptor) != 0 && result == BO_OK) {
		result = fail_directory(error, directory, errno);
	}
	if (result != BO_OK) {
		bo_index_discard(draft);
	}
	return result;
}

bo_code_t bo_index_build(bo_index_draft_t *out, const char *directory, const bo_list_t *list,
		int64_t generation, uint64_t stamp, bo_error_t *error)
{
	build_t build = {.list = list};
	out->path[0] = '\0';
	out->bytes = 0;
	bo_code_t result = collect(&build, error);
	if (result != BO_OK) {
		goto out;
	}
	sort_labels(&build);
	result = lay_out(&build, generation, stamp, error);
	if (result != BO_OK) {
		goto out;
	}
	fill_rows(&build);
	fill_zones(&build);
	order_by_byte(&build, BO_INDEX_LENGTH, BO_INDEX_BY_LENGTH);
	order_by_byte(&build, BO_INDEX_DIGITS, BO_INDEX_BY_DIGITS);
	order_by_byte(&build, BO_INDEX_HYPHENS, BO_INDEX_BY_HYPHENS);
	order_by_time(&build);
	if (!order_by_zone(&build)) {
		result = bo_fail_memory(error);
		goto out;
	}
	memcpy(build.image, &build.header, sizeof(build.header));
	bo_index_header_t *header = (bo_index_header_t *)(void *)build.image;
	header->checksum = bo_index_checksum(build.image, (size_t)build.header.file_size);
	result = write_file(out, directory, build.image, (size_t)build.header.file_size, error);
	out->bytes = build.header.file_size;
out:
	free(build.order);
	free(build.scratch);
	free(build.unicode);
	free(build.unicode_start);
	free(build.image);
	return result;
}

bo_code_t bo_index_publish(bo_index_draft_t *draft, const char *directory, bo_error_t *error)
{
	char path[sizeof(draft->path)];
	if ((size_t)snprintf(path, sizeof(path), "%s/" BO_INDEX_FILE, directory) >= sizeof(path)) {
		bo_index_discard(draft);
		return bo_fail(error, BO_E_CONFIG, "The setting data_directory is too long.");
	}
	if (rename(draft->path, path) != 0) {
		int number = errno;
		bo_index_discard(draft);
		return fail_directory(error, directory, number);
	}
	draft->path[0] = '\0';
	return BO_OK;
}

void bo_index_discard(bo_index_draft_t *draft)
{
	if (draft->path[0]) {
		unlink(draft->path);
		draft->path[0] = '\0';
	}
}

int bo_index_lock(const char *directory, bool *held)
{
	char path[4096];
	*held = false;
	if ((size_t)snprintf(path, sizeof(path), "%s/" BO_INDEX_FILE ".lock", directory) >= sizeof(path)) {
		return -1;
	}
	int lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
	if (lock >= 0 && flock(lock, LOCK_EX | LOCK_NB) != 0) {
		*held = errno == EWOULDBLOCK;
		close(lock);
		lock = -1;
	}
	return lock;
}

void bo_index_unlock(int lock)
{
	if (lock >= 0) {
		close(lock);
	}
}
