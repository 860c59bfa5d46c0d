import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { call, control } from '../client.mjs';
import { startRegistrar } from '../server.mjs';

let server;
let url;
before(async () => {
  server = await startRegistrar({});
  ({ url } = server);
});
after(() => server.close());
beforeEach(async () => {
  await control(url, 'reset', {});
  await clock('2026-11-23 09:00:00');
  await control(url, 'droplist', { text: '"far.com";2026-12-20 18:00:00\n"x.com";2026-11-30 18:00:00\n"y.com";2026-11-30 19:00:00\n' });
});

const clock = (now) => control(url, 'clock', { now });
const send = (name, parameters = {}) => call(url, { COMMAND: name, ...parameters });
const fate = (domain, name, more = {}) => control(url, 'fate', { domain, fate: name, ...more });

async function order(domain, owner = 'Ada', more = {}) {
  const answer = await send('AddDomainApplication', { CLASS: 'BACKORDER', DOMAIN: domain, OWNERCONTACT0FIRSTNAME: owner, ...more });
  assert.equal(answer.code, '200', answer.raw);
  assert.deepEqual(answer.properties.STATUS, ['REQUESTED']);
  return answer.properties.APPLICATION[0];
}

async function properties(application) {
  return (await send('StatusDomainApplication', { APPLICATION: application })).properties;
}

/** The status of each application, or the code when there is none. */
async function status(...applications) {
  const found = [];
  for (const application of applications) {
    const answer = await send('StatusDomainApplication', { APPLICATION: application });
    found.push(answer.code === '200' ? answer.properties.STATUS[0] : answer.code);
  }
  return found.length === 1 ? found[0] : found;
}

async function money() {
  const { AMOUNT, DEPOSIT } = (await send('StatusAccount')).properties;
  return [AMOUNT[0], DEPOSIT[0]];
}

test('caught: dormant, funded 3 days before, being caught, registered and charged', async () => {
  const id = await order('x.com');
  assert.equal(await status(id), 'REQUESTED');
  await clock('2026-11-27 17:59:59');
  assert.equal(await status(id), 'REQUESTED');
  assert.deepEqual(await money(), ['250000.00', '0.00']);
  await clock('2026-11-27 18:00:00');
  assert.equal(await status(id), 'ACTIVE');
  assert.deepEqual(await money(), ['250000.00', '69.00']);
  await clock('2026-11-30 18:00:00');
  assert.equal(await status(id), 'PROCESSING');
  assert.equal((await send('StatusDomain', { DOMAIN: 'x.com' })).code, '545');
  await clock('2026-11-30 18:02:00');
  assert.equal(await status(id), 'SUCCESSFUL');
  assert.deepEqual(await money(), ['249931.00', '0.00']);
  const domain = (await send('StatusDomain', { DOMAIN: 'x.com' })).properties;
  assert.deepEqual(domain.CREATEDDATE, ['2026-11-30 18:02:00']);
  assert.deepEqual(domain.EXPIRATIONDATE, ['2027-11-30 18:02:00']);
  assert.deepEqual(domain.OWNERCONTACT, (await properties(id)).OWNERCONTACT);
  assert.equal((await send('CheckDomain', { DOMAIN: 'x.com' })).code, '211');
});

test('a jump of the clock passes through everything that lay between', async () => {
  const id = await order('x.com');
  await clock('2027-01-15 00:00:00');
  assert.equal(await status(id), 'SUCCESSFUL');
  assert.deepEqual((await properties(id)).UPDATEDDATE, ['2026-11-30 18:02:00']);
});

test('lost: failed, and the deposit is returned', async () => {
  const id = await order('x.com');
  await fate('x.com', 'lost', { delay: 600 });
  await clock('2026-11-30 18:09:59');
  assert.equal(await status(id), 'PROCESSING');
  await clock('2026-11-30 18:10:00');
  assert.equal(await status(id), 'FAILED');
  assert.deepEqual(await money(), ['250000.00', '0.00']);
  assert.equal((await send('StatusDomain', { DOMAIN: 'x.com' })).code, '545');
  assert.equal((await send('CheckDomain', { DOMAIN: 'x.com' })).code, '211');
});

