/* Whether a cron that has no crontab of its own is due: it is called every few minutes, as often as WHMCS's
 * own cron runs, and a crontab may be there as well. */
#include "backorder/bo_backorder.h"

#include "db/bo_meta.h"
#include "db/bo_schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A batch that began less than this ago has just looked at everything. */
#define BATCH_SECONDS (2 * BO_MINUTE)
/* A list that could not be imported is worth another attempt before the next time of the day. */
#define AGAIN_SECONDS BO_HOUR

/* The times of the day (UTC) of the documented crontab, ascending. */
typedef struct {
	const char *cron;
	int64_t first, second;
} daily_t;

static const daily_t daily[] = {{"import", BO_MINUTE, 10 * BO_HOUR + BO_MINUTE},
		{"dropdates", BO_HOUR + BO_MINUTE, 11 * BO_HOUR + BO_MINUTE}};

/* The latest of the cron's times that is not ahead. */
static int64_t latest_time(const daily_t *cron, int64_t now)
{
	int64_t day = now - now % BO_DAY;
	if (now >= day + cron->second) {
		return day + cron->second;
	}
	return now >= day + cron->first ? day + cron->first : day - BO_DAY + cron->second;
}

static const daily_t *find_daily(const char *cron)
{
	for (size_t i = 0; i < sizeof(daily) / sizeof(daily[0]); i++) {
		if (strcmp(daily[i].cron, cron) == 0) {
			return &daily[i];
		}
	}
	return NULL;
}

/* started and good: when the last run began, and when the last good one ended; BO_TIME_NONE: never. */
static bool is_due(const daily_t *cron, int64_t started, int64_t good, int64_t now)
{
	/* A start in the future is that of a clock that was wrong. */
	if (started == BO_TIME_NONE || started > now) {
		return true;
	}
	if (!cron) {
		return started <= now - BATCH_SECONDS;
	}
	bool failed = good == BO_TIME_NONE || good < started;
	return started < latest_time(cron, now) || (failed && started <= now - AGAIN_SECONDS);
}

static int64_t time_of(const char *text)
{
	int64_t time;
	return text && bo_time_parse(&time, text, strlen(text)) ? time : BO_TIME_NONE;
}

/* Only one of several that see the same last start gets it. */
static bo_code_t take(
		bool *taken, bo_db_t *db, const char *key, const char *before, int64_t now, bo_error_t *error)
{
	char text[BO_TIME_TEXT_SIZE];
	uint64_t affected = 0;
	bo_time_format(text, now);
	bo_code_t result =
			before ? bo_db_exec(db, "UPDATE backorder_meta SET value = ? WHERE name = ? AND value = ?",
							 BO_PARAMS(bo_p_text(text), bo_p_text(key), bo_p_text(before)), &affected, NULL,
							 error)
				   : bo_db_exec(db, "INSERT IGNORE INTO backorder_meta (name, value) VALUES (?, ?)",
							 BO_PARAMS(bo_p_text(key), bo_p_text(text)), &affected, NULL, error);
	*taken = result == BO_OK && affected == 1;
	return result;
}

bo_code_t bo_cron_claim(bool *claimed, bo_context_t *context, const char *cron, bo_error_t *error)
{
	bo_db_t *db = NULL;
	char start_key[64], good_key[64], *started = NULL, *good = NULL;
	const daily_t *times = find_daily(cron);
	*claimed = false;
	if (!times && strcmp(cron, "batch") != 0) {
		return bo_fail(
				error, BO_E_INVALID, "There is no cron of that name; there are batch, import and dropdates.");
	}
	snprintf(start_key, sizeof(start_key), "cron.%s.start", cron);
	snprintf(good_key, sizeof(good_key), "cron.%s.ok", cron);
	bo_code_t result = bo_context_db(&db, context, error);
	if (result == BO_OK) {
		result = bo_schema_migrate(db, context->now, error);
	}
	if (result == BO_OK) {
		result = bo_meta_get(&started, db, start_key, error);
	}
	if (result == BO_OK) {
		result = bo_meta_get(&good, db, good_key, error);
	}
	if (result == BO_OK && is_due(times, time_of(started), time_of(good), context->now)) {
		result = take(claimed, db, start_key, started, context->now, error);
	}
	free(started);
	free(good);
	return result;
}
