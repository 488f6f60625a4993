/** Whose data are gone: whoever took everything back, and everybody once the retention is over; in the file, its log and its backups. */

import { copyFile, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { peopleKit } from '../../cli/people-kit.ts';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { verifyStore } from '../../db/verify.ts';
import { WITHOUT_RATES } from '../../server/http/settings.ts';
import { marketId } from '../../server/kernel/id.ts';
import type {
  MeasuredBaseline,
  Payments,
  PeopleExport,
  PeopleSummary,
} from '../../server/protocol/arena/people-study-results.ts';
import { openServing } from '../../server/serving.ts';
import { openedFor } from '../helpers/stage.ts';
import { API, Bot, Hand, openPeopleStage, type PeopleStage, POLL } from './people-stage.ts';

let stage: PeopleStage;
openedFor(
  async () => {
    stage = await openPeopleStage();
  },
  () => stage.close(),
);

const OTHER_KEY = Buffer.alloc(32, 7).toString('base64');
const CANARY_ID = 'cafe00000000000000c0ffee';

/** Every byte of the database, its write-ahead log and its index. */
async function readable(file: string): Promise<string> {
  const parts = await Promise.all(
    ['', '-wal', '-shm'].map((end) => readFile(`${file}${end}`, 'latin1').catch(() => '')),
  );
  return parts.join('');
}

const read = <T>(study: string, path = ''): Promise<T> =>
  stage.researcher.done<T>('GET', `${API}/people-studies/${study}${path}`);

const SECRET = 'Zanzibar-canary-7741';

test('who withdraws leaves nothing readable in the database or its log, while the books still fold', async () => {
  const study = await stage.create({ eligibility: [] });
  const backup = join(dirname(stage.file), 'backup.db');
  const bot = new Bot(stage.url, study);
  Object.assign(bot.ids, { panelId: CANARY_ID });
  await bot.join();
  await bot.consent();
  await bot.practise();
  const { market } = await bot.until('work', ({ projects }) => projects.some(({ status }) => status === 'open'));
  // A bid and its words, a delivery that fails and prints, a text that no event ever named, a comment.
  const hand = new Hand(bot, market, { words: SECRET, amount: 20 });
  await bot.done('PUT', `/m/${market}${API}/documents`, { mediaType: 'text/plain', nonce: 'n', body: SECRET });
  await expect.poll(() => hand.handIn(1, SECRET), POLL).toBe(true);
  await bot.step({ step: 'work' });
  await bot.until('attention');
  await bot.step({ step: 'attention', answers: [1, 0] });
  await bot.step({ step: 'debrief', comment: SECRET });
  const answers = await read<PeopleExport>(study, '/export?table=answers');
  expect(answers.rows.map((row) => row[3])).toContain(SECRET);
  expect(await readable(stage.file)).toContain(SECRET);
  expect(await readable(stage.file)).not.toContain(CANARY_ID);

  const before = await openSqliteStore({ file: stage.file, readonly: true });
  await before.backup(backup);
  await before.close();

  await bot.done('POST', bot.path('/withdrawal'), {});
  await expect.poll(async () => (await readable(stage.file)).includes(SECRET), POLL).toBe(false);
  const after = await read<PeopleExport>(study, '/export?table=answers');
  expect(after.rows).toEqual([]);
  expect((await read<Payments>(study, '/payments')).rows).toEqual([]);
  expect((await read<MeasuredBaseline>(study, '/baseline')).verdicts).toEqual([]);
  const store = await openSqliteStore({ file: stage.file, readonly: true });
  for (const id of await store.markets()) expect((await verifyStore(store, id)).findings).toEqual([]);
  expect(await store.people.keyOf(study, bot.pseudonym)).toBeNull();
  await store.close();

  // The backup still has them, and stops having them before anybody is let in.
  expect(await readable(backup)).toContain(SECRET);
  await copyFile(`${stage.file}.people-key`, `${backup}.people-key`);
  await copyFile(`${stage.file}.people-withdrawn`, `${backup}.people-withdrawn`);
  const options = { file: backup, scenario: null, scenarios: [], log: null, settings: WITHOUT_RATES, workers: 1 };
  const restored = await openServing({ ...options, people: peopleKit({}) });
  await expect.poll(async () => (await readable(backup)).includes(SECRET), POLL).toBe(false);
  await restored.close();
  await expect(openServing({ ...options, people: peopleKit({ ARENA_PEOPLE_KEY: OTHER_KEY }) })).rejects.toThrow(
    'not the one',
  );
}, 300_000);

const RETAINED = 'Narwhal-canary-3380';
const DAY_MINUTES = 24 * 60;

test('when the retention is over nothing of anybody is readable, and a backup of before does not bring it back', async () => {
  const study = await stage.create({ practice: null, eligibility: [], retentionDays: 2 });
  const bot = new Bot(stage.url, study);
  await bot.join();
  await bot.consent();
  const { market } = await bot.until('work');
  await new Hand(bot, market, { words: RETAINED, amount: 20 }).take(1);
  await bot.step({ step: 'work' });
  await bot.until('attention');
  const { rows } = await read<PeopleExport>(study, '/export?table=answers');
  expect(rows).toEqual([
    [bot.pseudonym, 'consent', 'Consent, version 1', expect.stringMatching(/^agreed, .* [0-9a-f]{64}$/)],
  ]);
  await stage.researcher.done('POST', `${API}/people-studies/${study}/close`, {});
  expect(await readable(stage.file)).toContain(RETAINED);
  const backup = join(dirname(stage.file), 'before-retention.db');
  const before = await openSqliteStore({ file: stage.file, readonly: true });
  await before.backup(backup);
  await before.close();

  stage.pass(DAY_MINUTES);
  expect(await read<PeopleSummary>(study)).toMatchObject({ state: 'closed' });
  stage.pass(DAY_MINUTES + 1);
  await expect.poll(async () => (await readable(stage.file)).includes(RETAINED), POLL).toBe(false);
  expect(await read<PeopleSummary>(study)).toMatchObject({ state: 'deleted', people: 1 });
  expect((await read<PeopleExport>(study, '/export?table=answers')).rows).toEqual([]);
  const store = await openSqliteStore({ file: stage.file, readonly: true });
  expect(await store.people.keyOf(study, bot.pseudonym)).toBeNull();
  expect((await verifyStore(store, marketId(market))).findings).toEqual([]);
  await store.close();

  await copyFile(`${stage.file}.people-key`, `${backup}.people-key`);
  await copyFile(`${stage.file}.people-withdrawn`, `${backup}.people-withdrawn`);
  const options = { file: backup, scenario: null, scenarios: [], log: null, settings: WITHOUT_RATES, workers: 1 };
  // By its own clock the retention of the study is not over: the list alone says that it was.
  const restored = await openServing({ ...options, people: peopleKit({}) });
  await expect.poll(async () => (await readable(backup)).includes(RETAINED), POLL).toBe(false);
  await restored.close();
}, 300_000);
