/* The table of transitions (bo_transitions.c) as the machine reads it. */
#ifndef BO_TRANSITIONS_H
#define BO_TRANSITIONS_H

#include "machine/bo_mail.h"

/* What a transition does besides changing the status. */
enum {
	BO_DO_RESERVE = 1 << 0,       /* hold the price of the client's funds */
	BO_DO_RELEASE = 1 << 1,       /* hold nothing any more */
	BO_DO_REFERENCE = 1 << 2,     /* keep the application's reference */
	BO_DO_INVOICE = 1 << 3,       /* effect: WHMCS makes the invoice */
	BO_DO_AUCTION_FEE = 1 << 4,   /* the same for an auction won, when the setting says so */
	BO_DO_STORE_INVOICE = 1 << 5, /* keep the invoice's id */
	BO_DO_DELIVER = 1 << 6,       /* the domain's row in tbldomains */
	BO_DO_AUCTION = 1 << 7,       /* keep the auction's facts */
	BO_DO_CLEAR_INTENT = 1 << 8,  /* nothing is on its way to the registrar */
	BO_DO_INSERT = 1 << 9,        /* the order's row is new */
	BO_DO_REMOVE = 1 << 10,       /* the order's row goes, its log stays */
	BO_DO_ADMIN_MARK = 1 << 11,   /* funds stay reserved outside the window */
	BO_DO_WITHDRAW = 1 << 12      /* the application at the registrar, if there is one, is taken back */
};
/* ... and which mail it sends (effect), when the setting says so. */
#define BO_DO_MAIL_SHIFT 24
#define BO_DO_MAIL(mail) ((unsigned int)(mail) << BO_DO_MAIL_SHIFT)
#define BO_DO_MAIL_OF(actions) ((bo_mail_t)((actions) >> BO_DO_MAIL_SHIFT))

typedef struct {
	bo_status_t from;
	bo_event_t event;
	bool (*guard)(const bo_order_t *order, int64_t now); /* NULL: always */
	const char *guard_text;
	bo_status_t to;
	unsigned int actions;
	const char *reason;  /* the code kept with the order and its log line */
	const char *message; /* the log's sentence */
} bo_transition_t;

/* The first row whose guard holds; else one whose guard does not. NULL when the event does not fit the
 * status.
 */
const bo_transition_t *bo_transition_find(const bo_order_t *order, bo_event_t event, int64_t now);
const bo_transition_t *bo_transitions(size_t *count);

#endif
