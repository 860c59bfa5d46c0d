#include "registrar/bo_ispapi_pending.h"

#include "registrar/bo_ispapi_pages.h"

static void build(bo_ispapi_command_t *command, void *payload)
{
	(void)payload;
	/* By name: dates move, and an order that is not told may be another one for each page. */
	bo_ispapi_command_add(command, "ORDERBY", "NAME");
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
	const bo_pending_reader_t *reader = payload;
	(void)rows;
	bo_ispapi_text_t name = bo_ispapi_answer_value(answer, "DOMAIN", index);
	bo_ispapi_text_t date = bo_ispapi_answer_value(answer, "FINALIZATIONDATE", index);
	return reader->row(name.data, name.length, date.data, date.length, error, reader->payload);
}

static void take_page(uint64_t rows, uint64_t total, void *payload)
{
	const bo_pending_reader_t *reader = payload;
	if (reader->page) {
		reader->page(rows, total, reader->payload);
	}
}

bo_code_t bo_ispapi_pending(
		bo_ispapi_t *ispapi, const bo_pending_reader_t *reader, bo_answer_t *answer, bo_error_t *error)
{
	bo_pending_reader_t own = *reader;
	bo_ispapi_pages_t pages = {
			.verb = &bo_ispapi_list_pending,
			.key = "DOMAIN",
			/* 10,000 rows are some 2 MB and 40,000 values: well below what one answer may have
			 * (BO_MAX_REGISTRAR_ANSWER, BO_ISPAPI_MAX_VALUES), and a list of a million names is a hundred
			 * calls. */
			.page_size = 10000,
			.overlap_max = 500,
			.build = build,
			.check = check,
			.row = take_row,
			.page = take_page,
			.payload = &own,
	};
	return bo_ispapi_pages(ispapi, &pages, answer, error);
}
