/** Milestone requests' commands under settlement `employer`: asking, accepting, rejecting, taking back. */

import { known } from '../kernel/assert.ts';
import { milestoneRequestId } from '../kernel/id.ts';
import { accept, type Result } from '../kernel/result.ts';
import type { CommandOf, CommandType } from './command.ts';
import { actsFor, type Decision, findBid, isStranger, within } from './decision.ts';
import type { EventOf } from './event.ts';
import { createMilestone } from './milestone.decide.ts';
import { projectOf } from './project.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { Bid, MarketState, MilestoneRequest, Project } from './state.ts';

/** Whether the bid may still come to be paid for: it is open, awarded, or at work. */
function isAlive({ status }: Bid, { award }: Project): boolean {
  if (status === 'accepted') return award?.status === 'in_progress';
  return status === 'placed' || status === 'awarded';
}

function bidOf(state: MarketState, { bidId }: MilestoneRequest): Bid {
  return known(state.bids.get(bidId), `bid ${bidId}`);
}

function pendingOf(state: MarketState, project: Project, { bidId }: Bid): number {
  const requests = project.milestoneRequestIds.map((id) => state.milestoneRequests.get(id));
  return requests.filter((one) => one?.bidId === bidId && one.status === 'pending').length;
}

export function decideRequestMilestone(state: MarketState, command: CommandOf<'RequestMilestone'>): Decision {
  const { settlement, limits } = state.policy;
  if (settlement !== 'employer') return refusal('settlement_differs', 'the award is funded as a whole');
  const found = findBid(state, command.bidId);
  if (!found.ok) return found;
  const { bid, project } = found.value;
  if (!actsFor(command, bid.bidderId)) return refusal('unknown_bid', `bid ${command.bidId}`);
  if (project.posting.mechanism.kind === 'contest') return refusal('settlement_differs', 'the prize is all there is');
  if (!isAlive(bid, project)) return refusal('bid_not_open', `the bid is ${bid.status}`);
  const { amountCents, descriptionHash } = command;
  if (!within(amountCents, 1, limits.amountCents)) return refusal('amount_out_of_range', 'amountCents: 1 cent or more');
  if (pendingOf(state, project, bid) >= limits.milestonesPerAward) {
    return refusal('limit_reached', `pending milestone requests: ${limits.milestonesPerAward}`);
  }
  return accept([
    {
      type: 'MilestoneRequested',
      projectId: project.projectId,
      employerId: project.employerId,
      requestId: milestoneRequestId(state.next.milestoneRequest),
      bidId: bid.bidId,
      freelancerId: bid.bidderId,
      amountCents,
      descriptionHash,
    },
  ]);
}

interface Pending {
  readonly request: MilestoneRequest;
  readonly project: Project;
}

type Answering = Extract<CommandType, 'AcceptMilestoneRequest' | 'RejectMilestoneRequest' | 'WithdrawMilestoneRequest'>;

/** A request that nobody has answered. Others' are unknown. */
function pendingRequest(state: MarketState, command: CommandOf<Answering>): Result<Pending, Refusal> {
  const unknown = refusal('unknown_milestone_request', `milestone request ${command.requestId}`);
  const request = state.milestoneRequests.get(command.requestId);
  if (request === undefined) return unknown;
  const project = projectOf(state, request.projectId);
  const { freelancerId, status } = request;
  if (isStranger(command, project.employerId, freelancerId)) return unknown;
  // What somebody may not do is told before how things stand: it would be refused at any time.
  const own = command.type === 'WithdrawMilestoneRequest' ? freelancerId : project.employerId;
  if (!actsFor(command, own)) return refusal('not_allowed', 'the employer answers, and the bidder takes back');
  if (status !== 'pending') return refusal('milestone_state', `the request is ${status}`);
  const bid = bidOf(state, request);
  // What is asked of a bid ends with it, so that a project that has ended stays as it was.
  return isAlive(bid, project) ? accept({ request, project }) : refusal('bid_not_open', `the bid is ${bid.status}`);
}

function ended(
  { request, project }: Pending,
  outcome: EventOf<'MilestoneRequestEnded'>['outcome'],
): EventOf<'MilestoneRequestEnded'> {
  const { requestId, bidId, freelancerId } = request;
  const { projectId, employerId } = project;
  return { type: 'MilestoneRequestEnded', projectId, employerId, requestId, bidId, freelancerId, outcome };
}

/** The milestone is created under the same rules as one that the employer thought of. */
export function decideAcceptMilestoneRequest(
  state: MarketState,
  command: CommandOf<'AcceptMilestoneRequest'>,
  now: number,
): Decision {
  const found = pendingRequest(state, command);
  if (!found.ok) return found;
  const { request, project } = found.value;
  const { bidId, amountCents, descriptionHash } = request;
  const created = createMilestone(state, project, { bidId, amountCents, descriptionHash }, now);
  return created.ok ? accept([...created.value, ended(found.value, 'created')]) : created;
}

export function decideRejectMilestoneRequest(
  state: MarketState,
  command: CommandOf<'RejectMilestoneRequest'>,
): Decision {
  const found = pendingRequest(state, command);
  return found.ok ? accept([ended(found.value, 'rejected')]) : found;
}

export function decideWithdrawMilestoneRequest(
  state: MarketState,
  command: CommandOf<'WithdrawMilestoneRequest'>,
): Decision {
  const found = pendingRequest(state, command);
  return found.ok ? accept([ended(found.value, 'withdrawn')]) : found;
}
