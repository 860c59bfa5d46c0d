// The registrar's rules that do not depend on the dialect a command is written in.
//
// Assumed: the codes and texts of refusals (549 too late, available, or as the fate says).

import { Refusal } from './answer.mjs';
import { patternMatcher } from './names.mjs';

/** Refuses to take an order for a name that can't be backordered (any more). */
export function checkOrderable(domain, { applications, domains, dropList, now }) {
  const fate = applications.fateOf(domain);
  if (fate.fate === 'refused') {
    throw new Refusal(fate.refuseCode ?? 549, 'backorder is not possible for this domain', fate.refuseText);
  }
  const drop = dropList.lookup(domain);
  if (drop !== undefined && now >= drop) throw new Refusal(549, 'the finalization date has passed');
  if (domains.state(domain) === 'free') throw new Refusal(549, 'the domain is available');
}

/** Whether the caller may deal with what belongs to a login: their own things, and those of their subusers. */
export function mayUse(login, { account, accounts }) {
  return login === account.login || accounts.get(login)?.parent === account.login;
}

export function subusersOf(account, accounts) {
  return accounts.all.filter(({ parent }) => parent === account.login).map(({ login }) => login);
}

/** The application with the number in APPLICATION. */
export function applicationOf(call) {
  const { command, applications } = call;
  if (!/^\d{1,15}$/.test(command.APPLICATION)) throw new Refusal(505, 'APPLICATION');
  const application = applications.get(Number(command.APPLICATION));
  if (!application) throw new Refusal(545);
  if (!mayUse(application.login, call)) throw new Refusal(531);
  return application;
}

/** Takes an application back, while that is possible. */
export function cancel(application, { applications, now }) {
  if (!applications.canDelete(application, now)) throw new Refusal(552);
  applications.delete(application);
}

/** Applications of some logins whose names match one of the patterns (or any), in the order they were placed. */
export function applicationsFor(applications, logins, patterns) {
  // Exact names are looked up; only patterns cost a look at every application.
  if (patterns.length && patterns.every((pattern) => !pattern.includes('*'))) {
    const names = new Set(patterns.map((name) => name.toLowerCase()));
    return [...names].flatMap((name) => applications.ofDomain(name))
      .filter((a) => logins.has(a.login))
      .sort((a, b) => a.id - b.id);
  }
  let found = [...logins].flatMap((login) => applications.ofLogin(login));
  if (logins.size > 1) found.sort((a, b) => a.id - b.id);
  if (patterns.length) {
    const matchers = patterns.map(patternMatcher);
    found = found.filter((a) => matchers.some((matches) => matches(a.domain)));
  }
  return found;
}

/** A name that is registered here for the caller or a subuser of theirs. */
export function registeredDomain(name, call) {
  const domain = call.domains.get(name);
  if (!domain) throw new Refusal(545);
  if (!mayUse(domain.login, call)) throw new Refusal(531);
  return domain;
}

// Assumed: a listed name is taken until its date; after it the name is free, unless it was caught or its fate gives it to
// someone else; names that nobody knows anything of are taken.
export function isAvailable(name, { applications, domains, dropList, now }) {
  const state = domains.state(name);
  if (state !== null) return state === 'free';
  const drop = dropList.lookup(name);
  if (drop === undefined || now < drop) return false;
  const { fate } = applications.fateOf(name);
  return ['caught', 'auction-won'].includes(fate) && !applications.isBeingCaught(name);
}
