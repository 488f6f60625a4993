/** The rules in which amounts do not compete: posted price, assignment, lottery, employer's choice. */

import { expect, test } from 'vitest';
import { keyedHash } from '../../../server/kernel/prng.ts';
import { clear } from '../../../server/market/mechanism/clear.ts';
import type { Mechanism } from '../../../server/market/mechanism/mechanism.ts';
import * as profile from './profiles.ts';
import { auction, lowest, offer, result } from './profiles.ts';

const reserve = 1_000;
const figures = auction({ reserve, posted: 600 });

test('[M41] posted: an eligible amount above the posted price does not accept', () => {
  expect(result(clear(profile.postedUniform, figures, [offer(1, 600), offer(2, 601)]))).toEqual({
    bidder: 1,
    price: 600,
  });
  expect(clear(profile.postedUniform, figures, [offer(2, 601)])).toMatchObject({
    winner: null,
    reason: 'no_eligible_bid',
  });
});

test.each([
  ['[M42] posted', profile.postedUniform],
  ['[M49] lottery', { kind: 'lottery', pays: 'own' }],
] as const)('%s: the draw hash, not the tie hash, chooses', (_, rule) => {
  for (let round = 0; round < 20; round += 1) {
    const seeded = { ...figures, seed: `draw-${round}` };
    const outcome = clear(rule, seeded, [offer(1, 1), offer(2, 2), offer(3, 3)]);
    expect(result(outcome)?.bidder).toBe(lowest(seeded, 'draw', [1, 2, 3]));
  }
});

test('[M43] first come: the earliest bid that accepts, by place in the log at equal times', () => {
  const rule: Mechanism = { kind: 'posted', draw: 'first_come' };
  const late = offer(1, 100, 0, 30);
  const early = offer(5, 600, 0, 20);
  const sameTime = offer(4, 500, 0, 20);
  const tooDear = offer(2, 601, 0, 1);
  expect(result(clear(rule, figures, [late, early, sameTime, tooDear]))).toEqual({ bidder: 4, price: 600 });
  expect(result(clear(rule, figures, [late, early, tooDear]))).toEqual({ bidder: 5, price: 600 });
});

test('[M46] named: the assignee who bid, and nobody in his place', () => {
  const rule: Mechanism = { kind: 'direct', assignment: 'named' };
  const offers = [offer(1, 100), offer(2, 900)];
  const naming = (assignee: number) => auction({ reserve, posted: 600, assignee });
  expect(result(clear(rule, naming(2), offers))?.bidder).toBe(2);
  expect(clear(rule, naming(3), offers)).toMatchObject({ winner: null, reason: 'nobody_available' });
  expect(clear(rule, figures, offers)).toMatchObject({ winner: null, reason: 'nobody_available' });
});

test('[M47] rotation: projects go round the bidders in the order of their ids', () => {
  const rule: Mechanism = { kind: 'direct', assignment: 'rotation' };
  const offers = [offer(12, 1), offer(3, 2), offer(7, 3), offer(1, 1_001)];
  const turns = [1, 2, 3, 4, 5].map((project) => result(clear(rule, auction({ reserve, project }), offers))?.bidder);
  expect(turns).toEqual([3, 7, 12, 3, 7]);
});

test('[M48] direct assignment pays the posted price, whatever was asked', () => {
  const rule: Mechanism = { kind: 'direct', assignment: 'rotation' };
  expect(result(clear(rule, figures, [offer(1, 900)]))?.price).toBe(600);
});

test('[M49] lottery: a lone entrant wins', () => {
  expect(result(clear({ kind: 'lottery', pays: 'posted' }, figures, [offer(1, 900)]))).toEqual({
    bidder: 1,
    price: 600,
  });
});

test('[M55] the employer chooses: eligible bids are shown in the order of their display hashes', () => {
  const outcome = clear({ kind: 'buyer_determined' }, figures, [
    offer(1, 1),
    offer(2, 2),
    offer(3, 3),
    offer(4, 1_001),
  ]);
  expect(outcome).toMatchObject({ winner: null, reason: 'awaits_employer' });
  const shown = outcome.trace.filter((step) => step.step === 'shown').map((step) => step.bidderId);
  const hash = (bidder: number): string => keyedHash(figures.seed, 'display', figures.projectId, bidder);
  expect(shown).toEqual([1, 2, 3].sort((x, y) => (hash(x) < hash(y) ? -1 : 1)));
});
