// Text at 200 % (WCAG 1.4.4, 1.4.10): on a phone of 360 pixels and on a desk, in each theme, nothing of the client pages is cut
// or overlaps, the page does not scroll sideways, and every control can be hit.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CLIENTS, World, utc } from '../support/world.mjs';
import { loginClient, startBrowser } from './support/browser.mjs';
import { doubleText, findCut } from './support/layout.mjs';

const NOW = utc('2026-11-23 09:00:00');
const PAGE = 'index.php?m=ispapibackorder';
const LIST = [
  ...Array.from({ length: 30 }, (_, index) => `"zoom${index}.com";2026-11-${24 + (index % 5)} 18:00:00\n`),
  '"zoomandthenaverylongnamewithoutanyplacewhereitcouldbebroken.com";2026-11-23 14:30:00\n',
  '"xn--zoommller-eeb.com";2026-11-23 14:30:00\n',
].join('');
// A folder for pictures of what is checked.
const PICTURES = process.env.BACKORDER_PICTURES;

const world = new World();
let browser;
before(async () => {
  await world.start({ now: NOW, dropList: LIST, extension: process.env.BACKORDER_EXTENSION });
  await world.cron('import');
  await world.setPrices(() => ({ 1: '1234.00', 2: '1134,00' }));
  for (const name of ['zoom1', 'zoom2', 'zoom3', 'zoomandthenaverylongnamewithoutanyplacewhereitcouldbebroken']) {
    await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: `${name}.com` });
  }
  world.mysql("UPDATE backorder_domains SET status = 'FAILED', reason = 'lost', open_order = NULL WHERE domain = 'zoom3'", 'whmcs');
  if (PICTURES) mkdirSync(PICTURES, { recursive: true });
  browser = await startBrowser();
  await loginClient(browser.page, world.url, CLIENTS.anna);
});
after(async () => {
  await browser?.close();
  await world.stop();
});

/** Opens all that can be opened on Expiring Domains, with the check of some names. */
async function expiringDomains(page) {
  await page.goto(`${world.url}/${PAGE}&q=zoom&limit=25`);
  await page.locator('[data-bo-paste] > summary').click();
  await page.fill('#bo-names', 'zoom9.com\nbad_name\nzoom1.com\nzoomandthenaverylongnamewithoutanyplacewhereitcouldbebroken.zone');
  await page.locator('button[value=check]').click();
  await page.locator('[data-bo-checked-rows] tr').nth(3).waitFor();
  for (const details of await page.locator('.bo-search details').all()) await details.evaluate((element) => { element.open = true; });
  await page.locator('[data-bo-rows] button[value=create]:visible').first().click();
  await page.locator('[data-bo-notices] .alert').waitFor();
  await page.locator('[data-bo-rows] button[value=delete]:visible').first().click();
  await page.waitForFunction(() => document.querySelectorAll('[data-bo-rows] button[value=delete]:not([hidden])').length === 3);
}

async function myBackorders(page) {
  await page.goto(`${world.url}/${PAGE}&p=manage`);
  await page.locator('[data-bo-timeline]').first().click();
  await page.locator('.bo-timeline li').first().waitFor();
  await page.locator('.bo-confirm:visible > summary').first().click();
}

for (const theme of ['six', 'twenty-one', 'nexus']) {
  for (const [what, prepare] of [['Expiring Domains', expiringDomains], ['My Backorders', myBackorders]]) {
    test(`${theme}: ${what} with text at 200 %`, async () => {
      const { page } = browser;
      const found = [];
      // German has the longest words.
      for (const [language, width] of [['english', 360], ['german', 360], ['german', 1280]]) {
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(`${world.url}/index.php?systpl=${theme}`);
        await page.goto(`${world.url}/index.php?language=${language}`);
        await prepare(page);
        await page.setViewportSize({ width, height: 800 });
        await doubleText(page, '.bo');
        if (PICTURES) await page.screenshot({ path: path.join(PICTURES, `${theme}-${what.replace(' ', '-')}-${language}-${width}.png`), fullPage: true });
        found.push(...(await findCut(page, '.bo')).map((problem) => `${language}, ${width}: ${problem}`));
      }
      assert.deepEqual(found, []);
    });
  }
}

test('what is cut is found', async () => {
  const { page } = browser;
  await page.goto(`${world.url}/${PAGE}&q=zoom&limit=25`);
  await page.setViewportSize({ width: 360, height: 800 });
  await doubleText(page, '.bo');
  for (const [rule, word] of [
    ['.bo .bo-name { white-space: nowrap; overflow-wrap: normal; word-break: normal; }', /beyond the screen: strong/],
    ['.bo #bo-q { height: 20px !important; }', /too low/],
    ['.bo .bo-summary { height: 1em; overflow: hidden; }', /cut off/],
    ['.bo .bo-domain { margin-bottom: -30px; }', /lies over/],
    ['.bo .bo-search { position: relative; } .bo .bo-search::after { content: ""; position: absolute; inset: 0; }', /covered/],
  ]) {
    await page.addStyleTag({ content: rule });
    assert.match((await findCut(page, '.bo')).join('\n'), word, rule);
    await page.evaluate(() => document.head.lastElementChild.remove());
  }
});

test('the browser and the host saw no error', async () => {
  assert.deepEqual(browser.problems, []);
  assert.deepEqual(await world.hostErrors(), []);
});
