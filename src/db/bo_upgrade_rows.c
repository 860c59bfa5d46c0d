/* Orders and prices of version 4: every row is looked at. */
#include "db/bo_upgrade_internal.h"

#include "base/bo_name.h"
#include "base/bo_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK 500
/* FLOAT has 24 bits: from here on it can't tell one cent from the next. */
#define EXACT_UP_TO INT64_C(13107200)
/* The widths of the old columns: what fills them may have been cut. */
#define OLD_ZONE_WIDTH 32
#define OLD_EXTENSION_WIDTH 20

static const char *text_of(const bo_rows_t *rows, size_t row, size_t column)
{
	const char *text = bo_rows_text(rows, row, column);
	return text ? text : "";
}

/* What can't be a name, made storable: lower case, '?' for what is no plain character. */
static void make_plain(char *out, size_t size, const char *text)
{
	size_t i = 0;
	for (; text[i] && i + 1 < size; i++) {
		unsigned char c = (unsigned char)text[i];
		out[i] = '?';
		if (c > ' ' && c < 127) {
			out[i] = bo_text_lower(text[i]);
		}
	}
	out[i] = '\0';
}

/* ---- prices ---- */

typedef struct {
	int64_t id, currency_id;
	char zone[BO_ZONE_SIZE];
	bo_money_t full, lite;
} price_t;

/* "NULL" was stored as 0, and 0 was never for sale: both are no price now. */
static bo_code_t take_amount(bo_money_t *out, bo_upgrade_t *upgrade, const bo_rows_t *rows, size_t row,
		size_t column, bo_error_t *error)
{
	int64_t id = bo_rows_int(rows, row, 0, 0);
	bo_money_t amount = bo_rows_money(rows, row, column);
	bo_code_t result = BO_OK;
	if (amount != BO_MONEY_NONE && amount < 0) {
		result = bo_upgrade_note(upgrade, BO_OLD_PRICING, id, "price_negative", error,
				"The price of .%s was negative (%s); it has none now.", text_of(rows, row, 1),
				text_of(rows, row, column));
	} else if (amount != BO_MONEY_NONE && amount >= EXACT_UP_TO) {
		result = bo_upgrade_note(upgrade, BO_OLD_PRICING, id, "price_rounded", error,
				"The price of .%s is %s; the old table may have rounded it. Please check it.",
				text_of(rows, row, 1), text_of(rows, row, column));
	}
	*out = amount <= 0 ? BO_MONEY_NONE : amount;
	return result;
}

static bo_code_t take_price(price_t *out, bool *usable, bo_upgrade_t *upgrade, const bo_rows_t *rows,
		size_t row, bo_error_t *error)
{
	const char *extension = text_of(rows, row, 1);
	memset(out, 0, sizeof(*out));
	out->id = bo_rows_int(rows, row, 0, 0);
	out->currency_id = bo_rows_int(rows, row, 2, 0);
	*usable = bo_zone_parse(out->zone, extension, strlen(extension)) == BO_NAME_OK;
	if (!*usable) {
		return bo_upgrade_note(upgrade, BO_OLD_PRICING, out->id, "zone_invalid", error,
				"\"%s\" is no zone; its price was left out.", extension);
	}
	bo_code_t result = take_amount(&out->full, upgrade, rows, row, 3, error);
	if (result == BO_OK) {
		result = take_amount(&out->lite, upgrade, rows, row, 4, error);
	}
	if (result == BO_OK && strlen(extension) == OLD_EXTENSION_WIDTH) {
		result = bo_upgrade_note(upgrade, BO_OLD_PRICING, out->id, "zone_cut", error,
				"The zone \"%s\" fills the old column and may have been cut. Please check it.", extension);
	}
	return result;
}

