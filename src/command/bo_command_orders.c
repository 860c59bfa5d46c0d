/* Commands about orders. */
#include "command/bo_command_table.h"

#include "backorder/bo_backorder.h"
#include "machine/bo_effects.h"
#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int create_failed(bo_command_t *command, bo_code_t result)
{
	switch (result) {
		case BO_E_DENIED:
			return bo_command_detail(command, BO_COMMAND_INVALID, "NOT SUPPORTED");
		case BO_E_EXISTS:
			return bo_command_detail(command, BO_COMMAND_FAILED, "BACKORDER ALREADY EXISTING");
		default:
			return bo_command_fail(command, result);
	}
}

static bool read_type(bo_command_t *command, bool *lite, int *code)
{
	const char *type = bo_command_text(command, "TYPE");
	*lite = strcasecmp(type, "LITE") == 0;
	if (*type && !*lite && strcasecmp(type, "FULL") != 0) {
		*code = bo_command_detail(command, BO_COMMAND_INVALID, "TYPE");
		return false;
	}
	return true;
}

int bo_command_create(bo_command_t *command)
{
	bo_value_t *order = NULL;
	bool lite = false;
	int code = BO_COMMAND_OK;
	const char *name = bo_command_text(command, "DOMAIN");
	if (!read_type(command, &lite, &code)) {
		return code;
	}
	bo_code_t result = bo_backorder_create(&order, command->context, command->caller.client_id, name,
			strlen(name), lite, command->actor, command->error);
	if (result != BO_OK) {
		return create_failed(command, result);
	}
	bo_value_t *properties = bo_command_properties(command);
	bo_command_column_int(properties, "ID", bo_map_get_int(order, "id", 0));
	bo_list_text(bo_map_list(properties, "DOMAIN"), bo_map_get_text(order, "name", ""));
	bo_list_text(bo_map_list(properties, "STATUS"), bo_map_get_text(order, "status", ""));
	bo_list_text(bo_map_list(properties, "DROPDATE"), bo_map_get_text(order, "dropdate", NULL));
	bo_command_column_int(properties, "OTHERS", bo_map_get_int(order, "others", 0));
	bo_value_free(order);
	return BO_COMMAND_OK;
}

/* DOMAINS: names parted by white space, commas or semicolons. */
static bo_value_t *split_names(const char *text)
{
	static const char separators[] = " \t\r\n,;";
	bo_value_t *list = bo_value_list();
	while (*text) {
		text += strspn(text, separators);
		size_t length = strcspn(text, separators);
		if (length) {
			bo_list_string(list, text, length);
		}
		text += length;
	}
	return list;
}

int bo_command_create_many(bo_command_t *command)
{
	bo_value_t *answers = NULL;
	bool lite = false;
	int code = BO_COMMAND_OK;
	if (!read_type(command, &lite, &code)) {
		return code;
	}
	bo_value_t *names = split_names(bo_command_text(command, "DOMAINS"));
	bo_code_t result = bo_value_complete(names) ? bo_backorder_create_many(&answers, command->context,
														  command->caller.client_id, names, lite,
														  command->actor, command->error)
												: bo_fail_memory(command->error);
	bo_value_free(names);
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	bo_value_t *list = bo_value_list();
	for (size_t i = 0; i < answers->as.many.count; i++) {
		const bo_value_t *from = answers->as.many.items[i];
		bo_value_t *item = bo_list_map(list);
		char unicode[BO_NAME_UTF8_MAX];
		const char *name = bo_map_get_text(from, "name", "");
		bo_map_text(item, "DOMAIN", name);
		/* What was typed may be no name at all, and is then shown as it is. */
		bo_name_t parsed;
		if (bo_name_parse(&parsed, name, strlen(name)) == BO_NAME_OK) {
			bo_name_to_unicode(unicode, parsed.text);
			name = unicode;
		}
		bo_map_text(item, "DOMAINIDN", name);
		bo_map_bool(item, "OK", bo_map_get_bool(from, "ok", false));
		bo_map_text(item, "REASON", bo_map_get_text(from, "reason", ""));
		bo_map_text(item, "MESSAGE", bo_map_get_text(from, "message", ""));
		bo_map_int(item, "ID", bo_map_get_int(from, "id", 0));
		bo_map_int(item, "OTHERS", bo_map_get_int(from, "others", 0));
	}
	bo_value_free(answers);
	bo_command_take_property(command, list);
	return BO_COMMAND_OK;
}

