#include "backorder/bo_backorder.h"

#include "droplist/bo_droplist.h"
#include "funds/bo_funds.h"
#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <string.h>

#define MAX_NAMES 500

bo_code_t bo_backorder_machine(
		bo_machine_t *out, bo_context_t *context, const char *cron, const char *actor, bo_error_t *error)
{
	memset(out, 0, sizeof(*out));
	out->settings = context->settings;
	out->now = context->now;
	out->cron = cron;
	out->actor = actor;
	return bo_context_db(&out->db, context, error);
}

static bo_code_t parse_name(bo_name_t *out, const char *name, size_t length, bo_error_t *error)
{
	bo_name_reason_t reason = bo_name_parse(out, name, length);
	if (reason != BO_NAME_OK) {
		return bo_fail(error, BO_E_INVALID, "This is not a domain name: %s.", bo_name_reason_text(reason));
	}
	return BO_OK;
}

static void name_to_order(bo_order_t *order, const bo_name_t *name)
{
	memcpy(order->label, name->text, name->label_length);
	order->label[name->label_length] = '\0';
	snprintf(order->zone, sizeof(order->zone), "%s", bo_name_zone(name));
}

static bo_value_t *describe(const bo_order_t *order)
{
	char name[BO_NAME_MAX + 1], date[BO_TIME_TEXT_SIZE];
	bo_value_t *map = bo_value_map();
	bo_map_int(map, "id", order->id);
	bo_map_text(map, "name", bo_order_name(name, order));
	bo_map_text(map, "status", bo_status_name(order->status));
	bo_map_text(map, "dropdate",
			order->drop_date == BO_TIME_NONE ? NULL : bo_time_format(date, order->drop_date));
	return map;
}

static bo_code_t finish(bo_value_t **out, bo_value_t *value, bo_error_t *error)
{
	if (!bo_value_complete(value)) {
		bo_value_free(value);
		*out = NULL;
		return bo_fail_memory(error);
	}
	*out = value;
	return BO_OK;
}

/* A client that WHMCS has and that may buy: Closed ones may not. WHMCS calls clients without a product
 * Inactive; they may. */
static bo_code_t check_client(bo_machine_t *machine, int64_t client_id, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, machine->db, "SELECT status FROM tblclients WHERE id = ?",
			BO_PARAMS(bo_p_int(client_id)), error);
	if (result == BO_OK) {
		const char *status = bo_rows_text(rows, 0, 0);
		if (bo_rows_count(rows) == 0) {
			result = bo_fail(error, BO_E_NOT_FOUND, "There is no client %lld.", (long long)client_id);
		} else if (status && strcmp(status, "Closed") == 0) {
			result = bo_fail(error, BO_E_CONFLICT, "This customer account is closed.");
		}
	}
	bo_rows_free(rows);
	return result;
}

static bo_code_t check_limit(bo_machine_t *machine, int64_t client_id, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, machine->db,
			"SELECT COUNT(*) FROM backorder_domains WHERE userid = ? AND open_order = 1",
			BO_PARAMS(bo_p_int(client_id)), error);
	if (result == BO_OK && bo_rows_int(rows, 0, 0, 0) >= machine->settings->orders_per_client) {
		result = bo_fail(error, BO_E_LIMIT, "You have %lld open backorders; more are not possible at a time.",
				(long long)bo_rows_int(rows, 0, 0, 0));
	}
	bo_rows_free(rows);
	return result;
}

/* How many other clients compete for the name. Who they are is nobody's business. */
static bo_code_t count_others(
		int64_t *others, bo_machine_t *machine, const bo_order_t *order, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, machine->db,
			"SELECT COUNT(*) FROM backorder_domains WHERE domain = ? AND tld = ? AND open_order = 1 AND "
			"userid <> ?",
			BO_PARAMS(bo_p_text(order->label), bo_p_text(order->zone), bo_p_int(order->client_id)), error);
	*others = bo_rows_int(rows, 0, 0, 0);
	bo_rows_free(rows);
	return result;
}

