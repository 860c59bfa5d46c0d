#include "support/bo_fake_registrar.h"

#include "registrar/bo_registrar_driver.h"
#include "support/bo_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void remember(char *list, size_t size, const char *word)
{
	size_t used = strlen(list);
	snprintf(list + used, size - used, "%s ", word);
}

static void destroy(void *state)
{
	free(state);
}

static bo_code_t authenticate(void *state, bo_answer_t *answer, bo_error_t *error)
{
	bo_fake_registrar_t *fake = state;
	(void)error;
	fake->logins++;
	answer->kind = fake->login_kind;
	answer->code = fake->login_code;
	snprintf(answer->text, sizeof(answer->text), "%s",
			*fake->login_text                  ? fake->login_text
			: fake->login_kind == BO_ANSWER_OK ? ""
											   : "nobody there");
	return BO_OK;
}

static bo_code_t account(void *state, bo_account_t *out, bo_error_t *error)
{
	bo_fake_registrar_t *fake = state;
	(void)error;
	fake->accounts++;
	*out = fake->account;
	return BO_OK;
}

static bo_code_t apply(void *state, const bo_apply_request_t *requests, size_t count,
		bo_apply_result_t *results, bo_error_t *error)
{
	bo_fake_registrar_t *fake = state;
	if (fake->apply_code != BO_OK) {
		return bo_fail(error, fake->apply_code, "The registrar can't be reached at all.");
	}
	fake->largest = count > fake->largest ? count : fake->largest;
	for (size_t i = 0; i < count; i++) {
		const bo_fake_apply_t *rule = NULL;
		for (size_t r = 0; r < fake->apply_count; r++) {
			rule = strcmp(fake->applies[r].name, requests[i].name) == 0 ? &fake->applies[r] : rule;
		}
		remember(fake->sent, sizeof(fake->sent), requests[i].name);
		fake->contact = *requests[i].contact;
		fake->lite = requests[i].lite;
		fake->name_servers[0] = fake->extras[0] = '\0';
		for (size_t k = 0; k < requests[i].name_server_count; k++) {
			remember(fake->name_servers, sizeof(fake->name_servers), requests[i].name_servers[k]);
		}
		for (size_t k = 0; k < requests[i].extra_count; k++) {
			char field[160];
			snprintf(field, sizeof(field), "%s=%s", requests[i].extras[k].key, requests[i].extras[k].value);
			remember(fake->extras, sizeof(fake->extras), field);
		}
		if (rule) {
			results[i] = rule->result;
		} else {
			results[i].answer.kind = BO_ANSWER_OK;
			results[i].answer.code = 200;
			snprintf(results[i].reference, sizeof(results[i].reference), "R-%.60s", requests[i].name);
		}
	}
	if (fake->late_apply_code != BO_OK) {
		return bo_fail(error, fake->late_apply_code, "The HTTP library failed.");
	}
	return BO_OK;
}

static bo_code_t status(void *state, const char *const *references, size_t count, bo_application_t *results,
		bo_error_t *error)
{
	bo_fake_registrar_t *fake = state;
	(void)error;
	for (size_t i = 0; i < count; i++) {
		remember(fake->asked, sizeof(fake->asked), references[i]);
		results[i].answer.kind = BO_ANSWER_OK;
		results[i].state = BO_APPLICATION_WAITING;
		for (size_t r = 0; r < fake->status_count; r++) {
			if (strcmp(fake->statuses[r].key, references[i]) == 0) {
				results[i] = fake->statuses[r].application;
			}
		}
	}
	return BO_OK;
}

static bo_code_t find(void *state, const char *name, bo_application_t **found, size_t *found_count,
		bo_answer_t *answer, bo_error_t *error)
{
	bo_fake_registrar_t *fake = state;
	(void)error;
	remember(fake->found, sizeof(fake->found), name);
	answer->kind = fake->find_kind;
	if (fake->find_kind != BO_ANSWER_OK) {
		snprintf(answer->text, sizeof(answer->text), "no list today");
		return BO_OK;
	}
	*found = calloc(BO_FAKE_RULES, sizeof(**found));
	assert_non_null(*found);
	for (size_t r = 0; r < fake->listed_count; r++) {
		if (strcmp(fake->listed[r].key, name) == 0) {
			(*found)[(*found_count)++] = fake->listed[r].application;
		}
	}
	return BO_OK;
}

