// The drop list that the registrar publishes: where it comes from, edits to it, and how it is served.

import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { DropIndex } from './drop_index.mjs';
import { formatTime } from './units.mjs';
import { zipOneEntry } from './zip.mjs';

export const LIST_PATH = '/files/domain-backordering/pending_delete_domain_list.csv.zip';
const ENTRY = 'pending_delete_domain_list.csv';

export class DropList {
  /** Grows with every change of the list's content. */
  generation = 0;
  #initialFile;
  #file;
  #stamp = '';
  #base = new DropIndex(Buffer.alloc(0));
  #modified = 0;
  #lastServed = 0;
  #edits = new Map();
  #merged = null;
  #served = null;
  #replacement = null;

  constructor(file = null) {
    this.#initialFile = file;
    this.#file = file;
    this.refresh();
  }

  /** Reads the file again when it has changed since the last look. */
  refresh() {
    if (!this.#file) return;
    let stamp;
    try {
      const stat = statSync(this.#file, { bigint: true });
      stamp = `${stat.ino}:${stat.size}:${stat.mtimeNs}`;
      if (stamp === this.#stamp) return;
      this.#setBase(readFileSync(this.#file), Number(stat.mtimeNs / 1000000000n));
    } catch (error) {
      // A file that is being replaced may be away for a moment; the list that was read last stays.
      if (error.code !== 'ENOENT') throw error;
      return;
    }
    this.#stamp = stamp;
  }

  /** How many names are listed; does not need the merged list. */
  get rows() {
    let rows = this.#base.rows;
    for (const [name, time] of this.#edits) {
      const listed = this.#base.find(name) >= 0;
      if (time === null && listed) rows--;
      else if (time !== null && !listed) rows++;
    }
    return rows;
  }

  get edited() {
    return this.#edits.size;
  }

  get replacement() {
    return this.#replacement;
  }

  /** The finalization date of a name, or undefined when it is not listed. */
  lookup(name) {
    const edit = this.#edits.get(name);
    if (edit !== undefined) return edit === null ? undefined : edit;
    const row = this.#base.find(name);
    return row < 0 ? undefined : this.#base.time(row);
  }

  /** The list with its edits, as an index. Merging waits until someone reads the list, so that edits in a row are cheap. */
  get index() {
    if (this.#edits.size === 0) return this.#base;
    this.#merged ??= new DropIndex(this.#mergedBytes());
    return this.#merged;
  }

  /** Adds a name, moves it to another date, or (null) takes it out. */
  edit(name, time) {
    this.#edits.set(name, time);
    this.#changed();
  }

  /** Puts another text in the place of the file's. */
  setText(text) {
    this.#file = null;
    this.#edits.clear();
    this.#setBase(Buffer.isBuffer(text) ? text : Buffer.from(text, 'utf8'), Math.floor(Date.now() / 1000));
  }

  setFile(file) {
    this.#file = file;
    this.#stamp = '';
    this.#edits.clear();
    this.refresh();
  }

  /** Serves something else than the archive: { status, type, body, location, cut }, `times` times or (-1) until reset. */
  replaceAnswer(replacement) {
    this.#replacement = replacement;
  }

  reset() {
    this.#replacement = null;
    this.#edits.clear();
    this.#changed();
    if (!this.#initialFile) this.setText('');
    else if (this.#file !== this.#initialFile) this.setFile(this.#initialFile);
    else this.refresh();
  }

  takeReplacement() {
    const taken = this.#replacement;
    if (taken && taken.times > 0 && --taken.times === 0) this.#replacement = null;
    return taken;
  }

  /** What a download gets: { etag, modified, archive() }. Built once for each content. */
  get served() {
    this.#served ??= this.#serve();
    return this.#served;
  }

  #serve() {
    const { bytes } = this.index;
    const digest = createHash('sha1').update(bytes).digest('hex').slice(0, 20);
    // Last-Modified counts whole seconds. Two contents within one second would look alike to a client that
    // only sends If-Modified-Since, so every content that is served is at least a second younger than the last.
    const modified = Math.max(this.#modified, this.#lastServed + 1);
    this.#lastServed = modified;
    let archive = null;
    return {
      etag: `"${digest}-${bytes.length.toString(16)}"`,
      modified,
      archive: () => (archive ??= zipOneEntry(ENTRY, bytes, modified)),
    };
  }

  #setBase(bytes, modified) {
    this.#base = new DropIndex(bytes);
    this.#changed(modified);
  }

  #changed(modified = Math.floor(Date.now() / 1000)) {
    this.#modified = modified;
    this.#merged = null;
    this.#served = null;
    this.generation++;
  }

  #mergedBytes() {
    const base = this.#base;
    const quote = base.quoted ? '"' : '';
    const row = (name, time) => `${quote}${name}${quote};${formatTime(time)}\n`;
    // Each edit becomes a cut of the old bytes and a new line at its place.
    const patches = [];
    for (const [name, time] of this.#edits) {
      const found = base.find(name);
      const text = time === null ? '' : row(name, time);
      if (found >= 0) patches.push({ ...base.line(found), name, text });
      else if (text) {
        const next = base.sorted ? base.lowerBound(name) : base.rows;
        const at = next < base.rows ? base.line(next).start : base.bytes.length;
        patches.push({ start: at, end: at, name, text });
      }
    }
    patches.sort((a, b) => a.start - b.start || a.end - b.end || (a.name < b.name ? -1 : 1));
    const parts = [];
    let at = 0;
    let lineIsOpen = base.bytes.length > 0 && base.bytes.at(-1) !== 10; // only the list's last line can be
    for (const { start, end, text } of patches) {
      parts.push(base.bytes.subarray(at, start));
      if (start === base.bytes.length && lineIsOpen) {
        parts.push(Buffer.from('\n'));
        lineIsOpen = false;
      }
      parts.push(Buffer.from(text));
      at = end;
    }
    parts.push(base.bytes.subarray(at));
    return Buffer.concat(parts);
  }
}
