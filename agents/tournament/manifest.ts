/** The manifest of a run: what was asked for, what it was made of, and which code made it on which machine, when. */

import { z } from 'zod';
import { canonicalJson, sha256 } from '../../server/kernel/hash.ts';
import { type MeasuredBy, measuredBySchema } from '../../server/protocol/arena/measured-people.ts';
import type { Policy } from '../../server/protocol/arena/wire.ts';
import type { Checked } from '../llm/preflight.ts';
import type { ModelEntry } from '../llm/roster-entry.ts';
import { type PriceTable, priceOf } from '../llm/usage.ts';
import { type TournamentConfig, tournamentSchema } from './config.ts';
import { portable } from './portable.ts';
import { promptsAsked } from './prompts-asked.ts';
import { type Code, codeSchema, type Machine, machineSchema } from './provenance.ts';
import { rosterSchema } from './roster.ts';

const instant = z.iso.datetime();

/** One process at work on the run. `endedAt` null: it was killed, or is still at work. */
const sessionSchema = z.strictObject({
  startedAt: instant,
  endedAt: instant.nullable(),
  workers: z.int().nullable(),
  /** Runs that the process played at the same time: where there were several, the times of each hold some of the others. */
  atOnce: z.int().default(1),
  code: codeSchema,
  machine: machineSchema,
});
export type Session = z.infer<typeof sessionSchema>;

const modelSchema = z.strictObject({
  /** Whose it is, as transcripts call it: a freelancer's name, or another place, which begins with a slash. */
  freelancer: z.string(),
  /** As the roster or the file asks for it. */
  model: z.string(),
  /** The provider's own name of what answered before the run; null: it was not asked, or does not say. */
  answeredBy: z.string().nullable(),
  /** When it was asked. */
  on: instant.nullable(),
  /** US dollars for a million tokens; null: no price is known. */
  price: z.looseObject({ input: z.number(), output: z.number() }).nullable(),
});

/** What the models of a run were, and in which words they were asked. */
export const modelFactsSchema = z.strictObject({
  models: z.array(modelSchema),
  /** Questions by whose they are: of the places that models have. */
  prompts: z.record(z.string(), z.strictObject({ version: z.string(), sha256: z.string() })),
  prices: z.strictObject({ on: z.string(), source: z.string(), sha256: z.string() }),
  /** `replay`: nobody was asked, a record was. */
  mode: z.enum(['live', 'replay']),
});
export type ModelFacts = z.infer<typeof modelFactsSchema>;

/** Looser than what is written: folders of an earlier arena have less. */
export const manifestSchema = z.looseObject({
  identity: z.string(),
  config: tournamentSchema,
  roster: rosterSchema,
  corpusHash: z.string(),
  sandboxImage: z.string(),
  provenance: z.looseObject({ arena: z.string(), commit: z.string().nullable() }),
  seeds: z.strictObject({ run: z.string(), corpus: z.string() }).optional(),
  policy: z.unknown().optional(),
  /** Null: no model takes part. */
  models: modelFactsSchema.nullable().optional(),
  /** Null: the baseline is none of people. */
  measuredBy: measuredBySchema.nullable().optional(),
  sessions: z.array(sessionSchema).default([]),
});
export type RunManifest = z.infer<typeof manifestSchema>;

/** What follows from the inputs, written down so that nobody has to derive it with the code of the day. */
export interface RunFacts {
  readonly seeds: { readonly run: string; readonly corpus: string };
  readonly policy: Policy;
  readonly models: ModelFacts | null;
  /** The people whose tries are the baseline; not said: it is none of people. */
  readonly measuredBy?: MeasuredBy;
}

export function seedsOf({ seed, corpus }: TournamentConfig): RunFacts['seeds'] {
  return { run: seed, corpus: corpus.seed };
}

/** Of every model that is asked, in whatever place; null where there is none. `checked`: what answered before the run. */
export function modelFacts(
  asked: readonly ModelEntry[],
  prices: PriceTable,
  checked: readonly Checked[],
  mode: ModelFacts['mode'],
  now: Date = new Date(),
): ModelFacts | null {
  if (asked.length === 0) return null;
  const models = asked.map((entry) => {
    const answer = checked.find(({ freelancers }) => freelancers.includes(entry.name));
    const on = answer === undefined ? null : now.toISOString();
    const price = priceOf(prices, entry.model);
    return { freelancer: entry.name, model: entry.model, answeredBy: answer?.answeredBy ?? null, on, price };
  });
  const { on, source } = prices;
  return {
    models,
    prompts: promptsAsked(asked),
    prices: { on, source, sha256: sha256(canonicalJson(prices)) },
    mode,
  };
}

/** As it stands in the folder: no place of this machine's file system, no password, no name of a person's. */
export function manifestText(manifest: {
  readonly identity: string;
  readonly inputs: object;
  readonly provenance: Code;
  readonly facts: RunFacts | null;
  /** What only the run itself could tell. */
  readonly found: Readonly<Record<string, unknown>>;
  readonly sessions: readonly Session[];
}): string {
  const { identity, inputs, provenance, facts, found, sessions } = manifest;
  const written = portable({ identity, ...inputs, provenance, ...facts, ...found, sessions });
  return `${JSON.stringify(written, null, 2)}\n`;
}

export function openSession(code: Code, machine: Machine, workers: number | null, atOnce = 1): Session {
  return { startedAt: new Date().toISOString(), endedAt: null, workers, atOnce, code, machine };
}

/** Seconds that processes were at work on the run alone; null: not written down, one was killed, or had other runs beside it. */
export function workedSeconds({ sessions }: Pick<RunManifest, 'sessions'>): number | null {
  if (sessions.length === 0) return null;
  let seconds = 0;
  for (const { startedAt, endedAt, atOnce } of sessions) {
    if (endedAt === null || atOnce > 1) return null;
    seconds += (Date.parse(endedAt) - Date.parse(startedAt)) / 1_000;
  }
  return seconds;
}
