/** Names the wording of a freelancer's questions by their bytes: a version that somebody forgot to raise does not hide a change. */

import { canonicalJson, sha256 } from '../../server/kernel/hash.ts';
import { acceptanceSchema } from '../../server/protocol/arena/acceptance.ts';
import type { Turn } from './model.ts';
import { answerText, bidTurns, codeTurns, noCodeTurn, PROMPT_VERSION, repairTurn, revisionTurn } from './prompt.ts';
import type { PostingDocument } from './workbench.ts';

/** What stands around the texts of others, where a call has a mark of its own. */
export const SAMPLE_MARK = 'mark';
/** The one small project that all questions are asked about. */
export const SAMPLE_POSTING: PostingDocument = {
  title: 'A title',
  description: 'A description',
  skills: ['Python'],
  caseCount: 2,
  acceptance: acceptanceSchema.parse({
    kind: 'stdio',
    language: 'python',
    file: 'main.py',
    comparator: { kind: 'exact' },
    cases: [{ name: 'one', stdin: '1', expected: '1' }],
  }),
};
export const SAMPLE_FILES = { 'main.py': 'print(1)\n' };

const DRAFT = { passed: false, casesPassed: 0, caseCount: 1, cases: [] };
const TERMS = { budgetMinUsd: 1, budgetMaxUsd: 2, mechanism: 'a rule', feeShare: 0.1 };

export interface PromptName {
  readonly version: string;
  /** sha256 of every question, asked about one small project. */
  readonly sha256: string;
}

export function promptName(version: string, questions: readonly (Turn | readonly Turn[] | string)[]): PromptName {
  return { version, sha256: sha256(canonicalJson(questions)) };
}

export function freelancerPrompt(): PromptName {
  return promptName(PROMPT_VERSION, [
    ...[null, 1].map((paidUsd) => bidTurns(SAMPLE_POSTING, { ...TERMS, paidUsd }, SAMPLE_MARK)),
    ...[true, false].map((tools) => codeTurns(SAMPLE_POSTING, ['A letter'], { tools, questions: 1 }, SAMPLE_MARK)),
    repairTurn(DRAFT, 'main.py', SAMPLE_MARK),
    ...[null, 'A wish'].map((comment) => revisionTurn(SAMPLE_FILES, { evidence: null, comment }, SAMPLE_MARK)),
    noCodeTurn('main.py'),
    ...[null, 'An answer'].map((answer) => answerText(answer, SAMPLE_MARK)),
  ]);
}
