// Who may do what, over plain HTTP: tokens, roles, other people's data, escaping.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ADMIN, CLIENTS, World, utc } from '../support/world.mjs';
import { Session } from './support/session.mjs';

const NOW = utc('2026-11-23 09:00:00');
const PAGE = 'index.php?m=ispapibackorder';
const ADMIN_PAGE = 'admin/addonmodules.php?module=ispapibackorder';
/** The prices as the Pricing page shows them, which it sends back with what was typed. */
const SHOWN = '[["com",{"1":"20.00","2":"18.00"}]]';
const LIST = ['first.com', 'second.com', 'third.com', 'xn--mller-kva.com', 'bigshop.net']
  .map((name) => `"${name}";2026-11-29 18:00:00\n`).join('');

const world = new World();
before(async () => {
  await world.start({ now: NOW, dropList: LIST, extension: process.env.BACKORDER_EXTENSION });
  await world.cron('import');
  await world.setPrices(() => ({ 1: '20.00', 2: '18.00' }));
});
after(() => world.stop());

const orders = () => world.sql('SELECT userid, domain, status FROM backorder_domains ORDER BY id');
const client = (who) => new Session(world.url).loginClient(CLIENTS[who]);

test('guests are asked to log in', async () => {
  for (const page of [PAGE, `${PAGE}&p=manage`]) {
    const answer = await new Session(world.url).get(page);
    assert.match(answer.text, /inputPassword/);
    assert.doesNotMatch(answer.text, /second\.com/);
  }
});

test('a customer sees the names and the price in the own currency', async () => {
  const anna = await (await client('anna')).get(PAGE);
  assert.match(anna.text, /second\.com/);
  assert.match(anna.text, /\$20\.00 USD/);
  assert.match(anna.text, /müller\.com/);
  const bernd = await (await client('bernd')).get(PAGE);
  assert.match(bernd.text, /18,00 €/);
});

test('an order needs a POST with the token', async () => {
  const session = await client('anna');
  await session.get(PAGE);
  const form = { action: 'create', domain: 'first.com' };
  const cases = [
    ['without a token', () => session.post(PAGE, form)],
    ['with a wrong token', () => session.post(PAGE, { ...form, token: 'x'.repeat(40) })],
    ['without a token, as JSON', () => session.post(`${PAGE}&json=1`, form)],
    ['by GET', () => session.get(`${PAGE}&action=create&domain=first.com&token=${session.token}`)],
    ['by GET, as JSON', () => session.get(`${PAGE}&json=1&action=create&domain=first.com&token=${session.token}`)],
  ];
  for (const [what, act] of cases) {
    const answer = await act();
    assert.deepEqual(orders(), [], what);
    if (!what.startsWith('by GET')) assert.equal(answer.status, 403, what);
  }
  await session.get(PAGE);
  await session.post(PAGE, { ...form, token: session.token });
  assert.deepEqual(orders(), [{ userid: '1', domain: 'first', status: 'REQUESTED' }]);
});

test('a posted client id is not believed', async () => {
  const session = await client('anna');
  await session.get(PAGE);
  await session.post(PAGE, { action: 'create', domain: 'second.com', token: session.token, USERID: '2', userid: '2', client_id: '2' });
  assert.deepEqual(orders().map((order) => order.userid), ['1', '1']);
});

test("another customer's orders can't be seen or deleted", async () => {
  const bernd = await client('bernd');
  const own = await bernd.get(`${PAGE}&p=manage`);
  assert.doesNotMatch(own.text, /first\.com/);
  const [{ id }] = world.sql("SELECT id FROM backorder_domains WHERE domain = 'first'");
  for (const page of [`${PAGE}&p=manage&order=${id}`, `${PAGE}&p=manage&json=1&order=${id}`, `${PAGE}&p=manage&json=1&timeline=${id}`]) {
    assert.doesNotMatch((await bernd.get(page)).text, /first|placed/i);
  }
  await bernd.get(`${PAGE}&p=manage`);
  await bernd.post(`${PAGE}&p=manage`, { action: 'delete', domain: 'first.com', token: bernd.token });
  assert.equal(orders().length, 2);
});

