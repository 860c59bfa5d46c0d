/* Writes index files for the fuzzer to begin with: make_index DIRECTORY. */
#include "base/bo_name.h"
#include "base/bo_time.h"
#include "droplist/bo_index.h"
#include "fuzz.h"

#include <string.h>

typedef struct {
	const char *file;
	size_t names; /* so many of the names below, each in so many of the zones */
	size_t zones;
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
		if (rename(draft.path, path) != 0) {
			result = bo_fail(error, BO_E_IO, "Can't write %.200s.", path);
		}
	}
	bo_list_dispose(&list);
	return result;
}

int main(int count, char **arguments)
{
	static const seed_t seeds[] = {{"empty", 0, 0}, {"one", 1, 1}, {"few", 4, 3}, {"many", 12, 5}};
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
