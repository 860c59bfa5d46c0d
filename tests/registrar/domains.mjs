// The registrar's view of names that are not applications: what it has registered, what is free, what others took.

import { addYears, DAY } from './units.mjs';
import { authCode } from './contacts.mjs';
import { hashText } from './names.mjs';

export class Domains {
  #owned = new Map();
  #known = new Map();

  reset() {
    this.#owned.clear();
    this.#known.clear();
  }

  get all() {
    return [...this.#owned.values()];
  }

  get count() {
    return this.#owned.size;
  }

  get(name) {
    return this.#owned.get(name);
  }

  /** Registers a name for an account. */
  register(name, { login, created, years = 1, expires, contacts = {}, nameservers = [], auth }) {
    const domain = {
      domain: name,
      login,
      created,
      updated: created,
      expires: expires ?? addYears(created, years),
      contacts,
      nameservers,
      auth: auth ?? authCode(name),
      roid: `${hashText(name)}_DOMAIN-STANDIN`,
    };
    this.#known.delete(name);
    this.#owned.set(name, domain);
    return domain;
  }

  /** Records that a name is 'taken' by someone else or 'free'; null forgets what was known. */
  mark(name, state) {
    this.#owned.delete(name);
    if (state === null) this.#known.delete(name);
    else this.#known.set(name, state);
  }

  /** 'owned', 'taken', 'free', or null when nothing is recorded. */
  state(name) {
    return this.#owned.has(name) ? 'owned' : (this.#known.get(name) ?? null);
  }
}

/**
 * What StatusDomain says about a registered name. Documented are the names of the properties; how far the
 * failure and finalization dates lie behind the expiration is assumed.
 */
export function domainDates(domain) {
  return {
    CREATEDDATE: domain.created,
    UPDATEDDATE: domain.updated,
    EXPIRATIONDATE: domain.expires,
    REGISTRATIONEXPIRATIONDATE: domain.expires,
    PAIDUNTILDATE: domain.expires,
    ACCOUNTINGDATE: domain.expires,
    FAILUREDATE: domain.expires + 35 * DAY,
    FINALIZATIONDATE: domain.expires + 38 * DAY,
    REGISTRARTRANSFERDATE: null,
  };
}
