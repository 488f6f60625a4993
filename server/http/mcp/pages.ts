/** Things of the market in the form in which the tools tell them. */

import type { z } from 'zod';
import type { Millis } from '../../kernel/clock.ts';
import type { ParticipantId } from '../../kernel/id.ts';
import type {
  SeenBid,
  SeenDelivery,
  SeenDocument,
  SeenMessage,
  SeenProject,
} from '../../protocol/arena/seen/things.ts';
import type {
  awardSchema,
  bidSchema,
  deliverySchema,
  messageSchema,
  projectSchema,
  summarySchema,
  untrustedDataSchema,
  untrustedTextSchema,
} from '../../protocol/mcp/things.ts';
import { isSealed, type Look } from '../freelancer/looking.ts';
import type { PostingText, Texts } from '../texts.ts';

type Untrusted = z.input<typeof untrustedTextSchema>;
type UntrustedData = z.input<typeof untrustedDataSchema>;
type Json = UntrustedData['untrustedData'];

/** Bids told with one project; more of them are for a program that pages through REST. */
const BIDS_SHOWN = 100;

export function projectUri({ place }: Look, { projectId }: SeenProject): string {
  return `arena://market/${place.marketId}/project/${projectId}`;
}

/** The caller's own number; null for whoever only looks on. */
export function selfOf({ place }: Look): ParticipantId | null {
  return place.seat.kind === 'participant' ? place.seat.participantId : null;
}

export function untrusted(writtenBy: ParticipantId | null, untrustedText: string): Untrusted {
  return { writtenBy, untrustedText };
}

/** A text of the participant; null where there is none or it was erased. */
export async function textOf(
  { place }: Look,
  texts: Texts,
  writtenBy: ParticipantId | null,
  document: SeenDocument | null,
): Promise<Untrusted | null> {
  const body = document === null ? null : await texts.text(place.marketId, place.viewer, document);
  return body === null ? null : untrusted(writtenBy, body);
}

/** The same for a document of JSON; what is none is told as the text that it is. */
export async function dataOf(
  look: Look,
  texts: Texts,
  writtenBy: ParticipantId | null,
  document: SeenDocument | null,
): Promise<UntrustedData | null> {
  const text = await textOf(look, texts, writtenBy, document);
  if (text === null) return null;
  try {
    return { writtenBy, untrustedData: JSON.parse(text.untrustedText) as Json };
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return { writtenBy, untrustedData: text.untrustedText };
    throw thrown;
  }
}

/** The caller's bid that is in play on the project. */
export function ownBidOn(look: Look, project: SeenProject): SeenBid | null {
  const self = selfOf(look);
  const bids = project.bidIds.flatMap((id) => look.market.bids.get(id) ?? []);
  return bids.find(({ bidderId, status }) => bidderId === self && status !== 'retracted') ?? null;
}

function countOf(look: Look, project: SeenProject): number | null {
  if (isSealed(look, project)) return project.bidCount;
  return project.bidIds.filter((id) => look.market.bids.get(id)?.status !== 'retracted').length;
}

/** Rules that pay the price which the employer fixed; under the others it is only a figure of the posting. */
function paysPosted({ posting: { mechanism } }: SeenProject): boolean {
  if (mechanism.kind === 'lottery') return mechanism.pays === 'posted';
  return mechanism.kind === 'posted' || mechanism.kind === 'direct' || mechanism.kind === 'contest';
}

export function summaryOf(look: Look, project: SeenProject, text: PostingText): z.input<typeof summarySchema> {
  const { projectId, employerId, status, closesAt, posting } = project;
  const { skills, budgetMinCents, budgetMaxCents, postedPriceCents, mechanism } = posting;
  return {
    projectId,
    uri: projectUri(look, project),
    employerId,
    title: untrusted(employerId, text.title),
    status,
    skills: [...skills],
    budgetMinCents,
    budgetMaxCents,
    postedPriceCents: paysPosted(project) ? postedPriceCents : null,
    mechanism: mechanism.kind,
    closesAt,
    bidCount: countOf(look, project),
    ownBidId: ownBidOn(look, project)?.bidId ?? null,
  };
}

export async function bidOf(look: Look, texts: Texts, bid: SeenBid): Promise<z.input<typeof bidSchema>> {
  const { bidId, projectId, bidderId, amountCents, days, qualityBps, status, placedAt } = bid;
  const proposal = await textOf(look, texts, bidderId, bid.proposal);
  return { bidId, projectId, bidderId, amountCents, days, qualityBps, status, placedAt, proposal };
}

export function awardOf({ award }: SeenProject): z.input<typeof awardSchema> | null {
  if (award === null) return null;
  const { bidId, freelancerId, priceCents, status, awardedAt, acceptBy, deliverBy, outcome } = award;
  return { bidId, freelancerId, priceCents, status, awardedAt, acceptBy, deliverBy, outcome };
}

export async function deliveryOf(
  look: Look,
  texts: Texts,
  delivery: SeenDelivery,
): Promise<z.input<typeof deliverySchema>> {
  const { deliveryId, projectId, freelancerId, attempt, status, submittedAt, verdict } = delivery;
  const employerId = look.market.projects.get(projectId)?.employerId ?? null;
  const comment = await textOf(look, texts, employerId, delivery.comment);
  const told = { deliveryId, projectId, freelancerId, attempt, status, submittedAt, comment };
  if (verdict === null) return { ...told, verdict };
  const { at, scoreBps, casesPassed, caseCount, shareBps } = verdict;
  // The reviewer wrote it, but what the delivered program printed stands in it.
  const evidence = await dataOf(look, texts, freelancerId, verdict.evidence);
  return { ...told, verdict: { at, scoreBps, casesPassed, caseCount, shareBps, evidence } };
}

export async function messageOf(
  look: Look,
  texts: Texts,
  message: SeenMessage,
): Promise<z.input<typeof messageSchema>> {
  const { messageId, projectId, fromId, toId, at, document } = message;
  return { messageId, projectId, fromId, toId, at, text: await textOf(look, texts, fromId, document) };
}

export async function projectOf(
  look: Look,
  texts: Texts,
  project: SeenProject,
  now: Millis,
): Promise<z.input<typeof projectSchema>> {
  const { place, market } = look;
  const { employerId, postedAt, expiresAt, document, deliveryIds, messageIds } = project;
  const text = await texts.posting(place.marketId, place.viewer, document);
  const bids = project.bidIds.slice(0, BIDS_SHOWN).flatMap((id) => market.bids.get(id) ?? []);
  const acceptance = text.acceptance as Json | undefined;
  return {
    ...summaryOf(look, project, text),
    now,
    postedAt,
    expiresAt,
    description: untrusted(employerId, text.description),
    acceptance: acceptance === undefined ? null : { writtenBy: employerId, untrustedData: acceptance },
    bids: await Promise.all(bids.map((bid) => bidOf(look, texts, bid))),
    award: awardOf(project),
    deliveryIds: [...deliveryIds],
    messageCount: messageIds.length,
  };
}
