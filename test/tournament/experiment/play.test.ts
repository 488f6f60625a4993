/** An experiment that is really played: stopped and gone on with, the same chance in every treatment, held against its lock. */

import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readRunRecord } from '../../../agents/tournament/analysis/run-record.ts';
import { type ExperimentResult, experimentResultSchema } from '../../../agents/tournament/experiment/result.ts';
import { manifestSchema, workedSeconds } from '../../../agents/tournament/manifest.ts';
import type { Observed } from '../../../agents/tournament/observations/row-schema.ts';
import { reportSchema } from '../../../agents/tournament/report/report-model.ts';
import { main } from '../../../cli/arena.ts';
import { subjectOf } from '../../../cli/observed-run.ts';
import { buildCorpus } from '../../../seeds/corpus.ts';
import { projectLines } from '../../../server/admission/import/lines.ts';
import { ENTRY, type Ended, ended, start } from '../../helpers/arena-command.ts';
import { BASE, written } from './given.ts';

vi.setConfig({ testTimeout: 400_000, hookTimeout: 400_000 });
const folder = mkdtempSync(join(tmpdir(), 'arena-experiment-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A first price against a lottery, under which who wins is chance; and postings that leave half unsaid, which no scripted freelancer reads. */
const FIELDS = {
  name: 'played',
  // From a file: making the whole corpus for three projects is most of what such a test would do.
  base: { ...BASE, corpus: { name: join(folder, 'small.jsonl') } },
  factors: {
    mechanism: {
      levels: {
        first: { market: { mechanism: { kind: 'fp_sealed' } } },
        lottery: { market: { mechanism: { kind: 'lottery', pays: 'own' } } },
      },
    },
    ambiguity: { levels: { clear: {}, vague: { corpus: { ambiguity: 3 } } } },
  },
  repetitions: 2,
  outcomes: {
    primary: [{ name: 'left', figure: 'surplus.employer', effect: { difference: 100 } }],
    secondary: [{ name: 'net', figure: 'earnings.net', freelancer: 'Truthful' }],
  },
};
writeFileSync(join(folder, 'small.jsonl'), projectLines(buildCorpus('starter', 'starter-1').slice(0, 3)));
const file = written(folder, FIELDS);
const dir = join(folder, 'out/played');
const lockFile = join(folder, 'played.lock.json');
const PLAY = ['experiment', file, '--out', join(folder, 'out'), '--workers', '1', '--practice'];

/** The verb in this process. */
async function said(...args: readonly string[]): Promise<Ended> {
  const texts = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      texts[name] += chunk;
      return true;
    }),
  );
  try {
    return { code: await main([...args]), ...texts };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

let stopped: Ended;
let whole: Ended;
let locked: Ended;

beforeAll(async () => {
  locked = await said('lock', file, '--out', lockFile);
  // Stopped when the first run has ended: the others are for the next process.
  const child = start(process.execPath, [ENTRY, ...PLAY, '--lock', lockFile], folder);
  const end = ended(child);
  const hasEnded = (): boolean =>
    existsSync(join(dir, 'runs')) &&
    readdirSync(join(dir, 'runs'), { recursive: true }).some((name) => String(name).endsWith('standing.json'));
  while (!hasEnded() && child.exitCode === null) await new Promise((wake) => setTimeout(wake, 10));
  child.kill('SIGINT');
  stopped = await end;
  whole = await said(...PLAY);
});

const result = (): ExperimentResult =>
  experimentResultSchema.parse(JSON.parse(readFileSync(join(dir, 'experiment.json'), 'utf8')));

test('Ctrl-C ends with 130; the same command goes on, leaves what has ended as it is, and ends with a result', () => {
  expect(stopped).toMatchObject({ code: 130, stdout: '' });
  expect(whole.code, whole.stderr).toBe(0);
  expect(whole.stdout).toContain('mechanism-lottery-vs-first');
  const { runs } = result();
  expect(runs).toHaveLength(8);
  const played = whole.stderr.match(/^run \d of 8/gm)?.length ?? 0;
  expect(played).toBeGreaterThan(0);
  expect(played).toBeLessThan(8);
});

test('once more nothing is played, and the result has the same bytes', async () => {
  const before = readFileSync(join(dir, 'experiment.json'), 'utf8');
  const again = await said(...PLAY, '--json');
  expect(again).toMatchObject({ code: 0, stderr: '', stdout: before });
});

test('several runs at a time come to the same bytes, logs and result, and say that they were not alone', async () => {
  const beside = join(folder, 'beside');
  const words = ['experiment', file, '--out', beside, '--workers', '1', '--practice', '--json'];
  const said3 = await said(...words, '--at-once', '3');
  expect(said3.code, said3.stderr).toBe(0);
  expect(said3.stderr.match(/^run \d of 8: .*, repetition \d$/gm)).toHaveLength(8);
  const { lock: _lock, ...alone } = result();
  const { lock, ...together } = experimentResultSchema.parse(JSON.parse(said3.stdout));
  expect(lock).toBeNull();
  expect(together).toEqual(alone);
  for (const { folder: run } of alone.runs) {
    const texts = [dir, join(beside, 'played')].map((at) =>
      readdirSync(join(at, run, 'log')).map((log) => readFileSync(join(at, run, 'log', log), 'utf8')),
    );
    expect(texts[0]).toEqual(texts[1]);
    const manifest = manifestSchema.parse(
      JSON.parse(readFileSync(join(beside, 'played', run, 'manifest.json'), 'utf8')),
    );
    expect(manifest.sessions.map(({ atOnce }) => atOnce)).toEqual([3]);
    // Its time is no time of this run alone.
    expect(workedSeconds(manifest)).toBeNull();
  }
  expect(await said('experiment', file, '--at-once', '0')).toMatchObject({ code: 64, stdout: '' });
});

/** The rows of every run, by treatment and repetition. */
async function observed(): Promise<Map<string, Observed>> {
  const all = new Map<string, Observed>();
  for (const { treatment, repetition, folder: run } of result().runs) {
    const subject = await subjectOf(await readRunRecord(join(dir, run)));
    all.set(`${treatment} ${repetition}`, subject.observed);
  }
  return all;
}

test('in one repetition chance says the same in every treatment: projects, costs, and which attempts pass', async () => {
  const rows = await observed();
  const treatments = result().treatments.map(({ name }) => name);
  /** What is said of a freelancer and a project, or of a project alone, by treatment. */
  const draws = (of: (one: Observed) => readonly (readonly [string, unknown])[], repetition: number) =>
    treatments.map((name) => new Map(of(rows.get(`${name} ${repetition}`) ?? ({} as Observed))));
  const kinds: Readonly<Record<string, (one: Observed) => (readonly [string, unknown])[]>> = {
    project: ({ project }) =>
      project.map((one) => [`${one.slug}`, [one.postedAt, one.postedPriceCents, one.budgetMaxCents]]),
    cost: ({ bid }) => bid.map((one) => [`${one.freelancer}/${one.slug}`, one.costCents]),
    // A delivery of the same holder for the same attempt is the same program: the draw of success decides which.
    delivery: ({ delivery }) => delivery.map((one) => [`${one.freelancer}/${one.slug}/${one.attempt}`, one.filesHash]),
    verdict: ({ verdict }) => verdict.map((one) => [`${one.freelancer}/${one.slug}`, one.scoreBps]),
  };
  for (const repetition of [1, 2]) {
    for (const [kind, of] of Object.entries(kinds)) {
      const [first = new Map<string, unknown>(), ...others] = draws(of, repetition);
      expect(first.size, kind).toBeGreaterThan(0);
      let compared = 0;
      for (const other of others) {
        for (const [key, value] of other) {
          if (!first.has(key)) continue;
          expect(value, `${kind} ${key}`).toEqual(first.get(key));
          compared += 1;
        }
      }
      expect(compared, kind).toBeGreaterThan(0);
    }
  }
  // Other repetitions draw otherwise: else they would be one.
  const costs = [1, 2].map((repetition) => JSON.stringify([...(draws(kinds.cost ?? (() => []), repetition)[0] ?? [])]));
  expect(costs[0]).not.toBe(costs[1]);
});

test('what treatments differ in has its effect, and what nobody reads has none', () => {
  const { contrasts, runs } = result();
  const of = (name: string, outcome: string) => contrasts.find((one) => one.name === name && one.outcome === outcome);
  expect(of('mechanism-lottery-vs-first', 'left')?.difference).toBeLessThan(0);
  expect(of('ambiguity-vague-vs-clear', 'left')).toMatchObject({ difference: 0, p: 1, pairs: 2 });
  expect(of('ambiguity-vague-vs-clear', 'net')).toMatchObject({ difference: 0, p: 1 });
  expect(new Set(runs.map(({ corpusHash }) => corpusHash)).size).toBe(2);
});

test('what was locked is what was played', async () => {
  expect(locked.code, locked.stderr).toBe(0);
  const { lock } = result();
  expect(locked.stdout).toContain(lock?.hash);
  // The code of a repository at work may have changes that are not committed; nothing else may differ.
  expect(lock?.deviations.filter(({ what }) => !what.includes('not committed'))).toEqual([]);
  const twice = await said('lock', file, '--out', lockFile);
  expect(twice).toMatchObject({ code: 64, stdout: '' });
  expect(twice.stderr).toContain('a registration is never written over');
});

test('a plan takes time and spread from what was played', async () => {
  const { code, stdout } = await said('plan', file, '--from', dir, '--json');
  expect(code).toBe(0);
  const plan = JSON.parse(stdout);
  expect(plan.time).toMatchObject({ basis: 'same_runs', workers: [1] });
  expect(plan.time.seconds).toBeGreaterThan(0);
  expect(plan.power[0].deviation.source).toContain('2 repetitions of an earlier experiment');
  expect(plan.power[0]).toMatchObject({ pairs: 2, power: 0 });
  expect(await said('plan', file, '--from', join(folder, 'nowhere'))).toMatchObject({ code: 65 });
});

test('a plan with models has their cost, over all runs, and asks nobody', async () => {
  const small = { protocol: 'solo', roster: 'study-models', corpus: { name: join(folder, 'small.jsonl') } };
  const outcomes = { primary: [{ name: 'net', figure: 'earnings.net', freelancer: 'GPT-4o-mini' }] };
  const factors = { model: { levels: { small: {}, large: { models: { 'GPT-4o-mini': 'openai:gpt-4o' } } } } };
  const costOf = async (repetitions: number) => {
    const models = written(folder, { name: 'models', base: small, factors, outcomes, repetitions }, 'models.yaml');
    const { code, stdout, stderr } = await said('plan', models, '--json');
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout).cost;
  };
  const [once, twice] = [await costOf(1), await costOf(2)];
  expect(once).toMatchObject({ models: 8, unknown: false });
  expect(once.likely).toBeGreaterThan(once.least);
  expect(twice.most).toBeCloseTo(2 * once.most, 9);
});

