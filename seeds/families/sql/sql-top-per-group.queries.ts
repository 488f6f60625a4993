/** Reference, alternative and wrong queries of the family `sql-top-per-group`. */

import { edited, type WrongProgram } from '../family.ts';
import type { SettingsOf } from '../study-parts.ts';

export const TOP_DIALS = {
  kind: ['ties', 'exactly', 'share', 'latest'],
  measure: ['sum', 'count', 'average'],
  scope: ['sellers', 'all groups', 'busy'],
} as const;
export type TopSettings = SettingsOf<typeof TOP_DIALS>;

export interface TopNames {
  readonly firm: string;
  readonly area: string;
  readonly person: string;
  readonly deal: string;
  readonly top: number;
  readonly least: number;
}

export function schemaOf({ area, person, deal }: TopNames): string {
  return `CREATE TABLE ${area} (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE ${person} (id INTEGER PRIMARY KEY, ${area}_id INTEGER NOT NULL REFERENCES ${area} (id), name TEXT NOT NULL UNIQUE);
CREATE TABLE ${deal} (id INTEGER PRIMARY KEY, ${person}_id INTEGER NOT NULL REFERENCES ${person} (id), day TEXT NOT NULL, cents INTEGER NOT NULL);`;
}

export function columnsOf({ kind }: TopSettings, { area, person }: TopNames): string[] {
  if (kind === 'latest') return [area, person, 'day', 'value'];
  return kind === 'share' ? [area, person, 'value', 'share'] : [area, 'place', person, 'value'];
}

const VALUE = {
  sum: 'SUM(d.cents)',
  count: 'COUNT(*)',
  average: '(2 * SUM(d.cents) + COUNT(*)) / (2 * COUNT(*))',
} as const;

function figures({ measure, scope }: TopSettings, { person, deal, least }: TopNames): string {
  return `SELECT p.id, p.name, p.AREA_id AS area_id, ${VALUE[measure]} AS value, MAX(d.day) AS day
  FROM ${person} p
  JOIN ${deal} d ON d.${person}_id = p.id
  GROUP BY p.id${scope === 'busy' ? `\n  HAVING COUNT(*) >= ${least}` : ''}`;
}

const join = ({ scope }: TopSettings): string => (scope === 'all groups' ? 'LEFT JOIN' : 'JOIN');

/** Window functions over totals. */
export function byWindows(settings: TopSettings, names: TopNames): string {
  const { kind } = settings;
  const { area, person, top } = names;
  const totals = figures(settings, names).replace('AREA', area);
  const shown = {
    ties: `SELECT a.name AS ${area}, r.place, r.name AS ${person}, r.value
FROM ${area} a
${join(settings)} ranked r ON r.area_id = a.id AND r.place <= ${top}
ORDER BY a.name, r.place, r.name`,
    exactly: `SELECT a.name AS ${area}, r.place, r.name AS ${person}, r.value
FROM ${area} a
${join(settings)} ranked r ON r.area_id = a.id AND r.place <= ${top}
ORDER BY a.name, r.place`,
    share: `SELECT a.name AS ${area}, r.name AS ${person}, r.value, (2000 * r.value + r.whole) / (2 * r.whole) AS share
FROM ${area} a
${join(settings)} ranked r ON r.area_id = a.id AND r.place = 1
ORDER BY a.name`,
    latest: `SELECT a.name AS ${area}, r.name AS ${person}, r.day, r.value
FROM ${area} a
${join(settings)} ranked r ON r.area_id = a.id AND r.place = 1
ORDER BY a.name`,
  }[kind];
  const ranked = {
    ties: 'SELECT *, RANK() OVER (PARTITION BY area_id ORDER BY value DESC) AS place\n  FROM totals',
    exactly: 'SELECT *, ROW_NUMBER() OVER (PARTITION BY area_id ORDER BY value DESC, name) AS place\n  FROM totals',
    share: `SELECT *,
    ROW_NUMBER() OVER (PARTITION BY area_id ORDER BY value DESC, name) AS place,
    SUM(value) OVER (PARTITION BY area_id) AS whole
  FROM totals`,
    latest:
      'SELECT *, ROW_NUMBER() OVER (PARTITION BY area_id ORDER BY day DESC, value DESC, name) AS place\n  FROM totals',
  }[kind];
  return `WITH totals AS (
  ${totals}
),
ranked AS (
  ${ranked}
)
${shown};
`;
}

