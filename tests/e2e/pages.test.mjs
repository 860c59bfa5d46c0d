// What the two pages of the client area say, over plain HTTP: each filter and sort, every number, amount, word and time of a
// row, who is offered what, and every form without the script.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CLIENTS, ROOT, World, utc, utcText } from '../support/world.mjs';
import { fieldsOf, parse } from './support/html.mjs';
import { Session } from './support/session.mjs';

const NOW = utc('2026-11-23 09:00:00');
const PAGE = 'index.php?m=ispapibackorder';
const ORDERS = `${PAGE}&p=manage`;
const THEMES = ['six', 'twenty-one', 'nexus'];

// name: [length, digits, hyphens, drop date]. Each filter and each sort has a result of its own.
const DROPS = {
  '7-8-9.net': [5, 3, 2, '2026-11-24 00:00:00'],
  'ab.com': [2, 0, 0, '2026-11-25 10:00:00'],
  'web2shop.com': [8, 1, 0, '2026-11-26 23:59:59'],
  'kiwi.net': [4, 0, 0, '2026-11-27 00:00:00'],
  'my-big-shop.net': [11, 0, 2, '2026-11-27 10:00:00'],
  '12345.com': [5, 5, 0, '2026-11-28 10:00:00'],
  'a-b-c-1.se': [7, 1, 3, '2026-11-28 23:59:59'],
  'münchen.se': [7, 0, 0, '2026-11-29 10:00:00'],
  'shop-24.com': [7, 2, 1, '2026-11-29 12:00:00'],
  'superlongname.se': [13, 0, 0, '2026-11-30 10:00:00'],
};
// Only .pl has so many, and only the second currency has a price for it; .org has none at all.
const FILLERS = 1050;
const LIST = [
  ...Object.entries(DROPS).map(([name, facts]) => [name.replace('münchen', 'xn--mnchen-3ya'), facts[3]]),
  ['nobody.org', '2026-11-25 10:00:00'],
  ...Array.from({ length: FILLERS }, (_, index) => [`filler${index}.pl`, index < 50 ? '2027-01-01 10:00:00' : '2027-01-02 10:00:00']),
].map(([name, date]) => `"${name}";${date}\n`).join('');
const PRICES = { com: { 1: '100.00', 2: '90.00' }, net: { 1: '50.00', 2: '45.50' }, se: { 1: '75.00' }, pl: { 2: '1200.00' } };

// Carla's orders of every status: [name, status, reason, drop date, {price, reserved, invoice, auction, text}].
const AUCTION = { bidders: '3', bids: '7', best_bid: '155.00', currency: 'USD', end: '2026-11-28 20:00:00' };
const STATES = [
  ['alpha.com', 'FAILED', 'lost', '2026-11-15 18:00:00', { price: 102, text: '549 Command failed; words for admins' }],
  ['alpha.com', 'REQUESTED', 'placed', '2026-11-25 18:00:00', {}],
  ['oscar.com', 'CANCELLED', 'invoice_cancelled', '2026-11-14 18:00:00', { price: 103 }],
  ['bravo.se', 'REQUESTED', 'waiting_funds', '2026-11-26 18:00:00', {}],
  ['mike.com', 'FAILED', 'refused', '2026-11-16 18:00:00', { price: 101, text: '549 Command failed; the contact is not complete' }],
  ['charlie.net', 'REQUESTED', 'waiting_date', null, {}],
  ['lima.net', 'SUCCESSFUL', 'delivered', '2026-11-17 18:00:00', { price: 51, invoice: 703 }],
  ['delta.org', 'REQUESTED', 'price_missing', '2026-11-30 18:00:00', {}],
  ['kilo.com', 'AUCTION-LOST', 'auction_lost', '2026-11-18 18:00:00', { price: 73, auction: { ...AUCTION, url: 'https://auctions.example/kilo' } }],
  ['echo.com', 'ACTIVE', 'funds_reserved', '2026-11-24 12:00:00', { price: 99, reserved: 99 }],
  ['juliett.com', 'AUCTION-WON', 'auction_won', '2026-11-19 18:00:00', { price: 72, invoice: 702, auction: { ...AUCTION, url: 'https://auctions.example/juliett' } }],
  ['foxtrot.com', 'PROCESSING', 'applied', '2026-11-23 10:30:00', { price: 61, reserved: 61 }],
  ['india.com', 'AUCTION-PENDING', 'auction_pending', '2026-11-20 18:00:00', { price: 71, auction: { bids: '1', url: 'javascript:alert(1)' } }],
  ['golf.net', 'PENDING-PAYMENT', 'invoiced', '2026-11-22 18:00:00', { price: 120.5, invoice: 701 }],
  ['hotel.com', 'AUCTION-PENDING', 'auction_pending', '2026-11-21 18:00:00', { price: 70, reserved: 70, auction: { ...AUCTION, url: 'https://auctions.example/hotel?a=1&b=2' } }],
  ['papa.com', 'AUCTION-PENDING', 'auction_pending', '2026-11-13 18:00:00', { price: 74, auction: { bids: '2', url: 'http://auctions.example/papa' } }],
].map(([name, status, reason, drop, more], index) => ({ id: 101 + index, name, status, reason, drop, ...more,
  created: `2026-11-${String(index + 1).padStart(2, '0')} 07:30:00`, open: ['REQUESTED', 'ACTIVE', 'PROCESSING', 'PENDING-PAYMENT', 'AUCTION-PENDING'].includes(status) }));
// So many orders has Bernd of each.
const STATUSES = ['REQUESTED', 'ACTIVE', 'PROCESSING', 'PENDING-PAYMENT', 'AUCTION-PENDING', 'SUCCESSFUL', 'AUCTION-WON', 'AUCTION-LOST', 'FAILED', 'CANCELLED'];
const COUNTS = Object.fromEntries(STATUSES.map((status, index) => [status, index + 3]));
const ALL = Object.values(COUNTS).reduce((sum, count) => sum + count);

const texts = Object.fromEntries(['english', 'german'].map((language) => [language,
  JSON.parse(execFileSync('php', ['-n', '-r', `include '${ROOT}/lang/${language}.php'; echo json_encode($_ADDONLANG);`], { encoding: 'utf8' }))]));
/** A text of the addon with its values. */
const say = (key, values = {}, language = 'english') => texts[language][key].replace(/:([a-z]+)/g, (all, name) => values[name] ?? all);
const iso = (time) => `${time.slice(0, 10)}T${time.slice(11)}Z`;
const ago = (time, seconds) => new Date((utc(time) - seconds) * 1000).toISOString().replace('.000', '');
/** As WHMCS writes it for a client. */
const moment = (stamp) => `${stamp.slice(8, 10)}/${stamp.slice(5, 7)}/${stamp.slice(0, 4)} ${stamp.slice(11, 16)}`;

