import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { call, control, CREDENTIALS, post } from '../client.mjs';
import { startRegistrar } from '../server.mjs';

let server;
let url;
before(async () => {
  server = await startRegistrar({ now: '2026-11-23 09:00:00' });
  ({ url } = server);
});
after(() => server.close());
beforeEach(async () => {
  await control(url, 'reset', {});
  await control(url, 'clock', { now: '2026-11-23 09:00:00' });
});

const send = (name, parameters = {}, socket) => call(url, { COMMAND: name, ...parameters }, socket);
const order = (domain, parameters = {}, socket) => send('AddDomainApplication', { CLASS: 'BACKORDER', DOMAIN: domain, ...parameters }, socket);
async function codeOf(answer, code, description) {
  const got = await answer;
  assert.equal(got.code, String(code), got.raw);
  if (description) assert.equal(got.description, description);
  return got;
}

test('credentials, entity and command name are checked', async () => {
  await codeOf(send('StatusAccount', {}, { ...CREDENTIALS, s_pw: 'wrong' }), 530, 'Authentication failed');
  await codeOf(send('StatusAccount', {}, { ...CREDENTIALS, s_login: 'nobody' }), 530);
  await codeOf(send('StatusAccount', {}, { s_entity: '1234' }), 530);
  await codeOf(send('StatusAccount', {}, { ...CREDENTIALS, s_entity: '54cd' }), 502, 'Invalid entity value');
  await codeOf(send('NoSuchCommand'), 500, 'Invalid command name');
  await codeOf(send('constructor'), 500);
  await codeOf(post(url, new URLSearchParams(CREDENTIALS)), 500);
  await codeOf(post(url, new URLSearchParams({ ...CREDENTIALS, s_command: 'COMMAND=StatusAccount\nnonsense' })), 507);
  await codeOf(send('StatusDomain'), 504, 'Missing required attribute; DOMAIN');
  await codeOf(send('StatusDomain', { DOMAIN: 'a.com', NONSENSE: 1 }), 503, 'Invalid attribute name; NONSENSE');
  await codeOf(send('statusaccount'), 200);
});

test('subusers, role users, one-time passwords and access lists', async () => {
  await control(url, 'account', { login: 'child', password: 'pw', parent: 'test.user', amount: '5.00' });
  await control(url, 'account', { login: 'stranger', password: 'pw' });
  await control(url, 'account', { login: 'test.user!reader', password: 'pw', denied: ['AddDomainApplication'], otp: '77' });
  const sub = await codeOf(send('StatusAccount', {}, { ...CREDENTIALS, s_user: 'child' }), 200);
  assert.deepEqual(sub.properties.AMOUNT, ['5.00']);
  await codeOf(send('StatusAccount', {}, { ...CREDENTIALS, s_user: 'stranger' }), 531);
  const role = { s_entity: '1234', s_login: 'test.user!reader', s_pw: 'pw' };
  await codeOf(send('StatusAccount', {}, role), 530);
  await codeOf(send('StatusAccount', {}, { ...role, s_otp: '77' }), 200);
  await codeOf(order('a.com', {}, { ...role, s_otp: '77' }), 531, 'Authorization failed; Operation forbidden by ACL');
  await codeOf(send('StatusUser', { SUBUSER: 'child' }), 200);
  await codeOf(send('StatusUser', { SUBUSER: 'stranger' }), 531);
  await codeOf(send('StatusUser', { SUBUSER: 'nobody' }), 545);
  await control(url, 'account', { login: 'child', active: false });
  await codeOf(send('StatusAccount', {}, { s_entity: '1234', s_login: 'child', s_pw: 'pw' }), 530);
});

test('CheckAuthentication', async () => {
  await codeOf(send('CheckAuthentication'), 200);
  await codeOf(send('CheckAuthentication', { SUBUSER: 'test.user', PASSWORD: 'test.passw0rd' }), 200);
  await codeOf(send('CheckAuthentication', { SUBUSER: 'test.user', PASSWORD: 'no' }), 530);
  await codeOf(send('CheckAuthentication', { SUBUSER: 'test.user' }), 504);
});

