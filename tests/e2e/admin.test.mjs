// The admin's pages in a real browser, with 100,000 orders and 500,000 log lines: each flow, each page's time, accessibility.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ADMIN, ROOT, World, utc, utcText } from '../support/world.mjs';
import { barriers, loginAdmin, startBrowser } from './support/browser.mjs';

const NOW = utc('2026-11-23 09:00:00');
const LIST = Array.from({ length: 50 }, (_, index) => `"upcoming${index}.com";2026-11-28 18:00:00\n`).join('');
// The target is 300 ms on a machine that does nothing else, and is printed; what fails is ten times as long, as a page
// is that reads whole tables. BACKORDER_PAGE_MS=300 holds pages to the target.
const TARGET = 300;
const LIMIT = Number(process.env.BACKORDER_PAGE_MS ?? 10 * TARGET);
const PAGE = 'admin/addonmodules.php?module=ispapibackorder&tab=';

const world = new World();
let browser;
before(async () => {
  await world.start({ now: NOW, dropList: LIST, extension: process.env.BACKORDER_EXTENSION });
  await world.cron('import');
  await world.setPrices();
  world.mysql(`SET @now = '${utcText(NOW)}';\n${readFileSync(path.join(ROOT, 'tests/support/seed_admin.sql'), 'utf8')}`, 'whmcs');
  browser = await startBrowser();
  await loginAdmin(browser.page, world.url, ADMIN);
});
after(async () => {
  await browser?.close();
  await world.stop();
});

const open = (tab, query = '') => browser.page.goto(`${world.url}/${PAGE}${tab}${query}`);
const text = () => browser.page.locator('.bo-admin').innerText();
const one = (sql) => Object.values(world.sql(sql)[0])[0];
const submit = (selector) => Promise.all([browser.page.waitForNavigation(), browser.page.locator(selector).click()]);
/** Downloads a file of the page as the signed-in admin. */
const download = async (selector) => (await browser.context.request.get(new URL(await browser.page.locator(selector).getAttribute('href'), browser.page.url()).href)).text();

