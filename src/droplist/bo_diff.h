/* The difference between a new list and the table, and writing it: only rows that are new, moved or gone are
 * touched, in the order of the primary key, in transactions of a bounded size. Whatever a killed import left
 * half done is part of the next import's difference. */
#ifndef BO_DIFF_H
#define BO_DIFF_H

#include "db/bo_db.h"
#include "droplist/bo_list.h"
#include <stdbool.h>
#include <stdint.h>

/* Rows of one INSERT; of one transaction (Galera refuses very large ones, and a lock should be short). */
#define BO_DIFF_INSERT_ROWS 500
#define BO_DIFF_TRANSACTION_ROWS 5000

/* bo_list_row_t.mark */
enum { BO_MARK_UNCHANGED, BO_MARK_ADDED, BO_MARK_MOVED };

typedef struct {
	uint64_t added, moved, unchanged;
	uint64_t gone;    /* no longer on the list, drop date still ahead */
	uint64_t expired; /* no longer on the list, drop date over */
	/* Set before the comparison, or NULL: whether names of a zone stay that are no longer on the list while
	 * their drop date is still ahead. kept is how many did. */
	bool (*keep)(const char *zone, void *payload);
	void *keep_payload;
	uint64_t kept;
	/* The names to delete: for each, two length bytes, zone, label. */
	char *removed;
	size_t removed_size, removed_capacity;
} bo_diff_t;

void bo_diff_init(bo_diff_t *diff);
void bo_diff_dispose(bo_diff_t *diff);

/* Compares a sorted list with the table and marks its rows. */
BO_MUSTCHECK bo_code_t bo_diff_compare(
		bo_diff_t *diff, bo_db_t *db, bo_list_t *list, int64_t now, bo_error_t *error);

/* Called after every transaction; another code than BO_OK stops. */
typedef bo_code_t (*bo_diff_step_fn)(uint64_t done, uint64_t total, bo_error_t *error, void *payload);
BO_MUSTCHECK bo_code_t bo_diff_write(const bo_diff_t *diff, bo_db_t *db, const bo_list_t *list,
		bo_diff_step_fn step, void *payload, bo_error_t *error);

/* Deletes the names whose drop date is before a time, in the same order and the same transactions. diff must
 * be fresh; its expired is how many went. */
BO_MUSTCHECK bo_code_t bo_diff_purge(
		bo_diff_t *diff, bo_db_t *db, int64_t before, bo_diff_step_fn step, void *payload, bo_error_t *error);

/* Fills a list from the table and sorts it. */
BO_MUSTCHECK bo_code_t bo_diff_load(bo_list_t *list, bo_db_t *db, bo_error_t *error);

static inline bool bo_diff_changes(const bo_diff_t *diff)
{
	return diff->added || diff->moved || diff->gone || diff->expired;
}

#endif
