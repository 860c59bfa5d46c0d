// Takes the pictures of docs/pictures/ from a running system with generated names: node tests/e2e/pictures.mjs

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ADMIN, CLIENTS, ROOT, World, utc, utcText } from '../support/world.mjs';
import { loginAdmin, loginClient, startBrowser } from './support/browser.mjs';

const NOW = utc('2026-11-23 09:00:00');
const folder = path.join(ROOT, 'docs/pictures');
mkdirSync(folder, { recursive: true });
const world = new World();
let desk;
let phone;
try {
  await world.start({ now: NOW, rows: 100000, real: false });
  await world.cron('import');
  await world.setPrices();
  const names = world.sql(`SELECT CONCAT(domain, '.', zone) AS name, drop_date FROM backorder_pending_domains
    WHERE zone IN ('com', 'net', 'co.uk', 'de') AND domain RLIKE '^[a-z]{5,9}$' AND drop_date BETWEEN '${utcText(NOW + 3.5 * 86400)}' AND '${utcText(NOW + 4 * 86400)}'
    ORDER BY domain LIMIT 6`).map((row) => row.name);
  const fates = ['caught', 'lost', 'auction-pending', 'refused', 'caught', 'caught'];
  for (const [index, name] of names.entries()) {
    await world.registrar('fate', { domain: name, fate: fates[index], bidders: 3 });
    await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: name });
  }
  for (let time = NOW; time < NOW + 4.2 * 86400; time += 3600) {
    world.setTime(time);
    if ([1, 2, 3].some((day) => time === NOW + day * 86400) || (time > NOW + 3 * 86400)) await world.cron('batch');
  }
  const upcoming = world.sql(`SELECT CONCAT(domain, '.', zone) AS name FROM backorder_pending_domains WHERE domain RLIKE '^[a-z]{6,8}$'
    AND drop_date BETWEEN '${utcText(world.now + 1.5 * 86400)}' AND '${utcText(world.now + 12 * 86400)}' ORDER BY drop_date LIMIT 3`);
  for (const { name } of upcoming) await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: name });
  for (const cron of ['import', 'dropdates', 'batch']) await world.cron(cron);

  desk = await startBrowser({ width: 1280, height: 1000 });
  const { page } = desk;
  const shoot = async (name, address, prepare, fullPage = false) => {
    await page.goto(`${world.url}/${address}`);
    if (prepare) await prepare(page);
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage });
  };
  await loginClient(page, world.url, CLIENTS.anna);
  await shoot('expiring-domains', 'index.php?m=ispapibackorder&q=an&max=8&hyphens=no&sort=length');
  await shoot('my-backorders', 'index.php?m=ispapibackorder&p=manage', async () => {
    await page.locator('[data-bo-rows] tr', { hasText: names[0] }).locator('[data-bo-timeline]').click();
    await page.locator('.bo-timeline li').first().waitFor();
  }, true);
  await desk.context.clearCookies();
  await loginAdmin(page, world.url, ADMIN);
  for (const tab of ['manage', 'pricing', 'logs', 'reports', 'status']) await shoot(`admin-${tab}`, `admin/addonmodules.php?module=ispapibackorder&tab=${tab}`);

  phone = await startBrowser({ width: 390, height: 1500 });
  await loginClient(phone.page, world.url, CLIENTS.anna);
  await phone.page.goto(`${world.url}/index.php?m=ispapibackorder&q=an&max=8`);
  await phone.page.screenshot({ path: path.join(folder, 'expiring-domains-phone.png') });
  await phone.page.goto(`${world.url}/index.php?m=ispapibackorder&p=manage`);
  await phone.page.screenshot({ path: path.join(folder, 'my-backorders-phone.png') });
} finally {
  await desk?.close();
  await phone?.close();
  await world.stop();
}
