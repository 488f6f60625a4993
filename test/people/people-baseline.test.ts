/** People of a study as the measured baseline of a tournament on the same server, and of the same file played by `arena run`. */

import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import type { Standing } from '../../agents/tournament/standing-schema.ts';
import { main } from '../../cli/arena.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { buildCorpus } from '../../seeds/corpus.ts';
import { secretHashOf } from '../../server/http/secret.ts';
import { known } from '../../server/kernel/assert.ts';
import { canonicalJson, sha256 } from '../../server/kernel/hash.ts';
import type { MeasuredBaseline } from '../../server/protocol/arena/people-study-results.ts';
import { SCOPES } from '../../server/protocol/arena/scope.ts';
import type { TournamentStatus } from '../../server/protocol/arena/tournament.ts';
import { openedFor } from '../helpers/stage.ts';
import { API, Bot, openPeopleStage, type PeopleStage, POLL, Visitor } from './people-stage.ts';

let stage: PeopleStage;
openedFor(
  async () => {
    stage = await openPeopleStage();
  },
  () => stage.close(),
);

const FIRST = known(buildCorpus('starter', 'starter-1')[0], 'first project');

/** Everything that a person said or was known by, and what opens it: no word of it may leave with a run. */
async function secretsOf(bot: Bot, file: string): Promise<string[]> {
  const store = await openSqliteStore({ file, readonly: true });
  const kept = known(await store.people.personOf(bot.study, await userOf(store, bot)), 'person');
  const key = known(await store.people.keyOf(bot.study, bot.pseudonym), 'key');
  const user = known(await store.access.user(known(kept.userId, 'user')), 'user');
  await store.close();
  const serverKey = (await readFile(`${file}.people-key`, 'utf8')).trim();
  const { panelId, panelSessionId } = bot.ids;
  const session = known(bot.cookie.split('=')[1], 'session');
  return [
    panelId,
    panelSessionId,
    bot.pseudonym,
    user.name,
    known(kept.fingerprint, 'fingerprint'),
    kept.sealed,
    key,
    serverKey,
    session,
    WORDS,
  ];
}

type Store = Awaited<ReturnType<typeof openSqliteStore>>;
async function userOf(store: Store, bot: Bot) {
  const people = await store.people.people(bot.study);
  return known(people.find(({ pseudonym }) => pseudonym === bot.pseudonym)?.userId, 'user of the person');
}

/** Every byte of every file below, those in an archive too. */
async function textsIn(folder: string): Promise<string> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const texts = files.map(async ({ parentPath, name }) => {
    const bytes = await readFile(join(parentPath, name));
    const inside = name.endsWith('.zip') ? Object.values(unzipSync(bytes)) : [];
    return [bytes, ...inside].map((one) => Buffer.from(one).toString('latin1')).join('\n');
  });
  return (await Promise.all(texts)).join('\n');
}

/** The same bundle with other people in it, and hashes that fit. */
function withPeople(bundle: Uint8Array, text: string | null): Uint8Array {
  const { 'people.json': _people, 'bundle.json': head, ...rest } = unzipSync(bundle);
  const facts = JSON.parse(Buffer.from(head ?? []).toString());
  const parts = facts.parts.filter(({ name }: { name: string }) => name !== 'people.json');
  if (text !== null) parts.push({ name: 'people.json', bytes: Buffer.byteLength(text), sha256: sha256(text) });
  const files = { ...rest, ...(text === null ? {} : { 'people.json': strToU8(text) }) };
  return zipSync({ ...files, 'bundle.json': strToU8(JSON.stringify({ ...facts, parts })) });
}

const WORDS = 'Quokka-canary-5519';

const configOf = (study: string): string => `
name: beside-people
seed: s
protocol: solo
corpus: { limit: 1 }
roster: study
baseline: { kind: measured, study: ${study} }
`;

