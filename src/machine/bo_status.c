#include "machine/bo_status.h"

#include <string.h>

static const char *const names[] = {"", "REQUESTED", "ACTIVE", "PROCESSING", "SUCCESSFUL", "FAILED",
		"CANCELLED", "AUCTION-PENDING", "AUCTION-WON", "AUCTION-LOST", "PENDING-PAYMENT"};

const char *bo_status_name(bo_status_t status)
{
	return names[status];
}

bo_status_t bo_status_parse(const char *name)
{
	for (int i = BO_STATUS_FIRST; name && i <= BO_STATUS_LAST; i++) {
		if (strcmp(names[i], name) == 0) {
			return (bo_status_t)i;
		}
	}
	return BO_STATUS_NONE;
}

bool bo_status_is_open(bo_status_t status)
{
	return status == BO_STATUS_REQUESTED || status == BO_STATUS_ACTIVE || status == BO_STATUS_PROCESSING ||
		   status == BO_STATUS_AUCTION_PENDING || status == BO_STATUS_PENDING_PAYMENT;
}

bool bo_status_is_deletable(bo_status_t status)
{
	return status == BO_STATUS_REQUESTED || status == BO_STATUS_ACTIVE;
}
