/* The registrar behind one interface. Nothing above src/registrar/ knows which driver it talks to.
 *
 * Calls take many items at once and answer item by item, so that a driver can keep many requests in flight.
 * What happened to an item stands in its `answer`, also when a function returns another code than BO_OK: the
 * call then ended early (no settings, no memory, the HTTP library failed), and what was not asked keeps
 * BO_ANSWER_NONE. */
#ifndef BO_REGISTRAR_H
#define BO_REGISTRAR_H

#include "context/bo_context.h"
#include "base/bo_error.h"
#include "base/bo_name.h"
#include <stdint.h>

typedef struct bo_registrar bo_registrar_t;

/* What one call came to. */
typedef enum {
	BO_ANSWER_NONE = 0, /* not asked (an earlier failure stopped the run); text says why */
	BO_ANSWER_OK,
	BO_ANSWER_TEMPORARY, /* the registrar did surely not act; try again later */
	BO_ANSWER_LOST,      /* no complete answer came: it may have acted or not */
	BO_ANSWER_REFUSED,   /* refused for good; see code and text */
	BO_ANSWER_NOT_FOUND, /* the object does not exist */
	BO_ANSWER_DUPLICATE, /* an application with the same data exists already */
	BO_ANSWER_NO_FUNDS,  /* the reseller's account cannot pay */
	BO_ANSWER_AUTH       /* login refused, or not allowed */
} bo_answer_kind_t;

#define BO_REFERENCE_SIZE 64

typedef struct {
	bo_answer_kind_t kind;
	int code;       /* API code, or HTTP status when there was none; 0 for network failures */
	char text[256]; /* the registrar's words or the network error; no secret */
	double seconds; /* how long the call took */
} bo_answer_t;

/* A person or company, UTF-8; as WHMCS keeps the client. Empty text: not known. */
typedef struct {
	char first_name[128], last_name[128], organization[128], street[256], city[128], state[128];
	char zip[32], country[3], phone[40], email[256];
} bo_contact_t;

/* A field that a zone's registry wants beside the contacts: "X-US-NEXUS-APPPURPOSE" and its value. */
typedef struct {
	const char *key; /* X-..., then letters, digits and hyphens; any case */
	const char *value;
} bo_extra_field_t;

#define BO_MAX_NAME_SERVERS 13
#define BO_MAX_EXTRA_FIELDS 32
#define BO_EXTRA_VALUE_MAX 255 /* bytes */

/* A new application. Everything but name and contact may be zero or NULL. */
typedef struct {
	const char *name; /* A-labels */
	const bo_contact_t *contact;
	bool lite; /* class LITE instead of the full backorder */
	/* Whose contact it is. A driver whose registrar wants contact handles keeps one per client; with 0 it has
	 * none to keep and makes a new one. */
	int64_t client_id;
	int64_t period; /* years; 0: the registrar's own default */
	const char *const *name_servers;
	size_t name_server_count;
	const bo_extra_field_t *extras;
	size_t extra_count;
} bo_apply_request_t;

/* What keeps a request from being sent, or would make the registrar refuse it. */
typedef enum {
	BO_PROBLEM_MISSING = 1, /* needed and empty */
	BO_PROBLEM_BAD,         /* there, but not in a form that can be right */
	BO_PROBLEM_NOT_ALLOWED  /* no such field, or too many of them */
} bo_problem_kind_t;

typedef struct {
	bo_problem_kind_t kind;
	/* "name", "name_server", "period", the key of an extra field, or a member of bo_contact_t: "first_name",
	 * "last_name", "organization", "street", "city", "state", "zip", "country", "phone", "email" */
	char field[64];
	char text[160]; /* one clear sentence in English */
} bo_request_problem_t;

#define BO_MAX_PROBLEMS 32

typedef struct {
	bo_answer_t answer;
	char reference[BO_REFERENCE_SIZE]; /* with BO_ANSWER_OK */
} bo_apply_result_t;

typedef enum {
	BO_APPLICATION_WAITING, /* anything that is no end: REQUESTED, ACTIVE, PROCESSING, unknown words */
	BO_APPLICATION_SUCCESSFUL,
	BO_APPLICATION_FAILED,
	BO_APPLICATION_AUCTION_PENDING,
	BO_APPLICATION_AUCTION_WON,
	BO_APPLICATION_AUCTION_LOST
} bo_application_state_t;

