import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bradleyTerry, ELO_UNIT, isSeparated } from '../../../agents/tournament/statistics/bradley-terry.ts';
import { eloAfter, eloExpected } from '../../../agents/tournament/statistics/elo.ts';
import { exposed, NEW_SKILL, type Skill, trueSkill } from '../../../agents/tournament/statistics/true-skill.ts';

test('strengths of four players agree with the reference values', () => {
  const { strengths } = bradleyTerry([
    [0, 2, 0, 1],
    [3, 0, 5, 0],
    [0, 3, 0, 1],
    [4, 0, 3, 0],
  ]);
  const whole = strengths.reduce((sum, one) => sum + Math.exp(one), 0);
  for (const [at, share] of [0.13869, 0.22615, 0.14302, 0.49213].entries()) {
    expect(Math.exp(strengths[at] ?? 0) / whole).toBeCloseTo(share, 5);
  }
});

/** American League East 1987: MIL, DET, TOR, NY, BOS, CLE, BAL. */
const LEAGUE = [
  [0, 7, 9, 7, 7, 9, 11],
  [6, 0, 7, 5, 11, 9, 9],
  [4, 6, 0, 7, 7, 8, 12],
  [6, 8, 6, 0, 6, 7, 10],
  [6, 2, 6, 7, 0, 7, 12],
  [4, 4, 5, 6, 6, 0, 6],
  [2, 4, 1, 3, 1, 7, 0],
];

test('strengths and errors of a league agree with the reference values', () => {
  const { strengths, errors, regularised } = bradleyTerry(LEAGUE, 6);
  for (const [at, value] of [1.581, 1.436, 1.294, 1.248, 1.108, 0.684, 0].entries()) {
    expect(strengths[at]).toBeCloseTo(value, 3);
  }
  for (const [at, value] of [0.343, 0.34, 0.337, 0.336, 0.334, 0.332, 0].entries()) {
    expect(errors[at]).toBeCloseTo(value, 3);
  }
  expect(regularised).toBe(false);
});

test('differences of strengths do not depend on who is the anchor', () => {
  const [first, last] = [bradleyTerry(LEAGUE, 0), bradleyTerry(LEAGUE, 6)];
  for (const [at, strength] of last.strengths.entries()) {
    expect((first.strengths[at] ?? 0) - (first.strengths[6] ?? 0)).toBeCloseTo(strength, 9);
  }
});

test('two players at 3 to 1 agree with the reference values', () => {
  const { strengths, errors } = bradleyTerry(
    [
      [0, 3],
      [1, 0],
    ],
    1,
  );
  expect(strengths[0]).toBeCloseTo(1.098612, 6);
  expect((strengths[0] ?? 0) * ELO_UNIT).toBeCloseTo(190.85, 2);
  expect(errors[0]).toBeCloseTo(1.154701, 6);
});

test('who beat everybody gets a finite strength, and it is said what was done for it', () => {
  const wins = [
    [0, 3, 3],
    [0, 0, 2],
    [0, 1, 0],
  ];
  expect(isSeparated(wins)).toBe(true);
  expect(isSeparated(LEAGUE)).toBe(false);
  const { strengths, regularised } = bradleyTerry(wins);
  expect(regularised).toBe(true);
  expect(strengths.every(Number.isFinite)).toBe(true);
  expect(Math.max(...strengths)).toBe(strengths[0]);
});

test('at the fitted strengths everybody wins as often as expected', () => {
  const matrix = fc.integer({ min: 2, max: 6 }).chain((n) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: n, maxLength: n }), {
      minLength: n,
      maxLength: n,
    }),
  );
  fc.assert(
    fc.property(matrix, (games) => {
      const wins = games.map((row, at) => row.map((won, to) => (at === to ? 0 : won)));
      const { strengths } = bradleyTerry(wins);
      for (const [at, row] of wins.entries()) {
        const expected = row.reduce((sum, won, to) => {
          const p = 1 / (1 + Math.exp((strengths[to] ?? 0) - (strengths[at] ?? 0)));
          return sum + (won + (wins[to]?.[at] ?? 0)) * (at === to ? 0 : p);
        }, 0);
        expect(expected).toBeCloseTo(
          row.reduce((sum, won) => sum + won, 0),
          6,
        );
      }
    }),
    { numRuns: 50 },
  );
});

