/* Proves the mails: each moment once and only when its switch is on, the one about low funds once a stage and
 * only counted when it was handed over, and none twice because a process died in between. */
#include "machine/bo_effects.h"
#include "machine/bo_mail.h"
#include "machine/bo_run.h"
#include "support/bo_fake_registrar.h"
#include "support/bo_test.h"

#include <stdio.h>
#include <stdlib.h>

static bo_context_t *context;
static bo_machine_t machine;

static int prepare(void **state)
{
	(void)state;
	context = bo_test_context();
	bo_test_whmcs_tables();
	bo_test_prices();
	bo_fake_registrar(context);
	machine = bo_test_machine(context);
	return 0;
}

static void set_now(const char *utc)
{
	bo_test_set_now(context, utc);
	machine = bo_test_machine(context);
}

static void run_at(const char *utc)
{
	bo_value_t *summary = NULL;
	set_now(utc);
	assert_ok(bo_run(&summary, context, NULL, &error));
	bo_value_free(summary);
}

static bo_value_t *claim(void)
{
	bo_value_t *list = NULL;
	assert_ok(bo_effects_claim(&list, &machine, "host", 20, 900, &error));
	return list;
}

/* What is handed out, as "template: payload" of one effect; "" when there is none. Keeps id and token. */
static int64_t taken_id;
static char taken_token[80], taken_payload[4096], taken_marker[BO_MAIL_MARKER_SIZE];

static bool take_one(void)
{
	bo_value_t *list = claim();
	bool any = list->as.many.count == 1;
	if (any) {
		const bo_value_t *item = list->as.many.items[0];
		taken_id = bo_map_get_int(item, "id", 0);
		snprintf(taken_token, sizeof(taken_token), "%s", bo_map_get_text(item, "token", ""));
		snprintf(taken_payload, sizeof(taken_payload), "%s", bo_map_get_text(item, "payload", ""));
		snprintf(taken_marker, sizeof(taken_marker), "%s", bo_map_get_text(item, "marker", ""));
	} else {
		assert_int_equal(list->as.many.count, 0);
	}
	bo_value_free(list);
	return any;
}

static void settle(bool ok)
{
	assert_ok(bo_effect_settle(&machine, taken_id, taken_token, ok, 0, "SMTP is down", &error));
}

#define assert_stages(expected) \
	assert_sql("SELECT GROUP_CONCAT(lowbalance_notification ORDER BY id) FROM backorder_domains", expected)

/* ---- low funds ---- */

/* D47: one mail a client and run with all names that are uncovered; again on the last day; never twice for a
 * stage; and a stage counts from the handing over on. */
static void test_d47_low_balance(void **state)
{
	(void)state;
	bo_test_order(3, "foo", "com", "REQUESTED", "2026-11-25 09:00:00", NULL);
	bo_test_order(3, "xn--mller-kva", "net", "REQUESTED", "2026-11-25 12:00:00", NULL);
	bo_test_order(3, "far", "com", "REQUESTED", "2026-12-25 12:00:00", NULL);
	run_at("2026-11-23 09:00:00");
	assert_sql("SELECT CONCAT_WS('|', COUNT(*), MIN(kind), MIN(userid)) FROM backorder_effects", "1|mail|3");
	assert_stages("0,0,0");
	assert_true(take_one());
	assert_string_equal(taken_payload,
			"{\"template\":\"backorder_lowbalance_notification\",\"client_id\":3,\"variables\":{\"list\":[{"
			"\"domain\":\"foo.com\",\"dropdate\":\"2026-11-25 09:00:00\"},{\"domain\":\"m\xc3\xbcller.net\","
			"\"dropdate\":\"2026-11-25 12:00:00\"}]}}");
	/* A run while the mail is on its way writes no second one. */
	run_at("2026-11-23 09:05:00");
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "1");
	settle(true);
	assert_stages("1,1,0");
	assert_sql("SELECT GROUP_CONCAT(CONCAT_WS('|', order_id, reason) ORDER BY id) FROM backorder_logs WHERE "
			   "reason = 'low_balance_mail'",
			"1|low_balance_mail,2|low_balance_mail");
	run_at("2026-11-23 09:10:00");
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "1");
	/* The first name's last day; both are in the mail, since both still wait. */
	run_at("2026-11-24 09:00:00");
	assert_true(take_one());
	assert_non_null(strstr(taken_payload, "foo.com"));
	assert_non_null(strstr(taken_payload, "ller.net"));
	settle(true);
	assert_stages("2,1,0");
	run_at("2026-11-24 09:05:00");
	assert_false(take_one());
	run_at("2026-11-24 12:00:00");
	assert_true(take_one());
	settle(true);
	assert_stages("2,2,0");
	run_at("2026-11-24 12:05:00");
	assert_false(take_one());
	/* Paid at last: funded, although the mails went out. */
	bo_test_exec("UPDATE tblclients SET credit = 100 WHERE id = 3");
	run_at("2026-11-24 12:10:00");
	assert_sql("SELECT GROUP_CONCAT(status ORDER BY id) FROM backorder_domains", "ACTIVE,ACTIVE,REQUESTED");
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "3");
}

