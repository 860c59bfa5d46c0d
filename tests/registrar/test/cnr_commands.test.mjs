import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { CNR_CREDENTIALS, CREDENTIALS, post } from '../client.mjs';
import { startRegistrar } from '../server.mjs';
import { ADA, Client } from './cnr_support.mjs';

let server;
const client = new Client(() => server.url);
before(async () => {
  server = await startRegistrar({ dialect: 'cnr' });
});
after(() => server.close());
beforeEach(async () => {
  await client.control('reset', {});
  await client.clock('2026-11-23 09:00:00');
});

const CHILD = { s_login: 'child', s_pw: 'pw' };
const STRANGER = { s_login: 'stranger', s_pw: 'pw' };
const addAccounts = async () => {
  await client.control('account', { login: 'child', password: 'pw', parent: 'test.user', amount: '5.00' });
  await client.control('account', { login: 'stranger', password: 'pw', amount: '500.00' });
};

test('credentials and command names are checked, the entity is not', async () => {
  await client.expect(200, 'StatusAccount');
  await client.expect(200, 'StatusAccount', {}, { socket: { ...CREDENTIALS, s_entity: 'anything' } });
  await client.expect(530, 'StatusAccount', {}, { socket: { ...CNR_CREDENTIALS, s_pw: 'wrong' }, description: 'Authentication failed' });
  await client.expect(530, 'StatusAccount', {}, { socket: {} });
  await client.expect(500, 'NoSuchCommand', {}, { description: 'Invalid command name' });
  for (const name of ['CheckAuthentication', 'ConvertIDN', 'EndSession', 'StatusUser']) await client.expect(500, name);
  await client.expect(503, 'StatusAccount', { NONSENSE: 1 }, { description: 'Invalid attribute name; NONSENSE' });
  await client.expect(504, 'StatusDomain', {}, { description: 'Missing required attribute; DOMAIN' });
  const broken = await post(server.url, new URLSearchParams({ ...CNR_CREDENTIALS, s_command: 'COMMAND=StatusAccount\nnonsense' }));
  assert.equal(broken.code, '507');
});

test('role users have a colon in their login; nobody acts for a subuser', async () => {
  await addAccounts();
  await client.control('account', { login: 'test.user:clerk', password: 'pw', denied: ['AddDomainApplication'] });
  await client.control('account', { login: 'test.user!clerk', password: 'pw' });
  const clerk = { s_login: 'test.user:clerk', s_pw: 'pw' };
  assert.deepEqual((await client.expect(200, 'StatusAccount', {}, { socket: clerk })).REGISTRAR, ['test.user']);
  await client.expect(531, 'AddDomainApplication', {}, { socket: clerk, description: 'Authorization failed; Operation forbidden by ACL' });
  await client.expect(530, 'StatusAccount', {}, { socket: { ...clerk, s_pw: 'no' } });
  const other = await client.expect(200, 'StatusAccount', {}, { socket: { s_login: 'test.user!clerk', s_pw: 'pw' } });
  assert.deepEqual(other.REGISTRAR, ['test.user!clerk']);
  const ignored = await client.expect(200, 'StatusAccount', {}, { socket: { ...CNR_CREDENTIALS, s_user: 'child', s_otp: '1' } });
  assert.deepEqual(ignored.REGISTRAR, ['test.user']);
});

