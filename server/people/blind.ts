/** Works of others as a judge may see them: names of one pool, times rounded, in a drawn order, and nothing else that differs. */

import type { Arena } from '../app.ts';
import { unbound } from '../engine/content.ts';
import { MINUTE_MS } from '../kernel/clock.ts';
import { bidId, type ContentHash, deliveryId } from '../kernel/id.ts';
import { chance, keyedHash } from '../kernel/prng.ts';
import type { MarketState } from '../market/state.ts';
import { filesSchema } from '../protocol/arena/acceptance.ts';
import type { BlindItem } from '../protocol/arena/people-study-person.ts';
import { named } from './context.ts';
import type { ShownItem, StudyMarketBody } from './kept.ts';
import type { StudyMarket } from './persons.ts';

const ITEM_DIGITS = 16;

interface Judge {
  readonly seed: string;
  /** Number of the judge, whose own works are not shown. */
  readonly participantId: number;
  readonly most: number;
}

/** Bids and deliveries of everybody else, at most so many, in an order drawn for this judge. */
export function itemsFor(
  { seats }: Pick<StudyMarketBody, 'seats'>,
  state: MarketState,
  judge: Judge,
): readonly ShownItem[] {
  const by = new Map(
    seats.map((seat) => [seat.participantId, seat.pseudonym === null ? 'program' : 'person'] as const),
  );
  const of = (number: number): ShownItem['by'] | undefined =>
    number === judge.participantId ? undefined : by.get(number);
  const works: ShownItem[] = [];
  const add = (kind: ShownItem['kind'], number: number, author: number): void => {
    const whose = of(author);
    const item = keyedHash(judge.seed, 'item', kind, number, judge.participantId).slice(0, ITEM_DIGITS);
    if (whose !== undefined) works.push({ item, kind, number, by: whose });
  };
  for (const bid of state.bids.values()) if (bid.status !== 'retracted') add('bid', bid.bidId, bid.bidderId);
  for (const { deliveryId: number, freelancerId } of state.deliveries.values()) add('delivery', number, freelancerId);
  return chance(judge.seed, 'judge', judge.participantId).shuffle(works).slice(0, judge.most);
}

/** Null where nobody wrote any, or it was taken back. */
export async function textOf({ contents }: Arena, market: string, hash: ContentHash | null): Promise<string | null> {
  const content = hash === null ? null : await contents.get(hash);
  // What somebody took back is not shown, as what was never written.
  return content === null || content === 'erased' ? null : unbound(named(market), content).body;
}

function filesIn(text: string | null): Readonly<Record<string, string>> | null {
  return text === null ? null : filesSchema.parse(JSON.parse(text));
}

export interface Blinding {
  readonly arena: Arena;
  readonly market: StudyMarket;
  readonly state: MarketState;
  readonly grainMinutes: number;
  readonly titles: ReadonlyMap<string, string>;
}

/** Null where the work is gone. Every item has every field, whoever made it. */
export async function presentItem(
  { arena, market, state, grainMinutes, titles }: Blinding,
  { item, kind, number }: ShownItem,
): Promise<BlindItem | null> {
  const grain = grainMinutes * MINUTE_MS;
  const rounded = (at: number): number => Math.floor(at / grain) * grain;
  const nameOf = (id: number): string => market.body.seats.find((one) => one.participantId === id)?.name ?? '';
  const titleOf = (id: number): string =>
    titles.get(market.body.posted.find((one) => one.projectId === id)?.slug ?? '') ?? '';
  if (kind === 'bid') {
    const bid = state.bids.get(bidId(number));
    if (bid === undefined) return null;
    const { bidderId, projectId, amountCents, days, proposalHash, changedAt } = bid;
    const text = await textOf(arena, market.market, proposalHash);
    const head = { item, kind, name: nameOf(bidderId), project: titleOf(projectId) };
    // An employer of a study has seen all bids at one time, and that is told of each.
    const at = market.body.employer === null ? changedAt : (state.projects.get(projectId)?.closesAt ?? changedAt);
    return { ...head, amountCents, days, text, files: null, at: rounded(at) };
  }
  const delivery = state.deliveries.get(deliveryId(number));
  if (delivery === undefined) return null;
  const { freelancerId, projectId, filesHash, submittedAt } = delivery;
  const files = filesIn(await textOf(arena, market.market, filesHash));
  const head = { item, kind, name: nameOf(freelancerId), project: titleOf(projectId) };
  return { ...head, amountCents: null, days: null, text: null, files, at: rounded(submittedAt) };
}
