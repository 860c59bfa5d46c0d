#include "registrar/bo_ispapi_all.h"

#include "base/bo_time.h"
#include "registrar/bo_ispapi_read.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define PAGE_SIZE 1000
/* The list loses rows while it is read (an application is deleted) and gets new ones at its end. So a page
 * begins a little before the end of the one before, and what they share tells where to go on. */
#define OVERLAP_MAX 50

typedef struct {
	const bo_application_reader_t *reader;
	bo_answer_t answer;
	int64_t first;
	bool last;
	char tail[OVERLAP_MAX][BO_REFERENCE_SIZE]; /* the last references of the page before */
	size_t tail_count;
	bo_code_t code; /* of the reader */
	bo_error_t *error;
} all_t;

static bo_answer_t *page_answer(size_t index, void *payload)
{
	(void)index;
	return &((all_t *)payload)->answer;
}

static bool build_page(bo_ispapi_command_t *command, size_t index, void *payload)
{
	const all_t *all = payload;
	(void)index;
	/* No CLASS, for the reason that bo_ispapi_list.c gives. By creation: what is new comes at the end. */
	bo_ispapi_command_add(command, "USERDEPTH", "SELF");
	bo_ispapi_command_add(command, "WIDE", "1");
	bo_ispapi_command_add(command, "ORDERBY", "CREATEDDATE");
	bo_ispapi_command_add_int(command, "FIRST", all->first);
	bo_ispapi_command_add_int(command, "LIMIT", PAGE_SIZE);
	return true;
}

static void incomplete(all_t *all, const char *text)
{
	all->answer.kind = BO_ANSWER_TEMPORARY;
	snprintf(all->answer.text, sizeof(all->answer.text), "%s", text);
}

/* A column that does not have one value a row says nothing about any row. */
static bo_ispapi_text_t cell(const bo_ispapi_answer_t *answer, const char *column, size_t row, size_t rows)
{
	if (bo_ispapi_answer_count(answer, column) != rows) {
		return (bo_ispapi_text_t){NULL, 0};
	}
	return bo_ispapi_answer_value(answer, column, row);
}

static void reference_of(char out[BO_REFERENCE_SIZE], const bo_ispapi_answer_t *answer, size_t row)
{
	bo_ispapi_copy(out, BO_REFERENCE_SIZE, bo_ispapi_answer_value(answer, "APPLICATION", row));
}

/* How many rows have come before; false when the page shows none of those that it should. */
static bool find_new_rows(size_t *out, const all_t *all, const bo_ispapi_answer_t *answer, size_t rows)
{
	*out = 0;
	if (all->tail_count == 0) {
		return true;
	}
	for (size_t t = all->tail_count; t > 0; t--) {
		for (size_t i = 0; i < rows; i++) {
			char reference[BO_REFERENCE_SIZE];
			size_t row = (i + t - 1) % rows;
			reference_of(reference, answer, row);
			if (strcmp(reference, all->tail[t - 1]) == 0) {
				*out = row + 1;
				return true;
			}
		}
	}
	return false;
}

static void keep_tail(all_t *all, const bo_ispapi_answer_t *answer, size_t rows)
{
	size_t overlap = rows > 1 ? (rows + 2) / 4 : 0;
	all->tail_count = overlap < OVERLAP_MAX ? overlap : OVERLAP_MAX;
	for (size_t i = 0; i < all->tail_count; i++) {
		reference_of(all->tail[i], answer, rows - all->tail_count + i);
	}
}

static bool is_backorder(bo_ispapi_text_t class)
{
	static const char word[] = "BACKORDER";
	const size_t length = sizeof(word) - 1;
	if (class.length == 0) {
		return true; /* not told */
	}
	for (size_t i = 0; i + length <= class.length; i++) {
		if (strncasecmp(class.data + i, word, length) == 0) {
			return true;
		}
	}
	return false;
}

static void hand_on(all_t *all, const bo_ispapi_answer_t *answer, size_t index, size_t rows)
{
	char reference[BO_REFERENCE_SIZE], name[BO_NAME_MAX + 1], status_text[64];
	bo_ispapi_text_t status = cell(answer, "STATUS", index, rows);
	reference_of(reference, answer, index);
	if (!*reference || !is_backorder(cell(answer, "CLASS", index, rows))) {
		return;
	}
	bo_ispapi_copy(name, sizeof(name), cell(answer, "DOMAIN", index, rows));
	bo_ispapi_copy(status_text, sizeof(status_text), status);
	bo_application_row_t row = {
			.reference = reference,
			.name = name,
			.status_text = status_text,
			.state = bo_ispapi_application_state(status),
			.status_told = status.length > 0,
			.created = bo_ispapi_time(cell(answer, "CREATEDDATE", index, rows)),
			.updated = bo_ispapi_time(cell(answer, "UPDATEDDATE", index, rows)),
	};
	all->code = all->reader->row(&row, all->error, all->reader->payload);
}

static void read_page(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	all_t *all = payload;
	(void)index;
	size_t rows = bo_ispapi_answer_count(answer, "APPLICATION"), known = 0;
	int64_t total = bo_ispapi_whole(bo_ispapi_answer_value(answer, "TOTAL", 0));
	int64_t first = bo_ispapi_whole(bo_ispapi_answer_value(answer, "FIRST", 0));
	int64_t end = all->first + (int64_t)rows;
	if (first >= 0 && rows && first != all->first) {
		incomplete(all, "The list does not begin where it was asked to.");
		return;
	}
	if (!find_new_rows(&known, all, answer, rows)) {
		incomplete(all, "The list changed too much while it was read.");
		return;
	}
	all->last = total >= 0 ? end >= total : known == rows;
	if (!all->last && known == rows) {
		incomplete(all, "The list ends before its total.");
		return;
	}
	for (size_t i = known; i < rows && all->code == BO_OK; i++) {
		hand_on(all, answer, i, rows);
	}
	keep_tail(all, answer, rows);
	all->first = end - (int64_t)all->tail_count;
}

bo_code_t bo_ispapi_all(
		bo_ispapi_t *ispapi, const bo_application_reader_t *reader, bo_answer_t *answer, bo_error_t *error)
{
	bo_registrar_t *registrar = ispapi->registrar;
	int64_t limit = registrar->run_ms, end = bo_http_clock() + limit;
	all_t all = {.reader = reader, .error = error};
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_list_applications,
			.count = 1,
			.max_answer = BO_MAX_REGISTRAR_ANSWER,
			.build = build_page,
			.read = read_page,
			.answer = page_answer,
			.payload = &all,
	};
	bo_code_t result = BO_OK;
	while (result == BO_OK && !all.last) {
		int64_t left = end - bo_http_clock();
		memset(&all.answer, 0, sizeof(all.answer));
		/* The limit is one for all pages. */
		registrar->run_ms = left > 1 ? left : 1;
		result = bo_ispapi_run(ispapi, &batch, error);
		if (result == BO_OK) {
			result = all.code;
		}
		if (all.answer.kind != BO_ANSWER_OK) {
			break;
		}
	}
	registrar->run_ms = limit;
	*answer = all.answer;
	return result;
}