static void copy_amount(bo_value_t *to, const char *key, const bo_value_t *from, const char *name)
{
	const bo_value_t *amount = bo_map_get(from, name);
	if (amount) {
		bo_value_t *item = bo_map_map(to, key);
		bo_map_text(item, "VALUE", bo_map_get_text(amount, "value", ""));
		bo_map_text(item, "VALUE_FORMATED", bo_map_get_text(amount, "formatted", ""));
	}
}

int bo_command_check(bo_command_t *command)
{
	static const struct {
		const char *column, *key;
	} texts[] = {{"DOMAIN", "name"}, {"DOMAINIDN", "shown"}, {"STATE", "state"}, {"MESSAGE", "message"},
			{"DROPDATE", "dropdate"}};
	bo_value_t *answer = NULL;
	bo_value_t *names = split_names(bo_command_text(command, "DOMAINS"));
	bo_code_t result = bo_value_complete(names) ? bo_backorder_check(&answer, command->context,
														  command->caller.client_id, names, command->error)
												: bo_fail_memory(command->error);
	bo_value_free(names);
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	bo_value_t *properties = bo_command_properties(command);
	copy_amount(properties, "TOTALPRICE", answer, "total");
	copy_amount(properties, "FREE", answer, "free");
	copy_amount(properties, "MISSING", answer, "missing");
	const bo_value_t *items = bo_map_get(answer, "names");
	bo_value_t *list = bo_map_list(properties, "NAMES");
	for (size_t i = 0; i < items->as.many.count; i++) {
		const bo_value_t *from = items->as.many.items[i];
		bo_value_t *item = bo_list_map(list);
		for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++) {
			bo_map_text(item, texts[t].column, bo_map_get_text(from, texts[t].key, ""));
		}
		copy_amount(item, "PRICE", from, "price");
		bo_map_int(item, "LISTED", bo_map_get_bool(from, "listed", false));
		bo_map_int(item, "COVERED", bo_map_get_bool(from, "covered", false));
	}
	bo_value_free(answer);
	return BO_COMMAND_OK;
}

int bo_command_delete(bo_command_t *command)
{
	bo_value_t *order = NULL;
	const char *name = bo_command_text(command, "DOMAIN");
	bo_code_t result = bo_backorder_delete(&order, command->context, command->caller.client_id, name,
			strlen(name), command->caller.role == BO_ROLE_ADMIN, command->actor, command->error);
	bo_value_free(order);
	if (result == BO_E_CONFLICT) {
		return bo_command_detail(command, BO_COMMAND_FAILED, "THIS BACKORDER CANNOT BE DELETED");
	}
	return result == BO_OK ? BO_COMMAND_OK : bo_command_fail(command, result);
}

int bo_command_activate(bo_command_t *command)
{
	bo_value_t *order = NULL;
	const char *name = bo_command_text(command, "DOMAIN");
	bo_code_t result = bo_backorder_activate(&order, command->context, command->caller.client_id, name,
			strlen(name), bo_command_flag(command, "FORCE"), command->actor, command->error);
	bo_value_free(order);
	if (result == BO_E_CONFLICT) {
		return bo_command_detail(
				command, BO_COMMAND_FAILED, "ONLY BACKORDER WITH STATUS REQUESTED CAN BE ACTIVATED");
	}
	return result == BO_OK ? BO_COMMAND_OK : bo_command_fail(command, result);
}

