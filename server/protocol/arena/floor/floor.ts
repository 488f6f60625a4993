/** A market's floor: its projects with their bids in a few figures, money in sums, the last happenings. Server and pages know the same. */

import type { Seen } from '../client.ts';
import type { SeenProjectStatus } from '../seen/things.ts';

export interface FloorProject {
  readonly projectId: number;
  readonly employerId: number;
  readonly skills: readonly string[];
  readonly budgetMinCents: number;
  readonly budgetMaxCents: number;
  readonly mechanism: string;
  readonly postedAt: number;
  /** The cursor of the last event about it: whoever paints it compares this and nothing else. */
  changed: number;
  status: SeenProjectStatus;
  closesAt: number;
  /** Amounts of the bids that stand, by bid; emptied when bidding is over. */
  readonly bids: Map<number, number>;
  bidCount: number;
  lowestCents: number | null;
  /** How the lowest bid fell, oldest first. */
  lows: number[];
  freelancerId: number | null;
  priceCents: number | null;
  delivery: 'submitted' | 'under_review' | 'passed' | 'failed' | 'revision_requested' | 'voided' | null;
  casesPassed: number | null;
  caseCount: number | null;
  releasedCents: number;
}

export interface FloorTotals {
  projects: number;
  openProjects: number;
  bids: number;
  awards: number;
  awardedCents: number;
  deliveries: number;
  inReview: number;
  passed: number;
  failed: number;
  escrowCents: number;
  releasedCents: number;
}

/** A moment of the floor, for the picture above it. */
export interface FloorSample {
  readonly at: number;
  readonly bids: number;
  readonly awards: number;
  readonly releasedCents: number;
}

export interface Floor {
  at: number;
  cursor: number;
  currency: string;
  readonly projects: Map<number, FloorProject>;
  /** Newest first. */
  happenings: Seen[];
  readonly totals: FloorTotals;
  samples: FloorSample[];
  sampleStepMs: number;
  /** Projects that are over, oldest first: what is forgotten next. */
  readonly over: number[];
}

export function emptyFloor(): Floor {
  return {
    at: 0,
    cursor: 0,
    currency: 'USD',
    projects: new Map(),
    happenings: [],
    totals: {
      projects: 0,
      openProjects: 0,
      bids: 0,
      awards: 0,
      awardedCents: 0,
      deliveries: 0,
      inReview: 0,
      passed: 0,
      failed: 0,
      escrowCents: 0,
      releasedCents: 0,
    },
    samples: [],
    sampleStepMs: 1_000,
    over: [],
  };
}
