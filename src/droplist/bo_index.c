#include "droplist/bo_index.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bo_text.h"

/* ---- checksum ---- */

#define LANES 4
#define CHECKSUM_OFFSET offsetof(bo_index_header_t, checksum)

static uint64_t rotate(uint64_t value, int bits)
{
	return value << bits | value >> (64 - bits);
}

static uint64_t mix(uint64_t sum, uint64_t word)
{
	return rotate(sum ^ (word * UINT64_C(0x9e3779b97f4a7c15)), 31) * UINT64_C(0xc2b2ae3d27d4eb4f);
}

/* Four sums side by side, so that the processor can work on all of them at once. The size is a multiple
 * of 32. */
uint64_t bo_index_checksum(const void *map, size_t size)
{
	uint64_t sums[LANES] = {UINT64_C(0x243f6a8885a308d3), UINT64_C(0x13198a2e03707344),
			UINT64_C(0xa4093822299f31d0), UINT64_C(0x082efa98ec4e6c89)};
	const unsigned char *bytes = map;
	for (size_t at = 0; at + sizeof(sums) <= size; at += sizeof(sums)) {
		uint64_t words[LANES];
		memcpy(words, bytes + at, sizeof(words));
		if (at <= CHECKSUM_OFFSET && CHECKSUM_OFFSET < at + sizeof(words)) {
			words[(CHECKSUM_OFFSET - at) / sizeof(uint64_t)] = 0;
		}
		for (int lane = 0; lane < LANES; lane++) {
			sums[lane] = mix(sums[lane], words[lane]);
		}
	}
	uint64_t sum = mix((uint64_t)size, sums[0]);
	for (int lane = 1; lane < LANES; lane++) {
		sum = mix(sum, sums[lane]);
	}
	return sum ^ (sum >> 29);
}

/* ---- checks ---- */

static bo_code_t damaged(bo_error_t *error, const char *what)
{
	return bo_fail(error, BO_E_INVALID, "The index file of the drop list can't be used: %s.", what);
}

/* What each section's size must be, by the counts in the header; names and texts have any size. */
static bool size_fits(const bo_index_header_t *header, int section)
{
	uint64_t size = header->section[section].size, rows = header->rows;
	switch ((bo_index_section_t)section) {
		case BO_INDEX_NAMES:
		case BO_INDEX_IDN_TEXT:
		case BO_INDEX_ZONE_TEXT:
			return size <= UINT32_MAX;
		case BO_INDEX_NAME_START:
			return size == (rows + 1) * sizeof(uint32_t);
		case BO_INDEX_LENGTH:
		case BO_INDEX_DIGITS:
		case BO_INDEX_HYPHENS:
		case BO_INDEX_IDN:
			return size == rows;
		case BO_INDEX_IDN_ROW:
			return size == (uint64_t)header->idns * sizeof(uint32_t);
		case BO_INDEX_IDN_START:
			return size == ((uint64_t)header->idns + 1) * sizeof(uint32_t);
		case BO_INDEX_ZONE_START:
		case BO_INDEX_ZONE_FIRST:
			return size == ((uint64_t)header->zones + 1) * sizeof(uint32_t);
		default:
			return size == rows * sizeof(uint32_t);
	}
}

static bo_code_t check_header(const bo_index_header_t *header, size_t size, bo_error_t *error)
{
	if (memcmp(header->magic, BO_INDEX_MAGIC, sizeof(header->magic)) != 0) {
		return damaged(error, "it is another kind of file");
	}
	if (header->byte_order != BO_INDEX_BYTE_ORDER || header->version != BO_INDEX_VERSION) {
		return damaged(error, "another version or kind of machine wrote it");
	}
	if (header->file_size != size || size % BO_INDEX_ALIGN != 0 || header->sections != BO_INDEX_SECTIONS) {
		return damaged(error, "its size is wrong");
	}
	uint64_t end = sizeof(*header);
	for (int i = 0; i < BO_INDEX_SECTIONS; i++) {
		const bo_index_extent_t *extent = &header->section[i];
		if (extent->offset % BO_INDEX_ALIGN != 0 || extent->offset < end || extent->offset > size ||
				extent->size > size - extent->offset || !size_fits(header, i)) {
			return damaged(error, "its parts do not fit");
		}
		end = extent->offset + extent->size;
	}
	return BO_OK;
}

/* Whether starts ascend strictly (or may stand still) from 0 to the end of the text. */
static bool starts_fit(const uint32_t *starts, size_t count, size_t end, bool strictly)
{
	if (starts[0] != 0 || starts[count] != end) {
		return false;
	}
	unsigned int bad = 0;
	for (size_t i = 0; i < count; i++) {
		bad |= strictly ? starts[i] >= starts[i + 1] : starts[i] > starts[i + 1];
	}
	return !bad;
}

