/* The index file: whatever is in it, it is refused or can be used, even when it changes meanwhile. Its
 * checksum is put right here, because no random change would ever hit it; the eight bytes of an input that
 * stand in the checksum's place choose what is done with the file. */
#include "base/bo_time.h"
#include "droplist/bo_automaton.h"
#include "droplist/bo_expression.h"
#include "droplist/bo_search.h"
#include "fuzz.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t longest); /* libFuzzer's */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t longest, unsigned int seed);

#define PAGE_ROWS 64
#define ZONES_MAX 8
#define NAMES_MAX 4

/* Bits of the first of the eight bytes. */
enum {
	KEEP_SIZE = 1, /* the size that the header tells stays as it is */
	DOWNWARD = 2,
	COUNTS = 4,
	LIMITS = 8, /* limits by length, digits, hyphens, IDN */
	ZONES = 16,
	NAMES = 32,
	AUTOMATON = 64,
	CHANGE = 128 /* numbers change after the file was checked */
};

typedef struct {
	uint8_t flags, text, expression, first, limit, limits, time, change;
} choice_t;

static char directory[256];
static int file = -1;

/* ---- the file ---- */

static void remove_directory(void)
{
	char path[sizeof(directory) + sizeof(BO_INDEX_FILE) + 1];
	snprintf(path, sizeof(path), "%s/%s", directory, BO_INDEX_FILE);
	unlink(path);
	rmdir(directory);
}

static void make_directory(void)
{
	char path[sizeof(directory) + sizeof(BO_INDEX_FILE) + 1];
	const char *parent = getenv("TMPDIR");
	snprintf(directory, sizeof(directory), "%s/bo-fuzz-index-XXXXXX", parent ? parent : "/tmp");
	FUZZ_CHECK(mkdtemp(directory));
	atexit(remove_directory);
	snprintf(path, sizeof(path), "%s/%s", directory, BO_INDEX_FILE);
	file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	FUZZ_CHECK(file >= 0);
}

/* random: a number that hangs on all of the input. */
static choice_t write_file(const uint8_t *data, size_t size, uint32_t *random)
{
	choice_t choice = {0};
	*random = 0;
	char *image = malloc(size ? size : 1);
	FUZZ_CHECK(image);
	memcpy(image, data, size);
	if (size >= sizeof(bo_index_header_t)) {
		bo_index_header_t header;
		memcpy(&header, image, sizeof(header));
		memcpy(&choice, &header.checksum, sizeof(choice));
		header.file_size = choice.flags & KEEP_SIZE ? header.file_size : size;
		memcpy(image, &header, sizeof(header));
		header.checksum = bo_index_checksum(image, size);
		memcpy(image, &header, sizeof(header));
		*random = (uint32_t)header.checksum ^ choice.change;
	}
	FUZZ_CHECK(pwrite(file, image, size, 0) == (ssize_t)size && ftruncate(file, (off_t)size) == 0);
	free(image);
	return choice;
}

/* ---- a copy whose sections stand alone ---- */

/* In the map one section follows the other, so reading beyond one goes unnoticed. */
static void *copy_section(const bo_index_t *index, const void *section, size_t size)
{
	size_t offset = (size_t)((const char *)section - (const char *)index->map);
	FUZZ_CHECK(offset <= index->map_size && size <= index->map_size - offset);
	void *copy = malloc(size ? size : 1);
	FUZZ_CHECK(copy);
	memcpy(copy, section, size);
	return copy;
}

/* The columns of bytes may be read up to the next multiple of 64. */
static void *copy_column(const bo_index_t *index, const void *section)
{
	size_t rows = index->rows;
	return copy_section(index, section, (rows + BO_INDEX_ALIGN - 1) / BO_INDEX_ALIGN * BO_INDEX_ALIGN);
}

