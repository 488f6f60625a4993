/** Whether to bid, and what: the model reads the posting once and says what it thinks of it, its chance of passing included. */

import { z } from 'zod';
import type { Observation, ObservedProject } from '../observation.ts';
import { paysPostedPrice } from '../scripted/bid-range.ts';
import { bidTurns, type Terms } from './prompt.ts';
import type { Session } from './session.ts';
import { askStructured } from './structured.ts';
import type { PostingDocument } from './workbench.ts';

const PROPOSAL_CHARACTERS = 1_500;
const MAX_TOKENS = 900;
const REPAIRS = 2;

const opinionSchema = z.object({
  bid: z.boolean().describe('whether to bid at all'),
  amountUsd: z.number().min(0).max(1e7).describe('the amount to bid, in dollars'),
  days: z.number().int().min(1).max(365).describe('days from award to delivery'),
  chance: z.number().min(0).max(1).describe('probability that all hidden tests pass, from 0 to 1'),
  minutes: z.number().min(0).max(100_000).describe('minutes of work'),
  costUsd: z.number().min(0).max(1e7).describe('what doing it costs you, in dollars'),
  proposal: z.string().max(20_000).describe('the text for the employer: specific, a few sentences'),
});
export type Opinion = z.infer<typeof opinionSchema>;

function termsOf({ policy }: Observation, { posting }: ObservedProject): Terms {
  return {
    budgetMinUsd: posting.budgetMinCents / 100,
    budgetMaxUsd: posting.budgetMaxCents / 100,
    paidUsd: paysPostedPrice(posting) ? posting.postedPriceCents / 100 : null,
    mechanism: posting.mechanism.kind,
    feeShare: (policy?.fees.freelancerBps ?? 0) / 10_000,
  };
}

/** Null: no opinion that could be read, so no bid. */
export async function formOpinion(
  session: Session,
  observation: Observation,
  project: ObservedProject,
  posting: PostingDocument,
  mark: string,
  answerTokens: number,
): Promise<Opinion | null> {
  const answer = await askStructured((question) => session.ask('bid', question), {
    name: 'opinion',
    schema: opinionSchema,
    turns: bidTurns(posting, termsOf(observation, project), mark),
    maxTokens: Math.min(MAX_TOKENS, answerTokens),
    temperature: 0,
    repetition: project.occurrence,
    repairs: REPAIRS,
  });
  if (!answer.ok) return null;
  return { ...answer.value, proposal: answer.value.proposal.slice(0, PROPOSAL_CHARACTERS) };
}
