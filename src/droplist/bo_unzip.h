/* Reads the one CSV file inside a zip archive, piece by piece. No entry is ever written to disk, so the names
 * inside the archive name nothing outside of it. */
#ifndef BO_UNZIP_H
#define BO_UNZIP_H

#include "droplist/bo_unpack.h"

/* Looks for the only regular file whose name ends in .csv (directories and all other files are ignored) and
 * feeds its content. descriptor stays the caller's. At most maximum bytes come out, and beyond the first 10
 * MB at most 200 times what went in. *bytes is what came out.
 *
 * BO_E_INVALID: not a zip archive, cut off, no CSV or several, the CSV is a symbolic link, encrypted, or its
 * content does not match its size or checksum; BO_E_LIMIT: too large. The pieces that were fed before are
 * worthless then. */
BO_MUSTCHECK bo_code_t bo_unzip_csv(uint64_t *bytes, int descriptor, uint64_t maximum, bo_unpack_fn take,
		void *payload, bo_error_t *error);

#endif