const world = new World();
const sessions = {};
before(async () => {
  await world.start({ now: NOW, dropList: LIST, extension: process.env.BACKORDER_EXTENSION, settings: { requests_per_minute: '0' } });
  await world.cron('import', '--quiet');
  await world.act(Object.entries(PRICES).map(([zone, prices]) => ({ function: 'pricing_save', arguments: [zone, prices] })));
  const quoted = (value) => (value === null || value === undefined ? 'NULL' : `'${String(value).replaceAll("'", "''")}'`);
  const row = (order, client) => `(${[order.id ?? null, client, order.name.split('.')[0], order.name.split('.')[1], order.status, order.created, order.created,
    order.drop, order.drop ? 'list' : '', order.invoice, order.open ? 1 : null, order.price, client === 2 ? 2 : 1, order.reserved ?? 0, order.reason, order.text ?? '',
    order.auction ? JSON.stringify(order.auction) : null].map(quoted).join(', ')})`;
  const many = STATUSES.flatMap((status) => Array.from({ length: COUNTS[status] }, (_, index) => ({ name: `many${index}of${STATUSES.indexOf(status)}.com`,
    status, reason: '', drop: '2026-12-20 12:00:00', created: '2026-11-20 12:00:00', open: false })));
  const invoices = [[701, 'Unpaid', 120.5], [702, 'Paid', 72], [703, 'Paid', 51], [704, 'Unpaid', 33]];
  world.mysql(`INSERT INTO backorder_domains (id, userid, domain, tld, status, createddate, updateddate, dropdate, dropdate_source, invoice, open_order, price,
      currency_id, reserved, reason, reason_text, auction) VALUES ${[...STATES.map((order) => row(order, 3)), ...many.map((order) => row(order, 2))].join(', ')};
    UPDATE tblclients SET credit = 500.00, language = '' WHERE id = 3;
    INSERT INTO tblinvoices (id, userid, date, duedate, subtotal, total, status, paymentmethod, notes)
      VALUES ${invoices.map(([id, status, total]) => `(${id}, 3, '2026-11-22', '2026-12-06', ${total}, ${total}, '${status}', 'banktransfer', '')`).join(', ')};
    INSERT INTO tblinvoiceitems (invoiceid, userid, type, relid, description, amount, taxed, paymentmethod, notes)
      VALUES ${invoices.map(([id, , total]) => `(${id}, 3, '${id === 704 ? 'AddFunds' : 'Item'}', 0, 'line', ${total}, 0, 'banktransfer', '')`).join(', ')};
    INSERT INTO backorder_logs (date, status, message, order_id, userid, name, actor, from_status, to_status, reason) VALUES
      ('2026-11-10 07:30:00', 'ok', 'words for admins', 110, 3, 'echo.com', 'client 3', '', 'REQUESTED', 'placed'),
      ('2026-11-21 12:05:00', 'ok', 'words for admins', 110, 3, 'echo.com', 'cron', 'REQUESTED', 'REQUESTED', 'waiting_funds'),
      ('2026-11-22 08:00:00', 'ok', 'words for admins', 110, 3, 'echo.com', 'admin 1', 'REQUESTED', 'ACTIVE', 'activated_by_admin');`, 'whmcs');
  for (const who of ['anna', 'bernd', 'carla']) sessions[who] = await new Session(world.url).loginClient(CLIENTS[who]);
});
after(() => world.stop());

const get = async (session, address) => parse((await session.get(address)).text);
const json = async (session, address) => JSON.parse((await session.get(`${address}&json=1`)).text);
const rowsOf = (page) => page.all('[data-bo-rows] [data-bo-row]');
/** The part of a row that has a value, where it is shown; else ''. */
const value = (row, name) => row.all(`[data-bo-text=${name}]`).find((part) => part.shown)?.text ?? '';
const namesOf = (page) => rowsOf(page).map((row) => value(row, 'name'));
const offers = (row, action) => row.all('button').filter((button) => button.get('value') === action && button.shown).length === 1;

/** Sends a form of a page as a browser without scripts does, and goes where the answer leads. */
async function submit(session, page, form, button, fields) {
  const answer = await session.post(form.get('action'), fieldsOf(page, form, button, fields));
  return answer.status === 303 ? get(session, answer.location) : parse(answer.text);
}

/** The form around a button. */
function formOf(button) {
  let form = button;
  while (form.name !== 'form') form = form.parent;
  return form;
}

/* ---- Expiring Domains ---- */

test('each filter leaves exactly its names', async () => {
  for (const domain of ['ab.com', 'kiwi.net']) await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: domain });
  const every = Object.keys(DROPS);
  const but = (...names) => every.filter((name) => !names.includes(name));
  const cases = {
    '': every,
    'min=8': ['web2shop.com', 'my-big-shop.net', 'superlongname.se'],
    'max=4': ['ab.com', 'kiwi.net'],
    'min=5&max=5': ['7-8-9.net', '12345.com'],
    'lmin=7': ['web2shop.com', 'my-big-shop.net', 'münchen.se', 'superlongname.se'],
    'lmax=2': ['7-8-9.net', 'ab.com', '12345.com'],
    'dmin=2': ['7-8-9.net', '12345.com', 'shop-24.com'],
    'dmax=1': but('7-8-9.net', '12345.com', 'shop-24.com'),
    'hmin=2': ['7-8-9.net', 'my-big-shop.net', 'a-b-c-1.se'],
    'hmax=2': but('a-b-c-1.se'),
    'hmin=1&hmax=1': ['shop-24.com'],
    'q=shop -web': ['my-big-shop.net', 'shop-24.com'],
    'contains=shop b': ['web2shop.com', 'my-big-shop.net'],
    'starts=my sh': ['my-big-shop.net', 'shop-24.com'],
    'ends=shop 24': ['web2shop.com', 'my-big-shop.net', 'shop-24.com'],
    'without=shop a': ['7-8-9.net', 'kiwi.net', '12345.com', 'münchen.se'],
    'pattern=CVCV': ['kiwi.net'],
    'pattern=N-N-N': ['7-8-9.net'],
    'regex=^[a-z].*[0-9]$': ['a-b-c-1.se', 'shop-24.com'],
    'digits=no': ['ab.com', 'kiwi.net', 'my-big-shop.net', 'münchen.se', 'superlongname.se'],
    'digits=only': ['12345.com'],
    'hyphens=no': ['ab.com', 'web2shop.com', 'kiwi.net', '12345.com', 'münchen.se', 'superlongname.se'],
    'idn=only': ['münchen.se'],
    'idn=no': but('münchen.se'),
    'mine=yes': ['ab.com', 'kiwi.net'],
    'mine=no': but('ab.com', 'kiwi.net'),
    'zone=net': ['7-8-9.net', 'kiwi.net', 'my-big-shop.net'],
    'zone=net,se': ['7-8-9.net', 'kiwi.net', 'my-big-shop.net', 'a-b-c-1.se', 'münchen.se', 'superlongname.se'],
    'zone[]=net&zone[]=com': but('a-b-c-1.se', 'münchen.se', 'superlongname.se'),
    'zone=org': [],
    'from=2026-11-29': ['münchen.se', 'shop-24.com', 'superlongname.se'],
    'to=2026-11-26': ['7-8-9.net', 'ab.com', 'web2shop.com'],
    'from=2026-11-26&to=2026-11-27': ['web2shop.com', 'kiwi.net', 'my-big-shop.net'],
    'from=2026-11-24&to=2026-11-24': ['7-8-9.net'],
  };
  const found = {};
  for (const query of Object.keys(cases)) {
    const answer = await json(sessions.anna, `${PAGE}&${encodeURI(query)}`);
    assert.equal(answer.summary, say('found', { total: String(answer.rows.length), time: /[\d.]+(?=\D*$)/.exec(answer.summary)?.[0] }), query);
    found[query] = answer.rows.map((row) => row.name);
  }
  // In the order of the drops, as the page has it by itself.
  assert.deepEqual(found, cases);
});

