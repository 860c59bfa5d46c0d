// The forms of the admin's pages: what Enter does, many rows at once, what was typed and refused, exports that fail half way.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ADMIN, World, utc } from '../support/world.mjs';
import { barriers, loginAdmin, startBrowser } from './support/browser.mjs';
import { Session } from './support/session.mjs';

const NOW = utc('2026-11-23 09:00:00');
const NAMES = Array.from({ length: 3 }, (_, index) => `upcoming${index}.com`);
const PAGE = 'admin/addonmodules.php?module=ispapibackorder&tab=';
const ZONES = 500;

const world = new World();
let browser;
let admin;
before(async () => {
  await world.start({ now: NOW, dropList: NAMES.map((name) => `"${name}";2026-11-28 18:00:00\n`).join(''), extension: process.env.BACKORDER_EXTENSION });
  await world.cron('import');
  await world.setPrices(() => ({ 1: '20.00', 2: '18.00' }));
  for (const DOMAIN of [...NAMES, 'unlisted.com']) await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN });
  browser = await startBrowser();
  await loginAdmin(browser.page, world.url, ADMIN);
  admin = await new Session(world.url).loginAdmin(ADMIN);
});
after(async () => {
  await browser?.close();
  await world.stop();
});

const open = (tab, query = '') => browser.page.goto(`${world.url}/${PAGE}${tab}${query}`);
const text = () => browser.page.locator('.bo-admin').innerText();
const submit = (selector) => Promise.all([browser.page.waitForNavigation(), browser.page.locator(selector).first().click()]);
const one = (sql) => Object.values(world.sql(sql)[0])[0];
const dates = () => world.sql("SELECT COALESCE(dropdate, '-') AS at, dropdate_source AS source FROM backorder_domains ORDER BY id").map(({ at, source }) => `${at} ${source}`);
const prices = (zone) => one(`SELECT GROUP_CONCAT(COALESCE(fullprice, '-') ORDER BY currency_id) AS p FROM backorder_pricing WHERE extension = '${zone}'`);

test('Enter in the note, in the date or on a box does nothing to the chosen orders', async () => {
  await open('manage');
  await browser.page.locator('[data-bo-all]').check();
  await browser.page.fill('#bo-note', 'half a note');
  const before_ = [dates(), one('SELECT MAX(id) FROM backorder_logs')];
  for (const field of ['#bo-note', '#bo-dropdate', '[data-bo-one] >> nth=0']) await browser.page.locator(field).press('Enter');
  await browser.page.evaluate(() => fetch(window.location.href).then((answer) => answer.text()));
  assert.equal(await browser.page.inputValue('#bo-note'), 'half a note');
  assert.deepEqual([dates(), one('SELECT MAX(id) FROM backorder_logs')], before_);
});

test('the same without the script, where a browser may send the form', async () => {
  const { page, close } = await browser.open({ javaScriptEnabled: false });
  await loginAdmin(page, world.url, ADMIN);
  const before_ = [dates(), one('SELECT MAX(id) FROM backorder_logs'), one('SELECT COUNT(note) FROM backorder_domains')];
  for (const field of ['#bo-note', '#bo-dropdate', '[data-bo-one] >> nth=0']) {
    await page.goto(`${world.url}/${PAGE}manage`);
    for (const box of await page.locator('[data-bo-one]').all()) await box.check();
    await page.fill('#bo-note', 'half a note');
    await Promise.all([field === '#bo-note' ? null : page.waitForNavigation(), page.locator(field).press('Enter')]);
    if (field !== '#bo-note') assert.match(await page.locator('.bo-admin').innerText(), /Choose what to do/);
  }
  await close();
  assert.deepEqual([dates(), one('SELECT MAX(id) FROM backorder_logs'), one('SELECT COUNT(note) FROM backorder_domains')], before_);
});

test('without a date "Change drop date" changes nothing and says so', async () => {
  const before_ = dates();
  await open('manage');
  await browser.page.locator('[data-bo-all]').check();
  await submit('button[value=dropdate]');
  assert.match(await text(), /The drop date must be a time/);
  assert.deepEqual(dates(), before_);
});

