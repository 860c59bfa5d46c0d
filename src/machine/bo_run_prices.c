/* What the registrar asks for caught names, once a day: the pages read it in the database, and so does the
 * watch over the reseller's account. */
#include "machine/bo_run_registrar.h"

#include "db/bo_meta.h"
#include "pricing/bo_pricing.h"

#include <stdlib.h>

#define EVERY_SECONDS BO_DAY
#define AGAIN_SECONDS BO_HOUR /* after a failure */
#define META_ASKED "registrar.prices_asked"

static bo_code_t keep(bo_run_t *run, const bo_registrar_price_t *prices, size_t count, bo_error_t *error)
{
	bo_db_t *db = run->machine.db;
	bo_code_t result = bo_db_begin(db, error);
	for (size_t i = 0; i < count && result == BO_OK; i++) {
		if (*prices[i].zone && prices[i].amount != BO_MONEY_NONE) {
			result = bo_pricing_keep_cost(db, prices[i].zone, prices[i].currency, prices[i].lite,
					prices[i].amount, run->machine.now, error);
		}
	}
	if (result == BO_OK) {
		/* What it does not sell any more. */
		result = bo_db_exec(db, "DELETE FROM backorder_registrar_prices WHERE told_at < ?",
				BO_PARAMS(bo_p_time(run->machine.now)), NULL, NULL, error);
	}
	return result == BO_OK ? bo_db_commit(db, error) : result;
}

bo_code_t bo_run_prices(bo_run_t *run, bo_error_t *error)
{
	bo_registrar_t *registrar = NULL;
	bo_registrar_price_t *prices = NULL;
	bo_answer_t answer = {0};
	size_t count = 0;
	int64_t asked = 0;
	bo_code_t result = bo_meta_get_int(&asked, run->machine.db, META_ASKED, 0, error);
	if (result != BO_OK || (asked > run->machine.now - EVERY_SECONDS && asked <= run->machine.now) ||
			!bo_run_registrar_is_set_up(run)) {
		return result;
	}
	result = bo_run_registrar(&registrar, run, error);
	if (result != BO_OK || !registrar) {
		return result;
	}
	/* Noted before, as if it failed: whatever goes wrong below, here or there, the next run does not ask
	 * again at once. */
	result = bo_meta_set_int(
			run->machine.db, META_ASKED, run->machine.now - EVERY_SECONDS + AGAIN_SECONDS, error);
	if (result == BO_OK) {
		result = bo_registrar_prices(registrar, &prices, &count, &answer, error);
	}
	if (result == BO_OK && answer.kind == BO_ANSWER_OK && count) {
		result = keep(run, prices, count, error);
	}
	if (result == BO_OK && (answer.kind == BO_ANSWER_OK || answer.kind == BO_ANSWER_NONE)) {
		result = bo_meta_set_int(run->machine.db, META_ASKED, run->machine.now, error);
	}
	if (result != BO_OK) {
		bo_db_rollback(run->machine.db);
	}
	free(prices);
	return result;
}
