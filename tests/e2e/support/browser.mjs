// A real headless Chromium.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const EXECUTABLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/**
 * Starts Chromium with one page; close() ends it. open() gives one more page with cookies of its own in the same browser,
 * which is several times faster than one more browser.
 */
export async function startBrowser(options) {
  const browser = await chromium.launch({
    executablePath: EXECUTABLE,
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  const open = async ({ width = 1280, height = 900, javaScriptEnabled = true, timezoneId = 'UTC' } = {}) => {
    const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled, locale: 'en-US', timezoneId });
    const page = await context.newPage();
    const problems = [];
    page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
    page.on('console', (message) => { if (message.type() === 'error') problems.push(`console: ${message.text()}`); });
    return { context, page, problems, close: () => context.close() };
  };
  return { ...await open(options), open, close: () => browser.close() };
}

/**
 * What axe-core finds wrong below a selector, as texts. The rows of a list come from one template and checking one costs a
 * quarter of a second: all but the first eight are out of the page meanwhile.
 */
export async function barriers(page, selector, options) {
  if (!await page.evaluate(() => 'axe' in window)) await page.addScriptTag({ path: AXE });
  return page.evaluate(async ([below, settings]) => {
    const away = [...document.querySelectorAll(`${below} tbody`)].map((body) => [body, [...body.children].slice(8)]);
    for (const [, rows] of away) for (const row of rows) row.remove();
    // Half way through a transition a text has a contrast that it keeps for no longer than that.
    await Promise.all(document.getAnimations().map((animation) => animation.finished));
    try {
      const found = await window.axe.run({ include: [[below]] }, { resultTypes: ['violations'], ...settings });
      return found.violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.slice(0, 5).map((node) => node.html.slice(0, 200)) }));
    } finally {
      for (const [body, rows] of away) body.append(...rows);
    }
  }, [selector, options ?? {}]);
}

export async function loginClient(page, base, { email, password }) {
  await page.goto(`${base}/index.php?rp=/login`);
  await page.fill('#inputEmail', email);
  await page.fill('#inputPassword', password);
  await Promise.all([page.waitForNavigation(), page.press('#inputPassword', 'Enter')]);
}

export async function loginAdmin(page, base, { username, password }) {
  await page.goto(`${base}/admin/login.php`);
  await page.fill('input[name=username]', username);
  await page.fill('input[name=password]', password);
  await Promise.all([page.waitForNavigation(), page.press('input[name=password]', 'Enter')]);
}
