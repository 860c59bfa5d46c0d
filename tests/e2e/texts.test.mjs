// A reseller's own texts in lang/overrides/: on the pages and in the menu, through an update, and with mistakes in them. The
// addon is here as a release unpacks it, not the checkout.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { ADMIN, CLIENTS, ROOT, World, utc } from '../support/world.mjs';
import { Session } from './support/session.mjs';

const PAGE = 'index.php?m=ispapibackorder';
const STATUS = 'admin/addonmodules.php?module=ispapibackorder&tab=status';
const OURS = `<?php
$_ADDONLANG['menu_backorders'] = 'Catch a name';
$_ADDONLANG['dropdomains_intro'] = 'Ours on the first page <b>';
$_ADDONLANG['manage_intro'] = 'Ours on the second page';
`;

const world = new World();
let folder;
let anna;
let admin;
before(async () => {
  await world.start({ now: utc('2026-11-23 09:00:00'), dropList: '"first.com";2026-11-29 18:00:00\n', extension: process.env.BACKORDER_EXTENSION });
  await world.cron('import');
  await world.setPrices(() => ({ 1: '20.00', 2: '18.00' }));
  execFileSync('bash', [path.join(ROOT, 'scripts/package.sh'), path.join(world.directory, 'release')], { stdio: 'pipe' });
  rmSync(world.addon);
  unpack();
  folder = path.join(world.addon, 'lang/overrides');
  anna = await new Session(world.url).loginClient(CLIENTS.anna);
  admin = await new Session(world.url).loginAdmin(ADMIN);
});
after(() => world.stop());
beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});

/** What an update by hand is: the release over what is there. */
function unpack() {
  const release = path.join(world.directory, 'release');
  const zip = readdirSync(release).find((name) => name.endsWith('.zip'));
  execFileSync('unzip', ['-q', '-o', path.join(release, zip), '-d', path.dirname(world.addon)]);
}

const write = (language, text) => writeFileSync(path.join(folder, `${language}.php`), text);

/** Both pages, with the menu around them. */
async function pages(session = anna) {
  const answers = [await session.get(PAGE), await session.get(`${PAGE}&p=manage`)];
  for (const answer of answers) assert.equal(answer.status, 200);
  return answers.map((answer) => answer.text);
}

async function oursAreShown() {
  const [first, second] = await pages();
  for (const page of [first, second]) assert.match(page, /Catch a name\s/);
  assert.match(first, /Ours on the first page &lt;b&gt;/);
  assert.match(second, /Ours on the second page/);
  // What the file does not name is the addon's.
  for (const page of [first, second]) assert.match(page, /Expiring Domains/);
}

test('own texts are on both pages and in the menu and stay through an update', async () => {
  write('english', OURS);
  await oursAreShown();
  unpack();
  await oursAreShown();
  assert.doesNotMatch((await admin.get(STATUS)).text, /overrides/);
});

test('a release has no such folder', () => {
  const release = path.join(world.directory, 'release');
  const zip = path.join(release, readdirSync(release).find((name) => name.endsWith('.zip')));
  assert.doesNotMatch(execFileSync('unzip', ['-Z1', zip], { encoding: 'utf8' }), /overrides/);
});

test('own texts of one language change no other; a language of the reseller\'s own is English where it is silent', async () => {
  write('german', "<?php $_ADDONLANG['menu_backorders'] = 'Unsere Namen';");
  write('swedish', "<?php $_ADDONLANG['menu_backorders'] = 'Våra namn';");
  assert.doesNotMatch((await pages()).join(), /Unsere Namen|Våra namn/);
  const bernd = await new Session(world.url).loginClient(CLIENTS.bernd);
  for (const page of await pages(bernd)) assert.match(page, /Unsere Namen/);
  await bernd.get('index.php?language=swedish');
  for (const page of await pages(bernd)) {
    assert.match(page, /Våra namn/);
    assert.match(page, /Expiring Domains/);
  }
});