int bo_command_create_invoice(bo_command_t *command)
{
	bo_machine_t machine;
	bo_order_t order;
	bo_code_t result =
			bo_backorder_machine(&machine, command->context, "admin", command->actor, command->error);
	if (result == BO_OK) {
		result = bo_order_load(&order, machine.db, bo_command_int(command, "BACKORDERID", 0), command->error);
	}
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	/* AUCTION-WON too: its fee's invoice may have been given up, or be left to the admin by the setting. */
	bool payable = order.status == BO_STATUS_PENDING_PAYMENT || order.status == BO_STATUS_AUCTION_WON;
	if (!payable || order.invoice_id) {
		return bo_command_detail(command, BO_COMMAND_FAILED, "THIS BACKORDER NEEDS NO INVOICE");
	}
	/* Price, name and client come from the order; the effect's key keeps it a single invoice. */
	result = bo_effect_add_invoice(&machine, &order, command->error);
	return result == BO_OK ? BO_COMMAND_OK : bo_command_fail(command, result);
}

int bo_command_merge_clients(bo_command_t *command)
{
	bo_value_t *answer = NULL;
	bo_code_t result =
			bo_backorder_merge_clients(&answer, command->context, bo_command_int(command, "FROM", 0),
					bo_command_int(command, "TO", 0), command->actor, command->error);
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	bo_value_t *properties = bo_command_properties(command);
	bo_command_column_int(properties, "MOVED", bo_map_get_int(answer, "moved", 0));
	bo_command_column_int(properties, "ENDED", bo_map_get_int(answer, "ended", 0));
	bo_command_column_int(properties, "KEPT", bo_map_get_int(answer, "kept", 0));
	bo_value_free(answer);
	return BO_COMMAND_OK;
}

/* ---- lists ---- */

static bo_code_t read_orders(bo_value_t **out, bo_command_t *command, int64_t client_id)
{
	bo_value_t *filter = bo_value_map();
	const char *order = bo_command_text(command, "ORDERBY");
	bo_map_int(filter, "first", bo_command_int(command, "FIRST", 0));
	bo_map_int(filter, "limit", bo_command_int(command, "LIMIT", 100));
	bo_map_text(filter, "status", bo_command_text(command, "STATUS"));
	bo_map_text(filter, "search", bo_command_text(command, "SEARCH"));
	if (*order) {
		bo_map_text(filter, "orderby", order);
	}
	*out = NULL;
	bo_code_t result = bo_value_complete(filter)
							   ? bo_backorder_list(out, command->context, client_id, filter, command->error)
							   : bo_fail_memory(command->error);
	bo_value_free(filter);
	return result;
}

int bo_command_order_list(bo_command_t *command)
{
	static const struct {
		const char *column, *key;
	} columns[] = {{"DOMAIN", "name"}, {"DOMAINIDN", "name_unicode"}, {"LABEL", "label"}, {"TLD", "zone"},
			{"STATUS", "status"}, {"DROPDATE", "dropdate"}, {"CREATEDDATE", "created"},
			{"UPDATEDDATE", "updated"}, {"BACKORDERTYPE", "type"}, {"REASON", "reason"},
			{"REASONTEXT", "reason_text"}, {"PRICE_FORMATED", "price_formatted"}, {"PRICE", "price"},
			{"AUCTION", "auction"}};
	bo_value_t *list = NULL;
	bo_code_t result = read_orders(&list, command, command->caller.client_id);
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	const bo_value_t *items = bo_map_get(list, "items");
	bo_value_t *properties = bo_command_properties(command);
	bo_value_t *ids = bo_map_list(properties, "ID");
	bo_value_t *invoices = bo_map_list(properties, "INVOICE"), *again = bo_map_list(properties, "AGAIN");
	for (size_t i = 0; i < items->as.many.count; i++) {
		bo_list_int(ids, bo_map_get_int(items->as.many.items[i], "id", 0));
		bo_list_int(invoices, bo_map_get_int(items->as.many.items[i], "invoice", 0));
		bo_list_int(again, bo_map_get_bool(items->as.many.items[i], "again", false));
	}
	for (size_t c = 0; c < sizeof(columns) / sizeof(columns[0]); c++) {
		bo_value_t *column = bo_map_list(properties, columns[c].column);
		for (size_t i = 0; i < items->as.many.count; i++) {
			bo_list_text(column, bo_map_get_text(items->as.many.items[i], columns[c].key, NULL));
		}
	}
	bo_command_column_int(properties, "TOTAL", bo_map_get_int(list, "total", 0));
	bo_command_column_int(properties, "FIRST", bo_map_get_int(list, "first", 0));
	bo_command_column_int(properties, "LIMIT", bo_map_get_int(list, "limit", 0));
	bo_command_column_int(properties, "COUNT", (int64_t)items->as.many.count);
	bo_command_column_now(command, properties);
	bo_value_free(list);
	return BO_COMMAND_OK;
}

