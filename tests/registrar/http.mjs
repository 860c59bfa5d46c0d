// HTTP: the command endpoint, the download of the list, and the way to the controls.

import { setTimeout as sleep } from 'node:timers/promises';
import { control, ControlError } from './control.mjs';
import { LIST_PATH } from './droplist.mjs';
import { controlPage } from './page.mjs';
import { parseRequest } from './wire.mjs';

const LARGEST_COMMAND = 1 << 20;
const LARGEST_CONTROL = 256 << 20; // whole lists come this way

export function createHandler(registrar) {
  let answers = 0;

  async function handle(request, response) {
    const path = request.url.split('?')[0];
    if (registrar.dialect.paths.includes(path)) await command(request, response, path);
    else if (path === LIST_PATH) await download(request, response, path);
    else if (path === '/' && request.method === 'GET') send(response, 200, 'text/html; charset=utf-8', controlPage(registrar));
    else if (path.startsWith('/control/')) await controls(request, response, path);
    else send(response, 404, 'text/html; charset=utf-8', errorPage(404));
  }

  async function command(request, response, path) {
    if (request.method !== 'POST') return send(response, 405, 'text/html; charset=utf-8', errorPage(405), { Allow: 'POST' });
    const body = await readBody(request, LARGEST_COMMAND);
    if (body === null) return send(response, 413, 'text/html; charset=utf-8', errorPage(413), { Connection: 'close' });
    const started = performance.now();
    registrar.log.begin();
    try {
      await answerCommand(response, path, registrar.dialect.readRequest(parseRequest(body.toString('utf8'))), started);
    } finally {
      registrar.log.end();
    }
  }

  async function answerCommand(response, path, parsed, started) {
    const name = parsed.command.COMMAND ?? '';
    const { delay, fault } = registrar.faults.take({ command: name, domain: parsed.command.DOMAIN, path });
    const note = (code, description, status = 200) => registrar.log.add({
      command: name,
      parameters: parsed.command,
      socket: parsed.socket,
      code,
      description,
      status,
      http: response.req.httpVersion,
      fault: [delay ? `latency ${delay}` : '', fault?.kind ?? ''].filter(Boolean).join(', '),
      time: registrar.clock.now(),
      ms: Math.round((performance.now() - started) * 10) / 10,
    });

    // A server dates its answers by its own clock, which may be wrong.
    response.setHeader('Date', new Date((registrar.clock.now() + registrar.settings.clockSkew) * 1000).toUTCString());
    const wait = registrar.settings.latency + delay;
    if (wait > 0) await sleep(wait);

    // A client that went away meanwhile changes nothing: the command had arrived and is carried out.
    const acts = !fault || fault.act || fault.kind === 'drop-after' || fault.kind === 'cut';
    const { answer, delay: quotaDelay } = acts ? registrar.execute(parsed) : { answer: null, delay: 0 };
    if (quotaDelay > 0) await sleep(quotaDelay);

    const { texts, write } = registrar.dialect;
    const serialised = (given) => write(given, registrar.settings.quirks ? ++answers : null);
    const type = 'text/plain; charset=UTF-8';
    switch (fault?.kind) {
      case undefined:
        note(answer.code, answer.description);
        return send(response, 200, type, serialised(answer));
      case 'code': {
        const wrong = { code: fault.code, description: fault.text ?? texts[fault.code] ?? 'Command failed', properties: {} };
        note(wrong.code, wrong.description);
        return send(response, 200, type, serialised(wrong));
      }
      case 'cut': {
        note(answer.code, answer.description);
        const whole = Buffer.from(serialised(answer));
        const half = whole.subarray(0, Math.floor(whole.length / 2));
        // A clean cut looks complete to HTTP: only the missing EOF tells.
        return fault.clean ? send(response, 200, type, half) : sendCut(response, 200, type, whole, half.length);
      }
      default:
        note(answer?.code ?? null, answer?.description ?? '', fault.kind === 'http' ? fault.status : null);
        return applyTransportFault(response, fault);
    }
  }

  async function download(request, response, path) {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return send(response, 405, 'text/html; charset=utf-8', errorPage(405), { Allow: 'GET, HEAD' });
    }
    const started = performance.now();
    const { delay, fault } = registrar.faults.take({ path });
    if (delay > 0) await sleep(delay);
    const note = (status) => registrar.log.add({
      command: `${request.method} list`,
      status,
      fault: [delay ? `latency ${delay}` : '', fault?.kind ?? ''].filter(Boolean).join(', '),
      time: registrar.clock.now(),
      ms: Math.round((performance.now() - started) * 10) / 10,
    });
    if (fault && fault.kind !== 'cut') {
      note(fault.kind === 'http' ? fault.status : null);
      return applyTransportFault(response, fault);
    }

    registrar.now();
    const replacement = registrar.dropList.takeReplacement();
    if (replacement && replacement.body !== undefined) {
      note(replacement.status);
      const headers = replacement.location ? { Location: replacement.location } : {};
      return send(response, replacement.status, replacement.type, replacement.body, headers);
    }

    const { etag, modified, archive } = registrar.dropList.served;
    const headers = { ETag: etag, 'Last-Modified': new Date(modified * 1000).toUTCString() };
    if (!replacement && !fault && notModified(request.headers, etag, modified)) {
      note(304);
      response.writeHead(304, headers);
      return response.end();
    }
    const body = await archive();
    note(200);
    const share = replacement?.cut ?? (fault ? 0.5 : null);
    if (share === null) return send(response, 200, 'application/zip', body, headers);
    return sendCut(response, 200, 'application/zip', body, Math.floor(share < 1 ? body.length * share : share), headers);
  }

  async function controls(request, response, path) {
    const body = await readBody(request, LARGEST_CONTROL);
    if (body === null) return sendJson(response, 413, { error: 'too large' });
    // Command-line clients call JSON a form unless they are told otherwise; its first character tells.
    const text = body.toString('utf8').trim();
    const fromForm = !text.startsWith('{') && /^application\/x-www-form-urlencoded/.test(request.headers['content-type'] ?? '');
    try {
      const query = Object.fromEntries(new URLSearchParams(request.url.split('?')[1] ?? ''));
      const input = request.method === 'GET' ? query : readInput(text, fromForm);
      const result = control(registrar, request.method, path.slice('/control/'.length), input);
      // A form on the control page is sent back to that page.
      if (fromForm) return send(response, 303, 'text/plain', '', { Location: '/' });
      return sendJson(response, 200, result);
    } catch (error) {
      if (!(error instanceof ControlError)) throw error;
      return sendJson(response, error.status, { error: error.message });
    }
  }

  return (request, response) => {
    handle(request, response).catch((error) => {
      if (request.destroyed && !request.complete) return; // the client broke off while sending
      console.error(error);
      if (response.headersSent) response.destroy();
      else send(response, 500, 'text/html; charset=utf-8', errorPage(500));
    });
  };
}

