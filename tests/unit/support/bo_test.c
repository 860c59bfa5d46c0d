#include "support/bo_test.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int64_t bo_test_time(const char *utc)
{
	int64_t time;
	if (!bo_time_parse(&time, utc, strlen(utc))) {
		fail_msg("%s is no time", utc);
	}
	return time;
}

const char *bo_test_json(const bo_value_t *value)
{
	static char text[64 << 10];
	bo_buffer_t buffer;
	bo_buffer_init(&buffer, sizeof(text) - 1);
	if (!bo_value_write_json(value, &buffer)) {
		fail_msg("The JSON is too long for the test.");
	}
	snprintf(text, sizeof(text), "%s", bo_buffer_text(&buffer));
	bo_buffer_dispose(&buffer);
	return text;
}

void bo_test_comma_locale(void)
{
	static const char *const installed[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "nl_NL.UTF-8", "es_ES.UTF-8"};
	static const char source[] = "LC_NUMERIC\ndecimal_point \",\"\nthousands_sep \".\"\ngrouping 3;3\nEND "
								 "LC_NUMERIC\n";
	char directory[] = "/tmp/bo-locale-XXXXXX", path[64], command[256], number[16];
	bool set = false;
	for (size_t i = 0; i < COUNT_OF(installed) && !set; i++) {
		set = setlocale(LC_NUMERIC, installed[i]) != NULL;
	}
	if (!set && mkdtemp(directory)) {
		snprintf(path, sizeof(path), "%s/comma", directory);
		FILE *file = fopen(path, "we");
		assert_non_null(file);
		fputs(source, file);
		fclose(file);
		snprintf(command, sizeof(command), "localedef -c -i %s -f UTF-8 %s/xx_XX >%s/log 2>&1", path,
				directory, directory);
		/* It ends with 1 because of its warnings; whether it worked is seen below. */
		int ended = system(command); /* NOLINT(cert-env33-c) */
		(void)ended;
		setenv("LOCPATH", directory, 1);
		set = setlocale(LC_NUMERIC, "xx_XX") != NULL;
		unsetenv("LOCPATH");
		snprintf(command, sizeof(command), "rm -rf %s", directory);
		ended = system(command); /* NOLINT(cert-env33-c) */
		(void)ended;
	}
	snprintf(number, sizeof(number), "%.1f", 1.5);
	if (!set || strcmp(number, "1,5") != 0) {
		fail_msg("No locale with a decimal comma is installed, and localedef (package locales) can't make "
				 "one.");
	}
}

int bo_test_plain_locale(void **state)
{
	(void)state;
	setlocale(LC_NUMERIC, "C");
	return 0;
}

int64_t bo_test_order(int client_id, const char *label, const char *zone, const char *status,
		const char *drop, const char *more)
{
	char sql[2048], date[32] = "NULL";
	bool open = bo_status_is_open(bo_status_parse(status));
	if (drop) {
		snprintf(date, sizeof(date), "'%s'", drop);
	}
	snprintf(sql, sizeof(sql),
			"INSERT INTO backorder_domains SET userid=%d, domain='%s', tld='%s', status='%s', "
			"createddate='2026-11-20 08:00:00', updateddate='2026-11-20 08:00:00', dropdate=%s, "
			"dropdate_source='%s', "
			"open_order=%s",
			client_id, label, zone, status, date, drop ? "list" : "", open ? "1" : "NULL");
	bo_test_exec(sql);
	long long id = strtoll(bo_test_value("SELECT MAX(id) FROM backorder_domains"), NULL, 10);
	if (more) {
		snprintf(sql, sizeof(sql), "UPDATE backorder_domains SET %s WHERE id=%lld", more, id);
		bo_test_exec(sql);
	}
	return id;
}

bo_order_t bo_test_load(int64_t id)
{
	bo_order_t order;
	assert_ok(bo_order_load(&order, bo_test_db(), id, &error));
	return order;
}

bo_machine_t bo_test_machine(bo_context_t *context)
{
	bo_machine_t machine = {.db = bo_test_db(),
			.settings = context->settings,
			.now = context->now,
			.cron = "batch",
			.actor = "cron"};
	return machine;
}

void bo_test_prices(void)
{
	bo_test_exec(
			"INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('com', 1, 10.00), "
			"('com', 2, 9.00), ('net', 1, 20.00), ('co.uk', 1, 7.50), ('co.uk', 2, 6.00)");
}