test('sessions: three ways to begin, the login goes with the id, and they end', async () => {
  const inside = await client.expect(200, 'StartSession', { LOGIN: 'test.user', PASSWORD: 'test.passw0rd', PERSISTENT: 1 }, { socket: {} });
  const outside = await client.expect(200, 'StartSession', { PERSISTENT: 1 });
  const bare = await post(server.url, new URLSearchParams({ ...CNR_CREDENTIALS, persistent: '1' }));
  for (const { SESSIONID, EXPIRATIONDATE } of [inside, outside, bare.properties]) {
    assert.match(SESSIONID[0], /^[0-9a-f]{32}$/);
    assert.deepEqual(EXPIRATIONDATE, ['2026-11-24 09:00:00']);
    await client.expect(200, 'StatusAccount', {}, { socket: { s_login: 'test.user', s_sessionid: SESSIONID[0] } });
  }
  const id = inside.SESSIONID[0];
  await client.expect(530, 'StatusAccount', {}, { socket: { s_sessionid: id } });
  await client.expect(530, 'StatusAccount', {}, { socket: { s_login: 'stranger', s_sessionid: id } });
  await client.expect(530, 'StatusAccount', {}, { socket: { s_login: 'test.user', s_session: id } });
  const session = { s_login: 'test.user', s_sessionid: id };
  await client.expect(200, 'StopSession', {}, { socket: session });
  await client.expect(530, 'StopSession', {}, { socket: session, description: 'Authentication failed' });
  await client.clock('2026-11-24 09:00:01');
  await client.expect(530, 'StatusAccount', {}, { socket: { s_login: 'test.user', s_sessionid: outside.SESSIONID[0] } });
  await client.expect(530, 'StartSession', { LOGIN: 'test.user', PASSWORD: 'no', PERSISTENT: 1 }, { socket: {} });
  await client.expect(504, 'StartSession');
  const log = await client.control('log');
  assert.doesNotMatch(JSON.stringify(log), new RegExp(`${id}|test\\.passw0rd`));
});

test('StatusAccount: the amount is what is not locked', async () => {
  await addAccounts();
  await client.control('account', { amount: '1000.00', deposit: '30.50', credit: '7.00' });
  assert.deepEqual(await client.expect(200, 'StatusAccount'), {
    AMOUNT: ['969.50'], CREDIT: ['7.00'], CREDITTHRESHOLD: ['0.00'], CURRENCY: ['USD'], REGISTRAR: ['test.user'], VAT: ['0.00'],
  });
  assert.deepEqual((await client.expect(200, 'StatusAccount', { REGISTRAR: 'child' })).AMOUNT, ['5.00']);
  await client.expect(531, 'StatusAccount', { REGISTRAR: 'stranger' });
  await client.expect(545, 'StatusAccount', { REGISTRAR: 'nobody' });
});

test('QueryServiceList: prices of backorders', async () => {
  await client.control('account', { prices: { com: '70.00', shop: '12.34' } });
  const { COLUMN, TYPE, APPLICATION, CURRENCY, SETUP } = await client.expect(200, 'QueryServiceList', { SERVICE: 'application' });
  const price = (type) => APPLICATION[TYPE.indexOf(type)];
  assert.ok(COLUMN.includes('application'));
  assert.deepEqual([price('COM-BACKORDER'), price('COM-LITEBACKORDER'), price('SHOP-BACKORDER')], ['70.00', '42.00', '12.34']);
  assert.ok(!TYPE.includes('SHOP-LITEBACKORDER'));
  assert.deepEqual([CURRENCY[0], SETUP[0]], ['USD', 'N/A']);
  assert.equal((await client.expect(200, 'QueryServiceList', { SERVICE: 'certificate' })).TYPE, undefined);
});

test('AddContact: a handle; the same data get the same handle unless a new one is wanted', async () => {
  const first = await client.expect(200, 'AddContact', ADA);
  assert.match(first.CONTACT[0], /^P-[A-Z]{3}\d+$/);
  assert.deepEqual(first.CREATEDDATE, ['2026-11-23 09:00:00']);
  assert.deepEqual([first.VALIDATED, first.VERIFIED], [['1'], ['0']]);
  assert.ok(first.AUTH[0] && first.ROID[0]);
  assert.equal(first.VERIFICATIONREQUESTED, undefined);
  assert.equal(await client.contact(), first.CONTACT[0]);
  assert.notEqual(await client.contact({ NEW: 1 }), first.CONTACT[0]);
  assert.notEqual(await client.contact({ CITY: 'Shelbyville' }), first.CONTACT[0]);
  assert.notEqual(await client.contact({ STREET1: 'Back door' }), first.CONTACT[0]);
  assert.deepEqual((await client.expect(200, 'AddContact', { ...ADA, PREVERIFY: 1 })).VERIFICATIONREQUESTED, ['1']);
  const { FIRSTNAME, LASTNAME, ...office } = ADA;
  assert.match(await client.contact({ FIRSTNAME: '', LASTNAME: '', ORGANIZATION: 'Ex & Co' }), /^O-/);
  const before = (await client.control('contacts')).contacts.length;
  const checked = await client.expect(200, 'AddContact', { ...office, ORGANIZATION: 'Other', CHECKONLY: 1 });
  assert.equal(checked.CONTACT, undefined);
  assert.equal((await client.control('contacts')).contacts.length, before);
});

