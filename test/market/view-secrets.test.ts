/** Rules W3 and W5 to W11 of the market's SPEC.md: canaries in every secret field. */

import { expect, test } from 'vitest';
import {
  type BidId,
  type ContentHash,
  contentHash,
  disputeId,
  type ParticipantId,
  projectId,
} from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { OWNER } from '../../server/market/command.ts';
import type { Policy } from '../../server/market/policy.ts';
import { OWNER_VIEW, view, WATCHER } from '../../server/market/view.ts';
import { by, first, offer, openMarket, posting, type TestMarket } from '../helpers/given.ts';
import {
  ANN,
  BOB,
  bid,
  CAT,
  CONTEST,
  deliver,
  EMPLOYER,
  judge,
  MILESTONES,
  milestone,
  OTHER_EMPLOYER,
  post,
  project,
  REVIEWER,
  running,
  scene,
  verdictOf,
} from '../helpers/scene.ts';
import { everybody, shown } from '../helpers/shown.ts';

/** Each secret by the text that would betray it, and who may know it. */
interface Secret {
  readonly what: string;
  readonly text: string;
  readonly known: readonly ParticipantId[];
}

let hashes = 0;
function secretHash(): ContentHash {
  hashes += 1;
  return contentHash(`${hashes}`.padStart(4, '0').repeat(16).replaceAll('0', 'c'));
}

/** A sealed market under pseudonyms, awarded by hand, with milestones: every secret field holds a canary. */
function playWithCanaries(): { readonly market: TestMarket; readonly secrets: Secret[] } {
  const policy = { ...MILESTONES, visibility: 'sealed', identities: 'pseudonyms', questions: 'anyone' } as const;
  const market = openMarket(policy, 'canary-seed');
  const secrets: Secret[] = [{ what: 'seed', text: 'canary-seed', known: [] }];
  const keep = (what: string, text: string, ...known: ParticipantId[]): void => {
    secrets.push({ what, text, known });
  };
  const hash = (what: string, ...known: ParticipantId[]): ContentHash => {
    const value = secretHash();
    keep(what, value, ...known);
    return value;
  };
  const roles = ['employer', 'freelancer', 'freelancer', 'freelancer', 'reviewer', 'employer', 'freelancer'] as const;
  for (const [index, role] of roles.entries()) {
    const profileHash = hash(`profile of ${index + 1}`, (index + 1) as ParticipantId);
    const participantKind = index === 1 ? 'simulated' : 'scripted';
    market.done(OWNER, { type: 'RegisterParticipant', roles: [role], participantKind, skills: [], profileHash });
  }
  keep('kind', '"simulated"', ANN);
  market.done(OWNER, { type: 'Deposit', participantId: EMPLOYER, amountCents: cents(7_654_321) });
  keep('deposit', '7654321', EMPLOYER);
  market.done(by(ANN), {
    type: 'BookCost',
    participantId: ANN,
    amountCents: cents(31_313),
    costKind: 'model',
    projectId: null,
  });
  keep('cost', '31313', ANN);
  market.done(by(OTHER_EMPLOYER), posting(100_000, { draft: true, contentHash: hash('draft', OTHER_EMPLOYER) }));
  market.done(by(OTHER_EMPLOYER), { type: 'CancelProject', projectId: projectId(1) });
  market.done(by(EMPLOYER), posting());
  bidWithCanaries(market, hash, keep);
  workWithCanaries(market, hash, keep);
  market.done(by(CAT), { type: 'WithdrawParticipant', participantId: CAT });
  return { market, secrets };
}

type Hash = (what: string, ...known: ParticipantId[]) => ContentHash;
type Keep = (what: string, text: string, ...known: ParticipantId[]) => void;

