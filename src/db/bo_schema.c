#include "db/bo_schema.h"

#include "db/bo_upgrade.h"

#include <stdio.h>
#include <string.h>

#define TABLE_OPTIONS " ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci"
/* Names are A-labels: bytes compared as bytes, so that no collation can make two names equal. */
#define ASCII(size) "VARCHAR(" #size ") CHARACTER SET ascii COLLATE ascii_bin"

typedef struct {
	const char *table, *name, *definition; /* NULL ends the list */
} column_t;

/* One migration: statements that may all be repeated, columns and keys to add. NULL ends the list, or is
 * none. */
typedef struct {
	int number;
	const char *title;
	const char *const *statements;
	const column_t *columns;
	const column_t *keys;
} migration_t;

static const char *const first_tables[] = {
		/* The four tables that other addons read keep the original's names and columns. */
		"CREATE TABLE IF NOT EXISTS backorder_domains ("
		" id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,"
		" userid INT NOT NULL,"
		" domain " ASCII(63) " NOT NULL,"
							 " tld " ASCII(
									 253) " NOT NULL,"
										  " type VARCHAR(16) NOT NULL DEFAULT 'FULL',"
										  " status VARCHAR(32) NOT NULL,"
										  " createddate DATETIME NOT NULL,"
										  " updateddate DATETIME NOT NULL,"
										  " dropdate DATETIME NULL,"
										  " reference VARCHAR(64) NOT NULL DEFAULT '',"
										  " invoice INT NULL,"
										  " lowbalance_notification TINYINT NOT NULL DEFAULT 0,"
										  /* 1 while the order is open, NULL afterwards: the unique key then
										   * allows one open order a name and any number of finished ones. */
										  " open_order TINYINT NULL DEFAULT 1,"
										  /* Who told the drop date: list, admin, registrar, or '' when it is
											 unknown. */
										  " dropdate_source VARCHAR(16) NOT NULL DEFAULT '',"
										  /* The price and currency that were reserved, and what is still held
											 of the client's funds. */
										  " price DECIMAL(16,2) NULL,"
										  " currency_id INT NULL,"
										  " reserved DECIMAL(16,2) NOT NULL DEFAULT 0.00,"
										  " reason VARCHAR(40) NOT NULL DEFAULT '',"
										  " reason_text VARCHAR(255) NOT NULL DEFAULT '',"
										  /* The application at the registrar: '' nothing sent, intent: about
										   * to be sent or outcome unknown, sent: the reference is known. A
										   * run holds the order while it sends. */
										  " apply_state VARCHAR(16) NOT NULL DEFAULT '',"
										  " apply_at DATETIME NULL,"
										  " apply_holder VARCHAR(64) NOT NULL DEFAULT '',"
										  " apply_until DATETIME NULL,"
										  " auction MEDIUMTEXT NULL,"
										  " registered_at DATETIME NULL,"
										  " expires_at DATETIME NULL,"
										  " note TEXT NULL,"
										  /* 'admin' when an admin reserved the funds before the window
											 opened: such an order is not sent back. */
										  " activated_by VARCHAR(16) NOT NULL DEFAULT '',"
										  /* Changed by every write: an update names the version it read
											 (compare and swap). */
										  " version INT UNSIGNED NOT NULL DEFAULT 1,"
										  " UNIQUE KEY open_name (userid, domain, tld, open_order),"
										  " KEY status_dropdate (status, dropdate),"
										  " KEY client_status (userid, status, dropdate),"
										  " KEY name (domain, tld)"
										  ")" TABLE_OPTIONS,
		"CREATE TABLE IF NOT EXISTS backorder_pricing ("
		" id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,"
		" extension " ASCII(253) " NOT NULL,"
								 " currency_id INT NOT NULL,"
								 " fullprice DECIMAL(16,2) NULL,"
								 " liteprice DECIMAL(16,2) NULL,"
								 " UNIQUE KEY extension_currency (extension, currency_id)"
								 ")" TABLE_OPTIONS,
		"CREATE TABLE IF NOT EXISTS backorder_pending_domains ("
		" domain_index BIGINT UNSIGNED NOT NULL DEFAULT 0,"
		" zone " ASCII(253) " NOT NULL,"
							" domain " ASCII(
									63) " NOT NULL,"
										" drop_date DATETIME NOT NULL,"
										" domain_number_of_characters SMALLINT UNSIGNED NOT NULL DEFAULT 0,"
										" domain_number_of_hyphens SMALLINT UNSIGNED NOT NULL DEFAULT 0,"
										" domain_number_of_digits SMALLINT UNSIGNED NOT NULL DEFAULT 0,"
										" domain_number_of_umlauts SMALLINT UNSIGNED NOT NULL DEFAULT 0,"
										" PRIMARY KEY (zone, domain)"
										")" TABLE_OPTIONS,
		"CREATE TABLE IF NOT EXISTS backorder_logs ("
		" id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,"
		" cron VARCHAR(64) NOT NULL DEFAULT '',"
		" date DATETIME NOT NULL,"
		" status VARCHAR(32) NOT NULL DEFAULT '',"
		" message TEXT NOT NULL,"
		" query TEXT NULL,"
		" order_id INT UNSIGNED NULL,"
		" userid INT NULL,"
		" name " ASCII(317) " NOT NULL DEFAULT '',"
							" actor VARCHAR(64) NOT NULL DEFAULT '',"
							" from_status VARCHAR(32) NOT NULL DEFAULT '',"
							" to_status VARCHAR(32) NOT NULL DEFAULT '',"
							" reason VARCHAR(40) NOT NULL DEFAULT '',"
							" KEY order_line (order_id, id),"
							" KEY date (date)"
							")" TABLE_OPTIONS,
		/* What WHMCS has to do for a change (an invoice, a mail): written in the same transaction as the
		   change. */
		"CREATE TABLE IF NOT EXISTS backorder_effects ("
		" id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,"
		" order_id INT UNSIGNED NULL,"
		" userid INT NOT NULL DEFAULT 0,"
		" kind VARCHAR(32) NOT NULL,"
		" unique_key VARCHAR(190) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
		" payload MEDIUMTEXT NOT NULL,"
		" state VARCHAR(16) NOT NULL DEFAULT 'waiting',"
		/* What the effect will make the client owe: counted as unpaid until it is done. */
		" amount DECIMAL(16,2) NOT NULL DEFAULT 0.00,"
		" attempts INT NOT NULL DEFAULT 0,"
		" not_before DATETIME NOT NULL,"
		" taken_by VARCHAR(64) NOT NULL DEFAULT '',"
		" taken_until DATETIME NULL,"
		" result TEXT NULL,"
		" created_at DATETIME NOT NULL,"
		" updated_at DATETIME NOT NULL,"
		" UNIQUE KEY unique_key (unique_key),"
		" KEY state_time (state, not_before),"
		" KEY order_id (order_id),"
		" KEY client_state (userid, state)"
		")" TABLE_OPTIONS,
		/* One row a client: changed first in every transaction that counts the client's funds. It makes such
		 * transactions wait for each other on one server and refuse each other in a Galera cluster. */
		"CREATE TABLE IF NOT EXISTS backorder_clients ("
		" userid INT NOT NULL PRIMARY KEY,"
		" revision BIGINT UNSIGNED NOT NULL DEFAULT 0"
		")" TABLE_OPTIONS,
		NULL};

