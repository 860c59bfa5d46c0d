// The admin's Status page: what it runs with, the clocks, the disk; what is wrong is told with how to mend it.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { ADMIN, ROOT, World, freePort, until, utc } from '../support/world.mjs';
import { parse } from './support/html.mjs';
import { Session } from './support/session.mjs';

const NOW = utc('2026-11-23 09:00:00');
// What shared hosts switch off; each call of one is an Error from PHP 8 on.
const OFF = ['-d', 'disable_functions=disk_free_space,set_time_limit,ignore_user_abort,gethostname,getmypid'];

const world = new World();
let limited;
before(async () => {
  await world.start({ now: NOW, dropList: '"first.com";2026-11-23 10:30:00\n', extension: process.env.BACKORDER_EXTENSION });
  await world.cron('import', '--quiet');
  await world.setPrices(() => ({ 1: '20.00', 2: '18.00' }));
  await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: 'first.com' });
});
after(async () => {
  limited?.kill('SIGTERM');
  await world.stop();
});

/** The checks by their names: {state, text}. */
async function checks(language = 'english', url = world.url) {
  world.sql(`UPDATE tbladmins SET language = '${language}' WHERE id = 1`);
  const admin = await new Session(url).loginAdmin(ADMIN);
  const { text } = await admin.get('admin/addonmodules.php?module=ispapibackorder&tab=status');
  const plain = (html) => html.replace(/<[^>]*>/g, ' ').replace(/&#0?39;/g, "'").replace(/&quot;/g, '"').replace(/&amp;/g, '&').replace(/\s+/g, ' ').trim();
  return Object.fromEntries([...text.matchAll(/<tr>\s*<th scope="row">([^]*?)<\/th>\s*<td[^>]*>([^]*?)<\/td>\s*<td>([^]*?)<\/td>/g)]
    .map(([, name, state, value]) => [plain(name), { state: plain(state), text: plain(value) }]));
}

test('versions of WHMCS, PHP and each library stand there', async () => {
  const { Software } = await checks();
  assert.equal(Software.state, 'good');
  const health = await world.act([{ function: 'health', arguments: [] }]);
  const names = health[0].libraries.map(({ name, running }) => `${name} ${running.split(' ')[0]}`);
  assert.equal(names.length, 6);
  for (const part of [/^WHMCS 8\.13/, /PHP \d+\.\d+\.\d+/]) assert.match(Software.text, part);
  for (const name of names) assert.ok(Software.text.includes(name), `${name}: ${Software.text}`);
});

test('the registrar\'s clock is compared with ours by the batch, and a difference is told with how to mend it', async () => {
  assert.equal((await checks())['Clocks of server and registrar'], undefined);
  await world.cron('batch', '--quiet');
  const right = (await checks())['Clocks of server and registrar'];
  assert.deepEqual(right, { state: 'good', text: 'Difference: 0 s (2026-11-23 09:00 UTC)' });
  for (const [skew, state, apart] of [[-30, 'look here', '30'], [3600, 'fix this', '3,600'], [-3600, 'fix this', '3,600'], [5, 'good', '5']]) {
    await world.registrar('settings', { clock_skew: skew });
    world.advance(300);
    await world.cron('batch', '--quiet');
    const found = (await checks())['Clocks of server and registrar'];
    assert.equal(found.state, state, `${skew}: ${found.text}`);
    assert.ok(found.text.startsWith(`Difference: ${apart} s (`), found.text);
    assert.equal(/NTP/.test(found.text), state !== 'good');
  }
  await world.registrar('settings', { clock_skew: 0 });
});

test('a clock of tests, the database\'s clock and the disk are told', async () => {
  const found = await checks();
  assert.equal(found['Test clock'].state, 'look here');
  assert.match(found['Test clock'].text, /Remove ispapibackorder\.clock_file from php\.ini/);
  assert.equal(found['Clocks of server and database'].state, 'good');
  const disk = Object.entries(found).find(([name]) => /disk/i.test(name));
  assert.match(disk[1].text, /\d/);
});

test('the picture of the status machine stands there with words for who does not see it, and is served', async () => {
  const admin = await new Session(world.url).loginAdmin(ADMIN);
  const { text } = await admin.get('admin/addonmodules.php?module=ispapibackorder&tab=status');
  const image = parse(text).all('img').find((each) => each.get('src').includes('/ispapibackorder/'));
  const version = /const VERSION = '([^']+)'/.exec(readFileSync(`${ROOT}/lib/Host.php`, 'utf8'))[1];
  assert.equal(image.get('src').replace(/^\.\.\//, '/'), `/modules/addons/ispapibackorder/templates/assets/machine.svg?v=${version}`);
  assert.ok(image.get('alt').length > 10);
  const picture = await fetch(new URL(image.get('src'), `${world.url}/admin/`));
  assert.equal(picture.status, 200);
  assert.match(picture.headers.get('content-type'), /^image\/svg\+xml/);
  const drawn = await picture.text();
  assert.equal(drawn, readFileSync(`${ROOT}/templates/assets/machine.svg`, 'utf8'));
  for (const status of ['REQUESTED', 'ACTIVE', 'PROCESSING', 'PENDING-PAYMENT', 'AUCTION-PENDING', 'SUCCESSFUL', 'AUCTION-WON', 'AUCTION-LOST', 'FAILED', 'CANCELLED']) {
    assert.ok(drawn.includes(`>${status.replace('-', '&#45;')}<`) || drawn.includes(`>${status}<`), status);
  }
});

test('a cron that had a problem tells when, and when it then stops, that it is late', async () => {
  await world.registrar('droplist', { base64: '', times: 1 });
  world.advance(3600);
  assert.notEqual((await world.cron('import', '--quiet')).status, 0);
  await world.registrar('droplist', { reset: true });
  const failed = (await checks())['Cron: drop list'];
  assert.equal(failed.state, 'fix this');
  assert.match(failed.text, /^Started \d{4}-.* ended .*UTC\. \(by the crontab\) .*The last run ended with this error/);
  assert.doesNotMatch(failed.text, /does not run as it should/);
  const at = world.now;
  world.advance(7 * 86400);
  assert.match((await checks())['Cron: drop list'].text, /The last run ended with this error.*daily_import_pendingdomainlist\.php does not run as it should/);
  world.setTime(at);
});

test('where PHP may not ask or wait as it likes, the page and the crons go on, and what is not known is said', async () => {
  const port = await freePort();
  limited = spawn('sh', [path.join(ROOT, 'tests/whmcs/serve.sh'), world.host, `127.0.0.1:${port}`, ...world.phpOptions, ...OFF], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  await until('the second server', () => fetch(url).then((answer) => answer.ok, () => false));
  const disk = (await checks('english', url))['Free disk space'];
  assert.equal(disk.state, 'look here');
  assert.match(disk.text, /^Not known: /);
  const key = 'a key of 16 letters';
  world.sql(`INSERT INTO tbladdonmodules (module, setting, value) VALUES ('ispapibackorder', 'cron_key', '${key}'), ('ispapibackorder', 'whmcs_cron', 'on')`);
  const batch = await fetch(`${url}/modules/addons/ispapibackorder/crons/batch.php`, { method: 'POST', headers: { 'X-Backorder-Key': key } });
  assert.equal(batch.status, 200, await batch.text());
  // WHMCS's own cron, called over HTTP.
  world.advance(300);
  writeFileSync(path.join(world.host, 'webcron.php'), "<?php require __DIR__ . '/init.php'; StandIn\\Cron::run(false); echo 'Completed';");
  assert.match(await (await fetch(`${url}/webcron.php`)).text(), /^Completed/);
  assert.match((await checks('english', url))['Cron: backorders'].text, /by WHMCS's cron/);
  world.sql("DELETE FROM tbladdonmodules WHERE module = 'ispapibackorder' AND setting = 'whmcs_cron'");
});

test('the lines for the crontab are quiet, name this PHP and each path as a shell takes it, and their hours are told to be UTC', async () => {
  const admin = await new Session(world.url).loginAdmin(ADMIN);
  const { text } = await admin.get('admin/addonmodules.php?module=ispapibackorder&tab=status');
  const lines = text.match(/<pre[^>]*>([^]*?)<\/pre>/)[1].trim().split('\n').map((line) => line.replace(/&#0?39;/g, "'"));
  assert.equal(lines.length, 3);
  const scripts = ['batch.php', 'daily_import_pendingdomainlist.php', 'daily_dropdate_synch.php'];
  for (const [index, line] of lines.entries()) {
    // cron hands on what stands behind the five fields; a % would end it there.
    const command = line.split(/ +/).slice(5).join(' ');
    assert.doesNotMatch(command, /(^|[^\\])%/);
    const words = execFileSync('sh', ['-c', `for word in ${command.replaceAll('\\%', '%')}; do printf '%s\\n' "$word"; done`], { encoding: 'utf8' }).trim().split('\n');
    assert.equal(words.length, 4, line);
    assert.match(execFileSync(words[0], ['-n', '-r', 'echo PHP_SAPI;'], { encoding: 'utf8' }), /^cli$/);
    assert.equal(words[1], '-q');
    assert.ok(words[2].endsWith(`/crons/${scripts[index]}`) && existsSync(words[2]), words[2]);
    assert.equal(words[3], '--quiet');
  }
  assert.match(text, /The hours are UTC/);
  assert.match(text, /each word is a step/);
});

test('in each language every check has words of its own', async () => {
  for (const language of ['danish', 'dutch', 'french', 'german', 'italian', 'polish', 'portuguese-br', 'spanish', 'turkish']) {
    const found = await checks(language);
    assert.ok(Object.keys(found).length > 12, language);
    for (const [name, { text }] of Object.entries(found)) assert.doesNotMatch(`${name} ${text}`.replaceAll('clock_file', ''), /\b(check|mend|clock|cron|library)_[a-z]|:(seconds|time|name|running|built)\b/, language);
    const words = readFileSync(`${ROOT}/lang/${language}.php`, 'utf8').match(/'check_registrar_clock'\] = '(.*)';/)[1].replaceAll("\\'", "'");
    assert.ok(found[words], `${language}: ${words}`);
  }
  world.sql("UPDATE tbladmins SET language = 'english' WHERE id = 1");
});

test('no PHP warning came up on the way', async () => {
  assert.deepEqual(await world.hostErrors(), []);
});
