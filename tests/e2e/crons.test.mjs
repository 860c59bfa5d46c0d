// The three crons as a system runs them, and the list they import.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { World, utc, utcText } from '../support/world.mjs';

const NOW = utc('2026-11-23 09:00:00');
const list = (names) => `${names.map(([name, date]) => `"${name}";${date}`).join('\n')}\n`;
const FIRST = Array.from({ length: 2000 }, (_, index) => [`name${String(index).padStart(5, '0')}.com`, '2026-11-29 18:00:00']);

const world = new World();
before(() => world.start({ now: NOW, dropList: list(FIRST), extension: process.env.BACKORDER_EXTENSION }));
after(() => world.stop());

const count = () => Number(world.sql('SELECT COUNT(*) AS n FROM backorder_pending_domains')[0].n);
const importJson = async (...flags) => JSON.parse((await world.cron('import', '--json', ...flags)).stdout);
const numbersOf = (answer) => answer.import ?? answer.result?.import ?? answer.droplist ?? answer;

test('the import says how many it read, added and refused, and the second adds none', async () => {
  const first = await world.cron('import');
  assert.equal(first.status, 0, first.stdout + first.stderr);
  assert.match(first.stdout, /read 2,?000\b/i);
  assert.match(first.stdout, /added 2,?000\b/i);
  assert.match(first.stdout, /refused 0\b/i);
  assert.equal(count(), 2000);

  const second = await world.cron('import');
  assert.equal(second.status, 0, second.stdout + second.stderr);
  assert.match(second.stdout, /added 0\b|not changed|unchanged/i);
  assert.equal(count(), 2000);
});

test('a changed list is imported by difference', async () => {
  const changed = FIRST.slice(1).map(([name, date], index) => [name, index < 3 ? '2026-11-30 18:00:00' : date]);
  writeFileSync(world.dropList, `${list([...changed, ['brandnew.net', '2026-11-29 18:00:00'], ['xn--mller-kva.de', '2026-11-29 00:00:00'], ['no-date.com', 'soon']])}`);
  world.advance(3600);
  const numbers = numbersOf(await importJson());
  assert.equal(numbers.added, 2);
  assert.equal(numbers.moved, 3);
  assert.equal(numbers.gone, 1);
  assert.equal(numbers.refused, 1);
  assert.equal(count(), 2001);
});

test('a list that is cut off, empty or no zip is refused and the old one stays', async () => {
  const kept = count();
  for (const broken of [{ cut: true }, { html: '<html><body>Not found</body></html>' }, { base64: '' }]) {
    await world.registrar('droplist', { ...broken, times: 9 });
    world.advance(3600);
    const answer = await world.cron('import');
    assert.notEqual(answer.status, 0, `${JSON.stringify(broken)}: ${answer.stdout}`);
    assert.equal(count(), kept);
    await world.registrar('droplist', { reset: true });
  }
});

test('a list that is far too small is refused', async () => {
  const kept = count();
  writeFileSync(world.dropList, list(FIRST.slice(0, 100)));
  world.advance(3600);
  const answer = await world.cron('import');
  assert.notEqual(answer.status, 0);
  assert.match(answer.stdout + answer.stderr, /small|fewer|less/i);
  assert.equal(count(), kept);
});

test('over HTTP the crons do nothing', async () => {
  for (const script of ['batch.php', 'daily_import_pendingdomainlist.php', 'daily_dropdate_synch.php']) {
    const response = await fetch(`${world.url}/modules/addons/ispapibackorder/crons/${script}`);
    assert.equal(response.status, 403, script);
  }
});

test('the batch runs from any directory, through the link and with the real path', async () => {
  for (const cwd of ['/', world.directory, path.join(world.addon, 'crons')]) {
    const script = cwd.endsWith('crons') ? 'batch.php' : path.join(world.addon, 'crons/batch.php');
    execFileSync('php', [...world.phpOptions, '-q', script], { cwd, env: { ...process.env, PWD: cwd, WHMCS_ROOT: cwd.endsWith('crons') ? world.host : '' } });
  }
  const [{ value }] = world.sql("SELECT value FROM backorder_meta WHERE name = 'cron.batch.ok'");
  assert.equal(value, utcText(world.now));
});

test('a moved drop date reaches the open order, and a name that left releases the money', async () => {
  writeFileSync(world.dropList, list(FIRST));
  await world.cron('import', '--quiet');
  await world.setPrices(() => ({ 1: '20.00', 2: '18.00' }));
  await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: 'name00500.com' });
  world.setTime('2026-11-27 12:00:00');
  await world.cron('batch');
  assert.deepEqual(world.sql("SELECT status, reserved FROM backorder_domains WHERE domain = 'name00500'"), [{ status: 'ACTIVE', reserved: '20.00' }]);

  writeFileSync(world.dropList, list(FIRST.map(([name, date]) => [name, name === 'name00500.com' ? '2026-12-20 18:00:00' : date])));
  await world.cron('import', '--quiet');
  await world.cron('dropdates');
  await world.cron('batch');
  assert.deepEqual(world.sql("SELECT status, reserved, dropdate, reason FROM backorder_domains WHERE domain = 'name00500'"),
    [{ status: 'REQUESTED', reserved: '0.00', dropdate: '2026-12-20 18:00:00', reason: 'date_moved' }]);

  writeFileSync(world.dropList, list(FIRST.filter(([name]) => name !== 'name00500.com')));
  await world.cron('import', '--quiet');
  await world.cron('dropdates');
  const [order] = world.sql("SELECT status, dropdate, reason FROM backorder_domains WHERE domain = 'name00500'");
  assert.deepEqual(order, { status: 'REQUESTED', dropdate: null, reason: 'left_list' });
});

test('no PHP warning came up on the way', async () => {
  assert.deepEqual(await world.hostErrors(), []);
  assert.doesNotMatch(readFileSync(path.join(world.databaseDirectory, 'server.log'), 'utf8'), /Aborted connection/);
});
