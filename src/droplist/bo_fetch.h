/* Downloads the drop list into a temporary file that has no name: whatever happens to the process, nothing
 * stays behind.
 *
 * Only https:// is followed, http:// only to this machine itself (127.0.0.0/8, ::1, localhost), at the first
 * address and at each of at most five redirects; a redirect never leads from https to http. */
#ifndef BO_FETCH_H
#define BO_FETCH_H

#include "base/bo_error.h"
#include <stdbool.h>
#include <stdint.h>

#define BO_FETCH_TAG_SIZE 256

typedef struct {
	const char *url;
	const char *directory;     /* where the temporary file is made; must be writable */
	const char *ca_file;       /* PEM bundle instead of the system's, or NULL */
	const char *etag;          /* of the copy we have, or NULL: the server may answer "not modified" */
	const char *last_modified; /* the same */
	uint64_t maximum;          /* bytes */
	bool local_file;           /* file:// is allowed */
	/* Called every few seconds while the transfer runs; may be NULL. */
	void (*tick)(uint64_t bytes, uint64_t expected, void *payload);
	void *payload;
} bo_fetch_options_t;

typedef struct {
	int descriptor; /* at the start of the file; -1 when not modified */
	uint64_t bytes;
	bool not_modified;
	char etag[BO_FETCH_TAG_SIZE]; /* "" when the server told none */
	char last_modified[BO_FETCH_TAG_SIZE];
} bo_fetched_t;

/* Fails with BO_E_CONFIG for an address that is not allowed, BO_E_REMOTE when the server can't be reached or
 * answers with an error (network failures and 5xx are tried three times), BO_E_LIMIT for a file that is too
 * large, BO_E_IO. */
BO_MUSTCHECK bo_code_t bo_fetch(bo_fetched_t *out, const bo_fetch_options_t *options, bo_error_t *error);
void bo_fetched_dispose(bo_fetched_t *fetched);

#endif
