/** A desk on the wire: what a fold of everything so far has come to, so that nobody reads a whole past to begin to work. */

import { z } from 'zod';
import { type DeskMarket, deskOf, emptyDesk, PAST_KEPT } from './desk.ts';
import type { SeenMarket } from './things.ts';

/** The things of one kind, each by its own number; which other fields there are is told by the document of the API. */
const things = <Key extends string>(key: Key) => z.array(z.looseObject({ [key]: z.int() } as Record<Key, z.ZodInt>));

/** The kinds of things, and by which number each is known. */
const KEYS = {
  participants: 'participantId',
  projects: 'projectId',
  bids: 'bidId',
  milestones: 'milestoneId',
  milestoneRequests: 'requestId',
  disputes: 'disputeId',
  deliveries: 'deliveryId',
  reviews: 'reviewId',
  messages: 'messageId',
} as const;
type Kind = keyof typeof KEYS;
const KINDS = Object.keys(KEYS) as readonly Kind[];

export const deskSchema = z.object({
  /** The caller's cursor of the last event in it: what follows is asked for from here. */
  cursor: z.int(),
  /** Market time of the last event. */
  at: z.int(),
  status: z.enum(['unopened', 'open', 'closed']),
  /** The rules that the market was opened with; null before. */
  policy: z.looseObject({}).nullable(),
  /** Who the caller is there; null: one who looks on. */
  you: z.int().nullable(),
  /**
   * So many of the caller's own projects that are over are told of with every bid: those posted last. Of older ones the bids that were
   * neither awarded nor the caller's are only counted, as `bidsLeftOut`.
   */
  pastKept: z.int(),
  participants: things(KEYS.participants),
  projects: things(KEYS.projects),
  bids: things(KEYS.bids),
  milestones: things(KEYS.milestones),
  milestoneRequests: things(KEYS.milestoneRequests),
  disputes: things(KEYS.disputes),
  deliveries: things(KEYS.deliveries),
  reviews: things(KEYS.reviews),
  messages: things(KEYS.messages),
  /** When the caller was given bid credits back. */
  creditsReturnedAt: z.array(z.int()),
});
export type DeskAnswer = z.output<typeof deskSchema>;

export function deskAnswer(market: SeenMarket, you: DeskMarket['you'], pastKept = PAST_KEPT): DeskAnswer {
  const desk = deskOf(market, you, pastKept);
  const { policy, creditsReturnedAt, ...rest } = desk;
  const lists = Object.fromEntries(KINDS.map((kind) => [kind, [...desk[kind].values()]]));
  const answer = { ...rest, ...lists, policy, creditsReturnedAt: [...creditsReturnedAt] };
  // Each kind is a list of its things under the same name, which the types of `fromEntries` cannot say.
  return answer as unknown as DeskAnswer;
}

/** The desk that the answer tells of, to be folded on from its cursor. */
export function deskFrom(answer: DeskAnswer): DeskMarket {
  const maps = Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      new Map((answer[kind] as readonly Record<string, unknown>[]).map((thing) => [thing[KEYS[kind]], thing])),
    ]),
  );
  // The schema leaves the things open: their fields are those that the server's own fold gave them.
  return Object.assign(emptyDesk(), answer, maps) as DeskMarket;
}
