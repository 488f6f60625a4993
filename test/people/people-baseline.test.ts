/** People of a study as the measured baseline of a tournament on the same server, and of the same file played by `arena run`. */

import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
  await able.work();
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
  const run = ['run', join(folder, 'beside.yaml'), '--out', join(folder, 'runs'), '--quiet', '--no-serve'];
  const silent = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await main([...run, '--practice', '--db', copy, '--owner', 'Ruth'])).toBe(0);
  silent.mockRestore();
  const again = await readFile(join(folder, 'runs', 'beside-people', 'standing.json'), 'utf8');
  expect(JSON.parse(again)).toEqual(standing);

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
