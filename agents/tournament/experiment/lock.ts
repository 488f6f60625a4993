/** A pre-registration: everything that determines an experiment and its analysis, under one hash, before it is played. */

import { z } from 'zod';
import { canonicalJson, sha256 } from '../../../server/kernel/hash.ts';
import type { Policy } from '../../../server/protocol/arena/wire.ts';
import { InputError } from '../input-error.ts';
import type { ModelFacts } from '../manifest.ts';
import { portable } from '../portable.ts';
import { describeProblems, problemsOf } from '../problem.ts';
import type { Code } from '../provenance.ts';
import { contrastsOf } from './contrast.ts';
import { factorsOf } from './design.ts';
import type { LoadedExperiment } from './load.ts';

export const LOCK_FORMAT = 'freelance-arena-lock-1';

const contentSchema = z.looseObject({
  experiment: z.looseObject({ name: z.string(), question: z.string() }),
  treatments: z.record(z.string(), z.looseObject({ corpora: z.array(z.string()) })),
  runs: z.array(z.strictObject({ treatment: z.string(), repetition: z.int(), position: z.int() })),
  software: z.looseObject({ sandboxImage: z.string() }),
});
/** What the hash is taken of. */
export type LockContent = z.infer<typeof contentSchema>;

export const lockSchema = z.strictObject({
  format: z.literal(LOCK_FORMAT),
  /** sha256 of the content as canonical JSON (RFC 8785): publish it, and nobody can say afterwards that it was another. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** By this machine's clock: whoever doubts it asks where the hash was published. */
  lockedAt: z.iso.datetime(),
  content: contentSchema,
});
export type Lock = z.infer<typeof lockSchema>;

/** What only the caller knows. */
export interface LockFacts {
  /** By treatment: the hash of its projects in each repetition, or the one of all; policy and models. */
  readonly treatments: ReadonlyMap<
    string,
    { readonly corpora: readonly string[]; readonly policy: Policy; readonly models: ModelFacts | null }
  >;
  readonly sandboxImage: string;
  readonly code: Code;
}

/** How the runs will be analysed: what `result.ts` does, in words that can be held against it. */
const METHOD = {
  unit: 'market run; one value of a contrast for each repetition',
  test: 'paired permutation of signs, two-sided, exact up to 16 repetitions, else 9,999 draws',
  interval: 't over repetitions, 95 %',
  missing: 'a repetition in which a treatment of the contrast has no figure is left out of that contrast',
  secondary: 'benjamini_hochberg over all contrasts of all secondary outcomes',
} as const;

/** Equal experiments give equal contents, wherever their files lie. */
export function lockContent(loaded: LoadedExperiment, facts: LockFacts): LockContent {
  const { experiment, treatments, runs, seeds } = loaded;
  const {
    base: _base,
    factors: _factors,
    seeds: _seeds,
    repetitions: _count,
    contrasts: _contrasts,
    ...said
  } = experiment;
  const { node, arena, commit, changed, dependencies } = facts.code;
  const content = {
    experiment: { ...said, factors: Object.fromEntries(factorsOf(experiment)), repetitionSeeds: seeds },
    treatments: Object.fromEntries(
      treatments.map(({ name, levels, loaded: { config, roster } }) => {
        const { name: _run, seed: _seed, ...rest } = config;
        const own = facts.treatments.get(name);
        // What answers is known only when it is asked, at each run.
        const { models, prompts, prices, mode } = own?.models ?? {
          models: [],
          prompts: {},
          prices: null,
          mode: 'live',
        };
        const asked = models.map(({ freelancer, model, price }) => ({ freelancer, model, price }));
        const { corpora = [], policy = null } = own ?? {};
        return [
          name,
          portable({ levels, config: rest, roster, policy, corpora, models: { asked, prompts, prices, mode } }),
        ];
      }),
    ),
    runs,
    analysis: { ...METHOD, contrasts: contrastsOf(experiment) },
    software: { arena, node, commit, changed, dependencies, sandboxImage: facts.sandboxImage },
  };
  // As it will be read again: what is undefined is not there.
  return contentSchema.parse(JSON.parse(canonicalJson(content)));
}

export function hashOf(content: LockContent): string {
  return sha256(canonicalJson(content));
}

export function lockOf(content: LockContent, now: Date = new Date()): Lock {
  return { format: LOCK_FORMAT, hash: hashOf(content), lockedAt: now.toISOString(), content };
}

export function lockText(lock: Lock): string {
  return `${JSON.stringify(lock, null, 2)}\n`;
}

/** Throws an `InputError` where the value, out of `file`, is no lock. One that was changed is read: that is a deviation. */
export function readLock(value: unknown, file: string): Lock {
  const parsed = lockSchema.safeParse(value);
  if (!parsed.success) throw new InputError(`${file} is no lock: ${describeProblems(problemsOf(parsed.error))[0]}`);
  return parsed.data;
}