test('AddContact refuses what is missing or has no form', async () => {
  for (const name of Object.keys(ADA)) {
    await client.expect(504, 'AddContact', { ...ADA, [name]: '' }, { description: `Missing required attribute; ${name}` });
  }
  for (const wrong of [{ COUNTRY: 'USA' }, { PHONE: '555 12' }, { EMAIL: 'ada' }, { FAX: 'none' }]) {
    const [name] = Object.keys(wrong);
    await client.expect(541, 'AddContact', { ...ADA, ...wrong }, { description: `Invalid attribute value; ${name}` });
  }
  await client.expect(503, 'AddContact', { ...ADA, STREET3: 'too many' });
  await client.expect(503, 'AddContact', { ...ADA, NICKNAME: 'x' });
  await client.expect(200, 'AddContact', { ...ADA, STREET0: '', STREET: '1 Main St' });
});

test('StatusContact and ModifyContact', async () => {
  await addAccounts();
  const handle = await client.contact({ STATE: 'IL', STREET1: 'Back door' });
  const shown = await client.expect(200, 'StatusContact', { CONTACT: handle });
  assert.deepEqual([shown.FIRSTNAME, shown.LASTNAME, shown.STREET, shown.STATE], [['Ada'], ['Example'], ['1 Main St', 'Back door'], ['IL']]);
  assert.deepEqual([shown.STATUS, shown.VERIFIED, shown.VERIFICATIONREQUESTED, shown.REGISTRAR], [['ok'], ['0'], ['0'], ['test.user']]);
  assert.equal(shown.ORGANIZATION, undefined);
  await client.clock('2026-11-24 10:00:00');
  assert.deepEqual(await client.expect(200, 'ModifyContact', { CONTACT: handle, CITY: 'Capital City', PREVERIFY: 1 }),
    { VALIDATED: ['1'], VERIFIED: ['0'], VERIFICATIONREQUESTED: ['1'] });
  const changed = await client.expect(200, 'StatusContact', { CONTACT: handle.toLowerCase() });
  assert.deepEqual([changed.CITY, changed.CREATEDDATE, changed.UPDATEDDATE, changed.VERIFICATIONREQUESTED],
    [['Capital City'], ['2026-11-23 09:00:00.0'], ['2026-11-24 10:00:00.0'], ['1']]);
  await client.expect(200, 'ModifyContact', { CONTACT: handle, CITY: 'Elsewhere', CHECKONLY: 1 });
  await client.expect(541, 'ModifyContact', { CONTACT: handle, EMAIL: 'none' });
  assert.deepEqual((await client.expect(200, 'StatusContact', { CONTACT: handle })).CITY, ['Capital City']);
  assert.equal(await client.contact({ STATE: 'IL', STREET1: 'Back door', CITY: 'Capital City' }), handle);
  assert.notEqual(await client.contact({ STATE: 'IL', STREET1: 'Back door' }), handle);

  await client.expect(545, 'StatusContact', { CONTACT: 'P-NONE1' }, { description: 'Entity reference not found' });
  await client.expect(531, 'StatusContact', { CONTACT: handle }, { socket: STRANGER });
  const { AUTH } = await client.expect(200, 'AddContact', { ...ADA, LASTNAME: 'Auth' });
  const other = await client.contact({ LASTNAME: 'Auth' });
  await client.expect(200, 'StatusContact', { CONTACT: other, AUTH: AUTH[0] }, { socket: STRANGER });
  await client.order('a.com');
  assert.deepEqual((await client.expect(200, 'StatusContact', { CONTACT: await client.contact() })).STATUS, ['linked', 'ok']);
});

