/** The negative controls of a project: what is known to be wrong before anybody looks at it. */

import { canonicalJson } from '../../kernel/hash.ts';
import type { Acceptance, AcceptanceCase, Files } from '../../protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../../protocol/arena/project-package.ts';
import { checksOf, judge } from '../../reviewer/acceptance.ts';
import { DEFAULT_LIMITS, type RunAnswer } from '../../reviewer/sandbox.ts';
import { casesOf } from '../cases.ts';
import { type Control, type ControlSort, type ControlWriter, expectedAnswer, nothingSaid } from './control.ts';
import { javascriptControls } from './javascript.ts';
import { pythonControls } from './python.ts';
import { sqlControls } from './sql.ts';

export function writerFor(acceptance: Acceptance): ControlWriter | null {
  switch (acceptance.language) {
    case 'python':
      return pythonControls(acceptance);
    case 'javascript':
    case 'typescript':
      return javascriptControls(acceptance);
    case 'sql':
      return sqlControls();
    default:
      return null;
  }
}

/**
 * Names of the hidden cases for which this answer is right, told by comparing it here, without running anything. A checker is not
 * asked: it is what the controls try out, and only an answer equal to the expected one is beyond doubt.
 */
export function rightFor(hidden: Acceptance, says: RunAnswer | null): ReadonlySet<string> {
  if (says === null || hidden.kind === 'assertions') return new Set();
  const plain = hidden.comparator.kind === 'checker' ? { ...hidden, comparator: { kind: 'exact' } as const } : hidden;
  const checks = checksOf({ [hidden.file]: '' }, plain, false, DEFAULT_LIMITS.fuel);
  return new Set(checks.filter((check) => judge(check, says).equal).map(({ name }) => name));
}

/** Plain answers that a function under assertions may be asked for. */
const PLAIN_VALUES = [true, false, 0, 1, '', []] as const;

/** Answers worth giving blindly: every distinct one that a hidden case expects, the one right for most weight first. */
export function bestConstant(hidden: Acceptance): RunAnswer | null {
  const weights = new Map(casesOf(hidden).map(({ name, weight }) => [name, weight]));
  const answers = new Map<string, RunAnswer>();
  for (const one of casesOf(hidden)) {
    const answer = expectedAnswer(one);
    if (answer !== null) answers.set(canonicalJson(answer), answer);
  }
  let best: { answer: RunAnswer; weight: number } | null = null;
  for (const answer of answers.values()) {
    const weight = [...rightFor(hidden, answer)].reduce((sum, name) => sum + (weights.get(name) ?? 0), 0);
    if (best === null || weight > best.weight) best = { answer, weight };
  }
  return best?.answer ?? null;
}

function constants(hidden: Acceptance): readonly RunAnswer[] {
  if (hidden.kind === 'assertions') return PLAIN_VALUES.map((value) => ({ kind: 'value', value }));
  const best = bestConstant(hidden);
  return best === null ? [] : [best];
}

/** Null where nobody has written controls for the language. */
export function controlsFor({ acceptance, answerKey: { hidden } }: ProjectPackage): readonly Control[] | null {
  const writer = writerFor(hidden);
  if (writer === null) return null;
  const make = (
    sort: ControlSort,
    name: string,
    program: string,
    says: RunAnswer | null,
    more: Files = {},
  ): Control => ({
    sort,
    name,
    files: { ...more, [hidden.file]: program },
    says,
  });
  const nothing = nothingSaid(hidden);
  const visible: readonly AcceptanceCase[] = casesOf(acceptance);
  const first = visible[0] === undefined ? null : expectedAnswer(visible[0]);
  return [
    make('stub', 'empty', writer.stub(), nothing),
    ...constants(hidden).map((answer) => make('constant', 'always the same', writer.constant(answer), answer)),
    ...(first === null ? [] : [make('memoriser', 'visible cases by heart', writer.memoriser(visible, first), first)]),
    make('throws', 'raises an error', writer.throws(), null),
    make('endless', 'never ends', writer.endless(), null),
    ...writer
      .hacks()
      .map(({ name, program, more, silent }) => make('hack', name, program, silent ? nothing : null, more)),
  ];
}