test('refused: no application comes to be', async () => {
  await fate('*', 'refused', { refuse_code: 549, refuse_text: 'Command failed; TLD not supported' });
  const answer = await send('AddDomainApplication', { CLASS: 'BACKORDER', DOMAIN: 'x.com' });
  assert.deepEqual([answer.code, answer.description], ['549', 'Command failed; TLD not supported']);
  assert.deepEqual((await send('QueryDomainApplicationList')).properties.TOTAL, ['0']);
});

test('renewed: the name leaves the list and its applications fail at once', async () => {
  const id = await order('x.com');
  await fate('x.com', 'renewed');
  assert.equal(await status(id), 'FAILED');
  const list = (await send('QueryDomainPendingDeleteList')).properties;
  assert.deepEqual(list.DOMAIN, ['far.com', 'y.com']);
  const later = await order('y.com');
  await fate('y.com', 'renewed', { at: 'drop' });
  assert.equal(await status(later), 'REQUESTED');
  await clock('2026-11-30 19:02:00');
  assert.equal(await status(later), 'FAILED');
});

test('unknown: the application vanishes', async () => {
  const id = await order('x.com');
  await fate('x.com', 'unknown');
  await clock('2026-11-30 18:01:59');
  assert.equal(await status(id), 'PROCESSING');
  await clock('2026-11-30 18:02:00');
  assert.equal(await status(id), '545');
  assert.deepEqual((await send('QueryDomainApplicationList')).properties.TOTAL, ['0']);
  assert.deepEqual(await money(), ['250000.00', '0.00']);
});

test('a result can be asked for at once', async () => {
  const [caught, lost, gone] = [await order('x.com'), await order('y.com'), await order('dormant.com')];
  await fate('x.com', 'caught', { at: 'now' });
  await fate('y.com', 'lost', { at: 'now' });
  await fate('dormant.com', 'unknown', { at: 'now' });
  assert.deepEqual(await status(caught, lost, gone), ['SUCCESSFUL', 'FAILED', '545']);
});

test('several customers: an auction by the published rules, won by the earliest order', async () => {
  const [ada, bob] = [await order('x.com', 'Ada'), await order('x.com', 'Bob')];
  await clock('2026-11-30 18:02:00');
  assert.deepEqual(await status(ada, bob), ['AUCTION-PENDING', 'AUCTION-PENDING']);
  assert.deepEqual(await money(), ['250000.00', '138.00']);
  const opening = await properties(ada);
  assert.deepEqual(opening['AUCTION-STARTDATE'], ['2026-11-30 20:00:00']);
  assert.deepEqual(opening['AUCTION-ENDDATE'], ['2026-12-03 20:00:00']);
  assert.deepEqual(opening['AUCTION-MINIMUMNEXTBID'], ['10.00']);
  assert.deepEqual(opening['AUCTION-NUMBEROFBIDS'], ['0']);
  assert.deepEqual(opening['AUCTION-CURRENCY'], ['USD']);
  assert.match(opening['AUCTION-URL'][0], /^https:\/\/www\.premiumsale\.com\/.*x\.com$/);
  assert.equal(opening['AUCTION-PRICE'], undefined);
  await clock('2026-12-02 08:00:00'); // half of the time
  const halfway = await properties(bob);
  assert.deepEqual(halfway['AUCTION-NUMBEROFBIDS'], ['2']);
  assert.deepEqual(halfway['AUCTION-BESTBID'], ['15.00']);
  assert.deepEqual(halfway['AUCTION-MINIMUMNEXTBID'], ['20.00']);
  assert.equal((await send('StatusDomain', { DOMAIN: 'x.com' })).code, '545');
  await clock('2026-12-03 20:00:00');
  assert.deepEqual(await status(ada, bob), ['AUCTION-WON', 'AUCTION-LOST']);
  const won = await properties(ada);
  assert.deepEqual(won['AUCTION-STATUS'], ['AUCTION-WON']);
  assert.deepEqual(won['AUCTION-PRICE'], ['25.00']);
  assert.equal((await properties(bob))['AUCTION-PRICE'], undefined);
  assert.deepEqual(await money(), ['249931.00', '0.00']);
  assert.deepEqual((await send('StatusDomain', { DOMAIN: 'x.com' })).properties.OWNERCONTACT, won.OWNERCONTACT);
});

