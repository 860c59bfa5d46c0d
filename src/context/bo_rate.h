/* How fast one caller may go on. The counters lie in a small file of the data directory that all workers of a
 * server share; when it can't be used, nobody is refused. */
#ifndef BO_RATE_H
#define BO_RATE_H

#include "context/bo_settings.h"

#include <stddef.h>

/* Whether the caller `who` may go on with something that counts as `cost` requests. A caller who was idle for
 * a minute has all of settings->requests_per_minute. */
BO_MUSTCHECK bool bo_rate_admit(const bo_settings_t *settings, const char *who, int cost);

/* "guest ADDRESS"; of an IPv6 address the network that one customer has (/64). */
void bo_rate_address(char *out, size_t size, const char *address);

#endif
