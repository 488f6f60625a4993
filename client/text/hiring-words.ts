/** The words of the pages below /hiring, which come with them. */

import { bids, hiring } from './en/hiring.ts';
import { example, post, posting } from './en/hiring-post.ts';
import { deliveries, messages, money, payments, reviews } from './en/hiring-work.ts';

export const hiringWords = {
  hiring,
  bids,
  deliveries,
  payments,
  messages,
  reviews,
  money,
  posting,
  post,
  example,
} as const;
