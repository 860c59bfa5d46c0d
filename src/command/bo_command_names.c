/* Commands about the list of expiring names. */
#include "command/bo_command_table.h"

#include "base/bo_buffer.h"
#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The zones that a search may show: those for sale in the caller's currency, or the wanted ones among them.
 */
typedef struct {
	bo_zone_price_t *prices;
	size_t price_count;
	const char **zones;
	size_t zone_count;
	bo_currency_t currency;
} offer_t;

static void offer_dispose(offer_t *offer)
{
	free(offer->prices);
	free(offer->zones);
}

static bool wanted_zone(const char *wanted, const char *zone)
{
	/* TLD: "_all_", "" or zones parted by commas, with or without a leading dot, in any spelling. */
	if (!*wanted || strcasecmp(wanted, "_all_") == 0) {
		return true;
	}
	while (*wanted) {
		char normal[BO_ZONE_SIZE];
		size_t length = strcspn(wanted, ",");
		if (bo_zone_parse(normal, wanted, length) == BO_NAME_OK && strcmp(normal, zone) == 0) {
			return true;
		}
		wanted += length + (wanted[length] ? 1 : 0);
	}
	return false;
}

static bo_code_t read_offer(offer_t *offer, bo_command_t *command, bo_db_t *db)
{
	memset(offer, 0, sizeof(*offer));
	bo_code_t result = bo_currency_of_client(&offer->currency, db, command->caller.client_id, command->error);
	if (result == BO_OK) {
		result = bo_prices_of_currency(
				&offer->prices, &offer->price_count, db, offer->currency.id, command->error);
	}
	if (result != BO_OK || offer->price_count == 0) {
		return result;
	}
	offer->zones = calloc(offer->price_count, sizeof(*offer->zones));
	if (!offer->zones) {
		return bo_fail_memory(command->error);
	}
	const char *wanted = bo_command_text(command, "TLD");
	for (size_t i = 0; i < offer->price_count; i++) {
		if (wanted_zone(wanted, offer->prices[i].zone)) {
			offer->zones[offer->zone_count++] = offer->prices[i].zone;
		}
	}
	return BO_OK;
}

static const bo_zone_price_t *price_of(const offer_t *offer, const char *zone)
{
	for (size_t i = 0; i < offer->price_count; i++) {
		if (strcmp(offer->prices[i].zone, zone) == 0) {
			return &offer->prices[i];
		}
	}
	return NULL;
}

static void lower(int *limit, int64_t value)
{
	if (*limit < 0 || value < *limit) {
		*limit = (int)value;
	}
}

static const char *given(const bo_command_t *command, const char *name)
{
	const char *text = bo_command_text(command, name);
	return *text ? text : NULL;
}

static void read_counts(bo_search_t *search, const bo_command_t *command)
{
	const struct {
		const char *name;
		int *limit;
	} limits[] = {{"CHARS_COUNT_MIN", &search->length_min}, {"CHARS_COUNT_MAX", &search->length_max},
			{"LETTERS_COUNT_MIN", &search->letters_min}, {"LETTERS_COUNT_MAX", &search->letters_max},
			{"DIGITS_COUNT_MIN", &search->digits_min}, {"DIGITS_COUNT_MAX", &search->digits_max},
			{"HYPHENS_COUNT_MIN", &search->hyphens_min}, {"HYPHENS_COUNT_MAX", &search->hyphens_max}};
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		if (bo_command_has(command, limits[i].name)) {
			*limits[i].limit = (int)bo_command_int(command, limits[i].name, -1);
		}
	}
	const struct {
		const char *name;
		int *limit;
	} caps[] = {{"MAXNUMBEROFHYPHENS", &search->hyphens_max}, {"MAXNUMBEROFDIGITS", &search->digits_max},
			{"MAXNUMBEROFLETTERS", &search->letters_max}};
	for (size_t i = 0; i < sizeof(caps) / sizeof(caps[0]); i++) {
		if (bo_command_has(command, caps[i].name)) {
			lower(caps[i].limit, bo_command_int(command, caps[i].name, 0));
		}
	}
	if (bo_command_flag(command, "DIGITS_NO")) {
		search->digits_max = 0;
	}
	if (bo_command_flag(command, "HYPHENS_NO")) {
		search->hyphens_max = 0;
	}
	search->digits_only = bo_command_flag(command, "DIGITS_ONLY");
}

