/* The calendar feed of a client's own drops: an address with a secret that the client makes and takes back.
 */
#ifndef BO_FEED_H
#define BO_FEED_H

#include "base/bo_value.h"
#include "context/bo_context.h"

/* "12-" and 43 letters and digits: the client's number and 256 random bits. */
#define BO_FEED_KEY_SIZE 72

/* The key of the client's feed; "" when there is none. */
BO_MUSTCHECK bo_code_t bo_feed_key(
		char out[BO_FEED_KEY_SIZE], bo_context_t *context, int64_t client_id, bo_error_t *error);
/* A new key; the one before it is worth nothing from then on. */
BO_MUSTCHECK bo_code_t bo_feed_make(
		char out[BO_FEED_KEY_SIZE], bo_context_t *context, int64_t client_id, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_feed_revoke(bo_context_t *context, int64_t client_id, bo_error_t *error);
/* Whose feed a key opens. BO_E_NOT_FOUND for every key that is none. */
BO_MUSTCHECK bo_code_t bo_feed_open(
		int64_t *client_id, bo_context_t *context, const char *key, bo_error_t *error);

#endif
