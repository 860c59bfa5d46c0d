/* A list that is read page by page while it goes on changing.
 *
 * Names drop out of it, others come. So a page begins a little before the end of the one before, and the rows
 * they share tell where to go on; pages that share none, or an end before the total, make the answer
 * TEMPORARY: what was handed on is then worthless. */
#ifndef BO_ISPAPI_PAGES_H
#define BO_ISPAPI_PAGES_H

#include "registrar/bo_ispapi_run.h"

typedef struct {
	const bo_ispapi_verb_t *verb;
	const char *key;       /* the column that names a row: one value for each */
	const char *other_key; /* what the column is called where there is no such one; NULL: the same */
	size_t page_size;
	size_t overlap_max; /* rows; more than leave the list during one call even in the busiest minute */
	/* Adds the parameters beside FIRST and LIMIT. The order of the rows must be told: another one for each
	 * page would lose rows. */
	void (*build)(bo_ispapi_command_t *command, void *payload);
	/* Why a page can't be used, or NULL. May be NULL. */
	const char *(*check)(const bo_ispapi_answer_t *answer, size_t rows, void *payload);
	/* Takes a row that did not come before. Another code than BO_OK stops the reading and is returned. */
	bo_code_t (*row)(
			const bo_ispapi_answer_t *answer, size_t index, size_t rows, bo_error_t *error, void *payload);
	/* After each page: rows so far, and of how many (0: not told). May be NULL. */
	void (*page)(uint64_t rows, uint64_t total, void *payload);
	void *payload;
} bo_ispapi_pages_t;

/* answer->kind tells whether the list came to its end (BO_ANSWER_OK). The driver's limit of one call holds
 * for all pages together. */
BO_MUSTCHECK bo_code_t bo_ispapi_pages(
		bo_ispapi_t *ispapi, const bo_ispapi_pages_t *pages, bo_answer_t *answer, bo_error_t *error);

#endif
