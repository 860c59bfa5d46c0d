#include "registrar/bo_cnr_prices.h"

#include "base/bo_text.h"
#include "registrar/bo_ispapi_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct {
	bo_answer_t answer;
	bo_registrar_price_t *prices;
	size_t count;
	bool out_of_memory;
} reading_t;

/* Whether text begins (or ends) with the word and one separator; *rest is what is left of it. */
static bool cut_word(char *rest, size_t size, const char *text, const char *word)
{
	static const char separators[] = "-_ ";
	size_t length = strlen(text), cut = strlen(word);
	if (length < cut + 2) {
		return false;
	}
	if (strncasecmp(text, word, cut) == 0 && strchr(separators, text[cut])) {
		snprintf(rest, size, "%s", text + cut + 1);
		return true;
	}
	if (strcasecmp(text + length - cut, word) == 0 && strchr(separators, text[length - cut - 1])) {
		snprintf(rest, size, "%.*s", (int)(length - cut - 1), text);
		return true;
	}
	return false;
}

/* The reference gives no example of a type that is a backorder's. A type counts that is a zone and one of the
 * two classes, in either order: COM-BACKORDER, LITEBACKORDER_CO.UK. Anything else has no price. */
static bool read_type(bo_registrar_price_t *out, const char *type)
{
	char zone[64];
	out->lite = cut_word(zone, sizeof(zone), type, "LITEBACKORDER");
	if (!out->lite && !cut_word(zone, sizeof(zone), type, "BACKORDER")) {
		return false;
	}
	const char *label = *zone == '.' ? zone + 1 : zone;
	size_t length = 0;
	for (; label[length]; length++) {
		char c = bo_text_lower(label[length]);
		if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '.' && c != '-') {
			return false;
		}
		out->zone[length] = c;
	}
	out->zone[length] = '\0';
	snprintf(out->zone_class, sizeof(out->zone_class), "%s", type);
	return length > 0;
}

static void read_services(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	reading_t *reading = payload;
	size_t rows = bo_ispapi_answer_count(answer, "TYPE");
	char type[64];
	(void)index;
	reading->prices = calloc(rows ? rows : 1, sizeof(*reading->prices));
	reading->out_of_memory = !reading->prices;
	for (size_t i = 0; i < rows && reading->prices; i++) {
		bo_registrar_price_t *price = &reading->prices[reading->count];
		memset(price, 0, sizeof(*price));
		bo_ispapi_copy(type, sizeof(type), bo_ispapi_answer_value(answer, "TYPE", i));
		/* "N/A" where a service has no such fee. */
		price->amount = bo_ispapi_money(bo_ispapi_answer_cell(answer, "APPLICATION", i, rows));
		bo_ispapi_copy(
				price->currency, sizeof(price->currency), bo_ispapi_answer_cell(answer, "CURRENCY", i, rows));
		if (price->amount != BO_MONEY_NONE && price->amount >= 0 && *price->currency &&
				read_type(price, type)) {
			reading->count++;
		}
	}
}

static bo_answer_t *answer_of(size_t index, void *payload)
{
	(void)index;
	return &((reading_t *)payload)->answer;
}

static bool build(bo_ispapi_command_t *command, size_t index, void *payload)
{
	(void)index;
	(void)payload;
	bo_ispapi_command_add(command, "SERVICE", "application");
	return true;
}

bo_code_t bo_cnr_prices(bo_ispapi_t *ispapi, bo_registrar_price_t **prices, size_t *price_count,
		bo_answer_t *answer, bo_error_t *error)
{
	reading_t reading = {0};
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_list_services,
			.count = 1,
			.max_answer = BO_MAX_REGISTRAR_ANSWER,
			.build = build,
			.read = read_services,
			.answer = answer_of,
			.payload = &reading,
	};
	bo_code_t result = bo_ispapi_run(ispapi, &batch, error);
	*answer = reading.answer;
	if (result == BO_OK && reading.out_of_memory) {
		result = bo_fail_memory(error);
	}
	if (result == BO_OK && reading.count) {
		*prices = reading.prices;
		*price_count = reading.count;
	} else {
		free(reading.prices);
	}
	return result;
}
