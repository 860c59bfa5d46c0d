#include "version4.h"

#include "support/bo_test.h"

#include <stdio.h>
#include <stdlib.h>

#define DATES "'2026-10-01 10:00:00', '2026-11-01 10:00:00'"
/* The clock of these tests is 2026-11-23 09:00:00. */
#define SOON "'2026-11-25 21:00:00'"
#define SOON_TEXT "2026-11-25 21:00:00"
#define PAST "'2026-11-20 21:00:00'"
#define PAST_TEXT "2026-11-20 21:00:00"
#define NEVER "'0000-00-00 00:00:00'"

const version4_order_t version4_orders[] = {
		/* Each status, with a price; "listed" names stand on the drop list. */
		{"listed%d", "com", 1, "'FULL', 'REQUESTED', " DATES ", " SOON ", '', '', 0",
				"listed%d|com|FULL|REQUESTED|" SOON_TEXT "|list||NULL|0|1|NULL|NULL|0.00|", ""},
		{"active%d", "com", 1, "'FULL', 'ACTIVE', " DATES ", " PAST ", '', '', 1",
				"active%d|com|FULL|ACTIVE|" PAST_TEXT "|||NULL|1|1|12.99|1|12.99|", ""},
		{"running%d", "com", 2, "'FULL', 'PROCESSING', " DATES ", " SOON ", 'APP-%d', '', 0",
				"running%d|com|FULL|PROCESSING|" SOON_TEXT "||APP-%d|NULL|0|1|11.50|2|11.50|sent", ""},
		/* Whether its application arrived is not known. */
		{"unsent%d", "com", 1, "'FULL', 'PROCESSING', " DATES ", " SOON ", '', '', 0",
				"unsent%d|com|FULL|PROCESSING|" SOON_TEXT "|||NULL|0|1|12.99|1|12.99|intent", ""},
		{"auction%d", "co.uk", 1, "'FULL', 'AUCTION-PENDING', " DATES ", " PAST ", 'APP-%d', '', 0",
				"auction%d|co.uk|FULL|AUCTION-PENDING|" PAST_TEXT "||APP-%d|NULL|0|1|7.50|1|7.50|sent", ""},
		{"invoiced%d", "com", 1, "'FULL', 'PENDING-PAYMENT', " DATES ", " PAST ", 'APP-%d', '501', 0",
				"invoiced%d|com|FULL|PENDING-PAYMENT|" PAST_TEXT "||APP-%d|501|0|1|9.99|1|0.00|sent", ""},
		{"done%d", "com", 1, "'FULL', 'SUCCESSFUL', " DATES ", " PAST ", 'APP-%d', '502', 1",
				"done%d|com|FULL|SUCCESSFUL|" PAST_TEXT "||APP-%d|502|1|NULL|8.00|1|0.00|sent", ""},
		{"failed%d", "com", 1, "'FULL', 'FAILED', " DATES ", " PAST ", '', '', 0",
				"failed%d|com|FULL|FAILED|" PAST_TEXT "|||NULL|0|NULL|NULL|NULL|0.00|", ""},
		{"cancelled%d", "com", 1, "'FULL', 'CANCELLED', " DATES ", " PAST ", 'APP-%d', '', 0",
				"cancelled%d|com|FULL|CANCELLED|" PAST_TEXT "||APP-%d|NULL|0|NULL|NULL|NULL|0.00|sent", ""},
		{"won%d", "com", 1, "'FULL', 'AUCTION-WON', " DATES ", " PAST ", 'APP-%d', '', 0",
				"won%d|com|FULL|AUCTION-WON|" PAST_TEXT "||APP-%d|NULL|0|NULL|NULL|NULL|0.00|sent", ""},
		{"lost%d", "com", 1, "'FULL', 'AUCTION-LOST', " DATES ", " PAST ", 'APP-%d', '', 0",
				"lost%d|com|FULL|AUCTION-LOST|" PAST_TEXT "||APP-%d|NULL|0|NULL|NULL|NULL|0.00|sent", ""},
		/* No date is the ordinary state of a name that is on no list. */
		{"undated%d", "com", 1, "'FULL', 'REQUESTED', " DATES ", " NEVER ", '', '', 0",
				"undated%d|com|FULL|REQUESTED|NULL|||NULL|0|1|NULL|NULL|0.00|", ""},
		{"lite%d", "com", 1, "'LITE', 'PROCESSING', " DATES ", " SOON ", 'APP-%d', '', 0",
				"lite%d|com|LITE|PROCESSING|" SOON_TEXT "||APP-%d|NULL|0|1|4.25|1|4.25|sent", ""},
		/* Capital letters are no doubt. */
		{"UPPER%d", "COM", 1, "'FULL', 'REQUESTED', " DATES ", " NEVER ", '', '', 0",
				"upper%d|com|FULL|REQUESTED|NULL|||NULL|0|1|NULL|NULL|0.00|", ""},
		/* What a person should look at. */
		{"client-date%d", "com", 1, "'FULL', 'REQUESTED', " DATES ", " SOON ", '', '', 0",
				"client-date%d|com|FULL|REQUESTED|" SOON_TEXT "|||NULL|0|1|NULL|NULL|0.00|", "date_unlisted"},
		{"unpriced%d", "net", 1, "'FULL', 'ACTIVE', " DATES ", " PAST ", '', '', 0",
				"unpriced%d|net|FULL|REQUESTED|" PAST_TEXT "|||NULL|0|1|NULL|NULL|0.00|", "price_missing"},
		{"unpriced-sent%d", "net", 1, "'FULL', 'PROCESSING', " DATES ", " SOON ", 'APP-%d', '', 0",
				"unpriced-sent%d|net|FULL|PROCESSING|" SOON_TEXT "||APP-%d|NULL|0|1|NULL|NULL|0.00|sent",
				"price_missing"},
		{"nolite%d", "co.uk", 1, "'LITE', 'PROCESSING', " DATES ", " SOON ", 'APP-%d', '', 0",
				"nolite%d|co.uk|LITE|PROCESSING|" SOON_TEXT "||APP-%d|NULL|0|1|NULL|NULL|0.00|sent",
				"price_missing"},
		{"müller%d", "com", 1, "'FULL', 'REQUESTED', " DATES ", " NEVER ", '', '', 0", "*", "name_changed"},
		{"foo%d.co", "uk", 1, "'FULL', 'ACTIVE', " DATES ", " PAST ", '', '', 0",
				"foo%d|co.uk|FULL|CANCELLED|" PAST_TEXT "|||NULL|0|NULL|NULL|NULL|0.00|",
				"name_changed,order_double"},
		{"<b>x%d", "com", 1, "'FULL', 'REQUESTED', " DATES ", " NEVER ", '', '', 0",
				"<b>x%d|com|FULL|CANCELLED|NULL|||NULL|0|NULL|NULL|NULL|0.00|", "name_invalid"},
		{"ä ä%d", "com", 1, "'FULL', 'FAILED', " DATES ", " PAST ", '', '', 0",
				"?????%d|com|FULL|FAILED|" PAST_TEXT "|||NULL|0|NULL|NULL|NULL|0.00|", "name_invalid"},
		{"long%d", "a-zone-that-is-much-longer-than-the-column", 1,
				"'FULL', 'REQUESTED', " DATES ", " NEVER ", '', '', 0",
				"long%d|a-zone-that-is-much-longer-than-|FULL|CANCELLED|NULL|||NULL|0|NULL|NULL|NULL|0.00|",
				"name_invalid"},
		{"cut%d", "a-zone-that-is-longer-than-the-co-lumn", 1,
				"'FULL', 'REQUESTED', " DATES ", " NEVER ", '', '', 0",
				"cut%d|a-zone-that-is-longer-than-the-c|FULL|REQUESTED|NULL|||NULL|0|1|NULL|NULL|0.00|",
				"zone_cut"},
		{"nostatus%d", "com", 1, "'FULL', 'WAITING', " DATES ", " NEVER ", '', '', 0",
				"nostatus%d|com|FULL|CANCELLED|NULL|||NULL|0|NULL|NULL|NULL|0.00|", "status_missing"},
		{"notype%d", "com", 1, "'GOLD', 'REQUESTED', " DATES ", " NEVER ", '', '', 0",
				"notype%d|com|FULL|REQUESTED|NULL|||NULL|0|1|NULL|NULL|0.00|", ""},
		{"uncreated%d", "com", 1, "'FULL', 'REQUESTED', " NEVER ", " NEVER ", " NEVER ", '', '', 0",
				"uncreated%d|com|FULL|REQUESTED|NULL|||NULL|0|1|NULL|NULL|0.00|", "undated"},
		{"noinvoice%d", "com", 1, "'FULL', 'PENDING-PAYMENT', " DATES ", " PAST ", 'APP-%d', '', 0",
				"noinvoice%d|com|FULL|PENDING-PAYMENT|" PAST_TEXT "||APP-%d|NULL|0|1|NULL|NULL|0.00|sent",
				"invoice_missing"},
		{"badinvoice%d", "com", 1, "'FULL', 'SUCCESSFUL', " DATES ", " PAST ", 'APP-%d', 'INV/7', 0",
				"badinvoice%d|com|FULL|SUCCESSFUL|" PAST_TEXT "||APP-%d|NULL|0|NULL|NULL|NULL|0.00|sent",
				"invoice_invalid"},
		{"noapp%d", "com", 1, "'FULL', 'AUCTION-PENDING', " DATES ", " PAST ", '', '', 0",
				"noapp%d|com|FULL|AUCTION-PENDING|" PAST_TEXT "|||NULL|0|1|12.99|1|12.99|",
				"reference_missing"},
		{"orphan%d", "com", 99, "'FULL', 'REQUESTED', " DATES ", " NEVER ", '', '', 0",
				"orphan%d|com|FULL|REQUESTED|NULL|||NULL|0|1|NULL|NULL|0.00|", "client_missing"},
		/* The same name in two ways: the one that is further goes on. */
		{"twice%d.co", "uk", 1, "'FULL', 'PROCESSING', " DATES ", " SOON ", 'APP-%d', '', 0",
				"twice%d|co.uk|FULL|PROCESSING|" SOON_TEXT "||APP-%d|NULL|0|1|7.50|1|7.50|sent",
				"name_changed"},
};
const size_t version4_order_count = COUNT_OF(version4_orders);

