/** A tournament as a file: what is played, by whom, under which rules, from which seed. Everything else follows. */

import { z } from 'zod';
import { MINUTE_MS } from '../../server/kernel/clock.ts';
import { keyedHash } from '../../server/kernel/prng.ts';
import { peopleStudyNameSchema } from '../../server/protocol/arena/people-study.ts';
import { mechanismSchema, type PolicyPatch, policyPatchSchema } from '../../server/protocol/arena/policy.ts';
import { judgeSchema, releaseSchema } from '../llm/judge/judge-config.ts';
import { modelUseSchema } from '../llm/role-entry.ts';
import { roleContradictions } from './model-roles.ts';
import { type Problem, problemsOf } from './problem.ts';

/** Against what earnings are measured. */
export const baselineSchema = z.discriminatedUnion('kind', [
  /** A published success rate times the pot: an estimate, for protocol `solo` only. */
  z.strictObject({ kind: z.literal('published'), rate: z.number().gt(0).max(1).default(0.95) }),
  /** What the roster's entry of this name earns. */
  z.strictObject({ kind: z.literal('simulated'), entry: z.string() }),
  /** People's verdicts on the same projects, for protocol `solo` only: of a study with people, or of the file of its export. */
  z
    .strictObject({
      kind: z.literal('measured'),
      /** A JSON file, beside this one; where a study is named too, it must be that one's. */
      file: z.string().optional(),
      study: peopleStudyNameSchema.optional(),
    })
    .refine(({ file, study }) => file !== undefined || study !== undefined, 'name a study, or the file of its export'),
  z.strictObject({ kind: z.literal('none') }),
]);
export type Baseline = z.infer<typeof baselineSchema>;

const writtenSchema = z.strictObject({
  /** Names the run's markets: lower-case letters, digits and dashes. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,60}$/, 'lower-case letters, digits and dashes'),
  /** Everything random is a function of it. */
  seed: z.string().min(1).max(200),
  /** `solo`: every freelancer alone with all projects, the study's design. `auction`: all compete in one market. */
  protocol: z.enum(['solo', 'auction']),
  corpus: z
    .strictObject({
      name: z.string().default('starter'),
      /** Corpus seed; another gives fresh projects of the same families. Not said: that of the corpus as it is published. */
      seed: z.string().min(1).max(200).optional(),
      /** How much postings leave out of what is tested, 0 to 3. */
      ambiguity: z.literal([0, 1, 2, 3]).default(0),
      /** Only the first so many projects. */
      limit: z.number().int().min(1).optional(),
      /** Which distribution the prices follow; not said: the corpus's own prices. */
      prices: z
        .union([
          z.string(),
          z.strictObject({
            preset: z.string(),
            /** Of price and estimated minutes, Spearman's. */
            rankCorrelation: z.number().min(-1).max(1).optional(),
            /** Share of the prices that stand at round amounts, where the preset has such. */
            roundedShare: z.number().min(0).max(1).optional(),
          }),
        ])
        .optional(),
    })
    .transform(({ seed, ...corpus }) => ({ ...corpus, seed: seed ?? `${corpus.name}-1` }))
    .prefault({}),
  /** File name of a roster in `seeds/rosters`, without its ending, or a path to one. */
  roster: z.string().default('study'),
  /** Which models sit in seats of the roster that are models, by the seat's name: `PROVIDER:MODEL`, or with `@` an address. */
  models: z.record(z.string(), z.string().min(1).max(500)).optional(),
  /** How many times the corpus is posted. */
  rounds: z.number().int().min(1).max(1_000).default(1),
  /** Market minutes between two postings. */
  minutesBetweenPosts: z.number().int().min(0).default(30),
  /** Market minutes that a project takes bids. */
  biddingMinutes: z.number().int().min(1).default(60),
  /** Market minutes between a delivery and its verdict. */
  verdictMinutes: z.number().int().min(1).default(30),
  /** Where seats are taken from outside: market minutes between the opening of a market and its first posting. */
  joinMinutes: z.number().int().min(0).max(1_000_000).default(10),
  /** How an employer chooses where the mechanism leaves it to one; not said: the model where one employs, else the lowest bid. */
  awardRule: z.enum(['lowest', 'best_value', 'model']).optional(),
  /** Who employs, and what a scripted employer does beside the rules, as shares of the projects: that only for settlement `employer`. */
  employer: z
    .strictObject({
      /** A language model in the employer's place; not said: the scripted employer. */
      model: modelUseSchema.optional(),
      /** What a model that employs pays under settlement `employer`; not said: what passed. */
      release: releaseSchema.optional(),
      /** Silence once the money lies in escrow: no answer, no release, no review. */
      ghosting: z.number().min(0).max(1).default(0),
      /** One more wish after the award, insisted on after the first delivery that passed. */
      scopeChange: z.number().min(0).max(1).default(0),
    })
    .prefault({}),
  /** A language model that gives an opinion beside the tests; not said: the tests alone. */
  judge: judgeSchema.optional(),
  /** Who posts the projects, dealt to them by the seed; not said: one employer, which does what `employer` says. */
  employers: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(60),
        /** Share of its projects on which it falls silent once the money lies in escrow. */
        ghosting: z.number().min(0).max(1).default(0),
        /** Of its projects; not said: the market's. */
        mechanism: mechanismSchema.optional(),
      }),
    )
    .max(100)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, 'names: every employer its own')
    .default([]),
  /** So many projects more that nobody can pass honestly. They count in no figure; whoever passes one is flagged. */
  honeypots: z.number().int().min(0).max(100).default(0),
  /** What simulated freelancers hand in when they pass: the reference solution, any correct one that is known, or such a one each in its own hand. */
  solutions: z.enum(['reference', 'any', 'own']).default('reference'),
  /** Price of sandbox work in millionths of a dollar per million ticks of fuel, booked to the freelancer. */
  sandboxMicroUsdPerMegafuel: z.number().min(0).default(0),
  baseline: baselineSchema.default({ kind: 'none' }),
  /** Any part of the market's policy; the rest is the default's. */
  market: policyPatchSchema.prefault({}),
});

