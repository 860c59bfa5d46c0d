/* Proves prices: one row a zone and currency, saved all or nothing, "not for sale" where there is none. */
#include "pricing/bo_pricing.h"
#include "support/bo_test.h"

#include <stdlib.h>

static bo_db_t *db;

static int prepare(void **state)
{
	(void)state;
	bo_test_context();
	bo_test_whmcs_tables();
	db = bo_test_db();
	return 0;
}

static bo_code_t save(const char *zone, const char *currency, const char *price, bo_error_t *error)
{
	bo_value_t *prices = bo_value_map();
	bo_map_text(prices, currency, price);
	bo_code_t result = bo_pricing_save(db, zone, prices, error);
	bo_value_free(prices);
	return result;
}

static const char rows[] =
		"SELECT COALESCE(GROUP_CONCAT(CONCAT_WS(':', extension, currency_id, COALESCE(fullprice, 'none')) "
		"ORDER BY extension, currency_id), '') FROM backorder_pricing";

static void test_save(void **state)
{
	(void)state;
	assert_ok(save(".CO.uk", "1", "12,50", &error));
	assert_sql(rows, "co.uk:1:12.50");
	/* D27: the same zone in another spelling is the same row. */
	assert_ok(save("co.uk", "1", "13", &error));
	assert_ok(save("co.uk", "2", "1234567.89", &error)); /* D25 */
	assert_sql(rows, "co.uk:1:13.00,co.uk:2:1234567.89");
	assert_ok(save("\xd1\x80\xd1\x84", "1", "1", &error));
	assert_sql("SELECT extension FROM backorder_pricing ORDER BY id DESC LIMIT 1", "xn--p1ai");
	/* D26: empty is NULL, and 0 is 0: neither is for sale. */
	assert_ok(save("co.uk", "1", "", &error));
	assert_ok(save("co.uk", "2", "0", &error));
	assert_sql("SELECT GROUP_CONCAT(COALESCE(fullprice, 'none') ORDER BY currency_id) FROM backorder_pricing "
			   "WHERE extension = "
			   "'co.uk'",
			"none,0.00");
	assert_false(bo_db_in_transaction(db));
}

static void test_d26_refused(void **state)
{
	(void)state;
	assert_fails(save("com", "1", "-1", &error), BO_E_INVALID, ".com, USD: A price can't be negative.");
	assert_fails(save("com", "1", "NULL", &error), BO_E_INVALID,
			".com, USD: A price has digits and one decimal point or comma only, like 12.50.");
	assert_fails(save("com", "9", "1", &error), BO_E_NOT_FOUND, "There is no such currency.");
	assert_fails(save("com", "x", "1", &error), BO_E_INVALID, "x is not the number of a currency.");
	assert_fails(save("com", "0", "1", &error), BO_E_INVALID, "0 is not the number of a currency.");
	assert_fails(save("com", "1 ", "1", &error), BO_E_INVALID, "1  is not the number of a currency.");
	assert_fails(save("c om", "1", "1", &error), BO_E_INVALID,
			"This is not a zone: a character that domain names do not have.");
	assert_fails(bo_pricing_save(db, "com", NULL, &error), BO_E_INVALID, "No price was given.");
	bo_value_t *prices = bo_value_map();
	assert_fails(bo_pricing_save(db, "com", prices, &error), BO_E_INVALID, "No price was given.");
	/* All or nothing: the first is good, the second is not. */
	bo_map_text(prices, "1", "10");
	bo_map_int(prices, "2", 10);
	assert_fails(bo_pricing_save(db, "com", prices, &error), BO_E_INVALID,
			".com, EUR: A price must be given as text, like \"12.50\".");
	bo_value_free(prices);
	assert_sql(rows, "");
	assert_false(bo_db_in_transaction(db));
	/* Null is "no price". */
	prices = bo_value_map();
	bo_map_null(prices, "1");
	assert_ok(bo_pricing_save(db, "com", prices, &error));
	assert_sql(rows, "com:1:none");
	bo_value_free(prices);
}

/* D27: the database itself refuses a second row. */
static void test_d27_unique(void **state)
{
	(void)state;
	bo_test_prices();
	assert_code(
			bo_db_exec_once(db,
					"INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('com', 1, 1)",
					BO_NO_PARAMS, NULL, &error),
			BO_E_EXISTS);
}

static void test_price_of_zone(void **state)
{
	(void)state;
	bo_money_t price = 5;
	bo_test_prices();
	bo_test_exec("INSERT INTO backorder_pricing (extension, currency_id, fullprice, liteprice) VALUES "
				 "('org', 1, NULL, 3.00), "
				 "('info', 1, 0, 0), ('biz', 1, -1, NULL)");
	assert_ok(bo_price_of_zone(&price, db, "co.uk", 1, false, &error));
	assert_int_equal(price, 750);
	assert_ok(bo_price_of_zone(&price, db, "org", 1, true, &error));
	assert_int_equal(price, 300);
	static const struct {
		const char *zone;
		int64_t currency;
		bool lite;
	} none[] = {{"org", 1, false}, {"info", 1, false}, {"info", 1, true}, {"biz", 1, false}, {"com", 1, true},
			{"net", 2, false}, {"zzz", 1, false}, {"uk", 1, false}, {"COM", 1, false}};
	for (size_t i = 0; i < COUNT_OF(none); i++) {
		assert_code(bo_price_of_zone(&price, db, none[i].zone, none[i].currency, none[i].lite, &error),
				BO_E_NOT_FOUND);
		assert_true(price == BO_MONEY_NONE);
	}
	assert_fails(bo_price_of_zone(&price, db, "zzz", 1, false, &error), BO_E_NOT_FOUND,
			"Backorders of .zzz are not for sale.");
}

