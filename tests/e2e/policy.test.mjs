// Client and admin pages under a strict Content-Security-Policy: everything works, and the browser reports no violation.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ADMIN, CLIENTS, World, utc } from '../support/world.mjs';
import { loginAdmin, loginClient, startBrowser } from './support/browser.mjs';

const NOW = utc('2026-11-23 09:00:00');
const PAGE = 'index.php?m=ispapibackorder';
const ADMIN_PAGE = 'admin/addonmodules.php?module=ispapibackorder&tab=';
const LIST = Array.from({ length: 60 }, (_, index) => `"policy${String(index).padStart(2, '0')}.${index % 2 ? 'net' : 'com'}";2026-11-${24 + (index % 5)} 18:00:00\n`).join('');
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

// WHMCS's own frame has one script in the page, which its themes need, and jQuery tries an attribute when it starts; the
// stand-in's login form and dashboard have a style.
const OF_HOST = [/^script-src-elem inline .* <script>\s*var csrfToken = /s, /^script-src-attr inline http:\/\/[^/]+\/assets\/jquery\/jquery\.min\.js:/,
  /^style-src-attr inline .* on http:\/\/[^/]+\/admin\/(index\.php|login\.php)? <(form method="post" action="login\.php"|div class="panel-body") /];

const world = new World();
const violations = [];
let browser;
before(async () => {
  // As a web server's configuration would do it: the header stands in front of whatever the host answers.
  const header = path.join(world.directory, 'policy.php');
  writeFileSync(header, `<?php\nif (PHP_SAPI !== 'cli') {\n\theader(${JSON.stringify(`Content-Security-Policy: ${POLICY}`)});\n}\n`);
  await world.start({ now: NOW, dropList: LIST, extension: process.env.BACKORDER_EXTENSION, phpOptions: ['-d', `auto_prepend_file=${header}`] });
  await world.cron('import');
  await world.setPrices(() => ({ 1: '20.00', 2: '18,00' }));
  browser = await startBrowser();
  await browser.context.exposeFunction('reportViolation', (text) => { if (!OF_HOST.some((known) => known.test(text))) violations.push(text); });
  await browser.context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      window.reportViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} on ${window.location.href} ${event.target.outerHTML?.slice(0, 200) ?? ''}`);
    });
  });
});
after(async () => {
  await browser?.close();
  await world.stop();
});

const settled = (page, count) => page.waitForFunction((wanted) => !document.querySelector('[data-bo-main][aria-busy]')
  && document.querySelectorAll('[data-bo-rows] [data-bo-row]').length === wanted, count);
const open = async (address) => {
  const answer = await browser.page.goto(`${world.url}/${address}`);
  assert.equal(answer.headers()['content-security-policy'], POLICY);
};

for (const theme of ['six', 'twenty-one', 'nexus']) {
  test(`${theme}: search, order, chart, pasted names, history`, async () => {
    const { page } = browser;
    await browser.context.clearCookies();
    await loginClient(page, world.url, CLIENTS.anna);
    await open(`index.php?systpl=${theme}`);
    await open(PAGE);
    await page.fill('#bo-q', 'policy1');
    await settled(page, 10);
    await page.locator('[data-bo-sort=domain]').click();
    await page.locator('th[aria-sort=ascending] a', { hasText: 'Domain' }).waitFor();
    await settled(page, 10);
    await page.locator('[data-bo-bars] a').nth(2).click();
    await settled(page, 2);
    await page.goBack();
    await settled(page, 10);
    await page.locator('[data-bo-zone=net]').click();
    await settled(page, 5);
    const line = page.locator('[data-bo-rows] [data-bo-row]').first();
    await line.locator('button[value=create]').click();
    await line.locator('button[value=delete]').click();
    await line.locator('button[value=create]').waitFor();
    for (const name of ['0', '2']) await page.locator('[data-bo-tick]').nth(Number(name)).check();
    await page.locator('[data-bo-bulk]').click();
    await page.locator('[data-bo-notices] li').nth(1).waitFor();
    await page.locator('[data-bo-paste] > summary').click();
    await page.fill('#bo-names', `pasted-${theme}.com\nbad_name`);
    await page.locator('button[value=check]').click();
    await page.locator('[data-bo-checked-rows] tr').nth(1).waitFor();
    await page.locator('[data-bo-checked] button[value=create_many]').click();
    await page.locator('[data-bo-notices] li', { hasText: `pasted-${theme}.com` }).waitFor();

    await open(`${PAGE}&p=manage`);
    await settled(page, 3);
    await page.locator('[data-bo-timeline]').first().click();
    await page.locator('.bo-timeline li').first().waitFor();
    for (let left = 2; left >= 0; left -= 1) {
      await page.locator('.bo-confirm:visible > summary').first().click();
      await page.locator('button[value=delete]:visible').first().click();
      await settled(page, left);
    }
    assert.deepEqual(violations, []);
  });
}

test('the admin pages', async () => {
  const { page } = browser;
  for (const name of ['policy00.com', 'policy02.com']) await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: name });
  await browser.context.clearCookies();
  await loginAdmin(page, world.url, ADMIN);
  for (const tab of ['manage', 'pricing', 'logs', 'reports', 'status']) {
    await open(ADMIN_PAGE + tab);
    assert.ok(await page.locator('.bo-admin').isVisible());
  }
  await open(`${ADMIN_PAGE}manage&sort=domain`);
  await page.locator('[data-bo-all]').check();
  assert.equal(await page.locator('[data-bo-one]:checked').count(), 2);
  await page.locator('#bo-acts summary:has-text("Delete")').click();
  await Promise.all([page.waitForNavigation(), page.locator('#bo-acts button[value=delete]').click()]);
  assert.equal(world.sql('SELECT COUNT(*) AS n FROM backorder_domains')[0].n, '0');
  await open('admin/');
  assert.deepEqual(violations, []);
});

test('the policy is in force, and a violation is seen', async () => {
  const { page } = browser;
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.ranInline = true';
    document.body.append(script);
  });
  assert.equal(await page.evaluate(() => window.ranInline), undefined);
  assert.match(violations.join('\n'), /^script-src-elem inline/);
  assert.equal(violations.length, 1);
});

test('the host and the scripts made no error', async () => {
  assert.deepEqual(browser.problems.filter((problem) => problem.startsWith('exception: ') && !/csrfToken|whmcsBaseUrl/.test(problem)), []);
  assert.deepEqual(await world.hostErrors(), []);
});
