/** Before a run: each model is asked one tiny question, so that a wrong key or a wrong name is known before work depends on it. */

import { chance } from '../../server/kernel/prng.ts';
import { connectModel } from './connect-model.ts';
import { ModelFault, type Question } from './model.ts';
import { modelNameSchema } from './model-name.ts';
import { createPace } from './pace.ts';
import { createAsker } from './retrying.ts';
import type { ModelEntry } from './roster-entry.ts';
import { microUsdOf, type PriceTable, priceOf, type Usage } from './usage.ts';

/** One line of what was found; stands beside the run's record, and is no part of it. */
export interface Checked {
  readonly model: string;
  readonly endpoint: string | null;
  /** The freelancers that are this model. */
  readonly freelancers: readonly string[];
  /** The provider's own name of what answered, where it says so. */
  readonly answeredBy: string | null;
  readonly usage: Usage | null;
  readonly microUsd: number | null;
  readonly workingMs: number;
}

const QUESTION: Question = {
  turns: [{ role: 'user', text: 'Answer with the one word: ready' }],
  schema: null,
  maxTokens: 16,
  temperature: 0,
  repetition: 1,
};
const RETRIES = { attempts: 3, baseMs: 500, maxMs: 10_000 };

type Environment = Readonly<Record<string, string | undefined>>;

/** The same model behind two addresses, or with two keys, is two. */
function distinct(entries: readonly ModelEntry[]): ModelEntry[][] {
  const groups = new Map<string, ModelEntry[]>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.model, entry.endpoint, entry.keyVariable]);
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return [...groups.values()];
}

async function check(
  group: readonly ModelEntry[],
  prices: PriceTable,
  environment: Environment,
  signal: AbortSignal,
): Promise<Checked | string> {
  const [entry] = group;
  if (entry === undefined) return 'nobody';
  const freelancers = group.map(({ name }) => name);
  const { model: name, endpoint, keyVariable, timeoutSeconds } = entry;
  const apiKey = keyVariable === null ? null : (environment[keyVariable] ?? null);
  const draws = chance('preflight', name);
  try {
    const plain = { structured: 'text', tools: 'none', streaming: false } as const;
    const connection = { ...plain, baseUrl: endpoint, apiKey, timeoutMs: timeoutSeconds * 1_000 };
    const model = await connectModel(modelNameSchema.parse(name), connection);
    const ask = createAsker(model, createPace({ most: 1 }), { ...RETRIES, chance: () => draws.unit() });
    const { usage, workingMs, model: answeredBy } = await ask(QUESTION, signal);
    await model.close?.();
    const price = priceOf(prices, name);
    const microUsd = usage === null || price === null ? null : microUsdOf(usage, price);
    return { model: name, endpoint, freelancers, answeredBy, usage, microUsd, workingMs };
  } catch (problem) {
    if (!(problem instanceof ModelFault)) throw problem;
    return `${freelancers.join(', ')}: ${name} does not answer (${problem.kind}): ${problem.message}`;
  }
}

export interface Preflight {
  readonly checked: readonly Checked[];
  /** Of those that do not answer, in words. */
  readonly faults: readonly string[];
}

/** Asks all of them at once. Rejects with the signal's reason when stopped. */
export async function checkModels(
  entries: readonly ModelEntry[],
  prices: PriceTable,
  environment: Environment,
  signal: AbortSignal,
): Promise<Preflight> {
  const answers = await Promise.all(distinct(entries).map((group) => check(group, prices, environment, signal)));
  return {
    checked: answers.filter((answer) => typeof answer !== 'string'),
    faults: answers.filter((answer) => typeof answer === 'string'),
  };
}
