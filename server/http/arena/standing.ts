/** How freelancers stand, as one viewer may know it. */

import type { ParticipantId } from '../../kernel/id.ts';
import type { ReadMarket, SeenParticipant } from '../../protocol/arena/seen/things.ts';
import type { Place } from '../caller.ts';
import type { Movement } from './ledgers.ts';

export interface StandingRow {
  readonly participant: SeenParticipant;
  awards: number;
  completed: number;
  incomplete: number;
  deliveriesPassed: number;
  deliveriesJudged: number;
  reviewCount: number;
  ratingSum: number;
  /** Null: not for this viewer. */
  earnedCents: number | null;
  costCents: number | null;
}

type Rows = Map<ParticipantId, StandingRow>;

function emptyRow(participant: SeenParticipant, { viewer }: Place): StandingRow {
  const own = viewer.kind === 'participant' && viewer.participantId === participant.participantId;
  const money = viewer.kind === 'owner' || own ? 0 : null;
  const counts = { awards: 0, completed: 0, incomplete: 0, deliveriesPassed: 0, deliveriesJudged: 0 };
  return { participant, ...counts, reviewCount: 0, ratingSum: 0, earnedCents: money, costCents: money };
}

function countProjects(rows: Rows, { projects }: ReadMarket): void {
  for (const { award } of projects.values()) {
    const row = award === null ? undefined : rows.get(award.freelancerId);
    if (row === undefined || award === null || award.acceptedAt === null) continue;
    row.awards += 1;
    if (award.outcome === 'completed') row.completed += 1;
    if (award.outcome === 'incomplete') row.incomplete += 1;
  }
}

function countDeliveries(rows: Rows, { deliveries }: ReadMarket): void {
  for (const { freelancerId, status, verdict } of deliveries.values()) {
    const row = rows.get(freelancerId);
    if (row === undefined || verdict === null) continue;
    row.deliveriesJudged += 1;
    if (status === 'passed') row.deliveriesPassed += 1;
  }
}

function countReviews(rows: Rows, { reviews }: ReadMarket): void {
  for (const { toId, rating, revealed } of reviews.values()) {
    const row = revealed ? rows.get(toId) : undefined;
    if (row === undefined) continue;
    row.reviewCount += 1;
    row.ratingSum += rating;
  }
}

function countMoney(rows: Rows, movements: readonly Movement[]): void {
  for (const { participantId, code, amountCents } of movements) {
    const row = rows.get(participantId);
    if (row === undefined || row.earnedCents === null || row.costCents === null) continue;
    if (code === 'release') row.earnedCents += amountCents;
    if (code === 'cost') row.costCents -= amountCents;
  }
}

const netOf = ({ earnedCents, costCents }: StandingRow): number => (earnedCents ?? 0) - (costCents ?? 0);

/** Every freelancer, best first; equals by number. */
export function standingOf(place: Place, market: ReadMarket, movements: readonly Movement[]): readonly StandingRow[] {
  const rows: Rows = new Map();
  for (const participant of market.participants.values()) {
    if (participant.roles.includes('freelancer')) rows.set(participant.participantId, emptyRow(participant, place));
  }
  countProjects(rows, market);
  countDeliveries(rows, market);
  countReviews(rows, market);
  countMoney(rows, movements);
  const figure = place.viewer.kind === 'owner' ? netOf : ({ completed }: StandingRow) => completed;
  return [...rows.values()].toSorted(
    (one, other) => figure(other) - figure(one) || one.participant.participantId - other.participant.participantId,
  );
}
