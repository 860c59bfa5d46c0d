#include "machine/bo_mail.h"

#include "machine/bo_effects.h"
#include "machine/bo_log.h"
#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <string.h>

#define LOW_BALANCE_KEY "lowbalance:"

static const char *const names[] = {"", "placed", "active", "caught", "delivered", "failed",
		"auction_pending", "auction_won", "auction_lost", "cancelled"};

const char *bo_mail_name(bo_mail_t mail)
{
	return names[mail];
}

static bool is_wanted(const bo_settings_t *settings, bo_mail_t mail)
{
	switch (mail) {
		case BO_MAIL_PLACED:
			return settings->mail_placed;
		case BO_MAIL_ACTIVE:
			return settings->mail_active;
		case BO_MAIL_CAUGHT:
			return settings->mail_caught;
		case BO_MAIL_DELIVERED:
			return settings->mail_delivered;
		case BO_MAIL_FAILED:
			return settings->mail_failed;
		case BO_MAIL_AUCTION_PENDING:
			return settings->mail_auction_pending;
		case BO_MAIL_AUCTION_WON:
			return settings->mail_auction_won;
		case BO_MAIL_AUCTION_LOST:
			return settings->mail_auction_lost;
		case BO_MAIL_CANCELLED:
			return settings->mail_cancelled;
		case BO_MAIL_NONE:
			break;
	}
	return false;
}

/* The price as the client knows it; "" before there is one. */
static bo_code_t formatted_price(
		char *out, size_t size, const bo_machine_t *machine, const bo_order_t *order, bo_error_t *error)
{
	bo_currency_t currency;
	char plain[BO_MONEY_TEXT_SIZE];
	out[0] = '\0';
	if (order->price == BO_MONEY_NONE) {
		return BO_OK;
	}
	bo_code_t result = bo_currency_load(&currency, machine->db, order->currency_id, error);
	if (result == BO_OK) {
		bo_money_format(out, size, order->price, &currency);
	} else if (result == BO_E_NOT_FOUND) {
		/* The currency was removed from WHMCS: the bare amount is better than no mail. */
		snprintf(out, size, "%s", bo_money_format_sql(plain, order->price));
		result = BO_OK;
	}
	return result;
}

/* What a template can say. The texts of status and reason depend on the client's language, which only the
 * shim knows: "texts" names the variables that it fills, with the keys of the language files. */
static void fill(bo_value_t *payload, const bo_order_t *order, bo_status_t status, const char *price)
{
	char name[BO_NAME_MAX + 1], unicode[BO_NAME_UTF8_MAX], date[BO_TIME_TEXT_SIZE];
	const char *word = status == BO_STATUS_NONE ? "DELETED" : bo_status_name(status);
	bo_name_to_unicode(unicode, bo_order_name(name, order));
	bo_value_t *variables = bo_map_map(payload, "variables");
	bo_map_text(variables, "domain", unicode);
	bo_map_text(variables, "domain_ascii", name);
	bo_map_text(variables, "dropdate", bo_time_format(date, order->drop_date));
	bo_map_text(variables, "price", price);
	bo_map_text(variables, "status_code", word);
	bo_map_text(variables, "reason_code", order->reason);
	bo_map_text(variables, "details", order->reason_text);
	bo_map_int(variables, "invoice_id", order->invoice_id);
	bo_map_text(variables, "auction_json", order->auction);
	bo_value_t *texts = bo_map_map(payload, "texts");
	bo_map_printf(texts, "status", "status_%s", word);
	bo_map_printf(texts, "reason", "reason_%s", order->reason);
}

bo_code_t bo_mail_add(const bo_machine_t *machine, const bo_order_t *order, bo_status_t status,
		bo_mail_t mail, bo_error_t *error)
{
	char key[96], price[160];
	if (!is_wanted(machine->settings, mail)) {
		return BO_OK;
	}
	bo_code_t result = formatted_price(price, sizeof(price), machine, order, error);
	if (result != BO_OK) {
		return result;
	}
	bo_value_t *payload = bo_value_map();
	bo_map_printf(payload, "template", "backorder_%s", bo_mail_name(mail));
	bo_map_int(payload, "client_id", order->client_id);
	fill(payload, order, status, price);
	/* One mail for each change: the version is another one each time. */
	snprintf(key, sizeof(key), "order:%lld:mail:%s:%u", (long long)order->id, bo_mail_name(mail),
			(unsigned int)order->version);
	bo_effect_t effect = {.kind = BO_EFFECT_MAIL,
			.order_id = order->id,
			.client_id = order->client_id,
			.unique_key = key,
			.payload = payload};
	result = bo_effect_add(machine->db, &effect, machine->now, error);
	bo_value_free(payload);
	return result;
}