test('the form has a field for each filter, filled with what is asked for', async () => {
  const asked = { q: 'shop', contains: 'o', starts: 's', ends: '4', without: 'x', min: '1', max: '63', lmin: '2', lmax: '62', dmin: '0', dmax: '9', hmin: '0', hmax: '8',
    digits: 'no', hyphens: 'no', idn: 'only', mine: 'no', from: '2026-11-24', to: '2026-11-30', pattern: 'L*', regex: '^s', sort: '-length', limit: '25' };
  const page = await get(sessions.anna, `${PAGE}&${new URLSearchParams(asked)}&zone=com,se`);
  const fields = fieldsOf(page, page.one('form[data-bo-search]'), null);
  assert.deepEqual(Object.fromEntries(fields.filter(([name]) => name !== 'zone[]')), { m: 'ispapibackorder', p: 'dropdomains', ...asked });
  assert.deepEqual(fields.filter(([name]) => name === 'zone[]').map(([, zone]) => zone), ['com', 'se']);
  assert.deepEqual(page.all('form[data-bo-search] input[type=checkbox]').map((box) => box.get('value')), ['com', 'net', 'se']);
  // q, sort and limit are not among the filters of the panel.
  assert.equal(page.one('[data-bo-filters]').text, String(Object.keys(asked).length - 3 + 1));
  assert.ok(!(await get(sessions.anna, PAGE)).one('[data-bo-filters]').shown);
});

/** Follows the column heads: all rows by each of them, upwards and downwards. Returns {sort: names}. */
async function sorted(session, address, sorts, ids = namesOf) {
  const orders = {};
  const start = await get(session, address);
  for (const sort of sorts) {
    let page = start;
    for (const wanted of [sort, `-${sort}`]) {
      // The page that is sorted by this column already turns the order round.
      const href = page.one(`th [data-bo-sort=${sort}]`).get('href');
      page = await get(session, href);
      const head = page.one(`th [data-bo-sort=${sort}]`).parent;
      const now = wanted.startsWith('-') ? 'descending' : 'ascending';
      assert.equal(head.get('aria-sort'), now, href);
      assert.deepEqual(page.all('th[aria-sort]').map((th) => th.get('aria-sort')).filter((state) => state !== 'none'), [now], href);
      assert.equal(page.one('#bo-limit option[selected]').get('value'), '25', href);
      orders[wanted] = ids(page);
    }
  }
  return orders;
}

test('each column of Expiring Domains sorts both ways', async () => {
  const by = (key, sign = 1) => Object.keys(DROPS).sort((a, b) => sign * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) || (a < b ? -1 : 1));
  const price = { com: 100, net: 50, se: 75 };
  const keys = { domain: (name) => name, price: (name) => price[name.split('.')[1]], dropdate: (name) => DROPS[name][3], length: (name) => DROPS[name][0],
    digits: (name) => DROPS[name][1], hyphens: (name) => DROPS[name][2] };
  const wanted = Object.fromEntries(Object.entries(keys).flatMap(([sort, key]) => [[sort, by(key)], [`-${sort}`, by(key, -1)]]));
  assert.equal(new Set(Object.values(wanted).map(String)).size, 12);
  // Not by drop date: the first click on it would turn the order round.
  assert.deepEqual(await sorted(sessions.anna, `${PAGE}&limit=25&sort=-domain`, Object.keys(keys)), wanted);
});

test('the rows of Expiring Domains say length, digits, hyphens, price, time and order', async () => {
  const rows = Object.fromEntries(rowsOf(await get(sessions.anna, PAGE)).map((row) => [value(row, 'name'), row]));
  assert.deepEqual(Object.keys(rows), Object.keys(DROPS));
  const price = { com: '$100.00 USD', net: '$50.00 USD', se: '$75.00 USD' };
  for (const [name, [length, digits, hyphens, drop]] of Object.entries(DROPS)) {
    const row = rows[name];
    assert.deepEqual(['length', 'digits', 'hyphens'].map((column) => Number(value(row, column))), [length, digits, hyphens], name);
    assert.equal(value(row, 'price'), price[name.split('.')[1]], name);
    assert.equal(row.one('time[data-bo-drop]').get('datetime'), iso(drop), name);
    assert.equal(value(row, 'time'), moment(iso(drop)), name);
    assert.equal(value(row, 'ascii'), name === 'münchen.se' ? 'xn--mnchen-3ya.se' : '', name);
    const mine = ['ab.com', 'kiwi.net'].includes(name);
    assert.equal(value(row, 'status_text'), mine ? say('status_REQUESTED') : '', name);
    assert.deepEqual([offers(row, 'create'), offers(row, 'delete'), row.one('[data-bo-tick]').shown], [!mine, mine, !mine], name);
  }
});

test('the script fills a row with what the server has printed in it', async () => {
  for (const [who, address] of [['anna', PAGE], ['anna', `${PAGE}&zone=com`], ['carla', ORDERS], ['bernd', `${ORDERS}&status=FAILED`]]) {
    const rows = rowsOf(await get(sessions[who], address));
    const answer = await json(sessions[who], address);
    assert.equal(answer.rows.length, rows.length);
    rows.forEach((row, index) => {
      const data = answer.rows[index];
      for (const part of [...row.below()]) {
        const told = (attribute, seen) => {
          const key = part.get(attribute);
          if (key !== null) assert.deepEqual([address, index, key, seen], [address, index, key, data[key]]);
        };
        if (part.shown) told('data-bo-text', part.text);
        told('data-bo-value', part.get('value'));
        told('data-bo-class', part.get('class'));
        told('data-bo-time', part.get('datetime'));
        told('data-bo-href', part.get('href'));
        told('data-bo-link', part.get('href'));
        const [wanted, unwanted] = [part.get('data-bo-if'), part.get('data-bo-unless')];
        if (wanted) assert.equal(part.get('hidden') === null, Boolean(data[wanted]), `${address}: ${wanted}`);
        if (unwanted) assert.equal(part.get('hidden') === null, !data[unwanted], `${address}: ${unwanted}`);
      }
    });
  }
});

