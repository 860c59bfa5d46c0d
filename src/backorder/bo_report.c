#include "backorder/bo_report.h"

#include "machine/bo_status.h"
#include "pricing/bo_pricing.h"

#include <string.h>

/* One pass over the orders of the time, summed up as far as SQL can; the rest is done here. Columns: month,
 * zone, status, reason, orders, paid (revenue of those with an invoice), the cost of one. */
static const char *const sums_sql =
		"SELECT s.month, s.tld, s.status, s.reason, s.orders, s.paid, cost.amount FROM (SELECT "
		"DATE_FORMAT(d.dropdate, '%Y-%m') AS month, d.tld, d.status, d.reason, COUNT(*) AS orders, "
		"CAST(SUM(IF(d.invoice > 0, d.price / c.rate, 0)) AS DECIMAL(16,2)) AS paid FROM backorder_domains d "
		"LEFT "
		"JOIN tblcurrencies c ON c.id = d.currency_id AND c.rate > 0 WHERE d.dropdate >= ? AND d.dropdate < "
		"? AND "
		"? IN ('', d.tld) GROUP BY month, d.tld, d.status, d.reason) s LEFT JOIN (SELECT r.zone, "
		"CAST(MIN(r.amount "
		"/ f.rate) AS DECIMAL(16,2)) AS amount FROM backorder_registrar_prices r JOIN tblcurrencies f ON "
		"CAST(r.currency AS BINARY) = CAST(f.code AS BINARY) AND f.rate > 0 WHERE r.lite = 0 GROUP BY "
		"r.zone) cost "
		"ON cost.zone = s.tld ORDER BY s.month, s.tld";

typedef struct {
	const char *month, *zone; /* borrowed from the rows */
	int64_t orders, open, caught, failed, cancelled, auctions;
	int64_t registered;       /* caught, paid or not: what the registrar asks money for */
	bo_money_t revenue, cost; /* cost of one name, BO_MONEY_NONE: not known */
} sum_t;

static void add_sum(bo_value_t *list, const sum_t *sum)
{
	char text[BO_MONEY_TEXT_SIZE];
	bool known =
			sum->cost != BO_MONEY_NONE && sum->cost < BO_MONEY_MAX / 1000000 && sum->registered < 1000000;
	bo_money_t cost = known ? sum->cost * sum->registered : 0;
	if (!sum->month) {
		return;
	}
	bo_value_t *item = bo_list_map(list);
	bo_map_text(item, "month", sum->month);
	bo_map_text(item, "zone", sum->zone);
	bo_map_int(item, "orders", sum->orders);
	bo_map_int(item, "open", sum->open);
	bo_map_int(item, "caught", sum->caught);
	bo_map_int(item, "failed", sum->failed);
	bo_map_int(item, "cancelled", sum->cancelled);
	bo_map_int(item, "auctions", sum->auctions);
	bo_map_text(item, "revenue", bo_money_format_sql(text, sum->revenue));
	bo_map_text(item, "cost", known ? bo_money_format_sql(text, cost) : NULL);
	bo_map_text(item, "margin", known ? bo_money_format_sql(text, sum->revenue - cost) : NULL);
}

static void add_row(sum_t *sum, bo_value_t *reasons, const bo_rows_t *rows, size_t row)
{
	bo_status_t status = bo_status_parse(bo_rows_text(rows, row, 2));
	const char *reason = bo_rows_text(rows, row, 3);
	int64_t orders = bo_rows_int(rows, row, 4, 0);
	bo_money_t paid = bo_rows_money(rows, row, 5);
	bool without_name = false;
	sum->orders += orders;
	sum->cost = bo_rows_money(rows, row, 6);
	switch (status) {
		case BO_STATUS_SUCCESSFUL:
		case BO_STATUS_AUCTION_WON:
			sum->revenue += paid == BO_MONEY_NONE ? 0 : paid;
			sum->caught += orders;
			sum->registered += orders;
			break;
		case BO_STATUS_PENDING_PAYMENT:
			sum->caught += orders;
			sum->registered += orders;
			break;
		case BO_STATUS_FAILED:
		case BO_STATUS_AUCTION_LOST:
			sum->failed += orders;
			without_name = true;
			break;
		case BO_STATUS_CANCELLED:
			sum->cancelled += orders;
			sum->registered += reason && strcmp(reason, "invoice_cancelled") == 0 ? orders : 0;
			without_name = true;
			break;
		default:
			sum->open += orders;
			break;
	}
	if (status == BO_STATUS_AUCTION_PENDING || status == BO_STATUS_AUCTION_WON ||
			status == BO_STATUS_AUCTION_LOST) {
		sum->auctions += orders;
	}
	if (without_name) {
		const char *key = reason ? reason : "";
		bo_map_int(reasons, key, bo_map_get_int(reasons, key, 0) + orders);
	}
}

static void add_all(bo_value_t *map, const bo_rows_t *rows)
{
	sum_t sum = {0};
	bo_value_t *list = bo_map_list(map, "rows");
	bo_value_t *reasons = bo_map_map(map, "reasons");
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		const char *month = bo_rows_text(rows, i, 0), *zone = bo_rows_text(rows, i, 1);
		if (!sum.month || strcmp(sum.month, month) != 0 || strcmp(sum.zone, zone) != 0) {
			add_sum(list, &sum);
			sum = (sum_t){.month = month, .zone = zone};
		}
		add_row(&sum, reasons, rows, i);
	}
	add_sum(list, &sum);
}

bo_code_t bo_report_read(bo_value_t **out, bo_context_t *context, int64_t from, int64_t to, const char *zone,
		bo_error_t *error)
{
	bo_db_t *db = NULL;
	bo_rows_t *rows = NULL;
	bo_currency_t currency;
	*out = NULL;
	bo_code_t result = bo_context_db(&db, context, error);
	if (result == BO_OK) {
		result = bo_currency_of_client(&currency, db, 0, error);
	}
	if (result == BO_OK) {
		result = bo_db_query(
				&rows, db, sums_sql, BO_PARAMS(bo_p_time(from), bo_p_time(to), bo_p_text(zone)), error);
	}
	if (result == BO_OK) {
		bo_value_t *map = bo_value_map();
		bo_map_text(map, "currency", currency.code);
		add_all(map, rows);
		if (bo_value_complete(map)) {
			*out = map;
		} else {
			bo_value_free(map);
			result = bo_fail_memory(error);
		}
	}
	bo_rows_free(rows);
	return result;
}
