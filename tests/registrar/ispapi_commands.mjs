// The ISPAPI commands: which parameters each takes, and what it answers.
//
// An entry names the parameters (see parameters.mjs) and the cost in quota points. Assumed: a parameter that is documented
// for no command of this kind is refused with 503.

import { Refusal, success, TEXTS } from './answer.mjs';
import { auctionProperties } from './auction.mjs';
import { CONTACT_KEY, contactProperties, ownerKey, readContacts } from './contacts.mjs';
import { domainDates } from './domains.mjs';
import { normaliseName, patternMatcher, splitName, toAscii, toUnicode, zoneClass } from './names.mjs';
import { compare, domainOf, expressionOf, oneOf, pageOf, values, wholeNumber, withDescending } from './parameters.mjs';
import { PENDING_PARAMETERS, pendingDeletes } from './pending_list.mjs';
import { applicationOf, applicationsFor, cancel, checkOrderable, isAvailable, registeredDomain } from './rules.mjs';
import { DAY, formatMoney, formatTime, NO_DATE } from './units.mjs';

export const ISPAPI_COMMANDS = {
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
  QUERYDOMAINPENDINGDELETELIST: { ...PENDING_PARAMETERS, run: listPendingDelete },
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

// --- lists -------------------------------------------------------------------------------------------------------------

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

// Assumed: 540 for a double, and that PERIOD and TECHCONTACT, required by the documentation's table and absent in its
// example, may be left out.
function addApplication(call) {
  const { command, account, applications, now } = call;
  const domain = domainOf(command);
  const kind = command.CLASS.toUpperCase();
  if (kind !== 'BACKORDER' && kind !== 'LITEBACKORDER') throw new Refusal(541, 'CLASS');
  const lite = kind === 'LITEBACKORDER' || command['X-BACKORDER-LITE'] === '1';
  const period = wholeNumber(command, 'PERIOD', 1, 1, 10);
  const contacts = readContacts(command);
  const owner = ownerKey(contacts);

  checkOrderable(domain, call);
  const applicationClass = applications.classOf(domain, lite);
  if (command.NEW !== '1' && applications.hasOpen(account.login, applicationClass, domain, owner)) {
    throw new Refusal(540, 'DOMAIN');
  }

  const extra = Object.fromEntries(Object.entries(command).filter(([key]) => key.startsWith('X-')));
  const application = applications.add({
    account, domain, lite, period, contacts, owner, nameservers: values(command, 'NAMESERVER'), extra,
  }, now);
  return success(describeApplication(application, now));
}

function statusApplication(call) {
  return success(describeApplication(applicationOf(call), call.now));
}

function deleteApplication(call) {
  const application = applicationOf(call);
  cancel(application, call);
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
  const paging = pageOf(command);
  const orderBy = command.ORDERBY ? oneOf(command, 'ORDERBY', withDescending(Object.keys(APPLICATION_ORDERS))) : '';
  const depth = oneOf(command, 'USERDEPTH', ['SELF', 'SUBUSER', 'ALL'], 'ALL');
  const logins = new Set(accounts.all
    .filter(({ login, parent }) => (login === account.login ? depth !== 'SUBUSER' : depth !== 'SELF' && parent === account.login))
    .map(({ login }) => login));

  let found = applicationsFor(applications, logins, values(command, 'DOMAIN'));
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

// --- the list of pending deletes ---------------------------------------------------------------------------------------

function listPendingDelete(call) {
  const paging = pageOf(call.command);
  const { total, rows } = pendingDeletes(call, paging);
  return success({
    ...listProperties(paging, rows.length, total),
    COLUMN: ['DOMAIN', 'FINALIZATIONDATE', 'SCORE', 'SUBCLASS'],
    DOMAIN: rows.map(({ domain }) => domain),
    FINALIZATIONDATE: rows.map(({ drop }) => formatTime(drop)),
    SCORE: rows.map(({ score }) => score),
    SUBCLASS: rows.map(({ zone }) => zone),
  });
}

// --- domains -----------------------------------------------------------------------------------------------------------

function statusDomain(call) {
  const name = domainOf(call.command);
  const domain = registeredDomain(name, call);
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

function convertIdn({ command }) {
  const names = values(command, 'DOMAIN');
  const ascii = names.map(toAscii);
  return success({ ACE: ascii, IDN: ascii.map(toUnicode) });
}
