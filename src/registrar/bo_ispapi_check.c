#include "registrar/bo_ispapi_check.h"

#include "registrar/bo_ispapi_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
	size_t group; /* names in one command */
	const char *const *names;
	bo_availability_t *results;
	size_t *asked; /* indexes of the names that can be asked about */
	size_t asked_count;
	bo_answer_t *answers; /* one for each group */
} check_t;

static size_t group_end(const check_t *check, size_t group)
{
	size_t end = (group + 1) * check->group;
	return end < check->asked_count ? end : check->asked_count;
}

static bo_answer_t *group_answer(size_t index, void *payload)
{
	return &((check_t *)payload)->answers[index];
}

static bool build_group(bo_ispapi_command_t *command, size_t index, void *payload)
{
	const check_t *check = payload;
	for (size_t i = index * check->group; i < group_end(check, index); i++) {
		bo_ispapi_command_add_at(
				command, "DOMAIN", (unsigned int)(i - index * check->group), check->names[check->asked[i]]);
	}
	return true;
}

static bool contains(const char *text, const char *part)
{
	return strstr(text, part) != NULL;
}

/* "210 Domain name available", "211 Domain name not available", "211 Premium Domain name available
 * [PREMIUM]". Why a name is taken (redemption, pending delete) is told in words that are documented nowhere,
 * so nothing is concluded from them. */
static void read_one(bo_availability_t *out, bo_ispapi_text_t found, bo_ispapi_text_t reason)
{
	char text[128];
	bo_ispapi_copy(text, sizeof(text), found);
	bo_ispapi_copy(out->reason, sizeof(out->reason), reason.length ? reason : found);
	if (contains(text, "[PREMIUM]")) {
		out->premium = true;
		out->state = contains(text, "not available") ? BO_AVAILABILITY_TAKEN : BO_AVAILABILITY_FREE;
	} else if (strncmp(text, "210", 3) == 0) {
		out->state = BO_AVAILABILITY_FREE;
	} else if (strncmp(text, "211", 3) == 0) {
		out->state = BO_AVAILABILITY_TAKEN;
	}
}

static void read_group(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	check_t *check = payload;
	size_t first = index * check->group, count = group_end(check, index) - first;
	/* Values are told apart by their order only: one for each name, or they say nothing. */
	if (bo_ispapi_answer_count(answer, "DOMAINCHECK") != count) {
		check->answers[index].kind = BO_ANSWER_TEMPORARY;
		snprintf(check->answers[index].text, sizeof(check->answers[index].text),
				"The answer does not have one result for each name.");
		return;
	}
	bool reasons = bo_ispapi_answer_count(answer, "REASON") == count;
	for (size_t i = 0; i < count; i++) {
		bo_ispapi_text_t none = {NULL, 0};
		read_one(&check->results[check->asked[first + i]], bo_ispapi_answer_value(answer, "DOMAINCHECK", i),
				reasons ? bo_ispapi_answer_value(answer, "REASON", i) : none);
	}
}

bo_code_t bo_ispapi_check(bo_ispapi_t *ispapi, const char *const *names, size_t count,
		bo_availability_t *results, bo_error_t *error)
{
	check_t check = {.group = ispapi->dialect->check_group, .names = names, .results = results};
	bo_code_t result = BO_OK;
	check.asked = calloc(count, sizeof(*check.asked));
	check.answers = calloc(count / check.group + 1, sizeof(*check.answers));
	if (!check.asked || !check.answers) {
		result = bo_fail_memory(error);
		goto out;
	}
	for (size_t i = 0; i < count; i++) {
		if (bo_ispapi_plain_name(names[i])) {
			check.asked[check.asked_count++] = i;
		} else {
			results[i].answer.kind = BO_ANSWER_REFUSED;
			snprintf(results[i].answer.text, sizeof(results[i].answer.text), "This is no domain name.");
		}
	}
	if (check.asked_count == 0) {
		goto out;
	}
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_check_domains,
			.count = (check.asked_count + check.group - 1) / check.group,
			.max_answer = BO_MAX_REGISTRAR_ANSWER,
			.build = build_group,
			.read = read_group,
			.answer = group_answer,
			.payload = &check,
	};
	result = bo_ispapi_run(ispapi, &batch, error);
	for (size_t i = 0; i < check.asked_count; i++) {
		results[check.asked[i]].answer = check.answers[i / check.group];
	}
out:
	free(check.asked);
	free(check.answers);
	return result;
}
