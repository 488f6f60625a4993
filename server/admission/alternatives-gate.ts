/** Gate 5: correct solutions that go another way pass. A reviewer that refuses one asks for more than the posting says. */

import type { Files } from '../protocol/arena/acceptance.ts';
import type { CaseResult } from '../reviewer/combine.ts';
import { casesOf } from './cases.ts';
import { failedCase, type GateContext, hiddenCases, type ReferenceFuel, runCorrect, runOver } from './context.ts';
import { type GateReport, gateReport } from './gate-report.ts';
import type { Solution } from './solutions.ts';

const AUTHORS_MIN = 2;

/** Accepted correct solutions, of how many: the rate of true positives. */
export interface Accepted {
  readonly count: number;
  readonly of: number;
}

async function failures(
  context: GateContext,
  who: string,
  files: Files,
  fuel: ReferenceFuel,
): Promise<readonly CaseResult[]> {
  const { acceptance } = context.project;
  const [visible, hidden] = await Promise.all([
    runCorrect(context, who, files, casesOf(acceptance), { fuelPerCase: fuel.market, acceptance }),
    runCorrect(context, who, files, hiddenCases(context), { fuelPerCase: fuel.market }),
  ]);
  return [...visible, ...hidden].filter(failedCase);
}

const described = (who: string, failed: readonly CaseResult[]): string =>
  `${who} fails ${failed
    .slice(0, 5)
    .map(({ name, outcome }) => `"${name}" (${outcome})`)
    .join(', ')}`;

export interface AlternativesResult {
  readonly report: GateReport;
  readonly accepted: Accepted;
}

export async function alternativesGate(context: GateContext, fuel: ReferenceFuel): Promise<AlternativesResult> {
  const { alternatives = [] } = context.project.answerKey;
  if (alternatives.length === 0) {
    const summary = 'There is no second correct solution (answerKey.alternatives).';
    return { report: gateReport('alternatives', 'failed', summary), accepted: { count: 0, of: 0 } };
  }
  const tried = await Promise.all(
    alternatives.map(async ({ name, files }) => ({ name, failed: await failures(context, name, files, fuel) })),
  );
  const refused = tried.filter(({ failed }) => failed.length > 0);
  const accepted = { count: tried.length - refused.length, of: tried.length };
  const findings = refused.map(({ name, failed }) => described(name, failed));
  const summary = `${accepted.count} of ${accepted.of} other correct solutions accepted.`;
  const outcome = refused.length > 0 ? 'failed' : 'passed';
  const figures = { accepted: accepted.count, alternatives: accepted.of };
  return { report: gateReport('alternatives', outcome, summary, figures, findings), accepted };
}

const HOW =
  'Needs people or models that see the posting only: `arena admit … --postings FILE` writes what they see, `--solutions FILE` reads what they wrote.';

/** The part of gate 5 that needs somebody: two correct solutions by different authors. `accepted` counts towards the bank's rate. */
export async function independentGate(
  context: GateContext,
  fuel: ReferenceFuel,
  given: readonly Solution[],
): Promise<AlternativesResult> {
  const correct = given.filter(({ claim }) => claim === 'correct');
  const authors = new Set(correct.map(({ by }) => by)).size;
  if (authors < AUTHORS_MIN) {
    const report = gateReport('independent solutions', 'not_run', HOW, { authors });
    return { report, accepted: { count: 0, of: 0 } };
  }
  const tried = await Promise.all(
    correct.map(async ({ by, files }) => ({
      by,
      failed: await failures(context, `the solution of ${by}`, files, fuel),
    })),
  );
  const refused = tried.filter(({ failed }) => failed.length > 0);
  const accepted = { count: tried.length - refused.length, of: tried.length };
  const findings = refused.map(({ by, failed }) => described(`the solution of ${by}`, failed));
  const summary = `${accepted.count} of ${accepted.of} independent correct solutions accepted.`;
  const outcome = refused.length > 0 ? 'failed' : 'passed';
  return { report: gateReport('independent solutions', outcome, summary, { authors }, findings), accepted };
}

/** The part of gate 6 that needs somebody: blind solvers who disagree where nobody has written down what is right. */
export async function blindGate(
  context: GateContext,
  fuel: ReferenceFuel,
  given: readonly Solution[],
  further: Parameters<typeof runOver>[2],
): Promise<GateReport> {
  const authors = new Set(given.map(({ by }) => by)).size;
  if (authors < AUTHORS_MIN || further.length === 0) return gateReport('blind solvers', 'not_run', HOW, { authors });
  const tried = await Promise.all(
    given.map(async ({ by, files }) => ({
      by,
      results: await runOver(context, files, further, { fuelPerCase: fuel.market }),
    })),
  );
  // Somebody who solved nothing says nothing about the posting.
  const able = tried.filter(({ results }) => results.some(({ outcome }) => outcome === 'passed'));
  const split = further.filter(({ name }) => {
    const outcomes = able.map(({ results }) => results.find((one) => one.name === name)?.outcome === 'passed');
    return new Set(outcomes).size > 1;
  });
  const figures = { authors, inputs: further.length, split: split.length };
  const findings = split.map((one) => `blind solvers disagree on ${JSON.stringify('args' in one ? one.args : one)}`);
  const summary = `${given.length} blind solutions differ on ${split.length} of ${further.length} further inputs.`;
  return gateReport('blind solvers', split.length > 0 ? 'warned' : 'passed', summary, figures, findings);
}