/** Subqueries that count who is ahead. */
export function bySubqueries(settings: TopSettings, names: TopNames): string {
  const { kind, scope } = settings;
  const { area, person, top } = names;
  const totals = figures(settings, names).replace('AREA', area);
  const ahead = {
    ties: 'o.value > t.value',
    exactly: '(o.value > t.value OR o.value = t.value AND o.name < t.name)',
    share: '(o.value > t.value OR o.value = t.value AND o.name < t.name)',
    latest: '(o.day > t.day OR o.day = t.day AND (o.value > t.value OR o.value = t.value AND o.name < t.name))',
  }[kind];
  const better = `SELECT COUNT(*) FROM totals o WHERE o.area_id = t.area_id AND ${ahead}`;
  const columns = {
    ties: `t.area_id, 1 + (${better}) AS place, t.name, t.value`,
    exactly: `t.area_id, 1 + (${better}) AS place, t.name, t.value`,
    share: `t.area_id, t.name, t.value, t.value * 1000.0 / (SELECT SUM(o.value) FROM totals o WHERE o.area_id = t.area_id) AS share`,
    latest: 't.area_id, t.name, t.day, t.value',
  }[kind];
  const condition =
    kind === 'ties' || kind === 'exactly'
      ? `(${better}) < ${top}`
      : `NOT EXISTS (SELECT 1 FROM totals o WHERE o.area_id = t.area_id AND ${ahead})`;
  const outer = {
    ties: `b.place, b.name AS ${person}, b.value`,
    exactly: `b.place, b.name AS ${person}, b.value`,
    share: `b.name AS ${person}, b.value, CAST(b.share + 0.5 AS INTEGER) AS share`,
    latest: `b.name AS ${person}, b.day, b.value`,
  }[kind];
  const empty =
    scope === 'all groups'
      ? `
UNION ALL
SELECT a.name, NULL, NULL, NULL
FROM ${area} a
WHERE a.id NOT IN (SELECT area_id FROM totals)`
      : '';
  const order = kind === 'ties' || kind === 'exactly' ? '1, 2, 3' : '1';
  return `WITH totals AS (
  ${totals}
),
best AS (
  SELECT ${columns}
  FROM totals t
  WHERE ${condition}
)
SELECT a.name AS ${area}, ${outer}
FROM best b
JOIN ${area} a ON a.id = b.area_id${empty}
ORDER BY ${order};
`;
}

export function wrong(settings: TopSettings, names: TopNames): WrongProgram[] {
  const source = byWindows(settings, names);
  const { kind, measure, scope } = settings;
  const programs: WrongProgram[] = [];
  const [from, to, why] = {
    ties: ['RANK()', 'ROW_NUMBER()', 'Equals have the same place, and all of them are shown.'],
    exactly: [
      'ORDER BY value DESC, name) AS place',
      'ORDER BY value DESC, id) AS place',
      'Of equals the first by name goes ahead.',
    ],
    share: ['(2000 * r.value + r.whole) / (2 * r.whole)', '1000 * r.value / r.whole', 'The share is rounded half up.'],
    latest: [
      'ORDER BY day DESC, value DESC, name',
      'ORDER BY value DESC, day DESC, name',
      'The latest day decides, not the highest value.',
    ],
  }[kind] as [string, string, string];
  programs.push({ name: 'other-rank', why, program: edited(source, from, to) });
  const [measured, mistaken, rule] = {
    sum: ['SUM(d.cents) AS value', 'MAX(d.cents) AS value', 'The value is the sum, not the highest.'],
    count: ['COUNT(*) AS value', 'COUNT(DISTINCT d.day) AS value', 'Rows are counted, not days.'],
    average: [
      '(2 * SUM(d.cents) + COUNT(*)) / (2 * COUNT(*))',
      'SUM(d.cents) / COUNT(*)',
      'The average is rounded half up.',
    ],
  }[measure] as [string, string, string];
  programs.push({ name: 'other-value', why: rule, program: edited(source, measured, mistaken) });
  const scoped = {
    sellers: [`JOIN ${names.deal} d`, `LEFT JOIN ${names.deal} d`, `Who has no ${names.deal} is not in the report.`],
    'all groups': ['LEFT JOIN ranked', 'JOIN ranked', `Every ${names.area} has a row.`],
    busy: [`>= ${names.least}`, `> ${names.least}`, 'Exactly the least number is enough.'],
  }[scope] as [string, string, string];
  programs.push({ name: 'other-scope', why: scoped[2], program: edited(source, scoped[0], scoped[1]) });
  return programs;
}
