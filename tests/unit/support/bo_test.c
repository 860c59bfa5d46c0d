#include "support/bo_test.h"

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