test('a date is cleared only by an act of its own, and then the list\'s is taken at once', async () => {
  await open('manage');
  await browser.page.locator('[data-bo-all]').check();
  await browser.page.fill('#bo-dropdate', '2026-12-24T18:30');
  await submit('button[value=dropdate]');
  assert.deepEqual(new Set(dates()), new Set(['2026-12-24 18:30:00 admin']));
  await browser.page.locator('[data-bo-all]').check();
  await browser.page.locator('#bo-acts summary:has-text("Clear drop date")').click();
  await submit('#bo-acts button[value=cleardate]');
  assert.match(await text(), /The drop date follows the list again: [a-z0-9-]+\.[a-z]+(, [a-z0-9-]+\.[a-z]+){3}\./);
  assert.deepEqual(dates(), [...NAMES.map(() => '2026-11-28 18:00:00 list'), '- ']);
});

test('the dashboard shows each admin what that admin\'s role and language give', async () => {
  const support = { username: 'support', password: 'demo' };
  assert.match((await admin.get('admin/')).text, /ISPAPI Backorder[^]*tab=status/);
  assert.doesNotMatch((await (await new Session(world.url).loginAdmin(support)).get('admin/')).text, /ISPAPI Backorder|tab=status/);
  world.sql("UPDATE tbladmins SET roleid = 1, language = 'german' WHERE username = 'support'");
  const german = (await (await new Session(world.url).loginAdmin(support)).get('admin/')).text;
  world.sql("UPDATE tbladmins SET roleid = 2, language = 'english' WHERE username = 'support'");
  assert.match(german, /tab=status/);
  assert.match(german, /Angefragt|Vorgemerkt|Beantragt|Bestellt/);
  assert.match((await admin.get('admin/')).text, /Requested/);
});

test('several rows and a new zone are saved by one click; only what was changed is written', async () => {
  world.sql("INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ('net', 1, 30), ('net', 2, 28), ('org', 1, 10)");
  await open('pricing');
  await browser.page.getByLabel('.com USD', { exact: true }).fill('21,50');
  await browser.page.getByLabel('.net EUR', { exact: true }).fill('');
  await browser.page.fill('#bo-new-zone', 'info');
  await browser.page.getByLabel('New zone USD', { exact: true }).fill('9');
  // Meanwhile somebody else changes a price that this page does not touch.
  world.sql("UPDATE backorder_pricing SET fullprice = 11 WHERE extension = 'org'");
  await Promise.all([browser.page.waitForNavigation(), browser.page.getByLabel('.com USD', { exact: true }).press('Enter')]);
  assert.match(await text(), /The prices of 3 zones are saved/);
  assert.deepEqual(['com', 'net', 'org', 'info'].map(prices), ['21.50,18.00', '30.00,-', '11.00', '9.00,-']);
  await submit('#bo-prices button[value=save_prices]');
  assert.match(await text(), /No price was changed/);
});

test('a price that is refused stays as it was typed, the others are saved', async () => {
  await open('pricing');
  await browser.page.getByLabel('.com USD', { exact: true }).fill('22');
  await browser.page.getByLabel('.org USD', { exact: true }).fill('a lot');
  await browser.page.getByLabel('New zone USD', { exact: true }).fill('5');
  await submit('#bo-prices button[value=save_prices]');
  assert.match(await text(), /Zones saved: 1\. The following were not[^]*\.org: [^]*New zone: /);
  assert.equal(await browser.page.getByLabel('.org USD', { exact: true }).inputValue(), 'a lot');
  assert.equal(await browser.page.getByLabel('New zone USD', { exact: true }).inputValue(), '5');
  assert.deepEqual(['com', 'org'].map(prices), ['22.00,18.00', '11.00']);
  await browser.page.getByLabel('.org USD', { exact: true }).fill('12');
  await browser.page.fill('#bo-new-zone', 'shop');
  await submit('#bo-prices button[value=save_prices]');
  assert.deepEqual(['org', 'shop'].map(prices), ['12.00', '5.00,-']);
});

