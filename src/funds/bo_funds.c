#include "funds/bo_funds.h"

#include "pricing/bo_pricing.h"

bo_code_t bo_funds_lock(bo_db_t *db, int64_t client_id, bo_error_t *error)
{
	return bo_db_exec(db,
			"INSERT INTO backorder_clients (userid, revision) VALUES (?, 1) ON DUPLICATE KEY UPDATE revision "
			"= "
			"revision + 1",
			BO_PARAMS(bo_p_int(client_id)), NULL, NULL, error);
}

bo_code_t bo_funds_read(bo_funds_t *out, bo_db_t *db, int64_t client_id, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_currency_of_client(&out->currency, db, client_id, error);
	if (result != BO_OK) {
		return result;
	}
	/* An invoice's total is what is left after applied credit; payments are transactions (tblaccounts). An
	 * Add Funds invoice is no debt: paying it raises the credit. Neither is one that collects other invoices
	 * to be paid at once (lines of type Invoice): these count themselves. What an effect will invoice is owed
	 * until the invoice is there, with the order's marker and its line, though the effect may not know of it
	 * yet.
	 */
	result = bo_db_query(&rows, db,
			"SELECT k.credit,"
			" COALESCE((SELECT SUM(GREATEST(i.total - COALESCE((SELECT SUM(a.amountin - a.amountout) FROM "
			"tblaccounts a WHERE a.invoiceid = i.id), 0), 0)) FROM tblinvoices i WHERE i.userid = k.id AND "
			"i.status "
			"IN ('Unpaid', 'Payment Pending', 'Collections') AND NOT EXISTS (SELECT 1 FROM tblinvoiceitems t "
			"WHERE "
			"t.invoiceid = i.id AND t.type IN ('AddFunds', 'Invoice'))), 0)"
			" + COALESCE((SELECT SUM(e.amount) FROM backorder_effects e WHERE e.userid = k.id AND e.state <> "
			"'done' AND e.amount > 0 AND NOT EXISTS (SELECT 1 FROM tblinvoices i JOIN tblinvoiceitems t ON "
			"t.invoiceid = i.id AND t.amount = e.amount WHERE i.userid = k.id AND i.status NOT IN ('Draft', "
			"'Cancelled', 'Refunded') AND i.notes LIKE CONCAT('%[ispapibackorder:order:', e.order_id, "
			"']%'))), 0),"
			" COALESCE((SELECT SUM(d.reserved) FROM backorder_domains d WHERE d.userid = k.id AND d.reserved "
			"> 0 AND "
			"d.open_order = 1), 0)"
			" FROM tblclients k WHERE k.id = ?",
			BO_PARAMS(bo_p_int(client_id)), error);
	if (result == BO_OK) {
		out->credit = bo_rows_money(rows, 0, 0);
		out->unpaid = bo_rows_money(rows, 0, 1);
		out->reserved = bo_rows_money(rows, 0, 2);
		if (out->credit == BO_MONEY_NONE || out->unpaid == BO_MONEY_NONE || out->reserved == BO_MONEY_NONE) {
			result = bo_fail(error, BO_E_DB, "The funds of client %lld can't be read.", (long long)client_id);
		} else {
			out->available = out->credit - out->unpaid - out->reserved;
		}
	}
	bo_rows_free(rows);
	return result;
}

void bo_funds_add_amount(bo_value_t *map, const char *key, bo_money_t amount, const bo_currency_t *currency)
{
	char text[BO_MONEY_TEXT_SIZE], formatted[128];
	bo_value_t *item = bo_map_map(map, key);
	bo_map_text(item, "value", bo_money_format_sql(text, amount));
	bo_map_text(item, "formatted", bo_money_format(formatted, sizeof(formatted), amount, currency));
}

bo_value_t *bo_funds_map(const bo_funds_t *funds)
{
	bo_value_t *map = bo_value_map();
	bo_value_t *currency = bo_map_map(map, "currency");
	bo_map_int(currency, "id", funds->currency.id);
	bo_map_text(currency, "code", funds->currency.code);
	bo_map_text(currency, "prefix", funds->currency.prefix);
	bo_map_text(currency, "suffix", funds->currency.suffix);
	bo_funds_add_amount(map, "balance", funds->credit, &funds->currency);
	bo_funds_add_amount(map, "unpaid", funds->unpaid, &funds->currency);
	bo_funds_add_amount(map, "reserved", funds->reserved, &funds->currency);
	bo_funds_add_amount(map, "available", funds->available > 0 ? funds->available : 0, &funds->currency);
	return map;
}

bo_code_t bo_funds_show(bo_value_t **out, bo_db_t *db, int64_t client_id, bo_error_t *error)
{
	bo_funds_t funds;
	*out = NULL;
	bo_code_t result = bo_funds_read(&funds, db, client_id, error);
	if (result != BO_OK) {
		return result;
	}
	bo_value_t *map = bo_funds_map(&funds);
	if (!bo_value_complete(map)) {
		bo_value_free(map);
		return bo_fail_memory(error);
	}
	*out = map;
	return BO_OK;
}
