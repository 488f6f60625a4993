/** The plan of an experiment: how many runs it is, what they may cost, how long they take, and what they can show. */

import { designOf } from '../analysis/repetition-table.ts';
import { type Estimated, totalOf } from '../estimate-text.ts';
import { portable } from '../portable.ts';
import type { LoadedExperiment } from './load.ts';
import { estimateTime, type Measured, postingsOf, type TimeEstimate } from './measured.ts';
import { type PowerLine, powerAssumptions, powerOf } from './power.ts';

export interface PlannedCost {
  /** US dollars over all runs; a model without a price is in none of them. */
  readonly least: number;
  readonly likely: number;
  readonly most: number;
  /** Whether a model has no price. */
  readonly unknown: boolean;
  /** Freelancers that are models, over all treatments. */
  readonly models: number;
}

export interface Plan {
  readonly name: string;
  readonly question: string;
  readonly design: string;
  readonly treatments: readonly { readonly name: string; readonly runs: number; readonly postings: number }[];
  readonly repetitions: number;
  readonly runs: number;
  readonly cost: PlannedCost;
  /** Null: nobody has measured anything. */
  readonly time: TimeEstimate | null;
  readonly power: readonly PowerLine[];
  readonly assumptions: readonly string[];
}

/** What only the caller knows of a treatment. */
export interface TreatmentFacts {
  /** Projects of its corpus. */
  readonly projects: number;
  /** What its models may cost in one run. */
  readonly estimates: readonly Estimated[];
}

function costOf(runs: ReadonlyMap<string, number>, facts: ReadonlyMap<string, TreatmentFacts>): PlannedCost {
  const sum = { least: 0, likely: 0, most: 0, unknown: false, models: 0 };
  for (const [name, { estimates }] of facts) {
    const count = runs.get(name) ?? 0;
    const { least, likely, most, unknown } = totalOf(estimates);
    sum.least += count * least;
    sum.likely += count * likely;
    sum.most += count * most;
    sum.unknown ||= unknown;
    sum.models += estimates.length;
  }
  return sum;
}

/** `facts`: by treatment. */
export function planOf(
  { experiment, treatments, runs, seeds }: LoadedExperiment,
  facts: ReadonlyMap<string, TreatmentFacts>,
  measured: Measured,
): Plan {
  const counts = new Map<string, number>();
  for (const { treatment } of runs) counts.set(treatment, (counts.get(treatment) ?? 0) + 1);
  const described = new Map(
    treatments.map(({ name, loaded: { config, roster } }) => {
      const postings = postingsOf(config, facts.get(name)?.projects ?? 0, roster);
      return [name, { design: designOf(portable({ config, roster })), postings }];
    }),
  );
  const repetitions = seeds.length;
  const planned = runs.flatMap(({ treatment }) => described.get(treatment) ?? []);
  return {
    name: experiment.name,
    question: experiment.question,
    design: experiment.design.kind,
    treatments: treatments.map(({ name }) => ({
      name,
      runs: counts.get(name) ?? 0,
      postings: described.get(name)?.postings ?? 0,
    })),
    repetitions,
    runs: runs.length,
    cost: costOf(counts, facts),
    time: estimateTime(planned, measured),
    power: powerOf(experiment, { repetitions, runs: runs.length / repetitions }, measured.spreads),
    assumptions: powerAssumptions(experiment, repetitions),
  };
}