test('QueryContactList: filters, order, pages, columns', async () => {
  await addAccounts();
  const ada = await client.contact();
  const bob = await client.contact({ FIRSTNAME: 'Bob', EMAIL: 'bob@example.test', AUTODELETE: 0 });
  const cy = await client.contact({ FIRSTNAME: 'Cy', CITY: 'Ashford', PREVERIFY: 1 });
  const kid = await client.contact({ FIRSTNAME: 'Kid' }, CHILD);
  await client.order('a.com');
  const found = async (parameters) => (await client.expect(200, 'QueryContactList', parameters)).CONTACT ?? [];
  assert.deepEqual(new Set(await found({})), new Set([ada, bob, cy]));
  assert.deepEqual(await found({ EMAIL: 'bob@*' }), [bob]);
  assert.deepEqual(await found({ FIRSTNAME: 'ADA' }), [ada]);
  assert.deepEqual(await found({ CONTACT: cy }), [cy]);
  assert.deepEqual(await found({ STREET: '1 Main*', ORDERBY: 'FIRSTNAME', ORDER: 'DESC' }), [cy, bob, ada]);
  assert.deepEqual(await found({ STATUS: 'LINKED' }), [ada]);
  assert.deepEqual(new Set(await found({ STATUS: 'UNLINKED' })), new Set([bob, cy]));
  assert.deepEqual(await found({ STATUS: 'CLIENTAUTODELETEPROHIBITED' }), [bob]);
  assert.deepEqual(await found({ TYPE: 'SHOWVERIFICATIONREQUESTED' }), [cy]);
  assert.deepEqual(await found({ VERIFIED: 1 }), []);
  assert.deepEqual(await found({ LAYER: 'SHOWSUBLAYER' }), [kid]);
  assert.equal((await found({ LAYER: 'SHOWMERGEDLAYER' })).length, 4);
  await client.expect(505, 'QueryContactList', { ORDERBY: 'SHOESIZE' });

  const page = await client.expect(200, 'QueryContactList', { WIDE: 1, ORDERBY: 'FIRSTNAME', FIRST: 1, LIMIT: 1 });
  assert.deepEqual([page.CONTACT, page.CONTACTFIRSTNAME, page.CONTACTSTREET, page.REGISTRAR], [[bob], ['Bob'], ['1 Main St'], ['test.user']]);
  assert.deepEqual([page.FIRST, page.LAST, page.COUNT, page.LIMIT, page.TOTAL], [['1'], ['1'], ['1'], ['1'], ['3']]);
  assert.ok(page.COLUMN.includes('contact email'));
  const narrow = await client.expect(200, 'QueryContactList');
  assert.deepEqual([narrow.COLUMN, narrow.CONTACTFIRSTNAME, narrow.LIMIT], [['contact'], undefined, ['1000']]);
});

test('AddDomainApplication takes handles, and only handles', async () => {
  await addAccounts();
  const handle = await client.contact();
  const order = Client.order(handle);
  const answer = await client.expect(200, 'AddDomainApplication', { DOMAIN: 'A.com', ...order });
  assert.deepEqual(answer, { APPLICATION: ['10700'], STATUS: ['UNPAID'] });
  for (const name of ['CLASS', 'DOMAIN', 'PERIOD', 'OWNERCONTACT0', 'ADMINCONTACT0', 'TECHCONTACT0', 'BILLINGCONTACT0']) {
    await client.expect(504, 'AddDomainApplication', { DOMAIN: 'b.com', ...order, [name]: '' }, { description: `Missing required attribute; ${name}` });
  }
  await client.expect(503, 'AddDomainApplication', { DOMAIN: 'b.com', ...order, OWNERCONTACT0FIRSTNAME: 'Ada' });
  const { OWNERCONTACT0, ...inline } = order;
  await client.expect(504, 'AddDomainApplication', { DOMAIN: 'b.com', ...inline, OWNERCONTACT0FIRSTNAME: 'Ada' });
  for (const name of ['NEW', 'NAMESERVER0', 'INCOMPLETE']) await client.expect(503, 'AddDomainApplication', { DOMAIN: 'b.com', ...order, [name]: 1 });
  await client.expect(545, 'AddDomainApplication', { DOMAIN: 'b.com', ...order, TECHCONTACT0: 'P-NONE1' },
    { description: 'Entity reference not found; TECHCONTACT0' });
  const foreign = await client.contact({}, STRANGER);
  await client.expect(531, 'AddDomainApplication', { DOMAIN: 'b.com', ...order, ADMINCONTACT0: foreign });
  await client.expect(541, 'AddDomainApplication', { DOMAIN: 'b.com', ...order, CLASS: 'SUNRISE' });
  await client.expect(541, 'AddDomainApplication', { DOMAIN: 'b.com', ...order, PERIOD: 2 });
  await client.expect(541, 'AddDomainApplication', { ...order, DOMAIN: 'no_name' });
  await client.expect(549, 'AddDomainApplication', { DOMAIN: 'b.de', ...order, CLASS: 'LITEBACKORDER' });
  await client.expect(200, 'AddDomainApplication', { DOMAIN: 'b.org', ...order, CLASS: 'litebackorder' });
  await client.expect(200, 'AddDomainApplication', { DOMAIN: 'b.us', ...order, 'X-US-NEXUS-CATEGORY': 'C11' });
  await client.expect(200, 'AddDomainApplication', { DOMAIN: 'a.com', ...Client.order(foreign) }, { socket: STRANGER });
});

