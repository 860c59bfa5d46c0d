/* Commands about the calendar feed of a client's drops. */
#include "command/bo_command_table.h"

#include "backorder/bo_backorder.h"
#include "backorder/bo_feed.h"

static int answer_key(bo_command_t *command, bo_code_t result, const char *key)
{
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	bo_list_text(bo_map_list(bo_command_properties(command), "KEY"), key);
	return BO_COMMAND_OK;
}

int bo_command_feed(bo_command_t *command)
{
	char key[BO_FEED_KEY_SIZE];
	return answer_key(
			command, bo_feed_key(key, command->context, command->caller.client_id, command->error), key);
}

int bo_command_feed_make(bo_command_t *command)
{
	char key[BO_FEED_KEY_SIZE];
	return answer_key(
			command, bo_feed_make(key, command->context, command->caller.client_id, command->error), key);
}

int bo_command_feed_revoke(bo_command_t *command)
{
	return answer_key(
			command, bo_feed_revoke(command->context, command->caller.client_id, command->error), "");
}

/* The orders of the feed's client, the latest drop first, as many as a page has. */
int bo_command_feed_orders(bo_command_t *command)
{
	int64_t client_id = 0;
	bo_value_t *list = NULL, *filter = NULL;
	bo_code_t result =
			bo_feed_open(&client_id, command->context, bo_command_text(command, "KEY"), command->error);
	if (result == BO_OK) {
		filter = bo_value_map();
		bo_map_text(filter, "orderby", "dropdatedesc");
		bo_map_int(filter, "limit", 500);
		result = bo_value_complete(filter)
						 ? bo_backorder_list(&list, command->context, client_id, filter, command->error)
						 : bo_fail_memory(command->error);
		bo_value_free(filter);
	}
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	const bo_value_t *items = bo_map_get(list, "items");
	bo_value_t *orders = bo_value_list();
	for (size_t i = 0; i < items->as.many.count; i++) {
		const bo_value_t *from = items->as.many.items[i];
		const char *date = bo_map_get_text(from, "dropdate", NULL);
		if (!date) {
			continue;
		}
		bo_value_t *order = bo_list_map(orders);
		bo_map_int(order, "ID", bo_map_get_int(from, "id", 0));
		bo_map_text(order, "DOMAINIDN", bo_map_get_text(from, "name_unicode", ""));
		bo_map_text(order, "STATUS", bo_map_get_text(from, "status", ""));
		bo_map_text(order, "REASON", bo_map_get_text(from, "reason", ""));
		bo_map_text(order, "DROPDATE", date);
		bo_map_text(order, "UPDATEDDATE", bo_map_get_text(from, "updated", ""));
	}
	bo_value_free(list);
	bo_command_take_property(command, orders);
	/* The texts are written in this client's language. */
	bo_map_int(command->envelope, "USERID", client_id);
	return BO_COMMAND_OK;
}