static const char *const tables[] = {
		"CREATE TABLE seed_domains (id INT(11) NOT NULL AUTO_INCREMENT, userid INT(11) NOT NULL, domain "
		"VARCHAR(255) NOT NULL, tld VARCHAR(32) NOT NULL, type ENUM('FULL','LITE') CHARACTER SET ascii NOT "
		"NULL, status ENUM('REQUESTED','ACTIVE','PROCESSING','SUCCESSFUL','FAILED','CANCELLED',"
		"'AUCTION-PENDING','AUCTION-WON','AUCTION-LOST','PENDING-PAYMENT') CHARACTER SET ascii NOT NULL, "
		"createddate DATETIME NOT NULL, updateddate DATETIME NOT NULL, dropdate DATETIME NOT NULL, reference "
		"VARCHAR(255) NOT NULL, invoice VARCHAR(255) NOT NULL, lowbalance_notification INT(11) NOT NULL, "
		"PRIMARY KEY (id), UNIQUE KEY userid (userid, domain, tld)) ENGINE=InnoDB DEFAULT CHARSET=utf8",
		"CREATE TABLE seed_pricing (id INT(11) NOT NULL AUTO_INCREMENT PRIMARY KEY, extension VARCHAR(20) "
		"NOT "
		"NULL, currency_id INT(11) NOT NULL, fullprice FLOAT, liteprice FLOAT) ENGINE=InnoDB DEFAULT "
		"CHARSET=utf8",
		"CREATE TABLE seed_logs (id INT(11) NOT NULL AUTO_INCREMENT PRIMARY KEY, cron VARCHAR(255) NOT NULL, "
		"date DATETIME, status VARCHAR(20) NOT NULL, message TEXT, query TEXT) ENGINE=InnoDB DEFAULT "
		"CHARSET=utf8",
		"CREATE TABLE seed_pending_domains (domain_index INT(11) NOT NULL AUTO_INCREMENT PRIMARY KEY, zone "
		"VARCHAR(7) NOT NULL, domain VARCHAR(63) NOT NULL, drop_date DATETIME NOT NULL, "
		"domain_number_of_characters TINYINT(4) NOT NULL, domain_number_of_hyphens TINYINT(4) NOT NULL, "
		"domain_number_of_digits TINYINT(4) NOT NULL, domain_number_of_umlauts TINYINT(4) NOT NULL, UNIQUE "
		"KEY domain (domain, zone), KEY drop_date (drop_date)) CHARSET=latin1"};
