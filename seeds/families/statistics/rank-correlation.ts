/** Task family: correlation of variables (Spearman, Pearson, gamma, tau-b; pair, matrix or list; missing values), in TypeScript. */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { type DeliveryForm, functionProject } from '../family.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { byPairs } from './rank-correlation.pairs.ts';
import {
  CORRELATION_DIALS,
  type CorrelationNames,
  type CorrelationSettings,
  posting,
} from './rank-correlation.posting.ts';
import { byColumns, wrong } from './rank-correlation.programs.ts';

const FAMILY = { name: 'rank-correlation', category: 'statistics' } as const;
const TYPESCRIPT: DeliveryForm = { language: 'typescript', file: 'solution.ts' };

const STUDIES = [
  ['a questionnaire about sleep', 'sleepCorrelation'],
  ['a tasting of eight olive oils', 'tastingCorrelation'],
  ['the grades of a music school', 'gradeCorrelation'],
  ['a survey of small forests', 'forestCorrelation'],
] as const;

const VARIABLES = ['age', 'Score', 'time', 'noise', 'depth', 'Weight', 'rating', 'calls'];

type Cell = number | null;

/** Every coefficient from signs or ranks of all pairs of rows. */
function coefficientOf(
  { coefficient }: CorrelationSettings,
  pairs: readonly (readonly [number, number])[],
): number | null {
  const signs = pairs.flatMap(([a, b], at) =>
    pairs.slice(at + 1).map(([c, d]) => [Math.sign(c - a), Math.sign(d - b)] as const),
  );
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  if (coefficient === 'gamma' || coefficient === 'kendall') {
    const balance = sum(signs.map(([a, b]) => a * b));
    const both = signs.filter(([a, b]) => a !== 0 && b !== 0).length;
    const base =
      coefficient === 'gamma'
        ? both
        : Math.sqrt(signs.filter(([a]) => a !== 0).length * signs.filter(([, b]) => b !== 0).length);
    return base === 0 ? null : balance / base;
  }
  const rank = (side: 0 | 1) => (pair: readonly [number, number]) =>
    coefficient === 'pearson' ? pair[side] : sum(pairs.map((other) => (Math.sign(pair[side] - other[side]) + 1) / 2));
  const [a, b] = [pairs.map(rank(0)), pairs.map(rank(1))];
  const differences = (values: readonly number[], others: readonly number[]): number =>
    sum(
      values.flatMap((value, at) =>
        values.slice(at + 1).map((next, step) => (next - value) * ((others[at + 1 + step] ?? 0) - (others[at] ?? 0))),
      ),
    );
  const root = Math.sqrt(differences(a, a) * differences(b, b));
  return root === 0 ? null : differences(a, b) / root;
}

interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

function correlations(settings: CorrelationSettings, { names, rows }: Table, asked: readonly string[]): Json {
  const { result, missing } = settings;
  const kept = missing === 'whole rows' ? rows.filter((row) => row.every((cell) => cell !== null)) : rows;
  const pairs = (one: string, other: string) =>
    kept.flatMap((row): [number, number][] => {
      const [a, b] = [row[names.indexOf(one)], row[names.indexOf(other)]];
      return typeof a === 'number' && typeof b === 'number' ? [[a, b]] : [];
    });
  const sorted = names.toSorted();
  const [one = '', other = ''] = asked;
  if (result === 'pair')
    return { coefficient: coefficientOf(settings, pairs(one, other)), used: pairs(one, other).length };
  if (result === 'partner') {
    return sorted
      .filter((name) => name !== one)
      .map((name) => ({ name, coefficient: coefficientOf(settings, pairs(one, name)) }));
  }
  return {
    names: sorted,
    matrix: sorted.map((row) => sorted.map((column) => coefficientOf(settings, pairs(row, column)))),
  };
}

