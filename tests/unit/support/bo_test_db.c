#include "support/bo_test_db.h"

#include "db/bo_schema.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bo_context_t *the_context;
static bo_value_t *the_settings;
static char schema_name[64];
static char directory[256];
static char clock_path[300];

static void give_up(const char *what, const bo_error_t *error)
{
	fprintf(stderr, "%s: %s\n", what, error ? error->message : "");
	abort();
}

static void admin(const char *sql)
{
	bo_error_t error = {0};
	bo_db_t *db = NULL;
	bo_db_settings_t settings = {.socket = getenv("BO_TEST_DB_SOCKET"),
			.user = getenv("BO_TEST_DB_USER"),
			.password = getenv("BO_TEST_DB_PASSWORD")};
	if (!settings.socket || !settings.user) {
		fprintf(stderr, "This test needs a database server; run it with `tests/run.sh unit`.\n");
		abort();
	}
	if (bo_db_open(&db, &settings, &error) != BO_OK ||
			bo_db_exec_once(db, sql, BO_NO_PARAMS, NULL, &error) != BO_OK) {
		give_up(sql, &error);
	}
	bo_db_close(db);
}

static void configure(void)
{
	bo_error_t error = {0};
	if (bo_context_configure(the_context, the_settings, &error) != BO_OK) {
		give_up("configure", &error);
	}
}

static void set_up(void)
{
	char sql[160];
	snprintf(schema_name, sizeof(schema_name), "bo_unit_%d", (int)getpid());
	snprintf(sql, sizeof(sql), "CREATE DATABASE %s DEFAULT CHARACTER SET utf8mb4", schema_name);
	admin(sql);
	const char *base = getenv("TMPDIR");
	snprintf(directory, sizeof(directory), "%s/bo-unit-XXXXXX", base && *base ? base : "/tmp");
	if (!mkdtemp(directory)) {
		give_up("mkdtemp", NULL);
	}
	snprintf(clock_path, sizeof(clock_path), "%s/clock", directory);
}

bo_db_t *bo_test_db(void)
{
	bo_error_t error = {0};
	bo_db_t *db = NULL;
	if (bo_context_db_anew(&db, the_context, &error) != BO_OK) {
		give_up("database", &error);
	}
	return db;
}

static void empty_tables(void)
{
	bo_error_t error = {0};
	bo_rows_t *rows = NULL;
	if (bo_db_query_once(&rows, bo_test_db(),
				"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()",
				BO_NO_PARAMS, &error) != BO_OK) {
		give_up("tables", &error);
	}
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		const char *table = bo_rows_text(rows, i, 0);
		if (strcmp(table, "backorder_migrations") != 0) {
			char sql[128];
			snprintf(sql, sizeof(sql), strncmp(table, "tbl", 3) == 0 ? "DROP TABLE %s" : "TRUNCATE TABLE %s",
					table);
			bo_test_exec(sql);
		}
	}
	bo_rows_free(rows);
}

bo_context_t *bo_test_context(void)
{
	bo_error_t error = {0};
	if (!*schema_name) {
		set_up();
	}
	bo_context_free(the_context);
	bo_value_free(the_settings);
	the_context = bo_context_new();
	the_settings = bo_value_map();
	bo_map_text(the_settings, "db_socket", getenv("BO_TEST_DB_SOCKET"));
	bo_map_text(the_settings, "db_user", getenv("BO_TEST_DB_USER"));
	bo_map_text(the_settings, "db_password", getenv("BO_TEST_DB_PASSWORD"));
	bo_map_text(the_settings, "db_database", schema_name);
	bo_map_text(the_settings, "data_directory", directory);
	bo_map_text(the_settings, "clock_file", clock_path);
	configure();
	bo_test_set_now(the_context, "2026-11-23 09:00:00");
	if (bo_schema_migrate(bo_test_db(), the_context->now, &error) != BO_OK) {
		give_up("migrate", &error);
	}
	empty_tables();
	return the_context;
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
	(void)status;
	(void)kind;
	(void)walk;
	return remove(path);
}

