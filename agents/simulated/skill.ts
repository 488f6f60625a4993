/** How able a simulated freelancer is: a Rasch model of the corpus, calibrated to a published success rate. */

import { chance } from '../../server/kernel/prng.ts';

export interface SizedProject {
  /** Names the project for good, whatever market it is posted in. */
  readonly key: string;
  readonly estimatedMinutes: number;
}

export interface Skill {
  /** Ability on the scale of the difficulties: at `theta` = difficulty the chance is one half. */
  readonly theta: number;
  /** Chance to pass a project of the corpus, by key; the mean over the corpus is the rate. */
  readonly chances: ReadonlyMap<string, number>;
}

/** Half-width of the search for theta: far enough for any rate that a corpus can tell from 0 or 1. */
const THETA_MAX = 60;
const HALVINGS = 200;

/**
 * Difficulty by key: the logarithm of the estimated minutes, standardised over the corpus (mean 0, deviation 1).
 * That longer work is harder is an assumption; all difficulties are 0 where every estimate is the same.
 */
export function difficulties(projects: readonly SizedProject[]): Map<string, number> {
  const logs = projects.map(({ estimatedMinutes }) => Math.log(estimatedMinutes));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const deviation = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length);
  // Rounding alone gives equal estimates a deviation of this order.
  const spread = deviation > 1e-12 ? deviation : Number.POSITIVE_INFINITY;
  return new Map(projects.map(({ key }, index) => [key, ((logs[index] ?? mean) - mean) / spread]));
}

function passChance(theta: number, difficulty: number): number {
  return 1 / (1 + Math.exp(difficulty - theta));
}

/** The skill whose mean chance over the corpus is `successRate`, in [0, 1], to within 1e-9. */
export function calibrateSkill(successRate: number, projects: readonly SizedProject[]): Skill {
  const difficulty = difficulties(projects);
  const theta = solveTheta(successRate, [...difficulty.values()]);
  return { theta, chances: new Map([...difficulty].map(([key, value]) => [key, passChance(theta, value)])) };
}

function solveTheta(rate: number, difficulty: readonly number[]): number {
  if (rate <= 0) return Number.NEGATIVE_INFINITY;
  if (rate >= 1) return Number.POSITIVE_INFINITY;
  let below = -THETA_MAX;
  let above = THETA_MAX;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (below + above) / 2;
    const mean = difficulty.reduce((sum, value) => sum + passChance(middle, value), 0) / difficulty.length;
    if (mean < rate) below = middle;
    else above = middle;
  }
  return (below + above) / 2;
}

export interface Attempt {
  readonly seed: string;
  /** The freelancer. */
  readonly name: string;
  /** The project's key. */
  readonly project: string;
  /** Which posting of the project, from 1. */
  readonly round: number;
  /** Which try, from 1. The rate holds for each try by itself: further tries pass more projects than the rate says. */
  readonly attempt: number;
}

/** Whether this try passes: drawn by itself, never to fill a quota. A project outside the corpus never passes. */
export function willPass({ chances }: Skill, { seed, name, project, round, attempt }: Attempt): boolean {
  return chance(seed, 'skill', name, project, round, attempt).unit() < (chances.get(project) ?? 0);
}
