/* The reseller's own account at the registrar: whether it will pay for what is about to be sent. Orders that
 * it can't pay for are not caught, and nobody notices before the drop, so a person is told in time. */
#include "machine/bo_run_registrar.h"

#include "base/bo_buffer.h"
#include "db/bo_meta.h"
#include "machine/bo_effects.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define EVERY_SECONDS (15 * BO_MINUTE)
#define AGAIN_SECONDS BO_DAY
#define META_CHECKED "registrar.account_checked"
#define META_FACTS "registrar.account"
#define META_MAILED "registrar.short_mailed"

typedef struct {
	bo_money_t sum;          /* of the orders whose cost is known */
	int64_t orders, unknown; /* all, and those whose cost is not */
} need_t;

/* What is reserved here and not sent yet: it will cost the reseller soon, by the prices that the registrar
 * told (bo_run_prices.c). What was sent is among the registrar's own deposits. */
static bo_code_t add_up(need_t *need, bo_run_t *run, const char *currency, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	memset(need, 0, sizeof(*need));
	bo_code_t result = bo_db_query(&rows, run->machine.db,
			"SELECT COUNT(*), r.amount FROM backorder_domains d LEFT JOIN backorder_registrar_prices r ON "
			"r.zone = d.tld AND r.lite = (d.type = 'LITE') AND r.currency = ? WHERE d.status IN ('ACTIVE', "
			"'PROCESSING') AND d.reference = '' GROUP BY r.zone, r.lite, r.amount",
			BO_PARAMS(bo_p_text(currency)), error);
	for (size_t i = 0; result == BO_OK && i < bo_rows_count(rows); i++) {
		int64_t orders = bo_rows_int(rows, i, 0, 0);
		bo_money_t price = bo_rows_money(rows, i, 1);
		need->orders += orders;
		if (price == BO_MONEY_NONE || price < 0 || price > INT64_MAX / 1000000 || orders > 1000000) {
			need->unknown += orders;
		} else {
			need->sum += price * orders;
		}
	}
	bo_rows_free(rows);
	return result;
}

static bo_code_t keep(
		bo_run_t *run, const bo_account_t *account, const need_t *need, bool is_short, bo_error_t *error)
{
	char text[BO_MONEY_TEXT_SIZE], at[BO_TIME_TEXT_SIZE];
	bo_buffer_t json;
	bo_buffer_init(&json, BO_MAX_JSON);
	bo_value_t *map = bo_value_map();
	bo_map_text(map, "at", bo_time_format(at, run->machine.now));
	bo_map_text(map, "balance", bo_money_format_sql(text, account->balance));
	bo_map_text(map, "reserved",
			account->reserved == BO_MONEY_NONE ? NULL : bo_money_format_sql(text, account->reserved));
	bo_map_text(map, "currency", account->currency);
	bo_map_int(map, "orders", need->orders);
	bo_map_int(map, "unknown", need->unknown);
	bo_map_text(map, "needed", bo_money_format_sql(text, need->sum));
	bo_map_bool(map, "short", is_short);
	bo_code_t result =
			bo_value_complete(map) && bo_value_write_json(map, &json) ? BO_OK : bo_fail_memory(error);
	if (result == BO_OK) {
		result = bo_meta_set(run->machine.db, META_FACTS, bo_buffer_text(&json), error);
	}
	bo_buffer_dispose(&json);
	bo_value_free(map);
	return result;
}

/* One mail when it becomes short, and one a day as long as it is. */
static bo_code_t mail(bo_run_t *run, const bo_account_t *account, const need_t *need, bo_error_t *error)
{
	char amount[BO_MONEY_TEXT_SIZE], key[64];
	int64_t mailed = 0;
	bo_code_t result = bo_meta_get_int(&mailed, run->machine.db, META_MAILED, 0, error);
	if (result != BO_OK || (mailed && mailed > run->machine.now - AGAIN_SECONDS)) {
		return result;
	}
	bo_value_t *payload = bo_value_map();
	bo_map_text(payload, "text", "admin_mail_short");
	bo_value_t *words = bo_map_map(payload, "words");
	bo_map_text(words, "currency", account->currency);
	bo_map_text(words, "balance", bo_money_format_sql(amount, account->balance));
	bo_map_text(words, "reserved",
			bo_money_format_sql(amount, account->reserved == BO_MONEY_NONE ? 0 : account->reserved));
	bo_map_text(words, "needed", bo_money_format_sql(amount, need->sum));
	bo_map_printf(words, "orders", "%lld", (long long)need->orders);
	bo_map_printf(words, "unknown", "%lld", (long long)need->unknown);
	snprintf(key, sizeof(key), "admin:short:%lld", (long long)run->machine.now);
	bo_effect_t effect = {.kind = BO_EFFECT_ADMIN_MAIL, .unique_key = key, .payload = payload};
	result = bo_db_begin(run->machine.db, error);
	if (result == BO_OK) {
		result = bo_effect_add(run->machine.db, &effect, run->machine.now, error);
		if (result == BO_OK) {
			result = bo_meta_set_int(run->machine.db, META_MAILED, run->machine.now, error);
		}
		if (result == BO_OK) {
			result = bo_db_commit(run->machine.db, error);
		} else {
			bo_db_rollback(run->machine.db);
		}
	}
	bo_value_free(payload);
	return result;
}

/* Nothing to be paid soon: the account is nobody's worry, and no call is made for it. */
static bo_code_t is_due(bool *due, bo_run_t *run, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	int64_t checked = 0;
	bo_code_t result = bo_meta_get_int(&checked, run->machine.db, META_CHECKED, 0, error);
	*due = false;
	if (result != BO_OK || (checked > run->machine.now - EVERY_SECONDS && checked <= run->machine.now)) {
		return result;
	}
	result = bo_db_query(&rows, run->machine.db,
			"SELECT 1 FROM backorder_domains WHERE status IN ('ACTIVE', 'PROCESSING', 'AUCTION-PENDING') "
			"LIMIT 1",
			BO_NO_PARAMS, error);
	*due = bo_rows_count(rows) > 0;
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_run_account(bo_run_t *run, bo_error_t *error)
{
	bo_registrar_t *registrar = NULL;
	bo_account_t account;
	need_t need;
	bool due = false;
	bo_code_t result = is_due(&due, run, error);
	if (result == BO_OK && due && bo_run_registrar_is_set_up(run)) {
		result = bo_run_registrar(&registrar, run, error);
	}
	if (result != BO_OK || !registrar) {
		return result;
	}
	result = bo_registrar_account(registrar, &account, error);
	if (result != BO_OK || account.answer.kind != BO_ANSWER_OK || account.balance == BO_MONEY_NONE) {
		return result; /* told in the module log; the next run asks again */
	}
	result = add_up(&need, run, account.currency, error);
	if (result != BO_OK) {
		return result;
	}
	bo_money_t free_funds = account.balance - (account.reserved == BO_MONEY_NONE ? 0 : account.reserved);
	/* With unknown costs the sum is at least this; it is short all the same when even that is too much. */
	bool is_short = need.sum > free_funds || (need.orders > 0 && free_funds <= 0);
	result = keep(run, &account, &need, is_short, error);
	if (result == BO_OK) {
		result = bo_meta_set_int(run->machine.db, META_CHECKED, run->machine.now, error);
	}
	if (result == BO_OK) {
		result = is_short ? mail(run, &account, &need, error)
						  : bo_meta_set(run->machine.db, META_MAILED, NULL, error);
	}
	return result;
}
