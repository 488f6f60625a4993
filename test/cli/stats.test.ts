/** `arena stats` on runs that were really played: its figures beside the standing's, what theory says, and wrong folders. */

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Analysis, analysisSchema } from '../../agents/tournament/analysis/analysis.ts';
import { standingSchema } from '../../agents/tournament/standing-schema.ts';
import { main } from '../../cli/arena.ts';
import { arena, type Ended } from '../helpers/arena-command.ts';

/** Of the runs one and two, and over both. */
let found: readonly Analysis[] = [];
const folder = mkdtempSync(join(tmpdir(), 'arena-stats-'));

/** Four who bid the equilibrium of a first-price auction, with costs of the same distribution. */
const ROSTER = `name: equals
description: Four equals. All figures are assumptions.
entries:
${['Ann', 'Bea', 'Cid', 'Dan']
  .map(
    (name) => `  - name: ${name}
    kind: scripted
    model: Bidding strategy "shading"
    successRate: 0.6
    rateSource: Assumption
    strategy: { name: shading }
    costModel: { kind: uniform, fromShare: 0.1, toShare: 1 }
    speed: { medianFactor: 1, sigma: 0.5 }
    costs: { perBidMicroUsd: 20000, perDeliveryMicroUsd: 50000, source: Assumption }`,
  )
  .join('\n')}
`;

beforeAll(async () => {
  writeFileSync(join(folder, 'equals.yaml'), ROSTER);
  for (const [name, seed] of [
    ['one', 'a'],
    ['two', 'b'],
  ]) {
    writeFileSync(
      join(folder, `${name}.yaml`),
      `name: ${name}\nseed: ${seed}\nprotocol: auction\nroster: ./equals.yaml\ncorpus: { limit: 4 }\nmarket: { fees: none }\n`,
    );
  }
  const { code, stderr } = await arena(folder, 'run', 'one.yaml', 'two.yaml', '--quiet', '--workers', '1');
  expect(code, stderr).toBe(0);
  found = await analyses('runs/one', 'runs/two');
}, 600_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The verb in this process, its folders named from the test's own. */
async function stats(...args: readonly string[]): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      texts[name] += chunk;
      return true;
    }),
  );
  try {
    const named = args.map((arg) => (arg.startsWith('--') ? arg : join(folder, arg)));
    return { code: await main(['stats', ...named]), ...texts };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

async function analyses(...runs: readonly string[]): Promise<Analysis[]> {
  const { code, stdout, stderr } = await stats(...runs, '--json');
  expect(code, stderr).toBe(0);
  const lines = stdout.split('\n').filter(Boolean);
  return lines.map((line) => analysisSchema.parse(JSON.parse(line)));
}

test('earnings and success are those of the standing, to the cent', () => {
  const [analysis] = found;
  const { rows } = standingSchema.parse(JSON.parse(readFileSync(join(folder, 'runs/one/standing.json'), 'utf8')));
  const table = (name: string) => analysis?.tables.find((one) => one.name === name)?.rows ?? [];
  expect(rows).toHaveLength(4);
  for (const { name, earnings, projects, success } of rows) {
    expect(table('earnings').find(({ freelancer }) => freelancer === name)).toMatchObject({
      gross: earnings.grossCents,
      fees: earnings.feesCents,
      costs: earnings.ownCostsCents,
      net: earnings.netCents,
      shareOfPot: earnings.shareOfPot,
    });
    const own = table('success').find(({ freelancer }) => freelancer === name);
    const { taskShare: share, low, high } = success;
    expect(own).toMatchObject({
      passed: projects.passed,
      decided: projects.passed + projects.failed,
      taskShare: share === null ? null : { value: share, low, high },
      microCases: success.microCaseRate,
    });
  }
});

test('bidders in the symmetric equilibrium give every project to the cheapest: efficiency is 1', () => {
  const [analysis] = found;
  const [surplus] = analysis?.tables.find(({ name }) => name === 'surplus')?.rows ?? [];
  expect(surplus?.awards).toBe(4);
  expect(surplus?.efficiency).toBe(1);
});

test('verdicts tell visible cases from hidden ones, and every project has its family', () => {
  const [analysis] = found;
  expect(analysis?.families).toBeGreaterThan(1);
  const gaps = analysis?.tables.find(({ name }) => name === 'success')?.rows.map(({ gap }) => gap) ?? [];
  expect(gaps.some((gap) => typeof gap === 'number')).toBe(true);
});

test('runs that differ in their seeds only are averaged as runs, and it says so', () => {
  const [first, second, over] = found;
  const gross = (analysis: Analysis | undefined): number[] =>
    analysis?.tables[0]?.rows.map((row) => {
      const cell = row.gross;
      return typeof cell === 'number' ? cell : typeof cell === 'object' && cell !== null ? cell.value : Number.NaN;
    }) ?? [];
  const [ones, twos] = [gross(first), gross(second)];
  expect(gross(over)).toEqual(ones.map((value, at) => (value + (twos[at] ?? 0)) / 2));
  expect(over?.tables[0]?.notes.join()).toContain('One run is one observation');
});

test('a folder of an earlier arena has no list of projects: each project then stands for itself', async () => {
  cpSync(join(folder, 'runs/one'), join(folder, 'old'), { recursive: true });
  rmSync(join(folder, 'old/projects.json'));
  const { code, stdout } = await stats('old');
  expect(code).toBe(0);
  expect(stdout).toContain('task families not known');
});

test('what is no run that has ended is refused in plain words', async () => {
  const none = await stats();
  expect([none.code, none.stderr]).toEqual([64, 'arena: statistics of which run? `arena stats DIR…`\n']);
  const wrong = await stats('nowhere');
  expect([wrong.code, wrong.stderr]).toEqual([
    65,
    `arena: ${join(folder, 'nowhere')} is no folder of a run: it has no manifest.json\n`,
  ]);
  cpSync(join(folder, 'runs/one'), join(folder, 'cut'), { recursive: true });
  rmSync(join(folder, 'cut/log'), { recursive: true });
  const cut = await stats('cut');
  expect(cut.code).toBe(65);
  expect(cut.stderr).toContain('has ended');
});
