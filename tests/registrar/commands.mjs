// The commands: which parameters each takes, and what it does.
//
// Every entry names its required parameters, its other ones, those that may be numbered (DOMAIN, DOMAIN0, DOMAIN1 ...)
// and its cost in quota points. Assumed: a parameter that is documented for no command of this kind is refused with 503.

import { Refusal, success, TEXTS } from './answer.mjs';
import { auctionProperties } from './auction.mjs';
import { CONTACT_KEY, contactProperties, ownerKey, readContacts } from './contacts.mjs';
import { domainDates } from './domains.mjs';
import { scoreOf, selectRows } from './drop_index.mjs';
import { normaliseName, patternMatcher, splitName, toAscii, toUnicode, zoneClass } from './names.mjs';
import { DAY, formatMoney, formatTime, NO_DATE, parseTime } from './units.mjs';

const DEFAULT_LIMIT = 1000; // the value in a documented example; each command has its own, mostly unknown
const REMEMBERED_SELECTIONS = 8;

export const COMMANDS = {
  CHECKAUTHENTICATION: { optional: ['SUBUSER', 'PASSWORD'], run: checkAuthentication },
  STARTSESSION: { optional: ['TYPE', 'TIMEOUT', 'MAXTTL'], run: startSession },
  ENDSESSION: { run: endSession },
  STATUSACCOUNT: { run: statusAccount },
  STATUSUSER: { optional: ['SUBUSER', 'STATS', 'RELATIONS', 'PROPERTIES'], run: statusUser },
  ADDDOMAINAPPLICATION: {
    required: ['CLASS', 'DOMAIN'],
    optional: [
      'PERIOD', 'NEW', 'INCOMPLETE', 'ORDER', 'ORDERID', 'AUTH', 'TRANSFERLOCK', 'CURRENCY', 'PRICE', 'OFFER', 'EOI',
      'LAUNCH-MARK-CODE', 'NOTICE-POA-ACCEPT-HASH',
    ],
    numbered: ['NAMESERVER', 'SMD'],
    open: (key) => key.startsWith('X-') || CONTACT_KEY.test(key),
    run: addApplication,
  },
  STATUSDOMAINAPPLICATION: { required: ['APPLICATION'], run: statusApplication },
  DELETEDOMAINAPPLICATION: { required: ['APPLICATION'], run: deleteApplication },
  QUERYDOMAINAPPLICATIONLIST: {
    optional: ['WIDE', 'FIRST', 'LIMIT', 'ORDERBY', 'USERDEPTH', 'STATUS', 'DOMAINREGEX', 'OWNERCONTACT'],
    numbered: ['CLASS', 'DOMAIN'],
    run: listApplications,
  },
  QUERYDOMAINPENDINGDELETELIST: {
    optional: [
      'KEYWORDCATENATION', 'KEYWORDMATCH', 'MINFINALIZATIONDATE', 'MAXFINALIZATIONDATE', 'ORDERBY', 'LIMIT', 'FIRST',
      'REGEXP',
    ],
    numbered: ['KEYWORD', 'ZONE', 'DELETIONDAY', 'FINALIZATIONDATE', 'LENGTH', 'SCORE', 'FILTER'],
    run: listPendingDelete,
  },
  STATUSDOMAIN: { required: ['DOMAIN'], optional: ['REFRESH', 'HOSTTYPE', 'REPOSITORYCONTACT'], run: statusDomain },
  CHECKDOMAIN: { required: ['DOMAIN'], points: () => 1, run: checkDomain },
  CHECKDOMAINS: {
    required: ['DOMAIN'],
    numbered: ['DOMAIN'],
    optional: ['DOMAINCHECKMODE', 'PREMIUMCHANNELS', 'PHASE'],
    points: (command) => values(command, 'DOMAIN').length,
    run: checkDomains,
  },
  CONVERTIDN: { required: ['DOMAIN'], numbered: ['DOMAIN'], run: convertIdn },
};

