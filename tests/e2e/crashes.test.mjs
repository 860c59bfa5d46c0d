// The batch is killed inside WHMCS's own functions, at each point of making an invoice and sending a mail; the next runs
// bring everything to the one right end. A lock in the database holds the process at the point where it is killed.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { World, utc } from '../support/world.mjs';

const PRICE = 20;
const HOUR = 3600;
const FIRST_DROP = utc('2026-11-24 12:00:00');
// WHMCS dates its invoices by the day of its own time zone; here that is often the next one.
const ZONE = 'Pacific/Kiritimati';
const dayThere = (epoch) => new Date(epoch * 1000).toLocaleDateString('sv-SE', { timeZone: ZONE });
const NAMES = Array.from({ length: 10 }, (_, index) => `crash${index}.com`);
const dropOf = (name) => FIRST_DROP + NAMES.indexOf(name) * 6 * HOUR;
const textOf = (epoch) => new Date(epoch * 1000).toISOString().slice(0, 19).replace('T', ' ');

const world = new World();
before(async () => {
  await world.start({
    now: utc('2026-11-23 09:00:00'), extension: process.env.BACKORDER_EXTENSION, knobs: { invoice_creation: 'steps', timezone: ZONE },
    dropList: NAMES.map((name) => `"${name}";${textOf(dropOf(name))}\n`).join(''),
  });
  await world.cron('import');
  await world.setPrices(() => ({ 1: `${PRICE}.00`, 2: '18.00' }));
  for (const name of NAMES) {
    await world.registrar('fate', { domain: name, fate: 'caught' });
    await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: name });
  }
});
after(() => world.stop());

/** A session that holds a lock until it is released. */
class Lock {
  static async on(sql) {
    const lock = new Lock();
    lock.client = spawn('mariadb', ['--no-defaults', `--socket=${world.database.DB_SOCKET}`, '-u', 'root', '--batch', '--skip-column-names',
      '--unbuffered', 'whmcs'], { stdio: ['pipe', 'pipe', 'inherit'] });
    lock.client.stdin.write(`SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION; ${sql} FOR UPDATE; SELECT 'held here';\n`);
    let seen = '';
    for await (const [data] of on(lock.client.stdout)) {
      seen += data;
      if (seen.includes('held here')) return lock;
    }
    throw new Error(`not locked: ${sql}`);
  }

  async release() {
    const ended = once(this.client, 'exit');
    this.client.stdin.end('ROLLBACK;\n');
    await ended;
  }
}

async function* on(stream) {
  for (;;) yield await once(stream, 'data');
}

const waiting = () => world.sql("SELECT trx_mysql_thread_id AS thread, REPLACE(LEFT(trx_query, 200), CHAR(10), ' ') AS query FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'");

/** Waits until the cron is held up in a statement like this one. */
async function heldUp(cron, pattern) {
  const end = Date.now() + 60000;
  for (;;) {
    const found = waiting().find((row) => pattern.test(row.query ?? ''));
    if (found) return found;
    assert.equal(cron.exitCode, null, `the cron ended before it came to ${pattern}`);
    assert.ok(Date.now() < end, `the cron never came to ${pattern}`);
    // The server shows a kept copy of this table to those who ask again within a tenth of a second.
    await new Promise((resolve) => { setTimeout(resolve, 150); });
  }
}

/** Runs the batch into the locks, one after the other, and kills it at the last one. Each: {sql, at}. */
async function killBatchAt(...points) {
  const [first, ...others] = points;
  let lock = await Lock.on(first.sql);
  const cron = spawn('php', [...world.phpOptions, '-q', path.join(world.addon, 'crons/batch.php')], { cwd: '/', stdio: 'ignore' });
  const ended = once(cron, 'exit');
  let held = await heldUp(cron, first.at);
  for (const { sql, at } of others) {
    const next = await Lock.on(sql);
    await lock.release();
    lock = next;
    held = await heldUp(cron, at);
  }
  cron.kill('SIGKILL');
  assert.equal((await ended)[1], 'SIGKILL');
  // The server would carry out the statement that waits, long after its client has gone.
  world.sql(`KILL CONNECTION ${held.thread}`);
  await lock.release();
}

