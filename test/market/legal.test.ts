/** Rules K10 and K11 of the market's SPEC.md: what is listed as legal is so, and nothing else is. */

import { expect, test } from 'vitest';
import { contentHash, type ParticipantId } from '../../server/kernel/id.ts';
import { cents, ZERO } from '../../server/kernel/money.ts';
import type { CommandRequest, CommandType } from '../../server/market/command.ts';
import { legalCommands } from '../../server/market/legal.ts';
import type { MarketState } from '../../server/market/state.ts';
import { by, posting, TEXT, type TestMarket } from '../helpers/given.ts';
import { actorsOf, playAtRandom } from '../helpers/random-play.ts';
import { ANN, EMPLOYER, running, scene } from '../helpers/scene.ts';

const AMOUNTS = [1, 99, 500, 20_000, 60_000].map(cents);
const CONTENTS = ['a', 'b', '0'].map((digit) => contentHash(digit.repeat(64)));

/** What a command is about: the list has one entry for each kind and thing. */
function subject(request: CommandRequest): string {
  const keys = [
    'bidId',
    'milestoneId',
    'deliveryId',
    'disputeId',
    'projectId',
    'participantId',
    'contentHash',
  ] as const;
  if (request.type === 'PostProject' || request.type === 'BookCost') return request.type;
  const key = keys.find((name) => name in request);
  const value = key === undefined ? '' : (request as Partial<Record<string, unknown>>)[key];
  return `${request.type} ${key} ${value}`;
}

function* onProject(state: MarketState, id: ParticipantId): Generator<CommandRequest> {
  for (const { projectId } of state.projects.values()) {
    const terms = { days: 1, proposalHash: null, confidenceBps: null, qualityBps: 5_000 };
    for (const amountCents of AMOUNTS) yield { type: 'PlaceBid', projectId, amountCents, ...terms };
    yield { type: 'SubmitDelivery', projectId, filesHash: TEXT, bytes: 1 };
    yield { type: 'BookCost', participantId: id, amountCents: cents(9), costKind: 'model', projectId };
    for (const toId of [null, ...state.participants.keys()]) {
      yield { type: 'PostMessage', projectId, toId, contentHash: TEXT };
      if (toId !== null) yield { type: 'PostReview', projectId, toId, rating: 1, commentHash: null };
    }
    for (const type of ['PublishProject', 'CancelProject', 'CloseBidding', 'ExpireProject'] as const)
      yield { type, projectId };
    for (const type of ['LapseDelivery', 'RevealReviews'] as const) yield { type, projectId };
    for (const outcome of ['completed', 'incomplete'] as const) yield { type: 'EndAward', projectId, outcome };
  }
  for (const { bidId } of state.bids.values()) {
    const terms = { days: 2, proposalHash: null, qualityBps: 0 };
    for (const amountCents of AMOUNTS) {
      yield { type: 'AmendBid', bidId, amountCents, ...terms };
      for (const type of ['CreateMilestone', 'RequestMilestone'] as const)
        yield { type, bidId, amountCents, descriptionHash: TEXT };
    }
    for (const type of [
      'RetractBid',
      'AwardBid',
      'AcceptAward',
      'DeclineAward',
      'RevokeAward',
      'LapseAward',
    ] as const) {
      yield { type, bidId };
    }
  }
}

function* onWork(state: MarketState): Generator<CommandRequest> {
  for (const { deliveryId } of state.deliveries.values()) {
    yield { type: 'TakeDelivery', deliveryId };
    yield { type: 'VoidDelivery', deliveryId };
    yield { type: 'RequestRevision', deliveryId, commentHash: TEXT };
    for (const caseCount of [1, 3]) {
      const verdict = {
        scoreBps: 10_000,
        casesPassed: caseCount,
        caseCount,
        evidenceHash: TEXT,
        fuel: 1,
        memoryBytes: 1,
      };
      yield { type: 'RecordVerdict', deliveryId, ...verdict };
    }
  }
  for (const { milestoneId, heldCents } of state.milestones.values()) {
    for (const type of ['RequestRelease', 'CancelMilestone', 'LapseMilestone'] as const) yield { type, milestoneId };
    for (const amountCents of [...AMOUNTS, heldCents]) {
      yield { type: 'ReleaseMilestone', milestoneId, amountCents };
      yield { type: 'OpenDispute', milestoneId, offerCents: amountCents, reasonHash: TEXT };
    }
  }
  for (const { requestId } of state.milestoneRequests.values()) {
    for (const type of ['AcceptMilestoneRequest', 'RejectMilestoneRequest', 'WithdrawMilestoneRequest'] as const)
      yield { type, requestId };
  }
  for (const { disputeId } of state.disputes.values()) {
    for (const offerCents of [ZERO, ...AMOUNTS]) {
      yield { type: 'AnswerDispute', disputeId, offerCents, reasonHash: TEXT };
      yield { type: 'ResolveDispute', disputeId, freelancerCents: offerCents };
    }
    for (const type of ['CancelDispute', 'LapseDispute'] as const) yield { type, disputeId };
  }
}

