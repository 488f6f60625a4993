/** Bids: list, one, place, edit, and the actions of both sides. */

import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { known } from '../../../kernel/assert.ts';
import type { BidId, ContentHash } from '../../../kernel/id.ts';
import { type Cents, cents } from '../../../kernel/money.ts';
import type { Document } from '../../../protocol/arena/client.ts';
import type { SeenBid } from '../../../protocol/arena/seen/things.ts';
import type { CommandRequest } from '../../../protocol/arena/wire.ts';
import { bidListSchema, bidSchema } from '../../../protocol/freelancer/bid.ts';
import { bidFilters } from '../../../protocol/freelancer/bid-filters.ts';
import { actedSchema, successSchema } from '../../../protocol/freelancer/envelope.ts';
import { commonFlags } from '../../../protocol/freelancer/flags.ts';
import { decimal, id, integer, paging, word } from '../../../protocol/freelancer/params.ts';
import { userContainerFlags, userFlagsIn } from '../../../protocol/freelancer/user-flags.ts';
import { centsIn } from '../../freelancer/amounts.ts';
import { matchesBid } from '../../freelancer/bid-filters.ts';
import { compacted } from '../../freelancer/compact.ts';
import { hoursIn } from '../../freelancer/hours.ts';
import { type Look, lookOf, paged, policyIn } from '../../freelancer/looking.ts';
import { placedBid, publicLookOf } from '../../freelancer/placed-bid.ts';
import { employerFeeFor, presentBid } from '../../freelancer/present-bid.ts';
import { usersOf } from '../../freelancer/present-user.ts';
import { projectsBeside } from '../../freelancer/projects-beside.ts';
import { success } from '../../plugins/envelope.ts';
import { asked } from '../../plugins/input.ts';
import { PROJECTS, type RouteOptions } from '../../route-options.ts';
import { clientOf, eventIn, send, sendAt, writeKeyOf } from '../../sending.ts';
import { problems, WireError } from '../../wire-error.ts';

/** Characters of a proposal; the site takes 1,500, its API took more. */
const PROPOSAL_MAX = 4_000;
const PROPOSAL_MEDIA_TYPE = 'text/plain';
const FULL_QUALITY_BPS = 10_000;

const listQuery = z.object({
  ...bidFilters,
  ...paging,
  ...userContainerFlags,
  ...commonFlags.shape,
});
type ListQuery = z.output<typeof listQuery>;

const oneQuery = z.object({ buyer_project_fee: bidFilters.buyer_project_fee, ...commonFlags.shape });

const terms = {
  amount: decimal.optional(),
  period: integer.optional(),
  description: z.string().max(PROPOSAL_MAX, `at most ${PROPOSAL_MAX} characters`).optional(),
  milestone_percentage: decimal.optional(),
};
const placeBody = z.object({ project_id: id, bidder_id: id.optional(), ...terms });

const ACTIONS = [
  'award',
  'accept',
  'deny',
  'reject',
  'revoke',
  'retract',
  'highlight',
  'sponsor',
  'seal',
  'shortlist',
  'unshortlist',
  'hide',
  'unhide',
] as const;
const actionFields = { action: word(ACTIONS).optional() };
const actionBody = z.object({ ...actionFields, ...terms });
type Asked = z.output<typeof actionBody>;

const ACTION_NOTES =
  'The action is read from the JSON body, a form or the query; without one the bid is edited, and what is not said stays as it is.';

/** `reject` is no live verb, but two clients know it. */
const COMMANDS = {
  award: 'AwardBid',
  accept: 'AcceptAward',
  deny: 'DeclineAward',
  reject: 'DeclineAward',
  revoke: 'RevokeAward',
  retract: 'RetractBid',
} as const;

async function presented(
  look: Look,
  options: RouteOptions,
  bid: SeenBid,
  withFee = false,
): Promise<Record<string, unknown>> {
  const { marketId, viewer } = look.place;
  const description = bid.proposal === null ? null : await options.texts.text(marketId, viewer, bid.proposal);
  const shown = presentBid(look, bid, description, await hoursIn(look, options, bid.projectId));
  return withFee ? { ...shown, buyer_project_fee: employerFeeFor(look, bid) } : shown;
}

