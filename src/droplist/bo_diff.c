#include "droplist/bo_diff.h"

#include "droplist/bo_punycode.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS 7
#define DELETE_ROWS 100
#define RETRIES 4

/* The statements as literals, since prepared statements are kept by the address of their text. */
#define X5(x) x x x x x
#define X10(x) X5(x) X5(x)
#define X100(x) X10(X10(x))
#define INSERT_HEAD                                                                                 \
	"INSERT INTO backorder_pending_domains (zone, domain, drop_date, domain_number_of_characters, " \
	"domain_number_of_hyphens, domain_number_of_digits, domain_number_of_umlauts) VALUES "
#define INSERT_ROW "(?,?,?,?,?,?,?)"
#define INSERT_TAIL                                                       \
	" ON DUPLICATE KEY UPDATE drop_date = VALUES(drop_date), "            \
	"domain_number_of_characters = VALUES(domain_number_of_characters), " \
	"domain_number_of_hyphens = VALUES(domain_number_of_hyphens), "       \
	"domain_number_of_digits = VALUES(domain_number_of_digits), "         \
	"domain_number_of_umlauts = VALUES(domain_number_of_umlauts)"
/* 500 rows: 499 with a comma behind and one without. */
static const char insert_many[] = INSERT_HEAD X100(INSERT_ROW ",") X100(INSERT_ROW ",") X100(INSERT_ROW ",")
		X100(INSERT_ROW ",") X10(X5(INSERT_ROW ",")) X10(INSERT_ROW ",") X10(INSERT_ROW ",")
				X10(INSERT_ROW ",") X10(INSERT_ROW ",") X5(INSERT_ROW ",") INSERT_ROW
		"," INSERT_ROW "," INSERT_ROW "," INSERT_ROW "," INSERT_ROW INSERT_TAIL;
static const char insert_one[] = INSERT_HEAD INSERT_ROW INSERT_TAIL;

#define DELETE_HEAD "DELETE FROM backorder_pending_domains WHERE "
#define DELETE_ROW "(zone = ? AND domain = ?)"
static const char delete_many[] = DELETE_HEAD X10(X5(DELETE_ROW " OR ")) X10(DELETE_ROW " OR ")
		X10(DELETE_ROW " OR ") X10(DELETE_ROW " OR ") X10(DELETE_ROW " OR ") X5(DELETE_ROW " OR ") DELETE_ROW
		" OR " DELETE_ROW " OR " DELETE_ROW " OR " DELETE_ROW " OR " DELETE_ROW;
static const char delete_one[] = DELETE_HEAD DELETE_ROW;

void bo_diff_init(bo_diff_t *diff)
{
	memset(diff, 0, sizeof(*diff));
}

void bo_diff_dispose(bo_diff_t *diff)
{
	free(diff->removed);
	bo_diff_init(diff);
}

/* ---- comparing ---- */

typedef struct {
	bo_diff_t *diff;
	bo_list_t *list;
	size_t next; /* the first row of the list that is not dealt with */
	uint64_t rows;
	int64_t now;
	char zone[BO_NAME_MAX + 1], label[BO_LABEL_MAX + 1]; /* the row before */
	size_t zone_length, label_length;
} compare_t;

/* A date as the table tells it; zero and damaged dates become 0. */
static uint32_t table_time(const char *text, size_t length)
{
	int64_t time;
	if (!text || !bo_time_parse(&time, text, length > 19 ? 19 : length) || time > UINT32_MAX) {
		return 0;
	}
	return (uint32_t)time;
}

static bool remember_removed(
		bo_diff_t *diff, const char *zone, size_t zone_length, const char *label, size_t label_length)
{
	size_t needed = diff->removed_size + 2 + zone_length + label_length;
	if (needed > diff->removed_capacity) {
		size_t capacity =
				diff->removed_capacity ? diff->removed_capacity + diff->removed_capacity / 2 : 65536;
		capacity = capacity < needed ? needed : capacity;
		char *bigger = realloc(diff->removed, capacity);
		if (!bigger) {
			return false;
		}
		diff->removed = bigger;
		diff->removed_capacity = capacity;
	}
	char *at = diff->removed + diff->removed_size;
	at[0] = (char)zone_length;
	at[1] = (char)label_length;
	memcpy(at + 2, zone, zone_length);
	memcpy(at + 2 + zone_length, label, label_length);
	diff->removed_size = needed;
	return true;
}

