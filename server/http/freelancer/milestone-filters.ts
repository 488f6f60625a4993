/** Which milestones and milestone requests a query asks for, and in which order. */

import type { SeenMilestone, SeenMilestoneRequest } from '../../protocol/arena/seen/things.ts';
import type { MilestoneQuery, RequestQuery } from '../../protocol/freelancer/milestone.ts';
import { secondsOf } from '../../protocol/freelancer/money.ts';
import { among, inSpan } from './among.ts';
import type { Look } from './looking.ts';
import { requestStatusOf } from './present-milestone-request.ts';

type Common = Pick<
  MilestoneQuery & RequestQuery,
  'projects[]' | 'project_owners[]' | 'bidders[]' | 'bids[]' | 'users[]' | 'from_time' | 'to_time'
>;
type Parties = Pick<SeenMilestone, 'projectId' | 'employerId' | 'freelancerId' | 'bidId'>;

function matchesParties({ projectId, employerId, freelancerId, bidId }: Parties, at: number, query: Common): boolean {
  const users = query['users[]'];
  return (
    among(query['projects[]'], Number(projectId)) &&
    among(query['project_owners[]'], Number(employerId)) &&
    among(query['bidders[]'], Number(freelancerId)) &&
    among(query['bids[]'], Number(bidId)) &&
    (among(users, Number(employerId)) || among(users, Number(freelancerId))) &&
    inSpan(secondsOf(at), query)
  );
}

export function matchesMilestone(milestone: SeenMilestone, query: MilestoneQuery): boolean {
  const { milestoneId, status, createdAt } = milestone;
  return (
    among(query['milestones[]'], Number(milestoneId)) &&
    among(query['statuses[]'], status) &&
    query['excluded_milestones[]']?.includes(Number(milestoneId)) !== true &&
    matchesParties(milestone, createdAt, query)
  );
}

export function matchesRequest(look: Look, request: SeenMilestoneRequest, query: RequestQuery): boolean {
  const { requestId, requestedAt } = request;
  return (
    among(query['milestone_requests[]'], Number(requestId)) &&
    among(query['statuses[]'], requestStatusOf(look, request)) &&
    matchesParties(request, requestedAt, query)
  );
}

interface Sortable {
  readonly id: number;
  readonly at: number;
  readonly amountCents: number;
}

/** Newest first, unless told otherwise; equal ones by their numbers. */
export function inOrder<T>(
  found: readonly T[],
  { sort_field, sort_direction }: Pick<MilestoneQuery, 'sort_field' | 'sort_direction'>,
  by: (one: T) => Sortable,
): T[] {
  const direction = sort_direction === 'asc' ? 1 : -1;
  const fieldOf = ({ at, amountCents }: Sortable): number => (sort_field === 'amount' ? amountCents : at);
  return found.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)];
    return direction * (fieldOf(a) - fieldOf(b) || a.id - b.id);
  });
}