static const char *const registrar_tables[] = {
		/* Applications to be taken back: written with the change that ended their order. They go on being
		 * asked about when the registrar won't, so nothing here refers to the order's row, which may be gone.
		 */
		"CREATE TABLE IF NOT EXISTS backorder_withdrawals ("
		" id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,"
		" order_id INT UNSIGNED NOT NULL,"
		" userid INT NOT NULL,"
		" name " ASCII(317) " NOT NULL,"
							/* '' while only an intent is known: it is looked for by name, owner and time. */
							" reference VARCHAR(64) NOT NULL DEFAULT '',"
							" owner_email VARCHAR(255) NOT NULL DEFAULT '',"
							" applied_at DATETIME NULL,"
							/* waiting, done, refused (it goes on at the registrar), caught (although
							 * refused), ended.
							 */
							" state VARCHAR(16) NOT NULL DEFAULT 'waiting',"
							" attempts INT NOT NULL DEFAULT 0,"
							" not_before DATETIME NOT NULL,"
							" text VARCHAR(255) NOT NULL DEFAULT '',"
							" created_at DATETIME NOT NULL,"
							" updated_at DATETIME NOT NULL,"
							" UNIQUE KEY order_id (order_id),"
							" KEY state_time (state, not_before),"
							" KEY reference (reference)"
							")" TABLE_OPTIONS,
		/* Calls to the registrar, summed up a day. */
		"CREATE TABLE IF NOT EXISTS backorder_registrar_calls ("
		" day DATE NOT NULL,"
		" command VARCHAR(48) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
		" code INT NOT NULL,"
		" calls BIGINT UNSIGNED NOT NULL DEFAULT 0,"
		" failures BIGINT UNSIGNED NOT NULL DEFAULT 0,"
		" milliseconds BIGINT UNSIGNED NOT NULL DEFAULT 0,"
		" PRIMARY KEY (day, command, code)"
		")" TABLE_OPTIONS,
		/* Names on no list that orders wait for, and what the registrar said about them. */
		"CREATE TABLE IF NOT EXISTS backorder_name_checks ("
		" name " ASCII(317) " NOT NULL PRIMARY KEY,"
							" checked_at DATETIME NOT NULL,"
							" answer VARCHAR(16) NOT NULL DEFAULT '',"
							" text VARCHAR(255) NOT NULL DEFAULT ''"
							")" TABLE_OPTIONS,
		NULL};

