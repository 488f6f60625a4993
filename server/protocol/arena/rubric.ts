/** A judge's opinion of a delivery: criteria out of the posting, each answered apart and shown by quotes; and the rules of its weight. */

import { z } from 'zod';
import type { ContentHash, DeliveryId, ParticipantId, ProjectId } from '../../kernel/id.ts';
import type { Files } from './acceptance.ts';

/**
 * How tests and rubric come to one verdict. `tests_only`: the tests decide, the opinion stands beside them. `tests_and_rubric`: the
 * lower of the two scores, so that a judge can hold back what the tests gave and never gives what they did not.
 */
export const REVIEW_RULES = ['tests_only', 'tests_and_rubric'] as const;
export const reviewRuleSchema = z.enum(REVIEW_RULES);
export type ReviewRule = z.infer<typeof reviewRuleSchema>;

export const QUOTES_MAX = 5;
export const QUOTE_CHARACTERS = 400;
export const REASON_CHARACTERS = 600;
export const CRITERIA_MAX = 12;

const quoteSchema = z.object({ file: z.string().max(200), text: z.string().max(QUOTE_CHARACTERS) });
export type Quote = z.infer<typeof quoteSchema>;

/** Texts come from a model and from the delivery: untrusted. */
export const criterionFindingSchema = z.object({
  /** The sentence of the posting that asks for it, and what it asks for. */
  sentence: z.string(),
  asks: z.string(),
  /** `no_answer`: nothing that could be read, or nothing that its quotes show. */
  answer: z.enum(['met', 'not_met', 'no_answer']),
  /** Each stands in the delivery. */
  quotes: z.array(quoteSchema).max(QUOTES_MAX),
  why: z.string().max(REASON_CHARACTERS),
});
export type CriterionFinding = z.infer<typeof criterionFindingSchema>;

export const rubricOpinionSchema = z.object({
  /** Which model, and by which words it was asked. */
  judge: z.string(),
  prompt: z.string(),
  criteria: z.array(criterionFindingSchema).max(CRITERIA_MAX),
  /** Share of the criteria that are met, in basis points, rounded down; null: one of them has no answer, so there is no opinion. */
  scoreBps: z.int().min(0).max(10_000).nullable(),
});
export type RubricOpinion = z.infer<typeof rubricOpinionSchema>;

/** What stands in the evidence of a verdict. */
export const rubricEvidenceSchema = z.object({ rule: reviewRuleSchema, opinion: rubricOpinionSchema });
export type RubricEvidence = z.infer<typeof rubricEvidenceSchema>;

/** A delivery as a judge gets it: the posting and the files, not how the tests went, and not by whom. */
export interface JudgedWork {
  readonly deliveryId: DeliveryId;
  readonly projectId: ProjectId;
  readonly acceptanceHash: ContentHash;
  /** For those who tell a judge that is of the author's own family; no model is told. */
  readonly freelancerId: ParticipantId;
  /** The posting's document, as everybody sees it. */
  readonly posting: string;
  readonly files: Files;
}

/** Who gives opinions, and what they weigh. Rejects with a fault, never for a delivery's sake; null: there is no opinion. */
export interface RubricJudge {
  readonly rule: ReviewRule;
  opine(work: JudgedWork): Promise<RubricOpinion | null>;
}
