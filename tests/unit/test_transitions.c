/* Proves the status table: every pair of status and event does what DESIGN section 5 says, or nothing at all;
 * guards hold at their exact second. The expectations are written out here, not read from the code. */
#include "support/bo_test.h"

#include <stdio.h>
#include <stdlib.h>

/* 2026-11-23 09:00:00 is "now" in all tests. */
#define IN_1_HOUR "2026-11-23 10:00:00"
#define IN_1_DAY "2026-11-24 09:00:00"
#define IN_4_DAYS "2026-11-27 09:00:00"
#define AGO_4_HOURS "2026-11-23 05:00:00"
#define AGO_2_DAYS "2026-11-21 09:00:00"
#define AGO_7_DAYS "2026-11-16 09:00:00"

typedef struct {
	const char *from;
	bo_event_t event;
	const char *drop; /* a date for which the guard holds */
	const char *to;   /* "" when the order goes away */
	const char *reason;
} allowed_t;

static const allowed_t allowed[] = {
		{"", BO_EVENT_PLACE, IN_4_DAYS, "REQUESTED", "placed"},
		{"", BO_EVENT_PLACE, NULL, "REQUESTED", "waiting_date"},

		{"REQUESTED", BO_EVENT_FUND, IN_1_DAY, "ACTIVE", "funds_reserved"},
		{"REQUESTED", BO_EVENT_FUNDS_SHORT, IN_1_DAY, "REQUESTED", "waiting_funds"},
		{"REQUESTED", BO_EVENT_PRICE_MISSING, IN_1_DAY, "REQUESTED", "price_missing"},
		{"REQUESTED", BO_EVENT_ACTIVATE, IN_4_DAYS, "ACTIVE", "activated_by_admin"},
		{"REQUESTED", BO_EVENT_MISSED, AGO_2_DAYS, "FAILED", "missed"},
		{"REQUESTED", BO_EVENT_DELETE, IN_1_DAY, "", "deleted_by_client"},
		{"REQUESTED", BO_EVENT_DELETE_ADMIN, IN_1_DAY, "", "deleted_by_admin"},
		{"REQUESTED", BO_EVENT_CLIENT_GONE, NULL, "CANCELLED", "client_removed"},
		{"REQUESTED", BO_EVENT_CLIENT_CLOSED, IN_1_DAY, "CANCELLED", "client_closed"},
		{"REQUESTED", BO_EVENT_MERGED_TWIN, IN_1_DAY, "CANCELLED", "client_merged"},

		{"ACTIVE", BO_EVENT_DATE_AWAY, IN_4_DAYS, "REQUESTED", "date_moved"},
		{"ACTIVE", BO_EVENT_LEFT_LIST, NULL, "REQUESTED", "left_list"},
		{"ACTIVE", BO_EVENT_OPEN, IN_1_HOUR, "PROCESSING", "window_open"},
		{"ACTIVE", BO_EVENT_MISSED, AGO_2_DAYS, "FAILED", "missed"},
		{"ACTIVE", BO_EVENT_DELETE, IN_1_DAY, "", "deleted_by_client"},
		{"ACTIVE", BO_EVENT_DELETE_ADMIN, IN_1_DAY, "", "deleted_by_admin"},
		{"ACTIVE", BO_EVENT_CURRENCY, IN_1_DAY, "REQUESTED", "currency_changed"},
		{"ACTIVE", BO_EVENT_CLIENT_GONE, IN_1_DAY, "CANCELLED", "client_removed"},
		{"ACTIVE", BO_EVENT_CLIENT_CLOSED, IN_1_DAY, "CANCELLED", "client_closed"},
		{"ACTIVE", BO_EVENT_MERGED_TWIN, IN_1_DAY, "CANCELLED", "client_merged"},

		{"PROCESSING", BO_EVENT_APPLIED, IN_1_HOUR, "PROCESSING", "applied"},
		{"PROCESSING", BO_EVENT_TRY_LATER, IN_1_HOUR, "PROCESSING", "try_later"},
		{"PROCESSING", BO_EVENT_NO_CREDIT, IN_1_HOUR, "PROCESSING", "registrar_no_funds"},
		{"PROCESSING", BO_EVENT_REFUSED, IN_1_HOUR, "FAILED", "refused"},
		{"PROCESSING", BO_EVENT_NO_APPLICATION, AGO_4_HOURS, "FAILED", "no_application"},
		{"PROCESSING", BO_EVENT_AUCTION, IN_1_HOUR, "AUCTION-PENDING", "auction_pending"},
		{"PROCESSING", BO_EVENT_LOST, IN_1_HOUR, "FAILED", "lost"},
		{"PROCESSING", BO_EVENT_CAUGHT, IN_1_HOUR, "PENDING-PAYMENT", "caught"},
		{"PROCESSING", BO_EVENT_AUCTION_WON, IN_1_HOUR, "AUCTION-WON", "auction_won"},
		{"PROCESSING", BO_EVENT_AUCTION_LOST, IN_1_HOUR, "AUCTION-LOST", "auction_lost"},
		{"PROCESSING", BO_EVENT_UNKNOWN, AGO_4_HOURS, "CANCELLED", "application_unknown"},
		{"PROCESSING", BO_EVENT_NO_RESULT, AGO_7_DAYS, "FAILED", "no_result"},
		{"PROCESSING", BO_EVENT_NEEDS_PERSON, IN_1_HOUR, "PROCESSING", "needs_person"},
		{"PROCESSING", BO_EVENT_CURRENCY, IN_1_HOUR, "PROCESSING", "currency_changed"},
		{"PROCESSING", BO_EVENT_CLIENT_GONE, IN_1_HOUR, "CANCELLED", "client_removed"},
		{"REQUESTED", BO_EVENT_NAME_FREE, NULL, "REQUESTED", "name_free"},
		{"REQUESTED", BO_EVENT_NAME_TAKEN, NULL, "REQUESTED", "name_taken"},
		{"REQUESTED", BO_EVENT_NAME_REDEMPTION, NULL, "REQUESTED", "name_redemption"},
		{"REQUESTED", BO_EVENT_NAME_PENDING, NULL, "REQUESTED", "name_pending"},
		{"ACTIVE", BO_EVENT_REQUEST_INCOMPLETE, IN_1_DAY, "ACTIVE", "contact_incomplete"},
		{"ACTIVE", BO_EVENT_REQUEST_COMPLETE, IN_1_DAY, "ACTIVE", "contact_complete"},
		{"PROCESSING", BO_EVENT_CLIENT_GONE_SENT, IN_1_HOUR, "CANCELLED", "client_removed"},
		{"PROCESSING", BO_EVENT_DELETE_ADMIN, IN_1_HOUR, "CANCELLED", "deleted_by_admin"},
		{"PROCESSING", BO_EVENT_CLIENT_CLOSED, IN_1_HOUR, "CANCELLED", "client_closed"},
		{"PROCESSING", BO_EVENT_MERGED_TWIN, IN_1_HOUR, "CANCELLED", "client_merged"},

		{"AUCTION-PENDING", BO_EVENT_AUCTION, IN_1_HOUR, "AUCTION-PENDING", "auction_pending"},
		{"AUCTION-PENDING", BO_EVENT_AUCTION_WON, IN_1_HOUR, "AUCTION-WON", "auction_won"},
		{"AUCTION-PENDING", BO_EVENT_AUCTION_LOST, IN_1_HOUR, "AUCTION-LOST", "auction_lost"},
		{"AUCTION-PENDING", BO_EVENT_CAUGHT, IN_1_HOUR, "PENDING-PAYMENT", "caught"},
		{"AUCTION-PENDING", BO_EVENT_LOST, IN_1_HOUR, "FAILED", "lost"},
		{"AUCTION-PENDING", BO_EVENT_UNKNOWN, AGO_4_HOURS, "CANCELLED", "application_unknown"},
		{"AUCTION-PENDING", BO_EVENT_NEEDS_PERSON, IN_1_HOUR, "AUCTION-PENDING", "needs_person"},
		{"AUCTION-PENDING", BO_EVENT_CURRENCY, IN_1_HOUR, "AUCTION-PENDING", "currency_changed"},
		{"AUCTION-PENDING", BO_EVENT_CLIENT_GONE, IN_1_HOUR, "CANCELLED", "client_removed"},

		{"PENDING-PAYMENT", BO_EVENT_INVOICED, AGO_2_DAYS, "PENDING-PAYMENT", "invoiced"},
		{"PENDING-PAYMENT", BO_EVENT_PAID, AGO_2_DAYS, "SUCCESSFUL", "delivered"},
		{"PENDING-PAYMENT", BO_EVENT_INVOICE_ENDED, AGO_2_DAYS, "CANCELLED", "invoice_cancelled"},
		{"PENDING-PAYMENT", BO_EVENT_INVOICE_MOVED, AGO_2_DAYS, "PENDING-PAYMENT", "invoice_merged"},
		{"PENDING-PAYMENT", BO_EVENT_CLIENT_GONE, AGO_2_DAYS, "CANCELLED", "client_removed"},
		{"PENDING-PAYMENT", BO_EVENT_NEEDS_PERSON, AGO_2_DAYS, "PENDING-PAYMENT", "needs_person"},

		{"FAILED", BO_EVENT_CAUGHT_LATE, AGO_7_DAYS, "FAILED", "caught_late"},

		{"AUCTION-WON", BO_EVENT_INVOICED, AGO_2_DAYS, "AUCTION-WON", "invoiced"},
};

