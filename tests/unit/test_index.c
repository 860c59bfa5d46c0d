/* The index file: what is written is what is read, and a damaged file is refused. */
#include "base/bo_time.h"
#include "droplist/bo_index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char directory[] = "/tmp/bo-index-XXXXXX";
static char file_path[80];

static int set_up(void **state)
{
	(void)state;
	if (!mkdtemp(directory)) {
		return -1;
	}
	snprintf(file_path, sizeof(file_path), "%s/" BO_INDEX_FILE, directory);
	return 0;
}

static int tear_down(void **state)
{
	char lock[100];
	(void)state;
	snprintf(lock, sizeof(lock), "%s.lock", file_path);
	unlink(lock);
	unlink(file_path);
	return rmdir(directory); /* fails when a temporary file was left behind */
}

static void add(bo_list_t *list, const char *label, const char *zone, int64_t time)
{
	bo_error_t error = {0};
	assert_int_equal(bo_list_add(list, label, strlen(label), zone, strlen(zone), time, &error), BO_OK);
}

static void build(bo_list_t *list, int64_t generation, uint64_t stamp)
{
	bo_error_t error = {0};
	bo_index_draft_t draft;
	uint64_t duplicates;
	assert_int_equal(bo_list_sort(list, &duplicates, &error), BO_OK);
	assert_int_equal(bo_index_build(&draft, directory, list, generation, stamp, &error), BO_OK);
	assert_int_equal(bo_index_publish(&draft, directory, &error), BO_OK);
}

/* A list with a bit of everything. */
static void some_names(bo_list_t *list, int count)
{
	bo_list_init(list);
	add(list, "xn--mller-kva", "de", 5000);
	add(list, "mueller", "de", 4000);
	add(list, "muzak", "com", 4000);
	add(list, "a-1-b2", "co.uk", 6000);
	add(list, "a-1-b2", "com", 3000);
	add(list, "007", "com", 3000);
	add(list, "xn--not-punycode-", "com", 3000);
	for (int i = 0; i < count; i++) {
		char label[32], zone[16];
		snprintf(label, sizeof(label), "name%d", i * 7919 % 10007);
		snprintf(zone, sizeof(zone), "zone%d", i % 13);
		add(list, label, zone, 1000 + i % 97);
	}
}

static bo_code_t open_code(void)
{
	bo_error_t error = {0};
	bo_index_t *index = NULL;
	bo_code_t code = bo_index_open(&index, directory, &error);
	assert_true((code == BO_OK) == (index != NULL));
	if (code != BO_OK) {
		assert_int_equal(error.code, code);
		assert_true(error.message[0] != '\0');
	}
	bo_index_close(index);
	return code;
}

static const char *label_of(const bo_index_t *index, uint32_t row)
{
	static char text[80];
	size_t length;
	const char *label = bo_index_label(index, row, &length);
	snprintf(text, sizeof(text), "%.*s", (int)length, label);
	return text;
}

static const char *name_of(const bo_index_t *index, uint32_t row)
{
	static char text[300];
	size_t length;
	const char *label = bo_index_name(index, row, &length);
	snprintf(text, sizeof(text), "%.*s", (int)length, label);
	return text;
}

