// The control page: what the registrar knows and was asked, for a person, with forms for the common controls.

import { FATES } from './applications.mjs';
import { showAccount, showApplication, showDropList } from './control.mjs';
import { FAULT_KINDS } from './faults.mjs';
import { formatMoney, formatTime } from './units.mjs';

const SHOWN_APPLICATIONS = 500;
const SHOWN_CALLS = 200;

/** Text that is already HTML, made by `html`. */
class Markup {
  constructor(text) {
    this.text = text;
  }
}

/** A template that escapes every value it is given, except markup made by itself. */
function html(parts, ...fields) {
  return new Markup(parts.reduce((text, part, i) => text + markup(fields[i - 1]) + part));
}

function markup(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(markup).join('');
  return String(value ?? '').replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

export function controlPage(registrar) {
  const now = registrar.now();
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stand-in registrar</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>Stand-in registrar (${registrar.dialect.title})</h1>
<p>${formatTime(now)} UTC (${registrar.clock.frozen === null ? 'real time' : 'the clock stands still'})</p>
<a href="/">Reload</a></header>
<main>
${clockSection(now)}
${accountSection(registrar)}
${fateSection(registrar)}
${faultSection(registrar)}
${listSection(registrar)}
${applicationSection(registrar)}
${callSection(registrar)}
</main>
</body>
</html>
`.text;
}

function clockSection(now) {
  const step = (label, seconds) => html`<button name="advance" value="${seconds}">${label}</button>`;
  return html`<section><h2>Clock</h2>
<form method="post" action="/control/clock">
<label>Now (UTC) <input name="now" value="${formatTime(now)}" size="20"></label><button>Set</button>
</form>
<form method="post" action="/control/clock">
${step('+5 min', 300)}${step('+1 h', 3600)}${step('+1 day', 86400)}${step('+3 days', 3 * 86400)}
<button name="now" value="real">Real time</button>
</form></section>`;
}

function accountSection(registrar) {
  const rows = registrar.accounts.all.map((account) => {
    const shown = showAccount(registrar, account);
    return html`<tr><td>${shown.login}</td><td class="n">${shown.amount}</td><td class="n">${shown.deposit}</td>
<td class="n">${shown.available}</td><td>${shown.currency}</td><td>
<form method="post" action="/control/account"><input type="hidden" name="login" value="${shown.login}">
<label class="hidden" for="amount-${shown.login}">New balance</label>
<input id="amount-${shown.login}" name="amount" value="${shown.amount}" size="8"><button>Set</button></form></td></tr>`;
  });
  return html`<section><h2>Accounts</h2><div class="wide"><table>
<thead><tr><th>Login</th><th class="n">Balance</th><th class="n">Deposits</th><th class="n">Available</th><th>Currency</th><th></th></tr></thead>
<tbody>${rows}</tbody></table></div></section>`;
}

function options(values, selected) {
  return values.map((value) => html`<option${value === selected ? html` selected` : ''}>${value}</option>`);
}

function fateSection(registrar) {
  const rows = registrar.applications.fates.slice(0, SHOWN_APPLICATIONS).map(([domain, fate]) => html`<tr>
<td>${domain === '*' ? 'every other name' : domain}</td><td>${fate.fate}</td>
<td>${fate.at === 'now' ? 'at once' : `${fate.delay} s after the drop`}</td></tr>`);
  return html`<section><h2>What becomes of names</h2>
<form method="post" action="/control/fate">
<label>Name <input name="domain" placeholder="name or *" required></label>
<label>Fate <select name="fate">${options(FATES)}</select></label>
<label>When <select name="at"><option value="drop">at its drop</option><option value="now">at once</option></select></label>
<label>Bidders <input name="bidders" size="3" inputmode="numeric"></label><button>Set</button>
</form>
<div class="wide"><table><thead><tr><th>Name</th><th>Fate</th><th>Result</th></tr></thead><tbody>${rows}</tbody></table></div></section>`;
}

function faultSection(registrar) {
  const commands = Object.keys(registrar.dialect.commands);
  const rows = registrar.faults.active.map((fault) => html`<tr><td>${fault.kind}</td>
<td>${Object.entries(fault.match).map(([key, value]) => `${key}=${value} `)}</td>
<td>${fault.times < 0 ? 'always' : fault.times}</td><td>${fault.skip}</td><td>${fault.hits}</td><td>
<form method="post" action="/control/faults/clear"><button name="id" value="${fault.id}">Remove</button></form></td></tr>`);
  return html`<section><h2>Faults</h2>
<form method="post" action="/control/fault">
<label>Kind <select name="kind">${options(FAULT_KINDS)}</select></label>
<label>Command <input name="command" list="commands" placeholder="any"></label>
<label>Name <input name="domain" placeholder="any"></label>
<label>Path <input name="path" placeholder="any" size="8"></label>
<label>Times <input name="times" value="1" size="3"></label>
<label>ms <input name="ms" size="5"></label><label>HTTP <input name="status" size="3"></label>
<label>Code <input name="code" size="3"></label><button>Add</button>
</form>
<datalist id="commands">${options(commands)}</datalist>
<form method="post" action="/control/latency"><label>Every command takes <input name="ms" value="${registrar.settings.latency}" size="5"> ms</label><button>Set</button></form>
<div class="wide"><table><thead><tr><th>Kind</th><th>Matches</th><th>Times left</th><th>Skips</th><th>Hit so far</th><th></th></tr></thead>
<tbody>${rows.length ? rows : html`<tr><td colspan="6">No faults.</td></tr>`}</tbody></table></div></section>`;
}

function listSection(registrar) {
  const list = showDropList(registrar);
  return html`<section><h2>Drop list</h2>
<p>${list.rows} names, ${list.edited} of them edited. ${list.replaced ? 'Downloads get something else instead.' : ''}</p>
<form method="post" action="/control/droplist">
<label>Name <input name="domain" required></label>
<label>Date (UTC) <input name="date" placeholder="empty: take it out" size="20"></label><button>Change</button>
</form>
<form method="post" action="/control/droplist"><button name="reset" value="1">Back to the file</button></form></section>`;
}

function applicationSection(registrar) {
  const all = registrar.applications.all;
  const rows = all.slice(-SHOWN_APPLICATIONS).reverse().map((application) => {
    const shown = showApplication(registrar, application);
    return html`<tr><td class="n">${shown.application}</td><td>${shown.domain}</td>
<td><span class="status ${shown.status.toLowerCase()}">${shown.status}</span></td><td>${shown.class}</td><td>${shown.login}</td>
<td>${shown.contacts.OWNER?.[0]?.handle}</td><td>${shown.drop ?? 'unknown'}</td><td>${shown.created}</td><td>${shown.updated}</td>
<td class="n">${application.held === null ? '' : formatMoney(application.held)}</td></tr>`;
  });
  return html`<section class="full"><h2>Applications (${all.length})</h2><div class="wide"><table>
<thead><tr><th>Number</th><th>Name</th><th>Status</th><th>Class</th><th>User</th><th>Owner</th><th>Drop (UTC)</th><th>Placed</th>
<th>Changed</th><th>Deposit</th></tr></thead>
<tbody>${rows.length ? rows : html`<tr><td colspan="10">None yet.</td></tr>`}</tbody></table></div></section>`;
}

function callSection(registrar) {
  const rows = registrar.log.latest(SHOWN_CALLS).map((call) => html`<tr><td>${formatTime(call.time)}</td><td>${call.command}</td>
<td class="parameters">${Object.entries(call.parameters).filter(([key]) => key !== 'COMMAND').map(([key, value]) => html`<span>${key}=${value}</span> `)}</td>
<td>${call.login}</td><td class="n">${call.code ?? call.status ?? 'none'}</td><td>${call.description}</td><td>${call.fault}</td><td class="n">${call.ms}</td></tr>`);
  return html`<section class="full"><h2>Latest calls</h2><div class="wide"><table>
<thead><tr><th>Time (UTC)</th><th>Command</th><th>Parameters</th><th>Login</th><th>Code</th><th>Text</th><th>Fault</th><th>ms</th></tr></thead>
<tbody>${rows.length ? rows : html`<tr><td colspan="8">None yet.</td></tr>`}</tbody></table></div></section>`;
}

const STYLE = new Markup(`
:root { color-scheme: light dark; --line: #8884; --soft: #8881; }
body { font: 15px/1.45 system-ui, sans-serif; margin: 0; }
header { display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; align-items: baseline; padding: .8rem 1.2rem; border-bottom: 1px solid var(--line); }
h1 { font-size: 1.25rem; margin: 0; } h2 { font-size: 1.05rem; margin: 0 0 .6rem; } p { margin: 0 0 .5rem; }
header p { margin: 0; }
td input { width: 6.5rem; } .full table { font-size: .9rem; }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%), 1fr)); gap: 1rem; padding: 1rem 1.2rem; }
section { border: 1px solid var(--line); border-radius: .5rem; padding: .9rem; min-width: 0; }
.full { grid-column: 1 / -1; } .wide { overflow-x: auto; max-height: 30rem; }
form { display: flex; flex-wrap: wrap; gap: .4rem .6rem; align-items: center; margin-bottom: .6rem; } td form { margin: 0; flex-wrap: nowrap; }
input, select, button { font: inherit; padding: .2rem .45rem; } input { max-width: 12rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
.n, th.n { text-align: right; font-variant-numeric: tabular-nums; } .parameters { white-space: normal; min-width: 20rem; font-size: .85rem; } .parameters span { overflow-wrap: anywhere; }
.status { padding: 0 .4rem; border-radius: .3rem; background: var(--soft); } .successful, .auction-won { background: #2a82; } .failed, .auction-lost { background: #c332; }
.active, .processing { background: #36c3; } .auction-pending { background: #c903; }
.hidden { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
`);