/* Of several prices for the same the last one that is one counts. */
static bo_code_t put_price(bo_upgrade_t *upgrade, const price_t *price, bo_error_t *error)
{
	char sql[400], full[BO_MONEY_TEXT_SIZE] = "none";
	bo_rows_t *rows = NULL;
	snprintf(sql, sizeof(sql),
			"SELECT id, fullprice, liteprice FROM %s WHERE extension = ? AND currency_id = ?",
			upgrade->target[BO_OLD_PRICING]);
	bo_code_t result = bo_db_query_once(
			&rows, upgrade->db, sql, BO_PARAMS(bo_p_text(price->zone), bo_p_int(price->currency_id)), error);
	if (result != BO_OK) {
		return result;
	}
	if (bo_rows_count(rows) == 0) {
		snprintf(sql, sizeof(sql),
				"INSERT INTO %s (id, extension, currency_id, fullprice, liteprice) VALUES (?, ?, ?, ?, ?)",
				upgrade->target[BO_OLD_PRICING]);
		result = bo_db_exec_once(upgrade->db, sql,
				BO_PARAMS(bo_p_int(price->id), bo_p_text(price->zone), bo_p_int(price->currency_id),
						bo_p_money(price->full), bo_p_money(price->lite)),
				NULL, error);
		upgrade->copied[BO_OLD_PRICING] += result == BO_OK;
	} else {
		bo_money_t kept_full = price->full != BO_MONEY_NONE ? price->full : bo_rows_money(rows, 0, 1);
		bo_money_t kept_lite = price->lite != BO_MONEY_NONE ? price->lite : bo_rows_money(rows, 0, 2);
		if (kept_full != BO_MONEY_NONE) {
			bo_money_format_sql(full, kept_full);
		}
		snprintf(sql, sizeof(sql), "UPDATE %s SET fullprice = ?, liteprice = ? WHERE id = ?",
				upgrade->target[BO_OLD_PRICING]);
		result = bo_db_exec_once(upgrade->db, sql,
				BO_PARAMS(bo_p_money(kept_full), bo_p_money(kept_lite), bo_p_int(bo_rows_int(rows, 0, 0, 0))),
				NULL, error);
		if (result == BO_OK) {
			result = bo_upgrade_note(upgrade, BO_OLD_PRICING, price->id, "price_double", error,
					".%s had several prices in currency %lld; the last one counts now: %s.", price->zone,
					(long long)price->currency_id, full);
		}
	}
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_upgrade_prices(bo_upgrade_t *upgrade, bo_error_t *error)
{
	char sql[320];
	bo_rows_t *rows = NULL;
	/* Through DECIMAL(20,2): the text of a FLOAT has six digits only. */
	snprintf(sql, sizeof(sql),
			"SELECT id, extension, currency_id, CAST(fullprice AS DECIMAL(20,2)), CAST(liteprice AS "
			"DECIMAL(20,2)) FROM %s ORDER BY id",
			upgrade->source[BO_OLD_PRICING]);
	bo_code_t result = bo_db_query_once(&rows, upgrade->db, sql, BO_NO_PARAMS, error);
	for (size_t i = 0; i < bo_rows_count(rows) && result == BO_OK; i++) {
		price_t price;
		bool usable = false;
		result = take_price(&price, &usable, upgrade, rows, i, error);
		if (result == BO_OK && usable) {
			result = put_price(upgrade, &price, error);
		}
	}
	bo_rows_free(rows);
	return result;
}

/* ---- orders ---- */

typedef struct {
	int64_t id, client_id, created, updated, drop, invoice;
	char label[BO_LABEL_SIZE], zone[BO_ZONE_SIZE], reference[65], status[20];
	const char *type, *apply_state, *reason, *reason_text;
	bool mailed;
} old_order_t;

/* Open statuses, the nearer to its end the later. */
static int rank(const char *status)
{
	static const char *const open[] = {
			"REQUESTED", "ACTIVE", "PROCESSING", "AUCTION-PENDING", "PENDING-PAYMENT"};
	for (int i = 0; i < 5; i++) {
		if (strcmp(open[i], status) == 0) {
			return i + 1;
		}
	}
	return 0;
}

static void cancel(old_order_t *order, const char *why)
{
	snprintf(order->status, sizeof(order->status), "CANCELLED");
	order->apply_state = "";
	order->reason = "upgraded";
	order->reason_text = why;
}

static bo_code_t take_name(
		old_order_t *order, bo_upgrade_t *upgrade, const char *label, const char *zone, bo_error_t *error)
{
	char whole[640];
	bo_name_t name;
	snprintf(whole, sizeof(whole), "%s.%s", label, zone);
	if (bo_name_parse(&name, whole, strlen(whole)) != BO_NAME_OK) {
		bool open = rank(order->status) > 0;
		make_plain(order->label, sizeof(order->label), label);
		make_plain(order->zone, sizeof(order->zone), zone);
		if (open && !*order->reference) {
			cancel(order, "The name is no domain name.");
		}
		return bo_upgrade_note(upgrade, BO_OLD_DOMAINS, order->id, "name_invalid", error,
				"\"%s\" is no domain name; the order is %s.", whole, order->status);
	}
	snprintf(order->label, sizeof(order->label), "%.*s", (int)name.label_length, name.text);
	snprintf(order->zone, sizeof(order->zone), "%s", bo_name_zone(&name));
	if (strlen(zone) == OLD_ZONE_WIDTH) {
		return bo_upgrade_note(upgrade, BO_OLD_DOMAINS, order->id, "zone_cut", error,
				"The zone of \"%s\" fills the old column and may have been cut. Please check it.", whole);
	}
	if (strcasecmp(order->label, label) != 0 || strcasecmp(order->zone, zone) != 0) {
		return bo_upgrade_note(upgrade, BO_OLD_DOMAINS, order->id, "name_changed", error,
				"\"%s\" in zone \"%s\" is written %s in zone %s now.", label, zone, order->label,
				order->zone);
	}
	return BO_OK;
}

static bo_code_t take_dates(
		old_order_t *order, bo_upgrade_t *upgrade, const bo_rows_t *rows, size_t row, bo_error_t *error)
{
	order->created = bo_rows_time(rows, row, 6);
	order->updated = bo_rows_time(rows, row, 7);
	order->drop = bo_rows_time(rows, row, 8);
	if (order->created != BO_TIME_NONE && order->updated != BO_TIME_NONE) {
		return BO_OK;
	}
	if (order->created == BO_TIME_NONE) {
		order->created = order->updated == BO_TIME_NONE ? upgrade->now : order->updated;
	}
	if (order->updated == BO_TIME_NONE) {
		order->updated = order->created;
	}
	return bo_upgrade_note(upgrade, BO_OLD_DOMAINS, order->id, "undated", error,
			"%s.%s had no date of its own; the nearest known one was taken.", order->label, order->zone);
}

/* Digits only: an invoice's id, 0 for none. */
static bool parse_invoice(int64_t *out, const char *text)
{
	char *end = NULL;
	*out = 0;
	if (!*text || strcmp(text, "0") == 0 || strcasecmp(text, "NULL") == 0) {
		return true;
	}
	long long number = strtoll(text, &end, 10);
	if (*end || number < 1 || number > INT32_MAX) {
		return false;
	}
	*out = number;
	return true;
}

static bo_code_t take_invoice(old_order_t *order, bo_upgrade_t *upgrade, const char *text, bo_error_t *error)
{
	if (!parse_invoice(&order->invoice, text)) {
		return bo_upgrade_note(upgrade, BO_OLD_DOMAINS, order->id, "invoice_invalid", error,
				"%s.%s: \"%s\" is no number of an invoice; please look for it in WHMCS.", order->label,
				order->zone, text);
	}
	if (!order->invoice && strcmp(order->status, "PENDING-PAYMENT") == 0) {
		return bo_upgrade_note(upgrade, BO_OLD_DOMAINS, order->id, "invoice_missing", error,
				"%s.%s waits for a payment but names no invoice; please look for it in WHMCS.", order->label,
				order->zone);
	}
	return BO_OK;
}

static bo_code_t take_status(
		old_order_t *order, bo_upgrade_t *upgrade, const char *status, const char *type, bo_error_t *error)
{
	order->type = strcmp(type, "LITE") == 0 ? "LITE" : "FULL";
	snprintf(order->status, sizeof(order->status), "%s", status);
	if (*status) {
		return BO_OK;
	}
	cancel(order, "The order had no status.");
	return bo_upgrade_note(upgrade, BO_OLD_DOMAINS, order->id, "status_missing", error,
			"The order had no status, so no cron took it up; it is CANCELLED.");
}

/* Version 4 kept the reference, but not whether an application whose answer was lost had arrived: such an
 * order is looked for at the registrar before it is sent. */
static bo_code_t take_application(
		old_order_t *order, bo_upgrade_t *upgrade, const char *reference, bo_error_t *error)
{
	bo_text_copy(order->reference, sizeof(order->reference), reference, strlen(reference));
	bool processing = strcmp(order->status, "PROCESSING") == 0;
	if (*reference) {
		order->apply_state = "sent";
	} else if (processing) {
		order->apply_state = "intent";
	}
	if (strlen(reference) >= sizeof(order->reference)) {
		return bo_upgrade_note(upgrade, BO_OLD_DOMAINS, order->id, "reference_long", error,
				"The registrar's reference \"%s\" is too long and was cut.", reference);
	}
	if (!*reference && strcmp(order->status, "AUCTION-PENDING") == 0) {
		return bo_upgrade_note(upgrade, BO_OLD_DOMAINS, order->id, "reference_missing", error,
				"The order is in an auction but has no reference; please look for it at the registrar.");
	}
	return BO_OK;
}

static bo_code_t take_order(
		old_order_t *order, bo_upgrade_t *upgrade, const bo_rows_t *rows, size_t row, bo_error_t *error)
{
	memset(order, 0, sizeof(*order));
	order->apply_state = order->reason = order->reason_text = "";
	order->id = bo_rows_int(rows, row, 0, 0);
	order->client_id = bo_rows_int(rows, row, 1, 0);
	order->mailed = bo_rows_int(rows, row, 11, 0) != 0;
	bo_code_t result = take_status(order, upgrade, text_of(rows, row, 5), text_of(rows, row, 4), error);
	if (result == BO_OK) {
		result = take_application(order, upgrade, text_of(rows, row, 9), error);
	}
	if (result == BO_OK) {
		result = take_name(order, upgrade, text_of(rows, row, 2), text_of(rows, row, 3), error);
	}
	if (result == BO_OK) {
		result = take_dates(order, upgrade, rows, row, error);
	}
	return result == BO_OK ? take_invoice(order, upgrade, text_of(rows, row, 10), error) : result;
}

static bo_code_t insert(bo_upgrade_t *upgrade, const old_order_t *order, bo_error_t *error)
{
	char sql[640];
	bool unknown = strcmp(order->apply_state, "intent") == 0;
	snprintf(sql, sizeof(sql),
			"INSERT INTO %s (id, userid, domain, tld, type, status, createddate, updateddate, dropdate, "
			"reference, invoice, lowbalance_notification, open_order, reason, reason_text, apply_state, "
			"apply_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			upgrade->target[BO_OLD_DOMAINS]);
	return bo_db_exec_once(upgrade->db, sql,
			BO_PARAMS(bo_p_int(order->id), bo_p_int(order->client_id), bo_p_text(order->label),
					bo_p_text(order->zone), bo_p_text(order->type), bo_p_text(order->status),
					bo_p_time(order->created), bo_p_time(order->updated), bo_p_time(order->drop),
					bo_p_text(order->reference), order->invoice ? bo_p_int(order->invoice) : bo_p_null(),
					bo_p_int(order->mailed), rank(order->status) ? bo_p_int(1) : bo_p_null(),
					bo_p_text(order->reason), bo_p_text(order->reason_text), bo_p_text(order->apply_state),
					unknown ? bo_p_time(upgrade->now) : bo_p_null()),
			NULL, error);
}

/* Two open orders that are one name now (written in two ways): the one that is further goes on. */
static bo_code_t settle_double(bo_upgrade_t *upgrade, old_order_t *order, bo_error_t *error)
{
	static const char why[] = "The client has another order for this name.";
	char sql[320];
	bo_rows_t *rows = NULL;
	snprintf(sql, sizeof(sql),
			"SELECT id, status FROM %s WHERE userid = ? AND domain = ? AND tld = ? AND open_order = 1",
			upgrade->target[BO_OLD_DOMAINS]);
	bo_code_t result = bo_db_query_once(&rows, upgrade->db, sql,
			BO_PARAMS(bo_p_int(order->client_id), bo_p_text(order->label), bo_p_text(order->zone)), error);
	if (result != BO_OK) {
		return result;
	}
	int64_t other = bo_rows_int(rows, 0, 0, 0), ended = order->id;
	if (rank(text_of(rows, 0, 1)) < rank(order->status)) {
		snprintf(sql, sizeof(sql),
				"UPDATE %s SET status = 'CANCELLED', open_order = NULL, apply_state = '', apply_until = "
				"NULL, "
				"reason = 'upgraded', reason_text = ? WHERE id = ?",
				upgrade->target[BO_OLD_DOMAINS]);
		result = bo_db_exec_once(upgrade->db, sql, BO_PARAMS(bo_p_text(why), bo_p_int(other)), NULL, error);
		ended = other;
		other = order->id;
	} else {
		cancel(order, why);
	}
	if (result == BO_OK) {
		result = insert(upgrade, order, error);
	}
	if (result == BO_OK) {
		result = bo_upgrade_note(upgrade, BO_OLD_DOMAINS, ended, "order_double", error,
				"%s.%s is the same name as that of order %lld, which goes on; this one is CANCELLED.",
				order->label, order->zone, (long long)other);
	}
	bo_rows_free(rows);
	return result;
}

static bo_code_t copy_chunk(bo_upgrade_t *upgrade, const bo_rows_t *rows, bo_error_t *error)
{
	bo_code_t result = bo_db_begin(upgrade->db, error);
	for (size_t i = 0; i < bo_rows_count(rows) && result == BO_OK; i++) {
		old_order_t order;
		result = take_order(&order, upgrade, rows, i, error);
		if (result == BO_OK) {
			result = insert(upgrade, &order, error);
		}
		if (result == BO_E_EXISTS) {
			bo_error_clear(error);
			result = settle_double(upgrade, &order, error);
		}
		upgrade->copied[BO_OLD_DOMAINS] += result == BO_OK;
	}
	if (result == BO_OK) {
		return bo_db_commit(upgrade->db, error);
	}
	bo_db_rollback(upgrade->db);
	return result;
}

/* ---- what follows from other tables ---- */

/* Reservations and invoices as they stand: version 4 kept neither price nor currency with the order. */
static bo_code_t fill_prices(bo_upgrade_t *upgrade, bo_error_t *error)
{
	const char *orders = upgrade->target[BO_OLD_DOMAINS], *prices = upgrade->target[BO_OLD_PRICING];
	char sql[800];
	snprintf(sql, sizeof(sql),
			"UPDATE %s d JOIN tblclients c ON c.id = d.userid JOIN %s p ON p.extension = d.tld AND "
			"p.currency_id = c.currency SET d.currency_id = c.currency, d.price = IF(d.type = 'LITE', "
			"p.liteprice, p.fullprice), d.reserved = IF(d.type = 'LITE', p.liteprice, p.fullprice) WHERE "
			"d.status IN ('ACTIVE', 'PROCESSING', 'AUCTION-PENDING') AND IF(d.type = 'LITE', p.liteprice, "
			"p.fullprice) > 0",
			orders, prices);
	bo_code_t result = bo_db_exec_once(upgrade->db, sql, BO_NO_PARAMS, NULL, error);
	if (result == BO_OK) {
		snprintf(sql, sizeof(sql),
				"UPDATE %s d JOIN tblclients c ON c.id = d.userid JOIN tblinvoices i ON i.id = d.invoice AND "
				"i.userid = d.userid SET d.currency_id = c.currency, d.price = i.subtotal WHERE d.status IN "
				"('PENDING-PAYMENT', 'SUCCESSFUL')",
				orders);
		result = bo_db_exec_once(upgrade->db, sql, BO_NO_PARAMS, NULL, error);
	}
	if (result == BO_OK) {
		snprintf(sql, sizeof(sql),
				"UPDATE %s d JOIN %s p ON p.zone = d.tld AND p.domain = d.domain SET d.dropdate_source = "
				"'list' WHERE d.open_order = 1 AND d.dropdate IS NOT NULL",
				orders, upgrade->target[BO_OLD_NAMES]);
		result = bo_db_exec_once(upgrade->db, sql, BO_NO_PARAMS, NULL, error);
	}
	return result;
}

/* Notes for the orders that the statement selects: id, label, zone. */
static bo_code_t note_each(bo_upgrade_t *upgrade, const char *where, const bo_param_t *params, size_t count,
		const char *kind, const char *what, bo_error_t *error)
{
	char sql[400];
	bo_rows_t *rows = NULL;
	snprintf(sql, sizeof(sql), "SELECT id, domain, tld FROM %s WHERE %s ORDER BY id",
			upgrade->target[BO_OLD_DOMAINS], where);
	bo_code_t result = bo_db_query_once(&rows, upgrade->db, sql, params, count, error);
	for (size_t i = 0; i < bo_rows_count(rows) && result == BO_OK; i++) {
		result = bo_upgrade_note(upgrade, BO_OLD_DOMAINS, bo_rows_int(rows, i, 0, 0), kind, error,
				"%s.%s: %s", text_of(rows, i, 1), text_of(rows, i, 2), what);
	}
	bo_rows_free(rows);
	return result;
}

static bo_code_t note_orders(bo_upgrade_t *upgrade, bo_error_t *error)
{
	char sql[256];
	bo_code_t result = note_each(upgrade,
			"status IN ('ACTIVE', 'PROCESSING', 'AUCTION-PENDING') AND price IS NULL", BO_NO_PARAMS,
			"price_missing",
			"its zone has no price in the client's currency, so nothing is reserved for it. Set one before "
			"the drop.",
			error);
	if (result == BO_OK) {
		/* Nothing was sent for an ACTIVE order yet: it can wait for its price. */
		snprintf(sql, sizeof(sql),
				"UPDATE %s SET status = 'REQUESTED', reason = 'price_missing' WHERE status = 'ACTIVE' AND "
				"price IS NULL AND reference = ''",
				upgrade->target[BO_OLD_DOMAINS]);
		result = bo_db_exec_once(upgrade->db, sql, BO_NO_PARAMS, NULL, error);
	}
	if (result == BO_OK) {
		result = note_each(upgrade,
				"status IN ('REQUESTED', 'ACTIVE') AND dropdate > ? AND dropdate_source = ''",
				BO_PARAMS(bo_p_time(upgrade->now)), "date_unlisted",
				"its drop date is not that of the drop list. If the next import does not know the name, "
				"check the date.",
				error);
	}
	if (result == BO_OK) {
		result = note_each(upgrade, "open_order = 1 AND userid NOT IN (SELECT id FROM tblclients)",
				BO_NO_PARAMS, "client_missing", "its client is not in WHMCS any more.", error);
	}
	return result;
}

bo_code_t bo_upgrade_orders(bo_upgrade_t *upgrade, bo_error_t *error)
{
	char sql[400];
	int64_t last = 0;
	size_t found = CHUNK;
	bool notified = false;
	bo_code_t result =
			bo_upgrade_has_column(&notified, upgrade, BO_OLD_DOMAINS, "lowbalance_notification", error);
	snprintf(sql, sizeof(sql),
			"SELECT id, userid, domain, tld, type, status, createddate, updateddate, dropdate, reference, "
			"invoice, %s FROM %s WHERE id > ? ORDER BY id LIMIT ?",
			notified ? "lowbalance_notification" : "0", upgrade->source[BO_OLD_DOMAINS]);
	while (result == BO_OK && found == CHUNK) {
		bo_rows_t *rows = NULL;
		result = bo_db_query_once(&rows, upgrade->db, sql, BO_PARAMS(bo_p_int(last), bo_p_int(CHUNK)), error);
		found = bo_rows_count(rows);
		if (result == BO_OK && found) {
			last = bo_rows_int(rows, found - 1, 0, last);
			result = copy_chunk(upgrade, rows, error);
		}
		bo_rows_free(rows);
	}
	if (result == BO_OK) {
		result = fill_prices(upgrade, error);
	}
	return result == BO_OK ? note_orders(upgrade, error) : result;
}
