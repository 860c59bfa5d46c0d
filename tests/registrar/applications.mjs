// Applications (orders for expiring names) and what becomes of them as time passes.
//
// The names of the states and the time of funding are the dialect's (dialects.mjs); ISPAPI's are used here to explain.
//
// Documented: an application is REQUESTED and dormant; 3 days before the finalization date its fee is reserved and it
// is ACTIVE, and that is tried again until the finalization date; only funded ones count; that date is the deadline for
// ordering and cancelling; a caught name is SUCCESSFUL, a lost one FAILED, one with several customers AUCTION-PENDING and
// then AUCTION-WON or AUCTION-LOST; what wasn't used of a deposit is returned.
//
// Assumed, since no source says:
// - between the drop and the result the status reads PROCESSING;
// - an application without funds stays REQUESTED after the drop (the registrar's FAQ describes such orders as stuck),
//   unless the setting `unfunded` is "failed";
// - a name that leaves the list before its date, or whose date moves beyond the time of funding, becomes REQUESTED again and its
//   deposit is returned;
// - the same customer's doubles on one name make no auction: the earliest wins, the others are FAILED;
// - the fate "renewed" ends applications at once.
//
// All open applications for one name form a race. A race has at most one next event; the events of all races wait in
// one heap, so that each request only costs the work that is due, in the order of time even when the clock jumps.

import { openAuction } from './auction.mjs';
import { authCode } from './contacts.mjs';
import { Heap } from './heap.mjs';
import { splitName } from './names.mjs';

const FIRST_ID = 10700; // the number in the documentation's example

export const FATES = [
  'caught', 'lost', 'auction-won', 'auction-lost', 'auction-pending', 'refused', 'renewed', 'unknown',
];
export const DEFAULT_FATE = { fate: 'caught', delay: 120, payDelay: 0 };
const LOSING = new Set(['lost', 'auction-lost', 'refused', 'renewed']);

export class Applications {
  #dialect;
  #accounts;
  #domains;
  #dropList;
  #settings;
  #byId = new Map();
  #byDomain = new Map();
  #byLogin = new Map();
  #openKeys = new Map();
  #races = new Map();
  #events = new Heap();
  #fates = new Map();
  #defaultFate = DEFAULT_FATE;
  #waiting = new Map();
  #fundable = new Set();
  #seenGeneration = 0;
  #nextId = FIRST_ID;

  constructor({ dialect, accounts, domains, dropList, settings }) {
    this.#dialect = dialect;
    this.#accounts = accounts;
    this.#domains = domains;
    this.#dropList = dropList;
    this.#settings = settings;
  }

