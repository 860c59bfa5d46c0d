#include "registrar/bo_ispapi.h"

#include "base/bo_secret.h"
#include "registrar/bo_cnr_apply.h"
#include "registrar/bo_cnr_prices.h"
#include "registrar/bo_cnr_withdraw.h"
#include "registrar/bo_ispapi_all.h"
#include "registrar/bo_ispapi_apply.h"
#include "registrar/bo_ispapi_check.h"
#include "registrar/bo_ispapi_list.h"
#include "registrar/bo_ispapi_pending.h"
#include "registrar/bo_ispapi_prices.h"
#include "registrar/bo_ispapi_read.h"
#include "registrar/bo_ispapi_request.h"
#include "registrar/bo_ispapi_run.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* --- life --- */

static void destroy(void *state)
{
	bo_ispapi_t *ispapi = state;
	if (!ispapi) {
		return;
	}
	bo_http_free(ispapi->http);
	free(ispapi->login);
	bo_secret_free(ispapi->password);
	free(ispapi);
}

static bo_code_t create(bo_ispapi_t **out, const bo_ispapi_dialect_t *dialect, bo_registrar_t *registrar,
		const bo_settings_t *settings, bo_error_t *error)
{
	*out = NULL;
	if (!settings->registrar_login || !*settings->registrar_login || !settings->registrar_password ||
			!*settings->registrar_password) {
		return bo_fail(error, BO_E_CONFIG, "The registrar's login or password is not set.");
	}
	bo_ispapi_t *ispapi = calloc(1, sizeof(*ispapi));
	if (!ispapi) {
		return bo_fail_memory(error);
	}
	bo_code_t result = BO_OK;
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	ispapi->registrar = registrar;
	ispapi->dialect = dialect;
	snprintf(ispapi->account, sizeof(ispapi->account), "%s:%s:%.128s", registrar->driver->name,
			settings->registrar_test_mode ? "test" : "live", settings->registrar_login);
	ispapi->pause_ms = BO_ISPAPI_PAUSE_MS;
	ispapi->seed = ((uint64_t)now.tv_sec << 32) ^ ((uint64_t)now.tv_nsec << 8) ^ (uint64_t)getpid();
	ispapi->parallel = settings->registrar_parallel > 0 ? (size_t)settings->registrar_parallel : 1;
	ispapi->pace.allowed = ispapi->parallel;
	ispapi->login = strdup(settings->registrar_login);
	ispapi->password = bo_secret_new(settings->registrar_password);
	if (!ispapi->login || !ispapi->password) {
		result = bo_fail_memory(error);
		goto out;
	}
	ispapi->caller = (bo_ispapi_caller_t){
			.entity = settings->registrar_test_mode ? dialect->test_entity : dialect->live_entity,
			.login = ispapi->login, /* with a role user's name behind ! (ISPAPI) or : (CNR) */
			.password = ispapi->password,
	};
	char agent[96];
	snprintf(agent, sizeof(agent), "ispapibackorder libcurl/%.60s",
			curl_version_info(CURLVERSION_NOW)->version);
	const char *url = settings->registrar_test_mode ? dialect->test_url : dialect->live_url;
	if (settings->registrar_url && *settings->registrar_url) {
		url = settings->registrar_url;
	}
	bo_http_options_t options = {
			.url = url,
			.proxy = settings->registrar_proxy,
			.ca_file = settings->registrar_ca_file,
			.user_agent = agent,
			.referer = settings->referer,
			.parallel = settings->registrar_parallel,
			.connect_ms = settings->registrar_connect_ms,
			.total_ms = settings->registrar_total_ms,
	};
	result = bo_http_new(&ispapi->http, &options, error);
	if (result != BO_OK) {
		goto out;
	}
	*out = ispapi;
	ispapi = NULL;

out:
	destroy(ispapi);
	return result;
}

static bo_code_t create_ispapi(
		void **out, bo_registrar_t *registrar, const bo_settings_t *settings, bo_error_t *error)
{
	bo_ispapi_t *ispapi = NULL;
	bo_code_t result = create(&ispapi, &bo_ispapi_dialect, registrar, settings, error);
	*out = ispapi;
	return result;
}

static bo_code_t create_cnr(
		void **out, bo_registrar_t *registrar, const bo_settings_t *settings, bo_error_t *error)
{
	bo_ispapi_t *ispapi = NULL;
	bo_code_t result = create(&ispapi, &bo_cnr_dialect, registrar, settings, error);
	*out = ispapi;
	return result;
}

static void refuse(bo_answer_t *answer, const char *text)
{
	answer->kind = BO_ANSWER_REFUSED;
	snprintf(answer->text, sizeof(answer->text), "%s", text);
}

/* --- login and account --- */

