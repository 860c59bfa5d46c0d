/* Brings over the tables of the PHP addon that had this name before (version 4 and older).
 *
 * Each of its four tables is copied, row by row, into a new one beside it; then all of them change names in
 * one statement. Until then the old tables are not touched, so a run that was killed is simply done anew;
 * afterwards they stay as backorder_v4_*. What could not be taken as it was is told, a row for each, in
 * backorder_upgrade_report. */
#ifndef BO_UPGRADE_H
#define BO_UPGRADE_H

#include "db/bo_db.h"

/* The facts of the last upgrade in backorder_meta, as JSON: at, orders, prices, names, logs, doubtful. */
#define BO_META_UPGRADE "upgrade.v4"

/* Does nothing when there is no old table. tables: the statements CREATE TABLE IF NOT EXISTS of this
 * version's tables, ended by NULL. */
BO_MUSTCHECK bo_code_t bo_upgrade_v4(bo_db_t *db, const char *const *tables, int64_t now, bo_error_t *error);

#endif
