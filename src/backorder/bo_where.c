#include "backorder/bo_where.h"

void bo_where_init(bo_where_t *where)
{
	bo_buffer_init(&where->sql, BO_MAX_SQL);
	where->count = 0;
	where->failed = false;
}

void bo_where_dispose(bo_where_t *where)
{
	bo_buffer_dispose(&where->sql);
}

void bo_where_add(bo_where_t *where, const char *condition)
{
	bo_buffer_printf(&where->sql, "%s%s", where->sql.length ? " AND " : " WHERE ", condition);
	where->failed = where->failed || where->sql.failed;
}

void bo_where_value(bo_where_t *where, bo_param_t value)
{
	if (where->count == BO_WHERE_PARAMS) {
		where->failed = true;
		return;
	}
	where->params[where->count++] = value;
}

void bo_where_add_value(bo_where_t *where, const char *condition, bo_param_t value)
{
	bo_where_add(where, condition);
	bo_where_value(where, value);
}

const char *bo_where_like(char *out, size_t size, const char *text)
{
	size_t used = 0;
	out[used++] = '%';
	for (; *text && used + 4 < size; text++) {
		if (*text == '%' || *text == '_' || *text == '|') {
			out[used++] = '|';
		}
		out[used++] = *text;
	}
	out[used++] = '%';
	out[used] = '\0';
	return out;
}
