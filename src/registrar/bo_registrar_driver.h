/* What a registrar driver is: a table of functions, each as its namesake in bo_registrar.h describes it.
 * Included by drivers and by bo_registrar.c only. */
#ifndef BO_REGISTRAR_DRIVER_H
#define BO_REGISTRAR_DRIVER_H

#include "context/bo_context.h"
#include "registrar/bo_registrar.h"
#include <sys/types.h>

typedef struct {
	const char *name; /* the value of the setting registrar_driver */
	/* Copies what it needs of the settings; connects to nothing. *out is what the other functions get as
	 * state. */
	bo_code_t (*create)(
			void **out, bo_registrar_t *registrar, const bo_settings_t *settings, bo_error_t *error);
	/* Also called in a forked child; connections made by the parent must then be left alone. NULL is fine. */
	void (*destroy)(void *state);

	bo_code_t (*authenticate)(void *state, bo_answer_t *answer, bo_error_t *error);
	bo_code_t (*account)(void *state, bo_account_t *account, bo_error_t *error);
	bo_code_t (*apply)(void *state, const bo_apply_request_t *requests, size_t count,
			bo_apply_result_t *results, bo_error_t *error);
	bo_code_t (*status)(void *state, const char *const *references, size_t count, bo_application_t *results,
			bo_error_t *error);
	/* NULL: nothing is known that could be wrong. */
	bo_code_t (*check_request)(void *state, const bo_apply_request_t *request,
			bo_request_problem_t problems[BO_MAX_PROBLEMS], size_t *problem_count, bo_error_t *error);
	/* NULL: no list of all applications; the layers above ask one by one. */
	bo_code_t (*status_all)(
			void *state, const bo_application_reader_t *reader, bo_answer_t *answer, bo_error_t *error);
	bo_code_t (*find)(void *state, const char *name, bo_application_t **found, size_t *found_count,
			bo_answer_t *answer, bo_error_t *error);
	bo_code_t (*withdraw)(void *state, const char *const *references, size_t count, bo_answer_t *answers,
			bo_error_t *error);
	bo_code_t (*domains)(void *state, const char *const *names, size_t count, bo_domain_facts_t *results,
			bo_error_t *error);
	/* NULL: it cannot be asked. */
	bo_code_t (*check)(void *state, const char *const *names, size_t count, bo_availability_t *results,
			bo_error_t *error);
	/* NULL: it does not tell. */
	bo_code_t (*prices)(void *state, bo_registrar_price_t **prices, size_t *price_count, bo_answer_t *answer,
			bo_error_t *error);
	/* NULL: this registrar has no such list. */
	bo_code_t (*pending)(
			void *state, const bo_pending_reader_t *reader, bo_answer_t *answer, bo_error_t *error);
} bo_registrar_driver_t;

/* A driver reads observer and run_ms at the moment it needs them. */
struct bo_registrar {
	const bo_registrar_driver_t *driver;
	void *state;
	bo_context_t *context; /* for what a driver keeps in the database; may be NULL in a test */
	pid_t pid;             /* the process that made it */
	int64_t run_ms;
	bo_registrar_observer_fn observer;
	void *observer_payload;
};

#endif
