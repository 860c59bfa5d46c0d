// The control API: how tests and people steer the registrar. Every call answers what is so afterwards.

import { FATES } from './applications.mjs';
import { FAULT_KINDS } from './faults.mjs';
import { formatMoney, formatTime, parseMoney, parseTime } from './units.mjs';

export class ControlError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

const ROUTES = {
  'GET clock': getClock,
  'POST clock': setClock,
  'POST fate': setFate,
  'POST fault': addFault,
  'POST faults/clear': clearFaults,
  'POST latency': setLatency,
  'POST settings': setSettings,
  'POST account': setAccount,
  'POST domain': setDomain,
  'POST application': setApplication,
  'POST droplist': setDropList,
  'POST reset': reset,
  'GET state': state,
  'GET applications': applications,
  'GET domains': domains,
  'GET contacts': contacts,
  'GET log': log,
};

export function control(registrar, method, path, input) {
  const route = ROUTES[`${method} ${path}`];
  if (!route) throw new ControlError(404, `no such control: ${method} ${path}`);
  return route(registrar, input);
}

// --- reading input ----------------------------------------------------------------------------------------------------

function bad(message) {
  throw new ControlError(400, message);
}

/** A number of a JSON value or a form field; undefined when it is absent. */
function number(input, name, { least = 0, whole = true } = {}) {
  if (input[name] === undefined || input[name] === null || input[name] === '') return undefined;
  const value = Number(input[name]);
  if (!Number.isFinite(value) || value < least || (whole && !Number.isInteger(value))) bad(`${name} is no valid number`);
  return value;
}

function flag(value) {
  return value === true || value === 1 || ['1', 'true', 'on', 'yes'].includes(String(value).toLowerCase());
}

function time(value, name) {
  const seconds = parseTime(value);
  if (Number.isNaN(seconds)) bad(`${name} is no time`);
  return seconds;
}

function money(input, name) {
  if (input[name] === undefined) return undefined;
  const cents = parseMoney(input[name]);
  if (Number.isNaN(cents)) bad(`${name} is no amount`);
  return cents;
}

function name(input) {
  if (typeof input.domain !== 'string' || input.domain === '') bad('domain is missing');
  return input.domain.toLowerCase();
}

