/* What tests of whole runs begin with: a fresh database with WHMCS's tables and prices, a registrar that
 * answers as told, and the summary of the last run. For one test program: everything here is static. */
#ifndef BO_TEST_RUN_H
#define BO_TEST_RUN_H

#include "machine/bo_run.h"
#include "support/bo_fake_registrar.h"
#include "support/bo_test.h"

static bo_context_t *context;
static bo_fake_registrar_t *registrar;
static bo_value_t *summary;

static inline int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_exec("DROP TRIGGER IF EXISTS boom"); /* a test of errors makes it */
	bo_test_whmcs_tables();
	bo_test_prices();
	registrar = bo_fake_registrar(context);
	return 0;
}

static inline int tidy(void **state)
{
	(void)state;
	bo_value_free(summary);
	summary = NULL;
	return 0;
}

static inline void run(void)
{
	tidy(NULL);
	assert_ok(bo_run(&summary, context, NULL, &error));
	assert_false(bo_db_in_transaction(bo_test_db()));
}

static inline void run_at(const char *utc)
{
	bo_test_set_now(context, utc);
	run();
}

#endif
