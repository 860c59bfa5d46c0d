/* Commands about the list of expiring names. */
#include "command/bo_command_table.h"

#include "base/bo_buffer.h"
#include "command/bo_command_offer.h"
#include "droplist/bo_query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- what is searched for ---- */

static void lower_limit(int *limit, int64_t value)
{
	if (*limit < 0 || value < *limit) {
		*limit = (int)value;
	}
}

static void raise_limit(int *limit, int64_t value)
{
	if (value > *limit) {
		*limit = (int)value;
	}
}

static void read_counts(bo_search_t *search, const bo_command_t *command)
{
	const struct {
		const char *name;
		int *minimum, *maximum;
	} limits[] = {{"CHARS_COUNT_MIN", &search->length_min, NULL},
			{"CHARS_COUNT_MAX", NULL, &search->length_max}, {"LETTERS_COUNT_MIN", &search->letters_min, NULL},
			{"LETTERS_COUNT_MAX", NULL, &search->letters_max},
			{"DIGITS_COUNT_MIN", &search->digits_min, NULL}, {"DIGITS_COUNT_MAX", NULL, &search->digits_max},
			{"HYPHENS_COUNT_MIN", &search->hyphens_min, NULL},
			{"HYPHENS_COUNT_MAX", NULL, &search->hyphens_max},
			{"MAXNUMBEROFHYPHENS", NULL, &search->hyphens_max},
			{"MAXNUMBEROFDIGITS", NULL, &search->digits_max},
			{"MAXNUMBEROFLETTERS", NULL, &search->letters_max}};
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		int64_t value = bo_command_int(command, limits[i].name, -1);
		if (value >= 0 && limits[i].minimum) {
			raise_limit(limits[i].minimum, value);
		}
		if (value >= 0 && limits[i].maximum) {
			lower_limit(limits[i].maximum, value);
		}
	}
	if (bo_command_flag(command, "DIGITS_NO")) {
		search->digits_max = 0;
	}
	if (bo_command_flag(command, "HYPHENS_NO")) {
		search->hyphens_max = 0;
	}
	search->digits_only = search->digits_only || bo_command_flag(command, "DIGITS_ONLY");
}

static int read_order(bo_search_t *search, bo_command_t *command)
{
	static const struct {
		const char *name;
		bo_sort_t sort;
	} sorts[] = {{"DOMAIN", BO_SORT_NAME}, {"DROPDATE", BO_SORT_DROPDATE},
			{"NUMBEROFCHARACTERS", BO_SORT_LENGTH}, {"NUMBEROFDIGITS", BO_SORT_DIGITS},
			{"NUMBEROFHYPHENS", BO_SORT_HYPHENS}, {"TLD", BO_SORT_ZONE}, {"PRICE", BO_SORT_PRICE},
			{"MINE", BO_SORT_MINE}};
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

static const char *const blanks = " \t\r\n\f\v,";

/* One term that any of the words fits, or one for each word. */
static bo_code_t add_words(
		bo_terms_t *terms, bo_term_kind_t kind, bool excluded, bool any, const char *text, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	bool first = true;
	for (text += strspn(text, blanks); *text && result == BO_OK; text += strspn(text, blanks)) {
		size_t length = strcspn(text, blanks);
		result = first || !any ? bo_terms_add(terms, kind, excluded, text, length, error)
							   : bo_terms_or(terms, text, length, error);
		first = false;
		text += length;
	}
	return result;
}

static int read_terms(bo_terms_t *terms, bo_command_t *command)
{
	const char *words = bo_command_text(command, "WORDS");
	bool all = strcasecmp(words, "all") == 0, any = strcasecmp(words, "any") == 0;
	const struct {
		const char *name;
		bo_term_kind_t kind;
		bool excluded, any;
	} texts[] = {{"STARTS", BO_TERM_STARTS, false, !all}, {"ENDS", BO_TERM_ENDS, false, !all},
			{"CONTAINS", BO_TERM_CONTAINS, false, any}, {"NOTCONTAINS", BO_TERM_CONTAINS, true, true}};
	const struct {
		const char *name;
		bo_term_kind_t kind;
		bool excluded;
	} wholes[] = {{"PATTERN", BO_TERM_PATTERN, false}, {"DOMAINREGEXP", BO_TERM_EXPRESSION, false},
			{"DOMAINNOTREGEXP", BO_TERM_EXPRESSION, true}};
	bo_code_t result = BO_OK;
	if (*words && !all && !any) {
		return bo_command_detail(command, BO_COMMAND_INVALID, "WORDS must be all or any");
	}
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]) && result == BO_OK; i++) {
		result = add_words(terms, texts[i].kind, texts[i].excluded, texts[i].any,
				bo_command_text(command, texts[i].name), command->error);
	}
	for (size_t i = 0; i < sizeof(wholes) / sizeof(wholes[0]) && result == BO_OK; i++) {
		const char *text = bo_command_text(command, wholes[i].name);
		if (*text) {
			result = bo_terms_add(
					terms, wholes[i].kind, wholes[i].excluded, text, strlen(text), command->error);
		}
	}
	return result == BO_OK ? BO_COMMAND_OK : bo_command_fail(command, result);
}

