#include "registrar/bo_registrar.h"

#include "registrar/bo_ispapi.h"
#include "registrar/bo_registrar_driver.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const bo_registrar_driver_t *const drivers[] = {
		&bo_ispapi_driver,
		&bo_cnr_driver,
};

static const bo_registrar_driver_t *find_driver(const char *name)
{
	for (size_t i = 0; i < sizeof(drivers) / sizeof(drivers[0]); i++) {
		if (strcmp(drivers[i]->name, name) == 0) {
			return drivers[i];
		}
	}
	return NULL;
}

static void dispose(void *object)
{
	bo_registrar_free(object);
}

bo_code_t bo_registrar_get(bo_registrar_t **out, bo_context_t *context, bo_error_t *error)
{
	*out = NULL;
	const bo_settings_t *settings = context->settings;
	if (!settings || !settings->registrar_driver) {
		return bo_fail(error, BO_E_CONFIG, "No registrar is configured.");
	}
	if (settings->registrar_problem) {
		return bo_fail(error, BO_E_CONFIG, "%s", settings->registrar_problem);
	}
	bo_registrar_t *kept = context->registrar.object;
	if (kept && kept->pid == getpid()) {
		*out = kept;
		return BO_OK;
	}
	/* Made by another process: its connections belong to that one, so a new set is needed here. */
	bo_registrar_free(kept);
	context->registrar = (bo_kept_t){NULL, NULL};

	const bo_registrar_driver_t *driver = find_driver(settings->registrar_driver);
	if (!driver) {
		return bo_fail(
				error, BO_E_CONFIG, "There is no registrar driver \"%.64s\".", settings->registrar_driver);
	}
	bo_registrar_t *registrar = calloc(1, sizeof(*registrar));
	if (!registrar) {
		return bo_fail_memory(error);
	}
	registrar->driver = driver;
	registrar->context = context;
	registrar->pid = getpid();
	registrar->run_ms = BO_REGISTRAR_RUN_MS;
	bo_code_t result = driver->create(&registrar->state, registrar, settings, error);
	if (result != BO_OK) {
		free(registrar);
		return result;
	}
	context->registrar = (bo_kept_t){registrar, dispose};
	*out = registrar;
	return BO_OK;
}

void bo_registrar_free(bo_registrar_t *registrar)
{
	if (!registrar) {
		return;
	}
	registrar->driver->destroy(registrar->state);
	free(registrar);
}

const char *bo_registrar_name(const bo_registrar_t *registrar)
{
	return registrar->driver->name;
}

void bo_registrar_observe(bo_registrar_t *registrar, bo_registrar_observer_fn observer, void *payload)
{
	registrar->observer = observer;
	registrar->observer_payload = payload;
}

void bo_registrar_limit(bo_registrar_t *registrar, int64_t run_ms)
{
	registrar->run_ms = run_ms;
}

static void not_offered(const bo_registrar_t *registrar, bo_answer_t *answer, const char *what)
{
	answer->kind = BO_ANSWER_NONE;
	snprintf(answer->text, sizeof(answer->text), "The registrar driver \"%.64s\" does not offer %s.",
			registrar->driver->name, what);
}

bo_code_t bo_registrar_authenticate(bo_registrar_t *registrar, bo_answer_t *answer, bo_error_t *error)
{
	memset(answer, 0, sizeof(*answer));
	return registrar->driver->authenticate(registrar->state, answer, error);
}

bo_code_t bo_registrar_account(bo_registrar_t *registrar, bo_account_t *account, bo_error_t *error)
{
	memset(account, 0, sizeof(*account));
	account->balance = account->reserved = BO_MONEY_NONE;
	return registrar->driver->account(registrar->state, account, error);
}

bo_code_t bo_registrar_check_request(bo_registrar_t *registrar, const bo_apply_request_t *request,
		bo_request_problem_t problems[BO_MAX_PROBLEMS], size_t *problem_count, bo_error_t *error)
{
	*problem_count = 0;
	memset(problems, 0, BO_MAX_PROBLEMS * sizeof(*problems));
	if (!registrar->driver->check_request) {
		return BO_OK;
	}
	return registrar->driver->check_request(registrar->state, request, problems, problem_count, error);
}

