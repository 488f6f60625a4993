/** What is wrong with the two halves of an acceptance before anything runs. */

import { canonicalJson } from '../kernel/hash.ts';
import type { Acceptance } from '../protocol/arena/acceptance.ts';
import type { ProjectPackage } from '../protocol/arena/project-package.ts';

const CASES_MAX = 200;
const WRONG_MAX = 20;

/** All that is told about how a delivery is run; the two halves must say the same. */
function told(one: Acceptance): unknown {
  return {
    kind: one.kind,
    language: one.language,
    file: one.file,
    entry: 'entry' in one ? one.entry : null,
    environment: one.environment ?? null,
  };
}

export function contradictions({ acceptance, answerKey: { hidden, wrong } }: ProjectPackage): string[] {
  const names = [...acceptance.cases, ...hidden.cases].map(({ name }) => name);
  const same = canonicalJson(told(acceptance)) === canonicalJson(told(hidden));
  return [
    ...(same ? [] : ['answerKey.hidden: another kind, language, file, entry or environment than the visible cases']),
    ...(acceptance.cases.length > 0 ? [] : ['acceptance.cases: at least one visible case']),
    ...(hidden.cases.length > 0 ? [] : ['answerKey.hidden.cases: at least one hidden case']),
    ...(names.length <= CASES_MAX ? [] : [`at most ${CASES_MAX} cases, visible and hidden`]),
    ...(new Set(names).size === names.length ? [] : ['two cases have the same name']),
    ...(wrong.length <= WRONG_MAX ? [] : [`answerKey.wrong: at most ${WRONG_MAX}`]),
  ];
}