function bidIn({ market }: Look, wanted: number): SeenBid {
  const bid = market.bids.get(wanted as BidId);
  if (bid === undefined) {
    throw new WireError({
      status: 404,
      code: 'ProjectExceptionCodes.BID_NOT_FOUND',
      message: `Bid ${wanted} not found`,
    });
  }
  return bid;
}

/** The proposal as a document of the bidder's; its nonce keeps short texts from being guessed by their hash. */
function proposalsOf(key: string, description: string | undefined): readonly Document[] {
  if (description === undefined || description === '') return [];
  return [{ mediaType: PROPOSAL_MEDIA_TYPE, nonce: key, body: description }];
}

function termsOf(look: Look, key: string, given: Partial<Asked>, amountCents: Cents) {
  const documents = proposalsOf(key, given.description);
  const [proposalHash = null] = documents.map((one): ContentHash => clientOf(look.place).nameOf(one));
  const terms = {
    amountCents,
    days: given.period ?? 1,
    qualityBps: FULL_QUALITY_BPS,
    proposalHash,
  };
  return { terms, documents };
}

/** Marks that Freelancer.com sells or keeps for the employer's eyes: accepted of whose they are, and without meaning here. */
const BIDDERS_MARKS: ReadonlySet<string> = new Set(['highlight', 'sponsor']);
const EMPLOYERS_MARKS: ReadonlySet<string> = new Set(['shortlist', 'unshortlist', 'hide', 'unhide']);

function mark(look: Look, action: string, { bidderId, employerId }: SeenBid): void {
  const { seat } = look.place;
  const markerId = EMPLOYERS_MARKS.has(action) ? employerId : bidderId;
  if (seat.kind !== 'participant' || seat.participantId !== markerId) {
    throw problems.notAllowed('This mark is not yours to make');
  }
  // Whether bids are sealed is the market's to say, for all of them.
  if (action !== 'seal' || policyIn(look).visibility === 'sealed') return;
  throw new WireError({
    status: 400,
    code: 'ProjectExceptionCodes.USER_NOT_IN_PFP',
    message: 'Bids are open in this market, every one of them',
  });
}

async function act(look: Look, options: RouteOptions, key: string, bid: SeenBid, given: Partial<Asked>): Promise<void> {
  const { action } = given;
  const { bidId } = bid;
  if (action === undefined) {
    // Without an action the bid is edited; what is not said stays as it is.
    const hours = await hoursIn(look, options, bid.projectId);
    const amount = given.amount === undefined ? cents(bid.amountCents) : centsIn('amount', given.amount, hours);
    const { terms, documents } = termsOf(look, key, { ...given, period: given.period ?? bid.days }, amount);
    const proposalHash = terms.proposalHash ?? bid.proposal?.hash ?? null;
    await sendAt(look.place, key, { type: 'AmendBid', bidId, ...terms, proposalHash }, documents);
    return;
  }
  if (action === 'seal' || BIDDERS_MARKS.has(action) || EMPLOYERS_MARKS.has(action)) {
    mark(look, action, bid);
    return;
  }
  const type = COMMANDS[action as keyof typeof COMMANDS];
  await send(look.place, key, { type, bidId } satisfies CommandRequest);
}

function ownBidderId(look: Look, given: number | undefined): void {
  const { seat } = look.place;
  if (seat.kind !== 'participant') throw problems.notAllowed('Only a freelancer of this market can bid');
  if (given !== undefined && given !== Number(seat.participantId)) {
    throw problems.notAllowed(`bidder_id: you are participant ${seat.participantId}`);
  }
}