test('a second order of the same login, class and name is refused while the first is open', async () => {
  const id = await client.order('a.com');
  const bob = Client.order(await client.contact({ FIRSTNAME: 'Bob' }));
  await client.expect(540, 'AddDomainApplication', { DOMAIN: 'a.com', ...bob }, { description: 'Attribute value is not unique; DOMAIN' });
  await client.expect(200, 'AddDomainApplication', { DOMAIN: 'a.com', ...bob, CLASS: 'LITEBACKORDER' });
  await client.expect(200, 'DeleteDomainApplication', { APPLICATION: id });
  await client.expect(200, 'AddDomainApplication', { DOMAIN: 'a.com', ...bob });
});

test('orders that can\'t be taken', async () => {
  await client.control('droplist', { text: '"late.com";2026-11-23 08:59:59\n"soon.com";2026-11-23 09:00:01\n' });
  await client.control('domain', { domain: 'free.com', available: true });
  await client.fate('bad.com', 'refused', { refuse_code: 541 });
  const order = Client.order(await client.contact());
  const refused = (code, domain) => client.expect(code, 'AddDomainApplication', { DOMAIN: domain, ...order });
  await refused(549, 'late.com');
  await refused(549, 'free.com');
  await refused(541, 'bad.com');
  await refused(200, 'soon.com');
});

test('the number of an application may stand beside the code', async () => {
  await client.control('settings', { bare_application: true });
  const order = Client.order(await client.contact());
  const answer = await client.send('AddDomainApplication', { DOMAIN: 'a.com', ...order });
  assert.match(answer.raw, /^application = 10700$/m);
  assert.match(answer.raw, /^status = UNPAID$/m);
  assert.deepEqual(answer.properties, {});
});

test('StatusDomainApplication by number, or by name and class', async () => {
  await addAccounts();
  const id = await client.order('xn--mller-kva.com');
  const handle = await client.contact();
  const shown = await client.expect(200, 'StatusDomainApplication', { APPLICATION: id });
  const { AUTHCODE, ...rest } = shown;
  assert.ok(AUTHCODE[0].length > 5);
  assert.deepEqual(rest, {
    DOMAIN: ['xn--mller-kva.com'], APPLICATIONID: [id], STATUS: ['UNPAID'], PERIOD: ['1'], CLASS: ['BACKORDER'],
    OWNERCONTACT: [handle], ADMINCONTACT: [handle], TECHCONTACT: [handle], BILLINGCONTACT: [handle],
    CREATEDDATE: ['2026-11-23 09:00:00.0'], UPDATEDATE: ['2026-11-23 09:00:00.0'],
  });
  const named = { DOMAIN: 'xn--mller-kva.com', CLASS: 'BACKORDER' };
  assert.deepEqual((await client.expect(200, 'StatusDomainApplication', named)).APPLICATIONID, [id]);
  await client.expect(545, 'StatusDomainApplication', { ...named, CLASS: 'LITEBACKORDER' }, { description: 'Entity reference not found' });
  await client.expect(545, 'StatusDomainApplication', named, { socket: STRANGER });
  await client.expect(545, 'StatusDomainApplication', { APPLICATION: id, DOMAIN: 'a.com' });
  await client.expect(504, 'StatusDomainApplication', { CLASS: 'BACKORDER' });
  await client.expect(545, 'StatusDomainApplication', { APPLICATION: 99 });
  await client.expect(505, 'StatusDomainApplication', { APPLICATION: 'x' });
  await client.expect(531, 'StatusDomainApplication', { APPLICATION: id }, { socket: STRANGER });
  await client.control('application', { application: Number(id), status: 'FAILED' });
  const second = await client.order('xn--mller-kva.com');
  assert.deepEqual((await client.expect(200, 'StatusDomainApplication', named)).APPLICATIONID, [second]);
});

