import { expect, test } from 'vitest';
import { buildCorpus } from '../../seeds/corpus.ts';
import { bracketOf, PRICE_BRACKETS } from '../../seeds/prices/brackets.ts';
import { STANDARD_PRICING } from '../../seeds/prices/choice.ts';
import { normalQuantile } from '../../seeds/prices/normal-quantile.ts';
import { PRESET_NAMES, PRESETS, type PresetName, priceCents } from '../../seeds/prices/presets.ts';
import { type Pricing, priced, RANK_CORRELATION } from '../../seeds/prices/pricing.ts';
import { known } from '../../server/kernel/assert.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';

/** Moments and quantiles as published, in dollars; shares of the prices between the brackets' ends. */
const PUBLISHED = {
  'noever-2025': {
    mean: 306,
    deviation: 216.0,
    quantiles: {
      0.01: 57.0,
      0.05: 87.9,
      0.1: 110.7,
      0.25: 162.8,
      0.75: 383.9,
      0.9: 564.7,
      0.95: 711.4,
      0.99: 1_097,
      0.999: 1_783,
    },
    perTenThousand: [0, 4, 4996, 4580, 396, 24, 0, 0],
  },
  'heavy-tail': {
    mean: 672,
    deviation: 1_676.7,
    quantiles: {
      0.01: 9.5,
      0.05: 24.7,
      0.1: 41.2,
      0.25: 96.8,
      0.75: 645.5,
      0.9: 1_515.8,
      0.95: 2_526.4,
      0.99: 6_587.5,
      0.999: 19_286.5,
    },
    perTenThousand: [110, 548, 4342, 2827, 1160, 627, 220, 122],
  },
  'heavy-tail-b': {
    mean: 600,
    deviation: 1_697.1,
    quantiles: {
      0.01: 6.4,
      0.05: 17.5,
      0.1: 29.9,
      0.25: 73.6,
      0.75: 543.5,
      0.9: 1_336.7,
      0.95: 2_290.4,
      0.99: 6_289.7,
      0.999: 19_515.8,
    },
    perTenThousand: [216, 787, 4595, 2539, 993, 532, 189, 108],
  },
} as const;
const PLAIN = Object.keys(PUBLISHED) as readonly (keyof typeof PUBLISHED)[];

const [model] = buildCorpus('starter', 'prices').slice(0, 1);
/** Projects of a corpus in everything that prices look at; estimates with many equals among them, as authors write them. */
const PROJECTS: readonly ProjectPackage[] = Array.from({ length: 400 }, (_, index) => ({
  ...known(model, 'a project'),
  slug: `project-${index}`,
  estimatedMinutes: [10, 15, 20, 30, 45, 45, 60, 60, 90, 120, 180, 240, 480][(index * 7) % 13] ?? 60,
}));
const SEEDS = Array.from({ length: 250 }, (_, index) => `seed ${index}`);

function pricing(preset: PresetName, rankCorrelation = RANK_CORRELATION): Pricing {
  return { ...STANDARD_PRICING, preset, rankCorrelation };
}

