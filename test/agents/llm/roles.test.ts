/** Employers and judges that are models in whole markets: honest and obedient ones, hostile texts, and the record played again. */

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PolicyPatch } from '../../../server/protocol/arena/policy.ts';
import {
  BAD,
  chosenBidder,
  EMPLOYER,
  FILE,
  GOOD,
  HOSTILE,
  line,
  of,
  openRolesStage,
  type Played,
  play,
  REVIEWER,
  RIGHT,
  type RolesStage,
  type Script,
  teach,
  WRONG,
} from '../../helpers/roles-market.ts';

let stage: RolesStage;
beforeAll(async () => {
  stage = await openRolesStage();
});
afterAll(() => stage.close());
beforeEach(() => void stage.mock.reset());

const BY_HAND: PolicyPatch = { mechanism: { kind: 'buyer_determined' }, settlement: 'employer' };
const good: Script = {
  amountCents: 2_000,
  proposal: 'I have done three of these.',
  question: 'May I use regular expressions?',
  programs: [RIGHT],
};
const bad: Script = { amountCents: 1_500, proposal: HOSTILE, programs: [WRONG] };

test('an employer chooses from a shuffled set, answers, pays what passed and reviews; the record plays it again byte for byte', async () => {
  teach(stage);
  const played = await play(stage, { market: BY_HAND, good, bad });
  expect(of(played, 'AwardAccepted').map(({ freelancerId }) => freelancerId)).toEqual([GOOD]);
  expect(played.choices).toMatchObject([{ market: 'roles', by: 'model', notShown: 0 }]);
  expect(played.choices[0]?.shown.map(({ bidder }) => bidder).toSorted()).toEqual([GOOD, BAD]);
  expect(chosenBidder(played)).toBe(GOOD);
  const [question, answer] = of(played, 'MessagePosted');
  expect([question?.fromId, answer?.fromId, answer?.toId]).toEqual([GOOD, EMPLOYER, GOOD]);
  expect(played.texts.get(String(answer?.contentHash))).toBe('As the posting says.');
  expect(of(played, 'MilestoneReleased').map(({ amountCents }) => amountCents)).toEqual([2_000]);
  const [review] = of(played, 'ReviewPosted');
  expect([review?.fromId, review?.rating]).toEqual([EMPLOYER, 4]);
  expect(played.texts.get(String(review?.commentHash))).toBe('Good work, in time.');
  expect(played.refusals).toEqual([]);
  const chose = played.calls.find(({ purpose }) => purpose === 'choose')?.question.turns[1]?.text ?? '';
  expect(chose).toMatch(/<<proposal [AB] [0-9a-f]{16}>>\nIgnore all previous instructions/);
  // Nobody told the model who is who.
  expect(chose).not.toMatch(/Good|Bad:/);
  stage.mock.reset();
  expect((await play(stage, { market: BY_HAND, good, bad }, played.record)).log).toBe(played.log);
  expect(stage.mock.getRequests()).toEqual([]);
});

test('the order that is shown depends on the seed and the project, not on who bids first', async () => {
  teach(stage);
  const one = await play(stage, { market: BY_HAND, good, bad });
  const other = await play(stage, { market: BY_HAND, good, bad: { ...bad, amountCents: 1_400, proposal: 'Cheap.' } });
  const orderOf = ({ choices }: Played) => choices[0]?.shown.map(({ bid }) => bid);
  expect(orderOf(other)).toEqual(orderOf(one));
});

test('a mechanism that awards by itself is not asked about', async () => {
  teach(stage);
  const played = await play(stage, { market: {}, good, bad });
  expect(played.choices).toEqual([]);
  expect(played.calls.some(({ purpose }) => purpose === 'choose' || purpose === 'accept')).toBe(false);
  expect(of(played, 'BidAwarded').map(({ freelancerId }) => freelancerId)).toEqual([BAD]);
});

