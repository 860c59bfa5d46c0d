#include "machine/bo_machine.h"

#include "base/bo_buffer.h"
#include "base/bo_text.h"
#include "machine/bo_delivery.h"
#include "machine/bo_effects.h"
#include "machine/bo_log.h"
#include "machine/bo_transitions.h"
#include "machine/bo_withdrawal.h"

#include <stdio.h>
#include <string.h>

static const struct {
	bo_event_t event;
	const char *name;
} events[] = {{BO_EVENT_PLACE, "place"}, {BO_EVENT_FUND, "fund"}, {BO_EVENT_FUNDS_SHORT, "funds short"},
		{BO_EVENT_PRICE_MISSING, "price missing"}, {BO_EVENT_ACTIVATE, "activate"},
		{BO_EVENT_DATE_AWAY, "date moved away"}, {BO_EVENT_LEFT_LIST, "left the list"},
		{BO_EVENT_OPEN, "window opens"}, {BO_EVENT_APPLIED, "applied"}, {BO_EVENT_TRY_LATER, "try later"},
		{BO_EVENT_REFUSED, "refused"}, {BO_EVENT_NO_APPLICATION, "no application"},
		{BO_EVENT_CAUGHT, "caught"}, {BO_EVENT_LOST, "lost"}, {BO_EVENT_AUCTION, "auction"},
		{BO_EVENT_AUCTION_WON, "auction won"}, {BO_EVENT_AUCTION_LOST, "auction lost"},
		{BO_EVENT_UNKNOWN, "application unknown"}, {BO_EVENT_NO_RESULT, "no result"},
		{BO_EVENT_CAUGHT_LATE, "caught after all"}, {BO_EVENT_INVOICED, "invoiced"}, {BO_EVENT_PAID, "paid"},
		{BO_EVENT_INVOICE_ENDED, "invoice ended"}, {BO_EVENT_INVOICE_MOVED, "invoice moved"},
		{BO_EVENT_CURRENCY, "currency changed"}, {BO_EVENT_CLIENT_GONE, "client removed"},
		{BO_EVENT_CLIENT_CLOSED, "client closed"}, {BO_EVENT_MERGED_TWIN, "clients merged"},
		{BO_EVENT_NO_CREDIT, "registrar account empty"}, {BO_EVENT_NEEDS_PERSON, "needs a person"},
		{BO_EVENT_MISSED, "missed"}, {BO_EVENT_DELETE, "customer deletes"},
		{BO_EVENT_DELETE_ADMIN, "admin deletes"},
		{BO_EVENT_CLIENT_GONE_SENT, "client removed, application sent"},
		{BO_EVENT_REQUEST_INCOMPLETE, "request incomplete"}, {BO_EVENT_REQUEST_COMPLETE, "request complete"},
		{BO_EVENT_NAME_FREE, "name is free"}, {BO_EVENT_NAME_TAKEN, "name is taken"},
		{BO_EVENT_NAME_REDEMPTION, "name is in redemption"},
		{BO_EVENT_NAME_PENDING, "name is about to be deleted"}};

static const struct {
	unsigned int bit;
	const char *name;
} actions[] = {{BO_DO_RESERVE, "reserve the fee"}, {BO_DO_RELEASE, "release the fee"},
		{BO_DO_REFERENCE, "store the reference"}, {BO_DO_INVOICE, "invoice"},
		{BO_DO_AUCTION_FEE, "invoice the fee (setting)"}, {BO_DO_STORE_INVOICE, "store the invoice id"},
		{BO_DO_DELIVER, "deliver the domain"}, {BO_DO_AUCTION, "store the auction's facts"},
		{BO_DO_CLEAR_INTENT, "clear the sending mark"}, {BO_DO_INSERT, "new row"},
		{BO_DO_REMOVE, "remove the row, keep the log"}, {BO_DO_ADMIN_MARK, "hold outside the window"},
		{BO_DO_WITHDRAW, "withdraw the application"}};

const char *bo_event_name(bo_event_t event)
{
	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++) {
		if (events[i].event == event) {
			return events[i].name;
		}
	}
	return "unknown";
}

