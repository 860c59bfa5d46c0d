#include "droplist/bo_unpack.h"

#include "droplist/bo_gunzip.h"
#include "droplist/bo_unzip.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PIECE (256u << 10)
#define RATIO_FREE (UINT64_C(10) << 20)
#define RATIO_MAX 200u

bo_code_t bo_unpack_check_size(uint64_t size, uint64_t packed, uint64_t maximum, bo_error_t *error)
{
	if (size > maximum) {
		return bo_fail(error, BO_E_LIMIT,
				"The downloaded list is larger than %llu bytes when unpacked (setting "
				"droplist_maximum_bytes).",
				(unsigned long long)maximum);
	}
	if (size > RATIO_FREE && size / RATIO_MAX > packed) {
		return bo_fail(error, BO_E_LIMIT,
				"The downloaded list unpacks to more than %u times its size; such archives are refused.",
				RATIO_MAX);
	}
	return BO_OK;
}

/* A byte order mark and white space, then "<": no list begins like that, error pages do. */
static bool is_web_page(const char *start, size_t length)
{
	size_t i = length >= 3 && memcmp(start, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	while (i < length && (start[i] == ' ' || start[i] == '\t' || start[i] == '\r' || start[i] == '\n')) {
		i++;
	}
	return i < length && start[i] == '<';
}

static bo_code_t read_text(uint64_t *bytes, int descriptor, uint64_t maximum, bo_unpack_fn take,
		void *payload, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	char *piece = malloc(PIECE);
	if (!piece) {
		return bo_fail_memory(error);
	}
	while (result == BO_OK) {
		ssize_t got = pread(descriptor, piece, PIECE, (off_t)*bytes);
		if (got < 0 && errno == EINTR) {
			continue;
		}
		if (got < 0) {
			result = bo_fail_native(error, BO_E_IO, (unsigned int)errno,
					"Can't read the downloaded list: %s.", strerror(errno));
		}
		if (got <= 0) {
			break;
		}
		if (*bytes == 0 && is_web_page(piece, (size_t)got)) {
			result = bo_fail(error, BO_E_INVALID,
					"The downloaded list is a web page (HTML). The list from before stays.");
			break;
		}
		*bytes += (uint64_t)got;
		result = bo_unpack_check_size(*bytes, *bytes, maximum, error);
		if (result == BO_OK) {
			result = take(piece, (size_t)got, error, payload);
		}
	}
	free(piece);
	return result;
}

/* PK\5\6 is an archive without a member: no list, but that is for the zip reader to say. */
static bo_packing_t recognise(int descriptor)
{
	unsigned char start[4] = {0};
	ssize_t got = pread(descriptor, start, sizeof(start), 0);
	if (got == 4 && start[0] == 'P' && start[1] == 'K' &&
			((start[2] == 3 && start[3] == 4) || (start[2] == 5 && start[3] == 6))) {
		return BO_PACKED_ZIP;
	}
	return got >= 2 && start[0] == 0x1f && start[1] == 0x8b ? BO_PACKED_GZ : BO_PACKED_NOT;
}

bo_code_t bo_unpack(uint64_t *bytes, int descriptor, bo_packing_t packing, uint64_t maximum,
		bo_unpack_fn take, void *payload, bo_error_t *error)
{
	*bytes = 0;
	switch (packing == BO_PACKED_AUTO ? recognise(descriptor) : packing) {
		case BO_PACKED_ZIP:
			return bo_unzip_csv(bytes, descriptor, maximum, take, payload, error);
		case BO_PACKED_GZ:
			return bo_gunzip(bytes, descriptor, maximum, take, payload, error);
		default:
			return read_text(bytes, descriptor, maximum, take, payload, error);
	}
}
