/** Bid rotation: two who win in turn, more regularly than a random order of the same wins would. */

import { rotation } from '../../statistics/screens.ts';
import { type Detector, percent, type Suspicion } from '../detector.ts';
import { type Pair, pairsOf } from '../pairs.ts';

/** Fewer wins of either can be in any order. */
const WINS_MIN = 2;

function choose(n: number, k: number): number {
  if (k < 0 || k > n) return 0;
  let ways = 1;
  for (let at = 1; at <= k; at += 1) ways = (ways * (n - k + at)) / at;
  return ways;
}

/** Chance that a random order of `first` and `second` wins changes hands at least `changes` times (Wald & Wolfowitz 1940). */
export function chanceOfChanges(first: number, second: number, changes: number): number {
  let ways = 0;
  for (let runs = changes + 1; runs <= first + second; runs += 1) {
    const half = Math.floor(runs / 2);
    ways +=
      runs % 2 === 0
        ? 2 * choose(first - 1, half - 1) * choose(second - 1, half - 1)
        : choose(first - 1, half) * choose(second - 1, half - 1) +
          choose(first - 1, half - 1) * choose(second - 1, half);
  }
  return Math.min(1, ways / choose(first + second, first));
}

function suspicionOf({ names, met }: Pair): Suspicion[] {
  const winners = met.flatMap(({ bids: [one, other] }): (0 | 1)[] => {
    if (one.status === 'accepted') return [0];
    return other.status === 'accepted' ? [1] : [];
  });
  const second = winners.filter((winner) => winner === 1).length;
  const first = winners.length - second;
  const share = rotation(winners);
  if (share === null || first < WINS_MIN || second < WINS_MIN) return [];
  const chance = chanceOfChanges(first, second, Math.round(share * (winners.length - 1)));
  const evidence = `won ${first} and ${second} of the projects on which both bid; the winner changed ${percent(share)} of the times, by chance once in ${(1 / chance).toFixed(0)}`;
  return [{ who: names, score: -Math.log10(chance), evidence }];
}

export const turns: Detector = {
  name: 'turns',
  title: 'taking turns at winning',
  scale: '−log10 of the chance of so many changes in a random order of the same wins',
  threshold: 1.1,
  least: 1,
  aims: ['ring'],
  accuses: 'freelancers',
  suspect: (run) => pairsOf(run).flatMap(suspicionOf),
};
