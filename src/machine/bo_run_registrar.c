#include "machine/bo_run_registrar.h"

#include "base/bo_text.h"
#include "db/bo_meta.h"
#include "registrar/bo_call_log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* So many attempts in a row without any answer: nobody is there. */
#define MAX_SILENT 24
/* Around its drop an order is worth asking a registrar that was away just now. */
#define URGENT_SECONDS (15 * BO_MINUTE)

#define META_FAILURES "registrar.failures"
#define META_DOWN_SINCE "registrar.down_since"
#define META_NEXT_TRY "registrar.next_try"
#define META_TEXT "registrar.down_text"
#define META_CLOCK "registrar.clock"

struct bo_run_registrar {
	const bo_context_t *context;
	bool dated;                /* an answer told the registrar's time */
	int64_t skew;              /* seconds that its clock is ahead of ours, as the promptest answer has it */
	bo_registrar_t *registrar; /* while it may be asked */
	bool tried;
	bool answered; /* at least once in this run */
	bool failed;   /* the run came to the end of its patience */
	bool quota;    /* ... because the registrar asked for a pause */
	char text[256];
	size_t silent;
	bo_call_log_t *log;
};

/* An answer that was long under way makes its clock look slow: the least difference is nearest to the truth.
 */
static void compare_clocks(struct bo_run_registrar *own, int64_t date)
{
	int64_t skew = date - bo_context_clock(own->context);
	if (!own->dated || llabs(skew) < llabs(own->skew)) {
		own->skew = skew;
	}
	own->dated = true;
}

static void observe(const bo_registrar_event_t *event, void *payload)
{
	struct bo_run_registrar *own = payload;
	if (event->date) {
		compare_clocks(own, event->date);
	}
	const bo_answer_t *answer = event->answer;
	bo_call_log_add(own->log, event);
	/* Broken connections and the HTTP errors of a front (5xx without an API code) are silence; an API code of
	 * any kind is a sign of life. */
	bool http = answer->code >= 500 && answer->code != 520 && answer->code != 521;
	bool silent = (answer->kind == BO_ANSWER_TEMPORARY || answer->kind == BO_ANSWER_LOST) &&
				  (answer->code == 0 || http);
	own->silent = silent ? own->silent + 1 : 0;
	own->answered = own->answered || !silent;
	if (silent) {
		snprintf(own->text, sizeof(own->text), "%s", answer->text);
	}
	/* Too many calls in too short a time, even one by one: the rest waits for the next run. */
	own->quota = own->quota || event->paused;
	own->failed = own->failed || own->silent >= MAX_SILENT || own->quota;
}

static bo_code_t get_time(int64_t *out, bo_db_t *db, const char *name, bo_error_t *error)
{
	char *text = NULL;
	bo_code_t result = bo_meta_get(&text, db, name, error);
	if (!text || !bo_time_parse(out, text, strlen(text))) {
		*out = BO_TIME_NONE;
	}
	free(text);
	return result;
}

static bo_code_t set_time(bo_db_t *db, const char *name, int64_t time, bo_error_t *error)
{
	char text[BO_TIME_TEXT_SIZE];
	return bo_meta_set(db, name, time == BO_TIME_NONE ? NULL : bo_time_format(text, time), error);
}

/* Whether an order can't wait: its drop is about to come or has just been. */
static bo_code_t is_urgent(bool *urgent, bo_run_t *run, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, run->machine.db,
			"SELECT 1 FROM backorder_domains WHERE status = 'PROCESSING' AND reference = '' AND dropdate "
			"BETWEEN ? "
			"AND ? LIMIT 1",
			BO_PARAMS(bo_p_time(run->machine.now - URGENT_SECONDS),
					bo_p_time(run->machine.now + URGENT_SECONDS)),
			error);
	*urgent = bo_rows_count(rows) > 0;
	bo_rows_free(rows);
	return result;
}

/* The registrar was away in earlier runs, and it is too early to ask again. */
static bo_code_t is_pausing(bool *pausing, bo_run_t *run, bo_error_t *error)
{
	int64_t next = BO_TIME_NONE, since = BO_TIME_NONE;
	char *text = NULL, at[BO_TIME_TEXT_SIZE], from[BO_TIME_TEXT_SIZE];
	bool urgent = false;
	*pausing = false;
	bo_code_t result = get_time(&next, run->machine.db, META_NEXT_TRY, error);
	if (result != BO_OK || next == BO_TIME_NONE || next <= run->machine.now) {
		return result;
	}
	result = is_urgent(&urgent, run, error);
	if (result != BO_OK || urgent) {
		return result;
	}
	result = get_time(&since, run->machine.db, META_DOWN_SINCE, error);
	if (result == BO_OK) {
		result = bo_meta_get(&text, run->machine.db, META_TEXT, error);
	}
	if (result == BO_OK) {
		*pausing = true;
		bo_run_note(run, run->errors,
				"The registrar could not be used since %s UTC (%s); it is asked again at %s UTC.",
				since == BO_TIME_NONE ? "?" : bo_time_format(from, since), text ? text : "",
				bo_time_format(at, next));
	}
	free(text);
	return result;
}