int bo_test_teardown(void **state)
{
	(void)state;
	bo_context_free(the_context);
	bo_value_free(the_settings);
	the_context = NULL;
	the_settings = NULL;
	if (*schema_name) {
		char sql[96];
		snprintf(sql, sizeof(sql), "DROP DATABASE %s", schema_name);
		admin(sql);
		nftw(directory, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
		*schema_name = '\0';
	}
	return 0;
}

void bo_test_set_now(bo_context_t *context, const char *utc)
{
	int64_t now;
	bo_error_t error = {0};
	if (!bo_time_parse(&now, utc, strlen(utc))) {
		give_up(utc, NULL);
	}
	FILE *file = fopen(clock_path, "we");
	if (!file) {
		give_up(clock_path, NULL);
	}
	fprintf(file, "%lld\n", (long long)now);
	fclose(file);
	if (bo_context_begin(context, &error) != BO_OK) {
		give_up("begin", &error);
	}
}

void bo_test_setting(bo_context_t *context, const char *name, const char *value)
{
	bo_map_text(the_settings, name, value);
	(void)context;
	configure();
}

void bo_test_exec(const char *sql)
{
	bo_error_t error = {0};
	if (bo_db_exec_once(bo_test_db(), sql, BO_NO_PARAMS, NULL, &error) != BO_OK) {
		give_up(sql, &error);
	}
}

const char *bo_test_value(const char *sql)
{
	static char value[1024];
	bo_error_t error = {0};
	bo_rows_t *rows = NULL;
	if (bo_db_query_once(&rows, bo_test_db(), sql, BO_NO_PARAMS, &error) != BO_OK) {
		give_up(sql, &error);
	}
	const char *text = bo_rows_text(rows, 0, 0);
	snprintf(value, sizeof(value), "%s", bo_rows_count(rows) == 0 ? "" : text ? text : "NULL");
	bo_rows_free(rows);
	return value;
}

void bo_test_whmcs_tables(void)
{
	static const char *const statements[] = {
			"CREATE TABLE tblcurrencies (id INT PRIMARY KEY, code TEXT, prefix TEXT, suffix TEXT, format "
			"INT, rate "
			"DECIMAL(10,5), `default` INT)",
			"INSERT INTO tblcurrencies VALUES (1,'USD','$',' USD',1,1,1),(2,'EUR','',' €',3,0.9,0)",
			"CREATE TABLE tblclients (id INT PRIMARY KEY, firstname TEXT, lastname TEXT, companyname TEXT, "
			"email "
			"TEXT, address1 TEXT, address2 TEXT, city TEXT, state TEXT, postcode TEXT, country TEXT, "
			"phonenumber "
			"TEXT, currency INT, credit DECIMAL(16,2), status VARCHAR(16), language TEXT, defaultgateway "
			"TEXT)",
			"INSERT INTO tblclients VALUES"
			" (1,'Anna','Client','','anna@example.test','1 Main St','','Springfield','IL','62701','US',"
			"'+1.2175550100',1,500.00,'Active','','banktransfer'),"
			" (2,'Bernd','Kunde','Kunde GmbH','bernd@example.test','Hauptstr. "
			"1','','Berlin','BE','10115','DE',"
			"'+49.301234567',2,300.00,'Active','german','banktransfer'),"
			" (3,'Carla','Poor','','carla@example.test','2 Main St','','Springfield','IL','62701','US',"
			"'+1.2175550101',1,5.00,'Active','','banktransfer')",
			"CREATE TABLE tblinvoices (id INT AUTO_INCREMENT PRIMARY KEY, userid INT, invoicenum TEXT, date "
			"DATE, "
			"duedate DATE, datepaid DATETIME, subtotal DECIMAL(16,2), credit DECIMAL(16,2), tax "
			"DECIMAL(16,2), tax2 "
			"DECIMAL(16,2), total DECIMAL(16,2), status VARCHAR(32), paymentmethod TEXT, notes TEXT)",
			"CREATE TABLE tblinvoiceitems (id INT AUTO_INCREMENT PRIMARY KEY, invoiceid INT, userid INT, "
			"type "
			"VARCHAR(30), relid INT, description TEXT, amount DECIMAL(16,2), taxed INT)",
			"CREATE TABLE tblemails (id INT AUTO_INCREMENT PRIMARY KEY, userid INT, subject TEXT, message "
			"MEDIUMTEXT, date DATETIME, `to` TEXT, cc TEXT, bcc TEXT, attachments TEXT)",
			"CREATE TABLE tblaccounts (id INT AUTO_INCREMENT PRIMARY KEY, userid INT, invoiceid INT, "
			"amountin "
			"DECIMAL(16,2), amountout DECIMAL(16,2))",
			"CREATE TABLE tbldomains (id INT AUTO_INCREMENT PRIMARY KEY, userid INT, orderid INT, type "
			"VARCHAR(16), "
			"registrationdate DATE, domain TEXT, firstpaymentamount DECIMAL(16,2), recurringamount "
			"DECIMAL(16,2), "
			"registrar TEXT, registrationperiod INT, expirydate DATE, subscriptionid TEXT NOT NULL, promoid "
			"INT NOT "
			"NULL, status VARCHAR(32), nextduedate DATE, nextinvoicedate DATE, paymentmethod TEXT, "
			"dnsmanagement INT, "
			"emailforwarding INT, idprotection INT, additionalnotes TEXT NOT NULL)",
			"CREATE TABLE tbldomainpricing (id INT AUTO_INCREMENT PRIMARY KEY, extension TEXT)",
			"INSERT INTO tbldomainpricing VALUES (1,'.com'),(2,'.net'),(3,'.co.uk')",
			"CREATE TABLE tblpricing (id INT AUTO_INCREMENT PRIMARY KEY, type VARCHAR(32), currency INT, "
			"relid INT, "
			"msetupfee DECIMAL(16,2), tsetupfee DECIMAL(16,2))",
			"INSERT INTO tblpricing (type,currency,relid,msetupfee,tsetupfee) VALUES "
			"('domainrenew',1,1,12.00,0),('domainrenew',2,1,11.00,0),('domainrenew',1,2,13.00,0),"
			"('domainrenew',2,2,12.50,0),('domainrenew',1,3,9.00,0),('domainrenew',2,3,8.00,0)",
	};
	for (size_t i = 0; i < sizeof(statements) / sizeof(statements[0]); i++) {
		bo_test_exec(statements[i]);
	}
}
