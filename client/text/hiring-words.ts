/** The words of the pages below /hiring, which come with them. */

import { bids, hiring } from './en/hiring.ts';
import { invite } from './en/hiring-invite.ts';
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
  invite,
  posting,
  post,
  example,
} as const;