static bo_code_t withdraw(
		void *state, const char *const *references, size_t count, bo_answer_t *answers, bo_error_t *error)
{
	bo_fake_registrar_t *fake = state;
	for (size_t i = 0; i < count; i++) {
		remember(fake->withdrawn, sizeof(fake->withdrawn), references[i]);
		answers[i].kind = fake->withdraw_kind;
		answers[i].code = fake->withdraw_code;
		snprintf(answers[i].text, sizeof(answers[i].text), "%s",
				*fake->withdraw_text ? fake->withdraw_text : "told by the test");
	}
	if (fake->late_withdraw_code != BO_OK) {
		return bo_fail(error, fake->late_withdraw_code, "The HTTP library failed.");
	}
	return BO_OK;
}

static bo_code_t domains(
		void *state, const char *const *names, size_t count, bo_domain_facts_t *results, bo_error_t *error)
{
	bo_fake_registrar_t *fake = state;
	(void)error;
	for (size_t i = 0; i < count; i++) {
		results[i].answer.kind = BO_ANSWER_NOT_FOUND;
		snprintf(results[i].answer.text, sizeof(results[i].answer.text), "Object does not exist");
		for (size_t r = 0; r < fake->domain_count; r++) {
			if (strcmp(fake->domains[r].name, names[i]) == 0) {
				results[i] = fake->domains[r].facts;
			}
		}
	}
	return BO_OK;
}

static bo_code_t pending(
		void *state, const bo_pending_reader_t *reader, bo_answer_t *answer, bo_error_t *error)
{
	bo_fake_registrar_t *fake = state;
	bo_code_t result = BO_OK;
	for (const char *line = fake->pending ? fake->pending : ""; *line && result == BO_OK;) {
		size_t name = strcspn(line, ";"), rest = strcspn(line, "\n");
		result = reader->row(line, name, line + name + 1, rest - name - 1, error, reader->payload);
		line += rest + 1;
	}
	reader->page(1, 1, reader->payload);
	answer->kind = fake->pending_kind;
	snprintf(answer->text, sizeof(answer->text), "told by the test");
	return result;
}

static bo_code_t status_all(
		void *state, const bo_application_reader_t *reader, bo_answer_t *answer, bo_error_t *error)
{
	bo_fake_registrar_t *fake = state;
	bo_code_t result = BO_OK;
	fake->lists++;
	answer->kind = fake->all_kind;
	for (size_t i = 0; i < fake->all_count && result == BO_OK; i++) {
		bo_application_row_t row = {.reference = fake->all[i].reference,
				.name = "",
				.status_text = "told by the test",
				.state = fake->all[i].state,
				.status_told = fake->all[i].told,
				.created = BO_TIME_NONE,
				.updated = BO_TIME_NONE};
		result = reader->row(&row, error, reader->payload);
	}
	if (reader->page) {
		reader->page(fake->all_total, reader->payload);
	}
	return result;
}

static bo_code_t check(
		void *state, const char *const *names, size_t count, bo_availability_t *results, bo_error_t *error)
{
	bo_fake_registrar_t *fake = state;
	(void)error;
	fake->checks++;
	fake->checked[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		remember(fake->checked, sizeof(fake->checked), names[i]);
		results[i].answer.kind = fake->check_kind;
		results[i].state = fake->check_kind == BO_ANSWER_OK ? fake->availability : BO_AVAILABILITY_UNKNOWN;
	}
	return BO_OK;
}

static bo_code_t check_request(void *state, const bo_apply_request_t *request,
		bo_request_problem_t problems[BO_MAX_PROBLEMS], size_t *problem_count, bo_error_t *error)
{
	const bo_fake_registrar_t *fake = state;
	(void)request;
	(void)error;
	if (*fake->problem) {
		problems[*problem_count].kind = BO_PROBLEM_BAD;
		snprintf(problems[*problem_count].text, sizeof(problems[0].text), "%s", fake->problem);
		++*problem_count;
	}
	return BO_OK;
}

static bo_code_t prices(
		void *state, bo_registrar_price_t **out, size_t *count, bo_answer_t *answer, bo_error_t *error)
{
	bo_fake_registrar_t *fake = state;
	fake->price_lists++;
	const bo_money_t amounts[] = {fake->price_com, fake->price_com_lite};
	(void)error;
	answer->kind = BO_ANSWER_OK;
	*out = calloc(2, sizeof(**out));
	assert_non_null(*out);
	for (int lite = 0; lite < 2; lite++) {
		if (amounts[lite] != BO_MONEY_NONE) {
			bo_registrar_price_t *price = &(*out)[(*count)++];
			snprintf(price->zone, sizeof(price->zone), "com");
			snprintf(price->currency, sizeof(price->currency), "%s", fake->price_currency);
			price->lite = lite;
			price->amount = amounts[lite];
		}
	}
	return BO_OK;
}

