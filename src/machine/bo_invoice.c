#include "machine/bo_invoice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* %[ispapibackorder:order:12]% */
static void marker_pattern(char out[BO_MARKER_SIZE + 2], int64_t order_id)
{
	char marker[BO_MARKER_SIZE];
	snprintf(out, BO_MARKER_SIZE + 2, "%%%s%%", bo_effect_marker(marker, order_id));
}

/* Text columns of WHMCS may be of any collation, so the marker is compared there and then once more here. */
static bool has_marker(const bo_rows_t *rows, size_t row, size_t column, int64_t order_id)
{
	char marker[BO_MARKER_SIZE];
	const char *text = bo_rows_text(rows, row, column);
	return text && strstr(text, bo_effect_marker(marker, order_id));
}

bo_code_t bo_invoice_find_other(int64_t *invoice_id, bo_db_t *db, int64_t client_id, int64_t order_id,
		int64_t except, bo_error_t *error)
{
	char pattern[BO_MARKER_SIZE + 2];
	bo_rows_t *rows = NULL;
	*invoice_id = 0;
	marker_pattern(pattern, order_id);
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT id, notes FROM tblinvoices WHERE userid = ? AND id <> ? AND status NOT IN ('Cancelled', "
			"'Refunded') AND notes LIKE ? UNION ALL SELECT t.invoiceid, t.description FROM tblinvoiceitems t "
			"JOIN tblinvoices i ON i.id = t.invoiceid WHERE t.userid = ? AND t.invoiceid <> ? AND i.status "
			"NOT IN ('Cancelled', 'Refunded') AND t.description LIKE ? ORDER BY 1",
			BO_PARAMS(bo_p_int(client_id), bo_p_int(except), bo_p_text(pattern), bo_p_int(client_id),
					bo_p_int(except), bo_p_text(pattern)),
			error);
	for (size_t i = 0; result == BO_OK && i < bo_rows_count(rows) && !*invoice_id; i++) {
		if (has_marker(rows, i, 1, order_id)) {
			*invoice_id = bo_rows_int(rows, i, 0, 0);
		}
	}
	bo_rows_free(rows);
	return result;
}

/* ---- what is left of earlier attempts ---- */

/* The effect: what the invoice should be. */
typedef struct {
	int64_t order_id, client_id, noted;
	bo_money_t amount;
} wanted_t;

static bo_code_t read_wanted(wanted_t *out, bo_db_t *db, int64_t effect_id, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT order_id, userid, invoice, JSON_UNQUOTE(JSON_EXTRACT(payload, '$.amount')) FROM "
			"backorder_effects WHERE id = ?",
			BO_PARAMS(bo_p_int(effect_id)), error);
	*out = (wanted_t){.order_id = bo_rows_int(rows, 0, 0, 0),
			.client_id = bo_rows_int(rows, 0, 1, 0),
			.noted = bo_rows_int(rows, 0, 2, 0),
			.amount = result == BO_OK ? bo_rows_money(rows, 0, 3) : BO_MONEY_NONE};
	bo_rows_free(rows);
	return result;
}

/* The columns of the query below. */
enum {
	ID,
	STATUS,
	NOTES,
	MARKED_LINE,
	SUBTOTAL,
	TAX,
	TAX2,
	TOTAL,
	CREDIT,
	OUR_LINES,
	LINES_SUM,
	PAID,
	CLIENT_CREDIT
};

static bo_money_t money(const bo_rows_t *rows, size_t row, size_t column)
{
	bo_money_t amount = bo_rows_money(rows, row, column);
	return amount == BO_MONEY_NONE ? 0 : amount;
}

/* Taxes are rounded, so a cent is no difference. */
static bool same(bo_money_t left, bo_money_t right)
{
	return left - right <= 1 && right - left <= 1;
}

/* The line is there with the amount that was asked for, and the sums are those of the lines: the amounts hold
 * the tax or get it on top, and the total is told with or without the credit that was applied. */
static bool is_complete(const bo_rows_t *rows, size_t row)
{
	bo_money_t subtotal = money(rows, row, SUBTOTAL), total = money(rows, row, TOTAL);
	bo_money_t sum = money(rows, row, LINES_SUM);
	bo_money_t taxed = subtotal + money(rows, row, TAX) + money(rows, row, TAX2);
	return bo_rows_int(rows, row, OUR_LINES, 0) > 0 && (same(subtotal, sum) || same(taxed, sum)) &&
		   (same(total, taxed) || same(total + money(rows, row, CREDIT), taxed));
}

