/* Results: whole ones in memory, and large ones row by row. */
#include "db/bo_db.h"

#include "base/bo_buffer.h"
#include "db/bo_db_internal.h"

#include <stdlib.h>
#include <string.h>

#define MAX_RESULT_BYTES (512u << 20)
#define MAX_STREAM_CELL (64u << 10)

/* A cell: where its text starts in the data buffer; NULL when is_null. */
typedef struct {
	size_t offset;
	size_t length;
	bool is_null;
} cell_t;

struct bo_rows {
	size_t columns, count;
	char **names;
	cell_t *cells;
	size_t cell_capacity;
	bo_buffer_t data;
};

void bo_rows_free(bo_rows_t *rows)
{
	if (!rows) {
		return;
	}
	for (size_t i = 0; rows->names && i < rows->columns; i++) {
		free(rows->names[i]);
	}
	free(rows->names);
	free(rows->cells);
	bo_buffer_dispose(&rows->data);
	free(rows);
}

size_t bo_rows_count(const bo_rows_t *rows)
{
	return rows ? rows->count : 0;
}

size_t bo_rows_columns(const bo_rows_t *rows)
{
	return rows ? rows->columns : 0;
}

const char *bo_rows_column_name(const bo_rows_t *rows, size_t column)
{
	return rows && column < rows->columns ? rows->names[column] : "";
}

static const cell_t *cell_at(const bo_rows_t *rows, size_t row, size_t column)
{
	if (!rows || row >= rows->count || column >= rows->columns) {
		return NULL;
	}
	const cell_t *cell = &rows->cells[row * rows->columns + column];
	return cell->is_null ? NULL : cell;
}

const char *bo_rows_text(const bo_rows_t *rows, size_t row, size_t column)
{
	const cell_t *cell = cell_at(rows, row, column);
	return cell ? rows->data.data + cell->offset : NULL;
}

size_t bo_rows_length(const bo_rows_t *rows, size_t row, size_t column)
{
	const cell_t *cell = cell_at(rows, row, column);
	return cell ? cell->length : 0;
}

int64_t bo_rows_int(const bo_rows_t *rows, size_t row, size_t column, int64_t otherwise)
{
	const char *text = bo_rows_text(rows, row, column);
	return text ? strtoll(text, NULL, 10) : otherwise;
}

bo_money_t bo_rows_money(const bo_rows_t *rows, size_t row, size_t column)
{
	const cell_t *cell = cell_at(rows, row, column);
	bo_money_t amount;
	return cell && bo_money_parse_sql(&amount, rows->data.data + cell->offset, cell->length) ? amount
																							 : BO_MONEY_NONE;
}

int64_t bo_rows_time(const bo_rows_t *rows, size_t row, size_t column)
{
	const cell_t *cell = cell_at(rows, row, column);
	int64_t time;
	if (!cell) {
		return BO_TIME_NONE;
	}
	const char *text = rows->data.data + cell->offset;
	size_t length = cell->length > 19 ? 19 : cell->length; /* fractions of a second are cut */
	if (bo_time_parse(&time, text, length) || bo_time_parse_day(&time, text, length)) {
		return time;
	}
	return BO_TIME_NONE;
}

/* Buffers for the cells of one row, as wide as `widths` says. */
typedef struct {
	size_t columns;
	MYSQL_BIND *binds;
	unsigned long *lengths;
	my_bool *nulls;
	char *memory;
} row_buffers_t;

static void row_buffers_dispose(row_buffers_t *buffers)
{
	free(buffers->binds);
	free(buffers->lengths);
	free(buffers->nulls);
	free(buffers->memory);
	memset(buffers, 0, sizeof(*buffers));
}

static bool row_buffers_init(row_buffers_t *buffers, const MYSQL_RES *metadata, const unsigned long *widths)
{
	size_t columns = mysql_num_fields((MYSQL_RES *)(uintptr_t)metadata), total = 0;
	memset(buffers, 0, sizeof(*buffers));
	buffers->columns = columns;
	buffers->binds = calloc(columns, sizeof(*buffers->binds));
	buffers->lengths = calloc(columns, sizeof(*buffers->lengths));
	buffers->nulls = calloc(columns, sizeof(*buffers->nulls));
	for (size_t i = 0; i < columns; i++) {
		total += widths[i] + 1;
	}
	buffers->memory = malloc(total ? total : 1);
	if (!buffers->binds || !buffers->lengths || !buffers->nulls || !buffers->memory) {
		row_buffers_dispose(buffers);
		return false;
	}
	char *place = buffers->memory;
	for (size_t i = 0; i < columns; i++) {
		buffers->binds[i].buffer_type = MYSQL_TYPE_STRING;
		buffers->binds[i].buffer = place;
		/* The byte behind it is for the NUL that closes the cell. */
		buffers->binds[i].buffer_length = widths[i];
		buffers->binds[i].length = &buffers->lengths[i];
		buffers->binds[i].is_null = &buffers->nulls[i];
		place += widths[i] + 1;
	}
	return true;
}

