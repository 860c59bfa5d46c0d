/* Money: integer minor units (hundredths). In SQL it is DECIMAL(16,2); WHMCS keeps two decimals in every
 * currency, whatever the currency's own minor unit is. */
#ifndef BO_MONEY_H
#define BO_MONEY_H

#include "base/bo_error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t bo_money_t;

#define BO_MONEY_NONE INT64_MIN /* no amount: SQL NULL */
#define BO_MONEY_MAX INT64_C(9999999999999999)
#define BO_MONEY_TEXT_SIZE 24

/* A currency as WHMCS describes it (tblcurrencies). */
typedef struct {
	int64_t id;
	char code[8];
	char prefix[32];
	char suffix[32];
	int format; /* 1 "1234.56", 2 "1,234.56", 3 "1.234,56", 4 "1,234" */
	bool is_default;
} bo_currency_t;

/* Parses a plain SQL decimal ("-12.50", "12", "12.5"); more than two decimals must be zeros. */
bool bo_money_parse_sql(bo_money_t *out, const char *text, size_t length);
/* Parses what a person types as a price: "12", "12.5", "12,50", "1,234.50", "1.234,50", "1 234,50", blanks
 * around. Empty gives BO_MONEY_NONE. Negative, more than two decimals, ambiguous ("1,234") or other text:
 * BO_E_INVALID with a sentence. Zero is allowed (it means "not for sale"). */
BO_MUSTCHECK bo_code_t bo_money_parse_input(
		bo_money_t *out, const char *text, size_t length, bo_error_t *error);
/* Writes "-12.50". Returns out. */
const char *bo_money_format_sql(char out[BO_MONEY_TEXT_SIZE], bo_money_t amount);
/* Writes prefix + amount in the currency's format + suffix, as WHMCS shows it. Returns out. */
const char *bo_money_format(char *out, size_t size, bo_money_t amount, const bo_currency_t *currency);

#endif
