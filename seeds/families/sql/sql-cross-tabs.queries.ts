/** Reference, alternative and wrong queries of the family `sql-cross-tabs`. */

import { assert } from '../../../server/kernel/assert.ts';
import type { WrongProgram } from '../family.ts';
import type { SettingsOf } from '../study-parts.ts';

export const CROSS_DIALS = {
  across: ['quarters', 'states', 'bands'],
  measure: ['count', 'sum', 'average', 'share'],
  margin: ['column', 'row', 'busy'],
} as const;
export type CrossSettings = SettingsOf<typeof CROSS_DIALS>;

export interface CrossNames {
  readonly firm: string;
  readonly area: string;
  readonly deal: string;
  readonly least: number;
}

export const PARTS = {
  quarters: ['q1', 'q2', 'q3', 'q4'],
  states: ['open', 'paid', 'other'],
  bands: ['small', 'medium', 'large'],
} as const;

export function schemaOf({ area, deal }: CrossNames): string {
  return `CREATE TABLE ${area} (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE ${deal} (id INTEGER PRIMARY KEY, ${area}_id INTEGER NOT NULL REFERENCES ${area} (id), day TEXT NOT NULL, state TEXT, cents INTEGER NOT NULL);`;
}

export function columnsOf({ across, margin }: CrossSettings, { area }: CrossNames): string[] {
  return [area, ...PARTS[across], ...(margin === 'column' ? ['total'] : [])];
}

const MARKS = {
  quarters: `CASE
      WHEN substr(day, 6, 2) < '04' THEN 'q1'
      WHEN substr(day, 6, 2) < '07' THEN 'q2'
      WHEN substr(day, 6, 2) < '10' THEN 'q3'
      ELSE 'q4'
    END`,
  states: `CASE WHEN state IN ('open', 'paid') THEN state ELSE 'other' END`,
  bands: `CASE WHEN cents < 1000 THEN 'small' WHEN cents < 5000 THEN 'medium' ELSE 'large' END`,
} as const;

/** One pass over marked rows with a filter for each column. */
export function byFilters(settings: CrossSettings, { area, deal, least }: CrossNames): string {
  const { across, measure, margin } = settings;
  const inside = (part: string): string => `FILTER (WHERE m.part = '${part}')`;
  const cell = (part: string): string =>
    ({
      count: `COUNT(*) ${inside(part)} AS ${part}`,
      sum: `COALESCE(SUM(m.cents) ${inside(part)}, 0) AS ${part}`,
      average: `(2 * SUM(m.cents) ${inside(part)} + COUNT(*) ${inside(part)}) / (2 * COUNT(*) ${inside(part)}) AS ${part}`,
      share: `(200 * COALESCE(SUM(m.cents) ${inside(part)}, 0) + SUM(m.cents)) / (2 * SUM(m.cents)) AS ${part}`,
    })[measure];
  const total = {
    count: 'COUNT(m.part)',
    sum: 'COALESCE(SUM(m.cents), 0)',
    average: '(2 * SUM(m.cents) + COUNT(m.part)) / (2 * COUNT(m.part))',
    share: 'COALESCE(SUM(m.cents), 0)',
  }[measure];
  const cells = PARTS[across].map(cell).join(',\n  ');
  const marked = `WITH marked AS (
  SELECT ${area}_id AS area_id, cents,
    ${MARKS[across]} AS part
  FROM ${deal}
)`;
  const from = `FROM ${area} a
LEFT JOIN marked m ON m.area_id = a.id
GROUP BY a.id, a.name`;
  if (margin !== 'row') {
    return `${marked}
SELECT a.name AS ${area},
  ${cells}${margin === 'column' ? `,\n  ${total} AS total` : ''}
${from}${margin === 'busy' ? `\nHAVING COUNT(m.part) >= ${least}` : ''}
ORDER BY a.name;
`;
  }
  return `${marked},
lines AS (
SELECT 0 AS is_last, a.name AS name,
  ${cells}
${from}
UNION ALL
SELECT 1, 'total',
  ${cells}
FROM marked m
)
SELECT name AS ${area}, ${PARTS[across].join(', ')}
FROM lines
ORDER BY is_last, name;
`;
}