const bars = (page) => page.all('[data-bo-bars] a').map((bar) => [bar.get('data-bo-from'), bar.get('data-bo-to'), Number(/[\d.,]+(?=\D*$)/.exec(bar.get('aria-label'))[0].replace(/\D/g, ''))]);
const zones = (page) => page.all('[data-bo-zones] [data-bo-zone]').map((link) => [link.get('data-bo-zone'), link.one('.bo-count').text]);

test('counts of zones and days, and the links behind them', async () => {
  const page = await get(sessions.anna, PAGE);
  assert.deepEqual(zones(page), [['com', '4'], ['net', '3'], ['se', '3']]);
  const days = { 23: 0, 24: 1, 25: 1, 26: 1, 27: 2, 28: 2, 29: 2, 30: 1 };
  assert.deepEqual(bars(page), Object.entries(days).map(([day, number]) => [`2026-11-${day}`, `2026-11-${day}`, number]));
  const heights = page.all('[data-bo-bars] .bo-bar').map((bar) => Number(bar.get('height')));
  assert.deepEqual(heights, Object.values(days).map((number) => number * 50));
  assert.equal(page.one('[data-bo-chart] [data-bo-text=most]').text, '2');
  assert.ok(!page.one('[data-bo-chart] [data-bo-if=reset]').shown);

  const day = await get(sessions.anna, page.one('[data-bo-bars] a[data-bo-from=2026-11-29]').get('href'));
  assert.deepEqual(namesOf(day), ['münchen.se', 'shop-24.com']);
  assert.deepEqual(zones(day), [['com', '1'], ['se', '1']]);
  const zone = await get(sessions.anna, day.one('[data-bo-zones] [data-bo-zone=se]').get('href'));
  assert.deepEqual(namesOf(zone), ['münchen.se']);
  assert.equal(zone.one('[data-bo-zones] [data-bo-zone=se]').get('aria-current'), 'true');
  assert.deepEqual(namesOf(await get(sessions.anna, zone.one('[data-bo-zones] [data-bo-zone=se]').get('href'))), ['münchen.se', 'shop-24.com']);
  assert.deepEqual(namesOf(await get(sessions.anna, zone.one('[data-bo-chart] [data-bo-if=reset]').get('href'))), ['a-b-c-1.se', 'münchen.se', 'superlongname.se']);
});

test('a long list: the exact total, pages, bars of several days', async () => {
  const page = await get(sessions.bernd, `${PAGE}&limit=100`);
  const total = FILLERS + 7; // .com and .net have a price in euros, .se has none
  assert.ok(page.one('[data-bo-summary]').text.startsWith(say('found', { total: '1.057' }, 'german').split(':time')[0]), page.one('[data-bo-summary]').text);
  assert.deepEqual(zones(page), [['pl', '1.050'], ['com', '4'], ['net', '3']]);
  assert.equal(rowsOf(page).length, 100);
  const found = bars(page);
  assert.deepEqual([found.length, found[0], found.at(-1)], [21, ['2026-11-23', '2026-11-24', 1], ['2027-01-02', '2027-01-02', FILLERS - 50]]);
  assert.deepEqual(found.at(-2), ['2026-12-31', '2027-01-01', 50]);
  assert.equal(found.reduce((sum, [, , number]) => sum + number, 0), total);
  const last = await get(sessions.bernd, page.all('[data-bo-goto]').find((link) => link.get('data-bo-goto') === String(Math.ceil(total / 100))).get('href'));
  assert.equal(rowsOf(last).length, total % 100);
});

test('rows are ticked and ordered, ordered and undone by one button each, without the script', async () => {
  const session = sessions.anna;
  let page = await get(session, `${PAGE}&zone=se`);
  const bulk = page.one('#bo-bulk');
  const rows = rowsOf(page);
  const ticked = [0, 2].map((index) => rows[index].one('[data-bo-tick]'));
  page = await submit(session, page, bulk, bulk.one('[data-bo-bulk]'), { ticked });
  assert.deepEqual(namesOf(page), ['a-b-c-1.se', 'münchen.se', 'superlongname.se'], 'the search is kept');
  assert.equal(page.all('[data-bo-notices] li').length, 2);
  assert.deepEqual(rowsOf(page).map((row) => [offers(row, 'create'), offers(row, 'delete')]), [[false, true], [true, false], [false, true]]);
  assert.deepEqual(world.sql("SELECT domain FROM backorder_domains WHERE userid = 1 AND tld = 'se' ORDER BY id").map((order) => order.domain), ['a-b-c-1', 'superlongname']);
  const press = (index, action) => {
    const button = rowsOf(page)[index].all('button').find((each) => each.get('value') === action);
    return submit(session, page, formOf(button), button);
  };
  page = await press(1, 'create');
  page = await press(0, 'delete');
  assert.deepEqual(namesOf(page), ['a-b-c-1.se', 'münchen.se', 'superlongname.se']);
  assert.deepEqual(rowsOf(page).map((row) => offers(row, 'delete')), [false, true, true]);
  assert.deepEqual(world.sql("SELECT domain FROM backorder_domains WHERE userid = 1 AND tld = 'se' ORDER BY id").map((order) => order.domain), ['superlongname', 'xn--mnchen-3ya']);
  // Nothing ticked is a notice, and no order.
  page = await submit(session, page, page.one('#bo-bulk'), page.one('#bo-bulk [data-bo-bulk]'));
  assert.equal(page.one('[data-bo-notices]').text, say('error_no_names'));
});

/* ---- money ---- */

/** Themes show the sidebar twice, beside the page and below it: what both say. */
function alike(page, read) {
  const copies = read(page);
  assert.ok(copies.length > 0);
  for (const copy of copies) assert.deepEqual(copy, copies[0]);
  return copies[0];
}

test('My Account: four amounts, and what is missing', async () => {
  const NAMES = ['balance', 'unpaid', 'reserved', 'available'];
  for (const address of [PAGE, ORDERS]) {
    const page = await get(sessions.carla, address);
    // The Add Funds invoice of 33.00 is no debt.
    assert.deepEqual(alike(page, () => page.all('dl[data-bo-account]').map((list) => Object.fromEntries(NAMES.map((name) => [name, list.one(`[data-bo-text=${name}]`).parent.text])))),
      Object.fromEntries(NAMES.map((name, index) => [name, say(`account_${name}`) + ['$500.00 USD', '$120.50 USD', '$230.00 USD', '$149.50 USD'][index]])));
    assert.equal(alike(page, () => page.all('[data-bo-account] [data-bo-text=missing]').map((amount) => amount.text)), '$75.50 USD');
    assert.equal(alike(page, () => page.all('[data-bo-account][data-bo-href=add_url]').map((link) => link.get('href'))), '/clientarea.php?action=addfunds&backorder_amount=75.50');
  }
  const rich = await get(sessions.bernd, PAGE);
  assert.equal(alike(rich, () => rich.all('[data-bo-account] [data-bo-text=available]').map((amount) => amount.text)), '300,00 €');
  assert.equal(alike(rich, () => rich.all('[data-bo-account][data-bo-if=missing]').map((part) => part.shown)), false);
});