static void mark_added(compare_t *compare)
{
	compare->list->rows[compare->next++].mark = BO_MARK_ADDED;
	compare->diff->added++;
}

/* How the next row of the list stands to a row of the table. */
static int order_of_next(const compare_t *compare, const char *zone, size_t zone_length, const char *label,
		size_t label_length)
{
	const bo_list_row_t *row = &compare->list->rows[compare->next];
	const char *own = bo_list_zone(compare->list, row->zone);
	int order = strcmp(own, zone);
	(void)zone_length;
	return order ? order
				 : bo_list_compare(bo_list_label(compare->list, row), row->label_length, label, label_length);
}

/* The comparison relies on the server's order being that of the bytes; a table with another collation would
 * make every name look gone. */
static bool ascends(
		compare_t *compare, const char *zone, size_t zone_length, const char *label, size_t label_length)
{
	int order = bo_list_compare(compare->zone, compare->zone_length, zone, zone_length);
	if (order == 0) {
		order = bo_list_compare(compare->label, compare->label_length, label, label_length);
	}
	if (compare->rows && order >= 0) {
		return false;
	}
	if (zone_length != compare->zone_length || memcmp(compare->zone, zone, zone_length) != 0) {
		memcpy(compare->zone, zone, zone_length);
		compare->zone_length = zone_length;
	}
	memcpy(compare->label, label, label_length);
	compare->label_length = label_length;
	return true;
}

static bo_code_t take_table_row(
		const char *const *cells, const size_t *lengths, size_t columns, bo_error_t *error, void *payload)
{
	compare_t *compare = payload;
	(void)columns;
	const char *zone = cells[0] ? cells[0] : "", *label = cells[1] ? cells[1] : "";
	size_t zone_length = lengths[0], label_length = lengths[1];
	if (zone_length > BO_NAME_MAX || label_length > BO_LABEL_MAX) {
		return bo_fail(error, BO_E_DB,
				"The table backorder_pending_domains has columns of another size than it should.");
	}
	if (!ascends(compare, zone, zone_length, label, label_length)) {
		return bo_fail(error, BO_E_DB,
				"The table backorder_pending_domains does not sort by bytes: its columns zone and domain "
				"must have the "
				"collation ascii_bin.");
	}
	compare->rows++;
	int order = 1;
	while (compare->next < compare->list->count) {
		order = order_of_next(compare, zone, zone_length, label, label_length);
		if (order >= 0) {
			break;
		}
		mark_added(compare);
		order = 1;
	}
	uint32_t time = table_time(cells[2], lengths[2]);
	if (order == 0) {
		bo_list_row_t *row = &compare->list->rows[compare->next++];
		if (row->time == time) {
			row->mark = BO_MARK_UNCHANGED;
			compare->diff->unchanged++;
		} else {
			row->mark = BO_MARK_MOVED;
			compare->diff->moved++;
		}
		return BO_OK;
	}
	if ((int64_t)time > compare->now) {
		if (compare->diff->keep && compare->diff->keep(zone, compare->diff->keep_payload)) {
			compare->diff->kept++;
			return BO_OK;
		}
		compare->diff->gone++;
	} else {
		compare->diff->expired++;
	}
	return remember_removed(compare->diff, zone, zone_length, label, label_length) ? BO_OK
																				   : bo_fail_memory(error);
}

static const char select_all[] =
		"SELECT zone, domain, CAST(drop_date AS CHAR) FROM backorder_pending_domains ORDER BY zone, domain";

bo_code_t bo_diff_compare(bo_diff_t *diff, bo_db_t *db, bo_list_t *list, int64_t now, bo_error_t *error)
{
	compare_t compare = {.diff = diff, .list = list, .now = now};
	bo_code_t result = bo_db_stream(db, select_all, BO_NO_PARAMS, take_table_row, &compare, error);
	while (result == BO_OK && compare.next < list->count) {
		mark_added(&compare);
	}
	return result;
}

/* ---- loading ---- */

