/** A provider of language models over real HTTP, for the real clients to talk to. */

import { type FixtureFileResponse, LLMock } from '@copilotkit/aimock';
import type { Connection } from '../../agents/llm/langchain-model.ts';
import { connect } from '../../agents/llm/langchain-model.ts';
import type { Model, Question } from '../../agents/llm/model.ts';
import { modelNameSchema } from '../../agents/llm/model-name.ts';

export const PROVIDER_MODELS = [
  'openai:gpt-4o-mini',
  'openai-responses:gpt-4o-mini',
  'anthropic:claude-3-5-haiku-latest',
  'ollama:qwen2.5:7b',
] as const;

export async function startMockLlm(): Promise<LLMock> {
  const mock = new LLMock({ port: 0, host: '127.0.0.1', logLevel: 'silent' });
  await mock.start();
  return mock;
}

/** The real client of a provider, talking to the mock. */
export function connectTo(mock: LLMock, name: string, given: Partial<Connection> = {}): Promise<Model> {
  const baseUrl = name.startsWith('openai') ? `${mock.url}/v1` : mock.url;
  return connect(modelNameSchema.parse(name), {
    baseUrl,
    apiKey: 'key-that-must-not-be-told',
    structured: 'auto',
    tools: 'auto',
    streaming: false,
    timeoutMs: 60_000,
    ...given,
  });
}

export function question(text: string, given: Partial<Question> = {}): Question {
  return { turns: [{ role: 'user', text }], schema: null, maxTokens: 500, temperature: 0, repetition: 1, ...given };
}

export type { FixtureFileResponse };