static void test_low_balance_lists_only_what_waits(void **state)
{
	(void)state;
	bo_test_exec("UPDATE tblclients SET credit = 15 WHERE id = 3");
	bo_test_order(3, "first", "com", "REQUESTED", "2026-11-25 09:00:00", NULL);
	bo_test_order(3, "second", "com", "REQUESTED", "2026-11-25 10:00:00", NULL);
	run_at("2026-11-23 09:00:00");
	assert_true(take_one());
	assert_non_null(strstr(taken_payload, "second.com"));
	assert_null(strstr(taken_payload, "first.com"));
}

/* The mail waited while the mail server was away, and meanwhile the client paid for one name, then for all.
 */
static void test_low_balance_tells_what_is_true_when_it_is_sent(void **state)
{
	(void)state;
	bo_test_order(3, "first", "com", "REQUESTED", "2026-11-25 09:00:00", NULL);
	bo_test_order(3, "second", "com", "REQUESTED", "2026-11-25 10:00:00", NULL);
	run_at("2026-11-23 09:00:00");
	assert_true(take_one());
	settle(false);
	bo_test_exec("UPDATE tblclients SET credit = 15 WHERE id = 3");
	run_at("2026-11-23 09:05:00");
	assert_true(take_one());
	assert_null(strstr(taken_payload, "first.com"));
	assert_non_null(strstr(taken_payload, "second.com"));
	settle(false);
	bo_test_exec("UPDATE tblclients SET credit = 30 WHERE id = 3");
	run_at("2026-11-23 09:20:00");
	assert_false(take_one());
	assert_sql(
			"SELECT CONCAT_WS('|', state, result) FROM backorder_effects", "done|nothing to tell any more");
	assert_stages("0,0");
}

/* Given up: the stage does not say that it was sent, and the next run tries anew. */
static void test_low_balance_given_up(void **state)
{
	(void)state;
	bo_test_order(3, "foo", "com", "REQUESTED", "2026-11-26 09:00:00", NULL);
	run_at("2026-11-23 09:00:00");
	bo_test_exec("UPDATE backorder_effects SET attempts = 19");
	assert_true(take_one());
	settle(false);
	assert_sql("SELECT state FROM backorder_effects", "failed");
	assert_sql("SELECT CONCAT_WS('|', lowbalance_notification, lowbalance_queued) FROM backorder_domains",
			"0|0");
	run_at("2026-11-23 09:05:00");
	assert_sql("SELECT GROUP_CONCAT(state ORDER BY id) FROM backorder_effects", "failed,waiting");
	assert_true(take_one());
	settle(true);
	assert_stages("1");
	/* The other way to be given up: begun again and again, and never settled. */
	run_at("2026-11-25 09:00:00");
	bo_test_exec("UPDATE backorder_effects SET attempts = 20 WHERE state = 'waiting'");
	assert_false(take_one());
	assert_sql("SELECT CONCAT_WS('|', lowbalance_notification, lowbalance_queued) FROM backorder_domains",
			"1|1");
}

static void test_low_balance_switched_off(void **state)
{
	(void)state;
	bo_test_setting(context, "mail_lowbalance", "0");
	bo_test_order(3, "foo", "com", "REQUESTED", "2026-11-25 09:00:00", NULL);
	run_at("2026-11-23 09:00:00");
	run_at("2026-11-24 09:00:00");
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "0");
	assert_sql("SELECT CONCAT_WS('|', reason, lowbalance_queued) FROM backorder_domains", "waiting_funds|0");
	assert_sql("SELECT COUNT(*) FROM backorder_logs", "1");
}

/* An installation of the original addon: its orders were told already. */
static void test_low_balance_of_an_older_installation(void **state)
{
	(void)state;
	bo_test_order(3, "foo", "com", "REQUESTED", "2026-11-25 09:00:00",
			"lowbalance_notification = 1, reason = 'waiting_funds'");
	run_at("2026-11-23 09:00:00");
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "0");
	run_at("2026-11-24 09:00:00");
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "1");
}

