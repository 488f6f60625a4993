import { expect, test } from 'vitest';
import type { Plan } from '../../agents/agent.ts';
import { createSimulatedFreelancer, type SimulatedFreelancer } from '../../agents/simulated/freelancer.ts';
import { workTime } from '../../agents/simulated/work-time.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../server/kernel/clock.ts';
import type { MarketEvent, Mechanism } from '../../server/protocol/arena/wire.ts';
import * as story from './story.ts';

const { ME, RIVAL, opened, posted } = story;

const EXACT: SimulatedFreelancer = {
  name: 'me',
  seed: 's',
  skills: ['Python'],
  strategy: { name: 'truthful', params: {} },
  costModel: { kind: 'uniform', fromShare: 0.2, toShare: 0.2 },
  speed: { medianFactor: 1, sigma: 0 },
  competitors: 2,
  minutesOf: () => 60,
  confidenceBps: () => 8_000,
  prepared: (_hash, attempt, round) =>
    attempt > 2 ? null : { filesHash: story.keyOf(100 * round + attempt), bytes: attempt },
};

async function act(
  events: readonly (MarketEvent | story.Told)[],
  now = 0,
  change: Partial<SimulatedFreelancer> = {},
): Promise<Plan> {
  return createSimulatedFreelancer({ ...EXACT, ...change }).act(story.observed(ME, events, now));
}

const UNDERCUTTING = { name: 'undercutting', params: { openingBps: 9_500, stepBps: 100 } } as const;
const SNIPING = { name: 'sniping', params: { openingBps: 9_500, stepBps: 100, beforeCloseMs: MINUTE_MS } } as const;
const bidding = [opened(), posted()];
const inProgress = [
  ...bidding,
  story.bidPlaced(1, ME, 2_000, 1),
  story.biddingClosed(1),
  story.awarded(1, ME, 2_000, 1),
  { at: HOUR_MS, event: story.accepted(1, ME, 2_000, 1) },
];

test('an open project gets one bid, named by the project', async () => {
  const { actions, wakeAt } = await act(bidding);
  expect(actions).toEqual([
    {
      kind: 'bid',
      key: 'bid/1',
      projectId: 1,
      amountCents: 2_000,
      days: 1,
      qualityBps: 10_000,
      proposal: null,
      confidenceBps: 8_000,
    },
  ]);
  expect(wakeAt).toBeNull();
  expect((await act([...bidding, story.bidPlaced(1, ME, 2_000, 1)])).actions).toEqual([]);
});

test('nothing is bid at or after the close', async () => {
  expect((await act(bidding, HOUR_MS - 1)).actions).toHaveLength(1);
  expect((await act(bidding, HOUR_MS)).actions).toEqual([]);
});

test('a bid that is to come late is waited for', async () => {
  const strategy = SNIPING;
  expect(await act(bidding, 0, { strategy })).toEqual({ actions: [], wakeAt: HOUR_MS - MINUTE_MS });
  expect((await act(bidding, HOUR_MS - MINUTE_MS, { strategy })).actions).toMatchObject([{ key: 'bid/1' }]);
});

test('only a better visible bid of a rival brings an amendment, and only by a strategy that answers', async () => {
  const outbid = [...bidding, story.bidPlaced(1, ME, 9_500, 1), story.bidPlaced(1, RIVAL, 6_000, 2)];
  expect((await act(outbid, 0, { strategy: UNDERCUTTING })).actions).toEqual([
    { kind: 'amend', key: 'amend/1/5900', bidId: 1, amountCents: 5_900, days: 1, qualityBps: 10_000 },
  ]);
  const leading = [...bidding, story.bidPlaced(1, ME, 5_900, 1), story.bidPlaced(1, RIVAL, 6_000, 2)];
  expect((await act(leading, 0, { strategy: UNDERCUTTING })).actions).toEqual([]);
  const truthful = [...bidding, story.bidPlaced(1, ME, 2_000, 1), story.bidPlaced(1, RIVAL, 1_000, 2)];
  expect((await act(truthful)).actions).toEqual([]);
});

test('an award is accepted at once, and somebody else’s is not', async () => {
  const mine = [...bidding, story.bidPlaced(1, ME, 2_000, 1), story.biddingClosed(1), story.awarded(1, ME, 2_000, 1)];
  expect((await act(mine)).actions).toEqual([
    { kind: 'command', key: 'accept/1', request: { type: 'AcceptAward', bidId: 1 } },
  ]);
  expect((await act(mine, DAY_MS)).actions).toEqual([]);
  const other = [...bidding, story.bidPlaced(1, RIVAL, 1_500, 2), story.awarded(1, RIVAL, 1_500, 2)];
  expect((await act(other)).actions).toEqual([]);
});

test('the delivery comes after the work time and not before', async () => {
  expect(await act(inProgress, HOUR_MS)).toEqual({ actions: [], wakeAt: 2 * HOUR_MS });
  expect(await act(inProgress, 2 * HOUR_MS - 1)).toEqual({ actions: [], wakeAt: 2 * HOUR_MS });
  expect((await act(inProgress, 2 * HOUR_MS)).actions).toEqual([
    { kind: 'deliver_prepared', key: 'deliver/1/1', projectId: 1, filesHash: story.keyOf(101), bytes: 1 },
  ]);
  const waiting = [...inProgress, story.submitted(1, ME, 1)];
  expect(await act(waiting, 2 * HOUR_MS)).toEqual({ actions: [], wakeAt: null });
});

