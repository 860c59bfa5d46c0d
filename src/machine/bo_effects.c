#include "machine/bo_effects.h"

#include "base/bo_buffer.h"
#include "base/bo_text.h"
#include "machine/bo_invoice.h"
#include "machine/bo_mail.h"
#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *bo_effect_marker(char out[BO_MARKER_SIZE], int64_t order_id)
{
	snprintf(out, BO_MARKER_SIZE, "[ispapibackorder:order:%lld]", (long long)order_id);
	return out;
}

bo_code_t bo_effect_add(bo_db_t *db, const bo_effect_t *effect, int64_t now, bo_error_t *error)
{
	bo_buffer_t json;
	bo_buffer_init(&json, BO_MAX_JSON);
	if (!bo_value_complete(effect->payload) || !bo_value_write_json(effect->payload, &json)) {
		bo_buffer_dispose(&json);
		return bo_fail_memory(error);
	}
	/* The key makes a repeated transaction harmless: the row that is there already stays as it is. Only one
	 * that was given up gets another chance when somebody asks for it again. */
	bo_code_t result = bo_db_exec(db,
			"INSERT INTO backorder_effects (order_id, userid, kind, unique_key, payload, amount, not_before, "
			"created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE not_before = "
			"IF(state = 'failed', VALUES(not_before), not_before), amount = IF(state = 'failed', "
			"VALUES(amount), amount), attempts = IF(state = 'failed', 1, attempts), state = IF(state = "
			"'failed', 'waiting', state)",
			BO_PARAMS(effect->order_id ? bo_p_int(effect->order_id) : bo_p_null(),
					bo_p_int(effect->client_id), bo_p_text(effect->kind), bo_p_text(effect->unique_key),
					bo_p_string(json.data, json.length), bo_p_money(effect->amount), bo_p_time(now),
					bo_p_time(now), bo_p_time(now)),
			NULL, NULL, error);
	bo_buffer_dispose(&json);
	return result;
}

/* An invoice in the wrong currency, or of nothing, is worse than one that waits. */
static bo_code_t check_price(const bo_machine_t *machine, const bo_order_t *order, bo_error_t *error)
{
	bo_currency_t currency;
	if (order->price == BO_MONEY_NONE || order->price <= 0) {
		return bo_fail(error, BO_E_PERSON,
				"Backorder %lld has no reserved price; give .%.100s a price, then the next run invoices it.",
				(long long)order->id, order->zone);
	}
	bo_code_t result = bo_currency_of_client(&currency, machine->db, order->client_id, error);
	if (result == BO_E_NOT_FOUND) {
		return bo_fail(error, BO_E_PERSON,
				"Client %lld, who has to pay for backorder %lld, or the client's currency, is not in WHMCS "
				"any "
				"more.",
				(long long)order->client_id, (long long)order->id);
	}
	if (result == BO_OK && order->currency_id && currency.id != order->currency_id) {
		result = bo_fail(error, BO_E_PERSON,
				"Client %lld has another currency than the one in which backorder %lld was reserved; give "
				".%.100s a price in it, then the next run invoices it.",
				(long long)order->client_id, (long long)order->id, order->zone);
	}
	return result;
}