test('DeleteDomainApplication by number, or by name', async () => {
  const [a, b] = [await client.order('a.com'), await client.order('b.com')];
  assert.deepEqual(await client.expect(200, 'DeleteDomainApplication', { APPLICATION: a, DOMAIN: 'a.com', CLASS: 'BACKORDER' }), { DOMAIN: ['a.com'] });
  assert.deepEqual(await client.expect(200, 'DeleteDomainApplication', { DOMAIN: 'b.com' }), { DOMAIN: ['b.com'] });
  await client.expect(545, 'DeleteDomainApplication', { APPLICATION: a });
  await client.expect(545, 'DeleteDomainApplication', { DOMAIN: 'b.com', CLASS: 'BACKORDER' });
  await client.expect(504, 'DeleteDomainApplication');
  assert.deepEqual(await client.status(a, b), ['545', '545']);
});

test('QueryDomainApplicationList', async () => {
  await addAccounts();
  await client.control('droplist', { text: '"b.com";2026-12-01 18:00:00\n"a.com";2026-12-02 18:00:00\n' });
  const [c, b, a] = [await client.order('c.com'), await client.order('b.com'), await client.order('a.com')];
  const lite = await client.order('b.com', { CLASS: 'LITEBACKORDER' });
  const kid = await client.order('kid.com', { socket: CHILD });
  await client.order('foreign.com', { socket: STRANGER });
  const list = (parameters) => client.expect(200, 'QueryDomainApplicationList', { DOMAIN: '*', ...parameters });
  const all = await list();
  assert.deepEqual(all, {
    COLUMN: ['application', 'domain'], APPLICATION: [c, b, a, lite, kid], DOMAIN: ['c.com', 'b.com', 'a.com', 'b.com', 'kid.com'],
    COUNT: ['5'], FIRST: ['0'], LAST: ['4'], LIMIT: ['1000'], TOTAL: ['5'],
  });
  await client.expect(504, 'QueryDomainApplicationList', {}, { description: 'Missing required attribute; DOMAIN' });
  assert.deepEqual((await list({ DOMAIN: 'B.com' })).APPLICATION, [b, lite]);
  assert.deepEqual((await list({ DOMAIN: '*b.*', CLASS: 'LITE*' })).APPLICATION, [lite]);
  assert.deepEqual((await list({ CLASS: 'BACKORDER', ORDERBY: 'DOMAIN' })).APPLICATION, [a, b, c, kid]);
  assert.deepEqual((await list({ ORDERBY: 'FINALIZATIONDATE' })).APPLICATION, [b, lite, a, c, kid]);
  const page = await list({ FIRST: 1, LIMIT: 2, WIDE: 1 });
  assert.deepEqual([page.APPLICATION, page.CLASS, page.STATUS], [[b, a], ['BACKORDER', 'BACKORDER'], ['UNPAID', 'UNPAID']]);
  assert.deepEqual([page.CREATEDDATE[0], page.UPDATEDDATE[0], page.FINALIZATIONDATE], ['2026-11-23 09:00:00', '2026-11-23 09:00:00',
    ['2026-12-01 18:00:00', '2026-12-02 18:00:00']]);
  assert.deepEqual([page.COUNT, page.FIRST, page.LAST, page.LIMIT, page.TOTAL], [['2'], ['1'], ['2'], ['2'], ['5']]);
  const beyond = await list({ FIRST: 50 });
  assert.deepEqual([beyond.APPLICATION, beyond.COUNT, beyond.FIRST, beyond.LAST, beyond.TOTAL], [undefined, ['0'], ['50'], ['50'], ['5']]);
  const none = await list({ LIMIT: 0 });
  assert.deepEqual([none.COUNT, none.LAST, none.LIMIT, none.TOTAL], [['0'], ['0'], ['0'], ['5']]);
  await client.expect(505, 'QueryDomainApplicationList', { DOMAIN: '*', ORDERBY: 'STATUS' });
  await client.expect(503, 'QueryDomainApplicationList', { DOMAIN: '*', LAST: 3 });
});

