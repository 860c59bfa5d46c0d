// Reading the parameters of a command: what is allowed, and what it says. Both dialects read them alike.

import { Refusal } from './answer.mjs';
import { normaliseName } from './names.mjs';
import { parseTime } from './units.mjs';

const DEFAULT_LIMIT = 1000; // the value in documented examples; each command has its own, mostly unknown

/**
 * Checks the parameters of a command against its entry in a dialect's table; refuses what does not fit. An entry names
 * its `required` parameters, its `optional` ones, those that may be `numbered` (DOMAIN, DOMAIN0, DOMAIN1 ...; with a
 * number: how many there may be at most), and with `open` a test for any others.
 */
export function checkParameters(entry, command) {
  for (const name of entry.required ?? []) {
    if (values(command, name).every((value) => value === '')) throw new Refusal(504, name);
  }
  const known = new Set(['COMMAND', ...(entry.required ?? []), ...(entry.optional ?? [])]);
  for (const key of Object.keys(command)) {
    if (known.has(key) || isNumbered(key, entry) || entry.open?.(key)) continue;
    throw new Refusal(503, key);
  }
}

function isNumbered(key, { numbered = [], atMost = Infinity }) {
  const name = key.replace(/\d+$/, '');
  return numbered.includes(name) && (key === name || Number(key.slice(name.length)) < atMost);
}

/** The values of a parameter that may be given once (NAME) or numbered (NAME0, NAME1 ...), in order. */
export function values(command, name) {
  const found = [];
  for (const key of Object.keys(command)) {
    if (key === name) found.push([-1, command[key]]);
    else if (key.startsWith(name) && /^\d+$/.test(key.slice(name.length))) {
      found.push([Number(key.slice(name.length)), command[key]]);
    }
  }
  return found.sort((a, b) => a[0] - b[0]).map(([, value]) => value);
}

/** The name in DOMAIN; `code` is what a name that is none is refused with. */
export function domainOf(command, code = 505) {
  const domain = normaliseName(command.DOMAIN);
  if (!domain) throw new Refusal(code, 'DOMAIN');
  return domain;
}

export function wholeNumber(command, name, fallback, least = 0, most = Number.MAX_SAFE_INTEGER) {
  const text = command[name];
  if (text === undefined || text === '') return fallback;
  if (!/^\d{1,15}$/.test(text)) throw new Refusal(505, name);
  const number = Number(text);
  if (number < least || number > most) throw new Refusal(541, name);
  return number;
}

export function oneOf(command, name, allowed, fallback) {
  const value = (command[name] ?? '').toUpperCase() || fallback;
  if (!allowed.includes(value)) throw new Refusal(505, name);
  return value;
}

export function withDescending(fields) {
  return fields.flatMap((field) => [field, `${field}DESC`]);
}

export function expressionOf(command, name) {
  if (!command[name]) return null;
  try {
    return new RegExp(command[name], 'i');
  } catch {
    throw new Refusal(505, name);
  }
}

/** A date without a time stands for the day's beginning, or its end for an upper limit. */
export function timeOf(text, name, withoutTime = 0) {
  const time = /^\d+$/.test(text) ? NaN : parseTime(text);
  if (Number.isNaN(time)) throw new Refusal(505, name);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? time + withoutTime : time;
}

/** What part of a list is asked for; FIRST counts from zero. */
export function pageOf(command, leastLimit = 1) {
  return { first: wholeNumber(command, 'FIRST', 0), limit: wholeNumber(command, 'LIMIT', DEFAULT_LIMIT, leastLimit) };
}

export function compare(a, b) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