static bool all_below(const uint32_t *numbers, size_t count, uint32_t limit)
{
	unsigned int bad = 0;
	for (size_t i = 0; i < count; i++) {
		bad |= numbers[i] >= limit;
	}
	return !bad;
}

/* Lines of valid UTF-8, one a row: the expression engine is told so. */
static bool names_fit(const bo_index_t *index)
{
	size_t line = 0;
	for (size_t at = 0; at < index->names_size;) {
		if (index->names_size - at >= 8) {
			uint64_t word;
			memcpy(&word, index->names + at, sizeof(word));
			/* Eight ASCII bytes without a line end (the classic "has a zero byte" test on word ^ line ends).
			 */
			uint64_t ends = word ^ UINT64_C(0x0a0a0a0a0a0a0a0a);
			uint64_t zero = (ends - UINT64_C(0x0101010101010101)) & ~ends & UINT64_C(0x8080808080808080);
			if (!((word & UINT64_C(0x8080808080808080)) | zero)) {
				at += 8;
				continue;
			}
		}
		size_t step = bo_text_sequence(index->names + at, index->names_size - at);
		if (step == 0) {
			return false;
		}
		at += step;
		if (index->names[at - 1] == '\n') {
			line++;
			if (line > index->rows || index->name_start[line] != at) {
				return false;
			}
		}
	}
	return line == index->rows;
}

/* ASCII forms and zones are handed on as they are: nothing but printable ASCII may stand there (and the NULs
 * between zones). */
static bool ascii_fits(const char *text, size_t size, bool zones)
{
	unsigned int bad = 0;
	for (size_t i = 0; i < size; i++) {
		bad |= (text[i] <= ' ' || text[i] > '~') && !(zones && text[i] == '\0');
	}
	return !bad;
}

static bo_code_t check_content(const bo_index_t *index, bo_error_t *error)
{
	const uint32_t *const orders[] = {
			index->by_time, index->by_length, index->by_digits, index->by_hyphens, index->by_zone};
	if (!starts_fit(index->name_start, index->rows, index->names_size, true) ||
			!starts_fit(index->idn_start, index->idns, index->idn_text_size, true) ||
			!starts_fit(index->zone_start, index->zones, index->zone_text_size, true) ||
			!starts_fit(index->zone_first, index->zones, index->rows, false) ||
			!all_below(index->zone, index->rows, index->zones) ||
			!all_below(index->idn_row, index->idns, index->rows)) {
		return damaged(error, "a position in it is wrong");
	}
	for (size_t i = 0; i < sizeof(orders) / sizeof(orders[0]); i++) {
		if (!all_below(orders[i], index->rows, index->rows)) {
			return damaged(error, "an order in it is wrong");
		}
	}
	for (uint32_t i = 0; i < index->zones; i++) {
		const char *text = index->zone_text + index->zone_start[i];
		if (strnlen(text, index->zone_start[i + 1] - index->zone_start[i]) !=
				index->zone_start[i + 1] - index->zone_start[i] - 1) {
			return damaged(error, "a zone in it is wrong");
		}
	}
	if (!names_fit(index) || !ascii_fits(index->idn_text, index->idn_text_size, false) ||
			!ascii_fits(index->zone_text, index->zone_text_size, true)) {
		return damaged(error, "a name in it is wrong");
	}
	return BO_OK;
}

/* ---- opening ---- */

static const void *section(const bo_index_t *index, const bo_index_header_t *header, bo_index_section_t which)
{
	return (const char *)index->map + header->section[which].offset;
}

static void point(bo_index_t *index, const bo_index_header_t *header)
{
	index->generation = header->generation;
	index->stamp = header->stamp;
	index->rows = header->rows;
	index->zones = header->zones;
	index->idns = header->idns;
	index->names = section(index, header, BO_INDEX_NAMES);
	index->names_size = header->section[BO_INDEX_NAMES].size;
	index->idn_text_size = header->section[BO_INDEX_IDN_TEXT].size;
	index->zone_text_size = header->section[BO_INDEX_ZONE_TEXT].size;
	index->name_start = section(index, header, BO_INDEX_NAME_START);
	index->zone = section(index, header, BO_INDEX_ZONE);
	index->time = section(index, header, BO_INDEX_TIME);
	index->length = section(index, header, BO_INDEX_LENGTH);
	index->digits = section(index, header, BO_INDEX_DIGITS);
	index->hyphens = section(index, header, BO_INDEX_HYPHENS);
	index->idn = section(index, header, BO_INDEX_IDN);
	index->idn_row = section(index, header, BO_INDEX_IDN_ROW);
	index->idn_start = section(index, header, BO_INDEX_IDN_START);
	index->idn_text = section(index, header, BO_INDEX_IDN_TEXT);
	index->zone_start = section(index, header, BO_INDEX_ZONE_START);
	index->zone_text = section(index, header, BO_INDEX_ZONE_TEXT);
	index->zone_first = section(index, header, BO_INDEX_ZONE_FIRST);
	index->by_time = section(index, header, BO_INDEX_BY_TIME);
	index->by_length = section(index, header, BO_INDEX_BY_LENGTH);
	index->by_digits = section(index, header, BO_INDEX_BY_DIGITS);
	index->by_hyphens = section(index, header, BO_INDEX_BY_HYPHENS);
	index->by_zone = section(index, header, BO_INDEX_BY_ZONE);
}

