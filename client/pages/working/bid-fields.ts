/** What a bid says, from what was typed: read, checked, and told field by field what is wrong. */

import { z } from 'zod';
import type { Cents } from '../../../server/kernel/money.ts';
import type { SeenBid, SeenMarket, SeenProject } from '../../../server/protocol/arena/seen/things.ts';
import { typedCents, typedNumber } from '../../text/typed.ts';
import { workingWords } from '../../text/working-words.ts';

export const bidDraftSchema = z.object({
  amount: z.string(),
  days: z.string(),
  proposal: z.string(),
  confidence: z.string(),
  quality: z.string(),
});
export type BidDraft = z.output<typeof bidDraftSchema>;

export const NO_BID: BidDraft = { amount: '', days: '', proposal: '', confidence: '', quality: '100' };

export interface BidTerms {
  readonly amountCents: Cents;
  readonly days: number;
  readonly qualityBps: number;
  readonly confidenceBps: number | null;
}

export type BidErrors = Readonly<Partial<Record<keyof BidDraft, string>>>;

/** More than nothing; null: no amount. */
export function centsOf(typed: string): Cents | null {
  const value = typedCents(typed);
  return value === null || value === 0 ? null : value;
}

function bpsOf(typed: string): number | null {
  const value = typedNumber(typed);
  return value !== null && value <= 100 ? Math.round(value * 100) : null;
}

export function readBid(draft: BidDraft): { readonly terms: BidTerms | null; readonly errors: BidErrors } {
  const { bid: text } = workingWords.working;
  const amountCents = centsOf(draft.amount);
  const days = /^\d{1,4}$/.test(draft.days.trim()) ? Number(draft.days) : 0;
  const qualityBps = bpsOf(draft.quality);
  const unsure = draft.confidence.trim() === '';
  const confidenceBps = unsure ? null : bpsOf(draft.confidence);
  const errors: BidErrors = {
    ...(amountCents === null ? { amount: text.whole } : {}),
    ...(days < 1 ? { days: text.wholeDays } : {}),
    ...(qualityBps === null ? { quality: text.share } : {}),
    ...(!unsure && confidenceBps === null ? { confidence: text.share } : {}),
  };
  if (amountCents === null || days < 1 || qualityBps === null || Object.keys(errors).length > 0) {
    return { terms: null, errors };
  }
  return { terms: { amountCents, days, qualityBps, confidenceBps }, errors: {} };
}

/** Why no bid can be placed, in words. The market has the last word; this says what it would most likely be. */
export function blockedBy(market: SeenMarket, project: SeenProject, you: SeenBid['bidderId'] | null): string {
  const { bid: text } = workingWords.working;
  if (project.employerId === you) return text.own;
  if (project.status !== 'open') return text.closed;
  const { skills } = project.posting;
  const own = you === null ? undefined : market.participants.get(you);
  if (market.policy?.skillMatch && own !== undefined && !skills.some((skill) => own.skills.includes(skill))) {
    return text.noSkill(skills.join(', '));
  }
  return market.policy?.credits ? text.noCredits : text.notNow;
}
