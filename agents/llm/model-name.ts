/** How a model is named on the command line and in rosters: `provider:model`, or an endpoint of one's own. */

import { z } from 'zod';

export interface ModelName {
  /**
   * `openai`, `openai-responses` (the same by its newer interface), `anthropic`, `ollama`, or `gguf` for a model file that is
   * run in this process. Any other is a LangChain package that the user installs: `mistralai` is `@langchain/mistralai`.
   */
  readonly provider: string;
  /** As the provider calls it; for `gguf` the path of the file. */
  readonly model: string;
}

/** The models of the study, by the names that its tables use. */
export const STUDY_MODELS: Readonly<Record<string, string>> = {
  'claude-3.5-haiku': 'anthropic:claude-3-5-haiku-latest',
  'gpt-4o-mini': 'openai:gpt-4o-mini',
  'qwen-2.5': 'ollama:qwen2.5:7b',
  'mistral-7b': 'ollama:mistral',
};

const NAME = /^(?:[a-z][a-z0-9-]{0,40}|@[a-z0-9-]{1,60}\/[a-z0-9._/-]{1,120}):[\x21-\x7e]{1,400}$/;

/** Reads `openai:gpt-4o-mini`, or a preset of the study. Everything else is said to be wrong, and what would be right. */
export const modelNameSchema = z
  .string()
  .transform((text) => STUDY_MODELS[text] ?? text)
  .pipe(
    z.string().regex(NAME, {
      error: `name a model as provider:model, for example openai:gpt-4o-mini, or one of ${Object.keys(STUDY_MODELS).join(', ')}`,
    }),
  )
  .transform((text): ModelName => {
    const at = text.indexOf(':');
    return { provider: text.slice(0, at), model: text.slice(at + 1) };
  });

export function modelText({ provider, model }: ModelName): string {
  return `${provider}:${model}`;
}
