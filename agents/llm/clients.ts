/** LangChain's chat clients by provider, each loaded when a model of its provider is first named. */

import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { boundedFetch } from './bounded-fetch.ts';
import type { Question } from './model.ts';
import type { ModelName } from './model-name.ts';
import { packagedClient } from './packaged-client.ts';

export interface Connection {
  /** Another address than the provider's own: any OpenAI-compatible endpoint, say. */
  readonly baseUrl: string | null;
  /** Null: from the provider's own environment variable. */
  readonly apiKey: string | null;
  /** `auto`: the provider's way of answering in a schema, and plain text where it refuses that. */
  readonly structured: 'auto' | 'text';
  /** `auto`: tools where the model has them. `none`: it is offered none. */
  readonly tools: 'auto' | 'none';
  /** Whether answers come piece by piece: some providers break long ones off otherwise. */
  readonly streaming: boolean;
  readonly timeoutMs: number;
}

export type Settings = Pick<Question, 'maxTokens' | 'temperature'>;
export type Maker = (settings: Settings, signal: AbortSignal) => BaseChatModel;

export interface Client {
  readonly make: Maker;
  /** Whether it says how an answer ended: then one that does not say so broke off. */
  readonly tellsFinish: boolean;
  readonly streaming: boolean;
}

/** One client for each pair of settings: making one costs more than asking it. */
function kept(make: (settings: Settings) => BaseChatModel): Maker {
  const made = new Map<string, BaseChatModel>();
  return (settings) => {
    const key = JSON.stringify([settings.maxTokens, settings.temperature]);
    const known = made.get(key) ?? make(settings);
    made.set(key, known);
    return known;
  };
}

/** Rejects with a `ModelFault` that says what to install where the provider's package is not there. */
export async function clientOf({ provider, model }: ModelName, connection: Connection): Promise<Client> {
  const { baseUrl, apiKey, streaming, timeoutMs } = connection;
  // Retries are ours: those of the clients would hide from us what was waited for.
  const common = { model, maxRetries: 0, ...(apiKey !== null && { apiKey }) };
  switch (provider) {
    case 'openai':
    case 'openai-responses': {
      const { ChatOpenAI } = await import('@langchain/openai');
      const address = { ...(baseUrl !== null && { baseURL: baseUrl }), timeout: timeoutMs };
      const useResponsesApi = provider === 'openai-responses';
      const make = kept((settings) => {
        const configuration = { ...address, fetch: boundedFetch(settings.maxTokens) };
        return new ChatOpenAI({ ...common, ...settings, configuration, useResponsesApi, __includeRawResponse: true });
      });
      return { make, tellsFinish: true, streaming };
    }
    case 'anthropic': {
      const { ChatAnthropic } = await import('@langchain/anthropic');
      const address = { ...(baseUrl !== null && { anthropicApiUrl: baseUrl }) };
      const make = kept((settings) => {
        const clientOptions = { fetch: boundedFetch(settings.maxTokens) };
        return new ChatAnthropic({ ...common, ...settings, ...address, clientOptions });
      });
      return { make, tellsFinish: true, streaming };
    }
    case 'ollama': {
      const { ChatOllama } = await import('@langchain/ollama');
      const make: Maker = ({ maxTokens, temperature }, signal) =>
        new ChatOllama({
          ...common,
          temperature,
          numPredict: maxTokens,
          ...(baseUrl !== null && { baseUrl }),
          // Its client hears of an abort only once an answer has begun.
          fetch: boundedFetch(maxTokens, signal),
        });
      return { make, tellsFinish: true, streaming };
    }
    default: {
      const construct = await packagedClient(provider);
      const address = { ...(baseUrl !== null && { baseUrl, configuration: { baseURL: baseUrl } }) };
      const make = kept((settings) => construct({ ...common, ...settings, ...address }));
      return { make, tellsFinish: false, streaming };
    }
  }
}
