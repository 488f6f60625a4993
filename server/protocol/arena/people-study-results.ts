/** A people study as its researcher reads it: counts, payments, data under pseudonyms, the baseline of its projects. */

import { z } from 'zod';
import { integer, word } from '../freelancer/params.ts';
import { PEOPLE_OUTCOMES, PEOPLE_STAGES, TIME_OUT_REASONS } from './people-study-person.ts';

export const PEOPLE_STUDY_STATES = ['created', 'open', 'closed', 'deleted'] as const;
export type PeopleStudyState = (typeof PEOPLE_STUDY_STATES)[number];

const countOf = z.int().min(0);

/** One cell for each of the words, each said by its name. */
function eachOf<const W extends readonly string[], T extends z.ZodType>(words: W, cell: T) {
  return z.object(Object.fromEntries(words.map((word) => [word, cell])) as Readonly<Record<W[number], T>>);
}

const shareSchema = z.object({
  count: countOf,
  of: countOf,
  /** Null where there is nothing to divide by. */
  share: z.number().nullable(),
  /** Wilson, 95 %. */
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type CountedShare = z.output<typeof shareSchema>;

export const peopleStudySchema = z.object({
  study: z.string(),
  title: z.string(),
  state: z.enum(PEOPLE_STUDY_STATES),
  quota: z.int(),
  /** What people follow; the panel puts its ids into it. */
  link: z.string(),
  createdAt: z.int(),
  closedAt: z.int().nullable(),
  /** When personal data are deleted by themselves; null while the study is not closed. */
  deleteAt: z.int().nullable(),
  people: countOf,
  /** Places that are still to be had. */
  placesLeft: countOf,
  byStage: eachOf(PEOPLE_STAGES, countOf),
  byOutcome: eachOf(PEOPLE_OUTCOMES, countOf),
  /** Of `timed_out`, those who waited in vain: too few others came, or the market was not opened. */
  waitedInVain: countOf,
});
export type PeopleStudyStatus = z.output<typeof peopleStudySchema>;
export const peopleStudiesSchema = z.object({ studies: z.array(peopleStudySchema) });

export const peopleSummarySchema = peopleStudySchema.extend({
  conditions: z.array(
    z.object({ condition: z.string(), assigned: countOf, working: countOf, completed: countOf, markets: countOf }),
  ),
  /** How often each project stood at each place of the order, by project in the study's order. */
  positions: z.array(z.object({ slug: z.string(), counts: z.array(countOf) })),
  /** Medians in seconds of those who passed the stage; null where nobody did. */
  stageSeconds: eachOf(PEOPLE_STAGES, z.number().nullable()),
  /** People's guesses at who is a program: how many were right, of bids and deliveries. */
  blinding: z.object({
    all: shareSchema,
    ofPeople: shareSchema,
    ofPrograms: shareSchema,
    meanConfidence: z.number().nullable(),
  }),
  /** What people who were employers chose. */
  hiring: z.object({
    /** Projects that somebody chose a bid for, where people and programs had bid. */
    toPrograms: shareSchema,
    /** What a draw among the same bids would have given to programs; null where there was none. */
    byLot: z.number().nullable(),
    /** Of all choices among several bids, those of the bid that was shown first. */
    toFirstShown: shareSchema,
    /** Projects with bids for which somebody chose nobody. */
    toNobody: countOf,
    /** Projects that a rule awarded because nobody had chosen in time, or the chosen bid was gone. */
    fallbacks: countOf,
  }),
});
export type PeopleSummary = z.output<typeof peopleSummarySchema>;

/** Freelancer.com's words are for projects; these are the panel's. */
export const paymentsQuery = z.strictObject({ format: word(['json', 'csv']).default('json') });
export const paymentsSchema = z.object({
  currency: z.string(),
  totalCents: z.int(),
  /** In the order of the panel's ids. Whoever withdrew is not among them. */
  rows: z.array(
    z.object({
      panelId: z.string(),
      panelSessionId: z.string(),
      outcome: z.enum(PEOPLE_OUTCOMES),
      /** Of `timed_out`; null elsewhere. */
      reason: z.enum(TIME_OUT_REASONS).nullable(),
      baseCents: z.int(),
      bonusCents: z.int(),
    }),
  ),
});
export type Payments = z.output<typeof paymentsSchema>;

export const exportQuery = z.strictObject({
  table: word(['people', 'projects', 'choices', 'guesses', 'answers']).default('people'),
  format: word(['json', 'csv']).default('json'),
});
const cell = z.union([z.string(), z.number(), z.null()]);
export const exportSchema = z.object({
  table: z.string(),
  /** What each column means and which unit it has. */
  columns: z.array(z.object({ column: z.string(), meaning: z.string() })),
  rows: z.array(z.array(cell)),
});
export type PeopleExport = z.output<typeof exportSchema>;

/** People's tries at the projects, as a tournament takes them for its measured baseline. */
export const measuredBaselineSchema = z.object({
  source: z.string().min(1),
  study: z.string().optional(),
  /** Whose tries these are: so many people who have not withdrawn. */
  people: z.int().min(1).optional(),
  verdicts: z.array(
    z.strictObject({
      slug: z.string(),
      passed: z.boolean(),
      /** Names the answer key that judged: of another edition of the project these are no verdicts. */
      acceptanceHash: z.string().optional(),
      condition: z.string().optional(),
      /** What the person asked for. */
      askedCents: z.int().nullable().optional(),
      /** What the award paid. */
      priceCents: z.int().nullable().optional(),
      /** As the person's browser measured it; null: it never told. */
      activeMs: z.int().nullable().optional(),
      /** Market time from the award's acceptance to the last verdict. */
      elapsedMs: z.int().nullable().optional(),
      attempts: z.int().optional(),
      scoreBps: z.int().nullable().optional(),
    }),
  ),
});
export type MeasuredBaseline = z.output<typeof measuredBaselineSchema>;

export const studyMarketsQuery = z.strictObject({ limit: integer.optional(), offset: integer.optional() });
export const studyMarketsSchema = z.object({
  markets: z.array(
    z.object({
      market: z.string(),
      condition: z.string(),
      status: z.enum(['open', 'over']),
      /** Seats for programs that nobody has yet, by the number to ask for them with. */
      programSeats: z.array(z.int()),
    }),
  ),
});
export const programSeatAnswer = z.object({
  market: z.string(),
  participantId: z.int(),
  /** Shown this once; asked for again it is another one. */
  token: z.string(),
});
export const reviewSummarySchema = z.object({ markdown: z.string() });