typedef struct {
	bo_answer_t answer; /* BO_ANSWER_NOT_FOUND: the registrar does not know the reference */
	bo_application_state_t state;
	char reference[BO_REFERENCE_SIZE];
	char name[BO_NAME_MAX + 1];
	char status_text[64];  /* the registrar's own word */
	int64_t created;       /* BO_TIME_NONE when not told */
	char owner_email[256]; /* "" when not told; tells two customers' applications on one name apart */
	/* Auction facts, "" or BO_TIME_NONE when not told. */
	char auction_url[512], auction_status[32], auction_currency[8], auction_best_bid[24];
	char auction_bidders[16], auction_bids[16];
	int64_t auction_start, auction_end;
} bo_application_t;

/* One line of the list of all applications. Texts are borrowed and end with the call. */
typedef struct {
	const char *reference, *name; /* name "" when not told */
	const char *status_text;      /* the registrar's own word, "" when not told */
	bo_application_state_t state;
	bool status_told;         /* false: the list has no status column, only bo_registrar_status knows */
	int64_t created, updated; /* BO_TIME_NONE when not told */
} bo_application_row_t;

typedef struct {
	/* Another code than BO_OK stops the reading and is returned. It must not call back into the registrar. */
	bo_code_t (*row)(const bo_application_row_t *row, bo_error_t *error, void *payload);
	/* After each page: how long the whole list is, other kinds of applications included (0: not told). May be
	 * NULL. */
	void (*page)(uint64_t total, void *payload);
	void *payload;
} bo_application_reader_t;

/* Rows that one call of bo_registrar_status_all asks for at once. */
#define BO_REGISTRAR_LIST_PAGE 500

typedef enum {
	BO_AVAILABILITY_UNKNOWN = 0,   /* not told; answer says why when it is not BO_ANSWER_OK */
	BO_AVAILABILITY_FREE,          /* can be registered now */
	BO_AVAILABILITY_TAKEN,         /* registered, or not to be had for another reason */
	BO_AVAILABILITY_REDEMPTION,    /* deleted, and its old owner may still take it back */
	BO_AVAILABILITY_PENDING_DELETE /* about to be deleted */
} bo_availability_state_t;

typedef struct {
	bo_answer_t answer;
	bo_availability_state_t state;
	bool premium;    /* free, but at a price of its own */
	char reason[96]; /* the registrar's words, "" when there are none */
} bo_availability_t;

/* What the registrar asks for a backorder. */
typedef struct {
	char zone[BO_NAME_MAX + 1]; /* A-labels, no leading dot; "" when only the registrar's class is known */
	char zone_class[64];        /* the registrar's own word: "COM", "COUK" */
	bool lite;
	bo_money_t amount;
	char currency[8];
} bo_registrar_price_t;

typedef struct {
	bo_answer_t answer;       /* REFUSED/NOT_FOUND: not in this account */
	int64_t created, expires; /* BO_TIME_NONE when not told */
} bo_domain_facts_t;

typedef struct {
	bo_answer_t answer;
	bo_money_t balance, reserved; /* account balance, deposits held */
	char currency[8];
} bo_account_t;

/* Takes the registrar's list of names that are about to be deleted. */
typedef struct {
	/* One row: name and date as they came, unchecked, not NUL-terminated. Another code than BO_OK stops the
	 * reading and is returned. */
	bo_code_t (*row)(const char *name, size_t name_length, const char *date, size_t date_length,
			bo_error_t *error, void *payload);
	/* After each page: rows so far, and of how many (0: not told). May be NULL. Neither function may call
	 * back into the registrar. */
	void (*page)(uint64_t rows, uint64_t total, void *payload);
	void *payload;
} bo_pending_reader_t;

/* The driver of the settings, created on first use and kept in the context (keep-alive connections). */
BO_MUSTCHECK bo_code_t bo_registrar_get(bo_registrar_t **out, bo_context_t *context, bo_error_t *error);
/* Closes connections; in a forked child only forgets them. NULL is fine. */
void bo_registrar_free(bo_registrar_t *registrar);
const char *bo_registrar_name(const bo_registrar_t *registrar); /* "ispapi" */

/* One request that was sent or tried, for a log. All texts are borrowed and end with the call. */
typedef struct {
	const char *command;       /* "AddDomainApplication" */
	const char *object;        /* domain name or reference; "" when the command has none */
	unsigned int attempt;      /* 1 for the first */
	const bo_answer_t *answer; /* what this attempt came to: kind, code, text, seconds */
	bool paused;         /* the registrar asks for a pause, and the driver leaves the rest to a later run */
	int64_t date;        /* the registrar's clock when it answered, UTC seconds; 0: not told */
	const char *request; /* as sent, secrets masked; holds the contacts' personal data */
} bo_registrar_event_t;

