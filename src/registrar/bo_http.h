/* Many HTTP POSTs to one address at once: libcurl's multi interface with a fixed number of kept-alive
 * connections.
 *
 * A source says what to send next and takes the results; it is asked again and again until it has nothing
 * left and nothing is in flight. So only the calls in flight are in memory, however long the run is.
 *
 * The host calls curl_global_init() once before the first use. SIGPIPE is held back while a run lasts; no
 * other signal and no handler is touched. */
#ifndef BO_HTTP_H
#define BO_HTTP_H

#include "base/bo_buffer.h"
#include "base/bo_error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct bo_http bo_http_t;

typedef struct {
	const char *url;     /* https://..., or http:// with a loopback host */
	const char *proxy;   /* NULL or "": none, whatever the environment says; unused with http:// */
	const char *ca_file; /* NULL or "": the system's */
	const char *user_agent;
	const char *referer;          /* NULL or "": none */
	int64_t parallel;             /* calls in flight */
	int64_t connect_ms, total_ms; /* limits of one call */
} bo_http_options_t;

typedef enum {
	BO_HTTP_ANSWERED, /* a whole HTTP answer came: see status and body */
	BO_HTTP_UNSENT,   /* surely nothing of the request reached the server */
	BO_HTTP_UNKNOWN   /* it may have reached the server; no whole answer came */
} bo_http_outcome_t;

typedef struct {
	bo_http_outcome_t outcome;
	int status;       /* HTTP status, with BO_HTTP_ANSWERED */
	const char *body; /* with BO_HTTP_ANSWERED; borrowed, valid until the function returns */
	size_t length;
	int64_t date;     /* the server's clock when it answered, UTC seconds; 0: not told */
	const char *text; /* otherwise: what went wrong, no secret; borrowed */
	double seconds;
} bo_http_result_t;

typedef struct {
	size_t id;         /* the source's own number */
	bo_buffer_t *body; /* empty, to be filled; wiped afterwards */
	size_t max_answer; /* bytes */
	bool repeatable;   /* whether it does no harm when the server acts on it twice */
} bo_http_request_t;

typedef enum {
	BO_HTTP_READY,  /* request is filled */
	BO_HTTP_LATER,  /* something will be ready in *wait_ms */
	BO_HTTP_NOTHING /* nothing left but what is in flight */
} bo_http_next_t;

typedef struct {
	bo_http_next_t (*next)(bo_http_request_t *request, int64_t *wait_ms, void *payload);
	void (*done)(size_t id, const bo_http_result_t *result, void *payload);
	void *payload;
} bo_http_source_t;

/* Connects to nothing. BO_E_CONFIG when the address or an option is not allowed. */
BO_MUSTCHECK bo_code_t bo_http_new(bo_http_t **out, const bo_http_options_t *options, bo_error_t *error);
/* Closes the connections. In another process than the one that made it (a forked child) they are left alone:
 * they belong to the parent, and closing TLS in good order would end its sessions. */
void bo_http_free(bo_http_t *http);

/* Runs until the source has nothing left, or limit_ms is over: calls in flight are then given up and told to
 * the source. BO_OK whatever became of the single calls. */
BO_MUSTCHECK bo_code_t bo_http_run(
		bo_http_t *http, const bo_http_source_t *source, int64_t limit_ms, bo_error_t *error);

/* Checks an address as bo_http_new does; *plain tells whether it is http. */
BO_MUSTCHECK bo_code_t bo_http_check_url(bool *plain, const char *url, bo_error_t *error);

/* A clock that only goes forward, in milliseconds. */
int64_t bo_http_clock(void);

#endif
