/* Proves the choice of the driver, its settings, and which addresses it may be pointed at. */
#include "context/bo_context.h"
#include "registrar/bo_http.h"
#include "registrar/bo_registrar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void test_addresses(void **state)
{
	(void)state;
	static const struct {
		const char *url;
		bool allowed, plain;
	} cases[] = {
			{"https://api.ispapi.net/api/call.cgi", true, false},
			{"HTTPS://api-ote.ispapi.net:8443/api/call.cgi?x=1", true, false},
			{"https://api.ispapi.net", true, false},
			{"https://[2001:db8::1]:443/x", true, false},
			/* The documented local proxy. */
			{"http://127.0.0.1/api/call.cgi", true, true},
			{"http://127.0.0.1:8080/api-ote/call.cgi", true, true},
			{"http://127.255.0.1/", true, true},
			{"http://localhost:80/", true, true},
			{"http://LOCALHOST", true, true},
			{"http://[::1]:8080/x", true, true},
			{"http://api.ispapi.net/api/call.cgi", false, false},
			{"http://128.0.0.1/", false, false},
			{"http://127.0.0.1.evil.com/", false, false},
			{"http://localhost.evil.com/", false, false},
			{"http://127.1/", false, false},
			{"http://0x7f000001/", false, false},
			{"http://[::2]/", false, false},
			{"http://[::ffff:127.0.0.1]/", false, false},
			{"http://127.0.0.1@evil.com/", false, false},
			{"http://127.0.0.1:80@evil.com/", false, false},
			{"http://evil.com#@127.0.0.1/", false, false},
			{"http://127.0.0.1\\@evil.com/", false, false},
			{"https://user:password@api.ispapi.net/", false, false},
			{"https://api.ispapi.net/a b", false, false},
			{"https://api.ispapi.net/a\r\nHost: x", false, false},
			{"https://api.ispapi.net:/", false, false},
			{"https://api.ispapi.net:123456/", false, false},
			{"https://api.ispapi.net:8a/", false, false},
			{"https:///path", false, false},
			{"https://", false, false},
			{"https://[::1/", false, false},
			{"ftp://127.0.0.1/", false, false},
			{"file:///etc/passwd", false, false},
			{"api.ispapi.net", false, false},
			{"", false, false},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bool plain = false;
		bo_error_t error = {0};
		bo_code_t result = bo_http_check_url(&plain, cases[i].url, &error);
		if (result != (cases[i].allowed ? BO_OK : BO_E_CONFIG) ||
				(cases[i].allowed && plain != cases[i].plain)) {
			fail_msg("%s: %s", cases[i].url, error.message);
		}
		/* An address may hold a password by mistake. */
		assert_null(strstr(error.message, "password@"));
	}
}

static bo_context_t *context_with(
		const char *driver, const char *login, const char *password, const char *url)
{
	bo_error_t error = {0};
	bo_context_t *context = bo_context_new();
	bo_value_t *settings = bo_value_map();
	assert_non_null(context);
	bo_map_text(settings, "db_user", "nobody"); /* required, never connected to */
	bo_map_text(settings, "db_database", "none");
	bo_map_text(settings, "registrar_driver", driver);
	bo_map_text(settings, "registrar_login", login);
	bo_map_text(settings, "registrar_password", password);
	bo_map_text(settings, "registrar_url", url);
	if (bo_context_configure(context, settings, &error) != BO_OK) {
		fail_msg("%s", error.message);
	}
	bo_value_free(settings);
	return context;
}

static void test_settings(void **state)
{
	(void)state;
	static const struct {
		const char *driver, *login, *password, *url, *message;
	} cases[] = {
			{"ispapi", "a", "b", NULL, NULL},
			{"ispapi", "a!role", "b", "https://api.example.com/x", NULL},
			{"ispapi", "a", "b", "http://127.0.0.1:1/", NULL},
			{"other", "a", "b", NULL, "There is no registrar driver \"other\"."},
			{"ispapi", NULL, "b", NULL, "The registrar's login or password is not set."},
			{"ispapi", "a", NULL, NULL, "The registrar's login or password is not set."},
			{"ispapi", "a", "", NULL, "The registrar's login or password is not set."},
			{"ispapi", "a", "b", "http://api.example.com/x",
					"The registrar's address must begin with https://; http:// is only allowed for this "
					"machine "
					"itself (127.0.0.1, localhost)."},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		bo_error_t error = {0};
		bo_registrar_t *registrar = NULL;
		bo_context_t *context =
				context_with(cases[i].driver, cases[i].login, cases[i].password, cases[i].url);
		bo_code_t result = bo_registrar_get(&registrar, context, &error);
		if (cases[i].message) {
			assert_int_equal(result, BO_E_CONFIG);
			assert_string_equal(error.message, cases[i].message);
			assert_null(registrar);
			assert_null(context->registrar.object);
		} else {
			assert_int_equal(result, BO_OK);
			assert_string_equal(bo_registrar_name(registrar), "ispapi");
		}
		bo_context_free(context);
	}
}

static void test_kept_in_the_context(void **state)
{
	(void)state;
	bo_error_t error = {0};
	bo_registrar_t *first = NULL, *second = NULL;
	bo_context_t *context = context_with("ispapi", "a", "b", NULL);
	assert_int_equal(bo_registrar_get(&first, context, &error), BO_OK);
	assert_int_equal(bo_registrar_get(&second, context, &error), BO_OK);
	assert_ptr_equal(first, second);
	bo_context_free(context);
	bo_registrar_free(NULL);
}

static void test_without_settings(void **state)
{
	(void)state;
	bo_error_t error = {0};
	bo_registrar_t *registrar = NULL;
	bo_context_t *context = bo_context_new();
	assert_non_null(context);
	assert_int_equal(bo_registrar_get(&registrar, context, &error), BO_E_CONFIG);
	bo_context_free(context);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_addresses),
			cmocka_unit_test(test_settings),
			cmocka_unit_test(test_kept_in_the_context),
			cmocka_unit_test(test_without_settings),
	};
	return cmocka_run_group_tests_name("registrar", tests, NULL, NULL);
}