/** What a file may say, with everything that it does not say. */
export const tournamentSchema = writtenSchema.transform(({ awardRule, ...written }) => ({
  ...written,
  awardRule: awardRule ?? (written.employer.model === undefined ? ('lowest' as const) : ('model' as const)),
}));
export type TournamentConfig = z.infer<typeof tournamentSchema>;

/** Of the agents: the same for every protocol and mechanism, so that treatments differ in nothing else. */
export function agentSeed({ seed }: TournamentConfig): string {
  return keyedHash(seed, 'agents');
}

export type ParsedConfig =
  | { readonly ok: true; readonly config: TournamentConfig }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Reads what a YAML file said. Says every contradiction that a schema can see before anything is started. */
export function parseConfig(input: unknown): ParsedConfig {
  const parsed = tournamentSchema.safeParse(input);
  if (!parsed.success) return { ok: false, problems: problemsOf(parsed.error) };
  const config = parsed.data;
  const { kind } = config.baseline;
  if (config.protocol === 'auction' && (kind === 'published' || kind === 'measured')) {
    const text = `a ${kind} baseline says nothing about an auction: use simulated or none`;
    return { ok: false, problems: [{ path: ['baseline', 'kind'], text }] };
  }
  const wrong = roleContradictions(config);
  if (wrong.length > 0) return { ok: false, problems: wrong };
  const moody = (['ghosting', 'scopeChange'] as const).find((mood) => config.employer[mood] > 0);
  const silent = config.employers.findIndex(({ ghosting }) => ghosting > 0);
  if (silent !== -1 && config.market.settlement !== 'employer') {
    const text = 'under settlement verdict the employer decides nothing: set market.settlement to employer';
    return { ok: false, problems: [{ path: ['employers', silent, 'ghosting'], text }] };
  }
  if (
    config.market.otherMechanisms !== undefined &&
    config.employers.some(({ mechanism }) => mechanism !== undefined)
  ) {
    const text = 'leave this out where employers name mechanisms: theirs are the other ones';
    return { ok: false, problems: [{ path: ['market', 'otherMechanisms'], text }] };
  }
  if (moody !== undefined && config.market.settlement !== 'employer') {
    const text = 'under settlement verdict the employer decides nothing: set market.settlement to employer';
    return { ok: false, problems: [{ path: ['employer', moody], text }] };
  }
  if (config.market.clock !== undefined && config.market.clock.kind !== 'virtual') {
    return { ok: false, problems: [{ path: ['market', 'clock'], text: 'a tournament runs in virtual time' }] };
  }
  return { ok: true, config };
}

/** The patch of the policy that a tournament's own settings imply, under what the file says itself. */
export function impliedPatch({ protocol, biddingMinutes, employers }: TournamentConfig): PolicyPatch {
  const named = employers.flatMap(({ mechanism }) => mechanism ?? []);
  const shared = {
    deadlines: { biddingMs: biddingMinutes * MINUTE_MS },
    ...(named.length === 0 ? {} : { otherMechanisms: named }),
  };
  // The study had no bidding: every model was given every task, at the posted price, without fees, and one try.
  if (protocol === 'solo') {
    return {
      mechanism: { kind: 'direct', assignment: 'rotation' },
      fees: 'none',
      limits: { deliveriesPerAward: 1 },
      ...shared,
    };
  }
  return shared;
}
