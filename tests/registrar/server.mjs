// The stand-in registrar as a program: `node tests/registrar/server.mjs --help`.

import { readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createHandler } from './http.mjs';
import { Registrar } from './registrar.mjs';
import { parseMoney, parseTime } from './units.mjs';

const OPTIONS = {
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '0' },
  'ready-file': { type: 'string' },
  droplist: { type: 'string' },
  dialect: { type: 'string', default: 'ispapi' },
  login: { type: 'string', default: 'test.user' },
  password: { type: 'string', default: 'test.passw0rd' },
  entity: { type: 'string', default: '1234' },
  currency: { type: 'string', default: 'USD' },
  balance: { type: 'string', default: '250000.00' },
  'clock-file': { type: 'string' },
  now: { type: 'string' },
  'tls-key': { type: 'string' },
  'tls-cert': { type: 'string' },
  http2: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

const USAGE = `A stand-in for the registrar's API, on the loopback interface.

  --host ADDRESS       where to listen (127.0.0.1)
  --port NUMBER        0 (the default) takes any free port
  --ready-file FILE    written when listening: {"url", "port", "pid"}
  --droplist FILE      the CSV that is published as the drop list; read again when it changes
  --dialect NAME       what it speaks: ispapi (the default) or cnr
  --login, --password  the account (test.user, test.passw0rd)
  --entity CODE        the system that s_entity must name (1234; ispapi only)
  --currency, --balance  of the account (USD, 250000.00)
  --clock-file FILE    holds the frozen time in seconds; missing or empty means real time
  --now TIME           freezes the clock at the start (UTC)
  --tls-key, --tls-cert  PEM files: serve HTTPS
  --http2              with HTTPS: offer HTTP/2 beside HTTP/1.1

The control page is at the printed address; README.md describes the control API.
`;

/** Starts a registrar. Answers { url, port, registrar, close() } when it listens. */
export async function startRegistrar(options = {}) {
  const settings = { ...defaults(), ...options };
  const amount = parseMoney(settings.balance);
  if (Number.isNaN(amount)) throw new Error('--balance is no amount');
  const registrar = new Registrar({
    dialect: settings.dialect,
    login: settings.login,
    password: settings.password,
    entity: settings.entity,
    currency: settings.currency,
    amount,
    dropListFile: settings.droplist,
    clockFile: settings['clock-file'],
  });
  if (settings.now !== undefined) {
    const now = parseTime(settings.now);
    if (Number.isNaN(now)) throw new Error('--now is no time');
    registrar.clock.set(now);
  }

  const secure = settings['tls-key'] !== undefined;
  const tls = secure ? { key: readFileSync(settings['tls-key']), cert: readFileSync(settings['tls-cert']) } : {};
  const { server, closeAll } = makeServer(secure, settings.http2, tls, createHandler(registrar));
  registrar.connections = 0;
  server.on(secure ? 'secureConnection' : 'connection', () => registrar.connections++);
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: settings.host, port: Number(settings.port), backlog: 1024 }, resolve);
  });

  const { port } = server.address();
  const host = settings.host.includes(':') ? `[${settings.host}]` : settings.host;
  const url = `${secure ? 'https' : 'http'}://${host}:${port}`;
  const close = () => new Promise((resolve) => {
    server.close(resolve);
    closeAll(); // requests that hang on purpose would keep the server alive
  });
  return { url, port, registrar, close };
}

function makeServer(secure, offersHttp2, tls, handler) {
  if (secure && offersHttp2) {
    const server = http2.createSecureServer({ ...tls, allowHTTP1: true, keepAliveTimeout: 65000 }, handler);
    const sockets = new Set();
    server.on('secureConnection', (socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    });
    return { server, closeAll: () => sockets.forEach((socket) => socket.destroy()) };
  }
  const server = (secure ? https : http).createServer({ ...tls, keepAliveTimeout: 65000 }, handler);
  return { server, closeAll: () => server.closeAllConnections() };
}

function defaults() {
  return Object.fromEntries(Object.entries(OPTIONS).map(([name, option]) => [name, option.default]));
}

function writeReadyFile(file, { url, port }) {
  const temporary = `${file}.${process.pid}.tmp`;
  writeFileSync(temporary, `${JSON.stringify({ url, port, pid: process.pid })}\n`);
  renameSync(temporary, file);
}

async function main() {
  const { values } = parseArgs({ options: OPTIONS });
  if (values.help) {
    process.stdout.write(USAGE);
    return;
  }
  const running = await startRegistrar(values);
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.once(signal, () => running.close().then(() => process.exit(0)));
  }
  if (values['ready-file']) writeReadyFile(values['ready-file'], running);
  console.log(`stand-in registrar at ${running.url} (${running.registrar.dropList.rows} names in the drop list)`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
