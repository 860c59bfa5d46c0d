// The demo: `node tests/demo.mjs` to click through, `--once` to carry one order of each fate through its whole life, `--cnr`
// with CentralNic Reseller as the registrar.

import { ADMIN, CLIENTS, World, utcText } from './support/world.mjs';

const HOUR = 3600;
const DAY = 24 * HOUR;
const say = (line = '') => process.stdout.write(`${line}\n`);

/**
 * Names of the list with a renewal price in WHMCS; each only once. They drop within `span` seconds of each other, the first
 * of them as soon after `from` as the list has any (the real list may begin some days ahead).
 */
function pickNames(world, count, from, span) {
  const suitable = `backorder_pending_domains p JOIN tbldomainpricing x ON x.extension = CONCAT('.', p.zone)
    WHERE p.domain RLIKE '^[a-z]{5,12}$' AND p.drop_date >= `;
  const [{ first }] = world.sql(`SELECT MIN(p.drop_date) AS first FROM ${suitable} '${utcText(from)}'`);
  if (!first) throw new Error('the list has no suitable name');
  const rows = world.sql(`SELECT p.domain, p.zone, p.drop_date FROM ${suitable} '${first}'
    AND p.drop_date <= '${first}' + INTERVAL ${span} SECOND ORDER BY p.drop_date, p.domain LIMIT ${count * 7}`);
  if (rows.length < count) throw new Error(`the list has only ${rows.length} suitable names`);
  return Array.from({ length: count }, (_, index) => rows[Math.floor((index * rows.length) / count)])
    .map((row) => ({ name: `${row.domain}.${row.zone}`, label: row.domain, zone: row.zone, drop: Date.parse(`${row.drop_date.replace(' ', 'T')}Z`) / 1000 }));
}

async function prepare(world) {
  say('Importing the list of expiring names ...');
  const imported = await world.cron('import');
  if (imported.status !== 0) throw new Error(`the import failed:\n${imported.stdout}${imported.stderr}`);
  say(imported.stdout.trim());
  const zones = await world.setPrices();
  say(`Prices set for ${zones.length} zones in USD and EUR.`);
}

// One story an order: who orders, what the registrar will do, what else happens, and how it must end.
const STORIES = [
  { title: 'caught and paid', client: 'anna', fate: 'caught', end: 'SUCCESSFUL', reason: 'delivered', domain: true, invoice: 'Paid' },
  { title: 'caught, in euros', client: 'bernd', fate: 'caught', end: 'SUCCESSFUL', reason: 'delivered', domain: true, invoice: 'Paid' },
  { title: 'not caught', client: 'anna', fate: 'lost', end: 'FAILED', reason: 'lost' },
  { title: 'refused by the registrar', client: 'anna', fate: 'refused', end: 'FAILED', reason: 'refused' },
  { title: 'auction won', client: 'anna', fate: 'auction-won', bidders: 3, end: 'AUCTION-WON', reason: 'invoiced', domain: true, invoice: 'Paid' },
  { title: 'auction lost', client: 'anna', fate: 'auction-lost', bidders: 3, end: 'AUCTION-LOST', reason: 'auction_lost' },
  { title: 'forgotten by the registrar', client: 'anna', fate: 'unknown', end: 'CANCELLED', reason: 'application_unknown' },
  { title: 'renewed by its owner', client: 'anna', renewed: true, end: 'REQUESTED', reason: 'left_list' },
  { title: 'no money', client: 'carla', fate: 'caught', end: 'FAILED', reason: 'missed', mail: true },
  { title: 'invoice cancelled', client: 'bernd', fate: 'caught', spends: true, end: 'CANCELLED', reason: 'invoice_cancelled', invoice: 'Cancelled' },
  { title: 'deleted by the customer', client: 'anna', deleted: true, end: '(deleted)', reason: 'deleted_by_client' },
];

// CentralNic Reseller has no words for auctions: an application is being processed until it is successful or failed.
const CNR_ENDS = {
  'AUCTION-WON': { end: 'SUCCESSFUL', reason: 'delivered' },
  'AUCTION-LOST': { end: 'FAILED', reason: 'lost' },
};
const CNR_WORLD = {
  dialect: 'cnr',
  settings: { registrar_driver: 'cnr', registrar_login: 'test.user', registrar_password: 'test.passw0rd' },
};

