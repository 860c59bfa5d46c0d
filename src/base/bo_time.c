#include "base/bo_time.h"

#include <stdio.h>

/* Days since 1970-01-01 of a date of the Gregorian calendar (years from 1970 on). */
static int64_t days_of(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = y / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	return era * 146097 + day_of_era - 719468;
}

static bool digits(int *out, const char *text, size_t count)
{
	int value = 0;
	for (size_t i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9') {
			return false;
		}
		value = value * 10 + (text[i] - '0');
	}
	*out = value;
	return true;
}

bool bo_time_parse_day(int64_t *out, const char *text, size_t length)
{
	static const int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	int year, month, day;
	if (length != 10 || text[4] != '-' || text[7] != '-' || !digits(&year, text, 4) ||
			!digits(&month, text + 5, 2) || !digits(&day, text + 8, 2)) {
		return false;
	}
	if (year < 1970 || month < 1 || month > 12 || day < 1) {
		return false;
	}
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	if (day > month_days[month - 1] + (month == 2 && leap ? 1 : 0)) {
		return false;
	}
	*out = days_of(year, month, day) * BO_DAY;
	return true;
}

bool bo_time_parse(int64_t *out, const char *text, size_t length)
{
	int hour, minute, second;
	int64_t day;
	if (length != 19 || text[10] != ' ' || text[13] != ':' || text[16] != ':' ||
			!bo_time_parse_day(&day, text, 10) || !digits(&hour, text + 11, 2) ||
			!digits(&minute, text + 14, 2) || !digits(&second, text + 17, 2)) {
		return false;
	}
	if (hour > 23 || minute > 59 || second > 59) {
		return false;
	}
	*out = day + hour * BO_HOUR + minute * BO_MINUTE + second;
	return true;
}

const char *bo_time_format(char out[BO_TIME_TEXT_SIZE], int64_t time)
{
	/* Outside of what DATETIME and four-digit years hold there is nothing sensible to print. */
	if (time == BO_TIME_NONE || time < 0 || time > INT64_C(253402300799)) {
		out[0] = '\0';
		return out;
	}
	int64_t days = time / BO_DAY;
	int64_t rest = time % BO_DAY;
	int64_t z = days + 719468;
	int64_t era = z / 146097;
	int64_t day_of_era = z - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t shifted_month = (5 * day_of_year + 2) / 153;
	int day = (int)(day_of_year - (153 * shifted_month + 2) / 5 + 1);
	int month = (int)(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
	int year = (int)(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
	char text[48];
	snprintf(text, sizeof(text), "%04d-%02d-%02d %02d:%02d:%02d", year, month, day, (int)(rest / BO_HOUR),
			(int)(rest % BO_HOUR / BO_MINUTE), (int)(rest % BO_MINUTE));
	snprintf(out, BO_TIME_TEXT_SIZE, "%.19s", text);
	return out;
}

int64_t bo_time_day(int64_t time)
{
	if (time == BO_TIME_NONE) {
		return BO_TIME_NONE;
	}
	int64_t rest = time % BO_DAY;
	return time - (rest < 0 ? rest + BO_DAY : rest);
}
