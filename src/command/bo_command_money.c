/* Commands about funds, prices and the log. */
#include "command/bo_command_table.h"

#include "backorder/bo_backorder.h"
#include "funds/bo_funds_plan.h"
#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Amounts leave as numbers, as callers know them; two decimals are exact enough to show in a double. */
static double number(bo_money_t amount)
{
	return (double)amount / 100.0;
}

static void add_amount(bo_value_t *map, const char *key, bo_money_t amount, const bo_currency_t *currency)
{
	char formatted[128];
	bo_value_t *item = bo_map_map(map, key);
	bo_map_double(item, "VALUE", number(amount));
	bo_map_text(item, "VALUE_FORMATED", bo_money_format(formatted, sizeof(formatted), amount, currency));
}

/* Which orders the funds cover, and how much is missing until when. */
static void add_plan(bo_value_t *properties, const bo_funds_plan_t *plan)
{
	const bo_currency_t *currency = &plan->funds.currency;
	char text[BO_TIME_TEXT_SIZE];
	add_amount(properties, "MISSING", plan->missing, currency);
	add_amount(properties, "MISSINGNEXT", plan->missing_next, currency);
	bo_map_text(properties, "MISSINGNEXTDATE", bo_time_format(text, plan->next_by));
	bo_value_t *list = bo_map_list(properties, "ORDERS");
	for (size_t i = 0; i < plan->count; i++) {
		const bo_funds_order_t *order = &plan->orders[i];
		char unicode[BO_NAME_UTF8_MAX];
		bo_name_to_unicode(unicode, order->name);
		bo_value_t *item = bo_list_map(list);
		bo_map_int(item, "ID", order->id);
		bo_map_text(item, "DOMAIN", order->name);
		bo_map_text(item, "DOMAINIDN", unicode);
		bo_map_text(item, "STATUS", order->status);
		bo_map_text(item, "DROPDATE", bo_time_format(text, order->drop_date));
		if (order->price == BO_MONEY_NONE) {
			bo_map_null(item, "PRICE");
		} else {
			add_amount(item, "PRICE", order->price, currency);
		}
		bo_map_int(item, "RESERVED", order->reserved);
		bo_map_int(item, "COVERED", order->covered);
		add_amount(item, "SHORTFALL", order->shortfall, currency);
		bo_map_text(item, "RESERVEFROM", bo_time_format(text, order->reserve_from));
		bo_map_text(item, "NEEDEDBY", bo_time_format(text, order->needed_by));
	}
}

int bo_command_funds(bo_command_t *command)
{
	bo_db_t *db = NULL;
	bo_funds_plan_t plan = {.orders = NULL};
	bool with_plan = bo_command_flag(command, "PLAN");
	bo_code_t result = bo_context_db(&db, command->context, command->error);
	if (result == BO_OK && with_plan) {
		result = bo_funds_plan_read(
				&plan, db, command->caller.client_id, command->context->now, command->error);
	} else if (result == BO_OK) {
		result = bo_funds_read(&plan.funds, db, command->caller.client_id, command->error);
	}
	if (result == BO_OK) {
		const bo_funds_t *funds = &plan.funds;
		bo_value_t *properties = bo_command_properties(command);
		add_amount(properties, "CREDITBALANCE", funds->credit, &funds->currency);
		add_amount(properties, "UNPAIDINVOICES", funds->unpaid, &funds->currency);
		add_amount(properties, "RESERVEDAMOUNT", funds->reserved, &funds->currency);
		add_amount(properties, "AMOUNT", funds->available > 0 ? funds->available : 0, &funds->currency);
		if (with_plan) {
			add_plan(properties, &plan);
		}
	}
	bo_funds_plan_dispose(&plan);
	return result == BO_OK ? BO_COMMAND_OK : bo_command_fail(command, result);
}

int bo_command_price_list(bo_command_t *command)
{
	bo_db_t *db = NULL;
	bo_currency_t currency;
	bo_zone_price_t *prices = NULL;
	size_t count = 0;
	char wanted[BO_ZONE_SIZE] = "";
	const char *tld = bo_command_text(command, "TLD");
	if (*tld && bo_zone_parse(wanted, tld, strlen(tld)) != BO_NAME_OK) {
		return bo_command_detail(command, BO_COMMAND_SYNTAX, "TLD");
	}
	bo_code_t result = bo_context_db(&db, command->context, command->error);
	if (result == BO_OK) {
		result = bo_currency_of_client(&currency, db, command->caller.client_id, command->error);
		if (result == BO_E_NOT_FOUND) {
			return bo_command_detail(command, BO_COMMAND_INVALID, "CURRENCY");
		}
	}
	if (result == BO_OK) {
		result = bo_prices_of_currency(&prices, &count, db, currency.id, command->error);
	}
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	bo_value_t *properties = bo_command_properties(command);
	for (size_t i = 0; i < count; i++) {
		char formatted[128], unicode[BO_NAME_UTF8_MAX];
		if (*wanted && strcmp(wanted, prices[i].zone) != 0) {
			continue;
		}
		bo_value_t *item = bo_map_map(properties, prices[i].zone);
		bo_map_double(item, "PRICEFULL", number(prices[i].price));
		bo_map_text(item, "PRICEFULL_FORMATED",
				bo_money_format(formatted, sizeof(formatted), prices[i].price, &currency));
		bo_map_text(item, "CURRENCYSUFFIX", currency.suffix);
		bo_map_text(item, "CURRENCY", currency.code);
		bo_map_text(item, "TLD", prices[i].zone);
		bo_name_to_unicode(unicode, prices[i].zone);
		bo_map_text(item, "TLDIDN", unicode);
	}
	free(prices);
	return BO_COMMAND_OK;
}

