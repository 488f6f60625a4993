/** A draft before the gate over the wire: what each gate found, told to whoever drafted it and to nobody else, in a bounded line. */

import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAdmissionChecks } from '../../server/http/arena/admission-checks.ts';
import { known } from '../../server/kernel/assert.ts';
import type { AdmissionCheck, AdmissionCheckReport } from '../../server/protocol/arena/admission-check.ts';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { createEmbeddedSandbox } from '../../server/reviewer/sandbox/embedded.ts';
import type { Sandbox } from '../../server/reviewer/sandbox.ts';
import { ARENA, type JudgedWorld, openJudgedWorld, PACKAGES } from './judged-world.ts';

const PATH = '/project-packages/admission-check';
const PROJECT = known(
  PACKAGES.find(({ slug }) => slug === 'cart-pricing-1'),
  'a project',
);

let sandbox: Sandbox;
let world: JudgedWorld;
beforeAll(async () => {
  sandbox = await createEmbeddedSandbox({ slots: 2 });
  world = await openJudgedWorld(sandbox);
});
afterAll(async () => {
  await world.close();
  await sandbox.close();
});

async function checked(one: ProjectPackage): Promise<AdmissionCheckReport> {
  await world.done('erin', 'POST', PATH, { package: one });
  for (let tries = 0; tries < 1_200; tries += 1) {
    const now = await world.done<AdmissionCheck>('erin', 'GET', PATH);
    if (now.status === 'done') return now.report;
    if (now.status === 'broken_off') throw new Error(now.reason);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the check did not end');
}

const outcomeOf = ({ gates }: AdmissionCheckReport, name: string) =>
  known(
    gates.find(({ gate }) => gate === name),
    name,
  );

test('a draft that is ready is admitted, the market hears nothing of it, and only whoever asked reads the report', async () => {
  const before = await world.done<{ cursor: number }>('erin', 'GET', '/market');
  expect((await world.ask('erin', { url: `${ARENA}${PATH}` })).status).toBe(404);
  const report = await checked(PROJECT);
  expect(report.admitted).toBe(true);
  expect(outcomeOf(report, 'mutation').figures.score).toBeGreaterThan(0.8);
  expect(outcomeOf(report, 'duplicates').outcome).toBe('not_run');
  expect((await world.ask('olga', { url: `${ARENA}${PATH}` })).status).toBe(404);
  expect((await world.ask('fay', { url: `${ARENA}${PATH}` })).status).toBe(403);
  expect((await world.done<{ cursor: number }>('erin', 'GET', '/market')).cursor).toBe(before.cursor);
});

test('what is wrong with a draft is told gate by gate', async () => {
  const { answerKey } = PROJECT;
  const file = known(Object.keys(answerKey.reference)[0], 'a file');
  const report = await checked({
    ...PROJECT,
    postedPriceCents: PROJECT.budgetMaxCents + 1,
    answerKey: { ...answerKey, requirements: [] },
  });
  expect(report.admitted).toBe(false);
  expect(outcomeOf(report, 'schema').findings).toContain('the posted price lies outside the budget');
  expect(outcomeOf(report, 'trace').outcome).toBe('failed');
  expect(outcomeOf(report, 'reference').outcome).toBe('not_run');
  const broken = await checked({ ...PROJECT, answerKey: { ...answerKey, reference: { [file]: 'pass\n' } } });
  expect(outcomeOf(broken, 'reference').outcome).toBe('failed');
});

test('an employer has no program of its own run among ours', async () => {
  const { acceptance, answerKey } = PROJECT;
  const comparator = { kind: 'checker', source: 'def check(input, expected, answer): return True' };
  const one = { ...PROJECT, acceptance: { ...acceptance, comparator }, answerKey };
  const answer = await world.ask('erin', { method: 'POST', url: `${ARENA}${PATH}`, payload: { package: one } });
  expect(answer.status).toBe(403);
});

const FOUND: AdmissionCheckReport = { admitted: true, gates: [] };

test('checks run one after the other, one of each caller, and the line is short', async () => {
  const checks = createAdmissionChecks({ now: () => 0, report: () => undefined });
  const ends: (() => void)[] = [];
  const work = (): Promise<AdmissionCheckReport> => new Promise((resolve) => ends.push(() => resolve(FOUND)));
  expect(checks.start('one', work)).toEqual({ status: 'running' });
  expect(checks.start('two', work)).toEqual({ status: 'waiting', before: 1 });
  expect(() => checks.start('one', work)).toThrow('under way');
  for (let number = 0; number < 15; number += 1) checks.start(`more ${number}`, work);
  expect(() => checks.start('too many', work)).toThrow('Many projects');
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await expect.poll(() => checks.last('two')).toEqual({ status: 'running' });
  expect(checks.last('one')).toEqual({ status: 'done', report: FOUND });
  expect(checks.last('nobody')).toBeNull();
  checks.close();
});

test('a check that takes too long or fails is broken off, and the next one has its turn', async () => {
  const heard: unknown[] = [];
  const checks = createAdmissionChecks({ now: () => 0, report: (thrown) => heard.push(thrown), checkMs: 30 });
  checks.start(
    'slow',
    (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  );
  checks.start('broken', () => Promise.reject(new Error('no sandbox')));
  await expect.poll(() => checks.last('broken')?.status).toBe('broken_off');
  expect(checks.last('slow')).toMatchObject({ status: 'broken_off', reason: expect.stringContaining('not through') });
  expect(JSON.stringify(checks.last('broken'))).not.toContain('no sandbox');
  expect(heard).toHaveLength(1);
});
