// Faults that tests order: what goes wrong, for which requests, how often.

export const FAULT_KINDS = [
  'latency', 'drop-before', 'drop-after', 'cut', 'http', 'code', 'garbage', 'hang',
];

export class Faults {
  #faults = [];
  #nextId = 1;

  get active() {
    return this.#faults;
  }

  clear() {
    this.#faults = [];
  }

  remove(id) {
    this.#faults = this.#faults.filter((fault) => fault.id !== id);
  }

  /** `skip` requests that match pass first, then `times` (-1: all) are hit. */
  add({ match = {}, times = 1, skip = 0, kind, ...details }) {
    const fault = { id: this.#nextId++, match, times, skip, kind, ...details, hits: 0 };
    this.#faults.push(fault);
    return fault;
  }

  /** What hits this request: delays add up, and the first fault of another kind wins. */
  take({ command = '', domain = '', path }) {
    let delay = 0;
    let hit = null;
    for (const fault of this.#faults) {
      if (!matches(fault.match, { command, domain, path })) continue;
      if (hit && fault.kind !== 'latency') continue;
      if (fault.skip > 0) {
        fault.skip--;
        continue;
      }
      if (fault.times === 0) continue;
      if (fault.times > 0) fault.times--;
      fault.hits++;
      if (fault.kind === 'latency') delay += fault.ms ?? 0;
      else hit = fault;
    }
    this.#faults = this.#faults.filter((fault) => fault.times !== 0);
    return { delay, fault: hit };
  }
}

function matches(match, { command, domain, path }) {
  if (match.command && match.command.toUpperCase() !== command.toUpperCase()) return false;
  if (match.domain && match.domain.toLowerCase() !== domain.toLowerCase()) return false;
  return !match.path || path.startsWith(match.path);
}
