/* PENDING-PAYMENT orders: paid invoices deliver, ended ones cancel. */
#include "machine/bo_run.h"

#include "machine/bo_invoice.h"
#include "machine/bo_run_registrar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum { INVOICE_OPEN, INVOICE_PAID, INVOICE_ENDED } invoice_state_t;

/* docs/machine.md has this as a table: Draft, Unpaid (whether overdue or partly paid), Collections, Payment
 * Pending and words that a later WHMCS may have leave the order waiting. */
static invoice_state_t read_state(const bo_rows_t *rows, size_t column)
{
	const char *status = bo_rows_text(rows, 0, column);
	if (bo_rows_count(rows) == 0) {
		return INVOICE_ENDED;
	}
	if (status && strcmp(status, "Paid") == 0) {
		return INVOICE_PAID;
	}
	bool ended = status && (strcmp(status, "Cancelled") == 0 || strcmp(status, "Refunded") == 0);
	return ended ? INVOICE_ENDED : INVOICE_OPEN;
}

static bo_code_t invoice_state(
		invoice_state_t *out, bo_run_t *run, int64_t invoice_id, char text[96], bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, run->machine.db, "SELECT status FROM tblinvoices WHERE id = ?",
			BO_PARAMS(bo_p_int(invoice_id)), error);
	*out = result == BO_OK ? read_state(rows, 0) : INVOICE_OPEN;
	if (bo_rows_count(rows) == 0) {
		snprintf(text, 96, "Invoice %lld does not exist any more.", (long long)invoice_id);
	} else {
		snprintf(text, 96, "Invoice %lld is %.20s.", (long long)invoice_id,
				bo_rows_text(rows, 0, 0) ? bo_rows_text(rows, 0, 0) : "");
	}
	bo_rows_free(rows);
	return result;
}

/* When WHMCS merges invoices, the lines go to one of them; when an admin splits one, some go to a new one.
 * What becomes of the order is decided by the invoice that has its line, whatever happens to the one before.
 * *known: the order's row says which invoice that is now. */
static bo_code_t follow_line(bool *known, bo_run_t *run, bo_order_t *order, bo_error_t *error)
{
	char text[96];
	bo_rows_t *rows = NULL;
	bo_event_data_t data = {.invoice_item = order->invoice_item, .text = text};
	*known = true;
	if (!order->invoice_item) {
		return BO_OK;
	}
	bo_code_t result = bo_db_query(&rows, run->machine.db,
			"SELECT t.invoiceid FROM tblinvoiceitems t JOIN tblinvoices i ON i.id = t.invoiceid WHERE t.id = "
			"? AND i.userid = ?",
			BO_PARAMS(bo_p_int(order->invoice_item), bo_p_int(order->client_id)), error);
	data.invoice_id = bo_rows_int(rows, 0, 0, 0);
	bo_rows_free(rows);
	if (result != BO_OK || !data.invoice_id || data.invoice_id == order->invoice_id) {
		return result;
	}
	snprintf(text, sizeof(text), "Its line is on invoice %lld now, and not on %lld.",
			(long long)data.invoice_id, (long long)order->invoice_id);
	return bo_run_step(run, order, BO_EVENT_INVOICE_MOVED, &data, known, error);
}

/* The order's invoice ended: it goes on with another one that has its marker (whose line could not be
 * followed, or which an admin wrote), or ends as well. */
static bo_code_t invoice_ended(
		invoice_state_t *state, bo_run_t *run, bo_order_t *order, const char *why, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1], text[96];
	bo_event_data_t data = {.text = text};
	bool applied = false;
	bo_code_t result = bo_invoice_find_other(
			&data.invoice_id, run->machine.db, order->client_id, order->id, order->invoice_id, error);
	if (result == BO_OK && data.invoice_id) {
		snprintf(text, sizeof(text), "Invoice %lld takes the place of %lld.", (long long)data.invoice_id,
				(long long)order->invoice_id);
		result = bo_run_step(run, order, BO_EVENT_INVOICE_MOVED, &data, &applied, error);
		if (result == BO_OK && applied) {
			result = invoice_state(state, run, order->invoice_id, text, error);
		}
		return result;
	}
	if (result == BO_OK) {
		snprintf(text, sizeof(text), "%s", why);
		result = bo_run_step(run, order, BO_EVENT_INVOICE_ENDED, &data, &applied, error);
	}
	if (result == BO_OK && applied) {
		bo_run_note(run, run->attention,
				"Backorder %lld: %s was caught and will not be paid (%s); the domain is in your account at "
				"the "
				"registrar.",
				(long long)order->id, bo_order_name(name, order), why);
	}
	return result;
}

