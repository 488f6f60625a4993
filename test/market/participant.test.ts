/** Rules U of the market's SPEC.md: participants. */

import { expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../server/kernel/clock.ts';
import { bidId, contentHash, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { OWNER, type Role } from '../../server/market/command.ts';
import { by, CLOCKED, offer, openMarket, posting, TEXT } from '../helpers/given.ts';
import {
  ANN,
  awarded,
  BOB,
  BY_HAND,
  bid,
  CONTEST,
  close,
  deliver,
  EMPLOYER,
  inEscrow,
  judge,
  kinds,
  MILESTONES,
  milestone,
  NOBODY,
  OTHER_EMPLOYER,
  post,
  project,
  REVIEWER,
  runClock,
  running,
  scene,
  statusOfBid,
  verdictOf,
  WEALTH,
  wallet,
} from '../helpers/scene.ts';

const withdraw = (id: number) => ({ type: 'WithdrawParticipant', participantId: id as typeof ANN }) as const;
const register = (roles: readonly Role[], skills: readonly string[] = []) =>
  ({ type: 'RegisterParticipant', roles, participantKind: 'model', skills, profileHash: TEXT }) as const;
const erase = (digit: string) => ({ type: 'EraseContent', contentHash: contentHash(digit.repeat(64)) }) as const;

test('[U1] the owner registers, with roles, within limits', () => {
  const { limits } = openMarket().state.policy;
  const market = openMarket({ limits: { ...limits, participants: 2, skillsPerParticipant: 1 } });
  expect(market.refused(OWNER, register([]))).toBe('malformed');
  expect(market.refused(OWNER, register(['freelancer'], ['a', 'b']))).toBe('limit_reached');
  expect(market.refused(OWNER, register(['freelancer'], ['a']))).toBe('accepted');
  expect(market.refused(by(1), register(['freelancer']))).toBe('not_allowed');
  expect(market.refused(OWNER, register(['employer', 'freelancer']))).toBe('accepted');
  expect(market.refused(OWNER, register(['freelancer']))).toBe('limit_reached');
});

test('[U2] a reviewer takes no other part', () => {
  const market = openMarket();
  expect(market.refused(OWNER, register(['reviewer', 'freelancer']))).toBe('malformed');
  expect(market.refused(OWNER, register(['employer', 'reviewer']))).toBe('malformed');
  expect(market.refused(OWNER, register(['reviewer']))).toBe('accepted');
});

test('[U3] the unknown and the withdrawn are told so, whatever they ask', () => {
  const market = running(MILESTONES);
  milestone(market, 1_000);
  market.done(by(ANN), withdraw(ANN));
  const asked = [
    offer(1, 1_000),
    posting(),
    withdraw(ANN),
    { type: 'SubmitDelivery', projectId: projectId(1), filesHash: TEXT, bytes: 1 },
    { type: 'RequestRelease', milestoneId: 1 as never },
    { type: 'AcceptAward', bidId: bidId(1) },
    { type: 'WithdrawFunds', participantId: ANN, amountCents: cents(1) },
    { type: 'BookCost', participantId: ANN, amountCents: cents(1), costKind: 'time', projectId: null },
    { type: 'PostMessage', projectId: projectId(1), toId: EMPLOYER, contentHash: TEXT },
    { type: 'CloseMarket' },
  ] as const;
  for (const request of asked) {
    expect(market.refused(by(ANN), request)).toBe('participant_withdrawn');
    expect(market.refused(by(NOBODY), request)).toBe('unknown_participant');
  }
  expect(market.refused(by(BOB), posting())).toBe('not_allowed');
});

test('[U4] who withdraws, and once', () => {
  const market = scene();
  expect(market.refused(by(BOB), withdraw(ANN))).toBe('not_allowed');
  expect(market.refused(CLOCKED, withdraw(ANN))).toBe('not_allowed');
  expect(market.refused(OWNER, withdraw(NOBODY))).toBe('unknown_participant');
  expect(market.refused(OWNER, withdraw(ANN))).toBe('accepted');
  expect(market.refused(OWNER, withdraw(ANN))).toBe('participant_withdrawn');
  expect(market.refused(by(BOB), withdraw(BOB))).toBe('accepted');
});

test('[U5] withdrawing takes back open bids', () => {
  const market = scene(BY_HAND);
  post(market);
  post(market);
  bid(market, ANN, 1_000, 1);
  bid(market, ANN, 1_000, 2);
  bid(market, BOB, 2_000, 2);
  close(market, 1);
  expect(kinds(market.done(by(ANN), withdraw(ANN)))).toEqual(['BidRetracted', 'BidRetracted', 'ParticipantWithdrawn']);
  expect([1, 2, 3].map((id) => statusOfBid(market, id))).toEqual(['retracted', 'retracted', 'placed']);
});

const OUTCRY = {
  mechanism: { kind: 'english_rev', stepCents: cents(1_000), softCloseMs: MINUTE_MS },
  visibility: 'open',
} as const;

test('[U5] [U10] in open outcry the bid stands, and an award to it lapses', () => {
  const market = scene(OUTCRY);
  post(market);
  bid(market, BOB, 50_000);
  bid(market, ANN, 40_000);
  expect(kinds(market.done(by(ANN), withdraw(ANN)))).toEqual(['ParticipantWithdrawn']);
  close(market);
  expect(market.refused(by(ANN), { type: 'AcceptAward', bidId: bidId(2) })).toBe('participant_withdrawn');
  expect(kinds(runClock(market, market.now + 36 * HOUR_MS))).toContain('AwardLapsed');
  expect([statusOfBid(market, 2), statusOfBid(market, 1)]).toEqual(['lapsed', 'awarded']);
});

test('[U6] withdrawing declines a pending award, and the mechanism looks again', () => {
  const market = awarded();
  const events = market.done(by(ANN), withdraw(ANN));
  expect(kinds(events)).toEqual(['AwardDeclined', 'ProjectCleared', 'BidAwarded', 'ParticipantWithdrawn']);
  expect(project(market).award?.freelancerId).toBe(BOB);
});

test('[U7] withdrawing cancels own projects, except a guaranteed contest that has an entry', () => {
  const market = scene({ ...MILESTONES, otherMechanisms: [{ ...CONTEST, guaranteed: true }] });
  post(market);
  post(market, { draft: true });
  post(market, { mechanism: { ...CONTEST, guaranteed: true } });
  bid(market, ANN, 1_000, 1);
  market.done(by(EMPLOYER), { type: 'AwardBid', bidId: bidId(1) });
  milestone(market, 500);
  bid(market, BOB, 1_000, 3);
  judge(market, deliver(market, BOB, 3), 9_000);
  market.done(OWNER, withdraw(EMPLOYER));
  expect([1, 2, 3].map((id) => project(market, id).status)).toEqual(['cancelled', 'cancelled', 'open']);
  runClock(market);
  expect([project(market, 3).status, inEscrow(market)]).toEqual(['completed', 0]);
});

test('[U8] an award in progress outlives either party, and leaves nothing in escrow', () => {
  for (const policy of [{}, MILESTONES]) {
    for (const who of [ANN, EMPLOYER]) {
      const market = running(policy);
      if (policy === MILESTONES) for (let count = 0; count < 2; count += 1) milestone(market, 20_000);
      if (policy === MILESTONES) market.done(by(ANN), { type: 'RequestRelease', milestoneId: 1 as never });
      market.done(by(who), withdraw(who));
      expect(project(market).status).toBe('in_progress');
      runClock(market);
      expect([project(market).status, inEscrow(market)]).toEqual(['completed', 0]);
    }
  }
});

test('[U9] bids on ended projects stay as they ended', () => {
  const market = scene();
  post(market);
  bid(market, ANN, 1_000);
  market.done(by(EMPLOYER), { type: 'CancelProject', projectId: projectId(1) });
  expect(kinds(market.done(by(ANN), withdraw(ANN)))).toEqual(['ParticipantWithdrawn']);
  expect(statusOfBid(market, 1)).toBe('lost');
  expect(kinds(market.done(by(EMPLOYER), withdraw(EMPLOYER)))).toEqual(['ParticipantWithdrawn']);
});

test('[U11] erasing what one wrote, even withdrawn; the owner anything', () => {
  const market = scene();
  post(market);
  market.done(by(ANN), { ...offer(1, 1_000), proposalHash: erase('b').contentHash });
  expect(market.refused(by(BOB), erase('b'))).toBe('content_unknown');
  expect(market.refused(by(EMPLOYER), erase('b'))).toBe('content_unknown');
  expect(market.refused(CLOCKED, erase('b'))).toBe('not_allowed');
  market.done(by(ANN), withdraw(ANN));
  expect(market.refused(by(ANN), erase('b'))).toBe('accepted');
  expect(market.refused(OWNER, erase('c'))).toBe('accepted');
  expect(market.refused(by(NOBODY), erase('c'))).toBe('unknown_participant');
});

test('[U11] [U14] deliveries and comments too, but no delivery before its verdict', () => {
  const market = running();
  const submit = {
    type: 'SubmitDelivery',
    projectId: projectId(1),
    filesHash: erase('d').contentHash,
    bytes: 1,
  } as const;
  market.done(by(ANN), submit);
  expect(market.refused(by(ANN), erase('d')), '[U14]').toBe('delivery_state');
  judge(market, 1 as never, 10_000);
  const comment = {
    type: 'PostReview',
    projectId: projectId(1),
    toId: EMPLOYER,
    rating: 1,
    commentHash: erase('e').contentHash,
  };
  market.done(by(ANN), comment as never);
  for (const digit of ['d', 'e']) {
    expect(market.refused(by(EMPLOYER), erase(digit))).toBe('content_unknown');
    expect(market.refused(by(ANN), erase(digit))).toBe('accepted');
  }
});

test('[U13] answer keys and evidence are nobody’s who names them', () => {
  const market = running();
  post(market, { acceptanceHash: erase('a').contentHash });
  const evidenceHash = erase('e').contentHash;
  market.done(by(REVIEWER), { ...verdictOf(deliver(market), 10_000), evidenceHash });
  for (const digit of ['a', 'e']) {
    const { contentHash } = erase(digit);
    market.done(by(ANN), { type: 'PostMessage', projectId: projectId(1), toId: EMPLOYER, contentHash });
    expect(market.refused(by(ANN), erase(digit))).toBe('content_unknown');
  }
});

test('[U15] one’s own skills, within the limit', () => {
  const { limits } = openMarket().state.policy;
  const market = scene({ skillMatch: true, limits: { ...limits, skillsPerParticipant: 2 } });
  post(market, { skills: ['sql'] });
  const change = (id: number, ...skills: string[]) =>
    ({ type: 'ChangeSkills', participantId: id as typeof ANN, skills }) as const;
  expect(market.refused(by(ANN), offer(1, 1_000))).toBe('skill_missing');
  expect(market.refused(by(BOB), change(ANN, 'sql'))).toBe('not_allowed');
  expect(market.refused(by(ANN), change(ANN, 'sql', 'php', 'ruby'))).toBe('limit_reached');
  expect(market.refused(OWNER, change(NOBODY, 'sql'))).toBe('unknown_participant');
  market.done(by(ANN), change(ANN, 'sql', 'php'));
  market.done(by(ANN), offer(1, 1_000));
  market.done(OWNER, change(ANN));
  expect(statusOfBid(market, 1)).toBe('placed');
  market.done(by(ANN), withdraw(ANN));
  expect(market.refused(by(ANN), change(ANN, 'sql'))).toBe('participant_withdrawn');
  expect(market.refused(OWNER, change(ANN, 'sql'))).toBe('participant_withdrawn');
});

test('[U12] a copied posting is not the copier’s to erase', () => {
  const market = scene();
  post(market, { contentHash: erase('f').contentHash });
  market.done(by(ANN), { ...offer(1, 1_000), proposalHash: erase('f').contentHash });
  expect(market.refused(by(ANN), erase('f'))).toBe('content_unknown');
  expect(market.refused(by(EMPLOYER), erase('f'))).toBe('content_unknown');
  expect(market.refused(OWNER, erase('f'))).toBe('accepted');
  expect([wallet(market, OTHER_EMPLOYER), market.refused(by(REVIEWER), erase('f'))]).toEqual([
    WEALTH,
    'content_unknown',
  ]);
});

test('[U13] a copied proposal is its first author’s to erase', () => {
  const market = scene();
  post(market);
  market.done(by(ANN), { ...offer(1, 1_000), proposalHash: erase('b').contentHash });
  market.wait(1);
  market.done(by(BOB), { ...offer(1, 900), proposalHash: erase('b').contentHash });
  expect(market.refused(by(BOB), erase('b'))).toBe('content_unknown');
  expect(market.refused(by(ANN), erase('b'))).toBe('accepted');
});
