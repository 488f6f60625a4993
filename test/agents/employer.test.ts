import { expect, test } from 'vitest';
import type { Action, Plan } from '../../agents/agent.ts';
import { chooseBid, trustIn } from '../../agents/scripted/award-rule.ts';
import { createEmployer, type ScheduledProject } from '../../agents/scripted/employer.ts';
import { DAY_MS, HOUR_MS } from '../../server/kernel/clock.ts';
import { bidId, reviewId } from '../../server/kernel/id.ts';
import type { MarketEvent } from '../../server/protocol/arena/wire.ts';
import * as story from './story.ts';

const { EMPLOYER, ME, RIVAL, opened, posted } = story;

function scheduled(number: number, at: number): ScheduledProject {
  const project: ScheduledProject['project'] = {
    slug: `project-${number}`,
    family: 'family',
    title: 'A project of the story',
    skills: ['Python'],
    budgetMinCents: 0,
    budgetMaxCents: 10_000,
    postedPriceCents: 10_000,
    priceOrigin: { kind: 'posted' },
    estimatedMinutes: 60,
    caseCount: 10,
    acceptanceHash: story.keyOf(number),
    document: '{}',
  };
  return { project, at };
}

const SCHEDULE = [scheduled(1, 0), scheduled(2, HOUR_MS), scheduled(1, 2 * HOUR_MS)];

function employer(awardRule: 'lowest' | 'best_value' = 'lowest', projects: readonly ScheduledProject[] = SCHEDULE) {
  return createEmployer({ name: 'Employer', seed: 's', projects, awardRule });
}

async function act(events: readonly (MarketEvent | story.Told)[], now = 0): Promise<Plan> {
  return employer('lowest', []).act(story.observed(EMPLOYER, events, now));
}

const keys = (actions: readonly Action[]): string[] => actions.map(({ key }) => key);

test('each project is posted at its time, the same project again as a further round', async () => {
  const agent = employer();
  const first = await agent.act(story.observed(EMPLOYER, [opened()]));
  expect(first).toMatchObject({ actions: [{ kind: 'post', key: 'post/project-1/1' }], wakeAt: HOUR_MS });
  const afterOne = story.observed(EMPLOYER, [opened(), posted()]);
  expect(await agent.act(afterOne)).toEqual({ actions: [], wakeAt: HOUR_MS });
  const late = story.observed(EMPLOYER, [opened(), posted()], 2 * HOUR_MS);
  const plan = await agent.act(late);
  expect(keys(plan.actions)).toEqual(['post/project-2/1', 'post/project-1/2']);
  expect(plan.wakeAt).toBeNull();
});

test('an employer made anew posts nothing twice', async () => {
  const events = [opened(), posted(), posted({ number: 2 }), posted({ number: 3, key: 1 })];
  expect(await employer().act(story.observed(EMPLOYER, events, DAY_MS))).toEqual({ actions: [], wakeAt: null });
});

test('the same work posted by somebody else does not count as posted', async () => {
  const other = { ...posted(), employerId: RIVAL };
  const { actions } = await employer().act(story.observed(EMPLOYER, [opened(), other]));
  expect(keys(actions)).toEqual(['post/project-1/1']);
});

const bids = [
  opened(),
  posted({ mechanism: { kind: 'buyer_determined' } }),
  story.bidPlaced(1, ME, 5_000, 1),
  story.bidPlaced(1, RIVAL, 4_500, 2),
];

test('by hand the lowest bid is awarded, only after bidding closed and only where the mechanism leaves it open', async () => {
  expect((await act(bids)).actions).toEqual([]);
  expect((await act([...bids, story.biddingClosed(1)])).actions).toEqual([
    { kind: 'command', key: 'award/2', request: { type: 'AwardBid', bidId: 2 } },
  ]);
  const auction = [opened(), posted(), ...bids.slice(2), story.biddingClosed(1)];
  expect((await act(auction)).actions).toEqual([]);
});

test('a bid above the budget is never awarded, and after a refusal by the freelancer the next best is', async () => {
  const dear = [...bids.slice(0, 2), story.bidPlaced(1, ME, 10_001, 1), story.biddingClosed(1)];
  expect((await act(dear)).actions).toEqual([]);
  const lapsed: MarketEvent[] = [
    ...bids,
    story.biddingClosed(1),
    story.awarded(1, RIVAL, 4_500, 2),
    {
      type: 'AwardLapsed',
      projectId: posted().projectId,
      employerId: EMPLOYER,
      bidId: bidId(2),
      freelancerId: RIVAL,
    },
  ];
  expect(keys((await act(lapsed)).actions)).toEqual(['award/1']);
});

