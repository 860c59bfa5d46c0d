/* Small facts that outlive a run: backorder_meta (name -> value), and leases: rows that one process holds
 * until a time, so that several web servers do not do the same long work at once. A lease saves work;
 * correctness must not depend on it. */
#ifndef BO_META_H
#define BO_META_H

#include "db/bo_db.h"

/* *out is malloc'ed text (free it), or NULL when there is no such name. */
BO_MUSTCHECK bo_code_t bo_meta_get(char **out, bo_db_t *db, const char *name, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_meta_get_int(
		int64_t *out, bo_db_t *db, const char *name, int64_t otherwise, bo_error_t *error);
/* value NULL removes the name. Usable inside a transaction. */
BO_MUSTCHECK bo_code_t bo_meta_set(bo_db_t *db, const char *name, const char *value, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_meta_set_int(bo_db_t *db, const char *name, int64_t value, bo_error_t *error);

/* Takes the lease `name` until now + seconds, or prolongs it for its holder. *taken is false while another
 * holder's lease runs. holder is a text unique to the process and run (at most 64 bytes). */
BO_MUSTCHECK bo_code_t bo_lease_take(bool *taken, bo_db_t *db, const char *name, const char *holder,
		int64_t now, int64_t seconds, bo_error_t *error);
void bo_lease_release(bo_db_t *db, const char *name, const char *holder);

#endif
