// Contacts of an order. They come as handles (OWNERCONTACT0=P-ABC1) or as inline fields (OWNERCONTACT0FIRSTNAME=...).

import { hashText } from './names.mjs';

export const CONTACT_KEY = /^(OWNER|ADMIN|TECH|BILLING)CONTACT(\d*)(FIRSTNAME|MIDDLENAME|LASTNAME|TITLE|ORGANIZATION|STREET\d*|ZIP|CITY|STATE|COUNTRY|PHONE|FAX|EMAIL)?$/;

/**
 * The contacts in a command: { OWNER: [{ handle, fields }], ... }. Documented are handles; that inline fields are
 * taken too and become a contact with a handle is assumed, because existing clients send them.
 */
export function readContacts(command) {
  const found = {};
  for (const [key, value] of Object.entries(command)) {
    const match = CONTACT_KEY.exec(key);
    if (!match || value === '') continue;
    const [, kind, place, field] = match;
    const contact = ((found[kind] ??= {})[Number(place || 0)] ??= { handle: null, fields: {} });
    if (field) contact.fields[field] = value;
    else contact.handle = value;
  }
  const contacts = {};
  for (const [kind, places] of Object.entries(found)) {
    contacts[kind] = Object.values(places);
    for (const contact of contacts[kind]) contact.handle ??= handleOf(contact.fields);
  }
  return contacts;
}

/** What tells one customer of a reseller from another: the owner's data, or their handle. */
export function ownerKey(contacts) {
  return (contacts.OWNER ?? []).map((contact) => contact.handle).join(' ');
}

/** The handles as properties: OWNERCONTACT[], ADMINCONTACT[] ... */
export function contactProperties(contacts) {
  const properties = {};
  for (const [kind, list] of Object.entries(contacts)) properties[`${kind}CONTACT`] = list.map(({ handle }) => handle);
  return properties;
}

/** The same data always gets the same handle. */
function handleOf(fields) {
  const text = Object.keys(fields).sort().map((key) => `${key}=${fields[key]}`).join('\n');
  return `P-${lettersOf(text)}${1000000 + (hashText(text, 12) % 9000000)}`;
}

/** Three capital letters, as handles have them; the same for the same text. */
export function lettersOf(text) {
  const letters = hashText(text, 11) % 26 ** 3;
  return [2, 1, 0].map((power) => String.fromCharCode(65 + (Math.floor(letters / 26 ** power) % 26))).join('');
}

const AUTH_CHARACTERS = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789:-*,.!';

export function authCode(text) {
  let code = '';
  for (let i = 0; i < 11; i++) code += AUTH_CHARACTERS[hashText(text, 100 + i) % AUTH_CHARACTERS.length];
  return code;
}
