#include "droplist/bo_diff.h"

#include "droplist/bo_punycode.h"

#include <stdlib.h>
#include <string.h>

#define COLUMNS 7
#define INSERT_ROWS 500
#define DELETE_ROWS 100
#define RETRIES 4
/* TO_SECONDS() of 1970-01-01. */
#define EPOCH "62167219200"
/* Numbers are read faster than texts, and the server counts in UTC here. */
#define SELECT_ROWS "SELECT zone, domain, TO_SECONDS(drop_date) - " EPOCH " FROM backorder_pending_domains"

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

/* One row each, for bulk statements: literals of their own, see bo_db_exec_bulk(). */
static const char insert_bulk[] = INSERT_HEAD INSERT_ROW INSERT_TAIL;
static const char delete_bulk[] = DELETE_HEAD DELETE_ROW;

void bo_diff_init(bo_diff_t *diff)
{
	memset(diff, 0, sizeof(*diff));
}

void bo_diff_dispose(bo_diff_t *diff)
{
	free(diff->changed);
	free(diff->removed);
	bo_diff_init(diff);
}

/* ---- loading ---- */

/* NULL is the answer for a zero date. */
static uint32_t table_time(const char *text)
{
	int64_t time = text ? strtoll(text, NULL, 10) : 0;
	return time < 0 || time > UINT32_MAX ? 0 : (uint32_t)time;
}

static bo_code_t load_row(
		const char *const *cells, const size_t *lengths, size_t columns, bo_error_t *error, void *payload)
{
	bo_list_t *table = payload;
	(void)columns;
	const char *zone = cells[0] ? cells[0] : "", *label = cells[1] ? cells[1] : "";
	for (size_t i = 0; i < lengths[0]; i++) {
		if (zone[i] <= ' ' || zone[i] > '~') {
			return BO_OK; /* nothing that could be named here, and no search shows it */
		}
	}
	return bo_list_add(table, label, lengths[1], zone, lengths[0], table_time(cells[2]), error);
}

bo_code_t bo_diff_load(bo_list_t *table, bo_db_t *db, bo_error_t *error)
{
	static const char sql[] = SELECT_ROWS " ORDER BY zone, domain";
	uint64_t duplicates;
	bo_code_t result = bo_db_stream(db, sql, BO_NO_PARAMS, load_row, table, error);
	return result == BO_OK ? bo_list_sort(table, &duplicates, error) : result;
}

/* ---- comparing ---- */

/* How the zones of the list and of the table stand to each other: a rank in the order of both. */
typedef struct {
	uint32_t *list, *table;
} ranks_t;

static bool rank_zones(ranks_t *ranks, const bo_list_t *list, const bo_list_t *table)
{
	size_t a = 0, b = 0;
	ranks->list = malloc((list->zone_count + 1) * sizeof(*ranks->list));
	ranks->table = malloc((table->zone_count + 1) * sizeof(*ranks->table));
	if (!ranks->list || !ranks->table) {
		return false;
	}
	for (uint32_t rank = 0; a < list->zone_count || b < table->zone_count; rank++) {
		int order = a == list->zone_count ? 1
					: b == table->zone_count
							? -1
							: strcmp(bo_list_zone(list, (uint32_t)a), bo_list_zone(table, (uint32_t)b));
		if (order <= 0) {
			ranks->list[a++] = rank;
		}
		if (order >= 0) {
			ranks->table[b++] = rank;
		}
	}
	return true;
}

typedef struct {
	bo_diff_t *diff;
	const bo_list_t *list, *table;
	ranks_t ranks;
	int64_t now;
	bo_diff_keep_fn keep;
	void *payload;
} compare_t;

