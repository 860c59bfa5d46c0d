/* The registrar's answers, as they come off the wire. */
#include "base/bo_time.h"
#include "fuzz.h"
#include "registrar/bo_ispapi_read.h"
#include "registrar/bo_ispapi_wire.h"

static void check_text(bo_ispapi_text_t text, const char *data, size_t size)
{
	FUZZ_CHECK(text.length == 0 || (text.data >= data && text.data + text.length <= data + size));
	FUZZ_CHECK(text.length == 0 || !memchr(text.data, '\n', text.length));
}

static void check_values(const bo_ispapi_answer_t *answer, const char *data, size_t size)
{
	size_t values = 0;
	for (size_t i = 0; i < answer->property_count; i++) {
		const bo_ispapi_property_t *property = &answer->properties[i];
		FUZZ_CHECK(strlen(property->name) < BO_ISPAPI_PROPERTY_SIZE && property->count > 0);
		FUZZ_CHECK(!strpbrk(property->name, " \t_"));
		FUZZ_CHECK(bo_ispapi_answer_count(answer, property->name) == property->count);
		for (size_t k = 0; k < i; k++) {
			FUZZ_CHECK(strcmp(answer->properties[k].name, property->name) != 0);
		}
		for (size_t k = 0; k < property->count; k++) {
			char copy[64];
			check_text(property->values[k], data, size);
			bo_ispapi_copy(copy, sizeof(copy), property->values[k]);
			FUZZ_CHECK(fuzz_is_printable(copy));
			bo_money_t money = bo_ispapi_money(property->values[k]);
			FUZZ_CHECK(money == BO_MONEY_NONE || property->values[k].length);
			FUZZ_CHECK(bo_ispapi_whole(property->values[k]) >= -1);
			(void)bo_ispapi_time(property->values[k]);
		}
		FUZZ_CHECK(bo_ispapi_answer_value(answer, property->name, property->count).length == 0);
		values += property->count;
	}
	FUZZ_CHECK(values == answer->value_count && values <= BO_ISPAPI_MAX_VALUES);
}

/* An answer counts only with its last line, so nothing that is cut before it does. */
static void check_cut(const char *data, size_t size)
{
	const char *end = NULL;
	for (size_t i = 0; i + 3 <= size && !end; i++) {
		end = memcmp(data + i, "EOF", 3) == 0 ? data + i : NULL;
	}
	bo_ispapi_answer_t answer;
	if (bo_ispapi_answer_parse(&answer, data, end ? (size_t)(end - data) + 2 : size, NULL) == BO_OK) {
		FUZZ_CHECK(!answer.complete);
		bo_ispapi_answer_dispose(&answer);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	/* Exactly as long as told, without a NUL: reading beyond it is found. */
	char *data = malloc(size ? size : 1);
	bo_ispapi_answer_t answer;
	FUZZ_CHECK(data);
	if (size) {
		memcpy(data, bytes, size);
	}
	if (bo_ispapi_answer_parse(&answer, data, size, NULL) == BO_OK) {
		bo_application_t application = {.answer = {.kind = BO_ANSWER_OK}};
		bo_domain_facts_t facts = {.created = BO_TIME_NONE, .expires = BO_TIME_NONE};
		FUZZ_CHECK(!answer.complete || (answer.code >= 100 && answer.code <= 999));
		check_text(answer.description, data, size);
		check_values(&answer, data, size);
		bo_ispapi_read_application(&application, &answer, "10700");
		FUZZ_CHECK(application.answer.kind == BO_ANSWER_TEMPORARY || *application.status_text);
		FUZZ_CHECK(fuzz_is_printable(application.name) && fuzz_is_printable(application.auction_url));
		FUZZ_CHECK(!*application.auction_url || strncmp(application.auction_url, "http", 4) == 0);
		bo_ispapi_read_domain(&facts, &answer);
		bo_ispapi_answer_dispose(&answer);
	}
	check_cut(data, size);
	free(data);
	return 0;
}
