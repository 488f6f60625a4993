/** A run as its detectors see it: the rows, and what the content store says of programs, postings and verdicts. */

import { type PlaceKey, placeKey, type WatchedRun } from '../agents/tournament/integrity/watched-run.ts';
import type { ToldEvent } from '../agents/tournament/observations/observed-market.ts';
import type { Observed } from '../agents/tournament/observations/row-schema.ts';
import { type Acceptance, acceptanceSchema, type Files, filesSchema } from '../server/protocol/arena/acceptance.ts';
import { evidenceSchema } from '../server/protocol/arena/delivery.ts';

export interface WatchedMarket {
  readonly market: string;
  readonly events: readonly ToldEvent[];
  readonly employers: ReadonlyMap<number, string>;
}

export type BodyOf = (hash: string) => Promise<unknown>;

interface Posted {
  readonly acceptance?: unknown;
  readonly description?: unknown;
}

/** Reads what the events name, each content once. */
export async function watch(
  observed: Observed,
  markets: readonly WatchedMarket[],
  settlement: WatchedRun['settlement'],
  honeypots: ReadonlySet<string>,
  bodyOf: BodyOf,
): Promise<WatchedRun> {
  const employers = new Map<PlaceKey, string>();
  const releasedByEmployer = new Set<PlaceKey>();
  const files = new Map<string, Files>();
  const shown = new Map<string, Acceptance>();
  const given = new Map<string, string>();
  const outcomes = new Map<PlaceKey, readonly string[]>();
  for (const { market, events, employers: names } of markets) {
    for (const { event } of events) {
      if (event.type === 'ProjectPosted') {
        const { projectId, employerId, posting } = event;
        employers.set(placeKey(market, projectId), names.get(employerId) ?? `participant ${employerId}`);
        if (shown.has(posting.acceptanceHash)) continue;
        const document = (await bodyOf(posting.contentHash)) as Posted | null;
        if (typeof document?.description === 'string') given.set(posting.acceptanceHash, document.description);
        const acceptance = acceptanceSchema.safeParse(document?.acceptance);
        if (acceptance.success) shown.set(posting.acceptanceHash, acceptance.data);
      } else if (event.type === 'MilestoneReleased') {
        // A prize is paid by the rule of its contest, whatever its employer does.
        if (event.reason === 'employer' || event.reason === 'prize')
          releasedByEmployer.add(placeKey(market, event.projectId));
      } else if (event.type === 'DeliverySubmitted') {
        const parsed = filesSchema.safeParse(await bodyOf(event.filesHash));
        if (parsed.success) files.set(event.filesHash, parsed.data);
      } else if (event.type === 'VerdictRecorded') {
        const evidence = evidenceSchema.safeParse(await bodyOf(event.evidenceHash));
        if (!evidence.success) continue;
        const { visible, hidden } = evidence.data;
        const ends = [...visible, ...hidden].map(({ outcome }) => outcome);
        outcomes.set(placeKey(market, event.deliveryId), ends);
      }
    }
  }
  return { observed, settlement, employers, releasedByEmployer, honeypots, files, shown, given, outcomes };
}