int bo_command_complete_list(bo_command_t *command)
{
	/* The original's column names, and ours behind them. */
	static const struct {
		const char *column, *key;
	} texts[] = {{"domain", "label"}, {"tld", "zone"}, {"type", "type"}, {"status", "status"},
			{"createddate", "created"}, {"updateddate", "updated"}, {"dropdate", "dropdate"},
			{"reference", "reference"}, {"firstname", "firstname"}, {"lastname", "lastname"},
			{"reason", "reason"}, {"reason_text", "reason_text"}, {"name", "name"},
			{"name_unicode", "name_unicode"}, {"price_formatted", "price_formatted"}, {"auction", "auction"}};
	bo_value_t *list = NULL;
	bo_code_t result = read_orders(&list, command, command->caller.client_id);
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	const bo_value_t *items = bo_map_get(list, "items");
	bo_value_t *rows = bo_value_list();
	for (size_t i = 0; i < items->as.many.count; i++) {
		const bo_value_t *from = items->as.many.items[i];
		bo_value_t *row = bo_list_map(rows);
		bo_map_int(row, "id", bo_map_get_int(from, "id", 0));
		bo_map_int(row, "userid", bo_map_get_int(from, "client_id", 0));
		bo_map_int(row, "invoice", bo_map_get_int(from, "invoice", 0));
		bo_map_int(row, "lowbalance_notification", bo_map_get_int(from, "lowbalance", 0));
		for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++) {
			bo_map_text(row, texts[t].column, bo_map_get_text(from, texts[t].key, NULL));
		}
	}
	bo_command_take_property(command, rows);
	bo_map_int(command->envelope, "TOTAL", bo_map_get_int(list, "total", 0));
	bo_value_free(list);
	return BO_COMMAND_OK;
}

int bo_command_timeline(bo_command_t *command)
{
	static const struct {
		const char *column, *key;
	} texts[] = {{"DATE", "date"}, {"ACTOR", "actor"}, {"FROM", "from"}, {"TO", "to"}, {"REASON", "reason"},
			{"MESSAGE", "message"}};
	bo_value_t *lines = NULL;
	int64_t client_id = command->caller.role == BO_ROLE_CLIENT ? command->caller.client_id : 0;
	bo_code_t result = bo_backorder_timeline(
			&lines, command->context, client_id, bo_command_int(command, "BACKORDERID", 0), command->error);
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	bo_value_t *list = bo_value_list();
	for (size_t i = 0; i < lines->as.many.count; i++) {
		bo_value_t *item = bo_list_map(list);
		for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++) {
			bo_map_text(item, texts[t].column, bo_map_get_text(lines->as.many.items[i], texts[t].key, ""));
		}
	}
	bo_value_free(lines);
	bo_command_take_property(command, list);
	return BO_COMMAND_OK;
}

/* ---- overviews ---- */

