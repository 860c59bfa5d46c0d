/* A client's open orders against the client's funds: which are covered, which are not, and how much has to be
 * added until when. It follows the batch: funds go to the nearest drop, then to who ordered first, and an
 * order that they do not cover does not hold up cheaper ones behind it. */
#ifndef BO_FUNDS_PLAN_H
#define BO_FUNDS_PLAN_H

#include "base/bo_name.h"
#include "funds/bo_funds.h"

typedef struct {
	int64_t id;
	char name[BO_NAME_MAX + 1];
	char status[33];
	int64_t drop_date; /* BO_TIME_NONE: unknown, then the times below are unknown too */
	bo_money_t price;  /* BO_MONEY_NONE: the zone is not for sale in the client's currency */
	bool reserved;     /* the fee is reserved already */
	bool covered;      /* it is, or it will be with the funds as they are */
	/* What has to be added to cover this order and all before it. */
	bo_money_t shortfall;
	int64_t reserve_from; /* from here every run tries to reserve the fee */
	/* The funds have to be there before this: when the backorder goes to the registrar; when that has passed,
	 * the drop, and then the end of the time in which it is still sent. */
	int64_t needed_by;
} bo_funds_order_t;

typedef struct {
	bo_funds_t funds;
	bo_funds_order_t *orders; /* in the order in which they get funds; those without a date are last */
	size_t count;
	bo_money_t missing;      /* to cover all */
	bo_money_t missing_next; /* to cover those whose time is over first */
	int64_t next_by;         /* BO_TIME_NONE: nothing is missing, or only for orders without a date */
} bo_funds_plan_t;

BO_MUSTCHECK bo_code_t bo_funds_plan_read(
		bo_funds_plan_t *out, bo_db_t *db, int64_t client_id, int64_t now, bo_error_t *error);
void bo_funds_plan_dispose(bo_funds_plan_t *plan);
/* What bo_funds_show() gives and {missing, missing_next, next_by, orders: [{id, name, name_unicode, status,
 * dropdate, price, reserved, covered, shortfall, reserve_from, needed_by}]}. */
BO_MUSTCHECK bo_code_t bo_funds_plan_show(
		bo_value_t **out, bo_db_t *db, int64_t client_id, int64_t now, bo_error_t *error);

#endif
