// What the registrar was asked, for people and for tests. Secrets are masked before they are kept.

const KEPT = 20000;
const SECRETS = new Set(['PASSWORD', 'AUTH', 'OTP', 's_pw', 's_otp', 's_session', 's_sessionid']);
const MASK = '***';

export class CallLog {
  #entries = [];
  #seq = 0;
  counts = {};
  codes = {};
  inFlight = 0;
  peak = 0;

  reset() {
    this.#entries = [];
    this.counts = {};
    this.codes = {};
    this.peak = this.inFlight;
  }

  begin() {
    this.peak = Math.max(this.peak, ++this.inFlight);
  }

  end() {
    this.inFlight--;
  }

  add({ command, parameters = {}, socket = {}, code = null, ...rest }) {
    const entry = {
      seq: ++this.#seq,
      at: new Date().toISOString(),
      command,
      login: socket.s_user ? `${socket.s_login ?? ''} (${socket.s_user})` : (socket.s_login ?? ''),
      parameters: masked(parameters),
      socket: masked(socket),
      code,
      ...rest,
    };
    this.counts[command] = (this.counts[command] ?? 0) + 1;
    if (code !== null) this.codes[code] = (this.codes[code] ?? 0) + 1;
    this.#entries.push(entry);
    // Trimmed in blocks: cutting one entry off a long array for every call would be slow.
    if (this.#entries.length > 2 * KEPT) this.#entries = this.#entries.slice(-KEPT);
    return entry;
  }

  latest(count) {
    return this.#entries.slice(-count).reverse();
  }

  /** Entries after `since` (a sequence number), oldest first. */
  find({ command, domain, since = 0 }) {
    return this.#entries.filter((entry) => entry.seq > since &&
      (!command || entry.command.toUpperCase() === command.toUpperCase()) &&
      (!domain || (entry.parameters.DOMAIN ?? '').toLowerCase() === domain.toLowerCase()));
  }
}

function masked(parameters) {
  const copy = {};
  for (const [key, value] of Object.entries(parameters)) copy[key] = SECRETS.has(key) ? MASK : value;
  return copy;
}
