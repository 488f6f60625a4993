/** Combines the results of cases into one finding: the score, the counts and what each case came to. */

import { assert } from '../kernel/assert.ts';
import { BPS_ONE } from '../kernel/money.ts';
import type { RubricEvidence } from '../protocol/arena/rubric.ts';
import type { RunExit, Unrepeatable } from './sandbox.ts';

/** What a case came to: passed, or one of a fixed list of failures. Hidden cases show nothing else to anybody. */
export type Outcome = 'passed' | 'wrong_answer' | 'file_missing' | Exclude<RunExit, 'answered'>;

/** A text for people, cut to a bounded length; `characters` counts the whole. */
export interface Excerpt {
  readonly text: string;
  readonly characters: number;
}

/** What people may read about a visible case. `got` is null when there was no answer. Texts from the run are untrusted. */
export interface Details {
  readonly input: Excerpt;
  readonly expected: Excerpt;
  readonly got: Excerpt | null;
  readonly difference: string;
  readonly message: Excerpt;
  readonly stdout: Excerpt;
  readonly stderr: Excerpt;
}

/** One case as it went. `details` is null for hidden cases: their texts never leave the run. */
export interface CaseResult {
  readonly name: string;
  readonly visible: boolean;
  readonly weight: number;
  readonly outcome: Outcome;
  /** Why an equal run may end otherwise; null where it cannot. */
  readonly unrepeatable: Unrepeatable | null;
  /** Ticks and peak bytes; both 0 where the wall clock cut the run, because they would differ from run to run. */
  readonly fuel: number;
  readonly memoryBytes: number;
  readonly details: Details | null;
}

/** The reviewer's word on one delivery: a pure function of what `identity` names. */
export interface Finding {
  /** sha256 of (image, files, acceptance, hidden cases, limits). Keys the order of hidden cases: never published. */
  readonly identity: string;
  readonly scoreBps: number;
  readonly casesPassed: number;
  readonly caseCount: number;
  readonly weightPassed: number;
  readonly weightTotal: number;
  readonly passed: boolean;
  /** Ticks over all cases, and the largest peak. A delivery can steer both by hidden inputs: not for its author's eyes. */
  readonly fuel: number;
  readonly memoryBytes: number;
  readonly cases: readonly CaseResult[];
  /** A judge's opinion and its weight; absent: nobody was asked, or nobody could say. */
  readonly rubric?: RubricEvidence;
}

function total(cases: readonly CaseResult[], figure: (one: CaseResult) => number): number {
  return cases.reduce((sum, one) => sum + figure(one), 0);
}

/**
 * Share of weight passed in whole basis points, rounded down: 10,000 if and only if all cases passed. A finding about
 * no cases at all would pass everybody; asking for one is a bug.
 */
export function combine(identity: string, cases: readonly CaseResult[]): Finding {
  assert(cases.length > 0, 'a review needs at least one case');
  const passedCases = cases.filter((one) => one.outcome === 'passed');
  const weightTotal = total(cases, (one) => one.weight);
  const weightPassed = total(passedCases, (one) => one.weight);
  assert(Number.isSafeInteger(weightTotal * BPS_ONE), `weights out of range: ${weightTotal}`);
  return {
    identity,
    scoreBps: Math.floor((weightPassed * BPS_ONE) / weightTotal),
    casesPassed: passedCases.length,
    caseCount: cases.length,
    weightPassed,
    weightTotal,
    passed: passedCases.length === cases.length,
    fuel: total(cases, (one) => one.fuel),
    memoryBytes: cases.reduce((largest, one) => Math.max(largest, one.memoryBytes), 0),
    cases,
  };
}
