#include "failpoint.h"

#include <signal.h>
#include <stddef.h>
#include <string.h>

static long wanted, seen;
static int armed;
static bool reading_counts;
static void (*what)(void);
static const char *place = "";

void failpoint_set(long number, void (*act)(void))
{
	wanted = number;
	what = act;
	seen = 0;
	place = "";
}

void failpoint_all(bool all)
{
	reading_counts = all;
}

void failpoint_arm(void)
{
	armed++;
}

void failpoint_disarm(void)
{
	armed--;
}

long failpoint_count(void)
{
	return seen;
}

const char *failpoint_where(void)
{
	return place;
}

void failpoint_kill(void)
{
	raise(SIGKILL);
}

void bo_failpoint(const char *where)
{
	if (armed <= 0 || (!reading_counts && strcmp(where, "after reading") == 0)) {
		return;
	}
	seen++;
	if (seen == wanted && what) {
		int depth = armed;
		armed = 0;
		place = where;
		what();
		armed = depth;
	}
}
