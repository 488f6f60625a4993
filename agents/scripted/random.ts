/** Bids any amount between break-even and the most the project takes, each as likely as the other. */

import { z } from 'zod';
import { chance } from '../../server/kernel/prng.ts';
import { bidRange, projectKey } from './bid-range.ts';
import { bidAtOnce, type Strategy } from './strategy.ts';

export const randomParams = z.strictObject({});
export type RandomParams = z.infer<typeof randomParams>;

export const random: Strategy<RandomParams> = (context) => {
  const range = bidRange(context);
  if (range === null) return null;
  const draw = chance(context.seed, 'random-bid', context.name, projectKey(context.project));
  const amounts = range.ceilingCents - range.floorCents + 1;
  return bidAtOnce(context, range.floorCents + Math.floor(draw.unit() * amounts));
};
