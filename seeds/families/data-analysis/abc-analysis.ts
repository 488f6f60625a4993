/** Task family: ABC analysis of order lines (by revenue, margin, units or lines; three rules for the classes; groups). */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { csvText, parseTable } from '../csv.ts';
import { decimalText, divideHalfUp, scaledNumber } from '../exact-number.ts';
import { PYTHON, stdioProject } from '../family.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import {
  ABC_DIALS,
  type AbcNames,
  type AbcSettings,
  inputColumns,
  outputColumns,
  posting,
} from './abc-analysis.posting.ts';
import { inCents, inDecimals, wrong } from './abc-analysis.programs.ts';

const FAMILY = { name: 'abc-analysis', category: 'data_analysis' } as const;

const FIRMS = [
  ['a hardware shop', 'article', 'department', 'pieces'],
  ['a tea mail order', 'blend', 'origin', 'bags'],
  ['a spare parts warehouse', 'part', 'machine', 'quantity'],
  ['a garden centre', 'plant', 'season', 'amount'],
] as const;

interface Entry {
  readonly item: string;
  readonly value: number;
  readonly share: string;
  readonly grade: 'A' | 'B' | 'C';
}

function percent(part: number, total: number): string {
  return decimalText(total > 0 && part > 0 ? divideHalfUp(1000 * part, total) : 0, 1);
}

/** Judges each item by those ahead of it. */
function analysed({ classes }: AbcSettings, { a, b }: AbcNames, values: ReadonlyMap<string, number>): Entry[] {
  const entries = [...values].toSorted(([x, m], [y, n]) => n - m || (x < y ? -1 : 1));
  const sold = entries.filter(([, value]) => value > 0);
  const total = sold.reduce((sum, [, value]) => sum + value, 0);
  return entries.map(([item, value], rank) => {
    if (value <= 0) return { item, value, share: '0.0', grade: 'C' };
    const before = sold.slice(0, rank).reduce((sum, entry) => sum + entry[1], 0);
    const within = (bound: number): boolean => {
      if (classes === 'count') return rank < Math.ceil((sold.length * bound) / 100);
      return classes === 'share before' ? before * 100 < bound * total : (before + value) * 100 <= bound * total;
    };
    return { item, value, share: percent(value, total), grade: within(a) ? 'A' : within(a + b) ? 'B' : 'C' };
  });
}

function report(settings: AbcSettings, names: AbcNames, stdin: string): string {
  const { basis, output, returns } = settings;
  const groups = new Map<string, Map<string, number>>();
  for (const row of parseTable(stdin)) {
    const quantity = Number(row[names.quantity]);
    if (returns === 'ignored' && quantity < 0) continue;
    const name = output === 'groups' ? (row[names.group] ?? '') : '';
    const values = groups.get(name) ?? new Map<string, number>();
    groups.set(name, values);
    const price = scaledNumber(row.price ?? '0', 2);
    const value = {
      revenue: quantity * price,
      margin: quantity * (price - scaledNumber(row.cost ?? '0', 2)),
      units: quantity,
      lines: Math.sign(quantity),
    }[basis];
    const item = row[names.item] ?? '';
    values.set(item, (values.get(item) ?? 0) + value);
  }
  const shown = (value: number): string => decimalText(value, basis === 'revenue' || basis === 'margin' ? 2 : 0);
  const rows: string[][] = [];
  for (const [name, values] of [...groups].toSorted(([x], [y]) => (x < y ? -1 : 1))) {
    for (const { item, value, share, grade } of analysed(settings, names, values)) {
      rows.push([...(output === 'groups' ? [name] : []), item, shown(value), share, grade]);
    }
  }
  if (output !== 'summary') return csvText([outputColumns(settings, names), ...rows]);
  const entries = analysed(settings, names, groups.get('') ?? new Map());
  const sum = (some: readonly Entry[], from: number): number =>
    some.reduce((total, { value }) => total + Math.max(value, from), 0);
  const summary = ['A', 'B', 'C'].map((letter) => {
    const members = entries.filter(({ grade }) => grade === letter);
    return [
      letter,
      members.length,
      shown(sum(members, Number.NEGATIVE_INFINITY)),
      percent(sum(members, 0), sum(entries, 0)),
    ];
  });
  return csvText([outputColumns(settings, names), ...summary]);
}

type Line = readonly [item: string, quantity: number, cents?: number, group?: string];