test('Pricing: the zones for sale and their prices, each client in the own currency', async () => {
  const prices = (page) => alike(page, () => page.all('.bo-prices').map((table) => table.all('tbody tr').map((row) => [row.one('th').text, row.one('td').text])));
  assert.deepEqual(prices(await get(sessions.anna, PAGE)), [['.com', '$100.00 USD'], ['.net', '$50.00 USD'], ['.se', '$75.00 USD']]);
  assert.deepEqual(prices(await get(sessions.bernd, PAGE)), [['.com', '90,00 €'], ['.net', '45,50 €'], ['.pl', '1.200,00 €']]);
  assert.deepEqual(prices(await get(sessions.bernd, ORDERS)), prices(await get(sessions.bernd, PAGE)));
});

/* ---- My Backorders ---- */

test('counts of each status, each the filter for its orders, and pages', async () => {
  const page = await get(sessions.bernd, `${ORDERS}&limit=25`);
  const links = Object.fromEntries(page.all('[data-bo-counts] [data-bo-status]').map((link) => [link.get('data-bo-status'), link]));
  assert.deepEqual(Object.fromEntries(Object.entries(links).map(([status, link]) => [status, Number(link.one('.bo-count').text)])), { '': ALL, ...COUNTS });
  assert.ok(Object.values(links).every((link) => link.shown));
  assert.equal(links[''].get('aria-current'), 'true');
  const seen = [];
  for (const number of [1, 2, 3]) {
    const part = await get(sessions.bernd, page.all('[data-bo-goto]').find((link) => link.get('data-bo-goto') === String(number)).get('href'));
    assert.equal(part.one('[data-bo-pager] [aria-current]').get('data-bo-goto'), String(number));
    seen.push(namesOf(part));
  }
  assert.deepEqual(seen.map((names) => names.length), [25, 25, ALL - 50]);
  assert.equal(new Set(seen.flat()).size, ALL);
  for (const status of STATUSES) {
    const filtered = await get(sessions.bernd, links[status].get('href'));
    assert.deepEqual(rowsOf(filtered).map((row) => value(row, 'status_text')), Array(COUNTS[status]).fill(texts.german[`status_${status}`]), status);
    assert.equal(filtered.one('[data-bo-summary]').text, say('orders_found', { total: String(COUNTS[status]) }, 'german'));
    assert.equal(filtered.one('[data-bo-counts] [aria-current]').get('data-bo-status'), status);
  }
  assert.equal(rowsOf(await get(sessions.bernd, `${ORDERS}&q=many0of`)).length, STATUSES.length);
  // A status without orders is not offered.
  const few = await get(sessions.anna, ORDERS);
  assert.deepEqual(few.all('[data-bo-counts] [data-bo-status]').filter((link) => link.shown).map((link) => link.get('data-bo-status')), ['', 'REQUESTED']);
});

const today = { com: 100, net: 50, se: 75 };
const priceOf = (order) => order.price ?? today[order.name.split('.')[1]] ?? null;
const idsOf = (page) => rowsOf(page).map((row) => Number(row.get('id').slice('order-'.length)));

test('each column of My Backorders sorts both ways', async () => {
  const compare = (a, b) => (a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1);
  const by = (keys, sign) => [...STATES].sort((a, b) => sign * keys.reduce((found, key) => found || compare(key(a), key(b)), 0)).map((order) => order.id);
  const id = (order) => order.id;
  const drop = (order) => order.drop;
  const orders = { domain: [(order) => order.name, id], status: [(order) => order.status, drop, id], dropdate: [drop, id], price: [priceOf, id], id: [id] };
  const wanted = Object.fromEntries(Object.entries(orders).flatMap(([sort, keys]) => [[sort, by(keys, 1)], [`-${sort}`, by(keys, -1)]]));
  // Without a date an order is the last one, whichever way.
  wanted.dropdate.push(wanted.dropdate.shift());
  assert.equal(new Set(Object.values(wanted).map(String)).size, 10);
  assert.deepEqual(await sorted(sessions.carla, `${ORDERS}&limit=25`, Object.keys(orders), idsOf), wanted);
  assert.deepEqual(idsOf(await get(sessions.carla, ORDERS)), wanted['-id']);
});

test('every order says its status, why, what comes next and when, and what it costs', async () => {
  const rows = Object.fromEntries(rowsOf(await get(sessions.carla, ORDERS)).map((row) => [row.get('id').slice('order-'.length), row]));
  assert.equal(Object.keys(rows).length, STATES.length);
  const next = { REQUESTED: ['next_requested', 3 * 86400], ACTIVE: ['next_active', 7200], PROCESSING: ['next_processing', 0], 'PENDING-PAYMENT': ['next_payment'], 'AUCTION-PENDING': ['next_auction'] };
  for (const order of STATES) {
    const row = rows[order.id];
    const what = `${order.name} ${order.status}`;
    const time = (name) => row.one(`time[data-bo-text=${name}]`);
    assert.equal(value(row, 'name'), order.name, what);
    assert.equal(value(row, 'status_text'), say(`status_${order.status}`), what);
    assert.equal(value(row, 'reason'), say(`reason_${order.reason}`), what);
    // Why the registrar refused is for the customer; other words of the registrar are not.
    assert.equal(value(row, 'detail'), order.reason === 'refused' ? 'the contact is not complete' : '', what);
    assert.equal(value(row, 'price'), priceOf(order) === null ? '' : `$${priceOf(order).toFixed(2)} USD`, what);
    assert.equal(time('created').get('datetime'), iso(order.created), what);
    assert.equal(value(row, 'created'), moment(iso(order.created)), what);
    assert.equal(time('time').get('datetime'), order.drop ? iso(order.drop) : '', what);
    assert.equal(value(row, 'time'), order.drop ? moment(iso(order.drop)) : '', what);
    assert.equal(row.one('[data-bo-unless=iso]').text, order.drop ? '' : say('date_unknown'), what);

    const [known, before_] = order.drop === null ? ['next_unknown'] : next[order.status] ?? [];
    const ends = order.status === 'AUCTION-PENDING' ? order.auction?.end && iso(order.auction.end) : before_ !== undefined && ago(order.drop, before_);
    // A time that is past is not told; what is said then holds without one.
    const past = Boolean(ends) && ends <= iso(utcText(NOW));
    const key = known === 'next_auction' && !ends ? 'next_auction_open' : past ? `${known}_now` : known;
    const at = before_ === undefined || past ? '' : ends;
    assert.equal(value(row, 'next'), key ? say(key) : '', what);
    assert.deepEqual([time('next_time').get('datetime'), value(row, 'next_time')], [at, at && moment(at)], what);
    assert.equal(row.one('[data-bo-if=next]').shown, key !== undefined, what);

    const running = order.status === 'AUCTION-PENDING' && order.auction;
    const facts = order.auction ? [['bidders', 'number'], ['bids', 'number'], ['best', 'amount']].map(([name, place]) => {
      const number = name === 'best' ? order.auction.best_bid && `${order.auction.best_bid} ${order.auction.currency}` : order.auction[name];
      return number && say(`auction_${name}`, { [place]: number });
    }).filter(Boolean).join(' · ') : '';
    assert.equal(value(row, 'auction'), facts, what);
    const link = row.one('[data-bo-link=auction_url]');
    assert.deepEqual([link.shown, link.get('href')], running && order.auction.url.startsWith('http') ? [true, order.auction.url] : [false, ''], what);
    if (link.shown) assert.match(link.get('rel'), /noopener/);
    const end = running && order.auction.end && !past ? iso(order.auction.end) : '';
    assert.deepEqual([time('auction_time').get('datetime'), value(row, 'auction_time')], [end, end && moment(end)], what);

    const invoice = row.one('[data-bo-href=invoice_url]');
    assert.deepEqual([invoice.shown, invoice.text, invoice.get('href')],
      order.invoice ? [true, say('invoice_number', { number: String(order.invoice) }), `/viewinvoice.php?id=${order.invoice}`] : [false, '', ''], what);

    assert.equal(offers(row, 'delete'), ['REQUESTED', 'ACTIVE'].includes(order.status), what);
    // alpha.com is ordered anew already.
    assert.equal(offers(row, 'create'), ['mike.com', 'oscar.com', 'kilo.com'].includes(order.name), what);
  }
  assert.doesNotMatch((await sessions.carla.get(ORDERS)).text, /words for admins|javascript:/);
  // What is not offered is refused as well.
  for (const { name } of STATES.filter(({ open, status }) => open && !['REQUESTED', 'ACTIVE'].includes(status))) {
    const answer = JSON.parse((await sessions.carla.post(`${ORDERS}&json=1`, { action: 'delete', domain: name, token: sessions.carla.token })).text);
    assert.equal(answer.ok, false, name);
  }
  assert.equal(world.sql('SELECT COUNT(*) AS n FROM backorder_domains WHERE userid = 3')[0].n, String(STATES.length));
});

