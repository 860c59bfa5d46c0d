import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { after, before, beforeEach, test } from 'node:test';
import { CNR_CREDENTIALS, parseAnswer, post } from '../client.mjs';
import { layoutOfCnr, serialiseCnr } from '../cnr_wire.mjs';
import { startRegistrar } from '../server.mjs';
import { Client } from './cnr_support.mjs';

let server;
const client = new Client(() => server.url);
before(async () => {
  server = await startRegistrar({ dialect: 'cnr', now: '2026-11-23 09:00:00' });
});
after(() => server.close());
beforeEach(() => client.control('reset', {}));

test('writes the answers that published recordings hold', () => {
  const account = {
    code: 200,
    description: 'Command completed successfully',
    properties: {
      vat: '19.00', registrar: 'qmtest', currency: 'GBP', 'credit threshold': '22000.00', credit: '0.00', amount: '100219.89',
    },
    queuetime: 0,
    runtime: '0.004',
  };
  assert.equal(serialiseCnr(account), '[RESPONSE]\ncode = 200\ndescription = Command completed successfully\nruntime = 0.004\n' +
    'queuetime = 0\nproperty[amount][0] = 100219.89\nproperty[credit][0] = 0.00\nproperty[credit threshold][0] = 22000.00\n' +
    'property[currency][0] = GBP\nproperty[registrar][0] = qmtest\nproperty[vat][0] = 19.00\nEOF\n');
  const refusal = { code: 503, description: 'Invalid attribute name; LAST', properties: {}, queuetime: 0, runtime: '0.001' };
  assert.equal(serialiseCnr(refusal), '[RESPONSE]\ncode = 503\ndescription = Invalid attribute name; LAST\nEOF\n');
  const failed = { code: 530, description: 'Authentication failed', properties: {}, queuetime: '0.002', runtime: '0.019' };
  assert.equal(serialiseCnr(failed), '[RESPONSE]\ncode = 530\ndescription = Authentication failed\nruntime = 0.019\nqueuetime = 0.002\nEOF\n');
  const older = { code: 200, description: 'x', properties: { a: ['1', ''] }, queuetime: 0, runtime: '0.533' };
  assert.equal(serialiseCnr(older, { order: null, timings: 'last' }),
    '[RESPONSE]\ncode = 200\ndescription = x\nproperty[a][0] = 1\nproperty[a][1] =\n\nqueuetime=0\nruntime=0.533\nEOF\n');
  assert.equal(serialiseCnr({ code: 200, description: 'a\r\nb', properties: {} }), '[RESPONSE]\ncode = 200\ndescription = a b\nEOF\n');
});

test('every layout says the same', () => {
  const answer = {
    code: 200, description: 'x', properties: { column: ['a', 'b'], a: ['1', '2'], 'b c': 'x = y', count: 2 }, queuetime: 0, runtime: '0.5',
  };
  const plain = parseAnswer(serialiseCnr(answer));
  const texts = new Set();
  for (let n = 0; n < 30; n++) {
    const text = serialiseCnr(answer, layoutOfCnr(n));
    texts.add(text);
    const { raw, ...parsed } = parseAnswer(text);
    assert.deepEqual(parsed, { code: '200', description: 'x', properties: plain.properties });
    assert.ok(text.startsWith('[RESPONSE]\ncode = 200\ndescription = x\n') && text.endsWith('\nEOF\n'));
    for (const time of ['queuetime', 'runtime']) assert.equal(text.match(new RegExp(`^${time} ?= ?[0-9.]+$`, 'gm')).length, 1);
  }
  assert.ok(texts.size > 5);
});

test('answers commands in every form that clients post', async () => {
  const bodies = [
    's_login=test.user&s_pw=test.passw0rd&s_command=COMMAND%3DStatusAccount',
    's_login=test.user&s_pw=test.passw0rd&command=statusaccount',
    's_login=test.user&s_pw=test.passw0rd&s_command=command+%3D+StatusAccount%0AEOF',
  ];
  for (const body of bodies) assert.deepEqual((await post(server.url, body)).properties.REGISTRAR, ['test.user']);
  const response = await fetch(`${server.url}/api/call`, { method: 'POST', body: new URLSearchParams({ ...CNR_CREDENTIALS, command: 'StatusAccount' }) });
  const raw = await response.text();
  assert.equal(parseAnswer(raw).code, '200');
  assert.match(raw, /^property\[credit threshold\]\[0\] = 0\.00$/m);
  assert.doesNotMatch(raw, /\r|PROPERTY/);
});

test('faults: codes with their own texts, cut and lost answers, and orders carried out all the same', async () => {
  const order = Client.order(await client.contact());
  const stored = async () => (await client.control('applications')).applications.length;
  await client.control('fault', { kind: 'code', code: 422 });
  await client.expect(422, 'StatusAccount', {}, { description: 'Abuse detected! The account has been temporarily locked! Please standby some minutes.' });
  await client.control('fault', { kind: 'drop-before', match: { command: 'AddDomainApplication' } });
  await assert.rejects(client.send('AddDomainApplication', { DOMAIN: 'a.com', ...order }));
  assert.equal(await stored(), 0);
  await client.control('fault', { kind: 'drop-after', match: { domain: 'a.com' } });
  await assert.rejects(client.send('AddDomainApplication', { DOMAIN: 'a.com', ...order }));
  await client.expect(540, 'AddDomainApplication', { DOMAIN: 'a.com', ...order });
  assert.deepEqual((await client.expect(200, 'StatusDomainApplication', { DOMAIN: 'a.com', CLASS: 'BACKORDER' })).APPLICATIONID, ['10700']);
  await client.control('fault', { kind: 'cut', clean: true });
  assert.doesNotMatch((await client.send('StatusAccount')).raw, /EOF/);
  await client.control('fault', { kind: 'code', code: 421, act: true });
  await client.expect(421, 'AddDomainApplication', { DOMAIN: 'b.com', ...order });
  assert.equal(await stored(), 2);
  await client.control('fault', { kind: 'http', status: 503 });
  assert.equal((await client.send('StatusAccount')).status, 503);
});

test('the program takes the dialect, and refuses one that is none', async () => {
  const run = promisify(execFile);
  const program = path.join(path.dirname(fileURLToPath(import.meta.url)), '../server.mjs');
  await assert.rejects(run(process.execPath, [program, '--dialect', 'klingon']), (error) => {
    assert.match(error.stderr, /the dialect is none of ispapi, cnr/);
    return error.code === 1;
  });
  await assert.rejects(startRegistrar({ dialect: 'constructor' }), /the dialect is none of/);
  const page = await (await fetch(server.url)).text();
  assert.match(page, /CentralNic Reseller/);
  assert.match(page, /ADDCONTACT/);
});
