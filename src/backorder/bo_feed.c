#include "backorder/bo_feed.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#define SECRET_LENGTH 43 /* 43 of 64 letters: 256 bits and a little */

static bo_code_t make_secret(char out[SECRET_LENGTH + 1], bo_error_t *error)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_~";
	unsigned char bytes[SECRET_LENGTH];
	size_t have = 0;
	while (have < sizeof(bytes)) {
		ssize_t got = getrandom(bytes + have, sizeof(bytes) - have, 0);
		if (got < 0 && errno != EINTR) {
			return bo_fail(error, BO_E_IO, "The system gives no random numbers.");
		}
		have += got > 0 ? (size_t)got : 0;
	}
	for (size_t i = 0; i < SECRET_LENGTH; i++) {
		out[i] = letters[bytes[i] & 63];
	}
	out[SECRET_LENGTH] = '\0';
	return BO_OK;
}

/* Takes the same time wherever two secrets differ. */
static bool is_same(const char *a, const char *b, size_t length)
{
	unsigned char difference = 0;
	for (size_t i = 0; i < length; i++) {
		difference |= (unsigned char)(a[i] ^ b[i]);
	}
	return difference == 0;
}

static bo_code_t read_secret(
		char out[SECRET_LENGTH + 1], bo_context_t *context, int64_t client_id, bo_error_t *error)
{
	bo_db_t *db = NULL;
	bo_rows_t *rows = NULL;
	out[0] = '\0';
	bo_code_t result = bo_context_db(&db, context, error);
	if (result == BO_OK) {
		result = bo_db_query(&rows, db, "SELECT secret FROM backorder_feeds WHERE userid = ?",
				BO_PARAMS(bo_p_int(client_id)), error);
	}
	if (result == BO_OK && bo_rows_count(rows)) {
		snprintf(out, SECRET_LENGTH + 1, "%s", bo_rows_text(rows, 0, 0));
	}
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_feed_key(char out[BO_FEED_KEY_SIZE], bo_context_t *context, int64_t client_id, bo_error_t *error)
{
	char secret[SECRET_LENGTH + 1] = "";
	bo_code_t result = read_secret(secret, context, client_id, error);
	out[0] = '\0';
	if (result == BO_OK && *secret) {
		snprintf(out, BO_FEED_KEY_SIZE, "%lld-%s", (long long)client_id, secret);
	}
	return result;
}

bo_code_t bo_feed_make(
		char out[BO_FEED_KEY_SIZE], bo_context_t *context, int64_t client_id, bo_error_t *error)
{
	char secret[SECRET_LENGTH + 1] = "";
	bo_db_t *db = NULL;
	bo_code_t result = make_secret(secret, error);
	if (result == BO_OK) {
		result = bo_context_db(&db, context, error);
	}
	if (result == BO_OK) {
		result = bo_db_exec(db,
				"INSERT INTO backorder_feeds (userid, secret, created_at) VALUES (?, ?, ?) ON DUPLICATE KEY "
				"UPDATE "
				"secret = VALUES(secret), created_at = VALUES(created_at)",
				BO_PARAMS(bo_p_int(client_id), bo_p_text(secret), bo_p_time(context->now)), NULL, NULL,
				error);
	}
	if (result == BO_OK) {
		snprintf(out, BO_FEED_KEY_SIZE, "%lld-%s", (long long)client_id, secret);
	}
	return result;
}

bo_code_t bo_feed_revoke(bo_context_t *context, int64_t client_id, bo_error_t *error)
{
	bo_db_t *db = NULL;
	bo_code_t result = bo_context_db(&db, context, error);
	if (result == BO_OK) {
		result = bo_db_exec(db, "DELETE FROM backorder_feeds WHERE userid = ?",
				BO_PARAMS(bo_p_int(client_id)), NULL, NULL, error);
	}
	return result;
}

bo_code_t bo_feed_open(int64_t *client_id, bo_context_t *context, const char *key, bo_error_t *error)
{
	char secret[SECRET_LENGTH + 1] = "";
	char *end = NULL;
	size_t digits = strspn(key, "0123456789");
	*client_id = 0;
	if (digits == 0 || digits > 10 || key[digits] != '-' || strlen(key + digits + 1) != SECRET_LENGTH) {
		return bo_fail(error, BO_E_NOT_FOUND, "There is no such calendar.");
	}
	int64_t id = strtoll(key, &end, 10);
	bo_code_t result = read_secret(secret, context, id, error);
	if (result == BO_OK &&
			(strlen(secret) != SECRET_LENGTH || !is_same(secret, key + digits + 1, SECRET_LENGTH))) {
		result = bo_fail(error, BO_E_NOT_FOUND, "There is no such calendar.");
	}
	if (result == BO_OK) {
		*client_id = id;
	}
	return result;
}
