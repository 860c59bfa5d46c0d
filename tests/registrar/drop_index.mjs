// A drop list in memory: the file's bytes, where each name starts, and a hash table over the names.
//
// Three million rows as strings in a Map would take several hundred megabytes and seconds to fill. Typed arrays over
// the file's own bytes take about a third of that, and every line is parsed once.

import { splitName, zoneClass, hashText } from './names.mjs';
import { DAY } from './units.mjs';

const LF = 10;
const QUOTE = 0x22;
const SEPARATOR = 0x3b;
const SHORTEST_ROW = 23; // `a.b;YYYY-MM-DD HH:MM:SS` without its line end
const DATE_LENGTH = 19;

export class DropIndex {
  rows = 0;
  #bytes;
  #starts;
  #lengths;
  #times;
  #table;
  #mask;
  #byTime = null;
  #sorted = null;

  /** Lines that are no `name;YYYY-MM-DD HH:MM:SS` are passed over: a list may be hostile on purpose. */
  constructor(bytes) {
    this.#bytes = bytes;
    const most = Math.floor(bytes.length / SHORTEST_ROW) + 1;
    this.#starts = new Uint32Array(most);
    this.#lengths = new Uint8Array(most);
    this.#times = new Uint32Array(most);
    const hashes = new Uint32Array(most);
    this.#parse(hashes);
    this.#fillTable(hashes);
  }

  get bytes() {
    return this.#bytes;
  }

  get quoted() {
    return this.rows === 0 || this.#bytes[this.#starts[0] - 1] === QUOTE;
  }

