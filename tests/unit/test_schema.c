/* Proves the migrations: they may run again at any point, and a newer database is refused. */
#include "db/bo_schema.h"
#include "support/bo_test.h"

static bo_db_t *db;

static int prepare(void **state)
{
	(void)state;
	bo_test_context();
	db = bo_test_db();
	return 0;
}

static const char tables[] =
		"SELECT GROUP_CONCAT(TABLE_NAME ORDER BY TABLE_NAME) FROM information_schema.TABLES WHERE "
		"TABLE_SCHEMA = DATABASE() AND TABLE_NAME LIKE 'backorder%'";
static const char all_tables[] =
		"backorder_clients,backorder_contact_handles,backorder_domains,backorder_effects,backorder_feeds,"
		"backorder_leases,backorder_"
		"logs,"
		"backorder_meta,backorder_migrations,backorder_name_checks,backorder_pending_domains,backorder_"
		"pricing,"
		"backorder_registrar_calls,backorder_registrar_prices,backorder_withdrawals";

static void drop_all(void)
{
	bo_test_exec("DROP TABLE IF EXISTS backorder_clients, backorder_contact_handles, backorder_domains, "
				 "backorder_effects, backorder_feeds, "
				 "backorder_leases, "
				 "backorder_logs, backorder_meta, backorder_migrations, backorder_pending_domains, "
				 "backorder_pricing, backorder_name_checks, backorder_registrar_calls, "
				 "backorder_registrar_prices, backorder_withdrawals");
}

static void migrate(void)
{
	assert_ok(bo_schema_migrate(db, 1795424400, &error));
}

static void test_from_nothing(void **state)
{
	(void)state;
	int version = -1;
	drop_all();
	assert_ok(bo_schema_version(&version, db, &error));
	assert_int_equal(version, 0);
	migrate();
	assert_ok(bo_schema_version(&version, db, &error));
	assert_int_equal(version, bo_schema_target());
	assert_sql(tables, all_tables);
	assert_sql("SELECT applied_at FROM backorder_migrations WHERE number = 1", "2026-11-23 09:00:00");
	/* D25: money is exact. */
	assert_sql("SELECT COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND "
			   "TABLE_NAME LIKE "
			   "'backorder%' AND DATA_TYPE IN ('float', 'double')",
			"0");
	assert_sql("SELECT GROUP_CONCAT(CONCAT(COLUMN_NAME, ' ', COLUMN_TYPE) ORDER BY COLUMN_NAME) FROM "
			   "information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = "
			   "'backorder_pricing' AND "
			   "COLUMN_NAME LIKE '%price'",
			"fullprice decimal(16,2),liteprice decimal(16,2)");
	assert_sql("SELECT COUNT(*) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND "
			   "TABLE_NAME LIKE "
			   "'backorder%' AND ENGINE <> 'InnoDB'",
			"0");
}

/* The columns that other addons read (facts/commands.md). */
static void test_columns_that_others_read(void **state)
{
	(void)state;
	bo_test_exec("SELECT id, extension, currency_id, fullprice, liteprice FROM backorder_pricing");
	bo_test_exec("SELECT id, userid, domain, tld, type, status, createddate, updateddate, dropdate, "
				 "reference, invoice, "
				 "lowbalance_notification FROM backorder_domains");
	bo_test_exec("SELECT domain_index, zone, domain, drop_date, domain_number_of_characters, "
				 "domain_number_of_hyphens, "
				 "domain_number_of_digits, domain_number_of_umlauts FROM backorder_pending_domains");
	bo_test_exec("SELECT id, cron, date, status, message, query FROM backorder_logs");
	/* D33: names and zones of any length. */
	bo_test_exec("INSERT INTO backorder_pending_domains (zone, domain, drop_date) VALUES (REPEAT('z', 189), "
				 "REPEAT('d', 63), "
				 "'2026-11-23 09:00:00')");
	/* Names are bytes: no collation makes two of them equal. */
	assert_sql("SELECT COUNT(*) FROM backorder_pending_domains WHERE zone = REPEAT('Z', 189)", "0");
}

static void test_twice(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('com', 1, 10)");
	migrate();
	migrate();
	assert_sql("SELECT COUNT(*) FROM backorder_pricing", "1");
	assert_sql("SELECT COUNT(*) = COUNT(DISTINCT number) FROM backorder_migrations", "1");
}

/* Killed after some statements, before the migration was recorded: it is run again and loses nothing. */
static void test_resumed(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('com', 1, 10)");
	bo_test_exec("DELETE FROM backorder_migrations");
	bo_test_exec("DROP TABLE backorder_clients, backorder_effects");
	migrate();
	assert_sql(tables, all_tables);
	assert_sql("SELECT COUNT(*) FROM backorder_pricing", "1");
	assert_sql("SELECT MIN(number) FROM backorder_migrations", "1");
}

static void test_newer_is_refused(void **state)
{
	(void)state;
	bo_test_exec("INSERT INTO backorder_migrations VALUES (1000, 'from the future', '2030-01-01')");
	bo_error_t error = {0};
	assert_int_equal(bo_schema_migrate(db, 0, &error), BO_E_CONFLICT);
	assert_non_null(strstr(error.message, "was made by a newer version of this addon (schema 1000"));
	bo_test_exec("DELETE FROM backorder_migrations WHERE number = 1000");
	migrate();
}

static void test_a_failing_migration_says_which(void **state)
{
	(void)state;
	drop_all();
	/* A table of another shape: CREATE TABLE IF NOT EXISTS passes it by, and the record can't be written. */
	bo_test_exec("CREATE TABLE backorder_migrations (number INT NOT NULL PRIMARY KEY)");
	bo_error_t error = {0};
	assert_int_equal(bo_schema_migrate(db, 0, &error), BO_E_DB);
	assert_memory_equal(error.message, "Database migration 1 (tables): ", 31);
	drop_all();
	migrate();
	assert_sql(tables, all_tables);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test_setup(test_from_nothing, prepare),
			cmocka_unit_test_setup(test_columns_that_others_read, prepare),
			cmocka_unit_test_setup(test_twice, prepare),
			cmocka_unit_test_setup(test_resumed, prepare),
			cmocka_unit_test_setup(test_newer_is_refused, prepare),
			cmocka_unit_test_setup(test_a_failing_migration_says_which, prepare),
	};
	return cmocka_run_group_tests_name("schema", tests, NULL, bo_test_teardown);
}
