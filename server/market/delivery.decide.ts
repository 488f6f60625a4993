/** Deliveries' commands: handing in, taking up, the verdict and what it pays. */

import { type DeliveryId, deliveryId } from '../kernel/id.ts';
import { BPS_ONE } from '../kernel/money.ts';
import { accept, type Result } from '../kernel/result.ts';
import { clearEntries } from './clearing.ts';
import type { CommandOf } from './command.ts';
import { actingAs, actsFor, type Decision, dueForClock, findProject, within } from './decision.ts';
import { awaitsVerdict } from './delivery.ts';
import type { EventOf, MarketEvent } from './event.ts';
import type { Mechanism } from './mechanism/mechanism.ts';
import type { PayRule } from './policy.ts';
import { type Refusal, refusal } from './refusal.ts';
import { settleByVerdict } from './settlement.ts';
import type { Bid, Delivery, MarketState, Project } from './state.ts';

/** The bid on whose behalf `freelancerId` may deliver now, or why not. */
function deliveringBid(project: Project, command: CommandOf<'SubmitDelivery'>, now: number) {
  const { award, posting } = project;
  const { actor } = command;
  if (actor.kind !== 'participant') return refusal('not_allowed', 'only the freelancer delivers');
  if (posting.mechanism.kind === 'contest') {
    const entered = project.bidOf.get(actor.participantId);
    if (entered === undefined || project.status !== 'open') return refusal('no_award', 'no open entry in this contest');
    return now >= project.closesAt ? refusal('not_due', 'the contest has closed') : accept(entered);
  }
  if (award?.status !== 'in_progress' || award.freelancerId !== actor.participantId) return refusal('no_award');
  return now >= award.deliverBy ? refusal('not_due', 'the time to deliver has passed') : accept(award.bidId);
}

function deliveriesMax(state: MarketState, mechanism: Mechanism): number {
  return mechanism.kind === 'contest' ? mechanism.entriesMax : state.policy.limits.deliveriesPerAward;
}

export function decideSubmitDelivery(state: MarketState, command: CommandOf<'SubmitDelivery'>, now: number): Decision {
  const freelancer = actingAs(state, command, 'freelancer');
  if (!freelancer.ok) return freelancer;
  const found = findProject(state, command, command.projectId);
  if (!found.ok) return found;
  const project = found.value;
  const bidId = deliveringBid(project, command, now);
  if (!bidId.ok) return bidId;
  if (!within(command.bytes, 0, state.policy.limits.deliveryBytes)) {
    return refusal('limit_reached', `bytes: at most ${state.policy.limits.deliveryBytes}`);
  }
  const earlier = deliveriesOf(state, project, bidId.value);
  const last = earlier.at(-1);
  if (last !== undefined && awaitsVerdict(last.status))
    return refusal('delivery_state', 'the last one has no verdict yet');
  if (earlier.length >= deliveriesMax(state, project.posting.mechanism)) return refusal('no_deliveries_left');
  return accept([
    {
      type: 'DeliverySubmitted',
      projectId: project.projectId,
      employerId: project.employerId,
      deliveryId: deliveryId(state.next.delivery),
      bidId: bidId.value,
      freelancerId: freelancer.value.participantId,
      entry: project.posting.mechanism.kind === 'contest',
      filesHash: command.filesHash,
      bytes: command.bytes,
      attempt: earlier.length + 1,
      verdictBy: now + state.policy.deadlines.verdictMs,
    },
  ]);
}

/** The deliveries on behalf of one bid, in order. */
export function deliveriesOf(state: MarketState, project: Project, bid: Bid['bidId']): Delivery[] {
  const deliveries: Delivery[] = [];
  for (const id of project.deliveryIds) {
    const delivery = state.deliveries.get(id);
    if (delivery?.bidId === bid) deliveries.push(delivery);
  }
  return deliveries;
}

interface DeliveryOfProject {
  readonly delivery: Delivery;
  readonly project: Project;
}

function findDelivery(state: MarketState, id: DeliveryId): Result<DeliveryOfProject, Refusal> {
  const delivery = state.deliveries.get(id);
  const project = delivery === undefined ? undefined : state.projects.get(delivery.projectId);
  if (delivery === undefined || project === undefined) return refusal('unknown_delivery', `delivery ${id}`);
  return accept({ delivery, project });
}

/** What every event about this delivery says. */
function about({ delivery, project }: DeliveryOfProject) {
  return {
    projectId: project.projectId,
    employerId: project.employerId,
    deliveryId: delivery.deliveryId,
    bidId: delivery.bidId,
    freelancerId: delivery.freelancerId,
    entry: project.posting.mechanism.kind === 'contest',
  };
}

export function decideTakeDelivery(state: MarketState, command: CommandOf<'TakeDelivery'>): Decision {
  const reviewer = actingAs(state, command, 'reviewer');
  if (!reviewer.ok) return reviewer;
  const found = findDelivery(state, command.deliveryId);
  if (!found.ok) return found;
  if (found.value.delivery.status !== 'submitted') return refusal('delivery_state', found.value.delivery.status);
  return accept([{ type: 'DeliveryTaken', ...about(found.value), reviewerId: reviewer.value.participantId }]);
}

