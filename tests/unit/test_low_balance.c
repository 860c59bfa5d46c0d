/* Proves the empty mail about low funds: without a name that is uncovered there is no mail, whatever became
 * of the names since it was written, and what was not handed over does not count as told. */
#include "backorder/bo_backorder.h"
#include "machine/bo_effects.h"
#include "support/bo_test_run.h"

#include <stdio.h>
#include <stdlib.h>

/* Takes what waits. Returns the payload of the one mail, "" when there is none, and settles it unless ok < 0.
 */
static const char *sent(int ok)
{
	static char payload[1024];
	bo_value_t *list = NULL;
	bo_machine_t machine = bo_test_machine(context);
	payload[0] = '\0';
	assert_ok(bo_effects_claim(&list, &machine, "host", 20, 900, &error));
	assert_true(list->as.many.count <= 1);
	if (list->as.many.count) {
		const bo_value_t *item = list->as.many.items[0];
		snprintf(payload, sizeof(payload), "%s", bo_map_get_text(item, "payload", ""));
		if (ok >= 0) {
			assert_ok(bo_effect_settle(&machine, bo_map_get_int(item, "id", 0),
					bo_map_get_text(item, "token", ""), ok > 0, 0, "SMTP is down", &error));
		}
	}
	bo_value_free(list);
	return payload;
}

static void credit(int amount)
{
	char sql[80];
	snprintf(sql, sizeof(sql), "UPDATE tblclients SET credit = %d WHERE id = 3", amount);
	bo_test_exec(sql);
}

static void follow_list(void)
{
	bo_value_t *out = NULL;
	assert_ok(bo_backorder_sync_dates(&out, context, &error));
	bo_value_free(out);
}

static void paid(void)
{
	credit(50);
}

static void deleted(void)
{
	bo_value_t *out = NULL;
	assert_ok(bo_backorder_delete(&out, context, 3, "foo.com", 7, false, "client", &error));
	bo_value_free(out);
}

static void left_the_list(void)
{
	bo_test_exec("INSERT INTO backorder_pending_domains (zone, domain, drop_date) VALUES ('com', 'other', "
				 "'2026-12-24 18:00:00')");
	follow_list();
}

static void moved_away(void)
{
	bo_test_exec("INSERT INTO backorder_pending_domains (zone, domain, drop_date) VALUES ('com', 'foo', "
				 "'2026-12-24 18:00:00')");
	follow_list();
}

static void not_for_sale(void)
{
	bo_test_exec("DELETE FROM backorder_pricing");
}

static void account_closed(void)
{
	bo_test_exec("UPDATE tblclients SET status = 'Closed' WHERE id = 3");
}

static void drop_over(void)
{
	bo_test_set_now(context, "2026-11-25 13:00:00");
}

/* Whatever the reason: nothing is handed out, nothing counts as told, and nothing is tried again. */
static void test_no_names_no_mail(void **state)
{
	static void (*const reasons[])(void) = {
			paid, deleted, left_the_list, moved_away, not_for_sale, account_closed, drop_over};
	for (size_t i = 0; i < COUNT_OF(reasons); i++) {
		prepare(state);
		bo_test_order(3, "foo", "com", "REQUESTED", "2026-11-25 09:00:00", "dropdate_source='list'");
		run_at("2026-11-23 09:00:00");
		assert_sql("SELECT CONCAT_WS('|', kind, state) FROM backorder_effects", "mail|waiting");
		/* The mail server is away at first, so that there is a run in between. */
		assert_non_null(strstr(sent(0), "foo.com"));
		bo_test_set_now(context, "2026-11-23 09:05:00");
		reasons[i]();
		run();
		assert_string_equal(sent(1), "");
		assert_sql("SELECT CONCAT_WS('|', state, result) FROM backorder_effects",
				"done|nothing to tell any more");
		assert_sql("SELECT COALESCE(MAX(lowbalance_notification) + MAX(lowbalance_queued), 0) FROM "
				   "backorder_domains",
				"0");
		assert_sql("SELECT COUNT(*) FROM backorder_logs WHERE reason = 'low_balance_mail'", "0");
		run();
		assert_string_equal(sent(1), "");
	}
}

