// Mails, invoices and clients inside a WHMCS: templates that are the reseller's, mails that are sent once even when the
// process dies, invoices in the client's language, clients that WHMCS merges.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CLIENTS, World, utc } from '../support/world.mjs';
import { Session } from './support/session.mjs';

const NOW = utc('2026-11-23 09:00:00');
const DROP = '2026-11-25 18:00:00';
const NAMES = ['poor.com', 'poorer.com', 'xn--mller-kva.com', 'lost.com', 'both.com', 'moves.com', 'late.com'];
const MOMENTS = ['lowbalance_notification', 'placed', 'active', 'caught', 'delivered', 'failed', 'auction_pending', 'auction_won',
  'auction_lost', 'cancelled'].map((name) => `backorder_${name}`);

const world = new World();
before(async () => {
  await world.start({ now: NOW, dropList: NAMES.map((name) => `"${name}";${DROP}\n`).join(''), extension: process.env.BACKORDER_EXTENSION });
  await world.cron('import');
  await world.setPrices(() => ({ 1: '20.00', 2: '18.00' }));
});
after(() => world.stop());

const templates = () => world.sql("SELECT name FROM tblemailtemplates WHERE name LIKE 'backorder\\_%' ORDER BY id").map((row) => row.name);
const outbox = (template) => world.sql(`SELECT client_id, subject, REPLACE(body, '\\n', ' ') AS body FROM host_outbox WHERE template = '${template}' ORDER BY id`);
const upgrade = () => inHost('WHMCS\\Module\\Addon\\Ispapibackorder\\Module::upgrade(["version" => "4.0.0"]);');

/** Runs PHP inside the host, as a page of WHMCS would. */
function inHost(code) {
  const load = `require ${JSON.stringify(path.join(world.host, 'init.php'))}; require_once ${JSON.stringify(path.join(world.addon, 'lib/load.php'))};`;
  return execFileSync('php', [...world.phpOptions, '-r', load + code], { encoding: 'utf8', cwd: '/' });
}

test('activation makes a template for each moment; what the reseller edits or deletes stays so', async () => {
  assert.deepEqual(templates().sort(), [...MOMENTS].sort());
  world.sql("UPDATE tblemailtemplates SET subject = 'My own words' WHERE name = 'backorder_failed'; DELETE FROM tblemailtemplates WHERE name = 'backorder_placed'");
  upgrade();
  assert.deepEqual(templates().sort(), MOMENTS.filter((name) => name !== 'backorder_placed').sort());
  assert.equal(world.sql("SELECT subject FROM tblemailtemplates WHERE name = 'backorder_failed'")[0].subject, 'My own words');
  // Deactivating and activating again is the way to have them back; edited ones stay even then.
  await world.hostctl('deactivate', 'ispapibackorder');
  await world.hostctl('activate', 'ispapibackorder', '--role', '1', '--setting', `registrar_url=${world.registrarUrl}/api/call.cgi`,
    '--setting', `droplist_url=${world.registrarUrl}/files/domain-backordering/pending_delete_domain_list.csv.zip`);
  assert.deepEqual(templates().sort(), [...MOMENTS].sort());
  assert.equal(world.sql("SELECT subject FROM tblemailtemplates WHERE name = 'backorder_failed'")[0].subject, 'My own words');
  world.sql("UPDATE tblemailtemplates SET subject = 'Your backorder for {$domain} has failed' WHERE name = 'backorder_failed'");
});