  reset() {
    for (const map of [this.#byId, this.#byDomain, this.#byLogin, this.#openKeys, this.#races, this.#fates, this.#waiting]) {
      map.clear();
    }
    this.#fundable.clear();
    this.#events = new Heap();
    this.#defaultFate = DEFAULT_FATE;
    this.#nextId = FIRST_ID;
  }

  // --- reading --------------------------------------------------------------------------------------------------------

  get(id) {
    return this.#byId.get(id);
  }

  get all() {
    return [...this.#byId.values()];
  }

  get count() {
    return this.#byId.size;
  }

  ofDomain(domain) {
    return [...(this.#byDomain.get(domain)?.values() ?? [])];
  }

  /** In the order they were placed. */
  ofLogin(login) {
    return [...(this.#byLogin.get(login)?.values() ?? [])];
  }

  dropOf(domain) {
    return this.#races.get(domain)?.drop ?? this.#dropList.lookup(domain) ?? null;
  }

  /** The class that an order for a name is of. */
  classOf(domain, lite) {
    return this.#dialect.classOf(splitName(domain).zone, lite);
  }

  isBeingCaught(domain) {
    return this.ofDomain(domain).some(({ status }) => status === this.#dialect.statuses.catching);
  }

  hasOpen(login, applicationClass, domain, owner) {
    return (this.#openKeys.get(openKey(login, applicationClass, domain, owner)) ?? 0) > 0;
  }

  fateOf(domain) {
    return this.#fates.get(domain) ?? this.#defaultFate;
  }

  get fates() {
    return [['*', this.#defaultFate], ...this.#fates];
  }

  // --- what clients do ------------------------------------------------------------------------------------------------

  add({ account, domain, lite, period, contacts, owner, nameservers, extra }, now) {
    const { zone } = splitName(domain);
    const application = {
      id: this.#nextId++,
      login: account.login,
      domain,
      class: this.classOf(domain, lite),
      lite,
      period,
      status: this.#dialect.statuses.dormant,
      created: now,
      updated: now,
      contacts,
      owner,
      nameservers,
      extra,
      auth: '',
      price: this.#accounts.price(account, zone, lite),
      held: null,
      auction: null,
    };
    application.auth = authCode(`${domain}${application.id}`);
    this.#byId.set(application.id, application);
    nested(this.#byDomain, domain).set(application.id, application);
    nested(this.#byLogin, account.login).set(application.id, application);
    const key = keyOf(application);
    this.#openKeys.set(key, (this.#openKeys.get(key) ?? 0) + 1);
    this.#join(application, now);
    return application;
  }

  /** Documented: cancelling ends with the finalization date. Assumed: only dormant and funded ones can be cancelled. */
  canDelete(application, now) {
    const { dormant, funded } = this.#dialect.statuses;
    const drop = application.race?.drop ?? null;
    return [dormant, funded].includes(application.status) && (drop === null || now < drop);
  }

  delete(application) {
    this.#leaveRace(application);
    this.#giveBack(application);
    this.#byId.delete(application.id);
    this.#byDomain.get(application.domain).delete(application.id);
    this.#byLogin.get(application.login).delete(application.id);
  }

  // --- what tests decide ----------------------------------------------------------------------------------------------

  /** Sets what will become of a name (or with `*` of every name without a fate of its own). */
  setFate(domain, fate, now) {
    if (domain === '*') this.#defaultFate = { ...DEFAULT_FATE, ...fate };
    else this.#fates.set(domain, { ...DEFAULT_FATE, ...fate });
    const races = domain === '*'
      ? [...this.#races.values()].filter((race) => !this.#fates.has(race.domain))
      : [this.#races.get(domain)].filter(Boolean);
    for (const race of races) {
      if (fate.at === 'now') this.#decideNow(race, now);
      else this.#schedule(race, now);
    }
    if (domain !== '*' && fate.fate === 'renewed' && fate.at === 'now') this.#renewed(domain);
  }

  /** Puts an application into any state, for answers that no fate leads to. It takes no part in its race any more. */
  force(application, status, now) {
    this.#leaveRace(application);
    this.#giveBack(application);
    this.#setStatus(application, status, now);
  }

  /** To be called when an account got more money. */
  fundsChanged(account) {
    this.#fundable.add(account);
  }

  // --- time -----------------------------------------------------------------------------------------------------------

  /** Lets everything happen that is due. */
  advance(now) {
    this.#dropList.refresh();
    if (this.#seenGeneration !== this.#dropList.generation) {
      this.#seenGeneration = this.#dropList.generation;
      for (const race of this.#races.values()) this.#followList(race, now);
    }
    this.#fundWaiting(now);
    while (this.#events.first?.time <= now) {
      const { race, token, time } = this.#events.pop();
      if (race.token !== token) continue; // a later schedule has replaced it
      this.#step(race, time);
      this.#fundWaiting(time);
    }
  }

  #join(application, now) {
    let race = this.#races.get(application.domain);
    if (!race || race.stage === 'dropped' || race.stage === 'auction') {
      race = {
        domain: application.domain,
        drop: this.#dropList.lookup(application.domain) ?? null,
        stage: 'waiting',
        token: 0,
        applications: new Map(),
        auction: null,
      };
      this.#races.set(application.domain, race);
    }
    race.applications.set(application.id, application);
    application.race = race;
    // The answer to the order still says REQUESTED; the money is looked for after it.
    if (race.stage === 'funding') {
      this.#waitingOf(application).add(application);
      this.#fundable.add(this.#accountOf(application));
    } else {
      this.#schedule(race, now);
    }
  }

  /** The list has changed: what does it say about this name now? */
  #followList(race, now) {
    if (race.stage === 'dropped' || race.stage === 'auction') return;
    const listed = this.#dropList.lookup(race.domain);
    if (listed === race.drop || (listed === undefined && race.drop === null)) return;
    // Names leave the list when they have dropped; their races go on with the date they had.
    if (listed === undefined && race.drop <= now) return;
    if (race.stage === 'over' && listed <= now) return;
    race.drop = listed ?? null;
    if (race.drop === null || now < race.drop - this.#dialect.fundingLead) {
      race.stage = 'waiting';
      for (const application of race.applications.values()) this.#sleep(application, now);
    } else if (race.stage === 'over') {
      race.stage = 'waiting';
    }
    this.#schedule(race, now);
  }

  #sleep(application, now) {
    this.#waitingOf(application).delete(application);
    const { dormant, funded } = this.#dialect.statuses;
    if (application.status !== funded) return;
    this.#giveBack(application);
    this.#setStatus(application, dormant, now);
  }

  #schedule(race, now) {
    race.token++;
    const time = this.#nextTime(race);
    if (time !== null) this.#events.push({ time: Math.max(time, now), race, token: race.token });
  }

  #nextTime(race) {
    const fate = this.fateOf(race.domain);
    switch (race.stage) {
      case 'waiting': return race.drop === null ? null : race.drop - this.#dialect.fundingLead;
      case 'funding': return race.drop;
      case 'dropped': return race.drop + fate.delay;
      case 'auction': return fate.fate === 'auction-pending' ? null : race.auction.end + fate.payDelay;
      default: return null;
    }
  }

  #step(race, time) {
    switch (race.stage) {
      case 'waiting':
        race.stage = 'funding';
        for (const application of race.applications.values()) this.#tryFunds(application, time);
        break;
      case 'funding':
        race.stage = 'dropped';
        for (const application of race.applications.values()) {
          this.#waitingOf(application).delete(application);
          if (application.held !== null) this.#setStatus(application, this.#dialect.statuses.catching, time);
        }
        break;
      case 'dropped':
        this.#decide(race, time);
        break;
      case 'auction':
        this.#settle(race, time);
        break;
    }
    this.#schedule(race, time);
  }

  /** Tests can ask for the result before the drop; orders are funded first, if the money is there. */
  #decideNow(race, now) {
    if (race.stage === 'auction') this.#settle(race, now);
    else {
      for (const application of race.applications.values()) this.#tryFunds(application, now);
      this.#decide(race, now);
    }
    this.#schedule(race, now);
  }

  #decide(race, time) {
    const { statuses } = this.#dialect;
    const { fate } = this.fateOf(race.domain);
    const all = [...race.applications.values()];
    const funded = all.filter((application) => application.held !== null);
    race.stage = 'over';
    if (fate === 'unknown') {
      for (const application of all) this.delete(application);
      this.#domains.mark(race.domain, 'taken');
      return;
    }
    for (const application of all) {
      this.#waitingOf(application).delete(application);
      const ends = fate === 'renewed' || this.#settings.unfunded === 'failed';
      if (application.held === null && ends) this.#finish(application, statuses.lost, time);
    }
    if (LOSING.has(fate) && fate !== 'auction-lost') {
      for (const application of funded) this.#finish(application, statuses.lost, time);
      if (fate === 'renewed') this.#renewed(race.domain);
      else this.#domains.mark(race.domain, 'taken');
      return;
    }
    if (funded.length === 0) {
      this.#domains.mark(race.domain, fate === 'auction-lost' ? 'taken' : 'free');
      return;
    }
    const contenders = this.#contenders(funded);
    for (const application of funded) if (!contenders.includes(application)) this.#finish(application, statuses.lost, time);
    if (fate === 'caught' && !this.#needsAuction(contenders)) {
      this.#win(race, contenders, statuses.caught, statuses.lost, time);
      return;
    }
    race.stage = 'auction';
    race.caught = time;
    race.auction = openAuction(race.domain, time, contenders.length, this.fateOf(race.domain));
    this.#domains.mark(race.domain, 'taken');
    for (const application of contenders) {
      application.auction = race.auction;
      this.#setStatus(application, statuses.auction, time);
    }
  }

  /** Those a name can go to: where lites yield, only the others, if there are any. */
  #contenders(funded) {
    const full = funded.filter(({ lite }) => !lite);
    return this.#dialect.litesYield && full.length > 0 ? full : funded;
  }

  /** Where lites yield, there is no auction among them: the earliest wins. */
  #needsAuction(contenders) {
    if (this.#dialect.litesYield && contenders[0].lite) return false;
    return new Set(contenders.map(({ login, owner }) => `${login}\n${owner}`)).size > 1;
  }

  #settle(race, time) {
    const { auctionWon, auctionLost } = this.#dialect.statuses;
    const { fate } = this.fateOf(race.domain);
    if (fate === 'auction-pending') return;
    race.stage = 'over';
    const bidders = [...race.applications.values()].filter((application) => application.auction === race.auction);
    if (fate === 'unknown') for (const application of bidders) this.delete(application);
    else if (LOSING.has(fate)) for (const application of bidders) this.#finish(application, auctionLost, time);
    else this.#win(race, bidders, auctionWon, auctionLost, time);
  }

  /** One application gets the name: the one the fate names, otherwise the earliest. */
  #win(race, applications, won, lost, time) {
    const { winner: wanted } = this.fateOf(race.domain);
    const winner = applications.find((application) => application.id === wanted) ?? applications[0];
    for (const application of applications) {
      if (application !== winner) {
        this.#finish(application, lost, time);
        continue;
      }
      this.#accounts.charge(this.#accountOf(winner), winner.held);
      winner.held = null;
      this.#finish(winner, won, time);
      this.#domains.register(race.domain, {
        login: winner.login,
        created: race.caught ?? time,
        years: winner.period,
        contacts: winner.contacts,
        nameservers: winner.nameservers,
        auth: winner.auth,
      });
    }
  }

  #renewed(domain) {
    this.#domains.mark(domain, 'taken');
    if (this.#dropList.lookup(domain) !== undefined) this.#dropList.edit(domain, null);
  }

  // --- money ----------------------------------------------------------------------------------------------------------

  #accountOf(application) {
    return this.#accounts.get(application.login);
  }

  #waitingOf(application) {
    const account = this.#accountOf(application);
    if (!this.#waiting.has(account)) this.#waiting.set(account, new Set());
    return this.#waiting.get(account);
  }

  /** Reserves the fee of an application, or lets it wait until the account has more money. */
  #tryFunds(application, time) {
    if (application.held !== null || application.status !== this.#dialect.statuses.dormant) return;
    const account = this.#accountOf(application);
    if (this.#accounts.available(account) < application.price) {
      this.#waitingOf(application).add(application);
      return;
    }
    this.#accounts.hold(account, application.price);
    application.held = application.price;
    this.#waitingOf(application).delete(application);
    this.#setStatus(application, this.#dialect.statuses.funded, time);
  }

  /** Where there is new money, tries those that wait for it, the earliest drop first. */
  #fundWaiting(time) {
    for (const account of this.#fundable) {
      const turn = (application) => application.race.drop ?? Infinity;
      const waiting = [...(this.#waiting.get(account) ?? [])].sort((a, b) => turn(a) - turn(b) || a.id - b.id);
      for (const application of waiting) this.#tryFunds(application, time);
    }
    this.#fundable.clear();
  }

  #giveBack(application) {
    this.#waitingOf(application).delete(application);
    if (application.held === null) return;
    const account = this.#accountOf(application);
    this.#accounts.release(account, application.held);
    application.held = null;
    this.#fundable.add(account);
  }

  // --- states ---------------------------------------------------------------------------------------------------------

  #setStatus(application, status, time) {
    application.status = status;
    application.updated = time;
  }

  #finish(application, status, time) {
    this.#giveBack(application);
    this.#setStatus(application, status, time);
    this.#leaveRace(application);
  }

  #leaveRace(application) {
    const { race } = application;
    if (!race) return;
    application.race = null;
    const key = keyOf(application);
    const open = this.#openKeys.get(key) - 1;
    if (open > 0) this.#openKeys.set(key, open);
    else this.#openKeys.delete(key);
    race.applications.delete(application.id);
    if (race.applications.size === 0) {
      race.token++;
      if (this.#races.get(race.domain) === race) this.#races.delete(race.domain);
    }
  }
}

function keyOf({ login, class: applicationClass, domain, owner }) {
  return openKey(login, applicationClass, domain, owner);
}

function openKey(login, applicationClass, domain, owner) {
  return [login, applicationClass, domain, owner].join('\n');
}

function nested(map, key) {
  let inner = map.get(key);
  if (!inner) map.set(key, (inner = new Map()));
  return inner;
}