function bidWithCanaries(market: TestMarket, hash: Hash, keep: Keep): void {
  for (const [who, amount, confidenceBps] of [
    [ANN, 41_234, 8_181],
    [BOB, 45_678, 8_282],
    [CAT, 47_777, 8_484],
  ] as const) {
    const proposalHash = hash(`proposal of ${who}`, who, EMPLOYER);
    market.done(by(who), {
      ...offer(2, amount, { days: who + 5, qualityBps: 7_000 + who }),
      proposalHash,
      confidenceBps,
    });
    keep(`amount of ${who}`, `${amount}`, who, EMPLOYER);
    keep(`confidence of ${who}`, `${confidenceBps}`, who);
    keep(`quality of ${who}`, `${7_000 + who}`, who, EMPLOYER);
  }
  market.done(by(BOB), {
    type: 'PostMessage',
    projectId: projectId(2),
    toId: EMPLOYER,
    contentHash: hash('message', BOB, EMPLOYER),
  });
  const awarded = market.done(by(EMPLOYER), { type: 'AwardBid', bidId: 1 as BidId });
  expect(first(awarded, 'BidAwarded').priceCents).toBe(41_234);
  const accepted = first(market.done(by(ANN), { type: 'AcceptAward', bidId: 1 as BidId }), 'AwardAccepted');
  keep('due date, and with it the days', `${accepted.deliverBy}`, ANN, EMPLOYER);
}

function workWithCanaries(market: TestMarket, hash: Hash, keep: Keep): void {
  const id = milestone(market, 38_383);
  keep('milestone', '38383', ANN, EMPLOYER);
  const filesHash = hash('files', ANN, EMPLOYER, REVIEWER);
  market.done(by(ANN), { type: 'SubmitDelivery', projectId: projectId(2), filesHash, bytes: 98_989 });
  keep('bytes', '98989', ANN, EMPLOYER, REVIEWER);
  market.done(by(REVIEWER), { type: 'TakeDelivery', deliveryId: 1 as never });
  const evidenceHash = hash('evidence', ANN, EMPLOYER, REVIEWER);
  market.done(by(REVIEWER), { ...verdictOf(1 as never, 10_000), evidenceHash, fuel: 565_656, memoryBytes: 474_747 });
  keep('fuel', '565656', REVIEWER);
  keep('memory', '474747', REVIEWER);
  keep('reviewer', `"reviewerId":${REVIEWER}`, REVIEWER);
  const commentHash = hash('request for revision', ANN, EMPLOYER, REVIEWER);
  market.done(by(EMPLOYER), { type: 'RequestRevision', deliveryId: 1 as never, commentHash });
  const reason = () => hash('reason', ANN, EMPLOYER);
  market.done(by(ANN), { type: 'OpenDispute', milestoneId: id, offerCents: cents(29_292), reasonHash: reason() });
  const answer = {
    type: 'AnswerDispute',
    disputeId: disputeId(1),
    offerCents: cents(13_131),
    reasonHash: reason(),
  } as const;
  market.done(by(EMPLOYER), answer);
  market.done(OWNER, { type: 'ResolveDispute', disputeId: disputeId(1), freelancerCents: cents(17_171) });
  for (const offerText of ['29292', '13131', '17171']) keep('offer or split', offerText, ANN, EMPLOYER);
  market.done(by(EMPLOYER), { type: 'EndAward', projectId: projectId(2), outcome: 'completed' });
  const comment = { commentHash: hash('hidden review', ANN), rating: 2 };
  market.done(by(ANN), { type: 'PostReview', projectId: projectId(2), toId: EMPLOYER, ...comment });
}

test('[W3] no canary sings to those who may not know it, and each to those who may', () => {
  const { market, secrets } = playWithCanaries();
  expect(secrets.length).toBeGreaterThan(30);
  const heard: string[] = [];
  const wanted: string[] = [];
  for (const [name, viewer] of everybody(market)) {
    const text = shown(market, viewer);
    for (const secret of secrets) {
      if (text.includes(secret.text)) heard.push(`${secret.what} by ${name}`);
      if (secret.known.some((id) => String(id) === name)) wanted.push(`${secret.what} by ${name}`);
    }
  }
  expect(heard.sort()).toEqual(wanted.sort());
  for (const { text } of secrets) expect(shown(market, OWNER_VIEW)).toContain(text);
});

