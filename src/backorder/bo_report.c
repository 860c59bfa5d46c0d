#include "backorder/bo_report.h"

#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <string.h>

/* Caught and paid, or won: what brings money. */
#define SOLD "d.status = 'SUCCESSFUL' OR (d.status = 'AUCTION-WON' AND d.invoice > 0)"
#define CAUGHT \
	"d.status IN ('PENDING-PAYMENT', 'SUCCESSFUL', 'AUCTION-WON') OR d.reason = 'invoice_cancelled'"

static const char *const numbers_sql =
		"SELECT s.month, s.tld, s.orders, s.open_orders, s.caught, s.failed, s.cancelled, s.auctions, "
		"s.revenue, "
		"s.caught * cost.amount FROM (SELECT DATE_FORMAT(d.dropdate, '%Y-%m') AS month, d.tld, COUNT(*) AS "
		"orders, "
		"SUM(d.status IN ('REQUESTED', 'ACTIVE', 'PROCESSING', 'AUCTION-PENDING')) AS open_orders, "
		"SUM(" CAUGHT
		") AS caught, SUM(d.status IN ('FAILED', 'AUCTION-LOST')) AS failed, SUM(d.status = 'CANCELLED') AS "
		"cancelled, SUM(d.status IN ('AUCTION-PENDING', 'AUCTION-WON', 'AUCTION-LOST')) AS auctions, "
		"CAST(SUM(IF(" SOLD
		", d.price / c.rate, 0)) AS DECIMAL(16,2)) AS revenue FROM backorder_domains d LEFT "
		"JOIN tblcurrencies c ON c.id = d.currency_id AND c.rate > 0 WHERE d.dropdate >= ? AND d.dropdate < "
		"? AND "
		"? IN ('', d.tld) GROUP BY month, d.tld) s LEFT JOIN (SELECT r.zone, CAST(MIN(r.amount / f.rate) AS "
		"DECIMAL(16,2)) AS amount FROM backorder_registrar_prices r JOIN tblcurrencies f ON "
		"CAST(r.currency AS BINARY) = CAST(f.code AS BINARY) AND f.rate > 0 WHERE r.lite = 0 GROUP BY "
		"r.zone) cost ON cost.zone = s.tld "
		"ORDER "
		"BY s.month, s.tld";

static const char *const reasons_sql = "SELECT DATE_FORMAT(dropdate, '%Y-%m') AS month, reason, COUNT(*) "
									   "FROM backorder_domains WHERE status IN "
									   "('FAILED', 'AUCTION-LOST', 'CANCELLED') AND dropdate >= ? AND "
									   "dropdate < ? AND ? IN ('', tld) GROUP BY "
									   "month, reason ORDER BY month, COUNT(*) DESC";

static void add_rows(bo_value_t *list, const bo_rows_t *rows)
{
	static const char *const counts[] = {"orders", "open", "caught", "failed", "cancelled", "auctions"};
	for (size_t i = 0; i < bo_rows_count(rows); i++) {
		char text[BO_MONEY_TEXT_SIZE];
		bo_value_t *item = bo_list_map(list);
		bo_money_t revenue = bo_rows_money(rows, i, 8), cost = bo_rows_money(rows, i, 9);
		bo_map_text(item, "month", bo_rows_text(rows, i, 0));
		bo_map_text(item, "zone", bo_rows_text(rows, i, 1));
		for (size_t c = 0; c < sizeof(counts) / sizeof(counts[0]); c++) {
			bo_map_int(item, counts[c], bo_rows_int(rows, i, c + 2, 0));
		}
		revenue = revenue == BO_MONEY_NONE ? 0 : revenue;
		bool known = cost != BO_MONEY_NONE;
		bo_map_text(item, "revenue", bo_money_format_sql(text, revenue));
		bo_map_text(item, "cost", known ? bo_money_format_sql(text, cost) : NULL);
		bo_map_text(item, "margin", known ? bo_money_format_sql(text, revenue - cost) : NULL);
	}
}

bo_code_t bo_report_read(bo_value_t **out, bo_context_t *context, int64_t from, int64_t to, const char *zone,
		bo_error_t *error)
{
	bo_db_t *db = NULL;
	bo_rows_t *rows = NULL, *reasons = NULL;
	bo_currency_t currency;
	*out = NULL;
	bo_code_t result = bo_context_db(&db, context, error);
	if (result == BO_OK) {
		result = bo_currency_of_client(&currency, db, 0, error);
	}
	if (result == BO_OK) {
		result = bo_db_query(
				&rows, db, numbers_sql, BO_PARAMS(bo_p_time(from), bo_p_time(to), bo_p_text(zone)), error);
	}
	if (result == BO_OK) {
		result = bo_db_query(
				&reasons, db, reasons_sql, BO_PARAMS(bo_p_time(from), bo_p_time(to), bo_p_text(zone)), error);
	}
	if (result == BO_OK) {
		bo_value_t *map = bo_value_map();
		bo_map_text(map, "currency", currency.code);
		add_rows(bo_map_list(map, "rows"), rows);
		bo_value_t *list = bo_map_list(map, "reasons");
		for (size_t i = 0; i < bo_rows_count(reasons); i++) {
			bo_value_t *item = bo_list_map(list);
			bo_map_text(item, "month", bo_rows_text(reasons, i, 0));
			bo_map_text(item, "reason", bo_rows_text(reasons, i, 1));
			bo_map_int(item, "orders", bo_rows_int(reasons, i, 2, 0));
		}
		if (bo_value_complete(map)) {
			*out = map;
		} else {
			bo_value_free(map);
			result = bo_fail_memory(error);
		}
	}
	bo_rows_free(rows);
	bo_rows_free(reasons);
	return result;
}
