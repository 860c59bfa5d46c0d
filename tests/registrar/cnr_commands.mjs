// The commands of CentralNic Reseller: which parameters each takes, and what it answers.
//
// The documentation prints names of properties with underscores (CREATED_DATE), recorded answers have them in lower case
// with spaces (`created date`); that is how all names are written here. Assumed: a parameter that is not documented for a
// command is refused with 503, so contacts can only be given by their handles.

import { Refusal, success } from './answer.mjs';
import { CNR_CONTACT_COMMANDS, contactOf } from './cnr_contacts.mjs';
import { cnrColumns, cnrCounts, cnrList, cnrTime } from './cnr_lists.mjs';
import { normaliseName, patternMatcher, splitName, toUnicode } from './names.mjs';
import { compare, domainOf, oneOf, pageOf, values, wholeNumber } from './parameters.mjs';
import { PENDING_PARAMETERS, pendingDeletes } from './pending_list.mjs';
import {
  applicationOf, applicationsFor, cancel, checkOrderable, isAvailable, mayUse, registeredDomain, subusersOf,
} from './rules.mjs';
import { CNR_TEXTS } from './cnr_wire.mjs';
import { DAY, formatMoney, formatTime } from './units.mjs';

const CONTACT_KINDS = ['OWNER', 'ADMIN', 'TECH', 'BILLING'];
const GROUP_SIZE = 32;
const SESSION_LIFETIME = DAY; // assumed; a recorded session ended about a day after it was recorded
const RENEWAL_GRACE = 35 * DAY; // between the expiration and the renewal date of a recorded answer

export const CNR_COMMANDS = {
  STARTSESSION: { required: ['PERSISTENT'], optional: ['LOGIN', 'PASSWORD'], run: startSession },
  STOPSESSION: { run: stopSession },
  STATUSACCOUNT: { optional: ['REGISTRAR'], run: statusAccount },
  QUERYSERVICELIST: { optional: ['SERVICE', 'INDIVIDUAL', 'INACTIVE', 'REGISTRAR'], run: listServices },
  ...CNR_CONTACT_COMMANDS,
  ADDDOMAINAPPLICATION: {
    required: ['CLASS', 'DOMAIN', 'PERIOD', ...CONTACT_KINDS.map((kind) => `${kind}CONTACT0`)],
    open: (key) => key.startsWith('X-'), // assumed: what the zone demands, as with AddDomain
    run: addApplication,
  },
  STATUSDOMAINAPPLICATION: { optional: ['APPLICATION', 'DOMAIN', 'CLASS'], run: statusApplication },
  DELETEDOMAINAPPLICATION: { optional: ['APPLICATION', 'DOMAIN', 'CLASS'], run: deleteApplication },
  QUERYDOMAINAPPLICATIONLIST: {
    required: ['DOMAIN'], // the only parameter that is not called optional
    optional: ['CLASS', 'ORDERBY', 'WIDE', 'FIRST', 'LIMIT'],
    run: listApplications,
  },
  QUERYDOMAINPENDINGDELETELIST: { ...PENDING_PARAMETERS, run: listPendingDelete },
  STATUSDOMAIN: { required: ['DOMAIN'], run: statusDomain },
  CHECKDOMAIN: { required: ['DOMAIN'], optional: ['X-IDN-LANGUAGE', 'X-ALLOCATION-TOKEN'], points: () => 1, run: checkDomain },
  CHECKDOMAINS: {
    required: ['DOMAIN'],
    numbered: ['DOMAIN'],
    atMost: GROUP_SIZE,
    optional: ['X-IDN-LANGUAGE', 'X-ALLOCATION-TOKEN'],
    points: (command) => values(command, 'DOMAIN').length,
    run: checkDomains,
  },
};

// --- sessions and accounts ---------------------------------------------------------------------------------------------

function startSession({ command, socket, accounts, now }) {
  if (command.PERSISTENT !== '1') throw new Refusal(541, 'PERSISTENT');
  return success({
    sessionid: accounts.startSession(socket, SESSION_LIFETIME, SESSION_LIFETIME, now),
    'expiration date': formatTime(now + SESSION_LIFETIME),
  });
}

function stopSession({ socket, accounts }) {
  if (socket.s_sessionid) accounts.endSession(socket.s_sessionid);
  return success();
}

