/** What the gates that run programs share: the project, the reviewer, and how far to go. */

import type { Acceptance, AcceptanceCase, Files } from '../protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import type { CaseResult } from '../reviewer/combine.ts';
import { ReviewFault } from '../reviewer/fault.ts';
import { FUEL_HEADROOM, fuelLimit } from '../reviewer/fuel.ts';
import type { Reviewer } from '../reviewer/reviewer.ts';
import { casesOf, withCases } from './cases.ts';
import { StoppedByClock, stoppedByClock } from './patient-reviewer.ts';

export interface GateSettings {
  readonly seed: string;
  /** How often the reference passes before it is believed. */
  readonly reruns: number;
  /** Most mutants of one reference. */
  readonly mutants: number;
  /** Further inputs on which correct solutions, and mutants that survive, are compared. */
  readonly furtherInputs: number;
}

export const DEFAULT_SETTINGS: GateSettings = { seed: 'admission', reruns: 10, mutants: 40, furtherInputs: 24 };

export interface GateContext {
  readonly project: ProjectPackage;
  readonly reviewer: Reviewer;
  readonly settings: GateSettings;
  readonly signal: AbortSignal;
}

/** What the first clean run of the reference tells: ticks by hidden case, and the budgets that follow from them. */
export interface ReferenceFuel {
  readonly byCase: ReadonlyMap<string, number>;
  /** What a delivery of this project has in a market. */
  readonly market: number;
  /** What a mutant has. Most that go beyond it never end, and a market's budget would pay half a second for each. */
  readonly mutant: number;
}

const MUTANT_FLOOR = 8_000_000;

export function referenceFuel(byCase: ReadonlyMap<string, number>): ReferenceFuel {
  const most = Math.max(0, ...byCase.values());
  const market = fuelLimit(most);
  const mutant = Math.min(market, Math.max(MUTANT_FLOOR, (FUEL_HEADROOM / 2) * most));
  return { byCase, market, mutant };
}

export interface RunOverOptions {
  readonly fuelPerCase: number;
  readonly until?: (result: CaseResult) => boolean;
  /** Default: the hidden acceptance of the project. */
  readonly acceptance?: Acceptance;
}

/** A program over these cases, in their order. */
export function runOver(
  { project, reviewer, signal }: GateContext,
  files: Files,
  cases: readonly AcceptanceCase[],
  { fuelPerCase, until, acceptance = project.answerKey.hidden }: RunOverOptions,
): Promise<readonly CaseResult[]> {
  const request = { files, acceptance: withCases(acceptance, cases), fuelPerCase, signal };
  return reviewer.runCases(until === undefined ? request : { ...request, until });
}

/** The same for a program that is said to be correct: rejects with `StoppedByClock` where the machine's clock ended it. */
export async function runCorrect(
  context: GateContext,
  who: string,
  ...[files, cases, options]: [Files, readonly AcceptanceCase[], RunOverOptions]
): Promise<readonly CaseResult[]> {
  const results = await runOver(context, files, cases, options);
  const stopped = results.filter(stoppedByClock).map(({ name }) => name);
  if (stopped.length > 0) throw new StoppedByClock(`${who} of ${context.project.slug}`, stopped);
  return results;
}

export function hiddenCases({ project }: GateContext): readonly AcceptanceCase[] {
  return casesOf(project.answerKey.hidden);
}

export const failedCase = ({ outcome }: CaseResult): boolean => outcome !== 'passed';

/** How the sandbox says that the statements which fill a database do not stand by themselves: the project's trouble, not ours. */
export function isBrokenSetup(problem: unknown): problem is ReviewFault {
  return problem instanceof ReviewFault && problem.message.startsWith('the set-up of the case failed');
}