int bo_command_price_table(bo_command_t *command)
{
	bo_db_t *db = NULL;
	bo_value_t *table = NULL;
	bo_code_t result = bo_context_db(&db, command->context, command->error);
	if (result == BO_OK) {
		result = bo_pricing_table(&table, db, command->error);
	}
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	bo_value_t *properties = bo_command_properties(command);
	bo_value_t *list = bo_map_list(properties, "CURRENCIES");
	const bo_value_t *currencies = bo_map_get(table, "currencies");
	for (size_t i = 0; currencies && i < currencies->as.many.count; i++) {
		const bo_value_t *from = currencies->as.many.items[i];
		bo_value_t *item = bo_list_map(list);
		bo_map_int(item, "ID", bo_map_get_int(from, "id", 0));
		bo_map_text(item, "CODE", bo_map_get_text(from, "code", ""));
		bo_map_text(item, "PREFIX", bo_map_get_text(from, "prefix", ""));
		bo_map_text(item, "SUFFIX", bo_map_get_text(from, "suffix", ""));
	}
	list = bo_map_list(properties, "ZONES");
	const bo_value_t *zones = bo_map_get(table, "zones");
	for (size_t i = 0; zones && i < zones->as.many.count; i++) {
		const bo_value_t *from = zones->as.many.items[i];
		const bo_value_t *prices = bo_map_get(from, "prices");
		bo_value_t *item = bo_list_map(list);
		bo_map_text(item, "TLD", bo_map_get_text(from, "zone", ""));
		bo_map_text(item, "TLD_UNICODE", bo_map_get_text(from, "zone_unicode", ""));
		bo_value_t *amounts = bo_map_map(item, "PRICES");
		for (size_t p = 0; prices && p < prices->as.many.count; p++) {
			bo_map_text(amounts, prices->as.many.keys[p], prices->as.many.items[p]->as.string.data);
		}
	}
	bo_command_column_int(properties, "TOTAL", bo_map_get_int(table, "total", 0));
	bo_value_free(table);
	return BO_COMMAND_OK;
}

int bo_command_price_save(bo_command_t *command)
{
	bo_db_t *db = NULL;
	bo_value_t *prices = bo_value_map();
	for (size_t i = 0; command->values && i < command->values->as.many.count; i++) {
		const char *key = command->values->as.many.keys[i];
		if (strncmp(key, "PRICE", 5) == 0) {
			bo_map_text(prices, key + 5, command->values->as.many.items[i]->as.string.data);
		}
	}
	bo_code_t result = bo_value_complete(prices) ? bo_context_db(&db, command->context, command->error)
												 : bo_fail_memory(command->error);
	if (result == BO_OK) {
		result = bo_pricing_save(db, bo_command_text(command, "TLD"), prices, command->error);
	}
	bo_value_free(prices);
	return result == BO_OK ? BO_COMMAND_OK : bo_command_fail(command, result);
}

int bo_command_price_delete(bo_command_t *command)
{
	bo_db_t *db = NULL;
	bo_code_t result = bo_context_db(&db, command->context, command->error);
	if (result == BO_OK) {
		result = bo_pricing_delete(db, bo_command_text(command, "TLD"), command->error);
	}
	return result == BO_OK ? BO_COMMAND_OK : bo_command_fail(command, result);
}

int bo_command_log_list(bo_command_t *command)
{
	bo_value_t *filter = bo_value_map(), *list = NULL;
	char from[BO_TIME_TEXT_SIZE], to[BO_TIME_TEXT_SIZE];
	bo_map_int(filter, "first", bo_command_int(command, "FIRST", 0));
	bo_map_int(filter, "limit", bo_command_int(command, "LIMIT", 100));
	bo_map_text(filter, "search", bo_command_text(command, "SEARCH"));
	bo_map_text(filter, "status", bo_command_text(command, "STATUS"));
	bo_map_text(filter, "cron", bo_command_text(command, "CRON"));
	bo_map_text(filter, "name", bo_command_text(command, "NAME"));
	bo_map_text(filter, "text", bo_command_text(command, "TEXT"));
	bo_map_text(filter, "to_status", bo_command_text(command, "TOSTATUS"));
	bo_map_int(filter, "order_id", bo_command_int(command, "BACKORDERID", 0));
	bo_map_int(filter, "client_id", command->caller.client_id);
	if (bo_command_has(command, "DATE_FROM")) {
		bo_map_text(filter, "from", bo_time_format(from, bo_command_int(command, "DATE_FROM", 0)));
	}
	if (bo_command_has(command, "DATE_TO")) {
		bo_map_text(filter, "to", bo_time_format(to, bo_command_int(command, "DATE_TO", 0) + BO_DAY - 1));
	}
	bo_code_t result = bo_value_complete(filter)
							   ? bo_log_list(&list, command->context, filter, command->error)
							   : bo_fail_memory(command->error);
	bo_value_free(filter);
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	/* The rows are the property, as the original had it; the total stands beside it. */
	bo_map_int(command->envelope, "TOTAL", bo_map_get_int(list, "total", 0));
	bo_map_text(command->envelope, "SINCE", bo_map_get_text(list, "since", ""));
	bo_map_bool(command->envelope, "MORE", bo_map_get_bool(list, "more", false));
	bo_value_t *property = bo_value_list();
	bo_value_t *items = NULL;
	for (size_t i = 0; i < list->as.many.count; i++) {
		if (strcmp(list->as.many.keys[i], "items") == 0) {
			items = list->as.many.items[i];
			list->as.many.items[i] = property;
			property = items;
		}
	}
	bo_command_take_property(command, property);
	bo_value_free(list);
	return BO_COMMAND_OK;
}
