/* Proves that a caller who goes on too fast is refused and another one is not, and that a broken counter
 * refuses nobody. */
#include "context/bo_rate.h"
#include "support/bo_test.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static char directory[] = "/tmp/bo_rate_XXXXXX";
static bo_settings_t settings;

static int prepare(void **state)
{
	(void)state;
	if (!mkdtemp(directory)) {
		return -1;
	}
	settings.data_directory = directory;
	return 0;
}

static int tidy(void **state)
{
	char path[80];
	(void)state;
	snprintf(path, sizeof(path), "%s/rates", directory);
	unlink(path);
	int result = rmdir(directory);
	snprintf(directory, sizeof(directory), "/tmp/bo_rate_XXXXXX");
	return result;
}

static int admitted(const char *who, int tries, int cost)
{
	int count = 0;
	for (int i = 0; i < tries; i++) {
		count += bo_rate_admit(&settings, who, cost);
	}
	return count;
}

static void test_a_minute_has_so_many(void **state)
{
	(void)state;
	/* So slow that nothing is paid off while the test runs. */
	settings.requests_per_minute = 6;
	assert_int_equal(admitted("client 1", 20, 1), 6);
	assert_int_equal(admitted("client 2", 1, 1), 1);
	assert_int_equal(admitted("client 2", 20, 5), 1);
	assert_int_equal(admitted("client 3", 20, 100), 1);
}

static void test_no_limit(void **state)
{
	(void)state;
	settings.requests_per_minute = 0;
	assert_int_equal(admitted("client 1", 1000, 1), 1000);
}

static void test_what_is_refused_costs_nothing(void **state)
{
	(void)state;
	settings.requests_per_minute = 6;
	assert_int_equal(admitted("client 1", 3, 1), 3);
	assert_int_equal(admitted("client 1", 5, 4), 0);
	assert_int_equal(admitted("client 1", 9, 1), 3);
}

static void test_a_damaged_file_refuses_nobody(void **state)
{
	char path[80];
	(void)state;
	settings.requests_per_minute = 6;
	snprintf(path, sizeof(path), "%s/rates", directory);
	int file = open(path, O_WRONLY | O_CREAT, 0600);
	assert_true(file >= 0);
	for (int i = 0; i < 32768; i++) {
		assert_int_equal(write(file, "\377\377\377\177", 4), 4);
	}
	close(file);
	assert_int_equal(admitted("client 1", 1, 1), 1);
	char missing[] = "/nonexistent";
	settings.data_directory = missing;
	assert_int_equal(admitted("client 1", 20, 1), 20);
	settings.data_directory = directory;
}

/* Eight processes share one counter. */
static void test_processes_share_it(void **state)
{
	int sum = 0;
	(void)state;
	settings.requests_per_minute = 40;
	for (int i = 0; i < 8; i++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			_exit(admitted("client 9", 30, 1));
		}
	}
	for (int i = 0; i < 8; i++) {
		int status = 0;
		assert_true(wait(&status) > 0 && WIFEXITED(status));
		sum += WEXITSTATUS(status);
	}
	/* One is paid off every one and a half seconds. */
	assert_in_range(sum, 40, 44);
}

static void test_addresses(void **state)
{
	static const struct {
		const char *address, *who;
	} cases[] = {{"192.0.2.7", "guest 192.0.2.7"}, {"2001:db8:1:2:3:4:5:6", "guest 2001:db8:1:2::"},
			{"2001:db8:1:2::9", "guest 2001:db8:1:2::"}, {"", "guest "}, {"nonsense", "guest nonsense"}};
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char who[64];
		bo_rate_address(who, sizeof(who), cases[i].address);
		assert_string_equal(who, cases[i].who);
	}
}

#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_a_minute_has_so_many), T(test_no_limit),
			T(test_what_is_refused_costs_nothing), T(test_a_damaged_file_refuses_nobody),
			T(test_processes_share_it), T(test_addresses)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