test('the manifest of each run says what it was made of and by what, and nothing of who or where', () => {
  for (const { folder: run, seed } of result().runs) {
    const text = readFileSync(join(dir, run, 'manifest.json'), 'utf8');
    const manifest = manifestSchema.parse(JSON.parse(text));
    expect(manifest).toMatchObject({ seeds: { run: seed, corpus: './small.jsonl-1' }, models: null });
    expect(manifest.policy).toMatchObject({ visibility: 'sealed', limits: { deliveriesPerAward: 3 } });
    // Also of the run that was stopped in its midst, if one was: its processes came to an end by themselves.
    expect(workedSeconds(manifest)).toBeGreaterThan(0);
    expect(manifest.sessions[0]).toMatchObject({ workers: 1, machine: { cores: expect.any(Number) } });
    for (const told of [folder, tmpdir(), process.env.HOME ?? '/home', process.env.PATH ?? 'PATH'])
      expect(text).not.toContain(`${told}/`);
  }
});

test('a question asked afterwards is a deviation, and another design does not get into the folder', async () => {
  const asked = { ...FIELDS, outcomes: { primary: [{ name: 'left', figure: 'surplus.freelancer' }] } };
  const other = written(folder, asked, 'asked.yaml');
  const { code, stdout, stderr } = await said('experiment', other, ...PLAY.slice(2));
  expect(code).toBe(0);
  expect(stderr).toContain('deviations from the lock already');
  expect(stdout).toContain(
    'definition: experiment.outcomes.primary.0.figure: locked surplus.employer, found surplus.freelancer',
  );
  const changed = written(folder, { ...FIELDS, seed: 'another' }, 'changed.yaml');
  const refused = await said('experiment', changed, ...PLAY.slice(2));
  expect(refused.code).toBe(64);
  expect(refused.stderr).toContain('holds another run');
});