test('the process is killed after the mail about low funds went out: it is not sent again, and it counts', async () => {
  const hooks = path.join(world.host, 'includes/hooks');
  const deadly = path.join(world.directory, 'deadly');
  mkdirSync(hooks, { recursive: true });
  writeFileSync(path.join(hooks, 'deadly.php'), `<?php
add_hook('LogActivity', 1, function ($vars) {
	if (file_exists('${deadly}') && strpos($vars['description'], 'Email Sent') === 0) {
		posix_kill(getmypid(), SIGKILL);
	}
});
`);
  await world.command(3, { COMMAND: 'CreateBackorder', DOMAIN: 'poor.com' });
  await world.command(3, { COMMAND: 'CreateBackorder', DOMAIN: 'poorer.com' });
  writeFileSync(deadly, '');
  await assert.rejects(world.cron('batch'));
  rmSync(deadly);
  assert.equal(outbox('backorder_lowbalance_notification').length, 1);
  assert.deepEqual(world.sql('SELECT state FROM backorder_effects'), [{ state: 'taken' }]);
  assert.deepEqual(world.sql('SELECT DISTINCT lowbalance_notification AS n FROM backorder_domains'), [{ n: '0' }]);
  world.advance(1800);
  const second = await world.cron('batch');
  assert.equal(second.status, 0, second.stderr);
  const [mail, ...more] = outbox('backorder_lowbalance_notification');
  assert.deepEqual(more, []);
  assert.match(mail.body, /poor\.com, drops on 2026-11-25 18:00:00 UTC.*poorer\.com/);
  // The customer's mail carries no mark; WHMCS's copy of it does.
  assert.doesNotMatch(mail.body, /ispapibackorder/);
  const [{ copy }] = world.sql("SELECT REPLACE(message, '\\n', ' ') AS copy FROM tblemails WHERE subject LIKE 'Please add funds%'");
  assert.match(copy, /poor\.com.*<!-- \[ispapibackorder:mail:\d+:\d+\] -->$/);
  assert.deepEqual(world.sql('SELECT state FROM backorder_effects'), [{ state: 'done' }]);
  assert.deepEqual(world.sql('SELECT DISTINCT lowbalance_notification AS n FROM backorder_domains'), [{ n: '1' }]);
  rmSync(path.join(hooks, 'deadly.php'));
});

test('a disabled template: the mail about low funds waits and counts for nothing, another one is not wanted', async () => {
  world.sql("UPDATE tblemailtemplates SET disabled = 1 WHERE name IN ('backorder_lowbalance_notification', 'backorder_cancelled')");
  world.sql("INSERT INTO tbladdonmodules (module, setting, value) VALUES ('ispapibackorder', 'mail_cancelled', 'on')");
  await world.command(3, { COMMAND: 'CreateBackorder', DOMAIN: 'late.com' });
  await world.command('admin', { COMMAND: 'DeleteBackorder', DOMAIN: 'poorer.com', USERID: 3 });
  const refused = await world.cron('batch');
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /Email Template is disabled/);
  assert.equal(world.sql("SELECT lowbalance_notification AS n FROM backorder_domains WHERE domain = 'late'")[0].n, '0');
  assert.equal(world.sql("SELECT state FROM backorder_effects WHERE unique_key LIKE '%:mail:cancelled:%'")[0].state, 'done');
  assert.deepEqual(outbox('backorder_cancelled'), []);
  world.sql("UPDATE tblemailtemplates SET disabled = 0 WHERE name LIKE 'backorder%'");
  world.advance(300);
  assert.equal((await world.cron('batch')).status, 0);
  assert.equal(outbox('backorder_lowbalance_notification').length, 2);
  assert.equal(world.sql("SELECT lowbalance_notification AS n FROM backorder_domains WHERE domain = 'late'")[0].n, '1');
});

test('no mail about low funds without a name in it: paid before it could be sent', async () => {
  const [{ credit }] = world.sql('SELECT credit FROM tblclients WHERE id = 1');
  const told = () => world.sql("SELECT status, lowbalance_notification AS n FROM backorder_domains WHERE domain = 'moves'")[0];
  world.sql("UPDATE tblclients SET credit = 0 WHERE id = 1; UPDATE tblemailtemplates SET disabled = 1 WHERE name = 'backorder_lowbalance_notification'");
  await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: 'moves.com' });
  assert.equal((await world.cron('batch')).status, 1);
  assert.deepEqual(told(), { status: 'REQUESTED', n: '0' });
  world.sql(`UPDATE tblclients SET credit = ${credit} WHERE id = 1; UPDATE tblemailtemplates SET disabled = 0 WHERE name LIKE 'backorder%'`);
  world.advance(300);
  assert.equal((await world.cron('batch')).status, 0);
  assert.deepEqual(told(), { status: 'ACTIVE', n: '0' });
  assert.deepEqual(outbox('backorder_lowbalance_notification').filter((mail) => mail.client_id === '1'), []);
  assert.deepEqual(world.sql("SELECT state FROM backorder_effects WHERE state <> 'done'"), []);
  await world.command(1, { COMMAND: 'DeleteBackorder', DOMAIN: 'moves.com' });
});

