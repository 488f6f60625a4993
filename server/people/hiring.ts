/**
 * An employer's choice: among which bids, in which order they are shown, and whom it falls on where nobody has chosen. All of it
 * follows from the study's seed, the seats and what was bid, never from who bid when or what a bidder is. Pure.
 */

import { bidId, projectId } from '../kernel/id.ts';
import { chance, keyedHash } from '../kernel/prng.ts';
import type { MarketState } from '../market/state.ts';
import type { HiringChoice } from '../protocol/arena/people-study-person.ts';
import type { ChoiceSet, Hiring, ShownItem, StudyMarketBody } from './kept.ts';

const ITEM_DIGITS = 16;

/** Whether the bids of every project are in: they close by the clock, whoever has bid. */
export function bidsAreIn({ order, posted }: StudyMarketBody, state: MarketState): boolean {
  return (
    posted.length === order.length &&
    posted.every((one) => state.projects.get(projectId(one.projectId))?.status !== 'open')
  );
}

/**
 * What there is to choose from, project by project. Names of bids and their order are drawn for the seat: numbers of bids would
 * tell who was first.
 */
export function choiceSetsOf(seed: string, { posted }: StudyMarketBody, state: MarketState): ChoiceSet[] {
  return posted.map(({ slug, projectId: number }) => {
    const drawn = [...state.bids.values()]
      .filter((bid) => bid.projectId === number && bid.status === 'placed')
      .map(({ bidId: bid, bidderId, amountCents, days }) => ({
        place: keyedHash(seed, 'place of a bid', slug, bidderId),
        bid: {
          item: keyedHash(seed, 'bid', slug, bidderId).slice(0, ITEM_DIGITS),
          bidId: Number(bid),
          participantId: Number(bidderId),
          amountCents,
          days,
        },
      }))
      .sort((one, other) => (one.place < other.place ? -1 : 1));
    return { slug, projectId: number, bids: drawn.map(({ bid }) => bid) };
  });
}

/** What was chosen, in the market's numbers; null where it is no choice for every project, once, among what was shown. */
export function choicesIn(sets: readonly ChoiceSet[], given: readonly HiringChoice[]): Hiring['choices'] {
  if (given.length !== sets.length) return null;
  const choices = [];
  for (const [index, { projectId: project, bids }] of sets.entries()) {
    const said = given.filter((one) => one.project === index + 1);
    const [choice] = said;
    if (choice === undefined || said.length > 1) return null;
    const bid = bids.find(({ item }) => item === choice.item);
    if (choice.item !== null && bid === undefined) return null;
    choices.push({ projectId: project, bidId: bid?.bidId ?? null });
  }
  return choices;
}

/** The lowest bid that is still open, the one shown first among equals; null: none is left. */
export function lowestLeft({ bids }: ChoiceSet, state: MarketState): number | null {
  const left = bids.filter((one) => state.bids.get(bidId(one.bidId))?.status === 'placed');
  return left.toSorted((one, other) => one.amountCents - other.amountCents)[0]?.bidId ?? null;
}

/** Whose bid each award went to, and whether somebody chose it. */
export function awardsOf({ sets, choices }: Hiring, state: MarketState): NonNullable<Hiring['awards']> {
  return sets.map(({ projectId: project }) => {
    const choice = choices?.find((one) => one.projectId === project);
    const bid = state.projects.get(projectId(project))?.award?.bidId ?? null;
    const awarded = bid === null ? null : Number(bid);
    return {
      projectId: project,
      bidId: awarded,
      by: choice !== undefined && choice.bidId === awarded ? ('person' as const) : ('fallback' as const),
    };
  });
}

/** For the question who was a program: bids that were shown, at most so many, in a drawn order. Deliveries come later than the choice, and tell by that. */
export function shownBids(
  { seats, hiring }: Pick<StudyMarketBody, 'seats' | 'hiring'>,
  seed: string,
  most: number,
): ShownItem[] {
  const by = new Map(
    seats.map((seat) => [seat.participantId, seat.pseudonym === null ? 'program' : 'person'] as const),
  );
  const works = (hiring?.sets ?? []).flatMap(({ bids }) =>
    bids.flatMap(({ item, bidId: number, participantId }): ShownItem[] => {
      const whose = by.get(participantId);
      return whose === undefined ? [] : [{ item, kind: 'bid', number, by: whose }];
    }),
  );
  // Put in an order of their own first: that of the sets is the posting's.
  const sorted = works.toSorted((one, other) => (one.item < other.item ? -1 : 1));
  return chance(seed, 'judge', 'employer').shuffle(sorted).slice(0, most);
}

/** What an employer has saved: of each project that they chose somebody for and whose work passed, its most less its price. */
export function savedCents({ hiring }: Pick<StudyMarketBody, 'hiring'>, state: MarketState): number {
  let sum = 0;
  for (const { projectId: number, bidId: bid, by } of hiring?.awards ?? []) {
    const project = state.projects.get(projectId(number));
    if (project === undefined || bid === null || by !== 'person' || project.award?.bidId !== bid) continue;
    const passed = project.deliveryIds.some((id) => state.deliveries.get(id)?.status === 'passed');
    if (passed) sum += Math.max(0, project.posting.budgetMaxCents - project.award.priceCents);
  }
  return sum;
}
