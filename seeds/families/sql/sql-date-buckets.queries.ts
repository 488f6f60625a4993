/** Reference, alternative and wrong queries of the family `sql-date-buckets`. */

import { edited, type WrongProgram } from '../family.ts';
import type { SettingsOf } from '../study-parts.ts';

export const BUCKET_DIALS = {
  bucket: ['month', 'quarter', 'weekday', 'week'],
  figure: ['sum', 'people', 'new'],
  shape: ['plain', 'running', 'change'],
} as const;
export type BucketSettings = SettingsOf<typeof BUCKET_DIALS>;

export interface BucketNames {
  readonly firm: string;
  readonly table: string;
  readonly who: string;
  readonly amount: string;
}

export function schemaOf({ table, who, amount }: BucketNames): string {
  return `CREATE TABLE ${table} (id INTEGER PRIMARY KEY, ${who} TEXT NOT NULL, day TEXT NOT NULL, ${amount} INTEGER NOT NULL);`;
}

export function columnsOf({ bucket, shape }: BucketSettings): string[] {
  return [bucket, 'value', ...(shape === 'plain' ? [] : [shape])];
}

const LABEL = {
  month: (day: string) => `strftime('%Y-%m', ${day})`,
  quarter: (day: string) => `strftime('%Y', ${day}) || '-Q' || ((strftime('%m', ${day}) + 2) / 3)`,
  week: (day: string) => `date(${day}, 'weekday 0', '-6 days')`,
  weekday: (day: string) => `(strftime('%w', ${day}) + 6) % 7 + 1`,
} as const;

/** The source of days and amounts that the figure looks at. */
function facts({ figure }: BucketSettings, { table, who }: BucketNames): string {
  return figure === 'new' ? `(SELECT ${who}, MIN(day) AS day FROM ${table} GROUP BY ${who})` : table;
}

const valueText = ({ figure }: BucketSettings, { who, amount }: BucketNames): string =>
  ({ sum: `SUM(${amount})`, people: `COUNT(DISTINCT ${who})`, new: 'COUNT(*)' })[figure];

function spine({ bucket }: BucketSettings, { table }: BucketNames): string {
  if (bucket === 'weekday') return `spine(label) AS (\n  VALUES (1), (2), (3), (4), (5), (6), (7)\n)`;
  const start = {
    month: `date(MIN(day), 'start of month')`,
    quarter: `date(MIN(day), 'start of month', '-' || ((strftime('%m', MIN(day)) - 1) % 3) || ' months')`,
    week: LABEL.week('MIN(day)'),
  }[bucket];
  const step = { month: '+1 month', quarter: '+3 months', week: '+7 days' }[bucket];
  return `days(day, last) AS (
  SELECT ${start}, MAX(day) FROM ${table} HAVING COUNT(*) > 0
  UNION ALL
  SELECT date(day, '${step}'), last FROM days WHERE date(day, '${step}') <= last
),
spine(label) AS (
  SELECT ${LABEL[bucket]('day')} FROM days
)`;
}

/** A spine of buckets, joined with grouped values, and window functions. */
export function bySpine(settings: BucketSettings, names: BucketNames): string {
  const { bucket, shape } = settings;
  const extra = {
    plain: '',
    running: ',\n  SUM(COALESCE(g.value, 0)) OVER (ORDER BY s.label) AS running',
    change: ',\n  COALESCE(g.value, 0) - LAG(COALESCE(g.value, 0)) OVER (ORDER BY s.label) AS change',
  }[shape];
  return `WITH RECURSIVE ${spine(settings, names)},
grouped AS (
  SELECT ${LABEL[bucket]('day')} AS label, ${valueText(settings, names)} AS value
  FROM ${facts(settings, names)}
  GROUP BY 1
)
SELECT s.label AS ${bucket}, COALESCE(g.value, 0) AS value${extra}
FROM spine s
LEFT JOIN grouped g ON g.label = s.label
ORDER BY s.label;
`;
}

const BOUNDS = {
  month: [`date(MIN(day), 'start of month')`, `date(start, '+1 month')`],
  quarter: [
    `strftime('%Y', MIN(day)) || substr('-01-01-01-04-04-04-07-07-07-10-10-10', 3 * strftime('%m', MIN(day)) - 2, 3) || '-01'`,
    `date(start, '+3 months')`,
  ],
  week: [`date(MIN(day), '-' || ((strftime('%w', MIN(day)) + 6) % 7) || ' days')`, `date(start, '+7 days')`],
} as const;