  /** The row of a name, or -1. Of a name that is listed twice, the first row counts. */
  find(name) {
    const key = Buffer.from(name, 'utf8');
    let hash = 2166136261;
    for (const byte of key) hash = Math.imul(hash ^ lower(byte), 16777619);
    for (let slot = (hash >>> 0) & this.#mask; this.#table[slot] !== 0; slot = (slot + 1) & this.#mask) {
      const row = this.#table[slot] - 1;
      if (this.#lengths[row] === key.length && this.#same(this.#bytes, this.#starts[row], key, 0, key.length)) return row;
    }
    return -1;
  }

  name(row) {
    const start = this.#starts[row];
    return this.#bytes.toString('utf8', start, start + this.#lengths[row]).toLowerCase();
  }

  time(row) {
    return this.#times[row];
  }

  /** Where the row's line begins and ends (the end is past its line feed). */
  line(row) {
    const start = this.#starts[row];
    const feed = this.#bytes.indexOf(LF, start);
    return {
      start: start > 0 && this.#bytes[start - 1] === QUOTE ? start - 1 : start,
      end: feed < 0 ? this.#bytes.length : feed + 1,
    };
  }

  get sorted() {
    if (this.#sorted === null) {
      this.#sorted = true;
      for (let row = 1; row < this.rows && this.#sorted; row++) {
        if (this.#compare(row - 1, row) > 0) this.#sorted = false;
      }
    }
    return this.#sorted;
  }

  /** The first row whose name is not below the given one; only for a sorted list. */
  lowerBound(name) {
    const key = Buffer.from(name, 'utf8');
    let low = 0;
    let high = this.rows;
    while (low < high) {
      const middle = (low + high) >> 1;
      const start = this.#starts[middle];
      if (this.#bytes.compare(key, 0, key.length, start, start + this.#lengths[middle]) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Row numbers in the order of their names. */
  orderByName() {
    const order = Uint32Array.from({ length: this.rows }, (_, row) => row);
    return this.sorted ? order : order.sort((a, b) => this.#compare(a, b));
  }

  /** Row numbers in the order of their times, ties in file order. */
  orderByTime() {
    if (!this.#byTime) {
      // Time and row in one number sort natively, far faster than with a comparator. Only a list whose times lie
      // centuries apart and that is very long as well would not fit the exact integers of a double.
      const first = this.#times.subarray(0, this.rows).reduce((a, b) => Math.min(a, b), 2 ** 32);
      const last = this.#times.subarray(0, this.rows).reduce((a, b) => Math.max(a, b), 0);
      if ((last - first + 1) * this.rows < Number.MAX_SAFE_INTEGER) {
        const keys = new Float64Array(this.rows);
        for (let row = 0; row < this.rows; row++) keys[row] = (this.#times[row] - first) * this.rows + row;
        this.#byTime = Uint32Array.from(keys.sort(), (key) => key % this.rows);
      } else {
        this.#byTime = Uint32Array.from({ length: this.rows }, (_, row) => row)
          .sort((a, b) => this.#times[a] - this.#times[b] || a - b);
      }
    }
    return this.#byTime;
  }

  #parse(hashes) {
    const bytes = this.#bytes;
    const days = new Map();
    let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    while (at < bytes.length) {
      let end = bytes.indexOf(LF, at);
      if (end < 0) end = bytes.length;
      const quoted = bytes[at] === QUOTE;
      const start = quoted ? at + 1 : at;
      const stop = quoted ? QUOTE : SEPARATOR;
      let hash = 2166136261;
      let p = start;
      while (p < end && bytes[p] !== stop) hash = Math.imul(hash ^ lower(bytes[p++]), 16777619);
      const length = p - start;
      if (quoted) p++;
      if (p < end && bytes[p] === SEPARATOR && length > 0 && length < 256) {
        const time = readTime(bytes, p + 1, end, days);
        if (time >= 0) {
          const row = this.rows++;
          this.#starts[row] = start;
          this.#lengths[row] = length;
          this.#times[row] = time;
          hashes[row] = hash >>> 0;
        }
      }
      at = end + 1;
    }
  }

  #fillTable(hashes) {
    let size = 16;
    while (size < 2 * this.rows) size *= 2;
    this.#table = new Uint32Array(size);
    this.#mask = size - 1;
    for (let row = 0; row < this.rows; row++) {
      let slot = hashes[row] & this.#mask;
      let known = false;
      for (; this.#table[slot] !== 0 && !known; slot = (slot + 1) & this.#mask) {
        const other = this.#table[slot] - 1;
        known = hashes[other] === hashes[row] && this.#lengths[other] === this.#lengths[row] &&
          this.#same(this.#bytes, this.#starts[other], this.#bytes, this.#starts[row], this.#lengths[row]);
      }
      if (!known) this.#table[slot] = row + 1;
    }
  }

  #same(a, startA, b, startB, length) {
    for (let i = 0; i < length; i++) {
      if (lower(a[startA + i]) !== lower(b[startB + i])) return false;
    }
    return true;
  }

  #compare(rowA, rowB) {
    const a = this.#starts[rowA];
    const b = this.#starts[rowB];
    return this.#bytes.compare(this.#bytes, b, b + this.#lengths[rowB], a, a + this.#lengths[rowA]);
  }
}

function lower(byte) {
  return byte >= 65 && byte <= 90 ? byte + 32 : byte;
}

/** Seconds of the `YYYY-MM-DD HH:MM:SS` that fills the line from here, or -1. */
function readTime(bytes, at, end, days) {
  const rest = bytes[end - 1] === 13 ? end - 1 - at : end - at;
  if (rest !== DATE_LENGTH) return -1;
  const year = digits(bytes, at, 4);
  const month = digits(bytes, at + 5, 2);
  const day = digits(bytes, at + 8, 2);
  const hour = digits(bytes, at + 11, 2);
  const minute = digits(bytes, at + 14, 2);
  const second = digits(bytes, at + 17, 2);
  if (year < 1970 || year > 2105 || month < 1 || month > 12 || day < 1 || day > 31) return -1;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  const key = (year * 100 + month) * 100 + day;
  let midnight = days.get(key);
  if (midnight === undefined) {
    const date = new Date(Date.UTC(year, month - 1, day));
    midnight = date.getUTCDate() === day ? date.getTime() / 1000 : -1;
    days.set(key, midnight);
  }
  return midnight < 0 ? -1 : midnight + hour * 3600 + minute * 60 + second;
}

function digits(bytes, at, count) {
  let value = 0;
  for (let i = 0; i < count; i++) {
    const digit = bytes[at + i] - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

// ---------------------------------------------------------------------------------------------------------------------

/**
 * The rows that a QueryDomainPendingDeleteList asks for, in its order. Assumed: an unordered query keeps the file's
 * order, DELETIONDAY is the day of the finalization date, a name's score is an arbitrary but fixed number.
 */
export function selectRows(index, filter) {
  const order = orderedRows(index, filter.orderBy);
  const accept = rowFilter(index, filter);
  return accept ? order.filter(accept) : order;
}

function orderedRows(index, orderBy) {
  const field = orderBy.replace(/DESC$/, '');
  let order;
  if (field === 'NAME') order = index.orderByName();
  else if (field === 'FINALIZATIONDATE' || field === 'DELETIONDAY') order = index.orderByTime();
  else order = Uint32Array.from({ length: index.rows }, (_, row) => row);
  if (field === 'SCORE' || field === 'RANDOM') {
    const rank = (row) => (field === 'SCORE' ? scoreOf(index.name(row)) : hashText(index.name(row), 7));
    const ranks = Uint32Array.from(order, rank);
    order.sort((a, b) => ranks[a] - ranks[b] || a - b);
  }
  return orderBy.endsWith('DESC') ? order.slice().reverse() : order;
}

function rowFilter(index, filter) {
  const tests = [];
  const zones = new Set(filter.zones.map((zone) => zoneClass(zone)));
  if (zones.size) tests.push((name) => zones.has(zoneClass(name.zone)));
  if (filter.keywords.length) tests.push(keywordTest(filter));
  if (filter.lengths.length) tests.push((name) => filter.lengths.includes(name.label.length));
  if (filter.scores.length) tests.push((name) => filter.scores.includes(scoreOf(name.full)));
  if (filter.filters.includes('NOHYPHENS')) tests.push((name) => !name.label.includes('-'));
  if (filter.filters.includes('NONUMBERS')) tests.push((name) => !/\d/.test(name.label));
  if (filter.filters.includes('NOIDNS')) tests.push((name) => !name.label.startsWith('xn--'));
  if (filter.expression) tests.push((name) => filter.expression.test(name.label));
  const days = new Set(filter.days);
  const timed = filter.from !== null || filter.to !== null || days.size > 0;
  if (!timed && tests.length === 0) return null;
  return (row) => {
    const time = index.time(row);
    if (filter.from !== null && time < filter.from) return false;
    if (filter.to !== null && time > filter.to) return false;
    if (days.size && !days.has(Math.floor(time / DAY))) return false;
    if (tests.length === 0) return true;
    const full = index.name(row);
    const name = { full, ...splitName(full) };
    return tests.every((test) => test(name));
  };
}

function keywordTest({ keywords, match, all }) {
  const words = keywords.map((word) => word.toLowerCase());
  const one = {
    BEGIN: (label, word) => label.startsWith(word),
    END: (label, word) => label.endsWith(word),
    ANY: (label, word) => label.includes(word),
  }[match];
  return (name) => (all ? words.every((word) => one(name.label, word)) : words.some((word) => one(name.label, word)));
}

export function scoreOf(name) {
  return hashText(name, 3) % 11;
}
