#include "droplist/bo_fetch.h"
#include "context/bo_loopback.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <curl/curl.h>

#define MAX_REDIRECTS 5
#define ATTEMPTS 3
#define MAX_URL 2048
#define CONNECT_MS 15000L
#define TOTAL_MS 600000L
/* Less than this for so long means that the transfer hangs. */
#define LOW_SPEED_BYTES 1000L
#define LOW_SPEED_SECONDS 30L
#define TICK_SECONDS 2

typedef struct {
	const bo_fetch_options_t *options;
	CURL *easy;
	int descriptor;
	bool plain; /* http: only connections to this machine */
	uint64_t bytes;
	bool too_large;
	int write_error; /* errno */
	time_t last_tick;
	char etag[BO_FETCH_TAG_SIZE], last_modified[BO_FETCH_TAG_SIZE];
	char url[MAX_URL];
	char error_text[CURL_ERROR_SIZE];
} transfer_t;

/* ---- addresses ---- */

static bool loopback_host(const char *host, size_t length)
{
	if (length == 9 && strncasecmp(host, "localhost", 9) == 0) {
		return true;
	}
	if (length == 5 && strncmp(host, "[::1]", 5) == 0) {
		return true;
	}
	return length > 4 && strncmp(host, "127.", 4) == 0 && strspn(host, "0123456789.") >= length;
}

static bo_code_t check_url(bool *plain, const char *url, bo_error_t *error)
{
	const char *at;
	size_t length = strlen(url);
	if (length >= MAX_URL) {
		return bo_fail(error, BO_E_CONFIG, "The address of the drop list is too long.");
	}
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)url[i] <= ' ' || (unsigned char)url[i] >= 0x7f || url[i] == '\\' ||
				url[i] == '"') {
			return bo_fail(error, BO_E_CONFIG, "The address of the drop list is no valid URL.");
		}
	}
	if (strncasecmp(url, "https://", 8) == 0) {
		*plain = false;
		at = url + 8;
	} else if (strncasecmp(url, "http://", 7) == 0) {
		*plain = true;
		at = url + 7;
	} else {
		return bo_fail(error, BO_E_CONFIG, "The address of the drop list must begin with https://.");
	}
	size_t authority = strcspn(at, "/?#");
	size_t host = *at == '[' ? strcspn(at, "]") + 1 : strcspn(at, ":/?#");
	/* Names and passwords inside an address end up in logs, and "@" hides the true host from a reader. */
	if (authority == 0 || host == 0 || host > authority || memchr(at, '@', authority)) {
		return bo_fail(error, BO_E_CONFIG, "The address of the drop list is no valid URL.");
	}
	if (*plain && !loopback_host(at, host)) {
		return bo_fail(error, BO_E_CONFIG,
				"The address of the drop list must begin with https://; http:// is only allowed for this "
				"machine "
				"itself (127.0.0.1, localhost).");
	}
	return BO_OK;
}

/* The part of an address that is fit for a message: without the query. */
static int shown(const char *url)
{
	size_t length = strcspn(url, "?#");
	return length > 200 ? 200 : (int)length;
}

/* ---- libcurl's callbacks ---- */

static curl_socket_t open_socket(void *payload, curlsocktype purpose, struct curl_sockaddr *address)
{
	const transfer_t *transfer = payload;
	(void)purpose;
	return bo_loopback_socket(transfer->plain, address);
}

/* The value of a header line, without blanks around it. */
static void keep_header(char out[BO_FETCH_TAG_SIZE], const char *value, size_t length)
{
	while (length && (*value == ' ' || *value == '\t')) {
		value++;
		length--;
	}
	while (length && (value[length - 1] == '\r' || value[length - 1] == '\n' || value[length - 1] == ' ')) {
		length--;
	}
	out[0] = '\0';
	if (length >= BO_FETCH_TAG_SIZE) {
		return; /* a cut tag would never match */
	}
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)value[i] < ' ' || (unsigned char)value[i] > '~') {
			return;
		}
	}
	memcpy(out, value, length);
	out[length] = '\0';
}

