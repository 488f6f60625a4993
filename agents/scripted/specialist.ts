/** Bids only on projects that need one of its skills, and then asks for a little more than break-even. */

import { z } from 'zod';
import { BPS_ONE } from '../../server/kernel/money.ts';
import { bidRange, within } from './bid-range.ts';
import { bidAtOnce, type Strategy } from './strategy.ts';

export const specialistParams = z.strictObject({
  /** How far above break-even, as a share of the way to the most the project takes, in basis points. */
  markupBps: z.number().int().min(0).max(BPS_ONE).default(1_000),
});
export type SpecialistParams = z.infer<typeof specialistParams>;

export const specialist: Strategy<SpecialistParams> = (context) => {
  if (!context.project.posting.skills.some((skill) => context.skills.includes(skill))) return null;
  const range = bidRange(context);
  if (range === null) return null;
  const room = range.ceilingCents - range.floorCents;
  return bidAtOnce(context, within(range, range.floorCents + (room * context.params.markupBps) / BPS_ONE));
};
