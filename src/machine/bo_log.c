#include "machine/bo_log.h"

#include "base/bo_text.h"

#include <string.h>

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

bo_code_t bo_log_write(bo_db_t *db, const bo_log_line_t *line, int64_t now, bo_error_t *error)
{
	/* The one field whose text a host may choose freely. */
	char actor[64];
	bo_text_copy(actor, sizeof(actor), or_empty(line->actor), strlen(or_empty(line->actor)));
	return bo_db_exec(db,
			"INSERT INTO backorder_logs (cron, date, status, message, order_id, userid, name, actor, "
			"from_status, "
			"to_status, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
			BO_PARAMS(bo_p_text(or_empty(line->cron)), bo_p_time(now),
					bo_p_text(line->status ? line->status : "ok"), bo_p_text(or_empty(line->message)),
					line->order_id ? bo_p_int(line->order_id) : bo_p_null(),
					line->client_id ? bo_p_int(line->client_id) : bo_p_null(),
					bo_p_text(or_empty(line->name)), bo_p_text(actor), bo_p_text(or_empty(line->from)),
					bo_p_text(or_empty(line->to)), bo_p_text(or_empty(line->reason))),
			NULL, NULL, error);
}
