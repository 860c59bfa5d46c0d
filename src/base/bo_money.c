#include "base/bo_money.h"

#include <stdio.h>
#include <string.h>

/* Appends one digit; false when the amount would leave what DECIMAL(16,2) holds. */
static bool push_digit(int64_t *amount, char digit)
{
	if (*amount > (BO_MONEY_MAX - 9) / 10) {
		return false;
	}
	*amount = *amount * 10 + (digit - '0');
	return true;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool bo_money_parse_sql(bo_money_t *out, const char *text, size_t length)
{
	size_t i = 0;
	bool negative = false;
	int64_t amount = 0;
	int decimals = 0;
	bool point = false, any = false;
	if (i < length && (text[i] == '-' || text[i] == '+')) {
		negative = text[i] == '-';
		i++;
	}
	for (; i < length; i++) {
		if (text[i] == '.' && !point) {
			point = true;
		} else if (!is_digit(text[i])) {
			return false;
		} else if (point && decimals == 2) {
			if (text[i] != '0') {
				return false;
			}
		} else {
			if (!push_digit(&amount, text[i])) {
				return false;
			}
			any = true;
			decimals += point ? 1 : 0;
		}
	}
	if (!any) {
		return false;
	}
	for (; decimals < 2; decimals++) {
		if (!push_digit(&amount, '0')) {
			return false;
		}
	}
	*out = negative ? -amount : amount;
	return true;
}

/* Checks "1,234,567" style grouping of text[0..length): groups of three behind the first. */
static bool grouped(const char *text, size_t length, char separator)
{
	size_t run = 0;
	bool first = true;
	for (size_t i = 0; i <= length; i++) {
		if (i == length || text[i] == separator) {
			if (run == 0 || (first ? run > 3 : run != 3)) {
				return false;
			}
			first = false;
			run = 0;
		} else {
			run++;
		}
	}
	return true;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* How a typed amount is to be read. */
typedef struct {
	char group;   /* the sign between groups of three, 0 for none */
	bool decimal; /* there is a decimal sign ... */
	size_t place; /* ... here; else this is the length */
} reading_t;

/* Which of point and comma, if any, is the decimal sign? With both present it is the one further right. */
static bo_code_t find_decimal_sign(reading_t *out, const char *text, size_t length, bo_error_t *error)
{
	size_t points = 0, commas = 0, last_point = 0, last_comma = 0;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '.') {
			points++;
			last_point = i;
		} else if (text[i] == ',') {
			commas++;
			last_comma = i;
		} else if (!is_digit(text[i])) {
			return bo_fail(error, BO_E_INVALID,
					"A price has digits and one decimal point or comma only, like 12.50.");
		}
	}
	out->group = '\0';
	out->decimal = false;
	out->place = length;
	if (points && commas) {
		bool point_last = last_point > last_comma;
		out->decimal = true;
		out->group = point_last ? ',' : '.';
		out->place = point_last ? last_point : last_comma;
		if ((point_last ? points : commas) != 1) {
			return bo_fail(error, BO_E_INVALID, "A price has one decimal sign only, like 1,234.50.");
		}
	} else if (points + commas == 1) {
		out->decimal = true;
		out->place = points ? last_point : last_comma;
		bool three_behind = length - out->place - 1 == 3;
		bool may_be_group = out->place > 0 && out->place <= 3 && !(out->place == 1 && text[0] == '0');
		if (three_behind && may_be_group) {
			return bo_fail(error, BO_E_INVALID,
					"This price could be read in two ways; write it with two decimals, like 1234.00 or "
					"1.23.");
		}
	} else if (points + commas > 1) {
		out->group = points ? '.' : ',';
	}
	return BO_OK;
}

/* "1 234,50": blanks between groups of three, also those that do not break a line (U+00A0, U+202F). *out gets
 * the text without them. */
static bo_code_t close_gaps(char *out, size_t size, const char *text, size_t *length, bo_error_t *error)
{
	static const char *const blanks[] = {" ", "\xc2\xa0", "\xe2\x80\xaf"};
	size_t used = 0, last_gap = 0, i = 0;
	bool gaps = false;
	while (i < *length) {
		size_t blank = 0;
		for (size_t b = 0; b < sizeof(blanks) / sizeof(blanks[0]) && !blank; b++) {
			size_t size_of_blank = strlen(blanks[b]);
			blank = *length - i >= size_of_blank && memcmp(text + i, blanks[b], size_of_blank) == 0
							? size_of_blank
							: 0;
		}
		if (!blank) {
			if (used + 1 == size) {
				return bo_fail(error, BO_E_INVALID, "This price is too large.");
			}
			out[used++] = text[i++];
			continue;
		}
		if (gaps ? used - last_gap != 3 : used == 0 || used > 3) {
			return bo_fail(error, BO_E_INVALID, "The thousands of this price are not in groups of three.");
		}
		gaps = true;
		last_gap = used;
		i += blank;
	}
	out[used] = '\0';
	/* Behind the last gap: three digits, then the end or a decimal sign. */
	if (gaps && (used - last_gap < 3 || (used - last_gap > 3 && is_digit(out[last_gap + 3])))) {
		return bo_fail(error, BO_E_INVALID, "The thousands of this price are not in groups of three.");
	}
	*length = used;
	return BO_OK;
}