static bo_code_t load_row(
		const char *const *cells, const size_t *lengths, size_t columns, bo_error_t *error, void *payload)
{
	bo_list_t *list = payload;
	(void)columns;
	uint32_t time = table_time(cells[2], lengths[2]);
	/* What an older version left there and no list would hold. */
	if (time == 0 || lengths[0] == 0 || lengths[0] > BO_NAME_MAX || lengths[1] == 0 ||
			lengths[1] > BO_LABEL_MAX || memchr(cells[0], '\0', lengths[0])) {
		return BO_OK;
	}
	return bo_list_add(list, cells[1], lengths[1], cells[0], lengths[0], time, error);
}

bo_code_t bo_diff_load(bo_list_t *list, bo_db_t *db, bo_error_t *error)
{
	uint64_t duplicates;
	bo_code_t result = bo_db_stream(db, select_all, BO_NO_PARAMS, load_row, list, error);
	return result == BO_OK ? bo_list_sort(list, &duplicates, error) : result;
}

/* ---- writing ---- */

typedef struct {
	bo_db_t *db;
	const bo_list_t *list;
	bo_param_t *params; /* of one statement */
	uint64_t done, total;
	bo_diff_step_fn step;
	void *payload;
} writer_t;

static void count_label(int64_t counts[4], const char *label, size_t length)
{
	char unicode[BO_ULABEL_SIZE];
	size_t size = bo_punycode_decode(unicode, label, length);
	const char *text = size ? unicode : label;
	length = size ? size : length;
	counts[0] = counts[1] = counts[2] = counts[3] = 0;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		counts[0] += (c & 0xc0) != 0x80;
		counts[1] += c == '-';
		counts[2] += c >= '0' && c <= '9';
		counts[3] += c >= 0xc0; /* the first byte of a letter beyond ASCII */
	}
}

/* A date as the number YYYYMMDDHHMMSS, which servers read faster than its text. */
static int64_t date_number(uint32_t time)
{
	char text[BO_TIME_TEXT_SIZE];
	int64_t number = 0;
	for (const char *c = bo_time_format(text, time); *c; c++) {
		if (*c >= '0' && *c <= '9') {
			number = number * 10 + (*c - '0');
		}
	}
	return number;
}

static void bind_insert(bo_param_t *params, const bo_list_t *list, const bo_list_row_t *row)
{
	int64_t counts[4];
	const char *label = bo_list_label(list, row);
	count_label(counts, label, row->label_length);
	params[0] = bo_p_text(bo_list_zone(list, row->zone));
	params[1] = bo_p_string(label, row->label_length);
	params[2] = bo_p_int(date_number(row->time));
	for (int i = 0; i < 4; i++) {
		params[3 + i] = bo_p_int(counts[i]);
	}
}

/* The rows of the list with a mark, from *next on, at most `wanted`; *next moves on. */
static size_t bind_inserts(writer_t *writer, size_t *next, size_t wanted)
{
	size_t count = 0;
	while (count < wanted && *next < writer->list->count) {
		const bo_list_row_t *row = &writer->list->rows[(*next)++];
		if (row->mark != BO_MARK_UNCHANGED) {
			bind_insert(writer->params + COLUMNS * count++, writer->list, row);
		}
	}
	return count;
}

static bo_code_t insert_chunk(writer_t *writer, size_t *next, size_t *count, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	*count = bind_inserts(writer, next, BO_DIFF_INSERT_ROWS);
	if (*count == BO_DIFF_INSERT_ROWS) {
		return bo_db_exec(writer->db, insert_many, writer->params, *count * COLUMNS, NULL, NULL, error);
	}
	for (size_t i = 0; i < *count && result == BO_OK; i++) {
		result = bo_db_exec(writer->db, insert_one, writer->params + i * COLUMNS, COLUMNS, NULL, NULL, error);
	}
	return result;
}