test('internal commands are never a client\'s', async () => {
  const commands = [
    { COMMAND: 'ActivateBackorder', DOMAIN: 'first.com' },
    { COMMAND: 'CreateInvoice', BACKORDERID: 1 },
    { COMMAND: 'QueryCompleteBackorderList' },
    { COMMAND: 'QueryLogList' },
    { COMMAND: 'SavePrice', TLD: 'com', PRICE1: '0.01' },
    { COMMAND: 'DeletePrice', TLD: 'com' },
    { COMMAND: 'QueryPriceTable' },
  ];
  for (const command of commands) await world.command(1, command, 531);
  assert.equal(orders()[0].status, 'REQUESTED');
  assert.equal(world.sql('SELECT COUNT(*) AS n FROM backorder_pricing WHERE fullprice < 1')[0].n, '0');
});

test('the command endpoint of other addons: same origin, signed in, POST only', async () => {
  const endpoint = 'modules/addons/ispapibackorder/backend/call.php';
  const session = await client('anna');
  assert.notEqual((await session.get(`${endpoint}?COMMAND=CreateBackorder&DOMAIN=third.com`)).status, 200);
  const foreign = await session.post(endpoint, { COMMAND: 'CreateBackorder', DOMAIN: 'third.com' }, { origin: 'https://evil.example' });
  assert.notEqual(JSON.parse(foreign.text || '{}').CODE, 200);
  const guest = await new Session(world.url).post(endpoint, { COMMAND: 'CreateBackorder', DOMAIN: 'third.com' }, { origin: world.url });
  assert.equal(JSON.parse(guest.text).CODE, 531);
  assert.equal(orders().length, 2);
  const own = await session.post(endpoint, { COMMAND: 'CreateBackorder', DOMAIN: 'third.com', TYPE: 'FULL' }, { origin: world.url });
  assert.equal(JSON.parse(own.text).CODE, 200);
  assert.equal(orders().length, 3);
});

test('the admin page keeps out guests, customers and roles without access', async () => {
  for (const session of [new Session(world.url), await client('anna'), await new Session(world.url).loginAdmin({ username: 'support', password: 'demo' })]) {
    const answer = await session.get(ADMIN_PAGE);
    assert.doesNotMatch(answer.text, /first\.com/);
    const posted = await session.post(`${ADMIN_PAGE}&tab=pricing`, { action: 'save_prices', shown: SHOWN, price0_1: '1.00', token: session.token ?? '' });
    assert.doesNotMatch(posted.text, /first\.com/);
  }
  assert.equal(world.sql("SELECT fullprice FROM backorder_pricing WHERE extension = 'com' AND currency_id = 1")[0].fullprice, '20.00');
});

test('an admin changes prices only by POST with the token, and looking changes nothing', async () => {
  const admin = await new Session(world.url).loginAdmin(ADMIN);
  const before = world.sql('SELECT * FROM backorder_pricing ORDER BY id');
  for (const tab of ['manage', 'pricing', 'logs', 'status']) assert.equal((await admin.get(`${ADMIN_PAGE}&tab=${tab}`)).status, 200, tab);
  await admin.get(`${ADMIN_PAGE}&tab=pricing&delete=com&action=save_prices&price0_1=1&token=${admin.token}`);
  await admin.post(`${ADMIN_PAGE}&tab=pricing`, { delete: 'com' });
  assert.deepEqual(world.sql('SELECT * FROM backorder_pricing ORDER BY id'), before);
  await admin.get(`${ADMIN_PAGE}&tab=pricing`);
  await admin.post(`${ADMIN_PAGE}&tab=pricing`, { action: 'save_prices', shown: SHOWN, price0_1: '21,50', price0_2: '', token: admin.token });
  assert.deepEqual(world.sql("SELECT currency_id, fullprice FROM backorder_pricing WHERE extension = 'com' ORDER BY currency_id"),
    [{ currency_id: '1', fullprice: '21.50' }, { currency_id: '2', fullprice: null }]);
});