static void test_content(void **state)
{
	(void)state;
	static const struct {
		const char *label, *name, *zone;
		uint32_t time;
		int length, digits, hyphens, idn;
	} expected[] = {
			{"007", "007", "com", 3000, 3, 3, 0, 0},
			{"a-1-b2", "a-1-b2", "co.uk", 6000, 6, 2, 2, 0},
			{"a-1-b2", "a-1-b2", "com", 3000, 6, 2, 2, 0},
			{"mueller", "mueller", "de", 4000, 7, 0, 0, 0},
			{"muzak", "muzak", "com", 4000, 5, 0, 0, 0},
			{"xn--mller-kva", "m\xc3\xbcller", "de", 5000, 6, 0, 0, 1},
			{"xn--not-punycode-", "xn--not-punycode-", "com", 3000, 17, 0, 4, 0},
	};
	bo_list_t list;
	bo_error_t error = {0};
	bo_index_t *index = NULL;
	some_names(&list, 0);
	add(&list, "UPPER", "com", 3000); /* what only an old table may hold */
	add(&list, "new\nline", "com", 3000);
	add(&list, "zero", "com", 0);
	build(&list, 17, 99);
	assert_int_equal(bo_index_open(&index, directory, &error), BO_OK);
	assert_int_equal(index->generation, 17);
	assert_int_equal(index->stamp, 99);
	assert_int_equal(index->rows, 7);
	for (uint32_t row = 0; row < 7; row++) {
		assert_string_equal(label_of(index, row), expected[row].label);
		assert_string_equal(name_of(index, row), expected[row].name);
		assert_string_equal(bo_index_zone_text(index, index->zone[row]), expected[row].zone);
		assert_int_equal(index->time[row], expected[row].time);
		assert_int_equal(index->length[row], expected[row].length);
		assert_int_equal(index->digits[row], expected[row].digits);
		assert_int_equal(index->hyphens[row], expected[row].hyphens);
		assert_int_equal(index->idn[row], expected[row].idn);
	}
	static const uint32_t by_time[] = {0, 2, 6, 3, 4, 5, 1}, by_zone[] = {1, 0, 2, 4, 6, 3, 5};
	for (int i = 0; i < 7; i++) {
		assert_int_equal(index->by_time[i], by_time[i]);
		assert_int_equal(index->by_zone[i], by_zone[i]);
	}
	assert_int_equal(bo_index_after(index, 2999), 0);
	assert_int_equal(bo_index_after(index, 3000), 3);
	assert_int_equal(bo_index_after(index, 6000), 7);
	assert_int_equal(bo_index_after(index, INT64_MAX), 7);
	assert_int_equal(bo_index_lower(index, "m", 1), 3);
	assert_int_equal(bo_index_behind_prefix(index, "mu", 2), 5);
	assert_int_equal(bo_index_behind_prefix(index, "m", 1), 6);
	uint32_t zone;
	assert_true(bo_index_find_zone(&zone, index, "co.uk"));
	assert_int_equal(index->zone_first[zone + 1] - index->zone_first[zone], 1);
	assert_false(bo_index_find_zone(&zone, index, "co"));
	assert_false(bo_index_find_zone(&zone, index, "org"));
	/* Numbers out of range are harmless. */
	size_t length;
	bo_index_name(index, 7, &length);
	assert_int_equal(length, 0);
	bo_index_label(index, UINT32_MAX, &length);
	assert_int_equal(length, 0);
	assert_string_equal(bo_index_zone_text(index, 99), "");
	bo_index_close(index);
	bo_list_dispose(&list);
}

static void test_empty(void **state)
{
	(void)state;
	bo_list_t list;
	bo_list_init(&list);
	build(&list, 0, 0);
	assert_int_equal(open_code(), BO_OK);
	bo_list_dispose(&list);
}

/* ---- damage ---- */

static unsigned char *read_file(size_t *size)
{
	struct stat status;
	int descriptor = open(file_path, O_RDONLY | O_CLOEXEC);
	assert_true(descriptor >= 0 && fstat(descriptor, &status) == 0);
	*size = (size_t)status.st_size;
	unsigned char *content = malloc(*size + 1);
	assert_int_equal(read(descriptor, content, *size), *size);
	close(descriptor);
	return content;
}