bo_code_t bo_effect_add_invoice(const bo_machine_t *machine, const bo_order_t *order, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1], unicode[BO_NAME_UTF8_MAX], marker[BO_MARKER_SIZE], key[64];
	char amount[BO_MONEY_TEXT_SIZE], date[BO_TIME_TEXT_SIZE];
	bo_code_t result = check_price(machine, order, error);
	if (result != BO_OK) {
		return result;
	}
	bo_name_to_unicode(unicode, bo_order_name(name, order));
	bo_value_t *payload = bo_value_map();
	bo_map_int(payload, "order_id", order->id);
	bo_map_int(payload, "client_id", order->client_id);
	bo_map_text(payload, "domain", name);
	/* The line's text is in the client's language, which the shim knows. */
	bo_value_t *texts = bo_map_map(payload, "texts");
	bo_map_text(texts, "description", "invoice_item");
	bo_map_text(payload, "name", unicode);
	bo_map_text(payload, "amount", bo_money_format_sql(amount, order->price));
	bo_map_int(payload, "currency_id", order->currency_id);
	bo_map_bool(payload, "taxed", machine->settings->invoice_taxed);
	/* Which day that is depends on WHMCS's time zone, which the shim knows. */
	bo_map_text(payload, "time", bo_time_format(date, machine->now));
	bo_map_int(payload, "due_days", machine->settings->invoice_due_days);
	bo_map_text(payload, "notes", bo_effect_marker(marker, order->id));
	snprintf(key, sizeof(key), "order:%lld:invoice", (long long)order->id);
	bo_effect_t effect = {.kind = BO_EFFECT_INVOICE,
			.order_id = order->id,
			.client_id = order->client_id,
			.unique_key = key,
			.payload = payload,
			.amount = order->price};
	result = bo_effect_add(machine->db, &effect, machine->now, error);
	bo_value_free(payload);
	return result;
}

static bo_code_t end(bo_machine_t *machine, bo_code_t result, bo_error_t *error)
{
	if (result == BO_OK) {
		return bo_db_commit(machine->db, error);
	}
	bo_db_rollback(machine->db);
	return result;
}

typedef struct {
	int64_t id, order_id, client_id;
	char kind[33];
	int64_t attempts;
	char token[65];
	bool low_balance; /* the mail about funds: its text is made when it is handed out */
	char marker[BO_MAIL_MARKER_SIZE];
} taken_t;

/* Marks the effect as taken, if nobody else did. */
static bo_code_t take(bool *taken, bo_machine_t *machine, taken_t *effect, const char *holder,
		int64_t seconds, bo_error_t *error)
{
	uint64_t affected = 0;
	snprintf(effect->token, sizeof(effect->token), "%.40s#%lld", holder, (long long)effect->attempts + 1);
	bo_code_t result = bo_db_exec(machine->db,
			"UPDATE backorder_effects SET state = 'taken', taken_by = ?, taken_until = ?, attempts = "
			"attempts + 1, "
			"updated_at = ? WHERE id = ? AND attempts = ? AND ((state = 'waiting' AND not_before <= ?) OR "
			"(state = "
			"'taken' AND taken_until <= ?))",
			BO_PARAMS(bo_p_text(effect->token), bo_p_time(machine->now + seconds), bo_p_time(machine->now),
					bo_p_int(effect->id), bo_p_int(effect->attempts), bo_p_time(machine->now),
					bo_p_time(machine->now)),
			&affected, NULL, error);
	*taken = result == BO_OK && affected == 1;
	effect->attempts++;
	return result;
}

/* A person has to look, and the other effects go on. When the invoice is there (but its order can't take it),
 * it is itself what the client owes, so nothing is counted for the effect any more. */
static bo_code_t give_up(
		bo_machine_t *machine, const taken_t *effect, bool invoiced, const char *why, bo_error_t *error)
{
	bo_code_t result = bo_db_begin(machine->db, error);
	if (result != BO_OK) {
		return result;
	}
	result = bo_db_exec(machine->db,
			"UPDATE backorder_effects SET state = 'failed', amount = IF(?, 0, amount), taken_until = NULL, "
			"result = ?, "
			"updated_at = ? "
			"WHERE id = ? AND state = 'taken' AND taken_by = ?",
			BO_PARAMS(bo_p_int(invoiced), bo_p_text(why), bo_p_time(machine->now), bo_p_int(effect->id),
					bo_p_text(effect->token)),
			NULL, NULL, error);
	if (result == BO_OK && effect->low_balance) {
		result = bo_mail_low_balance_failed(machine, effect->id, error);
	}
	return end(machine, result, error);
}

/* An earlier attempt's invoice that is as it should be is settled, and not handed out. *left says what is
 * still to be done with another one. */