static void copy_index(bo_index_t *out, const bo_index_t *from)
{
	size_t rows = from->rows * sizeof(uint32_t);
	*out = *from;
	out->map = NULL;
	out->names = copy_section(from, from->names, from->names_size);
	out->name_start = copy_section(from, from->name_start, rows + sizeof(uint32_t));
	out->zone = copy_section(from, from->zone, rows);
	out->time = copy_section(from, from->time, rows);
	out->length = copy_column(from, from->length);
	out->digits = copy_column(from, from->digits);
	out->hyphens = copy_column(from, from->hyphens);
	out->idn = copy_column(from, from->idn);
	out->idn_row = copy_section(from, from->idn_row, from->idns * sizeof(uint32_t));
	out->idn_start = copy_section(from, from->idn_start, ((size_t)from->idns + 1) * sizeof(uint32_t));
	out->idn_text = copy_section(from, from->idn_text, from->idn_text_size);
	out->zone_start = copy_section(from, from->zone_start, ((size_t)from->zones + 1) * sizeof(uint32_t));
	out->zone_first = copy_section(from, from->zone_first, ((size_t)from->zones + 1) * sizeof(uint32_t));
	out->zone_text = copy_section(from, from->zone_text, from->zone_text_size);
	out->by_time = copy_section(from, from->by_time, rows);
	out->by_length = copy_section(from, from->by_length, rows);
	out->by_digits = copy_section(from, from->by_digits, rows);
	out->by_hyphens = copy_section(from, from->by_hyphens, rows);
	out->by_zone = copy_section(from, from->by_zone, rows);
}

static void free_copy(const bo_index_t *copy)
{
	const void *const sections[] = {copy->names, copy->name_start, copy->zone, copy->time, copy->length,
			copy->digits, copy->hyphens, copy->idn, copy->idn_row, copy->idn_start, copy->idn_text,
			copy->zone_start, copy->zone_first, copy->zone_text, copy->by_time, copy->by_length,
			copy->by_digits, copy->by_hyphens, copy->by_zone};
	for (size_t i = 0; i < sizeof(sections) / sizeof(sections[0]); i++) {
		free((void *)(uintptr_t)sections[i]);
	}
}

/* A file that somebody overwrites in place is wrong use, and still no reason to read beyond it. */
static void change_numbers(const bo_index_t *copy, uint32_t random)
{
	const struct {
		const uint32_t *numbers;
		size_t count;
	} columns[] = {{copy->name_start, copy->rows + 1}, {copy->zone, copy->rows}, {copy->time, copy->rows},
			{copy->idn_row, copy->idns}, {copy->idn_start, copy->idns + 1},
			{copy->zone_start, copy->zones + 1}, {copy->zone_first, copy->zones + 1},
			{copy->by_time, copy->rows}, {copy->by_length, copy->rows}, {copy->by_digits, copy->rows},
			{copy->by_hyphens, copy->rows}, {copy->by_zone, copy->rows}};
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		const uint32_t values[] = {0, 1, (uint32_t)columns[i].count - 1, (uint32_t)columns[i].count,
				INT32_MAX, UINT32_MAX, random, random >> 26};
		random = random * 1664525u + 1013904223u;
		if (columns[i].count && random >> 31) {
			uint32_t *number = (uint32_t *)(uintptr_t)columns[i].numbers + (random >> 8) % columns[i].count;
			*number = values[random >> 28 & 7];
		}
	}
}

/* ---- accessors ---- */

/* Reads each byte, so that the sanitizer sees where it is. */
static void touch(const char *text, size_t length)
{
	char *copy = malloc(length ? length : 1);
	FUZZ_CHECK(copy);
	memcpy(copy, text, length);
	free(copy);
}

/* Names are lines of UTF-8: the expression engine is told so and looks no more. */
static void check_name(const char *name, size_t length)
{
	FUZZ_CHECK(name[length] == '\n');
	while (length) {
		uint32_t c;
		size_t size = fuzz_sequence(name, length, &c);
		FUZZ_CHECK(size && c != '\n');
		name += size;
		length -= size;
	}
}