function accountOf({ command, account, accounts }) {
  if (!command.REGISTRAR) return account;
  const user = accounts.get(command.REGISTRAR);
  if (!user) throw new Refusal(545);
  if (!mayUse(user.login, { account, accounts })) throw new Refusal(531);
  return user;
}

// Assumed: there is no property for deposits, so what is locked for backorders is no longer part of the amount.
function statusAccount(call) {
  const user = accountOf(call);
  return success({
    amount: formatMoney(call.accounts.available(user)),
    credit: formatMoney(user.credit),
    'credit threshold': '0.00',
    currency: user.currency,
    registrar: user.login,
    vat: user.vat,
  });
}

// Documented: the command, the service `application` and the columns. Assumed: the types that stand for backorders, after
// the classes of launch phases (COM-SUNRISE), and that the price is in the column APPLICATION.
function listServices(call) {
  const wanted = (call.command.SERVICE ?? '').toLowerCase();
  const user = accountOf(call);
  const rows = wanted === '' || wanted === 'application' ? call.accounts.backorderPrices(user) : [];
  const none = () => 'N/A';
  return success(cnrColumns(rows, {
    service: () => 'application',
    type: ({ zone, lite }) => `${zone.toUpperCase()}-${lite ? 'LITE' : ''}BACKORDER`,
    period: () => 1,
    periodtype: () => 'YEAR',
    setup: none,
    annual: none,
    transfer: none,
    restore: none,
    trade: none,
    application: ({ price }) => formatMoney(price),
    currency: () => user.currency,
    description: ({ zone, lite }) => `${lite ? 'Lite Backorder' : 'Backorder'} .${zone}`,
    active: () => 1,
  }));
}

// --- applications ------------------------------------------------------------------------------------------------------

// Assumed: 541 for a class or period that is none, 540 for a double (the same login, class and name, whoever owns it), 549
// for a lite order in a zone without them.
function addApplication(call) {
  const { command, account, accounts, applications, settings, now } = call;
  const domain = domainOf(command, 541);
  const kind = command.CLASS.toUpperCase();
  if (kind !== 'BACKORDER' && kind !== 'LITEBACKORDER') throw new Refusal(541, 'CLASS');
  const lite = kind === 'LITEBACKORDER';
  const period = wholeNumber(command, 'PERIOD', 1, 1, 1);
  const contacts = {};
  for (const each of CONTACT_KINDS) {
    const { handle, fields } = contactOf(call, `${each}CONTACT0`);
    contacts[each] = [{ handle, fields }];
  }
  if (lite && !accounts.hasLite(splitName(domain).zone)) throw new Refusal(549, 'no lite backorders in this zone');
  checkOrderable(domain, call);
  if (applications.hasOpen(account.login, applications.classOf(domain, lite), domain, '')) throw new Refusal(540, 'DOMAIN');

  const extra = Object.fromEntries(Object.entries(command).filter(([key]) => key.startsWith('X-')));
  const { id, status } = applications.add({
    account, domain, lite, period, contacts, owner: '', nameservers: [], extra,
  }, now);
  // The documentation prints these two like code and description, and all other answers' properties as properties.
  return settings.bareApplication ? { ...success(), bare: { application: id, status } } : success({ application: id, status });
}

/** The application that a command names by its number, or by name and class. Assumed: of several the latest counts. */
function namedApplication(call) {
  const { command, account, accounts, applications } = call;
  if (command.APPLICATION) {
    const application = applicationOf(call);
    if (command.DOMAIN && domainOf(command, 541) !== application.domain) throw new Refusal(545);
    return application;
  }
  if (!command.DOMAIN) throw new Refusal(504, 'APPLICATION');
  const found = applications.ofDomain(domainOf(command, 541))
    .filter(({ login }) => mayUse(login, { account, accounts }))
    .filter(classFilter(command));
  if (found.length === 0) throw new Refusal(545);
  return found.at(-1);
}

function classFilter(command) {
  const matches = command.CLASS ? patternMatcher(command.CLASS) : () => true;
  return (application) => matches(application.class);
}