static int compare_rows(const compare_t *compare, const bo_list_row_t *own, const bo_list_row_t *known)
{
	uint32_t own_rank = compare->ranks.list[own->zone], known_rank = compare->ranks.table[known->zone];
	if (own_rank != known_rank) {
		return own_rank < known_rank ? -1 : 1;
	}
	return bo_list_compare(bo_list_label(compare->list, own), own->label_length,
			bo_list_label(compare->table, known), known->label_length);
}

/* A row of the table that is not on the list. */
static void take_missing(compare_t *compare, size_t place)
{
	bo_diff_t *diff = compare->diff;
	const bo_list_row_t *row = &compare->table->rows[place];
	bool ahead = (int64_t)row->time > compare->now;
	if (ahead && compare->keep && compare->keep(bo_list_zone(compare->table, row->zone), compare->payload)) {
		diff->kept++;
		return;
	}
	diff->gone += ahead;
	diff->expired += !ahead;
	diff->removed[diff->removed_count++] = (uint32_t)place;
}

static void merge(compare_t *compare)
{
	bo_diff_t *diff = compare->diff;
	const bo_list_t *list = compare->list, *table = compare->table;
	size_t a = 0, b = 0;
	while (a < list->count || b < table->count) {
		int order = a == list->count    ? 1
					: b == table->count ? -1
										: compare_rows(compare, &list->rows[a], &table->rows[b]);
		if (order > 0) {
			take_missing(compare, b++);
			continue;
		}
		bool same = order == 0 && list->rows[a].time == table->rows[b].time;
		diff->unchanged += same;
		diff->moved += order == 0 && !same;
		diff->added += order < 0;
		if (!same) {
			diff->changed[diff->changed_count++] = (uint32_t)a;
		}
		a++;
		b += order == 0;
	}
}

bo_code_t bo_diff_compare(bo_diff_t *diff, const bo_list_t *list, const bo_list_t *table, int64_t now,
		bo_diff_keep_fn keep, void *payload, bo_error_t *error)
{
	compare_t compare = {
			.diff = diff, .list = list, .table = table, .now = now, .keep = keep, .payload = payload};
	bo_code_t result = BO_OK;
	diff->changed = malloc((list->count + 1) * sizeof(*diff->changed));
	diff->removed = malloc((table->count + 1) * sizeof(*diff->removed));
	if (!diff->changed || !diff->removed || !rank_zones(&compare.ranks, list, table)) {
		result = bo_fail_memory(error);
	} else {
		merge(&compare);
	}
	free(compare.ranks.list);
	free(compare.ranks.table);
	return result;
}

/* ---- writing ---- */

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

/* Room for the values of one statement: columns for a bulk one, parameters for the others. */
typedef struct {
	bo_bulk_column_t columns[COLUMNS];
	bo_param_t *params;
} values_t;

static void values_dispose(values_t *values)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		free(values->columns[i].texts);
		free(values->columns[i].lengths);
		free(values->columns[i].numbers);
	}
	free(values->params);
}

static bool values_init(values_t *values, bool bulk)
{
	bool complete = true;
	memset(values, 0, sizeof(*values));
	if (!bulk) {
		values->params = calloc((size_t)INSERT_ROWS * COLUMNS, sizeof(*values->params));
		return values->params != NULL;
	}
	for (size_t i = 0; i < COLUMNS; i++) {
		bo_bulk_column_t *column = &values->columns[i];
		if (i < 2) {
			column->texts = calloc(BO_DIFF_TRANSACTION_ROWS, sizeof(*column->texts));
			column->lengths = calloc(BO_DIFF_TRANSACTION_ROWS, sizeof(*column->lengths));
		} else {
			column->numbers = calloc(BO_DIFF_TRANSACTION_ROWS, sizeof(*column->numbers));
		}
		complete = complete && (i < 2 ? column->texts && column->lengths : column->numbers != NULL);
	}
	return complete;
}

/* A piece: some of diff->changed, or some of diff->removed. */
typedef struct {
	size_t from, count;
	bool deleting;
} piece_t;

