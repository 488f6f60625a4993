/** The models of a run: prices from a file, what was asked before from the run's folder, or everything from a record. */

import { fileURLToPath } from 'node:url';
import { openLineFile } from '../agents/llm/line-file.ts';
import { capFault, createModelRoom, type ModelRoom, type RoomOptions } from '../agents/llm/room.ts';
import type { ModelEntry } from '../agents/llm/roster-entry.ts';
import { type PriceTable, priceTableSchema } from '../agents/llm/usage.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { problemsOf } from '../agents/tournament/problem.ts';
import type { Roster } from '../agents/tournament/roster.ts';
import { readYaml } from '../agents/tournament/yaml-file.ts';

const PRICES = fileURLToPath(new URL('../seeds/models/prices.yaml', import.meta.url));
/** Where the clients of these providers look for a key that no entry names. */
const USUAL_KEYS: Readonly<Record<string, string>> = { openai: 'OPENAI_API_KEY', anthropic: 'ANTHROPIC_API_KEY' };

export interface ModelSettings {
  /** A table of prices; not said: the one that comes with the arena. */
  readonly prices: string | undefined;
  /** A record to play from, without asking any model; not said: the models are asked, and their answers recorded. */
  readonly replay: string | undefined;
  /** Shared by runs that are played at the same time: a provider counts its limits over all of them. */
  readonly paces?: RoomOptions['paces'];
}

export function modelsOf({ entries }: Roster): ModelEntry[] {
  return entries.filter((entry): entry is ModelEntry => entry.kind === 'model');
}

export async function readPrices(given: string | undefined): Promise<PriceTable> {
  const { value, wrong } = await readYaml(given ?? PRICES);
  const prices = priceTableSchema.safeParse(value);
  if (!prices.success) throw wrong(problemsOf(prices.error));
  return prices.data;
}

function missingKey({ name, model, keyVariable }: ModelEntry): string | null {
  const variable = keyVariable ?? USUAL_KEYS[model.slice(0, model.indexOf(':'))];
  if (variable === undefined || process.env[variable] !== undefined) return null;
  return `${name}: the environment has no ${variable}`;
}

/** Throws an `InputError` for what can be seen to be wrong before a call is paid for. Gives the table of prices. */
export async function checkModelEntries(models: readonly ModelEntry[], settings: ModelSettings): Promise<PriceTable> {
  const { prices: given, replay } = settings;
  const prices = await readPrices(given);
  const caps = models.map((entry) => capFault(entry, prices));
  const keys = replay === undefined ? models.map(missingKey) : [];
  const faults = [...caps, ...keys].filter((fault) => fault !== null);
  if (faults.length > 0) throw new InputError(faults.join('; '));
  return prices;
}

/** Undefined where no model takes part. `prefix`: how the names of their files begin; null: nothing is kept. */
export async function openRoomFor(
  models: readonly ModelEntry[],
  prefix: string | null,
  settings: ModelSettings,
): Promise<ModelRoom | undefined> {
  if (models.length === 0) return undefined;
  const { replay, paces } = settings;
  const file = (name: string) => (prefix === null ? null : openLineFile(`${prefix}${name}`));
  return createModelRoom({
    prices: await checkModelEntries(models, settings),
    mode: replay === undefined ? 'live' : 'replay',
    record: replay === undefined ? file('model-calls.jsonl') : openLineFile(replay),
    transcript: file('transcript.jsonl'),
    incidents: file('incidents.jsonl'),
    environment: process.env,
    ...(paces && { paces }),
  });
}
