/** What a plan says, against worked values: runs, cost, time, power, and what a result makes of numbers. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Estimated } from '../../../agents/tournament/estimate-text.ts';
import { estimateTime, NOTHING_MEASURED, postingsOf } from '../../../agents/tournament/experiment/measured.ts';
import { planOf, type TreatmentFacts } from '../../../agents/tournament/experiment/plan.ts';
import { planText } from '../../../agents/tournament/experiment/plan-text.ts';
import { type RunValues, resultOf } from '../../../agents/tournament/experiment/result.ts';
import { resultText } from '../../../agents/tournament/experiment/result-text.ts';
import {
  detectableD,
  leastPermutationP,
  permutationPower,
  permutationSize,
} from '../../../agents/tournament/statistics/permutation-power.ts';
import { loadedFrom } from './given.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-plan-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ONE_FACTOR = {
  factors: {
    mechanism: {
      levels: {
        first: { market: { mechanism: { kind: 'fp_sealed' } } },
        second: { market: { mechanism: { kind: 'vickrey' } } },
      },
    },
  },
};
const facts = (names: readonly string[], estimates: readonly Estimated[] = []): Map<string, TreatmentFacts> =>
  new Map(names.map((name) => [name, { projects: 67, estimates }]));

describe('power', () => {
  test('sizes are the published ones of the paired t test: 199, 34 and 15 for 0.2, 0.5 and 0.8', () => {
    expect([0.2, 0.5, 0.8].map((d) => permutationSize(d))).toEqual([199, 34, 15]);
  });

  test('with few pairs the test itself is simulated: p comes in steps, so less is found than a t test would', () => {
    expect(leastPermutationP(5)).toBe(0.0625);
    expect(permutationPower(3, 5)).toEqual({ power: 0, simulated: false });
    // Of 64 assignments two lie within 5 %: all six differences must have one sign. Φ(0.8)⁶ + Φ(−0.8)⁶ = 0.2397.
    expect(permutationPower(0.8, 6).power).toBeCloseTo(0.2397, 1.5);
    // Under no effect the test keeps its level: 2/64, and 12/256 of 13 that could be.
    expect(permutationPower(0, 6).power).toBeCloseTo(2 / 64, 1.5);
    expect(permutationPower(0, 8).power).toBeLessThan(0.06);
    expect(permutationPower(0.5, 34)).toMatchObject({ simulated: false, power: expect.closeTo(0.8078, 4) });
  });

  test('the smallest effect that is found has the wanted power, and none is found where p cannot be small enough', () => {
    expect(detectableD(34)).toBeCloseTo(0.495, 3);
    const d = detectableD(8) ?? 0;
    expect(permutationPower(d, 8).power).toBeGreaterThanOrEqual(0.8);
    expect(permutationPower(0.9 * d, 8).power).toBeLessThan(0.8);
    expect(detectableD(5)).toBeNull();
  });
});

describe('a plan', () => {
  test('counts runs, postings and dollars, and says that nobody has measured the time', async () => {
    const usd = { least: 0.5, likely: 1, most: 4 };
    const calls = { least: 1, likely: 2, most: 3 };
    const model: Estimated = { name: 'M', model: 'openai:m', isOwn: false, range: { calls, usd } };
    const loaded = await loadedFrom(folder, { repetitions: 34 });
    const plan = planOf(
      loaded,
      facts(
        loaded.treatments.map(({ name }) => name),
        [model],
      ),
      NOTHING_MEASURED,
    );
    expect(plan).toMatchObject({ runs: 136, repetitions: 34, time: null });
    expect(plan.treatments).toHaveLength(4);
    expect(plan.treatments[0]).toMatchObject({ runs: 34, postings: 3 });
    expect(plan.cost).toEqual({ least: 68, likely: 136, most: 544, unknown: false, models: 4 });
    const text = planText(plan, 0.8, () => 'cents');
    expect(text).toContain('unknown: no earlier run was given');
    expect(text).toContain('nobody has said how far it spreads');
  });

  test('asks each test at the strictest step of the correction, in the unit of the figure where its spread is known', async () => {
    const effect = { difference: 500, deviation: 1000, source: 'a guess' };
    const outcomes = { primary: [{ name: 'left', figure: 'surplus.employer', effect }] };
    const single = await loadedFrom(folder, { ...ONE_FACTOR, outcomes, repetitions: 34 });
    const [line] = planOf(single, facts(['first', 'second']), NOTHING_MEASURED).power;
    expect(line).toMatchObject({ level: 0.05, pairs: 34, wantedPairs: 34, wantedRuns: 68, simulated: false });
    expect(line?.power).toBeCloseTo(0.8078, 4);
    expect(line?.detectable).toMatchObject({ difference: expect.closeTo(495, 0) });
    const four = await loadedFrom(folder, { outcomes, repetitions: 34 });
    const lines = planOf(four, facts(four.treatments.map(({ name }) => name)), NOTHING_MEASURED).power;
    expect(lines.map(({ level }) => level)).toEqual([0.025, 0.025]);
    expect(lines[0]?.power).toBeLessThan(0.8);
    // Balanced orders come in fours.
    const square = await loadedFrom(folder, { outcomes, repetitions: 36, design: { kind: 'latin_square' } });
    const wanted = planOf(square, facts(square.treatments.map(({ name }) => name)), NOTHING_MEASURED).power[0];
    expect((wanted?.wantedPairs ?? 1) % 4).toBe(0);
  });

  test('a spread that was measured before stands in where the file says none', async () => {
    const outcomes = { primary: [{ name: 'left', figure: 'surplus.employer', effect: { difference: 500 } }] };
    const loaded = await loadedFrom(folder, { ...ONE_FACTOR, outcomes, repetitions: 34 });
    const spread = { outcome: 'other', figure: 'surplus.employer', contrast: 'mechanism-second-vs-first' };
    const measured = { runs: [], spreads: [{ ...spread, deviation: 1000, pairs: 9 }] };
    const [line] = planOf(loaded, facts(['first', 'second']), measured).power;
    expect(line?.power).toBeCloseTo(0.8078, 4);
    expect(line?.deviation?.source).toContain('9 repetitions of an earlier experiment');
    const unknown = planOf(loaded, facts(['first', 'second']), NOTHING_MEASURED).power[0];
    expect(unknown).toMatchObject({ power: null, wantedPairs: null, effect: { difference: 500, standardized: null } });
  });

  test('says plainly where it can find nothing at all', async () => {
    const loaded = await loadedFrom(folder, { repetitions: 4 });
    const plan = planOf(loaded, facts(loaded.treatments.map(({ name }) => name)), NOTHING_MEASURED);
    expect(plan.assumptions.join(' ')).toContain('With 4 repetitions no result can have a p below 0.13');
  });
});

describe('time', () => {
  const run = { postings: 10, workers: 2, processor: 'P' };
  const planned = [
    { design: 'a', postings: 10 },
    { design: 'a', postings: 10 },
    { design: 'b', postings: 10 },
  ];

  test('is the mean of the same treatments where all were played, else goes by postings', () => {
    const both = [
      { ...run, design: 'a', seconds: 10 },
      { ...run, design: 'a', seconds: 20 },
      { ...run, design: 'b', seconds: 5 },
      { ...run, design: 'other', seconds: 1_000 },
    ];
    expect(estimateTime(planned, { runs: both, spreads: [] })).toMatchObject({
      ...{ seconds: 35, basis: 'same_runs', measuredRuns: 3, workers: [2] },
    });
    const some = both.slice(0, 2);
    expect(estimateTime(planned, { runs: some, spreads: [] })).toMatchObject({ seconds: 45, basis: 'per_posting' });
    expect(estimateTime(planned, NOTHING_MEASURED)).toBeNull();
  });

  test('in solo every freelancer has the projects to itself', async () => {
    const { treatments } = await loadedFrom(folder);
    const [one] = treatments;
    if (one === undefined) throw new Error('no treatment');
    const { config, roster } = one.loaded;
    expect(postingsOf(config, 67, roster)).toBe(3);
    expect(postingsOf({ ...config, protocol: 'solo', rounds: 2 }, 67, roster)).toBe(3 * 2 * 7);
    expect(postingsOf({ ...config, corpus: { ...config.corpus, limit: 100 } }, 67, roster)).toBe(67);
  });
});

describe('a result', () => {
  /** The paired example of the field's references: difference 0.3, standard error 0.152753. */
  const A = [1, 1, 1, 0, 1, 0, 1, 1, 0, 1];
  const B = [1, 0, 1, 0, 0, 0, 1, 0, 0, 1];
  const outcomes = {
    primary: [{ name: 'share', figure: 'success.taskShare', freelancer: 'Truthful' }],
    secondary: [{ name: 'same', figure: 'surplus.efficiency' }],
  };
  const values = (treatment: string, given: readonly (number | null)[]): RunValues[] =>
    given.map((share, at) => ({
      ...{ treatment, repetition: at + 1, seed: `s${at}`, folder: `${treatment}/${at}`, corpusHash: 'c' },
      values: { share, same: 1 },
    }));

  test('is paired over repetitions: worked values of difference, interval and permutation', async () => {
    const loaded = await loadedFrom(folder, { ...ONE_FACTOR, outcomes, repetitions: 10 });
    const result = resultOf(loaded, [...values('second', A), ...values('first', B)], null);
    const [share, same] = result.contrasts;
    expect(share).toMatchObject({ pairs: 10, missing: 0, exact: true, family: 'primary', p: 0.25, adjusted: 0.25 });
    expect(share?.difference).toBeCloseTo(0.3, 12);
    expect((share?.deviation ?? 0) / Math.sqrt(10)).toBeCloseTo(0.152753, 6);
    expect(share?.low).toBeCloseTo(0.3 - 2.262157 * 0.152753, 5);
    expect(same).toMatchObject({ difference: 0, deviation: 0, p: 1, found: false, low: null });
    expect(result.summaries[0]).toMatchObject({ treatment: 'first', runs: 10, mean: 0.4 });
    const text = resultText(result);
    expect(text).toContain('Not registered beforehand');
    expect(text).toContain('Simulated: drawn from a model');
  });

  test('a run without the figure takes its repetition out of the contrast, and is counted', async () => {
    const loaded = await loadedFrom(folder, { ...ONE_FACTOR, outcomes, repetitions: 10 });
    const runs = [
      ...values(
        'second',
        A.with(4, Number.NaN).map((one) => (Number.isNaN(one) ? null : one)),
      ),
      ...values('first', B.slice(0, 9)),
    ];
    const [share] = resultOf(loaded, runs, null).contrasts;
    expect(share).toMatchObject({ pairs: 8, missing: 2 });
    expect(share?.difference).toBeCloseTo(0.25, 12);
  });

  test('primary tests are corrected by Holm as one family, secondary ones by Benjamini and Hochberg', async () => {
    const loaded = await loadedFrom(folder, { outcomes, repetitions: 10 });
    const shift = (levels: Readonly<Record<string, string>>, at: number): number =>
      (levels.mechanism === 'second' ? 1 : 0) + (levels.visibility === 'open' && at < 5 ? 0.1 : 0);
    const runs = loaded.treatments.flatMap(({ name, levels }) =>
      values(
        name,
        Array.from({ length: 10 }, (_, at) => shift(levels, at)),
      ),
    );
    const { contrasts } = resultOf(loaded, runs, null);
    const [mechanism, visibility] = contrasts;
    // All ten differences have one sign: 2/1024; five of them: 2/32. Holm: twice the first, once the second.
    expect(mechanism).toMatchObject({ p: 2 / 1024, adjusted: 4 / 1024, found: true, difference: 1 });
    expect(visibility).toMatchObject({ p: 2 / 32, adjusted: 2 / 32, found: false });
    expect(contrasts.filter(({ family }) => family === 'secondary').map(({ adjusted }) => adjusted)).toEqual([1, 1]);
  });
});
