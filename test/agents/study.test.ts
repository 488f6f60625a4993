import { expect, test } from 'vitest';
import type { Subject } from '../../agents/tournament/analysis/subject.ts';
import { tableSchema } from '../../agents/tournament/analysis/table.ts';
import type { ProjectRow, WorkRow } from '../../agents/tournament/observations/row-schema.ts';
import { PAY_RULES } from '../../agents/tournament/study/pay-rules.ts';
import { PRICE_READINGS, type PricedTask } from '../../agents/tournament/study/price-readings.ts';
import {
  impliedBy,
  PUBLISHED,
  PUBLISHED_MEAN,
  PUBLISHED_POT,
  PUBLISHED_TASKS,
} from '../../agents/tournament/study/published.ts';
import { studyTables } from '../../agents/tournament/study/study-tables.ts';
import { DEFAULT_POLICY } from '../../server/market/policy.ts';

test('what the published figures imply is what the reference found', () => {
  expect(PUBLISHED_TASKS * PUBLISHED_MEAN).toBe(341_190);
  expect(PUBLISHED_POT / PUBLISHED_TASKS).toBeCloseTo(1_435, 0);
  expect(PUBLISHED_POT / PUBLISHED_TASKS / PUBLISHED_MEAN).toBeCloseTo(4.69, 2);
  const expected = [
    [0.787, 0.95, 1_733, 336, 0.953],
    [0.773, 0.931, 1_729, 435, 0.95],
    [0.685, 0.831, 1_741, 769, 0.927],
    [0.425, 0.438, 1_477, 1_404, 0.843],
  ];
  for (const [at, row] of PUBLISHED.entries()) {
    const { taskShare, dollarShare, meanSolved, meanUnsolved, fiveTests } = impliedBy(row);
    const [tasks = 0, dollars = 0, solved = 0, unsolved = 0, fifth = 0] = expected[at] ?? [];
    expect(taskShare).toBeCloseTo(tasks, 3);
    expect(dollarShare).toBeCloseTo(dollars, 2);
    expect(Math.round(meanSolved)).toBe(solved);
    expect(Math.round(meanUnsolved)).toBe(unsolved);
    expect(fiveTests).toBeCloseTo(fifth, 3);
  }
});

test('pay rules: a failed task with some cases passed earns nothing, a part, or a price for each', () => {
  const outcome = { passed: false, casesPassed: 3, caseCount: 4 };
  expect(PAY_RULES.map(({ key, earned, most }) => [key, earned(outcome), most(outcome)])).toEqual([
    ['allOrNothing', 0, 1],
    ['proportional', 0.75, 1],
    ['perTest', 3, 4],
  ]);
});

const TASKS: readonly PricedTask[] = Array.from({ length: 400 }, (_, at) => ({
  slug: `task-${at}`,
  priceCents: 10_000 + 100 * at,
  estimatedMinutes: 10 + at,
}));

function reading(key: string, tasks: readonly PricedTask[] = TASKS): ReadonlyMap<string, number> | null {
  const found = PRICE_READINGS.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no reading ${key}`);
  return found.prices(tasks);
}

const total = (prices: ReadonlyMap<string, number> | null): number =>
  [...(prices?.values() ?? [])].reduce((sum, price) => sum + price, 0);

test('readings of prices: the same, all alike, to the published mean, turned round, some in rupees', () => {
  const posted = reading('posted');
  expect(posted?.get('task-7')).toBe(10_700);
  expect(new Set(reading('flat')?.values())).toEqual(new Set([30_600]));
  expect((total(reading('scaled')) / 400) * PUBLISHED_TASKS).toBeCloseTo(PUBLISHED_POT * 100, 4);
  const turned = reading('easyIsDear');
  expect(turned?.get('task-0')).toBe(10_000 + 100 * 399);
  expect(total(turned)).toBe(total(posted));
  const rupees = [...(reading('unconverted') ?? [])].filter(([slug, price]) => price !== posted?.get(slug));
  expect(rupees.length / 400).toBeGreaterThan(0.02);
  expect(rupees.length / 400).toBeLessThan(0.08);
  for (const [slug, price] of rupees) expect(price).toBe(83 * (posted?.get(slug) ?? 0));
});

test('prices cannot follow the length of work where that is not known', () => {
  expect(reading('easyIsDear', [{ slug: 'a', priceCents: 1, estimatedMinutes: null }])).toBeNull();
});

const place = (at: number) => ({ market: 'm', project: at, slug: `p${at}`, family: `f${at}`, round: 1 });

/** One freelancer at four tasks of 100, 200, 300 and 400 dollars, of 4 cases each, the longest the dearest. */
function subject(name: string, passes: readonly number[]): Subject {
  const project = passes.map(
    (_, at) =>
      ({ ...place(at), kind: 'project', postedPriceCents: 10_000 * (at + 1), estimatedMinutes: at + 1 }) as ProjectRow,
  );
  const work = passes.map(
    (casesPassed, at) =>
      ({
        ...place(at),
        ...{
          kind: 'work',
          freelancer: name,
          casesPassed,
          caseCount: 4,
          result: casesPassed === 4 ? 'passed' : 'failed',
        },
      }) as WorkRow,
  );
  const rows = { bid: [], delivery: [], verdict: [], transfer: [], model_call: [] };
  return {
    ...{ name: 'study', protocol: 'solo', policy: DEFAULT_POLICY, seats: [], human: { kind: 'none' } },
    participants: [{ name, origin: 'simulated' }],
    observed: { ...rows, project, work },
  };
}

test('the tables put tasks and dollars beside the published ones, under every rule and reading', () => {
  const tables = new Map(
    studyTables(subject('Qwen 2.5', [4, 4, 2, 0])).map((table) => [table.name, tableSchema.parse(table)]),
  );
  const [tasks] = tables.get('tasks')?.rows ?? [];
  expect(tasks).toMatchObject({ solved: 2, tasks: 4, publishedSolved: 764, origin: 'simulated' });
  const [posted] = tables.get('dollars_posted')?.rows ?? [];
  expect(posted).toMatchObject({ pot: 100_000, earned: 30_000, allOrNothing: 0.3, publishedDollars: 133_000_000 });
  expect(posted?.proportional).toBeCloseTo((100 + 200 + 150) / 1_000, 12);
  expect(tables.get('dollars_flat')?.rows[0]?.allOrNothing).toBe(0.5);
  expect(tables.get('dollars_easyIsDear')?.rows[0]?.allOrNothing).toBe(0.7);
  const fit = tables.get('fit')?.rows ?? [];
  expect(fit).toHaveLength(PRICE_READINGS.length * PAY_RULES.length);
  expect(fit[0]?.distance).toBeCloseTo(Math.abs(0.3 - 1_330_000 / 1_600_000), 12);
});

test('whoever is not in the study has no published figure beside its own, and fits nothing', () => {
  const tables = new Map(studyTables(subject('Somebody', [4])).map((table) => [table.name, table]));
  expect(tables.get('tasks')?.rows[0]).toMatchObject({ publishedSolved: null, publishedShare: null });
  expect(tables.get('fit')?.rows[0]).toMatchObject({ distance: null, pot: null });
});
