/** How sure a bidder was, and how often the work then passed. */

import type { Seen } from '../../server/protocol/arena/client.ts';

export interface CalibrationBin {
  /** Mean stated confidence and share that passed, 0 to 1. */
  readonly stated: number;
  readonly passed: number;
  readonly count: number;
}

const BINS = 10;
const BPS = 10_000;

/** Of bids that were awarded and whose delivery was judged, in ten bins of stated confidence. */
export function calibrationOf(events: readonly Seen[], freelancerId: number): readonly CalibrationBin[] {
  const sure = new Map<number, number>();
  const ended = new Map<number, boolean>();
  for (const { event } of events) {
    if ((event.type === 'BidPlaced' || event.type === 'BidAmended') && event.bidderId === freelancerId) {
      const confidence = event.type === 'BidPlaced' ? event.confidenceBps : undefined;
      if (event.bidId !== undefined && typeof confidence === 'number') sure.set(event.bidId, confidence / BPS);
    }
    if (event.type === 'VerdictRecorded' && event.freelancerId === freelancerId && event.bidId !== undefined) {
      if (event.status !== 'revision_requested') ended.set(event.bidId, event.status === 'passed');
    }
  }
  const bins = Array.from({ length: BINS }, () => ({ stated: 0, passed: 0, count: 0 }));
  for (const [bidId, passed] of ended) {
    const stated = sure.get(bidId);
    const bin = stated === undefined ? undefined : bins[Math.min(BINS - 1, Math.floor(stated * BINS))];
    if (bin === undefined || stated === undefined) continue;
    bin.stated += stated;
    bin.passed += passed ? 1 : 0;
    bin.count += 1;
  }
  return bins
    .filter(({ count }) => count > 0)
    .map(({ stated, passed, count }) => ({ stated: stated / count, passed: passed / count, count }));
}