/** Another researcher of the same server. */
async function stranger(): Promise<Record<string, string>> {
  const store = await openSqliteStore({ file: stage.file });
  const user = { name: 'otto', email: null, passwordHash: null, rank: 'researcher', createdAt: 0 } as const;
  const { userId } = known(await store.access.addUser(user), 'otto');
  const rest = { scopes: SCOPES, roles: [], label: '', createdAt: 0, expiresAt: null, usesLeft: null };
  await store.access.addPass({ kind: 'token', secretHash: secretHashOf('otto'), userId, marketId: null, ...rest });
  await store.close();
  return { 'freelancer-oauth-v1': 'otto' };
}

/** `arena ARGS` in this process, and what it printed. */
async function arena(...args: readonly string[]): Promise<string> {
  let printed = '';
  const spies = ([process.stdout, process.stderr] as const).map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      printed += chunk;
      return true;
    }),
  );
  try {
    return `${await main([...args])}: ${printed}`;
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** A run's tables and its bundle have each try that it is compared with, and nothing of who made it; the bundle proves them. */
async function leavesWith(dir: string, rows: MeasuredBaseline, secrets: readonly string[]): Promise<void> {
  const out = join(dirname(dir), 'out');
  const exported = async (format: string, to: string) =>
    arena('export', dir, '--format', format, '--out', join(out, to));
  for (const format of ['csv', 'jsonl', 'parquet']) expect(await exported(format, format)).toMatch(/^0:/);
  expect(await exported('bundle', 'run.zip')).toMatch(/^0:/);
  const { slug, askedCents, activeMs, elapsedMs, attempts, acceptanceHash } = known(rows.verdicts[0], 'row');
  const row = JSON.parse(await readFile(join(out, 'jsonl', 'human_try.jsonl'), 'utf8'));
  const same = { slug, acceptanceHash, askedCents, activeMs, elapsedMs, attempts, passed: true };
  expect(row).toMatchObject({ run: 'beside-people', kind: 'human_try', study: rows.study, ...same });
  expect(await readFile(join(out, 'csv', 'human_try.csv'), 'utf8')).toContain(`,${slug},`);
  expect(await readFile(join(out, 'csv', 'data-dictionary.csv'), 'utf8')).toContain('human_try,activeMs,');
  const taken = `${await textsIn(out)}${await readFile(join(dir, 'people.json'), 'utf8')}`;
  expect(taken).toContain(slug);
  for (const secret of secrets) expect(taken, secret).not.toContain(secret);

  const bundle = join(out, 'run.zip');
  const proven = await arena('replay', bundle);
  expect(proven).toMatch(/^0:/);
  expect(proven).toContain(`baseline: 1 try of 1 person in the study ${rows.study}, hash`);
  expect(proven).toContain('every byte the same, and the same standing');
  const bytes = await readFile(bundle);
  const failing = { ...rows, verdicts: rows.verdicts.map((one) => ({ ...one, passed: false })) };
  for (const [text, why] of [
    [JSON.stringify(failing), 'NOT the tries that the run was compared with'],
    [JSON.stringify({ ...rows, verdicts: [{ ...rows.verdicts[0], panelId: 'x' }] }), 'cannot be read'],
    ['{', 'cannot be read'],
    [null, 'people.json is missing'],
  ] as const) {
    await writeFile(bundle, withPeople(bytes, text));
    const found = await arena('replay', bundle, '--no-play');
    expect(found).toMatch(/^1:/);
    expect(found).toContain(why);
  }
}

test('a tournament on a server is compared with its researcher’s people, who have not withdrawn, as `arena run` does', async () => {
  const change = { projects: { corpus: 'starter', slugs: [FIRST.slug] }, practice: null, eligibility: [] };
  const study = await stage.create({ ...change, attention: [], guesses: 0 });
  const config = configOf(study);
  const { researcher } = stage;
  const tournaments = `${API}/tournaments`;
  const wanted = { config };
  const foreign = await new Visitor(stage.url).ask('POST', tournaments, wanted, await stranger());
  expect(foreign).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  expect(await researcher.ask('POST', tournaments, { config: configOf('unheard-of') })).toMatchObject({ status: 404 });
  const ofFile = configOf(study).replace('study:', 'file: baseline.json, study:');
  expect((await researcher.ask('POST', tournaments, { config: ofFile })).text).toContain('a file is for `arena run`');
  const kept = await researcher.done<TournamentStatus>('POST', tournaments, wanted);
  expect(kept).toMatchObject({ state: 'created', measuredBy: null });
  const early = await researcher.ask('POST', `${tournaments}/beside-people/start`, {});
  expect(early).toMatchObject({ status: 409, code: 'NO_TRIES' });

  const [able, away] = [new Bot(stage.url, study), new Bot(stage.url, study)];
  for (const bot of [able, away]) {
    await bot.join();
    await bot.consent();
  }
  await able.work(20, WORDS);
  await away.until('work');
  await away.step({ step: 'work' });
  await expect.poll(async () => (await away.state()).at.stage, POLL).toBe('debrief');
  const baseline = () => researcher.done<MeasuredBaseline>('GET', `${API}/people-studies/${study}/baseline`);
  expect((await baseline()).verdicts).toHaveLength(2);
  await away.done('POST', away.path('/withdrawal'), {});
  const rows = await baseline();
  expect(rows).toMatchObject({ people: 1, verdicts: [{ slug: FIRST.slug, passed: true }] });

  await researcher.done('POST', `${tournaments}/beside-people/start`, {});
  const status = (): Promise<TournamentStatus> => researcher.done('GET', `${tournaments}/beside-people`);
  await expect.poll(async () => (await status()).state, POLL).toBe('completed');
  const measuredBy = { study, people: 1, tries: 1, rowsHash: sha256(canonicalJson(rows.verdicts)) };
  expect(await status()).toMatchObject({ measuredBy });
  const standing = await researcher.done<Standing>('GET', `${tournaments}/beside-people/standing`);
  expect(standing.baseline).toEqual({ kind: 'measured', description: `measured: ${rows.source}`, measuredBy });
  const { human, provenance } = known(standing.rows[0], 'row');
  expect(human).toMatchObject({ baselineCents: FIRST.postedPriceCents, estimate: false });
  expect(provenance.human).toBe('measured');

  // The same file, the same people: out of a copy of the database, and out of the export.
  const folder = dirname(stage.file);
  const copy = join(folder, 'copy.db');
  const store = await openSqliteStore({ file: stage.file, readonly: true });
  await store.backup(copy);
  await store.close();
  await copyFile(`${stage.file}.people-key`, `${copy}.people-key`);
  await writeFile(join(folder, 'beside.yaml'), config);
  const run = [
    'run',
    join(folder, 'beside.yaml'),
    '--out',
    join(folder, 'runs'),
    '--quiet',
    '--no-serve',
    '--practice',
  ];
  const dir = join(folder, 'runs', 'beside-people');
  await arena(...run, '--db', copy, '--owner', 'Ruth');
  const again = await readFile(join(dir, 'standing.json'), 'utf8');
  expect(JSON.parse(again)).toEqual(standing);
  await leavesWith(dir, rows, await secretsOf(able, stage.file));
  // The server keeps which projects were tried and whether they passed, and nothing else of anybody.
  const observed = await researcher.ask('GET', `${tournaments}/beside-people/observations`);
  const told = observed.text.split('\n').filter((line) => line.includes('"human_try"'));
  expect(told.map((line) => JSON.parse(line))).toMatchObject([
    { study, slug: FIRST.slug, passed: true, askedCents: null, activeMs: null, attempts: null },
  ]);

  // What was measured stays what it was: nobody's name is in it.
  await able.done('POST', able.path('/withdrawal'), {});
  expect(await status()).toMatchObject({ state: 'completed', measuredBy });
  expect(
    await researcher.ask('POST', tournaments, { config: config.replace('beside-people', 'later'), start: true }),
  ).toMatchObject({
    status: 409,
    code: 'NO_TRIES',
  });
}, 300_000);
