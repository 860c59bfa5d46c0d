// A customer and an admin in a real browser: from a search to a delivered domain. Every page is served with a strict
// Content-Security-Policy (tests/support/policy.php), and nothing on the way may offend against it.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ADMIN, CLIENTS, ROOT, World, utc } from '../support/world.mjs';
import { loginAdmin, loginClient, startBrowser } from './support/browser.mjs';

const NOW = utc('2026-11-23 09:00:00');
const DROP = utc('2026-11-28 18:00:00');
const names = ['sunnybeach.com', 'sunnyhill.com', 'rainyday.net', 'xn--mnchen-3ya.com', 'mountain-view.net', 'x7y8z9.com'];
const filler = Array.from({ length: 300 }, (_, index) => `filler${String(index).padStart(3, '0')}.com`);
const LIST = [...names, ...filler].map((name) => `"${name}";2026-11-28 18:00:00\n`).join('');
const PAGE = '/index.php?m=ispapibackorder';
const PICTURES = process.env.BACKORDER_PICTURES;

const world = new World();
const offences = [];
let browser;
before(async () => {
  await world.start({
    now: NOW,
    dropList: LIST,
    extension: process.env.BACKORDER_EXTENSION,
    phpOptions: ['-d', `auto_prepend_file=${path.join(ROOT, 'tests/support/policy.php')}`],
  });
  await world.cron('import');
  browser = await startBrowser();
  await browser.context.exposeFunction('policyOffence', (offence) => { offences.push(offence); });
  await browser.context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => window.policyOffence({
      page: window.location.pathname + window.location.search,
      what: `${event.effectiveDirective} ${event.blockedURI} ${event.sample}`,
      source: `${event.sourceFile}:${event.lineNumber}`,
    }));
  });
});
after(async () => {
  await browser?.close();
  await world.stop();
});

const picture = (name) => (PICTURES ? browser.page.screenshot({ path: path.join(PICTURES, `${name}.png`), fullPage: true }) : undefined);

test('an admin sets prices', async () => {
  const { page } = browser;
  await loginAdmin(page, world.url, ADMIN);
  await page.goto(`${world.url}/admin/addonmodules.php?module=ispapibackorder&tab=pricing`);
  for (const zone of ['com', 'net']) {
    await page.fill('#bo-new-zone', zone);
    const fields = page.locator('input.bo-price[name^=new_]');
    await fields.nth(0).fill('39.00');
    await fields.nth(1).fill('35,50');
    await Promise.all([page.waitForNavigation(), page.locator('button:has-text("Add zone")').click()]);
  }
  const rows = world.sql('SELECT extension, currency_id, fullprice FROM backorder_pricing ORDER BY extension, currency_id');
  assert.equal(rows.length, 4);
  assert.deepEqual(rows.map((row) => row.fullprice).sort(), ['35.50', '35.50', '39.00', '39.00']);
  await picture('admin-pricing');
});

test('a customer finds a name and orders it by one click', async () => {
  const { page } = browser;
  await browser.context.clearCookies();
  await loginClient(page, world.url, CLIENTS.anna);
  await page.goto(world.url);
  await page.locator('a', { hasText: 'Backorders' }).first().click();
  await page.locator('a', { hasText: 'Expiring Domains' }).first().click();
  await page.waitForSelector('[data-bo-rows] tr');
  assert.match(await page.locator('[data-bo-summary]').innerText(), /306/);
  await picture('expiring-domains');

  await page.fill('#bo-q', 'sunny');
  await page.waitForFunction(() => document.querySelectorAll('[data-bo-rows] tr').length === 2);
  assert.deepEqual(await page.locator('[data-bo-rows] .bo-name').allInnerTexts(), ['sunnybeach.com', 'sunnyhill.com']);
  assert.match(page.url(), /q=sunny/);

  await page.locator('[data-bo-rows] tr', { hasText: 'sunnybeach.com' }).locator('button[value=create]').click();
  await page.locator('[data-bo-rows] tr', { hasText: 'sunnybeach.com' }).locator('button[value=delete]').waitFor();
  assert.match(await page.locator('[data-bo-notices]').innerText(), /sunnybeach\.com/);
  assert.deepEqual(world.sql('SELECT userid, domain, tld, status, dropdate FROM backorder_domains'),
    [{ userid: '1', domain: 'sunnybeach', tld: 'com', status: 'REQUESTED', dropdate: '2026-11-28 18:00:00' }]);
});