test('an auction with outside bidders can be won, by whom the fate names', async () => {
  const [ada, bob] = [await order('x.com', 'Ada'), await order('x.com', 'Bob')];
  await fate('x.com', 'auction-won', { bidders: 5, bids: 10, winner: Number(bob), pay_delay: 3600 });
  await clock('2026-12-03 20:59:59');
  assert.deepEqual(await status(ada, bob), ['AUCTION-PENDING', 'AUCTION-PENDING']);
  await clock('2026-12-03 21:00:00');
  assert.deepEqual(await status(ada, bob), ['AUCTION-LOST', 'AUCTION-WON']);
  assert.deepEqual((await properties(bob))['AUCTION-NUMBEROFBIDDERS'], ['5']);
  assert.deepEqual((await properties(bob))['AUCTION-PRICE'], ['55.00']);
});

test('an auction can be lost, with one order of ours only', async () => {
  const id = await order('x.com');
  await fate('x.com', 'auction-lost', { bidders: 3 });
  await clock('2026-11-30 18:02:00');
  assert.equal(await status(id), 'AUCTION-PENDING');
  await clock('2026-12-03 20:00:00');
  assert.equal(await status(id), 'AUCTION-LOST');
  assert.deepEqual(await money(), ['250000.00', '0.00']);
});

test('an auction can stay open until the fate changes', async () => {
  const id = await order('x.com');
  await fate('x.com', 'auction-pending');
  await clock('2027-01-10 00:00:00');
  assert.equal(await status(id), 'AUCTION-PENDING');
  await fate('x.com', 'auction-won');
  assert.equal(await status(id), 'AUCTION-WON');
});

test('doubles of one customer make no auction', async () => {
  const [first, double] = [await order('x.com'), await order('x.com', 'Ada', { NEW: 1 })];
  await clock('2026-11-30 18:02:00');
  assert.deepEqual(await status(first, double), ['SUCCESSFUL', 'FAILED']);
});

test('funds: the earlier drop first, tried again until the drop, and nothing without money', async () => {
  await control(url, 'account', { amount: '70.00' });
  const [y, x, far] = [await order('y.com'), await order('x.com'), await order('far.com')];
  await clock('2026-11-28 00:00:00');
  assert.deepEqual(await status(y, x), ['REQUESTED', 'ACTIVE']);
  await control(url, 'account', { amount: '138.00' });
  assert.deepEqual(await status(y, x), ['ACTIVE', 'ACTIVE']);
  await clock('2026-12-20 17:00:00');
  assert.deepEqual(await money(), ['0.00', '0.00']);
  await clock('2026-12-21 00:00:00');
  assert.equal(await status(far), 'REQUESTED');
  assert.equal((await send('CheckDomain', { DOMAIN: 'far.com' })).code, '210');
});

test('a deposit that is returned funds the next application', async () => {
  await control(url, 'account', { amount: '69.00' });
  const [x, y] = [await order('x.com'), await order('y.com')];
  await fate('x.com', 'lost');
  await clock('2026-11-30 18:01:00');
  assert.deepEqual(await status(x, y), ['PROCESSING', 'REQUESTED']);
  await clock('2026-11-30 19:02:00');
  assert.deepEqual(await status(x, y), ['FAILED', 'SUCCESSFUL']);
});

test('without funds the outcome can be a failure instead', async () => {
  await control(url, 'settings', { unfunded: 'failed' });
  await control(url, 'account', { amount: '0.00' });
  const id = await order('x.com');
  await clock('2026-12-01 00:00:00');
  assert.equal(await status(id), 'FAILED');
});