typedef void (*bo_registrar_observer_fn)(const bo_registrar_event_t *event, void *payload);

/* Who is told of every attempt; NULL: nobody. It must not call back into the registrar. The registrar
 * outlives the request, so whoever sets an observer or a limit puts it back before the payload goes. */
void bo_registrar_observe(bo_registrar_t *registrar, bo_registrar_observer_fn observer, void *payload);

/* How long one call of the functions below may take, whatever the number of items. What is not done by then
 * keeps BO_ANSWER_NONE (never asked), or is given up: BO_ANSWER_TEMPORARY or BO_ANSWER_LOST. */
#define BO_REGISTRAR_RUN_MS 240000
void bo_registrar_limit(bo_registrar_t *registrar, int64_t run_ms);

BO_MUSTCHECK bo_code_t bo_registrar_authenticate(
		bo_registrar_t *registrar, bo_answer_t *answer, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_registrar_account(
		bo_registrar_t *registrar, bo_account_t *account, bo_error_t *error);
/* Tells without any network what is missing or wrong in a request, BO_MAX_PROBLEMS at most. What it finds
 * does not keep bo_registrar_apply from sending, apart from what cannot be sent at all. */
BO_MUSTCHECK bo_code_t bo_registrar_check_request(bo_registrar_t *registrar,
		const bo_apply_request_t *request, bo_request_problem_t problems[BO_MAX_PROBLEMS],
		size_t *problem_count, bo_error_t *error);
/* Sends new applications. Never forces duplicates. */
BO_MUSTCHECK bo_code_t bo_registrar_apply(bo_registrar_t *registrar, const bo_apply_request_t *requests,
		size_t count, bo_apply_result_t *results, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_registrar_status(bo_registrar_t *registrar, const char *const *references,
		size_t count, bo_application_t *results, bo_error_t *error);
/* Reads all backorder applications of the account by list pages: some hundred in one call, where status asks
 * for each. answer->kind tells whether the list came to its end (BO_ANSWER_OK): only then does a reference
 * that is not in it mean anything. A row can come twice when the list changes while it is read.
 * BO_ANSWER_NONE: this registrar has no such list; ask one by one. */
BO_MUSTCHECK bo_code_t bo_registrar_status_all(bo_registrar_t *registrar,
		const bo_application_reader_t *reader, bo_answer_t *answer, bo_error_t *error);
/* All backorder applications of one name. *found is malloc'ed (free it), *found_count may be 0;
 * answer->kind tells whether the list is complete (BO_ANSWER_OK). */
BO_MUSTCHECK bo_code_t bo_registrar_find(bo_registrar_t *registrar, const char *name,
		bo_application_t **found, size_t *found_count, bo_answer_t *answer, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_registrar_withdraw(bo_registrar_t *registrar, const char *const *references,
		size_t count, bo_answer_t *answers, bo_error_t *error);
BO_MUSTCHECK bo_code_t bo_registrar_domains(bo_registrar_t *registrar, const char *const *names, size_t count,
		bo_domain_facts_t *results, bo_error_t *error);
/* Whether names can be registered now, asked in groups as large as the registrar allows. BO_ANSWER_NONE with
 * a text where it offers no such question. No drop date may be concluded from it. */
BO_MUSTCHECK bo_code_t bo_registrar_check(bo_registrar_t *registrar, const char *const *names, size_t count,
		bo_availability_t *results, bo_error_t *error);
/* What the registrar asks for backorders, all zones. *prices is malloc'ed (free it). answer->kind
 * BO_ANSWER_NONE: it does not tell; BO_ANSWER_OK with no rows: it told none. */
BO_MUSTCHECK bo_code_t bo_registrar_prices(bo_registrar_t *registrar, bo_registrar_price_t **prices,
		size_t *price_count, bo_answer_t *answer, bo_error_t *error);
/* Reads the whole list of names that are about to be deleted. answer->kind tells whether it came to its end
 * (BO_ANSWER_OK); otherwise the rows that were handed on are worthless. BO_E_CONFIG when the registrar offers
 * no such list. */
BO_MUSTCHECK bo_code_t bo_registrar_pending(
		bo_registrar_t *registrar, const bo_pending_reader_t *reader, bo_answer_t *answer, bo_error_t *error);

#endif