static bool take_piece(piece_t *piece, bo_diff_writer_t *writer)
{
	const bo_diff_t *diff = writer->diff;
	pthread_mutex_lock(&writer->lock);
	size_t next = writer->next, end = diff->changed_count;
	piece->deleting = next >= diff->changed_count;
	if (piece->deleting) {
		end += diff->removed_count;
	}
	piece->from = piece->deleting ? next - diff->changed_count : next;
	piece->count = end - next < BO_DIFF_TRANSACTION_ROWS ? end - next : BO_DIFF_TRANSACTION_ROWS;
	writer->next += piece->count;
	bool more = piece->count > 0 && !writer->stopped;
	pthread_mutex_unlock(&writer->lock);
	return more;
}

static const bo_list_t *rows_of(const bo_diff_writer_t *writer, const piece_t *piece, const uint32_t **places)
{
	*places = (piece->deleting ? writer->diff->removed : writer->diff->changed) + piece->from;
	return piece->deleting ? writer->table : writer->list;
}

static bo_code_t write_bulk(const bo_diff_writer_t *writer, bo_db_t *db, const piece_t *piece,
		values_t *values, bo_error_t *error)
{
	const uint32_t *places;
	const bo_list_t *list = rows_of(writer, piece, &places);
	bo_bulk_column_t *columns = values->columns;
	for (size_t i = 0; i < piece->count; i++) {
		const bo_list_row_t *row = &list->rows[places[i]];
		columns[0].texts[i] = bo_list_zone(list, row->zone);
		columns[0].lengths[i] = strlen(columns[0].texts[i]);
		columns[1].texts[i] = bo_list_label(list, row);
		columns[1].lengths[i] = row->label_length;
		if (!piece->deleting) {
			int64_t counts[4];
			count_label(counts, columns[1].texts[i], row->label_length);
			columns[2].numbers[i] = date_number(row->time);
			for (size_t c = 0; c < 4; c++) {
				columns[3 + c].numbers[i] = counts[c];
			}
		}
	}
	return bo_db_exec_bulk(db, piece->deleting ? delete_bulk : insert_bulk, columns,
			piece->deleting ? 2 : COLUMNS, piece->count, error);
}

static size_t bind_row(bo_param_t *params, const bo_list_t *list, const bo_list_row_t *row, bool deleting)
{
	const char *label = bo_list_label(list, row);
	params[0] = bo_p_text(bo_list_zone(list, row->zone));
	params[1] = bo_p_string(label, row->label_length);
	if (deleting) {
		return 2;
	}
	int64_t counts[4];
	count_label(counts, label, row->label_length);
	params[2] = bo_p_int(date_number(row->time));
	for (size_t i = 0; i < 4; i++) {
		params[3 + i] = bo_p_int(counts[i]);
	}
	return COLUMNS;
}

/* Statements of many rows, and of one for what is left. */
static bo_code_t write_many(const bo_diff_writer_t *writer, bo_db_t *db, const piece_t *piece,
		values_t *values, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	const uint32_t *places;
	const bo_list_t *list = rows_of(writer, piece, &places);
	size_t many = piece->deleting ? DELETE_ROWS : INSERT_ROWS;
	for (size_t at = 0; at < piece->count && result == BO_OK;) {
		size_t rows = piece->count - at >= many ? many : 1, used = 0;
		for (size_t i = 0; i < rows; i++) {
			used += bind_row(values->params + used, list, &list->rows[places[at + i]], piece->deleting);
		}
		const char *sql = piece->deleting ? (rows == 1 ? delete_one : delete_many)
										  : (rows == 1 ? insert_one : insert_many);
		result = bo_db_exec(db, sql, values->params, used, NULL, NULL, error);
		at += rows;
	}
	return result;
}

