/** Reference, alternative and wrong queries of the family `sql-matching-sets`. */

import { edited, type WrongProgram } from '../family.ts';
import type { SettingsOf } from '../study-parts.ts';

export const SET_DIALS = {
  relation: ['all', 'exactly', 'none', 'some'],
  links: ['any', 'good', 'recent'],
  result: ['names', 'counts', 'places'],
} as const;
export type SetSettings = SettingsOf<typeof SET_DIALS>;

export interface SetNames {
  readonly firm: string;
  /** Who has something: id, name, place. */
  readonly owner: string;
  /** What one can have: id, name. */
  readonly thing: string;
  /** The link between both: owner, thing, grade, year. */
  readonly link: string;
  readonly grade: number;
  readonly year: number;
}

export function schemaOf({ owner, thing, link }: SetNames): string {
  return `CREATE TABLE ${owner} (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, place TEXT);
CREATE TABLE ${thing} (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE ${link} (id INTEGER PRIMARY KEY, ${owner}_id INTEGER NOT NULL REFERENCES ${owner} (id), ${thing}_id INTEGER NOT NULL REFERENCES ${thing} (id), grade INTEGER, year INTEGER NOT NULL);
CREATE TABLE wanted (${thing}_id INTEGER NOT NULL UNIQUE REFERENCES ${thing} (id));`;
}

export function columnsOf({ result }: SetSettings, { owner }: SetNames): string[] {
  return { names: [owner], counts: [owner, 'wanted', 'others'], places: ['place', 'count', 'first'] }[result];
}

const condition = ({ links }: SetSettings, { grade, year }: SetNames): string =>
  ({ any: '', good: `grade >= ${grade}`, recent: `year >= ${year}` })[links];

/** Counts per owner, with conditions on the counts. */
export function byCounts(settings: SetSettings, names: SetNames): string {
  const { relation, result } = settings;
  const { owner, thing, link } = names;
  const filter = condition(settings, names);
  const where = {
    all: 't.matched = (SELECT COUNT(*) FROM wanted)',
    exactly: 't.matched = (SELECT COUNT(*) FROM wanted) AND t.others = 0',
    none: 't.matched = 0',
    some: 't.matched BETWEEN 1 AND (SELECT COUNT(*) FROM wanted) - 1',
  }[relation];
  const shown = {
    names: `SELECT o.name AS ${owner}
FROM ${owner} o
JOIN tally t ON t.id = o.id
WHERE ${where}
ORDER BY o.name`,
    counts: `SELECT o.name AS ${owner}, t.matched AS wanted, t.others
FROM ${owner} o
JOIN tally t ON t.id = o.id
WHERE ${where}
ORDER BY t.matched + t.others DESC, o.name`,
    places: `SELECT COALESCE(o.place, 'unknown') AS place, COUNT(*) AS count, MIN(o.name) AS first
FROM ${owner} o
JOIN tally t ON t.id = o.id
WHERE ${where}
GROUP BY COALESCE(o.place, 'unknown')
ORDER BY 2 DESC, 1`,
  }[result];
  return `WITH had AS (
  SELECT DISTINCT ${owner}_id, ${thing}_id
  FROM ${link}${filter ? `\n  WHERE ${filter}` : ''}
),
tally AS (
  SELECT o.id, COUNT(w.${thing}_id) AS matched, COUNT(h.${thing}_id) - COUNT(w.${thing}_id) AS others
  FROM ${owner} o
  LEFT JOIN had h ON h.${owner}_id = o.id
  LEFT JOIN wanted w ON w.${thing}_id = h.${thing}_id
  GROUP BY o.id
)
${shown};
`;
}