test('best value weighs the amount with visible ratings; a newcomer counts as rated 4', () => {
  const review = (toId: typeof ME, rating: number): MarketEvent => ({
    type: 'ReviewsRevealed',
    projectId: posted().projectId,
    reviews: [{ reviewId: reviewId(1), fromId: EMPLOYER, toId, rating, commentHash: null }],
  });
  const observation = story.observed(EMPLOYER, [...bids, review(ME, 5), review(ME, 5), review(RIVAL, 1)]);
  const project = story.projectIn(observation);
  expect(trustIn(undefined)).toBe(4);
  expect(trustIn(observation.ratings.get(ME))).toBeCloseTo(22 / 5, 12);
  expect(trustIn(observation.ratings.get(RIVAL))).toBeCloseTo(13 / 4, 12);
  expect(chooseBid('best_value', 's', observation, project)?.bidderId).toBe(ME);
  expect(chooseBid('lowest', 's', observation, project)?.bidderId).toBe(RIVAL);
});

test('equal bids are decided by the seed and not by who came first', () => {
  const events = [...bids.slice(0, 3), story.bidPlaced(1, RIVAL, 5_000, 2)];
  const observation = story.observed(EMPLOYER, events);
  const winners = Array.from(
    { length: 40 },
    (_, seed) => chooseBid('lowest', `${seed}`, observation, story.projectIn(observation))?.bidderId,
  );
  expect(new Set(winners)).toEqual(new Set([ME, RIVAL]));
});

const atWork = [
  opened({ settlement: 'employer' }),
  posted(),
  story.bidPlaced(1, ME, 5_000, 1),
  story.awarded(1, ME, 5_000, 1),
  story.accepted(1, ME, 5_000, 1),
];
const funded = [...atWork, story.escrowed(1, ME, 5_000, 9)];

test('where the employer settles, the whole price goes into escrow once the award is accepted', async () => {
  expect((await act(atWork)).actions).toEqual([
    {
      kind: 'command',
      key: 'escrow/1',
      request: { type: 'CreateMilestone', bidId: 1, amountCents: 5_000, descriptionHash: null },
    },
  ]);
  expect((await act([opened(), ...atWork.slice(1)])).actions).toEqual([]);
  expect((await act(funded)).actions).toEqual([]);
});

test('a milestone is released when the delivery passed, and not before', async () => {
  const delivered = [...funded, story.submitted(1, ME, 1)];
  expect((await act(delivered)).actions).toEqual([]);
  expect((await act([...delivered, story.verdict(1, ME, 1, 'failed', 3)])).actions).toEqual([]);
  expect((await act([...delivered, story.verdict(1, ME, 1, 'passed', 10)])).actions).toEqual([
    {
      kind: 'command',
      key: 'release/9',
      request: { type: 'ReleaseMilestone', milestoneId: 9, amountCents: 5_000 },
    },
  ]);
});

test('a project whose milestone was given back is ended as incomplete', async () => {
  expect((await act([...funded, story.refunded(1, ME, 5_000, 9)])).actions).toEqual([
    { kind: 'command', key: 'end/1', request: { type: 'EndAward', projectId: 1, outcome: 'incomplete' } },
  ]);
});

test('the freelancer is rated 5 for a delivery that passed and 2 otherwise, once, in time, and never for our fault', async () => {
  const passed = [...funded, story.submitted(1, ME, 1), story.verdict(1, ME, 1, 'passed', 10)];
  const rate = async (events: readonly MarketEvent[], now = 0) =>
    (await act(events, now)).actions.map((action) => (action.kind === 'command' ? action.request : action));
  const review = (rating: number) => [{ type: 'PostReview', projectId: 1, toId: ME, rating, commentHash: null }];
  expect(await rate([...passed, ...story.ended(1, ME, 'completed')])).toEqual(review(5));
  expect(await rate([...funded, ...story.ended(1, ME, 'incomplete')])).toEqual(review(2));
  expect(await rate([...funded, ...story.ended(1, ME, 'unscored')])).toEqual([]);
  expect(await rate([...passed, ...story.ended(1, ME, 'completed')], 60 * DAY_MS)).toEqual([]);
  const written: MarketEvent = {
    type: 'ReviewPosted',
    projectId: posted().projectId,
    reviewId: reviewId(1),
    fromId: EMPLOYER,
    toId: ME,
    rating: 5,
    commentHash: null,
  };
  expect(await rate([...passed, ...story.ended(1, ME, 'completed'), written])).toEqual([]);
});
