/* For each fate of an order: the process is killed at every fail point in turn, another one goes on, and the
 * end is the same as without the crash. Then again with a second kill during what follows the first.
 *
 * prove_crash [fate ...]    BO_MACHINE_TWICE: how many pairs of kills a fate gets (20)
 *                           BO_MACHINE_STRIDE: only every so many points (1)
 *                           BO_MACHINE_FULL: also the points behind statements that only read */
#include "failpoint.h"
#include "life.h"
#include "world.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A process that lives the life on and is killed at the point; whether it was. */
static bool killed_at(bo_context_t *context, const char *fate, long point)
{
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		int trouble;
		world_enter(context);
		failpoint_set(point, failpoint_kill);
		life_run(context, fate, &trouble, NULL);
		_exit(0);
	}
	int status = 0;
	if (child < 0 || waitpid(child, &status, 0) != child) {
		abort();
	}
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) {
		return true;
	}
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "%s, point %ld: the child ended with status %d\n", fate, point, status);
		exit(1);
	}
	return false;
}

static int prove(bo_context_t *context, const char *fate)
{
	int trouble = 0, wrong = 0;
	long stride = life_number("BO_MACHINE_STRIDE", 1), pairs = life_number("BO_MACHINE_TWICE", 20), kills = 0,
		 twice = 0;
	time_t started = time(NULL);
	life_begin(context, fate);
	failpoint_set(0, NULL);
	life_run(context, fate, &trouble, NULL);
	long points = failpoint_count();
	char *expected = life_end(false);
	if (*world_violation()) {
		printf("%s, without a crash: %s\n", fate, world_violation());
		wrong++;
	}
	for (long point = 1; point <= points && wrong < 3; point += stride) {
		life_begin(context, fate);
		kills += killed_at(context, fate, point);
		failpoint_set(0, NULL);
		life_run(context, fate, &trouble, NULL);
		wrong += !life_ended(fate, expected, "killed at", point, 0);
	}
	for (long i = 0; i < pairs && wrong < 3; i++) {
		/* The second kill comes soon after the first: what picks up the pieces dies as well. */
		long first = 1 + random() % points, second = 1 + random() % 40;
		life_begin(context, fate);
		if (killed_at(context, fate, first)) {
			twice += killed_at(context, fate, second);
		}
		failpoint_set(0, NULL);
		life_run(context, fate, &trouble, NULL);
		wrong += !life_ended(fate, expected, "killed at", first, second);
	}
	printf("%s  crash, %s: %ld points, %ld kills, %ld pairs of kills, %ld s\n", wrong ? "FAIL" : "ok  ", fate,
			points, kills, twice, (long)(time(NULL) - started));
	fflush(stdout);
	free(expected);
	return wrong;
}

int main(int count, char **arguments)
{
	int wrong = 0;
	bo_context_t *context = bo_test_context();
	world_open(context);
	failpoint_all(life_number("BO_MACHINE_FULL", 0) != 0);
	srandom(1);
	for (int i = 1; i < count; i++) {
		wrong += prove(context, arguments[i]);
	}
	for (size_t i = 0; count == 1 && i < life_fate_count; i++) {
		wrong += prove(context, life_fates[i]);
	}
	bo_test_teardown(NULL);
	return wrong != 0;
}