/* D71: what is for sale is exactly what has a price above 0. */
static void test_d71_prices_of_a_currency(void **state)
{
	(void)state;
	bo_zone_price_t *prices = (bo_zone_price_t *)1;
	size_t count = 9;
	assert_ok(bo_prices_of_currency(&prices, &count, db, 1, &error));
	assert_null(prices);
	assert_int_equal(count, 0);
	bo_test_prices();
	bo_test_exec("INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('org', 1, NULL), "
				 "('info', 1, 0)");
	assert_ok(bo_prices_of_currency(&prices, &count, db, 1, &error));
	assert_int_equal(count, 3);
	assert_string_equal(prices[0].zone, "co.uk");
	assert_int_equal(prices[0].price, 750);
	assert_string_equal(prices[1].zone, "com");
	assert_int_equal(prices[1].price, 1000);
	assert_string_equal(prices[2].zone, "net");
	assert_int_equal(prices[2].price, 2000);
	free(prices);
}

static void test_table(void **state)
{
	(void)state;
	bo_value_t *table = NULL;
	assert_ok(bo_pricing_table(&table, db, &error));
	assert_json(table, "{\"currencies\":[{\"id\":1,\"code\":\"USD\",\"prefix\":\"$\",\"suffix\":\" "
					   "USD\"},{\"id\":2,\"code\":"
					   "\"EUR\",\"prefix\":\"\",\"suffix\":\" \xe2\x82\xac\"}],\"zones\":[],\"total\":0}");
	bo_value_free(table);
	assert_ok(save("xn--p1ai", "1", "5", &error));
	assert_ok(save("com", "2", "", &error));
	assert_ok(save("com", "1", "10", &error));
	assert_ok(bo_pricing_table(&table, db, &error));
	assert_json(bo_map_get(table, "zones"),
			"[{\"zone\":\"com\",\"zone_unicode\":\"com\",\"prices\":{\"1\":\"10.00\",\"2\":\"\"}},{\"zone\":"
			"\"xn--p1ai\","
			"\"zone_unicode\":\"\xd1\x80\xd1\x84\",\"prices\":{\"1\":\"5.00\"}}]");
	assert_int_equal(bo_map_get_int(table, "total", 0), 2);
	bo_value_free(table);
}

static void test_delete(void **state)
{
	(void)state;
	bo_test_prices();
	assert_ok(bo_pricing_delete(db, ".Com", &error));
	assert_sql(rows, "co.uk:1:7.50,co.uk:2:6.00,net:1:20.00");
	assert_fails(bo_pricing_delete(db, "com", &error), BO_E_NOT_FOUND, "There is no price for .com.");
	assert_code(bo_pricing_delete(db, "", &error), BO_E_INVALID);
	assert_code(bo_pricing_delete(db, "%", &error), BO_E_INVALID);
	assert_sql(rows, "co.uk:1:7.50,co.uk:2:6.00,net:1:20.00");
}

static void test_currencies(void **state)
{
	(void)state;
	bo_currency_t currency;
	assert_ok(bo_currency_of_client(&currency, db, 2, &error));
	assert_int_equal(currency.id, 2);
	assert_string_equal(currency.code, "EUR");
	assert_string_equal(currency.prefix, "");
	assert_string_equal(currency.suffix, " \xe2\x82\xac");
	assert_int_equal(currency.format, 3);
	assert_false(currency.is_default);
	assert_ok(bo_currency_of_client(&currency, db, 0, &error));
	assert_string_equal(currency.code, "USD");
	assert_true(currency.is_default);
	assert_code(bo_currency_of_client(&currency, db, 99, &error), BO_E_NOT_FOUND);
	bo_test_exec("UPDATE tblclients SET currency = 9 WHERE id = 1");
	assert_code(bo_currency_of_client(&currency, db, 1, &error), BO_E_NOT_FOUND);
	assert_ok(bo_currency_load(&currency, db, 2, &error));
	assert_code(bo_currency_load(&currency, db, 9, &error), BO_E_NOT_FOUND);
	bo_test_exec("DELETE FROM tblcurrencies");
	assert_fails(bo_currency_of_client(&currency, db, 0, &error), BO_E_NOT_FOUND, "WHMCS has no currency.");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test_setup(test_save, prepare),
			cmocka_unit_test_setup(test_d26_refused, prepare),
			cmocka_unit_test_setup(test_d27_unique, prepare),
			cmocka_unit_test_setup(test_price_of_zone, prepare),
			cmocka_unit_test_setup(test_d71_prices_of_a_currency, prepare),
			cmocka_unit_test_setup(test_table, prepare), cmocka_unit_test_setup(test_delete, prepare),
			cmocka_unit_test_setup(test_currencies, prepare)};
	return cmocka_run_group_tests_name("pricing", tests, NULL, bo_test_teardown);
}
