/* What a downloaded list is packed in: zip archives, gzip, plain text; damaged, cut, far too large. */
#include "droplist/bo_unpack.h"
#include "droplist/bo_unzip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

static char directory[] = "/tmp/bo-list-XXXXXX";

static int make_directory(void **state)
{
	(void)state;
	return mkdtemp(directory) ? 0 : -1;
}

static int remove_directory(void **state)
{
	(void)state;
	char path[64];
	snprintf(path, sizeof(path), "%s/a.zip", directory);
	unlink(path);
	return rmdir(directory);
}

typedef struct {
	const char *name, *content;
	size_t length;
	bool link, folder;
} member_t;

static int make_zip(const member_t *members, size_t count)
{
	char path[64];
	snprintf(path, sizeof(path), "%s/a.zip", directory);
	unlink(path);
	zip_t *archive = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
	assert_non_null(archive);
	for (size_t i = 0; i < count; i++) {
		if (members[i].folder) {
			assert_true(zip_dir_add(archive, members[i].name, 0) >= 0);
			continue;
		}
		zip_source_t *source = zip_source_buffer(archive, members[i].content, members[i].length, 0);
		zip_int64_t index = zip_file_add(archive, members[i].name, source, 0);
		assert_true(index >= 0);
		if (members[i].link) {
			zip_file_set_external_attributes(
					archive, (zip_uint64_t)index, 0, ZIP_OPSYS_UNIX, (zip_uint32_t)(S_IFLNK | 0777) << 16);
		}
	}
	assert_int_equal(zip_close(archive), 0);
	int descriptor = open(path, O_RDWR | O_CLOEXEC);
	assert_true(descriptor >= 0);
	return descriptor;
}

static bo_code_t count_bytes(const char *data, size_t length, bo_error_t *error, void *payload)
{
	size_t *total = payload;
	(void)data;
	(void)error;
	*total += length;
	return BO_OK;
}

static bo_code_t unzip(int descriptor, uint64_t maximum, size_t *total)
{
	uint64_t bytes;
	bo_error_t error = {0};
	*total = 0;
	bo_code_t result = bo_unzip_csv(&bytes, descriptor, maximum, count_bytes, total, &error);
	if (result == BO_OK) {
		assert_int_equal(bytes, *total);
	} else {
		assert_int_equal(error.code, result);
		assert_true(strlen(error.message) > 10);
	}
	return result;
}

static void test_zip_choice(void **state)
{
	(void)state;
	size_t total;
	const member_t csv = {"list.csv", "12345", 5, false, false},
				   upper = {"dir/LIST.CSV", "123456", 6, false, false};
	const member_t readme = {"readme.txt", "12", 2, false, false},
				   folder = {"data.csv/", NULL, 0, false, true};
	const member_t traversal = {"../../../../tmp/bo-evil.csv", "1234", 4, false, false};
	const member_t link = {"link.csv", "/etc/hostname", 13, true, false},
				   empty = {"e.csv", "", 0, false, false};
	const struct {
		member_t members[3];
		size_t count;
		bo_code_t code;
		size_t bytes;
	} cases[] = {{{csv}, 1, BO_OK, 5}, {{upper}, 1, BO_OK, 6}, {{readme, csv}, 2, BO_OK, 5},
			{{folder, csv}, 2, BO_OK, 5}, {{traversal}, 1, BO_OK, 4}, {{empty}, 1, BO_OK, 0},
			{{csv, upper}, 2, BO_E_INVALID, 0}, {{readme}, 1, BO_E_INVALID, 0},
			{{folder}, 1, BO_E_INVALID, 0}, {{link}, 1, BO_E_INVALID, 0}};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int descriptor = make_zip(cases[i].members, cases[i].count);
		assert_int_equal(unzip(descriptor, 1 << 20, &total), cases[i].code);
		assert_int_equal(total, cases[i].bytes);
		/* The descriptor stays open and usable. */
		assert_int_equal(unzip(descriptor, 1 << 20, &total), cases[i].code);
		close(descriptor);
	}
	assert_int_equal(access("/tmp/bo-evil.csv", F_OK), -1);
}