static const char *const statuses[] = {"", "REQUESTED", "ACTIVE", "PROCESSING", "SUCCESSFUL", "FAILED",
		"CANCELLED", "AUCTION-PENDING", "AUCTION-WON", "AUCTION-LOST", "PENDING-PAYMENT"};

static const bo_event_t events[] = {BO_EVENT_PLACE, BO_EVENT_FUND, BO_EVENT_FUNDS_SHORT,
		BO_EVENT_PRICE_MISSING, BO_EVENT_ACTIVATE, BO_EVENT_DATE_AWAY, BO_EVENT_LEFT_LIST, BO_EVENT_OPEN,
		BO_EVENT_APPLIED, BO_EVENT_TRY_LATER, BO_EVENT_REFUSED, BO_EVENT_NO_APPLICATION, BO_EVENT_CAUGHT,
		BO_EVENT_LOST, BO_EVENT_AUCTION, BO_EVENT_AUCTION_WON, BO_EVENT_AUCTION_LOST, BO_EVENT_UNKNOWN,
		BO_EVENT_INVOICED, BO_EVENT_PAID, BO_EVENT_INVOICE_ENDED, BO_EVENT_NEEDS_PERSON, BO_EVENT_MISSED,
		BO_EVENT_DELETE, BO_EVENT_DELETE_ADMIN, BO_EVENT_NO_CREDIT, BO_EVENT_INVOICE_MOVED, BO_EVENT_CURRENCY,
		BO_EVENT_CLIENT_GONE, BO_EVENT_CLIENT_CLOSED, BO_EVENT_MERGED_TWIN, BO_EVENT_CLIENT_GONE_SENT,
		BO_EVENT_REQUEST_INCOMPLETE, BO_EVENT_REQUEST_COMPLETE, BO_EVENT_NAME_FREE, BO_EVENT_NAME_TAKEN,
		BO_EVENT_NAME_REDEMPTION, BO_EVENT_NAME_PENDING, BO_EVENT_NO_RESULT, BO_EVENT_CAUGHT_LATE};

