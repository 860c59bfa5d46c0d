#include "shared_registrar.h"

#include "registrar/bo_registrar_driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A driver's state: whose registrar it is, and the clock of the process that asks. */
typedef struct {
	shared_registrar_t *shared;
	const bo_context_t *context;
} view_t;

static size_t number_of(const char *text)
{
	const char *digits = strpbrk(text, "0123456789");
	size_t number = digits ? strtoul(digits, NULL, 10) : 0;
	return number < SHARED_NAMES ? number : 0;
}

static void good(bo_answer_t *answer)
{
	answer->kind = BO_ANSWER_OK;
	answer->code = 200;
}

static void destroy(void *state)
{
	free(state);
}

static bo_code_t authenticate(void *state, bo_answer_t *answer, bo_error_t *error)
{
	(void)state;
	(void)error;
	good(answer);
	return BO_OK;
}

static bo_code_t account(void *state, bo_account_t *out, bo_error_t *error)
{
	return authenticate(state, &out->answer, error);
}

static bo_code_t apply(void *state, const bo_apply_request_t *requests, size_t count,
		bo_apply_result_t *results, bo_error_t *error)
{
	view_t *view = state;
	(void)error;
	for (size_t i = 0; i < count; i++) {
		size_t number = number_of(requests[i].name);
		view->shared->created[number] = view->context->now;
		view->shared->applied[number]++;
		view->shared->total++;
		good(&results[i].answer);
		snprintf(results[i].reference, sizeof(results[i].reference), "R%zu", number);
	}
	return BO_OK;
}

static void tell(bo_application_t *out, const view_t *view, size_t number)
{
	good(&out->answer);
	out->state = BO_APPLICATION_SUCCESSFUL;
	out->created = view->shared->created[number];
	out->auction_start = out->auction_end = BO_TIME_NONE;
	snprintf(out->reference, sizeof(out->reference), "R%zu", number);
	snprintf(out->name, sizeof(out->name), "n%zu.com", number);
}

static bo_code_t status(void *state, const char *const *references, size_t count, bo_application_t *results,
		bo_error_t *error)
{
	const view_t *view = state;
	(void)error;
	for (size_t i = 0; i < count; i++) {
		tell(&results[i], view, number_of(references[i]));
	}
	return BO_OK;
}

static bo_code_t find(void *state, const char *name, bo_application_t **found, size_t *found_count,
		bo_answer_t *answer, bo_error_t *error)
{
	const view_t *view = state;
	size_t number = number_of(name);
	good(answer);
	*found = calloc(1, sizeof(**found));
	if (!*found) {
		return bo_fail_memory(error);
	}
	if (view->shared->applied[number] > 0) {
		tell(*found, view, number);
		*found_count = 1;
	}
	return BO_OK;
}

static bo_code_t withdraw(
		void *state, const char *const *references, size_t count, bo_answer_t *answers, bo_error_t *error)
{
	(void)references;
	for (size_t i = 0; i < count; i++) {
		(void)authenticate(state, &answers[i], error);
	}
	return BO_OK;
}

static bo_code_t domains(
		void *state, const char *const *names, size_t count, bo_domain_facts_t *results, bo_error_t *error)
{
	const view_t *view = state;
	(void)names;
	(void)error;
	for (size_t i = 0; i < count; i++) {
		good(&results[i].answer);
		results[i].created = view->context->now;
		results[i].expires = view->context->now + 365 * BO_DAY;
	}
	return BO_OK;
}

static const bo_registrar_driver_t driver = {.name = "shared",
		.destroy = destroy,
		.authenticate = authenticate,
		.account = account,
		.apply = apply,
		.status = status,
		.find = find,
		.withdraw = withdraw,
		.domains = domains};

static void dispose(void *object)
{
	bo_registrar_free(object);
}

shared_registrar_t *shared_registrar_new(void)
{
	void *memory =
			mmap(NULL, sizeof(shared_registrar_t), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return memory == MAP_FAILED ? NULL : memory;
}

void shared_registrar_clear(shared_registrar_t *shared)
{
	shared->total = 0;
	for (size_t i = 0; i < SHARED_NAMES; i++) {
		shared->applied[i] = 0;
		shared->created[i] = 0;
	}
}

bool shared_registrar_use(bo_context_t *context, shared_registrar_t *shared)
{
	view_t *view = calloc(1, sizeof(*view));
	bo_registrar_t *registrar = calloc(1, sizeof(*registrar));
	if (!view || !registrar) {
		free(view);
		free(registrar);
		return false;
	}
	*view = (view_t){shared, context};
	*registrar = (bo_registrar_t){
			.driver = &driver, .state = view, .pid = getpid(), .run_ms = BO_REGISTRAR_RUN_MS};
	context->registrar = (bo_kept_t){registrar, dispose};
	return true;
}
