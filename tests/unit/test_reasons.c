/* Proves that every reason code has a text for customers in every language, and no text is left without a
 * code. */
#include "machine/bo_transitions.h"
#include "support/bo_test.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

/* Codes of log lines and orders that are no row of the table: drop dates that follow the list, the mail about
 * funds, merged clients, an admin's drop date, orders of the original addon that could not go on. */
static const char *const others[] = {"date_found", "date_moved", "left_list", "low_balance_mail",
		"client_moved", "date_set_by_admin", "upgraded"};

static char *contents(const char *path)
{
	FILE *file = fopen(path, "re");
	assert_non_null(file);
	char *text = calloc(1, 1 << 20);
	assert_non_null(text);
	assert_true(fread(text, 1, (1 << 20) - 1, file) > 1000);
	fclose(file);
	return text;
}

/* The text of a code in a language file; empty texts do not count. */
static bool has_text(const char *text, const char *code)
{
	char key[100];
	snprintf(key, sizeof(key), "$_ADDONLANG['reason_%s'] = '", code);
	const char *found = strstr(text, key);
	return found && strlen(found) > strlen(key) && found[strlen(key)] != '\'';
}

static bool is_known(const char *code, size_t length)
{
	size_t count;
	const bo_transition_t *table = bo_transitions(&count);
	for (size_t i = 0; i < count; i++) {
		if (strlen(table[i].reason) == length && strncmp(table[i].reason, code, length) == 0) {
			return true;
		}
	}
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		if (strlen(others[i]) == length && strncmp(others[i], code, length) == 0) {
			return true;
		}
	}
	return false;
}

static void test_each_code_in_each_language(void **state)
{
	(void)state;
	glob_t files;
	size_t count;
	const bo_transition_t *table = bo_transitions(&count);
	assert_int_equal(glob("lang/*.php", 0, NULL, &files), 0);
	assert_true(files.gl_pathc >= 3);
	for (size_t f = 0; f < files.gl_pathc; f++) {
		char *text = contents(files.gl_pathv[f]);
		for (size_t i = 0; i < count + COUNT_OF(others); i++) {
			const char *code = i < count ? table[i].reason : others[i - count];
			if (!has_text(text, code)) {
				fail_msg("%s has no text for %s", files.gl_pathv[f], code);
			}
		}
		for (const char *at = text; (at = strstr(at, "['reason_"));) {
			at += strlen("['reason_");
			/* Some codes have other words for admins. */
			at += strncmp(at, "admin_", strlen("admin_")) == 0 ? strlen("admin_") : 0;
			size_t length = strcspn(at, "'");
			if (!is_known(at, length)) {
				fail_msg("%s: no code is named %.*s", files.gl_pathv[f], (int)length, at);
			}
		}
		free(text);
	}
	globfree(&files);
}

/* Codes are kept in columns of 40 bytes. */
static void test_codes_fit(void **state)
{
	(void)state;
	size_t count;
	const bo_transition_t *table = bo_transitions(&count);
	for (size_t i = 0; i < count; i++) {
		assert_true(strlen(table[i].reason) > 2 && strlen(table[i].reason) < BO_REASON_SIZE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_each_code_in_each_language), cmocka_unit_test(test_codes_fit)};
	return cmocka_run_group_tests_name("reasons", tests, NULL, NULL);
}
