// Who may call, and the money: credentials, accounts, sessions, prices, deposits, quota.

import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Refusal } from './answer.mjs';
import { zoneClass } from './names.mjs';
import { formatMoney } from './units.mjs';

// Documented: below the soft limit answers come at once, above it they are delayed, above the hard limit code 425;
// the counter shrinks to 80 % every minute. Only these commands are documented to count.
const QUOTA_SOFT = 300;
const QUOTA_HARD = 500;
const QUOTA_PERIOD = 60;
const QUOTA_FACTOR = 0.8;

// No price list is published. One third party names 69 USD for a caught name; the rest is made to differ.
const DEFAULT_PRICES = {
  '*': 6900, com: 6900, net: 6900, org: 6900, info: 5900, biz: 5900, de: 3900, 'co.uk': 3900, se: 4900, nu: 4900,
  pl: 4900, 'com.pl': 4900, io: 14900, me: 7900, tv: 8900, cc: 6900, co: 8900, 'us.com': 5900,
};
const LITE_SHARE = 0.6;

export class Accounts {
  #dialect;
  #entity;
  #credentials = new Map();
  #accounts = new Map();
  #sessions = new Map();
  #first;

  constructor({ login, password, entity, currency, amount, dialect }) {
    this.#dialect = dialect;
    this.#entity = entity;
    this.#first = { login, password, currency, amount };
    this.reset();
  }