test('sessions replace credentials until they end or time out', async () => {
  const started = await codeOf(send('StartSession', { TIMEOUT: 60, MAXTTL: 100 }), 200);
  const session = { s_entity: '1234', s_session: started.properties.SESSION[0] };
  await codeOf(send('StatusAccount', {}, session), 200);
  await control(url, 'clock', { advance: 60 });
  await codeOf(send('StatusAccount', {}, session), 200);
  await control(url, 'clock', { advance: 41 });
  await codeOf(send('StatusAccount', {}, session), 530, 'SESSION NOT FOUND');
  const next = { s_entity: '1234', s_session: (await send('StartSession')).properties.SESSION[0] };
  await codeOf(send('EndSession', {}, next), 200);
  await codeOf(send('StatusAccount', {}, next), 530);
  await codeOf(send('StartSession', { TIMEOUT: 59 }), 541);
});

test('StatusAccount and StatusUser', async () => {
  await control(url, 'account', {
    amount: '-16498.09', deposit: '10000.00', credit: '1000000', currency: 'EUR', vat: '19.00', prices: { 'co.uk': '12.50', de: null },
  });
  const account = await codeOf(send('StatusAccount'), 200);
  assert.deepEqual(account.properties, {
    AMOUNT: ['-16498.09'], DEPOSIT: ['10000.00'], CREDIT: ['1000000.00'], CURRENCY: ['EUR'], VAT: ['19.00'],
  });
  const user = await codeOf(send('StatusUser', { PROPERTIES: 'TLDDATA USERINDEX' }), 200);
  const { RELATIONTYPE: types, RELATIONVALUE: relations, TLDCLASS: classes, TLDLABEL: labels } = user.properties;
  assert.equal(types.length, relations.length);
  assert.equal(relations[types.indexOf('PRICE_CLASS_DOMAIN_COUK_BACKORDER_APPLICATION')], '12.50');
  assert.equal(relations[types.indexOf('PRICE_CLASS_DOMAIN_COUK_BACKORDER_CURRENCY')], 'EUR');
  assert.ok(types.includes('PRICE_CLASS_DOMAIN_COM_LITEBACKORDER_APPLICATION'));
  assert.ok(!types.some((type) => type.startsWith('PRICE_CLASS_DOMAIN_DE_')));
  assert.equal(labels[classes.indexOf('COUK')], '.co.uk');
  const brief = await send('StatusUser', { RELATIONS: 0 });
  assert.equal(brief.properties.RELATIONTYPE, undefined);
});

test('AddDomainApplication stores what it was sent', async () => {
  const answer = await codeOf(order('XN--MLLER-KVA.co.uk', {
    OWNERCONTACT0FIRSTNAME: 'Ada', OWNERCONTACT0LASTNAME: 'Lövelace', OWNERCONTACT0STREET: 'Main 1', ADMINCONTACT0: 'P-ABC1',
    NAMESERVER0: 'ns1.example.com', NAMESERVER1: 'ns2.example.com', 'X-ACCEPT-WHOISTRUSTEE-TAC': 1, PERIOD: 2, NEW: 1,
  }), 200);
  const { properties } = answer;
  assert.deepEqual(properties.APPLICATION, ['10700']);
  assert.deepEqual(properties.CLASS, ['COUK_BACKORDER']);
  assert.deepEqual(properties.DOMAIN, ['xn--mller-kva.co.uk']);
  assert.deepEqual(properties.DOMAINUMLAUT, ['müller.co.uk']);
  assert.deepEqual(properties.STATUS, ['REQUESTED']);
  assert.deepEqual(properties.CREATEDDATE, ['2026-11-23 09:00:00']);
  assert.deepEqual(properties.NAMESERVER, ['ns1.example.com', 'ns2.example.com']);
  assert.deepEqual(properties.ADMINCONTACT, ['P-ABC1']);
  assert.deepEqual(properties.PERIOD, ['2']);
  assert.deepEqual(properties.USER, ['test.user']);
  assert.match(properties.OWNERCONTACT[0], /^P-[A-Z]{3}\d{7}$/);
  const { applications: [stored] } = await control(url, 'applications');
  assert.deepEqual(stored.contacts.OWNER[0].fields, { FIRSTNAME: 'Ada', LASTNAME: 'Lövelace', STREET: 'Main 1' });
  assert.deepEqual(stored.extra, { 'X-ACCEPT-WHOISTRUSTEE-TAC': '1' });
  const status = await codeOf(send('StatusDomainApplication', { APPLICATION: 10700 }), 200);
  assert.deepEqual(status.properties, properties);
});