/* The longest text form of a number, date or time type. */
#define SHORT_CELL 64

static unsigned long cell_width(const MYSQL_FIELD *field, unsigned long measured)
{
	unsigned long width = measured;
	if (IS_NUM(field->type) || field->type == MYSQL_TYPE_DATETIME || field->type == MYSQL_TYPE_DATE ||
			field->type == MYSQL_TYPE_TIMESTAMP || field->type == MYSQL_TYPE_TIME) {
		width = width > SHORT_CELL ? width : SHORT_CELL;
	}
	return width;
}

static bo_code_t name_columns(bo_rows_t *rows, MYSQL_RES *metadata, bo_error_t *error)
{
	rows->columns = mysql_num_fields(metadata);
	rows->names = calloc(rows->columns, sizeof(*rows->names));
	if (!rows->names) {
		return bo_fail_memory(error);
	}
	const MYSQL_FIELD *fields = mysql_fetch_fields(metadata);
	for (size_t i = 0; i < rows->columns; i++) {
		rows->names[i] = strdup(fields[i].name);
		if (!rows->names[i]) {
			return bo_fail_memory(error);
		}
	}
	return BO_OK;
}

static bo_code_t keep_row(bo_rows_t *rows, const row_buffers_t *buffers, bo_error_t *error)
{
	size_t needed = (rows->count + 1) * rows->columns;
	if (needed > rows->cell_capacity) {
		size_t capacity = rows->cell_capacity ? rows->cell_capacity * 2 : 16 * rows->columns;
		cell_t *cells = realloc(rows->cells, capacity * sizeof(*cells));
		if (!cells) {
			return bo_fail_memory(error);
		}
		rows->cells = cells;
		rows->cell_capacity = capacity;
	}
	for (size_t i = 0; i < rows->columns; i++) {
		cell_t *cell = &rows->cells[rows->count * rows->columns + i];
		cell->is_null = buffers->nulls[i] != 0;
		cell->offset = rows->data.length;
		cell->length = cell->is_null ? 0 : buffers->lengths[i];
		if (!cell->is_null) {
			bo_buffer_add(&rows->data, buffers->binds[i].buffer, cell->length);
			bo_buffer_add_char(&rows->data, '\0');
		}
	}
	if (rows->data.failed) {
		return bo_fail(error, BO_E_LIMIT, "A database result is too large.");
	}
	rows->count++;
	return BO_OK;
}

static bo_code_t read_rows(bo_rows_t **out, bo_db_t *db, MYSQL_STMT *statement, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	row_buffers_t buffers = {0};
	unsigned long *widths = NULL;
	bo_rows_t *rows = calloc(1, sizeof(*rows));
	MYSQL_RES *metadata = mysql_stmt_result_metadata(statement);
	if (!rows || !metadata) {
		result = metadata ? bo_fail_memory(error)
						  : bo_fail(error, BO_E_INTERNAL, "A statement gave no result.");
		goto out;
	}
	bo_buffer_init(&rows->data, MAX_RESULT_BYTES);
	my_bool measure = 1;
	mysql_stmt_attr_set(statement, STMT_ATTR_UPDATE_MAX_LENGTH, &measure);
	if (mysql_stmt_store_result(statement) != 0) {
		result = bo_db_fail_statement(db, statement, error);
		goto out;
	}
	/* The measured widths are only in a metadata set that was fetched after storing. */
	mysql_free_result(metadata);
	metadata = mysql_stmt_result_metadata(statement);
	if (!metadata) {
		result = bo_fail_memory(error);
		goto out;
	}
	result = name_columns(rows, metadata, error);
	if (result != BO_OK) {
		goto out;
	}
	widths = calloc(rows->columns, sizeof(*widths));
	if (!widths) {
		result = bo_fail_memory(error);
		goto out;
	}
	const MYSQL_FIELD *fields = mysql_fetch_fields(metadata);
	for (size_t i = 0; i < rows->columns; i++) {
		widths[i] = cell_width(&fields[i], fields[i].max_length);
	}
	if (!row_buffers_init(&buffers, metadata, widths)) {
		result = bo_fail_memory(error);
		goto out;
	}
	if (mysql_stmt_bind_result(statement, buffers.binds) != 0) {
		result = bo_db_fail_statement(db, statement, error);
		goto out;
	}
	for (;;) {
		int fetched = mysql_stmt_fetch(statement);
		if (fetched == MYSQL_NO_DATA) {
			break;
		}
		if (fetched == MYSQL_DATA_TRUNCATED) {
			result = bo_fail(error, BO_E_INTERNAL, "A database cell did not fit its measured width.");
			break;
		}
		if (fetched != 0) {
			result = bo_db_fail_statement(db, statement, error);
			break;
		}
		result = keep_row(rows, &buffers, error);
		if (result != BO_OK) {
			break;
		}
	}
out:
	free(widths);
	row_buffers_dispose(&buffers);
	if (metadata) {
		mysql_free_result(metadata);
	}
	mysql_stmt_free_result(statement);
	if (result != BO_OK) {
		bo_rows_free(rows);
		rows = NULL;
	}
	*out = rows;
	return result;
}

