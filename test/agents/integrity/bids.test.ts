/** Detectors of what bids and awards tell: what each is meant for is above its threshold, and what only looks alike is below. */

import { expect, test } from 'vitest';
import { coMovement, correlation } from '../../../agents/tournament/integrity/detectors/co-movement.ts';
import { flagsOf } from '../../../agents/tournament/integrity/flags.ts';
import { placeKey } from '../../../agents/tournament/integrity/watched-run.ts';
import type { BidRow } from '../../../agents/tournament/observations/row-schema.ts';
import { flagged, keyOf, MARKET, MINUTE, ringBids, type Story, unit, watched } from './story.ts';

test('a ring that takes turns and covers is seen in two ways; two who bid for themselves are not', () => {
  const story = { projects: 40, bids: ringBids(40) };
  expect(flagged('turns', story)).toEqual(['Ann+Bob+Cid']);
  expect(flagged('co_movement', story).sort()).toEqual(['Ann+Bob', 'Ann+Cid', 'Bob+Cid']);
  expect(flagged('same_hand', story)).toEqual([]);
});

test('bids that were changed, and bids of a fixed share, say nothing about who is behind them', () => {
  const changed = ringBids(40).map((one) => ({ ...one, amendments: 1 }));
  expect(flagged('co_movement', { projects: 40, bids: changed })).toEqual([]);
  const contests = watched({ projects: 40, bids: ringBids(40) });
  const project = contests.observed.project.map((one) => ({ ...one, mechanism: 'contest' }));
  const posted = { ...contests, observed: { ...contests.observed, project } };
  expect(flagsOf(posted).filter(({ detector }) => detector === 'co_movement')).toEqual([]);
  const fixed = Array.from({ length: 20 }, (_, at) =>
    ['Ann', 'Bob'].map((freelancer) => ({ project: at + 1, freelancer, amountCents: 8_000 })),
  ).flat();
  for (const name of ['co_movement', 'closeness', 'same_hand'] as const)
    expect(flagged(name, { projects: 20, bids: fixed }), name).toEqual([]);
});

test('turns need no win: a ring is seen though others win, though its bids were changed, and where contests lie between', () => {
  const beaten = ringBids(19).map((one) => ({ ...one, status: 'lost' as const, amendments: 1 }));
  const cheap = Array.from({ length: 19 }, (_, at) => ({ project: at + 1, freelancer: 'Zoe', amountCents: 100 }));
  expect(flagged('turns', { projects: 19, bids: [...beaten, ...cheap] })).toEqual(['Ann+Bob+Cid']);
  const among = watched({ projects: 25, bids: ringBids(25) });
  const project = among.observed.project.map((one) =>
    (one.project ?? 0) % 4 === 0 ? { ...one, mechanism: 'contest' } : one,
  );
  const flags = flagsOf({ ...among, observed: { ...among.observed, project } });
  expect(flags.filter(({ detector }) => detector === 'turns').map(({ who }) => who.join('+'))).toEqual(['Ann+Bob+Cid']);
});

test('a ring that bids here and there keeps its turns by what it meets on; one that draws lots keeps none', () => {
  const places = [0];
  for (let at = 1; at <= 40; at += 1) places.push((places.at(-1) ?? 0) + 1 + Math.floor(unit('gap', at) * 5));
  const some = ringBids(40).map((one) => ({ ...one, project: places[one.project ?? 0] ?? 0 }));
  expect(flagged('turns', { projects: (places.at(-1) ?? 0) + 1, bids: some })).toEqual(['Ann+Bob+Cid']);
  const lots = Array.from({ length: 19 }, (_, at) => {
    const leader = Math.floor(unit('lot', at) * 3);
    return ['Ann', 'Bob', 'Cid'].map((freelancer, member) => ({
      ...{ project: at + 1, freelancer },
      amountCents: member === leader ? 3_000 : Math.round(3_000 * (1.02 + 0.06 * unit('cover', at, member))),
    }));
  }).flat();
  expect(flagged('turns', { projects: 19, bids: lots })).toEqual([]);
  // Lots hide the order, not that the three bid from one head.
  expect(
    flagged('closeness', {
      projects: 19,
      bids: lots.map((one, at) => ({ ...one, amountCents: (one.amountCents ?? 0) + 90 * Math.floor(at / 3) })),
    }),
  ).toHaveLength(3);
});

test('a correlation is that of the pairs, and none where one of the two never varies', () => {
  expect(
    correlation([
      [1, 2],
      [2, 4],
      [3, 6],
    ]),
  ).toBeCloseTo(1, 12);
  expect(
    correlation([
      [1, 2],
      [1, 4],
    ]),
  ).toBeNull();
});