test('AddDomainApplication refuses what is wrong', async () => {
  await codeOf(send('AddDomainApplication', { DOMAIN: 'a.com' }), 504, 'Missing required attribute; CLASS');
  await codeOf(send('AddDomainApplication', { CLASS: 'BACKORDER' }), 504);
  await codeOf(send('AddDomainApplication', { CLASS: 'SUNRISE', DOMAIN: 'a.com' }), 541);
  for (const domain of ['a', '-a.com', 'a..com', 'müller.com', 'a b.com', `${'a'.repeat(64)}.com`]) await codeOf(order(domain), 505);
  await codeOf(order('a.com', { PERIOD: 'x' }), 505);
  await codeOf(order('a.com', { NAMESERVERX: 'x' }), 503);
  await control(url, 'droplist', { text: '"late.com";2026-11-23 09:00:00\n' });
  await codeOf(order('late.com'), 549, 'Command failed; the finalization date has passed');
  await control(url, 'domain', { domain: 'free.com', available: true });
  await codeOf(order('free.com'), 549);
  await control(url, 'fate', {
    domain: 'no.com', fate: 'refused', refuse_code: 541, refuse_text: 'Invalid attribute value; TLD not supported',
  });
  await codeOf(order('no.com'), 541, 'Invalid attribute value; TLD not supported');
  assert.equal((await control(url, 'applications')).applications.length, 0);
});

test('the same customer orders a name once, another customer too, NEW=1 always', async () => {
  const ada = { OWNERCONTACT0FIRSTNAME: 'Ada', OWNERCONTACT0EMAIL: 'ada@example.com' };
  const bob = { OWNERCONTACT0FIRSTNAME: 'Bob', OWNERCONTACT0EMAIL: 'bob@example.com' };
  const first = await codeOf(order('a.com', ada), 200);
  await codeOf(order('A.COM', ada), 540, 'Attribute value is not unique; DOMAIN');
  await codeOf(order('a.com', bob), 200);
  await codeOf(order('a.com', { ...ada, NEW: 1 }), 200);
  await codeOf(order('a.com', { ...ada, 'X-BACKORDER-LITE': 1 }), 200);
  await codeOf(order('b.com', ada), 200);
  await codeOf(send('DeleteDomainApplication', { APPLICATION: first.properties.APPLICATION[0] }), 200);
  await codeOf(order('a.com', ada), 540); // the one with NEW=1 is still open
});

test('StatusDomainApplication and DeleteDomainApplication know whose an application is', async () => {
  await control(url, 'account', { login: 'child', password: 'pw', parent: 'test.user' });
  await control(url, 'account', { login: 'stranger', password: 'pw' });
  await order('child.com', {}, { ...CREDENTIALS, s_user: 'child' });
  await codeOf(send('StatusDomainApplication', { APPLICATION: 10700 }), 200);
  await codeOf(send('StatusDomainApplication', { APPLICATION: 10700 }, { s_entity: '1234', s_login: 'stranger', s_pw: 'pw' }), 531);
  await codeOf(send('StatusDomainApplication', { APPLICATION: 99999 }), 545, 'Object not found');
  await codeOf(send('StatusDomainApplication', { APPLICATION: 'x' }), 505);
  await codeOf(send('StatusDomainApplication'), 504);
  const gone = await codeOf(send('DeleteDomainApplication', { APPLICATION: 10700 }), 200);
  assert.deepEqual(gone.properties, { DOMAIN: ['child.com'] });
  await codeOf(send('DeleteDomainApplication', { APPLICATION: 10700 }), 545);
  await codeOf(send('StatusDomainApplication', { APPLICATION: 10700 }), 545);
});