static void test_zip_damage(void **state)
{
	(void)state;
	size_t total, size = 200000;
	char *content = malloc(size);
	srand(11);
	for (size_t i = 0; i < size; i++) {
		content[i] = (char)('a' + rand() % 26);
	}
	const member_t member = {"l.csv", content, size, false, false};
	int descriptor = make_zip(&member, 1);
	assert_int_equal(unzip(descriptor, size, &total), BO_OK);
	assert_int_equal(unzip(descriptor, size - 1, &total), BO_E_LIMIT);
	assert_int_equal(total, 0);
	/* A wrong byte in the data is found by the checksum at the latest. */
	unsigned char byte;
	assert_int_equal(pread(descriptor, &byte, 1, 50000), 1);
	byte ^= 0x55;
	assert_int_equal(pwrite(descriptor, &byte, 1, 50000), 1);
	assert_int_equal(unzip(descriptor, size, &total), BO_E_INVALID);
	/* Cut anywhere it is no archive any more. */
	off_t length = lseek(descriptor, 0, SEEK_END);
	for (off_t cut = length - 1; cut >= 0; cut -= cut > length - 40 ? 1 : 9973) {
		assert_int_equal(ftruncate(descriptor, cut), 0);
		assert_int_equal(unzip(descriptor, size, &total), BO_E_INVALID);
	}
	close(descriptor);
	free(content);
}

static void test_zip_bomb(void **state)
{
	(void)state;
	size_t total, size = 60u << 20;
	char *content = calloc(1, size);
	const member_t bomb = {"l.csv", content, size, false, false},
				   small = {"l.csv", content, 9u << 20, false, false};
	int descriptor = make_zip(&bomb, 1);
	assert_int_equal(unzip(descriptor, UINT64_C(1) << 31, &total), BO_E_LIMIT);
	assert_int_equal(total, 0);
	close(descriptor);
	/* Small ones may pack as well as they like. */
	descriptor = make_zip(&small, 1);
	assert_int_equal(unzip(descriptor, UINT64_C(1) << 31, &total), BO_OK);
	close(descriptor);
	free(content);
}

/* ---- gzip and plain text ---- */

static int open_packed(int flags)
{
	char path[64];
	snprintf(path, sizeof(path), "%s/a.zip", directory);
	int descriptor = open(path, flags | O_CLOEXEC, 0600);
	assert_true(descriptor >= 0);
	return descriptor;
}

static void put(const void *data, size_t length, bool append)
{
	int descriptor = open_packed(O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC));
	assert_int_equal(write(descriptor, data, length), length);
	close(descriptor);
}

static void put_gz(const void *data, size_t length, bool append)
{
	char path[64];
	snprintf(path, sizeof(path), "%s/a.zip", directory);
	gzFile file = gzopen(path, append ? "ab" : "wb");
	assert_non_null(file);
	for (size_t done = 0; done < length; done += 1 << 20) {
		unsigned int size = (unsigned int)(length - done < 1 << 20 ? length - done : 1 << 20);
		assert_int_equal(gzwrite(file, (const char *)data + done, size), size);
	}
	assert_int_equal(gzclose(file), Z_OK);
}

typedef struct {
	size_t bytes;
	uLong crc;
} content_t;

static bo_code_t take_content(const char *data, size_t length, bo_error_t *error, void *payload)
{
	content_t *content = payload;
	(void)error;
	content->bytes += length;
	content->crc = crc32(content->crc, (const Bytef *)data, (uInt)length);
	return BO_OK;
}

static content_t content;
static bo_error_t unpack_error;

static bo_code_t unpack(bo_packing_t packing, uint64_t maximum)
{
	uint64_t bytes = 0;
	int descriptor = open_packed(O_RDONLY);
	content = (content_t){0, crc32(0, NULL, 0)};
	memset(&unpack_error, 0, sizeof(unpack_error));
	bo_code_t code = bo_unpack(&bytes, descriptor, packing, maximum, take_content, &content, &unpack_error);
	assert_int_equal(unpack_error.code, code);
	assert_true(code != BO_OK || bytes == content.bytes);
	close(descriptor);
	return code;
}

