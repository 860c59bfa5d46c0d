#include "registrar/bo_ispapi_list.h"

#include "base/bo_time.h"
#include "registrar/bo_ispapi_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define PAGE_SIZE 100
#define MAX_FOUND 2000 /* applications of one name in one account: far beyond anything real */
#define MAX_CONTACT_ANSWER (1u << 20)
#define HANDLE_SIZE 64

typedef struct {
	bo_application_t application;
	char owner[HANDLE_SIZE]; /* contact handle */
} row_t;

typedef struct {
	const bo_ispapi_dialect_t *dialect;
	const char *name;
	bo_answer_t answer;
	int64_t first;
	row_t *rows;
	size_t count, capacity;
	bool last; /* the page that was read was the last one */
	bool out_of_memory;
	/* Rows whose owner the list did not tell. */
	size_t *ownerless;
	bo_answer_t *ownerless_answers;
	size_t ownerless_count;
	/* The contacts to ask about: indexes of rows whose owner is not among the rows before. */
	size_t *owners;
	bo_answer_t *owner_answers;
	size_t owner_count;
} list_t;

static bool known(const list_t *list, const char *reference)
{
	for (size_t i = 0; i < list->count; i++) {
		if (strcmp(list->rows[i].application.reference, reference) == 0) {
			return true;
		}
	}
	return false;
}

static row_t *new_row(list_t *list)
{
	if (list->count == list->capacity) {
		size_t capacity = list->capacity ? list->capacity * 2 : 4;
		row_t *grown = realloc(list->rows, capacity * sizeof(*grown));
		if (!grown) {
			list->out_of_memory = true;
			return NULL;
		}
		list->rows = grown;
		list->capacity = capacity;
	}
	row_t *row = &list->rows[list->count++];
	memset(row, 0, sizeof(*row));
	row->application.created = row->application.auction_start = row->application.auction_end = BO_TIME_NONE;
	return row;
}

static bool add_row(list_t *list, const bo_ispapi_answer_t *answer, size_t index, size_t rows)
{
	char reference[BO_REFERENCE_SIZE];
	bo_ispapi_text_t class = bo_ispapi_answer_cell(answer, "CLASS", index, rows);
	bo_ispapi_text_t status = bo_ispapi_answer_cell(answer, "STATUS", index, rows);
	bo_ispapi_text_t name = bo_ispapi_answer_cell(answer, "DOMAIN", index, rows);
	bo_ispapi_copy(reference, sizeof(reference),
			bo_ispapi_answer_value(answer, bo_ispapi_reference_column(answer), index));
	/* Other kinds of applications (launch phases) and, should the name be taken as a pattern, other names. */
	if (!bo_ispapi_is_backorder(class) || !bo_ispapi_about(name, list->name) || !*reference ||
			known(list, reference)) {
		return true;
	}
	row_t *row = new_row(list);
	if (!row) {
		return false;
	}
	bo_application_t *application = &row->application;
	memcpy(application->reference, reference, sizeof(reference));
	snprintf(application->name, sizeof(application->name), "%s", list->name);
	application->state = bo_ispapi_application_state(status);
	bo_ispapi_copy(application->status_text, sizeof(application->status_text), status);
	application->created = bo_ispapi_time(bo_ispapi_answer_cell(answer, "CREATEDDATE", index, rows));
	application->answer = list->answer;
	bo_ispapi_copy(
			row->owner, sizeof(row->owner), bo_ispapi_answer_cell(answer, "OWNERCONTACT", index, rows));
	return true;
}

/* --- the pages --- */

static bo_answer_t *page_answer(size_t index, void *payload)
{
	(void)index;
	return &((list_t *)payload)->answer;
}

static const char *page_object(size_t index, void *payload)
{
	(void)index;
	return ((list_t *)payload)->name;
}

