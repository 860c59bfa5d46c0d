// The plain-text protocol as CentralNic Reseller writes it, after the recorded answers in its published client's tests:
// lower-case keys, spaces around the equals sign, line feeds, the code first, the properties last.

import { TEXTS } from './answer.mjs';
import { oneLine, shuffle } from './wire.mjs';

/** Documented; those that are missing there read as in ISPAPI. */
export const CNR_TEXTS = {
  ...TEXTS,
  422: 'Abuse detected! The account has been temporarily locked! Please standby some minutes.',
  508: 'Missing required entity',
  509: 'Missing command option',
  545: 'Entity reference not found',
  552: 'Domain status does not allow for operation',
};

/**
 * Sessions begin in ways of their own: with credentials inside the command, or with `persistent=1` and no command at all,
 * as the published client does it.
 */
export function readCnrRequest({ socket, command, valid }) {
  if (command.COMMAND === undefined && command.PERSISTENT !== undefined) {
    return { socket, command: { ...command, COMMAND: 'StartSession' }, valid };
  }
  const { LOGIN, PASSWORD } = command;
  if ((command.COMMAND ?? '').toUpperCase() !== 'STARTSESSION' || LOGIN === undefined) return { socket, command, valid };
  return { socket: { ...socket, s_login: LOGIN, s_pw: PASSWORD ?? '' }, command, valid };
}

export const PLAIN_CNR = { order: null, timings: 'runtime first' };

/**
 * The layout of the n-th answer. Recorded answers differ in the order of properties, in which of the two times comes
 * first, and older ones have the times last, after a blank line and without spaces.
 */
export function layoutOfCnr(n) {
  return { order: n, timings: ['runtime first', 'queuetime first', 'last'][n % 3] };
}

export function serialiseCnr(answer, layout = PLAIN_CNR) {
  const names = Object.keys(answer.properties ?? {}).sort();
  if (layout.order !== null) shuffle(names, layout.order);
  const properties = names.flatMap((name) => [answer.properties[name]].flat()
    .map((value, i) => pair(`property[${name}][${i}]`, value)));
  const head = ['[RESPONSE]', pair('code', answer.code), pair('description', answer.description)];
  const bare = Object.entries(answer.bare ?? {}).map(([name, value]) => pair(name, value));
  const [before, after] = timings(answer, layout);
  return [...head, ...bare, ...before, ...properties, ...after, 'EOF', ''].join('\n');
}

function pair(key, value) {
  return `${key} = ${oneLine(value)}`.trimEnd();
}

/** The lines with the times, before and after the properties. Recorded refusals of parameters have none. */
function timings({ code, runtime, queuetime = 0 }, layout) {
  if (runtime === undefined || (code >= 500 && code <= 509)) return [[], []];
  if (layout.timings === 'last') return [[], ['', `queuetime=${queuetime}`, `runtime=${runtime}`]];
  const lines = [pair('runtime', runtime), pair('queuetime', queuetime)];
  return [layout.timings === 'runtime first' ? lines : lines.reverse(), []];
}