static const bo_event_data_t *everything(void)
{
	static bo_event_data_t data;
	data = (bo_event_data_t){.price = 1000,
			.currency_id = 1,
			.reference = "R-1",
			.invoice_id = 77,
			.registered_at = bo_test_time("2026-11-23 08:30:00"),
			.expires_at = bo_test_time("2027-11-23 08:30:00"),
			.auction = "{}"};
	return &data;
}

static const allowed_t *find(const char *from, bo_event_t event)
{
	for (size_t i = 0; i < COUNT_OF(allowed); i++) {
		if (strcmp(allowed[i].from, from) == 0 && allowed[i].event == event) {
			return &allowed[i];
		}
	}
	return NULL;
}

/* All that a forbidden event could have changed. */
static const char *fingerprint(char out[512])
{
	snprintf(out, 512, "%s",
			bo_test_value(
					"SELECT CONCAT((SELECT COALESCE(GROUP_CONCAT(CONCAT_WS('|', id, status, version, "
					"updateddate, reserved, reason, reference, COALESCE(invoice, 0), apply_state)), '') FROM "
					"backorder_domains), '#', (SELECT COUNT(*) FROM backorder_logs), '#', (SELECT COUNT(*) "
					"FROM "
					"backorder_effects), '#', (SELECT COUNT(*) FROM tbldomains))"));
	return out;
}