/* Columns that a later migration adds. MariaDB knows ADD COLUMN IF NOT EXISTS, MySQL does not, so the columns
 * are looked for first. */
static const column_t mail_and_invoice_columns[] = {
		/* The stage that a mail about low funds was written for, and that mail's effect.
		 * lowbalance_notification is the stage whose mail was handed over. */
		{"backorder_domains", "lowbalance_queued", "TINYINT NOT NULL DEFAULT 0"},
		{"backorder_domains", "lowbalance_effect",
				"BIGINT UNSIGNED NULL, ADD KEY lowbalance_effect (lowbalance_effect)"},
		/* The line of the invoice: by it the invoice is found again when WHMCS merges several into one. */
		{"backorder_domains", "invoice_item", "INT NULL"},
		/* Since when a client with open orders is not in WHMCS any more. */
		{"backorder_clients", "missing_since", "DATETIME NULL"}, {NULL, NULL, NULL}};

/* The secret addresses of the calendar feeds. A feed shows drop dates only and the client reads its address
 * again on the page, so the secret is kept as it is. */
static const char *const feed_table[] = {"CREATE TABLE IF NOT EXISTS backorder_feeds ("
										 " userid INT NOT NULL PRIMARY KEY,"
										 " secret VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
										 " created_at DATETIME NOT NULL"
										 ")" TABLE_OPTIONS,
		NULL};

/* The invoice that WHMCS told of while an effect made it. */
static const column_t made_invoice_column[] = {
		{"backorder_effects", "invoice", "INT NULL"}, {NULL, NULL, NULL}};

/* Whose address an application was sent with: the client may change it, or be merged into another, before its
 * outcome is known. */
static const column_t owner_column[] = {
		{"backorder_domains", "apply_email", "VARCHAR(255) NOT NULL DEFAULT ''"}, {NULL, NULL, NULL}};

static const char *const admin_tables[] = {
		/* What the registrar asks for a caught name, as a cron was told: the pages read it here. */
		"CREATE TABLE IF NOT EXISTS backorder_registrar_prices ("
		" zone " ASCII(253) " NOT NULL,"
							" currency VARCHAR(8) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
							" lite TINYINT NOT NULL DEFAULT 0,"
							" amount DECIMAL(16,2) NOT NULL,"
							" told_at DATETIME NOT NULL,"
							" PRIMARY KEY (zone, currency, lite)"
							")" TABLE_OPTIONS,
		NULL};

