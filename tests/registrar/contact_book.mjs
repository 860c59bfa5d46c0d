// The contacts that customers keep with the registrar, each under a handle of its own.
//
// Documented: who adds a contact again gets its handle again, unless a new one is asked for. Assumed: the same is what has
// the same data in every field; a contact's e-mail address is not verified until its verification is over, which never
// happens here; handles of people begin with P-, those of organizations alone with O-.

import { authCode, lettersOf } from './contacts.mjs';
import { hashText } from './names.mjs';

export class ContactBook {
  #byHandle = new Map();
  #byData = new Map();
  #next = 100;

  reset() {
    this.#byHandle.clear();
    this.#byData.clear();
    this.#next = 100;
  }

  get all() {
    return [...this.#byHandle.values()];
  }

  get(handle) {
    return this.#byHandle.get(handle.toUpperCase());
  }

  /** Keeps a contact for a login; `fields` maps the names of parameters to values, STREET to a list. */
  add(login, fields, { fresh = false, autoDelete = true, requested = false }, now) {
    const known = this.#byData.get(keyOf(login, fields));
    if (known && !fresh) {
      known.requested ||= requested;
      return known;
    }
    const handle = `${fields.LASTNAME ? 'P' : 'O'}-${lettersOf(keyOf(login, fields))}${this.#next++}`;
    const contact = {
      handle,
      login,
      fields,
      autoDelete,
      requested,
      auth: authCode(handle),
      roid: `${hashText(handle)}_CONTACT-STANDIN`,
      created: now,
      updated: now,
    };
    this.#byHandle.set(handle, contact);
    this.#byData.set(keyOf(login, fields), contact);
    return contact;
  }

  /** Changes a contact under its handle. */
  change(contact, fields, now) {
    const old = keyOf(contact.login, contact.fields);
    if (this.#byData.get(old) === contact) this.#byData.delete(old);
    contact.fields = fields;
    contact.updated = now;
    this.#byData.set(keyOf(contact.login, fields), contact);
  }
}

function keyOf(login, fields) {
  return JSON.stringify([login, ...Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))]);
}
