import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrateSkill, difficulties, type SizedProject, willPass } from '../../agents/simulated/skill.ts';

const corpus: readonly SizedProject[] = Array.from({ length: 40 }, (_, index) => ({
  key: `project-${index}`,
  estimatedMinutes: 10 + index * index,
}));

function mean(values: Iterable<number>): number {
  const all = [...values];
  return all.reduce((sum, value) => sum + value, 0) / all.length;
}

const sizes = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 60 });

test('the mean chance over the corpus is the published rate, for every rate and corpus', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), sizes, (rate, minutes) => {
      const projects = minutes.map((estimatedMinutes, index) => ({ key: `${index}`, estimatedMinutes }));
      expect(Math.abs(mean(calibrateSkill(rate, projects).chances.values()) - rate)).toBeLessThan(1e-9);
    }),
  );
});

test('difficulties have mean 0 and deviation 1, and are 0 where all estimates are equal', () => {
  const values = [...difficulties(corpus).values()];
  expect(mean(values)).toBeCloseTo(0, 12);
  expect(mean(values.map((value) => value * value))).toBeCloseTo(1, 12);
  const equal = difficulties(['a', 'b', 'c'].map((key) => ({ key, estimatedMinutes: 45 })));
  expect([...equal.values()]).toEqual([0, 0, 0]);
});

test('longer work is passed less often', () => {
  const chances = [...calibrateSkill(0.7, corpus).chances.values()];
  for (const [index, chance] of chances.entries()) {
    if (index > 1) expect(chance).toBeLessThan(chances[index - 1] ?? 0);
  }
});

test('rates of 0 and 1 never and always pass', () => {
  const attempt = { seed: 's', name: 'n', project: 'project-3', round: 1, attempt: 1 };
  expect(willPass(calibrateSkill(0, corpus), attempt)).toBe(false);
  expect(willPass(calibrateSkill(1, corpus), attempt)).toBe(true);
});

test('over many seeds a freelancer passes at the published rate, without filling a quota in any of them', () => {
  const rate = 877 / 1115;
  const skill = calibrateSkill(rate, corpus);
  const shares = Array.from({ length: 300 }, (_, seed) =>
    mean(
      corpus.map(({ key }) =>
        willPass(skill, { seed: `${seed}`, name: 'Haiku', project: key, round: 1, attempt: 1 }) ? 1 : 0,
      ),
    ),
  );
  const tries = shares.length * corpus.length;
  const spread = Math.sqrt((rate * (1 - rate)) / tries);
  expect(Math.abs(mean(shares) - rate)).toBeLessThan(4 * spread);
  expect(new Set(shares).size).toBeGreaterThan(5);
});

test('each project is passed at its own chance over many seeds', () => {
  const skill = calibrateSkill(0.6, corpus);
  for (const key of ['project-2', 'project-39']) {
    const chance = skill.chances.get(key) ?? 0;
    const share = mean(
      Array.from({ length: 3_000 }, (_, seed) =>
        willPass(skill, { seed: `${seed}`, name: 'n', project: key, round: 1, attempt: 1 }) ? 1 : 0,
      ),
    );
    expect(Math.abs(share - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / 3_000));
  }
});

test('a try is drawn by seed, name, project, round and attempt, and told the same again', () => {
  const skill = calibrateSkill(0.5, corpus);
  const base = { seed: 's', name: 'n', project: 'project-1', round: 1, attempt: 1 };
  const outcomes = (vary: (index: number) => Partial<typeof base>): boolean[] =>
    Array.from({ length: 40 }, (_, index) => willPass(skill, { ...base, ...vary(index) }));
  const variations = [
    (index: number) => ({ seed: `${index}` }),
    (index: number) => ({ name: `${index}` }),
    (round: number) => ({ round }),
    (attempt: number) => ({ attempt }),
  ];
  for (const vary of variations) {
    expect(new Set(outcomes(vary))).toEqual(new Set([true, false]));
    expect(outcomes(vary)).toEqual(outcomes(vary));
  }
});