static const bo_registrar_driver_t driver = {.name = "fake",
		.destroy = destroy,
		.authenticate = authenticate,
		.account = account,
		.apply = apply,
		.status = status,
		.check_request = check_request,
		.status_all = status_all,
		.check = check,
		.prices = prices,
		.find = find,
		.withdraw = withdraw,
		.domains = domains,
		.pending = pending};

static void dispose(void *object)
{
	bo_registrar_free(object);
}

bo_fake_registrar_t *bo_fake_registrar(bo_context_t *context)
{
	bo_fake_registrar_t *fake = calloc(1, sizeof(*fake));
	bo_registrar_t *registrar = calloc(1, sizeof(*registrar));
	assert_non_null(fake);
	assert_non_null(registrar);
	fake->find_kind = fake->pending_kind = fake->login_kind = fake->withdraw_kind = BO_ANSWER_OK;
	fake->account.answer.kind = BO_ANSWER_OK;
	fake->account.balance = fake->account.reserved = BO_MONEY_NONE;
	fake->price_com = fake->price_com_lite = BO_MONEY_NONE;
	registrar->driver = &driver;
	registrar->state = fake;
	registrar->pid = getpid();
	registrar->run_ms = BO_REGISTRAR_RUN_MS;
	if (context->registrar.object) {
		context->registrar.dispose(context->registrar.object);
	}
	context->registrar = (bo_kept_t){registrar, dispose};
	return fake;
}

void bo_fake_answer(
		bo_fake_registrar_t *fake, const char *name, bo_answer_kind_t kind, int code, const char *text)
{
	assert_true(fake->apply_count < BO_FAKE_RULES);
	bo_fake_apply_t *rule = &fake->applies[fake->apply_count++];
	snprintf(rule->name, sizeof(rule->name), "%s", name);
	rule->result.answer.kind = kind;
	rule->result.answer.code = code;
	snprintf(rule->result.answer.text, sizeof(rule->result.answer.text), "%s", text);
	if (kind == BO_ANSWER_OK) {
		snprintf(rule->result.reference, sizeof(rule->result.reference), "R-%.60s", name);
	}
}

static bo_application_t *add(
		bo_fake_application_t *rules, size_t *count, const char *key, const char *reference)
{
	assert_true(*count < BO_FAKE_RULES);
	bo_fake_application_t *rule = &rules[(*count)++];
	bo_application_t *application = &rule->application;
	snprintf(rule->key, sizeof(rule->key), "%s", key);
	snprintf(application->reference, sizeof(application->reference), "%s", reference);
	application->answer.kind = BO_ANSWER_OK;
	application->created = application->auction_start = application->auction_end = BO_TIME_NONE;
	return application;
}

bo_application_t *bo_fake_status(
		bo_fake_registrar_t *fake, const char *reference, bo_answer_kind_t kind, bo_application_state_t state)
{
	bo_application_t *application = add(fake->statuses, &fake->status_count, reference, reference);
	application->answer.kind = kind;
	application->state = state;
	return application;
}

bo_application_t *bo_fake_listed(bo_fake_registrar_t *fake, const char *name, const char *reference,
		const char *created, const char *owner_email)
{
	bo_application_t *application = add(fake->listed, &fake->listed_count, name, reference);
	application->created = created ? bo_test_time(created) : BO_TIME_NONE;
	snprintf(application->owner_email, sizeof(application->owner_email), "%s", owner_email);
	return application;
}

void bo_fake_domain(bo_fake_registrar_t *fake, const char *name, const char *created, const char *expires)
{
	assert_true(fake->domain_count < BO_FAKE_RULES);
	bo_fake_domain_t *rule = &fake->domains[fake->domain_count++];
	snprintf(rule->name, sizeof(rule->name), "%s", name);
	rule->facts.answer.kind = BO_ANSWER_OK;
	rule->facts.created = created ? bo_test_time(created) : BO_TIME_NONE;
	rule->facts.expires = expires ? bo_test_time(expires) : BO_TIME_NONE;
}
