/* Contacts as the API takes them inline: OWNERCONTACT0FIRSTNAME=... */
#ifndef BO_ISPAPI_CONTACT_H
#define BO_ISPAPI_CONTACT_H

#include "registrar/bo_ispapi_wire.h"
#include "registrar/bo_registrar.h"

#define BO_ISPAPI_PHONE_SIZE 40

/* Adds the contact's known fields below key ("OWNERCONTACT0"; "" for a command that is about a contact).
 * street_field: "STREET", or "STREET0" where the API counts the lines. */
void bo_ispapi_add_contact(
		bo_ispapi_command_t *command, const char *key, const char *street_field, const bo_contact_t *contact);

/* Writes the number as +CC.NUMBER, the only form the API documents. Takes international numbers (+49 30 1234,
 * 0049 ...) and, with a country (ISO 3166, two letters), national ones. What does not look like a telephone
 * number is copied as it is, and false returned. */
bool bo_ispapi_phone(char out[BO_ISPAPI_PHONE_SIZE], const char *phone, const char *country);

#endif
