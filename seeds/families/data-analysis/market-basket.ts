/** Task family: market baskets (pairs, pairs of kinds, companions, triples; support, lift or overlap; three ways to select). */

import { type Chance, chance } from '../../../server/kernel/prng.ts';
import type { Json } from '../../../server/protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../../server/protocol/arena/project-package.ts';
import { divideHalfUp } from '../exact-number.ts';
import { functionProject, PYTHON } from '../family.ts';
import { type StudyFamily, settingsOf, studyProject } from '../study-family.ts';
import { inTurn } from '../study-parts.ts';
import { BASKET_DIALS, type BasketNames, type BasketSettings, posting } from './market-basket.posting.ts';
import { byCounting, byPlaces, wrong } from './market-basket.programs.ts';

const FAMILY = { name: 'market-basket', category: 'data_analysis' } as const;

const SHOPS = [
  ['a village bakery', 'bought_together', 'product', 'receipt'],
  ['a farm shop', 'basket_pairs', 'good', 'ticket'],
  ['a second-hand book shop', 'sold_together', 'title', 'invoice'],
  ['a bar', 'drink_combinations', 'drink', 'bill'],
] as const;

const NAMES =
  'bread/rye bread/white bread/spelt cake/plum cake/apple jam/plum jam/fig tea/black tea/green honey salt milk'.split(
    ' ',
  );

/** Tries every combination of all names on all baskets. */
function combinations(
  { subject, measure, selection }: BasketSettings,
  baskets: readonly Set<string>[],
  given: string,
  bound: number,
): Json {
  const names = [...new Set(baskets.flatMap((basket) => [...basket]))].toSorted();
  const pairs = names.flatMap((one, at) => names.slice(at + 1).map((other) => [one, other]));
  const candidates = {
    pairs: () => pairs,
    across: () => pairs.filter(([one, other]) => one?.split('/')[0] !== other?.split('/')[0]),
    companions: () => names.filter((name) => name !== given && names.includes(given)).map((name) => [given, name]),
    triples: () => names.flatMap((one) => pairs.filter(([other]) => one < (other ?? '')).map((pair) => [one, ...pair])),
  }[subject]();
  const holding = (keep: (basket: Set<string>) => boolean): number => baskets.filter(keep).length;
  const rows = candidates.flatMap((items) => {
    const together = holding((basket) => items.every((name) => basket.has(name)));
    if (together === 0) return [];
    const alone = items.reduce((product, name) => product * holding((basket) => basket.has(name)), 1);
    const score = {
      support: () => divideHalfUp(1000 * together, baskets.length),
      lift: () => divideHalfUp(1000 * baskets.length ** (items.length - 1) * together, alone),
      overlap: () =>
        divideHalfUp(
          1000 * together,
          holding((basket) => items.some((name) => basket.has(name))),
        ),
    }[measure]();
    return [{ items, together, score }];
  });
  if (selection === 'often')
    return rows.filter(({ together }) => together >= bound).toSorted((a, b) => b.together - a.together);
  if (selection === 'strong') return rows.filter(({ score }) => score >= bound);
  return rows.toSorted((a, b) => b.score - a.score || b.together - a.together).slice(0, bound);
}

type Baskets = readonly (readonly string[])[];

function drawnBaskets(random: Chance, count: number, names: number): Baskets {
  const pool = Array.from({ length: names }, (_, at) => NAMES[at] ?? `kind${at % 5}/item ${at}`);
  return Array.from({ length: count }, () => {
    const size = random.below(8) === 0 ? 0 : 1 + random.below(6);
    return Array.from({ length: size }, () => pool[Math.floor(names * random.unit() ** 1.6)] ?? 'salt');
  });
}

/** Overlapping halves: scores of 62.5 of 1000, and 1 basket in 16 for two or three names. */
const HALVES: Baskets = [['honey', 'jam/fig', 'milk'], ...Array.from({ length: 15 }, (_, at) => [NAMES[at % 4] ?? ''])];