test('Elo agrees with the reference values', () => {
  expect(eloExpected(400, 0)).toBeCloseTo(0.909091, 6);
  expect(eloExpected(200, 0)).toBeCloseTo(0.759747, 6);
  const others = [1609, 1477, 1388, 1586, 1720];
  const expected = [0.505756, 0.6863, 0.785027, 0.538778, 0.350705];
  for (const [at, other] of others.entries()) expect(eloExpected(1613, other)).toBeCloseTo(expected[at] ?? 0, 6);
  const games = others.map((other, at) => ({ other, score: [0, 0.5, 1, 1, 0][at] ?? 0 }));
  expect(eloAfter(1613, games)).toBeCloseTo(1601.27, 2);
});

type Pair = readonly [mu: number, sigma: number];
const fresh = (count: number): Skill[] => Array.from({ length: count }, () => NEW_SKILL);
const places = (count: number): number[] => [...Array(count).keys()];

function expectSkills(found: readonly Skill[], expected: readonly Pair[]): void {
  expect(found).toHaveLength(expected.length);
  for (const [at, [mu, sigma]] of expected.entries()) {
    expect(found[at]?.mu).toBeCloseTo(mu, 3 - 0.301);
    expect(found[at]?.sigma).toBeCloseTo(sigma, 3 - 0.301);
  }
}

test('TrueSkill agrees with the reference values for two players', async () => {
  const rules = await trueSkill();
  const won = rules.rate(fresh(2), [0, 1]);
  expectSkills(won, [
    [29.396, 7.171],
    [20.604, 7.171],
  ]);
  expect(rules.quality(fresh(2))).toBeCloseTo(0.447, 3);
  expect(exposed(won[0] ?? NEW_SKILL)).toBeCloseTo(7.881, 3);
  expect(exposed(NEW_SKILL)).toBeCloseTo(0, 10);
  expectSkills(rules.rate(fresh(2), [0, 0]), [
    [25, 6.458],
    [25, 6.458],
  ]);
  expectSkills((await trueSkill(0.5)).rate(fresh(2), [0, 1]), [
    [30.267, 7.077],
    [19.733, 7.077],
  ]);
  const upset = [NEW_SKILL, { mu: 50, sigma: 12.5 }];
  expectSkills(rules.rate(upset, [0, 0]), [
    [31.662, 7.137],
    [35.01, 7.91],
  ]);
  expect(rules.quality(upset)).toBeCloseTo(0.11, 3);
});

test('TrueSkill agrees with the reference values for many players', async () => {
  const rules = await trueSkill();
  const tables: readonly (readonly Pair[])[] = [
    [
      [31.675, 6.656],
      [25, 6.208],
      [18.325, 6.656],
    ],
    [
      [33.207, 6.348],
      [27.401, 5.787],
      [22.599, 5.787],
      [16.793, 6.348],
    ],
    [
      [34.363, 6.136],
      [29.058, 5.536],
      [25, 5.42],
      [20.942, 5.536],
      [15.637, 6.136],
    ],
    [
      [36.771, 5.749],
      [32.242, 5.133],
      [29.074, 4.943],
      [26.322, 4.874],
      [23.678, 4.874],
      [20.926, 4.943],
      [17.758, 5.133],
      [13.229, 5.749],
    ],
    [
      [40.539, 5.276],
      [36.81, 4.711],
      [34.347, 4.524],
      [32.336, 4.433],
      [30.55, 4.38],
      [28.893, 4.349],
      [27.31, 4.33],
      [25.766, 4.322],
      [24.234, 4.322],
      [22.69, 4.33],
      [21.107, 4.349],
      [19.45, 4.38],
      [17.664, 4.433],
      [15.653, 4.524],
      [13.19, 4.711],
      [9.461, 5.276],
    ],
  ];
  for (const table of tables) expectSkills(rules.rate(fresh(table.length), places(table.length)), table);
  expectSkills(rules.rate(fresh(3), [0, 0, 0]), [
    [25, 5.698],
    [25, 5.695],
    [25, 5.698],
  ]);
  expect(rules.quality(fresh(3))).toBeCloseTo(0.2, 3);
  expect(rules.quality(fresh(4))).toBeCloseTo(0.089, 3);
  const reversed = [8, 7, 6, 5, 4, 3, 2, 1].map((sigma, at) => ({ mu: 10 + 5 * at, sigma }));
  expectSkills(rules.rate(reversed, places(8)), [
    [35.135, 4.506],
    [32.585, 4.037],
    [31.329, 3.756],
    [30.984, 3.453],
    [31.751, 3.064],
    [34.051, 2.541],
    [38.263, 1.849],
    [44.118, 0.983],
  ]);
});