test('an order is undone by one click', async () => {
  const { page } = browser;
  const row = page.locator('[data-bo-rows] tr', { hasText: 'sunnyhill.com' });
  await row.locator('button[value=create]').click();
  await row.locator('button[value=delete]').waitFor();
  await row.locator('button[value=delete]').click();
  await row.locator('button[value=create]').waitFor();
  assert.equal(world.sql("SELECT COUNT(*) AS n FROM backorder_domains WHERE domain = 'sunnyhill'")[0].n, '0');
});

test('a long list shows its first rows at once and the rest behind them, and keys in quick succession are one question', async () => {
  const { page } = browser;
  await page.goto(`${world.url}${PAGE}&limit=100`);
  const before = await page.evaluate(() => {
    window.steps = [];
    new MutationObserver(() => window.steps.push({
      rows: document.querySelectorAll('[data-bo-rows] tr').length,
      busy: document.querySelector('[data-bo-main]').hasAttribute('aria-busy'),
      height: document.documentElement.scrollHeight,
    })).observe(document.querySelector('[data-bo-rows]'), { childList: true });
    return document.documentElement.scrollHeight;
  });
  const asked = [];
  const note = (request) => { if (request.url().includes('json=1')) asked.push(new URL(request.url()).searchParams.get('q')); };
  page.on('request', note);
  // All within one turn of the page: no machine is too slow for that.
  await page.evaluate(() => {
    const field = document.querySelector('#bo-q');
    for (const text of ['f', 'fi', 'fil', 'fill', 'filler']) {
      field.value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
  });
  await page.waitForFunction(() => /q=filler/.test(window.location.search) && document.querySelectorAll('[data-bo-rows] tr').length === 100
    && !document.querySelector('[data-bo-main][aria-busy]'));
  page.off('request', note);
  assert.deepEqual(asked, ['f', 'filler']);
  const steps = await page.evaluate(() => window.steps);
  const [first, last] = [steps.find(({ rows }) => rows < 100), steps.at(-1)];
  assert.ok(first.busy && first.rows < 50 && first.height >= before, JSON.stringify({ before, first }));
  assert.ok(!last.busy && last.rows === 100, JSON.stringify(last));
  assert.equal(await page.locator('.table-responsive:has([data-bo-main])').evaluate((frame) => frame.style.minHeight), '');
  const names = await page.locator('[data-bo-rows] .bo-name').allInnerTexts();
  assert.equal(new Set(names).size, 100);
  assert.ok(names.every((name) => name.startsWith('filler')));
  await page.goto(`${world.url}${PAGE}`);
});

const settled = (page, wanted) => page.waitForFunction((search) => window.location.search.includes(search)
  && !document.querySelector('[data-bo-main][aria-busy]'), wanted);

test('each step back is a search that was made, and no search overwrites another one', async () => {
  const { page } = browser;
  const start = `${world.url}${PAGE}&p=dropdomains&sort=domain`;
  const isStart = () => page.waitForFunction(() => !/[?&]q=/.test(window.location.search) && document.querySelector('#bo-q').value === ''
    && !document.querySelector('[data-bo-main][aria-busy]'));
  await page.goto(start);
  await page.fill('#bo-q', 'sunny');
  await settled(page, 'q=sunny');
  await page.press('#bo-q', 'Enter');
  await settled(page, 'q=sunny');
  await page.goBack();
  await isStart();
  // At once: within the time in which keys are one step.
  await page.fill('#bo-q', 'rainy');
  await settled(page, 'q=rainy');
  await page.goBack();
  await page.fill('#bo-q', 'mountain');
  await settled(page, 'q=mountain');
  await page.goBack();
  await isStart();
  assert.equal(page.url(), start);
});

test('a browser that takes no more steps of the history keeps nobody from searching', async () => {
  const { page } = browser;
  await page.goto(`${world.url}${PAGE}`);
  await page.evaluate(() => {
    for (const name of ['pushState', 'replaceState']) window.history[name] = () => { throw new DOMException('Too many calls', 'SecurityError'); };
  });
  await page.fill('#bo-q', 'sunnyh');
  await page.waitForFunction(() => document.querySelectorAll('[data-bo-rows] tr').length === 1);
});

test('zones that a form sent box by box, and one without a box, stay in the search', async () => {
  const { page } = browser;
  await page.goto(`${world.url}${PAGE}&zone[]=net&zone[]=shop`);
  await page.fill('#bo-q', 'rainy');
  await settled(page, 'q=rainy');
  assert.deepEqual(new URL(page.url()).searchParams.get('zone').split(',').sort(), ['net', 'shop']);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('#bo-q').value === '' && !document.querySelector('[data-bo-main][aria-busy]'));
  assert.ok(await page.locator('input[name="zone[]"][value=net]').isChecked());
  assert.deepEqual(await page.locator('[data-bo-rows] .bo-name').allInnerTexts(), ['mountain-view.net', 'rainyday.net']);
});