static size_t take_header(char *line, size_t size, size_t count, void *payload)
{
	transfer_t *transfer = payload;
	size_t length = size * count;
	if (length > 5 && strncasecmp(line, "HTTP/", 5) == 0) {
		transfer->etag[0] = transfer->last_modified[0] = '\0'; /* another answer begins */
	} else if (length > 5 && strncasecmp(line, "ETag:", 5) == 0) {
		keep_header(transfer->etag, line + 5, length - 5);
	} else if (length > 14 && strncasecmp(line, "Last-Modified:", 14) == 0) {
		keep_header(transfer->last_modified, line + 14, length - 14);
	}
	return length;
}

static size_t take_body(char *data, size_t size, size_t count, void *payload)
{
	transfer_t *transfer = payload;
	size_t length = size * count;
	long status = 0;
	curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
	if (status != 200) {
		return length; /* the page of an error or a redirect */
	}
	if (length > transfer->options->maximum - transfer->bytes) {
		transfer->too_large = true;
		return 0;
	}
	for (size_t done = 0; done < length;) {
		ssize_t written = write(transfer->descriptor, data + done, length - done);
		if (written < 0 && errno == EINTR) {
			continue;
		}
		if (written <= 0) {
			transfer->write_error = written < 0 ? errno : ENOSPC;
			return 0;
		}
		done += (size_t)written;
	}
	transfer->bytes += length;
	return length;
}

static time_t monotonic(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static int on_progress(
		void *payload, curl_off_t expected, curl_off_t got, curl_off_t to_send, curl_off_t sent)
{
	transfer_t *transfer = payload;
	(void)to_send;
	(void)sent;
	time_t now = monotonic();
	if (transfer->options->tick && now - transfer->last_tick >= TICK_SECONDS) {
		transfer->last_tick = now;
		transfer->options->tick(got > 0 ? (uint64_t)got : 0, expected > 0 ? (uint64_t)expected : 0,
				transfer->options->payload);
	}
	return 0;
}

/* ---- one request ---- */

static void set_protocols(CURL *easy, bool plain)
{
#if LIBCURL_VERSION_NUM >= 0x075500
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, plain ? "http" : "https");
#else
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS, plain ? (long)CURLPROTO_HTTP : (long)CURLPROTO_HTTPS);
#endif
}

static bool add_header(struct curl_slist **headers, const char *name, const char *value)
{
	char line[BO_FETCH_TAG_SIZE + 32];
	if (!value || !*value) {
		return true;
	}
	snprintf(line, sizeof(line), "%s: %s", name, value);
	struct curl_slist *more = curl_slist_append(*headers, line);
	if (more) {
		*headers = more;
	}
	return more != NULL;
}

static bool set_options(transfer_t *transfer, struct curl_slist *headers)
{
	const bo_fetch_options_t *options = transfer->options;
	CURL *easy = transfer->easy;
	curl_easy_reset(easy);
	set_protocols(easy, transfer->plain);
	/* Redirects are followed by hand, so that each address is checked before anything connects to it. */
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
	curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, on_progress);
	curl_easy_setopt(easy, CURLOPT_XFERINFODATA, transfer);
	curl_easy_setopt(easy, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->error_text);
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, TOTAL_MS);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, LOW_SPEED_BYTES);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, LOW_SPEED_SECONDS);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, "ispapibackorder");
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
	curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
	if (transfer->plain) {
		curl_easy_setopt(easy, CURLOPT_PROXY, "");
	}
	if (options->ca_file && *options->ca_file &&
			curl_easy_setopt(easy, CURLOPT_CAINFO, options->ca_file) != CURLE_OK) {
		return false;
	}
	return curl_easy_setopt(easy, CURLOPT_URL, transfer->url) == CURLE_OK;
}

static bo_code_t rewind_file(transfer_t *transfer, bo_error_t *error)
{
	transfer->bytes = 0;
	if (ftruncate(transfer->descriptor, 0) != 0 || lseek(transfer->descriptor, 0, SEEK_SET) != 0) {
		return bo_fail_native(
				error, BO_E_IO, (unsigned int)errno, "Can't write the downloaded list: %s.", strerror(errno));
	}
	return BO_OK;
}

