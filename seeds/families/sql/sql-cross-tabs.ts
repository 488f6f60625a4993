/** Task family: cross-tab reports in SQL (quarters, states or bands of amounts side by side, with margins), over given tables. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { divideHalfUp } from '../exact-number.ts';
import { type Row, sqlProject } from '../sql-project.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { posting } from './sql-cross-tabs.posting.ts';
import {
  byFilters,
  bySubqueries,
  CROSS_DIALS,
  type CrossNames,
  type CrossSettings,
  columnsOf,
  PARTS,
  schemaOf,
  wrong,
} from './sql-cross-tabs.queries.ts';

const FAMILY = { name: 'sql-cross-tabs', category: 'sql' } as const;

const FIRMS = [
  ['a wholesaler of flowers', 'branch', 'invoice'],
  ['a garage with several sites', 'site', 'repair'],
  ['a festival agency', 'venue', 'booking'],
  ['a publisher of maps', 'shop', 'delivery'],
] as const;

type Data = { readonly [table: string]: readonly Row[] };

function partOf(across: CrossSettings['across'], [, , day, state, cents]: Row): string {
  if (across === 'quarters') return `q${Math.ceil(Number(String(day).slice(5, 7)) / 3)}`;
  if (across === 'states') return state === 'open' || state === 'paid' ? state : 'other';
  return Number(cents) >= 5000 ? 'large' : Number(cents) >= 1000 ? 'medium' : 'small';
}

/** Collects the rows of every cell and measures them. */
function answerOf({ across, measure, margin }: CrossSettings, names: CrossNames, data: Data): Row[] {
  const deals = data[names.deal] ?? [];
  const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + Number(row[4]), 0);
  const figure = (rows: readonly Row[], whole: readonly Row[]): number | null => {
    if (measure === 'count') return rows.length;
    if (measure === 'sum') return sumOf(rows);
    if (measure === 'average') return rows.length === 0 ? null : divideHalfUp(sumOf(rows), rows.length);
    return whole.length === 0 ? null : divideHalfUp(100 * sumOf(rows), sumOf(whole));
  };
  const line = (name: string, rows: readonly Row[]): Row => [
    name,
    ...PARTS[across].map((part) =>
      figure(
        rows.filter((row) => partOf(across, row) === part),
        rows,
      ),
    ),
    ...(margin === 'column' ? [measure === 'share' ? sumOf(rows) : figure(rows, rows)] : []),
  ];
  const lines = (data[names.area] ?? [])
    .map(([id, name]) => ({ name: String(name), rows: deals.filter((row) => row[1] === id) }))
    .filter(({ rows }) => margin !== 'busy' || rows.length >= names.least)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, rows }) => line(name, rows));
  return margin === 'row' ? [...lines, line('total', deals)] : lines;
}

function drawnData(random: Chance, names: CrossNames, areas: number, deals: number): Data {
  return {
    [names.area]: random.shuffle(
      Array.from({ length: areas }, (_, at): Row => [at + 1, `${'nBeaZk'[at % 6] ?? ''}${Math.floor(at / 6)}`]),
    ),
    [names.deal]: Array.from({ length: deals }, (_, at): Row => {
      const month = 1 + random.below(12);
      return [
        at + 1,
        1 + Math.floor(areas * random.unit() ** 1.8),
        `202${3 + random.below(2)}-${String(month).padStart(2, '0')}-${10 + random.below(19)}`,
        random.pick(['open', 'paid', 'paid', 'void', 'Open', null]),
        random.pick([200, 999, 1000, 1001, 2500, 4999, 5000, 7350]) + (random.below(3) === 0 ? random.below(40) : 0),
      ];
    }),
  };
}

