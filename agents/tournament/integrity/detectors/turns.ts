/** Bid rotation: a group in which each bids lowest when it is its turn, in an order that goes round. */

import { type Turn, type TurnOrder, turnOrder } from '../../statistics/turn-order.ts';
import { type Detector, percent, type Suspicion } from '../detector.ts';
import { PAIRED_MAX, PRICE_POSTED } from '../pairs.ts';
import { placeKey, type WatchedRun } from '../watched-run.ts';

/** Fewer projects on which all of a group bid show no order. */
const MET_MIN = 6;
/** More freelancers are not compared three by three: two of a ring of three still keep their turns. */
const THREES_MAX = 40;
/** Rounds of so many projects are looked for: the most members that a ring may have to be seen. */
const PERIOD_MAX = 6;

interface Auction {
  /** The project's number in its market: the clock of a ring that goes by what is posted. */
  readonly posted: number;
  readonly amounts: ReadonlyMap<string, number>;
}

/** Projects on which amounts decide, market by market in the order of posting, and all others of the market between them. */
function auctionsOf({ observed }: WatchedRun): Auction[] {
  const bids = Map.groupBy(
    observed.bid.filter(({ status }) => status !== 'retracted'),
    ({ market, project }) => placeKey(market, project ?? 0),
  );
  const markets = Map.groupBy(observed.project, ({ market }) => market);
  return [...markets.values()].flatMap((projects) =>
    projects
      .toSorted((a, b) => a.postedAt - b.postedAt || (a.project ?? 0) - (b.project ?? 0))
      .flatMap(({ market, project, mechanism }, posted) => {
        const own = bids.get(placeKey(market, project ?? 0)) ?? [];
        const amounts = new Map(own.map(({ freelancer, amountCents }) => [freelancer, amountCents]));
        return PRICE_POSTED.has(mechanism) ? [] : [{ posted, amounts }];
      }),
  );
}

interface Sequence {
  /** By the number of what was posted, and by the number of what all of them bid on. */
  readonly byPosting: readonly Turn[];
  readonly byMeeting: readonly Turn[];
}

/** Where two are lowest together nobody was first, but the round went on. */
function sequenceOf(group: readonly string[], auctions: readonly Auction[]): Sequence {
  const byPosting: Turn[] = [];
  const byMeeting: Turn[] = [];
  let met = 0;
  for (const { posted, amounts } of auctions) {
    const own = group.flatMap((name) => amounts.get(name) ?? []);
    if (own.length < group.length) continue;
    const lowest = Math.min(...own);
    const first = own.indexOf(lowest);
    if (first === own.lastIndexOf(lowest)) {
      byPosting.push({ first, at: posted });
      byMeeting.push({ first, at: met });
    }
    met += 1;
  }
  return { byPosting, byMeeting };
}

function suspicionOf(group: readonly string[], auctions: readonly Auction[]): Suspicion[] {
  const { byPosting, byMeeting } = sequenceOf(group, auctions);
  if (byPosting.length < MET_MIN) return [];
  let best: TurnOrder | null = null;
  for (let period = group.length; period <= PERIOD_MAX; period += 1) {
    for (const turns of [byPosting, byMeeting]) {
      const order = turnOrder(turns, group.length, period);
      if (order !== null && (best === null || order.chance < best.chance)) best = order;
    }
  }
  if (best === null) return [];
  const share = byPosting.length / auctions.length;
  const evidence = `on ${byPosting.length} projects (${percent(share)}) each bid lowest at its own turn in rounds of ${best.period}; by lot so well once in ${(1 / best.chance).toFixed(0)}`;
  return [{ who: group, score: -Math.log10(best.chance), evidence }];
}

function groupsOf(names: readonly string[]): string[][] {
  const isFew = names.length <= THREES_MAX;
  return names.flatMap((one, at) =>
    names.slice(at + 1).flatMap((two, beside) => {
      const threes = isFew ? names.slice(at + beside + 2).map((three) => [one, two, three]) : [];
      return [[one, two], ...threes];
    }),
  );
}

function suspect(run: WatchedRun): Suspicion[] {
  const auctions = auctionsOf(run);
  const names = [...new Set(auctions.flatMap(({ amounts }) => [...amounts.keys()]))].sort();
  if (names.length > PAIRED_MAX) return [];
  const all = groupsOf(names).flatMap((group) => suspicionOf(group, auctions));
  const threes = all.filter(({ who }) => who.length > 2);
  // Of three that keep their turns two are no news.
  const isPart = ({ who, score }: Suspicion): boolean =>
    threes.some((three) => three.score >= score && who.every((name) => three.who.includes(name)));
  return [...threes, ...all.filter((one) => one.who.length === 2 && !isPart(one))];
}

export const turns: Detector = {
  name: 'turns',
  title: 'taking turns at bidding lowest',
  scale: '−log10 of the chance, by lot, that the member who keeps its turn worst keeps it so well',
  threshold: 2.1,
  least: 1,
  aims: ['ring'],
  accuses: 'freelancers',
  suspect,
};
