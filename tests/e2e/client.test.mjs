// The two pages of the client area in each theme, on a desk and on a phone: every flow, and axe-core on every page.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ADMIN, CLIENTS, ROOT, World, utc } from '../support/world.mjs';
import { barriers, loginClient, startBrowser } from './support/browser.mjs';
import { Session } from './support/session.mjs';

const NOW = utc('2026-11-23 09:00:00');
const THEMES = ['six', 'twenty-one', 'nexus'];
const PAGE = 'index.php?m=ispapibackorder';
const names = THEMES.flatMap((theme) => Array.from({ length: 8 }, (_, index) => `${theme.replace('-', '')}${index}name.${index % 2 ? 'net' : 'com'}`));
const LIST = [
  ...names.map((name, index) => `"${name}";2026-11-${24 + (index % 5)} 18:00:00\n`),
  ...Array.from({ length: 120 }, (_, index) => `"filler${String(index).padStart(3, '0')}.com";2026-12-01 12:00:00\n`),
  '"soon.com";2026-11-23 14:30:00\n',
].join('');

const world = new World();
let browser;
let plain;
before(async () => {
  await world.start({ now: NOW, dropList: LIST, extension: process.env.BACKORDER_EXTENSION });
  await world.cron('import');
  await world.setPrices((zone) => (zone === 'com' ? { 1: '100.00', 2: '90,00' } : { 1: '50.00', 2: '45,00' }));
  browser = await startBrowser();
  await loginClient(browser.page, world.url, CLIENTS.anna);
  plain = await browser.open({ width: 390, height: 844, javaScriptEnabled: false });
  await loginClient(plain.page, world.url, CLIENTS.anna);
});
after(async () => {
  await browser?.close();
  await world.stop();
});

async function accessible(page, what) {
  // What is ours: the host's own frame around it is not.
  const found = await barriers(page, '.bo', { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] });
  assert.deepEqual(found.filter(({ impact }) => ['serious', 'critical'].includes(impact)), [], what);
}

const rowsAre = (page, count) => page.waitForFunction((wanted) => !document.querySelector('[data-bo-main][aria-busy]')
  && document.querySelectorAll('[data-bo-rows] [data-bo-row]').length === wanted, count);
const shown = (page) => page.locator('[data-bo-rows] .bo-name').allInnerTexts();
const row = (page, name) => page.locator('[data-bo-rows] [data-bo-row]', { hasText: name });

test('a number beyond what a name can have is the nearest one, and a word is none', async () => {
  const guest = await new Session(world.url).loginClient(CLIENTS.anna);
  const of = async (filter) => {
    const { text } = await guest.get(`${PAGE}&q=filler&${filter}`);
    return [Number(/data-bo-summary[^>]*>[^<\d]*(\d+)/.exec(text)?.[1]), /name="max"[^>]*value="([^"]*)"/.exec(text)?.[1], /name="min"[^>]*value="([^"]*)"/.exec(text)?.[1]];
  };
  assert.deepEqual(await of('max=100'), [120, '63', '']);
  assert.deepEqual(await of('max=99999999999999999999'), [120, '63', '']);
  assert.deepEqual(await of('min=100'), [0, '', '63']);
  assert.deepEqual(await of('max=many&min=-3'), [120, '', '0']);
  assert.deepEqual(await of('max=009'), [120, '9', '']);
});