/* Asks for the dates of all paid domains at once, then delivers each. */
static bo_code_t deliver(bo_run_t *run, bo_order_t **paid, size_t count, bo_error_t *error)
{
	if (run->due) {
		bo_code_t listed = BO_OK;
		for (size_t i = 0; i < count && listed == BO_OK; i++) {
			listed = bo_run_step(run, paid[i], BO_EVENT_PAID, NULL, NULL, error);
		}
		return listed;
	}
	bo_registrar_t *registrar = NULL;
	char(*texts)[BO_NAME_MAX + 1] = calloc(count, sizeof(*texts));
	const char **names = calloc(count, sizeof(*names));
	bo_domain_facts_t *facts = calloc(count, sizeof(*facts));
	bo_code_t result = texts && names && facts ? BO_OK : bo_fail_memory(error);
	for (size_t i = 0; i < count && result == BO_OK; i++) {
		names[i] = bo_order_name(texts[i], paid[i]);
	}
	if (result == BO_OK) {
		result = bo_run_registrar(&registrar, run, error);
	}
	/* Without the registrar they wait for the next run. */
	if (result == BO_OK && registrar) {
		result = bo_registrar_domains(registrar, names, count, facts, error);
	}
	for (size_t i = 0; i < count && registrar && result == BO_OK; i++) {
		if (facts[i].answer.kind != BO_ANSWER_OK || facts[i].created == BO_TIME_NONE ||
				facts[i].expires == BO_TIME_NONE) {
			bo_run_note(run, run->errors,
					"Backorder %lld: %s is paid, but the registrar does not show the domain yet (%s).",
					(long long)paid[i]->id, names[i], facts[i].answer.text);
			continue;
		}
		bo_event_data_t data = {.registered_at = facts[i].created, .expires_at = facts[i].expires};
		result = bo_run_step(run, paid[i], BO_EVENT_PAID, &data, NULL, error);
	}
	free(texts);
	free(names);
	free(facts);
	return result;
}

bo_code_t bo_run_payments(bo_run_t *run, bo_error_t *error)
{
	int64_t last = 0;
	for (;;) {
		bo_orders_t orders;
		bo_order_t *paid[BO_RUN_CHUNK];
		size_t paid_count = 0;
		bo_code_t result = bo_orders_query(&orders, run->machine.db,
				"SELECT " BO_ORDER_COLUMNS " FROM backorder_domains WHERE status = 'PENDING-PAYMENT' AND "
				"invoice IS NOT NULL AND id > ? ORDER BY "
				"id LIMIT ?",
				BO_PARAMS(bo_p_int(last), bo_p_int(BO_RUN_CHUNK)), error);
		for (size_t i = 0; i < orders.count && result == BO_OK; i++) {
			bo_order_t *order = &orders.items[i];
			invoice_state_t state = INVOICE_OPEN;
			char why[96];
			bool known = false;
			last = order->id;
			result = follow_line(&known, run, order, error);
			if (result != BO_OK || !known) {
				continue;
			}
			result = invoice_state(&state, run, order->invoice_id, why, error);
			if (result == BO_OK && state == INVOICE_ENDED) {
				result = invoice_ended(&state, run, order, why, error);
			}
			if (result == BO_OK && state == INVOICE_PAID) {
				paid[paid_count++] = order;
			}
		}
		if (result == BO_OK && paid_count) {
			result = deliver(run, paid, paid_count, error);
		}
		size_t count = orders.count;
		bo_orders_dispose(&orders);
		if (result != BO_OK || count < BO_RUN_CHUNK) {
			return result;
		}
	}
}
