/** Gate 2: the reference solution passes every case, every time, in whatever order and beside whatever else. */

import { chance } from '../kernel/prng.ts';
import type { CaseResult } from '../reviewer/combine.ts';
import { DEFAULT_LIMITS } from '../reviewer/sandbox.ts';
import { casesOf } from './cases.ts';
import { type GateContext, hiddenCases, type ReferenceFuel, referenceFuel, runCorrect } from './context.ts';
import { type GateReport, gateReport } from './gate-report.ts';

const CONFIDENCE = 0.05;

/** Largest share of flaky runs that `reruns` clean ones leave believable, with 95 % confidence: 1 − .05^(1/R). */
export function flakeBound(reruns: number): number {
  return 1 - CONFIDENCE ** (1 / reruns);
}

export interface ReferenceResult {
  readonly report: GateReport;
  /** Null where it does not pass: nothing can be measured by it. */
  readonly fuel: ReferenceFuel | null;
}

async function round(context: GateContext, index: number, fuelPerCase: number): Promise<readonly CaseResult[]> {
  const { project, settings } = context;
  const random = chance(settings.seed, project.slug, 'rerun', index);
  const { reference } = project.answerKey;
  const { acceptance } = project;
  const [visible, hidden] = await Promise.all([
    runCorrect(context, 'the reference', reference, random.shuffle([...casesOf(acceptance)]), {
      fuelPerCase,
      acceptance,
    }),
    runCorrect(context, 'the reference', reference, random.shuffle([...hiddenCases(context)]), { fuelPerCase }),
  ]);
  return [...visible, ...hidden];
}

/** What a run came to, in the order of the names: outcome and ticks. Equal for equal runs. */
function signature(results: readonly CaseResult[]): ReadonlyMap<string, string> {
  return new Map(results.map(({ name, outcome, fuel }) => [name, `${outcome}, ${fuel} ticks`]));
}

export async function referenceGate(context: GateContext): Promise<ReferenceResult> {
  const { reruns } = context.settings;
  const first = await round(context, 0, DEFAULT_LIMITS.fuel);
  const failed = first.filter(({ outcome }) => outcome !== 'passed');
  if (failed.length > 0) {
    const findings = failed.map(({ name, outcome }) => `"${name}": ${outcome}`);
    const summary = `The reference fails ${failed.length} of ${first.length} cases.`;
    return { report: gateReport('reference', 'failed', summary, { failed: failed.length }, findings), fuel: null };
  }
  const fuel = referenceFuel(new Map(first.map((one) => [one.name, one.fuel])));
  const further = Array.from({ length: reruns - 1 }, (_, index) => round(context, index + 1, fuel.market));
  const rounds = await Promise.all(further);
  const expected = signature(first);
  const findings = rounds.flatMap((results, index) =>
    [...signature(results)]
      .filter(([name, found]) => !found.startsWith('passed') || (counted(context) && found !== expected.get(name)))
      .map(([name, found]) => `"${name}": ${found} in run ${index + 2}, ${expected.get(name)} in the first`),
  );
  const bound = flakeBound(reruns);
  const figures = { reruns, cases: first.length, flakeBound: bound, mostTicks: Math.max(...fuel.byCase.values()) };
  if (findings.length > 0) {
    const summary = `The reference does not come to the same in ${reruns} runs.`;
    return { report: gateReport('reference', 'failed', summary, figures, findings), fuel: null };
  }
  const same = counted(context) ? ', to the tick the same' : '';
  const summary = `${reruns} clean runs${same}: fewer than ${(bound * 100).toFixed(1)} % flaky, with 95 % confidence.`;
  return { report: gateReport('reference', 'passed', summary, figures), fuel };
}

/** Whether ticks are exact where the project is judged. */
function counted({ project }: GateContext): boolean {
  return project.acceptance.environment?.tier !== 'native' && project.acceptance.kind !== 'assertions';
}
