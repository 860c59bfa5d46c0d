// Domain names: syntax, the two written forms of an IDN, and the registrar's price classes.

import { domainToASCII, domainToUnicode } from 'node:url';

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** The lower-case name when it is a registrable name in ASCII, otherwise null. */
export function normaliseName(text) {
  const name = String(text).toLowerCase();
  if (name.length > 253) return null;
  const labels = name.split('.');
  return labels.length >= 2 && labels.every((label) => LABEL.test(label)) ? name : null;
}

/** `foo.co.uk` is the label `foo` in the zone `co.uk`. */
export function splitName(name) {
  const dot = name.indexOf('.');
  return { label: name.slice(0, dot), zone: name.slice(dot + 1) };
}

/** The registrar's class of a zone: joined and in upper case, so COUK for co.uk. */
export function zoneClass(zone) {
  return zone.replaceAll('.', '').toUpperCase();
}

export function toAscii(name) {
  return domainToASCII(name) || name;
}

export function toUnicode(name) {
  return name.includes('xn--') ? domainToUnicode(name) || name : name;
}

/** A small, stable 32-bit hash, for values that must look arbitrary and still be the same in every run. */
export function hashText(text, seed = 0) {
  let hash = (2166136261 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** A matcher for the registrar's patterns, in which `*` stands for any characters. */
export function patternMatcher(pattern) {
  const source = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*');
  const expression = new RegExp(`^${source}$`, 'i');
  return (text) => expression.test(text);
}
