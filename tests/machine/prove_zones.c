/* Prints how the life of an order ends for each fate, with every time stamp: the output must be the same
 * whatever time zone and SQL mode the server has, and whatever zone this process has. */
#include "life.h"
#include "world.h"

#include <stdio.h>
#include <stdlib.h>

int main(void)
{
	int trouble = 0;
	bo_context_t *context = bo_test_context();
	world_open(context);
	for (size_t i = 0; i < life_fate_count; i++) {
		life_begin(context, life_fates[i]);
		life_run(context, life_fates[i], &trouble, NULL);
		char *end = life_end(true);
		printf("%s, %d errors\n%s\n%s\n", life_fates[i], trouble, world_violation(), end);
		free(end);
	}
	bo_test_teardown(NULL);
	return 0;
}