/** Buckets with a beginning and an end; a subquery for each value. */
export function byRanges(settings: BucketSettings, names: BucketNames): string {
  const { bucket, shape, figure } = settings;
  const { table, who, amount } = names;
  const inside =
    bucket === 'weekday'
      ? `CASE strftime('%w', e.day) WHEN '0' THEN 7 ELSE CAST(strftime('%w', e.day) AS INTEGER) END = b.number`
      : 'e.day >= b.start AND e.day < b.next';
  const value = {
    sum: `(SELECT COALESCE(SUM(e.${amount}), 0) FROM ${table} e WHERE ${inside})`,
    people: `(SELECT COUNT(*) FROM (SELECT DISTINCT e.${who} FROM ${table} e WHERE ${inside}))`,
    new: `(SELECT COUNT(DISTINCT e.${who}) FROM ${table} e WHERE ${inside}
      AND NOT EXISTS (SELECT 1 FROM ${table} f WHERE f.${who} = e.${who} AND f.day < e.day))`,
  }[figure];
  const label = {
    month: 'substr(b.start, 1, 7)',
    quarter: `substr(b.start, 1, 4) || CASE substr(b.start, 6, 2) WHEN '01' THEN '-Q1' WHEN '04' THEN '-Q2' WHEN '07' THEN '-Q3' ELSE '-Q4' END`,
    week: 'b.start',
    weekday: 'b.number',
  }[bucket];
  const [start, next] = bucket === 'weekday' ? ['', ''] : BOUNDS[bucket];
  const buckets =
    bucket === 'weekday'
      ? `buckets(number) AS (
  SELECT 1
  UNION ALL
  SELECT number + 1 FROM buckets WHERE number < 7
)`
      : `starts(start, last) AS (
  SELECT ${start}, MAX(day) FROM ${table}
  UNION ALL
  SELECT ${next}, last FROM starts WHERE ${next} <= last
),
buckets AS (
  SELECT start, ${next} AS next FROM starts WHERE start IS NOT NULL
)`;
  const extra = {
    plain: '',
    running: `, (SELECT SUM(o.value) FROM filled o WHERE o.label <= f.label) AS running`,
    change: `, f.value - (SELECT o.value FROM filled o WHERE o.label < f.label ORDER BY o.label DESC LIMIT 1) AS change`,
  }[shape];
  return `WITH RECURSIVE ${buckets},
filled AS MATERIALIZED (
  SELECT ${label} AS label, ${value} AS value
  FROM buckets b
)
SELECT f.label AS ${bucket}, f.value${extra}
FROM filled f
ORDER BY 1;
`;
}

export function wrong(settings: BucketSettings, names: BucketNames): WrongProgram[] {
  const source = bySpine(settings, names);
  const { bucket, figure, shape } = settings;
  const label = {
    month: ["'%Y-%m'", "'%Y-%m-01'", 'Months are named like 2024-03.'],
    quarter: [' + 2) / 3)', ' + 3) / 4)', 'Quarters have three months.'],
    week: ["'weekday 0', '-6 days')", "'weekday 6', '-6 days')", 'A week begins on Monday.'],
    weekday: [' + 6) % 7 + 1', ') + 1', 'Monday is day 1.'],
  }[bucket] as [string, string, string];
  const figured = {
    sum: [`SUM(${names.amount}) AS value`, `MAX(${names.amount}) AS value`, 'Amounts are added up.'],
    people: [`COUNT(DISTINCT ${names.who})`, `COUNT(${names.who})`, 'Everybody counts once in a bucket.'],
    new: [
      `(SELECT ${names.who}, MIN(day) AS day FROM ${names.table} GROUP BY ${names.who})`,
      `(SELECT DISTINCT ${names.who}, day FROM ${names.table})`,
      'Only the first time counts.',
    ],
  }[figure] as [string, string, string];
  const shaped = {
    plain: ['LEFT JOIN', 'JOIN', 'Empty buckets are shown, too.'],
    running: ['OVER (ORDER BY s.label) AS running', 'OVER () AS running', 'The sum runs along the buckets.'],
    change: [
      'LAG(COALESCE(g.value, 0)) OVER',
      'LAG(COALESCE(g.value, 0), 1, 0) OVER',
      'The first bucket has no change.',
    ],
  }[shape] as [string, string, string];
  return [
    {
      name: 'other-buckets',
      why: label[2],
      program:
        bucket === 'month' || bucket === 'week'
          ? source.replaceAll(label[0], label[1])
          : source
              .replaceAll(bucket === 'weekday' ? `${label[0]}` : label[0], label[1])
              .replaceAll("(strftime('%w', day)) + 1", "strftime('%w', day) + 1"),
    },
    { name: 'other-figure', why: figured[2], program: edited(source, figured[0], figured[1]) },
    { name: 'other-shape', why: shaped[2], program: edited(source, shaped[0], shaped[1]) },
  ];
}
