/* Error codes and the error record.
 *
 * Every core function that can fail returns a bo_code_t and, when it fails, fills the caller's bo_error_t
 * with a sentence that a person can act on. The codes below BO_OK are few on purpose: a caller branches on
 * the expected ones (not found, exists, conflict, funds, retry, lost) and passes all others up unchanged. */
#ifndef BO_ERROR_H
#define BO_ERROR_H

#include <stdarg.h>
#include <stddef.h>

#define BO_MUSTCHECK __attribute__((warn_unused_result))
#define BO_PRINTF(format_index, first_index) __attribute__((format(printf, format_index, first_index)))

typedef enum {
	BO_OK = 0,
	BO_E_INVALID = -1,   /* the caller's input is wrong; the message says what */
	BO_E_NOT_FOUND = -2, /* no such order, price, file ... */
	BO_E_EXISTS = -3,    /* unique value exists already */
	BO_E_DENIED = -4,    /* the caller may not do this */
	BO_E_CONFLICT = -5,  /* not possible in the present state, or somebody else changed it first */
	BO_E_FUNDS = -6,     /* the client's available funds are too small */
	BO_E_RETRY = -7, /* the transaction was rolled back by the server (deadlock, lock wait): safe to repeat */
	BO_E_LOST = -8,  /* the connection broke while a statement or call ran: its outcome is unknown */
	BO_E_MEMORY = -9,
	BO_E_LIMIT = -10,  /* a bound (size, count, time) was reached */
	BO_E_IO = -11,     /* file system */
	BO_E_DB = -12,     /* database, not covered by the codes above */
	BO_E_REMOTE = -13, /* registrar or download server */
	BO_E_CONFIG = -14, /* a setting is missing or wrong */
	BO_E_INTERNAL = -15,
	BO_E_PERSON = -16 /* only a person can decide; the message says what */
} bo_code_t;

typedef struct {
	bo_code_t code;
	unsigned int native; /* errno, MySQL error number, HTTP status or API code; 0 when there is none */
	char sqlstate[6];    /* "" when the error is not from the database */
	char message[512];   /* never holds a secret */
} bo_error_t;

/* Fills the record (error may be NULL) and returns code, so that callers can write
 * `result = bo_fail(error, BO_E_INVALID, "..."); goto out;`. */
bo_code_t bo_fail(bo_error_t *error, bo_code_t code, const char *format, ...) BO_PRINTF(3, 4);
bo_code_t bo_fail_native(bo_error_t *error, bo_code_t code, unsigned int native, const char *format, ...)
		BO_PRINTF(4, 5);
bo_code_t bo_fail_memory(bo_error_t *error);

#ifdef __clang_analyzer__
/* The analyzer sees one file at a time and can't know that these return their code. */
#define bo_fail(error, code, ...) ((void)(bo_fail)(error, code, __VA_ARGS__), (code))
#define bo_fail_native(error, code, native, ...) \
	((void)(bo_fail_native)(error, code, native, __VA_ARGS__), (code))
#define bo_fail_memory(error) ((void)(bo_fail_memory)(error), BO_E_MEMORY)
#endif

/* Puts "context: " before the message that is already there. */
void bo_error_prefix(bo_error_t *error, const char *format, ...) BO_PRINTF(2, 3);
void bo_error_clear(bo_error_t *error);

/* Stable upper-case name of a code ("NOT_FOUND"); never NULL. */
const char *bo_code_name(bo_code_t code);

#endif
