/* Reads a downloaded list piece by piece, however it is packed: a zip archive, gzip, or plain text. */
#ifndef BO_UNPACK_H
#define BO_UNPACK_H

#include "base/bo_error.h"
#include <stddef.h>
#include <stdint.h>

typedef enum {
	BO_PACKED_AUTO, /* by the first bytes: zip, gzip, else text */
	BO_PACKED_ZIP,
	BO_PACKED_GZ,
	BO_PACKED_NOT
} bo_packing_t;

/* Takes a piece; another code than BO_OK stops the reading and is returned. */
typedef bo_code_t (*bo_unpack_fn)(const char *data, size_t length, bo_error_t *error, void *payload);

/* Feeds the content of the file; descriptor stays the caller's. At most maximum bytes come out, and beyond
 * the first 10 MB at most 200 times what went in. *bytes is what came out.
 *
 * BO_E_INVALID: the file is not what it should be, cut off, damaged, or a web page; BO_E_LIMIT: too large.
 * The pieces that were fed before are worthless then. */
BO_MUSTCHECK bo_code_t bo_unpack(uint64_t *bytes, int descriptor, bo_packing_t packing, uint64_t maximum,
		bo_unpack_fn take, void *payload, bo_error_t *error);

/* What may come out of so many packed bytes, whatever the file says about itself. */
BO_MUSTCHECK bo_code_t bo_unpack_check_size(
		uint64_t size, uint64_t packed, uint64_t maximum, bo_error_t *error);

#endif