int bo_command_overview_status(bo_command_t *command)
{
	bo_value_t *overview = NULL;
	bo_code_t result =
			bo_backorder_overview(&overview, command->context, command->caller.client_id, command->error);
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	const bo_value_t *statuses = bo_map_get(overview, "statuses");
	bo_value_t *properties = bo_command_properties(command);
	for (size_t i = 0; i < statuses->as.many.count; i++) {
		const char *status = statuses->as.many.keys[i];
		bo_value_t *item = bo_map_map(properties, status);
		bo_map_text(item, "status", status);
		bo_map_int(item, "anzahl", bo_map_get_int(statuses, status, 0));
	}
	bo_map_int(command->envelope, "total", bo_map_get_int(overview, "total", 0));
	bo_value_free(overview);
	return BO_COMMAND_OK;
}

#define OVERVIEW_DAYS 31

int bo_command_overview_dropdate(bo_command_t *command)
{
	bo_db_t *db = NULL;
	bo_rows_t *rows = NULL;
	int64_t today = bo_time_day(command->context->now);
	bo_code_t result = bo_context_db(&db, command->context, command->error);
	if (result == BO_OK) {
		result = bo_db_query(&rows, db,
				"SELECT DATE(dropdate), SUM(type = 'FULL'), SUM(type = 'LITE') FROM backorder_domains WHERE "
				"userid = ? "
				"AND dropdate >= ? AND dropdate < ? GROUP BY DATE(dropdate)",
				BO_PARAMS(bo_p_int(command->caller.client_id), bo_p_time(today),
						bo_p_time(today + OVERVIEW_DAYS * BO_DAY)),
				command->error);
	}
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	bo_value_t *properties = bo_command_properties(command);
	for (int64_t day = today; day < today + OVERVIEW_DAYS * BO_DAY; day += BO_DAY) {
		char text[BO_TIME_TEXT_SIZE];
		int64_t full = 0, lite = 0;
		bo_time_format(text, day);
		text[10] = '\0';
		for (size_t i = 0; i < bo_rows_count(rows); i++) {
			if (bo_rows_time(rows, i, 0) == day) {
				full = bo_rows_int(rows, i, 1, 0);
				lite = bo_rows_int(rows, i, 2, 0);
			}
		}
		bo_value_t *item = bo_map_map(properties, text);
		bo_map_text(item, "day", text);
		bo_map_int(item, "datetime", day);
		bo_map_int(item, "anzahl", full + lite);
		bo_map_int(item, "anzahlFULL", full);
		bo_map_int(item, "anzahlLITE", lite);
	}
	bo_rows_free(rows);
	return BO_COMMAND_OK;
}

int bo_command_overview_list(bo_command_t *command)
{
	bo_db_t *db = NULL;
	bo_rows_t *rows = NULL;
	bo_currency_t currency;
	bo_code_t result = bo_context_db(&db, command->context, command->error);
	if (result == BO_OK) {
		result = bo_currency_of_client(&currency, db, command->caller.client_id, command->error);
	}
	if (result == BO_OK) {
		result = bo_db_query(&rows, db,
				"SELECT p.extension, COALESCE(SUM(d.type = 'LITE'), 0), COALESCE(SUM(d.type = 'FULL'), 0) "
				"FROM "
				"backorder_pricing p LEFT JOIN backorder_domains d ON d.tld = p.extension AND d.userid = ? "
				"WHERE "
				"p.currency_id = ? AND p.fullprice > 0 GROUP BY p.extension ORDER BY p.extension",
				BO_PARAMS(bo_p_int(command->caller.client_id), bo_p_int(currency.id)), command->error);
	}
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	bo_value_t *properties = bo_command_properties(command);
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		int64_t lite = bo_rows_int(rows, i, 1, 0), full = bo_rows_int(rows, i, 2, 0);
		bo_value_t *item = bo_map_map(properties, bo_rows_text(rows, i, 0));
		bo_map_text(item, "tld", bo_rows_text(rows, i, 0));
		bo_map_int(item, "LITE", lite);
		bo_map_int(item, "FULL", full);
		bo_map_int(item, "total", lite + full);
	}
	bo_rows_free(rows);
	return BO_COMMAND_OK;
}