test('the picture of the drops has numbers as SVG takes them, whatever the language of the server', async () => {
  const { text } = await (await new Session(world.url).loginClient(CLIENTS.anna)).get(PAGE);
  const bars = [...text.matchAll(/<rect class="bo-bar" x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"/g)];
  assert.ok(bars.length > 1);
  for (const [, ...numbers] of bars) for (const number of numbers) assert.match(number, /^\d+\.\d$/);
});

for (const theme of THEMES) {
  const mark = theme.replace('-', '');
  const [first, second, third, fourth, fifth] = names.filter((name) => name.startsWith(mark));

  test(`${theme}: search, filters, chart, zones, sorting and the way back`, async () => {
    const { page } = browser;
    await page.goto(`${world.url}/index.php?systpl=${theme}`);
    await page.goto(`${world.url}/${PAGE}`);
    await accessible(page, 'Expiring Domains');
    await page.fill('#bo-q', `^${mark}`);
    await rowsAre(page, 8);
    assert.match(page.url(), new RegExp(`q=%5E${mark}`));
    assert.match(await page.locator('[data-bo-summary]').innerText(), /^Names found: 8 \(in [0-9.]+ seconds\)$/);
    assert.equal(await page.locator('[data-bo-bars] a').count(), 6);
    await page.locator('.bo-drops > summary').click();
    await accessible(page, 'Expiring Domains with the drops of each day');
    await page.locator('[data-bo-zone=net]').click();
    await rowsAre(page, 4);
    assert.match(page.url(), /zone=net/);
    await page.locator('[data-bo-sort=domain]').click();
    await rowsAre(page, 4);
    const sorted = await shown(page);
    assert.deepEqual(sorted, [...sorted].sort());
    assert.equal(await page.locator('th[aria-sort=ascending]').innerText(), 'Domain');
    await page.locator('[data-bo-bars] a').nth(2).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => /from=2026-11-25&to=2026-11-25/.test(window.location.search) && !document.querySelector('[data-bo-main][aria-busy]'));
    for (const name of await shown(page)) assert.match(await row(page, name).innerText(), /25\/11\/2026/);
    await page.goBack();
    await rowsAre(page, 4);
    await page.goBack();
    await page.goBack();
    await rowsAre(page, 8);
    assert.equal(await page.inputValue('#bo-q'), `^${mark}`);
    await page.goto(page.url());
    await rowsAre(page, 8);
    if (!(await page.locator('.bo-filters').getAttribute('open'))) await page.locator('.bo-filters > summary').click();
    await page.fill('#bo-starts', mark);
    await page.fill('#bo-without', '0name 1name');
    await rowsAre(page, 6);
    await page.fill('#bo-dmax', '0');
    await rowsAre(page, 0);
    assert.ok(await page.locator('[data-bo-nothing]').isVisible());
    await accessible(page, 'Expiring Domains with all filters');
    await page.locator('[data-bo-reset]').click();
    await rowsAre(page, 50);
    assert.match(await row(page, 'soon.com').innerText(), /5 h (30|29) min left/);
    await page.locator('[data-bo-goto="2"]').first().click();
    await page.waitForFunction(() => /page=2/.test(window.location.search) && document.querySelector('.page-item.active a').textContent === '2');
    await page.selectOption('#bo-limit', '200');
    await rowsAre(page, 145);
  });

  test(`${theme}: names are seen where they are searched for, each in a line of its own`, async () => {
    const { page } = browser;
    await page.setViewportSize({ width: 1280, height: 800 });
    try {
      await page.goto(`${world.url}/${PAGE}`);
      assert.equal(await page.locator('.bo-filters > summary').evaluate((summary) => getComputedStyle(summary).display), 'list-item');
      // Below the fold no key's result is seen.
      const tops = await page.locator('[data-bo-row]').evaluateAll((rows) => rows.slice(0, 3).map((one) => one.getBoundingClientRect().bottom));
      assert.ok(tops[2] < 800, JSON.stringify(tops));
      const lines = await page.locator('[data-bo-row] .bo-date time').evaluateAll((times) => times.map((time) => {
        const range = document.createRange();
        range.selectNodeContents(time.firstChild);
        return range.getClientRects().length;
      }));
      assert.deepEqual([...new Set(lines)], [1]);
      await page.setViewportSize({ width: 390, height: 844 });
      const distance = await page.evaluate(() => document.querySelector('[data-bo-row]').getBoundingClientRect().top - document.querySelector('#bo-q').getBoundingClientRect().top);
      assert.ok(distance < 480, `${distance} pixels from the field to the first name`);
    } finally {
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  });

  test(`${theme}: order and undo by one click, several at once`, async () => {
    const { page } = browser;
    await page.goto(`${world.url}/${PAGE}&q=%5E${mark}&sort=domain`);
    await row(page, first).locator('button[value=create]').click();
    await row(page, first).locator('button[value=delete]').waitFor();
    assert.match(await page.locator('[data-bo-notices]').innerText(), new RegExp(`${first}.*only if we catch it`));
    await row(page, first).locator('button[value=delete]').click();
    await row(page, first).locator('button[value=create]').waitFor();
    assert.ok(await page.locator('[data-bo-bulk]').isDisabled());
    for (const name of [first, second, third]) await row(page, name).locator('[data-bo-tick]').check();
    assert.match(await page.locator('[data-bo-selected]').innerText(), /3/);
    await page.locator('[data-bo-bulk]').click();
    await page.locator('[data-bo-notices] li').nth(2).waitFor();
    await row(page, third).locator('button[value=delete]').waitFor();
    assert.equal(world.sql(`SELECT COUNT(*) AS n FROM backorder_domains WHERE domain LIKE '${mark}%' AND open_order = 1`)[0].n, '3');
  });

  test(`${theme}: My Backorders`, async () => {
    const { page } = browser;
    world.mysql(`UPDATE backorder_domains SET status = 'FAILED', reason = 'lost', open_order = NULL WHERE domain = '${second.split('.')[0]}'`, 'whmcs');
    await page.goto(`${world.url}/${PAGE}&p=manage`);
    await accessible(page, 'My Backorders');
    await page.fill('#bo-q', mark);
    await rowsAre(page, 3);
    await page.locator('[data-bo-status=FAILED]').click();
    await rowsAre(page, 1);
    assert.match(await row(page, second).innerText(), /Failed.*not caught/s);
    await row(page, second).locator('[data-bo-timeline]').click();
    await page.locator('.bo-timeline li').first().waitFor();
    await row(page, second).locator('button[value=create]').click();
    await page.locator('[data-bo-notices] .alert-success').waitFor();
    await page.locator('[data-bo-status=""]').click();
    await rowsAre(page, 4);
    assert.match(await row(page, first).innerText(), /Next: the price is reserved (from|within minutes if)/);
    await row(page, first).locator('.bo-confirm > summary').click();
    // The question has the width of its row, not that of the last column.
    assert.ok((await row(page, first).locator('.bo-confirm p').boundingBox()).height < 30);
    await row(page, first).locator('button[value=delete]').click();
    await rowsAre(page, 3);
    assert.ok(await page.locator('[data-bo-summary]').evaluate((summary) => summary === document.activeElement));
    await page.locator('[data-bo-sort=price]').click();
    await rowsAre(page, 3);
    const prices = await page.locator('[data-bo-rows] .bo-amount').allInnerTexts();
    assert.deepEqual(prices, ['$50.00 USD', '$50.00 USD', '$100.00 USD']);
    await accessible(page, 'My Backorders with a filter');
  });

  test(`${theme}: on a phone`, async () => {
    const { page } = browser;
    await page.setViewportSize({ width: 360, height: 780 });
    try {
      for (const address of [`${PAGE}&q=%5E${mark}`, `${PAGE}&p=manage`]) {
        await page.goto(`${world.url}/${address}`);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${address} is wider than the screen`);
        await accessible(page, address);
      }
      await page.goto(`${world.url}/${PAGE}&q=${fourth}`);
      await row(page, fourth).locator('button[value=create]').click();
      await row(page, fourth).locator('button[value=delete]').waitFor();
    } finally {
      await page.setViewportSize({ width: 1280, height: 900 });
    }
  });

  test(`${theme}: with JavaScript off a name is found, ordered and deleted`, async () => {
    const { page } = plain;
    await page.goto(`${world.url}/index.php?systpl=${theme}`);
    await page.goto(`${world.url}/${PAGE}`);
    await page.fill('#bo-q', fifth);
    await Promise.all([page.waitForNavigation(), page.locator('#bo-search button[type=submit]').click()]);
    assert.deepEqual(await shown(page), [fifth]);
    await Promise.all([page.waitForNavigation(), row(page, fifth).locator('button[value=create]').click()]);
    assert.match(await page.locator('[data-bo-notices]').innerText(), new RegExp(`${fifth} is backordered`));
    await page.goto(`${world.url}/${PAGE}&p=manage&q=${fifth}`);
    await row(page, fifth).locator('.bo-confirm > summary').click();
    await Promise.all([page.waitForNavigation(), row(page, fifth).locator('button[value=delete]').click()]);
    assert.equal(world.sql(`SELECT COUNT(*) AS n FROM backorder_domains WHERE CONCAT(domain, '.', tld) = '${fifth}'`)[0].n, '0');
  });
}

test('the account panel says what is missing, and Add Funds has it filled in', async () => {
  const { page } = browser;
  world.mysql('UPDATE tblclients SET credit = 60.00 WHERE id = 1', 'whmcs');
  await page.goto(`${world.url}/${PAGE}&p=manage`);
  const wanted = world.sql("SELECT SUM(IF(tld = 'com', 100, 50)) - 60 AS missing FROM backorder_domains WHERE userid = 1 AND open_order = 1")[0].missing;
  assert.match(await page.locator('[data-bo-funding]').innerText(), new RegExp(`\\$${Number(wanted).toFixed(2)} USD`));
  await page.locator('[data-bo-funding] a').click();
  await page.locator('#amount').waitFor();
  assert.equal(await page.inputValue('#amount'), Number(wanted).toFixed(2));
});

test('the calendar: an address that is secret, shows only that client\'s drops, and can be taken back', async () => {
  const { page } = browser;
  await page.goto(`${world.url}/${PAGE}&p=manage`);
  await Promise.all([page.waitForNavigation(), page.locator('button[value=feed_make]').click()]);
  const address = await page.inputValue('#bo-feed');
  const calendar = await fetch(address);
  assert.match(calendar.headers.get('content-type'), /^text\/calendar/);
  const text = await calendar.text();
  assert.match(text, /^BEGIN:VCALENDAR\r\n/);
  assert.equal(text.split('BEGIN:VEVENT').length - 1, Number(world.sql('SELECT COUNT(*) AS n FROM backorder_domains WHERE userid = 1 AND dropdate IS NOT NULL')[0].n));
  assert.match(text, /DTSTART:20261124T180000Z/);
  assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
  const wrong = [address.replace(/.$/, (letter) => (letter === 'A' ? 'B' : 'A')), address.replace(/key=1-/, 'key=2-'), address.replace(/key=.*/, 'key='), address.replace(/key=.*/, 'key=1-')];
  for (const other of wrong) assert.equal((await fetch(other)).status, 404, other);
  await Promise.all([page.waitForNavigation(), page.locator('button[value=feed_revoke]').click()]);
  assert.equal((await fetch(address)).status, 404);
});

test('downloads hold the present result and no formula', async () => {
  world.mysql("UPDATE tblcurrencies SET prefix = '=1+1 $' WHERE id = 1", 'whmcs');
  const session = await new Session(world.url).loginClient(CLIENTS.anna);
  try {
    const drops = await session.get(`${PAGE}&q=%5Esix&csv=1`);
    assert.match(drops.headers.get('content-disposition'), /attachment; filename="expiring-domains\.csv"/);
    const lines = drops.text.trim().split('\r\n');
    assert.equal(lines.length, 9);
    assert.match(lines[1], /^"six\dname\.(com|net)","'=1\+1 \$\d+\.00 USD","2026-11-2\d 18:00:00","8","1","0","/);
    const orders = await session.get(`${PAGE}&p=manage&csv=1&status=FAILED`);
    assert.equal(orders.text.trim().split('\r\n').length, 1 + Number(world.sql("SELECT COUNT(*) AS n FROM backorder_domains WHERE status = 'FAILED'")[0].n));
  } finally {
    world.mysql("UPDATE tblcurrencies SET prefix = '$' WHERE id = 1", 'whmcs');
  }
});

test('a cell is a text unless it is known to be no formula', () => {
  const made = execFileSync('php', ['-r', `require '${ROOT}/lib/Csv.php'; echo WHMCS\\Module\\Addon\\Ispapibackorder\\Csv::line(['=1', "=1+1\\xff", 'name.com']);`]);
  assert.equal(made.toString('latin1'), '"\'=1","\'=1+1\xff","name.com"\r\n');
});

test('a search has all the zones that it names, or says that they are too many', async () => {
  const session = await new Session(world.url).loginClient(CLIENTS.bernd);
  await session.get('index.php?language=english');
  const many = (count) => Array.from({ length: count }, (_, index) => `zone${index}`).join(',');
  const found = JSON.parse((await session.get(`${PAGE}&json=1&zone=${many(100)},net&q=six`)).text);
  assert.deepEqual([found.message, found.rows.length], ['', 4]);
  const refused = JSON.parse((await session.get(`${PAGE}&json=1&zone=${many(2200)}`)).text);
  assert.deepEqual([refused.ok, refused.message], [false, 'Too many zones at a time. Choose fewer, or none for all.']);
});

test('a day without drops has the way back to all days', async () => {
  const session = await new Session(world.url).loginClient(CLIENTS.bernd);
  await session.get('index.php?language=english');
  const { text } = await session.get(`${PAGE}&from=2027-03-01&to=2027-03-01`);
  assert.match(text, /<details class="bo-more bo-drops" open>/);
  assert.match(text, /<div data-bo-chart>/);
  assert.match(text, /data-bo-if="reset">Show all days/);
});

test('too many requests are refused with a clear message, for this client only', async () => {
  await world.hostctl('set-setting', 'ispapibackorder', 'requests_per_minute=3');
  try {
    const session = await new Session(world.url).loginClient(CLIENTS.carla);
    const answers = [];
    for (let index = 0; index < 6; index += 1) answers.push(await session.get(`${PAGE}&json=1&q=name`));
    assert.equal(answers[0].status, 200);
    assert.equal(answers[5].status, 429);
    assert.match(JSON.parse(answers[5].text).message, /wait a minute/);
    const own = await session.get(`${PAGE}&p=manage&json=1`);
    assert.equal(own.status, 429);
    assert.match(JSON.parse(own.text).message, /wait a minute/);
    assert.equal((await (await new Session(world.url).loginClient(CLIENTS.bernd)).get(`${PAGE}&json=1`)).status, 200);
  } finally {
    await world.hostctl('set-setting', 'ispapibackorder', 'requests_per_minute=300');
  }
});

test('guests search when the setting lets them, and order nothing', async () => {
  await world.hostctl('set-setting', 'ispapibackorder', 'guests_may_search=on');
  const guest = new Session(world.url);
  const page = await guest.get(PAGE);
  assert.match(page.text, /filler000\.com/);
  assert.doesNotMatch(page.text, /value="create"[^>]*>(?!.*hidden)Backorder selected|data-bo-paste/);
  const before = world.sql('SELECT COUNT(*) AS n FROM backorder_domains')[0].n;
  assert.equal((await guest.post(`${PAGE}&json=1`, { action: 'create', domain: 'filler001.com', token: guest.token })).status, 401);
  assert.equal(world.sql('SELECT COUNT(*) AS n FROM backorder_domains')[0].n, before);
  assert.match((await guest.get(`${PAGE}&p=manage`)).text, /inputPassword/);
  const visitor = await browser.open();
  await visitor.page.goto(`${world.url}/${PAGE}`);
  assert.equal(await visitor.page.locator('[data-bo-rows] [data-bo-row]').count(), 50);
  await accessible(visitor.page, 'Expiring Domains for guests');
  assert.deepEqual(visitor.problems, []);
  await visitor.close();
});

test('a language that only WHMCS has is shown in English, in the menu too; every other in its own words', async () => {
  const session = await new Session(world.url).loginClient(CLIENTS.bernd);
  await session.get('index.php?language=swedish');
  assert.match((await session.get(PAGE)).text, /Expiring Domains/);
  const titles = new Set();
  for (const language of ['english', 'german', 'french', 'spanish', 'italian', 'dutch', 'polish', 'portuguese-br', 'turkish']) {
    await session.get(`index.php?language=${language}`);
    titles.add(/<title>([^<]+)/.exec((await session.get(PAGE)).text)[1]);
  }
  assert.equal(titles.size, 9);
});

test('what comes next is told with a time only while that is ahead', async () => {
  const session = await new Session(world.url).loginClient(CLIENTS.bernd);
  await session.get('index.php?language=english');
  const cases = [
    ['filler100.com', "status = 'REQUESTED', dropdate = '2026-12-01 12:00:00'", /^the price is reserved from$/, true],
    ['filler101.com', "status = 'REQUESTED', dropdate = '2026-11-24 12:00:00', reason = 'waiting_funds'", /^the price is reserved within minutes if your funds cover it\.$/, false],
    ['filler102.com', "status = 'ACTIVE', dropdate = '2026-11-23 12:00:00'", /^the backorder goes to the registrar at$/, true],
    ['filler103.com', "status = 'ACTIVE', dropdate = '2026-11-23 10:30:00'", /^the backorder goes to the registrar within minutes\.$/, false],
    ['filler104.com', "status = 'PROCESSING', dropdate = '2026-11-23 10:30:00'", /^we try to catch the name at$/, true],
    ['filler105.com', "status = 'PROCESSING', dropdate = '2026-11-23 08:30:00'", /^the registrar tells us whether the name was caught\.$/, false],
    ['filler106.com', "status = 'AUCTION-PENDING', auction = '{\"end\": \"2026-11-24 09:00:00\"}'", /^please bid before the auction ends:$/, true],
    ['filler107.com', "status = 'AUCTION-PENDING', auction = '{\"end\": \"2026-11-23 08:00:00\"}'", /^the auction has ended; the registrar tells us its result\.$/, false],
    ['filler108.com', "status = 'AUCTION-PENDING', auction = '{}'", /^please bid in the auction\.$/, false],
  ];
  for (const [domain, change] of cases) {
    assert.equal((await world.command(2, { COMMAND: 'CreateBackorder', DOMAIN: domain })).CODE, 200, domain);
    world.sql(`UPDATE backorder_domains SET ${change} WHERE domain = '${domain.split('.')[0]}'`);
  }
  const { rows } = JSON.parse((await session.get(`${PAGE}&p=manage&q=filler10&json=1`)).text);
  for (const [domain, change, words, ahead] of cases) {
    const found = rows.find((row) => row.domain === domain);
    assert.match(found.next, words, change);
    assert.equal(found.next_time !== '' || found.auction_time !== '', ahead, `${change}: ${found.next_time} ${found.auction_time}`);
  }
});

test('an admin reads of the customer, who is spoken to on the own page; what was deleted is told by name', async () => {
  const session = await new Session(world.url).loginClient(CLIENTS.bernd);
  await session.get('index.php?language=english');
  assert.match((await session.get(`${PAGE}&p=manage&q=filler101`)).text, /Your available funds do not cover the price/);
  const admin = await new Session(world.url).loginAdmin(ADMIN);
  const address = 'admin/addonmodules.php?module=ispapibackorder&tab=manage';
  const { text } = await admin.get(`${address}&q=filler101`);
  assert.match(text, /The customer(&#0?39;|')s available funds do not cover the price/);
  assert.doesNotMatch(text, /Your available funds/);
  const [one, two] = world.sql("SELECT id FROM backorder_domains WHERE domain IN ('filler100', 'filler101') ORDER BY id").map(({ id }) => id);
  const token = /name="token" value="([^"]+)"/.exec(text)[1];
  const answer = await admin.post(address, { action: 'delete', ids: `${one},${two}`, token });
  const told = answer.status >= 300 && answer.status < 400 ? await admin.get(address) : answer;
  assert.match(told.text, /Deleted: filler100\.com, filler101\.com\./);
});

test('times are UTC, and those of the browser\'s own zone are told beside them', async () => {
  const away = await startBrowser({ timezoneId: 'America/New_York' });
  try {
    await loginClient(away.page, world.url, CLIENTS.anna);
    await away.page.goto(`${world.url}/${PAGE}&q=filler000`);
    const time = row(away.page, 'filler000.com').locator('time').first();
    await time.locator('.bo-local').waitFor();
    assert.equal(await time.getAttribute('datetime'), '2026-12-01T12:00:00Z');
    assert.match(await time.innerText(), /12:00/);
    assert.match(await time.locator('.bo-local').innerText(), /0?7:00.*EST/);
    assert.deepEqual(away.problems, []);
  } finally {
    await away.close();
  }
});

test('no script of a page stands in the page, and all it loads is small', async () => {
  const { page } = browser;
  const loaded = new Set();
  const note = (request) => { if (request.url().includes('/modules/addons/ispapibackorder/')) loaded.add(request.url()); };
  page.on('request', note);
  for (const address of [PAGE, `${PAGE}&p=manage`]) {
    await page.goto(`${world.url}/${address}`, { waitUntil: 'load' });
    assert.equal(await page.locator('.bo script:not([src]), .bo [onclick], .bo [style]').count(), 0);
  }
  page.off('request', note);
  const sizes = await Promise.all([...loaded].map(async (file) => gzipSync(Buffer.from(await (await fetch(file)).arrayBuffer())).length));
  assert.ok(sizes.length >= 3 && sizes.reduce((sum, size) => sum + size, 0) < 60 * 1024, `${[...loaded]}: ${sizes}`);
});

test('a download that is cut says so in its last line', async () => {
  writeFileSync(world.dropList, LIST + Array.from({ length: 10400 }, (_, index) => `"bulk${index}.com";2026-12-02 12:00:00\n`).join(''));
  await world.cron('import');
  const session = await new Session(world.url).loginClient(CLIENTS.bernd);
  await session.get('index.php?language=english');
  const lines = (await session.get(`${PAGE}&csv=1&q=%5Ebulk`)).text.trim().split('\r\n');
  assert.equal(lines.length, 1 + 10000 + 1);
  assert.equal(lines.at(-1), '"This file ends here: only the first 10,000 of 10,400 rows are in it."');
});

test('the browser and the host saw no error', async () => {
  assert.deepEqual(browser.problems, []);
  assert.deepEqual(await world.hostErrors(), []);
});
