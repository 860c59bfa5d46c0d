// The commands of CentralNic Reseller that deal with contacts.

import { Refusal, success } from './answer.mjs';
import { cnrList, cnrTime } from './cnr_lists.mjs';
import { patternMatcher } from './names.mjs';
import { compare, oneOf, pageOf, values } from './parameters.mjs';
import { mayUse } from './rules.mjs';
import { formatTime } from './units.mjs';

const FIELDS = [
  'TITLE', 'FIRSTNAME', 'MIDDLENAME', 'LASTNAME', 'ORGANIZATION', 'ZIP', 'CITY', 'STATE', 'COUNTRY', 'PHONE', 'FAX', 'EMAIL',
];
const WHAT_TO_DO = ['VALIDATION', 'CHECKONLY', 'PREVERIFY', 'AUTODELETE'];
const isVerification = (key) => key.startsWith('X-VERIFICATION-');

// Documented are the types, not their exact forms; recorded contacts have numbers like +49.6332791850.
const FORMS = {
  COUNTRY: /^[a-z]{2}$/i,
  PHONE: /^\+\d[\d. -]{4,24}$/,
  FAX: /^\+\d[\d. -]{4,24}$/,
  EMAIL: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
};

const LIST_ORDERS = {
  ID: (contact) => contact.handle,
  ...Object.fromEntries(['FIRSTNAME', 'LASTNAME', 'ORGANIZATION', 'CITY', 'ZIP', 'COUNTRY', 'EMAIL']
    .map((name) => [name, (contact) => contact.fields[name] ?? ''])),
  STREET: (contact) => contact.fields.STREET.join(' '),
  VALIDATED: () => 1,
  VERIFIED: () => 0,
  CREATEDDATE: (contact) => contact.created,
};

export const CNR_CONTACT_COMMANDS = {
  ADDCONTACT: {
    optional: [...FIELDS, ...WHAT_TO_DO, 'NEW'],
    numbered: ['STREET'],
    atMost: 3,
    open: isVerification,
    points: () => 10,
    run: addContact,
  },
  MODIFYCONTACT: {
    required: ['CONTACT'],
    optional: [...FIELDS, ...WHAT_TO_DO],
    numbered: ['STREET'],
    atMost: 3,
    open: isVerification,
    run: modifyContact,
  },
  STATUSCONTACT: { required: ['CONTACT'], optional: ['AUTH'], run: statusContact },
  QUERYCONTACTLIST: {
    optional: [
      'CONTACT', ...FIELDS, 'STREET', 'VALIDATED', 'VERIFIED', 'STATUS', 'LAYER', 'TYPE', 'WIDE', 'ORDER', 'ORDERBY', 'FIRST', 'LIMIT',
    ],
    run: listContacts,
  },
};

/** The contact behind a handle in a parameter. Assumed: 545 for an unknown handle, 531 for somebody else's. */
export function contactOf(call, parameter) {
  const contact = call.contacts.get(call.command[parameter]);
  if (!contact) throw new Refusal(545, parameter === 'CONTACT' ? '' : parameter);
  if (!mayUse(contact.login, call) && call.command.AUTH !== contact.auth) throw new Refusal(531);
  return contact;
}

/** The fields in a command, without empty ones. */
function fieldsOf(command) {
  const fields = {};
  for (const name of FIELDS) if (command[name]) fields[name] = command[name];
  const street = values(command, 'STREET').filter((line) => line !== '');
  if (street.length) fields.STREET = street;
  return fields;
}

/** Documented: what a contact must have. Assumed: 504 for what is missing, 541 for what has no valid form. */
function checkFields(fields) {
  const named = fields.ORGANIZATION ? [] : ['FIRSTNAME', 'LASTNAME'];
  for (const name of [...named, 'STREET', 'CITY', 'ZIP', 'COUNTRY', 'PHONE', 'EMAIL']) {
    if (!fields[name]) throw new Refusal(504, name === 'STREET' ? 'STREET0' : name);
  }
  for (const [name, form] of Object.entries(FORMS)) {
    if (fields[name] && !form.test(fields[name])) throw new Refusal(541, name);
  }
}

function validity(requested, asked) {
  return { validated: 1, verified: 0, ...(asked ? { 'verification requested': requested ? 1 : 0 } : {}) };
}

function addContact({ command, account, contacts, now }) {
  const fields = fieldsOf(command);
  checkFields(fields);
  const asked = command.PREVERIFY === '1';
  if (command.CHECKONLY === '1') return success(validity(asked, asked));
  const contact = contacts.add(account.login, fields, {
    fresh: command.NEW === '1', autoDelete: command.AUTODELETE !== '0', requested: asked,
  }, now);
  return success({
    auth: contact.auth,
    contact: contact.handle,
    'created date': formatTime(contact.created),
    roid: contact.roid,
    ...validity(contact.requested, asked),
  });
}

