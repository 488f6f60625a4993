/** A lock is a function of what it registers, and whatever is done otherwise is named; files that are wrong are refused by line. */

import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { changesBetween, deviationsFrom, type PlayedRun } from '../../../agents/tournament/experiment/deviation.ts';
import { loadExperiment, tournamentOf } from '../../../agents/tournament/experiment/load.ts';
import {
  hashOf,
  type LockFacts,
  lockContent,
  lockOf,
  lockText,
  readLock,
} from '../../../agents/tournament/experiment/lock.ts';
import { manifestSchema } from '../../../agents/tournament/manifest.ts';
import type { Code } from '../../../agents/tournament/provenance.ts';
import { known } from '../../../server/kernel/assert.ts';
import { DEFAULT_POLICY } from '../../../server/market/policy.ts';
import { ROOT } from '../../helpers/source-files.ts';
import { loadedFrom, TWO_BY_TWO, written } from './given.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-lock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CODE: Code = {
  ...{ arena: '1.0.0', node: '24.0.0', platform: 'p', commit: 'c0ffee', changed: false, dependencies: 'd' },
};
const HASH = 'a'.repeat(64);
const NAMES = ['first.sealed', 'first.open', 'second.sealed', 'second.open'];
const one = { corpora: ['corpus'], policy: DEFAULT_POLICY, models: null };
const FACTS: LockFacts = { treatments: new Map(NAMES.map((name) => [name, one])), sandboxImage: HASH, code: CODE };

async function contentOf(fields: object = {}, facts: LockFacts = FACTS, where = folder) {
  return lockContent(await loadedFrom(where, fields), facts);
}

const LOCKED = lockOf(await contentOf(), new Date('2026-01-01T10:00:00Z'));

describe('a lock', () => {
  test('has the same hash wherever the file lies, in whatever order its fields stand, and whenever it is made', async () => {
    const elsewhere = await contentOf({}, FACTS, join(folder, 'some/where/else'));
    expect(hashOf(elsewhere)).toBe(LOCKED.hash);
    const turned = Object.fromEntries(Object.entries(TWO_BY_TWO).toReversed());
    expect(hashOf(await contentOf(turned))).toBe(LOCKED.hash);
    expect(lockOf(await contentOf()).hash).toBe(LOCKED.hash);
    expect(readLock(JSON.parse(lockText(LOCKED)), 'file')).toEqual(LOCKED);
    expect(hashOf(readLock(JSON.parse(lockText(LOCKED)), 'file').content)).toBe(LOCKED.hash);
    expect(lockText(LOCKED)).not.toContain(folder);
  });

  const outcome = TWO_BY_TWO.outcomes.primary[0];
  test.each([
    ['question', { question: 'Another?' }, 'experiment.question'],
    [
      'a level',
      { base: { ...TWO_BY_TWO.base, market: { fees: 'freelancer_com' } } },
      'every treatment: config.market.fees',
    ],
    ['the roster', { base: { ...TWO_BY_TWO.base, roster: 'study' } }, 'every treatment: config.roster'],
    ['the seed', { seed: 'other' }, 'experiment.repetitionSeeds.0'],
    ['repetitions', { repetitions: 5 }, 'experiment.repetitionSeeds.4'],
    [
      'an outcome',
      { outcomes: { primary: [{ ...outcome, figure: 'surplus.platform' }] } },
      'experiment.outcomes.primary.0.figure',
    ],
    ['alpha', { alpha: 0.01 }, 'experiment.alpha'],
    ['the correction', { correction: 'none' }, 'experiment.correction'],
    [
      'a contrast',
      { contrasts: [{ factor: 'mechanism', of: 'first', against: 'second' }] },
      'analysis.contrasts.0.name',
    ],
    ['the rule of stopping', { stopping: 'when it suits us' }, 'experiment.stopping'],
  ])('%s: a change of it changes the hash and is named', async (_what, fields, path) => {
    const now = await contentOf(fields);
    expect(hashOf(now)).not.toBe(LOCKED.hash);
    const named = deviationsFrom(LOCKED, now, []);
    expect(named.map(({ what }) => what)).toContain(path);
    expect(named.find(({ what }) => what === path)?.kind).toBe('definition');
  });

  test.each([
    [
      'the corpus',
      { treatments: new Map(NAMES.map((name) => [name, { ...one, corpora: ['other'] }])) },
      'every treatment: corpora.0',
    ],
    [
      'the policy that follows',
      { treatments: new Map(NAMES.map((name) => [name, { ...one, policy: { ...DEFAULT_POLICY, skillMatch: true } }])) },
      'every treatment: policy.skillMatch',
    ],
    ['the sandbox', { sandboxImage: 'b'.repeat(64) }, 'software.sandboxImage'],
    ['the commit', { code: { ...CODE, commit: 'beef' } }, 'software.commit'],
    ['the dependencies', { code: { ...CODE, dependencies: 'e' } }, 'software.dependencies'],
  ])('%s: the same', async (_what, facts, path) => {
    const named = deviationsFrom(LOCKED, await contentOf({}, { ...FACTS, ...facts }), []);
    expect(named.map(({ what }) => what)).toContain(path);
  });

  test('is no lock, or was changed by hand', async () => {
    expect(() => readLock({ format: 'x' }, 'f.json')).toThrow('f.json is no lock');
    const forged = {
      ...LOCKED,
      content: { ...LOCKED.content, experiment: { ...LOCKED.content.experiment, alpha: 0.2 } },
    };
    const kinds = deviationsFrom(forged, await contentOf(), []).map(({ kind }) => kind);
    expect(kinds).toEqual(['lock', 'definition']);
    const loose = lockOf(await contentOf({}, { ...FACTS, code: { ...CODE, changed: true } }));
    expect(deviationsFrom(loose, loose.content, [])).toMatchObject([
      { kind: 'lock', what: expect.stringContaining('not committed') },
    ]);
  });
});

