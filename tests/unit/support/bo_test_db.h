/* A database for unit tests: a fresh, migrated schema in the private server that the environment names
 * (BO_TEST_DB_SOCKET, BO_TEST_DB_USER, BO_TEST_DB_PASSWORD; tests/run.sh sets them). Each test executable has
 * its own schema, so that they may run side by side. */
#ifndef BO_TEST_DB_H
#define BO_TEST_DB_H

#include "context/bo_context.h"
#include "db/bo_db.h"

/* A context with an empty, migrated schema and a data directory of its own; the clock stands still at
 * bo_test_set_now(). The first call makes it, later calls empty all tables and give a fresh context.
 * Fails the test run with a message when there is no server. */
bo_context_t *bo_test_context(void);
/* The connection of that context, for looking behind the scenes. */
bo_db_t *bo_test_db(void);
/* Frees context, schema and directory: call it in the group teardown. */
int bo_test_teardown(void **state);

/* Sets the clock of the context; takes effect with the next bo_context_begin(), which this calls. */
void bo_test_set_now(bo_context_t *context, const char *utc);
/* Puts one setting (a text) and configures the context again; NULL goes back to the default. */
void bo_test_setting(bo_context_t *context, const char *name, const char *value);

/* Runs SQL that must work. */
void bo_test_exec(const char *sql);
/* One value of one row as text, "NULL" for NULL, "" for no row; valid until the next call. */
const char *bo_test_value(const char *sql);
/* The WHMCS tables that the core reads, with two currencies and three clients, as tests/whmcs/ makes them. */
void bo_test_whmcs_tables(void);

#endif
