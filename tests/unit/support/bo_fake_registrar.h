/* A registrar that answers what a test told it to. It sits behind the real bo_registrar_* functions as a
 * driver of its own, so no network is needed.
 *
 * Untold it takes every application (reference "R-" and the name), says of every reference that it is still
 * waiting, lists no applications, knows no domains, and its list of names about to be deleted is empty. */
#ifndef BO_FAKE_REGISTRAR_H
#define BO_FAKE_REGISTRAR_H

#include "context/bo_context.h"
#include "registrar/bo_registrar.h"

#define BO_FAKE_RULES 16
#define BO_FAKE_LIST 200

typedef struct {
	char name[BO_NAME_MAX + 1];
	bo_apply_result_t result;
} bo_fake_apply_t;

typedef struct {
	char key[BO_NAME_MAX + 1]; /* a reference, or a name for the list */
	bo_application_t application;
} bo_fake_application_t;

typedef struct {
	char name[BO_NAME_MAX + 1];
	bo_domain_facts_t facts;
} bo_fake_domain_t;

typedef struct {
	bo_fake_apply_t applies[BO_FAKE_RULES];
	bo_fake_application_t statuses[BO_FAKE_RULES], listed[BO_FAKE_RULES];
	bo_fake_domain_t domains[BO_FAKE_RULES];
	size_t apply_count, status_count, listed_count, domain_count;
	bo_answer_kind_t find_kind; /* how the list is answered */
	bo_code_t apply_code;       /* another code than BO_OK: nothing can be sent at all */
	/* Likewise, but what the call says after it has answered as told. */
	bo_code_t late_apply_code, late_withdraw_code;
	/* The list of names that are about to be deleted: "name;date" lines, and how reading it ends. */
	const char *pending;
	bo_answer_kind_t pending_kind;

	bo_answer_kind_t login_kind;    /* how the login is answered, BO_ANSWER_OK untold */
	bo_answer_kind_t withdraw_kind; /* likewise for taking back */
	int withdraw_code, login_code;
	char login_text[256], withdraw_text[256]; /* "" for words of the test's own */
	bo_account_t account;

	/* The list of all applications: how it is answered (BO_ANSWER_NONE untold: there is none), how long it
	 * says to be, and the references in it with their words for the status; a row more for each. */
	bo_answer_kind_t all_kind;
	uint64_t all_total;
	struct {
		char reference[BO_REFERENCE_SIZE];
		bo_application_state_t state;
		bool told;
	} all[BO_FAKE_LIST];
	size_t all_count;
	/* Which names are free; how the question is answered (BO_ANSWER_NONE untold). */
	bo_answer_kind_t check_kind;
	bo_availability_state_t availability; /* of every name */
	/* What is said against each request, "" for nothing. */
	char problem[160];
	/* What the registrar asks for every zone it is asked about ("com"), full and lite; BO_MONEY_NONE untold.
	 */
	bo_money_t price_com, price_com_lite;
	char price_currency[8];

	/* What was asked. */
	size_t logins, accounts, lists, checks, price_lists;
	char checked[2048];     /* the names of the last question, each followed by a blank */
	char name_servers[256]; /* of the last application, likewise */
	char extras[512];       /* of the last application: "KEY=value " */
	char withdrawn[2048];   /* references, each followed by a blank */
	char sent[2048];        /* the names of all applications, each followed by a blank */
	char asked[2048];       /* the references whose status was asked, likewise */
	char found[2048];       /* the names that were looked up, likewise */
	bo_contact_t contact;   /* of the last application */
	bool lite;              /* of the last application */
	size_t largest;         /* the most applications in one call */
} bo_fake_registrar_t;

/* Puts a fake into the context; it lives as long as the context keeps it. */
bo_fake_registrar_t *bo_fake_registrar(bo_context_t *context);

/* How the application for a name is answered from now on. */
void bo_fake_answer(
		bo_fake_registrar_t *fake, const char *name, bo_answer_kind_t kind, int code, const char *text);
/* What the status of a reference is from now on; the result may be refined (auction facts ...). */
bo_application_t *bo_fake_status(bo_fake_registrar_t *fake, const char *reference, bo_answer_kind_t kind,
		bo_application_state_t state);
/* One more application in the list of a name; created is UTC or NULL. */
bo_application_t *bo_fake_listed(bo_fake_registrar_t *fake, const char *name, const char *reference,
		const char *created, const char *owner_email);
/* A domain in the account. */
void bo_fake_domain(bo_fake_registrar_t *fake, const char *name, const char *created, const char *expires);

#endif
