/**
 * Honeypots: projects that nobody can pass honestly. The posting and its visible cases are those of an ordinary project; the hidden
 * cases want each other's answers. Who passes one knew them.
 */

import { canonicalJson } from '../kernel/hash.ts';
import type { Acceptance, AcceptanceCase } from '../protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';
import { casesOf, expectedOf } from './cases.ts';
import { expectedAnswer } from './controls/control.ts';
import { writerFor } from './controls/controls.ts';

const WHY = 'The hidden cases want the answers of other hidden cases: nothing in the posting leads to them.';
/** At least so much of the hidden cases must want something else than before. */
const EXCHANGED_MIN = 0.5;

/** The cases with their expected answers handed on by `by` places. */
function handedOn(cases: readonly AcceptanceCase[], by: number): AcceptanceCase[] {
  return cases.map((one, at) => {
    const from = cases[(at + by) % cases.length] ?? one;
    return 'expected' in one && 'expected' in from ? ({ ...one, expected: from.expected } as AcceptanceCase) : one;
  });
}

function changedShare(before: readonly AcceptanceCase[], after: readonly AcceptanceCase[]): number {
  const changed = after.filter((one, at) => {
    const was = before[at];
    return was !== undefined && canonicalJson(expectedOf(one) ?? null) !== canonicalJson(expectedOf(was) ?? null);
  });
  return changed.length / before.length;
}

/** Null where answers cannot be exchanged, or no program could know them by heart: assertions, queries, and programs that check. */
export function honeypotOf(project: ProjectPackage): ProjectPackage | null {
  const { acceptance, answerKey } = project;
  const { hidden } = answerKey;
  const writer = writerFor(hidden);
  if (writer === null || hidden.kind === 'assertions' || hidden.kind === 'sql') return null;
  if (hidden.comparator.kind === 'checker') return null;
  const before: readonly AcceptanceCase[] = casesOf(hidden);
  const tries = before.slice(1).map((_, at) => handedOn(before, at + 1));
  const best = tries.toSorted((a, b) => changedShare(before, b) - changedShare(before, a))[0];
  if (best === undefined || changedShare(before, best) < EXCHANGED_MIN) return null;
  const known = [...casesOf(acceptance), ...best];
  const first = known[0] === undefined ? null : expectedAnswer(known[0]);
  if (first === null) return null;
  return {
    ...project,
    slug: `${project.slug}-honeypot`,
    answerKey: {
      hidden: { ...hidden, cases: best } as Acceptance,
      reference: { [hidden.file]: writer.memoriser(known, first) },
      wrong: answerKey.wrong,
      honeypot: { why: WHY, honest: answerKey.reference },
    },
  };
}

/** Packages that are honeypots, and those that are not. */
export function apart(projects: readonly ProjectPackage[]): {
  readonly measured: readonly ProjectPackage[];
  readonly honeypots: readonly ProjectPackage[];
} {
  const isHoneypot = ({ answerKey }: ProjectPackage): boolean => answerKey.honeypot !== undefined;
  return { measured: projects.filter((one) => !isHoneypot(one)), honeypots: projects.filter(isHoneypot) };
}