static void check_row(const bo_index_t *index, uint32_t row)
{
	size_t name_length, label_length;
	const char *name = bo_index_name(index, row, &name_length);
	touch(name, name_length);
	const char *label = bo_index_label(index, row, &label_length);
	touch(label, label_length);
	FUZZ_CHECK(row < index->rows || (name_length == 0 && label_length == 0));
	uint32_t lower = bo_index_lower(index, name, name_length);
	uint32_t behind = bo_index_behind_prefix(index, name, name_length);
	FUZZ_CHECK(lower <= index->rows && behind <= index->rows);
	/* A part of the name, and more than it. */
	(void)bo_index_lower(index, name, name_length / 2);
	(void)bo_index_behind_prefix(index, name, name_length / 2);
	if (row < index->rows) {
		int64_t time = index->time[row];
		FUZZ_CHECK(bo_index_after(index, time - 1) <= index->rows);
		FUZZ_CHECK(bo_index_after(index, time) <= index->rows);
		(void)bo_index_zone_text(index, index->zone[row]);
	}
}

static void check_zone(const bo_index_t *index, uint32_t zone)
{
	const char *text = bo_index_zone_text(index, zone);
	uint32_t found;
	touch(text, strlen(text) + 1);
	FUZZ_CHECK(zone < index->zones || *text == '\0');
	if (bo_index_find_zone(&found, index, text)) {
		FUZZ_CHECK(found < index->zones && strcmp(bo_index_zone_text(index, found), text) == 0);
	}
}

static void check_accessors(const bo_index_t *index)
{
	for (uint32_t row = 0; row < index->rows; row++) {
		check_row(index, row);
	}
	check_row(index, index->rows);
	check_row(index, UINT32_MAX);
	for (uint32_t zone = 0; zone < index->zones; zone++) {
		check_zone(index, zone);
	}
	check_zone(index, index->zones);
	check_zone(index, UINT32_MAX);
	FUZZ_CHECK(bo_index_after(index, INT64_MAX) == index->rows);
	FUZZ_CHECK(bo_index_after(index, INT64_MIN) == 0);
	FUZZ_CHECK(bo_index_lower(index, "", 0) <= index->rows);
}

/* ---- searches ---- */

static void check_result(
		const bo_search_result_t *result, const bo_index_t *index, const bo_search_t *search, bool changed)
{
	uint64_t left = result->total > search->first ? result->total - search->first : 0;
	FUZZ_CHECK(result->generation == index->generation);
	FUZZ_CHECK(result->total <= index->rows);
	FUZZ_CHECK(result->row_count <= search->limit && result->row_count <= left);
	for (size_t i = 0; i < result->row_count; i++) {
		const bo_search_row_t *row = &result->rows[i];
		FUZZ_CHECK(
				memchr(row->label, '\0', sizeof(row->label)) && memchr(row->zone, '\0', sizeof(row->zone)));
	}
	uint64_t counted = 0;
	for (size_t i = 0; i < result->zone_count_count; i++) {
		FUZZ_CHECK(memchr(result->zone_counts[i].zone, '\0', sizeof(result->zone_counts[i].zone)));
		counted += result->zone_counts[i].count;
	}
	/* Orders that do not fit the columns make the counts wrong, but never larger than this. */
	FUZZ_CHECK(search->counts ? counted <= index->rows || changed : counted == 0);
	counted = 0;
	for (size_t i = 0; i < result->day_count_count; i++) {
		counted += result->day_counts[i];
	}
	FUZZ_CHECK(search->counts ? counted <= result->total : counted == 0);
}

static uint64_t search_once(const bo_index_t *index, const bo_search_t *search, int64_t now, bool changed)
{
	bo_search_result_t result;
	bo_error_t error = {0};
	bo_code_t code = bo_search_run(&result, index, search, now, &error);
	uint64_t total = result.total;
	/* An expression may need more time or memory than it gets; a text of the file may be broken. */
	bool refused = search->terms.count && (code == BO_E_LIMIT || code == BO_E_INVALID);
	FUZZ_CHECK(code == BO_OK || (refused && error.message[0]));
	if (code == BO_OK) {
		check_result(&result, index, search, changed);
		bo_search_result_dispose(&result);
	}
	return total;
}

/* The order changes nothing about how many there are, unless the numbers contradict each other. By price only
 * where zones have prices. */
static void search_orders(const bo_index_t *index, bo_search_t *search, int64_t now, bool changed)
{
	search->sort = BO_SORT_DROPDATE;
	uint64_t total = search_once(index, search, now, changed);
	search->counts = false; /* the same in each order, and slow */
	for (int sort = BO_SORT_DROPDATE + 1; sort <= BO_SORT_MINE; sort++) {
		if (sort == BO_SORT_PRICE && !search->zone_count) {
			continue;
		}
		search->sort = (bo_sort_t)sort;
		FUZZ_CHECK(search_once(index, search, now, changed) == total || changed);
	}
}