/* ---- never twice ---- */

static void logged(int client_id, const char *marker, const char *more)
{
	char sql[400];
	snprintf(sql, sizeof(sql),
			"INSERT INTO tblemails SET userid = %d, subject = 's', message = '<p>Hello</p>\n<!-- %s -->'%s",
			client_id, marker, more);
	bo_test_exec(sql);
}

/* Sent, then the process died before it could say so: the mail is found in WHMCS's log, not sent again, and
 * counts. */
static void test_a_mail_that_was_sent_is_found(void **state)
{
	(void)state;
	bo_test_order(3, "foo", "com", "REQUESTED", "2026-11-26 09:00:00", NULL);
	run_at("2026-11-23 09:00:00");
	assert_true(take_one());
	assert_string_equal(taken_marker, "[ispapibackorder:mail:1:1795424400]");
	/* Look-alikes: another client's, another mail's, another installation's. */
	logged(1, "[ispapibackorder:mail:1:1795424400]", "");
	logged(3, "[ispapibackorder:mail:11:1795424400]", "");
	logged(3, "[ispapibackorder:mail:1:1795424401]", "");
	set_now("2026-11-23 09:15:00");
	assert_true(take_one());
	assert_stages("0");
	logged(3, taken_marker, "");
	set_now("2026-11-23 09:30:00");
	assert_false(take_one());
	assert_sql("SELECT state FROM backorder_effects", "done");
	assert_stages("1");
}

/* WHMCS 8 logs what it could not send as well. */
static void test_a_logged_failure_is_no_sent_mail(void **state)
{
	(void)state;
	bo_test_exec("ALTER TABLE tblemails ADD COLUMN failed TINYINT NOT NULL DEFAULT 0");
	bo_test_order(3, "foo", "com", "REQUESTED", "2026-11-26 09:00:00", NULL);
	run_at("2026-11-23 09:00:00");
	assert_true(take_one());
	logged(3, taken_marker, ", failed = 1");
	set_now("2026-11-23 09:15:00");
	assert_true(take_one());
	bo_test_exec("UPDATE tblemails SET failed = 0");
	set_now("2026-11-23 09:30:00");
	assert_false(take_one());
}

static void test_no_log_of_mails(void **state)
{
	(void)state;
	bo_test_exec("DROP TABLE tblemails");
	bo_test_order(3, "foo", "com", "REQUESTED", "2026-11-26 09:00:00", NULL);
	run_at("2026-11-23 09:00:00");
	assert_true(take_one());
	set_now("2026-11-23 09:15:00");
	assert_true(take_one());
}

/* ---- the other moments ---- */

typedef struct {
	const char *mail, *status, *drop, *more;
	bo_event_t event;
	const char *wanted_status, *wanted_reason;
} moment_t;

#define RESERVED "price=10.00, currency_id=1, reserved=10.00"
#define SENT RESERVED ", reference='R-1'"
#define INVOICED "price=10.00, currency_id=1, reference='R-1', invoice=77"