async function applyTransportFault(response, fault) {
  switch (fault.kind) {
    case 'http':
      return send(response, fault.status, 'text/html; charset=utf-8', fault.text ?? errorPage(fault.status));
    case 'garbage':
      return send(response, 200, 'text/plain; charset=UTF-8', GARBAGE);
    case 'hang':
      // Without `ms` the answer never comes; the socket stays open until the client or the server ends.
      if (fault.ms === undefined) return undefined;
      await sleep(fault.ms);
      return response.destroy();
    default: // drop-before, drop-after
      return response.destroy();
  }
}

// Bytes that are neither UTF-8 nor the protocol, the same every time.
const GARBAGE = Buffer.from(Array.from({ length: 512 }, (_, i) => (i * 167 + 91) & 0xff));

function errorPage(status) {
  return `<!DOCTYPE html>\n<html><head><title>${status}</title></head><body><h1>Error ${status}</h1></body></html>\n`;
}

function notModified(headers, etag, modified) {
  if (headers['if-none-match'] !== undefined) {
    return headers['if-none-match'].split(',').some((tag) => ['*', etag].includes(tag.trim().replace(/^W\//, '')));
  }
  const since = Date.parse(headers['if-modified-since'] ?? '');
  return !Number.isNaN(since) && since / 1000 >= modified;
}

function send(response, status, type, body, headers = {}) {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body);
  response.writeHead(status, { ...headers, 'Content-Type': type, 'Content-Length': bytes.length });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

/** Announces the whole body, sends the first `length` bytes, and closes the connection. */
function sendCut(response, status, type, body, length, headers = {}) {
  response.writeHead(status, { ...headers, 'Content-Type': type, 'Content-Length': body.length });
  response.write(body.subarray(0, length), () => response.destroy());
}

function sendJson(response, status, value) {
  send(response, status, 'application/json; charset=utf-8', `${JSON.stringify(value)}\n`);
}

function readInput(text, fromForm) {
  if (text === '') return {};
  if (fromForm) return Object.fromEntries([...new URLSearchParams(text)].filter(([, value]) => value !== ''));
  let input;
  try {
    input = JSON.parse(text);
  } catch {
    throw new ControlError(400, 'no JSON');
  }
  if (input === null || typeof input !== 'object' || Array.isArray(input)) throw new ControlError(400, 'no JSON object');
  return input;
}

/** The whole body, or null when it is larger than allowed. */
async function readBody(request, most) {
  const parts = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length <= most) parts.push(part);
  }
  return length > most ? null : Buffer.concat(parts);
}