static bo_code_t delete_chunk(
		writer_t *writer, const bo_diff_t *diff, size_t *next, size_t *count, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	*count = 0;
	while (*count < DELETE_ROWS && *next < diff->removed_size) {
		const char *at = diff->removed + *next;
		size_t zone_length = (unsigned char)at[0], label_length = (unsigned char)at[1];
		writer->params[*count * 2] = bo_p_string(at + 2, zone_length);
		writer->params[*count * 2 + 1] = bo_p_string(at + 2 + zone_length, label_length);
		(*count)++;
		*next += 2 + zone_length + label_length;
	}
	if (*count == DELETE_ROWS) {
		return bo_db_exec(writer->db, delete_many, writer->params, *count * 2, NULL, NULL, error);
	}
	for (size_t i = 0; i < *count && result == BO_OK; i++) {
		result = bo_db_exec(writer->db, delete_one, writer->params + i * 2, 2, NULL, NULL, error);
	}
	return result;
}

/* One transaction from *next on; repeated when the server rolls it back for a lock. */
static bo_code_t write_transaction(
		writer_t *writer, const bo_diff_t *diff, bool deleting, size_t *next, size_t *rows, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	for (int attempt = 0; attempt < RETRIES; attempt++) {
		size_t place = *next, count;
		*rows = 0;
		bo_error_clear(error);
		result = bo_db_begin(writer->db, error);
		while (result == BO_OK && *rows < BO_DIFF_TRANSACTION_ROWS) {
			result = deleting ? delete_chunk(writer, diff, &place, &count, error)
							  : insert_chunk(writer, &place, &count, error);
			*rows += count;
			if (count == 0) {
				break;
			}
		}
		if (result == BO_OK) {
			result = bo_db_commit(writer->db, error);
		}
		if (result == BO_OK) {
			*next = place;
			return BO_OK;
		}
		bo_db_rollback(writer->db);
		if (result != BO_E_RETRY) {
			break;
		}
	}
	return result;
}

static bo_code_t write_all(writer_t *writer, const bo_diff_t *diff, bool deleting, bo_error_t *error)
{
	size_t next = 0, rows;
	size_t end = deleting ? diff->removed_size : writer->list->count;
	bo_code_t result = BO_OK;
	while (next < end && result == BO_OK) {
		result = write_transaction(writer, diff, deleting, &next, &rows, error);
		if (result == BO_OK && rows) {
			writer->done += rows;
			result = writer->step(writer->done, writer->total, error, writer->payload);
		}
	}
	return result;
}

bo_code_t bo_diff_write(const bo_diff_t *diff, bo_db_t *db, const bo_list_t *list, bo_diff_step_fn step,
		void *payload, bo_error_t *error)
{
	writer_t writer = {.db = db, .list = list, .step = step, .payload = payload};
	writer.total = diff->added + diff->moved + diff->gone + diff->expired;
	writer.params = calloc((size_t)BO_DIFF_INSERT_ROWS * COLUMNS, sizeof(*writer.params));
	if (!writer.params) {
		return bo_fail_memory(error);
	}
	bo_code_t result = diff->added || diff->moved ? write_all(&writer, diff, false, error) : BO_OK;
	if (result == BO_OK) {
		result = write_all(&writer, diff, true, error);
	}
	free(writer.params);
	return result;
}

/* ---- purging ---- */

static bo_code_t take_old_row(
		const char *const *cells, const size_t *lengths, size_t columns, bo_error_t *error, void *payload)
{
	bo_diff_t *diff = payload;
	(void)columns;
	if (lengths[0] > BO_NAME_MAX || lengths[1] > BO_LABEL_MAX) {
		return bo_fail(error, BO_E_DB,
				"The table backorder_pending_domains has columns of another size than it should.");
	}
	diff->expired++;
	return remember_removed(diff, cells[0] ? cells[0] : "", lengths[0], cells[1] ? cells[1] : "", lengths[1])
				   ? BO_OK
				   : bo_fail_memory(error);
}

bo_code_t bo_diff_purge(
		bo_diff_t *diff, bo_db_t *db, int64_t before, bo_diff_step_fn step, void *payload, bo_error_t *error)
{
	bo_list_t none;
	bo_list_init(&none);
	bo_code_t result = bo_db_stream(db,
			"SELECT zone, domain FROM backorder_pending_domains WHERE drop_date < ? ORDER BY zone, domain",
			BO_PARAMS(bo_p_time(before)), take_old_row, diff, error);
	return result == BO_OK ? bo_diff_write(diff, db, &none, step, payload, error) : result;
}
