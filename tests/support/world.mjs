// The whole system on loopback ports: a private MariaDB, the stand-in registrar, the stand-in WHMCS with this addon, and one
// clock for all of them. Used by the demo and by the end-to-end tests.

import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { control } from '../registrar/client.mjs';

export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const SHARED_DATA = path.resolve(ROOT, '../shared/data');
const run = promisify(execFile);
const LIMIT = { maxBuffer: 64 << 20 };

export const CLIENTS = {
  anna: { id: 1, email: 'anna@example.test', password: 'demo' },
  bernd: { id: 2, email: 'bernd@example.test', password: 'demo' },
  carla: { id: 3, email: 'carla@example.test', password: 'demo' },
};
export const ADMIN = { username: 'admin', password: 'demo' };

/** "2026-11-23 09:00:00" (UTC) -> Unix time. */
export function utc(text) {
  return Math.floor(Date.parse(`${text.replace(' ', 'T')}Z`) / 1000);
}

export function utcText(epoch) {
  return new Date(epoch * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

export async function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Asks until `attempt` gives something; the wait is for another process to start, which no clock can shorten. */
export async function until(what, attempt, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const result = await attempt();
    if (result) return result;
    if (Date.now() > end) throw new Error(`${what} did not come up within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The real list of ../shared/data when it is there, else a generated one. Returns what was taken. */
export function makeDropList(file, { now, rows = 100000, real = true }) {
  const source = path.join(SHARED_DATA, 'real_pending_small.csv.gz');
  const maker = path.join(SHARED_DATA, 'make_droplist.py');
  const instant = `${utcText(now).replace(' ', 'T')}Z`;
  if (real && existsSync(source) && existsSync(maker)) {
    const out = `${file}.d`;
    execFileSync('python3', [maker, '--real', source, '-o', out, '--now', instant, '--drop-past'], { stdio: 'pipe' });
    const made = execFileSync('sh', ['-c', `ls ${JSON.stringify(out)}/*.csv`], { encoding: 'utf8' }).trim().split('\n')[0];
    writeFileSync(file, readFileSync(made));
    rmSync(out, { recursive: true });
    return 'published drops of .pl, .se and .nu';
  }
  execFileSync(process.execPath, [path.join(ROOT, 'tests/data/make_droplist.mjs'), '--rows', String(rows),
    '--seed', '1', '--now', instant, '--out', file]);
  return `${rows} generated names`;
}

export class World {
  constructor() {
    this.directory = mkdtempSync(path.join(tmpdir(), 'backorder-world-'));
    this.clockFile = path.join(this.directory, 'clock');
    this.dropList = path.join(this.directory, 'droplist.csv');
    this.host = path.join(this.directory, 'whmcs');
    this.children = [];
  }

  /**
   * Starts everything. Options: now (Unix time at which the clock stands; null: the real clock), rows, real, theme,
   * extension (path of the .so), settings (of the addon), phpOptions, knobs, hostOptions, log (line => void), dialect (of the
   * registrar: ispapi or cnr).
   */
  async start(options = {}) {
    const log = options.log ?? (() => {});
    this.extension = options.extension ?? execFileSync('bash', [path.join(ROOT, 'tests/support/build.sh')], { encoding: 'utf8' }).trim();
    this.phpOptions = ['-d', `extension=${this.extension}`, '-d', `ispapibackorder.clock_file=${this.clockFile}`,
      ...(options.phpOptions ?? [])];
    const now = options.now ?? Math.floor(Date.now() / 1000);
    this.setTime(options.now ?? null);
    if (options.dropList) writeFileSync(this.dropList, options.dropList);
    else this.listSource = makeDropList(this.dropList, { now, rows: options.rows, real: options.real ?? true });
    log(`drop list: ${this.listSource ?? 'given'}`);
    await Promise.all([this.#startDatabase(), this.#startRegistrar(options)]);
    log(`registrar: ${this.registrarUrl}`);
    await this.#startHost(options);
    log(`WHMCS stand-in: ${this.url}`);
    return this;
  }

  async #startDatabase() {
    this.databaseDirectory = path.join(this.directory, 'db');
    await run('bash', [path.join(ROOT, 'tests/support/database.sh'), 'start', this.databaseDirectory], LIMIT);
    this.database = Object.fromEntries(readFileSync(path.join(this.databaseDirectory, 'env'), 'utf8').trim().split('\n')
      .map((line) => line.split('=')));
    this.mysql(`CREATE DATABASE whmcs DEFAULT CHARACTER SET utf8mb4`, '');
  }

  async #startRegistrar({ dialect = 'ispapi' }) {
    const ready = path.join(this.directory, 'registrar.json');
    const child = spawn(process.execPath, [path.join(ROOT, 'tests/registrar/server.mjs'), '--port', '0', '--dialect', dialect,
      '--ready-file', ready, '--droplist', this.dropList, '--clock-file', this.clockFile], { stdio: ['ignore', 'ignore', 'inherit'] });
    this.children.push(child);
    this.registrarUrl = (await until('the registrar', () => existsSync(ready) && JSON.parse(readFileSync(ready, 'utf8')))).url;
  }

  async #startHost({ theme = 'twenty-one', settings = {}, knobs = {}, hostOptions = [] }) {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    const knobArguments = Object.entries(knobs).flatMap(([name, value]) => ['--knob', `${name}=${value}`]);
    await run('php', [path.join(ROOT, 'tests/whmcs/install.php'), '--target', this.host, '--db-host', this.database.DB_HOST,
      '--db-port', this.database.DB_PORT, '--db-name', 'whmcs', '--db-user', this.database.DB_USER, '--db-password',
      this.database.DB_PASSWORD, '--system-url', this.url, '--theme', theme, '--clock-file', this.clockFile,
      '--ispapi-url', `${this.registrarUrl}/api/call.cgi`, '--fresh', ...knobArguments, ...hostOptions], LIMIT);
    this.addon = path.join(this.host, 'modules/addons/ispapibackorder');
    symlinkSync(ROOT, this.addon);
    await this.hostctl('activate', 'ispapibackorder', '--role', '1',
      ...Object.entries({
        registrar_url: `${this.registrarUrl}/api/call.cgi`,
        droplist_url: `${this.registrarUrl}/files/domain-backordering/pending_delete_domain_list.csv.zip`,
        ...settings,
      }).flatMap(([name, value]) => ['--setting', `${name}=${value}`]));
    const server = spawn('sh', [path.join(ROOT, 'tests/whmcs/serve.sh'), this.host, `127.0.0.1:${port}`, ...this.phpOptions],
      { stdio: ['ignore', 'pipe', 'pipe'] });
    this.children.push(server);
    this.serverLog = '';
    for (const stream of [server.stdout, server.stderr]) {
      stream.on('data', (data) => { this.serverLog = (this.serverLog + data).slice(-200000); });
    }
    await until('the WHMCS stand-in', () => fetch(this.url).then((response) => response.ok, () => false));
  }

  /** The clock of the registrar, the host and the addon: Unix time, UTC text, or null for the real time. */
  setTime(time) {
    const epoch = typeof time === 'string' ? utc(time) : time;
    writeFileSync(this.clockFile, epoch === null ? '' : String(epoch));
    this.now = epoch;
  }

  advance(seconds) {
    this.setTime((this.now ?? Math.floor(Date.now() / 1000)) + seconds);
  }

  async hostctl(...words) {
    const { stdout } = await run('php', [...this.phpOptions, path.join(this.host, 'hostctl.php'), ...words], LIMIT);
    return stdout;
  }

  async hostctlJson(...words) {
    return JSON.parse(await this.hostctl(...words));
  }

  /** Runs a cron as the system would: `php -q`, from /. Returns {status, stdout, stderr}. */
  async cron(name, ...flags) {
    const script = { batch: 'batch.php', import: 'daily_import_pendingdomainlist.php', dropdates: 'daily_dropdate_synch.php' }[name];
    try {
      const { stdout, stderr } = await run('php', [...this.phpOptions, '-q', path.join(this.addon, 'crons', script), ...flags],
        { ...LIMIT, cwd: '/', env: { ...process.env, ...this.cronEnvironment } });
      return { status: 0, stdout, stderr };
    } catch (error) {
      if (typeof error.code !== 'number') throw error;
      return { status: error.code, stdout: error.stdout, stderr: error.stderr };
    }
  }

  /** Runs native functions inside the host (tests/support/act.php) and returns their answers. */
  async act(acts) {
    const child = run('php', [...this.phpOptions, path.join(ROOT, 'tests/support/act.php'), this.host], LIMIT);
    child.child.stdin.end(JSON.stringify(acts));
    return JSON.parse((await child).stdout);
  }

  /** One command as a client (an id) or as the admin ('admin'); throws unless its code is the wanted one. */
  async command(who, command, code = 200) {
    const caller = who === 'admin' ? { role: 'admin', admin_id: 1 } : { role: 'client', client_id: who };
    const [answer] = await this.act([{ command, caller }]);
    if (answer.CODE !== code) throw new Error(`${command.COMMAND}: ${JSON.stringify(answer).slice(0, 500)}`);
    return answer;
  }

  /** Gives every zone of the drop list a price in both currencies. */
  async setPrices(price = (zone, index) => ({ 1: `${29 + (index % 5) * 10}.00`, 2: `${27 + (index % 5) * 9},50` })) {
    const zones = this.sql('SELECT DISTINCT zone FROM backorder_pending_domains ORDER BY zone').map((row) => row.zone);
    await this.act(zones.map((zone, index) => ({ function: 'pricing_save', arguments: [zone, price(zone, index)] })));
    return zones;
  }

  /** Runs SQL on the WHMCS database; rows as objects of texts (null for NULL). */
  sql(text) {
    const out = this.mysql(text, 'whmcs', ['--batch', '--raw']);
    const [head, ...rows] = out.split('\n').filter((line, index, all) => index < all.length - 1 || line !== '');
    if (head === undefined) return [];
    const names = head.split('\t');
    return rows.map((row) => Object.fromEntries(row.split('\t').map((cell, index) => [names[index], cell === 'NULL' ? null : cell])));
  }

  mysql(text, database, flags = []) {
    return execFileSync('mariadb', ['--no-defaults', `--socket=${this.database.DB_SOCKET}`, '-u', 'root', ...flags,
      ...(database ? [database] : [])], { input: text, encoding: 'utf8', maxBuffer: 64 << 20 });
  }

  registrar(path_, body) {
    return control(this.registrarUrl, path_, body);
  }

  /** PHP warnings and uncaught exceptions that the host saw; empty when all is well. */
  async hostErrors() {
    return this.hostctlJson('errors');
  }

  async stop() {
    for (const child of this.children) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => { child.once('exit', resolve); });
        child.kill('SIGTERM');
        await ended;
      }
    }
    this.children = [];
    if (this.databaseDirectory) {
      await run('bash', [path.join(ROOT, 'tests/support/database.sh'), 'stop', this.databaseDirectory]);
    }
    rmSync(this.directory, { recursive: true, force: true });
  }
}