/* ---- low funds ---- */

bool bo_mail_is_low_balance(const char *unique_key)
{
	return strncmp(unique_key, LOW_BALANCE_KEY, strlen(LOW_BALANCE_KEY)) == 0;
}

/* A mail that still waits (WHMCS could not send it, say): its names are looked up when it is handed out, so
 * it tells of these too. It can't be handed out before the transaction ends. */
static bo_code_t waiting_low_balance(
		int64_t *effect_id, const bo_machine_t *machine, int64_t client_id, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, machine->db,
			"SELECT id FROM backorder_effects WHERE userid = ? AND state = 'waiting' AND unique_key LIKE "
			"'" LOW_BALANCE_KEY "%' ORDER BY id LIMIT 1 FOR UPDATE",
			BO_PARAMS(bo_p_int(client_id)), error);
	*effect_id = bo_rows_int(rows, 0, 0, 0);
	bo_rows_free(rows);
	if (result == BO_OK && *effect_id) {
		result = bo_db_exec(machine->db,
				"UPDATE backorder_effects SET not_before = LEAST(not_before, ?) WHERE id = ?",
				BO_PARAMS(bo_p_time(machine->now), bo_p_int(*effect_id)), NULL, NULL, error);
	}
	return result;
}

static bo_code_t write_low_balance(
		int64_t *effect_id, const bo_machine_t *machine, int64_t client_id, int stage, bo_error_t *error)
{
	char key[96];
	bo_rows_t *rows = NULL;
	bo_value_t *payload = bo_value_map();
	bo_map_text(payload, "template", BO_MAIL_LOW_BALANCE);
	bo_map_int(payload, "client_id", client_id);
	/* The stages of the orders were raised in this transaction, under the client's lock, so a second mail of
	 * a stage can't be written; the key only has to differ from those of other runs. */
	snprintf(key, sizeof(key), LOW_BALANCE_KEY "%lld:%d:%lld", (long long)client_id, stage,
			(long long)machine->now);
	bo_effect_t effect = {
			.kind = BO_EFFECT_MAIL, .client_id = client_id, .unique_key = key, .payload = payload};
	bo_code_t result = bo_effect_add(machine->db, &effect, machine->now, error);
	bo_value_free(payload);
	if (result == BO_OK) {
		result = bo_db_query(&rows, machine->db, "SELECT id FROM backorder_effects WHERE unique_key = ?",
				BO_PARAMS(bo_p_text(key)), error);
	}
	*effect_id = bo_rows_int(rows, 0, 0, 0);
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_mail_add_low_balance(
		const bo_machine_t *machine, int64_t client_id, int stage, bo_error_t *error)
{
	int64_t effect_id = 0;
	bo_code_t result = waiting_low_balance(&effect_id, machine, client_id, error);
	if (result == BO_OK && !effect_id) {
		result = write_low_balance(&effect_id, machine, client_id, stage, error);
	}
	if (result == BO_OK) {
		result = bo_db_exec(machine->db,
				"UPDATE backorder_domains SET lowbalance_effect = ?, version = version + 1 WHERE userid = ? "
				"AND "
				"status = 'REQUESTED' AND updateddate = ? AND lowbalance_queued > lowbalance_notification",
				BO_PARAMS(bo_p_int(effect_id), bo_p_int(client_id), bo_p_time(machine->now)), NULL, NULL,
				error);
	}
	return result;
}

bo_code_t bo_mail_low_balance_payload(
		bo_value_t **payload, bo_machine_t *machine, int64_t client_id, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	*payload = NULL;
	bo_code_t result = bo_db_query(&rows, machine->db,
			"SELECT CONCAT(domain, '.', tld), dropdate FROM backorder_domains WHERE userid = ? AND status = "
			"'REQUESTED' AND reason = 'waiting_funds' AND dropdate > ? ORDER BY dropdate, createddate, id",
			BO_PARAMS(bo_p_int(client_id), bo_p_time(machine->now - BO_LATE_SECONDS)), error);
	if (result == BO_OK && bo_rows_count(rows)) {
		bo_value_t *map = bo_value_map();
		bo_map_text(map, "template", BO_MAIL_LOW_BALANCE);
		bo_map_int(map, "client_id", client_id);
		bo_value_t *list = bo_map_list(bo_map_map(map, "variables"), "list");
		for (size_t i = 0; i < bo_rows_count(rows); i++) {
			char unicode[BO_NAME_UTF8_MAX];
			bo_value_t *row = bo_list_map(list);
			bo_name_to_unicode(unicode, bo_rows_text(rows, i, 0));
			bo_map_text(row, "domain", unicode);
			bo_map_text(row, "dropdate", bo_rows_text(rows, i, 1));
		}
		if (bo_value_complete(map)) {
			*payload = map;
		} else {
			bo_value_free(map);
			result = bo_fail_memory(error);
		}
	}
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_mail_low_balance_sent(bo_machine_t *machine, int64_t effect_id, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, machine->db,
			"SELECT id, userid, CONCAT(domain, '.', tld), status FROM backorder_domains WHERE "
			"lowbalance_effect "
			"= ? ORDER BY id",
			BO_PARAMS(bo_p_int(effect_id)), error);
	for (size_t i = 0; result == BO_OK && i < bo_rows_count(rows); i++) {
		bo_log_line_t line = {.cron = machine->cron,
				.actor = machine->actor,
				.order_id = bo_rows_int(rows, i, 0, 0),
				.client_id = bo_rows_int(rows, i, 1, 0),
				.name = bo_rows_text(rows, i, 2),
				.from = bo_rows_text(rows, i, 3),
				.to = bo_rows_text(rows, i, 3),
				.reason = "low_balance_mail",
				.message = "The client was told by mail that the funds are too small."};
		result = bo_log_write(machine->db, &line, machine->now, error);
	}
	bo_rows_free(rows);
	if (result != BO_OK) {
		return result;
	}
	return bo_db_exec(machine->db,
			"UPDATE backorder_domains SET lowbalance_notification = lowbalance_queued, lowbalance_effect = "
			"NULL, "
			"version = version + 1 WHERE lowbalance_effect = ?",
			BO_PARAMS(bo_p_int(effect_id)), NULL, NULL, error);
}

bo_code_t bo_mail_low_balance_failed(bo_machine_t *machine, int64_t effect_id, bo_error_t *error)
{
	return bo_db_exec(machine->db,
			"UPDATE backorder_domains SET lowbalance_queued = lowbalance_notification, lowbalance_effect = "
			"NULL, "
			"version = version + 1 WHERE lowbalance_effect = ?",
			BO_PARAMS(bo_p_int(effect_id)), NULL, NULL, error);
}

/* ---- mails that were sent ---- */

const char *bo_mail_marker(char out[BO_MAIL_MARKER_SIZE], int64_t effect_id, int64_t created)
{
	snprintf(out, BO_MAIL_MARKER_SIZE, "[ispapibackorder:mail:%lld:%lld]", (long long)effect_id,
			(long long)created);
	return out;
}

bo_code_t bo_mail_was_sent(bool *sent, bo_db_t *db, int64_t client_id, const char *marker, bo_error_t *error)
{
	char pattern[BO_MAIL_MARKER_SIZE + 2];
	bo_rows_t *rows = NULL;
	*sent = false;
	/* WHMCS 8 logs a mail that it could not send as well, and says so in a column that others do not have. */
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT SUM(COLUMN_NAME = 'message'), SUM(COLUMN_NAME = 'failed') FROM "
			"information_schema.COLUMNS "
			"WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'tblemails'",
			BO_NO_PARAMS, error);
	bool logged = bo_rows_int(rows, 0, 0, 0) > 0, tells_failed = bo_rows_int(rows, 0, 1, 0) > 0;
	bo_rows_free(rows);
	if (result != BO_OK || !logged) {
		return result;
	}
	snprintf(pattern, sizeof(pattern), "%%%s%%", marker);
	result = bo_db_query(&rows, db,
			tells_failed
					? "SELECT 1 FROM tblemails WHERE userid = ? AND message LIKE ? AND COALESCE(failed, 0) "
					  "= 0 LIMIT 1"
					: "SELECT 1 FROM tblemails WHERE userid = ? AND message LIKE ? LIMIT 1",
			BO_PARAMS(bo_p_int(client_id), bo_p_text(pattern)), error);
	*sent = bo_rows_count(rows) > 0;
	bo_rows_free(rows);
	return result;
}