/* One request without redirects; *repeat tells whether another attempt makes sense. */
static bo_code_t request(
		long *status, bool *repeat, transfer_t *transfer, struct curl_slist *headers, bo_error_t *error)
{
	*status = 0;
	*repeat = false;
	bo_code_t result = rewind_file(transfer, error);
	if (result != BO_OK) {
		return result;
	}
	transfer->error_text[0] = '\0';
	if (!set_options(transfer, headers)) {
		return bo_fail(error, BO_E_CONFIG, "The download library refuses the address or the CA file.");
	}
	CURLcode code = curl_easy_perform(transfer->easy);
	curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, status);
	if (transfer->too_large) {
		return bo_fail(error, BO_E_LIMIT, "The drop list at %.*s is larger than %llu bytes.",
				shown(transfer->url), transfer->url, (unsigned long long)transfer->options->maximum);
	}
	if (transfer->write_error) {
		return bo_fail_native(error, BO_E_IO, (unsigned int)transfer->write_error,
				"Can't write the downloaded list: %s.", strerror(transfer->write_error));
	}
	if (code != CURLE_OK) {
		/* A certificate that is wrong now will be wrong in two seconds. */
		*repeat = code != CURLE_PEER_FAILED_VERIFICATION && code != CURLE_SSL_CACERT_BADFILE &&
				  code != CURLE_UNSUPPORTED_PROTOCOL && code != CURLE_URL_MALFORMAT;
		return bo_fail_native(error, BO_E_REMOTE, (unsigned int)code,
				"Can't download the drop list from %.*s: %.200s.", shown(transfer->url), transfer->url,
				*transfer->error_text ? transfer->error_text : curl_easy_strerror(code));
	}
	*repeat = *status >= 500 || *status == 429;
	return BO_OK;
}

/* Puts the target of a redirect into transfer->url. */
static bo_code_t follow(transfer_t *transfer, bo_error_t *error)
{
	const char *target = NULL;
	bool plain = false;
	curl_easy_getinfo(transfer->easy, CURLINFO_REDIRECT_URL, &target);
	if (!target) {
		return bo_fail(error, BO_E_REMOTE, "The server of the drop list redirects to nowhere.");
	}
	if (check_url(&plain, target, NULL) != BO_OK || (plain && !transfer->plain)) {
		return bo_fail(error, BO_E_REMOTE,
				"The server of the drop list redirects to %.*s, which is not allowed.", shown(target),
				target);
	}
	/* target points into the handle, which the next request resets. */
	snprintf(transfer->url, sizeof(transfer->url), "%s", target);
	transfer->plain = plain;
	return BO_OK;
}

static bo_code_t attempt(
		bo_fetched_t *out, bool *repeat, transfer_t *transfer, struct curl_slist *headers, bo_error_t *error)
{
	long status = 0;
	bo_code_t result = check_url(&transfer->plain, transfer->options->url, error);
	*repeat = false;
	if (result != BO_OK) {
		return result;
	}
	snprintf(transfer->url, sizeof(transfer->url), "%s", transfer->options->url);
	for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
		result = request(&status, repeat, transfer, headers, error);
		if (result != BO_OK) {
			return result;
		}
		if (status == 200) {
			return BO_OK;
		}
		if (status == 304 && headers) {
			out->not_modified = true;
			return BO_OK;
		}
		if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) {
			return bo_fail_native(error, BO_E_REMOTE, (unsigned int)status,
					"The server of the drop list (%.*s) answers with HTTP status %ld.", shown(transfer->url),
					transfer->url, status);
		}
		*repeat = false;
		result = follow(transfer, error);
		if (result != BO_OK) {
			return result;
		}
	}
	return bo_fail(
			error, BO_E_REMOTE, "The server of the drop list redirects more than %d times.", MAX_REDIRECTS);
}

static void wait_before(int attempt_number)
{
	struct timespec pause = {.tv_sec = attempt_number == 1 ? 0 : 2, .tv_nsec = 500000000};
	while (nanosleep(&pause, &pause) != 0 && errno == EINTR) {
	}
}

/* ---- the whole ---- */

/* A file without a name in the directory. */
static bo_code_t open_temporary(int *out, const char *directory, bo_error_t *error)
{
	char path[4096];
	if (!directory || !*directory) {
		return bo_fail(error, BO_E_CONFIG, "The setting data_directory is needed for the drop list.");
	}
	if ((size_t)snprintf(path, sizeof(path), "%s/droplist-XXXXXX", directory) >= sizeof(path)) {
		return bo_fail(error, BO_E_CONFIG, "The setting data_directory is too long.");
	}
	*out = mkostemp(path, O_CLOEXEC);
	if (*out < 0) {
		return bo_fail_native(error, BO_E_IO, (unsigned int)errno,
				"Can't write in the data directory %.200s: %s. The web server's user needs write access to "
				"it.",
				directory, strerror(errno));
	}
	unlink(path);
	return BO_OK;
}