test('what the funds cover, order by order, and until when they are needed', async () => {
  const page = await get(sessions.carla, ORDERS);
  const found = Object.fromEntries(rowsOf(page).map((row) => [row.get('id').slice('order-'.length), row.one('[data-bo-if=funds]').shown
    ? [row.one('[data-bo-text=funds]').get('class'), value(row, 'funds'), row.one('time[data-bo-text=funds_time]').get('datetime'), value(row, 'funds_time')] : null]));
  const wanted = Object.fromEntries(STATES.map((order) => [order.id, null]));
  for (const { id } of STATES.filter(({ status }) => ['ACTIVE', 'PROCESSING', 'AUCTION-PENDING'].includes(status))) wanted[id] = ['bo-good', say('funds_reserved'), '', ''];
  wanted[102] = ['bo-good', say('funds_covered'), '', ''];
  wanted[104] = ['bo-bad', say('funds_short_until', { missing: '$25.50 USD' }), '2026-11-26T16:00:00Z', '26/11/2026 16:00'];
  wanted[106] = ['bo-bad', say('funds_short', { missing: '$75.50 USD' }), '', ''];
  assert.deepEqual(found, wanted);
  const funding = page.one('[data-bo-funding]');
  assert.equal(funding.one('[data-bo-text=text]').text, `${say('funding_missing', { covered: '6', total: '9', missing: '$75.50 USD' })} ${say('funding_next', { missing: '$25.50 USD' })}`);
  assert.deepEqual([funding.one('time').get('datetime'), funding.one('time').text], ['2026-11-26T16:00:00Z', '26/11/2026 16:00']);
  assert.equal(funding.one('[data-bo-href=url]').get('href'), '/clientarea.php?action=addfunds&backorder_amount=75.50');
  // The order's invoice is the client's own page.
  const invoice = await get(sessions.carla, '/viewinvoice.php?id=701');
  assert.match(invoice.text, /\$120\.50 USD/);

  const rich = await get(sessions.anna, ORDERS);
  assert.equal(rich.one('[data-bo-funding] [data-bo-text=text]').text, say('funding_all', { covered: '4', total: '4' }));
  assert.ok(!rich.one('[data-bo-funding] [data-bo-if=url]').shown && !rich.one('[data-bo-funding] time').shown);
});

test('a check of names says what would become of each, and what is missing for them', async () => {
  await get(sessions.carla, PAGE);
  const names = 'alpha.com KILO.com kilo.com free.org 12345.com not_a_name';
  const { checked } = JSON.parse((await sessions.carla.post(`${PAGE}&json=1`, { action: 'check', names, token: sessions.carla.token })).text);
  assert.deepEqual(checked.rows.map((row) => [row.name, row.ok, row.state, row.iso, row.date, row.price]), [
    ['alpha.com', false, say('check_EXISTS'), '', '', '$100.00 USD'],
    ['kilo.com', true, say('check_funds'), '', say('check_unlisted'), '$100.00 USD'],
    ['kilo.com', false, say('check_TWICE'), '', '', '$100.00 USD'],
    ['free.org', false, say('check_DENIED'), '', '', ''],
    ['12345.com', true, say('check_funds'), '2026-11-28T10:00:00Z', '28/11/2026 10:00', '$100.00 USD'],
    ['not_a_name', false, say('check_INVALID'), '', '', ''],
  ]);
  // 75.50 is missing for the open orders already.
  assert.equal(checked.summary, `${say('check_summary', { good: '2', total: '6', price: '$200.00 USD', free: '$0.00 USD' })} ${say('check_missing', { missing: '$275.50 USD' })}`);
  assert.deepEqual([checked.names, checked.count, checked.button], ['kilo.com\n12345.com', 2, say('check_place', { count: '2' })]);
});