/** Brings the order to the moment when its name is caught and nothing is invoiced. */
async function upToTheCatch(name) {
  world.setTime(dropOf(name) - HOUR);
  assert.equal((await world.cron('batch')).status, 0);
  assert.equal(orderOf(name).status, 'PROCESSING');
  world.setTime(dropOf(name) + 600);
}

const label = (name) => name.replace('.com', '');
const orderOf = (name) => world.sql(`SELECT id, status, reason, invoice, reserved FROM backorder_domains WHERE domain = '${label(name)}'`)[0];
const creditOf = (client) => Number(world.sql(`SELECT credit FROM tblclients WHERE id = ${client}`)[0].credit);
const invoicesOf = (name) => world.sql(`SELECT id, status, subtotal, credit, total, date, duedate FROM tblinvoices WHERE notes LIKE '%[ispapibackorder:order:${orderOf(name).id}]%' ORDER BY id`);
const linesOf = (invoice) => world.sql(`SELECT description, amount FROM tblinvoiceitems WHERE invoiceid = ${invoice}`);
const mailsOf = (name, template) => world.sql(`SELECT id FROM host_outbox WHERE template = '${template}' AND client_id = 1 AND subject LIKE '%${name}%'`).length;

/** The end that every crash must lead to: paid once from the credit, delivered once, told once. */
async function assertRightEnd(name, creditBefore, putAside) {
  // The first run finds out what was done, the second one goes on from there.
  for (const seconds of [16 * 60, 300]) {
    world.advance(seconds);
    const run = await world.cron('batch');
    assert.equal(run.status, 0, run.stdout + run.stderr);
  }
  const order = orderOf(name);
  assert.deepEqual({ status: order.status, reserved: order.reserved }, { status: 'SUCCESSFUL', reserved: '0.00' });
  const all = invoicesOf(name);
  const invoices = all.filter((invoice) => invoice.status !== 'Cancelled');
  assert.equal(all.length - invoices.length, putAside);
  const caught = dropOf(name) + 600;
  assert.deepEqual(invoices, [{
    id: order.invoice, status: 'Paid', subtotal: `${PRICE}.00`, credit: `${PRICE}.00`, total: '0.00', date: dayThere(caught), duedate: dayThere(caught + 240 * HOUR),
  }]);
  assert.deepEqual(linesOf(order.invoice), [{ description: `Domain backorder: ${name}`, amount: `${PRICE}.00` }]);
  assert.equal(creditOf(1), creditBefore - PRICE);
  assert.equal(world.sql(`SELECT id FROM tbldomains WHERE domain = '${name}'`).length, 1);
  assert.equal(mailsOf(name, 'backorder_delivered'), 1);
  assert.deepEqual(world.sql("SELECT id, kind, state FROM backorder_effects WHERE state <> 'done'"), []);
  // Nothing is left to do, and nothing is done again.
  world.advance(300);
  assert.match((await world.cron('batch')).stdout, /nothing was due/);
}

const BEFORE_THE_ROW = { sql: 'SELECT * FROM tblinvoices WHERE id > 1000000', at: /insert into `tblinvoices`/i };
const BEFORE_THE_ITEMS = { sql: 'SELECT * FROM tblinvoiceitems WHERE id > 1000000', at: /insert into `tblinvoiceitems`/i };
const BEFORE_THE_CREDIT = { sql: 'SELECT * FROM tblclients WHERE id = 1', at: /`tblclients`.* for update/i };
const BEFORE_SETTLING = { sql: "SELECT * FROM backorder_effects WHERE state = 'taken'", at: /UPDATE backorder_effects SET state = 'done'/ };
const BEFORE_THE_MAIL = { sql: 'SELECT * FROM host_outbox WHERE id > 1000000', at: /insert into `host_outbox`/i };
const AFTER_THE_MAIL = { sql: 'SELECT * FROM tblactivitylog WHERE id > 1000000', at: /insert into `tblactivitylog`/i };