static void assert_unpacked(bo_packing_t packing, const char *data, size_t length)
{
	if (unpack(packing, UINT64_C(1) << 31) != BO_OK) {
		fail_msg("%s", unpack_error.message);
	}
	assert_int_equal(content.bytes, length);
	assert_int_equal(content.crc, crc32(0, (const Bytef *)data, (uInt)length));
}

static void assert_damaged(bo_packing_t packing, const char *words)
{
	assert_int_equal(unpack(packing, UINT64_C(1) << 31), BO_E_INVALID);
	if (!strstr(unpack_error.message, words)) {
		fail_msg("%s", unpack_error.message);
	}
}

static char *random_text(size_t size)
{
	char *text = malloc(size);
	assert_non_null(text);
	srand(13);
	for (size_t i = 0; i < size; i++) {
		text[i] = (char)('a' + rand() % 26);
	}
	return text;
}

static void test_gz(void **state)
{
	(void)state;
	size_t size = 1500000;
	char *text = random_text(size);
	/* One member, and several one behind the other, of sizes around those of the buffers. */
	static const size_t sizes[] = {0, 1, 262143, 262144, 262145, 524288, 1500000};
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		put_gz(text, sizes[i], false);
		assert_unpacked(BO_PACKED_GZ, text, sizes[i]);
		assert_unpacked(BO_PACKED_AUTO, text, sizes[i]);
	}
	put_gz(text, 1000, false);
	put_gz(text + 1000, 0, true);
	put_gz(text + 1000, size - 1000, true);
	assert_unpacked(BO_PACKED_AUTO, text, size);
	/* Very well packed text comes out whole although one input fills many outputs. */
	memset(text, 'x', size);
	put_gz(text, size, false);
	assert_unpacked(BO_PACKED_GZ, text, size);
	/* Padding is let pass, anything else is not. */
	char padding[2000] = {0};
	put(padding, sizeof(padding), true);
	assert_unpacked(BO_PACKED_GZ, text, size);
	put_gz(text, 10, true);
	assert_damaged(BO_PACKED_GZ, "follows the downloaded list");
	put_gz(text, size, false);
	put("a.com;2026-11-26 18:00:00\n", 26, true);
	assert_damaged(BO_PACKED_GZ, "follows the downloaded list");
	put_gz(text, size, false);
	put("\x1f"
		"b.com;2026-11-26 18:00:00\n",
			27, true);
	assert_damaged(BO_PACKED_GZ, "no usable gzip file");
	free(text);
}

static void test_gz_damage(void **state)
{
	(void)state;
	size_t size = 300000;
	char *text = random_text(size);
	put_gz(text, size, false);
	int descriptor = open_packed(O_RDWR);
	off_t length = lseek(descriptor, 0, SEEK_END);
	/* The bound is exact. */
	assert_int_equal(unpack(BO_PACKED_GZ, size), BO_OK);
	assert_int_equal(unpack(BO_PACKED_GZ, size - 1), BO_E_LIMIT);
	/* A wrong byte in the data, the checksum or the length. */
	static const int places[] = {50000, 150000, -1, -6};
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		off_t place = places[i] < 0 ? length + places[i] : places[i];
		unsigned char byte, wrong;
		assert_int_equal(pread(descriptor, &byte, 1, place), 1);
		wrong = byte ^ 0x55;
		assert_int_equal(pwrite(descriptor, &wrong, 1, place), 1);
		assert_damaged(BO_PACKED_GZ, "no usable gzip file");
		assert_int_equal(pwrite(descriptor, &byte, 1, place), 1);
	}
	/* Cut anywhere; with less than its two first bytes it is not known for gzip. */
	for (off_t cut = length - 1; cut >= 0; cut -= cut > length - 40 || cut < 40 ? 1 : 9973) {
		assert_int_equal(ftruncate(descriptor, cut), 0);
		assert_damaged(BO_PACKED_GZ, cut ? "cut off" : "empty");
	}
	assert_int_equal(pwrite(descriptor, "abc", 3, 0), 3);
	assert_damaged(BO_PACKED_GZ, "no gzip file");
	close(descriptor);
	free(text);
}

