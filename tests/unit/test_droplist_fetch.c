/* Downloads from a small HTTP server on the loopback. */
#include "droplist/bo_droplist.h"
#include "droplist/bo_fetch.h"

#include "support/bo_test_db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>

static int port;
static pid_t server;
static char directory[] = "/tmp/bo-fetch-XXXXXX";
static bo_error_t error;

/* ---- the server ---- */

static void send_text(int client, const char *text)
{
	size_t length = strlen(text);
	while (length) {
		ssize_t sent = send(client, text, length, MSG_NOSIGNAL);
		if (sent <= 0) {
			return;
		}
		text += sent;
		length -= (size_t)sent;
	}
}

static void send_list(int client, const char *request)
{
	char path[64], head[200];
	static char body[65536];
	if (strstr(request, "If-None-Match: \"v1\"")) {
		send_text(client, "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\nConnection: close\r\n\r\n");
		return;
	}
	snprintf(path, sizeof(path), "%s/list.zip", directory);
	int file = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t size = file >= 0 ? read(file, body, sizeof(body)) : 0;
	snprintf(head, sizeof(head),
			"HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nLast-Modified: Mon, 23 Nov 2026 00:00:00 "
			"GMT\r\nContent-Length: %zd\r\n"
			"Connection: close\r\n\r\n",
			size);
	send_text(client, head);
	if (size > 0 && send(client, body, (size_t)size, MSG_NOSIGNAL) < 0) {
		size = 0;
	}
	close(file);
}