static bo_code_t open_local(bo_fetched_t *out, const bo_fetch_options_t *options, bo_error_t *error)
{
	const char *path = options->url + strlen("file://");
	struct stat status;
	if (!options->local_file || *path != '/') {
		return bo_fail(error, BO_E_CONFIG, "The address of the drop list must begin with https://.");
	}
	int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (descriptor < 0 || fstat(descriptor, &status) != 0) {
		int number = errno;
		if (descriptor >= 0) {
			close(descriptor);
		}
		return bo_fail_native(error, number == ENOENT ? BO_E_NOT_FOUND : BO_E_IO, (unsigned int)number,
				"Can't read %.200s: %s.", path, strerror(number));
	}
	if (!S_ISREG(status.st_mode) || (uint64_t)status.st_size > options->maximum) {
		close(descriptor);
		return bo_fail(error, BO_E_INVALID, "%.200s is no file, or it is too large.", path);
	}
	out->descriptor = descriptor;
	out->bytes = (uint64_t)status.st_size;
	return BO_OK;
}

static bo_code_t run_attempts(
		bo_fetched_t *out, transfer_t *transfer, struct curl_slist *headers, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	for (int number = 0; number < ATTEMPTS; number++) {
		bool repeat = false;
		if (number) {
			wait_before(number);
			bo_error_clear(error);
		}
		result = attempt(out, &repeat, transfer, headers, error);
		if (result == BO_OK || !repeat) {
			break;
		}
	}
	return result;
}

bo_code_t bo_fetch(bo_fetched_t *out, const bo_fetch_options_t *options, bo_error_t *error)
{
	bo_code_t result;
	bool plain = false;
	struct curl_slist *headers = NULL;
	transfer_t transfer = {.options = options, .descriptor = -1, .last_tick = monotonic()};
	memset(out, 0, sizeof(*out));
	out->descriptor = -1;
	if (strncmp(options->url, "file://", 7) == 0) {
		return open_local(out, options, error);
	}
	result = check_url(&plain, options->url, error);
	if (result == BO_OK) {
		result = open_temporary(&transfer.descriptor, options->directory, error);
	}
	if (result != BO_OK) {
		return result;
	}
	/* libcurl leaves SIGPIPE to its host when it may not use signals; one that a closing TLS connection
	 * causes must not end the process. Other threads and the host's handler are not touched. */
	sigset_t pipe_signal, before, pending;
	sigemptyset(&pipe_signal);
	sigaddset(&pipe_signal, SIGPIPE);
	bool held = pthread_sigmask(SIG_BLOCK, &pipe_signal, &before) == 0;
	bool was_pending = sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE) == 1;

	transfer.easy = curl_easy_init();
	if (!transfer.easy || !add_header(&headers, "If-None-Match", options->etag) ||
			!add_header(&headers, "If-Modified-Since", options->last_modified)) {
		result = bo_fail_memory(error);
		goto out;
	}
	result = run_attempts(out, &transfer, headers, error);
	if (result == BO_OK && !out->not_modified) {
		if (lseek(transfer.descriptor, 0, SEEK_SET) != 0) {
			result = bo_fail(error, BO_E_IO, "Can't read the downloaded list.");
			goto out;
		}
		out->descriptor = transfer.descriptor;
		transfer.descriptor = -1;
		out->bytes = transfer.bytes;
		memcpy(out->etag, transfer.etag, sizeof(out->etag));
		memcpy(out->last_modified, transfer.last_modified, sizeof(out->last_modified));
	}
out:
	if (transfer.easy) {
		curl_easy_cleanup(transfer.easy);
	}
	curl_slist_free_all(headers);
	if (transfer.descriptor >= 0) {
		close(transfer.descriptor);
	}
	if (held) {
		if (!was_pending) {
			const struct timespec at_once = {0, 0};
			while (sigtimedwait(&pipe_signal, NULL, &at_once) < 0 && errno == EINTR) {
			}
		}
		pthread_sigmask(SIG_SETMASK, &before, NULL);
	}
	return result;
}

void bo_fetched_dispose(bo_fetched_t *fetched)
{
	if (fetched->descriptor >= 0) {
		close(fetched->descriptor);
	}
	fetched->descriptor = -1;
}
