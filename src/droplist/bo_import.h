/* The import: fetch, unpack, parse, compare, write, index; see bo_droplist_import() for options and result.
 */
#ifndef BO_IMPORT_H
#define BO_IMPORT_H

#include "context/bo_context.h"

/* What the import remembers in backorder_meta. */
#define BO_META_GENERATION "droplist.generation" /* counts the lists; 0 before the first */
#define BO_META_STAMP "droplist.stamp"           /* a random number of that generation */
#define BO_META_SOURCES \
	"droplist.sources" /* number of the sources that the list was made of, all of them good */
#define BO_META_UNFINISHED "droplist.unfinished" /* set while rows are written */
#define BO_META_LAST_ATTEMPT "droplist.last_attempt"
#define BO_META_LAST_GOOD "droplist.last_good"

BO_MUSTCHECK bo_code_t bo_import_run(
		bo_value_t **out, bo_context_t *context, const bo_value_t *options, bo_error_t *error);

#endif
