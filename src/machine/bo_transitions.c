/* The life of an order. This table is the only place that says which status follows which. */
#include "machine/bo_transitions.h"

#include <string.h>

static bool date_known(const bo_order_t *order)
{
	return order->drop_date != BO_TIME_NONE;
}

static bool funding_window(const bo_order_t *order, int64_t now)
{
	return date_known(order) && order->drop_date <= now + BO_FUNDING_SECONDS &&
		   order->drop_date > now - BO_LATE_SECONDS;
}

static bool processing_window(const bo_order_t *order, int64_t now)
{
	return date_known(order) && order->drop_date <= now + BO_PROCESSING_SECONDS &&
		   order->drop_date > now - BO_LATE_SECONDS;
}

static bool admin_holds(const bo_order_t *order)
{
	return strcmp(order->activated_by, "admin") == 0;
}

static bool date_away(const bo_order_t *order, int64_t now)
{
	return date_known(order) && order->drop_date > now + BO_FUNDING_SECONDS && !admin_holds(order);
}

static bool date_lost(const bo_order_t *order, int64_t now)
{
	(void)now;
	return !date_known(order) && !admin_holds(order);
}

static bool missed(const bo_order_t *order, int64_t now)
{
	return date_known(order) && order->drop_date <= now - BO_MISSED_SECONDS;
}

static bool no_reference(const bo_order_t *order, int64_t now)
{
	(void)now;
	return !*order->reference;
}

static bool too_late_to_apply(const bo_order_t *order, int64_t now)
{
	return !*order->reference && date_known(order) && order->drop_date <= now - BO_LATE_SECONDS;
}

static bool drop_over(const bo_order_t *order, int64_t now)
{
	return date_known(order) && order->drop_date <= now - BO_LATE_SECONDS;
}

/* Until then an application can be taken back. */
static bool drop_ahead(const bo_order_t *order, int64_t now)
{
	return date_known(order) && order->drop_date > now;
}

/* A caught name that waits for a person is not given up. An order without a date (of an earlier version) is
 * as old as its last change. */
static bool undecided(const bo_order_t *order, int64_t now)
{
	int64_t since = date_known(order) ? order->drop_date : order->updated;
	return since != BO_TIME_NONE && since <= now - BO_UNDECIDED_SECONDS &&
		   strcmp(order->reason, "needs_person") != 0;
}

static bool was_undecided(const bo_order_t *order, int64_t now)
{
	(void)now;
	return strcmp(order->reason, "no_result") == 0;
}

static bool no_invoice(const bo_order_t *order, int64_t now)
{
	(void)now;
	return order->invoice_id == 0;
}

static bool has_invoice(const bo_order_t *order, int64_t now)
{
	(void)now;
	return order->invoice_id != 0;
}

static bool date_unknown(const bo_order_t *order, int64_t now)
{
	(void)now;
	return !date_known(order);
}

/* Nothing was sent and nothing is on its way. */
static bool not_sent(const bo_order_t *order, int64_t now)
{
	(void)now;
	return !*order->reference && !*order->apply_state;
}

#define S(name) BO_STATUS_##name
#define E(name) BO_EVENT_##name
#define M(name) BO_DO_MAIL(BO_MAIL_##name)