describe('runs beside their lock', async () => {
  const loaded = await loadedFrom(folder);
  const now = await contentOf();
  const session = { startedAt: '2026-01-02T10:00:00Z', endedAt: '2026-01-02T10:01:00Z', workers: 1, code: CODE };
  const machine = { processor: 'P', cores: 1, memoryMiB: 1 };
  const manifestOf = (run: (typeof loaded.runs)[number], fields: object = {}, of: object = {}) => {
    const { config, roster } = tournamentOf(loaded, run);
    const base = { identity: 'i', config, roster, corpusHash: 'corpus', sandboxImage: HASH, provenance: CODE };
    return manifestSchema.parse({ ...base, sessions: [{ ...session, machine, ...of }], ...fields });
  };
  const all = (of: object = {}, fields: object = {}): PlayedRun[] =>
    loaded.runs.map((run) => ({ ...run, manifest: manifestOf(run, fields, of) }));

  test('as they were registered: nothing to tell', () => {
    expect(deviationsFrom(LOCKED, now, all())).toEqual([]);
  });

  test.each([
    ['other code', all({ code: { ...CODE, commit: 'beef' } }), 'software', 'commit (all runs)', 'beef'],
    ['other projects', all({}, { corpusHash: 'other' }), 'runs', 'corpus (all runs)', 'other'],
    ['another sandbox', all({}, { sandboxImage: 'i' }), 'software', 'sandbox image (all runs)', 'i'],
    ['too early', all({ startedAt: '2026-01-01T09:00:00Z' }), 'runs', 'begun before the lock (all runs)', 'earlier'],
    ['no times', all({}, { sessions: [] }), 'runs', 'sessions (all runs)', 'nothing'],
  ] as const)('%s', (_what, runs, kind, what, found) => {
    expect(deviationsFrom(LOCKED, now, runs)).toEqual([expect.objectContaining({ kind, what, found })]);
  });

  test('one that was not played, or went on under other code, is named by itself', () => {
    const [first, second, ...others] = all();
    const missing = { ...known(first, 'run'), manifest: null };
    const changed = {
      ...known(second, 'run'),
      manifest: manifestOf(known(loaded.runs[1], 'run'), {}, { code: { ...CODE, changed: true } }),
    };
    const named = deviationsFrom(LOCKED, now, [missing, changed, ...others]);
    expect(named.map(({ what }) => what)).toEqual([
      `not played to the end (run ${missing.treatment} ${missing.repetition})`,
      `changed (run ${changed.treatment} ${changed.repetition})`,
    ]);
  });
});

