/* droplist: import, search, stats, lookup, sync dates. */
#include "php_ispapibackorder.h"

#include "php_bo_functions.h"

#include "backorder/bo_backorder.h"
#include "droplist/bo_expression.h"
#include "droplist/bo_query.h"

#include "zend_exceptions.h"

#include <strings.h>

/* The list does not look further ahead. */
#define WITHIN_MAX 9600

/* Import takes its options by (out, context, options); shared frame in php_bo_functions_orders.c. */
PHP_BO_FUNCTION(droplist_import)
{
	HashTable *options = NULL;
	ZEND_PARSE_PARAMETERS_START(0, 1)
	Z_PARAM_OPTIONAL
	Z_PARAM_ARRAY_HT(options)
	ZEND_PARSE_PARAMETERS_END();
	php_bo_run_with_options(return_value, options, bo_droplist_import);
}

/* Zones of a search or of the stats: texts in any spelling, as A-labels. */
typedef struct {
	char (*texts)[BO_ZONE_SIZE];
	const char **pointers;
	size_t count;
} zones_t;

static void zones_free(zones_t *zones)
{
	free(zones->texts);
	free(zones->pointers);
}

static bo_code_t zones_read(zones_t *out, const bo_value_t *list, bo_error_t *error)
{
	memset(out, 0, sizeof(*out));
	if (!list || list->type == BO_NULL) {
		return BO_OK;
	}
	if (list->type != BO_LIST) {
		return bo_fail(error, BO_E_INVALID, "Zones are given as a list.");
	}
	size_t count = list->as.many.count;
	out->texts = calloc(count ? count : 1, sizeof(*out->texts));
	out->pointers = calloc(count ? count : 1, sizeof(*out->pointers));
	if (!out->texts || !out->pointers) {
		return bo_fail_memory(error);
	}
	for (size_t i = 0; i < count; i++) {
		const bo_value_t *zone = list->as.many.items[i];
		bo_name_reason_t reason = zone->type == BO_STRING ? bo_zone_parse(out->texts[i], zone->as.string.data,
																	zone->as.string.length)
														  : BO_NAME_EMPTY;
		if (reason != BO_NAME_OK) {
			return bo_fail(error, BO_E_INVALID, "A zone is not valid: %s.", bo_name_reason_text(reason));
		}
		out->pointers[i] = out->texts[i];
		out->count++;
	}
	return BO_OK;
}

static bo_code_t read_time(int64_t *out, const bo_value_t *map, const char *key, bo_error_t *error)
{
	const char *text = bo_map_get_text(map, key, "");
	if (*text && !bo_time_parse(out, text, strlen(text)) && !bo_time_parse_day(out, text, strlen(text))) {
		return bo_fail(error, BO_E_INVALID, "\"%s\" must be a UTC time like 2026-11-23 09:00:00.", key);
	}
	return BO_OK;
}

static bo_code_t read_order(bo_search_t *search, const bo_value_t *map, bo_error_t *error)
{
	static const struct {
		const char *name;
		bo_sort_t sort;
	} sorts[] = {{"dropdate", BO_SORT_DROPDATE}, {"name", BO_SORT_NAME}, {"length", BO_SORT_LENGTH},
			{"digits", BO_SORT_DIGITS}, {"hyphens", BO_SORT_HYPHENS}, {"zone", BO_SORT_ZONE}};
	const char *wanted = bo_map_get_text(map, "orderby", "dropdate");
	for (size_t i = 0; i < sizeof(sorts) / sizeof(sorts[0]); i++) {
		size_t length = strlen(sorts[i].name);
		if (strncasecmp(wanted, sorts[i].name, length) == 0 &&
				(wanted[length] == '\0' || strcasecmp(wanted + length, "desc") == 0)) {
			search->sort = sorts[i].sort;
			search->descending = wanted[length] != '\0';
			return BO_OK;
		}
	}
	return bo_fail(error, BO_E_INVALID, "Names can't be sorted by %.40s.", wanted);
}