async function placeOrders(world, start) {
  const names = pickNames(world, STORIES.length, start + 3.6 * DAY, 2 * DAY);
  const stories = STORIES.map((story, index) => ({ ...story, ...(cnr ? CNR_ENDS[story.end] : {}), ...names[index] }));
  for (const story of stories) {
    if (story.fate) {
      await world.registrar('fate', { domain: story.name, fate: story.fate, ...(story.bidders ? { bidders: story.bidders } : {}) });
    }
    const answer = await world.command(CLIENTS[story.client].id, { COMMAND: 'CreateBackorder', DOMAIN: story.name });
    story.id = answer.PROPERTY.ID[0];
  }
  return stories;
}

/** The moments that matter: the windows of each drop, the ends of the auctions, and a few quiet hours between. */
function moments(stories, start) {
  const times = new Set();
  for (const { drop } of stories) {
    for (const offset of [-3 * DAY + 300, -DAY + 300, -2 * HOUR + 300, -HOUR, 240, 600, 4 * HOUR + 300, 2 * DAY + 300]) times.add(drop + offset);
  }
  const last = Math.max(...stories.map((story) => story.drop));
  for (let day = 1; day <= 7; day += 1) times.add(last + day * DAY);
  return [...times].filter((time) => time > start).sort((a, b) => a - b);
}

async function live(world, stories, start) {
  const pending = { deleted: true, renewed: true, spends: true };
  let day = Math.floor(start / DAY);
  for (const time of moments(stories, start)) {
    world.setTime(time);
    if (Math.floor(time / DAY) > day) {
      day = Math.floor(time / DAY);
      await world.cron('import');
      await world.cron('dropdates');
    }
    const batch = await world.cron('batch');
    if (![0, 1].includes(batch.status)) throw new Error(`the batch failed at ${utcText(time)}:\n${batch.stdout}${batch.stderr}`);
    const status = (story) => world.sql(`SELECT status FROM backorder_domains WHERE id = ${story.id}`)[0]?.status;
    const find = (key) => stories.find((story) => story[key]);
    if (pending.deleted && status(find('deleted')) === 'ACTIVE') {
      await world.command(CLIENTS.anna.id, { COMMAND: 'DeleteBackorder', DOMAIN: find('deleted').name });
      pending.deleted = false;
    }
    if (pending.renewed && status(find('renewed')) === 'ACTIVE') {
      // The owner renews: the name leaves the published list, as the next import sees.
      await world.registrar('droplist', { remove: [find('renewed').name] });
      await world.cron('import');
      await world.cron('dropdates');
      pending.renewed = false;
    }
    if (pending.spends && status(find('spends')) === 'PROCESSING') {
      // The customer uses the reserved credit for something else: the invoice can't be paid and is cancelled.
      // What stays is just enough for his other order.
      const [{ credit, other }] = world.sql(`SELECT c.credit, (SELECT SUM(reserved) FROM backorder_domains d WHERE d.userid = c.id
        AND d.id <> ${find('spends').id}) AS other FROM tblclients c WHERE c.id = ${CLIENTS.bernd.id}`);
      await world.hostctl('credit', String(CLIENTS.bernd.id), `-${(credit - other).toFixed(2)}`);
      pending.spends = 'waiting';
    }
    if (pending.spends === 'waiting') {
      const [order] = world.sql(`SELECT invoice FROM backorder_domains WHERE id = ${find('spends').id}`);
      if (order.invoice) {
        await world.hostctl('invoice-status', order.invoice, 'Cancelled');
        pending.spends = false;
      }
    }
  }
}

function problemsOf(world, story) {
  const problems = [];
  const [order] = world.sql(`SELECT status, reason, reserved, invoice FROM backorder_domains WHERE id = ${story.id}`);
  const [last] = world.sql(`SELECT reason FROM backorder_logs WHERE order_id = ${story.id} ORDER BY id DESC LIMIT 1`);
  const expect = (what, is, wanted) => { if (String(is) !== String(wanted)) problems.push(`${what} is ${is}, not ${wanted}`); };
  expect('the status', order?.status ?? '(deleted)', story.end);
  expect('the reason', order?.reason ?? last.reason, story.reason);
  if (order) expect('what is reserved', order.reserved, '0.00');
  const domains = world.sql(`SELECT userid FROM tbldomains WHERE domain = '${story.name}'`);
  expect('the number of domains', domains.length, story.domain ? 1 : 0);
  const invoices = world.sql(`SELECT status FROM tblinvoices WHERE notes LIKE '%[ispapibackorder:order:${story.id}]%'`);
  expect('the number of invoices', invoices.length, story.invoice ? 1 : 0);
  if (story.invoice && invoices.length) expect('the invoice', invoices[0].status, story.invoice);
  if (story.mail) {
    const mails = world.sql(`SELECT COUNT(*) AS n FROM host_outbox WHERE client_id = ${CLIENTS[story.client].id} AND template = 'backorder_lowbalance_notification' AND body LIKE '%${story.name}%'`);
    expect('the number of low-balance mails', mails[0].n, 2);
  }
  return problems;
}

