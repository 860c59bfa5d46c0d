#include "registrar/bo_ispapi_run.h"

#include "base/bo_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A registrar that is down must not be asked ten thousand times. After so many failed attempts in a row
 * nothing new is begun for a while; after so many items in a row that were given up, nothing at all. */
#define FAILURES_BEFORE_HOLD 3
#define FAILURES_BEFORE_STOP 8
#define SLOT_WAIT_MS 1000

typedef struct {
	size_t index;
	int64_t due;
} retry_t;

typedef struct {
	bo_ispapi_t *ispapi;
	const bo_ispapi_batch_t *batch;
	size_t fresh;            /* the first item that was not begun yet */
	unsigned char *attempts; /* of each item */
	retry_t *retries;        /* room for all items */
	size_t retry_count;
	unsigned int failed_attempts, failed_items; /* in a row */
	int64_t hold_until;
	size_t in_flight;
	bool stopped, paused; /* paused: stopped because the registrar asked for it */
	char reason[192];     /* why not every item was asked */
} run_t;

/* xorshift64*: spreads the repeats of many servers that failed at the same moment. */
static double random_share(bo_ispapi_t *ispapi)
{
	uint64_t x = ispapi->seed ? ispapi->seed : 1;
	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	ispapi->seed = x;
	return (double)((x * UINT64_C(2685821657736338717)) >> 11) / (double)(UINT64_C(1) << 53);
}

/* Half to one and a half of pause_ms x 4^(attempt - 1). */
static int64_t pause_after(bo_ispapi_t *ispapi, unsigned int attempt)
{
	double pause = (double)ispapi->pause_ms;
	for (unsigned int i = 1; i < attempt; i++) {
		pause *= 4;
	}
	return (int64_t)(pause * (0.5 + random_share(ispapi)));
}

/* --- what to send next --- */

/* Fills the request; false when the item cannot be sent and has its answer. */
static bool build(run_t *run, size_t index, bo_http_request_t *request)
{
	const bo_ispapi_batch_t *batch = run->batch;
	bo_ispapi_command_t command;
	bo_ispapi_command_init(&command, batch->verb->name);
	bool built = batch->build(&command, index, batch->payload);
	if (built && !bo_ispapi_encode(request->body, &run->ispapi->caller, &command, false)) {
		bo_answer_t *answer = batch->answer(index, batch->payload);
		/* Not REFUSED: want of memory must not end an order. */
		answer->kind = BO_ANSWER_TEMPORARY;
		snprintf(
				answer->text, sizeof(answer->text), "The command is too long, or there is no memory for it.");
		built = false;
	}
	bo_ispapi_command_dispose(&command);
	if (!built) {
		bo_buffer_clear(request->body);
		return false;
	}
	request->id = index;
	request->max_answer = batch->max_answer;
	request->repeatable = batch->verb->repeatable;
	return true;
}

/* Takes the first retry that is due; otherwise tells when the next one is. */
static bool take_retry(run_t *run, size_t *index, int64_t now, int64_t *due)
{
	*due = INT64_MAX;
	for (size_t i = 0; i < run->retry_count; i++) {
		if (run->retries[i].due <= now) {
			*index = run->retries[i].index;
			run->retries[i] = run->retries[--run->retry_count];
			return true;
		}
		if (run->retries[i].due < *due) {
			*due = run->retries[i].due;
		}
	}
	return false;
}

static bo_http_next_t next(bo_http_request_t *request, int64_t *wait_ms, void *payload)
{
	run_t *run = payload;
	int64_t now = bo_http_clock(), due;
	while (!run->stopped) {
		if (run->retry_count == 0 && run->fresh == run->batch->count) {
			break;
		}
		const bo_ispapi_pace_t *pace = &run->ispapi->pace;
		int64_t hold_until = run->hold_until > pace->hold_until ? run->hold_until : pace->hold_until;
		if (now < hold_until) {
			*wait_ms = hold_until - now;
			return BO_HTTP_LATER;
		}
		if (run->in_flight >= pace->allowed) {
			*wait_ms = SLOT_WAIT_MS; /* the end of a call asks again at once */
			return BO_HTTP_LATER;
		}
		size_t index;
		if (!take_retry(run, &index, now, &due)) {
			if (run->fresh == run->batch->count) {
				*wait_ms = due - now;
				return BO_HTTP_LATER;
			}
			index = run->fresh++;
		}
		if (build(run, index, request)) {
			run->attempts[index]++;
			run->in_flight++;
			return BO_HTTP_READY;
		}
	}
	return BO_HTTP_NOTHING;
}

/* --- what came back --- */

static void observe(run_t *run, size_t index, const bo_answer_t *answer, int64_t date)
{
	const bo_ispapi_batch_t *batch = run->batch;
	const bo_registrar_t *registrar = run->ispapi->registrar;
	if (!registrar->observer) {
		return;
	}
	/* Logs are rarely wanted, so the masked text is made only here, and anew. */
	bo_ispapi_command_t command;
	bo_buffer_t secured;
	bo_buffer_init(&secured, (size_t)4 * BO_MAX_REGISTRAR_COMMAND);
	bo_ispapi_command_init(&command, batch->verb->name);
	if (!batch->build(&command, index, batch->payload) ||
			!bo_ispapi_encode(&secured, &run->ispapi->caller, &command, true)) {
		bo_buffer_clear(&secured);
	}
	bo_registrar_event_t event = {
			.command = batch->verb->name,
			.object = batch->object ? batch->object(index, batch->payload) : "",
			.attempt = run->attempts[index],
			.answer = answer,
			.paused = run->paused,
			.date = date,
			.request = bo_buffer_text(&secured),
	};
	registrar->observer(&event, registrar->observer_payload);
	bo_ispapi_command_dispose(&command);
	bo_buffer_dispose(&secured);
}