static void set_limits(bo_search_t *search, uint8_t limits)
{
	search->length_min = limits & 1 ? 3 : -1;
	search->length_max = limits & 2 ? 20 : -1;
	search->letters_min = limits & 4 ? 1 : -1;
	search->digits_max = limits & 8 ? 2 : -1;
	search->hyphens_max = limits & 16 ? 0 : -1;
	search->idn = limits & 32 ? limits >> 6 & 1 : -1;
	search->digits_only = limits >> 7;
}

static void add_term(bo_search_t *search, bo_term_kind_t kind, const char *text, size_t length, bool excluded)
{
	search->terms.count = search->terms.text_count = search->terms.byte_count = 0;
	FUZZ_CHECK(bo_terms_add(&search->terms, kind, excluded, text, length, NULL) == BO_OK);
}

/* A text that is in the file, if the row has one: whole, its start or its end. */
static void add_name(bo_search_t *search, const bo_index_t *index, uint8_t choice)
{
	static const bo_term_kind_t kinds[] = {BO_TERM_CONTAINS, BO_TERM_STARTS, BO_TERM_ENDS, BO_TERM_EQUALS};
	size_t length = 0;
	const char *name = index->rows ? bo_index_label(index, (choice >> 3) % index->rows, &length) : "";
	if (length == 0 || length > 200 || memchr(name, '\0', length)) {
		name = "shop";
		length = 4;
	}
	size_t half = choice & 4 ? (length + 1) / 2 : length;
	const char *text = (choice & 3) == 2 ? name + length - half : name;
	add_term(search, kinds[choice & 3], text, half, choice & 128);
}

static const char *const expressions[] = {"^[a-z]{3,5}$", "a.*o|[0-9]{2}", "(.)\\1", "\\p{Cyrillic}",
		"^(?!x).*-", "\xc3\xbc|e$", "^$", "[^a-z0-9-]+"};

static void add_expression(bo_search_t *search, uint8_t choice)
{
	const char *text = expressions[choice & 7];
	add_term(search, BO_TERM_EXPRESSION, text, strlen(text), choice & 128);
}

/* A search makes an automaton only for more names than such a file has. */
static void check_automaton(const bo_index_t *index, const char *expression, bool bind)
{
	bo_pattern_t pattern;
	bo_automaton_t *automaton;
	bo_rows_set_t found, candidates;
	bo_pattern_read(&pattern, expression, strlen(expression));
	FUZZ_CHECK(bo_automaton_new(&automaton, &pattern, bind));
	FUZZ_CHECK(bo_rows_set_init(&found, index->rows) && bo_rows_set_init(&candidates, index->rows));
	for (uint32_t row = 0; row < index->rows; row++) {
		bo_rows_set_add(&candidates, row);
	}
	if (automaton) {
		FUZZ_CHECK(bo_automaton_match(&found, &candidates, automaton, index, bo_expression_deadline()) ==
				   BO_AUTOMATON_DONE);
		FUZZ_CHECK(bo_rows_set_count(&found) <= index->rows);
	}
	bo_rows_set_dispose(&found);
	bo_rows_set_dispose(&candidates);
	bo_automaton_free(automaton);
}

/* A few of the index's own names, as texts that end. */
typedef struct {
	bo_search_name_t names[NAMES_MAX];
	char labels[NAMES_MAX][BO_LABEL_SIZE];
} names_t;

static void set_names(bo_search_t *search, names_t *names, const bo_index_t *index, uint8_t choice)
{
	for (uint32_t i = 0; i < NAMES_MAX && i < index->rows; i++) {
		size_t length;
		uint32_t row = (i * 7 + choice) % index->rows;
		const char *label = bo_index_label(index, row, &length);
		snprintf(names->labels[i], BO_LABEL_SIZE, "%.*s", (int)length, label);
		names->names[i].label = names->labels[i];
		names->names[i].zone = bo_index_zone_text(index, index->zone[row]);
		search->name_count++;
	}
	search->names = names->names;
	search->mine = choice & 1;
}

