/* Proves how contacts and telephone numbers are written. */
#include "registrar/bo_ispapi_contact.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_phone(void **state)
{
	(void)state;
	static const struct {
		const char *phone, *country, *expected;
		bool known;
	} cases[] = {
			/* As WHMCS stores them, and as people type them. */
			{"+49.1234567890", "DE", "+49.1234567890", true},
			{"+1.5551234567", "US", "+1.5551234567", true},
			{"+1 (555) 123-4567", "US", "+1.5551234567", true},
			{"+442071234567", "GB", "+44.2071234567", true},
			{"+44 (0)20 7123 4567", "GB", "+44.2071234567", true},
			{"  +352 621 123 456", "", "+352.621123456", true},
			{"+3726123456", "DE", "+372.6123456", true},
			{"+7 495 123-45-67", "RU", "+7.4951234567", true},
			{"+39 06 1234567", "IT", "+39.061234567", true},
			{"0049 30 1234567", "", "+49.301234567", true},
			{"+49 30 1234567 ext. 12", "DE", "+49.301234567", true},
			{"+1.5551234567x99", "US", "+1.5551234567", true},
			{"+1/555.123.4567", "US", "+1.5551234567", true},
			/* National ones need the country. */
			{"020 7123 4567", "GB", "+44.2071234567", true},
			{"030/1234567", "de", "+49.301234567", true},
			{"06 1234567", "IT", "+39.061234567", true},
			{"(555) 123-4567", "US", "+1.5551234567", true},
			{"1-555-123-4567", "CA", "+1.5551234567", true},
			{"8 (495) 123-45-67", "RU", "+7.4951234567", true},
			{"06 1 234 5678", "HU", "+36.12345678", true},
			{"612345678", "ES", "+34.612345678", true},
			{"49 1512 3456789", "DE", "+49.15123456789", true},
			{"030 1234567", "", "030 1234567", false},
			{"030 1234567", "XX", "030 1234567", false},
			{"030 1234567", "D", "030 1234567", false},
			/* Nothing that could be a number is left as it is. */
			{"", "DE", "", false},
			{"n/a", "DE", "n/a", false},
			{"call me", "DE", "call me", false},
			{"+", "DE", "+", false},
			{"+0123456789", "DE", "+0123456789", false},
			{"+49", "DE", "+49", false},
			{"12", "DE", "12", false},
			{"+49 123456789012345", "DE", "+49 123456789012345", false},
			{"1234567890123456789012345678901234567", "DE", "1234567890123456789012345678901234567", false},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char out[BO_ISPAPI_PHONE_SIZE];
		bool known = bo_ispapi_phone(out, cases[i].phone, cases[i].country);
		if (known != cases[i].known || strcmp(out, cases[i].expected) != 0) {
			fail_msg("\"%s\" (%s): %d \"%s\"", cases[i].phone, cases[i].country, known, out);
		}
	}
}

static void test_contact_fields(void **state)
{
	(void)state;
	bo_ispapi_command_t command;
	bo_contact_t contact = {
			.first_name = "J\xc3\xbcrgen",
			.last_name = "M\r\nNEW=1",
			.street = "Main St 1\nApt 2",
			.city = "Berlin",
			.zip = "10115",
			.country = "de",
			.phone = "030 1234567",
			.email = "j@example.com",
	};
	bo_ispapi_command_init(&command, "Test");
	bo_ispapi_add_contact(&command, "OWNERCONTACT0", "STREET", &contact);
	assert_string_equal(bo_buffer_text(&command.lines), "COMMAND=Test\n"
														"OWNERCONTACT0FIRSTNAME=J\xc3\xbcrgen\n"
														"OWNERCONTACT0LASTNAME=M NEW=1\n"
														"OWNERCONTACT0STREET=Main St 1 Apt 2\n"
														"OWNERCONTACT0CITY=Berlin\n"
														"OWNERCONTACT0ZIP=10115\n"
														"OWNERCONTACT0COUNTRY=DE\n"
														"OWNERCONTACT0PHONE=+49.301234567\n"
														"OWNERCONTACT0EMAIL=j@example.com");
	bo_ispapi_command_dispose(&command);
}

static void test_empty_contact(void **state)
{
	(void)state;
	bo_ispapi_command_t command;
	bo_contact_t contact = {0};
	bo_ispapi_command_init(&command, "Test");
	bo_ispapi_add_contact(&command, "OWNERCONTACT0", "STREET", &contact);
	assert_string_equal(bo_buffer_text(&command.lines), "COMMAND=Test");
	bo_ispapi_command_dispose(&command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
			cmocka_unit_test(test_phone),
			cmocka_unit_test(test_contact_fields),
			cmocka_unit_test(test_empty_contact),
	};
	return cmocka_run_group_tests_name("ispapi_contact", tests, NULL, NULL);
}