static bool has_status(const bo_rows_t *rows, size_t row, const char *word)
{
	const char *status = bo_rows_text(rows, row, STATUS);
	return status && strcmp(status, word) == 0;
}

static bool is_over(const bo_rows_t *rows, size_t row)
{
	return has_status(rows, row, "Cancelled") || has_status(rows, row, "Refunded");
}

/* Nobody has paid anything on it, and it is no more than begun. */
static bool may_be_cancelled(const bo_rows_t *rows, size_t row)
{
	return (has_status(rows, row, "Unpaid") || has_status(rows, row, "Draft")) &&
		   money(rows, row, CREDIT) == 0 && money(rows, row, PAID) == 0;
}

static void take(bo_invoice_left_t *out, const bo_rows_t *rows, size_t row)
{
	out->invoice_id = bo_rows_int(rows, row, ID, 0);
	out->owed = has_status(rows, row, "Unpaid") && money(rows, row, TOTAL) - money(rows, row, PAID) > 0 &&
				money(rows, row, CLIENT_CREDIT) > 0;
}

static void judge(bo_invoice_left_t *out, const bo_rows_t *rows, const wanted_t *wanted)
{
	size_t ended = SIZE_MAX;
	bool noted_there = false;
	for (size_t i = 0; i < bo_rows_count(rows) && !out->invoice_id; i++) {
		int64_t id = bo_rows_int(rows, i, ID, 0);
		noted_there = noted_there || id == wanted->noted;
		if (id != wanted->noted && !has_marker(rows, i, NOTES, wanted->order_id) &&
				!has_marker(rows, i, MARKED_LINE, wanted->order_id)) {
			continue;
		}
		bool complete = is_complete(rows, i);
		if (complete && !is_over(rows, i)) {
			take(out, rows, i);
		} else if (complete) {
			ended = i;
		} else if (!is_over(rows, i) && may_be_cancelled(rows, i)) {
			out->put_aside = id;
		} else if (!is_over(rows, i)) {
			snprintf(out->person, sizeof(out->person),
					"Invoice %lld of backorder %lld is not the one that was asked for, and something was "
					"paid on it; correct its line and total, or cancel it, then have the invoice made anew.",
					(long long)id, (long long)wanted->order_id);
		}
	}
	if (out->invoice_id) {
		out->put_aside = 0;
		out->person[0] = '\0';
	} else if (!*out->person && !out->put_aside && ended != SIZE_MAX) {
		/* Somebody cancelled or refunded it before its order knew it: that is how the order ends. */
		take(out, rows, ended);
	} else if (!*out->person && !out->put_aside && wanted->noted && !noted_there) {
		out->invoice_id = wanted->noted;
	}
}

bo_code_t bo_invoice_left(bo_invoice_left_t *out, bo_db_t *db, int64_t effect_id, bo_error_t *error)
{
	char pattern[BO_MARKER_SIZE + 2];
	bo_rows_t *rows = NULL;
	wanted_t wanted;
	*out = (bo_invoice_left_t){0};
	bo_code_t result = read_wanted(&wanted, db, effect_id, error);
	if (result != BO_OK) {
		return result;
	}
	marker_pattern(pattern, wanted.order_id);
	result = bo_db_query(&rows, db,
			"SELECT i.id, i.status, i.notes, (SELECT MIN(t.description) FROM tblinvoiceitems t WHERE "
			"t.invoiceid = i.id AND t.description LIKE ?), i.subtotal, i.tax, i.tax2, i.total, i.credit, "
			"(SELECT COUNT(*) FROM tblinvoiceitems t WHERE t.invoiceid = i.id AND t.amount = ?), (SELECT "
			"SUM(t.amount) FROM tblinvoiceitems t WHERE t.invoiceid = i.id), (SELECT SUM(a.amountin - "
			"a.amountout) FROM tblaccounts a WHERE a.invoiceid = i.id), (SELECT k.credit FROM tblclients k "
			"WHERE k.id = i.userid) FROM tblinvoices i WHERE i.userid = ? AND (i.id = ? OR i.notes LIKE ? OR "
			"EXISTS (SELECT 1 FROM tblinvoiceitems t WHERE t.invoiceid = i.id AND t.description LIKE ?)) "
			"ORDER BY i.id",
			BO_PARAMS(bo_p_text(pattern), bo_p_money(wanted.amount), bo_p_int(wanted.client_id),
					bo_p_int(wanted.noted), bo_p_text(pattern), bo_p_text(pattern)),
			error);
	if (result == BO_OK) {
		judge(out, rows, &wanted);
	}
	bo_rows_free(rows);
	return result;
}
