#include "droplist/bo_gunzip.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zlib.h>

#define PIECE (256u << 10)
#define WINDOW_BITS (15 + 16) /* the largest window, gzip wrapping only */

typedef struct {
	int descriptor;
	z_stream stream;
	unsigned char *packed, *piece;
	uint64_t packed_bytes; /* read so far */
	bool member_open;      /* inside a member; its end has not come */
	bool any_member;
	bool padding; /* only zero bytes may come now */
} gunzip_t;

/* Refills the input when it is used up; *more is false at the end of the file. */
static bo_code_t refill(gunzip_t *gunzip, bool *more, bo_error_t *error)
{
	*more = gunzip->stream.avail_in > 0;
	while (!*more) {
		ssize_t got = pread(gunzip->descriptor, gunzip->packed, PIECE, (off_t)gunzip->packed_bytes);
		if (got < 0 && errno == EINTR) {
			continue;
		}
		if (got < 0) {
			return bo_fail_native(error, BO_E_IO, (unsigned int)errno, "Can't read the downloaded list: %s.",
					strerror(errno));
		}
		if (got == 0) {
			return BO_OK;
		}
		gunzip->packed_bytes += (uint64_t)got;
		gunzip->stream.next_in = gunzip->packed;
		gunzip->stream.avail_in = (uInt)got;
		*more = true;
	}
	return BO_OK;
}

static bo_code_t damaged(bo_error_t *error, const z_stream *stream)
{
	return bo_fail(error, BO_E_INVALID, "The downloaded list is no usable gzip file: %.100s.",
			stream->msg ? stream->msg : "its data are damaged");
}

/* Between two members: the next one begins, or padding, or something that does not belong there. */
static bo_code_t between(gunzip_t *gunzip, bo_error_t *error)
{
	z_stream *stream = &gunzip->stream;
	if (*stream->next_in == 0 && gunzip->any_member) {
		gunzip->padding = true;
	}
	if (gunzip->padding) {
		for (; stream->avail_in; stream->next_in++, stream->avail_in--) {
			if (*stream->next_in != 0) {
				return bo_fail(error, BO_E_INVALID,
						"Something that is no gzip data follows the downloaded list; it is refused.");
			}
		}
		return BO_OK;
	}
	/* The magic's first byte; a wrong second one is found by inflate(). */
	if (*stream->next_in != 0x1f) {
		return gunzip->any_member
					   ? bo_fail(error, BO_E_INVALID,
								 "Something that is no gzip data follows the downloaded list; it is refused.")
					   : bo_fail(error, BO_E_INVALID, "The downloaded list is no gzip file.");
	}
	if (gunzip->any_member && inflateReset(stream) != Z_OK) {
		return damaged(error, stream);
	}
	gunzip->member_open = gunzip->any_member = true;
	return BO_OK;
}

/* Takes what the present input gives. */
static bo_code_t inflate_input(gunzip_t *gunzip, uint64_t *bytes, uint64_t maximum, bo_unpack_fn take,
		void *payload, bo_error_t *error)
{
	z_stream *stream = &gunzip->stream;
	bo_code_t result = BO_OK;
	int state = Z_OK;
	do {
		stream->next_out = gunzip->piece;
		stream->avail_out = PIECE;
		state = inflate(stream, Z_NO_FLUSH);
		if (state == Z_MEM_ERROR) {
			return bo_fail_memory(error);
		}
		if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) {
			return damaged(error, stream);
		}
		size_t got = PIECE - stream->avail_out;
		*bytes += got;
		result = bo_unpack_check_size(*bytes, gunzip->packed_bytes, maximum, error);
		if (result == BO_OK && got) {
			result = take((const char *)gunzip->piece, got, error, payload);
		}
	} while (result == BO_OK && state == Z_OK && stream->avail_out == 0);
	if (state == Z_STREAM_END) {
		gunzip->member_open = false; /* zlib has compared checksum and length */
	}
	return result;
}

bo_code_t bo_gunzip(uint64_t *bytes, int descriptor, uint64_t maximum, bo_unpack_fn take, void *payload,
		bo_error_t *error)
{
	gunzip_t gunzip = {.descriptor = descriptor};
	bo_code_t result = BO_OK;
	bool started = false, more = true;
	*bytes = 0;
	gunzip.packed = malloc(PIECE);
	gunzip.piece = malloc(PIECE);
	if (!gunzip.packed || !gunzip.piece || inflateInit2(&gunzip.stream, WINDOW_BITS) != Z_OK) {
		result = bo_fail_memory(error);
		goto out;
	}
	started = true;
	while (result == BO_OK) {
		result = refill(&gunzip, &more, error);
		if (result != BO_OK || !more) {
			break;
		}
		result = gunzip.member_open ? inflate_input(&gunzip, bytes, maximum, take, payload, error)
									: between(&gunzip, error);
	}
	if (result == BO_OK && !gunzip.any_member) {
		result = bo_fail(error, BO_E_INVALID, "The downloaded list is no gzip file: it is empty.");
	} else if (result == BO_OK && gunzip.member_open) {
		result = bo_fail(error, BO_E_INVALID,
				"The downloaded list is no whole gzip file: it is cut off. The list from before stays.");
	}
out:
	if (started) {
		inflateEnd(&gunzip.stream);
	}
	free(gunzip.packed);
	free(gunzip.piece);
	return result;
}
