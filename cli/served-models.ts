/** Which language models a server plays in tournaments: those that its operator names, with the keys of the server's environment. */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelRoom } from '../agents/llm/room.ts';
import type { ModelEntry } from '../agents/llm/roster-entry.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { describeProblems, problemsOf } from '../agents/tournament/problem.ts';
import { rosterSchema } from '../agents/tournament/roster.ts';
import { readYaml } from '../agents/tournament/yaml-file.ts';
import { checkModelEntries, modelsOf, openRoomFor } from './model-room.ts';

export interface ServedRoom {
  readonly room: ModelRoom;
  /** Where its files lie; null: nothing is kept. */
  readonly dir: string | null;
}

export interface ServedModels {
  /** Why an entry of somebody's roster cannot be played here, in words; null: it can. */
  refusalOf(entry: ModelEntry): string | null;
  /** Undefined where there is no model among them. */
  open(models: readonly ModelEntry[], tournament: string): Promise<ServedRoom | undefined>;
}

const SETTINGS = { prices: undefined, replay: undefined } as const;

/** The key would go to whatever address stands beside it: model, address and key are the operator's, all three or none. */
function isSame(one: ModelEntry, other: ModelEntry): boolean {
  return one.model === other.model && one.endpoint === other.endpoint && one.keyVariable === other.keyVariable;
}

/** The limits that the operator set hold for everybody. */
function exceeded(asked: ModelEntry, allowed: ModelEntry): string | null {
  const most = allowed.limits;
  for (const limit of [
    'turns',
    'tokens',
    'answerTokens',
    'workingSeconds',
    'wallSeconds',
    'repairs',
    'questions',
  ] as const) {
    if (asked.limits[limit] > most[limit]) return `limits.${limit}: at most ${most[limit]} here`;
  }
  if (most.dollars !== null && (asked.limits.dollars ?? Number.POSITIVE_INFINITY) > most.dollars) {
    return `limits.dollars: at most ${most.dollars} here`;
  }
  if (asked.concurrency > allowed.concurrency) return `concurrency: at most ${allowed.concurrency} here`;
  return asked.timeoutSeconds > allowed.timeoutSeconds
    ? `timeoutSeconds: at most ${allowed.timeoutSeconds} here`
    : null;
}

/** `file`: a roster whose models are played. `folder`: where records and transcripts go; null: nowhere. */
export async function openServedModels(file: string, folder: string | null): Promise<ServedModels> {
  const { value, wrong } = await readYaml(file);
  const read = rosterSchema.safeParse(value);
  if (!read.success) throw wrong(problemsOf(read.error));
  const allowed = modelsOf(read.data);
  if (allowed.length === 0)
    throw new InputError(`${file}: ${describeProblems([{ path: ['entries'], text: 'no model' }])[0]}`);
  await checkModelEntries(allowed, SETTINGS);
  return {
    refusalOf: (entry) => {
      const own = allowed.find((one) => isSame(one, entry));
      if (own === undefined) return `${entry.model} is no model of this server, at this address and with this key`;
      return exceeded(entry, own);
    },
    open: async (models, tournament) => {
      if (models.length === 0) return undefined;
      const dir = folder === null ? null : join(folder, tournament);
      if (dir !== null) await mkdir(dir, { recursive: true });
      const room = await openRoomFor(models, dir === null ? null : join(dir, '/'), SETTINGS);
      return room && { room, dir };
    },
  };
}