static void read_dates(bo_search_t *search, const bo_command_t *command)
{
	if (bo_command_has(command, "DROPDATE_FROM")) {
		int64_t from = bo_command_int(command, "DROPDATE_FROM", 0);
		search->from = search->from == BO_TIME_NONE || from > search->from ? from : search->from;
	}
	int64_t ends[2] = {BO_TIME_NONE, BO_TIME_NONE};
	if (bo_command_has(command, "DROPDATE_TO")) {
		ends[0] = bo_command_int(command, "DROPDATE_TO", 0) + BO_DAY - 1;
	}
	if (bo_command_has(command, "DROPWITHIN")) {
		ends[1] = command->context->now + bo_command_int(command, "DROPWITHIN", 0) * BO_HOUR;
	}
	for (int i = 0; i < 2; i++) {
		if (ends[i] != BO_TIME_NONE && (search->to == BO_TIME_NONE || ends[i] < search->to)) {
			search->to = ends[i];
		}
	}
}

static int read_mine(int *mine, bo_command_t *command)
{
	static const char *const yes[] = {"yes", "1", "true", "on"}, *const no[] = {"no", "0", "false", "off"};
	const char *text = bo_command_text(command, "MINE");
	if (!*text) {
		return BO_COMMAND_OK;
	}
	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++) {
		if (strcasecmp(text, yes[i]) == 0 || strcasecmp(text, no[i]) == 0) {
			*mine = strcasecmp(text, yes[i]) == 0;
			return BO_COMMAND_OK;
		}
	}
	return bo_command_detail(command, BO_COMMAND_INVALID, "MINE must be yes or no");
}

/* The compact text first; the other parameters narrow what it finds or, where there can be one value only,
 * replace it. */
static int read_search(bo_query_t *query, bo_command_t *command)
{
	bo_search_t *search = &query->search;
	const char *text = bo_command_text(command, "QUERY");
	bo_code_t result = bo_query_parse(query, text, strlen(text), command->context->now, command->error);
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	search->first = (size_t)bo_command_int(command, "FIRST", 0);
	search->limit = (size_t)bo_command_int(command, "LIMIT", 100);
	search->counts = bo_command_flag(command, "COUNTS");
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
	read_dates(search, command);
	int code = read_terms(&search->terms, command);
	if (code == BO_COMMAND_OK) {
		code = read_mine(&query->mine, command);
	}
	return code == BO_COMMAND_OK ? read_order(search, command) : code;
}

/* ---- the caller's own orders ---- */

