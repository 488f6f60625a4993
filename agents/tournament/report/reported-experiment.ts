/** What a report says of an experiment: read from what `arena experiment` left behind, or from a description of one's own. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Table } from '../analysis/table.ts';
import { type ExperimentResult, experimentResultSchema } from '../experiment/result.ts';
import { deviationText, resultTables } from '../experiment/result-text.ts';
import { readJson } from '../text-file.ts';
import { parsedAs } from './reported-run.ts';

/** An experiment in words, as whoever made it tells it. */
const experimentFactsSchema = z.strictObject({
  name: z.string(),
  question: z.string(),
  /** sha256 of the pre-registration; null: nothing was locked. */
  lock: z.string().nullable(),
  lockedAt: z.string().nullable(),
  primary: z.string().nullable(),
  design: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  /** What was done otherwise than locked, a sentence each. */
  deviations: z.array(z.string()),
});
type ExperimentFacts = z.infer<typeof experimentFactsSchema>;

export interface ReportedExperiment extends ExperimentFacts {
  readonly currency: string;
  /** Outcomes by treatment, and contrasts with their tests; empty where only words were given. */
  readonly tables: readonly Table[];
}

function primaryOf({ outcomes, contrasts }: ExperimentResult): string | null {
  const figures = new Map(
    outcomes.map(({ name, figure, freelancer }) => [name, freelancer === null ? figure : `${figure} of ${freelancer}`]),
  );
  const own = contrasts.filter(({ family }) => family === 'primary');
  return own.length === 0 ? null : own.map(({ name, outcome }) => `${name} in ${figures.get(outcome)}`).join('; ');
}

/** Each factor with its levels, in the order of the treatments. */
function factorsOf({ treatments }: ExperimentResult): ExperimentFacts['design'] {
  const levels = new Map<string, Set<string>>();
  for (const treatment of treatments) {
    for (const [factor, level] of Object.entries(treatment.levels))
      levels.set(factor, (levels.get(factor) ?? new Set()).add(level));
  }
  return [...levels].map(([factor, names]) => ({ name: `Factor ${factor}`, value: [...names].join(', ') }));
}

function ofResult(result: ExperimentResult): ReportedExperiment {
  const { name, question, lock, treatments, repetitions, runs, alpha, correction, currency } = result;
  return {
    ...{ name, question, currency },
    lock: lock?.hash ?? null,
    lockedAt: lock?.lockedAt ?? null,
    primary: primaryOf(result),
    design: [
      { name: 'Design', value: result.design.replace('_', ' ') },
      ...factorsOf(result),
      { name: 'Runs', value: `${runs.length}: ${treatments.length} treatments, ${repetitions} repetitions` },
      { name: 'Unit of analysis', value: 'the run: every n is a number of runs, in brackets 95 %, t over runs' },
      { name: 'Level', value: `${alpha}, corrected by ${correction.replace('_', ' and ')}` },
      { name: 'Left out', value: result.exclusions },
      { name: 'Stopping', value: result.stopping },
    ],
    deviations: lock?.deviations.map(deviationText) ?? [],
    tables: resultTables(result),
  };
}

/** `path`: the folder of an experiment, its `experiment.json`, or a description. Throws an `InputError`. */
export async function readReportedExperiment(path: string): Promise<ReportedExperiment> {
  const inside = join(path, 'experiment.json');
  const file = existsSync(inside) ? inside : path;
  const value = await readJson(file);
  if (typeof value === 'object' && value !== null && 'contrasts' in value)
    return ofResult(parsedAs(experimentResultSchema, value, file, 'result of an experiment'));
  const facts = parsedAs(experimentFactsSchema, value, file, 'description of an experiment');
  return { ...facts, currency: 'USD', tables: [] };
}
