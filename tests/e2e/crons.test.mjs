// The three crons as a system runs them, and the list they import.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { ADMIN, World, utc, utcText } from '../support/world.mjs';
import { Session } from './support/session.mjs';

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

test('over HTTP with the secret key they run, and a wrong or short key is refused', async () => {
  const key = 'a secret & long "key"';
  const address = `${world.url}/modules/addons/ispapibackorder/crons/batch.php`;
  const ask = (headers) => fetch(address, { method: 'POST', headers });
  const setKey = (text) => {
    world.sql("DELETE FROM tbladdonmodules WHERE module = 'ispapibackorder' AND setting = 'cron_key'");
    world.sql(`INSERT INTO tbladdonmodules (module, setting, value) VALUES ('ispapibackorder', 'cron_key', '${text}')`);
  };
  setKey('short');
  assert.equal((await ask({ 'X-Backorder-Key': 'short' })).status, 403);
  setKey(key.replace('&', '&amp;').replaceAll('"', '&quot;'));
  assert.equal((await ask({})).status, 403);
  assert.equal((await ask({ 'X-Backorder-Key': `${key}x` })).status, 403);
  assert.equal((await fetch(address, { headers: { 'X-Backorder-Key': key } })).status, 403);
  const good = await ask({ 'X-Backorder-Key': key });
  assert.equal(good.status, 200);
  assert.match(await good.text(), /^batch: /);
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

/** The rows of the Status page as texts: "name | state | details". */
async function statusRows() {
  const admin = await new Session(world.url).loginAdmin(ADMIN);
  const { text } = await admin.get('admin/addonmodules.php?module=ispapibackorder&tab=status');
  return [...text.matchAll(/<tr>\s*<th scope="row">([^]*?)<\/tr>/g)]
    .map(([, row]) => row.replace(/<[^>]*>/g, ' ').replace(/&#0?39;/g, "'").replace(/&quot;/g, '"').replace(/\s+/g, ' ').trim());
}

test('an import that is refused ends with status 1, and the Status page says why and what to do', async () => {
  writeFileSync(world.dropList, list(FIRST));
  world.advance(3600);
  assert.equal((await world.cron('import', '--quiet')).status, 0);
  const kept = count();
  const good = (await statusRows()).find((row) => row.startsWith('Source of the drop list: list'));
  assert.match(good, /good .*Names: 2,000\. Last good list: 20/);

  writeFileSync(world.dropList, list(FIRST.slice(0, 50)));
  world.advance(3600);
  const refused = await world.cron('import', '--quiet');
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /only 50 names/);
  assert.equal(count(), kept);
  const rows = await statusRows();
  const bad = rows.find((row) => row.startsWith('Source of the drop list: list'));
  assert.match(bad, /fix this/);
  assert.match(bad, /Names: 2,000\. Last good list: .*The attempt of .*only 50 names/);
  assert.match(bad, /the names from before stay/);
  assert.match(rows.find((row) => row.startsWith('Cron: drop list')), /only 50 names/);

  // Left alone for days it is stale as well, and good again after the next good run.
  writeFileSync(world.dropList, list(FIRST));
  assert.equal((await world.cron('import', '--quiet')).status, 0);
  assert.match((await statusRows()).find((row) => row.startsWith('Source of the drop list: list')), /\bgood Names: 2,000/);
  world.advance(27 * 3600);
  assert.match((await statusRows()).find((row) => row.startsWith('Source of the drop list: list')), /look here .*older than 26 hours/);
});

test('several sources in the setting: files of other forms and the registrar\'s own list', async () => {
  let away = false;
  const files = {
    '/bardate.txt': 'alfa.se\t2026-12-05\nbeta.se\t2026-12-06\n',
    '/uk.csv.gz': gzipSync('roid,domain,drop_time\nD_1-UK,gamma.co.uk,2026-12-07T10:11:12Z\n'),
  };
  const server = http.createServer((request, response) => {
    const body = away ? undefined : files[request.url];
    response.writeHead(body ? 200 : 404);
    response.end(body);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const base = `http://127.0.0.1:${server.address().port}`;
  try {
    writeFileSync(world.dropList, list([...FIRST, ['alfa.se', '2026-12-20 00:00:00'], ['delta.net', '2026-12-08 18:00:00']]));
    world.sql(`INSERT INTO tbladdonmodules (module, setting, value) VALUES ('ispapibackorder', 'droplist_sources', '${[
      'own registrar', `se ${base}/bardate.txt format=tab time=04:00 zones=se,nu`, `uk ${base}/uk.csv.gz format=nominet`,
    ].join('\\n')}')`);
    world.advance(3600);
    const first = await importJson();
    assert.equal(first.ok, true, JSON.stringify(first));
    assert.deepEqual(first.import.sources.map(({ name, ok, good }) => ({ name, ok, good })), [
      { name: 'own', ok: true, good: FIRST.length + 2 }, { name: 'se', ok: true, good: 2 }, { name: 'uk', ok: true, good: 1 },
    ]);
    assert.equal(first.import.overlapping, 1);
    assert.deepEqual(world.sql("SELECT domain, drop_date FROM backorder_pending_domains WHERE zone IN ('se', 'co.uk', 'net') ORDER BY domain"), [
      { domain: 'alfa', drop_date: '2026-12-05 04:00:00' }, { domain: 'beta', drop_date: '2026-12-06 04:00:00' },
      { domain: 'delta', drop_date: '2026-12-08 18:00:00' }, { domain: 'gamma', drop_date: '2026-12-07 10:11:12' },
    ]);

    // One server is away: the rest is imported, nothing of it is lost, and somebody is told.
    away = true;
    await world.registrar('droplist', { remove: ['delta.net', 'name00001.com'], add: [{ domain: 'omega.net', date: '2026-12-09 18:00:00' }] });
    world.advance(3600);
    const second = await world.cron('import');
    assert.equal(second.status, 1, second.stdout + second.stderr);
    assert.match(second.stderr, /source se: .*404/);
    assert.match(second.stdout, /added 1\b.*gone 0\b/);
    assert.equal(Number(world.sql("SELECT COUNT(*) AS n FROM backorder_pending_domains WHERE domain IN ('beta', 'gamma', 'omega')")[0].n), 3);
    const rows = await statusRows();
    assert.match(rows.find((row) => row.startsWith('Source of the drop list: se')), /fix this .*404.*the next run tries again/);
    assert.match(rows.find((row) => row.startsWith('Source of the drop list: own (registrar)')), /good/);

    away = false;
    const third = await importJson();
    assert.equal(third.ok, true, JSON.stringify(third));
    assert.equal(third.import.gone, 2);

    // A mistake in the setting is told with its place, by the cron and on the page.
    world.sql("UPDATE tbladdonmodules SET value = 'own registrar\\nse list.txt' WHERE setting = 'droplist_sources'");
    const wrong = await world.cron('import', '--quiet');
    assert.equal(wrong.status, 1);
    assert.match(wrong.stderr, /line 2, "list\.txt"/);
    assert.match((await statusRows()).find((row) => row.startsWith('Setting: sources')), /fix this .*line 2, "list\.txt"/);
  } finally {
    server.close();
    await world.registrar('droplist', { reset: true });
    world.sql("DELETE FROM tbladdonmodules WHERE setting = 'droplist_sources'");
  }
});

test('no PHP warning came up on the way', async () => {
  assert.deepEqual(await world.hostErrors(), []);
  assert.doesNotMatch(readFileSync(path.join(world.databaseDirectory, 'server.log'), 'utf8'), /Aborted connection/);
});