static const char *const names[] = {"domains", "pricing", "logs", "pending_domains"};

const char *version4_numbered(char *out, size_t size, const char *text, size_t number)
{
	size_t length = 0;
	while (*text && length + 24 < size) {
		if (strncmp(text, "%d", 2) == 0) {
			length += (size_t)snprintf(out + length, size - length, "%zu", number);
			text += 2;
		} else {
			out[length++] = *text++;
		}
	}
	out[length] = '\0';
	return out;
}

static void add_order(const version4_order_t *order, size_t number)
{
	char label[128], rest[400], sql[800];
	snprintf(sql, sizeof(sql),
			"INSERT INTO seed_domains (id, userid, domain, tld, type, status, createddate, updateddate, "
			"dropdate, reference, invoice, lowbalance_notification) VALUES (%zu, %d, '%s', '%s', %s)",
			number, order->client, version4_numbered(label, sizeof(label), order->label, number), order->zone,
			version4_numbered(rest, sizeof(rest), order->rest, number));
	bo_test_exec(sql);
	if (strncmp(order->label, "listed", 6) == 0) {
		snprintf(sql, sizeof(sql),
				"INSERT INTO seed_pending_domains VALUES (NULL, 'com', '%s', " SOON ", 9, 0, 3, 0)", label);
		bo_test_exec(sql);
	}
}

