/** A mock provider whose model works with tools: what it does next follows from how many results it has been given. */

import type { LLMock, ToolCall } from '@copilotkit/aimock';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { asks, OPINION } from './taught-llm.ts';

type Asked = { readonly messages: readonly { readonly role: string; readonly content: unknown }[] };

export const call = (name: string, input: object = {}): ToolCall => ({ name, arguments: JSON.stringify(input) });

export const writing = ({ acceptance }: ProjectPackage, content: string): ToolCall =>
  call('write_file', { path: acceptance.file, content });

export const reference = ({ acceptance, answerKey }: ProjectPackage): string =>
  answerKey.reference[acceptance.file] ?? '';

/** Bids on everything; then does one round of calls after the other. A further one is an answer in text. */
export function teachTools(mock: LLMock, rounds: readonly (readonly ToolCall[])[]): void {
  mock.on(asks('must fit this JSON Schema'), { content: JSON.stringify(OPINION) });
  let results = 0;
  for (const toolCalls of rounds) {
    const after = results;
    const fits = ({ messages }: Asked): boolean => messages.filter(({ role }) => role === 'tool').length === after;
    mock.on({ predicate: fits }, { toolCalls: [...toolCalls] });
    results += toolCalls.length;
  }
  mock.on({}, { content: 'I have nothing to add.' });
}