test('a name that no list knows stays dormant until one does', async () => {
  const id = await order('sleeping.com');
  await clock('2027-06-01 00:00:00');
  assert.equal(await status(id), 'REQUESTED');
  await control(url, 'droplist', { add: [{ domain: 'sleeping.com', date: '2027-06-02 18:00:00' }] });
  assert.equal(await status(id), 'ACTIVE');
  await clock('2027-06-03 00:00:00');
  assert.equal(await status(id), 'SUCCESSFUL');
});

test('a date that moves takes the application along', async () => {
  const id = await order('x.com');
  await clock('2026-11-28 00:00:00');
  assert.equal(await status(id), 'ACTIVE');
  await control(url, 'droplist', { move: [{ domain: 'x.com', date: '2026-12-10 18:00:00' }] });
  assert.equal(await status(id), 'REQUESTED');
  assert.deepEqual(await money(), ['250000.00', '0.00']);
  await clock('2026-12-07 18:00:00');
  assert.equal(await status(id), 'ACTIVE');
  await control(url, 'droplist', { remove: ['x.com'] });
  assert.equal(await status(id), 'REQUESTED');
  await clock('2026-12-20 00:00:00');
  assert.equal(await status(id), 'REQUESTED');
});

test('a name that leaves the list after its drop keeps its race', async () => {
  const id = await order('x.com');
  await clock('2026-11-30 18:00:30');
  await control(url, 'droplist', { remove: ['x.com'] });
  assert.equal(await status(id), 'PROCESSING');
  await clock('2026-11-30 18:02:00');
  assert.equal(await status(id), 'SUCCESSFUL');
});

test('cancelling ends with the finalization date', async () => {
  const [x, y] = [await order('x.com'), await order('y.com')];
  await clock('2026-11-30 17:59:59');
  assert.equal((await send('DeleteDomainApplication', { APPLICATION: x })).code, '200');
  assert.deepEqual(await money(), ['250000.00', '69.00']);
  await clock('2026-11-30 19:00:00');
  const late = await send('DeleteDomainApplication', { APPLICATION: y });
  assert.deepEqual([late.code, late.description], ['552', 'Object status does not allow for operation']);
  await clock('2026-11-30 20:00:00');
  assert.equal((await send('DeleteDomainApplication', { APPLICATION: y })).code, '552');
});

test('a finished name can be ordered again when it is listed again', async () => {
  const id = await order('x.com');
  await fate('x.com', 'lost');
  await clock('2026-12-01 00:00:00');
  await control(url, 'droplist', { move: [{ domain: 'x.com', date: '2027-12-01 18:00:00' }] });
  const again = await order('x.com');
  await fate('x.com', 'caught');
  await clock('2027-12-02 00:00:00');
  assert.deepEqual(await status(id, again), ['FAILED', 'SUCCESSFUL']);
});

test('any status can be forced', async () => {
  const id = await order('x.com');
  await control(url, 'application', { application: Number(id), status: 'HOLD' });
  await clock('2026-12-01 00:00:00');
  assert.equal(await status(id), 'HOLD');
  await control(url, 'application', { application: Number(id), delete: true });
  assert.equal(await status(id), '545');
});

test('ten thousand applications take their course in order', async () => {
  const { applications, accounts } = server.registrar;
  await control(url, 'account', { amount: '690000.00' });
  const lines = Array.from({ length: 10000 }, (_, i) => `"n${i}.com";2026-11-30 18:00:${String(i % 60).padStart(2, '0')}`);
  await control(url, 'droplist', { text: `${lines.join('\n')}\n` });
  const now = server.registrar.now();
  for (let i = 0; i < 10000; i++) {
    applications.add({
      account: accounts.main, domain: `n${i}.com`, lite: false, period: 1, contacts: {}, owner: '', nameservers: [], extra: {},
    }, now);
  }
  const started = performance.now();
  await clock('2026-11-30 19:00:00');
  const list = (await send('QueryDomainApplicationList', { STATUS: 'SUCCESSFUL', WIDE: 1, LIMIT: 1000 })).properties;
  assert.deepEqual(list.TOTAL, ['10000']);
  assert.deepEqual(await money(), ['0.00', '0.00']);
  assert.ok(performance.now() - started < 5000);
});
