// What the cron scripts can be told: --dry-run, --json, --quiet, --verbose, --help, and what they refuse.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { World, utc } from '../support/world.mjs';

const NOW = utc('2026-11-23 09:00:00');
const list = (names) => `${names.map(([name, date]) => `"${name}";${date}`).join('\n')}\n`;
const NAMES = Array.from({ length: 300 }, (_, index) => [`name${String(index).padStart(5, '0')}.com`, '2026-11-29 18:00:00']);
const CRONS = ['batch', 'import', 'dropdates'];

const world = new World();
before(() => world.start({ now: NOW, dropList: list(NAMES), extension: process.env.BACKORDER_EXTENSION }));
after(() => world.stop());

/** Everything in the database, so that a change of anything shows. */
function state() {
  const tables = world.sql("SELECT TABLE_NAME AS t FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'whmcs' ORDER BY 1").map((row) => row.t);
  return JSON.stringify(tables.map((table) => [table, world.sql(`CHECKSUM TABLE ${table}`)[0].Checksum]));
}
/** The one object on stdout. */
function object({ stdout }) {
  assert.match(stdout, /^\{[^\n]*\}\n$/, stdout);
  return JSON.parse(stdout);
}
const calls = async () => (await world.registrar('state')).calls.counts;
async function dry(cron, ...flags) {
  const before_ = state();
  const answer = await world.cron(cron, '--dry-run', ...flags);
  assert.equal(state(), before_, `${cron} ${flags}: a dry run changed the database`);
  return answer;
}

for (const cron of CRONS) {
  test(`${cron} --help tells the options and the exit statuses`, async () => {
    for (const flag of ['--help', '-h']) {
      const { status, stdout, stderr } = await world.cron(cron, flag);
      assert.equal(status, 0);
      assert.equal(stderr, '');
      for (const word of ['--dry-run', '--json', '--quiet', '--verbose', 'Exit status: 0 done, 1 something needs attention, 2 could not run', 'WHMCS_ROOT']) {
        assert.ok(stdout.includes(word), `${cron}: ${word}\n${stdout}`);
      }
    }
  });

  test(`${cron} refuses what it does not know, and does nothing`, async () => {
    const before_ = state();
    for (const wrong of ['--dry', '--dry_run', '-n', '---json', 'json', '--json=1', '--', '']) {
      const { status, stdout, stderr } = await world.cron(cron, wrong);
      assert.equal(status, 2, wrong);
      assert.equal(stdout, '');
      assert.ok(stderr.startsWith(`Unknown option: ${wrong || "''"}\n`), stderr);
      assert.match(stderr, /Usage: /);
    }
    const told = await world.cron(cron, '--json', '--nonsense');
    assert.equal(told.status, 2);
    const { ok, status, error } = object(told);
    assert.deepEqual({ ok, status }, { ok: false, status: 2 });
    assert.match(error, /Unknown option: --nonsense/);
    assert.equal(state(), before_);
  });
}

test('a dry run on tables that are not up to date does not touch them', async () => {
  world.sql('CREATE TABLE kept_migrations AS SELECT * FROM backorder_migrations; DELETE FROM backorder_migrations ORDER BY number DESC LIMIT 1');
  try {
    for (const cron of CRONS) {
      const answer = await dry(cron, '--json');
      assert.equal(answer.status, 2, answer.stdout + answer.stderr);
      assert.match(object(answer).error, /another version/);
    }
  } finally {
    world.sql('REPLACE INTO backorder_migrations SELECT * FROM kept_migrations; DROP TABLE kept_migrations');
  }
});

test('import --dry-run fetches the list and tells the difference', async () => {
  const first = object(await dry('import', '--json'));
  assert.deepEqual({ ok: first.ok, status: first.status, dry_run: first.dry_run }, { ok: true, status: 0, dry_run: true });
  assert.equal(first.import.added, NAMES.length);
  assert.equal(first.dates, undefined);
  assert.match(first.summary, /a run would do: read 300, added 300.*nothing was changed/);
  assert.equal((await dry('import', '--dry-run')).stderr, '');

  const real = object(await world.cron('import', '--json'));
  assert.deepEqual({ dry_run: real.dry_run, added: real.import.added, problems: real.problems }, { dry_run: false, added: NAMES.length, problems: [] });
  assert.deepEqual(Object.keys(real.dates).sort(), ['found', 'gone', 'moved']);

  world.advance(3600);
  assert.match((await dry('import')).stdout, /^import: a run would do: the list has not changed, added 0, expired 0; nothing was changed\.\n$/);
  writeFileSync(world.dropList, list([...NAMES.slice(1).map(([name, date], index) => [name, index < 2 ? '2026-12-01 18:00:00' : date]), ['new.net', '2026-12-01 18:00:00']]));
  const second = object(await dry('import', '--json'));
  assert.deepEqual([second.import.added, second.import.moved, second.import.gone], [1, 2, 1]);
  const applied = object(await world.cron('import', '--json'));
  assert.deepEqual([applied.import.added, applied.import.moved, applied.import.gone], [1, 2, 1]);

  // A list that a run would refuse.
  writeFileSync(world.dropList, list(NAMES.slice(0, 10)));
  world.advance(3600);
  const refused = await dry('import', '--json');
  assert.equal(refused.status, 1);
  assert.match(object(refused).error, /only 10 names/);
  writeFileSync(world.dropList, list(NAMES));
  await world.cron('import', '--quiet');
});

