import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, post } from '../client.mjs';
import { startRegistrar } from '../server.mjs';
import { layoutOf, parseCommand, parseRequest, serialise } from '../wire.mjs';

let server;
before(async () => {
  server = await startRegistrar({ now: '2026-11-23 09:00:00' });
});
after(() => server.close());

const plain = (object) => ({ ...object });

test('reads the bodies that published clients send', () => {
  const vectors = [
    ['s_entity=54cd&s_login=test.user&s_pw=secret&s_command=COMMAND%3DCheckAuthentication%0ASUBUSER%3Dtest.user%0APASSWORD%3Dsecret',
      { s_entity: '54cd', s_login: 'test.user', s_pw: 'secret' },
      { COMMAND: 'CheckAuthentication', SUBUSER: 'test.user', PASSWORD: 'secret' }],
    ['s_entity=54cd&s_command=COMMAND%3DModifyDomain%0AAUTH%3Dgwrgwqg%25%26%5C44t3%2A',
      { s_entity: '54cd' }, { COMMAND: 'ModifyDomain', AUTH: 'gwrgwqg%&\\44t3*' }],
    ['s_entity=54cd&s_otp=12345678&s_command=COMMAND%3DStatusAccount',
      { s_entity: '54cd', s_otp: '12345678' }, { COMMAND: 'StatusAccount' }],
    ['s_entity=54cd&s_session=12345678&s_command=COMMAND%3DStatusAccount',
      { s_entity: '54cd', s_session: '12345678' }, { COMMAND: 'StatusAccount' }],
    ['s_entity=54cd&s_remoteaddr=10.10.10.10&s_command=COMMAND%3DStatusAccount',
      { s_entity: '54cd', s_remoteaddr: '10.10.10.10' }, { COMMAND: 'StatusAccount' }],
    ['s_login=test.user&s_pw=test.passw0rd&s_entity=1234&command=statusaccount',
      { s_login: 'test.user', s_pw: 'test.passw0rd', s_entity: '1234' }, { COMMAND: 'statusaccount' }],
    ['s_entity=54cd&s_command=COMMAND%3DX%0AORGANIZATION%3DM%C3%BCller+%2B+Sohn',
      { s_entity: '54cd' }, { COMMAND: 'X', ORGANIZATION: 'Müller + Sohn' }],
  ];
  for (const [body, socket, command] of vectors) {
    const request = parseRequest(body);
    assert.deepEqual(plain(request.socket), socket);
    assert.deepEqual(plain(request.command), command);
    assert.equal(request.valid, true);
  }
});

test('reads commands in the documented form and refuses lines that are no pairs', () => {
  const framed = parseCommand('[COMMAND]\r\nCOMMAND = StatusDomain\r\nDOMAIN[0] = a.com\r\nX = a=b \r\nEMPTY=\r\nEOF');
  assert.deepEqual(plain(framed.command), { COMMAND: 'StatusDomain', DOMAIN0: 'a.com', X: 'a=b', EMPTY: '' });
  assert.equal(framed.valid, true);
  assert.equal(parseCommand('COMMAND=X\nnonsense').valid, false);
});

test('writes the answers that published fixtures hold', () => {
  const list = {
    code: 200,
    description: 'Command completed successfully',
    properties: {
      TOTAL: 2701, FIRST: 0, DOMAIN: ['0-60motorcycletimes.com', '0-be-s01-0.com'], COUNT: 2, LAST: 1, LIMIT: 2,
    },
    queuetime: 0,
    runtime: '0.023',
  };
  assert.equal(serialise(list), '[RESPONSE]\r\nPROPERTY[TOTAL][0]=2701\r\nPROPERTY[FIRST][0]=0\r\n' +
    'PROPERTY[DOMAIN][0]=0-60motorcycletimes.com\r\nPROPERTY[DOMAIN][1]=0-be-s01-0.com\r\nPROPERTY[COUNT][0]=2\r\n' +
    'PROPERTY[LAST][0]=1\r\nPROPERTY[LIMIT][0]=2\r\nDESCRIPTION=Command completed successfully\r\nCODE=200\r\n' +
    'QUEUETIME=0\r\nRUNTIME=0.023\r\nEOF\r\n');
  const account = {
    code: 200,
    description: 'Command completed successfully',
    properties: { VAT: '19.00', DEPOSIT: '1517.62', CREDIT: '1000000.00', AMOUNT: '9902.03', CURRENCY: 'EUR' },
    queuetime: 0,
    runtime: '0.004',
  };
  assert.equal(serialise(account, { order: null, blankLines: true, codeFirst: false }).replaceAll('\r\n', '\n'), `[RESPONSE]
PROPERTY[VAT][0]=19.00
PROPERTY[DEPOSIT][0]=1517.62
PROPERTY[CREDIT][0]=1000000.00
PROPERTY[AMOUNT][0]=9902.03
PROPERTY[CURRENCY][0]=EUR
DESCRIPTION=Command completed successfully
CODE=200

QUEUETIME=0
RUNTIME=0.004

EOF
`);
  assert.equal(serialise({ code: 530, description: 'Authentication failed', properties: {}, runtime: '0.001' }),
    '[RESPONSE]\r\nCODE=530\r\nDESCRIPTION=Authentication failed\r\nEOF\r\n');
});

test('varies the order of lines, never the order within a property', () => {
  const answer = { code: 200, description: 'ok', properties: { A: 1, B: [1, 2, 3], C: 3, D: 4 }, runtime: '0.001' };
  const forms = new Set();
  for (let n = 1; n <= 30; n++) {
    const text = serialise(answer, layoutOf(n));
    forms.add(text);
    assert.ok(text.indexOf('[B][0]') < text.indexOf('[B][1]') && text.indexOf('[B][1]') < text.indexOf('[B][2]'));
    assert.ok(text.startsWith('[RESPONSE]\r\n') && text.endsWith('EOF\r\n'));
  }
  assert.ok(forms.size > 10);
});

test('a value cannot open a line of its own', () => {
  assert.ok(!serialise({ code: 200, description: 'a\r\nCODE=500', properties: { X: 'a\nb' } }).includes('\nCODE=500'));
});

test('takes a form that is posted as text/html, and parameters as fields', async () => {
  const body = 's_login=test.user&s_pw=test.passw0rd&s_entity=1234&s_command=COMMAND%3DStatusAccount';
  const odd = await post(server.url, body, { 'content-type': 'text/html; charset=UTF-8' });
  assert.equal(odd.code, '200');
  const loose = await post(server.url, 's_login=test.user&s_pw=test.passw0rd&s_entity=1234&command=statusaccount');
  assert.deepEqual(loose.properties.CURRENCY, ['USD']);
});

test('answers over one connection, one after another', async () => {
  const before = server.registrar.connections;
  for (let i = 0; i < 20; i++) assert.equal((await call(server.url, { COMMAND: 'StatusAccount' })).code, '200');
  assert.ok(server.registrar.connections - before <= 1);
});

test('refuses other methods, other places and bodies that are too large', async () => {
  assert.equal((await fetch(`${server.url}/api/call.cgi`)).status, 405);
  assert.equal((await fetch(`${server.url}/other`)).status, 404);
  assert.equal((await post(server.url, 'x'.repeat(1100000))).status, 413);
  assert.equal((await call(server.url, { COMMAND: 'StatusAccount' })).code, '200');
});
