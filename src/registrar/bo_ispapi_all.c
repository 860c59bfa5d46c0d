#include "registrar/bo_ispapi_all.h"

#include "base/bo_time.h"
#include "registrar/bo_ispapi_pages.h"
#include "registrar/bo_ispapi_read.h"

typedef struct {
	const bo_ispapi_dialect_t *dialect;
	bo_application_reader_t reader;
} all_t;

static void build(bo_ispapi_command_t *command, void *payload)
{
	const bo_ispapi_dialect_t *dialect = ((const all_t *)payload)->dialect;
	/* No CLASS, for the reason that bo_ispapi_list.c gives. By creation: what is new comes at the end. */
	bo_ispapi_command_add(command, "DOMAIN", dialect->list_domain); /* NULL adds nothing */
	if (dialect->user_depth) {
		bo_ispapi_command_add(command, "USERDEPTH", "SELF");
	}
	bo_ispapi_command_add(command, "WIDE", "1");
	bo_ispapi_command_add(command, "ORDERBY", dialect->list_order);
}

static bo_code_t take_row(
		const bo_ispapi_answer_t *answer, size_t index, size_t rows, bo_error_t *error, void *payload)
{
	const bo_application_reader_t *reader = &((const all_t *)payload)->reader;
	char reference[BO_REFERENCE_SIZE], name[BO_NAME_MAX + 1], status_text[64];
	bo_ispapi_text_t status = bo_ispapi_answer_cell(answer, "STATUS", index, rows);
	const char *updated = bo_ispapi_answer_count(answer, "UPDATEDDATE") ? "UPDATEDDATE" : "UPDATEDATE";
	bo_ispapi_copy(reference, sizeof(reference),
			bo_ispapi_answer_value(answer, bo_ispapi_reference_column(answer), index));
	if (!*reference || !bo_ispapi_is_backorder(bo_ispapi_answer_cell(answer, "CLASS", index, rows))) {
		return BO_OK;
	}
	bo_ispapi_copy(name, sizeof(name), bo_ispapi_answer_cell(answer, "DOMAIN", index, rows));
	bo_ispapi_copy(status_text, sizeof(status_text), status);
	bo_application_row_t row = {
			.reference = reference,
			.name = name,
			.status_text = status_text,
			.state = bo_ispapi_application_state(status),
			.status_told = status.length > 0,
			.created = bo_ispapi_time(bo_ispapi_answer_cell(answer, "CREATEDDATE", index, rows)),
			.updated = bo_ispapi_time(bo_ispapi_answer_cell(answer, updated, index, rows)),
	};
	return reader->row(&row, error, reader->payload);
}

static void take_page(uint64_t rows, uint64_t total, void *payload)
{
	const bo_application_reader_t *reader = &((const all_t *)payload)->reader;
	(void)rows;
	if (reader->page) {
		reader->page(total, reader->payload);
	}
}

bo_code_t bo_ispapi_all(
		bo_ispapi_t *ispapi, const bo_application_reader_t *reader, bo_answer_t *answer, bo_error_t *error)
{
	all_t all = {.dialect = ispapi->dialect, .reader = *reader};
	bo_ispapi_pages_t pages = {
			.verb = &bo_ispapi_list_applications,
			.key = "APPLICATION",
			.other_key = "APPLICATIONID",
			.page_size = BO_REGISTRAR_LIST_PAGE,
			.overlap_max = 50,
			.build = build,
			.row = take_row,
			.page = take_page,
			.payload = &all,
	};
	return bo_ispapi_pages(ispapi, &pages, answer, error);
}