test('the keyboard stays where it was when what it was on is made anew', async () => {
  const { page } = browser;
  await page.goto(`${world.url}${PAGE}&limit=25`);
  await page.locator('.bo-drops > summary').click();
  const focused = (names) => page.evaluate((all) => all.map((name) => document.activeElement.getAttribute(name)), names);
  const enter = async (selector, wanted) => {
    await page.locator(selector).first().focus();
    await page.keyboard.press('Enter');
    await settled(page, wanted);
  };
  await enter('[data-bo-goto="2"]', 'page=2');
  assert.deepEqual(await focused(['data-bo-goto', 'aria-current']), ['2', 'page']);
  await enter('[data-bo-zone=com]', 'zone=com');
  assert.deepEqual(await focused(['data-bo-zone', 'aria-current']), ['com', 'true']);
  await enter('[data-bo-bars] a:last-child', 'from=2026-11-28');
  assert.deepEqual(await focused(['data-bo-from']), ['2026-11-28']);
  await page.locator('[data-bo-from=""]').focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !/from=/.test(window.location.search) && !document.querySelector('[data-bo-main][aria-busy]'));
  assert.ok(await page.evaluate(() => document.activeElement.hasAttribute('data-bo-summary')));
});

test('a screen reader is told what was found, not what each key finds', async () => {
  const { page } = browser;
  await page.goto(`${world.url}${PAGE}`);
  await page.evaluate(() => {
    window.said = [];
    new MutationObserver(() => window.said.push(document.querySelector('[data-bo-said]').textContent)).observe(document.querySelector('[data-bo-said]'), { childList: true });
  });
  await page.locator('#bo-q').pressSequentially('sunnyb', { delay: 60 });
  await page.waitForFunction(() => window.said.length > 0);
  assert.equal(await page.locator('[data-bo-summary]').getAttribute('aria-live'), null);
  assert.equal((await page.evaluate(() => window.said)).length, 1);
  assert.match(await page.locator('[data-bo-said]').textContent(), /\b1 /);
  await page.goto(`${world.url}${PAGE}`);
});

test('expressions, their mistakes, and IDNs', async () => {
  const { page } = browser;
  await page.fill('#bo-q', '');
  await page.locator('.bo-filters > summary').click();
  await page.fill('#bo-regex', '^[a-z][0-9][a-z][0-9]');
  await page.waitForFunction(() => document.querySelectorAll('[data-bo-rows] tr').length === 1);
  assert.deepEqual(await page.locator('[data-bo-rows] .bo-name').allInnerTexts(), ['x7y8z9.com']);
  await page.fill('#bo-regex', '([a-z');
  await page.locator('[data-bo-error]:not([hidden])').waitFor();
  assert.ok((await page.locator('[data-bo-error]').innerText()).length > 10);
  await page.fill('#bo-regex', '');
  await page.fill('#bo-q', 'münch');
  await page.waitForFunction(() => document.querySelectorAll('[data-bo-rows] tr').length === 1);
  assert.deepEqual(await page.locator('[data-bo-rows] .bo-name').allInnerTexts(), ['münchen.com']);
});