/* One of the texts of a search: a text, or a list of texts of which all must fit or, with `any`, one. */
static bo_code_t read_texts(bo_terms_t *terms, bo_term_kind_t kind, bool excluded, bool any,
		const bo_value_t *map, const char *key, bo_error_t *error)
{
	const bo_value_t *value = bo_map_get(map, key);
	bo_code_t result = BO_OK;
	bool first = true;
	size_t count = value && value->type == BO_LIST ? value->as.many.count : 1;
	if (!value || value->type == BO_NULL) {
		return BO_OK;
	}
	for (size_t i = 0; i < count && result == BO_OK; i++) {
		const bo_value_t *text = value->type == BO_LIST ? value->as.many.items[i] : value;
		if (text->type != BO_STRING) {
			return bo_fail(error, BO_E_INVALID, "\"%s\" must be a text or a list of texts.", key);
		}
		if (text->as.string.length == 0) {
			continue;
		}
		if (kind == BO_TERM_EXPRESSION && text->as.string.length > BO_EXPRESSION_MAX) {
			return bo_fail(
					error, BO_E_INVALID, "The search expression is longer than %d bytes.", BO_EXPRESSION_MAX);
		}
		result = first || !any ? bo_terms_add(terms, kind, excluded, text->as.string.data,
										 text->as.string.length, error)
							   : bo_terms_or(terms, text->as.string.data, text->as.string.length, error);
		first = false;
	}
	return result;
}

static bo_code_t read_terms(bo_terms_t *terms, const bo_value_t *map, bo_error_t *error)
{
	const char *words = bo_map_get_text(map, "words", "");
	bool all = strcasecmp(words, "all") == 0, any = strcasecmp(words, "any") == 0;
	const struct {
		const char *name;
		bo_term_kind_t kind;
		bool excluded, any;
	} texts[] = {{"starts", BO_TERM_STARTS, false, !all}, {"ends", BO_TERM_ENDS, false, !all},
			{"contains", BO_TERM_CONTAINS, false, any}, {"not_contains", BO_TERM_CONTAINS, true, true},
			{"pattern", BO_TERM_PATTERN, false, any}, {"expression", BO_TERM_EXPRESSION, false, any},
			{"not_expression", BO_TERM_EXPRESSION, true, true}};
	bo_code_t result = BO_OK;
	if (*words && !all && !any) {
		return bo_fail(error, BO_E_INVALID, "\"words\" must be all or any.");
	}
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]) && result == BO_OK; i++) {
		result = read_texts(terms, texts[i].kind, texts[i].excluded, texts[i].any, map, texts[i].name, error);
	}
	return result;
}

static void read_limits(bo_search_t *search, const bo_value_t *map)
{
	const struct {
		const char *name;
		int *limit;
	} limits[] = {{"length_min", &search->length_min}, {"length_max", &search->length_max},
			{"letters_min", &search->letters_min}, {"letters_max", &search->letters_max},
			{"digits_min", &search->digits_min}, {"digits_max", &search->digits_max},
			{"hyphens_min", &search->hyphens_min}, {"hyphens_max", &search->hyphens_max},
			{"idn", &search->idn}};
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		int64_t number = bo_map_get_int(map, limits[i].name, -1);
		/* What is not given here stays as the compact text says. */
		if (number >= 0) {
			*limits[i].limit = number > 255 ? 255 : (int)number;
		}
	}
}

static bo_code_t read_window(bo_search_t *search, const bo_value_t *map, int64_t now, bo_error_t *error)
{
	int64_t hours = bo_map_get_int(map, "within_hours", 0);
	bo_code_t result = read_time(&search->from, map, "from", error);
	if (result == BO_OK) {
		result = read_time(&search->to, map, "to", error);
	}
	if (result == BO_OK && (hours < 0 || hours > WITHIN_MAX)) {
		result = bo_fail(error, BO_E_INVALID, "\"within_hours\" must be from 1 to %d.", WITHIN_MAX);
	}
	if (result == BO_OK && hours > 0) {
		int64_t end = now + hours * BO_HOUR;
		search->to = search->to == BO_TIME_NONE || end < search->to ? end : search->to;
	}
	return result;
}

