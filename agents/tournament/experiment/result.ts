/** What an experiment found: outcomes by treatment, contrasts with tests, the run as the observation. */

import { z } from 'zod';
import { canonicalJson } from '../../../server/kernel/hash.ts';
import { clusteredMean } from '../statistics/clustered.ts';
import { deviation, mean } from '../statistics/moments.ts';
import { benjaminiHochberg, bonferroni, hochberg, holm } from '../statistics/multiple.ts';
import { pairedDifference, pairedPermutation } from '../statistics/paired.ts';
import { allOutcomes, type Experiment, type Outcome } from './config.ts';
import { type Contrast, comparable, contrastsOf, weightsOf } from './contrast.ts';
import { originOfOutcome, unitOf } from './figure.ts';
import type { LoadedExperiment } from './load.ts';

const numberOrNull = z.number().nullable();
const familySchema = z.enum(['primary', 'secondary']);
type Family = z.infer<typeof familySchema>;

const runSchema = z.strictObject({
  treatment: z.string(),
  repetition: z.int(),
  seed: z.string(),
  /** Of the run, in the folder of the experiment. */
  folder: z.string(),
  corpusHash: z.string(),
  /** By outcome; null: this run has no such figure. */
  values: z.record(z.string(), numberOrNull),
});
export type RunValues = z.infer<typeof runSchema>;

const summarySchema = z.strictObject({
  outcome: z.string(),
  treatment: z.string(),
  runs: z.int(),
  /** Runs without the figure. */
  missing: z.int(),
  mean: numberOrNull,
  /** 95 %, t over runs; null: fewer than two runs, or all alike. */
  low: numberOrNull,
  high: numberOrNull,
  deviation: numberOrNull,
});
export type Summary = z.infer<typeof summarySchema>;

const contrastSchema = z.strictObject({
  name: z.string(),
  outcome: z.string(),
  family: familySchema,
  /** Repetitions with the figure in every treatment of the contrast, and without. */
  pairs: z.int(),
  missing: z.int(),
  difference: numberOrNull,
  low: numberOrNull,
  high: numberOrNull,
  /** Of the difference over repetitions. */
  deviation: numberOrNull,
  /** The difference in deviations. */
  standardized: numberOrNull,
  p: numberOrNull,
  /** Whether every assignment of signs was tried. */
  exact: z.boolean(),
  /** Corrected over the family. */
  adjusted: numberOrNull,
  found: z.boolean(),
});
export type ContrastResult = z.infer<typeof contrastSchema>;

const deviationSchema = z.strictObject({
  kind: z.enum(['lock', 'definition', 'software', 'runs']),
  what: z.string(),
  locked: z.string(),
  found: z.string(),
});

export const experimentResultSchema = z.strictObject({
  name: z.string(),
  question: z.string(),
  design: z.string(),
  unit: z.literal('market run'),
  currency: z.string(),
  repetitions: z.int(),
  alpha: z.number(),
  correction: z.string(),
  exclusions: z.string(),
  stopping: z.string(),
  outcomes: z.array(
    z.strictObject({
      name: z.string(),
      figure: z.string(),
      freelancer: z.string().nullable(),
      family: familySchema,
      unit: z.string(),
      /** `mixed`: simulated and genuine freelancers made it together. */
      origin: z.enum(['measured', 'simulated', 'published', 'mixed']),
    }),
  ),
  treatments: z.array(z.strictObject({ name: z.string(), levels: z.record(z.string(), z.string()) })),
  runs: z.array(runSchema),
  summaries: z.array(summarySchema),
  contrasts: z.array(contrastSchema),
  /** Null: it was not registered beforehand. */
  lock: z.strictObject({ hash: z.string(), lockedAt: z.string(), deviations: z.array(deviationSchema) }).nullable(),
});
export type ExperimentResult = z.infer<typeof experimentResultSchema>;

/** Every permutation of an experiment is drawn from it: the same runs give the same bytes. */
const SEED = 'experiment';

function summaryOf(outcome: string, treatment: string, runs: readonly RunValues[]): Summary {
  const own = runs.filter((run) => run.treatment === treatment);
  const values = own.flatMap((run) => run.values[outcome] ?? []);
  const estimate = clusteredMean(values.map((value, at) => ({ value, cluster: String(at) })));
  const isSpread = estimate !== null && estimate.low !== estimate.high;
  return {
    outcome,
    treatment,
    runs: own.length,
    missing: own.length - values.length,
    mean: mean(values),
    low: isSpread ? estimate.low : null,
    high: isSpread ? estimate.high : null,
    deviation: deviation(values),
  };
}

const ROUNDING = 1e-12;

