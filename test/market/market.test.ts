/** Rules K1 to K4, K8, K9 and K12 of the market's SPEC.md: the market as a whole. */

import { expect, test } from 'vitest';
import { packState } from '../../server/engine/snapshot.ts';
import { canonicalJson } from '../../server/kernel/hash.ts';
import { bidId, marketId, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { OWNER } from '../../server/market/command.ts';
import { evolve } from '../../server/market/evolve.ts';
import { DEFAULT_POLICY, FREELANCER_COM_FEES, type Policy } from '../../server/market/policy.ts';
import { describeRefusal } from '../../server/market/refusal.ts';
import { emptyMarket } from '../../server/market/state.ts';
import { by, CLOCKED, offer, openMarket, posting, T0, TEXT, type TestMarket, unopened } from '../helpers/given.ts';
import { playAtRandom } from '../helpers/random-play.ts';
import {
  ANN,
  awarded,
  BOB,
  CONTEST,
  deliver,
  EMPLOYER,
  inEscrow,
  judge,
  post,
  runClock,
  scene,
  wallet,
} from '../helpers/scene.ts';

const open = (policy: Partial<Policy> = {}, seed = 'seed') =>
  ({ type: 'OpenMarket', policy: { ...DEFAULT_POLICY, ...policy }, seed }) as const;

test('[K1] the owner opens a market once, and nothing happens before', () => {
  const market = unopened();
  const register = {
    type: 'RegisterParticipant',
    roles: ['freelancer'],
    participantKind: 'human',
    skills: [],
    profileHash: TEXT,
  } as const;
  expect(market.refused(OWNER, register)).toBe('market_not_open');
  expect(market.refused(by(1), open())).toBe('not_allowed');
  expect(market.refused(CLOCKED, open())).toBe('not_allowed');
  expect(market.refused(OWNER, open())).toBe('accepted');
  expect(market.refused(OWNER, open())).toBe('market_exists');
});

const { deadlines, limits } = DEFAULT_POLICY;
const english = { kind: 'english_rev', stepCents: cents(1), softCloseMs: 0 } as const;
const credits = { initial: 1, cap: 1, refillMs: 1, returnUnawarded: true };
const CONTRADICTIONS: readonly (readonly [string, Partial<Policy>])[] = [
  ['currency', { currency: 'usd' }],
  ['fees.freelancerBps', { fees: { ...FREELANCER_COM_FEES, freelancerBps: 10_001 } }],
  ['fees.employerBps', { fees: { ...FREELANCER_COM_FEES, employerBps: -1 } }],
  ['fees.freelancerMinCents', { fees: { ...FREELANCER_COM_FEES, freelancerMinCents: -1 as never } }],
  ['fees.employerMinCents', { fees: { ...FREELANCER_COM_FEES, employerMinCents: 0.5 as never } }],
  ['fees.refundEmployerFee', { settlement: 'employer', fees: { ...FREELANCER_COM_FEES, refundEmployerFee: true } }],
  ['payRule.thresholdBps', { payRule: { kind: 'threshold', thresholdBps: 0 } }],
  ['deadlines.reviewMs', { deadlines: { ...deadlines, reviewMs: 0 } }],
  ['limits.participants', { limits: { ...limits, participants: 0 } }],
  ['credits', { credits: { ...credits, initial: -1 } }],
  ['credits.refillMs', { credits: { ...credits, refillMs: Number.POSITIVE_INFINITY } }],
  ['clock.speed', { clock: { kind: 'paced', speed: 0 } }],
  ['clock.speed', { clock: { kind: 'paced', speed: Number.POSITIVE_INFINITY } }],
  ['speed.batchMs', { speed: { batchMs: -1 } }],
  ['clock_rev.stepCents', { mechanism: { kind: 'clock_rev', stepCents: cents(0) } }],
  ['english_rev needs visibility open', { otherMechanisms: [english] }],
  ['english_rev.softCloseMs', { visibility: 'open', mechanism: { ...english, softCloseMs: -1 } }],
  ['scoring_second.valueCents', { mechanism: { kind: 'scoring_second', valueCents: cents(-1) } }],
  [
    'scoring_first.minScoreCents',
    { mechanism: { kind: 'scoring_first', valueCents: null, minScoreCents: 0.5 as never } },
  ],
  ['contest.thresholdBps', { mechanism: { ...CONTEST, thresholdBps: 10_001 } }],
  ['contest.entriesMax', { mechanism: { ...CONTEST, entriesMax: 0 } }],
  ['contest.entrantsMax', { mechanism: { ...CONTEST, entrantsMax: 0 } }],
];

test.each(CONTRADICTIONS)('[K2] a policy with an impossible %s is refused by that name', (field, policy) => {
  const decision = unopened().ask(OWNER, open(policy));
  expect(decision).toMatchObject({ ok: false, error: { code: 'invalid_policy' } });
  expect(decision.ok ? '' : decision.error.detail).toContain(field);
});

test('[K2] a seed is needed', () => {
  expect(unopened().refused(OWNER, open({}, ''))).toBe('invalid_policy');
  expect(unopened().refused(OWNER, open({ credits, visibility: 'open', mechanism: english }))).toBe('accepted');
});

function closed(market: TestMarket): TestMarket {
  market.done(OWNER, { type: 'CloseMarket' });
  return market;
}

test('[K3] a closed market takes nothing new', () => {
  const market = scene();
  post(market, { draft: true });
  post(market);
  expect(market.refused(by(EMPLOYER), { type: 'CloseMarket' })).toBe('not_allowed');
  closed(market);
  expect(market.refused(by(EMPLOYER), posting())).toBe('market_not_open');
  expect(market.refused(by(EMPLOYER), { type: 'PublishProject', projectId: projectId(1) })).toBe('market_not_open');
  expect(market.refused(by(ANN), offer(2, 1_000))).toBe('market_not_open');
  expect(() => market.register('freelancer')).toThrow(/market_not_open/);
  expect(market.refused(OWNER, { type: 'CloseMarket' })).toBe('market_not_open');
  expect(market.refused(OWNER, open())).toBe('market_exists');
});

test('[K4] what was begun goes on to its end', () => {
  const market = closed(awarded());
  market.done(by(ANN), { type: 'DeclineAward', bidId: bidId(1) });
  market.done(by(BOB), { type: 'AcceptAward', bidId: bidId(2) });
  judge(market, deliver(market, BOB), 10_000);
  expect([wallet(market, BOB), inEscrow(market)]).toEqual([54_000, 0]);
  const other = closed(awarded());
  runClock(other);
  expect(other.state.projects.get(projectId(1))?.status).toBe('expired');
});

test('[K8] a replayed log gives the same state', () => {
  for (let play = 0; play < 10; play += 1) {
    const market = playAtRandom(`replay ${play}`, 60);
    const state = emptyMarket(marketId('test'));
    for (const [index, event] of market.events.entries()) {
      const copy = JSON.parse(JSON.stringify(event));
      evolve(state, { seq: index + 1, at: market.times[index] ?? T0, event: copy });
    }
    expect(packState(state)).toBe(packState(market.state));
  }
});

test('[K9] deciding changes nothing, and gives the same again', () => {
  const market = playAtRandom('pure', 0);
  playAtRandom('pure', 120, (now) => {
    const before = packState(now.state);
    const asked = [offer(1, 1_000), posting(), { type: 'WithdrawParticipant', participantId: ANN } as const];
    for (const request of asked) {
      for (const actor of [by(ANN), by(EMPLOYER), OWNER]) {
        expect(canonicalJson(now.only(actor, request))).toBe(canonicalJson(now.only(actor, request)));
      }
    }
    expect(packState(now.state)).toBe(before);
  });
  expect(market.state.status).toBe('open');
});

test('[K12] a refusal in words', () => {
  expect(describeRefusal({ code: 'own_project', detail: '' })).toBe(
    'own_project: An employer cannot bid on an own project.',
  );
  const detailed = describeRefusal({ code: 'malformed', detail: 'roles: at least one' });
  expect(detailed).toMatch(/^malformed: .* \(roles: at least one\)$/);
  expect(openMarket().state.seed).toBe('seed');
});