void version4_make(size_t orders)
{
	/* Its statements ran with whatever the server allows. */
	bo_test_exec("SET SESSION sql_mode = ''");
	for (size_t i = 0; i < COUNT_OF(tables); i++) {
		bo_test_exec(tables[i]);
	}
	bo_test_exec("INSERT INTO seed_pricing (extension, currency_id, fullprice, liteprice) VALUES "
				 "('com', 1, 12.99, 4.25), ('com', 2, 11.5, 'NULL'), ('co.uk', 1, 7, NULL), "
				 "('co.uk', 1, 7.5, 'NULL'), ('net', 1, 'NULL', NULL), ('.org', 1, 1234567.89, NULL), "
				 "('info', 1, -5, NULL), ('company', 1, 30, NULL), ('no zone', 1, 5, NULL), "
				 "('construction-and-more', 1, 5, NULL), ('biz', 9, 3, NULL)");
	for (size_t i = 0; i < orders; i++) {
		add_order(&version4_orders[i % version4_order_count], i + 1);
	}
	/* The second way to write them; once the first one is further, once the second. */
	bo_test_exec("INSERT INTO seed_domains SELECT NULL, userid, REPLACE(domain, '.co', ''), 'co.uk', type, "
				 "'AUCTION-PENDING', createddate, updateddate, dropdate, 'APP-F', '', 0 FROM seed_domains "
				 "WHERE domain LIKE 'foo%'");
	bo_test_exec("INSERT INTO seed_domains SELECT NULL, userid, REPLACE(domain, '.co', ''), 'co.uk', type, "
				 "'REQUESTED', createddate, updateddate, dropdate, '', '', 0 FROM seed_domains WHERE domain "
				 "LIKE 'twice%'");
	bo_test_exec(
			"INSERT INTO seed_pending_domains (zone, domain, drop_date, domain_number_of_characters) VALUES "
			"('photography', 'camera', '2026-12-01 10:00:00', 6), ('company', 'firm', '2026-12-01 10:00:00', "
			"4), "
			"('com', 'kätzlä', '2026-12-01 10:00:00', 6), ('com', '', '2026-12-01 10:00:00', 0), "
			"('net', 'undated', '0000-00-00', 7), ('com', 'Capital', '2026-12-01 10:00:00', 7)");
	bo_test_exec("INSERT INTO seed_logs (cron, date, status, message, query) VALUES "
				 "('batch_polling', '2026-11-01 10:00:00', 'ok', 'BACKORDER läuft', 'COMMAND = x'), "
				 "('batch_polling', NULL, 'error', NULL, NULL), "
				 "('daily_dropdate_synch', '0000-00-00 00:00:00', 'ok', 'zero', NULL)");
	bo_test_exec("INSERT INTO tblinvoices (id, userid, subtotal, total, status) VALUES (501, 1, 9.99, 11.89, "
				 "'Unpaid'), (502, 1, 8.00, 0.00, 'Paid')");
	version4_again();
}

void version4_again(void)
{
	char sql[160];
	bo_error_t error = {0};
	bo_rows_t *rows = NULL;
	bo_test_exec("SET SESSION sql_mode = ''");
	if (bo_db_query_once(&rows, bo_test_db(),
				"SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND "
				"TABLE_NAME LIKE 'backorder%'",
				BO_NO_PARAMS, &error) != BO_OK) {
		fprintf(stderr, "%s\n", error.message);
		abort();
	}
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		snprintf(sql, sizeof(sql), "DROP TABLE %s", bo_rows_text(rows, i, 0));
		bo_test_exec(sql);
	}
	bo_rows_free(rows);
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		snprintf(sql, sizeof(sql), "CREATE TABLE backorder_%s LIKE seed_%s", names[i], names[i]);
		bo_test_exec(sql);
		snprintf(sql, sizeof(sql), "INSERT INTO backorder_%s SELECT * FROM seed_%s", names[i], names[i]);
		bo_test_exec(sql);
	}
	bo_test_exec(
			"SET SESSION sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'");
}
