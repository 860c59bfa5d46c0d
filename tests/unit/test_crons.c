/* Proves that a cron which several callers find due at the same moment is given to one of them. */
#include "support/bo_test_run.h"

#include "backorder/bo_backorder.h"

#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#define CALLERS 6
#define ROUNDS 20

/* A process with a connection of its own: claims when the gate's other end is closed. 1: it got the cron. */
static int caller(int gate, const char *cron, int64_t now)
{
	char byte;
	bool claimed = false;
	bo_db_t *db = NULL;
	bo_error_t why = {0};
	if (bo_context_begin(context, &why) != BO_OK || bo_context_db(&db, context, &why) != BO_OK) {
		return 9;
	}
	context->now = now;
	while (read(gate, &byte, 1) > 0) {
	}
	return bo_cron_claim(&claimed, context, cron, &why) == BO_OK ? claimed : 9;
}

static int claims(const char *cron, int64_t now)
{
	int gate[2], sum = 0;
	pid_t children[CALLERS];
	assert_int_equal(pipe(gate), 0);
	for (int i = 0; i < CALLERS; i++) {
		children[i] = fork();
		assert_true(children[i] >= 0);
		if (children[i] == 0) {
			close(gate[1]);
			_exit(caller(gate[0], cron, now));
		}
	}
	close(gate[0]);
	close(gate[1]);
	for (int i = 0; i < CALLERS; i++) {
		int status = 0;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status));
		sum += WEXITSTATUS(status);
	}
	return sum;
}

static void test_one_of_several_gets_it(void **state)
{
	(void)state;
	int64_t now = context->now;
	bo_test_exec("DELETE FROM backorder_meta WHERE name LIKE 'cron.%'");
	for (int round = 0; round < ROUNDS; round++) {
		assert_int_equal(claims("batch", now + round * BO_HOUR), 1);
		assert_int_equal(claims("batch", now + round * BO_HOUR + BO_MINUTE), 0);
		assert_int_equal(claims("import", now + round * BO_DAY), 1);
		assert_int_equal(claims("import", now + round * BO_DAY + BO_MINUTE), 0);
	}
}

static void test_only_the_three(void **state)
{
	(void)state;
	bool claimed = true;
	assert_code(bo_cron_claim(&claimed, context, "effects", &error), BO_E_INVALID);
	assert_false(claimed);
}

#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_one_of_several_gets_it), T(test_only_the_three)};
	return cmocka_run_group_tests_name("crons", tests, NULL, bo_test_teardown);
}