/** The share of the price that a score earns, in basis points. A promised quality scales what falls short of it. */
export function earnedShare(payRule: PayRule, mechanism: Mechanism, promisedBps: number, scoreBps: number): number {
  if (mechanism.kind === 'contest') return 0;
  if (mechanism.kind === 'scoring_first' || mechanism.kind === 'scoring_second') {
    return promisedBps <= scoreBps ? BPS_ONE : Math.floor((scoreBps * BPS_ONE) / promisedBps);
  }
  if (payRule.kind === 'proportional') return scoreBps;
  const needed = payRule.kind === 'threshold' ? payRule.thresholdBps : BPS_ONE;
  return scoreBps >= needed ? BPS_ONE : 0;
}

function verdictStatus(
  state: MarketState,
  { delivery, project }: DeliveryOfProject,
  scoreBps: number,
  shareBps: number,
  now: number,
): EventOf<'VerdictRecorded'>['status'] {
  const { mechanism } = project.posting;
  if (mechanism.kind === 'contest') return scoreBps >= mechanism.thresholdBps ? 'passed' : 'failed';
  if (shareBps === BPS_ONE) return 'passed';
  const { award } = project;
  const another = delivery.attempt < deliveriesMax(state, mechanism);
  return another && award?.status === 'in_progress' && now < award.deliverBy ? 'revision_requested' : 'failed';
}

export function decideRecordVerdict(state: MarketState, command: CommandOf<'RecordVerdict'>, now: number): Decision {
  const reviewer = actingAs(state, command, 'reviewer');
  if (!reviewer.ok) return reviewer;
  const found = findDelivery(state, command.deliveryId);
  if (!found.ok) return found;
  const { delivery, project } = found.value;
  if (!awaitsVerdict(delivery.status)) return refusal('delivery_state', delivery.status);
  const { scoreBps, casesPassed, caseCount, evidenceHash, fuel, memoryBytes } = command;
  const counts = within(caseCount, 1, 1_000_000) && within(casesPassed, 0, caseCount) && within(scoreBps, 0, BPS_ONE);
  if (!counts || caseCount !== project.posting.caseCount)
    return refusal('score_out_of_range', 'caseCount: the posting’s');
  if (scoreBps === BPS_ONE && casesPassed !== caseCount) {
    return refusal('score_out_of_range', '10,000 only when all cases passed');
  }
  if (!within(fuel, 0, 1e15) || !within(memoryBytes, 0, 1e15))
    return refusal('malformed', 'fuel and memoryBytes: 0 or more');
  const promised = state.bids.get(delivery.bidId)?.qualityBps ?? BPS_ONE;
  const shareBps = earnedShare(state.policy.payRule, project.posting.mechanism, promised, scoreBps);
  const status = verdictStatus(state, found.value, scoreBps, shareBps, now);
  const recorded: EventOf<'VerdictRecorded'> = {
    type: 'VerdictRecorded',
    ...about(found.value),
    reviewerId: reviewer.value.participantId,
    scoreBps,
    casesPassed,
    caseCount,
    shareBps,
    status,
    evidenceHash,
    fuel,
    memoryBytes,
  };
  return accept([recorded, ...afterVerdict(state, found.value, recorded, now)]);
}

/** What a verdict sets in motion: the settlement of the award, or the clearing of a contest. */
function afterVerdict(
  state: MarketState,
  { delivery, project }: DeliveryOfProject,
  verdict: EventOf<'VerdictRecorded'> | null,
  now: number,
): MarketEvent[] {
  const { award, posting } = project;
  if (posting.mechanism.kind === 'contest') {
    const last = project.status === 'bidding_closed' && project.awaitingVerdict === 1;
    if (!last) return [];
    const { bidId, freelancerId: bidderId, submittedAt: at, filesHash } = delivery;
    const entry = verdict === null ? [] : [{ bidId, bidderId, scoreBps: verdict.scoreBps, at, filesHash }];
    return clearEntries(state, project, entry, now);
  }
  if (state.policy.settlement === 'employer' || award?.status !== 'in_progress') return [];
  if (verdict?.status === 'revision_requested') return [];
  const share = Math.max(award.bestShareBps, verdict?.shareBps ?? 0);
  return settleByVerdict(state, project, award, share, now, verdict === null);
}

export function decideVoidDelivery(state: MarketState, command: CommandOf<'VoidDelivery'>, now: number): Decision {
  const found = findDelivery(state, command.deliveryId);
  if (!found.ok) return found;
  const { delivery } = found.value;
  if (!awaitsVerdict(delivery.status)) return refusal('delivery_state', delivery.status);
  const due = dueForClock(command, delivery.verdictBy, now);
  if (!due.ok) return due;
  return accept([{ type: 'DeliveryVoided', ...about(found.value) }, ...afterVerdict(state, found.value, null, now)]);
}

/** Settlement `employer`: the employer asks for another delivery after a verdict. */
export function decideRequestRevision(
  state: MarketState,
  command: CommandOf<'RequestRevision'>,
  now: number,
): Decision {
  const found = findDelivery(state, command.deliveryId);
  if (!found.ok) return found;
  const { delivery, project } = found.value;
  if (!actsFor(command, project.employerId)) return refusal('not_allowed', 'not your project');
  if (state.policy.settlement !== 'employer') return refusal('settlement_differs', 'the verdict decides');
  if (delivery.status !== 'passed' && delivery.status !== 'failed') return refusal('delivery_state', delivery.status);
  const { award } = project;
  if (award?.status !== 'in_progress' || now >= award.deliverBy) return refusal('no_award');
  const last = deliveriesOf(state, project, delivery.bidId).length >= deliveriesMax(state, project.posting.mechanism);
  if (last) return refusal('no_deliveries_left');
  return accept([{ type: 'RevisionRequested', ...about(found.value), commentHash: command.commentHash }]);
}
