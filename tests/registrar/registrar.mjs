// The registrar as a whole, without HTTP: its parts, and the way of one command through them.

import { Accounts } from './accounts.mjs';
import { Refusal, refused } from './answer.mjs';
import { Applications } from './applications.mjs';
import { CallLog } from './call_log.mjs';
import { Clock } from './clock.mjs';
import { ContactBook } from './contact_book.mjs';
import { DIALECTS } from './dialects.mjs';
import { Domains } from './domains.mjs';
import { DropList } from './droplist.mjs';
import { Faults } from './faults.mjs';
import { checkParameters } from './parameters.mjs';

export const DEFAULT_SETTINGS = {
  latency: 0, // milliseconds before every command
  quirks: true, // answers vary in the order of their lines
  quota: false, // count quota points as documented
  quotaDelay: 5000, // milliseconds that an answer waits above the soft limit
  unfunded: 'stay', // what an application without funds does at the drop: "stay" (dormant) or "failed"
  clockSkew: 0, // seconds that the Date of its answers is ahead of its clock
  bareApplication: false, // CNR: answers to orders have their number and status beside the code, not as properties
};

export class Registrar {
  settings = { ...DEFAULT_SETTINGS };
  faults = new Faults();
  log = new CallLog();
  domains = new Domains();
  contacts = new ContactBook();
  #selections = new Map();

  constructor({ dialect = 'ispapi', login, password, entity, currency, amount, dropListFile, clockFile }) {
    if (!Object.hasOwn(DIALECTS, dialect)) throw new Error(`the dialect is none of ${Object.keys(DIALECTS).join(', ')}`);
    this.dialect = DIALECTS[dialect];
    this.clock = new Clock(clockFile);
    this.accounts = new Accounts({ login, password, entity, currency, amount, dialect: this.dialect });
    this.dropList = new DropList(dropListFile);
    this.applications = new Applications(this);
  }

  /** Everything as at the start, but the clock. */
  reset() {
    Object.assign(this.settings, DEFAULT_SETTINGS);
    this.faults.clear();
    this.log.reset();
    this.domains.reset();
    this.contacts.reset();
    this.accounts.reset();
    this.applications.reset();
    this.dropList.reset();
    this.#selections.clear();
  }

  /** The present, with everything done that was due. */
  now() {
    const now = this.clock.now();
    this.applications.advance(now);
    return now;
  }

  /** Carries out one command: { answer, delay } with the milliseconds that the quota makes the caller wait. */
  execute({ socket, command, valid }) {
    const started = performance.now();
    const now = this.now();
    let delay = 0;
    let answer;
    try {
      if (!valid) throw new Refusal(507);
      const name = (command.COMMAND ?? '').toUpperCase();
      const account = this.accounts.authenticate(socket, name, now);
      const { commands } = this.dialect;
      const entry = Object.hasOwn(commands, name) ? commands[name] : null;
      if (!entry) throw new Refusal(500);
      checkParameters(entry, command);
      delay = this.#countQuota(account, entry.points?.(command) ?? 0, now);
      answer = entry.run({
        command,
        socket,
        account,
        now,
        accounts: this.accounts,
        applications: this.applications,
        domains: this.domains,
        contacts: this.contacts,
        settings: this.settings,
        dropList: this.dropList,
        selections: this.#selections,
      });
    } catch (error) {
      if (!(error instanceof Refusal)) console.error(error);
      answer = refused(error instanceof Refusal ? error : new Refusal(421), this.dialect.texts);
    }
    const seconds = (performance.now() - started) / 1000;
    return { answer: { ...answer, queuetime: 0, runtime: seconds.toFixed(3) }, delay };
  }

  #countQuota(account, points, now) {
    if (!this.settings.quota) return 0;
    const verdict = this.accounts.countQuota(account, points, now);
    if (verdict === 'locked') throw new Refusal(this.dialect.lockedCode);
    return verdict === 'slow' ? this.settings.quotaDelay : 0;
  }
}