/* The compact text first, then what is given beside it. */
static bo_code_t read_search(bo_query_t *query, const bo_value_t *map, int64_t now, bo_error_t *error)
{
	bo_search_t *search = &query->search;
	const char *text = bo_map_get_text(map, "query", "");
	bo_code_t result = bo_query_parse(query, text, strlen(text), now, error);
	if (result == BO_OK && query->mine >= 0) {
		result = bo_fail(error, BO_E_INVALID,
				"A search without a client knows no orders: leave \"mine\" out, or use the command "
				"QueryDeletedDomainsList.");
	}
	if (result != BO_OK) {
		return result;
	}
	read_limits(search, map);
	search->digits_only = bo_map_get_bool(map, "digits_only", search->digits_only);
	search->counts = bo_map_get_bool(map, "counts", false);
	int64_t first = bo_map_get_int(map, "first", 0), limit = bo_map_get_int(map, "limit", 100);
	if (first < 0 || limit < 0 || limit > 10000) {
		return bo_fail(error, BO_E_INVALID, "A page starts at 0 or later and has at most 10000 rows.");
	}
	search->first = (size_t)first;
	search->limit = (size_t)limit;
	result = read_terms(&search->terms, map, error);
	if (result == BO_OK) {
		result = read_window(search, map, now, error);
	}
	return result == BO_OK && bo_map_get(map, "orderby") ? read_order(search, map, error) : result;
}

static void show_counts(bo_value_t *map, const bo_search_result_t *found)
{
	bo_value_t *zones = bo_map_list(map, "zone_counts"), *days = bo_map_list(map, "day_counts");
	for (size_t i = 0; i < found->zone_count_count; i++) {
		bo_value_t *item = bo_list_map(zones);
		bo_map_text(item, "zone", found->zone_counts[i].zone);
		bo_map_int(item, "count", (int64_t)found->zone_counts[i].count);
	}
	for (size_t i = 0; i < found->day_count_count; i++) {
		char day[BO_TIME_TEXT_SIZE];
		bo_value_t *item = bo_list_map(days);
		bo_time_format(day, found->first_day + (int64_t)i * BO_DAY);
		bo_map_string(item, "day", day, 10);
		bo_map_int(item, "count", (int64_t)found->day_counts[i]);
	}
}

static bo_value_t *show(const bo_search_result_t *found, bool counts)
{
	bo_value_t *map = bo_value_map();
	bo_value_t *items = bo_map_list(map, "items");
	for (size_t i = 0; i < found->row_count; i++) {
		const bo_search_row_t *row = &found->rows[i];
		char name[BO_NAME_MAX * 2], unicode[BO_NAME_UTF8_MAX], time[BO_TIME_TEXT_SIZE];
		bo_value_t *item = bo_list_map(items);
		snprintf(name, sizeof(name), "%s.%s", row->label, row->zone);
		bo_name_to_unicode(unicode, name);
		bo_map_text(item, "name", name);
		bo_map_text(item, "name_unicode", unicode);
		bo_map_text(item, "label", row->label);
		bo_map_text(item, "zone", row->zone);
		bo_map_text(item, "dropdate", bo_time_format(time, row->drop_date));
		bo_map_int(item, "length", row->length);
		bo_map_int(item, "digits", row->digits);
		bo_map_int(item, "hyphens", row->hyphens);
	}
	bo_map_int(map, "total", (int64_t)found->total);
	bo_map_int(map, "generation", found->generation);
	if (counts) {
		show_counts(map, found);
	}
	return map;
}

/* Leaves those zones that the compact text names too; with none given, takes those of the text. */
static bo_code_t join_zones(zones_t *zones, const char *named, bo_error_t *error)
{
	zones_t others = {0};
	if (!*named) {
		return BO_OK;
	}
	bo_value_t *list = bo_value_list();
	while (*named) {
		size_t length = strcspn(named, ",");
		bo_list_string(list, named, length);
		named += length + (named[length] ? 1 : 0);
	}
	bo_code_t result = bo_value_complete(list) ? zones_read(&others, list, error) : bo_fail_memory(error);
	bo_value_free(list);
	if (result != BO_OK || zones->count == 0) {
		zones_free(zones);
		*zones = others;
		return result;
	}
	size_t kept = 0;
	for (size_t i = 0; i < zones->count; i++) {
		for (size_t k = 0; k < others.count; k++) {
			if (strcmp(zones->pointers[i], others.pointers[k]) == 0) {
				zones->pointers[kept++] = zones->pointers[i];
				break;
			}
		}
	}
	zones_free(&others);
	if (kept == 0) {
		/* No zone at all would mean all of them. */
		zones->pointers[kept++] = "";
	}
	zones->count = kept;
	return BO_OK;
}