test('pasted names are checked first, and each is answered', async () => {
  const { page } = browser;
  await page.locator('[data-bo-paste] > summary').click();
  await page.fill('#bo-names', 'Rainyday.NET\nbad_name\nsunnybeach.com\nsomething.zone\nlater-on.com\nrainyday.net');
  await page.locator('button[value=check]').click();
  await page.locator('[data-bo-checked-rows] tr').first().waitFor();
  const rows = await page.locator('[data-bo-checked-rows] tr').allInnerTexts();
  const words = [/rainyday\.net.*can be backordered.*28\/11\/2026.*\$39\.00 USD/s, /bad_name.*not a domain name/s, /sunnybeach\.com.*backordered already/s,
    /something\.zone.*not for sale/s, /later-on\.com.*can be backordered.*waits for a date/s, /rainyday\.net.*twice/s];
  assert.equal(rows.length, words.length);
  for (const [index, word] of words.entries()) assert.match(rows[index], word);
  assert.match(await page.locator('[data-bo-checked]').innerText(), /backordered: 2 of 6\..*\$78\.00 USD/s);
  assert.equal(world.sql("SELECT COUNT(*) AS n FROM backorder_domains WHERE status = 'REQUESTED'")[0].n, '1');
  await page.locator('[data-bo-checked] button[value=create_many]').click();
  await page.locator('[data-bo-notices] li').first().waitFor();
  assert.deepEqual((await page.locator('[data-bo-notices] li').allInnerTexts()).map((line) => line.split(':')[0]), ['rainyday.net', 'later-on.com']);
  assert.equal(world.sql("SELECT COUNT(*) AS n FROM backorder_domains WHERE status = 'REQUESTED'")[0].n, '3');
  await page.waitForFunction(() => !document.querySelector('[data-bo-main][aria-busy]'));
});

test('the own names come first or last', async () => {
  const { page } = browser;
  await page.goto(`${world.url}${PAGE}`);
  for (const [sort, place] of [['mine', 0], ['-mine', -1]]) {
    await page.locator('[data-bo-sort=mine]').click();
    await settled(page, `sort=${sort}`);
    const first = page.locator('[data-bo-rows] tr').first();
    assert.equal(await first.locator('.bo-label').isVisible(), place === 0);
  }
});

test('the names of one day, and the list by another column and the other way round', async () => {
  const { page } = browser;
  await page.goto(`${world.url}${PAGE}`);
  await page.locator('.bo-drops > summary').click();
  await page.locator('[data-bo-bars] a').last().click();
  await page.waitForFunction(() => /from=2026-11-28&to=2026-11-28/.test(window.location.search) && !document.querySelector('[data-bo-main][aria-busy]'));
  for (const [sort, first] of [['domain', 'filler000.com'], ['-domain', 'x7y8z9.com']]) {
    await page.locator('[data-bo-sort=domain]').click();
    await page.waitForFunction((wanted) => new URLSearchParams(window.location.search).get('sort') === wanted && !document.querySelector('[data-bo-main][aria-busy]'), sort);
    assert.equal(await page.locator('[data-bo-rows] .bo-name').first().innerText(), first);
  }
});

test('when the clock has moved the name is delivered, and My Backorders says so', async () => {
  const { page } = browser;
  for (const time of [DROP - 3 * 86400 + 60, DROP - 7200 + 60, DROP + 300]) {
    world.setTime(time);
    const batch = await world.cron('batch');
    assert.equal(batch.status, 0, batch.stdout + batch.stderr);
  }
  await page.goto(`${world.url}${PAGE}&p=manage`);
  const row = page.locator('[data-bo-rows] tr[data-bo-row]', { hasText: 'sunnybeach.com' });
  assert.match(await row.innerText(), /Successful/i);
  assert.match(await row.innerText(), /\$39\.00 USD/);
  await row.locator('[data-bo-timeline]').click();
  await page.locator('.bo-timeline li').first().waitFor();
  assert.ok(await page.locator('.bo-timeline li').count() >= 6);
  await picture('my-backorders');
  assert.deepEqual(world.sql("SELECT userid, status, registrar, recurringamount FROM tbldomains WHERE domain = 'sunnybeach.com'").map((domain) => [domain.userid, domain.status, domain.registrar]),
    [['1', 'Active', 'ispapi']]);
  assert.deepEqual(world.sql('SELECT status, subtotal, credit FROM tblinvoices ORDER BY id LIMIT 1'), [{ status: 'Paid', subtotal: '39.00', credit: '39.00' }]);
  await page.goto(`${world.url}/clientarea.php?action=domains`);
  assert.match(await page.locator('body').innerText(), /sunnybeach\.com/);
});

