/** Earnings beside a person's on the same projects: the ratio, its logarithm, and how often the agent earned as much. */

import { type Bootstrapped, bootstrap } from './bootstrap.ts';
import { mean, sum } from './moments.ts';

/** One project that both sides did. Money in one unit; several people on it count as their mean. */
export interface Matched {
  readonly project: string;
  /** The cluster: projects of one family are drawn together. */
  readonly family: string;
  readonly agent: number;
  readonly human: number;
}

/** Mean of the agent over mean of the human side: sums, since both did the same projects. */
export function earningsRatio(matched: readonly Matched[]): number | null {
  const human = sum(matched.map((one) => one.human));
  return human === 0 ? null : sum(matched.map((one) => one.agent)) / human;
}

/** On which share of the projects the agent earned as much as the human side, or more. */
export function shareAsGood(matched: readonly Matched[]): number | null {
  return mean(matched.map(({ agent, human }) => (agent >= human ? 1 : 0)));
}

/** Natural logarithm; null where one of the sides earned nothing. */
export function logRatio(matched: readonly Matched[]): number | null {
  const ratio = earningsRatio(matched);
  return ratio === null || ratio <= 0 ? null : Math.log(ratio);
}

/** The ratio with its interval, found on the scale of logarithms, where it is as good as symmetric. */
export function humanRatio(matched: readonly Matched[], seed: string, resamples?: number): Bootstrapped | null {
  const options = resamples === undefined ? { seed } : { seed, resamples };
  const found = bootstrap(matched, ({ family }) => family, logRatio, options);
  if (found === null) return null;
  return { ...found, value: Math.exp(found.value), low: Math.exp(found.low), high: Math.exp(found.high) };
}