const revised = [
  ...inProgress,
  { at: 2 * HOUR_MS, event: story.submitted(1, ME, 1) },
  { at: 3 * HOUR_MS, event: story.verdict(1, ME, 1, 'revision_requested', 4) },
];

test('a requested revision brings a second attempt, worked on from the verdict', async () => {
  expect((await act(revised, 3 * HOUR_MS)).wakeAt).toBe(4 * HOUR_MS);
  expect((await act(revised, 4 * HOUR_MS)).actions).toMatchObject([{ key: 'deliver/1/2', bytes: 2 }]);
});

test('who has nothing more to hand in, or too little time, gives the award up', async () => {
  const giveUp = {
    kind: 'command',
    key: 'give-up/1',
    request: { type: 'EndAward', projectId: 1, outcome: 'incomplete' },
  };
  expect((await act(inProgress, HOUR_MS, { prepared: () => null })).actions).toEqual([giveUp]);
  const once = (_hash: unknown, attempt: number) => (attempt === 1 ? { filesHash: story.keyOf(1), bytes: 1 } : null);
  expect((await act(revised, 3 * HOUR_MS, { prepared: once })).actions).toEqual([giveUp]);
  expect((await act(inProgress, HOUR_MS, { minutesOf: () => 10 * 24 * 60 })).actions).toEqual([giveUp]);
});

test('where the employer settles, giving up gives the milestone back', async () => {
  const events = [
    opened({ settlement: 'employer' }),
    ...inProgress.slice(1),
    story.escrowed(1, ME, 2_000, 9),
    story.submitted(1, ME, 1),
    story.verdict(1, ME, 1, 'failed', 4),
  ];
  expect((await act(events, 3 * HOUR_MS)).actions).toEqual([
    { kind: 'command', key: 'give-back/9', request: { type: 'CancelMilestone', milestoneId: 9 } },
  ]);
  expect((await act([...events, story.refunded(1, ME, 2_000, 9)], 3 * HOUR_MS)).actions).toEqual([]);
});

test('a contest is entered and delivered to before it closes, once', async () => {
  const mechanism: Mechanism = {
    kind: 'contest',
    entrantsMax: 9,
    entriesMax: 1,
    thresholdBps: 10_000,
    guaranteed: false,
  };
  const open = [opened(), posted({ mechanism, closesAt: DAY_MS })];
  expect((await act(open)).actions).toMatchObject([{ key: 'bid/1' }]);
  const entered = [...open, story.bidPlaced(1, ME, 2_000, 1)];
  expect(await act(entered)).toEqual({ actions: [], wakeAt: HOUR_MS });
  expect((await act(entered, HOUR_MS)).actions).toMatchObject([{ key: 'deliver/1/1' }]);
  expect(await act([...entered, story.submitted(1, ME, 1)], HOUR_MS)).toEqual({ actions: [], wakeAt: null });
});

test('the same work posted again is another round with another cost and another delivery', async () => {
  const costModel = { kind: 'uniform', fromShare: 0.1, toShare: 0.9 } as const;
  const { actions } = await act([opened(), posted(), posted({ number: 2, key: 1 })], 0, { costModel });
  const [first, second] = actions.map((action) => (action.kind === 'bid' ? action.amountCents : 0));
  expect(first).not.toBe(second);
  const events = [
    opened(),
    posted(),
    posted({ number: 2, key: 1 }),
    story.bidPlaced(2, ME, 2_000, 1),
    story.awarded(2, ME, 2_000, 1),
    story.accepted(2, ME, 2_000, 1),
    story.bidPlaced(1, ME, 2_000, 2),
  ];
  expect((await act(events, 2 * HOUR_MS)).actions).toMatchObject([{ filesHash: story.keyOf(201) }]);
});

test('an agent made anew in the middle of a market does what the old one would have done', async () => {
  const old = createSimulatedFreelancer(EXACT);
  for (let length = 1; length <= revised.length; length += 1) {
    const events = revised.slice(0, length);
    const now = 4 * HOUR_MS;
    const observation = story.observed(ME, events, now);
    expect(await old.act(observation)).toEqual(await createSimulatedFreelancer(EXACT).act(observation));
  }
});

test('it looks again at the first of several things to come', async () => {
  const late = { ...posted({ number: 2, closesAt: 2 * HOUR_MS }) };
  const { wakeAt } = await act([...bidding, late], 0, { strategy: SNIPING });
  expect(wakeAt).toBe(HOUR_MS - MINUTE_MS);
});

test('work times spread log-normally around the estimate times the factor', () => {
  const speed = { medianFactor: 0.5, sigma: 0.4 };
  const logs = Array.from({ length: 4_000 }, (_, seed) =>
    Math.log(workTime(speed, 60, { seed: `${seed}`, name: 'n', project: 'p', attempt: 1 }) / (30 * MINUTE_MS)),
  );
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const deviation = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / logs.length);
  expect(Math.abs(mean)).toBeLessThan(0.03);
  expect(Math.abs(deviation - 0.4)).toBeLessThan(0.02);
});
