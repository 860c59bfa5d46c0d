/* The statuses of an order, with the words that WHMCS addons and templates know since the original addon. */
#ifndef BO_STATUS_H
#define BO_STATUS_H

#include <stdbool.h>
#include <stddef.h>

typedef enum {
	BO_STATUS_NONE = 0, /* no such order (before placing, after deleting) */
	BO_STATUS_REQUESTED,
	BO_STATUS_ACTIVE,
	BO_STATUS_PROCESSING,
	BO_STATUS_SUCCESSFUL,
	BO_STATUS_FAILED,
	BO_STATUS_CANCELLED,
	BO_STATUS_AUCTION_PENDING,
	BO_STATUS_AUCTION_WON,
	BO_STATUS_AUCTION_LOST,
	BO_STATUS_PENDING_PAYMENT
} bo_status_t;

#define BO_STATUS_FIRST BO_STATUS_REQUESTED
#define BO_STATUS_LAST BO_STATUS_PENDING_PAYMENT

const char *bo_status_name(bo_status_t status);  /* "" for BO_STATUS_NONE */
bo_status_t bo_status_parse(const char *name);   /* BO_STATUS_NONE for NULL or unknown words */
bool bo_status_is_open(bo_status_t status);      /* still takes part: the name can't be ordered again */
bool bo_status_is_deletable(bo_status_t status); /* nothing was sent yet */

#endif
