/* Reads the drop list's text, in whatever pieces it arrives.
 *
 * A line is `name;YYYY-MM-DD HH:MM:SS`, in UTC, unless the list has another form (bo_list_form_t). What is
 * taken, and what is not:
 *  - A line ends with LF; carriage returns before it and blanks around the fields are dropped. A carriage
 * return alone ends no line. A byte order mark at the start of any line is dropped (joined files have
 * several).
 *  - Either field may stand in one pair of double quotes. That is all the quoting there is: no doubled
 * quotes, no separator and no line end inside. So a quote that is never closed spoils one line, not the rest
 * of the file.
 *  - Fields behind the second one are ignored: a column that the registrar adds one day must not stop the
 * import.
 *  - The name is taken in any spelling that bo_name_parse() maps to A-labels (upper case, IDNs, trailing
 * dot). Its zone may have up to four labels; there are no registries below that, but there are host names.
 *  - The date has exactly that form. ISO 8601 with "T", fractions, leap seconds and dates without a time are
 * refused: guessing a drop time would cost money. Where the list's form allows other dates, all of its dates
 * are written as the first good one, so that half a date is not taken for a day.
 *  - A date before 2000 or more than 400 days ahead is refused as "date_range". A date not after now is no
 * error: such names are gone; they are counted as past and left out.
 *  - A line longer than 1,024 bytes is refused without being kept. Empty lines are counted and left out. */
#ifndef BO_LIST_PARSE_H
#define BO_LIST_PARSE_H

#include "base/bo_error.h"
#include "base/bo_name.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BO_LIST_LINE_MAX 1024
#define BO_LIST_DAYS_AHEAD 400
#define BO_LIST_ZONE_LABELS 4
#define BO_LIST_SAMPLES 200
#define BO_LIST_SAMPLE_SIZE 100

typedef enum {
	BO_BAD_LINE_TOO_LONG,
	BO_BAD_SEPARATOR,
	BO_BAD_QUOTES,
	BO_BAD_NAME,
	BO_BAD_IDN,
	BO_BAD_ZONE,
	BO_BAD_DATE,
	BO_BAD_DATE_RANGE,
	BO_BAD_COUNT
} bo_bad_line_t;

/* A stable word for each: "line_too_long", "separator", "quotes", "name", "idn", "zone", "date",
 * "date_range". */
const char *bo_bad_line_key(bo_bad_line_t reason);

typedef struct {
	uint64_t line; /* from 1 */
	bo_bad_line_t reason;
	char text[BO_LIST_SAMPLE_SIZE]; /* printable, cut */
} bo_bad_sample_t;

/* Ways to write a date, all of them UTC. */
enum {
	BO_DATE_FULL = 1, /* YYYY-MM-DD HH:MM:SS */
	BO_DATE_ISO = 2,  /* YYYY-MM-DDTHH:MM:SSZ */
	BO_DATE_DAY = 4   /* YYYY-MM-DD; the time of the day is the list's */
};

#define BO_LIST_COLUMNS_MAX 32

/* How a list is written. */
typedef struct {
	char separator; /* 0: the first of ; TAB , in a line, then that of the first good line */
	unsigned int name_column, date_column; /* from 1, different, at most BO_LIST_COLUMNS_MAX */
	unsigned int dates;                    /* BO_DATE_* that are allowed */
	int64_t day_time;                      /* seconds after midnight of a date without a time */
	bool header; /* line 1 may hold titles: neither a name nor a date in its place */
} bo_list_form_t;

/* Takes a good row; another code than BO_OK stops the parser and is returned. */
typedef bo_code_t (*bo_list_row_fn)(const char *label, size_t label_length, const char *zone,
		size_t zone_length, int64_t time, bo_error_t *error, void *payload);

/* Zones that have been checked, so that most names are checked without copying them. */
#define BO_LIST_ZONE_CACHE 256
#define BO_LIST_ZONE_CACHED_SIZE 32

typedef struct {
	int64_t now;
	bo_list_form_t form;
	bool settled; /* a line was good: its separator and its way to write dates are those of the list */
	bo_list_row_fn row;
	void *payload;

	uint64_t line;   /* lines so far */
	uint64_t read;   /* lines that hold something */
	uint64_t good;   /* rows handed on */
	uint64_t past;   /* well-formed, but the date is over */
	uint64_t empty;  /* lines that hold nothing but blanks; read does not count them */
	uint64_t header; /* 1 when line 1 held titles; read counts it as well */
	uint64_t refused, refused_by[BO_BAD_COUNT];
	bo_bad_sample_t samples[BO_LIST_SAMPLES];
	size_t sample_count;
	bool cut_off; /* after bo_list_parser_end(): the last line had no end and was bad */

	char kept[BO_LIST_LINE_MAX]; /* the start of a line whose end has not come yet */
	size_t kept_length;
	bool skipping; /* inside a line that is too long */
	char zones[BO_LIST_ZONE_CACHE][BO_LIST_ZONE_CACHED_SIZE];
} bo_list_parser_t;

void bo_list_parser_init(bo_list_parser_t *parser, int64_t now, bo_list_row_fn row, void *payload);
/* Another form than the one above; before the first piece. */
void bo_list_parser_form(bo_list_parser_t *parser, const bo_list_form_t *form);
/* A row that comes apart already: counted and checked like a line. */
BO_MUSTCHECK bo_code_t bo_list_parser_row(bo_list_parser_t *parser, const char *name, size_t name_length,
		const char *date, size_t date_length, bo_error_t *error);
/* The next piece. */
BO_MUSTCHECK bo_code_t bo_list_parser_feed(
		bo_list_parser_t *parser, const char *data, size_t length, bo_error_t *error);
/* After the last piece: the last line may lack its end. */
BO_MUSTCHECK bo_code_t bo_list_parser_end(bo_list_parser_t *parser, bo_error_t *error);

#endif