static bo_code_t settle_found_invoice(
		bool *found, bo_invoice_left_t *left, bo_machine_t *machine, const taken_t *effect, bo_error_t *error)
{
	bo_code_t result = bo_invoice_left(left, machine->db, effect->id, error);
	*found = result == BO_OK && ((left->invoice_id && !left->owed) || *left->person);
	if (!*found) {
		return result;
	}
	if (*left->person) {
		return give_up(machine, effect, false, left->person, error);
	}
	bo_error_t own = {0};
	result = bo_effect_settle(machine, effect->id, effect->token, true, left->invoice_id, NULL, &own);
	if (result == BO_E_CONFLICT || result == BO_E_NOT_FOUND) {
		return give_up(machine, effect, true, own.message, error);
	}
	if (result != BO_OK && error) {
		*error = own;
	}
	return result;
}

/* What the shim has to do with an invoice that an earlier attempt left behind. One that is put aside is not
 * the order's any more, so that nobody takes its end for the order's. */
static bo_code_t hand_out_left(bo_value_t *item, bo_machine_t *machine, const bo_invoice_left_t *left,
		const taken_t *effect, bo_error_t *error)
{
	if (left->invoice_id) {
		bo_map_int(item, "invoice_id", left->invoice_id);
	}
	if (!left->put_aside) {
		return BO_OK;
	}
	bo_map_int(item, "put_aside", left->put_aside);
	return bo_db_exec(machine->db, "UPDATE backorder_effects SET invoice = NULL WHERE id = ?",
			BO_PARAMS(bo_p_int(effect->id)), NULL, NULL, error);
}

/* The same for a mail: WHMCS's log of mails has it. */
static bo_code_t settle_found_mail(
		bool *found, bo_machine_t *machine, const taken_t *effect, bo_error_t *error)
{
	bo_code_t result = bo_mail_was_sent(found, machine->db, effect->client_id, effect->marker, error);
	if (result == BO_OK && *found) {
		result = bo_effect_settle(machine, effect->id, effect->token, true, 0, NULL, error);
	}
	return result;
}

/* Done without being handed out. A mail about funds that is not sent counts for nothing: when names are
 * uncovered again the client is told. */
static bo_code_t needless(bo_machine_t *machine, const taken_t *effect, const char *why, bo_error_t *error)
{
	bo_code_t result = bo_db_begin(machine->db, error);
	if (result != BO_OK) {
		return result;
	}
	result = bo_db_exec(machine->db,
			"UPDATE backorder_effects SET state = 'done', amount = 0, taken_until = NULL, result = ?, "
			"updated_at = ? WHERE id = ? AND state = 'taken' AND taken_by = ?",
			BO_PARAMS(
					bo_p_text(why), bo_p_time(machine->now), bo_p_int(effect->id), bo_p_text(effect->token)),
			NULL, NULL, error);
	if (result == BO_OK && effect->low_balance) {
		result = bo_mail_low_balance_failed(machine, effect->id, error);
	}
	return end(machine, result, error);
}

/* Whether the order still waits for its invoice: its client may have been removed since the effect was
 * written. */
static bo_code_t waits_for_invoice(
		bool *waits, bo_machine_t *machine, const taken_t *effect, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, machine->db,
			"SELECT 1 FROM backorder_domains WHERE id = ? AND status IN ('PENDING-PAYMENT', 'AUCTION-WON') "
			"AND "
			"invoice IS NULL",
			BO_PARAMS(bo_p_int(effect->order_id)), error);
	*waits = bo_rows_count(rows) > 0;
	bo_rows_free(rows);
	return result;
}

/* The names that are uncovered now, not those of the time when the mail was written; without any there is
 * nothing to tell, and the effect is done. *payload is the caller's. */
