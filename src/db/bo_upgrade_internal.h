/* What the files of the upgrade share. */
#ifndef BO_UPGRADE_INTERNAL_H
#define BO_UPGRADE_INTERNAL_H

#include "db/bo_db.h"

typedef enum { BO_OLD_DOMAINS, BO_OLD_PRICING, BO_OLD_NAMES, BO_OLD_LOGS, BO_OLD_TABLES } bo_old_t;

typedef struct {
	bo_db_t *db;
	int64_t now;
	/* Where the rows come from, "" for a table that needs no upgrade; and where a table of this version is
	 * now. */
	char source[BO_OLD_TABLES][64];
	char target[BO_OLD_TABLES][64];
	int64_t copied[BO_OLD_TABLES];
	int64_t notes;
} bo_upgrade_t;

/* The name of the table: "domains" for BO_OLD_DOMAINS. */
const char *bo_upgrade_table(bo_old_t table);
/* A row that a person should look at; id 0 when it is about many rows. */
BO_MUSTCHECK bo_code_t bo_upgrade_note(bo_upgrade_t *upgrade, bo_old_t table, int64_t id, const char *kind,
		bo_error_t *error, const char *format, ...) BO_PRINTF(6, 7);
/* Whether the source has this column. */
BO_MUSTCHECK bo_code_t bo_upgrade_has_column(
		bool *out, bo_upgrade_t *upgrade, bo_old_t table, const char *column, bo_error_t *error);

BO_MUSTCHECK bo_code_t bo_upgrade_orders(bo_upgrade_t *upgrade, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_upgrade_prices(bo_upgrade_t *upgrade, bo_error_t *error);

#endif