static void write_file(const void *content, size_t size)
{
	int descriptor = open(file_path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(descriptor >= 0);
	assert_int_equal(write(descriptor, content, size), size);
	close(descriptor);
}

static void test_truncated(void **state)
{
	(void)state;
	bo_list_t list;
	size_t size;
	some_names(&list, 3000);
	build(&list, 1, 1);
	unsigned char *content = read_file(&size);
	assert_true(size > 100000);
	for (size_t cut = 0; cut < size; cut += 4096) {
		write_file(content, cut);
		assert_int_equal(open_code(), BO_E_INVALID);
	}
	write_file(content, size - 1);
	assert_int_equal(open_code(), BO_E_INVALID);
	content[size] = 0;
	write_file(content, size + 1);
	assert_int_equal(open_code(), BO_E_INVALID);
	write_file(content, size);
	assert_int_equal(open_code(), BO_OK);
	free(content);
	bo_list_dispose(&list);
}

/* Any bit in any place: the checksum sees it. */
static void test_any_bit(void **state)
{
	(void)state;
	bo_list_t list;
	size_t size;
	some_names(&list, 20);
	build(&list, 1, 1);
	unsigned char *content = read_file(&size);
	for (size_t at = 0; at < size; at++) {
		content[at] ^= (unsigned char)(1 << (at % 8));
		write_file(content, size);
		assert_int_equal(open_code(), BO_E_INVALID);
		content[at] ^= (unsigned char)(1 << (at % 8));
	}
	free(content);
	bo_list_dispose(&list);
}

static void put_checksum(unsigned char *content, size_t size)
{
	bo_index_header_t header;
	memcpy(&header, content, sizeof(header));
	header.checksum = bo_index_checksum(content, size);
	memcpy(content, &header, sizeof(header));
}

/* A hostile file has a right checksum: each header field by itself, then random damage everywhere. Whatever
 * is accepted must be harmless to read (the sanitizer build watches). */
static void read_everything(void)
{
	bo_error_t error = {0};
	bo_index_t *index = NULL;
	if (bo_index_open(&index, directory, &error) != BO_OK) {
		return;
	}
	size_t sum = 0, length;
	for (uint32_t row = 0; row < index->rows; row++) {
		const char *name = bo_index_name(index, row, &length);
		for (size_t i = 0; i < length; i++) {
			sum += (unsigned char)name[i];
		}
		const char *label = bo_index_label(index, row, &length);
		for (size_t i = 0; i < length; i++) {
			sum += (unsigned char)label[i];
		}
		sum += strlen(bo_index_zone_text(index, index->zone[row])) + index->by_length[row] +
			   index->by_digits[row] + index->by_hyphens[row] + index->by_zone[row];
	}
	assert_true(sum + bo_index_after(index, 1050) > 0);
	bo_index_close(index);
}

static void test_header_fields(void **state)
{
	(void)state;
	static const size_t fields[] = {offsetof(bo_index_header_t, byte_order),
			offsetof(bo_index_header_t, version), offsetof(bo_index_header_t, rows),
			offsetof(bo_index_header_t, zones), offsetof(bo_index_header_t, idns),
			offsetof(bo_index_header_t, sections)};
	static const uint32_t values[] = {0, 1, 2, 64, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff};
	bo_list_t list;
	size_t size;
	some_names(&list, 50);
	build(&list, 1, 1);
	unsigned char *content = read_file(&size);
	unsigned char *damaged = malloc(size);
	for (size_t f = 0; f < sizeof(fields) / sizeof(fields[0]); f++) {
		for (size_t v = 0; v < sizeof(values) / sizeof(values[0]); v++) {
			memcpy(damaged, content, size);
			memcpy(damaged + fields[f], &values[v], 4);
			put_checksum(damaged, size);
			write_file(damaged, size);
			if (memcmp(damaged, content, size) != 0) {
				assert_int_equal(open_code(), BO_E_INVALID);
			}
		}
	}
	for (size_t s = 0; s < BO_INDEX_SECTIONS * 2; s++) {
		static const uint64_t extents[] = {
				0, 1, 64, 63, UINT64_C(1) << 32, UINT64_MAX, UINT64_MAX - 63, INT64_MAX};
		for (size_t v = 0; v < 8; v++) {
			memcpy(damaged, content, size);
			size_t at = offsetof(bo_index_header_t, section) + s * 8;
			uint64_t before;
			memcpy(&before, damaged + at, 8);
			memcpy(damaged + at, &extents[v], 8);
			put_checksum(damaged, size);
			write_file(damaged, size);
			read_everything();
		}
	}
	memcpy(damaged, content, size);
	uint64_t wrong = size + 64;
	memcpy(damaged + offsetof(bo_index_header_t, file_size), &wrong, 8);
	put_checksum(damaged, size);
	write_file(damaged, size);
	assert_int_equal(open_code(), BO_E_INVALID);
	free(content);
	free(damaged);
	bo_list_dispose(&list);
}

static void test_hostile_content(void **state)
{
	(void)state;
	bo_list_t list;
	size_t size;
	some_names(&list, 60);
	build(&list, 1, 1);
	unsigned char *content = read_file(&size);
	unsigned char *damaged = malloc(size);
	srand(5);
	for (int round = 0; round < 20000; round++) {
		memcpy(damaged, content, size);
		for (int i = rand() % 3; i >= 0; i--) {
			size_t at = sizeof(bo_index_header_t) + (size_t)rand() % (size - sizeof(bo_index_header_t));
			damaged[at] = rand() % 2 ? (unsigned char)rand() : 0xff;
		}
		put_checksum(damaged, size);
		write_file(damaged, size);
		read_everything();
	}
	free(content);
	free(damaged);
	bo_list_dispose(&list);
}

/* The ASCII forms and zones are what PHP is given: other bytes there are refused, whatever the checksum says.
 */
static void test_odd_bytes(void **state)
{
	(void)state;
	static const bo_index_section_t sections[] = {BO_INDEX_IDN_TEXT, BO_INDEX_ZONE_TEXT};
	static const unsigned char bytes[] = {' ', '\n', 0x7f, 0x80, 0xff, 1};
	bo_list_t list;
	bo_error_t error = {0};
	uint64_t duplicates;
	size_t size;
	bo_list_init(&list);
	assert_int_equal(bo_list_add(&list, "xn--tda", 7, "com", 3, 5, &error), BO_OK);
	assert_int_equal(bo_list_add(&list, "a", 1, "co.uk", 5, 5, &error), BO_OK);
	assert_int_equal(bo_list_sort(&list, &duplicates, &error), BO_OK);
	build(&list, 1, 1);
	unsigned char *content = read_file(&size);
	bo_index_header_t header;
	memcpy(&header, content, sizeof(header));
	for (size_t s = 0; s < sizeof(sections) / sizeof(sections[0]); s++) {
		for (size_t b = 0; b < sizeof(bytes); b++) {
			size_t at = header.section[sections[s]].offset;
			unsigned char before = content[at];
			bo_index_t *index = NULL;
			content[at] = bytes[b];
			put_checksum(content, size);
			write_file(content, size);
			assert_int_equal(bo_index_open(&index, directory, &error), BO_E_INVALID);
			content[at] = before;
		}
	}
	put_checksum(content, size);
	write_file(content, size);
	bo_index_t *index = NULL;
	assert_int_equal(bo_index_open(&index, directory, &error), BO_OK);
	bo_index_close(index);
	free(content);
	bo_list_dispose(&list);
}

static void test_kinds_of_file(void **state)
{
	(void)state;
	unlink(file_path);
	assert_int_equal(open_code(), BO_E_NOT_FOUND);
	assert_int_equal(mkdir(file_path, 0700), 0);
	assert_int_equal(open_code(), BO_E_INVALID);
	assert_int_equal(rmdir(file_path), 0);
	/* A link is not followed, whatever it leads to. */
	bo_list_t list;
	some_names(&list, 5);
	build(&list, 1, 1);
	char other[100];
	snprintf(other, sizeof(other), "%s.real", file_path);
	assert_int_equal(rename(file_path, other), 0);
	assert_int_equal(symlink(other, file_path), 0);
	assert_int_equal(open_code(), BO_E_INVALID);
	unlink(other);
	assert_int_equal(mkfifo(other, 0600), 0);
	unlink(file_path);
	assert_int_equal(rename(other, file_path), 0);
	assert_int_equal(open_code(), BO_E_INVALID);
	bo_list_dispose(&list);
}

/* ---- writing ---- */

/* What a killed builder left is removed after an hour; a younger file may be in the making. */
static void test_leftovers(void **state)
{
	(void)state;
	static const char *const names[] = {"-old", "-new", ".other"};
	char paths[3][120];
	bo_list_t list;
	for (int i = 0; i < 3; i++) {
		snprintf(paths[i], sizeof(paths[i]), "%s%s", file_path, names[i]);
		int descriptor = open(paths[i], O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		assert_true(descriptor >= 0);
		struct timespec times[2] = {
				{.tv_sec = time(NULL) - (i == 1 ? 60 : 7200)}, {.tv_sec = time(NULL) - (i == 1 ? 60 : 7200)}};
		assert_int_equal(futimens(descriptor, times), 0);
		close(descriptor);
	}
	bo_list_init(&list);
	build(&list, 1, 1);
	bo_list_dispose(&list);
	assert_int_equal(access(paths[0], F_OK), -1);
	assert_int_equal(unlink(paths[1]), 0);
	assert_int_equal(unlink(paths[2]), 0);
}

static void test_unwritable(void **state)
{
	(void)state;
	bo_list_t list;
	bo_error_t error = {0};
	bo_index_draft_t draft;
	bo_list_init(&list);
	assert_int_equal(bo_index_build(&draft, "/nonexistent/there", &list, 1, 1, &error), BO_E_IO);
	assert_non_null(strstr(error.message, "/nonexistent/there"));
	assert_string_equal(draft.path, "");
}

static void test_replaced_while_open(void **state)
{
	(void)state;
	bo_list_t list;
	bo_error_t error = {0};
	bo_index_t *index = NULL;
	some_names(&list, 500);
	build(&list, 1, 1);
	assert_int_equal(bo_index_open(&index, directory, &error), BO_OK);
	uint32_t rows = index->rows;
	bo_list_t other;
	bo_list_init(&other);
	add(&other, "only", "com", 5);
	build(&other, 2, 2);
	/* The old map goes on living. */
	assert_int_equal(index->rows, rows);
	assert_string_equal(name_of(index, 0), "007");
	bo_index_close(index);
	assert_int_equal(bo_index_open(&index, directory, &error), BO_OK);
	assert_int_equal(index->generation, 2);
	bo_index_close(index);
	bo_list_dispose(&list);
	bo_list_dispose(&other);
}

static void test_lock(void **state)
{
	(void)state;
	bool held = true;
	int lock = bo_index_lock(directory, &held);
	assert_true(lock >= 0 && !held);
	pid_t child = fork();
	if (child == 0) {
		int second = bo_index_lock(directory, &held);
		_exit(second < 0 && held ? 0 : 1);
	}
	int status = 1;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	bo_index_unlock(lock);
	lock = bo_index_lock(directory, &held);
	assert_true(lock >= 0);
	bo_index_unlock(lock);
	assert_int_equal(bo_index_lock("/nonexistent/there", &held), -1);
	assert_false(held);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_content),
			cmocka_unit_test(test_empty),
			cmocka_unit_test(test_truncated),
			cmocka_unit_test(test_any_bit),
			cmocka_unit_test(test_header_fields),
			cmocka_unit_test(test_hostile_content),
			cmocka_unit_test(test_odd_bytes),
			cmocka_unit_test(test_kinds_of_file),
			cmocka_unit_test(test_leftovers),
			cmocka_unit_test(test_unwritable),
			cmocka_unit_test(test_replaced_while_open),
			cmocka_unit_test(test_lock),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
