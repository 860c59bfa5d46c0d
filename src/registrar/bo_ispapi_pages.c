#include "registrar/bo_ispapi_pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TAIL_NAME 254

typedef struct {
	unsigned char length;
	char text[TAIL_NAME];
} tail_name_t;

typedef struct {
	const bo_ispapi_pages_t *pages;
	bo_answer_t answer;
	int64_t first; /* where the page was asked to begin */
	uint64_t rows; /* handed on */
	bool last;     /* the page that was read was the last one */
	/* The last names of the page before: the next one begins with them. */
	tail_name_t *tail;
	size_t tail_count;
	bo_code_t code; /* of the reader */
	bo_error_t *error;
} reading_t;

static bo_answer_t *page_answer(size_t index, void *payload)
{
	(void)index;
	return &((reading_t *)payload)->answer;
}

static bool build_page(bo_ispapi_command_t *command, size_t index, void *payload)
{
	const reading_t *reading = payload;
	(void)index;
	reading->pages->build(command, reading->pages->payload);
	bo_ispapi_command_add_int(command, "FIRST", reading->first);
	bo_ispapi_command_add_int(command, "LIMIT", (int64_t)reading->pages->page_size);
	return true;
}

static void incomplete(reading_t *reading, const char *text)
{
	reading->answer.kind = BO_ANSWER_TEMPORARY;
	snprintf(reading->answer.text, sizeof(reading->answer.text), "%s", text);
}

static const char *key_of(const reading_t *reading, const bo_ispapi_answer_t *answer)
{
	const bo_ispapi_pages_t *pages = reading->pages;
	return pages->other_key && bo_ispapi_answer_count(answer, pages->key) == 0 ? pages->other_key
																			   : pages->key;
}

static tail_name_t name_of(const reading_t *reading, const bo_ispapi_answer_t *answer, size_t row)
{
	bo_ispapi_text_t name = bo_ispapi_answer_value(answer, key_of(reading, answer), row);
	tail_name_t out = {.length = (unsigned char)(name.length < TAIL_NAME ? name.length : TAIL_NAME)};
	if (out.length) {
		memcpy(out.text, name.data, out.length);
	}
	return out;
}

static bool same(const tail_name_t *a, const tail_name_t *b)
{
	return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* How many rows of the page have come before; false when it shows none of those that it should. */
static bool find_new_rows(
		size_t *out, const reading_t *reading, const bo_ispapi_answer_t *answer, size_t rows)
{
	*out = 0;
	if (reading->tail_count == 0) {
		return true;
	}
	/* As a rule nothing has changed, and the first row to look at is the right one. */
	for (size_t t = reading->tail_count; t > 0; t--) {
		for (size_t i = 0; i < rows; i++) {
			size_t row = (i + t - 1) % rows;
			tail_name_t name = name_of(reading, answer, row);
			if (same(&name, &reading->tail[t - 1])) {
				*out = row + 1;
				return true;
			}
		}
	}
	return false;
}

static void keep_tail(reading_t *reading, const bo_ispapi_answer_t *answer, size_t rows)
{
	size_t overlap = rows > 1 ? (rows + 2) / 4 : 0, most = reading->pages->overlap_max;
	reading->tail_count = overlap < most ? overlap : most;
	for (size_t i = 0; i < reading->tail_count; i++) {
		reading->tail[i] = name_of(reading, answer, rows - reading->tail_count + i);
	}
}

static void read_page(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	reading_t *reading = payload;
	const bo_ispapi_pages_t *pages = reading->pages;
	(void)index;
	size_t rows = bo_ispapi_answer_count(answer, key_of(reading, answer)), known = 0;
	int64_t total = bo_ispapi_whole(bo_ispapi_answer_value(answer, "TOTAL", 0));
	int64_t first = bo_ispapi_whole(bo_ispapi_answer_value(answer, "FIRST", 0));
	int64_t end = reading->first + (int64_t)rows;
	const char *problem = pages->check ? pages->check(answer, rows, pages->payload) : NULL;
	if (problem) {
		incomplete(reading, problem);
		return;
	}
	if (first >= 0 && rows && first != reading->first) {
		incomplete(reading, "The list does not begin where it was asked to.");
		return;
	}
	if (!find_new_rows(&known, reading, answer, rows)) {
		incomplete(reading, "The list changed too much while it was read.");
		return;
	}
	/* LAST and COUNT are not always right: the total and what came decide. */
	reading->last = total >= 0 ? end >= total : known == rows;
	if (!reading->last && known == rows) {
		incomplete(reading, "The list ends before its total.");
		return;
	}
	for (size_t i = known; i < rows && reading->code == BO_OK; i++) {
		reading->code = pages->row(answer, i, rows, reading->error, pages->payload);
	}
	if (reading->code != BO_OK) {
		return;
	}
	reading->rows += rows - known;
	keep_tail(reading, answer, rows);
	reading->first = end - (int64_t)reading->tail_count;
	if (pages->page) {
		pages->page(reading->rows, total > 0 ? (uint64_t)total : 0, pages->payload);
	}
}

bo_code_t bo_ispapi_pages(
		bo_ispapi_t *ispapi, const bo_ispapi_pages_t *pages, bo_answer_t *answer, bo_error_t *error)
{
	bo_registrar_t *registrar = ispapi->registrar;
	int64_t limit = registrar->run_ms, end = bo_http_clock() + limit;
	reading_t reading = {.pages = pages, .error = error};
	bo_ispapi_batch_t batch = {
			.verb = pages->verb,
			.count = 1,
			.max_answer = BO_MAX_REGISTRAR_ANSWER,
			.build = build_page,
			.read = read_page,
			.answer = page_answer,
			.payload = &reading,
	};
	reading.tail = malloc(pages->overlap_max * sizeof(*reading.tail));
	bo_code_t result = reading.tail ? BO_OK : bo_fail_memory(error);
	while (result == BO_OK && !reading.last) {
		int64_t left = end - bo_http_clock();
		memset(&reading.answer, 0, sizeof(reading.answer));
		/* The limit is one for all pages. */
		registrar->run_ms = left > 1 ? left : 1;
		result = bo_ispapi_run(ispapi, &batch, error);
		if (result == BO_OK) {
			result = reading.code;
		}
		if (reading.answer.kind != BO_ANSWER_OK) {
			break;
		}
	}
	registrar->run_ms = limit;
	*answer = reading.answer;
	free(reading.tail);
	return result;
}