test('changes are told field by field, also where one is there and the other is not', () => {
  const was = { a: 1, b: { c: [1, 2], d: null }, e: 'x' };
  const is = { a: 1, b: { c: [1, 3, 4], d: 0 }, f: true };
  expect(changesBetween(was, is).map((one) => [one.path, one.was, one.is])).toEqual([
    ['b.c.1', 2, 3],
    ['b.c.2', undefined, 4],
    ['b.d', null, 0],
    ['e', 'x', undefined],
    ['f', undefined, true],
  ]);
});

describe('files that are wrong', () => {
  const levels = (...patches: readonly object[]) => ({
    m: { levels: Object.fromEntries(patches.map((one, at) => [`l${at}`, one])) },
  });
  const primary = (fields: object) => ({
    outcomes: { primary: [{ name: 'o', figure: 'surplus.employer', ...fields }] },
  });
  const vickrey = { market: { mechanism: { kind: 'vickrey' } } };
  test.each([
    [{ colour: 1 }, /line \d+: colour: there is no such field/],
    [{ repetitions: undefined }, /say either repetitions or seeds/],
    [{ seeds: ['a'] }, /say either repetitions or seeds/],
    [{ repetitions: undefined, seeds: ['a', 'a'] }, /each only once/],
    [{ base: './nowhere.yaml' }, /nowhere\.yaml does not exist/],
    [{ factors: levels(vickrey) }, /factors\.m\.levels: at least two/],
    [{ factors: levels(vickrey, vickrey) }, /l0 and l1 are the same tournament/],
    [
      { factors: levels(vickrey, { market: { mechanism: { kind: 'haggle' } } }) },
      /line 20: factors\.m\.levels\.l1\.market\.mechanism\.kind/,
    ],
    [{ factors: levels(vickrey, { market: { colour: 'red' } }) }, /levels\.l1\.market\.colour: there is no such field/],
    [{ factors: levels({ roster: 'study' }, { roster: 'nobody' }) }, /levels\.l1\.roster: there is no roster "nobody"/],
    [{ factors: levels(vickrey, { seed: 'x' }) }, /levels\.l1\.seed: treatments must not differ in it/],
    [{ factors: levels(vickrey, { corpus: { limit: 9 } }) }, /levels\.l1\.corpus\.limit: treatments must not differ/],
    [
      {
        factors: { ...levels(vickrey, {}), n: { levels: { p: {}, q: { market: { mechanism: { kind: 'posted' } } } } } },
      },
      /sets market\.mechanism, which the factor m sets too/,
    ],
    [{ base: { ...TWO_BY_TWO.base, biddingMinutes: 0 } }, /base\.biddingMinutes/],
    [
      { base: { ...TWO_BY_TWO.base, models: { Nobody: 'openai:m' } } },
      /base\.models\.Nobody: the roster has no model called "Nobody"/,
    ],
    [{ base: { ...TWO_BY_TWO.base, roster: 'study-models' } }, /what the work costs a model, nobody knows/],
    [primary({ figure: 'weather.rain' }), /there is no table "weather": use earnings/],
    [primary({ figure: 'surplus.rain' }), /surplus has no number "rain": use awards/],
    [primary({ figure: 'surplus.market' }), /surplus has no number "market"/],
    [primary({ figure: 'earnings.net' }), /earnings has a row for each: say whose/],
    [primary({ figure: 'earnings.net', freelancer: 'Nobody' }), /the roster strategies has nobody called "Nobody"/],
    [primary({ freelancer: 'Truthful' }), /surplus is about a whole market/],
    [{ base: { ...TWO_BY_TWO.base, protocol: 'solo' } }, /surplus is a table of auctions/],
    [primary({ effect: { difference: 0 } }), /not 0/],
    [
      { contrasts: [{ factor: 'mechanism', of: 'third', against: 'first' }] },
      /contrasts\.0: mechanism has no level "third"/,
    ],
    [{ design: { kind: 'latin_square' }, repetitions: 3 }, /a multiple of 4 repetitions, and there are 3/],
    [
      { base: { ...TWO_BY_TWO.base, corpus: { name: './own.jsonl' } }, freshProjects: true },
      /a file of projects has no fresh ones/,
    ],
  ])('%j', async (fields, words) => {
    const file = written(join(folder, 'wrong'), fields);
    await expect(loadExperiment(file)).rejects.toThrow(words);
    await expect(loadExperiment(file)).rejects.toMatchObject({ exitCode: 65 });
  });
});

