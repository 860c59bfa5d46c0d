// The plain-text protocol: reading a posted command, writing an answer as ISPAPI does.

const KEY_VALUE = /^([^=]*[^\t= ])[\t ]*=[\t ]*(.*)$/;

/**
 * Reads a posted body. The content type is of no account: one widely used client posts url-encoded fields as text/html.
 * `socket` holds the s_* fields, `command` the parameters with upper-case names, `valid` is false when a line of
 * s_command is no KEY=VALUE line.
 */
export function parseRequest(body) {
  const socket = Object.create(null);
  const loose = Object.create(null);
  for (const [name, value] of new URLSearchParams(body)) {
    if (name.startsWith('s_')) socket[name] = value;
    else loose[parameterName(name)] = value;
  }
  if (socket.s_command === undefined) return { socket, command: loose, valid: true };
  const { command, valid } = parseCommand(socket.s_command);
  delete socket.s_command;
  return { socket, command, valid };
}

/** Reads KEY=VALUE lines. The documentation prints them between `[COMMAND]` and `EOF`; that frame is accepted. */
export function parseCommand(text) {
  const command = Object.create(null);
  let valid = true;
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '' || line === '[COMMAND]' || line === 'EOF') continue;
    const match = KEY_VALUE.exec(line);
    if (match) command[parameterName(match[1])] = match[2].trimEnd();
    else valid = false;
  }
  return { command, valid };
}

/** The documentation writes DOMAIN[0] where clients send DOMAIN0. */
function parameterName(name) {
  return name.trim().toUpperCase().replace(/\[(\d+)\]/g, '$1');
}

export const PLAIN_LAYOUT = { order: null, blankLines: false, codeFirst: false };

/**
 * The layout of the n-th answer. The order of lines is not fixed in real answers, blank lines occur, and CODE comes
 * before or after the properties; a client that relies on any of it must fail here.
 */
export function layoutOf(n) {
  return { order: n, blankLines: n % 3 === 0, codeFirst: n % 5 === 0 };
}

export function serialise(answer, layout = PLAIN_LAYOUT) {
  const names = Object.keys(answer.properties ?? {});
  if (layout.order !== null) shuffle(names, layout.order);
  const properties = [];
  for (const name of names) {
    const value = answer.properties[name];
    const values = Array.isArray(value) ? value : [value];
    values.forEach((item, i) => properties.push(`PROPERTY[${name}][${i}]=${oneLine(item)}`));
  }
  const description = `DESCRIPTION=${oneLine(answer.description)}`;
  const code = `CODE=${answer.code}`;
  // Failures are printed with the code first and without timings.
  const failed = answer.code >= 400;
  const lines = ['[RESPONSE]'];
  if (layout.codeFirst || failed) lines.push(code, description, ...properties);
  else lines.push(...properties, description, code);
  if (layout.blankLines) lines.push('');
  if (answer.runtime !== undefined && !failed) {
    lines.push(`QUEUETIME=${answer.queuetime ?? 0}`, `RUNTIME=${answer.runtime}`);
    if (layout.blankLines) lines.push('');
  }
  lines.push('EOF', '');
  return lines.join('\r\n');
}

export function oneLine(value) {
  return String(value ?? '').replace(/[\r\n]+/g, ' ');
}

/** A permutation that depends on the seed only. */
export function shuffle(list, seed) {
  let state = (Math.imul(seed + 1, 0x9e3779b1) >>> 0) || 1;
  for (let i = list.length - 1; i > 0; i--) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const j = (state >>> 0) % (i + 1);
    [list[i], list[j]] = [list[j], list[i]];
  }
}
