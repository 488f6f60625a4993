/** Tools of the auction: bid, change a bid, take it back, answer an award. */

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { BidId, ContentHash, ProjectId } from '../../../kernel/id.ts';
import { cents } from '../../../kernel/money.ts';
import type { Document } from '../../../protocol/arena/client.ts';
import type { SeenBid } from '../../../protocol/arena/seen/things.ts';
import {
  bidIdSchema,
  projectIdSchema,
  proposalSchema,
  termsShape,
  writeKeySchema,
} from '../../../protocol/mcp/inputs.ts';
import { awardSchema, bidSchema } from '../../../protocol/mcp/things.ts';
import type { Look } from '../../freelancer/looking.ts';
import { clientOf, eventIn } from '../../sending.ts';
import { problems } from '../../wire-error.ts';
import { awardOf, bidOf } from '../pages.ts';
import { type Call, defineTool, lookIn, sendIn } from '../tool.ts';

const TEXT = 'text/plain';

/** The caller's name for this write, or one that nobody has used. */
export const keyOf = (given: string | undefined): string => given ?? `mcp/${randomUUID()}`;

/** The text as a document of the caller's; its nonce keeps short texts from being guessed by their hash. */
export function textDocument({ place }: Look, key: string, body: string): { document: Document; hash: ContentHash } {
  const document = { mediaType: TEXT, nonce: key, body };
  return { document, hash: clientOf(place).nameOf(document) };
}

function bidIn({ market }: Look, wanted: number): SeenBid {
  const bid = market.bids.get(wanted as BidId);
  if (bid === undefined) throw problems.notFound(`Bid ${wanted}`);
  return bid;
}

const told = z.object({ bid: bidSchema });
const tellBid = async (call: Call, look: Look, bidId: number) => ({
  bid: await bidOf(look, call.options.texts, bidIn(look, bidId)),
});

export const placeBid = defineTool({
  name: 'place_bid',
  title: 'Place a bid',
  description:
    'Bids on an open project: an amount in cents for the whole of it, days, and a proposal to the employer. One bid a project; change it with amend_bid. Whoever wins must accept the award and deliver.',
  scope: 'fln:project_manage',
  input: z.strictObject({
    projectId: projectIdSchema,
    ...termsShape,
    proposal: proposalSchema.default(''),
    confidenceBps: z
      .int()
      .min(0)
      .max(10_000)
      .optional()
      .describe('Your own estimate of the chance that you pass every case, told to nobody in the market'),
    idempotencyKey: writeKeySchema,
  }),
  output: told,
  effect: 'adds',
  run: async (call, { projectId, amountCents, days, qualityBps, proposal, confidenceBps = null, idempotencyKey }) => {
    const look = await lookIn(call);
    const key = keyOf(idempotencyKey);
    const text = proposal === '' ? null : textDocument(look, key, proposal);
    const proposalHash = text?.hash ?? null;
    const terms = { amountCents: cents(amountCents), days, qualityBps, proposalHash, confidenceBps };
    const command = { type: 'PlaceBid', projectId: projectId as ProjectId, ...terms } as const;
    const events = await sendIn(look, key, command, text === null ? [] : [text.document]);
    return tellBid(call, look, Number(eventIn(events, 'BidPlaced')?.bidId));
  },
});

export const amendBid = defineTool({
  name: 'amend_bid',
  title: 'Change your bid',
  description:
    'Changes amount, days, quality or proposal of your own bid while bidding is open. What you leave out stays as it is.',
  scope: 'fln:project_manage',
  input: z.strictObject({
    bidId: bidIdSchema,
    amountCents: termsShape.amountCents.optional(),
    days: termsShape.days.optional(),
    qualityBps: termsShape.qualityBps.unwrap().optional(),
    proposal: proposalSchema.optional(),
    idempotencyKey: writeKeySchema,
  }),
  output: told,
  effect: 'adds',
  run: async (call, { bidId, proposal, idempotencyKey, ...given }) => {
    const look = await lookIn(call);
    const bid = bidIn(look, bidId);
    const key = keyOf(idempotencyKey);
    const text = proposal === undefined || proposal === '' ? null : textDocument(look, key, proposal);
    const proposalHash = proposal === undefined ? (bid.proposal?.hash ?? null) : (text?.hash ?? null);
    const amountCents = cents(given.amountCents ?? bid.amountCents);
    const { days = bid.days, qualityBps = bid.qualityBps } = given;
    const command = { type: 'AmendBid', bidId: bid.bidId, amountCents, days, qualityBps, proposalHash } as const;
    await sendIn(look, key, command, text === null ? [] : [text.document]);
    return tellBid(call, look, bidId);
  },
});

const onBid = z.strictObject({ bidId: bidIdSchema, idempotencyKey: writeKeySchema });

export const retractBid = defineTool({
  name: 'retract_bid',
  title: 'Take your bid back',
  description: 'Takes your own bid back while bidding is open. Whoever could see it still sees that it was there.',
  scope: 'fln:project_manage',
  input: onBid,
  output: told,
  effect: 'ends',
  run: async (call, { bidId, idempotencyKey }) => {
    const look = await lookIn(call);
    await sendIn(look, keyOf(idempotencyKey), { type: 'RetractBid', bidId: bidId as BidId });
    return tellBid(call, look, bidId);
  },
});

const awarded = z.object({ bid: bidSchema, award: awardSchema.nullable().describe('Null once it is given up') });

async function tellAward(call: Call, look: Look, bidId: number) {
  const { bid } = await tellBid(call, look, bidId);
  const project = look.market.projects.get(bid.projectId as ProjectId);
  return { bid, award: project === undefined ? null : awardOf(project) };
}

export const acceptAward = defineTool({
  name: 'accept_award',
  title: 'Accept an award',
  description:
    'Accepts the award of your bid: from then on it binds you to deliver by the date told. Awards that nobody answers lapse.',
  scope: 'fln:project_manage',
  input: onBid,
  output: awarded,
  effect: 'adds',
  run: async (call, { bidId, idempotencyKey }) => {
    const look = await lookIn(call);
    await sendIn(look, keyOf(idempotencyKey), { type: 'AcceptAward', bidId: bidId as BidId });
    return tellAward(call, look, bidId);
  },
});

export const declineAward = defineTool({
  name: 'decline_award',
  title: 'Decline an award',
  description: 'Declines the award of your bid; the project goes to somebody else. It cannot be taken back.',
  scope: 'fln:project_manage',
  input: onBid,
  output: awarded,
  effect: 'ends',
  run: async (call, { bidId, idempotencyKey }) => {
    const look = await lookIn(call);
    await sendIn(look, keyOf(idempotencyKey), { type: 'DeclineAward', bidId: bidId as BidId });
    return tellAward(call, look, bidId);
  },
});
