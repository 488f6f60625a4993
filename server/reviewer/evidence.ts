/** What a finding tells, and to whom: the public rendering for both parties, the sealed one for gate and operators. */

import { canonicalJson } from '../kernel/hash.ts';
import { keyedHash } from '../kernel/prng.ts';
import type { Draft } from '../protocol/arena/delivery.ts';
import type { RubricEvidence } from '../protocol/arena/rubric.ts';
import type { Details, Finding, Outcome } from './combine.ts';

export interface VisibleEvidence extends Details {
  readonly name: string;
  readonly outcome: Outcome;
  readonly fuel: number;
  readonly memoryBytes: number;
}

/** A hidden case as its author may know it: a number without meaning and a word out of a fixed list. */
export interface HiddenEvidence {
  readonly number: number;
  readonly outcome: Outcome;
}

export interface PublicEvidence {
  readonly scoreBps: number;
  readonly passed: boolean;
  readonly casesPassed: number;
  readonly caseCount: number;
  readonly visible: readonly VisibleEvidence[];
  readonly hidden: readonly HiddenEvidence[];
  readonly rubric?: RubricEvidence;
}

// The key differs for every delivery, so that number 3 of one says nothing about number 3 of the next.
function hiddenEvidence(finding: Finding): readonly HiddenEvidence[] {
  return finding.cases
    .filter((one) => !one.visible)
    .map(({ outcome }, index) => ({ outcome, rank: keyedHash(finding.identity, 'hidden case', index) }))
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
    .map(({ outcome }, index) => ({ number: index + 1, outcome }));
}

/**
 * For freelancer and employer. Visible cases in full; of hidden ones only the kind of outcome. The finding's fuel and
 * memory stay out, because a hostile delivery can spend either in proportion to what it read in a hidden input.
 */
export function publicEvidence(finding: Finding): PublicEvidence {
  const { scoreBps, passed, casesPassed, caseCount, rubric } = finding;
  const visible = finding.cases.flatMap(({ name, outcome, fuel, memoryBytes, details }): VisibleEvidence[] =>
    details === null ? [] : [{ name, outcome, fuel, memoryBytes, ...details }],
  );
  const opinion = rubric === undefined ? {} : { rubric };
  return { scoreBps, passed, casesPassed, caseCount, visible, hidden: hiddenEvidence(finding), ...opinion };
}

/** A run against the visible cases, as it is told to whoever wants to hand the files in. */
export function draftOf(finding: Finding): Draft {
  const { passed, casesPassed, caseCount, visible } = publicEvidence(finding);
  return { passed, casesPassed, caseCount, cases: [...visible] };
}

/** The bytes of the public evidence as the content store keeps them: equal findings give equal bytes. */
export function publicEvidenceText(finding: Finding): string {
  return canonicalJson(publicEvidence(finding));
}

/** For the gate and operators: every case by name and figure, without any text out of a run. Canonical JSON. */
export function sealedEvidenceText(finding: Finding): string {
  const cases = finding.cases.map(({ details: _details, ...rest }) => rest);
  return canonicalJson({ ...finding, cases });
}
