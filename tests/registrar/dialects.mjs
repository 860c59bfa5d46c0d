// The dialects of the protocol, and where they differ beyond their commands.
//
// A dialect has: `title` for people; its `commands`; the HTTP `paths` it is spoken at; `readRequest`, which puts a parsed
// request into the form the commands expect; `write(answer, n)`, the bytes of the n-th answer (null: in the plain layout);
// the `texts` of its codes; how callers are told apart; and what an application goes through.

import { TEXTS } from './answer.mjs';
import { CNR_COMMANDS } from './cnr_commands.mjs';
import { CNR_TEXTS, layoutOfCnr, PLAIN_CNR, readCnrRequest, serialiseCnr } from './cnr_wire.mjs';
import { ISPAPI_COMMANDS } from './ispapi_commands.mjs';
import { zoneClass } from './names.mjs';
import { DAY } from './units.mjs';
import { layoutOf, PLAIN_LAYOUT, serialise } from './wire.mjs';

const HOUR = 3600;

const ISPAPI = {
  title: 'ISPAPI',
  commands: ISPAPI_COMMANDS,
  paths: ['/api/call.cgi'],
  texts: TEXTS,
  readRequest: (request) => request,
  write: (answer, n) => serialise(answer, n === null ? PLAIN_LAYOUT : layoutOf(n)),
  hasEntity: true,
  hasSubusers: true,
  roleSeparator: '!',
  sessionField: 's_session',
  sessionNeedsLogin: false,
  sessionLost: 'SESSION NOT FOUND', // one documented description of code 530; the code alone is what clients act on
  sessionId: (random) => random.toString('base64url'),
  lockedCode: 425,
  fundingLead: 3 * DAY,
  litesYield: false,
  liteZones: ['com', 'net'], // documented is only that there are certain zones
  // Documented: an order says BACKORDER, and the application is of the class COM_BACKORDER.
  classOf: (zone, lite) => `${zoneClass(zone)}_${lite ? 'LITE' : ''}BACKORDER`,
  statuses: {
    dormant: 'REQUESTED',
    funded: 'ACTIVE',
    catching: 'PROCESSING',
    caught: 'SUCCESSFUL',
    lost: 'FAILED',
    auction: 'AUCTION-PENDING',
    auctionWon: 'AUCTION-WON',
    auctionLost: 'AUCTION-LOST',
  },
};

const CNR = {
  title: 'CentralNic Reseller',
  commands: CNR_COMMANDS,
  paths: ['/api/call.cgi', '/api/call'],
  texts: CNR_TEXTS,
  readRequest: readCnrRequest,
  write: (answer, n) => serialiseCnr(answer, n === null ? PLAIN_CNR : layoutOfCnr(n)),
  hasEntity: false,
  hasSubusers: false,
  roleSeparator: ':',
  sessionField: 's_sessionid',
  sessionNeedsLogin: true, // its documentation sends both in every example
  sessionLost: null,
  sessionId: (random) => random.toString('hex', 0, 16),
  lockedCode: 422,
  fundingLead: 6 * HOUR,
  litesYield: true,
  liteZones: ['com', 'net', 'org', 'biz'],
  // Assumed: the class that was ordered. Launch phases are documented with a zone before them (COM-SUNRISE).
  classOf: (zone, lite) => (lite ? 'LITEBACKORDER' : 'BACKORDER'),
  // Assumed: no status is documented for auctions; until one is decided, its applications stay what they were.
  statuses: {
    dormant: 'UNPAID',
    funded: 'PAID',
    catching: 'PROCESSING',
    caught: 'SUCCESSFUL',
    lost: 'FAILED',
    auction: 'PROCESSING',
    auctionWon: 'SUCCESSFUL',
    auctionLost: 'FAILED',
  },
};

export const DIALECTS = { ispapi: ISPAPI, cnr: CNR };