test('the history of an order, by a link without the script and as JSON', async () => {
  const page = await get(sessions.carla, `${ORDERS}&status=ACTIVE`);
  const link = rowsOf(page)[0].one('[data-bo-timeline]');
  assert.equal(link.get('aria-expanded'), 'false');
  assert.match(link.get('href'), /#order-110$/);
  const open = await get(sessions.carla, link.get('href'));
  assert.deepEqual(idsOf(open), [110], 'the filter is kept');
  assert.equal(rowsOf(open)[0].one('[data-bo-timeline]').get('aria-expanded'), 'true');
  const lines = [['2026-11-10T07:30:00Z', 'REQUESTED', 'placed', 'client'], ['2026-11-21T12:05:00Z', '', 'waiting_funds', 'cron'], ['2026-11-22T08:00:00Z', 'ACTIVE', 'activated_by_admin', 'admin']];
  assert.deepEqual(open.all('[data-bo-timeline-of=110] li').map((line) => [line.one('time').get('datetime'), line.text]),
    lines.map(([time, to, reason, actor]) => [time, [moment(time), to && say(`status_${to}`), say(`reason_${reason}`), say(`actor_${actor}`)].filter(Boolean).join(' ')]));
  const answer = await json(sessions.carla, `${ORDERS}&order=110`);
  assert.deepEqual(answer.entries.map((entry) => [entry.iso, entry.time, entry.changed ? entry.to : '', entry.reason, entry.actor, entry.message]),
    lines.map(([time, to, reason, actor]) => [time, moment(time), to && say(`status_${to}`), say(`reason_${reason}`), say(`actor_${actor}`), '']));
});

test('downloads say what the rows say, and the calendar has each dated order with its status', async () => {
  const stamp = (row, key) => (row.one(`time[data-bo-time=${key}]`).get('datetime')).replace('T', ' ').replace('Z', '');
  const wanted = [
    [sessions.anna, `${PAGE}&sort=-length`, (row) => [value(row, 'name'), value(row, 'price'), stamp(row, 'iso'), value(row, 'length'), value(row, 'digits'), value(row, 'hyphens'), value(row, 'status_text')]],
    [sessions.carla, `${ORDERS}&sort=domain`, (row) => [value(row, 'name'), value(row, 'status_text'), value(row, 'reason'), stamp(row, 'iso'), value(row, 'price'),
      value(row, 'invoice').replace(/\D/g, ''), stamp(row, 'created_iso')]],
  ];
  for (const [session, address, cells] of wanted) {
    const rows = rowsOf(await get(session, address)).map(cells);
    const { text } = await session.get(`${address}&csv=1`);
    assert.deepEqual(text.trim().split('\r\n').slice(1).map((line) => line.slice(1, -1).split('","')), rows);
  }

  const [{ PROPERTY: { KEY: [key] } }] = await world.act([{ command: { COMMAND: 'CreateCalendarFeed' }, caller: { role: 'client', client_id: 3 } }]);
  const calendar = (await (await fetch(`${world.url}/${PAGE}&p=calendar&key=${key}`)).text()).replaceAll('\r\n ', '');
  const events = calendar.split('BEGIN:VEVENT').slice(1).map((event) => Object.fromEntries(event.trim().split('\r\n').map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 1)])));
  const dated = STATES.filter(({ drop }) => drop).sort((a, b) => (a.drop < b.drop ? -1 : 1));
  const plain = (time) => time.replace(/[-:]/g, '');
  assert.deepEqual(events.map((event) => [event.DTSTART, event.UID.split('@')[0], event.STATUS, event.SUMMARY, event.DESCRIPTION.replace(/\\([,;])/g, '$1')]).sort(),
    dated.map((order) => [plain(iso(order.drop)), `backorder-${order.id}`, ['FAILED', 'CANCELLED', 'AUCTION-LOST'].includes(order.status) ? 'CANCELLED' : 'CONFIRMED',
      `${order.name} (${say(`status_${order.status}`)})`, say(`reason_${order.reason}`)]).sort());
});

/* ---- the same in each theme ---- */

for (const theme of THEMES) {
  test(`${theme}: paste and place, delete, calendar, download and Add Funds without the script`, async () => {
    const session = await new Session(world.url).loginClient(CLIENTS.anna);
    await session.get(`index.php?systpl=${theme}`);
    let page = await get(session, PAGE);
    const mark = theme.replace('-', '');
    world.sql('UPDATE tblclients SET credit = 5000.00 WHERE id = 1');

    const paste = page.one('[data-bo-check-form]');
    page = await submit(session, page, paste, paste.one('button[value=check]'), { typed: { names: `${mark}one.com, bad_name\n${mark}two.net 12345.com` } });
    const checked = page.one('[data-bo-checked]');
    assert.deepEqual(checked.all('[data-bo-row]').filter((row) => row.shown).map((row) => [value(row, 'name'), value(row, 'state'), row.one('time').get('datetime'), value(row, 'date'), value(row, 'price')]), [
      [`${mark}one.com`, say('check_ok'), '', say('check_unlisted'), '$100.00 USD'],
      ['bad_name', say('check_INVALID'), '', '', ''],
      [`${mark}two.net`, say('check_ok'), '', say('check_unlisted'), '$50.00 USD'],
      ['12345.com', say('check_ok'), '2026-11-28T10:00:00Z', '28/11/2026 10:00', '$100.00 USD'],
    ]);
    assert.match(checked.one('[data-bo-text=summary]').text, /\$250\.00 USD/);
    const place = checked.one('button[value=create_many]');
    assert.equal(place.text, say('check_place', { count: '3' }));
    page = await submit(session, page, formOf(place), place);
    assert.deepEqual(page.all('[data-bo-notices] li strong').map((name) => name.text), [`${mark}one.com`, `${mark}two.net`, '12345.com']);
    const open = () => world.sql("SELECT CONCAT(domain, '.', tld) AS name FROM backorder_domains WHERE userid = 1 AND open_order = 1 ORDER BY id DESC").map((order) => order.name);
    assert.deepEqual(open().slice(0, 3), ['12345.com', `${mark}two.net`, `${mark}one.com`]);

    page = await get(session, ORDERS);
    const remove = rowsOf(page)[0].one('button[value=delete]');
    page = await submit(session, page, formOf(remove), remove);
    assert.deepEqual(open().slice(0, 2), [`${mark}two.net`, `${mark}one.com`]);

    const feed = page.one('button[value=feed_make]');
    page = await submit(session, page, formOf(feed), feed);
    const address = page.one('#bo-feed').get('value');
    const calendar = await (await fetch(address)).text();
    assert.deepEqual([...calendar.matchAll(/^DTSTART:(.*)\r$/gm)].map(([, time]) => time).sort(),
      world.sql("SELECT DATE_FORMAT(dropdate, '%Y%m%dT%H%i%sZ') AS time FROM backorder_domains WHERE userid = 1 AND dropdate IS NOT NULL ORDER BY dropdate").map(({ time }) => time));
    const revoke = page.one('button[value=feed_revoke]');
    page = await submit(session, page, formOf(revoke), revoke);
    assert.equal(page.all('#bo-feed').length, 0);
    assert.equal((await fetch(address)).status, 404);

    for (const [list, head] of [[`${PAGE}&zone=com`, 'domain price dropdate_utc length digits hyphens status'], [`${ORDERS}&q=${mark}`, 'domain status reason dropdate_utc price invoice ordered_utc']]) {
      page = await get(session, list);
      const file = await session.get(page.one('[data-bo-href=csv]').get('href'));
      assert.match(file.headers.get('content-type'), /^text\/csv/);
      const lines = file.text.replace(/^\ufeff/, '').trim().split('\r\n').map((line) => line.slice(1, -1).split('","'));
      assert.deepEqual(lines[0], head.split(' ').map((key) => say(key)));
      assert.deepEqual(lines.slice(1).map(([name]) => name), namesOf(page));
      assert.deepEqual(lines.slice(1).map((line) => line[head.split(' ').indexOf('price')]), rowsOf(page).map((row) => value(row, 'price')));
    }

    world.sql('UPDATE tblclients SET credit = 10.00 WHERE id = 1');
    page = await get(session, ORDERS);
    const missing = (Number(world.sql("SELECT SUM(IF(tld = 'com', 100, IF(tld = 'net', 50, 75))) AS sum FROM backorder_domains WHERE userid = 1 AND open_order = 1")[0].sum) - 10).toFixed(2);
    for (const link of [page.one('[data-bo-funding] [data-bo-href=url]'), ...page.all('[data-bo-account][data-bo-href=add_url]')]) {
      assert.ok(link.shown);
      const funds = await get(session, link.get('href'));
      assert.equal(funds.one('#amount').get('value'), missing);
    }
  });
}

