#include "machine/bo_delivery.h"

#include "base/bo_buffer.h"

#include <stdio.h>
#include <string.h>

/* The one row that may not exist twice. Rows of an earlier life of the name (Expired, Cancelled, Transferred
 * Away) do not count; live ones stop the delivery, whoever owns them. An IDN may stand in either form;
 * WHMCS's tables may be collated so that letters with and without accents are the same, which is another name
 * here. */
static bo_code_t refuse_existing(const bo_machine_t *machine, const char *name, bo_error_t *error)
{
	char unicode[BO_NAME_UTF8_MAX];
	bo_rows_t *rows = NULL;
	bo_name_to_unicode(unicode, name);
	bo_code_t result = bo_db_query(&rows, machine->db,
			"SELECT id, userid, status FROM tbldomains WHERE domain IN (?, ?) AND CONVERT(LOWER(domain) "
			"USING "
			"utf8mb4) COLLATE utf8mb4_bin IN (?, ?) AND status IN ('Active', 'Pending', 'Pending "
			"Registration', 'Pending Transfer') ORDER BY id LIMIT 1 FOR UPDATE",
			BO_PARAMS(bo_p_text(name), bo_p_text(unicode), bo_p_text(name), bo_p_text(unicode)), error);
	if (result == BO_OK && bo_rows_count(rows)) {
		result = bo_fail(error, BO_E_PERSON,
				"WHMCS has a domain entry (%lld, client %lld, %s) for %.120s already; a person has to check "
				"it.",
				(long long)bo_rows_int(rows, 0, 0, 0), (long long)bo_rows_int(rows, 0, 1, 0),
				bo_rows_text(rows, 0, 2), name);
	}
	bo_rows_free(rows);
	return result;
}

/* The yearly renewal price of the client's currency. For type domainrenew, msetupfee is the price of one year
 * and tsetupfee the client group (0: everybody); -1 means disabled. */
static bo_code_t renewal_price(
		bo_money_t *out, const bo_machine_t *machine, const bo_order_t *order, bo_error_t *error)
{
	char extension[BO_ZONE_SIZE + 1];
	bo_rows_t *rows = NULL;
	snprintf(extension, sizeof(extension), ".%s", order->zone);
	bo_code_t result = bo_db_query(&rows, machine->db,
			"SELECT p.msetupfee FROM tbldomainpricing x JOIN tblpricing p ON p.relid = x.id AND p.type = "
			"'domainrenew' AND p.tsetupfee = 0 JOIN tblclients k ON k.currency = p.currency WHERE "
			"x.extension = ? AND "
			"k.id = ? ORDER BY p.id LIMIT 1",
			BO_PARAMS(bo_p_text(extension), bo_p_int(order->client_id)), error);
	if (result == BO_OK) {
		*out = bo_rows_money(rows, 0, 0);
		if (*out == BO_MONEY_NONE || *out <= 0) {
			result = bo_fail(error, BO_E_PERSON,
					"WHMCS has no renewal price for .%.100s in the client's currency; set one, then the "
					"domain is "
					"delivered by the next run.",
					order->zone);
		}
	}
	bo_rows_free(rows);
	return result;
}

/* A column of tbldomains and what goes into it. */
typedef struct {
	const char *name;
	bo_param_t value;
} column_t;

/* What a column that we do not know gets when it must have a value and has no default. */
static bo_param_t neutral_value(const char *type)
{
	if (strcmp(type, "date") == 0) {
		return bo_p_text("1970-01-01");
	}
	if (strcmp(type, "datetime") == 0 || strcmp(type, "timestamp") == 0) {
		return bo_p_text("1970-01-02 00:00:00");
	}
	if (strstr(type, "int") || strcmp(type, "decimal") == 0 || strcmp(type, "float") == 0 ||
			strcmp(type, "double") == 0) {
		return bo_p_int(0);
	}
	return bo_p_text("");
}

static bool plain_identifier(const char *name)
{
	size_t length = strlen(name);
	return length > 0 && length <= 64 &&
		   strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == length;
}

#define MAX_COLUMNS 128

/* WHMCS versions differ in the columns of tbldomains, and our connection is strict: so the columns are read
 * from the server, the known ones are filled, and unknown ones that must have a value get a neutral one. */