/** Everything that anybody could think of asking, from the state alone. */
function* imaginable(state: MarketState, id: ParticipantId): Generator<CommandRequest> {
  for (const draft of [true, false])
    for (const assigneeId of [null, ANN, id]) yield posting(50_000, { draft, assigneeId });
  for (const participantId of state.participants.keys()) {
    yield { type: 'WithdrawParticipant', participantId };
    for (const amountCents of AMOUNTS) {
      yield { type: 'WithdrawFunds', participantId, amountCents };
      yield { type: 'Deposit', participantId, amountCents };
      yield { type: 'BookCost', participantId, amountCents, costKind: 'model', projectId: null };
    }
  }
  for (const hash of CONTENTS) yield { type: 'EraseContent', contentHash: hash };
  yield { type: 'CloseMarket' };
  yield { type: 'RegisterParticipant', roles: ['freelancer'], participantKind: 'human', skills: [], profileHash: TEXT };
  yield* onProject(state, id);
  yield* onWork(state);
}

test('[K10] everything listed is accepted, for owner, clock and every participant', () => {
  const types = new Set<CommandType>();
  for (let play = 0; play < 25; play += 1) {
    let step = 0;
    playAtRandom(`sound ${play}`, 120, (market) => {
      step += 1;
      if (step % 6 !== 0) return;
      for (const actor of actorsOf(market)) {
        for (const request of legalCommands(market.state, actor, market.now)) {
          types.add(request.type);
          const decision = market.only(actor, request);
          expect(decision.ok ? 'accepted' : `${request.type}: ${decision.error.code}`).toBe('accepted');
        }
      }
    });
  }
  expect(types.size).toBeGreaterThan(30);
});

function missed(market: TestMarket, id: ParticipantId): string[] {
  const listed = new Set(legalCommands(market.state, by(id), market.now).map(subject));
  const accepted = [...imaginable(market.state, id)].filter((request) => market.only(by(id), request).ok);
  return [...new Set(accepted.map(subject))].filter((name) => !listed.has(name));
}

test('[K11] nothing that a participant could do is missing from the list', () => {
  for (let play = 0; play < 25; play += 1) {
    let step = 0;
    playAtRandom(`complete ${play}`, 120, (market) => {
      step += 1;
      if (step % 12 !== 0) return;
      for (const id of market.state.participants.keys()) expect(missed(market, id)).toEqual([]);
    });
  }
});

test('[K11] [U13] own profile, proposal and files may be erased, each once in the list', () => {
  const market = running();
  const erasable = legalCommands(market.state, by(ANN), market.now).filter(({ type }) => type === 'EraseContent');
  expect(erasable).toEqual([]);
  const other = scene();
  const erasableBy = (id: number) =>
    legalCommands(other.state, by(id), other.now).filter(({ type }) => type === 'EraseContent');
  // All were registered with the same profile here: it is the first one's.
  expect(erasableBy(ANN)).toEqual([]);
  const own = [{ type: 'EraseContent', contentHash: TEXT }];
  expect(erasableBy(EMPLOYER)).toEqual(own);
  other.done(by(EMPLOYER), { type: 'WithdrawParticipant', participantId: EMPLOYER });
  expect(legalCommands(other.state, by(EMPLOYER), other.now)).toEqual(own);
  expect(missed(other, EMPLOYER)).toEqual([]);
});