test('QueryDomainApplicationList pages, sorts and filters', async () => {
  for (const name of ['c.com', 'a.net', 'b.com', 'hexonet-application.asia', 'hexonet-application.com']) await order(name);
  await order('lite.com', { 'X-BACKORDER-LITE': 1, OWNERCONTACT0: 'P-AAA1' });
  const list = async (parameters) => (await codeOf(send('QueryDomainApplicationList', parameters), 200)).properties;

  const first = await list({ FIRST: 0, LIMIT: 2, WIDE: 1 });
  assert.deepEqual([first.TOTAL, first.FIRST, first.LAST, first.COUNT, first.LIMIT], [['6'], ['0'], ['1'], ['2'], ['2']]);
  assert.deepEqual(first.APPLICATION, ['10700', '10701']);
  assert.deepEqual(first.STATUS, ['REQUESTED', 'REQUESTED']);
  assert.deepEqual((await list({ FIRST: 4, LIMIT: 2 })).DOMAIN, ['hexonet-application.com', 'lite.com']);
  const beyond = await list({ FIRST: 6, LIMIT: 2 });
  assert.deepEqual([beyond.TOTAL, beyond.COUNT, beyond.DOMAIN], [['6'], ['0'], undefined]);

  assert.deepEqual((await list({ ORDERBY: 'DOMAIN', LIMIT: 3 })).DOMAIN, ['a.net', 'b.com', 'c.com']);
  assert.deepEqual((await list({ ORDERBY: 'DOMAINDESC', LIMIT: 1 })).DOMAIN, ['lite.com']);
  assert.deepEqual((await list({ DOMAIN: 'hexonet-application.*', WIDE: 1 })).CLASS, ['ASIA_BACKORDER', 'COM_BACKORDER']);
  assert.deepEqual((await list({ DOMAIN0: 'a.net', DOMAIN1: 'C.com', DOMAIN2: 'none.com' })).DOMAIN, ['c.com', 'a.net']);
  assert.deepEqual((await list({ DOMAIN0: 'a.*', DOMAIN1: 'b.com' })).DOMAIN, ['a.net', 'b.com']);
  assert.deepEqual((await list({ DOMAIN: 'a.n*t*' })).DOMAIN, ['a.net']);
  assert.deepEqual((await list({ CLASS: 'NET_BACKORDER' })).DOMAIN, ['a.net']);
  assert.deepEqual((await list({ CLASS: 'BACKORDER' })).TOTAL, ['5']);
  assert.deepEqual((await list({ CLASS0: 'LITEBACKORDER' })).DOMAIN, ['lite.com']);
  assert.deepEqual((await list({ DOMAINREGEX: '^[ab]\\.' })).TOTAL, ['2']);
  assert.deepEqual((await list({ OWNERCONTACT: 'P-AAA1' })).DOMAIN, ['lite.com']);
  assert.deepEqual((await list({ STATUS: 'ACTIVE' })).TOTAL, ['0']);
  assert.deepEqual((await list({ STATUS: 'REQUESTED', USERDEPTH: 'SELF' })).TOTAL, ['6']);
  assert.deepEqual((await list({ USERDEPTH: 'SUBUSER' })).TOTAL, ['0']);
  await codeOf(send('QueryDomainApplicationList', { ORDERBY: 'NONSENSE' }), 505);
  await codeOf(send('QueryDomainApplicationList', { LIMIT: 'x' }), 505);
  await codeOf(send('QueryDomainApplicationList', { DOMAINREGEX: '(' }), 505);
});

test('QueryDomainPendingDeleteList', async () => {
  await control(url, 'droplist', {
    text: [
      '"0--l.com";2026-11-25 17:00:00', '"0-2.co";2026-11-24 16:00:00', '"12345.net";2026-11-24 18:00:00',
      '"shop.co.uk";2026-11-26 00:00:00', '"testshop.com";2026-11-25 18:00:01', '"xn--mller-kva.com";2026-11-27 18:00:00', '',
    ].join('\n'),
  });
  const list = async (parameters) => (await codeOf(send('QueryDomainPendingDeleteList', parameters), 200)).properties;
  const names = async (parameters) => (await list(parameters)).DOMAIN;
  const first = await list({ FIRST: 0, LIMIT: 2 });
  assert.deepEqual(first.COLUMN, ['DOMAIN', 'FINALIZATIONDATE', 'SCORE', 'SUBCLASS']);
  assert.deepEqual([first.TOTAL, first.LAST, first.DOMAIN], [['6'], ['1'], ['0--l.com', '0-2.co']]);
  assert.deepEqual(first.FINALIZATIONDATE, ['2026-11-25 17:00:00', '2026-11-24 16:00:00']);
  assert.deepEqual(first.SUBCLASS, ['COM', 'CO']);
  assert.deepEqual(await names({ FIRST: 2, LIMIT: 1 }), ['12345.net']);
  assert.deepEqual(await names({ ZONE0: 'COUK', ZONE1: 'NET' }), ['12345.net', 'shop.co.uk']);
  assert.deepEqual(await names({ KEYWORD: 'shop' }), ['shop.co.uk', 'testshop.com']);
  assert.deepEqual(await names({ KEYWORD: 'shop', KEYWORDMATCH: 'BEGIN' }), ['shop.co.uk']);
  assert.deepEqual(await names({ KEYWORD0: 'shop', KEYWORD1: 'test', KEYWORDCATENATION: 'AND' }), ['testshop.com']);
  assert.deepEqual(await names({ KEYWORD0: '1', KEYWORD1: 'test', KEYWORDCATENATION: 'OR' }), ['12345.net', 'testshop.com']);
  assert.deepEqual(await names({ FILTER0: 'NOHYPHENS', FILTER1: 'NONUMBERS' }), ['shop.co.uk', 'testshop.com']);
  assert.deepEqual(await names({ FILTER: 'NOIDNS', LENGTH0: 4 }), ['0--l.com', 'shop.co.uk']);
  assert.deepEqual(await names({ REGEXP: '^[0-9]+$' }), ['12345.net']);
  assert.deepEqual(await names({ MINFINALIZATIONDATE: '2026-11-25 18:00:01', MAXFINALIZATIONDATE: '2026-11-26' }), ['shop.co.uk', 'testshop.com']);
  assert.deepEqual(await names({ DELETIONDAY0: '2026-11-24' }), ['0-2.co', '12345.net']);
  assert.deepEqual(await names({ ORDERBY: 'FINALIZATIONDATE', LIMIT: 3 }), ['0-2.co', '12345.net', '0--l.com']);
  assert.deepEqual(await names({ ORDERBY: 'FINALIZATIONDATEDESC', LIMIT: 1 }), ['xn--mller-kva.com']);
  assert.deepEqual(await names({ ORDERBY: 'NAMEDESC', LIMIT: 1 }), ['xn--mller-kva.com']);
  assert.equal((await names({ ORDERBY: 'RANDOM' })).length, 6);
  await control(url, 'droplist', { add: [{ domain: 'new.com', date: '2026-11-24 18:00:00' }] });
  assert.deepEqual((await list({ LIMIT: 1 })).TOTAL, ['7']);
  await codeOf(send('QueryDomainPendingDeleteList', { REGEXP: '(' }), 505);
  await codeOf(send('QueryDomainPendingDeleteList', { LENGTH: 21 }), 541);
  await codeOf(send('QueryDomainPendingDeleteList', { MINFINALIZATIONDATE: 'soon' }), 505);
});

