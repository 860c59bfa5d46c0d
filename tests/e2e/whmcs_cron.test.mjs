// The addon's crons run by WHMCS's own cron: off by default, at the documented times, beside a crontab, and never in its way.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { ADMIN, ROOT, World, utc, utcText } from '../support/world.mjs';
import { Session } from './support/session.mjs';

const run = promisify(execFile);
const NOW = utc('2026-11-23 09:00:00');
const list = (names) => `${names.map((name) => `"${name}";2026-11-29 18:00:00`).join('\n')}\n`;
const NAMES = Array.from({ length: 500 }, (_, index) => `name${String(index).padStart(5, '0')}.com`);

const world = new World();
before(() => world.start({ now: NOW, dropList: list(NAMES), extension: process.env.BACKORDER_EXTENSION }));
after(() => world.stop());

/** WHMCS's cron; it throws when that ends with an error. What it printed is returned. */
async function whmcsCron(options = world.phpOptions) {
  const { stdout, stderr } = await run('php', [...options, path.join(world.host, 'crons/cron.php')], { cwd: '/' });
  return { stdout, stderr };
}
const set = (value) => {
  world.sql("DELETE FROM tbladdonmodules WHERE module = 'ispapibackorder' AND setting = 'whmcs_cron'");
  world.sql(`INSERT INTO tbladdonmodules (module, setting, value) VALUES ('ispapibackorder', 'whmcs_cron', '${value}')`);
};
const marks = () => Object.fromEntries(world.sql("SELECT name, value FROM backorder_meta WHERE name LIKE 'cron.%'")
  .map(({ name, value }) => [name.slice(5), value]));
