/* The settings that the host hands over once per request (PHP: Ispapi\Backorder\configure()). */
#ifndef BO_SETTINGS_H
#define BO_SETTINGS_H

#include "base/bo_error.h"
#include "base/bo_value.h"
#include "db/bo_db.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct {
	/* Where a text is NULL the setting was not given. All texts are owned by the struct. */
	char *db_host, *db_socket, *db_user, *db_password, *db_database;
	char *db_tls_ca, *db_tls_cert, *db_tls_key;
	bool db_tls_verify;
	int64_t db_port;
	int64_t db_read_seconds; /* how long the server may take over one statement */

	char *data_directory; /* the addon's own cache files; must be writable for index and downloads */

	char *registrar_driver;   /* "ispapi" or "cnr" */
	char *registrar_login;    /* account, or account!role */
	char *registrar_password; /* already HTML-decoded */
	bool registrar_test_mode; /* OT&E system */
	char *registrar_url;      /* overrides the driver's own address; https, or http on the loopback only */
	char *registrar_proxy;
	char *registrar_ca_file;     /* PEM bundle instead of the system's, or NULL */
	char *registrar_module;      /* the WHMCS registrar module that gets the domain, "ispapi" */
	char *registrar_nameservers; /* of caught names: host names between blanks or commas; NULL: the
									registrar's */
	char *registrar_extra;       /* what some zones want to be told: lines "zone KEY=value" */
	bool registrar_log;          /* whether calls are kept for the host's module log */
	char *registrar_problem; /* why the host's settings of the registrar can't be used; nothing is called then
							  */
	int64_t registrar_parallel;   /* calls in flight, 1 to 64 */
	int64_t registrar_connect_ms; /* limits of one call */
	int64_t registrar_total_ms;
	char *referer; /* WHMCS SystemURL */

	char *droplist_url;     /* the list when droplist_sources is not given */
	char *droplist_sources; /* one source a line, see droplist/bo_source.h */
	char *droplist_ca_file;
	int64_t droplist_minimum_percent; /* a list smaller than this share of the last good one is refused */
	int64_t droplist_maximum_bytes;   /* unpacked */

	bool invoice_auction_fee; /* AUCTION-WON invoices the backorder fee */
	bool invoice_taxed;
	int64_t invoice_due_days;
	int64_t next_due_days; /* next due date = expiry minus this */
	/* Which moments customers are told of by mail. */
	bool mail_lowbalance, mail_placed, mail_active, mail_caught, mail_delivered, mail_failed;
	bool mail_auction_pending, mail_auction_won, mail_auction_lost, mail_cancelled;
	bool guests_may_search;
	int64_t orders_per_client;   /* open orders one client may have */
	int64_t requests_per_minute; /* of a client, or of a guest's address; 0: no limit */
	char *clock_file; /* tests: a file with the Unix time to take for now; NULL: the system clock */
} bo_settings_t;

/* Reads a map of settings; unknown keys and values of the wrong kind are errors that name the key. Keys are
 * the field names above. *out is owned by the caller. */
BO_MUSTCHECK bo_code_t bo_settings_new(bo_settings_t **out, const bo_value_t *map, bo_error_t *error);
void bo_settings_free(bo_settings_t *settings); /* wipes the secrets */
/* Whether two sets agree in all that a kept connection depends on. */
bool bo_settings_same_database(const bo_settings_t *a, const bo_settings_t *b);
bool bo_settings_same_registrar(const bo_settings_t *a, const bo_settings_t *b);

void bo_settings_database(bo_db_settings_t *out, const bo_settings_t *settings); /* borrowed texts */

#endif