typedef struct {
	const bo_ispapi_t *ispapi;
	bo_answer_t *answer;
	bo_account_t *account;
} single_t;

static bo_answer_t *single_answer(size_t index, void *payload)
{
	(void)index;
	return ((single_t *)payload)->answer;
}

static bool build_authenticate(bo_ispapi_command_t *command, size_t index, void *payload)
{
	const single_t *single = payload;
	(void)index;
	if (single->ispapi->dialect->check_login) {
		bo_ispapi_command_add(command, "SUBUSER", single->ispapi->login);
		bo_ispapi_command_add(command, "PASSWORD", single->ispapi->password);
	}
	return true;
}

static void read_authenticate(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	single_t *single = payload;
	(void)index;
	if (bo_ispapi_equal_nocase(bo_ispapi_answer_value(answer, "QUOTAEXCEEDED", 0), "1")) {
		snprintf(single->answer->text, sizeof(single->answer->text), "Login accepted; quota exceeded");
	}
}

static bo_code_t authenticate(void *state, bo_answer_t *answer, bo_error_t *error)
{
	bo_ispapi_t *ispapi = state;
	single_t single = {.ispapi = ispapi, .answer = answer};
	bo_ispapi_batch_t batch = {
			.verb = ispapi->dialect->login_verb,
			.count = 1,
			.max_answer = BO_ISPAPI_ANSWER_MAX,
			.build = build_authenticate,
			.read = read_authenticate,
			.answer = single_answer,
			.payload = &single,
	};
	bo_code_t result = bo_ispapi_run(ispapi, &batch, error);
	/* Who may not see the account has logged in all the same. */
	if (result == BO_OK && !ispapi->dialect->check_login && bo_ispapi_is_forbidden(answer)) {
		answer->kind = BO_ANSWER_OK;
	}
	return result;
}

static bool build_account(bo_ispapi_command_t *command, size_t index, void *payload)
{
	(void)command;
	(void)index;
	(void)payload;
	return true;
}

static void read_account(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	bo_account_t *account = ((single_t *)payload)->account;
	(void)index;
	account->balance = bo_ispapi_money(bo_ispapi_answer_value(answer, "AMOUNT", 0));
	account->reserved = bo_ispapi_money(bo_ispapi_answer_value(answer, "DEPOSIT", 0));
	bo_ispapi_copy(
			account->currency, sizeof(account->currency), bo_ispapi_answer_value(answer, "CURRENCY", 0));
}

static bo_code_t account(void *state, bo_account_t *out, bo_error_t *error)
{
	bo_ispapi_t *ispapi = state;
	single_t single = {.ispapi = ispapi, .answer = &out->answer, .account = out};
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_status_account,
			.count = 1,
			.max_answer = BO_ISPAPI_ANSWER_MAX,
			.build = build_account,
			.read = read_account,
			.answer = single_answer,
			.payload = &single,
	};
	return bo_ispapi_run(ispapi, &batch, error);
}

/* --- applications --- */

typedef struct {
	const char *const *references;
	bo_application_t *results;
	bo_answer_t *answers; /* of a withdrawal, which has no other results */
} references_t;

static bo_answer_t *reference_answer(size_t index, void *payload)
{
	const references_t *all = payload;
	return all->results ? &all->results[index].answer : &all->answers[index];
}

static const char *reference_object(size_t index, void *payload)
{
	return ((references_t *)payload)->references[index];
}

static bool build_reference(bo_ispapi_command_t *command, size_t index, void *payload)
{
	const char *reference = ((references_t *)payload)->references[index];
	if (!bo_ispapi_plain_reference(reference)) {
		refuse(reference_answer(index, payload), "The reference is none that the registrar gives.");
		return false;
	}
	bo_ispapi_command_add(command, "APPLICATION", reference);
	return true;
}

static void read_status(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	const references_t *all = payload;
	bo_ispapi_read_application(&all->results[index], answer, all->references[index]);
}

static bo_code_t status(void *state, const char *const *references, size_t count, bo_application_t *results,
		bo_error_t *error)
{
	references_t payload = {.references = references, .results = results};
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_status_application,
			.count = count,
			.max_answer = BO_ISPAPI_ANSWER_MAX,
			.build = build_reference,
			.read = read_status,
			.answer = reference_answer,
			.object = reference_object,
			.payload = &payload,
	};
	return bo_ispapi_run(state, &batch, error);
}

static bo_code_t apply(void *state, const bo_apply_request_t *requests, size_t count,
		bo_apply_result_t *results, bo_error_t *error)
{
	return bo_ispapi_apply(state, requests, count, NULL, results, error);
}

static bo_code_t apply_with_handles(void *state, const bo_apply_request_t *requests, size_t count,
		bo_apply_result_t *results, bo_error_t *error)
{
	return bo_cnr_apply(state, requests, count, results, error);
}

