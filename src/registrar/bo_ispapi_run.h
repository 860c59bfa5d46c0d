/* Carrying out many commands of one kind: building, sending, repeating, pausing, giving up. */
#ifndef BO_ISPAPI_RUN_H
#define BO_ISPAPI_RUN_H

#include "registrar/bo_http.h"
#include "registrar/bo_ispapi_code.h"
#include "registrar/bo_ispapi_dialect.h"
#include "registrar/bo_ispapi_wire.h"
#include "registrar/bo_registrar_driver.h"

#define BO_ISPAPI_ATTEMPTS 3   /* of a call that may be repeated */
#define BO_ISPAPI_PAUSE_MS 250 /* before the second attempt; four times as long before the third */

/* A registrar that asks for a pause (quota) gets one of 5 s, then 10 s, then 20 s, and one call at a time
 * behind it; each good answer lets one more run beside the others. After the third pause without that the
 * rest is left to a later run. */
#define BO_ISPAPI_QUOTA_PAUSES 3
#define BO_ISPAPI_QUOTA_FACTOR 20 /* of pause_ms */

/* How fast the registrar wants to be asked. It outlives a call: the next one begins no faster. */
typedef struct {
	size_t allowed; /* calls in flight */
	unsigned int pauses;
	int64_t hold_until; /* bo_http_clock() */
} bo_ispapi_pace_t;

/* The driver's state. */
typedef struct {
	bo_registrar_t *registrar; /* the owner: run_ms and observer are read from it */
	const bo_ispapi_dialect_t *dialect;
	char account[160]; /* which account this is: driver, system and login; names what is kept for it */
	bo_http_t *http;
	char *login, *password;
	bo_ispapi_caller_t caller; /* borrows the texts above */
	size_t parallel;
	bo_ispapi_pace_t pace;
	int64_t pause_ms;
	uint64_t seed; /* of the jitter */
} bo_ispapi_t;

/* Items of one command. All functions get the payload last. */
typedef struct {
	const bo_ispapi_verb_t *verb;
	size_t count;
	size_t max_answer; /* bytes of one answer */
	/* Adds the parameters behind COMMAND. False: this item cannot be asked about; its answer has been set. */
	bool (*build)(bo_ispapi_command_t *command, size_t index, void *payload);
	/* Takes over what an answer of class OK says; may make the item's answer something worse. */
	void (*read)(const bo_ispapi_answer_t *answer, size_t index, void *payload);
	bo_answer_t *(*answer)(size_t index, void *payload);
	const char *(*object)(size_t index, void *payload); /* for the observer */
	void *payload;
} bo_ispapi_batch_t;

/* The answers must be zeroed before. Afterwards each item has one; BO_ANSWER_NONE with the reason as text for
 * those that were never asked. */
BO_MUSTCHECK bo_code_t bo_ispapi_run(bo_ispapi_t *ispapi, const bo_ispapi_batch_t *batch, bo_error_t *error);

#endif