test('names, searches and tabs are escaped where they are shown', async () => {
  const evil = '"><script>alert(1)</script>';
  world.mysql("UPDATE tblclients SET firstname = '<script>alert(2)</script>' WHERE id = 1", 'whmcs');
  const session = await client('anna');
  for (const page of [`${PAGE}&q=${encodeURIComponent(evil)}`, `${PAGE}&p=${encodeURIComponent(evil)}`, `${PAGE}&p=manage&status=${encodeURIComponent(evil)}&q=${encodeURIComponent(evil)}`, `${PAGE}&sort=${encodeURIComponent(evil)}&zone=${encodeURIComponent(evil)}&zone[]=${encodeURIComponent(evil)}&contains=${encodeURIComponent(evil)}&regex=${encodeURIComponent(evil)}&from=${encodeURIComponent(evil)}`]) {
    const { text } = await session.get(page);
    assert.doesNotMatch(text, /<script>alert\(/, page);
  }
  const admin = await new Session(world.url).loginAdmin(ADMIN);
  for (const page of ['', `&tab=${encodeURIComponent(evil)}`, `&tab=logs&q=${encodeURIComponent(evil)}`, `&tab=manage&q=${encodeURIComponent(evil)}`]) {
    const { text } = await admin.get(ADMIN_PAGE + page);
    // The host's own frame may show the client's name elsewhere; inside the addon's part it must be text.
    assert.doesNotMatch(text, /<script>alert\(/, page);
  }
});

test('SQL in parameters finds nothing and breaks nothing', async () => {
  const session = await client('anna');
  for (const parameter of ['limit=1%20INTO%20OUTFILE%20%27/tmp/x%27', 'page=1%27%20OR%201=1', "q=%27;DROP%20TABLE%20backorder_domains;--", 'sort=(SELECT%20SLEEP(5))', 'regex=(a%2B)%2B%24', 'regex=(', 'limit=0', 'limit=-1', 'page=0']) {
    const answer = await session.get(`${PAGE}&${parameter}`);
    assert.equal(answer.status, 200, parameter);
  }
  assert.equal(orders().length, 3);
});

test('a language is a name and leads to no other file', async () => {
  // Languages are read in lower case, so the way to the file has no other letters.
  const folder = `/tmp/planted-${process.pid}`;
  const trace = path.join(folder, 'trace');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'planted.php'), `<?php file_put_contents('${trace}', 'x');`);
  const way = path.relative(path.join(realpathSync(world.addon), 'lang'), path.join(folder, 'planted'));
  world.sql(`UPDATE tblclients SET language = '${way}' WHERE id = 2`);
  const session = await client('bernd');
  for (const page of [PAGE, `${PAGE}&p=manage`, `${PAGE}&language=${encodeURIComponent(way)}`, `index.php?language=${encodeURIComponent(way)}`, PAGE]) {
    const answer = await session.get(page);
    assert.equal(answer.status, 200, page);
    assert.equal(existsSync(trace), false, page);
  }
  world.sql("UPDATE tblclients SET language = '' WHERE id = 2");
  rmSync(folder, { recursive: true });
});

test('files of the addon that are no pages give nothing away', async () => {
  for (const file of ['lib/Host.php', 'lang/english.php', 'lib/Effects.php', 'backend/api.php', 'ispapibackorder.php', 'hooks.php']) {
    const answer = await fetch(`${world.url}/modules/addons/ispapibackorder/${file}`);
    const text = await answer.text();
    assert.doesNotMatch(text, /Fatal error|Warning|class |function /i, file);
  }
});

test('no PHP warning came up on the way', async () => {
  assert.deepEqual(await world.hostErrors(), []);
});
