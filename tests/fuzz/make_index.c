/* Writes index files for the fuzzer to begin with: make_index DIRECTORY. In the place of the checksum is what
 * fuzz_index.c reads there. */
#include "base/bo_name.h"
#include "base/bo_time.h"
#include "droplist/bo_index.h"
#include "fuzz.h"

#include <string.h>

typedef struct {
	const char *file;
	size_t names; /* so many of the names below, each in so many of the zones */
	size_t zones;
	unsigned char choice[8];
} seed_t;

static const char *const names[] = {"shop", "h\xc3\xbcte", "a", "my-shop-24", "0--9",
		"\xd0\xbf\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80", "2026", "shopping", "kiwi",
		"\xe4\xb8\xad\xe6\x96\x87", "x-y", "autohaus"};
static const char *const zones[] = {"com", "co.uk", "de", "xn--p1ai", "net"};

static bo_code_t fill(bo_list_t *list, const seed_t *seed, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	for (size_t i = 0; i < seed->names * seed->zones && result == BO_OK; i++) {
		char whole[BO_NAME_UTF8_MAX];
		bo_name_t name;
		snprintf(whole, sizeof(whole), "%s.%s", names[i / seed->zones], zones[i % seed->zones]);
		if (bo_name_parse(&name, whole, strlen(whole)) != BO_NAME_OK) {
			return bo_fail(error, BO_E_INTERNAL, "%s is no name.", whole);
		}
		result = bo_list_add(list, name.text, name.label_length, bo_name_zone(&name),
				strlen(bo_name_zone(&name)), FUZZ_NOW + (int64_t)(i * 7 % 5) * BO_DAY - BO_HOUR, error);
	}
	return result;
}

static bool put_choice(const char *path, const unsigned char choice[8])
{
	FILE *file = fopen(path, "r+b");
	bool done = file && fseek(file, offsetof(bo_index_header_t, checksum), SEEK_SET) == 0 &&
				fwrite(choice, 8, 1, file) == 1;
	return file && fclose(file) == 0 && done;
}

static bo_code_t write_seed(const char *directory, const seed_t *seed, bo_error_t *error)
{
	bo_list_t list;
	bo_index_draft_t draft = {0};
	uint64_t duplicates;
	char path[4096];
	bo_list_init(&list);
	bo_code_t result = fill(&list, seed, error);
	if (result == BO_OK) {
		result = bo_list_sort(&list, &duplicates, error);
	}
	if (result == BO_OK) {
		result = bo_index_build(&draft, directory, &list, 7, 1, error);
	}
	if (result == BO_OK) {
		snprintf(path, sizeof(path), "%s/%s", directory, seed->file);
		if (rename(draft.path, path) != 0 || !put_choice(path, seed->choice)) {
			result = bo_fail(error, BO_E_IO, "Can't write %.200s.", path);
		}
	}
	bo_list_dispose(&list);
	return result;
}

int main(int count, char **arguments)
{
	/* Flags, text, expression, first, limit, limits, time, change. */
	static const seed_t seeds[] = {{"empty", 0, 0, {4, 0, 0, 0, 60}}, {"one", 1, 1, {5, 0, 1, 0, 60}},
			{"few", 4, 3, {4, 3, 2, 0, 60}}, {"few_downward", 4, 3, {14, 12, 0, 2, 3, 0x15, 2}},
			{"zones", 5, 5, {22, 9, 5, 1, 20}}, {"names", 4, 5, {38, 2, 3, 0, 9, 0, 7}},
			{"changed", 4, 5, {0xff, 1, 1, 0, 50, 0, 0, 3}}, {"many", 12, 5, {92, 0x81, 7, 0, 60, 0x20}},
			{"many_downward", 12, 5, {118, 6, 1, 5, 60}}};
	bo_error_t error = {0};
	if (count != 2) {
		fprintf(stderr, "usage: make_index DIRECTORY\n");
		return 2;
	}
	for (size_t i = 0; i < sizeof(seeds) / sizeof(seeds[0]); i++) {
		if (write_seed(arguments[1], &seeds[i], &error) != BO_OK) {
			fprintf(stderr, "%s\n", error.message);
			return 1;
		}
	}
	return 0;
}