/* Contacts at a registrar that wants handles, one for each client: fingerprint tells whether the client's
 * data are still those. No personal data here. */
static const char *const contact_tables[] = {
		"CREATE TABLE IF NOT EXISTS backorder_contact_handles ("
		" account VARCHAR(160) NOT NULL,"
		" userid INT NOT NULL,"
		" fingerprint CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
		" handle VARCHAR(64) NOT NULL,"
		" made_at DATETIME NOT NULL,"
		" PRIMARY KEY (account, userid)"
		")" TABLE_OPTIONS,
		NULL};

/* The admin's lists are sorted and filtered along these, whatever their length. */
static const column_t admin_keys[] = {{"backorder_domains", "dropdate", "(dropdate)"},
		{"backorder_domains", "created", "(createddate)"}, {"backorder_logs", "cron_date", "(cron, date)"},
		{"backorder_logs", "status_date", "(status, date)"},
		{"backorder_logs", "client_date", "(userid, date)"}, {"backorder_logs", "name_date", "(name, date)"},
		{"backorder_logs", "to_date", "(to_status, date)"}, {NULL, NULL, NULL}};

static const migration_t migrations[] = {{1, "tables", first_tables, NULL, NULL},
		{2, "mails and invoices", NULL, mail_and_invoice_columns, NULL},
		{3, "registrar", registrar_tables, NULL, NULL},
		{4, "invoices that are being made", NULL, made_invoice_column, NULL},
		{5, "calendar feeds", feed_table, NULL, NULL}, {6, "admin pages", admin_tables, NULL, admin_keys},
		{7, "contact handles", contact_tables, NULL, NULL},
		{8, "owners of applications", NULL, owner_column, NULL}};

int bo_schema_target(void)
{
	return migrations[sizeof(migrations) / sizeof(migrations[0]) - 1].number;
}

/* The tables that the migrations themselves, leases and small facts need. */
static bo_code_t prepare(bo_db_t *db, bo_error_t *error)
{
	static const char *const base[] = {
			"CREATE TABLE IF NOT EXISTS backorder_migrations ("
			" number INT NOT NULL PRIMARY KEY, title VARCHAR(190) NOT NULL, applied_at DATETIME NOT NULL"
			")" TABLE_OPTIONS,
			"CREATE TABLE IF NOT EXISTS backorder_meta ("
			" name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,"
			" value MEDIUMTEXT NOT NULL"
			")" TABLE_OPTIONS,
			"CREATE TABLE IF NOT EXISTS backorder_leases ("
			" name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY,"
			" holder VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT '',"
			" held_until DATETIME NULL"
			")" TABLE_OPTIONS,
			NULL};
	bo_code_t result = BO_OK;
	for (size_t i = 0; base[i] && result == BO_OK; i++) {
		result = bo_db_exec_once(db, base[i], BO_NO_PARAMS, NULL, error);
	}
	return result;
}

bo_code_t bo_schema_version(int *out, bo_db_t *db, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	*out = 0;
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = "
			"'backorder_migrations'",
			BO_NO_PARAMS, error);
	if (result == BO_OK && bo_rows_int(rows, 0, 0, 0) > 0) {
		bo_rows_free(rows);
		result = bo_db_query(
				&rows, db, "SELECT COALESCE(MAX(number), 0) FROM backorder_migrations", BO_NO_PARAMS, error);
		if (result == BO_OK) {
			*out = (int)bo_rows_int(rows, 0, 0, 0);
		}
	}
	bo_rows_free(rows);
	return result;
}

static bo_code_t has_column(bool *out, bo_db_t *db, const column_t *column, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME "
			"= ? "
			"AND COLUMN_NAME = ?",
			BO_PARAMS(bo_p_text(column->table), bo_p_text(column->name)), error);
	*out = bo_rows_int(rows, 0, 0, 0) > 0;
	bo_rows_free(rows);
	return result;
}