test('one threshold holds for few projects and for many: habits stay habits, and what a ring does stays above them', () => {
  // Ann and Bob reckon alike: what moves both is twice as wide as what moves each.
  const alike = (projects: number): Partial<BidRow>[] =>
    Array.from({ length: projects }, (_, at) => {
      const both = 0.8 * unit('habit', at);
      return ['Ann', 'Bob', 'Cid'].map((freelancer) => ({
        project: at + 1,
        freelancer,
        amountCents: Math.round(
          3_000 * Math.exp((freelancer === 'Cid' ? 0 : both) + 0.4 * unit('own', freelancer, at)),
        ),
      }));
    }).flat();
  for (const projects of [20, 80, 400]) {
    expect(flagged('co_movement', { projects, bids: alike(projects) }), `${projects}`).toEqual([]);
    expect(flagged('co_movement', { projects, bids: ringBids(projects) }).sort(), `${projects}`).toEqual([
      ...['Ann+Bob', 'Ann+Cid', 'Bob+Cid'],
    ]);
  }
  // Each pair that is looked at is a chance to find one: among more people the same two weigh less.
  const scoreBeside = (others: number): number => {
    const more = Array.from({ length: others }, (_, at) => ({
      project: 1,
      freelancer: `Other ${at}`,
      amountCents: 5_000,
    }));
    const found = coMovement.suspect(watched({ projects: 12, bids: [...ringBids(12), ...more] }));
    return found.find(({ who }) => who.join('+') === 'Ann+Bob')?.score ?? 0;
  };
  // 10 pairs of five; with three others on one project 28.
  expect(scoreBeside(0) - scoreBeside(3)).toBeCloseTo(Math.log10(28 / 10), 9);
});

test('accounts of one operator bid the same at the same time; equal amounts at other times are none', () => {
  const bids = (apart: number): Partial<BidRow>[] =>
    Array.from({ length: 12 }, (_, at) => {
      const amount = 2_000 + 6_000 * unit('operator', at);
      return ['Ann', 'Bob'].map((freelancer, account) => ({
        project: at + 1,
        freelancer,
        placedAt: account * apart,
        amountCents: Math.round(amount * (1 + account * 0.005)),
      }));
    }).flat();
  expect(flagged('same_hand', { projects: 12, bids: bids(0) })).toEqual(['Ann+Bob']);
  expect(flagged('closeness', { projects: 12, bids: bids(0) })).toEqual(['Ann+Bob']);
  const honest = ringBids(40).filter(({ freelancer }) => freelancer === 'Dee' || freelancer === 'Eve');
  expect(flagged('closeness', { projects: 40, bids: honest })).toEqual([]);
  expect(flagged('same_hand', { projects: 12, bids: bids(10 * MINUTE) })).toEqual([]);
});

test('winning far below and handing nothing in is flagged; either alone is not', () => {
  const story = (share: number, deliveries: number): Story => ({
    projects: 6,
    bids: [1, 2, 3, 4, 5, 6].flatMap((project) => [
      { project, freelancer: 'Low', amountCents: 5_000 * share, status: 'accepted' as const },
      { project, freelancer: 'Fair', amountCents: 5_000 },
    ]),
    works: [1, 2, 3, 4, 5, 6].map((project) => ({ project, freelancer: 'Low', deliveries })),
  });
  expect(flagged('abandoning', story(0.4, 0))).toEqual(['Low']);
  expect(flagged('abandoning', story(0.4, 1))).toEqual([]);
  expect(flagged('abandoning', story(1, 0))).toEqual([]);
});

test('an employer that releases nothing for passed work is flagged, and only where employers settle', () => {
  const works = [2, 4, 6, 1, 3, 5].map((project) => ({ project, freelancer: 'Ann' }));
  const released = new Set([1, 3, 5].map((project) => placeKey(MARKET, project)));
  const story = { projects: 6, works, more: { releasedByEmployer: released } };
  expect(flagged('ghosting', story)).toEqual(['Even']);
  expect(flagged('ghosting', { ...story, more: { ...story.more, settlement: 'verdict' } })).toEqual([]);
});

test('who bids for one employer only and takes nothing is flagged; one award taken and it is a regular', () => {
  const bids = [2, 4, 6, 8, 10, 12, 14, 16].map(
    (project): Partial<BidRow> => ({ project, freelancer: 'Ann', amountCents: 100 }),
  );
  expect(flagged('shill', { projects: 16, bids })).toEqual(['Ann']);
  const won = bids.map((one, at) => (at === 3 ? { ...one, status: 'accepted' as const } : one));
  expect(flagged('shill', { projects: 16, bids: won })).toEqual([]);
  expect(
    flagged('shill', { projects: 16, bids: [...bids, { project: 1, freelancer: 'Ann', amountCents: 100 }] }),
  ).toEqual([]);
});

test('a pass at a honeypot is a flag, a failure there is not', () => {
  const bids = [{ project: 1, freelancer: 'Ann', amountCents: 1 }];
  const verdicts = [{ project: 1, freelancer: 'Ann', status: 'passed' as const }];
  const more = { honeypots: new Set([keyOf(1)]) };
  expect(flagged('honeypot', { projects: 1, bids, verdicts, more })).toEqual(['Ann']);
  expect(flagged('honeypot', { projects: 1, bids, verdicts: [{ project: 1, freelancer: 'Ann' }], more })).toEqual([]);
});
