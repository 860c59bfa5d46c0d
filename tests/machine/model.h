/* The model of prove_model.c: what each order is, and what a run makes of it. The facts of the world outside
 * are read from its tables; what the core does with them is told from the design, not from the core. */
#ifndef MODEL_H
#define MODEL_H

#include "world.h"

#define CLIENTS 12 /* that may come to be in one history; the first are there from the beginning */
#define FIRST_CLIENTS 3
#define CURRENCIES 3 /* 3 is one that WHMCS does not have */
#define NAMES 12
#define MAX_ORDERS 200

extern const char *const names[NAMES];

/* What WHMCS and the core know about a client, as read_facts() found it. Number n has the id n + 1. */
typedef struct {
	char email[40];
	bool here, closed, priced; /* priced: WHMCS has the client's currency */
	bool gone;                 /* away for so long that the next run ends the client's orders */
	int currency;
} model_client_t;

typedef struct {
	long long id;
	int client, name; /* both from 0 */
	char status[20];
	int64_t created, drop; /* drop: BO_TIME_NONE when unknown */
	bool admin_date, admin_holds, gone;
	long long price, reserved; /* cents */
	int currency;
	bool person; /* waits for one: nobody gives it up */
	bool intent;
	char owner[40]; /* whose address was sent, while the outcome is not known */
	int64_t intent_at, held_until;
	char reference[20];
	long long invoice;
} model_order_t;

extern bo_context_t *context;
extern model_client_t clients[CLIENTS];
extern size_t client_count; /* so many were ever there */
extern model_order_t orders[MAX_ORDERS];
extern size_t order_count;
extern int64_t now;
extern uint64_t seed_state;                     /* of dice() */
extern bool verbose;                            /* tell each step */
extern char complaint[512];                     /* the first thing that was wrong; "" for nothing */
extern long long prices[NAMES][CURRENCIES + 1]; /* cents, by currency; as read_facts() found them */

/* 0 to sides - 1 */
uint64_t dice(uint64_t sides);
void complain(const char *format, ...) BO_PRINTF(1, 2);
void told(const char *format, ...) BO_PRINTF(1, 2);
const char *date_text(int64_t time);
int64_t time_of(const char *text);
const char *zone_of(int name);
bool is(const model_order_t *order, const char *status);
bool is_open(const model_order_t *order);
void become(model_order_t *order, const char *status);
/* The same, and nothing is held any more. */
void release(model_order_t *order, const char *status);
model_order_t *open_order(int client, int name);
void read_facts(void);
/* Calls take() for each row of a query; cells are parted by '|'. */
void each_row(const char *sql, void (*take)(char **cells));
void read_clients(void);
/* What a run makes of clients who are gone, closed or have another currency. */
void model_clients(void);
/* What becomes of the orders of a client who was merged into another. */
void model_merge(int from, int to);
/* What a client can spend: told by WHMCS's tables and by the orders, an invoice counting once. */
long long available(int client);
/* Changes the orders as a run will. */
void model_run(void);
/* Complains when the orders in the database are not those of the model, or when something does not hold. */
void compare(void);
void check_funds(void);
/* After a process was killed: where it came to is read from the database. */
void reload(void);

#endif
