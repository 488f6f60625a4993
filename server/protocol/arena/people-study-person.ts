/** A people study as somebody meets it who takes part: the stage, what is asked there, and the steps that lead on. */

import { z } from 'zod';

/** In this order; `ended` is the last whatever the outcome. A stage with nothing in it is passed over. */
export const PEOPLE_STAGES = [
  'consent',
  'eligibility',
  'practice',
  'lobby',
  /** Of whoever is drawn to be the employer, in place of work. */
  'hiring',
  'work',
  'attention',
  'guess',
  'debrief',
  'ended',
] as const;
export type PeopleStage = (typeof PEOPLE_STAGES)[number];

export const PEOPLE_OUTCOMES = [
  'completed',
  'screened_out',
  'failed_attention',
  'no_consent',
  'timed_out',
  'withdrawn',
] as const;
export type PeopleOutcome = (typeof PEOPLE_OUTCOMES)[number];

/**
 * Why somebody's time was over. `stage_time_over`: a step was not done in time. Of whoever waited in vain, which is no fault of
 * theirs: `too_few_came` to share a market with, or `market_not_opened`, though enough had come.
 */
export const TIME_OUT_REASONS = ['stage_time_over', 'too_few_came', 'market_not_opened'] as const;
export type TimeOutReason = (typeof TIME_OUT_REASONS)[number];

const answersSchema = z.array(z.int().min(0).max(11)).max(20);

export const COMMENT_MAX = 4_000;
export const guessSchema = z.strictObject({
  item: z.string().max(64),
  guess: z.enum(['person', 'program']),
  /** How sure, in hundredths: 50 is a coin, 100 certain. */
  confidence: z.int().min(50).max(100),
});

/** `project`: its number in the list, from 1. `item`: the bid that is awarded; null: none. */
export const hiringChoiceSchema = z.strictObject({
  project: z.int().min(1).max(24),
  item: z.string().max(64).nullable(),
});
export type HiringChoice = z.output<typeof hiringChoiceSchema>;

/** What is sent at each stage; the same again is answered like the first time. `answers`: places in the lists of answers, from 0. */
export const peopleStepSchema = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('consent'), agreed: z.boolean(), consentHash: z.string().max(64) }),
  z.strictObject({ step: z.literal('eligibility'), answers: answersSchema }),
  /** After a delivery was made there, whatever the verdict. */
  z.strictObject({ step: z.literal('practice') }),
  /** Every project of the list once. */
  z.strictObject({ step: z.literal('hiring'), choices: z.array(hiringChoiceSchema).max(24) }),
  /** Ends the person's work before the time is over: what is in progress is given up. */
  z.strictObject({ step: z.literal('work') }),
  z.strictObject({ step: z.literal('attention'), answers: answersSchema }),
  z.strictObject({ step: z.literal('guess'), guesses: z.array(guessSchema).max(20) }),
  z.strictObject({ step: z.literal('debrief'), comment: z.string().max(COMMENT_MAX).default('') }),
]);
export type PeopleStep = z.output<typeof peopleStepSchema>;

const questionsSchema = z.array(z.object({ question: z.string(), answers: z.array(z.string()) }));
const marketPlace = { market: z.string(), participantId: z.int() };

/** A work of somebody else's as a judge may see it: names of one pool, times rounded, in a drawn order. */
export const blindItemSchema = z.object({
  item: z.string(),
  kind: z.enum(['bid', 'delivery']),
  name: z.string(),
  project: z.string(),
  amountCents: z.int().nullable(),
  days: z.int().nullable(),
  /** A bid's proposal. Somebody wrote it: it is text and nothing else. */
  text: z.string().nullable(),
  /** A delivery's files by path. */
  files: z.record(z.string(), z.string()).nullable(),
  /** Market time in milliseconds, rounded down. */
  at: z.int(),
});
export type BlindItem = z.output<typeof blindItemSchema>;

/** A project as its employer sees it: names of one pool, in a drawn order, and no times at all. */
export const hiringProjectSchema = z.object({
  project: z.int(),
  title: z.string(),
  description: z.string(),
  budgetMinCents: z.int(),
  budgetMaxCents: z.int(),
  /** Null until bidding has closed everywhere, then all at once. */
  bids: z
    .array(
      z.object({
        item: z.string(),
        name: z.string(),
        amountCents: z.int(),
        days: z.int(),
        /** Somebody wrote it: it is text and nothing else. */
        text: z.string().nullable(),
      }),
    )
    .nullable(),
});

const stageView = z.discriminatedUnion('stage', [
  z.object({
    stage: z.literal('consent'),
    version: z.string(),
    /** Sent back with the step, so that nobody agrees to another text than was shown. */
    consentHash: z.string(),
    text: z.string(),
    /** What every study says: programs among the others, what is kept, how long, how to withdraw. */
    notices: z.array(z.string()),
    approval: z.string(),
    contact: z.string(),
  }),
  z.object({ stage: z.literal('eligibility'), questions: questionsSchema }),
  z.object({
    stage: z.literal('practice'),
    /** All three null while it is being posted: ask again in a second. */
    market: z.string().nullable(),
    participantId: z.int().nullable(),
    projectId: z.int().nullable(),
    deliveries: z.int(),
  }),
  /** Also for a moment where nobody else is waited for: the market is being opened. */
  z.object({ stage: z.literal('lobby'), waiting: z.int(), wanted: z.int() }),
  z.object({
    stage: z.literal('work'),
    ...marketPlace,
    /** Whether nobody else can bid: where no rule awards, the only bid is taken at once. So it is in practice. */
    alone: z.boolean(),
    /** In the order in which they come; those that come later have no number yet. */
    projects: z.array(z.object({ projectId: z.int().nullable(), status: z.enum(['waiting', 'open', 'over']) })),
  }),
  /** `currency`: of the market's amounts, which are not cash. */
  z.object({ stage: z.literal('hiring'), currency: z.string(), projects: z.array(hiringProjectSchema) }),
  z.object({ stage: z.literal('attention'), questions: questionsSchema }),
  z.object({ stage: z.literal('guess'), currency: z.string(), items: z.array(blindItemSchema) }),
  z.object({ stage: z.literal('debrief'), text: z.string() }),
  z.object({
    stage: z.literal('ended'),
    outcome: z.enum(PEOPLE_OUTCOMES),
    /** Of `timed_out`; null: every other outcome says it itself. */
    reason: z.enum(TIME_OUT_REASONS).nullable(),
    /** For the panel; null for whoever withdrew. Whoever waited in vain has one of their own where the study names it. */
    code: z.string().nullable(),
    redirectUrl: z.string().nullable(),
    /** Null for whoever did not consent. */
    debrief: z.string().nullable(),
    /** Whether one's data are still there to be taken back. */
    withdrawable: z.boolean(),
  }),
]);

export const peopleStateSchema = z.object({
  study: z.string(),
  title: z.string(),
  /** Names this person to the researcher, and says nothing of who it is. */
  pseudonym: z.string(),
  /** In words. */
  payRule: z.string(),
  /** Wall time. */
  now: z.int(),
  /** When the stage ends by itself; null: it does not. */
  stageEndsAt: z.int().nullable(),
  /** Stages of this study in order, those passed over left out. */
  stages: z.array(z.enum(PEOPLE_STAGES)),
  at: stageView,
});
export type PeopleState = z.output<typeof peopleStateSchema>;

export const withdrawnSchema = z.object({ withdrawn: z.literal(true) });