bo_code_t bo_db_query(bo_rows_t **out, bo_db_t *db, const char *sql, const bo_param_t *params,
		size_t param_count, bo_error_t *error)
{
	*out = NULL;
	bo_code_t result = bo_db_check_usable(db, error);
	for (int attempt = 0; attempt < 2 && result == BO_OK; attempt++) {
		MYSQL_STMT *statement = NULL;
		result = bo_db_cached(&statement, db, sql, error);
		if (result != BO_OK) {
			break;
		}
		result = bo_db_bind_and_execute(db, statement, params, param_count, error);
		if (bo_db_forget_stale(db, result, statement)) {
			if (attempt == 0 && !db->in_transaction) {
				result = BO_OK;
				continue;
			}
			break;
		}
		if (result == BO_OK) {
			result = read_rows(out, db, statement, error);
		}
		break;
	}
	return result;
}

bo_code_t bo_db_query_once(bo_rows_t **out, bo_db_t *db, const char *sql, const bo_param_t *params,
		size_t param_count, bo_error_t *error)
{
	*out = NULL;
	MYSQL_STMT *statement = NULL;
	bo_code_t result = bo_db_check_usable(db, error);
	if (result == BO_OK) {
		result = bo_db_prepare(&statement, db, sql, error);
	}
	if (result == BO_OK) {
		result = bo_db_bind_and_execute(db, statement, params, param_count, error);
	}
	if (result == BO_OK) {
		result = read_rows(out, db, statement, error);
	}
	if (statement) {
		bo_db_close_statement(db, statement);
	}
	return result;
}

static bo_code_t stream_rows(
		bo_db_t *db, MYSQL_STMT *statement, bo_db_row_fn row, void *payload, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	row_buffers_t buffers = {0};
	const char **cells = NULL;
	size_t *lengths = NULL;
	unsigned long *widths = NULL;
	MYSQL_RES *metadata = mysql_stmt_result_metadata(statement);
	if (!metadata) {
		return bo_fail(error, BO_E_INTERNAL, "A statement gave no result.");
	}
	size_t columns = mysql_num_fields(metadata);
	cells = calloc(columns, sizeof(*cells));
	lengths = calloc(columns, sizeof(*lengths));
	widths = calloc(columns, sizeof(*widths));
	if (!cells || !lengths || !widths) {
		result = bo_fail_memory(error);
		goto out;
	}
	const MYSQL_FIELD *fields = mysql_fetch_fields(metadata);
	for (size_t i = 0; i < columns; i++) {
		unsigned long declared = fields[i].length > MAX_STREAM_CELL ? MAX_STREAM_CELL : fields[i].length;
		widths[i] = cell_width(&fields[i], declared);
	}
	if (!row_buffers_init(&buffers, metadata, widths)) {
		result = bo_fail_memory(error);
		goto out;
	}
	if (mysql_stmt_bind_result(statement, buffers.binds) != 0) {
		result = bo_db_fail_statement(db, statement, error);
		goto out;
	}
	db->busy = true;
	for (;;) {
		int fetched = mysql_stmt_fetch(statement);
		if (fetched == MYSQL_NO_DATA) {
			break;
		}
		if (fetched == MYSQL_DATA_TRUNCATED) {
			result = bo_fail(error, BO_E_LIMIT, "A database cell is larger than %u bytes.", MAX_STREAM_CELL);
			break;
		}
		if (fetched != 0) {
			result = bo_db_fail_statement(db, statement, error);
			break;
		}
		for (size_t i = 0; i < columns; i++) {
			cells[i] = buffers.nulls[i] ? NULL : buffers.binds[i].buffer;
			lengths[i] = buffers.nulls[i] ? 0 : buffers.lengths[i];
			if (cells[i]) {
				((char *)buffers.binds[i].buffer)[lengths[i]] = '\0';
			}
		}
		result = row(cells, lengths, columns, error, payload);
		if (result != BO_OK) {
			break;
		}
	}
	db->busy = false;
out:
	free(cells);
	free(lengths);
	free(widths);
	row_buffers_dispose(&buffers);
	mysql_free_result(metadata);
	mysql_stmt_free_result(statement);
	return result;
}

bo_code_t bo_db_stream(bo_db_t *db, const char *sql, const bo_param_t *params, size_t param_count,
		bo_db_row_fn row, void *payload, bo_error_t *error)
{
	MYSQL_STMT *statement = NULL;
	bo_code_t result = bo_db_check_usable(db, error);
	if (result == BO_OK) {
		result = bo_db_prepare(&statement, db, sql, error);
	}
	if (result == BO_OK) {
		result = bo_db_bind_and_execute(db, statement, params, param_count, error);
	}
	if (result == BO_OK) {
		result = stream_rows(db, statement, row, payload, error);
	}
	if (statement) {
		bo_db_close_statement(db, statement);
	}
	return result;
}
