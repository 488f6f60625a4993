/** What participants have done so far, as the viewer knows it: ended awards and revealed reviews, on either side. */

import type { Millis } from '../../kernel/clock.ts';
import type { ParticipantId } from '../../kernel/id.ts';
import type { ReadMarket, SeenDocument, SeenProject } from '../../protocol/arena/seen/things.ts';
import { type ReviewDocument, reviewOf } from '../../protocol/freelancer/review.ts';
import type { UserRole } from '../../protocol/freelancer/user.ts';
import type { RouteOptions } from '../route-options.ts';
import type { Look } from './looking.ts';

/** An award that has ended. Our own faults are nobody's record: an unscored one is not among these. */
export interface Work {
  readonly project: SeenProject;
  readonly endedAt: Millis;
  readonly completed: boolean;
  /** Who the other party was. */
  readonly otherId: ParticipantId;
  /** What was released for it; null where the viewer is told of no milestone. */
  readonly paidCents: number | null;
}

export interface Rating {
  readonly project: SeenProject;
  readonly at: Millis;
  readonly rating: number;
  readonly comment: SeenDocument | null;
  /** What the review says besides its one number, once it was read; null: nothing more. */
  parts: ReviewDocument | null;
}

export interface TrackRecord {
  readonly works: Work[];
  readonly ratings: Rating[];
  open: number;
  workInProgress: number;
}

const emptyRecord = (): TrackRecord => ({ works: [], ratings: [], open: 0, workInProgress: 0 });

function paidFor({ milestones }: ReadMarket, project: SeenProject): number | null {
  const known = project.milestoneIds.flatMap((id) => milestones.get(id) ?? []);
  return known.length === 0 ? null : known.reduce((sum, { releasedCents }) => sum + releasedCents, 0);
}

function enterWork(market: ReadMarket, project: SeenProject, role: UserRole, record: TrackRecord | undefined): void {
  const { award, employerId } = project;
  if (award === null || record === undefined) return;
  if (award.status === 'in_progress') record.workInProgress += 1;
  if (award.status !== 'ended' || award.outcome === 'unscored') return;
  record.works.push({
    project,
    endedAt: award.endedAt ?? project.changedAt,
    completed: award.outcome === 'completed',
    otherId: role === 'freelancer' ? employerId : award.freelancerId,
    paidCents: paidFor(market, project),
  });
}

const SEEKING: ReadonlySet<string> = new Set(['open', 'bidding_closed', 'awarded']);

/** Projects that still seek somebody: an employer's own, a freelancer's by its open bids. */
function countOpen(
  market: ReadMarket,
  project: SeenProject,
  role: UserRole,
  records: ReadonlyMap<number, TrackRecord>,
): void {
  if (!SEEKING.has(project.status)) return;
  const bidders = project.bidIds.map((id) => market.bids.get(id)).filter((bid) => bid?.status === 'placed');
  for (const id of role === 'employer' ? [project.employerId] : bidders.map((bid) => bid?.bidderId)) {
    const record = id === undefined ? undefined : records.get(id);
    if (record !== undefined) record.open += 1;
  }
}

/** The records of these participants in this role, in one pass over what the viewer knows. */
export function recordsOf(market: ReadMarket, role: UserRole, ids: Iterable<number>): ReadonlyMap<number, TrackRecord> {
  const records = new Map([...ids].map((id) => [id, emptyRecord()] as const));
  if (records.size === 0) return records;
  for (const project of market.projects.values()) {
    const party = role === 'employer' ? project.employerId : project.award?.freelancerId;
    if (party !== undefined) enterWork(market, project, role, records.get(party));
    countOpen(market, project, role, records);
  }
  for (const { toId, projectId, rating, postedAt, revealed, comment } of market.reviews.values()) {
    const project = market.projects.get(projectId);
    // Until it is revealed only its author knows of a review, and it counts for nobody.
    if (!revealed || project === undefined || (project.employerId === toId) !== (role === 'employer')) continue;
    records.get(toId)?.ratings.push({ project, at: postedAt, rating, comment, parts: null });
  }
  return records;
}

/** Reads what the reviews in these records say in parts: ratings by category, on time, on budget. */
export async function readParts(
  { place }: Look,
  { texts }: Pick<RouteOptions, 'texts'>,
  records: ReadonlyMap<number, TrackRecord>,
): Promise<void> {
  const ratings = [...records.values()].flatMap((record) => record.ratings);
  const read = async (rating: Rating): Promise<void> => {
    const { comment } = rating;
    if (comment !== null) rating.parts = reviewOf(await texts.text(place.marketId, place.viewer, comment));
  };
  await Promise.all(ratings.map(read));
}
