/** Names the wording of a requirement writer's questions by their bytes, those of the second solution included. */

import { type PromptName, promptName, SAMPLE_FILES, SAMPLE_MARK, SAMPLE_POSTING } from '../../llm/prompt-hash.ts';
import type { Brief, Subject } from '../writer.ts';
import { draftTurns, failedTurn, mendTurns, referenceTurns, secondTurns, WRITER_PROMPT, wrongTurns } from './prompt.ts';

const POSTED: Subject = {
  ...{ kind: 'posting', title: 'A title', skills: ['Python'], description: 'A description' },
  ...{ source: 'a source', postedCents: null },
};
const BRIEFS: readonly Brief[] = [
  { seed: 's' },
  { seed: 's', category: 'dates', minutes: { from: 1, to: 2 }, about: { kind: 'text', text: 'A brief' } },
  { seed: 's', about: POSTED },
];

export function writerPrompt(): PromptName {
  const program = SAMPLE_FILES['main.py'];
  return promptName(WRITER_PROMPT, [
    ...BRIEFS.map((brief) => draftTurns(brief, SAMPLE_MARK)),
    ...[null, 'A draft'].map((draft) => mendTurns({ seed: 's' }, draft, ['A reason'], SAMPLE_MARK)),
    referenceTurns(SAMPLE_POSTING, SAMPLE_MARK),
    secondTurns(SAMPLE_POSTING, SAMPLE_MARK),
    failedTurn(['A failure'], 'main.py', SAMPLE_MARK),
    wrongTurns(SAMPLE_POSTING, program, SAMPLE_MARK),
  ]);
}