test('the invoice speaks the client\'s language; the mails of the end tell price and reason', async () => {
  world.sql("INSERT INTO tbladdonmodules (module, setting, value) VALUES ('ispapibackorder', 'mail_caught', 'on')");
  world.sql("UPDATE tblclients SET language = 'german' WHERE id = 2; UPDATE tblclients SET language = 'klingon' WHERE id = 1");
  await world.registrar('fate', { domain: 'xn--mller-kva.com', fate: 'caught' });
  await world.registrar('fate', { domain: 'lost.com', fate: 'lost' });
  for (const name of ['xn--mller-kva.com', 'lost.com']) await world.command(2, { COMMAND: 'CreateBackorder', DOMAIN: name });
  await world.registrar('fate', { domain: 'both.com', fate: 'caught' });
  await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: 'both.com' });
  const answer = await world.command(2, { COMMAND: 'CreateBackorder', DOMAIN: 'both.com' });
  assert.deepEqual(answer.PROPERTY.OTHERS, [1]);
  await world.command(2, { COMMAND: 'DeleteBackorder', DOMAIN: 'both.com' });
  await world.cron('batch');
  world.setTime('2026-11-25 17:00:00');
  await world.cron('batch');
  world.setTime('2026-11-25 18:10:00');
  const end = await world.cron('batch');
  assert.equal(end.status, 0, end.stdout + end.stderr);
  const lines = world.sql('SELECT userid, description, amount FROM tblinvoiceitems ORDER BY userid');
  assert.deepEqual(lines, [
    { userid: '1', description: 'Domain backorder: both.com', amount: '20.00' },
    { userid: '2', description: 'Domain-Backorder: müller.com', amount: '18.00' },
  ]);
  const invoices = world.sql('SELECT status, date, duedate FROM tblinvoices ORDER BY id');
  assert.deepEqual(invoices, Array.from({ length: 2 }, () => ({ status: 'Paid', date: '2026-11-25', duedate: '2026-12-05' })));
  const [delivered] = outbox('backorder_delivered').filter((mail) => mail.client_id === '2');
  assert.equal(delivered.subject, 'müller.com is yours');
  const [failed] = outbox('backorder_failed').filter((mail) => mail.client_id === '2');
  assert.equal(failed.subject, 'Your backorder for lost.com has failed');
  assert.match(failed.body, /Der Name wurde nicht gefangen/);
  const [caught] = outbox('backorder_caught').filter((mail) => mail.client_id === '2');
  // With tax on top the invoice is over more than the price of the backorder.
  assert.match(caught.body, /Invoice \d+ has been created/);
  assert.doesNotMatch(caught.body, /18,00/);
  assert.deepEqual(outbox('backorder_active'), []);
  assert.deepEqual(world.sql("SELECT domain, userid FROM tbldomains WHERE domain IN ('both.com', 'xn--mller-kva.com') ORDER BY domain"),
    [{ domain: 'both.com', userid: '1' }, { domain: 'xn--mller-kva.com', userid: '2' }]);
});

test('a run that finds nothing to do leaves no line in the log, and a run with news does', async () => {
  world.advance(300);
  const before_ = Number(world.sql('SELECT COUNT(*) AS n FROM backorder_logs')[0].n);
  const idle = await world.cron('batch');
  assert.equal(idle.status, 0);
  assert.match(idle.stdout, /nothing was due/);
  assert.equal(Number(world.sql('SELECT COUNT(*) AS n FROM backorder_logs')[0].n), before_);
});