const SCHEMAS = {
  listBids: {
    tags: ['Bids'],
    operationId: 'listBids',
    summary: 'List bids',
    querystring: listQuery,
    response: { 200: successSchema(bidListSchema) },
  },
  listBidsOfProject: {
    tags: ['Bids'],
    operationId: 'listBidsOfProject',
    summary: 'List the bids on a project',
    params: z.object({ project_id: integer }),
    querystring: listQuery,
    response: { 200: successSchema(bidListSchema) },
  },
  getBid: {
    tags: ['Bids'],
    operationId: 'getBid',
    summary: 'Read a bid',
    params: z.object({ bid_id: integer }),
    querystring: oneQuery,
    response: { 200: successSchema(bidSchema) },
  },
  placeBid: {
    tags: ['Bids'],
    operationId: 'placeBid',
    summary: 'Place a bid',
    body: placeBody,
    response: { 200: successSchema(bidSchema) },
  },
  actOnBid: {
    tags: ['Bids'],
    operationId: 'actOnBid',
    summary: 'Edit a bid, or act on it',
    notes: ACTION_NOTES,
    params: z.object({ bid_id: integer }),
    querystring: z.object(actionFields),
    body: actionBody,
    response: { 200: actedSchema },
  },
} as const;

export function addBidRoutes(instance: FastifyInstance, options: RouteOptions): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();

  async function listed(request: FastifyRequest, query: ListQuery, projectId?: number): Promise<object> {
    const look = await lookOf(request, options);
    const all = [...look.market.bids.values()].filter((bid) => matchesBid(look, bid, query));
    const found = projectId === undefined ? all : all.filter((bid) => Number(bid.projectId) === projectId);
    const page = paged(found, query);
    const bids = await Promise.all(page.map((bid) => presented(look, options, bid, query.buyer_project_fee)));
    const ids = page.map((bid) => bid.projectId);
    const projects = query.project_details ? await projectsBeside(look, options, ids) : null;
    const bidders = page.map(({ bidderId }) => bidderId);
    const users = await usersOf(look, options, bidders, userFlagsIn(query));
    const result = { bids, users, projects, recommended_bid: null };
    return success(request, query.compact ? compacted(result) : result);
  }

  app.get(`${PROJECTS}/bids`, { schema: SCHEMAS.listBids }, (request) => listed(request, request.query));

  app.get(`${PROJECTS}/projects/:project_id/bids`, { schema: SCHEMAS.listBidsOfProject }, (request) =>
    listed(request, request.query, request.params.project_id),
  );

  app.get(`${PROJECTS}/bids/:bid_id`, { schema: SCHEMAS.getBid }, async (request) => {
    const look = await lookOf(request, options);
    const { compact, buyer_project_fee } = request.query;
    const bid = await presented(look, options, bidIn(look, request.params.bid_id), buyer_project_fee);
    return success(request, compact ? compacted(bid) : bid);
  });

  app.post(`${PROJECTS}/bids`, { schema: SCHEMAS.placeBid }, async (request) => {
    const look = await publicLookOf(request, options);
    const { project_id, bidder_id, ...given } = request.body;
    ownBidderId(look, bidder_id);
    const key = writeKeyOf(request);
    const projectId = project_id as SeenBid['projectId'];
    const hours = await hoursIn(look, options, projectId);
    const { terms, documents } = termsOf(look, key, given, centsIn('amount', given.amount, hours));
    const command = { type: 'PlaceBid', projectId, ...terms, confidenceBps: null } as const;
    const { events, at } = await sendAt(look.place, key, command, documents);
    const bid = placedBid(known(eventIn(events, 'BidPlaced'), 'the bid that was placed'), at);
    return success(
      request,
      presentBid(look, known(bid, 'what its bidder sees of it'), given.description ?? null, hours),
    );
  });

  app.put(`${PROJECTS}/bids/:bid_id`, { schema: SCHEMAS.actOnBid }, async (request) => {
    const look = await lookOf(request, options);
    const bid = bidIn(look, request.params.bid_id);
    await act(look, options, writeKeyOf(request), bid, asked<Asked>(request));
    return success(request);
  });
}