static bo_code_t refresh(char **payload, bo_machine_t *machine, const taken_t *effect, bo_error_t *error)
{
	bo_value_t *map = NULL;
	bo_buffer_t json;
	*payload = NULL;
	bo_code_t result = bo_mail_low_balance_payload(&map, machine, effect->client_id, error);
	if (result != BO_OK || !map) {
		return result == BO_OK ? needless(machine, effect, "nothing to tell any more", error) : result;
	}
	bo_buffer_init(&json, BO_MAX_JSON);
	if (!bo_value_write_json(map, &json) || !(*payload = strdup(bo_buffer_text(&json)))) {
		result = bo_fail_memory(error);
	}
	bo_buffer_dispose(&json);
	bo_value_free(map);
	if (result == BO_OK) {
		result = bo_db_exec(machine->db, "UPDATE backorder_effects SET payload = ? WHERE id = ?",
				BO_PARAMS(bo_p_text(*payload), bo_p_int(effect->id)), NULL, NULL, error);
	}
	return result;
}

static bo_code_t claim_one(bo_value_t *list, bo_machine_t *machine, taken_t *effect, const char *payload,
		const char *holder, int64_t seconds, bo_error_t *error)
{
	bool taken = false;
	bo_code_t result = take(&taken, machine, effect, holder, seconds, error);
	if (result != BO_OK || !taken) {
		return result;
	}
	bool mail = strcmp(effect->kind, BO_EFFECT_MAIL) == 0;
	bo_invoice_left_t left = {0};
	if (effect->attempts > 1) {
		bool found = false;
		if (strcmp(effect->kind, BO_EFFECT_INVOICE) == 0) {
			result = settle_found_invoice(&found, &left, machine, effect, error);
		} else if (mail) {
			result = settle_found_mail(&found, machine, effect, error);
		}
		if (result != BO_OK || found) {
			return result;
		}
	}
	if (effect->attempts > BO_EFFECT_ATTEMPTS) {
		return give_up(machine, effect, false, "It was begun many times and never ended.", error);
	}
	if (strcmp(effect->kind, BO_EFFECT_INVOICE) == 0) {
		bool waits = false;
		result = waits_for_invoice(&waits, machine, effect, error);
		if (result != BO_OK || !waits) {
			return result == BO_OK ? needless(machine, effect, "the backorder has ended", error) : result;
		}
	}
	char *fresh = NULL;
	if (effect->low_balance) {
		result = refresh(&fresh, machine, effect, error);
		if (result != BO_OK || !fresh) {
			free(fresh);
			return result;
		}
	}
	bo_value_t *item = bo_list_map(list);
	bo_map_int(item, "id", effect->id);
	bo_map_text(item, "kind", effect->kind);
	bo_map_text(item, "payload", fresh ? fresh : payload);
	bo_map_int(item, "attempt", effect->attempts);
	bo_map_text(item, "token", effect->token);
	if (mail) {
		bo_map_text(item, "marker", effect->marker);
	}
	free(fresh);
	return hand_out_left(item, machine, &left, effect, error);
}

/* One look at what waits. *more: some were settled without being handed out, and others may stand behind
 * them. */
