import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { strategies } from '../../agents/scripted/registry.ts';
import { assumedCostCents, isPlayed, type PlayedEntry, rosterSchema } from '../../agents/tournament/roster.ts';
import { buildCorpus } from '../../seeds/corpus.ts';

function roster(name: string): { readonly entries: readonly PlayedEntry[] } {
  const text = readFileSync(new URL(`../../seeds/rosters/${name}.yaml`, import.meta.url), 'utf8');
  return { entries: rosterSchema.parse(parse(text)).entries.filter(isPlayed) };
}

test('the study’s roster holds the published counts and the authors’ estimate for people, all simulated', () => {
  const { entries } = roster('study');
  expect(entries.map(({ name, successRate, baseline }) => [name, successRate, baseline])).toEqual([
    ['Claude 3.5 Haiku', 877 / 1115, false],
    ['GPT-4o-mini', 862 / 1115, false],
    ['Qwen 2.5', 764 / 1115, false],
    ['Mistral 7B', 474 / 1115, false],
    ['Human engineer', 0.95, true],
  ]);
  for (const { kind, rateSource, model, costs } of entries) {
    expect(kind).toBe('simulated');
    expect(model).toContain('simulated');
    expect(rateSource).toContain('Noever & McKee 2025');
    expect(costs.source).toContain('Assumption');
  }
  expect(entries[0]?.rateSource).toContain('as reported by The Register, 22 May 2025');
  expect(entries[4]?.rateSource).toContain('estimate');
});

test('alone with the starter corpus, no cost of the study’s roster exceeds any posted price', () => {
  const shares = buildCorpus('starter', 'starter-1').map((one) => one.postedPriceCents / one.budgetMaxCents);
  for (const { costModel } of roster('study').entries) {
    if (costModel.kind !== 'uniform') throw new Error('the argument needs bounded costs');
    expect(costModel.toShare).toBeLessThan(Math.min(...shares));
  }
});

test('the strategies’ roster has every strategy once, equal in everything but bidding', () => {
  const { entries } = roster('strategies');
  expect(entries.map(({ strategy }) => strategy.name).sort()).toEqual(Object.keys(strategies).sort());
  const rest = entries.map(({ name, model, strategy, skills, ...same }) => JSON.stringify(same));
  expect(new Set(rest).size).toBe(1);
});

const [entry] = roster('study').entries;

function accepts(...entries: readonly object[]): boolean {
  return rosterSchema.safeParse({ name: 'r', description: 'd', entries }).success;
}

test('a roster with equal names, two baselines or unknown keys is refused', () => {
  expect(accepts({ ...entry })).toBe(true);
  expect(accepts({ ...entry }, { ...entry })).toBe(false);
  expect(accepts({ ...entry, baseline: true }, { ...entry, name: 'b' })).toBe(true);
  expect(accepts({ ...entry, baseline: true }, { ...entry, name: 'b', baseline: true })).toBe(false);
  expect(accepts({ ...entry, colour: 'red' })).toBe(false);
  expect(accepts({ ...entry, successRate: { solved: 3, of: 2 } })).toBe(false);
  expect(accepts({ ...entry, costModel: { kind: 'uniform', fromShare: 0.5, toShare: 0.4 } })).toBe(false);
  expect(accepts()).toBe(false);
});

test('assumed costs add up in millionths of a dollar before they are rounded to cents', () => {
  const costs = { perBidMicroUsd: 900, perDeliveryMicroUsd: 9_000, source: 'x' };
  expect(assumedCostCents(costs, { bids: 1, deliveries: 0 })).toBe(0);
  expect(assumedCostCents(costs, { bids: 10, deliveries: 9 })).toBe(9);
  expect(assumedCostCents(costs, { bids: 0, deliveries: 5 })).toBe(4);
});
