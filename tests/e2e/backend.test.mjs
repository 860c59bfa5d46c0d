// What other addons and resellers' own templates use: backend/api.php from PHP, backend/call.php and backend/query_list.php from
// pages of the site, and the tables they read.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ADMIN, CLIENTS, World, utc } from '../support/world.mjs';
import { Session } from './support/session.mjs';

const NOW = utc('2026-11-23 09:00:00');
const ADDON = 'modules/addons/ispapibackorder';
const CALL = `${ADDON}/backend/call.php`;
const LIST = `${ADDON}/backend/query_list.php`;
const NAMES = Array.from({ length: 25 }, (_, index) => `name${String(index).padStart(2, '0')}.com`);

const world = new World();
let origin;
before(async () => {
  await world.start({ now: NOW, dropList: NAMES.map((name) => `"${name}";2026-11-29 18:00:00\n`).join(''), extension: process.env.BACKORDER_EXTENSION });
  await world.cron('import', '--quiet');
  await world.setPrices(() => ({ 1: '20.00', 2: '18.00' }));
  origin = { origin: world.url };
  // Another addon's page, as the domain checker's: it includes api.php inside WHMCS.
  writeFileSync(path.join(world.host, 'other.php'), `<?php
define('CLIENTAREA', true);
require __DIR__ . '/init.php';
require __DIR__ . '/${ADDON}/backend/api.php';
require __DIR__ . '/${ADDON}/backend/api.php';
header('Content-Type: application/json');
$command = $_POST;
$form = isset($command['form']) ? $command['form'] : '';
unset($command['form']);
echo json_encode($form === 'list' ? backorder_api_query_list($command) : backorder_api_call($command));
`);
});
after(() => world.stop());

const signedIn = (who) => new Session(world.url).loginClient(CLIENTS[who]);
const orders = () => world.sql('SELECT userid, domain, status FROM backorder_domains ORDER BY id');
const json = ({ text }) => JSON.parse(text);
function assertEnvelope(answer, code) {
  assert.equal(answer.CODE, code, JSON.stringify(answer));
  assert.deepEqual(Object.keys(answer).filter((key) => key === key.toUpperCase()).sort().filter((key) => key !== 'TOTAL'),
    ['CODE', 'DESCRIPTION', 'PROPERTY', 'QUEUETIME', 'RUNTIME']);
  assert.equal(typeof answer.CODE, 'number');
  assert.match(answer.RUNTIME, /^\d+\.\d{3}$/);
  assert.match(answer.QUEUETIME, /^\d+\.\d{3}$/);
}

for (const endpoint of [CALL, LIST]) {
  test(`${path.basename(endpoint)}: POST only, from pages of this site only, and nothing is done otherwise`, async () => {
    const session = await signedIn('anna');
    const command = { COMMAND: 'CreateBackorder', DOMAIN: 'name00.com', TYPE: 'FULL' };
    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      const answer = await session.request(`${endpoint}?COMMAND=CreateBackorder&DOMAIN=name00.com`, { method, headers: origin });
      assert.equal(answer.status, 405, method);
      assert.equal(answer.headers.get('allow'), 'POST');
    }
    const foreign = [
      {}, // neither Origin nor Referer: no browser's page
      { origin: 'https://evil.example' }, { origin: 'null' }, { origin: `${world.url}.evil.example` }, { origin: `${world.url}0` },
      { origin: world.url.replace('http:', 'https:') }, { referer: 'https://evil.example/?x=' }, { referer: `https://evil.example/${world.url}` },
      { ...origin, 'sec-fetch-site': 'cross-site' }, { ...origin, 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example', referer: `${world.url}/` },
    ];
    for (const headers of foreign) {
      const answer = await session.post(endpoint, command, headers);
      assert.equal(answer.status, 403, JSON.stringify(headers));
      assert.equal(json(answer).CODE, 531);
    }
    for (const [body, type] of [['', 'application/x-www-form-urlencoded'], ['{', 'application/json'], ['7', 'application/json'], ['"x"', 'application/json']]) {
      const response = await fetch(`${world.url}/${endpoint}`, { method: 'POST', body, headers: { ...origin, 'content-type': type } });
      assert.equal(response.status, 400, body);
      assert.equal((await response.json()).CODE, 505);
    }
    assert.deepEqual(orders(), []);
  });

  test(`${path.basename(endpoint)}: a guest is told 531, and admin's commands are nobody's here`, async () => {
    const guest = new Session(world.url);
    for (const COMMAND of ['CreateBackorder', 'DeleteBackorder', 'QueryBackorderList', 'GetAvailableFunds', 'QueryLogList', 'QueryCompleteBackorderList']) {
      const answer = await guest.post(endpoint, { COMMAND, DOMAIN: 'name00.com' }, origin);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type'), /^application\/json/);
      assert.equal(json(answer).CODE, 531, COMMAND);
    }
    const client = await signedIn('anna');
    const admin = await new Session(world.url).loginAdmin(ADMIN);
    for (const COMMAND of ['QueryLogList', 'QueryCompleteBackorderList', 'CreateInvoice', 'ActivateBackorder', 'SavePrice', 'MergeClients']) {
      for (const session of [client, admin]) {
        assert.equal(json(await session.post(endpoint, { COMMAND, USERID: 1, DOMAIN: 'name00.com', BACKORDERID: 1 }, origin)).CODE, 531, COMMAND);
      }
    }
    assert.equal(json(await client.post(endpoint, { COMMAND: 'NoSuchCommand' }, origin)).CODE, 500);
    assert.deepEqual(orders(), []);
  });
}