static void check_searches(const bo_index_t *index, choice_t choice)
{
	bo_search_t search;
	names_t names;
	const char *zones[ZONES_MAX];
	uint32_t ranks[ZONES_MAX];
	bool changed = choice.flags & CHANGE;
	int64_t now = choice.time & 1 && index->rows ? index->time[choice.time % index->rows] : FUZZ_NOW;
	bo_search_init(&search);
	search.first = choice.first % 16;
	search.limit = choice.limit % PAGE_ROWS;
	search.descending = choice.flags & DOWNWARD;
	search.counts = choice.flags & COUNTS;
	if (choice.flags & LIMITS) {
		set_limits(&search, choice.limits);
	}
	if (choice.flags & ZONES) {
		search.zones = zones;
		search.zone_ranks = ranks;
		for (uint32_t i = 0; i < index->zones && i < ZONES_MAX; i++) {
			zones[i] = bo_index_zone_text(index, i);
			ranks[i] = (i ^ choice.limits) % 3;
			search.zone_count++;
		}
	}
	if (choice.flags & NAMES) {
		set_names(&search, &names, index, choice.text);
	}
	search_orders(index, &search, now, changed);
	add_name(&search, index, choice.text);
	search_orders(index, &search, now, changed);
	/* Making an expression ready takes longer than all else here. */
	add_expression(&search, choice.expression);
	search.sort = (bo_sort_t)(choice.expression >> 3 & 3);
	(void)search_once(index, &search, now, changed);
	if (choice.flags & AUTOMATON) {
		check_automaton(index, expressions[choice.expression & 7], choice.limits & 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bo_index_t *index = NULL;
	bo_error_t error = {0};
	if (file < 0) {
		make_directory();
	}
	uint32_t random;
	choice_t choice = write_file(data, size, &random);
	if (bo_index_open(&index, directory, &error) != BO_OK) {
		FUZZ_CHECK(!index && error.code == BO_E_INVALID && error.message[0]);
		return 0;
	}
	bo_index_t copy;
	copy_index(&copy, index);
	bo_index_close(index);
	if (choice.flags & CHANGE) {
		change_numbers(&copy, random);
	}
	for (uint32_t row = 0; row < copy.rows && !(choice.flags & CHANGE); row++) {
		size_t length;
		const char *name = bo_index_name(&copy, row, &length);
		check_name(name, length);
	}
	check_accessors(&copy);
	check_searches(&copy, choice);
	free_copy(&copy);
	return 0;
}

/* ---- changing an input ---- */

static uint32_t next_random(uint32_t *random)
{
	*random = *random * 1664525u + 1013904223u;
	return *random >> 8;
}

/* One number of one section, or one of the bytes that choose, becomes one that is at an edge. */
static void change_section(uint8_t *data, size_t size, uint32_t random)
{
	bo_index_header_t header;
	memcpy(&header, data, sizeof(header));
	bo_index_extent_t extent = header.section[next_random(&random) % BO_INDEX_SECTIONS];
	const uint32_t values[] = {0, 1, header.rows, header.rows - 1, header.zones, header.idns, UINT32_MAX,
			INT32_MAX, (uint32_t)extent.size, next_random(&random) % 256};
	uint32_t value = values[next_random(&random) % (sizeof(values) / sizeof(values[0]))];
	if (next_random(&random) % 4 == 0) {
		size_t choice = next_random(&random) % sizeof(choice_t);
		data[offsetof(bo_index_header_t, checksum) + choice] ^= (uint8_t)(1u << next_random(&random) % 8);
	} else if (extent.size >= sizeof(value) && extent.offset < size && extent.size <= size - extent.offset) {
		size_t place = next_random(&random) % (extent.size / sizeof(value)) * sizeof(value);
		memcpy(data + extent.offset + place, &value, sizeof(value));
	}
}

/* Most of a file is text and filling, where a change does little; so every other one goes to the numbers. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t longest, unsigned int seed)
{
	if (seed % 2 || size < sizeof(bo_index_header_t)) {
		return LLVMFuzzerMutate(data, size, longest);
	}
	change_section(data, size, seed / 2);
	return size;
}
