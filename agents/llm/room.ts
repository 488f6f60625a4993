/** The models of a run: each connected once, its calls paced, recorded and counted, whoever asks and in whichever market. */

import type { ProjectId } from '../../server/kernel/id.ts';
import { chance } from '../../server/kernel/prng.ts';
import type { ObservedProject } from '../observation.ts';
import { connectModel } from './connect-model.ts';
import { type Incidents, openIncidents } from './incidents.ts';
import type { LineFile } from './line-file.ts';
import type { Model } from './model.ts';
import { modelNameSchema } from './model-name.ts';
import { createPace, type Pace, type PaceState } from './pace.ts';
import { callsIn, keyOf, type RecordedCall, recording, replaying } from './recording.ts';
import { createAsker } from './retrying.ts';
import type { ModelEntry } from './roster-entry.ts';
import { createSession, emptyPurse, type Purse, type Session } from './session.ts';
import { openTranscript, type Transcript } from './transcript.ts';
import { type PriceTable, priceOf } from './usage.ts';

const RETRIES = { attempts: 6, baseMs: 1_000, maxMs: 60_000 };

/** One freelancer's model in one market. */
export interface ModelSeat {
  readonly purse: Purse;
  readonly openSession: (project: ObservedProject) => Session;
  readonly onStop: (project: ProjectId, why: string) => void;
}

export interface ModelRoom {
  seat(entry: ModelEntry, market: string, signal: AbortSignal): Promise<ModelSeat>;
  /** Millionths of a dollar that a freelancer's calls cost in a market, those of an earlier process included. */
  microUsd(freelancer: string, market: string): number;
  readonly transcript: Transcript;
  readonly incidents: Incidents;
  /** Of each model that has been asked, by its name. */
  states(): ReadonlyMap<string, PaceState>;
}

export interface RoomOptions {
  readonly prices: PriceTable;
  /** `live`: asks the models, and what is on record already is not asked again. `replay`: from the record alone. */
  readonly mode: 'live' | 'replay';
  /** Null: in memory only. */
  readonly record: LineFile | null;
  readonly transcript: LineFile | null;
  /** Of calls that came to nothing, and limits that were reached; left out or null: in memory only. */
  readonly incidents?: LineFile | null;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** A cap in dollars cannot be kept where nobody knows what a call costs. In words, or null. */
export function capFault({ name, model, limits }: ModelEntry, prices: PriceTable): string | null {
  if (limits.dollars === null || priceOf(prices, model) !== null) return null;
  return `${name}: a limit of ${limits.dollars} dollars, and no price for ${model}: add it to the table of prices, or drop the limit`;
}

export function createModelRoom(options: RoomOptions): ModelRoom {
  const { prices, mode, record, transcript: file, environment } = options;
  const calls = callsIn(record?.lines ?? []);
  const transcript = openTranscript(file);
  const incidents = openIncidents(options.incidents ?? null);
  const models = new Map<string, Promise<Model>>();
  const paces = new Map<string, Pace>();
  const purses = new Map<string, Purse>();

  function connected(entry: ModelEntry): Promise<Model> {
    const { model, endpoint, keyVariable, structured, tools, streaming, timeoutSeconds } = entry;
    if (mode === 'replay') return Promise.resolve(replaying({ name: model, endpoint }, calls));
    const apiKey = keyVariable === null ? null : (environment[keyVariable] ?? null);
    const timeoutMs = timeoutSeconds * 1_000;
    const connection = { baseUrl: endpoint, apiKey, structured, tools, streaming, timeoutMs };
    return connectModel(modelNameSchema.parse(model), connection).then((live) =>
      recording(live, (call: RecordedCall) => record?.append(call), calls),
    );
  }

  /** One for each way in: the same model behind two addresses is two. */
  function once<T>(made: Map<string, T>, entry: ModelEntry, make: () => T): T {
    const key = JSON.stringify([
      entry.model,
      entry.endpoint,
      entry.keyVariable,
      entry.structured,
      entry.tools,
      entry.streaming,
    ]);
    const known = made.get(key) ?? make();
    made.set(key, known);
    return known;
  }

  return {
    transcript,
    incidents,
    microUsd: transcript.microUsd,
    states: () => new Map([...paces].map(([key, { state }]) => [key, state])),
    async seat(entry, market, signal) {
      const model = await once(models, entry, () => connected(entry));
      const pace = once(paces, entry, () => createPace({ most: entry.concurrency }));
      const draws = chance('retries', entry.name, market);
      const ask = createAsker(model, pace, { ...RETRIES, chance: () => draws.unit() });
      const purse = purses.get(entry.name) ?? emptyPurse();
      purses.set(entry.name, purse);
      const placed = (project: ProjectId) => ({ freelancer: entry.name, market, project: String(project) });
      return {
        purse,
        onStop: (project, why) => incidents.add({ ...placed(project), kind: 'stopped', why }),
        openSession: ({ projectId }) =>
          createSession({
            ...{
              market,
              project: String(projectId),
              agent: entry.name,
              model: entry.model,
              ask,
              limits: entry.limits,
              purse,
              signal,
            },
            price: priceOf(prices, entry.model),
            onFailure: ({ attempt, fault: { kind: fault, message }, waitMs }) =>
              incidents.add({ ...placed(projectId), kind: 'fault', fault, message, attempt, waitMs }),
            onCall: ({ project, purpose, turn, question, reply, microUsd }) => {
              const { finish, usage, workingMs, waitedMs, attempts } = reply;
              const call = { project, purpose, turn, key: keyOf(model, question), microUsd };
              transcript.add({ freelancer: entry.name, market, ...call, finish, usage, workingMs, waitedMs, attempts });
            },
          }),
      };
    },
  };
}
