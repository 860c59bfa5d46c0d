// Time and money as the registrar writes them.
//
// Times are whole seconds since the epoch inside and `YYYY-MM-DD HH:MM:SS` in UTC on the wire.
// Money is whole cents inside and a decimal with two places on the wire.

export const DAY = 86400;
export const NO_DATE = '0000-00-00 00:00:00';

export function formatTime(seconds) {
  if (seconds === null || seconds === undefined) return NO_DATE;
  return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
}

const WIRE_TIME = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)?)?Z?$/;

/**
 * Seconds since the epoch of a number, a string of digits, or a UTC date with or without a time.
 * Answers NaN for anything else, impossible dates included.
 */
export function parseTime(value) {
  if (typeof value === 'number') return Number.isFinite(value) ? Math.trunc(value) : NaN;
  const text = String(value ?? '').trim();
  if (/^-?\d+$/.test(text)) return Number(text);
  const match = WIRE_TIME.exec(text);
  if (!match) return NaN;
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  // Date.UTC turns 30 February into 2 March; a date that does not come back is no date.
  const back = time.getUTCMonth() === month - 1 && time.getUTCDate() === day &&
    time.getUTCHours() === hour && time.getUTCMinutes() === minute;
  return back && second < 60 ? time.getTime() / 1000 : NaN;
}

/** The same day and time a number of calendar years later (29 February becomes 1 March). */
export function addYears(seconds, years) {
  const time = new Date(seconds * 1000);
  time.setUTCFullYear(time.getUTCFullYear() + years);
  return time.getTime() / 1000;
}

/** The first 20:00 UTC at or after a moment: when the auction house opens its auctions. */
export function nextAuctionStart(seconds) {
  const today = Math.floor(seconds / DAY) * DAY + 20 * 3600;
  return today >= seconds ? today : today + DAY;
}

export function formatMoney(cents) {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.abs(cents);
  return `${sign}${Math.trunc(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

/** Cents of a decimal text or number; NaN when it is none. */
export function parseMoney(value) {
  const text = String(value ?? '').trim();
  if (!/^-?\d+(\.\d{1,2})?$/.test(text)) return NaN;
  const [whole, fraction = ''] = text.replace('-', '').split('.');
  const cents = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return text.startsWith('-') ? -cents : cents;
}