for (const [tab, query] of [['manage', ''], ['manage', '&sort=dropdate'], ['manage', '&sort=status&page=900'], ['manage', '&sort=domaindesc&page=1500'],
  ['manage', '&q=river12'], ['manage', '&client=Last12'], ['manage', '&status=FAILED&sort=dropdatedesc'], ['manage', '&from=2026-10-01&to=2026-10-31'],
  ['logs', ''], ['logs', '&page=1500'], ['logs', '&name=river77'], ['logs', '&q=reached'], ['logs', '&status=error&cron=batch'], ['logs', '&to_status=ACTIVE&from=2026-10-01'],
  ['logs', '&client=1500'], ['pricing', ''], ['reports', ''], ['status', '']]) {
  test(`${tab}${query} answers with 100,000 orders and 500,000 lines`, async (t) => {
    const times = [];
    for (let round = 0; round < 3; round += 1) {
      const begun = performance.now();
      const answer = await browser.context.request.get(`${world.url}/${PAGE}${tab}${query}`);
      times.push(performance.now() - begun);
      const body = await answer.text();
      assert.equal(answer.status(), 200);
      assert.match(body, /bo-admin/);
      assert.doesNotMatch(body, /alert-danger"[^>]*role="alert"/);
    }
    t.diagnostic(`${tab}${query}: ${Math.round(Math.min(...times))} ms, target ${TARGET} ms, ${Math.min(...times) <= TARGET ? 'meets' : 'misses'}`);
    assert.ok(Math.min(...times) <= LIMIT, `took ${times.map(Math.round)} ms`);
  });
}

for (const tab of ['manage', 'pricing', 'logs', 'reports', 'status']) {
  test(`${tab} has no barrier that axe finds`, async () => {
    await open(tab);
    assert.deepEqual(await barriers(browser.page, '.bo-admin'), []);
  });
}

test('orders are sorted, and a second click turns the order round', async () => {
  await open('manage');
  await submit('th a:has-text("Drop date")');
  const first = await browser.page.locator('tbody time').first().getAttribute('datetime');
  await submit('th[aria-sort=ascending] a');
  const last = await browser.page.locator('tbody time').first().getAttribute('datetime');
  assert.ok(first < last);
});

test('a note and a drop date for two orders at once, and what was not possible', async () => {
  const [requested, done] = [one("SELECT MIN(id) FROM backorder_domains WHERE status = 'REQUESTED'"), one("SELECT MIN(id) FROM backorder_domains WHERE status = 'SUCCESSFUL'")];
  const name = one(`SELECT CONCAT(domain, '.', tld) FROM backorder_domains WHERE id = ${requested}`);
  await open('manage', `&q=${name}`);
  await browser.page.locator(`input[name=order${requested}]`).check();
  await browser.page.fill('#bo-note', 'asked for <b>news</b>');
  await submit('button[value=note]');
  assert.match(await text(), /asked for <b>news<\/b>/);
  const other = one(`SELECT CONCAT(domain, '.', tld) FROM backorder_domains WHERE id = ${done}`);
  await open('manage', `&q=${other}`);
  await browser.page.locator(`input[name=order${done}]`).check();
  await browser.page.fill('#bo-dropdate', '2026-12-24T18:30');
  await submit('button[value=dropdate]');
  assert.match(await text(), /not possible[\s\S]*until the backorder goes to the registrar/);
  await open('manage', `&q=${name}`);
  await browser.page.locator(`input[name=order${requested}]`).check();
  await browser.page.fill('#bo-dropdate', '2026-12-24T18:30');
  await submit('button[value=dropdate]');
  assert.equal(one(`SELECT CONCAT(dropdate, dropdate_source) FROM backorder_domains WHERE id = ${requested}`), '2026-12-24 18:30:00admin');
});

test('all of a page are chosen and deleted by one click each', async () => {
  const client = one("SELECT userid FROM backorder_domains WHERE status = 'REQUESTED' GROUP BY userid HAVING COUNT(*) > 1 LIMIT 1");
  await open('manage', `&status=REQUESTED&client=%23${client}`);
  await browser.page.locator('[data-bo-all]').check();
  await browser.page.locator('#bo-acts summary:has-text("Delete")').click();
  await submit('#bo-acts button[value=delete]');
  assert.equal(one(`SELECT COUNT(*) FROM backorder_domains WHERE status = 'REQUESTED' AND userid = ${client}`), '0');
});

test('an ended order is ordered again, and one is made for a client', async () => {
  await browser.page.goto(`${world.url}/${PAGE}manage&status=FAILED&zone=com`);
  const box = browser.page.locator('[data-bo-one]').first();
  const id = (await box.getAttribute('name')).slice(5);
  await box.check();
  await submit('button[value=again]');
  assert.equal(one(`SELECT COUNT(*) FROM backorder_domains a JOIN backorder_domains b USING (userid, domain, tld) WHERE a.id = ${id} AND b.status = 'REQUESTED'`), '1');
  await browser.page.fill('#bo-new-userid', '1');
  await browser.page.fill('#bo-new-domain', 'upcoming1.com');
  await submit('button[value=create]');
  assert.equal(one("SELECT status FROM backorder_domains WHERE userid = 1 AND domain = 'upcoming1'"), 'REQUESTED');
});

test('the CSV of orders has all that the filter leaves, and no formula', async () => {
  const id = one("SELECT MAX(id) FROM backorder_domains WHERE tld = 'nu'");
  world.sql(`UPDATE backorder_domains SET note = '=1+1' WHERE id = ${id}`);
  await open('manage', '&zone=nu');
  const lines = (await download('a:has-text("CSV")')).trim().split('\r\n');
  assert.equal(String(lines.length - 1), one("SELECT COUNT(*) FROM backorder_domains WHERE tld = 'nu'"));
  assert.ok(lines.some((line) => line.endsWith('"\'=1+1"')));
});

test('prices are checked, then imported; a mistake saves nothing', async () => {
  await open('pricing');
  await browser.page.fill('#bo-csv', 'zone;USD;EUR\nio;40,00;38\nbad zone;1;2');
  await submit('button[value=import_csv]');
  assert.match(await text(), /Line 3/);
  assert.equal(one("SELECT COUNT(*) FROM backorder_pricing WHERE extension = 'io'"), '0');
  await browser.page.fill('#bo-csv', 'zone;USD;EUR\nio;40,00;0');
  await submit('button[value=check_csv]');
  assert.equal(one("SELECT COUNT(*) FROM backorder_pricing WHERE extension = 'io'"), '0');
  await submit('button[value=import_csv]');
  assert.equal(one("SELECT GROUP_CONCAT(fullprice ORDER BY currency_id) FROM backorder_pricing WHERE extension = 'io'"), '40.00,0.00');
});

test('the registrar\'s prices and a margin: said when there are none, shown before they are taken', async () => {
  await open('pricing');
  await submit('button[name=preview]');
  assert.match(await text(), /No prices of the registrar are stored: it has not sent any/);
  world.sql("INSERT INTO backorder_registrar_prices VALUES ('se', 'USD', 0, 10.00, '2026-11-23 08:00:00')");
  await browser.page.fill('#bo-percent', '25');
  await submit('button[name=preview]');
  assert.match(await text(), /10\.00[\s\S]*12\.50/);
  assert.equal(one("SELECT COUNT(*) FROM backorder_pricing WHERE extension = 'se'"), '0');
  await submit('button[value=save_margin]');
  assert.equal(one("SELECT fullprice FROM backorder_pricing WHERE extension = 'se' AND currency_id = 1"), '12.50');
});

test('logs are narrowed by name, status and source', async () => {
  await open('logs', '&name=river7&to_status=ACTIVE');
  assert.ok(await browser.page.locator('tbody tr').count() > 1);
  for (const row of await browser.page.locator('tbody tr').allInnerTexts()) assert.match(row, /river7[\s\S]*Requested → Active/);
  await open('logs', '&status=error&cron=import');
  assert.match(await text(), /could not be reached/);
});

test('reports show each month, with pictures, and their CSV adds up', async () => {
  await open('reports');
  assert.equal(await browser.page.locator('.bo-report svg[role=img]').count(), 2);
  const [, ...lines] = (await download('a:has-text("CSV")')).trim().split('\r\n');
  const orders = lines.reduce((sum, line) => sum + Number(line.split('","')[2]), 0);
  assert.equal(String(orders), one("SELECT COUNT(*) FROM backorder_domains WHERE dropdate >= '2025-12-01' AND dropdate < '2026-12-01'"));
});

test('the dashboard tells what needs a person', async () => {
  await browser.page.goto(`${world.url}/admin/`);
  assert.match(await browser.page.locator('body').innerText(), /ISPAPI Backorder/);
  assert.ok(await browser.page.locator('a[href*="tab=status"]').count() > 0);
});

test('nothing is changed without a token, and nothing went wrong on the way', async () => {
  const before_ = one('SELECT COUNT(*) FROM backorder_domains');
  const answer = await browser.context.request.post(`${world.url}/${PAGE}manage`, { form: { action: 'delete', ids: '1' } });
  assert.equal(answer.status(), 403);
  assert.equal(one('SELECT COUNT(*) FROM backorder_domains'), before_);
  assert.deepEqual(await world.hostErrors(), []);
  assert.deepEqual(browser.problems, []);
});
