/* What became of the orders, by month and zone. */
#ifndef BO_REPORT_H
#define BO_REPORT_H

#include "base/bo_value.h"
#include "context/bo_context.h"

/* Orders by the month of their drop, from `from` to before `to` (times); zone "" for all. *out is {currency,
 * rows: [{month, zone, orders, open, caught, failed, cancelled, auctions, revenue, cost (null: not known),
 * margin}], reasons: {code: orders} of those that ended without the name}. Amounts are in WHMCS's
 * default currency at its present rates; the cost is what the registrar asks now. */
BO_MUSTCHECK bo_code_t bo_report_read(bo_value_t **out, bo_context_t *context, int64_t from, int64_t to,
		const char *zone, bo_error_t *error);

#endif