/** Checks the parameters of a command against its entry; refuses what does not fit. */
export function checkParameters(entry, command) {
  for (const name of entry.required ?? []) {
    if (values(command, name).every((value) => value === '')) throw new Refusal(504, name);
  }
  const known = new Set(['COMMAND', ...(entry.required ?? []), ...(entry.optional ?? [])]);
  const numbered = new Set(entry.numbered ?? []);
  for (const key of Object.keys(command)) {
    if (known.has(key) || numbered.has(key.replace(/\d+$/, '')) || entry.open?.(key)) continue;
    throw new Refusal(503, key);
  }
}

/** The values of a parameter that may be given once (NAME) or numbered (NAME0, NAME1 ...), in order. */
function values(command, name) {
  const found = [];
  for (const key of Object.keys(command)) {
    if (key === name) found.push([-1, command[key]]);
    else if (key.startsWith(name) && /^\d+$/.test(key.slice(name.length))) {
      found.push([Number(key.slice(name.length)), command[key]]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]).map(([, value]) => value);
}

// --- parameters --------------------------------------------------------------------------------------------------------

function domainOf(command) {
  const domain = normaliseName(command.DOMAIN);
  if (!domain) throw new Refusal(505, 'DOMAIN');
  return domain;
}

function wholeNumber(command, name, fallback, least = 0, most = Number.MAX_SAFE_INTEGER) {
  const text = command[name];
  if (text === undefined || text === '') return fallback;
  if (!/^\d{1,15}$/.test(text)) throw new Refusal(505, name);
  const number = Number(text);
  if (number < least || number > most) throw new Refusal(541, name);
  return number;
}

function oneOf(command, name, allowed, fallback) {
  const value = (command[name] ?? '').toUpperCase() || fallback;
  if (!allowed.includes(value)) throw new Refusal(505, name);
  return value;
}

function withDescending(fields) {
  return fields.flatMap((field) => [field, `${field}DESC`]);
}

function expressionOf(command, name) {
  if (!command[name]) return null;
  try {
    return new RegExp(command[name], 'i');
  } catch {
    throw new Refusal(505, name);
  }
}

function page(command) {
  return { first: wholeNumber(command, 'FIRST', 0), limit: wholeNumber(command, 'LIMIT', DEFAULT_LIMIT, 1) };
}

/** The columns every list has. FIRST counts from zero; LAST is that of an empty page when there are no rows. */
function listProperties({ first, limit }, count, total) {
  return { TOTAL: total, FIRST: first, LAST: first + count - 1, COUNT: count, LIMIT: limit };
}

// --- sessions and accounts ---------------------------------------------------------------------------------------------

// Clients send it without parameters, too; then it answers for the login that the request came with.
function checkAuthentication({ command, accounts }) {
  if (command.SUBUSER === undefined && command.PASSWORD === undefined) return success();
  for (const name of ['SUBUSER', 'PASSWORD']) if (!command[name]) throw new Refusal(504, name);
  if (!accounts.checkPassword(command.SUBUSER, command.PASSWORD)) throw new Refusal(530);
  return success();
}

function startSession({ command, socket, accounts, now }) {
  const timeout = wholeNumber(command, 'TIMEOUT', 600, 60, 3600);
  const lifetime = wholeNumber(command, 'MAXTTL', DAY, 60, DAY);
  return success({ SESSION: accounts.startSession(socket, timeout, lifetime, now) });
}

function endSession({ socket, accounts }) {
  if (socket.s_session) accounts.endSession(socket.s_session);
  return success();
}

function statusAccount({ account }) {
  return success({
    VAT: account.vat,
    DEPOSIT: formatMoney(account.otherDeposit + account.heldDeposit),
    CREDIT: formatMoney(account.credit),
    AMOUNT: formatMoney(account.amount),
    CURRENCY: account.currency,
  });
}

function statusUser({ command, account, accounts }) {
  let user = account;
  if (command.SUBUSER && command.SUBUSER !== account.login) {
    user = accounts.get(command.SUBUSER);
    if (!user) throw new Refusal(545);
    if (user.parent !== account.login) throw new Refusal(531);
  }
  const properties = {
    USER: user.login,
    ACTIVE: user.active ? 1 : 0,
    ACCOUNTAMOUNT: formatMoney(user.amount),
    ACCOUNTCREDIT: formatMoney(user.credit),
    ACCOUNTCURRENCY: user.currency,
    ACCOUNTCURRENT: formatMoney(user.amount),
    ACCOUNTDEPOSIT: formatMoney(user.otherDeposit + user.heldDeposit),
    ACCOUNTVAT: user.vat,
    OTPSTATUS: 'INACTIVE',
    USERCLASS: 'RESELLER',
  };
  if (command.RELATIONS !== '0') {
    const relations = accounts.priceRelations(user);
    properties.RELATIONTYPE = relations.map(({ type }) => type);
    properties.RELATIONVALUE = relations.map(({ value }) => value);
    properties.RELATIONDISABLED = relations.map(() => 0);
  }
  if (/\bTLDDATA\b/i.test(command.PROPERTIES ?? '')) {
    const zones = accounts.zones(user);
    properties.TLDCLASS = zones.map(([name]) => name);
    properties.TLDLABEL = zones.map(([, label]) => label);
  }
  return success(properties);
}

// --- applications ------------------------------------------------------------------------------------------------------

// Assumed: the texts and codes of refusals (549 too late, available, or as the fate says; 540 for a double), and that
// PERIOD and TECHCONTACT, required by the documentation's table and absent in its example, may be left out.
function addApplication({ command, account, applications, domains, dropList, now }) {
  const domain = domainOf(command);
  const kind = command.CLASS.toUpperCase();
  if (kind !== 'BACKORDER' && kind !== 'LITEBACKORDER') throw new Refusal(541, 'CLASS');
  const lite = kind === 'LITEBACKORDER' || command['X-BACKORDER-LITE'] === '1';
  const period = wholeNumber(command, 'PERIOD', 1, 1, 10);
  const contacts = readContacts(command);
  const owner = ownerKey(contacts);

  const fate = applications.fateOf(domain);
  if (fate.fate === 'refused') {
    const code = fate.refuseCode ?? 549;
    const description = fate.refuseText ?? `${TEXTS[code] ?? TEXTS[549]}; backorder is not possible for this domain`;
    return { code, description, properties: {} };
  }
  const drop = dropList.lookup(domain);
  if (drop !== undefined && now >= drop) throw new Refusal(549, 'the finalization date has passed');
  if (domains.state(domain) === 'free') throw new Refusal(549, 'the domain is available');
  const applicationClass = `${zoneClass(splitName(domain).zone)}_${lite ? 'LITE' : ''}BACKORDER`;
  if (command.NEW !== '1' && applications.hasOpen(account.login, applicationClass, domain, owner)) {
    throw new Refusal(540, 'DOMAIN');
  }

  const extra = Object.fromEntries(Object.entries(command).filter(([key]) => key.startsWith('X-')));
  const application = applications.add({
    account, domain, lite, period, contacts, owner, nameservers: values(command, 'NAMESERVER'), extra,
  }, now);
  return success(describeApplication(application, now));
}

function applicationOf({ command, account, accounts, applications }) {
  if (!/^\d{1,15}$/.test(command.APPLICATION)) throw new Refusal(505, 'APPLICATION');
  const application = applications.get(Number(command.APPLICATION));
  if (!application) throw new Refusal(545);
  if (application.login !== account.login && accounts.get(application.login).parent !== account.login) {
    throw new Refusal(531);
  }
  return application;
}

function statusApplication(call) {
  return success(describeApplication(applicationOf(call), call.now));
}

function deleteApplication(call) {
  const application = applicationOf(call);
  if (!call.applications.canDelete(application, call.now)) throw new Refusal(552);
  call.applications.delete(application);
  return success({ DOMAIN: application.domain });
}

function describeApplication(application, now) {
  const properties = {
    APPLICATION: application.id,
    AUTH: application.auth,
    CLASS: application.class,
    CREATEDBY: 'SYSTEM',
    CREATEDDATE: formatTime(application.created),
    DOMAIN: application.domain,
    DOMAINUMLAUT: toUnicode(application.domain),
    ...contactProperties(application.contacts),
    PEERUSER: '',
    PERIOD: application.period,
    SMD: '',
    STATUS: application.status,
    SUBCLASS: application.class,
    UPDATEBY: 'SYSTEM', // the documented spelling
    UPDATEDDATE: formatTime(application.updated),
    USER: application.login,
  };
  if (application.nameservers.length) properties.NAMESERVER = application.nameservers;
  if (application.auction) Object.assign(properties, auctionProperties(application.auction, application, now));
  return properties;
}

const APPLICATION_ORDERS = {
  CLASS: (a) => a.class,
  DOMAIN: (a) => a.domain,
  USER: (a) => a.login,
  CREATEDDATE: (a) => a.created,
  UPDATEDDATE: (a) => a.updated,
  // Applications have neither; the order they were placed in stays.
  REGISTRATIONEXPIRATIONDATE: () => 0,
  REGISTRAR: () => 0,
};

// Assumed: without ORDERBY the list is in the order of placing; without WIDE it has the columns APPLICATION and DOMAIN;
// CLASS takes the answer's class (COM_BACKORDER, patterns too) as well as the plain BACKORDER of an order.
function listApplications({ command, account, accounts, applications }) {
  const paging = page(command);
  const orderBy = command.ORDERBY ? oneOf(command, 'ORDERBY', withDescending(Object.keys(APPLICATION_ORDERS))) : '';
  const depth = oneOf(command, 'USERDEPTH', ['SELF', 'SUBUSER', 'ALL'], 'ALL');
  const logins = new Set(accounts.all
    .filter(({ login, parent }) => (login === account.login ? depth !== 'SUBUSER' : depth !== 'SELF' && parent === account.login))
    .map(({ login }) => login));

  let found = applicationCandidates(applications, logins, values(command, 'DOMAIN'));
  const classes = values(command, 'CLASS').map((text) => patternMatcher(/^(LITE)?BACKORDER$/i.test(text) ? `*_${text}` : text));
  if (classes.length) found = found.filter((a) => classes.some((matches) => matches(a.class)));
  if (command.STATUS) found = found.filter((a) => a.status === command.STATUS.toUpperCase());
  const expression = expressionOf(command, 'DOMAINREGEX');
  if (expression) found = found.filter((a) => expression.test(a.domain));
  if (command.OWNERCONTACT) {
    found = found.filter((a) => (a.contacts.OWNER ?? []).some(({ handle }) => handle === command.OWNERCONTACT));
  }

  const descending = orderBy.endsWith('DESC');
  const key = APPLICATION_ORDERS[descending ? orderBy.slice(0, -4) : orderBy];
  if (key) found.sort((a, b) => compare(key(a), key(b)) * (descending ? -1 : 1) || a.id - b.id);

  const rows = found.slice(paging.first, paging.first + paging.limit);
  const properties = listProperties(paging, rows.length, found.length);
  if (rows.length === 0) return success(properties);
  properties.APPLICATION = rows.map((a) => a.id);
  properties.DOMAIN = rows.map((a) => a.domain);
  if (command.WIDE === '1') {
    Object.assign(properties, {
      CLASS: rows.map((a) => a.class),
      DOMAINUMLAUT: rows.map((a) => toUnicode(a.domain)),
      STATUS: rows.map((a) => a.status),
      CREATEDDATE: rows.map((a) => formatTime(a.created)),
      UPDATEDDATE: rows.map((a) => formatTime(a.updated)),
      EXPIRATIONDATE: rows.map(() => NO_DATE),
      PARENTUSER: rows.map((a) => accounts.get(a.login).parent ?? 'registrar'),
      PEERUSER: rows.map(() => ''),
      USER: rows.map((a) => a.login),
      INVALIDPARAMETER: rows.map(() => ''),
      MISSINGPARAMETER: rows.map(() => ''),
      CLAIMKEY: rows.map(() => ''),
      'X-DOMAIN-ROID': rows.map(() => ''),
    });
    for (const kind of ['OWNER', 'ADMIN', 'TECH', 'BILLING']) {
      properties[`${kind}CONTACT`] = rows.map((a) => a.contacts[kind]?.[0]?.handle ?? '');
    }
  }
  return success(properties);
}

/** Exact names are looked up; only patterns cost a look at every application. */
function applicationCandidates(applications, logins, patterns) {
  if (patterns.length && patterns.every((pattern) => !pattern.includes('*'))) {
    const names = new Set(patterns.map((name) => name.toLowerCase()));
    return [...names].flatMap((name) => applications.ofDomain(name))
      .filter((a) => logins.has(a.login))
      .sort((a, b) => a.id - b.id);
  }
  let found = [...logins].flatMap((login) => applications.ofLogin(login));
  if (logins.size > 1) found.sort((a, b) => a.id - b.id);
  if (patterns.length) {
    const matchers = patterns.map(patternMatcher);
    found = found.filter((a) => matchers.some((matches) => matches(a.domain)));
  }
  return found;
}

function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// --- the list of pending deletes ---------------------------------------------------------------------------------------

const PENDING_ORDERS = withDescending(['NAME', 'DELETIONDAY', 'FINALIZATIONDATE', 'SCORE']);

function listPendingDelete({ command, dropList, selections }) {
  const paging = page(command);
  const filter = pendingFilter(command);
  const { index } = dropList;
  const rows = rememberedSelection(selections, index, command, filter);
  const shown = rows.subarray(paging.first, paging.first + paging.limit);
  const names = Array.from(shown, (row) => index.name(row));
  return success({
    ...listProperties(paging, shown.length, rows.length),
    COLUMN: ['DOMAIN', 'FINALIZATIONDATE', 'SCORE', 'SUBCLASS'],
    DOMAIN: names,
    FINALIZATIONDATE: Array.from(shown, (row) => formatTime(index.time(row))),
    SCORE: names.map(scoreOf),
    SUBCLASS: names.map((name) => zoneClass(splitName(name).zone)),
  });
}

function pendingFilter(command) {
  const number = (name, least, most) => values(command, name).map((text) => wholeNumber({ [name]: text }, name, 0, least, most));
  const exact = values(command, 'FINALIZATIONDATE').map((text) => timeOf(text, 'FINALIZATIONDATE'));
  const filters = values(command, 'FILTER').map((text) => text.toUpperCase());
  if (filters.some((name) => !['NOHYPHENS', 'NONUMBERS', 'NOIDNS'].includes(name))) throw new Refusal(505, 'FILTER');
  const days = [...values(command, 'DELETIONDAY').map((text) => timeOf(text, 'DELETIONDAY')), ...exact];
  return {
    orderBy: command.ORDERBY ? oneOf(command, 'ORDERBY', [...PENDING_ORDERS, 'RANDOM']) : '',
    zones: values(command, 'ZONE'),
    keywords: values(command, 'KEYWORD').filter((word) => word !== ''),
    all: oneOf(command, 'KEYWORDCATENATION', ['AND', 'OR'], 'AND') === 'AND',
    match: oneOf(command, 'KEYWORDMATCH', ['BEGIN', 'END', 'ANY'], 'ANY'),
    lengths: number('LENGTH', 1, 20),
    scores: number('SCORE', 1, 10),
    filters,
    days: days.map((time) => Math.floor(time / DAY)),
    from: command.MINFINALIZATIONDATE ? timeOf(command.MINFINALIZATIONDATE, 'MINFINALIZATIONDATE') : null,
    to: command.MAXFINALIZATIONDATE ? timeOf(command.MAXFINALIZATIONDATE, 'MAXFINALIZATIONDATE', DAY - 1) : null,
    expression: expressionOf(command, 'REGEXP'),
  };
}

/** A date without a time stands for the day's beginning, or its end for an upper limit. */
function timeOf(text, name, withoutTime = 0) {
  const time = /^\d+$/.test(text) ? NaN : parseTime(text);
  if (Number.isNaN(time)) throw new Refusal(505, name);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? time + withoutTime : time;
}

/** Pages of one query share one selection, so that a million rows are looked at once and not once a page. */
function rememberedSelection(selections, index, command, filter) {
  const { FIRST, LIMIT, ...rest } = command;
  const key = JSON.stringify(rest);
  const known = selections.get(key);
  if (known?.index === index) return known.rows;
  const rows = selectRows(index, filter);
  selections.set(key, { index, rows });
  for (const old of [...selections.keys()].slice(0, -REMEMBERED_SELECTIONS)) selections.delete(old);
  return rows;
}

// --- domains -----------------------------------------------------------------------------------------------------------

function statusDomain({ command, account, accounts, domains }) {
  const name = domainOf(command);
  const domain = domains.get(name);
  if (!domain) throw new Refusal(545);
  if (domain.login !== account.login && accounts.get(domain.login)?.parent !== account.login) throw new Refusal(531);
  const properties = {
    DOMAIN: name,
    DOMAINUMLAUT: toUnicode(name),
    USER: domain.login,
    STATUS: ['ACTIVE', 'clientTransferProhibited'],
    RENEWALMODE: 'DEFAULT',
    TRANSFERLOCK: 1,
    SUBCLASS: zoneClass(splitName(name).zone),
    REPOSITORY: `${zoneClass(splitName(name).zone)}-STANDIN`,
    ROID: domain.roid,
    AUTH: domain.auth,
    CREATEDBY: 'SYSTEM',
    ...contactProperties(domain.contacts),
  };
  for (const [date, time] of Object.entries(domainDates(domain))) properties[date] = formatTime(time);
  if (domain.nameservers.length) properties.NAMESERVER = domain.nameservers;
  return success(properties);
}

function checkDomain(call) {
  return success({}, isAvailable(domainOf(call.command), call) ? 210 : 211);
}

function checkDomains(call) {
  const results = values(call.command, 'DOMAIN').map((text) => {
    const name = normaliseName(text);
    if (!name) return `505 ${TEXTS[505]}`;
    const code = isAvailable(name, call) ? 210 : 211;
    return `${code} ${TEXTS[code]}`;
  });
  const empty = results.map(() => '');
  return success({ DOMAINCHECK: results, CLASS: empty, PRICE: empty, CURRENCY: empty, REASON: empty });
}

// Assumed: a listed name is taken until its date; after it the name is free, unless it was caught or its fate gives it to
// someone else; names that nobody knows anything of are taken.
function isAvailable(name, { applications, domains, dropList, now }) {
  const state = domains.state(name);
  if (state !== null) return state === 'free';
  const drop = dropList.lookup(name);
  if (drop === undefined || now < drop) return false;
  const { fate } = applications.fateOf(name);
  return ['caught', 'auction-won'].includes(fate) && !applications.ofDomain(name).some((a) => a.status === 'PROCESSING');
}

function convertIdn({ command }) {
  const names = values(command, 'DOMAIN');
  const ascii = names.map(toAscii);
  return success({ ACE: ascii, IDN: ascii.map(toUnicode) });
}