static bo_code_t search_names(
		bo_value_t **out, bo_context_t *context, const bo_value_t *options, bo_error_t *error)
{
	zones_t zones;
	bo_query_t query;
	bo_search_result_t found = {0};
	*out = NULL;
	bo_code_t result = zones_read(&zones, bo_map_get(options, "zones"), error);
	if (result == BO_OK) {
		result = read_search(&query, options, context->now, error);
	}
	if (result == BO_OK) {
		result = join_zones(&zones, query.zones, error);
	}
	if (result == BO_OK) {
		query.search.zones = zones.pointers;
		query.search.zone_count = zones.count;
		result = bo_droplist_search(&found, context, &query.search, error);
	}
	if (result == BO_OK) {
		*out = show(&found, query.search.counts);
		if (!bo_value_complete(*out)) {
			bo_value_free(*out);
			*out = NULL;
			result = bo_fail_memory(error);
		}
	}
	bo_search_result_dispose(&found);
	zones_free(&zones);
	return result;
}

PHP_BO_FUNCTION(droplist_search)
{
	HashTable *search;
	ZEND_PARSE_PARAMETERS_START(1, 1)
	Z_PARAM_ARRAY_HT(search)
	ZEND_PARSE_PARAMETERS_END();
	php_bo_run_with_options(return_value, search, search_names);
}

PHP_BO_FUNCTION(droplist_stats)
{
	HashTable *names = NULL;
	ZEND_PARSE_PARAMETERS_START(0, 1)
	Z_PARAM_OPTIONAL
	Z_PARAM_ARRAY_HT(names)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	zones_t zones = {0};
	bo_value_t *value = NULL, *list = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = BO_OK;
	if (names) {
		list = php_bo_from_array(names, false);
		result = list ? zones_read(&zones, list, &error) : BO_E_INVALID;
	}
	if (result == BO_OK) {
		result = bo_droplist_stats(&value, context, zones.pointers, zones.count, &error);
	}
	zones_free(&zones);
	bo_value_free(list);
	php_bo_end(context, result, &error, value, return_value);
}

PHP_BO_FUNCTION(droplist_lookup)
{
	zend_string *name;
	ZEND_PARSE_PARAMETERS_START(1, 1)
	Z_PARAM_STR(name)
	ZEND_PARSE_PARAMETERS_END();

	bo_error_t error;
	bo_name_t parsed;
	int64_t date = BO_TIME_NONE;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = BO_OK;
	bo_name_reason_t reason = bo_name_parse(&parsed, ZSTR_VAL(name), ZSTR_LEN(name));
	if (reason != BO_NAME_OK) {
		result = bo_fail(&error, BO_E_INVALID, "This is not a domain name: %s.", bo_name_reason_text(reason));
	}
	if (result == BO_OK) {
		char label[BO_LABEL_SIZE], text[BO_TIME_TEXT_SIZE];
		memcpy(label, parsed.text, parsed.label_length);
		label[parsed.label_length] = '\0';
		result = bo_droplist_lookup(&date, context, label, bo_name_zone(&parsed), &error);
		bool listed = result == BO_OK;
		if (result == BO_E_NOT_FOUND) {
			result = BO_OK;
			date = BO_TIME_NONE;
		}
		value = bo_value_map();
		bo_map_text(value, "name", parsed.text);
		bo_map_text(value, "dropdate", date == BO_TIME_NONE ? NULL : bo_time_format(text, date));
		bo_map_bool(value, "listed", listed);
	}
	php_bo_end(context, result, &error, value, return_value);
}

PHP_BO_FUNCTION(droplist_sync_dates)
{
	HashTable *options = NULL;
	ZEND_PARSE_PARAMETERS_START(0, 1)
	Z_PARAM_OPTIONAL
	Z_PARAM_ARRAY_HT(options)
	ZEND_PARSE_PARAMETERS_END();
	php_bo_run_with_options(return_value, options, bo_backorder_follow_list);
}
