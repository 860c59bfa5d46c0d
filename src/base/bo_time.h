/* UTC time: seconds since 1970 as int64, unknown is BO_TIME_NONE. Nothing here reads the system clock or the
 * time zone: the reading of a run comes from the context (context/bo_context.h). */
#ifndef BO_TIME_H
#define BO_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BO_TIME_NONE INT64_MIN
#define BO_MINUTE INT64_C(60)
#define BO_HOUR INT64_C(3600)
#define BO_DAY INT64_C(86400)

#define BO_TIME_TEXT_SIZE 20 /* "YYYY-MM-DD HH:MM:SS" and NUL */

/* Parses exactly "YYYY-MM-DD HH:MM:SS" (length 19), years 1970 to 9999, real calendar dates only.
 * Returns false for anything else, zero dates included. */
bool bo_time_parse(int64_t *out, const char *text, size_t length);
/* Parses "YYYY-MM-DD" as that day's 00:00:00. */
bool bo_time_parse_day(int64_t *out, const char *text, size_t length);
/* Writes "YYYY-MM-DD HH:MM:SS"; "" for BO_TIME_NONE. Returns out. */
const char *bo_time_format(char out[BO_TIME_TEXT_SIZE], int64_t time);
/* The start of the UTC day that holds time. */
int64_t bo_time_day(int64_t time);

#endif