static bo_order_t fresh(const char *status, const char *drop, const char *more)
{
	bo_test_exec("DELETE FROM backorder_domains");
	bo_test_exec("DELETE FROM backorder_logs");
	bo_test_exec("DELETE FROM backorder_effects");
	bo_test_exec("DELETE FROM tbldomains");
	if (*status) {
		return bo_test_load(bo_test_order(1, "name", "com", status, drop, more));
	}
	bo_order_t order = {.client_id = 1, .label = "name", .zone = "com", .price = BO_MONEY_NONE};
	order.drop_date = drop ? bo_test_time(drop) : BO_TIME_NONE;
	order.apply_at = order.apply_until = order.registered_at = order.expires_at = BO_TIME_NONE;
	return order;
}

static const char *held(const char *status, bo_event_t event)
{
	if (strcmp(status, "REQUESTED") == 0 || !*status) {
		return NULL;
	}
	if (event == BO_EVENT_CAUGHT_LATE) {
		return "price=10.00, currency_id=1, reason='no_result'";
	}
	if (event == BO_EVENT_PAID || event == BO_EVENT_INVOICE_ENDED || event == BO_EVENT_INVOICE_MOVED) {
		return "price=10.00, currency_id=1, invoice=77";
	}
	return "price=10.00, currency_id=1, reserved=10.00";
}

static void test_allowed_pairs(void **state)
{
	(void)state;
	bo_context_t *context = bo_test_context();
	bo_test_whmcs_tables();
	bo_machine_t machine = bo_test_machine(context);
	for (size_t i = 0; i < COUNT_OF(allowed); i++) {
		const allowed_t *row = &allowed[i];
		char wanted[256];
		bo_order_t order = fresh(row->from, row->drop, held(row->from, row->event));
		uint32_t version = order.version;
		assert_true(bo_machine_possible(&order, row->event, machine.now));
		assert_ok(bo_machine_apply(&machine, &order, row->event, everything(), &error));
		assert_string_equal(bo_status_name(order.status), row->to);
		if (*row->to) {
			snprintf(wanted, sizeof(wanted), "%s|%s|%u", row->to, row->reason, version + 1);
			assert_sql("SELECT CONCAT_WS('|', status, reason, version) FROM backorder_domains", wanted);
			bo_order_t stored = bo_test_load(order.id);
			assert_int_equal(stored.version, order.version);
		} else {
			assert_sql("SELECT COUNT(*) FROM backorder_domains", "0");
		}
		/* Exactly one line says who did what, from where to where, why. */
		assert_sql("SELECT COUNT(*) FROM backorder_logs", "1");
		snprintf(wanted, sizeof(wanted), "%lld|1|batch|cron|%s|%s|%s|name.com|2026-11-23 09:00:00|%s",
				(long long)order.id, row->from, row->to, row->reason,
				row->event == BO_EVENT_NEEDS_PERSON ? "error" : "ok");
		assert_sql("SELECT CONCAT_WS('|', order_id, userid, cron, actor, from_status, to_status, reason, "
				   "name, date, "
				   "status) FROM backorder_logs",
				wanted);
		assert_true(strlen(bo_test_value("SELECT message FROM backorder_logs")) > 10);
	}
}

static void test_all_other_pairs_are_refused(void **state)
{
	(void)state;
	static const char *const drops[] = {NULL, "2026-11-13 09:00:00", AGO_2_DAYS, AGO_4_HOURS,
			"2026-11-23 08:59:59", IN_1_HOUR, IN_1_DAY, IN_4_DAYS};
	bo_context_t *context = bo_test_context();
	bo_test_whmcs_tables();
	bo_machine_t machine = bo_test_machine(context);
	size_t pairs = 0;
	for (size_t s = 0; s < COUNT_OF(statuses); s++) {
		for (size_t d = 0; d < COUNT_OF(drops); d++) {
			bo_order_t order = fresh(statuses[s], drops[d], held(statuses[s], BO_EVENT_PLACE));
			char before[512], after[512];
			fingerprint(before);
			for (size_t e = 0; e < COUNT_OF(events); e++) {
				if (find(statuses[s], events[e])) {
					continue;
				}
				bo_error_t error = {0};
				bo_order_t copy = order;
				if (bo_machine_possible(&order, events[e], machine.now) ||
						bo_machine_apply(&machine, &copy, events[e], everything(), &error) != BO_E_CONFLICT) {
					fail_msg("\"%s\" + %s was possible", statuses[s], bo_event_name(events[e]));
				}
				assert_memory_equal(&copy, &order, sizeof(copy));
				assert_false(bo_db_in_transaction(machine.db));
				pairs++;
			}
			assert_string_equal(fingerprint(after), before);
		}
	}
	/* 11 statuses, 40 events, 63 pairs in the table above, one of them twice. */
	assert_int_equal(COUNT_OF(allowed), 64);
	assert_int_equal(pairs, (11 * 40 - 63) * 8);
}

