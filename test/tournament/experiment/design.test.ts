/** Designs and contrasts: balance as a property, weights as worked values. */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { experimentSchema } from '../../../agents/tournament/experiment/config.ts';
import { comparable, contrastFault, contrastsOf, weightsOf } from '../../../agents/tournament/experiment/contrast.ts';
import { designFault, latinSquare, scheduleOf, treatmentsOf } from '../../../agents/tournament/experiment/design.ts';
import { changesBetween } from '../../../agents/tournament/experiment/deviation.ts';
import { overlap, patched, touched } from '../../../agents/tournament/experiment/patch.ts';
import { ROOT } from '../../helpers/source-files.ts';
import { loadedFrom, TWO_BY_TWO } from './given.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-design-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const factor = (...levels: readonly string[]) => ({
  levels: Object.fromEntries(levels.map((level, at) => [level, { verdictMinutes: at + 1 }])),
});

function experimentOf(factors: object, design: object, repetitions = 4, seed = 's') {
  return experimentSchema.parse({ ...TWO_BY_TWO, factors, design, repetitions, seed });
}

const countsOf = (names: readonly string[]): number[] =>
  [...Map.groupBy(names, (name) => name).values()].map((all) => all.length);

describe('squares', () => {
  test('every number stands once in every row and every column, whatever the size and the seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.string(), (size, seed) => {
        const square = latinSquare(size, seed);
        const all = Array.from({ length: size }, (_, at) => at);
        for (const at of all) {
          expect((square[at] ?? []).toSorted((a, b) => a - b)).toEqual(all);
          expect(square.map((row) => row[at] ?? -1).sort((a, b) => a - b)).toEqual(all);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('another seed and another group of repetitions give other squares', () => {
    const texts = ['a', 'b', 'c'].flatMap((seed) => [0, 1].map((at) => JSON.stringify(latinSquare(5, seed, at))));
    expect(new Set(texts).size).toBe(6);
  });

  test('over repetitions every treatment is played as often in every place', () => {
    const experiment = experimentOf({ a: factor('x', 'y', 'z') }, { kind: 'latin_square' }, 6);
    const runs = scheduleOf(experiment, 6);
    expect(runs).toHaveLength(18);
    for (const position of [1, 2, 3]) {
      const here = runs.filter((run) => run.position === position).map(({ treatment }) => treatment);
      expect(countsOf(here)).toEqual([2, 2, 2]);
    }
    expect(designFault(experiment.design, experiment, 6)).toBeNull();
    expect(designFault(experiment.design, experiment, 5)).toContain('a multiple of 3 repetitions');
  });

  test('two factors as blocks: every treatment meets every level of both once in a repetition, in k² runs instead of k³', () => {
    const factors = { a: factor('x', 'y', 'z'), rows: factor('r1', 'r2', 'r3'), columns: factor('c1', 'c2', 'c3') };
    const experiment = experimentOf(factors, { kind: 'latin_square', blocks: ['rows', 'columns'] }, 5);
    expect(designFault(experiment.design, experiment, 5)).toBeNull();
    const levels = new Map(treatmentsOf(experiment).map((one) => [one.name, one.levels]));
    const runs = scheduleOf(experiment, 5);
    expect(runs).toHaveLength(5 * 9);
    for (let repetition = 1; repetition <= 5; repetition += 1) {
      const own = runs.filter((run) => run.repetition === repetition).map(({ treatment }) => levels.get(treatment));
      for (const block of ['rows', 'columns']) {
        const met = own.map((one) => `${one?.a}/${one?.[block]}`);
        expect(new Set(met).size).toBe(9);
      }
    }
    // Only what the square compares has contrasts of its own accord.
    expect(contrastsOf(experiment).map(({ name }) => name)).toEqual(['a-y-vs-x', 'a-z-vs-x']);
    const short = { ...factors, rows: factor('r1', 'r2') };
    expect(designFault(experiment.design, { factors: short }, 5)).toContain('both blocks need 3 levels');
    const alone = { rows: factors.rows, columns: factors.columns };
    expect(designFault(experiment.design, { factors: alone }, 5)).toContain('a factor beside the two blocks');
  });
});

describe('treatments', () => {
  const factors = { a: factor('x', 'y'), b: factor('p', 'q', 'r') };

  test('full factorial: every combination once in every repetition, in an order by lot', () => {
    const experiment = experimentOf(factors, { kind: 'full_factorial' }, 3);
    const names = treatmentsOf(experiment).map(({ name }) => name);
    expect(names).toEqual(['x.p', 'x.q', 'x.r', 'y.p', 'y.q', 'y.r']);
    const byRepetition = Map.groupBy(scheduleOf(experiment, 3), ({ repetition }) => repetition);
    const orders = [...byRepetition.values()].map((runs) => runs.map(({ treatment }) => treatment));
    for (const order of orders) expect(order.toSorted()).toEqual(names);
    expect(new Set(orders.map(String)).size).toBeGreaterThan(1);
    expect(scheduleOf(experiment, 3)).toEqual(scheduleOf(experiment, 3));
  });

  test('paired: the first levels, and each other level alone in their place', () => {
    const experiment = experimentOf(factors, { kind: 'paired' });
    const treatments = treatmentsOf(experiment);
    expect(treatments.map(({ name }) => name)).toEqual(['x.p', 'y.p', 'x.q', 'x.r']);
    const [a, q] = contrastsOf(experiment);
    const weights = (contrast: typeof a) =>
      contrast === undefined
        ? {}
        : Object.fromEntries(weightsOf(contrast, comparable(contrast, experiment, treatments)));
    expect(weights(a)).toEqual({ 'y.p': 1, 'x.p': -1 });
    expect(weights(q)).toEqual({ 'x.q': 1, 'x.p': -1 });
  });
});

describe('contrasts', () => {
  const factors = { a: factor('x', 'y'), b: factor('p', 'q', 'r') };
  const experiment = experimentOf(factors, { kind: 'full_factorial' });
  const treatments = treatmentsOf(experiment);
  const plain = { name: 'c', factor: 'a', of: 'y', against: 'x', within: {}, by: null };

  test('a main effect averages over the other factors, a simple one stays within, an interaction is a difference of differences', () => {
    const third = 1 / 3;
    expect(Object.fromEntries(weightsOf(plain, treatments))).toEqual({
      ...{ 'x.p': -third, 'x.q': -third, 'x.r': -third },
      ...{ 'y.p': third, 'y.q': third, 'y.r': third },
    });
    expect(Object.fromEntries(weightsOf({ ...plain, within: { b: 'q' } }, treatments))).toEqual({
      'x.q': -1,
      'y.q': 1,
    });
    const by = { factor: 'b', of: 'r', against: 'p' };
    expect(Object.fromEntries(weightsOf({ ...plain, by }, treatments))).toEqual({
      ...{ 'y.r': 1, 'x.r': -1 },
      ...{ 'y.p': -1, 'x.p': 1 },
    });
  });

  test.each([
    [{ factor: 'c' }, 'there is no factor "c": there are a, b'],
    [{ of: 'z' }, 'a has no level "z": it has x, y'],
    [{ of: 'x' }, 'two different levels'],
    [{ within: { a: 'x' } }, 'a factor stands in it twice'],
    [{ within: { b: 'z' } }, 'b has no level "z"'],
  ])('%j is refused', (wrong, words) => {
    expect(contrastFault({ ...plain, ...wrong }, experiment)).toContain(words);
  });

  test('weights sum to nothing, and each side to one, over any treatments that are there', () => {
    fc.assert(
      fc.property(fc.subarray(treatments, { minLength: 1 }), (some) => {
        const weights = [...weightsOf(plain, some).values()];
        const side = (sign: number) => weights.filter((one) => one * sign > 0).reduce((sum, one) => sum + one, 0);
        for (const sign of [1, -1]) expect([0, sign].some((whole) => Math.abs(side(sign) - whole) < 1e-12)).toBe(true);
      }),
    );
  });
});

test('a patch goes over a tournament field by field, and replaces whole what has a kind', () => {
  const base = { corpus: { limit: 3 }, market: { mechanism: { kind: 'english_rev', stepCents: 5 }, fees: 'none' } };
  const over = { market: { mechanism: { kind: 'vickrey' }, visibility: 'open' } };
  expect(patched(base, over)).toEqual({
    corpus: { limit: 3 },
    market: { mechanism: { kind: 'vickrey' }, fees: 'none', visibility: 'open' },
  });
  expect(touched(over)).toEqual(['market.mechanism', 'market.visibility']);
  expect(overlap('market', 'market.fees')).toBe(true);
  expect(overlap('market.fee', 'market.fees')).toBe(false);
});

const GUIDE = readFileSync(join(ROOT, 'docs/experiments.md'), 'utf8');

test.each([
  ['mechanism', 'market.mechanism', { market: { mechanism: { kind: 'vickrey' } } }],
  ['visibility', 'market.visibility', { market: { visibility: 'open' } }],
  ['sealed bids that are opened', 'market.revealAtClose', { market: { revealAtClose: true } }],
  ['fee', 'market.fees', { market: { fees: 'freelancer_com' } }],
  ['pay rule', 'market.payRule', { market: { payRule: { kind: 'proportional' } } }],
  ['price preset', 'corpus.prices', { corpus: { prices: 'noever-2025' } }],
  ['roster', 'roster', { roster: 'equals' }],
  ['ambiguity', 'corpus.ambiguity', { corpus: { ambiguity: 2 } }],
  ['identity masking', 'market.identities', { market: { identities: 'pseudonyms' } }],
  ['speed policy', 'market.speed', { market: { speed: { batchMs: 60_000 } } }],
])('%s is a factor that the guide names: a level changes that field and no other', async (_, field, level) => {
  expect(GUIDE).toContain(`\`${field}\``);
  const { treatments } = await loadedFrom(folder, { factors: { it: { levels: { usual: {}, other: level } } } });
  const [usual, other] = treatments.map(({ loaded }) => loaded.config);
  const changed = changesBetween(usual, other).map(({ path }) => path);
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.filter((path) => path !== field && !path.startsWith(`${field}.`))).toEqual([]);
});