/** Ranks from 0, equals sharing the middle of theirs. */
function ranks(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = new Map(sorted.map((value) => [value, (sorted.indexOf(value) + sorted.lastIndexOf(value)) / 2]));
  return values.map((value) => middle.get(value) ?? 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function correlation(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [mean(one), mean(other)];
  const sum = (part: (index: number) => number): number => one.reduce((total, _, index) => total + part(index), 0);
  const [x, y] = [(index: number) => (one[index] ?? 0) - a, (index: number) => (other[index] ?? 0) - b];
  return sum((i) => x(i) * y(i)) / Math.sqrt(sum((i) => x(i) ** 2) * sum((i) => y(i) ** 2));
}

const pricesOf = (preset: PresetName, seed: string): number[] =>
  priced(PROJECTS, pricing(preset), seed).map(({ postedPriceCents }) => postedPriceCents / 100);
const pooled = new Map(PRESET_NAMES.map((preset) => [preset, SEEDS.flatMap((seed) => pricesOf(preset, seed))]));
const pool = (preset: PresetName): readonly number[] => known(pooled.get(preset), preset);

test('the normal quantiles are those of the tables, far out too', () => {
  const table = {
    0.5: 0,
    0.975: 1.959963984540054,
    0.999: 3.090232306167814,
    1e-9: -5.997807015008182,
    1e-300: -37.0471,
  };
  for (const [share, z] of Object.entries(table))
    expect(normalQuantile(Number(share))).toBeCloseTo(z, share === '1e-300' ? 3 : 9);
  for (const share of [0.01, 0.3, 0.45]) expect(normalQuantile(share)).toBeCloseTo(-normalQuantile(1 - share), 12);
});

test.each(PLAIN)('%s: the distribution has the published quantiles, to the cent of the formula', (preset) => {
  for (const [share, dollars] of Object.entries(PUBLISHED[preset].quantiles)) {
    const cents = priceCents(preset, { z: normalQuantile(Number(share)), rounds: true });
    const digit = dollars > 1_000 && Number.isInteger(dollars) ? 1 : 0.1;
    expect(Math.abs(cents / 100 - dollars), share).toBeLessThan(digit / 2 + 0.006);
  }
  const { sigma, medianDollars } = PRESETS[preset].body;
  const average = medianDollars * Math.exp(sigma ** 2 / 2);
  expect(average).toBeCloseTo(PUBLISHED[preset].mean, 6);
  expect(average * Math.sqrt(Math.exp(sigma ** 2) - 1)).toBeCloseTo(PUBLISHED[preset].deviation, 1);
});

test.each(PLAIN)('%s: 100,000 drawn prices have its quantiles, and its share in every bracket', (preset) => {
  const sorted = pool(preset).toSorted((a, b) => a - b);
  for (const [share, dollars] of Object.entries(PUBLISHED[preset].quantiles)) {
    const below = sorted.filter((price) => price <= dollars).length / sorted.length;
    const spread = Math.sqrt((Number(share) * (1 - Number(share))) / sorted.length);
    // Half a unit of the last published digit can be a tenth of a per cent of the prices.
    expect(Math.abs(below - Number(share)), share).toBeLessThan(4 * spread + 0.002 * Math.min(1, 40 * Number(share)));
  }
  for (const [index, count] of PUBLISHED[preset].perTenThousand.entries()) {
    const share = count / 10_000;
    const { minCents, maxCents } = known(PRICE_BRACKETS[index], 'bracket');
    const inside = sorted.filter((price) => price * 100 > minCents && price * 100 <= maxCents).length / sorted.length;
    expect(Math.abs(inside - share), `${minCents}`).toBeLessThan(
      4 * Math.sqrt((share * (1 - share)) / sorted.length) + 0.0003,
    );
  }
});

test.each(PLAIN)('%s: the mean of the logarithms and their deviation are those of the preset', (preset) => {
  const { sigma, medianDollars } = PRESETS[preset].body;
  const logs = pool(preset).map((price) => Math.log(price / medianDollars) / sigma);
  const bound = 4 / Math.sqrt(logs.length);
  expect(Math.abs(mean(logs))).toBeLessThan(bound);
  expect(Math.abs(mean(logs.map((one) => one ** 2)) - 1)).toBeLessThan(1.5 * bound);
  // A log-normal's mean is where its tail shows; five standard errors of it.
  const { mean: average, deviation } = PUBLISHED[preset];
  expect(Math.abs(mean(pool(preset)) - average)).toBeLessThan((5 * deviation) / Math.sqrt(logs.length));
});

test('heaped: seven in ten prices stand at round amounts, and the body is that of noever-2025', () => {
  const prices = pool('heaped');
  const body = pool('noever-2025');
  const round = prices.filter((price, index) => price !== body[index]).length / prices.length;
  expect(Math.abs(round - 0.7)).toBeLessThan(0.01);
  const counts = new Map<number, number>();
  for (const price of prices) counts.set(price, (counts.get(price) ?? 0) + 1);
  const often = [...counts].filter(([, count]) => count > prices.length / 500).map(([price]) => price);
  expect(often.sort((a, b) => a - b)).toEqual(
    [50, 100, 150, 200, 250, 500, 750, 1_000, 1_500].filter((one) => counts.has(one)),
  );
  expect(prices.filter((price) => price <= 250).length / prices.length).toBeGreaterThan(0.5);
});

test.each([0.5, 0, -0.3, 0.9])('price and estimated minutes correlate by rank as is asked for: %s', (rank) => {
  const minutes = ranks(PROJECTS.map(({ estimatedMinutes }) => estimatedMinutes));
  const found = SEEDS.slice(0, 60).map((seed) => {
    const prices = priced(PROJECTS, pricing('noever-2025', rank), seed).map(({ postedPriceCents }) => postedPriceCents);
    return correlation(minutes, ranks(prices));
  });
  // Equal estimates are put in order by lot, which takes a hundredth of what correlates.
  expect(Math.abs(mean(found) - rank)).toBeLessThan(0.015 + 0.01 * Math.abs(rank));
});

test('who is dear under one preset is dear under all, and other seeds price otherwise', () => {
  const order = (preset: PresetName): number[] => ranks(pricesOf(preset, 'order'));
  expect(correlation(order('noever-2025'), order('heavy-tail-b'))).toBeGreaterThan(0.999);
  expect(pricesOf('noever-2025', 'order')).toEqual(pricesOf('noever-2025', 'order'));
  expect(Math.abs(correlation(order('noever-2025'), ranks(pricesOf('noever-2025', 'other'))) - 0.25)).toBeLessThan(0.2);
});

test('budget and source stand beside each price, and a posted price stays what it was', () => {
  const posted = { min: 30, max: 250, currency: 'EUR' };
  const exchange = { usdPerUnit: 1.1, on: '2025-05-13', source: 'a bank' };
  const before = { ...known(PROJECTS[0], 'a project'), price: { posted, exchange, estimate: null } };
  for (const preset of PRESET_NAMES) {
    const [after] = priced([before], pricing(preset), 'sources');
    const { postedPriceCents, budgetMinCents, budgetMaxCents, price } = known(after, 'a project');
    expect(bracketOf(postedPriceCents)).toEqual({ minCents: budgetMinCents, maxCents: budgetMaxCents });
    expect(postedPriceCents).toBeGreaterThan(budgetMinCents);
    expect(postedPriceCents).toBeLessThanOrEqual(budgetMaxCents);
    expect(price?.posted).toEqual(posted);
    expect(price?.exchange).toEqual(exchange);
    expect(price?.estimate?.cents).toBe(postedPriceCents);
    expect(price?.estimate?.method).toContain(preset);
  }
});

test('a price at the end of two brackets is the maximum of the lower one', () => {
  expect(bracketOf(25_000)).toEqual({ minCents: 3_000, maxCents: 25_000 });
  expect(bracketOf(25_001)).toEqual({ minCents: 25_000, maxCents: 75_000 });
  expect(bracketOf(1)).toEqual({ minCents: 0, maxCents: 1_000 });
  PRICE_BRACKETS.forEach(({ minCents }, index) => {
    expect(minCents).toBe(PRICE_BRACKETS[index - 1]?.maxCents ?? 0);
  });
});
