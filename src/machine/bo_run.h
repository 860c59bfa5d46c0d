/* One batch: every order that is due takes the steps that are due.
 *
 * Windows are conditions on the drop date, so a run after a night without cron catches up through several
 * statuses at once. Runs may overlap: each step is a compare and swap, money is counted under the client's
 * lock, and an order that is being sent is held by its run. */
#ifndef BO_RUN_H
#define BO_RUN_H

#include "base/bo_value.h"
#include "context/bo_context.h"
#include "machine/bo_machine.h"
#include "registrar/bo_registrar.h"

/* How many orders a phase loads at once. */
#define BO_RUN_CHUNK 200

typedef struct {
	bo_context_t *context;
	bo_machine_t machine;
	char holder[65];       /* unique to this run */
	bo_value_t *steps;     /* event name -> count */
	bo_value_t *errors;    /* texts: something went wrong, the next run tries again */
	bo_value_t *attention; /* texts: a person is needed */
	bool verbose;
	struct bo_run_due
			*due; /* bo_run_due.h; a dry run: steps are listed, nothing is written; NULL otherwise */
	struct bo_run_registrar *registrar; /* bo_run_registrar.h; NULL until a phase asks for it */
} bo_run_t;

/* Runs all phases. *out is {steps: {event: count}, errors: [text], attention: [text]} and, when the registrar
 * was called and the setting registrar_log is on, calls: [{command, object, attempt, code, text,
 * milliseconds, request}] and calls_left_out. An error code only when the run could not begin or the database
 * went away; what failed for one order is in `errors`. options: verbose; dry_run: nothing is written and the
 * registrar is not called, steps counts what is due, and due: [{step, id, name, client_id, status, dropdate}]
 * names the first thousand. */
BO_MUSTCHECK bo_code_t bo_run(
		bo_value_t **out, bo_context_t *context, const bo_value_t *options, bo_error_t *error);

/* For the phases: applies an event and books the outcome. Returns BO_OK also when the order was skipped
 * (somebody else changed it, or a person is needed); another code stops the run (the database is away).
 * *applied may be NULL. */
BO_MUSTCHECK bo_code_t bo_run_step(bo_run_t *run, bo_order_t *order, bo_event_t event,
		const bo_event_data_t *data, bool *applied, bo_error_t *error);
void bo_run_note(bo_run_t *run, bo_value_t *list, const char *format, ...) BO_PRINTF(3, 4);
void bo_run_count(bo_run_t *run, const char *step);
/* Whether a code means that going on makes no sense. */
bool bo_run_stops(bo_code_t code);

/* Whether WHMCS has the client; gone: it has not for long enough that nobody is about to move the orders. */
BO_MUSTCHECK bo_code_t bo_run_client_here(
		bool *here, bool *gone, bo_run_t *run, int64_t client_id, bo_error_t *error);
/* Ends an order whose name was caught for a client who is gone, and tells the reseller. */
BO_MUSTCHECK bo_code_t bo_run_caught_for_nobody(bo_run_t *run, bo_order_t *order, bo_error_t *error);

/* A week after the drop: an order about which the registrar says nothing, or "waiting", is given up. */
BO_MUSTCHECK bo_code_t bo_run_undecided(
		bo_run_t *run, bo_order_t *order, const bo_application_t *application, bo_error_t *error);

/* What several phases, or a phase and a dry run, select. */
#define BO_RUN_UNSENT "status = 'PROCESSING' AND reference = ''"
#define BO_RUN_POLLED "status IN ('PROCESSING', 'AUCTION-PENDING') AND reference <> ''"
/* The clients whose REQUESTED orders are near their drop, the nearest first. */
BO_MUSTCHECK bo_code_t bo_run_funding_clients(bo_rows_t **out, bo_run_t *run, bo_error_t *error);

/* The phases, in the order in which bo_run() calls them. */
BO_MUSTCHECK bo_code_t bo_run_missed(bo_run_t *run, bo_error_t *error);  /* bo_run.c */
BO_MUSTCHECK bo_code_t bo_run_dates(bo_run_t *run, bo_error_t *error);   /* the same */
BO_MUSTCHECK bo_code_t bo_run_windows(bo_run_t *run, bo_error_t *error); /* the same, after the funding */
BO_MUSTCHECK bo_code_t bo_run_clients(bo_run_t *run, bo_error_t *error); /* bo_run_clients.c */
BO_MUSTCHECK bo_code_t bo_run_funding(bo_run_t *run, bo_error_t *error); /* bo_run_funding.c */
BO_MUSTCHECK bo_code_t bo_run_applications(bo_run_t *run, bo_error_t *error); /* bo_run_apply.c */
BO_MUSTCHECK bo_code_t bo_run_requests(bo_run_t *run, bo_error_t *error);     /* bo_run_names.c */
BO_MUSTCHECK bo_code_t bo_run_names(bo_run_t *run, bo_error_t *error);        /* the same */
BO_MUSTCHECK bo_code_t bo_run_prices(bo_run_t *run, bo_error_t *error);       /* bo_run_prices.c */
BO_MUSTCHECK bo_code_t bo_run_account(bo_run_t *run, bo_error_t *error);      /* bo_run_account.c */
BO_MUSTCHECK bo_code_t bo_run_withdrawals(bo_run_t *run, bo_error_t *error);  /* bo_run_withdraw.c */
BO_MUSTCHECK bo_code_t bo_run_polling(bo_run_t *run, bo_error_t *error);      /* bo_run_poll.c */
BO_MUSTCHECK bo_code_t bo_run_overdue(bo_run_t *run, bo_error_t *error);      /* bo_run_overdue.c */
BO_MUSTCHECK bo_code_t bo_run_payments(bo_run_t *run, bo_error_t *error);     /* bo_run_payment.c */
BO_MUSTCHECK bo_code_t bo_run_given_up(bo_run_t *run, bo_error_t *error);     /* bo_run.c */
BO_MUSTCHECK bo_code_t bo_run_people(bo_run_t *run, bo_error_t *error);       /* the same */

#endif
