/** The populations that detectors are measured on: the same market with its adversaries, and with everybody honest. */

import { chance } from '../../../server/kernel/prng.ts';
import { type StrategyName, strategies, strategySchema } from '../../scripted/registry.ts';
import type { TournamentConfig } from '../config.ts';
import { isPlayed, type Roster, type RosterEntry } from '../roster.ts';

export const POPULATIONS = ['adversaries', 'honest', 'study'] as const;
export type PopulationName = (typeof POPULATIONS)[number];

/** Honest success rates lie between these. */
const RATE_FROM = 0.5;
const RATE_TO = 0.95;

/** An entry with a strategy and a rate of its own seed: what is honest must not be one fixed table of eight. */
function varied(entry: RosterEntry, seed: string): RosterEntry {
  if (!isPlayed(entry) || entry.adversary !== undefined) return entry;
  const draw = chance(seed, 'population', entry.name);
  const strategy = strategySchema.parse({ name: draw.pick(Object.keys(strategies) as StrategyName[]) });
  return { ...entry, strategy, skills: ['Python'], successRate: RATE_FROM + (RATE_TO - RATE_FROM) * draw.unit() };
}

function honestEntry(entry: RosterEntry): RosterEntry {
  if (!isPlayed(entry)) return entry;
  const { adversary: _adversary, ...honest } = entry;
  return honest;
}

/** One of the markets that the same accounts take part in. */
export interface MarketOf {
  readonly name: PopulationName;
  /** Of the accounts: their strategies and skills are the same in all their markets. */
  readonly seed: string;
  /** From 1. */
  readonly number: number;
}

/** The tournament of one market. `base` has the adversaries; `study` is the honest roster of the study. */
export function populationOf(
  { name, seed, number }: MarketOf,
  base: { readonly config: TournamentConfig; readonly roster: Roster },
  study: Roster,
): { readonly config: TournamentConfig; readonly roster: Roster } {
  const { corpus } = base.config;
  const named: TournamentConfig =
    number === 1
      ? { ...base.config, seed, name: `${name}-${seed}` }
      : {
          ...{ ...base.config, seed: `${seed}/${number}`, name: `${name}-${seed}-${number}` },
          // Other work: who does the same again hands in the same again.
          corpus: { ...corpus, seed: `${corpus.seed}/${number}` },
        };
  const employers = named.employers.map((one) => ({ ...one, ghosting: 0 }));
  if (name === 'study') return { config: { ...named, employers }, roster: study };
  if (name === 'adversaries') {
    return { config: named, roster: { ...base.roster, entries: base.roster.entries.map((one) => varied(one, seed)) } };
  }
  const entries = base.roster.entries.map((one) => varied(honestEntry(one), seed));
  return { config: { ...named, employers }, roster: { ...base.roster, entries } };
}
