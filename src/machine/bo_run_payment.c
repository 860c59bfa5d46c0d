/* PENDING-PAYMENT orders: paid invoices deliver, ended ones cancel. */
#include "machine/bo_run.h"

#include "registrar/bo_registrar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum { INVOICE_OPEN, INVOICE_PAID, INVOICE_ENDED } invoice_state_t;

static bo_code_t invoice_state(
		invoice_state_t *out, bo_run_t *run, const bo_order_t *order, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	*out = INVOICE_OPEN;
	bo_code_t result = bo_db_query(&rows, run->machine.db, "SELECT status FROM tblinvoices WHERE id = ?",
			BO_PARAMS(bo_p_int(order->invoice_id)), error);
	if (result == BO_OK) {
		const char *status = bo_rows_text(rows, 0, 0);
		if (bo_rows_count(rows) == 0) {
			*out = INVOICE_ENDED;
		} else if (status && strcmp(status, "Paid") == 0) {
			*out = INVOICE_PAID;
		} else if (status && (strcmp(status, "Cancelled") == 0 || strcmp(status, "Refunded") == 0)) {
			*out = INVOICE_ENDED;
		}
	}
	bo_rows_free(rows);
	return result;
}

/* Asks for the dates of all paid domains at once, then delivers each. */
static bo_code_t deliver(bo_run_t *run, bo_order_t **paid, size_t count, bo_error_t *error)
{
	bo_registrar_t *registrar = NULL;
	char(*texts)[BO_NAME_MAX + 1] = calloc(count, sizeof(*texts));
	const char **names = calloc(count, sizeof(*names));
	bo_domain_facts_t *facts = calloc(count, sizeof(*facts));
	bo_code_t result = texts && names && facts ? BO_OK : bo_fail_memory(error);
	for (size_t i = 0; i < count && result == BO_OK; i++) {
		names[i] = bo_order_name(texts[i], paid[i]);
	}
	if (result == BO_OK) {
		result = bo_registrar_get(&registrar, run->context, error);
	}
	if (result == BO_OK) {
		result = bo_registrar_domains(registrar, names, count, facts, error);
	}
	for (size_t i = 0; i < count && result == BO_OK; i++) {
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
			invoice_state_t state;
			last = orders.items[i].id;
			result = invoice_state(&state, run, &orders.items[i], error);
			if (result == BO_OK && state == INVOICE_PAID) {
				paid[paid_count++] = &orders.items[i];
			} else if (result == BO_OK && state == INVOICE_ENDED) {
				result = bo_run_step(run, &orders.items[i], BO_EVENT_INVOICE_ENDED, NULL, NULL, error);
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
