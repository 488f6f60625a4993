/** Candidate readings of the study's prices: the same outcomes under other prices. Outcomes are taken as they are. */

import { chance } from '../../../server/kernel/prng.ts';
import { sum } from '../statistics/moments.ts';
import { PUBLISHED_MEAN, PUBLISHED_POT, PUBLISHED_TASKS } from './published.ts';

export interface PricedTask {
  readonly slug: string;
  readonly priceCents: number;
  /** Null: not known. */
  readonly estimatedMinutes: number | null;
}

export interface PriceReading {
  readonly key: string;
  readonly title: string;
  readonly about: string;
  /** Price in cents by slug; null where the tasks do not say what it needs. */
  readonly prices: (tasks: readonly PricedTask[]) => ReadonlyMap<string, number> | null;
}

/** Rupees for a dollar, about, in the years of the postings. */
const RUPEES = 83;
/** Of the mean price that the pot implies to the published mean of postings: 4.69. */
const EXCESS = PUBLISHED_POT / PUBLISHED_TASKS / PUBLISHED_MEAN;
/** So many prices in rupees would raise the mean by as much. */
const UNCONVERTED = (EXCESS - 1) / (RUPEES - 1);

const priced = (tasks: readonly PricedTask[], price: (task: PricedTask) => number): Map<string, number> =>
  new Map(tasks.map((task) => [task.slug, price(task)]));

/** The same prices, the dearest for the shortest work. Equal lengths in the order of their names. */
function easyIsDear(tasks: readonly PricedTask[]): Map<string, number> | null {
  if (tasks.some(({ estimatedMinutes }) => estimatedMinutes === null)) return null;
  const prices = tasks.map(({ priceCents }) => priceCents).sort((a, b) => b - a);
  const shortest = tasks.toSorted(
    (a, b) => (a.estimatedMinutes ?? 0) - (b.estimatedMinutes ?? 0) || (a.slug < b.slug ? -1 : 1),
  );
  return new Map(shortest.map(({ slug }, at) => [slug, prices[at] ?? 0]));
}

export const PRICE_READINGS: readonly PriceReading[] = [
  {
    key: 'posted',
    title: 'Prices of this run',
    about: 'the prices that the projects were posted at',
    prices: (tasks) => priced(tasks, ({ priceCents }) => priceCents),
  },
  {
    key: 'flat',
    title: 'One price for all',
    about: `every task at $${PUBLISHED_MEAN}, the published mean: dollar share is task share`,
    prices: (tasks) => priced(tasks, () => PUBLISHED_MEAN * 100),
  },
  {
    key: 'scaled',
    title: 'Scaled to the published pot',
    about: 'this run’s prices, multiplied until the mean is what $1.6 million over 1,115 tasks implies',
    prices: (tasks) => {
      const mean = sum(tasks.map(({ priceCents }) => priceCents)) / Math.max(1, tasks.length);
      const factor = (PUBLISHED_POT * 100) / PUBLISHED_TASKS / mean;
      return priced(tasks, ({ priceCents }) => priceCents * factor);
    },
  },
  {
    key: 'easyIsDear',
    title: 'Dear where easy',
    about:
      'this run’s prices handed out anew, the dearest to the shortest work: what estimated tags would have to look like',
    prices: easyIsDear,
  },
  {
    key: 'unconverted',
    title: 'Some left in rupees',
    about: `${(UNCONVERTED * 100).toFixed(1)} % of the prices, drawn once, ${RUPEES} times too high: as many as would raise the mean to the implied one`,
    prices: (tasks) =>
      priced(tasks, ({ slug, priceCents }) =>
        chance('study', 'rupees', slug).unit() < UNCONVERTED ? priceCents * RUPEES : priceCents,
      ),
  },
];
