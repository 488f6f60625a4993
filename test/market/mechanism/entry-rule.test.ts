/** Which amounts may enter. */

import { expect, test } from 'vitest';
import { cents } from '../../../server/kernel/money.ts';
import { mayEnter } from '../../../server/market/mechanism/entry-rule.ts';
import { auction, englishRev, postedUniform, priceBased } from './profiles.ts';

const figures = auction({ reserve: 75_000, posted: 40_000 });

test('[M9] the reserve itself may enter, one cent more may not', () => {
  const others = [
    { kind: 'lottery', pays: 'posted' },
    { kind: 'direct', assignment: 'rotation' },
    { kind: 'buyer_determined' },
    { kind: 'contest', entrantsMax: 3, entriesMax: 1, thresholdBps: 0, guaranteed: false },
  ] as const;
  for (const mechanism of [...priceBased(cents(100)), ...others]) {
    expect(mayEnter(mechanism, figures, null, cents(75_000))).toBe('ok');
    expect(mayEnter(mechanism, figures, null, cents(75_001))).toBe('above_reserve');
  }
});

test('[M10] the posted price itself accepts, one cent more is refused', () => {
  expect(mayEnter(postedUniform, figures, null, cents(40_000))).toBe('ok');
  expect(mayEnter(postedUniform, figures, null, cents(40_001))).toBe('above_posted_price');
  expect(mayEnter(postedUniform, figures, null, cents(75_001))).toBe('above_posted_price');
});

test('[M11] open outcry: a later bid is at least a step below the standing one', () => {
  const rule = englishRev(1_000);
  expect(mayEnter(rule, figures, cents(30_000), cents(29_000))).toBe('ok');
  expect(mayEnter(rule, figures, cents(30_000), cents(29_001))).toBe('not_below_standing');
  expect(mayEnter(rule, figures, cents(30_000), cents(75_001))).toBe('above_reserve');
  expect(mayEnter({ kind: 'fp_sealed' }, figures, cents(30_000), cents(29_001))).toBe('ok');
});