function statusApplication(call) {
  const application = namedApplication(call);
  const properties = {
    domain: application.domain,
    'application id': application.id,
    status: application.status,
    period: application.period,
    class: application.class,
    'auth code': application.auth,
    'created date': cnrTime(application.created),
    'update date': cnrTime(application.updated), // the documented spelling
  };
  return success({ ...properties, ...contactHandles(application.contacts) });
}

/** The handles as properties: `owner contact`, `admin contact` ... */
function contactHandles(contacts) {
  return Object.fromEntries(Object.entries(contacts)
    .map(([kind, list]) => [`${kind.toLowerCase()} contact`, list.map(({ handle }) => handle)]));
}

function deleteApplication(call) {
  const application = namedApplication(call);
  cancel(application, call);
  return success({ domain: application.domain });
}

const APPLICATION_ORDERS = {
  DOMAIN: (a) => a.domain,
  APPLICATION: (a) => a.id,
  FINALIZATIONDATE: (a, applications) => applications.dropOf(a.domain) ?? Infinity,
};

// Documented are the columns, and that the finalization date is told; assumed: which of them WIDE adds, the name of that
// date's column, that it is empty while no date is known, and the order of placing without ORDERBY.
function listApplications({ command, account, accounts, applications }) {
  const paging = pageOf(command, 0);
  const key = APPLICATION_ORDERS[oneOf(command, 'ORDERBY', Object.keys(APPLICATION_ORDERS), 'APPLICATION')];
  const logins = new Set([account.login, ...subusersOf(account, accounts)]);
  const found = applicationsFor(applications, logins, [command.DOMAIN]).filter(classFilter(command));
  found.sort((a, b) => compare(key(a, applications), key(b, applications)) || a.id - b.id);
  const narrow = { application: (a) => a.id, domain: (a) => a.domain };
  const dropText = (drop) => (drop === null ? '' : formatTime(drop));
  return success(cnrList(paging, found, command.WIDE !== '1' ? narrow : {
    ...narrow,
    class: (a) => a.class,
    status: (a) => a.status,
    'created date': (a) => formatTime(a.created),
    'updated date': (a) => formatTime(a.updated),
    finalizationdate: (a) => dropText(applications.dropOf(a.domain)),
  }));
}

// --- names -------------------------------------------------------------------------------------------------------------

// Documented is that this command exists; parameters and columns are assumed to be those of ISPAPI, whose backorder system
// it is.
function listPendingDelete(call) {
  const paging = pageOf(call.command, 0);
  const { total, rows } = pendingDeletes(call, paging);
  return success({
    ...cnrCounts(paging, rows.length, total),
    ...cnrColumns(rows, {
      domain: ({ domain }) => domain,
      finalizationdate: ({ drop }) => formatTime(drop),
      score: ({ score }) => score,
      subclass: ({ zone }) => zone,
    }),
  });
}

function statusDomain(call) {
  const name = domainOf(call.command, 541);
  const domain = registeredDomain(name, call);
  const properties = {
    'created by': domain.login,
    'created date': cnrTime(domain.created),
    'updated by': domain.login,
    'updated date': cnrTime(domain.updated),
    registrar: domain.login,
    'registration expiration date': cnrTime(domain.expires),
    'paiduntil date': cnrTime(domain.expires),
    'renewal date': cnrTime(domain.expires + RENEWAL_GRACE),
    auth: domain.auth,
    renewalmode: 'DEFAULT',
    transfermode: 'DEFAULT',
    roid: domain.roid,
    domain: name,
    'domain idn': toUnicode(name),
    zone: splitName(name).zone,
    status: 'ACTIVE',
    'transfer lock': 0,
    ...contactHandles(domain.contacts),
  };
  if (domain.nameservers.length) properties.nameserver = domain.nameservers.map((host) => host.toUpperCase());
  return success(properties);
}

function checkDomain(call) {
  return success({}, isAvailable(domainOf(call.command, 541), call) ? 210 : 211);
}

function checkDomains(call) {
  const rows = values(call.command, 'DOMAIN').map((text) => {
    const name = normaliseName(text);
    if (!name) return 541;
    return isAvailable(name, call) ? 210 : 211;
  });
  return success(cnrColumns(rows, {
    domaincheck: (code) => `${code} ${CNR_TEXTS[code]}`,
    domainchecktime: () => 0,
  }));
}
