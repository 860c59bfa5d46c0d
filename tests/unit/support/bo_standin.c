#include "support/bo_standin.h"

#include "base/bo_buffer.h"
#include "support/bo_test_db.h"

#include <curl/curl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static pid_t child, owner;
static char base[128], url[160], driver[16];
/* Of the TLS certificate: a folder with key.pem and cert.pem; "" without TLS. */
static char folder[64], certificate[80], key[80];

static void give_up(const char *what)
{
	fprintf(stderr, "stand-in registrar: %s\n", what);
	exit(1);
}

void bo_standin_stop(void)
{
	if (child > 0 && owner == getpid()) {
		kill(child, SIGTERM);
		waitpid(child, NULL, 0);
	}
	child = 0;
	if (*folder && owner == getpid()) {
		unlink(key);
		unlink(certificate);
		rmdir(folder);
		*folder = '\0';
	}
}

/* The ready file appears in one piece: {"url":"http://127.0.0.1:PORT",...}, or https. */
static bool read_ready(const char *path)
{
	char text[512] = "";
	FILE *file = fopen(path, "re");
	if (!file) {
		return false;
	}
	size_t length = fread(text, 1, sizeof(text) - 1, file);
	fclose(file);
	text[length] = '\0';
	const char *found = strstr(text, *folder ? "https://" : "http://");
	size_t end = found ? strcspn(found, "\"") : 0;
	if (!found || end >= sizeof(base)) {
		return false;
	}
	memcpy(base, found, end);
	base[end] = '\0';
	snprintf(url, sizeof(url), "%s/api/call.cgi", base);
	return true;
}

/* Runs a program to its end; false when it fails. */
static bool run(const char *const *arguments)
{
	int status = 0;
	pid_t pid = fork();
	if (pid == 0) {
		if (!freopen("/dev/null", "w", stdout) || !freopen("/dev/null", "w", stderr)) {
			_exit(127);
		}
		execvp(arguments[0], (char *const *)(uintptr_t)arguments);
		_exit(127);
	}
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void start(const char *const *options, size_t count)
{
	const char *arguments[24] = {"node", "tests/registrar/server.mjs", "--port", "0", "--dialect", driver};
	size_t used = 6;
	char ready[] = "/tmp/bo-standin-XXXXXX";
	static bool registered;
	int file = mkstemp(ready);
	if (file < 0) {
		give_up("no temporary file");
	}
	close(file);
	unlink(ready);
	arguments[used++] = "--ready-file";
	arguments[used++] = ready;
	for (size_t i = 0; i < count && used < 23; i++) {
		arguments[used++] = options[i];
	}
	owner = getpid();
	child = fork();
	if (child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		if (!freopen("/dev/null", "w", stdout)) {
			_exit(127);
		}
		execvp(arguments[0], (char *const *)(uintptr_t)arguments);
		_exit(127);
	}
	if (child < 0) {
		give_up("fork");
	}
	if (!registered) {
		registered = atexit(bo_standin_stop) == 0;
	}
	curl_global_init(CURL_GLOBAL_DEFAULT);
	for (int i = 0; i < 600; i++) {
		if (read_ready(ready)) {
			unlink(ready);
			return;
		}
		if (waitpid(child, NULL, WNOHANG) == child) {
			child = 0;
			give_up("node ended at once");
		}
		nanosleep(&(struct timespec){0, 50000000}, NULL); /* for another process to start */
	}
	give_up("did not come up within 30 s");
}

void bo_standin_start(const char *dialect, const char *droplist)
{
	const char *const options[] = {"--droplist", droplist};
	snprintf(driver, sizeof(driver), "%s", dialect);
	start(options, droplist ? 2 : 0);
}

void bo_standin_start_tls(const char *dialect, bool http2, const char **ca_file)
{
	snprintf(driver, sizeof(driver), "%s", dialect);
	snprintf(folder, sizeof(folder), "/tmp/bo-standin-tls-XXXXXX");
	if (!mkdtemp(folder)) {
		give_up("no temporary folder");
	}
	snprintf(key, sizeof(key), "%s/key.pem", folder);
	snprintf(certificate, sizeof(certificate), "%s/cert.pem", folder);
	const char *const make[] = {"openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
			"ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", certificate, "-subj",
			"/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", NULL};
	if (!run(make)) {
		give_up("openssl makes no certificate");
	}
	const char *const options[] = {"--tls-key", key, "--tls-cert", certificate, "--http2"};
	start(options, http2 ? 5 : 4);
	*ca_file = certificate;
}

const char *bo_standin_url(void)
{
	return url;
}

static size_t take(char *data, size_t size, size_t count, void *payload)
{
	bo_buffer_t *buffer = payload;
	return bo_buffer_add(buffer, data, size * count) ? size * count : 0;
}

char *bo_standin_control(const char *path, const char *body)
{
	char address[256];
	long status = 0;
	bo_buffer_t answer;
	bo_buffer_init(&answer, 64 << 20);
	snprintf(address, sizeof(address), "%s%s", base, path);
	CURL *curl = curl_easy_init();
	struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
	if (!curl || !headers) {
		give_up("libcurl");
	}
	curl_easy_setopt(curl, CURLOPT_URL, address);
	if (*folder) {
		curl_easy_setopt(curl, CURLOPT_CAINFO, certificate);
	}
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
	if (body) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
	}
	CURLcode code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_slist_free_all(headers);
	curl_easy_cleanup(curl);
	if (code != CURLE_OK || status != 200) {
		fprintf(stderr, "%s %s: %s, HTTP %ld: %s\n", path, body ? body : "", curl_easy_strerror(code), status,
				bo_buffer_text(&answer));
		give_up("control");
	}
	char *text = strdup(bo_buffer_text(&answer));
	bo_buffer_dispose(&answer);
	if (!text) {
		give_up("out of memory");
	}
	return text;
}

void bo_standin_tell(const char *path, const char *body)
{
	free(bo_standin_control(path, body));
}

void bo_standin_settings(bo_context_t *context)
{
	bo_test_setting(context, "registrar_driver", driver);
	bo_test_setting(context, "registrar_login", "test.user");
	bo_test_setting(context, "registrar_password", "test.passw0rd");
	bo_test_setting(context, "registrar_test_mode", "on");
	bo_test_setting(context, "registrar_url", bo_standin_url());
}

void bo_standin_list(int first, int count, const char *drop)
{
	bo_buffer_t rows;
	bo_buffer_init(&rows, (size_t)64 << 20);
	bo_buffer_printf(&rows, "{\"add\":[");
	for (int i = first; i < first + count; i++) {
		bo_buffer_printf(&rows, "%s{\"domain\":\"n%d.com\",\"date\":\"%s\"}", i > first ? "," : "", i, drop);
	}
	bo_buffer_printf(&rows, "]}");
	if (rows.failed) {
		give_up("out of memory");
	}
	bo_standin_tell("/control/droplist", bo_buffer_text(&rows));
	bo_buffer_dispose(&rows);
}

void bo_standin_place(int first, int count, const char *drop)
{
	char sql[512];
	snprintf(sql, sizeof(sql),
			"INSERT INTO backorder_domains (userid, domain, tld, status, createddate, updateddate, dropdate, "
			"price, currency_id, reserved) SELECT 1, CONCAT('n', seq), 'com', 'PROCESSING', '2026-11-20', "
			"'2026-11-20', '%s', 10, 1, 10 FROM seq_%d_to_%d",
			drop, first, first + count - 1);
	bo_test_exec(sql);
}
