#include "registrar/bo_ispapi_prices.h"

#include "base/bo_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* RELATIONTYPE is PRICE_CLASS_DOMAIN_<class>_BACKORDER_<what> or ..._LITEBACKORDER_<what>. The words for
 * <what> are printed in no source but CURRENCY; the price table of the registrar's control panel calls the
 * fee "Application". So a fee is taken where it stands under APPLICATION, or where it is the only amount of
 * its class: rather no price than a wrong one. */
#define PREFIX "PRICE_CLASS_DOMAIN_"

typedef struct {
	bo_registrar_price_t price;
	unsigned int amounts; /* relations that hold an amount */
	bool certain;         /* one of them is the application's */
} offer_t;

typedef struct {
	bo_answer_t answer;
	offer_t *offers;
	size_t count, capacity;
	bool out_of_memory;
} reading_t;

static offer_t *offer_of(reading_t *reading, const char *class, bool lite)
{
	for (size_t i = 0; i < reading->count; i++) {
		if (reading->offers[i].price.lite == lite &&
				strcmp(reading->offers[i].price.zone_class, class) == 0) {
			return &reading->offers[i];
		}
	}
	if (reading->count == reading->capacity) {
		size_t capacity = reading->capacity ? reading->capacity * 2 : 64;
		offer_t *grown = realloc(reading->offers, capacity * sizeof(*grown));
		if (!grown) {
			reading->out_of_memory = true;
			return NULL;
		}
		reading->offers = grown;
		reading->capacity = capacity;
	}
	offer_t *offer = &reading->offers[reading->count++];
	memset(offer, 0, sizeof(*offer));
	offer->price.amount = BO_MONEY_NONE;
	offer->price.lite = lite;
	snprintf(offer->price.zone_class, sizeof(offer->price.zone_class), "%s", class);
	return offer;
}

/* Splits a relation's type; false when it is about something else than backorders. */
static bool split(char class[64], bool *lite, const char **what, const char *type)
{
	static const char full_word[] = "BACKORDER_", lite_word[] = "LITEBACKORDER_";
	if (strncasecmp(type, PREFIX, strlen(PREFIX)) != 0) {
		return false;
	}
	type += strlen(PREFIX);
	size_t length = strcspn(type, "_");
	if (length == 0 || length >= 64 || type[length] != '_') {
		return false;
	}
	for (size_t i = 0; i < length; i++) {
		class[i] = bo_text_upper(type[i]);
	}
	class[length] = '\0';
	type += length + 1;
	*lite = strncasecmp(type, lite_word, strlen(lite_word)) == 0;
	if (!*lite && strncasecmp(type, full_word, strlen(full_word)) != 0) {
		return false;
	}
	*what = type + strlen(*lite ? lite_word : full_word);
	return true;
}

static void take_relation(reading_t *reading, const char *type, bo_ispapi_text_t value)
{
	char class[64];
	bool lite;
	const char *what;
	if (!split(class, &lite, &what, type)) {
		return;
	}
	offer_t *offer = offer_of(reading, class, lite);
	if (!offer) {
		return;
	}
	if (strcasecmp(what, "CURRENCY") == 0) {
		bo_ispapi_copy(offer->price.currency, sizeof(offer->price.currency), value);
		return;
	}
	bo_money_t amount = bo_ispapi_money(value);
	bool application = strcasecmp(what, "APPLICATION") == 0;
	if (amount == BO_MONEY_NONE || amount < 0) {
		return;
	}
	offer->amounts++;
	if (application || !offer->certain) {
		offer->price.amount = amount;
	}
	offer->certain = offer->certain || application;
}

/* ".co.uk" for COUK, as TLDDATA tells; where it does not, the class of a zone of one label is its name. */
static void name_zone(bo_registrar_price_t *price, const bo_ispapi_answer_t *answer)
{
	size_t classes = bo_ispapi_answer_count(answer, "TLDCLASS");
	char label[BO_NAME_MAX + 1];
	for (size_t i = 0; i < classes; i++) {
		if (bo_ispapi_equal_nocase(bo_ispapi_answer_value(answer, "TLDCLASS", i), price->zone_class)) {
			bo_ispapi_copy(label, sizeof(label), bo_ispapi_answer_cell(answer, "TLDLABEL", i, classes));
			const char *zone = *label == '.' ? label + 1 : label;
			size_t length = 0;
			for (; zone[length]; length++) {
				price->zone[length] = bo_text_lower(zone[length]);
			}
			price->zone[length] = '\0';
			return;
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
	bo_ispapi_command_add(command, "RELATIONS", "1");
	bo_ispapi_command_add(command, "PROPERTIES", "TLDDATA");
	return true;
}

static void read_relations(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	reading_t *reading = payload;
	char type[160];
	size_t rows = bo_ispapi_answer_count(answer, "RELATIONTYPE");
	(void)index;
	for (size_t i = 0; i < rows && !reading->out_of_memory; i++) {
		bo_ispapi_copy(type, sizeof(type), bo_ispapi_answer_value(answer, "RELATIONTYPE", i));
		take_relation(reading, type, bo_ispapi_answer_cell(answer, "RELATIONVALUE", i, rows));
	}
	for (size_t i = 0; i < reading->count; i++) {
		name_zone(&reading->offers[i].price, answer);
	}
}

bo_code_t bo_ispapi_prices(bo_ispapi_t *ispapi, bo_registrar_price_t **prices, size_t *price_count,
		bo_answer_t *answer, bo_error_t *error)
{
	reading_t reading = {0};
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_status_user,
			.count = 1,
			.max_answer = BO_MAX_REGISTRAR_ANSWER,
			.build = build,
			.read = read_relations,
			.answer = answer_of,
			.payload = &reading,
	};
	bo_code_t result = bo_ispapi_run(ispapi, &batch, error);
	*answer = reading.answer;
	if (result == BO_OK && reading.out_of_memory) {
		result = bo_fail_memory(error);
	}
	if (result != BO_OK || reading.count == 0) {
		goto out;
	}
	*prices = calloc(reading.count, sizeof(**prices));
	if (!*prices) {
		result = bo_fail_memory(error);
		goto out;
	}
	for (size_t i = 0; i < reading.count; i++) {
		const offer_t *offer = &reading.offers[i];
		if (*offer->price.currency && (offer->certain || offer->amounts == 1)) {
			(*prices)[(*price_count)++] = offer->price;
		}
	}
out:
	free(reading.offers);
	return result;
}
