// The demo command: one order of each fate through its whole life.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
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