test('QueryDomainPendingDeleteList', async () => {
  await client.control('droplist', { text: '"a.com";2026-12-01 18:00:00\n"bb.net";2026-12-02 18:00:00\n"cc.com";2026-12-03 18:00:00\n' });
  const list = await client.expect(200, 'QueryDomainPendingDeleteList', { ZONE0: 'COM', LIMIT: 1 });
  assert.deepEqual([list.DOMAIN, list.FINALIZATIONDATE, list.SUBCLASS, list.TOTAL], [['a.com'], ['2026-12-01 18:00:00'], ['COM'], ['2']]);
  assert.deepEqual(list.COLUMN, ['domain', 'finalizationdate', 'score', 'subclass']);
  assert.deepEqual((await client.expect(200, 'QueryDomainPendingDeleteList', { MINFINALIZATIONDATE: '2026-12-02' })).DOMAIN, ['bb.net', 'cc.com']);
});

test('CheckDomain and CheckDomains: at most 32 names at once', async () => {
  await client.control('domain', { domain: 'free.com', available: true });
  await client.expect(210, 'CheckDomain', { DOMAIN: 'free.com' }, { description: 'Domain name available' });
  await client.expect(211, 'CheckDomain', { DOMAIN: 'taken.com' }, { description: 'Domain name not available' });
  await client.expect(541, 'CheckDomain', { DOMAIN: 'no_name' });
  const checked = await client.expect(200, 'CheckDomains', { DOMAIN0: 'taken.com', DOMAIN1: 'no_name', DOMAIN2: 'free.com' });
  assert.deepEqual(checked, {
    COLUMN: ['domaincheck', 'domainchecktime'],
    DOMAINCHECK: ['211 Domain name not available', '541 Invalid attribute value', '210 Domain name available'],
    DOMAINCHECKTIME: ['0', '0', '0'],
  });
  const group = (count) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`DOMAIN${i}`, `n${i}.com`]));
  assert.equal((await client.expect(200, 'CheckDomains', group(32))).DOMAINCHECK.length, 32);
  await client.expect(503, 'CheckDomains', group(33), { description: 'Invalid attribute name; DOMAIN32' });
  await client.expect(504, 'CheckDomains');
});

test('StatusDomain', async () => {
  await addAccounts();
  await client.control('domain', { domain: 'mine.com', created: '2026-05-28 22:17:44', nameservers: ['ns1.example.test'] });
  const shown = await client.expect(200, 'StatusDomain', { DOMAIN: 'mine.com' });
  assert.deepEqual([shown.CREATEDDATE, shown.REGISTRATIONEXPIRATIONDATE, shown.PAIDUNTILDATE, shown.RENEWALDATE],
    [['2026-05-28 22:17:44.0'], ['2027-05-28 22:17:44.0'], ['2027-05-28 22:17:44.0'], ['2027-07-02 22:17:44.0']]);
  assert.deepEqual([shown.STATUS, shown.ZONE, shown.NAMESERVER, shown.REGISTRAR, shown.TRANSFERLOCK],
    [['ACTIVE'], ['com'], ['NS1.EXAMPLE.TEST'], ['test.user'], ['0']]);
  await client.expect(545, 'StatusDomain', { DOMAIN: 'other.com' }, { description: 'Entity reference not found' });
  await client.expect(531, 'StatusDomain', { DOMAIN: 'mine.com' }, { socket: STRANGER });
});

test('quota: too many points lock the account for a while', async () => {
  await client.control('settings', { quota: true, quota_delay_ms: 0 });
  const group = Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`DOMAIN${i}`, `n${i}.com`]));
  for (let i = 0; i < 15; i++) await client.expect(200, 'CheckDomains', group);
  await client.expect(422, 'CheckDomains', group, { description: 'Abuse detected! The account has been temporarily locked! Please standby some minutes.' });
  await client.expect(200, 'StatusAccount');
  await client.control('clock', { advance: 120 });
  await client.expect(200, 'CheckDomains', group);
});