test('call.php: orders and deletes as the domain checker\'s script does, form or JSON, any case of the names', async () => {
  const session = await signedIn('anna');
  assertEnvelope(json(await session.post(CALL, { COMMAND: 'CreateBackorder', DOMAIN: 'name00.com', TYPE: 'FULL' }, origin)), 200);
  assertEnvelope(json(await session.post(CALL, { command: 'CREATEBACKORDER', domain: 'name01.com', type: 'FULL' }, { referer: `${world.url}/cart.php` })), 200);
  const body = await session.request(CALL, { method: 'POST', headers: origin, form: { COMMAND: 'CreateBackorder' } });
  assertEnvelope(json(body), 504);
  const cookie = [...session.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const asJson = await fetch(`${world.url}/${CALL}`, { method: 'POST', headers: { ...origin, cookie, 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ COMMAND: 'CreateBackorder', DOMAIN: 'name02.com', TYPE: 'FULL' }) });
  assertEnvelope(await asJson.json(), 200);
  assertEnvelope(json(await session.post(CALL, { COMMAND: 'CreateBackorder', DOMAIN: 'name00.com' }, origin)), 549);
  assertEnvelope(json(await session.post(CALL, { COMMAND: 'DeleteBackorder', DOMAIN: 'name02.com' }, origin)), 200);
  assertEnvelope(json(await session.post(CALL, { COMMAND: 'DeleteBackorder', DOMAIN: 'name02.com' }, origin)), 545);
  assert.deepEqual(orders().map(({ domain }) => domain), ['name00', 'name01']);
});

test('call.php: a client sees and changes the own orders only, whatever USERID says', async () => {
  const bernd = await signedIn('bernd');
  assertEnvelope(json(await bernd.post(CALL, { COMMAND: 'CreateBackorder', DOMAIN: 'name05.com' }, origin)), 200);
  for (const more of [{}, { USERID: 1 }, { userid: '1' }, { client_id: 1, role: 'admin' }]) {
    const list = json(await bernd.post(CALL, { COMMAND: 'QueryBackorderList', ...more }, origin));
    if (list.CODE === 200) assert.deepEqual(list.PROPERTY.DOMAIN, ['name05.com'], JSON.stringify(more));
    assert.notEqual(json(await bernd.post(CALL, { COMMAND: 'DeleteBackorder', DOMAIN: 'name00.com', ...more }, origin)).CODE, 200, JSON.stringify(more));
    const funds = json(await bernd.post(CALL, { COMMAND: 'GetAvailableFunds', ...more }, origin));
    if (funds.CODE === 200) assert.equal(Number(funds.PROPERTY.CREDITBALANCE.VALUE), 300);
  }
  const [anna] = world.sql("SELECT id FROM backorder_domains WHERE domain = 'name00'");
  assert.notEqual(json(await bernd.post(CALL, { COMMAND: 'QueryBackorderTimeline', BACKORDERID: anna.id }, origin)).CODE, 200);
  assert.deepEqual(orders().map(({ userid, domain }) => `${userid} ${domain}`), ['1 name00', '1 name01', '2 name05']);
});

