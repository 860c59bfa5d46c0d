#include "base/bo_secret.h"

#include "base/bo_buffer.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* The first bytes of the pages: how long they are. */
typedef struct {
	size_t length;
} header_t;

char *bo_secret_new(const char *text)
{
	long page = sysconf(_SC_PAGESIZE);
	size_t size = page > 0 ? (size_t)page : 4096, needed = sizeof(header_t) + strlen(text) + 1;
	size_t length = (needed + size - 1) / size * size;
	header_t *header = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (header == MAP_FAILED) {
		return NULL;
	}
	/* Both are refused here and there (limits, old kernels); the secret is no worse off than on the heap
	 * then.
	 */
	(void)madvise(header, length, MADV_DONTDUMP);
	(void)mlock(header, length);
	header->length = length;
	char *secret = (char *)(header + 1);
	memcpy(secret, text, strlen(text) + 1);
	return secret;
}

void bo_secret_free(char *secret)
{
	if (!secret) {
		return;
	}
	header_t *header = (header_t *)(void *)(secret - sizeof(header_t));
	size_t length = header->length;
	bo_wipe(header, length);
	munmap(header, length);
}
