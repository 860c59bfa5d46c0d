// A small client for tests of and with the registrar: sends commands and controls, reads answers.

export const CNR_CREDENTIALS = { s_login: 'test.user', s_pw: 'test.passw0rd' };
export const CREDENTIALS = { s_entity: '1234', ...CNR_CREDENTIALS };

/** Sends a command: { code, description, properties: { NAME: [values] }, raw }. */
export async function call(url, command, socket = CREDENTIALS) {
  const lines = Object.entries(command).map(([key, value]) => `${key}=${value}`);
  return post(url, new URLSearchParams({ ...socket, s_command: lines.join('\n') }));
}

/** Posts any fields to the command endpoint. */
export async function post(url, fields, headers = {}) {
  const response = await fetch(`${url}/api/call.cgi`, { method: 'POST', body: fields, headers });
  return { ...parseAnswer(await response.text()), status: response.status };
}

export function parseAnswer(raw) {
  const answer = { code: null, description: '', properties: {}, raw };
  for (const line of raw.split(/\r?\n/)) {
    const match = /^([^=]*[^\t= ])[\t ]*=[\t ]*(.*)$/.exec(line);
    if (!match) continue;
    const property = /^property\[([^\]]*)\]/i.exec(match[1]);
    if (property) (answer.properties[property[1].toUpperCase().replace(/\s/g, '')] ??= []).push(match[2]);
    else if (match[1].toUpperCase() === 'CODE') answer.code = match[2];
    else if (match[1].toUpperCase() === 'DESCRIPTION') answer.description = match[2];
  }
  return answer;
}

/** Calls a control: a body makes it a POST. Throws what the control refuses. */
export async function control(url, path, body) {
  const init = body === undefined
    ? {}
    : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${url}/control/${path}`, init);
  const result = await response.json();
  if (!response.ok) throw new Error(result.error);
  return result;
}