static const bo_transition_t table[] = {
		/* Placing also needs a price of the zone in the client's currency (backorder/bo_backorder.c). */
		{S(NONE), E(PLACE), date_unknown, "no drop date is known", S(REQUESTED), BO_DO_INSERT | M(PLACED),
				"waiting_date", "Backorder placed; its drop date is not known yet."},
		{S(NONE), E(PLACE), NULL, "the zone has a price in the client's currency", S(REQUESTED),
				BO_DO_INSERT | M(PLACED), "placed", "Backorder placed."},

		{S(REQUESTED), E(FUND), funding_window, "drop within 3 days", S(ACTIVE), BO_DO_RESERVE | M(ACTIVE),
				"funds_reserved", "The fee is reserved from the client's funds."},
		{S(REQUESTED), E(FUNDS_SHORT), funding_window, "drop within 3 days", S(REQUESTED), 0, "waiting_funds",
				"The available funds do not cover the fee."},
		{S(REQUESTED), E(PRICE_MISSING), funding_window, "drop within 3 days", S(REQUESTED), 0,
				"price_missing", "The zone has no price in the client's currency any more."},
		{S(REQUESTED), E(ACTIVATE), NULL, "an admin decides", S(ACTIVE),
				BO_DO_RESERVE | BO_DO_ADMIN_MARK | M(ACTIVE), "activated_by_admin",
				"The fee is reserved by an admin."},
		{S(REQUESTED), E(MISSED), missed, "drop 2 days in the past", S(FAILED), BO_DO_RELEASE | M(FAILED),
				"missed", "The drop passed before the backorder could be sent."},
		{S(REQUESTED), E(DELETE), NULL, "", S(NONE), BO_DO_REMOVE | BO_DO_WITHDRAW, "deleted_by_client",
				"Backorder deleted by the customer."},
		{S(REQUESTED), E(DELETE_ADMIN), NULL, "", S(NONE), BO_DO_REMOVE | BO_DO_WITHDRAW | M(CANCELLED),
				"deleted_by_admin", "Backorder deleted by an admin."},
		{S(REQUESTED), E(CLIENT_GONE), NULL, "WHMCS has no such client", S(CANCELLED), BO_DO_RELEASE,
				"client_removed", "The client was removed from WHMCS."},
		{S(REQUESTED), E(CLIENT_CLOSED), NULL, "the account is closed", S(CANCELLED), BO_DO_RELEASE,
				"client_closed", "The client's account was closed."},
		{S(REQUESTED), E(MERGED_TWIN), NULL, "clients were merged", S(CANCELLED), BO_DO_RELEASE,
				"client_merged", "The client was merged with another who has a backorder for this name."},

		{S(REQUESTED), E(NAME_FREE), date_unknown, "no drop date is known", S(REQUESTED), 0, "name_free",
				"The registrar says that the name is free to be registered."},
		{S(REQUESTED), E(NAME_TAKEN), date_unknown, "no drop date is known", S(REQUESTED), 0, "name_taken",
				"The registrar says that the name is registered."},
		{S(REQUESTED), E(NAME_REDEMPTION), date_unknown, "no drop date is known", S(REQUESTED), 0,
				"name_redemption", "The registrar says that the name is in redemption."},
		{S(REQUESTED), E(NAME_PENDING), date_unknown, "no drop date is known", S(REQUESTED), 0,
				"name_pending", "The registrar says that the name is about to be deleted."},

		{S(ACTIVE), E(REQUEST_INCOMPLETE), NULL, "", S(ACTIVE), 0, "contact_incomplete",
				"The registrar would refuse the backorder as it is."},
		{S(ACTIVE), E(REQUEST_COMPLETE), NULL, "", S(ACTIVE), 0, "contact_complete",
				"What was missing for the backorder is there now."},
		{S(ACTIVE), E(DATE_AWAY), date_away, "drop later than in 3 days", S(REQUESTED), BO_DO_RELEASE,
				"date_moved", "The drop date moved away; the reserved fee is released."},
		{S(ACTIVE), E(LEFT_LIST), date_lost, "no drop date any more", S(REQUESTED), BO_DO_RELEASE,
				"left_list", "The name left the list of expiring domains; the reserved fee is released."},
		{S(ACTIVE), E(OPEN), processing_window, "drop within 2 hours", S(PROCESSING), 0, "window_open",
				"The drop is near; the backorder goes to the registrar."},
		{S(ACTIVE), E(MISSED), missed, "drop 2 days in the past", S(FAILED), BO_DO_RELEASE | M(FAILED),
				"missed", "The drop passed before the backorder could be sent."},
		{S(ACTIVE), E(DELETE), NULL, "", S(NONE), BO_DO_RELEASE | BO_DO_REMOVE | BO_DO_WITHDRAW,
				"deleted_by_client", "Backorder deleted by the customer; the reserved fee is released."},
		{S(ACTIVE), E(DELETE_ADMIN), NULL, "", S(NONE),
				BO_DO_RELEASE | BO_DO_REMOVE | BO_DO_WITHDRAW | M(CANCELLED), "deleted_by_admin",
				"Backorder deleted by an admin; the reserved fee is released."},
		{S(ACTIVE), E(CURRENCY), NULL, "the client has another currency now", S(REQUESTED), BO_DO_RELEASE,
				"currency_changed",
				"The client's currency was changed; the fee is released and reserved anew."},
		{S(ACTIVE), E(CLIENT_GONE), NULL, "WHMCS has no such client", S(CANCELLED), BO_DO_RELEASE,
				"client_removed", "The client was removed from WHMCS."},
		{S(ACTIVE), E(CLIENT_CLOSED), NULL, "the account is closed", S(CANCELLED), BO_DO_RELEASE,
				"client_closed", "The client's account was closed; the reserved fee is released."},
		{S(ACTIVE), E(MERGED_TWIN), NULL, "clients were merged", S(CANCELLED), BO_DO_RELEASE, "client_merged",
				"The client was merged with another who has a backorder for this name."},

		{S(PROCESSING), E(APPLIED), no_reference, "no application yet", S(PROCESSING), BO_DO_REFERENCE,
				"applied", "The registrar accepted the backorder."},
		{S(PROCESSING), E(TRY_LATER), no_reference, "no application yet", S(PROCESSING), BO_DO_CLEAR_INTENT,
				"try_later", "The backorder could not be sent yet."},
		{S(PROCESSING), E(NO_CREDIT), no_reference, "no application yet", S(PROCESSING), BO_DO_CLEAR_INTENT,
				"registrar_no_funds", "The account at the registrar has no funds; it is tried again."},
		{S(PROCESSING), E(REFUSED), no_reference, "no application yet", S(FAILED),
				BO_DO_RELEASE | BO_DO_CLEAR_INTENT | M(FAILED), "refused",
				"The registrar refused the backorder."},
		{S(PROCESSING), E(NO_APPLICATION), too_late_to_apply, "no application, drop over for 4 hours",
				S(FAILED), BO_DO_RELEASE | BO_DO_CLEAR_INTENT | M(FAILED), "no_application",
				"The drop is over and no backorder could be sent."},
		{S(PROCESSING), E(AUCTION), NULL, "registrar: AUCTION-PENDING", S(AUCTION_PENDING),
				BO_DO_AUCTION | M(AUCTION_PENDING), "auction_pending",
				"The name was caught; several bidders, an auction decides."},
		{S(PROCESSING), E(LOST), NULL, "registrar: FAILED", S(FAILED), BO_DO_RELEASE | M(FAILED), "lost",
				"The name was not caught; the reserved fee is released."},
		{S(PROCESSING), E(CAUGHT), NULL, "registrar: SUCCESSFUL", S(PENDING_PAYMENT),
				BO_DO_RELEASE | BO_DO_INVOICE, "caught", "The name was caught."},
		{S(PROCESSING), E(AUCTION_WON), NULL, "registrar: AUCTION-WON", S(AUCTION_WON),
				BO_DO_RELEASE | BO_DO_AUCTION | BO_DO_DELIVER | BO_DO_AUCTION_FEE | M(AUCTION_WON),
				"auction_won", "The auction was won; the domain is in the account."},
		{S(PROCESSING), E(AUCTION_LOST), NULL, "registrar: AUCTION-LOST", S(AUCTION_LOST),
				BO_DO_RELEASE | BO_DO_AUCTION | M(AUCTION_LOST), "auction_lost",
				"The auction was lost; the reserved fee is released."},
		{S(PROCESSING), E(UNKNOWN), drop_over, "application unknown, drop over for 4 hours", S(CANCELLED),
				BO_DO_RELEASE | M(CANCELLED), "application_unknown",
				"The registrar does not know the backorder any more; the reserved fee is released."},
		{S(PROCESSING), E(NO_RESULT), undecided, "drop over for 7 days, no person was asked", S(FAILED),
				BO_DO_RELEASE | BO_DO_CLEAR_INTENT | M(FAILED), "no_result",
				"Nobody has said within 7 days what became of the backorder; the reserved fee is released."},
		{S(PROCESSING), E(NEEDS_PERSON), NULL, "", S(PROCESSING), 0, "needs_person",
				"A person has to look at this."},
		{S(PROCESSING), E(CURRENCY), NULL, "the client has another currency now, or no price was kept",
				S(PROCESSING), BO_DO_RESERVE, "currency_changed",
				"The client's currency was changed; the fee is reserved in the new one."},
		{S(PROCESSING), E(CLIENT_GONE), NULL, "WHMCS has no such client", S(CANCELLED), BO_DO_RELEASE,
				"client_removed", "The client was removed from WHMCS."},
		{S(PROCESSING), E(CLIENT_GONE_SENT), drop_ahead, "WHMCS has no such client, drop in the future",
				S(CANCELLED), BO_DO_RELEASE | BO_DO_WITHDRAW, "client_removed",
				"The client was removed from WHMCS; the backorder is withdrawn at the registrar."},
		{S(PROCESSING), E(DELETE_ADMIN), drop_ahead, "drop in the future", S(CANCELLED),
				BO_DO_RELEASE | BO_DO_WITHDRAW | M(CANCELLED), "deleted_by_admin",
				"Backorder ended by an admin; it is withdrawn at the registrar."},
		{S(PROCESSING), E(CLIENT_CLOSED), not_sent, "the account is closed, nothing was sent", S(CANCELLED),
				BO_DO_RELEASE, "client_closed",
				"The client's account was closed; the reserved fee is released."},
		{S(PROCESSING), E(MERGED_TWIN), not_sent, "clients were merged, nothing was sent", S(CANCELLED),
				BO_DO_RELEASE, "client_merged",
				"The client was merged with another who has a backorder for this name."},

		{S(AUCTION_PENDING), E(AUCTION), NULL, "registrar: AUCTION-PENDING", S(AUCTION_PENDING),
				BO_DO_AUCTION, "auction_pending", "New facts of the auction."},
		{S(AUCTION_PENDING), E(AUCTION_WON), NULL, "registrar: AUCTION-WON", S(AUCTION_WON),
				BO_DO_RELEASE | BO_DO_AUCTION | BO_DO_DELIVER | BO_DO_AUCTION_FEE | M(AUCTION_WON),
				"auction_won", "The auction was won; the domain is in the account."},
		{S(AUCTION_PENDING), E(AUCTION_LOST), NULL, "registrar: AUCTION-LOST", S(AUCTION_LOST),
				BO_DO_RELEASE | BO_DO_AUCTION | M(AUCTION_LOST), "auction_lost",
				"The auction was lost; the reserved fee is released."},
		{S(AUCTION_PENDING), E(CAUGHT), NULL, "registrar: SUCCESSFUL", S(PENDING_PAYMENT),
				BO_DO_RELEASE | BO_DO_INVOICE, "caught", "The name was caught."},
		{S(AUCTION_PENDING), E(LOST), NULL, "registrar: FAILED", S(FAILED), BO_DO_RELEASE | M(FAILED), "lost",
				"The name was not caught; the reserved fee is released."},
		{S(AUCTION_PENDING), E(UNKNOWN), drop_over, "application unknown, drop over for 4 hours",
				S(CANCELLED), BO_DO_RELEASE | M(CANCELLED), "application_unknown",
				"The registrar does not know the backorder any more; the reserved fee is released."},
		{S(AUCTION_PENDING), E(NEEDS_PERSON), NULL, "", S(AUCTION_PENDING), 0, "needs_person",
				"A person has to look at this."},
		{S(AUCTION_PENDING), E(CURRENCY), NULL, "the client has another currency now, or no price was kept",
				S(AUCTION_PENDING), BO_DO_RESERVE, "currency_changed",
				"The client's currency was changed; the fee is reserved in the new one."},
		{S(AUCTION_PENDING), E(CLIENT_GONE), NULL, "WHMCS has no such client", S(CANCELLED), BO_DO_RELEASE,
				"client_removed", "The client was removed from WHMCS."},

		{S(PENDING_PAYMENT), E(INVOICED), no_invoice, "no invoice yet", S(PENDING_PAYMENT),
				BO_DO_STORE_INVOICE | M(CAUGHT), "invoiced", "The invoice was made."},
		{S(PENDING_PAYMENT), E(INVOICE_MOVED), has_invoice, "the line is on another invoice",
				S(PENDING_PAYMENT), BO_DO_STORE_INVOICE, "invoice_merged",
				"The invoice was merged or split: another one has the line."},
		{S(PENDING_PAYMENT), E(PAID), has_invoice, "invoice Paid", S(SUCCESSFUL),
				BO_DO_DELIVER | M(DELIVERED), "delivered",
				"The invoice is paid; the domain is in the account."},
		{S(PENDING_PAYMENT), E(INVOICE_ENDED), has_invoice, "invoice Cancelled, Refunded or gone",
				S(CANCELLED), M(CANCELLED), "invoice_cancelled", "The invoice ended without a payment."},
		{S(PENDING_PAYMENT), E(CLIENT_GONE), NULL, "WHMCS has no such client", S(CANCELLED), 0,
				"client_removed", "The client was removed from WHMCS."},
		{S(PENDING_PAYMENT), E(NEEDS_PERSON), NULL, "", S(PENDING_PAYMENT), 0, "needs_person",
				"A person has to look at this."},

		{S(FAILED), E(CAUGHT_LATE), was_undecided, "given up without a result", S(FAILED), 0, "caught_late",
				"The registrar says after all that it has the name; a person has to decide."},

		{S(AUCTION_WON), E(INVOICED), no_invoice, "no invoice yet", S(AUCTION_WON), BO_DO_STORE_INVOICE,
				"invoiced", "The invoice for the backorder fee was made."},
};

const bo_transition_t *bo_transitions(size_t *count)
{
	*count = sizeof(table) / sizeof(table[0]);
	return table;
}

const bo_transition_t *bo_transition_find(const bo_order_t *order, bo_event_t event, int64_t now)
{
	const bo_transition_t *refused = NULL;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (table[i].from != order->status || table[i].event != event) {
			continue;
		}
		if (!table[i].guard || table[i].guard(order, now)) {
			return &table[i];
		}
		refused = &table[i];
	}
	return refused;
}