static void stop(run_t *run, const char *why, const bo_answer_t *answer)
{
	if (!run->stopped) {
		run->stopped = true;
		char text[121];
		bo_text_copy(text, sizeof(text), answer->text, strlen(answer->text));
		snprintf(run->reason, sizeof(run->reason), "Not asked: %s (%s).", why, text);
	}
}

/* The registrar asks for a pause: everything waits, and goes on one by one. */
static void slow_down(run_t *run, size_t index, const bo_http_result_t *result, const bo_answer_t *answer)
{
	bo_ispapi_t *ispapi = run->ispapi;
	bo_ispapi_pace_t *pace = &ispapi->pace;
	int64_t now = bo_http_clock();
	/* What was in flight at that moment gets the same answer: it is one pause that is asked for. */
	if (now >= pace->hold_until) {
		if (pace->pauses == BO_ISPAPI_QUOTA_PAUSES) {
			pace->pauses = 0;
			run->paused = true;
			stop(run, "the registrar asks for a pause", answer);
			return;
		}
		double length = (double)(ispapi->pause_ms * BO_ISPAPI_QUOTA_FACTOR * (INT64_C(1) << pace->pauses));
		pace->pauses++;
		pace->hold_until = now + (int64_t)(length * (0.9 + 0.2 * random_share(ispapi)));
		pace->allowed = 1;
	}
	if (bo_ispapi_may_repeat(run->batch->verb, answer, result)) {
		/* Whatever the number of attempts: the call itself did not fail. */
		run->retries[run->retry_count++] = (retry_t){index, pace->hold_until};
	}
}

static void speed_up(bo_ispapi_t *ispapi)
{
	if (ispapi->pace.allowed < ispapi->parallel) {
		ispapi->pace.allowed++;
	} else {
		ispapi->pace.pauses = 0;
	}
}

/* Decides how the run goes on after this attempt. */
static void judge(run_t *run, size_t index, const bo_http_result_t *result, const bo_answer_t *answer)
{
	bo_ispapi_t *ispapi = run->ispapi;
	int64_t now = bo_http_clock();
	if (bo_ispapi_stops_run(answer)) {
		stop(run, "the registrar refused the login", answer);
		return;
	}
	if (bo_ispapi_wants_pause(answer)) {
		slow_down(run, index, result, answer);
		return;
	}
	if (answer->kind != BO_ANSWER_TEMPORARY && answer->kind != BO_ANSWER_LOST) {
		speed_up(ispapi);
		run->failed_attempts = run->failed_items = 0;
		run->hold_until = 0;
		return;
	}
	run->failed_attempts++;
	if (bo_ispapi_may_repeat(run->batch->verb, answer, result) && run->attempts[index] < BO_ISPAPI_ATTEMPTS) {
		int64_t due = now + pause_after(ispapi, run->attempts[index]);
		run->retries[run->retry_count++] = (retry_t){index, due};
	} else {
		run->failed_items++;
	}
	if (run->failed_items >= FAILURES_BEFORE_STOP && run->failed_items >= ispapi->parallel) {
		stop(run, "the registrar cannot be reached", answer);
	}
	if (run->failed_attempts >= FAILURES_BEFORE_HOLD || run->failed_attempts >= ispapi->parallel) {
		run->hold_until = now + pause_after(ispapi, run->attempts[index]);
	}
}

static void done(size_t index, const bo_http_result_t *result, void *payload)
{
	run_t *run = payload;
	const bo_ispapi_batch_t *batch = run->batch;
	bo_answer_t *answer = batch->answer(index, batch->payload);
	bo_ispapi_answer_t parsed = {0};
	run->in_flight--;
	if (result->outcome == BO_HTTP_ANSWERED &&
			bo_ispapi_answer_parse(&parsed, result->body, result->length, NULL) != BO_OK) {
		/* Beyond our limits or memory: no answer that could be used. */
		memset(&parsed, 0, sizeof(parsed));
	}
	bo_ispapi_classify(answer, batch->verb, result, &parsed);
	if (answer->kind == BO_ANSWER_OK && batch->read) {
		batch->read(&parsed, index, batch->payload);
	}
	bo_ispapi_answer_dispose(&parsed);
	judge(run, index, result, answer);
	observe(run, index, answer, result->date);
}

bo_code_t bo_ispapi_run(bo_ispapi_t *ispapi, const bo_ispapi_batch_t *batch, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	run_t run = {.ispapi = ispapi, .batch = batch};
	bo_http_source_t source = {.next = next, .done = done, .payload = &run};
	run.attempts = calloc(batch->count, sizeof(*run.attempts));
	run.retries = calloc(batch->count, sizeof(*run.retries));
	if (!run.attempts || !run.retries) {
		result = bo_fail_memory(error);
		goto out;
	}
	result = bo_http_run(ispapi->http, &source, ispapi->registrar->run_ms, error);
	for (size_t i = 0; i < batch->count; i++) {
		bo_answer_t *answer = batch->answer(i, batch->payload);
		if (answer->kind == BO_ANSWER_NONE) {
			snprintf(answer->text, sizeof(answer->text), "%s",
					run.stopped ? run.reason : "Not asked: the time for this run was used up.");
		}
	}

out:
	free(run.attempts);
	free(run.retries);
	return result;
}
