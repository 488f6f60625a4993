/** A person as the employer in a study, over HTTP with a real sandbox: no door of the market, a blind choice, a rule where nobody chooses. */

import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { verifyStore } from '../../db/verify.ts';
import { RULES } from '../../server/http/rules.ts';
import { known } from '../../server/kernel/assert.ts';
import type { PeopleState } from '../../server/protocol/arena/people-study-person.ts';
import type {
  MeasuredBaseline,
  Payments,
  PeopleExport,
  PeopleSummary,
  studyMarketsSchema,
} from '../../server/protocol/arena/people-study-results.ts';
import { openedFor } from '../helpers/stage.ts';
import { API, Bot, Hand, openPeopleStage, type PeopleStage, POLL, Visitor } from './people-stage.ts';
import { MEASURED, PROJECTS } from './study-file.ts';

let stage: PeopleStage;
openedFor(
  async () => {
    stage = await openPeopleStage();
  },
  () => stage.close(),
);

const HIRED = {
  name: 'hired',
  employer: 'person',
  people: 1,
  programs: 1,
  market: { fees: 'none' },
};
/** Nothing before the lobby, and nothing after the guesses. */
const SHORT = { projects: MEASURED, practice: null, eligibility: [], attention: [], conditions: [HIRED] };
const read = <T>(study: string, path = ''): Promise<T> =>
  stage.researcher.done<T>('GET', `${API}/people-studies/${study}${path}`);
type Hiring = Extract<PeopleState['at'], { stage: 'hiring' }>;

const timeOf = (market: string, what: 'pause' | 'step' | 'resume') =>
  stage.researcher.done('POST', `/m/${market}${API}/clock/${what}`, {});

/** Ends the bidding of every project, one after the other, and lets time go on. */
async function closeBidding(market: string): Promise<void> {
  const path = `/m/${market}/api/projects/0.1/projects?projects[]=1&projects[]=2`;
  const isOpen = async (): Promise<boolean> => {
    const { projects } = await stage.researcher.done<{ projects: { status: string }[] }>('GET', path);
    return projects.some(({ status }) => status === 'active');
  };
  while (await isOpen()) await timeOf(market, 'step');
  await timeOf(market, 'resume');
}

/** Two people come; one of them is drawn to be the employer. */
async function pairIn(study: string): Promise<{ employer: Bot; freelancer: Bot; program: Hand; market: string }> {
  const pair = [new Bot(stage.url, study), new Bot(stage.url, study)];
  for (const bot of pair) {
    await bot.join();
    await bot.consent();
  }
  const stageOf = async (bot: Bot): Promise<string> => (await bot.state()).at.stage;
  await expect.poll(async () => (await Promise.all(pair.map(stageOf))).sort(), POLL).toEqual(['hiring', 'work']);
  const [employer, freelancer] = (await stageOf(known(pair[0], 'bot'))) === 'hiring' ? pair : pair.toReversed();
  const { market } = await known(freelancer, 'freelancer').until('work');
  // What is done while bids come in takes as long as this machine needs.
  await timeOf(market, 'pause');
  const { markets } = await read<z.output<typeof studyMarketsSchema>>(study, '/markets');
  const seat = known(markets.find((one) => one.market === market)?.programSeats[0], 'seat');
  const path = `${API}/people-studies/${study}/markets/${market}/seats/${seat}`;
  const { token } = await stage.researcher.done<{ token: string }>('POST', path, {});
  const headers = { 'freelancer-oauth-v1': token };
  const program = new Hand(new Visitor(stage.url), market, { words: 'Here is a program.', amount: 15, headers });
  return { employer: known(employer, 'employer'), freelancer: known(freelancer, 'freelancer'), program, market };
}

const SHUT = [403, 404];

/** Everything that the employer's page is told, but for the time of the answer. */
async function seenBy(employer: Bot): Promise<{ text: string; headers: number }> {
  const answer = await fetch(`${stage.url}${employer.path('/me')}`, { headers: { cookie: employer.cookie } });
  const { result } = (await answer.json()) as { result: PeopleState };
  return { text: JSON.stringify({ ...result, now: 0 }), headers: [...answer.headers].length };
}

/** Every read of a market there is, now and later: each route has its line in the rules. */
const DOORS = Object.entries(RULES).flatMap(([name, { who }]) => {
  const [method, path = ''] = name.split(' ');
  return method === 'GET' && who === 'seat' ? [path.replaceAll(/:[a-z_]+/g, '1')] : [];
});