static bo_code_t place(bo_order_t *order, bo_machine_t *machine, bo_context_t *context, int64_t client_id,
		const bo_name_t *name, bool lite, bo_error_t *error)
{
	bo_currency_t currency;
	bo_money_t price;
	memset(order, 0, sizeof(*order));
	order->client_id = client_id;
	order->lite = lite;
	order->drop_date = order->registered_at = order->expires_at = BO_TIME_NONE;
	order->apply_at = order->apply_until = BO_TIME_NONE;
	order->price = BO_MONEY_NONE;
	name_to_order(order, name);
	bo_code_t result = check_client(machine, client_id, error);
	if (result == BO_OK) {
		result = check_limit(machine, client_id, error);
	}
	if (result == BO_OK) {
		result = bo_currency_of_client(&currency, machine->db, client_id, error);
	}
	if (result == BO_OK) {
		result = bo_price_of_zone(&price, machine->db, order->zone, currency.id, lite, error);
		if (result == BO_E_NOT_FOUND) {
			/* Told apart from "no such client". */
			result = BO_E_DENIED;
			if (error) {
				error->code = BO_E_DENIED;
			}
		}
	}
	if (result == BO_OK) {
		/* Only the list tells the drop date; a name that is on no list waits for one. */
		result = bo_droplist_lookup(&order->drop_date, context, order->label, order->zone, error);
		if (result == BO_E_NOT_FOUND) {
			order->drop_date = BO_TIME_NONE;
			result = BO_OK;
		} else if (result == BO_OK) {
			snprintf(order->drop_date_source, sizeof(order->drop_date_source), "list");
		}
	}
	if (result == BO_OK && order->drop_date != BO_TIME_NONE && order->drop_date <= machine->now) {
		order->drop_date = BO_TIME_NONE; /* a drop in the past is no date to wait for */
		order->drop_date_source[0] = '\0';
	}
	if (result == BO_OK) {
		result = bo_machine_apply(machine, order, BO_EVENT_PLACE, NULL, error);
	}
	return result;
}

bo_code_t bo_backorder_create(bo_value_t **out, bo_context_t *context, int64_t client_id, const char *name,
		size_t length, bool lite, const char *actor, bo_error_t *error)
{
	bo_machine_t machine;
	bo_name_t parsed;
	bo_order_t order;
	*out = NULL;
	bo_code_t result = parse_name(&parsed, name, length, error);
	if (result == BO_OK) {
		result = bo_backorder_machine(&machine, context, "client", actor, error);
	}
	if (result == BO_OK) {
		result = place(&order, &machine, context, client_id, &parsed, lite, error);
	}
	if (result != BO_OK) {
		return result;
	}
	int64_t others = 0;
	bo_error_t own = {0};
	/* The order is placed: that the number can't be told must not look like a failure. */
	if (count_others(&others, &machine, &order, &own) != BO_OK) {
		others = 0;
	}
	bo_value_t *map = describe(&order);
	bo_map_int(map, "others", others);
	return finish(out, map, error);
}

bo_code_t bo_backorder_create_many(bo_value_t **out, bo_context_t *context, int64_t client_id,
		const bo_value_t *names, bool lite, const char *actor, bo_error_t *error)
{
	*out = NULL;
	if (!names || names->type != BO_LIST || names->as.many.count == 0 || names->as.many.count > MAX_NAMES) {
		return bo_fail(error, BO_E_INVALID, "Give 1 to %d names.", MAX_NAMES);
	}
	bo_value_t *list = bo_value_list();
	for (size_t i = 0; i < names->as.many.count; i++) {
		const bo_value_t *name = names->as.many.items[i];
		bo_value_t *item = bo_list_map(list);
		bo_value_t *placed = NULL;
		bo_error_t own = {0};
		bo_code_t result = BO_E_INVALID;
		bo_map_text(item, "name", "");
		if (name->type == BO_STRING) {
			bo_map_string(item, "name", name->as.string.data, name->as.string.length);
			result = bo_backorder_create(&placed, context, client_id, name->as.string.data,
					name->as.string.length, lite, actor, &own);
		} else {
			result = bo_fail(&own, BO_E_INVALID, "A name must be a text.");
		}
		if (result == BO_E_LOST || result == BO_E_MEMORY) {
			bo_value_free(list);
			return bo_fail(error, result, "%s", own.message);
		}
		bo_map_bool(item, "ok", result == BO_OK);
		bo_map_text(item, "reason", result == BO_OK ? NULL : bo_code_name(result));
		bo_map_text(item, "message", result == BO_OK ? NULL : own.message);
		bo_map_null(item, "id");
		if (placed) {
			bo_map_int(item, "id", bo_map_get_int(placed, "id", 0));
			bo_map_text(item, "name", bo_map_get_text(placed, "name", ""));
			bo_map_int(item, "others", bo_map_get_int(placed, "others", 0));
			bo_value_free(placed);
		}
	}
	return finish(out, list, error);
}

