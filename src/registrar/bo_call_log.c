#include "registrar/bo_call_log.h"

#include "base/bo_time.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A run of thousands must not fill the memory. */
#define MAX_CALLS 4000
#define MAX_CALL_BYTES (8u << 20)
#define MAX_SUMS 64
#define KEEP_DAYS 90

typedef struct {
	char command[49];
	int code;
	int64_t calls, failures;
	double seconds;
} sum_t;

struct bo_call_log {
	bo_value_t *calls; /* NULL: not wanted */
	size_t kept, bytes, left_out;
	sum_t sums[MAX_SUMS];
	size_t sum_count;
};

bo_call_log_t *bo_call_log_new(bool single_calls)
{
	bo_call_log_t *log = calloc(1, sizeof(*log));
	if (log && single_calls) {
		log->calls = bo_value_list();
	}
	return log;
}

void bo_call_log_free(bo_call_log_t *log)
{
	if (log) {
		bo_value_free(log->calls);
		free(log);
	}
}

static void add_sum(bo_call_log_t *log, const char *command, const bo_answer_t *answer)
{
	sum_t *sum = NULL;
	for (size_t i = 0; i < log->sum_count && !sum; i++) {
		if (log->sums[i].code == answer->code && strcmp(log->sums[i].command, command) == 0) {
			sum = &log->sums[i];
		}
	}
	if (!sum) {
		/* More kinds than there is room for are added to the last. */
		sum = &log->sums[log->sum_count < MAX_SUMS ? log->sum_count++ : MAX_SUMS - 1];
		if (!*sum->command) {
			snprintf(sum->command, sizeof(sum->command), "%s", command);
			sum->code = answer->code;
		}
	}
	sum->calls++;
	sum->failures += answer->kind != BO_ANSWER_OK;
	sum->seconds += answer->seconds;
}

static void keep_call(bo_call_log_t *log, const bo_registrar_event_t *event)
{
	size_t length = strlen(event->request) + strlen(event->answer->text) + 200;
	if (!log->calls || log->kept >= MAX_CALLS || log->bytes + length > MAX_CALL_BYTES) {
		log->left_out += log->calls != NULL;
		return;
	}
	log->kept++;
	log->bytes += length;
	bo_value_t *item = bo_list_map(log->calls);
	bo_map_text(item, "command", event->command);
	bo_map_text(item, "object", event->object);
	bo_map_int(item, "attempt", event->attempt);
	bo_map_int(item, "code", event->answer->code);
	bo_map_text(item, "text", event->answer->text);
	bo_map_int(item, "milliseconds", (int64_t)(event->answer->seconds * 1000.0 + 0.5));
	bo_map_text(item, "request", event->request);
}

void bo_call_log_add(bo_call_log_t *log, const bo_registrar_event_t *event)
{
	add_sum(log, event->command, event->answer);
	keep_call(log, event);
}

bo_code_t bo_call_log_write(bo_call_log_t *log, bo_db_t *db, int64_t now, bo_error_t *error)
{
	char day[BO_TIME_TEXT_SIZE];
	bo_code_t result = BO_OK;
	bo_time_format(day, now);
	day[10] = '\0';
	for (size_t i = 0; i < log->sum_count && result == BO_OK; i++) {
		const sum_t *sum = &log->sums[i];
		result = bo_db_exec(db,
				"INSERT INTO backorder_registrar_calls (day, command, code, calls, failures, milliseconds) "
				"VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE calls = calls + VALUES(calls), failures = "
				"failures + VALUES(failures), milliseconds = milliseconds + VALUES(milliseconds)",
				BO_PARAMS(bo_p_text(day), bo_p_text(sum->command), bo_p_int(sum->code), bo_p_int(sum->calls),
						bo_p_int(sum->failures), bo_p_int((int64_t)(sum->seconds * 1000.0 + 0.5))),
				NULL, NULL, error);
	}
	if (result == BO_OK && log->sum_count) {
		bo_time_format(day, now - (int64_t)KEEP_DAYS * BO_DAY);
		day[10] = '\0';
		result = bo_db_exec(db, "DELETE FROM backorder_registrar_calls WHERE day < ?",
				BO_PARAMS(bo_p_text(day)), NULL, NULL, error);
	}
	memset(log->sums, 0, sizeof(log->sums));
	log->sum_count = 0;
	return result;
}

void bo_call_log_report(bo_call_log_t *log, bo_value_t *map)
{
	if (log->calls && log->kept) {
		bo_map_take(map, "calls", log->calls);
		bo_map_int(map, "calls_left_out", (int64_t)log->left_out);
		log->calls = NULL;
	}
}