static void test_gz_bomb(void **state)
{
	(void)state;
	size_t size = 60u << 20;
	char *zeros = calloc(1, size);
	put_gz(zeros, size, false);
	assert_int_equal(unpack(BO_PACKED_AUTO, UINT64_C(1) << 31), BO_E_LIMIT);
	assert_non_null(strstr(unpack_error.message, "200 times"));
	assert_true(content.bytes < 20u << 20);
	/* Small ones may pack as well as they like. */
	put_gz(zeros, 9u << 20, false);
	assert_int_equal(unpack(BO_PACKED_AUTO, UINT64_C(1) << 31), BO_OK);
	free(zeros);
}

static void test_text(void **state)
{
	(void)state;
	size_t size = 700000;
	char *text = random_text(size);
	put(text, size, false);
	assert_unpacked(BO_PACKED_AUTO, text, size);
	assert_unpacked(BO_PACKED_NOT, text, size);
	assert_int_equal(unpack(BO_PACKED_NOT, size), BO_OK);
	assert_int_equal(unpack(BO_PACKED_NOT, size - 1), BO_E_LIMIT);
	assert_damaged(BO_PACKED_ZIP, "zip");
	put("", 0, false);
	assert_unpacked(BO_PACKED_AUTO, "", 0);
	static const char *const pages[] = {"<html>", "<!DOCTYPE html>", "\xef\xbb\xbf<html>", "\r\n \t<?xml"};
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		put(pages[i], strlen(pages[i]), false);
		assert_damaged(BO_PACKED_AUTO, "web page");
		assert_int_equal(content.bytes, 0);
	}
	free(text);
	/* A zip is known by its first bytes. */
	const member_t csv = {"list.csv", "12345", 5, false, false};
	close(make_zip(&csv, 1));
	assert_unpacked(BO_PACKED_AUTO, "12345", 5);
	assert_unpacked(BO_PACKED_ZIP, "12345", 5);
	assert_damaged(BO_PACKED_GZ, "no gzip file");
}

/* ---- the collection of hostile files, where it is ---- */

#define HOSTILE "../shared/data/"

static void test_hostile_zips(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		bo_code_t code;
	} expected[] = {{"good.zip", BO_OK}, {"empty_csv.zip", BO_OK}, {"html_error_page.zip", BO_E_INVALID},
			{"truncated.zip", BO_E_INVALID}, {"in_folder.zip", BO_OK}, {"two_members.zip", BO_OK},
			{"wrong_member_name.zip", BO_OK}, {"path_traversal.zip", BO_OK}, {"bomb_200mib.zip", BO_E_LIMIT},
			{"bad_crc.zip", BO_E_INVALID}, {"no_member.zip", BO_E_INVALID}, {"zero_bytes.zip", BO_E_INVALID},
			{"symlink_member.zip", BO_E_INVALID}, {"trailing_garbage.zip", BO_OK},
			{"half_the_data.zip", BO_OK}};
	DIR *files = opendir(HOSTILE "hostile_zips");
	if (!files) {
		print_message("skipped: " HOSTILE " is not there; the cases of this file cover each kind\n");
		skip();
	}
	for (struct dirent *file = readdir(files); file; file = readdir(files)) {
		for (size_t i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
			if (strcmp(file->d_name, expected[i].name) == 0) {
				char path[512];
				size_t total;
				snprintf(path, sizeof(path), HOSTILE "hostile_zips/%s", file->d_name);
				int descriptor = open(path, O_RDONLY | O_CLOEXEC);
				bo_code_t code = unzip(descriptor, UINT64_C(1) << 31, &total);
				if (code != expected[i].code) {
					fail_msg("%s: %s", file->d_name, bo_code_name(code));
				}
				close(descriptor);
			}
		}
	}
	closedir(files);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_zip_choice),
			cmocka_unit_test(test_zip_damage),
			cmocka_unit_test(test_zip_bomb),
			cmocka_unit_test(test_gz),
			cmocka_unit_test(test_gz_damage),
			cmocka_unit_test(test_gz_bomb),
			cmocka_unit_test(test_text),
			cmocka_unit_test(test_hostile_zips),
	};
	return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