const count = () => Number(world.sql('SELECT COUNT(*) AS n FROM backorder_pending_domains')[0].n);
async function statusRow(name) {
  const admin = await new Session(world.url).loginAdmin(ADMIN);
  const { text } = await admin.get('admin/addonmodules.php?module=ispapibackorder&tab=status');
  return { page: text, row: [...text.matchAll(/<tr>\s*<th scope="row">([^]*?)<\/tr>/g)]
    .map(([, row]) => row.replace(/<[^>]*>/g, ' ').replace(/&#0?39;/g, "'").replace(/\s+/g, ' ').trim()).find((row) => row.startsWith(name)) };
}

test('off by default: WHMCS\'s cron runs none of them', async () => {
  await whmcsCron();
  assert.deepEqual(marks(), {});
  assert.equal(count(), 0);
  const { page } = await statusRow('Cron: backorders');
  assert.match(page, /The addon needs these lines/);
});

test('switched on, it runs all that is due, prints nothing of its own, and the Status page says which way they ran', async () => {
  set('on');
  const late = await statusRow('Cron: backorders');
  assert.match(late.row, /fix this .*WHMCS's own cron should run batch\.php/);
  const { stdout, stderr } = await whmcsCron();
  assert.equal(stderr, '');
  assert.match(stdout, /^Completed[^\n]*\n$/);
  assert.equal(count(), NAMES.length);
  const now = utcText(world.now);
  for (const cron of ['batch', 'import', 'dropdates']) {
    const found = marks();
    assert.equal(found[`${cron}.start`], now, cron);
    assert.equal(found[`${cron}.ok`], now, cron);
    assert.equal(found[`${cron}.way`], 'whmcs', cron);
  }
  const { page, row } = await statusRow('Cron: backorders');
  assert.match(row, /good .*by WHMCS's cron/);
  assert.match(page, /WHMCS.{0,8}s own cron runs what is due/);
});

test('the batch runs each time, the list only at its times, and what was missed is caught up', async () => {
  world.advance(300);
  await whmcsCron();
  assert.equal(marks()['batch.start'], utcText(world.now));
  assert.equal(marks()['import.start'], '2026-11-23 09:00:00');

  world.setTime('2026-11-23 10:00:30');
  await whmcsCron();
  assert.equal(marks()['import.start'], '2026-11-23 09:00:00');
  world.setTime('2026-11-23 10:05:00');
  await whmcsCron();
  assert.equal(marks()['import.start'], '2026-11-23 10:05:00');
  assert.equal(marks()['dropdates.start'], '2026-11-23 09:00:00');
  world.setTime('2026-11-23 11:05:00');
  await whmcsCron();
  assert.equal(marks()['import.start'], '2026-11-23 10:05:00');
  assert.equal(marks()['dropdates.start'], '2026-11-23 11:05:00');

  // Two days without any cron: one run of each, not four.
  world.setTime('2026-11-25 15:00:00');
  await whmcsCron();
  const after_ = marks();
  assert.equal(after_['import.start'], '2026-11-25 15:00:00');
  world.advance(300);
  await whmcsCron();
  assert.equal(marks()['import.start'], '2026-11-25 15:00:00');
  assert.equal(marks()['batch.start'], '2026-11-25 15:05:00');
});

test('in a web server a cron may wait for the database as long as on the command line', async () => {
  const { stdout } = await run('php', [path.join(ROOT, 'tests/support/cron_limit.php'), world.host]);
  assert.deepEqual(JSON.parse(stdout), [20, 60]);
});

test('a crontab that is there as well does the work instead, not a second time', async () => {
  world.setTime('2026-11-26 00:01:00');
  assert.equal((await world.cron('import', '--quiet')).status, 0);
  world.setTime('2026-11-26 00:05:00');
  assert.equal((await world.cron('batch', '--quiet')).status, 0);
  world.advance(60);
  await whmcsCron();
  const found = marks();
  assert.equal(found['import.start'], '2026-11-26 00:01:00');
  assert.equal(found['import.way'], 'crontab');
  assert.equal(found['batch.start'], '2026-11-26 00:05:00');
  assert.match((await statusRow('Cron: drop list')).row, /by the crontab/);
  world.advance(60);
  await whmcsCron();
  assert.equal(marks()['batch.start'], utcText(world.now));
});

test('several at the same moment: one of them imports', async () => {
  world.setTime('2026-11-26 10:05:00');
  const before_ = world.sql("SELECT COUNT(*) AS n FROM backorder_logs WHERE cron = 'import'")[0].n;
  await Promise.all(Array.from({ length: 4 }, () => whmcsCron()));
  const after_ = world.sql("SELECT COUNT(*) AS n FROM backorder_logs WHERE cron = 'import'")[0].n;
  assert.equal(Number(after_), Number(before_) + 1);
  assert.deepEqual(world.sql("SELECT message FROM backorder_logs WHERE cron = 'import' AND status = 'error'"), []);
});

test('an order is caught, invoiced and delivered by WHMCS\'s cron alone', async () => {
  writeFileSync(world.dropList, list(NAMES));
  await world.setPrices(() => ({ 1: '20.00', 2: '18.00' }));
  await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: 'name00001.com' });
  await world.registrar('fate', { domain: 'name00001.com', fate: 'caught' });
  for (const time of ['2026-11-27 12:00:00', '2026-11-29 16:30:00', '2026-11-29 18:30:00', '2026-11-29 18:35:00', '2026-11-29 19:30:00']) {
    world.setTime(time);
    await whmcsCron();
  }
  assert.deepEqual(world.sql("SELECT status FROM backorder_domains WHERE domain = 'name00001'"), [{ status: 'SUCCESSFUL' }]);
  assert.deepEqual(world.sql("SELECT userid, domain FROM tbldomains WHERE domain = 'name00001.com'"), [{ userid: '1', domain: 'name00001.com' }]);
});

test('a list that fails is tried again after an hour, and WHMCS\'s cron ends well all the same', async () => {
  world.setTime('2026-11-30 00:05:00');
  writeFileSync(world.dropList, list(NAMES.slice(0, 400)).replaceAll('2026-11-29', '2026-12-20'));
  const kept = count();
  await world.registrar('droplist', { base64: '', times: 1 });
  const { stdout, stderr } = await whmcsCron();
  assert.equal(stderr, '');
  assert.match(stdout, /^Completed/);
  assert.equal(marks()['import.error'], '2026-11-30 00:05:00');
  assert.equal(count(), kept);
  const activity = await world.hostctl('activity');
  assert.match(activity, /Cron import/);
  world.advance(3000);
  await whmcsCron();
  assert.equal(marks()['import.start'], '2026-11-30 00:05:00');
  world.advance(900);
  await whmcsCron();
  assert.equal(marks()['import.ok'], utcText(world.now));
  assert.equal(count(), 400);
  await world.registrar('droplist', { reset: true });
});

test('without the extension, and with a database of ours that is broken, WHMCS\'s cron goes on', async () => {
  world.advance(600);
  const without = await whmcsCron([]);
  assert.equal(without.stderr, '');
  assert.match(without.stdout, /^Completed[^\n]*\n$/);
  world.sql('RENAME TABLE backorder_meta TO kept_meta');
  try {
    const { stdout } = await whmcsCron();
    assert.match(stdout, /^Completed[^\n]*\n$/);
  } finally {
    world.sql('DROP TABLE IF EXISTS backorder_meta; RENAME TABLE kept_meta TO backorder_meta');
  }
  // Files that are half replaced by an update, say.
  const file = path.join(world.host, 'modules/addons/ispapibackorder');
  renameSync(file, `${file}.away`);
  try {
    assert.match((await whmcsCron()).stdout, /^Completed/);
  } finally {
    renameSync(`${file}.away`, file);
  }
  set('');
  world.advance(3600);
  const kept = marks()['batch.start'];
  await whmcsCron();
  assert.equal(marks()['batch.start'], kept);
  assert.deepEqual(await world.hostErrors(), []);
  assert.doesNotMatch(readFileSync(path.join(world.databaseDirectory, 'server.log'), 'utf8'), /Aborted connection/);
});
