import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { control } from '../client.mjs';
import { DropIndex } from '../drop_index.mjs';
import { LIST_PATH } from '../droplist.mjs';
import { startRegistrar } from '../server.mjs';
import { formatTime } from '../units.mjs';

/** Bit by bit, as the zip format defines it: independent of the table that the server uses (zlib's came with Node 20). */
function crc32(data) {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const LIST = '"a.com";2026-11-24 18:00:00\n"c.se";2026-11-25 02:00:00\n';
let folder;
let file;
let server;
let url;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'registrar-'));
  file = join(folder, 'list.csv');
  writeFileSync(file, LIST);
  server = await startRegistrar({ droplist: file, now: '2026-11-23 09:00:00' });
  ({ url } = server);
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  replaceFile(LIST);
  return control(url, 'reset', {});
});

function replaceFile(text) {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

const download = (headers = {}, method = 'GET') => fetch(url + LIST_PATH, { headers, method, redirect: 'manual' });

/** Reads an archive the way an unzipper does: by its central directory. */
function unzip(archive) {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  assert.equal(end, archive.length - 22);
  assert.equal(archive.readUInt16LE(end + 10), 1);
  const central = archive.readUInt32LE(end + 16);
  assert.equal(archive.readUInt32LE(end + 12), end - central);
  assert.equal(archive.readUInt32LE(central), 0x02014b50);
  const [crc, packed, size] = [16, 20, 24].map((at) => archive.readUInt32LE(central + at));
  const nameLength = archive.readUInt16LE(central + 28);
  const name = archive.toString('utf8', central + 46, central + 46 + nameLength);
  const local = archive.readUInt32LE(central + 42);
  assert.equal(archive.readUInt32LE(local), 0x04034b50);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  assert.equal(start + packed, central);
  const data = inflateRawSync(archive.subarray(start, start + packed));
  assert.equal(data.length, size);
  assert.equal(crc32(data), crc);
  return { name, text: data.toString('utf8') };
}

async function listText() {
  const response = await download();
  assert.equal(response.status, 200);
  return unzip(Buffer.from(await response.arrayBuffer())).text;
}

test('the archive holds the list, and a client that has it gets 304', async () => {
  const response = await download();
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'application/zip');
  const body = Buffer.from(await response.arrayBuffer());
  assert.equal(response.headers.get('content-length'), String(body.length));
  assert.deepEqual(unzip(body), { name: 'pending_delete_domain_list.csv', text: LIST });
  const etag = response.headers.get('etag');
  const modified = response.headers.get('last-modified');
  assert.equal((await download({ 'if-none-match': etag })).status, 304);
  assert.equal((await download({ 'if-none-match': `"other", W/${etag}` })).status, 304);
  assert.equal((await download({ 'if-modified-since': modified })).status, 304);
  assert.equal((await download({ 'if-none-match': '"other"', 'if-modified-since': modified })).status, 200);
  assert.equal((await download({ 'if-modified-since': new Date(Date.parse(modified) - 1000).toUTCString() })).status, 200);
  const head = await download({}, 'HEAD');
  assert.deepEqual([head.status, head.headers.get('content-length'), await head.text()], [200, String(body.length), '']);
  assert.equal((await download({}, 'POST')).status, 405);
});

test('a file that changes is served anew, even within one second', async () => {
  const first = await download();
  replaceFile('"b.net";2026-11-26 18:00:00\n');
  assert.equal(await listText(), '"b.net";2026-11-26 18:00:00\n');
  const second = await download({ 'if-modified-since': first.headers.get('last-modified') });
  assert.equal(second.status, 200);
  assert.notEqual(second.headers.get('etag'), first.headers.get('etag'));
  rmSync(file);
  assert.equal(await listText(), '"b.net";2026-11-26 18:00:00\n');
});

