/* The status machine: one table of transitions, and one function that applies them.
 *
 * A transition is one transaction: the row is changed if it still is what was read (compare and swap), its
 * log line and its effects are written, and a delivered domain is inserted. Nothing else writes a status. */
#ifndef BO_MACHINE_H
#define BO_MACHINE_H

#include "base/bo_value.h"
#include "context/bo_settings.h"
#include "funds/bo_windows.h"
#include "machine/bo_order.h"

typedef enum {
	BO_EVENT_PLACE = 1,      /* a customer orders */
	BO_EVENT_FUND,           /* the funds cover the price */
	BO_EVENT_FUNDS_SHORT,    /* they do not */
	BO_EVENT_PRICE_MISSING,  /* the zone is not for sale any more */
	BO_EVENT_ACTIVATE,       /* an admin reserves by hand */
	BO_EVENT_DATE_AWAY,      /* the drop date moved out of the window */
	BO_EVENT_LEFT_LIST,      /* the drop date is not known any more */
	BO_EVENT_OPEN,           /* the drop is near */
	BO_EVENT_APPLIED,        /* the registrar took the application */
	BO_EVENT_TRY_LATER,      /* it could not be sent now */
	BO_EVENT_NO_CREDIT,      /* ... because the reseller's account at the registrar can't pay */
	BO_EVENT_REFUSED,        /* the registrar refuses it for good */
	BO_EVENT_NO_APPLICATION, /* the drop is over and nothing could be sent */
	BO_EVENT_CAUGHT,         /* registrar: SUCCESSFUL */
	BO_EVENT_LOST,           /* registrar: FAILED */
	BO_EVENT_AUCTION,        /* registrar: AUCTION-PENDING, or new facts of the auction */
	BO_EVENT_AUCTION_WON,
	BO_EVENT_AUCTION_LOST,
	BO_EVENT_UNKNOWN,       /* the registrar does not know the application (545) */
	BO_EVENT_NO_RESULT,     /* the registrar has not decided within a week */
	BO_EVENT_CAUGHT_LATE,   /* ... and says later that it caught the name */
	BO_EVENT_INVOICED,      /* WHMCS made the invoice */
	BO_EVENT_PAID,          /* the invoice is paid */
	BO_EVENT_INVOICE_ENDED, /* the invoice is cancelled, refunded or gone */
	BO_EVENT_INVOICE_MOVED, /* its line is on another invoice now: WHMCS merged them */
	BO_EVENT_CURRENCY,      /* the client has another currency than the one reserved in */
	BO_EVENT_CLIENT_GONE,   /* WHMCS has no such client any more */
	BO_EVENT_CLIENT_CLOSED, /* the client's account was closed */
	BO_EVENT_MERGED_TWIN,   /* two clients became one, and the other has an order for the name */
	BO_EVENT_NEEDS_PERSON,  /* something that only a person can settle */
	BO_EVENT_MISSED,        /* two days after the drop nothing had been sent */
	BO_EVENT_DELETE,        /* the customer deletes */
	BO_EVENT_DELETE_ADMIN,
	BO_EVENT_REQUEST_INCOMPLETE, /* the registrar would refuse it: contact data are missing, say */
	BO_EVENT_REQUEST_COMPLETE,   /* not any more */
	BO_EVENT_NAME_FREE,          /* what the registrar says about a name on no list */
	BO_EVENT_NAME_TAKEN,
	BO_EVENT_NAME_REDEMPTION,
	BO_EVENT_NAME_PENDING,
	BO_EVENT_CLIENT_GONE_SENT /* WHMCS has no such client any more, and an application was sent */
} bo_event_t;

/* What the events carry; fields that an event does not need are not looked at. */
typedef struct {
	bo_money_t price; /* FUND, ACTIVATE */
	int64_t currency_id;
	const char *reference; /* APPLIED */
	const char *text;      /* for reason_text and the log: the registrar's words ...; may be NULL */
	int64_t invoice_id, invoice_item;  /* INVOICED, INVOICE_MOVED */
	int64_t registered_at, expires_at; /* PAID, AUCTION_WON: the domain's dates at the registrar */
	const char *auction;               /* AUCTION, AUCTION_WON, AUCTION_LOST: JSON */
	int low_balance_stage;             /* FUNDS_SHORT: the stage that a mail was queued for */
} bo_event_data_t;

/* Who acts, when, under which settings. */
typedef struct {
	bo_db_t *db;
	const bo_settings_t *settings;
	int64_t now;
	const char *cron;  /* for the log: "batch", "client", "admin" */
	const char *actor; /* "cron", "client 12", "admin 3" */
} bo_machine_t;

/* Applies event to order. Opens and commits a transaction of its own unless one is open (then the caller
 * commits). On success *order is the new row (status BO_STATUS_NONE after deleting). BO_E_CONFLICT: the event
 * does not fit the status or its guard does not hold, or somebody else changed the order first. BO_E_PERSON:
 * the delivery needs one. On any failure *order is unchanged and, when the transaction was opened here,
 * nothing is written. */
BO_MUSTCHECK bo_code_t bo_machine_apply(bo_machine_t *machine, bo_order_t *order, bo_event_t event,
		const bo_event_data_t *data, bo_error_t *error);

/* Whether the event is possible now (table and guard): lets a run pick what is due. */
bool bo_machine_possible(const bo_order_t *order, bo_event_t event, int64_t now);

const char *bo_event_name(bo_event_t event);
/* The table as a list of {from, event, guard, to, actions [text], reason}. NULL when out of memory. */
bo_value_t *bo_machine_table(void);

#endif