static int read_order(bo_search_t *search, bo_command_t *command)
{
	static const struct {
		const char *name;
		bo_sort_t sort;
	} sorts[] = {{"DOMAIN", BO_SORT_NAME}, {"DROPDATE", BO_SORT_DROPDATE},
			{"NUMBEROFCHARACTERS", BO_SORT_LENGTH}, {"NUMBEROFDIGITS", BO_SORT_DIGITS},
			{"NUMBEROFHYPHENS", BO_SORT_HYPHENS}, {"TLD", BO_SORT_ZONE}};
	const char *wanted = bo_command_text(command, "ORDERBY");
	if (!*wanted) {
		return BO_COMMAND_OK;
	}
	for (size_t i = 0; i < sizeof(sorts) / sizeof(sorts[0]); i++) {
		size_t length = strlen(sorts[i].name);
		if (strncasecmp(wanted, sorts[i].name, length) == 0 &&
				(wanted[length] == '\0' || strcasecmp(wanted + length, "DESC") == 0)) {
			search->sort = sorts[i].sort;
			search->descending = wanted[length] != '\0';
			return BO_COMMAND_OK;
		}
	}
	return bo_command_detail(command, BO_COMMAND_INVALID, "ORDERBY");
}

static int read_search(bo_search_t *search, bo_command_t *command)
{
	bo_search_init(search);
	search->first = (size_t)bo_command_int(command, "FIRST", 0);
	search->limit = (size_t)bo_command_int(command, "LIMIT", 100);
	search->contains = given(command, "CONTAINS");
	search->starts = given(command, "STARTS");
	search->ends = given(command, "ENDS");
	search->expression = given(command, "DOMAINREGEXP");
	search->not_expression = given(command, "DOMAINNOTREGEXP");
	read_counts(search, command);
	/* Umlauts are the characters beyond ASCII: none of them means no IDN. */
	if (bo_command_has(command, "MAXNUMBEROFUMLAUTS") &&
			bo_command_int(command, "MAXNUMBEROFUMLAUTS", 0) == 0) {
		search->idn = 0;
	}
	const char *idn = bo_command_text(command, "IDN");
	if (*idn) {
		search->idn = strcasecmp(idn, "yes") == 0 || strcmp(idn, "1") == 0 ? 1 : 0;
	}
	if (bo_command_has(command, "DROPDATE_FROM")) {
		search->from = bo_command_int(command, "DROPDATE_FROM", 0);
	}
	if (bo_command_has(command, "DROPDATE_TO")) {
		search->to = bo_command_int(command, "DROPDATE_TO", 0) + BO_DAY - 1;
	}
	return read_order(search, command);
}

/* The client's own open orders for the names of a page. */
static bo_code_t own_orders(
		bo_rows_t **out, bo_command_t *command, bo_db_t *db, const bo_search_result_t *found)
{
	bo_buffer_t sql;
	bo_param_t *params = NULL;
	bo_code_t result = BO_OK;
	*out = NULL;
	if (found->row_count == 0 || command->caller.client_id == 0) {
		return BO_OK;
	}
	bo_buffer_init(&sql, BO_MAX_SQL);
	params = calloc(found->row_count + 1, sizeof(*params));
	if (!params) {
		return bo_fail_memory(command->error);
	}
	bo_buffer_add_text(&sql, "SELECT domain, tld, status, type FROM backorder_domains WHERE userid = ? AND "
							 "open_order = 1 AND domain IN "
							 "(");
	params[0] = bo_p_int(command->caller.client_id);
	for (size_t i = 0; i < found->row_count; i++) {
		bo_buffer_add_text(&sql, i ? ", ?" : "?");
		params[i + 1] = bo_p_text(found->rows[i].label);
	}
	bo_buffer_add_text(&sql, ")");
	result = sql.failed ? bo_fail_memory(command->error)
						: bo_db_query_once(out, db, bo_buffer_text(&sql), params, found->row_count + 1,
								  command->error);
	bo_buffer_dispose(&sql);
	free(params);
	return result;
}

static const char *own_cell(const bo_rows_t *own, const bo_search_row_t *row, size_t column)
{
	for (size_t i = 0; i < bo_rows_count(own); i++) {
		if (strcmp(bo_rows_text(own, i, 0), row->label) == 0 &&
				strcmp(bo_rows_text(own, i, 1), row->zone) == 0) {
			return bo_rows_text(own, i, column);
		}
	}
	return NULL;
}