test('an employer of a study sees bids all at once, behind no door, chooses, and is paid what was saved', async () => {
  const study = await stage.create(SHORT);
  const { employer, freelancer, program, market } = await pairIn(study);
  const empty = await seenBy(employer);
  const first = (await employer.state()) as PeopleState;
  expect(first).toMatchObject({ stageEndsAt: null, stages: expect.not.arrayContaining(['work']) });
  expect((first.at as Hiring).projects.map(({ bids }) => bids)).toEqual([null, null]);
  expect(empty.text).not.toContain(market);

  // Nothing of the market is theirs to read, by any door, whatever they know of its name.
  expect(DOORS.length).toBeGreaterThan(40);
  for (const path of DOORS) {
    const told = await employer.ask('GET', `/m/${market}${path}`);
    expect(SHUT, `${path}: ${told.text}`).toContain(told.status);
  }
  const socket = io(stage.url, {
    auth: { protocol: 1, market },
    extraHeaders: { cookie: employer.cookie, origin: stage.url },
    transports: ['websocket'],
    reconnection: false,
  });
  const refusal = await new Promise((resolve) => socket.once('connect_error', resolve));
  expect(refusal).toMatchObject({ data: { code: 'no_such_market' } });
  socket.close();
  const elsewhere = await employer.ask('GET', `${API}/markets`);
  expect(elsewhere.text).not.toContain(market);
  expect([401, 403]).toContain((await employer.ask('GET', '/metrics')).status);

  const early = { step: 'hiring', choices: [1, 2].map((project) => ({ project, item: null })) };
  expect(await employer.ask('POST', employer.path('/steps'), early)).toMatchObject({ code: 'BIDS_COME_IN' });
  for (const project of [1, 2]) {
    await program.take(project);
    expect(await seenBy(employer)).toEqual(empty);
  }
  const hand = new Hand(freelancer, market, { words: 'I have done this before.', amount: 20 });
  for (const project of [2, 1]) {
    await hand.take(project);
    expect(await seenBy(employer)).toEqual(empty);
  }
  await closeBidding(market);
  const { projects } = await employer.until('hiring', (at) => at.projects.every(({ bids }) => bids !== null));
  expect(projects.map(({ title }) => title).sort()).toEqual(MEASURED.packages.map(({ title }) => title).sort());
  const sets = projects.map(({ bids }) => known(bids, 'bids'));
  for (const bids of sets) {
    expect(bids.map(({ text }) => text).sort()).toEqual(['Here is a program.', 'I have done this before.']);
    expect(new Set(bids.map((bid) => Object.keys(bid).join())).size).toBe(1);
    for (const { item, name } of bids) expect([item, name].join()).toMatch(/^[0-9a-f]{16},Freelancer [A-Z][2-9]$/);
  }
  expect((await employer.state()).stageEndsAt).not.toBeNull();

  const items = sets.map((bids) => bids.find(({ text }) => text === 'Here is a program.')?.item ?? null);
  const choices = [
    { project: 1, item: items[0] ?? null },
    { project: 2, item: null },
  ];
  const wrong = [{ project: 1, item: items[1] ?? null }, known(choices[1], 'choice')];
  expect(await employer.ask('POST', employer.path('/steps'), { step: 'hiring', choices: wrong })).toMatchObject({
    code: 'CHOICES',
  });
  const after = await employer.step({ step: 'hiring', choices });
  expect(await employer.step({ step: 'hiring', choices })).toMatchObject({ at: after.at });
  if (after.at.stage !== 'guess') throw new Error(`at ${after.at.stage}`);
  // Bids alone, all of one time: what is delivered later tells how fast somebody was.
  expect(after.at.items.map(({ kind }) => kind)).toEqual(['bid', 'bid', 'bid', 'bid']);
  expect(new Set(after.at.items.map(({ at }) => at)).size).toBe(1);
  const guesses = after.at.items.map(({ item }) => ({ item, guess: 'program', confidence: 60 }) as const);
  await employer.step({ step: 'guess', guesses });
  expect(await employer.step({ step: 'debrief', comment: '' })).toMatchObject({ at: { outcome: 'completed' } });

  await expect.poll(() => program.take(1), POLL).toBe(true);
  await freelancer.until('guess');
  const choice = await read<PeopleExport>(study, '/export?table=choices');
  const rows = choice.rows.map((row) => Object.fromEntries(choice.columns.map(({ column }, at) => [column, row[at]])));
  expect(rows).toHaveLength(4);
  expect(rows.filter(({ chosen }) => chosen === 'yes')).toMatchObject([
    { pseudonym: employer.pseudonym, author: 'program', amount_cents: 1_500, awarded: 'yes', by: 'person' },
  ]);
  const { hiring, blinding, byOutcome } = await read<PeopleSummary>(study);
  expect(hiring).toMatchObject({ toPrograms: { count: 1, of: 1 }, byLot: 0.5, toNobody: 1, fallbacks: 0 });
  expect(blinding.all).toMatchObject({ count: 2, of: 4 });
  expect(byOutcome.completed).toBe(1);
  const [slug] = choice.rows.map((row) => row[3]);
  expect(PROJECTS.map((one) => one.slug)).toContain(slug);
  const { rows: due } = await read<Payments>(study, '/payments');
  const mine = due.find(({ panelId }) => panelId === employer.ids.panelId);
  // A tenth of what the budget was above the price, at most four pounds: the work passed.
  expect(mine).toMatchObject({ baseCents: 600 });
  expect(mine?.bonusCents).toBeGreaterThan(0);
  expect((await read<MeasuredBaseline>(study, '/baseline')).verdicts).toEqual([]);
}, 300_000);

