/** Rows of a run with nothing but what detectors read, and who is flagged for them. */

import type { DetectorName } from '../../../agents/tournament/integrity/detector.ts';
import { flagsOf } from '../../../agents/tournament/integrity/flags.ts';
import { placeKey, type WatchedRun } from '../../../agents/tournament/integrity/watched-run.ts';
import type {
  BidRow,
  DeliveryRow,
  ProjectRow,
  VerdictRow,
  WorkRow,
} from '../../../agents/tournament/observations/row-schema.ts';
import { chance } from '../../../server/kernel/prng.ts';
import type { Files } from '../../../server/protocol/arena/acceptance.ts';

export const MARKET = 'm';
const BUDGET = 10_000;
export const MINUTE = 60_000;
export const keyOf = (project: number): string => `key-${project}`;

export interface Story {
  readonly projects: number;
  readonly bids?: readonly Partial<BidRow>[];
  readonly works?: readonly Partial<WorkRow>[];
  readonly deliveries?: readonly (Partial<DeliveryRow> & { readonly files: Files })[];
  readonly verdicts?: readonly Partial<VerdictRow>[];
  readonly more?: Partial<WatchedRun>;
}

/** Rows with nothing but what detectors read. */
export function watched({
  projects,
  bids = [],
  works = [],
  deliveries = [],
  verdicts = [],
  more = {},
}: Story): WatchedRun {
  const place = { market: MARKET, slug: null, family: null, round: 1 };
  const numbers = Array.from({ length: projects }, (_, at) => at + 1);
  const files = new Map(deliveries.map((one, at) => [`files-${at}`, one.files]));
  return {
    observed: {
      project: numbers.map(
        (project) =>
          ({
            ...place,
            project,
            acceptanceHash: keyOf(project),
            postedAt: project * MINUTE,
            budgetMaxCents: BUDGET,
          }) as ProjectRow,
      ),
      bid: bids.map(
        (one, at) =>
          ({
            ...place,
            bid: at + 1,
            status: 'lost',
            amendments: 0,
            days: 1,
            placedAt: 0,
            firstCents: one.amountCents,
            ...one,
          }) as BidRow,
      ),
      work: works.map(
        (one) => ({ ...place, won: true, endedAt: 9, deliveries: 1, result: 'passed', ...one }) as WorkRow,
      ),
      delivery: deliveries.map(
        (one, at) => ({ ...place, delivery: at + 1, at, filesHash: `files-${at}`, ...one }) as unknown as DeliveryRow,
      ),
      verdict: verdicts.map((one) => ({ ...place, status: 'failed', ...one }) as VerdictRow),
      transfer: [],
      model_call: [],
    },
    settlement: 'employer',
    employers: new Map(numbers.map((project) => [placeKey(MARKET, project), project % 2 === 0 ? 'Even' : 'Odd'])),
    releasedByEmployer: new Set(),
    honeypots: new Set(),
    files,
    shown: new Map(),
    given: new Map(),
    outcomes: new Map(),
    ...more,
  };
}

/** Who is flagged by one detector, each set of names once. */
export function flagged(name: DetectorName, story: Story): string[] {
  return flagsOf(watched(story))
    .filter(({ detector }) => detector === name)
    .map(({ who }) => who.join('+'));
}

export const unit = (...labels: readonly (string | number)[]): number => chance('integrity', ...labels).unit();

/** Three of a ring who take turns and cover each other, beside two who bid what it costs them. */
export function ringBids(projects: number): Partial<BidRow>[] {
  const ring = ['Ann', 'Bob', 'Cid'];
  return Array.from({ length: projects }, (_, at) => at + 1).flatMap((project) => {
    const leading = 2_000 + 4_000 * unit('leading', project);
    const bid = (freelancer: string, amount: number, wins = false): Partial<BidRow> => ({
      project,
      freelancer,
      amountCents: Math.round(amount),
      status: wins ? 'accepted' : 'lost',
    });
    return [
      ...ring.map((name, member) =>
        member === project % ring.length
          ? bid(name, leading, true)
          : bid(name, leading * (1.02 + 0.06 * unit('cover', name, project))),
      ),
      ...['Dee', 'Eve'].map((name) => bid(name, 2_000 + 6_000 * unit(name, project))),
    ];
  });
}