/* The names of the caller's open orders, as a search takes them; *orders holds their texts. */
static bo_code_t read_mine_names(
		bo_rows_t **orders, bo_search_name_t **names, bo_search_t *search, bo_command_t *command, bo_db_t *db)
{
	if (command->caller.client_id == 0) {
		return BO_OK; /* a guest has none */
	}
	bo_code_t result = bo_db_query(orders, db,
			"SELECT domain, tld FROM backorder_domains WHERE userid = ? AND open_order = 1",
			BO_PARAMS(bo_p_int(command->caller.client_id)), command->error);
	if (result != BO_OK) {
		return result;
	}
	size_t count = bo_rows_count(*orders);
	*names = calloc(count + 1, sizeof(**names));
	if (!*names) {
		return bo_fail_memory(command->error);
	}
	for (size_t i = 0; i < count; i++) {
		(*names)[i] =
				(bo_search_name_t){.label = bo_rows_text(*orders, i, 0), .zone = bo_rows_text(*orders, i, 1)};
	}
	search->names = *names;
	search->name_count = count;
	return BO_OK;
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

typedef struct {
	const char *label, *zone, *status, *type;
} own_order_t;

static int by_name(const void *a, const void *b)
{
	const own_order_t *left = a, *right = b;
	int order = strcmp(left->label, right->label);
	return order ? order : strcmp(left->zone, right->zone);
}

/* The same, to be found by name; NULL: out of memory. */
static own_order_t *sort_own(const bo_rows_t *rows)
{
	size_t count = bo_rows_count(rows);
	own_order_t *orders = calloc(count + 1, sizeof(*orders));
	for (size_t i = 0; orders && i < count; i++) {
		orders[i] = (own_order_t){bo_rows_text(rows, i, 0), bo_rows_text(rows, i, 1),
				bo_rows_text(rows, i, 2), bo_rows_text(rows, i, 3)};
	}
	if (orders) {
		qsort(orders, count, sizeof(*orders), by_name);
	}
	return orders;
}

/* ---- the answer ---- */

static void answer_counts(bo_value_t *properties, const bo_search_result_t *found)
{
	bo_value_t *zones = bo_map_list(properties, "ZONE"), *zone_counts = bo_map_list(properties, "ZONECOUNT");
	bo_value_t *days = bo_map_list(properties, "DROPDAY"), *day_counts = bo_map_list(properties, "DROPCOUNT");
	for (size_t i = 0; i < found->zone_count_count; i++) {
		bo_list_text(zones, found->zone_counts[i].zone);
		bo_list_int(zone_counts, (int64_t)found->zone_counts[i].count);
	}
	for (size_t i = 0; i < found->day_count_count; i++) {
		char text[BO_TIME_TEXT_SIZE];
		bo_time_format(text, found->first_day + (int64_t)i * BO_DAY);
		bo_list_string(days, text, 10);
		bo_list_int(day_counts, (int64_t)found->day_counts[i]);
	}
}

static void answer(bo_command_t *command, const bo_search_t *search, const bo_search_result_t *found,
		const bo_offer_t *offer, const own_order_t *own, size_t own_count)
{
	bo_value_t *properties = bo_command_properties(command);
	bo_value_t *domain = bo_map_list(properties, "DOMAIN"), *unicode = bo_map_list(properties, "DOMAINIDN");
	bo_value_t *label = bo_map_list(properties, "LABEL"), *tld = bo_map_list(properties, "TLD");
	bo_value_t *date = bo_map_list(properties, "DROPDATE"), *status = bo_map_list(properties, "STATUS");
	bo_value_t *type = bo_map_list(properties, "BACKORDERTYPE");
	bo_value_t *characters = bo_map_list(properties, "NUMBEROFCHARACTERS");
	bo_value_t *hyphens = bo_map_list(properties, "NUMBEROFHYPHENS");
	bo_value_t *digits = bo_map_list(properties, "NUMBEROFDIGITS");
	bo_value_t *price = bo_map_list(properties, "PRICE_FORMATED"), *plain = bo_map_list(properties, "PRICE");
	for (size_t i = 0; i < found->row_count; i++) {
		const bo_search_row_t *row = &found->rows[i];
		char name[BO_NAME_MAX * 2], shown[BO_NAME_UTF8_MAX], time[BO_TIME_TEXT_SIZE], formatted[128];
		char amount[BO_MONEY_TEXT_SIZE];
		const bo_zone_price_t *zone_price = bo_offer_price(offer, row->zone);
		own_order_t wanted = {.label = row->label, .zone = row->zone};
		const own_order_t *mine = own_count ? bsearch(&wanted, own, own_count, sizeof(*own), by_name) : NULL;
		snprintf(name, sizeof(name), "%s.%s", row->label, row->zone);
		bo_name_to_unicode(shown, name);
		bo_list_text(domain, name);
		bo_list_text(unicode, shown);
		bo_list_text(label, row->label);
		bo_list_text(tld, row->zone);
		bo_list_text(date, bo_time_format(time, row->drop_date));
		bo_list_text(status, mine ? mine->status : "-");
		bo_list_text(type, mine ? mine->type : "-");
		bo_list_int(characters, row->length);
		bo_list_int(hyphens, row->hyphens);
		bo_list_int(digits, row->digits);
		bo_list_text(price, zone_price ? bo_money_format(formatted, sizeof(formatted), zone_price->price,
												 &offer->currency)
									   : "");
		bo_list_text(plain, zone_price ? bo_money_format_sql(amount, zone_price->price) : "");
	}
	bo_command_column_int(properties, "TOTAL", (int64_t)found->total);
	bo_command_column_int(properties, "FIRST", (int64_t)search->first);
	bo_command_column_int(properties, "LIMIT", (int64_t)search->limit);
	bo_command_column_int(properties, "COUNT", (int64_t)found->row_count);
	bo_command_column_now(command, properties);
	if (search->counts) {
		answer_counts(properties, found);
	}
}

/* Searches among what is for sale. Nothing for sale: nothing is shown, rather than everything. */
static bo_code_t search_offer(bo_search_result_t *found, bo_query_t *query, const bo_offer_t *offer,
		bo_command_t *command, bo_db_t *db)
{
	bo_rows_t *orders = NULL;
	bo_search_name_t *names = NULL;
	bo_search_t *search = &query->search;
	bo_code_t result = BO_OK;
	search->mine = query->mine;
	if (search->mine >= 0 || search->sort == BO_SORT_MINE) {
		result = read_mine_names(&orders, &names, search, command, db);
	}
	if (result == BO_OK && offer->zone_count) {
		search->zones = offer->zones;
		search->zone_count = offer->zone_count;
		search->zone_ranks = offer->ranks;
		result = bo_droplist_search(found, command->context, search, command->error);
	}
	free(names);
	bo_rows_free(orders);
	return result;
}

int bo_command_deleted_list(bo_command_t *command)
{
	bo_db_t *db = NULL;
	bo_offer_t offer = {0};
	bo_query_t query;
	bo_search_result_t found = {0};
	bo_rows_t *own = NULL;
	own_order_t *own_sorted = NULL;
	int code = read_search(&query, command);
	if (code != BO_COMMAND_OK) {
		return code;
	}
	bo_code_t result = bo_context_db(&db, command->context, command->error);
	if (result == BO_OK) {
		result = bo_offer_read(&offer, command, db, bo_command_text(command, "TLD"), query.zones);
	}
	if (result == BO_OK) {
		result = search_offer(&found, &query, &offer, command, db);
	}
	if (result == BO_OK) {
		/* The search may have built the index for long, or waited for one; nobody holds the connection now.
		 */
		result = bo_context_db_anew(&db, command->context, command->error);
	}
	if (result == BO_OK) {
		result = own_orders(&own, command, db, &found);
	}
	if (result == BO_OK) {
		own_sorted = sort_own(own);
		result = own_sorted ? BO_OK : bo_fail_memory(command->error);
	}
	if (result == BO_OK) {
		answer(command, &query.search, &found, &offer, own_sorted, bo_rows_count(own));
	} else {
		code = bo_command_fail(command, result);
	}
	free(own_sorted);
	bo_rows_free(own);
	bo_search_result_dispose(&found);
	bo_offer_dispose(&offer);
	return code;
}

int bo_command_deleted_stats(bo_command_t *command)
{
	bo_db_t *db = NULL;
	bo_offer_t offer = {0};
	bo_value_t *stats = NULL;
	int code = BO_COMMAND_OK;
	bo_code_t result = bo_context_db(&db, command->context, command->error);
	if (result == BO_OK) {
		result = bo_offer_read(&offer, command, db, bo_command_text(command, "TLD"), "");
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
	bo_offer_dispose(&offer);
	return code;
}
