/** Plays the populations of the integrity kit, seed after seed, and judges them. */

import { DETECTORS } from '../agents/tournament/integrity/detectors.ts';
import { type Judged, judge } from '../agents/tournament/integrity/evaluation.ts';
import { POPULATIONS } from '../agents/tournament/integrity/population.ts';
import { watchedTogether } from '../agents/tournament/integrity/watched-run.ts';
import { type Played, type Populations, playPopulation } from './integrity-play.ts';

export interface Measuring extends Populations {
  readonly seeds: readonly string[];
  /** Markets of the same accounts, which detectors see as one run. */
  readonly together: number;
  readonly onMarket: (done: number, of: number) => void;
}

export async function measure(measuring: Measuring): Promise<Judged[]> {
  const { seeds, together: markets, signal, onMarket } = measuring;
  const all: Judged[] = [];
  let done = 0;
  for (const seed of seeds) {
    for (const name of POPULATIONS) {
      const played: Played[] = [];
      for (let number = 1; number <= markets; number += 1) {
        signal.throwIfAborted();
        played.push(await playPopulation({ name, seed, number }, measuring));
        done += 1;
        onMarket(done, seeds.length * POPULATIONS.length * markets);
      }
      const [first, ...others] = played;
      if (first === undefined) continue;
      const run = watchedTogether([first.watched, ...others.map(({ watched }) => watched)]);
      all.push(judge(run, { ...first.who, markets }, DETECTORS));
    }
  }
  return all;
}
