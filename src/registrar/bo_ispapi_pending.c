#include "registrar/bo_ispapi_pending.h"

#include "registrar/bo_ispapi_pages.h"

typedef struct {
	const bo_ispapi_dialect_t *dialect;
	bo_pending_reader_t reader;
} pending_t;

static void build(bo_ispapi_command_t *command, void *payload)
{
	/* A NULL value adds nothing. */
	bo_ispapi_command_add(command, "ORDERBY", ((const pending_t *)payload)->dialect->pending_order);
}

static const char *check(const bo_ispapi_answer_t *answer, size_t rows, void *payload)
{
	(void)payload;
	return rows == bo_ispapi_answer_count(answer, "FINALIZATIONDATE")
				   ? NULL
				   : "The list does not have one date for each name.";
}

static bo_code_t take_row(
		const bo_ispapi_answer_t *answer, size_t index, size_t rows, bo_error_t *error, void *payload)
{
	const bo_pending_reader_t *reader = &((const pending_t *)payload)->reader;
	(void)rows;
	bo_ispapi_text_t name = bo_ispapi_answer_value(answer, "DOMAIN", index);
	bo_ispapi_text_t date = bo_ispapi_answer_value(answer, "FINALIZATIONDATE", index);
	return reader->row(name.data, name.length, date.data, date.length, error, reader->payload);
}

static void take_page(uint64_t rows, uint64_t total, void *payload)
{
	const bo_pending_reader_t *reader = &((const pending_t *)payload)->reader;
	if (reader->page) {
		reader->page(rows, total, reader->payload);
	}
}

bo_code_t bo_ispapi_pending(
		bo_ispapi_t *ispapi, const bo_pending_reader_t *reader, bo_answer_t *answer, bo_error_t *error)
{
	pending_t own = {.dialect = ispapi->dialect, .reader = *reader};
	bo_ispapi_pages_t pages = {
			.verb = &bo_ispapi_list_pending,
			.key = "DOMAIN",
			.page_size = ispapi->dialect->pending_page,
			.overlap_max = 500,
			.build = build,
			.check = check,
			.row = take_row,
			.page = take_page,
			.payload = &own,
	};
	return bo_ispapi_pages(ispapi, &pages, answer, error);
}