const MISTAKES = [
  ['a syntax error', "<?php $_ADDONLANG['menu_backorders' = 'x';", /lang\/overrides\/english\.php can&#039;t be used: syntax error.*\(line 1\)/],
  ['an error that shows when it runs', "<?php\nno_such_function();", /can&#039;t be used: Call to undefined function.*\(line 2\)/],
  ['an exception', "<?php throw new RuntimeException('no');", /can&#039;t be used: no/],
  ['no array', "<?php $_ADDONLANG = 'text';", /has no texts in \$_ADDONLANG/],
  ['another variable', "<?php $_LANG['menu_backorders'] = 'x';", /has no texts in \$_ADDONLANG/],
  ['nothing in it', '', /has no texts in \$_ADDONLANG/],
  ['no PHP', "menu_backorders = 'x'", /has no texts in \$_ADDONLANG/],
  ['a list in place of a text', "<?php $_ADDONLANG['menu_backorders'] = ['x'];", /these are not texts in UTF-8: menu_backorders/],
  ['an object in place of a text', "<?php $_ADDONLANG['menu_backorders'] = new stdClass;", /these are not texts in UTF-8: menu_backorders/],
  ['Latin-1', Buffer.from("<?php $_ADDONLANG['menu_backorders'] = 'R\xe9servations';", 'latin1'), /these are not texts in UTF-8: menu_backorders/],
  ['a key that there is not', "<?php $_ADDONLANG['menu_backorder'] = 'x'; $_ADDONLANG[7] = 'y';", /no page uses these: menu_backorder, 7/],
];

for (const [what, text, told] of MISTAKES) {
  test(`own texts with a mistake (${what}): the pages have the addon's texts, and the Status page tells`, async () => {
    write('english', text);
    for (const page of await pages()) {
      assert.match(page, />\s*Backorders\b/);
      assert.match(page, /Expiring Domains/);
    }
    const answer = JSON.parse((await anna.get(`${PAGE}&json=1`)).text);
    assert.equal(answer.ok, true);
    const status = await admin.get(STATUS);
    assert.equal(status.status, 200);
    assert.match(status.text, told);
    assert.match(status.text, /Fix the file/);
  });
}

test('what a file of own texts prints is on no page and in no answer; a byte order mark harms nothing', async () => {
  write('english', `\ufeff${OURS}echo 'PRINTED'; ob_start(); echo 'PRINTED';\n?>\nPRINTED`);
  await oursAreShown();
  assert.doesNotMatch((await pages()).join(), /PRINTED|\ufeff/);
  assert.equal(JSON.parse((await anna.get(`${PAGE}&json=1`)).text).ok, true);
});

test('a function in a file of own texts is declared once', async () => {
  write('english', `${OURS}function backorder_own_text() { return 'x'; }\n`);
  await oursAreShown();
  assert.equal((await admin.get(STATUS)).status, 200);
});

test('no PHP warning came up on the way', async () => {
  assert.deepEqual(await world.hostErrors(), []);
});

test('a search that can not be read is explained in the reader\'s language, and with the core\'s own words only in English', async () => {
  const bernd = await new Session(world.url).loginClient(CLIENTS.bernd);
  const message = async (session, query) => JSON.parse((await session.get(`${PAGE}&p=dropdomains&json=1&${new URLSearchParams(query)}`)).text).message;
  for (const [query, english, german] of [
    [{ q: 'shop foo:bar' }, /^The search cannot be read at position 6\. "foo:" is not known; there are /, /^Die Suche ist an Stelle 6 nicht lesbar\. \(foo:\)$/],
    [{ regex: '([a-z' }, /^The expression is wrong at position \d+\. \S/, /^Der Ausdruck ist an Stelle \d+ falsch\.$/],
    [{ q: Array.from({ length: 60 }, (_, index) => `-w${index}`).join(' ') }, /^The search is too long\. Leave something out\.$/, /^Die Suche ist zu lang\. Lassen Sie etwas weg\.$/],
  ]) {
    assert.match(await message(anna, query), english);
    assert.match(await message(bernd, query), german);
  }
});