static bool build_page(bo_ispapi_command_t *command, size_t index, void *payload)
{
	const list_t *list = payload;
	(void)index;
	/* No CLASS here: answers name classes such as COM_BACKORDER, and whether a pattern like *BACKORDER* finds
	 * them all is written nowhere. An application that is overlooked would be placed a second time, so all of
	 * the name's applications are fetched and the class is looked at in add_row(). SELF: not the orders of
	 * subusers. */
	bo_ispapi_command_add(command, "DOMAIN", list->name);
	if (list->dialect->user_depth) {
		bo_ispapi_command_add(command, "USERDEPTH", "SELF");
	}
	bo_ispapi_command_add(command, "WIDE", "1");
	bo_ispapi_command_add(command, "ORDERBY", list->dialect->list_order);
	bo_ispapi_command_add_int(command, "FIRST", list->first);
	bo_ispapi_command_add_int(command, "LIMIT", PAGE_SIZE);
	return true;
}

static void incomplete(list_t *list, const char *text)
{
	list->answer.kind = BO_ANSWER_TEMPORARY;
	snprintf(list->answer.text, sizeof(list->answer.text), "%s", text);
}

static void read_page(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	list_t *list = payload;
	size_t rows = bo_ispapi_answer_count(answer, bo_ispapi_reference_column(answer));
	int64_t total = bo_ispapi_whole(bo_ispapi_answer_value(answer, "TOTAL", 0));
	int64_t first = bo_ispapi_whole(bo_ispapi_answer_value(answer, "FIRST", 0));
	int64_t end = list->first + (int64_t)rows;
	(void)index;
	bool all =
			list->first == 0 && total >= 0 && end >= total; /* then it cannot matter how rows are counted */
	if (first >= 0 && rows && first != list->first && !all) {
		incomplete(list, "The list does not begin where it was asked to.");
		return;
	}
	if (total > MAX_FOUND || end > MAX_FOUND) {
		incomplete(list, "The name has more applications than can be read.");
		return;
	}
	if (rows == 0 && total > list->first) {
		incomplete(list, "The list ends before its total.");
		return;
	}
	for (size_t i = 0; i < rows; i++) {
		if (!add_row(list, answer, i, rows)) {
			return;
		}
	}
	/* LAST and COUNT are not always right, so the next page begins behind the rows that came. */
	list->last = total >= 0 ? end >= total : rows < PAGE_SIZE;
	list->first = end;
}

/* --- whose they are --- */

static row_t *ownerless_row(const list_t *list, size_t index)
{
	return &list->rows[list->ownerless[index]];
}

static bo_answer_t *ownerless_answer(size_t index, void *payload)
{
	return &((list_t *)payload)->ownerless_answers[index];
}

static const char *ownerless_object(size_t index, void *payload)
{
	return ownerless_row(payload, index)->application.reference;
}

static bool build_status(bo_ispapi_command_t *command, size_t index, void *payload)
{
	bo_ispapi_command_add(command, "APPLICATION", ownerless_object(index, payload));
	return true;
}

static void read_status_owner(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	row_t *row = ownerless_row(payload, index);
	bo_ispapi_text_t status = bo_ispapi_answer_value(answer, "STATUS", 0);
	bo_ispapi_copy(row->owner, sizeof(row->owner), bo_ispapi_answer_value(answer, "OWNERCONTACT", 0));
	if (!*row->application.status_text && status.length) {
		row->application.state = bo_ispapi_application_state(status);
		bo_ispapi_copy(row->application.status_text, sizeof(row->application.status_text), status);
	}
}

/* Asks each application for its owner's handle. One that cannot be read stays unknown and spoils nothing. */
static bo_code_t find_owners(bo_ispapi_t *ispapi, list_t *list, bo_error_t *error)
{
	list->ownerless = calloc(list->count, sizeof(*list->ownerless));
	list->ownerless_answers = calloc(list->count, sizeof(*list->ownerless_answers));
	if (!list->ownerless || !list->ownerless_answers) {
		return bo_fail_memory(error);
	}
	for (size_t i = 0; i < list->count; i++) {
		if (!*list->rows[i].owner && bo_ispapi_plain_reference(list->rows[i].application.reference)) {
			list->ownerless[list->ownerless_count++] = i;
		}
	}
	if (list->ownerless_count == 0) {
		return BO_OK;
	}
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_status_application,
			.count = list->ownerless_count,
			.max_answer = MAX_CONTACT_ANSWER,
			.build = build_status,
			.read = read_status_owner,
			.answer = ownerless_answer,
			.object = ownerless_object,
			.payload = list,
	};
	return bo_ispapi_run(ispapi, &batch, error);
}

