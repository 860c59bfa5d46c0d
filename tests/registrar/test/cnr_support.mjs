// What the tests of the CNR dialect share.

import assert from 'node:assert/strict';
import { call, CNR_CREDENTIALS, control } from '../client.mjs';

export const ADA = {
  FIRSTNAME: 'Ada', LASTNAME: 'Example', STREET0: '1 Main St', CITY: 'Springfield', ZIP: '12345', COUNTRY: 'US',
  PHONE: '+1.5551234567', EMAIL: 'ada@example.test',
};

/** Commands to the registrar at an address that only becomes known before the tests run. */
export class Client {
  constructor(address) {
    this.address = address;
  }

  send(name, parameters = {}, socket = CNR_CREDENTIALS) {
    return call(this.address(), { COMMAND: name, ...parameters }, socket);
  }

  /** Sends, and requires a code (and a description). */
  async expect(code, name, parameters, { socket, description } = {}) {
    const answer = await this.send(name, parameters, socket);
    assert.equal(answer.code, String(code), answer.raw);
    if (description !== undefined) assert.equal(answer.description, description);
    return answer.properties;
  }

  control(path, body) {
    return control(this.address(), path, body);
  }

  clock(now) {
    return this.control('clock', { now });
  }

  fate(domain, fate, more = {}) {
    return this.control('fate', { domain, fate, ...more });
  }

  async contact(fields = {}, socket) {
    return (await this.expect(200, 'AddContact', { ...ADA, ...fields }, { socket })).CONTACT[0];
  }

  /** What an order needs beside its name. */
  static order(handle, parameters = {}) {
    return {
      CLASS: 'BACKORDER', PERIOD: 1, OWNERCONTACT0: handle, ADMINCONTACT0: handle, TECHCONTACT0: handle, BILLINGCONTACT0: handle,
      ...parameters,
    };
  }

  async order(domain, { socket, ...parameters } = {}) {
    const handle = await this.contact({}, socket);
    const answer = await this.expect(200, 'AddDomainApplication', { DOMAIN: domain, ...Client.order(handle, parameters) }, { socket });
    assert.deepEqual(answer.STATUS, ['UNPAID']);
    return answer.APPLICATION[0];
  }

  /** The status of each application, or the code when there is none. */
  async status(...applications) {
    const found = [];
    for (const application of applications) {
      const answer = await this.send('StatusDomainApplication', { APPLICATION: application });
      found.push(answer.code === '200' ? answer.properties.STATUS[0] : answer.code);
    }
    return found.length === 1 ? found[0] : found;
  }
}
