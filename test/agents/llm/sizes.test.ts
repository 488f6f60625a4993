/** Success against size from end to end: the ready configuration, three endpoints of unequal skill, the run and its plot. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { buildCorpus } from '../../../seeds/corpus.ts';
import { ENTRY, ended, environmentAt, start } from '../../helpers/arena-command.ts';
import { startMockLlm } from '../../helpers/mock-llm.ts';
import { ROOT } from '../../helpers/source-files.ts';
import { teach } from '../../helpers/taught-llm.ts';

const PROJECTS = 2;
// Whole runs, each a process of its own, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 400_000 });
const folder = mkdtempSync(join(tmpdir(), 'arena-sizes-'));
/** One provider for each entry of the roster; how many projects each of them can do. */
const SKILLS = [0, 1, 2];
let providers: LLMock[];
beforeAll(async () => {
  providers = await Promise.all(SKILLS.map(startMockLlm));
  const projects = buildCorpus('starter', 'starter-1');
  for (const [at, provider] of providers.entries()) teach(provider, projects.slice(0, SKILLS[at]));
});
afterAll(async () => {
  await Promise.all(providers.map((provider) => provider.stop()));
  rmSync(folder, { recursive: true });
});

const seed = (name: string): string => readFileSync(join(ROOT, 'seeds', name), 'utf8');

function arena(...args: readonly string[]) {
  const env = environmentAt(folder, { SIZES_KEY: 'any' });
  return ended(start(process.execPath, [ENTRY, ...args], folder, env));
}

test('the ready configuration plays any endpoints, and the sweep sets them out by size', async () => {
  // What its reader is told to do: the endpoints are filled in, and here fewer projects asked for.
  const roster = providers.reduce(
    (text, { url }, at) => text.replace(`http://127.0.0.1:900${at + 1}/v1`, `${url}/v1`),
    seed('rosters/sizes.yaml'),
  );
  expect(roster).not.toContain(':900');
  writeFileSync(join(folder, 'endpoints.yaml'), roster);
  const tournament = seed('tournaments/sizes.yaml').replace('roster: sizes', 'roster: ./endpoints.yaml');
  writeFileSync(join(folder, 'sizes.yaml'), tournament.replace('limit: 20', `limit: ${PROJECTS}`));
  const run = await arena('run', 'sizes.yaml', '--out', 'runs', '--yes');
  expect(run.code, run.stderr).toBe(0);
  for (const provider of providers) expect(provider.getRequests().length).toBeGreaterThan(PROJECTS);
  const swept = await arena('sweep', 'runs/sizes', '--out', 'plots');
  expect(swept.code, swept.stderr).toBe(0);
  const { points, correlation, unsized } = JSON.parse(readFileSync(join(folder, 'plots/sweep.json'), 'utf8'));
  type Point = { name: string; parametersBillion: number; taskShare: number; grossCents: number };
  expect(
    (points as Point[]).map(({ name, parametersBillion, taskShare }) => [name, parametersBillion, taskShare]),
  ).toEqual([
    ['One billion', 1, 0],
    ['Seven billion', 7, 0.5],
    ['Seventy billion', 70, 1],
  ]);
  const earned = (points as Point[]).map(({ grossCents }) => grossCents);
  expect(earned[0]).toBe(0);
  expect(earned).toEqual(earned.toSorted((a, b) => a - b));
  expect([correlation, unsized]).toEqual([{ taskShare: 1, netCents: 1 }, []]);
  expect(readFileSync(join(folder, 'plots/sweep.svg'), 'utf8').match(/<circle/g)).toHaveLength(6);
});
