import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { call, control, CREDENTIALS, parseAnswer } from '../client.mjs';
import { startRegistrar } from '../server.mjs';

const PROGRAM = fileURLToPath(new URL('../server.mjs', import.meta.url));
let folder;
let clockFile;
let server;
let url;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'registrar-'));
  clockFile = join(folder, 'clock');
  server = await startRegistrar({ 'clock-file': clockFile, balance: '1000.00' });
  ({ url } = server);
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => control(url, 'reset', {}));

test('the clock file decides, and the control writes it', async () => {
  const real = (await control(url, 'clock')).now;
  assert.ok(Math.abs(real - Date.now() / 1000) < 5);
  writeFileSync(clockFile, '1795424400\n');
  assert.deepEqual(await control(url, 'clock'), { now: 1795424400, iso: '2026-11-23 09:00:00', frozen: true });
  await control(url, 'clock', { advance: 60 });
  assert.equal(readFileSync(clockFile, 'utf8'), '1795424460\n');
  await control(url, 'clock', { now: '2026-12-01T00:00:00Z', advance: -1 });
  assert.equal((await control(url, 'clock')).iso, '2026-11-30 23:59:59');
  await control(url, 'clock', { now: 1795424400 });
  const order = await call(url, { COMMAND: 'AddDomainApplication', CLASS: 'BACKORDER', DOMAIN: 'a.com' });
  assert.deepEqual(order.properties.CREATEDDATE, ['2026-11-23 09:00:00']);
  await control(url, 'clock', { now: null });
  assert.equal(readFileSync(clockFile, 'utf8'), '');
  assert.equal((await control(url, 'clock')).frozen, false);
  await assert.rejects(control(url, 'clock', { now: 'soon' }), /now is no time/);
});

test('the log has every call, without secrets, and can be filtered', async () => {
  await call(url, { COMMAND: 'CheckAuthentication', SUBUSER: 'test.user', PASSWORD: 'test.passw0rd' });
  await call(url, { COMMAND: 'StatusDomain', DOMAIN: 'a.com' });
  await call(url, { COMMAND: 'StatusDomain', DOMAIN: 'b.com' }, { ...CREDENTIALS, s_pw: 'hunter2' });
  const { calls } = await control(url, 'log');
  assert.deepEqual(calls.map(({ command, code }) => [command, code]), [['CheckAuthentication', 200], ['StatusDomain', 545], ['StatusDomain', 530]]);
  assert.equal(calls[0].parameters.PASSWORD, '***');
  assert.equal(calls[0].socket.s_pw, '***');
  assert.equal(calls[0].login, 'test.user');
  const text = JSON.stringify(calls) + JSON.stringify(await control(url, 'state')) + await (await fetch(url)).text();
  assert.ok(!text.includes('test.passw0rd') && !text.includes('hunter2'));
  assert.equal((await control(url, 'log?command=statusdomain')).calls.length, 2);
  assert.equal((await control(url, 'log?domain=B.com')).calls.length, 1);
  assert.equal((await control(url, `log?since=${calls[1].seq}`)).calls.length, 1);
  const { counts, codes } = (await control(url, 'state')).calls;
  assert.deepEqual([counts, codes], [{ CheckAuthentication: 1, StatusDomain: 2 }, { 200: 1, 530: 1, 545: 1 }]);
});

test('the page shows what there is and escapes it', async () => {
  await call(url, { COMMAND: 'AddDomainApplication', CLASS: 'BACKORDER', DOMAIN: 'shown.com' });
  await call(url, { COMMAND: '<script>alert(1)</script>', X: '"><img src=x onerror=alert(2)>' }, { ...CREDENTIALS, s_login: '<b>' });
  await control(url, 'fault', { kind: 'latency', ms: 1, match: { domain: '<i>' } });
  const response = await fetch(url);
  assert.match(response.headers.get('content-type'), /^text\/html/);
  const page = await response.text();
  for (const part of ['shown.com', 'COM_BACKORDER', '1000.00', 'REQUESTED', '&#60;script&#62;']) assert.ok(page.includes(part), part);
  assert.ok(!/<script|<img|<b>|<i>/.test(page));
});

