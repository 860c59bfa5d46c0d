#include "registrar/bo_ispapi_pending.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* 10,000 rows are some 2 MB and 40,000 values: well below what one answer may have (BO_MAX_REGISTRAR_ANSWER,
 * BO_ISPAPI_MAX_VALUES), and a list of a million names is a hundred calls. */
#define PAGE_SIZE 10000
/* The list goes on changing while it is read: names drop out of it, others come. So a page begins a little
 * before the end of the one before, and the names they share tell where to go on. Fewer rows than this leave
 * the list during one call even in the busiest minute. */
#define OVERLAP_MAX 500
#define TAIL_NAME 254

typedef struct {
	unsigned char length;
	char text[TAIL_NAME];
} tail_name_t;

typedef struct {
	const bo_pending_reader_t *reader;
	bo_answer_t answer;
	int64_t first; /* where the page was asked to begin */
	uint64_t rows; /* handed on */
	bool last;     /* the page that was read was the last one */
	/* The last names of the page before: the next one begins with them. */
	tail_name_t *tail;
	size_t tail_count;
	bo_code_t code; /* of the reader */
	bo_error_t *error;
} pending_t;

static bo_answer_t *page_answer(size_t index, void *payload)
{
	(void)index;
	return &((pending_t *)payload)->answer;
}

static bool build_page(bo_ispapi_command_t *command, size_t index, void *payload)
{
	const pending_t *pending = payload;
	(void)index;
	/* By name: dates move, and an order that is not told may be another one for each page. */
	bo_ispapi_command_add(command, "ORDERBY", "NAME");
	bo_ispapi_command_add_int(command, "FIRST", pending->first);
	bo_ispapi_command_add_int(command, "LIMIT", PAGE_SIZE);
	return true;
}

static void incomplete(pending_t *pending, const char *text)
{
	pending->answer.kind = BO_ANSWER_TEMPORARY;
	snprintf(pending->answer.text, sizeof(pending->answer.text), "%s", text);
}

static tail_name_t tail_of(bo_ispapi_text_t name)
{
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

/* How many rows of the page have come before; false when it shows none of the names that it should. */
static bool find_new_rows(
		size_t *out, const pending_t *pending, const bo_ispapi_answer_t *answer, size_t rows)
{
	*out = 0;
	if (pending->tail_count == 0) {
		return true;
	}
	/* As a rule nothing has changed, and the first row to look at is the right one. */
	for (size_t t = pending->tail_count; t > 0; t--) {
		for (size_t i = 0; i < rows; i++) {
			size_t row = (i + t - 1) % rows;
			tail_name_t name = tail_of(bo_ispapi_answer_value(answer, "DOMAIN", row));
			if (same(&name, &pending->tail[t - 1])) {
				*out = row + 1;
				return true;
			}
		}
	}
	return false;
}

static void keep_tail(pending_t *pending, const bo_ispapi_answer_t *answer, size_t rows)
{
	size_t overlap = rows > 1 ? (rows + 2) / 4 : 0;
	pending->tail_count = overlap < OVERLAP_MAX ? overlap : OVERLAP_MAX;
	for (size_t i = 0; i < pending->tail_count; i++) {
		pending->tail[i] = tail_of(bo_ispapi_answer_value(answer, "DOMAIN", rows - pending->tail_count + i));
	}
}

static void read_page(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	pending_t *pending = payload;
	(void)index;
	size_t rows = bo_ispapi_answer_count(answer, "DOMAIN"), known = 0;
	int64_t total = bo_ispapi_whole(bo_ispapi_answer_value(answer, "TOTAL", 0));
	int64_t first = bo_ispapi_whole(bo_ispapi_answer_value(answer, "FIRST", 0));
	int64_t end = pending->first + (int64_t)rows;
	if (rows != bo_ispapi_answer_count(answer, "FINALIZATIONDATE")) {
		incomplete(pending, "The list does not have one date for each name.");
		return;
	}
	if (first >= 0 && rows && first != pending->first) {
		incomplete(pending, "The list does not begin where it was asked to.");
		return;
	}
	if (!find_new_rows(&known, pending, answer, rows)) {
		incomplete(pending, "The list changed too much while it was read.");
		return;
	}
	/* LAST and COUNT are not always right: the total and what came decide. */
	pending->last = total >= 0 ? end >= total : known == rows;
	if (!pending->last && known == rows) {
		incomplete(pending, "The list ends before its total.");
		return;
	}
	for (size_t i = known; i < rows && pending->code == BO_OK; i++) {
		bo_ispapi_text_t name = bo_ispapi_answer_value(answer, "DOMAIN", i);
		bo_ispapi_text_t date = bo_ispapi_answer_value(answer, "FINALIZATIONDATE", i);
		pending->code = pending->reader->row(
				name.data, name.length, date.data, date.length, pending->error, pending->reader->payload);
	}
	if (pending->code != BO_OK) {
		return;
	}
	pending->rows += rows - known;
	keep_tail(pending, answer, rows);
	pending->first = end - (int64_t)pending->tail_count;
	if (pending->reader->page) {
		pending->reader->page(pending->rows, total > 0 ? (uint64_t)total : 0, pending->reader->payload);
	}
}

bo_code_t bo_ispapi_pending(
		bo_ispapi_t *ispapi, const bo_pending_reader_t *reader, bo_answer_t *answer, bo_error_t *error)
{
	bo_registrar_t *registrar = ispapi->registrar;
	int64_t limit = registrar->run_ms, end = bo_http_clock() + limit;
	pending_t pending = {.reader = reader, .error = error};
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_list_pending,
			.count = 1,
			.max_answer = BO_MAX_REGISTRAR_ANSWER,
			.build = build_page,
			.read = read_page,
			.answer = page_answer,
			.payload = &pending,
	};
	pending.tail = malloc(OVERLAP_MAX * sizeof(*pending.tail));
	bo_code_t result = pending.tail ? BO_OK : bo_fail_memory(error);
	while (result == BO_OK && !pending.last) {
		int64_t left = end - bo_http_clock();
		memset(&pending.answer, 0, sizeof(pending.answer));
		/* The limit is one for all pages. */
		registrar->run_ms = left > 1 ? left : 1;
		result = bo_ispapi_run(ispapi, &batch, error);
		if (result == BO_OK) {
			result = pending.code;
		}
		if (pending.answer.kind != BO_ANSWER_OK) {
			break;
		}
	}
	registrar->run_ms = limit;
	*answer = pending.answer;
	free(pending.tail);
	return result;
}