async function once(world) {
  const start = world.now;
  await prepare(world);
  const stories = await placeOrders(world, start);
  await live(world, stories, start);
  let bad = 0;
  for (const story of stories) {
    const problems = problemsOf(world, story);
    bad += problems.length ? 1 : 0;
    say(`\n${problems.length ? 'WRONG' : 'ok   '} ${story.name} (${story.client}): ${story.title}; drops ${utcText(story.drop)}`);
    for (const line of world.sql(`SELECT date, from_status, to_status, reason, message FROM backorder_logs WHERE order_id = ${story.id} ORDER BY id`)) {
      say(`      ${line.date}  ${(line.from_status || '-').padEnd(15)} ${(line.to_status || '-').padEnd(15)} ${line.reason.padEnd(20)} ${line.message}`);
    }
    for (const problem of problems) say(`      >>> ${problem}`);
  }
  say('\nInvoices:');
  for (const row of world.sql(`SELECT i.id, c.firstname, i.date, i.status, i.subtotal, i.credit, i.total, k.code, (SELECT GROUP_CONCAT(description) FROM tblinvoiceitems t WHERE t.invoiceid = i.id) AS items
      FROM tblinvoices i JOIN tblclients c ON c.id = i.userid JOIN tblcurrencies k ON k.id = c.currency ORDER BY i.id`)) {
    say(`      #${row.id}  ${row.date}  ${row.firstname.padEnd(6)} ${row.subtotal} ${row.code}, credit ${row.credit}, left ${row.total}: ${row.status.padEnd(10)} ${row.items}`);
  }
  say('\nCredit left:');
  for (const row of world.sql('SELECT c.firstname, c.credit, k.code FROM tblclients c JOIN tblcurrencies k ON k.id = c.currency ORDER BY c.id')) {
    say(`      ${row.firstname.padEnd(6)} ${row.credit} ${row.code}`);
  }
  const errors = await world.hostErrors();
  for (const error of errors) say(`WRONG PHP: ${JSON.stringify(error)}`);
  say(`\n${stories.length - bad} of ${stories.length} orders ended as they must${errors.length ? `; ${errors.length} PHP errors` : ''}.`);
  return bad === 0 && errors.length === 0;
}

async function clickable(world) {
  await prepare(world);
  const now = Math.floor(Date.now() / 1000);
  for (const { name } of pickNames(world, 3, now + 3.2 * DAY, 2 * DAY)) {
    await world.command(CLIENTS.anna.id, { COMMAND: 'CreateBackorder', DOMAIN: name });
  }
  say(`
Everything runs. Open:
  client area   ${world.url}/index.php?m=ispapibackorder    ${CLIENTS.anna.email} / ${CLIENTS.anna.password}   (bernd@, carla@ as well)
  admin area    ${world.url}/admin/addonmodules.php?module=ispapibackorder    ${ADMIN.username} / ${ADMIN.password}
  registrar     ${world.registrarUrl}/    move the clock here, and decide the fate of a name

The batch runs every 10 seconds. Ctrl-C stops everything.`);
  await new Promise((resolve) => {
    let busy = false;
    const timer = setInterval(async () => {
      if (busy) return;
      busy = true;
      await world.cron('batch').catch((error) => say(error.message));
      busy = false;
    }, 10000);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.once(signal, () => { clearInterval(timer); resolve(); });
    }
  });
}

const single = process.argv.includes('--once');
const cnr = process.argv.includes('--cnr');
const world = new World();
let good = false;
if (single) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => world.stop().finally(() => process.exit(130)));
}
try {
  const hour = Math.floor(Date.now() / 1000 / HOUR) * HOUR;
  await world.start({ now: single ? hour : null, log: say, ...(cnr ? CNR_WORLD : {}) });
  good = single ? await once(world) : (await clickable(world), true);
} catch (error) {
  say(error.stack);
  if (error.stderr) say(error.stderr);
} finally {
  await world.stop();
}
process.exit(good ? 0 : 1);
