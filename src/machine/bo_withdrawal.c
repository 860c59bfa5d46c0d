#include "machine/bo_withdrawal.h"

#include "machine/bo_client.h"

#include <string.h>

bo_code_t bo_withdrawal_add(const bo_machine_t *machine, const bo_order_t *order, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1];
	bo_contact_t contact = {0};
	bool intent = strcmp(order->apply_state, "intent") == 0;
	if (!*order->reference && !intent) {
		return BO_OK;
	}
	/* The owner's address tells applications for one name apart when only the intent is known. Orders of
	 * older versions do not know it, and a client who is gone left none behind. */
	bo_code_t result = BO_OK;
	if (!*order->apply_email) {
		result = bo_client_contact(&contact, machine->db, order->client_id, error);
	}
	if (result != BO_OK && result != BO_E_NOT_FOUND) {
		return result;
	}
	/* A run that is sending it at this moment is let through first. */
	int64_t from =
			!*order->reference && order->apply_until != BO_TIME_NONE && order->apply_until > machine->now
					? order->apply_until
					: machine->now;
	return bo_db_exec(machine->db,
			"INSERT IGNORE INTO backorder_withdrawals (order_id, userid, name, reference, owner_email, "
			"applied_at, "
			"not_before, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
			BO_PARAMS(bo_p_int(order->id), bo_p_int(order->client_id), bo_p_text(bo_order_name(name, order)),
					bo_p_text(order->reference),
					bo_p_text(*order->apply_email ? order->apply_email : contact.email),
					bo_p_time(order->apply_at), bo_p_time(from), bo_p_time(machine->now),
					bo_p_time(machine->now)),
			NULL, NULL, error);
}
