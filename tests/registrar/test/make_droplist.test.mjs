import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeDropList } from '../../data/make_droplist.mjs';
import { normaliseName } from '../names.mjs';
import { DAY, parseTime } from '../units.mjs';

const PROGRAM = fileURLToPath(new URL('../../data/make_droplist.mjs', import.meta.url));
const NOW = parseTime('2026-11-23 09:00:00');
const folder = mkdtempSync(join(tmpdir(), 'droplist-'));
after(() => rmSync(folder, { recursive: true }));

function make(options) {
  const parts = [];
  const report = makeDropList({ rows: 20000, seed: '1', now: NOW, ...options }, (text) => parts.push(text));
  return { text: parts.join(''), report: report.toJSON() };
}

test('the same arguments give the same bytes, others give others', () => {
  const list = make();
  assert.equal(make().text, list.text);
  assert.notEqual(make({ seed: '2' }).text, list.text);
  assert.equal(make({ unquoted: true }).text, list.text.replaceAll('"', ''));
});

test('names are registrable, sorted and distinct; times lie within 35 days', () => {
  const { text, report } = make();
  const rows = text.trimEnd().split('\n').map((line) => /^"([^"]+)";(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)$/.exec(line).slice(1));
  assert.equal(rows.length, 20000);
  let previous = '';
  for (const [name, time] of rows) {
    assert.equal(normaliseName(name), name);
    assert.ok(name > previous, name);
    previous = name;
    const seconds = parseTime(time);
    assert.ok(seconds > NOW && seconds <= NOW + 35 * DAY, time);
  }
  const zones = Object.keys(report.zones);
  for (const zone of ['com', 'co.uk', 'us.com', 'com.pl', 'photography', 'xn--p1ai', 'se', 'nu']) assert.ok(zones.includes(zone), zone);
  assert.ok(zones.length > 40);
  assert.ok(report.idn > 200 && report.idn < 400);
  const short = (pattern) => rows.some(([name]) => pattern.test(name));
  for (const pattern of [/^[a-z]{4}\./, /^[b-df-hj-np-tv-z][aeiou][b-df-hj-np-tv-z][aeiou]\./, /^\d+\./, /^[a-z]+-[a-z]+\./, /^xn--/]) assert.ok(short(pattern), pattern);
});

test('each zone drops at its own time of day', () => {
  const rows = make().text.trimEnd().split('\n').map((line) => [line.split('"')[1], line.slice(-8)]);
  const times = (zone) => rows.filter(([name]) => name.endsWith(`.${zone}`)).map(([, time]) => time);
  assert.ok(times('com').filter((time) => time >= '18:00:00' && time < '20:00:00').length > 5000);
  assert.ok(times('org').filter((time) => time === '14:30:00').length > 200);
  assert.ok(times('nu').every((time) => time.startsWith('02:0')));
});

test('as a program: list and report agree', () => {
  const [out, reported] = [join(folder, 'list.csv'), join(folder, 'report.json')];
  execFileSync(process.execPath, [PROGRAM, '--rows', '3000', '--seed', '7', '--now', '2026-11-23T09:00:00Z', '--out', out, '--report', reported]);
  const bytes = readFileSync(out);
  const report = JSON.parse(readFileSync(reported, 'utf8'));
  assert.equal(bytes.toString('latin1'), make({ rows: 3000, seed: '7' }).text);
  assert.equal(report.rows, 3000);
  assert.equal(report.bytes, bytes.length);
  assert.equal(report.sha256, createHash('sha256').update(bytes).digest('hex'));
  assert.equal(Object.values(report.zones).reduce((a, b) => a + b), 3000);
  assert.equal(Object.values(report.days).reduce((a, b) => a + b), 3000);
  const wrong = spawnSync(process.execPath, [PROGRAM, '--rows', 'many', '--out', out], { encoding: 'utf8' });
  assert.deepEqual([wrong.status, wrong.stderr], [1, '--rows is no number\n']);
});
