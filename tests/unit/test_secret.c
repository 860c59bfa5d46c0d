/* Proves that passwords are kept outside of core dumps, as the kernel itself tells it, and that long ones are
 * whole. */
#include "base/bo_secret.h"
#include "context/bo_settings.h"
#include "support/bo_test.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether the kernel leaves the page of this address out of core dumps: "dd" among its flags. */
static bool is_undumped(const void *address)
{
	FILE *maps = fopen("/proc/self/smaps", "re");
	assert_non_null(maps);
	char line[512];
	bool inside = false, undumped = false;
	while (fgets(line, sizeof(line), maps)) {
		char *end = NULL;
		uintptr_t from = (uintptr_t)strtoull(line, &end, 16);
		if (end && *end == '-') {
			uintptr_t to = (uintptr_t)strtoull(end + 1, NULL, 16);
			inside = (uintptr_t)address >= from && (uintptr_t)address < to;
		} else if (inside && strncmp(line, "VmFlags:", 8) == 0) {
			undumped = strstr(line, " dd") != NULL;
			break;
		}
	}
	fclose(maps);
	return undumped;
}

static void test_secret(void **state)
{
	(void)state;
	char *secret = bo_secret_new("p&w");
	assert_non_null(secret);
	assert_string_equal(secret, "p&w");
	assert_true(is_undumped(secret));
	char on_the_heap[16] = "p&w";
	assert_false(is_undumped(on_the_heap));
	bo_secret_free(secret);
	bo_secret_free(NULL);
	secret = bo_secret_new("");
	assert_string_equal(secret, "");
	bo_secret_free(secret);
}

static void test_long(void **state)
{
	(void)state;
	static char text[20001];
	memset(text, 'x', sizeof(text) - 1);
	char *secret = bo_secret_new(text);
	assert_non_null(secret);
	assert_string_equal(secret, text);
	assert_true(is_undumped(secret + 20000));
	bo_secret_free(secret);
}

static void test_settings(void **state)
{
	(void)state;
	bo_value_t *map = bo_value_map();
	bo_settings_t *settings = NULL;
	bo_map_text(map, "db_user", "u");
	bo_map_text(map, "db_database", "d");
	bo_map_text(map, "db_password", "secret one");
	bo_map_text(map, "registrar_password", "secret two");
	assert_ok(bo_settings_new(&settings, map, &error));
	bo_value_free(map);
	assert_string_equal(settings->db_password, "secret one");
	assert_string_equal(settings->registrar_password, "secret two");
	assert_true(is_undumped(settings->db_password));
	assert_true(is_undumped(settings->registrar_password));
	bo_settings_free(settings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_secret), cmocka_unit_test(test_long), cmocka_unit_test(test_settings)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
