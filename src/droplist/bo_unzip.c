#include "droplist/bo_unzip.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zip.h>
#include <zlib.h>

#define PIECE (256u << 10)
/* An archive of one list and a readme has few entries; a million of them is an attack. */
#define MAX_ENTRIES 1000

static bo_code_t fail_zip(bo_error_t *error, zip_error_t *why)
{
	return bo_fail(error, BO_E_INVALID, "The downloaded list is no usable zip archive: %.200s.",
			zip_error_strerror(why));
}

/* Opens the archive through a descriptor of its own, close-on-exec, which libzip closes with it. */
static bo_code_t open_archive(zip_t **out, int descriptor, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	zip_error_t why;
	zip_source_t *source = NULL;
	*out = NULL;
	zip_error_init(&why);
	int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
	FILE *file = copy >= 0 ? fdopen(copy, "rb") : NULL;
	if (!file) {
		if (copy >= 0) {
			close(copy);
		}
		result = bo_fail(error, BO_E_IO, "Can't open the downloaded list.");
		goto out;
	}
	source = zip_source_filep_create(file, 0, 0, &why);
	if (!source) {
		fclose(file);
		result = fail_zip(error, &why);
		goto out;
	}
	*out = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &why);
	if (!*out) {
		zip_source_free(source);
		result = fail_zip(error, &why);
	}
out:
	zip_error_fini(&why);
	return result;
}

static bool ends_in_csv(const char *name)
{
	size_t length = strlen(name);
	return length >= 4 && strcasecmp(name + length - 4, ".csv") == 0;
}

/* Unix archives keep the file's mode in the upper half of the external attributes. */
static bool is_regular(zip_t *archive, zip_uint64_t index)
{
	zip_uint8_t system = 0;
	zip_uint32_t attributes = 0;
	if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) {
		return false;
	}
	if (system != ZIP_OPSYS_UNIX && system != ZIP_OPSYS_OS_X) {
		return true;
	}
	mode_t kind = (mode_t)(attributes >> 16) & S_IFMT;
	return kind == 0 || kind == S_IFREG;
}

static bo_code_t choose_entry(zip_stat_t *out, zip_t *archive, bo_error_t *error)
{
	zip_int64_t count = zip_get_num_entries(archive, 0);
	bool found = false;
	if (count < 0 || count > MAX_ENTRIES) {
		return bo_fail(error, BO_E_INVALID, "The downloaded archive has too many files.");
	}
	for (zip_int64_t i = 0; i < count; i++) {
		zip_stat_t entry;
		zip_uint64_t index = (zip_uint64_t)i;
		if (zip_stat_index(archive, index, 0, &entry) != 0) {
			return fail_zip(error, zip_get_error(archive));
		}
		if (!(entry.valid & ZIP_STAT_NAME) || !ends_in_csv(entry.name)) {
			continue;
		}
		if (!is_regular(archive, index)) {
			return bo_fail(error, BO_E_INVALID, "The CSV in the downloaded archive is no regular file.");
		}
		if (found) {
			return bo_fail(error, BO_E_INVALID, "The downloaded archive holds more than one CSV file.");
		}
		*out = entry;
		found = true;
	}
	if (!found) {
		return bo_fail(error, BO_E_INVALID, "The downloaded archive holds no CSV file.");
	}
	const zip_uint64_t needed = ZIP_STAT_INDEX | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC;
	if ((out->valid & needed) != needed) {
		return bo_fail(error, BO_E_INVALID, "The CSV in the downloaded archive has no size or checksum.");
	}
	if ((out->valid & ZIP_STAT_ENCRYPTION_METHOD) && out->encryption_method != ZIP_EM_NONE) {
		return bo_fail(error, BO_E_INVALID, "The CSV in the downloaded archive is encrypted.");
	}
	return BO_OK;
}

static bo_code_t read_entry(uint64_t *bytes, zip_t *archive, const zip_stat_t *entry, uint64_t maximum,
		bo_unpack_fn take, void *payload, bo_error_t *error)
{
	bo_code_t result = BO_OK;
	uLong crc = crc32(0, NULL, 0);
	char *piece = malloc(PIECE);
	zip_file_t *file = NULL;
	if (!piece) {
		result = bo_fail_memory(error);
		goto out;
	}
	file = zip_fopen_index(archive, entry->index, 0);
	if (!file) {
		result = fail_zip(error, zip_get_error(archive));
		goto out;
	}
	for (;;) {
		zip_int64_t got = zip_fread(file, piece, PIECE);
		if (got < 0) {
			result = fail_zip(error, zip_file_get_error(file));
			goto out;
		}
		if (got == 0) {
			break;
		}
		*bytes += (uint64_t)got;
		result = bo_unpack_check_size(*bytes, entry->comp_size, maximum, error);
		if (result != BO_OK) {
			goto out;
		}
		crc = crc32(crc, (const Bytef *)piece, (uInt)got);
		result = take(piece, (size_t)got, error, payload);
		if (result != BO_OK) {
			goto out;
		}
	}
	/* libzip compares these as well, but not in every version at the end of a file. */
	if (*bytes != entry->size || crc != entry->crc) {
		result = bo_fail(error, BO_E_INVALID,
				"The CSV in the downloaded archive is damaged: its size or checksum is wrong.");
	}
out:
	if (file) {
		zip_fclose(file);
	}
	free(piece);
	return result;
}

bo_code_t bo_unzip_csv(uint64_t *bytes, int descriptor, uint64_t maximum, bo_unpack_fn take, void *payload,
		bo_error_t *error)
{
	zip_t *archive = NULL;
	zip_stat_t entry = {0};
	*bytes = 0;
	bo_code_t result = open_archive(&archive, descriptor, error);
	if (result != BO_OK) {
		return result;
	}
	result = choose_entry(&entry, archive, error);
	if (result == BO_OK) {
		result = bo_unpack_check_size(entry.size, entry.comp_size, maximum, error);
	}
	if (result == BO_OK) {
		result = read_entry(bytes, archive, &entry, maximum, take, payload, error);
	}
	zip_discard(archive);
	return result;
}