test('the pages of a customer made no error in the browser', () => {
  // Offences against the policy have a test of their own: most are the host's.
  assert.deepEqual(browser.problems.filter((problem) => !problem.includes('Content Security Policy')), []);
});

test('an admin sees the order, its timeline and the log', async () => {
  const { page } = browser;
  await browser.context.clearCookies();
  await loginAdmin(page, world.url, ADMIN);
  await page.goto(`${world.url}/admin/addonmodules.php?module=ispapibackorder`);
  assert.match(await page.locator('.bo-admin').innerText(), /sunnybeach\.com/);
  await picture('admin-manage');
  await page.goto(`${world.url}/admin/addonmodules.php?module=ispapibackorder&tab=logs`);
  assert.match(await page.locator('.bo-admin').innerText(), /The name was caught/);
  await picture('admin-logs');
  await page.goto(`${world.url}/admin/addonmodules.php?module=ispapibackorder&tab=status`);
  assert.match(await page.locator('.bo-admin').innerText(), /5\.0\.0/);
  await picture('admin-status');
  await page.goto(`${world.url}/admin/addonmodules.php?module=ispapibackorder&tab=reports`);
  assert.equal(await page.locator('.bo-report svg[role=img]').count(), 2);
  await page.goto(`${world.url}/admin/addonmodules.php?module=ispapibackorder`);
  await page.locator('[data-bo-all]').check();
  assert.match(await page.locator('[data-bo-chosen]').innerText(), /[1-9]/);
});

test('a customer in German', async () => {
  const { page } = browser;
  await browser.context.clearCookies();
  await loginClient(page, world.url, CLIENTS.bernd);
  await page.goto(`${world.url}/index.php?language=german`);
  await page.goto(`${world.url}${PAGE}`);
  assert.match(await page.locator('.bo[data-bo-config]').innerText(), /Domain/);
  assert.match(await page.locator('#main-body').innerText(), /35,50 €/);
  assert.doesNotMatch(await page.locator('#main-body').innerText(), /Backorder any names|Search for|My Account/);
});

test('on a phone and without JavaScript a name can be ordered', async () => {
  const plain = await browser.open({ width: 390, height: 844, javaScriptEnabled: false });
  try {
    await loginClient(plain.page, world.url, CLIENTS.anna);
    await plain.page.goto(`${world.url}${PAGE}&q=mountain`);
    if (PICTURES) await plain.page.screenshot({ path: path.join(PICTURES, 'phone.png'), fullPage: true });
    const names_ = await plain.page.locator('[data-bo-rows] .bo-name').allInnerTexts();
    // The names of the list dropped an hour ago: nothing is offered any more.
    assert.deepEqual(names_, []);
    await plain.page.locator('[data-bo-paste] > summary').click();
    await plain.page.fill('#bo-names', 'waiting-for-a-date.com');
    await Promise.all([plain.page.waitForNavigation(), plain.page.locator('button[value=check]').click()]);
    assert.deepEqual(world.sql("SELECT COUNT(*) AS n FROM backorder_domains WHERE domain = 'waiting-for-a-date'"), [{ n: '0' }]);
    await Promise.all([plain.page.waitForNavigation(), plain.page.locator('[data-bo-checked] button[value=create_many]').click()]);
    assert.deepEqual(world.sql("SELECT status, dropdate FROM backorder_domains WHERE domain = 'waiting-for-a-date'"), [{ status: 'REQUESTED', dropdate: null }]);
  } finally {
    await plain.close();
  }
});

test('no script and no style in a page of the addon is kept from its work by a strict Content-Security-Policy', async () => {
  assert.match((await browser.page.goto(`${world.url}${PAGE}`)).headers()['content-security-policy'], /script-src 'self' 'nonce-[^']+'; style-src 'self';/);
  // The host's jQuery tries out an inline handler as it is loaded. So offences are told, on these pages too.
  const isHosts = (offence) => offence.source.startsWith(`${world.url}/assets/jquery/`);
  const here = offences.filter((offence) => offence.page.includes('ispapibackorder'));
  assert.ok(here.filter(isHosts).length > 5);
  assert.deepEqual(here.filter((offence) => !isHosts(offence)), []);
});

test('no PHP warning came up on the way', async () => {
  assert.deepEqual(await world.hostErrors(), []);
  assert.ok(ROOT);
});
