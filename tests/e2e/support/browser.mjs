// A real headless Chromium.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const EXECUTABLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Starts Chromium; close() ends it and removes its profile. */
export async function startBrowser({ width = 1280, height = 900, javaScriptEnabled = true, timezoneId = 'UTC' } = {}) {
  const profile = mkdtempSync(path.join(tmpdir(), 'backorder-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: EXECUTABLE,
    headless: true,
    viewport: { width, height },
    javaScriptEnabled,
    locale: 'en-US',
    timezoneId,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
  const page = context.pages()[0] ?? await context.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(`exception: ${error.message}`));
  page.on('console', (message) => { if (message.type() === 'error') problems.push(`console: ${message.text()}`); });
  return {
    context,
    page,
    problems,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
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
