/** Work of one market as rows: what freelancers took on, handed in and were found to have done. */

import type { ProjectId } from '../../../server/kernel/id.ts';
import type { EventOf } from '../../../server/protocol/arena/wire.ts';
import { resultOf, tallyMarket } from '../tally.ts';
import { costOf, doerOf, type Folded, type ProjectDraft, placeIn } from './fold-projects.ts';
import type { ObservedMarket } from './observed-market.ts';
import type { BidRow, DeliveryRow, VerdictRow, WorkRow } from './row-schema.ts';

/** What a freelancer's work at a project says beside the tally that a standing is made from. */
interface Beside {
  deliveries: number;
  acceptedAt: number | null;
  endedAt: number | null;
  feeCents: number;
  employerFeeCents: number;
}

const keyOf = (projectId: ProjectId, freelancer: number): string => `${projectId}/${freelancer}`;

function besideOf({ events }: ObservedMarket): Map<string, Beside> {
  const found = new Map<string, Beside>();
  const at = (projectId: ProjectId, freelancer: number): Beside => {
    const key = keyOf(projectId, freelancer);
    const known = found.get(key) ?? {
      deliveries: 0,
      acceptedAt: null,
      endedAt: null,
      feeCents: 0,
      employerFeeCents: 0,
    };
    found.set(key, known);
    return known;
  };
  for (const { at: moment, event } of events) {
    if (event.type === 'DeliverySubmitted') at(event.projectId, event.freelancerId).deliveries += 1;
    else if (event.type === 'AwardEnded') at(event.projectId, event.freelancerId).endedAt = moment;
    else if (event.type === 'AwardAccepted') {
      const work = at(event.projectId, event.freelancerId);
      work.acceptedAt = moment;
      work.employerFeeCents += event.employerFeeCents;
    } else if (event.type === 'MilestoneReleased' && event.freelancerId !== null) {
      const work = at(event.projectId, event.freelancerId);
      work.feeCents += event.freelancerFeeCents;
      work.employerFeeCents += event.employerFeeCents;
    }
  }
  return found;
}

function priceOf(project: ProjectDraft, won: boolean): number {
  return (won ? project.priceCents : null) ?? project.postedPriceCents;
}

/** One row for each accepted award and each contest that a freelancer entered. A bid that was lost has none. */
export function workRows(market: ObservedMarket, { projects, bids }: Folded): WorkRow[] {
  const tally = tallyMarket(market.events.map(({ event }) => event));
  const beside = besideOf(market);
  const bidOf = new Map<string, BidRow>();
  for (const bid of bids.values()) bidOf.set(`${bid.project}/${bid.participant}`, bid);
  const rows: WorkRow[] = [];
  for (const [id, { engagements }] of tally.freelancers) {
    const doer = doerOf(market, id);
    if (doer === null) continue;
    for (const [projectId, work] of engagements) {
      const project = projects.get(projectId);
      const more = beside.get(keyOf(projectId, id));
      if (project === undefined) continue;
      rows.push({
        kind: 'work',
        ...placeIn(market, project),
        ...doer,
        won: work.won,
        result: resultOf(work),
        priceCents: priceOf(project, work.won),
        casesPassed: work.casesPassed,
        caseCount: project.caseCount,
        deliveries: more?.deliveries ?? 0,
        acceptedAt: more?.acceptedAt ?? null,
        endedAt: more?.endedAt ?? null,
        grossCents: work.grossCents,
        feeCents: more?.feeCents ?? 0,
        employerFeeCents: more?.employerFeeCents ?? 0,
        confidenceBps: bidOf.get(keyOf(projectId, id))?.confidenceBps ?? null,
        costCents: costOf(market, doer.freelancer, project),
      });
    }
  }
  return rows.sort((a, b) => (a.project ?? 0) - (b.project ?? 0) || a.participant - b.participant);
}

export function deliveryRows(market: ObservedMarket, { projects }: Folded): DeliveryRow[] {
  return market.events.flatMap(({ at, event }): DeliveryRow[] => {
    if (event.type !== 'DeliverySubmitted') return [];
    const doer = doerOf(market, event.freelancerId);
    if (doer === null) return [];
    const { deliveryId, attempt, bytes, filesHash, entry } = event;
    const place = placeIn(market, projects.get(event.projectId));
    return [
      { kind: 'delivery', ...place, ...doer, delivery: Number(deliveryId), attempt, at, bytes, filesHash, entry },
    ];
  });
}

export function verdictRows(market: ObservedMarket, { projects }: Folded): VerdictRow[] {
  return market.events.flatMap(({ at, event }): VerdictRow[] => {
    if (event.type !== 'VerdictRecorded') return [];
    const doer = doerOf(market, event.freelancerId);
    return doer === null ? [] : [verdictRow(market, placeIn(market, projects.get(event.projectId)), doer, at, event)];
  });
}

function verdictRow(
  market: ObservedMarket,
  place: ReturnType<typeof placeIn>,
  doer: NonNullable<ReturnType<typeof doerOf>>,
  at: number,
  event: EventOf<'VerdictRecorded'>,
): VerdictRow {
  const { status, scoreBps, shareBps, casesPassed, caseCount, fuel, memoryBytes } = event;
  const kinds = market.caseKinds(event.evidenceHash);
  return {
    kind: 'verdict',
    ...place,
    ...doer,
    delivery: Number(event.deliveryId),
    at,
    ...{ status, scoreBps, shareBps, casesPassed, caseCount },
    visiblePassed: kinds?.visiblePassed ?? null,
    visibleCount: kinds?.visibleCount ?? null,
    hiddenPassed: kinds?.hiddenPassed ?? null,
    hiddenCount: kinds?.hiddenCount ?? null,
    fuel,
    memoryBytes,
  };
}