static bo_code_t insert_row(
		const bo_machine_t *machine, const column_t *known, size_t known_count, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	bo_buffer_t sql;
	bo_param_t values[MAX_COLUMNS];
	size_t count = 0;
	bo_buffer_init(&sql, BO_MAX_SQL);
	bo_code_t result = bo_db_query(&rows, machine->db,
			"SELECT COLUMN_NAME, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, DATA_TYPE FROM "
			"information_schema.COLUMNS WHERE "
			"TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'tbldomains' ORDER BY ORDINAL_POSITION",
			BO_NO_PARAMS, error);
	if (result != BO_OK) {
		goto out;
	}
	bo_buffer_add_text(&sql, "INSERT INTO tbldomains (");
	for (size_t i = 0; i < bo_rows_count(rows) && count < MAX_COLUMNS; i++) {
		const char *name = bo_rows_text(rows, i, 0);
		const bo_param_t *value = NULL;
		bo_param_t neutral;
		for (size_t k = 0; k < known_count && !value; k++) {
			value = strcmp(known[k].name, name) == 0 ? &known[k].value : NULL;
		}
		if (!value) {
			bool needed = strcmp(bo_rows_text(rows, i, 1), "NO") == 0 && !bo_rows_text(rows, i, 2) &&
						  !strstr(bo_rows_text(rows, i, 3), "auto_increment");
			if (!needed) {
				continue;
			}
			neutral = neutral_value(bo_rows_text(rows, i, 4));
			value = &neutral;
		}
		if (!plain_identifier(name)) {
			result = bo_fail(error, BO_E_DB, "tbldomains has a column with an unusual name.");
			goto out;
		}
		bo_buffer_printf(&sql, "%s`%s`", count ? ", " : "", name);
		values[count++] = *value;
	}
	if (count == 0) {
		result = bo_fail(error, BO_E_DB, "WHMCS's table tbldomains was not found.");
		goto out;
	}
	bo_buffer_add_text(&sql, ") VALUES (");
	for (size_t i = 0; i < count; i++) {
		bo_buffer_add_text(&sql, i ? ", ?" : "?");
	}
	bo_buffer_add_text(&sql, ")");
	if (sql.failed) {
		result = bo_fail_memory(error);
		goto out;
	}
	result = bo_db_exec_once(machine->db, bo_buffer_text(&sql), values, count, NULL, error);
out:
	bo_buffer_dispose(&sql);
	bo_rows_free(rows);
	return result;
}

bo_code_t bo_deliver(const bo_machine_t *machine, const bo_order_t *order, int64_t registered_at,
		int64_t expires_at, bo_error_t *error)
{
	char name[BO_NAME_MAX + 1], gateway[128] = "";
	bo_money_t renewal = BO_MONEY_NONE;
	bo_rows_t *client = NULL;
	bo_order_name(name, order);
	if (registered_at == BO_TIME_NONE || expires_at == BO_TIME_NONE) {
		return bo_fail(error, BO_E_INTERNAL, "The dates of %.120s are not known.", name);
	}
	bo_code_t result = bo_db_query(&client, machine->db, "SELECT defaultgateway FROM tblclients WHERE id = ?",
			BO_PARAMS(bo_p_int(order->client_id)), error);
	if (result == BO_OK && bo_rows_count(client) == 0) {
		result = bo_fail(
				error, BO_E_PERSON, "Client %lld does not exist any more.", (long long)order->client_id);
	}
	if (result == BO_OK && bo_rows_text(client, 0, 0)) {
		snprintf(gateway, sizeof(gateway), "%s", bo_rows_text(client, 0, 0));
	}
	bo_rows_free(client);
	if (result == BO_OK) {
		result = refuse_existing(machine, name, error);
	}
	if (result == BO_OK) {
		result = renewal_price(&renewal, machine, order, error);
	}
	if (result != BO_OK) {
		return result;
	}
	char registered[BO_TIME_TEXT_SIZE], expires[BO_TIME_TEXT_SIZE], due[BO_TIME_TEXT_SIZE];
	bo_time_format(registered, registered_at);
	bo_time_format(expires, expires_at);
	bo_time_format(due, expires_at - machine->settings->next_due_days * BO_DAY);
	const column_t known[] = {
			{"userid", bo_p_int(order->client_id)},
			{"orderid", bo_p_int(0)},
			{"type", bo_p_text("Register")},
			{"registrationdate", bo_p_string(registered, 10)},
			{"domain", bo_p_text(name)},
			{"firstpaymentamount", bo_p_money(order->price == BO_MONEY_NONE ? 0 : order->price)},
			{"recurringamount", bo_p_money(renewal)},
			{"registrar", bo_p_text(machine->settings->registrar_module)},
			{"registrationperiod", bo_p_int(1)},
			{"expirydate", bo_p_string(expires, 10)},
			{"nextduedate", bo_p_string(due, 10)},
			{"nextinvoicedate", bo_p_string(due, 10)},
			{"status", bo_p_text("Active")},
			{"paymentmethod", bo_p_text(gateway)},
			/* No add-on is switched on for free. */
			{"dnsmanagement", bo_p_int(0)},
			{"emailforwarding", bo_p_int(0)},
			{"idprotection", bo_p_int(0)},
			{"donotrenew", bo_p_int(0)},
			{"created_at", bo_p_time(machine->now)},
			{"updated_at", bo_p_time(machine->now)},
	};
	return insert_row(machine, known, sizeof(known) / sizeof(known[0]), error);
}