bo_value_t *bo_machine_table(void)
{
	size_t count;
	const bo_transition_t *table = bo_transitions(&count);
	bo_value_t *list = bo_value_list();
	for (size_t i = 0; i < count; i++) {
		bo_value_t *item = bo_list_map(list);
		bo_map_text(item, "from", bo_status_name(table[i].from));
		bo_map_text(item, "event", bo_event_name(table[i].event));
		bo_map_text(item, "guard", table[i].guard_text);
		bo_map_text(item, "to", bo_status_name(table[i].to));
		bo_value_t *names = bo_map_list(item, "effects");
		for (size_t a = 0; a < sizeof(actions) / sizeof(actions[0]); a++) {
			if (table[i].actions & actions[a].bit) {
				bo_list_text(names, actions[a].name);
			}
		}
		if (BO_DO_MAIL_OF(table[i].actions)) {
			char text[48];
			snprintf(text, sizeof(text), "mail: %s (setting)", bo_mail_name(BO_DO_MAIL_OF(table[i].actions)));
			bo_list_text(names, text);
		}
		bo_map_text(item, "reason", table[i].reason);
	}
	if (!bo_value_complete(list)) {
		bo_value_free(list);
		return NULL;
	}
	return list;
}

bool bo_machine_possible(const bo_order_t *order, bo_event_t event, int64_t now)
{
	const bo_transition_t *transition = bo_transition_find(order, event, now);
	return transition && (!transition->guard || transition->guard(order, now));
}

/* The new row, from the old one, the transition and what the event carries. */
static bo_code_t change(
		bo_order_t *order, const bo_transition_t *transition, const bo_event_data_t *data, bo_error_t *error)
{
	unsigned int todo = transition->actions;
	order->status = transition->to;
	snprintf(order->reason, sizeof(order->reason), "%s", transition->reason);
	bo_text_copy(order->reason_text, sizeof(order->reason_text), data->text ? data->text : "",
			data->text ? strlen(data->text) : 0);
	if (todo & BO_DO_RESERVE) {
		if (data->price == BO_MONEY_NONE || data->price <= 0 || data->currency_id <= 0) {
			return bo_fail(error, BO_E_INTERNAL, "A reservation needs a price and a currency.");
		}
		order->price = data->price;
		order->currency_id = data->currency_id;
		order->reserved = data->price;
	}
	if (todo & BO_DO_RELEASE) {
		order->reserved = 0;
		order->activated_by[0] = '\0';
	}
	if (todo & BO_DO_ADMIN_MARK) {
		snprintf(order->activated_by, sizeof(order->activated_by), "admin");
	}
	if (todo & BO_DO_REFERENCE) {
		if (!data->reference || !*data->reference) {
			return bo_fail(error, BO_E_INTERNAL, "An application needs a reference.");
		}
		snprintf(order->reference, sizeof(order->reference), "%s", data->reference);
		snprintf(order->apply_state, sizeof(order->apply_state), "sent");
		order->apply_holder[0] = order->apply_email[0] = '\0';
		order->apply_until = BO_TIME_NONE;
	}
	if (todo & BO_DO_CLEAR_INTENT) {
		order->apply_state[0] = '\0';
		order->apply_holder[0] = '\0';
		order->apply_until = BO_TIME_NONE;
	}
	if (!bo_status_is_open(order->status)) {
		order->apply_email[0] = '\0';
	}
	if (todo & BO_DO_STORE_INVOICE) {
		order->invoice_id = data->invoice_id;
		order->invoice_item = data->invoice_item;
	}
	if ((todo & BO_DO_AUCTION) && data->auction) {
		if (strlen(data->auction) >= sizeof(order->auction)) {
			return bo_fail(error, BO_E_LIMIT, "The facts of the auction are too long.");
		}
		snprintf(order->auction, sizeof(order->auction), "%s", data->auction);
	}
	if (todo & BO_DO_DELIVER) {
		order->registered_at = data->registered_at;
		order->expires_at = data->expires_at;
	}
	if (transition->event == BO_EVENT_FUNDS_SHORT && data->low_balance_stage > order->low_balance_queued) {
		order->low_balance_queued = data->low_balance_stage;
	}
	return BO_OK;
}