  reset() {
    this.#credentials.clear();
    this.#accounts.clear();
    this.#sessions.clear();
    this.save(this.#first.login, this.#first);
  }

  get all() {
    return [...this.#accounts.values()];
  }

  get(login) {
    return this.#accounts.get(login);
  }

  get main() {
    return this.#accounts.get(this.#first.login);
  }

  /**
   * Makes or changes an account. A login `account!role` (CNR: `account:role`) is a role user: another key to the same
   * account. Amounts are in cents; `deposit` is what is reserved for other things than the backorders here.
   */
  save(login, { password, parent, denied, otp, active, currency, amount, deposit, credit, vat, prices } = {}) {
    const owner = login.split(this.#dialect.roleSeparator)[0];
    let account = this.#accounts.get(owner);
    if (!account) {
      account = {
        login: owner, parent: null, active: true, currency: 'USD', amount: 0, otherDeposit: 0, heldDeposit: 0,
        credit: 0, vat: '0.00', prices: new Map(Object.entries(DEFAULT_PRICES)), quota: { points: 0, period: 0 },
      };
      this.#accounts.set(owner, account);
    }
    const set = (key, value) => {
      if (value !== undefined) account[key] = value;
    };
    set('parent', parent);
    set('active', active);
    set('currency', currency);
    set('amount', amount);
    set('otherDeposit', deposit);
    set('credit', credit);
    set('vat', vat);
    for (const [zone, price] of Object.entries(prices ?? {})) {
      if (price === null) account.prices.delete(zone);
      else account.prices.set(zone, price);
    }
    const credential = this.#credentials.get(login) ?? { login, account: owner, password: null, denied: new Set(), otp: null };
    if (password !== undefined) credential.password = password;
    if (denied !== undefined) credential.denied = new Set(denied.map((name) => name.toUpperCase()));
    if (otp !== undefined) credential.otp = otp;
    if (credential.password !== null) this.#credentials.set(login, credential);
    return account;
  }

  /** The account that a request acts for, with the credential it came with; refuses what is not allowed. */
  authenticate(socket, commandName, now) {
    // Which code a wrong entity gets is not documented; 502 is the one whose text names it.
    if (this.#dialect.hasEntity && socket.s_entity !== this.#entity) throw new Refusal(502);
    const credential = this.#credentialOf(socket, now);
    let account = this.#accounts.get(credential.account);
    if (!account.active) throw new Refusal(530);
    if (credential.denied.has(commandName)) throw new Refusal(531, 'Operation forbidden by ACL');
    if (this.#dialect.hasSubusers && socket.s_user && socket.s_user !== account.login) {
      const subuser = this.#accounts.get(socket.s_user);
      if (!subuser || subuser.parent !== account.login) throw new Refusal(531);
      account = subuser;
    }
    return account;
  }

  #credentialOf(socket, now) {
    return socket[this.#dialect.sessionField] ? this.#bySession(socket, now) : this.#byPassword(socket);
  }

  #byPassword({ s_login: login = '', s_pw: password = '', s_otp: otp = '' }) {
    const credential = this.#credentials.get(login);
    if (!credential || !equal(credential.password, password)) throw new Refusal(530);
    if (credential.otp !== null && !equal(credential.otp, otp)) throw new Refusal(530);
    return credential;
  }

  #bySession(socket, now) {
    const { sessionField, sessionNeedsLogin, sessionLost } = this.#dialect;
    const id = socket[sessionField];
    const session = this.#sessions.get(id);
    if (session && sessionNeedsLogin && socket.s_login !== session.credential.login) throw new Refusal(530);
    if (!session || now > session.used + session.timeout || now > session.end) {
      this.#sessions.delete(id);
      throw new Refusal(530, '', sessionLost);
    }
    session.used = now;
    return session.credential;
  }

  checkPassword(login, password) {
    const credential = this.#credentials.get(login);
    return credential !== undefined && equal(credential.password, password);
  }

  startSession(socket, timeout, lifetime, now) {
    const id = this.#dialect.sessionId(randomBytes(48));
    const credential = this.#credentialOf(socket, now);
    this.#sessions.set(id, { credential, timeout, used: now, end: now + lifetime });
    return id;
  }

  endSession(id) {
    this.#sessions.delete(id);
  }

  /** 'free', 'slow' or 'locked', after the points of a command have been counted. */
  countQuota(account, points, now) {
    const period = Math.floor(now / QUOTA_PERIOD);
    const { quota } = account;
    if (period > quota.period) quota.points *= QUOTA_FACTOR ** (period - quota.period);
    quota.period = period;
    if (points === 0) return 'free';
    if (quota.points + points > QUOTA_HARD) return 'locked';
    quota.points += points;
    return quota.points > QUOTA_SOFT ? 'slow' : 'free';
  }

  price(account, zone, lite = false) {
    const price = account.prices.get(zone) ?? account.prices.get('*') ?? 0;
    return lite ? Math.round(price * LITE_SHARE) : price;
  }

  /** Documented: available = AMOUNT - DEPOSIT. Assumed: the credit line is not spent on backorders. */
  available(account) {
    return account.amount - account.otherDeposit - account.heldDeposit;
  }

  hold(account, cents) {
    account.heldDeposit += cents;
  }

  release(account, cents) {
    account.heldDeposit -= cents;
  }

  charge(account, cents) {
    account.heldDeposit -= cents;
    account.amount -= cents;
  }

  /** Whether the cheaper class exists in a zone. */
  hasLite(zone) {
    return this.#dialect.liteZones.includes(zone);
  }

  /** What backorders cost an account in the zones that have a price of their own: [{ zone, lite, price }]. */
  backorderPrices(account) {
    return [...account.prices].filter(([zone]) => zone !== '*').flatMap(([zone, price]) => [
      { zone, lite: false, price },
      ...(this.hasLite(zone) ? [{ zone, lite: true, price: this.price(account, zone, true) }] : []),
    ]);
  }

  /**
   * The price relations of an account. Documented: the beginning PRICE_CLASS_DOMAIN_<class>_BACKORDER_. Assumed: the
   * ends APPLICATION and CURRENCY, after the columns of the price table in the registrar's control panel.
   */
  priceRelations(account) {
    const relations = [];
    const add = (type, value) => relations.push({ type, value });
    for (const { zone, lite, price } of this.backorderPrices(account)) {
      const prefix = `PRICE_CLASS_DOMAIN_${zoneClass(zone)}`;
      if (!lite) {
        add(`${prefix}_ANNUAL`, '10.00');
        add(`${prefix}_CURRENCY`, account.currency);
      }
      add(`${prefix}_${lite ? 'LITE' : ''}BACKORDER_APPLICATION`, formatMoney(price));
      add(`${prefix}_${lite ? 'LITE' : ''}BACKORDER_CURRENCY`, account.currency);
    }
    add('PRICE_CLASS_DOMAIN_PREMIUM_COM_1_BACKORDER_APPLICATION', '500.00');
    add('PRICE_CLASS_DOMAIN_PREMIUM_COM_1_BACKORDER_CURRENCY', account.currency);
    return relations;
  }

  /** Zones with a price of their own, as [class, label] pairs. */
  zones(account) {
    return [...account.prices.keys()].filter((zone) => zone !== '*').map((zone) => [zoneClass(zone), `.${zone}`]);
  }
}

function equal(a, b) {
  const left = Buffer.from(String(a));
  const right = Buffer.from(String(b));
  return left.length === right.length && timingSafeEqual(left, right);
}
