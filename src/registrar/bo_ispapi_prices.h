/* What backorders cost at ISPAPI, out of the account's price relations. */
#ifndef BO_ISPAPI_PRICES_H
#define BO_ISPAPI_PRICES_H

#include "registrar/bo_ispapi_run.h"

/* As bo_registrar_prices. */
BO_MUSTCHECK bo_code_t bo_ispapi_prices(bo_ispapi_t *ispapi, bo_registrar_price_t **prices,
		size_t *price_count, bo_answer_t *answer, bo_error_t *error);

#endif
