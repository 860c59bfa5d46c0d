// Text at twice its size (WCAG 1.4.4) on a phone 360 pixels wide and on a desk, in each theme: nothing is cut, nothing lies
// over something else, nothing makes the page wider than the screen, and every control can be reached and used.

import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { CLIENTS, World, utc } from '../support/world.mjs';
import { loginClient, startBrowser } from './support/browser.mjs';

const PAGE = 'index.php?m=ispapibackorder';
const LONG = `${'w'.repeat(60)}.com`;
const names = ['sunnybeach.com', 'rainyday.net', 'xn--mnchen-3ya.com', LONG, 'four.net', 'five.com', 'six.net'];
const PICTURES = process.env.BACKORDER_PICTURES;

const world = new World();
let browser;
before(async () => {
  const list = [...names, ...Array.from({ length: 200 }, (_, index) => `filler${index}.com`)];
  await world.start({
    now: utc('2026-11-23 09:00:00'),
    dropList: list.map((name, index) => `"${name}";2026-11-${24 + (index % 6)} 18:00:00\n`).join(''),
    extension: process.env.BACKORDER_EXTENSION,
  });
  await world.cron('import');
  await world.setPrices(() => ({ 1: '1234.00', 2: '45,00' }));
  for (const name of [names[1], LONG, names[4]]) await world.command(1, { COMMAND: 'CreateBackorder', DOMAIN: name });
  await world.cron('batch');
  world.mysql("UPDATE backorder_domains SET status = 'FAILED', reason = 'lost', open_order = NULL WHERE domain = 'four'", 'whmcs');
  browser = await startBrowser();
  await loginClient(browser.page, world.url, CLIENTS.anna);
});
after(async () => {
  await browser?.close();
  await world.stop();
});

/** In the page: every text at twice the size, as a browser does that enlarges the text alone. */
function enlarge() {
  const all = [...document.body.querySelectorAll('*')].filter((element) => element instanceof HTMLElement);
  for (const element of [document.body, ...all]) for (const name of ['font-size', 'line-height']) element.style.removeProperty(name);
  const sizes = [document.body, ...all].map((element) => {
    const style = getComputedStyle(element);
    return [element, parseFloat(style.fontSize), parseFloat(style.lineHeight)];
  });
  for (const [element, size, line] of sizes) {
    element.style.setProperty('font-size', `${2 * size}px`, 'important');
    if (line) element.style.setProperty('line-height', `${2 * line}px`, 'important');
  }
}

/** In the page: what a reader can't read or reach, as texts. */
function faults() {
  const found = [];
  const roots = [...document.querySelectorAll('.bo')];
  const told = (element) => `${element.tagName.toLowerCase()}.${element.className?.baseVal ?? element.className} "${(element.innerText ?? element.value ?? '').trim().slice(0, 40)}"`;
  const isShown = (element) => element.checkVisibility() && !element.closest('.bo-sr, template, option');
  /** What is left of a rectangle inside the boxes around it that cut or scroll. */
  const visible = (rectangle, element) => {
    let { left, top, right, bottom } = rectangle;
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX === 'visible') continue;
      const around = box.getBoundingClientRect();
      [left, top, right, bottom] = [Math.max(left, around.left), Math.max(top, around.top), Math.min(right, around.right), Math.min(bottom, around.bottom)];
    }
    return { left, top, right, bottom };
  };
  const scrolls = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) if (/auto|scroll/.test(getComputedStyle(box).overflowX)) return true;
    return false;
  };
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;

  // The theme's own head and titles around it may be wider; nothing of the addon is.
  for (const element of roots.flatMap((root) => [root, ...root.querySelectorAll('*')])) {
    if (isShown(element) && !scrolls(element.parentElement) && element.getBoundingClientRect().right > window.innerWidth + 1) found.push(`wider than the screen: ${told(element)}`);
  }

  for (const box of document.querySelectorAll('.bo-scroll, .bo-boxes')) if (isShown(box) && box.scrollWidth > box.clientWidth + 1) found.push(`has to be scrolled sideways: ${told(box)}`);

  const pieces = [];
  const texts = roots.flatMap((root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    return Array.from(function* nodes() { while (walker.nextNode()) yield walker.currentNode; }());
  });
  for (const node of texts) {
    const element = node.parentElement;
    if (!node.data.trim() || !isShown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      // The height of the letters, not of the line, whose edges neighbours may share.
      const spare = Math.max(0, line.height - parseFloat(getComputedStyle(element).fontSize)) / 2;
      const rectangle = { left: line.left, right: line.right, top: line.top + spare, bottom: line.bottom - spare };
      const seen = visible(rectangle, element);
      if (!scrolls(element)) {
        if (rectangle.right > element.closest('.bo').getBoundingClientRect().right + 1) found.push(`beyond its panel: ${told(element)}`);
        if (rectangle.right > window.innerWidth + 1 || rectangle.left < -1) found.push(`beyond the screen: ${told(element)}`);
        if (seen.right - seen.left < rectangle.right - rectangle.left - 2 || seen.bottom - seen.top < rectangle.bottom - rectangle.top - 4) found.push(`cut: ${told(element)}`);
      }
      if (seen.right > seen.left && seen.bottom > seen.top) pieces.push({ element, ...seen });
    }
  }
  for (const [index, one] of pieces.entries()) {
    for (const other of pieces.slice(index + 1)) {
      if (one.element !== other.element && overlap(one, other)) found.push(`one over the other: ${told(one.element)}, ${told(other.element)}`);
    }
  }

  const pen = document.createElement('canvas').getContext('2d');
  const controls = roots.flatMap((root) => [...root.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]).filter((control) => isShown(control) && !control.closest('svg'));
  for (const control of controls) {
    const style = getComputedStyle(control);
    const size = parseFloat(style.fontSize);
    const box = control.getBoundingClientRect();
    const field = control.matches('input:not([type=checkbox]), select, textarea');
    const inside = control.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
    if (field && inside < size * 1.15) found.push(`too low for its text: ${control.tagName.toLowerCase()}#${control.id} has ${inside} for ${size}`);
    if (control.matches('select')) {
      pen.font = style.font;
      const room = control.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
      const wide = pen.measureText(control.selectedOptions[0]?.text ?? '').width;
      if (wide > room + 1) found.push(`too narrow for its text: select#${control.id} has ${room} for ${wide}`);
    }
    control.scrollIntoView({ block: 'center', inline: 'center' });
    const here = [...control.getClientRects()].find(({ width, height }) => width > 0 && height > 0) ?? box;
    const hit = document.elementFromPoint(here.left + here.width / 2, here.top + here.height / 2);
    if (!hit || !(control.contains(hit) || hit.closest('label')?.control === control)) found.push(`can't be reached: ${told(control)} under ${hit ? told(hit) : 'nothing'}`);
    if (field && box.width < 2.5 * size) found.push(`too narrow: ${control.tagName.toLowerCase()}#${control.id} is ${box.width} wide`);
  }
  return [...new Set(found)];
}

