/** Names the wording of a judge's questions by their bytes. */

import { type PromptName, promptName, SAMPLE_FILES, SAMPLE_MARK, SAMPLE_POSTING } from '../prompt-hash.ts';
import { compareTurns, criterionTurns, JUDGE_PROMPT, rubricTurns } from './prompt.ts';

const CRITERION = { sentence: 'A description', asks: 'A criterion' };

export function judgePrompt(): PromptName {
  return promptName(JUDGE_PROMPT, [
    rubricTurns(SAMPLE_POSTING, SAMPLE_MARK),
    criterionTurns(SAMPLE_POSTING, SAMPLE_FILES, CRITERION, SAMPLE_MARK),
    compareTurns(SAMPLE_POSTING, SAMPLE_FILES, SAMPLE_FILES, SAMPLE_MARK),
  ]);
}
