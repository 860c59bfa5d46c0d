import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startRegistrar } from '../server.mjs';
import { Client } from './cnr_support.mjs';

let server;
const client = new Client(() => server.url);
before(async () => {
  server = await startRegistrar({ dialect: 'cnr' });
});
after(() => server.close());
beforeEach(async () => {
  await client.control('reset', {});
  await client.clock('2026-11-23 09:00:00');
  await client.control('droplist', { text: '"x.com";2026-11-30 18:00:00\n"y.com";2026-11-30 19:00:00\n"far.com";2026-12-20 18:00:00\n' });
});

const BETA = { s_login: 'beta', s_pw: 'pw' };
const addBeta = () => client.control('account', { login: 'beta', password: 'pw', amount: '1000.00' });
const amount = async () => (await client.expect(200, 'StatusAccount')).AMOUNT[0];
const states = async (domain) => (await client.control(`applications?domain=${domain}`)).applications.map(({ status }) => status);

test('caught: unpaid, paid 6 hours before, processing at the drop, registered and charged', async () => {
  const id = await client.order('x.com');
  await client.clock('2026-11-30 11:59:59');
  assert.equal(await client.status(id), 'UNPAID');
  assert.equal(await amount(), '250000.00');
  await client.clock('2026-11-30 12:00:00');
  assert.equal(await client.status(id), 'PAID');
  assert.equal(await amount(), '249931.00');
  await client.clock('2026-11-30 17:59:59');
  assert.equal(await client.status(id), 'PAID');
  await client.clock('2026-11-30 18:00:00');
  assert.equal(await client.status(id), 'PROCESSING');
  await client.expect(545, 'StatusDomain', { DOMAIN: 'x.com' });
  await client.expect(211, 'CheckDomain', { DOMAIN: 'x.com' });
  await client.clock('2026-11-30 18:02:00');
  assert.equal(await client.status(id), 'SUCCESSFUL');
  assert.equal(await amount(), '249931.00');
  const domain = await client.expect(200, 'StatusDomain', { DOMAIN: 'x.com' });
  assert.deepEqual([domain.CREATEDDATE, domain.REGISTRATIONEXPIRATIONDATE], [['2026-11-30 18:02:00.0'], ['2027-11-30 18:02:00.0']]);
  assert.deepEqual(domain.OWNERCONTACT, [await client.contact()]);
  assert.deepEqual((await client.expect(200, 'StatusDomainApplication', { APPLICATION: id })).UPDATEDATE, ['2026-11-30 18:02:00.0']);
});

test('lost, renewed, forgotten: the money comes back', async () => {
  await client.fate('x.com', 'lost');
  await client.fate('y.com', 'unknown');
  const [x, y, far] = [await client.order('x.com'), await client.order('y.com'), await client.order('far.com')];
  await client.clock('2026-11-30 18:00:00');
  assert.equal(await amount(), '249862.00');
  await client.fate('far.com', 'renewed');
  await client.clock('2026-12-01 00:00:00');
  assert.deepEqual(await client.status(x, y, far), ['FAILED', '545', 'FAILED']);
  assert.equal(await amount(), '250000.00');
});

test('cancelling ends with the finalization date', async () => {
  const [x, y] = [await client.order('x.com'), await client.order('y.com')];
  await client.clock('2026-11-30 17:59:59');
  assert.equal(await client.status(x), 'PAID');
  await client.expect(200, 'DeleteDomainApplication', { APPLICATION: x });
  assert.equal(await amount(), '249931.00');
  await client.clock('2026-11-30 19:00:00');
  await client.expect(552, 'DeleteDomainApplication', { APPLICATION: y }, { description: 'Domain status does not allow for operation' });
  await client.clock('2026-11-30 20:00:00');
  await client.expect(552, 'DeleteDomainApplication', { DOMAIN: 'y.com' });
});

