// Checks docs/defects.md: every defect has its line, and every test that it names is there and is run.
//
// A test is named as FILE: NAME, NAME ...; a FILE alone is a test as a whole.

import { existsSync, readFileSync } from 'node:fs';

const KNOWN = [[1, 18], [20, 29], [30, 35], [40, 55], [60, 67], [70, 79]].flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, index) => `D${first + index}`));

/** How the files of a kind say that they have a test of this name. */
function holds(file, text, name) {
  if (file.endsWith('.c')) {
    return text.includes(`static void ${name}(void **state)`) && text.split(new RegExp(`\\b${name}\\b`)).length > 2;
  }
  if (file.endsWith('.mjs')) {
    return [`test('${name.replaceAll("'", "\\'")}'`, `test("${name}"`].some((start) => text.includes(start));
  }
  return text.includes(`${name}() {`) && text.split(new RegExp(`\\b${name}\\b`)).length > 2;
}

const wrong = [];
const seen = [];
for (const line of readFileSync('docs/defects.md', 'utf8').split('\n')) {
  const [, number, , tests] = /^\| (D\d+) \| ([^|]+) \| ([^|]+) \|$/.exec(line) ?? [];
  if (!number) continue;
  seen.push(number);
  for (const one of tests.split('<br>')) {
    const [, file, names] = /^(\S+?)(?:: (.+))?$/.exec(one) ?? [];
    if (!file || !existsSync(file)) {
      wrong.push(`${number}: there is no ${file ?? one}`);
      continue;
    }
    const text = readFileSync(file, 'utf8');
    const list = names?.startsWith('"') ? [...names.matchAll(/"([^"]+)"(?:, |$)/g)].map((match) => match[1]) : names?.split(', ') ?? [];
    if (names && list.length === 0) wrong.push(`${number}: ${one}`);
    for (const name of list) {
      if (!holds(file, text, name)) wrong.push(`${number}: ${file} has no test "${name}"`);
    }
  }
}
if (seen.join() !== KNOWN.join()) {
  wrong.push(`the lines are ${seen.join()}`);
}
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