/* One call that tells whether all the others have a chance. */
static bo_code_t check_login(bo_run_t *run, bo_registrar_t *registrar, bo_error_t *error)
{
	struct bo_run_registrar *own = run->registrar;
	bo_answer_t answer = {0};
	bo_code_t result = bo_registrar_authenticate(registrar, &answer, error);
	if (result != BO_OK) {
		return result;
	}
	if (answer.kind == BO_ANSWER_OK) {
		own->registrar = registrar;
		return BO_OK;
	}
	own->failed = true;
	if (answer.code) {
		bo_text_printf(own->text, sizeof(own->text), "%d %s", answer.code, answer.text);
	} else {
		snprintf(own->text, sizeof(own->text), "%s", answer.text);
	}
	bool login = answer.kind == BO_ANSWER_AUTH || answer.kind == BO_ANSWER_REFUSED ||
				 answer.kind == BO_ANSWER_NOT_FOUND;
	if (login) {
		bo_run_note(run, run->attention, "The registrar refuses the login: %s", own->text);
	} else {
		bo_run_note(run, run->errors, "The registrar can't be reached: %s", own->text);
	}
	return BO_OK;
}

static bo_code_t begin(bo_run_t *run, bo_error_t *error)
{
	bo_registrar_t *registrar = NULL;
	bool pausing = false;
	struct bo_run_registrar *own = calloc(1, sizeof(*own));
	if (!own) {
		return bo_fail_memory(error);
	}
	own->context = run->context;
	run->registrar = own;
	bo_code_t result = is_pausing(&pausing, run, error);
	if (result != BO_OK || pausing) {
		return result;
	}
	bo_error_t why = {0};
	result = bo_registrar_get(&registrar, run->context, &why);
	if (result == BO_E_CONFIG) {
		bo_run_note(run, run->errors, "%s", why.message);
		return BO_OK;
	}
	if (result != BO_OK) {
		return bo_fail(error, result, "%s", why.message);
	}
	own->log = bo_call_log_new(run->machine.settings->registrar_log);
	if (!own->log) {
		return bo_fail_memory(error);
	}
	own->tried = true;
	bo_registrar_observe(registrar, observe, own);
	return check_login(run, registrar, error);
}

bo_code_t bo_run_registrar(bo_registrar_t **out, bo_run_t *run, bo_error_t *error)
{
	*out = NULL;
	if (!run->registrar) {
		bo_code_t result = begin(run, error);
		if (result != BO_OK) {
			return result;
		}
	}
	*out = run->registrar->failed ? NULL : run->registrar->registrar;
	return BO_OK;
}

bool bo_run_registrar_is_set_up(bo_run_t *run)
{
	bo_registrar_t *registrar = NULL;
	bo_error_t ignored = {0};
	return bo_registrar_get(&registrar, run->context, &ignored) == BO_OK;
}

void bo_run_registrar_give_up(bo_run_t *run, const char *text)
{
	if (run->registrar) {
		run->registrar->failed = true;
		bo_text_copy(run->registrar->text, sizeof(run->registrar->text), text, strlen(text));
	}
}

/* 1, 4, 10, then 20 minutes: with a cron every five minutes the first failures cost nothing. */
static int64_t pause_after(int64_t failures)
{
	static const int minutes[] = {1, 4, 10, 20};
	size_t last = sizeof(minutes) / sizeof(minutes[0]) - 1;
	size_t index = failures < 1 ? 0 : (size_t)failures - 1;
	return (int64_t)minutes[index > last ? last : index] * BO_MINUTE;
}

