/** Bids what the work costs, fee included: the best reply where the own amount does not set the own price. */

import { z } from 'zod';
import { bidRange } from './bid-range.ts';
import { bidAtOnce, type Strategy } from './strategy.ts';

export const truthfulParams = z.strictObject({});
export type TruthfulParams = z.infer<typeof truthfulParams>;

/** Where the price is posted this accepts exactly the projects whose price covers cost and fee. */
export const truthful: Strategy<TruthfulParams> = (context) => {
  const range = bidRange(context);
  return range === null ? null : bidAtOnce(context, range.floorCents);
};
