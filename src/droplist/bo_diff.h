/* The difference between a new list and the table, and writing it: only rows that are new, moved or gone are
 * touched, in the order of the primary key, in transactions of a bounded size. Whatever a killed import left
 * half done is part of the next import's difference. */
#ifndef BO_DIFF_H
#define BO_DIFF_H

#include "db/bo_db.h"
#include "droplist/bo_list.h"
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* Rows of one transaction: Galera refuses very large ones, and a lock should be short. */
#define BO_DIFF_TRANSACTION_ROWS 5000

typedef struct {
	uint64_t added, moved, unchanged;
	uint64_t gone;    /* no longer on the list, drop date still ahead */
	uint64_t expired; /* no longer on the list, drop date over */
	uint64_t kept;    /* no longer on the list, but to be kept (bo_diff_keep_fn) */
	/* Places in the list's rows: what to insert or update. */
	uint32_t *changed;
	size_t changed_count;
	/* Places in the table's rows: what to delete. */
	uint32_t *removed;
	size_t removed_count;
} bo_diff_t;

void bo_diff_init(bo_diff_t *diff);
void bo_diff_dispose(bo_diff_t *diff);

/* Fills a list with all rows of the table and sorts it. Also rows that no list would hold (an older version
 * left them): an empty label, a zero date, which becomes time 0. */
BO_MUSTCHECK bo_code_t bo_diff_load(bo_list_t *table, bo_db_t *db, bo_error_t *error);

/* Whether names of a zone that are no longer on the list stay in the table, unless their drop date is over.
 */
typedef bool (*bo_diff_keep_fn)(const char *zone, void *payload);
/* Compares a sorted list with the sorted content of the table. keep may be NULL: none stay. */
BO_MUSTCHECK bo_code_t bo_diff_compare(bo_diff_t *diff, const bo_list_t *list, const bo_list_t *table,
		int64_t now, bo_diff_keep_fn keep, void *payload, bo_error_t *error);

static inline bool bo_diff_changes(const bo_diff_t *diff)
{
	return diff->changed_count || diff->removed_count;
}

/* Hands out the difference in pieces, each for one transaction, so that several connections can write it. */
typedef struct {
	const bo_diff_t *diff;
	const bo_list_t *list, *table;
	bool one_by_one; /* tests: as on a server without bulk statements */
	pthread_mutex_t lock;
	size_t next; /* the first of changed, then removed, that nobody took */
	uint64_t done;
	bool stopped;
} bo_diff_writer_t;

BO_MUSTCHECK bo_code_t bo_diff_writer_init(bo_diff_writer_t *writer, const bo_diff_t *diff,
		const bo_list_t *list, const bo_list_t *table, bo_error_t *error);
void bo_diff_writer_dispose(bo_diff_writer_t *writer);

/* Called after every transaction; another code than BO_OK stops. */
typedef bo_code_t (*bo_diff_step_fn)(uint64_t done, uint64_t total, bo_error_t *error, void *payload);
/* Writes pieces until none is left, or until one failed, here or elsewhere (then BO_OK is only returned where
 * none failed). May run in several threads at once, each with a connection of its own. step may be NULL. */
BO_MUSTCHECK bo_code_t bo_diff_write(
		bo_diff_writer_t *writer, bo_db_t *db, bo_diff_step_fn step, void *payload, bo_error_t *error);

/* Deletes the names whose drop date is before a time, in transactions of the same size. *purged is how many
 * went. */
BO_MUSTCHECK bo_code_t bo_diff_purge(uint64_t *purged, bo_db_t *db, int64_t before, bo_diff_step_fn step,
		void *payload, bo_error_t *error);

#endif
