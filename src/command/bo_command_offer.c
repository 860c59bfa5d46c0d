#include "command/bo_command_offer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

void bo_offer_dispose(bo_offer_t *offer)
{
	free(offer->prices);
	free(offer->zones);
	free(offer->ranks);
}

/* ---- the wanted zones ---- */

typedef struct {
	char (*zones)[BO_ZONE_SIZE];
	size_t count;
	bool all;
} wanted_t;

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bo_code_t read_wanted(wanted_t *out, const char *text, bo_error_t *error)
{
	size_t most = 1;
	memset(out, 0, sizeof(*out));
	out->all = !*text || strcasecmp(text, "_all_") == 0;
	if (out->all) {
		return BO_OK;
	}
	for (const char *c = text; *c; c++) {
		most += *c == ',';
	}
	out->zones = calloc(most, sizeof(*out->zones));
	if (!out->zones) {
		return bo_fail_memory(error);
	}
	while (*text) {
		size_t length = strcspn(text, ",");
		/* What is no zone is not for sale either. */
		if (bo_zone_parse(out->zones[out->count], text, length) == BO_NAME_OK) {
			out->count++;
		}
		text += length + (text[length] ? 1 : 0);
	}
	qsort(out->zones, out->count, sizeof(*out->zones), by_text);
	return BO_OK;
}

static bool is_wanted(const wanted_t *wanted, const char *zone)
{
	return wanted->all ||
		   (wanted->count && bsearch(zone, wanted->zones, wanted->count, sizeof(*wanted->zones), by_text));
}

/* ---- prices ---- */

static int by_zone(const void *a, const void *b)
{
	return strcmp(((const bo_zone_price_t *)a)->zone, ((const bo_zone_price_t *)b)->zone);
}

const bo_zone_price_t *bo_offer_price(const bo_offer_t *offer, const char *zone)
{
	size_t low = 0, high = offer->price_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(offer->prices[middle].zone, zone);
		if (order == 0) {
			return &offer->prices[middle];
		}
		if (order < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return NULL;
}

static int by_amount(const void *a, const void *b)
{
	bo_money_t left, right;
	memcpy(&left, a, sizeof(left));
	memcpy(&right, b, sizeof(right));
	return (left > right) - (left < right);
}

/* The place of a zone's price among the sorted prices: the first of those that are the same. */
static uint32_t rank_of(const bo_money_t *amounts, size_t count, bo_money_t price)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (amounts[middle] < price) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return (uint32_t)low;
}

static bo_code_t take_wanted(
		bo_offer_t *offer, const wanted_t *wanted, const wanted_t *also, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	bo_money_t *amounts = calloc(offer->price_count, sizeof(*amounts));
	offer->zones = calloc(offer->price_count, sizeof(*offer->zones));
	offer->ranks = calloc(offer->price_count, sizeof(*offer->ranks));
	if (!amounts || !offer->zones || !offer->ranks) {
		result = bo_fail_memory(error);
		goto out;
	}
	for (size_t i = 0; i < offer->price_count; i++) {
		amounts[i] = offer->prices[i].price;
	}
	qsort(amounts, offer->price_count, sizeof(*amounts), by_amount);
	for (size_t i = 0; i < offer->price_count; i++) {
		const bo_zone_price_t *price = &offer->prices[i];
		if (is_wanted(wanted, price->zone) && is_wanted(also, price->zone)) {
			offer->ranks[offer->zone_count] = rank_of(amounts, offer->price_count, price->price);
			offer->zones[offer->zone_count++] = price->zone;
		}
	}
out:
	free(amounts);
	return result;
}

bo_code_t bo_offer_read(
		bo_offer_t *out, bo_command_t *command, bo_db_t *db, const char *wanted, const char *also)
{
	wanted_t first = {0}, second = {0};
	memset(out, 0, sizeof(*out));
	bo_code_t result = bo_currency_of_client(&out->currency, db, command->caller.client_id, command->error);
	if (result == BO_OK) {
		result = bo_prices_of_currency(&out->prices, &out->price_count, db, out->currency.id, command->error);
	}
	if (result == BO_OK && out->price_count) {
		qsort(out->prices, out->price_count, sizeof(*out->prices), by_zone);
		result = read_wanted(&first, wanted, command->error);
		if (result == BO_OK) {
			result = read_wanted(&second, also, command->error);
		}
		if (result == BO_OK) {
			result = take_wanted(out, &first, &second, command->error);
		}
	}
	free(first.zones);
	free(second.zones);
	return result;
}