bo_code_t bo_index_open(bo_index_t **out, const char *directory, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	char path[4096];
	struct stat status;
	bo_index_t *index = NULL;
	int descriptor = -1;
	*out = NULL;
	if ((size_t)snprintf(path, sizeof(path), "%s/" BO_INDEX_FILE, directory) >= sizeof(path)) {
		return bo_fail(error, BO_E_CONFIG, "The setting data_directory is too long.");
	}
	descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (descriptor < 0) {
		result = bo_fail_native(error, errno == ENOENT ? BO_E_NOT_FOUND : BO_E_INVALID, (unsigned int)errno,
				"Can't open %.200s: %s.", path, strerror(errno));
		goto out;
	}
	if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode) ||
			status.st_size < (off_t)sizeof(bo_index_header_t) || (uint64_t)status.st_size > SIZE_MAX / 2) {
		result = damaged(error, "its size is wrong");
		goto out;
	}
	index = calloc(1, sizeof(*index));
	if (!index) {
		result = bo_fail_memory(error);
		goto out;
	}
	index->map_size = (size_t)status.st_size;
	index->map = mmap(NULL, index->map_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0);
	if (index->map == MAP_FAILED) {
		index->map = NULL;
		result = bo_fail_native(
				error, BO_E_IO, (unsigned int)errno, "Can't map %.200s: %s.", path, strerror(errno));
		goto out;
	}
	/* A copy: what was checked is what is used. */
	bo_index_header_t header;
	memcpy(&header, index->map, sizeof(header));
	result = check_header(&header, index->map_size, error);
	if (result == BO_OK && bo_index_checksum(index->map, index->map_size) != header.checksum) {
		result = damaged(error, "its checksum is wrong");
	}
	if (result == BO_OK) {
		point(index, &header);
		result = check_content(index, error);
	}
out:
	if (descriptor >= 0) {
		close(descriptor);
	}
	if (result != BO_OK) {
		bo_index_close(index);
		return result;
	}
	*out = index;
	return BO_OK;
}

void bo_index_close(bo_index_t *index)
{
	if (index) {
		if (index->map) {
			munmap(index->map, index->map_size);
		}
		free(index);
	}
}

/* ---- accessors ---- */

const char *bo_index_label(const bo_index_t *index, uint32_t row, size_t *length)
{
	if (row >= index->rows || !index->idn[row]) {
		return bo_index_name(index, row, length);
	}
	uint32_t low = 0, high = index->idns;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (index->idn_row[middle] < row) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	if (low < index->idns && index->idn_row[low] == row) {
		uint32_t start = index->idn_start[low], end = index->idn_start[low + 1];
		if (start < end && end <= index->idn_text_size) {
			*length = end - start;
			return index->idn_text + start;
		}
	}
	*length = 0;
	return "";
}

const char *bo_index_zone_text(const bo_index_t *index, uint32_t zone)
{
	if (zone < index->zones && index->zone_start[zone] < index->zone_text_size) {
		const char *text = index->zone_text + index->zone_start[zone];
		if (memchr(text, '\0', index->zone_text_size - index->zone_start[zone])) {
			return text;
		}
	}
	return "";
}

bool bo_index_find_zone(uint32_t *out, const bo_index_t *index, const char *zone)
{
	uint32_t low = 0, high = index->zones;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(bo_index_zone_text(index, middle), zone);
		if (order == 0) {
			*out = middle;
			return true;
		}
		if (order < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return false;
}

static uint32_t time_at(const bo_index_t *index, uint32_t place)
{
	uint32_t row = index->by_time[place];
	return row < index->rows ? index->time[row] : 0;
}

uint32_t bo_index_after(const bo_index_t *index, int64_t time)
{
	uint32_t low = 0, high = index->rows;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if ((int64_t)time_at(index, middle) <= time) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

/* The first row whose label, cut to `cut` bytes, is not before the text (or, with `behind`, is after it). */
static uint32_t bound(const bo_index_t *index, const char *text, size_t length, bool behind)
{
	uint32_t low = 0, high = index->rows;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		size_t size;
		const char *name = bo_index_name(index, middle, &size);
		if (behind && size > length) {
			size = length;
		}
		int order = bo_list_compare(name, size, text, length);
		if (order < 0 || (behind && order == 0)) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

uint32_t bo_index_lower(const bo_index_t *index, const char *text, size_t length)
{
	return bound(index, text, length, false);
}

uint32_t bo_index_behind_prefix(const bo_index_t *index, const char *text, size_t length)
{
	return bound(index, text, length, true);
}