/** Existence of what is missing or too much. */
export function byExistence(settings: SetSettings, names: SetNames): string {
  const { relation, result } = settings;
  const { owner, thing, link } = names;
  const filter = condition(settings, names);
  const has = `SELECT 1 FROM ${link} l WHERE l.${owner}_id = o.id AND l.${thing}_id = w.${thing}_id${filter ? ` AND l.${filter}` : ''}`;
  const extra = `SELECT 1 FROM ${link} x WHERE x.${owner}_id = o.id${filter ? ` AND x.${filter}` : ''} AND x.${thing}_id NOT IN (SELECT ${thing}_id FROM wanted)`;
  const missing = `SELECT 1 FROM wanted w WHERE NOT EXISTS (${has})`;
  const where = {
    all: `NOT EXISTS (${missing})`,
    exactly: `NOT EXISTS (${missing})\n  AND NOT EXISTS (${extra})`,
    none: `o.id NOT IN (SELECT l.${owner}_id FROM ${link} l JOIN wanted USING (${thing}_id)${filter ? ` WHERE l.${filter}` : ''})`,
    some: `EXISTS (${missing})\n  AND EXISTS (SELECT 1 FROM wanted w WHERE EXISTS (${has}))`,
  }[relation];
  const counted = (inside: string): string =>
    `(SELECT COUNT(DISTINCT c.${thing}_id) FROM ${link} c WHERE c.${owner}_id = o.id${filter ? ` AND c.${filter}` : ''} AND c.${thing}_id ${inside} (SELECT ${thing}_id FROM wanted))`;
  if (result === 'names') return `SELECT o.name AS ${owner}\nFROM ${owner} o\nWHERE ${where}\nORDER BY 1;\n`;
  if (result === 'counts') {
    return `SELECT o.name AS ${owner}, ${counted('IN')} AS wanted, ${counted('NOT IN')} AS others
FROM ${owner} o
WHERE ${where}
ORDER BY wanted + others DESC, o.name;
`;
  }
  return `WITH chosen AS (
  SELECT CASE WHEN o.place IS NULL THEN 'unknown' ELSE o.place END AS place, o.name
  FROM ${owner} o
  WHERE ${where}
)
SELECT DISTINCT c.place,
  (SELECT COUNT(*) FROM chosen x WHERE x.place = c.place) AS count,
  (SELECT x.name FROM chosen x WHERE x.place = c.place ORDER BY x.name LIMIT 1) AS first
FROM chosen c
ORDER BY count DESC, c.place;
`;
}

export function wrong(settings: SetSettings, names: SetNames): WrongProgram[] {
  const source = byCounts(settings, names);
  const { relation, links, result } = settings;
  const mistaken = {
    all: [
      'some-is-enough',
      'All that is wanted must be there, not some of it.',
      't.matched = (SELECT COUNT(*) FROM wanted)',
      't.matched > 0',
    ],
    exactly: ['others-allowed', 'Nothing else may be there.', ' AND t.others = 0', ''],
    none: [
      'needs-something',
      'Who has nothing at all has nothing of the wanted.',
      't.matched = 0',
      't.matched = 0 AND t.others > 0',
    ],
    some: ['all-is-some', 'Who has all that is wanted is left out.', ' - 1\n', '\n'],
  }[relation] as [string, string, string, string];
  const programs: WrongProgram[] = [
    { name: mistaken[0], why: mistaken[1], program: edited(source, mistaken[2], mistaken[3]) },
    ...(relation === 'none' && result !== 'counts'
      ? []
      : [
          {
            name: 'links-counted-twice',
            why: 'A link that is there twice counts once.',
            program: edited(source, 'SELECT DISTINCT', 'SELECT'),
          },
        ]),
  ];
  if (links !== 'any') {
    programs.push({
      name: 'every-link',
      why: 'Only links that fulfil the condition count.',
      program: byCounts({ ...settings, links: 'any' }, names),
    });
    programs.push({
      name: 'limit-left-out',
      why: 'The limit itself is enough.',
      program: edited(source, links === 'good' ? 'grade >=' : 'year >=', links === 'good' ? 'grade >' : 'year >'),
    });
  }
  const [from, to, why] = {
    names: ['ORDER BY o.name', 'ORDER BY o.id', 'The names are in order.'],
    counts:
      relation === 'exactly'
        ? ['DESC, o.name', 'DESC, o.id', 'Equal ones are in order of their names.']
        : [
            'ORDER BY t.matched + t.others DESC, o.name',
            'ORDER BY t.matched DESC, o.name',
            'The number of all links decides the order.',
          ],
    places: [
      "GROUP BY COALESCE(o.place, 'unknown')",
      'HAVING o.place IS NOT NULL\nGROUP BY o.place',
      'An unknown place is a group, too.',
    ],
  }[result] as [string, string, string];
  programs.push({
    name: 'other-result',
    why,
    program: result === 'places' ? edited(source, 'ORDER BY 2 DESC, 1', 'ORDER BY 1') : edited(source, from, to),
  });
  return programs;
}