async function readable(what) {
  const { page } = browser;
  assert.deepEqual(await page.evaluate(faults), [], `${what}, as it is`);
  await page.evaluate(enlarge);
  const found = await page.evaluate(faults);
  if (PICTURES) {
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: path.join(PICTURES, `${what.replace(/\W+/g, '-')}.png`), fullPage: true, clip: { x: 0, y: 0, width: page.viewportSize().width, height: 3000 } });
  }
  assert.deepEqual(found, [], `${what}, text at twice its size`);
}

const row = (name) => browser.page.locator('[data-bo-rows] [data-bo-row]', { hasText: name });

for (const theme of ['six', 'twenty-one', 'nexus']) {
  for (const width of [360, 1280]) {
    test(`${theme}, ${width} pixels wide, text at twice its size: Expiring Domains`, async () => {
      const { page } = browser;
      await page.setViewportSize({ width, height: 780 });
      await page.goto(`${world.url}/index.php?systpl=${theme}`);
      await page.goto(`${world.url}/${PAGE}&limit=25`);
      await page.locator('details.bo-more').evaluateAll((all) => all.forEach((one) => { one.open = true; }));
      await page.locator('[data-bo-paste] > summary').click();
      await page.fill('#bo-names', `sunnybeach.com\n${LONG}\nbad_name\nsomething.zone`);
      await page.locator('button[value=check]').click();
      await page.locator('[data-bo-checked-rows] tr').nth(3).waitFor();
      await readable(`${theme} ${width} Expiring Domains`);
      await page.fill('#bo-q', 'sunnybeach');
      await page.waitForFunction(() => !document.querySelector('[data-bo-main][aria-busy]') && document.querySelectorAll('[data-bo-rows] [data-bo-row]').length === 1);
      await row('sunnybeach.com').locator('button[value=create]').click();
      await row('sunnybeach.com').locator('button[value=delete]').waitFor();
      await readable(`${theme} ${width} Expiring Domains, ordered`);
      await row('sunnybeach.com').locator('button[value=delete]').click();
      await row('sunnybeach.com').locator('button[value=create]').waitFor();
    });

    test(`${theme}, ${width} pixels wide, text at twice its size: My Backorders`, async () => {
      const { page } = browser;
      await page.setViewportSize({ width, height: 780 });
      await page.goto(`${world.url}/index.php?systpl=${theme}`);
      await page.goto(`${world.url}/${PAGE}&p=manage`);
      await row('four.net').locator('[data-bo-timeline]').click();
      await page.locator('.bo-timeline li').first().waitFor();
      await row('rainyday.net').locator('.bo-confirm > summary').click();
      await page.locator('.bo-confirm[open] button').waitFor();
      await readable(`${theme} ${width} My Backorders`);
    });
  }
}

test('the browser and the host saw no error', async () => {
  assert.deepEqual(browser.problems, []);
  assert.deepEqual(await world.hostErrors(), []);
});