static const moment_t moments[] = {
		{"active", "REQUESTED", "2026-11-24 09:00:00", NULL, BO_EVENT_FUND, "ACTIVE", "funds_reserved"},
		{"active", "REQUESTED", NULL, NULL, BO_EVENT_ACTIVATE, "ACTIVE", "activated_by_admin"},
		{"failed", "REQUESTED", "2026-11-21 09:00:00", NULL, BO_EVENT_MISSED, "FAILED", "missed"},
		{"failed", "ACTIVE", "2026-11-21 09:00:00", RESERVED, BO_EVENT_MISSED, "FAILED", "missed"},
		{"failed", "PROCESSING", "2026-11-23 10:00:00", RESERVED, BO_EVENT_REFUSED, "FAILED", "refused"},
		{"failed", "PROCESSING", "2026-11-23 05:00:00", RESERVED, BO_EVENT_NO_APPLICATION, "FAILED",
				"no_application"},
		{"failed", "PROCESSING", "2026-11-23 08:00:00", SENT, BO_EVENT_LOST, "FAILED", "lost"},
		{"failed", "AUCTION-PENDING", "2026-11-23 08:00:00", SENT, BO_EVENT_LOST, "FAILED", "lost"},
		{"auction_pending", "PROCESSING", "2026-11-23 08:00:00", SENT, BO_EVENT_AUCTION, "AUCTION-PENDING",
				"auction_pending"},
		{"auction_won", "AUCTION-PENDING", "2026-11-23 08:00:00", SENT, BO_EVENT_AUCTION_WON, "AUCTION-WON",
				"auction_won"},
		{"auction_lost", "AUCTION-PENDING", "2026-11-23 08:00:00", SENT, BO_EVENT_AUCTION_LOST,
				"AUCTION-LOST", "auction_lost"},
		{"caught", "PENDING-PAYMENT", "2026-11-23 08:00:00", SENT, BO_EVENT_INVOICED, "PENDING-PAYMENT",
				"invoiced"},
		{"delivered", "PENDING-PAYMENT", "2026-11-23 08:00:00", INVOICED, BO_EVENT_PAID, "SUCCESSFUL",
				"delivered"},
		{"cancelled", "PENDING-PAYMENT", "2026-11-23 08:00:00", INVOICED, BO_EVENT_INVOICE_ENDED, "CANCELLED",
				"invoice_cancelled"},
		{"cancelled", "PROCESSING", "2026-11-23 05:00:00", SENT, BO_EVENT_UNKNOWN, "CANCELLED",
				"application_unknown"},
		{"cancelled", "AUCTION-PENDING", "2026-11-23 05:00:00", SENT, BO_EVENT_UNKNOWN, "CANCELLED",
				"application_unknown"},
		{"cancelled", "PROCESSING", "2026-11-23 10:00:00", SENT, BO_EVENT_DELETE_ADMIN, "CANCELLED",
				"deleted_by_admin"},
		{"cancelled", "REQUESTED", NULL, NULL, BO_EVENT_DELETE_ADMIN, "DELETED", "deleted_by_admin"},
};

static bo_order_t apply(const moment_t *moment)
{
	bo_event_data_t data = {.price = 1000,
			.currency_id = 1,
			.invoice_id = 77,
			.text = "549 Command failed",
			.registered_at = bo_test_time("2026-11-23 08:30:00"),
			.expires_at = bo_test_time("2027-11-23 08:30:00"),
			.auction = "{\"url\":\"https://auction.example/1\"}"};
	bo_test_exec("DELETE FROM backorder_domains");
	bo_test_exec("DELETE FROM backorder_effects");
	bo_test_exec("DELETE FROM tbldomains");
	bo_order_t order = bo_test_load(
			bo_test_order(1, "xn--mller-kva", "com", moment->status, moment->drop, moment->more));
	assert_ok(bo_machine_apply(&machine, &order, moment->event, &data, &error));
	return order;
}

static void test_each_moment_has_its_mail(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(moments); i++) {
		const moment_t *moment = &moments[i];
		char setting[40], wanted[200];
		snprintf(setting, sizeof(setting), "mail_%s", moment->mail);
		bo_test_setting(context, setting, "0");
		machine = bo_test_machine(context);
		apply(moment);
		assert_sql("SELECT COUNT(*) FROM backorder_effects WHERE kind = 'mail'", "0");
		bo_test_setting(context, setting, "1");
		machine = bo_test_machine(context);
		bo_order_t order = apply(moment);
		snprintf(wanted, sizeof(wanted), "1|1|backorder_%s|%s|%s|1", moment->mail, moment->wanted_status,
				moment->wanted_reason);
		assert_sql(
				"SELECT CONCAT_WS('|', COUNT(*), MIN(userid), JSON_VALUE(MIN(payload), '$.template'), "
				"JSON_VALUE(MIN(payload), '$.variables.status_code'), JSON_VALUE(MIN(payload), "
				"'$.variables.reason_code'), MIN(order_id) > 0) FROM backorder_effects WHERE kind = 'mail'",
				wanted);
		snprintf(wanted, sizeof(wanted), "status_%s|reason_%s|m\xc3\xbcller.com|xn--mller-kva.com",
				moment->wanted_status, moment->wanted_reason);
		assert_sql("SELECT CONCAT_WS('|', JSON_VALUE(payload, '$.texts.status'), JSON_VALUE(payload, "
				   "'$.texts.reason'), JSON_VALUE(payload, '$.variables.domain'), JSON_VALUE(payload, "
				   "'$.variables.domain_ascii')) FROM backorder_effects WHERE kind = 'mail'",
				wanted);
		bo_test_setting(context, setting, "0");
		(void)order;
	}
}

