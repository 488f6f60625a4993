/** Task family: depreciation (straight line, digits, declining balance with and without a switch; amounts, book values, registers). */

import { chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { divideHalfUp } from '../exact-number.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import {
  DEPRECIATION_DIALS,
  type DepreciationNames,
  type DepreciationSettings,
  posting,
} from './depreciation.posting.ts';
import { inFractions, inIntegers, wrong } from './depreciation.programs.ts';

const FAMILY = { name: 'depreciation', category: 'finance' } as const;

const FIRMS = [
  ['a joinery', 'write_off'],
  ['a taxi company', 'depreciation'],
  ['a dental laboratory', 'book_values_of'],
  ['a brewery', 'written_off'],
] as const;

interface Asset {
  readonly start: number;
  readonly cost: number;
  readonly residual: number;
  readonly years: number;
  readonly percent: number;
}

/** The amounts of all years, from the last book value to the next by recursion. */
function amountsOf(
  settings: DepreciationSettings,
  { cost, residual, years, percent }: Asset,
  book = cost,
  left = years,
): number[] {
  const rest = book - residual;
  if (left === 1) return [rest];
  const rounded = (part: number, whole: number): number =>
    settings.cents === 'cents' ? divideHalfUp(part, whole) : 100 * Math.ceil(part / (100 * whole));
  const share = rounded(book * percent, 100);
  const wish = {
    straight: rounded(cost - residual, years),
    digits: rounded((cost - residual) * left * 2, years * (years + 1)),
    declining: share,
    switching: Math.max(share, rounded(rest, left)),
  }[settings.method];
  const amount = Math.min(wish, rest);
  return [amount, ...amountsOf(settings, { start: 0, cost, residual, years, percent }, book - amount, left - 1)];
}

function register(settings: DepreciationSettings, assets: readonly Asset[]): Json {
  if (assets.length === 0) return [];
  const first = Math.min(...assets.map(({ start }) => start));
  const last = Math.max(...assets.map(({ start, years }) => start + years));
  const amounts = assets.map((asset) => amountsOf(settings, asset));
  return Array.from({ length: last - first }, (_, at) => [
    first + at,
    assets.reduce((sum, { start }, number) => sum + (amounts[number]?.[first + at - start] ?? 0), 0),
  ]);
}

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(DEPRECIATION_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [firm, entry] = random.pick(FIRMS);
  const names: DepreciationNames = { firm, entry };
  const { method, result } = settings;
  const rate = method === 'declining' || method === 'switching';
  type Arguments = Json[];
  const asset = (start: number, cost: number, residual: number, years: number, percent = 30): Asset => ({
    start,
    cost,
    residual,
    years,
    percent,
  });
  const args = (assets: readonly Asset[], after = 1): Arguments => {
    if (result === 'register') {
      return [assets.map(({ percent, ...terms }) => ({ ...terms, ...(rate && { percent }) }))];
    }
    const { cost = 100, residual = 0, years = 1, percent = 10 } = assets[0] ?? {};
    return [cost, residual, years, ...(rate ? [percent] : []), ...(result === 'book value' ? [after] : [])];
  };
  const answer = (...input: Arguments): Json => {
    if (result === 'register')
      return register(
        settings,
        (input[0] as unknown as Asset[]).map((one) => ({ ...one, percent: one.percent ?? 0 })),
      );
    const [cost = 0, residual = 0, years = 1, percent = 0] = input.map(Number);
    const amounts = amountsOf(settings, asset(0, cost, residual, years, percent));
    return result === 'amounts'
      ? amounts
      : cost - amounts.slice(0, Number(input.at(-1))).reduce((sum, one) => sum + one, 0);
  };
  const drawn = (count: number): Asset[] =>
    Array.from({ length: count }, () => {
      const cost = 10_000 + random.below(9_000_000);
      return asset(
        1990 + random.below(40),
        cost,
        random.below(Math.floor(cost / 3)),
        2 + random.below(20),
        5 + random.below(60),
      );
    });
  const { first, second } = inTurn('babbbbbabaaa', index, [
    { how: 'Whole numbers in one loop over the years.', program: inIntegers(settings, names) },
    { how: 'Fractions, with the book values as a list.', program: inFractions(settings, names) },
  ]);
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [`Depreciation for ${firm}`, 'Write-off calculator in Python', 'Small depreciation function'][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['Python', 'Accounting', 'Finance'],
      estimatedMinutes:
        { straight: 8, digits: 12, declining: 15, switching: 20 }[method] +
        { amounts: 0, 'book value': 2, register: 15 }[result],
    },
    (offer) =>
      functionProject<Arguments>(PYTHON, offer, {
        entry,
        answer,
        visible: {
          'five years': args([asset(2020, 1_000_000, 100_000, 5)], 2),
          'three years': args([asset(2024, 90_050, 0, 3, 50), asset(2023, 10_000, 1_000, 2)], 1),
        },
        hidden: {
          'one year': args([asset(2021, 55_555, 5_000, 1)], 0),
          'odd cents': args([asset(2019, 100_001, 3, 7, 17), asset(2019, 77_777, 0, 3, 33)], 4),
          'nothing to write off': args([asset(2022, 64_000, 64_000, 4)], 3),
          'small amounts': args([asset(2010, 260, 0, 8, 15), asset(2024, 99, 10, 2, 1)], 5),
          'high rate': args([asset(2015, 480_000, 90_000, 6, 90), asset(2016, 480_000, 0, 4, 100)], 2),
          'before the first': args([asset(2000, 123_456, 456, 9, 8)], 0),
          'after the last': args([asset(2000, 123_456, 456, 9, 8), asset(2030, 50_000, 0, 3, 40)], 12),
          'many years': args([asset(1999, 9_999_999, 1_234, 50, 4)], 33),
          'drawn assets': args(drawn(6), 3),
          'large register': args(drawn(150), 7),
        },
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Depreciation: 24 combinations of method, result and rounding. */
export const depreciation: StudyFamily = { ...FAMILY, variants: 12, build: variant };