function variant(seed: string, index: number): ProjectPackage {
  const settings = settingsOf(BASKET_DIALS, index);
  const random = chance(seed, FAMILY.name, index);
  const [shop, entry, item, receipt] = random.pick(SHOPS);
  const names: BasketNames = { shop, entry, item, receipt };
  const given = 'honey';
  type Arguments = [Json, ...Json[]];
  const args = (baskets: Baskets, bound: number, ask = given): Arguments => {
    const lines = baskets.flatMap((basket, at) =>
      [...basket, ...(basket.length === 0 || at % 3 === 0 ? [''] : [])].map((name) => [`R${at + 1}`, name] as const),
    );
    const data =
      settings.data === 'baskets'
        ? baskets.map((basket) => [...basket])
        : random.shuffle(lines).map((line) => [...line]);
    return settings.subject === 'companions' ? [data, ask, bound] : [data, bound];
  };
  const bound = { often: 2, best: 4, strong: 300 }[settings.selection];
  const few: Baskets = [
    ['honey', 'milk', 'bread/rye'],
    ['milk', 'honey', 'salt'],
    ['bread/rye', 'honey', 'milk', 'cake/plum'],
    ['salt', 'bread/rye'],
  ];
  const equal: Baskets = [
    ['milk', 'salt', 'honey', 'jam/fig'],
    ['salt', 'honey', 'milk', 'jam/fig'],
    ['tea/black', 'honey', 'bread/rye', 'bread/white'],
    ['cake/apple', 'cake/plum', 'honey'],
    ['tea/black', 'honey', 'bread/rye', 'milk', 'salt'],
  ];
  /** A score that some combination has exactly. */
  const strength = (baskets: Baskets): number => {
    const rows = combinations(
      settings,
      baskets.map((basket) => new Set(basket)),
      given,
      0,
    ) as { score: number }[];
    return rows[Math.floor(rows.length / 2)]?.score ?? 1;
  };
  const drawn = drawnBaskets(random, 40, 9);
  const strong = settings.selection === 'strong';
  const { first, second } = inTurn('aababaabbbba', index, [
    { how: 'Counts the combinations of every basket in a Counter.', program: byCounting(settings, names) },
    {
      how: 'Notes the baskets of every name, intersects these sets and rounds fractions.',
      program: byPlaces(settings, names),
    },
  ]);
  const answer = (...input: Arguments): Json => {
    const data = input[0] as string[][];
    const receipts = [...new Set(data.map(([number]) => number))];
    const baskets =
      settings.data === 'baskets'
        ? data
        : receipts.map((number) =>
            data.filter(([other, name]) => other === number && name !== '').map(([, name]) => name ?? ''),
          );
    return combinations(
      settings,
      baskets.map((basket) => new Set(basket)),
      String(input[1]),
      Number(input.at(-1)),
    );
  };
  return studyProject(
    {
      family: FAMILY,
      index,
      seed,
      title:
        [
          `What is bought together in ${shop}?`,
          `Basket analysis for ${shop} in Python`,
          'Find combinations in shopping baskets',
        ][index % 3] ?? '',
      text: posting(settings, names, index),
      skills: ['Python', 'Data Analysis', 'Data Mining'],
      estimatedMinutes:
        45 +
        (settings.subject === 'triples' ? 25 : 0) +
        (settings.measure === 'support' ? 0 : 15) +
        (settings.data === 'lines' ? 5 : 0),
    },
    (offer) =>
      functionProject<Arguments>(PYTHON, offer, {
        entry,
        answer,
        visible: { 'a few baskets': args(few, bound), 'one basket': args([['honey', 'milk', 'salt', 'tea/green']], 1) },
        hidden: {
          'nothing sold': args([], 1),
          'never bought': args([['milk', 'salt'], ['salt']], strong ? 1001 : 3, 'gold'),
          'names twice': args(
            [
              ['milk', 'milk', 'honey', 'salt'],
              ['honey', 'milk', 'honey', 'salt'],
              ['salt', 'salt', 'milk'],
            ],
            bound,
          ),
          'empty ones': args(
            [
              ['honey', 'milk', 'salt'],
              [],
              ['milk', 'honey', 'salt', 'jam/fig'],
              [],
              ['salt'],
              [],
              ['honey', 'salt', 'milk'],
            ],
            bound,
          ),
          'several kinds': args(
            [
              ['bread/rye', 'bread/white', 'honey', 'honey/x'],
              ['bread/white', 'bread/rye', 'jam/plum', 'honey'],
              ['jam/plum', 'jam/fig', 'bread/rye', 'honey'],
              ['honey/x', 'honey', 'bread/rye/2', 'bread/rye'],
            ],
            bound,
          ),
          halves: args(HALVES, strong ? 63 : 1),
          'equal combinations': args(equal, strong ? strength(equal) : settings.selection === 'best' ? 3 : bound),
          'drawn baskets': args(drawn, strong ? strength(drawn) : bound + 1),
          'large set': args(drawnBaskets(random, 400, 24), { often: 6, best: 25, strong: 120 }[settings.selection]),
        },
        reference: first.program,
        wrong: wrong(settings, names),
      }),
    second,
  );
}

/** Market baskets: 72 combinations of subject, measure, selection and form of the data. */
export const marketBasket: StudyFamily = { ...FAMILY, variants: 12, build: variant };
