/** Names the wording of an employer's questions by their bytes. */

import { type PromptName, promptName, SAMPLE_MARK } from '../prompt-hash.ts';
import { acceptTurns, answerTurns, chooseTurns, EMPLOYER_PROMPT, reviewTurns, type ShownBid } from './prompt.ts';

const POSTING = 'A posting';
const BIDS: readonly ShownBid[] = [
  { label: 'A', amountUsd: 1, days: 2, rating: null, proposal: null },
  { label: 'B', amountUsd: 2, days: 1, rating: { mean: 4.5, count: 2 }, proposal: 'A proposal' },
];
const HANDED_IN = { posting: POSTING, files: 'A program', tests: '1 of 2 cases' };

export function employerPrompt(): PromptName {
  return promptName(EMPLOYER_PROMPT, [
    chooseTurns(POSTING, BIDS, SAMPLE_MARK),
    answerTurns(POSTING, 'A question', SAMPLE_MARK),
    ...[true, false].map((mayAskAgain) => acceptTurns({ ...HANDED_IN, mayAskAgain }, SAMPLE_MARK)),
    reviewTurns(POSTING, 'it passed', SAMPLE_MARK),
  ]);
}
