// How CentralNic Reseller writes lists and times, after recorded answers.

import { formatTime } from './units.mjs';

/**
 * The properties of a list: one column for each reader of a row, the names of the columns, and the counts. Recorded: LAST
 * is FIRST when there are no rows, wherever the page begins.
 */
export function cnrList({ first, limit }, all, columns) {
  const rows = all.slice(first, first + limit);
  return { ...cnrCounts({ first, limit }, rows.length, all.length), ...cnrColumns(rows, columns) };
}

export function cnrColumns(rows, columns) {
  const properties = { column: Object.keys(columns) };
  for (const [name, read] of Object.entries(columns)) properties[name] = rows.map(read);
  return properties;
}

export function cnrCounts({ first, limit }, count, total) {
  return { count, first, last: first + Math.max(count, 1) - 1, limit, total };
}

/** Recorded answers about one domain or contact have a fraction in their times; others have none. */
export function cnrTime(seconds) {
  return `${formatTime(seconds)}.0`;
}