bo_code_t bo_money_parse_input(bo_money_t *out, const char *text, size_t length, bo_error_t *error)
{
	reading_t reading = {0};
	char closed[64];
	while (length && is_blank(text[0])) {
		text++;
		length--;
	}
	while (length && is_blank(text[length - 1])) {
		length--;
	}
	if (!length) {
		*out = BO_MONEY_NONE;
		return BO_OK;
	}
	if (text[0] == '-') {
		return bo_fail(error, BO_E_INVALID, "A price can't be negative.");
	}
	bo_code_t result = close_gaps(closed, sizeof(closed), text, &length, error);
	text = closed;
	if (result == BO_OK) {
		result = find_decimal_sign(&reading, text, length, error);
	}
	if (result != BO_OK) {
		return result;
	}
	if (reading.group && !grouped(text, reading.place, reading.group)) {
		return bo_fail(error, BO_E_INVALID, "The thousands of this price are not in groups of three.");
	}
	if (reading.decimal && length - reading.place - 1 > 2) {
		return bo_fail(error, BO_E_INVALID, "A price has two decimals at most.");
	}
	if (reading.decimal && (reading.place == 0 || reading.place == length - 1)) {
		return bo_fail(error, BO_E_INVALID, "A price needs digits on both sides of the decimal sign.");
	}

	int64_t amount = 0;
	int decimals = 0;
	for (size_t i = 0; i < length; i++) {
		if (is_digit(text[i])) {
			if (!push_digit(&amount, text[i])) {
				return bo_fail(error, BO_E_INVALID, "This price is too large.");
			}
			decimals += i > reading.place ? 1 : 0;
		}
	}
	for (; decimals < 2; decimals++) {
		if (!push_digit(&amount, '0')) {
			return bo_fail(error, BO_E_INVALID, "This price is too large.");
		}
	}
	*out = amount;
	return BO_OK;
}

const char *bo_money_format_sql(char out[BO_MONEY_TEXT_SIZE], bo_money_t amount)
{
	uint64_t absolute = amount < 0 ? (uint64_t)0 - (uint64_t)amount : (uint64_t)amount;
	snprintf(out, BO_MONEY_TEXT_SIZE, "%s%llu.%02u", amount < 0 ? "-" : "",
			(unsigned long long)(absolute / 100), (unsigned int)(absolute % 100));
	return out;
}

const char *bo_money_format(char *out, size_t size, bo_money_t amount, const bo_currency_t *currency)
{
	if (amount == BO_MONEY_NONE) {
		snprintf(out, size, "%s", "");
		return out;
	}
	uint64_t absolute = amount < 0 ? (uint64_t)0 - (uint64_t)amount : (uint64_t)amount;
	const char *group = "";
	const char *point = ".";
	bool decimals = true;
	switch (currency->format) {
		case 2:
			group = ",";
			break;
		case 3:
			group = ".";
			point = ",";
			break;
		case 4:
			group = ",";
			decimals = false;
			break;
		default:
			break;
	}
	/* Format 4 shows no decimals; WHMCS rounds half up like PHP's number_format(). */
	uint64_t whole = decimals ? absolute / 100 : (absolute + 50) / 100;
	char plain[24];
	snprintf(plain, sizeof(plain), "%llu", (unsigned long long)whole);
	char number[48];
	size_t length = strlen(plain), used = 0;
	for (size_t i = 0; i < length; i++) {
		if (i && (length - i) % 3 == 0 && *group) {
			number[used++] = *group;
		}
		number[used++] = plain[i];
	}
	number[used] = '\0';
	bool negative = amount < 0 && (decimals ? absolute : whole) != 0;
	if (decimals) {
		snprintf(out, size, "%s%s%s%s%02u%s", currency->prefix, negative ? "-" : "", number, point,
				(unsigned int)(absolute % 100), currency->suffix);
	} else {
		snprintf(out, size, "%s%s%s%s", currency->prefix, negative ? "-" : "", number, currency->suffix);
	}
	return out;
}
