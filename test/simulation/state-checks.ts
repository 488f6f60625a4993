/** What must hold in a market's state at every moment, each figure counted anew from the things it sums up. */

import { escrowOf, mayBeNegative } from '../../server/market/account.ts';
import { awaitsVerdict } from '../../server/market/delivery.ts';
import { isLive } from '../../server/market/milestone.ts';
import type { Bid, MarketState, Project } from '../../server/market/state.ts';
import { demand } from './failure.ts';

/** Money sums to zero, nothing but world and outlays is below it, and each escrow is what its milestone holds. */
export function checkMoney(state: MarketState): void {
  let total = 0;
  let escrow = 0;
  for (const [account, balance] of state.balances) {
    total += balance;
    if (account.startsWith('escrow/')) escrow += balance;
    demand(balance >= 0 || mayBeNegative(account), 'overdrawn', () => `${account} holds ${balance}`);
  }
  demand(total === 0, 'money', () => `all balances sum to ${total}`);
  let held = 0;
  for (const { milestoneId, heldCents, feeHeldCents, status } of state.milestones.values()) {
    const holds = heldCents + feeHeldCents;
    held += holds;
    const account = state.balances.get(escrowOf(milestoneId)) ?? 0;
    demand(account === holds, 'escrow', () => `escrow/${milestoneId} is ${account}, its milestone holds ${holds}`);
    demand(heldCents >= 0 && feeHeldCents >= 0, 'escrow', () => `milestone ${milestoneId} holds less than nothing`);
    demand(isLive(status) || holds === 0, 'escrow', () => `milestone ${milestoneId} is ${status} with ${holds} cents`);
  }
  demand(escrow === held, 'escrow', () => `escrow sums to ${escrow}, milestones to ${held}`);
}

const SEEKING = ['open', 'bidding_closed', 'awarded'];

/** Everything that the state keeps beside the facts, so as not to count it each time, is what counting gives. */
export function checkDerived(state: MarketState): void {
  const projects = [...state.projects.values()];
  const seeking = projects.filter(({ status }) => SEEKING.includes(status)).length;
  demand(state.openProjectCount === seeking, 'open_projects', () => `${state.openProjectCount}, counted ${seeking}`);
  const bids = Map.groupBy(state.bids.values(), ({ projectId }) => projectId);
  const deliveries = Map.groupBy(state.deliveries.values(), ({ projectId }) => projectId);
  for (const project of projects) {
    checkBids(project, bids.get(project.projectId) ?? []);
    checkAward(state, project);
    const waiting = (deliveries.get(project.projectId) ?? []).filter(({ status }) => awaitsVerdict(status)).length;
    demand(project.awaitingVerdict === waiting, 'awaiting', () => `project ${project.projectId}: counted ${waiting}`);
  }
  checkLimits(state);
  for (const { participantId, credits } of state.participants.values()) {
    demand(credits >= 0, 'credits', () => `participant ${participantId} has ${credits} bid credits`);
  }
}

/** Nothing has grown past the policy's limits. */
function checkLimits(state: MarketState): void {
  const { participants, openProjectCount, projects, deliveries, milestones } = state;
  const { limits } = state.policy;
  const bound = (count: number, most: number, what: string): void => {
    demand(count <= most, 'limit', () => `${what}: ${count} of at most ${most}`);
  };
  bound(participants.size, limits.participants, 'participants');
  bound(openProjectCount, limits.openProjects, 'open projects');
  for (const { projectId, bidOf, messageCount, posting } of projects.values()) {
    const { mechanism } = posting;
    const bidders = mechanism.kind === 'contest' ? mechanism.entrantsMax : limits.bidsPerProject;
    bound(bidOf.size, bidders, `open bids on project ${projectId}`);
    bound(messageCount, limits.messagesPerProject, `messages on project ${projectId}`);
    bound(posting.skills.length, limits.skillsPerProject, `skills of project ${projectId}`);
  }
  for (const [bidId, ofAward] of Map.groupBy(milestones.values(), (milestone) => milestone.bidId)) {
    // Prizes that nobody has won yet belong to no bid.
    if (bidId !== null) bound(ofAward.length, limits.milestonesPerAward, `milestones of bid ${bidId}`);
  }
  for (const { deliveryId, projectId, attempt } of deliveries.values()) {
    const mechanism = projects.get(projectId)?.posting.mechanism;
    const most = mechanism?.kind === 'contest' ? mechanism.entriesMax : limits.deliveriesPerAward;
    bound(attempt, most, `attempts, delivery ${deliveryId}`);
  }
}

function checkBids({ projectId, bidIds, bidOf, standingCents, status }: Project, bids: readonly Bid[]): void {
  const placed = bids.filter((bid) => bid.status === 'placed');
  const listed = [...bidOf.values()].sort((a, b) => a - b);
  const open = placed.map(({ bidId }) => bidId);
  const where = (): string => `project ${projectId} (${status}): open bids [${listed}], placed [${open}]`;
  demand(String(listed) === String(open), 'open_bids', where);
  demand(new Set(placed.map(({ bidderId }) => bidderId)).size === placed.length, 'one_bid_each', where);
  demand(String([...bidIds]) === String(bids.map(({ bidId }) => bidId)), 'bid_list', where);
  if (status !== 'open') return;
  const lowest = placed.length === 0 ? null : Math.min(...placed.map(({ amountCents }) => amountCents));
  demand(standingCents === lowest, 'standing', () => `project ${projectId}: ${standingCents}, lowest ${lowest}`);
}

function checkAward(state: MarketState, { projectId, status, award }: Project): void {
  const where = (): string => `project ${projectId} is ${status}, its award ${award?.status}`;
  demand((award?.status === 'pending') === (status === 'awarded'), 'award_state', where);
  demand((award?.status === 'in_progress') === (status === 'in_progress'), 'award_state', where);
  demand((award?.status === 'ended') === (status === 'completed'), 'award_state', where);
  if (award === null) return;
  const bid = state.bids.get(award.bidId);
  demand(
    bid?.status === (award.status === 'pending' ? 'awarded' : 'accepted'),
    'award_bid',
    () => `bid ${bid?.status}`,
  );
  const overpaid = state.policy.settlement === 'verdict' && award.releasedCents > award.priceCents;
  demand(!overpaid, 'overpaid', () => `project ${projectId}: ${award.releasedCents} of ${award.priceCents}`);
}

/** When nothing is due any more, everything begun has ended and no money waits. */
export function checkEnd(state: MarketState): void {
  for (const { milestoneId, status } of state.milestones.values()) {
    demand(!isLive(status), 'end_milestone', () => `milestone ${milestoneId} is still ${status}`);
  }
  for (const { projectId, status, posting } of state.projects.values()) {
    const running = SEEKING.includes(status) || status === 'in_progress';
    demand(!running, 'end_project', () => `project ${projectId} (${posting.mechanism.kind}) is still ${status}`);
  }
  for (const { deliveryId, status } of state.deliveries.values()) {
    demand(!awaitsVerdict(status), 'end_delivery', () => `delivery ${deliveryId} is still ${status}`);
  }
  for (const { disputeId, status } of state.disputes.values()) {
    demand(status === 'closed', 'end_dispute', () => `dispute ${disputeId} is still ${status}`);
  }
  const kinds = new Set(Array.from(state.balances.keys(), (account) => account.split('/')[0]));
  demand(!kinds.has('escrow'), 'end_escrow', () => 'escrow still holds money');
}
