/** What people who were employers were shown and chose, bid by bid, and what it comes to. */

import type { PeopleSummary } from '../protocol/arena/people-study-results.ts';
import { shareOf } from './counting.ts';
import type { StudyMarket } from './persons.ts';

export interface ShownBid {
  /** The employer's. */
  readonly pseudonym: string;
  readonly condition: string;
  readonly market: string;
  readonly slug: string;
  /** In the order shown, from 1. */
  readonly place: number;
  readonly participantId: number;
  /** `withdrawn`: a person who has left since, of whom nothing else is told. */
  readonly author: 'person' | 'program' | 'withdrawn';
  readonly amountCents: number | null;
  readonly days: number | null;
  readonly chosen: 'yes' | 'no' | null;
  readonly awarded: 'yes' | 'no' | null;
  readonly by: 'person' | 'fallback' | null;
}

const yes = (flag: boolean): 'yes' | 'no' => (flag ? 'yes' : 'no');

function shownIn({ market, body }: StudyMarket, employer: string, here: ReadonlySet<string>): ShownBid[] {
  const { hiring, seats, condition } = body;
  const authorOf = (number: number): ShownBid['author'] => {
    const pseudonym = seats.find((seat) => seat.participantId === number)?.pseudonym ?? null;
    if (pseudonym === null) return 'program';
    return here.has(pseudonym) ? 'person' : 'withdrawn';
  };
  return (hiring?.sets ?? []).flatMap(({ slug, projectId, bids }) => {
    const choice = hiring?.choices?.find((one) => one.projectId === projectId);
    const award = hiring?.awards?.find((one) => one.projectId === projectId);
    return bids.map(({ bidId, participantId, amountCents, days }, index): ShownBid => {
      const author = authorOf(participantId);
      const terms = author === 'withdrawn' ? { amountCents: null, days: null } : { amountCents, days };
      return {
        ...{ pseudonym: employer, condition, market, slug, place: index + 1, participantId, author, ...terms },
        chosen: choice === undefined ? null : yes(choice.bidId === bidId),
        awarded: award === undefined ? null : yes(award.bidId === bidId),
        by: award?.by ?? null,
      };
    });
  });
}

/** In the order of employers, projects and places; `here`: whose data are still there. Of an employer who has left nothing is told. */
export function shownBidsIn(markets: readonly StudyMarket[], here: ReadonlySet<string>): readonly ShownBid[] {
  const rows = markets.flatMap((market) => {
    const { employer } = market.body;
    return employer !== null && here.has(employer) ? shownIn(market, employer, here) : [];
  });
  const keyOf = ({ pseudonym, slug }: ShownBid): string => `${pseudonym}/${slug}`;
  return rows.toSorted((one, other) => {
    if (keyOf(one) !== keyOf(other)) return keyOf(one) < keyOf(other) ? -1 : 1;
    return one.place - other.place;
  });
}

export function hiringCounts(rows: readonly ShownBid[]): PeopleSummary['hiring'] {
  const sets = [...Map.groupBy(rows, ({ market, slug }) => `${market}/${slug}`).values()];
  const decided = sets.filter((bids) => bids.some(({ chosen }) => chosen === 'yes'));
  const mixed = decided.filter((bids) => new Set(bids.map(({ author }) => author === 'program')).size === 2);
  const chose = (bids: readonly ShownBid[], fits: (bid: ShownBid) => boolean): boolean =>
    bids.some((bid) => bid.chosen === 'yes' && fits(bid));
  const shares = mixed.map((bids) => bids.filter(({ author }) => author === 'program').length / bids.length);
  const several = decided.filter((bids) => bids.length > 1);
  return {
    toPrograms: shareOf(mixed.filter((bids) => chose(bids, ({ author }) => author === 'program')).length, mixed.length),
    byLot: shares.length === 0 ? null : shares.reduce((sum, one) => sum + one, 0) / shares.length,
    toFirstShown: shareOf(several.filter((bids) => chose(bids, ({ place }) => place === 1)).length, several.length),
    toNobody: sets.filter((bids) => bids.every(({ chosen }) => chosen === 'no')).length,
    fallbacks: sets.filter((bids) => bids.some(({ by }) => by === 'fallback')).length,
  };
}
