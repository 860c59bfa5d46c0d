#include "machine/bo_run_waiting.h"

#include "db/bo_meta.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Below this, single questions are a handful of round trips at once. */
#define LIST_FROM 64
/* Pages come one after the other; single questions come `parallel` at a time. A page is taken to be as long
 * as four of the questions. */
#define PAGE_COSTS 4
/* A list that is longer is no use: the memory of a run stays small. */
#define MAX_WAITING 200000
#define META_ROWS "registrar.list_rows"

/* The list tells the whole history of the account, so its length counts, not what is open. */
static bool is_cheaper(int64_t open, int64_t rows, int64_t parallel)
{
	int64_t pages = rows / BO_REGISTRAR_LIST_PAGE + 1;
	return open >= LIST_FROM && pages * PAGE_COSTS <= open / (parallel > 0 ? parallel : 1) + 1;
}

static bo_code_t take(const bo_application_row_t *row, bo_error_t *error, void *payload)
{
	bo_waiting_t *waiting = payload;
	waiting->rows++;
	if (!row->status_told || row->state != BO_APPLICATION_WAITING ||
			strlen(row->reference) >= BO_REFERENCE_SIZE || waiting->count >= MAX_WAITING) {
		return BO_OK;
	}
	if (waiting->count == waiting->capacity) {
		size_t capacity = waiting->capacity ? 2 * waiting->capacity : 1024;
		void *grown = realloc(waiting->references, capacity * sizeof(*waiting->references));
		if (!grown) {
			return bo_fail_memory(error);
		}
		waiting->references = grown;
		waiting->capacity = capacity;
	}
	snprintf(waiting->references[waiting->count++], BO_REFERENCE_SIZE, "%s", row->reference);
	return BO_OK;
}

static void take_total(uint64_t total, void *payload)
{
	((bo_waiting_t *)payload)->total = total;
}

static int compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

bo_code_t bo_waiting_read(
		bo_waiting_t *out, bo_run_t *run, bo_registrar_t *registrar, int64_t open, bo_error_t *error)
{
	int64_t known = -1;
	bo_answer_t answer = {0};
	memset(out, 0, sizeof(*out));
	bo_code_t result = bo_meta_get_int(&known, run->machine.db, META_ROWS, -1, error);
	/* Unknown yet: as if the open ones were all there is. */
	if (result != BO_OK ||
			!is_cheaper(open, known < 0 ? open : known, run->machine.settings->registrar_parallel)) {
		return result;
	}
	bo_application_reader_t reader = {.row = take, .page = take_total, .payload = out};
	result = bo_registrar_status_all(registrar, &reader, &answer, error);
	if (result != BO_OK) {
		bo_waiting_dispose(out);
		return result;
	}
	if (answer.kind != BO_ANSWER_OK) {
		/* Half a list, or none: single questions are right in any case. */
		bo_waiting_dispose(out);
		return BO_OK;
	}
	if (out->count) {
		qsort(out->references, out->count, sizeof(*out->references), compare);
	}
	/* Only a list that came to its end tells how long it is. */
	int64_t length = (int64_t)(out->total ? out->total : out->rows);
	return length != known ? bo_meta_set_int(run->machine.db, META_ROWS, length, error) : BO_OK;
}

bool bo_waiting_has(const bo_waiting_t *waiting, const char *reference)
{
	return waiting->count && strlen(reference) < BO_REFERENCE_SIZE &&
		   bsearch(reference, waiting->references, waiting->count, sizeof(*waiting->references), compare);
}

void bo_waiting_dispose(bo_waiting_t *waiting)
{
	free(waiting->references);
	memset(waiting, 0, sizeof(*waiting));
}