test('dropdates --dry-run lists the orders that would follow', async () => {
  await world.setPrices(() => ({ 1: '20.00', 2: '18.00' }));
  for (const name of ['name00001.com', 'name00002.com', 'name00003.com']) await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: name });
  world.sql("UPDATE backorder_pending_domains SET drop_date = '2026-12-03 18:00:00' WHERE domain = 'name00001'");
  world.sql("DELETE FROM backorder_pending_domains WHERE domain = 'name00002'");
  const told = object(await dry('dropdates', '--json'));
  assert.deepEqual(told.dates, { found: 0, moved: 1, gone: 1 });
  assert.deepEqual(told.due.map(({ step, name, dropdate, dropdate_new: to }) => [step, name, dropdate, to]), [
    ['date_moved', 'name00001.com', '2026-11-29 18:00:00', '2026-12-03 18:00:00'], ['left_list', 'name00002.com', '2026-11-29 18:00:00', null]]);
  const { stdout } = await dry('dropdates');
  assert.match(stdout, /^dropdates: a run would do: drop dates of orders: moved 1, gone 1, found 0; nothing was changed\.\n {2}date_moved: name00001\.com \(order \d+ of client 1, REQUESTED, 2026-11-29 18:00:00 -> 2026-12-03 18:00:00\)\n {2}left_list: /);
  assert.deepEqual(object(await world.cron('dropdates', '--json')).dates, { found: 0, moved: 1, gone: 1 });
  assert.deepEqual(object(await dry('dropdates', '--json')).due, []);
  await world.command(1, { COMMAND: 'DeleteBackorder', DOMAIN: 'name00002.com' });
});

test('batch --dry-run lists each order with its first step, asks the registrar nothing, and the run then does that', async () => {
  assert.match((await dry('batch')).stdout, /^batch: nothing is due\.\n$/);
  await world.command(3, { COMMAND: 'CreateBackorder', DOMAIN: 'name00004.com' });
  world.setTime('2026-11-27 12:00:00');
  const before_ = await calls();
  const told = object(await dry('batch', '--json'));
  // Carla has 5.00, so her order can't be paid for.
  assert.deepEqual(told.due.map(({ step, name }) => [step, name]).sort(), [['fund', 'name00003.com'], ['funds short', 'name00004.com']]);
  assert.deepEqual(told.steps, { fund: 1, 'funds short': 1 });
  const text = await dry('batch', '--verbose');
  assert.match(text.stdout, /^batch: a run would do: fund 1, funds short 1; nothing was changed\.\n(  [a-z ]+: name0000\d\.com \(order \d+ of client \d, REQUESTED, [^)]*\)\n){2}$/);
  assert.match(text.stderr, /name00003\.com \(REQUESTED\): fund/);
  assert.equal((await dry('batch', '--quiet')).stdout, '');
  assert.deepEqual(await calls(), before_);
  const run = object(await world.cron('batch', '--json'));
  assert.deepEqual(Object.keys(run.steps).sort(), ['fund', 'funds short']);
  assert.equal(run.dry_run, false);

  world.setTime('2026-11-29 17:00:00');
  assert.deepEqual(object(await dry('batch', '--json')).steps, { 'funds short': 1, 'window opens': 1 });
  await world.cron('batch', '--quiet');
  const processing = object(await dry('batch', '--json'));
  assert.deepEqual(processing.due.map(({ step, name }) => [step, name]).sort(), [['ask', 'name00003.com'], ['funds short', 'name00004.com']]);

  // One whose application is still to be sent; one that is over; one of a client who closed the account.
  world.sql("UPDATE backorder_domains SET reference = '', apply_state = '' WHERE domain = 'name00003'");
  assert.equal(object(await dry('batch', '--json')).steps.send, 1);
  world.sql("UPDATE backorder_domains SET dropdate = '2026-11-20 00:00:00' WHERE domain = 'name00004'");
  assert.equal(object(await dry('batch', '--json')).steps.missed, 1);
  world.sql("UPDATE tblclients SET status = 'Closed' WHERE id = 1");
  assert.equal(object(await dry('batch', '--json')).steps['client closed'], 2);
  world.sql("UPDATE tblclients SET status = 'Active' WHERE id = 1");
  world.sql("UPDATE backorder_domains SET status = 'PENDING-PAYMENT', invoice = 999999 WHERE domain = 'name00003'");
  assert.equal(object(await dry('batch', '--json')).steps['invoice ended'], 1);
});

test('--json: one object and nothing else, whatever else is printed on the way', async () => {
  const file = path.join(world.host, 'includes/hooks/noise.php');
  writeFileSync(file, '<?php\necho "noise of another addon\\n";\n');
  try {
    for (const cron of CRONS) {
      for (const flags of [['--json'], ['--json', '--dry-run'], ['--json', '--verbose', '--quiet']]) {
        const answer = await world.cron(cron, ...flags);
        const told = object(answer);
        assert.equal(told.cron, cron);
        assert.equal(told.status, answer.status);
        assert.equal(told.ok, answer.status === 0);
        assert.equal(typeof told.summary, 'string');
        assert.ok(Array.isArray(told.problems));
        assert.match(answer.stderr, /noise of another addon/);
      }
    }
  } finally {
    writeFileSync(file, '<?php\n');
  }
  const phpOptions = world.phpOptions;
  world.phpOptions = [];
  for (const cron of CRONS) {
    const answer = await world.cron(cron, '--json');
    assert.equal(answer.status, 2);
    assert.match(object(answer).error, /ispapibackorder/);
  }
  world.phpOptions = phpOptions;
  world.cronEnvironment = { WHMCS_ROOT: '/nowhere' };
  const lost = await world.cron('batch', '--json');
  world.cronEnvironment = {};
  assert.equal(lost.status, 2);
  assert.match(object(lost).error, /WHMCS was not found/);
});

test('no PHP warning came up on the way', async () => {
  assert.deepEqual(await world.hostErrors(), []);
  assert.doesNotMatch(readFileSync(path.join(world.databaseDirectory, 'server.log'), 'utf8'), /Aborted connection/);
});
