/** What is kept of a study, of each person and of each market: the forms of the JSON in the store. */

import { z } from 'zod';
import { panelIdsSchema, peopleStudySpecSchema } from '../protocol/arena/people-study.ts';
import {
  guessSchema,
  PEOPLE_OUTCOMES,
  PEOPLE_STAGES,
  peopleStepSchema,
} from '../protocol/arena/people-study-person.ts';
import { PEOPLE_STUDY_STATES } from '../protocol/arena/people-study-results.ts';
import { projectPackageSchema } from '../protocol/arena/project-package.ts';

export const keptStudySchema = z.object({
  spec: peopleStudySpecSchema,
  /** Whole, so that a study is the same whatever becomes of the corpus. */
  packages: z.array(projectPackageSchema),
  practice: projectPackageSchema.nullable(),
  seed: z.string(),
  state: z.enum(PEOPLE_STUDY_STATES),
  /** People who got a condition: the place of the next one. */
  assigned: z.int(),
  /** Markets that were opened, by condition. */
  opened: z.record(z.string(), z.int()),
  createdAt: z.int(),
  closedAt: z.int().nullable(),
});
export type StudyBody = z.output<typeof keptStudySchema>;

const seatSchema = z.object({ market: z.string(), participantId: z.int() });
export type PersonSeat = z.output<typeof seatSchema>;

export const keptPersonSchema = z.object({
  stage: z.enum(PEOPLE_STAGES),
  outcome: z.enum(PEOPLE_OUTCOMES).nullable(),
  /** The stage before the end. */
  leftAt: z.enum(PEOPLE_STAGES).nullable(),
  /** Wall time at which the stage began. */
  stageAt: z.int(),
  /** How long each stage took. */
  stageMs: z.partialRecord(z.enum(PEOPLE_STAGES), z.int()),
  condition: z.string().nullable(),
  practice: seatSchema.nullable(),
  /** Null while the market is being opened, or waited for. */
  work: seatSchema.nullable(),
  /** The market in which they are the employer; null: they are not. */
  hiring: z.string().nullable().default(null),
  /** Whether they stopped before the market was over. */
  finishedEarly: z.boolean(),
  /** They were sent away through no fault of theirs: too few others came, or the market was not opened. */
  sentAway: z.boolean(),
  /** Markets in which their texts still have to be erased. */
  erasing: z.array(seatSchema),
});
export type PersonBody = z.output<typeof keptPersonSchema>;

/** A work of somebody else's that a person was shown, and whose it was. */
export const shownItemSchema = z.object({
  item: z.string(),
  kind: z.enum(['bid', 'delivery']),
  /** Number of the bid or the delivery in the market. */
  number: z.int(),
  by: z.enum(['person', 'program']),
});
export type ShownItem = z.output<typeof shownItemSchema>;

/** What is encrypted: who they are at the panel, and everything that they said. */
export const sealedSchema = z.object({
  ids: panelIdsSchema,
  /** Of each stage, as it was sent. */
  steps: z.partialRecord(z.enum(PEOPLE_STAGES), peopleStepSchema),
  items: z.array(shownItemSchema),
  guesses: z.array(guessSchema),
});
export type Sealed = z.output<typeof sealedSchema>;

const choiceSetSchema = z.object({
  slug: z.string(),
  projectId: z.int(),
  /** In the order in which they are shown. */
  bids: z.array(
    z.object({
      item: z.string(),
      bidId: z.int(),
      participantId: z.int(),
      amountCents: z.int(),
      days: z.int(),
    }),
  ),
});
export type ChoiceSet = z.output<typeof choiceSetSchema>;

/** `bidId` null: nobody was chosen. */
const choiceSchema = z.object({ projectId: z.int(), bidId: z.int().nullable() });

const hiringSchema = z.object({
  /** Wall time at which the choice is taken from whoever has not made it. */
  endsAt: z.int(),
  sets: z.array(choiceSetSchema),
  /** The employer's; null: not yet, or never made. */
  choices: z.array(choiceSchema).nullable(),
  /** What came of it; null until it is carried out. */
  awards: z.array(choiceSchema.extend({ by: z.enum(['person', 'fallback']) })).nullable(),
});
export type Hiring = z.output<typeof hiringSchema>;

export const keptMarketSchema = z.object({
  condition: z.string(),
  kind: z.enum(['work', 'practice']),
  /** Slugs in the order in which they are posted. */
  order: z.array(z.string()),
  /** The freelancers in the order of their numbers, drawn by lot; `pseudonym` null: a program's. */
  seats: z.array(z.object({ participantId: z.int(), pseudonym: z.string().nullable(), name: z.string() })),
  employerId: z.int(),
  /** Pseudonym of the person who is the employer; null: nobody is. */
  employer: z.string().nullable().default(null),
  /** Null until the bids of a market with an employer are in. */
  hiring: hiringSchema.nullable().default(null),
  reviewerId: z.int(),
  /** In the order in which they were posted. */
  posted: z.array(z.object({ slug: z.string(), projectId: z.int(), acceptanceHash: z.string() })),
  state: z.enum(['opening', 'open', 'ending', 'over']),
  /** Wall time at which work ends at the latest; null while it is being opened. */
  endsAt: z.int().nullable(),
});
export type StudyMarketBody = z.output<typeof keptMarketSchema>;