test('an ended order is ordered again without the script', async () => {
  let page = await get(sessions.carla, `${ORDERS}&q=mike.com`);
  const again = rowsOf(page)[0].all('button').find((button) => button.get('value') === 'create');
  page = await submit(sessions.carla, page, formOf(again), again);
  assert.deepEqual(rowsOf(page).map((row) => [value(row, 'status_text'), offers(row, 'create'), offers(row, 'delete')]),
    [[say('status_REQUESTED'), false, true], [say('status_FAILED'), false, false]]);
});

/* ---- frame ---- */

test('the addon brings its own files and no library', async () => {
  const loaded = (page) => [...page.all('script[src]').map((script) => script.get('src')), ...page.all('link[rel=stylesheet]').map((link) => link.get('href')),
    ...page.all('img[src]').map((image) => image.get('src'))];
  const version = /const VERSION = '([^']+)'/.exec(readFileSync(path.join(ROOT, 'lib/Host.php'), 'utf8'))[1];
  for (const theme of THEMES) {
    const session = await new Session(world.url).loginClient(CLIENTS.bernd);
    const host = new Set(loaded(await get(session, `clientarea.php?action=addfunds&systpl=${theme}`)));
    assert.ok(host.size > 3, theme);
    // Nothing of ours on other pages, and nothing from elsewhere.
    for (const file of host) assert.match(file, /^\/(assets|templates)\//, theme);
    for (const address of [PAGE, ORDERS]) {
      const files = loaded(await get(session, address));
      for (const file of host) assert.equal(files.filter((each) => each === file).length, 1, file);
      assert.deepEqual(files.filter((file) => !host.has(file)).sort(),
        ['backorder.css', 'client.js', 'times.js'].map((file) => `/modules/addons/ispapibackorder/templates/assets/${file}?v=${version}`), `${theme} ${address}`);
    }
  }
  for (const file of ['backorder.css', 'client.js', 'times.js']) {
    const answer = await fetch(`${world.url}/modules/addons/ispapibackorder/templates/assets/${file}?v=${version}`);
    assert.match(answer.headers.get('content-type'), file.endsWith('.css') ? /^text\/css/ : /javascript/);
    const text = await answer.text();
    assert.doesNotMatch(text, /@import|importScripts|createElement\('(script|link)'\)|\bimport\b\s*[('"{*]/, file);
    for (const [, target] of text.matchAll(/url\(([^)]*)\)/g)) assert.match(target, /^['"]?(data:|#)/, file);
  }
});

test('the panels beside the pages have their titles, and the link to the page shown is marked', async () => {
  const parts = { '': 'menu_backorders', _dropdomains: 'menu_dropdomains', _manage: 'menu_manage', _account: 'account_title', _prices: 'pricing_title' };
  for (const theme of THEMES) {
    for (const [address, shown] of [[PAGE, '_dropdomains'], [ORDERS, '_manage']]) {
      const page = await get(sessions.anna, `${address}&systpl=${theme}`);
      for (const [name, key] of Object.entries(parts)) {
        const items = page.all(`[menuitemname=ispapibackorder${name}]`).filter((item) => /\b(panel|card|list-group-item)\b/.test(item.get('class')));
        assert.ok(items.length > 0, `${theme} ${name}`);
        for (const item of items) {
          const title = item.name === 'div' ? item.all('h3')[0] : item;
          assert.equal(title.text, say(key), `${theme} ${name}`);
          if (item.name === 'a') assert.equal(item.get('class').split(/\s+/).includes('active'), name === shown, `${theme} ${name} on ${address}`);
        }
      }
    }
  }
});

test('guests search and are asked to log in where the setting lets them; else they see nothing', async () => {
  const guest = new Session(world.url);
  const refused = async (address) => {
    const page = await get(guest, address);
    assert.equal(page.all('#inputPassword').length, 1, address);
    assert.equal(page.all('[data-bo-page]').length + page.all('.bo-prices').length, 0, address);
    assert.equal((await guest.get(`${address}&json=1`)).status, 401, address);
    assert.equal((await guest.get(`${address}&csv=1`)).headers.get('content-disposition'), null, address);
  };
  for (const address of [PAGE, ORDERS]) await refused(address);
  await world.hostctl('set-setting', 'ispapibackorder', 'guests_may_search=on');
  try {
    const page = await get(guest, `${PAGE}&limit=25`);
    assert.deepEqual(namesOf(page), Object.keys(DROPS));
    assert.equal(page.all('[data-bo-tick]').length + page.all('#bo-bulk').length + page.all('[data-bo-paste]').length + page.all('[data-bo-account]').length, 0);
    assert.equal(page.all('select[name=mine]').length, 0);
    for (const row of rowsOf(page)) {
      assert.ok(!offers(row, 'create') && !offers(row, 'delete'));
      const [login] = row.all('a').filter((link) => link.shown);
      assert.equal(login.get('href'), '/clientarea.php');
    }
    assert.ok(page.all('.bo-prices').length > 0);
    const orders = () => world.sql('SELECT COUNT(*) AS n FROM backorder_domains')[0].n;
    const before_ = orders();
    for (const form of [{ action: 'create', domain: '12345.com' }, { action: 'create_many', names: '12345.com' }, { action: 'delete', domain: 'alpha.com' }, { action: 'check', names: '12345.com' },
      { action: 'feed_make' }]) {
      const answer = await guest.post(`${PAGE}&json=1`, { ...form, token: guest.token });
      assert.deepEqual([answer.status, JSON.parse(answer.text).ok], [401, false], form.action);
    }
    assert.equal(orders(), before_);
    await refused(ORDERS);
  } finally {
    await world.hostctl('set-setting', 'ispapibackorder', 'guests_may_search=');
  }
  await refused(PAGE);
});

test('no PHP warning came up on the way', async () => {
  assert.deepEqual(await world.hostErrors(), []);
});
