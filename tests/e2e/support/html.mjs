// A page as a tree, for tests that ask for parts of it by their attributes, wherever these stand.

const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
const RAW = new Set(['script', 'style']);
const UNSEEN = new Set([...RAW, 'template']);
const ENTITIES = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };

const decode = (text) => text.replace(/&(#x?)?([0-9a-z]+);/gi, (all, number, name) => {
  if (number) return String.fromCodePoint(Number.parseInt(name, number === '#' ? 10 : 16));
  return ENTITIES[name] ?? all;
});

class Element {
  constructor(name, attributes, parent) {
    Object.assign(this, { name, attributes, parent, children: [] });
  }

  /** An attribute; null when it is not there. */
  get(name) {
    return this.attributes[name] ?? null;
  }

  /** Whether a reader sees it: neither it nor what it stands in is hidden or a template. */
  get shown() {
    return !UNSEEN.has(this.name) && this.get('hidden') === null && (this.parent?.shown ?? true);
  }

  /** What a reader sees of its text, with single blanks. */
  get text() {
    const parts = (node) => (typeof node === 'string' ? node : node.shown ? node.children.map(parts).join('') : '');
    return parts(this).replace(/\s+/g, ' ').trim();
  }

  * below() {
    for (const child of this.children) {
      if (typeof child !== 'string') {
        yield child;
        yield* child.below();
      }
    }
  }

  /** All below that fit a selector of names, #ids, .classes, [attributes] and [attribute=value]; a blank: anywhere below. */
  all(selector) {
    const steps = selector.split(/\s+(?![^[]*\])/);
    let found = [this];
    for (const step of steps) {
      const tests = [...step.matchAll(/\[([\w:-]+)(?:=([^\]]*))?\]|([#.])([\w-]+)|([\w-]+)/g)].map(([, attribute, value, mark, word, name]) => (element) => {
        if (name) return element.name === name;
        if (mark) return mark === '#' ? element.get('id') === word : (element.get('class') ?? '').split(/\s+/).includes(word);
        return value === undefined ? element.get(attribute) !== null : element.get(attribute) === value;
      });
      found = [...new Set(found.flatMap((element) => [...element.below()].filter((each) => tests.every((fits) => fits(each)))))];
    }
    return found;
  }

  /** The only one of all(); anything else is an error. */
  one(selector) {
    const found = this.all(selector);
    if (found.length !== 1) throw new Error(`${found.length} elements fit ${selector}`);
    return found[0];
  }
}

export function parse(html) {
  const root = new Element('', {}, null);
  let open = root;
  const pieces = /<!--[^]*?-->|<![^>]*>|<\/([a-z][\w-]*)\s*>|<([a-z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|[^<]+|</gi;
  for (let piece = pieces.exec(html); piece; piece = pieces.exec(html)) {
    const [whole, end, start, rest] = piece;
    if (start) {
      const attributes = {};
      for (const [, name, , double, single, bare] of rest.matchAll(/([^\s=/"']+)(\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+)))?/g)) {
        attributes[name.toLowerCase()] = decode(double ?? single ?? bare ?? '');
      }
      const element = new Element(start.toLowerCase(), attributes, open);
      open.children.push(element);
      if (RAW.has(element.name)) pieces.lastIndex = html.indexOf(`</${element.name}`, pieces.lastIndex);
      if (!VOID.has(element.name)) open = element;
    } else if (end) {
      let closed = open;
      while (closed && closed.name !== end.toLowerCase()) closed = closed.parent;
      if (closed) open = closed.parent;
    } else if (!whole.startsWith('<!')) {
      open.children.push(decode(whole));
    }
  }
  return root;
}

/** What a browser without scripts sends by a button of a form: [name, value] pairs. ticked: boxes; typed: other fields. */
export function fieldsOf(page, form, button, { ticked = [], typed = {} } = {}) {
  const within = (element) => element === form || (element.parent && within(element.parent));
  const owned = page.all('[name]').filter((element) => (element.get('form') === null ? within(element) : element.get('form') === form.get('id')));
  const pairs = [];
  for (const field of owned) {
    const name = field.get('name');
    const box = ['checkbox', 'radio'].includes(field.get('type'));
    if (field.name === 'button') {
      if (field === button) pairs.push([name, field.get('value')]);
    } else if (box) {
      if (field.get('checked') !== null || ticked.includes(field)) pairs.push([name, field.get('value') ?? 'on']);
    } else if (field.name === 'select') {
      const options = field.all('option');
      pairs.push([name, typed[name] ?? (options.find((option) => option.get('selected') !== null) ?? options[0])?.get('value') ?? '']);
    } else {
      pairs.push([name, typed[name] ?? (field.name === 'textarea' ? field.text : field.get('value') ?? '')]);
    }
  }
  return pairs;
}
