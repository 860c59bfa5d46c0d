// The auction that follows when several customers ordered one name.
//
// Documented (the auction house's rules): it starts at 20:00 UTC, runs 3 days, opens at 10 USD with steps of 5 USD,
// and without any bid the earliest order wins. The price does not include the backorder fee.
// Assumed: the values of AUCTION-STATUS and AUCTION-BIDDERSTATUS, that bids come in evenly, that the 2-minute
// extensions for late bids are part of the 3 days, and that a winner pays when the fate's `payDelay` is over.

import { DAY, formatMoney, formatTime, nextAuctionStart } from './units.mjs';

const DURATION = 3 * DAY;
const OPENING_BID = 1000;
const STEP = 500;
const CURRENCY = 'USD';

export function openAuction(domain, from, orders, fate) {
  const start = nextAuctionStart(from);
  const bidders = Math.max(fate.bidders ?? 0, orders);
  return { domain, start, end: start + DURATION, bidders, bids: fate.bids ?? bidders * 2 };
}

/** The AUCTION-* properties that StatusDomainApplication shows with an application. */
export function auctionProperties(auction, application, now) {
  const over = application.status !== 'AUCTION-PENDING';
  const share = over ? 1 : Math.min(1, Math.max(0, (now - auction.start) / DURATION));
  const bids = Math.floor(auction.bids * share);
  const best = bids === 0 ? 0 : OPENING_BID + STEP * (bids - 1);
  const properties = {
    'AUCTION-URL': `https://www.premiumsale.com/auction/${auction.domain}`,
    'AUCTION-STATUS': application.status,
    'AUCTION-BIDDERSTATUS': bidderStatus(application, bids),
    'AUCTION-STARTDATE': formatTime(auction.start),
    'AUCTION-ENDDATE': formatTime(auction.end),
    'AUCTION-CURRENCY': CURRENCY,
    'AUCTION-MINIMUMBID': formatMoney(OPENING_BID),
    'AUCTION-MINIMUMNEXTBID': formatMoney(bids === 0 ? OPENING_BID : best + STEP),
    'AUCTION-BESTBID': formatMoney(best),
    'AUCTION-NUMBEROFBIDS': bids,
    'AUCTION-NUMBEROFBIDDERS': bids === 0 ? 0 : Math.min(auction.bidders, bids),
  };
  if (application.status === 'AUCTION-WON') {
    properties['AUCTION-PRICE'] = formatMoney(best);
    properties['AUCTION-VAT'] = '0.00';
  }
  return properties;
}

function bidderStatus(application, bids) {
  if (application.status === 'AUCTION-WON') return 'WON';
  if (application.status === 'AUCTION-LOST') return 'LOST';
  return bids === 0 ? 'NOBID' : 'OUTBID';
}
