/** Models in the places of employer and judge: what a file may say of them, what they may cost, and what a server refuses. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { estimateCost } from '../../../agents/llm/estimate.ts';
import { estimateRole, estimateWriter } from '../../../agents/llm/estimate-roles.ts';
import { roleEntry } from '../../../agents/llm/role-entry.ts';
import { attended } from '../../../agents/tournament/attended-judge.ts';
import { parseConfig, tournamentSchema } from '../../../agents/tournament/config.ts';
import { judgeOf } from '../../../agents/tournament/judging.ts';
import { loadTournament } from '../../../agents/tournament/load.ts';
import { modelsOfTournament } from '../../../agents/tournament/model-roles.ts';
import { readPlan } from '../../../cli/tournament-plan.ts';
import type { JudgedWork, RubricOpinion } from '../../../server/protocol/arena/rubric.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-places-'));
afterAll(() => rmSync(folder, { recursive: true }));

const base = { name: 'x', seed: 's', protocol: 'auction' } as const;
const boss = { model: 'openai:boss' };

test('who employs and judges is said in the file; what contradicts itself is refused with its line and field', async () => {
  const parsed = parseConfig({ ...base, employer: { model: boss }, judge: { model: { model: 'openai:arbiter' } } });
  if (!parsed.ok) throw new Error('refused');
  expect(parsed.config).toMatchObject({ awardRule: 'model', judge: { rule: 'tests_only', canaries: true } });
  const roster = { name: 'r', description: 'r', entries: [] };
  expect(modelsOfTournament(parsed.config, roster).map(({ name, model }) => [name, model])).toEqual([
    ['/employer', 'openai:boss'],
    ['/judge', 'openai:arbiter'],
  ]);
  const refused: readonly (readonly [string, string])[] = [
    ['awardRule: model', 'line 4: awardRule: needs employer.model'],
    ['employer: { release: model }', 'employer.release: needs employer.model'],
    ['employer: { model: { model: boss } }', 'line 4: employer.model.model'],
    ["employer: { model: { model: 'openai:m', key: sk-1 } }", 'employer.model.key: there is no such field'],
    ["employer: { model: { model: 'openai:m' }, release: model }", 'set market.settlement to employer'],
    [
      "employer: { model: { model: 'openai:m' }, ghosting: 0.5 }",
      'employer.ghosting: is what a scripted employer does',
    ],
    ['judge: {}', 'line 4: judge.model: is missing'],
    ["judge: { model: { model: 'openai:m' }, rule: rubric_only }", 'line 4: judge.rule'],
    ["judge: { model: { model: 'openai:m' }, thresholds: { kappaMin: 2 } }", 'judge.thresholds.kappaMin'],
  ];
  for (const [text, said] of refused) {
    const file = join(folder, 'bad.yaml');
    writeFileSync(file, `name: x\nseed: s\nprotocol: auction\n${text}\n`);
    await expect(loadTournament(file), text).rejects.toMatchObject({
      exitCode: 65,
      message: expect.stringContaining(said),
    });
  }
});

test('a file that gives no place to a model means what it always meant', () => {
  const config = tournamentSchema.parse(base);
  expect(Object.keys(config)).not.toContain('judge');
  expect(config).toMatchObject({ awardRule: 'lowest', employer: { ghosting: 0, scopeChange: 0 } });
  // What a run's folder says is read again as it was.
  expect(tournamentSchema.parse(config)).toEqual(config);
});

test('a judge of the family of a freelancer, and a freelancer by the name of a place, are refused before anything is written', async () => {
  const loaded = (name: string, sameFamily: string) => ({
    config: tournamentSchema.parse({ ...base, judge: { model: { model: 'openai:gpt-4.1' }, sameFamily } }),
    roster: {
      name: 'r',
      description: 'r',
      entries: [{ ...roleEntry('judge', { model: 'openai:gpt-4o-mini' }), name }],
    },
    folder,
  });
  await expect(judgeOf(loaded('Mini', 'refuse'))).rejects.toThrow(/^judge_same_family: .*Mini/);
  expect((await judgeOf(loaded('Mini', 'warn'))).warnings[0]).toMatch(/^judge_same_family/);
  await expect(judgeOf(loaded('/employer', 'warn'))).rejects.toThrow('nobody can be called /employer');
});

test('a server judges by the tests alone, asks no model of its own for a place, and reads no file of its own', async () => {
  const judge = { model: { model: 'openai:arbiter' } };
  const plan = async (more: object): Promise<string> => {
    const read = await readPlan({ config: { ...base, ...more }, roster: undefined }, null);
    return read.ok ? '' : read.problems.join('; ');
  };
  expect(await plan({ judge })).toMatch(/^models_not_served: judge: /);
  expect(await plan({ employer: { model: boss } })).toMatch(/^models_not_served: employer: /);
  expect(await plan({ judge: { ...judge, rule: 'tests_and_rubric' } })).toMatch(/^judge_unproven: judge\.rule/);
  expect(await plan({ judge: { ...judge, fitness: '/etc/passwd' } })).toMatch(/^judge\.fitness: /);
});

const price = { input: 1, output: 4 };
const offer = { postings: [2_000, 2_000], competitors: 4, attempts: 2 };
const asked = { ...offer, markets: 1, chooses: true, accepts: true, canaries: true };

test('what employer, judge and writer may cost is a range that grows with what is asked of them, and ends at a cap', () => {
  const employer = roleEntry('employer', boss);
  const judge = roleEntry('judge', boss);
  const most = (range: { usd: { most: number } | null }): number => range.usd?.most ?? 0;
  for (const range of [
    estimateRole('employer', employer, asked, price),
    estimateRole('judge', judge, asked, price),
    estimateWriter('writer', judge, { projects: 2, drafts: 5 }, price),
  ]) {
    const { least, likely } = range.usd ?? { least: 0, likely: 0 };
    expect(likely).toBeGreaterThanOrEqual(least);
    expect(most(range)).toBeGreaterThan(likely);
  }
  const judged = most(estimateRole('judge', judge, asked, price));
  expect(most(estimateRole('judge', judge, { ...asked, canaries: false }, price))).toBeLessThan(judged);
  // The money of as many markets, to the last digit but for the order of adding up.
  expect(most(estimateRole('judge', judge, { ...asked, markets: 3 }, price))).toBeCloseTo(3 * judged, 10);
  const idle = { ...asked, chooses: false, accepts: false };
  expect(most(estimateRole('employer', employer, idle, price))).toBeLessThan(
    most(estimateRole('employer', employer, asked, price)),
  );
  const capped = roleEntry('judge', { ...boss, limits: { dollars: 0.001 } });
  expect(most(estimateRole('judge', capped, asked, price))).toBe(0.001);
  expect(estimateRole('judge', judge, asked, null).usd).toBeNull();
  expect(most(estimateCost(employer, offer, price))).toBeGreaterThan(0);
});

test('whoever stops a run waits for a judge who has begun', async () => {
  const answers: ((opinion: RubricOpinion | null) => void)[] = [];
  const { judge, idle } = attended({ rule: 'tests_only', opine: () => new Promise((done) => answers.push(done)) });
  const work = {} as JudgedWork;
  const opinion = judge?.opine(work);
  let isIdle = false;
  const waiting = idle().then(() => {
    isIdle = true;
  });
  await new Promise((done) => setImmediate(done));
  expect(isIdle).toBe(false);
  for (const answer of answers) answer(null);
  await waiting;
  expect(await opinion).toBeNull();
  await attended(undefined).idle();
});