test('a base in a file of its own is taken with its roster, named from where it lies; its name and seed give way', async () => {
  mkdirSync(join(folder, 'bases'), { recursive: true });
  copyFileSync(join(ROOT, 'seeds/rosters/strategies.yaml'), join(folder, 'bases/own.yaml'));
  writeFileSync(
    join(folder, 'bases/base.yaml'),
    'name: base\nseed: base\nprotocol: auction\nroster: ./own.yaml\ncorpus: { limit: 3 }\nmarket: { fees: none }\n',
  );
  const loaded = await loadedFrom(folder, { base: './bases/base.yaml' });
  const [run] = loaded.runs;
  const { config, roster } = tournamentOf(loaded, known(run, 'run'));
  expect(config).toMatchObject({ name: 'r1', seed: 'given/1', roster: './bases/own.yaml' });
  expect(roster.name).toBe('strategies');
});

test('a level puts another model into a seat, which keeps its name and all else', async () => {
  const levels = { small: {}, large: { models: { 'GPT-4o-mini': 'openai:gpt-4o@http://127.0.0.1:9/v1' } } };
  const base = { protocol: 'solo', roster: 'study-models', corpus: { limit: 1 } };
  const outcomes = { primary: [{ name: 'o', figure: 'earnings.net', freelancer: 'GPT-4o-mini' }] };
  const loaded = await loadedFrom(folder, { base, factors: { model: { levels } }, outcomes });
  const seats = loaded.treatments.map((treatment) => {
    const entry = treatment.loaded.roster.entries.find(({ name }) => name === 'GPT-4o-mini');
    return entry?.kind === 'model' ? [entry.model, entry.endpoint, entry.limits.turns] : null;
  });
  expect(seats).toEqual([
    ['openai:gpt-4o-mini', null, 12],
    ['openai:gpt-4o', 'http://127.0.0.1:9/v1', 12],
  ]);
});

test('the experiments that come with the arena are sound', async () => {
  const names = readdirSync(join(ROOT, 'seeds/experiments'));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) {
    const { runs, seeds } = await loadExperiment(join(ROOT, 'seeds/experiments', name));
    expect(runs.length % seeds.length).toBe(0);
  }
});

test('all runs of a repetition have one name and one seed; fresh projects follow the seed', async () => {
  const loaded = await loadedFrom(folder, { repetitions: 12 });
  const configs = loaded.runs.map((run) => ({ run, config: tournamentOf(loaded, run).config }));
  for (const { run, config } of configs) {
    expect(config.name).toBe(`r${String(run.repetition).padStart(2, '0')}`);
    expect(config.seed).toBe(`given/${run.repetition}`);
    expect(config.corpus.seed).toBe('starter-1');
  }
  const fresh = await loadedFrom(folder, { freshProjects: true });
  for (const run of fresh.runs) expect(tournamentOf(fresh, run).config.corpus.seed).toBe(`given/${run.repetition}`);
});
