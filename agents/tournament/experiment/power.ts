/** Whether a design can find the effect that is asked about: power, the smallest effect it shows, and the runs it would need. */

import { detectableD, leastPermutationP, permutationPower, permutationSize } from '../statistics/permutation-power.ts';
import type { Experiment, Outcome } from './config.ts';
import { contrastsOf } from './contrast.ts';
import { combinations, factorsOf } from './design.ts';
import type { Spread } from './measured.ts';

export interface PowerLine {
  readonly outcome: string;
  readonly contrast: string;
  /** Level of the strictest step of the correction: what holds for any number of true effects. */
  readonly level: number;
  readonly pairs: number;
  /** Deviation of the contrast over repetitions, in the figure's unit, and where it comes from; null: nobody has said. */
  readonly deviation: { readonly value: number; readonly source: string } | null;
  /** The effect asked about in the figure's unit and in deviations; null: not asked about, or not known in that unit. */
  readonly effect: { readonly difference: number | null; readonly standardized: number | null } | null;
  /** Null: it cannot be said. */
  readonly power: number | null;
  /** By simulating the test itself, and not by the noncentral t distribution. */
  readonly simulated: boolean;
  /** The smallest effect found with the wanted power; null: none, or not known in that unit. */
  readonly detectable: { readonly difference: number | null; readonly standardized: number | null };
  /** Repetitions for the wanted power; null: it cannot be said. */
  readonly wantedPairs: number | null;
  readonly wantedRuns: number | null;
}

/** Tests in the family of primary outcomes. */
export function familySize(experiment: Experiment): number {
  return experiment.outcomes.primary.length * contrastsOf(experiment).length;
}

/** Power does not depend on which effects are true where every test is held to this level. */
export function strictestLevel(experiment: Experiment): number {
  return experiment.correction === 'none' ? experiment.alpha : experiment.alpha / familySize(experiment);
}

function deviationOf(outcome: Outcome, contrast: string, spreads: readonly Spread[]): PowerLine['deviation'] {
  const { effect, figure } = outcome;
  if (effect !== undefined && 'deviation' in effect && effect.deviation !== undefined)
    return { value: effect.deviation, source: effect.source ?? 'stated in the file, without a source' };
  const pilot = spreads.find((one) => one.figure === figure && one.contrast === contrast && one.deviation > 0);
  if (pilot === undefined) return null;
  return { value: pilot.deviation, source: `measured over ${pilot.pairs} repetitions of an earlier experiment` };
}

function effectOf({ effect }: Outcome, deviation: PowerLine['deviation']): PowerLine['effect'] {
  if (effect === undefined) return null;
  if ('standardized' in effect) {
    const { standardized } = effect;
    return { standardized, difference: deviation === null ? null : standardized * deviation.value };
  }
  const { difference } = effect;
  return { difference, standardized: deviation === null ? null : difference / deviation.value };
}

/** Repetitions in which the design stays balanced. */
function balanced(experiment: Experiment, pairs: number): number {
  const { design } = experiment;
  if (design.kind !== 'latin_square' || design.blocks !== undefined) return pairs;
  const size = combinations(factorsOf(experiment)).length;
  return Math.ceil(pairs / size) * size;
}

/** One line for each contrast of each primary outcome. `runs`: of a repetition. */
export function powerOf(
  experiment: Experiment,
  planned: { readonly repetitions: number; readonly runs: number },
  spreads: readonly Spread[],
): PowerLine[] {
  const alpha = strictestLevel(experiment);
  const { repetitions: pairs } = planned;
  const level = { alpha, power: experiment.power };
  const smallest = detectableD(pairs, level);
  return experiment.outcomes.primary.flatMap((outcome) =>
    contrastsOf(experiment).map(({ name: contrast }): PowerLine => {
      const deviation = deviationOf(outcome, contrast, spreads);
      const effect = effectOf(outcome, deviation);
      const d = effect?.standardized ?? null;
      const found = d === null ? null : permutationPower(d, pairs, alpha);
      const wantedPairs = d === null ? null : balanced(experiment, permutationSize(d, level));
      const difference = smallest === null || deviation === null ? null : smallest * deviation.value;
      return {
        ...{ outcome: outcome.name, contrast, level: alpha, pairs, deviation, effect },
        power: found?.power ?? null,
        simulated: found?.simulated ?? false,
        detectable: { difference, standardized: smallest },
        wantedPairs,
        wantedRuns: wantedPairs === null ? null : wantedPairs * planned.runs,
      };
    }),
  );
}

function levelText(experiment: Experiment): string {
  const { alpha, correction } = experiment;
  const tests = familySize(experiment);
  if (tests === 1) return '';
  if (correction === 'none') return `, not corrected for ${tests} tests`;
  return `: ${alpha} over ${tests} tests of primary outcomes, the strictest step of ${correction.replace('_', ' and ')}`;
}

/** What the figures of power take for granted, one sentence each. */
export function powerAssumptions(experiment: Experiment, pairs: number): string[] {
  const level = strictestLevel(experiment);
  const least = leastPermutationP(pairs);
  return [
    'The unit of analysis is the market run. A contrast has one value for each repetition; values of different repetitions are independent, and normal around the effect.',
    `Two-sided paired permutation test at ${Number(level.toPrecision(3))}${levelText(experiment)}.`,
    'Up to 12 repetitions that test itself is simulated (2,000 draws); beyond, its power is that of the paired t test.',
    ...(least > level
      ? [
          `With ${pairs} repetitions no result can have a p below ${Number(least.toPrecision(2))}: this design cannot find anything at that level.`,
        ]
      : []),
  ];
}