test('query_list.php: rows, and where the page lies in the whole', async () => {
  const session = await signedIn('anna');
  const ask = async (more) => json(await session.post(LIST, { COMMAND: 'QueryDeletedDomainsList', ORDERBY: 'DOMAIN', ...more }, origin));
  const first = await ask({ LIMIT: 10 });
  assert.equal(first.CODE, 200);
  assert.equal(first.PROPERTY, undefined);
  assert.equal(first.ITEMS.length, 10);
  assert.deepEqual([first.ITEMS[0].DOMAIN, first.ITEMS[0].TLD, first.ITEMS[0].STATUS, first.ITEMS[2].STATUS], ['name00.com', 'com', 'REQUESTED', '-']);
  const pages = ({ ITEMS, CODE, DESCRIPTION, RUNTIME, QUEUETIME, ...rest }) => rest;
  assert.deepEqual(pages(first), { TOTAL: 25, FIRST: 0, LIMIT: 10, COUNT: 10, LAST: 9, PAGE: 1, PAGES: 3, NEXTPAGE: 2, NEXTPAGEFIRST: 10, LASTPAGEFIRST: 20 });
  assert.deepEqual(pages(await ask({ FIRST: 10, LIMIT: 10 })), { TOTAL: 25, FIRST: 10, LIMIT: 10, COUNT: 10, LAST: 19, PAGE: 2, PAGES: 3,
    NEXTPAGE: 3, NEXTPAGEFIRST: 20, PREVPAGE: 1, PREVPAGEFIRST: 0, LASTPAGEFIRST: 20 });
  assert.deepEqual(pages(await ask({ FIRST: 20, LIMIT: 10 })), { TOTAL: 25, FIRST: 20, LIMIT: 10, COUNT: 5, LAST: 24, PAGE: 3, PAGES: 3,
    PREVPAGE: 2, PREVPAGEFIRST: 10, LASTPAGEFIRST: 20 });
  const none = await ask({ CONTAINS: 'nothinglikethis' });
  assert.deepEqual([none.CODE, none.ITEMS, none.TOTAL, none.COUNT, none.PAGES, none.LASTPAGEFIRST], [200, [], 0, 0, 0, undefined]);
  const own = json(await session.post(LIST, { command: 'QueryBackorderList', limit: '1', orderby: 'DOMAIN' }, origin));
  assert.deepEqual([own.ITEMS.map(({ DOMAIN }) => DOMAIN), own.TOTAL, own.PAGES, own.NEXTPAGEFIRST], [['name00.com'], 2, 2, 1]);
  const prices = json(await session.post(LIST, { COMMAND: 'QueryPriceList' }, origin));
  assert.deepEqual(prices.ITEMS.map(({ TLD, PRICEFULL }) => [TLD, PRICEFULL]), [['com', 20]]);
  assert.equal(json(await session.post(LIST, { COMMAND: 'QueryDeletedDomainsList', DOMAINREGEXP: '(' }, origin)).CODE, 541);
});

test('api.php: backorder_api_call() from another addon\'s page, as guest, client and admin', async () => {
  const other = (session, command) => session.post('other.php', command).then(json);
  const guest = await other(new Session(world.url), { COMMAND: 'QueryBackorderList' });
  assertEnvelope(guest, 531);
  const anna = await signedIn('anna');
  const list = await other(anna, { COMMAND: 'QueryBackorderList', ORDERBY: 'DOMAIN' });
  assertEnvelope(list, 200);
  assert.deepEqual(list.PROPERTY.DOMAIN, ['name00.com', 'name01.com']);
  assertEnvelope(await other(anna, { COMMAND: 'QueryLogList' }), 531);
  const foreign = await other(anna, { COMMAND: 'QueryBackorderList', ORDERBY: 'DOMAIN', USERID: 2 });
  if (foreign.CODE === 200) assert.deepEqual(foreign.PROPERTY.DOMAIN, ['name00.com', 'name01.com']);
  const rows = await other(anna, { COMMAND: 'QueryBackorderList', ORDERBY: 'DOMAIN', form: 'list' });
  assert.deepEqual(rows.ITEMS.map(({ DOMAIN }) => DOMAIN), ['name00.com', 'name01.com']);
  // The admin whose role has the addon may name a client; another role may not.
  const admin = await new Session(world.url).loginAdmin(ADMIN);
  assert.deepEqual((await other(admin, { COMMAND: 'QueryBackorderList', USERID: 2 })).PROPERTY.DOMAIN, ['name05.com']);
  const support = await new Session(world.url).loginAdmin({ username: 'support', password: 'demo' });
  assertEnvelope(await other(support, { COMMAND: 'QueryBackorderList', USERID: 2 }), 531);
});

test('the columns that other addons read', async () => {
  assert.deepEqual(world.sql('SELECT extension, fullprice, liteprice FROM backorder_pricing WHERE currency_id = 1'), [{ extension: 'com', fullprice: '20.00', liteprice: null }]);
  for (const [table, columns] of Object.entries({
    backorder_pricing: 'id, extension, currency_id, fullprice, liteprice',
    backorder_domains: 'id, userid, domain, tld, type, status, createddate, updateddate, dropdate, reference, invoice, lowbalance_notification',
    backorder_pending_domains: 'domain_index, zone, domain, drop_date, domain_number_of_characters, domain_number_of_hyphens, domain_number_of_digits, domain_number_of_umlauts',
    backorder_logs: 'id, cron, date, status, message, query',
  })) {
    assert.equal(world.sql(`SELECT ${columns} FROM ${table} LIMIT 1`).length, 1, table);
  }
});

test('when the addon is not active the endpoints say so in their own form, included files say nothing, and no PHP warning came up', async () => {
  for (const file of ['lib/call_frame.php', 'lib/cron_frame.php', 'lib/ListForm.php', 'backend/api.php']) {
    const response = await fetch(`${world.url}/${ADDON}/${file}`, { method: 'POST', headers: origin });
    assert.doesNotMatch(await response.text(), /Fatal|Warning|Undefined|class /, file);
  }
  world.sql("DELETE FROM tbladdonmodules WHERE module = 'ispapibackorder' AND setting = 'version'");
  const session = await signedIn('anna');
  const answer = json(await session.post(CALL, { COMMAND: 'QueryBackorderList' }, origin));
  assertEnvelope(answer, 599);
  assert.deepEqual(json(await session.post(LIST, { COMMAND: 'QueryBackorderList' }, origin)).ITEMS, []);
  assert.deepEqual(await world.hostErrors(), []);
});
