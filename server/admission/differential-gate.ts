/**
 * Gate 7: correct solutions agree on inputs that nobody has written down. Nothing proves that such an input is one that the
 * posting allows, so a few disagreements are shown and not decided; programs that disagree on most are not both right.
 */

import type { Acceptance, AcceptanceCase, Files } from '../protocol/arena/acceptance.ts';
import { mergeLimits } from '../reviewer/acceptance.ts';
import type { CaseResult } from '../reviewer/combine.ts';
import { casesOf, expecting, inputOf, taskOf } from './cases.ts';
import { failedCase, type GateContext, isBrokenSetup, type ReferenceFuel, runOver } from './context.ts';
import { type GateReport, gateReport } from './gate-report.ts';
import { furtherInputs } from './inputs/further-inputs.ts';
import type { Style } from './inputs/json-inputs.ts';
import { stoppedByClock } from './patient-reviewer.ts';

const DISAGREEING_MAX = 0.5;
/** With so many inputs somebody who can do the work answers one. */
const ANSWERABLE_MIN = 12;

export interface Differential {
  readonly report: GateReport;
  /** Further cases, careful and bold ones, with what the reference answers: those on which every correct solution agrees. */
  readonly agreed: readonly AcceptanceCase[];
}

/** The reference's word on a further input; null where it has none: then the input is taken for one the posting does not allow. */
async function settled(
  context: GateContext,
  acceptance: Acceptance,
  one: AcceptanceCase,
  fuel: number,
): Promise<AcceptanceCase | null> {
  const { reviewer, project, signal } = context;
  const task = taskOf(acceptance, one);
  if (task === null) return null;
  const { language, environment } = acceptance;
  const limits = mergeLimits(acceptance.limits, one.limits, fuel);
  const files = project.answerKey.reference;
  const request = { language, ...(environment && { environment }), files, task, limits };
  try {
    const result = await reviewer.runOnce(request, signal);
    return result.answer === undefined || stoppedByClock(result) ? null : expecting(one, result.answer);
  } catch (problem) {
    if (isBrokenSetup(problem)) return null;
    throw problem;
  }
}

/** Which of these cases the program fails, and which the machine's clock ended: those say nothing about it. */
async function disagreeing(
  context: GateContext,
  files: Files,
  cases: readonly AcceptanceCase[],
  fuelPerCase: number,
): Promise<{ readonly cases: ReadonlySet<string>; readonly stopped: readonly string[] }> {
  const results = await runOver(context, files, cases, { fuelPerCase });
  const namesOf = (wanted: readonly CaseResult[]): string[] => wanted.map(({ name }) => name);
  const stopped = results.filter(stoppedByClock);
  const failed = results.filter((one) => failedCase(one) && !stoppedByClock(one));
  return { cases: new Set(namesOf(failed)), stopped: namesOf(stopped) };
}

interface Compared {
  readonly made: number;
  readonly answered: readonly AcceptanceCase[];
  readonly agreed: readonly AcceptanceCase[];
  /** In words, one line for each input that is disputed. */
  readonly disputes: readonly string[];
}

async function compareOn(context: GateContext, fuel: ReferenceFuel, style: Style): Promise<Compared> {
  const { project, settings } = context;
  const { hidden, alternatives = [] } = project.answerKey;
  const seed = `${settings.seed}/${project.slug}`;
  const inputs = furtherInputs(hidden, casesOf(project.acceptance), settings.furtherInputs, seed, style);
  const all = await Promise.all(inputs.map((one) => settled(context, hidden, one, fuel.mutant)));
  const found = all.filter((one) => one !== null);
  const apart = await Promise.all(
    alternatives.map(async ({ name, files }) => ({
      name,
      ...(await disagreeing(context, files, found, fuel.market)),
    })),
  );
  const stopped = new Set(apart.flatMap((one) => one.stopped));
  const answered = found.filter(({ name }) => !stopped.has(name));
  const disputed = new Set(apart.flatMap(({ cases }) => [...cases]));
  const disputes = answered.flatMap((one) => {
    const who = apart.filter(({ cases }) => cases.has(one.name)).map(({ name }) => name);
    return who.length === 0 ? [] : [`${who.join(', ')} differs for ${JSON.stringify(inputOf(one))}`];
  });
  return { made: inputs.length, answered, agreed: answered.filter(({ name }) => !disputed.has(name)), disputes };
}

export async function differentialGate(context: GateContext, fuel: ReferenceFuel): Promise<Differential> {
  const { hidden, alternatives = [] } = context.project.answerKey;
  const [careful, bold] = await Promise.all([compareOn(context, fuel, 'careful'), compareOn(context, fuel, 'bold')]);
  const agreed = [...bold.agreed, ...careful.agreed];
  if (careful.made + bold.made === 0) {
    const none = 'No case is small enough to be changed.';
    const why = hidden.kind === 'assertions' ? 'Assertions have no inputs to change.' : none;
    return { report: gateReport('differential', 'not_run', why), agreed };
  }
  const { answered, disputes } = careful;
  const figures = {
    inputs: careful.made,
    answered: answered.length,
    disagreements: disputes.length,
    boldInputs: bold.made,
    boldAgreed: bold.agreed.length,
  };
  const made = careful.made + bold.made;
  if (made >= ANSWERABLE_MIN && answered.length + bold.answered.length === 0) {
    const summary = `The reference answers none of ${made} further inputs: it knows its cases, and nothing else.`;
    return { report: gateReport('differential', 'failed', summary, figures), agreed };
  }
  if (alternatives.length === 0) {
    const summary = 'There is no other correct solution to compare with the reference.';
    return { report: gateReport('differential', 'not_run', summary, figures), agreed };
  }
  const share = answered.length === 0 ? 0 : disputes.length / answered.length;
  const outcome = share > DISAGREEING_MAX ? 'failed' : disputes.length > 0 ? 'warned' : 'passed';
  const summary = `Correct solutions agree on ${careful.agreed.length} of ${answered.length} further inputs.`;
  return { report: gateReport('differential', outcome, summary, figures, disputes), agreed };
}