static void answer(bo_command_t *command, const bo_search_t *search, const bo_search_result_t *found,
		const offer_t *offer, const bo_rows_t *own)
{
	bo_value_t *properties = bo_command_properties(command);
	bo_value_t *domain = bo_map_list(properties, "DOMAIN"), *unicode = bo_map_list(properties, "DOMAINIDN");
	bo_value_t *label = bo_map_list(properties, "LABEL"), *tld = bo_map_list(properties, "TLD");
	bo_value_t *date = bo_map_list(properties, "DROPDATE"), *status = bo_map_list(properties, "STATUS");
	bo_value_t *type = bo_map_list(properties, "BACKORDERTYPE");
	bo_value_t *characters = bo_map_list(properties, "NUMBEROFCHARACTERS");
	bo_value_t *hyphens = bo_map_list(properties, "NUMBEROFHYPHENS");
	bo_value_t *digits = bo_map_list(properties, "NUMBEROFDIGITS");
	bo_value_t *price = bo_map_list(properties, "PRICE_FORMATED");
	for (size_t i = 0; i < found->row_count; i++) {
		const bo_search_row_t *row = &found->rows[i];
		char name[BO_NAME_MAX * 2], shown[BO_NAME_UTF8_MAX], time[BO_TIME_TEXT_SIZE], formatted[128];
		const bo_zone_price_t *zone_price = price_of(offer, row->zone);
		const char *own_status = own_cell(own, row, 2), *own_type = own_cell(own, row, 3);
		snprintf(name, sizeof(name), "%s.%s", row->label, row->zone);
		bo_name_to_unicode(shown, name);
		bo_list_text(domain, name);
		bo_list_text(unicode, shown);
		bo_list_text(label, row->label);
		bo_list_text(tld, row->zone);
		bo_list_text(date, bo_time_format(time, row->drop_date));
		bo_list_text(status, own_status ? own_status : "-");
		bo_list_text(type, own_type ? own_type : "-");
		bo_list_int(characters, row->length);
		bo_list_int(hyphens, row->hyphens);
		bo_list_int(digits, row->digits);
		bo_list_text(price, zone_price ? bo_money_format(formatted, sizeof(formatted), zone_price->price,
												 &offer->currency)
									   : "");
	}
	bo_command_column_int(properties, "TOTAL", (int64_t)found->total);
	bo_command_column_int(properties, "FIRST", (int64_t)search->first);
	bo_command_column_int(properties, "LIMIT", (int64_t)search->limit);
	bo_command_column_int(properties, "COUNT", (int64_t)found->row_count);
}

int bo_command_deleted_list(bo_command_t *command)
{
	bo_db_t *db = NULL;
	offer_t offer = {0};
	bo_search_t search;
	bo_search_result_t found = {0};
	bo_rows_t *own = NULL;
	int code = read_search(&search, command);
	if (code != BO_COMMAND_OK) {
		return code;
	}
	bo_code_t result = bo_context_db(&db, command->context, command->error);
	if (result == BO_OK) {
		result = read_offer(&offer, command, db);
	}
	/* Nothing for sale: nothing is shown, rather than everything. */
	if (result == BO_OK && offer.zone_count) {
		search.zones = offer.zones;
		search.zone_count = offer.zone_count;
		result = bo_droplist_search(&found, command->context, &search, command->error);
	}
	if (result == BO_OK) {
		/* The search may have built the index for long, and the connection may be another one now. */
		result = bo_context_db(&db, command->context, command->error);
	}
	if (result == BO_OK) {
		result = own_orders(&own, command, db, &found);
	}
	if (result == BO_OK) {
		answer(command, &search, &found, &offer, own);
	} else {
		code = bo_command_fail(command, result);
	}
	bo_rows_free(own);
	bo_search_result_dispose(&found);
	offer_dispose(&offer);
	return code;
}

int bo_command_deleted_stats(bo_command_t *command)
{
	bo_db_t *db = NULL;
	offer_t offer = {0};
	bo_value_t *stats = NULL;
	int code = BO_COMMAND_OK;
	bo_code_t result = bo_context_db(&db, command->context, command->error);
	if (result == BO_OK) {
		result = read_offer(&offer, command, db);
	}
	if (result == BO_OK && offer.zone_count) {
		result = bo_droplist_stats(&stats, command->context, offer.zones, offer.zone_count, command->error);
	}
	if (result != BO_OK) {
		code = bo_command_fail(command, result);
	} else {
		bo_value_t *properties = bo_command_properties(command);
		bo_command_column_int(properties, "TOTAL", bo_map_get_int(stats, "total", 0));
		bo_command_column_int(properties, "TOTAL1DAY", bo_map_get_int(stats, "day1", 0));
		bo_command_column_int(properties, "TOTAL7DAY", bo_map_get_int(stats, "day7", 0));
		bo_value_t *days = bo_map_list(properties, "DROPDAY"), *counts = bo_map_list(properties, "DROPCOUNT");
		const bo_value_t *from_days = bo_map_get(stats, "days"), *from_counts = bo_map_get(stats, "counts");
		for (size_t i = 0; from_days && from_counts && i < from_days->as.many.count; i++) {
			bo_list_text(days, from_days->as.many.items[i]->as.string.data);
			bo_list_int(counts, from_counts->as.many.items[i]->as.integer);
		}
	}
	bo_value_free(stats);
	offer_dispose(&offer);
	return code;
}
