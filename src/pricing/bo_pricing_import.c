/* Prices that an admin pastes or uploads. */
#include "pricing/bo_pricing.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define MAX_CELLS 64
#define MAX_CELL 512
#define MAX_ERRORS 100

typedef struct {
	char text[MAX_CELL];
} cell_t;

typedef struct {
	bo_db_t *db;
	bo_rows_t *currencies; /* id, code */
	char separator;
	cell_t cells[MAX_CELLS];
	size_t count;
	int64_t columns[MAX_CELLS]; /* with a first line of currencies: which column is which; 0: none */
	bool headed, dry;
	size_t line;
	int64_t zones, prices, bad;
	bo_value_t *errors;
} import_t;

static void complain(import_t *import, const char *text)
{
	import->bad++;
	if (import->bad <= MAX_ERRORS) {
		bo_value_t *item = bo_list_map(import->errors);
		bo_map_int(item, "line", (int64_t)import->line);
		bo_map_text(item, "message", text);
	}
}

/* A price with a comma ("12,50") needs another separator or quotes, so a comma is taken last. */
static char separator_of(const char *text)
{
	size_t end = strcspn(text, "\r\n");
	if (memchr(text, '\t', end)) {
		return '\t';
	}
	return memchr(text, ';', end) ? ';' : ',';
}

static void add_char(cell_t *cell, size_t *used, char c)
{
	if (*used + 1 < MAX_CELL) {
		cell->text[(*used)++] = c;
	}
}

static void trim(cell_t *cell, size_t used)
{
	size_t start = 0;
	while (used && isspace((unsigned char)cell->text[used - 1])) {
		used--;
	}
	while (start < used && isspace((unsigned char)cell->text[start])) {
		start++;
	}
	memmove(cell->text, cell->text + start, used - start);
	cell->text[used - start] = '\0';
}

/* Reads one line into cells; returns the start of the next. */
static const char *read_cells(import_t *import, const char *text)
{
	import->count = 0;
	for (;;) {
		cell_t spare, *cell = import->count < MAX_CELLS ? &import->cells[import->count++] : &spare;
		size_t used = 0;
		while (*text == ' ') {
			text++;
		}
		if (*text == '"') {
			for (text++; *text && (*text != '"' || text[1] == '"'); text++) {
				text += *text == '"';
				add_char(cell, &used, *text);
			}
			text += *text == '"';
		}
		while (*text && *text != import->separator && *text != '\r' && *text != '\n') {
			add_char(cell, &used, *text++);
		}
		trim(cell, used);
		if (*text != import->separator) {
			break;
		}
		text++;
	}
	text += *text == '\r';
	text += *text == '\n';
	return text;
}

static int64_t currency_id(const import_t *import, const char *code)
{
	for (size_t i = 0; i < bo_rows_count(import->currencies); i++) {
		if (strcasecmp(bo_rows_text(import->currencies, i, 1), code) == 0) {
			return bo_rows_int(import->currencies, i, 0, 0);
		}
	}
	return 0;
}

static bool is_head(const import_t *import)
{
	static const char *const words[] = {"zone", "tld", "extension"};
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (strcasecmp(import->cells[0].text, words[i]) == 0) {
			return true;
		}
	}
	return false;
}

static void read_head(import_t *import)
{
	char text[160];
	import->headed = false;
	for (size_t i = 1; i < import->count; i++) {
		import->columns[i] = currency_id(import, import->cells[i].text);
		import->headed = import->headed || import->columns[i];
	}
	for (size_t i = 1; import->headed && i < import->count; i++) {
		if (!import->columns[i] && *import->cells[i].text) {
			snprintf(text, sizeof(text), "WHMCS has no currency %.40s.", import->cells[i].text);
			complain(import, text);
		}
	}
}

static bo_code_t take_price(
		import_t *import, const char *zone, int64_t currency, const char *typed, bo_error_t *error)
{
	bo_money_t price;
	bo_error_t own = {0};
	if (bo_money_parse_input(&price, typed, strlen(typed), &own) != BO_OK) {
		complain(import, own.message);
		return BO_OK;
	}
	import->prices++;
	return import->dry ? BO_OK : bo_pricing_write(import->db, zone, currency, price, error);
}

static bo_code_t take_line(import_t *import, bo_error_t *error)
{
	char zone[BO_ZONE_SIZE], text[200];
	const char *typed = import->cells[0].text;
	if (import->count == 1 && !*typed) {
		return BO_OK;
	}
	bo_name_reason_t reason = bo_zone_parse(zone, typed, strlen(typed));
	if (reason != BO_NAME_OK) {
		snprintf(text, sizeof(text), "This is not a zone: %s.", bo_name_reason_text(reason));
		complain(import, text);
		return BO_OK;
	}
	import->zones++;
	if (!import->headed) {
		int64_t currency = import->count == 3 ? currency_id(import, import->cells[1].text) : 0;
		if (!currency) {
			complain(import, "A line has a zone, the code of a currency that WHMCS has, and a price.");
			return BO_OK;
		}
		return take_price(import, zone, currency, import->cells[2].text, error);
	}
	bo_code_t result = BO_OK;
	for (size_t i = 1; i < import->count && result == BO_OK; i++) {
		if (import->columns[i]) {
			result = take_price(import, zone, import->columns[i], import->cells[i].text, error);
		}
	}
	return result;
}

static bo_code_t take_all(import_t *import, const char *csv, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	/* Spreadsheets begin a UTF-8 file with its mark. */
	if (strncmp(csv, "\xef\xbb\xbf", 3) == 0) {
		csv += 3;
	}
	import->separator = separator_of(csv);
	while (*csv && result == BO_OK) {
		csv = read_cells(import, csv);
		import->line++;
		if (import->line == 1 && is_head(import)) {
			read_head(import);
		} else {
			result = take_line(import, error);
		}
	}
	return result;
}

bo_code_t bo_pricing_import(bo_value_t **out, bo_db_t *db, const char *csv, bool dry, bo_error_t *error)
{
	import_t *import = calloc(1, sizeof(*import));
	bo_value_t *map = bo_value_map();
	*out = NULL;
	bo_code_t result = import && map ? bo_db_begin(db, error) : bo_fail_memory(error);
	if (result != BO_OK) {
		bo_value_free(map);
		free(import);
		return result;
	}
	import->db = db;
	import->dry = dry;
	import->errors = bo_map_list(map, "errors");
	result = bo_db_query(&import->currencies, db, "SELECT id, code FROM tblcurrencies", BO_NO_PARAMS, error);
	if (result == BO_OK) {
		result = take_all(import, csv, error);
	}
	bool save = result == BO_OK && !dry && import->bad == 0;
	bo_map_int(map, "zones", import->zones);
	bo_map_int(map, "prices", import->prices);
	bo_map_bool(map, "saved", save);
	if (result == BO_OK && !bo_value_complete(map)) {
		result = bo_fail_memory(error);
		save = false;
	}
	if (save) {
		result = bo_db_commit(db, error);
	} else {
		bo_db_rollback(db);
	}
	bo_rows_free(import->currencies);
	free(import);
	if (result != BO_OK) {
		bo_value_free(map);
		return result;
	}
	*out = map;
	return BO_OK;
}