static void test_facts_of_a_mail(void **state)
{
	(void)state;
	bo_test_setting(context, "mail_caught", "1");
	bo_test_setting(context, "mail_auction_pending", "1");
	machine = bo_test_machine(context);
	for (size_t i = 0; i < COUNT_OF(moments); i++) {
		if (moments[i].event == BO_EVENT_INVOICED) {
			apply(&moments[i]);
			assert_sql("SELECT CONCAT_WS('|', JSON_VALUE(payload, '$.variables.price'), JSON_VALUE(payload, "
					   "'$.variables.invoice_id'), JSON_VALUE(payload, '$.variables.dropdate'), "
					   "JSON_VALUE(payload, "
					   "'$.variables.details')) FROM backorder_effects WHERE kind = 'mail'",
					"$10.00 USD|77|2026-11-23 08:00:00|549 Command failed");
			/* A currency that WHMCS lost must not stop the change. */
			bo_test_exec("DELETE FROM tblcurrencies WHERE id = 1");
			apply(&moments[i]);
			assert_sql("SELECT JSON_VALUE(payload, '$.variables.price') FROM backorder_effects WHERE kind = "
					   "'mail'",
					"10.00");
			bo_test_exec("INSERT INTO tblcurrencies VALUES (1,'USD','$',' USD',1,1,1)");
		} else if (moments[i].event == BO_EVENT_AUCTION) {
			apply(&moments[i]);
			assert_sql("SELECT JSON_VALUE(payload, '$.variables.auction_json') FROM backorder_effects WHERE "
					   "kind = "
					   "'mail'",
					"{\"url\":\"https://auction.example/1\"}");
		}
	}
}

/* Low funds, delivered and failed are on from the start, the others off. */
static void test_defaults(void **state)
{
	(void)state;
	const bo_settings_t *settings = context->settings;
	assert_true(settings->mail_lowbalance && settings->mail_delivered && settings->mail_failed);
	assert_false(settings->mail_placed || settings->mail_active || settings->mail_caught ||
				 settings->mail_auction_pending || settings->mail_auction_won ||
				 settings->mail_auction_lost || settings->mail_cancelled);
}

/* The same order can fail at two drops (it is ordered again): two mails. The same change is one mail. */
static void test_one_mail_for_each_change(void **state)
{
	(void)state;
	bo_test_setting(context, "mail_active", "1");
	machine = bo_test_machine(context);
	bo_order_t order = bo_test_load(bo_test_order(1, "foo", "com", "REQUESTED", "2026-11-24 09:00:00", NULL));
	bo_event_data_t data = {.price = 1000, .currency_id = 1};
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_FUND, &data, &error));
	order.drop_date = bo_test_time("2026-12-24 09:00:00");
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_DATE_AWAY, NULL, &error));
	order.drop_date = bo_test_time("2026-11-24 09:00:00");
	assert_ok(bo_machine_apply(&machine, &order, BO_EVENT_FUND, &data, &error));
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "2");
}

/* Mail and change are one transaction. */
static void test_no_mail_of_a_change_that_failed(void **state)
{
	(void)state;
	bo_test_setting(context, "mail_cancelled", "1");
	machine = bo_test_machine(context);
	bo_order_t order = bo_test_load(bo_test_order(1, "foo", "com", "REQUESTED", NULL, NULL));
	bo_test_exec("UPDATE backorder_domains SET version = version + 1");
	assert_code(bo_machine_apply(&machine, &order, BO_EVENT_DELETE_ADMIN, NULL, &error), BO_E_CONFLICT);
	assert_sql("SELECT COUNT(*) FROM backorder_effects", "0");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test_setup(test_d47_low_balance, prepare),
			cmocka_unit_test_setup(test_low_balance_lists_only_what_waits, prepare),
			cmocka_unit_test_setup(test_low_balance_tells_what_is_true_when_it_is_sent, prepare),
			cmocka_unit_test_setup(test_low_balance_given_up, prepare),
			cmocka_unit_test_setup(test_low_balance_switched_off, prepare),
			cmocka_unit_test_setup(test_low_balance_of_an_older_installation, prepare),
			cmocka_unit_test_setup(test_a_mail_that_was_sent_is_found, prepare),
			cmocka_unit_test_setup(test_a_logged_failure_is_no_sent_mail, prepare),
			cmocka_unit_test_setup(test_no_log_of_mails, prepare),
			cmocka_unit_test_setup(test_each_moment_has_its_mail, prepare),
			cmocka_unit_test_setup(test_facts_of_a_mail, prepare),
			cmocka_unit_test_setup(test_defaults, prepare),
			cmocka_unit_test_setup(test_one_mail_for_each_change, prepare),
			cmocka_unit_test_setup(test_no_mail_of_a_change_that_failed, prepare),
	};
	return cmocka_run_group_tests_name("mail", tests, NULL, bo_test_teardown);
}
