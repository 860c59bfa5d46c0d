/* droplist: import, search, stats, lookup, sync dates. */
#include "php_ispapibackorder.h"

#include "php_bo_functions.h"

#include "backorder/bo_backorder.h"
#include "droplist/bo_droplist.h"

#include "zend_exceptions.h"

#include <strings.h>

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

static bo_code_t read_search(bo_search_t *search, const bo_value_t *map, bo_error_t *error)
{
	const struct {
		const char *name;
		int *limit;
	} limits[] = {{"length_min", &search->length_min}, {"length_max", &search->length_max},
			{"letters_min", &search->letters_min}, {"letters_max", &search->letters_max},
			{"digits_min", &search->digits_min}, {"digits_max", &search->digits_max},
			{"hyphens_min", &search->hyphens_min}, {"hyphens_max", &search->hyphens_max},
			{"idn", &search->idn}};
	const struct {
		const char *name;
		const char **text;
	} texts[] = {{"contains", &search->contains}, {"starts", &search->starts}, {"ends", &search->ends},
			{"expression", &search->expression}, {"not_expression", &search->not_expression}};
	bo_search_init(search);
	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		int64_t number = bo_map_get_int(map, limits[i].name, -1);
		*limits[i].limit = number < -1 ? -1 : number > 255 ? 255 : (int)number;
	}
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		const char *text = bo_map_get_text(map, texts[i].name, "");
		*texts[i].text = *text ? text : NULL;
	}
	search->digits_only = bo_map_get_bool(map, "digits_only", false);
	int64_t first = bo_map_get_int(map, "first", 0), limit = bo_map_get_int(map, "limit", 100);
	if (first < 0 || limit < 0 || limit > 10000) {
		return bo_fail(error, BO_E_INVALID, "A page starts at 0 or later and has at most 10000 rows.");
	}
	search->first = (size_t)first;
	search->limit = (size_t)limit;
	bo_code_t result = read_time(&search->from, map, "from", error);
	if (result == BO_OK) {
		result = read_time(&search->to, map, "to", error);
	}
	return result == BO_OK ? read_order(search, map, error) : result;
}

static bo_value_t *show(const bo_search_result_t *found)
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
	return map;
}

static bo_code_t search_names(
		bo_value_t **out, bo_context_t *context, const bo_value_t *options, bo_error_t *error)
{
	zones_t zones;
	bo_search_t search;
	bo_search_result_t found = {0};
	*out = NULL;
	bo_code_t result = zones_read(&zones, bo_map_get(options, "zones"), error);
	if (result == BO_OK) {
		result = read_search(&search, options, error);
	}
	if (result == BO_OK) {
		search.zones = zones.pointers;
		search.zone_count = zones.count;
		result = bo_droplist_search(&found, context, &search, error);
	}
	if (result == BO_OK) {
		*out = show(&found);
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
	ZEND_PARSE_PARAMETERS_NONE();
	bo_error_t error;
	bo_value_t *value = NULL;
	bo_context_t *context = php_bo_begin(&error);
	if (!context) {
		RETURN_THROWS();
	}
	bo_code_t result = bo_backorder_sync_dates(&value, context, &error);
	php_bo_end(context, result, &error, value, return_value);
}
