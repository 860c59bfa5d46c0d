// The list of names that will be deleted soon, as a command sees it.

import { Refusal } from './answer.mjs';
import { scoreOf, selectRows } from './drop_index.mjs';
import { splitName, zoneClass } from './names.mjs';
import { expressionOf, oneOf, timeOf, values, wholeNumber, withDescending } from './parameters.mjs';
import { DAY } from './units.mjs';

const REMEMBERED_SELECTIONS = 8;
const ORDERS = withDescending(['NAME', 'DELETIONDAY', 'FINALIZATIONDATE', 'SCORE']);

/** The parameters that choose names, for an entry of a command table. */
export const PENDING_PARAMETERS = {
  optional: [
    'KEYWORDCATENATION', 'KEYWORDMATCH', 'MINFINALIZATIONDATE', 'MAXFINALIZATIONDATE', 'ORDERBY', 'LIMIT', 'FIRST', 'REGEXP',
  ],
  numbered: ['KEYWORD', 'ZONE', 'DELETIONDAY', 'FINALIZATIONDATE', 'LENGTH', 'SCORE', 'FILTER'],
};

/** One page of the names that a command chooses, and how many there are: { total, rows: [{ domain, drop, score, zone }] }. */
export function pendingDeletes({ command, dropList, selections }, { first, limit }) {
  const filter = filterOf(command);
  const { index } = dropList;
  const all = rememberedSelection(selections, index, command, filter);
  const rows = Array.from(all.subarray(first, first + limit), (row) => {
    const domain = index.name(row);
    return { domain, drop: index.time(row), score: scoreOf(domain), zone: zoneClass(splitName(domain).zone) };
  });
  return { total: all.length, rows };
}

function filterOf(command) {
  const number = (name, least, most) => values(command, name).map((text) => wholeNumber({ [name]: text }, name, 0, least, most));
  const exact = values(command, 'FINALIZATIONDATE').map((text) => timeOf(text, 'FINALIZATIONDATE'));
  const filters = values(command, 'FILTER').map((text) => text.toUpperCase());
  if (filters.some((name) => !['NOHYPHENS', 'NONUMBERS', 'NOIDNS'].includes(name))) throw new Refusal(505, 'FILTER');
  const days = [...values(command, 'DELETIONDAY').map((text) => timeOf(text, 'DELETIONDAY')), ...exact];
  return {
    orderBy: command.ORDERBY ? oneOf(command, 'ORDERBY', [...ORDERS, 'RANDOM']) : '',
    zones: values(command, 'ZONE'),
    keywords: values(command, 'KEYWORD').filter((word) => word !== ''),
    all: oneOf(command, 'KEYWORDCATENATION', ['AND', 'OR'], 'AND') === 'AND',
    match: oneOf(command, 'KEYWORDMATCH', ['BEGIN', 'END', 'ANY'], 'ANY'),
    lengths: number('LENGTH', 1, 20),
    scores: number('SCORE', 1, 10),
    filters,
    days: days.map((time) => Math.floor(time / DAY)),
    from: command.MINFINALIZATIONDATE ? timeOf(command.MINFINALIZATIONDATE, 'MINFINALIZATIONDATE') : null,
    to: command.MAXFINALIZATIONDATE ? timeOf(command.MAXFINALIZATIONDATE, 'MAXFINALIZATIONDATE', DAY - 1) : null,
    expression: expressionOf(command, 'REGEXP'),
  };
}

/** Pages of one query share one selection, so that a million rows are looked at once and not once a page. */
function rememberedSelection(selections, index, command, filter) {
  const { FIRST, LIMIT, ...rest } = command;
  const key = JSON.stringify(rest);
  const known = selections.get(key);
  if (known?.index === index) return known.rows;
  const rows = selectRows(index, filter);
  selections.set(key, { index, rows });
  for (const old of [...selections.keys()].slice(0, -REMEMBERED_SELECTIONS)) selections.delete(old);
  return rows;
}
