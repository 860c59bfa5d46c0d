/* Commands of the admin's pages only. */
#include "command/bo_command_table.h"

#include "backorder/bo_backorder.h"
#include "backorder/bo_report.h"
#include "pricing/bo_pricing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "12,14": ids parted by commas. */
static bo_value_t *read_ids(const char *text)
{
	bo_value_t *list = bo_value_list();
	while (*text) {
		char *end = NULL;
		long long id = strtoll(text, &end, 10);
		if (end == text || id <= 0 || (*end && *end != ',')) {
			bo_value_free(list);
			return NULL;
		}
		bo_list_int(list, id);
		text = *end ? end + 1 : end;
	}
	return list;
}

int bo_command_act(bo_command_t *command)
{
	static const struct {
		const char *column, *key;
	} texts[] = {{"DOMAIN", "name"}, {"REASON", "reason"}, {"MESSAGE", "message"}};
	bo_value_t *answers = NULL;
	bo_value_t *ids = read_ids(bo_command_text(command, "IDS"));
	if (!ids) {
		return bo_command_detail(command, BO_COMMAND_SYNTAX, "IDS");
	}
	bo_value_t *data = bo_value_map();
	bo_map_bool(data, "force", bo_command_flag(command, "FORCE"));
	bo_map_text(data, "dropdate", bo_command_text(command, "DROPDATE"));
	bo_map_text(data, "note", bo_command_text(command, "NOTE"));
	bo_code_t result = bo_value_complete(ids) && bo_value_complete(data)
							   ? bo_backorder_act(&answers, command->context, bo_command_text(command, "ACT"),
										 ids, data, command->actor, command->error)
							   : bo_fail_memory(command->error);
	bo_value_free(ids);
	bo_value_free(data);
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	bo_value_t *list = bo_value_list();
	for (size_t i = 0; i < answers->as.many.count; i++) {
		const bo_value_t *from = answers->as.many.items[i];
		bo_value_t *item = bo_list_map(list);
		bo_map_int(item, "ID", bo_map_get_int(from, "id", 0));
		bo_map_bool(item, "OK", bo_map_get_bool(from, "ok", false));
		for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++) {
			bo_map_text(item, texts[t].column, bo_map_get_text(from, texts[t].key, ""));
		}
	}
	bo_value_free(answers);
	bo_command_take_property(command, list);
	return BO_COMMAND_OK;
}

static int take(bo_command_t *command, bo_code_t result, bo_value_t *value)
{
	if (result != BO_OK) {
		return bo_command_fail(command, result);
	}
	bo_command_take_property(command, value);
	return BO_COMMAND_OK;
}

int bo_command_price_import(bo_command_t *command)
{
	bo_db_t *db = NULL;
	bo_value_t *answer = NULL;
	bo_code_t result = bo_context_db(&db, command->context, command->error);
	if (result == BO_OK) {
		result = bo_pricing_import(&answer, db, bo_command_text(command, "CSV"),
				bo_command_flag(command, "DRYRUN"), command->error);
	}
	return take(command, result, answer);
}

static bool read_amount(bo_command_t *command, const char *name, bo_money_t *out)
{
	const char *text = bo_command_text(command, name);
	bo_error_t own = {0};
	*out = 0;
	return !*text || (bo_money_parse_input(out, text, strlen(text), &own) == BO_OK && *out != BO_MONEY_NONE &&
							 *out <= 100000000);
}

int bo_command_price_margin(bo_command_t *command)
{
	bo_db_t *db = NULL;
	bo_value_t *answer = NULL;
	bo_margin_t margin = {0};
	if (!read_amount(command, "PERCENT", &margin.percent_hundredths)) {
		return bo_command_detail(command, BO_COMMAND_INVALID, "PERCENT");
	}
	if (!read_amount(command, "FIXED", &margin.fixed)) {
		return bo_command_detail(command, BO_COMMAND_INVALID, "FIXED");
	}
	if (!read_amount(command, "ROUND", &margin.step)) {
		return bo_command_detail(command, BO_COMMAND_INVALID, "ROUND");
	}
	bo_code_t result = bo_context_db(&db, command->context, command->error);
	if (result == BO_OK) {
		result = bo_pricing_margin(&answer, db, &margin, bo_command_flag(command, "SAVE"),
				bo_command_text(command, "CHOSEN"), command->error);
	}
	return take(command, result, answer);
}

/* "2026-11": the month's first second; the first of the next one with `next`. */
static bool read_month(int64_t *out, const char *text, bool next)
{
	char day[16];
	if (strlen(text) != 7) {
		return false;
	}
	snprintf(day, sizeof(day), "%s-01", text);
	if (!bo_time_parse_day(out, day, strlen(day))) {
		return false;
	}
	if (next) {
		char later[BO_TIME_TEXT_SIZE];
		bo_time_format(later, *out + 32 * BO_DAY);
		snprintf(later + 8, sizeof(later) - 8, "01");
		return bo_time_parse_day(out, later, 10);
	}
	return true;
}

int bo_command_report(bo_command_t *command)
{
	bo_value_t *answer = NULL;
	int64_t from, to;
	char zone[BO_ZONE_SIZE] = "";
	const char *tld = bo_command_text(command, "TLD");
	/* Without months: the last twelve. */
	char now[BO_TIME_TEXT_SIZE], first[8], last[8];
	bo_time_format(now, command->context->now);
	snprintf(
			last, sizeof(last), "%.7s", bo_command_has(command, "TO") ? bo_command_text(command, "TO") : now);
	if (!read_month(&to, last, true)) {
		return bo_command_detail(command, BO_COMMAND_SYNTAX, "TO must be a month like 2026-11");
	}
	bo_time_format(now, to - 365 * BO_DAY);
	snprintf(first, sizeof(first), "%.7s",
			bo_command_has(command, "FROM") ? bo_command_text(command, "FROM") : now);
	if (!read_month(&from, first, false)) {
		return bo_command_detail(command, BO_COMMAND_SYNTAX, "FROM must be a month like 2026-11");
	}
	if (*tld && bo_zone_parse(zone, tld, strlen(tld)) != BO_NAME_OK) {
		return bo_command_detail(command, BO_COMMAND_SYNTAX, "TLD");
	}
	bo_code_t result = bo_report_read(&answer, command->context, from, to, zone, command->error);
	bo_map_text(answer, "from", first);
	bo_map_text(answer, "to", last);
	return take(command, result, answer);
}