/** Lines as CSV; margins are earned by a cost of 1.00 below the price. */
function linesText(settings: AbcSettings, names: AbcNames, lines: readonly Line[]): string {
  const rows = lines.map(([item, quantity, cents = 100, group = 'North']) => {
    const price = settings.basis === 'margin' ? cents + 250 : cents;
    return [item, group, quantity, decimalText(price, 2).replace(/(\.\d)0$/, '$1'), '2.5'];
  });
  const columns = inputColumns(settings, names);
  return csvText([columns, ...rows.map((row) => row.slice(0, columns.length))]);
}

const ITEMS =
  'Ash Birch Cedar Dill Elm Fern Gorse Hazel Iris Juniper Kale Larch Mint Nettle Oak Pine Quince Rue Sage Thyme'.split(
    ' ',
  );

function drawnLines(random: Chance, count: number, items: number): Line[] {
  return Array.from({ length: count }, (): Line => {
    const at = Math.floor(items * random.unit() ** 2);
    const quantity = random.below(7) === 0 ? random.below(4) - 3 : 1 + random.below(12);
    return [
      `${ITEMS[at % ITEMS.length]} ${Math.floor(at / ITEMS.length)}`,
      quantity,
      20 + random.below(3000),
      random.pick(['North', 'East', 'old stock']),
    ];
  });
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(ABC_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [firm, item, group, quantity] = random.pick(FIRMS);
  const [a, b] =
    settings.classes === 'count'
      ? random.pick([
          [20, 30],
          [10, 20],
          [25, 25],
        ] as const)
      : random.pick([
          [80, 15],
          [70, 20],
          [60, 30],
        ] as const);
  const names: AbcNames = { firm, item, group, quantity, a, b };
  const [x = '', y = '', z = '', u = '', v = ''] = random.shuffle(ITEMS);
  const input = (...lines: Line[]): string => linesText(settings, names, lines);
  const many = (name: string, times: number): Line[] => Array.from({ length: times }, (): Line => [name, 1]);
  const { first, second } = inTurn('bbaaaaabbaaa', index, [
    { how: 'Counts in whole cents and walks over the ranking once.', program: inCents(settings, names) },
    { how: 'Counts in decimals and finds the last rank of each class.', program: inDecimals(settings, names) },
  ]);
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [
          `ABC analysis of our ${item}s`,
          `Which ${item}s matter? Script for an ABC analysis`,
          `Classify ${item}s as A, B and C (Python)`,
        ][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['Python', 'Data Analysis', 'Inventory Management'],
      estimatedMinutes: 40 + (settings.output === 'items' ? 0 : 15) + (settings.basis === 'margin' ? 5 : 0),
    },
    (offer) =>
      stdioProject(PYTHON, offer, {
        answer: (stdin) => report(settings, names, stdin),
        visible: {
          'a few lines': input([x, 4, 1250], [y, 2, 310], [x, 1, 1250], [z, 1, 99], [y, 3, 305]),
          'three lines': input([u, 5, 20], [v, 4, 20], [z, 1, 20]),
        },
        hidden: {
          'no lines': input(),
          'one item': input([x, 3, 450], [x, 1, 400]),
          'exactly on the limit': input(...many(x, a), ...many(y, b), ...many(z, 3), ...many(u, 97 - a - b)),
          'equal values': input([z, 2], [x, 2], [v, 2], [y, 2], [u, 2], [v, 1, 1], [z, 1, 1]),
          returns: input([x, 6, 700], [y, 5, 500], [x, -2, 700], [z, -1, 900], [y, 1, 100], [v, 2, 300], [u, 4, 50]),
          'value of zero': input(
            [x, 3, 120],
            [y, 0, 500],
            [z, 2, 80],
            [z, -2, 80],
            [u, -4, 60],
            [u, 1, 60],
            [v, 1, 40],
            [x, -1, 120],
          ),
          halves: input(...many(x, 15), ...many(y, 1), ...many(z, 11), ...many(u, 5)),
          'several groups': input(
            [x, 5, 100, 'South'],
            [y, 4, 100, 'North'],
            [x, 3, 100, 'North'],
            [z, 1, 100, 'South'],
            [u, 1, 90, 'North'],
            [z, 2, 110, 'South'],
          ),
          'drawn lines': linesText(settings, names, drawnLines(random, 60, 9)),
          'large file': linesText(settings, names, drawnLines(random, 900, 60)),
        },
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** ABC analysis: 72 combinations of basis, classes, output and returns. */
export const abcAnalysis: StudyFamily = { ...FAMILY, variants: 12, build: variant };