test('the forms of the page work and lead back to it', async () => {
  const form = (path, fields) => fetch(`${url}/control/${path}`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  const answer = await form('clock', { now: '2026-11-23 09:00:00' });
  assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/']);
  await form('clock', { advance: '3600' });
  await form('fate', { domain: 'x.com', fate: 'lost', at: 'drop', bidders: '' });
  await form('fault', { kind: 'code', command: 'StatusAccount', domain: '', times: '2', ms: '', code: '421' });
  await form('account', { login: 'test.user', amount: '12.34' });
  await form('droplist', { domain: 'x.com', date: '2026-11-24 18:00:00' });
  await form('latency', { ms: '1' });
  const state = await control(url, 'state');
  assert.equal(state.clock.iso, '2026-11-23 10:00:00');
  assert.equal(state.fates['x.com'].fate, 'lost');
  assert.deepEqual(state.faults[0].match, { command: 'StatusAccount' });
  assert.equal(state.accounts[0].amount, '12.34');
  assert.equal(state.droplist.rows, 1);
  await form('faults/clear', { id: String(state.faults[0].id) });
  await form('clock', { now: 'real' });
  const later = await control(url, 'state');
  assert.deepEqual([later.faults, later.clock.frozen], [[], false]);
});

test('reset brings back the beginning, but not the clock', async () => {
  await control(url, 'clock', { now: '2026-11-23 09:00:00' });
  await call(url, { COMMAND: 'AddDomainApplication', CLASS: 'BACKORDER', DOMAIN: 'a.com' });
  await control(url, 'domain', { domain: 'b.com' });
  await control(url, 'fate', { domain: '*', fate: 'lost' });
  await control(url, 'account', { amount: '1.00' });
  await control(url, 'latency', { ms: 1 });
  const state = await control(url, 'reset', {});
  assert.equal(state.applications.count, 0);
  assert.equal(state.domains, 0);
  assert.equal(state.fates['*'].fate, 'caught');
  assert.equal(state.accounts[0].amount, '1000.00');
  assert.equal(state.settings.latency, 0);
  assert.deepEqual(state.calls.counts, {});
  assert.equal(state.clock.iso, '2026-11-23 09:00:00');
});

test('controls refuse what they do not understand', async () => {
  await assert.rejects(control(url, 'nonsense', {}), /no such control/);
  await assert.rejects(control(url, 'fate', { domain: 'a.com', fate: 'nonsense' }), /fate is none of/);
  await assert.rejects(control(url, 'fate', { fate: 'lost' }), /domain is missing/);
  await assert.rejects(control(url, 'account', { amount: 'much' }), /amount is no amount/);
  await assert.rejects(control(url, 'application', { application: 1, status: 'X' }), /no such application/);
  const broken = await fetch(`${url}/control/clock`, { method: 'POST', body: '{' });
  assert.deepEqual([broken.status, await broken.json()], [400, { error: 'no JSON' }]);
});

async function start(...options) {
  const ready = join(folder, `ready-${options.length}-${Math.random()}`);
  const child = spawn(process.execPath, [PROGRAM, '--ready-file', ready, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = await once(child.stdout, 'data');
  assert.ok(existsSync(ready));
  return { child, line: String(line), ready: JSON.parse(readFileSync(ready, 'utf8')) };
}

async function stop(child, signal) {
  const ended = once(child, 'exit');
  child.kill(signal);
  return ended;
}

test('as a program: it says where it is and ends cleanly, a hanging request or not', async () => {
  for (const signal of ['SIGTERM', 'SIGINT']) {
    const { child, line, ready } = await start('--login', 'me', '--password', 'pw', '--entity', '54cd', '--now', '2026-11-23T09:00:00Z');
    assert.equal(ready.pid, child.pid);
    assert.ok(ready.port > 0 && ready.url === `http://127.0.0.1:${ready.port}`);
    assert.match(line, new RegExp(`^stand-in registrar at ${ready.url} `));
    const answer = await call(ready.url, { COMMAND: 'StatusAccount' }, { s_entity: '54cd', s_login: 'me', s_pw: 'pw' });
    assert.equal(answer.code, '200');
    assert.equal((await control(ready.url, 'clock')).iso, '2026-11-23 09:00:00');
    await control(ready.url, 'fault', { kind: 'hang' });
    const hanging = assert.rejects(call(ready.url, { COMMAND: 'StatusAccount' }));
    while ((await control(ready.url, 'log')).calls.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.deepEqual(await stop(child, signal), [0, null]);
    await hanging;
  }
});

test('as a program: HTTPS', async () => {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync('openssl', [
    'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', certificate,
    '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1',
  ], { stdio: 'ignore' });
  const { child, ready } = await start('--tls-key', key, '--tls-cert', certificate);
  assert.ok(ready.url.startsWith('https://127.0.0.1:'));
  const text = await new Promise((resolve, reject) => {
    const posted = request(`${ready.url}/api/call.cgi`, { method: 'POST', ca: readFileSync(certificate) }, async (response) => {
      resolve(String(Buffer.concat(await response.toArray())));
    });
    posted.on('error', reject);
    posted.end(new URLSearchParams({ ...CREDENTIALS, command: 'StatusAccount' }).toString());
  });
  assert.equal(parseAnswer(text).code, '200');
  assert.deepEqual(await stop(child, 'SIGTERM'), [0, null]);
});

test('as a program: what is wrong is said', async () => {
  for (const [option, value] of [['--balance', 'much'], ['--now', 'soon'], ['--nonsense', '1']]) {
    const child = spawn(process.execPath, [PROGRAM, option, value], { stdio: ['ignore', 'ignore', 'pipe'] });
    const [[text], [code]] = await Promise.all([once(child.stderr, 'data'), once(child, 'exit')]);
    assert.equal(code, 1);
    assert.ok(String(text).includes(option));
  }
});