/** The contrast in one repetition; null: a treatment of it has no figure there, or was not played. */
function valueIn(
  runs: readonly RunValues[],
  outcome: string,
  planned: readonly string[],
  contrast: Contrast,
  { experiment, treatments }: LoadedExperiment,
): number | null {
  const played = comparable(contrast, experiment, treatments).filter(({ name }) => planned.includes(name));
  const weights = weightsOf(contrast, played);
  if (weights.size === 0) return null;
  let value = 0;
  let size = 0;
  for (const [treatment, weight] of weights) {
    const own = runs.find((run) => run.treatment === treatment)?.values[outcome] ?? null;
    if (own === null) return null;
    value += weight * own;
    size += Math.abs(weight * own);
  }
  // What is left where equals are taken from equals is rounding, and no difference.
  return Math.abs(value) <= ROUNDING * size ? 0 : value;
}

function contrastResult(
  contrast: Contrast,
  outcome: string,
  family: Family,
  values: readonly (number | null)[],
): ContrastResult {
  const known = values.filter((value) => value !== null);
  const estimate = pairedDifference(known);
  const spread = deviation(known);
  const difference = mean(known);
  const permuted =
    known.length === 0 ? null : pairedPermutation(known, { seed: `${SEED}/${outcome}/${contrast.name}` });
  return {
    ...{ name: contrast.name, outcome, family },
    pairs: known.length,
    missing: values.length - known.length,
    difference,
    low: estimate?.low ?? null,
    high: estimate?.high ?? null,
    deviation: spread,
    standardized: spread === null || spread === 0 || difference === null ? null : difference / spread,
    p: permuted?.p ?? null,
    exact: permuted?.exact ?? false,
    adjusted: null,
    found: false,
  };
}

const CORRECTIONS: Readonly<Record<Experiment['correction'], (pValues: readonly number[]) => readonly number[]>> = {
  holm,
  hochberg,
  bonferroni,
  benjamini_hochberg: benjaminiHochberg,
  none: (pValues) => pValues,
};

/** A test that could not be made still counts among those that were to be made. */
function corrected(
  results: readonly ContrastResult[],
  correction: Experiment['correction'],
  alpha: number,
): ContrastResult[] {
  const adjusted = CORRECTIONS[correction](results.map(({ p }) => p ?? 1));
  return results.map((one, at) => {
    const value = one.p === null ? null : (adjusted[at] ?? null);
    return { ...one, adjusted: value, found: value !== null && value <= alpha };
  });
}

function contrastsIn(loaded: LoadedExperiment, runs: readonly RunValues[]): ContrastResult[] {
  const { experiment, seeds } = loaded;
  const byRepetition = Map.groupBy(runs, ({ repetition }) => repetition);
  const planned = Map.groupBy(loaded.runs, ({ repetition }) => repetition);
  const resultsOf = (outcomes: readonly Outcome[], family: Family): ContrastResult[] =>
    outcomes.flatMap(({ name }) =>
      contrastsOf(experiment).map((contrast) => {
        const values = seeds.map((_, at) => {
          const names = planned.get(at + 1)?.map(({ treatment }) => treatment) ?? [];
          return valueIn(byRepetition.get(at + 1) ?? [], name, names, contrast, loaded);
        });
        return contrastResult(contrast, name, family, values);
      }),
    );
  const { primary, secondary } = experiment.outcomes;
  return [
    ...corrected(resultsOf(primary, 'primary'), experiment.correction, experiment.alpha),
    ...corrected(resultsOf(secondary, 'secondary'), 'benjamini_hochberg', experiment.alpha),
  ];
}

/** Runs that were not played are missing in every contrast that needs them. */
export function resultOf(
  loaded: LoadedExperiment,
  runs: readonly RunValues[],
  lock: ExperimentResult['lock'],
): ExperimentResult {
  const { experiment, treatments, seeds } = loaded;
  const { name, question, design, alpha, correction, exclusions, stopping } = experiment;
  const outcomes = allOutcomes(experiment);
  const tournaments = treatments.map((one) => one.loaded);
  return {
    ...{ name, question, design: design.kind, unit: 'market run' },
    currency: currencyOf(loaded),
    repetitions: seeds.length,
    ...{ alpha, correction, exclusions, stopping },
    outcomes: outcomes.map((outcome) => ({
      name: outcome.name,
      figure: outcome.figure,
      freelancer: outcome.freelancer ?? null,
      family: experiment.outcomes.primary.includes(outcome) ? 'primary' : 'secondary',
      unit: unitOf(outcome),
      origin: originOfOutcome(outcome, tournaments),
    })),
    treatments: treatments.map((one) => ({ name: one.name, levels: { ...one.levels } })),
    runs: [...runs],
    summaries: outcomes.flatMap((outcome) => treatments.map((one) => summaryOf(outcome.name, one.name, runs))),
    contrasts: contrastsIn(loaded, runs),
    lock,
  };
}

export function currencyOf({ treatments }: LoadedExperiment): string {
  return treatments[0]?.loaded.config.market.currency ?? 'USD';
}

/** Canonical: the same runs give the same bytes. A value that breaks the schema throws. */
export function experimentResultJson(result: ExperimentResult): string {
  return `${canonicalJson(experimentResultSchema.parse(result))}\n`;
}