/* The facts of the circuit breaker. */
static bo_code_t remember(bo_run_t *run, bo_error_t *error)
{
	struct bo_run_registrar *own = run->registrar;
	bo_db_t *db = run->machine.db;
	int64_t failures = 0, since = BO_TIME_NONE;
	bo_code_t result = bo_meta_get_int(&failures, db, META_FAILURES, 0, error);
	if (result == BO_OK) {
		result = get_time(&since, db, META_DOWN_SINCE, error);
	}
	if (result != BO_OK) {
		return result;
	}
	if (!own->failed) {
		if (!failures && since == BO_TIME_NONE) {
			return BO_OK;
		}
		static const char *const names[] = {META_FAILURES, META_DOWN_SINCE, META_NEXT_TRY, META_TEXT};
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) && result == BO_OK; i++) {
			result = bo_meta_set(db, names[i], NULL, error);
		}
		return result;
	}
	failures += !own->quota || !failures;
	if (own->quota) {
		snprintf(own->text, sizeof(own->text), "too many calls");
	}
	result = bo_meta_set_int(db, META_FAILURES, failures, error);
	if (result == BO_OK && since == BO_TIME_NONE) {
		result = set_time(db, META_DOWN_SINCE, run->machine.now, error);
	}
	if (result == BO_OK) {
		result =
				set_time(db, META_NEXT_TRY, run->machine.now + pause_after(own->quota ? 1 : failures), error);
	}
	return result == BO_OK ? bo_meta_set(db, META_TEXT, own->text, error) : result;
}

/* {"seconds": how far its clock is ahead of ours, "at": when} */
static bo_code_t keep_clock(bo_run_t *run, bo_error_t *error)
{
	char text[96], at[BO_TIME_TEXT_SIZE];
	if (!run->registrar->dated) {
		return BO_OK;
	}
	snprintf(text, sizeof(text), "{\"seconds\":%lld,\"at\":\"%s\"}", (long long)run->registrar->skew,
			bo_time_format(at, run->machine.now));
	return bo_meta_set(run->machine.db, META_CLOCK, text, error);
}

bo_code_t bo_run_registrar_end(bo_run_t *run, bo_value_t *summary, bo_error_t *error)
{
	struct bo_run_registrar *own = run->registrar;
	if (!own || !own->tried) {
		return BO_OK;
	}
	bo_code_t result = bo_call_log_write(own->log, run->machine.db, run->machine.now, error);
	if (result == BO_OK) {
		result = remember(run, error);
	}
	if (result == BO_OK) {
		result = keep_clock(run, error);
	}
	bo_call_log_report(own->log, summary);
	return result;
}

void bo_run_registrar_free(bo_run_t *run)
{
	struct bo_run_registrar *own = run->registrar;
	if (!own) {
		return;
	}
	/* The registrar outlives the run. It may be gone already (other settings), so it is asked for anew. */
	if (own->tried && run->context->registrar.object) {
		bo_registrar_observe(run->context->registrar.object, NULL, NULL);
	}
	bo_call_log_free(own->log);
	free(own);
	run->registrar = NULL;
}

static bo_code_t add_text(bo_value_t *map, const char *key, bo_db_t *db, const char *name, bo_error_t *error)
{
	char *text = NULL;
	bo_code_t result = bo_meta_get(&text, db, name, error);
	bo_map_text(map, key, text);
	free(text);
	return result;
}

bo_code_t bo_registrar_report(bo_value_t *map, bo_db_t *db, int64_t now, bo_error_t *error)
{
	static const struct {
		const char *key, *name;
	} facts[] = {{"account", "registrar.account"}, {"down_since", META_DOWN_SINCE},
			{"next_try", META_NEXT_TRY}, {"text", META_TEXT}, {"clock", META_CLOCK}};
	bo_rows_t *rows = NULL;
	int64_t failures = 0;
	char day[BO_TIME_TEXT_SIZE];
	bo_code_t result = bo_meta_get_int(&failures, db, META_FAILURES, 0, error);
	bo_map_int(map, "failures", failures);
	for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]) && result == BO_OK; i++) {
		result = add_text(map, facts[i].key, db, facts[i].name, error);
	}
	if (result != BO_OK) {
		return result;
	}
	bo_time_format(day, now - INT64_C(6) * BO_DAY);
	day[10] = '\0';
	result = bo_db_query(&rows, db,
			"SELECT command, code, CAST(SUM(calls) AS SIGNED), CAST(SUM(failures) AS SIGNED), "
			"CAST(SUM(milliseconds) "
			"AS SIGNED) FROM backorder_registrar_calls WHERE day >= ? GROUP BY command, code ORDER BY "
			"command, code",
			BO_PARAMS(bo_p_text(day)), error);
	bo_value_t *list = bo_map_list(map, "calls");
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		static const char *const columns[] = {"code", "calls", "failures", "milliseconds"};
		bo_value_t *item = bo_list_map(list);
		bo_map_text(item, "command", bo_rows_text(rows, i, 0));
		for (size_t c = 0; c < sizeof(columns) / sizeof(columns[0]); c++) {
			bo_map_int(item, columns[c], bo_rows_int(rows, i, c + 1, 0));
		}
	}
	bo_rows_free(rows);
	return result;
}
