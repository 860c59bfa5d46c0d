/* What would happen to names that a client is about to order; nothing is changed. */
#include "backorder/bo_backorder.h"

#include "droplist/bo_droplist.h"
#include "funds/bo_funds_plan.h"
#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NAMES 500
#define STORED_SIZE (BO_LABEL_SIZE + BO_ZONE_SIZE)

/* Something that wants funds: an open order without a reservation, or a name that would become one. */
typedef struct {
	int64_t drop_date;
	bo_money_t price;
	size_t place;     /* who is earlier at the same drop; open orders are */
	bo_value_t *item; /* the name's, borrowed; NULL for an open order */
} claim_t;

/* What all the names are compared with, read once. */
typedef struct {
	bo_currency_t currency;
	bo_zone_price_t *prices; /* by zone */
	size_t price_count;
	bo_rows_t *open; /* the client's open orders: label, zone, status; in the order of `sorted` */
	char (*sorted)[STORED_SIZE];
	size_t open_count;
	bo_money_t free;  /* what the open orders leave of the funds; may be below 0 */
	bo_money_t total; /* the price of all names that can be ordered */
	int64_t room;     /* how many more orders the limit allows */
	bo_money_t available;
	claim_t *claims;
	size_t claim_count;
} check_t;

static int by_zone(const void *a, const void *b)
{
	return strcmp(((const bo_zone_price_t *)a)->zone, ((const bo_zone_price_t *)b)->zone);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bo_money_t add(bo_money_t sum, bo_money_t amount)
{
	return sum > BO_MONEY_MAX - amount ? BO_MONEY_MAX : sum + amount;
}

static bo_code_t read_open(check_t *check, bo_db_t *db, int64_t client_id, bo_error_t *error)
{
	bo_code_t result = bo_db_query(&check->open, db,
			"SELECT domain, tld FROM backorder_domains WHERE userid = ? AND open_order = 1",
			BO_PARAMS(bo_p_int(client_id)), error);
	if (result != BO_OK) {
		return result;
	}
	check->open_count = bo_rows_count(check->open);
	check->sorted = calloc(check->open_count + 1, sizeof(*check->sorted));
	if (!check->sorted) {
		return bo_fail_memory(error);
	}
	for (size_t i = 0; i < check->open_count; i++) {
		snprintf(check->sorted[i], sizeof(check->sorted[i]), "%.63s.%.253s", bo_rows_text(check->open, i, 0),
				bo_rows_text(check->open, i, 1));
	}
	qsort(check->sorted, check->open_count, sizeof(*check->sorted), by_text);
	return BO_OK;
}

static void claim(check_t *check, int64_t drop_date, bo_money_t price, bo_value_t *item)
{
	claim_t *next = &check->claims[check->claim_count];
	*next = (claim_t){.drop_date = drop_date, .price = price, .place = check->claim_count, .item = item};
	check->claim_count++;
}

static bo_code_t read_funds(check_t *check, bo_db_t *db, int64_t client_id, int64_t now, bo_error_t *error)
{
	bo_funds_plan_t plan = {.orders = NULL};
	bo_code_t result = bo_funds_plan_read(&plan, db, client_id, now, error);
	if (result == BO_OK) {
		check->free = check->available = plan.funds.available;
		check->claims = calloc(plan.count + MAX_NAMES, sizeof(*check->claims));
		result = check->claims ? BO_OK : bo_fail_memory(error);
	}
	for (size_t i = 0; i < plan.count && result == BO_OK; i++) {
		const bo_funds_order_t *order = &plan.orders[i];
		if (!order->reserved && order->price != BO_MONEY_NONE && check->free > -BO_MONEY_MAX + order->price) {
			check->free -= order->price;
			claim(check, order->drop_date, order->price, NULL);
		}
	}
	bo_funds_plan_dispose(&plan);
	return result;
}

static int by_drop(const void *a, const void *b)
{
	const claim_t *one = a, *other = b;
	bool undated = one->drop_date == BO_TIME_NONE, other_undated = other->drop_date == BO_TIME_NONE;
	if (undated != other_undated) {
		return undated ? 1 : -1;
	}
	if (one->drop_date != other->drop_date) {
		return one->drop_date < other->drop_date ? -1 : 1;
	}
	return one->place < other->place ? -1 : 1;
}

/* As the plan of the funds will say when all of them are ordered (funds/bo_funds_plan.h). */
static void distribute(check_t *check)
{
	bo_money_t left = check->available;
	if (!check->claim_count) {
		return;
	}
	qsort(check->claims, check->claim_count, sizeof(*check->claims), by_drop);
	for (size_t i = 0; i < check->claim_count; i++) {
		const claim_t *next = &check->claims[i];
		bool covered = left >= next->price;
		left -= covered ? next->price : 0;
		if (next->item) {
			bo_map_bool(next->item, "covered", covered);
		}
	}
}

static bo_code_t read_all(check_t *check, bo_context_t *context, int64_t client_id, bo_error_t *error)
{
	bo_db_t *db = NULL;
	bo_code_t result = bo_context_db(&db, context, error);
	if (result == BO_OK) {
		result = bo_currency_of_client(&check->currency, db, client_id, error);
	}
	if (result == BO_OK) {
		result = bo_prices_of_currency(&check->prices, &check->price_count, db, check->currency.id, error);
	}
	if (result == BO_OK) {
		if (check->price_count) {
			qsort(check->prices, check->price_count, sizeof(*check->prices), by_zone);
		}
		result = read_open(check, db, client_id, error);
	}
	if (result == BO_OK) {
		check->room = context->settings->orders_per_client - (int64_t)check->open_count;
		result = read_funds(check, db, client_id, context->now, error);
	}
	return result;
}

static const bo_zone_price_t *price_of(const check_t *check, const char *zone)
{
	bo_zone_price_t wanted = {.price = 0};
	snprintf(wanted.zone, sizeof(wanted.zone), "%s", zone);
	return check->price_count
				   ? bsearch(&wanted, check->prices, check->price_count, sizeof(*check->prices), by_zone)
				   : NULL;
}

/* The same name twice is ordered once. */
static bool is_repeated(const bo_value_t *list, const char *name)
{
	for (size_t i = 0; i < list->as.many.count; i++) {
		if (strcmp(bo_map_get_text(list->as.many.items[i], "name", ""), name) == 0) {
			return true;
		}
	}
	return false;
}

static void add_amount(bo_value_t *map, const char *key, bo_money_t amount, const bo_currency_t *currency)
{
	char plain[BO_MONEY_TEXT_SIZE], formatted[128];
	bo_value_t *item = bo_map_map(map, key);
	bo_map_text(item, "value", bo_money_format_sql(plain, amount));
	bo_map_text(item, "formatted", bo_money_format(formatted, sizeof(formatted), amount, currency));
}

/* *drop: BO_TIME_NONE when the name is on no list. */
static bo_code_t check_listed(
		int64_t *drop, bo_value_t *item, bo_context_t *context, const bo_name_t *name, bo_error_t *error)
{
	char label[BO_LABEL_SIZE], text[BO_TIME_TEXT_SIZE];
	int64_t date = BO_TIME_NONE;
	memcpy(label, name->text, name->label_length);
	label[name->label_length] = '\0';
	bo_code_t result = bo_droplist_lookup(&date, context, label, bo_name_zone(name), error);
	if (result == BO_E_NOT_FOUND) {
		date = BO_TIME_NONE;
		result = BO_OK;
		if (error) {
			memset(error, 0, sizeof(*error));
		}
	}
	/* A drop in the past is no date to wait for; placing the order takes it the same way. */
	bool listed = date != BO_TIME_NONE && date > context->now;
	bo_map_bool(item, "listed", listed);
	bo_map_text(item, "dropdate", listed ? bo_time_format(text, date) : NULL);
	*drop = listed ? date : BO_TIME_NONE;
	return result;
}

static bo_code_t check_name(
		bo_value_t *list, check_t *check, bo_context_t *context, const bo_value_t *typed, bo_error_t *error)
{
	bo_name_t name;
	char unicode[BO_NAME_UTF8_MAX];
	const char *text = typed->type == BO_STRING ? typed->as.string.data : "";
	bo_name_reason_t reason = bo_name_parse(&name, text, strlen(text));
	bool repeated = reason == BO_NAME_OK && is_repeated(list, name.text);
	bo_value_t *item = bo_list_map(list);
	bo_map_bool(item, "listed", false);
	if (reason != BO_NAME_OK) {
		bo_map_text(item, "name", "");
		bo_map_text(item, "shown", text);
		bo_map_text(item, "state", "INVALID");
		bo_map_text(item, "message", bo_name_reason_text(reason));
		return BO_OK;
	}
	bo_map_text(item, "name", repeated ? "" : name.text);
	bo_name_to_unicode(unicode, name.text);
	bo_map_text(item, "shown", unicode);
	const bo_zone_price_t *price = price_of(check, bo_name_zone(&name));
	const char *state = "OK";
	if (repeated) {
		state = "TWICE";
	} else if (!price) {
		state = "DENIED";
	} else if (check->open_count &&
			   bsearch(name.text, check->sorted, check->open_count, sizeof(*check->sorted), by_text)) {
		state = "EXISTS";
	} else if (check->room <= 0) {
		state = "LIMIT";
	}
	bo_map_text(item, "state", state);
	if (price) {
		add_amount(item, "price", price->price, &check->currency);
	}
	int64_t drop = BO_TIME_NONE;
	bo_code_t result = check_listed(&drop, item, context, &name, error);
	if (result == BO_OK && strcmp(state, "OK") == 0) {
		check->room--;
		check->total = add(check->total, price->price);
		claim(check, drop, price->price, item);
	}
	return result;
}

bo_code_t bo_backorder_check(bo_value_t **out, bo_context_t *context, int64_t client_id,
		const bo_value_t *names, bo_error_t *error)
{
	check_t check = {.free = 0};
	bo_value_t *map = NULL;
	*out = NULL;
	if (!names || names->type != BO_LIST || names->as.many.count == 0 || names->as.many.count > MAX_NAMES) {
		return bo_fail(error, BO_E_INVALID, "Give 1 to %d names.", MAX_NAMES);
	}
	bo_code_t result = read_all(&check, context, client_id, error);
	if (result != BO_OK) {
		goto out;
	}
	map = bo_value_map();
	bo_value_t *list = bo_map_list(map, "names");
	for (size_t i = 0; i < names->as.many.count && result == BO_OK; i++) {
		result = check_name(list, &check, context, names->as.many.items[i], error);
	}
	if (result != BO_OK) {
		goto out;
	}
	distribute(&check);
	add_amount(map, "total", check.total, &check.currency);
	add_amount(map, "free", check.free > 0 ? check.free : 0, &check.currency);
	add_amount(map, "missing", check.total > check.free && check.total ? check.total - check.free : 0,
			&check.currency);
	if (!bo_value_complete(map)) {
		result = bo_fail_memory(error);
		goto out;
	}
	*out = map;
	map = NULL;
out:
	bo_value_free(map);
	bo_rows_free(check.open);
	free(check.sorted);
	free(check.claims);
	free(check.prices);
	return result;
}