/** Leaves out what is undefined, so that it does not override a default. */
function given(object) {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

// --- the controls -----------------------------------------------------------------------------------------------------

function getClock(registrar) {
  const now = registrar.now();
  return { now, iso: formatTime(now), frozen: registrar.clock.frozen !== null };
}

function setClock(registrar, input) {
  // What is due before the change happens before it.
  registrar.now();
  if (input.now === null || input.now === 'real') registrar.clock.set(null);
  else if (input.now !== undefined) registrar.clock.set(time(input.now, 'now'));
  const advance = number(input, 'advance', { least: -Infinity });
  if (advance !== undefined) registrar.clock.set(registrar.clock.now() + advance);
  return getClock(registrar);
}

function setFate(registrar, input) {
  const domain = name(input);
  if (!FATES.includes(input.fate)) bad(`fate is none of ${FATES.join(', ')}`);
  if (input.at !== undefined && !['drop', 'now'].includes(input.at)) bad('at is "drop" or "now"');
  const fate = given({
    fate: input.fate,
    // A renewal happens before the drop, so it is at once unless it is put off.
    at: input.at ?? (input.fate === 'renewed' && domain !== '*' ? 'now' : 'drop'),
    delay: number(input, 'delay'),
    payDelay: number(input, 'pay_delay'),
    bidders: number(input, 'bidders'),
    bids: number(input, 'bids'),
    winner: number(input, 'winner'),
    refuseCode: number(input, 'refuse_code'),
    refuseText: input.refuse_text,
  });
  registrar.applications.setFate(domain, fate, registrar.now());
  return { domain, ...registrar.applications.fateOf(domain) };
}

function addFault(registrar, input) {
  if (!FAULT_KINDS.includes(input.kind)) bad(`kind is none of ${FAULT_KINDS.join(', ')}`);
  const match = given({
    command: input.match?.command ?? input.command,
    domain: input.match?.domain ?? input.domain,
    path: input.match?.path ?? input.path,
  });
  const fault = given({
    kind: input.kind,
    match,
    times: number(input, 'times', { least: -1 }) ?? 1,
    skip: number(input, 'skip') ?? 0,
    ms: number(input, 'ms', { whole: false }),
    status: number(input, 'status', { least: 200 }),
    code: number(input, 'code', { least: 100 }),
    text: input.text,
    clean: input.clean === undefined ? undefined : flag(input.clean),
    act: input.act === undefined ? undefined : flag(input.act),
  });
  if (fault.kind === 'http') fault.status ??= 500;
  if (fault.kind === 'code') fault.code ??= 421;
  return registrar.faults.add(fault);
}

function clearFaults(registrar, input) {
  const id = number(input, 'id');
  if (id === undefined) registrar.faults.clear();
  else registrar.faults.remove(id);
  return { faults: registrar.faults.active };
}

function setLatency(registrar, input) {
  registrar.settings.latency = number(input, 'ms', { whole: false }) ?? 0;
  return { ms: registrar.settings.latency };
}

function setSettings(registrar, input) {
  const { settings } = registrar;
  for (const key of ['quirks', 'quota']) if (input[key] !== undefined) settings[key] = flag(input[key]);
  settings.quotaDelay = number(input, 'quota_delay_ms') ?? settings.quotaDelay;
  if (input.clock_skew !== undefined) settings.clockSkew = Number.parseInt(input.clock_skew, 10) || 0;
  if (input.bare_application !== undefined) settings.bareApplication = flag(input.bare_application);
  if (input.unfunded !== undefined) {
    if (!['stay', 'failed'].includes(input.unfunded)) bad('unfunded is "stay" or "failed"');
    settings.unfunded = input.unfunded;
  }
  return settings;
}

function setAccount(registrar, input) {
  registrar.now();
  const { accounts } = registrar;
  const login = input.login ?? accounts.main.login;
  const prices = {};
  for (const [zone, price] of Object.entries(input.prices ?? {})) {
    prices[zone.toLowerCase()] = price === null ? null : money({ price }, 'price');
  }
  const account = accounts.save(login, given({
    password: input.password,
    parent: input.parent,
    denied: input.denied,
    otp: input.otp,
    active: input.active === undefined ? undefined : flag(input.active),
    currency: input.currency,
    amount: money(input, 'amount'),
    deposit: money(input, 'deposit'),
    credit: money(input, 'credit'),
    vat: input.vat,
    prices,
  }));
  registrar.applications.fundsChanged(account);
  registrar.now();
  return showAccount(registrar, account);
}

function setDomain(registrar, input) {
  const domain = name(input);
  const now = registrar.now();
  if (input.available !== undefined) registrar.domains.mark(domain, flag(input.available) ? 'free' : 'taken');
  else if (flag(input.forget)) registrar.domains.mark(domain, null);
  else {
    registrar.domains.register(domain, given({
      login: input.login ?? registrar.accounts.main.login,
      created: input.created === undefined ? now : time(input.created, 'created'),
      expires: input.expires === undefined ? undefined : time(input.expires, 'expires'),
      nameservers: input.nameservers,
    }));
  }
  const owned = registrar.domains.get(domain);
  return { domain, state: registrar.domains.state(domain), ...(owned ? showDomain(owned) : {}) };
}

function setApplication(registrar, input) {
  const now = registrar.now();
  const application = registrar.applications.get(number(input, 'application') ?? bad('application is missing'));
  if (!application) throw new ControlError(404, 'no such application');
  if (flag(input.delete)) {
    registrar.applications.delete(application);
    return { application: application.id, deleted: true };
  }
  if (!input.status) bad('status is missing');
  registrar.applications.force(application, String(input.status).toUpperCase(), now);
  return showApplication(registrar, application);
}

function setDropList(registrar, input) {
  const { dropList } = registrar;
  if (flag(input.reset)) dropList.reset();
  if (input.file !== undefined) dropList.setFile(input.file);
  if (input.text !== undefined) dropList.setText(input.text);
  for (const { domain, date } of [...(input.add ?? []), ...(input.move ?? [])]) {
    dropList.edit(name({ domain }), time(date, 'date'));
  }
  for (const domain of input.remove ?? []) dropList.edit(name({ domain }), null);
  // A form on the control page edits one name; an empty date takes it out.
  if (input.domain !== undefined) dropList.edit(name(input), input.date ? time(input.date, 'date') : null);
  const replacement = listAnswer(input);
  if (replacement) dropList.replaceAnswer({ ...replacement, times: number(input, 'times', { least: -1 }) ?? -1 });
  registrar.now();
  return showDropList(registrar);
}

/** What to serve instead of the archive, if the input says so. */
function listAnswer(input) {
  if (input.base64 !== undefined) {
    return { status: 200, type: 'application/zip', body: Buffer.from(input.base64, 'base64') };
  }
  if (input.html !== undefined) {
    const body = typeof input.html === 'string' ? input.html : '<!DOCTYPE html>\n<title>Maintenance</title>\n<p>We are back soon.</p>\n';
    return { status: 200, type: 'text/html; charset=utf-8', body };
  }
  if (input.redirect !== undefined) {
    return { status: number(input, 'status') ?? 302, type: 'text/html', body: '', location: input.redirect };
  }
  if (input.cut !== undefined) return { cut: number(input, 'cut', { whole: false }) };
  if (input.status !== undefined) {
    return { status: number(input, 'status', { least: 200 }), type: 'text/plain', body: input.body ?? '' };
  }
  return null;
}

function reset(registrar) {
  registrar.reset();
  return state(registrar);
}

// --- showing ----------------------------------------------------------------------------------------------------------

export function showAccount({ accounts }, account) {
  return {
    login: account.login,
    parent: account.parent,
    active: account.active,
    currency: account.currency,
    amount: formatMoney(account.amount),
    deposit: formatMoney(account.otherDeposit + account.heldDeposit),
    credit: formatMoney(account.credit),
    available: formatMoney(accounts.available(account)),
    quota: Math.round(account.quota.points),
    prices: Object.fromEntries([...account.prices].map(([zone, price]) => [zone, formatMoney(price)])),
  };
}

export function showApplication({ applications: all }, application) {
  const drop = application.race?.drop ?? all.dropOf(application.domain);
  return {
    application: application.id,
    login: application.login,
    domain: application.domain,
    class: application.class,
    status: application.status,
    period: application.period,
    created: formatTime(application.created),
    updated: formatTime(application.updated),
    drop: drop === null ? null : formatTime(drop),
    price: formatMoney(application.price),
    deposit: application.held === null ? null : formatMoney(application.held),
    contacts: application.contacts,
    nameservers: application.nameservers,
    extra: application.extra,
    auction: application.auction && {
      start: formatTime(application.auction.start),
      end: formatTime(application.auction.end),
      bidders: application.auction.bidders,
    },
  };
}

function showDomain({ login, created, expires, contacts, nameservers }) {
  return { login, created: formatTime(created), expires: formatTime(expires), contacts, nameservers };
}

export function showDropList({ dropList }) {
  const { replacement } = dropList;
  return {
    rows: dropList.rows,
    edited: dropList.edited,
    generation: dropList.generation,
    replaced: replacement && {
      status: replacement.status, type: replacement.type, cut: replacement.cut, location: replacement.location,
      bytes: replacement.body?.length, times: replacement.times,
    },
  };
}

function state(registrar) {
  const clock = getClock(registrar);
  const statuses = {};
  for (const { status } of registrar.applications.all) statuses[status] = (statuses[status] ?? 0) + 1;
  return {
    clock,
    accounts: registrar.accounts.all.map((account) => showAccount(registrar, account)),
    settings: registrar.settings,
    applications: { count: registrar.applications.count, statuses },
    domains: registrar.domains.count,
    fates: Object.fromEntries(registrar.applications.fates),
    faults: registrar.faults.active,
    droplist: showDropList(registrar),
    calls: { counts: registrar.log.counts, codes: registrar.log.codes, peak: registrar.log.peak },
    connections: registrar.connections ?? 0,
  };
}

function applications(registrar, { domain, status, login }) {
  registrar.now();
  const found = domain ? registrar.applications.ofDomain(domain.toLowerCase()) : registrar.applications.all;
  return {
    applications: found
      .filter((item) => (!status || item.status === status) && (!login || item.login === login))
      .map((item) => showApplication(registrar, item)),
  };
}

function domains(registrar) {
  registrar.now();
  return { domains: registrar.domains.all.map((domain) => ({ domain: domain.domain, ...showDomain(domain) })) };
}

function contacts(registrar) {
  return {
    contacts: registrar.contacts.all.map(({ handle, login, fields, created, updated }) => ({
      contact: handle, login, ...fields, created: formatTime(created), updated: formatTime(updated),
    })),
  };
}

function log(registrar, input) {
  return { calls: registrar.log.find({ ...input, since: number(input, 'since') ?? 0 }) };
}