static bo_code_t load_named(bo_order_t *order, bo_machine_t *machine, int64_t client_id, const char *name,
		size_t length, bo_error_t *error)
{
	bo_name_t parsed;
	bo_order_t key;
	bo_code_t result = parse_name(&parsed, name, length, error);
	if (result == BO_OK) {
		name_to_order(&key, &parsed);
		result = bo_order_load_open(order, machine->db, client_id, key.label, key.zone, error);
	}
	return result;
}

bo_code_t bo_backorder_delete(bo_value_t **out, bo_context_t *context, int64_t client_id, const char *name,
		size_t length, bool by_admin, const char *actor, bo_error_t *error)
{
	bo_machine_t machine;
	bo_order_t order;
	*out = NULL;
	bo_code_t result = bo_backorder_machine(&machine, context, by_admin ? "admin" : "client", actor, error);
	if (result == BO_OK) {
		result = load_named(&order, &machine, client_id, name, length, error);
	}
	/* A person at the reseller's may still end what was sent, until the drop. */
	bool withdrawable = result == BO_OK && by_admin && order.status == BO_STATUS_PROCESSING &&
						bo_machine_possible(&order, BO_EVENT_DELETE_ADMIN, machine.now);
	if (result == BO_OK && !bo_status_is_deletable(order.status) && !withdrawable) {
		result = bo_fail(error, BO_E_CONFLICT,
				"This backorder is %s and can't be deleted any more: it was handed to the registrar.",
				bo_status_name(order.status));
	}
	bo_value_t *description = NULL;
	if (result == BO_OK) {
		description = describe(&order);
		result = bo_machine_apply(
				&machine, &order, by_admin ? BO_EVENT_DELETE_ADMIN : BO_EVENT_DELETE, NULL, error);
	}
	if (result != BO_OK) {
		bo_value_free(description);
		return result;
	}
	return finish(out, description, error);
}

/* Reserving by hand counts the funds under the same lock as the batch. */
static bo_code_t activate(bo_machine_t *machine, bo_order_t *order, bool force, bo_error_t *error)
{
	bo_funds_t funds = {0};
	bo_money_t price = BO_MONEY_NONE;
	bo_code_t result = bo_funds_lock(machine->db, order->client_id, error);
	if (result == BO_OK) {
		result = bo_funds_read(&funds, machine->db, order->client_id, error);
	}
	if (result == BO_OK) {
		result = bo_price_of_zone(&price, machine->db, order->zone, funds.currency.id, order->lite, error);
	}
	if (result != BO_OK) {
		return result;
	}
	if (funds.available < price && !force) {
		char needed[96], has[96];
		return bo_fail(error, BO_E_FUNDS, "The client's available funds (%s) do not cover the fee (%s).",
				bo_money_format(has, sizeof(has), funds.available, &funds.currency),
				bo_money_format(needed, sizeof(needed), price, &funds.currency));
	}
	bo_event_data_t data = {.price = price,
			.currency_id = funds.currency.id,
			.text = funds.available < price ? "Forced although the funds are too small." : NULL};
	return bo_machine_apply(machine, order, BO_EVENT_ACTIVATE, &data, error);
}

bo_code_t bo_backorder_activate(bo_value_t **out, bo_context_t *context, int64_t client_id, const char *name,
		size_t length, bool force, const char *actor, bo_error_t *error)
{
	bo_machine_t machine;
	bo_order_t order;
	*out = NULL;
	bo_code_t result = bo_backorder_machine(&machine, context, "admin", actor, error);
	if (result == BO_OK) {
		result = load_named(&order, &machine, client_id, name, length, error);
	}
	if (result == BO_OK) {
		result = bo_db_begin(machine.db, error);
	}
	if (result != BO_OK) {
		return result;
	}
	result = activate(&machine, &order, force, error);
	if (result == BO_OK) {
		result = bo_db_commit(machine.db, error);
	} else {
		bo_db_rollback(machine.db);
	}
	return result == BO_OK ? finish(out, describe(&order), error) : result;
}
