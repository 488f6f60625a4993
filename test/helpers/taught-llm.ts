/** A mock provider that knows projects of a corpus: what it is asked about them it answers as a competent model would. */

import type { LLMock } from '@copilotkit/aimock';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';

export const OPINION = {
  ...{ bid: true, amountUsd: 20, days: 2, chance: 0.8, minutes: 30, costUsd: 5 },
  proposal: 'I have done this before.',
};

type Asked = { readonly messages: readonly { readonly content: unknown }[] };

/** Whether the last message holds these words, in a conversation about the project. */
export function asks(words: string, project?: ProjectPackage) {
  return {
    predicate: ({ messages }: Asked): boolean => {
      const about =
        project === undefined || JSON.stringify(messages).includes(JSON.stringify(project.title).slice(1, -1));
      return about && String(messages.at(-1)?.content).includes(words);
    },
  };
}

/** The reference solution, as a model would write it: with talk around it. */
export function written({ acceptance, answerKey }: ProjectPackage): string {
  return `Plan: as asked.\n\`\`\`${acceptance.language}\n${answerKey.reference[acceptance.file]}\`\`\``;
}

/** Bids on everything; right at once for the projects given. For all else it has no program. */
export function teach(mock: LLMock, known: readonly ProjectPackage[], opinion: object = OPINION): void {
  mock.on(asks('must fit this JSON Schema'), { content: JSON.stringify(opinion) });
  for (const project of known) mock.on(asks('Then write the whole', project), { content: written(project) });
  mock.on({}, { content: 'I cannot do that. ```\n```' });
}
