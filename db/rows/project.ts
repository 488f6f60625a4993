/** Events of the market, its participants and its projects as rows. */

import type { AwardOutcome, EventOf, Posting } from '../../server/market/event.ts';
import type { Policy } from '../../server/market/policy.ts';
import { flag, insert, type RowChange, update } from './change.ts';
import type { RowOf } from './row.ts';

type ProjectStatus = 'open' | 'bidding_closed' | 'awarded' | 'in_progress' | 'completed' | 'expired' | 'cancelled';

export function openedMarket({ policy, seed }: { policy: Policy; seed: string }, at: number): RowChange[] {
  return [
    insert('markets', {
      status: 'open',
      currency: policy.currency,
      mechanism: policy.mechanism.kind,
      settlement: policy.settlement,
      visibility: policy.visibility,
      policy: JSON.stringify(policy),
      seed,
      opened_at: at,
      closed_at: null,
    }),
  ];
}

export function registeredParticipant(event: EventOf<'ParticipantRegistered'>, at: number): RowChange[] {
  return [
    insert('participants', {
      participant_id: event.participantId,
      participant_kind: event.participantKind,
      is_employer: flag(event.roles.includes('employer')),
      is_freelancer: flag(event.roles.includes('freelancer')),
      is_reviewer: flag(event.roles.includes('reviewer')),
      skills: JSON.stringify(event.skills),
      profile_hash: event.profileHash,
      registered_at: at,
      withdrawn_at: null,
      completed_count: 0,
      incomplete_count: 0,
      review_count: 0,
      rating_sum: 0,
    }),
  ];
}

function postingColumns(posting: Posting) {
  return {
    content_hash: posting.contentHash,
    acceptance_hash: posting.acceptanceHash,
    case_count: posting.caseCount,
    skills: JSON.stringify(posting.skills),
    budget_min_cents: posting.budgetMinCents,
    budget_max_cents: posting.budgetMaxCents,
    posted_price_cents: posting.postedPriceCents,
    mechanism: posting.mechanism.kind,
    mechanism_settings: JSON.stringify(posting.mechanism),
    assignee_id: posting.assigneeId,
  } as const satisfies Partial<RowOf<'projects'>>;
}

export function postedProject(event: EventOf<'ProjectPosted'>, at: number): RowChange[] {
  return [
    insert('projects', {
      project_id: event.projectId,
      employer_id: event.employerId,
      status: event.draft ? 'draft' : 'open',
      status_at: at,
      ...postingColumns(event.posting),
      bidding_ms: event.biddingMs,
      posted_at: at,
      published_at: event.draft ? null : at,
      closes_at: event.closesAt,
      expires_at: event.expiresAt,
      bidding_closed_at: null,
      bid_count: null,
      cleared_at: null,
      clearing_reason: null,
      awarded_bid_id: null,
      price_cents: null,
      outcome: null,
    }),
  ];
}

export function publishedProject(event: EventOf<'ProjectPublished'>, at: number): RowChange[] {
  return [
    projectBecomes(event.projectId, 'open', at, {
      ...postingColumns(event.posting),
      published_at: at,
      closes_at: event.closesAt,
      expires_at: event.expiresAt,
    }),
  ];
}

export function projectBecomes(
  project_id: number,
  status: ProjectStatus,
  at: number,
  more: Partial<RowOf<'projects'>> = {},
): RowChange {
  return update('projects', { project_id }, { status, status_at: at, ...more });
}

/** The bids that were still open on a project have lost. */
export function openBidsLose(project_id: number, at: number): RowChange {
  return update('bids', { project_id, status: 'placed' }, { status: 'lost', status_at: at });
}

export function endedProject(
  project_id: number,
  status: 'completed' | 'expired' | 'cancelled',
  at: number,
  outcome: AwardOutcome | null = null,
): RowChange[] {
  return [projectBecomes(project_id, status, at, { outcome }), openBidsLose(project_id, at)];
}