bo_code_t bo_registrar_apply(bo_registrar_t *registrar, const bo_apply_request_t *requests, size_t count,
		bo_apply_result_t *results, bo_error_t *error)
{
	if (count == 0) {
		return BO_OK;
	}
	memset(results, 0, count * sizeof(*results));
	return registrar->driver->apply(registrar->state, requests, count, results, error);
}

bo_code_t bo_registrar_status(bo_registrar_t *registrar, const char *const *references, size_t count,
		bo_application_t *results, bo_error_t *error)
{
	if (count == 0) {
		return BO_OK;
	}
	memset(results, 0, count * sizeof(*results));
	for (size_t i = 0; i < count; i++) {
		results[i].created = results[i].auction_start = results[i].auction_end = BO_TIME_NONE;
	}
	return registrar->driver->status(registrar->state, references, count, results, error);
}

bo_code_t bo_registrar_status_all(bo_registrar_t *registrar, const bo_application_reader_t *reader,
		bo_answer_t *answer, bo_error_t *error)
{
	memset(answer, 0, sizeof(*answer));
	if (!registrar->driver->status_all) {
		not_offered(registrar, answer, "a list of all applications");
		return BO_OK;
	}
	return registrar->driver->status_all(registrar->state, reader, answer, error);
}

bo_code_t bo_registrar_find(bo_registrar_t *registrar, const char *name, bo_application_t **found,
		size_t *found_count, bo_answer_t *answer, bo_error_t *error)
{
	*found = NULL;
	*found_count = 0;
	memset(answer, 0, sizeof(*answer));
	return registrar->driver->find(registrar->state, name, found, found_count, answer, error);
}

bo_code_t bo_registrar_withdraw(bo_registrar_t *registrar, const char *const *references, size_t count,
		bo_answer_t *answers, bo_error_t *error)
{
	if (count == 0) {
		return BO_OK;
	}
	memset(answers, 0, count * sizeof(*answers));
	return registrar->driver->withdraw(registrar->state, references, count, answers, error);
}

bo_code_t bo_registrar_domains(bo_registrar_t *registrar, const char *const *names, size_t count,
		bo_domain_facts_t *results, bo_error_t *error)
{
	if (count == 0) {
		return BO_OK;
	}
	memset(results, 0, count * sizeof(*results));
	for (size_t i = 0; i < count; i++) {
		results[i].created = results[i].expires = BO_TIME_NONE;
	}
	return registrar->driver->domains(registrar->state, names, count, results, error);
}

bo_code_t bo_registrar_check(bo_registrar_t *registrar, const char *const *names, size_t count,
		bo_availability_t *results, bo_error_t *error)
{
	if (count == 0) {
		return BO_OK;
	}
	memset(results, 0, count * sizeof(*results));
	if (!registrar->driver->check) {
		for (size_t i = 0; i < count; i++) {
			not_offered(registrar, &results[i].answer, "a check of names");
		}
		return BO_OK;
	}
	return registrar->driver->check(registrar->state, names, count, results, error);
}

bo_code_t bo_registrar_prices(bo_registrar_t *registrar, bo_registrar_price_t **prices, size_t *price_count,
		bo_answer_t *answer, bo_error_t *error)
{
	*prices = NULL;
	*price_count = 0;
	memset(answer, 0, sizeof(*answer));
	if (!registrar->driver->prices) {
		not_offered(registrar, answer, "its prices");
		return BO_OK;
	}
	return registrar->driver->prices(registrar->state, prices, price_count, answer, error);
}

bo_code_t bo_registrar_pending(
		bo_registrar_t *registrar, const bo_pending_reader_t *reader, bo_answer_t *answer, bo_error_t *error)
{
	memset(answer, 0, sizeof(*answer));
	if (!registrar->driver->pending) {
		return bo_fail(error, BO_E_CONFIG,
				"The registrar driver \"%.64s\" offers no list of expiring names; take the line "
				"\"registrar\" "
				"out of the setting droplist_sources.",
				registrar->driver->name);
	}
	return registrar->driver->pending(registrar->state, reader, answer, error);
}
