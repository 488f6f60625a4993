/** What a freelancer of a roster may do against the rules, each kind with what it needs to know. */

import { z } from 'zod';
import { BPS_ONE } from '../../../server/kernel/money.ts';

const nameSchema = z.string().min(1).max(60);

export const adversarySchema = z.discriminatedUnion('kind', [
  /** Agrees with the others of its group who is to win, in turn; the rest bid a little above. */
  z.strictObject({ kind: z.literal('ring'), group: nameSchema }),
  /** One of several accounts of one operator, the group: one cost, one price within a hair, one program. */
  z.strictObject({ kind: z.literal('sybil'), group: nameSchema }),
  /** Bids this share of what it should on a quarter of the projects, and hands nothing in when it wins. */
  z.strictObject({ kind: z.literal('abandon'), shareBps: z.number().int().min(1).max(BPS_ONE).default(5_000) }),
  /** Hands in what this entry of the roster hands in, under a heading of its own, after it. */
  z.strictObject({ kind: z.literal('copy'), of: nameSchema }),
  /** Hands in the visible cases by heart. */
  z.strictObject({ kind: z.literal('memorise') }),
  /** Hands in programs that work on the reviewer. */
  z.strictObject({ kind: z.literal('tamper') }),
  /** Hands in wrong programs with a text for the reviewer. */
  z.strictObject({ kind: z.literal('inject') }),
  /** Has got hold of the answer keys. */
  z.strictObject({ kind: z.literal('leak') }),
  /** The second account of this employer: bids below whoever leads there, and never takes an award. */
  z.strictObject({ kind: z.literal('shill'), employer: nameSchema }),
]);
export type Adversary = z.infer<typeof adversarySchema>;