test('an employer who is gone hangs nobody, and whoever leaves while the choice is open is not seen to', async () => {
  const study = await stage.create(SHORT);
  const { employer, freelancer, program, market } = await pairIn(study);
  await program.take(1);
  const hand = new Hand(freelancer, market, { words: 'I am about to leave.', amount: 10 });
  await hand.take(1);
  await closeBidding(market);
  await employer.until('hiring', (at) => at.projects.every(({ bids }) => bids !== null));
  const before = await seenBy(employer);
  expect(before.text).toContain('I am about to leave.');
  await freelancer.done('POST', freelancer.path('/withdrawal'), {});
  expect(await seenBy(employer)).toEqual(before);

  stage.pass(21);
  await expect.poll(() => program.take(1), POLL).toBe(true);
  expect(await employer.until('ended')).toMatchObject({ outcome: 'timed_out', code: 'TIMEOU12' });
  const { hiring, byOutcome } = await read<PeopleSummary>(study);
  expect(hiring).toMatchObject({ toPrograms: { of: 0 }, fallbacks: 1 });
  expect(byOutcome).toMatchObject({ timed_out: 1, withdrawn: 1 });
  // Of who has left no more than that there was a bid; their texts go once the choice is over.
  const { rows } = await read<PeopleExport>(study, '/export?table=choices');
  expect(rows.map((row) => [row[6], row[7]]).sort()).toEqual([
    ['program', 1_500],
    ['withdrawn', null],
  ]);

  // An employer who withdraws is waited for no longer, and what they were shown is told to nobody.
  const other = await pairIn(study);
  await other.program.take(1);
  await closeBidding(other.market);
  await other.employer.until('hiring', (at) => at.projects.every(({ bids }) => bids !== null));
  await other.employer.done('POST', other.employer.path('/withdrawal'), {});
  await expect.poll(() => other.program.take(1), POLL).toBe(true);
  expect((await read<PeopleExport>(study, '/export?table=choices')).rows).toEqual(rows);
  const store = await openSqliteStore({ file: stage.file, readonly: true });
  for (const id of await store.markets()) expect((await verifyStore(store, id)).findings).toEqual([]);
  await store.close();
  expect(stage.log).toEqual([]);
}, 300_000);

test('a condition with an employer says what it needs', async () => {
  const refused = async (change: object, more: Record<string, unknown> = {}): Promise<string> => {
    const study = { projects: MEASURED, practice: null, conditions: [{ ...HIRED, ...change }], ...more };
    return stage.create(study).catch(String);
  };
  expect(await refused({ programs: 0 })).toContain('needs two freelancers');
  expect(await refused({ market: { mechanism: { kind: 'fp_sealed' } } })).toContain('it is buyer_determined');
  expect(await refused({ market: { questions: 'anyone' } })).toContain('nobody answers them');
  expect(
    await refused({ market: { deadlines: { biddingMs: 5_400_000 } } }, { limitMinutes: { hiring: 60 } }),
  ).toContain('no time to work');
  expect(await refused({ employer: 'nobody', market: { mechanism: { kind: 'buyer_determined' } } })).toContain(
    'needs an employer',
  );
});