function drawnTable(random: Chance, names: readonly string[], count: number, lossy: boolean): Table {
  const rows = Array.from({ length: count }, () => {
    const hidden = random.normal();
    return names.map((_, at): Cell => {
      if (lossy && random.below(14) === 0) return null;
      const value = 20 + 6 * (at % 2 === 0 ? hidden : -hidden) + 5 * random.normal();
      return at % 3 === 0 ? Math.round(value) : Math.round(value * 100) / 100;
    });
  });
  return { names, rows };
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(CORRELATION_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [study, entry] = random.pick(STUDIES);
  const names: CorrelationNames = { study, entry };
  const variables = random.shuffle(VARIABLES);
  const [a = '', b = '', c = ''] = variables;
  const { result, form, missing } = settings;
  type Arguments = [Json, ...string[]];
  const args = ({ names: own, rows }: Table): Arguments => [
    form === 'records'
      ? { names: [...own], rows: rows.map((row) => [...row]) }
      : Object.fromEntries(own.map((name, at) => [name, rows.map((row) => row[at] ?? null)])),
    ...{ pair: [a, b], matrix: [], partner: [a] }[result],
  ];
  const table = (...rows: Cell[][]): Arguments => args({ names: [c, a, b], rows });
  const answer = (data: Json, ...asked: string[]): Json => {
    if (form === 'records') return correlations(settings, data as unknown as Table, asked);
    const columns = data as Record<string, Cell[]>;
    const own = Object.keys(columns);
    const rows = (columns[own[0] ?? ''] ?? []).map((_, row) => own.map((name) => columns[name]?.[row] ?? null));
    return correlations(settings, { names: own, rows }, asked);
  };
  const { first, second } = inTurn('aababaabbbbb', index, [
    { how: 'Takes columns and the formulas of the posting.', program: byColumns(settings, names) },
    { how: 'Takes rows as pairs and other formulas for the same coefficient.', program: byPairs(settings, names) },
  ]);
  const lossy = missing !== 'none';
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [
          `Correlations for ${study}`,
          'TypeScript function for correlation coefficients',
          `How do the variables of ${study} hang together?`,
        ][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['TypeScript', 'Statistics', 'Data Analysis'],
      estimatedMinutes:
        35 + (settings.coefficient === 'pearson' ? 0 : 15) + (lossy ? 10 : 0) + (result === 'pair' ? 0 : 5),
    },
    (offer) =>
      functionProject<Arguments>(TYPESCRIPT, offer, {
        entry,
        answer,
        comparator: { kind: 'float', absolute: 1e-9, relative: 1e-9 },
        visible: {
          'few rows': table([3, 1, 2], [1, 4, 3], [2, 2, 7], [5, 6, 6]),
          'three rows': table([1, 10, 20.5], [2, 11, 19], [4, 15, 3.25]),
        },
        hidden: {
          'no rows': table(),
          'one row': table([1, 2, 3]),
          'equal values': table([1, 2, 5], [2, 2, 5], [2, 3, 1], [4, 3, 8], [4, 9, 8], [4, 2, 8], [0, 7, 5]),
          'constant variable': table([1, 4, 3], [2, 4, 5], [3, 4, 4], [1, 4, 0]),
          reversed: table([1, -1, 9], [2, 0, 5.5], [3, 4.25, 5], [9, 10, -8], [2.5, 30, -40]),
          ...(lossy && {
            'missing values': table(
              [1, 2, 3],
              [null, 1, 4],
              [4, null, 1],
              [3, 5, null],
              [2, 6, 6],
              [5, 3, 9],
              [0, 3, 2],
            ),
          }),
          'drawn rows': args(drawnTable(random, variables.slice(0, 4), 25, lossy)),
          'more variables': args(drawnTable(random, variables.slice(0, result === 'matrix' ? 5 : 8), 40, lossy)),
          'large data': args(drawnTable(random, variables.slice(0, result === 'matrix' ? 3 : 4), 170, lossy)),
        },
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Correlations: 72 combinations of coefficient, result, missing values and form of the data. */
export const rankCorrelation: StudyFamily = { ...FAMILY, variants: 12, build: variant };
