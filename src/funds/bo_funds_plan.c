#include "funds/bo_funds_plan.h"

#include "base/bo_text.h"
#include "funds/bo_windows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sums of absurd prices end at the largest amount instead of beyond it. */
static bo_money_t add(bo_money_t sum, bo_money_t amount)
{
	return sum > BO_MONEY_MAX - amount ? BO_MONEY_MAX : sum + amount;
}

/* The next of the three moments that is still ahead. */
static int64_t needed_by(int64_t drop_date, int64_t now)
{
	if (drop_date - BO_PROCESSING_SECONDS > now) {
		return drop_date - BO_PROCESSING_SECONDS;
	}
	return drop_date > now ? drop_date : drop_date + BO_LATE_SECONDS;
}

static void read_order(bo_funds_order_t *order, const bo_rows_t *rows, size_t row, int64_t now)
{
	snprintf(order->name, sizeof(order->name), "%s", bo_rows_text(rows, row, 1));
	snprintf(order->status, sizeof(order->status), "%s", bo_rows_text(rows, row, 2));
	order->id = bo_rows_int(rows, row, 0, 0);
	order->drop_date = bo_rows_time(rows, row, 3);
	order->price = bo_rows_money(rows, row, 4);
	order->reserved = bo_rows_int(rows, row, 5, 0) != 0;
	order->reserve_from = order->needed_by = BO_TIME_NONE;
	if (order->drop_date != BO_TIME_NONE) {
		order->reserve_from = order->drop_date - BO_FUNDING_SECONDS;
		order->needed_by = needed_by(order->drop_date, now);
	}
}

static void distribute(bo_funds_plan_t *plan)
{
	bo_money_t left = plan->funds.available, sum = 0;
	for (size_t i = 0; i < plan->count; i++) {
		bo_funds_order_t *order = &plan->orders[i];
		order->covered = order->reserved;
		order->shortfall = 0;
		if (order->reserved || order->price == BO_MONEY_NONE) {
			continue;
		}
		sum = add(sum, order->price);
		if (left >= order->price) {
			left -= order->price;
			order->covered = true;
		}
		if (sum > plan->funds.available) {
			/* Funds below 0 have to be made good first. */
			order->shortfall = plan->funds.available < 0 ? add(sum, -plan->funds.available)
														 : sum - plan->funds.available;
			plan->missing = order->shortfall;
		}
		/* Orders come by drop date, so the first one that is not covered has the nearest time. Others may
		 * share it; money that covers the first must not be missing for them, covered or not. */
		if (order->needed_by != BO_TIME_NONE &&
				(plan->next_by == BO_TIME_NONE ? !order->covered : order->needed_by <= plan->next_by)) {
			plan->next_by = order->needed_by;
			plan->missing_next = order->shortfall;
		}
	}
}

bo_code_t bo_funds_plan_read(
		bo_funds_plan_t *out, bo_db_t *db, int64_t client_id, int64_t now, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	memset(out, 0, sizeof(*out));
	out->next_by = BO_TIME_NONE;
	bo_code_t result = bo_funds_read(&out->funds, db, client_id, error);
	if (result != BO_OK) {
		return result;
	}
	/* What a reserved order holds is what it costs; the others cost what the zone costs now. An order that
	 * was not funded 4 hours after its drop gets no funds any more. */
	result = bo_db_query(&rows, db,
			"SELECT d.id, CONCAT(d.domain, '.', d.tld), d.status, d.dropdate,"
			" CASE WHEN d.status <> 'REQUESTED' THEN GREATEST(d.reserved, COALESCE(d.price, 0))"
			" WHEN d.type = 'LITE' THEN NULLIF(GREATEST(p.liteprice, 0), 0)"
			" ELSE NULLIF(GREATEST(p.fullprice, 0), 0) END, d.status <> 'REQUESTED'"
			" FROM backorder_domains d LEFT JOIN backorder_pricing p ON p.extension = d.tld AND "
			"p.currency_id = ?"
			" WHERE d.userid = ? AND d.open_order = 1 AND (d.status IN ('ACTIVE', 'PROCESSING', "
			"'AUCTION-PENDING') OR (d.status = 'REQUESTED' AND (d.dropdate IS NULL OR d.dropdate > ?)))"
			" ORDER BY d.dropdate IS NULL, d.dropdate, d.createddate, d.id",
			BO_PARAMS(
					bo_p_int(out->funds.currency.id), bo_p_int(client_id), bo_p_time(now - BO_LATE_SECONDS)),
			error);
	if (result == BO_OK && bo_rows_count(rows)) {
		out->orders = calloc(bo_rows_count(rows), sizeof(*out->orders));
		result = out->orders ? BO_OK : bo_fail_memory(error);
		for (size_t i = 0; out->orders && i < bo_rows_count(rows); i++) {
			read_order(&out->orders[out->count++], rows, i, now);
		}
	}
	bo_rows_free(rows);
	if (out->orders) {
		distribute(out);
	}
	return result;
}

void bo_funds_plan_dispose(bo_funds_plan_t *plan)
{
	free(plan->orders);
	memset(plan, 0, sizeof(*plan));
}

static void add_time(bo_value_t *map, const char *key, int64_t time)
{
	char text[BO_TIME_TEXT_SIZE];
	bo_map_text(map, key, time == BO_TIME_NONE ? NULL : bo_time_format(text, time));
}

static void add_order(bo_value_t *list, const bo_funds_order_t *order, const bo_currency_t *currency)
{
	char unicode[BO_NAME_UTF8_MAX];
	bo_name_to_unicode(unicode, order->name);
	bo_value_t *item = bo_list_map(list);
	bo_map_int(item, "id", order->id);
	bo_map_text(item, "name", order->name);
	bo_map_text(item, "name_unicode", unicode);
	bo_map_text(item, "status", order->status);
	add_time(item, "dropdate", order->drop_date);
	if (order->price == BO_MONEY_NONE) {
		bo_map_null(item, "price");
	} else {
		bo_funds_add_amount(item, "price", order->price, currency);
	}
	bo_map_bool(item, "reserved", order->reserved);
	bo_map_bool(item, "covered", order->covered);
	bo_funds_add_amount(item, "shortfall", order->shortfall, currency);
	add_time(item, "reserve_from", order->reserve_from);
	add_time(item, "needed_by", order->needed_by);
}

bo_code_t bo_funds_plan_show(bo_value_t **out, bo_db_t *db, int64_t client_id, int64_t now, bo_error_t *error)
{
	bo_funds_plan_t plan;
	*out = NULL;
	bo_code_t result = bo_funds_plan_read(&plan, db, client_id, now, error);
	if (result == BO_OK) {
		const bo_currency_t *currency = &plan.funds.currency;
		bo_value_t *map = bo_funds_map(&plan.funds);
		bo_funds_add_amount(map, "missing", plan.missing, currency);
		bo_funds_add_amount(map, "missing_next", plan.missing_next, currency);
		add_time(map, "next_by", plan.next_by);
		bo_value_t *list = bo_map_list(map, "orders");
		for (size_t i = 0; i < plan.count; i++) {
			add_order(list, &plan.orders[i], currency);
		}
		if (bo_value_complete(map)) {
			*out = map;
		} else {
			bo_value_free(map);
			result = bo_fail_memory(error);
		}
	}
	bo_funds_plan_dispose(&plan);
	return result;
}
