#include "registrar/bo_http.h"
#include "context/bo_loopback.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAX_PARALLEL 64
#define MAX_BODY ((size_t)4u * BO_MAX_REGISTRAR_COMMAND) /* a command grows threefold by escaping */
#define LONGEST_WAIT_MS 1000

/* One connection's worth of work. The easy handle lives as long as the object; its call comes and goes. */
typedef struct {
	bo_http_t *http;
	CURL *easy;
	bool busy;
	size_t id;
	bo_buffer_t body, answer;
	size_t taken; /* how much of the body libcurl has taken from us */
	int64_t date; /* the server's clock, 0: not told */
	char message[CURL_ERROR_SIZE];
} slot_t;

struct bo_http {
	CURLM *multi;
	struct curl_slist *headers;
	char *url, *proxy, *ca_file, *user_agent, *referer;
	bool plain;
	int64_t connect_ms, total_ms;
	size_t slot_count, busy_count;
	pid_t pid;
	slot_t slots[MAX_PARALLEL];
};

int64_t bo_http_clock(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* --- the address --- */

static bool loopback_host(const char *host, size_t length)
{
	char text[64];
	struct in_addr v4;
	if (length >= sizeof(text)) {
		return false;
	}
	memcpy(text, host, length);
	text[length] = '\0';
	if (strcasecmp(text, "localhost") == 0 || strcmp(text, "[::1]") == 0) {
		return true;
	}
	return inet_pton(AF_INET, text, &v4) == 1 && (ntohl(v4.s_addr) >> 24) == 127;
}

static size_t span_host(const char *text)
{
	static const char name[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
	if (*text == '[') {
		size_t length = 1 + strspn(text + 1, "0123456789abcdefABCDEF:.");
		return text[length] == ']' ? length + 1 : 0;
	}
	return strspn(text, name);
}

/* The grammar is narrower than that of URLs on purpose (no user info, no fragment, plain characters), so that
 * no other reader can take another host from the same text. */
bo_code_t bo_http_check_url(bool *plain, const char *url, bo_error_t *error)
{
	static const char path[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/%?&=+,:;";
	const char *at;
	if (strncasecmp(url, "https://", 8) == 0) {
		*plain = false;
		at = url + 8;
	} else if (strncasecmp(url, "http://", 7) == 0) {
		*plain = true;
		at = url + 7;
	} else {
		return bo_fail(error, BO_E_CONFIG, "The registrar's address must begin with https://.");
	}
	const char *host = at;
	size_t length = span_host(at);
	at += length;
	if (length && *at == ':') {
		size_t digits = strspn(at + 1, "0123456789");
		if (digits == 0 || digits > 5) {
			length = 0;
		}
		at += 1 + digits;
	}
	if (length == 0 || (*at != '\0' && *at != '/') || at[strspn(at, path)] != '\0') {
		return bo_fail(error, BO_E_CONFIG, "The registrar's address is no valid URL.");
	}
	if (*plain && !loopback_host(host, length)) {
		return bo_fail(error, BO_E_CONFIG,
				"The registrar's address must begin with https://; http:// is only allowed for this machine "
				"itself (127.0.0.1, localhost).");
	}
	return BO_OK;
}

/* --- libcurl's callbacks --- */

/* Makes sockets that programs started by the host do not inherit (libcurl itself does so only since 8.x), and
 * keeps plain HTTP on this machine even if "localhost" should lead elsewhere. */
static curl_socket_t open_socket(void *payload, curlsocktype purpose, struct curl_sockaddr *address)
{
	const bo_http_t *http = payload;
	(void)purpose;
	return bo_loopback_socket(http->plain, address);
}

static size_t take_body(char *out, size_t size, size_t count, void *payload)
{
	slot_t *slot = payload;
	size_t rest = slot->body.length - slot->taken;
	size_t length = size * count < rest ? size * count : rest;
	if (length) {
		memcpy(out, slot->body.data + slot->taken, length);
	}
	slot->taken += length;
	return length;
}

/* libcurl sends a request again by itself when a kept-alive connection breaks before any byte of the answer.
 * That is welcome unless the server must not act twice: then the rewinding that it needs is refused. */
static int rewind_body(void *payload, curl_off_t offset, int origin)
{
	slot_t *slot = payload;
	if (origin != SEEK_SET || offset < 0 || (size_t)offset > slot->body.length) {
		return CURL_SEEKFUNC_FAIL;
	}
	slot->taken = (size_t)offset;
	return CURL_SEEKFUNC_OK;
}

static int refuse_rewind(void *payload, curl_off_t offset, int origin)
{
	(void)payload;
	(void)offset;
	(void)origin;
	return CURL_SEEKFUNC_FAIL;
}

static size_t take_answer(char *data, size_t size, size_t count, void *payload)
{
	slot_t *slot = payload;
	return bo_buffer_add(&slot->answer, data, size * count) ? size * count : 0;
}

/* The Date of the last head: a proxy's has one too, and comes first. */
static size_t take_header(char *data, size_t size, size_t count, void *payload)
{
	static const char name[] = "Date:";
	slot_t *slot = payload;
	size_t length = size * count, prefix = sizeof(name) - 1;
	if (length >= 5 && strncasecmp(data, "HTTP/", 5) == 0) {
		slot->date = 0;
	} else if (length > prefix && strncasecmp(data, name, prefix) == 0) {
		char text[64];
		snprintf(text, sizeof(text), "%.*s", (int)(length - prefix), data + prefix);
		time_t time = curl_getdate(text, NULL);
		slot->date = time > 0 ? (int64_t)time : 0;
	}
	return length;
}

/* --- making and freeing --- */

static bool copy(char **out, const char *text)
{
	*out = text && *text ? strdup(text) : NULL;
	return *out || !text || !*text;
}

/* The options that all calls share. True when libcurl took each of them. */
static bool set_options(slot_t *slot)
{
	const bo_http_t *http = slot->http;
	CURL *easy = slot->easy;
	bool ok = true;
#define SET(option, value) (ok = curl_easy_setopt(easy, (option), (value)) == CURLE_OK && ok)
	SET(CURLOPT_URL, http->url);
#if LIBCURL_VERSION_NUM >= 0x075500
	SET(CURLOPT_PROTOCOLS_STR, http->plain ? "http" : "https");
#else
	SET(CURLOPT_PROTOCOLS, http->plain ? (long)CURLPROTO_HTTP : (long)CURLPROTO_HTTPS);
#endif
	/* HTTP/2 where the server offers it and libcurl knows it (another libcurl leaves the option out). */
	SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
	if (!http->plain) {
		(void)curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
	}
#if LIBCURL_VERSION_NUM >= 0x074000
	SET(CURLOPT_HTTP09_ALLOWED, 0L);
#endif
	SET(CURLOPT_FOLLOWLOCATION, 0L);
	SET(CURLOPT_NOSIGNAL, 1L);
	SET(CURLOPT_NOPROGRESS, 1L);
	SET(CURLOPT_POST, 1L);
	SET(CURLOPT_HTTPHEADER, http->headers);
	SET(CURLOPT_USERAGENT, http->user_agent);
	SET(CURLOPT_REFERER, http->referer);
	/* An empty text also switches off the proxies of the environment. */
	SET(CURLOPT_PROXY, http->proxy && !http->plain ? http->proxy : "");
	if (!http->plain) {
		SET(CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
		SET(CURLOPT_SSL_VERIFYPEER, 1L);
		SET(CURLOPT_SSL_VERIFYHOST, 2L);
		if (http->ca_file) {
			SET(CURLOPT_CAINFO, http->ca_file);
			/* Not every TLS library knows directories; then there is nothing to switch off. */
			(void)curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
		}
	}
	SET(CURLOPT_CONNECTTIMEOUT_MS, (long)http->connect_ms);
	SET(CURLOPT_OPENSOCKETFUNCTION, open_socket);
	SET(CURLOPT_OPENSOCKETDATA, (void *)slot->http);
	SET(CURLOPT_READFUNCTION, take_body);
	SET(CURLOPT_READDATA, slot);
	SET(CURLOPT_SEEKDATA, slot);
	SET(CURLOPT_WRITEFUNCTION, take_answer);
	SET(CURLOPT_WRITEDATA, slot);
	SET(CURLOPT_HEADERFUNCTION, take_header);
	SET(CURLOPT_HEADERDATA, slot);
	SET(CURLOPT_ERRORBUFFER, slot->message);
	SET(CURLOPT_PRIVATE, slot);
#undef SET
	return ok;
}

bo_code_t bo_http_new(bo_http_t **out, const bo_http_options_t *options, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	bo_http_t *http = NULL;
	bool plain;
	*out = NULL;
	result = bo_http_check_url(&plain, options->url, error);
	if (result != BO_OK) {
		return result;
	}
	http = calloc(1, sizeof(*http));
	if (!http) {
		return bo_fail_memory(error);
	}
	http->pid = getpid();
	http->plain = plain;
	http->connect_ms = options->connect_ms;
	http->total_ms = options->total_ms;
	http->slot_count = options->parallel < 1              ? 1
					   : options->parallel > MAX_PARALLEL ? MAX_PARALLEL
														  : (size_t)options->parallel;
	for (size_t i = 0; i < http->slot_count; i++) {
		http->slots[i].http = http;
		bo_buffer_init(&http->slots[i].body, MAX_BODY);
	}
	http->multi = curl_multi_init();
	/* Empty "Expect": no waiting for 100-continue before the body. */
	http->headers = curl_slist_append(NULL, "Expect:");
	struct curl_slist *more = http->headers ? curl_slist_append(http->headers,
													  "Content-Type: application/x-www-form-urlencoded")
											: NULL;
	if (!http->multi || !more || !copy(&http->url, options->url) || !copy(&http->proxy, options->proxy) ||
			!copy(&http->ca_file, options->ca_file) || !copy(&http->user_agent, options->user_agent) ||
			!copy(&http->referer, options->referer)) {
		result = bo_fail_memory(error);
		goto out;
	}
	curl_multi_setopt(http->multi, CURLMOPT_MAXCONNECTS, (long)http->slot_count);
	/* One call at a time on a connection, with HTTP/2 too: what is lost with a broken connection is then one
	 * call, not all of them. */
	curl_multi_setopt(http->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING);
	*out = http;
	http = NULL;

out:
	bo_http_free(http);
	return result;
}

void bo_http_free(bo_http_t *http)
{
	if (!http) {
		return;
	}
	if (http->pid == getpid()) {
		for (size_t i = 0; i < http->slot_count; i++) {
			slot_t *slot = &http->slots[i];
			if (slot->easy) {
				if (slot->busy) {
					curl_multi_remove_handle(http->multi, slot->easy);
				}
				curl_easy_cleanup(slot->easy);
			}
		}
		curl_multi_cleanup(http->multi);
		curl_slist_free_all(http->headers);
	}
	for (size_t i = 0; i < http->slot_count; i++) {
		bo_buffer_wipe(&http->slots[i].body);
		bo_buffer_wipe(&http->slots[i].answer);
	}
	if (http->proxy) {
		bo_wipe(http->proxy, strlen(http->proxy)); /* may hold a password */
	}
	free(http->url);
	free(http->proxy);
	free(http->ca_file);
	free(http->user_agent);
	free(http->referer);
	free(http);
}

/* --- one call --- */

static void tell(slot_t *slot, const bo_http_source_t *source, const bo_http_result_t *result)
{
	slot->busy = false;
	source->done(slot->id, result, source->payload);
	bo_buffer_wipe(&slot->body);
	/* Answers hold transfer codes and personal data. */
	bo_buffer_wipe(&slot->answer);
}

static void tell_failure(slot_t *slot, const bo_http_source_t *source, const char *text)
{
	double seconds = 0;
	if (slot->easy) {
		curl_easy_getinfo(slot->easy, CURLINFO_TOTAL_TIME, &seconds);
	}
	bo_http_result_t told = {
			/* A body that libcurl never took has not been sent, whatever else went wrong. */
			.outcome = slot->taken ? BO_HTTP_UNKNOWN : BO_HTTP_UNSENT,
			.text = text,
			.seconds = seconds,
	};
	tell(slot, source, &told);
}

static void finish(slot_t *slot, CURLcode code, const bo_http_source_t *source)
{
	const bo_http_t *http = slot->http;
	if (code != CURLE_OK) {
		/* libcurl's own sentence names hosts and reasons; about a proxy it may quote the whole setting. */
		bool quotable = slot->message[0] && !(http->proxy && strchr(http->proxy, '@'));
		const char *text = quotable ? slot->message : curl_easy_strerror(code);
		if (slot->answer.failed) {
			text = "The answer is larger than allowed.";
		} else if (code == CURLE_SEND_FAIL_REWIND) {
			text = "The connection broke before the answer came."; /* see refuse_rewind() */
		}
		tell_failure(slot, source, text);
		return;
	}
	long status = 0;
	bo_http_result_t told = {.outcome = BO_HTTP_ANSWERED};
	curl_easy_getinfo(slot->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(slot->easy, CURLINFO_TOTAL_TIME, &told.seconds);
	told.status = (int)status;
	told.date = slot->date;
	told.body = bo_buffer_text(&slot->answer);
	told.length = slot->answer.length;
	tell(slot, source, &told);
}

/* Whether the call is under way; otherwise the source has been told. */
static bool start(
		slot_t *slot, const bo_http_request_t *request, const bo_http_source_t *source, int64_t rest_ms)
{
	bo_http_t *http = slot->http;
	slot->id = request->id;
	slot->taken = 0;
	slot->date = 0;
	slot->message[0] = '\0';
	bo_buffer_init(&slot->answer, request->max_answer);
	if (slot->body.failed) {
		tell_failure(slot, source, "The request is larger than allowed.");
		return false;
	}
	if (!slot->easy) {
		slot->easy = curl_easy_init();
		if (slot->easy && !set_options(slot)) {
			curl_easy_cleanup(slot->easy);
			slot->easy = NULL;
		}
		if (!slot->easy) {
			tell_failure(slot, source, "The HTTP library could not be set up.");
			return false;
		}
	}
	int64_t limit = http->total_ms < rest_ms ? http->total_ms : rest_ms;
	curl_easy_setopt(slot->easy, CURLOPT_TIMEOUT_MS, (long)(limit < 1 ? 1 : limit));
	curl_easy_setopt(slot->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)slot->body.length);
	curl_easy_setopt(slot->easy, CURLOPT_SEEKFUNCTION, request->repeatable ? rewind_body : refuse_rewind);
	if (curl_multi_add_handle(http->multi, slot->easy) != CURLM_OK) {
		tell_failure(slot, source, "The HTTP library could not start the call.");
		return false;
	}
	slot->busy = true;
	http->busy_count++;
	return true;
}

/* --- the run --- */

typedef struct {
	bo_http_t *http;
	const bo_http_source_t *source;
	int64_t deadline;
	int64_t wait_ms; /* until the source has more */
	bool drained;
} run_t;

/* Gives every free slot a call while the source has any. */
static void fill(run_t *run)
{
	bo_http_t *http = run->http;
	run->wait_ms = LONGEST_WAIT_MS;
	run->drained = false;
	for (size_t i = 0; i < http->slot_count; i++) {
		slot_t *slot = &http->slots[i];
		while (!slot->busy) {
			int64_t rest = run->deadline - bo_http_clock();
			if (rest <= 0) {
				return;
			}
			bo_http_request_t request = {.body = &slot->body, .max_answer = BO_MAX_REGISTRAR_ANSWER};
			bo_buffer_init(&slot->body, MAX_BODY);
			bo_http_next_t next = run->source->next(&request, &run->wait_ms, run->source->payload);
			if (next != BO_HTTP_READY) {
				bo_buffer_wipe(&slot->body);
				run->drained = next == BO_HTTP_NOTHING;
				return;
			}
			(void)start(slot, &request, run->source, rest);
		}
	}
}

/* Hands over what has ended; the number of such calls. */
static size_t collect(run_t *run)
{
	bo_http_t *http = run->http;
	size_t ended = 0;
	for (;;) {
		int left;
		CURLMsg *message = curl_multi_info_read(http->multi, &left);
		if (!message) {
			return ended;
		}
		if (message->msg != CURLMSG_DONE) {
			continue;
		}
		/* Removing the handle makes the message invalid. */
		CURLcode code = message->data.result;
		CURL *easy = message->easy_handle;
		char *slot = NULL;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &slot);
		curl_multi_remove_handle(http->multi, easy);
		http->busy_count--;
		finish((slot_t *)(void *)slot, code, run->source);
		ended++;
	}
}

static void give_up(run_t *run, const char *text)
{
	bo_http_t *http = run->http;
	for (size_t i = 0; i < http->slot_count; i++) {
		slot_t *slot = &http->slots[i];
		if (slot->busy) {
			curl_multi_remove_handle(http->multi, slot->easy);
			http->busy_count--;
			tell_failure(slot, run->source, text);
		}
	}
}

/* EINTR ends the waiting early, which does no harm: the loop looks at the clock again. */
static CURLMcode wait_for_events(const bo_http_t *http, int64_t limit_ms)
{
	int timeout = (int)(limit_ms < 1 ? 1 : limit_ms > LONGEST_WAIT_MS ? LONGEST_WAIT_MS : limit_ms);
	if (http->busy_count == 0) {
		poll(NULL, 0, timeout);
		return CURLM_OK;
	}
#if LIBCURL_VERSION_NUM >= 0x074200
	return curl_multi_poll(http->multi, NULL, 0, timeout, NULL);
#else
	int descriptors = 0;
	CURLMcode code = curl_multi_wait(http->multi, NULL, 0, timeout, &descriptors);
	if (code == CURLM_OK && descriptors == 0) {
		poll(NULL, 0, timeout < 10 ? timeout : 10); /* a name is being resolved: nothing to wait on */
	}
	return code;
#endif
}

static bo_code_t run_loop(run_t *run, bo_error_t *error)
{
	bo_http_t *http = run->http;
	for (;;) {
		fill(run);
		int64_t rest = run->deadline - bo_http_clock();
		if (http->busy_count == 0 && (run->drained || rest <= 0)) {
			return BO_OK;
		}
		if (rest <= 0) {
			give_up(run, "The time for this run was used up.");
			return BO_OK;
		}
		int running;
		CURLMcode code = curl_multi_perform(http->multi, &running);
		if (code == CURLM_OK && collect(run) == 0) {
			code = wait_for_events(http, run->wait_ms < rest ? run->wait_ms : rest);
		}
		if (code != CURLM_OK) {
			give_up(run, curl_multi_strerror(code));
			return bo_fail(error, code == CURLM_OUT_OF_MEMORY ? BO_E_MEMORY : BO_E_INTERNAL,
					"The HTTP library failed: %s.", curl_multi_strerror(code));
		}
	}
}

bo_code_t bo_http_run(bo_http_t *http, const bo_http_source_t *source, int64_t limit_ms, bo_error_t *error)
{
	if (http->pid != getpid()) {
		return bo_fail(error, BO_E_INTERNAL, "These connections belong to another process.");
	}
	/* TLS libraries write to sockets without MSG_NOSIGNAL; with CURLOPT_NOSIGNAL libcurl leaves that to us.
	 * The signal is held back for this thread and, if a write caused it, taken off before others can see it.
	 */
	sigset_t pipe_only, before, waiting;
	sigemptyset(&pipe_only);
	sigaddset(&pipe_only, SIGPIPE);
	sigpending(&waiting);
	bool was_waiting = sigismember(&waiting, SIGPIPE) == 1;
	pthread_sigmask(SIG_BLOCK, &pipe_only, &before);

	run_t run = {.http = http, .source = source, .deadline = bo_http_clock() + limit_ms};
	bo_code_t result = run_loop(&run, error);

	sigpending(&waiting);
	if (!was_waiting && sigismember(&waiting, SIGPIPE) == 1) {
		const struct timespec none = {0, 0};
		sigtimedwait(&pipe_only, NULL, &none);
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return result;
}
