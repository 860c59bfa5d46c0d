// The registrar's clock: real time, or a moment that a test has frozen.

import { readFileSync, renameSync, writeFileSync } from 'node:fs';

export class Clock {
  #file;
  #frozen = null;

  /** With a file, the file is the truth: tests and the programs under test can share it. */
  constructor(file = null) {
    this.#file = file;
  }

  /** The frozen moment, or null while real time runs. */
  get frozen() {
    if (!this.#file) return this.#frozen;
    let text;
    try {
      text = readFileSync(this.#file, 'utf8').trim();
    } catch {
      return null;
    }
    return /^-?\d+$/.test(text) ? Number(text) : null;
  }

  now() {
    return this.frozen ?? Math.floor(Date.now() / 1000);
  }

  /** Freezes the clock at a moment; null lets real time run. */
  set(seconds) {
    this.#frozen = seconds;
    if (!this.#file) return;
    const temporary = `${this.#file}.${process.pid}.tmp`;
    writeFileSync(temporary, seconds === null ? '' : `${seconds}\n`);
    renameSync(temporary, this.#file);
  }
}