test('the page says that others want the name as well, before and after the order', async () => {
  world.setTime('2026-11-25 19:00:00');
  writeFileSync(world.dropList, '"wanted.com";2026-12-20 18:00:00\n"wanted2.com";2026-12-20 18:00:00\n"wanted3.com";2026-12-20 18:00:00\n"wanted4.com";2026-12-20 18:00:00\n');
  await world.cron('import');
  await world.command(2, { COMMAND: 'CreateBackorder', DOMAIN: 'wanted.com' });
  const anna = await new Session(world.url).loginClient(CLIENTS.anna);
  const page = await anna.get('index.php?m=ispapibackorder');
  assert.match(page.text, /Several customers may backorder the same name/);
  const others = await anna.post('index.php?m=ispapibackorder&json=1', { action: 'create', domain: 'wanted.com', token: anna.token });
  assert.match(others.text, /Other customers of ours have backordered this name as well/);
  const alone = await anna.post('index.php?m=ispapibackorder&json=1', { action: 'create', domain: 'wanted2.com', token: anna.token });
  assert.doesNotMatch(alone.text, /Other customers/);
});

test('WHMCS merges two clients: the orders go to the one who stays, with their history', async () => {
  assert.ok(existsSync(path.join(world.addon, 'hooks.php')));
  inHost(`run_hook('AfterClientMerge', ['fromUserID' => 2, 'toUserID' => 1]);`);
  assert.deepEqual(world.sql("SELECT userid, status, reason FROM backorder_domains WHERE domain = 'wanted' ORDER BY id"), [
    { userid: '1', status: 'CANCELLED', reason: 'client_merged' }, { userid: '1', status: 'REQUESTED', reason: 'placed' },
  ]);
  assert.deepEqual(world.sql('SELECT COUNT(*) AS n FROM backorder_domains WHERE userid = 2'), [{ n: '0' }]);
  // A hook that is called with nonsense, or without the addon's tables, takes nothing down.
  inHost(`run_hook('AfterClientMerge', ['fromUserID' => 'x']); run_hook('AfterClientMerge', []); run_hook('AfterClientMerge', ['fromUserID' => 1, 'toUserID' => 999]); echo 'alive';`);
  assert.deepEqual(world.sql('SELECT COUNT(*) AS n FROM backorder_domains WHERE userid = 999'), [{ n: '0' }]);
});

test('mails are made in the languages that WHMCS has mails in, and are the reseller\'s from then on', async () => {
  const variants = () => world.sql("SELECT name, language, subject FROM tblemailtemplates WHERE name LIKE 'backorder\\_%' AND language <> '' ORDER BY language, name");
  const speak = (language) => world.sql(`INSERT INTO tblemailtemplates (type, name, subject, message, attachments, fromname, fromemail, copyto, blind_copy_to, language) VALUES ('general', 'Client Signup Email', 's', 'm', '', '', '', '', '', '${language}')`);
  // No mail of WHMCS is in another language: that would be the reseller's decision.
  upgrade();
  assert.deepEqual(variants(), []);
  for (const language of ['german', 'klingon', '../german', 'english']) speak(language);
  upgrade();
  assert.deepEqual(variants().map((row) => `${row.language}/${row.name}`), [...MOMENTS].sort().map((name) => `german/${name}`));
  world.sql("UPDATE tblemailtemplates SET subject = 'Eigene Worte' WHERE name = 'backorder_failed' AND language = 'german'; DELETE FROM tblemailtemplates WHERE name = 'backorder_placed' AND language = 'german'");
  speak('french');
  // The daily cron sees a language that was added.
  await world.cron('import');
  upgrade();
  const made = variants();
  assert.equal(made.filter((row) => row.language === 'french').length, MOMENTS.length);
  assert.equal(made.filter((row) => row.language === 'german').length, MOMENTS.length - 1);
  assert.equal(made.find((row) => row.language === 'german' && row.name === 'backorder_failed').subject, 'Eigene Worte');
  // A client's mail is in the client's language, and in English where there is none.
  world.sql("UPDATE tblclients SET language = 'german' WHERE id = 3; UPDATE tblclients SET language = 'polish' WHERE id = 1; DELETE FROM host_outbox");
  writeFileSync(world.dropList, '"deutsch.com";2026-12-24 18:00:00\n"polski.com";2026-12-24 18:00:00\n');
  world.setTime('2026-12-20 09:00:00');
  await world.cron('import');
  world.sql("UPDATE tblclients SET credit = 0");
  await world.command(3, { COMMAND: 'CreateBackorder', DOMAIN: 'deutsch.com' });
  await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: 'polski.com' });
  world.setTime('2026-12-22 09:00:00');
  await world.cron('batch');
  const mails = outbox('backorder_lowbalance_notification');
  assert.deepEqual(mails.map((mail) => [mail.client_id, mail.subject]).sort(), [['1', 'Please add funds for your domain backorders'], ['3', 'Bitte laden Sie Guthaben für Ihre Domain-Backorders auf']]);
  assert.match(mails.find((mail) => mail.client_id === '3').body, /Guten Tag Carla Poor.*deutsch\.com, Drop am 2026-12-24 18:00:00 UTC/);
});