const INVOICE = [
  ['before the invoice has a row', 0, [BEFORE_THE_ROW]],
  ['when the invoice has a row and no lines', 1, [BEFORE_THE_ITEMS]],
  ['when the invoice has its lines and the credit was not applied', 0, [BEFORE_THE_CREDIT]],
  ['when the invoice is made and paid, and not settled', 0, [BEFORE_THE_CREDIT, BEFORE_SETTLING]],
];
for (const [index, [title, putAside, points]] of INVOICE.entries()) {
  test(`killed ${title}: one invoice, paid once`, async () => {
    const name = NAMES[index];
    await upToTheCatch(name);
    const credit = creditOf(1);
    await killBatchAt(...points);
    assert.equal(orderOf(name).status, 'PENDING-PAYMENT');
    assert.equal(orderOf(name).invoice, null);
    await assertRightEnd(name, credit, putAside);
  });
}

test('killed twice, the second time while the incomplete invoice is replaced', async () => {
  const name = NAMES[4];
  await upToTheCatch(name);
  const credit = creditOf(1);
  await killBatchAt(BEFORE_THE_ITEMS);
  world.advance(16 * 60);
  await killBatchAt(BEFORE_THE_ROW);
  assert.deepEqual(invoicesOf(name).map((invoice) => invoice.status), ['Cancelled']);
  await assertRightEnd(name, credit, 1);
});

test('an invoice that an admin deletes before its order knew it is not made again', async () => {
  const name = NAMES[5];
  await upToTheCatch(name);
  const credit = creditOf(1);
  await killBatchAt(BEFORE_THE_CREDIT);
  const [{ id }] = invoicesOf(name);
  world.sql(`DELETE FROM tblinvoices WHERE id = ${id}; DELETE FROM tblinvoiceitems WHERE invoiceid = ${id}`);
  world.advance(16 * 60);
  assert.equal((await world.cron('batch')).status, 0);
  world.advance(300);
  const told = await world.cron('batch');
  assert.equal(told.status, 1);
  assert.match(told.stderr, new RegExp(`${name} was caught and will not be paid \\(Invoice ${id} does not exist any more\\.\\)`));
  assert.equal(orderOf(name).status, 'CANCELLED');
  assert.equal(orderOf(name).reason, 'invoice_cancelled');
  world.advance(16 * 60);
  assert.equal((await world.cron('batch')).status, 0);
  assert.deepEqual(invoicesOf(name), []);
  assert.equal(creditOf(1), credit);
});

const MAIL = [
  ['before the mail goes out', [BEFORE_THE_MAIL]],
  ['when the mail is out and logged', [BEFORE_THE_MAIL, AFTER_THE_MAIL]],
  ['when the mail is out and not settled', [BEFORE_THE_MAIL, BEFORE_SETTLING]],
];
for (const [index, [title, points]] of MAIL.entries()) {
  test(`killed ${title}: one mail`, async () => {
    const name = NAMES[6 + index];
    const credit = creditOf(1);
    await upToTheCatch(name);
    // WHMCS's own mails about the invoice come first; the one about the delivery is what is waited for.
    world.sql("UPDATE tblemailtemplates SET disabled = 1 WHERE type = 'invoice'");
    await killBatchAt(...points);
    world.sql("UPDATE tblemailtemplates SET disabled = 0 WHERE type = 'invoice'");
    assert.equal(orderOf(name).status, 'SUCCESSFUL');
    await assertRightEnd(name, credit, 0);
  });
}

test('what the crashes left behind is no debt and no reservation', async () => {
  const answer = await world.command(1, { COMMAND: 'GetAvailableFunds' });
  assert.equal(world.sql('SELECT SUM(reserved) AS held FROM backorder_domains')[0].held, `${PRICE}.00`);
  assert.equal(world.sql("SELECT COUNT(*) AS n FROM tblinvoices WHERE status = 'Unpaid'")[0].n, '0');
  assert.ok(JSON.stringify(answer).includes(String(creditOf(1) - PRICE)), JSON.stringify(answer));
  assert.deepEqual(await world.hostErrors(), []);
});