/** Tables out of words such as `North:03=open/450`: area, month, state (- for none), cents. */
function tablesOf({ area, deal }: CrossNames, areas: string, words: string): Data {
  const list = areas.split(' ').filter((name) => name !== '');
  const rows = words.split(' ').filter((word) => word !== '');
  return {
    [area]: list.map((name, at): Row => [at + 1, name]),
    [deal]: rows.map((word, at): Row => {
      const [owner = '', month = '01', state = '', cents = '0'] = word.split(/[:=/]/);
      return [at + 1, 1 + list.indexOf(owner), `2024-${month}-15`, state === '-' ? null : state, Number(cents)];
    }),
  };
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(CROSS_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [firm, area, deal] = random.pick(FIRMS);
  const names: CrossNames = { firm, area, deal, least: 2 + random.below(2) };
  const tables = (areas: string, words: string): Data => tablesOf(names, areas, words);
  const { first, second } = inTurn('ababbaabbaab', index, [
    { how: 'A filter for each column over rows that are marked once.', program: byFilters(settings, names) },
    { how: 'A subquery for every cell.', program: bySubqueries(settings, names) },
  ]);
  const cases = (entries: Record<string, Data>) =>
    Object.entries(entries).map(([name, data]) => ({ name, tables: data }));
  const full = (name: string): string =>
    `${name}:02=open/400 ${name}:05=paid/1200 ${name}:08=void/6000 ${name}:11=open/2400`;
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [`SQL: ${deal}s of every ${area} side by side`, `Pivot report in SQLite (${area}s)`, `Cross-tab of ${deal}s`][
          index % 3
        ] ?? '',
      text: posting(settings, names, index),
      skills: ['SQL', 'SQLite', 'Reporting'],
      estimatedMinutes:
        { count: 20, sum: 20, average: 30, share: 40 }[settings.measure] +
        { column: 0, row: 15, busy: 5 }[settings.margin],
    },
    (offer) =>
      sqlProject<Data>(offer, {
        schema: schemaOf(names),
        columns: columnsOf(settings, names),
        rowsOrdered: true,
        answer: (data) => answerOf(settings, names, data),
        visible: cases({
          'small tables': tables('North South', `${full('South')} ${full('North')} North:06=paid/1600`),
          'one line': tables('West', full('West')),
        }),
        hidden: cases({
          'nothing there': tables('North South', ''),
          'no lines': tables('', ''),
          'empty cells': tables(
            'B A',
            'B:01=open/300 B:02=open/350 B:02=open/351 A:12=void/9000 A:11=-/7000 A:10=x/8001',
          ),
          'on the limits': tables('A', 'A:09=paid/1000 A:03=open/999 A:06=paid/5000 A:12=x/4999 A:10=open/1000'),
          'strange states': tables('A B', 'A:01=-/100 A:04=Open/1100 A:07=-/5100 B:11=paid/70 B:11=PAID/80 B:12=-/90'),
          'whole year': tables(
            'A',
            Array.from({ length: 12 }, (_, at) => `A:${String(at + 1).padStart(2, '0')}=paid/${2 ** at}`).join(' '),
          ),
          halves: tables(
            'A B',
            'A:01=open/1 A:02=open/2 A:04=paid/1001 A:05=paid/1002 A:07=x/5001 A:08=x/5002 A:10=open/2 A:11=paid/3 B:01=open/1 B:05=paid/199 B:02=open/2 B:08=x/6000 B:09=x/6001',
          ),
          'equal amounts': tables(
            'A',
            'A:01=open/50 A:02=open/50 A:03=open/50 A:05=paid/2000 A:06=paid/2000 A:08=x/2000',
          ),
          'somebody without': tables(
            'East North South West',
            `${full('North')} West:01=open/10 West:02=paid/20 South:01=open/30 South:04=paid/1040 South:12=x/50`,
          ),
          'upper and lower case': tables(
            'zoo Zoo apple Total',
            `${full('zoo')} ${full('Zoo')} ${full('apple')} ${full('Total')}`,
          ),
          'drawn tables': drawnData(random, names, 5, 60),
          'large tables': drawnData(random, names, 18, 600),
        }),
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Cross-tabs: 36 combinations of what stands side by side, measure and margin. */
export const sqlCrossTabs: StudyFamily = { ...FAMILY, variants: 12, build: variant };
