/* The rows of the command table, for the dispatcher and the handlers. */
#ifndef BO_COMMAND_TABLE_H
#define BO_COMMAND_TABLE_H

#include "command/bo_command.h"
#include "droplist/bo_droplist.h"

typedef enum {
	BO_PARAMETER_TEXT,  /* at most `maximum` bytes */
	BO_PARAMETER_NAME,  /* a domain name, handed on as A-labels */
	BO_PARAMETER_INT,   /* minimum to maximum */
	BO_PARAMETER_FLAG,  /* "true", "1", "on" ... */
	BO_PARAMETER_DAY,   /* YYYY-MM-DD */
	BO_PARAMETER_PREFIX /* every parameter that begins so and goes on with digits: PRICE1, PRICE2 */
} bo_parameter_kind_t;

typedef struct {
	const char *name; /* upper case; NULL ends the list */
	bo_parameter_kind_t kind;
	bool required;
	int64_t minimum, maximum;
} bo_parameter_t;

/* A running command. */
typedef struct {
	bo_context_t *context;
	bo_caller_t caller;
	char actor[40];     /* "client 12", "admin 3", "cron" */
	bo_value_t *values; /* the admitted parameters: upper-case name -> text or integer */
	bo_value_t *envelope;
	bo_error_t *error;
} bo_command_t;

/* Returns the envelope's code; detail goes through bo_command_detail(). */
typedef int (*bo_command_fn)(bo_command_t *command);

typedef struct {
	const char *name;
	unsigned int roles;
	bool needs_client; /* an admin has to name one by USERID */
	const bo_parameter_t *parameters;
	bo_command_fn handler;
	int cost; /* how many requests of a client's or guest's rate it takes; 0: it is not counted */
} bo_command_row_t;

const bo_command_row_t *bo_command_find(const char *name);

/* For handlers. */
const char *bo_command_text(const bo_command_t *command, const char *name); /* "" when not given */
bool bo_command_has(const bo_command_t *command, const char *name);
int64_t bo_command_int(const bo_command_t *command, const char *name, int64_t otherwise);
bool bo_command_flag(const bo_command_t *command, const char *name);
/* The text behind "; " in DESCRIPTION; returns code. */
int bo_command_detail(bo_command_t *command, int code, const char *format, ...) BO_PRINTF(3, 4);
/* The envelope's code for a core error, with the error's text as detail. */
int bo_command_fail(bo_command_t *command, bo_code_t code);
/* PROPERTY as a map or a list; borrowed. */
bo_value_t *bo_command_properties(bo_command_t *command);
void bo_command_take_property(bo_command_t *command, bo_value_t *property);
/* A column of one value: {"TOTAL": [n]}. */
void bo_command_column_int(bo_value_t *properties, const char *name, int64_t value);
/* {"NOW": ["YYYY-MM-DD HH:MM:SS"]}: the clock reading of the call, for what counts down. */
void bo_command_column_now(const bo_command_t *command, bo_value_t *properties);

/* Handlers: bo_command_orders.c */
int bo_command_create(bo_command_t *command);
int bo_command_create_many(bo_command_t *command);
int bo_command_check(bo_command_t *command);
int bo_command_delete(bo_command_t *command);
int bo_command_activate(bo_command_t *command);
int bo_command_create_invoice(bo_command_t *command);
int bo_command_merge_clients(bo_command_t *command);
int bo_command_order_list(bo_command_t *command);
int bo_command_complete_list(bo_command_t *command);
int bo_command_timeline(bo_command_t *command);
int bo_command_overview_status(bo_command_t *command);
int bo_command_overview_dropdate(bo_command_t *command);
int bo_command_overview_list(bo_command_t *command);
/* bo_command_feed.c */
int bo_command_feed(bo_command_t *command);
int bo_command_feed_make(bo_command_t *command);
int bo_command_feed_revoke(bo_command_t *command);
int bo_command_feed_orders(bo_command_t *command);
/* bo_command_names.c */
int bo_command_deleted_list(bo_command_t *command);
int bo_command_deleted_stats(bo_command_t *command);
/* bo_command_money.c */
int bo_command_funds(bo_command_t *command);
int bo_command_price_list(bo_command_t *command);
int bo_command_price_table(bo_command_t *command);
int bo_command_price_save(bo_command_t *command);
int bo_command_price_delete(bo_command_t *command);
int bo_command_log_list(bo_command_t *command);

#endif