test('deleting a zone keeps what was typed into the others', async () => {
  await open('pricing');
  await browser.page.getByLabel('.org USD', { exact: true }).fill('13');
  const row = browser.page.locator('tr', { hasText: '.info' });
  await row.locator('summary').click();
  await Promise.all([browser.page.waitForNavigation(), row.locator('button[name=delete]').click()]);
  assert.match(await text(), /The prices of info are deleted/);
  assert.equal(one("SELECT COUNT(*) FROM backorder_pricing WHERE extension = 'info'"), '0');
  assert.equal(await browser.page.getByLabel('.org USD', { exact: true }).inputValue(), '13');
  assert.equal(prices('org'), '12.00');
  await submit('#bo-prices button[value=save_prices]');
  assert.equal(prices('org'), '13.00');
});

test('a price of the preview is taken over in the currencies that are ticked', async () => {
  world.sql("INSERT INTO backorder_registrar_prices VALUES ('com', 'USD', 0, 10.00, '2026-11-23 08:00:00')");
  await open('pricing');
  await browser.page.fill('#bo-percent', '50');
  await submit('button[name=preview]');
  await browser.page.locator('input[name="take[]"][value="com:2"]').uncheck();
  await submit('button[value=save_margin]');
  assert.match(await text(), /Prices applied: 1\./);
  assert.equal(prices('com'), '15.00,18.00');
  // The preview is there again with what was typed, and says the new price as the one of now.
  assert.equal(await browser.page.inputValue('#bo-percent'), '50');
  assert.match(await browser.page.locator('#bo-margin tbody tr').first().innerText(), /15\.00\s+15\.00/);
});

test('a margin that is refused is shown as it was typed', async () => {
  await open('pricing');
  await browser.page.fill('#bo-percent', 'much');
  await browser.page.fill('#bo-fixed', '3');
  await submit('button[name=preview]');
  assert.equal(await browser.page.locator('#bo-margin .alert-danger').count(), 1);
  assert.deepEqual([await browser.page.inputValue('#bo-percent'), await browser.page.inputValue('#bo-fixed')], ['much', '3']);
});

test(`${ZONES} zones in two currencies: each page has few fields, and each is saved`, async () => {
  const zones = Array.from({ length: ZONES }, (_, index) => `zone${String(index).padStart(3, '0')}`);
  world.sql(`INSERT INTO backorder_pricing (extension, currency_id, fullprice) VALUES ${zones.map((zone) => `('${zone}', 1, 5), ('${zone}', 2, 4)`).join(',')}`);
  world.sql(`INSERT INTO backorder_registrar_prices VALUES ${zones.map((zone) => `('${zone}', 'USD', 0, 10.00, '2026-11-23 08:00:00')`).join(',')}`);
  await open('pricing', '&percent=100&preview=1');
  assert.ok(await browser.page.locator('input').count() < 700, 'fields of the page');
  assert.ok(await browser.page.locator('#bo-prices input').count() < 300);
  await submit('button[value=save_margin]');
  assert.match(await text(), /Prices applied: 200\./);
  await submit('#bo-margin .pagination a[aria-label="Page 6"]');
  assert.equal(await browser.page.locator('#bo-margin tbody tr').count(), 2);
  await submit('button[value=save_margin]');
  assert.equal(prices('zone499'), '20.00,18.00');
  assert.equal(prices('zone250'), '5.00,4.00');
  await open('pricing', '&zone=zone49');
  assert.equal(await browser.page.locator('#bo-prices tbody tr').count(), 11);
  await browser.page.getByLabel('.zone495 EUR', { exact: true }).fill('7');
  await submit('#bo-prices button[value=save_prices]');
  assert.equal(prices('zone495'), '5.00,7.00');
  assert.equal(await browser.page.inputValue('#bo-zone'), 'zone49');
  await open('pricing', '&zone=zone49&percent=100&preview=2');
  assert.deepEqual(await barriers(browser.page, '.bo-admin'), []);
});