static void test_message_of_a_refusal(void **state)
{
	(void)state;
	bo_context_t *context = bo_test_context();
	bo_machine_t machine = bo_test_machine(context);
	bo_test_whmcs_tables();
	bo_order_t order = fresh("SUCCESSFUL", IN_1_HOUR, NULL);
	assert_fails(bo_machine_apply(&machine, &order, BO_EVENT_DELETE, NULL, &error), BO_E_CONFLICT,
			"\"customer deletes\" is not possible for a backorder that is SUCCESSFUL.");
	order = fresh("ACTIVE", IN_1_DAY, "reserved=10.00");
	assert_fails(bo_machine_apply(&machine, &order, BO_EVENT_OPEN, NULL, &error), BO_E_CONFLICT,
			"\"window opens\" is not possible for a backorder that is ACTIVE; it needs: drop within 2 "
			"hours.");
}

/* D41, D42: windows are conditions on the drop date, and each turns over at one exact second. */
static void test_d42_guards_at_their_second(void **state)
{
	(void)state;
	static const struct {
		const char *status;
		bo_event_t event;
		const char *drop;
		bool possible;
	} cases[] = {
			{"REQUESTED", BO_EVENT_FUND, "2026-11-26 09:00:00", true}, /* 3 days */
			{"REQUESTED", BO_EVENT_FUND, "2026-11-26 09:00:01", false},
			{"REQUESTED", BO_EVENT_FUND, "2026-11-23 05:00:01", true}, /* not yet 4 hours over */
			{"REQUESTED", BO_EVENT_FUND, "2026-11-23 05:00:00", false},
			{"REQUESTED", BO_EVENT_FUND, NULL, false},
			{"REQUESTED", BO_EVENT_FUNDS_SHORT, "2026-11-26 09:00:00", true},
			{"REQUESTED", BO_EVENT_FUNDS_SHORT, "2026-11-26 09:00:01", false},
			{"REQUESTED", BO_EVENT_FUNDS_SHORT, "2026-11-23 05:00:00", false},
			{"REQUESTED", BO_EVENT_PRICE_MISSING, "2026-11-26 09:00:00", true},
			{"REQUESTED", BO_EVENT_PRICE_MISSING, "2026-11-26 09:00:01", false},
			{"REQUESTED", BO_EVENT_ACTIVATE, NULL, true},
			{"REQUESTED", BO_EVENT_ACTIVATE, "2027-11-23 09:00:00", true},
			{"REQUESTED", BO_EVENT_MISSED, "2026-11-21 09:00:00", true}, /* 2 days over */
			{"REQUESTED", BO_EVENT_MISSED, "2026-11-21 09:00:01", false},
			{"REQUESTED", BO_EVENT_MISSED, NULL, false},
			{"REQUESTED", BO_EVENT_DELETE, NULL, true},
			{"ACTIVE", BO_EVENT_MISSED, "2026-11-21 09:00:00", true},
			{"ACTIVE", BO_EVENT_MISSED, "2026-11-21 09:00:01", false},
			{"ACTIVE", BO_EVENT_DATE_AWAY, "2026-11-26 09:00:01", true},
			{"ACTIVE", BO_EVENT_DATE_AWAY, "2026-11-26 09:00:00", false},
			{"ACTIVE", BO_EVENT_DATE_AWAY, NULL, false},
			{"ACTIVE", BO_EVENT_LEFT_LIST, NULL, true},
			{"ACTIVE", BO_EVENT_LEFT_LIST, "2026-11-26 09:00:01", false},
			{"ACTIVE", BO_EVENT_OPEN, "2026-11-23 11:00:00", true}, /* 2 hours */
			{"ACTIVE", BO_EVENT_OPEN, "2026-11-23 11:00:01", false},
			{"ACTIVE", BO_EVENT_OPEN, "2026-11-23 05:00:01", true},
			{"ACTIVE", BO_EVENT_OPEN, "2026-11-23 05:00:00", false},
			{"ACTIVE", BO_EVENT_OPEN, NULL, false},
			{"PROCESSING", BO_EVENT_NO_APPLICATION, "2026-11-23 05:00:00", true},
			{"PROCESSING", BO_EVENT_NO_APPLICATION, "2026-11-23 05:00:01", false},
			{"PROCESSING", BO_EVENT_UNKNOWN, "2026-11-23 05:00:00", true},
			{"PROCESSING", BO_EVENT_UNKNOWN, "2026-11-23 05:00:01", false},
			{"PROCESSING", BO_EVENT_UNKNOWN, "2026-11-23 12:59:59", false}, /* D41: never before the drop */
			{"AUCTION-PENDING", BO_EVENT_UNKNOWN, "2026-11-23 05:00:00", true},
			{"AUCTION-PENDING", BO_EVENT_UNKNOWN, "2026-11-23 05:00:01", false},
			{"PROCESSING", BO_EVENT_NO_RESULT, "2026-11-16 09:00:00", true}, /* 7 days over */
			{"PROCESSING", BO_EVENT_NO_RESULT, "2026-11-16 09:00:01", false},
			{"PROCESSING", BO_EVENT_NO_RESULT, NULL, false},
	};
	bo_context_t *context = bo_test_context();
	bo_test_whmcs_tables();
	bo_machine_t machine = bo_test_machine(context);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_order_t order = fresh(cases[i].status, cases[i].drop, held(cases[i].status, cases[i].event));
		bo_error_t error = {0};
		bo_code_t result = bo_machine_apply(&machine, &order, cases[i].event, everything(), &error);
		if (result != (cases[i].possible ? BO_OK : BO_E_CONFLICT)) {
			fail_msg("%s + %s, drop %s: %s", cases[i].status, bo_event_name(cases[i].event),
					cases[i].drop ? cases[i].drop : "unknown", bo_code_name(result));
		}
	}
}

