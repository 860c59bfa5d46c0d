// The account at the registrar: where it comes from, what is done with it, and what is told of it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { World, utc, utcText } from '../support/world.mjs';

const HOUR = 3600;
const DAY = 24 * HOUR;
const NOW = utc('2026-11-23 09:00:00');
const DROP = NOW + 3 * HOUR;
const PASSWORD = 'a&b"<c>\'d e';
const NAMES = ['first.com', 'second.com', 'third.net'];

const world = new World();
before(async () => {
  await world.start({
    now: NOW, dialect: 'cnr', dropList: NAMES.map((name) => `"${name}";${utcText(DROP)}\n`).join(''),
    extension: process.env.BACKORDER_EXTENSION,
  });
  await world.registrar('account', { password: PASSWORD });
  await world.cron('import');
  await world.setPrices();
  world.mysql("UPDATE tblclients SET credit = 5000", 'whmcs');
});
after(() => world.stop());

const module = (name, settings) => world.hostctl('registrar', name, ...Object.entries(settings).map(([key, value]) => `${key}=${value}`));
const setting = (name, value) => world.hostctl('set-setting', 'ispapibackorder', `${name}=${value}`);
const calls = async (command = '') => (await world.registrar(`log?command=${command}`)).calls.filter((call) => call.login !== '');
const logged = () => world.sql('SELECT * FROM tblmodulelog');

test('without any account a run says so and calls nobody', async () => {
  world.mysql('DELETE FROM tblregistrars', 'whmcs');
  await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: 'first.com' });
  world.advance(HOUR + 60);
  const answer = await world.cron('batch');
  assert.match(answer.stdout + answer.stderr, /account/i);
  assert.notEqual(answer.status, 0);
  assert.equal((await calls()).length, 0);
});

test("WHMCS's built-in module is refused with the reason", async () => {
  await module('hexonet', { Username: 'test.user', Password: PASSWORD });
  const answer = await world.cron('batch');
  assert.match(answer.stdout + answer.stderr, /hexonet/);
  assert.notEqual(answer.status, 0);
  assert.equal((await calls()).length, 0);
});

test('a wrong password ends the run, and the next ones wait', async () => {
  await module('cnic', { Username: 'test.user', Password: 'wrong', TestMode: 'on' });
  const answer = await world.cron('batch');
  assert.notEqual(answer.status, 0);
  assert.match(answer.stdout + answer.stderr, /refuse/i);
  assert.deepEqual([...new Set((await calls()).map((call) => call.code))], [530]);
  assert.equal(JSON.stringify(logged()).includes('wrong'), false);
});

test("the cnic module's account carries an order to its end, and the domain is that module's", async () => {
  await module('cnic', { Username: 'test.user', Password: PASSWORD, TestMode: 'on' });
  // With both configured it is the successor.
  await module('ispapi', { Username: 'other.user', Password: 'other' });
  world.advance(HOUR);
  for (const time of [DROP - 1200, DROP - 600, DROP + 300, DROP + 1200, DROP + 2100, DROP + 3000]) {
    world.setTime(time);
    await world.cron('batch');
  }
  assert.deepEqual(world.sql('SELECT status, reason FROM backorder_domains'), [{ status: 'SUCCESSFUL', reason: 'delivered' }]);
  assert.deepEqual(world.sql("SELECT domain, registrar FROM tbldomains WHERE domain = 'first.com'"), [{ domain: 'first.com', registrar: 'cnic' }]);
  assert.equal((await calls('AddContact')).length, 1);
  assert.equal((await calls('AddDomainApplication')).length, 1);
  assert.ok((await calls()).every((call) => call.login === 'test.user'), JSON.stringify(await calls()).slice(0, 600));
});

test('each call is in the module log, without a secret', async () => {
  const rows = logged();
  const actions = rows.map((row) => row.action ?? '');
  for (const command of ['StatusAccount', 'AddContact', 'AddDomainApplication first.com', 'StatusDomainApplication', 'StatusDomain first.com']) {
    assert.ok(actions.some((action) => action.startsWith(command.toLowerCase())), `${command} in ${[...new Set(actions)]}`);
  }
  assert.ok(rows.filter((row) => row.action?.startsWith('adddomainapplication')).every((row) => row.module === 'ispapibackorder'));
  const text = JSON.stringify(rows);
  for (const secret of [PASSWORD, encodeURIComponent(PASSWORD), PASSWORD.replace(/&/g, '&amp;')]) {
    assert.equal(text.includes(secret), false);
  }
  assert.match(text, /s_pw=\*\*\*/);
});

test('the log can be switched off; what was called is summed up all the same', async () => {
  const before_ = logged().length;
  const sum = () => Number(world.sql('SELECT SUM(calls) AS n FROM backorder_registrar_calls')[0].n);
  const summed = sum();
  await setting('registrar_log', '');
  world.advance(DAY);
  await world.cron('batch');
  assert.equal(logged().length, before_);
  assert.ok(sum() > summed);
  await setting('registrar_log', 'on');
});

test("the calls of an import of the registrar's own list are in the log as well", async () => {
  await setting('droplist_sources', 'own registrar');
  world.advance(HOUR);
  await world.registrar('droplist', { add: [{ domain: 'later.com', date: utcText(world.now + 20 * DAY) }] });
  const answer = await world.cron('import', '--json');
  assert.equal(answer.status, 0, answer.stdout + answer.stderr);
  assert.equal(answer.stdout.includes('s_command'), false);
  assert.ok(logged().some((row) => (row.action ?? '').startsWith('querydomainpendingdeletelist')));
  assert.ok(Number(world.sql("SELECT SUM(calls) AS n FROM backorder_registrar_calls WHERE command = 'QueryDomainPendingDeleteList'")[0].n) > 0);
  await setting('droplist_sources', '');
});

test("the addon's own login is taken where it is filled; half of one is told", async () => {
  await module('cnic', { Username: 'nobody', Password: 'nothing' });
  await setting('registrar_login', 'test.user');
  const drop = world.now + 2 * DAY;
  await world.registrar('droplist', { add: [{ domain: 'another.com', date: utcText(drop) }] });
  await world.cron('import');
  await world.command(2, { COMMAND: 'CreateBackorder', DOMAIN: 'another.com' });
  await world.cron('batch');
  world.setTime(drop - HOUR);
  const seen = (await calls()).length;
  let answer = await world.cron('batch');
  assert.match(answer.stdout + answer.stderr, /only one is filled/);
  assert.equal((await calls()).length, seen);
  await setting('registrar_password', PASSWORD);
  await setting('registrar_driver', 'cnr');
  answer = await world.cron('batch');
  assert.equal(answer.status, 0, answer.stdout + answer.stderr);
  const made = (await calls()).slice(seen);
  assert.ok(made.length > 0);
  assert.ok(made.every((call) => call.login === 'test.user' && call.code === 200), JSON.stringify(made).slice(0, 400));
});

test('the host saw no error', async () => {
  assert.deepEqual(await world.hostErrors(), []);
});