static bo_code_t write_row(bo_machine_t *machine, bo_order_t *order, const bo_order_t *before,
		const bo_transition_t *transition, bo_error_t *error)
{
	if (transition->actions & BO_DO_INSERT) {
		order->created = order->updated = machine->now;
		return bo_order_insert(machine->db, order, error);
	}
	if (transition->actions & BO_DO_REMOVE) {
		return bo_order_remove(machine->db, before, error);
	}
	return bo_order_write(machine->db, order, before->status, machine->now, error);
}

static bo_code_t write_log(const bo_machine_t *machine, const bo_order_t *order, const bo_order_t *before,
		const bo_transition_t *transition, const bo_event_data_t *data, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1], message[640], extra[BO_REASON_TEXT_SIZE];
	bo_text_copy(extra, sizeof(extra), data->text ? data->text : "", data->text ? strlen(data->text) : 0);
	snprintf(message, sizeof(message), "%s%s%s", transition->message, *extra ? " " : "", extra);
	bo_log_line_t line = {.cron = machine->cron,
			.actor = machine->actor,
			.order_id = order->id,
			.client_id = order->client_id,
			.name = bo_order_name(name, order),
			.from = bo_status_name(before->status),
			.to = bo_status_name(transition->to),
			.reason = transition->reason,
			.status = transition->event == BO_EVENT_NEEDS_PERSON ? "error" : "ok",
			.message = message};
	return bo_log_write(machine->db, &line, machine->now, error);
}

static bo_code_t run_transition(bo_machine_t *machine, bo_order_t *order, const bo_order_t *before,
		const bo_transition_t *transition, const bo_event_data_t *data, bo_error_t *error)
{
	bo_code_t result = change(order, transition, data, error);
	if (result == BO_OK) {
		result = write_row(machine, order, before, transition, error);
	}
	if (result == BO_OK && (transition->actions & BO_DO_WITHDRAW)) {
		result = bo_withdrawal_add(machine, before, error);
	}
	if (result == BO_OK && (transition->actions & BO_DO_DELIVER)) {
		result = bo_deliver(machine, order, data->registered_at, data->expires_at, error);
	}
	bool fee = (transition->actions & BO_DO_AUCTION_FEE) && machine->settings->invoice_auction_fee;
	if (result == BO_OK && ((transition->actions & BO_DO_INVOICE) || fee)) {
		result = bo_effect_add_invoice(machine, order, error);
	}
	if (result == BO_OK) {
		result = bo_mail_add(machine, order, transition->to, BO_DO_MAIL_OF(transition->actions), error);
	}
	if (result == BO_OK) {
		result = write_log(machine, order, before, transition, data, error);
	}
	return result;
}

bo_code_t bo_machine_apply(bo_machine_t *machine, bo_order_t *order, bo_event_t event,
		const bo_event_data_t *data, bo_error_t *error)
{
	static const bo_event_data_t nothing = {
			.price = BO_MONEY_NONE, .registered_at = BO_TIME_NONE, .expires_at = BO_TIME_NONE};
	const bo_transition_t *transition = bo_transition_find(order, event, machine->now);
	if (!transition || (transition->guard && !transition->guard(order, machine->now))) {
		return bo_fail(error, BO_E_CONFLICT, "\"%s\" is not possible for a backorder that is %s%s%s.",
				bo_event_name(event), *bo_status_name(order->status) ? bo_status_name(order->status) : "new",
				transition && *transition->guard_text ? "; it needs: " : "",
				transition ? transition->guard_text : "");
	}
	bool own = !bo_db_in_transaction(machine->db);
	bo_order_t next = *order;
	bo_code_t result = own ? bo_db_begin(machine->db, error) : BO_OK;
	if (result != BO_OK) {
		return result;
	}
	result = run_transition(machine, &next, order, transition, data ? data : &nothing, error);
	if (own) {
		if (result == BO_OK) {
			result = bo_db_commit(machine->db, error);
		} else {
			bo_db_rollback(machine->db);
		}
	}
	if (result == BO_OK) {
		*order = next;
	}
	return result;
}
