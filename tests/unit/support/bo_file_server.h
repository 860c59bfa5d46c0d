/* A small HTTP server on the loopback that serves the files of a directory, for tests of downloads. A file
 * has an ETag by its content, so that an unchanged one is "not modified". What is not there is a 404; a file
 * whose name begins with "down" is a 503, one that begins with "half" ends in the middle. */
#ifndef BO_FILE_SERVER_H
#define BO_FILE_SERVER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct {
	atomic_int whole, not_modified; /* answers so far */
} bo_file_server_counts_t;

typedef struct {
	pid_t pid;
	int port;
	char directory[64];
	bo_file_server_counts_t *counts;
} bo_file_server_t;

bool bo_file_server_start(bo_file_server_t *server);
void bo_file_server_stop(bo_file_server_t *server); /* removes the directory and its files */
/* Puts a file there, or replaces it. */
void bo_file_server_put(const bo_file_server_t *server, const char *name, const void *data, size_t length);
void bo_file_server_remove(const bo_file_server_t *server, const char *name);
/* Removes all files. */
void bo_file_server_clear(const bo_file_server_t *server);

#endif