static bo_code_t claim_some(bo_value_t *list, bool *more, bo_machine_t *machine, const char *holder,
		int64_t limit, int64_t seconds, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bool suspect = false;
	bo_code_t result = bo_db_query(&rows, machine->db,
			"SELECT id, order_id, userid, kind, attempts, payload, state, unique_key, created_at FROM "
			"backorder_effects WHERE (state "
			"= "
			"'waiting' "
			"AND not_before <= ?) OR (state = 'taken' AND taken_until <= ?) ORDER BY state = 'taken', id "
			"LIMIT ?",
			BO_PARAMS(bo_p_time(machine->now), bo_p_time(machine->now), bo_p_int(limit)), error);
	for (size_t i = 0; result == BO_OK && i < bo_rows_count(rows); i++) {
		taken_t effect = {.id = bo_rows_int(rows, i, 0, 0),
				.order_id = bo_rows_int(rows, i, 1, 0),
				.client_id = bo_rows_int(rows, i, 2, 0),
				.attempts = bo_rows_int(rows, i, 4, 0)};
		snprintf(effect.kind, sizeof(effect.kind), "%s", bo_rows_text(rows, i, 3));
		effect.low_balance = bo_mail_is_low_balance(bo_rows_text(rows, i, 7));
		bo_mail_marker(effect.marker, effect.id, bo_rows_time(rows, i, 8));
		/* What was taken and never settled may be what killed its process: one of these at a time, behind all
		 * others, so that it can't take them down with it again and again. */
		bool unsettled = strcmp(bo_rows_text(rows, i, 6), "taken") == 0;
		if (unsettled && suspect) {
			continue;
		}
		size_t before = list->as.many.count;
		result = claim_one(list, machine, &effect, bo_rows_text(rows, i, 5), holder, seconds, error);
		suspect = suspect || (unsettled && list->as.many.count > before);
	}
	*more = bo_rows_count(rows) > 0;
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_effects_claim(bo_value_t **out, bo_machine_t *machine, const char *holder, int64_t limit,
		int64_t seconds, bo_error_t *error)
{
	bo_value_t *list = bo_value_list();
	bo_code_t result = list ? BO_OK : bo_fail_memory(error);
	bool more = true;
	*out = NULL;
	/* An empty answer means that nothing is left. */
	while (result == BO_OK && more && list->as.many.count == 0) {
		result = claim_some(list, &more, machine, holder, limit, seconds, error);
	}
	if (result == BO_OK && !bo_value_complete(list)) {
		result = bo_fail_memory(error);
	}
	if (result != BO_OK) {
		bo_value_free(list);
		return result;
	}
	*out = list;
	return BO_OK;
}

/* An invoice was made: the order keeps its number. The order may have been changed in between (its auction
 * facts, a note), so the newest row is taken each time. */
static bo_code_t store_invoice(bo_machine_t *machine, int64_t order_id, int64_t invoice_id, bo_error_t *error)
{
	bo_order_t order;
	bo_event_data_t data = {.invoice_id = invoice_id};
	bo_code_t result = bo_order_load(&order, machine->db, order_id, error);
	if (result != BO_OK) {
		return result;
	}
	if (order.invoice_id == invoice_id) {
		return BO_OK;
	}
	if (order.invoice_id) {
		return bo_fail(error, BO_E_CONFLICT,
				"Backorder %lld has invoice %lld already; invoice %lld was made as well and has to be "
				"cancelled by "
				"a person.",
				(long long)order_id, (long long)order.invoice_id, (long long)invoice_id);
	}
	bo_rows_t *rows = NULL;
	result = bo_db_query(&rows, machine->db,
			"SELECT MIN(id) FROM tblinvoiceitems WHERE invoiceid = ? AND amount = ?",
			BO_PARAMS(bo_p_int(invoice_id), bo_p_money(order.price)), error);
	data.invoice_item = bo_rows_int(rows, 0, 0, 0);
	bo_rows_free(rows);
	return result == BO_OK ? bo_machine_apply(machine, &order, BO_EVENT_INVOICED, &data, error) : result;
}

/* An effect as settling sees it. */
typedef struct {
	int64_t id, order_id, attempts;
	char kind[33];
	bool low_balance;
} settled_t;

static bo_code_t finish(bo_machine_t *machine, const settled_t *effect, const char *token, int64_t invoice_id,
		bo_error_t *error)
{
	char result_text[64];
	uint64_t affected = 0;
	snprintf(result_text, sizeof(result_text), "invoice %lld", (long long)invoice_id);
	bo_code_t result = bo_db_begin(machine->db, error);
	if (result != BO_OK) {
		return result;
	}
	/* Also when the lease ended meanwhile and somebody else took the effect: what is done is done, and a
	 * later settle then finds it so. */
	result = bo_db_exec(machine->db,
			"UPDATE backorder_effects SET state = 'done', amount = 0, result = ?, taken_until = NULL, "
			"updated_at = ? "
			"WHERE id = ? AND state <> 'done'",
			BO_PARAMS(bo_p_text(invoice_id ? result_text : token), bo_p_time(machine->now),
					bo_p_int(effect->id)),
			&affected, NULL, error);
	if (result == BO_OK && strcmp(effect->kind, BO_EFFECT_INVOICE) == 0) {
		result = store_invoice(machine, effect->order_id, invoice_id, error);
	}
	if (result == BO_OK && effect->low_balance) {
		result = bo_mail_low_balance_sent(machine, effect->id, error);
	}
	return end(machine, result, error);
}

static bo_code_t postpone(bo_machine_t *machine, const settled_t *effect, const char *token,
		const char *message, bo_error_t *error)
{
	char text[512];
	uint64_t affected = 0;
	int64_t attempts = effect->attempts;
	/* 1, 2, 4 ... 128 minutes, then 4 hours. */
	int64_t pause = attempts < 1    ? BO_MINUTE
					: attempts <= 8 ? (int64_t)BO_MINUTE << (attempts - 1)
									: 4 * BO_HOUR;
	bool given_up = attempts >= BO_EFFECT_ATTEMPTS;
	bo_text_copy(text, sizeof(text), message ? message : "", message ? strlen(message) : 0);
	bo_code_t result = bo_db_begin(machine->db, error);
	if (result != BO_OK) {
		return result;
	}
	result = bo_db_exec(machine->db,
			"UPDATE backorder_effects SET state = ?, not_before = ?, taken_until = NULL, result = ?, "
			"updated_at = ? "
			"WHERE id = ? AND state = 'taken' AND taken_by = ?",
			BO_PARAMS(bo_p_text(given_up ? "failed" : "waiting"), bo_p_time(machine->now + pause),
					bo_p_text(text), bo_p_time(machine->now), bo_p_int(effect->id), bo_p_text(token)),
			&affected, NULL, error);
	if (result == BO_OK && affected && given_up && effect->low_balance) {
		result = bo_mail_low_balance_failed(machine, effect->id, error);
	}
	return end(machine, result, error);
}

bo_code_t bo_effect_settle(bo_machine_t *machine, int64_t id, const char *token, bool ok, int64_t invoice_id,
		const char *message, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, machine->db,
			"SELECT kind, order_id, attempts, unique_key FROM backorder_effects WHERE id = ?",
			BO_PARAMS(bo_p_int(id)), error);
	if (result != BO_OK) {
		return result;
	}
	if (bo_rows_count(rows) == 0) {
		bo_rows_free(rows);
		return bo_fail(error, BO_E_NOT_FOUND, "There is no effect %lld.", (long long)id);
	}
	settled_t effect = {
			.id = id, .order_id = bo_rows_int(rows, 0, 1, 0), .attempts = bo_rows_int(rows, 0, 2, 1)};
	snprintf(effect.kind, sizeof(effect.kind), "%s", bo_rows_text(rows, 0, 0));
	effect.low_balance = bo_mail_is_low_balance(bo_rows_text(rows, 0, 3));
	bo_rows_free(rows);
	if (!ok) {
		return postpone(machine, &effect, token, message, error);
	}
	if (strcmp(effect.kind, BO_EFFECT_INVOICE) == 0 && invoice_id <= 0) {
		return bo_fail(error, BO_E_INVALID, "An invoice effect is settled with the invoice's id.");
	}
	/* A change of the order between reading and writing is repeated with the new row; once or twice is
	 * plenty. */
	for (int attempt = 0; attempt < 4; attempt++) {
		result = finish(machine, &effect, token, invoice_id, error);
		if (result != BO_E_RETRY &&
				!(result == BO_E_CONFLICT && error && strstr(error->message, "somebody else"))) {
			break;
		}
	}
	return result;
}

bo_code_t bo_effect_note_invoice(
		bo_machine_t *machine, int64_t id, const char *token, int64_t invoice_id, bo_error_t *error)
{
	return bo_db_exec(machine->db,
			"UPDATE backorder_effects SET invoice = ? WHERE id = ? AND kind = 'invoice' AND state = 'taken' "
			"AND taken_by = ?",
			BO_PARAMS(bo_p_int(invoice_id), bo_p_int(id), bo_p_text(token)), NULL, NULL, error);
}