static bo_code_t withdraw_in_full(
		void *state, const char *const *references, size_t count, bo_answer_t *answers, bo_error_t *error)
{
	return bo_cnr_withdraw(state, references, count, answers, error);
}

static bo_code_t withdraw(
		void *state, const char *const *references, size_t count, bo_answer_t *answers, bo_error_t *error)
{
	references_t payload = {.references = references, .answers = answers};
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_delete_application,
			.count = count,
			.max_answer = BO_ISPAPI_ANSWER_MAX,
			.build = build_reference,
			.answer = reference_answer,
			.object = reference_object,
			.payload = &payload,
	};
	return bo_ispapi_run(state, &batch, error);
}

static bo_code_t find(void *state, const char *name, bo_application_t **found, size_t *found_count,
		bo_answer_t *answer, bo_error_t *error)
{
	return bo_ispapi_list(state, name, found, found_count, answer, error);
}

static bo_code_t check_request(void *state, const bo_apply_request_t *request,
		bo_request_problem_t problems[BO_MAX_PROBLEMS], size_t *problem_count, bo_error_t *error)
{
	const bo_ispapi_t *ispapi = state;
	(void)error;
	bo_ispapi_check_request(ispapi->dialect, request, problems, problem_count);
	return BO_OK;
}

static bo_code_t status_all(
		void *state, const bo_application_reader_t *reader, bo_answer_t *answer, bo_error_t *error)
{
	return bo_ispapi_all(state, reader, answer, error);
}

static bo_code_t check(
		void *state, const char *const *names, size_t count, bo_availability_t *results, bo_error_t *error)
{
	return bo_ispapi_check(state, names, count, results, error);
}

static bo_code_t prices(
		void *state, bo_registrar_price_t **out, size_t *count, bo_answer_t *answer, bo_error_t *error)
{
	return bo_ispapi_prices(state, out, count, answer, error);
}

static bo_code_t prices_of_services(
		void *state, bo_registrar_price_t **out, size_t *count, bo_answer_t *answer, bo_error_t *error)
{
	return bo_cnr_prices(state, out, count, answer, error);
}

static bo_code_t pending(
		void *state, const bo_pending_reader_t *reader, bo_answer_t *answer, bo_error_t *error)
{
	return bo_ispapi_pending(state, reader, answer, error);
}

/* --- domains --- */

typedef struct {
	const char *const *names;
	bo_domain_facts_t *results;
} domains_t;

static bo_answer_t *domain_answer(size_t index, void *payload)
{
	return &((domains_t *)payload)->results[index].answer;
}

static const char *domain_object(size_t index, void *payload)
{
	return ((domains_t *)payload)->names[index];
}

static bool build_domain(bo_ispapi_command_t *command, size_t index, void *payload)
{
	const char *name = ((domains_t *)payload)->names[index];
	if (!bo_ispapi_plain_name(name)) {
		refuse(domain_answer(index, payload), "This is no domain name.");
		return false;
	}
	bo_ispapi_command_add(command, "DOMAIN", name);
	return true;
}

static void read_domain(const bo_ispapi_answer_t *answer, size_t index, void *payload)
{
	bo_ispapi_read_domain(&((domains_t *)payload)->results[index], answer);
}

static bo_code_t domains(
		void *state, const char *const *names, size_t count, bo_domain_facts_t *results, bo_error_t *error)
{
	domains_t payload = {.names = names, .results = results};
	bo_ispapi_batch_t batch = {
			.verb = &bo_ispapi_status_domain,
			.count = count,
			.max_answer = BO_ISPAPI_ANSWER_MAX,
			.build = build_domain,
			.read = read_domain,
			.answer = domain_answer,
			.object = domain_object,
			.payload = &payload,
	};
	return bo_ispapi_run(state, &batch, error);
}

const bo_registrar_driver_t bo_ispapi_driver = {
		.name = "ispapi",
		.create = create_ispapi,
		.destroy = destroy,
		.authenticate = authenticate,
		.account = account,
		.apply = apply,
		.status = status,
		.check_request = check_request,
		.status_all = status_all,
		.find = find,
		.withdraw = withdraw,
		.domains = domains,
		.check = check,
		.prices = prices,
		.pending = pending,
};

const bo_registrar_driver_t bo_cnr_driver = {
		.name = "cnr",
		.create = create_cnr,
		.destroy = destroy,
		.authenticate = authenticate,
		.account = account,
		.apply = apply_with_handles,
		.status = status,
		.check_request = check_request,
		.status_all = status_all,
		.find = find,
		.withdraw = withdraw_in_full,
		.domains = domains,
		.check = check,
		.prices = prices_of_services,
		.pending = pending,
};
