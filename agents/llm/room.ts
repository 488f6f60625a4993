/** The models of a run: each connected once, its calls paced, recorded and counted, whoever asks and in whichever market. */

import type { ProjectId } from '../../server/kernel/id.ts';
import { chance } from '../../server/kernel/prng.ts';
import { mayRunAtOnce } from './at-once.ts';
import { connectModel } from './connect-model.ts';
import { type Incidents, openIncidents } from './incidents.ts';
import type { LineFile } from './line-file.ts';
import { type Model, ModelFault } from './model.ts';
import { modelNameSchema } from './model-name.ts';
import { createPace, type Pace, type PaceState } from './pace.ts';
import { callsIn, keyOf, type RecordedCall, recording, replaying } from './recording.ts';
import { createAsker } from './retrying.ts';
import type { ModelEntry } from './roster-entry.ts';
import { addToPurse, createSession, emptyPurse, type Purse, type Session } from './session.ts';
import { openTranscript, type Transcript } from './transcript.ts';
import { type PriceTable, priceOf } from './usage.ts';

const RETRIES = { attempts: 6, baseMs: 1_000, maxMs: 60_000 };

/** One freelancer's model in one market. */
export interface ModelSeat {
  readonly purse: Purse;
  /** `projectId`: what the calls are about, a project or anything else that has a name. */
  readonly openSession: (about: { readonly projectId: ProjectId | string }) => Session;
  readonly onStop: (project: ProjectId, why: string) => void;
  /** Whether so many projects can be worked on at once without a cap in dollars being met on the way. */
  readonly mayRunAtOnce: (count: number) => boolean;
}

/** `stop`: no further call begins. `abandon`: those that have begun are given up. */
export interface Stopping {
  readonly stop: AbortSignal;
  readonly abandon: AbortSignal;
}

export interface ModelStanding {
  readonly microUsd: number;
  /** Calls whose cost nobody knows. */
  readonly unpriced: number;
  readonly pace: PaceState | null;
}

export interface ModelRoom {
  seat(entry: ModelEntry, market: string, stopping: Stopping): Promise<ModelSeat>;
  /** Millionths of a dollar that a freelancer's calls cost in a market, those of an earlier process included. */
  microUsd(freelancer: string, market: string): number;
  readonly transcript: Transcript;
  readonly incidents: Incidents;
  /** What a freelancer has spent in this run, and how fast its provider lets it go; null: it has not sat down yet. */
  standing(freelancer: string): ModelStanding | null;
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
  /** Of other rooms that ask the same providers at the same time; not said: nobody else asks them. */
  readonly paces?: Map<string, Pace>;
  /** How models are reached; not said: by LangChain's clients. */
  readonly connect?: typeof connectModel;
}

/** One for each way in: the same model behind two addresses is two. */
function wayIn({ model, endpoint, keyVariable, structured, tools, streaming }: ModelEntry): string {
  return JSON.stringify([model, endpoint, keyVariable, structured, tools, streaming]);
}

/** What a provider counts its limits by: how it is asked makes no difference to it. */
function paceOf({ model, endpoint, keyVariable }: ModelEntry): string {
  return JSON.stringify([model, endpoint, keyVariable]);
}

/** A cap in dollars cannot be kept where nobody knows what a call costs. In words, or null. */
export function capFault({ name, model, limits }: ModelEntry, prices: PriceTable): string | null {
  if (limits.dollars === null || priceOf(prices, model) !== null) return null;
  return `${name}: a limit of ${limits.dollars} dollars, and no price for ${model}: add it to the table of prices, or drop the limit`;
}

export function createModelRoom(options: RoomOptions): ModelRoom {
  const { prices, mode, record, transcript: file, environment, connect: reach = connectModel } = options;
  const calls = callsIn(record?.lines ?? []);
  const transcript = openTranscript(file);
  const incidents = openIncidents(options.incidents ?? null);
  const models = new Map<string, Promise<Model>>();
  const paces = options.paces ?? new Map<string, Pace>();
  const purses = new Map<string, Purse>();
  const seated = new Map<string, ModelEntry>();

  function connected(entry: ModelEntry): Promise<Model> {
    const { model, endpoint, keyVariable, structured, tools, streaming, timeoutSeconds } = entry;
    if (mode === 'replay') return Promise.resolve(replaying({ name: model, endpoint }, calls));
    const apiKey = keyVariable === null ? null : (environment[keyVariable] ?? null);
    const timeoutMs = timeoutSeconds * 1_000;
    const connection = { baseUrl: endpoint, apiKey, structured, tools, streaming, timeoutMs };
    return reach(modelNameSchema.parse(model), connection).then((live) =>
      recording(live, (call: RecordedCall) => record?.append(call), calls),
    );
  }

  function once<T>(made: Map<string, T>, key: string, make: () => T): T {
    const known = made.get(key) ?? make();
    made.set(key, known);
    return known;
  }

  return {
    transcript,
    incidents,
    microUsd: transcript.microUsd,
    standing: (freelancer) => {
      const entry = seated.get(freelancer);
      const purse = purses.get(freelancer);
      if (entry === undefined || purse === undefined) return null;
      const unpriced = priceOf(prices, entry.model) === null ? purse.calls : purse.uncounted;
      return { microUsd: purse.microUsd, unpriced, pace: paces.get(paceOf(entry))?.state ?? null };
    },
    async seat(entry, market, { stop, abandon }) {
      const model = await once(models, wayIn(entry), () => connected(entry));
      const pace = once(paces, paceOf(entry), () => createPace({ most: entry.concurrency }));
      const draws = chance('retries', entry.name, market);
      const asker = createAsker(model, pace, { ...RETRIES, chance: () => draws.unit() }, abandon);
      const ask: typeof asker = (question, signal, onFailure) => asker(question, signal, onFailure).catch(named(entry));
      const purse = purses.get(entry.name) ?? purseOf(entry.name, transcript);
      purses.set(entry.name, purse);
      seated.set(entry.name, entry);
      const placed = (project: ProjectId | string) => ({ freelancer: entry.name, market, project: String(project) });
      const price = priceOf(prices, entry.model);
      const { name: agent, model: modelName, limits } = entry;
      return {
        purse,
        onStop: (project, why) => incidents.add({ ...placed(project), kind: 'stopped', why }),
        mayRunAtOnce: (count) => mayRunAtOnce(limits, price, purse, count),
        openSession: ({ projectId }) =>
          createSession({
            ...{ market, project: String(projectId), agent, model: modelName, ask, limits, purse, price, signal: stop },
            earlier: {
              made: transcript.made(agent, market, String(projectId)),
              keyOf: (question) => keyOf(model, question),
            },
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

/** Among many freelancers, a provider's own words do not say whose model is in trouble. */
function named({ name, model }: ModelEntry): (problem: unknown) => never {
  return (problem) => {
    if (!(problem instanceof ModelFault)) throw problem;
    throw new ModelFault(problem.kind, `${name} (${model}): ${problem.message}`, problem.retryAfterMs, problem);
  };
}

/** What a freelancer spent before this process began. */
function purseOf(freelancer: string, { lines }: Transcript): Purse {
  const purse = emptyPurse();
  for (const line of lines) if (line.freelancer === freelancer) addToPurse(purse, line.usage, line.microUsd);
  return purse;
}