function modifyContact(call) {
  const { command, contacts, now } = call;
  const contact = contactOf(call, 'CONTACT');
  const fields = { ...contact.fields, ...fieldsOf(command) };
  checkFields(fields);
  const asked = command.PREVERIFY === '1';
  if (asked) contact.requested = true;
  if (command.CHECKONLY !== '1') {
    contacts.change(contact, fields, now);
    if (command.AUTODELETE) contact.autoDelete = command.AUTODELETE !== '0';
  }
  return success(validity(contact.requested, asked));
}

/** Handles that applications and registered names refer to. */
function linkedHandles({ applications, domains }) {
  const linked = new Set();
  for (const { contacts } of [...applications.all, ...domains.all]) {
    for (const { handle } of Object.values(contacts).flat()) linked.add(handle);
  }
  return linked;
}

function statusContact(call) {
  const contact = contactOf(call, 'CONTACT');
  const { fields } = contact;
  const properties = {
    registrar: contact.login,
    contact: contact.handle,
    roid: contact.roid,
    'auto delete': contact.autoDelete ? 1 : 0,
    'created date': cnrTime(contact.created),
    'created by': contact.login,
    'updated date': cnrTime(contact.updated),
    'updated by': contact.login,
    status: linkedHandles(call).has(contact.handle) ? ['linked', 'ok'] : ['ok'],
    ...validity(contact.requested, true),
    street: fields.STREET,
  };
  // Recorded answers leave out what is empty.
  for (const name of FIELDS) if (fields[name]) properties[wireName(name)] = fields[name];
  return success(properties);
}

/** FIRSTNAME is written `first name` in StatusContact. */
function wireName(field) {
  return field.toLowerCase().replace(/^(first|middle|last)name$/, '$1 name');
}

function listContacts(call) {
  const { command, account, accounts, contacts } = call;
  const paging = pageOf(command, 0);
  oneOf(command, 'TYPE', ['DEFAULT', 'SHOWVERIFICATIONREQUESTED'], 'DEFAULT');
  const layer = oneOf(command, 'LAYER', ['DEFAULT', 'SHOWSUBLAYER', 'SHOWMERGEDLAYER'], 'DEFAULT');
  const order = oneOf(command, 'ORDERBY', Object.keys(LIST_ORDERS), 'ID');
  const sign = oneOf(command, 'ORDER', ['ASC', 'DESC'], 'ASC') === 'DESC' ? -1 : 1;

  const ofLayer = ({ login }) => (login === account.login
    ? layer !== 'SHOWSUBLAYER'
    : layer !== 'DEFAULT' && accounts.get(login).parent === account.login);
  let found = contacts.all.filter(ofLayer).filter(filterOf(command));
  if (command.STATUS) found = found.filter(statusFilter(call));
  found.sort((a, b) => compare(LIST_ORDERS[order](a), LIST_ORDERS[order](b)) * sign || compare(a.handle, b.handle));
  return success(cnrList(paging, found, command.WIDE === '1' ? WIDE_COLUMNS : { contact: ({ handle }) => handle }));
}

function filterOf(command) {
  const tests = [];
  const add = (name, read) => {
    if (!command[name]) return;
    const matches = patternMatcher(command[name]);
    tests.push((contact) => matches(read(contact)));
  };
  add('CONTACT', ({ handle }) => handle);
  for (const name of FIELDS) add(name, ({ fields }) => fields[name] ?? '');
  add('STREET', ({ fields }) => fields.STREET.join(' '));
  add('VALIDATED', () => '1');
  add('VERIFIED', () => '0');
  if (command.TYPE?.toUpperCase() === 'SHOWVERIFICATIONREQUESTED') tests.push(({ requested }) => requested);
  return (contact) => tests.every((test) => test(contact));
}

function statusFilter(call) {
  const status = oneOf(call.command, 'STATUS', ['LINKED', 'UNLINKED', 'CLIENTAUTODELETEPROHIBITED']);
  if (status === 'CLIENTAUTODELETEPROHIBITED') return ({ autoDelete }) => !autoDelete;
  const linked = linkedHandles(call);
  return ({ handle }) => linked.has(handle) === (status === 'LINKED');
}

const WIDE_COLUMNS = {
  contact: ({ handle }) => handle,
  roid: ({ roid }) => roid,
  ...Object.fromEntries([...FIELDS, 'STREET'].map((name) => [
    `contact ${name.toLowerCase()}`, ({ fields }) => [fields[name] ?? ''].flat().join(' '),
  ])),
  'created date': ({ created }) => formatTime(created),
  'created by': ({ login }) => login,
  'updated date': ({ updated }) => formatTime(updated),
  'updated by': ({ login }) => login,
  validated: () => 1,
  verified: () => 0,
  registrar: ({ login }) => login,
};
