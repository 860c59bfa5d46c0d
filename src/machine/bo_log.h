/* The log: one line for each change of an order, written in the transaction that makes the change, and lines
 * of the crons. */
#ifndef BO_LOG_H
#define BO_LOG_H

#include "db/bo_db.h"
#include <stdint.h>

typedef struct {
	const char *cron;      /* which job or page: "batch", "import", "client", "admin" ... */
	const char *actor;     /* who: "client 12", "admin 3", "cron" */
	int64_t order_id;      /* 0: none */
	int64_t client_id;     /* 0: none */
	const char *name;      /* label.zone, "" for none */
	const char *from, *to; /* status words, "" for none */
	const char *reason;    /* reason code, "" for none */
	const char *status;    /* the original's column: "ok", "error" ... */
	const char *message;
} bo_log_line_t;

BO_MUSTCHECK bo_code_t bo_log_write(bo_db_t *db, const bo_log_line_t *line, int64_t now, bo_error_t *error);

#endif