/* One transaction; repeated when the server rolls it back for a lock. */
static bo_code_t write_piece(const bo_diff_writer_t *writer, bo_db_t *db, const piece_t *piece,
		values_t *values, bool bulk, bo_error_t *error)
{
	bo_code_t result = BO_E_RETRY;
	for (int attempt = 0; attempt < RETRIES && result == BO_E_RETRY; attempt++) {
		bo_error_clear(error);
		result = bo_db_begin(db, error);
		if (result == BO_OK) {
			result = bulk ? write_bulk(writer, db, piece, values, error)
						  : write_many(writer, db, piece, values, error);
		}
		if (result == BO_OK) {
			result = bo_db_commit(db, error);
		}
		bo_db_rollback(db);
	}
	return result;
}

/* Notes what a piece came to; the number of rows written so far by all. */
static uint64_t settle_piece(bo_diff_writer_t *writer, const piece_t *piece, bo_code_t result)
{
	pthread_mutex_lock(&writer->lock);
	if (result == BO_OK) {
		writer->done += piece->count;
	} else {
		writer->stopped = true;
	}
	uint64_t done = writer->done;
	pthread_mutex_unlock(&writer->lock);
	return done;
}

bo_code_t bo_diff_writer_init(bo_diff_writer_t *writer, const bo_diff_t *diff, const bo_list_t *list,
		const bo_list_t *table, bo_error_t *error)
{
	memset(writer, 0, sizeof(*writer));
	writer->diff = diff;
	writer->list = list;
	writer->table = table;
	return pthread_mutex_init(&writer->lock, NULL) == 0 ? BO_OK : bo_fail_memory(error);
}

void bo_diff_writer_dispose(bo_diff_writer_t *writer)
{
	pthread_mutex_destroy(&writer->lock);
}

bo_code_t bo_diff_write(
		bo_diff_writer_t *writer, bo_db_t *db, bo_diff_step_fn step, void *payload, bo_error_t *error)
{
	const bo_diff_t *diff = writer->diff;
	uint64_t total = diff->changed_count + diff->removed_count;
	bool bulk = !writer->one_by_one && bo_db_has_bulk(db);
	bo_code_t result = BO_OK;
	values_t values;
	piece_t piece;
	if (!values_init(&values, bulk)) {
		result = bo_fail_memory(error);
		settle_piece(writer, &(piece_t){0}, result);
	}
	while (result == BO_OK && take_piece(&piece, writer)) {
		result = write_piece(writer, db, &piece, &values, bulk, error);
		uint64_t done = settle_piece(writer, &piece, result);
		if (result == BO_OK && step) {
			result = step(done, total, error, payload);
			settle_piece(writer, &(piece_t){0}, result);
		}
	}
	values_dispose(&values);
	return result;
}

/* ---- purging ---- */

bo_code_t bo_diff_purge(
		uint64_t *purged, bo_db_t *db, int64_t before, bo_diff_step_fn step, void *payload, bo_error_t *error)
{
	static const char sql[] = SELECT_ROWS " WHERE drop_date < ? ORDER BY zone, domain";
	bo_list_t none, old;
	bo_diff_t diff;
	bo_diff_writer_t writer;
	uint64_t duplicates;
	*purged = 0;
	bo_list_init(&none);
	bo_list_init(&old);
	bo_diff_init(&diff);
	bo_code_t result = bo_db_stream(db, sql, BO_PARAMS(bo_p_time(before)), load_row, &old, error);
	if (result == BO_OK) {
		result = bo_list_sort(&old, &duplicates, error);
	}
	if (result == BO_OK) {
		result = bo_diff_compare(&diff, &none, &old, before, NULL, NULL, error);
	}
	if (result == BO_OK) {
		result = bo_diff_writer_init(&writer, &diff, &none, &old, error);
	}
	if (result == BO_OK) {
		result = bo_diff_write(&writer, db, step, payload, error);
		*purged = writer.done;
		bo_diff_writer_dispose(&writer);
	}
	bo_diff_dispose(&diff);
	bo_list_dispose(&old);
	return result;
}
