/** Task family: contingency tables (chi-square, Yates, likelihood ratio; tests, strength, residuals, expected counts). */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { posting } from './contingency-tables.posting.ts';
import {
  byCounters,
  byTable,
  CONTINGENCY_DIALS,
  type ContingencyNames,
  type ContingencySettings,
  wrong,
} from './contingency-tables.programs.ts';

const FAMILY = { name: 'contingency-tables', category: 'statistics' } as const;

const TOPICS = [
  ['complaints about deliveries', 'delivery_table', 'carrier', 'complaint'],
  ['a survey among guests', 'guest_table', 'season', 'rating'],
  ['failures of pumps', 'pump_table', 'model', 'failure'],
  ['choices of school meals', 'meal_table', 'class', 'meal'],
] as const;

type Table = readonly (readonly number[])[];
const ROWS = ['Ash', 'Elm', 'Oak', 'ash', 'elm', 'oak'];
const COLUMNS = ['A', 'B', 'C', 'D', 'E', 'F', 'a', 'b', 'c', 'd'];

/** Upper tail of chi-square by Simpson's rule over the square root of the variable, where the density is smooth. */
function upperTail(x: number, df: number): number {
  const steps = 4_000;
  const end = Math.sqrt(x);
  let gamma = df % 2 === 0 ? 1 : Math.sqrt(Math.PI);
  for (let k = df % 2 === 0 ? 1 : 0.5; k < df / 2; k += 1) gamma *= k;
  const density = (u: number): number => (2 * u ** (df - 1) * Math.exp((-u * u) / 2)) / (2 ** (df / 2) * gamma);
  let area = 0;
  for (let at = 0; at <= steps; at += 1) {
    area += density((end * at) / steps) * (at === 0 || at === steps ? 1 : at % 2 === 1 ? 4 : 2);
  }
  return Math.max(0, 1 - (area * end) / steps / 3);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function cleaned(table: Table): Table {
  const kept = table.filter((row) => sum(row) > 0);
  return kept.map((row) => row.filter((_, at) => kept.some((other) => (other[at] ?? 0) > 0)));
}

function answerOf({ output, statistic }: ContingencySettings, full: Table): Json {
  const table = cleaned(full);
  const columns = table[0]?.length ?? 0;
  if (table.length < 2 || columns < 2) return null;
  const down = table.map(sum);
  const across = Array.from({ length: columns }, (_, at) => sum(table.map((row) => row[at] ?? 0)));
  const total = sum(down);
  const cells = table.map((row, i) =>
    row.map((n, j) => {
      const [r = 0, c = 0] = [down[i], across[j]];
      return { n, r, c, e: (r * c) / total };
    }),
  );
  const flat = cells.flat();
  const logged = (n: number, e: number): number => (n === 0 ? 0 : n * Math.log(n / e));
  if (output === 'residuals') {
    return cells.map((row) =>
      row.map(({ n, r, c, e }) => {
        if (statistic === 'pearson') return (n - e) / Math.sqrt((r * c * (total - r) * (total - c)) / total ** 3);
        if (statistic === 'yates') return (n - e) / Math.sqrt(e);
        return Math.sign(n - e) * Math.sqrt(Math.max(0, 2 * (logged(n, e) - n + e)));
      }),
    );
  }
  if (output === 'expected') {
    const low = flat.filter(({ r, c }) => r * c < 5 * total).length;
    const usable = {
      pearson: low * 5 <= flat.length && flat.every(({ r, c }) => r * c >= total),
      yates: low === 0 || (low === 1 && total >= 40),
      likelihood: total >= 5 * flat.length && flat.every(({ r, c }) => r * c > 2 * total),
    }[statistic];
    return { expected: cells.map((row) => row.map(({ e }) => e)), low, usable };
  }
  const df = (table.length - 1) * (columns - 1);
  const shift = statistic === 'yates' && table.length === 2 && columns === 2 ? 0.5 : 0;
  const value =
    statistic === 'likelihood'
      ? 2 * sum(flat.map(({ n, e }) => logged(n, e)))
      : sum(flat.map(({ n, e }) => Math.max(0, Math.abs(n - e) - shift) ** 2 / e));
  if (output === 'test') return { statistic: value, df, p: upperTail(value, df) };
  return { statistic: value, v: Math.sqrt(value / (total * (Math.min(table.length, columns) - 1))) };
}

/** The data as the variant has them, in an order that tells nothing. */
function dataOf({ input }: ContingencySettings, random: Chance, table: Table): Json[] {
  if (input === 'matrix') return table.map((row) => [...row]);
  const cells = table.flatMap((row, i) =>
    row.map((count, j) => ({ row: ROWS[i] ?? '', column: COLUMNS[j] ?? '', count })),
  );
  if (input === 'pairs') {
    return random.shuffle(
      cells.flatMap(({ row, column, count }) => Array.from({ length: count }, (): Json => [row, column])),
    );
  }
  return random.shuffle(
    cells.flatMap(({ row, column, count }): Json[] => {
      const part = count > 3 && table.length > 2 ? 1 + random.below(count - 1) : 0;
      return [[row, column, count - part], ...(part > 0 ? [[row, column, part]] : [])];
    }),
  );
}

function tableOf({ input }: ContingencySettings, data: readonly Json[]): Table {
  if (input === 'matrix') return data as number[][];
  const entries = data as [string, string, number?][];
  return ROWS.map((row) =>
    COLUMNS.map((column) => sum(entries.filter(([r, c]) => r === row && c === column).map(([, , count = 1]) => count))),
  );
}

function drawnTable(random: Chance, rows: number, columns: number, most: number): Table {
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => Math.max(0, random.below(most) - 2 + ((i * j) % 3))),
  );
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(CONTINGENCY_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [topic, entry, row, column] = random.pick(TOPICS);
  const names: ContingencyNames = { topic, entry, row, column };
  const { input, output } = settings;
  const make = (...table: (readonly number[])[]): [Json[]] => [dataOf(settings, random, table)];
  const { first, second } = inTurn('abbaababbaba', index, [
    { how: 'Builds the table and all expected counts first.', program: byTable(settings, names) },
    { how: 'Counts rows, columns and cells and goes on in exact fractions.', program: byCounters(settings, names) },
  ]);
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [`Contingency table: ${row} and ${column}`, `Does the ${column} depend on the ${row}?`, `Python: ${topic}`][
          index % 3
        ] ?? '',
      text: posting(settings, names, index),
      skills: ['Python', 'Statistics', 'Data Analysis'],
      estimatedMinutes:
        { test: 90, strength: 45, residuals: 50, expected: 40 }[output] + { pairs: 5, matrix: 0, counted: 10 }[input],
    },
    (offer) =>
      functionProject<[Json[]]>(PYTHON, offer, {
        entry,
        answer: (data) => answerOf(settings, tableOf(settings, data)),
        comparator: { kind: 'float', absolute: 1e-6, relative: 1e-6 },
        visible: {
          'a small table': make([12, 7, 9], [8, 11, 13]),
          'another table': make([20, 14, 17], [15, 18, 16], [11, 17, 19]),
        },
        hidden: {
          nothing: make(),
          'one row': make([5, 3, 9]),
          'one column': make([5], [8], [2]),
          'two by two': make([9, 3], [4, 12]),
          'no connection': make([4, 8], [6, 12], [8, 16]),
          'rows and columns to leave out': make([0, 6, 0, 9], [0, 0, 0, 0], [0, 11, 0, 7]),
          'out of order': make(
            [3, 0, 8, 1, 0, 0, 6],
            [0, 0, 0, 2, 0, 4, 1],
            [5, 1, 1, 1, 0, 9, 0],
            [2, 2, 7, 0, 0, 3, 3],
          ),
          'many columns': make([3, 5, 9, 2, 7], [6, 4, 1, 8, 2]),
          'many rows': make([7, 2], [3, 9], [5, 5], [1, 8]),
          'a fifth is low': make([2, 20, 20, 20, 20], [2, 20, 20, 20, 20]),
          'strict limits': make([2, 8, 10], [8, 32, 40]),
          forty: make([4, 8], [8, 20]),
          'drawn table': make(...drawnTable(random, 3, 4, 14)),
          'large table': make(...drawnTable(random, 5, 8, 38)),
        },
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Contingency tables: 36 combinations of input, output and statistic. */
export const contingencyTables: StudyFamily = { ...FAMILY, variants: 12, build: variant };