test('rows can be added, moved and taken out', async () => {
  const state = await control(url, 'droplist', {
    add: [{ domain: 'B.com', date: '2026-11-30 18:00:00' }, { domain: 'z.com', date: '2026-11-30 18:00:01' }],
    move: [{ domain: 'a.com', date: '2026-12-01 18:00:00' }],
    remove: ['c.se', 'none.com'],
  });
  assert.equal(state.rows, 3);
  assert.equal(await listText(), '"a.com";2026-12-01 18:00:00\n"b.com";2026-11-30 18:00:00\n"z.com";2026-11-30 18:00:01\n');
  await control(url, 'droplist', { add: [{ domain: '0.com', date: '2026-11-30 18:00:00' }] });
  assert.ok((await listText()).startsWith('"0.com";2026-11-30 18:00:00\n"a.com"'));
  await control(url, 'droplist', { reset: true });
  assert.equal(await listText(), LIST);
});

test('edits keep to a list without quotes and without a last line feed', async () => {
  await control(url, 'droplist', { text: 'a.com;2026-11-24 18:00:00\nc.se;2026-11-25 02:00:00' });
  await control(url, 'droplist', { add: [{ domain: 'd.com', date: '2026-11-30 18:00:00' }, { domain: 'e.com', date: '2026-11-30 18:00:00' }] });
  assert.equal(await listText(), [
    'a.com;2026-11-24 18:00:00', 'c.se;2026-11-25 02:00:00', 'd.com;2026-11-30 18:00:00', 'e.com;2026-11-30 18:00:00', '',
  ].join('\n'));
});

test('the download can be anything else', async () => {
  await control(url, 'droplist', { base64: Buffer.from('PK no zip').toString('base64') });
  assert.equal(await (await download()).text(), 'PK no zip');
  await control(url, 'droplist', { html: true });
  const page = await download();
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-type'), /^text\/html/);
  await control(url, 'droplist', { status: 503, body: 'later', times: 1 });
  assert.equal((await download()).status, 503);
  assert.equal((await download()).status, 200);
  await control(url, 'droplist', { redirect: LIST_PATH });
  const moved = await download();
  assert.deepEqual([moved.status, moved.headers.get('location')], [302, LIST_PATH]);
  await control(url, 'droplist', { text: '' });
  await control(url, 'droplist', { cut: 0.5, times: 1 });
  const cut = await download();
  assert.equal(cut.status, 200);
  await assert.rejects(cut.arrayBuffer());
  await control(url, 'droplist', { reset: true });
  assert.equal(await listText(), LIST);
});

test('a bad request for the list changes nothing', async () => {
  await assert.rejects(control(url, 'droplist', { add: [{ domain: 'x.com', date: '2026-02-30 00:00:00' }] }), /date is no time/);
  assert.equal(await listText(), LIST);
});

test('the index takes what is a row and passes over the rest', () => {
  const good = ['quoted.com', 'plain.com', 'upper.com', 'crlf.com', 'leap.com', 'xn--mller-kva.de', 'last.com'];
  const index = new DropIndex(Buffer.from([
    '\ufeff"quoted.com";2026-11-24 18:00:00', 'plain.com;2026-11-24 18:00:01', '"UPPER.com";2026-11-24 18:00:02', '',
    'crlf.com;2026-11-24 18:00:03\r', 'leap.com;2028-02-29 00:00:00', 'xn--mller-kva.de;2026-11-24 18:00:04',
    'domain;drop_date', '"open.com;2026-11-24 18:00:00', 'noleap.com;2026-02-29 00:00:00', 'hour.com;2026-11-24 24:00:00',
    'more.com;2026-11-24 18:00:00;x', ';2026-11-24 18:00:00', 'short.com;2026-11-24', `${'l'.repeat(300)}.com;2026-11-24 18:00:00`,
    'plain.com;2027-01-01 00:00:00', 'last.com;2026-11-24 18:00:05',
  ].join('\n')));
  assert.equal(index.rows, good.length + 1); // and the second plain.com
  for (const name of good) assert.ok(index.find(name) >= 0, name);
  for (const name of ['domain', 'open.com', 'noleap.com', 'hour.com', 'more.com', 'short.com', 'other.com']) assert.equal(index.find(name), -1, name);
  assert.equal(formatTime(index.time(index.find('plain.com'))), '2026-11-24 18:00:01');
  assert.equal(index.sorted, false);
  assert.equal(new DropIndex(Buffer.alloc(0)).find('a.com'), -1);
});
