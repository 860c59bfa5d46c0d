#include "registrar/bo_ispapi_read.h"

#include "base/bo_time.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

bool bo_ispapi_plain_name(const char *name)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
	if (!name || !*name) {
		return false;
	}
	size_t length = strspn(name, allowed);
	return length <= BO_NAME_MAX && name[length] == '\0' && strchr(name, '.') != NULL;
}

bool bo_ispapi_plain_reference(const char *reference)
{
	size_t length = 0;
	if (!reference || !*reference) {
		return false;
	}
	for (; reference[length]; length++) {
		if (reference[length] <= ' ' || reference[length] > '~' || reference[length] == '*') {
			return false;
		}
	}
	return length < BO_REFERENCE_SIZE;
}

bool bo_ispapi_about(bo_ispapi_text_t told, const char *asked)
{
	for (size_t i = 0; i < told.length; i++) {
		if ((unsigned char)told.data[i] >= 0x80) {
			return true;
		}
	}
	return told.length == 0 || bo_ispapi_equal_nocase(told, asked);
}

bool bo_ispapi_is_backorder(bo_ispapi_text_t class)
{
	static const char word[] = "BACKORDER";
	const size_t length = sizeof(word) - 1;
	for (size_t i = 0; i + length <= class.length; i++) {
		if (strncasecmp(class.data + i, word, length) == 0) {
			return true;
		}
	}
	return class.length == 0;
}

const char *bo_ispapi_reference_column(const bo_ispapi_answer_t *answer)
{
	return bo_ispapi_answer_count(answer, "APPLICATION") ? "APPLICATION" : "APPLICATIONID";
}

bo_application_state_t bo_ispapi_application_state(bo_ispapi_text_t status)
{
	static const struct {
		const char *word;
		bo_application_state_t state;
	} ends[] = {
			{"SUCCESSFUL", BO_APPLICATION_SUCCESSFUL},
			{"FAILED", BO_APPLICATION_FAILED},
			{"AUCTION-PENDING", BO_APPLICATION_AUCTION_PENDING},
			{"AUCTION-WON", BO_APPLICATION_AUCTION_WON},
			{"AUCTION-LOST", BO_APPLICATION_AUCTION_LOST},
	};
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		if (bo_ispapi_equal_nocase(status, ends[i].word)) {
			return ends[i].state;
		}
	}
	return BO_APPLICATION_WAITING;
}

static void copy_property(char *out, size_t size, const bo_ispapi_answer_t *answer, const char *name)
{
	bo_ispapi_copy(out, size, bo_ispapi_answer_value(answer, name, 0));
}

static void read_auction(bo_application_t *out, const bo_ispapi_answer_t *answer)
{
	copy_property(out->auction_url, sizeof(out->auction_url), answer, "AUCTION-URL");
	if (strncmp(out->auction_url, "https://", 8) != 0 && strncmp(out->auction_url, "http://", 7) != 0) {
		out->auction_url[0] = '\0'; /* it becomes a link on a page: no other schemes */
	}
	copy_property(out->auction_status, sizeof(out->auction_status), answer, "AUCTION-STATUS");
	copy_property(out->auction_currency, sizeof(out->auction_currency), answer, "AUCTION-CURRENCY");
	copy_property(out->auction_best_bid, sizeof(out->auction_best_bid), answer, "AUCTION-BESTBID");
	copy_property(out->auction_bidders, sizeof(out->auction_bidders), answer, "AUCTION-NUMBEROFBIDDERS");
	copy_property(out->auction_bids, sizeof(out->auction_bids), answer, "AUCTION-NUMBEROFBIDS");
	out->auction_start = bo_ispapi_time(bo_ispapi_answer_value(answer, "AUCTION-STARTDATE", 0));
	out->auction_end = bo_ispapi_time(bo_ispapi_answer_value(answer, "AUCTION-ENDDATE", 0));
}

void bo_ispapi_read_application(
		bo_application_t *out, const bo_ispapi_answer_t *answer, const char *reference)
{
	bo_ispapi_text_t told = bo_ispapi_answer_value(answer, bo_ispapi_reference_column(answer), 0);
	bo_ispapi_text_t status = bo_ispapi_answer_value(answer, "STATUS", 0);
	if ((told.length && !bo_ispapi_equal_nocase(told, reference)) || status.length == 0) {
		out->answer.kind = BO_ANSWER_TEMPORARY;
		snprintf(out->answer.text, sizeof(out->answer.text), "%s",
				status.length ? "The answer is about another application." : "The answer tells no status.");
		return;
	}
	snprintf(out->reference, sizeof(out->reference), "%s", reference);
	out->state = bo_ispapi_application_state(status);
	bo_ispapi_copy(out->status_text, sizeof(out->status_text), status);
	copy_property(out->name, sizeof(out->name), answer, "DOMAIN");
	out->created = bo_ispapi_time(bo_ispapi_answer_value(answer, "CREATEDDATE", 0));
	read_auction(out, answer);
}

void bo_ispapi_read_domain(bo_domain_facts_t *out, const bo_ispapi_answer_t *answer)
{
	out->created = bo_ispapi_time(bo_ispapi_answer_value(answer, "CREATEDDATE", 0));
	/* EXPIRATIONDATE is what the registry has. The older name of the same date is marked as deprecated where
	 * the API documents both (RenewDomain), so it only steps in. PAIDUNTILDATE is another thing: how far the
	 * reseller has paid, which can be a year more. */
	out->expires = bo_ispapi_time(bo_ispapi_answer_value(answer, "EXPIRATIONDATE", 0));
	if (out->expires == BO_TIME_NONE) {
		out->expires = bo_ispapi_time(bo_ispapi_answer_value(answer, "REGISTRATIONEXPIRATIONDATE", 0));
	}
}
