/** Tries what was imported: a solution of the set must pass every hidden case, and two wrong programs must not. */

import type { Acceptance } from '../../protocol/arena/acceptance.ts';
import type { AnswerKey } from '../../protocol/arena/project-package.ts';
import type { Finding } from '../../reviewer/combine.ts';
import { ReviewFault } from '../../reviewer/fault.ts';
import { fuelLimit } from '../../reviewer/fuel.ts';
import type { Bench } from './bench.ts';
import { type Candidate, FILE } from './candidate.ts';
import { Skip } from './trouble.ts';

export interface Proven {
  readonly acceptance: Acceptance;
  readonly answerKey: AnswerKey;
  /** The most ticks that the reference needed on a hidden case. */
  readonly fuel: number;
}

/** Fewer make no project: set-up draws among them. */
const WRONG_WANTED = 2;

const filesOf = (program: string): Record<string, string> => ({ [FILE]: program });

/** Rejects with a `Skip` where the set's assertions fail by themselves, whatever is delivered. */
async function review(bench: Bench, program: string, acceptance: Acceptance, fuel?: number): Promise<Finding> {
  try {
    return await bench.review(filesOf(program), acceptance, fuel);
  } catch (thrown) {
    if (thrown instanceof ReviewFault && thrown.reason === 'checker_failed')
      throw new Skip('reference_fails', thrown.message);
    if (thrown instanceof ReviewFault && thrown.reason === 'environment_unavailable') {
      throw new Skip('not_judged_here', thrown.message);
    }
    throw thrown;
  }
}

function firstFailure({ cases }: Finding): string {
  const failed = cases.find(({ outcome }) => outcome !== 'passed');
  if (failed === undefined) return '';
  const { name, outcome, details } = failed;
  const said = details?.message.text || details?.difference || '';
  return `case "${name}" comes to ${outcome}${said === '' ? '' : `: ${said}`}`.slice(0, 400);
}

async function findReference(
  { references, hidden }: Candidate,
  bench: Bench,
): Promise<{ program: string; fuel: number }> {
  let failure = 'no solution was tried';
  for (const program of references) {
    const finding = await review(bench, program, hidden);
    if (finding.passed) return { program, fuel: Math.max(...finding.cases.map(({ fuel }) => fuel)) };
    failure = firstFailure(finding);
  }
  throw new Skip('reference_fails', failure);
}

/** The visible cases that the reference passes: an example in a description may be a mistake of its author. */
async function passedVisible(
  { visible, leastVisible }: Candidate,
  bench: Bench,
  reference: string,
): Promise<Acceptance> {
  if (visible.cases.length > 0) {
    const { cases } = await review(bench, reference, visible);
    const passed = new Set(cases.filter(({ outcome }) => outcome === 'passed').map(({ name }) => name));
    const kept = visible.cases.filter(({ name }) => passed.has(name));
    // A union of kinds does not survive a filter of its cases, though every case is of the kind that it was.
    if (kept.length > 0) return { ...visible, cases: kept } as Acceptance;
  }
  if (leastVisible === null) throw new Skip('reference_fails', 'its solution passes none of the cases that are shown');
  return leastVisible;
}

export async function prove(candidate: Candidate, bench: Bench): Promise<Proven> {
  const { hidden } = candidate;
  const reference = await findReference(candidate, bench);
  const acceptance = await passedVisible(candidate, bench, reference.program);
  const budget = fuelLimit(reference.fuel);
  const wrong: AnswerKey['wrong'] = [];
  for (const { name, why, program } of await candidate.wrong(reference.program)) {
    const finding = await review(bench, program, hidden, budget);
    if (!finding.passed) wrong.push({ name, why, files: filesOf(program) });
    // The first does nothing at all: cases that let it through say nothing about anybody.
    else if (wrong.length === 0) throw new Skip('weak_tests', 'a program that does nothing passes every hidden case');
    if (wrong.length === WRONG_WANTED) break;
  }
  if (wrong.length < WRONG_WANTED) throw new Skip('weak_tests', 'no slip in its solution fails a hidden case');
  return { acceptance, answerKey: { hidden, reference: filesOf(reference.program), wrong }, fuel: reference.fuel };
}