static bo_code_t add_column(bo_db_t *db, const column_t *column, bo_error_t *error)
{
	char sql[256];
	bool there = false;
	bo_code_t result = has_column(&there, db, column, error);
	if (result != BO_OK || there) {
		return result;
	}
	snprintf(sql, sizeof(sql), "ALTER TABLE %s ADD COLUMN %s %s", column->table, column->name,
			column->definition);
	result = bo_db_exec_once(db, sql, BO_NO_PARAMS, NULL, error);
	if (result != BO_OK) {
		/* Another process may have been faster. */
		bo_error_t own = {0};
		if (has_column(&there, db, column, &own) == BO_OK && there) {
			return BO_OK;
		}
	}
	return result;
}

static bo_code_t has_key(bool *out, bo_db_t *db, const column_t *key, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT COUNT(*) FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND "
			"TABLE_NAME "
			"= ? AND INDEX_NAME = ?",
			BO_PARAMS(bo_p_text(key->table), bo_p_text(key->name)), error);
	*out = bo_rows_int(rows, 0, 0, 0) > 0;
	bo_rows_free(rows);
	return result;
}

static bo_code_t add_key(bo_db_t *db, const column_t *key, bo_error_t *error)
{
	char sql[256];
	bool there = false;
	bo_code_t result = has_key(&there, db, key, error);
	if (result != BO_OK || there) {
		return result;
	}
	snprintf(sql, sizeof(sql), "ALTER TABLE %s ADD KEY %s %s", key->table, key->name, key->definition);
	result = bo_db_exec_once(db, sql, BO_NO_PARAMS, NULL, error);
	if (result != BO_OK) {
		/* Another process may have been faster. */
		bo_error_t own = {0};
		if (has_key(&there, db, key, &own) == BO_OK && there) {
			return BO_OK;
		}
	}
	return result;
}

static bo_code_t run_migration(bo_db_t *db, const migration_t *migration, int64_t now, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	for (size_t s = 0; migration->statements && migration->statements[s] && result == BO_OK; s++) {
		result = bo_db_exec_once(db, migration->statements[s], BO_NO_PARAMS, NULL, error);
	}
	for (size_t c = 0; migration->columns && migration->columns[c].table && result == BO_OK; c++) {
		result = add_column(db, &migration->columns[c], error);
	}
	for (size_t k = 0; migration->keys && migration->keys[k].table && result == BO_OK; k++) {
		result = add_key(db, &migration->keys[k], error);
	}
	if (result == BO_OK) {
		result = bo_db_exec(db,
				"INSERT IGNORE INTO backorder_migrations (number, title, applied_at) VALUES (?, ?, ?)",
				BO_PARAMS(bo_p_int(migration->number), bo_p_text(migration->title), bo_p_time(now)), NULL,
				NULL, error);
	}
	if (result != BO_OK) {
		bo_error_prefix(error, "Database migration %d (%s)", migration->number, migration->title);
	}
	return result;
}

bo_code_t bo_schema_migrate(bo_db_t *db, int64_t now, bo_error_t *error)
{
	int present = 0;
	bo_code_t result = bo_schema_version(&present, db, error);
	if (result != BO_OK || present == bo_schema_target()) {
		return result;
	}
	if (present > bo_schema_target()) {
		return bo_fail(error, BO_E_CONFLICT,
				"The database was made by a newer version of this addon (schema %d, this one knows %d). "
				"Install "
				"the newer version again.",
				present, bo_schema_target());
	}
	result = prepare(db, error);
	if (result == BO_OK && present == 0) {
		result = bo_upgrade_v4(db, first_tables, now, error);
	}
	for (size_t i = 0; i < sizeof(migrations) / sizeof(migrations[0]) && result == BO_OK; i++) {
		if (migrations[i].number > present) {
			result = run_migration(db, &migrations[i], now, error);
		}
	}
	return result;
}