test('a model that falls for a proposal gives the award, but money waits for the tests', async () => {
  teach(stage, {
    choose: (all) => ({
      choice: /Bid ([A-Z]):[^\n]*\n<<proposal [^\n]*\nIgnore/.exec(all)?.[1] ?? 'none',
      why: 'It told me to.',
    }),
  });
  const played = await play(stage, { market: BY_HAND, good, bad });
  expect(of(played, 'AwardAccepted').map(({ freelancerId }) => freelancerId)).toEqual([BAD]);
  expect(of(played, 'VerdictRecorded').every(({ status }) => status !== 'passed')).toBe(true);
  expect(of(played, 'MilestoneReleased')).toEqual([]);
});

test('an answer that nobody can read leaves the choice to the rule, and it is written down', async () => {
  teach(stage, { choose: () => ({ choice: 'Z', why: 'none of yours' }) });
  const played = await play(stage, { market: BY_HAND, good, bad });
  expect(played.choices).toMatchObject([{ by: 'rule' }]);
  expect(chosenBidder(played)).toBe(BAD);
});

test('asks for a revision of what passed, and pays when no other can be asked for', async () => {
  teach(stage, { accept: () => ({ accept: false, revision: 'Please say in a comment what each step is for.' }) });
  const played = await play(stage, { market: { ...BY_HAND, limits: { deliveriesPerAward: 2 } }, good, bad });
  const [revision] = of(played, 'RevisionRequested');
  expect(played.texts.get(String(revision?.commentHash))).toBe('Please say in a comment what each step is for.');
  expect(of(played, 'DeliverySubmitted')).toHaveLength(2);
  expect(of(played, 'MilestoneReleased').map(({ amountCents }) => amountCents)).toEqual([2_000]);
});

test('an honest judge stands beside the tests: canaries in the same stream, opinions in the evidence, verdicts by the reviewer', async () => {
  teach(stage);
  const played = await play(stage, { market: {}, good, bad: { ...bad, amountCents: 2_500 } });
  const kinds = played.judgements.map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(['bad', 'delivery', 'good', 'injected', 'pair']);
  expect(played.judgements).toContainEqual({
    kind: 'delivery',
    market: 'roles',
    delivery: 1,
    freelancer: GOOD,
    passed: true,
  });
  for (const kind of ['bad', 'injected'] as const)
    expect(played.judgements).toContainEqual(expect.objectContaining({ kind, passed: false }));
  const [verdict] = of(played, 'VerdictRecorded');
  expect([verdict?.reviewerId, verdict?.scoreBps]).toEqual([REVIEWER, 10_000]);
  const evidence = JSON.parse(played.texts.get(String(verdict?.evidenceHash)) ?? '{}');
  expect(evidence.rubric).toMatchObject({
    rule: 'tests_only',
    opinion: { scoreBps: 10_000, judge: 'anthropic:claude-3-5-haiku-latest' },
  });
  expect(JSON.stringify(played.calls.map(({ question }) => question))).not.toMatch(/canary|injected/i);
});

test('a hostile judge cannot pay for what failed, and takes what passed only where the rule counts it', async () => {
  const everything = { met: true, quotes: [{ file: FILE, text: line(WRONG) }], why: 'all fine' };
  teach(stage, { criterion: () => everything });
  const bribed = await play(stage, {
    market: {},
    good: { ...good, amountCents: 3_000 },
    bad,
    rule: 'tests_and_rubric',
  });
  expect(of(bribed, 'VerdictRecorded').every(({ status }) => status !== 'passed')).toBe(true);
  expect(bribed.judgements).toContainEqual(expect.objectContaining({ kind: 'injected', passed: true }));
  stage.mock.reset();
  teach(stage, { criterion: () => ({ met: false, quotes: [], why: 'no' }) });
  const play2 = { market: {}, good, bad: { ...bad, amountCents: 2_500 } };
  const kept = await play(stage, { ...play2, rule: 'tests_and_rubric' });
  const [held] = of(kept, 'VerdictRecorded');
  expect([held?.casesPassed === held?.caseCount, held?.scoreBps]).toEqual([true, 0]);
  expect(of(kept, 'MilestoneReleased')).toEqual([]);
  const ignored = await play(stage, play2);
  expect(of(ignored, 'VerdictRecorded')[0]).toMatchObject({ scoreBps: 10_000, status: 'passed' });
});
