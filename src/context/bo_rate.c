#include "context/bo_rate.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BUCKETS 16384
#define MINUTE INT64_C(60000000) /* microseconds */

/* FNV-1a. Two callers in one bucket share a rate; with so many buckets that is rare, and harmless. */
static uint64_t hash(const char *text)
{
	uint64_t value = UINT64_C(14695981039346656037);
	for (; *text; text++) {
		value = (value ^ (unsigned char)*text) * UINT64_C(1099511628211);
	}
	return value;
}

/* The real time, whatever the clock of the call says: this is about load, not about orders. */
static int64_t microseconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

void bo_rate_address(char *out, size_t size, const char *address)
{
	unsigned char bytes[16];
	char network[INET6_ADDRSTRLEN];
	if (inet_pton(AF_INET6, address, bytes) == 1) {
		memset(bytes + 8, 0, 8);
		address = inet_ntop(AF_INET6, bytes, network, sizeof(network));
	}
	snprintf(out, size, "guest %s", address ? address : "");
}

/* A bucket holds the moment at which everything that was asked for is paid off, at one interval a request. A
 * caller may be a minute ahead of it. */
static bool take(int file, off_t place, int64_t interval, int cost)
{
	int64_t now = microseconds(), paid = 0;
	if (pread(file, &paid, sizeof(paid), place) != (ssize_t)sizeof(paid) || paid < now ||
			paid > now + 2 * MINUTE) {
		paid = now;
	}
	paid += interval * cost;
	if (paid - now > MINUTE) {
		return false;
	}
	/* A counter that can't be kept counts nothing. */
	return pwrite(file, &paid, sizeof(paid), place) >= -1;
}

bool bo_rate_admit(const bo_settings_t *settings, const char *who, int cost)
{
	char path[4096];
	int64_t limit = settings->requests_per_minute;
	if (limit == 0 || !settings->data_directory) {
		return true;
	}
	/* What costs more than the whole rate is let through as one that costs all of it. */
	int64_t counted = cost < limit ? cost : limit;
	if (snprintf(path, sizeof(path), "%s/rates", settings->data_directory) >= (int)sizeof(path)) {
		return true;
	}
	int file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (file < 0) {
		return true;
	}
	off_t place = (off_t)(hash(who) % BUCKETS * sizeof(int64_t));
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = place, .l_len = sizeof(int64_t)};
	/* The lock is of this opened file; closing it ends the lock. */
	bool admitted = fcntl(file, F_OFD_SETLKW, &lock) != 0 || take(file, place, MINUTE / limit, (int)counted);
	close(file);
	return admitted;
}