const CONDITIONS: Readonly<Record<string, string>> = {
  q1: "strftime('%m', d.day) IN ('01', '02', '03')",
  q2: "strftime('%m', d.day) IN ('04', '05', '06')",
  q3: "strftime('%m', d.day) IN ('07', '08', '09')",
  q4: "strftime('%m', d.day) IN ('10', '11', '12')",
  open: "d.state = 'open'",
  paid: "d.state = 'paid'",
  other: "COALESCE(d.state, '') NOT IN ('open', 'paid')",
  small: 'd.cents <= 999',
  medium: 'd.cents BETWEEN 1000 AND 4999',
  large: 'd.cents >= 5000',
};

/** A subquery for every cell. */
export function bySubqueries(settings: CrossSettings, { area, deal, least }: CrossNames): string {
  const { across, measure, margin } = settings;
  const among = (scope: string, ...conditions: string[]): string => {
    const all = [...(scope === '' ? [] : [scope]), ...conditions];
    return `FROM ${deal} d${all.length === 0 ? '' : ` WHERE ${all.join(' AND ')}`}`;
  };
  const figure = (rows: string, whole: string): string =>
    ({
      count: `(SELECT COUNT(*) ${rows})`,
      sum: `(SELECT CAST(TOTAL(d.cents) AS INTEGER) ${rows})`,
      average: `(SELECT CAST(AVG(d.cents) + 0.5 AS INTEGER) ${rows})`,
      share: `(SELECT CAST(TOTAL(d.cents) * 100 / (SELECT SUM(d.cents) ${whole}) + 0.5 AS INTEGER) ${rows})`,
    })[measure];
  const cells = (scope: string): string =>
    PARTS[across]
      .map((part) => `${figure(among(scope, CONDITIONS[part] ?? ''), among(scope))} AS ${part}`)
      .join(',\n  ');
  const own = `d.${area}_id = a.id`;
  const sum = `(SELECT CAST(TOTAL(d.cents) AS INTEGER) ${among(own)})`;
  const total =
    margin === 'column' ? `,\n  ${measure === 'share' ? sum : figure(among(own), among(own))} AS total` : '';
  const busy = margin === 'busy' ? `\nWHERE (SELECT COUNT(*) ${among(own)}) >= ${least}` : '';
  const body = `SELECT a.name AS ${area},
  ${cells(own)}${total}
FROM ${area} a${busy}`;
  if (margin !== 'row') return `${body}\nORDER BY a.name;\n`;
  return `SELECT * FROM (
${body}
ORDER BY a.name
)
UNION ALL
SELECT 'total',
  ${cells('')};
`;
}

type Slip = readonly [name: string, why: string, from: string, to: string];

const ACROSS_SLIPS: Readonly<Record<CrossSettings['across'], Slip>> = {
  quarters: ['short-quarter', 'September belongs to the third quarter.', "'10' THEN", "'09' THEN"],
  states: [
    'unknown-state-lost',
    'A missing state counts as other.',
    "ELSE 'other'",
    "WHEN state IS NOT NULL THEN 'other'",
  ],
  bands: ['limit-too-high', 'Exactly 1000 cents are medium.', 'cents < 1000', 'cents <= 1000'],
};
export function wrong(settings: CrossSettings, names: CrossNames): WrongProgram[] {
  const source = byFilters(settings, names);
  const { across, measure, margin } = settings;
  const part = PARTS[across][0];
  const measures: Readonly<Record<CrossSettings['measure'], Slip>> = {
    count: ['counts-amounts', 'Rows are counted, also of equal cents.', 'COUNT(*)', 'COUNT(DISTINCT m.cents)'],
    sum: ['empty-cells', 'A sum of nothing is 0.', `, 0) AS ${part}`, `, NULL) AS ${part}`],
    average: [
      'cut-off',
      'The average is rounded half up.',
      ` + COUNT(*) FILTER (WHERE m.part = '${part}')) / `,
      ') / ',
    ],
    share: ['cut-off', 'The share is rounded half up.', ' + SUM(m.cents)) / ', ') / '],
  };
  const margins: Readonly<Record<CrossSettings['margin'], Slip>> = {
    column: ['without-empty', `Every ${names.area} has a row.`, 'LEFT JOIN', 'JOIN'],
    row: ['without-empty', `Every ${names.area} has a row.`, 'LEFT JOIN', 'JOIN'],
    busy: ['more-than-least', 'Exactly the least number is enough.', `>= ${names.least}`, `> ${names.least}`],
  };
  return [ACROSS_SLIPS[across], measures[measure], margins[margin]].map(([name, why, from, to]) => {
    const program = source.replaceAll(from, to);
    assert(program !== source, `no "${from}" in the query`);
    return { name, why, program };
  });
}
