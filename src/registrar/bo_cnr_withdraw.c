#include "registrar/bo_cnr_withdraw.h"

#include "registrar/bo_ispapi_apply.h"
#include "registrar/bo_ispapi_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLASS_SIZE 64

typedef struct {
	const char *reference;
	char name[BO_NAME_MAX + 1], class[CLASS_SIZE];
	bo_answer_t *answer;
} item_t;

static bo_answer_t *item_answer(size_t index, void *payload)
{
	return ((item_t *)payload)[index].answer;
}

static const char *item_object(size_t index, void *payload)
{
	return ((item_t *)payload)[index].reference;
}

static bool build_status(bo_ispapi_command_t *command, size_t index, void *payload)
{
	item_t *item = &((item_t *)payload)[index];
	if (!bo_ispapi_plain_reference(item->reference)) {
		item->answer->kind = BO_ANSWER_REFUSED;
		snprintf(item->answer->text, sizeof(item->answer->text),
				"The reference is none that the registrar gives.");
		return false;
	}
	bo_ispapi_command_add(command, "APPLICATION", item->reference);
	return true;
}

static void read_status(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	item_t *item = &((item_t *)payload)[index];
	bo_ispapi_text_t told = bo_ispapi_answer_value(answer, bo_ispapi_reference_column(answer), 0);
	bo_ispapi_copy(item->name, sizeof(item->name), bo_ispapi_answer_value(answer, "DOMAIN", 0));
	bo_ispapi_copy(item->class, sizeof(item->class), bo_ispapi_answer_value(answer, "CLASS", 0));
	if ((told.length && !bo_ispapi_equal_nocase(told, item->reference)) || !*item->name ||
			!bo_ispapi_is_backorder((bo_ispapi_text_t){item->class, strlen(item->class)})) {
		item->answer->kind = BO_ANSWER_TEMPORARY;
		snprintf(item->answer->text, sizeof(item->answer->text),
				"The registrar's answer about the application does not fit.");
	}
}

static bool build_delete(bo_ispapi_command_t *command, size_t index, void *payload)
{
	const item_t *item = &((item_t *)payload)[index];
	bo_ispapi_command_add(command, "DOMAIN", item->name);
	bo_ispapi_command_add(command, "CLASS", *item->class ? item->class : NULL);
	bo_ispapi_command_add(command, "APPLICATION", item->reference);
	return true;
}

bo_code_t bo_cnr_withdraw(bo_ispapi_t *ispapi, const char *const *references, size_t count,
		bo_answer_t *answers, bo_error_t *error)
{
	item_t *items = calloc(count, sizeof(*items));
	size_t found = 0;
	if (!items) {
		return bo_fail_memory(error);
	}
	for (size_t i = 0; i < count; i++) {
		items[i] = (item_t){.reference = references[i], .answer = &answers[i]};
	}
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_status_application,
			.count = count,
			.max_answer = BO_ISPAPI_ANSWER_MAX,
			.build = build_status,
			.read = read_status,
			.answer = item_answer,
			.object = item_object,
			.payload = items,
	};
	bo_code_t result = bo_ispapi_run(ispapi, &batch, error);
	/* The others keep what the question came to: not found, not asked, try again. */
	for (size_t i = 0; i < count; i++) {
		if (items[i].answer->kind == BO_ANSWER_OK) {
			memset(items[i].answer, 0, sizeof(*items[i].answer));
			items[found++] = items[i];
		}
	}
	if (result == BO_OK && found) {
		batch.verb = &bo_ispapi_delete_application;
		batch.count = found;
		batch.build = build_delete;
		batch.read = NULL;
		result = bo_ispapi_run(ispapi, &batch, error);
	}
	free(items);
	return result;
}
