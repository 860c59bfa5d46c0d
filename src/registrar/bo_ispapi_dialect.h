/* What differs between the two registrars of the family: HEXONET's ISPAPI and its successor, CentralNic
 * Reseller (CNR, formerly RRPproxy). Both speak the same text over HTTP; docs/registrar.md has the sources.
 */
#ifndef BO_ISPAPI_DIALECT_H
#define BO_ISPAPI_DIALECT_H

#include "registrar/bo_ispapi_code.h"
#include <stdbool.h>
#include <stddef.h>

struct bo_ispapi_dialect {
	const char *live_url, *test_url;
	const char *live_entity, *test_entity; /* NULL: there is no s_entity */
	/* What a login is tried with. check_login: the command takes SUBUSER and PASSWORD. */
	const bo_ispapi_verb_t *login_verb;
	bool check_login;
	/* The class of the cheaper application; NULL: the full class with X-BACKORDER-LITE=1. */
	const char *lite_class;
	int64_t default_period; /* years; 0: left to the registrar */
	/* Contacts are handles that AddContact gives (bo_cnr_contact.h), not fields of the application. */
	bool handles;
	bool name_servers;  /* applications take NAMESERVER0 ... */
	bool needs_zip;     /* a contact without a post code is refused */
	bool withdraw_full; /* DeleteDomainApplication wants DOMAIN and CLASS as well */
	size_t check_group; /* names in one CheckDomains */
	bool user_depth;    /* lists take USERDEPTH */
	/* DOMAIN of the list of all applications, where that is a required parameter; NULL: left out. */
	const char *list_domain;
	bool list_lacks_owner;     /* the list of applications has no contacts, the status of each has */
	const char *list_order;    /* ORDERBY of the applications */
	const char *pending_order; /* ORDERBY of the expiring names; NULL: no documented word */
	size_t pending_page;       /* rows */
};

extern const bo_ispapi_dialect_t bo_ispapi_dialect, bo_cnr_dialect;

#endif