static void test_guards_on_references_and_invoices(void **state)
{
	(void)state;
	static const struct {
		const char *status;
		bo_event_t event;
		const char *more;
		bool possible;
	} cases[] = {
			{"PROCESSING", BO_EVENT_APPLIED, "reference=''", true},
			{"PROCESSING", BO_EVENT_APPLIED, "reference='R-0'", false},
			{"PROCESSING", BO_EVENT_TRY_LATER, "reference='R-0'", false},
			{"PROCESSING", BO_EVENT_REFUSED, "reference='R-0'", false},
			{"PROCESSING", BO_EVENT_NO_APPLICATION, "reference='R-0'", false},
			{"PENDING-PAYMENT", BO_EVENT_INVOICED, "invoice=NULL", true},
			{"PENDING-PAYMENT", BO_EVENT_INVOICED, "invoice=5", false},
			{"FAILED", BO_EVENT_CAUGHT_LATE, "reason='lost'", false},
			{"FAILED", BO_EVENT_CAUGHT_LATE, "reason='no_result'", true},
			{"PENDING-PAYMENT", BO_EVENT_PAID, "invoice=NULL", false},
			{"PENDING-PAYMENT", BO_EVENT_INVOICE_ENDED, "invoice=NULL", false},
			{"AUCTION-WON", BO_EVENT_INVOICED, "invoice=5", false},
			{"PENDING-PAYMENT", BO_EVENT_INVOICE_MOVED, "invoice=NULL", false},
			{"PROCESSING", BO_EVENT_NO_CREDIT, "reference='R-0'", false},
			/* What was sent, or may have been, goes on whatever becomes of the account. */
			{"PROCESSING", BO_EVENT_CLIENT_CLOSED, "reference='R-0'", false},
			{"PROCESSING", BO_EVENT_CLIENT_CLOSED, "apply_state='intent'", false},
			{"PROCESSING", BO_EVENT_MERGED_TWIN, "reference='R-0'", false},
			{"PROCESSING", BO_EVENT_MERGED_TWIN, "apply_state='intent'", false},
			/* What an admin holds outside the window stays held. */
			{"ACTIVE", BO_EVENT_LEFT_LIST, "activated_by='admin', dropdate=NULL", false},
			{"ACTIVE", BO_EVENT_DATE_AWAY, "activated_by='admin', dropdate='2026-12-31 00:00:00'", false},
	};
	bo_context_t *context = bo_test_context();
	bo_test_whmcs_tables();
	bo_machine_t machine = bo_test_machine(context);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		fresh(cases[i].status, AGO_4_HOURS, NULL);
		char sql[200];
		snprintf(sql, sizeof(sql), "UPDATE backorder_domains SET price=10.00, currency_id=1, %s",
				cases[i].more);
		bo_test_exec(sql);
		bo_order_t order = bo_test_load(strtoll(bo_test_value("SELECT id FROM backorder_domains"), NULL, 10));
		bo_error_t error = {0};
		bo_code_t result = bo_machine_apply(&machine, &order, cases[i].event, everything(), &error);
		if (result != (cases[i].possible ? BO_OK : BO_E_CONFLICT)) {
			fail_msg("%s + %s, %s: %s", cases[i].status, bo_event_name(cases[i].event), cases[i].more,
					bo_code_name(result));
		}
	}
}