/* Covered when the mail should have gone, and not any more later: now it is told, for it never was. */
static void test_uncovered_again(void **state)
{
	(void)state;
	bo_test_order(3, "foo", "com", "REQUESTED", "2026-11-26 08:00:00", NULL);
	run_at("2026-11-23 09:00:00");
	credit(50);
	run_at("2026-11-23 09:05:00");
	assert_string_equal(sent(1), "");
	/* The reservation is lost again with the money: an admin takes the credit back and the date moves. */
	credit(5);
	bo_test_exec(
			"UPDATE backorder_domains SET status = 'REQUESTED', reserved = 0, reason = 'date_moved', version "
			"= version + 1");
	run_at("2026-11-23 09:10:00");
	assert_non_null(strstr(sent(1), "foo.com"));
	assert_sql("SELECT CONCAT_WS('|', lowbalance_notification, lowbalance_queued) FROM backorder_domains",
			"1|1");
	run_at("2026-11-23 09:15:00");
	assert_string_equal(sent(1), "");
}

/* A name that is told for one drop is told again for the next. */
static void test_another_drop_another_mail(void **state)
{
	(void)state;
	bo_test_order(3, "foo", "com", "REQUESTED", "2026-11-25 09:00:00", "dropdate_source='list'");
	run_at("2026-11-23 09:00:00");
	assert_non_null(strstr(sent(1), "foo.com"));
	moved_away();
	run_at("2026-12-20 09:00:00");
	assert_string_equal(sent(1), "");
	run_at("2026-12-22 09:00:00");
	assert_non_null(strstr(sent(1), "2026-12-24 18:00:00"));
	assert_sql("SELECT lowbalance_notification FROM backorder_domains", "1");
}

/* Counted from the moment in which WHMCS took it: not when it was written, handed out, or refused. */
static void test_counts_when_handed_over(void **state)
{
	static const char stage[] = "SELECT lowbalance_notification FROM backorder_domains";
	(void)state;
	bo_test_order(3, "foo", "com", "REQUESTED", "2026-11-26 08:00:00", NULL);
	run_at("2026-11-23 09:00:00");
	assert_sql(stage, "0");
	assert_non_null(strstr(sent(-1), "foo.com"));
	assert_sql(stage, "0");
	bo_test_set_now(context, "2026-11-23 09:15:00");
	assert_non_null(strstr(sent(0), "foo.com"));
	assert_sql(stage, "0");
	bo_test_set_now(context, "2026-11-23 09:20:00");
	assert_non_null(strstr(sent(1), "foo.com"));
	assert_sql(stage, "1");
}

/* WHMCS could not send the first mail until the second was due: both are one mail, with all names. */
static void test_one_mail_for_both_stages(void **state)
{
	(void)state;
	bo_test_order(3, "foo", "com", "REQUESTED", "2026-11-25 09:00:00", NULL);
	run_at("2026-11-24 08:00:00");
	assert_non_null(strstr(sent(0), "foo.com"));
	bo_test_exec("UPDATE backorder_effects SET not_before = '2026-11-24 12:00:00'");
	bo_test_order(3, "bar", "com", "REQUESTED", "2026-11-25 09:10:00", NULL);
	run_at("2026-11-24 09:30:00");
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "1");
	const char *mail = sent(1);
	assert_non_null(strstr(mail, "foo.com"));
	assert_non_null(strstr(mail, "bar.com"));
	assert_sql("SELECT GROUP_CONCAT(lowbalance_notification ORDER BY id) FROM backorder_domains", "2,2");
	run_at("2026-11-24 09:35:00");
	run_at("2026-11-25 08:00:00");
	assert_string_equal(sent(1), "");
}

#define T(name) cmocka_unit_test_setup_teardown(name, prepare, tidy)

int main(void)
{
	const struct CMUnitTest tests[] = {T(test_no_names_no_mail), T(test_uncovered_again),
			T(test_another_drop_another_mail), T(test_counts_when_handed_over),
			T(test_one_mail_for_both_stages)};
	return cmocka_run_group_tests_name("low_balance", tests, NULL, bo_test_teardown);
}
