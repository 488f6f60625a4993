/** Names the wording of a freelancer's questions by their bytes: a version that somebody forgot to raise does not hide a change. */

import { canonicalJson, sha256 } from '../../server/kernel/hash.ts';
import { acceptanceSchema } from '../../server/protocol/arena/acceptance.ts';
import { answerText, bidTurns, codeTurns, noCodeTurn, PROMPT_VERSION, repairTurn, revisionTurn } from './prompt.ts';
import type { PostingDocument } from './workbench.ts';

const MARK = 'mark';
const FILES = { 'main.py': 'print(1)\n' };
const DRAFT = { passed: false, casesPassed: 0, caseCount: 1, cases: [] };
const TERMS = { budgetMinUsd: 1, budgetMaxUsd: 2, mechanism: 'a rule', feeShare: 0.1 };
const POSTING: PostingDocument = {
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

export interface PromptName {
  readonly version: string;
  /** sha256 of every question, asked about one small project. */
  readonly sha256: string;
}

export function freelancerPrompt(): PromptName {
  const questions = [
    ...[null, 1].map((paidUsd) => bidTurns(POSTING, { ...TERMS, paidUsd }, MARK)),
    ...[true, false].map((tools) => codeTurns(POSTING, ['A letter'], { tools, questions: 1 }, MARK)),
    repairTurn(DRAFT, 'main.py', MARK),
    ...[null, 'A wish'].map((comment) => revisionTurn(FILES, { evidence: null, comment }, MARK)),
    noCodeTurn('main.py'),
    ...[null, 'An answer'].map((answer) => answerText(answer, MARK)),
  ];
  return { version: PROMPT_VERSION, sha256: sha256(canonicalJson(questions)) };
}
