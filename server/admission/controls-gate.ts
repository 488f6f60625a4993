/**
 * Gate 3: what solves nothing earns nothing. A control never sees what a hidden case is about, so it has one answer for all of
 * them, or none. The rule: it may pass exactly those hidden cases for which that one answer is right, never all of them, and
 * the best single answer is right for at most two thirds of the weight. Above one half somebody should look.
 */

import type { CaseResult } from '../reviewer/combine.ts';
import { type GateContext, hiddenCases, type ReferenceFuel, runOver } from './context.ts';
import type { Control } from './controls/control.ts';
import { controlsFor, rightFor } from './controls/controls.ts';
import { type GateReport, gateReport } from './gate-report.ts';

/** More than that, and whoever answers without looking is paid for most of the work. */
export const CONSTANT_SHARE_MAX = 2 / 3;
const CONSTANT_SHARE_NOTED = 1 / 2;
/** Enough to start, to read the largest input and to be seen spinning. */
const ENDLESS_FUEL = 3_000_000;
/** What never ends says nothing about a case, and each costs as much as thirty others. */
const ENDLESS_CASES = 2;

export interface ControlsResult {
  readonly report: GateReport;
  /** Share of hidden cases that the controls fail: how specific the cases are. */
  readonly rejected: { readonly count: number; readonly of: number };
}

interface Tried {
  readonly control: Control;
  readonly results: readonly CaseResult[];
  /** Cases it passed though its answer is not right for them. */
  readonly undeserved: readonly string[];
  readonly share: number;
}

async function tryOut(context: GateContext, fuel: ReferenceFuel, control: Control): Promise<Tried> {
  const { hidden } = context.project.answerKey;
  const endless = control.sort === 'endless';
  const fuelPerCase = endless ? Math.min(ENDLESS_FUEL, fuel.mutant) : fuel.mutant;
  const cases = hiddenCases(context).slice(0, endless ? ENDLESS_CASES : undefined);
  const results = await runOver(context, control.files, cases, { fuelPerCase });
  const passed = results.filter(({ outcome }) => outcome === 'passed');
  const right = rightFor(hidden, control.says);
  const total = results.reduce((sum, { weight }) => sum + weight, 0);
  return {
    control,
    results,
    undeserved: passed.map(({ name }) => name).filter((name) => !right.has(name)),
    share: passed.reduce((sum, { weight }) => sum + weight, 0) / total,
  };
}

/** Under assertions nobody can say beforehand for what a plain answer is right: what the plain constants pass counts as deserved. */
function deservedByPlain(context: GateContext, tried: readonly Tried[]): ReadonlySet<string> {
  if (context.project.answerKey.hidden.kind !== 'assertions') return new Set();
  const plain = tried.filter(({ control: { sort } }) => sort === 'stub' || sort === 'constant');
  return new Set(plain.flatMap(({ undeserved }) => undeserved));
}

function problemsOf({ control: { name }, undeserved, share }: Tried, deserved: ReadonlySet<string>): string[] {
  const unexplained = undeserved.filter((one) => !deserved.has(one));
  const shown = unexplained.slice(0, 5).map((one) => `"${one}"`);
  return [
    ...(share === 1 ? [`"${name}" passes every hidden case`] : []),
    ...(share < 1 && share > CONSTANT_SHARE_MAX ? [`"${name}" earns ${(share * 100).toFixed(0)} % of the weight`] : []),
    ...(unexplained.length === 0 ? [] : [`"${name}" passes ${shown.join(', ')}, though it cannot know the answer`]),
  ];
}

export async function controlsGate(context: GateContext, fuel: ReferenceFuel): Promise<ControlsResult> {
  const controls = controlsFor(context.project);
  if (controls === null) {
    const summary = `Nobody has written controls for ${context.project.acceptance.language}.`;
    return { report: gateReport('controls', 'not_run', summary), rejected: { count: 0, of: 0 } };
  }
  const tried = await Promise.all(controls.map((control) => tryOut(context, fuel, control)));
  const deserved = deservedByPlain(context, tried);
  const problems = tried.flatMap((one) => problemsOf(one, deserved));
  const best = Math.max(...tried.map(({ share }) => share));
  const rejected = { count: tried.filter(({ share }) => share < 1).length, of: tried.length };
  const figures = { controls: tried.length, rejected: rejected.count, bestShareWithoutWork: best };
  const summary = `${rejected.count} of ${rejected.of} controls rejected; the best of them earns ${(best * 100).toFixed(0)} % by chance.`;
  const outcome = problems.length > 0 ? 'failed' : best > CONSTANT_SHARE_NOTED ? 'warned' : 'passed';
  return { report: gateReport('controls', outcome, summary, figures, problems), rejected };
}
