import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { call, control, CREDENTIALS, post } from '../client.mjs';
import { LIST_PATH } from '../droplist.mjs';
import { startRegistrar } from '../server.mjs';

let server;
let url;
before(async () => {
  server = await startRegistrar({ now: '2026-11-23 09:00:00' });
  ({ url } = server);
});
after(() => server.close());
beforeEach(() => control(url, 'reset', {}));

const order = (domain) => call(url, { COMMAND: 'AddDomainApplication', CLASS: 'BACKORDER', DOMAIN: domain });
const status = () => call(url, { COMMAND: 'StatusAccount' });
const fault = (kind, details = {}) => control(url, 'fault', { kind, ...details });
const stored = async () => (await control(url, 'applications')).applications.length;

test('drop-before: the connection closes and nothing was done', async () => {
  await fault('drop-before', { match: { command: 'AddDomainApplication' } });
  await assert.rejects(order('a.com'));
  assert.equal(await stored(), 0);
  assert.equal((await order('a.com')).code, '200');
});

test('drop-after: the connection closes and it was done all the same', async () => {
  await fault('drop-after', { match: { command: 'AddDomainApplication' } });
  await assert.rejects(order('a.com'));
  assert.equal(await stored(), 1);
});

test('cut: half of an answer, then the end', async () => {
  await fault('cut');
  await assert.rejects(order('a.com'));
  assert.equal(await stored(), 1);
});

test('a clean cut looks complete to HTTP and has no EOF', async () => {
  await fault('cut', { clean: true });
  const answer = await status();
  assert.ok(answer.raw.startsWith('[RESPONSE]\r\n'));
  assert.ok(!answer.raw.includes('EOF'));
});

test('http: another status, nothing done', async () => {
  await fault('http', { status: 503, text: 'busy' });
  const answer = await order('a.com');
  assert.deepEqual([answer.status, answer.raw], [503, 'busy']);
  assert.equal(await stored(), 0);
});

test('code: any code and text, with or without the deed', async () => {
  await fault('code', { code: 546, text: 'Credit limit exceeded; sorry' });
  const refused = await order('a.com');
  assert.deepEqual([refused.code, refused.description], ['546', 'Credit limit exceeded; sorry']);
  assert.equal(await stored(), 0);
  await fault('code', { act: true });
  const unsure = await order('a.com');
  assert.deepEqual([unsure.code, unsure.description], ['421', 'Command failed due to server error. Client should try again']);
  assert.equal(await stored(), 1);
});

test('garbage: bytes that are no answer', async () => {
  await fault('garbage');
  const answer = await status();
  assert.equal(answer.status, 200);
  assert.equal(answer.code, null);
});

test('hang: no answer until the client gives up', async () => {
  await fault('hang');
  const body = new URLSearchParams({ ...CREDENTIALS, command: 'StatusAccount' });
  await assert.rejects(fetch(`${url}/api/call.cgi`, { method: 'POST', body, signal: AbortSignal.timeout(50) }), { name: 'TimeoutError' });
  await fault('hang', { ms: 20 });
  await assert.rejects(status());
  assert.equal((await status()).code, '200');
});

test('latency: adds up with the basic one', async () => {
  await control(url, 'latency', { ms: 20 });
  await fault('latency', { ms: 30 });
  const started = performance.now();
  assert.equal((await status()).code, '200');
  assert.ok(performance.now() - started >= 49);
});

test('many calls at once share the waiting time', async () => {
  await control(url, 'latency', { ms: 100 });
  const started = performance.now();
  const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => order(`n${i}.com`)));
  assert.ok(answers.every(({ code }) => code === '200'));
  assert.ok(performance.now() - started < 5000); // one after another: 10 seconds
  assert.ok((await control(url, 'state')).calls.peak > 10);
});

test('a command is carried out even when the client has gone', async () => {
  await control(url, 'latency', { ms: 30 });
  const body = new URLSearchParams({ ...CREDENTIALS, command: 'AddDomainApplication', class: 'BACKORDER', domain: 'a.com' }).toString();
  const { port } = server;
  await new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`POST /api/call.cgi HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length}\r\n\r\n${body}`, () => {
        setTimeout(() => socket.destroy(), 10);
      });
    });
    socket.on('close', resolve);
  });
  while ((await stored()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(await stored(), 1);
});

test('faults match commands, names and paths, skip, count and can be cleared', async () => {
  await fault('code', { match: { command: 'adddomainapplication', domain: 'B.com' }, skip: 1, times: 2, code: 549 });
  assert.equal((await order('a.com')).code, '200');
  const codes = [];
  for (let i = 0; i < 4; i++) {
    const answer = await post(url, new URLSearchParams({ ...CREDENTIALS, command: 'AddDomainApplication', class: 'BACKORDER', domain: 'b.com', new: '1' }));
    codes.push(answer.code);
  }
  assert.deepEqual(codes, ['200', '549', '549', '200']);
  assert.deepEqual((await control(url, 'state')).faults, []);

  const always = await fault('http', { match: { path: '/files/' }, times: -1, status: 500 });
  assert.equal((await status()).code, '200');
  for (let i = 0; i < 3; i++) assert.equal((await fetch(url + LIST_PATH)).status, 500);
  await control(url, 'faults/clear', { id: always.id });
  assert.equal((await fetch(url + LIST_PATH)).status, 200);
  await fault('garbage', { times: -1 });
  await control(url, 'faults/clear', {});
  assert.equal((await status()).code, '200');
});

test('what is no fault is refused', async () => {
  await assert.rejects(fault('meteor'), /kind is none of/);
  await assert.rejects(fault('latency', { ms: 'long' }), /ms is no valid number/);
});
