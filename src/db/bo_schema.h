/* The addon's tables and their migrations.
 *
 * Migrations are numbered and idempotent: each may be run again after a kill at any point. DDL commits by
 * itself in MySQL and MariaDB, so no migration runs inside a transaction; what was done is recorded in
 * backorder_migrations after each step. */
#ifndef BO_SCHEMA_H
#define BO_SCHEMA_H

#include "db/bo_db.h"

/* The number of the newest migration. */
int bo_schema_target(void);
/* The newest migration that the database has; 0 for an empty one. */
BO_MUSTCHECK bo_code_t bo_schema_version(int *out, bo_db_t *db, bo_error_t *error);
/* Runs what is missing. A database that is newer than this code is BO_E_CONFLICT. */
BO_MUSTCHECK bo_code_t bo_schema_migrate(bo_db_t *db, int64_t now, bo_error_t *error);

#endif