static void answer(int client, const char *request, int number)
{
	char path[100] = "", text[400];
	int hops;
	sscanf(request, "GET %99s", path);
	if (strcmp(path, "/list.zip") == 0) {
		send_list(client, request);
	} else if (strcmp(path, "/ok") == 0) {
		send_text(client, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
	} else if (sscanf(path, "/hop%d", &hops) == 1) {
		snprintf(text, sizeof(text),
				"HTTP/1.1 302 Found\r\nLocation: /%s%d\r\nContent-Length: 9\r\nConnection: "
				"close\r\n\r\nelsewhere",
				hops > 1 ? "hop" : "ok?", hops - 1);
		send_text(
				client, hops > 1 ? text : "HTTP/1.1 301 Moved\r\nLocation: /ok\r\nConnection: close\r\n\r\n");
	} else if (strncmp(path, "/to/", 4) == 0) {
		static const char *const targets[] = {"http://192.0.2.1/x", "file:///etc/hostname",
				"ftp://127.0.0.1/x", "http://127.0.0.1.example.com/", "http://user@127.0.0.1/",
				"gopher://127.0.0.1/"};
		snprintf(text, sizeof(text), "HTTP/1.1 302 Found\r\nLocation: %s\r\nConnection: close\r\n\r\n",
				targets[atoi(path + 4) % 6]);
		send_text(client, text);
	} else if (strcmp(path, "/nowhere") == 0) {
		send_text(client, "HTTP/1.1 302 Found\r\nConnection: close\r\n\r\n");
	} else if (strcmp(path, "/missing") == 0) {
		send_text(client, "HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\nConnection: close\r\n\r\ngone");
	} else if (strcmp(path, "/down") == 0) {
		send_text(client, "HTTP/1.1 503 Down\r\nContent-Length: 4\r\nConnection: close\r\n\r\ndown");
	} else if (strncmp(path, "/flaky", 6) == 0) {
		send_text(client, number % 2
								  ? "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nshort"
								  : "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfine");
	} else if (strcmp(path, "/big") == 0) {
		send_text(client, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
		for (int i = 0; i < 5000; i++) {
			send_text(client, "0123456789012345678901234567890123456789012345678901234567890123456789\n");
		}
	} else if (strcmp(path, "/announced") == 0) {
		send_text(client, "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\nConnection: close\r\n\r\nx");
	}
}

static void serve(int listener)
{
	for (int number = 1;; number++) {
		int client = accept(listener, NULL, NULL);
		char request[4096];
		ssize_t length = recv(client, request, sizeof(request) - 1, 0);
		if (length > 0) {
			request[length] = '\0';
			answer(client, request, number);
		}
		shutdown(client, SHUT_WR);
		while (recv(client, request, sizeof(request), 0) > 0) {
		}
		close(client);
	}
}

static int set_up(void **state)
{
	(void)state;
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(address);
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (!mkdtemp(directory) || bind(listener, (struct sockaddr *)&address, size) != 0 ||
			listen(listener, 10) != 0 || getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
		return -1;
	}
	port = ntohs(address.sin_port);
	server = fork();
	if (server == 0) {
		serve(listener);
		_exit(0);
	}
	close(listener);
	return server < 0;
}

static int tear_down(void **state)
{
	char path[64];
	kill(server, SIGKILL);
	waitpid(server, NULL, 0);
	snprintf(path, sizeof(path), "%s/list.zip", directory);
	unlink(path);
	return rmdir(directory) + bo_test_teardown(state); /* nothing else may have stayed there */
}

/* ---- fetching ---- */

static bo_code_t fetch(bo_fetched_t *out, const char *url, uint64_t maximum)
{
	bo_fetch_options_t options = {.url = url, .directory = directory, .maximum = maximum};
	memset(&error, 0, sizeof(error));
	bo_code_t code = bo_fetch(out, &options, &error);
	assert_int_equal(error.code, code);
	return code;
}

static bo_code_t fetch_path(bo_fetched_t *out, const char *path)
{
	char url[200];
	snprintf(url, sizeof(url), "http://127.0.0.1:%d%s", port, path);
	return fetch(out, url, 10000);
}

static void assert_content(bo_fetched_t *fetched, const char *expected)
{
	char text[64];
	ssize_t length = read(fetched->descriptor, text, sizeof(text));
	assert_int_equal(length, strlen(expected));
	assert_memory_equal(text, expected, (size_t)length);
	assert_int_equal(fetched->bytes, length);
	assert_true(fcntl(fetched->descriptor, F_GETFD) & FD_CLOEXEC);
	bo_fetched_dispose(fetched);
}

static void test_addresses(void **state)
{
	(void)state;
	static const char *const bad[] = {"http://example.com/list.zip", "http://127.0.0.1.example.com/",
			"ftp://127.0.0.1/", "file:///etc/hostname", "list.zip", "", "https://",
			"https://user:secret@example.com/", "http://127.0.0.1@evil.test/", "https://a b/",
			"https://a\nb/", "http://[::2]/", "http://128.0.0.1/", "http:///x", "javascript:x"};
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		bo_fetched_t fetched;
		if (fetch(&fetched, bad[i], 1000) != BO_E_CONFIG) {
			fail_msg("%s: %s", bad[i], error.message);
		}
		assert_null(strstr(error.message, "secret"));
		assert_int_equal(fetched.descriptor, -1);
	}
	/* Nobody listens there; the connection is tried, not refused by a rule. */
	bo_fetched_t fetched;
	char *longest = malloc(5000);
	memset(longest, 'a', 4999);
	longest[4999] = '\0';
	memcpy(longest, "https://", 8);
	assert_int_equal(fetch(&fetched, longest, 1000), BO_E_CONFIG);
	free(longest);
}

static void test_answers(void **state)
{
	(void)state;
	bo_fetched_t fetched;
	assert_int_equal(fetch_path(&fetched, "/ok"), BO_OK);
	assert_content(&fetched, "hello");
	assert_int_equal(fetch_path(&fetched, "/hop5"), BO_OK);
	assert_content(&fetched, "hello");
	assert_int_equal(fetch_path(&fetched, "/hop6"), BO_E_REMOTE);
	assert_non_null(strstr(error.message, "redirects more than 5"));
	for (int i = 0; i < 6; i++) {
		char path[20];
		snprintf(path, sizeof(path), "/to/%d", i);
		assert_int_equal(fetch_path(&fetched, path), BO_E_REMOTE);
		assert_non_null(strstr(error.message, "not allowed"));
	}
	assert_int_equal(fetch_path(&fetched, "/nowhere"), BO_E_REMOTE);
	assert_int_equal(fetch_path(&fetched, "/missing"), BO_E_REMOTE);
	assert_int_equal(error.native, 404);
	assert_int_equal(fetch_path(&fetched, "/down"), BO_E_REMOTE);
	assert_int_equal(error.native, 503);
	/* A transfer that breaks off is tried again. */
	for (int i = 0; i < 2; i++) {
		assert_int_equal(fetch_path(&fetched, "/flaky"), BO_OK);
		assert_content(&fetched, "fine");
	}
	assert_int_equal(fetch_path(&fetched, "/big"), BO_E_LIMIT);
	assert_int_equal(fetched.descriptor, -1);
	bo_fetch_options_t options = {.url = "http://127.0.0.1:1/", .directory = "/nonexistent", .maximum = 10};
	assert_int_equal(bo_fetch(&fetched, &options, &error), BO_E_IO);
	assert_non_null(strstr(error.message, "/nonexistent"));
}

/* ---- a whole import, and the same list again ---- */

static void make_list(const char *content)
{
	char path[64];
	snprintf(path, sizeof(path), "%s/list.zip", directory);
	unlink(path);
	zip_t *archive = zip_open(path, ZIP_CREATE, NULL);
	zip_source_t *source = zip_source_buffer(archive, content, strlen(content), 0);
	assert_true(zip_file_add(archive, "list.csv", source, 0) >= 0);
	assert_int_equal(zip_close(archive), 0);
}

#define SOURCE(field)                                                                           \
	"SELECT JSON_UNQUOTE(JSON_EXTRACT(value, '$." field "')) FROM backorder_meta WHERE name = " \
	"'droplist.source.list'"

static void test_conditional_import(void **state)
{
	(void)state;
	bo_context_t *context = bo_test_context();
	char url[100];
	bo_value_t *result = NULL, *force = bo_value_map();
	make_list("a.com;2026-11-26 18:00:00\n");
	snprintf(url, sizeof(url), "http://127.0.0.1:%d/list.zip", port);
	bo_test_setting(context, "droplist_url", url);
	bo_map_bool(force, "force", true);

	if (bo_droplist_import(&result, context, NULL, &error) != BO_OK) {
		fail_msg("%s", error.message);
	}
	assert_false(bo_map_get_bool(result, "not_modified", true));
	assert_int_equal(bo_map_get_int(result, "added", -1), 1);
	bo_value_free(result);
	assert_string_equal(bo_test_value(SOURCE("etag")), "\"v1\"");
	assert_string_equal(bo_test_value(SOURCE("last_modified")), "Mon, 23 Nov 2026 00:00:00 GMT");
	assert_string_equal(bo_test_value(SOURCE("url")), url);

	assert_int_equal(bo_droplist_import(&result, context, NULL, &error), BO_OK);
	assert_true(bo_map_get_bool(result, "not_modified", false));
	assert_int_equal(bo_map_get_int(result, "generation", -1), 1);
	bo_value_free(result);

	assert_int_equal(bo_droplist_import(&result, context, force, &error), BO_OK);
	assert_false(bo_map_get_bool(result, "not_modified", true));
	assert_int_equal(bo_map_get_int(result, "unchanged", -1), 1);
	bo_value_free(result);

	/* After an import that was killed the server is asked for the whole list. */
	bo_test_exec("INSERT INTO backorder_meta (name, value) VALUES ('droplist.unfinished', '1')");
	assert_int_equal(bo_droplist_import(&result, context, NULL, &error), BO_OK);
	assert_false(bo_map_get_bool(result, "not_modified", true));
	bo_value_free(result);

	/* From another address its mark means nothing; a refused list leaves the mark alone. */
	bo_test_exec(
			"UPDATE backorder_meta SET value = JSON_SET(value, '$.url', 'https://elsewhere.test/') WHERE "
			"name = 'droplist.source.list'");
	make_list("");
	assert_int_equal(bo_droplist_import(&result, context, NULL, &error), BO_E_INVALID);
	assert_null(result);
	assert_string_equal(bo_test_value(SOURCE("url")), "https://elsewhere.test/");
	assert_string_equal(bo_test_value(SOURCE("code")), "INVALID");
	bo_test_setting(context, "droplist_url", "http://192.0.2.1/");
	assert_int_equal(bo_droplist_import(&result, context, NULL, &error), BO_E_CONFIG);
	bo_value_free(force);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_addresses),
			cmocka_unit_test(test_answers),
			cmocka_unit_test(test_conditional_import),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