/* The statuses: words, and which of them take part. */
static void test_statuses(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		bool open, deletable;
	} cases[] = {{"REQUESTED", true, true}, {"ACTIVE", true, true}, {"PROCESSING", true, false},
			{"SUCCESSFUL", false, false}, {"FAILED", false, false}, {"CANCELLED", false, false},
			{"AUCTION-PENDING", true, false}, {"AUCTION-WON", false, false}, {"AUCTION-LOST", false, false},
			{"PENDING-PAYMENT", true, false}};
	assert_int_equal(COUNT_OF(cases), 10);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bo_status_t status = bo_status_parse(cases[i].name);
		assert_int_not_equal(status, BO_STATUS_NONE);
		assert_string_equal(bo_status_name(status), cases[i].name);
		assert_int_equal(bo_status_is_open(status), cases[i].open);
		assert_int_equal(bo_status_is_deletable(status), cases[i].deletable);
	}
	assert_int_equal(bo_status_parse("requested"), BO_STATUS_NONE);
	assert_int_equal(bo_status_parse(""), BO_STATUS_NONE);
	assert_int_equal(bo_status_parse(NULL), BO_STATUS_NONE);
	assert_string_equal(bo_status_name(BO_STATUS_NONE), "");
	assert_false(bo_status_is_open(BO_STATUS_NONE));
}

/* What machine_table() tells the docs and the admin page. */
static void test_the_table_as_a_value(void **state)
{
	(void)state;
	bo_value_t *table = bo_machine_table();
	assert_non_null(table);
	assert_int_equal(table->as.many.count, COUNT_OF(allowed));
	assert_json(table->as.many.items[1],
			"{\"from\":\"\",\"event\":\"place\",\"guard\":\"the zone has a price in the client's "
			"currency\",\"to\":\"REQUESTED\",\"effects\":[\"new row\",\"mail: placed "
			"(setting)\"],\"reason\":\"placed\"}");
	assert_json(table->as.many.items[2],
			"{\"from\":\"REQUESTED\",\"event\":\"fund\",\"guard\":\"drop within 3 "
			"days\",\"to\":\"ACTIVE\",\"effects\":[\"reserve the fee\",\"mail: active "
			"(setting)\"],\"reason\":\"funds_reserved\"}");
	bo_value_free(table);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_allowed_pairs),
			cmocka_unit_test(test_all_other_pairs_are_refused),
			cmocka_unit_test(test_message_of_a_refusal),
			cmocka_unit_test(test_d42_guards_at_their_second),
			cmocka_unit_test(test_guards_on_references_and_invoices),
			cmocka_unit_test(test_statuses),
			cmocka_unit_test(test_the_table_as_a_value),
	};
	return cmocka_run_group_tests_name("transitions", tests, NULL, bo_test_teardown);
}
