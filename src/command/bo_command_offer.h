/* The zones that a search may show: those for sale in the caller's currency, or the wanted ones among them.
 */
#ifndef BO_COMMAND_OFFER_H
#define BO_COMMAND_OFFER_H

#include "command/bo_command_table.h"
#include "pricing/bo_pricing.h"

typedef struct {
	bo_currency_t currency;
	bo_zone_price_t *prices; /* all zones for sale, by zone */
	size_t price_count;
	const char **zones; /* the wanted ones, by zone; borrowed from prices */
	uint32_t *ranks;    /* for each of them: the place of its price among all prices */
	size_t zone_count;
} bo_offer_t;

/* wanted, also: "" or "_all_" for all, or zones parted by commas, with or without a leading dot, in any
 * spelling; a zone must be in both. bo_offer_dispose() in any case. */
BO_MUSTCHECK bo_code_t bo_offer_read(
		bo_offer_t *out, bo_command_t *command, bo_db_t *db, const char *wanted, const char *also);
void bo_offer_dispose(bo_offer_t *offer);

/* NULL when the zone is not for sale. */
const bo_zone_price_t *bo_offer_price(const bo_offer_t *offer, const char *zone);

#endif