test('what a person has to know is told, also when the run goes on with the mail about it', async () => {
  await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: 'overdue.com' });
  world.sql(`UPDATE backorder_domains SET status = 'PROCESSING', dropdate = NULL, price = 20, currency_id = 1, reserved = 20,
    updateddate = '2026-11-01 09:00:00' WHERE domain = 'overdue'`);
  world.sql('DELETE FROM host_outbox');
  const told = await world.cron('batch', '--json');
  const { attention, rounds } = JSON.parse(told.stdout);
  assert.equal(outbox('backorder_failed').filter((mail) => mail.body.includes('overdue.com')).length, 1);
  assert.ok(rounds > 1);
  assert.match(attention.join(), /nobody has said for a week what became of overdue\.com/);
  assert.equal(told.status, 1);
});

test('every mail in every language is a template that WHMCS can render', async () => {
  for (const language of ['danish', 'dutch', 'french', 'german', 'italian', 'polish', 'portuguese-br', 'spanish', 'turkish']) {
    world.sql(`INSERT INTO tblemailtemplates (type, name, subject, message, attachments, fromname, fromemail, copyto, blind_copy_to, language) VALUES ('general', 'Client Signup Email', 's', 'm', '', '', '', '', '', '${language}')`);
  }
  await world.hostctl('deactivate', 'ispapibackorder');
  await world.hostctl('activate', 'ispapibackorder', '--role', '1', '--setting', `registrar_url=${world.registrarUrl}/api/call.cgi`);
  const [{ n }] = world.sql("SELECT COUNT(*) AS n FROM tblemailtemplates WHERE name LIKE 'backorder\\_%'");
  assert.equal(Number(n), MOMENTS.length * 10);
  world.sql('DELETE FROM host_outbox');
  const answers = inHost(`
    use WHMCS\\Database\\Capsule;
    foreach (['', 'danish', 'dutch', 'french', 'german', 'italian', 'polish', 'portuguese-br', 'spanish', 'turkish'] as $language) {
      Capsule::table('tblclients')->where('id', 2)->update(['language' => $language]);
      foreach (array_keys(WHMCS\\Module\\Addon\\Ispapibackorder\\MailTemplate::MAILS) as $mail) {
        $variables = ['domain' => 'name<b>.com', 'dropdate' => '2026-12-24', 'price' => '9 EUR', 'reason' => 'why', 'invoice_id' => 7,
          'auction_url' => 'https://auction.example/', 'auction_end' => '2026-12-25', 'list' => [['domain' => 'name<b>.com', 'dropdate' => '2026-12-24']]];
        $answer = localAPI('SendEmail', ['messagename' => WHMCS\\Module\\Addon\\Ispapibackorder\\MailTemplate::nameOf($mail), 'id' => 2, 'customvars' => base64_encode(serialize($variables))]);
        echo $answer['result'] === 'success' ? '' : $language . ' ' . $mail . ': ' . json_encode($answer) . PHP_EOL;
      }
    }`);
  assert.equal(answers, '');
  const sent = world.sql("SELECT subject, REPLACE(body, '\\n', ' ') AS body FROM host_outbox");
  assert.equal(sent.length, MOMENTS.length * 10);
  for (const mail of sent) {
    assert.match(mail.body, /name&lt;b&gt;\.com/);
    assert.doesNotMatch(mail.subject + mail.body, /[{}]|\$/);
    // The sentence behind the greeting.
    const [, , first] = mail.body.match(/<p>([^]*?)<\/p>\s*<p>([^]*?)<\/p>/);
    assert.match(first, /^(\p{Lu}|name&lt;)/u, mail.subject);
  }
});

test('no PHP warning came up on the way', async () => {
  assert.deepEqual(await world.hostErrors(), []);
});
