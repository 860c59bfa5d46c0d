/* The command interface: name -> role, typed parameters, handler. Nothing reaches a handler that its row in
 * the table (bo_command_table.c) did not admit. Names, codes and shapes are the contract with other addons:
 * docs/commands.md. */
#ifndef BO_COMMAND_H
#define BO_COMMAND_H

#include "base/bo_value.h"
#include "context/bo_context.h"

typedef enum {
	BO_ROLE_GUEST = 1 << 0,
	BO_ROLE_CLIENT = 1 << 1,
	BO_ROLE_ADMIN = 1 << 2,
	BO_ROLE_CRON = 1 << 3
} bo_role_t;

typedef struct {
	bo_role_t role;
	int64_t client_id; /* a client: itself; an admin: whom it acts for (0: nobody) */
	int64_t admin_id;
	char address[46]; /* where a guest comes from; "" when the host does not tell */
} bo_caller_t;

/* Codes of the envelope. */
enum {
	BO_COMMAND_OK = 200,
	BO_COMMAND_UNKNOWN = 500,
	BO_COMMAND_MISSING = 504,
	BO_COMMAND_SYNTAX = 505,
	BO_COMMAND_DENIED = 531,
	BO_COMMAND_NOT_UNIQUE = 540,
	BO_COMMAND_INVALID = 541,
	BO_COMMAND_NOT_FOUND = 545,
	BO_COMMAND_FAILED = 549,
	BO_COMMAND_INTERNAL = 599
};

/* Runs one command. *out is the envelope {CODE, DESCRIPTION, PROPERTY, QUEUETIME, RUNTIME}; a command's own
 * errors are in it. An error code only when memory ran out. caller: {role, client_id, admin_id, address}. */
BO_MUSTCHECK bo_code_t bo_command_run(bo_value_t **out, bo_context_t *context, const bo_value_t *command,
		const bo_value_t *caller, bo_error_t *error);

#endif