test('a report of its runs says what was registered, what was done otherwise and what was found', async () => {
  const { runs, lock } = result();
  const dirs = runs.slice(0, 2).map((run) => join(dir, run.folder));
  const { code, stdout, stderr } = await said('report', ...dirs, '--experiment', dir, '--format', 'json');
  expect(code, stderr).toBe(0);
  const report = reportSchema.parse(JSON.parse(stdout));
  // Every treatment has its first repetition: they are told apart.
  expect(report.runs).toEqual(runs.slice(0, 2).map((run) => run.folder.replace('runs/', '')));
  expect(new Set(report.runs).size).toBe(2);
  const [first] = report.sections;
  expect(first?.id).toBe('experiment');
  const blocks = first?.blocks ?? [];
  const facts = blocks.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
  expect(facts).toContainEqual({ name: 'Registered', value: lock?.hash });
  expect(facts).toContainEqual({ name: 'Factor mechanism', value: 'first, lottery' });
  expect(facts.find(({ name }) => name === 'Primary contrast')?.value).toContain(
    'mechanism-lottery-vs-first in surplus.freelancer',
  );
  const deviations = blocks.flatMap((block) => (block.kind === 'list' ? block.items : []));
  expect(deviations).toContain(
    'definition: experiment.outcomes.primary.0.figure: locked surplus.employer, found surplus.freelancer',
  );
  const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.table.rows : []));
  expect(rows.map(({ contrast }) => contrast)).toContain('mechanism-lottery-vs-first');
  writeFileSync(join(folder, 'half.json'), JSON.stringify({ ...result(), unit: 'bid' }));
  const wrong = await said('report', ...dirs.slice(0, 1), '--experiment', join(folder, 'half.json'));
  expect(wrong.code).toBe(65);
  expect(wrong.stderr).toContain('half.json is no result of an experiment: unit');
});
