/** A sweep over sizes: figures of runs beside stated sizes, in a table, in files, and in a plot that is XML and nothing else. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { modelEntrySchema } from '../../agents/llm/roster-entry.ts';
import type { Standing, StandingRow } from '../../agents/tournament/standing-schema.ts';
import { spearman } from '../../agents/tournament/statistics/rank-correlation.ts';
import { type SweptRun, sweepCsv, sweepJson, sweepOf, sweepTable } from '../../agents/tournament/sweep.ts';
import { sweepSvg } from '../../agents/tournament/sweep-plot.ts';
import { arena } from '../helpers/arena-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-sweep-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Model {
  readonly name: string;
  readonly size: number | null;
  readonly passed: number;
  readonly netCents: number;
  readonly endpoint?: string;
}

function rowOf({ name, passed, netCents }: Model): StandingRow {
  const share = passed / 10;
  return {
    ...{ rank: 1, name, kind: 'model', model: 'openai:m', baseline: false, calibration: null, human: null },
    earnings: { grossCents: netCents, feesCents: 0, ownCostsCents: 0, netCents, potCents: 10_000, shareOfPot: share },
    projects: { offered: 10, bid: 10, won: 10, passed, failed: 10 - passed, failedFully: 0, unscored: 0 },
    success: {
      taskShare: share,
      low: share / 2,
      high: 1,
      dollarShare: share,
      macroCaseRate: null,
      microCaseRate: null,
    },
    provenance: { earnings: 'measured', costs: 'measured', success: 'measured', human: null },
  };
}

function runOf(models: readonly Model[], name = 'sizes'): SweptRun {
  const standing: Standing = {
    ...{ protocol: 'solo', currency: 'USD', payRule: 'all_or_nothing', pot: 'posted_prices' },
    prices: {
      count: 10,
      sumCents: 10_000,
      meanCents: 1_000,
      medianCents: 1_000,
      kind: 'assigned',
      methods: ['author'],
    },
    baseline: { kind: 'none', description: 'none' },
    rows: models.map(rowOf),
  };
  const entries = models.map(({ name: freelancer, size, endpoint }) =>
    modelEntrySchema.parse({
      ...{ name: freelancer, kind: 'model', model: 'openai:m', parametersBillion: size },
      ...(endpoint !== undefined && { endpoint }),
    }),
  );
  return { manifest: { config: { name, protocol: 'solo' }, roster: { entries } }, standing };
}

const MODELS: readonly Model[] = [
  { name: 'Large', size: 70, passed: 9, netCents: 9_000, endpoint: 'http://127.0.0.1:9000/v1' },
  { name: 'Small', size: 1.1, passed: 0, netCents: -12 },
  { name: 'Middle', size: 7, passed: 4, netCents: 4_000 },
  { name: 'Nameless', size: null, passed: 5, netCents: 5_000 },
];

test('points stand by size, the ones without a size are named and left out, and the correlation is that of ranks', () => {
  const sweep = sweepOf([runOf(MODELS)]);
  expect(sweep.points.map(({ name, parametersBillion, taskShare }) => [name, parametersBillion, taskShare])).toEqual([
    ['Small', 1.1, 0],
    ['Middle', 7, 0.4],
    ['Large', 70, 0.9],
  ]);
  expect(sweep.unsized).toEqual(['sizes/Nameless']);
  expect(sweep.correlation).toEqual({ taskShare: 1, netCents: 1 });
  const table = sweepTable(sweep);
  expect(table).toContain('http://127.0.0.1:9000/v1');
  expect(table).toContain('whatever answers there was measured');
  expect(table).toContain('left out: sizes/Nameless');
  expect(sweepCsv(sweep).split('\r\n')).toHaveLength(5);
  expect(JSON.parse(sweepJson(sweep))).toMatchObject({
    note: expect.stringContaining('Measured'),
    points: sweep.points,
  });
});

describe('rank correlation', () => {
  test.each([
    [[1, 2, 3, 4], [10, 20, 40, 80], 1],
    [[1, 2, 3, 4], [4, 3, 2, 1], -1],
    // Worked by hand: ranks 1 2.5 2.5 4 against 1 3 2 4.
    [[1, 2, 2, 9], [1, 3, 2, 4], 4.5 / Math.sqrt(4.5 * 5)],
    [[1, 2], [1, 2], null],
    [[1, 2, 3], [5, 5, 5], null],
  ])('%j with %j is %s', (xs, ys, expected) => {
    const found = spearman(xs, ys);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(expected, 12);
  });
});

test('the plot is one well-formed file: every name escaped, nothing that loads or runs, every point inside it', () => {
  const hostile = { name: '<script>alert(1)</script>&"\u0000\u001b[2J', size: 13, passed: 5, netCents: 100 };
  const svg = sweepSvg(sweepOf([runOf([...MODELS, hostile])]));
  expect(svg).not.toMatch(/<script|href|url\(|<image|<foreignObject|\son\w+=/i);
  expect(svg).not.toMatch(/(?![\n])\p{Cc}/u);
  expect(svg.match(/http[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
  // Well formed: tags close in the order in which they open.
  const open: string[] = [];
  for (const [, closing, name, self] of svg.matchAll(/<(\/?)(\w+)[^<>]*?(\/?)>/g)) {
    if (closing === '/') expect(open.pop()).toBe(name);
    else if (self !== '/') open.push(name ?? '');
  }
  expect(open).toEqual([]);
  const [, width = 0, height = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number);
  const circles = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [Number(x), Number(y)]);
  expect(circles).toHaveLength(8);
  for (const [x = -1, y = -1] of circles) expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
});

test('arena sweep reads the folders of runs and writes table, JSON, CSV and plot; what is no run is refused', async () => {
  const { manifest, standing } = runOf(MODELS);
  mkdirSync(join(folder, 'run'));
  writeFileSync(join(folder, 'run/manifest.json'), JSON.stringify(manifest));
  expect(await arena(folder, 'sweep', 'run')).toMatchObject({
    code: 65,
    stderr: expect.stringContaining('standing.json'),
  });
  writeFileSync(join(folder, 'run/standing.json'), JSON.stringify(standing));
  const { code, stdout } = await arena(folder, 'sweep', 'run', '--out', 'plots');
  expect(code).toBe(0);
  expect(stdout).toContain('Spearman');
  expect(readFileSync(join(folder, 'plots/sweep.svg'), 'utf8')).toBe(sweepSvg(sweepOf([{ manifest, standing }])));
  expect(readFileSync(join(folder, 'plots/sweep.csv'), 'utf8')).toContain('sizes,solo,Small,openai:m,,1.1,10,0');
});
