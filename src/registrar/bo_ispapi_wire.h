/* The plain-text protocol of the ISPAPI family: writing a command, reading an answer. No network here.
 *
 * A command is KEY=VALUE lines joined by \n in the form field s_command, behind the s_* fields that say who
 * asks. An answer is [RESPONSE], KEY=VALUE and PROPERTY[NAME][INDEX]=VALUE lines in any order, EOF. */
#ifndef BO_ISPAPI_WIRE_H
#define BO_ISPAPI_WIRE_H

#include "base/bo_buffer.h"
#include "base/bo_error.h"
#include "base/bo_money.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- commands --- */

typedef struct {
	bo_buffer_t lines; /* KEY=VALUE\nKEY=VALUE; its `failed` flag says that the command cannot be sent */
} bo_ispapi_command_t;

/* Who asks. Each NULL or empty text is left out. */
typedef struct {
	const char *entity, *login, *otp, *password, *remote_address, *session, *user;
} bo_ispapi_caller_t;

/* name is the value of COMMAND. Dispose when done, also after a failure. */
void bo_ispapi_command_init(bo_ispapi_command_t *command, const char *name);
void bo_ispapi_command_dispose(bo_ispapi_command_t *command); /* wipes: a line may hold a password */
/* Add KEY=VALUE; a NULL value adds nothing. Keys are upper-cased. A value cannot open a new line: a run of
 * CR, LF and other control characters becomes one space, NUL disappears. */
void bo_ispapi_command_add(bo_ispapi_command_t *command, const char *key, const char *value);
void bo_ispapi_command_add_string(
		bo_ispapi_command_t *command, const char *key, const char *value, size_t length);
void bo_ispapi_command_add_int(bo_ispapi_command_t *command, const char *key, int64_t value);
/* The flattened forms: key + index (DOMAIN0), key + field (OWNERCONTACT0FIRSTNAME). */
void bo_ispapi_command_add_at(
		bo_ispapi_command_t *command, const char *key, unsigned int index, const char *value);
void bo_ispapi_command_add_field(
		bo_ispapi_command_t *command, const char *key, const char *field, const char *value);

/* Writes the form body. secured is the form for logs: s_pw, s_otp, s_session and the command's PASSWORD and
 * AUTH read ***. False when the command or the buffer failed. */
bool bo_ispapi_encode(
		bo_buffer_t *out, const bo_ispapi_caller_t *caller, const bo_ispapi_command_t *command, bool secured);

/* --- answers --- */

#define BO_ISPAPI_MAX_PROPERTIES 256
#define BO_ISPAPI_MAX_VALUES 250000
#define BO_ISPAPI_PROPERTY_SIZE 64

/* A piece of the answer; not NUL-terminated. */
typedef struct {
	const char *data;
	size_t length;
} bo_ispapi_text_t;

typedef struct {
	/* Upper case, no white space and no underscores (CNR writes "created date" and CREATED_DATE, ISPAPI
	 * CREATEDDATE); longer names are cut. */
	char name[BO_ISPAPI_PROPERTY_SIZE];
	bo_ispapi_text_t *values;
	size_t count, capacity;
} bo_ispapi_property_t;

typedef struct {
	/* Whether this is an answer at all: its EOF line, one CODE of three digits and a DESCRIPTION were there.
	 * Without them nothing below may be believed. */
	bool complete;
	int code;
	bo_ispapi_text_t description;
	double queue_time, run_time; /* seconds, 0 when not told */
	bool pending;
	bo_ispapi_property_t *properties;
	size_t property_count, property_capacity, value_count;
} bo_ispapi_answer_t;

/* Reads length bytes. The answer borrows from data. BO_OK also for what is no complete answer; BO_E_LIMIT
 * when there are more properties than allowed, BO_E_MEMORY. */
BO_MUSTCHECK bo_code_t bo_ispapi_answer_parse(
		bo_ispapi_answer_t *out, const char *data, size_t length, bo_error_t *error);
void bo_ispapi_answer_dispose(bo_ispapi_answer_t *answer);

/* name as in the answer after parsing ("QUOTAEXCEEDED"). */
size_t bo_ispapi_answer_count(const bo_ispapi_answer_t *answer, const char *name);
/* The value at index, or NULL data and length 0. */
bo_ispapi_text_t bo_ispapi_answer_value(const bo_ispapi_answer_t *answer, const char *name, size_t index);
/* The cell of a row in a list of so many rows. Values carry no row number that could be trusted, so a column
 * that does not have one value a row says nothing about any row. */
bo_ispapi_text_t bo_ispapi_answer_cell(
		const bo_ispapi_answer_t *answer, const char *column, size_t row, size_t rows);

/* --- values --- */

/* Copies into a C string as bo_text_copy() does: always valid UTF-8, no control characters. */
void bo_ispapi_copy(char *out, size_t size, bo_ispapi_text_t text);
/* "YYYY-MM-DD HH:MM:SS" with or without a fraction, or a day alone, UTC; BO_TIME_NONE for zero dates and the
 * rest. */
int64_t bo_ispapi_time(bo_ispapi_text_t text);
/* BO_MONEY_NONE for anything that is no decimal. */
bo_money_t bo_ispapi_money(bo_ispapi_text_t text);
/* A whole number; -1 when it is none. */
int64_t bo_ispapi_whole(bo_ispapi_text_t text);
bool bo_ispapi_equal_nocase(bo_ispapi_text_t text, const char *other);

#endif