test('without money an order stays unpaid, is tried again until the date, and is nothing after it', async () => {
  await client.control('account', { amount: '70.00' });
  const [x, y] = [await client.order('x.com'), await client.order('y.com')];
  await client.clock('2026-11-30 17:00:00');
  assert.deepEqual(await client.status(x, y), ['PAID', 'UNPAID']);
  await client.clock('2026-11-30 19:10:00');
  assert.deepEqual(await client.status(x, y), ['SUCCESSFUL', 'UNPAID']);

  await client.control('reset', {});
  await client.clock('2026-11-23 09:00:00');
  await client.control('droplist', { text: '"z.com";2026-11-30 18:00:00\n' });
  await client.control('account', { amount: '0.00' });
  const z = await client.order('z.com');
  await client.clock('2026-11-30 17:00:00');
  assert.equal(await client.status(z), 'UNPAID');
  await client.control('account', { amount: '69.00' });
  assert.equal(await client.status(z), 'PAID');
});

test('a name whose date moves away is unpaid again, and its money free', async () => {
  const id = await client.order('x.com');
  await client.clock('2026-11-30 15:00:00');
  assert.equal(await client.status(id), 'PAID');
  await client.control('droplist', { move: [{ domain: 'x.com', date: '2026-12-05 18:00:00' }] });
  assert.equal(await client.status(id), 'UNPAID');
  assert.equal(await amount(), '250000.00');
  await client.clock('2026-12-05 12:00:00');
  assert.equal(await client.status(id), 'PAID');
});

test('several customers: processing until the auction is decided, then successful or failed', async () => {
  await addBeta();
  await client.fate('x.com', 'caught', { pay_delay: 3600 });
  const [mine, theirs] = [await client.order('x.com'), await client.order('x.com', { socket: BETA })];
  await client.fate('x.com', 'caught', { pay_delay: 3600, winner: Number(theirs) });
  await client.clock('2026-11-30 18:30:00');
  assert.deepEqual(await states('x.com'), ['PROCESSING', 'PROCESSING']);
  assert.deepEqual(Object.keys(await client.expect(200, 'StatusDomainApplication', { APPLICATION: mine })).filter((name) => /auction/i.test(name)), []);
  await client.expect(552, 'DeleteDomainApplication', { APPLICATION: mine });
  await client.clock('2026-12-03 20:59:59');
  assert.deepEqual(await states('x.com'), ['PROCESSING', 'PROCESSING']);
  assert.equal(await amount(), '249931.00');
  await client.clock('2026-12-03 21:00:00');
  assert.deepEqual(await states('x.com'), ['FAILED', 'SUCCESSFUL']);
  assert.equal(await amount(), '250000.00');
  await client.expect(531, 'StatusDomain', { DOMAIN: 'x.com' });
  await client.expect(200, 'StatusDomain', { DOMAIN: 'x.com' }, { socket: BETA });
});

test('auctions by fate: won, lost, and one that never ends', async () => {
  await client.fate('x.com', 'auction-won');
  await client.fate('y.com', 'auction-lost');
  await client.fate('far.com', 'auction-pending');
  const [x, y, far] = [await client.order('x.com'), await client.order('y.com'), await client.order('far.com')];
  await client.clock('2026-12-02 00:00:00');
  assert.deepEqual(await client.status(x, y, far), ['PROCESSING', 'PROCESSING', 'UNPAID']);
  await client.clock('2027-01-20 00:00:00');
  assert.deepEqual(await client.status(x, y, far), ['SUCCESSFUL', 'FAILED', 'PROCESSING']);
});

test('lite orders yield to full ones, and among themselves the earliest wins without an auction', async () => {
  await addBeta();
  const lite = await client.order('x.com', { CLASS: 'LITEBACKORDER' });
  const full = await client.order('x.com', { socket: BETA });
  const first = await client.order('y.com', { CLASS: 'LITEBACKORDER' });
  const second = await client.order('y.com', { CLASS: 'LITEBACKORDER', socket: BETA });
  await client.clock('2026-11-30 19:02:00');
  assert.deepEqual(await states('x.com'), ['FAILED', 'SUCCESSFUL']);
  assert.deepEqual(await states('y.com'), ['SUCCESSFUL', 'FAILED']);
  assert.ok(lite < full && first < second);
  assert.equal(await amount(), '249958.60');
});

test('any status can be forced', async () => {
  for (const status of ['REQUESTED', 'HOLD', 'INVALID', 'UNPAIDREQUESTED', 'UNPAIDPROCESSING']) {
    const id = await client.order(`${status.toLowerCase()}.com`);
    await client.control('application', { application: Number(id), status });
    assert.equal(await client.status(id), status);
    await client.expect(552, 'DeleteDomainApplication', { APPLICATION: id });
  }
});