test('a form with more fields than PHP takes is told, and nothing is done', async () => {
  const count = one('SELECT COUNT(*) FROM backorder_pricing WHERE fullprice = 20');
  const token = /name="token" value="([^"]+)"/.exec((await admin.get(`${PAGE}pricing`)).text)[1];
  const fields = Object.fromEntries(Array.from({ length: 1200 }, (_, index) => [`take[${index}]`, `zone${String(index % ZONES).padStart(3, '0')}:1`]));
  const answer = await admin.post(`${PAGE}pricing&percent=100&preview=1`, { token, ...fields, action: 'save_margin' });
  assert.match(answer.text, /more fields than PHP takes \(max_input_vars = 1000\)/);
  assert.equal(one('SELECT COUNT(*) FROM backorder_pricing WHERE fullprice = 20'), count);
});

test('a CSV that is too large is refused as a whole', async () => {
  const token = /name="token" value="([^"]+)"/.exec((await admin.get(`${PAGE}pricing`)).text)[1];
  const csv = `${'com;USD;99\n'.repeat(95000)}`;
  const answer = await admin.post(`${PAGE}pricing`, { token, action: 'import_csv', csv });
  assert.match(answer.text, /too large: at most 1 MB/);
  assert.notEqual(prices('com').split(',')[0], '99.00');
});

test('an export that fails says so: as the answer at its begin, as its last line later', async () => {
  await world.sql(`INSERT INTO backorder_domains (userid, domain, tld, status, open_order, createddate, updateddate, dropdate, note)
    SELECT 1, CONCAT('seed', seq), 'com', 'FAILED', NULL, '2026-11-01', '2026-11-01', '2026-11-10 00:00:00', '' FROM seq_1_to_700`);
  const columns = world.sql("SELECT GROUP_CONCAT(IF(column_name = 'note', 'IF(id > @from, (SELECT 1 UNION SELECT 2), note) AS note', column_name) ORDER BY ordinal_position) AS c FROM information_schema.columns WHERE table_schema = 'whmcs' AND table_name = 'backorder_domains'")[0].c;
  const broken = async (from, address) => {
    world.sql(`RENAME TABLE backorder_domains TO kept_domains; CREATE VIEW backorder_domains AS SELECT ${columns.replace('@from', from)} FROM kept_domains`);
    try {
      return await admin.get(address);
    } finally {
      world.sql('DROP VIEW backorder_domains; RENAME TABLE kept_domains TO backorder_domains');
    }
  };
  const whole = (await admin.get(`${PAGE}manage&export=csv`)).text.trim().split('\r\n');
  assert.equal(whole.length, 705);
  const first = await broken(0, `${PAGE}manage&export=csv`);
  assert.equal(first.status, 400);
  assert.match(first.headers.get('content-type'), /text\/plain/);
  const later = (await broken(600, `${PAGE}manage&export=csv`)).text.trim().split('\r\n');
  assert.equal(later.length, 502);
  assert.match(later.at(-1), /^"[^"]{10,}"$/);
  world.sql('RENAME TABLE backorder_pricing TO kept_pricing');
  try {
    assert.equal((await admin.get(`${PAGE}pricing&export=csv`)).status, 400);
  } finally {
    world.sql('DROP TABLE IF EXISTS backorder_pricing; RENAME TABLE kept_pricing TO backorder_pricing');
  }
});

test('no cell of an export is taken for a formula', async () => {
  world.sql("UPDATE backorder_domains SET note = ' =1+1' WHERE domain = 'upcoming0'; UPDATE backorder_domains SET note = '|cmd' WHERE domain = 'upcoming1'");
  const csv = (await admin.get(`${PAGE}manage&export=csv&zone=com&q=upcoming`)).text;
  assert.match(csv, /"' ?=1\+1"\r\n/);
  assert.match(csv, /"'\|cmd"\r\n/);
  // A loss is a number, with which a spreadsheet can go on.
  world.sql("UPDATE backorder_domains SET status = 'SUCCESSFUL', open_order = NULL, price = 1, currency_id = 1, invoice = 7, dropdate = '2026-11-10 00:00:00' WHERE domain = 'upcoming2'");
  assert.match((await admin.get(`${PAGE}reports&export=csv`)).text, /"1\.00","10\.00","-9\.00"/);
});

test('nothing went wrong on the way', async () => {
  assert.deepEqual(await world.hostErrors(), []);
  assert.deepEqual(browser.problems, []);
});
