// The demo command: one order of each fate through its whole life.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import readline from 'node:readline';
import path from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ROOT } from '../support/world.mjs';

async function ends(words, ...flags) {
  const { stdout } = await promisify(execFile)('bash', [path.join(ROOT, 'tests/demo.sh'), '--once', ...flags], { maxBuffer: 64 << 20 });
  assert.match(stdout, /^(\d+) of \1 orders ended as they must\.$/m);
  for (const word of words) assert.match(stdout, new RegExp(`\\b${word}\\b`));
}

test('tests/demo.sh --once ends well for every fate', () => ends(['SUCCESSFUL', 'FAILED', 'AUCTION-WON', 'AUCTION-LOST', 'CANCELLED']));

test('with CentralNic Reseller as the registrar, too', () => ends(['SUCCESSFUL', 'FAILED', 'CANCELLED'], '--cnr'));

// What the README says to type first: the addresses come, the pages answer, Ctrl-C ends everything.
test('tests/demo.sh is ready to click until Ctrl-C', async () => {
  const demo = spawn('bash', [path.join(ROOT, 'tests/demo.sh')], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const addresses = new Set();
  for await (const line of readline.createInterface({ input: demo.stdout })) {
    for (const [address] of line.matchAll(/http:\/\/127\.0\.0\.1:\d+/g)) addresses.add(address);
    if (/Ctrl-C/.test(line)) break;
  }
  assert.ok(addresses.size >= 2, [...addresses].join(' '));
  for (const address of addresses) assert.equal((await fetch(address)).status, 200, address);
  process.kill(-demo.pid, 'SIGINT');
  await once(demo, 'exit');
  for (const address of addresses) await assert.rejects(fetch(address), address);
});
