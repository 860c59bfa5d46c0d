/* Reads a gzip file piece by piece. */
#ifndef BO_GUNZIP_H
#define BO_GUNZIP_H

#include "droplist/bo_unpack.h"

/* Feeds the content of all members of the file, one behind the other, as gzip itself does. Zero bytes behind
 * the last member are padding and are ignored; anything else there is refused, because a list whose end can't
 * be told may be half a list. Limits and errors as for bo_unpack(). */
BO_MUSTCHECK bo_code_t bo_gunzip(uint64_t *bytes, int descriptor, uint64_t maximum, bo_unpack_fn take,
		void *payload, bo_error_t *error);

#endif