test('StatusDomain, CheckDomain and CheckDomains', async () => {
  await control(url, 'account', { login: 'stranger', password: 'pw' });
  await control(url, 'domain', { domain: 'mine.com', created: '2026-01-02 03:04:05' });
  await control(url, 'domain', { domain: 'theirs.com', login: 'stranger' });
  await control(url, 'domain', { domain: 'free.com', available: true });
  const mine = await codeOf(send('StatusDomain', { DOMAIN: 'mine.com' }), 200);
  assert.deepEqual(mine.properties.CREATEDDATE, ['2026-01-02 03:04:05']);
  assert.deepEqual(mine.properties.EXPIRATIONDATE, ['2027-01-02 03:04:05']);
  assert.deepEqual(mine.properties.REGISTRARTRANSFERDATE, ['0000-00-00 00:00:00']);
  assert.equal(mine.properties.STATUS[0], 'ACTIVE');
  await codeOf(send('StatusDomain', { DOMAIN: 'theirs.com' }), 531, 'Authorization failed');
  await codeOf(send('StatusDomain', { DOMAIN: 'unknown.com' }), 545);
  await codeOf(send('CheckDomain', { DOMAIN: 'free.com' }), 210, 'Domain name available');
  await codeOf(send('CheckDomain', { DOMAIN: 'mine.com' }), 211, 'Domain name not available');
  const many = await codeOf(send('CheckDomains', { DOMAIN0: 'free.com', DOMAIN1: 'mine.com', DOMAIN2: '-.com' }), 200);
  assert.deepEqual(many.properties.DOMAINCHECK, [
    '210 Domain name available', '211 Domain name not available', '505 Invalid attribute value syntax',
  ]);
});

test('ConvertIDN', async () => {
  const answer = await codeOf(send('ConvertIDN', { DOMAIN0: 'äöütest.com', DOMAIN1: 'plain.com' }), 200);
  assert.deepEqual(answer.properties.ACE, ['xn--test-koa2iub.com', 'plain.com']);
  assert.deepEqual(answer.properties.IDN, ['äöütest.com', 'plain.com']);
  await codeOf(send('ConvertIDN'), 504);
});

test('the quota, when it is switched on', async () => {
  await control(url, 'settings', { quota: true, quota_delay_ms: 1 });
  const names = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`DOMAIN${i}`, `n${i}.com`]));
  await codeOf(send('CheckDomains', names(250)), 200);
  await codeOf(send('CheckDomains', names(250)), 200);
  await codeOf(send('CheckDomain', { DOMAIN: 'a.com' }), 425, 'Service temporarily locked; usage exceeded');
  await codeOf(send('StatusAccount'), 200); // costs no points
  await control(url, 'clock', { advance: 60 });
  await codeOf(send('CheckDomain', { DOMAIN: 'a.com' }), 211);
});
