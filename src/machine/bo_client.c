#include "machine/bo_client.h"

#include "base/bo_text.h"

#include <stdio.h>
#include <string.h>

/* Copies and trims: WHMCS keeps what the customer typed, blanks included. */
static void take(char *out, size_t size, const bo_rows_t *rows, size_t column)
{
	const char *text = bo_rows_text(rows, 0, column);
	size_t length = bo_rows_length(rows, 0, column);
	while (length && (text[0] == ' ' || text[0] == '\t')) {
		text++;
		length--;
	}
	while (length && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
		length--;
	}
	bo_text_copy(out, size, text ? text : "", length);
}

bo_code_t bo_client_contact(bo_contact_t *out, bo_db_t *db, int64_t client_id, bo_error_t *error)
{
	bo_rows_t *rows = NULL;
	memset(out, 0, sizeof(*out));
	bo_code_t result = bo_db_query(&rows, db,
			"SELECT firstname, lastname, companyname, TRIM(CONCAT_WS(' ', address1, address2)), "
			"city, "
			"state, postcode, country, phonenumber, email FROM tblclients WHERE id = ?",
			BO_PARAMS(bo_p_int(client_id)), error);
	if (result == BO_OK && bo_rows_count(rows) == 0) {
		result = bo_fail(error, BO_E_NOT_FOUND, "Client %lld does not exist any more.", (long long)client_id);
	}
	if (result == BO_OK) {
		take(out->first_name, sizeof(out->first_name), rows, 0);
		take(out->last_name, sizeof(out->last_name), rows, 1);
		take(out->organization, sizeof(out->organization), rows, 2);
		take(out->street, sizeof(out->street), rows, 3);
		take(out->city, sizeof(out->city), rows, 4);
		take(out->state, sizeof(out->state), rows, 5);
		take(out->zip, sizeof(out->zip), rows, 6);
		take(out->country, sizeof(out->country), rows, 7);
		take(out->phone, sizeof(out->phone), rows, 8);
		take(out->email, sizeof(out->email), rows, 9);
	}
	bo_rows_free(rows);
	return result;
}