test('[W5] a draft and its cancellation are its employer’s business', () => {
  const market = scene();
  post(market, { draft: true });
  market.done(by(EMPLOYER), { type: 'CancelProject', projectId: projectId(1) });
  const seers = everybody(market).filter(([, viewer]) => shown(market, viewer).includes('"projectId":1'));
  expect(seers.map(([name]) => name)).toEqual([String(EMPLOYER)]);
});

test('[W6] pseudonyms hide profile and kind from all others; shown shows them', () => {
  for (const identities of ['shown', 'pseudonyms'] as const) {
    const market = scene({ identities });
    const event = first(market.events, 'ParticipantRegistered');
    for (const [name, viewer] of everybody(market)) {
      const open = identities === 'shown' || name === String(event.participantId);
      const seen = view(event, viewer, market.state.policy) ?? {};
      expect(['profileHash' in seen, 'participantKind' in seen]).toEqual([open, open]);
    }
  }
});

test('[W7] price and dates of a sealed award are its parties’, until bids are revealed', () => {
  const fields = (policy: Partial<Policy>): boolean[] => {
    const market = running(policy);
    const accepted = first(market.events, 'AwardAccepted');
    return ['priceCents', 'deliverBy', 'endsAt'].map(
      (field) => field in (view(accepted, WATCHER, market.state.policy) ?? {}),
    );
  };
  expect(fields({ visibility: 'sealed' })).toEqual([false, false, false]);
  expect(fields({ visibility: 'sealed', revealAtClose: true })).toEqual([true, true, true]);
  expect(fields({ visibility: 'open' })).toEqual([true, true, true]);
});

test('[W8] a contest’s rivals do not learn who entered, nor anybody but entrant and reviewer the score', () => {
  for (const visibility of ['sealed', 'open'] as const) {
    const market = scene({ mechanism: CONTEST, visibility });
    post(market);
    bid(market, ANN, 1_000);
    bid(market, BOB, 1_000);
    judge(market, deliver(market), 7_654);
    const seers = (text: string) =>
      everybody(market)
        .filter(([, viewer]) => shown(market, viewer).includes(text))
        .map(([name]) => name);
    expect(seers('7654')).toEqual([ANN, REVIEWER].map(String));
    const entered = seers('DeliverySubmitted');
    expect(entered).toHaveLength(visibility === 'open' ? 7 : 3);
    if (visibility === 'sealed') expect(entered).toEqual([EMPLOYER, ANN, REVIEWER].map(String));
    expect(project(market).status).toBe('open');
  }
});

test('[W9] a direct message is between two, an open one for all', () => {
  const market = scene();
  post(market);
  const say = (toId: ParticipantId | null) =>
    first(
      market.done(by(EMPLOYER), { type: 'PostMessage', projectId: projectId(1), toId, contentHash: secretHash() }),
      'MessagePosted',
    );
  const seers = (event: ReturnType<typeof say>) =>
    everybody(market)
      .filter(([, viewer]) => view(event, viewer, market.state.policy) !== null)
      .map(([name]) => name);
  expect(seers(say(ANN))).toEqual([EMPLOYER, ANN].map(String));
  expect(seers(say(null))).toHaveLength(7);
});

test('[W10] [W11] confidence and seed stay where they are', () => {
  for (const visibility of ['sealed', 'open'] as const) {
    const market = scene({ visibility }, 'secret seed');
    post(market);
    market.done(by(ANN), { ...offer(1, 1_000), confidenceBps: 8_765 });
    const knowing = (text: string) =>
      everybody(market)
        .filter(([, viewer]) => shown(market, viewer).includes(text))
        .map(([name]) => name);
    expect(knowing('8765')).toEqual([String(ANN)]);
    expect(knowing('secret seed')).toEqual([]);
    expect(shown(market, OWNER_VIEW)).toContain('secret seed');
  }
});
