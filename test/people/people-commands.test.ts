/** `arena people`, the measured baseline in a tournament, and a running market over an upgrade of its database. */

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { main } from '../../cli/arena.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { verifyStore } from '../../db/verify.ts';
import { corpusLines } from '../../seeds/corpus-file.ts';
import { createArena } from '../../server/app.ts';
import { WITHOUT_RATES } from '../../server/http/settings.ts';
import { canonicalJson, sha256 } from '../../server/kernel/hash.ts';
import { measuredBaselineSchema } from '../../server/protocol/arena/people-study-results.ts';
import { playScenario } from '../../server/scenario.ts';
import { openServing } from '../../server/serving.ts';
import type { Ended } from '../helpers/arena-command.ts';
import { ROOT } from '../helpers/source-files.ts';
import { HIGH_STREET } from '../http/world.ts';
import { PROJECTS } from './study-file.ts';

const home = process.cwd();
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'people-commands-'));
  process.chdir(folder);
});
afterEach(async () => {
  process.chdir(home);
  await rm(folder, { recursive: true, force: true });
});

/** `arena ARGS` in this process, which is much faster. */
async function arena(...args: readonly string[]): Promise<Ended> {
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

test('a study’s file is checked, put into a database, read, exported, and its data deleted', async () => {
  const file = join(ROOT, 'seeds/people-study.yaml');
  const db = join(folder, 'arena.db');
  const store = await openSqliteStore({ file: db });
  await store.access.addUser({ name: 'Ruth', email: null, passwordHash: null, rank: 'researcher', createdAt: 0 });
  await store.close();
  const checked = await arena('people', file);
  expect(checked, checked.stderr).toMatchObject({ code: 0 });
  expect(checked.stdout).toContain('4 orders of a Williams square');
  expect(checked.stdout).toContain('at most GBP 360.00 for 24 people');
  const nobody = await arena('people', file, '--db', db);
  expect(nobody.stderr).toContain('--owner: which user');
  const put = await arena('people', file, '--db', db, '--owner', 'Ruth');
  expect(put.stdout, put.stderr).toContain(`It is in ${db} (created)`);
  expect((await stat(`${db}.people-key`)).mode & 0o777).toBe(0o600);
  const out = join(folder, 'results');
  const exported = await arena('people', '--db', db, '--study', 'pilot', '--export', out);
  expect(exported, exported.stderr).toMatchObject({ code: 0 });
  expect(await readFile(join(out, 'people.csv'), 'utf8')).toMatch(/^pseudonym,outcome,/);
  expect(await readFile(join(out, 'dictionary.csv'), 'utf8')).toContain('projects,active_ms,');
  expect(await readFile(join(out, 'review-summary.md'), 'utf8')).toContain('## What is stored');
  const deleted = await arena('people', '--db', db, '--study', 'pilot', '--delete', '--summary');
  expect(JSON.parse(deleted.stdout)).toMatchObject({ study: 'pilot', state: 'deleted', people: 0 });

  const text = await readFile(file, 'utf8');
  const wrong = join(folder, 'wrong.yaml');
  await writeFile(
    wrong,
    text.replace('settlement', '').replace('fp_sealed', 'contest').replace('retentionDays', 'retention'),
  );
  const refused = await arena('people', wrong);
  expect(refused.code).toBe(65);
  expect(refused.stderr).toContain('retention');
  await writeFile(
    wrong,
    text.replace('{ kind: prolific }\ncodes', "{ kind: address, url: 'http://a.example/?c={code}' }\ncodes"),
  );
  expect((await arena('people', wrong)).stderr).toContain('redirect.url');
}, 300_000);

test('what people did is the measured baseline of a tournament over the same projects, and of no other edition', async () => {
  const two = PROJECTS.slice(0, 2);
  const [head = ''] = corpusLines({ corpus: 'starter', seed: 'starter-1', size: null, pricing: null });
  await writeFile(join(folder, 'two.jsonl'), head + two.map((one) => `${JSON.stringify(one)}\n`).join(''));
  const baseline = measuredBaselineSchema.parse({
    source: 'people study trial: 3 tries of 2 people',
    study: 'trial',
    people: 2,
    verdicts: [
      { slug: two[0]?.slug, passed: true, askedCents: 5_000, activeMs: 61_000, elapsedMs: 90_000, attempts: 1 },
      { slug: two[0]?.slug, passed: false, attempts: 2, condition: 'alone' },
      { slug: two[1]?.slug, passed: true, attempts: 1 },
    ],
  });
  await writeFile(join(folder, 'baseline.json'), JSON.stringify(baseline));
  const config = [
    'name: beside',
    'seed: s',
    'protocol: solo',
    'corpus: { name: ./two.jsonl }',
    'roster: study',
    'baseline: { kind: measured, file: baseline.json }',
  ];
  await writeFile(join(folder, 'beside.yaml'), config.join('\n'));
  const run = await arena('run', 'beside.yaml', '--out', 'runs', '--quiet', '--no-serve', '--practice');
  expect(run, run.stderr).toMatchObject({ code: 0 });
  const standing = JSON.parse((await arena('standing', 'runs/beside', '--format', 'json')).stdout);
  const measuredBy = { study: 'trial', people: 2, tries: 3, rowsHash: sha256(canonicalJson(baseline.verdicts)) };
  expect(standing.baseline).toEqual({ kind: 'measured', description: `measured: ${baseline.source}`, measuredBy });
  expect(JSON.parse(await readFile('runs/beside/manifest.json', 'utf8'))).toMatchObject({ measuredBy });
  const [first, second] = two.map(({ postedPriceCents }) => postedPriceCents);
  expect(standing.rows[0].human).toMatchObject({
    baselineCents: Math.round((first ?? 0) / 2 + (second ?? 0)),
    estimate: false,
  });
  expect(standing.rows[0].provenance.human).toBe('measured');
  const other = { ...baseline, verdicts: [{ slug: two[0]?.slug, passed: true, acceptanceHash: 'f'.repeat(64) }] };
  await writeFile(join(folder, 'baseline.json'), JSON.stringify(other));
  // Beside other people it is another run; one that has begun keeps those that it began with, whoever came since.
  const another = await arena('run', 'beside.yaml', '--out', 'runs', '--quiet', '--no-serve', '--practice');
  expect(another).toMatchObject({ code: 64, stderr: expect.stringContaining('people of the baseline') });
  await rm('runs/beside/standing.json');
  const once = await arena('run', 'beside.yaml', '--out', 'runs', '--quiet', '--no-serve', '--practice');
  expect(once, once.stderr).toMatchObject({ code: 0 });
  const kept = JSON.parse((await arena('standing', 'runs/beside', '--format', 'json')).stdout);
  expect(kept).toEqual(standing);
  expect((await arena('stats', 'runs/beside', '--json')).stdout).toContain('people study trial: 3 tries of 2 people');
  const refused = await arena('run', 'beside.yaml', '--out', 'again', '--quiet', '--no-serve', '--practice');
  expect(refused.code).toBe(65);
  expect(refused.stderr).toContain('another edition');
  // A study alone is on a server; the file of its export must be that study's.
  for (const [said, why] of [
    ['study: trial', 'say `arena run --db DB`'],
    ['study: another, file: baseline.json', 'is of trial, not of the study another'],
    ['rate: 0.5', 'there is no such field'],
  ] as const) {
    await writeFile(join(folder, 'beside.yaml'), config.join('\n').replace('file: baseline.json', said));
    const answer = await arena('run', 'beside.yaml', '--out', 'never', '--quiet', '--no-serve', '--practice');
    expect(answer, said).toMatchObject({ code: 65 });
    expect(answer.stderr).toContain(why);
  }
}, 300_000);

/** As the version before left it: without the tables of people, at its own level of migrations. */
function asTheVersionBefore(file: string): void {
  const client = new Database(file);
  for (const table of ['people', 'people_keys', 'people_markets', 'people_spent', 'people_studies']) {
    client.exec(`drop table ${table}`);
  }
  client.exec('delete from __drizzle_migrations where created_at = (select max(created_at) from __drizzle_migrations)');
  client.close();
}

test('a database of the version before is brought up to date, and its live market goes on', async () => {
  const file = join(folder, 'before.db');
  const store = await openSqliteStore({ file });
  const before = createArena({ store });
  const market = await playScenario(before, store.access, {
    ...HIGH_STREET,
    policy: { ...HIGH_STREET.policy, clock: { kind: 'wall', speed: 1 } },
  });
  const events = await store.lastSeq(market);
  await before.close();
  asTheVersionBefore(file);

  const options = { file, scenario: null, scenarios: [], log: null, settings: WITHOUT_RATES };
  const serving = await openServing(options);
  expect(serving.marketCount).toBe(1);
  const headers = { 'freelancer-oauth-v1': 'scenario-gus' };
  const payload = { project_id: 3, amount: 90, period: 2, description: 'After the break.' };
  const url = `/m/${market}/api/projects/0.1/bids`;
  const answer = await serving.app.inject({ method: 'POST', url, headers, payload });
  expect(answer.statusCode, answer.body).toBe(200);
  await serving.close();
  const after = await openSqliteStore({ file, readonly: true });
  expect(await after.lastSeq(market)).toBeGreaterThan(events);
  expect((await verifyStore(after, market)).findings).toEqual([]);
  expect(await after.people.studies()).toEqual([]);
  await after.close();
}, 300_000);
