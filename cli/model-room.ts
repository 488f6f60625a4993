/** The models of a run: prices from a file, what was asked before from the run's folder, or everything from a record. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openLineFile } from '../agents/llm/line-file.ts';
import { capFault, createModelRoom, type ModelRoom } from '../agents/llm/room.ts';
import type { ModelEntry } from '../agents/llm/roster-entry.ts';
import { priceTableSchema } from '../agents/llm/usage.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { problemsOf } from '../agents/tournament/problem.ts';
import type { Roster } from '../agents/tournament/roster.ts';
import { readYaml } from '../agents/tournament/yaml-file.ts';

const PRICES = fileURLToPath(new URL('../seeds/models/prices.yaml', import.meta.url));

export interface ModelSettings {
  /** A table of prices; not said: the one that comes with the arena. */
  readonly prices: string | undefined;
  /** A record to play from, without asking any model; not said: the models are asked, and their answers recorded. */
  readonly replay: string | undefined;
}

function modelsOf({ entries }: Roster): ModelEntry[] {
  return entries.filter((entry): entry is ModelEntry => entry.kind === 'model');
}

/** Undefined where no model takes part. Throws an `InputError` for what can be seen to be wrong before a call is paid for. */
export async function openModelRoom(
  roster: Roster,
  folder: string,
  { prices: given, replay }: ModelSettings,
): Promise<ModelRoom | undefined> {
  const models = modelsOf(roster);
  if (models.length === 0) return undefined;
  const { value, wrong } = await readYaml(given ?? PRICES);
  const prices = priceTableSchema.safeParse(value);
  if (!prices.success) throw wrong(problemsOf(prices.error));
  const faults = models.map((entry) => capFault(entry, prices.data)).filter((fault) => fault !== null);
  if (faults.length > 0) throw new InputError(faults.join('; '));
  const missing = models.find(({ keyVariable }) => keyVariable !== null && process.env[keyVariable] === undefined);
  if (missing !== undefined && replay === undefined) {
    throw new InputError(`${missing.name}: the environment has no ${missing.keyVariable}`);
  }
  return createModelRoom({
    prices: prices.data,
    mode: replay === undefined ? 'live' : 'replay',
    record: openLineFile(replay ?? join(folder, 'model-calls.jsonl')),
    transcript: openLineFile(join(folder, 'transcript.jsonl')),
    incidents: openLineFile(join(folder, 'incidents.jsonl')),
    environment: process.env,
  });
}
