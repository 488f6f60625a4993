/** An experiment as a file: what is asked, which fields of a tournament are varied, in which design, and how it will be analysed. */

import { z } from 'zod';

const nameSchema = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'lower-case letters, digits, dashes and underscores');
const textSchema = z.string().min(1).max(2_000);

/** A level is what it changes of the tournament: any of its fields, as in a tournament's own file. */
const levelSchema = z.record(z.string(), z.unknown());
export type Patch = Readonly<Record<string, unknown>>;

const factorSchema = z.strictObject({
  /** What is varied, for people. */
  description: textSchema.optional(),
  /** By name; the first is what others are compared with. */
  levels: z
    .record(nameSchema, levelSchema)
    .refine((levels) => Object.keys(levels).length >= 2, 'at least two')
    .refine((levels) => Object.keys(levels).length <= 20, 'at most 20'),
});

const designSchema = z.discriminatedUnion('kind', [
  /** Every combination of levels, in every repetition. */
  z.strictObject({ kind: z.literal('full_factorial') }),
  /** The first levels together, and every other level alone in their place, in every repetition. */
  z.strictObject({ kind: z.literal('paired') }),
  /** Treatments are assigned to rows and columns, each once in each. */
  z.strictObject({
    kind: z.literal('latin_square'),
    /** Two factors with as many levels as the treatments; not said: repetitions and the order of play. */
    blocks: z.tuple([nameSchema, nameSchema]).optional(),
  }),
]);
export type Design = z.infer<typeof designSchema>;

/** The effect that should be found, for the power of the design. */
const effectSchema = z.union([
  /** In the unit of the figure, with the deviation of the contrast over repetitions where somebody knows it. */
  z.strictObject({
    difference: z.number().refine((value) => value !== 0, 'not 0'),
    deviation: z.number().gt(0).optional(),
    /** Where the deviation comes from. */
    source: textSchema.optional(),
  }),
  /** In deviations of the contrast over repetitions. */
  z.strictObject({ standardized: z.number().refine((value) => value !== 0, 'not 0') }),
]);
export type Effect = z.infer<typeof effectSchema>;

const outcomeSchema = z.strictObject({
  name: nameSchema,
  /** A figure of `arena stats`: table and column, for example `surplus.efficiency`. */
  figure: z.string().regex(/^[a-z_]+\.[A-Za-z]+$/, 'a table and a column of `arena stats`, with a point between'),
  /** Whose figure, where the table has a row for each freelancer. */
  freelancer: z.string().min(1).max(60).optional(),
  effect: effectSchema.optional(),
});
export type Outcome = z.infer<typeof outcomeSchema>;

const pairSchema = z.strictObject({ factor: nameSchema, of: nameSchema, against: nameSchema });
const contrastSchema = pairSchema.extend({
  name: nameSchema.optional(),
  /** Only treatments with these levels; not said: all, averaged. */
  within: z.record(nameSchema, nameSchema).optional(),
  /** The difference of this difference between two levels of another factor: an interaction. */
  by: pairSchema.optional(),
});
export type ContrastChoice = z.infer<typeof contrastSchema>;

const distinct = (names: readonly string[]): boolean => new Set(names).size === names.length;

export const experimentSchema = z
  .strictObject({
    name: nameSchema,
    question: textSchema,
    /** The tournament that is varied: a file beside this one, or its fields. Name and seed are the experiment's. */
    base: z.union([z.string(), levelSchema]),
    factors: z
      .record(nameSchema, factorSchema)
      .refine((factors) => Object.keys(factors).length >= 1, 'at least one')
      .refine((factors) => Object.keys(factors).length <= 8, 'at most 8'),
    design: designSchema.default({ kind: 'full_factorial' }),
    /** Everything random is a function of it. */
    seed: z.string().min(1).max(150),
    /** How often every treatment is played, each time from a seed of its own that all treatments share. */
    repetitions: z.number().int().min(1).max(10_000).optional(),
    /** The seeds of the repetitions themselves. */
    seeds: z.array(z.string().min(1).max(200)).min(1).max(10_000).refine(distinct, 'each only once').optional(),
    /** Every repetition has fresh projects of the same families. */
    freshProjects: z.boolean().default(false),
    outcomes: z.strictObject({
      /** What the question is answered by. */
      primary: z.array(outcomeSchema).min(1).max(20),
      /** What is looked at besides. */
      secondary: z.array(outcomeSchema).max(50).default([]),
    }),
    /** Not said: every other level of each factor against its first. */
    contrasts: z.array(contrastSchema).min(1).max(200).optional(),
    alpha: z.number().gt(0).max(0.5).default(0.05),
    /** Wanted chance to find the effect. */
    power: z.number().gt(0.5).lt(1).default(0.8),
    /** Over all contrasts of all primary outcomes. Secondary ones are always corrected by Benjamini and Hochberg. */
    correction: z.enum(['holm', 'hochberg', 'bonferroni', 'benjamini_hochberg', 'none']).default('holm'),
    /** Which runs will not count. A run without a figure never counts for it. */
    exclusions: textSchema.default('none'),
    stopping: textSchema.default('all planned runs are played, and no result is looked at before'),
  })
  .refine(({ repetitions, seeds }) => (repetitions === undefined) !== (seeds === undefined), {
    path: ['repetitions'],
    message: 'say either repetitions or seeds',
  })
  .refine(({ outcomes }) => distinct([...outcomes.primary, ...outcomes.secondary].map(({ name }) => name)), {
    path: ['outcomes'],
    message: 'every outcome has a name of its own',
  });
export type Experiment = z.infer<typeof experimentSchema>;

/** The seed of each repetition, the same for all treatments. */
export function repetitionSeeds({ seed, seeds, repetitions = 0 }: Experiment): readonly string[] {
  return seeds ?? Array.from({ length: repetitions }, (_, at) => `${seed}/${at + 1}`);
}

export function allOutcomes({ outcomes }: Pick<Experiment, 'outcomes'>): readonly Outcome[] {
  return [...outcomes.primary, ...outcomes.secondary];
}