static bo_answer_t *owner_answer(size_t index, void *payload)
{
	return &((list_t *)payload)->owner_answers[index];
}

static const char *owner_of(const list_t *list, size_t index)
{
	return list->rows[list->owners[index]].owner;
}

static const char *owner_object(size_t index, void *payload)
{
	return owner_of(payload, index);
}

static bool build_owner(bo_ispapi_command_t *command, size_t index, void *payload)
{
	bo_ispapi_command_add(command, "CONTACT", owner_of(payload, index));
	return true;
}

static void read_owner(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	list_t *list = payload;
	const char *owner = owner_of(list, index);
	for (size_t i = 0; i < list->count; i++) {
		bo_application_t *application = &list->rows[i].application;
		if (strcmp(list->rows[i].owner, owner) == 0) {
			bo_ispapi_copy(application->owner_email, sizeof(application->owner_email),
					bo_ispapi_answer_value(answer, "EMAIL", 0));
		}
	}
}

static bool new_owner(const list_t *list, size_t row)
{
	for (size_t i = 0; i < list->owner_count; i++) {
		if (strcmp(list->rows[list->owners[i]].owner, list->rows[row].owner) == 0) {
			return false;
		}
	}
	return true;
}

/* The list only has the owners' contact handles; StatusContact knows their addresses. One that cannot be read
 * stays unknown and spoils nothing. */
static bo_code_t read_owners(bo_ispapi_t *ispapi, list_t *list, bo_error_t *error)
{
	if (list->count == 0) {
		return BO_OK;
	}
	list->owners = calloc(list->count, sizeof(*list->owners));
	list->owner_answers = calloc(list->count, sizeof(*list->owner_answers));
	if (!list->owners || !list->owner_answers) {
		return bo_fail_memory(error);
	}
	for (size_t i = 0; i < list->count; i++) {
		if (bo_ispapi_plain_reference(list->rows[i].owner) && new_owner(list, i)) {
			list->owners[list->owner_count++] = i;
		}
	}
	if (list->owner_count == 0) {
		return BO_OK;
	}
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_status_contact,
			.count = list->owner_count,
			.max_answer = MAX_CONTACT_ANSWER,
			.build = build_owner,
			.read = read_owner,
			.answer = owner_answer,
			.object = owner_object,
			.payload = list,
	};
	return bo_ispapi_run(ispapi, &batch, error);
}

bo_code_t bo_ispapi_list(bo_ispapi_t *ispapi, const char *name, bo_application_t **found, size_t *found_count,
		bo_answer_t *answer, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	list_t list = {.dialect = ispapi->dialect, .name = name};
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_list_applications,
			.count = 1,
			.max_answer = BO_MAX_REGISTRAR_ANSWER,
			.build = build_page,
			.read = read_page,
			.answer = page_answer,
			.object = page_object,
			.payload = &list,
	};
	if (!bo_ispapi_plain_name(name)) {
		answer->kind = BO_ANSWER_REFUSED;
		snprintf(answer->text, sizeof(answer->text), "This is no domain name.");
		return BO_OK;
	}
	while (!list.last) {
		memset(&list.answer, 0, sizeof(list.answer));
		result = bo_ispapi_run(ispapi, &batch, error);
		if (result == BO_OK && list.out_of_memory) {
			result = bo_fail_memory(error);
		}
		if (result != BO_OK || list.answer.kind != BO_ANSWER_OK) {
			goto out;
		}
	}
	if (list.count && ispapi->dialect->list_lacks_owner) {
		result = find_owners(ispapi, &list, error);
	}
	if (result == BO_OK) {
		result = read_owners(ispapi, &list, error);
	}
	if (result != BO_OK || list.count == 0) {
		goto out;
	}
	*found = calloc(list.count, sizeof(**found));
	if (!*found) {
		result = bo_fail_memory(error);
		goto out;
	}
	for (size_t i = 0; i < list.count; i++) {
		(*found)[i] = list.rows[i].application;
		(*found)[i].answer = list.answer;
	}
	*found_count = list.count;

out:
	*answer = list.answer;
	free(list.rows);
	free(list.ownerless);
	free(list.ownerless_answers);
	free(list.owners);
	free(list.owner_answers);
	return result;
}
